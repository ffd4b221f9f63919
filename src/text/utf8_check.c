#include <cxex/text.h>

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes from `at` on that are ASCII, looked at 64 or 8 at a time: exports are mostly ASCII, and
 * tens of megabytes long. */
static ptrdiff_t skip_ascii(Str bytes, ptrdiff_t at)
{
    const uint64_t high_bits = 0x8080808080808080U;
    for (; bytes.len - at >= 64; at += 64) {
        uint64_t words[8];
        memcpy(words, bytes.s + at, sizeof words);
        uint64_t any = (words[0] | words[1] | words[2] | words[3]) |
                       (words[4] | words[5] | words[6] | words[7]);
        if ((any & high_bits) != 0)
            break;
    }
    for (; bytes.len - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes.s + at, sizeof word);
        if ((word & high_bits) != 0)
            break;
    }
    while (at < bytes.len && (unsigned char)bytes.s[at] < 0x80)
        at++;
    return at;
}

#ifdef __SSE2__

/* Bit i: byte i is at least `limit`, without sign. */
static inline uint64_t at_least(const __m128i part[4], int limit)
{
    __m128i all = _mm_set1_epi8((char)limit);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        __m128i greater = _mm_cmpeq_epi8(_mm_max_epu8(part[i], all), part[i]);
        mask |= (uint64_t)(unsigned)_mm_movemask_epi8(greater) << 16 * i;
    }
    return mask;
}

static inline uint64_t equals(const __m128i part[4], int value)
{
    __m128i all = _mm_set1_epi8((char)value);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++)
        mask |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], all)) << 16 * i;
    return mask;
}

/* From a character's start at `at` on, blocks of 64 bytes that are surely right: ASCII, and
 * sequences of two and three bytes by counting what must follow each first byte. First bytes that
 * narrow the second (E0, ED), four-byte sequences and faults end it. Returns a character's start.
 */
static ptrdiff_t skip_plain_blocks(Str bytes, ptrdiff_t at)
{
    uint64_t owed = 0; /* bit i: byte i of the block must continue a sequence of the block before */
    for (; bytes.len - at >= 64; at += 64) {
        __m128i part[4];
        for (int i = 0; i < 4; i++)
            part[i] = _mm_loadu_si128((const __m128i *)(const void *)(bytes.s + at + 16 * i));
        __m128i any = _mm_or_si128(_mm_or_si128(part[0], part[1]), _mm_or_si128(part[2], part[3]));
        if (_mm_movemask_epi8(any) == 0 && owed == 0)
            continue;
        uint64_t high = at_least(part, 0x80), first = at_least(part, 0xC0);
        uint64_t three = at_least(part, 0xE0);
        uint64_t rare = (first & ~at_least(part, 0xC2)) | at_least(part, 0xF0) |
                        equals(part, 0xE0) | equals(part, 0xED);
        uint64_t follows = first << 1 | three << 2 | owed;
        if (rare != 0 || follows != (high & ~first))
            break;
        owed = first >> 63 | three >> 62;
    }
    while (owed != 0) { /* back to the first byte of the sequence that is cut here */
        at--;
        owed = ((unsigned char)bytes.s[at] & 0xC0) == 0x80;
    }
    return at;
}

#else

static ptrdiff_t skip_plain_blocks(Str bytes, ptrdiff_t at)
{
    (void)bytes;
    return at;
}

#endif

ptrdiff_t utf8_invalid_at(Str bytes)
{
    for (ptrdiff_t at = 0;;) {
        at = skip_ascii(bytes, skip_plain_blocks(bytes, at));
        /* Non-ASCII letters come in runs; only after one has ended is skipping worth its cost. */
        while (at < bytes.len && (unsigned char)bytes.s[at] >= 0x80) {
            int32_t c = 0;
            ptrdiff_t len = utf8_decode(bytes, at, &c);
            if (len == 0)
                return at;
            at += len;
        }
        if (at == bytes.len)
            return -1;
    }
}

int32_t text_next(Str utf8, ptrdiff_t *at)
{
    if (*at >= utf8.len)
        return -1;
    int32_t c = 0;
    ptrdiff_t len = utf8_decode(utf8, *at, &c);
    if (len == 0) {
        *at += 1;
        return 0xFFFD;
    }
    *at += len;
    return c;
}

ptrdiff_t text_length(Str utf8)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t at = 0; text_next(utf8, &at) >= 0;)
        count++;
    return count;
}
