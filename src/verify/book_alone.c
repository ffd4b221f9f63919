/* A number of a sheet that stands by itself, in no table of units: it belongs to some figure that
 * its row may be about, or to the drawing. */
#include "book.h"

#include <math.h>

/* ---- A number that belongs to some figure ---- */

static bool scope_has(const BookCheck *check, ptrdiff_t index, const StrList *codes, double x)
{
    const Figures *figures = &check->verify->figures;
    const PackScope *scope = &figures->scopes.items[index];
    for (ptrdiff_t i = scope->first; i < scope->first + scope->count; i++) {
        const PublishedFigure *figure = &figures->items.items[i];
        if (codes->len > 0 && strlist_find(codes, figure->code) < 0)
            continue;
        for (int f = 0; f < FIELD_COUNT; f++)
            if (figures_same(figure->field[f], x))
                return true;
    }
    for (ptrdiff_t i = 0; i < scope->other.len; i++)
        if (figures_same(scope->other.items[i], x))
            return true;
    return false;
}

static bool is_cell_number(const BookSheet *sheet, int row, int column, double x)
{
    const BookCell *cell = row >= 0 && column >= 0 ? book_cell(sheet, row, column) : NULL;
    return cell && cell->kind == CELL_NUMBER && cell->number == x;
}

/* 1, 2, 3 … down a column or along a row: numbers of findings and events, places on an axis. */
static bool is_numbering(const BookSheet *sheet, const BookCell *cell)
{
    enum { REACH = 40 };
    double x = cell->number;
    if (x != floor(x) || x < 1 || x > 200)
        return false;
    if (is_cell_number(sheet, cell->row, cell->column - 1, x - 1) ||
        is_cell_number(sheet, cell->row, cell->column + 1, x + 1))
        return true;
    const BookCell *text = book_cell(sheet, cell->row, cell->column + 1);
    if (!text || text->kind != CELL_TEXT || text->text.len == 0)
        return false;
    for (int up = 1; x > 1 && up <= REACH; up++)
        if (is_cell_number(sheet, cell->row - up, cell->column, x - 1))
            return true;
    return x == 1;
}

/* The quantile that widens intervals: the only number of a workbook that is of no survey. */
static bool is_quantile(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const Workbook *book = &check->book;
    for (ptrdiff_t i = 0; i < book->name_count; i++) {
        BookRange range;
        if (str_starts(book->names[i].name, S("z_")) &&
            book_range_parse(book, sheet, book->names[i].refers_to, &range) &&
            range.sheet == sheet && range.row == cell->row && range.column == cell->column)
            return cell->number > 0 && cell->number < 10;
    }
    return false;
}

/* The ends of the lines on a map: its corners, and where the groups part, which the page names:
 * "CX 70, EX 70". */
static bool is_map_line(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    double x = cell->number;
    bool labelled = false;
    for (int left = 1; left <= 2; left++) {
        const BookCell *label =
            book_cell(&check->book.sheets[sheet], cell->row, cell->column - left);
        labelled = labelled || (label && label->kind == CELL_TEXT &&
                                str_equal(label->text, word(check->lang, WORD_XLSX_MAP_LINE)));
    }
    if (!labelled)
        return false;
    if (fmod(x, 10) == 0 && x >= 0 && x <= 100)
        return true;
    Arena scratch = check->verify->scratch; /* by value */
    for (int decimals = 0; decimals <= 2; decimals++) {
        Str shown = num_show(&scratch, x, decimals, check->lang);
        if (figures_same(num_round(x, decimals), x) &&
            (str_find(check->context.around, str_concat(&scratch, S("CX "), shown)) >= 0 ||
             str_find(check->context.around, str_concat(&scratch, S("EX "), shown)) >= 0))
            return true;
    }
    return false;
}

/* A report of a single period: 1, with nothing beside it. */
static bool is_period_number(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const BookCell *label = book_cell(&check->book.sheets[sheet], cell->row, 1);
    return label && label->kind == CELL_TEXT && cell->number == cell->column - 1 &&
           str_equal(label->text, word(check->lang, WORD_XLSX_FEED_NUMBER));
}

/* The height at which the numbers of events, or the marks of breaks, stand in a chart. */
static bool is_event_height(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const BookCell *label = book_cell(&check->book.sheets[sheet], cell->row, 1);
    return label && label->kind == CELL_TEXT && cell->number >= 0 && cell->number <= 100 &&
           (str_equal(label->text, word(check->lang, WORD_XLSX_FEED_EVENT)) ||
            str_equal(label->text, word(check->lang, WORD_XLSX_FEED_BREAK)));
}

/* The steps of a scale of colours: between 0 and 100, ascending along a row that says so. */
static bool is_scale_step(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const BookSheet *cells = &check->book.sheets[sheet];
    const BookCell *label = book_cell(cells, cell->row, 1),
                   *before =
                       cell->column > 0 ? book_cell(cells, cell->row, cell->column - 1) : NULL;
    return label && label->kind == CELL_TEXT && cell->number >= 0 && cell->number <= 100 &&
           str_equal(label->text, word(check->lang, WORD_XLSX_JOURNEY_SCALE)) &&
           (!before || before->kind != CELL_NUMBER || before->number < cell->number);
}

/* ---- Numbers of linkage, drivers and KPIs ---- */

bool book_is_register_sheet(const BookCheck *check, ptrdiff_t sheet)
{
    return str_equal(check->book.sheets[sheet].name, word(check->lang, WORD_XLSX_PROMISES));
}

static bool is_linked_sheet(const BookCheck *check, ptrdiff_t sheet)
{
    static const Word names[] = {WORD_PAGE_SUMMARY, WORD_PAGE_DRIVERS, WORD_PAGE_LINK,
                                 WORD_XLSX_WHAT_IF, WORD_PAGE_VOICES,  WORD_XLSX_PROMISES};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        if (str_equal(check->book.sheets[sheet].name, word(check->lang, names[i])))
            return true;
    return false;
}

/* The row names what the number is of; or it names nothing that numbers are of. */
static bool row_is_about(const BookCheck *check, const BookSheet *sheet, int row,
                         const LinkedNumber *number)
{
    bool named = false;
    Arena scratch = check->verify->scratch; /* by value: given back at once */
    for (int c = 0; c < BOOK_COLUMNS_MOST; c++) {
        const BookCell *cell = book_cell(sheet, row, c);
        if (!cell || cell->kind != CELL_TEXT)
            continue;
        for (int i = 0; i < 2; i++) /* "EX → Revenue"; "Q2" is the question q2 */
            if (number->about[i].len > 0 &&
                (figures_names(cell->text, number->about[i]) ||
                 str_equal(text_fold(&scratch, cell->text), text_fold(&scratch, number->about[i]))))
                return true;
        named = named || strmap_find(&check->verify->linked.names, cell->text);
    }
    return !named;
}

/* Sheets have KPIs of the report's period, and the dots of one scatter; the summary has the payout
 * alone. */
static bool may_stand(const BookCheck *check, ptrdiff_t sheet, const LinkedNumber *number)
{
    const Figures *figures = &check->verify->figures;
    if (str_equal(check->book.sheets[sheet].name, word(check->lang, WORD_PAGE_SUMMARY)))
        return str_starts(number->path, S("incentive."));
    if (str_starts(number->path, S("kpis.")))
        return str_ends(number->path, figures->windows.items[figures->now]);
    return str_find(number->path, S(".points.")) < 0 ||
           str_starts(number->path, S("linkage.points.")) ||
           str_starts(number->path, S("linkage.lag_ex_to_cx."));
}

/* Of the registers of promises and suggestions: they have a sheet of their own. */
static bool is_register(const LinkedNumber *number)
{
    return str_starts(number->path, S("trust.")) || str_starts(number->path, S("voice.")) ||
           str_starts(number->path, S("registers."));
}

bool book_linked(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const Linked *linked = &check->verify->linked;
    bool registers = book_is_register_sheet(check, sheet);
    if (check->unit >= 0 ? !registers : !is_linked_sheet(check, sheet))
        return false; /* of all that, a department has its own registers alone */
    for (int s = 0; s < LINKED_SCALES; s++) {
        double x = cell->number / linked_scales[s];
        for (ptrdiff_t i = linked_first(check->verify, x);
             i < linked->items.len && figures_same(linked->by_size[i].x, x); i++)
            if (is_register(&linked->by_size[i]) == registers &&
                registers_own_path(check->verify, check->unit, linked->by_size[i].path) &&
                may_stand(check, sheet, &linked->by_size[i]) &&
                (linked->by_size[i].about[0].len == 0 ||
                 row_is_about(check, &check->book.sheets[sheet], cell->row, &linked->by_size[i])))
                return true;
    }
    return false;
}

/* ---- Figures from outside ---- */

static bool row_has_text(const BookSheet *sheet, int row, Str text)
{
    for (int c = 0; c < BOOK_COLUMNS_MOST; c++) {
        const BookCell *cell = book_cell(sheet, row, c);
        if (cell && cell->kind == CELL_TEXT && str_equal(cell->text, text))
            return true;
    }
    return false;
}

/* A line names its benchmark; its numbers are that one's value, and the difference of the unit that
 * the workbook is about, with its limits. */
static bool is_benchmark(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell)
{
    const Json *list = json_find(check->verify->scorecard, "benchmarks");
    const Figures *figures = &check->verify->figures;
    Str unit = figures->scopes.items[check->unit >= 0 ? check->unit : 0].key;
    Arena scratch = check->verify->scratch; /* by value: given back at once */
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const Json *benchmark = &list->items[i];
        if (!row_has_text(&check->book.sheets[sheet], cell->row, json_text(benchmark, "label")))
            continue;
        if (figures_same(json_number_of(benchmark, "value"), cell->number))
            return true;
        const Json *against = json_find(benchmark, "against"),
                   *own = against ? json_find(against, str_cstr(&scratch, unit)) : NULL;
        const Json *now =
            own ? json_find(own, str_cstr(&scratch, figures->windows.items[figures->now])) : NULL;
        static const char *const parts[] = {"diff", "lo", "hi"};
        for (int p = 0; now && p < (int)CX_COUNTOF(parts); p++)
            if (figures_same(json_number_of(now, parts[p]), cell->number))
                return true;
    }
    return false;
}

void book_check_alone(BookCheck *check, ptrdiff_t sheet, const BookConstant *constant,
                      const StrList *codes)
{
    const BookCell *cell = constant->cell;
    if (book_linked(check, sheet, cell) || is_benchmark(check, sheet, cell))
        return;
    StrList none = {0};
    for (int i = 0; i < check->context.scope_count; i++)
        if (scope_has(check, check->scopes[i], codes, cell->number))
            return;
    if (is_numbering(&check->book.sheets[sheet], cell) || is_quantile(check, sheet, cell) ||
        is_period_number(check, sheet, cell) || is_map_line(check, sheet, cell) ||
        is_event_height(check, sheet, cell) || is_scale_step(check, sheet, cell)) {
        check->verify->counts.layout++;
        return;
    }
    /* A unit's numbers may stand on a row of its own further down. */
    if (codes->len == 0 && constant->scope >= 0 &&
        scope_has(check, constant->scope, &none, cell->number))
        return;
    book_problem(check, DIAG_VERIFY_UNTIED, book_place(check, sheet, cell),
                 figures_show(&check->verify->scratch, cell->number), STR_NONE);
}
