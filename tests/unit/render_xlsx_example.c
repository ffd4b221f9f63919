/* A whole workbook from the hand-made report, in both languages: written, opened again, the same
 * bytes twice, never taken for whole when it is not. What its cells and charts hold is compared
 * by tests/workbook/check_workbook.py, which reads the files that this program leaves: the
 * workbooks, and what they should say (*.expected). */
#define _GNU_SOURCE
#include "xlsx_case.h"

#include <signal.h>
#include <sys/resource.h>

/* ---- What should be in the cells ---- */

static void expect_text(FILE *file, Str text)
{
    putc('\t', file);
    for (ptrdiff_t i = 0; i < text.len; i++)
        putc(text.s[i] == '\t' || text.s[i] == '\n' ? ' ' : text.s[i], file);
}
static void expect_number(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, "\t%.17g", value);
    else
        fputs("\t", file);
}

static void expect_figure(FILE *file, const char *kind, Str name, const Estimate *figure)
{
    fputs(kind, file);
    expect_text(file, name);
    expect_text(file, figure->state == ESTIMATE_SHOWN ? S("shown") : figure->text);
    bool shown = figure->state == ESTIMATE_SHOWN;
    const double values[] = {figure->value, figure->lo,     figure->hi,
                             figure->diff,  figure->target, figure->distance};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        expect_number(file, shown ? values[i] : NAN);
    expect_number(file, shown ? (double)figure->n : NAN);
    expect_number(file, !shown || !figure->diff_tested ? NAN
                        : figure->mark == CHANGE_UP    ? 1
                        : figure->mark == CHANGE_DOWN  ? -1
                                                       : 0);
    putc('\n', file);
}

/* One line for each thing: kind, name, then numbers; tabs between. */
static void expect_report(const Report *report, const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < report->summary.tile_count; i++)
        expect_figure(file, "tile", report->summary.tiles[i].label,
                      &report->summary.tiles[i].figure);
    for (ptrdiff_t i = 0; i < report->summary.row_count; i++)
        expect_figure(file, "metric", report->summary.rows[i].label,
                      &report->summary.rows[i].figure);
    for (ptrdiff_t i = 0; i < report->scorecard.row_count; i++) {
        const ScoreRow *row = &report->scorecard.rows[i];
        expect_figure(file, "cx", row->name, &row->cx);
        expect_figure(file, "ex", row->name, &row->ex);
        expect_figure(file, "gap", row->name, &row->gap);
    }
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        const DataRow *row = &report->data[i];
        fputs("data", file);
        expect_text(file, row->key);
        expect_text(file, row->status);
        expect_number(file, row->shown ? row->value : NAN);
        expect_number(file, row->shown ? row->lo : NAN);
        expect_number(file, row->shown ? row->hi : NAN);
        expect_number(file, row->shown ? (double)row->n : NAN);
        putc('\n', file);
    }
    for (ptrdiff_t i = 0; i < report->method.entry_count; i++) {
        fputs("method", file);
        expect_text(file, report->method.entries[i].text);
        putc('\n', file);
    }
    assert_int_equal(fclose(file), 0);
}

static void both_languages_twice_alike(void **state)
{
    Arena *arena = *state;
    static const char *const paths[LANG_COUNT] = {"example-en.xlsx", "example-vi.xlsx"};
    static const char *const expected[LANG_COUNT] = {"example-en.expected", "example-vi.expected"};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const Report *report = report_example(arena, (Lang)lang);
        Str first = xlsx_write(arena, report, STR_NONE, paths[lang]);
        Str second = xlsx_write(arena, report, STR_NONE, paths[lang]);
        assert_true(first.len > 20000);
        assert_true(str_equal(first, second));
        expect_report(report, expected[lang]);
    }
}

/* ---- Damage ---- */

#define DAMAGED_PATH "damaged.xlsx"

static bool damaged_is_whole(Arena arena, Str bytes, ptrdiff_t data_rows)
{
    Str reason = STR_NONE;
    remove(DAMAGED_PATH);
    assert_true(os_file_write(&arena, S(DAMAGED_PATH), bytes, &reason));
    bool whole = xlsx_is_whole(&arena, DAMAGED_PATH, data_rows, &reason);
    assert_true(whole || reason.len > 0);
    return whole;
}

static void a_cut_workbook_is_refused(void **state)
{
    Arena *arena = *state;
    const Report *report = report_example(arena, LANG_VI);
    Str bytes = xlsx_write(arena, report, STR_NONE, "cut.xlsx");
    ptrdiff_t step = bytes.len / 150;
    for (ptrdiff_t len = 0; len < bytes.len; len += step)
        assert_false(damaged_is_whole(*arena, str_slice(bytes, 0, len), report->data_count));
    for (ptrdiff_t less = 1; less < 40; less++)
        assert_false(
            damaged_is_whole(*arena, str_slice(bytes, 0, bytes.len - less), report->data_count));
    assert_true(damaged_is_whole(*arena, bytes, report->data_count));
    remove("cut.xlsx");
    remove(DAMAGED_PATH);
}

static uint32_t little_endian(Str bytes, ptrdiff_t at, int count)
{
    uint32_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)bytes.s[at + i];
    return value;
}

/* One byte of each part's compressed data, found through the zip's own directory. */
static void one_wrong_byte_in_any_part_is_found(void **state)
{
    Arena *arena = *state;
    const Report *report = report_example(arena, LANG_EN);
    Str bytes = xlsx_write(arena, report, STR_NONE, "byte.xlsx");
    int parts = 0;
    for (ptrdiff_t at = 0; at + 46 < bytes.len; at++) {
        if (memcmp(bytes.s + at, "PK\1\2", 4) != 0)
            continue;
        ptrdiff_t size = little_endian(bytes, at + 20, 4), local = little_endian(bytes, at + 42, 4);
        ptrdiff_t data =
            local + 30 + little_endian(bytes, local + 26, 2) + little_endian(bytes, local + 28, 2);
        char *copy = NEW(arena, char, bytes.len);
        memcpy(copy, bytes.s, (size_t)bytes.len);
        ptrdiff_t place = data + size / 2;
        copy[place] = copy[place] == 0 ? (char)0xFF : 0;
        assert_false(damaged_is_whole(*arena, (Str){copy, bytes.len}, report->data_count));
        parts++;
    }
    assert_true(parts > 20);
    remove("byte.xlsx");
    remove(DAMAGED_PATH);
}

/* ---- A disk that takes no more: the library does not always say so ---- */

static void no_workbook_is_left_on_a_full_disk(void **state)
{
    Arena *arena = *state;
    const Report *report = report_example(arena, LANG_EN);
    ptrdiff_t whole = xlsx_write(arena, report, STR_NONE, "full.xlsx").len;
    remove("full.xlsx");
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    int refused = 0;
    /* The limit holds for each file: the workbook itself and the parts that are written first. */
    for (ptrdiff_t limit = 1; limit < whole; limit += whole / 40) {
        struct rlimit less = before;
        less.rlim_cur = (rlim_t)limit;
        Str reason = STR_NONE;
        Arena scratch = *arena;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &less), 0);
        bool good = render_xlsx(&scratch, report, xlsx_theme(&scratch), (Logos){0}, S("full.xlsx"),
                                &reason);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(good);
        assert_true(reason.len > 0);
        assert_false(os_exists(&scratch, S("full.xlsx")));
        refused++;
    }
    signal(SIGXFSZ, SIG_DFL);
    assert_true(refused >= 40);
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    Arena *arena = *state;
    Str reason = STR_NONE;
    assert_false(render_xlsx(arena, report_example(arena, LANG_EN), xlsx_theme(arena), (Logos){0},
                             S("not-there/board.xlsx"), &reason));
    assert_true(reason.len > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_languages_twice_alike, xlsx_set_up, xlsx_tear_down),
        cmocka_unit_test_setup_teardown(a_cut_workbook_is_refused, xlsx_set_up, xlsx_tear_down),
        cmocka_unit_test_setup_teardown(one_wrong_byte_in_any_part_is_found, xlsx_set_up,
                                        xlsx_tear_down),
        cmocka_unit_test_setup_teardown(no_workbook_is_left_on_a_full_disk, xlsx_set_up,
                                        xlsx_tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_said, xlsx_set_up,
                                        xlsx_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
