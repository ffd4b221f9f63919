/* fonts.h: finds the faces a theme names, cuts them down to the letters a report can need, and
 * turns text into glyphs with their widths. HarfBuzz, hb-subset and fontconfig are used in fonts*.c
 * only.
 *
 * A FontSet is opened once per run and then never changes, so every document (and every worker
 * process) shares it; each document takes from it only the glyphs that it uses (fontset_cut). What
 * it owns lives in the arena given to fontset_open, save the foreign handles, which fontset_close
 * gives back.
 *
 * Repertoire: ASCII, Latin-1, Latin Extended-A, all 134 Vietnamese letters, punctuation and signs
 * (₫ − ± × ½ ≥ ≤ · – — … quotes) and whatever else is in the texts the caller hands over. A code
 * point that the face lacks comes from a fallback face if fontconfig knows one, else its glyph says
 * so (GLYPH_MISSING) and a question mark is drawn, or a blank for a symbol: .notdef never reaches a
 * page.
 *
 * Text runs from left to right; ligatures are off (they hurt search and copy), kerning and tabular
 * figures are on. Only static TrueType outlines (glyf) are used: CFF and variable faces are refused
 * with a problem that says so, and the next best family takes their place. */
#ifndef RENDER_PDF_FONTS_H
#define RENDER_PDF_FONTS_H

#include <cxex/base.h>
#include <cxex/diag.h>
#include <cxex/text.h>

/* As the theme has them: running text, titles, the big figures. */
typedef enum FontRole { FONT_TEXT, FONT_TITLE, FONT_FIGURE, FONT_ROLE_COUNT } FontRole;
typedef enum FontWeight {
    FONT_REGULAR, /* the zero value, so that a style that names no weight is plain text */
    FONT_LIGHT,
    FONT_SEMIBOLD,
    FONT_BOLD,
    FONT_ITALIC, /* quotations: regular weight, slanted; upright where the family has no such face,
                    and in titles and figures */
    FONT_WEIGHT_COUNT
} FontWeight;

/* What the theme asks for. `pos` is where it asks (problems point there). An empty family: the
 * default one (Lato, else Open Sans, Roboto, Noto Sans, Liberation Sans, DejaVu Sans) without a
 * problem. */
typedef struct FontWish {
    Str family;
    Pos pos;
} FontWish;

typedef struct FontSet FontSet;

/* One face. Lengths in 1/1000 of the font size, y up. */
typedef struct FontFace {
    Str family, path; /* for messages */
    int weight_css;   /* 300, 400, 600, 700 */
    double ascent, descent, cap_height, x_height, italic_angle, stem_v;
    double box[4]; /* left, bottom, right, top over all glyphs */
    bool fixed_pitch, serif, italic;
    int cid_count;     /* glyphs and the empty glyphs of the signs */
    int sign_first;    /* CID of the empty glyph of sign 0; -1: the face has none */
    double sign_width; /* and its width */
} FontFace;

/* The same face as one document carries it: only the glyphs that it uses, under their numbers. */
typedef struct FontCut {
    Str name;           /* PostScript name with the six-letter subset tag, "ABCDEF+Lato-Bold" */
    Str file_deflated;  /* the subset TrueType file, zlib stream */
    ptrdiff_t file_len; /* its length before deflating (Length1) */
    Str to_unicode_deflated; /* CMap from CID to text, zlib stream */
    Str widths;              /* the text of the W array, "[7 [500 …] 30 [612] …]" */
    Str cid_to_gid_deflated; /* CIDToGIDMap: identity, then the empty glyph for each sign */
} FontCut;

/* Signs that the canvas draws as paths, so that they look the same in every face. Each face carries
 * an empty glyph for each, whose ToUnicode is the sign: search and copy find it everywhere. */
typedef enum Sign {
    SIGN_UP,      /* ▲ */
    SIGN_DOWN,    /* ▼ */
    SIGN_DOT,     /* ● */
    SIGN_RING,    /* ○ */
    SIGN_DIAMOND, /* ◆ */
    SIGN_SQUARE,  /* ■ */
    SIGN_BOX,     /* □ */
    SIGN_BAR,     /* |, only when asked for by name: in text it is an ordinary character */
    SIGN_ARROW_LEFT,
    SIGN_ARROW_UP,
    SIGN_ARROW_RIGHT,
    SIGN_ARROW_DOWN,
    SIGN_CHECK, /* ✓ */
    SIGN_CROSS, /* ✗ */
    SIGN_COUNT
} Sign;

typedef enum GlyphKind { GLYPH_DRAWN, GLYPH_SIGN, GLYPH_MISSING } GlyphKind;

typedef struct Glyph {
    GlyphKind kind;
    Sign sign;   /* GLYPH_SIGN */
    int face;    /* index for fontset_face */
    uint16_t id; /* CID: the glyph number in the subset file, or a sign's empty glyph above those */
    double advance;     /* as laid out, kerning included; 1/1000 of the size */
    double width;       /* as the W array says: advance - width is what TJ must mend */
    double dx, dy;      /* shift of this glyph from the pen; 0 for all ordinary letters */
    ptrdiff_t from, to; /* the bytes of the text it belongs to; equal for glyphs of one cluster */
    bool exact; /* ToUnicode of the cluster gives exactly its text; else ActualText is due */
} Glyph;
typedef struct GlyphRun {
    const Glyph *items;
    ptrdiff_t len;
} GlyphRun;

/* Opens the families for all roles. `extra_text` holds all texts that may carry letters outside
 * the repertoire (names, comments); only its set of code points matters. A family that is absent,
 * CFF, variable or lacks Vietnamese letters adds a warning and is replaced. False with an error in
 * `diags` when no usable face is left at all. */
bool fontset_open(FontSet **set, const FontWish wish[FONT_ROLE_COUNT], Str extra_text, Arena *arena,
                  Diags *diags);
void fontset_close(FontSet *set); /* NULL is fine */

ptrdiff_t fontset_face_count(const FontSet *set);
const FontFace *fontset_face(const FontSet *set, ptrdiff_t index);
/* used: one flag for each CID. Costs about half a millisecond. */
FontCut fontset_cut(const FontSet *set, ptrdiff_t index, const bool *used, Arena *arena);
/* The face that serves this role and weight; the nearest weight when the family has no such. */
int fontset_face_for(const FontSet *set, FontRole role, FontWeight weight);

/* Lays out one line of NFC text. Cannot fail; glyphs in reading order. */
GlyphRun font_shape(const FontSet *set, int face, Lang lang, Str text, Arena *arena);

#endif
