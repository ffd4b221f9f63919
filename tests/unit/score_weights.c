#include "tally_fixture.h"

/* ---- A weight column ---- */

/* Weights 2 throughout in January and 5 throughout in February: scaled to Σw = n in each period,
 * both are no weights at all, and the two months together neither. */
static void column_is_scaled_by_period(void **state)
{
    (void)state;
    static Source source = {.side = SIDE_CX, .weight = {.count = 1}};
    Fixture fixture;
    fixture_open(&fixture);
    fixture.config.sources = &source;
    fixture.config.source_count = 1;
    fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_weighted(&fixture, SIDE_CX, "A", 1, 0, 10, 2, "4");
    fixture_weighted(&fixture, SIDE_CX, "A", 2, 0, 30, 5, "0");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *all = fixture_figure(&fixture, "", -1, "cx.csat_index");
    assert_near("index", all->value, 25, 1e-12);
    assert_near("neff", all->neff, 40, 1e-12);
    const WeightReport *report = &fixture.scores->weights[SIDE_CX][0];
    assert_int_equal(report->method, WEIGHT_COLUMN);
    assert_near("deff", report->deff, 1, 1e-12);
    fixture_close(&fixture);
}

/* 10 answers of weight 1 and 10 of weight 3: shares and Kish by hand. */
static void column_moves_the_figures(void **state)
{
    (void)state;
    static Source source = {.side = SIDE_CX, .weight = {.count = 1}};
    Fixture fixture;
    fixture_open(&fixture);
    fixture.config.sources = &source;
    fixture.config.source_count = 1;
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_begin(&fixture);
    fixture_weighted(&fixture, SIDE_CX, "A", 1, 0, 10, 1, "0");
    fixture_weighted(&fixture, SIDE_CX, "A", 1, 0, 10, 3, "9");
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Figure *nps = fixture_figure(&fixture, "A", 0, "cx.nps");
    assert_near("nps", nps->value, 50, 1e-12); /* 3/4 − 1/4 */
    assert_int_equal(nps->promoters, 10);
    const WeightReport *report = &fixture.scores->weights[SIDE_CX][0];
    assert_near("deff", report->deff, 20 * 100.0 / (40 * 40), 1e-12);
    assert_near("neff", report->neff, 16, 1e-12);
    fixture_close(&fixture);
}

/* ---- Raking ---- */

static Invited headcount_line(ptrdiff_t unit, double headcount, Str *categories)
{
    return (Invited){.side = SIDE_EX,
                     .unit = unit,
                     .period = 0,
                     .invited = (double)NAN,
                     .ineligible = (double)NAN,
                     .headcount = headcount,
                     .categories = categories};
}

/* Schools of apiclus1 as employees: school type is the unit, sch.wide a further margin, and the
 * question is whether api00 is above 650. R's survey package gives weights, share and standard
 * error. */
static void rakes_like_survey(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 0, 1);
    fixture_begin(&fixture);
    static const Str margin = {"sch.wide", 8};
    tally_builder_margins(fixture.builder, SIDE_EX, &margin, 1);
    Table table = table_read(&fixture.arena, "apiclus1.csv");
    for (ptrdiff_t row = 0; row < table.rows; row++) {
        Str wide = str_from(table_cell(&table, row, table_column(&table, "sch.wide")));
        double api = table_number(&table, row, table_column(&table, "api00"));
        fixture_weighted(&fixture, SIDE_EX, table_cell(&table, row, table_column(&table, "stype")),
                         1, tally_builder_stratum(fixture.builder, SIDE_EX, &wide), 1, 1,
                         api > 650 ? "1" : "0");
    }
    fixture_finish(&fixture);

    Reference reference = reference_open("rake_api.json");
    const json_t *one = json_array_get(reference_cases(&reference), 0);
    const json_t *margins = part(input_of(one), "margins"), *expected = part(one, "expected");
    static const char *const types[] = {"E", "H", "M"};
    static const char *const wides[] = {"No", "Yes"};
    Invited *lines = NEW(&fixture.arena, Invited, 5);
    for (ptrdiff_t i = 0; i < 3; i++) {
        Str *none = NEW(&fixture.arena, Str, 1);
        lines[i] = headcount_line(tally_find_unit(fixture.tally, str_from(types[i])),
                                  number(part(margins, "stype"), types[i]), none);
    }
    for (ptrdiff_t i = 0; i < 2; i++) {
        Str *category = NEW(&fixture.arena, Str, 1);
        *category = str_from(wides[i]);
        lines[3 + i] = headcount_line(-1, number(part(margins, "sch.wide"), wides[i]), category);
    }
    fixture.tally->invited = lines;
    fixture.tally->invited_count = 5;
    fixture_score(&fixture);

    const WeightReport *report = &fixture.scores->weights[SIDE_EX][0];
    assert_int_equal(report->method, WEIGHT_RAKED);
    assert_near("deff", report->deff, number(expected, "kish_deff"), reference.abs_tol);
    const Figure *figure = fixture_figure(&fixture, "", 0, "ex.q1_index");
    assert_near("share", figure->value / 100, number(expected, "prop_gt650"), reference.abs_tol);
    assert_near("se", figure->se / 100, number(expected, "se_prop"), reference.abs_tol);
    reference_close(&reference);
    fixture_close(&fixture);
}

/* Nobody of B answered though people are there: no weights in that month, and the figures are the
 * unweighted ones. */
static void empty_category_is_refused(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 10, "4");
    fixture_rows(&fixture, SIDE_EX, "C", 1, 30, "0");
    fixture_rows(&fixture, SIDE_EX, "B", 2, 10, "0");
    fixture_finish(&fixture);
    Invited lines[] = {
        headcount_line(tally_find_unit(fixture.tally, S("A")), 100, NULL),
        headcount_line(tally_find_unit(fixture.tally, S("B")), 50, NULL),
        headcount_line(tally_find_unit(fixture.tally, S("C")), 100, NULL),
    };
    fixture.tally->invited = lines;
    fixture.tally->invited_count = 3;
    fixture_score(&fixture);
    const WeightReport *report = &fixture.scores->weights[SIDE_EX][0];
    assert_int_equal(report->method, WEIGHT_REFUSED);
    assert_int_equal(report->refusal, WEIGHT_REFUSAL_EMPTY_CATEGORY);
    assert_true(str_equal(report->reason, S("B")));
    assert_near("index", fixture_figure(&fixture, "", 0, "ex.q1_index")->value, 25, 1e-12);
    assert_int_equal(fixture.scores->weights[SIDE_EX][1].method, WEIGHT_NONE);

    /* Without B's line the other two weigh as their headcounts do. */
    lines[1].headcount = (double)NAN;
    fixture_score(&fixture);
    assert_int_equal(fixture.scores->weights[SIDE_EX][0].method, WEIGHT_RAKED);
    assert_near("raked", fixture_figure(&fixture, "", 0, "ex.q1_index")->value, 50, 1e-6);
    fixture_close(&fixture);
}

/* ---- Response ---- */

static void response_rates(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        double invited, ineligible, headcount;
        ResponseState state;
        int64_t eligible;
        double rr1, rr2;
    } cases[] = {
        {"invited less bounced", 40, 8, (double)NAN, RESPONSE_RATE, 32, 100 * 12 / 32.0, 50},
        {"staff list only", (double)NAN, (double)NAN, 64, RESPONSE_RATE, 64, 18.75, 25},
        {"more answers than invitations", 15, 0, 30, RESPONSE_TOO_MANY, 15, (double)NAN,
         (double)NAN},
        {"nobody left", 8, 8, (double)NAN, RESPONSE_NOT_GIVEN, 0, (double)NAN, (double)NAN},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture fixture;
        fixture_open(&fixture);
        fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
        fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
        fixture_begin(&fixture);
        fixture_rows(&fixture, SIDE_EX, "A", 1, 12, "9 4"); /* complete */
        fixture_rows(&fixture, SIDE_EX, "A", 1, 4, "9 .");  /* half: partial */
        fixture_finish(&fixture);
        ptrdiff_t a = tally_find_unit(fixture.tally, S("A"));
        Invited line = headcount_line(a, cases[i].headcount, NULL);
        line.invited = cases[i].invited;
        line.ineligible = cases[i].ineligible;
        fixture.tally->invited = &line;
        fixture.tally->invited_count = 1;
        fixture_score(&fixture);
        for (ptrdiff_t scope = 0; scope < 2; scope++) { /* the company is its one unit */
            const Response *response = &fixture.scores->response[SIDE_EX][scope];
            if (response->state != cases[i].state)
                fail_msg("%s: state %d", cases[i].why, (int)response->state);
            assert_int_equal(response->complete, 12);
            assert_int_equal(response->partial, 4);
            assert_int_equal(response->eligible, cases[i].eligible);
            assert_near("RR1", response->rr1, cases[i].rr1, 1e-12);
            assert_near("RR2", response->rr2, cases[i].rr2, 1e-12);
        }
        fixture_close(&fixture);
    }
}

/* A and B were merged into G, and the file has lines of all three: G's is the total of the two, as
 * the line of a parent that nobody names is. */
static void merged_people_count_once(void **state)
{
    (void)state;
    NamedUnit names[] = {{.key = S("A")}, {.key = S("B")}};
    Merge merge = {.names = names, .name_count = 2, .into = {.key = S("G")}};
    for (int line_of_g = 0; line_of_g < 2; line_of_g++) {
        Fixture fixture;
        fixture_open(&fixture);
        fixture.config.privacy.merges = &merge;
        fixture.config.privacy.merge_count = 1;
        fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
        fixture_begin(&fixture);
        fixture_rows(&fixture, SIDE_EX, "A", 1, 20, "9");
        fixture_rows(&fixture, SIDE_EX, "B", 1, 15, "2");
        fixture_rows(&fixture, SIDE_EX, "C", 1, 20, "8");
        fixture_finish(&fixture);
        const ptrdiff_t g = tally_find_unit(fixture.tally, S("G"));
        Invited lines[] = {
            headcount_line(tally_find_unit(fixture.tally, S("A")), 40, NULL),
            headcount_line(tally_find_unit(fixture.tally, S("B")), 30, NULL),
            headcount_line(tally_find_unit(fixture.tally, S("C")), 50, NULL),
            headcount_line(g, 70, NULL),
        };
        fixture.tally->invited = lines;
        fixture.tally->invited_count = 3 + line_of_g;
        fixture_score(&fixture);
        assert_true(g > 0);
        assert_int_equal(fixture.scores->response[SIDE_EX][g].eligible, 70);
        assert_int_equal(fixture.scores->response[SIDE_EX][0].eligible, 120);
        /* Nobody names G, so it is no category that nobody answered from. */
        assert_int_equal(fixture.scores->weights[SIDE_EX][0].method, WEIGHT_RAKED);
        fixture_close(&fixture);
    }
}

/* ---- Finite populations ---- */

/* 50 of 100 answered: the interval of a share is Wilson's on 50/(1−50/100) = 100, 40.4 to 59.6;
 * tests stay as they are. */
static void population_is_described_not_tested(void **state)
{
    (void)state;
    double p[2], lo[2];
    for (int fpc = 0; fpc < 2; fpc++) {
        Fixture fixture;
        fixture_open(&fixture);
        fixture.config.statistics.fpc = fpc == 1;
        fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
        fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
        fixture_begin(&fixture);
        for (int month = 1; month <= 2; month++) {
            fixture_rows(&fixture, SIDE_EX, "A", month, 25, "9 4");
            fixture_rows(&fixture, SIDE_EX, "A", month, 10 * month, "0 0");
            fixture_rows(&fixture, SIDE_EX, "A", month, 25 - 10 * month, "8 0");
        }
        fixture_finish(&fixture);
        Invited lines[] = {headcount_line(1, 100, NULL), headcount_line(1, 100, NULL)};
        lines[1].period = 1;
        fixture.tally->invited = lines;
        fixture.tally->invited_count = 2;
        fixture_score(&fixture);
        const Figure *share = fixture_figure(&fixture, "A", 0, "ex.q1_fav");
        lo[fpc] = share->lo;
        assert_near("neff", share->neff, 50, 1e-12);
        p[fpc] = fixture_change(&fixture, "A", 1, "ex.enps")->p;
        fixture_close(&fixture);
    }
    const double z2 = 1.959963984540054 * 1.959963984540054;
    double wilson = (0.5 + z2 / 200 - sqrt(z2 * (0.25 / 100 + z2 / 40000))) / (1 + z2 / 100);
    assert_near("lower limit", lo[1], 100 * wilson, 1e-12);
    assert_true(lo[0] < lo[1] - 1);
    assert_near("p", p[1], p[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(column_is_scaled_by_period),
        cmocka_unit_test(column_moves_the_figures),
        cmocka_unit_test(rakes_like_survey),
        cmocka_unit_test(empty_category_is_refused),
        cmocka_unit_test(response_rates),
        cmocka_unit_test(merged_people_count_once),
        cmocka_unit_test(population_is_described_not_tested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
