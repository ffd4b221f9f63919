#include "reference.h"

#include "cxex/stats.h"

static void km_medians(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("km_median_aml.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *times = part(input_of(one), "time"), *events = part(input_of(one), "event");
        double *time = numbers(&arena, times);
        bool *event = NEW(&arena, bool, length(events));
        for (ptrdiff_t i = 0; i < length(events); i++)
            event[i] = number_at(events, i) > 0;
        double median = stats_km_median(time, event, length(times), &arena);
        assert_key(part(one, "expected"), "median", median, reference.abs_tol);
    }
    reference_close(&reference);

    assert_true(isnan(stats_km_median(NULL, NULL, 0, &arena)));
    /* S falls to 3/4, then 3/4 * 2/3 = a half, whatever the rounding and the order of the cases */
    const double time[] = {4, 2, 1, 3};
    const bool event[] = {false, true, true, true};
    assert_true(stats_km_median(time, event, 4, &arena) == 2);
    arena_close(&arena);
}

static void payouts(void **state)
{
    (void)state;
    Reference reference = reference_open("payout.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one);
        StatsPayoutCurve curve = {
            .revenue_gate = number(input, "gate"),
            .threshold = number(input, "t0"),
            .threshold_pays = number(input, "p0"),
            .target = number(input, "t1"),
            .maximum = number(input, "t2"),
            .cap = number(input, "cap"),
        };
        assert_true(stats_payout_valid(&curve));
        double paid = stats_payout(&curve, number(input, "score"), number(input, "revenue_ratio"));
        assert_near("payout", paid, number(one, "expected"), reference.abs_tol);
    }
    reference_close(&reference);

    StatsPayoutCurve curve = {0.95, 60, 0.5, 70, 80, 1.5};
    assert_true(isnan(stats_payout(&curve, (double)NAN, 1)));
    static const StatsPayoutCurve wrong[] = {
        {0.95, 70, 0.5, 70, 80, 1.5},  {0.95, 60, 0.5, 80, 80, 1.5}, {0.95, 60, 1.1, 70, 80, 1.5},
        {0.95, 60, -0.1, 70, 80, 1.5}, {0.95, 60, 0.5, 70, 80, 0.9},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(wrong); i++)
        assert_false(stats_payout_valid(&wrong[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(km_medians),
        cmocka_unit_test(payouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
