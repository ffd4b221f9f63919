/* Marks that stand beside numbers: ▲ and ▼ are part of a cell's number format. */
#include "book.h"

#include <math.h>

/* "positive;negative;zero": the part that shows this number. */
static Str part_for(Str code, double x)
{
    Str parts[3] = {code, code, code};
    int count = 0;
    bool quoted = false;
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i <= code.len && count < 3; i++) {
        if (i < code.len && code.s[i] == '"')
            quoted = !quoted;
        if (i < code.len && (quoted || code.s[i] != ';'))
            continue;
        parts[count++] = str_slice(code, from, i);
        from = i + 1;
    }
    int part = x < 0 ? 1 : x == 0 ? 2 : 0;
    return parts[part < count ? part : 0];
}

double book_mark(const BookCheck *check, const BookCell *cell)
{
    if (cell->style >= check->book.format_count)
        return 0;
    Str part = part_for(check->book.formats[cell->style], cell->number);
    return str_find(part, figures_sign(1)) >= 0    ? 1
           : str_find(part, figures_sign(-1)) >= 0 ? -1
                                                   : 0;
}

void book_check_mark(BookCheck *check, ptrdiff_t sheet, const BookCell *cell, double mark)
{
    double found = book_mark(check, cell), expected = isnan(mark) ? 0 : mark;
    if (found != expected)
        book_problem(check, DIAG_VERIFY_DIFFERS, book_place(check, sheet, cell),
                     figures_sign(found), figures_sign(expected));
}

/* ---- Changes and differences, wherever they stand ---- */

typedef struct MarkSearch {
    BookCheck *check;
    const BookCell *cell;
    double found, expected; /* expected: of the first that the number may be; NaN: none yet */
    bool agrees;
} MarkSearch;

static void may_be(MarkSearch *search, double difference, double mark)
{
    if (!figures_same(difference, search->cell->number))
        return;
    mark = isnan(mark) ? 0 : mark;
    search->agrees = search->agrees || mark == search->found;
    search->expected = isnan(search->expected) ? mark : search->expected;
}

static void search_figures(MarkSearch *search, const StrList *codes)
{
    const Figures *figures = &search->check->verify->figures;
    for (ptrdiff_t s = 0; s < search->check->context.scope_count; s++) {
        const PackScope *scope = &figures->scopes.items[search->check->scopes[s]];
        for (ptrdiff_t i = scope->first; i < scope->first + scope->count; i++) {
            const PublishedFigure *figure = &figures->items.items[i];
            if (figure->window != figures->now || strlist_find(codes, figure->code) < 0)
                continue;
            may_be(search, figure->field[FIELD_DIFF], figure->field[FIELD_MARK]);
            may_be(search, figure->field[FIELD_REST_DIFF], figure->field[FIELD_REST_MARK]);
        }
    }
}

/* A theme's share: "themes.cx.waiting.change.diff" beside "themes.cx.waiting.change.mark". */
static void search_themes(MarkSearch *search)
{
    static const Str end = {".change.diff", 12};
    Verify *verify = search->check->verify;
    const Linked *linked = &verify->linked;
    for (ptrdiff_t i = linked_first(verify, search->cell->number);
         i < linked->items.len && figures_same(linked->by_size[i].x, search->cell->number); i++) {
        Str path = linked->by_size[i].path;
        if (!str_ends(path, end))
            continue;
        ArenaMark mark = arena_mark(&verify->scratch);
        Str beside = str_concat(&verify->scratch, str_slice(path, 0, path.len - 4), S("mark"));
        may_be(search, linked->by_size[i].x, linked_value(verify, beside));
        arena_reset(&verify->scratch, mark);
    }
}

void book_check_change(BookCheck *check, ptrdiff_t sheet, const BookCell *cell,
                       const StrList *codes)
{
    static const Str tested = {"\xE2\x97\x8F", 3}; /* the sign of a test that found nothing */
    if (cell->style >= check->book.format_count)
        return;
    Str format = check->book.formats[cell->style];
    if (str_find(format, figures_sign(1)) < 0 && str_find(format, figures_sign(-1)) < 0 &&
        str_find(format, tested) < 0)
        return;
    MarkSearch search = {
        .check = check, .cell = cell, .found = book_mark(check, cell), .expected = (double)NAN};
    search_figures(&search, codes);
    search_themes(&search);
    if (!search.agrees && !isnan(search.expected))
        book_check_mark(check, sheet, cell, search.expected);
}
