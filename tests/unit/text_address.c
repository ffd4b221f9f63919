/* What counts as an e-mail address: RFC 5321's limits, RFC 5322's letters, nothing that could end a
 * header. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/text.h>

#include "one_arena.h"

#define TEN "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void addresses_are_told_from_others(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } cases[] = {
        {"quan1@senviet.example", true},
        {"first.last+tag@mail.senviet.example", true},
        {"O'Neil_99%x@a-b.example", true},
        {SIXTY "abcd@a.example", true},
        {SIXTY "abcde@a.example", false}, /* 65 before the @ */
        {"", false},
        {"@senviet.example", false},
        {"quan1@", false},
        {"quan1@senviet", false},
        {"quan1@.example", false},
        {"quan1@senviet.", false},
        {"quan1@sen..viet.example", false},
        {".quan1@senviet.example", false},
        {"quan1.@senviet.example", false},
        {"quan1@senviet.example@senviet.example", false},
        {"quan 1@senviet.example", false},
        {"quan1@sen viet.example", false},
        {"Quan 1 <quan1@senviet.example>", false},
        {"quan1@senviet.example\r\nBcc: spy@evil.example", false},
        {"quan1@senviet.example,other@senviet.example", false},
        {"\"quan1\"@senviet.example", false},
        {"quận1@senviet.example", false},
        {"quan1@sénviet.example", false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        if (text_is_address(str_from(cases[i].text)) != cases[i].good)
            fail_msg("%s", cases[i].text);
    assert_false(text_is_address((Str){"a\0b@senviet.example", 19}));
}

static void lists_have_commas_or_semicolons(void **state)
{
    (void)state;
    static const struct {
        const char *text, *joined; /* joined NULL: one of them is none */
    } cases[] = {
        {"", ""},
        {"  ", ""},
        {"a@x.example", "a@x.example"},
        {"a@x.example; b@x.example", "a@x.example|b@x.example"},
        {" a@x.example , b@x.example,", "a@x.example|b@x.example"},
        {"a@x.example;a@x.example", "a@x.example"},
        {"a@x.example b@x.example", NULL},
        {"a@x.example; nobody", NULL},
        {"not yet", NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StrList list = {0};
        bool good = text_addresses(&arena, str_from(cases[i].text), &list);
        assert_int_equal(good, cases[i].joined != NULL);
        if (good &&
            !str_equal(str_join(&arena, list.items, list.len, S("|")), str_from(cases[i].joined)))
            fail_msg("%s", cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_told_from_others),
        cmocka_unit_test(lists_have_commas_or_semicolons),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
