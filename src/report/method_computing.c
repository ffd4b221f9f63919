/* The method page: how the figures are computed, compared and read. */
#include "method.h"

#include <math.h>

/* As many digits as the value needs, at most two: 5, 0,2, 0,05. */
static Str short_number(const Build *build, double value)
{
    int decimals = 0;
    while (decimals < 2 && fabs(num_round(value, decimals) - value) > 1e-9)
        decimals++;
    return method_number(build, value, decimals);
}

/* ---- How it is computed ---- */

static bool part_used(const Build *build, Str id)
{
    return config_find_metric(build->config, id) || score_find_def(build->scores, id) >= 0;
}

/* "NPS 25%, CSAT 25%, …": the parts that the project has, to a sum of 100. */
static Str index_parts(const Build *build, const Index *index)
{
    double sum = 0;
    for (ptrdiff_t i = 0; i < index->part_count; i++)
        if (part_used(build, index->parts[i].id))
            sum += index->parts[i].weight;
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < index->part_count && sum > 0; i++) {
        if (!part_used(build, index->parts[i].id))
            continue;
        double percent = 100 * index->parts[i].weight / sum;
        int decimals = fabs(percent - num_round(percent, 0)) < 1e-9 ? 0 : 1;
        *PUSH(build->arena, &parts, Str) =
            str_format(build->arena, "%.*s %.*s", STR_ARG(label_metric(build, index->parts[i].id)),
                       STR_ARG(num_show_percent(build->arena, percent, decimals, build->lang)));
    }
    return str_join(build->arena, parts.items, parts.len, S(", "));
}

/* Share of the people scored whose questionnaire has a gap (metrics.md §3 wants it printed). */
static Str incomplete_share(const Build *build, ptrdiff_t def)
{
    /* Of rows, which a figure of an earlier pack has not. */
    if (privacy_state(build->scores->published, SIDE_EX, 0, build->period) != PUBLISH_PUBLISHED ||
        estimate_state(build, 0, build->period, def) != ESTIMATE_SHOWN)
        return STR_NONE;
    const Tally *tally = build->tally;
    const SideTally *side = &tally->side[SIDE_EX];
    int64_t incomplete = 0;
    for (ptrdiff_t u = 0; u < tally->unit_count; u++)
        for (ptrdiff_t s = 0; s < side->stratum_count; s++) {
            const Cell *cell = tally_cell(side, tally, u, build->period, s);
            incomplete += cell ? cell->mean_incomplete : 0;
        }
    double n = (double)build_figure(build, 0, build->period, def)->n;
    return WORDS(build->arena, build->lang, WORD_COMPUTE_INCOMPLETE,
                 num_show_percent(build->arena, 100 * (double)incomplete / n, 0, build->lang));
}

static void write_engagement(MethodWriter *writer)
{
    const Build *build = writer->build;
    ptrdiff_t def = score_find_def(build->scores, S("ex.engagement"));
    if (def < 0 || !build->has_side[SIDE_EX])
        return;
    const PersonMean *mean = &build->tally->side[SIDE_EX].means[build->scores->defs[def].mean];
    method_add(writer, label_short(build, def),
               WORDS(build->arena, build->lang, WORD_COMPUTE_ENGAGEMENT,
                     method_count(build, mean->question_count),
                     method_count(build, mean->answered_minimum)));
    method_add(writer, STR_NONE, incomplete_share(build, def));
}

/* "từ đầu năm, 3 kỳ gần nhất": the running windows that end with the report's period. */
static void write_windows(MethodWriter *writer)
{
    const Build *build = writer->build;
    StrList names = {0};
    for (ptrdiff_t w = build->tally->period_count + 1; w < build->tally->window_count; w++) {
        const Window *window = &build->tally->windows[w];
        if (window->last != build->period)
            continue;
        *PUSH(build->arena, &names, Str) =
            window->kind == WINDOW_YTD
                ? method_say(writer, WORD_WINDOW_YTD)
                : WORDS(build->arena, build->lang, WORD_WINDOW_ROLLING,
                        method_count(build, window->last - window->first + 1));
    }
    if (names.len > 0)
        method_add(writer, STR_NONE,
                   WORDS(build->arena, build->lang, WORD_COMPUTE_WINDOWS,
                         label_list(build, names.items, names.len, names.len)));
}

/* Waves that call a column differently: whoever lists both names says that it is one question. */
static void write_alternatives(MethodWriter *writer)
{
    const Build *build = writer->build;
    StrList questions = {0};
    for (ptrdiff_t i = 0; i < build->config->metric_count; i++) {
        const ColumnRef *column = &build->config->metrics[i].column;
        if (column->count < 2)
            continue;
        Str names = str_join(build->arena, column->names, column->count, S(" | "));
        *PUSH(build->arena, &questions, Str) =
            str_format(build->arena, "%.*s (%.*s)",
                       STR_ARG(label_metric(build, build->config->metrics[i].id)), STR_ARG(names));
    }
    if (questions.len > 0)
        method_add(writer, STR_NONE,
                   WORDS(build->arena, build->lang, WORD_COMPUTE_ALTERNATIVES,
                         str_join(build->arena, questions.items, questions.len, S("; "))));
}

void method_write_computing(MethodWriter *writer)
{
    const Build *build = writer->build;
    const Config *config = build->config;
    Arena *arena = build->arena;
    method_open(writer, 1, WORD_METHOD_COMPUTING);
    if (build->has_side[SIDE_CX] && build->cx >= 0)
        method_add(writer, S("CX"), index_parts(build, &config->cx_index));
    if (build->has_side[SIDE_EX] && build->ex >= 0)
        method_add(writer, S("EX"), index_parts(build, &config->ex_index));
    write_engagement(writer);
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] && build->score >= 0) {
        double cx_percent = 100 * config->combined.cx_weight;
        method_add(
            writer, label_short(build, build->score),
            WORDS(arena, build->lang,
                  config->combined.geometric ? WORD_COMPUTE_GEOMETRIC : WORD_COMPUTE_ARITHMETIC,
                  num_show_percent(arena, cx_percent, 0, build->lang),
                  num_show_percent(arena, 100 - cx_percent, 0, build->lang)));
        method_add(writer, method_say(writer, WORD_COMPUTE_LINES),
                   WORDS(arena, build->lang, WORD_COMPUTE_CUTS,
                         short_number(build, config->cx_index.cut),
                         short_number(build, config->ex_index.cut),
                         short_number(build, config->combined.gap_margin)));
    }
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].type != METRIC_NPS)
            continue;
        method_add(writer, S("NPS, eNPS"), method_say(writer, WORD_COMPUTE_NPS));
        break;
    }
    write_alternatives(writer);
    write_windows(writer);
    method_close(writer);
}

void method_write_intervals(MethodWriter *writer)
{
    const Build *build = writer->build;
    method_open(writer, 1, WORD_METHOD_INTERVALS);
    method_add(writer, STR_NONE,
               WORDS(build->arena, build->lang, WORD_INTERVALS, label_level(build)));
    method_close(writer);
}

/* The distinct practical differences of the marked figures: "NPS 5, …". */
static Str practical_list(const Build *build)
{
    StrList parts = {0};
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        const FigureDef *def = &build->scores->defs[d];
        bool side = def->side == FIGURE_COMBINED ||
                    build->has_side[def->side == FIGURE_CX ? SIDE_CX : SIDE_EX];
        if (def->tested && side)
            *PUSH(build->arena, &parts, Str) =
                str_format(build->arena, "%.*s %.*s", STR_ARG(label_short(build, d)),
                           STR_ARG(short_number(build, def->practical)));
    }
    return str_join(build->arena, parts.items, parts.len, S(", "));
}

void method_write_comparisons(MethodWriter *writer)
{
    const Build *build = writer->build;
    Arena *arena = build->arena;
    double alpha = 1 - build->config->statistics.level;
    method_open(writer, 1, WORD_METHOD_COMPARING);
    method_add(writer, STR_NONE, method_say(writer, WORD_COMPARE_TESTS));
    method_add(writer, STR_NONE,
               WORDS(arena, build->lang, WORD_COMPARE_MANY, method_number(build, alpha, 2),
                     method_count(build, build->config->statistics.test_minimum)));
    Str practical = practical_list(build);
    if (practical.len > 0)
        method_add(writer, STR_NONE, WORDS(arena, build->lang, WORD_COMPARE_PRACTICAL, practical));
    method_close(writer);
}

/* "NPS 34 (sai số chuẩn 1,2), CSAT 84%": what comes from the source of this row. */
static Str benchmarks_of_source(const Build *build, Str line)
{
    const BenchmarksModel *model = &build->report->benchmarks;
    StrList texts = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        Str value = isnan(row->se) ? row->value_text
                                   : WORDS(build->arena, build->lang, WORD_BENCHMARK_VALUE_SE,
                                           row->value_text, row->se_text);
        const Str text[] = {row->metric, value};
        if (str_equal(row->line, line))
            *PUSH(build->arena, &texts, Str) = str_join(build->arena, text, 2, S(" "));
    }
    return str_join(build->arena, texts.items, texts.len, S(", "));
}

/* Every benchmark with all that must be said of it, by source; pages have room for some. */
void method_write_benchmarks(MethodWriter *writer)
{
    const Build *build = writer->build;
    const BenchmarksModel *model = &build->report->benchmarks;
    StrList lines = {0};
    method_open(writer, 1, WORD_BENCHMARKS);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        if (strlist_find(&lines, row->line) >= 0)
            continue;
        *PUSH(build->arena, &lines, Str) = row->line;
        method_add(writer, row->name,
                   str_format(build->arena, "%.*s · %.*s, %d · %.*s",
                              STR_ARG(benchmarks_of_source(build, row->line)), STR_ARG(row->source),
                              row->year, STR_ARG(row->licence)));
    }
    if (model->row_count > 0) {
        method_add(writer, STR_NONE, method_say(writer, WORD_BENCHMARK_METHOD));
        method_add(writer, STR_NONE, model->fixed_note);
    }
    method_close(writer);
}

/* ---- Reliability ---- */

static Str alpha_text(const Build *build, const Reliability *reliability)
{
    Str omega = isnan(reliability->omega) ? S("–") : method_number(build, reliability->omega, 2);
    Str text =
        WORDS(build->arena, build->lang, WORD_RELIABILITY_LINE,
              method_number(build, reliability->alpha, 2), method_number(build, reliability->lo, 2),
              method_number(build, reliability->hi, 2), omega, method_count(build, reliability->n));
    if (reliability->alpha >= 0.70)
        return text;
    const Str both[] = {text, word(build->lang, WORD_RELIABILITY_LOW)};
    return str_join(build->arena, both, 2, S("; "));
}

void method_write_reliability(MethodWriter *writer)
{
    const Build *build = writer->build;
    const Reliability *reliability = refusal_reliability(build);
    if (!reliability)
        return;
    method_open(writer, 2, WORD_METHOD_RELIABILITY);
    method_add(writer, STR_NONE,
               reliability->refused ? refusal_of_reliability(build, reliability)
                                    : alpha_text(build, reliability));
    method_close(writer);
}
