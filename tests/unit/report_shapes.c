/* Projects of every shape are ordinary: one side, one unit, one period, sixty units, a question
 * that nobody answers, a year in which nothing moves. */
#include "report_case.h"

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)2 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

/* What holds in every report. */
static void check_report(Arena *arena, const Report *report)
{
    assert_true(report->page_count >= 4);
    ptrdiff_t card_rows = 0, appendix_rows = 0;
    for (ptrdiff_t i = 0; i < report->page_count; i++) {
        const Page *page = &report->pages[i];
        assert_int_equal(page->number, i + 1);
        assert_true(page->title.len > 0 && page->rule.len > 0 && page->outline.len > 0);
        assert_true(str_find(page->title, S("{")) < 0 && str_find(page->subtitle, S("{")) < 0);
        assert_int_equal(page->anchor.len > 0, page->part == 1);
        if (page->kind == PAGE_SCORECARD) {
            assert_int_equal(page->first_row, 1 + card_rows);
            assert_in_range(page->row_count, 1, SCORECARD_ROWS_PER_PAGE - 1);
            card_rows += page->row_count;
        }
        if (page->kind == PAGE_APPENDIX) {
            assert_int_equal(page->first_row, appendix_rows);
            assert_in_range(page->row_count, 1, APPENDIX_ROWS_PER_PAGE);
            appendix_rows += page->row_count;
        }
    }
    assert_int_equal(card_rows, report->scorecard.row_count - 1);
    assert_int_equal(appendix_rows, report->appendix.row_count);
    assert_non_null(report_find_page(report, PAGE_COVER));
    assert_non_null(report_find_page(report, PAGE_METHOD));
    StrMap slugs = {0};
    bool added;
    for (ptrdiff_t i = 0; i < report->scorecard.row_count; i++) {
        strmap_put(arena, &slugs, report->scorecard.rows[i].slug, &added);
        assert_true(added);
        assert_true(text_length(report->scorecard.rows[i].short_name) <= 26);
    }
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        const DataRow *row = &report->data[i];
        assert_true(row->status.len > 0);
        assert_true(row->shown ? isfinite(row->value) : isnan(row->value) && row->n == 0);
    }
    assert_non_null(report->scorecard_json);
}

static void one_side_only(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++) {
        Arena arena = arena_for_test();
        Case c = case_company("vi");
        c.no_customers = side == 1;
        c.no_employees = side == 0;
        c.sections = NULL;
        const Report *report = case_report(&arena, &c);
        check_report(&arena, report);
        assert_int_equal(report->summary.tile_count, 1);
        assert_int_equal(report->summary.tiles[0].side, side == 0 ? REPORT_CX : REPORT_EX);
        assert_null(report_find_page(report, PAGE_BALANCE));
        assert_int_equal(report->trends.panel_count, 1);
        bool said = false;
        for (ptrdiff_t i = 0; i < report->refusal_count; i++)
            said |=
                str_equal(report->refusals[i].what, side == 0 ? S("employees") : S("customers"));
        assert_true(said);
        arena_close(&arena);
    }
}

static void one_unit_one_period(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en", .period_count = 1, .units = {{"Only", {{40, .6}}, {{30, .6}}}}};
    const Report *report = case_report(&arena, &c);
    check_report(&arena, report);
    assert_null(report_find_page(report, PAGE_TRENDS));
    assert_int_equal(report->scorecard.row_count, 2);
    assert_int_equal(report->scorecard.change_head.len, 0);
    /* no period before, no target: no mark of them, and no word of what such marks mean */
    const Page *card = report_find_page(report, PAGE_SCORECARD);
    assert_string_equal(
        str_cstr(&arena, card->subtitle),
        "Scorecard by unit, Jan 2025 · sorted by CX · ● value, the bar is the 95% interval");
    assert_true(str_find(card->foot_left, S("▲")) < 0);
    assert_string_equal(str_cstr(&arena, report->summary.axis_head), "95% interval");
    assert_int_equal(report->summary.note.len, 0);
    bool said = false;
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        said |= str_equal(report->refusals[i].what, S("trends"));
    assert_true(said);
    arena_close(&arena);
}

static void sixty_units(void **state)
{
    (void)state;
    static char names[60][16];
    Arena arena = arena_for_test();
    Case c = {.language = "vi", .period_count = 3};
    for (int u = 0; u < 60; u++) {
        snprintf(names[u], sizeof names[u], "Bộ phận %d", u + 1);
        c.units[u].name = names[u];
        for (int t = 0; t < 3; t++) {
            c.units[u].cx[t] = (CaseCell){20 + u, .4 + .005 * u};
            c.units[u].ex[t] = (CaseCell){12, .6};
        }
    }
    const Report *report = case_report(&arena, &c);
    check_report(&arena, report);
    assert_int_equal(report->scorecard.row_count, 61);
    int parts = 0;
    for (ptrdiff_t i = 0; i < report->page_count; i++)
        parts += report->pages[i].kind == PAGE_SCORECARD;
    assert_int_equal(parts, 5);
    /* sorted by the figure that is printed */
    for (ptrdiff_t i = 2; i < 61; i++)
        assert_true(report->scorecard.rows[i].cx.value <= report->scorecard.rows[i - 1].cx.value);
    arena_close(&arena);
}

static void a_question_nobody_answers(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    c.skip = "cx.ces";
    const Report *report = case_report(&arena, &c);
    check_report(&arena, report);
    bool found = false;
    for (ptrdiff_t i = 0; i < report->summary.row_count; i++) {
        const Estimate *figure = &report->summary.rows[i].figure;
        if (!str_equal(figure->code, S("cx.ces_mean")))
            continue;
        found = true;
        assert_int_equal(figure->state, ESTIMATE_NO_ANSWERS);
    }
    assert_true(found);
    /* the whole company lacks it alike: nothing is partial */
    assert_false(report->summary.tiles[0].figure.partial);
    arena_close(&arena);
}

static void thirteen_identical_months(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {
        .language = "en", .flat = true, .period_count = 13, .units = {{"A", {{0, 0}}, {{0, 0}}}}};
    for (int t = 0; t < 13; t++) {
        c.units[0].cx[t] = (CaseCell){40, .5};
        c.units[0].ex[t] = (CaseCell){40, .5};
    }
    const Report *report = case_report(&arena, &c);
    check_report(&arena, report);
    /* no spread, so no test: nothing may be said about a trend */
    assert_string_equal(str_cstr(&arena, report_find_page(report, PAGE_TRENDS)->rule),
                        "cannot_tell");
    const TrendPanel *panel = &report->trends.panels[0];
    assert_true(panel->axis_hi - panel->axis_lo >= 20);
    arena_close(&arena);
}

static void no_unit_at_all(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 2,
              .units = {{"", {{40, .5}, {40, .5}}, {{40, .5}, {40, .5}}}}};
    const Report *report = case_report(&arena, &c);
    check_report(&arena, report);
    assert_null(report_find_page(report, PAGE_SCORECARD));
    assert_null(report_find_page(report, PAGE_BALANCE));
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_side_only),
        cmocka_unit_test(one_unit_one_period),
        cmocka_unit_test(sixty_units),
        cmocka_unit_test(a_question_nobody_answers),
        cmocka_unit_test(thirteen_identical_months),
        cmocka_unit_test(no_unit_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
