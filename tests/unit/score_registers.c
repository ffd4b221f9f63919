/* Trust index and voice loop: counts of small registers made by hand, whose figures were worked out
 * with pencil and paper; waits against a published survival curve. */
#include "tally_fixture.h"

static Date day(int year, int month, int day_of_month)
{
    return (Date){year, month, day_of_month};
}

/* Units A and B below the parent P, and C, in 2026-09 and 2026-10. */
static void open_company(Fixture *fixture)
{
    fixture_open(fixture);
    fixture_metric(fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture->config.report.period = PERIOD_MONTH;
    fixture->config.statistics.answer_days = 30;
    fixture->config.promises.file = S("promises.csv");
    fixture->config.suggestions.file = S("suggestions.csv");
    fixture_begin(fixture);
    static const char *const names[] = {"A", "B", "C", "P"};
    for (int u = 0; u < 4; u++) {
        ptrdiff_t unit = tally_builder_unit(fixture->builder, str_from(names[u]), (Pos){0});
        Unit about = {.name = str_from(names[u]),
                      .parent = u < 2 ? S("P") : STR_NONE,
                      .order = u,
                      .listed = true};
        tally_builder_describe(fixture->builder, unit, &about);
    }
    for (int month = 9; month <= 10; month++)
        for (int u = 0; u < 3; u++) {
            ptrdiff_t unit = tally_builder_unit(fixture->builder, str_from(names[u]), (Pos){0});
            ptrdiff_t period = tally_builder_period(
                fixture->builder, period_ordinal(PERIOD_MONTH, day(2026, month, 1)), STR_NONE);
            int16_t level = 9;
            Row row = {.unit = unit, .period = period, .weight = 1, .level = &level};
            tally_builder_add(fixture->builder, SIDE_CX, &row, 1);
        }
    tally_builder_organise(fixture->builder);
    fixture->tally = tally_finish(fixture->builder);
}

static ptrdiff_t unit_of(const Fixture *fixture, const char *name)
{
    ptrdiff_t unit = tally_find_unit(fixture->tally, str_from(name));
    assert_true(unit > 0);
    return unit;
}

static void assert_trust(const TrustScore *score, int64_t due, int64_t kept, int64_t late,
                         int64_t open, int64_t ahead, int64_t cancelled)
{
    assert_int_equal(score->due, due);
    assert_int_equal(score->kept, kept);
    assert_int_equal(score->late, late);
    assert_int_equal(score->open, open);
    assert_int_equal(score->ahead, ahead);
    assert_int_equal(score->cancelled, cancelled);
}

static void promises(void **state)
{
    (void)state;
    Fixture fixture;
    open_company(&fixture);
    ptrdiff_t a = unit_of(&fixture, "A"), b = unit_of(&fixture, "B"), c = unit_of(&fixture, "C"),
              p = unit_of(&fixture, "P");
    Date none = {0}, due = day(2026, 10, 10);
    Promise lines[20] = {
        {.unit = a, .due = due, .done = due},               /* kept on the day */
        {.unit = a, .due = due, .done = day(2026, 10, 11)}, /* late */
        {.unit = b, .due = due, .done = none},              /* open */
        {.unit = b, .due = due, .done = day(2026, 11, 1)},  /* open on the 31st */
        {.unit = b, .due = due, .cancelled = true},         /* cancelled */
        {.unit = b, .due = due, .cancelled = true, .cancelled_on = day(2026, 11, 2)}, /* open yet */
        {.unit = c, .due = day(2026, 10, 31), .done = none},            /* due on the last day */
        {.unit = c, .due = day(2026, 11, 5), .done = none},             /* ahead */
        {.unit = c, .due = day(2026, 11, 5), .done = day(2026, 10, 1)}, /* done ahead: not due */
        {.unit = REGISTER_UNIT_COMPANY, .due = due, .done = day(2026, 9, 1)}, /* kept */
        {.unit = REGISTER_UNIT_OTHER, .due = due, .done = due},               /* kept */
        {.unit = a, .due = day(2026, 9, 30), .done = none},                   /* of September */
        {.unit = p, .due = day(2020, 1, 1), .done = none}, /* before the survey */
    };
    for (int i = 13; i < 20; i++)
        lines[i] = (Promise){.unit = c, .due = due, .done = due};
    fixture.tally->promises = lines;
    fixture.tally->promise_count = CX_COUNTOF(lines);
    const Registers *all = score_registers(&fixture.arena, fixture.tally, 1);
    assert_true(all->promises && all->suggestions);
    assert_int_equal(date_days(all->as_of), date_days(day(2026, 10, 31)));
    /* October: 2 of A, 3 of B, 8 of C, the company's and the other's: 15 due */
    assert_trust(&all->trust[0][1], 15, 10, 1, 4, 0, 1);
    assert_true(fabs(all->trust[0][1].index - 200.0 / 3) < 1e-12);
    assert_trust(&all->trust[0][0], 1, 0, 0, 1, 0, 0);
    assert_trust(&all->trust[0][2], 17, 10, 1, 6, 1, 1);
    assert_trust(&all->trust[a][1], 2, 1, 1, 0, 0, 0);
    assert_true(isnan(all->trust[a][1].index));
    assert_trust(&all->trust[p][1], 5, 1, 1, 3, 0, 1); /* A and B */
    assert_trust(&all->trust[p][2], 7, 1, 1, 5, 0, 1); /* and its own */
    assert_trust(&all->trust[c][1], 8, 7, 0, 1, 0, 0);
    assert_trust(&all->trust[c][2], 8, 7, 0, 1, 1, 0);
    /* ten due are enough, nine are not */
    fixture.config.report.as_of = day(2026, 10, 9);
    assert_true(isnan(score_registers(&fixture.arena, fixture.tally, 1)->trust[0][1].index));
    lines[6].due = lines[7].due = lines[8].due = due;
    fixture.config.report.as_of = day(2026, 10, 10);
    assert_int_equal(score_registers(&fixture.arena, fixture.tally, 1)->trust[c][1].due, 10);
    assert_true(score_registers(&fixture.arena, fixture.tally, 1)->trust[c][1].index == 80);
    fixture_close(&fixture);
}

static void suggestions(void **state)
{
    (void)state;
    Fixture fixture;
    open_company(&fixture);
    ptrdiff_t a = unit_of(&fixture, "A"), b = unit_of(&fixture, "B"), p = unit_of(&fixture, "P");
    Date none = {0};
    Suggestion lines[] = {
        {a, day(2026, 9, 1), day(2026, 10, 1), day(2026, 10, 5)}, /* after 30 days: in time */
        {a, day(2026, 9, 1), day(2026, 10, 2), none},             /* after 31 */
        {b, day(2026, 9, 10), none, day(2026, 9, 20)},            /* waits for 51, acted on */
        {b, day(2026, 10, 1), day(2026, 10, 2), none},            /* ripe on its 30th day */
        {b, day(2026, 10, 2), day(2026, 10, 3), none},            /* not ripe */
        {b, day(2026, 10, 30), day(2026, 11, 1), none},           /* answered tomorrow: waits 1 */
        {b, day(2026, 11, 1), none, none},                        /* not received yet */
        {REGISTER_UNIT_COMPANY, day(2026, 10, 5), none, none},    /* waits for 26 */
        {REGISTER_UNIT_OTHER, day(2025, 1, 1), none, none},       /* before the survey: 668 */
    };
    fixture.tally->suggestions = lines;
    fixture.tally->suggestion_count = CX_COUNTOF(lines);
    const Registers *all = score_registers(&fixture.arena, fixture.tally, 1);
    const VoiceScore *october = &all->voice[0][1], *september = &all->voice[0][0],
                     *whole = &all->voice[0][2];
    assert_int_equal(october->received, 4);
    assert_int_equal(october->answered, 2);
    assert_int_equal(october->acted, 0);
    assert_int_equal(october->waiting, 0); /* for 26 days is not longer than 30 */
    assert_int_equal(september->waiting, 1);
    assert_int_equal(october->ripe, 1);
    assert_int_equal(october->in_time, 1);
    assert_int_equal(october->oldest_days, 26);
    assert_true(october->median_days == 1); /* two of four within a day */
    assert_int_equal(september->received, 3);
    assert_int_equal(september->acted, 2);
    assert_int_equal(september->ripe, 3);
    assert_int_equal(september->in_time, 1);
    assert_true(september->median_days == 31);
    assert_int_equal(whole->received, 8);
    assert_int_equal(whole->oldest_days, 668);
    assert_int_equal(date_days(whole->oldest), date_days(day(2025, 1, 1)));
    assert_int_equal(all->voice[p][2].received, 6);
    assert_int_equal(all->voice[a][1].received, 0);
    assert_int_equal(all->voice[a][1].oldest_days, -1);
    assert_true(isnan(all->voice[a][1].median_days));
    assert_null(all->voice[unit_of(&fixture, "C")]);
    fixture_close(&fixture);
}

/* The published waits as suggestions received on one day, or long before: a wait without an event
 * ends on the day of judgement, so each lies as many days before it. */
static void published_waits(void **state)
{
    (void)state;
    Reference reference = reference_open("km_median_aml.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        Fixture fixture;
        open_company(&fixture);
        const json_t *times = part(input_of(one), "time"), *events = part(input_of(one), "event");
        ptrdiff_t count = length(times);
        fixture.tally->suggestions = NEW(&fixture.arena, Suggestion, count);
        fixture.tally->suggestion_count = count;
        int64_t last = date_days(day(2026, 10, 31));
        for (ptrdiff_t i = 0; i < count; i++) {
            int64_t wait = (int64_t)number_at(times, i);
            bool answered = number_at(events, i) > 0;
            Suggestion *line = &fixture.tally->suggestions[i];
            line->unit = REGISTER_UNIT_COMPANY;
            line->received = date_from_days(last - wait - (answered ? 20 : 0));
            if (answered)
                line->answered = date_from_days(last - 20);
        }
        const Registers *all = score_registers(&fixture.arena, fixture.tally, 1);
        assert_key(part(one, "expected"), "median", all->voice[0][2].median_days,
                   reference.abs_tol);
        fixture_close(&fixture);
    }
    reference_close(&reference);
}

static void without_days(void **state)
{
    (void)state;
    Fixture fixture;
    open_company(&fixture);
    Promise promise = {.unit = REGISTER_UNIT_COMPANY, .due = day(2026, 10, 1)};
    fixture.tally->promises = &promise;
    fixture.tally->promise_count = 1;
    fixture.config.report.period = PERIOD_WAVE;
    for (ptrdiff_t t = 0; t < fixture.tally->period_count; t++)
        fixture.tally->periods[t].last = (Date){0};
    const Registers *none = score_registers(&fixture.arena, fixture.tally, 1);
    assert_false(none->promises || none->suggestions);
    assert_null(none->trust[0]);
    fixture.config.report.as_of = day(2026, 12, 1);
    const Registers *all = score_registers(&fixture.arena, fixture.tally, 1);
    assert_int_equal(all->trust[0][2].open, 1);
    assert_int_equal(all->trust[0][1].due, 0); /* a wave has no days */
    fixture.config.promises.file = STR_NONE;
    assert_false(score_registers(&fixture.arena, fixture.tally, 1)->promises);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises),
        cmocka_unit_test(suggestions),
        cmocka_unit_test(published_waits),
        cmocka_unit_test(without_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
