#include "build.h"

#include <cxex/stats.h>

#include <math.h>

enum { MOST_EVENTS = 8 }; /* what the column beside the panels holds; the latest are kept */

/* ---- The report's period against an earlier one ---- */

/* df of a bounded interval is absent, but the test may still use n_K − 1 (metrics.md §5). */
static StatsEstimate test_estimate(const Figure *figure)
{
    double df = isnan(figure->df) ? figure->neff - 1 : figure->df;
    return (StatsEstimate){.value = figure->value, .v = figure->v, .df = df};
}

static bool testable(const Build *build, ptrdiff_t window, ptrdiff_t def)
{
    if (window < 0 || estimate_state(build, 0, window, def) != ESTIMATE_SHOWN)
        return false;
    const Figure *figure = build_figure(build, 0, window, def);
    return !figure->partial && figure->n >= build->config->statistics.test_minimum &&
           test_estimate(figure).df > 0;
}

double trends_practical(const Build *build, ptrdiff_t def)
{
    return build->scores->defs[def].practical;
}

LongChange trends_long_change(const Build *build, ptrdiff_t def)
{
    LongChange change = {.from = -1, .diff = NAN, .lo = NAN, .hi = NAN};
    if (def < 0 || !testable(build, build->period, def))
        return change;
    ptrdiff_t last = build->report->period_count - 1, t = 0;
    while (t < last && (!testable(build, build->shown[t], def) ||
                        !estimate_same_parts(build, 0, build->period, build->shown[t], def) ||
                        breaks_between(build, 0, build->shown[t], build->period, def)))
        t++;
    if (t >= last)
        return change;
    change.from = build->shown[t];
    double level = build->config->statistics.level;
    StatsTest test =
        stats_mean_difference(test_estimate(build_figure(build, 0, build->period, def)),
                              test_estimate(build_figure(build, 0, change.from, def)), level);
    if (isnan(test.p) || isnan(test.lo))
        return change;
    change.diff = test.diff;
    change.lo = test.lo;
    change.hi = test.hi;
    StatsVerdict verdict = stats_verdict(&test, test.p, 1 - level);
    bool large = fabs(test.diff) >= trends_practical(build, def);
    change.trend = verdict == STATS_VERDICT_UP && large     ? TREND_UP
                   : verdict == STATS_VERDICT_DOWN && large ? TREND_DOWN
                                                            : TREND_FLAT;
    return change;
}

/* ---- What the lines say ---- */

static Str number(const Build *build, double value)
{
    return num_show(build->arena, value, 1, build->lang);
}

static void read_long_change(const Build *build, StrList *reading, ptrdiff_t def, Str name)
{
    LongChange change = trends_long_change(build, def);
    if (change.from < 0 || isnan(change.diff))
        return;
    static const Word sentences[TREND_COUNT] = {[TREND_UNKNOWN] = WORD_READ_FLAT,
                                                [TREND_UP] = WORD_READ_UP,
                                                [TREND_FLAT] = WORD_READ_FLAT,
                                                [TREND_DOWN] = WORD_READ_DOWN};
    bool small = change.trend == TREND_FLAT && (change.lo > 0 || change.hi < 0);
    Str from = label_period(build, change.from, PERIOD_SHORT);
    Str diff = change.trend == TREND_FLAT
                   ? num_show_signed(build->arena, change.diff, 1, build->lang)
                   : number(build, fabs(change.diff));
    *PUSH(build->arena, reading, Str) =
        WORDS(build->arena, build->lang, small ? WORD_READ_FLAT_SMALL : sentences[change.trend],
              name, from, diff, number(build, change.lo), number(build, change.hi));
}

static Str marked_periods(const Build *build, ptrdiff_t def, int mark)
{
    StrList names = {0};
    for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
        const Comparison *change =
            build->shown[t] < 0 ? NULL : score_find_change(build->scores, 0, build->shown[t], def);
        if (change && change->mark == mark)
            *PUSH(build->arena, &names, Str) = build->report->periods[t].short_label;
    }
    return str_join(build->arena, names.items, names.len, S(", "));
}

/* A definition changed between two of the periods shown. */
static bool is_broken(const Build *build, ptrdiff_t def)
{
    for (ptrdiff_t t = 1; t < build->report->period_count; t++)
        if (breaks_between(build, 0, build->shown[t - 1], build->shown[t], def))
            return true;
    return false;
}

static void read_marks(const Build *build, StrList *reading, ptrdiff_t def, Str name)
{
    Str up = marked_periods(build, def, 1), down = marked_periods(build, def, -1);
    if (up.len == 0 && down.len == 0)
        *PUSH(build->arena, reading, Str) =
            WORDS(build->arena, build->lang,
                  is_broken(build, def) ? WORD_READ_NO_MARKS_BROKEN : WORD_READ_NO_MARKS, name);
    if (up.len > 0)
        *PUSH(build->arena, reading, Str) =
            WORDS(build->arena, build->lang, WORD_READ_RISES, name, up);
    if (down.len > 0)
        *PUSH(build->arena, reading, Str) =
            WORDS(build->arena, build->lang, WORD_READ_FALLS, name, down);
}

static ptrdiff_t shown_count(const Build *build, ptrdiff_t def)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t t = 0; t < build->report->period_count; t++)
        count += estimate_state(build, 0, build->shown[t], def) == ESTIMATE_SHOWN;
    return count;
}

/* Where the index got other parts, the line goes on but what is before is another figure. */
static void note_breaks(const Build *build, StrList *breaks, ptrdiff_t def, Str name)
{
    ptrdiff_t before = -1;
    for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
        ptrdiff_t window = build->shown[t];
        if (estimate_state(build, 0, window, def) != ESTIMATE_SHOWN)
            continue;
        if (before >= 0 && !estimate_same_parts(build, 0, before, window, def))
            *PUSH(build->arena, breaks, Str) = WORDS(build->arena, build->lang, WORD_SERIES_BREAK,
                                                     name, build->report->periods[t].short_label);
        before = window;
    }
}

/* ---- Panels ---- */

static void add_panel(const Build *build, TrendsModel *trends, StrList *reading, StrList *breaks,
                      ptrdiff_t def)
{
    if (def < 0 || shown_count(build, def) < 2)
        return;
    FigureSide side = build->scores->defs[def].side;
    Str name = side == FIGURE_CX ? S("CX") : S("EX");
    Estimate last = estimate_make(build, 0, def);
    trends->panels[trends->panel_count++] = (TrendPanel){
        .side = label_report_side(side),
        .label = WORDS(build->arena, build->lang, WORD_PANEL, label_side(build, side), name),
        .series = estimate_series(build, 0, def),
        .target = last.target,
        .target_text = last.target_text.len == 0
                           ? STR_NONE
                           : WORDS(build->arena, build->lang, WORD_TARGET_AT, last.target_text)};
    read_long_change(build, reading, def, name);
    read_marks(build, reading, def, name);
    note_breaks(build, breaks, def, name);
}

/* One scale for both panels: tens around all bands and targets. */
static void share_axis(const Build *build, TrendsModel *trends)
{
    double lo = 100, hi = 0;
    for (int i = 0; i < trends->panel_count; i++) {
        const TrendPanel *panel = &trends->panels[i];
        for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
            const SeriesPoint *point = &panel->series.points[t];
            if (!point->shown)
                continue;
            lo = fmin(lo, isnan(point->lo) ? point->value : point->lo);
            hi = fmax(hi, isnan(point->hi) ? point->value : point->hi);
            lo = fmin(lo, point->target); /* which leaves NaN out */
            hi = fmax(hi, point->target);
        }
    }
    lo = fmax(0, 10 * floor(lo / 10));
    hi = fmin(100, 10 * ceil(hi / 10));
    while (hi - lo < 20) { /* a flat line should not look like a mountain */
        if (hi < 100)
            hi += 10;
        if (hi - lo < 20 && lo > 0)
            lo -= 10;
    }
    for (int i = 0; i < trends->panel_count; i++) {
        trends->panels[i].axis_lo = lo;
        trends->panels[i].axis_hi = hi;
    }
}

static void fill_ticks(const Build *build, TrendsModel *trends)
{
    ptrdiff_t count = build->report->period_count;
    PeriodKind kind = build->config->report.period;
    bool years = kind != PERIOD_YEAR && kind != PERIOD_WAVE; /* those ticks say it themselves */
    trends->ticks = NEW(build->arena, Str, count);
    trends->years = NEW(build->arena, Str, count);
    for (ptrdiff_t t = 0; t < count; t++) {
        const ReportPeriod *period = &build->report->periods[t];
        trends->ticks[t] = period->tick;
        if (years && (t == 0 || period->first.year != period[-1].first.year))
            trends->years[t] = str_format(build->arena, "%d", period->first.year);
    }
}

/* ---- Events ---- */

static ptrdiff_t event_period(const Build *build, const Event *event)
{
    PeriodKind kind = build->config->report.period;
    for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
        bool here = kind == PERIOD_WAVE ? event->period >= 0 && build->shown[t] == event->period
                                        : period_ordinal(kind, event->date) ==
                                              period_ordinal(kind, build->report->periods[t].first);
        if (here)
            return t;
    }
    return -1;
}

static void add_events(const Build *build, TrendsModel *trends)
{
    const Tally *tally = build->tally;
    LIST_OF(TrendEvent) events = {0};
    for (ptrdiff_t i = 0; i < tally->event_count; i++) {
        const Event *event = &tally->events[i];
        ptrdiff_t period = event_period(build, event);
        if (period < 0)
            continue;
        PUSH(build->arena, &events, TrendEvent);
        ptrdiff_t at = events.len - 1;
        for (; at > 0 && events.items[at - 1].period > period; at--)
            events.items[at] = events.items[at - 1];
        events.items[at] =
            (TrendEvent){.period = period,
                         .text = WORDS(build->arena, build->lang, WORD_EVENT, event->text,
                                       build->report->periods[period].short_label),
                         .unit = event->unit > 0 ? tally->units[event->unit].name : STR_NONE};
    }
    ptrdiff_t skip = events.len > MOST_EVENTS ? events.len - MOST_EVENTS : 0;
    trends->events = events.items ? events.items + skip : NULL;
    trends->event_count = events.len - skip;
    for (ptrdiff_t i = 0; i < trends->event_count; i++)
        trends->events[i].number = (int)i + 1;
    if (trends->event_count > 0)
        trends->events_head = label_upper(build, word(build->lang, WORD_EVENTS));
}

PageRows trends_build(Build *build)
{
    TrendsModel *trends = &build->report->trends;
    StrList reading = {0}, breaks = {0};
    if (build->has_side[SIDE_CX])
        add_panel(build, trends, &reading, &breaks, build->cx);
    if (build->has_side[SIDE_EX])
        add_panel(build, trends, &reading, &breaks, build->ex);
    fill_ticks(build, trends);
    if (trends->panel_count == 0)
        return (PageRows){0};
    const ptrdiff_t lines[] = {build->cx, build->ex};
    breaks_of_lines(build, 0, lines, CX_COUNTOF(lines), &breaks);
    share_axis(build, trends);
    add_events(build, trends);
    trends->reading_head = label_upper(build, word(build->lang, WORD_READING));
    trends->reading = reading.items;
    trends->reading_count = reading.len;
    trends->breaks = breaks.items;
    trends->break_count = breaks.len;
    return (PageRows){.printed = true};
}

/* "Khách hàng 4.210–4.890" over the periods shown. */
static Str n_range(const Build *build, ptrdiff_t def, Word range, Word one)
{
    int64_t lo = INT64_MAX, hi = 0;
    for (ptrdiff_t t = 0; t < build->report->period_count; t++) {
        if (estimate_state(build, 0, build->shown[t], def) != ESTIMATE_SHOWN)
            continue;
        int64_t n = build_figure(build, 0, build->shown[t], def)->n;
        lo = n < lo ? n : lo;
        hi = n > hi ? n : hi;
    }
    if (hi == 0)
        return STR_NONE;
    if (lo == hi)
        return WORDS(build->arena, build->lang, one, num_show_count(build->arena, lo, build->lang));
    return WORDS(build->arena, build->lang, range, num_show_count(build->arena, lo, build->lang),
                 num_show_count(build->arena, hi, build->lang));
}

static bool has_target(const TrendsModel *trends, ptrdiff_t count)
{
    for (int i = 0; i < trends->panel_count; i++)
        for (ptrdiff_t t = 0; t < count; t++)
            if (!isnan(trends->panels[i].series.points[t].target))
                return true;
    return false;
}

void trends_words(const Build *build, Page *page)
{
    Sentence title = title_trends(build);
    page->title = title.text;
    page->rule = title.rule;
    Str count = num_show_count(build->arena, build->report->period_count, build->lang);
    page->subtitle =
        WORDS(build->arena, build->lang, WORD_TRENDS_SUBTITLE, count, label_level(build));
    Str parts[3];
    ptrdiff_t part_count = 0;
    Str cx = n_range(build, build->cx_n, WORD_RANGE_CX, WORD_RANGE_CX_ONE),
        ex = n_range(build, build->ex_n, WORD_RANGE_EX, WORD_RANGE_EX_ONE);
    if (cx.len > 0)
        parts[part_count++] = cx;
    if (ex.len > 0)
        parts[part_count++] = ex;
    if (has_target(&build->report->trends, build->report->period_count))
        parts[part_count++] = word(build->lang, WORD_TRENDS_FOOT);
    page->foot_left = str_join(build->arena, parts, part_count, S(" · "));
}
