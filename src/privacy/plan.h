/* plan.h: who stands behind every cell that the pack may print. One side at a time.
 *
 * A statistic is what a pass of the algorithm counts people by: 0 the rows, then the side's
 * questions, then its person means, and the comments where there are any. Atoms are (unit, period,
 * batch), period by period; those of units and periods that only the ledger still knows come first.
 */
#ifndef CXEX_PRIVACY_PLAN_H
#define CXEX_PRIVACY_PLAN_H

#include <cxex/privacy.h>

#include "ledger.h"

ptrdiff_t statistic_count(const SideTally *side);
ptrdiff_t statistic_comments(const SideTally *side); /* -1: nobody wrote one */
/* As the ledger knows it: a question on another scale and a person mean of other questions are
 * other statistics. */
Str statistic_name(Arena *arena, const SideTally *side, ptrdiff_t statistic);
int64_t statistic_n(const Tally *tally, Side side, ptrdiff_t statistic, ptrdiff_t unit,
                    ptrdiff_t period);

typedef struct PlanPast { /* atoms of the ledger */
    const ptrdiff_t *atoms;
    ptrdiff_t count;
} PlanPast;

typedef struct PlanAtom {
    ptrdiff_t unit, period; /* -1: the tally does not know it */
    const LedgerAtom *past; /* NULL: the ledger does not know it */
    ptrdiff_t batch;        /* of `past`; its batch_count: what came after them all */
    bool late;      /* holds answers that came late; else only those to questions that are new */
    PlanPast moved; /* count > 0: answers to all names of the unit beyond these (plan_map.c) */
} PlanAtom;
/* Came after all that was published of its unit and period. */
bool plan_is_new(const PlanAtom *atom);

typedef struct PlanCell {
    ptrdiff_t scope, window;
    const ptrdiff_t *atoms;
    ptrdiff_t atom_count;
    bool printed; /* units have no `all`, merged units nothing */
    bool frozen;  /* what was published of it does not fit what is there now: nothing new of it */
    const LedgerCell *stored; /* the latest that was published of it, or NULL */
    bool unchanged;           /* `stored` is of the same answers */
} PlanCell;

typedef struct Plan {
    Arena *arena;
    const Tally *tally;
    const SideTally *counts;
    Side side;
    const Ledger *ledger;
    const LedgerSide *past;
    ptrdiff_t *column; /* [statistic_count] in past->columns, or -1 */
    LIST_OF(PlanAtom) atoms;
    ptrdiff_t *begin;      /* [period·unit_count + unit] first atom; the next one's is its end */
    ptrdiff_t *past_begin; /* [past->atoms.len] atom of its first batch */
    int64_t *covered; /* [period_count] first edition that published something of it; 0: none did */
    int64_t *change;  /* [period·unit_count + unit] answers since, or gone since (< 0) */
    const bool *changed; /* as given to plan_new */
    bool *gone;          /* the same places: some are gone; at UNIT_NONE also when a unit is */
    bool *unsaid;        /* the same places: there are fewer comments than were published of it */
    bool *broken;        /* [period_count] its weights are not those that it was published with */
    bool *rescaled;      /* [period_count] its weights are others, though by one factor for all */
    Candidate *given;    /* [past->cells.len] the atoms of each, as it was published */
    PlanCell *cells;     /* [scope·window_count + window] */
    ptrdiff_t *windows;  /* [window_count] by end, shortest first, `all` last of its end */
} Plan;

/* changed: [period·unit_count + unit] published answers of it are known to be others now, though as
 * many; NULL: none are. */
Plan plan_new(Arena *arena, const Tally *tally, Side side, const Ledger *ledger,
              const bool *changed);

/* The units whose rows make up a scope: the company's are all. */
typedef struct Members {
    const ptrdiff_t *units; /* NULL: 0, 1, 2 … */
    ptrdiff_t count;
} Members;
Members plan_members(const Tally *tally, ptrdiff_t scope);
ptrdiff_t plan_member(Members members, ptrdiff_t i);

/* How many people a statistic has now: in a cell; in an atom. */
int64_t plan_now(const Plan *plan, const PlanCell *cell, ptrdiff_t statistic);
int64_t plan_atom_n(const Plan *plan, ptrdiff_t atom, ptrdiff_t statistic);
/* What was published of (unit, period), all batches. */
int64_t plan_past_n(const Plan *plan, const LedgerAtom *past, ptrdiff_t statistic);
/* How the answers of a period are weighted: the same number, the same weights for the same answers.
 * 0: not at all; 1: by a column. */
int64_t plan_weights(Arena *scratch, const Tally *tally, Side side, ptrdiff_t period);

/* [period_count] whether an earlier pack told the statistic of it by another rule, and of some
 * unit's answers fewer than k count by one of the rules alone (variants.c). */
bool *plan_told_otherwise(Arena *arena, const Plan *plan, ptrdiff_t statistic);

/* ---- The unit map (plan_map.c) ---- */

typedef struct PlanFound { /* by index in the ledger: index in the tally, or -1 */
    ptrdiff_t *unit, *period;
    ptrdiff_t *now;          /* what the unit is now */
    const ptrdiff_t *places; /* ledger_places */
} PlanFound;
/* plan.c: the published batches of an atom become atoms of the plan. */
void plan_add_past(Plan *plan, ptrdiff_t unit, ptrdiff_t period, ptrdiff_t past);

/* What a unit is now: itself for most. */
ptrdiff_t plan_now_of(const Tally *tally, ptrdiff_t unit);
/* Whether a unit that is called so now is among these. */
bool plan_is_made_of(const Tally *tally, Members members, ptrdiff_t now);
/* Answers that were published under one name of the unit now stand under another: `past`, its atoms
 * of the period under all names. */
bool plan_has_moved(const Plan *plan, PlanFound found, PlanPast past, ptrdiff_t now,
                    ptrdiff_t period);
void plan_add_moved(Plan *plan, PlanFound found, PlanPast past, ptrdiff_t now, ptrdiff_t period);
int64_t plan_moved_n(const Plan *plan, const PlanAtom *atom, ptrdiff_t statistic);
/* Names that lines of the map connect; where answers of one are gone, they may stand under any. */
typedef struct PlanFamilies PlanFamilies;
const PlanFamilies *plan_families(Arena *arena, const Tally *tally);
void plan_freeze_family(Plan *plan, const PlanFamilies *families, Str key, ptrdiff_t period);
void plan_freeze_families(Plan *plan, const PlanFamilies *families);
/* The cell's units were the published one's, though under other names; the periods are the same. */
bool plan_same_units(const Plan *plan, PlanFound found, const LedgerCell *past,
                     const PlanCell *cell);

#endif
