/* The writer against jansson, which reads back what was written and writes the same tree itself. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/render.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

static const size_t flags =
    JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY;

static Arena test_arena(void)
{
    Arena arena = arena_open(256 << 20, NULL, NULL);
    assert_non_null(arena.begin);
    return arena;
}

/* Read by jansson and written again: the same bytes. */
static void assert_same_again(Arena *arena, const Fact *facts)
{
    Str text = render_json_text(arena, facts);
    json_error_t error;
    json_t *read = json_loadb(text.s, (size_t)text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    assert_non_null(read);
    char *again = json_dumps(read, flags);
    assert_non_null(again);
    assert_int_equal(text.len, strlen(again) + 1); /* ours ends with a line end */
    assert_memory_equal(text.s, again, strlen(again));
    assert_int_equal(text.s[text.len - 1], '\n');
    free(again);
    json_decref(read);
}

static void assert_number(Arena *arena, double value)
{
    ArenaMark mark = arena_mark(arena);
    Fact *fact = fact_new(arena, FACT_NUMBER);
    fact->number = value;
    Str text = render_json_text(arena, fact);
    json_t *oracle = json_real(value == 0 ? 0.0 : value);
    char *expected = json_dumps(oracle, flags);
    assert_int_equal(text.len, strlen(expected) + 1);
    assert_memory_equal(text.s, expected, strlen(expected));
    char *end = NULL;
    assert_true(strtod(expected, &end) == value);
    free(expected);
    json_decref(oracle);
    arena_reset(arena, mark);
}

static void chosen_numbers(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const double chosen[] = {
        0, -0.0, 1, -1, 0.1, 0.5, 12.5, 100, 1e-4, 1e-5, 9.9999999999999991e-5, 123456789, 2.0 / 3,
        1e15, 1e16, 1e17, 1e18, 99999999999999984.0, 9007199254740993.0, 1e22, 1e23, 5e-324,
        DBL_MIN, DBL_MAX, -DBL_MAX, DBL_EPSILON, 1e100, 1e-100, 3.25e-7,
        /* ties at the 17th digit */
        4503599627370496.5, 4503599627370497.5, 1125899906842624.125, 1125899906842624.375};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(chosen); i++)
        assert_number(&arena, chosen[i]);
    double power = 1e-6; /* on both sides of each power of ten */
    for (int i = 0; i < 26; i++, power *= 10)
        for (double at = power, step = 0; step < 5; step++, at = nextafter(at, 0)) {
            assert_number(&arena, at);
            assert_number(&arena, -nextafter(power, DBL_MAX) - at);
        }
    arena_close(&arena);
}

static void many_numbers(void **state)
{
    (void)state;
    Arena arena = test_arena();
    uint64_t bits = 88172645463325252;
    for (int i = 0; i < 300000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double any;
        memcpy(&any, &bits, sizeof any);
        if (isfinite(any))
            assert_number(&arena, any);
        double share = (double)(bits >> 11) / 9007199254740992.0;
        assert_number(&arena, share * pow(10, (double)(i % 24) - 5));
        assert_number(&arena, (double)(bits % 100000) / 16);
    }
    arena_close(&arena);
}

static void texts_and_containers(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Fact *root = fact_new(&arena, FACT_OBJECT);
    fact_string(&arena, root, "z", S("Phòng Kế hoạch \"A\\B\"/ \b\f\n\r\t\x01\x1F\x7F 🙂"));
    fact_string(&arena, root, "Ánh", STR_NONE);
    fact_string(&arena, root, "a", S(""));
    fact_string(&arena, root, "ab", S("prefix"));
    fact_integer(&arena, root, "A", INT64_MIN);
    fact_integer(&arena, root, "B", INT64_MAX);
    fact_bool(&arena, root, "yes", true);
    fact_bool(&arena, root, "no", false);
    fact_add(&arena, root, S("nothing"), FACT_NULL);
    fact_add(&arena, root, S("empty object"), FACT_OBJECT);
    fact_add(&arena, root, S("empty array"), FACT_ARRAY);
    Fact *at = root;
    for (int i = 0; i < 40; i++) { /* deeper than one line of blanks */
        at = fact_add(&arena, at, S("m"), FACT_OBJECT);
        fact_integer(&arena, at, "z", i);
        fact_number(&arena, at, "a", i + 0.1);
        Fact *list = fact_add(&arena, at, S("l\"ist"), FACT_ARRAY);
        fact_add(&arena, list, STR_NONE, FACT_NULL);
        Fact *inside = fact_add(&arena, list, STR_NONE, FACT_OBJECT);
        fact_integer(&arena, inside, "c", 1);
        fact_integer(&arena, inside, "b", 2);
    }
    assert_same_again(&arena, root);
    Str text = render_json_text(&arena, root);
    assert_true(str_find(text, S("\\\"A\\\\B\\\"/ \\b\\f\\n\\r\\t\\u0001\\u001F\x7F 🙂\"")) > 0);
    assert_true(str_find(text, S("\"a\": \"\",\n  \"ab\": \"prefix\"")) > 0);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chosen_numbers),
        cmocka_unit_test(many_numbers),
        cmocka_unit_test(texts_and_containers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
