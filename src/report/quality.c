/* How good the data are, in a few lines; what is well is said too. Only sums over a side: nothing
 * here is about a unit. */
#include "build.h"

#include <assert.h>
#include <math.h>

static Str count(const Build *build, int64_t n)
{
    return num_show_count(build->arena, n, build->lang);
}

static Str percent(const Build *build, double part_01)
{
    return num_show_percent(build->arena, 100 * part_01, 1, build->lang);
}

/* What became of them. */
static Str fate(const Build *build, int64_t found, int64_t left)
{
    if (left == 0)
        return word(build->lang, WORD_QUALITY_KEPT);
    return left == found
               ? word(build->lang, WORD_QUALITY_LEFT)
               : WORDS(build->arena, build->lang, WORD_QUALITY_SOME_LEFT, count(build, left));
}

typedef struct Sides {
    const Build *build;
    QualitySum sum[SIDE_COUNT];
    bool told[SIDE_COUNT];
    Str name[SIDE_COUNT];
} Sides;

/* "Customers 38, Employees 2"; empty when there is none of it anywhere. */
static Str list_counts(const Sides *sides, const int64_t n[SIDE_COUNT])
{
    const Build *build = sides->build;
    StrList parts = {0};
    for (int side = 0; side < SIDE_COUNT; side++)
        if (sides->told[side] && n[side] > 0)
            *PUSH(build->arena, &parts, Str) = WORDS(build->arena, build->lang, WORD_QUALITY_COUNT,
                                                     sides->name[side], count(build, n[side]));
    return str_join(build->arena, parts.items, parts.len, S(", "));
}

static Str with_none(const Sides *sides, const int64_t n[SIDE_COUNT], Word sentence)
{
    const Build *build = sides->build;
    Str list = list_counts(sides, n);
    return list.len == 0 ? word(build->lang, WORD_QUALITY_NONE)
                         : WORDS(build->arena, build->lang, sentence, list);
}

static Str repeated(const Sides *sides)
{
    const int64_t n[SIDE_COUNT] = {sides->sum[0].duplicate, sides->sum[1].duplicate};
    return with_none(sides, n, WORD_QUALITY_REPEATED_TEXT);
}

static Str twice(const Sides *sides)
{
    const Build *build = sides->build;
    bool known = false;
    int64_t n[SIDE_COUNT];
    for (int side = 0; side < SIDE_COUNT; side++) {
        known |= sides->told[side] && sides->sum[side].twice_known;
        n[side] = sides->sum[side].twice;
    }
    if (!known)
        return STR_NONE;
    Str list = list_counts(sides, n), within = count(build, TWICE_SECONDS);
    return list.len == 0 ? WORDS(build->arena, build->lang, WORD_QUALITY_TWICE_NONE, within)
                         : WORDS(build->arena, build->lang, WORD_QUALITY_TWICE_TEXT, list, within);
}

static Str straight(const Sides *sides)
{
    const Build *build = sides->build;
    StrList parts = {0};
    bool asked = false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const QualitySum *sum = &sides->sum[side];
        asked |= sides->told[side] && sum->straight_of > 0;
        if (sides->told[side] && sum->straight > 0)
            *PUSH(build->arena, &parts, Str) =
                WORDS(build->arena, build->lang, WORD_QUALITY_STRAIGHT_PART, sides->name[side],
                      count(build, sum->straight),
                      percent(build, (double)sum->straight / (double)sum->straight_of),
                      count(build, sum->straight_of), count(build, STRAIGHT_RATINGS),
                      fate(build, sum->straight, sum->straight_left));
    }
    if (!asked)
        return STR_NONE; /* nobody has so many ratings */
    return parts.len == 0 ? word(build->lang, WORD_QUALITY_NONE)
                          : str_join(build->arena, parts.items, parts.len, S("; "));
}

static Str speed_part(const Sides *sides, int side)
{
    const Build *build = sides->build;
    const QualitySum *sum = &sides->sum[side];
    Str found = count(build, sum->fast), of = count(build, sum->timed),
        what = fate(build, sum->fast, sum->fast_left);
    if (isnan(sum->median_s)) /* more than one source, each with its own */
        return WORDS(build->arena, build->lang, WORD_QUALITY_SPEED_PART, sides->name[side], found,
                     of, what);
    return WORDS(build->arena, build->lang, WORD_QUALITY_SPEED_MEDIAN, sides->name[side], found, of,
                 num_show(build->arena, sum->median_s,
                          sum->median_s == floor(sum->median_s) ? 0 : 1, build->lang),
                 what);
}

static Str speed(const Sides *sides)
{
    static_assert(SPEED_PART == 3, "the sentences say a third");
    const Build *build = sides->build;
    StrList parts = {0};
    ptrdiff_t timed = 0, judged = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!sides->told[side])
            continue;
        timed += sides->sum[side].timed_sources;
        judged += sides->sum[side].judged_sources;
        if (sides->sum[side].fast > 0)
            *PUSH(build->arena, &parts, Str) = speed_part(sides, side);
    }
    if (timed == 0)
        return word(build->lang, WORD_QUALITY_SPEED_UNKNOWN);
    if (judged == 0)
        return WORDS(build->arena, build->lang, WORD_QUALITY_SPEED_FEW,
                     count(build, SPEED_MINIMUM));
    if (parts.len == 0)
        return word(build->lang, WORD_QUALITY_SPEED_NONE);
    return WORDS(build->arena, build->lang, WORD_QUALITY_SPEED_RULE,
                 str_join(build->arena, parts.items, parts.len, S("; ")));
}

static Str off_scale(const Sides *sides)
{
    const Build *build = sides->build;
    StrList parts = {0};
    for (int side = 0; side < SIDE_COUNT; side++) {
        const QualitySum *sum = &sides->sum[side];
        if (sides->told[side] && sum->off_scale > 0)
            *PUSH(build->arena, &parts, Str) =
                WORDS(build->arena, build->lang, WORD_QUALITY_OFF_PART, sides->name[side],
                      count(build, sum->off_scale), count(build, sum->off_scale_questions));
    }
    return parts.len == 0 ? word(build->lang, WORD_QUALITY_NONE)
                          : WORDS(build->arena, build->lang, WORD_QUALITY_OFF_TEXT,
                                  str_join(build->arena, parts.items, parts.len, S(", ")));
}

static Str unanswered(const Sides *sides)
{
    const Build *build = sides->build;
    StrList parts = {0};
    for (int side = 0; side < SIDE_COUNT; side++) {
        const QualitySum *sum = &sides->sum[side];
        if (!sides->told[side] || sum->most_missing < 0)
            continue;
        const Metric *most = build->tally->side[side].questions[sum->most_missing].metric;
        *PUSH(build->arena, &parts, Str) =
            WORDS(build->arena, build->lang, WORD_QUALITY_MISSING_PART, sides->name[side],
                  percent(build, (double)sum->missing / (double)sum->asked),
                  label_metric(build, most->id), percent(build, sum->most_missing_share_01));
    }
    return parts.len == 0 ? word(build->lang, WORD_QUALITY_MISSING_NONE)
                          : str_join(build->arena, parts.items, parts.len, S("; "));
}

static Str no_unit(const Sides *sides)
{
    const int64_t n[SIDE_COUNT] = {sides->sum[0].no_unit, sides->sum[1].no_unit};
    return with_none(sides, n, WORD_QUALITY_NO_UNIT_TEXT);
}

static Str unknown_units(const Sides *sides)
{
    const Build *build = sides->build;
    if (build->config->units.file.len == 0)
        return STR_NONE; /* none is listed, so none is unknown */
    ptrdiff_t n = build->tally->unknown_unit_count;
    return n == 0 ? word(build->lang, WORD_QUALITY_NONE)
                  : WORDS(build->arena, build->lang, WORD_QUALITY_UNKNOWN_TEXT, count(build, n));
}

/* Nothing is said where there is none: every report would say so. */
static Str after(const Sides *sides)
{
    const int64_t n[SIDE_COUNT] = {sides->sum[0].after, sides->sum[1].after};
    return list_counts(sides, n).len == 0 ? STR_NONE : with_none(sides, n, WORD_QUALITY_AFTER_TEXT);
}

/* Sides with enough people, too few of whom are others than an earlier pack told of. */
static ptrdiff_t add_untold(const Sides *sides, QualityLine *lines)
{
    const Build *build = sides->build;
    ptrdiff_t line_count = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (build->has_side[side] && !sides->told[side] &&
            sides->sum[side].people >= build->config->privacy.minimum)
            lines[line_count++] = (QualityLine){.name = sides->name[side],
                                                .text = word(build->lang, WORD_QUALITY_FEW_NEW)};
    return line_count;
}

ptrdiff_t quality_lines(const Build *build, QualityLine lines[QUALITY_LINES_LIMIT])
{
    static const struct {
        Word name;
        Str (*text)(const Sides *);
    } all[] = {
        {WORD_QUALITY_REPEATED, repeated}, {WORD_QUALITY_TWICE, twice},
        {WORD_QUALITY_STRAIGHT, straight}, {WORD_QUALITY_SPEED, speed},
        {WORD_QUALITY_OFF, off_scale},     {WORD_QUALITY_MISSING, unanswered},
        {WORD_QUALITY_NO_UNIT, no_unit},   {WORD_QUALITY_UNKNOWN, unknown_units},
        {WORD_QUALITY_AFTER, after},
    };
    static_assert(CX_COUNTOF(all) + SIDE_COUNT <= QUALITY_LINES_LIMIT, "room for every line");
    Sides sides = {.build = build};
    bool any = false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        sides.sum[side] = quality_sum(build->tally, (Side)side, build->period);
        sides.told[side] = build->has_side[side] && build->scores->published->answering[side];
        sides.name[side] = label_source_side(build, (Side)side);
        any |= sides.told[side];
    }
    ptrdiff_t line_count = add_untold(&sides, lines);
    if (!any && line_count == 0)
        lines[line_count++] = (QualityLine){.text = word(build->lang, WORD_QUALITY_FEW)};
    for (ptrdiff_t i = 0; any && i < CX_COUNTOF(all); i++) {
        Str text = all[i].text(&sides);
        if (text.len > 0)
            lines[line_count++] =
                (QualityLine){.name = word(build->lang, all[i].name), .text = text};
    }
    return line_count;
}
