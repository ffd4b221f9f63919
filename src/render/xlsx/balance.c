/* The balance map: a dot for each unit, EX across and CX up, each a series of its own so that its
 * name is its label. It is fed from a block of its own: sorting the table cannot move it. */
#include "book.h"

#include <math.h>

static const ColourRole class_colours[BALANCE_CLASS_COUNT] = {[BALANCE_CX_GT_EX] = COLOUR_EX,
                                                              [BALANCE_BOTH_LOW] = COLOUR_BAD,
                                                              [BALANCE_EX_GT_CX] = COLOUR_CX,
                                                              [BALANCE_BOTH_HIGH] = COLOUR_GOOD,
                                                              [BALANCE_CANNOT_TELL] = COLOUR_MARK};

/* ---- Feed ---- */

typedef struct Feed {
    int row, column; /* of the first name */
    int next;
} Feed;

static void feed_line(Sheet *sheet, Feed *feed, Str name, double x, double y, int decimals)
{
    Look look = {.size = 9, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)};
    cell_text(sheet, feed->next, feed->column, name, look);
    look.code = book_code(sheet->book, NAN, decimals, false);
    look.align = ALIGN_RIGHT;
    cell_number(sheet, feed->next, feed->column + 1, x, look);
    cell_number(sheet, feed->next, feed->column + 2, y, look);
    feed->next++;
}

static Feed feed_open(Sheet *sheet, int row, int column)
{
    Book *book = sheet->book;
    const ScorecardModel *card = &book->report->scorecard;
    Look head = {.size = 8.5, .bold = true, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    cell_text(sheet, row, column, book_word(book, WORD_XLSX_MAP_FEED), head);
    head.bold = false;
    head.bottom = book_rule(book, COLOUR_MARK);
    cell_text(sheet, row + 1, column, book_word(book, WORD_HEAD_UNIT), head);
    head.align = ALIGN_RIGHT;
    cell_text(sheet, row + 1, column + 1, card->ex_head, head);
    cell_text(sheet, row + 1, column + 2, card->cx_head, head);
    if (book->failure.len == 0)
        book_check(book,
                   worksheet_set_column_pixels(sheet->file, (lxw_col_t)column, (lxw_col_t)column,
                                               168, book_format(book, (Look){0})),
                   "a column");
    return (Feed){.row = row + 2, .column = column, .next = row + 2};
}

static lxw_chart_series *feed_series(Sheet *sheet, lxw_chart *chart, const Feed *feed, int row,
                                     const double *x, const double *y, int count)
{
    ChartRange across = {SHEET_SCORECARD, row, feed->column + 1, row + count - 1, feed->column + 1},
               up = across;
    up.column = up.last_column = feed->column + 2;
    lxw_chart_series *series = chart_series(sheet->book, chart, across, x, up, y, count);
    chart_series_name_cell(sheet->book, series, SHEET_SCORECARD, row, feed->column);
    return series;
}

/* ---- Chart ---- */

typedef struct Plot {
    ChartPlot box;
    double lo, hi; /* of both axes */
} Plot;

static void draw_dots(Sheet *sheet, lxw_chart *chart, Feed *feed, const Plot *plot)
{
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    ChartDot *dots = NEW(book->arena, ChartDot, balance->point_count);
    double largest = 0;
    for (ptrdiff_t i = 0; i < balance->point_count; i++)
        largest = fmax(largest, balance->points[i].share_of_customers_01);
    for (ptrdiff_t i = 0; i < balance->point_count; i++) {
        const BalancePoint *point = &balance->points[i];
        double share = largest > 0 ? point->share_of_customers_01 / largest : 0;
        double unit_x = plot->box.width / (plot->hi - plot->lo),
               unit_y = plot->box.height / (plot->hi - plot->lo);
        dots[i] = (ChartDot){.x = plot->box.left + (point->ex.value - plot->lo) * unit_x,
                             .y = plot->box.top + (plot->hi - point->cx.value) * unit_y,
                             .radius = 4 + 5 * sqrt(share), /* area by customers, none too small */
                             .width = text_width(point->short_name, 9) + 4,
                             .height = 14,
                             .undecided = point->diagnosis == BALANCE_CANNOT_TELL};
    }
    chart_place_labels(book->arena, &plot->box, dots, balance->point_count);
    for (ptrdiff_t i = 0; i < balance->point_count; i++) {
        const BalancePoint *point = &balance->points[i];
        double x = point->ex.value, y = point->cx.value;
        int row = feed->next;
        feed_line(sheet, feed, point->short_name, x, y, point->cx.decimals);
        lxw_chart_series *series = feed_series(sheet, chart, feed, row, &x, &y, 1);
        if (!series)
            return;
        chart_marker(series, LXW_CHART_MARKER_CIRCLE, (int)lround(1.5 * dots[i].radius),
                     book_colour(book, class_colours[point->diagnosis]), LXW_COLOR_WHITE);
        chart_label_name(book, series, &dots[i], 9, false);
    }
}

static void draw_lines(Sheet *sheet, lxw_chart *chart, Feed *feed)
{
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    double lo = balance->axis_lo, hi = balance->axis_hi;
    const struct {
        double x[2], y[2];
        lxw_color_t colour;
        uint8_t dash;
    } lines[] = {{{balance->cut_ex, balance->cut_ex},
                  {lo, hi},
                  book_colour(book, COLOUR_MARK),
                  LXW_CHART_LINE_DASH_SOLID},
                 {{lo, hi},
                  {balance->cut_cx, balance->cut_cx},
                  book_colour(book, COLOUR_MARK),
                  LXW_CHART_LINE_DASH_SOLID},
                 {{lo, hi}, {lo, hi}, FAINT, LXW_CHART_LINE_DASH_DASH}};
    for (int i = 0; i < (int)CX_COUNTOF(lines); i++) {
        int row = feed->next;
        for (int end = 0; end < 2; end++)
            feed_line(sheet, feed, book_word(book, WORD_XLSX_MAP_LINE), lines[i].x[end],
                      lines[i].y[end], 1);
        lxw_chart_series *series = feed_series(sheet, chart, feed, row, lines[i].x, lines[i].y, 2);
        chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
        chart_line(series, lines[i].colour, 1, lines[i].dash);
    }
}

static void draw_chart(Sheet *sheet, int row, int last_column, double height, int feed_column)
{
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    double width = sheet_span(sheet, 1, last_column);
    Plot plot = {
        .box = {.left = 58, .top = 12, .width = width - 58 - 20, .height = height - 12 - 52},
        .lo = balance->axis_lo,
        .hi = balance->axis_hi};
    Feed feed = feed_open(sheet, row - 1, feed_column);
    lxw_chart *chart = chart_new(sheet, LXW_CHART_SCATTER);
    if (!chart)
        return;
    draw_dots(sheet, chart, &feed, &plot);
    draw_lines(sheet, chart, &feed);
    double step = plot.hi - plot.lo > 80 ? 20 : 10;
    chart_axis(book, chart->x_axis, balance->axis_ex, book_colour(book, COLOUR_EX), plot.lo,
               plot.hi, step, true, true);
    chart_axis(book, chart->y_axis, balance->axis_cx, book_colour(book, COLOUR_CX), plot.lo,
               plot.hi, step, true, true);
    Str dots = num_show_count(book->arena, balance->point_count, book->report->language);
    chart_place(sheet, chart,
                (ChartPlace){.row = row,
                             .column = 1,
                             .width = width,
                             .height = height,
                             .dy = 6,
                             .description = BOOK_WORDS(book, WORD_XLSX_MAP_ALT, dots)});
}

/* ---- Groups beside it ---- */

static int draw_group(Sheet *sheet, int row, int column, const BalanceGroup *group)
{
    Book *book = sheet->book;
    lxw_color_t colour = book_colour(book, class_colours[group->diagnosis]),
                grey = book_colour(book, COLOUR_GREY_TEXT);
    double width = sheet_span(sheet, column, sheet->last) - 10;
    const struct {
        Str text;
        Look look;
        double line;
    } parts[] = {{group->title,
                  {.bold = true,
                   .size = 11,
                   .colour = group->diagnosis == BALANCE_CANNOT_TELL ? grey : colour},
                  18},
                 {group->units, {.bold = true, .size = 9.5}, 16},
                 {group->advice, {.size = 9, .colour = grey}, 15}};
    for (int i = 0; i < (int)CX_COUNTOF(parts); i++) {
        Look look = parts[i].look;
        int lines = text_lines(parts[i].text, width, look.size);
        look.left = (Rule){LXW_BORDER_THICK, colour};
        look.indent = 1;
        look.wrap = true;
        cell_merge(sheet, row, column, row, sheet->last, look);
        cell_text(sheet, row, column, parts[i].text, look);
        sheet_row(sheet, row++, parts[i].line * lines + 5);
    }
    sheet_row(sheet, row, 12);
    return row + 1;
}

static int draw_groups(Sheet *sheet, int row, int column)
{
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    for (int i = 0; i < balance->group_count; i++)
        row = draw_group(sheet, row, column, &balance->groups[i]);
    Look look = {
        .size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT), .wrap = true, .indent = 1};
    for (ptrdiff_t i = 0; i < balance->note_count; i++) {
        int lines = text_lines(balance->notes[i], sheet_span(sheet, column, sheet->last) - 10, 9);
        cell_merge(sheet, row, column, row, sheet->last, look);
        cell_text(sheet, row, column, balance->notes[i], look);
        sheet_row(sheet, row++, 15 * lines + 5);
    }
    return row;
}

static Str cut_text(Book *book, double cut)
{
    return num_show(book->arena, cut, cut == round(cut) ? 0 : 1, book->report->language);
}

int balance_map(Sheet *sheet, int row, int columns)
{
    enum { LEAST_HEIGHT = 372, CROWDED_HEIGHT = 560, CROWD = 12 };
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    if (balance->point_count == 0 || !book->data.has[0] || !book->data.has[1])
        return row;
    sheet_row(sheet, row, 12);
    int head = row + 1;
    sheet_block_label(sheet, head, 1, sheet->last, book_word(book, WORD_XLSX_MAP_HEAD));
    Str cut_ex = cut_text(book, balance->cut_ex), cut_cx = cut_text(book, balance->cut_cx);
    cell_text(sheet, head, 3,
              BOOK_WORDS(book, WORD_XLSX_MAP_SUB, cut_ex, cut_cx, balance->diagonal),
              (Look){.size = 8.5,
                     .colour = book_colour(book, COLOUR_GREY_TEXT),
                     .bottom = book_rule(book, COLOUR_MARK)});
    sheet_row(sheet, head, 26);
    int half = 1; /* the chart takes the columns that make about six tenths of the width */
    while (half + 3 < sheet->last &&
           sheet_span(sheet, 1, half + 1) < 0.58 * sheet_span(sheet, 1, sheet->last))
        half++;
    int first = head + 1, end = draw_groups(sheet, first, half + 2);
    double least = balance->point_count > CROWD ? CROWDED_HEIGHT : LEAST_HEIGHT;
    while (sheet_height(sheet, first, end - 1) < least + 12)
        end++;
    double height = fmin(sheet_height(sheet, first, end - 1) - 12, CROWDED_HEIGHT + 60);
    draw_chart(sheet, first, half, height, columns + 2);
    return end;
}
