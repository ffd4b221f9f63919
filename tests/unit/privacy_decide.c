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

/* B and C were rolled up into "BC": they have no cells, their people are in the group's. A parent's
 * n is that of all below. */
static void merged_units_have_no_cells(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    NamedUnit names[] = {{.key = S("B")}, {.key = S("C")}};
    Merge merge = {.names = names, .name_count = 2, .into = {.key = S("BC")}};
    fixture.config.privacy.merges = &merge;
    fixture.config.privacy.merge_count = 1;
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_CX, "A", 1, 20, "9");
    fixture_rows(&fixture, SIDE_CX, "B", 1, 3, "9");
    fixture_rows(&fixture, SIDE_CX, "C", 1, 3, "9");
    fixture_finish(&fixture);
    fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
    assert_int_equal(state_of(&fixture, SIDE_CX, "A", 0), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&fixture, SIDE_CX, "BC", 0), PUBLISH_PUBLISHED);
    static const char *const merged[] = {"B", "C"};
    for (ptrdiff_t i = 0; i < 2; i++) {
        ptrdiff_t scope = tally_find_unit(fixture.tally, str_from(merged[i]));
        assert_int_equal(state_of(&fixture, SIDE_CX, merged[i], 0), PUBLISH_EMPTY);
        assert_int_equal(fixture.published->n[SIDE_CX][scope * 2], 0);
    }
    ptrdiff_t group = tally_find_unit(fixture.tally, S("BC"));
    assert_int_equal(fixture.published->n[SIDE_CX][group * 2], 6);
    assert_int_equal(fixture.published->n[SIDE_CX][0], 26);
    assert_int_equal(fixture.published->n[SIDE_CX][1], 26);
    assert_int_equal(fixture.published->note_count, 0);
    fixture_close(&fixture);
}

/* Boxes that a share counts: 9 people in one of them are of one mind, 10 are not, nor are 9 with
 * one outside. Levels from 0. The other unit is mixed and large. */
static void unanimity_by_boxes(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        MetricType type;
        int best; /* of 0 .. best */
        const char *nine[3];
        bool withheld;
    } cases[] = {
        {"cx.nps", METRIC_NPS, 10, {"0", "3", "6"}, true}, /* detractors */
        {"cx.nps", METRIC_NPS, 10, {"7", "8", "7"}, true},
        {"cx.nps", METRIC_NPS, 10, {"9", "10", "9"}, true},
        {"cx.nps", METRIC_NPS, 10, {"6", "7", "6"}, false},
        {"cx.nps", METRIC_NPS, 10, {"8", "9", "8"}, false},
        {"cx.csat", METRIC_RATING, 4, {"3", "4", "3"}, true},
        {"cx.csat", METRIC_RATING, 4, {"0", "1", "2"}, true}, /* nobody in the top box */
        {"cx.csat", METRIC_RATING, 4, {"2", "3", "2"}, false},
        {"cx.ces", METRIC_CES, 6, {"4", "5", "6"}, true}, /* top three of seven */
        {"cx.ces", METRIC_CES, 6, {"3", "4", "3"}, false},
        {"cx.ces", METRIC_CES, 4, {"3", "4", "3"}, true}, /* top two of five */
        {"cx.ces", METRIC_CES, 4, {"2", "3", "2"}, false},
        {"cx.stage_buy", METRIC_RATING, 2, {"1", "2", "1"}, true}, /* top two of three */
        {"cx.stage_buy", METRIC_RATING, 2, {"0", "1", "0"}, false},
        {"cx.stage_buy", METRIC_RATING, 1, {"0", "1", "0"}, false}, /* never every level */
        {"ex.q1", METRIC_RATING, 4, {"3", "4", "3"}, true},
        {"ex.q1", METRIC_RATING, 4, {"2", "3", "2"}, false},
        {"ex.q1", METRIC_RATING, 6, {"4", "5", "6"}, true}, /* favourable: three of seven */
        {"ex.q1", METRIC_RATING, 6, {"3", "4", "3"}, false},
        {"ex.q1", METRIC_RATING, 2, {"2", "2", "2"}, true}, /* one of three */
        {"ex.q1", METRIC_RATING, 2, {"1", "2", "1"}, false},
        {"ex.q1", METRIC_RATING, 3, {"2", "3", "2"}, true}, /* two of four */
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        for (int people = 9; people <= 10; people++) {
            Fixture fixture;
            fixture_open(&fixture);
            fixture.config.privacy.unanimity_hide = true;
            fixture_metric(&fixture, cases[i].id, cases[i].type, 0, cases[i].best);
            Side side = cases[i].id[0] == 'c' ? SIDE_CX : SIDE_EX;
            fixture_begin(&fixture);
            for (int r = 0; r < people; r++)
                fixture_rows(&fixture, side, "A", 1, 1, cases[i].nine[r % 3]);
            fixture_rows(&fixture, side, "B", 1, 20, "0");
            fixture_rows(&fixture, side, "B", 1, 20, "1");
            fixture_rows(&fixture, side, "C", 1, 20, "0");
            fixture_finish(&fixture);
            fixture.published = privacy_decide(&fixture.arena, fixture.tally, NULL);
            bool withheld = people == 9 && cases[i].withheld;
            static const char *const units[] = {"", "A", "B", "C"};
            for (ptrdiff_t u = 0; u < 4; u++) {
                ptrdiff_t scope =
                    *units[u] ? tally_find_unit(fixture.tally, str_from(units[u])) : 0;
                assert_int_equal(state_of(&fixture, side, units[u], 0), PUBLISH_PUBLISHED);
                /* Company, B and C would tell A: C, the smallest, goes with it. */
                bool expected = withheld && (*units[u] == 'A' || *units[u] == 'C');
                if (privacy_question_withheld(fixture.published, fixture.tally, side, scope, 0,
                                              0) != expected)
                    fail_msg("case %td, %d people, unit \"%s\"", i, people, units[u]);
            }
            fixture_close(&fixture);
        }
    }
}

/* 200 units and 13 months of 20 questions, with running windows: decided in well under a second,
 * and the working room is given back. */
static void large_organisation(int most, int megabytes, double limit)
{
    static char ids[20][8];
    int rolling[] = {3};
    Fixture fixture;
    fixture_open(&fixture);
    fixture.config.statistics.ytd = true;
    fixture.config.statistics.rolling = rolling;
    fixture.config.statistics.rolling_count = 1;
    for (int q = 0; q < 20; q++) {
        snprintf(ids[q], sizeof ids[q], "ex.q%d", q + 1);
        fixture_metric(&fixture, ids[q], METRIC_RATING, 1, 5);
    }
    fixture_begin(&fixture);
    uint64_t seed = 3;
    for (int u = 0; u < 200; u++) {
        for (int m = 1; m <= 13; m++) {
            for (int kind = 0; kind < 4; kind++) {
                char unit[8], answers[64] = "";
                snprintf(unit, sizeof unit, "U%03d", u);
                for (int q = 0; q < 20; q++) {
                    seed = seed * UINT64_C(6364136223846793005) + 1;
                    strcat(answers, (seed >> 40) % 8 == 0 ? ". " : "3 ");
                }
                answers[39] = 0;
                seed = seed * UINT64_C(6364136223846793005) + 1;
                fixture_rows(&fixture, SIDE_EX, unit, m, (int)(seed >> 40) % most, answers);
            }
        }
    }
    fixture_finish(&fixture);
    Arena arena = fixture.arena; /* of no more room than it takes */
    arena.end = arena.at + ((ptrdiff_t)megabytes << 20);
    double start = os_seconds();
    fixture.published = privacy_decide(&arena, fixture.tally, NULL);
    double seconds = os_seconds() - start;
    print_message("200 units, 36 windows, 20 questions: %.3f s\n", seconds);
    assert_true(seconds < limit);
    fixture_close(&fixture);
}

static void large_units(void **state)
{
    (void)state;
    large_organisation(10, 12, 5); /* it takes 0.1 s: room for slow machines */
}

/* Two or three people in most units and months: nearly everything is hidden, and what may be shown
 * is looked for no longer than is reasonable. */
static void tiny_units(void **state)
{
    (void)state;
    large_organisation(2, 160, 40); /* 2 s */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_unit_takes_another_along),
        cmocka_unit_test(rows_without_unit),
        cmocka_unit_test(question_pass),
        cmocka_unit_test(person_means_are_passed_too),
        cmocka_unit_test(merged_units_have_no_cells),
        cmocka_unit_test(unanimity_by_boxes),
        cmocka_unit_test(large_units),
        cmocka_unit_test(tiny_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
