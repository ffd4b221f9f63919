/* fonts_parts.h: what fonts*.c share: the catalogue of installed faces (fonts_find.c), a loaded and
 * subset face (fonts_subset.c), the set of them all. Nobody else includes this. */
#ifndef RENDER_PDF_FONTS_PARTS_H
#define RENDER_PDF_FONTS_PARTS_H

#include "fonts.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

enum {
    FONT_FACES_MAX = 32,    /* roles x weights, and the fallback faces */
    FONT_FALLBACKS_MAX = 6, /* of each of the two cuts, upright and bold */
};

/* ---- What is installed ---- */
typedef struct FontFile {
    Str family, path;
    int index; /* of the face in a collection file */
    int weight_css;
    bool italic;
    bool truetype; /* else PostScript outlines in one of their wrappings */
} FontFile;

typedef struct FontCatalogue {
    FcConfig *config;
    FcFontSet *fonts; /* faces that can be scaled */
} FontCatalogue;

FontCatalogue font_catalogue_open(void);
void font_catalogue_close(FontCatalogue *catalogue);
typedef enum FontSlant { SLANT_UPRIGHT, SLANT_ITALIC } FontSlant;
/* The face of normal width nearest to the weight. False: no such family, or none so slanted. */
bool font_catalogue_find(const FontCatalogue *catalogue, Str family, int weight_css,
                         FontSlant slant, FontFile *file, Arena *arena);
/* An upright TrueType face that has the code point, the well-known families first. */
bool font_catalogue_covering(const FontCatalogue *catalogue, uint32_t code, int weight_css,
                             FontFile *file, Arena *arena);

/* ---- One face, loaded ---- */
typedef struct LoadedFace {
    FontFace face;
    int index; /* in a collection file */
    hb_face_t *hb_face;
    hb_font_t *hb_font; /* scale = units per em */
    hb_set_t *codes;    /* the code points it serves */
    double unit;        /* 1/1000 em per font unit */
    ptrdiff_t glyphs_old_n, glyphs_n;
    Str name;             /* PostScript name, its characters such as a PDF name needs no escape */
    hb_face_t *small;     /* the run's subset, which documents take their glyphs from */
    uint16_t empty_glyph; /* what a sign's CID shows */
    uint16_t *new_of_old; /* 0: not in the subset */
    uint32_t *code_of;    /* by CID: what ToUnicode says */
    double *width_of;     /* by CID: what the W array says */
} LoadedFace;

typedef enum FaceFault {
    FACE_OK,
    FACE_BROKEN,
    FACE_CFF,
    FACE_VARIABLE,
    FACE_LICENCE,
    FACE_LETTERS
} FaceFault;

/* Reads the file and checks that it can be used; it must have all of `needed`. */
FaceFault face_load(LoadedFace *loaded, const FontFile *file, const hb_set_t *needed, Arena *arena);
/* Cuts the face down to those of `wanted` that it has and fills in `face`. */
FaceFault face_subset(LoadedFace *loaded, const hb_set_t *wanted, bool with_signs, Arena *arena);
void face_close(LoadedFace *loaded);

/* What every text is shaped with; the subset is closed over the same. */
extern const hb_feature_t FONT_FEATURES[];
extern const unsigned FONT_FEATURE_COUNT;
extern const uint32_t FONT_SIGN_CODES[SIGN_COUNT];

struct FontSet {
    LoadedFace faces[FONT_FACES_MAX];
    ptrdiff_t len;
    int of[FONT_ROLE_COUNT][FONT_WEIGHT_COUNT];
    int fallback[2][FONT_FALLBACKS_MAX]; /* [1] is bold */
    ptrdiff_t fallback_n[2];
};

#endif
