/* Where the objects of a PDF stand: the classic table, or the stream that replaces it. */
#include "pdf.h"

/* The number after the last "startxref", with nothing but the mark of the end behind it. */
static bool find_table(PdfObjects *objects, ptrdiff_t *at, ptrdiff_t *end)
{
    Str word = S("startxref");
    ptrdiff_t from = objects->bytes.len > 64 ? objects->bytes.len - 64 : 0;
    ptrdiff_t found = str_find(str_slice(objects->bytes, from, objects->bytes.len), word);
    PdfReader reader = {
        .arena = objects->arena, .bytes = objects->bytes, .at = from + found + word.len};
    int64_t offset;
    if (found < 0 || !pdf_read_whole(&reader, &offset) || offset >= objects->bytes.len ||
        !pdf_read_word(&reader, "%%EOF"))
        return pdf_fault(objects, "the end of the file is missing");
    pdf_skip_blanks(&reader);
    if (reader.at != objects->bytes.len)
        return pdf_fault(objects, "something stands behind the end of the file");
    *at = (ptrdiff_t)offset;
    *end = from + found;
    return true;
}

static bool make_places(PdfObjects *objects, double count)
{
    if (!(count >= 2 && count <= PDF_OBJECTS_LIMIT && count <= (double)objects->bytes.len * 100))
        return pdf_fault(objects, "the number of objects cannot be");
    objects->count = (ptrdiff_t)count;
    objects->places = NEW(objects->arena, PdfPlace, objects->count);
    return true;
}

/* ---- The classic table (ISO 32000-1, 7.5.4) ---- */

/* "0000000017 00000 n" and two bytes that end the line: always 20 bytes. */
static bool read_line(PdfObjects *objects, Str line, ptrdiff_t number)
{
    PdfReader reader = {.arena = objects->arena, .bytes = line};
    int64_t offset, generation;
    bool good = pdf_read_whole(&reader, &offset) && reader.at == 10 &&
                pdf_read_whole(&reader, &generation) && reader.at == 16;
    bool free = good && line.s[17] == 'f';
    if (!good || (line.s[17] != 'n' && !free) || free != (number == 0) ||
        (!free && (generation != 0 || offset >= objects->bytes.len)))
        return pdf_fault(objects, "line %td of the table of objects is damaged", number + 1);
    if (!free)
        objects->places[number] = (PdfPlace){.kind = PDF_IN_FILE, .at = offset};
    return true;
}

static bool read_classic(PdfObjects *objects, PdfReader *reader, ptrdiff_t end)
{
    int64_t first, count;
    if (!pdf_read_whole(reader, &first) || first != 0 || !pdf_read_whole(reader, &count))
        return pdf_fault(objects, "the table of objects is damaged");
    pdf_skip_blanks(reader);
    if (!make_places(objects, (double)count))
        return false;
    if (count > (objects->bytes.len - reader->at) / 20)
        return pdf_fault(objects, "the table of objects is cut off");
    for (ptrdiff_t i = 0; i < objects->count; i++, reader->at += 20)
        if (!read_line(objects, str_slice(objects->bytes, reader->at, reader->at + 20), i))
            return false;
    if (!pdf_read_word(reader, "trailer") || !pdf_read_value(reader, &objects->trailer))
        return pdf_fault(objects, "the trailer is damaged");
    pdf_skip_blanks(reader);
    return reader->at == end || pdf_fault(objects, "something stands behind the trailer");
}

/* ---- The stream (7.5.8) ---- */

static int64_t field(const char *bytes, int width)
{
    int64_t value = 0;
    for (int i = 0; i < width; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

static bool read_entry(PdfObjects *objects, const char *bytes, const int *widths, ptrdiff_t number)
{
    int64_t kind = field(bytes, widths[0]);
    int64_t at = field(bytes + widths[0], widths[1]);
    int64_t index = field(bytes + widths[0] + widths[1], widths[2]);
    bool good = kind == 0   ? true
                : kind == 1 ? number > 0 && at < objects->bytes.len && index == 0
                            : kind == 2 && number > 0 && at > 0 && at < objects->count;
    if (!good)
        return pdf_fault(objects, "entry %td of the table of objects is damaged", number);
    if (kind > 0)
        objects->places[number] =
            (PdfPlace){.kind = kind == 1 ? PDF_IN_FILE : PDF_IN_STREAM, .at = at, .index = index};
    return true;
}

static bool read_stream_table(PdfObjects *objects, ptrdiff_t table, ptrdiff_t end)
{
    PdfValue *dict = &objects->trailer;
    int64_t own;
    ptrdiff_t after = pdf_object_at(objects, table, &own, dict);
    if (after < 0)
        return false;
    const PdfValue *size = pdf_entry(dict, "Size"), *shape = pdf_entry(dict, "W");
    int widths[3] = {0}, width = 0;
    bool good = after == end && size && size->kind == PDF_NUMBER && shape &&
                shape->kind == PDF_ARRAY && shape->count == 3 && !pdf_entry(dict, "Index");
    for (int i = 0; good && i < 3; i++) {
        good = shape->items[i].number >= 0 && shape->items[i].number <= 6;
        widths[i] = good ? (int)shape->items[i].number : 0;
        width += widths[i];
    }
    Str bytes;
    if (!good || widths[0] != 1 || !pdf_stream_bytes(objects, dict, &bytes))
        return pdf_fault(objects, "the table of objects is damaged");
    if (!make_places(objects, size->number))
        return false;
    if (bytes.len != objects->count * width || own <= 0 || own >= objects->count)
        return pdf_fault(objects, "the table of objects has another size than it says");
    for (ptrdiff_t i = 0; i < objects->count; i++)
        if (!read_entry(objects, bytes.s + i * width, widths, i))
            return false;
    return objects->places[own].at == table ||
           pdf_fault(objects, "the table of objects is not where it says");
}

bool pdf_table_read(PdfObjects *objects, ptrdiff_t *table)
{
    ptrdiff_t end = 0;
    if (!find_table(objects, table, &end))
        return false;
    PdfReader reader = {.arena = objects->arena, .bytes = objects->bytes, .at = *table};
    bool classic = pdf_read_word(&reader, "xref");
    if (classic ? !read_classic(objects, &reader, end) : !read_stream_table(objects, *table, end))
        return false;
    const PdfValue *trailer = &objects->trailer;
    if (trailer->kind != PDF_DICT || pdf_entry(trailer, "Prev") || pdf_entry(trailer, "Encrypt") ||
        pdf_entry(trailer, "XRefStm"))
        return pdf_fault(objects, "the file was changed or locked after it was made");
    return true;
}
