#include "build.h"

#include <cxex/stats.h>

enum { SHOWN_PERIODS = 13 };

/* ---- Which period, which before it ---- */

static ptrdiff_t find_period(const Tally *tally, Str id)
{
    return id.len == 0 ? tally->period_count - 1 : tally_find_period_id(tally, id);
}

static int parts_of_year(PeriodKind kind)
{
    static const int parts[] = {[PERIOD_MONTH] = 12,
                                [PERIOD_QUARTER] = 4,
                                [PERIOD_HALF] = 2,
                                [PERIOD_YEAR] = 1,
                                [PERIOD_WAVE] = 1};
    return parts[kind];
}

/* The first day of a calendar period that has no data, hence no Period of its own. */
static Date first_day(PeriodKind kind, int64_t ordinal)
{
    int parts = parts_of_year(kind);
    int64_t from_zero =
        ordinal - period_ordinal(kind, (Date){.year = 1, .month = 1, .day = 1}) + parts;
    return (Date){.year = (int)(from_zero / parts),
                  .month = (int)(from_zero % parts) * (12 / parts) + 1,
                  .day = 1};
}

static ReportPeriod describe_period(const Build *build, const Tally *tally, ptrdiff_t t)
{
    return (ReportPeriod){
        .id = label_period_key(build->arena, tally->periods[t].id),
        .long_label = period_label(build->arena, tally, t, PERIOD_LONG, build->lang),
        .short_label = period_label(build->arena, tally, t, PERIOD_SHORT, build->lang),
        .tick = period_label(build->arena, tally, t, PERIOD_TICK, build->lang),
        .first = tally->periods[t].first};
}

/* A gap in the calendar is a period too: its label needs a tally that has it. */
static ReportPeriod describe_gap(const Build *build, int64_t ordinal)
{
    PeriodKind kind = build->config->report.period;
    Period gap = {.ordinal = ordinal,
                  .id = period_id(build->arena, kind, ordinal),
                  .previous = -1,
                  .first = first_day(kind, ordinal)};
    Tally only = {.config = build->config, .periods = &gap, .period_count = 1};
    return describe_period(build, &only, 0);
}

static void choose_periods(Build *build)
{
    const Tally *tally = build->tally;
    bool calendar = build->config->report.period != PERIOD_WAVE;
    int64_t last = tally->periods[build->period].ordinal, first = tally->periods[0].ordinal;
    int64_t count = calendar ? last - first + 1 : build->period + 1;
    if (count > SHOWN_PERIODS)
        count = SHOWN_PERIODS;
    build->report->period_count = (ptrdiff_t)count;
    build->report->periods = NEW(build->arena, ReportPeriod, (ptrdiff_t)count);
    build->shown = NEW(build->arena, ptrdiff_t, (ptrdiff_t)count);
    ptrdiff_t t = build->period;
    for (ptrdiff_t i = (ptrdiff_t)count; i-- > 0;) {
        int64_t ordinal = last - (count - 1 - i);
        bool there = t >= 0 && (!calendar || tally->periods[t].ordinal == ordinal);
        build->shown[i] = there ? t : -1;
        build->report->periods[i] =
            there ? describe_period(build, tally, t) : describe_gap(build, ordinal);
        t -= there;
    }
}

/* ---- Which units ---- */

int64_t build_rows(const Build *build, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    const Published *published = build->scores->published;
    return published->n[side][scope * published->window_count + window];
}

bool build_side_ever(const Build *build, Side side, ptrdiff_t scope)
{
    if (build->tally->side[side].question_count == 0)
        return false;
    for (ptrdiff_t t = 0; t < build->tally->period_count; t++)
        if (build_rows(build, side, scope, t) > 0)
            return true;
    return false;
}

/* A unit that was merged has none: its group stands for it. One that was split ends, and its parts
 * begin, in other periods. */
static bool build_has_rows(const Build *build, ptrdiff_t unit)
{
    const Unit *about = &build->tally->units[unit];
    return about->merged_into < 0 && build->period >= about->first_period &&
           build->period < about->end_period &&
           (build_side_ever(build, SIDE_CX, unit) || build_side_ever(build, SIDE_EX, unit));
}

static void choose_units(Build *build)
{
    const Tally *tally = build->tally;
    build->units = NEW(build->arena, ptrdiff_t, tally->unit_count);
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (!build_has_rows(build, u))
            continue;
        ptrdiff_t at = build->unit_count++;
        while (at > 0 && tally->units[build->units[at - 1]].order > tally->units[u].order) {
            build->units[at] = build->units[at - 1];
            at--;
        }
        build->units[at] = u;
    }
    build->is_parent = NEW(build->arena, bool, tally->unit_count);
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        for (ptrdiff_t u = tally->units[build->units[i]].above; u >= 0; u = tally->units[u].above)
            build->is_parent[u] = true;
}

/* ---- The head of the report ---- */

static Date report_date(const Build *build, ReportOptions options)
{
    if (options.generated.year != 0)
        return options.generated;
    if (build->config->report.as_of.year != 0)
        return build->config->report.as_of;
    return build->tally->periods[build->period].last; /* waves have none: year 0 */
}

/* The two usual stamps are known by a word, so that each reader has them in their language. */
static void fill_stamp(Build *build)
{
    Str stamp = build->config->report.stamp;
    bool draft = str_equal_nocase(stamp, S("draft"));
    if (draft)
        stamp = word(build->lang, WORD_STAMP_DRAFT);
    else if (str_equal_nocase(stamp, S("confidential")))
        stamp = word(build->lang, WORD_STAMP_CONFIDENTIAL);
    build->report->stamp = stamp;
    build->report->stamp_warns = draft;
}

static void fill_head(Build *build, ReportOptions options)
{
    Report *report = build->report;
    const Config *config = build->config;
    bool vietnamese = lang_id(build->lang) == LANG_VI;
    Str period = label_period(build, build->period, PERIOD_LONG);
    report->language = build->lang;
    report->languages = options.languages;
    report->language_tag = vietnamese ? S("vi-VN") : S("en-GB");
    report->version = S(CXEX_VERSION);
    report->client = config->report.client;
    report->client_short =
        config->report.client_short.len > 0 ? config->report.client_short : report->client;
    bool own_title =
        !str_equal(config->report.title, word(config->report.language, WORD_CONFIG_TITLE));
    report->title = own_title ? config->report.title : word(build->lang, WORD_CONFIG_TITLE);
    report->author = config->report.author;
    report->confidential = config->report.confidential;
    report->consultant = config->report.consultant;
    fill_stamp(build);
    static const ReportPaper papers[PAPER_SIZE_COUNT] = {
        [PAPER_A4] = REPORT_A4, [PAPER_LETTER] = REPORT_LETTER, [PAPER_WIDE] = REPORT_WIDE};
    report->paper = papers[config->report.paper];
    report->portrait = config->report.portrait;
    report->subject = WORDS(build->arena, build->lang, WORD_SUBJECT, period);
    report->generated = report_date(build, options);
    report->period_id = build->tally->periods[build->period].id;
    report->level_01 = config->statistics.level;
    report->level_text = label_level(build);
    report->z = stats_z(report->level_01);
    report->config_hash = options.config_hash;
}

bool report_begin(Build *build, Arena *arena, const Scores *scores, LangId language,
                  ReportOptions options, Str *reason)
{
    Lang lang = options.languages ? options.languages[language] : language;
    const Tally *tally = scores->tally;
    *build = (Build){.arena = arena,
                     .scores = scores,
                     .tally = tally,
                     .config = tally->config,
                     .lang = lang,
                     .report = NEW(arena, Report, 1),
                     .period = find_period(tally, options.period)};
    if (build->period < 0) {
        Str latest = tally->period_count > 0 ? tally->periods[tally->period_count - 1].id : S("–");
        *reason = WORDS(arena, lang, WORD_NO_SUCH_PERIOD, options.period, latest);
        return false;
    }
    build->previous = tally->periods[build->period].previous;
    build->cx = score_find_def(scores, S("cx.index"));
    build->ex = score_find_def(scores, S("ex.index"));
    build->score = score_find_def(scores, S("combined.score"));
    build->gap = score_find_def(scores, S("combined.gap"));
    build->diagnosis = score_find_def(scores, S("combined.diagnosis"));
    build->cx_n = score_find_def(scores, S("cx.n"));
    build->ex_n = score_find_def(scores, S("ex.n"));
    for (int side = 0; side < SIDE_COUNT; side++)
        build->has_side[side] = build_side_ever(build, (Side)side, 0);
    choose_periods(build);
    choose_units(build);
    fill_head(build, options);
    return true;
}

const Report *report_build(Arena *arena, const Scores *scores, ReportOptions options, Str *reason)
{
    Build build;
    LangId lang = scores->tally->config->report.language;
    if (!report_begin(&build, arena, scores, lang, options, reason))
        return NULL;
    label_shorten_units(&build);
    build.redactor = options.redactor;
    build.report->link = options.link;
    build.report->key_drivers = options.key_drivers ? options.key_drivers
                                : options.link      ? options.link->drivers
                                                    : NULL;
    build.report->registers = score_registers(arena, scores->tally, build.period);
    benchmarks_build(&build, 0);
    pages_build(&build);
    scenario_build(&build);
    data_build(&build);
    build.report->scorecard_json = report_facts(arena, scores, build.report, false);
    return build.report;
}

const Page *report_find_page(const Report *report, PageKind kind)
{
    for (ptrdiff_t i = 0; i < report->page_count; i++)
        if (report->pages[i].kind == kind)
            return &report->pages[i];
    return NULL;
}
