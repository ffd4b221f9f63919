#include "builder.h"

/* ---- The plan ---- */

static ptrdiff_t question_named(const SideTally *tally, Str id)
{
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        if (str_equal(tally->questions[q].metric->id, id))
            return q;
    }
    return -1;
}

static void plan_response(Arena *arena, const SideTally *tally, CountPlan *plan)
{
    static const Str customers[] = {{"cx.nps", 6}, {"cx.csat", 7}, {"cx.ces", 6}};
    LIST_OF(ptrdiff_t) judged = {0};
    if (tally->side == SIDE_CX) {
        for (ptrdiff_t i = 0; i < CX_COUNTOF(customers); i++) {
            ptrdiff_t q = question_named(tally, customers[i]);
            if (q >= 0)
                *PUSH(arena, &judged, ptrdiff_t) = q;
        }
    } else {
        ptrdiff_t enps = question_named(tally, S("ex.enps"));
        if (enps >= 0)
            *PUSH(arena, &judged, ptrdiff_t) = enps;
        for (ptrdiff_t i = 0; plan->engagement >= 0 && i < tally->means[0].question_count; i++)
            *PUSH(arena, &judged, ptrdiff_t) = tally->means[0].questions[i];
    }
    plan->response = judged.items;
    plan->response_count = judged.len;
}

void table_plan_counting(Arena *arena, const SideTally *tally, CountPlan *plan)
{
    *plan = (CountPlan){.engagement = -1};
    plan->slot = NEW(arena, ptrdiff_t, tally->question_count);
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        plan->slot[q] = plan->slot_count + SPECIAL_SLOTS;
        plan->slot_count += SPECIAL_SLOTS + tally->questions[q].level_count;
    }
    if (tally->mean_count > 0 && str_equal(tally->means[0].id, S("ex.engagement")))
        plan->engagement = 0;
    plan_response(arena, tally, plan);

    for (ptrdiff_t p = 0; p < tally->part_count; p++) {
        if (tally->parts[p].kind != PART_QUESTION)
            continue;
        plan->part[plan->part_count] = p;
        plan->question[plan->part_count] = tally->parts[p].ref;
        plan->part_count++;
    }
    /* Column offsets run over all parts; the table of part a holds only the columns after a. */
    ptrdiff_t columns = 0;
    for (ptrdiff_t i = 0; i < plan->part_count; i++) {
        plan->column[i] = columns;
        columns += tally->questions[plan->question[i]].level_count + 1;
    }
    for (ptrdiff_t i = 0; i < plan->part_count; i++) {
        ptrdiff_t height = tally->questions[plan->question[i]].level_count + 1;
        ptrdiff_t first_column = plan->column[i] + height;
        plan->stride[i] = columns - first_column;
        plan->start[i] = plan->pair_slots - first_column;
        plan->pair_slots += height * plan->stride[i];
    }
}

/* ---- Sparse counts ---- */

static SparseCount *sparse_slot(SparseCount *slots, ptrdiff_t cap, uint64_t key)
{
    uint64_t mask = (uint64_t)cap - 1;
    uint64_t at = key * UINT64_C(0x9E3779B97F4A7C15);
    for (at = (at ^ at >> 32) & mask;; at = (at + 1) & mask) {
        if (slots[at].key == key || slots[at].key == 0)
            return &slots[at];
    }
}

static void sparse_grow(Arena *arena, SparseTable *table)
{
    ptrdiff_t cap = table->cap == 0 ? 16 : 2 * table->cap;
    SparseCount *slots = NEW(arena, SparseCount, cap);
    for (ptrdiff_t i = 0; i < table->cap; i++) {
        if (table->slots[i].key != 0)
            *sparse_slot(slots, cap, table->slots[i].key) = table->slots[i];
    }
    table->slots = slots;
    table->cap = cap;
}

static void count_add(Count *count, int64_t times, double weight)
{
    count->n += times;
    count->w += (double)times * weight;
    count->w2 += (double)times * weight * weight;
}

static void sparse_add(Arena *arena, SparseTable *table, uint64_t key, int64_t times, double weight)
{
    if (table->len >= table->cap / 2)
        sparse_grow(arena, table);
    SparseCount *slot = sparse_slot(table->slots, table->cap, key);
    table->len += slot->key == 0;
    slot->key = key;
    count_add(&slot->count, times, weight);
}

/* ---- Cells ---- */

static uint64_t cell_key(const Row *row)
{
    CX_ASSERT(row->unit >= 0 && row->unit < 1 << 24 && row->period >= 0 && row->period < 1 << 20 &&
              row->stratum >= 0 && row->stratum < 1 << 19);
    return ((uint64_t)row->unit << 39 | (uint64_t)row->period << 19 | (uint64_t)row->stratum) + 1;
}

static struct CellSlot *cell_slot(struct CellSlot *index, ptrdiff_t cap, uint64_t key)
{
    uint64_t mask = (uint64_t)cap - 1;
    uint64_t at = key * UINT64_C(0x9E3779B97F4A7C15);
    for (at = at >> 32 & mask;; at = (at + 1) & mask) {
        if (index[at].key == key || index[at].key == 0)
            return &index[at];
    }
}

static void grow_index(Arena *arena, BuildSide *side)
{
    ptrdiff_t cap = side->index_cap == 0 ? 64 : 2 * side->index_cap;
    struct CellSlot *index = NEW(arena, struct CellSlot, cap);
    for (ptrdiff_t i = 0; i < side->index_cap; i++) {
        if (side->index[i].key != 0)
            *cell_slot(index, cap, side->index[i].key) = side->index[i];
    }
    side->index = index;
    side->index_cap = cap;
}

static BuildCell *make_cell(Arena *arena, BuildSide *side, const Row *row)
{
    BuildCell *cell = NEW(arena, BuildCell, 1);
    *cell = (BuildCell){.unit = row->unit, .period = row->period, .stratum = row->stratum};
    cell->level_n = NEW(arena, int64_t, side->plan.slot_count);
    if (side->tally.weighted) {
        cell->level_w = NEW(arena, double, side->plan.slot_count);
        cell->level_w2 = NEW(arena, double, side->plan.slot_count);
        cell->pair_w2 = NEW(arena, double, side->plan.pair_slots);
    } else {
        cell->pair_n = NEW(arena, uint32_t, side->plan.pair_slots);
        if (side->tally.part_count <= DENSE_PARTS)
            cell->mask_n = NEW(arena, uint32_t, (ptrdiff_t)1 << side->tally.part_count);
    }
    cell->number = (int32_t)side->cells.len; /* at most TALLY_CELLS_LIMIT */
    *PUSH(arena, &side->cells, BuildCell *) = cell;
    return cell;
}

/* NULL when it would be one too many. */
static BuildCell *new_cell(TallyBuilder *builder, BuildSide *side, const Row *row)
{
    ptrdiff_t count = side->cells.len + 1;
    if (count > TALLY_CELLS_LIMIT)
        table_over(builder, TALLY_MANY_CELLS);
    if (count * side->cell_bytes > TALLY_BYTES_LIMIT)
        table_over(builder, TALLY_MANY_BYTES);
    return builder->limit == TALLY_FITS ? make_cell(builder->arena, side, row) : NULL;
}

static BuildCell *find_cell(TallyBuilder *builder, BuildSide *side, const Row *row)
{
    uint64_t key = cell_key(row);
    if (side->cells.len >= side->index_cap / 2)
        grow_index(builder->arena, side);
    struct CellSlot *slot = cell_slot(side->index, side->index_cap, key);
    if (slot->key != 0)
        return slot->cell;
    BuildCell *cell = new_cell(builder, side, row);
    if (cell != NULL)
        *slot = (struct CellSlot){.key = key, .cell = cell};
    return cell;
}

/* ---- One row ---- */

static void count_levels(const BuildSide *side, BuildCell *cell, const Row *row, int64_t times)
{
    const CountPlan *plan = &side->plan;
    for (ptrdiff_t q = 0; q < side->tally.question_count; q++)
        cell->level_n[plan->slot[q] + row->level[q]] += times;
    if (!side->tally.weighted)
        return;
    double w = (double)times * row->weight, w2 = w * row->weight;
    for (ptrdiff_t q = 0; q < side->tally.question_count; q++) {
        cell->level_w[plan->slot[q] + row->level[q]] += w;
        cell->level_w2[plan->slot[q] + row->level[q]] += w2;
    }
}

static void count_pairs(const BuildSide *side, BuildCell *cell, const Row *row, int64_t times)
{
    const CountPlan *plan = &side->plan;
    ptrdiff_t count = plan->part_count;
    ptrdiff_t answer[PART_LIMIT], column[PART_LIMIT];
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t level = row->level[plan->question[i]];
        answer[i] = level < 0 ? 0 : level + 1;
        column[i] = plan->column[i] + answer[i];
    }
    if (side->tally.weighted) {
        double w2 = (double)times * row->weight * row->weight;
        for (ptrdiff_t a = 0; a < count; a++) {
            ptrdiff_t start = plan->start[a] + answer[a] * plan->stride[a];
            for (ptrdiff_t b = a + 1; b < count; b++)
                cell->pair_w2[start + column[b]] += w2;
        }
        return;
    }
    uint32_t step = (uint32_t)times; /* wraps to take some out */
    for (ptrdiff_t a = 0; a < count; a++) {
        ptrdiff_t start = plan->start[a] + answer[a] * plan->stride[a];
        for (ptrdiff_t b = a + 1; b < count; b++)
            cell->pair_n[start + column[b]] += step;
    }
}

static uint64_t question_mask(const CountPlan *plan, const Row *row)
{
    uint64_t mask = 0;
    for (ptrdiff_t i = 0; i < plan->part_count; i++)
        mask |= (uint64_t)(row->level[plan->question[i]] >= 0) << plan->part[i];
    return mask;
}

/* Counts the row's person means; returns the bits of those that are parts of the index. */
static uint64_t count_means(Arena *arena, const BuildSide *side, BuildCell *cell, const Row *row,
                            int64_t times)
{
    const SideTally *tally = &side->tally;
    const CountPlan *plan = &side->plan;
    uint64_t mask = 0;
    for (ptrdiff_t m = 0; m < tally->mean_count; m++) {
        const PersonMean *mean = &tally->means[m];
        ptrdiff_t answered = 0, sum = 0;
        for (ptrdiff_t i = 0; i < mean->question_count; i++) {
            ptrdiff_t level = row->level[mean->questions[i]];
            answered += level >= 0;
            sum += level >= 0 ? level * tally->questions[mean->questions[i]].mean_step : 0;
        }
        if (answered < mean->answered_minimum)
            continue;
        sparse_add(arena, &cell->means, mean_key(m, answered, sum), times, row->weight);
        if (m == plan->engagement && answered < mean->question_count)
            cell->mean_incomplete += times;
        for (ptrdiff_t p = 0; p < tally->part_count; p++) {
            if (tally->parts[p].kind != PART_PERSON_MEAN || tally->parts[p].ref != m)
                continue;
            mask |= UINT64_C(1) << p;
            for (ptrdiff_t i = 0; i < plan->part_count; i++) {
                ptrdiff_t level = row->level[plan->question[i]];
                if (level >= 0)
                    sparse_add(arena, &cell->joint,
                               joint_key(m, plan->part[i], level, answered, sum), times,
                               row->weight);
            }
        }
    }
    return mask;
}

/* Shares of the questions that were asked: complete 80 %, partial 50 % (metrics.md §12). */
static void count_response(const CountPlan *plan, BuildCell *cell, const Row *row, int64_t times)
{
    ptrdiff_t asked = 0, answered = 0;
    for (ptrdiff_t i = 0; i < plan->response_count; i++) {
        asked += row->level[plan->response[i]] != LEVEL_NOT_ASKED;
        answered += row->level[plan->response[i]] >= 0;
    }
    if (5 * answered >= 4 * asked)
        cell->complete += times;
    else if (2 * answered >= asked)
        cell->partial += times;
    else
        cell->break_off += times;
}

static void count_item_moments(const BuildSide *side, const Row *row, int64_t times)
{
    const PersonMean *mean = &side->tally.means[side->plan.engagement];
    ptrdiff_t k = mean->question_count;
    for (ptrdiff_t i = 0; i < k; i++) {
        if (row->level[mean->questions[i]] < 0)
            return;
    }
    ItemMoments *moments = &side->items.items[row->period];
    moments->n += times;
    for (ptrdiff_t i = 0; i < k; i++) {
        ptrdiff_t y = row->level[mean->questions[i]];
        moments->sum[i] += times * y;
        for (ptrdiff_t j = 0; j < k; j++)
            moments->cross[i * k + j] += times * y * row->level[mean->questions[j]];
    }
}

void tally_builder_add(TallyBuilder *builder, Side which, const Row *row, int64_t times)
{
    CX_ASSERT(times != 0);
    if (builder->limit != TALLY_FITS)
        return; /* what was one too many was not counted, and is not taken out again */
    BuildSide *side = &builder->side[which];
    BuildCell *cell = find_cell(builder, side, row);
    if (cell == NULL)
        return;
    if (cell->rows.n + times > TALLY_PEOPLE_LIMIT) {
        table_over(builder, TALLY_MANY_PEOPLE);
        return;
    }
    count_add(&cell->rows, times, row->weight);
    CX_ASSERT(cell->rows.n >= 0);
    count_levels(side, cell, row, times);
    count_pairs(side, cell, row, times);
    uint64_t mask = question_mask(&side->plan, row);
    if (side->tally.mean_count > 0)
        mask |= count_means(builder->arena, side, cell, row, times);
    if (cell->mask_n != NULL)
        cell->mask_n[mask] += (uint32_t)times;
    else if (mask != 0)
        sparse_add(builder->arena, &cell->masks, mask, times, row->weight);
    count_response(&side->plan, cell, row, times);
    if (side->plan.engagement >= 0) {
        ptrdiff_t k = side->tally.means[side->plan.engagement].question_count;
        while (side->items.len <= row->period) {
            ItemMoments *added = PUSH(builder->arena, &side->items, ItemMoments);
            added->sum = NEW(builder->arena, int64_t, k);
            added->cross = NEW(builder->arena, int64_t, k * k);
        }
        count_item_moments(side, row, times);
    }
    if (side->tally.drivers.outcome >= 0 && row->level[side->tally.drivers.outcome] >= 0)
        table_count_drivers(builder->arena, side, cell, row, times);
}

void tally_builder_add_apart(TallyBuilder *builder, Side which, const Apart *apart)
{
    BuildSide *side = &builder->side[which];
    Row row = {.unit = apart->unit, .period = apart->period, .stratum = apart->stratum};
    BuildCell *cell = find_cell(builder, side, &row);
    if (cell == NULL)
        return;
    if (cell->rows.n + apart->rows.n > TALLY_PEOPLE_LIMIT) {
        table_over(builder, TALLY_MANY_PEOPLE);
        return;
    }
    cell->rows.n += apart->rows.n;
    cell->rows.w += apart->rows.w;
    cell->rows.w2 += apart->rows.w2;
    cell->apart += apart->rows.n;
    for (ptrdiff_t q = 0; q < side->tally.question_count; q++) {
        const Question *question = &side->tally.questions[q];
        side->missing[q] += apart->missing == NULL ? 0 : apart->missing[q];
        for (ptrdiff_t l = 0; l < question->level_count; l++) {
            const Count *count = &apart->level[question->level_offset + l];
            ptrdiff_t slot = side->plan.slot[q] + l;
            cell->level_n[slot] += count->n;
            if (side->tally.weighted) {
                cell->level_w[slot] += count->w;
                cell->level_w2[slot] += count->w2;
            }
        }
    }
}

void tally_builder_no_total(TallyBuilder *builder, Side which, ptrdiff_t question, ptrdiff_t period)
{
    BuildSide *side = &builder->side[which];
    for (ptrdiff_t i = 0; i < side->no_totals.len; i++) {
        if (side->no_totals.items[i].question == question &&
            side->no_totals.items[i].period == period)
            return;
    }
    *PUSH(builder->arena, &side->no_totals, struct NoTotal) = (struct NoTotal){question, period};
}

void tally_builder_add_left_out(TallyBuilder *builder, Side which, const int16_t *level, int sign)
{
    BuildSide *side = &builder->side[which];
    for (ptrdiff_t q = 0; q < side->tally.question_count; q++) {
        bool code = level[q] == LEVEL_MISSING_CODE;
        side->missing[q] += level[q] == LEVEL_MISSING || code ? sign : 0;
        side->missing_code[q] += code ? sign : 0;
        side->not_asked[q] += level[q] == LEVEL_NOT_ASKED ? sign : 0;
        side->off_scale[q] += level[q] == LEVEL_OFF_SCALE ? sign : 0;
    }
}
