/* space.h: what a reader of the pack can compute by adding and subtracting published sums.
 *
 * Published sums are 0/1 vectors over the atoms (unit, period); everything that can be derived from
 * them is their row space, kept here in reduced form modulo the prime 2^31-1 (metrics.md §7; an
 * equality over the integers is one modulo the prime, so nothing derivable is ever missed).
 *
 * Two choices make it fast without changing a decision of the plain elimination:
 *  - an atom that is derivable by itself is "known" and leaves all vectors: no other vector needs
 *    it;
 *  - pivots are atoms of at least k respondents where a row has one. Then a derivable vector that
 *    touches small atoms only is a combination of the rows with small pivots alone, and a new
 *    vector that still has a large atom after reduction cannot isolate anybody. */
#ifndef CXEX_PRIVACY_SPACE_H
#define CXEX_PRIVACY_SPACE_H

#include <cxex/base.h>

typedef struct Term {
    ptrdiff_t atom;
    uint32_t factor; /* 1 .. 2^31-2 */
} Term;

typedef struct Vector { /* terms by atom ascending */
    Term *terms;
    ptrdiff_t len;
} Vector;

uint32_t vector_factor(Vector vector, ptrdiff_t atom); /* 0: the vector does not hold it */
/* The vector minus the multiple of the row that leaves nothing at the atom. */
Vector vector_eliminate(Arena *arena, Vector vector, Vector row, ptrdiff_t atom);

typedef LIST_OF(ptrdiff_t) AtomList;

typedef struct SpaceRow {
    Vector vector; /* factor 1 at the pivot, 0 at the pivots of all other rows */
    ptrdiff_t pivot;
    bool small; /* all its atoms have fewer than k respondents */
} SpaceRow;

typedef struct Space {
    Arena *arena;
    const int64_t *atom_n;
    ptrdiff_t atom_count;
    int64_t k;
    int64_t effort;      /* for all checks together: rows that may still be looked at */
    bool *known;         /* derivable by itself: left out of every vector */
    bool *excused;       /* isolated by what was published long ago: no longer checked */
    ptrdiff_t *pivot_of; /* atom -> row, or -1 */
    LIST_OF(SpaceRow) rows;
    LIST_OF(Vector) refused; /* reduced by the rows, as a residue is */
} Space;

Space space_new(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count, int64_t k);
/* What a sum over the atoms (each once, any order) adds to the space: empty when it is derivable
 * already. Atoms without respondents are ignored. */
Vector space_residue(const Space *space, const ptrdiff_t *atoms, ptrdiff_t count);
/* Would adding the (non-empty) residue let a reader isolate fewer than k people? Then *isolated
 * gets the atoms of one such set, or nothing where that would take too long to find out. */
bool space_isolates(Space *space, Vector residue, AtomList *isolated);
/* A sum that nobody shall derive; before anything is added. */
void space_refuse(Space *space, const ptrdiff_t *atoms, ptrdiff_t count);
/* Would adding the residue let a reader derive one of those? */
bool space_reveals(const Space *space, Vector residue);
void space_add(Space *space, Vector residue);
/* The atoms no longer count as people to protect (what was given isolates them already). */
void space_excuse(Space *space, const AtomList *atoms);

#endif
