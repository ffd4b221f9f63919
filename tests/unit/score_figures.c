#include "tally_fixture.h"

/* ---- Boxes ---- */

/* One scale of each length, five answers at every level. */
static void favourable_neutral_unfavourable(void **state)
{
    (void)state;
    static const struct {
        int levels;
        int64_t favourable, neutral, unfavourable; /* levels */
    } cases[] = {{2, 1, 0, 1}, {3, 1, 1, 1}, {4, 2, 0, 2}, {5, 2, 1, 2},
                 {6, 2, 2, 2}, {7, 3, 1, 3}, {9, 2, 5, 2}, {11, 2, 7, 2}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture fixture;
        fixture_open(&fixture);
        fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, cases[i].levels);
        fixture_begin(&fixture);
        for (int level = 0; level < cases[i].levels; level++) {
            char answer[16];
            snprintf(answer, sizeof answer, "%d", level);
            fixture_rows(&fixture, SIDE_EX, "A", 1, 5, answer);
        }
        fixture_finish(&fixture);
        fixture_score(&fixture);
        const Figure *figure = fixture_figure(&fixture, "A", 0, "ex.q1_fav");
        assert_int_equal(figure->favourable, 5 * cases[i].favourable);
        assert_int_equal(figure->neutral, 5 * cases[i].neutral);
        assert_int_equal(figure->unfavourable, 5 * cases[i].unfavourable);
        assert_int_equal(figure->x, figure->favourable);
        assert_near("share", figure->value, 100.0 * (double)cases[i].favourable / cases[i].levels,
                    1e-12);
        assert_int_equal(figure->shown_share[0] + figure->shown_share[1] + figure->shown_share[2],
                         100);
        fixture_close(&fixture);
    }
}

static void top_boxes(void **state)
{
    (void)state;
    static const struct {
        const char *id, *figure;
        MetricType type;
        int levels, top_csat;
        int64_t top; /* levels */
    } cases[] = {
        {"cx.csat", "cx.csat_top2", METRIC_RATING, 5, 4, 2},
        {"cx.csat", "cx.csat_top2", METRIC_RATING, 5, 5, 1},
        {"cx.clean", "cx.clean_top2", METRIC_RATING, 5, 5, 2},
        {"cx.clean", "cx.clean_top2", METRIC_RATING, 2, 4, 1},
        {"cx.clean", "cx.clean_top2", METRIC_RATING, 4, 4, 2},
        {"cx.clean", "cx.clean_top2", METRIC_RATING, 7, 4, 2},
        {"cx.ces", "cx.ces_top3", METRIC_CES, 7, 4, 3},
        {"cx.ces", "cx.ces_top3", METRIC_CES, 5, 4, 2},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture fixture;
        fixture_open(&fixture);
        fixture.config.statistics.top_csat = cases[i].top_csat;
        fixture_metric(&fixture, cases[i].id, cases[i].type, 1, cases[i].levels);
        fixture_begin(&fixture);
        for (int level = 0; level < cases[i].levels; level++) {
            char answer[16];
            snprintf(answer, sizeof answer, "%d", level);
            fixture_rows(&fixture, SIDE_CX, "A", 1, 5, answer);
        }
        fixture_finish(&fixture);
        fixture_score(&fixture);
        assert_int_equal(fixture_figure(&fixture, "A", 0, cases[i].figure)->x, 5 * cases[i].top);
        fixture_close(&fixture);
    }
}

/* scale = 5..1: 1 is best. Level 4 is the answer 1, which counts 5 on the way up. */
static void reversed_scale(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.ces", METRIC_CES, 5, 1);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 6, "4");
    fixture_rows(&fixture, SIDE_CX, "A", 1, 2, "0");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    assert_near("mean", fixture_figure(&fixture, "A", 0, "cx.ces_mean")->value, 4, 1e-12);
    assert_near("index", fixture_figure(&fixture, "A", 0, "cx.ces_index")->value, 75, 1e-12);
    fixture_close(&fixture);
}

/* ---- Composites ---- */

static void cx_metrics(Fixture *fixture)
{
    fixture_open(fixture);
    fixture_metric(fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_metric(fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "cx.ces", METRIC_CES, 1, 7);
    fixture_metric(fixture, "cx.stage_aware", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "cx.stage_buy", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "cx.stage_use", METRIC_RATING, 1, 5);
}

/* A answers nps (50), ces (100) and three stages (0, 100, 50): (50 + 100 + 50)/3. Only nps varies,
 * so v = n/(n−1)·Σ u² with u = ±50/3/12 for each of 12. */
static void partial_index(void **state)
{
    (void)state;
    Fixture fixture;
    cx_metrics(&fixture);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 6, "10 . 6 0 4 2");
    fixture_rows(&fixture, SIDE_CX, "A", 1, 6, "0 . 6 0 4 2");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 15, "9 4 6 4 4 4");
    fixture_rows(&fixture, SIDE_CX, "C", 1, 15, "7 2 3 . 2 2");
    fixture_finish(&fixture);
    fixture_score(&fixture);

    const Figure *a = fixture_figure(&fixture, "A", 0, "cx.index");
    assert_near("value", a->value, 200.0 / 3, 1e-12);
    double u = 50.0 / 3 / 12;
    assert_near("v", a->v, 12.0 / 11 * 12 * u * u, 1e-12);
    assert_near("df", a->df, 11, 1e-12);
    assert_true(a->partial);
    assert_components(&fixture, a, "nps ces journey:aware+buy+use");
    assert_components(&fixture, fixture_figure(&fixture, "A", 0, "cx.journey"), "aware buy use");
    assert_near("journey", fixture_figure(&fixture, "A", 0, "cx.journey")->value, 50, 1e-12);

    const Figure *b = fixture_figure(&fixture, "B", 0, "cx.index");
    assert_false(b->partial);
    assert_int_equal(b->interval, INTERVAL_BOUNDED); /* everybody answered the same */
    assert_components(&fixture, b, "nps csat ces journey:aware+buy+use");

    /* Two stages are no journey. */
    const Figure *c = fixture_figure(&fixture, "C", 0, "cx.journey");
    assert_true(c->shown && c->n == 0 && isnan(c->value));
    assert_components(&fixture, fixture_figure(&fixture, "C", 0, "cx.index"), "nps csat ces");
    assert_near("C", fixture_figure(&fixture, "C", 0, "cx.index")->value, 50, 1e-12);
    fixture_close(&fixture);
}

/* A stage may have a weight of its own beside the journey's: (3·50 + 2·100 + 1·(0+100+50)/3)/6. */
static void index_with_weights(void **state)
{
    (void)state;
    static IndexPart parts[] = {
        {.id = {"cx.nps", 6}, .weight = 3},
        {.id = {"cx.stage_buy", 12}, .weight = 2},
        {.id = {"cx.journey", 10}, .weight = 1},
    };
    Fixture fixture;
    cx_metrics(&fixture);
    fixture.config.cx_index.parts = parts;
    fixture.config.cx_index.part_count = CX_COUNTOF(parts);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 6, "10 0 0 0 4 2");
    fixture_rows(&fixture, SIDE_CX, "A", 1, 6, "0 0 0 0 4 2");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *index = fixture_figure(&fixture, "A", 0, "cx.index");
    assert_near("value", index->value, (150.0 + 200 + 50) / 6, 1e-12);
    assert_components(&fixture, index, "nps stage_buy journey:aware+buy+use");
    fixture_close(&fixture);
}

/* Unequal stages inside the journey: weights 1, 1, 2 on 0, 100, 50. */
static void journey_with_weights(void **state)
{
    (void)state;
    static IndexPart stages[] = {{.id = {"cx.stage_aware", 14}, .weight = 1},
                                 {.id = {"cx.stage_buy", 12}, .weight = 1},
                                 {.id = {"cx.stage_use", 12}, .weight = 2}};
    Fixture fixture;
    cx_metrics(&fixture);
    fixture.config.cx_journey.parts = stages;
    fixture.config.cx_journey.part_count = CX_COUNTOF(stages);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 8, "10 4 6 0 4 1");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    assert_near("journey", fixture_figure(&fixture, "A", 0, "cx.journey")->value,
                (0 + 100 + 2 * 25) / 4.0, 1e-12);
    assert_near("index", fixture_figure(&fixture, "A", 0, "cx.index")->value,
                (100 + 100 + 100 + 37.5) / 4, 1e-12);
    fixture_close(&fixture);
}

/* Half rule, items of different lengths, and the joint table of a person mean with enps: the index
 * of rows that are all known. */
static void engagement_and_employee_index(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_metric(&fixture, "ex.q2", METRIC_RATING, 1, 7);
    fixture_metric(&fixture, "ex.q3", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 4, "10 4 3 ."); /* 75 on two items; promoter */
    fixture_rows(&fixture, SIDE_EX, "A", 1, 4, "2 0 3 4");  /* 50 on three; detractor */
    fixture_rows(&fixture, SIDE_EX, "A", 1, 4, "8 . . 4");  /* one item: no score; passive */
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *engagement = fixture_figure(&fixture, "A", 0, "ex.engagement");
    assert_int_equal(engagement->n, 8);
    assert_near("engagement", engagement->value, 62.5, 1e-12);
    const Figure *index = fixture_figure(&fixture, "A", 0, "ex.index");
    assert_int_equal(index->n, 12);
    assert_near("index", index->value, (62.5 + 50) / 2, 1e-12);
    /* u of the three kinds: (±12.5/8 ± 50/12)/2, and 0 */
    double u = (12.5 / 8 + 50.0 / 12) / 2;
    assert_near("v", index->v, 12.0 / 11 * 8 * u * u, 1e-12);
    fixture_close(&fixture);
}

/* ---- Both sides ---- */

static void both_sides(Fixture *fixture)
{
    fixture_open(fixture);
    fixture_metric(fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_begin(fixture);
    fixture_rows(fixture, SIDE_CX, "A", 1, 40, "4");
    fixture_rows(fixture, SIDE_CX, "A", 1, 10, "0"); /* 80 */
    fixture_rows(fixture, SIDE_EX, "A", 1, 12, "2"); /* 50 */
    fixture_finish(fixture);
}

static void combined_figures(void **state)
{
    (void)state;
    Fixture fixture;
    both_sides(&fixture);
    fixture.config.combined.cx_weight = 0.3;
    fixture_score(&fixture);
    const Figure *score = fixture_figure(&fixture, "A", 0, "combined.score");
    const Figure *cx = fixture_figure(&fixture, "A", 0, "cx.index");
    const Figure *ex = fixture_figure(&fixture, "A", 0, "ex.index");
    assert_near("score", score->value, 0.3 * 80 + 0.7 * 50, 1e-12);
    assert_near("lower", score->lo,
                score->value - hypot(0.3 * (cx->value - cx->lo), 0.7 * (ex->value - ex->lo)),
                1e-12);
    assert_int_equal(score->n, 12);
    assert_near("v", score->v, 0.09 * cx->v + 0.49 * ex->v, 1e-12);
    const Figure *gap = fixture_figure(&fixture, "A", 0, "combined.gap");
    assert_near("gap", gap->value, 30, 1e-12);

    fixture.config.combined.geometric = true;
    fixture_score(&fixture);
    assert_near("geometric", fixture_figure(&fixture, "A", 0, "combined.score")->value,
                exp(0.3 * log(80) + 0.7 * log(50)), 1e-12);
    fixture_close(&fixture);
}

/* ---- Targets ---- */

static void targets_nearest_first(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    Metric *csat = fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    csat->target = (TargetRef){.given = true, .value = (double)NAN};
    fixture_begin(&fixture);
    for (int month = 1; month <= 2; month++) {
        fixture_rows(&fixture, SIDE_CX, "A", month, 60, "4");
        fixture_rows(&fixture, SIDE_CX, "A", month, 40, "0"); /* 60 %: 50.2 to 69.1 */
        fixture_rows(&fixture, SIDE_CX, "B", month, 60, "4");
        fixture_rows(&fixture, SIDE_CX, "B", month, 40, "0");
    }
    fixture_finish(&fixture);
    ptrdiff_t a = tally_find_unit(fixture.tally, S("A"));
    Target targets[] = {
        {.unit = -1, .period = -1, .metric = S("cx.csat"), .value = 40},
        {.unit = -1, .period = 1, .metric = S("cx.csat"), .value = 65},
        {.unit = a, .period = -1, .metric = S("cx.csat"), .value = 75},
        {.unit = a, .period = 1, .metric = S("cx.csat"), .value = 50},
        {.unit = a, .period = 1, .metric = S("cx.nps"), .value = 99},
    };
    fixture.tally->targets = targets;
    fixture.tally->target_count = CX_COUNTOF(targets);
    fixture_score(&fixture);
    static const struct {
        const char *unit;
        ptrdiff_t window;
        double target;
        TargetStatus status;
    } cases[] = {{"", 0, 40, TARGET_MET},         {"", 1, 65, TARGET_CANNOT_TELL},
                 {"", -1, 40, TARGET_MET},        {"A", 0, 75, TARGET_MISSED},
                 {"A", 1, 50, TARGET_MET},        {"B", 0, 40, TARGET_MET},
                 {"B", 1, 65, TARGET_CANNOT_TELL}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const Figure *figure =
            fixture_figure(&fixture, cases[i].unit, cases[i].window, "cx.csat_top2");
        assert_near("target", figure->target, cases[i].target, 0);
        assert_int_equal(figure->status, cases[i].status);
    }
    /* The target belongs to the headline alone. */
    const Figure *index = fixture_figure(&fixture, "A", 0, "cx.csat_index");
    assert_true(isnan(index->target) && index->status == TARGET_NONE);
    fixture_close(&fixture);
}

/* ---- Changes ---- */

static void changes_and_marks(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10)->practical = 30;
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 100, "9");
    fixture_rows(&fixture, SIDE_CX, "A", 1, 100, "0"); /* 0 */
    fixture_rows(&fixture, SIDE_CX, "A", 2, 120, "9");
    fixture_rows(&fixture, SIDE_CX, "A", 2, 80, "0"); /* 20: up, but less than 30 points */
    fixture_rows(&fixture, SIDE_CX, "A", 3, 180, "9");
    fixture_rows(&fixture, SIDE_CX, "A", 3, 20, "0"); /* 80: up, and large */
    fixture_rows(&fixture, SIDE_CX, "A", 4, 9, "9");  /* too few */
    fixture_rows(&fixture, SIDE_CX, "A", 6, 50, "9"); /* no month before */
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Comparison *second = fixture_change(&fixture, "A", 1, "cx.nps");
    assert_near("diff", second->diff, 20, 1e-12);
    assert_int_equal(second->verdict, VERDICT_UP);
    assert_int_equal(second->mark, 0);
    const Comparison *third = fixture_change(&fixture, "A", 2, "cx.nps");
    assert_int_equal(third->verdict, VERDICT_UP);
    assert_int_equal(third->mark, 1);
    assert_true(isnan(fixture_change(&fixture, "", 2, "cx.nps")->p_bh)); /* not adjusted */
    const Comparison *fourth = fixture_change(&fixture, "A", 3, "cx.nps");
    assert_int_equal(fourth->verdict, VERDICT_TOO_FEW);
    assert_true(isnan(fourth->p) && fourth->mark == 0);
    assert_null(fixture_change(&fixture, "A", 4, "cx.nps"));
    assert_null(fixture_change(&fixture, "A", 0, "cx.nps"));
    fixture_close(&fixture);
}

/* ---- What is hidden is not there ---- */

static void hidden_cells_have_no_figures(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10)->target =
        (TargetRef){.given = true, .value = 10};
    fixture_begin(&fixture);
    for (int month = 1; month <= 2; month++) {
        fixture_rows(&fixture, SIDE_CX, "A", month, 30, "9");
        fixture_rows(&fixture, SIDE_CX, "B", month, 12, "9");
        fixture_rows(&fixture, SIDE_CX, "C", month, 3, "0");
    }
    fixture_finish(&fixture);
    fixture_score(&fixture);
    static const char *const hidden[] = {"B", "C"};
    for (ptrdiff_t i = 0; i < 2; i++) {
        for (ptrdiff_t window = 0; window < 2; window++) {
            for (ptrdiff_t d = 0; d < fixture.scores->def_count; d++) {
                ptrdiff_t scope = tally_find_unit(fixture.tally, str_from(hidden[i]));
                const Figure *figure = score_figure(fixture.scores, scope, window, d);
                assert_true(!figure->shown && figure->withheld && figure->n == 0);
                assert_true(isnan(figure->value) && isnan(figure->lo) && isnan(figure->v));
                assert_int_equal(figure->promoters + figure->passives + figure->detractors, 0);
                assert_int_equal(figure->status, TARGET_NONE);
                assert_null(score_find_change(fixture.scores, scope, window, d));
                assert_null(score_find_rest(fixture.scores, scope, window, d));
            }
        }
    }
    ptrdiff_t c = tally_find_unit(fixture.tally, S("C"));
    const Response *response = &fixture.scores->response[SIDE_CX][c * 2];
    assert_int_equal(response->state, RESPONSE_WITHHELD);
    assert_int_equal(response->complete + response->partial + response->break_off, 0);
    /* A unit without any employees is not withheld there: nobody answered. */
    fixture_close(&fixture);
}

/* 8 of 12 people have an enps; the question is withheld for A, so A's index must not carry it. */
static void withheld_question_leaves_the_index(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 2, "10 4");
    fixture_rows(&fixture, SIDE_EX, "A", 1, 10, ". 3");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 20, "0 2");
    fixture_rows(&fixture, SIDE_EX, "C", 1, 14, "0 2");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *enps = fixture_figure(&fixture, "A", 0, "ex.enps");
    assert_true(!enps->shown && enps->withheld && isnan(enps->value));
    const Figure *index = fixture_figure(&fixture, "A", 0, "ex.index");
    assert_components(&fixture, index, "engagement");
    assert_near("index", index->value, (2 * 100 + 10 * 75) / 12.0, 1e-12);
    assert_true(index->partial);
    fixture_close(&fixture);
}

/* Two of B's people have an enps and nobody of A, so the company withholds it and A does not: there
 * is nothing of A to hide. What A is compared with must not carry it either. */
static void rest_leaves_out_what_the_company_withholds(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 11, ". 3");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 2, "10 2");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 10, ". 1");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    assert_true(fixture_figure(&fixture, "", 0, "ex.enps")->withheld);
    assert_components(&fixture, fixture_figure(&fixture, "A", 0, "ex.index"), "engagement");
    const Comparison *rest = score_find_rest(fixture.scores, tally_find_unit(fixture.tally, S("A")),
                                             0, score_find_def(fixture.scores, S("ex.index")));
    assert_non_null(rest);
    assert_near("rest", rest->rest_value, (2 * 50 + 10 * 25) / 12.0, 1e-12);
    assert_int_equal(rest->rest_n, 12);
    assert_int_not_equal(rest->verdict, VERDICT_CANNOT_TELL); /* the same parts on both sides */
    fixture_close(&fixture);
}

/* ---- Reliability ---- */

/* Items of 5, 7 and 4 levels: alpha is that of the score, in which every item runs from 0 to 100.
 * Worked out by tests/oracle/reliability.py; the levels as they stand would give 0.573. */
static void reliability_of_items_of_different_lengths(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_metric(&fixture, "ex.q2", METRIC_RATING, 7, 1);
    fixture_metric(&fixture, "ex.q3", METRIC_RATING, 1, 4);
    fixture_begin(&fixture);
    static const struct {
        int count;
        const char *levels;
    } groups[] = {{9, "4 5 2"}, {7, "2 6 1"}, {8, "1 1 0"}, {6, "3 0 3"}, {5, "0 2 0"}};
    for (ptrdiff_t g = 0; g < CX_COUNTOF(groups); g++)
        fixture_rows(&fixture, SIDE_EX, "A", 1, groups[g].count, groups[g].levels);
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Reliability *reliability = &fixture.scores->reliability[0];
    assert_false(reliability->refused);
    assert_int_equal(reliability->n, 35);
    assert_near("alpha", reliability->alpha, 0.6721957851801498, 1e-10);
    assert_near("std_alpha", reliability->std_alpha, 0.6853422510814229, 1e-10);
    assert_near("lo", reliability->lo, 0.4255880678096948, 1e-10);
    fixture_close(&fixture);
}

/* ---- A project of almost nothing ---- */

static void one_side_one_unit_one_row(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 1, "9");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    assert_int_equal(score_find_def(fixture.scores, S("combined.score")), -1);
    assert_int_equal(score_find_def(fixture.scores, S("ex.n")), -1);
    assert_false(fixture_figure(&fixture, "", 0, "cx.nps")->shown);
    assert_true(fixture.scores->ranking[SIDE_CX].refused);
    assert_true(fixture.scores->reliability[0].refused);
    fixture_close(&fixture);
}

static void nothing_at_all(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_begin(&fixture);
    fixture_finish(&fixture);
    fixture_score(&fixture);
    assert_int_equal(fixture.scores->change_count, 0);
    fixture_close(&fixture);
}

/* A question that nobody answered, in any period. */
static void question_without_answers(void **state)
{
    (void)state;
    Fixture fixture;
    cx_metrics(&fixture);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 9, "9 . 6 . . .");
    fixture_rows(&fixture, SIDE_CX, "A", 2, 9, "9 . 6 . . .");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *csat = fixture_figure(&fixture, "A", 0, "cx.csat_index");
    assert_true(csat->shown && !csat->withheld && csat->n == 0 && isnan(csat->value));
    const Figure *index = fixture_figure(&fixture, "A", -1, "cx.index");
    assert_false(index->shown); /* all periods together: the company only */
    index = fixture_figure(&fixture, "", -1, "cx.index");
    assert_components(&fixture, index, "nps ces");
    assert_false(index->partial);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(favourable_neutral_unfavourable),
        cmocka_unit_test(top_boxes),
        cmocka_unit_test(reversed_scale),
        cmocka_unit_test(partial_index),
        cmocka_unit_test(index_with_weights),
        cmocka_unit_test(journey_with_weights),
        cmocka_unit_test(engagement_and_employee_index),
        cmocka_unit_test(combined_figures),
        cmocka_unit_test(targets_nearest_first),
        cmocka_unit_test(changes_and_marks),
        cmocka_unit_test(hidden_cells_have_no_figures),
        cmocka_unit_test(withheld_question_leaves_the_index),
        cmocka_unit_test(rest_leaves_out_what_the_company_withholds),
        cmocka_unit_test(reliability_of_items_of_different_lengths),
        cmocka_unit_test(one_side_one_unit_one_row),
        cmocka_unit_test(nothing_at_all),
        cmocka_unit_test(question_without_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
