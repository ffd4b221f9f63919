/* A sheet of a workbook, written out row by row. */
#include "xlsx.h"

#include <cxex/pack.h>

enum { LOOK_ROWS = 40 }; /* of a sheet, for the names of the columns that are wanted */

/* ---- Which sheet ---- */

typedef struct SheetLook {
    Arena *arena;
    const TextWanted *wanted;
    ptrdiff_t rows, matches; /* rows with something in them; names in the best of them */
} SheetLook;

static ptrdiff_t count_names(const SheetLook *look, const Str *cells, ptrdiff_t count)
{
    Arena room = *look->arena; /* given back at the return */
    StrMap keys = {0};
    for (ptrdiff_t c = 0; c < count; c++)
        strmap_put(&room, &keys, header_key(&room, cells[c]), NULL);
    ptrdiff_t found = 0;
    for (ptrdiff_t n = 0; n < look->wanted->name_count; n++)
        found += strmap_find(&keys, look->wanted->names[n]) != NULL;
    return found;
}

static bool has_text(const Str *cells, ptrdiff_t count)
{
    for (ptrdiff_t c = 0; c < count; c++) {
        if (str_trim(cells[c]).len > 0)
            return true;
    }
    return false;
}

static bool look_at_row(void *context, ptrdiff_t row, const Str *cells, ptrdiff_t count)
{
    (void)row;
    SheetLook *look = context;
    if (!has_text(cells, count))
        return true;
    ptrdiff_t found = count_names(look, cells, count);
    look->matches = found > look->matches ? found : look->matches;
    return ++look->rows < LOOK_ROWS;
}

/* The sheet that has most of the wanted names; of equals the first that is not empty. */
static ptrdiff_t find_sheet(Arena *arena, const ForeignBook *book, const TextWanted *wanted,
                            Str *reason)
{
    ptrdiff_t best = -1;
    SheetLook best_look = {0};
    for (ptrdiff_t s = 0; s < book->sheets.len; s++) {
        SheetLook look = {.arena = arena, .wanted = wanted};
        if (book->sheets.items[s].hidden)
            continue;
        if (!foreign_sheet_read(arena, book, s, look_at_row, &look, reason))
            return -1;
        bool better = look.matches > best_look.matches ||
                      (look.matches == best_look.matches && best_look.rows == 0 && look.rows > 0);
        if (best >= 0 && !better)
            continue;
        best = s;
        best_look = look;
    }
    if (best < 0)
        *reason = S("all its sheets are hidden");
    return best;
}

static Str sheet_names(Arena *arena, const ForeignBook *book)
{
    StrList names = {0};
    for (ptrdiff_t s = 0; s < book->sheets.len; s++)
        *PUSH(arena, &names, Str) = book->sheets.items[s].name;
    return str_join(arena, names.items, names.len, S(" | "));
}

/* By name, or by number from 1. */
static ptrdiff_t named_sheet(Arena *arena, const ForeignBook *book, Str wanted)
{
    Str key = text_fold(arena, wanted);
    for (ptrdiff_t s = 0; s < book->sheets.len; s++) {
        if (str_equal(text_fold(arena, book->sheets.items[s].name), key))
            return s;
    }
    Num number = num_parse_answer(str_trim(wanted));
    bool there = number.ok && number.value >= 1 && number.value <= (double)book->sheets.len;
    return there ? (ptrdiff_t)number.value - 1 : -1;
}

/* ---- Rows ---- */

typedef struct SheetCopy {
    TableWriter *to;
    ptrdiff_t next; /* row to be written */
} SheetCopy;

/* Rows that are not in the file are blank ones. What is styled and empty at a row's end is not
 * there for a reader. */
static bool copy_row(void *context, ptrdiff_t row, const Str *cells, ptrdiff_t count)
{
    SheetCopy *copy = context;
    while (count > 0 && cells[count - 1].len == 0)
        count--;
    if (count == 0)
        return true;
    for (; copy->next < row; copy->next++)
        table_end_record(copy->to);
    for (ptrdiff_t c = 0; c < count; c++)
        table_cell(copy->to, cells[c]);
    table_end_record(copy->to);
    copy->next = row + 1;
    return true;
}

static bool copy_sheet(Arena *arena, const ForeignBook *book, const TextWanted *wanted,
                       TableWriter *to, Str *reason)
{
    ptrdiff_t sheet = wanted->sheet.len > 0 ? named_sheet(arena, book, wanted->sheet)
                                            : find_sheet(arena, book, wanted, reason);
    if (sheet < 0 && wanted->sheet.len > 0) {
        table_problem(to, DIAG_DATA_SHEET_UNKNOWN, 0, 0, wanted->sheet, sheet_names(arena, book));
        return false;
    }
    if (sheet < 0)
        return false;
    SheetCopy copy = {.to = to};
    if (!foreign_sheet_read(arena, book, sheet, copy_row, &copy, reason))
        return false;
    table_detail(to, str_format(arena, "%.*s (%td/%td)", STR_ARG(book->sheets.items[sheet].name),
                                sheet + 1, book->sheets.len));
    return true;
}

bool xlsx_read(Arena *scratch, const FileView *view, const TextWanted *wanted, TableWriter *to)
{
    ForeignBook book;
    Str reason = STR_NONE;
    bool ok = foreign_book_open(scratch, &book, view->path, &reason);
    if (ok) {
        ok = copy_sheet(scratch, &book, wanted, to, &reason);
        foreign_book_close(&book);
    }
    if (!ok && book.other.len > 0)
        table_problem(to, DIAG_DATA_NOT_TEXT, 0, 0, book.other, STR_NONE);
    else if (!ok && book.packed.len > 0)
        table_problem(to, DIAG_DATA_PACKED, 0, 0, book.packed, STR_NONE);
    else if (!ok && reason.len > 0)
        table_problem(to, DIAG_DATA_BOOK_BAD, 0, 0, reason, STR_NONE);
    return ok;
}
