/* builder.h: the tally while rows are being counted (inside the module).
 *
 * Counting is the inner loop of a run, so a cell is laid out for it: in front of each histogram
 * stand four slots for LEVEL_MISSING_CODE, LEVEL_NOT_ASKED, LEVEL_OFF_SCALE and LEVEL_MISSING, and
 * in each pair table stands a row and a column for "no answer"; then no answer needs a branch.
 * Finish drops them. */
#ifndef CXEX_TABLE_BUILDER_H
#define CXEX_TABLE_BUILDER_H

#include <cxex/table.h>

enum { DENSE_PARTS = 10 };
enum { SPECIAL_SLOTS = 4 }; /* LEVEL_MISSING_CODE = -4 … LEVEL_MISSING = -1 */

/* Open addressing; key 0 is a free slot (no key of table.h is 0). */
typedef struct SparseTable {
    SparseCount *slots;
    ptrdiff_t len, cap;
} SparseTable;

typedef struct BuildCell {
    ptrdiff_t unit, period, stratum;
    int32_t number; /* in BuildSide.cells */
    Count rows;
    int64_t *level_n; /* [slot_count] */
    uint32_t *
        pair_n; /* [pair_slots], unweighted; a cell has fewer than 2^32 rows (TALLY_PEOPLE_LIMIT) */
    double *level_w, *level_w2, *pair_w2; /* weighted only */
    uint32_t *mask_n; /* [2^part_count], unweighted and at most DENSE_PARTS; else in `masks` */
    SparseTable masks, means, joint;
    int64_t mean_incomplete, complete, partial, break_off, apart;
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

/* Sums of one mask and jackknife group. */
typedef struct DriverCell {
    Count rows;
    uint64_t *packed;    /* see drivers.c */
    ptrdiff_t unsettled; /* rows in `packed` since it was last moved to `exact` */
    int64_t *exact;      /* sums, then cross; NULL: nothing was moved yet */
} DriverCell;
typedef struct DriverMask {
    uint64_t mask;
    ptrdiff_t answered;
    DriverCell *group[DRIVER_GROUPS]; /* NULL: no rows yet */
} DriverMask;

typedef struct BuildDrivers {
    ptrdiff_t count;
    DriverMask *whole; /* of the rows that answered all drivers: nearly all of them */
    LIST_OF(DriverMask *) others;
    DriverMask **index; /* of `others`, open addressing; NULL: free */
    ptrdiff_t index_cap, mask_limit;
    ptrdiff_t settle_every; /* rows */
    int64_t rows, *missing;
    bool too_many;
    bool by_row;
    LIST_OF(DriverBlock) blocks; /* cells as numbered in the builder */
} BuildDrivers;

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
    ptrdiff_t cell_bytes; /* of a finished cell's level and pair counts */
    /* [question_count] of rows left out */
    int64_t *missing, *off_scale, *missing_code, *not_asked;
    CommentList comments; /* units and periods as numbered in the builder */
    Arena comment_room;   /* holds nothing but that list, so it grows where it stands */
    BuildDrivers drivers;
    LIST_OF(struct NoTotal) no_totals; /* periods as numbered in the builder */
} BuildSide;

struct TallyBuilder {
    Arena *arena;
    const Config *config;
    BuildSide side[SIDE_COUNT];
    LIST_OF(Unit) units; /* [0] is UNIT_NONE; `above` and `merged_into` as numbered here */
    LIST_OF(bool) kept;  /* beside units */
    LIST_OF(bool) made;  /* beside units: made by table_organise, names no row */
    bool organised;
    bool described;
    StrMap unit_index;
    LIST_OF(Period) periods;
    const UnitMap *map;
    ptrdiff_t map_count;
    TallyLimit limit;
};

/* builder.c: remembers the first limit that was reached. */
void table_over(TallyBuilder *builder, TallyLimit limit);

/* questions.c */
void table_plan_side(Arena *arena, const Config *config, Side side, SideTally *tally);
/* count.c */
void table_plan_counting(Arena *arena, const SideTally *tally, CountPlan *plan);
/* drivers.c: which questions they are; then, row by row, their sums, where drivers.outcome is not
 * -1; then as table.h has them. */
void table_plan_drivers(Arena *arena, SideTally *tally);
void table_open_drivers(Arena *arena, const Config *config, const SideTally *tally,
                        BuildDrivers *drivers);
void table_count_drivers(Arena *arena, BuildSide *side, const BuildCell *cell, const Row *row,
                         int64_t times);
/* place: of the builder's cells, in SideTally.cells. */
void table_finish_drivers(Arena *arena, const BuildSide *side, const int32_t *place,
                          SideTally *tally);
/* comments.c: units and periods get their final numbers ([old number]), and the list its order. */
void table_finish_comments(Arena *arena, BuildSide *side, const ptrdiff_t *unit,
                           const ptrdiff_t *period, SideTally *tally);
/* In the order of SideTally.comments, without further memory. Parted `depth` times at most, then
 * sorted by a heap. */
void table_sort_comments(const Arena *arena, Comment *items, ptrdiff_t count, int depth);
/* organise.c: parents and groups, as units among the others. */
typedef struct UnitRows {
    bool *alive;           /* [units.len] has rows, or is kept */
    int64_t *rows;         /* [units.len] both sides, all periods */
    ptrdiff_t *display;    /* [units.len] position of those that are alive and not made, else -1 */
    ptrdiff_t *by_display; /* [alive_count] */
    ptrdiff_t alive_count;
} UnitRows;
/* map.c: names become members of what they stand for now (Unit.renamed_to); makes the units that no
 * row names. Before anything else is organised. */
void table_map_units(TallyBuilder *builder);
/* What stands for the unit now: itself for most. */
ptrdiff_t table_mapped(const TallyBuilder *builder, ptrdiff_t unit);
/* Periods in which split units and their parts have figures; units and periods are final. */
void table_fill_spans(Tally *tally);
/* Adds the unit `key` under that name; it stays without rows. */
ptrdiff_t table_make_unit(TallyBuilder *builder, UnitRows *known, Str key, Pos pos);
/* Rolls `count` units up into `group`. */
void table_roll_up(TallyBuilder *builder, const UnitRows *known, const ptrdiff_t *units,
                   ptrdiff_t count, ptrdiff_t group);
/* merge.c: [privacy] merge = auto. */
void table_merge_small(TallyBuilder *builder, UnitRows *known);
/* members.c: what every unit is made of; units have their final numbers. made: [unit_count] it
 * names no row. */
void table_fill_members(Arena *arena, Tally *tally, const bool *made);
/* windows.c */
void table_fill_windows(Arena *arena, Tally *tally);
/* periods.c */
void table_fill_period(Arena *arena, PeriodKind kind, Period *period);
int64_t table_part_of_year(PeriodKind kind, int64_t ordinal); /* 0: the year's first */

#endif
