#include <cxex/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "banned.h"

/* Room for `more` bytes. Extends in place while the buffer is the last thing in the arena. */
static void make_room(Buffer *buffer, ptrdiff_t more)
{
    CX_ASSERT(more >= 0 && more <= PTRDIFF_MAX - buffer->len);
    ptrdiff_t needed = buffer->len + more;
    if (needed <= buffer->cap)
        return;
    ptrdiff_t cap = buffer->cap < 64 ? 64 : buffer->cap;
    while (cap < needed)
        cap = cap > PTRDIFF_MAX / 2 ? needed : 2 * cap;
    if (buffer->s != NULL && buffer->s + buffer->cap == buffer->arena->at) {
        arena_alloc(buffer->arena, 1, 1, cap - buffer->cap);
    } else {
        char *moved = NEW(buffer->arena, char, cap);
        if (buffer->len > 0)
            memcpy(moved, buffer->s, (size_t)buffer->len);
        buffer->s = moved;
    }
    buffer->cap = cap;
}

void buffer_add(Buffer *buffer, Str text)
{
    if (text.len == 0)
        return;
    make_room(buffer, text.len);
    memcpy(buffer->s + buffer->len, text.s, (size_t)text.len);
    buffer->len += text.len;
}

void buffer_add_byte(Buffer *buffer, char byte)
{
    make_room(buffer, 1);
    buffer->s[buffer->len++] = byte;
}

void buffer_addf(Buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    va_end(values);
    CX_ASSERT(len >= 0);
    make_room(buffer, (ptrdiff_t)len + 1); /* vsnprintf ends with a NUL, which is not counted */
    vsnprintf(buffer->s + buffer->len, (size_t)len + 1, format, again);
    va_end(again);
    buffer->len += len;
}

Str buffer_str(const Buffer *buffer)
{
    return (Str){buffer->s, buffer->len};
}
