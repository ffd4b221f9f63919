/* xlsx_case.h: what the tests of the workbook share: an arena, a theme, writing and reading back.
 */
#ifndef TESTS_XLSX_CASE_H
#define TESTS_XLSX_CASE_H

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

enum { XLSX_SHEETS = 5 };

#ifdef CXEX_SANITIZED
/* The library copies the formula of a list of choices twice and forgets one copy: ten bytes. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}
#endif

static inline void xlsx_full(void *context, ptrdiff_t wanted)
{
    (void)context, (void)wanted;
    abort();
}

static int xlsx_set_up(void **state)
{
    static Arena arena;
    arena = arena_open((ptrdiff_t)1 << 31, xlsx_full, NULL);
    *state = &arena;
    return 0;
}

static int xlsx_tear_down(void **state)
{
    arena_close(*state);
    return 0;
}

static const Theme *xlsx_theme(Arena *arena)
{
    Diags diags = {.arena = arena};
    Str folder = S(SOURCE_DIR "/themes");
    const Theme *theme = theme_read(arena, S("quiet"), &folder, 1, (Pos){0}, &diags);
    assert_non_null(theme);
    return theme;
}

static bool xlsx_is_whole(Arena *arena, const char *path, ptrdiff_t data_rows, Str *reason)
{
    ptrdiff_t rows[XLSX_SHEETS] = {20, 8, 25, data_rows, 4};
    return pack_workbook_check(arena, str_from(path), rows, XLSX_SHEETS, reason);
}

static Str xlsx_bytes(Arena *arena, const char *path)
{
    FileView file = {0};
    Str reason = STR_NONE;
    assert_true(os_file_open(arena, &file, str_from(path), &reason));
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    return bytes;
}

/* Writes the workbook and proves it whole; its bytes. */
static Str xlsx_write(Arena *arena, const Report *report, Str logo, const char *path)
{
    Str reason = STR_NONE;
    remove(path);
    bool good = render_xlsx(arena, report, xlsx_theme(arena), (Logos){.client_path = logo},
                            str_from(path), &reason);
    if (!good)
        print_message("%s: %.*s\n", path, STR_ARG(reason));
    assert_true(good);
    assert_true(xlsx_is_whole(arena, path, report->data_count, &reason));
    return xlsx_bytes(arena, path);
}

#endif
