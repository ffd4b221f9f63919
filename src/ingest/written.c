#include "written.h"

#include <cxex/text.h>

#include <string.h>

enum { WRITTEN_LIMIT = 60 }; /* bytes of a number */

typedef struct Reading {
    Str text;
    ptrdiff_t at;
    char plain[WRITTEN_LIMIT + 1]; /* as num_parse reads it */
    ptrdiff_t plain_len;
} Reading;

static ptrdiff_t take_digits(Reading *reading)
{
    ptrdiff_t from = reading->at;
    while (reading->at < reading->text.len && reading->text.s[reading->at] >= '0' &&
           reading->text.s[reading->at] <= '9')
        reading->plain[reading->plain_len++] = reading->text.s[reading->at++];
    return reading->at - from;
}

static bool skip(Reading *reading, Str what)
{
    if (!str_starts(str_slice(reading->text, reading->at, reading->text.len), what))
        return false;
    reading->at += what.len;
    return true;
}

/* What may stand between groups: the sign that is not the decimal one, or a blank. */
static Str group_sign(const Reading *reading, DecimalSign sign)
{
    const Str signs[] = {sign == DECIMAL_POINT ? S(",") : S("."), S(" "),
                         S("\xC2\xA0"),      /* no-break space */
                         S("\xE2\x80\xAF"),  /* narrow no-break space */
                         S("\xE2\x80\x89")}; /* thin space */
    Str rest = str_slice(reading->text, reading->at, reading->text.len);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signs); i++) {
        if (str_starts(rest, signs[i]))
            return signs[i];
    }
    return STR_NONE;
}

/* The digits before the decimals; groups are of three, the first of one to three without a 0 in
 * front. */
static bool take_whole(Reading *reading, DecimalSign sign)
{
    ptrdiff_t from = reading->at;
    ptrdiff_t first = take_digits(reading);
    Str between = group_sign(reading, sign);
    if (between.len == 0)
        return true;
    if (first < 1 || first > 3 || reading->text.s[from] == '0')
        return false;
    while (skip(reading, between)) {
        if (take_digits(reading) != 3)
            return false;
    }
    return true;
}

bool written_read(Str text, DecimalSign sign, double *value)
{
    if (text.len == 0 || text.len > WRITTEN_LIMIT)
        return false;
    Reading reading = {.text = text};
    if (skip(&reading, S("-")) || skip(&reading, S("\xE2\x88\x92"))) /* U+2212 */
        reading.plain[reading.plain_len++] = '-';
    else
        skip(&reading, S("+"));
    if (!take_whole(&reading, sign))
        return false;
    if (skip(&reading, sign == DECIMAL_POINT ? S(".") : S(","))) {
        reading.plain[reading.plain_len++] = '.';
        take_digits(&reading);
    }
    /* An exponent, or whatever is no number: num_parse tells. */
    Str rest = str_slice(text, reading.at, text.len);
    if (rest.len > 0 && rest.s[0] != 'e' && rest.s[0] != 'E')
        return false;
    memcpy(reading.plain + reading.plain_len, rest.s, (size_t)rest.len);
    Num number = num_parse((Str){reading.plain, reading.plain_len + rest.len}, false);
    *value = number.value;
    return number.ok;
}

DecimalSign written_sign(Str text, bool *number, bool *unsure)
{
    double point = 0, comma = 0;
    bool with_point = written_read(text, DECIMAL_POINT, &point);
    bool with_comma = written_read(text, DECIMAL_COMMA, &comma);
    *number = with_point || with_comma;
    *unsure = with_point && with_comma && (point < comma || comma < point);
    if (with_point == with_comma)
        return DECIMAL_UNKNOWN;
    return with_point ? DECIMAL_POINT : DECIMAL_COMMA;
}
