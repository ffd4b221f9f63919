/* Claims that these data cannot carry are made nowhere: a list of words over everything that a
 * report says, in both languages (metrics.md §16), and over the catalogues. */
#include "forbidden_words.h"
#include "link_case.h"
#include "report_case.h"
#include "report_fixture.h"

#include <cxex/render.h>

static void catalogues(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 28, case_full, NULL);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int key = 0; key < WORD_COUNT; key++)
            check_forbidden(&arena, word((Lang)lang, (Word)key));
    arena_close(&arena);
}

static void reports(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        Case company = case_company(languages[i]);
        check_forbidden(&arena, render_tree(&arena, case_report(&arena, &company)));
        company.sections = NULL;
        company.no_employees = true;
        check_forbidden(&arena, render_tree(&arena, case_report(&arena, &company)));
        check_forbidden(&arena, render_tree(&arena, report_example(&arena, (Lang)i)));
        arena_close(&arena);
    }
}

/* The same where links are there, clear or not, of either sign: the sentences about them. */
static void linked_reports(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 8; i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        bool clear = i / 2 % 2 == 0;
        double sign = i / 4 == 0 ? 1 : -1;
        Link *link = NULL;
        const Scores *scores = link_case_scores(&arena, languages[i % 2], &link);
        link_case_lag(&link->ex_to_cx, sign * .12, .04, clear);
        link_case_lag(&link->cx_to_ex, sign * .02, .4, false);
        link_case_lag(&link->chains[0].cx_to_kpi, sign * .5, .2, clear);
        link_case_lag(&link->chains[1].ex_to_kpi, sign * .5, .2, clear);
        link_case_kpi(scores, "revenue", 0, 1, 182.3);
        link->cross.refused = STR_NONE;
        link->cross.told = clear ? LINK_EX_TO_CX : LINK_CANNOT_TELL;
        check_forbidden(&arena, render_tree(&arena, link_case_report(&arena, scores, link)));
        arena_close(&arena);
    }
}

/* Nothing is left open: no place of a sentence without its value, no number that is none. */
static void sentences_are_complete(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        Case company = case_company(languages[i]);
        Str text = render_tree(&arena, case_report(&arena, &company));
        static const char *const never[] = {"{0}", "{1}", "{2}", "nan", "inf)", "(null)", "  –:"};
        for (ptrdiff_t k = 0; k < CX_COUNTOF(never); k++)
            if (str_find(text, str_from(never[k])) >= 0)
                fail_msg("%s in the tree", never[k]);
        arena_close(&arena);
    }
}

static void the_same_twice(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    Case company = case_company("vi");
    Str first = render_tree(&arena, case_report(&arena, &company));
    Str second = render_tree(&arena, case_report(&arena, &company));
    assert_true(str_equal(first, second));
    assert_true(first.len > 1000);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalogues),     cmocka_unit_test(reports),
        cmocka_unit_test(linked_reports), cmocka_unit_test(sentences_are_complete),
        cmocka_unit_test(the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
