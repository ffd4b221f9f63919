#include "icu.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

Str text_fold(Arena *arena, Str utf8)
{
    Wide wide = wide_from(arena, text_name_key(arena, utf8));
    /* One unit folds to three at most (Unicode CaseFolding.txt: U+0390, U+FB03 …). */
    Wide folded = {.cap = 3 * wide.len + 1};
    folded.items = NEW(arena, UChar, folded.cap);
    UErrorCode status = U_ZERO_ERROR;
    folded.len =
        u_strFoldCase(folded.items, folded.cap, wide.items, wide.len, U_FOLD_CASE_DEFAULT, &status);
    CX_ASSERT(U_SUCCESS(status));
    return text_nfc(arena, wide_to_utf8(arena, folded));
}

/* Letters that Unicode does not take apart into a plain one and a mark. */
static Str plain_letter(int32_t c)
{
    static const struct {
        int32_t letter;
        Str plain;
    } letters[] = {
        {0x0111, {"d", 1}}, {0x00F0, {"d", 1}},  {0x00F8, {"o", 1}},  {0x0142, {"l", 1}},
        {0x0131, {"i", 1}}, {0x00E6, {"ae", 2}}, {0x0153, {"oe", 2}}, {0x00FE, {"th", 2}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(letters); i++) {
        if (letters[i].letter == c)
            return letters[i].plain;
    }
    return STR_NONE;
}

Str text_fold_accents(Arena *arena, Str utf8)
{
    Wide wide = wide_from(arena, text_fold(arena, utf8));
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    CX_ASSERT(U_SUCCESS(status));
    Wide apart = {.cap = 4 * wide.len + 1}; /* UAX #15: at most four units for one */
    apart.items = NEW(arena, UChar, apart.cap);
    apart.len = unorm2_normalize(nfd, wide.items, wide.len, apart.items, apart.cap, &status);
    CX_ASSERT(U_SUCCESS(status));

    Str text = wide_to_utf8(arena, apart);
    Buffer buffer = {.arena = arena};
    for (ptrdiff_t at = 0;;) {
        ptrdiff_t from = at;
        int32_t c = text_next(text, &at);
        if (c < 0)
            break;
        if (u_charType(c) == U_NON_SPACING_MARK)
            continue;
        Str plain = plain_letter(c);
        buffer_add(&buffer, plain.len > 0 ? plain : str_slice(text, from, at));
    }
    return text_nfc(arena, buffer_str(&buffer));
}

static const char *const locales[LANG_COUNT] = {[LANG_EN] = "en", [LANG_VI] = "vi"};

Str text_upper(Arena *arena, Str utf8, Lang lang)
{
    Wide wide = wide_from(arena, utf8);
    Wide upper = {.cap = 3 * wide.len + 1}; /* SpecialCasing.txt: at most three for one */
    upper.items = NEW(arena, UChar, upper.cap);
    UErrorCode status = U_ZERO_ERROR;
    upper.len =
        u_strToUpper(upper.items, upper.cap, wide.items, wide.len, locales[lang_id(lang)], &status);
    CX_ASSERT(U_SUCCESS(status));
    return text_nfc(arena, wide_to_utf8(arena, upper));
}

enum { SLUG_LIMIT = 60 }; /* bytes; a file name has to fit with what is put around it */

/* Windows opens a device under these names, whatever the ending. */
static bool is_device_name(Str slug)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
        if (str_equal(slug, str_from(names[i])))
            return true;
    }
    return slug.len == 4 && (str_starts(slug, S("com")) || str_starts(slug, S("lpt"))) &&
           slug.s[3] >= '0' && slug.s[3] <= '9';
}

Str text_slug(Arena *arena, Str utf8)
{
    Str plain = text_fold_accents(arena, utf8);
    Buffer slug = {.arena = arena};
    bool hyphen_waits = false;
    for (ptrdiff_t i = 0; i < plain.len; i++) {
        char c = plain.s[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            hyphen_waits = true;
            continue;
        }
        bool hyphen = hyphen_waits && slug.len > 0;
        if (slug.len + hyphen + 1 > SLUG_LIMIT)
            break;
        if (hyphen)
            buffer_add_byte(&slug, '-');
        hyphen_waits = false;
        buffer_add_byte(&slug, c);
    }
    if (slug.len == 0)
        return S("unit");
    if (is_device_name(buffer_str(&slug)))
        buffer_add(&slug, S("-unit"));
    return buffer_str(&slug);
}
