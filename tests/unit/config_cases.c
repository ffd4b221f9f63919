/* Broken project files and what is said about them: tests/cases/config-NAME. */
#include "problem_cases.h"

#include <cxex/config.h>
#include <cxex/theme.h>

enum { CASE_MINIMUM = 40 };

static void read_project(Arena *arena, Diags *diags)
{
    const Config *config = config_read(arena, S("project.ini"), (ConfigOptions){0}, diags);
    assert_true((config == NULL) == diag_errors(diags));
    if (config == NULL)
        return;
    const Str folders[] = {config->folder, S(SOURCE_DIR "/themes")};
    const Theme *theme = theme_read(arena, config->report.theme, folders, CX_COUNTOF(folders),
                                    config->report.theme_pos, diags);
    assert_true((theme == NULL) == diag_errors(diags));
}

static void every_case(void **state)
{
    (void)state;
    check_problem_cases(S(TESTS_DIR "/cases/config-*"), CASE_MINIMUM, read_project);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
