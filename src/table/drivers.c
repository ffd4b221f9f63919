/* Sums and products of answers for key drivers (metrics.md §10), by which drivers a row answered
 * and by jackknife group; or the rows themselves, where their weights are not known yet.
 *
 * Without weights this is done in two halves of a 64-bit word at a time: y_a · (y_b + 2^32 y_c)
 * adds to two sums at once, and stays exact in both, with either sign, while each is within ±2^31.
 * Before a sum could leave that range the halves are moved to 64-bit integers of their own. */
#include "builder.h"

#include <stdlib.h>

enum { BLOCK_ROWS = 4096 };

/* ---- Which questions ---- */

static bool is_stage(const SideTally *tally, ptrdiff_t question)
{
    if (tally->questions[question].metric->stage != STAGE_NONE)
        return true;
    for (ptrdiff_t p = 0; p < tally->part_count; p++) {
        const Part *part = &tally->parts[p];
        if (part->stage && part->kind == PART_QUESTION && part->ref == question)
            return true;
    }
    return false;
}

static bool is_engagement_item(const SideTally *tally, ptrdiff_t question)
{
    if (tally->mean_count == 0 || !str_equal(tally->means[0].id, S("ex.engagement")))
        return false;
    for (ptrdiff_t i = 0; i < tally->means[0].question_count; i++) {
        if (tally->means[0].questions[i] == question)
            return true;
    }
    return false;
}

void table_plan_drivers(Arena *arena, SideTally *tally)
{
    Str outcome = tally->side == SIDE_CX ? S("cx.nps") : S("ex.enps");
    DriverSet set = {.outcome = -1, .questions = NEW(arena, ptrdiff_t, tally->question_count)};
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        bool driver = tally->side == SIDE_CX ? is_stage(tally, q) : is_engagement_item(tally, q);
        if (str_equal(tally->questions[q].metric->id, outcome))
            set.outcome = q;
        else if (driver)
            set.questions[set.question_count++] = q;
    }
    if (set.outcome < 0 || set.question_count == 0 || set.question_count > DRIVER_LIMIT)
        set = (DriverSet){.outcome = -1};
    tally->drivers = set;
}

/* ---- Counting ---- */

ptrdiff_t driver_cross(ptrdiff_t i, ptrdiff_t j)
{
    CX_ASSERT(j >= 0 && j <= i);
    return i * (i + 1) / 2 + j;
}

static ptrdiff_t cross_count(ptrdiff_t answered)
{
    return (answered + 1) * (answered + 2) / 2;
}

static int64_t highest_level(const SideTally *tally)
{
    const DriverSet *set = &tally->drivers;
    ptrdiff_t highest = tally->questions[set->outcome].level_count - 1;
    for (ptrdiff_t i = 0; i < set->question_count; i++) {
        ptrdiff_t level = tally->questions[set->questions[i]].level_count - 1;
        highest = level > highest ? level : highest;
    }
    return highest > 1 ? highest : 1;
}

/* Employees are raked where headcounts are given: a file of the invited can have them. */
static bool may_be_raked(const Config *config, Side side)
{
    for (ptrdiff_t i = 0; i < config->source_count; i++) {
        if (config->sources[i].invited.len > 0)
            return side == SIDE_EX;
    }
    return false;
}

void table_open_drivers(Arena *arena, const Config *config, const SideTally *tally,
                        BuildDrivers *drivers)
{
    if (tally->drivers.outcome < 0)
        return;
    ptrdiff_t count = tally->drivers.question_count;
    *drivers = (BuildDrivers){.count = count,
                              .missing = NEW(arena, int64_t, count),
                              .by_row = tally->weighted || may_be_raked(config, tally->side)};
    drivers->whole = NEW(arena, DriverMask, 1);
    *drivers->whole = (DriverMask){.mask = (UINT64_C(1) << count) - 1, .answered = count};
    ptrdiff_t bytes = (count + 1 + cross_count(count)) * (ptrdiff_t)sizeof(double) * DRIVER_GROUPS;
    ptrdiff_t fit = DRIVER_BYTES_LIMIT / bytes;
    drivers->mask_limit = fit < DRIVER_MASKS_LIMIT ? fit : DRIVER_MASKS_LIMIT;
    int64_t highest = highest_level(tally);
    CX_ASSERT(highest <= INT16_MAX);
    drivers->settle_every = (ptrdiff_t)(INT32_MAX / (highest * highest));
}

static DriverMask **mask_slot(DriverMask **index, ptrdiff_t cap, uint64_t mask)
{
    uint64_t last = (uint64_t)cap - 1, at = (mask + 1) * UINT64_C(0x9E3779B97F4A7C15);
    for (at = at >> 32 & last;; at = (at + 1) & last) {
        if (index[at] == NULL || index[at]->mask == mask)
            return &index[at];
    }
}

static void grow_masks(Arena *arena, BuildDrivers *drivers)
{
    ptrdiff_t cap = drivers->index_cap == 0 ? 64 : 2 * drivers->index_cap;
    DriverMask **index = NEW(arena, DriverMask *, cap);
    for (ptrdiff_t i = 0; i < drivers->others.len; i++)
        *mask_slot(index, cap, drivers->others.items[i]->mask) = drivers->others.items[i];
    drivers->index = index;
    drivers->index_cap = cap;
}

/* NULL once there were too many. */
static DriverMask *find_mask(Arena *arena, BuildDrivers *drivers, uint64_t mask, ptrdiff_t answered)
{
    if (mask == drivers->whole->mask)
        return drivers->whole;
    if (drivers->too_many)
        return NULL;
    if (drivers->others.len >= drivers->index_cap / 2)
        grow_masks(arena, drivers);
    DriverMask **slot = mask_slot(drivers->index, drivers->index_cap, mask);
    if (*slot != NULL)
        return *slot;
    if (drivers->others.len + 1 >= drivers->mask_limit) { /* `whole` counts too */
        drivers->too_many = true;
        return NULL;
    }
    *slot = NEW(arena, DriverMask, 1);
    **slot = (DriverMask){.mask = mask, .answered = answered};
    *PUSH(arena, &drivers->others, DriverMask *) = *slot;
    return *slot;
}

/* First the sums, then the products of y_0 with y_0 (and y_1), of y_1 with y_0 and y_1, of y_2 with
 * y_0 to y_2 (and y_3) …: one word holds two, those in brackets are not needed. */
static ptrdiff_t packed_count(ptrdiff_t answered)
{
    ptrdiff_t words = answered / 2 + 1;
    for (ptrdiff_t a = 0; a <= answered; a++)
        words += a / 2 + 1;
    return words;
}

/* Moves the halves to integers of 64 bits. */
static void settle_row(const uint64_t *packed, ptrdiff_t count, int64_t *exact)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        uint64_t word = packed[i / 2];
        int64_t low = (int64_t)(word & UINT32_MAX);
        low -= low > INT32_MAX ? (int64_t)1 << 32 : 0;
        if (i % 2 == 0) {
            exact[i] += low;
            continue;
        }
        int64_t high = (int64_t)((word - (uint64_t)low) >> 32);
        exact[i] += high > INT32_MAX ? high - ((int64_t)1 << 32) : high;
    }
}

static void settle(Arena *arena, DriverCell *cell, ptrdiff_t answered)
{
    if (cell->exact == NULL)
        cell->exact = NEW(arena, int64_t, answered + 1 + cross_count(answered));
    const uint64_t *packed = cell->packed;
    int64_t *exact = cell->exact;
    settle_row(packed, answered + 1, exact);
    packed += answered / 2 + 1;
    exact += answered + 1;
    for (ptrdiff_t a = 0; a <= answered; a++) {
        settle_row(packed, a + 1, exact);
        packed += a / 2 + 1;
        exact += a + 1;
    }
    for (ptrdiff_t i = 0; i < packed_count(answered); i++)
        cell->packed[i] = 0;
    cell->unsettled = 0;
}

/* level[answered + 1] is 0. */
static void add_packed(DriverCell *cell, const uint64_t *level, ptrdiff_t answered, int sign)
{
    uint64_t pair[DRIVER_LIMIT / 2 + 1];
    uint64_t *to = cell->packed, by_sign = (uint64_t)(int64_t)sign; /* wraps to take one out */
    for (ptrdiff_t i = 0; i <= answered / 2; i++) {
        pair[i] = level[2 * i] | level[2 * i + 1] << 32;
        *to++ += pair[i] * by_sign;
    }
    for (ptrdiff_t a = 0; a <= answered; a++) {
        uint64_t factor = level[a] * by_sign;
        for (ptrdiff_t i = 0; i <= a / 2; i++)
            *to++ += factor * pair[i];
    }
}

/* A row that stands for several: no half of a word would hold that for long. */
static void add_exact(Arena *arena, DriverCell *cell, const uint64_t *level, ptrdiff_t answered,
                      int64_t times)
{
    if (cell->exact == NULL)
        cell->exact = NEW(arena, int64_t, answered + 1 + cross_count(answered));
    int64_t *cross = cell->exact + answered + 1;
    for (ptrdiff_t a = 0; a <= answered; a++) {
        cell->exact[a] += times * (int64_t)level[a];
        for (ptrdiff_t i = 0; i <= a; i++)
            *cross++ += times * (int64_t)level[a] * (int64_t)level[i];
    }
}

static DriverCell *group_cell(Arena *arena, DriverMask *of, uint64_t key_hash)
{
    DriverCell **cell = &of->group[key_hash % DRIVER_GROUPS];
    if (*cell == NULL) {
        *cell = NEW(arena, DriverCell, 1);
        (*cell)->packed = NEW(arena, uint64_t, packed_count(of->answered));
    }
    return *cell;
}

static void keep_row(Arena *arena, BuildSide *side, const BuildCell *cell, const Row *row,
                     int64_t times)
{
    BuildDrivers *drivers = &side->drivers;
    ptrdiff_t columns = drivers->count + 1, last = drivers->blocks.len - 1;
    if (last < 0 || drivers->blocks.items[last].count == BLOCK_ROWS) {
        *PUSH(arena, &drivers->blocks, DriverBlock) =
            (DriverBlock){.rows = NEW(arena, DriverAnswers, BLOCK_ROWS),
                          .level = NEW(arena, int16_t, BLOCK_ROWS * columns)};
        last++;
    }
    DriverBlock *block = &drivers->blocks.items[last];
    int16_t *level = block->level + block->count * columns;
    block->rows[block->count++] =
        (DriverAnswers){.weight = row->weight,
                        .cell = cell->number,
                        .times = times,
                        .group = (uint8_t)(row->key_hash % DRIVER_GROUPS)};
    level[0] = row->level[side->tally.drivers.outcome];
    for (ptrdiff_t i = 0; i < drivers->count; i++) {
        level[1 + i] = row->level[side->tally.drivers.questions[i]];
        drivers->missing[i] += level[1 + i] < 0 ? times : 0;
    }
    drivers->rows += times;
}

void table_count_drivers(Arena *arena, BuildSide *side, const BuildCell *in, const Row *row,
                         int64_t times)
{
    if (side->drivers.by_row) {
        keep_row(arena, side, in, row, times);
        return;
    }
    BuildDrivers *drivers = &side->drivers;
    const ptrdiff_t *questions = side->tally.drivers.questions;
    uint64_t level[DRIVER_LIMIT + 2], mask = 0;
    ptrdiff_t answered = 0;
    level[0] = (uint64_t)row->level[side->tally.drivers.outcome];
    for (ptrdiff_t i = 0; i < drivers->count; i++) {
        int16_t y = row->level[questions[i]];
        bool is_answer = y >= 0;
        level[1 + answered] = (uint64_t)y; /* overwritten by the next where it is none */
        answered += is_answer;
        mask |= (uint64_t)is_answer << i;
    }
    level[answered + 1] = 0;
    drivers->rows += times;
    for (ptrdiff_t i = 0; answered < drivers->count && i < drivers->count; i++)
        drivers->missing[i] += (mask >> i & 1) == 0 ? times : 0;
    DriverMask *of = find_mask(arena, drivers, mask, answered);
    if (of == NULL)
        return;
    DriverCell *cell = group_cell(arena, of, row->key_hash);
    cell->rows.n += times;
    if (times != 1 && times != -1) {
        add_exact(arena, cell, level, answered, times);
        return;
    }
    if (cell->unsettled >= drivers->settle_every)
        settle(arena, cell, answered);
    add_packed(cell, level, answered, (int)times);
    cell->unsettled++;
}

/* ---- The finished sums ---- */

static int compare_masks(const void *a, const void *b)
{
    uint64_t x = (*(DriverMask *const *)a)->mask, y = (*(DriverMask *const *)b)->mask;
    return (x > y) - (x < y);
}

static DriverMoments finish_cell(Arena *arena, DriverCell *cell, ptrdiff_t answered)
{
    ptrdiff_t count = answered + 1 + cross_count(answered);
    DriverMoments moments = {.rows = cell->rows, .sum = NEW(arena, double, count)};
    settle(arena, cell, answered);
    moments.rows.w = moments.rows.w2 = (double)cell->rows.n;
    for (ptrdiff_t i = 0; i < count; i++)
        moments.sum[i] = (double)cell->exact[i];
    moments.cross = moments.sum + answered + 1;
    return moments;
}

static void finish_rows(const BuildDrivers *drivers, const int32_t *place, SideTally *tally)
{
    tally->driver_by_row = drivers->by_row;
    tally->driver_blocks = drivers->blocks.items;
    tally->driver_block_count = drivers->blocks.len;
    for (ptrdiff_t b = 0; b < tally->driver_block_count; b++) {
        DriverBlock *block = &tally->driver_blocks[b];
        for (ptrdiff_t r = 0; r < block->count; r++)
            block->rows[r].cell = place[block->rows[r].cell];
    }
}

void table_finish_drivers(Arena *arena, const BuildSide *side, const int32_t *place,
                          SideTally *tally)
{
    if (tally->drivers.outcome < 0)
        return;
    const BuildDrivers *drivers = &side->drivers;
    tally->driver_rows = drivers->rows;
    tally->driver_missing = drivers->missing;
    tally->driver_too_many = drivers->too_many;
    finish_rows(drivers, place, tally);
    ptrdiff_t count = drivers->too_many ? 0 : drivers->others.len;
    DriverMask **masks = NEW(arena, DriverMask *, count + 1);
    for (ptrdiff_t i = 0; i < count; i++)
        masks[i] = drivers->others.items[i];
    masks[count] = drivers->whole; /* no mask is above it */
    if (count > 1)
        qsort(masks, (size_t)count, sizeof masks[0], compare_masks);
    LIST_OF(DriverMoments) list = {0};
    for (ptrdiff_t i = 0; i <= count; i++) {
        for (int group = 0; group < DRIVER_GROUPS; group++) {
            DriverCell *cell = masks[i]->group[group];
            if (cell == NULL || cell->rows.n == 0)
                continue;
            CX_ASSERT(cell->rows.n > 0);
            DriverMoments *moments = PUSH(arena, &list, DriverMoments);
            *moments = finish_cell(arena, cell, masks[i]->answered);
            moments->mask = masks[i]->mask;
            moments->group = group;
        }
    }
    tally->driver_moments = list.items;
    tally->driver_moment_count = list.len;
}

/* ---- Complete rows of some drivers ---- */

static DriverSums new_sums(Arena *arena, ptrdiff_t k)
{
    return (DriverSums){.sum = NEW(arena, double, k + 1),
                        .cross = NEW(arena, double, cross_count(k))};
}

/* place[0..k]: where the outcome and the chosen drivers stand among those of the mask. */
static void add_sums(DriverSums *to, const DriverMoments *from, const ptrdiff_t *place, ptrdiff_t k)
{
    to->rows.n += from->rows.n;
    to->rows.w += from->rows.w;
    to->rows.w2 += from->rows.w2;
    for (ptrdiff_t i = 0; i <= k; i++) {
        to->sum[i] += from->sum[place[i]];
        for (ptrdiff_t j = 0; j <= i; j++)
            to->cross[driver_cross(i, j)] += from->cross[driver_cross(place[i], place[j])];
    }
}

static void add_row(DriverSums *to, const DriverAnswers *row, double weight, const int16_t *level,
                    const ptrdiff_t *place, ptrdiff_t k)
{
    double times = (double)row->times;
    to->rows.n += row->times;
    to->rows.w += times * weight;
    to->rows.w2 += times * weight * weight;
    double *cross = to->cross;
    for (ptrdiff_t i = 0; i <= k; i++) {
        double y = times * weight * level[place[i]];
        to->sum[i] += y;
        for (ptrdiff_t j = 0; j <= i; j++)
            *cross++ += y * level[place[j]];
    }
}

/* What rows that were taken out again leave of a group without any is rounding. */
static void add_groups(DriverComplete *out)
{
    for (int group = 0; group < DRIVER_GROUPS; group++) {
        const DriverSums *sums = &out->group[group];
        CX_ASSERT(sums->rows.n >= 0);
        if (sums->rows.n == 0)
            continue;
        out->all.rows.n += sums->rows.n;
        out->all.rows.w += sums->rows.w;
        out->all.rows.w2 += sums->rows.w2;
        for (ptrdiff_t i = 0; i <= out->k; i++)
            out->all.sum[i] += sums->sum[i];
        for (ptrdiff_t i = 0; i < cross_count(out->k); i++)
            out->all.cross[i] += sums->cross[i];
    }
}

static void complete_rows(const SideTally *side, const double *factor, uint64_t use_mask,
                          DriverComplete *out)
{
    ptrdiff_t count = side->drivers.question_count, place[DRIVER_LIMIT + 1] = {0}, chosen = 0;
    for (ptrdiff_t d = 0; d < count; d++) {
        if (use_mask >> d & 1)
            place[++chosen] = d + 1;
    }
    for (ptrdiff_t b = 0; b < side->driver_block_count; b++) {
        const DriverBlock *block = &side->driver_blocks[b];
        for (ptrdiff_t r = 0; r < block->count; r++) {
            const DriverAnswers *row = &block->rows[r];
            const int16_t *level = block->level + r * (count + 1);
            bool complete = true;
            for (ptrdiff_t i = 1; i <= chosen; i++)
                complete = complete && level[place[i]] >= 0;
            double weight = factor ? factor[row->cell] * row->weight : row->weight;
            if (complete)
                add_row(&out->group[row->group], row, weight, level, place, chosen);
        }
    }
    add_groups(out);
}

bool driver_complete(Arena *arena, const SideTally *side, const double *factor, uint64_t use_mask,
                     DriverComplete *out)
{
    ptrdiff_t count = side->drivers.question_count, k = 0;
    uint64_t whole = (UINT64_C(1) << count) - 1;
    CX_ASSERT((use_mask & ~whole) == 0);
    for (ptrdiff_t d = 0; d < count; d++)
        k += use_mask >> d & 1;
    *out = (DriverComplete){.k = k, .all = new_sums(arena, k)};
    for (int group = 0; group < DRIVER_GROUPS; group++)
        out->group[group] = new_sums(arena, k);
    if (side->driver_by_row) {
        complete_rows(side, factor, use_mask, out);
        return true;
    }
    CX_ASSERT(!factor);
    if (side->driver_too_many && use_mask != whole)
        return false;
    for (ptrdiff_t i = 0; i < side->driver_moment_count; i++) {
        const DriverMoments *from = &side->driver_moments[i];
        if ((from->mask & use_mask) != use_mask)
            continue;
        ptrdiff_t place[DRIVER_LIMIT + 1] = {0}, chosen = 0, at = 0;
        for (ptrdiff_t d = 0; d < count; d++) {
            at += from->mask >> d & 1;
            if (use_mask >> d & 1)
                place[++chosen] = at;
        }
        add_sums(&out->group[from->group], from, place, k);
        add_sums(&out->all, from, place, k);
    }
    return true;
}
