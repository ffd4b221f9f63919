#include "pdf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

bool pdf_fault(PdfObjects *objects, const char *format, ...)
{
    if (objects->fault.len > 0)
        return false;
    char text[300];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    objects->fault = str_copy(objects->arena, str_from(text));
    return false;
}

/* ---- Objects ---- */

/* A length may be an object of its own, which may stand further down. */
static bool stream_length(PdfObjects *objects, const PdfValue *dict, int64_t *length)
{
    const PdfValue *value = pdf_entry(dict, "Length");
    if (value && value->kind == PDF_NUMBER) {
        *length = (int64_t)value->number;
        return value->number >= 0 && value->number < (double)objects->bytes.len;
    }
    if (!value || value->kind != PDF_REFERENCE || value->number < 1 ||
        value->number >= (double)objects->count ||
        objects->places[(ptrdiff_t)value->number].kind != PDF_IN_FILE)
        return false;
    PdfReader reader = {.arena = objects->arena,
                        .bytes = objects->bytes,
                        .at = (ptrdiff_t)objects->places[(ptrdiff_t)value->number].at};
    int64_t number, generation;
    return pdf_read_whole(&reader, &number) && (double)number == value->number &&
           pdf_read_whole(&reader, &generation) && pdf_read_word(&reader, "obj") &&
           pdf_read_whole(&reader, length) && pdf_read_word(&reader, "endobj");
}

static bool read_stream(PdfObjects *objects, PdfReader *reader, PdfValue *value)
{
    int64_t length = 0;
    if (reader->at < reader->bytes.len && reader->bytes.s[reader->at] == '\r')
        reader->at++;
    if (reader->at >= reader->bytes.len || reader->bytes.s[reader->at] != '\n' ||
        value->kind != PDF_DICT || !stream_length(objects, value, &length) ||
        length >= reader->bytes.len - reader->at)
        return false;
    reader->at++;
    value->is_stream = true;
    value->text = str_slice(reader->bytes, reader->at, reader->at + (ptrdiff_t)length);
    reader->at += (ptrdiff_t)length;
    return pdf_read_word(reader, "endstream");
}

ptrdiff_t pdf_object_at(PdfObjects *objects, ptrdiff_t at, int64_t *number, PdfValue *value)
{
    PdfReader reader = {.arena = objects->arena, .bytes = objects->bytes, .at = at};
    int64_t generation;
    bool good = pdf_read_whole(&reader, number) && pdf_read_whole(&reader, &generation) &&
                generation == 0 && pdf_read_word(&reader, "obj") && pdf_read_value(&reader, value);
    if (good && pdf_read_word(&reader, "stream"))
        good = read_stream(objects, &reader, value);
    if (!good || !pdf_read_word(&reader, "endobj")) {
        pdf_fault(objects, "the object at byte %td is damaged%s%s", at, reader.fault ? ": " : "",
                  reader.fault ? reader.fault : "");
        return -1;
    }
    pdf_skip_blanks(&reader);
    return reader.at;
}

typedef struct PlacedObject {
    int64_t offset;
    ptrdiff_t number;
} PlacedObject;

static int compare_places(const void *a, const void *b)
{
    const PlacedObject *left = a, *right = b;
    return (left->offset > right->offset) - (left->offset < right->offset);
}

/* One after the other, from the header to the table, with nothing between. */
static bool read_in_file(PdfObjects *objects, ptrdiff_t table)
{
    PlacedObject *order = NEW(objects->arena, PlacedObject, objects->count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 1; i < objects->count; i++)
        if (objects->places[i].kind == PDF_IN_FILE && objects->places[i].at != table)
            order[count++] = (PlacedObject){objects->places[i].at, i};
    if (count > 1)
        qsort(order, (size_t)count, sizeof *order, compare_places);
    enum { HEADER_LIMIT = 20 }; /* "%PDF-1.7" and four bytes that say: binary */
    ptrdiff_t at = count > 0 ? (ptrdiff_t)order[0].offset : table;
    if (at > HEADER_LIMIT || !str_starts(objects->bytes, S("%PDF-1.")))
        return pdf_fault(objects, "the file does not begin as a PDF does");
    for (ptrdiff_t i = 0; i < count; i++) {
        int64_t number;
        if (order[i].offset != at)
            return pdf_fault(objects, "something stands before object %td", order[i].number);
        at = pdf_object_at(objects, at, &number, &objects->items[order[i].number]);
        if (at < 0)
            return false;
        if (number != order[i].number)
            return pdf_fault(objects, "object %td is called %lld", order[i].number,
                             (long long)number);
    }
    return at == table || pdf_fault(objects, "something stands before the table of objects");
}

/* ---- Objects inside a stream (ISO 32000-1, 7.5.7) ---- */

static bool packed_object(PdfObjects *objects, PdfReader *values, int64_t number, double stream,
                          int64_t index)
{
    const PdfPlace *place = number > 0 && number < objects->count ? &objects->places[number] : NULL;
    if (!place || place->kind != PDF_IN_STREAM || (double)place->at != stream ||
        place->index != index)
        return pdf_fault(objects, "the table does not know object %lld", (long long)number);
    if (!pdf_read_value(values, &objects->items[number]))
        return pdf_fault(objects, "object %lld is damaged%s%s", (long long)number,
                         values->fault ? ": " : "", values->fault ? values->fault : "");
    pdf_skip_blanks(values);
    return true;
}

static bool read_packed(PdfObjects *objects, ptrdiff_t stream)
{
    const PdfValue *dict = &objects->items[stream];
    const PdfValue *count = pdf_entry(dict, "N"), *first = pdf_entry(dict, "First");
    Str bytes;
    if (!count || !first || count->kind != PDF_NUMBER || first->kind != PDF_NUMBER ||
        pdf_entry(dict, "Extends") || !pdf_stream_bytes(objects, dict, &bytes) ||
        first->number < 0 || first->number > (double)bytes.len || count->number > first->number)
        return pdf_fault(objects, "object stream %td is damaged", stream);
    ptrdiff_t begin = (ptrdiff_t)first->number;
    PdfReader heads = {.arena = objects->arena, .bytes = str_slice(bytes, 0, begin)};
    PdfReader values = {.arena = objects->arena, .bytes = bytes, .at = begin};
    pdf_skip_blanks(&values);
    for (int64_t i = 0; i < (int64_t)count->number; i++) {
        int64_t number, offset;
        if (!pdf_read_whole(&heads, &number) || !pdf_read_whole(&heads, &offset) ||
            begin + offset != values.at)
            return pdf_fault(objects, "object stream %td is damaged", stream);
        if (!packed_object(objects, &values, number, (double)stream, i))
            return false;
    }
    pdf_skip_blanks(&heads);
    return (heads.at == begin && values.at == bytes.len) ||
           pdf_fault(objects, "something stands behind the objects of stream %td", stream);
}

static bool read_in_streams(PdfObjects *objects)
{
    for (ptrdiff_t i = 1; i < objects->count; i++) {
        const PdfValue *type = pdf_entry(&objects->items[i], "Type");
        if (!objects->items[i].is_stream || !type || !str_equal(type->text, S("ObjStm")))
            continue;
        objects->used[i] = true;
        if (!read_packed(objects, i))
            return false;
    }
    for (ptrdiff_t i = 1; i < objects->count; i++)
        if (objects->places[i].kind == PDF_IN_STREAM && objects->items[i].kind == PDF_NULL)
            return pdf_fault(objects, "object %td is missing", i);
    return true;
}

bool pdf_objects_read(Arena *arena, Str bytes, PdfObjects *objects)
{
    *objects = (PdfObjects){.arena = arena, .bytes = bytes};
    ptrdiff_t table = 0;
    if (!pdf_table_read(objects, &table))
        return false;
    objects->items = NEW(arena, PdfValue, objects->count);
    objects->used = NEW(arena, bool, objects->count);
    return read_in_file(objects, table) && read_in_streams(objects);
}

/* ---- Following, decoding ---- */

const PdfValue *pdf_get(PdfObjects *objects, const PdfValue *value)
{
    if (!value || value->kind != PDF_REFERENCE)
        return value;
    const PdfValue *target = value->number >= 1 && value->number < (double)objects->count
                                 ? &objects->items[(ptrdiff_t)value->number]
                                 : NULL;
    if (target && target->kind != PDF_REFERENCE)
        return target;
    pdf_fault(objects, "object %.0f is missing", value->number);
    return NULL;
}

const PdfValue *pdf_get_entry(PdfObjects *objects, const PdfValue *dict, const char *key)
{
    return pdf_get(objects, pdf_entry(dict, key));
}

void pdf_use(PdfObjects *objects, const PdfValue *value)
{
    if (value && value->kind == PDF_REFERENCE && value->number >= 1 &&
        value->number < (double)objects->count)
        objects->used[(ptrdiff_t)value->number] = true;
}

static bool inflate_all(PdfObjects *objects, Str packed, Str *bytes)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.s, .avail_in = (uInt)packed.len};
    if (packed.len > PDF_STREAM_LIMIT || inflateInit(&stream) != Z_OK)
        return pdf_fault(objects, "a stream is too large");
    Buffer out = {.arena = objects->arena};
    int state = Z_OK;
    while (state == Z_OK && out.len <= PDF_STREAM_LIMIT &&
           objects->inflated <= PDF_INFLATED_LIMIT) {
        char piece[32 << 10];
        stream.next_out = (Bytef *)piece;
        stream.avail_out = sizeof piece;
        state = inflate(&stream, Z_NO_FLUSH);
        ptrdiff_t got = (ptrdiff_t)(sizeof piece - stream.avail_out);
        buffer_add(&out, (Str){piece, got});
        objects->inflated += got;
    }
    bool good = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    *bytes = buffer_str(&out);
    return good || pdf_fault(objects, "a stream does not unpack to its end");
}

/* PNG's "up" (ISO 32000-1, 7.4.4.4): each row of bytes is the difference from the one above. */
static bool undo_predictor(PdfObjects *objects, const PdfValue *parameters, Str *bytes)
{
    enum { PREDICTOR_UP = 12, ROW_LIMIT = 64, UP = 2 };
    const PdfValue *predictor = pdf_entry(parameters, "Predictor");
    const PdfValue *columns = pdf_entry(parameters, "Columns");
    if (!predictor || predictor->number != PREDICTOR_UP || !columns || columns->number < 1 ||
        columns->number > ROW_LIMIT || pdf_entry(parameters, "Colors"))
        return pdf_fault(objects, "a stream is packed in a way that cxex does not use");
    ptrdiff_t width = (ptrdiff_t)columns->number, rows = bytes->len / (width + 1);
    if (bytes->len != rows * (width + 1))
        return pdf_fault(objects, "a stream has half a row");
    char *out = NEW(objects->arena, char, rows *width);
    for (ptrdiff_t r = 0; r < rows; r++) {
        const char *row = bytes->s + r * (width + 1);
        if (row[0] != UP)
            return pdf_fault(objects, "a stream is packed in a way that cxex does not use");
        for (ptrdiff_t c = 0; c < width; c++)
            out[r * width + c] =
                (char)(unsigned char)(row[1 + c] + (r > 0 ? out[(r - 1) * width + c] : 0));
    }
    *bytes = (Str){out, rows * width};
    return true;
}

bool pdf_stream_bytes(PdfObjects *objects, const PdfValue *stream, Str *bytes)
{
    if (!stream || !stream->is_stream)
        return pdf_fault(objects, "a stream is missing");
    const PdfValue *filter = pdf_get_entry(objects, stream, "Filter");
    if (filter && filter->kind == PDF_ARRAY && filter->count == 1)
        filter = pdf_get(objects, &filter->items[0]);
    *bytes = stream->text;
    if (!filter)
        return true;
    if (filter->kind != PDF_NAME || !str_equal(filter->text, S("FlateDecode")))
        return pdf_fault(objects, "a stream is packed in a way that cxex does not use");
    if (!inflate_all(objects, stream->text, bytes))
        return false;
    const PdfValue *parameters = pdf_get_entry(objects, stream, "DecodeParms");
    return !parameters || undo_predictor(objects, parameters, bytes);
}

/* ---- Text strings ---- */

Str pdf_utf16(Arena *arena, Str bytes)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i + 1 < bytes.len; i += 2) {
        int32_t code = ((unsigned char)bytes.s[i] << 8) | (unsigned char)bytes.s[i + 1];
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.len) {
            int32_t low = ((unsigned char)bytes.s[i + 2] << 8) | (unsigned char)bytes.s[i + 3];
            code = 0x10000 + ((code - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        char letters[4];
        if (code >= 0xD800 && code < 0xE000)
            code = 0xFFFD;
        buffer_add(&out, (Str){letters, utf8_encode(code, letters)});
    }
    return buffer_str(&out);
}

Str pdf_text(Arena *arena, Str string)
{
    if (str_starts(string, S("\xFE\xFF")))
        return pdf_utf16(arena, str_slice(string, 2, string.len));
    return string;
}
