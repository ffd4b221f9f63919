#include "brief.h"

#include <math.h>

/* Which figures page 2 has, in its order. Where they do not all fit, the later kinds give way:
 * first questions, then the life cycle, then the company's own customer metrics … */
typedef enum RowKind {
    ROW_INDEX,
    ROW_WHOLE,    /* journey, engagement */
    ROW_HEADLINE, /* nps, csat, ces, enps */
    ROW_GROUP,    /* stages, factors */
    ROW_OTHER,    /* the company's own customer metrics */
    ROW_CYCLE,
    ROW_ITEM,
    ROW_KIND_COUNT,
    ROW_NONE
} RowKind;

static bool is_known(const FigureDef *def)
{
    static const char *const ids[] = {"cx.nps", "cx.csat", "cx.ces", "ex.enps"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ids); i++)
        if (def->metric && str_equal(def->metric->id, str_from(ids[i])))
            return true;
    return false;
}

static RowKind kind_of(const FigureDef *def)
{
    if (def->kind == FIGURE_COMPOSITE)
        return str_equal(def->id, S("cx.journey")) ? ROW_WHOLE : ROW_INDEX;
    if (def->kind == FIGURE_PERSON_MEAN)
        return brief_is_factor(def) ? ROW_GROUP : brief_is_cycle(def) ? ROW_CYCLE : ROW_WHOLE;
    if (brief_is_stage(def))
        return ROW_GROUP;
    if (def->headline && is_known(def))
        return ROW_HEADLINE;
    if (brief_is_item(def))
        return ROW_ITEM;
    if (!def->headline || !def->metric)
        return ROW_NONE;
    /* Items of employees stand in their factor, but those that are in none have only shares. */
    return def->side == FIGURE_CX || def->metric->scale.boxes ? ROW_OTHER : ROW_NONE;
}

enum { BENCHMARK_ROOM = 4 }; /* rows that give way to benchmarks below the table */

typedef struct RowCandidate {
    ptrdiff_t def;
    RowKind kind;
    bool kept;
} RowCandidate;
typedef LIST_OF(RowCandidate) CandidateList;

/* A side that is hidden or empty as a whole says so once. */
static bool side_absent(const Brief *brief, FigureSide side)
{
    const Build *build = brief->build;
    ptrdiff_t n = side == FIGURE_CX ? build->cx_n : build->ex_n;
    return estimate_state(build, brief->scope, build->period, n) != ESTIMATE_SHOWN;
}

static void gather_side(const Brief *brief, CandidateList *list, FigureSide side)
{
    const Build *build = brief->build;
    ptrdiff_t index = side == FIGURE_CX ? build->cx : build->ex;
    if (!build_side_ever(build, side == FIGURE_CX ? SIDE_CX : SIDE_EX, brief->scope))
        return;
    bool absent = side_absent(brief, side);
    for (int kind = 0; kind < ROW_KIND_COUNT; kind++)
        for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
            const FigureDef *def = &build->scores->defs[d];
            if (def->side != side || (int)kind_of(def) != kind || (absent && d != index))
                continue;
            EstimateState state = estimate_state(build, brief->scope, build->period, d);
            if (absent || state == ESTIMATE_SHOWN || state == ESTIMATE_WITHHELD)
                *PUSH(build->arena, list, RowCandidate) = (RowCandidate){d, (RowKind)kind, false};
        }
}

static ptrdiff_t headings(const Brief *brief, const CandidateList *list)
{
    bool has[3] = {false};
    for (ptrdiff_t i = 0; i < list->len; i++)
        has[brief->build->scores->defs[list->items[i].def].side] = true;
    return has[FIGURE_CX] + has[FIGURE_EX];
}

/* Keeps as many as fit, the earlier kinds of both sides first; returns how many do not. */
static ptrdiff_t keep(CandidateList *list, ptrdiff_t room)
{
    for (int kind = 0; kind < ROW_KIND_COUNT; kind++)
        for (ptrdiff_t i = 0; i < list->len && room > 0; i++)
            if ((int)list->items[i].kind == kind) {
                list->items[i].kept = true;
                room--;
            }
    ptrdiff_t left = 0;
    for (ptrdiff_t i = 0; i < list->len; i++)
        left += !list->items[i].kept;
    return left;
}

static BriefRow row_of(const Brief *brief, ptrdiff_t d)
{
    const Build *build = brief->build;
    const FigureDef *def = &build->scores->defs[d];
    BriefRow row = {.side = label_report_side(def->side),
                    .label = label_short(build, d),
                    .meaning = label_meaning(build, d),
                    .figure = estimate_make_counted(build, brief->scope, d),
                    .axis_lo = def->lo,
                    .axis_hi = def->hi,
                    .rest = NAN,
                    .rest_diff = NAN};
    int decimals = row.figure.decimals;
    row.previous_text = estimate_number(build, d, row.figure.previous, decimals);
    const Comparison *rest = brief_rest(brief, d);
    if (!rest)
        return row;
    row.rest = rest->rest_value;
    row.rest_diff = rest->diff;
    row.rest_text = estimate_number(build, d, rest->rest_value, decimals);
    row.rest_diff_text = num_show_signed(build->arena, rest->diff, decimals, build->lang);
    row.rest_tested = brief_tested(rest);
    row.rest_mark = brief_mark(rest);
    return row;
}

/* A column that is empty all the way down has no head. */
static void clear_heads(BriefModel *model)
{
    bool before = false, change = false, rest = false, target = false;
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BriefRow *row = &model->rows[i];
        if (row->heading)
            continue;
        before = before || isfinite(row->figure.previous);
        change = change || row->figure.diff_text.len > 0;
        rest = rest || isfinite(row->rest);
        target = target || row->figure.target_text.len > 0;
    }
    const bool given[] = {before, change, rest, rest, target};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(given); i++)
        if (!given[i])
            model->heads[4 + i] = STR_NONE;
}

static void fill_heads(const Brief *brief)
{
    const Build *build = brief->build;
    Str *heads = brief->model->heads;
    bool previous = build->previous >= 0;
    Str before = previous ? label_period(build, build->previous, PERIOD_TICK) : STR_NONE;
    heads[0] = word(build->lang, WORD_HEAD_FIGURE);
    heads[1] = word(build->lang, WORD_HEAD_VALUE);
    heads[2] = WORDS(build->arena, build->lang, WORD_BRIEF_HEAD_INTERVAL, label_level(build));
    heads[3] = S("n");
    heads[4] = previous ? before : word(build->lang, WORD_BRIEF_HEAD_BEFORE);
    heads[5] = previous ? WORDS(build->arena, build->lang, WORD_VERSUS_SHORT, before)
                        : word(build->lang, WORD_BRIEF_HEAD_CHANGE);
    heads[6] = word(build->lang, WORD_BRIEF_HEAD_REST);
    heads[7] = word(build->lang, WORD_BRIEF_HEAD_DIFF);
    heads[8] = word(build->lang, WORD_BRIEF_HEAD_TARGET);
    clear_heads(brief->model);
}

void brief_rows(const Brief *brief)
{
    const Build *build = brief->build;
    BriefModel *model = brief->model;
    CandidateList list = {0};
    gather_side(brief, &list, FIGURE_CX);
    gather_side(brief, &list, FIGURE_EX);
    ptrdiff_t most = model->promises.count_count > 0 ? BRIEF_ROWS_BESIDE_REGISTERS
                     : model->action_count > 0       ? BRIEF_ROWS_BESIDE_ACTIONS
                                                     : BRIEF_ROWS_MOST;
    most -= build->report->benchmarks.row_count > 0 ? BENCHMARK_ROOM : 0;
    ptrdiff_t left = keep(&list, most - headings(brief, &list));
    model->rows = NEW(build->arena, BriefRow, BRIEF_ROWS_MOST);
    ReportSide current = REPORT_GROWTH; /* neither side */
    for (ptrdiff_t i = 0; i < list.len; i++) {
        if (!list.items[i].kept)
            continue;
        BriefRow row = row_of(brief, list.items[i].def);
        if (row.side != current) {
            current = row.side;
            model->rows[model->row_count++] = (BriefRow){
                .heading = true,
                .side = current,
                .label = label_source_side(build, current == REPORT_CX ? SIDE_CX : SIDE_EX),
                .rest = NAN,
                .rest_diff = NAN};
        }
        model->rows[model->row_count++] = row;
    }
    if (left > 0)
        model->rows_note =
            WORDS(build->arena, build->lang, left == 1 ? WORD_BRIEF_MORE_ONE : WORD_BRIEF_MORE,
                  num_show_count(build->arena, left, build->lang));
    fill_heads(brief);
}
