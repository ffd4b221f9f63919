/* format = aggregate: lines that count other lines too, those of the whole company and of units
 * that stand above others. */
#include "apart.h"

#include <string.h>

/* ---- Totals ---- */

enum { BOXES = 3 }; /* levels of a question at most: unfavourable, neutral, favourable */

typedef struct Total { /* a line that counts other lines too, for one question in one period */
    int64_t whole[BOXES], parts[BOXES], rest[BOXES];
    int64_t n, parts_n; /* of all levels */
} Total;

/* Finds the rest, level by level; false: it is no total of these parts. A share of many people was
 * rounded to half a percent of them. */
static bool find_rest(Total *total, ptrdiff_t level_count)
{
    ptrdiff_t last = level_count - 1;
    total->n = total->parts_n = 0;
    for (ptrdiff_t l = 0; l <= last; l++) {
        total->n += total->whole[l];
        total->parts_n += total->parts[l];
    }
    int64_t left = total->n - total->parts_n, slack = total->n / 200 + 1;
    bool fits = left >= 0;
    /* Of the best and the worst it is known; the neutral ones are what is left. */
    for (ptrdiff_t l = last; fits && l >= 0; l--) {
        ptrdiff_t at = l == last ? last : last - 1 - l;
        int64_t rest = total->whole[at] - total->parts[at];
        int64_t most = l == 0 ? left : rest > left ? left : rest;
        int64_t taken = most < 0 ? 0 : most;
        fits = rest - taken <= slack && taken - rest <= slack;
        left -= taken;
        total->rest[at] = taken;
    }
    return fits;
}

static void add_levels(const Question *question, const ApartCell *cell, int64_t *level)
{
    for (ptrdiff_t l = 0; l < question->level_count; l++)
        level[l] += cell->level[question->level_offset + l].n;
}

static void put_levels(const Question *question, const int64_t *level, ApartCell *cell)
{
    for (ptrdiff_t l = 0; l < question->level_count; l++)
        cell->level[question->level_offset + l] =
            (Count){.n = level[l], .w = (double)level[l], .w2 = (double)level[l]};
}

/* ---- The whole company ---- */

static void report_total(ApartReader *reader, const Question *question, const Total *total)
{
    Arena *scratch = reader->in->scratch;
    diag_add(
        reader->in->diags, DIAG_DATA_TOTAL_MISFIT,
        (Pos){.file = reader->rows.work->files[0].text.path},
        str_format(scratch, "%.*s: n = %lld", STR_ARG(question->metric->id), (long long)total->n),
        str_format(scratch, "n = %lld", (long long)total->parts_n));
}

/* What the company's line has beyond the units shown: people of units that are hidden or not
 * listed. They count in the company alone, as those who name no unit; whether that gives a hidden
 * unit away is for privacy/ to decide, as with any other rest. */
static void add_rest(ApartReader *reader, const ApartCell *company, ApartCell *none, ptrdiff_t q)
{
    const Question *question = &reader->rows.side->questions[q];
    Total total = {0};
    add_levels(question, company, total.whole);
    for (ptrdiff_t i = 0; i < reader->cells.len; i++) {
        const ApartCell *cell = reader->cells.items[i];
        if (cell->period == company->period && cell->unit != APART_COMPANY &&
            cell->unit != UNIT_NONE)
            add_levels(question, cell, total.parts);
    }
    bool fits = find_rest(&total, question->level_count);
    put_levels(question, total.rest, none);
    if (!fits)
        report_total(reader, question, &total);
}

/* ---- Units above others ---- */

static bool has_answers(const Question *question, const ApartCell *cell)
{
    int64_t level[BOXES] = {0};
    add_levels(question, cell, level);
    return level[0] + level[1] + level[2] > 0;
}

/* Of the nearest unit above the cell's that has a line of its own for the question; -1: none. */
static ptrdiff_t cell_above(const ApartReader *reader, const ApartCell *cell,
                            const Question *question)
{
    enum { STEPS = 100 }; /* a loop is an error of the units file, told there */
    ptrdiff_t unit = cell->unit;
    for (int step = 0; unit > UNIT_NONE && step < STEPS; step++) {
        unit = tally_builder_above(reader->in->builder, unit);
        ptrdiff_t at = unit > UNIT_NONE ? apart_find(reader, unit, cell->period) : -1;
        if (at >= 0 && has_answers(question, reader->cells.items[at]))
            return at;
    }
    return -1;
}

static void report_parent(ApartReader *reader, const Question *question, const ApartCell *parent,
                          const Total *total)
{
    Arena *scratch = reader->in->scratch;
    Str unit = tally_builder_unit_key(reader->in->builder, parent->unit);
    diag_add(reader->in->diags, DIAG_DATA_PARENT_MISFIT,
             (Pos){.file = reader->rows.work->files[0].text.path},
             str_format(scratch, "%.*s, %.*s: n = %lld", STR_ARG(unit),
                        STR_ARG(question->metric->id), (long long)total->n),
             str_format(scratch, "n = %lld", (long long)total->parts_n));
}

typedef struct Below { /* what the lines right below a cell's unit have together */
    bool any;
    int64_t level[BOXES];
} Below;

/* The line of a unit that stands above others in the units file counts their people too: what it
 * has beyond their lines is its own. below: [cells.len], room. */
static void settle_parents(ApartReader *reader, const Question *question, Below *below)
{
    ptrdiff_t count = reader->cells.len;
    for (ptrdiff_t i = 0; i < count; i++)
        below[i] = (Below){0};
    for (ptrdiff_t i = 0; i < count; i++) {
        const ApartCell *cell = reader->cells.items[i];
        ptrdiff_t above = has_answers(question, cell) ? cell_above(reader, cell, question) : -1;
        if (above < 0)
            continue;
        below[above].any = true;
        add_levels(question, cell, below[above].level);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!below[i].any)
            continue;
        ApartCell *parent = reader->cells.items[i];
        Total total = {0};
        add_levels(question, parent, total.whole);
        memcpy(total.parts, below[i].level, sizeof total.parts);
        if (find_rest(&total, question->level_count))
            put_levels(question, total.rest, parent);
        else
            report_parent(reader, question, parent, &total);
    }
}

/* ---- All ---- */

static bool company_has(const ApartReader *reader, struct NoTotal lacks)
{
    const Question *question = &reader->rows.side->questions[lacks.question];
    for (ptrdiff_t i = 0; i < reader->cells.len; i++) {
        const ApartCell *cell = reader->cells.items[i];
        if (cell->unit != APART_COMPANY || cell->period != lacks.period)
            continue;
        for (ptrdiff_t l = 0; l < question->level_count; l++) {
            if (cell->level[question->level_offset + l].n > 0)
                return true;
        }
    }
    return false;
}

static void give_up_totals(ApartReader *reader)
{
    Ingest *in = reader->in;
    Side side = reader->rows.work->source->side;
    for (ptrdiff_t i = 0; i < reader->hidden.len; i++) {
        struct NoTotal lacks = reader->hidden.items[i];
        if (company_has(reader, lacks))
            continue;
        tally_builder_no_total(in->builder, side, lacks.question, lacks.period);
        diag_add(in->diags, DIAG_DATA_TOTAL_HIDDEN,
                 (Pos){.file = reader->rows.work->files[0].text.path},
                 reader->rows.side->questions[lacks.question].metric->id,
                 tally_builder_period_name(in->builder, in->scratch, lacks.period));
    }
}

void aggregate_settle(ApartReader *reader)
{
    Below *below = NEW(reader->in->scratch, Below, reader->cells.len);
    for (ptrdiff_t q = 0; q < reader->rows.side->question_count; q++) {
        const Question *question = &reader->rows.side->questions[q];
        if (question->level_count <= BOXES) /* of others nothing was read */
            settle_parents(reader, question, below);
    }
    give_up_totals(reader);
    ptrdiff_t count = reader->cells.len; /* more are added for the rest */
    for (ptrdiff_t i = 0; i < count; i++) {
        const ApartCell *company = reader->cells.items[i];
        if (company->unit != APART_COMPANY)
            continue;
        ApartCell *none = apart_cell(reader, UNIT_NONE, company->period);
        for (ptrdiff_t q = 0; q < reader->rows.side->question_count; q++) {
            if (company->seen[q] && !none->seen[q])
                add_rest(reader, company, none, q);
        }
    }
    const FirstSeen *misfit = &reader->misfit;
    TextFile *text = &reader->rows.work->files[misfit->place.file].text;
    if (misfit->count > 0)
        diag_add(reader->in->diags, DIAG_DATA_SHARE_MISFIT,
                 text_file_pos(reader->in, text, misfit->place.offset, misfit->place.record,
                               misfit->column),
                 misfit->text, str_format(reader->in->scratch, "%lld", (long long)misfit->count));
}
