/* Any bytes as a picture; a PNG once more with the checksums of its chunks put right. */
#include "fuzz.h"

#include <string.h>

#include "../../src/render/pdf/image.h"

static void decode(Arena *arena, Str bytes)
{
    Image image = {0};
    if (image_decode(&image, bytes, arena) != IMAGE_OK)
        return;
    CX_ASSERT(image.width > 0 && image.height > 0 && image.rgb);
    /* Every pixel is there: the sanitizer sees a read beyond. */
    uint64_t sum = 0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)image.width * image.height; i++)
        sum += image.rgb[3 * i + 2] + (image.alpha ? image.alpha[i] : 0u);
    CX_ASSERT(sum <= (uint64_t)IMAGE_MAX_PIXELS * 2 * UINT8_MAX);
}

/* Chunks: length, type, data, checksum of the two before it; numbers with the high byte first. */
static Str with_checksums(Arena *arena, Str bytes)
{
    enum { SIGNATURE = 8, AROUND = 12 };
    char *png = NEW(arena, char, bytes.len);
    memcpy(png, bytes.s, (size_t)bytes.len);
    const unsigned char *u = (const unsigned char *)png;
    for (ptrdiff_t at = SIGNATURE; at + AROUND <= bytes.len;) {
        ptrdiff_t len = (ptrdiff_t)u[at] << 24 | u[at + 1] << 16 | u[at + 2] << 8 | u[at + 3];
        if (len > bytes.len - at - AROUND)
            break;
        uint32_t crc = fuzz_crc((Str){png + at + 4, len + 4});
        for (int i = 0; i < 4; i++)
            png[at + 8 + len + i] = (char)(crc >> (24 - 8 * i));
        at += len + AROUND;
    }
    return (Str){png, bytes.len};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Str bytes = {(const char *)data, (ptrdiff_t)size};
    decode(arena, bytes);
    if (str_starts(bytes, S("\x89PNG\r\n\x1a\n")))
        decode(arena, with_checksums(arena, bytes));
    return 0;
}
