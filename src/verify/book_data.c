/* The long table: every row is the figure that its key names, or says why it is none. */
#include "book.h"

#include <math.h>

bool book_in_data(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const BookRange *key = &check->key;
    return sheet == key->sheet && key->last_row > 0 && cell->row >= key->row &&
           cell->row <= key->last_row;
}

static bool find_column(BookCheck *check, const char *name, BookRange *range)
{
    const Workbook *book = &check->book;
    for (ptrdiff_t i = 0; i < book->name_count; i++)
        if (str_equal(book->names[i].name, str_from(name)))
            return book_range_parse(book, -1, book->names[i].refers_to, range) &&
                   range->column == range->last_column;
    return false;
}

static bool find_columns(BookCheck *check)
{
    const struct {
        const char *name;
        BookRange *range;
    } columns[] = {{"data_key", &check->key}, {"data_value", &check->value},
                   {"data_low", &check->low}, {"data_high", &check->high},
                   {"data_n", &check->n},     {"data_status", &check->status}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(columns); i++)
        if (!find_column(check, columns[i].name, columns[i].range) ||
            columns[i].range->sheet != check->key.sheet ||
            columns[i].range->row != check->key.row ||
            columns[i].range->last_row != check->key.last_row)
            return false;
    return true;
}

/* ---- One row ---- */

static void check_number(BookCheck *check, const BookCell *cell, int row, BookRange column,
                         double expected)
{
    BookCell empty = {.row = row, .column = column.column};
    const BookCell *there = cell ? cell : &empty;
    double found = cell && cell->kind == CELL_NUMBER ? cell->number : (double)NAN;
    bool text = cell && cell->kind != CELL_NUMBER;
    if (!text && ((isnan(found) && isnan(expected)) || figures_same(found, expected)))
        return;
    Arena *scratch = &check->verify->scratch;
    book_problem(check, isnan(expected) ? DIAG_VERIFY_HIDDEN : DIAG_VERIFY_DIFFERS,
                 book_place(check, column.sheet, there),
                 text ? cell->text : figures_show(scratch, found), figures_show(scratch, expected));
}

/* The period in the middle of a key: a unit's name may hold the bar itself, a period and a code
 * never do. */
static Str period_of(Str key)
{
    ptrdiff_t end = key.len - 1;
    while (end > 0 && key.s[end] != '|')
        end--;
    ptrdiff_t from = end;
    while (from > 0 && key.s[from - 1] != '|')
        from--;
    return end > 0 ? str_slice(key, from, end) : STR_NONE;
}

/* "2026", "2026-H2", "2026-Q4" and "2026-10"; year 0: a wave or a running window, which have none.
 */
static Date first_day(Str period)
{
    Num year = num_parse(str_slice(period, 0, period.len < 4 ? period.len : 4), false);
    Str part = str_cut(period, '-').tail;
    int month = period.len == 4 ? 1 : 0;
    if (part.len == 2) {
        int months = part.s[0] == 'Q' ? 3 : part.s[0] == 'H' ? 6 : 1;
        Num number = num_parse(months > 1 ? str_slice(part, 1, 2) : part, false);
        month = number.ok ? ((int)number.value - 1) * months + 1 : 0;
    }
    bool good = year.ok && date_valid((int)year.value, month, 1);
    return good ? (Date){(int)year.value, month, 1} : (Date){0};
}

static bool is_date_of(Str key, double number)
{
    enum { EPOCH = 25569 }; /* 1970-01-01 as a spreadsheet counts */
    Date first = first_day(period_of(key));
    return first.year != 0 && number == (double)(date_days(first) + EPOCH);
}

static void check_label(BookCheck *check, const BookCell *cell)
{
    Verify *verify = check->verify;
    bool added = false;
    NumberToken token;
    strmap_put(&verify->scratch, &check->checked, cell->text, &added);
    if (added && number_any(cell->text) &&
        !text_repeats(verify, &check->context, cell->text, &token))
        book_problem(check, DIAG_VERIFY_UNTIED, book_place(check, check->key.sheet, cell),
                     cell->text, str_slice(cell->text, token.from, token.to));
}

/* Unit, period, side, code, name and state: texts, beside the date of the period. */
static void check_other(BookCheck *check, const BookCell *cell, Str key, ptrdiff_t scope)
{
    Verify *verify = check->verify;
    const PackScope *unit = &verify->figures.scopes.items[scope];
    const ptrdiff_t *named = strmap_find(&verify->figures.scope_by_name, cell->text);
    if (cell->kind == CELL_NUMBER) {
        if (!is_date_of(key, cell->number))
            book_problem(check, DIAG_VERIFY_UNTIED, book_place(check, check->key.sheet, cell),
                         figures_show(&verify->scratch, cell->number), STR_NONE);
    } else if (cell->column == check->key.column + 1 && (!named || *named != scope)) {
        book_problem(check, DIAG_VERIFY_DIFFERS, book_place(check, check->key.sheet, cell),
                     cell->text, unit->name);
    } else if (!named && str_find(key, cell->text) < 0) {
        check_label(check, cell);
    }
}

static void check_row(BookCheck *check, const BookCell *cells, ptrdiff_t count, int row)
{
    Verify *verify = check->verify;
    const BookCell *key = NULL, *numbers[4] = {NULL, NULL, NULL, NULL};
    const BookRange columns[] = {check->value, check->low, check->high, check->n};
    static const FigureField fields[] = {FIELD_VALUE, FIELD_LOW, FIELD_HIGH, FIELD_N};
    for (ptrdiff_t i = 0; i < count; i++) {
        if (cells[i].column == check->key.column)
            key = &cells[i];
        for (int c = 0; c < 4; c++)
            if (cells[i].column == columns[c].column)
                numbers[c] = &cells[i];
    }
    BookCell none = {.row = row, .column = check->key.column};
    if (!key && count == 0)
        return;
    ptrdiff_t scope = -1;
    const PublishedFigure *figure =
        key ? figures_find(&verify->figures, &verify->scratch, key->text, &scope) : NULL;
    if (scope < 0) {
        book_problem(check, DIAG_VERIFY_KEY, book_place(check, check->key.sheet, key ? key : &none),
                     key ? key->text : STR_NONE, STR_NONE);
        return;
    }
    if (check->unit >= 0 && scope != check->unit && scope != 0)
        book_problem(check, DIAG_VERIFY_FOREIGN, book_place(check, check->key.sheet, key),
                     key->text, verify->figures.scopes.items[check->unit].name);
    verify->counts.data_rows++;
    for (int c = 0; c < 4; c++)
        check_number(check, numbers[c], row, columns[c],
                     figure ? figure->field[fields[c]] : (double)NAN);
    for (ptrdiff_t i = 0; i < count; i++) {
        bool number = &cells[i] == key;
        for (int c = 0; c < 4; c++)
            number = number || &cells[i] == numbers[c];
        if (!number)
            check_other(check, &cells[i], key->text, scope);
    }
}

bool book_data(BookCheck *check)
{
    if (!find_columns(check)) {
        check->key = (BookRange){0};
        return false;
    }
    const BookSheet *sheet = &check->book.sheets[check->key.sheet];
    ptrdiff_t i = 0;
    while (i < sheet->cell_count && sheet->cells[i].row < check->key.row)
        i++;
    for (int row = check->key.row; row <= check->key.last_row; row++) {
        ptrdiff_t from = i;
        while (i < sheet->cell_count && sheet->cells[i].row == row)
            i++;
        check_row(check, &sheet->cells[from], i - from, row);
    }
    return true;
}
