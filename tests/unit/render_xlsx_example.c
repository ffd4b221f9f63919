/* A whole workbook from the hand-made report, in both languages: written, opened again, the same
 * bytes twice, never left behind when it is not whole. What its cells and charts hold is compared
 * by tests/workbook/check_workbook.py, which reads the files that this program leaves. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cxex/pack.h>
#include <cxex/render.h>

#include "report_fixture.h"

enum { SHEETS = 5 };

static void full(void *context, ptrdiff_t wanted)
{
    (void)context, (void)wanted;
    abort();
}

static int set_up(void **state)
{
    static Arena arena;
    arena = arena_open((ptrdiff_t)1 << 30, full, NULL);
    *state = &arena;
    return 0;
}

static int tear_down(void **state)
{
    arena_close(*state);
    return 0;
}

static const Theme *quiet(Arena *arena)
{
    Diags diags = {.arena = arena};
    Str folder = S(SOURCE_DIR "/themes");
    const Theme *theme = theme_read(arena, S("quiet"), &folder, 1, (Pos){0}, &diags);
    assert_non_null(theme);
    return theme;
}

/* Writes the workbook and proves it whole; its bytes. */
static Str write_book(Arena *arena, const Report *report, const char *path)
{
    Str reason = STR_NONE;
    bool good = render_xlsx(arena, report, quiet(arena), STR_NONE, str_from(path), &reason);
    if (!good)
        print_message("%s: %.*s\n", path, STR_ARG(reason));
    assert_true(good);
    ptrdiff_t rows[SHEETS] = {20, 20, 30, report->data_count, 5};
    assert_true(pack_workbook_check(arena, str_from(path), rows, SHEETS, &reason));
    FileView file = {0};
    assert_true(os_file_open(arena, &file, str_from(path), &reason));
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    return bytes;
}

static void both_languages_twice_alike(void **state)
{
    Arena *arena = *state;
    static const char *const paths[LANG_COUNT] = {"example-en.xlsx", "example-vi.xlsx"};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const Report *report = report_example(arena, (Lang)lang);
        Str first = write_book(arena, report, paths[lang]);
        Str second = write_book(arena, report, paths[lang]);
        assert_true(first.len > 20000);
        assert_true(str_equal(first, second));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_languages_twice_alike, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
