/* Broken data and what is said about it: each tests/cases/data-NAME is a project with its data and
 * the problems that reading it must give, word for word, in `problems` (English) and `problems.vi`.
 * The project files themselves are right. CXEX_REWRITE=1 writes the goldens anew: look at the
 * difference before keeping it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

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
        assert_int_equal(source->rows_read, source->rows_used + source->blank_row +
                                                source->bad_date + source->duplicate +
                                                source->no_answer + source->bad_weight);
    }
}

static bool matches(Arena *arena, Str path, Str found, bool rewrite)
{
    Str reason = STR_NONE;
    if (rewrite) {
        (void)unlink(str_cstr(arena, path));
        return os_file_write(arena, path, found, &reason);
    }
    FileView file = {0};
    assert_true(os_file_open(arena, &file, path, &reason));
    bool same = str_equal(file.bytes, found);
    os_file_close(&file);
    if (!same)
        print_error("found:\n%.*s", STR_ARG(found));
    return same;
}

static void every_case(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    bool rewrite = getenv("CXEX_REWRITE") != NULL;
    StrList folders = os_glob(&arena, S(TESTS_DIR "/cases/data-*"));
    assert_true(folders.len >= CASE_MINIMUM);
    ptrdiff_t failed = 0;
    for (ptrdiff_t i = 0; i < folders.len; i++) {
        assert_int_equal(chdir(str_cstr(&arena, folders.items[i])), 0);
        Diags diags = {.arena = &arena};
        read_data(&arena, &diags);
        bool english = matches(&arena, S("problems"), diag_print(&arena, &diags, DIAG_EN), rewrite);
        bool vietnamese =
            matches(&arena, S("problems.vi"), diag_print(&arena, &diags, DIAG_VI), rewrite);
        if (english && vietnamese)
            continue;
        print_error("differs: %.*s\n", STR_ARG(folders.items[i]));
        failed++;
    }
    assert_int_equal(failed, 0);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
