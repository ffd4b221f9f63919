/* The pages of the board pack, drawn from a whole example report in both languages. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cxex/render.h>

#include "pdf_case.h"
#include "report_fixture.h"

static void pages_are_drawn_twice_alike(void **state)
{
    (void)state;
    static const char *const paths[LANG_COUNT] = {"pages-en.pdf", "pages-vi.pdf"};
    Arena arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Str first =
            pdf_case_draw_in(&arena, report_example(&arena, (Lang)lang), S("quiet"), paths[lang]);
        Str second =
            pdf_case_draw_in(&arena, report_example(&arena, (Lang)lang), S("quiet"), paths[lang]);
        assert_true(first.len > 10000);
        assert_true(str_equal(first, second));
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_drawn_twice_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
