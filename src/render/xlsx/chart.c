/* Charts in one style, with caches that show the figures before any program has computed them. */
#include "book.h"

#include <math.h>
#include <stdlib.h>

lxw_chart_font chart_font(const Book *book, double size, bool bold, lxw_color_t colour)
{
    return (lxw_chart_font){.name = (char *)(uintptr_t) "Calibri",
                            .size = size,
                            .bold = bold,
                            .color = colour ? colour : book_colour(book, COLOUR_GREY_TEXT)};
}

lxw_chart *chart_new(Sheet *sheet, uint8_t type)
{
    lxw_chart *chart = workbook_add_chart(sheet->book->file, type);
    if (!chart) {
        book_fail(sheet->book, S("out of memory"));
        return NULL;
    }
    lxw_chart_line none = {.none = 1};
    lxw_chart_fill white = {.color = LXW_COLOR_WHITE}, clear = {.none = 1};
    chart_chartarea_set_line(chart, &none);
    chart_chartarea_set_fill(chart, &white);
    chart_plotarea_set_line(chart, &none);
    chart_plotarea_set_fill(chart, &clear);
    chart_title_off(chart);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    return chart;
}

void chart_place(Sheet *sheet, lxw_chart *chart, ChartPlace place)
{
    Book *book = sheet->book;
    if (!chart || book->failure.len > 0)
        return;
    lxw_chart_options options = {
        .x_offset = place.dx,
        .y_offset = place.dy,
        .x_scale = place.width / 480, /* of the library's own size */
        .y_scale = place.height / 288,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = (char *)(uintptr_t)book_gate_text(book, place.description, 250)};
    book_check(book,
               worksheet_insert_chart_opt(sheet->file, (lxw_row_t)place.row,
                                          (lxw_col_t)place.column, chart, &options),
               "a chart");
}

/* ---- Series ---- */

/* The library reads formula cells as 0, so the cache is filled here. It frees what it finds with
 * free(): these few bytes cannot come from the arena. */
static void fill_cache(Book *book, lxw_series_range *range, const double *values, ptrdiff_t count)
{
    if (!range || !range->data_cache) {
        book_fail(book, S("out of memory"));
        return;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        struct lxw_series_data_point *point = calloc(1, sizeof *point);
        if (!point) {
            book_fail(book, S("out of memory"));
            return;
        }
        if (isfinite(values[i]))
            point->number = values[i];
        else
            point->no_data = 1;
        STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
    }
    range->num_data_points = (uint16_t)count;
    range->ignore_cache = 1;
}

lxw_chart_series *chart_series(Book *book, lxw_chart *chart, ChartRange x, const double *x_values,
                               ChartRange y, const double *y_values, ptrdiff_t count)
{
    if (!chart || book->failure.len > 0)
        return NULL;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        book_fail(book, S("out of memory"));
        return NULL;
    }
    chart_series_set_categories(series, str_cstr(book->arena, book->sheet_names[x.kind]),
                                (lxw_row_t)x.row, (lxw_col_t)x.column, (lxw_row_t)x.last_row,
                                (lxw_col_t)x.last_column);
    chart_series_set_values(series, str_cstr(book->arena, book->sheet_names[y.kind]),
                            (lxw_row_t)y.row, (lxw_col_t)y.column, (lxw_row_t)y.last_row,
                            (lxw_col_t)y.last_column);
    if (x_values) /* NULL: cells of text or dates, which the library reads itself */
        fill_cache(book, series->categories, x_values, count);
    fill_cache(book, series->values, y_values, count);
    return series;
}

void chart_series_name_cell(Book *book, lxw_chart_series *series, SheetKind kind, int row,
                            int column)
{
    if (series)
        chart_series_set_name_range(series, str_cstr(book->arena, book->sheet_names[kind]),
                                    (lxw_row_t)row, (lxw_col_t)column);
}

void chart_line(lxw_chart_series *series, lxw_color_t colour, float width, uint8_t dash)
{
    lxw_chart_line line = {.color = colour, .width = width, .dash_type = dash};
    if (series)
        chart_series_set_line(series, &line);
}

void chart_no_line(lxw_chart_series *series)
{
    lxw_chart_line line = {.none = 1};
    if (series)
        chart_series_set_line(series, &line);
}

void chart_marker(lxw_chart_series *series, uint8_t type, int size, lxw_color_t fill,
                  lxw_color_t border)
{
    if (!series)
        return;
    chart_series_set_marker_type(series, type);
    if (type == LXW_CHART_MARKER_NONE)
        return;
    lxw_chart_fill inside = {.color = fill};
    lxw_chart_line edge = {.color = border, .none = border == 0};
    chart_series_set_marker_size(series, (uint8_t)size);
    chart_series_set_marker_fill(series, &inside);
    chart_series_set_marker_line(series, &edge);
}

/* ---- Axes ---- */

void chart_axis(const Book *book, lxw_chart_axis *axis, Str name, lxw_color_t name_colour,
                double lo, double hi, double step, bool grid, bool line)
{
    lxw_chart_font labels = chart_font(book, 9, false, 0);
    lxw_chart_line grid_line = {.color = book_colour(book, COLOUR_GRID), .width = 0.75f};
    lxw_chart_line axis_line = {
        .color = book_colour(book, COLOUR_MARK), .width = 0.75f, .none = !line};
    chart_axis_set_num_font(axis, &labels);
    chart_axis_major_gridlines_set_visible(axis, grid);
    if (grid)
        chart_axis_major_gridlines_set_line(axis, &grid_line);
    chart_axis_set_line(axis, &axis_line);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_minor_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    if (hi > lo) { /* else an axis of names */
        chart_axis_set_min(axis, lo);
        chart_axis_set_max(axis, hi);
        chart_axis_set_major_unit(axis, step);
        chart_axis_set_num_format(axis, "0");
    }
    if (name.len == 0)
        return;
    lxw_chart_font bold = chart_font(book, 9, true, name_colour);
    chart_axis_set_name(axis, str_cstr(book->arena, name));
    chart_axis_set_name_font(axis, &bold);
}

void chart_axis_hide(lxw_chart_axis *axis, double lo, double hi)
{
    chart_axis_set_min(axis, lo);
    chart_axis_set_max(axis, hi);
    chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
    chart_axis_off(axis);
}
