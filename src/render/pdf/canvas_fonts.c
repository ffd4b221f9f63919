/* A font as libharu takes it, made from our own subset: Type0 over CIDFontType2 with CID = glyph
 * number. libharu's own embedding loses parts of Vietnamese letters (it follows composite glyphs
 * one level deep) and writes a ToUnicode that readers refuse. */
#include "canvas_parts.h"

static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream)
{
    const FontFace *face = dict->attr;
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/W ");
    if (status == HPDF_OK)
        status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)face->widths.s,
                                   (HPDF_UINT)face->widths.len);
    return status == HPDF_OK ? HPDF_Stream_WriteStr(stream, "\n") : status;
}

static HPDF_Dict make_descriptor(Canvas *canvas, const FontFace *face, const char *name)
{
    /* Symbolic: the character set is not Adobe's standard Latin one (ISO 32000-1, table 123). */
    enum { FIXED_PITCH = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    HPDF_Dict descriptor = canvas_dict(canvas);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", name);
    HPDF_Dict_AddNumber(descriptor, "Flags",
                        SYMBOLIC | (face->fixed_pitch ? FIXED_PITCH : 0) |
                            (face->serif ? SERIF : 0) | (face->italic ? ITALIC : 0));
    HPDF_Dict_AddReal(descriptor, "Ascent", canvas_number(canvas, face->ascent));
    HPDF_Dict_AddReal(descriptor, "Descent", canvas_number(canvas, face->descent));
    HPDF_Dict_AddReal(descriptor, "CapHeight", canvas_number(canvas, face->cap_height));
    HPDF_Dict_AddReal(descriptor, "XHeight", canvas_number(canvas, face->x_height));
    HPDF_Dict_AddReal(descriptor, "ItalicAngle", canvas_number(canvas, face->italic_angle));
    HPDF_Dict_AddReal(descriptor, "StemV", canvas_number(canvas, face->stem_v));
    HPDF_Array box = canvas_array(canvas);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddReal(box, canvas_number(canvas, face->box[i]));
    HPDF_Dict_Add(descriptor, "FontBBox", box);
    HPDF_Dict file = canvas_deflated_stream(canvas, face->file_deflated);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)face->file_len);
    HPDF_Dict_Add(descriptor, "FontFile2", file);
    return descriptor;
}

static HPDF_Dict make_descendant(Canvas *canvas, const FontFace *face, const char *name)
{
    HPDF_Dict font = canvas_dict(canvas);
    HPDF_Dict_AddName(font, "Type", "Font");
    HPDF_Dict_AddName(font, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(font, "BaseFont", name);
    HPDF_Dict system = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_Add(system, "Registry", canvas_text_string(canvas, S("Adobe")));
    HPDF_Dict_Add(system, "Ordering", canvas_text_string(canvas, S("Identity")));
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(font, "CIDSystemInfo", system);
    HPDF_Dict_AddNumber(font, "DW", 1000);
    HPDF_Dict_Add(font, "CIDToGIDMap", canvas_deflated_stream(canvas, face->cid_to_gid_deflated));
    HPDF_Dict_Add(font, "FontDescriptor", make_descriptor(canvas, face, name));
    /* Hundreds of numbers: written as text rather than as as many objects. */
    font->attr = (void *)(uintptr_t)face;
    font->write_fn = write_widths;
    return font;
}

static HPDF_Font make_font(Canvas *canvas, const FontFace *face)
{
    const char *name = str_cstr(canvas->arena, face->name);
    HPDF_Font font = canvas_dict(canvas);
    if (canvas->failed)
        return NULL;
    /* The attributes live in the arena: no free_fn, so libharu leaves them alone. */
    HPDF_FontAttr attributes = NEW(canvas->arena, HPDF_FontAttr_Rec, 1);
    attributes->type = HPDF_FONT_TYPE0_TT;
    attributes->writing_mode = HPDF_WMODE_HORIZONTAL;
    attributes->xref = canvas->doc->xref;
    font->header.obj_class |= HPDF_OSUBCLASS_FONT;
    font->attr = attributes;
    HPDF_Dict_AddName(font, "Type", "Font");
    HPDF_Dict_AddName(font, "Subtype", "Type0");
    HPDF_Dict_AddName(font, "BaseFont", name);
    HPDF_Dict_AddName(font, "Encoding", "Identity-H");
    HPDF_Dict_Add(font, "ToUnicode", canvas_deflated_stream(canvas, face->to_unicode_deflated));
    HPDF_Array descendants = canvas_array(canvas);
    HPDF_Array_Add(descendants, make_descendant(canvas, face, name));
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
    return canvas_check(canvas) ? font : NULL;
}

HPDF_Font canvas_font(Canvas *canvas, int face)
{
    if (!canvas->font_objects[face] && !canvas->failed)
        canvas->font_objects[face] = make_font(canvas, fontset_face(canvas->fonts, face));
    return canvas->font_objects[face];
}
