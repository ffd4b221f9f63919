/* metrics.md §14: a figure that missed its target gets more decimals, with its target, until the
 * two are told apart. The file under test is included for its static parts. */
#include "../../src/report/estimate.c"

#include "report_case.h"

static void missed_gets_decimals(void **state)
{
    (void)state;
    static const struct {
        double value, target;
        TargetStatus status;
        int decimals, expected;
    } rows[] = {
        {69.96, 70, TARGET_MISSED, 1, 2},      {69.90, 70, TARGET_MISSED, 1, 1},
        {69.996, 70, TARGET_MISSED, 1, 3},     {69.96, 70, TARGET_CANNOT_TELL, 1, 1},
        {70.04, 70, TARGET_MET, 1, 1},         {34.6, 35, TARGET_MISSED, 0, 1},
        {5.496, 5.5, TARGET_MISSED, 2, 3},     {-10.4, -10, TARGET_MISSED, 0, 1},
        {69.9999999, 70, TARGET_MISSED, 1, 5}, {69.96, 69.97, TARGET_MISSED, 1, 2},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        FigureDef def = {.decimals = rows[i].decimals};
        Figure figure = {
            .value = rows[i].value, .target = rows[i].target, .status = rows[i].status};
        assert_int_equal(decimals_beside_target(&def, &figure), rows[i].expected);
    }
}

static void targets_are_written_short(void **state)
{
    (void)state;
    static const struct {
        FigureKind kind;
        int decimals;
        double target;
        const char *text;
    } rows[] = {{FIGURE_COMPOSITE, 1, 75, "75"},       {FIGURE_COMPOSITE, 1, 72.5, "72,5"},
                {FIGURE_MEAN, 2, 5.5, "5,5"},          {FIGURE_SHARE, 0, 82, "82%"},
                {FIGURE_COMPOSITE, 1, 72.25, "72,25"}, {FIGURE_NPS, 0, -5, "−5"}};
    Arena arena = arena_open((ptrdiff_t)1 << 24, case_full, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        FigureDef def = {.kind = rows[i].kind, .decimals = rows[i].decimals};
        Scores scores = {.defs = &def, .def_count = 1};
        Build build = {.arena = &arena, .scores = &scores, .lang = LANG_VI};
        Str text = estimate_target(&build, 0, rows[i].target);
        assert_string_equal(str_cstr(&arena, text), rows[i].text);
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missed_gets_decimals),
        cmocka_unit_test(targets_are_written_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
