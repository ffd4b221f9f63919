#include "csv.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- Eight bytes at a time ---- */

static uint64_t load_word(const char *at)
{
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | (unsigned char)at[i];
    return word;
}

/* Bit i: byte i of the word equals `c`. Exact for every byte: no carry crosses from one to the
 * next, because the top bit of each is kept out of the sum (Warren, Hacker's Delight, §6-1). */
static uint64_t word_mask(uint64_t word, char c)
{
    const uint64_t low7 = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t differs = word ^ (unsigned char)c * UINT64_C(0x0101010101010101);
    uint64_t zero = ~(((differs & low7) + low7) | differs | low7); /* 0x80 where equal */
    return (zero >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

CsvMasks csv_masks_plain(const char block[64], char delimiter)
{
    CsvMasks masks = {0};
    for (int i = 0; i < 8; i++) {
        uint64_t word = load_word(block + 8 * i);
        masks.delimiter |= word_mask(word, delimiter) << 8 * i;
        masks.quote |= word_mask(word, '"') << 8 * i;
        masks.lf |= word_mask(word, '\n') << 8 * i;
        masks.cr |= word_mask(word, '\r') << 8 * i;
    }
    return masks;
}

/* ---- Sixteen bytes at a time ---- */

#ifdef __SSE2__
static inline uint64_t sse_mask(const __m128i part[4], char c)
{
    __m128i all = _mm_set1_epi8(c);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++)
        mask |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], all)) << 16 * i;
    return mask;
}

CsvMasks csv_masks(const char block[64], char delimiter)
{
    __m128i part[4];
    for (int i = 0; i < 4; i++)
        part[i] = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
    return (CsvMasks){.delimiter = sse_mask(part, delimiter),
                      .quote = sse_mask(part, '"'),
                      .lf = sse_mask(part, '\n'),
                      .cr = sse_mask(part, '\r')};
}
#else
CsvMasks csv_masks(const char block[64], char delimiter)
{
    return csv_masks_plain(block, delimiter);
}
#endif
