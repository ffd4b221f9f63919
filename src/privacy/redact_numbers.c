#include "redact.h"

/* Digits are looked at in groups, as people write them: "0912 345 678", "(028) 3823 4567",
 * "012.345.678.901". From NUMBER_MINIMUM digits on it is a telephone, identity, tax, account or
 * card number, unless it reads as a date, a span of years or hours, or an amount. */
enum { NUMBER_MINIMUM = 8, GROUP_LIMIT_READ = 12, BETWEEN_LIMIT = 3 };

typedef struct Group {
    ptrdiff_t from, to; /* bytes */
    int digits;
    int value;   /* of at most 4 digits, else -1 */
    char before; /* the sign between this and the group before it; ' ' for any other mixture */
} Group;

typedef struct Run {
    Group groups[GROUP_LIMIT_READ]; /* the first ones */
    ptrdiff_t count;
    int digits;
    char first[4]; /* its first digits */
    bool marked;   /* + or ( stands before it */
    ptrdiff_t end;
} Run;

static ptrdiff_t read_group(Str text, ptrdiff_t at, Run *run)
{
    Group group = {.from = at};
    ptrdiff_t after = at;
    for (int digit; (digit = text_digit_value(redact_peek(text, at, &after))) >= 0; at = after) {
        if (run->digits < CX_COUNTOF(run->first))
            run->first[run->digits] = (char)('0' + digit);
        run->digits++;
        group.digits++;
        group.value = group.digits > 4 ? -1 : group.value * 10 + digit;
    }
    group.to = at;
    if (run->count > 0 && run->count < GROUP_LIMIT_READ) {
        ptrdiff_t gap = run->groups[run->count - 1].to;
        group.before = group.from - gap == 1 ? text.s[gap] : ' ';
    }
    if (run->count < GROUP_LIMIT_READ)
        run->groups[run->count++] = group;
    return at;
}

/* Where the next group starts after what may stand between two groups, or 0: no more of them. */
static ptrdiff_t next_group(Str text, ptrdiff_t at)
{
    for (int between = 0; between <= BETWEEN_LIMIT && at < text.len; between++) {
        ptrdiff_t after = 0;
        int32_t c = redact_peek(text, at, &after);
        if (text_digit_value(c) >= 0)
            return at;
        bool dash = c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013;
        bool point = c == '.' || c == ',';
        if (!dash && !point && c != ' ' && c != '(' && c != ')')
            return 0;
        if (point && after < text.len && text.s[after] == ' ') /* the end of a sentence or item */
            return 0;
        at = after;
    }
    return 0;
}

static bool is_year(const Group *group)
{
    return group->digits == 4 && group->value >= 1900 && group->value < 2100;
}

static bool is_in(const Group *group, int least, int most)
{
    return group->digits <= 2 && group->value >= least && group->value <= most;
}

/* 10-10-2026, 10.10.2026, 2026-10-10; not 10 10 2026, which may be anything. */
static bool is_date(const Run *run)
{
    const Group *g = run->groups;
    if (run->count != 3 || g[1].before == ' ' || g[1].before != g[2].before || !is_in(&g[1], 1, 12))
        return false;
    return (is_in(&g[0], 1, 31) && is_year(&g[2])) || (is_year(&g[0]) && is_in(&g[2], 1, 31));
}

/* 51F-123.45, 59-X1 123.45, 30A12345: province, series, four or five digits. */
static ptrdiff_t plate_end(Str text, ptrdiff_t at)
{
    Run province = {0};
    ptrdiff_t i = read_group(text, at, &province);
    if (province.digits != 2)
        return 0;
    i += i < text.len && text.s[i] == '-';
    ptrdiff_t after = i;
    CharKind series = text_char_kind(redact_peek(text, i, &after));
    if (series != CHAR_LETTER && series != CHAR_CAPITAL)
        return 0;
    i = after;
    if (text_char_kind(redact_peek(text, i, &after)) == series)
        i = after;
    Run number = {0};
    ptrdiff_t end = read_group(text, i, &number);
    if (number.digits <= 1 && end < text.len &&
        (text.s[end] == '-' || text.s[end] == '.' ||
         (text.s[end] == ' ' && series == CHAR_CAPITAL))) {
        number = (Run){0};
        end = read_group(text, end + 1, &number);
    }
    if (number.digits == 3 && end < text.len && text.s[end] == '.')
        end = read_group(text, end + 1, &number);
    bool plate = number.digits >= 4 && number.digits <= 6;
    return plate && !redact_in_word(redact_peek(text, end, NULL)) ? end : 0;
}

static Run read_run(Str text, ptrdiff_t at)
{
    Run run = {.end = at};
    while (run.end < text.len && (text.s[run.end] == '+' || text.s[run.end] == '(')) {
        run.marked = true;
        run.end++;
    }
    if (text_digit_value(redact_peek(text, run.end, NULL)) < 0)
        return (Run){0};
    run.end = read_group(text, run.end, &run);
    while (!is_date(&run)) { /* what follows a date is something else: its hour, a number */
        ptrdiff_t next = next_group(text, run.end);
        if (next == 0 || plate_end(text, next) > 0)
            break;
        run.end = read_group(text, next, &run);
    }
    return run;
}

static bool is_years(const Run *run)
{
    for (ptrdiff_t i = 0; i < run->count; i++) {
        if (!is_year(&run->groups[i]))
            return false;
    }
    return run->count <= 3;
}

/* 08.30-17.30 */
static bool is_hours(const Run *run)
{
    const Group *g = run->groups;
    return run->count == 4 && g[1].before == '.' && g[2].before != '.' && g[3].before == '.' &&
           is_in(&g[0], 0, 24) && is_in(&g[1], 0, 59) && is_in(&g[2], 0, 24) && is_in(&g[3], 0, 59);
}

static bool is_in_thousands(const Run *run)
{
    for (ptrdiff_t i = 1; i < run->count; i++) {
        if (run->groups[i].digits != 3 || run->groups[i].before != run->groups[1].before)
            return false;
    }
    return run->count > 1 && run->groups[0].digits <= 3;
}

/* "500.000 đồng" is money, "… đồng ý" (I agree) is none. */
static bool money_follows(Str text, ptrdiff_t at)
{
    static const Str units[] = {{"đ", 2},   {"₫", 3}, {"vnd", 3},  {"vnđ", 4},
                                {"usd", 3}, {"$", 1}, {"đồng", 7}, {"dong", 4}};
    static const Str others[] = {{" ý", 3}, {" nghiệp", 9}, {" thời", 7}, {" chí", 5}, {" bộ", 5}};
    at += at < text.len && text.s[at] == ' ';
    for (ptrdiff_t i = 0; i < CX_COUNTOF(units); i++) {
        ptrdiff_t end = at + units[i].len;
        if (end > text.len || !str_equal_nocase(str_slice(text, at, end), units[i]) ||
            redact_in_word(redact_peek(text, end, NULL)))
            continue;
        for (ptrdiff_t j = 0; j < CX_COUNTOF(others); j++) {
            if (str_starts(str_slice(text, end, text.len), others[j]))
                return false;
        }
        return true;
    }
    return false;
}

static bool is_amount(Str text, const Run *run)
{
    if (run->marked || run->first[0] == '0')
        return false;
    if (is_in_thousands(run) && run->groups[1].before != ' ' && run->digits <= NUMBER_MINIMUM)
        return true;
    return (run->count == 1 || is_in_thousands(run)) && money_follows(text, run->end);
}

static bool is_phone(const Run *run)
{
    bool home = run->first[0] == '0' && run->digits >= 9 && run->digits <= 11;
    bool abroad =
        run->first[0] == '8' && run->first[1] == '4' && run->digits >= 11 && run->digits <= 12;
    bool hotline = run->first[0] == '1' && (run->first[1] == '8' || run->first[1] == '9') &&
                   run->first[2] == '0' && run->first[3] == '0' && run->digits <= 10;
    return run->marked || home || abroad || hotline;
}

/* B1234567, NV-00123, HD-2026-0012: one to four letters, then at least three digits, five
 * characters in all. */
static ptrdiff_t code_end(Str text, ptrdiff_t at)
{
    static const Str no_codes[] = {{"iso", 3}, {"fy", 2}, {"usd", 3}, {"vnd", 3}, {"vnđ", 4}};
    int letters = 0;
    bool small = false;
    ptrdiff_t i = at;
    for (ptrdiff_t after = 0; i < text.len; i = after, letters++) {
        CharKind kind = text_char_kind(redact_peek(text, i, &after));
        if (kind != CHAR_LETTER && kind != CHAR_CAPITAL)
            break;
        small |= kind == CHAR_LETTER;
    }
    if (letters < 1 || letters > 4)
        return 0;
    for (ptrdiff_t k = 0; k < CX_COUNTOF(no_codes); k++) {
        if (str_equal_nocase(str_slice(text, at, i), no_codes[k]))
            return 0;
    }
    i += i < text.len && (text.s[i] == '-' || text.s[i] == '_');
    Run number = {0};
    ptrdiff_t end = read_group(text, i, &number);
    if (number.digits < 3 || letters + number.digits < 5)
        return 0;
    bool ends = !redact_in_word(redact_peek(text, end, NULL));
    if (small && ends && is_year(&number.groups[0])) /* mid-2026, q2026 */
        return 0;
    for (ptrdiff_t after = 0; end < text.len; end = after) {
        int32_t c = redact_peek(text, end, &after);
        bool joins = (c == '-' || c == '.' || c == '/' || c == '_') &&
                     text_digit_value(redact_peek(text, after, NULL)) >= 0;
        if (!redact_in_word(c) && !joins)
            break;
    }
    return end;
}

Find redact_number(Str text, ptrdiff_t at, bool in_word)
{
    int32_t c = redact_peek(text, at, NULL);
    bool digit = text_digit_value(c) >= 0;
    if (!in_word) {
        ptrdiff_t end = digit ? plate_end(text, at) : code_end(text, at);
        if (end > 0)
            return (Find){at, end, WORD_REDACTED_NUMBER, false};
    }
    if (!digit && c != '+' && c != '(')
        return (Find){0};
    Run run = read_run(text, at);
    if (run.digits == 0)
        return (Find){0};
    Word token = is_phone(&run) ? WORD_REDACTED_PHONE : WORD_REDACTED_NUMBER;
    bool keep = run.digits < NUMBER_MINIMUM || is_date(&run) || is_years(&run) || is_hours(&run) ||
                is_amount(text, &run);
    return (Find){at, run.end, token, keep};
}
