/* Faces as they are found, cut down and laid out. Needs Lato, Open Sans and Roboto (fonts-lato,
 * fonts-open-sans, fonts-roboto-unhinted); a family that is not installed is skipped with a word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../src/render/pdf/fonts.h"

typedef struct Setup {
    Arena arena;
    Diags diags;
    FontSet *fonts;
} Setup;

static void setup_open(Setup *setup, const char *family, Str extra_text)
{
    setup->arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    setup->diags = (Diags){.arena = &setup->arena};
    FontWish wish[FONT_ROLE_COUNT];
    for (int role = 0; role < FONT_ROLE_COUNT; role++)
        wish[role] = (FontWish){str_from(family), {.file = S("theme.ini"), .line = 7}};
    assert_true(fontset_open(&setup->fonts, wish, extra_text, &setup->arena, &setup->diags));
}

static void setup_close(Setup *setup)
{
    fontset_close(setup->fonts);
    arena_close(&setup->arena);
}

static bool family_used(const Setup *setup, const char *family)
{
    Str used = fontset_face(setup->fonts, 0)->family;
    if (str_equal_nocase(used, str_from(family)))
        return true;
    print_message("%s is not installed: skipped\n", family);
    return false;
}

static const char *const FAMILIES[] = {"Lato", "Open Sans", "Roboto"};

static Str letters(void)
{
    return S("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
             "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊị"
             "ỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ");
}

static void every_letter_has_one_exact_glyph(void **state)
{
    (void)state;
    assert_int_equal(text_length(letters()), 134);
    for (ptrdiff_t f = 0; f < CX_COUNTOF(FAMILIES); f++) {
        Setup setup;
        setup_open(&setup, FAMILIES[f], STR_NONE);
        for (int weight = 0; family_used(&setup, FAMILIES[f]) && weight < FONT_WEIGHT_COUNT;
             weight++) {
            int face = fontset_face_for(setup.fonts, FONT_TEXT, (FontWeight)weight);
            GlyphRun run = font_shape(setup.fonts, face, LANG_VI, letters(), &setup.arena);
            assert_int_equal(run.len, 134);
            for (ptrdiff_t i = 0; i < run.len; i++) {
                assert_int_equal(run.items[i].kind, GLYPH_DRAWN);
                assert_int_equal(run.items[i].face, face);
                assert_true(run.items[i].exact);
                assert_true(run.items[i].id > 0 && run.items[i].width > 0);
            }
        }
        setup_close(&setup);
    }
}

static double width_of(Setup *setup, FontWeight weight, const char *text)
{
    int face = fontset_face_for(setup->fonts, FONT_FIGURE, weight);
    GlyphRun run = font_shape(setup->fonts, face, LANG_VI, str_from(text), &setup->arena);
    double width = 0;
    for (ptrdiff_t i = 0; i < run.len; i++)
        width += run.items[i].advance;
    return width;
}

static void figures_line_up(void **state)
{
    (void)state;
    for (ptrdiff_t f = 0; f < CX_COUNTOF(FAMILIES); f++) {
        Setup setup;
        setup_open(&setup, FAMILIES[f], STR_NONE);
        for (int weight = 0; family_used(&setup, FAMILIES[f]) && weight < FONT_WEIGHT_COUNT;
             weight++) {
            double first = width_of(&setup, (FontWeight)weight, "00000");
            assert_true(fabs(width_of(&setup, (FontWeight)weight, "11111") - first) < 0.5);
            assert_true(fabs(width_of(&setup, (FontWeight)weight, "17471") - first) < 0.5);
        }
        setup_close(&setup);
    }
}

static void text_is_kerned_and_has_no_ligatures(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", STR_NONE);
    if (family_used(&setup, "Lato")) {
        assert_true(width_of(&setup, FONT_REGULAR, "AV") <
                    width_of(&setup, FONT_REGULAR, "A") + width_of(&setup, FONT_REGULAR, "V"));
        int face = fontset_face_for(setup.fonts, FONT_TEXT, FONT_REGULAR);
        GlyphRun run = font_shape(setup.fonts, face, LANG_VI, S("fi ti ffi"), &setup.arena);
        assert_int_equal(run.len, 9);
    }
    setup_close(&setup);
}

static void rare_letters_come_from_elsewhere_or_are_said_to_be_missing(void **state)
{
    (void)state;
    Setup setup;
    /* U+10FFFD is for private use: no face has it. */
    setup_open(&setup, "Lato", S("\xF4\x8F\xBF\xBD"));
    int face = fontset_face_for(setup.fonts, FONT_TEXT, FONT_REGULAR);
    GlyphRun run = font_shape(setup.fonts, face, LANG_VI, S("a\xF4\x8F\xBF\xBD▲b"), &setup.arena);
    assert_int_equal(run.len, 4);
    assert_int_equal(run.items[0].kind, GLYPH_DRAWN);
    assert_int_equal(run.items[1].kind, GLYPH_MISSING);
    assert_false(run.items[1].exact); /* nothing to see, but to copy */
    assert_int_equal(run.items[1].to - run.items[1].from, 4);
    assert_int_equal(run.items[2].kind, GLYPH_SIGN);
    assert_int_equal(run.items[2].sign, SIGN_UP);
    assert_int_equal(run.items[3].kind, GLYPH_DRAWN);
    setup_close(&setup);
}

/* Nobody said that this text would come: its letters stand in no subset. */
static void a_letter_without_a_face_is_a_question_mark(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", STR_NONE);
    int face = fontset_face_for(setup.fonts, FONT_TEXT, FONT_REGULAR);
    GlyphRun run = font_shape(setup.fonts, face, LANG_VI, S("?中žŁ"), &setup.arena);
    assert_int_equal(run.len, 4);
    assert_int_equal(run.items[1].kind, GLYPH_MISSING);
    assert_int_equal(run.items[1].id, run.items[0].id);
    assert_true(run.items[1].advance == run.items[0].advance && !run.items[1].exact);
    assert_int_equal(run.items[2].kind, GLYPH_DRAWN); /* Latin Extended-A is always there */
    assert_int_equal(run.items[3].kind, GLYPH_DRAWN);
    setup_close(&setup);
}

/* A letter that NFC cannot compose takes two glyphs and is one cluster, so that it is copied as a
 * whole. */
static void a_mark_stays_with_its_letter(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", S("q\xCC\xA3"));
    int face = fontset_face_for(setup.fonts, FONT_TEXT, FONT_REGULAR);
    GlyphRun run = font_shape(setup.fonts, face, LANG_VI, S("q\xCC\xA3x"), &setup.arena);
    assert_true(run.len >= 2);
    assert_int_equal(run.items[0].from, 0);
    assert_int_equal(run.items[0].to, 3);
    assert_int_equal(run.items[run.len - 1].from, 3);
    setup_close(&setup);
}

static void an_unusable_family_is_named_and_replaced(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "No Such Family 7", STR_NONE);
    assert_int_equal(setup.diags.warning_count, 1); /* once, although three roles ask for it */
    assert_int_equal(setup.diags.list.items[0].code, DIAG_FONT_ABSENT);
    assert_true(str_equal(setup.diags.list.items[0].found, S("No Such Family 7")));
    assert_int_equal(setup.diags.list.items[0].pos.line, 7);
    setup_close(&setup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_has_one_exact_glyph),
        cmocka_unit_test(figures_line_up),
        cmocka_unit_test(text_is_kerned_and_has_no_ligatures),
        cmocka_unit_test(rare_letters_come_from_elsewhere_or_are_said_to_be_missing),
        cmocka_unit_test(a_letter_without_a_face_is_a_question_mark),
        cmocka_unit_test(a_mark_stays_with_its_letter),
        cmocka_unit_test(an_unusable_family_is_named_and_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
