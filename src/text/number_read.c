#include <cxex/text.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_LIMIT = 128 }; /* characters; no spreadsheet writes longer ones */

static bool is_digit(Str text, ptrdiff_t at)
{
    return at < text.len && text.s[at] >= '0' && text.s[at] <= '9';
}

static bool is_sign(Str text, ptrdiff_t at)
{
    return at < text.len && (text.s[at] == '+' || text.s[at] == '-');
}

static ptrdiff_t skip_digits(Str text, ptrdiff_t at)
{
    while (is_digit(text, at))
        at++;
    return at;
}

Num num_parse_answer(Str text)
{
    if (text.len > NUMBER_LIMIT)
        return (Num){0};
    ptrdiff_t first = is_sign(text, 0) ? 1 : 0;
    ptrdiff_t end = skip_digits(text, first);
    double value = 0;
    for (ptrdiff_t i = first; i < end; i++)
        value = 10 * value + (text.s[i] - '0');
    ptrdiff_t at = end;
    if (at < text.len && text.s[at] == '.') {
        at++;
        while (at < text.len && text.s[at] == '0')
            at++;
    }
    if (end == first || at != text.len)
        return (Num){0};
    return (Num){.value = first == 1 && text.s[0] == '-' ? 0 - value : value, .ok = true};
}

/* Whether all of `text` is one decimal number: sign, digits with one separator, exponent. The place
 * of the separator goes to *separator (-1: none). */
static bool is_number(Str text, bool decimal_comma, ptrdiff_t *separator)
{
    ptrdiff_t at = is_sign(text, 0) ? 1 : 0;
    ptrdiff_t whole_end = skip_digits(text, at);
    bool digits = whole_end > at;
    at = whole_end;
    *separator = -1;
    if (at < text.len && (text.s[at] == '.' || (decimal_comma && text.s[at] == ','))) {
        *separator = at;
        ptrdiff_t end = skip_digits(text, at + 1);
        digits = digits || end > at + 1;
        at = end;
    }
    if (!digits)
        return false;
    if (at < text.len && (text.s[at] == 'e' || text.s[at] == 'E')) {
        at += is_sign(text, at + 1) ? 2 : 1;
        ptrdiff_t end = skip_digits(text, at);
        if (end == at)
            return false;
        at = end;
    }
    return at == text.len;
}

Num num_parse(Str text, bool decimal_comma)
{
    ptrdiff_t separator = -1;
    if (text.len > NUMBER_LIMIT || !is_number(text, decimal_comma, &separator))
        return (Num){0};
    char plain[NUMBER_LIMIT + 1] = {0};
    memcpy(plain, text.s, (size_t)text.len);
    if (separator >= 0)
        plain[separator] = '.'; /* what strtod wants: the locale is always "C" */
    double value = strtod(plain, NULL);
    if (!isfinite(value))
        return (Num){0};
    return (Num){.value = value, .ok = true};
}
