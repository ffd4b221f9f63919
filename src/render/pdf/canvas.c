#include "canvas_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Errors ---- */
void canvas_fail(Canvas *canvas, Str reason)
{
    if (canvas->failed)
        return;
    canvas->failed = true;
    canvas->reason = canvas->pages.len == 0 ? str_copy(canvas->arena, reason)
                                            : str_format(canvas->arena, "%.*s (page %d)",
                                                         STR_ARG(reason), (int)canvas->pages.len);
}

static void fail_library(Canvas *canvas, HPDF_STATUS error, HPDF_STATUS detail)
{
    canvas_fail(canvas, str_format(canvas->arena, "libharu reports error 0x%04lX, detail %lu",
                                   (unsigned long)error, (unsigned long)detail));
}

/* After its first error libharu answers every call with another one; canvas_fail keeps the first.
 */
static void on_library_error(HPDF_STATUS error, HPDF_STATUS detail, void *user_data)
{
    Canvas *canvas = user_data;
    fail_library(canvas, error, detail);
}

bool canvas_check(Canvas *canvas)
{
    HPDF_STATUS error = canvas->doc->error.error_no;
    if (error != HPDF_OK)
        fail_library(canvas, error, canvas->doc->error.detail_no);
    return !canvas->failed;
}

bool canvas_ok(const Canvas *canvas)
{
    return !canvas->failed;
}

Str canvas_reason(const Canvas *canvas)
{
    return canvas->reason;
}

/* ---- Gates ---- */
HPDF_REAL canvas_number(Canvas *canvas, double value)
{
    enum { FARTHEST = 14400 }; /* pt; the largest page PDF knows */
    if (!isfinite(value) || fabs(value) > FARTHEST) {
        canvas_fail(canvas, S("a coordinate is not a number or lies off any page"));
        return 0;
    }
    return (HPDF_REAL)(round(value * 100) / 100);
}

HPDF_REAL canvas_up(Canvas *canvas, double y)
{
    return canvas_number(canvas, canvas_current(canvas)->height - y);
}

/* Neither drawn nor worth a box: soft hyphen, zero-width and bidi controls, variation selectors. */
static bool code_ignored(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x34F ||
           code == 0x61C || (code >= 0x180B && code <= 0x180E) ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || (code >= 0xFE00 && code <= 0xFE0F) ||
           code == 0xFEFF || (code >= 0xE0000 && code <= 0xE0FFF);
}

static void add_utf8(Buffer *buffer, int32_t code)
{
    if (code < 0x80) {
        buffer_add_byte(buffer, (char)code);
        return;
    }
    static const unsigned char LEAD[] = {0, 0, 0xC0, 0xE0, 0xF0};
    int bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    buffer_add_byte(buffer, (char)(LEAD[bytes] | code >> 6 * (bytes - 1)));
    for (int i = bytes - 2; i >= 0; i--)
        buffer_add_byte(buffer, (char)(0x80 | (code >> 6 * i & 0x3F)));
}

static bool is_plain(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.s[i];
        if (byte < 0x20 || byte >= 0x7F)
            return false;
    }
    return true;
}

Str canvas_clean(Str text, Arena *arena)
{
    enum { NBSP = 0xA0, NARROW_NBSP = 0x202F }; /* two words that stay together */
    if (is_plain(text))
        return text;
    Buffer clean = {.arena = arena};
    for (ptrdiff_t at = 0; at < text.len;) {
        int32_t code = text_next(text, &at);
        if (code != NBSP && text_char_kind(code) == CHAR_BLANK)
            buffer_add(&clean, code == NARROW_NBSP ? S("\xC2\xA0") : S(" "));
        else if (!code_ignored(code))
            add_utf8(&clean, code);
    }
    return text_nfc(arena, buffer_str(&clean));
}

/* ---- Document ---- */
Canvas *canvas_open(const FontSet *fonts, CanvasInfo info, Arena *arena)
{
    enum { SCRATCH_LIMIT = 256 << 20 }; /* address space; a page of text takes some kilobytes */
    Canvas *canvas = NEW(arena, Canvas, 1);
    canvas->scratch = arena_open(SCRATCH_LIMIT, arena->full, arena->full_context);
    if (!canvas->scratch.begin)
        return NULL;
    canvas->doc = HPDF_New(on_library_error, canvas);
    if (!canvas->doc) {
        arena_close(&canvas->scratch);
        return NULL;
    }
    canvas->arena = arena;
    canvas->fonts = fonts;
    canvas->info = info;
    canvas->fit = canvas->page_fit = canvas_as_is;
    canvas->bookmark_level = -1;
    canvas->missing.arena = arena;
    canvas->font_objects = NEW(arena, HPDF_Font, fontset_face_count(fonts));
    canvas->font_cids = NEW(arena, bool *, fontset_face_count(fonts));
    canvas->shaped_of = NEW(arena, StrMap, fontset_face_count(fonts));
    HPDF_SetCompressionMode(canvas->doc, HPDF_COMP_ALL);
    canvas_tags_open(canvas);
    canvas_meta_open(canvas);
    return canvas;
}

void canvas_close(Canvas *canvas)
{
    if (!canvas)
        return;
    HPDF_Free(canvas->doc);
    arena_close(&canvas->scratch);
}

static bool read_back(Canvas *canvas, Arena *out, Str *bytes)
{
    HPDF_UINT32 size = HPDF_GetStreamSize(canvas->doc);
    char *copy = NEW(out, char, (ptrdiff_t)size + 1);
    HPDF_UINT32 got = size;
    HPDF_ResetStream(canvas->doc);
    HPDF_STATUS status = HPDF_ReadFromStream(canvas->doc, (HPDF_BYTE *)copy, &got);
    if ((status != HPDF_OK && status != HPDF_STREAM_EOF) || got != size || size == 0) {
        canvas_fail(canvas, S("libharu did not give back what it wrote"));
        return false;
    }
    *bytes = (Str){copy, (ptrdiff_t)size};
    return true;
}

bool canvas_save(Canvas *canvas, Arena *out, Str *bytes, Str *reason)
{
    CX_ASSERT(canvas->failed ||
              (canvas->node == 0 && !canvas->in_artifact && canvas->clip_depth == 0));
    if (!canvas->failed && canvas->pages.len == 0)
        canvas_fail(canvas, S("the document has no pages"));
    if (canvas_check(canvas)) {
        canvas_mark_end(canvas);
        canvas_tags_save(canvas);
        canvas_fonts_save(canvas);
        canvas_meta_save(canvas);
        canvas->doc->pdf_version = HPDF_VER_17; /* some calls put it back to 1.4 */
        if (canvas_check(canvas))
            HPDF_SaveToStream(canvas->doc);
    }
    *bytes = STR_NONE;
    Str plain = STR_NONE;
    if (canvas_check(canvas) && read_back(canvas, canvas->arena, &plain) &&
        !canvas_pack(out, plain, bytes))
        canvas_fail(canvas, S("libharu wrote a file that is not built as it should be"));
    *reason = canvas->reason;
    return !canvas->failed;
}

/* ---- Pages ---- */
CanvasPage *canvas_current(Canvas *canvas)
{
    CX_ASSERT(canvas->pages.len > 0);
    return &canvas->pages.items[canvas->pages.len - 1];
}

ptrdiff_t canvas_page_index(const Canvas *canvas)
{
    return canvas->pages.len - 1;
}

void canvas_page(Canvas *canvas, double width_pt, double height_pt)
{
    CX_ASSERT(canvas->clip_depth == 0 && !canvas->in_artifact);
    if (canvas->failed)
        return;
    if (canvas->pages.len > 0)
        canvas_mark_end(
            canvas); /* a tag that is open goes on with a mark of its own on the new page */
    HPDF_Page page = HPDF_AddPage(canvas->doc);
    if (!canvas_check(canvas))
        return;
    CX_ASSERT(canvas->place_depth == 0);
    canvas->fit = canvas->page_fit;
    if (canvas->has_paper) {
        width_pt = canvas->paper_width;
        height_pt = canvas->paper_height;
    }
    HPDF_Page_SetWidth(page, canvas_number(canvas, width_pt));
    HPDF_Page_SetHeight(page, canvas_number(canvas, height_pt));
    HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)canvas->pages.len);
    HPDF_Dict_AddName(page, "Tabs", "S");
    *PUSH(canvas->arena, &canvas->pages, CanvasPage) =
        (CanvasPage){.object = page, .width = width_pt, .height = height_pt};
    canvas->pen = pen_unknown();
    canvas_check(canvas);
}

void canvas_write(Canvas *canvas, Str operators)
{
    if (canvas->failed)
        return;
    HPDF_Stream stream = ((HPDF_PageAttr)canvas_current(canvas)->object->attr)->stream;
    HPDF_Stream_Write(stream, (const HPDF_BYTE *)operators.s, (HPDF_UINT)operators.len);
    canvas_check(canvas);
}

void canvas_page_label(Canvas *canvas, PageNumbering numbering, Str prefix, int first)
{
    *PUSH(canvas->arena, &canvas->labels, PageLabel) = (PageLabel){
        .page = canvas_page_index(canvas),
        .numbering = numbering,
        .prefix = canvas_clean(prefix, canvas->arena),
        .first = first,
    };
}

void canvas_bookmark(Canvas *canvas, int level, Str title, double y)
{
    CX_ASSERT(level >= 0 && level <= canvas->bookmark_level + 1 && level < CANVAS_BOOKMARK_DEPTH);
    if (canvas->failed)
        return;
    HPDF_Outline parent = level == 0 ? NULL : canvas->bookmarks[level - 1];
    HPDF_Outline bookmark = HPDF_CreateOutline(canvas->doc, parent, "-", NULL);
    if (!canvas_check(canvas))
        return;
    canvas_add_text(canvas, bookmark, "Title", canvas_clean(title, canvas->arena));
    HPDF_Dict_RemoveElement(bookmark,
                            "Type"); /* libharu says /Outlines, which is the root's alone */
    HPDF_Dict_Add(
        bookmark, "Dest",
        canvas_destination(canvas, canvas_page_index(canvas), fit_point(&canvas->fit, 0, y).y));
    canvas->bookmarks[level] = bookmark;
    canvas->bookmark_level = level;
    canvas_check(canvas);
}

Str canvas_missing(const Canvas *canvas, ptrdiff_t *count_n)
{
    *count_n = canvas->missing_n;
    return buffer_str(&canvas->missing);
}
