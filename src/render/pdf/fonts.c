#include "fonts_parts.h"

/* In the order in which they are tried where the theme's family cannot be used: all of them are
 * free, static TrueType, with Vietnamese letters and tabular figures. */
static const char *const DEFAULT_FAMILIES[] = {
    "Lato", "Open Sans", "Roboto", "Noto Sans", "Liberation Sans", "DejaVu Sans",
};

static const int WEIGHT_CSS[FONT_WEIGHT_COUNT] = {[FONT_LIGHT] = 300,
                                                  [FONT_REGULAR] = 400,
                                                  [FONT_SEMIBOLD] = 600,
                                                  [FONT_BOLD] = 700,
                                                  [FONT_ITALIC] = 400};

/* ---- Letters ---- */
typedef struct CodeRange {
    uint32_t first, last;
} CodeRange;

/* The 134 letters outside ASCII. */
static const CodeRange VIETNAMESE[] = {
    {0xC0, 0xC3},   {0xC8, 0xCA},   {0xCC, 0xCD},   {0xD2, 0xD5},    {0xD9, 0xDA},
    {0xDD, 0xDD},   {0xE0, 0xE3},   {0xE8, 0xEA},   {0xEC, 0xED},    {0xF2, 0xF5},
    {0xF9, 0xFA},   {0xFD, 0xFD},   {0x102, 0x103}, {0x110, 0x111},  {0x128, 0x129},
    {0x168, 0x169}, {0x1A0, 0x1A1}, {0x1AF, 0x1B0}, {0x1EA0, 0x1EF9}};

/* Latin-1 without the soft hyphen, Latin Extended-A (names), and the signs that the catalogues and
 * figures may hold. Everything else (names in other languages, comments) comes with extra_text. */
static const CodeRange REPERTOIRE[] = {
    {0x20, 0x7E},     {0xA0, 0xAC},     {0xAE, 0x17F},    {0x2010, 0x2015}, {0x2018, 0x201E},
    {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030}, {0x2032, 0x2033}, {0x2039, 0x203A},
    {0x2044, 0x2044}, {0x2070, 0x2070}, {0x2074, 0x2079}, {0x2080, 0x2089}, {0x20AB, 0x20AC},
    {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2153, 0x2154}, {0x2206, 0x2206}, {0x2211, 0x2212},
    {0x221A, 0x221A}, {0x221E, 0x221E}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265},
    {0x394, 0x394},   {0x3A3, 0x3A3},   {0x3B1, 0x3B2},   {0x3C1, 0x3C1},   {0x3C3, 0x3C3}};

static void add_ranges(hb_set_t *codes, const CodeRange *ranges, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        hb_set_add_range(codes, ranges[i].first, ranges[i].last);
}

/* What a face must have to be used at all. */
static hb_set_t *needed_codes(void)
{
    hb_set_t *codes = hb_set_create();
    hb_set_add_range(codes, 0x20, 0x7E);
    add_ranges(codes, VIETNAMESE, CX_COUNTOF(VIETNAMESE));
    return codes;
}

static hb_set_t *wanted_codes(Str extra_text)
{
    hb_set_t *codes = hb_set_create();
    add_ranges(codes, REPERTOIRE, CX_COUNTOF(REPERTOIRE));
    add_ranges(codes, VIETNAMESE, CX_COUNTOF(VIETNAMESE));
    for (ptrdiff_t at = 0; at < extra_text.len;) {
        int32_t code = text_next(extra_text, &at);
        if (code >= 0x20 && code < 0x110000)
            hb_set_add(codes, (hb_codepoint_t)code);
    }
    for (int i = 0; i < SIGN_COUNT; i++)
        if (FONT_SIGN_CODES[i] != '|')
            hb_set_del(codes, FONT_SIGN_CODES[i]);
    return codes;
}

/* Zero-width, direction and variation marks: never drawn, so never missed. */
static bool font_code_ignored(int32_t code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || (code >= 0xFE00 && code <= 0xFE0F) ||
           code == 0xFEFF;
}

/* ---- Opening ---- */
typedef struct Opening {
    FontSet *set;
    FontCatalogue catalogue;
    hb_set_t *needed, *wanted;
    Str extra_text;
    Arena *arena;
    Diags *diags;
} Opening;

static ptrdiff_t same_face(const FontSet *set, const FontFile *file)
{
    for (ptrdiff_t i = 0; i < set->len; i++)
        if (set->faces[i].index == file->index && str_equal(set->faces[i].face.path, file->path))
            return i;
    return -1;
}

/* Gives the index of the face, loading it if it is new; -1 with the reason. */
static int open_face(Opening *open, const FontFile *file, const hb_set_t *needed, FaceFault *fault)
{
    FontSet *set = open->set;
    *fault = FACE_OK;
    ptrdiff_t index = same_face(set, file);
    if (index >= 0)
        return (int)index;
    CX_ASSERT(set->len < FONT_FACES_MAX);
    LoadedFace *loaded = &set->faces[set->len];
    *fault = face_load(loaded, file, needed, open->arena);
    if (*fault != FACE_OK) {
        face_close(loaded);
        return -1;
    }
    return (int)set->len++;
}

/* The slanted face is welcome, not needed. */
static int open_italic(Opening *open, Str family, int upright)
{
    FontFile file;
    FaceFault ignored;
    if (!font_catalogue_find(&open->catalogue, family, WEIGHT_CSS[FONT_ITALIC], SLANT_ITALIC, &file,
                             open->arena))
        return upright;
    int index = open_face(open, &file, open->needed, &ignored);
    return index >= 0 ? index : upright;
}

/* All weights of one family, or none of them: half a family would make odd pages. */
static bool open_family(Opening *open, FontRole role, Str family, int of[FONT_WEIGHT_COUNT],
                        FaceFault *fault)
{
    ptrdiff_t before = open->set->len;
    for (int weight = 0; weight < FONT_ITALIC; weight++) {
        FontFile file;
        *fault = FACE_OK;
        if (!font_catalogue_find(&open->catalogue, family, WEIGHT_CSS[weight], SLANT_UPRIGHT, &file,
                                 open->arena))
            return false;
        of[weight] = open_face(open, &file, open->needed, fault);
        if (of[weight] < 0) {
            while (open->set->len > before)
                face_close(&open->set->faces[--open->set->len]);
            return false;
        }
    }
    of[FONT_ITALIC] = of[FONT_REGULAR];
    if (role == FONT_TEXT)
        of[FONT_ITALIC] = open_italic(open, family, of[FONT_REGULAR]);
    return true;
}

static DiagCode diag_of(FaceFault fault)
{
    switch (fault) {
    case FACE_OK:
        return DIAG_FONT_ABSENT; /* it was not even found */
    case FACE_BROKEN:
        return DIAG_FONT_BROKEN;
    case FACE_CFF:
        return DIAG_FONT_CFF;
    case FACE_VARIABLE:
        return DIAG_FONT_VARIABLE;
    case FACE_LICENCE:
        return DIAG_FONT_LICENCE;
    case FACE_LETTERS:
        return DIAG_FONT_LETTERS;
    }
    return DIAG_FONT_BROKEN;
}

static bool open_role(Opening *open, FontRole role, const FontWish *wish, int of[FONT_WEIGHT_COUNT])
{
    FaceFault fault = FACE_OK;
    if (wish->family.len > 0 && open_family(open, role, wish->family, of, &fault))
        return true;
    StrList tried = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(DEFAULT_FAMILIES); i++) {
        FaceFault ignored;
        Str family = str_from(DEFAULT_FAMILIES[i]);
        *PUSH(open->arena, &tried, Str) = family;
        if (!open_family(open, role, family, of, &ignored))
            continue;
        if (wish->family.len > 0)
            diag_add(open->diags, diag_of(fault), wish->pos, wish->family, family);
        return true;
    }
    diag_add(open->diags, DIAG_FONT_NONE, wish->pos, wish->family,
             str_join(open->arena, tried.items, tried.len, S(", ")));
    return false;
}

/* ---- Fallback faces ---- */

/* What some text may hold and a face of this cut (upright or bold) lacks. */
static hb_set_t *lacking_codes(const Opening *open, ptrdiff_t own_n, int cut)
{
    hb_set_t *lacking = hb_set_create();
    for (ptrdiff_t i = 0; i < own_n; i++) {
        const LoadedFace *loaded = &open->set->faces[i];
        if ((loaded->face.weight_css >= 600) != (cut == 1))
            continue;
        hb_codepoint_t code = HB_SET_VALUE_INVALID, glyph;
        while (hb_set_next(open->wanted, &code))
            if (!hb_font_get_nominal_glyph(loaded->hb_font, code, &glyph))
                hb_set_add(lacking, code);
    }
    return lacking;
}

/* The face that will draw this code point and as many others of `lacking` as it has; -1: none. A
 * face with one weight only serves both cuts. */
static int open_covering(Opening *open, int cut, hb_codepoint_t code, const hb_set_t *lacking)
{
    FontSet *set = open->set;
    FontFile file;
    if (!font_catalogue_covering(&open->catalogue, code, cut == 1 ? 700 : 400, &file, open->arena))
        return -1;
    ptrdiff_t known = same_face(set, &file);
    if (known >= 0)
        return hb_set_has(set->faces[known].codes, code) ? (int)known : -1;
    FaceFault fault;
    hb_set_t *none = hb_set_create();
    int index = open_face(open, &file, none, &fault);
    hb_set_destroy(none);
    if (index >= 0 && face_subset(&set->faces[index], lacking, false, open->arena) != FACE_OK)
        return -1;
    return index;
}

static bool open_fallback(Opening *open, int cut, hb_set_t *lacking)
{
    FontSet *set = open->set;
    hb_codepoint_t code = HB_SET_VALUE_INVALID;
    while (hb_set_next(lacking, &code)) {
        int index = open_covering(open, cut, code, lacking);
        if (index < 0)
            continue;
        set->fallback[cut][set->fallback_n[cut]++] = index;
        hb_set_subtract(lacking, set->faces[index].codes);
        return true;
    }
    return false;
}

/* Says which characters of the report no face has: better now than found as boxes in a pack. */
static void warn_of_missing(const Opening *open, const hb_set_t *lacking, Pos pos)
{
    enum { MOST_SHOWN = 20 };
    Buffer letters = {.arena = open->arena};
    int shown = 0;
    for (ptrdiff_t at = 0; at < open->extra_text.len && shown < MOST_SHOWN;) {
        ptrdiff_t from = at;
        int32_t code = text_next(open->extra_text, &at);
        Str letter = str_slice(open->extra_text, from, at);
        if (code < 0x80 || font_code_ignored(code) || !hb_set_has(lacking, (hb_codepoint_t)code) ||
            str_find(buffer_str(&letters), letter) >= 0)
            continue;
        buffer_add(&letters, letter);
        shown++;
    }
    if (shown > 0)
        diag_add(open->diags, DIAG_FONT_NO_GLYPH, pos, buffer_str(&letters), STR_NONE);
}

static void open_fallbacks(Opening *open, ptrdiff_t own_n, Pos pos)
{
    for (int cut = 0; cut < 2; cut++) {
        hb_set_t *lacking = lacking_codes(open, own_n, cut);
        while (open->set->fallback_n[cut] < FONT_FALLBACKS_MAX && open_fallback(open, cut, lacking))
            continue;
        if (cut == 0)
            warn_of_missing(open, lacking, pos);
        hb_set_destroy(lacking);
    }
}

static bool subset_own(Opening *open)
{
    FontSet *set = open->set;
    for (ptrdiff_t i = 0; i < set->len; i++)
        if (face_subset(&set->faces[i], open->wanted, true, open->arena) != FACE_OK) {
            diag_add(open->diags, DIAG_FONT_NONE, (Pos){.file = set->faces[i].face.path},
                     set->faces[i].face.family, S("Lato"));
            return false;
        }
    return true;
}

static bool open_all(Opening *open, const FontWish wish[FONT_ROLE_COUNT])
{
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        /* A family named for two roles is tried, and complained of, once. */
        int same = 0;
        while (!str_equal_nocase(wish[same].family, wish[role].family))
            same++;
        if (same < role) {
            for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
                open->set->of[role][weight] = open->set->of[same][weight];
        } else if (!open_role(open, (FontRole)role, &wish[role], open->set->of[role])) {
            return false;
        }
    }
    ptrdiff_t own_n = open->set->len;
    if (!subset_own(open))
        return false;
    open_fallbacks(open, own_n, wish[FONT_TEXT].pos);
    return true;
}

bool fontset_open(FontSet **set, const FontWish wish[FONT_ROLE_COUNT], Str extra_text, Arena *arena,
                  Diags *diags)
{
    Opening open = {
        .set = NEW(arena, FontSet, 1),
        .catalogue = font_catalogue_open(),
        .needed = needed_codes(),
        .wanted = wanted_codes(extra_text),
        .extra_text = extra_text,
        .arena = arena,
        .diags = diags,
    };
    bool ok = open_all(&open, wish);
    hb_set_destroy(open.needed);
    hb_set_destroy(open.wanted);
    font_catalogue_close(&open.catalogue);
    if (!ok)
        fontset_close(open.set);
    *set = ok ? open.set : NULL;
    return ok;
}

void fontset_close(FontSet *set)
{
    while (set && set->len > 0)
        face_close(&set->faces[--set->len]);
}

ptrdiff_t fontset_face_count(const FontSet *set)
{
    return set->len;
}

const FontFace *fontset_face(const FontSet *set, ptrdiff_t index)
{
    CX_ASSERT(index >= 0 && index < set->len);
    return &set->faces[index].face;
}

int fontset_face_for(const FontSet *set, FontRole role, FontWeight weight)
{
    return set->of[role][weight];
}
