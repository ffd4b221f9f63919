#include "build.h"

#include <math.h>

/* The method page: blocks of lines for the PDF, and the same as name and text for the workbook. */

typedef LIST_OF(MethodBlock) BlockList;
typedef LIST_OF(struct MethodEntry) EntryList;

typedef struct Writer {
    const Build *build;
    BlockList blocks;
    EntryList entries;
    StrList lines; /* of the block that is open */
    Str head;
    int column;
    ptrdiff_t quality_first, quality_count; /* entries */
} Writer;

static void open_block(Writer *writer, int column, Word head)
{
    writer->head = label_upper(writer->build, word(writer->build->lang, head));
    writer->column = column;
    writer->lines = (StrList){0};
}

static void close_block(Writer *writer)
{
    if (writer->lines.len > 0)
        *PUSH(writer->build->arena, &writer->blocks, MethodBlock) =
            (MethodBlock){.head = writer->head,
                          .lines = writer->lines.items,
                          .line_count = writer->lines.len,
                          .column = writer->column};
}

/* A line reads "name: text"; without a name, the text alone. */
static void add(Writer *writer, Str name, Str text)
{
    Arena *arena = writer->build->arena;
    if (text.len == 0)
        return;
    *PUSH(arena, &writer->lines, Str) =
        name.len > 0 ? str_format(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(text)) : text;
    *PUSH(arena, &writer->entries, struct MethodEntry) =
        (struct MethodEntry){.block = writer->head, .name = name, .text = text};
}

static Str say(const Writer *writer, Word key)
{
    return word(writer->build->lang, key);
}

static Str count(const Build *build, int64_t n)
{
    return num_show_count(build->arena, n, build->lang);
}

static Str number(const Build *build, double value, int decimals)
{
    return num_show(build->arena, value, decimals, build->lang);
}

/* As many digits as the value needs, at most two: 5, 0,2, 0,05. */
static Str short_number(const Build *build, double value)
{
    int decimals = 0;
    while (decimals < 2 && fabs(num_round(value, decimals) - value) > 1e-9)
        decimals++;
    return number(build, value, decimals);
}

/* ---- Sources ---- */

static Str file_list(const Build *build, const SourceReport *source)
{
    if (source->files.len == 0)
        return STR_NONE;
    Str first = os_path_base(source->files.items[0]);
    if (source->files.len == 1)
        return first;
    return WORDS(build->arena, build->lang, WORD_METHOD_MORE_FILES, first,
                 count(build, source->files.len - 1));
}

/* "đọc 4.812 = dùng 4.701 + trùng mã 38 + …": every row is accounted for. */
static Str row_account(const Build *build, const SourceReport *source)
{
    const struct {
        int64_t rows;
        Word reason;
    } left_out[] = {{source->duplicate, WORD_LEFT_DUPLICATE},
                    {source->no_answer, WORD_LEFT_NO_ANSWER},
                    {source->bad_date, WORD_LEFT_BAD_DATE},
                    {source->bad_weight, WORD_LEFT_BAD_WEIGHT},
                    {source->straight_left, WORD_LEFT_STRAIGHT},
                    {source->fast_left, WORD_LEFT_FAST},
                    {source->aside[ASIDE_PREVIEW], WORD_LEFT_PREVIEW},
                    {source->aside[ASIDE_TEST], WORD_LEFT_TEST},
                    {source->aside[ASIDE_SPAM], WORD_LEFT_SPAM},
                    {source->aside[ASIDE_DELETED], WORD_LEFT_DELETED},
                    {source->aside[ASIDE_PARTIAL], WORD_LEFT_PARTIAL},
                    {source->bad_count, WORD_LEFT_BAD_COUNT},
                    {source->repeated, WORD_LEFT_REPEATED},
                    {source->hidden, WORD_LEFT_HIDDEN},
                    {source->other, WORD_LEFT_OTHER},
                    {source->blank_row, WORD_LEFT_BLANK}};
    Buffer text = {.arena = build->arena};
    buffer_add(&text, WORDS(build->arena, build->lang, WORD_METHOD_ROWS,
                            count(build, source->rows_read), count(build, source->rows_used)));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(left_out); i++)
        if (left_out[i].rows > 0) {
            buffer_add(&text, S(" + "));
            buffer_add(&text, WORDS(build->arena, build->lang, left_out[i].reason,
                                    count(build, left_out[i].rows)));
        }
    return buffer_str(&text);
}

/* Rows that the tool marks and the project keeps: empty when there are none. */
static Str kept_rows(const Build *build, const SourceReport *source)
{
    static const struct {
        Aside aside;
        Word what;
    } marks[] = {{ASIDE_PREVIEW, WORD_LEFT_PREVIEW},
                 {ASIDE_TEST, WORD_LEFT_TEST},
                 {ASIDE_PARTIAL, WORD_LEFT_PARTIAL}};
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(marks); i++)
        if (source->kept[marks[i].aside] > 0)
            *PUSH(build->arena, &parts, Str) = WORDS(build->arena, build->lang, marks[i].what,
                                                     count(build, source->kept[marks[i].aside]));
    if (parts.len == 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_METHOD_KEPT,
                 str_join(build->arena, parts.items, parts.len, S(", ")));
}

/* What must be known of a file of counts to read its figures. */
static Str about_counts(const Build *build, const SourceReport *source)
{
    Arena *arena = build->arena;
    const Source *from = source->source;
    LIST_OF(Str) said = {0};
    if (source->counted)
        *PUSH(arena, &said, Str) =
            WORDS(arena, build->lang, WORD_METHOD_PEOPLE, count(build, source->people));
    if (source->kiosk && source->counted)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_KIOSK_COUNTS);
    else if (source->kiosk)
        *PUSH(arena, &said, Str) =
            WORDS(arena, build->lang, WORD_METHOD_KIOSK, count(build, source->pressed_again),
                  count(build, from->repeat_seconds),
                  word(build->lang,
                       from->repeats_drop ? WORD_CHECK_PRESSES_DROPPED : WORD_CHECK_PRESSES_KEPT));
    if (source->outside_hours > 0)
        *PUSH(arena, &said, Str) = WORDS(arena, build->lang, WORD_METHOD_OUTSIDE_HOURS,
                                         count(build, source->outside_hours), from->opening);
    if (source->apart)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_APART);
    if (source->hidden_cells > 0)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_HIDDEN);
    return str_join(arena, said.items, said.len, S(" "));
}

static void write_sources(Writer *writer)
{
    const Build *build = writer->build;
    open_block(writer, 0, WORD_METHOD_SOURCES);
    for (ptrdiff_t i = 0; i < build->tally->source_count; i++) {
        const SourceReport *source = &build->tally->sources[i];
        Str what[] = {file_list(build, source), source->format, source->encoding};
        add(writer, label_source_side(build, source->source->side),
            str_join(build->arena, what, 3, S(" · ")));
        add(writer, STR_NONE, row_account(build, source));
        Str kept = kept_rows(build, source);
        if (kept.len > 0)
            add(writer, STR_NONE, kept);
        Str counts = about_counts(build, source);
        if (counts.len > 0)
            add(writer, STR_NONE, counts);
    }
    close_block(writer);
}

static Str rate_text(const Build *build, const Response *response)
{
    Arena *arena = build->arena;
    switch (response->state) {
    case RESPONSE_NOT_GIVEN:
        return word(build->lang, WORD_RESPONSE_RATE);
    case RESPONSE_TOO_MANY:
        return word(build->lang, WORD_RESPONSE_TOO_MANY);
    case RESPONSE_WITHHELD:
        return word(build->lang, WORD_WITHHELD);
    case RESPONSE_RATE:
        break;
    }
    Str text = WORDS(arena, build->lang, WORD_RESPONSE_LINE, count(build, response->eligible),
                     count(build, response->complete), count(build, response->partial),
                     num_show_percent(arena, response->rr1, 0, build->lang),
                     num_show_percent(arena, response->rr2, 0, build->lang));
    if (response->rr2 >= RESPONSE_LOW_PERCENT)
        return text;
    Str limit = num_show_percent(arena, RESPONSE_LOW_PERCENT, 0, build->lang);
    const Str both[] = {text, WORDS(arena, build->lang, WORD_RESPONSE_LOW, limit)};
    return str_join(arena, both, 2, S(" "));
}

static void write_response(Writer *writer)
{
    const Build *build = writer->build;
    open_block(writer, 0, WORD_METHOD_RESPONSE);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (build->has_side[side] && build->scores->response[side])
            add(writer, label_source_side(build, (Side)side),
                rate_text(build, &build->scores->response[side][build->period]));
    close_block(writer);
}

/* ---- Data quality ---- */

static void write_quality(Writer *writer)
{
    open_block(writer, 0, WORD_METHOD_QUALITY);
    writer->quality_first = writer->entries.len;
    QualityLine lines[QUALITY_LINES_LIMIT];
    ptrdiff_t count = quality_lines(writer->build, lines);
    for (ptrdiff_t i = 0; i < count; i++)
        add(writer, lines[i].name, lines[i].text);
    writer->quality_count = writer->entries.len - writer->quality_first;
    close_block(writer);
}

/* Which units a group stands for, one line a group. */
static void write_groups(Writer *writer)
{
    const Build *build = writer->build;
    const Unit *units = build->tally->units;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        const Unit *group = &units[build->units[i]];
        if (!group->is_group)
            continue;
        StrList names = {0};
        for (ptrdiff_t u = 1; u < build->tally->unit_count; u++)
            if (units[u].merged_into == build->units[i] && units[u].renamed_to < 0)
                *PUSH(build->arena, &names, Str) = units[u].name;
        add(writer, WORDS(build->arena, build->lang, WORD_HIDING_GROUP, group->name),
            label_list(build, names.items, names.len, names.len));
    }
}

/* Is a figure of this pack one that an earlier pack published and that must not be revised? */
static bool any_stored(const Build *build)
{
    const Published *published = build->scores->published;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t scope = 0; scope < published->scope_count; scope++)
            for (ptrdiff_t window = 0; window < published->window_count; window++)
                if (build->tally->windows[window].last <= build->period &&
                    privacy_state(published, (Side)side, scope, window) == PUBLISH_STORED)
                    return true;
    return false;
}

static void write_hiding(Writer *writer)
{
    const Build *build = writer->build;
    Str minimum = count(build, build->config->privacy.minimum);
    open_block(writer, 0, WORD_METHOD_HIDING);
    add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_RULE, minimum));
    add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_LIMITS, minimum));
    if (any_stored(build))
        add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_STORED, minimum));
    write_groups(writer);
    close_block(writer);
}

/* ---- Weights ---- */

static Str weight_figures(const Build *build, const WeightReport *weights)
{
    Str parts[3] = {WORDS(build->arena, build->lang, WORD_WEIGHT_FIGURES,
                          number(build, weights->deff, 2), number(build, weights->neff, 0))};
    ptrdiff_t part_count = 1;
    if (weights->margin_error_01 >= 0.0005) /* else it rounds to nothing */
        parts[part_count++] =
            WORDS(build->arena, build->lang, WORD_WEIGHT_MARGIN,
                  num_show_percent(build->arena, 100 * weights->margin_error_01, 1, build->lang));
    if (weights->deff > 2)
        parts[part_count++] = word(build->lang, WORD_WEIGHT_WARNING);
    return str_join(build->arena, parts, part_count, S("; "));
}

static Str margins(const Build *build, const SideTally *side)
{
    Buffer text = {.arena = build->arena};
    buffer_add(&text, word(build->lang, WORD_MARGIN_UNIT));
    for (ptrdiff_t i = 0; i < side->margin_count; i++) {
        buffer_add(&text, S(" × "));
        buffer_add(&text, side->margins[i]);
    }
    return buffer_str(&text);
}

static void write_weights(Writer *writer)
{
    const Build *build = writer->build;
    open_block(writer, 1, WORD_METHOD_WEIGHTS);
    for (int side = 0; side < SIDE_COUNT; side++) {
        /* Without a published cell there is nobody to weigh, or too few to say how many count. */
        if (!build->has_side[side] || !build->scores->weights[side] ||
            !privacy_shown(build->scores->published, (Side)side, 0, build->period))
            continue;
        const WeightReport *weights = &build->scores->weights[side][build->period];
        Str name = label_source_side(build, (Side)side);
        switch (weights->method) {
        case WEIGHT_NONE:
            add(writer, name, say(writer, WORD_WEIGHT_NONE));
            break;
        case WEIGHT_COLUMN:
            add(writer, name,
                WORDS(build->arena, build->lang, WORD_WEIGHT_COLUMN,
                      weight_figures(build, weights)));
            break;
        case WEIGHT_RAKED:
            add(writer, name,
                WORDS(build->arena, build->lang, WORD_WEIGHT_RAKED,
                      margins(build, &build->tally->side[side]), weight_figures(build, weights)));
            break;
        case WEIGHT_REFUSED:
            add(writer, name, refusal_weights(build, weights));
            break;
        }
    }
    close_block(writer);
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

static void write_engagement(Writer *writer)
{
    const Build *build = writer->build;
    ptrdiff_t def = score_find_def(build->scores, S("ex.engagement"));
    if (def < 0 || !build->has_side[SIDE_EX])
        return;
    const PersonMean *mean = &build->tally->side[SIDE_EX].means[build->scores->defs[def].mean];
    add(writer, label_short(build, def),
        WORDS(build->arena, build->lang, WORD_COMPUTE_ENGAGEMENT,
              count(build, mean->question_count), count(build, mean->answered_minimum)));
    add(writer, STR_NONE, incomplete_share(build, def));
}

/* "từ đầu năm, 3 kỳ gần nhất": the running windows that end with the report's period. */
static void write_windows(Writer *writer)
{
    const Build *build = writer->build;
    StrList names = {0};
    for (ptrdiff_t w = build->tally->period_count + 1; w < build->tally->window_count; w++) {
        const Window *window = &build->tally->windows[w];
        if (window->last != build->period)
            continue;
        *PUSH(build->arena, &names, Str) =
            window->kind == WINDOW_YTD ? say(writer, WORD_WINDOW_YTD)
                                       : WORDS(build->arena, build->lang, WORD_WINDOW_ROLLING,
                                               count(build, window->last - window->first + 1));
    }
    if (names.len > 0)
        add(writer, STR_NONE,
            WORDS(build->arena, build->lang, WORD_COMPUTE_WINDOWS,
                  label_list(build, names.items, names.len, names.len)));
}

/* Waves that call a column differently: whoever lists both names says that it is one question. */
static void write_alternatives(Writer *writer)
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
        add(writer, STR_NONE,
            WORDS(build->arena, build->lang, WORD_COMPUTE_ALTERNATIVES,
                  str_join(build->arena, questions.items, questions.len, S("; "))));
}

static void write_computing(Writer *writer)
{
    const Build *build = writer->build;
    const Config *config = build->config;
    Arena *arena = build->arena;
    open_block(writer, 1, WORD_METHOD_COMPUTING);
    if (build->has_side[SIDE_CX] && build->cx >= 0)
        add(writer, S("CX"), index_parts(build, &config->cx_index));
    if (build->has_side[SIDE_EX] && build->ex >= 0)
        add(writer, S("EX"), index_parts(build, &config->ex_index));
    write_engagement(writer);
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] && build->score >= 0) {
        double cx_percent = 100 * config->combined.cx_weight;
        add(writer, label_short(build, build->score),
            WORDS(arena, build->lang,
                  config->combined.geometric ? WORD_COMPUTE_GEOMETRIC : WORD_COMPUTE_ARITHMETIC,
                  num_show_percent(arena, cx_percent, 0, build->lang),
                  num_show_percent(arena, 100 - cx_percent, 0, build->lang)));
        add(writer, say(writer, WORD_COMPUTE_LINES),
            WORDS(arena, build->lang, WORD_COMPUTE_CUTS, short_number(build, config->cx_index.cut),
                  short_number(build, config->ex_index.cut),
                  short_number(build, config->combined.gap_margin)));
    }
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].type != METRIC_NPS)
            continue;
        add(writer, S("NPS, eNPS"), say(writer, WORD_COMPUTE_NPS));
        break;
    }
    write_alternatives(writer);
    write_windows(writer);
    close_block(writer);
}

static void write_intervals(Writer *writer)
{
    const Build *build = writer->build;
    open_block(writer, 1, WORD_METHOD_INTERVALS);
    add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_INTERVALS, label_level(build)));
    close_block(writer);
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

static void write_comparisons(Writer *writer)
{
    const Build *build = writer->build;
    Arena *arena = build->arena;
    double alpha = 1 - build->config->statistics.level;
    open_block(writer, 1, WORD_METHOD_COMPARING);
    add(writer, STR_NONE, say(writer, WORD_COMPARE_TESTS));
    add(writer, STR_NONE,
        WORDS(arena, build->lang, WORD_COMPARE_MANY, number(build, alpha, 2),
              count(build, build->config->statistics.test_minimum)));
    Str practical = practical_list(build);
    if (practical.len > 0)
        add(writer, STR_NONE, WORDS(arena, build->lang, WORD_COMPARE_PRACTICAL, practical));
    close_block(writer);
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
static void write_benchmarks(Writer *writer)
{
    const Build *build = writer->build;
    const BenchmarksModel *model = &build->report->benchmarks;
    StrList lines = {0};
    open_block(writer, 1, WORD_BENCHMARKS);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        if (strlist_find(&lines, row->line) >= 0)
            continue;
        *PUSH(build->arena, &lines, Str) = row->line;
        add(writer, row->name,
            str_format(build->arena, "%.*s · %.*s, %d · %.*s",
                       STR_ARG(benchmarks_of_source(build, row->line)), STR_ARG(row->source),
                       row->year, STR_ARG(row->licence)));
    }
    if (model->row_count > 0) {
        add(writer, STR_NONE, say(writer, WORD_BENCHMARK_METHOD));
        add(writer, STR_NONE, model->fixed_note);
    }
    close_block(writer);
}

static void write_findings(Writer *writer)
{
    Str lines[FINDING_METHOD_LINES];
    open_block(writer, 1, WORD_FINDING_METHOD);
    ptrdiff_t line_count = findings_method(writer->build, lines);
    for (ptrdiff_t i = 0; i < line_count; i++)
        add(writer, STR_NONE, lines[i]);
    close_block(writer);
}

/* ---- Reliability ---- */

static Str alpha_text(const Build *build, const Reliability *reliability)
{
    Str omega = isnan(reliability->omega) ? S("–") : number(build, reliability->omega, 2);
    Str text = WORDS(build->arena, build->lang, WORD_RELIABILITY_LINE,
                     number(build, reliability->alpha, 2), number(build, reliability->lo, 2),
                     number(build, reliability->hi, 2), omega, count(build, reliability->n));
    if (reliability->alpha >= 0.70)
        return text;
    const Str both[] = {text, word(build->lang, WORD_RELIABILITY_LOW)};
    return str_join(build->arena, both, 2, S("; "));
}

static void write_reliability(Writer *writer)
{
    const Build *build = writer->build;
    const Reliability *reliability = refusal_reliability(build);
    if (!reliability)
        return;
    open_block(writer, 2, WORD_METHOD_RELIABILITY);
    add(writer, STR_NONE,
        reliability->refused ? refusal_of_reliability(build, reliability)
                             : alpha_text(build, reliability));
    close_block(writer);
}

/* ---- Units that came and went ---- */

static bool answered(const Build *build, ptrdiff_t unit, ptrdiff_t window)
{
    return build_rows(build, SIDE_CX, unit, window) > 0 ||
           build_rows(build, SIDE_EX, unit, window) > 0;
}

static bool answered_before(const Build *build, ptrdiff_t unit)
{
    for (ptrdiff_t t = 0; t < build->period; t++)
        if (answered(build, unit, t))
            return true;
    return false;
}

/* ---- What the unit map says of them ---- */

/* As people read it, where the report has the unit; else as the map writes it. */
static Str map_label(const Build *build, Str key)
{
    ptrdiff_t unit = tally_find_unit(build->tally, key);
    return unit > 0 ? build->tally->units[unit].name : key;
}

/* "từ T5/2026", "từ ngày 15/5/2026"; nothing: it always was so. */
static Str map_from(const Build *build, const UnitMap *line)
{
    if (line->from.len == 0)
        return STR_NONE;
    Str from = line->from; /* a period without answers has no label */
    ptrdiff_t period = tally_find_period_id(build->tally, from);
    if (period >= 0)
        from = label_period(build, period, PERIOD_SHORT);
    else if (line->day.year != 0)
        from = date_show(build->arena, line->day, build->lang);
    return WORDS(build->arena, build->lang, WORD_MAP_FROM, from);
}

/* Names of units that a line of the map puts together with those of line `first`. */
static StrList map_partners(const Build *build, ptrdiff_t first, bool *written)
{
    const UnitMap *map = build->tally->map, *line = &map[first];
    StrList names = {0};
    for (ptrdiff_t i = first; i < build->tally->map_count; i++) {
        const UnitMap *other = &map[i];
        bool split = line->kind == MAP_SPLIT;
        bool partner = other->kind == line->kind && str_equal(other->from, line->from) &&
                       (split ? str_equal(other->old_key, line->old_key)
                              : str_equal(other->new_key, line->new_key));
        if (!partner)
            continue;
        written[i] = true;
        *PUSH(build->arena, &names, Str) =
            map_label(build, split ? other->new_key : other->old_key);
    }
    return names;
}

static Str map_sentence(const Build *build, const UnitMap *line, const StrList *partners)
{
    static const Word words[MAP_KIND_COUNT] = {[MAP_RENAME] = WORD_MAP_RENAMED,
                                               [MAP_MERGE] = WORD_MAP_MERGED,
                                               [MAP_SPLIT] = WORD_MAP_SPLIT};
    Str many = label_list(build, partners->items, partners->len, partners->len);
    bool split = line->kind == MAP_SPLIT;
    return WORDS(build->arena, build->lang, words[line->kind],
                 split ? map_label(build, line->old_key) : many,
                 split ? many : map_label(build, line->new_key), map_from(build, line));
}

/* What has come to pass by the report's period; false: nothing has. */
static bool write_map(Writer *writer)
{
    const Build *build = writer->build;
    const Tally *tally = build->tally;
    bool *written = NEW(build->arena, bool, tally->map_count), any = false;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (written[i] || line->first_ordinal > tally->periods[build->period].ordinal)
            continue;
        StrList partners = map_partners(build, i, written);
        add(writer, STR_NONE, map_sentence(build, line, &partners));
        any = true;
    }
    return any;
}

static void write_changes(Writer *writer)
{
    const Build *build = writer->build;
    if (build->period == 0 && build->tally->map_count == 0)
        return;
    StrList arrived = {0}, gone = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (build->is_parent[unit])
            continue; /* those below it say so */
        bool now = answered(build, unit, build->period);
        if (now && !answered_before(build, unit))
            *PUSH(build->arena, &arrived, Str) = label_unit(build, unit);
        if (!now && build->previous >= 0 && answered(build, unit, build->previous))
            *PUSH(build->arena, &gone, Str) = label_unit(build, unit);
    }
    open_block(writer, 2, WORD_METHOD_CHANGES);
    bool mapped = write_map(writer);
    add(writer, say(writer, WORD_UNITS_ARRIVED), label_list(build, arrived.items, arrived.len, 6));
    add(writer, say(writer, WORD_UNITS_GONE), label_list(build, gone.items, gone.len, 6));
    if (arrived.len + gone.len == 0 && !mapped)
        add(writer, STR_NONE, say(writer, WORD_UNITS_SAME));
    close_block(writer);
}

/* ---- Definitions that changed ---- */

static void write_breaks(Writer *writer)
{
    StrList names = {0}, texts = {0};
    ptrdiff_t broken = breaks_told(writer->build, &names, &texts);
    open_block(writer, 2, WORD_METHOD_BREAKS);
    for (ptrdiff_t i = 0; i < names.len; i++)
        add(writer, names.items[i], texts.items[i]);
    if (broken > 0)
        add(writer, STR_NONE, say(writer, WORD_BREAK_CARRIED));
    close_block(writer);
}

/* ---- What is not there, and why ---- */

/* Rates, weights and reliability have said so in their own blocks. */
static bool said_elsewhere(const Refusal *refusal)
{
    static const char *const elsewhere[] = {"response_rate", "weights", "reliability"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(elsewhere); i++)
        if (str_equal(refusal->key, str_from(elsewhere[i])))
            return true;
    return false;
}

static void write_not_shown(Writer *writer)
{
    const Report *report = writer->build->report;
    open_block(writer, 2, WORD_METHOD_NOT_SHOWN);
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (!said_elsewhere(&report->refusals[i]))
            add(writer, STR_NONE, report->refusals[i].sentence);
    close_block(writer);
}

static void write_files(Writer *writer)
{
    const Build *build = writer->build;
    Str hash = build->report->config_hash;
    open_block(writer, 2, WORD_METHOD_FILES);
    if (hash.len > 12) {
        Str brief = str_format(build->arena, "%.*s…%.*s", STR_ARG(str_slice(hash, 0, 8)),
                               STR_ARG(str_slice(hash, hash.len - 4, hash.len)));
        add(writer, say(writer, WORD_FILES_CONFIG), brief);
    }
    add(writer, STR_NONE,
        WORDS(build->arena, build->lang, WORD_FILES_VERSION, build->report->version));
    add(writer, STR_NONE, say(writer, WORD_FILES_SAME));
    close_block(writer);
}

PageRows method_build(Build *build)
{
    refusals_build(build);
    Writer writer = {.build = build};
    static void (*const blocks[])(Writer *) = {
        write_sources,     write_response,  write_quality,     write_hiding,     write_weights,
        write_computing,   write_intervals, write_comparisons, write_benchmarks, write_findings,
        write_reliability, write_breaks,    write_changes,     write_not_shown,  write_files};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(blocks); i++)
        blocks[i](&writer);
    build->report->method = (MethodModel){.blocks = writer.blocks.items,
                                          .block_count = writer.blocks.len,
                                          .entries = writer.entries.items,
                                          .entry_count = writer.entries.len,
                                          .quality_first = writer.quality_first,
                                          .quality_count = writer.quality_count};
    return (PageRows){.printed = true};
}

void method_words(const Build *build, Page *page)
{
    page->title = word(build->lang, WORD_METHOD_TITLE);
    page->rule = S("method");
    page->subtitle = word(build->lang, WORD_METHOD_SUBTITLE);
    const Page *appendix = report_find_page(build->report, PAGE_APPENDIX);
    if (appendix)
        page->foot_left =
            WORDS(build->arena, build->lang, WORD_METHOD_FOOT, count(build, appendix->number));
}
