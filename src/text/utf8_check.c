#include <cxex/text.h>

#include <string.h>

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

ptrdiff_t utf8_invalid_at(Str bytes)
{
    for (ptrdiff_t at = 0;;) {
        at = skip_ascii(bytes, at);
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
