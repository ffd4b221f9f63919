#include "plain_cell.h"

#include <string.h>

/* Each of these steps over what it expects at *at and says whether it was there. */

static bool step(Str text, ptrdiff_t *at, Str expected)
{
    if (text.len - *at < expected.len ||
        memcmp(text.s + *at, expected.s, (size_t)expected.len) != 0)
        return false;
    *at += expected.len;
    return true;
}

/* One or more characters of a kind. */
static bool step_all(Str text, ptrdiff_t *at, bool of_kind(char))
{
    ptrdiff_t from = *at;
    while (*at < text.len && of_kind(text.s[*at]))
        *at += 1;
    return *at > from;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_of_number(char c)
{
    return is_digit(c) || c == '.' || c == '-' || c == '+' || c == 'E' || c == 'e';
}

static bool step_index(Str text, ptrdiff_t *at, int64_t *index)
{
    enum { MOST_DIGITS = 15 };
    ptrdiff_t from = *at;
    if (!step_all(text, at, is_digit) || *at - from > MOST_DIGITS)
        return false;
    *index = 0;
    for (ptrdiff_t i = from; i < *at; i++)
        *index = 10 * *index + (text.s[i] - '0');
    return true;
}

ptrdiff_t plain_cell(Str text, ptrdiff_t at, PlainCell *cell)
{
    ptrdiff_t from = at;
    *cell = (PlainCell){0};
    if (!step(text, &at, S("<c r=\"")) || !step_all(text, &at, is_capital) ||
        !step_all(text, &at, is_digit) || !step(text, &at, S("\"")))
        return 0;
    if (step(text, &at, S(" s=\"")) &&
        (!step_all(text, &at, is_digit) || !step(text, &at, S("\""))))
        return 0;
    cell->shared = step(text, &at, S(" t=\"s\""));
    if (!cell->shared && step(text, &at, S("/>")))
        return at - from;
    bool good =
        step(text, &at, S("><v>")) &&
        (cell->shared ? step_index(text, &at, &cell->index) : step_all(text, &at, is_of_number)) &&
        step(text, &at, S("</v></c>"));
    return good ? at - from : 0;
}
