/* Numbers that stand in a sheet as such, not looked up: each is one of the figures of the unit or
 * of the figure that its row is about. In a table of units all numbers of a column are the same
 * figure of each; which one, the column itself tells: the figure that most of its cells are. */
#include "book.h"

#include <math.h>

typedef LIST_OF(BookConstant) ConstantList;

/* ---- What a row is about ---- */

/* The unit that cells further to the right are about. Beside a unit's name may stand its parent's:
 * of names side by side the first counts. */
typedef struct RowUnit {
    ptrdiff_t scope; /* -1: none yet */
    int column;      /* of the last name */
    Str cut;         /* the name as it stands, when it is cut short */
} RowUnit;

/* A chart's feed has long names cut short. More than one unit may be cut to the same letters. */
static ptrdiff_t short_name(const BookCheck *check, Str text)
{
    const Figures *figures = &check->verify->figures;
    bool cut = str_find(text, S("\xE2\x80\xA6")) >= 0;
    for (ptrdiff_t i = 1; cut && i < figures->scopes.len; i++)
        if (figures_names_short(text, figures->scopes.items[i].name))
            return i;
    return -1;
}

/* True when the cell is a unit's name. */
static bool names_unit(const BookCheck *check, const BookCell *cell, RowUnit *unit)
{
    const ptrdiff_t *found = cell->kind == CELL_TEXT
                                 ? strmap_find(&check->verify->figures.scope_by_name, cell->text)
                                 : NULL;
    if (cell->kind == CELL_TEXT && str_equal(cell->text, word(check->lang, WORD_XLSX_MAP_LINE)))
        unit->scope = -1; /* the ends of a line on a map */
    ptrdiff_t cut = !found && cell->kind == CELL_TEXT ? short_name(check, cell->text) : -1;
    if (cut >= 0)
        found = &cut;
    if (!found)
        return false;
    unit->cut = cut >= 0 ? cell->text : STR_NONE;
    if (unit->scope < 0 || cell->column != unit->column + 1)
        unit->scope = *found;
    unit->column = cell->column;
    return true;
}

/* The codes that the row's formulas look up: …|cx.nps" */
static void row_codes(BookCheck *check, const BookCell *cells, ptrdiff_t count, StrList *codes)
{
    codes->len = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        Str formula = cells[i].formula;
        ptrdiff_t end = formula.len;
        while (end > 0) {
            while (end > 0 && formula.s[end - 1] != '"')
                end--;
            ptrdiff_t from = end - 1;
            while (from > 0 && formula.s[from - 1] != '|' && formula.s[from - 1] != '"')
                from--;
            if (from > 0 && formula.s[from - 1] == '|' && end - 1 > from) {
                Str code = str_slice(formula, from, end - 1);
                if (strlist_find(codes, code) < 0)
                    *PUSH(&check->verify->scratch, codes, Str) = code;
            }
            end = from;
        }
    }
}

/* ---- Tables of units ---- */

typedef struct Votes {
    int *counts; /* [codes][FIELD_COUNT] */
    ptrdiff_t code_count;
} Votes;

static const PublishedFigure *figure_now(const BookCheck *check, ptrdiff_t scope, ptrdiff_t at)
{
    const Figures *figures = &check->verify->figures;
    const PackScope *unit = &figures->scopes.items[scope];
    const PublishedFigure *figure = &figures->items.items[unit->first + at];
    return at < unit->count && figure->window == figures->now ? figure : NULL;
}

static void vote_of(BookCheck *check, const BookConstant *constant, ptrdiff_t scope, Votes *votes)
{
    const Figures *figures = &check->verify->figures;
    ptrdiff_t count = figures->scopes.items[scope].count;
    for (ptrdiff_t i = 0; i < count; i++) {
        const PublishedFigure *figure = figure_now(check, scope, i);
        const ptrdiff_t *code = figure ? strmap_find(&figures->codes, figure->code) : NULL;
        for (int f = 0; code && f < FIELD_COUNT; f++)
            votes->counts[*code * FIELD_COUNT + f] +=
                figures_same(figure->field[f], constant->cell->number);
    }
}

/* A name that is cut to the same letters as others may be any of theirs: each has its voice. */
static void vote(BookCheck *check, const BookConstant *constant, Votes *votes)
{
    enum { NAMESAKES_MOST = 64 };
    const Figures *figures = &check->verify->figures;
    if (constant->cut.len == 0) {
        vote_of(check, constant, constant->scope, votes);
        return;
    }
    int heard = 0;
    for (ptrdiff_t i = 1; i < figures->scopes.len && heard < NAMESAKES_MOST; i++)
        if (figures_names_short(constant->cut, figures->scopes.items[i].name)) {
            vote_of(check, constant, i, votes);
            heard++;
        }
}

static Votes count_votes(BookCheck *check, const BookConstant *constants, ptrdiff_t count)
{
    Votes votes = {.code_count = check->verify->figures.code_names.len};
    votes.counts = NEW(&check->verify->scratch, int, votes.code_count *FIELD_COUNT + 1);
    for (ptrdiff_t i = 0; i < count; i++)
        vote(check, &constants[i], &votes);
    return votes;
}

/* The figure and its field that most of the constants are; -1: none is anything. */
static ptrdiff_t best_vote(const Votes *votes)
{
    ptrdiff_t best = 0;
    for (ptrdiff_t i = 1; i < votes->code_count * FIELD_COUNT; i++)
        if (votes->counts[i] > votes->counts[best])
            best = i;
    return votes->counts[best] > 0 ? best : -1;
}

static double expected_number(const BookCheck *check, ptrdiff_t scope, ptrdiff_t best)
{
    const Figures *figures = &check->verify->figures;
    Str code = figures->code_names.items[best / FIELD_COUNT];
    for (ptrdiff_t i = 0; i < figures->scopes.items[scope].count; i++) {
        const PublishedFigure *figure = figure_now(check, scope, i);
        if (figure && str_equal(figure->code, code))
            return figure->field[best % FIELD_COUNT];
    }
    return (double)NAN;
}

/* Another unit whose name is cut to the same letters. */
static bool namesake_has(const BookCheck *check, const BookConstant *constant, ptrdiff_t best)
{
    const Figures *figures = &check->verify->figures;
    for (ptrdiff_t i = 1; constant->cut.len > 0 && i < figures->scopes.len; i++)
        if (figures_names_short(constant->cut, figures->scopes.items[i].name) &&
            figures_same(expected_number(check, i, best), constant->cell->number))
            return true;
    return false;
}

static bool other_has(const BookCheck *check, const BookConstant *constant)
{
    const PackScope *scope = &check->verify->figures.scopes.items[constant->scope];
    for (ptrdiff_t i = 0; i < scope->other.len; i++)
        if (figures_same(scope->other.items[i], constant->cell->number))
            return true;
    return false;
}

static bool is_journey(const BookCheck *check, ptrdiff_t sheet)
{
    static const Word names[] = {WORD_PAGE_JOURNEY_CX, WORD_PAGE_JOURNEY_EX};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        if (str_equal(check->book.sheets[sheet].name, word(check->lang, names[i])))
            return check->unit < 0;
    return false;
}

/* A factor of one question and that question have the same values: what fits the column equally
 * well may have told the mark. */
static void check_rest_mark(BookCheck *check, ptrdiff_t sheet, const BookConstant *constant,
                            const Votes *votes, ptrdiff_t best)
{
    double found = book_mark(check, constant->cell), first = NAN;
    bool any = false;
    for (ptrdiff_t at = 0; at < votes->code_count * FIELD_COUNT; at++) {
        if (votes->counts[at] != votes->counts[best])
            continue;
        Str code = check->verify->figures.code_names.items[at / FIELD_COUNT];
        bool marked = at % FIELD_COUNT == FIELD_VALUE && figures_rest_marked(code);
        double mark =
            marked ? expected_number(check, constant->scope, at - FIELD_VALUE + FIELD_REST_MARK)
                   : 0;
        if (found == (isnan(mark) ? 0 : mark))
            return;
        first = any ? first : mark;
        any = true;
    }
    book_check_mark(check, sheet, constant->cell, first);
}

static void check_column(BookCheck *check, ptrdiff_t sheet, const BookConstant *constants,
                         ptrdiff_t count)
{
    const Figures *figures = &check->verify->figures;
    ArenaMark mark = arena_mark(&check->verify->scratch);
    Votes votes = count_votes(check, constants, count);
    ptrdiff_t best = best_vote(&votes);
    bool known = best >= 0;
    for (ptrdiff_t i = 0; i < count && figures->code_names.len > 0; i++) {
        double expected = expected_number(check, constants[i].scope, known ? best : 0);
        if (known && figures_same(expected, constants[i].cell->number)) {
            if (is_journey(check, sheet))
                check_rest_mark(check, sheet, &constants[i], &votes, best);
            continue;
        }
        if (namesake_has(check, &constants[i], best) ||
            other_has(check, &constants[i]) || /* a response rate */
            book_linked(check, sheet, constants[i].cell))
            continue;
        book_problem(check, known && isfinite(expected) ? DIAG_VERIFY_DIFFERS : DIAG_VERIFY_UNTIED,
                     book_place(check, sheet, constants[i].cell),
                     figures_show(&check->verify->scratch, constants[i].cell->number),
                     figures_show(&check->verify->scratch, expected));
    }
    arena_reset(&check->verify->scratch, mark);
}

/* ---- The journeys: what a column is of, its head names ---- */

/* The row of heads of the table that begins in that column; -1: there is none. */
static int head_row(Lang lang, const BookSheet *cells)
{
    enum { ROWS = 40 };
    for (int row = 0; row < ROWS; row++) {
        const BookCell *cell = book_cell(cells, row, 1);
        if (cell && cell->kind == CELL_TEXT && str_equal(cell->text, word(lang, WORD_HEAD_UNIT)))
            return row;
    }
    return -1;
}

/* Below the table a row is of what its first cell names: the head of a column there. Gives that
 * column; for the company's own row in the table the cell's own. -1: neither. */
static int column_meant(const BookSheet *cells, int heads, const BookConstant *constant)
{
    const BookCell *label = book_cell(cells, constant->cell->row, 1);
    if (heads < 0 || !label || label->kind != CELL_TEXT || constant->cell->row <= heads)
        return -1;
    if (constant->scope == 0)
        return constant->cell->column;
    for (int c = 2; c < BOOK_COLUMNS_MOST; c++) {
        const BookCell *head = book_cell(cells, heads, c);
        if (head && head->kind == CELL_TEXT && str_equal(head->text, label->text))
            return c;
    }
    return -1;
}

/* The company's number is of the figure that the column holds of the units; of any that fits them
 * equally well, as a factor of one question and that question do. A company without units has no
 * column to say which figure it is. */
static void check_company(BookCheck *check, ptrdiff_t sheet, const BookConstant *constant,
                          ConstantList column, bool any_field)
{
    ArenaMark mark = arena_mark(&check->verify->scratch);
    ptrdiff_t count = check->verify->figures.code_names.len * FIELD_COUNT;
    Votes votes = count_votes(check, column.items, column.len);
    ptrdiff_t best = best_vote(&votes);
    bool agrees = best < 0, marked = best < 0;
    double change = NAN;
    for (ptrdiff_t at = 0; at < count && !marked; at++) {
        ptrdiff_t first = any_field ? at / FIELD_COUNT * FIELD_COUNT : at,
                  end = any_field ? first + FIELD_COUNT : at + 1;
        for (ptrdiff_t i = first; i < end && votes.counts[at] == votes.counts[best]; i++) {
            if (!figures_same(expected_number(check, 0, i), constant->cell->number))
                continue;
            agrees = true;
            change = i % FIELD_COUNT == FIELD_DIFF
                         ? expected_number(check, 0, i - FIELD_DIFF + FIELD_MARK)
                         : 0;
            marked = marked || book_mark(check, constant->cell) == (isnan(change) ? 0 : change);
        }
    }
    if (!agrees)
        book_problem(check, DIAG_VERIFY_DIFFERS, book_place(check, sheet, constant->cell),
                     figures_show(&check->verify->scratch, constant->cell->number),
                     figures_show(&check->verify->scratch, expected_number(check, 0, best)));
    else if (!marked)
        book_check_mark(check, sheet, constant->cell, change);
    arena_reset(&check->verify->scratch, mark);
}

static void check_journey(BookCheck *check, ptrdiff_t sheet, const ConstantList *company,
                          const ConstantList *columns)
{
    const BookSheet *cells = &check->book.sheets[sheet];
    int heads = head_row(check->lang, cells);
    for (ptrdiff_t i = 0; i < company->len; i++) {
        const BookConstant *constant = &company->items[i];
        int column = column_meant(cells, heads, constant);
        if (column >= 0)
            check_company(check, sheet, constant, columns[column], constant->scope != 0);
    }
}

/* ---- A sheet ---- */

/* Where a row is of what it names, a stage of the journey say, and never of a unit, though one may
 * be called the same: on the sheet Drivers, and below the company's row of a journey. */
static bool names_no_units(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const BookSheet *cells = &check->book.sheets[sheet];
    if (check->unit >= 0)
        return false;
    if (str_equal(cells->name, word(check->lang, WORD_PAGE_DRIVERS)))
        return true;
    if (!is_journey(check, sheet))
        return false;
    Str company = check->verify->figures.scopes.items[0].name;
    for (int row = head_row(check->lang, cells) + 1; row > 0 && row < cell->row; row++) {
        const BookCell *name = book_cell(cells, row, 1);
        if (name && name->kind == CELL_TEXT && str_equal(name->text, company))
            return true;
    }
    return false;
}

void book_constants(BookCheck *check, ptrdiff_t sheet)
{
    const BookSheet *cells = &check->book.sheets[sheet];
    Arena *scratch = &check->verify->scratch;
    ConstantList *columns = NEW(scratch, ConstantList, BOOK_COLUMNS_MOST), company = {0};
    ptrdiff_t i = 0;
    while (i < cells->cell_count) {
        ptrdiff_t from = i;
        while (i < cells->cell_count && cells->cells[i].row == cells->cells[from].row)
            i++;
        if (book_in_data(check, sheet, &cells->cells[from]))
            continue;
        StrList codes = {0};
        RowUnit unit = {.scope = -1, .column = -2};
        row_codes(check, &cells->cells[from], i - from, &codes);
        bool no_units = names_no_units(check, sheet, &cells->cells[from]);
        for (ptrdiff_t k = from; k < i; k++) {
            const BookCell *cell = &cells->cells[k];
            if (cell->kind == CELL_NUMBER)
                book_check_change(check, sheet, cell, &codes);
            if ((!no_units && names_unit(check, cell, &unit)) || cell->kind != CELL_NUMBER ||
                cell->formula.len > 0)
                continue;
            BookConstant constant = {cell, unit.scope, unit.cut};
            check->verify->counts.constants++;
            if (book_is_register_sheet(check, sheet) && book_promise_row(check, sheet, cell->row)) {
                if (!book_promise(check, sheet, cell))
                    book_problem(check, DIAG_VERIFY_DIFFERS, book_place(check, sheet, cell),
                                 figures_show(scratch, cell->number), STR_NONE);
                continue;
            }
            if (check->unit < 0 && unit.scope > 0 && codes.len == 0 &&
                cell->column < BOOK_COLUMNS_MOST) {
                *PUSH(scratch, &columns[cell->column], BookConstant) = constant;
            } else {
                book_check_alone(check, sheet, &constant, &codes);
                if (is_journey(check, sheet))
                    *PUSH(scratch, &company, BookConstant) = constant;
            }
        }
    }
    for (int c = 0; c < BOOK_COLUMNS_MOST; c++)
        if (columns[c].len > 0)
            check_column(check, sheet, columns[c].items, columns[c].len);
    check_journey(check, sheet, &company, columns);
}
