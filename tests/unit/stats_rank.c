#include "reference.h"

#include "cxex/stats.h"

static void paule_mandel_as_published(void **state)
{
    (void)state;
    static const char *const files[] = {"eb_bcg.json", "eb_eight_schools.json"};
    Arena arena = test_arena();
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        const json_t *one = json_array_get(reference_cases(&reference), 0);
        const json_t *expected = part(one, "expected");
        ptrdiff_t count = length(part(input_of(one), "y"));
        double *y = numbers(&arena, part(input_of(one), "y"));
        double *v = numbers(&arena, part(input_of(one), "v"));
        double mu = 0;
        double tau2 = stats_paule_mandel(y, v, count, &mu);
        assert_key(expected, "tau2", tau2, reference.abs_tol);
        assert_key(expected, "mu", mu, reference.abs_tol);
        const json_t *shrunk = json_object_get(expected, "shrunk");
        for (ptrdiff_t i = 0; shrunk && i < count; i++) {
            double B = v[i] / (v[i] + tau2);
            assert_near("shrunk", B * mu + (1 - B) * y[i], number_at(shrunk, i), reference.abs_tol);
        }
        reference_close(&reference);
    }
    arena_close(&arena);
}

/* Shrinkage of stats_rank itself, on the trials: smoothing leaves variances alone when all are
 * equal, so the closed form tau2 = s^2 - v holds (Q = (k-1) s^2 / (v + tau2) = k - 1). */
static void equal_variances_in_closed_form(void **state)
{
    (void)state;
    Arena arena = test_arena();
    enum { k = 5 };
    const double y[k] = {60, 72, 55, 81, 72}, v[k] = {9, 9, 9, 9, 9};
    const int64_t n[k] = {40, 40, 40, 40, 40};
    StatsRanked ranked[k];
    StatsRanking ranking = stats_rank(y, v, n, k, 0.95, ranked, &arena);
    double s2 = (64 + 16 + 169 + 169 + 16) / 4.0; /* about the mean, 68 */
    assert_int_equal(ranking.refusal, STATS_RANK_OK);
    assert_near("mu", ranking.mu, 68, 1e-12);
    assert_near("tau2", ranking.tau2, s2 - 9, 1e-10);
    const ptrdiff_t rank[k] = {4, 2, 5, 1, 3}; /* a tie keeps the order of the names */
    for (int i = 0; i < k; i++) {
        assert_near("B", ranked[i].B, 9 / s2, 1e-10);
        assert_near("shrunk", ranked[i].shrunk, 68 + (1 - 9 / s2) * (y[i] - 68), 1e-10);
        assert_near("variance", ranked[i].variance, (1 - 9 / s2) * 9, 1e-10);
        assert_int_equal(ranked[i].rank, rank[i]);
        assert_true(ranked[i].rank_lo <= rank[i] && rank[i] <= ranked[i].rank_hi);
    }
    arena_close(&arena);
}

static void example(void **state)
{
    (void)state;
    enum { most = 16 };
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    const char *key;
    json_t *expected;
    int ranked_sets = 0, refused = 0;
    json_object_foreach(part(reference.root, "ranking"), key, expected)
    {
        char id[32] = {0};
        strncpy(id, key, strcspn(key, "@"));
        const char *period = strchr(key, '@') + 1, *scope;
        double y[most], v[most];
        int64_t n[most];
        ptrdiff_t count = 0;
        json_t *windows;
        json_object_foreach(part(reference.root, "cells"), scope, windows)
        {
            const json_t *cell = json_object_get(windows, period);
            const json_t *figure = json_object_get(json_object_get(cell, "figures"), id);
            if (!figure || strcmp(scope, "company") == 0)
                continue;
            y[count] = number(figure, "value");
            v[count] = json_is_true(part(figure, "partial")) ? 0 : number(figure, "v");
            n[count++] = whole(figure, "n");
        }
        StatsRanked ranked[most];
        StatsRanking ranking = stats_rank(y, v, n, count, 0.95, ranked, &arena);
        if (json_object_get(expected, "refused")) {
            assert_int_equal(ranking.units, whole(expected, "n"));
            assert_int_not_equal(ranking.refusal, STATS_RANK_OK);
            refused++;
            continue;
        }
        assert_int_equal(ranking.refusal, STATS_RANK_OK);
        assert_int_equal(ranking.units, length(part(expected, "departments")));
        assert_int_equal(ranking.units, count);
        assert_key(expected, "mu", ranking.mu, 1e-8);
        assert_key(expected, "tau2", ranking.tau2, 1e-8);
        for (ptrdiff_t i = 0; i < count; i++) {
            assert_near("B", ranked[i].B, number_at(part(expected, "B"), i), 1e-8);
            assert_near("shrunk", ranked[i].shrunk, number_at(part(expected, "shrunk"), i), 1e-8);
            assert_int_equal(ranked[i].rank, number_at(part(expected, "rank"), i));
            assert_int_equal(ranked[i].rank_lo, number_at(part(expected, "rank_lo"), i));
            assert_int_equal(ranked[i].rank_hi, number_at(part(expected, "rank_hi"), i));
        }
        ranked_sets++;
    }
    assert_true(ranked_sets == 1 && refused == 1);
    reference_close(&reference);
    arena_close(&arena);
}

static void refusals_and_units_left_out(void **state)
{
    (void)state;
    Arena arena = test_arena();
    const double y[6] = {70, 10, 69, 71, 70, 70}, v[6] = {9, 0, 9, 9, 9, (double)NAN};
    const int64_t n[6] = {20, 20, 20, 20, 20, 20};
    StatsRanked ranked[6];
    StatsRanking ranking = stats_rank(y, v, n, 6, 0.95, ranked, &arena);
    assert_int_equal(ranking.refusal, STATS_RANK_NO_SPREAD);
    assert_int_equal(ranking.units, 4);
    assert_true(ranking.tau2 == 0);
    assert_near("mu", ranking.mu, 70, 1e-12);
    for (int i = 0; i < 6; i++)
        assert_int_equal(ranked[i].rank, 0);
    ranking = stats_rank(y, v, n, 4, 0.95, ranked, &arena);
    assert_int_equal(ranking.refusal, STATS_RANK_FEW_UNITS);
    ranking = stats_rank(NULL, NULL, NULL, 0, 0.95, NULL, &arena);
    assert_int_equal(ranking.refusal, STATS_RANK_FEW_UNITS);

    /* left out, but the others are ranked as if it were not there */
    const double far_apart[6] = {40, 99, 50, 60, 70, 99};
    ranking = stats_rank(far_apart, v, n, 6, 0.95, ranked, &arena);
    assert_int_equal(ranking.refusal, STATS_RANK_OK);
    const ptrdiff_t rank[6] = {4, 0, 3, 2, 1, 0};
    for (int i = 0; i < 6; i++) {
        assert_int_equal(ranked[i].rank, rank[i]);
        assert_true(isnan(ranked[i].B) == (rank[i] == 0));
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paule_mandel_as_published),
        cmocka_unit_test(equal_variances_in_closed_form),
        cmocka_unit_test(example),
        cmocka_unit_test(refusals_and_units_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
