/* Pages 7 and 8: stages of the customers' journey, factors and life cycle of employees, by unit. */
#include "brief.h"

#include <math.h>

/* ---- Columns ---- */

typedef struct ColumnDefs {
    LIST_OF(ptrdiff_t) defs;
    ptrdiff_t first_group; /* so many of them are compared with one another for the weakest */
    JourneyGroup groups[2];
    int group_count;
} ColumnDefs;

/* Stages stand as customers walk through them, the life cycle from hiring on; what the company
 * added itself follows as the project lists it. */
static ptrdiff_t place_of(const FigureDef *def)
{
    static const char *const cycles[] = {"ex.cycle_attract", "ex.cycle_engage", "ex.cycle_grow"};
    if (def->metric)
        return (ptrdiff_t)def->metric->stage;
    ptrdiff_t place = 0;
    while (brief_is_cycle(def) && place < CX_COUNTOF(cycles) &&
           !str_equal(def->id, str_from(cycles[place])))
        place++;
    return place;
}

static void add_group(const Build *build, ColumnDefs *columns, bool (*wanted)(const FigureDef *def),
                      Word head)
{
    ptrdiff_t first = columns->defs.len;
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        const FigureDef *def = &build->scores->defs[d];
        /* What nobody was asked, or nobody has answered yet, has no column. */
        EstimateState state =
            wanted(def) ? estimate_state(build, 0, build->period, d) : ESTIMATE_NOT_APPLICABLE;
        if (state != ESTIMATE_SHOWN && state != ESTIMATE_WITHHELD)
            continue;
        ptrdiff_t at = columns->defs.len;
        *PUSH(build->arena, &columns->defs, ptrdiff_t) = d;
        for (; at > first &&
               place_of(&build->scores->defs[columns->defs.items[at - 1]]) > place_of(def);
             at--)
            columns->defs.items[at] = columns->defs.items[at - 1];
        columns->defs.items[at] = d;
    }
    ptrdiff_t count = columns->defs.len - first;
    if (count == 0)
        return;
    if (columns->group_count == 0)
        columns->first_group = count;
    columns->groups[columns->group_count++] =
        (JourneyGroup){.head = word(build->lang, head), .first = first, .count = count};
}

static ColumnDefs columns_of(const Build *build, Side side)
{
    ColumnDefs columns = {0};
    if (side == SIDE_CX) {
        add_group(build, &columns, brief_is_stage, WORD_JOURNEY_STAGES);
    } else {
        add_group(build, &columns, brief_is_factor, WORD_JOURNEY_FACTORS);
        add_group(build, &columns, brief_is_cycle, WORD_JOURNEY_CYCLES);
    }
    return columns;
}

/* ---- Cells ---- */

static ChangeMark rest_mark(const Build *build, ptrdiff_t scope, ptrdiff_t def)
{
    return scope == 0 ? CHANGE_NONE
                      : brief_mark(score_find_rest(build->scores, scope, build->period, def));
}

static Str cell_text(const Build *build, const Estimate *figure)
{
    switch (figure->state) {
    case ESTIMATE_SHOWN:
        return figure->text;
    case ESTIMATE_WITHHELD:
        return word(build->lang, WORD_JOURNEY_HIDDEN);
    case ESTIMATE_NO_ANSWERS:
        return word(build->lang, WORD_JOURNEY_EMPTY);
    case ESTIMATE_NOT_APPLICABLE:
        break;
    }
    return S("–");
}

static JourneyCell cell_of(const Build *build, ptrdiff_t scope, ptrdiff_t def)
{
    JourneyCell cell = {.figure = estimate_make(build, scope, def)};
    cell.text = cell_text(build, &cell.figure);
    if (cell.figure.state == ESTIMATE_SHOWN)
        cell.rest_mark = rest_mark(build, scope, def);
    return cell;
}

/* The sentence of a row in which nothing is shown, for one reason. */
static Str row_sentence(const JourneyCell *cells, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (cells[i].figure.state == ESTIMATE_SHOWN ||
            cells[i].figure.state != cells[0].figure.state)
            return STR_NONE;
    return cells[0].figure.text;
}

static ptrdiff_t find_weakest(const Build *build, const JourneyCell *cells, ptrdiff_t count)
{
    Estimate *figures = NEW(build->arena, Estimate, count);
    for (ptrdiff_t i = 0; i < count; i++)
        figures[i] = cells[i].figure;
    return estimate_lowest(figures, count);
}

static JourneyRow row_of(const Build *build, Side side, const ColumnDefs *columns,
                         const ScoreRow *unit)
{
    ptrdiff_t count = columns->defs.len;
    JourneyRow row = {
        .name = unit->name,
        .short_name = unit->short_name,
        .scope = unit->scope,
        .company = unit->company,
        .parent_row = unit->parent_row,
        .count = estimate_make(build, unit->scope, side == SIDE_CX ? build->cx_n : build->ex_n),
        .index = {.figure = side == SIDE_CX ? unit->cx : unit->ex},
        .cells = NEW(build->arena, JourneyCell, count)};
    for (ptrdiff_t i = 0; i < count; i++)
        row.cells[i] = cell_of(build, unit->scope, columns->defs.items[i]);
    row.index.text = cell_text(build, &row.index.figure);
    row.sentence = row_sentence(row.cells, count);
    row.weakest = find_weakest(build, row.cells, columns->first_group);
    row.weakest_clear = row.weakest >= 0;
    if (row.weakest_clear)
        row.weakest_text =
            label_capital(build, label_short(build, columns->defs.items[row.weakest]));
    else if (row.sentence.len == 0)
        row.weakest_text = word(build->lang, WORD_JOURNEY_NOT_CLEAR);
    return row;
}

static void gather_rows(const Build *build, Side side, const ColumnDefs *columns,
                        JourneyModel *model)
{
    const ScorecardModel *card = &build->report->scorecard;
    model->rows = NEW(build->arena, JourneyRow, card->row_count);
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        if (build_side_ever(build, side, card->rows[i].scope))
            model->rows[model->row_count++] = row_of(build, side, columns, &card->rows[i]);
}

/* ---- Room ---- */

/* Takes a column out of all rows: the one where the company is highest (the later of two alike),
 * as long as more is there than a page is wide. */
static ptrdiff_t highest_column(const JourneyModel *model)
{
    const JourneyCell *cells = model->rows[0].cells;
    ptrdiff_t highest = model->column_count - 1;
    double most = -INFINITY;
    for (ptrdiff_t i = 0; i < model->column_count; i++)
        if (cells[i].figure.state == ESTIMATE_SHOWN && cells[i].figure.value >= most) {
            most = cells[i].figure.value;
            highest = i;
        }
    return highest;
}

static void drop_column(JourneyModel *model, ptrdiff_t column)
{
    model->column_count--;
    for (ptrdiff_t i = column; i < model->column_count; i++)
        model->columns[i] = model->columns[i + 1];
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        JourneyRow *row = &model->rows[r];
        for (ptrdiff_t i = column; i < model->column_count; i++)
            row->cells[i] = row->cells[i + 1];
        if (row->weakest == column)
            row->weakest = -1;
        row->weakest -= row->weakest > column;
    }
    for (int g = 0; g < model->group_count; g++) {
        JourneyGroup *group = &model->groups[g];
        group->count -= column >= group->first && column < group->first + group->count;
        group->first -= group->first > column;
    }
    if (model->group_count == 2 && model->groups[1].count == 0)
        model->group_count = 1;
}

/* ---- Heads, scale, notes ---- */

/* The line of the index in the middle, twenty points to each side, or as many tens more as it takes
 * to hold what the company has; units beyond the ends have the colour of the end. */
static void choose_scale(const Build *build, Side side, JourneyModel *model)
{
    enum { REACH_LEAST = 20 };
    const Index *index = side == SIDE_CX ? &build->config->cx_index : &build->config->ex_index;
    double reach = REACH_LEAST;
    for (ptrdiff_t i = 0; i < model->column_count; i++)
        while (model->rows[0].cells[i].figure.state == ESTIMATE_SHOWN &&
               fabs(model->rows[0].cells[i].figure.value - index->cut) > reach)
            reach += AXIS_STEP;
    model->scale_middle = index->cut;
    model->scale_lo = fmax(0, index->cut - reach);
    model->scale_hi = fmin(100, index->cut + reach);
    int decimals = num_round(index->cut, 0) == index->cut ? 0 : 1;
    model->lo_text = num_show(build->arena, model->scale_lo, decimals, build->lang);
    model->middle_text = num_show(build->arena, model->scale_middle, decimals, build->lang);
    model->hi_text = num_show(build->arena, model->scale_hi, decimals, build->lang);
}

/* In cells that have room for two words only: a row hidden as a whole says the sentence itself. */
static bool any_hidden(const JourneyModel *model)
{
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        const JourneyRow *row = &model->rows[r];
        if (row->sentence.len > 0)
            continue;
        if (row->index.figure.state == ESTIMATE_WITHHELD)
            return true;
        for (ptrdiff_t i = 0; i < model->column_count; i++)
            if (row->cells[i].figure.state == ESTIMATE_WITHHELD)
                return true;
    }
    return false;
}

/* Of ▲▼ and of bold, what the table has. */
static Str marks_note(const Build *build, const JourneyModel *model)
{
    bool marked = false, bold = false;
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        bold = bold || model->rows[r].weakest_clear;
        for (ptrdiff_t i = 0; i < model->column_count; i++)
            marked = marked || model->rows[r].cells[i].rest_mark != CHANGE_NONE;
    }
    double alpha = 1 - build->config->statistics.level;
    StrList parts = {0};
    if (marked)
        *PUSH(build->arena, &parts, Str) = WORDS(build->arena, build->lang, WORD_JOURNEY_MARKS,
                                                 num_show(build->arena, alpha, 2, build->lang));
    if (bold)
        *PUSH(build->arena, &parts, Str) =
            WORDS(build->arena, build->lang, WORD_JOURNEY_BOLD, label_level(build));
    return str_join(build->arena, parts.items, parts.len, S("; "));
}

static void fill_heads(const Build *build, Side side, JourneyModel *model)
{
    model->unit_head = word(build->lang, WORD_HEAD_UNIT);
    model->n_head = S("n");
    model->index_head = side == SIDE_CX ? S("CX") : S("EX");
    model->weakest_head = word(build->lang, WORD_JOURNEY_WEAKEST);
    model->low = word(build->lang, WORD_JOURNEY_LOW);
    model->high = WORDS(build->arena, build->lang, WORD_JOURNEY_HIGH, model->middle_text);
    model->below = word(build->lang, WORD_JOURNEY_BELOW);
    model->now_head = label_period(build, build->period, PERIOD_TICK);
    if (build->previous >= 0) {
        model->previous_head = label_period(build, build->previous, PERIOD_TICK);
        model->change_head = WORDS(build->arena, build->lang, WORD_VERSUS, model->previous_head);
    }
    model->marks_note = marks_note(build, model);
    if (any_hidden(model))
        model->hidden_note = word(build->lang, WORD_WITHHELD);
}

static bool any_shown(const JourneyModel *model)
{
    for (ptrdiff_t r = 0; r < model->row_count; r++)
        for (ptrdiff_t i = 0; i < model->column_count; i++)
            if (model->rows[r].cells[i].figure.state == ESTIMATE_SHOWN)
                return true;
    return false;
}

/* ---- The pages ---- */

enum { COLUMNS_LEAST = 2 }; /* nothing is weakest of one */

static PageRows journey_build(Build *build, Side side)
{
    JourneyModel *model = &build->report->journeys[side];
    ColumnDefs columns = columns_of(build, side);
    if (!build->has_side[side] || columns.defs.len < COLUMNS_LEAST)
        return (PageRows){0};
    *model = (JourneyModel){.side = side == SIDE_CX ? REPORT_CX : REPORT_EX,
                            .column_count = columns.defs.len,
                            .columns = NEW(build->arena, JourneyColumn, columns.defs.len),
                            .groups = {columns.groups[0], columns.groups[1]},
                            .group_count = columns.group_count};
    for (ptrdiff_t i = 0; i < columns.defs.len; i++)
        model->columns[i] = (JourneyColumn){
            .label = label_capital(build, label_short(build, columns.defs.items[i])),
            .code = build->scores->defs[columns.defs.items[i]].id};
    gather_rows(build, side, &columns, model);
    while (model->column_count > JOURNEY_COLUMNS_MOST)
        drop_column(model, highest_column(model));
    model->columns_left = columns.defs.len - model->column_count;
    if (!any_shown(model)) {
        *model = (JourneyModel){0};
        return (PageRows){0};
    }
    choose_scale(build, side, model);
    fill_heads(build, side, model);
    ptrdiff_t units = model->row_count - 1, most = JOURNEY_ROWS_PER_PAGE - 1;
    ptrdiff_t parts = (units + most - 1) / most; /* even ones, as on the scorecard */
    return (PageRows){.printed = true,
                      .first_row = 1,
                      .row_count = units,
                      .rows_per_part = parts == 0 ? 0 : (int)((units + parts - 1) / parts)};
}

PageRows journey_cx_build(Build *build)
{
    return journey_build(build, SIDE_CX);
}

PageRows journey_ex_build(Build *build)
{
    return journey_build(build, SIDE_EX);
}

Refusal journey_refusal(const Build *build, Side side)
{
    static const struct {
        const char *what;
        Word need, page;
    } sides[SIDE_COUNT] = {[SIDE_CX] = {"journey.cx", WORD_JOURNEY_NEED_CX, WORD_PAGE_JOURNEY_CX},
                           [SIDE_EX] = {"journey.ex", WORD_JOURNEY_NEED_EX, WORD_PAGE_JOURNEY_EX}};
    Refusal refusal = {.what = str_from(sides[side].what), .n = -1, .minimum = -1};
    if (!build->has_side[side] || build->report->journeys[side].column_count > 0)
        return refusal;
    bool asked = columns_of(build, side).defs.len >= COLUMNS_LEAST;
    refusal.key = asked ? S("withheld") : S("input");
    refusal.sentence =
        asked ? str_format(build->arena, "%.*s: %.*s", STR_ARG(word(build->lang, sides[side].page)),
                           STR_ARG(word(build->lang, WORD_WITHHELD)))
              : word(build->lang, sides[side].need);
    return refusal;
}
