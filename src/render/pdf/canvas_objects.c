#include "canvas_parts.h"

HPDF_Dict canvas_dict(Canvas *canvas)
{
    HPDF_Dict dict = HPDF_Dict_New(canvas->doc->mmgr);
    if (dict)
        HPDF_Xref_Add(canvas->doc->xref, dict);
    canvas_check(canvas);
    return dict;
}

HPDF_Array canvas_array(Canvas *canvas)
{
    HPDF_Array array = HPDF_Array_New(canvas->doc->mmgr);
    canvas_check(canvas);
    return array;
}

/* ---- Text strings (ISO 32000-1, 7.9.2.2) ---- */
static bool is_ascii(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++)
        if ((unsigned char)text.s[i] < 0x20 || (unsigned char)text.s[i] > 0x7E)
            return false;
    return true;
}

static void add_unit(Buffer *utf16, unsigned unit)
{
    buffer_add_byte(utf16, (char)(unit >> 8));
    buffer_add_byte(utf16, (char)unit);
}

static Str to_utf16(Arena *arena, Str text)
{
    Buffer utf16 = {.arena = arena};
    add_unit(&utf16, 0xFEFF);
    for (ptrdiff_t at = 0; at < text.len && at < CANVAS_TEXT_STRING_MAX;) {
        uint32_t code = (uint32_t)text_next(text, &at);
        if (code >= 0x10000) {
            add_unit(&utf16, 0xD800 + ((code - 0x10000) >> 10));
            add_unit(&utf16, 0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            add_unit(&utf16, code);
        }
    }
    return buffer_str(&utf16);
}

void *canvas_text_string(Canvas *canvas, Str text)
{
    HPDF_MMgr memory = canvas->doc->mmgr;
    if (is_ascii(text))
        return HPDF_String_New(memory,
                               str_cstr(canvas->arena, str_slice(text, 0,
                                                                 text.len < CANVAS_TEXT_STRING_MAX
                                                                     ? text.len
                                                                     : CANVAS_TEXT_STRING_MAX)),
                               NULL);
    Str utf16 = to_utf16(canvas->arena, text);
    /* libharu copies the bytes; its parameter merely lacks the const. */
    return HPDF_Binary_New(memory, (HPDF_BYTE *)(uintptr_t)utf16.s, (HPDF_UINT)utf16.len);
}

void canvas_add_hex(Buffer *out, unsigned value, int digits)
{
    for (int i = digits; i-- > 0;)
        buffer_add_byte(out, "0123456789ABCDEF"[value >> 4 * i & 0xF]);
}

Str canvas_text_hex(Arena *arena, Str text)
{
    Str utf16 = to_utf16(arena, text);
    Buffer hex = {.arena = arena};
    buffer_add_byte(&hex, '<');
    for (ptrdiff_t i = 0; i < utf16.len; i++)
        canvas_add_hex(&hex, (unsigned char)utf16.s[i], 2);
    buffer_add_byte(&hex, '>');
    return buffer_str(&hex);
}

void canvas_add_text(Canvas *canvas, HPDF_Dict dict, const char *key, Str text)
{
    if (text.len > 0)
        HPDF_Dict_Add(dict, key, canvas_text_string(canvas, text));
}

/* ---- Streams ---- */

/* libharu writes no Filter for a stream that it does not compress itself; this one comes
 * compressed. */
static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

HPDF_Dict canvas_deflated_stream(Canvas *canvas, Str deflated)
{
    HPDF_Dict dict = HPDF_DictStream_New(canvas->doc->mmgr, canvas->doc->xref);
    if (dict) {
        dict->write_fn = write_filter;
        HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)deflated.s, (HPDF_UINT)deflated.len);
    }
    canvas_check(canvas);
    return dict;
}

HPDF_Array canvas_destination(Canvas *canvas, ptrdiff_t page, double y)
{
    const CanvasPage *target = &canvas->pages.items[page];
    HPDF_Array destination = canvas_array(canvas);
    HPDF_Array_Add(destination, target->object);
    HPDF_Array_AddName(destination, "XYZ");
    HPDF_Array_AddNumber(destination, 0);
    HPDF_Array_AddReal(destination, canvas_number(canvas, target->height - y));
    HPDF_Array_AddNumber(destination, 0);
    return destination;
}
