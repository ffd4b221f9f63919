#include "reference.h"

#include "cxex/stats.h"

static StatsFigure figure_from(const json_t *three)
{
    return (StatsFigure){number_at(three, 0), number_at(three, 1), number_at(three, 2)};
}

static const char *const diagnoses[] = {"cannot_tell", "both_high", "both_low", "cx_gt_ex",
                                        "ex_gt_cx"};
static const char *const gap_states[] = {"cannot_tell", "balanced", "cx_higher", "ex_higher"};
static const char *const sides[] = {"cannot_tell", "high", "low"};

static void by_hand(void **state)
{
    (void)state;
    Reference reference = reference_open("combined_mover.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *expected = part(one, "expected");
        StatsFigure cx = figure_from(part(input, "cx")), ex = figure_from(part(input, "ex"));
        double cut = number(input, "cut");
        StatsFigure score = stats_combined(cx, ex, number(input, "w_cx"), STATS_COMBINE_ARITHMETIC);
        StatsFigure gap = stats_gap(cx, cut, ex, cut);
        assert_key(expected, "score", score.value, reference.abs_tol);
        assert_key(expected, "lo", score.lo, reference.abs_tol);
        assert_key(expected, "hi", score.hi, reference.abs_tol);
        assert_key(expected, "gap", gap.value, reference.abs_tol);
        assert_key(expected, "gap_lo", gap.lo, reference.abs_tol);
        assert_key(expected, "gap_hi", gap.hi, reference.abs_tol);
        StatsDiagnosis diagnosis = stats_diagnosis(stats_side(cx, cut), stats_side(ex, cut),
                                                   stats_gap_state(gap, number(input, "margin")));
        assert_string_equal(diagnoses[diagnosis], json_string_value(part(expected, "diagnosis")));
    }
    reference_close(&reference);
}

/* combined.* of every cell of the worked examples, from its two indices. */
static int check_cell(const json_t *figures)
{
    const json_t *score = json_object_get(figures, "combined.score");
    if (!score)
        return 0;
    const json_t *indices[] = {part(figures, "cx.index"), part(figures, "ex.index")};
    StatsFigure side[2];
    StatsEstimate estimate[2];
    for (int i = 0; i < 2; i++) {
        side[i] = (StatsFigure){number(indices[i], "value"), number(indices[i], "lo"),
                                number(indices[i], "hi")};
        estimate[i] = (StatsEstimate){number(indices[i], "value"), number(indices[i], "v"),
                                      number(indices[i], "neff") - 1};
    }
    StatsFigure both = stats_combined(side[0], side[1], 0.5, STATS_COMBINE_ARITHMETIC);
    StatsEstimate test =
        stats_combined_estimate(estimate[0], estimate[1], 0.5, STATS_COMBINE_ARITHMETIC);
    assert_key(score, "value", both.value, 1e-10);
    assert_key(score, "lo", both.lo, 1e-10);
    assert_key(score, "hi", both.hi, 1e-10);
    assert_key(score, "v", test.v, 1e-10);
    assert_key(score, "df", test.df, 1e-10);

    const json_t *expected = part(figures, "combined.gap");
    StatsFigure gap = stats_gap(side[0], 70, side[1], 70);
    assert_key(expected, "value", gap.value, 1e-10);
    assert_key(expected, "lo", gap.lo, 1e-10);
    assert_key(expected, "hi", gap.hi, 1e-10);
    StatsGapState gap_state = stats_gap_state(gap, 5);
    assert_string_equal(gap_states[gap_state], json_string_value(part(expected, "state")));

    expected = part(figures, "combined.diagnosis");
    StatsSide cx = stats_side(side[0], 70), ex = stats_side(side[1], 70);
    assert_string_equal(sides[cx], json_string_value(part(expected, "cx_level")));
    assert_string_equal(sides[ex], json_string_value(part(expected, "ex_level")));
    assert_string_equal(diagnoses[stats_diagnosis(cx, ex, gap_state)],
                        json_string_value(part(expected, "value")));
    return 1;
}

static void examples(void **state)
{
    (void)state;
    static const char *const files[] = {"example_small/expected.json",
                                        "example_edge/expected.json"};
    int checked = 0;
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Reference reference = reference_open(files[f]);
        const char *scope, *window;
        json_t *windows, *cell;
        json_object_foreach(part(reference.root, "cells"), scope, windows)
        {
            json_object_foreach(windows, window, cell)
            {
                checked += check_cell(part(cell, "figures"));
            }
        }
        reference_close(&reference);
    }
    assert_true(checked > 15);
}

static void limits_stay_on_the_scale(void **state)
{
    (void)state;
    StatsFigure low = {2, 0, 40}, high = {99, 60, 100};
    StatsFigure score = stats_combined(low, low, 0.5, STATS_COMBINE_ARITHMETIC);
    assert_true(score.lo >= 0);
    score = stats_combined((StatsFigure){98, 90, 120}, (StatsFigure){98, 90, 120}, 0.5,
                           STATS_COMBINE_ARITHMETIC);
    assert_true(score.hi == 100);
    /* weight on one side only: that side itself */
    score = stats_combined(low, high, 1, STATS_COMBINE_ARITHMETIC);
    assert_true(score.value == 2 && score.lo == 0 && score.hi == 40);
    StatsFigure none = {50, (double)NAN, (double)NAN};
    score = stats_combined(none, high, 0.5, STATS_COMBINE_ARITHMETIC);
    assert_true(score.value == 74.5 && isnan(score.lo) && isnan(score.hi));
}

/* 80 and 60 give 69.28 (§3). Limits by hand: ln 80/77 and the like, each times a half, squared and
 * added. */
static void geometric_mean(void **state)
{
    (void)state;
    StatsFigure cx = {80, 77, 83}, ex = {60, 55, 64};
    StatsFigure score = stats_combined(cx, ex, 0.5, STATS_COMBINE_GEOMETRIC);
    assert_near("value", score.value, sqrt(80.0 * 60), 1e-12);
    double down = hypot(log(80.0 / 77), log(60.0 / 55)) / 2;
    double up = hypot(log(83.0 / 80), log(64.0 / 60)) / 2;
    assert_near("lo", score.lo, score.value * exp(-down), 1e-12);
    assert_near("hi", score.hi, score.value * exp(up), 1e-12);

    StatsFigure zero = {0, 0, 30}, open = {10, 0, 30};
    assert_true(isnan(stats_combined(zero, ex, 0.5, STATS_COMBINE_GEOMETRIC).value));
    assert_true(stats_combined(open, ex, 0.5, STATS_COMBINE_GEOMETRIC).lo == 0);
    assert_true(stats_combined(zero, ex, 0, STATS_COMBINE_GEOMETRIC).value == 60);

    /* delta method: v = C^2 (v1/4 80^2 + v2/4 60^2) */
    StatsEstimate a = {80, 4, 30}, b = {60, 9, 12};
    StatsEstimate both = stats_combined_estimate(a, b, 0.5, STATS_COMBINE_GEOMETRIC);
    assert_near("v", both.v, 4800 * (4.0 / 6400 + 9.0 / 3600) / 4, 1e-12);
    a.v = b.v = 0;
    assert_true(isnan(stats_combined_estimate(a, b, 0.5, STATS_COMBINE_GEOMETRIC).df));
}

static void gap_and_diagnosis(void **state)
{
    (void)state;
    static const struct {
        double lo, hi;
        StatsGapState gap;
    } gaps[] = {
        {5.1, 9, STATS_GAP_CX_HIGHER},    {5, 9, STATS_GAP_CANNOT_TELL},
        {-9, -5.1, STATS_GAP_EX_HIGHER},  {-4.9, 4.9, STATS_GAP_BALANCED},
        {-5, 4.9, STATS_GAP_CANNOT_TELL}, {(double)NAN, (double)NAN, STATS_GAP_CANNOT_TELL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(gaps); i++) {
        StatsFigure gap = {.value = 0, .lo = gaps[i].lo, .hi = gaps[i].hi};
        assert_int_equal(stats_gap_state(gap, 5), gaps[i].gap);
    }
    static const struct {
        StatsSide cx, ex;
        StatsGapState gap;
        StatsDiagnosis diagnosis;
    } cases[] = {
        /* clear levels come before the gap */
        {STATS_SIDE_HIGH, STATS_SIDE_HIGH, STATS_GAP_CX_HIGHER, STATS_DIAGNOSIS_BOTH_HIGH},
        {STATS_SIDE_LOW, STATS_SIDE_LOW, STATS_GAP_EX_HIGHER, STATS_DIAGNOSIS_BOTH_LOW},
        {STATS_SIDE_HIGH, STATS_SIDE_LOW, STATS_GAP_CANNOT_TELL, STATS_DIAGNOSIS_CX_GT_EX},
        {STATS_SIDE_LOW, STATS_SIDE_HIGH, STATS_GAP_CANNOT_TELL, STATS_DIAGNOSIS_EX_GT_CX},
        {STATS_SIDE_CANNOT_TELL, STATS_SIDE_LOW, STATS_GAP_CX_HIGHER, STATS_DIAGNOSIS_CX_GT_EX},
        {STATS_SIDE_LOW, STATS_SIDE_CANNOT_TELL, STATS_GAP_EX_HIGHER, STATS_DIAGNOSIS_EX_GT_CX},
        {STATS_SIDE_HIGH, STATS_SIDE_CANNOT_TELL, STATS_GAP_BALANCED, STATS_DIAGNOSIS_CANNOT_TELL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_int_equal(stats_diagnosis(cases[i].cx, cases[i].ex, cases[i].gap),
                         cases[i].diagnosis);
}

static void targets(void **state)
{
    (void)state;
    static const struct {
        double lo, hi, target;
        bool lower_is_better;
        StatsTarget status;
    } cases[] = {
        {70, 75, 70, false, STATS_TARGET_MET},
        {69, 75, 70, false, STATS_TARGET_CANNOT_TELL},
        {60, 69.9, 70, false, STATS_TARGET_MISSED},
        {60, 70, 70, false, STATS_TARGET_CANNOT_TELL},
        {2, 3, 3, true, STATS_TARGET_MET},
        {3.1, 4, 3, true, STATS_TARGET_MISSED},
        {3, 4, 3, true, STATS_TARGET_CANNOT_TELL},
        {(double)NAN, (double)NAN, 3, false, STATS_TARGET_CANNOT_TELL},
        {(double)NAN, (double)NAN, 3, true, STATS_TARGET_CANNOT_TELL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StatsFigure figure = {.value = cases[i].lo, .lo = cases[i].lo, .hi = cases[i].hi};
        assert_int_equal(stats_target(figure, cases[i].target, cases[i].lower_is_better),
                         cases[i].status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(examples),
        cmocka_unit_test(limits_stay_on_the_scale),
        cmocka_unit_test(geometric_mean),
        cmocka_unit_test(gap_and_diagnosis),
        cmocka_unit_test(targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
