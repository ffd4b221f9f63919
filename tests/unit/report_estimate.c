/* Figures as a reader meets them: the states, changes that may not be
 * called changes, gaps in the calendar. */
#include "report_case.h"

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

static const ScoreRow *find_row(const Report *report, const char *name)
{
    for (ptrdiff_t i = 0; i < report->scorecard.row_count; i++)
        if (str_equal(report->scorecard.rows[i].name, str_from(name)))
            return &report->scorecard.rows[i];
    fail_msg("no unit %s", name);
    return NULL;
}

static void the_four_states_have_their_sentences(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 2,
              .units = {{"Lớn", {{200, .6}, {200, .6}}, {{50, .6}, {50, .6}}},
                        {"Kho vận", {{0, 0}, {0, 0}}, {{40, .6}, {40, .6}}},
                        {"Nhỏ", {{60, .6}, {60, .6}}, {{3, .6}, {3, .6}}},
                        {"Nhỏ nữa", {{60, .6}, {60, .6}}, {{4, .6}, {4, .6}}},
                        {"Vắng", {{60, .6}, {0, .6}}, {{40, .6}, {40, .6}}}}};
    const Report *report = case_report(&arena, &c);
    const struct {
        const char *unit;
        bool customers;
        EstimateState state;
        const char *text;
    } rows[] = {
        {"Kho vận", true, ESTIMATE_NOT_APPLICABLE, "không có khách hàng trong dữ liệu"},
        {"Nhỏ", false, ESTIMATE_WITHHELD, "Không hiển thị để bảo vệ người trả lời."},
        {"Vắng", true, ESTIMATE_NO_ANSWERS, "Không có câu trả lời trong kỳ này."},
        {"Lớn", true, ESTIMATE_SHOWN, NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        const ScoreRow *row = find_row(report, rows[i].unit);
        const Estimate *figure = rows[i].customers ? &row->cx : &row->ex;
        assert_int_equal(figure->state, rows[i].state);
        if (rows[i].text)
            assert_string_equal(str_cstr(&arena, figure->text), rows[i].text);
        if (rows[i].state != ESTIMATE_SHOWN) {
            assert_true(isnan(figure->value) && isnan(figure->lo) && isnan(figure->diff));
            assert_int_equal(figure->n, 0);
            assert_int_equal(figure->n_text.len, 0);
            assert_int_not_equal(row->gap.state, ESTIMATE_SHOWN);
        }
    }
    /* the row says it in full: under the table it would only stand once more */
    assert_int_equal(report->scorecard.note.len, 0);
    arena_close(&arena);
}

static void changes_are_called_changes_only_by_a_test(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en",
              .period_count = 2,
              .units = {{"Up", {{300, .5}, {300, .62}}, {{50, .6}, {50, .6}}},
                        {"Same", {{300, .5}, {300, .5}}, {{50, .6}, {50, .6}}},
                        {"Few", {{300, .5}, {300, .5}}, {{8, .6}, {8, .4}}},
                        {"New", {{0, .5}, {300, .5}}, {{50, .6}, {50, .6}}}}};
    const Report *report = case_report(&arena, &c);
    const Estimate *up = &find_row(report, "Up")->cx;
    assert_int_equal(up->mark, CHANGE_UP);
    assert_true(up->diff_tested && up->diff > 5);
    assert_int_equal(up->diff_text.s[0], '+');
    const Estimate *same = &find_row(report, "Same")->cx;
    assert_int_equal(same->mark, CHANGE_NONE);
    assert_string_equal(str_cstr(&arena, same->change_note), "No clear difference.");
    /* refused: no number at all */
    const Estimate *few = &find_row(report, "Few")->ex;
    assert_int_equal(few->state, ESTIMATE_SHOWN);
    assert_true(isnan(few->diff));
    assert_int_equal(few->diff_text.len, 0);
    assert_string_equal(
        str_cstr(&arena, few->change_note),
        "Too few answers to say whether this differs (at least 10 on each side are needed).");
    const Estimate *fresh = &find_row(report, "New")->cx;
    assert_true(isnan(fresh->diff));
    assert_string_equal(str_cstr(&arena, fresh->change_note),
                        "No previous period to compare with.");
    /* a figure that is not tested has its bare difference and no mark */
    for (ptrdiff_t i = 0; i < report->summary.row_count; i++) {
        const Estimate *figure = &report->summary.rows[i].figure;
        if (str_equal(figure->code, S("cx.ces_mean"))) {
            assert_false(figure->diff_tested);
            assert_int_equal(figure->mark, CHANGE_NONE);
            assert_true(figure->diff_text.len > 0);
        }
    }
    arena_close(&arena);
}

/* March has no answers: the line shows the gap, and April is compared with nothing. */
static void a_gap_in_the_calendar_stays_a_gap(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 3,
              .months = {1, 2, 4},
              .units = {{"A", {{300, .5}, {300, .5}, {300, .6}}, {{60, .5}, {60, .5}, {60, .5}}}}};
    const Report *report = case_report(&arena, &c);
    assert_int_equal(report->period_count, 4);
    assert_string_equal(str_cstr(&arena, report->periods[2].id), "2025-03");
    assert_string_equal(str_cstr(&arena, report->periods[2].tick), "T3");
    assert_int_equal(report->periods[2].first.month, 3);
    const Series *series = &report->summary.tiles[0].series;
    assert_true(series->points[1].shown && !series->points[2].shown && series->points[3].shown);
    assert_true(isnan(series->points[2].value));
    assert_true(isnan(report->summary.tiles[0].figure.diff));
    assert_string_equal(str_cstr(&arena, report->summary.tiles[0].figure.change_note),
                        "Không có kỳ trước để so sánh.");
    /* the trend is compared with January all the same */
    assert_true(str_find(report->trends.reading[0], S("T1/2025")) >= 0);
    arena_close(&arena);
}

static void fourteen_months_show_thirteen(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en", .period_count = 14, .units = {{"A", {{0, 0}}, {{0, 0}}}}};
    for (int t = 0; t < 14; t++) {
        c.units[0].cx[t] = (CaseCell){50, .5};
        c.units[0].ex[t] = (CaseCell){50, .5};
    }
    Str reason = STR_NONE;
    const Scores *scores = case_scores(&arena, &c);
    const Report *report = report_build(&arena, scores, (ReportOptions){0}, &reason);
    assert_int_equal(report->period_count, 13);
    assert_string_equal(str_cstr(&arena, report->period_id), "2026-02");
    assert_string_equal(str_cstr(&arena, report->periods[0].id), "2025-02");
    assert_string_equal(str_cstr(&arena, report->trends.years[0]), "2025");
    assert_string_equal(str_cstr(&arena, report->trends.years[11]), "2026");
    /* an earlier period is a report of its own */
    report = report_build(&arena, scores, (ReportOptions){.period = S("2025-04")}, &reason);
    assert_int_equal(report->period_count, 4);
    assert_string_equal(str_cstr(&arena, report->period_id), "2025-04");
    assert_null(report_build(&arena, scores, (ReportOptions){.period = S("2031-01")}, &reason));
    assert_true(str_find(reason, S("2031-01")) >= 0 && str_find(reason, S("2026-02")) >= 0);
    arena_close(&arena);
}

static void a_partial_index_is_not_compared(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 2,
              .units = {{"A", {{300, .5}, {300, .5}}, {{50, .6}, {50, .6}}},
                        {"B", {{300, .5}, {300, .5}}, {{50, .6}, {50, .6}}}}};
    /* B is never asked how easy it was: its index lacks that part */
    const Config *config = case_config(&arena, &c);
    TallyBuilder *builder = tally_builder_new(&arena, config);
    for (int u = 0; u < 2; u++) {
        ptrdiff_t unit = tally_builder_unit(builder, str_from(c.units[u].name), (Pos){0});
        Case asked = c;
        asked.skip = u == 1 ? "cx.ces" : NULL;
        for (int t = 0; t < 2; t++) {
            Date date = {2025, t + 1, 1};
            ptrdiff_t period =
                tally_builder_period(builder, period_ordinal(PERIOD_MONTH, date), STR_NONE);
            case_rows(builder, &asked, SIDE_CX, unit, period, c.units[u].cx[t]);
            case_rows(builder, &asked, SIDE_EX, unit, period, c.units[u].ex[t]);
        }
    }
    const Tally *tally = tally_finish(builder);
    Str reason = STR_NONE;
    const Report *report =
        report_build(&arena, score_compute(&arena, tally, privacy_decide(&arena, tally, NULL)),
                     (ReportOptions){0}, &reason);
    const Estimate *partial = &find_row(report, "B")->cx;
    assert_true(partial->partial && partial->state == ESTIMATE_SHOWN);
    assert_string_equal(str_cstr(&arena, partial->partial_note),
                        "Không so sánh được: chỉ số này thiếu CES.");
    assert_true(isnan(partial->diff) && isnan(partial->previous));
    assert_int_equal(partial->mark, CHANGE_NONE);
    assert_false(find_row(report, "A")->cx.partial);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_states_have_their_sentences),
        cmocka_unit_test(changes_are_called_changes_only_by_a_test),
        cmocka_unit_test(a_gap_in_the_calendar_stays_a_gap),
        cmocka_unit_test(fourteen_months_show_thirteen),
        cmocka_unit_test(a_partial_index_is_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
