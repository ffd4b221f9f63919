#include "fonts_parts.h"

#include <stdlib.h>

/* Seen in a report as a sign or a letter from another script; quiet, complete faces first. */
static const char *const FALLBACK_FAMILIES[] = {
    "Noto Sans",      "DejaVu Sans",     "Noto Sans Symbols",   "Noto Sans Symbols2",
    "Noto Sans Math", "Liberation Sans", "Droid Sans Fallback",
};

FontCatalogue font_catalogue_open(void)
{
    FontCatalogue catalogue = {.config = FcInitLoadConfigAndFonts()};
    if (!catalogue.config)
        return catalogue;
    FcPattern *any = FcPatternCreate();
    FcObjectSet *wanted =
        FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_WIDTH, FC_SLANT, FC_FONTFORMAT,
                         FC_VARIABLE, FC_CHARSET, (char *)NULL);
    if (any && wanted) {
        FcPatternAddBool(any, FC_SCALABLE, FcTrue);
        catalogue.fonts = FcFontList(catalogue.config, any, wanted);
    }
    if (wanted)
        FcObjectSetDestroy(wanted);
    if (any)
        FcPatternDestroy(any);
    return catalogue;
}

void font_catalogue_close(FontCatalogue *catalogue)
{
    if (catalogue->fonts)
        FcFontSetDestroy(catalogue->fonts);
    if (catalogue->config)
        FcConfigDestroy(catalogue->config);
    *catalogue = (FontCatalogue){0};
}

static Str pattern_text(FcPattern *pattern, const char *object, int index)
{
    FcChar8 *text = NULL;
    if (FcPatternGetString(pattern, object, index, &text) != FcResultMatch)
        return STR_NONE;
    return str_from((const char *)text);
}

static int pattern_number(FcPattern *pattern, const char *object, int otherwise)
{
    int value = otherwise;
    if (FcPatternGetInteger(pattern, object, 0, &value) != FcResultMatch)
        return otherwise;
    return value;
}

static bool pattern_truetype(FcPattern *pattern)
{
    return str_equal(pattern_text(pattern, FC_FONTFORMAT, 0), S("TrueType"));
}

static FontSlant pattern_slant(FcPattern *pattern)
{
    return pattern_number(pattern, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN ? SLANT_UPRIGHT
                                                                               : SLANT_ITALIC;
}

static bool pattern_has_family(FcPattern *pattern, Str family)
{
    for (int i = 0;; i++) {
        Str name = pattern_text(pattern, FC_FAMILY, i);
        if (!name.s)
            return false;
        if (str_equal_nocase(name, family))
            return true;
    }
}

/* How far a face is from what is wanted; smaller is better. Normal width counts before weight, and
 * of two weights equally far away bold text takes the heavier, light text the lighter. */
static int pattern_distance(FcPattern *pattern, int weight_css)
{
    int weight = FcWeightToOpenType(pattern_number(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR));
    int width = pattern_number(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    int off = 2 * abs(weight - weight_css);
    bool heavier_wanted = weight_css >= 600;
    if ((weight > weight_css) != heavier_wanted)
        off += 1;
    return 10000 * abs(width - FC_WIDTH_NORMAL) + off;
}

static FontFile pattern_file(FcPattern *pattern, Arena *arena)
{
    return (FontFile){
        .family = str_copy(arena, pattern_text(pattern, FC_FAMILY, 0)),
        .path = str_copy(arena, pattern_text(pattern, FC_FILE, 0)),
        .index =
            pattern_number(pattern, FC_INDEX, 0) & 0xFFFF, /* above: instance of a variable font */
        .weight_css = FcWeightToOpenType(pattern_number(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR)),
        .italic = pattern_slant(pattern) == SLANT_ITALIC,
        .truetype = pattern_truetype(pattern),
    };
}

/* The order of files in a folder must not show in a report: equal faces are told apart by path. */
static bool pattern_nearer(FcPattern *a, FcPattern *b, int weight_css)
{
    if (!b)
        return true;
    int difference = pattern_distance(a, weight_css) - pattern_distance(b, weight_css);
    if (difference != 0)
        return difference < 0;
    return str_compare(pattern_text(a, FC_FILE, 0), pattern_text(b, FC_FILE, 0)) < 0;
}

bool font_catalogue_find(const FontCatalogue *catalogue, Str family, int weight_css,
                         FontSlant slant, FontFile *file, Arena *arena)
{
    FcPattern *best = NULL;
    for (int i = 0; catalogue->fonts && i < catalogue->fonts->nfont; i++) {
        FcPattern *pattern = catalogue->fonts->fonts[i];
        if (pattern_slant(pattern) == slant && pattern_has_family(pattern, family) &&
            pattern_nearer(pattern, best, weight_css))
            best = pattern;
    }
    if (!best)
        return false;
    *file = pattern_file(best, arena);
    return true;
}

static bool pattern_covers(FcPattern *pattern, uint32_t code)
{
    FcCharSet *charset = NULL;
    FcBool variable = FcFalse;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    if (variable || !pattern_truetype(pattern) || pattern_slant(pattern) != SLANT_UPRIGHT)
        return false;
    return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &charset) == FcResultMatch &&
           FcCharSetHasChar(charset, code);
}

static int pattern_rank(FcPattern *pattern)
{
    for (int i = 0; i < CX_COUNTOF(FALLBACK_FAMILIES); i++)
        if (pattern_has_family(pattern, str_from(FALLBACK_FAMILIES[i])))
            return i;
    return (int)CX_COUNTOF(FALLBACK_FAMILIES);
}

bool font_catalogue_covering(const FontCatalogue *catalogue, uint32_t code, int weight_css,
                             FontFile *file, Arena *arena)
{
    FcPattern *best = NULL;
    int best_rank = 0;
    for (int i = 0; catalogue->fonts && i < catalogue->fonts->nfont; i++) {
        FcPattern *pattern = catalogue->fonts->fonts[i];
        if (!pattern_covers(pattern, code))
            continue;
        int rank = pattern_rank(pattern);
        if (!best || rank < best_rank ||
            (rank == best_rank && pattern_nearer(pattern, best, weight_css))) {
            best = pattern;
            best_rank = rank;
        }
    }
    if (!best)
        return false;
    *file = pattern_file(best, arena);
    return true;
}
