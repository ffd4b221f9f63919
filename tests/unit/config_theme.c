/* Themes: contrast against published figures, the shipped themes, and what a theme file may leave
 * out. Broken themes are cases (config-theme-*). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/theme.h>

#define assert_near(found, expected, tolerance) \
    assert_true(fabs((found) - (expected)) <= (tolerance))
#define assert_str(actual, expected) assert_true(str_equal((actual), str_from(expected)))

static Colour rgb(int r, int g, int b)
{
    return (Colour){r / 255.0, g / 255.0, b / 255.0};
}

/* Ratios as the contrast checker of webaim.org gives them (two decimals, cut), and the exact ends
 * of WCAG 2's scale. */
static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    static const struct {
        int a[3], b[3];
        double ratio, tolerance;
    } cases[] = {
        {{0, 0, 0}, {255, 255, 255}, 21, 1e-12},
        {{255, 255, 255}, {255, 255, 255}, 1, 1e-12},
        {{0x77, 0x77, 0x77}, {255, 255, 255}, 4.48, 0.005},
        {{0x76, 0x76, 0x76}, {255, 255, 255}, 4.54, 0.005},
        {{255, 0, 0}, {255, 255, 255}, 4.00, 0.005},
        {{0, 0, 255}, {255, 255, 255}, 8.59, 0.005},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Colour a = rgb(cases[i].a[0], cases[i].a[1], cases[i].a[2]);
        Colour b = rgb(cases[i].b[0], cases[i].b[1], cases[i].b[2]);
        assert_near(theme_contrast(a, b), cases[i].ratio, cases[i].tolerance);
        assert_near(theme_contrast(b, a), theme_contrast(a, b), 0);
    }
}

static double hue(Colour c)
{
    double high = c.r > c.g ? (c.r > c.b ? c.r : c.b) : (c.g > c.b ? c.g : c.b);
    double low = c.r < c.g ? (c.r < c.b ? c.r : c.b) : (c.g < c.b ? c.g : c.b);
    double span = high - low;
    assert_true(span > 0);
    double sextant = c.r == high   ? (c.g - c.b) / span
                     : c.g == high ? 2 + (c.b - c.r) / span
                                   : 4 + (c.r - c.g) / span;
    return sextant < 0 ? 60 * sextant + 360 : 60 * sextant;
}

/* Customers teal, employees amber, growth green, in every theme that ships. */
static void shipped_themes(void **state)
{
    (void)state;
    static const struct {
        const char *name, *label, *font;
        CoverStyle cover;
    } cases[] = {
        {"night", "Night", "Roboto", COVER_FULL},
        {"quiet", "Quiet", "Lato", COVER_BAND},
        {"warm", "Warm", "Open Sans", COVER_LIGHT},
    };
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    const Str folder = S(SOURCE_DIR "/themes");
    StrList names = theme_list(&arena, &folder, 1);
    assert_int_equal(names.len, CX_COUNTOF(cases));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        assert_str(names.items[i], cases[i].name);
        Diags diags = {.arena = &arena};
        const Theme *theme = theme_read(&arena, names.items[i], &folder, 1, (Pos){0}, &diags);
        if (theme == NULL)
            print_error("%.*s", STR_ARG(diag_print(&arena, &diags, DIAG_EN)));
        assert_non_null(theme);
        assert_int_equal(diags.list.len, 0);
        assert_str(theme->name, cases[i].name);
        assert_str(theme->label, cases[i].label);
        assert_str(theme->font_text, cases[i].font);
        assert_str(theme->font_figure, cases[i].font);
        assert_int_equal(theme->cover, cases[i].cover);
        assert_int_equal(theme->logo.len, 0);
        assert_int_equal(theme->word_count[LANG_EN] + theme->word_count[LANG_VI], 0);
        double cx = hue(theme->colour[COLOUR_CX]), ex = hue(theme->colour[COLOUR_EX]),
               growth = hue(theme->colour[COLOUR_GROWTH]);
        assert_true(cx > 170 && cx < 200);
        assert_true(ex > 20 && ex < 45);
        assert_true(growth > 70 && growth < 150);
    }
    arena_close(&arena);
}

/* Later folders are only looked in when the name is in none before; what is left out is quiet. */
static void a_client_theme(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    const Str folders[] = {S(TESTS_DIR "/cases/config-fine-product"), S(SOURCE_DIR "/themes")};
    Diags diags = {.arena = &arena};
    const Theme *own = theme_read(&arena, S("sen-viet"), folders, 2, (Pos){0}, &diags);
    const Theme *quiet = theme_read(&arena, S("quiet.ini"), folders, 2, (Pos){0}, &diags);
    assert_non_null(own);
    assert_non_null(quiet);
    assert_str(own->label, "Sen Việt");
    assert_str(own->logo_initials, "SV");
    assert_str(own->font_title, "Lato");
    assert_int_equal(own->word_count[LANG_VI], 1);
    assert_str(own->words[LANG_VI][0].from, "Khách hàng");
    assert_str(own->words[LANG_VI][0].to, "Hội viên");
    assert_near(own->colour[COLOUR_BRAND].r, 0x5A / 255.0, 1e-12);
    for (int role = 0; role < COLOUR_ROLE_COUNT; role++) {
        bool changed = role == COLOUR_BRAND || role == COLOUR_COVER || role == COLOUR_COVER_ROOF ||
                       role == COLOUR_COVER_ROOM || role == COLOUR_COVER_BASE;
        double distance = theme_contrast(own->colour[role], quiet->colour[role]);
        assert_true(changed || distance == 1.0);
    }
    /* A project file in the same folder is no theme. */
    StrList names = theme_list(&arena, folders, 2);
    assert_int_equal(names.len, 4);
    assert_str(names.items[0], "sen-viet");
    arena_close(&arena);
}

/* A client gives one colour, or only a light cover: the cover and its house go with it. */
static void a_cover_follows(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    const Str folders[] = {S(TESTS_DIR "/themes")};
    Diags diags = {.arena = &arena};
    const Theme *plum = theme_read(&arena, S("plum"), folders, 1, (Pos){0}, &diags);
    const Theme *light = theme_read(&arena, S("light"), folders, 1, (Pos){0}, &diags);
    assert_non_null(plum);
    assert_non_null(light);
    assert_near(plum->colour[COLOUR_COVER].r, 0x7A / 255.0, 1e-12);
    assert_near(plum->colour[COLOUR_COVER_BASE].g, 0.87 * 0x1F / 255.0 + 0.13, 1e-12);
    assert_true(theme_contrast(plum->colour[COLOUR_BRAND_SOFT], plum->colour[COLOUR_COVER_BASE]) >=
                4.5);
    assert_near(light->colour[COLOUR_COVER].r, light->colour[COLOUR_WASH].r, 1e-12);
    assert_near(light->colour[COLOUR_ON_COVER].b, light->colour[COLOUR_BRAND].b, 1e-12);
    assert_true(theme_contrast(light->colour[COLOUR_COVER], light->colour[COLOUR_COVER_BASE]) > 1);
    arena_close(&arena);
}

/* A program copied without its themes: no list of names, but what is missing. */
static void no_folder_of_themes(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 20, NULL, NULL);
    Diags diags = {.arena = &arena};
    const Str folders[] = {S(TESTS_DIR "/reference")};
    assert_null(theme_read(&arena, S("quiet"), folders, 1, (Pos){0}, &diags));
    assert_int_equal(diags.list.len, 1);
    assert_int_equal(diags.list.items[0].code, DIAG_THEME_NONE);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_wcag), cmocka_unit_test(shipped_themes),
        cmocka_unit_test(a_client_theme),           cmocka_unit_test(a_cover_follows),
        cmocka_unit_test(no_folder_of_themes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
