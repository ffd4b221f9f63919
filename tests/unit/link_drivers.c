/* Key drivers against sums over the rows that went in: shares of R² as means over every order in
 * which the drivers can come, and the jackknife by leaving the rows of a group out. */
#include "tally_fixture.h"

#include "cxex/link.h"

enum { DRIVERS = 3, COLUMNS = DRIVERS + 1, MAX_ROWS = 400, FREE_GROUPS = 50 };

typedef struct Answers { /* of one row: the recommendation, then the questions */
    int16_t level[COLUMNS];
    uint64_t hash;
} Answers;

typedef struct Sheet {
    Answers rows[MAX_ROWS];
    ptrdiff_t count;
} Sheet;

static uint64_t seed;

static int below(int limit)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((seed >> 33) % (uint64_t)limit);
}

/* Answers of one mood, so that each question goes along with the recommendation. */
static void fill_sheet(Sheet *sheet, ptrdiff_t count, int groups)
{
    seed = 7;
    *sheet = (Sheet){.count = count};
    for (ptrdiff_t r = 0; r < count; r++) {
        Answers *row = &sheet->rows[r];
        int mood = below(3);
        row->hash = (uint64_t)(groups * below(9) + below(groups));
        row->level[0] = (int16_t)(2 * mood + below(7));
        for (ptrdiff_t d = 1; d < COLUMNS; d++)
            row->level[d] = (int16_t)(below((int)d + 1) == 0 ? mood + below(3) : below(5));
    }
}

/* ---- The slow way ---- */

static double correlation(const Sheet *sheet, uint64_t without, ptrdiff_t a, ptrdiff_t b)
{
    double n = 0, mean_a = 0, mean_b = 0, cross = 0, square_a = 0, square_b = 0;
    for (int round = 0; round < 2; round++) {
        for (ptrdiff_t r = 0; r < sheet->count; r++) {
            const Answers *row = &sheet->rows[r];
            if (row->hash % FREE_GROUPS == without)
                continue;
            if (round == 0) {
                n++;
                mean_a += row->level[a];
                mean_b += row->level[b];
            } else {
                cross += (row->level[a] - mean_a) * (row->level[b] - mean_b);
                square_a += (row->level[a] - mean_a) * (row->level[a] - mean_a);
                square_b += (row->level[b] - mean_b) * (row->level[b] - mean_b);
            }
        }
        mean_a /= round == 0 ? n : 1;
        mean_b /= round == 0 ? n : 1;
    }
    return cross / sqrt(square_a * square_b);
}

/* R² of the drivers in `set`, by elimination on their correlations with the outcome's beside. */
static double r2_of(double r[COLUMNS][COLUMNS], unsigned set)
{
    ptrdiff_t in[COLUMNS], count = 0;
    double matrix[COLUMNS][COLUMNS];
    for (ptrdiff_t d = 1; d < COLUMNS; d++)
        if (set >> (d - 1) & 1)
            in[count++] = d;
    in[count] = 0; /* the outcome comes last: what is left of its 1 is 1 − R² */
    for (ptrdiff_t i = 0; i <= count; i++)
        for (ptrdiff_t j = 0; j <= count; j++)
            matrix[i][j] = r[in[i]][in[j]];
    for (ptrdiff_t p = 0; p < count; p++)
        for (ptrdiff_t i = p + 1; i <= count; i++) {
            double factor = matrix[i][p] / matrix[p][p];
            for (ptrdiff_t j = p; j <= count; j++)
                matrix[i][j] -= factor * matrix[p][j];
        }
    return 1 - matrix[count][count];
}

/* Percent of R²; returns R². */
static double shares(const Sheet *sheet, uint64_t without, double share[DRIVERS])
{
    static const int orders[6][DRIVERS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                           {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    double r[COLUMNS][COLUMNS];
    for (ptrdiff_t a = 0; a < COLUMNS; a++)
        for (ptrdiff_t b = 0; b < COLUMNS; b++)
            r[a][b] = correlation(sheet, without, a, b);
    double whole = r2_of(r, (1U << DRIVERS) - 1);
    for (ptrdiff_t d = 0; d < DRIVERS; d++)
        share[d] = 0;
    for (ptrdiff_t o = 0; o < 6; o++) {
        unsigned set = 0;
        for (ptrdiff_t i = 0; i < DRIVERS; i++) {
            unsigned with = set | 1U << orders[o][i];
            share[orders[o][i]] += 100 * (r2_of(r, with) - r2_of(r, set)) / whole / 6;
            set = with;
        }
    }
    return whole;
}

/* ---- The project ---- */

static void project_open(Fixture *fixture)
{
    fixture_open(fixture);
    fixture->config.statistics.bootstrap = 99;
    fixture->config.statistics.seed = S("cxex");
    fixture_metric(fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture_metric(fixture, "ex.q1", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "ex.q2", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "ex.q3", METRIC_RATING, 1, 5);
    fixture_begin(fixture);
    fixture_rows(fixture, SIDE_CX, "A", 1, 20, "3");
}

static void add_answers(Fixture *fixture, const Answers *answers, int month)
{
    Row row = {.unit = tally_builder_unit(fixture->builder, S("A"), (Pos){0}),
               .period = tally_builder_period(fixture->builder,
                                              period_ordinal(PERIOD_MONTH, (Date){2026, month, 1}),
                                              STR_NONE),
               .weight = 1,
               .level = answers->level,
               .key_hash = answers->hash};
    tally_builder_add(fixture->builder, SIDE_EX, &row, 1);
}

static void add_sheet(Fixture *fixture, const Sheet *sheet, int month)
{
    for (ptrdiff_t r = 0; r < sheet->count; r++)
        add_answers(fixture, &sheet->rows[r], month);
}

static const LinkDrivers *drivers_of(Fixture *fixture)
{
    fixture_finish(fixture);
    fixture_score(fixture);
    const Link *link =
        link_compute(&fixture->arena, fixture->scores, fixture->tally->period_count - 1);
    assert_non_null(link);
    assert_true(link->drivers[SIDE_EX].given);
    return &link->drivers[SIDE_EX];
}

static void assert_not_refused(const LinkDrivers *drivers)
{
    if (drivers->refused.len > 0)
        fail_msg("refused: %.*s", STR_ARG(drivers->refused));
}

/* ---- Tests ---- */

static void like_leaving_rows_out(void **state)
{
    (void)state;
    static Sheet sheet;
    fill_sheet(&sheet, 240, FREE_GROUPS);
    Fixture fixture;
    project_open(&fixture);
    add_sheet(&fixture, &sheet, 1);
    const LinkDrivers *drivers = drivers_of(&fixture);
    assert_not_refused(drivers);
    assert_int_equal(drivers->k, DRIVERS);
    assert_int_equal(drivers->n, 240);

    double whole[DRIVERS], squares[DRIVERS] = {0}, r2_squares = 0, groups = 0;
    double r2 = shares(&sheet, UINT64_MAX, whole);
    for (uint64_t g = 0; g < FREE_GROUPS; g++) {
        double left[DRIVERS];
        bool any = false;
        for (ptrdiff_t r = 0; r < sheet.count; r++)
            any = any || sheet.rows[r].hash % FREE_GROUPS == g;
        if (!any)
            continue;
        groups++;
        double off = shares(&sheet, g, left) - r2;
        r2_squares += off * off;
        for (ptrdiff_t d = 0; d < DRIVERS; d++)
            squares[d] += (left[d] - whole[d]) * (left[d] - whole[d]);
    }
    assert_int_equal(drivers->groups, (ptrdiff_t)groups);
    assert_near("R2", drivers->r2, r2, 1e-10);
    assert_near("R2 se", drivers->r2_se, sqrt((groups - 1) / groups * r2_squares), 1e-9);
    for (ptrdiff_t d = 0; d < DRIVERS; d++) {
        const LinkDriver *driver = &drivers->drivers[d];
        double se = sqrt((groups - 1) / groups * squares[d]), half = stats_t(0.95, groups - 1) * se;
        assert_near("share", driver->share, whole[d], 1e-9);
        assert_near("se", driver->se, se, 1e-8);
        assert_near("lo", driver->lo, whole[d] > half ? whole[d] - half : 0, 1e-7);
        assert_near("hi", driver->hi, whole[d] + half < 100 ? whole[d] + half : 100, 1e-7);
    }
    fixture_close(&fixture);
}

/* All respondents in one group: nothing can be left out, so there is no standard error and no
 * interval, rather than one that holds everything. */
static void no_interval_of_one_group(void **state)
{
    (void)state;
    static Sheet sheet;
    fill_sheet(&sheet, 150, FREE_GROUPS);
    Fixture fixture;
    project_open(&fixture);
    for (ptrdiff_t r = 0; r < sheet.count; r++)
        sheet.rows[r].hash = 3;
    add_sheet(&fixture, &sheet, 1);
    const LinkDrivers *drivers = drivers_of(&fixture);
    assert_not_refused(drivers);
    assert_int_equal(drivers->groups, 1);
    for (ptrdiff_t d = 0; d < DRIVERS; d++) {
        const LinkDriver *driver = &drivers->drivers[d];
        assert_true(isfinite(driver->share));
        assert_true(isnan(driver->se));
        assert_true(isnan(driver->lo) && isnan(driver->hi));
        assert_int_equal(driver->importance, LINK_LEVEL_CANNOT_TELL);
    }
    fixture_close(&fixture);
}

/* Two questions that only the people of one group tell apart: without them they are one. */
static void no_interval_where_a_group_holds_all(void **state)
{
    (void)state;
    static Sheet sheet;
    fill_sheet(&sheet, 200, FREE_GROUPS);
    Fixture fixture;
    project_open(&fixture);
    for (ptrdiff_t r = 0; r < sheet.count; r++)
        if (sheet.rows[r].hash % FREE_GROUPS != 11)
            sheet.rows[r].level[2] = sheet.rows[r].level[1];
    add_sheet(&fixture, &sheet, 1);
    const LinkDrivers *drivers = drivers_of(&fixture);
    assert_not_refused(drivers);
    assert_true(drivers->groups > 10);
    for (ptrdiff_t d = 0; d < DRIVERS; d++)
        assert_true(isnan(drivers->drivers[d].lo) && isnan(drivers->drivers[d].hi));
    fixture_close(&fixture);
}

/* In the second month three people answered the question at `missing_elsewhere` and the others did
 * not: all months less the first would be those three, so the question is withheld over all of
 * them. */
static const LinkDrivers *with_a_withheld(Fixture *fixture, ptrdiff_t missing_elsewhere)
{
    static Sheet sheet;
    fill_sheet(&sheet, 150, FREE_GROUPS);
    project_open(fixture);
    add_sheet(fixture, &sheet, 1);
    for (ptrdiff_t r = 0; r < 12; r++) {
        Answers row = sheet.rows[r];
        if (r >= 3)
            row.level[missing_elsewhere] = LEVEL_MISSING;
        add_answers(fixture, &row, 2);
    }
    const LinkDrivers *drivers = drivers_of(fixture);
    ptrdiff_t all = fixture->tally->period_count;
    assert_int_equal(privacy_state(fixture->published, SIDE_EX, 0, all), PUBLISH_PUBLISHED);
    for (ptrdiff_t q = 0; q < COLUMNS; q++)
        assert_int_equal(
            privacy_question_withheld(fixture->published, fixture->tally, SIDE_EX, 0, all, q),
            q == missing_elsewhere);
    return drivers;
}

static void withheld_question_is_no_driver(void **state)
{
    (void)state;
    Fixture fixture;
    const LinkDrivers *drivers = with_a_withheld(&fixture, 3);
    assert_not_refused(drivers);
    assert_int_equal(drivers->k, DRIVERS - 1);
    assert_int_equal(drivers->dropped_count, 1);
    assert_int_equal(drivers->dropped[0], 3);
    assert_true(isnan(drivers->dropped_r[0])); /* nor is anything else told of it */
    assert_int_equal(drivers->n, 162);         /* no answer to the third is needed */
    fixture_close(&fixture);
}

static void withheld_outcome_has_no_drivers(void **state)
{
    (void)state;
    Fixture fixture;
    const LinkDrivers *drivers = with_a_withheld(&fixture, 0);
    assert_true(str_equal(drivers->refused, S("drivers")));
    fixture_close(&fixture);
}

/* ---- Questions that say the same ---- */

/* The second question is answered like the first by all but every `every`-th. */
static const LinkDrivers *with_an_echo(Fixture *fixture, Sheet *sheet, ptrdiff_t every)
{
    fill_sheet(sheet, 300, FREE_GROUPS);
    for (ptrdiff_t r = 0; r < sheet->count; r++)
        if (r % every != every - 1)
            sheet->rows[r].level[2] = sheet->rows[r].level[1];
    project_open(fixture);
    add_sheet(fixture, sheet, 1);
    return drivers_of(fixture);
}

static void questions_that_answer_alike_are_a_group(void **state)
{
    (void)state;
    static Sheet sheet;
    Fixture fixture;
    const LinkDrivers *drivers = with_an_echo(&fixture, &sheet, 25);
    double r = correlation(&sheet, UINT64_MAX, 1, 2), share[DRIVERS];
    assert_true(r > 0.9 && r < 1);
    assert_true(fabs(correlation(&sheet, UINT64_MAX, 1, 3)) < 0.9);
    assert_not_refused(drivers);
    assert_int_equal(drivers->alike_count, 1);
    assert_int_equal(drivers->drivers[0].alike, 1);
    assert_int_equal(drivers->drivers[1].alike, 1);
    assert_int_equal(drivers->drivers[2].alike, 0);
    shares(&sheet, UINT64_MAX, share);
    assert_near("share of the group", drivers->alike_shares[0], share[0] + share[1], 1e-8);
    fixture_close(&fixture);
}

static void a_repeated_question_is_named(void **state)
{
    (void)state;
    static Sheet sheet;
    Fixture fixture;
    const LinkDrivers *drivers = with_an_echo(&fixture, &sheet, MAX_ROWS + 1);
    assert_true(str_equal(drivers->refused, S("drivers_collinear")));
    assert_int_equal(drivers->reason_count, 2); /* and the third is none of them */
    assert_int_equal(drivers->reasons[0], 1);
    assert_int_equal(drivers->reasons[1], 2);
    fixture_close(&fixture);
}

/* A question that most did not answer: its correlation over those who did. */
static void a_rare_question_has_its_simple_correlation(void **state)
{
    (void)state;
    static Sheet sheet, answered;
    fill_sheet(&sheet, 300, FREE_GROUPS);
    answered.count = 0;
    for (ptrdiff_t r = 0; r < sheet.count; r++)
        if (r % 5 < 2)
            answered.rows[answered.count++] = sheet.rows[r];
        else
            sheet.rows[r].level[3] = LEVEL_MISSING;
    Fixture fixture;
    project_open(&fixture);
    add_sheet(&fixture, &sheet, 1);
    const LinkDrivers *drivers = drivers_of(&fixture);
    assert_not_refused(drivers);
    assert_int_equal(drivers->dropped_count, 1);
    assert_int_equal(drivers->dropped[0], 3);
    assert_near("r", drivers->dropped_r[0], correlation(&answered, UINT64_MAX, 0, 3), 1e-10);
    fixture_close(&fixture);
}

/* The same without the other half, which the rest of link needs. */
static void drivers_alone_are_the_same(void **state)
{
    (void)state;
    static Sheet sheet;
    fill_sheet(&sheet, 240, FREE_GROUPS);
    Fixture fixture;
    project_open(&fixture);
    add_sheet(&fixture, &sheet, 1);
    const LinkDrivers *with = drivers_of(&fixture),
                      *alone = link_compute_drivers(&fixture.arena, fixture.scores,
                                                    fixture.tally->period_count - 1);
    assert_false(alone[SIDE_CX].given);
    for (ptrdiff_t d = 0; d < DRIVERS; d++)
        assert_true(alone[SIDE_EX].drivers[d].share == with->drivers[d].share);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(like_leaving_rows_out),
        cmocka_unit_test(no_interval_of_one_group),
        cmocka_unit_test(no_interval_where_a_group_holds_all),
        cmocka_unit_test(withheld_question_is_no_driver),
        cmocka_unit_test(withheld_outcome_has_no_drivers),
        cmocka_unit_test(questions_that_answer_alike_are_a_group),
        cmocka_unit_test(a_repeated_question_is_named),
        cmocka_unit_test(a_rare_question_has_its_simple_correlation),
        cmocka_unit_test(drivers_alone_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
