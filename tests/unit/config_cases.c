/* Broken project files and what is said about them: each tests/cases/config-NAME is a project with
 * the problems that reading it must give, word for word, in `problems` (English) and, where it is
 * there, `problems.vi`. CXEX_REWRITE=1 writes these files anew: look at the difference before
 * keeping it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

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
    static const struct {
        const char *file;
        DiagLang lang;
    } goldens[] = {{"problems", DIAG_EN}, {"problems.vi", DIAG_VI}};
    Arena arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    bool rewrite = getenv("CXEX_REWRITE") != NULL;
    StrList folders = os_glob(&arena, S(TESTS_DIR "/cases/config-*"));
    assert_true(folders.len >= CASE_MINIMUM);
    ptrdiff_t failed = 0;
    for (ptrdiff_t i = 0; i < folders.len; i++) {
        assert_int_equal(chdir(str_cstr(&arena, folders.items[i])), 0);
        Diags diags = {.arena = &arena};
        read_project(&arena, &diags);
        for (ptrdiff_t g = 0; g < CX_COUNTOF(goldens); g++) {
            Str golden = str_from(goldens[g].file);
            if (g > 0 && !os_exists(&arena, golden))
                continue;
            if (matches(&arena, golden, diag_print(&arena, &diags, goldens[g].lang), rewrite))
                continue;
            print_error("differs: %.*s/%s\n", STR_ARG(folders.items[i]), goldens[g].file);
            failed++;
        }
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
