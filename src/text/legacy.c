#include "legacy.h"

#include <errno.h>
#include <iconv.h>

/* ---- TCVN3, VISCII: the C library knows them ---- */

static bool by_iconv(Arena *arena, Str bytes, const char *name, Str *utf8, ptrdiff_t *bad_offset)
{
    iconv_t converter = iconv_open("UTF-8", name);
    *bad_offset = 0;
    if (converter == (iconv_t)-1)
        return false; /* a system without these tables */
    size_t room = 3 * (size_t)bytes.len + 16, left = (size_t)bytes.len;
    char *made = NEW(arena, char, (ptrdiff_t)room), *to = made, *from = (char *)(uintptr_t)bytes.s;
    size_t done = iconv(converter, &from, &left, &to, &room);
    if (done != (size_t)-1)
        done = iconv(converter, NULL, NULL, &to, &room); /* a letter that waited for its mark */
    iconv_close(converter);
    *bad_offset = from - bytes.s;
    *utf8 = (Str){made, to - made};
    return done != (size_t)-1;
}

/* ---- VNI: our own table; after "VNI Windows" ---- */

/* A byte behind one of these letters is its mark; where it makes none, it stands for itself. */
typedef struct VniMark {
    unsigned char byte; /* behind a small letter; behind a capital 0x20 less */
    const char *letters, *made[7];
} VniMark;

static const VniMark vni_marks[] = {
    {0xF8, "aeouy\xF4\xF6", {"à", "è", "ò", "ù", "ỳ", "ờ", "ừ"}},
    {0xF9, "aeouy\xF4\xF6", {"á", "é", "ó", "ú", "ý", "ớ", "ứ"}},
    {0xFB, "aeouy\xF4\xF6", {"ả", "ẻ", "ỏ", "ủ", "ỷ", "ở", "ử"}},
    {0xF5, "aeouy\xF4\xF6", {"ã", "ẽ", "õ", "ũ", "ỹ", "ỡ", "ữ"}},
    {0xEF, "aeou\xF4\xF6", {"ạ", "ẹ", "ọ", "ụ", "ợ", "ự"}},
    {0xE2, "aeo", {"â", "ê", "ô"}},
    {0xE0, "aeo", {"ầ", "ề", "ồ"}},
    {0xE1, "aeo", {"ấ", "ế", "ố"}},
    {0xE5, "aeo", {"ẩ", "ể", "ổ"}},
    {0xE3, "aeo", {"ẫ", "ễ", "ỗ"}},
    {0xE4, "aeo", {"ậ", "ệ", "ộ"}},
    {0xEA, "a", {"ă"}},
    {0xE8, "a", {"ằ"}},
    {0xE9, "a", {"ắ"}},
    {0xFA, "a", {"ẳ"}},
    {0xFC, "a", {"ẵ"}},
    {0xEB, "a", {"ặ"}},
};

/* Letters that need no second byte. */
static const struct {
    unsigned char byte;
    const char *letter;
} vni_letters[] = {{0xF4, "ơ"}, {0xF6, "ư"}, {0xF1, "đ"}, {0xEC, "ì"}, {0xED, "í"},
                   {0xE6, "ỉ"}, {0xF3, "ĩ"}, {0xF2, "ị"}, {0xEE, "ỵ"}};

static unsigned char small(unsigned char byte)
{
    bool capital = (byte >= 'A' && byte <= 'Z') || (byte >= 0xC0 && byte < 0xE0);
    return capital ? (unsigned char)(byte + 0x20) : byte;
}

/* What the letter and the byte behind it make together, or NULL. A small letter with the mark of a
 * capital is how some keyboards wrote: the letter decides. */
static const char *vni_pair(unsigned char letter, unsigned char mark)
{
    for (ptrdiff_t m = 0; m < CX_COUNTOF(vni_marks); m++) {
        if (vni_marks[m].byte != small(mark))
            continue;
        for (ptrdiff_t i = 0; vni_marks[m].letters[i] != '\0'; i++) {
            if ((unsigned char)vni_marks[m].letters[i] == small(letter))
                return vni_marks[m].made[i];
        }
    }
    return NULL;
}

/* Vietnamese letters beyond ASCII: in Latin-1 capitals are 0x20 before the small ones, else next to
 * them. */
static void add_letter(Buffer *out, const char *small_letter, bool capital)
{
    Str letter = str_from(small_letter);
    int32_t c = 0;
    utf8_decode(letter, 0, &c);
    if (capital)
        c -= c < 0x100 ? 0x20 : 1;
    char text[4];
    buffer_add(out, (Str){text, utf8_encode(c, text)});
}

static void add_vni_byte(Buffer *out, unsigned char byte)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(vni_letters); i++) {
        if (vni_letters[i].byte == small(byte)) {
            add_letter(out, vni_letters[i].letter, byte != vni_letters[i].byte);
            return;
        }
    }
    char text[4];
    buffer_add(out, (Str){text, utf8_encode(byte, text)});
}

static Str from_vni(Arena *arena, Str bytes)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t at = 0; at < bytes.len; at++) {
        unsigned char byte = (unsigned char)bytes.s[at];
        unsigned char next = at + 1 < bytes.len ? (unsigned char)bytes.s[at + 1] : 0;
        const char *pair = next >= 0x80 ? vni_pair(byte, next) : NULL;
        if (pair != NULL) {
            add_letter(&out, pair, byte != small(byte));
            at++;
        } else if (byte < 0x80) {
            buffer_add_byte(&out, (char)byte);
        } else {
            add_vni_byte(&out, byte);
        }
    }
    return buffer_str(&out);
}

/* ---- UTF-8 twice ---- */

int cp1252_byte(int32_t c)
{
    static const uint16_t high[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    for (int i = 0; i < 32; i++) {
        if (high[i] == c || c == 0x80 + i)
            return 0x80 + i;
    }
    return c >= 0 && c < 0x100 ? c : -1;
}

/* ASCII was never harmed, so each run of other characters is undone by itself. */
static bool undo_run(Buffer *out, Str run)
{
    ptrdiff_t from = out->len;
    for (ptrdiff_t at = 0; at < run.len;) {
        int byte = cp1252_byte(text_next(run, &at));
        if (byte < 0)
            return false;
        buffer_add_byte(out, (char)byte);
    }
    return utf8_invalid_at((Str){out->s + from, out->len - from}) < 0;
}

static bool from_utf8_twice(Arena *arena, Str bytes, Str *utf8, ptrdiff_t *bad_offset)
{
    Buffer out = {.arena = arena};
    *bad_offset = utf8_invalid_at(bytes);
    if (*bad_offset >= 0)
        return false;
    for (ptrdiff_t at = 0; at < bytes.len;) {
        ptrdiff_t end = at;
        while (end < bytes.len && (unsigned char)bytes.s[end] < 0x80)
            end++;
        buffer_add(&out, str_slice(bytes, at, end));
        for (at = end; end < bytes.len && (unsigned char)bytes.s[end] >= 0x80;)
            end++;
        if (!undo_run(&out, str_slice(bytes, at, end))) {
            *bad_offset = at;
            return false;
        }
        at = end;
    }
    *utf8 = buffer_str(&out);
    return true;
}

bool legacy_decode(Arena *arena, Str bytes, Encoding from, Str *utf8, ptrdiff_t *bad_offset)
{
    *bad_offset = -1;
    if (from == ENCODING_UTF8_TWICE)
        return from_utf8_twice(arena, bytes, utf8, bad_offset);
    if (from == ENCODING_TCVN3 || from == ENCODING_VISCII) {
        const char *name = from == ENCODING_TCVN3 ? "TCVN5712-1" : "VISCII";
        return by_iconv(arena, bytes, name, utf8, bad_offset);
    }
    CX_ASSERT(from == ENCODING_VNI);
    *utf8 = from_vni(arena, bytes);
    return true;
}
