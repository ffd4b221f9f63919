/* canvas_parts.h: what canvas*.c share. libharu comes in here, so nobody else includes this.
 *
 * libharu keeps the document: objects, pages, resources, bookmarks, images, compression, the file.
 * Its page operators draw the paths. What version 2.3.0 lacks is written into its page streams and
 * dictionaries here: marked content and the structure tree, kerned glyph strings, dashes in
 * fractions of a point, font objects made from our own subsets, metadata. */
#ifndef RENDER_PDF_CANVAS_PARTS_H
#define RENDER_PDF_CANVAS_PARTS_H

#include "canvas.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_font.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>

enum {
    CANVAS_PLACE_DEPTH = 4,
    CANVAS_CLIP_DEPTH = 20,   /* libharu allows 28 saved graphics states on a page */
    CANVAS_MISSING_KEPT = 20, /* characters named to the caller */
    CANVAS_BOOKMARK_DEPTH = 8,
    CANVAS_TEXT_STRING_MAX =
        16000, /* bytes of UTF-8: as UTF-16 in hex still under libharu's 64 KiB */
};

/* ---- Structure tree (canvas_tags.c): kept here, written as PDF objects when saving ---- */
typedef enum KidKind { KID_NODE, KID_MARK, KID_LINK } KidKind;
typedef struct Kid {
    KidKind kind;
    ptrdiff_t index; /* node; MCID; index of the link */
    ptrdiff_t page;  /* KID_MARK, KID_LINK */
} Kid;
typedef struct Node {
    Tag tag;
    ptrdiff_t parent; /* -1: the root */
    TagInfo info;     /* box on the paper of `page` */
    ptrdiff_t page;   /* current when the tag began */
    LIST_OF(Kid) kids;
    HPDF_Dict object; /* while saving */
} Node;
typedef struct Link {
    Box area;
    ptrdiff_t page, target_page; /* target_page -1: a URI */
    double target_y;
    Str uri, description;
    ptrdiff_t node;
    HPDF_Dict object; /* while saving */
} Link;

/* ---- What is on a page ---- */
typedef struct CanvasPage {
    HPDF_Page object;
    double width, height;
    LIST_OF(ptrdiff_t) marks; /* MCID -> node */
    LIST_OF(ptrdiff_t) links;
} CanvasPage;

/* What the page's graphics state is known to be, so that nothing is set twice. NAN: not known. */
typedef struct PenState {
    Colour fill, stroke;
    double width, dash, gap, tracking, transparency;
    int round; /* -1: not known */
} PenState;

typedef enum MarkKind { MARK_NONE, MARK_NODE, MARK_ARTIFACT } MarkKind;

typedef struct PageLabel {
    ptrdiff_t page;
    PageNumbering numbering;
    Str prefix;
    int first;
} PageLabel;

typedef struct AlphaState {
    double transparency;
    HPDF_ExtGState object;
} AlphaState;
typedef struct PlacedImage {
    const Image *image;
    HPDF_Image object;
} PlacedImage;

/* From points of the design to points on paper. */
typedef struct CanvasFit {
    double left, top, across, down; /* x * across + left, y * down + top */
    double type, least_pt;          /* of type and marks */
} CanvasFit;

struct Canvas {
    Arena *arena;  /* what lasts as long as the canvas */
    Arena scratch; /* laid-out text; given back before each call returns */
    const FontSet *fonts;
    CanvasInfo info;
    HPDF_Doc doc;
    bool failed;
    Str reason;

    CanvasFit fit, page_fit; /* of what is drawn now; of whole pages */
    CanvasFit outer_fits[CANVAS_PLACE_DEPTH];
    int place_depth;
    bool has_paper;
    double paper_width, paper_height;

    LIST_OF(CanvasPage) pages;
    PenState pen, saved_pens[CANVAS_CLIP_DEPTH];
    int clip_depth;
    HPDF_Font *font_objects; /* by face; NULL until used */
    bool **font_cids;        /* by face and CID: drawn somewhere */
    StrMap *shaped_of;       /* by face: text -> index in shaped */
    LIST_OF(GlyphRun) shaped;
    LIST_OF(AlphaState) alphas;
    LIST_OF(PlacedImage) images;

    LIST_OF(Node) nodes; /* 0 is the Document */
    ptrdiff_t node;      /* innermost open tag */
    bool in_artifact;
    Artifact artifact;
    MarkKind mark; /* the marked content that is open in the page stream */
    ptrdiff_t mark_node;
    LIST_OF(Link) links;
    ptrdiff_t note_n;

    HPDF_Outline bookmarks[CANVAS_BOOKMARK_DEPTH]; /* the last of each level */
    int bookmark_level;                            /* of the last one; -1: none yet */
    LIST_OF(PageLabel) labels;
    HPDF_Array attachments;      /* file specifications; NULL: none */
    HPDF_Array attachment_names; /* the name tree's leaf */

    Buffer missing;
    ptrdiff_t missing_kept, missing_n;
};

/* ---- Errors and gates (canvas.c) ---- */
void canvas_fail(Canvas *canvas, Str reason); /* only the first is kept */
/* True while all is well; takes over an error that libharu's low level set without a word. */
bool canvas_check(Canvas *canvas);
/* Coordinates and lengths on paper on their way into the file: finite and on a sensible page, in
 * 1/100 pt.
 */
HPDF_REAL canvas_number(Canvas *canvas, double value);
HPDF_REAL canvas_up(Canvas *canvas, double y); /* y downwards -> y upwards on the current page */
Str canvas_clean(Str text, Arena *arena);      /* the text gate */
CanvasPage *canvas_current(Canvas *canvas);
void canvas_write(Canvas *canvas, Str operators); /* into the page's content stream */

/* ---- Paper (canvas_paper.c) ---- */
extern const CanvasFit canvas_as_is; /* design and paper are the same */
Point fit_point(const CanvasFit *fit, double x, double y);
Box fit_box(const CanvasFit *fit, Box box);
TextStyle fit_style(const CanvasFit *fit, TextStyle style);

/* ---- Objects (canvas_objects.c) ---- */
HPDF_Dict canvas_dict(Canvas *canvas); /* indirect */
HPDF_Array canvas_array(Canvas *canvas);
/* A PDF text string: ASCII as it is, else UTF-16 with its mark. */
void *canvas_text_string(Canvas *canvas, Str text);
/* Hexadecimal digits, the highest first. */
void canvas_add_hex(Buffer *out, unsigned value, int digits);
/* "<FEFF…>", for content streams. */
Str canvas_text_hex(Arena *arena, Str text);
/* A stream that is compressed already. */
HPDF_Dict canvas_deflated_stream(Canvas *canvas, Str deflated);
void canvas_add_text(Canvas *canvas, HPDF_Dict dict, const char *key,
                     Str text); /* none when empty */
/* [page /XYZ left top 0]: go there, keep the zoom. */
HPDF_Array canvas_destination(Canvas *canvas, ptrdiff_t page, double y);

/* ---- Fonts (canvas_fonts.c) ---- */
HPDF_Font canvas_font(Canvas *canvas, int face);
void canvas_fonts_save(Canvas *canvas); /* gives each font the glyphs that were drawn */

/* ---- The file (canvas_pack.c) ---- */
/* libharu's file made small: what is no stream goes into object streams. False: it is not built as
 * libharu builds it. */
bool canvas_pack(Arena *arena, Str plain, Str *packed);

/* ---- Tags (canvas_tags.c) ---- */
void canvas_tags_open(Canvas *canvas);
/* To be called before anything is drawn: opens the marked content that it belongs to. */
void canvas_mark(Canvas *canvas);
void canvas_mark_end(Canvas *canvas); /* if one is open */
void canvas_tags_save(Canvas *canvas);

/* ---- Paths (canvas_paths.c) ---- */
void canvas_use_fill(Canvas *canvas, Colour colour);
void canvas_use_transparency(Canvas *canvas, double transparency_01);
/* The shape alone, without the character that search and copy find; in points on paper. */
void canvas_sign_path(Canvas *canvas, Sign sign, double x, double y, double size_pt, Colour colour);
PenState pen_unknown(void);

/* ---- Metadata (canvas_meta.c) ---- */
void canvas_meta_open(Canvas *canvas);
void canvas_meta_save(Canvas *canvas);

#endif
