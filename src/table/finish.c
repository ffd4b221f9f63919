/* From the builder's order of appearance to sorted units, periods and strata, and from its tables
 * with room for "no answer" to the plain ones of table.h. */
#include "builder.h"

#include <stdlib.h>

typedef struct Order {
    ptrdiff_t *new_index; /* by builder index; -1: dropped */
    ptrdiff_t *old_index; /* by new index */
    ptrdiff_t count;
} Order;

static Order order_open(Arena *arena, ptrdiff_t old_count)
{
    Order order = {.new_index = NEW(arena, ptrdiff_t, old_count),
                   .old_index = NEW(arena, ptrdiff_t, old_count)};
    for (ptrdiff_t i = 0; i < old_count; i++)
        order.new_index[i] = -1;
    return order;
}

static void order_fill(Order *order)
{
    for (ptrdiff_t i = 0; i < order->count; i++)
        order->new_index[order->old_index[i]] = i;
}

/* ---- Units ---- */

typedef struct UnitRank { /* what qsort needs beside the index */
    Str key;
    ptrdiff_t order, index;
} UnitRank;

static int compare_rank_key(const void *a, const void *b)
{
    return str_compare(((const UnitRank *)a)->key, ((const UnitRank *)b)->key);
}

static int compare_rank_order(const void *a, const void *b)
{
    const UnitRank *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static Order order_units(const TallyBuilder *builder, const bool *has_rows)
{
    ptrdiff_t count = builder->units.len;
    UnitRank *ranks = NEW(builder->arena, UnitRank, count);
    Order order = order_open(builder->arena, count);
    for (ptrdiff_t u = 0; u < count; u++) {
        if (builder->kept.items[u] || has_rows[u])
            ranks[order.count++] = (UnitRank){.key = builder->units.items[u].key, .index = u};
    }
    /* The blank key of UNIT_NONE sorts first by itself. */
    qsort(ranks, (size_t)order.count, sizeof ranks[0], compare_rank_key);
    for (ptrdiff_t i = 0; i < order.count; i++)
        order.old_index[i] = ranks[i].index;
    order_fill(&order);
    return order;
}

static void finish_units(const TallyBuilder *builder, const Order *order, Tally *tally)
{
    Arena *arena = builder->arena;
    tally->unit_count = order->count;
    tally->units = NEW(arena, Unit, order->count);
    UnitRank *ranks = NEW(arena, UnitRank, order->count);
    bool *made = NEW(arena, bool, order->count);
    for (ptrdiff_t u = 0; u < order->count; u++) {
        Unit *unit = &tally->units[u];
        *unit = builder->units.items[order->old_index[u]];
        made[u] = builder->made.items[order->old_index[u]];
        unit->listed = u != UNIT_NONE && (unit->listed || !builder->described);
        unit->above = unit->above < 0 ? -1 : order->new_index[unit->above];
        unit->merged_into = unit->merged_into < 0 ? -1 : order->new_index[unit->merged_into];
        unit->renamed_to = unit->renamed_to < 0 ? -1 : order->new_index[unit->renamed_to];
        ranks[u] = (UnitRank){.order = unit->order, .index = u};
    }
    tally->units[UNIT_NONE].name = S("(none)");
    qsort(ranks + 1, (size_t)(order->count - 1), sizeof ranks[0], compare_rank_order);
    for (ptrdiff_t i = 1; i < order->count; i++)
        tally->units[ranks[i].index].order = i - 1;
    tally->units[UNIT_NONE].order = order->count - 1; /* never listed; after all others */
    table_fill_members(arena, tally, made);
}

/* ---- Periods ---- */

typedef struct PeriodRank {
    int64_t ordinal;
    ptrdiff_t index;
} PeriodRank;

static int compare_period_rank(const void *a, const void *b)
{
    int64_t x = ((const PeriodRank *)a)->ordinal, y = ((const PeriodRank *)b)->ordinal;
    return (x > y) - (x < y);
}

static Order order_periods(const TallyBuilder *builder, const bool *has_rows)
{
    ptrdiff_t count = builder->periods.len;
    PeriodRank *ranks = NEW(builder->arena, PeriodRank, count);
    Order order = order_open(builder->arena, count);
    for (ptrdiff_t p = 0; p < count; p++) {
        if (has_rows[p])
            ranks[order.count++] =
                (PeriodRank){.ordinal = builder->periods.items[p].ordinal, .index = p};
    }
    if (order.count > 1)
        qsort(ranks, (size_t)order.count, sizeof ranks[0], compare_period_rank);
    for (ptrdiff_t i = 0; i < order.count; i++)
        order.old_index[i] = ranks[i].index;
    order_fill(&order);
    return order;
}

static void finish_periods(const TallyBuilder *builder, const Order *order, Tally *tally)
{
    PeriodKind kind = builder->config->report.period;
    tally->period_count = order->count;
    tally->periods = NEW(builder->arena, Period, order->count);
    for (ptrdiff_t p = 0; p < order->count; p++) {
        Period *period = &tally->periods[p];
        *period = builder->periods.items[order->old_index[p]];
        if (kind != PERIOD_WAVE)
            table_fill_period(builder->arena, kind, period);
        bool next =
            p > 0 && (kind == PERIOD_WAVE || tally->periods[p - 1].ordinal == period->ordinal - 1);
        period->previous = next ? p - 1 : -1;
    }
}

/* ---- Strata ---- */

typedef struct StratumRank {
    const Str *categories;
    ptrdiff_t count, index;
} StratumRank;

static int compare_stratum_rank(const void *a, const void *b)
{
    const StratumRank *x = a, *y = b;
    for (ptrdiff_t i = 0; i < x->count; i++) {
        int by_name = str_compare(x->categories[i], y->categories[i]);
        if (by_name != 0)
            return by_name;
    }
    return 0;
}

static Order order_strata(Arena *arena, const BuildSide *side)
{
    ptrdiff_t count = side->strata.len > 0 ? side->strata.len : 1;
    Order order = order_open(arena, count);
    order.count = count;
    StratumRank *ranks = NEW(arena, StratumRank, count);
    for (ptrdiff_t s = 0; s < side->strata.len; s++)
        ranks[s] = (StratumRank){side->strata.items[s].categories, side->tally.margin_count, s};
    if (side->strata.len > 1)
        qsort(ranks, (size_t)side->strata.len, sizeof ranks[0], compare_stratum_rank);
    for (ptrdiff_t i = 0; i < count; i++)
        order.old_index[i] = ranks[i].index;
    order_fill(&order);
    return order;
}

/* ---- Cells ---- */

static int compare_sparse(const void *a, const void *b)
{
    uint64_t x = ((const SparseCount *)a)->key, y = ((const SparseCount *)b)->key;
    return (x > y) - (x < y);
}

/* Unweighted counts stand in n alone until here; weights that were taken out again leave exactly
 * nothing. */
static Count finish_count(Count count, bool weighted)
{
    if (count.n == 0)
        return (Count){0};
    if (!weighted)
        count.w = count.w2 = (double)count.n;
    return count;
}

static SparseList finish_sparse(Arena *arena, const SparseTable *table, bool weighted)
{
    SparseList list = {.items = NEW(arena, SparseCount, table->len), .cap = table->len};
    for (ptrdiff_t i = 0; i < table->cap; i++) {
        SparseCount entry = table->slots[i];
        CX_ASSERT(entry.count.n >= 0);
        entry.count = finish_count(entry.count, weighted);
        if (entry.count.n > 0)
            list.items[list.len++] = entry;
    }
    if (list.len > 1)
        qsort(list.items, (size_t)list.len, sizeof list.items[0], compare_sparse);
    return list;
}

/* Rows without any part stand at mask 0, and are not listed. */
static SparseList finish_masks(Arena *arena, const BuildSide *side, const BuildCell *from)
{
    if (from->mask_n == NULL)
        return finish_sparse(arena, &from->masks, side->tally.weighted);
    SparseList list = {0};
    for (uint64_t mask = 1; mask < UINT64_C(1) << side->tally.part_count; mask++) {
        Count count = finish_count((Count){.n = from->mask_n[mask]}, false);
        if (count.n > 0)
            *PUSH(arena, &list, SparseCount) = (SparseCount){.key = mask, .count = count};
    }
    return list;
}

static void finish_levels(const BuildSide *side, const BuildCell *from, SideTally *tally,
                          Cell *cell)
{
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        const Question *question = &tally->questions[q];
        ptrdiff_t slot = side->plan.slot[q];
        for (ptrdiff_t l = 0; l < question->level_count; l++) {
            Count count = {.n = from->level_n[slot + l]};
            CX_ASSERT(count.n >= 0);
            if (tally->weighted) {
                count.w = from->level_w[slot + l];
                count.w2 = from->level_w2[slot + l];
            }
            cell->level[question->level_offset + l] = finish_count(count, tally->weighted);
        }
        int64_t codes = from->level_n[slot + LEVEL_MISSING_CODE];
        tally->missing[q] += from->level_n[slot + LEVEL_MISSING] + codes;
        tally->missing_code[q] += codes;
        tally->not_asked[q] += from->level_n[slot + LEVEL_NOT_ASKED];
        tally->off_scale[q] += from->level_n[slot + LEVEL_OFF_SCALE];
    }
}

static void finish_pairs(const BuildSide *side, const BuildCell *from, const SideTally *tally,
                         Cell *cell)
{
    const CountPlan *plan = &side->plan;
    const Pair *pair = tally->pairs;
    for (ptrdiff_t a = 0; a < plan->part_count; a++) {
        for (ptrdiff_t b = a + 1; b < plan->part_count; b++, pair++) {
            ptrdiff_t height = tally->questions[pair->question_a].level_count;
            ptrdiff_t width = tally->questions[pair->question_b].level_count;
            for (ptrdiff_t x = 0; x < height; x++) {
                ptrdiff_t row = plan->start[a] + (x + 1) * plan->stride[a] + plan->column[b] + 1;
                double *to = cell->pair_w2 + pair->offset + x * width;
                for (ptrdiff_t y = 0; y < width; y++)
                    to[y] = tally->weighted ? from->pair_w2[row + y] : from->pair_n[row + y];
            }
        }
    }
}

static Cell *finish_cell(Arena *arena, const BuildSide *side, const BuildCell *from,
                         SideTally *tally)
{
    Cell *cell = cell_new(arena, tally);
    cell->rows = finish_count(from->rows, tally->weighted);
    finish_levels(side, from, tally, cell);
    finish_pairs(side, from, tally, cell);
    cell->masks = finish_masks(arena, side, from);
    cell->means = finish_sparse(arena, &from->means, tally->weighted);
    cell->joint = finish_sparse(arena, &from->joint, tally->weighted);
    cell->mean_incomplete = from->mean_incomplete;
    cell->complete = from->complete;
    cell->partial = from->partial;
    cell->break_off = from->break_off;
    cell->apart = from->apart;
    return cell;
}

static void finish_items(Arena *arena, const BuildSide *side, const Order *periods,
                         SideTally *tally)
{
    ptrdiff_t k =
        side->plan.engagement < 0 ? 0 : tally->means[side->plan.engagement].question_count;
    tally->items = NEW(arena, ItemMoments, periods->count);
    for (ptrdiff_t p = 0; p < periods->count; p++) {
        ptrdiff_t old = periods->old_index[p];
        if (old < side->items.len)
            tally->items[p] = side->items.items[old];
        else
            tally->items[p] =
                (ItemMoments){.sum = NEW(arena, int64_t, k), .cross = NEW(arena, int64_t, k * k)};
    }
}

static void finish_side(Arena *arena, BuildSide *side, const Order *units, const Order *periods,
                        SideTally *tally)
{
    *tally = side->tally;
    Order strata = order_strata(arena, side);
    tally->stratum_count = strata.count;
    tally->strata = NEW(arena, struct Stratum, strata.count);
    for (ptrdiff_t s = 0; s < side->strata.len; s++)
        tally->strata[s] = side->strata.items[strata.old_index[s]];
    tally->missing = side->missing;
    tally->off_scale = side->off_scale;
    tally->missing_code = side->missing_code;
    tally->not_asked = side->not_asked;
    tally->cells = NEW(arena, Cell *, units->count * periods->count * strata.count);
    int32_t *place = NEW(arena, int32_t, side->cells.len);
    for (ptrdiff_t i = 0; i < side->cells.len; i++) {
        const BuildCell *from = side->cells.items[i];
        if (from->rows.n == 0)
            continue;
        ptrdiff_t unit = units->new_index[from->unit];
        ptrdiff_t period = periods->new_index[from->period];
        ptrdiff_t stratum = strata.new_index[from->stratum];
        ptrdiff_t at = (unit * periods->count + period) * strata.count + stratum;
        place[i] = (int32_t)at;
        tally->cells[at] = finish_cell(arena, side, from, tally);
    }
    finish_items(arena, side, periods, tally);
    table_finish_comments(arena, side, units->new_index, periods->new_index, tally);
    tally->no_totals = NEW(arena, struct NoTotal, side->no_totals.len);
    for (ptrdiff_t i = 0; i < side->no_totals.len; i++) {
        struct NoTotal lacks = side->no_totals.items[i];
        lacks.period = periods->new_index[lacks.period];
        if (lacks.period >= 0)
            tally->no_totals[tally->no_total_count++] = lacks;
    }
    table_finish_drivers(arena, side, place, tally);
}

Tally *tally_finish(TallyBuilder *builder)
{
    Arena *arena = builder->arena;
    tally_builder_organise(builder);
    bool *unit_rows = NEW(arena, bool, builder->units.len);
    bool *period_rows = NEW(arena, bool, builder->periods.len);
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        for (ptrdiff_t i = 0; i < builder->side[side].cells.len; i++) {
            const BuildCell *cell = builder->side[side].cells.items[i];
            unit_rows[cell->unit] |= cell->rows.n > 0;
            period_rows[cell->period] |= cell->rows.n > 0;
        }
    }
    Order units = order_units(builder, unit_rows);
    Order periods = order_periods(builder, period_rows);

    Tally *tally = NEW(arena, Tally, 1);
    tally->config = builder->config;
    finish_units(builder, &units, tally);
    finish_periods(builder, &periods, tally);
    tally->map = builder->map;
    tally->map_count = builder->map_count;
    table_fill_spans(tally);
    table_fill_windows(arena, tally);
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++)
        finish_side(arena, &builder->side[side], &units, &periods, &tally->side[side]);
    return tally;
}
