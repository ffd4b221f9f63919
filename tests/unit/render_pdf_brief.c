/* The department brief's two pages, in all shapes and both languages: drawn twice alike, small, and
 * left in the folder for the programs that look into them (tests/render_pdf.py). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cxex/render.h>

#include "brief_fixture.h"
#include "pdf_case.h"

typedef struct Setup {
    Arena arena;
    const Theme *theme;
    FontSet *fonts;
} Setup;

static int set_up(void **state)
{
    static Setup setup;
    setup = (Setup){.arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL)};
    Diags diags = {.arena = &setup.arena};
    Str folder = S(SOURCE_DIR "/themes");
    setup.theme = theme_read(&setup.arena, S("quiet"), &folder, 1, (Pos){0}, &diags);
    setup.fonts = render_fonts_open(&setup.arena, setup.theme, STR_NONE, (Pos){0}, &diags);
    *state = &setup;
    return setup.theme && setup.fonts ? 0 : -1;
}

static int tear_down(void **state)
{
    Setup *setup = *state;
    render_fonts_close(setup->fonts);
    arena_close(&setup->arena);
    return 0;
}

static Str draw(Setup *setup, Lang lang, BriefShape shape)
{
    Str path = str_format(&setup->arena, "brief-%s-%s.pdf", brief_shape_names[shape],
                          lang == LANG_VI ? "vi" : "en");
    return pdf_case_draw(&setup->arena, brief_example(&setup->arena, lang, shape), setup->theme,
                         setup->fonts, str_cstr(&setup->arena, path));
}

static void briefs_are_small_and_drawn_twice_alike(void **state)
{
    enum { MOST_BYTES = 100000 };
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int shape = 0; shape < BRIEF_SHAPE_COUNT; shape++) {
            Str first = draw(*state, (Lang)lang, (BriefShape)shape);
            Str second = draw(*state, (Lang)lang, (BriefShape)shape);
            assert_true(first.len > 5000);
            assert_true(first.len < MOST_BYTES);
            assert_true(str_equal(first, second));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(briefs_are_small_and_drawn_twice_alike),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
