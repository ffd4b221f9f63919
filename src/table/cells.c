#include <cxex/table.h>

#include <string.h>

Cell *cell_new(Arena *arena, const SideTally *side)
{
    Cell *cell = NEW(arena, Cell, 1);
    cell->level = NEW(arena, Count, side->level_total);
    cell->pair_w2 = NEW(arena, double, side->pair_total);
    return cell;
}

/* ---- Sums ---- */

static void add_count(Count *sum, Count part, double factor)
{
    sum->n += part.n;
    sum->w += part.w * factor;
    sum->w2 += part.w2 * factor * factor;
}

static ptrdiff_t new_keys(const SparseList *sum, const SparseList *part)
{
    ptrdiff_t found = 0;
    for (ptrdiff_t i = 0, j = 0; i < part->len && j < sum->len;) {
        if (sum->items[j].key < part->items[i].key) {
            j++;
        } else {
            found += sum->items[j].key == part->items[i].key;
            i++;
        }
    }
    return part->len - found;
}

/* Both lists are sorted. From the back, so that the sum grows in its own place when it has room. */
static void add_sparse(Arena *arena, SparseList *sum, const SparseList *part, double factor)
{
    ptrdiff_t len = sum->len + new_keys(sum, part);
    if (len > sum->cap) {
        ptrdiff_t cap = 2 * len;
        SparseCount *items = NEW(arena, SparseCount, cap);
        if (sum->len > 0)
            memcpy(items, sum->items, (size_t)sum->len * sizeof items[0]);
        sum->items = items;
        sum->cap = cap;
    }
    ptrdiff_t to = len - 1, i = sum->len - 1;
    for (ptrdiff_t j = part->len - 1; j >= 0; to--) {
        if (i >= 0 && sum->items[i].key > part->items[j].key) {
            sum->items[to] = sum->items[i--];
            continue;
        }
        SparseCount merged = {.key = part->items[j].key};
        if (i >= 0 && sum->items[i].key == merged.key)
            merged = sum->items[i--];
        add_count(&merged.count, part->items[j--].count, factor);
        sum->items[to] = merged;
    }
    sum->len = len;
}

void cell_add(Arena *arena, const SideTally *side, Cell *sum, const Cell *cell, double factor)
{
    add_count(&sum->rows, cell->rows, factor);
    for (ptrdiff_t i = 0; i < side->level_total; i++)
        add_count(&sum->level[i], cell->level[i], factor);
    for (ptrdiff_t i = 0; i < side->pair_total; i++)
        sum->pair_w2[i] += cell->pair_w2[i] * factor * factor;
    add_sparse(arena, &sum->masks, &cell->masks, factor);
    add_sparse(arena, &sum->means, &cell->means, factor);
    add_sparse(arena, &sum->joint, &cell->joint, factor);
    sum->mean_incomplete += cell->mean_incomplete;
    sum->complete += cell->complete;
    sum->partial += cell->partial;
    sum->break_off += cell->break_off;
    sum->apart += cell->apart;
}

/* ---- Differences ---- */

/* No rows left: then no weight either, not the rounding that the subtraction leaves. */
static Count subtract_count(Count sum, Count part)
{
    CX_ASSERT(sum.n >= part.n);
    if (sum.n == part.n)
        return (Count){0};
    return (Count){.n = sum.n - part.n, .w = sum.w - part.w, .w2 = sum.w2 - part.w2};
}

static SparseList subtract_sparse(Arena *arena, const SparseList *sum, const SparseList *part)
{
    SparseList rest = {.items = NEW(arena, SparseCount, sum->len), .cap = sum->len};
    ptrdiff_t j = 0;
    for (ptrdiff_t i = 0; i < sum->len; i++) {
        SparseCount entry = sum->items[i];
        if (j < part->len && part->items[j].key == entry.key)
            entry.count = subtract_count(entry.count, part->items[j++].count);
        if (entry.count.n > 0)
            rest.items[rest.len++] = entry;
    }
    CX_ASSERT(j == part->len); /* part was added to sum before */
    return rest;
}

Cell *cell_subtract(Arena *arena, const SideTally *side, const Cell *sum, const Cell *part)
{
    Cell *rest = cell_new(arena, side);
    rest->rows = subtract_count(sum->rows, part->rows);
    for (ptrdiff_t i = 0; i < side->level_total; i++)
        rest->level[i] = subtract_count(sum->level[i], part->level[i]);
    for (ptrdiff_t i = 0; i < side->pair_total; i++) {
        double left = sum->pair_w2[i] - part->pair_w2[i];
        rest->pair_w2[i] = left > 1e-12 * sum->pair_w2[i] ? left : 0; /* rounding of weights */
    }
    rest->masks = subtract_sparse(arena, &sum->masks, &part->masks);
    rest->means = subtract_sparse(arena, &sum->means, &part->means);
    rest->joint = subtract_sparse(arena, &sum->joint, &part->joint);
    rest->mean_incomplete = sum->mean_incomplete - part->mean_incomplete;
    rest->complete = sum->complete - part->complete;
    rest->partial = sum->partial - part->partial;
    rest->break_off = sum->break_off - part->break_off;
    rest->apart = sum->apart - part->apart;
    return rest;
}

/* ---- Lookup ---- */

const Cell *tally_cell(const SideTally *side, const Tally *tally, ptrdiff_t unit, ptrdiff_t period,
                       ptrdiff_t stratum)
{
    CX_ASSERT(unit >= 0 && unit < tally->unit_count && period >= 0 &&
              period < tally->period_count && stratum >= 0 && stratum < side->stratum_count);
    return side->cells[(unit * tally->period_count + period) * side->stratum_count + stratum];
}

bool tally_has_total(const SideTally *side, ptrdiff_t question, ptrdiff_t first, ptrdiff_t last)
{
    for (ptrdiff_t i = 0; i < side->no_total_count; i++) {
        const struct NoTotal *lacks = &side->no_totals[i];
        if (lacks->question == question && lacks->period >= first && lacks->period <= last)
            return false;
    }
    return true;
}

int64_t tally_rows(const Tally *tally, Side which, ptrdiff_t unit, ptrdiff_t period)
{
    const SideTally *side = &tally->side[which];
    int64_t rows = 0;
    for (ptrdiff_t s = 0; s < side->stratum_count; s++) {
        const Cell *cell = tally_cell(side, tally, unit, period, s);
        rows += cell == NULL ? 0 : cell->rows.n;
    }
    return rows;
}

int64_t tally_answers(const Tally *tally, Side which, ptrdiff_t unit, ptrdiff_t period,
                      ptrdiff_t question)
{
    const SideTally *side = &tally->side[which];
    CX_ASSERT(question >= 0 && question < side->question_count);
    const Question *asked = &side->questions[question];
    int64_t answers = 0;
    for (ptrdiff_t s = 0; s < side->stratum_count; s++) {
        const Cell *cell = tally_cell(side, tally, unit, period, s);
        for (ptrdiff_t l = 0; cell != NULL && l < asked->level_count; l++)
            answers += cell->level[asked->level_offset + l].n;
    }
    return answers;
}

int64_t tally_mean_rows(const Tally *tally, Side which, ptrdiff_t unit, ptrdiff_t period,
                        ptrdiff_t person_mean)
{
    const SideTally *side = &tally->side[which];
    int64_t rows = 0;
    for (ptrdiff_t s = 0; s < side->stratum_count; s++) {
        const Cell *cell = tally_cell(side, tally, unit, period, s);
        for (ptrdiff_t i = 0; cell != NULL && i < cell->means.len; i++) {
            ptrdiff_t mean, answered, sum;
            mean_key_read(cell->means.items[i].key, &mean, &answered, &sum);
            rows += mean == person_mean ? cell->means.items[i].count.n : 0;
        }
    }
    return rows;
}

ptrdiff_t tally_find_unit(const Tally *tally, Str key)
{
    ptrdiff_t low = 0, high = tally->unit_count;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        int order = str_compare(tally->units[middle].key, key);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

ptrdiff_t tally_find_period(const Tally *tally, int64_t ordinal)
{
    for (ptrdiff_t p = 0; p < tally->period_count; p++) {
        if (tally->periods[p].ordinal == ordinal)
            return p;
    }
    return -1;
}

ptrdiff_t tally_find_period_id(const Tally *tally, Str id)
{
    for (ptrdiff_t p = 0; p < tally->period_count; p++) {
        if (str_equal(tally->periods[p].id, id))
            return p;
    }
    return -1;
}
