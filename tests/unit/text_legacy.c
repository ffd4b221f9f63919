/* Vietnamese from before Unicode, and UTF-8 that went through another encoding. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/text.h>

#include "published.h"

#define REAL PUBLISHED "/encodings/"

static Arena arena;

static void assert_reads(Encoding encoding, Str bytes, const char *expected)
{
    Str utf8 = STR_NONE;
    ptrdiff_t bad = -1;
    if (!text_decode(&arena, bytes, encoding, &utf8, &bad))
        fail_msg("%.*s: byte %td", STR_ARG(encoding_name(encoding)), bad);
    Str composed = text_nfc(&arena, utf8);
    if (!str_equal(composed, str_from(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARG(composed), expected);
}

/* The well-known head of Vietnamese letters, as both kinds of fonts wrote it. */
#define COUNTRY "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc"

static void fonts_of_old(void **state)
{
    (void)state;
    assert_reads(ENCODING_VNI,
                 S("Co\xE4ng ho\xF8"
                   "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
                   "a Vie\xE4t Nam. \xD1o\xE4"
                   "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
                   "c"),
                 COUNTRY);
    assert_reads(ENCODING_TCVN3,
                 S("C\xE9ng h\xDF"
                   "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
                   "a Vi\xD6t Nam. \xA7\xE9"
                   "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
                   "c"),
                 COUNTRY);
    assert_reads(ENCODING_VNI, S("TIE\xC1NG VIE\xC4T, \xD6\xD9, \xD4\xDB, Y\xD5, \xCE, \xC6, \xD2"),
                 "TIẾNG VIỆT, Ứ, Ở, Ỹ, Ỵ, Ỉ, Ị");
    assert_reads(ENCODING_VNI, S("a\xEA a\xE9 a\xE8 a\xFA a\xFC a\xEB A\xCA A\xCB"),
                 "ă ắ ằ ẳ ẵ ặ Ă Ặ");
    assert_reads(ENCODING_VNI, S("plain, 100% \xF1\x6F\xE1"), "plain, 100% đố");
    assert_reads(ENCODING_TCVN3, S("a\tb\r\nc"), "a\tb\r\nc");
}

static void published_texts(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        Encoding encoding;
    } files[] = {{REAL "vi_windows-1258.txt", ENCODING_CP1258},
                 {REAL "vi_viscii.txt", ENCODING_VISCII}};
    FileView plain;
    Str reason = STR_NONE;
    if (!os_file_open(&arena, &plain, S(REAL "vi_utf-8.txt"), &reason)) {
        print_message("%s is absent: skipped\n", REAL);
        skip();
    }
    Str expected = text_nfc(&arena, plain.bytes);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files); i++) {
        FileView file;
        assert_true(os_file_open(&arena, &file, str_from(files[i].file), &reason));
        assert_reads(files[i].encoding, file.bytes, str_cstr(&arena, expected));
        os_file_close(&file);
    }
    os_file_close(&plain);
}

static void utf8_twice_is_undone(void **state)
{
    (void)state;
    static const struct {
        const char *twice, *once;
    } texts[] = {{"Bá»™ pháº­n", "Bộ phận"},
                 {"TÃ´i", "Tôi"},
                 {"Ä\xC2\x90iá»ƒm", "Điểm"},
                 {"plain", "plain"},
                 {"â€œâ‚¬", "“€"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++)
        assert_reads(ENCODING_UTF8_TWICE, str_from(texts[i].twice), texts[i].once);
    static const struct {
        const char *text;
        ptrdiff_t bad;
    } refused[] = {{"ab é", 3}, {"ab Bộ", 4}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refused); i++) {
        Str utf8;
        ptrdiff_t bad = -1;
        Str text = str_from(refused[i].text);
        assert_false(text_decode(&arena, text, ENCODING_UTF8_TWICE, &utf8, &bad));
        assert_int_equal(bad, refused[i].bad);
    }
}

static void syllables(void **state)
{
    (void)state;
    static const char *const good[] = {"Bộ",    "phận", "PHẬN", "nghiêng", "được", "Đắk",  "quý",
                                       "khuỷu", "ưu",   "oai",  "Huế",     "thuở", "ĐƯỜNG"};
    static const char *const bad[] = {"TiÕng", "ViÖt",  "café",   "año",    "Größe",
                                      "bôò",   "phâòn", "été",    "ĐạiHọc", "giõìi",
                                      "naïve", "",      "hàilòng"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(good); i++)
        if (!text_is_vietnamese_syllable(&arena, str_from(good[i])))
            fail_msg("%s", good[i]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(bad); i++)
        if (text_is_vietnamese_syllable(&arena, str_from(bad[i])))
            fail_msg("%s", bad[i]);
}

static void bytes_are_guessed(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        Encoding encoding;
        const char *sample;
    } texts[] = {
        {"Bo\xE4 pha\xE4n,Hai lo\xF8ng,Kha\xF9"
         "ch ha\xF8ng",
         ENCODING_VNI, "Bộ"},
        {"B\xE9 ph\xCBn,H\xB5i l\xDFng", ENCODING_TCVN3, "Bộ"},
        {"B\xF4\xF2 ph\xE2\xF2n,H\xE0i lo\xCCng", ENCODING_CP1258, "Bộ"},
        {"caf\xE9,Gr\xF6\xDF"
         "e,a\xF1o",
         ENCODING_CP1252, "café"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++) {
        Str sample = STR_NONE;
        Encoding guess = text_guess_encoding(&arena, str_from(texts[i].bytes), &sample);
        if (guess != texts[i].encoding)
            fail_msg("%td: %.*s", i, STR_ARG(encoding_name(guess)));
        if (!str_equal(text_nfc(&arena, sample), str_from(texts[i].sample)))
            fail_msg("%td: %.*s", i, STR_ARG(sample));
    }
}

static void mojibake_is_found(void **state)
{
    (void)state;
    Mojibake found = text_find_mojibake(&arena, S("id,Bá»™ pháº­n,HÃ i lÃ²ng\n1,Kho váº­n,5\n"));
    assert_true(found.hits >= 4 && 2 * found.hits >= found.words);
    assert_true(str_equal(found.found, S("Bá»™")));
    assert_true(str_equal(found.was, S("Bộ")));
    static const char *const fine[] = {"Bộ phận,Hài lòng,Kho vận", "café naïve Größe",
                                       "“quoted” – dash", "100 € … ½", "日本語 ελληνικά"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(fine); i++)
        assert_int_equal(text_find_mojibake(&arena, str_from(fine[i])).hits, 0);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fonts_of_old),         cmocka_unit_test(published_texts),
        cmocka_unit_test(utf8_twice_is_undone), cmocka_unit_test(syllables),
        cmocka_unit_test(bytes_are_guessed),    cmocka_unit_test(mojibake_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
