/* Sheet 7: how the halves hang together. The chart's own trend line is the reported slope, as its
 * dots are deviations from the units' own levels; a cell computes it again. */
#include "link.h"

#include <math.h>

static const int widths[] = {20, 170, 88, 76, 76, 70, 120, 28, 150, 96, 96, 84, 96, 118};

enum { CHART_LEAST_PX = 380, CHART_MOST_PX = 520, BAND_POINTS = 3 };

/* ---- Helpers ---- */

void linked_need(LinkSheet *link, int row, double height_px)
{
    double has = row < SHEET_ROWS_SIZED ? link->sheet.heights[row] : 0;
    if (height_px > has)
        sheet_row(&link->sheet, row, height_px);
}

void linked_text(LinkSheet *link, int row, int from, int to, Str text, Look look)
{
    double size = look.size > 0 ? look.size : 10;
    int lines = text_lines(text, sheet_span(&link->sheet, from, to), size);
    look.wrap = true;
    cell_merge(&link->sheet, row, from, row, to, look);
    cell_text(&link->sheet, row, from, text, look);
    linked_need(link, row, lines * size * 1.75 + 9);
}

Look linked_grey(const LinkSheet *link, Look look)
{
    look.colour = book_colour(link->book, COLOUR_GREY_TEXT);
    look.bold = false;
    return look;
}

Look linked_line(const LinkSheet *link)
{
    return (Look){.bottom = book_rule(link->book, COLOUR_RULE)};
}

void linked_heads(LinkSheet *link, int row, int column, const Str *texts, int count, bool verdict)
{
    Look look = linked_grey(link, (Look){.size = 8.5,
                                         .wrap = true,
                                         .valign = VALIGN_BOTTOM,
                                         .bottom = book_rule(link->book, COLOUR_MARK)});
    int lines = 1;
    for (int i = 0; i < count; i++) {
        int needed = text_lines(texts[i], widths[column + i], look.size);
        bool words = i == 0 || (verdict && i == count - 1);
        look.align = words ? ALIGN_LEFT : ALIGN_RIGHT;
        look.indent = words && i > 0;
        cell_text(&link->sheet, row, column + i, texts[i], look);
        lines = needed > lines ? needed : lines;
    }
    linked_need(link, row, lines * 15 + 9);
}

void linked_name(LinkSheet *link, Str name, int row, int column)
{
    bool added = false;
    strmap_put(link->book->arena, &link->names, name, &added);
    if (added) /* else two KPIs whose ids differ in signs alone */
        book_name(link->book, str_cstr(link->book->arena, name), SHEET_LINK, row, column, row,
                  column);
}

void linked_number(LinkSheet *link, int row, const LinkNumber *number, LinkCells cells)
{
    Book *book = link->book;
    Look line = linked_line(link);
    if (number->refused.len > 0) {
        Look sentence = linked_grey(link, line);
        sentence.size = 8.5;
        sentence.italic = true;
        sentence.indent = 1;
        linked_text(link, row, cells.from, cells.to, number->sentence, sentence);
        return;
    }
    bool percent = book_is_percent(number->text);
    Look look = line;
    look.align = ALIGN_RIGHT;
    look.code = book_code_signed(book, number->value, cells.decimals, percent);
    look.bold = number->clear;
    look = number->clear ? look : linked_grey(link, look);
    cell_number(&link->sheet, row, cells.value, number->value, look);
    look = linked_grey(link, look);
    look.size = 9;
    look.code = book_code_signed(book, number->lo, cells.decimals, percent);
    if (cells.low >= 0)
        cell_number(&link->sheet, row, cells.low, number->lo, look);
    look.code = book_code_signed(book, number->hi, cells.decimals, percent);
    if (cells.high >= 0)
        cell_number(&link->sheet, row, cells.high, number->hi, look);
    look.code = "#,##0";
    int64_t n = number->n > 0 ? number->n : number->units;
    if (cells.n >= 0)
        cell_number(&link->sheet, row, cells.n, n > 0 ? (double)n : NAN, look);
    if (cells.verdict < 0)
        return;
    Look verdict = line;
    verdict.indent = 1;
    verdict.bold = number->clear;
    verdict.colour = book_colour(book, number->clear ? COLOUR_GOOD : COLOUR_GREY_TEXT);
    cell_text(&link->sheet, row, cells.verdict, number->verdict, verdict);
}

/* ---- Dots, line and band ---- */

static bool has_line(const LinkScatter *scatter)
{
    return scatter->dot_count > 1 && isfinite(scatter->slope);
}

static void write_dots(LinkSheet *link)
{
    Book *book = link->book;
    const LinkScatter *scatter = &link->model->scatter;
    enum { COLUMNS = 4 };
    int head = link->points, first = head + 1, last = head + (int)scatter->dot_count;
    const Str heads[COLUMNS] = {
        book_word(book, WORD_HEAD_UNIT), book_word(book, WORD_XLSX_PERIOD),
        book_word(book, scatter->within ? WORD_XLSX_LINK_DX : WORD_XLSX_LINK_MEAN_X),
        book_word(book, scatter->within ? WORD_XLSX_LINK_DY : WORD_XLSX_LINK_MEAN_Y)};
    Look grey = linked_grey(link, (Look){.size = 8.5,
                                         .wrap = true,
                                         .valign = VALIGN_TOP,
                                         .bottom = book_rule(book, COLOUR_MARK)});
    const Look looks[COLUMNS] = {grey, grey, grey, grey};
    cell_text(&link->sheet, head - 1, LINK_LEFT, book_word(book, WORD_XLSX_LINK_POINTS),
              (Look){.size = 8.5, .bold = true, .colour = grey.colour});
    sheet_table(&link->sheet, "tbl_points", head, last, heads, looks, COLUMNS);
    sheet_row(&link->sheet, head, 40);
    lxw_format *text = book_format(book, (Look){.size = 9}),
               *number = book_format(
                   book, (Look){.size = 9,
                                .code = scatter->within ? book_code_signed(book, NAN, 2, false)
                                                        : book_code(book, NAN, 2, false)});
    for (ptrdiff_t i = 0; i < scatter->dot_count; i++) {
        const LinkDot *dot = &scatter->dots[i];
        cell_text_as(&link->sheet, first + (int)i, 1, dot->unit, text);
        cell_text_as(&link->sheet, first + (int)i, 2, dot->period, text);
        cell_number_as(&link->sheet, first + (int)i, 3, dot->x, number);
        cell_number_as(&link->sheet, first + (int)i, 4, dot->y, number);
    }
    book_name(book, "points_dx", SHEET_LINK, first, 3, last, 3);
    book_name(book, "points_dy", SHEET_LINK, first, 4, last, 4);
    sheet_texts_may_be_digits(&link->sheet, first, 1, last, 2);
}

typedef struct Band {
    double x[BAND_POINTS], low[BAND_POINTS], high[BAND_POINTS];
    bool there;
} Band;

/* A slope's interval about the middle of the dots: two lines that cross there. */
static Band band_of(const LinkSheet *link)
{
    const LinkScatter *scatter = &link->model->scatter;
    const LinkNumber *slope = &link->model->forward;
    Band band = {.there = scatter->within && slope->refused.len == 0 && scatter->dot_count > 0};
    for (ptrdiff_t i = 0; band.there && i < scatter->dot_count; i++) {
        band.x[0] = fmin(band.x[0], scatter->dots[i].x);
        band.x[2] = fmax(band.x[2], scatter->dots[i].x);
    }
    for (int i = 0; i < BAND_POINTS; i++) {
        double one = slope->lo / 10 * band.x[i], other = slope->hi / 10 * band.x[i];
        band.low[i] = fmin(one, other);
        band.high[i] = fmax(one, other);
    }
    return band;
}

static void write_band(LinkSheet *link, const Band *band)
{
    Book *book = link->book;
    static const char *const places[BAND_POINTS] = {"=MIN(points_dx)", "=0", "=MAX(points_dx)"};
    Look grey = linked_grey(link, (Look){.size = 8.5}), number = grey;
    number.code = book_code_signed(book, NAN, 2, false);
    int column = LINK_RIGHT, head = link->points;
    cell_text(&link->sheet, head - 1, column,
              BOOK_WORDS(book, WORD_XLSX_LINK_BAND, book->report->level_text),
              (Look){.size = 8.5, .bold = true, .colour = grey.colour});
    const Str heads[] = {book_word(book, WORD_XLSX_LINK_DX),
                         BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text),
                         BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text)};
    for (int i = 0; i < (int)CX_COUNTOF(heads); i++)
        cell_text(&link->sheet, head, column + i, heads[i], grey);
    for (int i = 0; i < BAND_POINTS; i++) {
        int row = head + 1 + i;
        Str x = place_name(book, row, column);
        cell_formula(&link->sheet, row, column, str_from(places[i]), band->x[i], number);
        for (int high = 0; high < 2; high++)
            cell_formula(&link->sheet, row, column + 1 + high,
                         str_format(book->arena,
                                    "=%s(slope_ex_cx_low/10*%.*s,slope_ex_cx_high/10*%.*s)",
                                    high ? "MAX" : "MIN", STR_ARG(x), STR_ARG(x)),
                         high ? band->high[i] : band->low[i], number);
    }
}

/* ---- The chart ---- */

static void add_band(LinkSheet *link, lxw_chart *chart, const Band *band)
{
    Book *book = link->book;
    int first = link->points + 1, last = link->points + BAND_POINTS;
    for (int high = 0; high < 2; high++) {
        int column = LINK_RIGHT + 1 + high;
        ChartRange x = {SHEET_LINK, first, LINK_RIGHT, last, LINK_RIGHT},
                   y = {SHEET_LINK, first, column, last, column};
        lxw_chart_series *series =
            chart_series(book, chart, x, band->x, y, high ? band->high : band->low, BAND_POINTS);
        chart_series_name_cell(book, series, SHEET_LINK, link->points, column);
        chart_line(series, book_thinned(book_colour(book, COLOUR_CX), 0.6), 1,
                   LXW_CHART_LINE_DASH_DASH);
        chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
    }
}

static void add_dots(LinkSheet *link, lxw_chart *chart)
{
    Book *book = link->book;
    const LinkScatter *scatter = &link->model->scatter;
    ptrdiff_t count = scatter->dot_count;
    double *x = NEW(book->arena, double, count), *y = NEW(book->arena, double, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        x[i] = scatter->dots[i].x;
        y[i] = scatter->dots[i].y;
    }
    int first = link->points + 1, last = link->points + (int)count;
    lxw_chart_series *series =
        chart_series(book, chart, (ChartRange){SHEET_LINK, first, 3, last, 3}, x,
                     (ChartRange){SHEET_LINK, first, 4, last, 4}, y, count);
    if (!series)
        return;
    chart_series_set_name(series, str_cstr(book->arena, book_word(book, WORD_XLSX_LINK_DOTS)));
    chart_no_line(series);
    chart_marker(series, LXW_CHART_MARKER_CIRCLE, scatter->within ? 5 : 8, 0x6E8C97,
                 LXW_COLOR_WHITE);
    if (!has_line(scatter))
        return;
    lxw_chart_line line = {.color = book_colour(book, COLOUR_CX), .width = 2.25f};
    chart_series_set_trendline(series, LXW_CHART_TRENDLINE_TYPE_LINEAR, 0);
    chart_series_set_trendline_name(series,
                                    str_cstr(book->arena, book_word(book, WORD_XLSX_LINK_LINE)));
    chart_series_set_trendline_line(series, &line);
}

static void draw_chart(LinkSheet *link, int row, int last_row, const Band *band)
{
    Book *book = link->book;
    const LinkScatter *scatter = &link->model->scatter;
    lxw_chart *chart = chart_new(&link->sheet, LXW_CHART_SCATTER);
    if (!chart)
        return;
    if (band->there)
        add_band(link, chart, band);
    add_dots(link, chart);
    const char *code = scatter->within ? book_code_signed(book, NAN, scatter->tick_decimals, false)
                                       : book_code(book, NAN, scatter->tick_decimals, false);
    chart_axis(book, chart->x_axis, scatter->axis_x, book_colour(book, COLOUR_EX), scatter->x_lo,
               scatter->x_hi, scatter->x_step, true, true);
    chart_axis(book, chart->y_axis, scatter->axis_y, book_colour(book, COLOUR_CX), scatter->y_lo,
               scatter->y_hi, scatter->y_step, true, true);
    chart_axis_set_num_format(chart->x_axis, code);
    chart_axis_set_num_format(chart->y_axis, code);
    chart_axis_set_crossing(chart->x_axis, scatter->x_lo);
    chart_axis_set_crossing(chart->y_axis, scatter->y_lo);
    double height = sheet_height(&link->sheet, row, last_row);
    Str count = num_show_count(book->arena, scatter->dot_count, book->report->language);
    chart_place(&link->sheet, chart,
                (ChartPlace){.row = row,
                             .column = LINK_LEFT,
                             .width = sheet_span(&link->sheet, LINK_LEFT, LINK_LEFT_LAST),
                             .height = height < CHART_MOST_PX ? height : CHART_MOST_PX,
                             .description = BOOK_WORDS(book, WORD_XLSX_LINK_ALT, count)});
}

/* ---- The sheet ---- */

/* Down to where the chart ends; beside it the rows are as high as the right block needs them. */
static int chart_end(LinkSheet *link, int row)
{
    int last = row;
    double height = 0;
    for (;; last++) {
        linked_need(link, last, LINK_LINE_PX);
        height += sheet_height(&link->sheet, last, last);
        if (height >= CHART_LEAST_PX && (last >= link->first_end || height >= CHART_MOST_PX - 30))
            return last;
    }
}

static int draw_left(LinkSheet *link)
{
    const LinkModel *model = link->model;
    const LinkScatter *scatter = &model->scatter;
    Look note = linked_grey(link, (Look){.size = 8.5, .valign = VALIGN_TOP});
    int row = LINK_TOP;
    sheet_thick_label(&link->sheet, row, LINK_LEFT, LINK_LEFT_LAST, scatter->head,
                      book_colour(link->book, COLOUR_CX));
    linked_need(link, row++, LINK_LINE_PX);
    if (model->lag_refused.len > 0)
        linked_text(link, row++, LINK_LEFT, LINK_LEFT_LAST, model->lag_refused,
                    (Look){.italic = true, .bold = true, .size = 9.5});
    if (scatter->dot_count == 0)
        return row;
    linked_text(link, row++, LINK_LEFT, LINK_LEFT_LAST, scatter->note, note);
    return row;
}

void sheet_link(Book *book)
{
    LinkSheet *link = NEW(book->arena, LinkSheet, 1);
    *link = (LinkSheet){
        .book = book, .model = &book->report->link_page, .growth = &book->report->growth};
    const Page *page = report_find_page(book->report, PAGE_LINK);
    link->sheet = sheet_open(book, SHEET_LINK, widths, CX_COUNTOF(widths));
    sheet_title(&link->sheet, link->sheet.last, page->title, page->subtitle);
    int chart = draw_left(link);
    link->first_end = linked_explained(link, linked_groups(link, LINK_TOP)) - 1;
    bool dots = link->model->scatter.dot_count > 0;
    int end = dots ? chart_end(link, chart) : chart - 1;
    link->first_end = end > link->first_end ? end : link->first_end;
    link->second = link->first_end + 2;
    int left = linked_forecast(link, linked_directions(link, link->second)),
        right = linked_claims(link, linked_matrix(link, linked_mirrors(link, link->second)));
    link->last = (left > right ? left : right) - 1;
    link->points = link->last + 5;
    if (dots) {
        Band band = band_of(link);
        write_dots(link);
        if (band.there)
            write_band(link, &band);
        draw_chart(link, chart, end, &band);
    }
    worksheet_freeze_panes(link->sheet.file, 3, 0);
    sheet_print_parts(&link->sheet, link->last, link->second);
}
