/* Pictures of every kind that a logo comes in, and what is left of them when they are damaged. The
 * files in tests/pictures were made with ImageMagick (orientation-*.jpg and huge.png by hand). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/render/pdf/image.h"

static Str picture(Arena *arena, const char *name)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Str path = str_concat(arena, S(TESTS_DIR "/pictures/"), str_from(name));
    assert_true(os_file_open(arena, &file, path, &reason));
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    return bytes;
}

typedef struct Pixel {
    int x, y, r, g, b, a;
} Pixel;
typedef struct Case {
    const char *name;
    int width, height, tolerance;
    bool alpha;
    Pixel pixels[2];
} Case;

static const Case CASES[] = {
    {"rgb.png", 5, 4, 0, false, {{0, 0, 0xC4, 0x70, 0x1B, 255}, {4, 3, 0x0B, 0x7A, 0x8C, 255}}},
    {"interlaced.png",
     5,
     4,
     0,
     false,
     {{0, 0, 0xC4, 0x70, 0x1B, 255}, {4, 3, 0x0B, 0x7A, 0x8C, 255}}},
    {"deep.png", 5, 4, 0, false, {{0, 0, 0xC4, 0x70, 0x1B, 255}, {4, 3, 0x0B, 0x7A, 0x8C, 255}}},
    {"palette.png", 5, 4, 0, false, {{0, 0, 0xC4, 0x70, 0x1B, 255}, {4, 3, 0x0B, 0x7A, 0x8C, 255}}},
    {"gray.png", 5, 4, 0, false, {{0, 0, 0, 0, 0, 255}, {4, 3, 0x80, 0x80, 0x80, 255}}},
    {"alpha.png", 5, 4, 1, true, {{0, 0, 0xC4, 0x70, 0x1B, 255}, {4, 3, 0x0B, 0x7A, 0x8C, 128}}},
    {"plain.jpg", 16, 8, 4, false, {{1, 1, 0xC4, 0x70, 0x1B, 255}, {14, 6, 0x0B, 0x7A, 0x8C, 255}}},
    {"progressive.jpg",
     16,
     8,
     6,
     false,
     {{1, 1, 0xC4, 0x70, 0x1B, 255}, {14, 6, 0x0B, 0x7A, 0x8C, 255}}},
    {"cmyk.jpg", 16, 8, 8, false, {{1, 1, 0xC4, 0x70, 0x1B, 255}, {14, 6, 0x0B, 0x7A, 0x8C, 255}}},
    {"gray.jpg", 16, 8, 2, false, {{1, 1, 0x40, 0x40, 0x40, 255}, {14, 6, 0x40, 0x40, 0x40, 255}}},
    /* Upside down: what was left is right. */
    {"orientation-3.jpg",
     16,
     8,
     4,
     false,
     {{14, 1, 0xC4, 0x70, 0x1B, 255}, {1, 6, 0x0B, 0x7A, 0x8C, 255}}},
    /* A quarter turn clockwise: what was left is on top. */
    {"orientation-6.jpg",
     8,
     16,
     4,
     false,
     {{1, 1, 0xC4, 0x70, 0x1B, 255}, {6, 14, 0x0B, 0x7A, 0x8C, 255}}},
};

static void check_pixel(const Image *image, const Pixel *pixel, int tolerance)
{
    ptrdiff_t at = (ptrdiff_t)pixel->y * image->width + pixel->x;
    assert_in_range(image->rgb[3 * at] + tolerance - pixel->r, 0, 2 * tolerance);
    assert_in_range(image->rgb[3 * at + 1] + tolerance - pixel->g, 0, 2 * tolerance);
    assert_in_range(image->rgb[3 * at + 2] + tolerance - pixel->b, 0, 2 * tolerance);
    int alpha = image->alpha ? image->alpha[at] : 255;
    assert_in_range(alpha + tolerance - pixel->a, 0, 2 * tolerance);
}

static void pictures_of_every_kind_are_read(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 26, NULL, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(CASES); i++) {
        Image image;
        assert_int_equal(image_decode(&image, picture(&arena, CASES[i].name), &arena), IMAGE_OK);
        assert_int_equal(image.width, CASES[i].width);
        assert_int_equal(image.height, CASES[i].height);
        assert_int_equal(image.alpha != NULL, CASES[i].alpha);
        for (int p = 0; p < 2; p++)
            check_pixel(&image, &CASES[i].pixels[p], CASES[i].tolerance);
    }
    arena_close(&arena);
}

static void other_files_are_refused(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 26, NULL, NULL);
    Image image;
    assert_int_equal(image_decode(&image, STR_NONE, &arena), IMAGE_UNKNOWN);
    assert_int_equal(image_decode(&image, S("GIF89a"), &arena), IMAGE_UNKNOWN);
    assert_int_equal(image_decode(&image, S("\x89PNG\r\n\x1A\n"), &arena), IMAGE_BROKEN);
    assert_int_equal(image_decode(&image, S("\xFF\xD8\xFF"), &arena), IMAGE_BROKEN);
    assert_int_equal(image_decode(&image, picture(&arena, "huge.png"), &arena), IMAGE_TOO_LARGE);
    arena_close(&arena);
}

/* Cut anywhere, a picture is either refused or (when only what follows the samples is gone) whole.
 */
static void cut_pictures_never_crash(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 26, NULL, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(CASES); i++) {
        Str bytes = picture(&arena, CASES[i].name);
        ArenaMark mark = arena_mark(&arena);
        for (ptrdiff_t len = 0; len < bytes.len; len++) {
            Image image;
            ImageFault fault = image_decode(&image, str_slice(bytes, 0, len), &arena);
            if (len < bytes.len / 2)
                assert_int_not_equal(fault, IMAGE_OK);
            if (fault == IMAGE_OK)
                check_pixel(&image, &CASES[i].pixels[1], CASES[i].tolerance);
            arena_reset(&arena, mark);
        }
    }
    arena_close(&arena);
}

static void damaged_pictures_never_crash(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 30, NULL, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(CASES); i++) {
        Str bytes = picture(&arena, CASES[i].name);
        char *copy = NEW(&arena, char, bytes.len);
        ArenaMark mark = arena_mark(&arena);
        for (ptrdiff_t at = 0; at < bytes.len; at++) {
            static const unsigned char MASKS[] = {0x01, 0x80, 0xFF};
            for (ptrdiff_t m = 0; m < CX_COUNTOF(MASKS); m++) {
                memcpy(copy, bytes.s, (size_t)bytes.len);
                copy[at] = (char)(copy[at] ^ MASKS[m]);
                Image image;
                if (image_decode(&image, (Str){copy, bytes.len}, &arena) == IMAGE_OK) {
                    assert_in_range(image.width, 1, IMAGE_MAX_SIDE);
                    assert_in_range(image.height, 1, IMAGE_MAX_SIDE);
                }
                arena_reset(&arena, mark);
            }
        }
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_of_every_kind_are_read),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(cut_pictures_never_crash),
        cmocka_unit_test(damaged_pictures_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
