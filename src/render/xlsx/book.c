/* Gates and cells: everything that reaches the library passes here. */
#include "book.h"

#include <math.h>

void book_fail(Book *book, Str reason)
{
    if (book->failure.len == 0)
        book->failure = reason;
}

void book_check(Book *book, lxw_error code, const char *what)
{
    if (code != LXW_NO_ERROR)
        book_fail(book, str_format(book->arena, "%s: %s", what, lxw_strerror(code)));
}

Str book_word(const Book *book, Word key)
{
    return word(book->report->language, key);
}

/* ---- The text gate ---- */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Excel reads _x000D_ in a text as a carriage return, whoever wrote it. */
static bool looks_escaped(Str text, ptrdiff_t at)
{
    if (text.len - at < 7 || text.s[at] != '_' || text.s[at + 1] != 'x' || text.s[at + 6] != '_')
        return false;
    for (ptrdiff_t i = at + 2; i < at + 6; i++)
        if (!is_hex(text.s[i]))
            return false;
    return true;
}

/* What XML 1.0 cannot hold or no reader should see. */
static bool is_unfit(int32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

/* Nearly every text: nothing in it is to be replaced. */
static bool passes_gate(Str text, ptrdiff_t limit)
{
    ptrdiff_t characters = 0;
    for (ptrdiff_t at = 0; at < text.len;) {
        ptrdiff_t from = at;
        int32_t c = text_next(text, &at);
        if (is_unfit(c) || c == 0xFFFD || (c == '_' && looks_escaped(text, from)))
            return false;
        characters += c > 0xFFFF ? 2 : 1; /* Excel counts UTF-16 */
    }
    return characters < limit;
}

const char *book_gate_text(Book *book, Str text, ptrdiff_t limit)
{
    if (passes_gate(text, limit))
        return str_cstr(book->arena, text);
    Buffer buffer = {.arena = book->arena};
    ptrdiff_t characters = 0, left = text_length(text);
    for (ptrdiff_t at = 0; at < text.len;) {
        if (characters == limit - 1 && left > 1) {
            buffer_add(&buffer, S("…"));
            break;
        }
        ptrdiff_t from = at;
        int32_t c = text_next(text, &at);
        char encoded[4];
        if (is_unfit(c))
            buffer_add_byte(&buffer, ' ');
        else
            buffer_add(&buffer, (Str){encoded, utf8_encode(c, encoded)});
        if (c == '_' && looks_escaped(text, from))
            buffer_add(&buffer, S("x005F_"));
        characters += c > 0xFFFF ? 2 : 1;
        left--;
    }
    return str_cstr(book->arena, buffer_str(&buffer));
}

/* ---- Cells ---- */

static bool writable(Sheet *sheet, int row, int column)
{
    Book *book = sheet->book;
    if (book->failure.len > 0)
        return false;
    CX_ASSERT(row >= 0 && column >= 0);
    if (row >= LXW_ROW_MAX || column >= LXW_COL_MAX) {
        book_fail(book, S("a sheet would have more rows than a workbook can hold"));
        return false;
    }
    ptrdiff_t *cap = &book->row_cap[sheet->kind];
    if (row >= *cap) {
        ptrdiff_t more = 2 * (ptrdiff_t)row + 256;
        bool *rows = NEW(book->arena, bool, more);
        for (ptrdiff_t i = 0; i < *cap; i++)
            rows[i] = book->rows[sheet->kind][i];
        book->rows[sheet->kind] = rows;
        *cap = more;
    }
    book->rows[sheet->kind][row] = true;
    return true;
}

void cell_text_as(Sheet *sheet, int row, int column, Str text, lxw_format *format)
{
    if (!writable(sheet, row, column))
        return;
    ArenaMark mark = arena_mark(sheet->book->arena);
    lxw_error code =
        worksheet_write_string(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                               book_gate_text(sheet->book, text, BOOK_CELL_LIMIT), format);
    arena_reset(sheet->book->arena, mark);
    book_check(sheet->book, code, "a text");
}

void cell_number_as(Sheet *sheet, int row, int column, double value, lxw_format *format)
{
    if (!writable(sheet, row, column))
        return;
    /* A figure that does not exist leaves an empty cell: NaN is no number to a reader. -0 is 0. */
    lxw_error code =
        isfinite(value)
            ? worksheet_write_number(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                     value == 0 ? 0 : value, format)
            : worksheet_write_blank(sheet->file, (lxw_row_t)row, (lxw_col_t)column, format);
    book_check(sheet->book, code, "a number");
}

void cell_date_as(Sheet *sheet, int row, int column, Date date, lxw_format *format)
{
    if (!writable(sheet, row, column))
        return;
    lxw_datetime value = {.year = date.year, .month = date.month, .day = date.day};
    book_check(
        sheet->book,
        worksheet_write_datetime(sheet->file, (lxw_row_t)row, (lxw_col_t)column, &value, format),
        "a date");
}

void cell_text(Sheet *sheet, int row, int column, Str text, Look look)
{
    cell_text_as(sheet, row, column, text, book_format(sheet->book, look));
}

void cell_number(Sheet *sheet, int row, int column, double value, Look look)
{
    cell_number_as(sheet, row, column, value, book_format(sheet->book, look));
}

void cell_blank(Sheet *sheet, int row, int column, Look look)
{
    cell_number_as(sheet, row, column, NAN, book_format(sheet->book, look));
}

void cell_blanks(Sheet *sheet, int row, int from, int to, Look look)
{
    for (int column = from; column <= to; column++)
        cell_blank(sheet, row, column, look);
}

void cell_formula(Sheet *sheet, int row, int column, Str formula, double value, Look look)
{
    if (!isfinite(value)) {
        cell_formula_text(sheet, row, column, formula, S("#N/A"), look);
        return;
    }
    lxw_format *format = book_format(sheet->book, look);
    if (!writable(sheet, row, column))
        return;
    book_check(sheet->book,
               worksheet_write_formula_num(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                           str_cstr(sheet->book->arena, formula), format,
                                           value == 0 ? 0 : value),
               "a formula");
}

void cell_formula_text(Sheet *sheet, int row, int column, Str formula, Str value, Look look)
{
    lxw_format *format = book_format(sheet->book, look);
    if (!writable(sheet, row, column))
        return;
    book_check(sheet->book,
               worksheet_write_formula_str(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                           str_cstr(sheet->book->arena, formula), format,
                                           book_gate_text(sheet->book, value, BOOK_CELL_LIMIT)),
               "a formula");
}

void cell_merge(Sheet *sheet, int row, int column, int last_row, int last_column, Look look)
{
    lxw_format *format = book_format(sheet->book, look);
    if (row == last_row && column == last_column) {
        cell_blank(sheet, row, column, look);
        return;
    }
    for (int r = row; r <= last_row; r++)
        if (!writable(sheet, r, last_column))
            return;
    book_check(sheet->book,
               worksheet_merge_range(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                     (lxw_row_t)last_row, (lxw_col_t)last_column, "", format),
               "joined cells");
}

void cell_link(Sheet *sheet, int row, int column, SheetKind to, Str text, Look look)
{
    Book *book = sheet->book;
    lxw_format *format = book_format(book, look);
    if (!writable(sheet, row, column))
        return;
    Str target = str_format(book->arena, "internal:'%.*s'!A1", STR_ARG(book->sheet_names[to]));
    Str tip = BOOK_WORDS(book, WORD_XLSX_GO_TIP, book->sheet_names[to]);
    book_check(book,
               worksheet_write_url_opt(
                   sheet->file, (lxw_row_t)row, (lxw_col_t)column, str_cstr(book->arena, target),
                   format, book_gate_text(book, text, 200), book_gate_text(book, tip, 200)),
               "a link");
}

void cell_rich(Sheet *sheet, int row, int column, const RichPart *parts, ptrdiff_t count, Look look)
{
    enum { MOST = 16 };
    lxw_rich_string_tuple tuples[MOST] = {{0}}, *list[MOST + 1] = {NULL};
    Book *book = sheet->book;
    lxw_format *format = book_format(book, look);
    ptrdiff_t used = 0;
    CX_ASSERT(count <= MOST);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (parts[i].text.len == 0)
            continue; /* the library refuses an empty piece */
        tuples[used] = (lxw_rich_string_tuple){
            .format = book_format(book, parts[i].look),
            .string = (char *)(uintptr_t)book_gate_text(book, parts[i].text, 8000)};
        list[used] = &tuples[used];
        used++;
    }
    if (used < 2) {
        cell_text(sheet, row, column, used == 1 ? str_from(tuples[0].string) : STR_NONE, look);
        return;
    }
    if (!writable(sheet, row, column))
        return;
    book_check(
        book,
        worksheet_write_rich_string(sheet->file, (lxw_row_t)row, (lxw_col_t)column, list, format),
        "a text in several looks");
}

void cell_note(Sheet *sheet, int row, int column, Str text, int height)
{
    Book *book = sheet->book;
    if (text.len == 0 || !writable(sheet, row, column))
        return;
    lxw_comment_options options = {
        .author = (char *)(uintptr_t)book_gate_text(book, book->report->author, 100),
        .color = LXW_COLOR_WHITE,
        .font_name = (char *)(uintptr_t) "Calibri",
        .font_size = 9,
        .width = 240,
        .height = (uint16_t)height};
    book_check(book,
               worksheet_write_comment_opt(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                           book_gate_text(book, text, 2000), &options),
               "a note");
}

/* ---- Names and places ---- */

Str place_name(Book *book, int row, int column)
{
    return str_format(book->arena, "%.*s%d", STR_ARG(str_column_letters(book->arena, column)),
                      row + 1);
}

Str place_fixed(Book *book, int row, int column)
{
    return str_format(book->arena, "$%.*s$%d", STR_ARG(str_column_letters(book->arena, column)),
                      row + 1);
}

Str place_row_fixed(Book *book, int row, int column)
{
    return str_format(book->arena, "%.*s$%d", STR_ARG(str_column_letters(book->arena, column)),
                      row + 1);
}

/* A name that reads as a cell ("z95") makes Excel repair the file; the library does not look. */
static bool reads_as_cell(const char *name)
{
    ptrdiff_t letters = 0;
    while ((name[letters] | 0x20) >= 'a' && (name[letters] | 0x20) <= 'z')
        letters++;
    ptrdiff_t at = letters;
    while (name[at] >= '0' && name[at] <= '9')
        at++;
    return letters >= 1 && letters <= 3 && at > letters && name[at] == '\0';
}

void book_name(Book *book, const char *name, SheetKind kind, int row, int column, int last_row,
               int last_column)
{
    if (book->failure.len > 0)
        return;
    CX_ASSERT(!reads_as_cell(name));
    Str range = place_fixed(book, row, column);
    if (row != last_row || column != last_column)
        range = str_format(book->arena, "%.*s:%.*s", STR_ARG(range),
                           STR_ARG(place_fixed(book, last_row, last_column)));
    Str formula =
        str_format(book->arena, "='%.*s'!%.*s", STR_ARG(book->sheet_names[kind]), STR_ARG(range));
    book_check(book, workbook_define_name(book->file, name, str_cstr(book->arena, formula)), name);
}
