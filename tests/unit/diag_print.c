/* Problems: how they are counted, folded, sorted, worded and quoted. */
#include "one_arena.h"

#include <cxex/diag.h>

static void assert_printed(const Diags *diags, DiagLang lang, const char *expected)
{
    assert_string_equal(str_cstr(&arena, diag_print(&arena, diags, lang)), expected);
}

static void quoting_shows_what_hides(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
        ptrdiff_t limit;
    } cases[] = {
        {"", "", 80},
        {"Bán hàng", "Bán hàng", 80},
        {"a\tb\nc\r", "a\\tb\\nc\\r", 80},
        {"\x1B[31mred", "\\x1B[31mred", 80},
        {"\x7F\x01", "\\x7F\\x01", 80},
        {"\xC2\x9B"
         "2J",
         "\\u{009B}2J", 80}, /* the one-byte escape of terminals */
        {"a\xE2\x80\xAE"
         "cba",
         "a\\u{202E}cba", 80}, /* right-to-left override */
        {"a\xE2\x80\x8B"
         "b",
         "a\\u{200B}b", 80},                   /* zero-width space */
        {"\xEF\xBB\xBFid", "\\u{FEFF}id", 80}, /* byte order mark */
        {"caf\xE9", "caf\\xE9", 80},           /* a byte that is not UTF-8 */
        {"ữữữữ", "ữữ…", 2},
        {"ữữ", "ữữ", 2},
        {"long enough", "long enough", 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str shown = diag_quote(&arena, str_from(cases[i].text), cases[i].limit);
        assert_string_equal(str_cstr(&arena, shown), cases[i].shown);
    }
}

static void problems_are_sorted_and_worded(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    assert_false(diag_errors(&diags));
    assert_printed(&diags, DIAG_EN, "");
    diag_add(&diags, DIAG_DATA_COLUMN_MISSING,
             (Pos){.file = S("b.csv"), .line = 2, .column = 7, .cell = S("G2")}, S("nps"),
             S("a column"));
    diag_add(&diags, DIAG_FILE_UNREADABLE, (Pos){.file = S("b.csv")}, S("b.csv"), S("gone"));
    diag_add(&diags, DIAG_DATA_COLUMN_MISSING, (Pos){.file = S("a.csv"), .line = 10}, S("x"),
             S("y"));
    diag_add_near(&diags, DIAG_INI_UNKNOWN_SECTION,
                  (Pos){.file = S("a.csv"), .line = 9, .column = 2}, S("unti\x1B"), S("unit"),
                  S("unit"));
    diag_add(&diags, DIAG_FILE_UNREADABLE, (Pos){0}, S("z"), S("why"));
    assert_true(diag_errors(&diags));
    assert_int_equal(diags.error_count, 5);
    assert_int_equal(diags.warning_count, 0);
    assert_printed(
        &diags, DIAG_EN,
        "error: cannot read z: why [file-unreadable]\n"
        "a.csv:9:2: error: there is no section [unti\\x1B]; the sections are unit; did you mean "
        "\"unit\"? "
        "[unknown-section]\n"
        "a.csv:10: error: no column is called \"x\" in y [column-missing]\n"
        "b.csv: error: cannot read b.csv: gone [file-unreadable]\n"
        "b.csv:2:7: error: G2: no column is called \"nps\" in a column [column-missing]\n");
    assert_printed(
        &diags, DIAG_VI,
        "lỗi: không đọc được z: why [file-unreadable]\n"
        "a.csv:9:2: lỗi: không có mục [unti\\x1B]; các mục là unit; có phải ý bạn là \"unit\"? "
        "[unknown-section]\n"
        "a.csv:10: lỗi: không có cột nào tên \"x\" trong y [column-missing]\n"
        "b.csv: lỗi: không đọc được b.csv: gone [file-unreadable]\n"
        "b.csv:2:7: lỗi: G2: không có cột nào tên \"nps\" trong a column [column-missing]\n");
}

static void texts_are_copies(void **state)
{
    (void)state;
    char file[] = "f.csv", found[] = "abc", cell[] = "A1";
    Diags diags = {.arena = &arena};
    diag_add(&diags, DIAG_FILE_UNREADABLE,
             (Pos){.file = str_from(file), .line = 1, .cell = str_from(cell)}, str_from(found),
             str_from(found));
    file[0] = found[0] = cell[0] = '?';
    assert_printed(&diags, DIAG_EN, "f.csv:1: error: A1: cannot read abc: abc [file-unreadable]\n");
}

static void many_of_a_kind_fold(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    for (ptrdiff_t line = 143; line >= 1; line--) {
        diag_add(&diags, DIAG_DATA_COLUMN_MISSING, (Pos){.file = S("a"), .line = line}, S("x"),
                 S("y"));
    }
    for (ptrdiff_t line = 1; line <= DIAG_KEEP; line++)
        diag_add(&diags, DIAG_DATA_COLUMN_MISSING, (Pos){.file = S("b"), .line = line}, S("x"),
                 S("y"));
    diag_add(&diags, DIAG_FILE_UNREADABLE, (Pos){.file = S("a"), .line = 999}, S("x"), S("y"));
    assert_int_equal(diags.error_count, 143 + DIAG_KEEP + 1);
    assert_int_equal(diags.list.len, DIAG_KEEP + DIAG_KEEP + 1);

    Str text = diag_print(&arena, &diags, DIAG_EN);
    ptrdiff_t lines = 0;
    for (ptrdiff_t i = 0; i < text.len; i++)
        lines += text.s[i] == '\n';
    assert_int_equal(lines, DIAG_KEEP + 1 + DIAG_KEEP + 1);
    assert_true(str_starts(text, S("a:124: error")));
    assert_true(str_find(text, S("a:999: error: cannot read x: y [file-unreadable]\n"
                                 "a: error: … and 123 more of this kind [column-missing]\n"
                                 "b:1: error")) > 0);
    assert_true(str_find(diag_print(&arena, &diags, DIAG_VI),
                         S("a: lỗi: … và thêm 123 vấn đề cùng loại [column-missing]\n")) > 0);
}

static void long_data_is_cut(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    Str longer = {NEW(&arena, char, 5000), 5000};
    diag_add(&diags, DIAG_DATA_COLUMN_MISSING, (Pos){0}, longer, longer);
    /* 80 and 240 NUL bytes, four characters each as shown, and two times "…" */
    assert_int_equal(diag_print(&arena, &diags, DIAG_EN).len,
                     S("error: no column is called \"…\" in … [column-missing]\n").len +
                         4 * (80 + 240));
}

/* A path that is cut is of no use, nor is a list of units. */
static void paths_are_whole(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    Str folder =
        S("/a/folder/with/a/path/that/is/longer/than/what/is/quoted/of/the/data/of/a/client/"
          "out/2026-10/departments/warehouse.pdf");
    diag_add(&diags, DIAG_FILE_UNREADABLE, (Pos){0}, folder, S("gone"));
    diag_add(&diags, DIAG_RUN_KEPT_CHANGED, (Pos){0}, folder, STR_NONE);
    Str printed = diag_print(&arena, &diags, DIAG_EN);
    assert_true(str_find(printed, S("warehouse.pdf: gone")) >= 0);
    assert_true(str_find(printed, S("warehouse.pdf is not as the earlier pack")) >= 0);
}

static void check_row(StrMap *codes, DiagCode code, Str name, Str english, Str vietnamese)
{
    bool added = false;
    strmap_put(&arena, codes, name, &added);
    assert_true(added);
    assert_true(str_equal(diag_code_name(code), name));
    for (ptrdiff_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        assert_true((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
    const Str places[] = {S("{f}"), S("{e}")};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(places); i++)
        assert_int_equal(str_find(english, places[i]) >= 0, str_find(vietnamese, places[i]) >= 0);
    assert_true(english.len > 0 && vietnamese.len > 0);
}

/* Every code once: its short code is its own, in lower case; both languages name the same places.
 */
static void the_table_is_sound(void **state)
{
    (void)state;
    StrMap codes = {0};
#define CHECK(name, level, short_code, english, vietnamese) \
    check_row(&codes, DIAG_##name, S(short_code), S(english), S(vietnamese));
    DIAG_TABLE(CHECK)
#undef CHECK
    assert_int_equal(codes.len, DIAG_CODE_COUNT);
}

/* What the system says of a file stands in the message's language too. */
static void reasons_are_translated(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    static const char *const paths[] = {"/no/such/file", "/", ""};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(paths); i++) {
        FileView file = {0};
        Str reason = STR_NONE;
        assert_false(os_file_open(&arena, &file, str_from(paths[i]), &reason));
        diag_add(&diags, DIAG_FILE_UNREADABLE, (Pos){0}, S("x"), reason);
    }
    assert_printed(&diags, DIAG_VI,
                   "lỗi: không đọc được x: không có tệp hoặc thư mục này [file-unreadable]\n"
                   "lỗi: không đọc được x: đây là thư mục [file-unreadable]\n"
                   "lỗi: không đọc được x: đường dẫn để trống [file-unreadable]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(quoting_shows_what_hides, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(problems_are_sorted_and_worded, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(texts_are_copies, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(many_of_a_kind_fold, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(long_data_is_cut, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(paths_are_whole, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(reasons_are_translated, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_table_is_sound, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
