/* Broken data and what is said about it: tests/cases/data-NAME. The project files themselves are
 * right. */
#include "problem_cases.h"

#include <cxex/ingest.h>

enum { CASE_MINIMUM = 30 };

static void read_data(Arena *arena, Diags *diags)
{
    const Config *config = config_read(arena, S("project.ini"), (ConfigOptions){0}, diags);
    if (config == NULL) {
        print_error("%.*s", STR_ARG(diag_print(arena, diags, DIAG_EN)));
        fail_msg("the project file of a data case is right");
        return;
    }
    /* Notes about the project itself are config_cases' business. */
    *diags = (Diags){.arena = arena};
    const Tally *tally = ingest_read(arena, config, NULL, NULL, diags);
    assert_true((tally == NULL) == diag_errors(diags));
    if (tally == NULL)
        return;
    for (ptrdiff_t i = 0; i < tally->source_count; i++) {
        const SourceReport *source = &tally->sources[i];
        assert_int_equal(source->rows_read, source->rows_used + source_left_out(source));
    }
    tally_close(tally);
}

static void every_case(void **state)
{
    (void)state;
    check_problem_cases(S(TESTS_DIR "/cases/data-*"), CASE_MINIMUM, read_data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
