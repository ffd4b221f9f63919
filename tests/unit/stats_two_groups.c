#include "reference.h"

#include "cxex/models.h"

static ptrdiff_t sleep_group(const Table *table, int group, double *y)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        if (table_number(table, row, table_column(table, "group")) == group)
            y[count++] = table_number(table, row, table_column(table, "extra"));
    }
    return count;
}

/* The case with "welch"; the other one is the mean of all, a subject of stats_mean. */
static void sleep_as_published(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("t_sleep.json");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    double a[32], b[32];
    ptrdiff_t count_a = sleep_group(&table, 1, a), count_b = sleep_group(&table, 2, b);
    StatsWelch welch = stats_welch(a, count_a, b, count_b, 0.95);
    const json_t *one = json_array_get(reference_cases(&reference), 1);
    part(input_of(one), "welch");
    const json_t *expected = part(one, "expected");
    assert_key(expected, "t", welch.t, reference.abs_tol);
    assert_key(expected, "df", welch.df, reference.abs_tol);
    assert_key(expected, "p", welch.p, reference.abs_tol);
    assert_key(expected, "lo", welch.lo, reference.abs_tol);
    assert_key(expected, "hi", welch.hi, reference.abs_tol);
    /* Student's own means: 0.75 and 2.33 hours */
    assert_near("mean_a", welch.mean_a, 0.75, 1e-14);
    assert_near("mean_b", welch.mean_b, 2.33, 1e-14);
    assert_near("diff", welch.diff, -1.58, 1e-14);

    /* the other way round: the same, mirrored */
    StatsWelch other = stats_welch(b, count_b, a, count_a, 0.95);
    assert_true(other.diff == -welch.diff && other.lo == -welch.hi && other.p == welch.p);
    reference_close(&reference);
    arena_close(&arena);
}

static void welch_without_a_test(void **state)
{
    (void)state;
    static const double flat[] = {0.1, 0.1, 0.1}, up[] = {0.3, 0.5, 0.4, 0.8};
    static const struct {
        const char *why;
        const double *a, *b;
        ptrdiff_t count_a, count_b;
        double diff;
    } cases[] = {
        {"one unit tells no spread", up, flat, 1, 3, 0.2},
        {"one on both sides", up, flat, 1, 1, 0.2},
        {"no spread on either side", flat, flat, 3, 2, 0},
        {"nobody", up, flat, 4, 0, (double)NAN},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsWelch welch =
            stats_welch(cases[i].a, cases[i].count_a, cases[i].b, cases[i].count_b, 0.95);
        assert_near(cases[i].why, welch.diff, cases[i].diff, 1e-15);
        assert_true(isnan(welch.lo) && isnan(welch.hi) && isnan(welch.p) && isnan(welch.df));
    }
    /* spread on one side only: its degrees of freedom. var(up) = 0.14/3; se = √(0.14/12) */
    StatsWelch welch = stats_welch(up, 4, flat, 3, 0.95);
    assert_near("df", welch.df, 3, 1e-12);
    assert_near("t", welch.t, 0.4 / sqrt(0.14 / 12), 1e-12);
}

static StatsPermutation permute(const double *a, ptrdiff_t count_a, const double *b,
                                ptrdiff_t count_b, int replicates)
{
    Arena arena = test_arena();
    char *before = arena_mark(&arena).at;
    StatsRng rng = stats_rng_stream(S("cxex"), S("perm|cx.index"));
    StatsPermutation test = stats_permutation(a, count_a, b, count_b, replicates, &rng, &arena);
    assert_ptr_equal(arena_mark(&arena).at, before);
    arena_close(&arena);
    return test;
}

static void mice_as_published(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("permutation_mouse.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *a = part(input_of(one), "a"), *b = part(input_of(one), "b");
        const json_t *expected = part(one, "expected");
        double *y_a = numbers(&arena, a), *y_b = numbers(&arena, b);
        StatsPermutation test = permute(y_a, length(a), y_b, length(b), 9999);
        assert_string_equal(json_string_value(part(expected, "kind")), "exact");
        assert_true(test.exact);
        assert_key(expected, "p", test.p, reference.abs_tol);
        /* the difference without its sign: the same with the groups changed over */
        assert_key(expected, "p", permute(y_b, length(b), y_a, length(a), 9999).p,
                   reference.abs_tol);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* 11 against 11: 705,432 assignments, of which 21,110 are as far apart (counted in whole tenths by
 * a Python script), p = 0.02992. A second implementation of §13 in Python draws 295 of 9,999. */
static const double high[] = {72.4, 69.1, 75.8, 66.2, 80.3, 71.7, 68.9, 77.5, 73.3, 70.6, 74.1};
static const double low[] = {70.2, 64.8, 71.9, 69.7, 62.5, 73.8, 67.4, 66.1, 75.2, 68.3, 65.9};

static void drawn_when_there_are_too_many(void **state)
{
    (void)state;
    StatsPermutation test = permute(high, 11, low, 11, 9999);
    assert_false(test.exact);
    assert_near("p", test.p, (1 + 295) / 10000.0, 1e-15);
    double sd = sqrt(0.02992492543576135 * (1 - 0.02992492543576135) / 9999);
    assert_true(fabs(test.p - 0.02992492543576135) < 4 * sd);
    /* the same stream, the same p; and the stream is what decides */
    assert_true(permute(high, 11, low, 11, 9999).p == test.p);
    /* 10 against 10 are 184,756 and still counted one by one */
    assert_true(permute(high, 10, low, 10, 9999).exact);
    /* never 0: the assignment observed is one of those that could be */
    double far[40];
    for (int i = 0; i < 40; i++)
        far[i] = i < 20 ? 100 + i : i;
    test = permute(far, 20, far + 20, 20, 199);
    assert_false(test.exact);
    assert_true(test.p == 1.0 / 200);
}

static void permutation_at_the_ends(void **state)
{
    (void)state;
    static const double flat[] = {0.1, 0.1, 0.1, 0.1}, up[] = {1, 2, 3, 4, 5, 6};
    /* nothing differs, whoever is where; also when all are drawn */
    assert_true(permute(flat, 2, flat, 2, 99).p == 1);
    double many[60];
    for (int i = 0; i < 60; i++)
        many[i] = 1.0 / 3;
    StatsPermutation test = permute(many, 30, many, 30, 99);
    assert_true(!test.exact && test.p == 1);
    /* one against one: both assignments are as far apart */
    assert_true(permute(up, 1, up + 1, 1, 99).p == 1);
    /* §9: of three against three the smallest p is 2 of 20 */
    assert_near("p", permute(up, 3, up + 3, 3, 99).p, 0.1, 1e-15);
    /* one far out against many: exact, because only it changes places. 1 of 60 */
    for (int i = 0; i < 60; i++)
        many[i] = i == 0 ? 50 : i % 7;
    test = permute(many, 1, many + 1, 59, 99);
    assert_true(test.exact);
    assert_near("p", test.p, 1.0 / 60, 1e-15);
    assert_true(permute(many + 1, 59, many, 1, 99).p == test.p);

    assert_true(isnan(permute(up, 3, up, 0, 99).p));
    const double missing[] = {1, (double)NAN};
    assert_true(isnan(permute(missing, 2, up, 3, 99).p));
}

/* Ties are ties on any scale: the same six figures in points, in shares and in millions of a
 * currency that has hundredths. Of 1, 2, 2, 3, 3, 4 (sum 15) three sum to 5 or less in one way
 * (1+2+2), to 6 in four (1+2+3), to 7 in five, and as many to 10, 9 and 8. */
static void ties_on_any_scale(void **state)
{
    (void)state;
    static const double scales[] = {1, 0.01, 0.1, 1234567.89, 1e9 / 3};
    for (ptrdiff_t s = 0; s < CX_COUNTOF(scales); s++) {
        double y[] = {1, 2, 2, 3, 3, 4}, middle[] = {1, 2, 3, 2, 3, 4}, near[] = {1, 3, 3, 2, 2, 4};
        for (ptrdiff_t i = 0; i < 6; i++) {
            y[i] *= scales[s];
            middle[i] *= scales[s];
            near[i] *= scales[s];
        }
        assert_near("5 against 10", permute(y, 3, y + 3, 3, 99).p, 2.0 / 20, 1e-15);
        assert_near("6 against 9", permute(middle, 3, middle + 3, 3, 99).p, 10.0 / 20, 1e-15);
        assert_near("7 against 8", permute(near, 3, near + 3, 3, 99).p, 1, 1e-15);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sleep_as_published),      cmocka_unit_test(welch_without_a_test),
        cmocka_unit_test(mice_as_published),       cmocka_unit_test(drawn_when_there_are_too_many),
        cmocka_unit_test(permutation_at_the_ends), cmocka_unit_test(ties_on_any_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
