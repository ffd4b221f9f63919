#include "build.h"

#include <math.h>

/* The workbook's long table: every figure that has a number, of every unit and period shown. A
 * side that a unit never has is left out; what is hidden keeps its line and its sentence, without
 * any number (not even n). */

typedef LIST_OF(DataRow) DataList;

static bool has_rows(const Build *build, ptrdiff_t scope, const FigureDef *def)
{
    bool cx = build_side_ever(build, SIDE_CX, scope), ex = build_side_ever(build, SIDE_EX, scope);
    return def->side == FIGURE_CX ? cx : def->side == FIGURE_EX ? ex : cx && ex;
}

typedef struct DataSpan { /* a period that is shown, or a running window */
    ptrdiff_t window, period_index;
    Str id;
    Date first;
} DataSpan;

static void add_row(const Build *build, DataList *rows, ptrdiff_t scope, DataSpan span,
                    ptrdiff_t index, Str metric)
{
    const FigureDef *def = &build->scores->defs[index];
    ptrdiff_t window = span.window;
    Str unit = label_unit(build, scope);
    DataRow *row = PUSH(build->arena, rows, DataRow);
    *row = (DataRow){.key = estimate_key(build, scope, span.id, def->id),
                     .unit = unit,
                     .period = span.id,
                     .side = label_side(build, def->side),
                     .code = def->id,
                     .metric = metric,
                     .period_date = span.first,
                     .scope = scope,
                     .period_index = span.period_index,
                     .decimals = def->decimals,
                     .value = NAN,
                     .lo = NAN,
                     .hi = NAN};
    if (estimate_state(build, scope, window, index) != ESTIMATE_SHOWN) {
        row->status = estimate_absence(build, scope, window, index);
        return;
    }
    const Figure *figure = build_figure(build, scope, window, index);
    row->shown = true;
    row->status = word(build->lang, WORD_STATUS_SHOWN);
    row->n = figure->n;
    row->value = def->kind == FIGURE_N ? (double)figure->n : figure->value;
    if (def->kind != FIGURE_N) { /* a count has no interval */
        row->lo = figure->lo;
        row->hi = figure->hi;
    }
    if (figure->partial)
        row->status = WORDS(build->arena, build->lang, WORD_PARTIAL,
                            estimate_missing_parts(build, scope, window, index));
}

/* Which figures of periods before the last two stand in the table. */
typedef enum Past { PAST_ALL, PAST_HEADLINES, PAST_INDICES } Past;

static bool of_past(const Build *build, ptrdiff_t d, Past past)
{
    const FigureDef *def = &build->scores->defs[d];
    bool index = d == build->cx || d == build->ex;
    switch (past) {
    case PAST_ALL:
        return true;
    case PAST_HEADLINES:
        return index || def->headline || def->kind == FIGURE_COMPOSITE ||
               def->kind == FIGURE_PERSON_MEAN;
    case PAST_INDICES:
        return index;
    }
    return true;
}

static void add_scope(const Build *build, DataList *rows, ptrdiff_t scope, Past past)
{
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        const FigureDef *def = &build->scores->defs[d];
        if (def->kind == FIGURE_DIAGNOSIS || !has_rows(build, scope, def))
            continue;
        Str metric = label_figure(build, d);
        ptrdiff_t recent = build->report->period_count - 2;
        for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
            const ReportPeriod *period = &build->report->periods[t];
            DataSpan span = {build->shown[t], t, period->id, period->first};
            if (span.window >= 0 && (t >= recent || of_past(build, d, past)))
                add_row(build, rows, scope, span, d, metric);
        }
        for (ptrdiff_t w = build->tally->period_count + 1; w < build->tally->window_count; w++) {
            DataSpan span = {.window = w, .period_index = -1, .id = build->tally->windows[w].id};
            if (build->tally->windows[w].last == build->period)
                add_row(build, rows, scope, span, d, metric);
        }
    }
}

void data_build_of(Build *build, ptrdiff_t scope)
{
    DataList rows = {0}; /* an attachment to a mail: the past only as far as a head follows it */
    add_scope(build, &rows, 0, PAST_INDICES);
    add_scope(build, &rows, scope, PAST_HEADLINES);
    build->report->data = rows.items;
    build->report->data_count = rows.len;
}

void data_build(Build *build)
{
    DataList rows = {0};
    add_scope(build, &rows, 0, PAST_ALL);
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        add_scope(build, &rows, build->units[i], PAST_ALL);
    build->report->data = rows.items;
    build->report->data_count = rows.len;
}
