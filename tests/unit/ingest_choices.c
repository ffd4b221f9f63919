/* Cells with several choices, taken apart by the choices that there are. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../src/ingest/choices.h"

static Arena arena;

static void test_split(void **state)
{
    (void)state;
    static const Str known[] = {
        {"specifications (space, components)", 34},
        {"edge cases", 10},
        {"edge", 4},
        {"cases", 5},
        {"yes", 3},
        {"yes, and more", 13},
        {"1", 1},
        {"2", 1},
        {"12", 2},
    };
    static const struct {
        const char *cell, *parts; /* digits: indices into known */
    } cases[] = {
        {"specifications (space, components), edge cases", "01"},
        {"edge cases", "1"}, /* the longest first, though both words are choices */
        {"edge, cases", "23"},
        {"yes, and more", "5"},
        {"yes, and more;yes;", "54"},
        {"1,2", "67"},
        {"12", "8"},
        {"1 2 12", "678"},
        {"1|2", "67"},
        {"edge cases, other", ""},
        {"edges", ""},
        {"", ""},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ChoiceList found = choices_split(&arena, str_from(cases[i].cell), known, CX_COUNTOF(known));
        Str parts = str_from(cases[i].parts);
        bool same = found.len == parts.len;
        for (ptrdiff_t p = 0; same && p < parts.len; p++)
            same = found.items[p] == parts.s[p] - '0';
        if (!same)
            fail_msg("\"%s\": %td choices", cases[i].cell, found.len);
    }
}

static void test_several(void **state)
{
    (void)state;
    Str labels[] = {S("Bad"), S("Good"), S("Very good, indeed")};
    const Scale words = {.words = true, .level_count = 3, .labels = labels};
    const Scale numbers = {.worst = 5, .best = 1, .level_count = 5};
    static const struct {
        const char *answer;
        bool words, comma_joins, several;
    } cases[] = {
        {"good, very good, INDEED", true, false, true},
        {"Very good, indeed", true, false, false},
        {"Good, better", true, false, false},
        {"1,2,3", false, false, true},
        {"1,2", false, true, true},
        {"4,5", false, false, false}, /* four and a half */
        {"4, 5", false, false, true},
        {"4;5;", false, false, true},
        {"4;9", false, false, false},
        {"4", false, true, false},
        {"four, five", false, true, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        bool several = answer_is_several(&arena, cases[i].words ? &words : &numbers,
                                         str_from(cases[i].answer), cases[i].comma_joins);
        if (several != cases[i].several)
            fail_msg("\"%s\"", cases[i].answer);
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 28, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_several),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
