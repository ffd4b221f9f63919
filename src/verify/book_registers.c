/* The register's rows on the sheet Promises: dates, days and icons are those of one promise of that
 * text, unit and owner. */
#include "book.h"

#include <math.h>

enum { TEXT = 1, UNIT, OWNER, DUE, DONE, DAYS, MARK };

static const Json *promise_list(const BookCheck *check)
{
    const Json *registers = json_find(check->verify->scorecard, "registers");
    return registers ? json_find(registers, "promises") : NULL;
}

static Str name_of(Arena *arena, Str text, Str unit, Str owner)
{
    return str_format(arena, "%.*s|%.*s|%.*s", STR_ARG(text), STR_ARG(unit), STR_ARG(owner));
}

static void read_list(BookCheck *check, const Json *list)
{
    Arena *scratch = &check->verify->scratch;
    check->before = NEW(scratch, ptrdiff_t, list->count + 1);
    for (ptrdiff_t i = 0; i < list->count; i++) {
        const Json *one = &list->items[i];
        Str unit = json_text(one, "unit");
        if (!registers_own_unit(check->verify, check->unit, unit))
            continue;
        bool added = false;
        ptrdiff_t *slot = strmap_put(
            scratch, &check->promises,
            name_of(scratch, json_text(one, "promise"), unit, json_text(one, "owner")), &added);
        check->before[i] = added ? -1 : *slot;
        *slot = i;
    }
}

static Str text_at(const BookSheet *sheet, int row, int column)
{
    const BookCell *cell = book_cell(sheet, row, column);
    return cell && cell->kind == CELL_TEXT ? cell->text : STR_NONE;
}

/* The last line of the row's name; -1: it has none. */
static ptrdiff_t find_last(BookCheck *check, ptrdiff_t sheet, int row)
{
    const Json *list = promise_list(check);
    const BookSheet *cells = &check->book.sheets[sheet];
    if (!list)
        return -1;
    if (!check->before)
        read_list(check, list);
    Arena scratch = check->verify->scratch; /* by value: given back at once */
    const ptrdiff_t *last = strmap_find(
        &check->promises, name_of(&scratch, text_at(cells, row, TEXT), text_at(cells, row, UNIT),
                                  text_at(cells, row, OWNER)));
    return last ? *last : -1;
}

bool book_promise_row(BookCheck *check, ptrdiff_t sheet, int row)
{
    return find_last(check, sheet, row) >= 0;
}

/* The serial number that workbooks keep for a date ("2026-10-31"). */
static double date_serial(Str iso)
{
    enum { EPOCH = 25569 }; /* of 1970-01-01 */
    Date date = registers_day(iso);
    return date.year == 0 ? (double)NAN : (double)(date_days(date) + EPOCH);
}

static double number_in(const Json *promise, int column)
{
    switch (column) {
    case DUE:
        return date_serial(json_text(promise, "due_on"));
    case DONE:
        return date_serial(json_text(promise, "done_on"));
    case DAYS:
        return json_number_of(promise, "days");
    case MARK:
        return registers_mark(promise);
    default:
        return (double)NAN;
    }
}

/* All numbers of the row are of the same promise. */
static bool is_row_of(const BookSheet *cells, int row, const Json *promise)
{
    for (int column = DUE; column <= MARK; column++) {
        const BookCell *cell = book_cell(cells, row, column);
        double expected = number_in(promise, column);
        if (cell && cell->kind == CELL_NUMBER && cell->number != expected)
            return false;
    }
    return true;
}

bool book_promise(BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const Json *list = promise_list(check);
    if (cell->column < DUE || cell->column > MARK)
        return false;
    for (ptrdiff_t i = find_last(check, sheet, cell->row); i >= 0; i = check->before[i])
        if (is_row_of(&check->book.sheets[sheet], cell->row, &list->items[i]))
            return true;
    return false;
}
