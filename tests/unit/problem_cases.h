/* problem_cases.h: folders of tests/cases, each a project with the problems that reading it must
 * give, word for word: `problems` (English) and `problems.vi`, which may be missing. CXEX_REWRITE=1
 * writes them anew: look at the difference before keeping it. */
#ifndef TESTS_PROBLEM_CASES_H
#define TESTS_PROBLEM_CASES_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include <cxex/diag.h>

static inline bool problems_match(Arena *arena, Str path, Str found, bool rewrite)
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

/* In each folder of the pattern, of which there are at least `minimum`, calls `read`. */
static inline void check_problem_cases(Str pattern, ptrdiff_t minimum,
                                       void (*read)(Arena *arena, Diags *diags))
{
    static const struct {
        const char *file;
        DiagLang lang;
    } goldens[] = {{"problems", DIAG_EN}, {"problems.vi", DIAG_VI}};
    Arena arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    bool rewrite = getenv("CXEX_REWRITE") != NULL;
    StrList folders = os_glob(&arena, pattern);
    assert_true(folders.len >= minimum);
    ptrdiff_t failed = 0;
    for (ptrdiff_t i = 0; i < folders.len; i++) {
        assert_int_equal(chdir(str_cstr(&arena, folders.items[i])), 0);
        Diags diags = {.arena = &arena};
        read(&arena, &diags);
        for (ptrdiff_t g = 0; g < CX_COUNTOF(goldens); g++) {
            Str golden = str_from(goldens[g].file);
            if (g > 0 && !os_exists(&arena, golden))
                continue;
            if (problems_match(&arena, golden, diag_print(&arena, &diags, goldens[g].lang),
                               rewrite))
                continue;
            print_error("differs: %.*s/%s\n", STR_ARG(folders.items[i]), goldens[g].file);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
    arena_close(&arena);
}

#endif
