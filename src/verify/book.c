/* One workbook, cell by cell: formulas are computed again, the rest is held against the figures. */
#include "book.h"

#include <math.h>

void book_problem(BookCheck *check, DiagCode code, Str place, Str found, Str expected)
{
    verify_problem(check->verify, code, check->entry->path, place, found, expected);
}

Str book_place(BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    Arena *scratch = &check->verify->scratch;
    return str_format(scratch, "%.*s!%.*s", STR_ARG(check->book.sheets[sheet].name),
                      STR_ARG(book_cell_name(scratch, cell->row, cell->column)));
}

/* ---- Formulas ---- */

static bool same_value(const BookCell *cell, FormulaValue value)
{
    switch (value.kind) {
    case FORMULA_NUMBER:
        return cell->kind == CELL_NUMBER && figures_same(cell->number, value.number);
    case FORMULA_BOOL:
        return cell->kind == CELL_BOOL && cell->number == value.number;
    case FORMULA_TEXT:
        /* The value of an empty cell is shown as 0. */
        return cell->kind == CELL_TEXT ? str_equal(cell->text, value.text)
                                       : value.text.len == 0 && cell->number == 0;
    case FORMULA_ERROR:
        return cell->kind != CELL_NUMBER && str_equal(cell->text, value.text);
    case FORMULA_RANGE:
    case FORMULA_ARRAY:
        break;
    }
    return false;
}

static Str show_value(Arena *arena, FormulaValue value)
{
    return value.kind == FORMULA_NUMBER || value.kind == FORMULA_BOOL
               ? figures_show(arena, value.number)
               : value.text;
}

static void check_formula(BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    Verify *verify = check->verify;
    ArenaMark mark = arena_mark(&verify->scratch);
    const void *index = check->formulas.index.slots;
    FormulaValue value;
    Str why;
    verify->counts.formulas++;
    if (!formula_compute(&check->formulas, sheet, cell->formula, &value, &why))
        book_problem(check, DIAG_VERIFY_FORMULA, book_place(check, sheet, cell), cell->formula,
                     why);
    else if (!same_value(cell, value))
        book_problem(check, DIAG_VERIFY_DIFFERS, book_place(check, sheet, cell),
                     cell->kind == CELL_NUMBER ? figures_show(&verify->scratch, cell->number)
                                               : cell->text,
                     show_value(&verify->scratch, value));
    if (index == check->formulas.index.slots) /* it lives there too */
        arena_reset(&verify->scratch, mark);
}

/* ---- Texts in cells ---- */

/* "CX against Oct 2025: +2.0 points": scorecard.json has the changes from one period to the next,
 * not every change that a sentence tells. The sentences about the whole company stand in board.pdf
 * too, word for word; in a pack without it nothing can vouch for their numbers, so those are
 * counted. One that stands beside a unit's name is that unit's figure all the same. */
static bool is_unvouched(const BookCheck *check, Str text)
{
    const Figures *figures = &check->verify->figures;
    if (check->unit >= 0 || check->context.around.len > 0)
        return false;
    for (ptrdiff_t i = 1; i < figures->scopes.len; i++)
        if (figures_names(text, figures->scopes.items[i].name))
            return false;
    return true;
}

/* A number written as text counts as one. Texts of the client's own (labels, events, quotations)
 * may hold any numbers; those are counted. */
static void check_text(BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    Verify *verify = check->verify;
    NumberToken token;
    if (!number_any(cell->text))
        return;
    verify->counts.loose++;
    if (text_tied(verify, &check->context, cell->text, &token)) {
        verify->counts.loose_tied++;
        return;
    }
    ptrdiff_t other = cell->text.len - (token.to - token.from);
    bool bare = other <= 4; /* with a sign, a mark and % */
    if (bare || ((token.decimals > 0 || token.percent) && !is_unvouched(check, cell->text)))
        book_problem(check, DIAG_VERIFY_UNTIED, book_place(check, sheet, cell), cell->text,
                     str_slice(cell->text, token.from, token.to));
}

/* ---- The whole ---- */

static void check_sheet(BookCheck *check, ptrdiff_t sheet)
{
    const BookSheet *cells = &check->book.sheets[sheet];
    for (ptrdiff_t i = 0; i < cells->cell_count; i++) {
        const BookCell *cell = &cells->cells[i];
        if (book_in_data(check, sheet, cell))
            continue;
        if (cell->formula.len > 0)
            check_formula(check, sheet, cell);
        else if (cell->kind == CELL_TEXT)
            check_text(check, sheet, cell);
    }
    book_constants(check, sheet);
}

void verify_book(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Lang lang, Str text)
{
    BookCheck *check = NEW(&verify->scratch, BookCheck, 1);
    *check = (BookCheck){.verify = verify,
                         .entry = entry,
                         .unit = unit,
                         .lang = lang,
                         .scopes = {0, unit < 0 ? 0 : unit}};
    check->context =
        (TextContext){.lang = lang,
                      .file = entry->path,
                      .around = text,
                      .scopes = check->scopes,
                      .scope_count = unit < 0 ? 1 : 2,
                      .any_now = true,
                      .own_only = unit >= 0,
                      .own_name = unit > 0 ? verify->figures.scopes.items[unit].name : STR_NONE};
    Str reason = STR_NONE;
    Str path = os_path_join(&verify->scratch, verify->folder, entry->path);
    if (!pack_workbook_read(&verify->scratch, path, &check->book, &reason)) {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, entry->path, STR_NONE, reason, STR_NONE);
        return;
    }
    verify->counts.books++;
    check->formulas = (FormulaBook){.arena = &verify->scratch, .book = &check->book, .lang = lang};
    if (!book_data(check))
        verify_problem(verify, DIAG_VERIFY_NO_KEYS, entry->path, STR_NONE, STR_NONE, STR_NONE);
    for (ptrdiff_t i = 0; i < check->book.sheet_count; i++)
        check_sheet(check, i);
    book_names(check);
    book_charts(check);
    book_texts(check);
    if (unit < 0)
        quality_in_book(check);
}
