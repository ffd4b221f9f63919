/* Sheet 8: change yellow cells, read the tiles. What may not be projected stands as a sentence and
 * no cell has its slope, so that nothing the reader enters can compute it. */
#include "what_if.h"

#include <math.h>

static const int widths[] = {20, 196, 78, 78, 78, 82, 92, 32, 262, 88, 88, 88};

enum { LINE_PX = 28, SENTENCE_PX = 36, CHART_LINES = 7 };

/* ---- Where things stand ---- */

static int lay_step_three(WhatIfRows *rows, const ScenarioModel *model, bool projects, int row)
{
    rows->kpi_head = row++;
    if (!projects)
        return row + (int)model->kpi_count - 1; /* a sentence each */
    rows->kpi_pick = row++;
    rows->kpi_slope = row++;
    rows->kpi_se = row++;
    rows->kpi_now = row++;
    rows->kpi_add = row++;
    rows->kpi_after = row++;
    rows->worth = row++;
    rows->cost = row++;
    rows->net = row++;
    rows->verdict = row;
    return row;
}

static int lay_second(WhatIfRows *rows, const WhatIf *w)
{
    int row = rows->second = rows->first_end + 2;
    if (w->projects) {
        rows->steps = row;
        rows->step_lines = row + 2;
        row = rows->step_lines + STEP_COUNT;
        rows->even = w->projects_kpi ? row++ : -1;
        row++;
    }
    rows->weights = row;
    rows->weight_lines = row + 2;
    int parts = rows->weight_lines + (int)w->model->part_count[REPORT_CX];
    int combined = rows->weight_lines + 3;
    return rows->last = parts > combined ? parts : combined;
}

static void lay_feed(WhatIfRows *rows, const ScenarioModel *model)
{
    int row = rows->feed = rows->last + 4;
    rows->parts = row + 2;
    rows->cx = rows->parts + (int)model->part_count[REPORT_EX];
    rows->cx_parts = rows->cx + 1;
    rows->indices = rows->cx_parts + (int)model->part_count[REPORT_CX];
    rows->state = rows->indices + 3;
    rows->kpi_at = rows->state + 1;
    rows->feed_steps = rows->kpi_at + 3;
    rows->kpis = rows->feed_steps + STEP_COUNT + 2;
    rows->scopes = rows->kpis + (int)model->kpi_count + 2;
}

static void lay(WhatIf *w)
{
    const ScenarioModel *model = w->model;
    WhatIfRows *rows = &w->rows;
    *rows = (WhatIfRows){.total = ROW_LINES + (int)model->part_count[REPORT_EX],
                         .kpi_pick = -1,
                         .kpi_slope = -1,
                         .steps = -1,
                         .even = -1,
                         .kpi_head = -1};
    rows->half = rows->total + 1;
    rows->check = rows->total + 2;
    rows->usual = w->projects ? rows->total + 3 : -1;
    int left = rows->check + (w->projects ? 2 : 1);
    rows->sentence = w->projects ? ROW_LINES + 5 : ROW_LINES + 1;
    int right = rows->sentence;
    if (model->kpi_count > 0)
        right = lay_step_three(rows, model, w->projects_kpi, rows->sentence + 2);
    rows->bars = left + 1;
    int bars_end = rows->bars + CHART_LINES - 1;
    rows->first_end = right > bars_end ? right : bars_end;
    lay_second(rows, w);
    lay_feed(rows, model);
}

static void set_heights(WhatIf *w)
{
    const WhatIfRows *rows = &w->rows;
    Sheet *sheet = &w->sheet;
    sheet_row(sheet, ROW_TILES, 26);
    sheet_row(sheet, ROW_TILES + 1, 46);
    sheet_row(sheet, ROW_TILES + 2, 34);
    sheet_row(sheet, ROW_TILES + 3, 14);
    for (int row = ROW_STEPS; row <= rows->last; row++)
        sheet_row(sheet, row, LINE_PX);
    sheet_row(sheet, rows->sentence, SENTENCE_PX);
    if (rows->kpi_pick >= 0)
        sheet_row(sheet, rows->verdict, SENTENCE_PX);
    for (int k = 0; rows->kpi_head >= 0 && rows->kpi_pick < 0 && k < (int)w->model->kpi_count; k++)
        sheet_row(sheet, rows->kpi_head + 1 + k, SENTENCE_PX);
    sheet_row(sheet, rows->first_end + 1, 14);
}

/* ---- Looks ---- */

Look what_if_input(const WhatIf *w, const char *code)
{
    Rule edge = {LXW_BORDER_THIN, 0xE3CF8A};
    (void)w;
    return (Look){.bold = true,
                  .align = ALIGN_RIGHT,
                  .code = code,
                  .colour = INPUT_INK,
                  .fill = INPUT_FILL,
                  .top = edge,
                  .bottom = edge,
                  .left = edge,
                  .right = edge};
}

Look what_if_number(const WhatIf *w, const char *code)
{
    return (Look){.align = ALIGN_RIGHT, .code = code, .bottom = book_rule(w->book, COLOUR_RULE)};
}

Look what_if_total(const WhatIf *w, const char *code)
{
    Rule ink = book_rule(w->book, COLOUR_INK);
    return (Look){.bold = true,
                  .align = ALIGN_RIGHT,
                  .code = code,
                  .fill = book_colour(w->book, COLOUR_WASH),
                  .top = ink,
                  .bottom = ink};
}

Look what_if_grey(Look look, const WhatIf *w)
{
    look.colour = book_colour(w->book, COLOUR_GREY_TEXT);
    look.bold = false;
    return look;
}

void what_if_heads(WhatIf *w, int row, int column, const Str *texts, int count)
{
    Look look = {.size = 8.5,
                 .colour = book_colour(w->book, COLOUR_GREY_TEXT),
                 .valign = VALIGN_BOTTOM,
                 .wrap = true,
                 .bottom = book_rule(w->book, COLOUR_MARK)};
    for (int i = 0; i < count; i++) {
        look.align = i > 0 ? ALIGN_RIGHT : ALIGN_LEFT;
        cell_text(&w->sheet, row, column + i, texts[i], look);
    }
}

/* ---- What may be entered ---- */

static char *shown(Book *book, Str text, ptrdiff_t limit)
{
    return (char *)(uintptr_t)book_gate_text(book, text, limit);
}

static void add_rule(WhatIf *w, int row, int column, int last_row, lxw_data_validation *rule)
{
    if (w->book->failure.len == 0)
        book_check(w->book,
                   worksheet_data_validation_range(w->sheet.file, (lxw_row_t)row, (lxw_col_t)column,
                                                   (lxw_row_t)last_row, (lxw_col_t)column, rule),
                   "what may be entered");
}

void what_if_numbers_only(WhatIf *w, int row, int column, int last_row, double lo, double hi,
                          Word title, Word message)
{
    Book *book = w->book;
    Lang lang = book->report->language;
    bool percent = hi <= 1;
    Str from = percent ? S("0%") : num_show(book->arena, lo, 0, lang),
        to = percent ? S("100%") : num_show(book->arena, hi, 0, lang);
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .minimum_number = lo,
        .maximum_number = hi,
        .input_title = shown(book, book_word(book, title), 32),
        .input_message = shown(book, book_word(book, message), 250),
        .error_title = shown(book, book_word(book, WORD_WHAT_IF_NUMBER_TITLE), 32),
        .error_message = shown(book, BOOK_WORDS(book, WORD_WHAT_IF_NUMBER_ERROR, from, to), 250)};
    add_rule(w, row, column, last_row, &rule);
}

void what_if_any_number(WhatIf *w, int row, int column, Word title)
{
    Book *book = w->book;
    Str test = str_format(book->arena, "=ISNUMBER(%.*s)", STR_ARG(place_name(book, row, column)));
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
                                .value_formula = (char *)(uintptr_t)str_cstr(book->arena, test),
                                .input_title = shown(book, book_word(book, title), 32),
                                .input_message =
                                    shown(book, book_word(book, WORD_WHAT_IF_WORTH_NOTE), 250)};
    add_rule(w, row, column, row, &rule);
}

static void choose_from(WhatIf *w, int row, int column, const char *range, Word title, Word message)
{
    Book *book = w->book;
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = (char *)(uintptr_t)range,
        .input_title = shown(book, book_word(book, title), 32),
        .input_message = shown(book, book_word(book, message), 250),
        .error_title = shown(book, book_word(book, WORD_XLSX_PICK_ERROR_TITLE), 32),
        .error_message = shown(book, book_word(book, WORD_XLSX_PICK_ERROR), 250)};
    add_rule(w, row, column, row, &rule);
}

void what_if_name(WhatIf *w, const char *name, int row, int column, int last_row)
{
    book_name(w->book, name, SHEET_WHAT_IF, row, column, last_row, column);
}

/* ---- Step 1 ---- */

static void draw_part(WhatIf *w, ptrdiff_t i)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const ScenarioPart *part = &w->model->parts[REPORT_EX][i];
    const char *score = book_code(book, NAN, 1, false),
               *change = book_code_signed(book, NAN, 1, false);
    int row = ROW_LINES + (int)i;
    double lift = w->play.lifts[i], weights = 0;
    for (ptrdiff_t k = 0; k < w->model->part_count[REPORT_EX]; k++)
        weights += w->model->parts[REPORT_EX][k].weight_01;
    cell_text(sheet, row, LEFT, part->label, (Look){.bottom = book_rule(book, COLOUR_RULE)});
    if (part->is_nps)
        cell_note(sheet, row, LEFT, book_word(book, WORD_WHAT_IF_NPS_NOTE), 60);
    cell_number(sheet, row, 2, part->weight_01, what_if_input(w, "0%"));
    play_cell(w, row, 3, play_figure(w, w->rows.parts + (int)i, 2, "value", part->is_nps),
              part->value, what_if_number(w, score));
    cell_number(sheet, row, 4, lift, what_if_input(w, change));
    Str now = place_name(book, row, 3), more = place_name(book, row, 4),
        weight = place_name(book, row, 2);
    play_cell(w, row, 5,
              str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s+%.*s,\"–\")", STR_ARG(now),
                         STR_ARG(now), STR_ARG(more)),
              part->value + lift, what_if_number(w, score));
    play_cell(w, row, 6,
              str_format(book->arena, "=IF(whatif_weight_sum>0,%.*s*%.*s/whatif_weight_sum,\"–\")",
                         STR_ARG(weight), STR_ARG(more)),
              part->weight_01 * lift / weights, what_if_number(w, change));
}

static void draw_total(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    int row = w->rows.total, last = row - 1;
    const ScenarioModel *model = w->model;
    double weights = 0;
    for (ptrdiff_t k = 0; k < model->part_count[REPORT_EX]; k++)
        weights += model->parts[REPORT_EX][k].weight_01;
    Look label = what_if_total(w, NULL), score = what_if_total(w, book_code(book, NAN, 1, false)),
         change = what_if_total(w, book_code_signed(book, NAN, 1, false));
    label.align = ALIGN_LEFT;
    label.colour = change.colour = book_colour(book, COLOUR_EX);
    cell_blanks(sheet, row, LEFT, LEFT_LAST, label);
    cell_text(sheet, row, LEFT, S("EX"), label);
    cell_formula(sheet, row, 2, S("=SUM(whatif_weights)"), weights, what_if_total(w, "0%"));
    Str count = str_format(book->arena, "%td", model->part_count[REPORT_EX]);
    play_cell(w, row, 3,
              play_formula(w,
                           "=IF(AND(COUNT(whatif_now)={e},whatif_weight_sum>0),"
                           "SUMPRODUCT(whatif_weights,whatif_now)/whatif_weight_sum,\"–\")",
                           count),
              w->play.ex_now, score);
    play_cell(w, row, 5,
              S("=IF(AND(ISNUMBER(whatif_ex_now),ISNUMBER(whatif_ex)),whatif_ex_now+whatif_ex,"
                "\"–\")"),
              w->play.ex_now + w->play.ex, score);
    play_cell(w, row, 6,
              S("=IF(whatif_weight_sum>0,SUMPRODUCT(whatif_weights,whatif_lifts)/whatif_weight_sum,"
                "\"–\")"),
              w->play.ex, change);
    what_if_name(w, "whatif_weights", ROW_LINES, 2, last);
    what_if_name(w, "whatif_now", ROW_LINES, 3, last);
    what_if_name(w, "whatif_lifts", ROW_LINES, 4, last);
    what_if_name(w, "whatif_after", ROW_LINES, 5, last);
    what_if_name(w, "whatif_weight_sum", row, 2, row);
    what_if_name(w, "whatif_ex_now", row, 3, row);
    what_if_name(w, "whatif_ex", row, 6, row);
    what_if_numbers_only(w, ROW_LINES, 2, last, 0, 1, WORD_WHAT_IF_WEIGHT,
                         WORD_WHAT_IF_WEIGHT_MESSAGE);
    what_if_numbers_only(w, ROW_LINES, 4, last, -100, 100, WORD_WHAT_IF_LIFT,
                         WORD_WHAT_IF_LIFT_MESSAGE);
}

static Str usual_text(const WhatIf *w)
{
    return num_show(w->book->arena, floor(w->model->usual * 10) / 10, 1, w->book->report->language);
}

/* The check in words, by the state that the feed has. */
static void draw_check(WhatIf *w)
{
    Book *book = w->book;
    int row = w->rows.check;
    Look look = {.bold = true,
                 .colour = book_colour(book, COLOUR_GOOD),
                 .bottom = book_rule(book, COLOUR_RULE)};
    static const Word bad[] = {WORD_WHAT_IF_BAD_WEIGHTS, WORD_WHAT_IF_BAD_PART,
                               WORD_WHAT_IF_BAD_SCALE};
    Buffer formula = {.arena = book->arena};
    buffer_add(&formula, S("="));
    for (int i = 0; i < (int)CX_COUNTOF(bad); i++) {
        Str sentence = formula_quote(book, book_word(book, bad[i]));
        buffer_add(&formula, str_format(book->arena, "IF(whatif_state=%d,%.*s,", PLAY_WEIGHTS + i,
                                        STR_ARG(sentence)));
    }
    if (w->projects) {
        Str sentence = formula_quote(book, BOOK_WORDS(book, WORD_WHAT_IF_BAD_RANGE, usual_text(w)));
        buffer_add(&formula, str_format(book->arena, "IF(whatif_state=%d,%.*s,", PLAY_RANGE,
                                        STR_ARG(sentence)));
    }
    buffer_add(&formula, formula_quote(book, book_word(book, WORD_WHAT_IF_GOOD)));
    buffer_add(&formula, w->projects ? S("))))") : S(")))"));
    bool range = w->play.state == PLAY_RANGE;
    cell_text(&w->sheet, row, LEFT, book_word(book, WORD_WHAT_IF_CHECK),
              what_if_grey((Look){.bottom = look.bottom}, w));
    cell_blanks(&w->sheet, row, 2, LEFT_LAST, look);
    cell_formula_text(&w->sheet, row, 2, buffer_str(&formula),
                      range ? BOOK_WORDS(book, WORD_WHAT_IF_BAD_RANGE, usual_text(w))
                            : book_word(book, WORD_WHAT_IF_GOOD),
                      look);
    /* "begins with" would count the sign's bytes, not its letters */
    Str begins = str_format(book->arena, "=LEFT($C$%d,1)=\"✗\"", row + 1);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = (char *)(uintptr_t)str_cstr(book->arena, begins),
                                   .format = workbook_add_format(book->file)};
    if (rule.format && book->failure.len == 0) {
        format_set_font_color(rule.format, book_colour(book, COLOUR_BAD));
        book_check(book, worksheet_conditional_format_cell(w->sheet.file, (lxw_row_t)row, 2, &rule),
                   "a rule");
    }
}

static void draw_half(WhatIf *w)
{
    Book *book = w->book;
    const WhatIfRows *rows = &w->rows;
    Look line = {.bottom = book_rule(book, COLOUR_RULE)};
    cell_blanks(&w->sheet, rows->half, LEFT, LEFT_LAST, line);
    cell_text(&w->sheet, rows->half, LEFT, book_word(book, WORD_WHAT_IF_HALF), line);
    cell_number(&w->sheet, rows->half, LEFT_LAST, 0,
                what_if_input(w, book_code(book, NAN, 1, false)));
    cell_note(&w->sheet, rows->half, LEFT_LAST,
              BOOK_WORDS(book, WORD_WHAT_IF_HALF_NOTE, book->report->level_text), 70);
    what_if_name(w, "whatif_half", rows->half, LEFT_LAST, rows->half);
    what_if_numbers_only(w, rows->half, LEFT_LAST, rows->half, 0, 20, WORD_WHAT_IF_HALF,
                         WORD_WHAT_IF_LIFT_MESSAGE);
    draw_check(w);
    if (rows->usual < 0)
        return;
    Look grey = what_if_grey(what_if_number(w, book_code(book, NAN, 1, false)), w);
    cell_blanks(&w->sheet, rows->usual, LEFT, LEFT_LAST, line);
    cell_text(&w->sheet, rows->usual, LEFT, book_word(book, WORD_WHAT_IF_USUAL),
              what_if_grey(line, w));
    cell_number(&w->sheet, rows->usual, LEFT_LAST, w->model->usual, grey);
    what_if_name(w, "whatif_usual", rows->usual, LEFT_LAST, rows->usual);
}

/* Parts now and after, as bars. */
static void draw_bars(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    ptrdiff_t count = w->model->part_count[REPORT_EX];
    lxw_chart *chart = chart_new(sheet, LXW_CHART_BAR);
    if (!chart)
        return;
    double *values[2] = {NEW(book->arena, double, count), NEW(book->arena, double, count)};
    for (ptrdiff_t i = 0; i < count; i++) {
        values[0][i] = w->model->parts[REPORT_EX][i].value;
        values[1][i] = values[0][i] + w->play.lifts[i];
    }
    int first = w->rows.parts, last = first + (int)count - 1;
    const lxw_color_t fills[2] = {book_colour(book, COLOUR_EX_TINT), book_colour(book, COLOUR_EX)};
    lxw_chart_font bold = chart_font(book, 9, true, book_colour(book, COLOUR_INK));
    for (int i = 0; i < 2; i++) {
        ChartRange x = {SHEET_WHAT_IF, first, LEFT, last, LEFT},
                   y = {SHEET_WHAT_IF, first, 4 + i, last, 4 + i};
        lxw_chart_series *series = chart_series(book, chart, x, NULL, y, values[i], count);
        if (!series)
            return;
        lxw_chart_fill fill = {.color = fills[i]};
        chart_series_set_fill(series, &fill);
        chart_series_name_cell(book, series, SHEET_WHAT_IF, w->rows.feed + 1, 4 + i);
        if (i == 1) {
            chart_series_set_labels(series);
            chart_series_set_labels_font(series, &bold);
            chart_series_set_labels_num_format(series, "0.0");
        }
    }
    chart_set_series_gap(chart, 40);
    lxw_chart_font font = chart_font(book, 9, false, 0);
    chart_axis(book, chart->y_axis, STR_NONE, 0, 0, 0, 0, false, true);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_hide(chart->x_axis, 0, 100);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_RIGHT);
    chart_legend_set_font(chart, &font);
    chart_place(sheet, chart,
                (ChartPlace){.row = w->rows.bars,
                             .column = LEFT,
                             .width = sheet_span(sheet, LEFT, LEFT_LAST),
                             .height = sheet_height(sheet, w->rows.bars, w->rows.first_end),
                             .description = book_word(book, WORD_WHAT_IF_BARS_ALT)});
}

void what_if_step_one(WhatIf *w)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    const Str heads[] = {BOOK_WORDS(book, WORD_WHAT_IF_PART, S("EX")),
                         book_word(book, WORD_WHAT_IF_WEIGHT),
                         book_word(book, WORD_WHAT_IF_NOW),
                         book_word(book, WORD_WHAT_IF_LIFT),
                         book_word(book, WORD_WHAT_IF_AFTER),
                         BOOK_WORDS(book, WORD_WHAT_IF_ADDS, S("EX"))};
    Look input = what_if_input(w, NULL);
    int row = ROW_STEPS + 1;
    sheet_thick_label(sheet, ROW_STEPS, LEFT, LEFT_LAST, book_word(book, WORD_WHAT_IF_STEP_ONE),
                      book_colour(book, COLOUR_EX));
    cell_text(sheet, row, LEFT, book_word(book, WORD_WHAT_IF_SCOPE), (Look){.bold = true});
    input.align = ALIGN_LEFT;
    input.indent = 1;
    input.size = 11;
    cell_merge(sheet, row, 2, row, 4, input);
    cell_text(sheet, row, 2, w->model->scopes[0].name, input);
    cell_text(sheet, row, 5, book_word(book, WORD_WHAT_IF_SCOPE_HELP),
              what_if_grey((Look){.size = 8.5, .italic = true, .indent = 1}, w));
    choose_from(w, row, 2, "=whatif_units", WORD_WHAT_IF_SCOPE, WORD_WHAT_IF_SCOPE_MESSAGE);
    what_if_name(w, "whatif_unit", row, 2, row);
    if (w->rows.kpi_pick >= 0)
        choose_from(w, w->rows.kpi_pick, RIGHT + 1, "=kpi_list", WORD_WHAT_IF_KPI,
                    WORD_WHAT_IF_KPI_MESSAGE);
    what_if_heads(w, ROW_STEPS + 2, LEFT, heads, CX_COUNTOF(heads));
    for (ptrdiff_t i = 0; i < w->model->part_count[REPORT_EX]; i++)
        draw_part(w, i);
    draw_total(w);
    draw_half(w);
    draw_bars(w);
}

/* ---- The sheet ---- */

void sheet_what_if(Book *book)
{
    const ScenarioModel *model = &book->report->scenario;
    WhatIf *w = NEW(book->arena, WhatIf, 1);
    *w = (WhatIf){.book = book, .model = model, .projects = model->refused.len == 0};
    for (ptrdiff_t k = 0; k < model->kpi_count; k++)
        w->projects_kpi |= w->projects && model->kpis[k].refused.len == 0;
    w->z = str_cstr(book->arena,
                    str_format(book->arena, "z_%d", (int)lround(100 * book->report->level_01)));
    w->sheet = sheet_open(book, SHEET_WHAT_IF, widths, CX_COUNTOF(widths));
    sheet_title(&w->sheet, w->sheet.last, model->title, model->subtitle);
    lay(w);
    play_open(w);
    set_heights(w);
    what_if_tiles(w);
    what_if_step_one(w);
    what_if_step_two(w);
    if (w->rows.kpi_head >= 0)
        what_if_step_three(w);
    if (w->projects)
        what_if_sensitivity(w);
    what_if_weights(w);
    what_if_feed(w);
    worksheet_freeze_panes(w->sheet.file, ROW_TILES + 3, 0);
    if (book->failure.len == 0)
        worksheet_set_selection(w->sheet.file, ROW_LINES, 4, ROW_LINES, 4);
    book_check(book, worksheet_repeat_rows(w->sheet.file, 0, ROW_TILES + 3), "repeated rows");
    sheet_print_parts(&w->sheet, w->rows.last, w->rows.second);
}
