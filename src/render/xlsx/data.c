/* Sheet 11: the long table, one figure on a line: what everything else is looked up in. */
#include "book.h"

#include <math.h>

enum { ROW_NAMES = 4, ROW_HEADS = 6, ROW_FIRST = 7, COLUMN_COUNT = 11, DECIMALS_MOST = 9 };
static const int widths[] = {20, 270, 160, 78, 86, 126, 206, 70, 70, 70, 66, 226};

/* ---- Parameters ---- */

/* The company's target; in a brief the unit's own. */
static double edition_target(const Book *book, ReportSide side)
{
    const Report *report = book->report;
    const SummaryTile *whole = book->data.tiles[REPORT_WHOLE];
    if (!report->brief)
        return side == REPORT_CX   ? report->scorecard.target_cx
               : side == REPORT_EX ? report->scorecard.target_ex
               : whole             ? whole->figure.target
                                   : NAN;
    for (int i = 0; i < report->brief->tile_count; i++)
        if (report->brief->tiles[i].side == side)
            return report->brief->tiles[i].figure.target;
    return NAN;
}

static void draw_names(Sheet *sheet)
{
    Book *book = sheet->book;
    const Report *report = book->report;
    Look wash = {.fill = book_colour(book, COLOUR_WASH)};
    cell_blanks(sheet, ROW_NAMES, 1, COLUMN_COUNT, wash);
    Look look = wash;
    look.size = 9;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    look.indent = 1;
    cell_text(sheet, ROW_NAMES, 1, book_word(book, WORD_XLSX_DATA_NAMES), look);
    cell_note(sheet, ROW_NAMES, 1, book_word(book, WORD_XLSX_DATA_NAMES_NOTE), 60);
    look = (Look){.size = 9, .bold = true, .fill = wash.fill};
    int level = (int)lround(100 * report->level_01);
    const char *quantile = str_cstr(book->arena, str_format(book->arena, "z_%d", level));
    const struct {
        const char *name;
        int column;
        Str text;
        double value; /* NaN: a text */
        const char *code;
    } names[] = {
        {"company", 2, book->data.unit_count > 0 ? book->data.units[0].name : STR_NONE, NAN, NULL},
        {"period_now", 3, book->data.now, NAN, NULL},
        {"period_prev", 4, book->data.previous, NAN, NULL},
        {"target_cx", 7, STR_NONE, edition_target(book, REPORT_CX), "#,##0.0"},
        {"target_ex", 8, STR_NONE, edition_target(book, REPORT_EX), "#,##0.0"},
        {"target_all", 9, STR_NONE, edition_target(book, REPORT_WHOLE), "#,##0.0"},
        {quantile, 10, STR_NONE, report->z, "0.00"},
        {"status_shown", 11, book_word(book, WORD_STATUS_SHOWN), NAN, NULL}};
    for (int i = 0; i < (int)CX_COUNTOF(names); i++) {
        look.code = names[i].code;
        look.align = names[i].code ? ALIGN_RIGHT : ALIGN_LEFT;
        look.indent = names[i].column == COLUMN_COUNT;
        if (names[i].text.len > 0)
            cell_text(sheet, ROW_NAMES, names[i].column, names[i].text, look);
        else
            cell_number(sheet, ROW_NAMES, names[i].column, names[i].value, look);
        book_name(book, names[i].name, SHEET_DATA, ROW_NAMES, names[i].column, ROW_NAMES,
                  names[i].column);
    }
    sheet_row(sheet, ROW_NAMES, 24);
    sheet_row(sheet, ROW_NAMES + 1, 12);
}

/* ---- Table ---- */

static void add_table(Sheet *sheet, int last_row)
{
    Book *book = sheet->book;
    const Str heads[COLUMN_COUNT] = {book_word(book, WORD_XLSX_KEY),
                                     book_word(book, WORD_HEAD_UNIT),
                                     book_word(book, WORD_XLSX_PERIOD),
                                     book_word(book, WORD_XLSX_SIDE),
                                     book_word(book, WORD_XLSX_CODE),
                                     book_word(book, WORD_HEAD_FIGURE),
                                     book_word(book, WORD_XLSX_VALUE),
                                     BOOK_WORDS(book, WORD_HEAD_LOW, book->report->level_text),
                                     BOOK_WORDS(book, WORD_HEAD_HIGH, book->report->level_text),
                                     book_word(book, WORD_XLSX_N),
                                     book_word(book, WORD_XLSX_STATUS)};
    Look looks[COLUMN_COUNT];
    for (int c = 0; c < COLUMN_COUNT; c++)
        looks[c] = (Look){.size = 9,
                          .bold = true,
                          .colour = book_colour(book, COLOUR_GREY_TEXT),
                          .valign = VALIGN_TOP,
                          .align = c >= 6 && c <= 9 ? ALIGN_RIGHT : ALIGN_LEFT,
                          .indent = c == 10,
                          .bottom = book_rule(book, COLOUR_INK)};
    sheet_table(sheet, "tbl_data", ROW_HEADS, last_row, heads, looks, COLUMN_COUNT);
    sheet_row(sheet, ROW_HEADS, 38);
}

typedef struct DataFormats {
    lxw_format *text, *grey, *date, *count, *shown, *hidden;
    lxw_format *value[DECIMALS_MOST + 1], *bound[DECIMALS_MOST + 1];
} DataFormats;

static DataFormats make_formats(Book *book)
{
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    DataFormats formats = {
        .text = book_format(book, (Look){.size = 9, .wrap = true}),
        .grey = book_format(book, (Look){.size = 9, .colour = grey, .wrap = true}),
        .date = book_format(book, (Look){.size = 9, .code = "dd/mm/yyyy"}),
        .count = book_format(
            book, (Look){.size = 9, .colour = grey, .align = ALIGN_RIGHT, .code = "#,##0"}),
        .shown = book_format(book, (Look){.size = 9, .colour = grey, .indent = 1, .wrap = true}),
        .hidden = book_format(
            book, (Look){.size = 8.5, .italic = true, .colour = grey, .indent = 1, .wrap = true})};
    for (int d = 0; d <= DECIMALS_MOST; d++) {
        Look look = {.size = 9, .align = ALIGN_RIGHT, .code = book_code(book, NAN, d, false)};
        formats.value[d] = book_format(book, look);
        look.colour = grey;
        formats.bound[d] = book_format(book, look);
    }
    return formats;
}

/* A value that rounds to nothing has a look of its own, without a sign. */
static void draw_figure(Sheet *sheet, int row, int column, double value, int decimals,
                        lxw_format *format)
{
    bool nothing = isfinite(value) && value < 0 && num_round(value, decimals) == 0;
    if (nothing)
        cell_number(sheet, row, column, value,
                    (Look){.size = 9,
                           .align = ALIGN_RIGHT,
                           .colour = column == 7 ? 0 : book_colour(sheet->book, COLOUR_GREY_TEXT),
                           .code = book_code(sheet->book, value, decimals, false)});
    else
        cell_number_as(sheet, row, column, value, format);
}

static void draw_line(Sheet *sheet, int row, const DataRow *line, const DataFormats *formats)
{
    int decimals = line->decimals < 0               ? 0
                   : line->decimals > DECIMALS_MOST ? DECIMALS_MOST
                                                    : line->decimals;
    cell_text_as(sheet, row, 1, line->key, formats->grey);
    cell_text_as(sheet, row, 2, line->unit, formats->text);
    if (line->period_date.year >= 1900) /* Excel's calendar begins there */
        cell_date_as(sheet, row, 3, line->period_date, formats->date);
    else
        cell_text_as(sheet, row, 3, line->period, formats->text);
    cell_text_as(sheet, row, 4, line->side, formats->grey);
    cell_text_as(sheet, row, 5, line->code, formats->grey);
    cell_text_as(sheet, row, 6, line->metric, formats->text);
    if (line->shown) {
        draw_figure(sheet, row, 7, line->value, decimals, formats->value[decimals]);
        draw_figure(sheet, row, 8, line->lo, decimals, formats->bound[decimals]);
        draw_figure(sheet, row, 9, line->hi, decimals, formats->bound[decimals]);
        cell_number_as(sheet, row, 10, (double)line->n, formats->count);
    }
    cell_text_as(sheet, row, 11, line->status, line->shown ? formats->shown : formats->hidden);
    const struct {
        int column;
        Str text;
    } wrapped[] = {{1, line->key}, {2, line->unit}, {6, line->metric}, {11, line->status}};
    int lines = 1;
    for (int i = 0; i < (int)CX_COUNTOF(wrapped); i++) {
        int more = text_lines(wrapped[i].text, widths[wrapped[i].column], 9);
        lines = more > lines ? more : lines;
    }
    if (lines > 1)
        sheet_row(sheet, row, 15 * lines + 5);
}

/* A thin line wherever another unit begins, also after sorting. */
static void part_units(Sheet *sheet, int last_row)
{
    Book *book = sheet->book;
    lxw_format *format = workbook_add_format(book->file);
    if (!format) {
        book_fail(book, S("out of memory"));
        return;
    }
    format_set_top(format, LXW_BORDER_THIN);
    format_set_top_color(format, book_colour(book, COLOUR_RULE));
    Str formula = str_format(book->arena, "=$C%d<>$C%d", ROW_FIRST + 1, ROW_FIRST);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string =
                                       (char *)(uintptr_t)str_cstr(book->arena, formula),
                                   .format = format};
    sheet_rule(sheet, ROW_FIRST, 1, last_row, COLUMN_COUNT, &rule);
}

static void name_columns(Book *book, int last_row)
{
    static const struct {
        const char *name;
        int column;
    } columns[] = {{"data_key", 1},  {"data_value", 7}, {"data_low", 8},
                   {"data_high", 9}, {"data_n", 10},    {"data_status", 11}};
    for (int i = 0; i < (int)CX_COUNTOF(columns); i++)
        book_name(book, columns[i].name, SHEET_DATA, ROW_FIRST, columns[i].column, last_row,
                  columns[i].column);
}

void sheet_data(Book *book)
{
    const Report *report = book->report;
    Sheet sheet = sheet_open(book, SHEET_DATA, widths, CX_COUNTOF(widths));
    Str count = num_show_count(book->arena, report->data_count, report->language);
    sheet_title(&sheet, sheet.last, book_word(book, WORD_XLSX_DATA_TITLE),
                BOOK_WORDS(book, WORD_XLSX_DATA_SUB, count));
    draw_names(&sheet);
    int last_row = ROW_FIRST + (int)(report->data_count > 0 ? report->data_count : 1) - 1;
    add_table(&sheet, last_row);
    DataFormats formats = make_formats(book);
    for (ptrdiff_t i = 0; i < report->data_count && book->failure.len == 0; i++)
        draw_line(&sheet, ROW_FIRST + (int)i, &report->data[i], &formats);
    part_units(&sheet, last_row);
    name_columns(book, last_row);
    sheet_texts_may_be_digits(&sheet, ROW_NAMES, 1, last_row, 6);
    worksheet_freeze_panes(sheet.file, ROW_FIRST, 3);
    book_check(book, worksheet_repeat_rows(sheet.file, ROW_HEADS, ROW_HEADS), "repeated rows");
    sheet_print(&sheet, last_row, 0);
}
