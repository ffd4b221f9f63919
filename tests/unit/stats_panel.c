#include "reference.h"

#include <stdlib.h>

#include "cxex/models.h"

typedef struct Rows {
    StatsPanelRow *row;
    ptrdiff_t count;
} Rows;

/* Departments = firm, periods = year; x of `lag` years before. The file is sorted by both. */
static Rows grunfeld(Arena *arena, const char *x, const char *y, int lag)
{
    Table table = table_read(arena, "grunfeld.csv");
    ptrdiff_t at_x = table_column(&table, x), at_y = table_column(&table, y);
    Rows rows = {.row = NEW(arena, StatsPanelRow, table.rows)};
    for (ptrdiff_t i = lag; i < table.rows; i++) {
        if (table_number(&table, i, 0) != table_number(&table, i - lag, 0))
            continue;
        rows.row[rows.count++] = (StatsPanelRow){
            .group = (ptrdiff_t)table_number(&table, i, 0) - 1,
            .period = (ptrdiff_t)table_number(&table, i, 1) - 1935,
            .x = table_number(&table, i - lag, at_x),
            .y = table_number(&table, i, at_y),
        };
    }
    return rows;
}

/* A made-up panel of 16 groups and 7 periods with holes. `kind` 2 has no group 4; from 3 on y does
 * not depend on x. */
static Rows made_up(Arena *arena, int kind)
{
    Rows rows = {.row = NEW(arena, StatsPanelRow, 16 * 7)};
    for (int g = 0; g < 16; g++) {
        for (int t = 0; t < 7; t++) {
            if ((g * 5 + t * 3) % 11 == 0 || (kind == 2 && g == 4))
                continue;
            int a = (g * 37 + t * t * 11 + g * t * 7 + kind * 13) % 29;
            int e = (g * g * 3 + t * 19 + g * t * 5 + kind * 5) % 23;
            rows.row[rows.count++] = (StatsPanelRow){
                .group = g,
                .period = t,
                .x = 60 + a / 4.0,
                .y = 50 + (kind < 3 ? 0.3 * a : 0) + e / 2.0 + g,
            };
        }
    }
    return rows;
}

static StatsPanel panel(Arena *arena, Rows rows, int replicates, const char *analysis)
{
    StatsRng rng = stats_rng_stream(S("cxex"), str_from(analysis));
    return stats_panel(rows.row, rows.count, replicates, 0.95, &rng, arena);
}

static void published_panel(void **state)
{
    (void)state;
    static const char *const files[] = {"panel_grunfeld.json", "wild_cluster_grunfeld.json"};
    Arena arena = test_arena();
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        size_t i;
        json_t *one;
        json_array_foreach(reference_cases(&reference), i, one)
        {
            const json_t *input = input_of(one), *expected = part(one, "expected");
            Rows rows = grunfeld(&arena, json_string_value(part(input, "x")),
                                 json_string_value(part(input, "y")), (int)whole(input, "lag"));
            StatsPanel result = panel(&arena, rows, 9999, "wild|ex>cx");
            const struct {
                const char *key;
                double actual;
            } figures[] = {
                {"beta", result.beta},
                {"cr1", result.se},
                {"n", (double)result.n},
                {"p_wild", result.p},
                {"partial_r", result.partial_r},
                {"t", result.t},
                {"p_cr1", stats_t_two_sided(result.t, result.df)},
            };
            for (ptrdiff_t k = 0; k < CX_COUNTOF(figures); k++) {
                if (json_object_get(expected, figures[k].key))
                    assert_key(expected, figures[k].key, figures[k].actual, reference.abs_tol);
            }
            assert_true(result.good && result.exact && result.groups == 10);
            /* t(9) quantile 2.2621571628 of any table */
            assert_near("lo", result.lo, result.beta - 2.2621571628 * result.se, 1e-9);
            assert_near("hi", result.hi, result.beta + 2.2621571628 * result.se, 1e-9);
        }
        reference_close(&reference);
    }
    arena_close(&arena);
}

/* An independent program that fits explicit dummies (Gram-Schmidt) anew for every replicate gave
 * these; streams as in §13. */
static void drawn_signs(void **state)
{
    (void)state;
    static const struct {
        int kind;
        double beta, se, partial_r, p;
    } cases[] = {
        {1, 0.9991723591235749, 0.1599369809376828, 0.5298569837534456, 0.005},
        {3, -0.09545858349594681, 0.1441414156457458, -0.05006984488502563, 0.55},
        {4, -0.041021641490763386, 0.19426586723079747, -0.022874112110245082, 0.82},
        {5, 0.07630981019516728, 0.14880323075839294, 0.04537234285397582, 0.55},
        {6, -0.07967997169603128, 0.15718148267082893, -0.05350103213714352, 0.58},
    };
    Arena arena = test_arena();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsPanel result = panel(&arena, made_up(&arena, cases[i].kind), 199, "wild|ex>cx");
        assert_int_equal(result.groups, 16);
        assert_int_equal(result.periods, 7);
        assert_int_equal(result.n, 101);
        assert_false(result.exact);
        assert_near("beta", result.beta, cases[i].beta, 1e-11);
        assert_near("se", result.se, cases[i].se, 1e-11);
        assert_near("partial r", result.partial_r, cases[i].partial_r, 1e-11);
        assert_near("p", result.p, cases[i].p, 1e-12);
    }
    arena_close(&arena);
}

/* The same program, every replicate fitted from its rows. */
static void resampled_pairs(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Rows first = made_up(&arena, 1), second = made_up(&arena, 2);
    StatsRng rng = stats_rng_stream(S("cxex"), S("crosslag"));
    StatsCrossLag lag =
        stats_cross_lag(first.row, first.count, second.row, second.count, 199, 0.95, &rng, &arena);
    assert_int_equal(lag.groups, 15);
    assert_near("difference", lag.diff, -0.08254604644937558, 1e-11);
    assert_near("lo", lag.lo, -0.21343464214915858, 1e-11);
    assert_near("hi", lag.hi, 0.054078634672671155, 1e-11);

    rng = stats_rng_stream(S("cxex"), S("chain|k"));
    StatsChain chain =
        stats_chain(first.row, first.count, second.row, second.count, 1, 199, 0.95, &rng, &arena);
    assert_int_equal(chain.groups, 15);
    assert_near("product", chain.value, 1.3005429259121088, 1e-11);
    assert_near("lo", chain.lo, 0.6846701134418754, 1e-11);
    assert_near("hi", chain.hi, 2.110440355049076, 1e-11);

    /* minus five times as much: limits change places */
    rng = stats_rng_stream(S("cxex"), S("chain|k"));
    StatsChain less =
        stats_chain(first.row, first.count, second.row, second.count, -5, 199, 0.95, &rng, &arena);
    assert_near("product", less.value, -5 * chain.value, 1e-14);
    assert_near("lo", less.lo, -5 * chain.hi, 1e-14);
    assert_near("hi", less.hi, -5 * chain.lo, 1e-14);

    Rows there = grunfeld(&arena, "value", "inv", 1), back = grunfeld(&arena, "inv", "value", 1);
    rng = stats_rng_stream(S("cxex"), S("crosslag"));
    lag = stats_cross_lag(there.row, there.count, back.row, back.count, 79, 0.95, &rng, &arena);
    assert_int_equal(lag.groups, 10);
    assert_near("difference", lag.diff, 0.14156797344290378, 1e-10);
    assert_near("lo", lag.lo, -0.001652009663562326, 1e-10);
    assert_near("hi", lag.hi, 0.29698758563244065, 1e-10);
    arena_close(&arena);
}

/* What exists of a panel that is no panel, or hardly one. */
static void small_and_odd_panels(void **state)
{
    (void)state;
    enum { none = 0, beta_only = 1, all = 2 };
    static const struct {
        const char *why;
        int figures;
        double beta; /* by hand */
        ptrdiff_t count;
        StatsPanelRow rows[12];
    } cases[] = {
        {"no rows", none, 0, 0, {{0}}},
        {"one row", none, 0, 1, {{0, 0, 1, 2}}},
        {"one group", none, 0, 3, {{0, 0, 1, 2}, {0, 1, 2, 3}, {0, 2, 5, 4}}},
        {"one period", none, 0, 3, {{0, 4, 1, 2}, {1, 4, 2, 3}, {2, 4, 5, 4}}},
        {"one row for each group", none, 0, 3, {{0, 0, 1, 2}, {1, 1, 2, 3}, {2, 2, 5, 4}}},
        {"x the same for everybody in each period",
         none,
         0,
         6,
         {{0, 0, 71.1, 2},
          {0, 1, 72.3, 3},
          {1, 0, 71.1, 5},
          {1, 1, 72.3, 4},
          {2, 0, 71.1, 5},
          {2, 1, 72.3, 1}}},
        /* two full groups: the fit is of the differences, whose residuals cancel by group:
         * (1, 3, 5) on (0, 2, 1): β = 2/2 */
        {"two groups",
         beta_only,
         1,
         6,
         {{0, 0, 0, 1}, {0, 1, 2, 3}, {0, 2, 1, 5}, {1, 0, 0, 0}, {1, 1, 0, 0}, {1, 2, 0, 0}}},
        /* y = 2x + group + period without residual */
        {"no residual",
         beta_only,
         2,
         6,
         {{0, 0, 1, 3}, {0, 1, 2, 6}, {1, 0, 3, 9}, {1, 1, 1, 6}, {2, 0, 4, 15}, {2, 1, 4, 16}}},
        {"y does not vary",
         beta_only,
         0,
         6,
         {{0, 0, 1, 3}, {0, 1, 2, 3}, {1, 0, 3, 3}, {1, 1, 1, 3}, {2, 0, 4, 3}, {2, 1, 4, 3}}},
        /* changes of x (1, −2, 0) and of y (2, −1, 3/2), centred: β = 87/18 / (84/18) */
        {"two periods are the regression of the changes",
         all,
         87.0 / 84,
         6,
         {{0, 0, 1, 3}, {0, 1, 2, 5}, {1, 0, 3, 3}, {1, 1, 1, 2}, {2, 0, 4, 3}, {2, 1, 4, 4.5}}},
    };
    Arena arena = test_arena();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Rows rows = {.row = NEW(&arena, StatsPanelRow, 12), .count = cases[i].count};
        memcpy(rows.row, cases[i].rows, sizeof cases[i].rows);
        StatsPanel result = panel(&arena, rows, 99, "wild|ex>cx");
        bool beta = cases[i].figures != none, rest = cases[i].figures == all;
        if (result.good != beta || isnan(result.beta) == beta || isnan(result.se) == rest)
            fail_msg("%s: good %d, beta %g, se %g", cases[i].why, result.good, result.beta,
                     result.se);
        if (beta)
            assert_near(cases[i].why, result.beta, cases[i].beta, 1e-12);
        assert_true(isnan(result.lo) != rest && isnan(result.hi) != rest);
        assert_true(isnan(result.t) != rest && isnan(result.p) != rest);
        if (rest)
            assert_true(result.p > 0 && result.p <= 1 && result.lo < result.hi);
    }
    arena_close(&arena);
}

static void pairs_without_figures(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Rows first = made_up(&arena, 1), second = made_up(&arena, 2);
    StatsRng rng = stats_rng_stream(S("cxex"), S("crosslag"));
    StatsCrossLag lag =
        stats_cross_lag(first.row, 0, second.row, second.count, 99, 0.95, &rng, &arena);
    assert_true(lag.groups == 0 && isnan(lag.diff) && isnan(lag.lo) && isnan(lag.hi));
    lag = stats_cross_lag(first.row, first.count, second.row, 6, 99, 0.95, &rng, &arena);
    assert_true(lag.groups == 1 && isnan(lag.diff) && isnan(lag.lo));
    StatsChain chain =
        stats_chain(first.row, first.count, second.row, second.count, 5, 0, 0.95, &rng, &arena);
    assert_true(chain.groups == 15 && isfinite(chain.value) && isnan(chain.lo));
    /* two groups: half of the resamples have no spread and count as 0 */
    chain = stats_chain(first.row, 12, second.row, 12, 5, 99, 0.95, &rng, &arena);
    assert_true(chain.groups == 2 && isfinite(chain.lo) && isfinite(chain.hi));
    assert_true(chain.lo <= 0 && chain.hi >= 0);
    arena_close(&arena);
}

static void same_bytes_every_time(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Rows rows = made_up(&arena, 3), other = made_up(&arena, 1);
    StatsPanel first = panel(&arena, rows, 9999, "wild|ex>cx");
    StatsPanel again = panel(&arena, rows, 9999, "wild|ex>cx");
    assert_true(first.p == again.p && first.beta == again.beta && first.se == again.se);
    StatsPanel without = panel(&arena, rows, 0, "wild|ex>cx");
    assert_true(isnan(without.p) && without.beta == first.beta && without.hi == first.hi);

    StatsCrossLag lags[2];
    for (int i = 0; i < 2; i++) {
        StatsRng rng = stats_rng_stream(S("cxex"), S("crosslag"));
        lags[i] =
            stats_cross_lag(rows.row, rows.count, other.row, other.count, 999, 0.95, &rng, &arena);
    }
    assert_true(lags[0].lo == lags[1].lo && lags[0].hi == lags[1].hi && lags[0].lo < lags[0].hi);
    arena_close(&arena);
}

/* 60 departments, 36 months, B = 9,999: one run's worth of work, and nothing overflows. */
static void a_large_company(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Rows rows = {.row = NEW(&arena, StatsPanelRow, 60 * 36)};
    for (int g = 0; g < 60; g++) {
        for (int t = 0; t < 36; t++)
            rows.row[rows.count++] = (StatsPanelRow){
                .group = g,
                .period = t,
                .x = 60 + (g * 31 + t * t * 17 + g * t * 5) % 37,
                .y = 40 + (g * 13 + t * 7 + g * t * t) % 41,
            };
    }
    StatsPanel result = panel(&arena, rows, 9999, "wild|ex>cx");
    assert_true(result.good && result.p > 0 && result.p <= 1 && result.lo < result.hi);
    /* far from the edge both p measure the same thing */
    assert_near("p", result.p, stats_t_two_sided(result.t, result.df), 0.05);

    Rows back = {.row = NEW(&arena, StatsPanelRow, rows.count), .count = rows.count};
    for (ptrdiff_t i = 0; i < rows.count; i++) {
        back.row[i] = rows.row[i];
        back.row[i].x = rows.row[i].y;
        back.row[i].y = rows.row[i].x;
    }
    StatsRng rng = stats_rng_stream(S("cxex"), S("crosslag"));
    StatsCrossLag lag =
        stats_cross_lag(rows.row, rows.count, back.row, back.count, 9999, 0.95, &rng, &arena);
    /* the same rows with roles swapped have the same partial r, in every resample */
    assert_int_equal(lag.groups, 60);
    assert_near("difference", lag.diff, 0, 1e-12);
    assert_near("lo", lag.lo, 0, 1e-12);
    assert_near("hi", lag.hi, 0, 1e-12);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_panel),       cmocka_unit_test(drawn_signs),
        cmocka_unit_test(resampled_pairs),       cmocka_unit_test(small_and_odd_panels),
        cmocka_unit_test(pairs_without_figures), cmocka_unit_test(same_bytes_every_time),
        cmocka_unit_test(a_large_company),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
