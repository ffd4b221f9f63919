/* Encodings, UTF-8 checking, normal form, names, folding, collation, slugs. Expected texts were
 * made with Python's unicodedata and codecs, or follow from the Unicode tables named. */
#include "one_arena.h"
#include "published.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/unorm2.h>

#include <cxex/text.h>

static void encodings_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Encoding encoding; /* ENCODING_COUNT: not an encoding */
    } cases[] = {
        {"utf-8", ENCODING_UTF8},
        {"UTF8", ENCODING_UTF8},
        {"Utf_16 LE", ENCODING_UTF16LE},
        {"utf-16be", ENCODING_UTF16BE},
        {"windows-1258", ENCODING_CP1258},
        {"CP1258", ENCODING_CP1258},
        {" Windows-1252 ", ENCODING_CP1252},
        {"auto", ENCODING_AUTO},
        {"", ENCODING_COUNT},
        {"utf", ENCODING_COUNT},
        {"a name that is longer than every encoding's", ENCODING_COUNT},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Encoding encoding = ENCODING_COUNT;
        bool ok = encoding_parse(str_from(cases[i].name), &encoding);
        assert_int_equal(ok, cases[i].encoding != ENCODING_COUNT);
        assert_int_equal(encoding, cases[i].encoding);
    }
    for (int i = 0; i < ENCODING_COUNT; i++) {
        Encoding encoding = ENCODING_COUNT;
        assert_true(encoding_parse(encoding_name((Encoding)i), &encoding));
        assert_int_equal(encoding, i);
    }
}

static void texts_are_decoded(void **state)
{
    (void)state;
    static const struct {
        Str bytes;
        Encoding from;
        const char *utf8;
        ptrdiff_t bad; /* -1: good */
    } cases[] = {
        {{"", 0}, ENCODING_UTF8, "", -1},
        {{"", 0}, ENCODING_UTF16LE, "", -1},
        {{"Đ", 2}, ENCODING_UTF8, "Đ", -1},
        {{"ab\xE9", 3}, ENCODING_UTF8, NULL, 2},
        {{"\xEF\xBB\xBF"
          "a",
          4},
         ENCODING_AUTO,
         "a",
         -1},
        {{"\xEF\xBB\xBF"
          "a\xFF",
          5},
         ENCODING_AUTO,
         NULL,
         4},
        {{"\xFF\xFE"
          "a\0\x10\x01",
          6},
         ENCODING_AUTO,
         "aĐ",
         -1},
        {{"\xFE\xFF\0a\x01\x10", 6}, ENCODING_AUTO, "aĐ", -1},
        {{"\x3D\xD8\x00\xDE", 4}, ENCODING_UTF16LE, "\xF0\x9F\x98\x80", -1},
        {{"a\0\x3D\xD8"
          "b\0",
          6},
         ENCODING_UTF16LE,
         NULL,
         2},                                      /* half a pair */
        {{"a\0b", 3}, ENCODING_UTF16LE, NULL, 2}, /* half a unit */
        {{"\x80 50", 4}, ENCODING_CP1252, "€ 50", -1},
        {{"caf\xE9", 4}, ENCODING_CP1252, "café", -1},
        {{"Ch\xFD\xDE", 4}, ENCODING_CP1258, "Chư\xCC\x83", -1}, /* ư and a tilde apart */
        {{"\xD0\xE0 N\xE3\xF0ng", 8}, ENCODING_CP1258, NULL, -1},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str utf8 = {0};
        ptrdiff_t bad = -2;
        bool ok = text_decode(&arena, cases[i].bytes, cases[i].from, &utf8, &bad);
        assert_int_equal(ok, cases[i].bad < 0);
        if (!ok)
            assert_int_equal(bad, cases[i].bad);
        else if (cases[i].utf8 != NULL)
            assert_text(utf8, cases[i].utf8);
    }
}

/* The same text in two encodings, from a public test set (libiconv's). */
static void the_vietnamese_page_gives_the_same_letters(void **state)
{
    (void)state;
    FileView page, utf8;
    Str reason = {0};
    Str folder = S(PUBLISHED "/encodings");
    if (!os_exists(&arena, folder)) {
        print_message("skipped: no %s\n", folder.s);
        skip();
    }
    assert_true(os_file_open(&arena, &page, os_path_join(&arena, folder, S("vi_windows-1258.txt")),
                             &reason));
    assert_true(
        os_file_open(&arena, &utf8, os_path_join(&arena, folder, S("vi_utf-8.txt")), &reason));
    Str decoded = {0};
    ptrdiff_t bad = -1;
    assert_true(text_decode(&arena, page.bytes, ENCODING_CP1258, &decoded, &bad));
    assert_int_equal(text_length(decoded), 276);
    Str composed = text_nfc(&arena, decoded);
    assert_int_equal(text_length(composed), 240);
    assert_true(str_equal(composed, text_nfc(&arena, utf8.bytes)));
    os_file_close(&page);
    os_file_close(&utf8);
}

/* Malformed bytes at every distance, so that each of the steps (64, 8, 1) meets them. */
static void invalid_bytes_are_found_wherever_they_are(void **state)
{
    (void)state;
    enum { ROOM = 300 };
    char bytes[ROOM];
    for (ptrdiff_t len = 0; len < ROOM; len++) {
        memset(bytes, 'a', sizeof bytes);
        assert_int_equal(utf8_invalid_at((Str){bytes, len}), -1);
        if (len == 0)
            continue;
        bytes[len - 1] = (char)0x80;
        assert_int_equal(utf8_invalid_at((Str){bytes, len}), len - 1);
        bytes[len - 1] = (char)0xC3; /* cut short at the end */
        assert_int_equal(utf8_invalid_at((Str){bytes, len}), len - 1);
    }
    for (ptrdiff_t at = 0; at + 3 <= ROOM; at++) {
        memset(bytes, 'a', sizeof bytes);
        memcpy(bytes + at, "ữ", 3);
        assert_int_equal(utf8_invalid_at((Str){bytes, ROOM}), -1);
        bytes[at + 1] = 'a';
        assert_int_equal(utf8_invalid_at((Str){bytes, ROOM}), at);
    }
    assert_int_equal(utf8_invalid_at(STR_NONE), -1);
}

static void characters_are_counted(void **state)
{
    (void)state;
    assert_int_equal(text_length(S("Tiếng Việt")), 10);
    assert_int_equal(text_length(S("a\xFF\xC3")), 3);
    ptrdiff_t at = 0;
    Str text = S("a\xFF"
                 "Đ");
    assert_int_equal(text_next(text, &at), 'a');
    assert_int_equal(text_next(text, &at), 0xFFFD);
    assert_int_equal(text_next(text, &at), 0x110);
    assert_int_equal(text_next(text, &at), -1);
    assert_int_equal(text_next(text, &at), -1);
}

static void texts_are_composed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *nfc;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"Tie\xCC\x82\xCC\x81ng Vie\xCC\xA3\xCC\x82t", "Tiếng Việt"},
        {"Đa\xCC\x80 Na\xCC\x86\xCC\x83ng", "Đà Nẵng"},
        {"q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87"}, /* nothing composes: marks in their order */
        {"=\xCC\xB8", "≠"},
        {"\xE2\x84\xA6", "Ω"}, /* the ohm sign is the letter */
        {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "각"},
        {"a\xFF"
         "e\xCC\x81",
         "a\xEF\xBF\xBD\xC3\xA9"},
        {"“Ủ” – 5 ₫…", "“Ủ” – 5 ₫…"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str text = str_from(cases[i].text);
        Str nfc = text_nfc(&arena, text);
        assert_text(nfc, cases[i].nfc);
        Str again = text_nfc(&arena, nfc);
        assert_ptr_equal(again.s, nfc.s); /* what is in normal form is given back itself */
    }
}

/* Longer than one piece: the pieces must not part a letter from its marks. */
static void long_texts_are_composed(void **state)
{
    (void)state;
    Buffer apart = {.arena = &arena}, composed = {.arena = &arena};
    for (int i = 0; i < 60000; i++) {
        buffer_add(&apart, i % 7 == 0 ? S("e\xCC\xA3\xCC\x82 ") : S("e\xCC\xA3\xCC\x82"));
        buffer_add(&composed, i % 7 == 0 ? S("ệ ") : S("ệ"));
    }
    Str nfc = text_nfc(&arena, buffer_str(&apart));
    assert_true(str_equal(nfc, buffer_str(&composed)));
    /* A text without a single ASCII character is one piece, however long. */
    Buffer solid = {.arena = &arena};
    for (int i = 0; i < 40000; i++)
        buffer_add(&solid, S("ư\xCC\x81"));
    assert_int_equal(text_length(text_nfc(&arena, buffer_str(&solid))), 40000);
}

/* What text_nfc passes at a glance, ICU passes too: alone, and after any letter. */
static void the_glance_agrees_with_icu(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    for (int32_t c = 1; c < 0x1F00; c++) {
        if (c == 0x300)
            c = 0x1E00;
        UChar unit = (UChar)c;
        assert_int_equal(unorm2_quickCheck(nfc, &unit, 1, &status), UNORM_YES);
        assert_true(unorm2_hasBoundaryBefore(nfc, c));
        char bytes[4];
        Str text = {bytes, utf8_encode(c, bytes)};
        assert_ptr_equal(text_nfc(&arena, text).s, bytes);
    }
    assert_true(U_SUCCESS(status));
}

static void names_are_compared_by_their_key(void **state)
{
    (void)state;
    static const struct {
        const char *name, *key, *folded, *plain;
    } cases[] = {
        {"", "", "", ""},
        {"Sales", "Sales", "sales", "sales"},
        {"  Bán \t hàng\r\n", "Bán hàng", "bán hàng", "ban hang"},
        {"\xC2\xA0"
         "Đà\xC2\xA0\xC2\xA0Nẵng\xE3\x80\x80",
         "Đà Nẵng", "đà nẵng", "da nang"},
        {"Ba\xE2\x80\x8B\xCC\x81n", "Bán", "bán", "ban"}, /* zero-width between letter and mark */
        {"\xEF\xBB\xBFid", "id", "id", "id"},
        {"\xE2\x80\xAAKế toán\xE2\x80\xAC", "Kế toán", "kế toán", "ke toan"},
        {"Straße ƯU", "Straße ƯU", "strasse ưu", "strasse uu"},
        {" \xE2\x80\x8B ", "", "", ""},
        {"Sa\x01les\x7F\xC2\x80", "Sales", "sales", "sales"},
        {"Ørsted Łódź ﬁ", "Ørsted Łódź ﬁ", "ørsted łódź fi", "orsted lodz fi"},
        {"営業部", "営業部", "営業部", "営業部"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str name = str_from(cases[i].name);
        assert_text(text_name_key(&arena, name), cases[i].key);
        assert_text(text_fold(&arena, name), cases[i].folded);
        assert_text(text_fold_accents(&arena, name), cases[i].plain);
    }
    assert_text(text_name_key(&arena, S("Sales\0\0")),
                "Sales"); /* else two units would print alike */
    Str clean = S("Bán hàng");
    assert_ptr_equal(text_name_key(&arena, clean).s, clean.s);
    assert_text(text_upper(&arena, S("đường ß"), LANG_VI), "ĐƯỜNG SS");
    assert_text(text_upper(&arena, S(""), LANG_EN), "");
}

static int compare_keys(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

/* The order of the Vietnamese alphabet (a ă â … d đ e ê … o ô ơ … u ư) and of its tones (level,
 * grave, hook, tilde, acute, dot), as CLDR has it. */
static void names_are_sorted_in_vietnamese(void **state)
{
    (void)state;
    static const char *const sorted[] = {"An", "Ăn", "Ân",    "Dung", "Đan", "Em", "Êm",
                                         "ma", "mà", "mả",    "mã",   "má",  "mạ", "mo",
                                         "mô", "mơ", "Phòng", "Quý",  "tu",  "tư"};
    Str keys[CX_COUNTOF(sorted)];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sorted); i++)
        keys[i] = text_sort_key(&arena, str_from(sorted[i]), LANG_VI);
    for (ptrdiff_t i = 1; i < CX_COUNTOF(sorted); i++)
        assert_true(compare_keys(&keys[i - 1], &keys[i]) < 0);
    /* English knows no letter Đ of its own: it sorts with D. */
    Str dung = text_sort_key(&arena, S("Dung"), LANG_EN);
    Str dan = text_sort_key(&arena, S("Đan"), LANG_EN);
    assert_true(str_compare(dan, dung) < 0);
    assert_true(str_equal(text_sort_key(&arena, S("é"), LANG_VI),
                          text_sort_key(&arena, S("e\xCC\x81"), LANG_VI)));
    assert_true(str_compare(text_sort_key(&arena, S(""), LANG_VI), keys[0]) < 0);
}

static void names_become_slugs(void **state)
{
    (void)state;
    static const struct {
        const char *name, *slug;
    } cases[] = {
        {"Bán hàng trực tuyến", "ban-hang-truc-tuyen"},
        {"Đà Nẵng", "da-nang"},
        {"  R&D / IT -- 2 ", "r-d-it-2"},
        {"Chi nhánh 10", "chi-nhanh-10"},
        {"営業部", "unit"},
        {"営業部 2", "2"},
        {"", "unit"},
        {"---", "unit"},
        {"../../etc", "etc"},
        {"CON", "con-unit"},
        {"com1", "com1-unit"},
        {"cong ty", "cong-ty"},
        {"Phòng Chăm sóc khách hàng doanh nghiệp vừa và nhỏ khu vực miền Trung và Tây Nguyên",
         "phong-cham-soc-khach-hang-doanh-nghiep-vua-va-nho-khu-vuc-mi"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", /* 59 and a blank */
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str slug = text_slug(&arena, str_from(cases[i].name));
        assert_text(slug, cases[i].slug);
        assert_true(slug.len > 0 && slug.len <= 60);
    }
}

#define test(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(encodings_are_named),
        test(texts_are_decoded),
        test(the_vietnamese_page_gives_the_same_letters),
        test(invalid_bytes_are_found_wherever_they_are),
        test(characters_are_counted),
        test(texts_are_composed),
        test(long_texts_are_composed),
        test(the_glance_agrees_with_icu),
        test(names_are_compared_by_their_key),
        test(names_are_sorted_in_vietnamese),
        test(names_become_slugs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
