/* What stands around the sheets of somebody's workbook: their names, the shared texts, the styles.
 */
#include "foreign.h"

#include <string.h>

#include <cxex/text.h>

enum { STYLES_LIMIT = 1 << 17 };

typedef struct Listed { /* a sheet as the list names it */
    Str name, id, state;
} Listed;
typedef struct Relation {
    Str id, type, target;
} Relation;
typedef struct Format { /* a number format of the workbook's own */
    int64_t id;
    NumberShape shape;
} Format;

typedef struct BookReader {
    Arena *arena;
    struct ForeignInside *inside;
    LIST_OF(Listed) listed;
    LIST_OF(Relation) relations;
    LIST_OF(Format) formats;
    LIST_OF(uint8_t) shapes;
    bool in_cell_styles;
    Buffer text; /* of the shared text being read */
    bool in_text, in_phonetic, enough;
} BookReader;

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static Str attribute(Arena *arena, const char **attributes, const char *name)
{
    return str_copy(arena, xml_attribute(attributes, name));
}

/* ---- The list of sheets ---- */

static void workbook_start(void *context, const char *name, const char **attributes)
{
    BookReader *reader = context;
    Arena *arena = reader->arena;
    if (is(name, "sheet"))
        *PUSH(arena, &reader->listed, Listed) =
            (Listed){attribute(arena, attributes, "name"), attribute(arena, attributes, "id"),
                     attribute(arena, attributes, "state")};
    if (is(name, "workbookPr")) {
        Str from = xml_attribute(attributes, "date1904"); /* an extension is called the same */
        bool yes = str_equal(from, S("1")) || str_equal_nocase(from, S("true"));
        reader->inside->from_1904 = reader->inside->from_1904 || yes;
    }
}

static void relation_start(void *context, const char *name, const char **attributes)
{
    BookReader *reader = context;
    Arena *arena = reader->arena;
    if (is(name, "Relationship"))
        *PUSH(arena, &reader->relations, Relation) =
            (Relation){attribute(arena, attributes, "Id"), attribute(arena, attributes, "Type"),
                       attribute(arena, attributes, "Target")};
}

/* ---- Styles ---- */

static void style_start(void *context, const char *name, const char **attributes)
{
    BookReader *reader = context;
    Arena *arena = reader->arena;
    double given = num_parse_answer(xml_attribute(attributes, "numFmtId")).value;
    int64_t id = given >= 0 && given <= INT32_MAX ? (int64_t)given : -1;
    if (is(name, "numFmt")) {
        NumberShape shape = number_shape_of_code(xml_attribute(attributes, "formatCode"));
        *PUSH(arena, &reader->formats, Format) = (Format){id, shape};
    } else if (is(name, "cellXfs")) {
        reader->in_cell_styles = true;
    } else if (is(name, "xf") && reader->in_cell_styles && reader->shapes.len < STYLES_LIMIT) {
        NumberShape shape = number_shape_builtin(id);
        for (ptrdiff_t i = 0; i < reader->formats.len; i++)
            shape = reader->formats.items[i].id == id ? reader->formats.items[i].shape : shape;
        *PUSH(arena, &reader->shapes, uint8_t) = (uint8_t)shape;
    }
}

static void style_end(void *context, const char *name)
{
    BookReader *reader = context;
    if (is(name, "cellXfs"))
        reader->in_cell_styles = false;
}

/* ---- Shared texts ---- */

static void string_start(void *context, const char *name, const char **attributes)
{
    (void)attributes;
    BookReader *reader = context;
    if (is(name, "si"))
        reader->text = (Buffer){.arena = reader->arena};
    reader->in_phonetic = reader->in_phonetic || is(name, "rPh");
    reader->in_text = is(name, "t") && !reader->in_phonetic;
}

static void string_end(void *context, const char *name)
{
    BookReader *reader = context;
    if (is(name, "si"))
        *PUSH(reader->arena, &reader->inside->strings, Str) =
            unescaped_text(reader->arena, buffer_str(&reader->text));
    if (is(name, "rPh"))
        reader->in_phonetic = false;
    reader->in_text = false;
}

static void string_text(void *context, Str piece)
{
    BookReader *reader = context;
    if (reader->in_text)
        buffer_add(&reader->text, piece);
}

/* ---- Finding parts ---- */

static ptrdiff_t find_part(const ZipParts *parts, Str name)
{
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        if (str_equal_nocase(parts->names.items[i], name))
            return i;
    }
    return -1;
}

/* "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml" and "xl/…" are all seen. */
static Str part_of_target(Arena *arena, const ZipParts *parts, Str target)
{
    if (target.len > 0 && target.s[0] == '/')
        return str_slice(target, 1, target.len);
    Str below = str_concat(arena, S("xl/"), target);
    return find_part(parts, below) >= 0 ? below : target;
}

static const Relation *find_relation(const BookReader *reader, Str id)
{
    for (ptrdiff_t i = 0; i < reader->relations.len; i++) {
        if (str_equal(reader->relations.items[i].id, id))
            return &reader->relations.items[i];
    }
    return NULL;
}

static Str part_of_type(BookReader *reader, Str type, Str usual)
{
    for (ptrdiff_t i = 0; i < reader->relations.len; i++) {
        if (str_ends(reader->relations.items[i].type, type))
            return part_of_target(reader->arena, &reader->inside->parts,
                                  reader->relations.items[i].target);
    }
    return usual;
}

/* A part that is not there is fine where `needed` is false. */
static bool read_part(BookReader *reader, Str name, XmlHandler handler, bool needed, Str *reason)
{
    handler.context = reader;
    ptrdiff_t part = find_part(&reader->inside->parts, name);
    if (part < 0 && !needed)
        return true;
    if (part < 0) {
        *reason = str_format(reader->arena, "it has no part %.*s", STR_ARG(name));
        return false;
    }
    return foreign_part_read(reader->arena, &reader->inside->parts, part, &handler, &reader->enough,
                             reason);
}

static void take_sheets(BookReader *reader, ForeignBook *book)
{
    for (ptrdiff_t i = 0; i < reader->listed.len; i++) {
        const Listed *listed = &reader->listed.items[i];
        const Relation *relation = find_relation(reader, listed->id);
        if (relation == NULL || !str_ends(relation->type, S("/worksheet")))
            continue; /* a sheet that is a chart, or a macro */
        Str part = part_of_target(reader->arena, &reader->inside->parts, relation->target);
        if (find_part(&reader->inside->parts, part) >= 0)
            *PUSH(reader->arena, &book->sheets, ForeignSheet) = (ForeignSheet){
                .name = listed->name,
                .part = part,
                .hidden = listed->state.len > 0 && !str_equal(listed->state, S("visible"))};
    }
}

static bool read_book(BookReader *reader, ForeignBook *book, Str *reason)
{
    const XmlHandler list = {.start = workbook_start}, relations = {.start = relation_start},
                     styles = {.start = style_start, .end = style_end},
                     strings = {.start = string_start, .end = string_end, .text = string_text};
    if (!read_part(reader, S("xl/workbook.xml"), list, true, reason) ||
        !read_part(reader, S("xl/_rels/workbook.xml.rels"), relations, true, reason))
        return false;
    Str style_part = part_of_type(reader, S("/styles"), S("xl/styles.xml"));
    Str string_part = part_of_type(reader, S("/sharedStrings"), S("xl/sharedStrings.xml"));
    if (!read_part(reader, style_part, styles, false, reason) ||
        !read_part(reader, string_part, strings, false, reason))
        return false;
    reader->inside->shapes = reader->shapes.items;
    reader->inside->shape_count = reader->shapes.len;
    take_sheets(reader, book);
    if (book->sheets.len == 0)
        *reason = S("it has no worksheet");
    return book->sheets.len > 0;
}

/* Survey tools hand out their exports in an archive. */
static Str export_packed(const ZipParts *parts)
{
    static const Str ends[] = {{".csv", 4}, {".tsv", 4}, {".xlsx", 5}, {".sav", 4}, {".zsav", 5}};
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        Str name = parts->names.items[i];
        for (ptrdiff_t e = 0; e < CX_COUNTOF(ends); e++) {
            ptrdiff_t from = name.len - ends[e].len;
            if (from > 0 && str_equal_nocase(str_slice(name, from, name.len), ends[e]))
                return name;
        }
    }
    return STR_NONE;
}

/* What other programs save in a zip, by a part that only theirs has. */
static Str other_kind(const ZipParts *parts)
{
    static const struct {
        Str part, kind;
    } others[] = {{{"xl/workbook.bin", 15}, {"Excel (.xlsb)", 13}},
                  {{"Index/Document.iwa", 18}, {"Apple Numbers (.numbers)", 24}},
                  {{"Index.zip", 9}, {"Apple Numbers (.numbers)", 24}},
                  {{"word/document.xml", 17}, {"Word (.docx)", 12}},
                  {{"ppt/presentation.xml", 20}, {"PowerPoint (.pptx)", 18}},
                  {{"content.xml", 11}, {"OpenDocument (.ods)", 19}}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++) {
        if (find_part(parts, others[i].part) >= 0)
            return others[i].kind;
    }
    return STR_NONE;
}

bool foreign_book_open(Arena *arena, ForeignBook *book, Str path, Str *reason)
{
    *book = (ForeignBook){.inside = NEW(arena, struct ForeignInside, 1)};
    if (!zip_parts_open(arena, &book->inside->parts, path, ZIP_CAPS_FOREIGN, reason))
        return false;
    BookReader *reader = NEW(arena, BookReader, 1);
    reader->arena = arena;
    reader->inside = book->inside;
    if (read_book(reader, book, reason))
        return true;
    if (find_part(&book->inside->parts, S("xl/workbook.xml")) < 0) {
        book->other = other_kind(&book->inside->parts);
        book->packed = str_copy(arena, export_packed(&book->inside->parts));
    }
    foreign_book_close(book);
    return false;
}

void foreign_book_close(ForeignBook *book)
{
    zip_parts_close(&book->inside->parts);
}
