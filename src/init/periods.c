/* When the answers were given, and which files make one section. */
#include "inside.h"

#include "../base/banned.h"

/* ---- Periods ---- */

static int64_t months_between(Date first, Date last)
{
    return (int64_t)(last.year - first.year) * 12 + last.month - first.month + 1;
}

/* Months where a month has answers enough to say something; else quarters, else years. */
static Str dated_period(const Init *init)
{
    enum { ENOUGH = 30, MONTHS_OF_QUARTER = 3 };
    Date first = {0}, last = {0};
    int64_t rows = 0;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        if (file->first.year == 0)
            continue;
        rows += file->look.rows;
        if (first.year == 0 || date_days(file->first) < date_days(first))
            first = file->first;
        if (last.year == 0 || date_days(file->last) > date_days(last))
            last = file->last;
    }
    int64_t months = months_between(first, last);
    if (months == 1 || rows >= ENOUGH * months)
        return S("month");
    return rows * MONTHS_OF_QUARTER >= ENOUGH * months ? S("quarter") : S("year");
}

static Str period_name(Init *init, Str kind, Date date)
{
    if (str_equal(kind, S("month")))
        return str_format(init->arena, "%04d-%02d", date.year, date.month);
    if (str_equal(kind, S("quarter")))
        return str_format(init->arena, "%04d-Q%d", date.year, (date.month + 2) / 3);
    return str_format(init->arena, "%04d", date.year);
}

static void name_undated(Init *init, Date last)
{
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        InitFile *file = &init->files[f];
        if (file->first.year > 0)
            continue;
        file->period = period_name(init, init->period, last);
        init->period_borrowed = true;
    }
}

static void use_years(Init *init)
{
    init->period = S("year");
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        if (init->files[f].year.len > 0)
            init->files[f].period = init->files[f].year;
    }
}

/* A column of waves where a file has one; else one period for all. */
static void use_waves(Init *init)
{
    init->period = S("wave");
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        if (file_role(&init->files[f], ROLE_WAVE) != NULL)
            continue;
        init->files[f].period = init->lang == LANG_VI ? S("tất cả") : S("all");
        init->period_all = true;
    }
}

/* From 25 April to 8 May: asked once, and no change from one month to the next. Exports of a month
 * each are months. */
static bool is_one_wave(const Init *init)
{
    enum { DAYS = 31 };
    Date first = init->files[0].first, last = init->files[0].last;
    bool across = false;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        first = date_days(file->first) < date_days(first) ? file->first : first;
        last = date_days(file->last) > date_days(last) ? file->last : last;
        across = across || months_between(file->first, file->last) == 2;
    }
    return across && date_days(last) - date_days(first) <= DAYS;
}

static void use_one_wave(Init *init, Date last)
{
    init->period = S("month");
    init->one_wave = true;
    for (ptrdiff_t f = 0; f < init->file_count; f++)
        init->files[f].period = period_name(init, init->period, last);
}

static void count_latest(Init *init, Date last)
{
    bool others = false;
    for (ptrdiff_t f = 0; str_equal(init->period, S("month")) && f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        others = others || months_between(file->first, last) > 1;
        if (file->first.year > 0 && months_between(file->last, last) == 1)
            init->latest += file->last_month;
    }
    if (!others)
        init->latest = 0;
}

static void find_period(Init *init)
{
    ptrdiff_t dated = 0, years = 0, placed = 0;
    Date last = {0};
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        dated += file->first.year > 0;
        years += file->year.len > 0;
        placed += file->first.year > 0 || file->year.len > 0;
        if (file->last.year > 0 && (last.year == 0 || date_days(file->last) > date_days(last)))
            last = file->last;
    }
    if (dated == init->file_count && is_one_wave(init)) {
        use_one_wave(init, last);
    } else if (dated == init->file_count) {
        init->period = dated_period(init);
        count_latest(init, last);
    } else if (placed == init->file_count && years > 0) {
        use_years(init);
    } else if (dated > 0) {
        init->period = dated_period(init);
        name_undated(init, last);
    } else {
        use_waves(init);
    }
}

/* ---- Sections ---- */

static Str role_name(const InitFile *file, Role role)
{
    const InitColumn *column = file_role(file, role);
    return column != NULL ? column->name : STR_NONE;
}

/* One table may stand in a text and in a workbook. */
static bool same_format(Str a, Str b)
{
    bool plain_a = str_equal(a, S("csv")) || str_equal(a, S("xlsx"));
    bool plain_b = str_equal(b, S("csv")) || str_equal(b, S("xlsx"));
    return str_equal(a, b) || (plain_a && plain_b);
}

static bool same_section(const InitFile *a, const InitFile *b)
{
    bool same = a->side == b->side && str_equal(a->period, b->period) &&
                same_format(a->look.format, b->look.format) && str_equal(a->sheet, b->sheet) &&
                a->encoding == b->encoding && a->order == b->order;
    for (Role role = ROLE_DATE; same && role < ROLE_COUNT; role++)
        same = str_equal(role_name(a, role), role_name(b, role));
    return same && a->period.len == 0;
}

static Str section_name(Init *init, const InitFile *file, ptrdiff_t number)
{
    enum { NAME_BYTES = 30 };
    Str name = file->year.len > 0 ? str_format(init->arena, "y%.*s", STR_ARG(file->year))
                                  : text_slug(init->arena, os_path_base(file->look.path));
    if (name.len > NAME_BYTES)
        name = str_slice(name, 0, NAME_BYTES);
    for (ptrdiff_t i = 0; i < init->sources.len; i++) {
        const InitSource *other = &init->sources.items[i];
        if (other->side == file->side && str_equal(other->name, name))
            return str_format(init->arena, "%.*s-%td", STR_ARG(name), number);
    }
    return name;
}

static void put_in_section(Init *init, ptrdiff_t f)
{
    const InitFile *file = &init->files[f];
    for (ptrdiff_t i = 0; i < init->sources.len; i++) {
        InitSource *source = &init->sources.items[i];
        if (!same_section(&init->files[source->files.items[0]], file))
            continue;
        *PUSH(init->arena, &source->files, ptrdiff_t) = f;
        return;
    }
    InitSource made = {.side = file->side, .name = section_name(init, file, init->sources.len + 1)};
    *PUSH(init->arena, &made.files, ptrdiff_t) = f;
    *PUSH(init->arena, &init->sources, InitSource) = made;
}

void periods_find(Init *init)
{
    find_period(init);
    for (ptrdiff_t f = 0; f < init->file_count; f++)
        put_in_section(init, f);
    /* A side with one section needs no name for it. */
    for (ptrdiff_t i = 0; i < init->sources.len; i++) {
        ptrdiff_t same = 0;
        for (ptrdiff_t o = 0; o < init->sources.len; o++)
            same += init->sources.items[o].side == init->sources.items[i].side;
        if (same == 1)
            init->sources.items[i].name = STR_NONE;
    }
}
