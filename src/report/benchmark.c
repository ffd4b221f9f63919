#include "facts.h"

/* The report's own figures beside those from outside. Every page that shows a benchmark also prints
 * its source line. */

Str benchmark_line(Arena *arena, const Benchmark *benchmark)
{
    return str_format(arena, "%.*s: %.*s, %d · %.*s", STR_ARG(benchmark->file->label),
                      STR_ARG(benchmark->source), benchmark->year, STR_ARG(benchmark->licence));
}

Str benchmark_id(Arena *arena, const Benchmark *benchmark)
{
    return str_format(arena, "%.*s.%.*s", STR_ARG(benchmark->file->id), STR_ARG(benchmark->figure));
}

static Str test_key(const Build *build, Str id, ptrdiff_t scope)
{
    const Facts facts = {.arena = build->arena, .tally = build->tally};
    return str_format(build->arena, "benchmarks.%.*s.against.%.*s.%.*s", STR_ARG(id),
                      STR_ARG(scope_key(&facts, scope)),
                      STR_ARG(window_key(&facts, build->period)));
}

static Str verdict_text(const Build *build, const Comparison *test)
{
    switch (test->verdict) {
    case VERDICT_UP:
        return word(build->lang, WORD_BENCHMARK_ABOVE);
    case VERDICT_DOWN:
        return word(build->lang, WORD_BENCHMARK_BELOW);
    case VERDICT_NO_CLEAR_DIFFERENCE:
        return word(build->lang, WORD_BENCHMARK_UNCLEAR);
    case VERDICT_NOT_COMPARABLE: /* only of changes */
    case VERDICT_CANNOT_TELL:
        return word(build->lang, WORD_BENCHMARK_CANNOT_TELL);
    case VERDICT_TOO_FEW:
        break;
    }
    return WORDS(build->arena, build->lang, WORD_BENCHMARK_TOO_FEW,
                 num_show_count(build->arena, build->config->statistics.test_minimum, build->lang));
}

static LinkNumber difference(const Build *build, const Comparison *test, Str key, int decimals)
{
    LinkNumber number = {.id = key,
                         .value = test->diff,
                         .lo = test->lo,
                         .hi = test->hi,
                         .text = num_show_signed(build->arena, test->diff, decimals, build->lang),
                         .verdict = verdict_text(build, test),
                         .clear = test->verdict == VERDICT_UP || test->verdict == VERDICT_DOWN};
    if (isfinite(test->lo) && isfinite(test->hi)) {
        number.lo_text = num_show_signed(build->arena, test->lo, decimals, build->lang);
        number.hi_text = num_show_signed(build->arena, test->hi, decimals, build->lang);
    }
    return number;
}

static Str sentence(const Build *build, const BenchmarkRow *row)
{
    if (row->figure.state != ESTIMATE_SHOWN)
        return row->figure.text;
    if (row->diff.lo_text.len == 0)
        return WORDS(build->arena, build->lang, WORD_BENCHMARK_SENTENCE_PLAIN, row->metric,
                     row->figure.text, row->name, row->value_text, row->diff.text,
                     row->diff.verdict);
    return WORDS(build->arena, build->lang, WORD_BENCHMARK_SENTENCE, row->metric, row->figure.text,
                 row->name, row->value_text, row->diff.text, row->diff.lo_text, row->diff.hi_text,
                 row->diff.verdict);
}

/* How many units lie clearly above and below; parents are not counted with their own. */
static void count_units(const Build *build, ptrdiff_t index, BenchmarkRow *row)
{
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        const Comparison *test = build->is_parent[unit] ? NULL
                                                        : score_find_benchmark(build->scores, index,
                                                                               unit, build->period);
        row->above += test && test->verdict == VERDICT_UP;
        row->below += test && test->verdict == VERDICT_DOWN;
    }
    if (row->above + row->below > 0)
        row->units_text = WORDS(build->arena, build->lang, WORD_BENCHMARK_UNITS,
                                num_show_count(build->arena, row->above, build->lang),
                                num_show_count(build->arena, row->below, build->lang));
}

static BenchmarkRow make_row(const Build *build, ptrdiff_t index, ptrdiff_t def, ptrdiff_t scope)
{
    const Benchmark *benchmark = &build->tally->benchmarks[index];
    Str id = benchmark_id(build->arena, benchmark);
    BenchmarkRow row = {
        .key = str_concat(build->arena, S("benchmarks."), id),
        .side = label_report_side(build->scores->defs[def].side),
        .code = benchmark->figure,
        .metric = label_short(build, def),
        .name = benchmark->file->label,
        .figure = estimate_make(build, scope, def),
        .value = benchmark->value,
        .value_text = estimate_target(build, def, benchmark->value),
        .se = benchmark->se,
        .line = benchmark_line(build->arena, benchmark),
        .source = benchmark->source,
        .licence = benchmark->licence,
        .year = benchmark->year,
        .diff = {.value = NAN, .lo = NAN, .hi = NAN},
    };
    if (isfinite(row.se))
        row.se_text = estimate_target(build, def, row.se);
    const Comparison *test = score_find_benchmark(build->scores, index, scope, build->period);
    if (row.figure.state == ESTIMATE_SHOWN && test)
        row.diff = difference(build, test, test_key(build, id, scope), row.figure.decimals);
    row.sentence = sentence(build, &row);
    if (scope == 0)
        count_units(build, index, &row);
    return row;
}

void benchmarks_build(Build *build, ptrdiff_t scope)
{
    BenchmarksModel *model = &build->report->benchmarks;
    ptrdiff_t count = build->tally->benchmark_count;
    model->rows = NEW(build->arena, BenchmarkRow, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t def = score_find_def(build->scores, build->tally->benchmarks[i].figure);
        /* A side without answers, or one that this unit never has, compares with nothing. */
        if (def < 0 || estimate_state(build, scope, build->period, def) == ESTIMATE_NOT_APPLICABLE)
            continue;
        model->rows[model->row_count++] = make_row(build, i, def, scope);
    }
    if (model->row_count == 0)
        return;
    bool fixed = false;
    StrList lines = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        BenchmarkRow *row = &model->rows[i];
        fixed = fixed || isnan(row->se);
        if (strlist_find(&lines, row->line) < 0)
            *PUSH(build->arena, &lines, Str) = row->line;
        row->on_pages = strlist_find(&lines, row->line) < BENCHMARK_SOURCES_MOST;
    }
    model->head = label_upper(build, word(build->lang, WORD_BENCHMARKS));
    model->column_head = word(build->lang, WORD_BENCHMARK_COLUMN);
    model->mark_text = word(build->lang, WORD_BENCHMARK_MARK);
    model->bold_note = word(build->lang, WORD_BENCHMARK_BOLD);
    model->fixed_note = fixed ? word(build->lang, WORD_BENCHMARK_FIXED) : STR_NONE;
}

StrList benchmark_lines(Arena *arena, const BenchmarksModel *model, const StrList *codes)
{
    StrList lines = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        if (row->on_pages && strlist_find(codes, row->code) >= 0 &&
            strlist_find(&lines, row->line) < 0)
            *PUSH(arena, &lines, Str) = row->line;
    }
    return lines;
}
