/* Mirror pairs, factors beside stages, the weighted slope and the two groups. The expected numbers
 * come from a Python script with exact fractions over world_level() (t distribution by Simpson's
 * rule), not from this program. */
#include "link_world.h"

/* Questions of both sides, so that ex.q1 and cx.ces, ex.enps and cx.nps mirror each other. */
static World *with_mirrors(ptrdiff_t units)
{
    World *world = world_open(units, PERIODS);
    const Metric metrics[] = {
        {.id = S("cx.nps"), .name = S("nps"), .side = SIDE_CX, .type = METRIC_NPS},
        {.id = S("cx.ces"),
         .name = S("ces"),
         .side = SIDE_CX,
         .type = METRIC_CES,
         .mirror = S("ex.q1")},
        {.id = S("ex.q1"),
         .name = S("q1"),
         .side = SIDE_EX,
         .type = METRIC_RATING,
         .mirror = S("cx.ces")},
        {.id = S("ex.enps"),
         .name = S("enps"),
         .side = SIDE_EX,
         .type = METRIC_NPS,
         .mirror = S("cx.nps")},
    };
    for (size_t m = 0; m < sizeof metrics / sizeof metrics[0]; m++) {
        world->metrics[m] = metrics[m];
        SideTally *side = &world->tally.side[metrics[m].side];
        side->questions = world->questions[metrics[m].side];
        side->questions[side->question_count++].metric = &world->metrics[m];
    }
    world->config.metrics = world->metrics;
    world->config.metric_count = sizeof metrics / sizeof metrics[0];
    return world;
}

static void mirrors_between_units(void **state)
{
    (void)state;
    World *world = with_mirrors(UNITS);
    for (ptrdiff_t t = 0; t < 5; t++)
        world_put(world, 1, t, EX_Q1, NAN); /* 3 of 8 periods: no point */
    for (ptrdiff_t t = 0; t < 4; t++)
        world_put(world, 2, t, EX_Q1, NAN); /* 4 of 8: one, with CES of the same four */
    const Link *link = world_link(world, PERIODS - 1);
    assert_int_equal(link->mirror_count, 2); /* the pair that both sides name stands once */
    const LinkMirror *first = &link->mirrors[0], *second = &link->mirrors[1];
    assert_int_equal(first->ex_question, 0);
    assert_int_equal(first->cx_question, 1);
    assert_int_equal(first->n, 11);
    assert_int_equal(first->refused.len, 0);
    assert_close("r", first->of.r, 0.10578212668459566);
    assert_close("lo", first->of.lo, -0.5275704246206767);
    assert_close("hi", first->of.hi, 0.6635508229691214);
    assert_close("rho", first->of.rho, 0.21818181818181817);
    assert_close("rho lo", first->of.rho_lo, -0.44576605858103197);
    assert_close("rho hi", first->of.rho_hi, 0.727264729925566);
    assert_int_equal(second->ex_question, 1);
    assert_int_equal(second->cx_question, 0);
    assert_int_equal(second->n, 12);
    assert_close("r of recommendations", second->of.r, -0.3338839544230005);
    arena_close(&world->arena);
}

/* The company's indices in the report's period; of a recommendation (score + 100)/2. */
static void mirrors_of_the_company(void **state)
{
    (void)state;
    World *world = with_mirrors(UNITS);
    *world_figure(world, 0, 6, EX_Q1) =
        (Figure){.shown = true, .n = 300, .value = 71, .lo = 69, .hi = 73.5};
    *world_figure(world, 0, 6, ENPS) =
        (Figure){.shown = true, .n = 300, .value = -20, .lo = -26, .hi = -13};
    *world_figure(world, 0, 6, NPS) = (Figure){.shown = true, .n = 0, .value = NAN};
    const Link *link = world_link(world, 6);
    assert_close("ex", link->mirrors[0].ex, 71);
    assert_close("ex lo", link->mirrors[0].ex_lo, 69);
    assert_close("ex hi", link->mirrors[0].ex_hi, 73.5);
    assert_true(isnan(link->mirrors[0].cx) && isnan(link->mirrors[0].cx_lo)); /* not shown */
    assert_close("enps", link->mirrors[1].ex, 40);
    assert_close("enps lo", link->mirrors[1].ex_lo, 37);
    assert_close("enps hi", link->mirrors[1].ex_hi, 43.5);
    assert_true(isnan(link->mirrors[1].cx)); /* nobody answered */
    arena_close(&world->arena);
}

static void mirrors_need_units_and_spread(void **state)
{
    (void)state;
    World *world = with_mirrors(7);
    const Link *link = world_link(world, PERIODS - 1);
    ASSERT_REFUSED(link->mirrors[0].refused, "correlation");
    assert_int_equal(link->mirrors[0].n, 7);
    arena_close(&world->arena);

    world = with_mirrors(8);
    for (ptrdiff_t u = 1; u <= 8; u++)
        for (ptrdiff_t t = 0; t < PERIODS; t++)
            world_put(world, u, t, CX_CES, 70.1);
    link = world_link(world, PERIODS - 1);
    ASSERT_REFUSED(link->mirrors[0].refused, "correlation");
    assert_int_equal(link->mirrors[0].n, 8);
    assert_int_equal(link->mirrors[1].refused.len, 0);
    arena_close(&world->arena);
}

/* ---- Factors beside stages ---- */

static World *with_matrix(ptrdiff_t units)
{
    World *world = world_open(units, PERIODS);
    world->metrics[0] = (Metric){.id = S("cx.stage_use"), .side = SIDE_CX, .stage = STAGE_USE};
    world->metrics[1] = (Metric){.id = S("cx.stage_buy"), .side = SIDE_CX, .stage = STAGE_BUY};
    world->defs[FACTOR_A].kind = world->defs[FACTOR_B].kind = FIGURE_PERSON_MEAN;
    world->defs[FACTOR_A].side = world->defs[FACTOR_B].side = FIGURE_EX;
    for (int i = 0; i < 2; i++) {
        FigureDef *def = &world->defs[i == 0 ? STAGE_USE_ : STAGE_BUY_];
        def->kind = FIGURE_INDEX;
        def->side = FIGURE_CX;
        def->metric = &world->metrics[i];
    }
    for (ptrdiff_t u = 1; u <= units; u++) {
        for (ptrdiff_t t = 0; t < PERIODS; t++) {
            double own = 60 + (double)u;
            world_put(world, u, t, FACTOR_A, own + world_level(FACTOR_A, u, t) / 8.0);
            world_put(world, u, t, STAGE_BUY_, own + world_level(STAGE_BUY_, u, t) / 8.0);
        }
    }
    return world;
}

static void factors_beside_stages(void **state)
{
    (void)state;
    static const struct {
        double r, lo, hi, p, p_bh;
        bool clear;
    } expected[] = {
        {0.990544226924712, 0.9655119535561788, 0.9974312056054598, 5.8597e-10, 2.3439e-9, true},
        {0.5185345744192866, -0.07882415056955408, 0.8418976855010761, 0.08412678752825276,
         0.1682535750565055, false},
        {0.10822547724212145, -0.49651507667107075, 0.6422372406117467, 0.7377796354741502,
         0.9557855795543484, false},
        {-0.01797423506274157, -0.5858327282122509, 0.5617217908204057, 0.9557855795543484,
         0.9557855795543484, false},
    };
    World *world = with_matrix(UNITS);
    const LinkMatrix *matrix = &world_link(world, PERIODS - 1)->matrix;
    assert_int_equal(matrix->row_count, 2);
    assert_int_equal(matrix->column_count, 2);
    assert_int_equal(matrix->rows[0], FACTOR_A);
    assert_int_equal(matrix->columns[0], STAGE_BUY_); /* the journey's order, not the project's */
    assert_int_equal(matrix->columns[1], STAGE_USE_);
    for (ptrdiff_t i = 0; i < 4; i++) {
        const LinkCell *cell = &matrix->cells[i];
        assert_int_equal(cell->refused.len, 0);
        assert_int_equal(cell->n, UNITS);
        assert_close("r", cell->of.r, expected[i].r);
        assert_close("lo", cell->of.lo, expected[i].lo);
        assert_close("hi", cell->of.hi, expected[i].hi);
        assert_true(fabs(cell->p - expected[i].p) < 1e-9 && cell->p > 0);
        assert_true(fabs(cell->p_bh - expected[i].p_bh) < 1e-9);
        assert_int_equal(cell->clear, expected[i].clear);
    }
    arena_close(&world->arena);
}

/* A column that does not vary is refused and is no member of the family of tests. */
static void a_stage_without_spread(void **state)
{
    (void)state;
    World *world = with_matrix(UNITS);
    for (ptrdiff_t u = 1; u <= UNITS; u++)
        for (ptrdiff_t t = 0; t < PERIODS; t++)
            world_put(world, u, t, STAGE_BUY_, 71.3);
    const LinkMatrix *matrix = &world_link(world, PERIODS - 1)->matrix;
    for (ptrdiff_t r = 0; r < 2; r++) {
        const LinkCell *constant = &matrix->cells[2 * r], *other = &matrix->cells[2 * r + 1];
        ASSERT_REFUSED(constant->refused, "correlation");
        assert_int_equal(constant->n, UNITS);
        assert_false(constant->clear);
        assert_int_equal(other->refused.len, 0);
    }
    /* Two tests are left: 0.0841… · 2, and the larger p as it is. */
    assert_close("p_bh", matrix->cells[1].p_bh, 0.1682535750565055);
    assert_close("p_bh", matrix->cells[3].p_bh, 0.9557855795543484);
    arena_close(&world->arena);
}

static void few_units_have_no_matrix(void **state)
{
    (void)state;
    World *world = with_matrix(7);
    const LinkMatrix *matrix = &world_link(world, PERIODS - 1)->matrix;
    for (ptrdiff_t i = 0; i < 4; i++) {
        ASSERT_REFUSED(matrix->cells[i].refused, "correlation");
        assert_int_equal(matrix->cells[i].n, 7);
    }
    arena_close(&world->arena);

    world = world_open(UNITS, PERIODS); /* no factors, no stages */
    matrix = &world_link(world, PERIODS - 1)->matrix;
    assert_int_equal(matrix->row_count, 0);
    assert_int_equal(matrix->column_count, 0);
    arena_close(&world->arena);
}

/* ---- One point a unit ---- */

/* Units weighted by their customers' answers; HC3 of the weighted rows. */
static void weighted_slope(void **state)
{
    (void)state;
    World *world = world_open(UNITS, PERIODS);
    const Link *link = world_link(world, PERIODS - 1);
    assert_close("answers", link->points[0].answers, 116);
    assert_close("answers", link->points[2].answers, 180);
    const LinkRegression *regression = &link->regression;
    assert_close("slope", regression->weighted_slope, -0.3051960989717436);
    assert_close("lo", regression->weighted_lo, -1.0420789435298414);
    assert_close("hi", regression->weighted_hi, 0.4316867455863542);

    world->defs[CX_N].id = S("cx.other"); /* no number of answers */
    regression = &world_link(world, PERIODS - 1)->regression;
    assert_int_equal(regression->refused.len, 0);
    assert_true(isnan(regression->weighted_slope) && isnan(regression->weighted_lo) &&
                isnan(regression->weighted_hi));
    arena_close(&world->arena);
}

/* By mean EX, from the outermost inwards: points 2 11 6 8 10 4 and, from below, 5 3 9 1 7 0. */
static void who_stands_in_the_groups(void **state)
{
    (void)state;
    static const ptrdiff_t top[] = {2, 11, 6, 8, 10, 4}, bottom[] = {5, 3, 9, 1, 7, 0};
    World *world = world_open(UNITS, PERIODS);
    const LinkQuartiles *quartiles = &world_link(world, PERIODS - 1)->quartiles;
    assert_true(quartiles->halves);
    assert_int_equal(quartiles->size, 6);
    for (ptrdiff_t i = 0; i < 6; i++) {
        assert_int_equal(quartiles->top[i], top[i]);
        assert_int_equal(quartiles->bottom[i], bottom[i]);
    }
    arena_close(&world->arena);
}

/* The same EX everywhere: by name, and the middle of an odd number in neither. */
static void groups_of_equal_units(void **state)
{
    (void)state;
    World *world = world_open(9, PERIODS);
    for (ptrdiff_t u = 1; u <= 9; u++)
        for (ptrdiff_t t = 0; t < PERIODS; t++)
            world_put(world, u, t, EX, 70);
    const LinkQuartiles *quartiles = &world_link(world, PERIODS - 1)->quartiles;
    assert_int_equal(quartiles->size, 4);
    for (ptrdiff_t i = 0; i < 4; i++) {
        assert_int_equal(quartiles->top[i], i);
        assert_int_equal(quartiles->bottom[i], 8 - i);
    }
    arena_close(&world->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mirrors_between_units),
        cmocka_unit_test(mirrors_of_the_company),
        cmocka_unit_test(mirrors_need_units_and_spread),
        cmocka_unit_test(factors_beside_stages),
        cmocka_unit_test(a_stage_without_spread),
        cmocka_unit_test(few_units_have_no_matrix),
        cmocka_unit_test(weighted_slope),
        cmocka_unit_test(who_stands_in_the_groups),
        cmocka_unit_test(groups_of_equal_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
