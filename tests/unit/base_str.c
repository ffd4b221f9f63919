/* Str, UTF-8 characters, the nearest name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cxex/base.h>

#define assert_str(actual, expected) assert_true(str_equal((actual), str_from(expected)))

static void trimming_and_slicing(void **state)
{
    (void)state;
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        {"", ""}, {" \t\r\n", ""}, {" a b ", "a b"}, {"a", "a"}, {"\xC2\xA0x", "\xC2\xA0x"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_str(str_trim(str_from(cases[i].text)), cases[i].trimmed);
    assert_str(str_slice(S("abc"), 1, 2), "b");
    assert_int_equal(str_slice(STR_NONE, 0, 0).len, 0);
    assert_true(str_starts(S("abc"), S("ab")) && str_starts(S("abc"), STR_NONE));
    assert_false(str_starts(S("a"), S("ab")));
    assert_true(str_ends(S("abc"), S("bc")) && str_ends(STR_NONE, S("")));
    assert_false(str_ends(S("c"), S("bc")));
}

static void comparing(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        {"", "", 0}, {"", "a", -1}, {"a", "A", 1}, {"ab", "abc", -1}, {"\xC4\x90", "z", 1},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str a = str_from(cases[i].a), b = str_from(cases[i].b);
        assert_int_equal(str_compare(a, b), cases[i].order);
        assert_int_equal(str_compare(b, a), -cases[i].order);
        assert_true(str_equal(a, b) == (cases[i].order == 0));
    }
    assert_true(str_equal(STR_NONE, S("")));
    assert_true(str_equal_nocase(S("UTF-8"), S("utf-8")));
    assert_false(str_equal_nocase(S("[a"), S("{a")));
    assert_false(str_equal_nocase(S("\xC4\x90"), S("\xC4\x91"))); /* Đ đ: ASCII only */
}

static void finding_and_cutting(void **state)
{
    (void)state;
    assert_int_equal(str_find(S("aaab"), S("ab")), 2);
    assert_int_equal(str_find(S("abc"), S("c")), 2);
    assert_int_equal(str_find(S("abc"), S("abcd")), -1);
    assert_int_equal(str_find(S("abc"), S("x")), -1);
    assert_int_equal(str_find(STR_NONE, S("")), 0);
    assert_int_equal(str_find(STR_NONE, S("x")), -1);

    StrCut cut = str_cut(S("a,b,c"), ',');
    assert_true(cut.found);
    assert_str(cut.head, "a");
    assert_str(cut.tail, "b,c");
    cut = str_cut(S("a,"), ',');
    assert_true(cut.found && cut.tail.len == 0);
    cut = str_cut(S("abc"), ',');
    assert_false(cut.found);
    assert_str(cut.head, "abc");
    assert_int_equal(cut.tail.len, 0);
    assert_false(str_cut(STR_NONE, ',').found);
}

static void making(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 20, NULL, NULL);
    assert_str(str_concat(&arena, S("ab"), STR_NONE), "ab");
    assert_str(str_join(&arena, (const Str[]){S("a"), S(""), S("c")}, 3, S(", ")), "a, , c");
    assert_int_equal(str_join(&arena, NULL, 0, S(", ")).len, 0);
    assert_str(str_format(&arena, "%d-%s", 7, "x"), "7-x");
    assert_int_equal(strlen(str_cstr(&arena, S("abc"))), 3);
    assert_string_equal(str_cstr(&arena, STR_NONE), "");
    assert_int_equal(str_from(NULL).len, 0);
    arena_close(&arena);
}

/* Values from the test vectors that the authors of FNV publish. */
static void hashing(void **state)
{
    (void)state;
    assert_true(str_hash(S("")) == 0xcbf29ce484222325U);
    assert_true(str_hash(S("a")) == 0xaf63dc4c8601ec8cU);
    assert_true(str_hash(S("foobar")) == 0x85944171f73967e8U);
}

static void utf8_characters(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        ptrdiff_t len;
        int32_t c;
    } cases[] = {
        {"a", 1, 'a'},
        {"\xC2\x80", 2, 0x80},
        {"\xDF\xBF", 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 0x800},
        {"\xED\x9F\xBF", 3, 0xD7FF},
        {"\xEE\x80\x80", 3, 0xE000},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        /* malformed: alone, overlong, surrogate, too large, cut short, broken off */
        {"\x80", 0, 0},
        {"\xC1\xBF", 0, 0},
        {"\xE0\x9F\xBF", 0, 0},
        {"\xED\xA0\x80", 0, 0},
        {"\xF0\x8F\xBF\xBF", 0, 0},
        {"\xF4\x90\x80\x80", 0, 0},
        {"\xF5\x80\x80\x80", 0, 0},
        {"\xFF", 0, 0},
        {"\xC3", 0, 0},
        {"\xE1\xBA", 0, 0},
        {"\xE1\xBAx", 0, 0},
        {"\xC3x", 0, 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str bytes = str_from(cases[i].bytes);
        int32_t c = 0;
        assert_int_equal(utf8_decode(bytes, 0, &c), cases[i].len);
        if (cases[i].len == 0)
            continue;
        assert_int_equal(c, cases[i].c);
        char back[4];
        assert_int_equal(utf8_encode(c, back), bytes.len);
        assert_memory_equal(back, bytes.s, (size_t)bytes.len);
    }
}

static void nearest_name(void **state)
{
    (void)state;
    const Str known[] = {S("department"), S("channel"), S("Bán hàng"), S("nps"),
                         S("enps"),       S("q1"),      S("x"),        S("ces")};
    static const struct {
        const char *text;
        ptrdiff_t nearest;
    } cases[] = {
        {"departmnet", 0}, /* neighbours swapped: one step */
        {"Department", 0}, /* case is no step */
        {"deprtmen", 0},   /* two letters lost of eight */
        {"chanel", 1},     {"Ban hang", 2},      {"nsp", 3}, {"enpss", 4},
        {"np", 3},         {"satisfaction", -1}, {"y", -1}, /* nothing in common with "x" */
        {"", -1},          {"ces\xFF", 7},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_int_equal(str_nearest(str_from(cases[i].text), known, CX_COUNTOF(known)),
                         cases[i].nearest);
    assert_int_equal(str_nearest(S("a"), NULL, 0), -1);
    char longer[1000];
    memset(longer, 'a', sizeof longer);
    const Str same[] = {{longer, sizeof longer}};
    assert_int_equal(str_nearest((Str){longer, 256}, (const Str[]){{longer, 255}}, 1), 0);
    assert_int_equal(str_nearest(same[0], same, 1), -1); /* beyond the limit */
}

static void lists_of_names(void **state)
{
    (void)state;
    Str names[] = {S("nps"), S("csat"), S("CES"), S("nps")};
    StrList list = {.items = names, .len = 4}, empty = {0};
    assert_int_equal(strlist_find(&list, S("nps")), 0);
    assert_int_equal(strlist_find(&list, S("ces")), -1);
    assert_int_equal(strlist_find(&empty, S("nps")), -1);
    assert_true(str_equal(strlist_nearest(&list, S("cast")), S("csat")));
    assert_int_equal(strlist_nearest(&list, S("satisfaction")).len, 0);
    strlist_sort(&empty);
    strlist_sort(&list);
    const char *const sorted[] = {"CES", "csat", "nps", "nps"};
    for (ptrdiff_t i = 0; i < list.len; i++)
        assert_true(str_equal(list.items[i], str_from(sorted[i])));
}

/* The last columns of one, two and three letters, and Excel's own last. */
static void letters_of_columns(void **state)
{
    (void)state;
    static const struct {
        ptrdiff_t column;
        const char *letters;
    } cases[] = {{0, "A"},    {25, "Z"},    {26, "AA"},     {51, "AZ"},
                 {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}, {PTRDIFF_MAX - 1, NULL}};
    Arena arena = arena_open(1 << 16, NULL, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str letters = str_column_letters(&arena, cases[i].column);
        if (cases[i].letters)
            assert_true(str_equal(letters, str_from(cases[i].letters)));
        else
            assert_int_equal(letters.len, 14);
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trimming_and_slicing),
        cmocka_unit_test(comparing),
        cmocka_unit_test(finding_and_cutting),
        cmocka_unit_test(making),
        cmocka_unit_test(hashing),
        cmocka_unit_test(utf8_characters),
        cmocka_unit_test(nearest_name),
        cmocka_unit_test(lists_of_names),
        cmocka_unit_test(letters_of_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
