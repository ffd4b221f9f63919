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

/* ---- Read back ---- */

/* Writes the workbook, reads it and takes the file away; `name` says which case fails. */
static inline Workbook xlsx_read_back(Arena *arena, const Report *report, const char *path,
                                      const char *name)
{
    Str reason = STR_NONE;
    Workbook book = {0};
    if (!render_xlsx(arena, report, xlsx_theme(arena), (Logos){0}, str_from(path), &reason) ||
        !pack_workbook_read(arena, str_from(path), &book, &reason))
        fail_msg("%s: %.*s", name, STR_ARG(reason));
    remove(path);
    return book;
}

/* NULL: there is none. */
static inline const BookSheet *xlsx_find_sheet(const Workbook *book, Str name)
{
    for (ptrdiff_t s = 0; s < book->sheet_count; s++)
        if (str_equal(book->sheets[s].name, name))
            return &book->sheets[s];
    return NULL;
}

static inline const BookSheet *xlsx_sheet(const Workbook *book, Str name)
{
    const BookSheet *sheet = xlsx_find_sheet(book, name);
    if (!sheet)
        fail_msg("no sheet %.*s", STR_ARG(name));
    return sheet;
}

/* The example has none of the later pages. */
static inline void xlsx_expect_no_sheet(Arena *arena, const char *path, Word page)
{
    Str reason = STR_NONE;
    Workbook book;
    xlsx_write(arena, report_example(arena, LANG_VI), STR_NONE, path);
    assert_true(pack_workbook_read(arena, str_from(path), &book, &reason));
    assert_null(xlsx_find_sheet(&book, word(LANG_VI, page)));
    remove(path);
}

/* NaN: no number stands there. */
static inline void xlsx_check_number(const BookSheet *sheet, int row, int column, double expected)
{
    const BookCell *cell = book_cell(sheet, row, column);
    if (isnan(expected)) {
        assert_true(!cell || cell->kind != CELL_NUMBER);
        return;
    }
    assert_non_null(cell);
    assert_int_equal(cell->kind, CELL_NUMBER);
    if (!(fabs(cell->number - expected) <= 1e-12 * fabs(expected)))
        fail_msg("row %d column %d: %.17g, expected %.17g", row, column, cell->number, expected);
}

/* Empty: no text stands there. */
static inline void xlsx_check_text(const BookSheet *sheet, int row, int column, Str expected)
{
    const BookCell *cell = book_cell(sheet, row, column);
    if (expected.len == 0) {
        assert_true(!cell || cell->kind != CELL_TEXT || cell->text.len == 0);
        return;
    }
    if (!cell || cell->kind != CELL_TEXT || !str_equal(cell->text, expected))
        fail_msg("row %d column %d is not %.*s", row, column, STR_ARG(expected));
}

/* What charts show before anything is computed again is what is in the cells. Gives how many series
 * of numbers stand on the sheet. */
static inline int xlsx_check_charts(Arena *arena, const Workbook *book, const BookSheet *sheet)
{
    int count = 0;
    for (ptrdiff_t s = 0; s < book->series_count; s++) {
        const BookSeries *series = &book->series[s];
        BookRange range;
        if (!book_range_parse(book, 0, series->refers_to, &range) ||
            &book->sheets[range.sheet] != sheet || !series->numbers)
            continue;
        count++;
        for (ptrdiff_t p = 0; p < series->point_count; p++)
            xlsx_check_number(sheet, range.row + (int)series->points[p].index, range.column,
                              strtod(str_cstr(arena, series->points[p].text), NULL));
    }
    return count;
}

#endif
