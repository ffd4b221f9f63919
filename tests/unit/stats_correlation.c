#include "reference.h"

#include "cxex/models.h"

static double *column(Arena *arena, const Table *table, const json_t *name)
{
    double *values = NEW(arena, double, table->rows);
    for (ptrdiff_t row = 0; row < table->rows; row++)
        values[row] = table_number(table, row, table_column(table, json_string_value(name)));
    return values;
}

static void law_school(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("correlation_law.json");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *expected = part(one, "expected");
        double *x = column(&arena, &table, part(input, "x"));
        double *y = column(&arena, &table, part(input, "y"));
        StatsCorrelation both = stats_correlation(x, y, table.rows, 0.95, &arena);
        assert_int_equal(both.n, 15);
        assert_key(expected, "r", both.r, reference.abs_tol);
        assert_key(expected, "lo", both.lo, reference.abs_tol);
        assert_key(expected, "hi", both.hi, reference.abs_tol);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* The limits from the formula of §9 in Python: z = 1.959963984540054, D = 10. */
static void iq_and_television(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("spearman_iq_tv.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        double *x = numbers(&arena, part(input_of(one), "x"));
        double *y = numbers(&arena, part(input_of(one), "y"));
        StatsCorrelation both = stats_correlation(x, y, 10, 0.95, &arena);
        assert_key(part(one, "expected"), "rho", both.rho, reference.abs_tol);
        assert_near("rho_lo", both.rho_lo, -0.7278300282394071, 1e-12);
        assert_near("rho_hi", both.rho_hi, 0.5145466616329561, 1e-12);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* The smallest number of departments, r = 0.6: atanh 0.6 = ln 2, so that the limits are
 * (4e − 1)/(4e + 1) with e = exp(∓2 z/√5). Two uncorrelated patterns of unit length make an r of
 * exactly 0.6: y = 0.6 x + 0.8 e. */
static void eight_departments(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {1, 1, 1, 1, -1, -1, -1, -1}, e[] = {1, 1, -1, -1, 1, 1, -1, -1};
    double y[8];
    for (int i = 0; i < 8; i++)
        y[i] = 0.6 * x[i] + 0.8 * e[i];
    StatsCorrelation both = stats_correlation(x, y, 8, 0.95, &arena);
    assert_near("r", both.r, 0.6, 1e-14);
    assert_near("lo", both.lo, -0.18134721027124528, 1e-13);
    assert_near("hi", both.hi, 0.9169732100865426, 1e-13);
    arena_close(&arena);
}

/* x = 1, 2, 2, 2, 5 has mid-ranks 1, 3, 3, 3, 5; y = 3, 3, 1, 4, 5 has 2.5, 2.5, 1, 4, 5. By hand:
 * Σ(a−3)² = 8, Σ(b−3)² = 9.5, Σ(a−3)(b−3) = 1 + 4 = 5, hence ρ = 5/√76. */
static void ties_share_their_ranks(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {2, 5, 1, 2, 2}, y[] = {3, 5, 3, 1, 4};
    StatsCorrelation both = stats_correlation(x, y, 5, 0.95, &arena);
    assert_near("rho", both.rho, 5 / sqrt(76), 1e-15);
    /* the order of the rows says nothing */
    static const double x2[] = {1, 2, 2, 2, 5}, y2[] = {3, 4, 1, 3, 5};
    StatsCorrelation other = stats_correlation(x2, y2, 5, 0.95, &arena);
    assert_near("rho", other.rho, both.rho, 1e-15);
    assert_near("r", other.r, both.r, 1e-15);
    arena_close(&arena);
}

static void what_does_not_exist(void **state)
{
    (void)state;
    Arena arena = test_arena();
    /* a third has no exact value, so that its mean is off by the last digit */
    static const double flat[] = {1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3};
    static const double up[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, curve[] = {1, 4, 9, 16, 25, 36};
    static const struct {
        const char *why;
        const double *x, *y;
        ptrdiff_t n;
        double r, rho; /* NaN: none */
    } cases[] = {
        {"nothing", up, curve, 0, (double)NAN, (double)NAN},
        {"one unit", up, curve, 1, (double)NAN, (double)NAN},
        {"two units: always a line", up, curve, 2, 1, 1},
        {"x does not differ", flat, up, 6, (double)NAN, (double)NAN},
        {"y does not differ", up, flat, 6, (double)NAN, (double)NAN},
        {"a line has no interval", up, up, 6, 1, 1},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsCorrelation both = stats_correlation(cases[i].x, cases[i].y, cases[i].n, 0.95, &arena);
        assert_near(cases[i].why, both.r, cases[i].r, 0);
        assert_near(cases[i].why, both.rho, cases[i].rho, 0);
        assert_true(isnan(both.lo) && isnan(both.hi) && isnan(both.rho_lo) && isnan(both.rho_hi));
    }
    /* in step but not on a line: an interval for r, none for rho */
    StatsCorrelation both = stats_correlation(up, curve, 6, 0.95, &arena);
    assert_true(both.r < 1 && both.lo > 0 && both.hi < 1 && both.rho == 1 && isnan(both.rho_lo));
    double down[6];
    for (int i = 0; i < 6; i++)
        down[i] = -up[i];
    assert_true(stats_correlation(up, down, 6, 0.95, &arena).r == -1);
    /* three units: a figure, but no interval */
    static const double three[] = {1, 0, 2};
    both = stats_correlation(up, three, 3, 0.95, &arena);
    assert_near("r", both.r, 0.5, 1e-14);
    assert_true(isnan(both.lo) && isnan(both.rho_hi));
    assert_true(
        isnan(stats_correlation(up, (const double[]){1, (double)NAN, 3, 4}, 4, 0.95, &arena).r));
    arena_close(&arena);
}

static void same_bytes_and_room_given_back(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double x[] = {70.1, 66.3, 81.7, 59.9, 73.2}, y[] = {61, 62.5, 77.1, 50.2, 50.2};
    char *before = arena_mark(&arena).at;
    StatsCorrelation first = stats_correlation(x, y, 5, 0.95, &arena);
    StatsCorrelation second = stats_correlation(x, y, 5, 0.95, &arena);
    assert_memory_equal(&first, &second, sizeof first);
    assert_ptr_equal(arena_mark(&arena).at, before);
    arena_close(&arena);
}

/* var(2, 4, 6, 8) = 20/3 */
static void real_share(void **state)
{
    (void)state;
    static const double x[] = {2, 4, 6, 8}, flat[] = {0.1, 0.1, 0.1, 0.1};
    static const double v[] = {1, 1, 3, 3}, much[] = {9, 9, 9, 9}, none[] = {0, 0, 0, 0};
    assert_near("share", stats_real_share(x, v, 4), 1 - 2 / (20.0 / 3), 1e-15);
    assert_true(stats_real_share(x, much, 4) == 0); /* more noise than spread */
    assert_true(stats_real_share(x, none, 4) == 1);
    assert_true(stats_real_share(flat, v, 4) == 0);
    assert_true(isnan(stats_real_share(x, v, 1)));
    assert_true(isnan(stats_real_share(x, (const double[]){1, (double)NAN, 1, 1}, 4)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(law_school),          cmocka_unit_test(iq_and_television),
        cmocka_unit_test(eight_departments),   cmocka_unit_test(ties_share_their_ranks),
        cmocka_unit_test(what_does_not_exist), cmocka_unit_test(same_bytes_and_room_given_back),
        cmocka_unit_test(real_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
