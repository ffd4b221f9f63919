/* The catalogues: the same keys in the same order with the same places. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/text.h>

typedef struct Entry {
    const char *key;
    Str text;
} Entry;

#define W(key, text) {#key, {(text), sizeof(text) - 1}},
static const Entry english[] = {
#include <cxex/words_en.def>
};
static const Entry vietnamese[] = {
#include <cxex/words_vi.def>
};
#undef W

/* Adds to counts how often each place {0} … {9} comes. */
static void count_places(Str text, int counts[10])
{
    for (ptrdiff_t i = 0; i + 2 < text.len; i++) {
        if (text.s[i] == '{' && text.s[i + 2] == '}' && text.s[i + 1] >= '0' &&
            text.s[i + 1] <= '9')
            counts[text.s[i + 1] - '0']++;
    }
}

static void both_languages_have_the_same_keys(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(english) && i < CX_COUNTOF(vietnamese); i++)
        assert_string_equal(english[i].key, vietnamese[i].key);
    assert_int_equal(CX_COUNTOF(english), CX_COUNTOF(vietnamese));
    assert_int_equal(CX_COUNTOF(english), WORD_COUNT);
}

/* A place may come more than once in one language; that it comes has to be the same. Places count
 * from {0} without a gap, else a value would be given that is never shown. */
static void both_languages_have_the_same_places(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(english); i++) {
        int in_english[10] = {0}, in_vietnamese[10] = {0};
        count_places(english[i].text, in_english);
        count_places(vietnamese[i].text, in_vietnamese);
        for (int place = 0; place < 10; place++) {
            if ((in_english[place] > 0) != (in_vietnamese[place] > 0))
                fail_msg("%s: {%d} is in one language only", english[i].key, place);
            if (place > 0 && in_english[place] > 0 && in_english[place - 1] == 0)
                fail_msg("%s: {%d} without {%d}", english[i].key, place, place - 1);
        }
    }
}

static void texts_are_clean(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 20, NULL, NULL);
    const Entry *const catalogues[] = {english, vietnamese};
    for (ptrdiff_t lang = 0; lang < CX_COUNTOF(catalogues); lang++) {
        for (ptrdiff_t i = 0; i < WORD_COUNT; i++) {
            Entry entry = catalogues[lang][i];
            ArenaMark mark = arena_mark(&arena);
            bool clean =
                utf8_invalid_at(entry.text) < 0 && text_nfc(&arena, entry.text).s == entry.text.s;
            if (!clean || !str_equal(word((Lang)lang, (Word)i), entry.text))
                fail_msg("%s is not UTF-8 in normal form", entry.key);
            arena_reset(&arena, mark);
        }
    }
    arena_close(&arena);
}

/* Any word with its places: each place is replaced by its value, everything else stays. */
static void places_are_filled(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 20, NULL, NULL);
    const Str values[10] = {S("<0>"), S("<1>"), S("<2>"), S("<3>"), S("<4>"),
                            S("<5>"), S("<6>"), S("<7>"), S("<8>"), S("<9>")};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (int key = 0; key < WORD_COUNT; key++) {
            ArenaMark mark = arena_mark(&arena);
            Str text = word((Lang)lang, (Word)key);
            int before[10] = {0}, after[10] = {0};
            count_places(text, before);
            Str filled = word_fill(&arena, (Lang)lang, (Word)key, values, 10);
            count_places(filled, after);
            assert_int_equal(filled.len, text.len); /* "<0>" is as long as "{0}" */
            for (ptrdiff_t i = 0; i + 2 < text.len; i++) {
                if (str_equal(str_slice(filled, i, i + 3), S("<0>")) && before[0] > 0)
                    assert_true(str_equal(str_slice(text, i, i + 3), S("{0}")));
            }
            for (int place = 0; place < 10; place++)
                assert_int_equal(after[place], 0);
            arena_reset(&arena, mark);
        }
    }
    assert_true(str_equal(WORDS(&arena, LANG_EN, WORD_WITHHELD, S("unused")),
                          S("Not shown, to protect the people who answered.")));
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_have_the_same_keys),
        cmocka_unit_test(both_languages_have_the_same_places),
        cmocka_unit_test(texts_are_clean),
        cmocka_unit_test(places_are_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
