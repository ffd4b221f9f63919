#include <cxex/text.h>

#include <assert.h>
#include <string.h>

#include <unicode/ucnv.h>

#include "legacy.h"

typedef struct EncodingKind {
    Str name;             /* as project files write it */
    const char *icu_name; /* NULL: not by a converter */
    int bytes_per_unit;
} EncodingKind;

static const EncodingKind kinds[] = {
    [ENCODING_AUTO] = {{"auto", 4}, NULL, 1},
    [ENCODING_UTF8] = {{"utf-8", 5}, NULL, 1},
    [ENCODING_UTF16LE] = {{"utf-16le", 8}, "UTF-16LE", 2},
    [ENCODING_UTF16BE] = {{"utf-16be", 8}, "UTF-16BE", 2},
    [ENCODING_CP1258] = {{"windows-1258", 12}, "windows-1258", 1},
    [ENCODING_CP1252] = {{"windows-1252", 12}, "windows-1252", 1},
    [ENCODING_TCVN3] = {{"tcvn3", 5}, NULL, 1},
    [ENCODING_VNI] = {{"vni", 3}, NULL, 1},
    [ENCODING_VISCII] = {{"viscii", 6}, NULL, 1},
    [ENCODING_UTF8_TWICE] = {{"utf-8-twice", 11}, NULL, 1},
};
static_assert(CX_COUNTOF(kinds) == ENCODING_COUNT, "every encoding");

/* Other spellings, without blanks, hyphens and underscores. */
static const struct {
    Str name;
    Encoding encoding;
} spellings[] = {
    {{"auto", 4}, ENCODING_AUTO},
    {{"utf8", 4}, ENCODING_UTF8},
    {{"utf8bom", 7}, ENCODING_UTF8},
    {{"utf8sig", 7}, ENCODING_UTF8},
    {{"utf16le", 7}, ENCODING_UTF16LE},
    {{"utf16", 5}, ENCODING_UTF16LE},
    {{"utf16be", 7}, ENCODING_UTF16BE},
    {{"windows1258", 11}, ENCODING_CP1258},
    {{"cp1258", 6}, ENCODING_CP1258},
    {{"1258", 4}, ENCODING_CP1258},
    {{"windows1252", 11}, ENCODING_CP1252},
    {{"cp1252", 6}, ENCODING_CP1252},
    {{"1252", 4}, ENCODING_CP1252},
    {{"ansi", 4}, ENCODING_CP1252},
    {{"latin1", 6}, ENCODING_CP1252},
    {{"iso88591", 8}, ENCODING_CP1252},
    {{"tcvn3", 5}, ENCODING_TCVN3},
    {{"tcvn", 4}, ENCODING_TCVN3},
    {{"tcvn5712", 8}, ENCODING_TCVN3},
    {{"abc", 3}, ENCODING_TCVN3},
    {{"vni", 3}, ENCODING_VNI},
    {{"vniwindows", 10}, ENCODING_VNI},
    {{"viscii", 6}, ENCODING_VISCII},
    {{"utf8twice", 9}, ENCODING_UTF8_TWICE},
};

Str encoding_name(Encoding encoding)
{
    CX_ASSERT(encoding >= 0 && encoding < ENCODING_COUNT);
    return kinds[encoding].name;
}

bool encoding_parse(Str name, Encoding *encoding)
{
    char plain[32];
    ptrdiff_t len = 0;
    name = str_trim(name);
    for (ptrdiff_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        if (c == '-' || c == '_' || c == ' ')
            continue;
        if (len == (ptrdiff_t)sizeof plain)
            return false;
        plain[len++] = c;
    }
    for (ptrdiff_t i = 0; i < CX_COUNTOF(spellings); i++) {
        if (str_equal_nocase((Str){plain, len}, spellings[i].name)) {
            *encoding = spellings[i].encoding;
            return true;
        }
    }
    return false;
}

ptrdiff_t encoding_bom(Str bytes, Encoding *encoding)
{
    static const struct {
        Str mark;
        Encoding encoding;
    } marks[] = {
        {{"\xEF\xBB\xBF", 3}, ENCODING_UTF8},
        {{"\xFF\xFE", 2}, ENCODING_UTF16LE},
        {{"\xFE\xFF", 2}, ENCODING_UTF16BE},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(marks); i++) {
        if (str_starts(bytes, marks[i].mark)) {
            *encoding = marks[i].encoding;
            return marks[i].mark.len;
        }
    }
    return 0;
}

/* How many bytes before `source` belong to what the converter refused. */
static ptrdiff_t refused_bytes(UConverter *converter)
{
    char bytes[32];
    int8_t len = sizeof bytes;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, bytes, &len, &status);
    return U_SUCCESS(status) ? len : 0;
}

static bool convert(UConverter *from, UConverter *to, Str bytes, char **target, char *target_end,
                    ptrdiff_t *bad_offset)
{
    UChar pivot[4096];
    UChar *pivot_source = pivot, *pivot_target = pivot;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    CX_ASSERT(U_SUCCESS(status));
    const char *source = bytes.s;
    ucnv_convertEx(to, from, target, target_end, &source, bytes.s + bytes.len, pivot, &pivot_source,
                   &pivot_target, pivot + CX_COUNTOF(pivot), true, true, &status);
    CX_ASSERT(status != U_BUFFER_OVERFLOW_ERROR);
    if (U_SUCCESS(status))
        return true;
    *bad_offset = source - bytes.s - refused_bytes(from);
    return false;
}

static UConverter *open_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    CX_ASSERT(U_SUCCESS(status)); /* the names are ours, and ICU always has them */
    return converter;
}

static bool decode_by_converter(Arena *arena, Str bytes, const EncodingKind *kind, Str *utf8,
                                ptrdiff_t *bad_offset)
{
    /* One unit becomes three bytes at most. What is not used is given back, and was never touched.
     */
    ptrdiff_t cap = 3 * (bytes.len / kind->bytes_per_unit) + 8;
    char *made = NEW(arena, char, cap);
    char *target = made;
    UConverter *from = open_converter(kind->icu_name);
    UConverter *to = open_converter("UTF-8");
    bool ok = convert(from, to, bytes, &target, made + cap, bad_offset);
    ucnv_close(to);
    ucnv_close(from);
    if (!ok)
        return false;
    arena_reset(arena, (ArenaMark){.at = target});
    *utf8 = (Str){made, target - made};
    return true;
}

bool text_decode(Arena *arena, Str bytes, Encoding from, Str *utf8, ptrdiff_t *bad_offset)
{
    ptrdiff_t skipped = 0;
    if (from == ENCODING_AUTO) {
        from = ENCODING_UTF8;
        skipped = encoding_bom(bytes, &from);
        bytes = str_slice(bytes, skipped, bytes.len);
    }
    *utf8 = bytes;
    *bad_offset = -1;
    bool ok = true;
    if (from == ENCODING_UTF8) {
        *bad_offset = utf8_invalid_at(bytes);
        ok = *bad_offset < 0;
    } else if (bytes.len > 0 && kinds[from].icu_name == NULL) {
        ok = legacy_decode(arena, bytes, from, utf8, bad_offset);
    } else if (bytes.len > 0) {
        ok = decode_by_converter(arena, bytes, &kinds[from], utf8, bad_offset);
    }
    if (!ok)
        *bad_offset += skipped;
    return ok;
}
