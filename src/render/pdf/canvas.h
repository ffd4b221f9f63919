/* canvas.h: one PDF document to draw on: pages, text, paths, images, and the tags that make it
 * readable aloud. libharu (hpdf.h) is included in canvas*.c and nowhere else.
 *
 * Coordinates are points (1/72 inch) of the page as designed, see canvas_paper; the origin is the
 * TOP left corner of the page, y grows downwards. Colours come from the theme. Text is UTF-8; it
 * passes one gate: malformed bytes become U+FFFD, NFC, control, bidi and zero-width characters
 * dropped, line breaks, tabs and blanks of odd width become blanks. The signs ▲ ▼ ● ○ ◆ ■ □ ← ↑ → ↓
 * ✓ ✗ inside any text are drawn as paths, the same in every face, and are still found by search and
 * copy.
 *
 * Everything drawn belongs either to a tag or to an artifact (asserted). Reading order is the order
 * in which tags are begun; a tag may go on over several pages. Artifacts may be drawn inside an
 * open tag.
 *
 * The file: PDF 1.7. Objects that are streams stand in the file as "N 0 obj" with a direct /Length,
 * all others in object streams (/Type /ObjStm, flate, without /Extends), found by one
 * cross-reference stream (/Type /XRef, /W [1 4 2], flate with PNG predictor "up", no /Prev and no
 * /Index). Page contents and ToUnicode maps are flate streams; text is shown as CIDs of two bytes
 * in hex, "[<00410042> -12 <0043>] TJ", or stands in /Span <</ActualText <FEFF…>>> BDC … EMC, which
 * takes the place of what it encloses.
 *
 * Errors: the first one (from libharu, or a number that is not finite or off any page) is recorded
 * with the page it came from; from then on every call does nothing. Ask canvas_ok, or see
 * canvas_save. Same calls, same bytes. The canvas and its words live in the arena given to
 * canvas_open. */
#ifndef RENDER_PDF_CANVAS_H
#define RENDER_PDF_CANVAS_H

#include "fonts.h"
#include "image.h"

#include <cxex/theme.h>

typedef struct Canvas Canvas;

/* ---- Document ---- */
typedef struct CanvasInfo {
    Str title;    /* shown in the window's title bar; required (PDF/UA) */
    Str author;   /* who made the report; may be empty */
    Str subject;  /* may be empty */
    Str keywords; /* may be empty */
    Lang lang;    /* language of the text: "vi-VN" or "en" */
    Date created;
} CanvasInfo;

enum { CANVAS_A4_WIDTH = 842, CANVAS_A4_HEIGHT = 595 }; /* landscape */

/* NULL only when libharu cannot start (no memory). `fonts` outlives the canvas. */
Canvas *canvas_open(const FontSet *fonts, CanvasInfo info, Arena *arena);
/* Finishes the document and gives its bytes. False with the reason when anything failed on the way;
 * then there are no bytes. All tags must be closed. Call once. */
bool canvas_save(Canvas *canvas, Arena *out, Str *bytes, Str *reason);
void canvas_close(Canvas *canvas); /* once; NULL is fine */

bool canvas_ok(const Canvas *canvas);
Str canvas_reason(const Canvas *canvas); /* the first error, in English; empty when all is well */
/* Characters for which no installed face has a glyph (drawn as ?, a symbol as a blank), with how
 * often in `*count_n`; the text holds each of the first 20 once. Empty when there was none. */
Str canvas_missing(const Canvas *canvas, ptrdiff_t *count_n);

/* A file carried inside the PDF (PDF/A-3 associated file, relation "Data"). name is what a reader
 * sees. */
void canvas_attach(Canvas *canvas, Str name, Str mime, Str description, Str bytes);

/* ---- Paper ---- */
typedef struct Box {
    double x, y, width, height; /* x, y: top left */
} Box;
typedef struct Point {
    double x, y;
} Point;

/* Pages are designed at one size and come out on paper of another: a position goes to the same
 * share of the paper's width and height, so that what stands at an edge or a margin still does;
 * type, marks and rounded corners keep their shape and are `type` times as large, type never
 * smaller than least_pt (or than designed). Whoever draws goes on in the design's points: text
 * measured is as wide as it will stand there, lines are wrapped and shortened to what fits. */
typedef struct CanvasPaper {
    double design_width, design_height, width, height; /* pt */
    double type, least_pt;
} CanvasPaper;
/* From the next page on. Without it the paper is as canvas_page says. */
void canvas_paper(Canvas *canvas, CanvasPaper paper);
/* What is drawn next stands in `to` where it was designed for `from`, both in the points that are
 * valid now; may nest (up to 4 deep). canvas_place_end gives back what was before. */
typedef enum PlaceAlign { PLACE_LEFT, PLACE_MIDDLE, PLACE_RIGHT } PlaceAlign;
void canvas_place(Canvas *canvas, Box from, Box to);
void canvas_place_end(Canvas *canvas);
/* What is drawn next in this box keeps its designed shape: squares stay square, and it stands at
 * the left, middle or right of the room that the box has on paper. */
void canvas_place_shape(Canvas *canvas, Box box, PlaceAlign align);
/* A picture of a page: type shrinks with all the rest. */
void canvas_place_picture(Canvas *canvas, Box from, Box to);

/* ---- Pages ---- */
/* Begins the next page; its size as designed. */
void canvas_page(Canvas *canvas, double width_pt, double height_pt);
ptrdiff_t canvas_page_index(const Canvas *canvas); /* of the current page, from 0; -1: none yet */
typedef enum PageNumbering { NUMBERING_ARABIC, NUMBERING_ROMAN, NUMBERING_NONE } PageNumbering;
/* From the current page on, viewers show prefix + number, counted from `first`. */
void canvas_page_label(Canvas *canvas, PageNumbering numbering, Str prefix, int first);
/* A bookmark to the current page at height y. level 0 is the outermost; a level may be at most one
 * deeper than the bookmark before. */
void canvas_bookmark(Canvas *canvas, int level, Str title, double y);

/* ---- Tags ---- */
typedef enum Tag {
    TAG_DOCUMENT, /* opened and closed by the canvas itself; everything else is inside it */
    TAG_SECT,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_P,
    TAG_TABLE,
    TAG_THEAD,
    TAG_TBODY,
    TAG_TR,
    TAG_TH,
    TAG_TD,
    TAG_FIGURE,
    TAG_CAPTION,
    TAG_L,
    TAG_LI,
    TAG_LBL,
    TAG_LBODY,
    TAG_LINK,
    TAG_SPAN,
    TAG_NOTE, /* gets its ID by itself */
    TAG_TOC,
    TAG_TOCI,
    TAG_COUNT
} Tag;
typedef enum CellScope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH } CellScope;

/* Keys. An element whose text is a figure carries in /T which one: "unit|period|code"
 * (Estimate.key, the same as in scorecard.json), and behind it what of the figure:
 *   nothing    the value as printed, or the sentence that stands in its place
 *   #lo #hi    the ends of its interval
 *   #interval  both, "lo – hi"
 *   #n         the number of answers (words may stand around it: "817 khách")
 *   #previous  the value of the period before
 *   #diff      the change against the period before ("▲ +1,8", "−0,4")
 *   #target    the target, and whether it was reached ("75 · đạt")
 *   #rest      the same figure for the rest of the company
 *   #restdiff  the difference from the rest of the company ("▼ −8,8")
 * A number of the analyses between the halves has its place in scorecard.json instead:
 * "linkage.lag_ex_to_cx" (LinkNumber.id), "drivers.cx.stage_buy", alone or with #interval; words
 * may stand around it. On a FIGURE it says whose numbers its alternative text tells.
 *
 * Such an element holds the text itself, in marked content; the signs ▲ ▼ ● before a number are
 * part of its text. A cell of a figure that has no such part has no key. Text that mentions figures
 * among words (titles, findings, alternative texts) has none. /T of SECT is its title: no key has
 * that place. */
typedef struct TagInfo {
    Str alt;                   /* FIGURE (required), LINK: what it shows, in words */
    Str actual_text;           /* replaces the drawn text when read or copied */
    Str title;                 /* SECT: shown in the tag tree */
    Str key;                   /* which figure the text of this element is, see above */
    Str summary;               /* TABLE */
    Str lang;                  /* "en", when it differs from the document's */
    Box box;                   /* FIGURE: where it stands on the current page (required) */
    CellScope scope;           /* TH */
    int column_span, row_span; /* TH, TD; 0 and 1 both mean one */
    bool numbered;             /* L: its LBL are numbers, not bullets */
} TagInfo;

void canvas_begin(Canvas *canvas, Tag tag);
void canvas_begin_with(Canvas *canvas, Tag tag, TagInfo info);
void canvas_end(Canvas *canvas, Tag tag); /* must name the innermost open tag */

typedef enum Artifact {
    ARTIFACT_LAYOUT,     /* rules, panels, decoration */
    ARTIFACT_HEADER,     /* running head */
    ARTIFACT_FOOTER,     /* running foot, page number */
    ARTIFACT_BACKGROUND, /* fills behind the whole page */
    ARTIFACT_COUNT
} Artifact;
void canvas_artifact_begin(Canvas *canvas,
                           Artifact kind); /* does not nest; no tag begins or ends inside */
void canvas_artifact_end(Canvas *canvas);

/* Active area for the innermost open TAG_LINK, on the current page. The target page may be drawn
 * later. */
void canvas_link_page(Canvas *canvas, Box area, ptrdiff_t page_index, double target_y,
                      Str description);
void canvas_link_uri(Canvas *canvas, Box area, Str uri, Str description);

/* ---- Text ---- */
typedef enum TextAlign { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } TextAlign;
typedef struct TextStyle {
    FontRole role;
    FontWeight weight;
    double size_pt;
    Colour colour;
    double tracking_pt; /* extra space between letters (kickers); the words stay whole for search */
    TextAlign align;
    double turn_deg; /* counter-clockwise about the anchor; 90 reads upwards (canvas_text only) */
} TextStyle;

/* Width as drawn. Needs no page. */
double canvas_text_width(Canvas *canvas, TextStyle style, Str text);
/* Height of a capital letter: text centred on y has its baseline at y + half of it. */
double canvas_cap_height(const Canvas *canvas, TextStyle style);
/* One line. (x, baseline_y) is its left end, middle or right end according to style.align. Gives
 * the width. */
double canvas_text(Canvas *canvas, double x, double baseline_y, TextStyle style, Str text);

/* The text if it fits, else as many whole words as fit and "…" (letters when not even one word
 * does). */
Str canvas_shorten(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width);

typedef struct TextLines {
    const Str *items;
    ptrdiff_t len;
    double width_pt; /* of the longest */
    bool shortened;  /* did not fit into max_lines; the last line ends with "…" */
} TextLines;
/* Breaks at blanks (a NBSP is none); a word wider than the box is broken after a hyphen, dash or
 * slash in it, else between letters. '\n' starts a new line. max_lines 0: no limit. Never endless:
 * every line takes at least one letter, however narrow the box. An item keeps the blank it was
 * broken at, so that copied text keeps its words apart; the blank does not count in widths. A short
 * word does not stand alone on the last line where another one can join it there. */
TextLines canvas_wrap(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width,
                      int max_lines);
/* Draws wrapped lines as one piece of content, first baseline at baseline_y, aligned in [x, x +
 * width]. Gives the baseline of the line after the last. */
double canvas_lines(Canvas *canvas, double x, double baseline_y, double width, double leading_pt,
                    TextStyle style, TextLines lines);
/* canvas_wrap and canvas_lines in one. */
double canvas_paragraph(Canvas *canvas, double x, double baseline_y, double width,
                        double leading_pt, TextStyle style, Str text, int max_lines);

/* ---- Paths ---- */
typedef struct Paint {
    bool fill, stroke;
    Colour fill_colour, stroke_colour;
    double stroke_pt;       /* line width */
    double dash_pt, gap_pt; /* both 0: solid; fractions are fine */
    bool round;             /* line ends and joins */
    double transparency_01; /* 0: opaque */
} Paint;
static inline Paint paint_fill(Colour colour)
{
    return (Paint){.fill = true, .fill_colour = colour};
}
static inline Paint paint_line(Colour colour, double width_pt)
{
    return (Paint){.stroke = true, .stroke_colour = colour, .stroke_pt = width_pt};
}

void canvas_line(Canvas *canvas, double x1, double y1, double x2, double y2, Paint paint);
void canvas_rect(Canvas *canvas, Box box, Paint paint);
void canvas_round_rect(Canvas *canvas, Box box, double radius_pt, Paint paint);
void canvas_circle(Canvas *canvas, double x, double y, double radius_pt, Paint paint);
void canvas_polyline(Canvas *canvas, const Point *points, ptrdiff_t count,
                     Paint paint); /* open, never filled */
void canvas_polygon(Canvas *canvas, const Point *points, ptrdiff_t count, Paint paint); /* closed */
/* Nothing outside the box is painted until the matching end. May nest (up to 20 deep); ends on the
 * same page. */
void canvas_clip_begin(Canvas *canvas, Box box);
void canvas_clip_end(Canvas *canvas);

/* A sign (fonts.h) drawn as a path and read as its character. (x, y) is its centre; size_pt its
 * height. */
void canvas_sign(Canvas *canvas, Sign sign, double x, double y, double size_pt, Colour colour);

/* ---- Images ---- */
/* Drawn into the box, stretched to it; on other paper it keeps its shape and the margin that is
 * nearer. Embedded once however often it is drawn (by address). */
void canvas_image(Canvas *canvas, const Image *image, Box box);

#endif
