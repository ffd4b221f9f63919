/* Numbers read and shown, shares, dates. Rounding and shares: tests/reference/rounding.json. Days:
 * Python's datetime. */
#include "one_arena.h"

#include <math.h>

#include <cxex/text.h>

/* ---- The reference file: just enough of JSON for its shape ---- */

/* What follows `"key":` in the text, or nothing. */
static Str value_of(Str text, Str key)
{
    Str quoted = str_join(&arena, (const Str[]){S("\""), key, S("\":")}, 3, S(""));
    ptrdiff_t at = str_find(text, quoted);
    return at < 0 ? STR_NONE : str_trim(str_slice(text, at + quoted.len, text.len));
}

static double number_of(Str text)
{
    ptrdiff_t len = 0;
    while (len < text.len && str_find(S("+-.0123456789eE"), str_slice(text, len, len + 1)) >= 0)
        len++;
    Num num = num_parse(str_slice(text, 0, len), false);
    assert_true(num.ok);
    return num.value;
}

static ptrdiff_t list_of(Str text, int64_t items[16])
{
    assert_true(str_starts(text, S("[")));
    Str rest = str_cut(str_slice(text, 1, text.len), ']').head;
    ptrdiff_t count = 0;
    while (rest.len > 0) {
        StrCut cut = str_cut(rest, ',');
        items[count++] = (int64_t)number_of(str_trim(cut.head));
        rest = cut.tail;
    }
    return count;
}

static void check_shares(Str input, Str expected)
{
    int64_t counts[16], shares[16];
    int percent[16];
    ptrdiff_t count = list_of(input, counts);
    assert_int_equal(list_of(expected, shares), count);
    num_shares(counts, percent, count);
    for (ptrdiff_t i = 0; i < count; i++)
        assert_int_equal(percent[i], shares[i]);
}

static void the_reference_cases_hold(void **state)
{
    (void)state;
    FileView file;
    Str reason = {0};
    assert_true(os_file_open(&arena, &file, S(TESTS_DIR "/reference/rounding.json"), &reason));
    Str rest = value_of(file.bytes, S("cases"));
    int rounded = 0, shared = 0;
    for (ptrdiff_t at; (at = str_find(rest, S("\"input\""))) >= 0;) {
        rest = str_slice(rest, at + 1, rest.len);
        ptrdiff_t next = str_find(rest, S("\"input\""));
        Str one = next < 0 ? rest : str_slice(rest, 0, next);
        Str expected = value_of(one, S("expected"));
        Str x = value_of(one, S("round"));
        if (x.len > 0) {
            int decimals = (int)number_of(value_of(one, S("decimals")));
            double got = num_round(number_of(x), decimals);
            assert_true(got == number_of(expected));
            assert_false(signbit(got) && got == 0);
            rounded++;
        } else {
            check_shares(value_of(one, S("counts")), expected);
            shared++;
        }
    }
    assert_int_equal(rounded, 8);
    assert_int_equal(shared, 6);
    os_file_close(&file);
}

static void shares_add_up(void **state)
{
    (void)state;
    int64_t counts[101];
    int percent[101];
    num_shares(NULL, NULL, 0);
    for (int i = 0; i < 101; i++)
        counts[i] = 0;
    num_shares(counts, percent, 101);
    for (int i = 0; i < 101; i++)
        assert_int_equal(percent[i], 0);
    for (int step = 1; step < 50; step++) {
        int total = 0;
        for (int i = 0; i < 101; i++)
            counts[i] = (int64_t)i * step % 53 * 1000000007;
        num_shares(counts, percent, 101);
        for (int i = 0; i < 101; i++) {
            total += percent[i];
            if (counts[i] == 0)
                assert_int_equal(percent[i], 0);
        }
        assert_int_equal(total, 100);
    }
}

static void numbers_are_shown(void **state)
{
    (void)state;
    static const struct {
        double x;
        int decimals;
        const char *vi, *en, *vi_signed;
    } cases[] = {
        {0, 0, "0", "0", "0"},
        {0, 1, "0,0", "0.0", "0,0"},
        {-0.04, 1, "0,0", "0.0", "0,0"},
        {-0.05, 1, "−0,1", "−0.1", "−0,1"},
        {1.8, 1, "1,8", "1.8", "+1,8"},
        {999.95, 1, "1.000,0", "1,000.0", "+1.000,0"},
        {1234.5, 1, "1.234,5", "1,234.5", "+1.234,5"},
        {-1234567.891, 2, "−1.234.567,89", "−1,234,567.89", "−1.234.567,89"},
        {123456, 0, "123.456", "123,456", "+123.456"},
        {1e15, 0, "1.000.000.000.000.000", "1,000,000,000,000,000", "+1.000.000.000.000.000"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        int decimals = cases[i].decimals;
        assert_text(num_show(&arena, cases[i].x, decimals, LANG_VI), cases[i].vi);
        assert_text(num_show(&arena, cases[i].x, decimals, LANG_EN), cases[i].en);
        assert_text(num_show_signed(&arena, cases[i].x, decimals, LANG_VI), cases[i].vi_signed);
    }
    assert_text(num_show_percent(&arena, 77.6, 0, LANG_VI), "78%");
    assert_text(num_show_percent(&arena, 0.25, 1, LANG_VI), "0,3%");
    assert_text(num_show_count(&arena, 0, LANG_EN), "0");
    assert_text(num_show_count(&arena, 1000000, LANG_VI), "1.000.000");
    assert_text(num_show_count(&arena, -1234, LANG_EN), "−1,234");
    assert_text(num_show_count(&arena, INT64_MIN, LANG_EN), "−9,223,372,036,854,775,808");
    assert_int_equal(num_show(&arena, 1.7976931348623157e308, 9, LANG_EN).len, 309 + 102 + 10);
}

static void answers_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        bool ok;
    } cases[] = {
        {"5", 5, true},     {"+5", 5, true},    {"-3", -3, true},  {"5.", 5, true},
        {"5.000", 5, true}, {"010", 10, true},  {"-0", 0, true},   {"5.5", 0, false},
        {"", 0, false},     {".0", 0, false},   {"+", 0, false},   {"5 ", 0, false},
        {"5,0", 0, false},  {"1e1", 0, false},  {"--5", 0, false}, {"5..", 0, false},
        {"five", 0, false}, {"5.0x", 0, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Num num = num_parse_answer(str_from(cases[i].text));
        assert_int_equal(num.ok, cases[i].ok);
        assert_true(num.value == cases[i].value);
    }
}

static void decimal_numbers_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        bool point, comma; /* read without and with decimal_comma */
    } cases[] = {
        {"1234.5", 1234.5, true, true},  {"-3", -3, true, true},     {"1e-4", 1e-4, true, true},
        {".5", 0.5, true, true},         {"5.", 5, true, true},      {"+2E3", 2000, true, true},
        {"1234,5", 1234.5, false, true}, {"0,1", 0.1, false, true},  {"1.234,5", 0, false, false},
        {"", 0, false, false},           {".", 0, false, false},     {"e5", 0, false, false},
        {"1e", 0, false, false},         {"1e+", 0, false, false},   {" 1", 0, false, false},
        {"0x10", 0, false, false},       {"nan", 0, false, false},   {"inf", 0, false, false},
        {"1e999", 0, false, false},      {"1 000", 0, false, false}, {"1_0", 0, false, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Num point = num_parse(str_from(cases[i].text), false);
        Num comma = num_parse(str_from(cases[i].text), true);
        assert_int_equal(point.ok, cases[i].point);
        assert_int_equal(comma.ok, cases[i].comma);
        assert_true(point.value == (point.ok ? cases[i].value : 0));
        assert_true(comma.value == (comma.ok ? cases[i].value : 0));
    }
    assert_false(num_parse((Str){NEW(&arena, char, 500), 500}, false).ok);
}

static void dates_are_counted(void **state)
{
    (void)state;
    static const struct {
        Date date;
        int64_t days;
    } cases[] = {
        {{1, 1, 1}, -719162},   {{1600, 2, 29}, -135081},  {{1899, 12, 30}, -25569},
        {{1900, 1, 1}, -25567}, {{1904, 1, 1}, -24107},    {{1969, 12, 31}, -1},
        {{1970, 1, 1}, 0},      {{2000, 2, 29}, 11016},    {{2026, 11, 5}, 20762},
        {{2100, 3, 1}, 47541},  {{9999, 12, 31}, 2932896},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        assert_int_equal(date_days(cases[i].date), cases[i].days);
        Date back = date_from_days(cases[i].days);
        assert_int_equal(back.year, cases[i].date.year);
        assert_int_equal(back.month, cases[i].date.month);
        assert_int_equal(back.day, cases[i].date.day);
    }
    for (int64_t days = -719162; days <= 2932896; days++) {
        Date date = date_from_days(days);
        if (!date_valid(date.year, date.month, date.day) || date_days(date) != days)
            fail_msg("day %lld", (long long)days);
    }
    assert_int_equal(date_from_days(-719163).year, 0);
    assert_int_equal(date_from_days(INT64_MAX).year, 0);
    assert_int_equal(date_from_days(INT64_MIN).year, 0);
}

static void only_real_dates_are_valid(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        bool valid;
    } cases[] = {
        {2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false}, {2000, 2, 29, true},
        {2025, 4, 31, false}, {2025, 12, 31, true}, {2025, 0, 1, false},  {2025, 13, 1, false},
        {2025, 1, 0, false},  {0, 1, 1, false},     {10000, 1, 1, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_int_equal(date_valid(cases[i].year, cases[i].month, cases[i].day), cases[i].valid);
    Date date = {2026, 11, 5};
    assert_text(date_show(&arena, date, LANG_VI), "05/11/2026");
    assert_text(date_show(&arena, date, LANG_EN), "5 November 2026");
    assert_text(date_iso(&arena, date), "2026-11-05");
}

#define test(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(the_reference_cases_hold),  test(shares_add_up),
        test(numbers_are_shown),         test(answers_are_read),
        test(decimal_numbers_are_read),  test(dates_are_counted),
        test(only_real_dates_are_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
