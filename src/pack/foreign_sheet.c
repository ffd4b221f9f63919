/* The rows of one sheet, handed on as they come. */
#include "foreign.h"

#include <string.h>

#include <cxex/text.h>

enum { ROWS_MAX = 1 << 20, COLUMNS_MAX = 1 << 14, CELL_BYTES_MAX = 4 << 20 };

typedef struct SheetReader {
    Arena *arena;
    const struct ForeignInside *inside;
    ForeignRow *take;
    void *context;
    ArenaMark row_mark;
    Str *cells; /* [COLUMNS_MAX] of the row being read */
    ptrdiff_t row, count, column;
    Str type;        /* of the cell: "s", "inlineStr", "str", "b", "e", "n" or empty */
    ptrdiff_t style; /* -1: none */
    Buffer text;
    bool is_inline; /* the text is in the cell itself, whatever value stands beside it */
    bool in_row, in_cell, in_value, in_phonetic, enough;
    const char *fault;
} SheetReader;

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static void fail(SheetReader *reader, const char *why)
{
    reader->fault = why;
    reader->enough = true;
}

/* ---- Places ---- */

/* "AB12": its column from 0, or -1. */
static ptrdiff_t column_of(Str place)
{
    ptrdiff_t letters = 0;
    for (ptrdiff_t at = 0; at < place.len && letters <= COLUMNS_MAX; at++) {
        char c = (char)(place.s[at] & ~0x20);
        if (c < 'A' || c > 'Z')
            break;
        letters = 26 * letters + (c - 'A' + 1);
    }
    return letters - 1;
}

static void row_start(SheetReader *reader, const char **attributes)
{
    Str number = xml_attribute(attributes, "r");
    Num given = num_parse_answer(number);
    double row = given.ok ? given.value - 1 : (double)reader->row + 1; /* any number of digits */
    if (row <= (double)reader->row || row >= ROWS_MAX) {
        fail(reader, "its rows are out of order");
        return;
    }
    reader->row = (ptrdiff_t)row;
    reader->count = 0;
    reader->column = -1;
    reader->in_row = true;
    reader->row_mark = arena_mark(reader->arena);
}

static void cell_start(SheetReader *reader, const char **attributes)
{
    Str place = xml_attribute(attributes, "r");
    ptrdiff_t column = place.len > 0 ? column_of(place) : reader->column + 1;
    if (column <= reader->column || column >= COLUMNS_MAX) {
        fail(reader, "its cells are out of order");
        return;
    }
    for (; reader->count < column; reader->count++)
        reader->cells[reader->count] = S("");
    reader->column = column;
    reader->in_cell = true;
    reader->type = str_copy(reader->arena, xml_attribute(attributes, "t"));
    reader->is_inline = str_equal(reader->type, S("inlineStr"));
    Num style = num_parse_answer(xml_attribute(attributes, "s"));
    bool known = style.ok && style.value >= 0 && style.value < (double)reader->inside->shape_count;
    reader->style = known ? (ptrdiff_t)style.value : -1;
    reader->text = (Buffer){.arena = reader->arena};
}

/* ---- Values ---- */

static Str shared_text(SheetReader *reader, Str number)
{
    Num index = num_parse_answer(str_trim(number));
    if (!index.ok || index.value < 0 || index.value >= (double)reader->inside->strings.len) {
        fail(reader, "a cell points at a text that is not there");
        return S("");
    }
    return reader->inside->strings.items[(ptrdiff_t)index.value];
}

static Str number_cell(const SheetReader *reader, Str text)
{
    Num number = num_parse(str_trim(text), false);
    if (!number.ok)
        return text; /* some writers put texts here */
    NumberShape shape =
        reader->style < 0 ? SHAPE_NUMBER : (NumberShape)reader->inside->shapes[reader->style];
    return serial_text(reader->arena, number.value, shape, reader->inside->from_1904);
}

static Str cell_text(SheetReader *reader)
{
    Str text = buffer_str(&reader->text), type = reader->type;
    if (text.len == 0)
        return S("");
    if (str_equal(type, S("s")))
        return shared_text(reader, text);
    if (str_equal(type, S("b")))
        return str_equal(str_trim(text), S("1")) ? S("TRUE") : S("FALSE");
    bool number = type.len == 0 || str_equal(type, S("n"));
    /* else a text, an error, or a date in ISO form */
    return number ? number_cell(reader, text) : unescaped_text(reader->arena, text);
}

/* ---- Events ---- */

static void sheet_start(void *context, const char *name, const char **attributes)
{
    SheetReader *reader = context;
    if (reader->enough)
        return;
    if (is(name, "row"))
        row_start(reader, attributes);
    else if (is(name, "c") && reader->in_row)
        cell_start(reader, attributes);
    else if (reader->in_cell && is(name, "rPh"))
        reader->in_phonetic = true;
    else if (reader->in_cell && is(name, reader->is_inline ? "t" : "v"))
        reader->in_value = !reader->in_phonetic;
}

static void sheet_text(void *context, Str piece)
{
    SheetReader *reader = context;
    if (!reader->in_value || reader->enough)
        return;
    if (reader->text.len + piece.len > CELL_BYTES_MAX)
        fail(reader, "a cell is larger than 4 MB");
    else
        buffer_add(&reader->text, piece);
}

static void row_end(SheetReader *reader)
{
    reader->in_row = false;
    if (reader->count > 0 &&
        !reader->take(reader->context, reader->row, reader->cells, reader->count))
        reader->enough = true;
    arena_reset(reader->arena, reader->row_mark);
}

static void sheet_end(void *context, const char *name)
{
    SheetReader *reader = context;
    if (reader->enough)
        return;
    if (is(name, "v") || is(name, "t")) {
        reader->in_value = false;
    } else if (is(name, "rPh")) {
        reader->in_phonetic = false;
    } else if (is(name, "c") && reader->in_cell) {
        reader->cells[reader->count++] = cell_text(reader);
        reader->in_cell = false;
    } else if (is(name, "row") && reader->in_row) {
        row_end(reader);
    }
}

static ptrdiff_t part_index(const ZipParts *parts, Str name)
{
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        if (str_equal_nocase(parts->names.items[i], name))
            return i;
    }
    CX_ASSERT(false); /* foreign_book_open has seen it */
    return -1;
}

bool foreign_sheet_read(Arena *arena, const ForeignBook *book, ptrdiff_t sheet, ForeignRow *take,
                        void *context, Str *reason)
{
    SheetReader *reader = NEW(arena, SheetReader, 1);
    *reader = (SheetReader){.arena = arena,
                            .inside = book->inside,
                            .take = take,
                            .context = context,
                            .cells = NEW(arena, Str, COLUMNS_MAX),
                            .row = -1};
    const XmlHandler handler = {
        .context = reader, .start = sheet_start, .end = sheet_end, .text = sheet_text};
    const ForeignSheet *from = &book->sheets.items[sheet];
    ptrdiff_t part = part_index(&book->inside->parts, from->part);
    if (!foreign_part_read(arena, &book->inside->parts, part, &handler, &reader->enough, reason))
        return false;
    if (reader->fault == NULL)
        return true;
    *reason = str_format(arena, "%.*s: %s", STR_ARG(from->part), reader->fault);
    return false;
}
