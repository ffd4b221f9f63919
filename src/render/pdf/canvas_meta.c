/* What a document says about itself: title and dates (twice, as PDF/A wants), language, colour
 * space, page labels, carried files. */
#include "canvas_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *language_tag(Lang lang)
{
    return lang_id(lang) == LANG_VI ? "vi-VN" : "en";
}

/* ---- An sRGB profile of our own (ICC.1:2001-04, version 2, matrix and curves) ---- */
static void icc_add(Buffer *icc, uint32_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        buffer_add_byte(icc, (char)(value >> 8 * i));
}

static void icc_add_fixed(Buffer *icc, double value) /* s15Fixed16 */
{
    icc_add(icc, (uint32_t)(int32_t)lround(value * 65536), 4);
}

static void icc_add_xyz(Buffer *icc, const double xyz[3])
{
    buffer_add(icc, S("XYZ \0\0\0\0"));
    for (int i = 0; i < 3; i++)
        icc_add_fixed(icc, xyz[i]);
}

/* IEC 61966-2-1: encoded value -> light. Straight between 64 entries it is right to 1/10000, and
 * readers that turn the curve round for every element they look at need a quarter of the time that
 * 256 would take. */
static void icc_add_curve(Buffer *icc)
{
    enum { ENTRIES = 64 };
    buffer_add(icc, S("curv\0\0\0\0"));
    icc_add(icc, ENTRIES, 4);
    for (int i = 0; i < ENTRIES; i++) {
        double v = i / (ENTRIES - 1.0);
        double light = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
        icc_add(icc, (uint32_t)lround(light * 65535), 2);
    }
}

static void icc_add_name(Buffer *icc)
{
    static const Str name = {"sRGB IEC61966-2.1", 18}; /* with its NUL */
    buffer_add(icc, S("desc\0\0\0\0"));
    icc_add(icc, (uint32_t)name.len, 4);
    buffer_add(icc, name);
    for (int i = 0; i < 4 + 4 + 2 + 1 + 67; i++) /* no Unicode name, no Macintosh name */
        buffer_add_byte(icc, 0);
}

static void icc_add_header(Buffer *icc)
{
    icc_add(icc, 0, 4); /* length: filled in at the end */
    icc_add(icc, 0, 4);
    icc_add(icc, 0x02100000, 4);
    buffer_add(icc, S("mntrRGB XYZ "));
    static const uint32_t DATE[] = {2026, 1, 1, 0, 0, 0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(DATE); i++)
        icc_add(icc, DATE[i], 2);
    buffer_add(icc, S("acsp"));
    for (int i = 0; i < 7; i++) /* platform, flags, maker, model, attributes (8 bytes), intent */
        icc_add(icc, 0, 4);
    icc_add(icc, 0xF6D6, 4); /* D50, the illuminant of the connection space, to the bit */
    icc_add(icc, 0x10000, 4);
    icc_add(icc, 0xD32D, 4);
    while (icc->len < 128)
        buffer_add_byte(icc, 0);
}

typedef struct IccTag {
    const char *name;
    ptrdiff_t at, len;
} IccTag;
enum { ICC_TAGS = 9 };

static void icc_add_value(Buffer *icc, int tag)
{
    /* Bradford-adapted to D50. */
    static const double WHITE[3] = {0.9642, 1.0, 0.8249};
    static const double RED[3] = {0.4360747, 0.2225045, 0.0139322};
    static const double GREEN[3] = {0.3850649, 0.7168786, 0.0971045};
    static const double BLUE[3] = {0.1430804, 0.0606169, 0.7141733};
    const double *const xyz[] = {WHITE, RED, GREEN, BLUE};
    if (tag == 0)
        icc_add_name(icc);
    else if (tag == 1)
        buffer_add(icc, S("text\0\0\0\0No rights reserved\0"));
    else if (tag <= 5)
        icc_add_xyz(icc, xyz[tag - 2]);
    else
        icc_add_curve(icc);
    while (icc->len % 4 != 0)
        buffer_add_byte(icc, 0);
}

static Str make_icc(Arena *arena)
{
    IccTag tags[ICC_TAGS] = {{.name = "desc"}, {.name = "cprt"}, {.name = "wtpt"},
                             {.name = "rXYZ"}, {.name = "gXYZ"}, {.name = "bXYZ"},
                             {.name = "rTRC"}, {.name = "gTRC"}, {.name = "bTRC"}};
    Buffer values = {.arena = arena};
    ptrdiff_t first = 128 + 4 + ICC_TAGS * 12;
    for (int i = 0; i < ICC_TAGS; i++) {
        bool same_curve = i > 6;
        tags[i].at = same_curve ? tags[6].at : first + values.len;
        if (!same_curve)
            icc_add_value(&values, i);
        tags[i].len = same_curve ? tags[6].len : first + values.len - tags[i].at;
    }
    Buffer icc = {.arena = arena};
    icc_add_header(&icc);
    icc_add(&icc, ICC_TAGS, 4);
    for (int i = 0; i < ICC_TAGS; i++) {
        buffer_add(&icc, str_from(tags[i].name));
        icc_add(&icc, (uint32_t)tags[i].at, 4);
        icc_add(&icc, (uint32_t)tags[i].len, 4);
    }
    buffer_add(&icc, buffer_str(&values));
    Buffer length = {.arena = arena};
    icc_add(&length, (uint32_t)icc.len, 4);
    memcpy(icc.s, length.s, 4);
    return buffer_str(&icc);
}

static void add_output_intent(Canvas *canvas)
{
    HPDF_Dict profile = HPDF_DictStream_New(canvas->doc->mmgr, canvas->doc->xref);
    if (!canvas_check(canvas))
        return;
    Str icc = make_icc(canvas->arena);
    profile->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Dict_AddNumber(profile, "N", 3);
    HPDF_Stream_Write(profile->stream, (const HPDF_BYTE *)icc.s, (HPDF_UINT)icc.len);
    HPDF_Dict intent = canvas_dict(canvas);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    canvas_add_text(canvas, intent, "OutputConditionIdentifier", S("sRGB IEC61966-2.1"));
    canvas_add_text(canvas, intent, "Info", S("sRGB IEC61966-2.1"));
    HPDF_Dict_Add(intent, "DestOutputProfile", profile);
    HPDF_Array intents = canvas_array(canvas);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(canvas->doc->catalog, "OutputIntents", intents);
}

/* ---- Document information and XMP: the same facts in both (PDF/A-3, 6.6.3) ---- */
/* Empty for a report that has no date (one of waves): an absent date is better than a false one. */
static Str pdf_date(Canvas *canvas)
{
    Date date = canvas->info.created;
    if (date.year == 0)
        return STR_NONE;
    return str_format(canvas->arena, "D:%04d%02d%02d000000Z", date.year, date.month, date.day);
}

static Str producer(void)
{
    return S("cxex " CXEX_VERSION);
}

static void add_info(Canvas *canvas)
{
    HPDF_Dict info = canvas->doc->info;
    canvas_add_text(canvas, info, "Title", canvas->info.title);
    canvas_add_text(canvas, info, "Author", canvas->info.author);
    canvas_add_text(canvas, info, "Subject", canvas->info.subject);
    if (canvas->info.keywords.len > 0)
        canvas_add_text(canvas, info, "Keywords", canvas->info.keywords);
    canvas_add_text(canvas, info, "Creator", producer());
    canvas_add_text(canvas, info, "Producer", producer());
    canvas_add_text(canvas, info, "CreationDate", pdf_date(canvas));
    canvas_add_text(canvas, info, "ModDate", pdf_date(canvas));
}

static void xml_add(Buffer *xml, Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '&')
            buffer_add(xml, S("&amp;"));
        else if (c == '<')
            buffer_add(xml, S("&lt;"));
        else if (c == '>')
            buffer_add(xml, S("&gt;"));
        else
            buffer_add_byte(xml, c);
    }
}

static void xml_add_between(Buffer *xml, Str before, Str text, Str after)
{
    if (text.len == 0)
        return;
    buffer_add(xml, before);
    xml_add(xml, text);
    buffer_add(xml, after);
    buffer_add_byte(xml, '\n');
}

/* PDF/A knows no "pdfuaid" of its own: a schema that is not predefined has to be described
 * (6.6.2.3). */
static const char UA_SCHEMA[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that is met</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

static Str make_xmp(Canvas *canvas)
{
    const CanvasInfo *info = &canvas->info;
    Date date = info->created;
    Str when = date.year == 0 ? STR_NONE
                              : str_format(canvas->arena, "%04d-%02d-%02dT00:00:00Z", date.year,
                                           date.month, date.day);
    Buffer xml = {.arena = canvas->arena};
    buffer_add(&xml, S("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                       "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF"
                       " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                       "<rdf:Description rdf:about=\"\""
                       " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                       " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                       " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                       " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                       " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                       "<dc:format>application/pdf</dc:format>\n"));
    xml_add_between(&xml, S("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"), info->title,
                    S("</rdf:li></rdf:Alt></dc:title>"));
    xml_add_between(&xml, S("<dc:creator><rdf:Seq><rdf:li>"), info->author,
                    S("</rdf:li></rdf:Seq></dc:creator>"));
    xml_add_between(&xml, S("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"),
                    info->subject, S("</rdf:li></rdf:Alt></dc:description>"));
    xml_add_between(&xml, S("<dc:language><rdf:Bag><rdf:li>"), str_from(language_tag(info->lang)),
                    S("</rdf:li></rdf:Bag></dc:language>"));
    if (info->keywords.len > 0)
        xml_add_between(&xml, S("<pdf:Keywords>"), info->keywords, S("</pdf:Keywords>"));
    xml_add_between(&xml, S("<pdf:Producer>"), producer(), S("</pdf:Producer>"));
    xml_add_between(&xml, S("<xmp:CreatorTool>"), producer(), S("</xmp:CreatorTool>"));
    xml_add_between(&xml, S("<xmp:CreateDate>"), when, S("</xmp:CreateDate>"));
    xml_add_between(&xml, S("<xmp:ModifyDate>"), when, S("</xmp:ModifyDate>"));
    buffer_add(&xml, S("<pdfaid:part>3</pdfaid:part>\n"
                       "<pdfaid:conformance>B</pdfaid:conformance>\n"
                       "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n"));
    buffer_add(&xml, str_from(UA_SCHEMA));
    buffer_add(&xml, S("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n"));
    return buffer_str(&xml);
}

static void add_xmp(Canvas *canvas)
{
    HPDF_Dict metadata = HPDF_DictStream_New(canvas->doc->mmgr, canvas->doc->xref);
    if (!canvas_check(canvas))
        return;
    Str xmp = make_xmp(canvas);
    HPDF_Dict_AddName(metadata, "Type", "Metadata");
    HPDF_Dict_AddName(metadata, "Subtype", "XML");
    HPDF_Stream_Write(metadata->stream, (const HPDF_BYTE *)xmp.s, (HPDF_UINT)xmp.len);
    HPDF_Dict_Add(canvas->doc->catalog, "Metadata", metadata);
}

void canvas_meta_open(Canvas *canvas)
{
    Str *const texts[] = {&canvas->info.title, &canvas->info.author, &canvas->info.subject,
                          &canvas->info.keywords};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++)
        *texts[i] = str_copy(canvas->arena, canvas_clean(*texts[i], canvas->arena));
    CX_ASSERT(canvas->info.title.len > 0);
    HPDF_Dict catalog = canvas->doc->catalog;
    canvas_add_text(canvas, catalog, "Lang", str_from(language_tag(canvas->info.lang)));
    HPDF_Dict marks = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddBoolean(marks, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "MarkInfo", marks);
    HPDF_Dict viewer = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddBoolean(viewer, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "ViewerPreferences", viewer);
    add_info(canvas);
    add_xmp(canvas);
    add_output_intent(canvas);
    canvas_check(canvas);
}

/* ---- Carried files ---- */
static Str ascii_name(Arena *arena, Str name)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t at = 0; at < name.len;) {
        int32_t code = text_next(name, &at);
        bool plain = code >= ' ' && code < 0x7F && code != '/' && code != '\\' && code != ':';
        buffer_add_byte(&out, plain ? (char)code : '_');
    }
    return buffer_str(&out);
}

static HPDF_Dict embed_file(Canvas *canvas, Str mime, Str bytes)
{
    HPDF_Dict file = HPDF_DictStream_New(canvas->doc->mmgr, canvas->doc->xref);
    if (!canvas_check(canvas))
        return NULL;
    file->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Dict_AddName(file, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(file, "Subtype", str_cstr(canvas->arena, mime));
    HPDF_Dict parameters = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddNumber(parameters, "Size", (HPDF_INT32)bytes.len);
    canvas_add_text(canvas, parameters, "ModDate", pdf_date(canvas));
    HPDF_Dict_Add(file, "Params", parameters);
    HPDF_Stream_Write(file->stream, (const HPDF_BYTE *)bytes.s, (HPDF_UINT)bytes.len);
    return file;
}

/* Hung into the catalog at once, so that libharu owns them whatever happens later. */
static void open_attachments(Canvas *canvas)
{
    if (canvas->attachments)
        return;
    canvas->attachments = canvas_array(canvas);
    canvas->attachment_names = canvas_array(canvas);
    HPDF_Dict tree = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_Add(tree, "Names", canvas->attachment_names);
    HPDF_Dict names = canvas_dict(canvas);
    HPDF_Dict_Add(names, "EmbeddedFiles", tree);
    HPDF_Dict_Add(canvas->doc->catalog, "Names", names);
    HPDF_Dict_Add(canvas->doc->catalog, "AF", canvas->attachments);
}

void canvas_attach(Canvas *canvas, Str name, Str mime, Str description, Str bytes)
{
    HPDF_Dict file = canvas->failed ? NULL : embed_file(canvas, mime, bytes);
    HPDF_Dict specification = file ? canvas_dict(canvas) : NULL;
    if (!specification)
        return;
    open_attachments(canvas);
    Str clean = canvas_clean(name, canvas->arena);
    HPDF_Dict_AddName(specification, "Type", "Filespec");
    canvas_add_text(canvas, specification, "F", ascii_name(canvas->arena, clean));
    canvas_add_text(canvas, specification, "UF", clean);
    HPDF_Dict_AddName(specification, "AFRelationship", "Data");
    canvas_add_text(canvas, specification, "Desc", canvas_clean(description, canvas->arena));
    HPDF_Dict streams = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_Add(streams, "F", file);
    HPDF_Dict_Add(streams, "UF", file);
    HPDF_Dict_Add(specification, "EF", streams);
    /* The name tree is sorted by key; readers show UF, so a running number will do as the key. */
    Str key = str_format(canvas->arena, "file%06u", HPDF_Array_Items(canvas->attachments));
    HPDF_Array_Add(canvas->attachment_names, canvas_text_string(canvas, key));
    HPDF_Array_Add(canvas->attachment_names, specification);
    HPDF_Array_Add(canvas->attachments, specification);
    canvas_check(canvas);
}

/* ---- Page labels (ISO 32000-1, 12.4.2) ---- */
static void add_label(Canvas *canvas, HPDF_Array numbers, PageLabel label)
{
    HPDF_Dict dict = HPDF_Dict_New(canvas->doc->mmgr);
    if (label.numbering != NUMBERING_NONE)
        HPDF_Dict_AddName(dict, "S", label.numbering == NUMBERING_ROMAN ? "r" : "D");
    canvas_add_text(canvas, dict, "P", label.prefix);
    if (label.first > 1)
        HPDF_Dict_AddNumber(dict, "St", label.first);
    HPDF_Array_AddNumber(numbers, (HPDF_INT32)label.page);
    HPDF_Array_Add(numbers, dict);
}

static void save_labels(Canvas *canvas)
{
    if (canvas->labels.len == 0)
        return;
    HPDF_Array numbers = canvas_array(canvas);
    if (canvas->labels.items[0].page > 0) /* the first page must have one */
        add_label(canvas, numbers, (PageLabel){.first = 1});
    for (ptrdiff_t i = 0; i < canvas->labels.len; i++)
        add_label(canvas, numbers, canvas->labels.items[i]);
    HPDF_Dict tree = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_Add(tree, "Nums", numbers);
    HPDF_Dict_Add(canvas->doc->catalog, "PageLabels", tree);
}

void canvas_meta_save(Canvas *canvas)
{
    if (canvas->failed)
        return;
    save_labels(canvas);
    if (canvas->bookmark_level >= 0)
        HPDF_SetPageMode(canvas->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    canvas_check(canvas);
}
