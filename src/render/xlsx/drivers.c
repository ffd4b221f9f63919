/* Sheet 6: importance and score of each factor, customers beside employees, and the map of both
 * under each table. The charts point at the tables' own cells: nothing here is sorted. */
#include "book.h"

#include <math.h>

enum { COLUMNS = 7, ROW_LABEL = 4, ROW_SUMMARY = 5, ROW_HEADS = 6, ROW_FIRST = 7 };
enum { NAME, SHARE, LOW, HIGH, SCORE, ANSWERS, ACTION };
enum {
    FEED_GAP = 2,
    FEED_COLUMNS = 4,
    MAP_LEAST = 330,
    PAGE_PX = 950,
    SQUEEZED_PX = 1250,
    LABEL_LEAST = 8
};

typedef struct Table {
    Sheet *sheet;
    const DriversPanel *panel;
    int first, last; /* columns */
    int feed;        /* first of three columns that are not printed */
} Table;

static Str word_of(const Table *table, Word key)
{
    return book_word(table->sheet->book, key);
}

/* ---- Tables ---- */

static void draw_heads(const Table *table)
{
    Book *book = table->sheet->book;
    const DriversModel *model = &book->report->drivers;
    Look look = {.size = 8.5,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .valign = VALIGN_BOTTOM,
                 .bottom = book_rule(book, COLOUR_MARK)};
    for (int i = 0; i < COLUMNS; i++) {
        look.align = i == NAME || i == ACTION ? ALIGN_LEFT : ALIGN_RIGHT;
        look.indent = i == ACTION;
        cell_text(table->sheet, ROW_HEADS, table->first + i, model->heads[i], look);
    }
}

static lxw_color_t action_colour(const Book *book, DriverAction action)
{
    return book_colour(book, action == DRIVER_FIX_FIRST ? COLOUR_BAD
                             : action == DRIVER_KEEP    ? COLOUR_GOOD
                                                        : COLOUR_GREY_TEXT);
}

static void draw_row(const Table *table, int at, const DriverRow *driver)
{
    Book *book = table->sheet->book;
    bool out = driver->action == DRIVER_FIX_FIRST || driver->action == DRIVER_KEEP;
    int row = ROW_FIRST + at, first = table->first;
    Rule rule = book_rule(book, COLOUR_RULE);
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    Look look = {.bold = driver->action == DRIVER_FIX_FIRST, .wrap = true, .bottom = rule};
    cell_text(table->sheet, row, first + NAME, driver->name, look);
    look = (Look){.bold = true, .align = ALIGN_RIGHT, .bottom = rule};
    look.code = book_code(book, driver->share, 1, false);
    cell_number(table->sheet, row, first + SHARE, driver->share, look);
    look = (Look){.size = 9, .colour = grey, .align = ALIGN_RIGHT, .bottom = rule};
    look.code = book_code(book, driver->lo, 1, false);
    cell_number(table->sheet, row, first + LOW, driver->lo, look);
    look.code = book_code(book, driver->hi, 1, false);
    cell_number(table->sheet, row, first + HIGH, driver->hi, look);
    look.code = "#,##0";
    cell_number(table->sheet, row, first + ANSWERS, driver->n > 0 ? (double)driver->n : NAN, look);
    look = (Look){.bold = true,
                  .colour = book_side_colour(book, table->panel->side),
                  .align = ALIGN_RIGHT,
                  .bottom = rule};
    look.code = book_code(book, driver->performance, 1, false);
    cell_number(table->sheet, row, first + SCORE, driver->performance, look);
    look = (Look){
        .bold = out, .colour = action_colour(book, driver->action), .indent = 1, .bottom = rule};
    cell_text(table->sheet, row, first + ACTION, driver->action_text, look);
}

/* Bars on one scale for both sides, half as long as the cell is wide at most: the number stays
 * readable. */
static void draw_bars(const Table *table, double longest)
{
    int last = ROW_FIRST + (int)table->panel->row_count - 1;
    sheet_bars(table->sheet, ROW_FIRST, last, table->first + SHARE, table->panel->side,
               20 * ceil(longest / 10));
}

/* Gives how high the sentence needs its row. */
static double draw_refused(const Table *table)
{
    Sheet *sheet = table->sheet;
    double width = sheet_span(sheet, table->first, table->last);
    Look look = {.colour = book_colour(sheet->book, COLOUR_GREY_TEXT), .wrap = true};
    cell_merge(sheet, ROW_SUMMARY, table->first, ROW_SUMMARY, table->last, look);
    cell_text(sheet, ROW_SUMMARY, table->first, table->panel->sentence, look);
    return 17.0 * text_lines(table->panel->sentence, width, 10) + 8;
}

static double draw_table(const Table *table, double longest)
{
    Sheet *sheet = table->sheet;
    sheet_thick_label(sheet, ROW_LABEL, table->first, table->last, table->panel->head,
                      book_side_colour(sheet->book, table->panel->side));
    if (table->panel->refused.len > 0)
        return draw_refused(table);
    cell_text(sheet, ROW_SUMMARY, table->first, table->panel->summary,
              (Look){.size = 9, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)});
    draw_heads(table);
    for (ptrdiff_t i = 0; i < table->panel->row_count; i++)
        draw_row(table, (int)i, &table->panel->rows[i]);
    draw_bars(table, longest);
    return 22;
}

/* ---- Maps ---- */

static ChartRange range_of(int row, int column, int last_row)
{
    return (ChartRange){SHEET_DRIVERS, row, column, last_row, column};
}

/* Where a dot's name stands: in the table, or cut short beside the lines' ends. */
static void name_series(const Table *table, lxw_chart_series *series, int at)
{
    const DriverRow *driver = &table->panel->rows[at];
    Book *book = table->sheet->book;
    int row = ROW_FIRST + at;
    if (str_equal(driver->name, driver->short_name)) {
        chart_series_name_cell(book, series, SHEET_DRIVERS, row, table->first + NAME);
        return;
    }
    cell_text(table->sheet, row, table->feed + 3, driver->short_name,
              (Look){.size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT)});
    chart_series_name_cell(book, series, SHEET_DRIVERS, row, table->feed + 3);
}

static void mark_dot(const Table *table, lxw_chart_series *series, DriverAction action)
{
    Book *book = table->sheet->book;
    lxw_color_t side = book_side_colour(book, table->panel->side);
    switch (action) {
    case DRIVER_FIX_FIRST:
        chart_marker(series, LXW_CHART_MARKER_DIAMOND, 10, action_colour(book, action),
                     LXW_COLOR_WHITE);
        break;
    case DRIVER_KEEP:
        chart_marker(series, LXW_CHART_MARKER_SQUARE, 8, action_colour(book, action),
                     LXW_COLOR_WHITE);
        break;
    case DRIVER_LOW_PRIORITY:
    case DRIVER_MAINTAIN:
        chart_marker(series, LXW_CHART_MARKER_CIRCLE, 8, side, LXW_COLOR_WHITE);
        break;
    case DRIVER_CANNOT_TELL:
    case DRIVER_ACTION_COUNT:
        chart_marker(series, LXW_CHART_MARKER_CIRCLE, 7, book_colour(book, COLOUR_MARK),
                     LXW_COLOR_WHITE);
        break;
    }
}

static void draw_dots(const Table *table, lxw_chart *chart, ChartPlot plot)
{
    Book *book = table->sheet->book;
    const DriversPanel *panel = table->panel;
    ChartDot *dots = NEW(book->arena, ChartDot, panel->row_count);
    int *rows = NEW(book->arena, int, panel->row_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < panel->row_count; i++) {
        const DriverRow *row = &panel->rows[i];
        if (isnan(row->performance))
            continue;
        rows[count] = (int)i;
        dots[count++] = (ChartDot){.x = plot.left + plot.width * (row->performance - panel->x_lo) /
                                                        (panel->x_hi - panel->x_lo),
                                   .y = plot.top + plot.height * (panel->y_hi - row->share) /
                                                       (panel->y_hi - panel->y_lo),
                                   .radius = 6,
                                   .undecided = row->action == DRIVER_CANNOT_TELL,
                                   .left_first = row->performance < panel->performance_line};
    }
    double size = 10;
    for (bool placed = false; !placed && size > LABEL_LEAST;) {
        size--;
        for (ptrdiff_t i = 0; i < count; i++)
            chart_size_label(&dots[i], &plot, panel->rows[rows[i]].short_name, size);
        placed = chart_place_labels(book->arena, &plot, dots, count);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        const DriverRow *row = &panel->rows[rows[i]];
        int at = ROW_FIRST + rows[i];
        lxw_chart_series *series =
            chart_series(book, chart, range_of(at, table->first + SCORE, at), &row->performance,
                         range_of(at, table->first + SHARE, at), &row->share, 1);
        name_series(table, series, rows[i]);
        mark_dot(table, series, row->action);
        chart_label_name(book, series, &dots[i], size, row->action == DRIVER_FIX_FIRST);
    }
}

static void draw_line(const Table *table, lxw_chart *chart, int row, const double x[2],
                      const double y[2])
{
    Book *book = table->sheet->book;
    Look look = {.size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    for (int end = 0; end < 2; end++) {
        look.align = ALIGN_LEFT;
        cell_text(table->sheet, row + end, table->feed, word_of(table, WORD_XLSX_MAP_LINE), look);
        look.align = ALIGN_RIGHT;
        look.code = book_code(book, x[end], 1, false);
        cell_number(table->sheet, row + end, table->feed + 1, x[end], look);
        look.code = book_code(book, y[end], 1, false);
        cell_number(table->sheet, row + end, table->feed + 2, y[end], look);
    }
    lxw_chart_series *series = chart_series(book, chart, range_of(row, table->feed + 1, row + 1), x,
                                            range_of(row, table->feed + 2, row + 1), y, 2);
    chart_series_name_cell(book, series, SHEET_DRIVERS, row, table->feed);
    chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
    chart_line(series, book_colour(book, COLOUR_MARK), 1, LXW_CHART_LINE_DASH_SOLID);
}

/* The even share across, the mean score upwards: from 0 to 100, cut off where the axes end. */
static void draw_lines(const Table *table, lxw_chart *chart)
{
    const DriversPanel *panel = table->panel;
    Book *book = table->sheet->book;
    static const double whole[] = {0, 100};
    const double even[] = {panel->importance_line, panel->importance_line},
                 mean[] = {panel->performance_line, panel->performance_line};
    cell_text(table->sheet, ROW_HEADS, table->feed, word_of(table, WORD_XLSX_MAP_FEED),
              (Look){.size = 8.5, .bold = true, .colour = book_colour(book, COLOUR_GREY_TEXT)});
    draw_line(table, chart, ROW_FIRST, whole, even);
    if (!isnan(panel->performance_line))
        draw_line(table, chart, ROW_FIRST + 2, mean, whole);
}

static void draw_map(const Table *table, int row, double height)
{
    Sheet *sheet = table->sheet;
    Book *book = sheet->book;
    const DriversPanel *panel = table->panel;
    const DriversModel *model = &book->report->drivers;
    double width = sheet_span(sheet, table->first, table->last);
    lxw_chart *chart = chart_new(sheet, LXW_CHART_SCATTER);
    if (!chart)
        return;
    ChartPlot plot = {.left = 58, .top = 12, .width = width - 78, .height = height - 64};
    draw_dots(table, chart, plot);
    draw_lines(table, chart);
    lxw_color_t colour = book_side_colour(book, panel->side);
    chart_axis(book, chart->x_axis, model->axis_x, colour, panel->x_lo, panel->x_hi, panel->x_step,
               true, true);
    chart_axis(book, chart->y_axis, model->axis_y, colour, panel->y_lo, panel->y_hi, panel->y_step,
               true, true);
    chart_place(sheet, chart,
                (ChartPlace){.row = row,
                             .column = table->first,
                             .width = width,
                             .height = height,
                             .dy = 6,
                             .description = BOOK_WORDS(book, WORD_XLSX_DRIVERS_ALT, panel->head,
                                                       panel->summary)});
}

static void draw_map_label(const Table *table, int row)
{
    Sheet *sheet = table->sheet;
    Book *book = sheet->book;
    const DriversModel *model = &book->report->drivers;
    sheet_block_label(sheet, row, table->first, table->last,
                      text_upper(book->arena, model->map_head, book->report->language));
    cell_text(sheet, row, table->first + SHARE, model->map_note,
              (Look){.size = 8.5,
                     .colour = book_colour(book, COLOUR_GREY_TEXT),
                     .bottom = book_rule(book, COLOUR_MARK)});
}

/* ---- Notes ---- */

static int draw_text(Sheet *sheet, int row, int first, int last, Str text, Look look)
{
    int lines = text_lines(text, sheet_span(sheet, first, last), look.size);
    look.wrap = true;
    cell_merge(sheet, row, first, row, last, look);
    cell_text(sheet, row, first, text, look);
    return lines;
}

/* The notes of both sides stand side by side. Gives the row below them. */
static int draw_panel_notes(const Table *tables, int count, int row)
{
    Sheet *sheet = tables[0].sheet;
    Look look = {.size = 9, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)};
    for (ptrdiff_t i = 0;; i++, row++) {
        int lines = 0;
        for (int t = 0; t < count; t++) {
            const Table *table = &tables[t];
            if (i >= table->panel->note_count)
                continue;
            int own =
                draw_text(sheet, row, table->first, table->last, table->panel->notes[i], look);
            lines = own > lines ? own : lines;
        }
        if (lines == 0)
            return row;
        sheet_row(sheet, row, 15.0 * lines + 5);
    }
}

static int draw_foot(const Table *tables, int count, int row)
{
    Sheet *sheet = tables[0].sheet;
    Book *book = sheet->book;
    const DriversModel *model = &book->report->drivers;
    sheet_row(sheet, row++, 8);
    row = draw_panel_notes(tables, count, row);
    sheet_block_label(sheet, row, 1, sheet->last,
                      text_upper(book->arena, model->todo_head, book->report->language));
    sheet_row(sheet, row++, 24);
    for (int i = 0; i < model->todo_count; i++, row++) {
        Look look = {.size = 10, .bold = true};
        sheet_row(sheet, row,
                  17.0 * draw_text(sheet, row, 1, sheet->last, model->todo[i], look) + 5);
    }
    Look look = {.size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    sheet_row(sheet, row, 15.0 * draw_text(sheet, row, 1, sheet->last, model->note, look) + 5);
    return row;
}

/* ---- The sheet ---- */

static void size_rows(Sheet *sheet, const Table *tables, int count, ptrdiff_t most)
{
    for (ptrdiff_t i = 0; i < most; i++) {
        int lines = 1;
        for (int t = 0; t < count; t++) {
            const DriversPanel *panel = tables[t].panel;
            double width = sheet_span(sheet, tables[t].first, tables[t].first);
            int own = i < panel->row_count ? text_lines(panel->rows[i].name, width, 10) : 1;
            lines = own > lines ? own : lines;
        }
        sheet_row(sheet, ROW_FIRST + (int)i, 7 + 15.0 * lines);
    }
}

/* Maps under the tables, as high as the page has room. Gives the row below them. */
static int draw_maps(Sheet *sheet, const Table *tables, int count, int row)
{
    enum { MAP_ROWS = 14, LABEL_PX = 26, FOOT_PX = 130 };
    double above = sheet_height(sheet, 0, row - 1),
           height = fmax(MAP_LEAST, PAGE_PX - above - LABEL_PX - FOOT_PX);
    sheet_row(sheet, row, LABEL_PX);
    for (int i = 0; i < MAP_ROWS; i++)
        sheet_row(sheet, row + 1 + i, (height + 12) / MAP_ROWS);
    for (int t = 0; t < count; t++)
        if (tables[t].panel->refused.len == 0) {
            draw_map_label(&tables[t], row);
            draw_map(&tables[t], row + 1, height);
        }
    return row + 1 + MAP_ROWS;
}

static int set_tables(Sheet *sheet, Table tables[2])
{
    const DriversModel *model = &sheet->book->report->drivers;
    for (int i = 0; i < model->panel_count; i++) {
        int first = 1 + i * (COLUMNS + 1);
        tables[i] = (Table){.sheet = sheet,
                            .panel = &model->panels[i],
                            .first = first,
                            .last = first + COLUMNS - 1,
                            .feed = sheet->last + FEED_GAP + i * (FEED_COLUMNS + 1)};
    }
    return model->panel_count;
}

void sheet_drivers(Book *book)
{
    static const int two[] = {20, 176, 92, 56, 56, 66, 66, 116, 28, 176, 92, 56, 56, 66, 66, 116},
                     one[] = {20, 320, 170, 110, 110, 120, 120, 260};
    const Page *page = report_find_page(book->report, PAGE_DRIVERS);
    bool both = book->report->drivers.panel_count == 2;
    Sheet sheet = sheet_open(book, SHEET_DRIVERS, both ? two : one,
                             both ? (int)CX_COUNTOF(two) : (int)CX_COUNTOF(one));
    sheet_title(&sheet, sheet.last, page->title, page->subtitle);
    Table tables[2];
    int count = set_tables(&sheet, tables);
    double longest = 0, summary = 22;
    ptrdiff_t most = 0;
    for (int t = 0; t < count; t++) {
        const DriversPanel *panel = tables[t].panel;
        most = panel->row_count > most ? panel->row_count : most;
        longest = panel->row_count > 0 ? fmax(longest, panel->rows[0].share) : longest;
    }
    for (int t = 0; t < count; t++)
        summary = fmax(summary, draw_table(&tables[t], longest));
    sheet_row(&sheet, ROW_LABEL, 26);
    sheet_row(&sheet, ROW_SUMMARY, summary);
    sheet_row(&sheet, ROW_HEADS, 24);
    size_rows(&sheet, tables, count, most);
    int row = ROW_FIRST + (int)most;
    sheet_row(&sheet, row, 10);
    int maps = row + 1, last = draw_foot(tables, count, draw_maps(&sheet, tables, count, maps));
    if (sheet_height(&sheet, 0, last) <= SQUEEZED_PX)
        sheet_print(&sheet, last, 1); /* rather a little smaller than the maps on a page alone */
    else
        sheet_print_parts(&sheet, last, maps);
    worksheet_freeze_panes(sheet.file, 3, 0);
}
