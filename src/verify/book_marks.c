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
