#include "workbook.h"

#include "plain_cell.h"
#include "xml.h"

#include <string.h>

/* ---- What is gathered while the parts go by ---- */

typedef struct SheetEntry { /* a line of xl/workbook.xml */
    Str relation, part;     /* "rId1"; the part is found when all have been read */
} SheetEntry;
typedef struct Relation {
    Str from, id, target; /* from: the part that has it, "" for the package */
} Relation;
typedef struct SheetPart {
    Str part;
    ptrdiff_t rows, shared; /* shared: cells that point into the shared strings */
    int64_t highest;        /* index of a shared string; -1: none */
} SheetPart;

typedef struct Findings {
    Arena *arena;
    StrMap parts; /* name -> index in the zip */
    LIST_OF(SheetEntry) sheets;
    LIST_OF(Relation) relations;
    LIST_OF(SheetPart) sheet_parts;
    StrList overrides;        /* parts that [Content_Types].xml names */
    StrMap extensions;        /* and extensions */
    int64_t stated, distinct; /* shared strings: count and uniqueCount; -1: no table */
    int64_t strings;          /* <si> seen */
    Str fault;                /* the first thing that no reader of workbooks would take */
    bool sheets_elsewhere;    /* who asks reads cells and strings itself, to their last byte */
} Findings;

/* The part being read. */
typedef struct PartReading {
    Findings *found;
    Str part;
    XmlReader *xml;
    bool malformed, in_sheet;
    /* in a sheet */
    bool in_cell, cell_shared, cell_number, in_value;
    char value[64]; /* of the cell; a number of a workbook is never longer */
    ptrdiff_t value_len;
    Buffer rest; /* of a piece of the sheet, without its plain cells */
} PartReading;

static void fault(Findings *found, Str text)
{
    if (found->fault.len == 0)
        found->fault = text;
}

/* Digits only, as the table of strings counts and points; -1: no such number. */
static int64_t whole_number(Str text)
{
    int64_t value = 0;
    if (text.len == 0 || text.len > 15)
        return -1;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] < '0' || text.s[i] > '9')
            return -1;
        value = 10 * value + (text.s[i] - '0');
    }
    return value;
}

/* ---- Small parts ---- */

static void start_types(void *context, const char *name, const char **attributes)
{
    PartReading *reading = context;
    Findings *found = reading->found;
    bool added = false;
    if (strcmp(name, "Default") == 0)
        strmap_put(found->arena, &found->extensions,
                   str_copy(found->arena, xml_attribute(attributes, "Extension")), &added);
    else if (strcmp(name, "Override") == 0)
        *PUSH(found->arena, &found->overrides, Str) =
            str_copy(found->arena, xml_attribute(attributes, "PartName"));
}

static void start_relations(void *context, const char *name, const char **attributes)
{
    PartReading *reading = context;
    Findings *found = reading->found;
    if (strcmp(name, "Relationship") != 0 ||
        str_equal(xml_attribute(attributes, "TargetMode"), S("External")))
        return;
    *PUSH(found->arena, &found->relations, Relation) =
        (Relation){.from = reading->part,
                   .id = str_copy(found->arena, xml_attribute(attributes, "Id")),
                   .target = str_copy(found->arena, xml_attribute(attributes, "Target"))};
}

static void start_workbook(void *context, const char *name, const char **attributes)
{
    PartReading *reading = context;
    Findings *found = reading->found;
    if (strcmp(name, "sheet") != 0)
        return;
    *PUSH(found->arena, &found->sheets, SheetEntry) = (SheetEntry){
        .relation = str_copy(found->arena, xml_attribute(attributes, "id"))}; /* r:id */
}

static void start_strings(void *context, const char *name, const char **attributes)
{
    PartReading *reading = context;
    Findings *found = reading->found;
    if (strcmp(name, "si") == 0)
        found->strings++;
    if (strcmp(name, "sst") != 0)
        return;
    found->stated = whole_number(xml_attribute(attributes, "count"));
    found->distinct = whole_number(xml_attribute(attributes, "uniqueCount"));
    if (found->stated < 0 || found->distinct < 0)
        fault(found, S("the table of shared strings does not say how many there are"));
}

/* ---- Sheets ---- */

static SheetPart *sheet_now(PartReading *reading)
{
    return &reading->found->sheet_parts.items[reading->found->sheet_parts.len - 1];
}

static void start_sheet(void *context, const char *name, const char **attributes)
{
    PartReading *reading = context;
    if (strcmp(name, "row") == 0) {
        sheet_now(reading)->rows++;
    } else if (strcmp(name, "c") == 0) {
        Str type = xml_attribute(attributes, "t");
        reading->in_cell = true;
        reading->cell_shared = str_equal(type, S("s"));
        reading->cell_number = type.len == 0 || str_equal(type, S("n"));
        reading->value_len = 0;
    } else if (strcmp(name, "v") == 0) {
        reading->in_value = reading->in_cell;
    }
}

static void text_sheet(void *context, Str piece)
{
    PartReading *reading = context;
    if (!reading->in_value || !(reading->cell_shared || reading->cell_number))
        return;
    for (ptrdiff_t i = 0; i < piece.len; i++)
        if (reading->value_len < (ptrdiff_t)sizeof reading->value)
            reading->value[reading->value_len++] = piece.s[i];
}

static void count_shared(SheetPart *sheet, int64_t index)
{
    sheet->shared++;
    if (index > sheet->highest)
        sheet->highest = index;
}

static void end_cell(PartReading *reading)
{
    Str value = {reading->value, reading->value_len};
    if (reading->cell_shared) {
        int64_t index = whole_number(value);
        if (index < 0)
            fault(reading->found, str_format(reading->found->arena,
                                             "%.*s has a cell that points at no shared string",
                                             STR_ARG(reading->part)));
        count_shared(sheet_now(reading), index);
    } else if (reading->cell_number) {
        /* NaN and infinity are written as words, which no reader takes as a number. */
        for (ptrdiff_t i = 0; i < value.len; i++)
            if (!memchr("0123456789+-.eE", value.s[i], 15))
                fault(reading->found,
                      str_format(reading->found->arena, "%.*s has a number that is none: %.*s",
                                 STR_ARG(reading->part), STR_ARG(value)));
    }
}

static void end_sheet(void *context, const char *name)
{
    PartReading *reading = context;
    if (strcmp(name, "v") == 0)
        reading->in_value = false;
    else if (strcmp(name, "c") == 0) {
        end_cell(reading);
        reading->in_cell = false;
    }
}

/* Nearly all of a large sheet are plain cells: they are counted here, ten times as fast, and the
 * XML reader gets what is left. A cell that lies across the end of a piece is left to it too. */
static Str without_plain_cells(PartReading *reading, Str piece)
{
    SheetPart *sheet = sheet_now(reading);
    reading->rest.len = 0;
    ptrdiff_t kept = 0, at = 0;
    while (at < piece.len) {
        PlainCell cell;
        ptrdiff_t len = plain_cell(piece, at, &cell);
        if (len == 0) {
            const char *next = memchr(piece.s + at + 1, '<', (size_t)(piece.len - at - 1));
            at = next ? next - piece.s : piece.len;
            continue;
        }
        if (cell.shared)
            count_shared(sheet, cell.index);
        buffer_add(&reading->rest, str_slice(piece, kept, at));
        at += len;
        kept = at;
    }
    buffer_add(&reading->rest, str_slice(piece, kept, piece.len));
    return buffer_str(&reading->rest);
}

/* ---- Reading every part ---- */

static bool is_xml(Str name)
{
    return str_ends(name, S(".xml")) || str_ends(name, S(".rels")) || str_ends(name, S(".vml"));
}

static XmlHandler handler_of(PartReading *reading)
{
    Findings *found = reading->found;
    XmlHandler handler = {.context = reading};
    if (str_equal(reading->part, S("[Content_Types].xml"))) {
        handler.start = start_types;
    } else if (str_ends(reading->part, S(".rels"))) {
        handler.start = start_relations;
    } else if (str_equal(reading->part, S("xl/workbook.xml"))) {
        handler.start = start_workbook;
    } else if (str_equal(reading->part, S("xl/sharedStrings.xml"))) {
        handler.start = start_strings;
    } else if (str_starts(reading->part, S("xl/worksheets/"))) {
        *PUSH(found->arena, &found->sheet_parts, SheetPart) =
            (SheetPart){.part = reading->part, .highest = -1};
        reading->in_sheet = true;
        reading->rest.arena = found->arena;
        handler.start = start_sheet;
        handler.end = end_sheet;
        handler.text = text_sheet;
    }
    return handler;
}

static bool take_piece(void *context, Str bytes, bool last)
{
    PartReading *reading = context;
    if (!reading->xml)
        return true; /* a picture: its checksum is all there is to compare */
    if (reading->in_sheet)
        bytes = without_plain_cells(reading, bytes);
    if (xml_read(reading->xml, bytes, last))
        return true;
    reading->malformed = true;
    return false;
}

static bool read_part(Findings *found, const ZipParts *parts, ptrdiff_t index, Str *reason)
{
    PartReading reading = {.found = found, .part = parts->names.items[index]};
    bool sheet = str_starts(reading.part, S("xl/worksheets/")) && is_xml(reading.part) &&
                 !str_ends(reading.part, S(".rels"));
    if (found->sheets_elsewhere && sheet) {
        *PUSH(found->arena, &found->sheet_parts, SheetPart) = (SheetPart){.part = reading.part};
        return true;
    }
    if (is_xml(reading.part))
        reading.xml = xml_open(found->arena, handler_of(&reading));
    bool good = zip_part_read(found->arena, parts, index, take_piece, &reading, reason);
    if (reading.malformed)
        *reason = str_format(found->arena, "%.*s: %.*s", STR_ARG(reading.part),
                             STR_ARG(xml_reason(found->arena, reading.xml)));
    if (reading.xml)
        xml_close(reading.xml);
    return good;
}

/* ---- Do the parts belong together? ---- */

/* "xl/worksheets/_rels/sheet1.xml.rels" and "../charts/chart1.xml" -> "xl/charts/chart1.xml" */
static Str target_part(Arena *arena, Str relations, Str target)
{
    if (target.len > 0 && target.s[0] == '/')
        return str_slice(target, 1, target.len);
    Str folder = os_path_folder(relations); /* …/_rels or _rels */
    folder = folder.len > 5 ? str_slice(folder, 0, folder.len - 6) : STR_NONE;
    while (str_starts(target, S("../"))) {
        target = str_slice(target, 3, target.len);
        Str up = os_path_folder(folder);
        folder = str_equal(up, S(".")) ? STR_NONE : up;
    }
    return folder.len == 0 ? target
                           : str_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target));
}

static bool check_types(const Findings *found, const ZipParts *parts, Str *reason)
{
    StrMap named = {0};
    for (ptrdiff_t i = 0; i < found->overrides.len; i++) {
        Str part = found->overrides.items[i];
        bool added = false;
        part = part.len > 0 ? str_slice(part, 1, part.len) : part;
        strmap_put(found->arena, &named, part, &added);
        if (!strmap_find(&found->parts, part)) {
            *reason = str_format(found->arena, "%.*s is missing", STR_ARG(part));
            return false;
        }
    }
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        Str part = parts->names.items[i], base = os_path_base(part);
        ptrdiff_t dot = base.len - 1;
        while (dot >= 0 && base.s[dot] != '.')
            dot--;
        Str extension = str_slice(base, dot + 1, base.len);
        if (strmap_find(&named, part) || strmap_find(&found->extensions, extension) ||
            str_equal(part, S("[Content_Types].xml"))) /* which is no part itself */
            continue;
        *reason = str_format(found->arena, "%.*s has no content type", STR_ARG(part));
        return false;
    }
    return true;
}

static bool check_relations(Findings *found, Str *reason)
{
    for (ptrdiff_t i = 0; i < found->relations.len; i++) {
        const Relation *relation = &found->relations.items[i];
        if (relation->target.len > 0 && relation->target.s[0] == '#')
            continue; /* a place inside the part */
        Str part = target_part(found->arena, relation->from, relation->target);
        if (!strmap_find(&found->parts, part)) {
            *reason = str_format(found->arena, "%.*s points at %.*s, which is missing",
                                 STR_ARG(relation->from), STR_ARG(part));
            return false;
        }
        if (!str_equal(relation->from, S("xl/_rels/workbook.xml.rels")))
            continue;
        for (ptrdiff_t s = 0; s < found->sheets.len; s++)
            if (str_equal(found->sheets.items[s].relation, relation->id))
                found->sheets.items[s].part = part;
    }
    return true;
}

static const SheetPart *find_sheet(const Findings *found, Str part)
{
    for (ptrdiff_t i = 0; i < found->sheet_parts.len; i++)
        if (str_equal(found->sheet_parts.items[i].part, part))
            return &found->sheet_parts.items[i];
    return NULL;
}

/* expected_rows NULL: as many sheets and rows as there are. */
static bool check_sheets(const Findings *found, const ptrdiff_t *expected_rows,
                         ptrdiff_t expected_sheets, Str *reason)
{
    if (!expected_rows) {
        for (ptrdiff_t i = 0; i < found->sheets.len; i++)
            if (!find_sheet(found, found->sheets.items[i].part)) {
                *reason = str_format(found->arena, "sheet %td is missing", i + 1);
                return false;
            }
        return true;
    }
    if (found->sheets.len != expected_sheets) {
        *reason = str_format(found->arena, "%td sheets instead of %td", found->sheets.len,
                             expected_sheets);
        return false;
    }
    for (ptrdiff_t i = 0; i < expected_sheets; i++) {
        const SheetPart *sheet = find_sheet(found, found->sheets.items[i].part);
        ptrdiff_t rows = sheet ? sheet->rows : -1;
        if (rows >= expected_rows[i])
            continue;
        *reason = sheet ? str_format(found->arena, "sheet %td has %td rows instead of %td", i + 1,
                                     rows, expected_rows[i])
                        : str_format(found->arena, "sheet %td is missing", i + 1);
        return false;
    }
    return true;
}

static bool check_strings(const Findings *found, Str *reason)
{
    int64_t shared = 0, highest = -1;
    for (ptrdiff_t i = 0; i < found->sheet_parts.len; i++) {
        shared += found->sheet_parts.items[i].shared;
        if (found->sheet_parts.items[i].highest > highest)
            highest = found->sheet_parts.items[i].highest;
    }
    if (found->stated == -1 && shared == 0)
        return true; /* a workbook of numbers has no table */
    if (found->strings == found->distinct && shared == found->stated && highest < found->strings)
        return true;
    *reason = str_format(found->arena,
                         "shared strings do not agree: %lld of %lld in the table, %lld of %lld in "
                         "cells",
                         (long long)found->strings, (long long)found->distinct, (long long)shared,
                         (long long)found->stated);
    return false;
}

/* No part may lie in the zip that nothing points at. */
static bool check_all_named(const Findings *found, const ZipParts *parts, Str *reason)
{
    StrMap named = {0};
    bool added;
    for (ptrdiff_t i = 0; i < found->relations.len; i++)
        strmap_put(found->arena, &named,
                   target_part(found->arena, found->relations.items[i].from,
                               found->relations.items[i].target),
                   &added);
    for (ptrdiff_t i = 0; i < parts->names.len; i++) {
        Str part = parts->names.items[i];
        if (strmap_find(&named, part) || str_ends(part, S(".rels")) ||
            str_equal(part, S("[Content_Types].xml")))
            continue;
        *reason =
            str_format(found->arena, "%.*s: no part of the workbook points at it", STR_ARG(part));
        return false;
    }
    return true;
}

static bool check_parts(Arena *scratch, const ZipParts *parts, const ptrdiff_t *expected_rows,
                        ptrdiff_t expected_sheets, StrList *sheets, Str *reason)
{
    Findings found = {
        .arena = scratch, .stated = -1, .distinct = -1, .sheets_elsewhere = sheets != NULL};
    bool added = false;
    for (ptrdiff_t i = 0; i < parts->names.len; i++)
        *strmap_put(scratch, &found.parts, parts->names.items[i], &added) = i;
    static const char *const needed[] = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml",
                                         "xl/_rels/workbook.xml.rels"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(needed); i++) {
        if (strmap_find(&found.parts, str_from(needed[i])))
            continue;
        *reason = str_format(scratch, "%s is missing: no workbook", needed[i]);
        return false;
    }
    for (ptrdiff_t i = 0; i < parts->names.len; i++)
        if (!read_part(&found, parts, i, reason))
            return false;
    if (found.fault.len > 0) {
        *reason = found.fault;
        return false;
    }
    if (!check_types(&found, parts, reason) || !check_relations(&found, reason) ||
        !check_sheets(&found, expected_rows, expected_sheets, reason) ||
        (!found.sheets_elsewhere && !check_strings(&found, reason)))
        return false;
    for (ptrdiff_t i = 0; sheets && i < found.sheets.len; i++)
        *PUSH(scratch, sheets, Str) = found.sheets.items[i].part;
    return !sheets || check_all_named(&found, parts, reason);
}

bool workbook_check_all(Arena *arena, const ZipParts *parts, StrList *sheets, Str *reason)
{
    return check_parts(arena, parts, NULL, 0, sheets, reason);
}

bool pack_workbook_check(Arena *scratch, Str path, const ptrdiff_t *expected_rows,
                         ptrdiff_t expected_sheets, Str *reason)
{
    ZipParts parts = {0};
    if (!zip_parts_open(scratch, &parts, path, ZIP_CAPS_OWN, reason))
        return false;
    bool good = check_parts(scratch, &parts, expected_rows, expected_sheets, NULL, reason);
    zip_parts_close(&parts);
    return good;
}
