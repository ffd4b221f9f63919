/* The department edition, sheet 2: the unit's indices period by period beside the company's. */
#include "brief.h"

#include <math.h>

/* A block of columns for each side: value, low, high, n, company. */
enum { VALUE, LOW, HIGH, N, COMPANY, BLOCK };
enum {
    COLUMN_PERIOD = 1,
    COLUMN_FIRST = 2,
    COLUMN_COUNT = COLUMN_FIRST + 2 * BLOCK + 1,
    ROW_CHARTS = 4,
    CHART_ROWS = 12,
    ROW_BAND = ROW_CHARTS + CHART_ROWS + 1,
    ROW_HEADS = ROW_BAND + 1,
    ROW_FIRST = ROW_HEADS + 1
};
static const double chart_row_px = 24;
static const int widths[COLUMN_COUNT] = {20, 96, 84, 70, 70, 66, 84, 84, 70, 70, 66, 84, 20};

typedef struct Block {
    const BriefTile *tile;
    int column;
    Str unit;
} Block;

static const char *const parts[BLOCK] = {"value", "low", "high", "n", "value"};

static double part_of(const DataRow *row, int part)
{
    if (!row || !row->shown)
        return NAN;
    const double values[BLOCK] = {row->value, row->lo, row->hi, (double)row->n, row->value};
    return values[part];
}

static Str unit_of(const Book *book, const Block *block, int part)
{
    return part == COMPANY ? book->data.units[0].name : block->unit;
}

static const DataRow *row_of(const Book *book, const Block *block, ptrdiff_t t, int part)
{
    return lookup_row(book, unit_of(book, block, part), book->report->periods[t].id,
                      block->tile->figure.code);
}

/* ---- Table ---- */

static void draw_heads(Sheet *sheet, const Block *block)
{
    Book *book = sheet->book;
    lxw_color_t colour = book_side_colour(book, block->tile->side);
    Look band = {.bold = true, .colour = colour, .bottom = {LXW_BORDER_MEDIUM, colour}};
    cell_blanks(sheet, ROW_BAND, block->column, block->column + BLOCK - 1, band);
    cell_text(sheet, ROW_BAND, block->column, block->tile->label, band);
    const Str heads[BLOCK] = {block->unit,
                              BOOK_WORDS(book, WORD_HEAD_LOW, book->report->level_text),
                              BOOK_WORDS(book, WORD_HEAD_HIGH, book->report->level_text),
                              book_word(book, WORD_XLSX_N), book->data.units[0].name};
    Look look = {.size = 8.5,
                 .wrap = true,
                 .align = ALIGN_RIGHT,
                 .valign = VALIGN_BOTTOM,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_MARK)};
    for (int part = 0; part < BLOCK; part++)
        cell_text(sheet, ROW_HEADS, block->column + part, heads[part], look);
}

/* What is hidden says so in the place of its range; the cell of its value stays empty, because
 * charts draw a text as 0. */
static void draw_cell(Sheet *sheet, const Block *block, ptrdiff_t t, int part)
{
    Book *book = sheet->book;
    const DataRow *line = row_of(book, block, t, part);
    int row = ROW_FIRST + (int)t, column = block->column + part;
    Look look = {.size = 9.5,
                 .align = ALIGN_RIGHT,
                 .bottom = book_rule(book, COLOUR_RULE),
                 .colour = part == VALUE ? book_side_colour(book, block->tile->side)
                                         : book_colour(book, COLOUR_GREY_TEXT),
                 .bold = part == VALUE};
    double value = part_of(line, part);
    if (isfinite(value)) {
        look.code = part == N ? "#,##0" : book_code(book, value, line->decimals, false);
        Str formula = str_format(book->arena, "=%.*s",
                                 STR_ARG(brief_lookup(book, parts[part], unit_of(book, block, part),
                                                      line->period, line->code)));
        cell_formula(sheet, row, column, formula, value, look);
    } else if (part == LOW && line && !line->shown) {
        look = (Look){.size = 8,
                      .italic = true,
                      .bottom = look.bottom,
                      .colour = book_colour(book, COLOUR_GREY_TEXT)};
        cell_text(sheet, row, column, line->status, look);
    } else if (part == VALUE || part == COMPANY || (line && line->shown)) {
        cell_blank(sheet, row, column, look); /* else the sentence runs on over it */
    }
}

static void draw_table(Sheet *sheet, const Block *blocks, int count)
{
    Book *book = sheet->book;
    sheet_row(sheet, ROW_BAND, 26);
    sheet_row(sheet, ROW_HEADS, 44);
    Look look = {.size = 9.5, .bottom = book_rule(book, COLOUR_RULE)};
    for (ptrdiff_t t = 0; t < book->report->period_count; t++) {
        cell_text(sheet, ROW_FIRST + (int)t, COLUMN_PERIOD, book->report->periods[t].short_label,
                  look);
        sheet_row(sheet, ROW_FIRST + (int)t, 22);
        for (int b = 0; b < count; b++)
            for (int part = 0; part < BLOCK; part++)
                draw_cell(sheet, &blocks[b], t, part);
    }
    for (int b = 0; b < count; b++)
        draw_heads(sheet, &blocks[b]);
}

/* ---- Pieces of a line that a changed definition cuts ---- */

static int piece_count(const Book *book, const Block *block)
{
    return series_piece(&block->tile->series, book->report->period_count - 1) + 1;
}

/* Under the table, which prints alone: a copy for each piece, #N/A where it is not. */
static int piece_row(const Book *book, int piece)
{
    enum { AIR = 4 };
    int count = (int)book->report->period_count;
    return ROW_FIRST + count + AIR + piece * (count + 1);
}

static void draw_piece(Sheet *sheet, const Block *block, int part, int piece)
{
    Book *book = sheet->book;
    int column = block->column + part;
    Look look = {.size = 8.5,
                 .align = ALIGN_RIGHT,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .code = book_code(book, NAN, block->tile->figure.decimals, false)};
    for (ptrdiff_t t = 0; t < book->report->period_count; t++) {
        int row = piece_row(book, piece) + (int)t;
        Str from = place_name(book, ROW_FIRST + (int)t, column);
        if (series_piece(&block->tile->series, t) == piece)
            cell_formula(sheet, row, column,
                         str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s,NA())", STR_ARG(from),
                                    STR_ARG(from)),
                         part_of(row_of(book, block, t, part), part), look);
        else
            cell_formula(sheet, row, column, S("=NA()"), NAN, look);
    }
}

static void draw_pieces(Sheet *sheet, const Block *block)
{
    int pieces = piece_count(sheet->book, block);
    for (int piece = 0; pieces > 1 && piece < pieces; piece++) {
        cell_text(sheet, piece_row(sheet->book, piece) - 1, block->column,
                  BOOK_WORDS(sheet->book, WORD_XLSX_FEED_PIECE, block->tile->label,
                             str_format(sheet->book->arena, "%d", piece + 1)),
                  (Look){.size = 8.5, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)});
        draw_piece(sheet, block, VALUE, piece);
        draw_piece(sheet, block, COMPANY, piece);
    }
}

/* Beside the table: what changed, in the first period that has it. */
static void draw_break_words(Sheet *sheet, const Block *block)
{
    Book *book = sheet->book;
    for (ptrdiff_t t = 0; t < book->report->period_count; t++)
        if (block->tile->series.points[t].break_text.len > 0)
            cell_note(sheet, ROW_FIRST + (int)t, block->column,
                      block->tile->series.points[t].break_text, 40);
}

/* ---- Charts ---- */

typedef struct Scale {
    double lo, hi;
} Scale;

/* One scale for both charts, so that they may be compared. */
static Scale common_scale(const Book *book, const Block *blocks, int count)
{
    Scale scale = {100, 0};
    for (int b = 0; b < count; b++)
        for (ptrdiff_t t = 0; t < book->report->period_count; t++)
            for (int part = VALUE; part <= COMPANY; part += COMPANY - VALUE) {
                double value = part_of(row_of(book, &blocks[b], t, part), part);
                if (!isfinite(value))
                    continue;
                scale.lo = fmin(scale.lo, 10 * floor(value / 10));
                scale.hi = fmax(scale.hi, 10 * ceil(value / 10));
            }
    if (scale.hi <= scale.lo)
        scale.hi = scale.lo + 10;
    return scale;
}

static void add_line(Sheet *sheet, lxw_chart *chart, const Block *block, int part, int piece,
                     lxw_color_t colour)
{
    Book *book = sheet->book;
    ptrdiff_t count = book->report->period_count;
    double *values = NEW(book->arena, double, count);
    for (ptrdiff_t t = 0; t < count; t++)
        values[t] = series_piece(&block->tile->series, t) == piece
                        ? part_of(row_of(book, block, t, part), part)
                        : NAN;
    int first = piece_count(book, block) > 1 ? piece_row(book, piece) : ROW_FIRST;
    int last = ROW_FIRST + (int)count - 1, column = block->column + part;
    ChartRange x = {SHEET_BRIEF_TRENDS, ROW_FIRST, COLUMN_PERIOD, last, COLUMN_PERIOD},
               y = {SHEET_BRIEF_TRENDS, first, column, first + (int)count - 1, column};
    lxw_chart_series *series = chart_series(book, chart, x, NULL, y, values, count);
    if (!series)
        return;
    chart_series_name_cell(book, series, SHEET_BRIEF_TRENDS, ROW_HEADS, column);
    bool unit = part == VALUE;
    chart_line(series, colour, unit ? 2.25f : 1.25f,
               unit ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH);
    if (unit)
        chart_marker(series, LXW_CHART_MARKER_CIRCLE, 6, colour, LXW_COLOR_WHITE);
    else
        chart_marker(series, LXW_CHART_MARKER_NONE, 0, 0, 0);
}

static void draw_chart(Sheet *sheet, const Block *block, Scale scale, int first, int last)
{
    Book *book = sheet->book;
    lxw_chart *chart = chart_new(sheet, LXW_CHART_LINE);
    if (!chart)
        return;
    int pieces = piece_count(book, block), hidden_count = 0;
    int16_t *hidden = NEW(book->arena, int16_t, 2 * pieces + 1);
    for (int part = COMPANY; part >= VALUE; part -= COMPANY - VALUE)
        for (int piece = 0; piece < pieces; piece++) {
            add_line(sheet, chart, block, part, piece,
                     part == VALUE ? book_side_colour(book, block->tile->side)
                                   : book_colour(book, COLOUR_MARK));
            if (piece > 0)
                hidden[hidden_count++] = (int16_t)(piece + (part == VALUE ? pieces : 0));
        }
    hidden[hidden_count] = -1;
    chart_axis(book, chart->y_axis, STR_NONE, 0, scale.lo, scale.hi, 10, true, false);
    chart_axis(book, chart->x_axis, STR_NONE, 0, 0, 0, 0, false, true);
    lxw_chart_font font = chart_font(book, 9, false, 0);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &font);
    if (hidden_count > 0) { /* #N/A is no zero */
        book_check(book, chart_legend_delete_series(chart, hidden), "a legend");
        chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
    }
    Str periods = num_show_count(book->arena, book->report->period_count, book->report->language);
    chart_place(
        sheet, chart,
        (ChartPlace){.row = ROW_CHARTS,
                     .column = first,
                     .width = sheet_span(sheet, first, last) - 8,
                     .height = CHART_ROWS * chart_row_px,
                     .description = BOOK_WORDS(book, WORD_XLSX_TRENDS_ALT, block->tile->label,
                                               periods, book->report->level_text)});
}

void sheet_brief_trends(Book *book)
{
    const Report *report = book->report;
    const BriefModel *brief = report->brief;
    const Str *unit = brief_unit_name(book);
    Sheet sheet = sheet_open(book, SHEET_BRIEF_TRENDS, widths, COLUMN_COUNT);
    sheet_title(&sheet, sheet.last, BOOK_WORDS(book, WORD_XLSX_BRIEF_TRENDS_TITLE, brief->unit),
                BOOK_WORDS(book, WORD_XLSX_BRIEF_TRENDS_SUB, report->level_text));
    for (int i = 0; i < CHART_ROWS; i++)
        sheet_row(&sheet, ROW_CHARTS + i, chart_row_px);
    Block blocks[2];
    int count = 0;
    for (int i = 0; i < brief->tile_count && unit; i++)
        blocks[count++] = (Block){&brief->tiles[i], COLUMN_FIRST + i * BLOCK, *unit};
    draw_table(&sheet, blocks, count);
    Scale scale = common_scale(book, blocks, count);
    for (int b = 0; b < count; b++) {
        draw_pieces(&sheet, &blocks[b]);
        draw_break_words(&sheet, &blocks[b]);
    }
    for (int b = 0; b < count; b++)
        draw_chart(&sheet, &blocks[b], scale, b == 0 ? COLUMN_PERIOD : blocks[b].column,
                   count == 1 ? sheet.last : blocks[b].column + BLOCK - 1);
    int last_row = ROW_FIRST + (int)report->period_count - 1;
    worksheet_freeze_panes(sheet.file, 3, COLUMN_FIRST); /* charts stand above the table's head */
    sheet_print(&sheet, last_row, 1);
}
