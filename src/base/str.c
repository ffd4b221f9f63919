#include <cxex/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "banned.h"

Str str_from(const char *cstring)
{
    if (cstring == NULL)
        return STR_NONE;
    return (Str){cstring, (ptrdiff_t)strlen(cstring)};
}

/* memcpy with a NULL source is undefined even for no bytes, and STR_NONE has one. */
static void copy_bytes(char *to, Str from)
{
    if (from.len > 0)
        memcpy(to, from.s, (size_t)from.len);
}

Str str_copy(Arena *arena, Str text)
{
    char *made = NEW(arena, char, text.len);
    copy_bytes(made, text);
    return (Str){made, text.len};
}

const char *str_cstr(Arena *arena, Str text)
{
    char *made = NEW(arena, char, text.len + 1);
    copy_bytes(made, text);
    return made;
}

bool str_equal(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, (size_t)a.len) == 0);
}

static unsigned char ascii_lower(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
}

bool str_equal_nocase(Str a, Str b)
{
    if (a.len != b.len)
        return false;
    for (ptrdiff_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.s[i]) != ascii_lower(b.s[i]))
            return false;
    }
    return true;
}

int str_compare(Str a, Str b)
{
    ptrdiff_t common = a.len < b.len ? a.len : b.len;
    int order = common == 0 ? 0 : memcmp(a.s, b.s, (size_t)common);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(Str text, Str prefix)
{
    return text.len >= prefix.len && str_equal(str_slice(text, 0, prefix.len), prefix);
}

bool str_ends(Str text, Str suffix)
{
    return text.len >= suffix.len &&
           str_equal(str_slice(text, text.len - suffix.len, text.len), suffix);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

Str str_trim(Str text)
{
    while (text.len > 0 && is_blank(text.s[text.len - 1]))
        text.len--;
    while (text.len > 0 && is_blank(text.s[0])) {
        text.s++;
        text.len--;
    }
    return text;
}

Str str_slice(Str text, ptrdiff_t from, ptrdiff_t to)
{
    CX_ASSERT(from >= 0 && from <= to && to <= text.len);
    if (text.s == NULL)
        return STR_NONE;
    return (Str){text.s + from, to - from};
}

ptrdiff_t str_find(Str text, Str needle)
{
    if (needle.len == 0)
        return 0;
    ptrdiff_t at = 0;
    while (text.len - at >= needle.len) {
        const char *first =
            memchr(text.s + at, needle.s[0], (size_t)(text.len - at - needle.len + 1));
        if (first == NULL)
            return -1;
        at = first - text.s;
        if (memcmp(first, needle.s, (size_t)needle.len) == 0)
            return at;
        at++;
    }
    return -1;
}

StrCut str_cut(Str text, char separator)
{
    const char *at = text.len == 0 ? NULL : memchr(text.s, separator, (size_t)text.len);
    if (at == NULL)
        return (StrCut){.head = text};
    ptrdiff_t head = at - text.s;
    return (StrCut){
        .head = str_slice(text, 0, head),
        .tail = str_slice(text, head + 1, text.len),
        .found = true,
    };
}

Str str_concat(Arena *arena, Str a, Str b)
{
    CX_ASSERT(a.len <= PTRDIFF_MAX - b.len);
    char *made = NEW(arena, char, a.len + b.len);
    copy_bytes(made, a);
    copy_bytes(made + a.len, b);
    return (Str){made, a.len + b.len};
}

Str str_join(Arena *arena, const Str *parts, ptrdiff_t count, Str between)
{
    Buffer buffer = {.arena = arena};
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add(&buffer, between);
        buffer_add(&buffer, parts[i]);
    }
    return buffer_str(&buffer);
}

Str str_format(Arena *arena, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    va_end(values);
    CX_ASSERT(len >= 0);
    char *made = NEW(arena, char, (ptrdiff_t)len + 1);
    vsnprintf(made, (size_t)len + 1, format, again);
    va_end(again);
    return (Str){made, len};
}

Str str_column_letters(Arena *arena, ptrdiff_t column)
{
    char letters[16]; /* 64 bits take 14 */
    ptrdiff_t at = (ptrdiff_t)sizeof letters;
    for (ptrdiff_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return str_copy(arena, (Str){letters + at, (ptrdiff_t)sizeof letters - at});
}

/* FNV-1a, 64 bits: Fowler, Noll, Vo; offset basis and prime as published. */
uint64_t str_hash(Str text)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        hash ^= (unsigned char)text.s[i];
        hash *= 0x100000001b3U;
    }
    return hash;
}
