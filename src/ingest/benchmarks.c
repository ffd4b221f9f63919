/* Figures from outside that the project's own are compared with: each needs its source, year and
 * licence, because none is ever shown without them. */
#include "work.h"

#include <math.h>

enum { HEAD_METRIC, HEAD_VALUE, HEAD_SE, HEAD_SOURCE, HEAD_YEAR, HEAD_LICENCE };
static const SideHead heads[] = {
    [HEAD_METRIC] = {{"metric", 6}, true}, [HEAD_VALUE] = {{"value", 5}, true},
    [HEAD_SE] = {{"se", 2}, false},        [HEAD_SOURCE] = {{"source", 6}, true},
    [HEAD_YEAR] = {{"year", 4}, true},     [HEAD_LICENCE] = {{"licence", 7}, true}};

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100 };

/* What may be compared, and the ends of its scale. */
typedef struct Name {
    Str said, figure; /* "cx.csat" and "cx.csat_top2" */
    double lo, hi;
} Name;
typedef LIST_OF(Name) NameList;

static void add_name(Ingest *in, NameList *names, Str said, Str figure, FormKind form,
                     const Metric *metric)
{
    bool answers = form == FORM_MEAN;
    *PUSH(in->scratch, names, Name) =
        (Name){.said = said,
               .figure = figure,
               .lo = answers ? fmin(metric->scale.worst, metric->scale.best)
                             : (form == FORM_NPS ? -100 : 0),
               .hi = answers ? fmax(metric->scale.worst, metric->scale.best) : 100};
}

/* A question goes by its own id, which means its headline figure, or by one of its figures. */
static void add_question(Ingest *in, NameList *names, const Metric *metric)
{
    Str headline = config_headline(in->arena, metric);
    for (int f = 0; f < METRIC_FORM_COUNT; f++) {
        const MetricForm *form = &metric_forms[f];
        if (form->type != metric->type || !(metric->side == SIDE_CX ? form->cx : form->ex))
            continue;
        if (metric->scale.boxes && form->kind != FORM_SHARE)
            continue;
        Str id = str_concat(in->arena, metric->id, form->suffix);
        if (str_equal(id, headline))
            add_name(in, names, metric->id, id, form->kind, metric);
        if (!str_equal(id, metric->id))
            add_name(in, names, id, id, form->kind, metric);
    }
}

static NameList comparable(Ingest *in, const Tally *tally)
{
    NameList names = {0};
    bool index[SIDE_COUNT] = {false};
    for (Side s = 0; s < SIDE_COUNT; s++) {
        const SideTally *side = &tally->side[s];
        bool stages = false;
        for (ptrdiff_t q = 0; q < side->question_count; q++)
            add_question(in, &names, side->questions[q].metric);
        for (ptrdiff_t m = 0; m < side->mean_count; m++)
            add_name(in, &names, side->means[m].id, side->means[m].id, FORM_INDEX, NULL);
        for (ptrdiff_t p = 0; p < side->part_count; p++)
            stages = stages || side->parts[p].stage;
        if (stages)
            add_name(in, &names, S("cx.journey"), S("cx.journey"), FORM_INDEX, NULL);
        Str id = s == SIDE_CX ? S("cx.index") : S("ex.index");
        index[s] = side->part_count > 0;
        if (index[s])
            add_name(in, &names, id, id, FORM_INDEX, NULL);
    }
    if (index[SIDE_CX] && index[SIDE_EX])
        add_name(in, &names, S("combined.score"), S("combined.score"), FORM_INDEX, NULL);
    return names;
}

static const Name *find_name(Ingest *in, SideTable *table, const SideRow *row,
                             const NameList *names)
{
    Str said = row->cells[HEAD_METRIC];
    for (ptrdiff_t i = 0; i < names->len; i++)
        if (str_equal(names->items[i].said, said))
            return &names->items[i];
    ArenaMark mark = arena_mark(in->scratch);
    StrList known = {0};
    for (ptrdiff_t i = 0; i < names->len; i++)
        *PUSH(in->scratch, &known, Str) = names->items[i].said;
    diag_add_near(in->diags, DIAG_SIDE_METRIC_UNKNOWN, side_pos(in, table, row, HEAD_METRIC), said,
                  STR_NONE, strlist_nearest(&known, said));
    arena_reset(in->scratch, mark);
    return NULL;
}

static bool read_number(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head,
                        double *value)
{
    Num number = num_parse(row->cells[head], false);
    if (number.ok && fabs(number.value) <= SIDE_NUMBER_LIMIT) {
        *value = number.value;
        return true;
    }
    diag_add(in->diags, DIAG_SIDE_NUMBER_BAD, side_pos(in, table, row, head), row->cells[head],
             STR_NONE);
    return false;
}

static bool read_value(Ingest *in, SideTable *table, const SideRow *row, const Name *name,
                       Benchmark *benchmark)
{
    benchmark->se = NAN;
    if (!read_number(in, table, row, HEAD_VALUE, &benchmark->value))
        return false;
    if (benchmark->value < name->lo || benchmark->value > name->hi) {
        diag_add(in->diags, DIAG_BENCHMARK_RANGE, side_pos(in, table, row, HEAD_VALUE),
                 row->cells[HEAD_VALUE], str_format(in->arena, "%.12g..%.12g", name->lo, name->hi));
        return false;
    }
    if (row->cells[HEAD_SE].len == 0)
        return true;
    if (!read_number(in, table, row, HEAD_SE, &benchmark->se))
        return false;
    if (benchmark->se > 0)
        return true;
    diag_add(in->diags, DIAG_BENCHMARK_SE, side_pos(in, table, row, HEAD_SE), row->cells[HEAD_SE],
             STR_NONE);
    return false;
}

static bool read_origin(Ingest *in, SideTable *table, const SideRow *row, Benchmark *benchmark)
{
    static const ptrdiff_t needed[] = {HEAD_SOURCE, HEAD_YEAR, HEAD_LICENCE};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(needed); i++) {
        if (row->cells[needed[i]].len > 0)
            continue;
        diag_add(in->diags, DIAG_BENCHMARK_ORIGIN, side_pos(in, table, row, needed[i]),
                 heads[needed[i]].head, STR_NONE);
        return false;
    }
    Num year = num_parse(row->cells[HEAD_YEAR], false);
    if (!year.ok || year.value != floor(year.value) || year.value < YEAR_FIRST ||
        year.value > YEAR_LAST) {
        diag_add(in->diags, DIAG_BENCHMARK_YEAR, side_pos(in, table, row, HEAD_YEAR),
                 row->cells[HEAD_YEAR], S("2025"));
        return false;
    }
    benchmark->year = (int)year.value;
    benchmark->source = str_copy(in->arena, text_nfc(in->scratch, row->cells[HEAD_SOURCE]));
    benchmark->licence = str_copy(in->arena, text_nfc(in->scratch, row->cells[HEAD_LICENCE]));
    return true;
}

typedef LIST_OF(Benchmark) BenchmarkList;

static bool stands_there(const BenchmarkList *list, ptrdiff_t first, Str figure)
{
    for (ptrdiff_t i = first; i < list->len; i++)
        if (str_equal(list->items[i].figure, figure))
            return true;
    return false;
}

static void read_file(Ingest *in, const SideFile *file, const NameList *names, BenchmarkList *list)
{
    SideTable table;
    ptrdiff_t first = list->len;
    if (file->file.len == 0 ||
        !side_table_read(in, &table, file->file, file->file_pos, heads, CX_COUNTOF(heads),
                         file->renamed, file->renamed_count))
        return;
    for (ptrdiff_t r = 0; r < table.rows.len; r++) {
        const SideRow *row = &table.rows.items[r];
        Benchmark benchmark = {.file = file};
        const Name *name = find_name(in, &table, row, names);
        if (!name || !read_value(in, &table, row, name, &benchmark) ||
            !read_origin(in, &table, row, &benchmark))
            continue;
        if (stands_there(list, first, name->figure)) {
            diag_add(in->diags, DIAG_BENCHMARK_TWICE, side_pos(in, &table, row, HEAD_METRIC),
                     row->cells[HEAD_METRIC], STR_NONE);
            continue;
        }
        benchmark.figure = name->figure;
        *PUSH(in->arena, list, Benchmark) = benchmark;
    }
}

void benchmarks_read(Ingest *in, Tally *tally)
{
    BenchmarkList list = {0};
    NameList names = comparable(in, tally);
    for (ptrdiff_t i = 0; i < in->config->benchmark_count; i++)
        read_file(in, &in->config->benchmarks[i], &names, &list);
    tally->benchmarks = list.items;
    tally->benchmark_count = list.len;
}
