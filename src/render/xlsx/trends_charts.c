/* The charts of sheet 3: the unit's line, its interval as a band, the company, the events. */
#include "trends.h"

#include <math.h>

static lxw_chart_series *line_over(TrendSheet *trend, lxw_chart *chart, int row,
                                   const double *values)
{
    const TrendsLayout *layout = trend->layout;
    int last = FIRST_MONTH + (int)trend->count - 1;
    ChartRange months = {SHEET_TRENDS, layout->months, FIRST_MONTH, layout->months, last},
               cells = {SHEET_TRENDS, row, FIRST_MONTH, row, last};
    return chart_series(trend->book, chart, months, NULL, cells, values, trend->count);
}

static void band_edge(TrendSheet *trend, lxw_chart *chart, int side, int row, int part)
{
    Book *book = trend->book;
    double values[MONTHS_MOST] = {0};
    for (ptrdiff_t t = 0; t < trend->count; t++)
        values[t] = trends_part(trend->picked.rows[side][t], part);
    lxw_chart_series *series = line_over(trend, chart, row, values);
    if (!series)
        return;
    Str name = BOOK_WORDS(book, WORD_XLSX_INTERVAL, book->report->level_text);
    chart_series_set_name(series, str_cstr(book->arena, name));
    if (trend->layout->pieces[side] > 1)
        chart_no_line(series); /* it would join what the bars between the edges do not */
    else
        chart_line(series, book_thinned(book_side_colour(book, trends_sides[side]), 0.5), 1,
                   LXW_CHART_LINE_DASH_SOLID);
    chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
}

static bool in_piece(const TrendSheet *trend, int side, ptrdiff_t t, int piece)
{
    return series_piece(&trend->book->data.tiles[side]->series, t) == piece;
}

static void company_line(TrendSheet *trend, lxw_chart *chart, int side, int piece)
{
    Book *book = trend->book;
    const TrendsLayout *layout = trend->layout;
    double values[MONTHS_MOST] = {0};
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        const SeriesPoint *point = &book->data.tiles[side]->series.points[t];
        values[t] = point->shown && in_piece(trend, side, t, piece) ? point->value : NAN;
    }
    int row = layout->pieces[side] > 1 ? layout->feed_piece[side] + layout->pieces[side] + piece
                                       : layout->feed_company[side];
    lxw_chart_series *series = line_over(trend, chart, row, values);
    chart_series_name_cell(book, series, SHEET_TRENDS, trend->layout->side[side].company, 1);
    chart_line(series, book_colour(book, COLOUR_MARK), 1.25f, LXW_CHART_LINE_DASH_DASH);
    chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
}

static void target_line(TrendSheet *trend, lxw_chart *chart, int side)
{
    Book *book = trend->book;
    int row = trend->layout->side[side].target;
    double values[MONTHS_MOST] = {0};
    if (row < 0)
        return;
    for (ptrdiff_t t = 0; t < trend->count; t++)
        values[t] = book->data.tiles[side]->series.points[t].target;
    lxw_chart_series *series = line_over(trend, chart, row, values);
    if (!series)
        return;
    chart_series_name_cell(book, series, SHEET_TRENDS, row, 1);
    chart_line(series, book_colour(book, COLOUR_GREY_TEXT), 1, LXW_CHART_LINE_DASH_ROUND_DOT);
    chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
}

static void set_labels(TrendSheet *trend, lxw_chart_series *series, lxw_chart_data_label *labels)
{
    lxw_chart_data_label *list[MONTHS_MOST + 1] = {NULL};
    for (ptrdiff_t t = 0; t < trend->count; t++)
        list[t] = &labels[t];
    book_check(trend->book, chart_series_set_labels_custom(series, list), "labels");
}

static void event_marks(TrendSheet *trend, lxw_chart *chart)
{
    Book *book = trend->book;
    if (trend->layout->feed_event < 0)
        return;
    double values[MONTHS_MOST] = {0};
    lxw_chart_data_label labels[MONTHS_MOST] = {{0}};
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        Str signs = trends_events(book, t);
        values[t] = signs.len > 0 ? trends_event_height(trend) : NAN;
        labels[t].hide = signs.len == 0;
        if (signs.len > 0)
            labels[t].value = (char *)(uintptr_t)book_gate_text(book, signs, 50);
    }
    lxw_chart_series *series = line_over(trend, chart, trend->layout->feed_event, values);
    if (!series)
        return;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    lxw_chart_font font = chart_font(book, 10, false, grey);
    chart_series_name_cell(book, series, SHEET_TRENDS, trend->layout->events, 1);
    chart_no_line(series);
    chart_marker(series, LXW_CHART_MARKER_DIAMOND, 6, grey, 0);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
    chart_series_set_labels_font(series, &font);
    set_labels(trend, series, labels);
}

static bool break_at(const Book *book, int side, ptrdiff_t t)
{
    return t < book->report->period_count &&
           book->data.tiles[side]->series.points[t].break_text.len > 0;
}

/* A line down the chart with the words, at the first period that has the new definition. */
static void break_marks(TrendSheet *trend, lxw_chart *chart, int side)
{
    Book *book = trend->book;
    if (trend->layout->pieces[side] < 2)
        return;
    double values[MONTHS_MOST] = {0};
    lxw_chart_data_label labels[MONTHS_MOST] = {{0}};
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        Str words = book->data.tiles[side]->series.points[t].break_text;
        values[t] = words.len > 0 ? trends_break_height(trend) : NAN;
        /* Of neighbours the last says so: the list under the table has all. */
        labels[t].hide = words.len == 0 || break_at(book, side, t + 1);
        if (!labels[t].hide)
            labels[t].value = (char *)(uintptr_t)book_gate_text(book, words, 50);
    }
    lxw_chart_series *series = line_over(trend, chart, trend->layout->feed_break[side], values);
    if (!series)
        return;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    lxw_chart_font font = chart_font(book, 8.5, false, grey);
    lxw_chart_line thin = {.color = grey, .width = 0.75f, .dash_type = LXW_CHART_LINE_DASH_DASH};
    chart_series_set_name(series, str_cstr(book->arena, book_word(book, WORD_XLSX_FEED_BREAK)));
    chart_no_line(series);
    chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
    lxw_series_error_bars *bars = chart_series_get_error_bars(series, LXW_CHART_ERROR_BAR_AXIS_Y);
    chart_series_set_error_bars(bars, LXW_CHART_ERROR_BAR_TYPE_FIXED, trend->hi - trend->lo);
    chart_series_set_error_bars_direction(bars, LXW_CHART_ERROR_BAR_DIR_MINUS);
    chart_series_set_error_bars_endcap(bars, LXW_CHART_ERROR_BAR_NO_CAP);
    chart_series_set_error_bars_line(bars, &thin);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_LEFT);
    chart_series_set_labels_font(series, &font);
    set_labels(trend, series, labels);
}

static void unit_line(TrendSheet *trend, lxw_chart *chart, int side, int piece, lxw_color_t colour)
{
    Book *book = trend->book;
    const TrendsLayout *layout = trend->layout;
    double values[MONTHS_MOST] = {0};
    lxw_chart_data_label labels[MONTHS_MOST] = {{0}};
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        values[t] =
            in_piece(trend, side, t, piece) ? trends_part(trend->picked.rows[side][t], 0) : NAN;
        labels[t].hide = t < trend->count - 1; /* only the last says its value */
    }
    int row =
        layout->pieces[side] > 1 ? layout->feed_piece[side] + piece : layout->side[side].feed_value;
    lxw_chart_series *series = line_over(trend, chart, row, values);
    if (!series)
        return;
    lxw_chart_font font = chart_font(book, 9, true, colour);
    chart_series_name_cell(book, series, SHEET_TRENDS, ROW_PICK, 2);
    chart_line(series, colour, 2.25f, LXW_CHART_LINE_DASH_SOLID);
    chart_marker(series, LXW_CHART_MARKER_CIRCLE, 6, colour, LXW_COLOR_WHITE);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_num_format(
        series, book_code(book, NAN, book->data.tiles[side]->figure.decimals, false));
    set_labels(trend, series, labels);
}

/* Series that need no entry in the legend: the other edge of the band, events, marks, all pieces of
 * a line but one. */
static void list_hidden(const TrendsLayout *layout, int side, int16_t *hidden)
{
    int count = 0, at = 1, pieces = layout->pieces[side];
    for (int i = 0; i < pieces; i++, at++) /* the company's */
        if (i > 0)
            hidden[count++] = (int16_t)at;
    at += layout->side[side].target >= 0; /* the targets' line is named */
    if (layout->feed_event >= 0)
        hidden[count++] = (int16_t)at++;
    if (pieces > 1)
        hidden[count++] = (int16_t)at++;
    for (int i = 0; i < pieces; i++, at++) /* the unit's */
        if (i > 0)
            hidden[count++] = (int16_t)at;
    hidden[count++] = (int16_t)at;
    hidden[count] = -1;
}

static void draw_chart(TrendSheet *trend, int side, int first, int last)
{
    static const ColourRole tints[2] = {COLOUR_CX_TINT, COLOUR_EX_TINT};
    Book *book = trend->book;
    const TrendsSide *rows = &trend->layout->side[side];
    lxw_color_t colour = book_side_colour(book, trends_sides[side]);
    lxw_chart *chart = chart_new(&trend->sheet, LXW_CHART_LINE);
    if (!chart)
        return;
    band_edge(trend, chart, side, rows->feed_low, 1); /* first … */
    int pieces = trend->layout->pieces[side];
    for (int i = 0; i < pieces; i++)
        company_line(trend, chart, side, i);
    target_line(trend, chart, side);
    event_marks(trend, chart);
    break_marks(trend, chart, side);
    for (int i = 0; i < pieces; i++)
        unit_line(trend, chart, side, i, colour);
    band_edge(trend, chart, side, rows->feed_high, 2); /* … and last: the bars span these two */
    lxw_chart_line none = {.none = 1};
    lxw_chart_fill tint = {.color = book_colour(book, tints[side]), .transparency = 35};
    chart_set_up_down_bars_format(chart, &none, &tint, &none, &tint);
    chart_axis(book, chart->y_axis, STR_NONE, 0, trend->lo, trend->hi, 10, true, false);
    chart_axis(book, chart->x_axis, STR_NONE, 0, 0, 0, 0, false, true);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    lxw_chart_font font = chart_font(book, 9, false, 0);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &font);
    int16_t hidden[3 * MONTHS_MOST];
    list_hidden(trend->layout, side, hidden);
    book_check(book, chart_legend_delete_series(chart, hidden), "a legend");
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
    Str periods = str_format(book->arena, "%td", trend->count);
    chart_place(&trend->sheet, chart,
                (ChartPlace){.row = ROW_CHARTS,
                             .column = first,
                             .width = sheet_span(&trend->sheet, first, last),
                             .height = CHART_ROWS * CHART_ROW_PX,
                             .description = BOOK_WORDS(book, WORD_XLSX_TRENDS_ALT,
                                                       trends_side_name(book, side), periods,
                                                       book->report->level_text)});
}

void trends_charts(TrendSheet *trend)
{
    Book *book = trend->book;
    Sheet *sheet = &trend->sheet;
    bool both = book->data.has[0] && book->data.has[1];
    sheet_row(sheet, ROW_LABELS, 26);
    for (int i = 0; i < CHART_ROWS; i++)
        sheet_row(sheet, ROW_CHARTS + i, CHART_ROW_PX);
    sheet_row(sheet, ROW_CHARTS + CHART_ROWS, 14);
    sheet_row(sheet, ROW_CHARTS + CHART_ROWS + 1, 6);
    for (int side = 0; side < 2; side++) {
        if (!book->data.has[side])
            continue;
        int first = both && side == 1 ? 8 : 1, last = both && side == 0 ? 6 : sheet->last;
        lxw_color_t colour = book_side_colour(book, trends_sides[side]);
        Str label = str_format(book->arena, "%.*s (%.*s) · ", STR_ARG(trends_side_band(book, side)),
                               STR_ARG(trends_side_name(book, side)));
        Str name = trend->picked.unit ? trend->picked.unit->name : STR_NONE;
        sheet_thick_label(sheet, ROW_LABELS, first, last, STR_NONE, colour);
        cell_formula_text(
            sheet, ROW_LABELS, first,
            str_format(book->arena, "=%.*s&picked_unit", STR_ARG(formula_quote(book, label))),
            str_concat(book->arena, label, name),
            (Look){.bold = true, .size = 11, .colour = colour, .top = {LXW_BORDER_THICK, colour}});
        draw_chart(trend, side, first, last);
    }
}
