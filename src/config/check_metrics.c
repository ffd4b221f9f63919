/* What a question of the project file must agree with: its type, its side, the other questions. */
#include "reading.h"

#include <math.h>

#include "../base/banned.h"

static Str side_prefix(Side side)
{
    return side == SIDE_CX ? S("cx.") : S("ex.");
}

typedef struct MetricIn {
    Reading *reading;
    const Metric *metric;
    const IniSection *section;
} MetricIn;

static void report(const MetricIn *in, DiagCode code, Str key, Str found, Str expected)
{
    diag_add(in->reading->diags, code, reading_pos(in->section, key), found, expected);
}

/* Figures that the program makes itself; a question of that name would stand in their place. */
static void check_reserved(const MetricIn *in)
{
    static const Str exact[] = {{"cx.index", 8}, {"cx.journey", 10},    {"ex.index", 8},
                                {"cx.n", 4},     {"ex.engagement", 13}, {"ex.n", 4}};
    static const Str starts[] = {{"ex.factor_", 10}, {"ex.cycle_", 9}};
    static const Str ends[] = {
        {"_index", 6}, {"_mean", 5}, {"_top2", 5}, {"_top3", 5}, {"_fav", 4}};
    Str id = in->metric->id;
    bool reserved = false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(exact); i++)
        reserved = reserved || str_equal(id, exact[i]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(starts); i++)
        reserved = reserved || str_starts(id, starts[i]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ends); i++) {
        bool made =
            str_ends(id, ends[i]) &&
            config_find_metric(in->reading->config, str_slice(id, 0, id.len - ends[i].len)) != NULL;
        reserved = reserved || made;
    }
    if (reserved)
        diag_add(in->reading->diags, DIAG_METRIC_RESERVED, in->section->id_pos, id, STR_NONE);
}

static Str type_name(MetricType type)
{
    switch (type) {
    case METRIC_NPS:
        return S("nps");
    case METRIC_RATING:
        return S("rating");
    case METRIC_CES:
        return S("ces");
    }
    return STR_NONE;
}

static void check_type(const MetricIn *in)
{
    static const struct {
        Str id;
        MetricType type;
    } known[] = {
        {{"cx.nps", 6}, METRIC_NPS},
        {{"ex.enps", 7}, METRIC_NPS},
        {{"cx.csat", 7}, METRIC_RATING},
        {{"cx.ces", 6}, METRIC_CES},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++) {
        if (str_equal(known[i].id, in->metric->id) && known[i].type != in->metric->type)
            report(in, DIAG_METRIC_TYPE, S("type"), in->metric->id, type_name(known[i].type));
    }
}

/* The groups of an NPS are cut at 0..6, 7..8, 9..10: only eleven levels have them. */
static void check_scale(const MetricIn *in)
{
    const Scale *scale = &in->metric->scale;
    bool zero_to_ten = scale->words || fmin(scale->worst, scale->best) == 0;
    if (in->metric->type == METRIC_NPS && (scale->level_count != 11 || !zero_to_ten))
        report(in, DIAG_SCALE_NPS, S("scale"), scale->text, S("0..10"));
}

static bool stands_on_scale(Reading *reading, const Scale *scale, Str answer)
{
    if (scale->words) {
        Str key = text_fold(reading->arena, answer);
        for (ptrdiff_t i = 0; i < scale->level_count; i++) {
            if (str_equal(text_fold(reading->arena, scale->labels[i]), key))
                return true;
        }
        return false;
    }
    Num number = num_parse_answer(answer);
    return number.ok && number.value >= fmin(scale->worst, scale->best) &&
           number.value <= fmax(scale->worst, scale->best);
}

static void check_missing(const MetricIn *in)
{
    const Metric *metric = in->metric;
    if (metric->codes.len > 0) /* then what the export holds are codes, not answers */
        return;
    for (ptrdiff_t i = 0; i < metric->missing.len; i++) {
        if (stands_on_scale(in->reading, &metric->scale, metric->missing.items[i]))
            report(in, DIAG_MISSING_ON_SCALE, S("missing"), metric->missing.items[i],
                   metric->scale.text);
    }
}

static void check_metric_target(const MetricIn *in)
{
    const Metric *metric = in->metric;
    double low = 0, high = 100;
    if (metric->type == METRIC_NPS)
        low = -100;
    if (metric->type == METRIC_CES) {
        low = fmin(metric->scale.worst, metric->scale.best);
        high = fmax(metric->scale.worst, metric->scale.best);
    }
    check_target_range(in->reading, &metric->target, low, high);
}

static void check_side_keys(const MetricIn *in)
{
    const Metric *metric = in->metric;
    if (metric->side == SIDE_EX && metric->stage != STAGE_NONE)
        report(in, DIAG_STAGE_SIDE, S("stage"), metric->id, STR_NONE);
    if (metric->side == SIDE_CX && metric->factor.len > 0)
        report(in, DIAG_FACTOR_SIDE, S("factor"), metric->id, S("factor"));
    if (metric->side == SIDE_CX && metric->cycle.len > 0)
        report(in, DIAG_FACTOR_SIDE, S("cycle"), metric->id, S("cycle"));
    bool grouped = metric->factor.len > 0 || metric->cycle.len > 0;
    if (metric->side == SIDE_EX && metric->type == METRIC_NPS && grouped)
        report(in, DIAG_FACTOR_NPS, metric->factor.len > 0 ? S("factor") : S("cycle"), metric->id,
               STR_NONE);
}

static void check_stage(const MetricIn *in)
{
    const Metric *metric = in->metric;
    if (metric->side != SIDE_CX || metric->stage == STAGE_NONE)
        return;
    if (metric->type == METRIC_NPS)
        report(in, DIAG_STAGE_NPS, S("stage"), metric->id, STR_NONE);
    const Config *config = in->reading->config;
    for (const Metric *other = config->metrics; other < metric; other++) {
        if (other->side == SIDE_CX && other->stage == metric->stage) {
            report(in, DIAG_STAGE_TWICE, S("stage"), metric->id, other->id);
            return;
        }
    }
    StrList stages =
        words_split(in->reading->arena, S("aware research consider buy use aftersale"));
    bool named = str_starts(metric->name, S("stage_"));
    Str name = named ? str_slice(metric->name, 6, metric->name.len) : STR_NONE;
    if (named && strlist_find(&stages, name) >= 0 && !str_equal(stages.items[metric->stage], name))
        report(in, DIAG_STAGE_ID, S("stage"), stages.items[metric->stage], metric->id);
}

static void check_mirror(const MetricIn *in)
{
    const Metric *metric = in->metric;
    if (metric->mirror.len == 0)
        return;
    Reading *reading = in->reading;
    StrList others = {0};
    for (ptrdiff_t i = 0; i < reading->config->metric_count; i++) {
        if (reading->config->metrics[i].side != metric->side)
            *PUSH(reading->arena, &others, Str) = reading->config->metrics[i].id;
    }
    if (strlist_find(&others, metric->mirror) >= 0)
        return;
    Pos pos = reading_pos(in->section, S("mirror"));
    if (str_starts(metric->mirror, side_prefix(metric->side)))
        diag_add(reading->diags, DIAG_MIRROR_SIDE, pos, metric->mirror,
                 side_prefix(metric->side == SIDE_CX ? SIDE_EX : SIDE_CX));
    else
        diag_add_near(reading->diags, DIAG_MIRROR_UNKNOWN, pos, metric->mirror,
                      reading_list(reading, others.items, others.len),
                      strlist_nearest(&others, metric->mirror));
}

/* The same column under two questions of a side is a slip of copying. */
static void check_column(const MetricIn *in)
{
    const Metric *metric = in->metric;
    const Config *config = in->reading->config;
    Arena *arena = in->reading->arena;
    for (const Metric *other = config->metrics; other < metric; other++) {
        if (other->side != metric->side)
            continue;
        for (ptrdiff_t i = 0; i < metric->column.count; i++) {
            Str key = text_name_key(arena, metric->column.names[i]);
            for (ptrdiff_t j = 0; j < other->column.count; j++) {
                if (str_equal(text_name_key(arena, other->column.names[j]), key)) {
                    report(in, DIAG_COLUMN_TWICE, S("column"), metric->column.names[i], other->id);
                    return;
                }
            }
        }
    }
}

/* Each word makes a figure of its own. */
static void check_groups(Reading *reading)
{
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < reading->config->metric_count; i++) {
        const Metric *metric = &reading->config->metrics[i];
        const struct {
            Str key, word;
        } groups[] = {{S("factor"), metric->factor}, {S("cycle"), metric->cycle}};
        for (ptrdiff_t g = 0; g < CX_COUNTOF(groups); g++) {
            bool added = false;
            if (groups[g].word.len > 0)
                strmap_put(reading->arena, &seen,
                           str_concat(reading->arena, groups[g].key, groups[g].word), &added);
            if (!added || seen.len <= GROUP_LIMIT)
                continue;
            diag_add(reading->diags, DIAG_GROUPS_MANY,
                     reading_pos(reading->metric_sections.items[i], groups[g].key), STR_NONE,
                     str_format(reading->arena, "%d", GROUP_LIMIT));
            return;
        }
    }
}

void check_metrics(Reading *reading)
{
    if (reading->config->metric_count > METRIC_LIMIT) {
        diag_add(reading->diags, DIAG_METRICS_MANY, reading->config->metrics[METRIC_LIMIT].pos,
                 str_format(reading->arena, "%td", reading->config->metric_count),
                 str_format(reading->arena, "%d", METRIC_LIMIT));
        return;
    }
    for (ptrdiff_t i = 0; i < reading->config->metric_count; i++) {
        MetricIn in = {reading, &reading->config->metrics[i], reading->metric_sections.items[i]};
        check_reserved(&in);
        check_type(&in);
        check_scale(&in);
        codes_check(reading, &reading->config->metrics[i]);
        check_missing(&in);
        check_metric_target(&in);
        check_side_keys(&in);
        check_stage(&in);
        check_mirror(&in);
        check_column(&in);
    }
    check_groups(reading);
}
