#include "reference.h"

#include "cxex/stats.h"

/* Moments of the complete rows of some columns; rows of another period than `month` (NULL: any) are
 * left out. */
static StatsMoments moments_of(Arena *arena, const Table *table, ptrdiff_t first, ptrdiff_t items,
                               const char *month)
{
    double *sum = NEW(arena, double, items), *product = NEW(arena, double, items *items);
    StatsMoments moments = {.items = items, .sum = sum, .product = product};
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        bool use = !month || strncmp(table_cell(table, row, 1), month, 7) == 0;
        for (ptrdiff_t j = 0; j < items; j++)
            use = use && !isnan(table_number(table, row, first + j));
        if (!use)
            continue;
        moments.n++;
        for (ptrdiff_t j = 0; j < items; j++) {
            double y = table_number(table, row, first + j);
            sum[j] += y;
            for (ptrdiff_t l = 0; l < items; l++)
                product[j * items + l] += y * table_number(table, row, first + l);
        }
    }
    return moments;
}

static void published_data(void **state)
{
    (void)state;
    static const char *const files[] = {"alpha_omega_attitude.json", "alpha_omega_likert.json"};
    Arena arena = test_arena();
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        const json_t *expected = part(json_array_get(reference_cases(&reference), 0), "expected");
        Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
        StatsMoments moments = moments_of(&arena, &table, 0, table.columns, NULL);
        double *loadings = NEW(&arena, double, table.columns);
        StatsReliability result = stats_reliability(&moments, 0.95, loadings, &arena);

        assert_int_equal(result.refusal, STATS_RELIABILITY_OK);
        assert_int_equal(result.n, whole(expected, "n"));
        assert_int_equal(result.items, whole(expected, "k"));
        assert_key(expected, "alpha", result.alpha, 1e-10);
        assert_key(expected, "std_alpha", result.std_alpha, 1e-10);
        assert_key(expected, "feldt_lo", result.lo, 1e-10);
        assert_key(expected, "feldt_hi", result.hi, 1e-10);
        /* the note of the file: omega and loadings come from another iteration */
        assert_key(expected, "omega_total", result.omega, 1e-5);
        const json_t *loads = json_object_get(expected, "loadings");
        for (ptrdiff_t j = 0; loads && j < length(loads); j++)
            assert_near("loading", loadings[j], number_at(loads, j), 1e-5);
        reference_close(&reference);
    }
    arena_close(&arena);
}

static void example_periods(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    Table table = table_read(&arena, "example_small/employees.csv");
    ptrdiff_t first = table_column(&table, "q1"), last = table_column(&table, "q12");
    const char *period;
    json_t *expected;
    int periods = 0;
    json_object_foreach(part(reference.root, "reliability"), period, expected)
    {
        const char *month = strcmp(period, "all") == 0 ? NULL : period;
        StatsMoments moments = moments_of(&arena, &table, first, last - first + 1, month);
        StatsReliability result = stats_reliability(&moments, 0.95, NULL, &arena);
        assert_int_equal(result.n, whole(expected, "n"));
        assert_key(expected, "alpha", result.alpha, 1e-10);
        assert_key(expected, "std_alpha", result.std_alpha, 1e-10);
        assert_key(expected, "lo", result.lo, 1e-10);
        assert_key(expected, "hi", result.hi, 1e-10);
        assert_key(expected, "omega", result.omega, 2e-5);
        periods++;
    }
    assert_int_equal(periods, 5);
    reference_close(&reference);
    arena_close(&arena);
}

/* Three items with all correlations r: alpha = std_alpha = omega = 3r/(1+2r) by hand. n and moments
 * of standardised answers: sum 0, sum of squares n - 1. */
static void parallel_items_by_hand(void **state)
{
    (void)state;
    Arena arena = test_arena();
    enum { n = 41 };
    const double r = 0.5, sum[3] = {0};
    double product[9];
    for (int i = 0; i < 9; i++)
        product[i] = (i % 4 == 0 ? 1 : r) * (n - 1);
    StatsMoments moments = {.n = n, .items = 3, .sum = sum, .product = product};
    StatsReliability result = stats_reliability(&moments, 0.95, NULL, &arena);
    assert_near("alpha", result.alpha, 0.75, 1e-12);
    assert_near("std_alpha", result.std_alpha, 0.75, 1e-12);
    assert_near("omega", result.omega, 0.75, 1e-10);
    arena_close(&arena);
}

static void refusals(void **state)
{
    (void)state;
    Arena arena = test_arena();
    double loadings[3];
    const double sum[3] = {120, 120, 120};
    const double spread[9] = {400, 370, 365, 370, 400, 368, 365, 368, 400};
    const double constant[9] = {400, 365, 365, 365, 360, 365, 365, 365, 400};
    const double same[9] = {400, 400, 370, 400, 400, 370, 370, 370, 400};
    const double opposed[9] = {400, 320, 365, 320, 400, 340, 365, 340, 400};
    static const struct {
        const char *why;
        int64_t n;
        ptrdiff_t items;
        int product; /* which of the tables */
        StatsReliabilityRefusal refusal;
        bool omega;
    } cases[] = {
        {"29 rows", 29, 3, 0, STATS_RELIABILITY_FEW_ROWS, false},
        {"nobody", 0, 3, 0, STATS_RELIABILITY_FEW_ROWS, false},
        {"two items", 40, 2, 0, STATS_RELIABILITY_FEW_ITEMS, false},
        {"everybody said 3 to item 2", 40, 3, 1, STATS_RELIABILITY_CONSTANT, false},
        {"good", 40, 3, 0, STATS_RELIABILITY_OK, true},
        {"items 1 and 2 are copies", 40, 3, 2, STATS_RELIABILITY_OK, false},
        {"item 2 is worded the other way", 40, 3, 3, STATS_RELIABILITY_OK, false},
    };
    const double *tables[] = {spread, constant, same, opposed};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsMoments moments = {.n = cases[i].n,
                                .items = cases[i].items,
                                .sum = sum,
                                .product = tables[cases[i].product]};
        StatsReliability result = stats_reliability(&moments, 0.95, loadings, &arena);
        if (result.refusal != cases[i].refusal || isnan(result.omega) == cases[i].omega)
            fail_msg("%s: refusal %d, omega %g", cases[i].why, (int)result.refusal, result.omega);
        assert_true(isnan(result.alpha) == (result.refusal != STATS_RELIABILITY_OK));
        assert_true(isnan(loadings[0]) != cases[i].omega);
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_data),
        cmocka_unit_test(example_periods),
        cmocka_unit_test(parallel_items_by_hand),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
