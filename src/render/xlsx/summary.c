/* Sheet 1: open here, see the three figures and what makes them, decide, follow a link. */
#include "summary.h"

#include "benchmarks.h"

#include <math.h>

static const int widths[] = {20, 104, 52, 62, 66, 20, 104, 52, 62,  66,
                             20, 104, 52, 62, 66, 34, 16,  34, 236, 16};

/* ---- Values that follow the long table ---- */

static const DataRow *company_row(const Book *book, Str period, Str code)
{
    const BookData *data = &book->data;
    return data->unit_count > 0 ? lookup_row(book, data->units[0].name, period, code) : NULL;
}

void summary_number(Sheet *sheet, int row, int column, const char *name, Str code, double value,
                    Look look)
{
    Book *book = sheet->book;
    const DataRow *line = company_row(book, book->data.now, code);
    double there = !line            ? NAN
                   : name[0] == 'v' ? line->value
                   : name[0] == 'l' ? line->lo
                                    : line->hi;
    if (lookup_same(value, there))
        cell_formula(
            sheet, row, column,
            str_format(book->arena, "=%.*s", STR_ARG(lookup_company(book, name, false, code))),
            value, look);
    else
        cell_number(sheet, row, column, value, look);
}

static void followed_change(Sheet *sheet, int row, int column, int value_column,
                            const Estimate *figure, Look look)
{
    Book *book = sheet->book;
    const DataRow *now = company_row(book, book->data.now, figure->code),
                  *then = company_row(book, book->data.previous, figure->code);
    bool follows = now && then && lookup_same(now->value, figure->value) && then->shown &&
                   lookup_same(now->value - then->value, figure->diff);
    if (!follows) {
        cell_number(sheet, row, column, figure->diff, look);
        return;
    }
    Str formula =
        str_format(book->arena, "=%.*s-%.*s", STR_ARG(place_name(book, row, value_column)),
                   STR_ARG(lookup_company(book, "value", true, figure->code)));
    cell_formula(sheet, row, column, formula, figure->diff, look);
}

static void followed_distance(Sheet *sheet, int row, int column, Str value, Str target,
                              const Estimate *figure, Look look)
{
    Book *book = sheet->book;
    Str formula = str_format(book->arena, "=%.*s-%.*s", STR_ARG(value), STR_ARG(target));
    look.code = book_code_signed(book, figure->distance, figure->decimals,
                                 book_is_percent(figure->distance_text));
    if (lookup_same(figure->value - figure->target, figure->distance))
        cell_formula(sheet, row, column, formula, figure->distance, look);
    else
        cell_number(sheet, row, column, figure->distance, look);
}

/* The sign of a test stands only where there was one. */
static const char *change_code(Book *book, const Estimate *figure)
{
    bool percent = book_is_percent(figure->diff_text);
    return figure->diff_tested
               ? book_code_change(book, figure->diff, figure->decimals, percent, figure->mark)
               : book_code_signed(book, figure->diff, figure->decimals, percent);
}

static const char *number_code(Book *book, const Estimate *figure, double value)
{
    return book_code(book, value, figure->decimals, book_is_percent(figure->text));
}

/* ---- Tiles ---- */

/* "73,1 –": the lower end of a range, its upper end stands in the next cell. */
static const char *range_code(Book *book, const Estimate *figure)
{
    Buffer buffer = {.arena = book->arena};
    Str code = str_from(number_code(book, figure, figure->lo));
    for (StrCut cut = str_cut(code, ';');; cut = str_cut(cut.tail, ';')) {
        buffer_add(&buffer, cut.head);
        buffer_add(&buffer, S("\" –\""));
        if (!cut.found)
            break;
        buffer_add_byte(&buffer, ';');
    }
    return str_cstr(book->arena, buffer_str(&buffer));
}

static void tile_interval(Sheet *sheet, const SummaryTile *tile, int row, int column)
{
    Book *book = sheet->book;
    const Estimate *figure = &tile->figure;
    Look line = {.size = 9,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_RULE)};
    cell_text(sheet, row, column, BOOK_WORDS(book, WORD_XLSX_INTERVAL, book->report->level_text),
              line);
    cell_blanks(sheet, row, column + 1, column + 3, line);
    if (!isfinite(figure->lo) || !isfinite(figure->hi))
        return;
    Look number = {.size = 9.5, .align = ALIGN_RIGHT, .bottom = line.bottom};
    number.code = range_code(book, figure);
    summary_number(sheet, row, column + 2, "low", figure->code, figure->lo, number);
    number.code = number_code(book, figure, figure->hi);
    summary_number(sheet, row, column + 3, "high", figure->code, figure->hi, number);
}

static void tile_target(Sheet *sheet, const SummaryTile *tile, int row, int column)
{
    static const char *const names[] = {[REPORT_CX] = "target_cx",
                                        [REPORT_EX] = "target_ex",
                                        [REPORT_WHOLE] = "target_all",
                                        [REPORT_GROWTH] = NULL};
    Book *book = sheet->book;
    const Estimate *figure = &tile->figure;
    Look line = {.size = 9,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_RULE)};
    if (!isfinite(figure->target) || !names[tile->side])
        return;
    cell_text(sheet, row, column, book_word(book, WORD_XLSX_TARGET_GAP), line);
    cell_blank(sheet, row, column + 1, line);
    Look number = {.size = 9.5,
                   .align = ALIGN_RIGHT,
                   .bottom = line.bottom,
                   .code = number_code(book, figure, figure->target)};
    const ScorecardModel *card = &book->report->scorecard;
    double named = tile->side == REPORT_CX   ? card->target_cx
                   : tile->side == REPORT_EX ? card->target_ex
                                             : figure->target;
    if (lookup_same(named, figure->target))
        cell_formula(sheet, row, column + 2, str_format(book->arena, "=%s", names[tile->side]),
                     figure->target, number);
    else
        cell_number(sheet, row, column + 2, figure->target, number);
    followed_distance(sheet, row, column + 3, place_name(book, ROW_TILE + 1, column),
                      place_name(book, row, column + 2), figure, number);
}

/* One scale for all tiles, so that their lines may be compared; air above, where figures stand. */
static void tiles_scale(const Book *book, double *lo, double *hi)
{
    *lo = INFINITY;
    *hi = -INFINITY;
    for (int i = 0; i < 3; i++) {
        const SummaryTile *tile = book->data.tiles[i];
        for (ptrdiff_t t = 0; tile && t < book->report->period_count; t++) {
            if (!tile->series.points[t].shown)
                continue;
            *lo = fmin(*lo, floor(tile->series.points[t].value) - 1);
            *hi = fmax(*hi, ceil(tile->series.points[t].value) + 1);
        }
    }
    *hi += 0.1 * (*hi - *lo);
}

/* The periods from..to-1 of the tile's figure, in the block that the trends' charts are fed from.
 */
static lxw_chart_series *tile_series(Book *book, lxw_chart *chart, const SummaryTile *tile,
                                     ptrdiff_t from, ptrdiff_t to)
{
    const TrendsLayout *layout = &book->trends;
    int feed = layout->feed_company[tile->side];
    double *numbers = NEW(book->arena, double, to - from),
           *values = NEW(book->arena, double, to - from);
    for (ptrdiff_t t = from; t < to; t++) {
        const SeriesPoint *point = &tile->series.points[t];
        numbers[t - from] = (double)(t + 1);
        values[t - from] = point->shown ? point->value : NAN;
    }
    ChartRange x = {SHEET_TRENDS, layout->feed_number, 2 + (int)from, layout->feed_number,
                    1 + (int)to},
               y = {SHEET_TRENDS, feed, 2 + (int)from, feed, 1 + (int)to};
    lxw_chart_series *series = chart_series(book, chart, x, numbers, y, values, to - from);
    chart_series_name_cell(book, series, SHEET_TRENDS, feed, 1);
    return series;
}

/* A definition that changed cuts the line; its end has a dot. */
static void tile_line(Book *book, lxw_chart *chart, const SummaryTile *tile)
{
    ptrdiff_t count = book->report->period_count;
    const SeriesPoint *points = tile->series.points;
    lxw_color_t colour = book_side_colour(book, tile->side);
    for (ptrdiff_t from = 0; from < count;) {
        ptrdiff_t to = from + 1;
        while (to < count && points[to].break_text.len == 0)
            to++;
        lxw_chart_series *part = tile_series(book, chart, tile, from, to);
        chart_line(part, colour, 1.75f, LXW_CHART_LINE_DASH_SOLID);
        chart_marker(part, LXW_CHART_MARKER_NONE, 0, 0, 0);
        from = to;
    }
    if (points[count - 1].shown && isfinite(points[count - 1].value)) {
        lxw_chart_series *dot = tile_series(book, chart, tile, count - 1, count);
        chart_no_line(dot);
        chart_marker(dot, LXW_CHART_MARKER_CIRCLE, 7, colour, LXW_COLOR_WHITE);
    }
}

static void tile_chart(Sheet *sheet, const SummaryTile *tile, int column)
{
    Book *book = sheet->book;
    ptrdiff_t count = book->report->period_count, shown = 0;
    for (ptrdiff_t t = 0; t < count; t++)
        shown += tile->series.points[t].shown;
    if (shown < 2)
        return;
    lxw_chart *chart = chart_new(sheet, LXW_CHART_SCATTER_STRAIGHT);
    if (!chart)
        return;
    double lo = 0, hi = 0;
    tiles_scale(book, &lo, &hi);
    tile_line(book, chart, tile);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
    chart_axis_hide(chart->y_axis, lo, hi);
    chart_axis_hide(chart->x_axis, 0.5, (double)count + 0.5);
    Str alt =
        BOOK_WORDS(book, WORD_XLSX_ALT_SERIES, tile->label, tile->first_tick, tile->last_tick);
    chart_place(sheet, chart,
                (ChartPlace){.row = ROW_CHART,
                             .column = column,
                             .width = sheet_span(sheet, column, column + 3) + 6,
                             .height = 130,
                             .dx = -3,
                             .description = alt});
    Look tick = {.size = 8, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    cell_text(sheet, ROW_TICKS, column, tile->first_tick, tick);
    tick.align = ALIGN_RIGHT;
    cell_text(sheet, ROW_TICKS, column + 3, tile->last_tick, tick);
}

static void tile_value(Sheet *sheet, const SummaryTile *tile, int column)
{
    Book *book = sheet->book;
    const Estimate *figure = &tile->figure;
    int row = ROW_TILE + 1;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    if (figure->state != ESTIMATE_SHOWN) {
        Look look = {.size = 9.5, .italic = true, .colour = grey, .wrap = true};
        cell_merge(sheet, row, column, row, column + 3, look);
        cell_text(sheet, row, column, figure->text, look);
        return;
    }
    Look look = {.size = 38,
                 .colour = book_side_colour(book, tile->side),
                 .code = number_code(book, figure, figure->value)};
    cell_merge(sheet, row, column, row, column + 1, look);
    summary_number(sheet, row, column, "value", figure->code, figure->value, look);
    if (isfinite(figure->diff)) {
        look = (Look){.size = 14,
                      .bold = true,
                      .align = ALIGN_RIGHT,
                      .valign = VALIGN_BOTTOM,
                      .colour = book_mark_colour(book, figure->mark),
                      .code = change_code(book, figure)};
        cell_merge(sheet, row, column + 2, row, column + 3, look);
        followed_change(sheet, row, column + 2, column, figure, look);
        cell_text(sheet, row + 1, column + 3, tile->versus,
                  (Look){.size = 8.5, .align = ALIGN_RIGHT, .valign = VALIGN_TOP, .colour = grey});
    }
    Str note = figure->partial ? figure->partial_note : figure->change_note;
    cell_note(sheet, ROW_TILE, column, note, 70);
    tile_interval(sheet, tile, row + 2, column);
    tile_target(sheet, tile, row + 3, column);
}

static void draw_tiles(Sheet *sheet)
{
    Book *book = sheet->book;
    const SummaryModel *summary = &book->report->summary;
    sheet_row(sheet, ROW_TILE, 28);
    sheet_row(sheet, ROW_TILE + 1, 62);
    sheet_row(sheet, ROW_TILE + 2, 20);
    sheet_row(sheet, ROW_TILE + 3, 23);
    sheet_row(sheet, ROW_TILE + 4, 23);
    for (int row = ROW_CHART; row < ROW_TICKS; row++)
        sheet_row(sheet, row, book->report->period_count > 1 ? 26 : 5); /* else without chart */
    sheet_row(sheet, ROW_TICKS, 18);
    sheet_row(sheet, ROW_TICKS + 1, 22);
    for (int i = 0; i < summary->tile_count; i++) {
        const SummaryTile *tile = &summary->tiles[i];
        int column = FIRST_COLUMN + TILE_COLUMNS * i;
        Look label = {.size = 10.5,
                      .bold = true,
                      .colour = book_colour(book, COLOUR_GREY_TEXT),
                      .top = {LXW_BORDER_THICK, book_side_colour(book, tile->side)}};
        cell_blanks(sheet, ROW_TILE, column, column + 3, label);
        cell_text(sheet, ROW_TILE, column, tile->label, label);
        tile_value(sheet, tile, column);
        tile_chart(sheet, tile, column);
    }
}

/* ---- Component metrics ---- */

static void draw_row_heads(Sheet *sheet)
{
    Book *book = sheet->book;
    const SummaryModel *summary = &book->report->summary;
    sheet_block_label(sheet, ROW_TABLE, FIRST_COLUMN, TABLE_LAST, summary->rows_head);
    const struct {
        int column;
        Str text;
    } heads[] = {{6, summary->value_head},
                 {7, summary->change_head},
                 {8, BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text)},
                 {9, BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text)},
                 {11, book_word(book, WORD_XLSX_TARGET)},
                 {12, book_word(book, WORD_XLSX_DISTANCE)},
                 {13, book_word(book, WORD_XLSX_VERDICT)}};
    Look look = {.size = 8.5,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_MARK),
                 .align = ALIGN_RIGHT};
    for (int i = 0; i < (int)CX_COUNTOF(heads); i++) {
        look.align = heads[i].column == 13 ? ALIGN_LEFT : ALIGN_RIGHT;
        look.indent = heads[i].column == 13;
        cell_text(sheet, ROW_TABLE, heads[i].column, heads[i].text, look);
    }
    sheet_row(sheet, ROW_TABLE, 28);
}

static void draw_row_target(Sheet *sheet, int row, const Estimate *figure)
{
    Book *book = sheet->book;
    Look look = {.align = ALIGN_RIGHT, .bottom = book_rule(book, COLOUR_RULE)};
    if (!isfinite(figure->target))
        return;
    look.code = number_code(book, figure, figure->target);
    cell_number(sheet, row, 11, figure->target, look);
    followed_distance(sheet, row, 12, place_name(book, row, 6), place_name(book, row, 11), figure,
                      look);
    static const ColourRole colours[] = {[STATUS_NONE] = COLOUR_GREY_TEXT,
                                         [STATUS_MET] = COLOUR_GOOD,
                                         [STATUS_MISSED] = COLOUR_BAD,
                                         [STATUS_CANNOT_TELL] = COLOUR_GREY_TEXT};
    look = (Look){.indent = 1,
                  .wrap = true,
                  .bottom = look.bottom,
                  .bold = figure->status == STATUS_MET || figure->status == STATUS_MISSED,
                  .colour = book_colour(book, colours[figure->status])};
    cell_merge(sheet, row, 13, row, TABLE_LAST, look);
    cell_text(sheet, row, 13, figure->status_text, look);
}

static void draw_row(Sheet *sheet, int row, const SummaryRow *metric)
{
    Book *book = sheet->book;
    const Estimate *figure = &metric->figure;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    Rule rule = book_rule(book, COLOUR_RULE);
    cell_blanks(sheet, row, FIRST_COLUMN, TABLE_LAST, (Look){.bottom = rule});
    int label_lines = text_lines(metric->label, sheet_span(sheet, 1, 1), 11);
    double meaning_px = sheet_span(sheet, 2, 5);
    cell_text(sheet, row, 1, metric->label,
              (Look){.bold = true,
                     .size = 11,
                     .wrap = label_lines > 1,
                     .bottom = rule,
                     .colour = book_side_colour(book, metric->side)});
    int lines = text_lines(metric->meaning, meaning_px, 9.5);
    Look meaning = {.size = 9.5, .colour = grey, .bottom = rule, .wrap = true, .indent = 1};
    cell_merge(sheet, row, 2, row, 5, meaning);
    cell_text(sheet, row, 2, metric->meaning, meaning);
    lines = lines > label_lines ? lines : label_lines;
    int status_lines = text_lines(figure->status_text, sheet_span(sheet, 13, TABLE_LAST) - 10, 10);
    lines = lines > status_lines ? lines : status_lines;
    sheet_row(sheet, row, lines > 1 ? 17 * lines + 6 : 34);
    if (figure->state != ESTIMATE_SHOWN) {
        cell_text(sheet, row, 6, figure->text,
                  (Look){.size = 8.5, .italic = true, .colour = grey, .bottom = rule});
        return;
    }
    Look look = {.bold = true,
                 .size = 11.5,
                 .align = ALIGN_RIGHT,
                 .bottom = rule,
                 .code = number_code(book, figure, figure->value)};
    summary_number(sheet, row, 6, "value", figure->code, figure->value, look);
    look = (Look){.align = ALIGN_RIGHT, .bottom = rule, .colour = grey};
    look.code = number_code(book, figure, figure->lo);
    summary_number(sheet, row, 8, "low", figure->code, figure->lo, look);
    look.code = number_code(book, figure, figure->hi);
    summary_number(sheet, row, 9, "high", figure->code, figure->hi, look);
    if (isfinite(figure->diff)) {
        look.code = change_code(book, figure);
        look.colour = book_mark_colour(book, figure->mark);
        look.bold = figure->mark != CHANGE_NONE;
        followed_change(sheet, row, 7, 6, figure, look);
    }
    cell_note(sheet, row, 6, figure->partial ? figure->partial_note : STR_NONE, 60);
    cell_note(sheet, row, 7, figure->change_note, 60);
    draw_row_target(sheet, row, figure);
}

/* ---- Links ---- */

static int draw_links(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    Str periods = str_format(book->arena, "%td", book->report->period_count);
    const struct {
        SheetKind to;
        Str about;
    } links[] = {{SHEET_SCORECARD, book_word(book, WORD_XLSX_ABOUT_SCORECARD)},
                 {SHEET_TRENDS, BOOK_WORDS(book, WORD_XLSX_ABOUT_TRENDS, periods)},
                 {SHEET_JOURNEY_CX, book_word(book, WORD_XLSX_ABOUT_JOURNEY_CX)},
                 {SHEET_JOURNEY_EX, book_word(book, WORD_XLSX_ABOUT_JOURNEY_EX)},
                 {SHEET_DRIVERS, book_word(book, WORD_XLSX_ABOUT_DRIVERS)},
                 {SHEET_LINK, book_word(book, WORD_XLSX_ABOUT_LINK)},
                 {SHEET_WHAT_IF, book_word(book, WORD_XLSX_ABOUT_WHAT_IF)},
                 {SHEET_VOICES, book_word(book, WORD_XLSX_ABOUT_VOICES)},
                 {SHEET_PROMISES, book_word(book, WORD_XLSX_ABOUT_PROMISES)},
                 {SHEET_DATA, book_word(book, WORD_XLSX_ABOUT_DATA)},
                 {SHEET_METHOD, book_word(book, WORD_XLSX_ABOUT_METHOD)}};
    int shown[CX_COUNTOF(links)], count = 0;
    for (int i = 0; i < (int)CX_COUNTOF(links); i++)
        if (book->sheet_names[links[i].to].len > 0) /* the sheet is there */
            shown[count++] = i;
    int down = (count + 2) / 3;
    sheet_block_label(sheet, row, FIRST_COLUMN, TABLE_LAST, book_word(book, WORD_XLSX_OPEN_HEAD));
    sheet_row(sheet, row, 28);
    for (int i = 0; i < count; i++) {
        int r = row + 1 + 2 * (i % down), column = FIRST_COLUMN + TILE_COLUMNS * (i / down);
        SheetKind to = links[shown[i]].to;
        sheet_row(sheet, r, 22); /* the words stand below: names of sheets may be long */
        sheet_row(sheet, r + 1, 19);
        cell_link(sheet, r, column, to, BOOK_WORDS(book, WORD_XLSX_OPEN, book->sheet_names[to]),
                  (Look){.bold = true, .colour = book_colour(book, COLOUR_CX)});
        cell_text(sheet, r + 1, column, links[shown[i]].about,
                  (Look){.size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT)});
    }
    return row + 1 + 2 * down;
}

void sheet_summary(Book *book)
{
    const SummaryModel *summary = &book->report->summary;
    const Page *page = report_find_page(book->report, PAGE_SUMMARY);
    Sheet sheet = sheet_open(book, SHEET_SUMMARY, widths, CX_COUNTOF(widths));
    sheet_title(&sheet, TABLE_LAST, page ? page->title : book->report->title,
                page ? page->subtitle : book->report->subject);
    summary_client(&sheet);
    draw_tiles(&sheet);
    draw_row_heads(&sheet);
    int row = ROW_TABLE + 1;
    for (ptrdiff_t i = 0; i < summary->row_count; i++)
        draw_row(&sheet, row++, &summary->rows[i]);
    while (row < ROW_TABLE + 1 + ROWS_LEAST)
        sheet_row(&sheet, row++, 34);
    Look note = {.size = 8.5, .colour = book_colour(book, COLOUR_GREY_TEXT), .wrap = true};
    cell_merge(&sheet, row, FIRST_COLUMN, row, TABLE_LAST, note);
    cell_text(&sheet, row, FIRST_COLUMN, summary->note, note);
    int lines = text_lines(summary->note, sheet_span(&sheet, FIRST_COLUMN, TABLE_LAST), 8.5);
    sheet_row(&sheet, row++, 15 * lines + 13);
    sheet_row(&sheet, row++, 18);
    static const BenchmarkColumns beside = {.metric = FIRST_COLUMN,
                                            .name = 2,
                                            .name_last = 4,
                                            .value = 6,
                                            .own = 7,
                                            .difference = 8,
                                            .low = 9,
                                            .high = 11,
                                            .verdict = 12,
                                            .last = TABLE_LAST};
    row = draw_links(&sheet, row);
    int last = row > ROW_TABLE + ROWS_LEAST + 7 ? row - 1 : ROW_TABLE + ROWS_LEAST + 7;
    summary_panel(&sheet, last);
    int more = last + 2, end = summary_incentive(&sheet, benchmarks_table(&sheet, more, &beside));
    worksheet_freeze_panes(sheet.file, 3, 0);
    sheet_row(&sheet, last + 1, 22);
    if (end > more && sheet_height(&sheet, 0, last + 1) <= SHEET_SQUEEZED_PX) {
        sheet_print_parts(&sheet, end - 1, more);
        book_check(book, worksheet_repeat_rows(sheet.file, 0, 2), "repeated rows");
    } else {
        sheet_print(&sheet, end - 1, 1);
    }
    worksheet_activate(sheet.file);
    worksheet_set_first_sheet(sheet.file);
}
