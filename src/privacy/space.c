#include "space.h"

#include <stdlib.h>
#include <string.h>

#include "isolate.h"
#include "modular.h"

/* A second or so on the slowest machines; ordinary organisations need a hundredth of it. */
enum { EFFORT = 2000000 };

Space space_new(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count, int64_t k)
{
    Space space = {
        .arena = arena, .atom_n = atom_n, .atom_count = atom_count, .k = k, .effort = EFFORT};
    space.known = NEW(arena, bool, atom_count);
    space.excused = NEW(arena, bool, atom_count);
    space.pivot_of = NEW(arena, ptrdiff_t, atom_count);
    for (ptrdiff_t a = 0; a < atom_count; a++)
        space.pivot_of[a] = -1;
    return space;
}

static bool is_small(const Space *space, ptrdiff_t atom)
{
    return space->atom_n[atom] < space->k && !space->excused[atom];
}

uint32_t vector_factor(Vector vector, ptrdiff_t atom)
{
    ptrdiff_t lo = 0, hi = vector.len;
    while (lo < hi) {
        ptrdiff_t middle = lo + (hi - lo) / 2;
        if (vector.terms[middle].atom < atom)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < vector.len && vector.terms[lo].atom == atom ? vector.terms[lo].factor : 0;
}

/* a + factor·b */
static Vector combine(Arena *arena, Vector a, uint32_t factor, Vector b)
{
    Vector sum = {.terms = NEW(arena, Term, a.len + b.len)};
    ptrdiff_t i = 0, j = 0;
    while (i < a.len || j < b.len) {
        Term term;
        if (j == b.len || (i < a.len && a.terms[i].atom < b.terms[j].atom)) {
            term = a.terms[i++];
        } else if (i == a.len || b.terms[j].atom < a.terms[i].atom) {
            term = (Term){b.terms[j].atom, mod_multiply(factor, b.terms[j].factor)};
            j++;
        } else {
            term = (Term){a.terms[i].atom,
                          mod_add_product(a.terms[i].factor, factor, b.terms[j].factor)};
            i++;
            j++;
        }
        if (term.factor != 0)
            sum.terms[sum.len++] = term;
    }
    return sum;
}

Vector vector_eliminate(Arena *arena, Vector vector, Vector row, ptrdiff_t atom)
{
    uint32_t factor = vector_factor(vector, atom);
    if (factor == 0)
        return vector;
    factor = mod_multiply(factor, mod_inverse(vector_factor(row, atom)));
    return combine(arena, vector, mod_negate(factor), row);
}

static int compare_terms(const void *a, const void *b)
{
    ptrdiff_t left = ((const Term *)a)->atom, right = ((const Term *)b)->atom;
    return (left > right) - (left < right);
}

/* The vector minus what the rows already say; zero at every pivot afterwards. */
static Vector reduce(const Space *space, Vector vector)
{
    Vector rest = vector;
    for (ptrdiff_t i = 0; i < vector.len; i++) {
        ptrdiff_t row = space->pivot_of[vector.terms[i].atom];
        if (row >= 0)
            rest = combine(space->arena, rest, mod_negate(vector.terms[i].factor),
                           space->rows.items[row].vector);
    }
    return rest;
}

Vector space_residue(const Space *space, const ptrdiff_t *atoms, ptrdiff_t count)
{
    Vector vector = {.terms = NEW(space->arena, Term, count)};
    for (ptrdiff_t i = 0; i < count; i++) {
        CX_ASSERT(atoms[i] >= 0 && atoms[i] < space->atom_count);
        if (space->atom_n[atoms[i]] > 0 && !space->known[atoms[i]])
            vector.terms[vector.len++] = (Term){atoms[i], 1};
    }
    qsort(vector.terms, (size_t)vector.len, sizeof(Term), compare_terms);
    return reduce(space, vector);
}

/* ---- Checking ---- */

bool space_isolates(Space *space, Vector residue, AtomList *isolated)
{
    *isolated = (AtomList){0};
    for (ptrdiff_t i = 0; i < residue.len; i++) {
        if (!is_small(space, residue.terms[i].atom))
            return false;
    }
    Vector *small = NEW(space->arena, Vector, space->rows.len);
    ptrdiff_t count = 0;
    for (ptrdiff_t r = 0; r < space->rows.len; r++) {
        if (space->rows.items[r].small)
            small[count++] = space->rows.items[r].vector;
    }
    return isolate_find(space->arena, residue, small, count, space->atom_n, space->atom_count,
                        space->k, &space->effort, isolated);
}

/* ---- Sums that are refused ---- */

void space_refuse(Space *space, const ptrdiff_t *atoms, ptrdiff_t count)
{
    *PUSH(space->arena, &space->refused, Vector) = space_residue(space, atoms, count);
}

/* Both are reduced: the refused sum follows from the rows and the residue exactly if it is a
 * multiple of the residue. */
bool space_reveals(const Space *space, Vector residue)
{
    for (ptrdiff_t r = 0; r < space->refused.len; r++) {
        Vector refused = space->refused.items[r];
        ptrdiff_t same = 0;
        while (same < residue.len && refused.len == residue.len &&
               refused.terms[same].atom == residue.terms[same].atom &&
               mod_multiply(refused.terms[same].factor, residue.terms[0].factor) ==
                   mod_multiply(refused.terms[0].factor, residue.terms[same].factor))
            same++;
        if (same == residue.len)
            return true;
    }
    return false;
}

/* ---- Adding ---- */

static ptrdiff_t choose_pivot(const Space *space, Vector vector, bool *small)
{
    *small = true;
    for (ptrdiff_t i = 0; i < vector.len; i++) {
        if (!is_small(space, vector.terms[i].atom)) {
            *small = false;
            return i;
        }
    }
    return 0;
}

/* Where every row stands. One of a single atom says: this atom is known. It leaves the space. */
static void place_rows(Space *space)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t r = 0; r < space->rows.len; r++) {
        SpaceRow row = space->rows.items[r];
        if (row.vector.len == 1) {
            space->known[row.pivot] = true;
            continue;
        }
        space->rows.items[kept] = row;
        space->pivot_of[row.pivot] = kept++;
    }
    space->rows.len = kept;
}

void space_add(Space *space, Vector residue)
{
    CX_ASSERT(residue.len > 0);
    bool small;
    ptrdiff_t at = choose_pivot(space, residue, &small);
    ptrdiff_t pivot = residue.terms[at].atom;
    Vector vector =
        combine(space->arena, (Vector){0}, mod_inverse(residue.terms[at].factor), residue);

    for (ptrdiff_t r = 0; r < space->rows.len; r++) {
        SpaceRow *row = &space->rows.items[r];
        row->vector = vector_eliminate(space->arena, row->vector, vector, pivot);
    }
    for (ptrdiff_t r = 0; r < space->refused.len; r++)
        space->refused.items[r] =
            vector_eliminate(space->arena, space->refused.items[r], vector, pivot);
    *PUSH(space->arena, &space->rows, SpaceRow) = (SpaceRow){vector, pivot, small};
    place_rows(space);
}

void space_excuse(Space *space, const AtomList *atoms)
{
    for (ptrdiff_t i = 0; i < atoms->len; i++)
        space->excused[atoms->items[i]] = true;

    /* The choice of pivots rests on which atoms are small: build the rows anew. */
    SpaceRow *old = space->rows.items;
    ptrdiff_t old_count = space->rows.len;
    space->rows.len = space->rows.cap = 0;
    for (ptrdiff_t r = 0; r < old_count; r++)
        space->pivot_of[old[r].pivot] = -1;
    for (ptrdiff_t r = 0; r < old_count; r++)
        space_add(space, reduce(space, old[r].vector));
}
