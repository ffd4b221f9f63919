#include "inside.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* ---- Which number is which: part of the ledger's format, so it is only ever added to ---- */

/* Fields of Figure, in the order of LedgerFigure.number. A count of 0 is not written. */
static const struct StoredField {
    size_t offset;
    bool whole; /* int64_t, else double */
} fields[] = {
    {offsetof(Figure, n), true},
    {offsetof(Figure, value), false},
    {offsetof(Figure, lo), false},
    {offsetof(Figure, hi), false},
    {offsetof(Figure, se), false},
    {offsetof(Figure, df), false},
    {offsetof(Figure, neff), false},
    {offsetof(Figure, v), false},
    {offsetof(Figure, sd), false},
    {offsetof(Figure, adj), false},
    {offsetof(Figure, x), true},
    {offsetof(Figure, promoters), true},
    {offsetof(Figure, passives), true},
    {offsetof(Figure, detractors), true},
    {offsetof(Figure, favourable), true},
    {offsetof(Figure, neutral), true},
    {offsetof(Figure, unfavourable), true},
    {offsetof(Figure, unfavourable_share), false},
};
enum {
    NUMBER_INTERVAL = CX_COUNTOF(fields), /* IntervalKind */
    /* What tests read where the printed limits describe a finite population; else absent. */
    NUMBER_TEST_SE,
    NUMBER_TEST_LO,
    NUMBER_TEST_HI,
    NUMBER_COUNT
};
static_assert((int)NUMBER_COUNT <= (int)LEDGER_NUMBERS, "a place for every number");

/* Counts of a response, under an id that no figure has. */
static const char *const response_ids[SIDE_COUNT] = {
    [SIDE_CX] = "cx.response", [SIDE_EX] = "ex.response"};
enum { RESPONSE_COMPLETE, RESPONSE_PARTIAL, RESPONSE_BREAK_OFF, RESPONSE_ELIGIBLE };

/* The ledger is a file that people can edit: what is no count is none. */
static int64_t count_from(double number)
{
    return number >= 0 && number < 9e15 ? (int64_t)number : 0;
}

static IntervalKind interval_from(double number)
{
    for (int kind = INTERVAL_NONE; kind <= INTERVAL_MOVER; kind++) {
        if (number == kind)
            return (IntervalKind)kind;
    }
    return INTERVAL_NONE;
}

/* ---- Writing ---- */

static double read_field(const Figure *figure, ptrdiff_t i)
{
    const char *at = (const char *)figure + fields[i].offset;
    if (!fields[i].whole) {
        double number;
        memcpy(&number, at, sizeof number);
        return number;
    }
    int64_t count;
    memcpy(&count, at, sizeof count);
    return count == 0 && i > 0 ? NAN : (double)count;
}

static LedgerFigure nothing_stored(Str id)
{
    LedgerFigure stored = {.id = id};
    for (ptrdiff_t i = 0; i < LEDGER_NUMBERS; i++)
        stored.number[i] = NAN;
    return stored;
}

static LedgerFigure write_figure(Str id, const Figure *figure, const Figure *plain)
{
    LedgerFigure stored = nothing_stored(id);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(fields); i++)
        stored.number[i] = read_field(figure, i);
    if (figure->interval != INTERVAL_NONE)
        stored.number[NUMBER_INTERVAL] = figure->interval;
    if (figure != plain) {
        stored.number[NUMBER_TEST_SE] = plain->se;
        stored.number[NUMBER_TEST_LO] = plain->lo;
        stored.number[NUMBER_TEST_HI] = plain->hi;
    }
    stored.components = figure->components;
    stored.component_count = figure->component_count;
    return stored;
}

static LedgerFigure write_response(Str id, const Response *response)
{
    LedgerFigure stored = nothing_stored(id);
    stored.number[RESPONSE_COMPLETE] = (double)response->complete;
    stored.number[RESPONSE_PARTIAL] = (double)response->partial;
    stored.number[RESPONSE_BREAK_OFF] = (double)response->break_off;
    stored.number[RESPONSE_ELIGIBLE] = (double)response->eligible;
    return stored;
}

const LedgerFigure *score_stored_figures(void *context, Side side, ptrdiff_t scope,
                                         ptrdiff_t window, ptrdiff_t *count)
{
    const ScoreStored *to = context;
    const Scores *scores = to->scores;
    *count = 0;
    if (!privacy_shown(scores->published, side, scope, window))
        return NULL;
    LedgerFigure *list = NEW(to->arena, LedgerFigure, scores->def_count + 1);
    ptrdiff_t first = (scope * scores->window_count + window) * scores->def_count;
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        const Figure *figure = &scores->figures[first + d];
        bool of_side = scores->defs[d].side == (side == SIDE_CX ? FIGURE_CX : FIGURE_EX);
        if (of_side && figure->shown)
            list[(*count)++] = write_figure(scores->defs[d].id, figure, &scores->plain[first + d]);
    }
    if (window >= scores->tally->period_count)
        return list;
    const Response *response =
        &scores->response[side][scope * scores->tally->period_count + window];
    if (response->state == RESPONSE_RATE || response->state == RESPONSE_TOO_MANY)
        list[(*count)++] = write_response(str_from(response_ids[side]), response);
    return list;
}

/* ---- Reading ---- */

static const LedgerCell *stored_cell(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    return plan->published->stored[side][plan_cell(plan, scope, window)];
}

static const LedgerFigure *find_figure(const LedgerCell *cell, Str id)
{
    for (ptrdiff_t i = 0; cell && i < cell->figure_count; i++) {
        if (str_equal(cell->figures[i].id, id))
            return &cell->figures[i];
    }
    return NULL;
}

static void write_field(Figure *figure, ptrdiff_t i, double number)
{
    char *at = (char *)figure + fields[i].offset;
    int64_t count = count_from(number);
    if (fields[i].whole)
        memcpy(at, &count, sizeof count);
    else
        memcpy(at, &number, sizeof number);
}

static Figure read_figure(const LedgerFigure *stored)
{
    Figure figure = score_nothing();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(fields); i++)
        write_field(&figure, i, stored->number[i]);
    figure.interval = interval_from(stored->number[NUMBER_INTERVAL]);
    const int64_t shares[] = {figure.favourable, figure.neutral, figure.unfavourable};
    if (shares[0] + shares[1] + shares[2] > 0)
        num_shares(shares, figure.shown_share, 3);
    figure.components = stored->components;
    figure.component_count = stored->component_count;
    return figure;
}

static Figure as_tested(const LedgerFigure *stored, Figure figure)
{
    const struct {
        double number, *at;
    } given[] = {{stored->number[NUMBER_TEST_SE], &figure.se},
                 {stored->number[NUMBER_TEST_LO], &figure.lo},
                 {stored->number[NUMBER_TEST_HI], &figure.hi}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(given); i++) {
        if (!isnan(given[i].number))
            *given[i].at = given[i].number;
    }
    return figure;
}

/* ---- The parts that a stored index was made of, by their names ---- */

static PartSet part_named(const SideTally *side, Str name, bool stage)
{
    for (ptrdiff_t p = 0; p < side->part_count; p++) {
        if (stage && !side->parts[p].stage)
            continue;
        if (str_equal(stage ? score_stage_name(side, p) : score_part_name(side, p), name))
            return UINT32_C(1) << p;
    }
    return PARTS_GONE;
}

static void add_stage(const SideTally *side, Str name, Parts *parts)
{
    PartSet stage = part_named(side, name, true);
    if (stage == PARTS_GONE)
        parts->index |= PARTS_GONE;
    else
        parts->journey |= stage;
}

static Parts read_parts(const SideTally *side, const LedgerFigure *index,
                        const LedgerFigure *journey)
{
    Parts parts = {0};
    for (ptrdiff_t i = 0; index && i < index->component_count; i++) {
        StrCut cut = str_cut(index->components[i], ':');
        if (!cut.found) {
            parts.index |= part_named(side, cut.head, false);
            continue;
        }
        parts.index |= PARTS_JOURNEY;
        for (StrCut stage = str_cut(cut.tail, '+');; stage = str_cut(stage.tail, '+')) {
            add_stage(side, stage.head, &parts);
            if (!stage.found)
                break;
        }
    }
    for (ptrdiff_t i = 0; journey && i < journey->component_count; i++)
        add_stage(side, journey->components[i], &parts);
    return parts;
}

/* A figure that the earlier pack lacks stays withheld: its question was withheld there, or is new,
 * and then nothing tells whose answers would stand alone. */
void score_stored_cell(Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    const LedgerCell *cell = stored_cell(plan, side, scope, window);
    ptrdiff_t index = plan->index_def[side];
    const LedgerFigure *journey = side == SIDE_CX ? find_figure(cell, S("cx.journey")) : NULL;
    Parts parts = index < 0 ? (Parts){0}
                            : read_parts(&plan->tally->side[side],
                                         find_figure(cell, plan->scores->defs[index].id), journey);
    plan->parts[side][plan_cell(plan, scope, window)] = parts;
    Parts company = plan->parts[side][plan_cell(plan, 0, window)];
    for (ptrdiff_t d = 0; d < plan->scores->def_count; d++) {
        const FigureDef *def = &plan->scores->defs[d];
        const LedgerFigure *stored = def->side == (side == SIDE_CX ? FIGURE_CX : FIGURE_EX)
                                         ? find_figure(cell, def->id)
                                         : NULL;
        if (!stored)
            continue;
        Figure figure = read_figure(stored);
        figure.partial = d == index && !score_same_parts(parts, company);
        *plan_plain(plan, scope, window, d) = as_tested(stored, figure);
        *plan_figure(plan, scope, window, d) = figure;
    }
}

bool score_stored_response(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t period,
                           Response *response)
{
    const LedgerFigure *stored =
        find_figure(stored_cell(plan, side, scope, period), str_from(response_ids[side]));
    if (!stored)
        return false;
    response->complete = count_from(stored->number[RESPONSE_COMPLETE]);
    response->partial = count_from(stored->number[RESPONSE_PARTIAL]);
    response->break_off = count_from(stored->number[RESPONSE_BREAK_OFF]);
    response->eligible = count_from(stored->number[RESPONSE_ELIGIBLE]);
    return true;
}

/* ---- Are they what they were? ---- */

static bool same_value(double now, double then)
{
    return isnan(now) ? isnan(then) : fabs(now - then) <= 1e-9 * (1 + fabs(then));
}

/* By the figures that are sums over people; the others follow from them. */
static bool differs_from(const Scores *scores, const LedgerCell *cell, ptrdiff_t first, Side side)
{
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        const FigureDef *def = &scores->defs[d];
        bool sum = def->kind == FIGURE_NPS || def->kind == FIGURE_MEAN || def->kind == FIGURE_INDEX;
        if (!sum || def->side != (side == SIDE_CX ? FIGURE_CX : FIGURE_EX) ||
            !scores->published->known[side][def->question] || !scores->figures[first + d].shown)
            continue;
        const LedgerFigure *stored = find_figure(cell, def->id);
        if (!stored)
            continue;
        Figure then = read_figure(stored), now = scores->figures[first + d];
        if (now.n == then.n && !same_value(now.value, then.value))
            return true;
    }
    return false;
}

bool score_find_changed(Arena *arena, const Scores *scores, bool *differs[SIDE_COUNT])
{
    ptrdiff_t cells = scores->scope_count * scores->window_count;
    bool any = false;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        differs[side] = NEW(arena, bool, cells);
        for (ptrdiff_t c = 0; c < cells; c++) {
            const LedgerCell *cell = scores->published->before[side][c];
            differs[side][c] = cell && differs_from(scores, cell, c * scores->def_count, side);
            any = any || differs[side][c];
        }
    }
    return any;
}
