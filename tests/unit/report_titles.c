/* The sentences at the top of the pages follow stated rules: here each rule is met by answers that
 * really rise, stay or fall, and by companies where nothing can be said. */
#include "report_case.h"

enum { MONTHS = 2 };

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

/* One unit whose answers go from `before` to `now` on each side. */
static Case two_months(const char *language, double cx_before, double cx_now, double ex_before,
                       double ex_now)
{
    return (Case){
        .language = language,
        .period_count = MONTHS,
        .units = {{"A", {{400, cx_before}, {400, cx_now}}, {{300, ex_before}, {300, ex_now}}}}};
}

static void summary_rule_for_every_pair_of_trends(void **state)
{
    (void)state;
    static const char *const words[] = {"up", "flat", "down"};
    static const double now[] = {.62, .50, .38};
    for (int cx = 0; cx < 3; cx++)
        for (int ex = 0; ex < 3; ex++) {
            Arena arena = arena_for_test();
            Case c = two_months("vi", .50, now[cx], .50, now[ex]);
            const Report *report = case_report(&arena, &c);
            const Page *page = report_find_page(report, PAGE_SUMMARY);
            Str rule = str_format(&arena, "cx_%s_ex_%s", words[cx], words[ex]);
            if (!str_equal(page->rule, rule))
                fail_msg("%.*s, expected %.*s", STR_ARG(page->rule), STR_ARG(rule));
            assert_true(str_equal(report->cover.message, page->title));
            /* two months only: the long comparison is the same one */
            assert_true(str_equal(report_find_page(report, PAGE_TRENDS)->rule, rule));
            arena_close(&arena);
        }
}

static void summary_sentences(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        double cx_now, ex_now;
        const char *title;
    } rows[] = {
        {"vi", .62, .38, "Khách hàng hài lòng hơn, nhưng nền tảng nhân viên đang yếu đi"},
        {"vi", .50, .50, "Chỉ số khách hàng và chỉ số nhân viên đều chưa thay đổi đáng kể"},
        {"en", .62, .38, "Customers are more satisfied, but the employee foundation is weakening"},
        {"en", .38, .50, "Customers are less satisfied; the employee index shows no marked change"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = two_months(rows[i].language, .50, rows[i].cx_now, .50, rows[i].ex_now);
        Str title = report_find_page(case_report(&arena, &c), PAGE_SUMMARY)->title;
        assert_string_equal(str_cstr(&arena, title), rows[i].title);
        arena_close(&arena);
    }
}

static const char targets[] =
    "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\n"
    "target = 20\n[index ex.index]\nparts = ex.engagement 1, ex.enps 1\n"
    "target = 95\n";

static void without_a_change_levels_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Case c;
        const char *rule, *title;
    } rows[] = {
        {"first period, with targets",
         {.language = "en",
          .period_count = 1,
          .sections = targets,
          .units = {{"A", {{400, .5}}, {{300, .5}}}}},
         "against_target",
         "The customer index meets its target, but the employee index misses its target"},
        {"first period, customers only",
         {.language = "en",
          .period_count = 1,
          .no_employees = true,
          .units = {{"A", {{400, .5}}, {{0, 0}}}}},
         "values",
         NULL},
        {"everything hidden",
         {.language = "vi", .period_count = 1, .units = {{"A", {{3, .5}}, {{4, .5}}}}},
         "withheld",
         "Kết quả kỳ này không hiển thị để bảo vệ người trả lời"},
        {"customers tested, employees hidden",
         {.language = "vi",
          .period_count = 2,
          .units = {{"A", {{400, .5}, {400, .62}}, {{4, .5}, {4, .5}}}}},
         "cx_up",
         "Khách hàng hài lòng hơn kỳ trước"},
        {"too few for a test",
         {.language = "vi",
          .period_count = 2,
          .units = {{"A", {{8, .5}, {8, .6}}, {{7, .5}, {7, .6}}}}},
         "values",
         NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        const Page *page = report_find_page(case_report(&arena, &rows[i].c), PAGE_SUMMARY);
        if (!str_equal(page->rule, str_from(rows[i].rule)))
            fail_msg("%s: rule %.*s: %.*s", rows[i].name, STR_ARG(page->rule),
                     STR_ARG(page->title));
        if (rows[i].title)
            assert_string_equal(str_cstr(&arena, page->title), rows[i].title);
        arena_close(&arena);
    }
}

static void balance_and_scorecard_count_units_in_words(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Report *report = case_report(&arena, &c);
    assert_string_equal(str_cstr(&arena, report_find_page(report, PAGE_BALANCE)->title),
                        "Một bộ phận đạt kết quả khách hàng bằng cách vay từ nhân viên");
    assert_string_equal(
        str_cstr(&arena, report_find_page(report, PAGE_SCORECARD)->title),
        "Hai bộ phận đạt mục tiêu khách hàng; hai bộ phận giảm rõ rệt về nhân viên");
    c.language = "en";
    report = case_report(&arena, &c);
    assert_string_equal(str_cstr(&arena, report_find_page(report, PAGE_BALANCE)->title),
                        "One unit reaches its customer results by borrowing from employees");
    assert_string_equal(
        str_cstr(&arena, report_find_page(report, PAGE_SCORECARD)->title),
        "Two units meet the customer target; two units fall clearly on the employee side");
    arena_close(&arena);
}

static void balance_cannot_tell(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en",
              .period_count = 1,
              .units = {{"A", {{6, .78}}, {{6, .84}}}, {"B", {{6, .78}}, {{6, .84}}}}};
    const Report *report = case_report(&arena, &c);
    const Page *page = report_find_page(report, PAGE_BALANCE);
    assert_non_null(page);
    assert_string_equal(str_cstr(&arena, page->rule), "cannot_tell");
    assert_true(str_ends(page->foot_left, S(" · hollow dot: cannot be placed yet")));
    c.units[0].cx[0].n = c.units[1].cx[0].n = c.units[0].ex[0].n = c.units[1].ex[0].n = 6000;
    page = report_find_page(case_report(&arena, &c), PAGE_BALANCE);
    assert_true(str_ends(page->foot_left, S("CX = EX"))); /* all are placed, none is hollow */
    arena_close(&arena);
}

/* ---- Findings ---- */

static void findings_follow_their_order(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Report *report = case_report(&arena, &c);
    const SummaryModel *summary = &report->summary;
    assert_int_equal(summary->finding_count, 3);
    assert_string_equal(str_cstr(&arena, summary->findings_head), "BA ĐIỀU CẦN QUYẾT ĐỊNH");
    static const char *const rules[] = {"both_low_falling", "employee_fall", "missed_target"};
    for (int i = 0; i < 3; i++) {
        const Finding *finding = &summary->findings[i];
        assert_string_equal(str_cstr(&arena, finding->rule), rules[i]);
        assert_int_equal(finding->number, i + 1);
        bool there = false;
        for (ptrdiff_t p = 0; p < report->page_count; p++)
            there |= report->pages[p].number == finding->page &&
                     report->pages[p].kind == finding->page_kind;
        assert_true(there);
    }
    assert_string_equal(str_cstr(&arena, summary->findings[0].unit), "Giao nhận");
    assert_string_equal(str_cstr(&arena, summary->findings[0].title),
                        "Dựng lại nền tảng ở Giao nhận");
    arena_close(&arena);
}

static void no_finding_is_invented(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi", .period_count = 1, .units = {{"A", {{12, .68}}, {{12, .8}}}}};
    const SummaryModel *summary = &case_report(&arena, &c)->summary;
    assert_int_equal(summary->finding_count, 0);
    assert_true(summary->findings_none.len > 0);
    arena_close(&arena);
}

static void best_practice_only_above_the_lines(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {
        .language = "en",
        .period_count = 1,
        .units = {{"North", {{400, .9}}, {{200, .92}}}, {"South", {{400, .9}}, {{200, .92}}}}};
    const SummaryModel *summary = &case_report(&arena, &c)->summary;
    assert_int_equal(summary->finding_count, 1);
    assert_string_equal(str_cstr(&arena, summary->findings[0].rule), "best_practice");
    assert_true(str_find(summary->findings[0].title, S("North and South")) >= 0 ||
                str_find(summary->findings[0].title, S("South and North")) >= 0);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary_rule_for_every_pair_of_trends),
        cmocka_unit_test(summary_sentences),
        cmocka_unit_test(without_a_change_levels_are_told),
        cmocka_unit_test(balance_and_scorecard_count_units_in_words),
        cmocka_unit_test(balance_cannot_tell),
        cmocka_unit_test(findings_follow_their_order),
        cmocka_unit_test(no_finding_is_invented),
        cmocka_unit_test(best_practice_only_above_the_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
