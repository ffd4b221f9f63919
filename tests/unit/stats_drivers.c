#include "reference.h"

#include "cxex/models.h"

/* Correlations of columns: n rows, complete; the outcome's is the last column. */
typedef struct Columns {
    ptrdiff_t k, n;
    double **column; /* [k + 1] */
} Columns;

static Columns columns_of(Arena *arena, const Table *table, const char *const *heads, ptrdiff_t k,
                          const char *outcome)
{
    Columns columns = {.k = k, .column = NEW(arena, double *, k + 1)};
    ptrdiff_t *at = NEW(arena, ptrdiff_t, k + 1);
    for (ptrdiff_t j = 0; j <= k; j++) {
        at[j] = table_column(table, j < k ? heads[j] : outcome);
        columns.column[j] = NEW(arena, double, table->rows);
    }
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        bool complete = true;
        for (ptrdiff_t j = 0; j <= k; j++) {
            columns.column[j][columns.n] = table_number(table, row, at[j]);
            complete = complete && !isnan(columns.column[j][columns.n]);
        }
        columns.n += complete;
    }
    return columns;
}

static double correlation(const double *a, const double *b, ptrdiff_t n)
{
    double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        mean_a += a[i] / (double)n;
        mean_b += b[i] / (double)n;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
    }
    return ab / sqrt(aa * bb);
}

static StatsDrivers drivers_of(Arena *arena, const Columns *columns)
{
    ptrdiff_t k = columns->k;
    double *rxx = NEW(arena, double, k *k), *rxy = NEW(arena, double, k);
    for (ptrdiff_t j = 0; j < k; j++) {
        for (ptrdiff_t l = 0; l < k; l++)
            rxx[j * k + l] =
                j == l ? 1 : correlation(columns->column[j], columns->column[l], columns->n);
        rxy[j] = correlation(columns->column[j], columns->column[k], columns->n);
    }
    return stats_drivers(rxx, rxy, k, arena);
}

static void assert_sums(const StatsDrivers *result)
{
    double lmg = 0, johnson = 0;
    for (ptrdiff_t j = 0; j < result->k; j++) {
        lmg += result->lmg ? result->lmg[j] : 0;
        johnson += result->johnson[j];
        assert_true(result->johnson[j] >= 0 && result->vif[j] >= 1 - 1e-12);
    }
    if (result->lmg)
        assert_near("sum of LMG", lmg, result->r2, 1e-12);
    assert_near("sum of Johnson's weights", johnson, result->r2, 1e-12);
}

static void assert_list(const json_t *expected, const char *key, const double *actual,
                        double tolerance)
{
    const json_t *list = json_object_get(expected, key);
    for (ptrdiff_t j = 0; list && j < length(list); j++)
        assert_near(key, actual[j], number_at(list, j), tolerance);
}

static void published_data(void **state)
{
    (void)state;
    static const char *const files[] = {"drivers_lmg_swiss.json", "drivers_johnson_mtcars.json"};
    Arena arena = test_arena();
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
        size_t i;
        json_t *one;
        json_array_foreach(reference_cases(&reference), i, one)
        {
            const json_t *names = part(input_of(one), "drivers"), *expected = part(one, "expected");
            const char **heads = NEW(&arena, const char *, length(names));
            for (ptrdiff_t j = 0; j < length(names); j++)
                heads[j] = json_string_value(json_array_get(names, (size_t)j));
            Columns columns = columns_of(&arena, &table, heads, length(names),
                                         json_string_value(part(input_of(one), "outcome")));
            StatsDrivers result = drivers_of(&arena, &columns);
            assert_true(result.good);
            assert_key(expected, "r2", result.r2, reference.abs_tol);
            assert_list(expected, "lmg", result.lmg, reference.abs_tol);
            assert_list(expected, "johnson", result.johnson, reference.abs_tol);
            assert_sums(&result);
        }
        reference_close(&reference);
    }
    arena_close(&arena);
}

static void two_drivers_by_hand(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("drivers_two_predictors.json");
    size_t i;
    json_t *one;
    json_array_foreach(reference_cases(&reference), i, one)
    {
        const json_t *R = part(input_of(one), "R"), *r = part(input_of(one), "r");
        double rxx[4];
        for (int c = 0; c < 4; c++)
            rxx[c] = number_at(json_array_get(R, (size_t)c / 2), c % 2);
        StatsDrivers result = stats_drivers(rxx, numbers(&arena, r), 2, &arena);
        const json_t *expected = part(one, "expected");
        assert_key(expected, "r2", result.r2, reference.abs_tol);
        assert_list(expected, "lmg", result.lmg, reference.abs_tol);
        assert_list(expected, "johnson", result.johnson, reference.abs_tol);
        /* r12 = .5: β = (.6 − .2, .4 − .3)/.75, VIF = 1/.75, eigenvalues 1.5 and 0.5 */
        assert_near("beta", result.beta[0], 0.4 / 0.75, 1e-12);
        assert_near("beta", result.beta[1], 0.1 / 0.75, 1e-12);
        assert_near("vif", result.vif[0], 1 / 0.75, 1e-12);
        assert_near("vif", result.vif[1], 1 / 0.75, 1e-12);
        assert_near("smallest eigenvalue", result.smallest_eigenvalue, 0.5, 1e-12);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* Both sides of the example project: every figure that the expected scorecard prints of them. */
static void example_project(void **state)
{
    (void)state;
    static const struct {
        const char *side, *file;
    } sides[] = {{"cx", "example_small/customers.csv"}, {"ex", "example_small/employees.csv"}};
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    for (ptrdiff_t s = 0; s < CX_COUNTOF(sides); s++) {
        const json_t *expected = part(part(reference.root, "drivers"), sides[s].side);
        const json_t *drivers = part(expected, "drivers");
        Table table = table_read(&arena, sides[s].file);
        const char **heads = NEW(&arena, const char *, length(drivers));
        for (ptrdiff_t j = 0; j < length(drivers); j++)
            heads[j] = json_string_value(part(json_array_get(drivers, (size_t)j), "item"));
        Columns columns = columns_of(&arena, &table, heads, length(drivers),
                                     json_string_value(part(expected, "outcome")));
        StatsDrivers result = drivers_of(&arena, &columns);
        assert_int_equal(columns.n, whole(expected, "n"));
        assert_int_equal(result.k, whole(expected, "k"));
        assert_key(expected, "r2", result.r2, 1e-10);
        assert_key(expected, "condition", result.condition, 1e-10);
        for (ptrdiff_t j = 0; j < length(drivers); j++) {
            const json_t *one = json_array_get(drivers, (size_t)j);
            assert_key(one, "beta", result.beta[j], 1e-10);
            assert_key(one, "vif", result.vif[j], 1e-10);
            assert_key(one, "lmg", result.lmg[j], 1e-10);
            assert_key(one, "johnson", result.johnson[j], 1e-10);
        }
        assert_sums(&result);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* k drivers, all correlations `between`, and `outcome` with each: by symmetry every share is R²/k,
 * and R² = k·r²/(1 + (k−1)ρ). */
static StatsDrivers alike(Arena *arena, ptrdiff_t k, double between, double outcome)
{
    double *rxx = NEW(arena, double, k *k), *rxy = NEW(arena, double, k);
    for (ptrdiff_t i = 0; i < k * k; i++)
        rxx[i] = i % (k + 1) == 0 ? 1 : between;
    for (ptrdiff_t j = 0; j < k; j++)
        rxy[j] = outcome;
    return stats_drivers(rxx, rxy, k, arena);
}

static void any_number_of_drivers(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const ptrdiff_t counts[] = {1, 2, 3, 12, 15, 16, 40};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(counts); i++) {
        ptrdiff_t k = counts[i];
        StatsDrivers result = alike(&arena, k, 0.3, 0.4);
        double items = (double)k, r2 = items * 0.16 / (1 + (items - 1) * 0.3);
        assert_true(result.good);
        assert_true((result.lmg == NULL) == (k > STATS_LMG_MOST));
        assert_near("r2", result.r2, r2, 1e-12);
        assert_near("eigenvalue", result.smallest_eigenvalue, k == 1 ? 1 : 0.7, 1e-12);
        for (ptrdiff_t j = 0; j < k; j++) {
            assert_near("johnson", result.johnson[j], r2 / items, 1e-12);
            assert_near("beta", result.beta[j], 0.4 / (1 + (items - 1) * 0.3), 1e-12);
            if (result.lmg)
                assert_near("lmg", result.lmg[j], r2 / items, 1e-12);
        }
        assert_sums(&result);
    }
    arena_close(&arena);
}

static void no_figures_when_singular(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const struct {
        const char *why;
        ptrdiff_t k;
        double between, outcome;
        bool eigenvalue;
    } cases[] = {
        {"copies of one question", 3, 1, 0.4, true},
        {"copies but for rounding", 2, 1 - 1e-10, 0.4, true},
        {"no correlation matrix at all", 4, -0.9, 0.4, true},
        {"more copies than LMG takes", 20, 1, 0.4, true},
        {"constant driver", 3, (double)NAN, 0.4, false},
        {"constant outcome", 3, 0.2, (double)NAN, false},
        {"no driver", 0, 0, 0, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsDrivers result = alike(&arena, cases[i].k, cases[i].between, cases[i].outcome);
        if (result.good || !isnan(result.r2) || !isnan(result.condition))
            fail_msg("%s: has figures", cases[i].why);
        assert_true(isnan(result.smallest_eigenvalue) != cases[i].eigenvalue);
        for (ptrdiff_t j = 0; j < cases[i].k; j++) {
            assert_true(isnan(result.beta[j]) && isnan(result.vif[j]));
            assert_true(isnan(result.johnson[j]) && (!result.lmg || isnan(result.lmg[j])));
        }
    }
    arena_close(&arena);
}

static void same_bytes_every_time(void **state)
{
    (void)state;
    Arena arena = test_arena();
    StatsDrivers first = alike(&arena, 13, 0.45, 0.3), again = alike(&arena, 13, 0.45, 0.3);
    assert_memory_equal(first.lmg, again.lmg, 13 * sizeof *first.lmg);
    assert_memory_equal(first.johnson, again.johnson, 13 * sizeof *first.johnson);
    assert_memory_equal(first.vif, again.vif, 13 * sizeof *first.vif);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_data),           cmocka_unit_test(two_drivers_by_hand),
        cmocka_unit_test(example_project),          cmocka_unit_test(any_number_of_drivers),
        cmocka_unit_test(no_figures_when_singular), cmocka_unit_test(same_bytes_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
