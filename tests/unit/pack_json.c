/* JSON read strictly: what scorecard.json and manifest.json are made of. */
#include <cxex/pack.h>

#include <math.h>
#include <string.h>

#include "one_arena.h"

static void values_and_members(void **state)
{
    (void)state;
    Str reason = STR_NONE;
    const Json *root = pack_json_read(
        &arena, S("{\"a\": [1, -2.5, \"\\u0110\", true, null], \"b\": {\"n\": 3}}"), &reason);
    assert_non_null(root);
    const Json *a = json_find(root, "a");
    assert_int_equal(a->count, 5);
    assert_true(a->items[1].number == -2.5);
    assert_text(a->items[2].text, "\xC4\x90");
    assert_int_equal(a->items[3].kind, JSON_KIND_BOOL);
    assert_int_equal(a->items[4].kind, JSON_KIND_NULL);
    assert_true(json_number_of(json_find(root, "b"), "n") == 3);
    assert_true(isnan(json_number_of(root, "a")));
    assert_null(json_find(a, "n"));
    assert_null(json_find(NULL, "n"));
    assert_int_equal(json_text(root, "a").len, 0);
}

static void anything_else_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",      "{",       "[1,]",         "{\"a\": 1, \"a\": 2}", "{} 61.3",
        "[NaN]", "[1e999]", "\"\xC3\x28\"", "{\"a\": 'b'}",         "/* 61.3 */ {}"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str reason = STR_NONE;
        assert_null(pack_json_read(&arena, str_from(cases[i]), &reason));
        assert_true(reason.len > 0);
    }
    Buffer deep = {.arena = &arena};
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&deep, '[');
    Str reason = STR_NONE;
    assert_null(pack_json_read(&arena, buffer_str(&deep), &reason));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_members),
        cmocka_unit_test(anything_else_is_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
