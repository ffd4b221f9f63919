/* scorecard.json: what is published says nothing about what is hidden; the full layout is for the
 * person who runs the program. */
#include "report_case.h"

#include <math.h>

static const Fact *child(const Fact *parent, const char *key)
{
    for (const Fact *fact = parent ? parent->first : NULL; fact; fact = fact->next)
        if (str_equal(fact->key, str_from(key)))
            return fact;
    return NULL;
}

static const Fact *cell(const Fact *root, const char *scope, const char *window)
{
    return child(child(child(root, "cells"), scope), window);
}

typedef struct Made {
    Arena arena;
    const Report *report;
    const Fact *shown, *full;
} Made;

static Made make(void)
{
    Made made = {.arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL)};
    Case c = case_company("vi");
    const Scores *scores = case_scores(&made.arena, &c);
    Str reason = STR_NONE;
    made.report = report_build(&made.arena, scores, (ReportOptions){0}, &reason);
    made.shown = made.report->scorecard_json;
    made.full = report_facts(&made.arena, scores, made.report, true);
    return made;
}

static void hidden_cells_have_no_number(void **state)
{
    (void)state;
    Made made = make();
    const Fact *shown = cell(made.shown, "Gói quà", "2025-02");
    const Fact *full = cell(made.full, "Gói quà", "2025-02");
    assert_non_null(shown);
    assert_string_equal(str_cstr(&made.arena, child(child(shown, "publish"), "ex")->string),
                        "withheld");
    assert_string_equal(str_cstr(&made.arena, child(child(full, "publish"), "ex")->string),
                        "primary");
    assert_null(child(child(shown, "n"), "ex"));
    assert_int_equal(child(child(full, "n"), "ex")->integer, 3);
    assert_int_equal(child(child(shown, "n"), "cx")->integer, 60);
    const Fact *trees[] = {shown, full};
    for (int i = 0; i < 2; i++)
        for (const Fact *fact = child(trees[i], "figures")->first; fact; fact = fact->next)
            assert_true(str_starts(fact->key, S("cx.")));
    arena_close(&made.arena);
}

static void the_parts_of_the_file(void **state)
{
    (void)state;
    static const char *const keys[] = {"cxex",      "report",   "periods",  "departments",
                                       "sources",   "metrics",  "cells",    "changes",
                                       "vs_rest",   "ranking",  "response", "reliability",
                                       "not_shown", "findings", "titles",   "data_quality"};
    Made made = make();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(keys); i++)
        if (!child(made.shown, keys[i]))
            fail_msg("no %s", keys[i]);
    assert_int_equal(child(child(made.shown, "cxex"), "schema")->integer, 1);
    const Fact *title = child(child(made.shown, "titles"), "summary");
    assert_true(str_equal(child(title, "sentence")->string,
                          report_find_page(made.report, PAGE_SUMMARY)->title));
    const Fact *first = child(made.shown, "findings")->first;
    assert_true(str_equal(child(first, "rule")->string, made.report->summary.findings[0].rule));
    arena_close(&made.arena);
}

/* What the pages print is in the file, unrounded. */
static void pages_and_file_agree(void **state)
{
    (void)state;
    Made made = make();
    for (ptrdiff_t i = 0; i < made.report->data_count; i++) {
        const DataRow *row = &made.report->data[i];
        const char *scope = row->scope == 0 ? "company" : str_cstr(&made.arena, row->unit);
        const Fact *figures =
            child(cell(made.shown, scope, str_cstr(&made.arena, row->period)), "figures");
        const Fact *figure = child(figures, str_cstr(&made.arena, row->code));
        const Fact *value = child(figure, "value");
        if (!row->shown) {
            assert_null(value);
        } else if (!str_ends(row->code, S(".n"))) {
            assert_non_null(value);
            assert_true(value->number == row->value);
        }
    }
    arena_close(&made.arena);
}

static void no_number_is_nan(const Fact *fact)
{
    if (fact->kind == FACT_NUMBER)
        assert_true(isfinite(fact->number));
    if (fact->kind == FACT_OBJECT || fact->kind == FACT_ARRAY)
        for (const Fact *item = fact->first; item; item = item->next)
            no_number_is_nan(item);
}

static void numbers_are_finite(void **state)
{
    (void)state;
    Made made = make();
    no_number_is_nan(made.shown);
    no_number_is_nan(made.full);
    arena_close(&made.arena);
}

/* A pack of an earlier period does not tell of a later one. */
static void earlier_period_ends_there(void **state)
{
    (void)state;
    Made made = make();
    Case c = case_company("vi");
    Str reason = STR_NONE;
    const Report *january = report_build(&made.arena, case_scores(&made.arena, &c),
                                         (ReportOptions){.period = S("2025-01")}, &reason);
    assert_non_null(january);
    assert_null(cell(january->scorecard_json, "company", "2025-02"));
    assert_null(cell(january->scorecard_json, "company", "all"));
    assert_non_null(cell(january->scorecard_json, "company", "2025-01"));
    assert_non_null(cell(made.shown, "company", "all"));
    arena_close(&made.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_cells_have_no_number), cmocka_unit_test(the_parts_of_the_file),
        cmocka_unit_test(pages_and_file_agree),        cmocka_unit_test(numbers_are_finite),
        cmocka_unit_test(earlier_period_ends_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
