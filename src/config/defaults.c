#include "reading.h"

#include <assert.h>

#include "../base/banned.h"

Pos reading_pos(const IniSection *section, Str key)
{
    const IniEntry *entry = ini_find(section, key);
    if (entry == NULL)
        return section->pos;
    return entry->value.len > 0 ? ini_value_pos(entry) : entry->key_pos;
}

static bool is_given(const IniSection *section, Str key)
{
    const IniEntry *entry = ini_find(section, key);
    return entry != NULL && entry->value.len > 0;
}

/* ---- One metric ---- */

static const Word stage_words[] = {
    [STAGE_AWARE] = WORD_CONFIG_STAGE_AWARE,       [STAGE_RESEARCH] = WORD_CONFIG_STAGE_RESEARCH,
    [STAGE_CONSIDER] = WORD_CONFIG_STAGE_CONSIDER, [STAGE_BUY] = WORD_CONFIG_STAGE_BUY,
    [STAGE_USE] = WORD_CONFIG_STAGE_USE,           [STAGE_AFTERSALE] = WORD_CONFIG_STAGE_AFTERSALE,
};
static_assert(CX_COUNTOF(stage_words) == STAGE_COUNT, "every stage has its word");

static const struct {
    Str id;
    Word word;
} known_labels[] = {
    {{"cx.nps", 6}, WORD_CONFIG_NPS},
    {{"cx.csat", 7}, WORD_CONFIG_CSAT},
    {{"cx.ces", 6}, WORD_CONFIG_CES},
    {{"ex.enps", 7}, WORD_CONFIG_ENPS},
};

/* The smallest change worth a mark belongs to the headline figure (product.md). */
static double default_practical(const Metric *metric)
{
    switch (metric->type) {
    case METRIC_NPS:
        return 5;
    case METRIC_CES:
        return 0.2;
    case METRIC_RATING:
        break;
    }
    bool by_index = metric->side == SIDE_EX || metric->stage != STAGE_NONE;
    return by_index && !metric->scale.boxes ? 2 : 3;
}

static MetricType default_type(const Metric *metric)
{
    if (str_equal(metric->id, S("cx.nps")) || str_equal(metric->id, S("ex.enps")))
        return METRIC_NPS;
    return str_equal(metric->id, S("cx.ces")) ? METRIC_CES : METRIC_RATING;
}

static Scale default_scale(MetricType type)
{
    static const Scale scales[] = {
        [METRIC_NPS] = {.text = {"0..10", 5}, .worst = 0, .best = 10, .level_count = 11},
        [METRIC_RATING] = {.text = {"1..5", 4}, .worst = 1, .best = 5, .level_count = 5},
        [METRIC_CES] = {.text = {"1..7", 4}, .worst = 1, .best = 7, .level_count = 7},
    };
    return scales[type];
}

/* [metric cx.stage_buy] is about the stage buy without saying so again. */
static Stage stage_of_id(Reading *reading, const Metric *metric)
{
    StrList stages = words_split(reading->arena, S("aware research consider buy use aftersale"));
    if (metric->side != SIDE_CX || !str_starts(metric->name, S("stage_")))
        return STAGE_NONE;
    ptrdiff_t at = strlist_find(&stages, str_slice(metric->name, 6, metric->name.len));
    return at < 0 ? STAGE_NONE : (Stage)at;
}

static Str default_label(const Config *config, const Metric *metric)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known_labels); i++) {
        if (str_equal(known_labels[i].id, metric->id))
            return word(config->report.language, known_labels[i].word);
    }
    if (metric->stage != STAGE_NONE && str_starts(metric->name, S("stage_")))
        return word(config->report.language, stage_words[metric->stage]);
    return metric->column.count > 0 ? metric->column.names[0] : metric->id;
}

void metric_defaults(Reading *reading, Metric *metric)
{
    const IniSection *section = reading->metric_sections.items[metric - reading->metrics.items];
    if (!is_given(section, S("stage")))
        metric->stage = stage_of_id(reading, metric);
    if (!is_given(section, S("type")))
        metric->type = default_type(metric);
    if (!is_given(section, S("scale")) || metric->scale.level_count == 0) {
        metric->scale = default_scale(metric->type);
        metric->scale_pos = section->pos;
    }
    if (!is_given(section, S("practical")))
        metric->practical = default_practical(metric);
    if (metric->scale.boxes) /* a stage is shown by its index */
        metric->stage = STAGE_NONE;
    metric->label_given = is_given(section, S("label"));
    if (!metric->label_given)
        metric->label = default_label(reading->config, metric);
}

Str config_headline(Arena *arena, const Metric *metric)
{
    switch (metric->type) {
    case METRIC_NPS:
        return metric->id;
    case METRIC_CES:
        return str_concat(arena, metric->id, S("_mean"));
    case METRIC_RATING:
        break;
    }
    if (metric->scale.boxes)
        return str_concat(arena, metric->id, metric->side == SIDE_EX ? S("_fav") : S("_top2"));
    bool by_index = metric->side == SIDE_EX || metric->stage != STAGE_NONE;
    return str_concat(arena, metric->id, by_index ? S("_index") : S("_top2"));
}

const MetricForm metric_forms[METRIC_FORM_COUNT] = {
    {METRIC_NPS, true, true, {"", 0}, FORM_NPS, 0},
    {METRIC_CES, true, true, {"_mean", 5}, FORM_MEAN, 2},
    {METRIC_CES, true, true, {"_top3", 5}, FORM_SHARE, 0},
    {METRIC_CES, true, true, {"_index", 6}, FORM_INDEX, 1},
    {METRIC_RATING, true, false, {"_top2", 5}, FORM_SHARE, 0},
    {METRIC_RATING, false, true, {"_fav", 4}, FORM_SHARE, 0},
    {METRIC_RATING, true, true, {"_index", 6}, FORM_INDEX, 1},
    {METRIC_RATING, true, true, {"_mean", 5}, FORM_MEAN, 2},
};

/* ---- Parts of the indices ---- */

typedef LIST_OF(IndexPart) PartList;

static void add_part(Reading *reading, PartList *parts, Str id, Pos pos)
{
    *PUSH(reading->arena, parts, IndexPart) = (IndexPart){.id = id, .weight = 1, .pos = pos};
}

static ptrdiff_t count_stages(const Config *config)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < config->metric_count; i++)
        count += config->metrics[i].side == SIDE_CX && config->metrics[i].stage != STAGE_NONE;
    return count;
}

static void journey_defaults(Reading *reading)
{
    Config *config = reading->config;
    if (config->cx_journey.part_count > 0)
        return;
    PartList parts = {0};
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        for (ptrdiff_t i = 0; i < config->metric_count; i++) {
            const Metric *metric = &config->metrics[i];
            if (metric->side == SIDE_CX && metric->stage == (Stage)stage)
                add_part(reading, &parts, metric->id, metric->pos);
        }
    }
    config->cx_journey.parts = parts.items;
    config->cx_journey.part_count = parts.len;
}

static bool is_numbered_item(Str name)
{
    if (name.len < 2 || name.s[0] != 'q')
        return false;
    for (ptrdiff_t i = 1; i < name.len; i++) {
        if (name.s[i] < '0' || name.s[i] > '9')
            return false;
    }
    return true;
}

static void engagement_defaults(Reading *reading)
{
    Config *config = reading->config;
    if (!config->engagement.all)
        return;
    StrList numbered = {0}, all = {0};
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        const Metric *metric = &config->metrics[i];
        if (metric->side != SIDE_EX || metric->type == METRIC_NPS)
            continue;
        *PUSH(reading->arena, &all, Str) = metric->id;
        if (is_numbered_item(metric->name))
            *PUSH(reading->arena, &numbered, Str) = metric->id;
    }
    config->engagement.items = numbered.len > 0 ? numbered : all;
}

/* The parts that metrics.md §3 names, as far as they are asked; else every metric of the side. */
static PartList default_parts(Reading *reading, Side side)
{
    static const Str wanted[SIDE_COUNT][4] = {
        [SIDE_CX] = {{"cx.nps", 6}, {"cx.csat", 7}, {"cx.ces", 6}, {"cx.journey", 10}},
        [SIDE_EX] = {{"ex.engagement", 13}, {"ex.enps", 7}},
    };
    const Config *config = reading->config;
    Pos pos = {.file = config->path};
    PartList parts = {0};
    for (ptrdiff_t i = 0; i < 4; i++) {
        Str id = wanted[side][i];
        bool there = id.len > 0 && config_find_metric(config, id) != NULL;
        if (str_equal(id, S("cx.journey")))
            there = count_stages(config) >= config->statistics.stage_minimum;
        if (str_equal(id, S("ex.engagement")))
            there = config->engagement.items.len > 0;
        if (there)
            add_part(reading, &parts, id, pos);
    }
    if (parts.len > 0)
        return parts;

    StrList ids = {0};
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].side != side)
            continue;
        add_part(reading, &parts, config->metrics[i].id, pos);
        *PUSH(reading->arena, &ids, Str) = config->metrics[i].id;
    }
    if (parts.len > 0 && !diag_errors(reading->diags))
        diag_add(reading->diags, DIAG_INDEX_ALL, pos,
                 side == SIDE_CX ? S("cx.index") : S("ex.index"),
                 reading_list(reading, ids.items, ids.len));
    return parts;
}

static void index_defaults(Reading *reading, Side side, Index *index)
{
    if (index->part_count > 0)
        return;
    PartList parts = default_parts(reading, side);
    index->parts = parts.items;
    index->part_count = parts.len;
}

/* ---- The rest ---- */

static void default_text(Config *config, Str *text, Word key)
{
    if (text->len == 0)
        *text = word(config->report.language, key);
}

void config_defaults(Reading *reading)
{
    Config *config = reading->config;
    if (config->report.client_short.len == 0)
        config->report.client_short = config->report.client;
    default_text(config, &config->report.title, WORD_CONFIG_TITLE);
    default_text(config, &config->cx_index.label, WORD_CONFIG_CX_INDEX);
    default_text(config, &config->ex_index.label, WORD_CONFIG_EX_INDEX);
    default_text(config, &config->cx_journey.label, WORD_CONFIG_JOURNEY);
    default_text(config, &config->engagement.label, WORD_CONFIG_ENGAGEMENT);
    default_text(config, &config->combined.label, WORD_CONFIG_COMBINED);
    for (ptrdiff_t i = 0; i < config->benchmark_count; i++) {
        if (config->benchmarks[i].label.len == 0)
            config->benchmarks[i].label = config->benchmarks[i].id;
    }
    for (ptrdiff_t i = 0; i < config->kpi_count; i++) {
        Kpi *kpi = &config->kpis[i];
        kpi->column_given = kpi->column.len > 0;
        if (!kpi->column_given)
            kpi->column = kpi->id;
        if (kpi->label.len == 0)
            kpi->label = kpi->id;
    }
    journey_defaults(reading);
    engagement_defaults(reading);
    index_defaults(reading, SIDE_CX, &config->cx_index);
    index_defaults(reading, SIDE_EX, &config->ex_index);
}
