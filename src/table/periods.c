#include "builder.h"

static const int parts_per_year[] = {
    [PERIOD_MONTH] = 12, [PERIOD_QUARTER] = 4, [PERIOD_HALF] = 2, [PERIOD_YEAR] = 1};

int64_t period_ordinal(PeriodKind kind, Date date)
{
    CX_ASSERT(kind != PERIOD_WAVE && date.year > 0);
    int parts = parts_per_year[kind];
    return (int64_t)date.year * parts + (date.month - 1) * parts / 12;
}

Str period_id(Arena *arena, PeriodKind kind, int64_t ordinal)
{
    CX_ASSERT(kind != PERIOD_WAVE);
    int year = (int)(ordinal / parts_per_year[kind]);
    int part = (int)(ordinal % parts_per_year[kind]) + 1;
    switch (kind) {
    case PERIOD_MONTH:
        return str_format(arena, "%04d-%02d", year, part);
    case PERIOD_QUARTER:
        return str_format(arena, "%04d-Q%d", year, part);
    case PERIOD_HALF:
        return str_format(arena, "%04d-H%d", year, part);
    case PERIOD_YEAR:
    case PERIOD_WAVE:
        break;
    }
    return str_format(arena, "%04d", year);
}

int64_t table_part_of_year(PeriodKind kind, int64_t ordinal)
{
    CX_ASSERT(kind != PERIOD_WAVE);
    return ordinal % parts_per_year[kind];
}

static bool read_digits(Str text, int *value)
{
    *value = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] < '0' || text.s[i] > '9')
            return false;
        *value = *value * 10 + (text.s[i] - '0');
    }
    return text.len > 0;
}

bool period_parse(PeriodKind kind, Str id, int64_t *ordinal)
{
    int year = 0, part = 1;
    if (kind == PERIOD_WAVE || id.len < 4 || !read_digits(str_slice(id, 0, 4), &year) || year == 0)
        return false;
    Str rest = str_slice(id, 4, id.len);
    static const struct {
        PeriodKind kind;
        Str before;
        ptrdiff_t digits;
    } forms[] = {{PERIOD_MONTH, {"-", 1}, 2},
                 {PERIOD_QUARTER, {"-Q", 2}, 1},
                 {PERIOD_HALF, {"-H", 2}, 1},
                 {PERIOD_YEAR, {"", 0}, 0}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(forms); i++) {
        if (forms[i].kind != kind)
            continue;
        if (rest.len != forms[i].before.len + forms[i].digits ||
            !str_equal_nocase(str_slice(rest, 0, forms[i].before.len), forms[i].before))
            return false;
        if (forms[i].digits > 0 &&
            !read_digits(str_slice(rest, forms[i].before.len, rest.len), &part))
            return false;
    }
    if (part < 1 || part > parts_per_year[kind])
        return false;
    *ordinal = (int64_t)year * parts_per_year[kind] + part - 1;
    return true;
}

void table_fill_period(Arena *arena, PeriodKind kind, Period *period)
{
    period->id = period_id(arena, kind, period->ordinal);
    int parts = parts_per_year[kind];
    int months = 12 / parts;
    period->first = (Date){.year = (int)(period->ordinal / parts),
                           .month = (int)(period->ordinal % parts) * months + 1,
                           .day = 1};
    Date next = period->first;
    next.month += months;
    if (next.month > 12)
        next = (Date){.year = next.year + 1, .month = 1, .day = 1};
    period->last = date_from_days(date_days(next) - 1);
}

Period period_make(Arena *arena, PeriodKind kind, int64_t ordinal)
{
    Period period = {.ordinal = ordinal, .previous = -1};
    table_fill_period(arena, kind, &period);
    return period;
}

/* ---- Labels ---- */

static Str month_label(Arena *arena, Date first, PeriodStyle style, Lang lang)
{
    static const Word names[12] = {WORD_MONTH_1, WORD_MONTH_2,  WORD_MONTH_3,  WORD_MONTH_4,
                                   WORD_MONTH_5, WORD_MONTH_6,  WORD_MONTH_7,  WORD_MONTH_8,
                                   WORD_MONTH_9, WORD_MONTH_10, WORD_MONTH_11, WORD_MONTH_12};
    static const Word shorts[12] = {WORD_MONTH_SHORT_1,  WORD_MONTH_SHORT_2,  WORD_MONTH_SHORT_3,
                                    WORD_MONTH_SHORT_4,  WORD_MONTH_SHORT_5,  WORD_MONTH_SHORT_6,
                                    WORD_MONTH_SHORT_7,  WORD_MONTH_SHORT_8,  WORD_MONTH_SHORT_9,
                                    WORD_MONTH_SHORT_10, WORD_MONTH_SHORT_11, WORD_MONTH_SHORT_12};
    Str year = str_format(arena, "%d", first.year);
    switch (style) {
    case PERIOD_LONG:
        return WORDS(arena, lang, WORD_PERIOD_MONTH_LONG, word(lang, names[first.month - 1]), year);
    case PERIOD_SHORT:
        return WORDS(arena, lang, WORD_PERIOD_MONTH_SHORT, word(lang, shorts[first.month - 1]),
                     year);
    case PERIOD_TICK:
        break;
    }
    return word(lang, shorts[first.month - 1]);
}

Str period_label(Arena *arena, const Tally *tally, ptrdiff_t index, PeriodStyle style, Lang lang)
{
    static const Word quarters[] = {WORD_PERIOD_QUARTER_LONG, WORD_PERIOD_QUARTER_SHORT,
                                    WORD_PERIOD_QUARTER_TICK};
    static const Word halves[2][3] = {
        {WORD_PERIOD_HALF_1_LONG, WORD_PERIOD_HALF_1_SHORT, WORD_PERIOD_HALF_1_TICK},
        {WORD_PERIOD_HALF_2_LONG, WORD_PERIOD_HALF_2_SHORT, WORD_PERIOD_HALF_2_TICK}};
    CX_ASSERT(index >= 0 && index < tally->period_count);
    const Period *period = &tally->periods[index];
    Date first = period->first;
    switch (tally->config->report.period) {
    case PERIOD_MONTH:
        return month_label(arena, first, style, lang);
    case PERIOD_QUARTER: {
        Str quarter = str_format(arena, "%d", (first.month + 2) / 3);
        return WORDS(arena, lang, quarters[style], quarter, str_format(arena, "%d", first.year));
    }
    case PERIOD_HALF:
        return WORDS(arena, lang, halves[first.month > 6][style],
                     str_format(arena, "%d", first.year));
    case PERIOD_YEAR:
        if (style == PERIOD_LONG)
            return WORDS(arena, lang, WORD_PERIOD_YEAR_LONG, str_format(arena, "%d", first.year));
        return period->id;
    case PERIOD_WAVE:
        break;
    }
    return period->id;
}
