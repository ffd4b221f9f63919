#include "reference.h"

#include "cxex/stats.h"

static void wilson_as_published(void **state)
{
    (void)state;
    Reference reference = reference_open("wilson_newcombe1998.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        int64_t x = whole(input_of(one), "x"), n = whole(input_of(one), "n");
        double level = number(input_of(one), "level");
        StatsShare share = stats_share(stats_part(x), stats_part(n - x), level);
        const json_t *expected = part(one, "expected");
        assert_key(expected, "lo", share.lo_01, reference.abs_tol);
        assert_key(expected, "hi", share.hi_01, reference.abs_tol);
        assert_near("neff", share.neff, (double)n, 1e-12);
    }
    reference_close(&reference);
    assert_true(stats_wilson(0, 7, 0.95).lo == 0 && stats_wilson(1, 7, 0.95).hi == 1);
    assert_true(stats_wilson(0.3, INFINITY, 0.95).lo == 0.3);
}

static StatsNps nps_of(const json_t *counts)
{
    return stats_nps(stats_part(whole(counts, "promoters")), stats_part(whole(counts, "passives")),
                     stats_part(whole(counts, "detractors")), 0.95);
}

static void nps_adjusted_wald(void **state)
{
    (void)state;
    Reference reference = reference_open("nps_adjusted_wald.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        StatsNps nps = nps_of(input_of(one));
        const json_t *expected = part(one, "expected");
        assert_key(expected, "nps", nps.score_100, reference.abs_tol);
        assert_key(expected, "adj", nps.adj_100, reference.abs_tol);
        assert_key(expected, "se", nps.se_100, reference.abs_tol);
        assert_key(expected, "lo", nps.lo_100, reference.abs_tol);
        assert_key(expected, "hi", nps.hi_100, reference.abs_tol);
    }
    reference_close(&reference);
}

/* Rows one by one, as levels of one answer each. */
static StatsLevels rows_of(Arena *arena, const Table *table, const char *head, double *weight)
{
    ptrdiff_t column = table_column(table, head);
    double *y = NEW(arena, double, table->rows), *w2 = NEW(arena, double, table->rows);
    int64_t *n = NEW(arena, int64_t, table->rows);
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        y[row] = table_number(table, row, column);
        n[row] = 1;
        w2[row] = weight ? weight[row] * weight[row] : 1;
    }
    return (StatsLevels){
        .y = y, .n = n, .w = weight, .w2 = weight ? w2 : NULL, .count = table->rows};
}

static void one_sample_t(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("t_sleep.json");
    const json_t *expected = part(json_array_get(reference_cases(&reference), 0), "expected");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    StatsMean mean = stats_mean(rows_of(&arena, &table, "extra", NULL), -50, 50, 0.95);
    StatsTest test = stats_mean_benchmark(stats_estimate(&mean), 0, 0, 0.95);
    assert_key(expected, "mean", mean.mean, reference.abs_tol);
    assert_key(expected, "lo", mean.lo, reference.abs_tol);
    assert_key(expected, "hi", mean.hi, reference.abs_tol);
    assert_key(expected, "df", mean.df, reference.abs_tol);
    assert_key(expected, "t", test.statistic, reference.abs_tol);
    assert_key(expected, "p", test.p, reference.abs_tol);
    assert_key(expected, "lo", test.lo, reference.abs_tol);
    assert_key(expected, "hi", test.hi, reference.abs_tol);
    reference_close(&reference);
    arena_close(&arena);
}

static void kish(void **state)
{
    (void)state;
    Reference reference = reference_open("kish.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *weights = part(input_of(one), "w");
        double W = 0, Q = 0;
        for (ptrdiff_t i = 0; i < length(weights); i++) {
            W += number_at(weights, i);
            Q += number_at(weights, i) * number_at(weights, i);
        }
        StatsKish design = stats_kish(length(weights), W, Q);
        assert_key(part(one, "expected"), "deff", design.deff, reference.abs_tol);
        assert_key(part(one, "expected"), "neff", design.neff, reference.abs_tol);
    }
    reference_close(&reference);
}

/* Every share, NPS and bounded mean of the two worked examples, from the counts they print. */
static int check_counted(const char *id, const json_t *figure)
{
    if (json_object_get(figure, "promoters")) {
        StatsNps nps = nps_of(figure);
        assert_key(figure, "value", nps.score_100, 1e-10);
        assert_key(figure, "adj", nps.adj_100, 1e-10);
        assert_key(figure, "se", nps.se_100, 1e-10);
        assert_key(figure, "lo", nps.lo_100, 1e-10);
        assert_key(figure, "hi", nps.hi_100, 1e-10);
        assert_key(figure, "neff", nps.neff, 1e-10);
        return 1;
    }
    if (json_object_get(figure, "x")) {
        int64_t x = whole(figure, "x"), n = whole(figure, "n");
        StatsShare share = stats_share(stats_part(x), stats_part(n - x), 0.95);
        assert_key(figure, "value", 100 * share.share_01, 1e-10);
        assert_key(figure, "lo", 100 * share.lo_01, 1e-10);
        assert_key(figure, "hi", 100 * share.hi_01, 1e-10);
        assert_key(figure, "neff", share.neff, 1e-10);
        return 1;
    }
    const json_t *kind = json_object_get(figure, "interval");
    if (kind && strcmp(json_string_value(kind), "bounded") == 0 && !strstr(id, "ces_mean")) {
        double y = number(figure, "value");
        int64_t n = whole(figure, "n");
        StatsMean mean = stats_mean((StatsLevels){.y = &y, .n = &n, .count = 1}, 0, 100, 0.95);
        assert_int_equal(mean.interval, STATS_INTERVAL_BOUNDED);
        assert_key(figure, "lo", mean.lo, 1e-10);
        assert_key(figure, "hi", mean.hi, 1e-10);
        assert_key(figure, "v", mean.v, 0);
        assert_key(figure, "se", mean.se, 0);
        assert_key(figure, "df", mean.df, 0);
        return 1;
    }
    return 0;
}

static void examples_from_their_counts(void **state)
{
    (void)state;
    static const char *const files[] = {"example_small/expected.json",
                                        "example_edge/expected.json"};
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        const char *scope, *window, *id;
        json_t *windows, *cell, *figure;
        int checked = 0;
        json_object_foreach(part(reference.root, "cells"), scope, windows)
        {
            json_object_foreach(windows, window, cell)
            {
                json_object_foreach(part(cell, "figures"), id, figure)
                {
                    checked += check_counted(id, figure);
                }
            }
        }
        assert_true(checked > 100);
        reference_close(&reference);
    }
}

/* Means of the example's question columns, from the rows, company by month. */
static void example_means(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    json_t *months = part(part(reference.root, "cells"), "company");
    static const struct {
        const char *file, *head, *id;
        double least, most; /* of the answers */
        double lo, hi;      /* of the figure */
    } columns[] = {
        {"example_small/employees.csv", "q1", "ex.q1_index", 1, 5, 0, 100},
        {"example_small/employees.csv", "q12", "ex.q12_index", 1, 5, 0, 100},
        {"example_small/customers.csv", "csat", "cx.csat_index", 1, 5, 0, 100},
        {"example_small/customers.csv", "ces", "cx.ces_index", 1, 7, 0, 100},
        {"example_small/customers.csv", "ces", "cx.ces_mean", 1, 7, 1, 7},
        {"example_small/customers.csv", "stage_use", "cx.stage_use_index", 1, 5, 0, 100},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(columns); i++) {
        Table table = table_read(&arena, columns[i].file);
        ptrdiff_t column = table_column(&table, columns[i].head);
        const char *month;
        json_t *cell;
        json_object_foreach(months, month, cell)
        {
            double y[8] = {0};
            int64_t n[8] = {0};
            ptrdiff_t count = (ptrdiff_t)(columns[i].most - columns[i].least) + 1;
            double unit = (columns[i].hi - columns[i].lo) / (double)(count - 1);
            for (ptrdiff_t a = 0; a < count; a++)
                y[a] = columns[i].lo + unit * (double)a;
            for (ptrdiff_t row = 0; row < table.rows; row++) {
                double answer = table_number(&table, row, column);
                if (!isnan(answer) && (strcmp(month, "all") == 0 ||
                                       strncmp(table_cell(&table, row, 1), month, 7) == 0))
                    n[(ptrdiff_t)(answer - columns[i].least)]++;
            }
            StatsMean mean = stats_mean((StatsLevels){.y = y, .n = n, .count = count},
                                        columns[i].lo, columns[i].hi, 0.95);
            const json_t *figure = part(part(cell, "figures"), columns[i].id);
            assert_int_equal(mean.n, whole(figure, "n"));
            assert_int_equal(mean.interval, STATS_INTERVAL_T);
            assert_key(figure, "value", mean.mean, 1e-10);
            assert_key(figure, "v", mean.v, 1e-10);
            assert_key(figure, "se", mean.se, 1e-10);
            assert_key(figure, "sd", mean.sd, 1e-10);
            assert_key(figure, "df", mean.df, 1e-10);
            assert_key(figure, "neff", mean.neff, 1e-10);
            assert_key(figure, "lo", mean.lo, 1e-10);
            assert_key(figure, "hi", mean.hi, 1e-10);
        }
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* With equal weights nothing changes, whatever their size; v0, n* and W scale as the formulas say.
 */
static void equal_weights_change_nothing(void **state)
{
    (void)state;
    const double y[] = {0, 25, 50, 75, 100};
    const int64_t n[] = {3, 0, 5, 9, 4};
    double w[5], w2[5];
    for (int i = 0; i < 5; i++) {
        w[i] = 0.7 * (double)n[i];
        w2[i] = 0.7 * 0.7 * (double)n[i];
    }
    StatsLevels plain = {.y = y, .n = n, .count = 5};
    StatsLevels weighted = {.y = y, .n = n, .w = w, .w2 = w2, .count = 5};
    StatsMean a = stats_mean(plain, 0, 100, 0.95), b = stats_mean(weighted, 0, 100, 0.95);
    assert_near("mean", b.mean, a.mean, 1e-12);
    assert_near("v", b.v, a.v, 1e-12);
    assert_near("sd", b.sd, a.sd, 1e-12);
    assert_near("lo", b.lo, a.lo, 1e-12);
    assert_near("neff", b.neff, 21, 1e-12);

    StatsShare share =
        stats_share(stats_part_of(weighted, 75, 100), stats_part_of(weighted, -1, 74), 0.95);
    assert_int_equal(share.x, 13);
    assert_near("n*", share.neff, 21, 1e-12);
    StatsNps nps = stats_nps(stats_part_of(weighted, 100, 100), stats_part_of(weighted, 50, 75),
                             stats_part_of(weighted, 0, 25), 0.95);
    assert_near("nps n*", nps.neff, 21, 1e-12);
    assert_near("nps", nps.score_100, 100.0 * (4 - 3) / 21, 1e-12);
}

/* Also where one df takes the place of another, and back. */
static void kept_quantiles_change_nothing(void **state)
{
    Arena arena = arena_open(1 << 20, NULL, NULL);
    (void)state;
    StatsQuantiles *quantiles = NEW(&arena, StatsQuantiles, 1);
    const double y[] = {0, 100};
    for (int again = 0; again < 3; again++)
        for (int64_t size = 2; size < 40; size++) {
            const int64_t n[] = {size, again == 1 ? 3 * size : STATS_QUANTILES};
            StatsLevels levels = {.y = y, .n = n, .count = 2};
            StatsMean plain = stats_mean(levels, 0, 100, 0.95);
            levels.quantiles = quantiles;
            StatsMean kept = stats_mean(levels, 0, 100, 0.95);
            assert_int_equal(plain.interval, STATS_INTERVAL_T);
            assert_true(plain.lo == kept.lo && plain.hi == kept.hi && plain.lo < plain.hi);
        }
    arena_close(&arena);
}

/* Two answers with weights 1 and 3, by hand: m = (0 + 3*100)/4 = 75; v0 = (1*75^2 + 9*25^2)/16;
 * n_K = 16/10. Below 2, so bounded. */
static void unequal_weights_by_hand(void **state)
{
    (void)state;
    const double y[] = {0, 100}, w[] = {1, 3}, w2[] = {1, 9};
    const int64_t n[] = {1, 1};
    StatsLevels levels = {.y = y, .n = n, .w = w, .w2 = w2, .count = 2};
    StatsMean mean = stats_mean(levels, 0, 100, 0.95);
    assert_near("mean", mean.mean, 75, 1e-14);
    assert_near("v0", mean.v0, (5625.0 + 9 * 625) / 16, 1e-14);
    assert_near("v", mean.v, 2 * (5625.0 + 9 * 625) / 16, 1e-14);
    assert_near("neff", mean.neff, 1.6, 1e-14);
    assert_int_equal(mean.interval, STATS_INTERVAL_BOUNDED);
    assert_true(isnan(mean.se) && isnan(mean.df));
    StatsRange wilson = stats_wilson(0.75, 1.6, 0.95);
    assert_near("lo", mean.lo, 100 * wilson.lo, 1e-12);
    assert_near("hi", mean.hi, 100 * wilson.hi, 1e-12);

    StatsShare share =
        stats_share(stats_part_of(levels, 100, 100), stats_part_of(levels, 0, 0), 0.95);
    assert_near("n*", share.neff, 0.75 * 0.25 / (11250.0 / 16 / 1e4), 1e-12);
    StatsNps nps = stats_nps(stats_part_of(levels, 100, 100), (StatsPart){0},
                             stats_part_of(levels, 0, 0), 0.95);
    /* y = -1, 1: m = .5, s^2 = .75, v0 = (1*1.5^2 + 9*.5^2)/16 */
    assert_near("nps n*", nps.neff, 0.75 / (4.5 / 16), 1e-12);
    assert_near("nps", nps.score_100, 50, 1e-12);
}

static void odd_cells(void **state)
{
    (void)state;
    const double y[] = {0, 50, 100};
    const int64_t nobody[] = {0, 0, 0}, one[] = {0, 1, 0}, lowest[] = {6, 0, 0};
    StatsLevels levels = {.y = y, .n = nobody, .count = 3};
    StatsMean mean = stats_mean(levels, 0, 100, 0.95);
    assert_int_equal(mean.interval, STATS_INTERVAL_NONE);
    assert_true(mean.n == 0 && isnan(mean.mean) && isnan(mean.lo) && isnan(mean.v));
    mean = stats_mean((StatsLevels){0}, 0, 100, 0.95);
    assert_true(mean.n == 0 && isnan(mean.mean));

    levels.n = one;
    mean = stats_mean(levels, 0, 100, 0.95);
    assert_int_equal(mean.interval, STATS_INTERVAL_BOUNDED);
    assert_true(mean.v == 0 && isnan(mean.sd) && mean.lo > 0 && mean.hi < 100);
    levels.n = lowest;
    mean = stats_mean(levels, 0, 100, 0.95);
    assert_true(mean.mean == 0 && mean.lo == 0 && mean.hi > 30 && mean.sd == 0);

    StatsShare share = stats_share((StatsPart){0}, (StatsPart){0}, 0.95);
    assert_true(isnan(share.share_01) && isnan(share.neff));
    StatsNps nps = stats_nps((StatsPart){0}, (StatsPart){0}, (StatsPart){0}, 0.95);
    assert_true(isnan(nps.score_100) && isnan(nps.lo_100));
    nps = stats_nps(stats_part(0), stats_part(8), stats_part(0), 0.95);
    assert_true(nps.score_100 == 0 && nps.neff == 8 && nps.lo_100 < 0);
    assert_near("symmetric", nps.lo_100, -nps.hi_100, 1e-14);

    /* a t interval never leaves the scale */
    const int64_t nearly[] = {0, 1, 7};
    levels.n = nearly;
    mean = stats_mean(levels, 0, 100, 0.95);
    assert_true(mean.interval == STATS_INTERVAL_T && mean.hi == 100);
}

static void of_a_known_population(void **state)
{
    (void)state;
    const double y[] = {0, 50, 100};
    const int64_t n[] = {10, 20, 30};
    StatsLevels levels = {.y = y, .n = n, .count = 3};
    StatsMean mean = stats_mean(levels, 0, 100, 0.95);
    StatsMean most = stats_mean_of_population(mean, 80, 0, 100, 0.95);
    assert_near("v", most.v, mean.v / 4, 1e-12);
    assert_near("half", most.hi - most.mean, (mean.hi - mean.mean) / 2, 1e-12);
    StatsMean census = stats_mean_of_population(mean, 60, 0, 100, 0.95);
    assert_true(census.lo == census.mean && census.hi == census.mean && census.v == 0);

    StatsShare share = stats_share(stats_part(30), stats_part(30), 0.95);
    assert_near("n*", stats_share_of_population(share, 80, 0.95).neff, 240, 1e-12);
    assert_true(stats_share_of_population(share, 60, 0.95).lo_01 == 0.5);
    StatsNps nps = stats_nps(stats_part(30), stats_part(20), stats_part(10), 0.95);
    StatsNps same = stats_nps_of_population(nps, 1e300, 0.95);
    assert_near("no correction", same.lo_100, nps.lo_100, 1e-12);
    same = stats_nps_of_population(nps, 60, 0.95);
    assert_near("census", same.lo_100, nps.score_100, 1e-12);
    assert_near("census", same.hi_100, nps.score_100, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_as_published),
        cmocka_unit_test(nps_adjusted_wald),
        cmocka_unit_test(one_sample_t),
        cmocka_unit_test(kish),
        cmocka_unit_test(examples_from_their_counts),
        cmocka_unit_test(example_means),
        cmocka_unit_test(equal_weights_change_nothing),
        cmocka_unit_test(unequal_weights_by_hand),
        cmocka_unit_test(odd_cells),
        cmocka_unit_test(kept_quantiles_change_nothing),
        cmocka_unit_test(of_a_known_population),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
