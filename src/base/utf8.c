#include <cxex/base.h>

/* The well-formed byte sequences, Unicode Standard table 3-7: the range of the second byte depends
 * on the first and so keeps out overlong forms, surrogates and what lies above U+10FFFF. */
ptrdiff_t utf8_decode(Str text, ptrdiff_t at, int32_t *code_point)
{
    CX_ASSERT(at >= 0 && at < text.len);
    const unsigned char *s = (const unsigned char *)text.s + at;
    ptrdiff_t left = text.len - at;
    unsigned char first = s[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    ptrdiff_t len = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (len == 0 || len > left)
        return 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high)
        return 0;
    int32_t value = first & (0xFF >> (len + 1));
    for (ptrdiff_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (s[i] & 0x3F);
    }
    *code_point = value;
    return len;
}

ptrdiff_t utf8_encode(int32_t code_point, char out[4])
{
    CX_ASSERT(code_point >= 0 && code_point <= 0x10FFFF);
    uint32_t c = (uint32_t)code_point;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}
