/* What a workbook says: cells, names, what charts remember, and every text outside the cells. */
#include "workbook.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

#include <cxex/text.h>

enum { ROWS_LIMIT = 1048576, COLUMNS_LIMIT = 16384, CELLS_LIMIT = 40 << 20 };

typedef struct NumberFormat {
    Str id, code;
} NumberFormat;

typedef struct BookReading {
    Arena *arena;
    const ZipParts *parts;
    StrList strings; /* shared */
    LIST_OF(BookName) names;
    LIST_OF(BookSeries) series;
    LIST_OF(BookText) texts;
    StrList sheet_names;
    LIST_OF(NumberFormat) number_formats;
    StrList formats; /* of cellXfs */
    Str fault;
} BookReading;

/* The part being read, and the element it is in. */
typedef struct PartReader {
    BookReading *book;
    Str part;
    XmlReader *xml;
    bool malformed;
    Buffer text; /* since the last element began or ended */
    Str element; /* the innermost */
    StrList path;
    /* a sheet */
    LIST_OF(BookCell) cells;
    BookCell cell;
    bool in_cell, is_shared, has_value, in_cell_styles;
    /* shared strings */
    Buffer string;
    /* a chart */
    BookSeries series;
    LIST_OF(BookPoint) points;
    bool in_series;
    ptrdiff_t point;
    Str name;
} PartReader;

static void fault(PartReader *reader, const char *why)
{
    BookReading *book = reader->book;
    if (book->fault.len == 0)
        book->fault = str_format(book->arena, "%.*s: %s", STR_ARG(reader->part), why);
}

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static void add_text(PartReader *reader, Str place, Str text)
{
    Arena *arena = reader->book->arena;
    if (str_trim(text).len > 0)
        *PUSH(arena, &reader->book->texts, BookText) =
            (BookText){reader->part, str_copy(arena, place), str_copy(arena, str_trim(text))};
}

/* What people are told without a cell: the alternative text of a chart, hints, formats … */
static void add_attributes(PartReader *reader, const char *element, const char **attributes)
{
    static const char *const told[] = {"name",        "displayName", "descr",      "title",
                                       "tooltip",     "display",     "prompt",     "promptTitle",
                                       "errorTitle",  "error",       "formatCode", "comment",
                                       "description", "author",      "alt",        "customMenu"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(told); i++) {
        Str value = xml_attribute(attributes, told[i]);
        if (value.len == 0)
            continue;
        Str place = str_format(reader->book->arena, "%s %s", element, told[i]);
        add_text(reader, place, value);
    }
}

/* ---- Places ---- */

static bool read_place(Str text, int *row, int *column)
{
    ptrdiff_t at = 0;
    int64_t letters = 0, digits = 0;
    if (at < text.len && text.s[at] == '$')
        at++;
    while (at < text.len && text.s[at] >= 'A' && text.s[at] <= 'Z' && letters <= COLUMNS_LIMIT)
        letters = 26 * letters + (text.s[at++] - 'A' + 1);
    if (at < text.len && text.s[at] == '$')
        at++;
    while (at < text.len && text.s[at] >= '0' && text.s[at] <= '9' && digits <= ROWS_LIMIT)
        digits = 10 * digits + (text.s[at++] - '0');
    *row = (int)digits - 1;
    *column = (int)letters - 1;
    return at == text.len && letters >= 1 && letters <= COLUMNS_LIMIT && digits >= 1 &&
           digits <= ROWS_LIMIT;
}

Str book_cell_name(Arena *arena, int row, int column)
{
    return str_format(arena, "%.*s%d", STR_ARG(str_column_letters(arena, column)), row + 1);
}

static ptrdiff_t find_sheet(const Workbook *book, Str name)
{
    for (ptrdiff_t i = 0; i < book->sheet_count; i++)
        if (str_equal(book->sheets[i].name, name))
            return i;
    return -1;
}

/* A name in quotes doubles those inside it; cxex names no sheet with one. */
bool book_range_parse(const Workbook *book, ptrdiff_t sheet, Str text, BookRange *range)
{
    *range = (BookRange){.sheet = sheet};
    ptrdiff_t mark = text.len - 1;
    while (mark >= 0 && text.s[mark] != '!')
        mark--;
    if (mark >= 0) {
        Str name = str_slice(text, 0, mark);
        if (name.len >= 2 && name.s[0] == '\'' && name.s[name.len - 1] == '\'')
            name = str_slice(name, 1, name.len - 1);
        range->sheet = find_sheet(book, name);
        text = str_slice(text, mark + 1, text.len);
    }
    StrCut cut = str_cut(text, ':');
    if (range->sheet < 0 || !read_place(cut.head, &range->row, &range->column))
        return false;
    if (!cut.found) {
        range->last_row = range->row;
        range->last_column = range->column;
        return true;
    }
    return read_place(cut.tail, &range->last_row, &range->last_column) &&
           range->last_row >= range->row && range->last_column >= range->column;
}

const BookCell *book_cell(const BookSheet *sheet, int row, int column)
{
    ptrdiff_t low = 0, high = sheet->cell_count;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        const BookCell *cell = &sheet->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sheet->cell_count)
        return NULL;
    const BookCell *cell = &sheet->cells[low];
    return cell->row == row && cell->column == column ? cell : NULL;
}

/* ---- Cells ---- */

static void start_cell(PartReader *reader, const char **attributes)
{
    Str type = xml_attribute(attributes, "t");
    reader->cell = (BookCell){0};
    reader->in_cell = true;
    reader->has_value = false;
    Num style = num_parse(xml_attribute(attributes, "s"), false);
    if (style.ok && style.value > 0 && style.value < ROWS_LIMIT)
        reader->cell.style = (int)style.value;
    reader->is_shared = str_equal(type, S("s"));
    if (reader->is_shared || str_equal(type, S("str")) || str_equal(type, S("inlineStr")))
        reader->cell.kind = CELL_TEXT;
    else if (str_equal(type, S("b")))
        reader->cell.kind = CELL_BOOL;
    else if (str_equal(type, S("e")))
        reader->cell.kind = CELL_ERROR;
    else if (type.len > 0 && !str_equal(type, S("n")))
        fault(reader, "a cell of a kind that cxex does not write");
    if (!read_place(xml_attribute(attributes, "r"), &reader->cell.row, &reader->cell.column))
        fault(reader, "a cell without a place");
}

static void take_value(PartReader *reader, Str text)
{
    BookReading *book = reader->book;
    reader->has_value = true;
    if (reader->is_shared) {
        Num index = num_parse(text, false);
        if (!index.ok || index.value < 0 || index.value >= (double)book->strings.len)
            fault(reader, "a cell that points at no shared string");
        else
            reader->cell.text = book->strings.items[(ptrdiff_t)index.value];
    } else if (reader->cell.kind == CELL_NUMBER || reader->cell.kind == CELL_BOOL) {
        Num number = num_parse(text, false);
        if (!number.ok)
            fault(reader, "a cell with a number that is none");
        reader->cell.number = number.value;
    } else {
        Buffer whole = {.arena = book->arena}; /* inline text may come in runs */
        buffer_add(&whole, reader->cell.text);
        buffer_add(&whole, text);
        reader->cell.text = buffer_str(&whole);
    }
}

static void end_cell(PartReader *reader)
{
    BookCell *cell = &reader->cell;
    reader->in_cell = false;
    if (!reader->has_value && cell->formula.len == 0)
        return; /* only a format */
    if (reader->cells.len > 0) {
        const BookCell *last = &reader->cells.items[reader->cells.len - 1];
        if (last->row > cell->row || (last->row == cell->row && last->column >= cell->column))
            fault(reader, "cells that are not in their order");
    }
    if (reader->cells.len >= CELLS_LIMIT)
        fault(reader, "more cells than any workbook of this program");
    else
        *PUSH(reader->book->arena, &reader->cells, BookCell) = *cell;
}

static void start_sheet(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    reader->text.len = 0;
    if (is(name, "c"))
        start_cell(reader, attributes);
    else if (!reader->in_cell && !is(name, "row") && !is(name, "col"))
        add_attributes(reader, name, attributes);
}

static void end_sheet(void *context, const char *name)
{
    PartReader *reader = context;
    Str text = buffer_str(&reader->text);
    if (is(name, "c"))
        end_cell(reader);
    else if (reader->in_cell && is(name, "f"))
        reader->cell.formula = str_copy(reader->book->arena, text);
    else if (reader->in_cell && (is(name, "v") || is(name, "t")))
        take_value(reader, text);
    else if (!reader->in_cell)
        add_text(reader, str_from(name), text);
    reader->text.len = 0;
}

static void text_any(void *context, Str piece)
{
    PartReader *reader = context;
    buffer_add(&reader->text, piece);
}

/* ---- Shared strings ---- */

static void start_strings(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    (void)attributes;
    reader->text.len = 0;
    if (is(name, "si"))
        reader->string = (Buffer){.arena = reader->book->arena};
}

static void end_strings(void *context, const char *name)
{
    PartReader *reader = context;
    if (is(name, "t"))
        buffer_add(&reader->string, buffer_str(&reader->text));
    if (is(name, "si"))
        *PUSH(reader->book->arena, &reader->book->strings, Str) = buffer_str(&reader->string);
    reader->text.len = 0;
}

/* ---- Names and tabs ---- */

static void start_workbook(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    Arena *arena = reader->book->arena;
    reader->text.len = 0;
    if (is(name, "sheet"))
        *PUSH(arena, &reader->book->sheet_names, Str) =
            str_copy(arena, xml_attribute(attributes, "name"));
    if (is(name, "definedName")) {
        reader->name = str_copy(arena, xml_attribute(attributes, "name"));
        add_text(reader, S("comment of a name"), xml_attribute(attributes, "comment"));
        add_text(reader, S("name"), reader->name);
    }
}

static void end_workbook(void *context, const char *name)
{
    PartReader *reader = context;
    Arena *arena = reader->book->arena;
    if (is(name, "definedName"))
        *PUSH(arena, &reader->book->names, BookName) =
            (BookName){reader->name, str_copy(arena, buffer_str(&reader->text))};
    reader->text.len = 0;
}

/* ---- Charts ---- */

static void start_chart(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    reader->text.len = 0;
    if (is(name, "numLit") || is(name, "strLit"))
        fault(reader, "a chart with values that point at no cells");
    if (is(name, "numRef") || is(name, "strRef") || is(name, "multiLvlStrRef")) {
        reader->in_series = true;
        reader->series = (BookSeries){.part = reader->part, .numbers = is(name, "numRef")};
        reader->points.items = NULL;
        reader->points.len = reader->points.cap = 0;
    } else if (is(name, "ptCount")) {
        reader->series.count = (ptrdiff_t)num_parse(xml_attribute(attributes, "val"), false).value;
    } else if (is(name, "pt")) {
        Num index = num_parse(xml_attribute(attributes, "idx"), false);
        reader->point =
            index.ok && index.value >= 0 && index.value < ROWS_LIMIT ? (ptrdiff_t)index.value : -1;
    } else {
        add_attributes(reader, name, attributes);
    }
}

static void end_chart(void *context, const char *name)
{
    PartReader *reader = context;
    Arena *arena = reader->book->arena;
    Str text = buffer_str(&reader->text);
    if (reader->in_series && is(name, "f")) {
        reader->series.refers_to = str_copy(arena, text);
    } else if (reader->in_series && is(name, "v")) {
        *PUSH(arena, &reader->points, BookPoint) =
            (BookPoint){reader->point, str_copy(arena, text)};
    } else if (is(name, "numRef") || is(name, "strRef") || is(name, "multiLvlStrRef")) {
        reader->in_series = false;
        reader->series.points = reader->points.items;
        reader->series.point_count = reader->points.len;
        *PUSH(arena, &reader->book->series, BookSeries) = reader->series;
    } else if (!is(name, "formatCode")) {
        add_text(reader, str_from(name), text);
    }
    reader->text.len = 0;
}

/* ---- All other parts: only their texts ---- */

/* Where a drawing or a comment stands, counted in cells and pixels. */
static bool is_position(Str part, const char *name)
{
    static const char *const positions[] = {"col", "row",    "colOff",   "rowOff",       "Anchor",
                                            "Row", "Column", "AutoFill", "SizeWithCells"};
    if (!str_starts(part, S("xl/drawings/")))
        return false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(positions); i++)
        if (is(name, positions[i]))
            return true;
    return false;
}

static void start_other(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    reader->text.len = 0;
    add_attributes(reader, name, attributes);
}

static void end_other(void *context, const char *name)
{
    PartReader *reader = context;
    if (!is_position(reader->part, name))
        add_text(reader, str_from(name), buffer_str(&reader->text));
    reader->text.len = 0;
}

/* ---- Styles: the number formats of cells ---- */

static void start_styles(void *context, const char *name, const char **attributes)
{
    PartReader *reader = context;
    BookReading *book = reader->book;
    start_other(context, name, attributes);
    if (is(name, "numFmt"))
        *PUSH(book->arena, &book->number_formats, NumberFormat) =
            (NumberFormat){str_copy(book->arena, xml_attribute(attributes, "numFmtId")),
                           str_copy(book->arena, xml_attribute(attributes, "formatCode"))};
    if (is(name, "cellXfs"))
        reader->in_cell_styles = true;
    if (!reader->in_cell_styles || !is(name, "xf"))
        return;
    Str id = xml_attribute(attributes, "numFmtId"), code = STR_NONE;
    for (ptrdiff_t i = 0; i < book->number_formats.len; i++)
        if (str_equal(book->number_formats.items[i].id, id))
            code = book->number_formats.items[i].code;
    *PUSH(book->arena, &book->formats, Str) = code;
}

static void end_styles(void *context, const char *name)
{
    PartReader *reader = context;
    end_other(context, name);
    if (is(name, "cellXfs"))
        reader->in_cell_styles = false;
}

/* ---- Parts ---- */

typedef enum PartKind {
    PART_SHEET,
    PART_STRINGS,
    PART_WORKBOOK,
    PART_CHART,
    PART_STYLES,
    PART_OTHER,
    PART_SILENT, /* no text: its checksum was compared */
    PART_UNKNOWN
} PartKind;

static PartKind part_kind(Str part)
{
    static const struct {
        const char *begins, *ends;
        PartKind kind;
    } kinds[] = {
        {"[Content_Types].xml", "", PART_SILENT}, {"", ".rels", PART_SILENT},
        {"xl/theme/", ".xml", PART_SILENT},       {"xl/media/", "", PART_SILENT},
        {"xl/worksheets/", ".xml", PART_SHEET},   {"xl/sharedStrings.xml", "", PART_STRINGS},
        {"xl/workbook.xml", "", PART_WORKBOOK},   {"xl/charts/", ".xml", PART_CHART},
        {"xl/drawings/", ".xml", PART_OTHER},     {"xl/drawings/", ".vml", PART_OTHER},
        {"xl/tables/", ".xml", PART_OTHER},       {"xl/comments", ".xml", PART_OTHER},
        {"xl/styles.xml", "", PART_STYLES},       {"docProps/", ".xml", PART_OTHER},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(kinds); i++)
        if (str_starts(part, str_from(kinds[i].begins)) && str_ends(part, str_from(kinds[i].ends)))
            return kinds[i].kind;
    return PART_UNKNOWN;
}

static XmlHandler handler_of(PartReader *reader, PartKind kind)
{
    static const struct {
        void (*start)(void *context, const char *name, const char **attributes);
        void (*end)(void *context, const char *name);
    } handlers[] = {[PART_SHEET] = {start_sheet, end_sheet},
                    [PART_STRINGS] = {start_strings, end_strings},
                    [PART_WORKBOOK] = {start_workbook, end_workbook},
                    [PART_CHART] = {start_chart, end_chart},
                    [PART_STYLES] = {start_styles, end_styles},
                    [PART_OTHER] = {start_other, end_other}};
    return (XmlHandler){.context = reader,
                        .start = handlers[kind].start,
                        .end = handlers[kind].end,
                        .text = text_any,
                        .no_comments = true};
}

static bool take_piece(void *context, Str bytes, bool last)
{
    PartReader *reader = context;
    if (xml_read(reader->xml, bytes, last) && reader->book->fault.len == 0)
        return true;
    reader->malformed = true;
    return false;
}

static bool read_part(BookReading *book, ptrdiff_t index, PartReader *reader, Str *reason)
{
    Arena *arena = book->arena;
    *reader = (PartReader){
        .book = book, .part = book->parts->names.items[index], .text = {.arena = arena}};
    PartKind kind = part_kind(reader->part);
    if (kind == PART_SILENT)
        return true;
    if (kind == PART_UNKNOWN) {
        *reason = str_format(arena, "%.*s: a part that cxex does not write", STR_ARG(reader->part));
        return false;
    }
    reader->xml = xml_open(arena, handler_of(reader, kind));
    bool good = zip_part_read(arena, book->parts, index, take_piece, reader, reason);
    if (book->fault.len > 0)
        *reason = book->fault;
    else if (reader->malformed)
        *reason = str_format(arena, "%.*s: %.*s", STR_ARG(reader->part),
                             STR_ARG(xml_reason(arena, reader->xml)));
    xml_close(reader->xml);
    return good && book->fault.len == 0;
}

static bool read_parts(BookReading *book, const StrList *sheets, Workbook *made, Str *reason)
{
    Arena *arena = book->arena;
    made->sheets = NEW(arena, BookSheet, sheets->len);
    made->sheet_count = sheets->len;
    PartReader *reader = NEW(arena, PartReader, 1);
    ptrdiff_t strings = strlist_find(&book->parts->names, S("xl/sharedStrings.xml"));
    if (strings >= 0 && !read_part(book, strings, reader, reason)) /* cells point into them */
        return false;
    for (ptrdiff_t i = 0; i < book->parts->names.len; i++) {
        if (i == strings)
            continue;
        if (!read_part(book, i, reader, reason))
            return false;
        ptrdiff_t sheet = strlist_find(sheets, reader->part);
        if (sheet >= 0)
            made->sheets[sheet] = (BookSheet){.part = reader->part,
                                              .cells = reader->cells.items,
                                              .cell_count = reader->cells.len};
    }
    if (book->sheet_names.len != sheets->len) {
        *reason = S("the workbook names other sheets than it has");
        return false;
    }
    for (ptrdiff_t i = 0; i < sheets->len; i++)
        made->sheets[i].name = book->sheet_names.items[i];
    return true;
}

/* Remarks of the zip itself, which no program for tables shows. */
static bool check_remarks(const ZipParts *parts, Str *reason)
{
    int len = 0;
    const char *remark = zip_get_archive_comment(parts->archive, &len, ZIP_FL_ENC_RAW);
    bool none = !remark || len == 0;
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        zip_uint32_t more = 0;
        remark = zip_file_get_comment(parts->archive, (zip_uint64_t)i, &more, ZIP_FL_ENC_RAW);
        none = none && (!remark || more == 0);
    }
    if (!none)
        *reason = S("the zip carries a remark");
    return none;
}

bool pack_workbook_read(Arena *arena, Str path, Workbook *book, Str *reason)
{
    ZipParts parts = {0};
    *book = (Workbook){0};
    if (!zip_parts_open(arena, &parts, path, ZIP_CAPS_OWN, reason))
        return false;
    StrList sheets = {0};
    BookReading reading = {.arena = arena, .parts = &parts};
    bool good = check_remarks(&parts, reason) &&
                workbook_check_all(arena, &parts, &sheets, reason) &&
                read_parts(&reading, &sheets, book, reason);
    zip_parts_close(&parts);
    book->names = reading.names.items;
    book->name_count = reading.names.len;
    book->series = reading.series.items;
    book->series_count = reading.series.len;
    book->formats = reading.formats.items;
    book->format_count = reading.formats.len;
    book->texts = reading.texts.items;
    book->text_count = reading.texts.len;
    return good;
}
