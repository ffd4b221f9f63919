#include "fonts_parts.h"

#include <math.h>
#include <string.h>

/* Ligatures and contextual forms are off: a viewer that copies "ti" from one glyph gets it wrong
 * (seen with Lato in poppler and pdf.js). Figures are tabular and lining wherever a face offers it.
 */
const hb_feature_t FONT_FEATURES[] = {
#define FEATURE(a, b, c, d, on)                                                  \
    {                                                                            \
        HB_TAG(a, b, c, d), (on), HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END \
    }
    FEATURE('t', 'n', 'u', 'm', 1), FEATURE('l', 'n', 'u', 'm', 1), FEATURE('k', 'e', 'r', 'n', 1),
    FEATURE('l', 'i', 'g', 'a', 0), FEATURE('c', 'l', 'i', 'g', 0), FEATURE('d', 'l', 'i', 'g', 0),
    FEATURE('c', 'a', 'l', 't', 0), FEATURE('f', 'r', 'a', 'c', 0), FEATURE('n', 'u', 'm', 'r', 0),
    FEATURE('d', 'n', 'o', 'm', 0),
#undef FEATURE
};
const unsigned FONT_FEATURE_COUNT = (unsigned)CX_COUNTOF(FONT_FEATURES);

const uint32_t FONT_SIGN_CODES[SIGN_COUNT] = {
    [SIGN_UP] = 0x25B2,          [SIGN_DOWN] = 0x25BC,
    [SIGN_DOT] = 0x25CF,         [SIGN_RING] = 0x25CB,
    [SIGN_DIAMOND] = 0x25C6,     [SIGN_SQUARE] = 0x25A0,
    [SIGN_BOX] = 0x25A1,         [SIGN_BAR] = '|',
    [SIGN_ARROW_LEFT] = 0x2190,  [SIGN_ARROW_UP] = 0x2191,
    [SIGN_ARROW_RIGHT] = 0x2192, [SIGN_ARROW_DOWN] = 0x2193,
    [SIGN_CHECK] = 0x2713,       [SIGN_CROSS] = 0x2717,
};

/* ---- Reading tables (all big-endian; a table that is too short reads as 0) ---- */
static hb_blob_t *table_open(hb_face_t *face, hb_tag_t tag, Str *bytes)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned len = 0;
    const char *data = hb_blob_get_data(blob, &len);
    *bytes = (Str){data, (ptrdiff_t)len};
    return blob;
}

static int table_u16(Str table, ptrdiff_t at)
{
    if (at + 2 > table.len)
        return 0;
    return (unsigned char)table.s[at] << 8 | (unsigned char)table.s[at + 1];
}

static int table_i16(Str table, ptrdiff_t at)
{
    return (int16_t)table_u16(table, at);
}

static bool face_has_table(hb_face_t *face, hb_tag_t tag)
{
    Str bytes;
    hb_blob_t *blob = table_open(face, tag, &bytes);
    hb_blob_destroy(blob);
    return bytes.len > 0;
}

static bool licence_forbids(hb_face_t *face)
{
    enum { RESTRICTED = 0x0002, NO_SUBSETTING = 0x0100, BITMAP_ONLY = 0x0200 };
    Str os2;
    hb_blob_t *blob = table_open(face, HB_TAG('O', 'S', '/', '2'), &os2);
    int fs_type = table_u16(os2, 8);
    hb_blob_destroy(blob);
    return fs_type & (RESTRICTED | NO_SUBSETTING | BITMAP_ONLY);
}

/* ---- Loading ---- */
static bool face_has_all(const LoadedFace *loaded, const hb_set_t *needed)
{
    hb_codepoint_t code = HB_SET_VALUE_INVALID, glyph;
    while (hb_set_next(needed, &code))
        if (!hb_font_get_nominal_glyph(loaded->hb_font, code, &glyph) || glyph == 0)
            return false;
    return true;
}

static FaceFault face_check(LoadedFace *loaded, const hb_set_t *needed)
{
    hb_face_t *face = loaded->hb_face;
    if (hb_face_get_glyph_count(face) == 0)
        return FACE_BROKEN;
    if (face_has_table(face, HB_TAG('C', 'F', 'F', ' ')) ||
        face_has_table(face, HB_TAG('C', 'F', 'F', '2')))
        return FACE_CFF;
    if (face_has_table(face, HB_TAG('f', 'v', 'a', 'r')))
        return FACE_VARIABLE;
    if (!face_has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
        !face_has_table(face, HB_TAG('c', 'm', 'a', 'p')))
        return FACE_BROKEN;
    if (licence_forbids(face))
        return FACE_LICENCE;
    return face_has_all(loaded, needed) ? FACE_OK : FACE_LETTERS;
}

FaceFault face_load(LoadedFace *loaded, const FontFile *file, const hb_set_t *needed, Arena *arena)
{
    *loaded = (LoadedFace){0};
    if (!file->truetype)
        return FACE_CFF;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(str_cstr(arena, file->path));
    if (!blob)
        return FACE_BROKEN;
    loaded->hb_face = hb_face_create(blob, (unsigned)file->index);
    hb_blob_destroy(blob);
    loaded->hb_font = hb_font_create(loaded->hb_face);
    int units = (int)hb_face_get_upem(loaded->hb_face);
    hb_font_set_scale(loaded->hb_font, units, units);
    loaded->unit = 1000.0 / units;
    loaded->codes = hb_set_create();
    loaded->face.family = file->family;
    loaded->face.path = file->path;
    loaded->face.weight_css = file->weight_css;
    loaded->face.italic = file->italic;
    loaded->index = file->index;
    return face_check(loaded, needed);
}

void face_close(LoadedFace *loaded)
{
    hb_set_destroy(loaded->codes);
    hb_font_destroy(loaded->hb_font);
    hb_face_destroy(loaded->hb_face);
    hb_face_destroy(loaded->small); /* NULL is fine, as for the others */
    *loaded = (LoadedFace){0};
}

/* ---- Which glyphs ---- */

/* The glyph a lone character takes once the features above are applied (a tabular 1 is often
 * another glyph than the one in the character map). 0: more than one glyph, or none. */
static hb_codepoint_t shaped_glyph(const LoadedFace *loaded, hb_codepoint_t code)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add(buffer, code, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_shape(loaded->hb_font, buffer, FONT_FEATURES, FONT_FEATURE_COUNT);
    unsigned count = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    hb_codepoint_t glyph = count == 1 ? info[0].codepoint : 0;
    hb_buffer_destroy(buffer);
    return glyph;
}

/* Everything the features can turn the wanted characters into: those that are always on (those of
 * joining and of syllables too: a department may be named in any script) and those of
 * FONT_FEATURES. */
static void close_glyphs(LoadedFace *loaded, hb_set_t *glyphs)
{
    static const char names[][5] = {
        "ccmp", "locl", "rlig", "rclt", "rvrn", "rand", "ltra", "ltrm", "tnum", "lnum",
        /* joining */
        "isol", "init", "medi", "med2", "fina", "fin2", "fin3", "stch", "mset",
        /* syllables */
        "ljmo", "vjmo", "tjmo", "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half",
        "pstf", "vatu", "cjct", "cfar", "pres", "abvs", "blws", "psts", "haln"};
    hb_tag_t features[CX_COUNTOF(names) + 1] = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        features[i] = hb_tag_from_string(names[i], 4);
    features[CX_COUNTOF(names)] = HB_TAG_NONE;
    hb_set_t *lookups = hb_set_create();
    hb_ot_layout_collect_lookups(loaded->hb_face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
    hb_ot_layout_lookups_substitute_closure(loaded->hb_face, lookups, glyphs);
    hb_set_destroy(lookups);
}

/* Several characters may share a glyph (Đ and Ð, blank and NBSP). ToUnicode can name one: the
 * letter that reports hold. The others are marked at the place where they are drawn (Glyph.exact).
 */
static int code_preference(uint32_t code)
{
    if (code < 0x7F)
        return 0;
    if (code == 0x110 || code == 0x111 || (code >= 0x1EA0 && code <= 0x1EF9))
        return 1;
    return 2;
}

static void name_glyph(uint32_t *code_of_old, hb_codepoint_t glyph, uint32_t code)
{
    uint32_t *named = &code_of_old[glyph];
    if (*named == 0 || code_preference(code) < code_preference(*named))
        *named = code;
}

/* Fills loaded->codes; gives the set of glyphs needed and their characters, by old glyph number. */
static void collect_glyphs(LoadedFace *loaded, const hb_set_t *wanted, hb_set_t *glyphs,
                           uint32_t *code_of_old)
{
    hb_codepoint_t code = HB_SET_VALUE_INVALID, glyph;
    while (hb_set_next(wanted, &code)) {
        if (!hb_font_get_nominal_glyph(loaded->hb_font, code, &glyph) || glyph == 0)
            continue;
        hb_set_add(loaded->codes, code);
        hb_set_add(glyphs, glyph);
        name_glyph(code_of_old, glyph, code);
    }
    close_glyphs(loaded, glyphs);
    code = HB_SET_VALUE_INVALID;
    while (hb_set_next(loaded->codes, &code)) {
        glyph = shaped_glyph(loaded, code);
        if (glyph != 0 && glyph < (hb_codepoint_t)loaded->glyphs_old_n && hb_set_has(glyphs, glyph))
            name_glyph(code_of_old, glyph, code);
    }
}

/* ---- The run's subset ---- */

static Str read_name(hb_face_t *face, Arena *arena)
{
    char raw[64] = {0};
    unsigned len = sizeof raw;
    hb_ot_name_get_utf8(face, 6, HB_LANGUAGE_INVALID, &len, raw);
    Buffer name = {.arena = arena};
    for (unsigned i = 0; i < len && raw[i]; i++) {
        char c = raw[i];
        bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_';
        if (plain)
            buffer_add_byte(&name, c);
    }
    return name.len > 0 ? buffer_str(&name) : S("Face");
}

static double metric(const LoadedFace *loaded, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(loaded->hb_font, tag, &value);
    return value * loaded->unit;
}

static void read_metrics(LoadedFace *loaded)
{
    FontFace *face = &loaded->face;
    face->ascent = metric(loaded, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    face->descent = metric(loaded, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    face->cap_height = metric(loaded, HB_OT_METRICS_TAG_CAP_HEIGHT);
    face->x_height = metric(loaded, HB_OT_METRICS_TAG_X_HEIGHT);
    /* Stem width is in no table; viewers use it only to make up a missing font. */
    face->stem_v = 50 + pow(face->weight_css / 65.0, 2);
    Str head, post, os2;
    hb_blob_t *head_blob = table_open(loaded->hb_face, HB_TAG('h', 'e', 'a', 'd'), &head);
    hb_blob_t *post_blob = table_open(loaded->hb_face, HB_TAG('p', 'o', 's', 't'), &post);
    hb_blob_t *os2_blob = table_open(loaded->hb_face, HB_TAG('O', 'S', '/', '2'), &os2);
    for (int i = 0; i < 4; i++)
        face->box[i] = table_i16(head, 36 + 2 * i) * loaded->unit;
    face->italic_angle = table_i16(post, 4) + table_u16(post, 6) / 65536.0;
    face->fixed_pitch = table_u16(post, 12) != 0 || table_u16(post, 14) != 0;
    int class = table_u16(os2, 30) >> 8;
    face->serif = (class >= 1 && class <= 5) || class == 7;
    hb_blob_destroy(head_blob);
    hb_blob_destroy(post_blob);
    hb_blob_destroy(os2_blob);
}

static hb_subset_plan_t *make_plan(hb_face_t *face, const hb_set_t *glyphs)
{
    /* A PDF needs outlines and advances; text is laid out before it gets there. */
    static const hb_tag_t DROPPED[] = {
        HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
        HB_TAG('p', 'o', 's', 't'), HB_TAG('c', 'm', 'a', 'p'), HB_TAG('g', 'a', 's', 'p'),
        HB_TAG('D', 'S', 'I', 'G'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'),
        HB_TAG('L', 'T', 'S', 'H'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('m', 'e', 't', 'a')};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(DROPPED); i++)
        hb_set_add(drop, DROPPED[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

/* Carries the tables of the old face over to the numbers of the subset. */
static void renumber(LoadedFace *loaded, const hb_map_t *new_of_old, const uint32_t *code_of_old,
                     ptrdiff_t cid_n, Arena *arena)
{
    loaded->new_of_old = NEW(arena, uint16_t, loaded->glyphs_old_n);
    loaded->code_of = NEW(arena, uint32_t, cid_n);
    loaded->width_of = NEW(arena, double, cid_n);
    for (ptrdiff_t old = 0; old < loaded->glyphs_old_n; old++) {
        hb_codepoint_t new = hb_map_get(new_of_old, (hb_codepoint_t)old);
        if (new == HB_MAP_VALUE_INVALID)
            continue;
        loaded->new_of_old[old] = (uint16_t) new;
        /* Part of a composite or of a mark sequence: never drawn without an ActualText around it.
         */
        loaded->code_of[new] = code_of_old[old] ? code_of_old[old] : 0xFFFD;
        loaded->width_of[new] =
            hb_font_get_glyph_h_advance(loaded->hb_font, (hb_codepoint_t)old) * loaded->unit;
    }
}

static void add_signs(LoadedFace *loaded, uint16_t blank)
{
    double width = loaded->width_of[blank];
    for (int i = 0; i < SIGN_COUNT; i++) {
        loaded->code_of[loaded->glyphs_n + i] = FONT_SIGN_CODES[i];
        loaded->width_of[loaded->glyphs_n + i] = width;
    }
    loaded->face.sign_first = (int)loaded->glyphs_n;
    loaded->face.sign_width = width;
}

static void fill_face(LoadedFace *loaded, const hb_map_t *new_of_old, const uint32_t *code_of_old,
                      bool with_signs, Arena *arena)
{
    ptrdiff_t cid_n = loaded->glyphs_n + (with_signs ? SIGN_COUNT : 0);
    renumber(loaded, new_of_old, code_of_old, cid_n, arena);
    loaded->face.cid_count = (int)cid_n;
    loaded->face.sign_first = -1;
    hb_codepoint_t blank = 0;
    if (with_signs) {
        hb_font_get_nominal_glyph(loaded->hb_font, ' ', &blank);
        loaded->empty_glyph = loaded->new_of_old[blank];
        add_signs(loaded, loaded->empty_glyph);
    }
    loaded->name = read_name(loaded->hb_face, arena);
    read_metrics(loaded);
}

FaceFault face_subset(LoadedFace *loaded, const hb_set_t *wanted, bool with_signs, Arena *arena)
{
    loaded->glyphs_old_n = hb_face_get_glyph_count(loaded->hb_face);
    uint32_t *code_of_old = NEW(arena, uint32_t, loaded->glyphs_old_n);
    hb_set_t *glyphs = hb_set_create();
    collect_glyphs(loaded, wanted, glyphs, code_of_old);
    hb_subset_plan_t *plan = make_plan(loaded->hb_face, glyphs);
    hb_set_destroy(glyphs);
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (subset) {
        loaded->small = subset;
        loaded->glyphs_n = hb_face_get_glyph_count(subset);
        fill_face(loaded, hb_subset_plan_old_to_new_glyph_mapping(plan), code_of_old, with_signs,
                  arena);
    }
    if (plan)
        hb_subset_plan_destroy(plan);
    return subset ? FACE_OK : FACE_BROKEN;
}
