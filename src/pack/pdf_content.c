/* What a page draws as text, by the marks that its structure refers to. */
#include "pdf.h"

#include <string.h>

enum { OPERANDS_LIMIT = 64, MARKS_LIMIT = 1 << 20, NESTED_LIMIT = 32, GLYPHS_LIMIT = 1 << 16 };

/* ---- Fonts: glyph number to letters ---- */

/* "<0013> <0032>" lines between beginbfchar and endbfchar; cxex writes no ranges. */
static bool read_letters(PdfObjects *objects, Str table, PdfFont *font)
{
    PdfReader reader = {.arena = objects->arena, .bytes = table, .content = true};
    PdfValue value, before = {0};
    bool inside = false;
    font->texts = NEW(objects->arena, Str, GLYPHS_LIMIT);
    font->count = GLYPHS_LIMIT;
    while (pdf_read_value(&reader, &value)) {
        if (value.kind == PDF_OPERATOR && str_equal(value.text, S("beginbfrange")))
            return pdf_fault(objects, "a font with ranges of letters, which cxex does not write");
        if (value.kind == PDF_OPERATOR) {
            inside = str_equal(value.text, S("beginbfchar"));
            before = (PdfValue){0};
        } else if (inside && before.kind == PDF_STRING) {
            if (value.kind != PDF_STRING || before.text.len != 2)
                return pdf_fault(objects, "the letters of a font are damaged");
            int glyph = (unsigned char)before.text.s[0] << 8 | (unsigned char)before.text.s[1];
            font->texts[glyph] = pdf_utf16(objects->arena, value.text);
            before = (PdfValue){0};
        } else {
            before = value;
        }
    }
    return !reader.fault || pdf_fault(objects, "the letters of a font: %s", reader.fault);
}

static bool name_is(const PdfValue *value, const char *name)
{
    return value && value->kind == PDF_NAME && str_equal(value->text, str_from(name));
}

static bool open_font(PdfObjects *objects, const PdfValue *reference, PdfFont *font)
{
    const PdfValue *dict = pdf_get(objects, reference);
    if (!name_is(pdf_get_entry(objects, dict, "Subtype"), "Type0") ||
        !name_is(pdf_get_entry(objects, dict, "Encoding"), "Identity-H"))
        return pdf_fault(objects, "a font of a kind that cxex does not write");
    const PdfValue *letters = pdf_entry(dict, "ToUnicode");
    Str table;
    pdf_use(objects, letters);
    font->object = reference->number;
    return pdf_stream_bytes(objects, pdf_get(objects, letters), &table) &&
           read_letters(objects, table, font);
}

static const PdfFont *find_font(PdfObjects *objects, PdfFonts *fonts, const PdfValue *reference)
{
    if (!reference || reference->kind != PDF_REFERENCE) {
        pdf_fault(objects, "a page uses a font that it does not have");
        return NULL;
    }
    for (ptrdiff_t i = 0; i < fonts->len; i++)
        if (fonts->items[i].object == reference->number)
            return &fonts->items[i];
    PdfFont font = {0};
    if (!open_font(objects, reference, &font))
        return NULL;
    *PUSH(objects->arena, fonts, PdfFont) = font;
    return &fonts->items[fonts->len - 1];
}

/* ---- The content stream ---- */

typedef enum NestKind { NEST_MARK, NEST_ARTIFACT, NEST_ACTUAL, NEST_OTHER } NestKind;
typedef struct Nest {
    NestKind kind;
    ptrdiff_t mark;
    Buffer seen;  /* MARK: the signs that are drawn in it */
    Str actual;   /* ACTUAL: what stands for the glyphs */
    Buffer shown; /* ACTUAL: what the glyphs spell */
} Nest;

typedef struct PageReading {
    PdfObjects *objects;
    PdfFonts *fonts;
    const PdfValue *page, *resources;
    const PdfFont *font;
    PdfValue operands[OPERANDS_LIMIT];
    int operand_count;
    Nest nest[NESTED_LIMIT];
    int depth;
    LIST_OF(Buffer) marks;
    Buffer artifact;
    PdfPath path;
} PageReading;

/* Where text goes; ACTUAL and other nests pass it on to what they stand in. */
static Buffer *text_place(PageReading *reading)
{
    for (int i = reading->depth - 1; i >= 0; i--) {
        if (reading->nest[i].kind == NEST_MARK)
            return &reading->marks.items[reading->nest[i].mark];
        if (reading->nest[i].kind == NEST_ARTIFACT)
            return &reading->artifact;
    }
    return NULL;
}

static Buffer *glyph_place(PageReading *reading)
{
    for (int i = reading->depth - 1; i >= 0; i--)
        if (reading->nest[i].kind == NEST_ACTUAL)
            return &reading->nest[i].shown;
    return text_place(reading);
}

static bool show(PageReading *reading, Str glyphs)
{
    Buffer *place = glyph_place(reading);
    if (!place)
        return pdf_fault(reading->objects, "a text that is neither tagged nor decoration");
    if (!reading->font || glyphs.len % 2 != 0)
        return pdf_fault(reading->objects, "a text without a font");
    for (ptrdiff_t i = 0; i < glyphs.len; i += 2) {
        int glyph = (unsigned char)glyphs.s[i] << 8 | (unsigned char)glyphs.s[i + 1];
        Str letters = reading->font->texts[glyph];
        buffer_add(place, letters.len > 0 ? letters : S("\xEF\xBF\xBD"));
    }
    return true;
}

static bool show_all(PageReading *reading, const PdfValue *array)
{
    if (array->kind == PDF_STRING)
        return show(reading, array->text);
    for (ptrdiff_t i = 0; i < array->count; i++) {
        if (array->items[i].kind == PDF_STRING ? !show(reading, array->items[i].text)
                                               : array->items[i].kind != PDF_NUMBER)
            return pdf_fault(reading->objects, "a damaged piece of text");
    }
    return array->kind == PDF_ARRAY || pdf_fault(reading->objects, "a text that is none");
}

static bool begin_mark(PageReading *reading, Nest *nest, const PdfValue *number)
{
    PdfObjects *objects = reading->objects;
    if (number->kind != PDF_NUMBER || number->number != (double)reading->marks.len ||
        reading->marks.len >= MARKS_LIMIT)
        return pdf_fault(objects, "the marks of a page are not numbered from 0");
    nest->kind = NEST_MARK;
    nest->mark = reading->marks.len;
    nest->seen.arena = objects->arena;
    *PUSH(objects->arena, &reading->marks, Buffer) = (Buffer){.arena = objects->arena};
    return true;
}

static bool begin_nest(PageReading *reading)
{
    PdfObjects *objects = reading->objects;
    if (reading->depth == NESTED_LIMIT || reading->operand_count < 1)
        return pdf_fault(objects, "marks too deep in one another");
    Nest *nest = &reading->nest[reading->depth];
    *nest = (Nest){.kind = NEST_OTHER};
    const PdfValue *tag = &reading->operands[0];
    const PdfValue *properties = reading->operand_count > 1 ? &reading->operands[1] : NULL;
    const PdfValue *number = pdf_entry(properties, "MCID");
    const PdfValue *actual = pdf_entry(properties, "ActualText");
    if (number && !begin_mark(reading, nest, number))
        return false;
    if (!number && actual) {
        nest->kind = NEST_ACTUAL;
        nest->actual = pdf_text(objects->arena, actual->text);
        nest->shown.arena = objects->arena;
    } else if (name_is(tag, "Artifact")) {
        nest->kind = NEST_ARTIFACT;
    }
    reading->depth++;
    return true;
}

static Str digits_of(Arena *arena, Str text)
{
    Buffer digits = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++)
        if (text.s[i] >= '0' && text.s[i] <= '9')
            buffer_add_byte(&digits, text.s[i]);
    return buffer_str(&digits);
}

/* Which way a change goes is drawn as a path, beside a glyph that nobody sees. */
static bool end_mark(PageReading *reading, const Nest *nest)
{
    Str seen = buffer_str(&nest->seen),
        read = pdf_signs(reading->objects->arena, buffer_str(&reading->marks.items[nest->mark]));
    return str_equal(seen, read) ||
           pdf_fault(reading->objects, "the page shows \"%.*s\" where it is read as \"%.*s\"",
                     STR_ARG(seen), STR_ARG(read));
}

/* Letters may be spelt by their text alone (a mark on a vowel), figures never: what the eye sees is
 * what is copied and read aloud. */
static bool end_actual(PageReading *reading, Nest *nest)
{
    Arena *arena = reading->objects->arena;
    Str shown = digits_of(arena, buffer_str(&nest->shown));
    Str said = digits_of(arena, nest->actual);
    if (!str_equal(shown, said))
        return pdf_fault(reading->objects, "the page shows %.*s where it is read as %.*s",
                         STR_ARG(shown), STR_ARG(said));
    Buffer *place = glyph_place(reading);
    if (place)
        buffer_add(place, nest->actual);
    return place != NULL;
}

static bool end_nest(PageReading *reading)
{
    if (reading->depth == 0)
        return pdf_fault(reading->objects, "a mark ends that never began");
    Nest *nest = &reading->nest[--reading->depth];
    if (nest->kind == NEST_ACTUAL)
        return end_actual(reading, nest);
    if (nest->kind == NEST_MARK)
        return end_mark(reading, nest);
    if (nest->kind == NEST_ARTIFACT && reading->artifact.len > 0)
        buffer_add_byte(&reading->artifact, '\n');
    return true;
}

/* Pictures only: a form would be a page within the page. */
static bool draw_object(PageReading *reading)
{
    PdfObjects *objects = reading->objects;
    const PdfValue *known = pdf_get_entry(objects, reading->resources, "XObject");
    const char *name = reading->operands[0].kind == PDF_NAME
                           ? str_cstr(objects->arena, reading->operands[0].text)
                           : "";
    const PdfValue *image = pdf_get_entry(objects, known, name);
    return name_is(pdf_get_entry(objects, image, "Subtype"), "Image") ||
           pdf_fault(objects, "a page draws what is no picture");
}

static bool choose_font(PageReading *reading)
{
    PdfObjects *objects = reading->objects;
    const PdfValue *name = &reading->operands[0];
    if (reading->operand_count != 2 || name->kind != PDF_NAME)
        return pdf_fault(objects, "a page chooses no font");
    const PdfValue *fonts = pdf_get_entry(objects, reading->resources, "Font");
    reading->font =
        find_font(objects, reading->fonts, pdf_entry(fonts, str_cstr(objects->arena, name->text)));
    return reading->font != NULL;
}

/* Each text object is a line or a label of its own. */
static bool begin_text(PageReading *reading)
{
    Buffer *place = glyph_place(reading);
    if (place && place->len > 0 && (unsigned char)place->s[place->len - 1] > ' ')
        buffer_add_byte(place, ' ');
    return true;
}

/* A sign belongs to the mark that it is drawn in; in decoration it stands for nothing. */
static void follow_path(PageReading *reading, Str name)
{
    Str sign = pdf_path_step(&reading->path, name, reading->operands);
    for (int i = reading->depth - 1; sign.len > 0 && i >= 0; i--)
        if (reading->nest[i].kind == NEST_MARK) {
            buffer_add(&reading->nest[i].seen, sign);
            return;
        }
}

typedef enum Operator { OP_PATH, OP_TEXT, OP_SHOW, OP_BEGIN, OP_END, OP_FONT, OP_OBJECT } Operator;
static const struct {
    const char *name;
    Operator what;
    int operands; /* -1: one or two */
} operators[] = {
    {"TJ", OP_SHOW, 1}, {"Tj", OP_SHOW, 1}, {"BDC", OP_BEGIN, 2}, {"BMC", OP_BEGIN, 1},
    {"EMC", OP_END, 0}, {"Tf", OP_FONT, 2}, {"Do", OP_OBJECT, 1}, {"m", OP_PATH, 2},
    {"l", OP_PATH, 2},  {"c", OP_PATH, 6},  {"v", OP_PATH, 4},    {"y", OP_PATH, 4},
    {"h", OP_PATH, 0},  {"re", OP_PATH, 4}, {"S", OP_PATH, 0},    {"s", OP_PATH, 0},
    {"f", OP_PATH, 0},  {"f*", OP_PATH, 0}, {"B", OP_PATH, 0},    {"B*", OP_PATH, 0},
    {"b", OP_PATH, 0},  {"b*", OP_PATH, 0}, {"n", OP_PATH, 0},    {"W", OP_PATH, 0},
    {"W*", OP_PATH, 0}, {"q", OP_PATH, 0},  {"Q", OP_PATH, 0},    {"cm", OP_PATH, 6},
    {"w", OP_PATH, 1},  {"J", OP_PATH, 1},  {"j", OP_PATH, 1},    {"M", OP_PATH, 1},
    {"d", OP_PATH, 2},  {"gs", OP_PATH, 1}, {"rg", OP_PATH, 3},   {"RG", OP_PATH, 3},
    {"g", OP_PATH, 1},  {"G", OP_PATH, 1},  {"BT", OP_TEXT, 0},   {"ET", OP_PATH, 0},
    {"Td", OP_PATH, 2}, {"TD", OP_PATH, 2}, {"Tm", OP_PATH, 6},   {"Tc", OP_PATH, 1},
    {"Tw", OP_PATH, 1}, {"TL", OP_PATH, 1}, {"Ts", OP_PATH, 1},   {"T*", OP_PATH, 0},
    {"Tz", OP_PATH, 1},
};

static bool obey(PageReading *reading, Operator what, Str name)
{
    switch (what) {
    case OP_SHOW:
        return show_all(reading, &reading->operands[0]);
    case OP_BEGIN:
        return begin_nest(reading);
    case OP_END:
        return end_nest(reading);
    case OP_FONT:
        return choose_font(reading);
    case OP_OBJECT:
        return draw_object(reading);
    case OP_TEXT:
        return begin_text(reading);
    case OP_PATH:
        for (int i = 0; i < reading->operand_count; i++)
            if (reading->operands[i].kind == PDF_STRING)
                return pdf_fault(reading->objects, "a text where none can be seen");
        follow_path(reading, name);
        return true;
    }
    return false;
}

static bool take_operator(PageReading *reading, Str name)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(operators); i++)
        if (str_equal(name, str_from(operators[i].name)))
            return (reading->operand_count == operators[i].operands ||
                    pdf_fault(reading->objects, "%s with %d values", operators[i].name,
                              reading->operand_count)) &&
                   obey(reading, operators[i].what, name);
    return pdf_fault(reading->objects, "an instruction that cxex does not write: %.*s",
                     (int)(name.len < 20 ? name.len : 20), name.s);
}

static bool read_content(PageReading *reading, Str content)
{
    PdfReader reader = {.arena = reading->objects->arena, .bytes = content, .content = true};
    PdfValue value;
    while (pdf_read_value(&reader, &value)) {
        if (value.kind != PDF_OPERATOR) {
            if (reading->operand_count == OPERANDS_LIMIT)
                return pdf_fault(reading->objects, "too many values before an instruction");
            reading->operands[reading->operand_count++] = value;
            continue;
        }
        if (!take_operator(reading, value.text))
            return false;
        reading->operand_count = 0;
    }
    if (reader.fault || reading->depth > 0 || reading->operand_count > 0)
        return pdf_fault(reading->objects, "the content of a page is damaged%s%s",
                         reader.fault ? ": " : "", reader.fault ? reader.fault : "");
    return true;
}

bool pdf_page_text(PdfObjects *objects, PdfFonts *fonts, const PdfValue *page, PdfPageText *text)
{
    PageReading *reading = NEW(objects->arena, PageReading, 1);
    *reading = (PageReading){.objects = objects,
                             .fonts = fonts,
                             .page = page,
                             .resources = pdf_get_entry(objects, page, "Resources"),
                             .artifact = {.arena = objects->arena}};
    const PdfValue *contents = pdf_entry(page, "Contents");
    Str bytes;
    pdf_use(objects, contents); /* one stream: libharu writes no array of them */
    if (!pdf_stream_bytes(objects, pdf_get(objects, contents), &bytes) ||
        !read_content(reading, bytes))
        return false;
    text->mark_count = reading->marks.len;
    text->marks = NEW(objects->arena, PdfMark, text->mark_count);
    for (ptrdiff_t i = 0; i < text->mark_count; i++)
        text->marks[i].text = buffer_str(&reading->marks.items[i]);
    text->artifact = buffer_str(&reading->artifact);
    return true;
}
