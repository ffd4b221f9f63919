#include "icu.h"

#include <unicode/ucol.h>

Str text_sort_key(Arena *arena, Str utf8, Lang lang)
{
    static const char *const locales[LANG_COUNT] = {[LANG_EN] = "en", [LANG_VI] = "vi"};
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locales[lang_id(lang)], &status);
    CX_ASSERT(U_SUCCESS(status));
    /* Names come in NFC, but a key must not depend on it. */
    ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    CX_ASSERT(U_SUCCESS(status));
    Wide wide = wide_from(arena, utf8);
    int32_t len = ucol_getSortKey(collator, wide.items, wide.len, NULL, 0);
    uint8_t *key = NEW(arena, uint8_t, len);
    ucol_getSortKey(collator, wide.items, wide.len, key, len);
    ucol_close(collator);
    /* ICU ends a key with a NUL, which is no part of it here. */
    return (Str){(const char *)key, len > 0 ? len - 1 : 0};
}
