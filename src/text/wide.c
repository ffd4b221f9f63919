#include "icu.h"

#include <unicode/ustring.h>

Wide wide_from(Arena *arena, Str utf8)
{
    CX_ASSERT(utf8.len <= WIDE_LIMIT_BYTES);
    /* Never more units than bytes: 1 to 3 bytes are one unit, 4 bytes two. */
    Wide wide = {.items = NEW(arena, UChar, utf8.len + 1), .cap = (int32_t)utf8.len + 1};
    if (utf8.len == 0)
        return wide;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide.items, wide.cap, &wide.len, utf8.s, (int32_t)utf8.len, 0xFFFD, NULL,
                         &status);
    CX_ASSERT(U_SUCCESS(status));
    return wide;
}

Str wide_to_utf8(Arena *arena, Wide wide)
{
    char *made = NEW(arena, char, 3 * (ptrdiff_t)wide.len + 1);
    int32_t len = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8WithSub(made, 3 * wide.len + 1, &len, wide.items, wide.len, 0xFFFD, NULL, &status);
    CX_ASSERT(U_SUCCESS(status));
    return (Str){made, len};
}
