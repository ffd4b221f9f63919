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

#include "report_fixture.h"

static void full(void *context, ptrdiff_t wanted)
{
    (void)context;
    (void)wanted;
    abort();
}

static Str draw_example(Arena *arena, Lang lang, Str theme_name, const char *path)
{
    Diags diags = {.arena = arena};
    Str folder = S(SOURCE_DIR "/themes");
    const Theme *theme = theme_read(arena, theme_name, &folder, 1, (Pos){0}, &diags);
    assert_non_null(theme);
    FontSet *fonts = render_fonts_open(arena, theme, STR_NONE, (Pos){0}, &diags);
    assert_non_null(fonts);
    Str reason = STR_NONE;
    remove(path);
    bool good = render_pdf(arena, report_example(arena, lang), theme, fonts, (Logos){0},
                           str_from(path), &reason);
    if (!good)
        print_message("%.*s\n", STR_ARG(reason));
    assert_true(good);
    render_fonts_close(fonts);
    FileView file = {0};
    assert_true(os_file_open(arena, &file, str_from(path), &reason));
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    return bytes;
}

static void pages_are_drawn_twice_alike(void **state)
{
    (void)state;
    static const char *const paths[LANG_COUNT] = {"pages-en.pdf", "pages-vi.pdf"};
    Arena arena = arena_open((ptrdiff_t)1 << 30, full, NULL);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Str first = draw_example(&arena, (Lang)lang, S("quiet"), paths[lang]);
        Str second = draw_example(&arena, (Lang)lang, S("quiet"), paths[lang]);
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
