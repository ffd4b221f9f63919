#include "dates.h"

/* Moments that programs write for "no date": the zeros of Excel and LimeSurvey, and whatever lies
 * outside of two centuries. */
static bool is_real(Date date)
{
    if (!date_valid(date.year, date.month, date.day) || date.year < 1900 || date.year > 2099)
        return false;
    bool excel_zero = date.year == 1900 && date.month == 1 && date.day == 1;
    bool lime_zero = date.year == 1980 && date.month == 1 && date.day == 1;
    return !excel_zero && !lime_zero;
}

typedef struct Parts {
    int value[3];
    ptrdiff_t digits[3];
    char separator;
    Str rest;
    bool ok;
} Parts;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Three numbers with one separator between. */
static Parts take_apart(Str text)
{
    Parts parts = {0};
    ptrdiff_t at = 0;
    for (int i = 0; i < 3; i++) {
        while (at < text.len && is_digit(text.s[at]) && parts.digits[i] < 5) {
            parts.value[i] = parts.value[i] * 10 + (text.s[at++] - '0');
            parts.digits[i]++;
        }
        if (parts.digits[i] == 0 || parts.digits[i] > 4)
            return parts;
        if (i == 2)
            break;
        char c = at < text.len ? text.s[at++] : '\0';
        if ((c != '-' && c != '/' && c != '.') || (i == 1 && c != parts.separator))
            return parts;
        parts.separator = c;
    }
    parts.rest = str_slice(text, at, text.len);
    bool year_first = parts.digits[0] == 4;
    parts.ok = at == text.len || date_may_end(text.s[at]) ||
               (year_first && (text.s[at] == 'Z' || text.s[at] == '+')); /* a day with its zone */
    return parts;
}

static DateText read_serial(Str text)
{
    DateText out = {.fate = DATE_BAD};
    ptrdiff_t at = 0;
    int64_t days = 0;
    while (at < text.len && is_digit(text.s[at]) && at < 6)
        days = days * 10 + (text.s[at++] - '0');
    if (at != 5 || days < 20000 || days > 80000) /* 1954 to 2119 */
        return out;
    Str rest = str_slice(text, at, text.len);
    if (rest.len > 0 && rest.s[0] != '.' && rest.s[0] != ',')
        return out;
    for (ptrdiff_t i = 1; i < rest.len; i++) {
        if (!is_digit(rest.s[i]))
            return out;
    }
    /* Day 25569 of Excel's 1900 calendar is 1 January 1970. */
    out = (DateText){.date = date_from_days(days - 25569), .rest = rest, .serial = true};
    out.fate = is_real(out.date) ? DATE_GOOD : DATE_BAD;
    return out;
}

static Date make_date(int year, int month, int day)
{
    return (Date){.year = year, .month = month, .day = day};
}

/* The number at the text's start, and the text behind it; -1: there is none. */
static int take_number(Str *text)
{
    int value = 0;
    ptrdiff_t at = 0;
    while (at < text->len && at < 4 && is_digit(text->s[at]))
        value = value * 10 + (text->s[at++] - '0');
    *text = str_slice(*text, at, text->len);
    return at == 0 ? -1 : value;
}

/* "Oct", "Oct.", "October" and the text behind it; 0: no month. English, as Jotform writes. */
static int take_month(Str *text)
{
    static const Str months[] = {{"january", 7}, {"february", 8}, {"march", 5},
                                 {"april", 5},   {"may", 3},      {"june", 4},
                                 {"july", 4},    {"august", 6},   {"september", 9},
                                 {"october", 7}, {"november", 8}, {"december", 8}};
    ptrdiff_t letters = 0;
    while (letters < text->len && (text->s[letters] | 32) >= 'a' && (text->s[letters] | 32) <= 'z')
        letters++;
    Str name = str_slice(*text, 0, letters);
    for (int m = 0; m < 12; m++) {
        bool whole = str_equal_nocase(name, months[m]);
        bool brief = letters == 3 && str_equal_nocase(name, str_slice(months[m], 0, 3));
        if (!whole && !brief)
            continue;
        bool dot = letters < text->len && text->s[letters] == '.';
        *text = str_slice(*text, letters + dot, text->len);
        return m + 1;
    }
    return 0;
}

static bool take_word(Str *text, const Str *words, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (text->len < words[i].len ||
            !str_equal_nocase(str_slice(*text, 0, words[i].len), words[i]))
            continue;
        *text = str_trim(str_slice(*text, words[i].len, text->len));
        return true;
    }
    return false;
}

/* "tháng 3", "Thg 3": with the accent as one character or as two, small or capital. 0: none. */
static int take_numbered_month(Str *text)
{
    static const Str words[] = {{"tháng", 6}, {"thÁng", 6}, {"tha\xCC\x81ng", 7},
                                {"thang", 5}, {"thg.", 4},  {"thg", 3}};
    Str rest = *text;
    if (!take_word(&rest, words, CX_COUNTOF(words)))
        return 0;
    int month = take_number(&rest);
    if (month < 1 || month > 12)
        return 0;
    *text = rest;
    return month;
}

/* Blanks, and one sign of those that part a date. */
static Str skip_mark(Str text)
{
    text = str_trim(text);
    bool mark = text.len > 0 &&
                (text.s[0] == '-' || text.s[0] == '/' || text.s[0] == '.' || text.s[0] == ',');
    return mark ? str_trim(str_slice(text, 1, text.len)) : text;
}

/* "Oct 5, 2026 10:22", "5 Oct 2026", "5-Oct-26", "5 tháng 10, 2026": which number is the day needs
 * no order. */
static DateText read_named_month(Str text)
{
    static const Str days[] = {{"ngày", 5}}, years[] = {{"năm", 4}};
    DateText out = {.fate = DATE_BAD};
    Str rest = text;
    take_word(&rest, days, CX_COUNTOF(days));
    int day = take_number(&rest);
    rest = skip_mark(rest);
    int month = take_month(&rest);
    if (month == 0)
        month = take_numbered_month(&rest);
    if (month == 0)
        return out;
    rest = skip_mark(rest);
    if (day < 0) {
        day = take_number(&rest);
        rest = skip_mark(rest);
    }
    take_word(&rest, years, CX_COUNTOF(years));
    ptrdiff_t before = rest.len;
    int year = take_number(&rest);
    if (before - rest.len == 2)
        year += 2000;
    if (rest.len > 0 && rest.s[0] != ' ' && rest.s[0] != ',')
        return out;
    out.date = make_date(year, month, day);
    out.rest = str_trim(rest);
    out.named = true;
    out.fate = is_real(out.date) ? DATE_GOOD : DATE_BAD;
    return out;
}

static bool is_year(int value, ptrdiff_t digits)
{
    return digits == 4 && value >= 1900 && value <= 2099;
}

bool date_lacks_day(Str text)
{
    static const Str words[] = {{"tháng", 6}, {"thÁng", 6}, {"tha\xCC\x81ng", 7},
                                {"thang", 5}, {"thg.", 4},  {"thg", 3},
                                {"quý", 4},   {"quÝ", 4},   {"t", 1},
                                {"q", 1},     {"năm", 4}};
    Str rest = str_trim(text);
    bool named = take_month(&rest) > 0;
    int value[2] = {-1, -1};
    ptrdiff_t digits[2] = {0};
    for (int i = 0; i < 2; i++) {
        rest = skip_mark(rest);
        take_word(&rest, words, CX_COUNTOF(words));
        ptrdiff_t before = rest.len;
        value[i] = take_number(&rest);
        digits[i] = before - rest.len;
    }
    if (rest.len > 0 || digits[0] == 0)
        return false;
    if (named || digits[1] == 0)
        return digits[1] == 0 && (is_year(value[0], digits[0]) || (named && digits[0] == 2));
    int year = digits[0] == 4 ? 0 : 1, month = value[1 - year];
    return is_year(value[year], digits[year]) && digits[1 - year] <= 2 && month >= 1 && month <= 12;
}

static DateText read_year_first(const Parts *parts)
{
    DateText out = {.fate = DATE_BAD, .rest = str_trim(parts->rest), .iso = true};
    out.date = make_date(parts->value[0], parts->value[1], parts->value[2]);
    /* metrics.md §1: with hyphens exactly YYYY-MM-DD. */
    bool strict = parts->separator != '-' || (parts->digits[1] == 2 && parts->digits[2] == 2);
    if (strict && parts->digits[1] <= 2 && parts->digits[2] <= 2 && is_real(out.date))
        out.fate = DATE_GOOD;
    return out;
}

DateText date_read(Str text, DateOrder order)
{
    text = str_trim(text);
    DateText out = {.fate = DATE_BAD};
    Parts parts = take_apart(text);
    if (!parts.ok) {
        out = read_named_month(text);
        if (out.fate == DATE_GOOD)
            return out;
        return read_serial(text); /* beside typed dates too: it has no order of its own */
    }
    if (parts.digits[0] == 4)
        return read_year_first(&parts);
    out.rest = str_trim(parts.rest);
    bool shape = parts.digits[0] <= 2 && parts.digits[1] <= 2 &&
                 (parts.digits[2] == 4 || parts.digits[2] == 2);
    if (!shape || order == DATE_ORDER_YMD)
        return out;
    int year = parts.digits[2] == 2 ? 2000 + parts.value[2] : parts.value[2];
    Date dmy = make_date(year, parts.value[1], parts.value[0]);
    Date mdy = make_date(year, parts.value[0], parts.value[1]);
    bool is_dmy = is_real(dmy), is_mdy = is_real(mdy);
    if (is_dmy != is_mdy)
        out.evidence = is_dmy ? DATE_ORDER_DMY : DATE_ORDER_MDY;
    if (!is_dmy && !is_mdy)
        return out;
    if (order == DATE_ORDER_AUTO && parts.value[0] != parts.value[1]) {
        out.fate = DATE_NEEDS_ORDER;
        return out;
    }
    bool day_first = order != DATE_ORDER_MDY;
    out.date = day_first ? dmy : mdy;
    out.fate = (day_first ? is_dmy : is_mdy) ? DATE_GOOD : DATE_BAD;
    return out;
}

/* The two halves of a day, as programs write them in English and in Vietnamese. */
static bool is_half(Str text, Str english, Str vietnamese)
{
    Str half = str_slice(text, 0, text.len < 2 ? text.len : 2);
    return str_equal_nocase(half, english) || str_equal_nocase(half, vietnamese);
}

/* Seconds since midnight of `9:05`, `14:30:02`, `2:30:02 PM MDT`, `2:30:02 CH`; -1 when it is no
 * time. */
int64_t date_time_seconds(Str text)
{
    int64_t unit[3] = {0};
    ptrdiff_t at = 0, count = 0;
    while (count < 3) {
        ptrdiff_t digits = 0;
        while (at < text.len && is_digit(text.s[at]) && digits < 2) {
            unit[count] = unit[count] * 10 + (text.s[at++] - '0');
            digits++;
        }
        if (digits == 0)
            return -1;
        count++;
        if (at >= text.len || text.s[at] != ':')
            break;
        at++;
    }
    if (count < 2)
        return -1;
    Str half = str_trim(str_slice(text, at, text.len));
    if (is_half(half, S("PM"), S("CH")) && unit[0] < 12)
        unit[0] += 12;
    if (is_half(half, S("AM"), S("SA")) && unit[0] == 12)
        unit[0] = 0;
    return unit[0] * 3600 + unit[1] * 60 + unit[2];
}

/* Of what a spreadsheet's number has after the day: ".53487". */
static int64_t serial_seconds(Str rest)
{
    double share = 0, place = 0.1;
    for (ptrdiff_t i = 1; i < rest.len && is_digit(rest.s[i]); i++, place /= 10)
        share += place * (rest.s[i] - '0');
    return rest.len > 1 ? (int64_t)(share * 86400 + 0.5) : -1;
}

int64_t date_time_of_day(const DateText *date)
{
    if (date->serial)
        return serial_seconds(date->rest);
    Str rest = date->rest;
    while (rest.len > 0 && (rest.s[0] == 'T' || rest.s[0] == ',' || rest.s[0] == ' '))
        rest = str_slice(rest, 1, rest.len);
    return date_time_seconds(rest);
}

int64_t date_seconds(const DateText *date)
{
    int64_t time = date->fate == DATE_GOOD ? date_time_of_day(date) : -1;
    return time < 0 ? -1 : date_days(date->date) * 86400 + time;
}

int date_compare(Str a, Str b, DateOrder order)
{
    DateText x = date_read(a, order), y = date_read(b, order);
    if (x.fate != DATE_GOOD || y.fate != DATE_GOOD)
        return str_compare(str_trim(a), str_trim(b)); /* metrics.md §1: the greatest text */
    int64_t days_x = date_days(x.date), days_y = date_days(y.date);
    if (days_x != days_y)
        return days_x < days_y ? -1 : 1;
    int64_t time_x = date_time_of_day(&x), time_y = date_time_of_day(&y);
    if (time_x != time_y && time_x >= 0 && time_y >= 0)
        return time_x < time_y ? -1 : 1;
    return str_compare(x.rest, y.rest);
}
