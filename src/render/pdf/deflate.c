#include "deflate.h"

#include <zlib.h>

Str deflate_bytes(Str bytes, Arena *arena)
{
    enum { LEVEL = 5 }; /* 9 takes three times as long for two parts in a hundred */
    uLongf len = compressBound((uLong)bytes.len);
    char *out = NEW(arena, char, (ptrdiff_t)len);
    int status = compress2((Bytef *)out, &len, (const Bytef *)bytes.s, (uLong)bytes.len, LEVEL);
    CX_ASSERT(status == Z_OK); /* compressBound is enough room by definition */
    return (Str){out, (ptrdiff_t)len};
}
