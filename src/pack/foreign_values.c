/* Numbers of cells as people read them: decimals, and dates by the cell's style. */
#include "foreign.h"

#include <math.h>

#include <cxex/text.h>

/* ---- Styles ---- */

NumberShape number_shape_builtin(int64_t id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return SHAPE_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        return SHAPE_TIME;
    if (id == 22)
        return SHAPE_DATE_TIME;
    return id == 46 ? SHAPE_DURATION : SHAPE_NUMBER;
}

/* After a quoted text, a bracket or an escaped letter, none of which says what the number is; but
 * [h], [mm] and [ss] count beyond their usual end. */
static ptrdiff_t skip_literal(Str code, ptrdiff_t at, bool *elapsed)
{
    char opening = code.s[at];
    if (opening == '\\' || opening == '_' || opening == '*')
        return at + 2;
    char closing = opening == '"' ? '"' : ']';
    ptrdiff_t end = at + 1;
    while (end < code.len && code.s[end] != closing)
        end++;
    char first = at + 1 < code.len ? (char)(code.s[at + 1] | 0x20) : ' ';
    bool same = closing == ']' && end > at + 1;
    for (ptrdiff_t i = at + 1; i < end; i++)
        same = same && (char)(code.s[i] | 0x20) == first;
    *elapsed = *elapsed || (same && (first == 'h' || first == 'm' || first == 's'));
    return end + 1;
}

NumberShape number_shape_of_code(Str code)
{
    bool elapsed = false, year = false, day = false, month = false, hour = false, second = false;
    for (ptrdiff_t at = 0; at < code.len && code.s[at] != ';';) {
        char c = code.s[at];
        if (c == '"' || c == '[' || c == '\\' || c == '_' || c == '*') {
            at = skip_literal(code, at, &elapsed);
            continue;
        }
        c = (char)(c | 0x20);
        year = year || c == 'y';
        month = month || c == 'm';
        day = day || c == 'd';
        hour = hour || c == 'h';
        second = second || c == 's';
        /* "General" has letters, none of them in this list */
        at++;
    }
    if (elapsed)
        return SHAPE_DURATION;
    bool time = hour || second, date = year || day || (month && !time);
    if (date && time)
        return SHAPE_DATE_TIME;
    return date ? SHAPE_DATE : time ? SHAPE_TIME : SHAPE_NUMBER;
}

/* ---- Dates ---- */

enum {
    DAYS_1900 = -25569, /* 1899-12-30, from which serials count after the leap day that never was */
    DAYS_1904 = -24107,
    FALSE_LEAP_DAY = 60,    /* 1900-02-29, in the calendar of 1900 */
    SERIAL_LIMIT = 2958466, /* 9999-12-31 and a day */
    DAY_SECONDS = 86400,
};

static Str time_text(Arena *arena, int64_t second)
{
    return str_format(arena, "%02d:%02d:%02d", (int)(second / 3600), (int)(second / 60 % 60),
                      (int)(second % 60));
}

static Str day_text(Arena *arena, int64_t day, bool from_1904)
{
    if (!from_1904 && day == FALSE_LEAP_DAY)
        return S("1900-02-29");
    int64_t base = from_1904 ? DAYS_1904 : DAYS_1900 + (day < FALSE_LEAP_DAY ? 1 : 0);
    return date_iso(arena, date_from_days(base + day));
}

Str serial_text(Arena *arena, double serial, NumberShape shape, bool from_1904)
{
    /* A duration is a number of days; a date before the calendar is none. */
    if (shape == SHAPE_NUMBER || shape == SHAPE_DURATION || !(serial >= 0) ||
        serial >= SERIAL_LIMIT)
        return num_plain(arena, serial);
    /* Whole seconds first, so that 23:59:59.9995 is the next midnight. */
    int64_t seconds = (int64_t)llround(serial * DAY_SECONDS);
    int64_t day = seconds / DAY_SECONDS, second = seconds % DAY_SECONDS;
    if (shape == SHAPE_TIME && day == 0)
        return time_text(arena, second);
    if (day == 0 && !from_1904) /* day 0 is 1900-01-00 */
        return second == 0 ? num_plain(arena, serial) : time_text(arena, second);
    Str date = day_text(arena, day, from_1904);
    if (second == 0 && shape == SHAPE_DATE)
        return date;
    return str_format(arena, "%.*s %.*s", STR_ARG(date), STR_ARG(time_text(arena, second)));
}

/* ---- Texts ---- */

/* The character that stands at "_xHHHH_", or -1. */
static int32_t escaped_at(Str text, ptrdiff_t at)
{
    if (at + 7 > text.len || text.s[at + 1] != 'x' || text.s[at + 6] != '_')
        return -1;
    int32_t value = 0;
    for (ptrdiff_t i = at + 2; i < at + 6; i++) {
        char c = text.s[i];
        char letter = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9', hex = letter >= 'a' && letter <= 'f';
        if (!digit && !hex)
            return -1;
        value = 16 * value + (digit ? c - '0' : letter - 'a' + 10);
    }
    return value >= 0xD800 && value <= 0xDFFF ? -1 : value;
}

Str unescaped_text(Arena *arena, Str text)
{
    if (str_find(text, S("_x")) < 0)
        return text;
    Buffer plain = {.arena = arena};
    for (ptrdiff_t at = 0; at < text.len;) {
        int32_t c = text.s[at] == '_' ? escaped_at(text, at) : -1;
        if (c < 0) {
            buffer_add_byte(&plain, text.s[at++]);
            continue;
        }
        char bytes[4];
        buffer_add(&plain, (Str){bytes, utf8_encode(c, bytes)});
        at += 7;
    }
    return buffer_str(&plain);
}
