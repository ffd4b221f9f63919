/* What a PDF says: its structure with the text of each element, and every other text it carries. */
#include "pdf.h"

#include <string.h>

typedef struct DocumentReading {
    Arena *arena;
    PdfObjects objects;
    PdfFonts fonts;
    LIST_OF(PdfPageText) pages;
    LIST_OF(PdfElement) elements;
    LIST_OF(PdfNote) notes;
    LIST_OF(PdfFile) files;
    const PdfValue *catalog;
    StrMap known_keys;
} DocumentReading;

static const PdfValue *get(DocumentReading *reading, const PdfValue *dict, const char *key)
{
    return pdf_get_entry(&reading->objects, dict, key);
}

static bool is_name(const PdfValue *value, const char *name)
{
    return value && value->kind == PDF_NAME && str_equal(value->text, str_from(name));
}

static void add_note(DocumentReading *reading, Str place, Str text, bool artifact)
{
    if (text.len > 0)
        *PUSH(reading->arena, &reading->notes, PdfNote) = (PdfNote){place, text, artifact};
}

/* ---- Pages ---- */

static bool read_page(DocumentReading *reading, const PdfValue *reference)
{
    PdfPageText text = {.object = reference->number};
    if (!pdf_page_text(&reading->objects, &reading->fonts, pdf_get(&reading->objects, reference),
                       &text))
        return false;
    *PUSH(reading->arena, &reading->pages, PdfPageText) = text;
    add_note(reading,
             str_format(reading->arena, "page %td, outside the structure", reading->pages.len),
             text.artifact, true);
    return true;
}

/* libharu writes one level; a tree that bends back on itself runs out of depth. */
static bool read_pages(DocumentReading *reading, const PdfValue *reference, int depth)
{
    PdfObjects *objects = &reading->objects;
    const PdfValue *node = pdf_get(objects, reference);
    if (depth > PDF_DEPTH_LIMIT || !node || reference->kind != PDF_REFERENCE ||
        objects->used[(ptrdiff_t)reference->number])
        return pdf_fault(objects, "the list of pages is damaged");
    pdf_use(objects, reference);
    if (is_name(get(reading, node, "Type"), "Page"))
        return read_page(reading, reference);
    const PdfValue *kids = get(reading, node, "Kids");
    if (!kids || kids->kind != PDF_ARRAY)
        return pdf_fault(objects, "the list of pages is damaged");
    for (ptrdiff_t i = 0; i < kids->count; i++)
        if (!read_pages(reading, &kids->items[i], depth + 1))
            return false;
    return true;
}

static ptrdiff_t find_page(const DocumentReading *reading, const PdfValue *reference)
{
    for (ptrdiff_t i = 0; reference && i < reading->pages.len; i++)
        if (reading->pages.items[i].object == reference->number)
            return i;
    return -1;
}

/* ---- Structure ---- */

static Str text_entry(DocumentReading *reading, const PdfValue *dict, const char *key)
{
    const PdfValue *value = get(reading, dict, key);
    return value && value->kind == PDF_STRING ? pdf_text(reading->arena, value->text) : STR_NONE;
}

/* One element under way: its text is joined when all its marks are known. */
typedef struct ElementReading {
    ptrdiff_t index, page;
    StrList pieces;
} ElementReading;

static bool add_mark(DocumentReading *reading, ElementReading *element, ptrdiff_t page,
                     const PdfValue *number)
{
    PdfPageText *text = page >= 0 ? &reading->pages.items[page] : NULL;
    if (!text || !number || number->kind != PDF_NUMBER || number->number < 0 ||
        number->number >= (double)text->mark_count)
        return pdf_fault(&reading->objects, "an element refers to what no page draws");
    PdfMark *mark = &text->marks[(ptrdiff_t)number->number];
    if (mark->taken)
        return pdf_fault(&reading->objects, "two elements refer to one place of page %td",
                         page + 1);
    mark->taken = true;
    Str piece = str_trim(mark->text);
    if (piece.len > 0)
        *PUSH(reading->arena, &element->pieces, Str) = piece;
    if (reading->elements.items[element->index].page == 0)
        reading->elements.items[element->index].page = (int)page + 1;
    return true;
}

static bool read_element(DocumentReading *reading, const PdfValue *reference, ptrdiff_t parent,
                         int depth);

static bool read_kid(DocumentReading *reading, ElementReading *element, const PdfValue *kid,
                     int depth)
{
    const PdfValue *value = pdf_get(&reading->objects, kid);
    if (!value)
        return pdf_fault(&reading->objects, "an element has a part that is missing");
    if (value->kind == PDF_NUMBER)
        return add_mark(reading, element, element->page, value);
    if (is_name(get(reading, value, "Type"), "OBJR"))
        return true; /* a link's area */
    if (is_name(get(reading, value, "Type"), "MCR")) {
        const PdfValue *page = pdf_entry(value, "Pg");
        return add_mark(reading, element, page ? find_page(reading, page) : element->page,
                        get(reading, value, "MCID"));
    }
    return read_element(reading, kid, element->index, depth + 1);
}

static bool read_element(DocumentReading *reading, const PdfValue *reference, ptrdiff_t parent,
                         int depth)
{
    PdfObjects *objects = &reading->objects;
    const PdfValue *dict = pdf_get(objects, reference);
    const PdfValue *type = get(reading, dict, "S");
    if (depth > PDF_TREE_LIMIT || reference->kind != PDF_REFERENCE || !type ||
        type->kind != PDF_NAME || objects->used[(ptrdiff_t)reference->number])
        return pdf_fault(objects, "the tree of elements is damaged");
    pdf_use(objects, reference);
    ElementReading element = {.index = reading->elements.len,
                              .page = find_page(reading, pdf_entry(dict, "Pg"))};
    *PUSH(reading->arena, &reading->elements, PdfElement) =
        (PdfElement){.type = type->text,
                     .title = text_entry(reading, dict, "T"),
                     .alt = text_entry(reading, dict, "Alt"),
                     .actual_text = text_entry(reading, dict, "ActualText"),
                     .parent = parent};
    const PdfValue *attributes = get(reading, dict, "A");
    add_note(reading, S("summary of a table"), text_entry(reading, attributes, "Summary"), false);
    const PdfValue *kids = get(reading, dict, "K");
    bool list = kids && kids->kind == PDF_ARRAY;
    for (ptrdiff_t i = 0; kids && i < (list ? kids->count : 1); i++)
        if (!read_kid(reading, &element, list ? &kids->items[i] : pdf_entry(dict, "K"), depth))
            return false;
    PdfElement *made = &reading->elements.items[element.index];
    made->text = str_join(reading->arena, element.pieces.items, element.pieces.len, S(" "));
    made->end = reading->elements.len;
    return true;
}

static bool read_structure(DocumentReading *reading)
{
    const PdfValue *root = get(reading, reading->catalog, "StructTreeRoot");
    const PdfValue *kids = get(reading, root, "K");
    if (!kids || kids->kind != PDF_ARRAY)
        return pdf_fault(&reading->objects, "there is no tree of elements");
    for (ptrdiff_t i = 0; i < kids->count; i++)
        if (!read_element(reading, &kids->items[i], -1, 0))
            return false;
    for (ptrdiff_t p = 0; p < reading->pages.len; p++)
        for (ptrdiff_t i = 0; i < reading->pages.items[p].mark_count; i++)
            if (!reading->pages.items[p].marks[i].taken)
                return pdf_fault(&reading->objects, "a text of page %td belongs to no element",
                                 p + 1);
    return true;
}

/* ---- Everything else ---- */

/* Texts that say nothing to a reader: written by the program for programs, or said by the elements
 * already. A text anywhere else is a note. */
static bool is_technical(Str key)
{
    static const char *const keys[] = {"ID", "Lang", "Registry", "Ordering",
                                       "OutputConditionIdentifier"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(keys); i++)
        if (str_equal(key, str_from(keys[i])))
            return true;
    return false;
}

static void collect(DocumentReading *reading, const PdfValue *value, Str what, Str key)
{
    if (value->kind == PDF_STRING && !is_technical(key))
        add_note(reading, str_format(reading->arena, "%.*s /%.*s", STR_ARG(what), STR_ARG(key)),
                 pdf_text(reading->arena, value->text), false);
    for (ptrdiff_t i = 0; i < value->count; i++)
        collect(reading, &value->items[i], what, value->keys ? value->keys[i] : key);
}

static Str kind_of(DocumentReading *reading, const PdfValue *value, ptrdiff_t number)
{
    const PdfValue *type = get(reading, value, "Subtype");
    const PdfValue *info = pdf_entry(&reading->objects.trailer, "Info");
    if (info && info->kind == PDF_REFERENCE && info->number == (double)number)
        return S("Info");
    if (!type || type->kind != PDF_NAME)
        type = get(reading, value, "Type");
    if (type && type->kind == PDF_NAME)
        return type->text;
    if (pdf_entry(value, "Dest") && pdf_entry(value, "Parent"))
        return S("bookmark");
    return str_format(reading->arena, "object %td", number);
}

static bool read_notes(DocumentReading *reading)
{
    PdfObjects *objects = &reading->objects;
    for (ptrdiff_t i = 1; i < objects->count; i++) {
        const PdfValue *value = &objects->items[i];
        bool element = objects->used[i] && pdf_entry(value, "S") && pdf_entry(value, "P");
        if (!element)
            collect(reading, value, kind_of(reading, value, i), STR_NONE);
    }
    collect(reading, &objects->trailer, S("trailer"), STR_NONE);
    return objects->fault.len == 0;
}

static bool read_metadata(DocumentReading *reading)
{
    PdfObjects *objects = &reading->objects;
    const PdfValue *reference = pdf_entry(reading->catalog, "Metadata");
    Str bytes;
    if (!reference)
        return true;
    pdf_use(objects, reference);
    if (!pdf_stream_bytes(objects, pdf_get(objects, reference), &bytes))
        return false;
    add_note(reading, S("XMP"), bytes, false);
    return true;
}

static bool read_files(DocumentReading *reading)
{
    PdfObjects *objects = &reading->objects;
    const PdfValue *list = get(reading, reading->catalog, "AF");
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const PdfValue *file = pdf_get(objects, &list->items[i]);
        const PdfValue *streams = get(reading, file, "EF");
        const PdfValue *stream = pdf_entry(streams, "F");
        PdfFile *made = PUSH(reading->arena, &reading->files, PdfFile);
        *made = (PdfFile){.name = text_entry(reading, file, "UF")};
        pdf_use(objects, stream);
        if (!pdf_stream_bytes(objects, pdf_get(objects, stream), &made->bytes))
            return false;
    }
    return true;
}

/* Parts of fonts, pictures and colour: of no other purpose, and without text. */
static bool check_streams(DocumentReading *reading)
{
    static const char *const homes[] = {"FontFile2",         "CIDToGIDMap", "ToUnicode",
                                        "DestOutputProfile", "SMask",       "Mask"};
    PdfObjects *objects = &reading->objects;
    for (ptrdiff_t i = 1; i < objects->count; i++) {
        for (ptrdiff_t h = 0; h < CX_COUNTOF(homes); h++)
            pdf_use(objects, pdf_entry(&objects->items[i], homes[h]));
        if (is_name(get(reading, &objects->items[i], "Subtype"), "Image"))
            objects->used[i] = true;
    }
    for (ptrdiff_t i = 1; i < objects->count; i++)
        if (objects->items[i].is_stream && !objects->used[i])
            return pdf_fault(objects, "object %td is a stream without a known purpose", i);
    return true;
}

/* What cxex says in a PDF is in text, in pictures' alternative texts and in the lists above; a key
 * that it does not write could hold anything. */
static void list_known_keys(DocumentReading *reading)
{
    StrCut cut = {
        .tail = S(
            "A AF AFRelationship Alt ActualText Annots Ascent Author BBox BM BaseFont "
            "BitsPerComponent Border CA CIDSystemInfo CIDToGIDMap CapHeight ColSpan ColorSpace "
            "Columns Colors Contents Count CreationDate Creator DW DecodeParms Decode "
            "DescendantFonts Descent Desc Dest DestOutputProfile DisplayDocTitle EF EmbeddedFiles "
            "Encoding ExtGState F Filter First Flags Font FontBBox FontDescriptor FontFile2 "
            "FontName Height ID IDTree Info Interpolate ItalicAngle K Keywords Kids Lang Last "
            "Length "
            "Length1 Limits ListNumbering MCID MarkInfo Marked Mask MediaBox Metadata ModDate N "
            "Names Next Nums O Obj Ordering OutputConditionIdentifier OutputIntents Outlines P "
            "PageLabels PageMode Pages Params Parent ParentTree ParentTreeNextKey Pg Placement "
            "Predictor Prev ProcSet Producer Rect Registry Resources Root RowSpan S SMask Scope "
            "Size St StemV StructParent StructParents StructTreeRoot Subject Subtype Summary "
            "Supplement T Tabs Title ToUnicode Type UF URI ViewerPreferences W Width XHeight "
            "XObject ca"),
        .found = true};
    bool added;
    while (cut.found) {
        cut = str_cut(cut.tail, ' ');
        strmap_put(reading->arena, &reading->known_keys, cut.head, &added);
    }
}

/* A page's own names of fonts, pictures and states: F1, X2, E3. */
static bool is_resource_name(Str key)
{
    return key.len > 1 && memchr("FXEI", key.s[0], 4) && key.s[1] >= '0' && key.s[1] <= '9';
}

static bool check_keys(DocumentReading *reading, const PdfValue *value)
{
    for (ptrdiff_t i = 0; i < value->count; i++) {
        Str key = value->keys ? value->keys[i] : STR_NONE;
        if (value->keys && !strmap_find(&reading->known_keys, key) && !is_resource_name(key))
            return pdf_fault(&reading->objects, "an entry that cxex does not write: /%.*s",
                             (int)(key.len < 40 ? key.len : 40), key.s);
        if (!check_keys(reading, &value->items[i]))
            return false;
    }
    return true;
}

static bool check_all_keys(DocumentReading *reading)
{
    list_known_keys(reading);
    if (!check_keys(reading, &reading->objects.trailer))
        return false;
    for (ptrdiff_t i = 1; i < reading->objects.count; i++)
        if (!check_keys(reading, &reading->objects.items[i]))
            return false;
    return true;
}

static bool read_all(DocumentReading *reading, Str bytes)
{
    PdfObjects *objects = &reading->objects;
    if (!pdf_objects_read(reading->arena, bytes, objects))
        return false;
    const PdfValue *root = pdf_entry(&objects->trailer, "Root");
    reading->catalog = pdf_get(objects, root);
    if (!is_name(get(reading, reading->catalog, "Type"), "Catalog"))
        return pdf_fault(objects, "the file has no catalogue");
    const PdfValue *pages = pdf_entry(reading->catalog, "Pages");
    return (pages || pdf_fault(objects, "the file has no pages")) &&
           read_pages(reading, pages, 0) && read_structure(reading) && read_metadata(reading) &&
           read_files(reading) && read_notes(reading) && check_streams(reading) &&
           check_all_keys(reading) && objects->fault.len == 0;
}

bool pack_pdf_read(Arena *arena, Str bytes, PdfDocument *document, Str *reason)
{
    DocumentReading *reading = NEW(arena, DocumentReading, 1);
    reading->arena = arena;
    if (!read_all(reading, bytes)) {
        *reason = reading->objects.fault;
        return false;
    }
    *document = (PdfDocument){.language = text_entry(reading, reading->catalog, "Lang"),
                              .page_count = reading->pages.len,
                              .elements = reading->elements.items,
                              .element_count = reading->elements.len,
                              .notes = reading->notes.items,
                              .note_count = reading->notes.len,
                              .files = reading->files.items,
                              .file_count = reading->files.len};
    return true;
}

Str pdf_element_text(Arena *arena, const PdfDocument *document, ptrdiff_t element)
{
    StrList pieces = {0};
    for (ptrdiff_t i = element; i < document->elements[element].end; i++)
        if (document->elements[i].text.len > 0)
            *PUSH(arena, &pieces, Str) = document->elements[i].text;
    return str_join(arena, pieces.items, pieces.len, S(" "));
}
