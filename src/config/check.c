#include "reading.h"

#include <math.h>

#include "../base/banned.h"

static ptrdiff_t count_metrics(const Config *config, Side side)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < config->metric_count; i++)
        count += config->metrics[i].side == side;
    return count;
}

/* ---- Sources ---- */

Str config_period_example(PeriodKind kind)
{
    switch (kind) {
    case PERIOD_MONTH:
        return S("2026-10");
    case PERIOD_QUARTER:
        return S("2026-Q4");
    case PERIOD_HALF:
        return S("2026-H2");
    case PERIOD_YEAR:
        return S("2026");
    case PERIOD_WAVE:
        return S("Wave 1");
    }
    return STR_NONE;
}

static bool all_digits(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] < '0' || text.s[i] > '9')
            return false;
    }
    return text.len > 0;
}

/* `2026-10`, `2026-Q4`, `2026-H2`, `2026`; a wave may be called anything. */
static bool period_fits(PeriodKind kind, Str text)
{
    if (kind == PERIOD_WAVE)
        return true;
    if (text.len < 4 || !all_digits(str_slice(text, 0, 4)))
        return false;
    Str rest = str_slice(text, 4, text.len);
    if (kind == PERIOD_YEAR)
        return rest.len == 0;
    if (rest.len != 3 || rest.s[0] != '-')
        return false;
    if (kind == PERIOD_MONTH) {
        Num month = num_parse(str_slice(rest, 1, 3), false);
        return all_digits(str_slice(rest, 1, 3)) && month.value >= 1 && month.value <= 12;
    }
    char last = kind == PERIOD_QUARTER ? '4' : '2';
    return rest.s[1] == (kind == PERIOD_QUARTER ? 'Q' : 'H') && rest.s[2] >= '1' &&
           rest.s[2] <= last;
}

/* Exports of tools hold the date under a name of their own, and which tool it is may be found out:
 * ingest knows. A plain table has none. */
static bool may_have_date(Str format)
{
    return !str_equal(format, S("csv"));
}

static void check_source(Reading *reading, const Source *source, const IniSection *section)
{
    PeriodKind kind = reading->config->report.period;
    Diags *diags = reading->diags;
    bool both = source->period.len > 0 && source->wave.count > 0;
    if (both)
        diag_add(diags, DIAG_WAVE_AND_PERIOD, source->wave.pos, section->name, STR_NONE);
    if (kind == PERIOD_WAVE) {
        if (source->period.len == 0 && source->wave.count == 0)
            diag_add(diags, DIAG_WAVE_MISSING, section->pos, section->name, STR_NONE);
        return;
    }
    if (source->wave.count > 0 && !both)
        diag_add(diags, DIAG_WAVE_UNUSED, reading_pos(section, S("wave")), section->name, STR_NONE);
    if (source->period.len > 0 && !period_fits(kind, source->period))
        diag_add(diags, DIAG_PERIOD_FORM, source->period_pos, source->period,
                 config_period_example(kind));
    if (source->period.len == 0 && source->wave.count == 0 && source->date.count == 0 &&
        !may_have_date(source->format))
        diag_add(diags, DIAG_DATE_MISSING, section->pos, section->name,
                 config_period_example(kind));
}

static void check_sides(Reading *reading)
{
    const Config *config = reading->config;
    if (config->source_count == 0) {
        diag_add(reading->diags, DIAG_SOURCE_NONE, (Pos){.file = config->path}, STR_NONE, STR_NONE);
        return;
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Source *source = NULL;
        for (ptrdiff_t i = config->source_count - 1; i >= 0; i--) {
            if (config->sources[i].side == (Side)side)
                source = &config->sources[i];
        }
        const Metric *metric = NULL;
        for (ptrdiff_t i = config->metric_count - 1; i >= 0; i--) {
            if (config->metrics[i].side == (Side)side)
                metric = &config->metrics[i];
        }
        Str kind = side == SIDE_CX ? S("customers") : S("employees");
        Str example = side == SIDE_CX ? S("metric cx.nps") : S("metric ex.enps");
        if (source != NULL && metric == NULL)
            diag_add(reading->diags, DIAG_SIDE_NO_METRIC, source->pos, kind, example);
        if (source == NULL && metric != NULL)
            diag_add(reading->diags, DIAG_SIDE_NO_SOURCE, metric->pos, metric->id, kind);
    }
}

static void check_sources(Reading *reading)
{
    for (ptrdiff_t i = 0; i < reading->config->source_count; i++)
        check_source(reading, &reading->config->sources[i], reading->source_sections.items[i]);
    check_sides(reading);
}

/* ---- Indices ---- */

void check_target_range(Reading *reading, const TargetRef *target, double low, double high)
{
    if (!target->given || target->file.len > 0 || isnan(target->value))
        return;
    if (target->value < low || target->value > high)
        diag_add(reading->diags, DIAG_VALUE_RANGE, target->pos,
                 str_format(reading->arena, "%.12g", target->value),
                 str_format(reading->arena, "%.12g..%.12g", low, high));
}

static StrList stage_ids(Reading *reading)
{
    StrList ids = {0};
    for (ptrdiff_t i = 0; i < reading->config->metric_count; i++) {
        const Metric *metric = &reading->config->metrics[i];
        if (metric->side == SIDE_CX && metric->stage != STAGE_NONE)
            *PUSH(reading->arena, &ids, Str) = metric->id;
    }
    return ids;
}

StrList reading_part_ids(Reading *reading, Side side)
{
    const Config *config = reading->config;
    StrList ids = {0};
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].side == side)
            *PUSH(reading->arena, &ids, Str) = config->metrics[i].id;
    }
    if (side == SIDE_CX && config->cx_journey.part_count > 0)
        *PUSH(reading->arena, &ids, Str) = S("cx.journey");
    if (side == SIDE_EX && config->engagement.items.len > 0)
        *PUSH(reading->arena, &ids, Str) = S("ex.engagement");
    return ids;
}

static void check_part(Reading *reading, const Index *index, ptrdiff_t at, Str name)
{
    const IndexPart *part = &index->parts[at];
    for (ptrdiff_t i = 0; i < at; i++) {
        if (str_equal(index->parts[i].id, part->id))
            diag_add(reading->diags, DIAG_PART_TWICE, part->pos, part->id, name);
    }
}

static void check_weights(Reading *reading, const Index *index, Str name)
{
    double total = 0;
    for (ptrdiff_t i = 0; i < index->part_count; i++) {
        check_part(reading, index, i, name);
        total += index->parts[i].weight;
    }
    if (index->part_count > 0 && total <= 0)
        diag_add(reading->diags, DIAG_PARTS_ZERO, index->parts[0].pos, name, STR_NONE);
}

static void check_parts(Reading *reading, const Index *index, Side side, Str name)
{
    StrList known = reading_part_ids(reading, side);
    for (ptrdiff_t i = 0; i < index->part_count; i++) {
        const IndexPart *part = &index->parts[i];
        if (strlist_find(&known, part->id) < 0)
            diag_add_near(reading->diags, DIAG_PART_UNKNOWN, part->pos, part->id,
                          reading_list(reading, known.items, known.len),
                          strlist_nearest(&known, part->id));
    }
    check_weights(reading, index, name);
}

static void check_stage_parts(Reading *reading)
{
    StrList stages = stage_ids(reading);
    const Index *journey = &reading->config->cx_journey;
    for (ptrdiff_t i = 0; i < journey->part_count; i++) {
        const IndexPart *part = &journey->parts[i];
        if (strlist_find(&stages, part->id) < 0)
            diag_add_near(reading->diags, DIAG_PART_STAGE, part->pos, part->id, STR_NONE,
                          strlist_nearest(&stages, part->id));
    }
    check_weights(reading, journey, S("cx.journey"));
}

/* The parts as scoring counts them: the stages of cx.journey one by one. */
static void check_part_count(Reading *reading, const Index *index, Str name)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < index->part_count; i++) {
        bool journey = str_equal(index->parts[i].id, S("cx.journey"));
        count += journey ? reading->config->cx_journey.part_count : 1;
    }
    if (count > INDEX_PART_LIMIT)
        diag_add(reading->diags, DIAG_PARTS_MANY, index->parts[0].pos,
                 str_format(reading->arena, "%td", count),
                 str_format(reading->arena, "%d [index %.*s]", INDEX_PART_LIMIT, STR_ARG(name)));
}

/* With one or two stages cx.journey is asked for and never comes: better said now. */
static void check_journey(Reading *reading)
{
    const Config *config = reading->config;
    ptrdiff_t stages = config->cx_journey.part_count;
    if (stages > 0 && stages < config->statistics.stage_minimum && !diag_errors(reading->diags))
        diag_add(reading->diags, DIAG_JOURNEY_SHORT, config->cx_journey.parts[0].pos,
                 str_format(reading->arena, "%td", stages),
                 str_format(reading->arena, "%d", config->statistics.stage_minimum));
}

static void check_items(Reading *reading)
{
    const Config *config = reading->config;
    if (config->engagement.all)
        return;
    const IniSection *section = reading->once[SECTION_ENGAGEMENT];
    Pos pos = reading_pos(section, S("items"));
    StrList known = {0};
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].side == SIDE_EX && config->metrics[i].type != METRIC_NPS)
            *PUSH(reading->arena, &known, Str) = config->metrics[i].id;
    }
    const StrList *items = &config->engagement.items;
    for (ptrdiff_t i = 0; i < items->len; i++) {
        StrList before = {items->items, i, i};
        if (strlist_find(&known, items->items[i]) < 0)
            diag_add_near(reading->diags, DIAG_ITEM_UNKNOWN, pos, items->items[i],
                          reading_list(reading, known.items, known.len),
                          strlist_nearest(&known, items->items[i]));
        else if (strlist_find(&before, items->items[i]) >= 0)
            diag_add(reading->diags, DIAG_PART_TWICE, pos, items->items[i], S("ex.engagement"));
    }
}

static void check_indices(Reading *reading)
{
    const Config *config = reading->config;
    check_stage_parts(reading);
    check_parts(reading, &config->cx_index, SIDE_CX, S("cx.index"));
    check_parts(reading, &config->ex_index, SIDE_EX, S("ex.index"));
    check_part_count(reading, &config->cx_index, S("cx.index"));
    check_part_count(reading, &config->ex_index, S("ex.index"));
    check_journey(reading);
    check_items(reading);
    check_target_range(reading, &config->cx_index.target, 0, 100);
    check_target_range(reading, &config->ex_index.target, 0, 100);
    check_target_range(reading, &config->cx_journey.target, 0, 100);
    check_target_range(reading, &config->engagement.target, 0, 100);
    check_target_range(reading, &config->combined.target, 0, 100);
}

/* ---- Statistics, privacy, incentive ---- */

/* The limits of a bootstrap interval are the (B+1)·α/2-th smallest and largest values: that must be
 * a whole number (metrics.md §13). */
static void check_bootstrap(Reading *reading)
{
    const Statistics *statistics = &reading->config->statistics;
    double tail = (1 - statistics->level) / 2;
    double order = (statistics->bootstrap + 1) * tail;
    if (order >= 1 - 1e-9 && fabs(order - round(order)) < 1e-6)
        return;
    double better = ceil(order < 1 ? 1 : order) / tail - 1;
    const IniSection *section = reading->once[SECTION_STATISTICS];
    bool whole = fabs(better - round(better)) < 1e-6;
    diag_add(reading->diags, DIAG_BOOTSTRAP, reading_pos(section, S("bootstrap")),
             str_format(reading->arena, "%d", statistics->bootstrap),
             whole ? str_format(reading->arena, "%.0f", better) : S("9999"));
}

static void check_statistics(Reading *reading)
{
    const IniSection *section = reading->once[SECTION_STATISTICS];
    if (section == NULL)
        return; /* the defaults fit together */
    check_bootstrap(reading);
    const Config *config = reading->config;
    Pos pos = reading_pos(section, S("windows"));
    bool running = config->statistics.ytd || config->statistics.rolling_count > 0;
    if (config->report.period == PERIOD_WAVE && running)
        diag_add(reading->diags, DIAG_WINDOWS_WAVE, pos, config->statistics.windows, STR_NONE);
    if (config->report.period == PERIOD_YEAR && config->statistics.ytd)
        diag_add(reading->diags, DIAG_WINDOWS_YEAR, pos, S("ytd"), STR_NONE);
}

static void check_privacy(Reading *reading)
{
    const IniSection *section = reading->once[SECTION_PRIVACY];
    const Config *config = reading->config;
    if (section == NULL || config->privacy.comment_minimum >= config->privacy.minimum)
        return;
    diag_add(reading->diags, DIAG_COMMENT_MINIMUM, reading_pos(section, S("comment_minimum")),
             str_format(reading->arena, "%d", config->privacy.comment_minimum),
             str_format(reading->arena, "%d", config->privacy.minimum));
}

static void check_kpi(Reading *reading, Str key, Str id)
{
    const Config *config = reading->config;
    StrList ids = {0};
    for (ptrdiff_t i = 0; i < config->kpi_count; i++)
        *PUSH(reading->arena, &ids, Str) = config->kpis[i].id;
    if (id.len == 0 || strlist_find(&ids, id) >= 0)
        return;
    diag_add_near(reading->diags, DIAG_KPI_UNKNOWN,
                  reading_pos(reading->once[SECTION_INCENTIVE], key), id,
                  reading_list(reading, ids.items, ids.len), strlist_nearest(&ids, id));
}

static StrList score_ids(Reading *reading)
{
    const Config *config = reading->config;
    StrList ids = {0};
    if (count_metrics(config, SIDE_CX) > 0)
        *PUSH(reading->arena, &ids, Str) = S("cx.index");
    if (count_metrics(config, SIDE_EX) > 0)
        *PUSH(reading->arena, &ids, Str) = S("ex.index");
    if (ids.len == 2)
        *PUSH(reading->arena, &ids, Str) = S("combined.score");
    if (config->cx_journey.part_count > 0)
        *PUSH(reading->arena, &ids, Str) = S("cx.journey");
    if (config->engagement.items.len > 0)
        *PUSH(reading->arena, &ids, Str) = S("ex.engagement");
    for (ptrdiff_t i = 0; i < config->metric_count; i++)
        *PUSH(reading->arena, &ids, Str) = config_headline(reading->arena, &config->metrics[i]);
    return ids;
}

/* metrics.md §12: threshold < target < maximum; what they pay is ranged by the key table. */
static void check_incentive(Reading *reading)
{
    const IniSection *section = reading->once[SECTION_INCENTIVE];
    if (section == NULL)
        return;
    const Config *config = reading->config;
    check_kpi(reading, S("revenue_actual"), config->incentive.revenue_actual);
    check_kpi(reading, S("revenue_target"), config->incentive.revenue_target);
    StrList ids = score_ids(reading);
    if (strlist_find(&ids, config->incentive.score) < 0)
        diag_add_near(reading->diags, DIAG_SCORE_UNKNOWN, reading_pos(section, S("score")),
                      config->incentive.score, reading_list(reading, ids.items, ids.len),
                      strlist_nearest(&ids, config->incentive.score));
    bool written = ini_find(section, S("threshold")) != NULL &&
                   ini_find(section, S("target")) != NULL &&
                   ini_find(section, S("maximum")) != NULL;
    double t0 = config->incentive.threshold, t1 = config->incentive.target,
           t2 = config->incentive.maximum;
    if (written && !(t0 < t1 && t1 < t2))
        diag_add(reading->diags, DIAG_INCENTIVE_ORDER, reading_pos(section, S("threshold")),
                 str_format(reading->arena, "%.12g, %.12g, %.12g", t0, t1, t2), STR_NONE);
}

/* It has to fit above the title of every page. */
static void check_stamp(Reading *reading)
{
    enum { STAMP_LETTERS = 48 };
    const Config *config = reading->config;
    if (text_length(config->report.stamp) > STAMP_LETTERS)
        diag_add(reading->diags, DIAG_STAMP_LONG, config->report.stamp_pos, config->report.stamp,
                 str_format(reading->arena, "%d", STAMP_LETTERS));
}

/* An upright screen is no paper. */
static void check_paper(Reading *reading)
{
    const Config *config = reading->config;
    if (config->report.paper == PAPER_WIDE && config->report.portrait)
        diag_add(reading->diags, DIAG_PAPER_WIDE_PORTRAIT, config->report.portrait_pos, STR_NONE,
                 STR_NONE);
}

void config_check(Reading *reading)
{
    check_paper(reading);
    check_stamp(reading);
    check_metrics(reading);
    check_sources(reading);
    check_indices(reading);
    check_statistics(reading);
    check_privacy(reading);
    check_incentive(reading);
}
