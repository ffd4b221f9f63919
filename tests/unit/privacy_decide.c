#include "tally_fixture.h"

static Publish state_of(const Fixture *fixture, Side side, const char *unit, ptrdiff_t window)
{
    ptrdiff_t scope = *unit ? tally_find_unit(fixture->tally, str_from(unit)) : 0;
    return privacy_state(fixture->published, side, scope, window);
}

/* metrics.md §7, first reference case: one small unit, and the next smallest goes too. */
static void small_unit_takes_another_along(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 20, "9");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 8, "9");
    fixture_rows(&fixture, SIDE_CX, "C", 1, 3, "9");
    fixture_rows(&fixture, SIDE_EX, "A", 1, 8, "9"); /* the sides are separate people */
    fixture_rows(&fixture, SIDE_EX, "C", 1, 9, "9");
    fixture_finish(&fixture);
    fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
    static const struct {
        Side side;
        const char *unit;
        Publish expected;
    } cases[] = {
        {SIDE_CX, "", PUBLISH_PUBLISHED},  {SIDE_CX, "A", PUBLISH_PUBLISHED},
        {SIDE_CX, "B", PUBLISH_SECONDARY}, {SIDE_CX, "C", PUBLISH_PRIMARY},
        {SIDE_EX, "", PUBLISH_PUBLISHED},  {SIDE_EX, "A", PUBLISH_PUBLISHED},
        {SIDE_EX, "B", PUBLISH_EMPTY},     {SIDE_EX, "C", PUBLISH_PUBLISHED},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_int_equal(state_of(&fixture, cases[i].side, cases[i].unit, 0), cases[i].expected);
    /* `all` is the company's alone. */
    assert_int_equal(state_of(&fixture, SIDE_CX, "", 1), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&fixture, SIDE_CX, "A", 1), PUBLISH_EMPTY);
    fixture_close(&fixture);
}

/* Rows without a unit count in the company and protect like any small unit. */
static void rows_without_unit(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 20, "9");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 8, "9");
    fixture_rows(&fixture, SIDE_CX, "", 1, 2, "0");
    fixture_finish(&fixture);
    fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
    assert_int_equal(state_of(&fixture, SIDE_CX, "", 0), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&fixture, SIDE_CX, "A", 0), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&fixture, SIDE_CX, "B", 0), PUBLISH_SECONDARY);
    fixture_close(&fixture);
}

/* B has 3 answers to csat, so B's csat is withheld and the smaller of the others too: the company
 * less A less … would tell it. Nobody in C was asked: empty, not withheld. */
static void question_pass(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 20, "9 4");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 3, "9 4");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 9, "9 .");
    fixture_rows(&fixture, SIDE_CX, "C", 1, 9, "9 .");
    fixture_rows(&fixture, SIDE_CX, "D", 1, 10, "9 4");
    fixture_finish(&fixture);
    fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
    static const struct {
        const char *unit;
        bool csat_withheld;
    } cases[] = {{"A", false}, {"B", true}, {"C", false}, {"D", true}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ptrdiff_t scope = tally_find_unit(fixture.tally, str_from(cases[i].unit));
        assert_true(privacy_shown(fixture.published, SIDE_CX, scope, 0));
        assert_int_equal(
            privacy_question_withheld(fixture.published, fixture.tally, SIDE_CX, scope, 0, 1),
            cases[i].csat_withheld);
        assert_false(
            privacy_question_withheld(fixture.published, fixture.tally, SIDE_CX, scope, 0, 0));
    }
    fixture_close(&fixture);
}

/* By the half rule only 3 of B's 7 people have an engagement score. */
static void person_means_are_passed_too(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_metric(&fixture, "ex.q2", METRIC_RATING, 1, 5);
    fixture_metric(&fixture, "ex.q3", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 20, "3 3 3");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 3, "4 4 4");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 2, "4 . .");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 2, ". 4 .");
    fixture_rows(&fixture, SIDE_EX, "C", 1, 12, "3 3 3");
    fixture_finish(&fixture);
    fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
    static const bool withheld[] = {false, false, true, true}; /* company, A, B, C */
    for (ptrdiff_t scope = 0; scope < 4; scope++) {
        assert_true(privacy_shown(fixture.published, SIDE_EX, scope, 0));
        assert_int_equal(
            privacy_mean_withheld(fixture.published, fixture.tally, SIDE_EX, scope, 0, 0),
            withheld[scope]);
    }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_unit_takes_another_along),
        cmocka_unit_test(rows_without_unit),
        cmocka_unit_test(question_pass),
        cmocka_unit_test(person_means_are_passed_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
