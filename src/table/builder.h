/* builder.h: the tally while rows are being counted (inside the module).
 *
 * Counting is the inner loop of a run, so a cell is laid out for it: in front of each histogram
 * stand three slots for LEVEL_NOT_ASKED, LEVEL_OFF_SCALE and LEVEL_MISSING, and in each pair table
 * stands a row and a column for "no answer"; then no answer needs a branch. Finish drops them. */
#ifndef CXEX_TABLE_BUILDER_H
#define CXEX_TABLE_BUILDER_H

#include <cxex/table.h>

enum { DENSE_PARTS = 10 };
enum { SPECIAL_SLOTS = 3 }; /* LEVEL_NOT_ASKED = -3 … LEVEL_MISSING = -1 */

/* Open addressing; key 0 is a free slot (no key of table.h is 0). */
typedef struct SparseTable {
    SparseCount *slots;
    ptrdiff_t len, cap;
} SparseTable;

typedef struct BuildCell {
    ptrdiff_t unit, period, stratum;
    Count rows;
    int64_t *level_n; /* [slot_count] */
    uint32_t *pair_n; /* [pair_slots], unweighted; a cell has fewer than 2^32 rows (asserted) */
    double *level_w, *level_w2, *pair_w2; /* weighted only */
    uint32_t *mask_n; /* [2^part_count], unweighted and at most DENSE_PARTS; else in `masks` */
    SparseTable masks, means, joint;
    int64_t mean_incomplete, complete, partial, break_off;
} BuildCell;

/* How a row is counted, fixed before the first one. */
typedef struct CountPlan {
    ptrdiff_t *slot; /* [question_count] slot of level 0 */
    ptrdiff_t slot_count;
    /* Question parts, in part order. The pair (a, b) at answers x, y (0 = none, else level + 1) has
     * the slot  start[a] + x·stride[a] + column[b] + y. */
    ptrdiff_t part_count, part[PART_LIMIT], question[PART_LIMIT];
    ptrdiff_t start[PART_LIMIT], stride[PART_LIMIT], column[PART_LIMIT];
    ptrdiff_t pair_slots;
    ptrdiff_t *response; /* questions that a complete answer is judged by (metrics.md §12) */
    ptrdiff_t response_count;
    ptrdiff_t engagement; /* person mean, or -1 */
} CountPlan;

typedef struct BuildSide {
    SideTally tally; /* questions, means, parts, pairs, margins; no cells yet */
    CountPlan plan;
    LIST_OF(BuildCell *) cells;
    struct CellSlot {
        uint64_t key; /* 0: free */
        BuildCell *cell;
    } * index;
    ptrdiff_t index_cap;
    LIST_OF(ItemMoments) items; /* by period, as numbered in the builder */
    LIST_OF(struct Stratum) strata;
    StrMap stratum_index;
    ptrdiff_t cell_bytes;         /* of a finished cell's level and pair counts */
    int64_t *missing, *off_scale; /* [question_count] of rows left out */
} BuildSide;

struct TallyBuilder {
    Arena *arena;
    const Config *config;
    BuildSide side[SIDE_COUNT];
    LIST_OF(Unit) units; /* [0] is UNIT_NONE */
    LIST_OF(bool) kept;  /* beside units */
    bool described;
    StrMap unit_index;
    LIST_OF(Period) periods;
    StrList waves; /* names, position = ordinal */
    TallyLimit limit;
};

/* builder.c: remembers the first limit that was reached. */
void table_over(TallyBuilder *builder, TallyLimit limit);

/* questions.c */
void table_plan_side(Arena *arena, const Config *config, Side side, SideTally *tally);
/* count.c */
void table_plan_counting(Arena *arena, const SideTally *tally, CountPlan *plan);
/* periods.c */
void table_fill_period(Arena *arena, PeriodKind kind, Period *period);

#endif
