/* The frame that every sheet shares, and its printing. */
#include "book.h"

#include <math.h>

const double sheet_row_default_px = 22;

/* Inches. A screen is not printed on: its workbook goes on A4. */
static const double margin_in = 0.45, foot_in = 0.6;
typedef struct PrintPaper {
    double long_in, short_in;
    uint8_t number; /* as the file format counts papers */
} PrintPaper;
static const PrintPaper papers[REPORT_PAPER_COUNT] = {
    [REPORT_A4] = {11.69, 8.27, 9},
    [REPORT_LETTER] = {11, 8.5, 1},
    [REPORT_WIDE] = {11.69, 8.27, 9},
};

/* ---- How wide a text is ---- */

/* Advances of Calibri in em, near enough to count lines; accents change none of them. */
static double character_em(int32_t c)
{
    static const double unusual[0x80] = {
        ['\0'] = 0.25, ['i'] = 0.25, ['j'] = 0.25,  ['l'] = 0.25, ['.'] = 0.25, [','] = 0.25,
        [':'] = 0.25,  [';'] = 0.25, ['\''] = 0.25, ['|'] = 0.25, ['!'] = 0.25, [' '] = 0.31,
        ['f'] = 0.31,  ['t'] = 0.31, ['('] = 0.31,  [')'] = 0.31, ['['] = 0.31, [']'] = 0.31,
        ['r'] = 0.31,  ['-'] = 0.31, ['/'] = 0.31,  ['m'] = 0.82, ['w'] = 0.82, ['M'] = 0.82,
        ['W'] = 0.82,  ['%'] = 0.82, ['@'] = 0.82};
    if (c < 0x80)
        return unusual[c] > 0 ? unusual[c] : c >= 'A' && c <= 'Z' ? 0.6 : 0.51;
    if (c == 0xA0 || c == 0xB7)
        return 0.25;
    return c >= 0x2E80 ? 1 : c >= 0x2010 && c < 0x2030 ? 0.6 : 0.53;
}

double text_width(Str text, double size_pt)
{
    double em = 0;
    for (ptrdiff_t at = 0; at < text.len;)
        em += character_em(text_next(text, &at));
    return em * size_pt * 96 / 72;
}

static int line_count(Str line, double width_px, double size_pt)
{
    double used = 0, blank = text_width(S(" "), size_pt);
    int lines = 1;
    while (line.len > 0) {
        StrCut cut = str_cut(line, ' ');
        double word_px = text_width(cut.head, size_pt);
        if (used > 0 && used + blank + word_px > width_px) {
            lines++;
            used = 0;
        }
        used += (used > 0 ? blank : 0) + word_px;
        if (used > width_px) { /* a word wider than the cell is broken inside */
            lines += (int)(used / width_px);
            used = fmod(used, width_px);
        }
        line = cut.tail;
    }
    return lines;
}

int text_lines(Str text, double width_px, double size_pt)
{
    int lines = 0;
    for (bool more = true; more;) {
        StrCut cut = str_cut(text, '\n');
        lines += line_count(cut.head, width_px - 8, size_pt); /* Excel's padding and a margin */
        more = cut.found;
        text = cut.tail;
    }
    return lines;
}

/* ---- Frame ---- */

static void frame_columns(Sheet *sheet)
{
    lxw_format *body = book_format(sheet->book, (Look){0});
    for (int i = 0; i < sheet->columns; i++)
        book_check(sheet->book,
                   worksheet_set_column_pixels(sheet->file, (lxw_col_t)i, (lxw_col_t)i,
                                               (uint32_t)sheet->widths[i], body),
                   "a column");
}

/* "&" begins a code in a footer and is doubled. The library takes "&&G" and "&&[" for a picture and
 * frees its text twice: there a wide "&" stands instead. */
static Str footer_text(Book *book, Str text)
{
    Buffer buffer = {.arena = book->arena};
    Str short_text = str_from(book_gate_text(book, text, 60));
    for (ptrdiff_t i = 0; i < short_text.len; i++) {
        char c = short_text.s[i], next = i + 1 < short_text.len ? short_text.s[i + 1] : ' ';
        if (c != '&')
            buffer_add_byte(&buffer, c == '\n' ? ' ' : c);
        else
            buffer_add(&buffer, next == 'G' || next == '[' ? S("＆") : S("&&"));
    }
    return buffer_str(&buffer);
}

static void frame_print(Sheet *sheet)
{
    Book *book = sheet->book;
    const Report *report = book->report;
    const ReportPeriod *period = &report->periods[report->period_count - 1];
    unsigned grey = (unsigned)book_colour(book, COLOUR_GREY_TEXT);
    Str footer = str_format(
        book->arena,
        "&L&\"Calibri,Regular\"&8&K%06X%.*s&R&\"Calibri,Regular\"&8&K%06X%.*s · %.*s · &A · &P/&N",
        grey & 0xFFFFFF, STR_ARG(footer_text(book, report->confidential)), grey & 0xFFFFFF,
        STR_ARG(footer_text(book, report->client_short)),
        STR_ARG(footer_text(book, period->short_label)));
    lxw_header_footer_options options = {.margin = 0.3};
    worksheet_set_landscape(sheet->file);
    worksheet_set_paper(sheet->file, papers[report->paper].number);
    worksheet_set_margins(sheet->file, margin_in, margin_in, margin_in, foot_in);
    worksheet_center_horizontally(sheet->file);
    book_check(book, worksheet_set_footer_opt(sheet->file, str_cstr(book->arena, footer), &options),
               "the footer");
    if (report->stamp.len == 0)
        return;
    unsigned colour = (unsigned)book_colour(book, report->stamp_warns ? COLOUR_WARN : COLOUR_BRAND);
    Str head = str_format(
        book->arena, "&R&\"Calibri,Bold\"&9&K%06X%.*s", colour & 0xFFFFFF,
        STR_ARG(footer_text(book, text_upper(book->arena, report->stamp, report->language))));
    book_check(book, worksheet_set_header_opt(sheet->file, str_cstr(book->arena, head), &options),
               "the header");
}

/* The stamp stands beside the name, where it is read with it. */
static void frame_name(Sheet *sheet, Str name)
{
    Book *book = sheet->book;
    const Report *report = book->report;
    Look look = {.size = 8, .bold = true, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    if (report->stamp.len == 0) {
        cell_text(sheet, 0, 1, name, look);
        return;
    }
    Look stamp = look;
    stamp.size = 9;
    stamp.colour = book_colour(book, report->stamp_warns ? COLOUR_WARN : COLOUR_BRAND);
    const RichPart parts[] = {
        {str_concat(book->arena, name, S("     ")), look},
        {text_upper(book->arena, report->stamp, report->language), stamp},
    };
    cell_rich(sheet, 0, 1, parts, CX_COUNTOF(parts), look);
}

Sheet sheet_open(Book *book, SheetKind kind, const int *widths, int columns)
{
    static const ColourRole tabs[SHEET_COUNT] = {
        [SHEET_SUMMARY] = COLOUR_BRAND,      [SHEET_SCORECARD] = COLOUR_BRAND,
        [SHEET_TRENDS] = COLOUR_BRAND,       [SHEET_DATA] = COLOUR_MARK,
        [SHEET_METHOD] = COLOUR_MARK,        [SHEET_BRIEF] = COLOUR_BRAND,
        [SHEET_BRIEF_TRENDS] = COLOUR_BRAND, [SHEET_DRIVERS] = COLOUR_BRAND,
        [SHEET_JOURNEY_CX] = COLOUR_CX,      [SHEET_JOURNEY_EX] = COLOUR_EX,
        [SHEET_VOICES] = COLOUR_BRAND,       [SHEET_LINK] = COLOUR_GROWTH,
        [SHEET_WHAT_IF] = COLOUR_WARN,       [SHEET_PROMISES] = COLOUR_EX};
    /* The numbers of the whole plan of sheets: those between are not in the workbook yet. */
    static const int numbers[SHEET_COUNT] = {
        [SHEET_SUMMARY] = 1,    [SHEET_SCORECARD] = 2,    [SHEET_TRENDS] = 3,
        [SHEET_VOICES] = 9,     [SHEET_DATA] = 11,        [SHEET_METHOD] = 12,
        [SHEET_BRIEF] = 1,      [SHEET_BRIEF_TRENDS] = 2, [SHEET_DRIVERS] = 6,
        [SHEET_JOURNEY_CX] = 4, [SHEET_JOURNEY_EX] = 5,   [SHEET_LINK] = 7,
        [SHEET_WHAT_IF] = 8,    [SHEET_PROMISES] = 10};
    SheetKind home = book->report->brief ? SHEET_BRIEF : SHEET_SUMMARY;
    int number = numbers[kind];
    if (book->report->brief && kind == SHEET_PROMISES)
        number = 3;
    if (book->report->brief && kind == SHEET_DATA)
        number = book->sheets[SHEET_PROMISES] ? 4 : 3;
    Sheet sheet = {.book = book,
                   .kind = kind,
                   .file = book->sheets[kind],
                   .widths = widths,
                   .columns = columns,
                   .last = columns - 1,
                   .heights = NEW(book->arena, double, SHEET_ROWS_SIZED)};
    worksheet_gridlines(sheet.file, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_tab_color(sheet.file, book_colour(book, tabs[kind]));
    worksheet_set_default_row(sheet.file, sheet_row_default_px * 72 / 96, LXW_FALSE);
    frame_columns(&sheet);
    frame_print(&sheet);
    Str name = text_upper(book->arena, book->sheet_names[kind], book->report->language);
    frame_name(&sheet, str_format(book->arena, "%d   %.*s", number, STR_ARG(name)));
    if (kind != home)
        cell_link(&sheet, 0, sheet.last, home,
                  BOOK_WORDS(book, WORD_XLSX_BACK, book->sheet_names[home]),
                  (Look){.size = 9,
                         .bold = true,
                         .align = ALIGN_RIGHT,
                         .colour = book_colour(book, COLOUR_CX)});
    sheet_row(&sheet, 0, 22);
    sheet_row(&sheet, 1, 36);
    sheet_row(&sheet, 2, 22);
    sheet_row(&sheet, 3, 12);
    return sheet;
}

void sheet_title(Sheet *sheet, int last, Str title, Str subtitle)
{
    Book *book = sheet->book;
    const struct {
        Str text;
        double size, one_line, line;
        Look look;
    } rows[] = {
        {title, 18, 36, 30, {.size = 18, .bold = true, .colour = book_colour(book, COLOUR_BRAND)}},
        {subtitle, 10, 22, 17, {.colour = book_colour(book, COLOUR_GREY_TEXT)}}};
    double width = sheet_span(sheet, 1, last);
    for (int i = 0; i < (int)CX_COUNTOF(rows); i++) {
        int lines = text_lines(rows[i].text, width, rows[i].size);
        Look look = rows[i].look;
        if (lines > 1) {
            look.wrap = true;
            cell_merge(sheet, 1 + i, 1, 1 + i, last, look);
            sheet_row(sheet, 1 + i, rows[i].line * lines + 6);
        }
        cell_text(sheet, 1 + i, 1, rows[i].text, look);
    }
}

void sheet_row(Sheet *sheet, int row, double height_px)
{
    if (sheet->book->failure.len > 0)
        return;
    double height = fmin(fmax(round(height_px), 1), 540); /* Excel: at most 409 points */
    if (row < SHEET_ROWS_SIZED)
        sheet->heights[row] = height;
    book_check(sheet->book,
               worksheet_set_row_pixels(sheet->file, (lxw_row_t)row, (uint32_t)height, NULL),
               "a row");
}

double sheet_height(const Sheet *sheet, int from, int to)
{
    double sum = 0;
    for (int row = from; row <= to; row++) {
        double height = row < SHEET_ROWS_SIZED ? sheet->heights[row] : 0;
        sum += height > 0 ? height : sheet_row_default_px;
    }
    return sum;
}

int sheet_span(const Sheet *sheet, int from, int to)
{
    int sum = 0;
    for (int i = from; i <= to && i < sheet->columns; i++)
        sum += sheet->widths[i];
    return sum;
}

void sheet_thick_label(Sheet *sheet, int row, int from, int to, Str text, lxw_color_t colour)
{
    Rule rule = {LXW_BORDER_THICK, colour};
    cell_blanks(sheet, row, from, to, (Look){.top = rule});
    cell_text(sheet, row, from, text,
              (Look){.top = rule, .bold = true, .size = 11, .colour = colour});
}

void sheet_block_label(Sheet *sheet, int row, int from, int to, Str text)
{
    Look look = {.size = 8.5,
                 .bold = true,
                 .colour = book_colour(sheet->book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(sheet->book, COLOUR_MARK)};
    cell_blanks(sheet, row, from, to, look);
    cell_text(sheet, row, from, text, look);
}

void sheet_table(Sheet *sheet, const char *name, int row, int last_row, const Str *heads,
                 const Look *looks, int count)
{
    enum { HEAD_LIMIT = 200 };
    Book *book = sheet->book;
    lxw_table_column *columns = NEW(book->arena, lxw_table_column, count);
    lxw_table_column **list = NEW(book->arena, lxw_table_column *, count + 1); /* ends with NULL */
    for (int c = 0; c < count; c++) {
        columns[c].header = (char *)(uintptr_t)book_gate_text(book, heads[c], HEAD_LIMIT);
        columns[c].header_format = book_format(book, looks[c]);
        list[c] = &columns[c];
    }
    lxw_table_options options = {.name = (char *)(uintptr_t)name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0,
                                 .no_banded_rows = 1,
                                 .columns = list};
    if (book->failure.len == 0)
        book_check(book,
                   worksheet_add_table(sheet->file, (lxw_row_t)row, 1, (lxw_row_t)last_row,
                                       (lxw_col_t)count, &options),
                   "the table");
}

void sheet_rule(Sheet *sheet, int row, int column, int last_row, int last_column,
                lxw_conditional_format *rule)
{
    Book *book = sheet->book;
    if (book->failure.len > 0)
        return;
    book_check(book,
               worksheet_conditional_format_range(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                                  (lxw_row_t)last_row, (lxw_col_t)last_column,
                                                  rule),
               "a rule");
}

void sheet_bars(Sheet *sheet, int row, int last_row, int column, ReportSide side, double most)
{
    static const ColourRole bands[] = {[REPORT_CX] = COLOUR_CX_BAND,
                                       [REPORT_EX] = COLOUR_EX_BAND,
                                       [REPORT_WHOLE] = COLOUR_RULE,
                                       [REPORT_GROWTH] = COLOUR_GROWTH_BAND};
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .data_bar_2010 = 1,
                                   .bar_solid = 1,
                                   .bar_no_border = 1,
                                   .bar_color = book_colour(sheet->book, bands[side]),
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_value = most};
    sheet_rule(sheet, row, column, last_row, column, &rule);
}

void sheet_texts_may_be_digits(Sheet *sheet, int row, int column, int last_row, int last_column)
{
    Book *book = sheet->book;
    Str range = str_format(book->arena, "%.*s:%.*s", STR_ARG(place_name(book, row, column)),
                           STR_ARG(place_name(book, last_row, last_column)));
    if (book->failure.len == 0)
        book_check(book,
                   worksheet_ignore_errors(sheet->file, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                           str_cstr(book->arena, range)),
                   "a range");
}

/* ---- Printing ---- */

/* Less the margins, at 96 px to the inch. */
static double page_width_px(const Sheet *sheet, bool upright)
{
    const PrintPaper *paper = &papers[sheet->book->report->paper];
    return ((upright ? paper->short_in : paper->long_in) - 2 * margin_in) * 96;
}

static double page_height_px(const Sheet *sheet, bool upright)
{
    const PrintPaper *paper = &papers[sheet->book->report->paper];
    return ((upright ? paper->long_in : paper->short_in) - margin_in - foot_in) * 96;
}

/* Nine in a hundred less than fits: columns are printed some six in a hundred wider than their px
 * say, as their widths are kept in characters. */
static double page_scale(const Sheet *sheet, bool upright)
{
    return fmin(1, 0.91 * page_width_px(sheet, upright) / sheet_span(sheet, 0, sheet->last));
}

/* A sheet too wide to be read on upright paper stays landscape. */
static bool stands_upright(const Sheet *sheet)
{
    const double least = 0.55; /* figures of 11 pt are printed in 6 */
    return sheet->book->report->portrait && page_scale(sheet, true) >= least;
}

static void print_area(Sheet *sheet, int last_row)
{
    if (stands_upright(sheet))
        worksheet_set_portrait(sheet->file);
    book_check(sheet->book,
               worksheet_print_area(sheet->file, 0, 0, (lxw_row_t)last_row, (lxw_col_t)sheet->last),
               "the print area");
}

void sheet_print(Sheet *sheet, int last_row, int pages_tall)
{
    worksheet_fit_to_pages(sheet->file, 1, (uint16_t)pages_tall);
    print_area(sheet, last_row);
}

bool sheet_print_parts(Sheet *sheet, int last_row, int at)
{
    const double squeeze = 0.75; /* no smaller than that to save a page of a few lines */
    bool upright = stands_upright(sheet);
    double scale = page_scale(sheet, upright), room = page_height_px(sheet, upright) / scale,
           all = sheet_height(sheet, 0, last_row), first = sheet_height(sheet, 0, at - 1);
    bool has_break = at <= last_row;
    if (all * squeeze <= room && (!has_break || all <= room)) {
        sheet_print(sheet, last_row, 1);
        return false;
    }
    if (!has_break) {
        sheet_print(sheet, last_row, 0);
        return true;
    }
    bool several = first * squeeze > room;
    if (first > room && !several)
        scale *= room / first;
    lxw_row_t breaks[] = {(lxw_row_t)at, 0};
    worksheet_set_print_scale(sheet->file, (uint16_t)fmax(10, floor(100 * scale)));
    book_check(sheet->book, worksheet_set_h_pagebreaks(sheet->file, breaks), "a page break");
    print_area(sheet, last_row);
    return several;
}

enum { PRINTED_PAGES_LIMIT = 200 }; /* of a sheet that is parted by hand */

/* Rows where pages begin, 0 behind the last; false when some page would not hold its rows. */
static bool part_evenly(const Sheet *sheet, int last_row, PrintRows rows, double room, int pages,
                        lxw_row_t *breaks)
{
    double all = sheet_height(sheet, 0, last_row) + (pages - 1) * rows.repeated_px,
           share = all / pages;
    int start = 0, row = rows.from, count = 0;
    for (; count < pages - 1 && row <= rows.to; row++) {
        double used = sheet_height(sheet, start, row) + (start > 0 ? rows.repeated_px : 0);
        if (used <= share && row < rows.to)
            continue;
        int at = row;
        while (rows.heads && at - 1 > start && rows.heads[at - 1])
            at--;
        breaks[count++] = (lxw_row_t)at;
        start = at;
    }
    breaks[count] = 0;
    for (int i = 0; i <= count; i++) {
        int first = i == 0 ? 0 : (int)breaks[i - 1],
            end = i == count ? last_row + 1 : (int)breaks[i];
        double used = sheet_height(sheet, first, end - 1) + (i > 0 ? rows.repeated_px : 0);
        if (used > room)
            return false;
    }
    return true;
}

void sheet_print_evenly(Sheet *sheet, int last_row, PrintRows rows)
{
    bool upright = stands_upright(sheet);
    double scale = page_scale(sheet, upright), room = page_height_px(sheet, upright) / scale;
    lxw_row_t *breaks = NEW(sheet->book->arena, lxw_row_t, PRINTED_PAGES_LIMIT);
    int pages = 1;
    while (pages < PRINTED_PAGES_LIMIT && !part_evenly(sheet, last_row, rows, room, pages, breaks))
        pages++;
    if (pages == PRINTED_PAGES_LIMIT) { /* a row higher than a page */
        sheet_print(sheet, last_row, 0);
        return;
    }
    worksheet_set_print_scale(sheet->file, (uint16_t)fmax(10, floor(100 * scale)));
    if (pages > 1)
        book_check(sheet->book, worksheet_set_h_pagebreaks(sheet->file, breaks), "a page break");
    print_area(sheet, last_row);
}
