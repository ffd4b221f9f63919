#include <cxex/diag.h>

/* Characters that show nothing or turn the reading order: soft hyphen, zero-width, bidi marks,
 * embeddings and isolates, line and paragraph separator, byte order mark, tags. Sorted ranges. */
static bool is_invisible(int32_t c)
{
    static const struct {
        int32_t first, last;
    } ranges[] = {
        {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x061C, 0x061C},
        {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static void add_character(Buffer *buffer, Str text, ptrdiff_t at, ptrdiff_t len, int32_t c)
{
    if (len == 0)
        buffer_addf(buffer, "\\x%02X", (unsigned)(unsigned char)text.s[at]);
    else if (c == '\n')
        buffer_add(buffer, S("\\n"));
    else if (c == '\r')
        buffer_add(buffer, S("\\r"));
    else if (c == '\t')
        buffer_add(buffer, S("\\t"));
    else if (is_invisible(c))
        buffer_addf(buffer, c < 0x80 ? "\\x%02X" : "\\u{%04X}", (unsigned)c);
    else
        buffer_add(buffer, str_slice(text, at, at + len));
}

Str diag_quote(Arena *arena, Str text, ptrdiff_t limit)
{
    Buffer buffer = {.arena = arena};
    ptrdiff_t count = 0;
    for (ptrdiff_t at = 0; at < text.len; count++) {
        if (limit > 0 && count == limit) {
            buffer_add(&buffer, S("…"));
            break;
        }
        int32_t c = 0;
        ptrdiff_t len = utf8_decode(text, at, &c);
        add_character(&buffer, text, at, len, c);
        at += len == 0 ? 1 : len;
    }
    return buffer_str(&buffer);
}
