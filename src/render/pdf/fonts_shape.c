#include "fonts_parts.h"

#include <string.h>

/* A stretch of text that one face draws, or one character that none does. */
typedef struct Stretch {
    GlyphKind kind;
    Sign sign;
    int face;
    ptrdiff_t from, to;
} Stretch;

static Sign sign_of(uint32_t code)
{
    for (int i = 0; i < SIGN_COUNT; i++)
        if (FONT_SIGN_CODES[i] == code)
            return (Sign)i;
    return SIGN_COUNT;
}

static int face_serving(const FontSet *set, int face, uint32_t code)
{
    if (hb_set_has(set->faces[face].codes, code))
        return face;
    int cut = set->faces[face].face.weight_css >= 600;
    for (ptrdiff_t i = 0; i < set->fallback_n[cut]; i++)
        if (hb_set_has(set->faces[set->fallback[cut][i]].codes, code))
            return set->fallback[cut][i];
    return -1;
}

static Stretch stretch_of(const FontSet *set, int face, uint32_t code)
{
    if (code != '|') { /* the bar is an ordinary character, drawn as a sign only on request */
        Sign sign = sign_of(code);
        if (sign != SIGN_COUNT)
            return (Stretch){.kind = GLYPH_SIGN, .sign = sign, .face = face};
    }
    int serving = face_serving(set, face, code);
    if (serving < 0)
        return (Stretch){.kind = GLYPH_MISSING, .face = face};
    return (Stretch){.kind = GLYPH_DRAWN, .face = serving};
}

/* The stretch that begins at `from`. */
static Stretch stretch_next(const FontSet *set, int face, Str text, ptrdiff_t from)
{
    ptrdiff_t at = from;
    Stretch stretch = stretch_of(set, face, (uint32_t)text_next(text, &at));
    stretch.from = from;
    stretch.to = at;
    while (stretch.kind == GLYPH_DRAWN && at < text.len) {
        Stretch next = stretch_of(set, face, (uint32_t)text_next(text, &at));
        if (next.kind != GLYPH_DRAWN || next.face != stretch.face)
            break;
        stretch.to = at;
    }
    return stretch;
}

typedef LIST_OF(Glyph) GlyphList;

/* A letter or digit that no face has is a question mark; a symbol (most of them pictures in
 * comments) is a blank. Copied and read aloud, both are what they are. */
static void add_missing(const FontSet *set, GlyphList *list, const Stretch *stretch, Str text,
                        Arena *arena)
{
    const LoadedFace *loaded = &set->faces[stretch->face];
    ptrdiff_t at = stretch->from;
    bool symbol = text_char_kind(text_next(text, &at)) == CHAR_OTHER;
    hb_codepoint_t mark = 0;
    hb_font_get_nominal_glyph(loaded->hb_font, '?', &mark);
    int id = symbol ? loaded->face.sign_first : loaded->new_of_old[mark];
    *PUSH(arena, list, Glyph) = (Glyph){
        .kind = GLYPH_MISSING,
        .face = stretch->face,
        .id = (uint16_t)id,
        .advance = loaded->width_of[id],
        .width = loaded->width_of[id],
        .from = stretch->from,
        .to = stretch->to,
    };
}

static void add_sign(const FontSet *set, GlyphList *list, const Stretch *stretch, Arena *arena)
{
    const FontFace *face = &set->faces[stretch->face].face;
    bool arrow = stretch->sign >= SIGN_ARROW_LEFT && stretch->sign <= SIGN_ARROW_DOWN;
    *PUSH(arena, list, Glyph) = (Glyph){
        .kind = GLYPH_SIGN,
        .sign = stretch->sign,
        .face = stretch->face,
        .id = (uint16_t)(face->sign_first + (int)stretch->sign),
        .advance = arrow ? 950 : 780, /* the sign is about as high as a capital, and some air */
        .width = face->sign_width,
        .from = stretch->from,
        .to = stretch->to,
        .exact = true,
    };
}

/* Does ToUnicode of the glyphs [first, list->len) give the text of their cluster? A NBSP may read
 * as a blank: that is what people want to copy. */
static bool cluster_exact(const LoadedFace *loaded, const GlyphList *list, ptrdiff_t first,
                          Str text)
{
    ptrdiff_t at = 0;
    for (ptrdiff_t i = first; i < list->len; i++) {
        if (at >= text.len)
            return false;
        uint32_t code = (uint32_t)text_next(text, &at);
        uint32_t said = loaded->code_of[list->items[i].id];
        if (said != code && !(said == ' ' && code == 0xA0))
            return false;
    }
    return at == text.len;
}

static void finish_cluster(const LoadedFace *loaded, GlyphList *list, ptrdiff_t first, Str text,
                           ptrdiff_t from, ptrdiff_t to)
{
    bool exact = cluster_exact(loaded, list, first, str_slice(text, from, to));
    for (ptrdiff_t i = first; i < list->len; i++) {
        list->items[i].to = to;
        list->items[i].exact = exact;
    }
}

static hb_buffer_t *shape_stretch(const LoadedFace *loaded, Lang lang, Str text,
                                  const Stretch *stretch)
{
    hb_buffer_t *buffer = hb_buffer_create();
    /* The whole text goes in as context, the stretch as what is laid out. */
    hb_buffer_add_utf8(buffer, text.s, (int)text.len, (unsigned)stretch->from,
                       (int)(stretch->to - stretch->from));
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_script_t script = hb_buffer_get_script(buffer);
    /* Digits alone have no script; many faces keep their kerning under Latin only. */
    if (script == HB_SCRIPT_INVALID || script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED)
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer,
                           hb_language_from_string(lang_id(lang) == LANG_VI ? "vi" : "en", -1));
    hb_shape(loaded->hb_font, buffer, FONT_FEATURES, FONT_FEATURE_COUNT);
    return buffer;
}

static void add_drawn(const FontSet *set, GlyphList *list, const Stretch *stretch, Lang lang,
                      Str text, Arena *arena)
{
    const LoadedFace *loaded = &set->faces[stretch->face];
    hb_buffer_t *buffer = shape_stretch(loaded, lang, text, stretch);
    unsigned count = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, &count);
    ptrdiff_t cluster_first = list->len;
    for (unsigned i = 0; i < count; i++) {
        ptrdiff_t from = (ptrdiff_t)info[i].cluster;
        if (i > 0 && info[i].cluster != info[i - 1].cluster) {
            finish_cluster(loaded, list, cluster_first, text, list->items[cluster_first].from,
                           from);
            cluster_first = list->len;
        }
        /* Every glyph the features can give is in the subset (close_glyphs). */
        CX_ASSERT(info[i].codepoint < (hb_codepoint_t)loaded->glyphs_old_n);
        uint16_t id = loaded->new_of_old[info[i].codepoint];
        CX_ASSERT(id != 0);
        *PUSH(arena, list, Glyph) = (Glyph){
            .kind = GLYPH_DRAWN,
            .face = stretch->face,
            .id = id,
            .advance = position[i].x_advance * loaded->unit,
            .width = loaded->width_of[id],
            .dx = position[i].x_offset * loaded->unit,
            .dy = position[i].y_offset * loaded->unit,
            .from = from,
        };
    }
    if (count > 0)
        finish_cluster(loaded, list, cluster_first, text, list->items[cluster_first].from,
                       stretch->to);
    hb_buffer_destroy(buffer);
}

GlyphRun font_shape(const FontSet *set, int face, Lang lang, Str text, Arena *arena)
{
    GlyphList list = {0};
    for (ptrdiff_t at = 0; at < text.len;) {
        Stretch stretch = stretch_next(set, face, text, at);
        if (stretch.kind == GLYPH_DRAWN)
            add_drawn(set, &list, &stretch, lang, text, arena);
        else if (stretch.kind == GLYPH_SIGN)
            add_sign(set, &list, &stretch, arena);
        else
            add_missing(set, &list, &stretch, text, arena);
        at = stretch.to;
    }
    return (GlyphRun){list.items, list.len};
}
