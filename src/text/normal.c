#include "icu.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Texts are normalised in pieces of about this size: ICU counts in 32 bits and wants UTF-16. */
enum { PIECE_BYTES = 1 << 16 };

static const UNormalizer2 *nfc(void)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    CX_ASSERT(U_SUCCESS(status));
    return form;
}

/* True when a look at the lead bytes proves normal form: everything below U+0300 (no combining
 * mark, no character that composes with the one before) and U+1E00..U+1EFF, the Vietnamese letters;
 * a unit test asks ICU about each of them. Anything else needs the real check. */
static bool is_nfc_at_a_glance(Str utf8)
{
    for (ptrdiff_t at = 0; at < utf8.len;) {
        uint64_t word = 0;
        while (utf8.len - at >= 8) {
            memcpy(&word, utf8.s + at, sizeof word);
            if ((word & 0x8080808080808080U) != 0)
                break;
            at += 8;
        }
        if (at == utf8.len)
            break;
        unsigned char lead = (unsigned char)utf8.s[at];
        unsigned char second = at + 1 < utf8.len ? (unsigned char)utf8.s[at + 1] : 0;
        if (lead < 0x80)
            at += 1;
        else if (lead >= 0xC2 && lead <= 0xCB && (second & 0xC0) == 0x80)
            at += 2;
        else if (lead == 0xE1 && second >= 0xB8 && second <= 0xBB && at + 2 < utf8.len &&
                 ((unsigned char)utf8.s[at + 2] & 0xC0) == 0x80)
            at += 3;
        else
            return false;
    }
    return true;
}

/* Normalises one piece into `out`, which has room; returns the bytes written. */
static ptrdiff_t nfc_piece(Arena *arena, Str piece, char *out)
{
    ArenaMark mark = arena_mark(arena);
    Wide wide = wide_from(arena, piece);
    /* No character's normal form has more than three times its units (Unicode, UAX #15 §5). */
    Wide normal = {.cap = 3 * wide.len + 1};
    normal.items = NEW(arena, UChar, normal.cap);
    UErrorCode status = U_ZERO_ERROR;
    normal.len = unorm2_normalize(nfc(), wide.items, wide.len, normal.items, normal.cap, &status);
    CX_ASSERT(U_SUCCESS(status));
    Str utf8 = wide_to_utf8(arena, normal);
    memcpy(out, utf8.s, (size_t)utf8.len);
    arena_reset(arena, mark);
    return utf8.len;
}

/* Where the piece that starts at `from` may end: before an ASCII character, which never joins with
 * what is before it. */
static ptrdiff_t piece_end(Str utf8, ptrdiff_t from)
{
    if (utf8.len - from <= PIECE_BYTES)
        return utf8.len;
    ptrdiff_t end = from + PIECE_BYTES;
    while (end < utf8.len && (unsigned char)utf8.s[end] >= 0x80)
        end++;
    return end;
}

Str text_nfc(Arena *arena, Str utf8)
{
    if (is_nfc_at_a_glance(utf8))
        return utf8;
    /* Three times: the same bound in bytes, and for stray bytes, which become U+FFFD. */
    char *made = NEW(arena, char, 3 * utf8.len);
    ptrdiff_t len = 0;
    for (ptrdiff_t from = 0; from < utf8.len;) {
        ptrdiff_t end = piece_end(utf8, from);
        len += nfc_piece(arena, str_slice(utf8, from, end), made + len);
        from = end;
    }
    Str normal = {made, len};
    if (str_equal(normal, utf8))
        normal = utf8;
    arena_reset(arena, (ArenaMark){.at = normal.s == made ? made + len : made});
    return normal;
}

bool character_is_unseen(int32_t c)
{
    return c == 0x00AD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           u_charType(c) == U_CONTROL_CHAR;
}

/* True for most names: nothing to drop, to trim or to squeeze. The lead byte C2 has the no-break
 * blank and the soft hyphen among its characters; those of the others allowed here are letters. */
static bool is_name_key_at_a_glance(Str utf8)
{
    bool after_blank = true;
    for (ptrdiff_t i = 0; i < utf8.len; i++) {
        unsigned char byte = (unsigned char)utf8.s[i];
        if (byte < ' ' || byte == 0x7F || byte == 0xC2 || (byte == ' ' && after_blank))
            return false;
        after_blank = byte == ' ';
    }
    return (utf8.len == 0 || !after_blank) && is_nfc_at_a_glance(utf8);
}

Str text_name_key(Arena *arena, Str utf8)
{
    if (is_name_key_at_a_glance(utf8))
        return utf8;
    Buffer buffer = {.arena = arena};
    bool blank_waits = false;
    for (ptrdiff_t at = 0;;) {
        ptrdiff_t from = at;
        int32_t c = text_next(utf8, &at);
        if (c < 0)
            break;
        if (u_isUWhiteSpace(c)) { /* first: tabs and line ends are control characters too */
            blank_waits = true;
            continue;
        }
        if (character_is_unseen(c))
            continue;
        /* A blank counts only between two words: so both ends are trimmed as well. */
        if (blank_waits && buffer.len > 0)
            buffer_add_byte(&buffer, ' ');
        blank_waits = false;
        buffer_add(&buffer, str_slice(utf8, from, at));
    }
    return text_nfc(arena, buffer_str(&buffer));
}
