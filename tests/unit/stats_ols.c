#include "reference.h"

#include "cxex/models.h"

static double *column(Arena *arena, const Table *table, const char *name)
{
    double *values = NEW(arena, double, table->rows);
    for (ptrdiff_t row = 0; row < table->rows; row++)
        values[row] = table_number(table, row, table_column(table, name));
    return values;
}

static const double *ones(Arena *arena, ptrdiff_t n)
{
    double *values = NEW(arena, double, n);
    for (ptrdiff_t i = 0; i < n; i++)
        values[i] = 1;
    return values;
}

static const double *power(Arena *arena, const double *x, ptrdiff_t n, int exponent)
{
    double *values = NEW(arena, double, n);
    for (ptrdiff_t i = 0; i < n; i++)
        values[i] = pow(x[i], exponent);
    return values;
}

/* y on the constant and x. */
static StatsOls line(const double *x, const double *y, ptrdiff_t n, Arena *arena)
{
    const double *columns[] = {ones(arena, n), x};
    return stats_ols(columns, 2, y, n, true, arena);
}

/* Correct significant digits, as NIST counts them: -log10 of the relative error. */
static void assert_digits(const char *what, double actual, double expected, double least)
{
    double digits = actual == expected ? 16 : -log10(fabs(actual - expected) / fabs(expected));
    if (!(digits >= least))
        fail_msg("%s: %.17g, certified %.17g: %.1f digits, not %g", what, actual, expected, digits,
                 least);
}

/* Longley has columns x1, x2, ...; the others powers of x. */
static StatsOls fit_nist(const Table *table, ptrdiff_t k, Arena *arena)
{
    const double *columns[16] = {ones(arena, table->rows)};
    const bool powers = table->columns == 2;
    for (ptrdiff_t j = 1; j < k; j++)
        columns[j] = powers ? power(arena, column(arena, table, "x"), table->rows, (int)j)
                            : column(arena, table, table->heads[j]);
    return stats_ols(columns, k, column(arena, table, "y"), table->rows, true, arena);
}

static void nist_certified(void **state)
{
    (void)state;
    static const char *const files[] = {"nist_norris.json", "nist_longley.json",
                                        "nist_wampler4.json", "nist_filip.json"};
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Arena arena = test_arena();
        Reference reference = reference_open(files[f]);
        Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
        size_t index;
        json_t *one;
        json_array_foreach(reference_cases(&reference), index, one)
        {
            const json_t *expected = part(one, "expected");
            const json_t *b = part(expected, "b"), *se = part(expected, "se");
            double digits = number(expected, "min_correct_digits");
            StatsOls ols = fit_nist(&table, length(b), &arena);
            assert_true(ols.good);
            for (ptrdiff_t j = 0; j < length(b); j++) {
                assert_digits(files[f], ols.beta[j], number_at(b, j), digits);
                assert_digits(files[f], ols.se[j], number_at(se, j), digits);
            }
            assert_digits(files[f], ols.sd, number(expected, "residual_sd"), digits);
            assert_digits(files[f], ols.r2, number(expected, "r2"), digits);
        }
        reference_close(&reference);
        arena_close(&arena);
    }
}

static void cars(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("ols_hc3_cars.json");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *expected = part(one, "expected");
        double *x = column(&arena, &table, json_string_value(part(input, "x")));
        double *y = column(&arena, &table, json_string_value(part(input, "y")));
        StatsOls ols = line(x, y, table.rows, &arena);
        assert_true(ols.good && ols.n == 50 && ols.k == 2);
        assert_key(expected, "intercept", ols.beta[0], reference.abs_tol);
        assert_key(expected, "slope", ols.beta[1], reference.abs_tol);
        assert_key(expected, "se_hc3", ols.hc3[1], reference.abs_tol);
        assert_key(expected, "r2", ols.r2, reference.abs_tol);
        assert_key(expected, "adj_r2", ols.adjusted_r2, reference.abs_tol);
        for (ptrdiff_t i = 0; i < table.rows; i++)
            assert_near("residual", ols.residual[i], y[i] - ols.beta[0] - ols.beta[1] * x[i],
                        1e-12);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* By hand, y = 2, 3, 7 on x = 1, 2, 4 without a constant: β = 36/21, leverage h = x²/21, and HC3 is
 * Σ (x/21 · e/(1−h))². */
static void without_a_constant(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {1, 2, 4}, y[] = {2, 3, 7};
    const double *columns[] = {x};
    StatsOls ols = stats_ols(columns, 1, y, 3, false, &arena);
    double rss = 0, hc3 = 0;
    for (int i = 0; i < 3; i++) {
        double e = y[i] - 36.0 / 21 * x[i], h = x[i] * x[i] / 21;
        rss += e * e;
        hc3 += pow(x[i] / 21 * e / (1 - h), 2);
    }
    assert_near("beta", ols.beta[0], 36.0 / 21, 1e-14);
    assert_near("rss", ols.rss, rss, 1e-14);
    assert_near("r2", ols.r2, 1 - rss / 62, 1e-14); /* 4 + 9 + 49: nothing is taken off */
    assert_near("adjusted", ols.adjusted_r2, 1 - rss / 62 * 3 / 2, 1e-14);
    assert_near("se", ols.se[0], sqrt(rss / 2 / 21), 1e-14);
    assert_near("hc3", ols.hc3[0], sqrt(hc3), 1e-14);
    arena_close(&arena);
}

static void no_solution(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double up[] = {61.3, 70.2, 58.8, 66.1, 73.9},
                        flat[] = {70.1, 70.1, 70.1, 70.1, 70.1};
    static const double zero[5] = {0}, missing[] = {61.3, (double)NAN, 58.8, 66.1, 73.9};
    double thirds[5], sum[5];
    for (int i = 0; i < 5; i++) {
        thirds[i] = up[i] / 3;
        sum[i] = up[i] / 3 + 0.7;
    }
    static const double y[] = {1, 4, 2, 2, 6};
    const double *constant = ones(&arena, 5);
    const struct {
        const char *why;
        const double *columns[3];
        ptrdiff_t k, n;
    } cases[] = {
        {"no rows", {constant, up}, 2, 0},
        {"one row for two columns", {constant, up}, 2, 1},
        {"two rows for three columns", {constant, up, y}, 3, 2},
        {"x does not differ", {constant, flat}, 2, 5},
        {"a column of 0", {constant, zero}, 2, 5},
        {"a multiple of another", {constant, up, thirds}, 3, 5},
        {"a sum of others", {constant, up, sum}, 3, 5},
        {"no number", {constant, missing}, 2, 5},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsOls ols = stats_ols(cases[i].columns, cases[i].k, y, cases[i].n, true, &arena);
        if (ols.good)
            fail_msg("%s: solved", cases[i].why);
        for (ptrdiff_t j = 0; j < cases[i].k; j++)
            assert_true(isnan(ols.beta[j]) && isnan(ols.se[j]) && isnan(ols.hc3[j]));
        assert_true(isnan(ols.r2) && isnan(ols.adjusted_r2) && isnan(ols.sd) && isnan(ols.rss));
    }
    arena_close(&arena);
}

/* What can be said when rows are few: the line itself, but no error of it. */
static void few_rows(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {1, 3, 3}, y[] = {2, 8, 10};
    StatsOls ols = line(x, y, 2, &arena);
    assert_true(ols.good);
    assert_near("slope", ols.beta[1], 3, 1e-13);
    assert_near("r2", ols.r2, 1, 1e-13);
    assert_true(isnan(ols.sd) && isnan(ols.se[1]) && isnan(ols.hc3[1]) && isnan(ols.adjusted_r2));

    /* The first row alone decides the slope: its leverage is 1, and HC3 divides by 0. */
    ols = line(x, y, 3, &arena);
    assert_near("slope", ols.beta[1], 3.5, 1e-13);
    assert_near("sd", ols.sd, sqrt(2), 1e-13);
    assert_false(isnan(ols.se[1]));
    assert_true(isnan(ols.hc3[1]));

    /* y does not differ: a flat line, and no share of a spread that is none */
    static const double flat[] = {1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3}, up[] = {1, 2, 4, 7};
    ols = line(up, flat, 4, &arena);
    assert_near("slope", ols.beta[1], 0, 1e-15);
    assert_true(ols.good && isnan(ols.r2) && isnan(ols.adjusted_r2));
    arena_close(&arena);
}

static void bootstrap_law_school(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("bootstrap_adj_r2_law.json");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *expected = part(one, "expected");
        double *x = column(&arena, &table, json_string_value(part(input, "x")));
        double *y = column(&arena, &table, json_string_value(part(input, "y")));
        Str seed = str_from(json_string_value(part(input, "seed")));
        Str analysis = str_from(json_string_value(part(input, "analysis")));
        char *before = arena_mark(&arena).at;
        for (int again = 0; again < 2; again++) { /* and once more: the same */
            StatsRng rng = stats_rng_stream(seed, analysis);
            StatsRange range =
                stats_r2_bootstrap(x, y, table.rows, (int)whole(input, "B"), 0.95, &rng, &arena);
            assert_key(expected, "lo_r2", range.lo, reference.abs_tol);
            assert_key(expected, "hi_r2", range.hi, reference.abs_tol);
        }
        assert_ptr_equal(arena_mark(&arena).at, before);
    }
    reference_close(&reference);
    arena_close(&arena);
}

static StatsRange r2_range(const double *x, const double *y, ptrdiff_t n, Arena *arena)
{
    StatsRng rng = stats_rng_stream(S("cxex"), S("r2"));
    return stats_r2_bootstrap(x, y, n, 999, 0.95, &rng, arena);
}

static void bootstrap_at_the_ends(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double up[] = {61.3, 70.2, 58.8, 66.1, 73.9}, flat[] = {0.1, 0.1, 0.1, 0.1, 0.1};
    StatsRange range = r2_range(up, flat, 5, &arena);
    assert_true(isnan(range.lo) && isnan(range.hi));
    range = r2_range(up, up + 1, 2, &arena);
    assert_true(isnan(range.lo) && isnan(range.hi));
    /* On a line every resample has an R² of 1, except those of one unit only. Of three units every
     * ninth resample (3 of 27) is such a one: more than 2.5 %, so that the lower limit is 0. Of
     * five it is 1 in 625. */
    range = r2_range(up, up, 3, &arena);
    assert_true(range.lo == 0 && range.hi == 1);
    range = r2_range(up, up, 5, &arena);
    assert_true(range.lo == 1 && range.hi == 1);
    /* nothing to find: an interval from 0 */
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 8}, y[] = {1, -1, -1, 1, 1, -1, -1, 1};
    range = r2_range(x, y, 8, &arena);
    assert_true(range.lo == 0 && range.hi > 0 && range.hi < 1);
    arena_close(&arena);
}

static void same_bytes(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {61.3, 70.2, 58.8, 66.1, 73.9}, y[] = {60, 71.5, 66, 61.2, 70.7};
    StatsOls first = line(x, y, 5, &arena), second = line(x, y, 5, &arena);
    assert_memory_equal(first.beta, second.beta, 2 * sizeof(double));
    assert_memory_equal(first.hc3, second.hc3, 2 * sizeof(double));
    assert_memory_equal(first.residual, second.residual, 5 * sizeof(double));
    assert_memory_equal(&first.r2, &second.r2, sizeof(double));
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nist_certified),
        cmocka_unit_test(cars),
        cmocka_unit_test(without_a_constant),
        cmocka_unit_test(no_solution),
        cmocka_unit_test(few_rows),
        cmocka_unit_test(bootstrap_law_school),
        cmocka_unit_test(bootstrap_at_the_ends),
        cmocka_unit_test(same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
