/* One result a period before the other: residuals, links to a KPI, and last period's link beside
 * what came. The expected numbers come from a Python script with exact fractions over
 * world_level(): least squares on all dummies, CR1 errors, Welch; not from this program. */
#include "link_world.h"

static void residuals_of_the_lagged_link(void **state)
{
    (void)state;
    static const double dx[] = {0.3273809523809524, 3.1398809523809526, 0.13988095238095238,
                                -1.568452380952381},
                        dy[] = {0.07068452380952381, 2.622767857142857, 0.23422619047619048,
                                -0.8949404761904762};
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    const LinkLag *lag = &world_link(world, PERIODS - 1)->ex_to_cx;
    assert_int_equal(lag->refused.len, 0);
    assert_int_equal(lag->row_count, 84);
    for (ptrdiff_t i = 0; i < 4; i++) {
        assert_close("dx", lag->dx[i], dx[i]);
        assert_close("dy", lag->dy[i], dy[i]);
    }
    assert_close("dx", lag->dx[83], -3.455357142857143);
    assert_close("dy", lag->dy[83], -3.0293154761904764);
    double xx = 0, xy = 0;
    for (ptrdiff_t i = 0; i < lag->row_count; i++) {
        xx += lag->dx[i] * lag->dx[i];
        xy += lag->dx[i] * lag->dy[i];
    }
    assert_close("slope of the residuals", xy / xx, lag->panel.beta);
    assert_close("beta", lag->panel.beta, 0.6086357603030205);
    assert_close("se", lag->panel.se, 0.0371924799927051);
    assert_close("lo", lag->panel.lo, 0.5267756637720719);
    assert_close("hi", lag->panel.hi, 0.6904958568339691);
    arena_close(&world->arena);
}

static void no_residuals_where_refused(void **state)
{
    (void)state;
    World *world = world_open(9, PERIODS);
    world_fill_lagged(world);
    const LinkLag *lag = &world_link(world, PERIODS - 1)->ex_to_cx;
    ASSERT_REFUSED(lag->refused, "lagged");
    assert_null(lag->dx);
    assert_null(lag->dy);
    arena_close(&world->arena);
}

/* With and without CX between. */
static void links_to_a_kpi(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    world_add_kpi(world);
    const Link *link = world_link(world, PERIODS - 1);
    assert_int_equal(link->chain_count, 1);
    const LinkLag *from_ex = &link->chains[0].ex_to_kpi, *from_cx = &link->chains[0].cx_to_kpi;
    assert_int_equal(from_ex->panel.n, 84);
    assert_close("beta", from_ex->panel.beta, -0.2465289018744537);
    assert_close("se", from_ex->panel.se, 0.011250841813069025);
    assert_close("lo", from_ex->panel.lo, -0.271291837743557);
    assert_close("hi", from_ex->panel.hi, -0.22176596600535042);
    assert_true(from_ex->clear);
    assert_non_null(from_ex->dx);
    assert_close("beta", from_cx->panel.beta, 0.042978518047088805);
    assert_close("lo", from_cx->panel.lo, -0.08633450234607826);
    assert_close("hi", from_cx->panel.hi, 0.17229153844025585);
    assert_false(from_cx->clear);
    /* Two tests in the family, the smaller p twice, no more than the larger. */
    assert_close("p_bh", from_ex->p_bh, fmin(2 * from_ex->panel.p, from_cx->panel.p));
    assert_close("p_bh", from_cx->p_bh, from_cx->panel.p);
    assert_true(from_ex->stands_out);
    assert_false(from_cx->stands_out);
    assert_true(isnan(link->ex_to_cx.p_bh)); /* of no such family */

    for (ptrdiff_t i = 0; i < (UNITS + 1) * PERIODS; i++)
        world->kpi_values[i] = NAN;
    ASSERT_REFUSED(world_link(world, PERIODS - 1)->chains[0].ex_to_kpi.refused, "lagged");
    arena_close(&world->arena);
}

/* ---- Forecast ---- */

typedef struct Expected {
    ptrdiff_t risen, others;
    double ex_diff, expected, lo, hi, came, came_lo, came_hi, miss, miss_lo, miss_hi;
} Expected;

static void assert_forecast(const LinkForecast *found, const Expected *expected)
{
    if (found->refused.len > 0)
        fail_msg("refused: %.*s", STR_ARG(found->refused));
    assert_int_equal(found->risen, expected->risen);
    assert_int_equal(found->others, expected->others);
    assert_close("ex_diff", found->ex_diff, expected->ex_diff);
    assert_close("expected", found->expected, expected->expected);
    assert_close("lo", found->lo, expected->lo);
    assert_close("hi", found->hi, expected->hi);
    assert_close("came", found->came, expected->came);
    assert_close("came_lo", found->came_lo, expected->came_lo);
    assert_close("came_hi", found->came_hi, expected->came_hi);
    assert_close("miss", found->miss, expected->miss);
    assert_close("miss_lo", found->miss_lo, expected->miss_lo);
    assert_close("miss_hi", found->miss_hi, expected->miss_hi);
}

static void what_came_beside_what_was_expected(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    static const Expected all = {6,
                                 6,
                                 5.125,
                                 3.0381676517115617,
                                 2.6193005914742504,
                                 3.457034711948873,
                                 3.3875,
                                 1.0735067947884054,
                                 5.7014932052115945,
                                 0.3493323482884385,
                                 -2.0022658673762352,
                                 2.7009305639531123};
    assert_forecast(&world_link(world, PERIODS - 1)->forecast, &all);

    /* Unit 3 has no result this period: that changes no earlier link, and of eleven units the
     * middle one is among the others. */
    static const Expected eleven = {5,
                                    6,
                                    5.608333333333333,
                                    3.324694031872977,
                                    2.866324061889708,
                                    3.7830640018562463,
                                    3.410833333333333,
                                    1.0786819072094698,
                                    5.7429847594571966,
                                    0.08613930146035598,
                                    -2.2906302085582393,
                                    2.4629088114789512};
    world_put(world, 3, PERIODS - 1, CX, NAN);
    assert_forecast(&world_link(world, PERIODS - 1)->forecast, &eleven);
    arena_close(&world->arena);
}

/* What this period brought is not in the link by which it is expected. */
static void outcomes_do_not_forecast_themselves(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    double expected = world_link(world, PERIODS - 1)->forecast.expected;
    for (ptrdiff_t u = 1; u <= UNITS; u++)
        world_put(world, u, PERIODS - 1, CX, 90 - (double)(u * u % 7));
    assert_true(world_link(world, PERIODS - 1)->forecast.expected == expected);
    arena_close(&world->arena);
}

/* EX rose alike everywhere: the names decide, and nothing is expected. */
static void equal_rises(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    for (ptrdiff_t u = 1; u <= UNITS; u++)
        world_put(world, u, PERIODS - 2, EX,
                  world_figure(world, u, PERIODS - 3, EX)->value + 1.5); /* exact in binary */
    const LinkForecast *forecast = &world_link(world, PERIODS - 1)->forecast;
    assert_int_equal(forecast->refused.len, 0);
    assert_close("ex_diff", forecast->ex_diff, 0);
    assert_close("expected", forecast->expected, 0);
    double came = 0;
    for (ptrdiff_t u = 1; u <= UNITS; u++)
        came += (u <= 6 ? 1 : -1) / 6.0 *
                (world_figure(world, u, PERIODS - 1, CX)->value -
                 world_figure(world, u, PERIODS - 2, CX)->value);
    assert_close("came", forecast->came, came);
    arena_close(&world->arena);
}

static void forecast_refused(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    /* The period before last: five outcome periods are needed without this one. */
    const Link *link = world_link(world, 5);
    assert_int_equal(link->ex_to_cx.refused.len, 0);
    ASSERT_REFUSED(link->forecast.refused, "lagged");
    assert_int_equal(link->forecast.risen + link->forecast.others, UNITS);
    assert_int_equal(world_link(world, 6)->forecast.refused.len, 0);

    for (ptrdiff_t u = 1; u <= 5; u++) /* seven are left */
        world_put(world, u, PERIODS - 1, CX, NAN);
    link = world_link(world, PERIODS - 1);
    ASSERT_REFUSED(link->forecast.refused, "correlation");
    assert_int_equal(link->forecast.risen, 3);
    assert_int_equal(link->forecast.others, 4);

    world_fill_lagged(world);
    world->periods[PERIODS - 1].previous = -1; /* a month without answers between */
    link = world_link(world, PERIODS - 1);
    ASSERT_REFUSED(link->forecast.refused, "correlation");
    assert_int_equal(link->forecast.risen + link->forecast.others, 0);
    world->periods[PERIODS - 1].previous = PERIODS - 2;

    world_fill(world); /* no link between the two */
    link = world_link(world, PERIODS - 1);
    ASSERT_REFUSED(link->forecast.refused, "what_if_unclear");

    for (ptrdiff_t u = 1; u <= UNITS; u++) /* nothing varies */
        for (ptrdiff_t t = 0; t < PERIODS; t++)
            world_put(world, u, t, EX, 70);
    ASSERT_REFUSED(world_link(world, PERIODS - 1)->forecast.refused, "lagged");
    arena_close(&world->arena);
}

/* One period only: there is nothing before it. */
static void forecast_of_the_first_period(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    world_fill_lagged(world);
    const Link *link = world_link(world, 0);
    ASSERT_REFUSED(link->forecast.refused, "lagged");
    assert_int_equal(link->forecast.risen + link->forecast.others, 0);
    arena_close(&world->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residuals_of_the_lagged_link),
        cmocka_unit_test(no_residuals_where_refused),
        cmocka_unit_test(links_to_a_kpi),
        cmocka_unit_test(what_came_beside_what_was_expected),
        cmocka_unit_test(outcomes_do_not_forecast_themselves),
        cmocka_unit_test(equal_rises),
        cmocka_unit_test(forecast_refused),
        cmocka_unit_test(forecast_of_the_first_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
