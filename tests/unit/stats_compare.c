#include "reference.h"

#include "cxex/stats.h"

static StatsShare share_of(int64_t x, int64_t n)
{
    return stats_share(stats_part(x), stats_part(n - x), 0.95);
}

static StatsTest shares_of(const json_t *input)
{
    StatsShare first = share_of(whole(input, "x1"), whole(input, "n1"));
    StatsShare second = share_of(whole(input, "x2"), whole(input, "n2"));
    return stats_share_difference(&first, &second, 0.95);
}

static void newcombe_as_published(void **state)
{
    (void)state;
    Reference reference = reference_open("newcombe_difference.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        StatsTest test = shares_of(input_of(one));
        assert_key(part(one, "expected"), "lo", test.lo, reference.abs_tol);
        assert_key(part(one, "expected"), "hi", test.hi, reference.abs_tol);
    }
    reference_close(&reference);
}

static void two_proportions(void **state)
{
    (void)state;
    Reference reference = reference_open("two_proportions_n1.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        StatsTest test = shares_of(input_of(one));
        assert_key(part(one, "expected"), "z", test.statistic, reference.abs_tol);
        assert_key(part(one, "expected"), "p", test.p, reference.abs_tol);
    }
    reference_close(&reference);
}

static void two_proportions_at_the_ends(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        int64_t x1, n1, x2, n2;
        double p; /* NaN: none */
        StatsVerdict verdict;
    } cases[] = {
        {"all on both sides", 12, 12, 15, 15, 1, STATS_VERDICT_NO_CLEAR_DIFFERENCE},
        {"none on both sides", 0, 12, 0, 15, 1, STATS_VERDICT_NO_CLEAR_DIFFERENCE},
        {"expected count below 1", 1, 12, 0, 15, (double)NAN, STATS_VERDICT_CANNOT_TELL},
        {"the same, of those who do not", 12, 12, 14, 15, (double)NAN, STATS_VERDICT_CANNOT_TELL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsShare first = share_of(cases[i].x1, cases[i].n1);
        StatsShare second = share_of(cases[i].x2, cases[i].n2);
        StatsTest test = stats_share_difference(&first, &second, 0.95);
        assert_near(cases[i].why, test.p, cases[i].p, 0);
        assert_int_equal(stats_verdict(&test, test.p, 0.05), cases[i].verdict);
        assert_false(isnan(test.lo) || isnan(test.hi));
    }
    StatsShare empty = share_of(0, 0), some = share_of(5, 12);
    StatsTest test = stats_share_difference(&some, &empty, 0.95);
    assert_true(isnan(test.p) && isnan(test.lo));
}

static StatsNps nps_from(const json_t *counts)
{
    return stats_nps(stats_part((int64_t)number_at(counts, 0)),
                     stats_part((int64_t)number_at(counts, 1)),
                     stats_part((int64_t)number_at(counts, 2)), 0.95);
}

static void nps_difference(void **state)
{
    (void)state;
    Reference reference = reference_open("nps_difference.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        StatsNps a = nps_from(part(input_of(one), "a")), b = nps_from(part(input_of(one), "b"));
        StatsTest test = stats_nps_difference(&a, &b, 0.95);
        const json_t *expected = part(one, "expected");
        assert_key(expected, "diff", test.diff, reference.abs_tol);
        assert_key(expected, "adj_diff", test.adj_diff, reference.abs_tol);
        assert_key(expected, "lo", test.lo, reference.abs_tol);
        assert_key(expected, "hi", test.hi, reference.abs_tol);
        assert_key(expected, "p", test.p, reference.abs_tol);
    }
    reference_close(&reference);
}

static void welch(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("t_sleep.json");
    const json_t *expected = part(json_array_get(reference_cases(&reference), 1), "expected");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    StatsEstimate side[2];
    for (int group = 0; group < 2; group++) {
        double y[64];
        int64_t n[64];
        ptrdiff_t count = 0;
        for (ptrdiff_t row = 0; row < table.rows; row++) {
            if (table_number(&table, row, table_column(&table, "group")) == group + 1) {
                y[count] = table_number(&table, row, table_column(&table, "extra"));
                n[count++] = 1;
            }
        }
        StatsMean mean = stats_mean((StatsLevels){.y = y, .n = n, .count = count}, -50, 50, 0.95);
        side[group] = stats_estimate(&mean);
    }
    StatsTest test = stats_mean_difference(side[0], side[1], 0.95);
    assert_key(expected, "t", test.statistic, reference.abs_tol);
    assert_key(expected, "df", test.df, reference.abs_tol);
    assert_key(expected, "p", test.p, reference.abs_tol);
    assert_key(expected, "lo", test.lo, reference.abs_tol);
    assert_key(expected, "hi", test.hi, reference.abs_tol);
    reference_close(&reference);
    arena_close(&arena);
}

static void welch_without_spread(void **state)
{
    (void)state;
    StatsEstimate flat = {.value = 50, .v = 0, .df = 11}, other = {.value = 75, .v = 0, .df = 20};
    StatsTest test = stats_mean_difference(flat, other, 0.95);
    assert_true(test.diff == -25 && isnan(test.p) && isnan(test.lo));
    assert_int_equal(stats_verdict(&test, test.p, 0.05), STATS_VERDICT_CANNOT_TELL);
    /* One flat side: the other one's degrees of freedom. */
    other.v = 4;
    test = stats_mean_difference(flat, other, 0.95);
    assert_near("df", test.df, 20, 1e-14);
    assert_near("t", test.statistic, -12.5, 1e-14);
    assert_int_equal(stats_verdict(&test, test.p, 0.05), STATS_VERDICT_DOWN);
    StatsEstimate none = {.value = (double)NAN, .v = (double)NAN, .df = (double)NAN};
    test = stats_mean_difference(none, other, 0.95);
    assert_true(isnan(test.p) && isnan(test.hi));
}

static void benchmarks(void **state)
{
    (void)state;
    StatsNps nps = stats_nps(stats_part(15), stats_part(13), stats_part(8), 0.95);
    StatsTest test = stats_nps_benchmark(&nps, 30, 0, 0.95);
    assert_near("diff", test.diff, nps.score_100 - 30, 1e-14);
    assert_near("lo", test.lo, nps.lo_100 - 30, 1e-12);
    assert_near("hi", test.hi, nps.hi_100 - 30, 1e-12);
    assert_near("z", test.statistic, (nps.adj_100 - 30) / nps.se_100, 1e-12);
    StatsTest wider = stats_nps_benchmark(&nps, 30, nps.se_100, 0.95);
    assert_near("z with se", wider.statistic, test.statistic / sqrt(2), 1e-12);

    /* 40 of 100 against 50 %: z = -.1/.05 = -2 by hand */
    StatsShare share = share_of(40, 100);
    test = stats_share_benchmark(&share, 0.5, 0, 0.95);
    assert_near("z", test.statistic, -2, 1e-12);
    assert_near("p", test.p, 0.045500263896358417, 1e-12);
    assert_near("lo", test.lo, share.lo_01 - 0.5, 1e-12);
    assert_near("hi", test.hi, share.hi_01 - 0.5, 1e-12);
    assert_true(isnan(stats_share_benchmark(&share, 1, 0, 0.95).p));
    StatsShare all = share_of(9, 9);
    assert_true(stats_share_benchmark(&all, 1, 0, 0.95).p == 1);

    /* mean 70 with se 3, benchmark 62 with se 4: t = 8/5, df 10 */
    StatsEstimate mean = {.value = 70, .v = 9, .df = 10};
    test = stats_mean_benchmark(mean, 62, 4, 0.95);
    assert_near("t", test.statistic, 1.6, 1e-14);
    assert_near("hi", test.hi, 8 + 5 * 2.2281388519649385, 1e-10);
    mean.v = 0;
    assert_true(isnan(stats_mean_benchmark(mean, 62, 0, 0.95).p));
}

static void verdicts(void **state)
{
    (void)state;
    const double nan_ = (double)NAN;
    static const struct {
        double lo, hi, p;
        StatsVerdict verdict;
    } cases[] = {
        {0.1, 2, 0.01, STATS_VERDICT_UP},
        {-2, -0.1, 0.01, STATS_VERDICT_DOWN},
        {0.1, 2, 0.05, STATS_VERDICT_NO_CLEAR_DIFFERENCE},
        {-0.1, 2, 0.01, STATS_VERDICT_NO_CLEAR_DIFFERENCE},
        {0, 2, 0.01, STATS_VERDICT_NO_CLEAR_DIFFERENCE},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsTest test = {.lo = cases[i].lo, .hi = cases[i].hi};
        assert_int_equal(stats_verdict(&test, cases[i].p, 0.05), cases[i].verdict);
    }
    StatsTest test = {.lo = 1, .hi = 2}, open = {.lo = nan_, .hi = nan_};
    assert_int_equal(stats_verdict(&test, nan_, 0.05), STATS_VERDICT_CANNOT_TELL);
    assert_int_equal(stats_verdict(&open, 0.001, 0.05), STATS_VERDICT_CANNOT_TELL);
}

static void bh_as_published(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("bh_1995.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *given = part(input_of(one), "p"), *expected = part(one, "expected");
        const json_t *adjusted = part(expected, "adjusted");
        ptrdiff_t count = length(given);
        double *p = NEW(&arena, double, count + 2), *out = NEW(&arena, double, count + 2);
        /* backwards, and with two that are no tests: neither order nor they may matter */
        for (ptrdiff_t i = 0; i < count; i++)
            p[count - i] = number_at(given, i);
        p[0] = p[count + 1] = (double)NAN;
        stats_benjamini_hochberg(p, out, count + 2, &arena);
        int rejected = 0;
        for (ptrdiff_t i = 0; i < count; i++) {
            assert_near("adjusted", out[count - i], number_at(adjusted, i), reference.abs_tol);
            rejected += out[count - i] < number(input_of(one), "alpha");
        }
        assert_int_equal(rejected, whole(expected, "rejected"));
        assert_true(isnan(out[0]) && isnan(out[count + 1]));
        stats_benjamini_hochberg(p, p, count + 2, &arena);
        assert_memory_equal(p + 1, out + 1, (size_t)count * sizeof *p);
    }
    stats_benjamini_hochberg(NULL, NULL, 0, &arena);
    reference_close(&reference);
    arena_close(&arena);
}

/* ---- Every test of the worked examples, from the figures they print ---- */
static StatsVerdict verdict_named(const char *name)
{
    static const char *const names[] = {"cannot_tell", "no_clear_difference", "up", "down"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(names[i], name) == 0)
            return (StatsVerdict)i;
    }
    fail_msg("verdict %s", name);
    return STATS_VERDICT_CANNOT_TELL;
}

static StatsTest test_of_figures(const json_t *now, const json_t *before)
{
    StatsTest test = {0};
    if (json_object_get(now, "promoters")) {
        StatsNps side[2];
        const json_t *figures[] = {now, before};
        for (int i = 0; i < 2; i++)
            side[i] = stats_nps(stats_part(whole(figures[i], "promoters")),
                                stats_part(whole(figures[i], "passives")),
                                stats_part(whole(figures[i], "detractors")), 0.95);
        return stats_nps_difference(&side[0], &side[1], 0.95);
    }
    if (json_object_get(now, "x")) {
        StatsShare a = share_of(whole(now, "x"), whole(now, "n"));
        StatsShare b = share_of(whole(before, "x"), whole(before, "n"));
        test = stats_share_difference(&a, &b, 0.95);
        test.diff *= 100;
        test.lo *= 100;
        test.hi *= 100;
        return test;
    }
    StatsEstimate a = {number(now, "value"), number(now, "v"), number(now, "df")};
    StatsEstimate b = {number(before, "value"), number(before, "v"), number(before, "df")};
    return stats_mean_difference(a, b, 0.95);
}

static const json_t *figure_at(const json_t *root, const char *scope, const char *period,
                               const char *metric)
{
    const json_t *windows = part(part(root, "cells"), scope);
    return part(part(part(windows, period), "figures"), metric);
}

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(part(object, key));
}

static void example_changes(void **state)
{
    (void)state;
    Reference reference = reference_open("example_small/expected.json");
    size_t index;
    json_t *change;
    int tested = 0;
    json_array_foreach(part(reference.root, "changes"), index, change)
    {
        if (json_is_null(part(change, "p")))
            continue; /* too few, or partial: decided by the caller */
        const char *scope = text(change, "scope"), *metric = text(change, "metric");
        StatsTest test =
            test_of_figures(figure_at(reference.root, scope, text(change, "period"), metric),
                            figure_at(reference.root, scope, text(change, "previous"), metric));
        assert_key(change, "diff", test.diff, 1e-9);
        assert_key(change, "lo", test.lo, 1e-8);
        assert_key(change, "hi", test.hi, 1e-8);
        assert_key(change, "p", test.p, 1e-10);
        if (json_object_get(change, "df"))
            assert_key(change, "df", test.df, 1e-8);
        /* the company is no member of a family */
        bool company = strcmp(scope, "company") == 0;
        double p = company ? test.p : number(change, "p_bh");
        assert_int_equal(stats_verdict(&test, p, 0.05), verdict_named(text(change, "verdict")));
        tested++;
    }
    assert_true(tested > 50);
    reference_close(&reference);
}

static void example_families(void **state)
{
    (void)state;
    static const char *const kinds[] = {"changes", "vs_rest"};
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    for (ptrdiff_t k = 0; k < CX_COUNTOF(kinds); k++) {
        size_t which, index;
        json_t *period, *one;
        json_array_foreach(part(reference.root, "periods"), which, period)
        {
            double p[256], expected[256], adjusted[256];
            ptrdiff_t count = 0;
            json_array_foreach(part(reference.root, kinds[k]), index, one)
            {
                if (strcmp(text(one, "scope"), "company") == 0 ||
                    strcmp(text(one, "period"), json_string_value(period)) != 0)
                    continue;
                p[count] = number(one, "p");
                expected[count] = isnan(p[count]) ? (double)NAN : number(one, "p_bh");
                count++;
            }
            stats_benjamini_hochberg(p, adjusted, count, &arena);
            for (ptrdiff_t i = 0; i < count; i++)
                assert_near("p_bh", adjusted[i], expected[i], 1e-12);
        }
    }
    reference_close(&reference);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newcombe_as_published),
        cmocka_unit_test(two_proportions),
        cmocka_unit_test(two_proportions_at_the_ends),
        cmocka_unit_test(nps_difference),
        cmocka_unit_test(welch),
        cmocka_unit_test(welch_without_spread),
        cmocka_unit_test(benchmarks),
        cmocka_unit_test(verdicts),
        cmocka_unit_test(bh_as_published),
        cmocka_unit_test(example_changes),
        cmocka_unit_test(example_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
