/* Sheet 8, below the steps: the same for several lifts, other weights, and what feeds the sheet. */
#include "what_if.h"

#include <math.h>

/* ---- If EX rose by … ---- */

typedef struct StepValues {
    double ex, cx_se, kpi_se;
    PlayRange cx, kpi;
} StepValues;

static StepValues step_values(const WhatIf *w, int step)
{
    StepValues values = {.ex = w->play.step};
    for (int i = 0; i < step; i++)
        values.ex += w->play.step; /* as the cells add up */
    values.cx = play_cx(w, values.ex, &values.cx_se);
    values.kpi = play_kpi(w, values.cx.value, values.cx_se, &values.kpi_se);
    return values;
}

/* Which columns the lines have. */
typedef struct StepColumns {
    int cx, kpi, low, high, net; /* -1: not there */
} StepColumns;

static StepColumns step_columns(const WhatIf *w)
{
    return w->projects_kpi ? (StepColumns){2, 3, 4, 5, 6} : (StepColumns){2, -1, 3, 4, -1};
}

static void draw_kpi_step(WhatIf *w, int row, int feed, const StepValues *values)
{
    Book *book = w->book;
    int decimals = w->model->kpis[w->model->kpi_first].decimals;
    const char *code = book_code_signed(book, NAN, decimals > 2 ? decimals : 2, false);
    Str cx = place_name(book, row, 2), kpi = place_name(book, row, 3),
        se = place_name(book, feed, 6);
    Look strong = what_if_number(w, code), grey = what_if_grey(strong, w);
    strong.bold = true;
    strong.colour = book_colour(book, COLOUR_GROWTH);
    play_cell(w, row, 3,
              str_format(book->arena,
                         "=IF(AND(ISNUMBER(%.*s),ISNUMBER(whatif_kpi_slope)),"
                         "whatif_kpi_slope/10*%.*s,\"–\")",
                         STR_ARG(cx), STR_ARG(cx)),
              values->kpi.value, strong);
    for (int i = 0; i < 2; i++)
        play_cell(w, row, 4 + i,
                  str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s%s%s*%.*s,\"–\")", STR_ARG(kpi),
                             STR_ARG(kpi), i == 0 ? "-" : "+", w->z, STR_ARG(se)),
                  i == 0 ? values->kpi.lo : values->kpi.hi, grey);
    play_cell(w, row, 6,
              str_format(book->arena,
                         "=IF(AND(ISNUMBER(%.*s),whatif_worth<>0),%.*s*whatif_worth-whatif_cost,"
                         "\"–\")",
                         STR_ARG(kpi), STR_ARG(kpi)),
              NAN, what_if_number(w, book_code_signed(book, NAN, 1, false)));
}

static void draw_cx_bounds(WhatIf *w, int row, int feed, const StepValues *values)
{
    Book *book = w->book;
    Str cx = place_name(book, row, 2), se = place_name(book, feed, 5);
    Look grey = what_if_grey(what_if_number(w, book_code_signed(book, NAN, 2, false)), w);
    for (int i = 0; i < 2; i++)
        play_cell(w, row, 3 + i,
                  str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s%s%s*%.*s,\"–\")", STR_ARG(cx),
                             STR_ARG(cx), i == 0 ? "-" : "+", w->z, STR_ARG(se)),
                  i == 0 ? values->cx.lo : values->cx.hi, grey);
}

static void feed_step(WhatIf *w, int row, int feed, const StepValues *values)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    StepColumns columns = step_columns(w);
    const int shown[3] = {columns.kpi >= 0 ? columns.kpi : columns.cx, columns.low, columns.high};
    PlayRange drawn = columns.kpi >= 0 ? values->kpi : values->cx;
    const double numbers[3] = {drawn.value, drawn.lo, drawn.hi};
    Look grey = what_if_grey((Look){.size = 8.5, .code = "0.00"}, w);
    Str ex = place_name(book, row, LEFT), cx = place_name(book, row, columns.cx),
        se = place_name(book, feed, 5), kpi = place_name(book, row, 3);
    cell_formula(sheet, feed, LEFT, str_concat(book->arena, S("="), ex), values->ex,
                 (Look){.size = 8.5, .colour = grey.colour, .code = "+0.##", .align = ALIGN_LEFT});
    for (int i = 0; i < 3; i++) {
        Str cell = place_name(book, row, shown[i]);
        cell_formula(
            sheet, feed, 2 + i,
            str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s,NA())", STR_ARG(cell), STR_ARG(cell)),
            numbers[i], grey);
    }
    play_cell(w, feed, 5,
              str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s,\"–\")", STR_ARG(cx),
                         STR_ARG(play_cx_se(w, ex))),
              values->cx_se, grey);
    if (columns.kpi < 0)
        return;
    play_cell(w, feed, 6,
              str_format(book->arena,
                         "=IF(ISNUMBER(%.*s),SQRT((whatif_kpi_slope/10*%.*s)^2"
                         "+(%.*s*(whatif_kpi_slope_high-whatif_kpi_slope_low)/(20*%s))^2"
                         "+((whatif_kpi_slope_high-whatif_kpi_slope_low)/(20*%s)*%.*s)^2),\"–\")",
                         STR_ARG(kpi), STR_ARG(se), STR_ARG(cx), w->z, w->z, STR_ARG(se)),
              values->kpi_se, grey);
}

static void draw_step(WhatIf *w, int step)
{
    Book *book = w->book;
    int row = w->rows.step_lines + step, feed = w->rows.feed_steps + 1 + step;
    StepValues values = step_values(w, step);
    Look ex = {.bold = true, .code = "+0.##", .bottom = book_rule(book, COLOUR_RULE)};
    Str place = place_name(book, row, LEFT);
    cell_formula(&w->sheet, row, LEFT,
                 step == 0 ? S("=whatif_step")
                           : str_format(book->arena, "=%.*s+whatif_step",
                                        STR_ARG(place_name(book, row - 1, LEFT))),
                 values.ex, ex);
    play_cell(w, row, 2,
              str_format(book->arena, "=IF(ABS(%.*s)<=whatif_usual,slope_ex_cx/10*%.*s,\"–\")",
                         STR_ARG(place), STR_ARG(place)),
              values.cx.value, what_if_number(w, book_code_signed(book, NAN, 2, false)));
    if (w->projects_kpi)
        draw_kpi_step(w, row, feed, &values);
    else
        draw_cx_bounds(w, row, feed, &values);
    feed_step(w, row, feed, &values);
}

static void draw_even(WhatIf *w)
{
    Book *book = w->book;
    int row = w->rows.even;
    Look label = what_if_total(w, NULL), hint = what_if_total(w, NULL);
    static const char rise[] = "whatif_cost/(whatif_worth*whatif_kpi_slope/10*slope_ex_cx/10)";
    label.align = ALIGN_LEFT;
    hint = what_if_grey(hint, w);
    hint.size = 9;
    cell_blanks(&w->sheet, row, LEFT, LEFT_LAST, label);
    cell_text(&w->sheet, row, LEFT, book_word(book, WORD_WHAT_IF_EVEN), label);
    cell_merge(&w->sheet, row, 3, row, 5, hint);
    Str enter = book_word(book, WORD_WHAT_IF_EVEN_HINT);
    cell_formula_text(
        &w->sheet, row, 3,
        str_format(book->arena,
                   "=IF(ISNUMBER(whatif_even),\"\",IF(OR(whatif_worth=0,"
                   "whatif_cost<=0),%.*s,%.*s))",
                   STR_ARG(formula_quote(book, enter)),
                   STR_ARG(formula_quote(book, book_word(book, WORD_WHAT_IF_EVEN_FAR)))),
        enter, hint);
    play_cell(w, row, LEFT_LAST,
              str_format(book->arena,
                         "=IF(AND(ISNUMBER(whatif_kpi_slope),whatif_worth<>0,whatif_cost>0),"
                         "IF(ABS(%s)<=whatif_usual,%s,\"–\"),\"–\")",
                         rise, rise),
              NAN, what_if_total(w, book_code_signed(book, NAN, 1, false)));
    what_if_name(w, "whatif_even", row, LEFT_LAST, row);
}

static void add_line(WhatIf *w, lxw_chart *chart, int part, const double *values)
{
    Book *book = w->book;
    bool middle = part == 1;
    lxw_color_t colour = book_colour(book, w->projects_kpi ? COLOUR_GROWTH : COLOUR_CX);
    int column = part == 0   ? 3
                 : part == 1 ? 2
                             : 4,
        first = w->rows.feed_steps + 1, last = first + STEP_COUNT - 1;
    double ex[STEP_COUNT];
    for (int i = 0; i < STEP_COUNT; i++)
        ex[i] = step_values(w, i).ex;
    ChartRange x = {SHEET_WHAT_IF, first, LEFT, last, LEFT},
               y = {SHEET_WHAT_IF, first, column, last, column};
    lxw_chart_series *series = chart_series(book, chart, x, ex, y, values, STEP_COUNT);
    chart_series_name_cell(book, series, SHEET_WHAT_IF, w->rows.feed_steps, column);
    chart_line(series, middle ? colour : book_thinned(colour, 0.6), middle ? 2.25f : 1.25f,
               middle ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH);
    if (middle)
        chart_marker(series, LXW_CHART_MARKER_CIRCLE, 6, colour, LXW_COLOR_WHITE);
    else
        chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
}

static void draw_lines(WhatIf *w)
{
    Book *book = w->book;
    int row = w->rows.steps;
    lxw_color_t colour = book_colour(book, w->projects_kpi ? COLOUR_GROWTH : COLOUR_CX);
    sheet_thick_label(
        &w->sheet, row, RIGHT, RIGHT_LAST,
        book_word(book, w->projects_kpi ? WORD_WHAT_IF_LINES_KPI : WORD_WHAT_IF_LINES_CX), colour);
    lxw_chart *chart = chart_new(&w->sheet, LXW_CHART_LINE);
    if (!chart)
        return;
    double values[3][STEP_COUNT];
    for (int i = 0; i < STEP_COUNT; i++) {
        StepValues step = step_values(w, i);
        PlayRange drawn = w->projects_kpi ? step.kpi : step.cx;
        values[0][i] = drawn.lo;
        values[1][i] = drawn.value;
        values[2][i] = drawn.hi;
    }
    for (int part = 0; part < 3; part++)
        add_line(w, chart, part, values[part]);
    lxw_chart_font font = chart_font(book, 9, false, 0);
    chart_axis(book, chart->y_axis, STR_NONE, 0, 0, 0, 0, true, false);
    chart_axis(book, chart->x_axis, book_word(book, WORD_WHAT_IF_AXIS),
               book_colour(book, COLOUR_EX), 0, 0, 0, false, true);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &font);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
    int last = w->rows.even >= 0 ? w->rows.even : w->rows.step_lines + STEP_COUNT - 1;
    chart_place(&w->sheet, chart,
                (ChartPlace){.row = row + 1,
                             .column = RIGHT,
                             .width = sheet_span(&w->sheet, RIGHT, RIGHT_LAST),
                             .height = sheet_height(&w->sheet, row + 1, last),
                             .description = BOOK_WORDS(book, WORD_WHAT_IF_LINES_ALT,
                                                       book->report->level_text)});
}

void what_if_sensitivity(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    int row = w->rows.steps;
    Str low = BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text),
        high = BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text),
        ex = book_word(book, WORD_WHAT_IF_HEAD_EX), cx = book_word(book, WORD_WHAT_IF_HEAD_CX);
    const Str with_kpi[] = {ex,  cx,   book_word(book, WORD_WHAT_IF_HEAD_KPI),
                            low, high, book_word(book, WORD_WHAT_IF_HEAD_NET)},
              without[] = {ex, cx, low, high};
    sheet_thick_label(sheet, row, LEFT, LEFT_LAST, book_word(book, WORD_WHAT_IF_STEPS),
                      book_colour(book, COLOUR_BRAND));
    Rule top = {LXW_BORDER_THICK, book_colour(book, COLOUR_BRAND)};
    cell_text(sheet, row, 5, book_word(book, WORD_WHAT_IF_STEP),
              what_if_grey((Look){.size = 8.5, .align = ALIGN_RIGHT, .top = top}, w));
    Look input = what_if_input(w, "0.##");
    input.top = top;
    cell_number(sheet, row, 6, w->play.step, input);
    what_if_name(w, "whatif_step", row, 6, row);
    what_if_numbers_only(w, row, 6, row, -100, 100, WORD_WHAT_IF_STEPS, WORD_WHAT_IF_LIFT_MESSAGE);
    if (w->projects_kpi)
        what_if_heads(w, row + 1, LEFT, with_kpi, CX_COUNTOF(with_kpi));
    else
        what_if_heads(w, row + 1, LEFT, without, CX_COUNTOF(without));
    const Str feeds[] = {ex, book_word(book, WORD_WHAT_IF_VALUE), low, high};
    Look grey = what_if_grey((Look){.size = 8.5}, w);
    for (int i = 0; i < (int)CX_COUNTOF(feeds); i++)
        cell_text(sheet, w->rows.feed_steps, LEFT + i, feeds[i], grey);
    for (int step = 0; step < STEP_COUNT; step++)
        draw_step(w, step);
    if (w->rows.even >= 0)
        draw_even(w);
    draw_lines(w);
}

/* ---- Other weights ---- */

static double cx_by_weights(const WhatIf *w)
{
    double sum = 0, weights = 0;
    for (ptrdiff_t i = 0; i < w->model->part_count[REPORT_CX]; i++) {
        sum += w->model->parts[REPORT_CX][i].weight_01 * w->model->parts[REPORT_CX][i].value;
        weights += w->model->parts[REPORT_CX][i].weight_01;
    }
    return sum / weights;
}

static void draw_cx_part(WhatIf *w, ptrdiff_t i)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const ScenarioPart *part = &w->model->parts[REPORT_CX][i];
    const char *score = book_code(book, NAN, 1, false);
    int row = w->rows.weight_lines + (int)i;
    double weights = 0;
    for (ptrdiff_t k = 0; k < w->model->part_count[REPORT_CX]; k++)
        weights += w->model->parts[REPORT_CX][k].weight_01;
    Look line = {.bottom = book_rule(book, COLOUR_RULE)};
    cell_blanks(sheet, row, LEFT, LEFT_LAST, line);
    cell_text(sheet, row, LEFT, part->label, line);
    if (part->is_nps)
        cell_note(sheet, row, LEFT, book_word(book, WORD_WHAT_IF_NPS_NOTE), 60);
    cell_number(sheet, row, 2, part->weight_01, what_if_input(w, "0%"));
    play_cell(w, row, 3, play_figure(w, w->rows.cx_parts + (int)i, 3, "value", part->is_nps),
              part->value, what_if_number(w, score));
    Str weight = place_name(book, row, 2), points = place_name(book, row, 3);
    play_cell(w, row, 6,
              str_format(book->arena,
                         "=IF(AND(ISNUMBER(%.*s),SUM(whatif_cx_weights)>0),"
                         "%.*s*%.*s/SUM(whatif_cx_weights),\"–\")",
                         STR_ARG(points), STR_ARG(weight), STR_ARG(points)),
              part->weight_01 * part->value / weights, what_if_number(w, score));
}

static void draw_cx_weights(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    int row = w->rows.weights, first = w->rows.weight_lines,
        count = (int)w->model->part_count[REPORT_CX], total = first + count;
    const Str heads[] = {BOOK_WORDS(book, WORD_WHAT_IF_PART, S("CX")),
                         book_word(book, WORD_WHAT_IF_WEIGHT),
                         book_word(book, WORD_WHAT_IF_POINTS),
                         STR_NONE,
                         STR_NONE,
                         BOOK_WORDS(book, WORD_WHAT_IF_ADDS, S("CX"))};
    lxw_color_t colour = book_colour(book, COLOUR_CX);
    sheet_thick_label(sheet, row, LEFT, LEFT_LAST, book_word(book, WORD_WHAT_IF_WEIGHTS), colour);
    what_if_heads(w, row + 1, LEFT, heads, CX_COUNTOF(heads));
    double weights = 0;
    for (int i = 0; i < count; i++) {
        draw_cx_part(w, i);
        weights += w->model->parts[REPORT_CX][i].weight_01;
    }
    what_if_name(w, "whatif_cx_weights", first, 2, total - 1);
    what_if_name(w, "whatif_cx_points", first, 3, total - 1);
    what_if_numbers_only(w, first, 2, total - 1, 0, 1, WORD_WHAT_IF_WEIGHT,
                         WORD_WHAT_IF_WEIGHT_MESSAGE);
    Look label = what_if_total(w, NULL), sum = what_if_total(w, book_code(book, NAN, 1, false));
    label.align = ALIGN_LEFT;
    label.colour = sum.colour = colour;
    cell_blanks(sheet, total, LEFT, LEFT_LAST, label);
    cell_text(sheet, total, LEFT, BOOK_WORDS(book, WORD_WHAT_IF_BY_WEIGHTS, S("CX")), label);
    cell_formula(sheet, total, 2, S("=SUM(whatif_cx_weights)"), weights, what_if_total(w, "0%"));
    play_cell(w, total, 6,
              play_formula(w,
                           "=IF(AND(SUM(whatif_cx_weights)>0,COUNT(whatif_cx_points)={e}),"
                           "SUMPRODUCT(whatif_cx_weights,whatif_cx_points)/"
                           "SUM(whatif_cx_weights),\"–\")",
                           str_format(book->arena, "%d", count)),
              cx_by_weights(w), sum);
    what_if_name(w, "whatif_cx_by_weights", total, 6, total);
}

static double combined_of(const WhatIf *w, double cx, double ex)
{
    double a = w->model->weight_01[REPORT_CX], b = w->model->weight_01[REPORT_EX];
    if (!w->model->geometric)
        return (a * cx + b * ex) / (a + b);
    return fmin(cx, ex) > 0 ? exp((a * log(cx) + b * log(ex)) / (a + b)) : NAN;
}

static double published(const WhatIf *w, int tile)
{
    const Book *book = w->book;
    const DataRow *row =
        lookup_row(book, w->model->scopes[0].name, book->data.now, book->data.code[tile]);
    return row && row->shown ? row->value : NAN;
}

static void draw_combined_lines(WhatIf *w, double cx, double ex)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const char *score = book_code(book, NAN, 1, false);
    int first = w->rows.weight_lines;
    Look line = {.bottom = book_rule(book, COLOUR_RULE)};
    Str count = str_format(book->arena, "%td", w->model->part_count[REPORT_EX]);
    const Str labels[2] = {S("CX"), BOOK_WORDS(book, WORD_WHAT_IF_EX_STEP_ONE, S("EX"))},
              formulas[2] = {
                  S("=whatif_cx_by_weights"),
                  play_formula(
                      w,
                      "=IF(AND(whatif_weight_sum>0,COUNT(whatif_company_parts)={e}),"
                      "SUMPRODUCT(whatif_weights,whatif_company_parts)/whatif_weight_sum,\"–\")",
                      count)};
    const double values[2] = {cx, ex};
    for (int i = 0; i < 2; i++) {
        cell_text(sheet, first + i, RIGHT, labels[i], line);
        cell_number(sheet, first + i, RIGHT + 1, w->model->weight_01[i], what_if_input(w, "0%"));
        play_cell(w, first + i, RIGHT + 2, formulas[i], values[i], what_if_number(w, score));
        play_cell(w, first + i, RIGHT + 3, play_figure(w, w->rows.indices + i, 3, "value", false),
                  published(w, i), what_if_grey(what_if_number(w, score), w));
    }
    what_if_name(w, "whatif_sides", first, RIGHT + 1, first + 1);
    what_if_name(w, "whatif_side_points", first, RIGHT + 2, first + 1);
    what_if_numbers_only(w, first, RIGHT + 1, first + 1, 0, 1, WORD_WHAT_IF_WEIGHT,
                         WORD_WHAT_IF_WEIGHT_MESSAGE);
}

static void draw_combined(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    int row = w->rows.weights, first = w->rows.weight_lines, total = first + 2;
    double cx = cx_by_weights(w), ex = w->play.ex_now;
    const Str heads[] = {
        book_word(book, WORD_WHAT_IF_COMPANY_INDEX), book_word(book, WORD_WHAT_IF_WEIGHT),
        book_word(book, WORD_WHAT_IF_BY_THESE), book_word(book, WORD_WHAT_IF_PUBLISHED)};
    sheet_thick_label(sheet, row, RIGHT, RIGHT_LAST, book_word(book, WORD_WHAT_IF_COMBINED),
                      book_colour(book, COLOUR_BRAND));
    what_if_heads(w, row + 1, RIGHT, heads, CX_COUNTOF(heads));
    draw_combined_lines(w, cx, ex);
    Look label = what_if_total(w, NULL), sum = what_if_total(w, book_code(book, NAN, 1, false));
    label.align = ALIGN_LEFT;
    bool geometric = w->model->geometric;
    cell_text(sheet, total, RIGHT,
              book_word(book, geometric ? WORD_WHAT_IF_GEOMETRIC : WORD_WHAT_IF_ARITHMETIC), label);
    cell_formula(sheet, total, RIGHT + 1, S("=SUM(whatif_sides)"),
                 w->model->weight_01[0] + w->model->weight_01[1], what_if_total(w, "0%"));
    Str a = place_name(book, first, RIGHT + 1), b = place_name(book, first + 1, RIGHT + 1),
        x = place_name(book, first, RIGHT + 2), y = place_name(book, first + 1, RIGHT + 2);
    Str formula = geometric
                      ? str_format(book->arena,
                                   "=IF(AND(COUNT(whatif_side_points)=2,SUM(whatif_sides)>0,"
                                   "MIN(whatif_side_points)>0),"
                                   "EXP((%.*s*LN(%.*s)+%.*s*LN(%.*s))/SUM(whatif_sides)),\"–\")",
                                   STR_ARG(a), STR_ARG(x), STR_ARG(b), STR_ARG(y))
                      : S("=IF(AND(COUNT(whatif_side_points)=2,SUM(whatif_sides)>0),"
                          "SUMPRODUCT(whatif_sides,whatif_side_points)/SUM(whatif_sides),\"–\")");
    play_cell(w, total, RIGHT + 2, formula, combined_of(w, cx, ex), sum);
    play_cell(w, total, RIGHT + 3, play_figure(w, w->rows.indices + 2, 3, "value", false),
              published(w, REPORT_WHOLE),
              what_if_grey(what_if_total(w, book_code(book, NAN, 1, false)), w));
    Look note = what_if_grey((Look){.size = 9, .italic = true, .wrap = true}, w);
    cell_merge(sheet, total + 1, RIGHT, total + 1, RIGHT_LAST, note);
    cell_text(sheet, total + 1, RIGHT, book_word(book, WORD_WHAT_IF_COMBINED_NOTE), note);
    sheet_row(sheet, total + 1, 34);
}

void what_if_weights(WhatIf *w)
{
    draw_cx_weights(w);
    draw_combined(w);
}

/* ---- Feed ---- */

static void feed_parts(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    Look grey = what_if_grey((Look){.size = 8.5}, w),
         number = what_if_grey((Look){.size = 8.5, .code = "0.0"}, w);
    for (ptrdiff_t i = 0; i < w->model->part_count[REPORT_EX]; i++) {
        const ScenarioPart *part = &w->model->parts[REPORT_EX][i];
        int row = w->rows.parts + (int)i;
        const double values[2] = {part->value, part->value + w->play.lifts[i]};
        cell_text(sheet, row, LEFT, part->label, grey);
        play_line(w, row, 2, false, part->code);
        play_line(w, row, 3, true, part->code);
        for (int k = 0; k < 2; k++) { /* for the bars */
            Str cell = place_name(book, ROW_LINES + (int)i, k == 0 ? 3 : 5);
            cell_formula(sheet, row, 4 + k,
                         str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s,NA())", STR_ARG(cell),
                                    STR_ARG(cell)),
                         values[k], number);
        }
        play_cell(w, row, 6, play_figure(w, row, 3, "value", part->is_nps), part->value, number);
    }
    what_if_name(w, "whatif_company_parts", w->rows.parts, 6, w->rows.cx - 1);
    cell_text(sheet, w->rows.cx, LEFT, S("CX"), grey);
    play_line(w, w->rows.cx, 2, false, book->data.code[REPORT_CX]);
    what_if_name(w, "whatif_cx_line", w->rows.cx, 2, w->rows.cx);
    for (ptrdiff_t i = 0; i < w->model->part_count[REPORT_CX]; i++) {
        cell_text(sheet, w->rows.cx_parts + (int)i, LEFT, w->model->parts[REPORT_CX][i].label,
                  grey);
        play_line(w, w->rows.cx_parts + (int)i, 3, true, w->model->parts[REPORT_CX][i].code);
    }
    const Str names[3] = {S("CX"), S("EX"), book_word(book, WORD_XLSX_COMBINED)};
    for (int i = 0; i < 3; i++) {
        cell_text(sheet, w->rows.indices + i, LEFT, names[i], grey);
        play_line(w, w->rows.indices + i, 3, true, book->data.code[i]);
    }
}

/* 1: weights, 2: a part is missing, 3: off the scale, 5: more than usual, 6: no CX, 0: good. */
static void feed_state(WhatIf *w)
{
    Book *book = w->book;
    Str count = str_format(book->arena, "%td", w->model->part_count[REPORT_EX]);
    const char *formula =
        w->projects ? "=IF(ABS(whatif_weight_sum-1)>0.0005,1,IF(COUNT(whatif_now)<{e},2,"
                      "IF(OR(MAX(whatif_after)>100,MIN(whatif_after)<0),3,"
                      "IF(ABS(whatif_ex)>whatif_usual,5,IF(ISNUMBER(whatif_cx_now),0,6)))))"
                    : "=IF(ABS(whatif_weight_sum-1)>0.0005,1,IF(COUNT(whatif_now)<{e},2,"
                      "IF(OR(MAX(whatif_after)>100,MIN(whatif_after)<0),3,"
                      "IF(ISNUMBER(whatif_cx_now),0,6))))";
    Look grey = what_if_grey((Look){.size = 8.5}, w);
    cell_text(&w->sheet, w->rows.state, LEFT, book_word(book, WORD_WHAT_IF_FEED_STATE), grey);
    cell_formula(&w->sheet, w->rows.state, 2, play_formula(w, formula, count), w->play.state, grey);
    what_if_name(w, "whatif_state", w->rows.state, 2, w->rows.state);
}

static void feed_kpis(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const ScenarioModel *model = w->model;
    Look grey = what_if_grey((Look){.size = 8.5}, w);
    int first = w->rows.kpis, last = first + (int)model->kpi_count - 1;
    static const char *const names[] = {"kpi_list",      "kpi_title",      "kpi_slope",
                                        "kpi_slope_low", "kpi_slope_high", "kpi_decimals",
                                        "kpi_sentence"};
    for (ptrdiff_t k = 0; k < model->kpi_count; k++) {
        const ScenarioKpi *kpi = &model->kpis[k];
        int row = first + (int)k;
        const double slopes[3] = {kpi->slope, kpi->lo, kpi->hi};
        cell_text(sheet, row, 1, kpi->label, grey);
        cell_text(sheet, row, 2, play_kpi_title(book, kpi), grey);
        for (int i = 0; i < 3; i++) {
            if (kpi->refused.len == 0)
                cell_number(sheet, row, 3 + i, slopes[i], grey);
            else
                cell_text(sheet, row, 3 + i, S("–"), grey);
        }
        cell_number(sheet, row, 6, kpi->decimals, grey);
        cell_text(sheet, row, 7, kpi->refused, grey);
    }
    for (int i = 0; i < (int)CX_COUNTOF(names); i++)
        what_if_name(w, names[i], first, 1 + i, last);
    cell_text(sheet, w->rows.kpi_at, LEFT, book_word(book, WORD_WHAT_IF_KPI), grey);
    cell_formula(sheet, w->rows.kpi_at, 2, play_position(w, "whatif_kpi", "kpi_list"),
                 (double)model->kpi_first + 1, grey);
    what_if_name(w, "whatif_kpi_at", w->rows.kpi_at, 2, w->rows.kpi_at);
    cell_text(sheet, w->rows.kpi_at + 1, LEFT, book_word(book, WORD_WHAT_IF_SCOPE), grey);
    cell_formula(sheet, w->rows.kpi_at + 1, 2, play_position(w, "whatif_unit", "whatif_units"), 1,
                 grey);
    what_if_name(w, "whatif_unit_at", w->rows.kpi_at + 1, 2, w->rows.kpi_at + 1);
}

static void feed_scopes(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const ScenarioModel *model = w->model;
    Look grey = what_if_grey((Look){.size = 8.5}, w);
    int first = w->rows.scopes, last = first + (int)model->scope_count - 1;
    cell_text(sheet, first - 1, LEFT, book_word(book, WORD_WHAT_IF_SCOPE), grey);
    for (ptrdiff_t i = 0; i < model->scope_count; i++) {
        cell_text(sheet, first + (int)i, LEFT, model->scopes[i].name, grey);
        for (ptrdiff_t k = 0; w->projects_kpi && k < model->kpi_count; k++) {
            if (isfinite(model->scopes[i].kpi[k]))
                cell_number(sheet, first + (int)i, 2 + (int)k, model->scopes[i].kpi[k], grey);
            else
                cell_text(sheet, first + (int)i, 2 + (int)k, S("–"), grey);
        }
    }
    what_if_name(w, "whatif_units", first, LEFT, last);
    if (!w->projects_kpi)
        return;
    for (ptrdiff_t k = 0; k < model->kpi_count; k++)
        cell_text(sheet, first - 1, 2 + (int)k, play_kpi_title(book, &model->kpis[k]), grey);
    book_name(book, "kpi_now", SHEET_WHAT_IF, first, 2, last, 1 + (int)model->kpi_count);
}

void what_if_feed(WhatIf *w)
{
    Book *book = w->book;
    const Str heads[] = {STR_NONE, book_word(book, WORD_WHAT_IF_FEED_UNIT),
                         book_word(book, WORD_WHAT_IF_FEED_COMPANY),
                         book_word(book, WORD_WHAT_IF_NOW), book_word(book, WORD_WHAT_IF_AFTER)};
    Look grey = what_if_grey((Look){.size = 8.5}, w);
    cell_text(&w->sheet, w->rows.feed, LEFT, book_word(book, WORD_WHAT_IF_FEED),
              (Look){.size = 8.5, .bold = true, .colour = grey.colour});
    for (int i = 1; i < (int)CX_COUNTOF(heads); i++)
        cell_text(&w->sheet, w->rows.feed + 1, LEFT + i, heads[i], grey);
    feed_parts(w);
    feed_state(w);
    if (w->projects_kpi)
        feed_kpis(w);
    feed_scopes(w);
    sheet_texts_may_be_digits(&w->sheet, w->rows.scopes, LEFT,
                              w->rows.scopes + (int)w->model->scope_count - 1, LEFT);
}
