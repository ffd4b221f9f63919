/* A font as libharu takes it, made from our own subset: Type0 over CIDFontType2 with CID = glyph
 * number. libharu's own embedding loses parts of Vietnamese letters (it follows composite glyphs
 * one level deep) and writes a ToUnicode that readers refuse. */
#include "canvas_parts.h"

static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream)
{
    const FontCut *cut = dict->attr;
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/W ");
    if (status == HPDF_OK)
        status =
            HPDF_Stream_Write(stream, (const HPDF_BYTE *)cut->widths.s, (HPDF_UINT)cut->widths.len);
    return status == HPDF_OK ? HPDF_Stream_WriteStr(stream, "\n") : status;
}

static HPDF_Dict make_descriptor(Canvas *canvas, const FontFace *face, const FontCut *cut,
                                 const char *name)
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
    HPDF_Dict file = canvas_deflated_stream(canvas, cut->file_deflated);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)cut->file_len);
    HPDF_Dict_Add(descriptor, "FontFile2", file);
    return descriptor;
}

static HPDF_Dict make_descendant(Canvas *canvas, const FontFace *face, const FontCut *cut,
                                 const char *name)
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
    HPDF_Dict_Add(font, "CIDToGIDMap", canvas_deflated_stream(canvas, cut->cid_to_gid_deflated));
    HPDF_Dict_Add(font, "FontDescriptor", make_descriptor(canvas, face, cut, name));
    /* Hundreds of numbers: written as text rather than as as many objects. */
    font->attr = (void *)(uintptr_t)cut;
    font->write_fn = write_widths;
    return font;
}

/* What libharu needs to select the font on a page; the rest comes when all glyphs are known. */
static HPDF_Font begin_font(Canvas *canvas)
{
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
    return canvas_check(canvas) ? font : NULL;
}

static void finish_font(Canvas *canvas, HPDF_Font font, ptrdiff_t index)
{
    const FontFace *face = fontset_face(canvas->fonts, index);
    FontCut *cut = NEW(canvas->arena, FontCut, 1); /* write_widths comes back to it */
    *cut = fontset_cut(canvas->fonts, index, canvas->font_cids[index], canvas->arena);
    const char *name = str_cstr(canvas->arena, cut->name);
    HPDF_Dict_AddName(font, "BaseFont", name);
    HPDF_Dict_AddName(font, "Encoding", "Identity-H");
    HPDF_Dict_Add(font, "ToUnicode", canvas_deflated_stream(canvas, cut->to_unicode_deflated));
    HPDF_Array descendants = canvas_array(canvas);
    HPDF_Array_Add(descendants, make_descendant(canvas, face, cut, name));
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
}

HPDF_Font canvas_font(Canvas *canvas, int face)
{
    if (!canvas->font_objects[face] && !canvas->failed) {
        canvas->font_objects[face] = begin_font(canvas);
        canvas->font_cids[face] =
            NEW(canvas->arena, bool, fontset_face(canvas->fonts, face)->cid_count);
    }
    return canvas->font_objects[face];
}

void canvas_fonts_save(Canvas *canvas)
{
    for (ptrdiff_t i = 0; i < fontset_face_count(canvas->fonts) && canvas_check(canvas); i++)
        if (canvas->font_objects[i])
            finish_font(canvas, canvas->font_objects[i], i);
}
