/* Oracle: mpmath 1.3 with 40 digits (erfc, regularised incomplete beta, root finding). */
#include "reference.h"

#include "cxex/stats.h"

static void assert_relative(double actual, double expected)
{
    if (!(fabs(actual - expected) <= 1e-10 * fabs(expected)))
        fail_msg("%.17g, expected %.17g", actual, expected);
}

static void normal_is_exact(void **state)
{
    (void)state;
    static const struct {
        double z, p;
    } tails[] = {
        {0.1, 0.92034432544594203},   {1.2, 0.23013934044341655},    {5.5, 3.7979124931775439e-8},
        {-9, 2.2571768119076813e-19}, {30, 9.8134278542963741e-198}, {0, 1},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(tails); i++)
        assert_relative(stats_normal_two_sided(tails[i].z), tails[i].p);
    assert_relative(stats_normal_p(-1.2), 0.23013934044341655 / 2);
    assert_relative(stats_normal_p(1.2), 1 - 0.23013934044341655 / 2);

    static const struct {
        double p, z;
    } quantiles[] = {
        {0.6, 0.25334710313579974},
        {0.975, 1.9599639845400539},
        {0.999999, 4.7534243088170878},
        {1e-12, -7.0344838253011319},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(quantiles); i++)
        assert_relative(stats_normal_quantile(quantiles[i].p), quantiles[i].z);
    assert_float_equal(stats_normal_quantile(0.5), 0, 1e-15);
    assert_relative(stats_z(0.95), 1.959963984540054);
}

static void t_tails_hold_far_out_and_for_many_df(void **state)
{
    (void)state;
    static const struct {
        double t, df, p;
    } tails[] = {
        {2, 10, 0.073388034770740366},         {0.01, 3.7, 0.99253692701185931},
        {12.5, 1, 0.050821347332231791},       {-3.5, 17.7764735161785, 0.0025961523293123015},
        {8, 45.5, 3.1913207163947696e-10},     {10, 29.5, 5.4877919832907508e-11},
        {10, 1000.25, 1.6661348150900293e-22}, {20, 60, 3.1780577023397202e-28},
        {6, 123456.5, 1.9786446469265185e-9},  {9, 2000000, 2.2590741762339213e-19},
        {1.5, 2000000, 0.13361456038727015},   {0.3, 0.4, 0.855809508603493},
        {25, 1500, 1.3431168895021383e-115},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(tails); i++) {
        double p = stats_t_two_sided(tails[i].t, tails[i].df);
        assert_relative(p, tails[i].p);
        double below = stats_t_p(tails[i].t, tails[i].df);
        assert_relative(below, tails[i].t < 0 ? tails[i].p / 2 : 1 - tails[i].p / 2);
    }
    assert_true(stats_t_two_sided(0, 5) == 1);
    assert_relative(stats_t_two_sided(1.2, INFINITY), 0.23013934044341655);
    /* both sides of the change to the expansion agree */
    assert_relative(stats_t_two_sided(5, 1.000001e8), stats_t_two_sided(5, 0.999999e8));
    assert_true(isnan(stats_t_two_sided((double)NAN, 5)));
}

static void t_quantiles_invert_the_tails(void **state)
{
    (void)state;
    static const struct {
        double outside, df, t;
    } quantiles[] = {
        {0.05, 1, 12.706204736174704},        {0.05, 2.5, 3.5746548420036831},
        {0.05, 8, 2.3060041352041666},        {0.05, 11.868546847766833, 2.1814923036546567},
        {0.05, 33, 2.0345152974493387},       {0.05, 652.5, 1.9636062878465415},
        {0.05, 123456.5, 1.9599832001673623}, {0.01, 0.7, 364.93520298158549},
        {1e-9, 40, 7.9247816326731893},       {0.9, 5, 0.13217517523168723},
        {0.05, 1500000, 1.9599655660554622},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(quantiles); i++) {
        double t = quantiles[i].t, outside = quantiles[i].outside;
        assert_relative(stats_t_quantile(outside / 2, quantiles[i].df), -t);
        if (outside > 1e-6) { /* 1 - 1e-9 is itself only good to 1e-7 of its tail */
            assert_relative(stats_t(1 - outside, quantiles[i].df), t);
            assert_relative(stats_t_quantile(1 - outside / 2, quantiles[i].df), t);
        }
    }
    assert_true(stats_t_quantile(0.5, 3) == 0);
    assert_relative(stats_t(0.95, INFINITY), 1.959963984540054);
    /* any df, as long as the quantile is a double: found again from its own tail */
    for (double df = 0.05; df < 1e8; df *= 3.7) {
        double t = stats_t(0.95, df);
        assert_true(isfinite(t));
        assert_relative(stats_t_two_sided(t, df), 0.05);
    }
}

static void f_is_right_for_feldt(void **state)
{
    (void)state;
    static const struct {
        double p, top, bottom, f;
    } quantiles[] = {
        {0.975, 29, 174, 1.6615384170288125},   {0.025, 29, 174, 0.53696554252749064},
        {0.975, 67, 737, 1.3903289330599711},   {0.025, 49.5, 550.25, 0.63674131679105211},
        {0.975, 217, 2387, 1.2077705980965325},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(quantiles); i++) {
        double f = stats_f_quantile(quantiles[i].p, quantiles[i].top, quantiles[i].bottom);
        assert_relative(f, quantiles[i].f);
    }
    assert_relative(stats_f_p(3, 2, 10), 0.904632568359375);
    assert_relative(stats_f_p(1.05, 20000, 220000), 0.99999873676506893);
    assert_relative(stats_f_p(0.5, 1, 7.5), 0.49912473155747371);
    assert_relative(stats_f_p(0.0001, 4, 9), 2.4439737213932493e-8);
    assert_true(stats_f_p(0, 4, 9) == 0 && stats_f_p(INFINITY, 4, 9) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_is_exact),
        cmocka_unit_test(t_tails_hold_far_out_and_for_many_df),
        cmocka_unit_test(t_quantiles_invert_the_tails),
        cmocka_unit_test(f_is_right_for_feldt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
