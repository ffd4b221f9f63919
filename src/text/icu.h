/* icu.h: between our UTF-8 and ICU's UTF-16, for the files of text. */
#ifndef CXEX_TEXT_ICU_H
#define CXEX_TEXT_ICU_H

#include <cxex/text.h>

#include <unicode/utypes.h>

typedef struct Wide { /* UTF-16 in native order; ICU counts in int32_t */
    UChar *items;
    int32_t len, cap;
} Wide;

/* ICU counts in 32 bits, and some results are larger than what they were made from. */
enum { WIDE_LIMIT_BYTES = INT32_MAX / 8 };

/* Malformed bytes become U+FFFD. The text is at most WIDE_LIMIT_BYTES. */
Wide wide_from(Arena *arena, Str utf8);
Str wide_to_utf8(Arena *arena, Wide wide);

/* A character that makes names differ without being seen: zero-width, soft hyphen, bidi marks,
 * control characters (tabs and line ends too: ask for white space first). */
bool character_is_unseen(int32_t c);

#endif
