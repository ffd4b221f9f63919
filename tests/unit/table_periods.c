/* Periods: ordinals, ids, calendar neighbours, names in both languages. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/table.h>

static Arena arena;

static void test_ids(void **state)
{
    (void)state;
    static const struct {
        PeriodKind kind;
        Date date;
        const char *id;
    } cases[] = {
        {PERIOD_MONTH, {2026, 10, 31}, "2026-10"},  {PERIOD_MONTH, {2024, 1, 1}, "2024-01"},
        {PERIOD_QUARTER, {2026, 3, 31}, "2026-Q1"}, {PERIOD_QUARTER, {2026, 4, 1}, "2026-Q2"},
        {PERIOD_QUARTER, {2026, 12, 1}, "2026-Q4"}, {PERIOD_HALF, {2026, 6, 30}, "2026-H1"},
        {PERIOD_HALF, {2026, 7, 1}, "2026-H2"},     {PERIOD_YEAR, {2026, 7, 1}, "2026"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        int64_t ordinal = period_ordinal(cases[i].kind, cases[i].date), parsed = 0;
        assert_true(str_equal(period_id(&arena, cases[i].kind, ordinal), str_from(cases[i].id)));
        assert_true(period_parse(cases[i].kind, str_from(cases[i].id), &parsed));
        assert_int_equal(parsed, ordinal);
    }
    static const struct {
        PeriodKind kind;
        const char *id;
    } wrong[] = {{PERIOD_MONTH, "2026-13"}, {PERIOD_MONTH, "2026-00"},   {PERIOD_MONTH, "2026-1"},
                 {PERIOD_MONTH, "2026-Q1"}, {PERIOD_QUARTER, "2026-Q5"}, {PERIOD_QUARTER, "2026"},
                 {PERIOD_YEAR, "2026-01"},  {PERIOD_YEAR, "20x6"},       {PERIOD_YEAR, ""},
                 {PERIOD_WAVE, "2026"},     {PERIOD_HALF, "2026-H"},     {PERIOD_YEAR, "0000"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(wrong); i++) {
        int64_t parsed;
        assert_false(period_parse(wrong[i].kind, str_from(wrong[i].id), &parsed));
    }
}

static Tally *tally_of(PeriodKind kind, const int64_t *ordinals, const char **names,
                       ptrdiff_t count)
{
    Config *config = NEW(&arena, Config, 1);
    config->report.period = kind;
    config->metrics = NEW(&arena, Metric, 1);
    config->metric_count = 1;
    config->metrics[0] = (Metric){.id = S("cx.nps"),
                                  .name = S("nps"),
                                  .type = METRIC_NPS,
                                  .scale = {.worst = 0, .best = 10, .level_count = 11},
                                  .stage = STAGE_NONE};
    TallyBuilder *builder = tally_builder_new(&arena, config);
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t period = tally_builder_period(builder, ordinals == NULL ? 0 : ordinals[i],
                                                names == NULL ? STR_NONE : str_from(names[i]));
        tally_builder_add(builder, SIDE_CX,
                          &(Row){.period = period, .weight = 1, .level = (int16_t[]){9}}, 1);
    }
    return tally_finish(builder);
}

static void test_neighbours(void **state)
{
    (void)state;
    static const int64_t months[] = {2026 * 12 + 1, 2025 * 12 + 11, 2026 * 12 + 0, 2026 * 12 + 5};
    const Tally *tally = tally_of(PERIOD_MONTH, months, NULL, 4);
    static const ptrdiff_t previous[] = {-1, 0, 1, -1}; /* June has no May */
    for (ptrdiff_t p = 0; p < 4; p++)
        assert_int_equal(tally->periods[p].previous, previous[p]);
    assert_true(str_equal(tally->periods[2].id, S("2026-02")));
    assert_int_equal(tally->periods[2].last.day, 28);
    assert_int_equal(tally->periods[0].last.month, 12);
    assert_int_equal(tally->periods[0].last.day, 31);
    assert_int_equal(tally_find_period(tally, 2026 * 12 + 5), 3);
    assert_int_equal(tally_find_period(tally, 2026 * 12 + 6), -1);

    const char *waves[] = {"Mùa xuân", "2019", "Mùa thu"}; /* no calendar: first seen, first */
    tally = tally_of(PERIOD_WAVE, NULL, waves, 3);
    for (ptrdiff_t p = 0; p < 3; p++) {
        assert_int_equal(tally->periods[p].previous, p - 1);
        assert_true(str_equal(tally->periods[p].id, str_from(waves[p])));
    }
    assert_int_equal(tally_find_period_id(tally, S("2019")), 1);
}

static void test_labels(void **state)
{
    (void)state;
    static const struct {
        PeriodKind kind;
        int64_t ordinal;
        const char *label[LANG_COUNT][3];
    } cases[] = {
        {PERIOD_MONTH,
         2026 * 12 + 9,
         {{"October 2026", "Oct 2026", "Oct"}, {"Tháng 10 năm 2026", "T10/2026", "T10"}}},
        {PERIOD_QUARTER,
         2026 * 4 + 3,
         {{"Quarter 4 of 2026", "Q4 2026", "Q4"}, {"Quý 4 năm 2026", "Q4/2026", "Q4"}}},
        {PERIOD_HALF,
         2026 * 2,
         {{"First half of 2026", "H1 2026", "H1"}, {"6 tháng đầu năm 2026", "H1/2026", "H1"}}},
        {PERIOD_HALF,
         2026 * 2 + 1,
         {{"Second half of 2026", "H2 2026", "H2"}, {"6 tháng cuối năm 2026", "H2/2026", "H2"}}},
        {PERIOD_YEAR, 2026, {{"2026", "2026", "2026"}, {"Năm 2026", "2026", "2026"}}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const Tally *tally = tally_of(cases[i].kind, &cases[i].ordinal, NULL, 1);
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            for (int style = 0; style < 3; style++) {
                Str label = period_label(&arena, tally, 0, (PeriodStyle)style, (Lang)lang);
                assert_string_equal(str_cstr(&arena, label), cases[i].label[lang][style]);
            }
        }
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 28, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_labels),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
