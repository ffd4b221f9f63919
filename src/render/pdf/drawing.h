/* drawing.h: what all pages share: where we are, how texts look, and the one way to show an
 * estimate. Sizes follow few steps: 40 the big figure, 18 titles, 9-10 text, 6.5-8 notes. */
#ifndef RENDER_PDF_DRAWING_H
#define RENDER_PDF_DRAWING_H

#include "canvas.h"

#include <cxex/render.h>

enum { PAGE_WIDTH = CANVAS_A4_WIDTH, PAGE_HEIGHT = CANVAS_A4_HEIGHT, MARGIN = 42 };
enum { CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN, FOOT_RULE_Y = PAGE_HEIGHT - 38 };

typedef struct Drawing {
    Canvas *canvas;
    const Report *report;
    const Theme *theme;
    Logos logos; /* without the client's, the initials are drawn */
    Arena *arena;
    const Page *page; /* the page being drawn */
    double push;      /* how much lower the body begins because the title needs more lines */
} Drawing;

/* ---- Text ---- */
TextStyle drawing_style(const Drawing *d, FontWeight weight, double size_pt, ColourRole role);
TextStyle drawing_style_end(const Drawing *d, FontWeight weight, double size_pt, ColourRole role);
TextStyle drawing_style_middle(const Drawing *d, FontWeight weight, double size_pt,
                               ColourRole role);
Colour drawing_colour(const Drawing *d, ColourRole role);
Colour drawing_mix(Colour a, Colour b, double share_of_b);
/* The scale of the journeys' cells: -1 its low end, 0 its middle, 1 its high end. */
Colour drawing_heat(double place);
ColourRole drawing_side_colour(ReportSide side);
ColourRole drawing_side_band(ReportSide side); /* of interval bands */
/* A tagged line of text. */
void drawing_say(const Drawing *d, Tag tag, double x, double baseline_y, TextStyle style, Str text);
/* The key of an element that shows this part of a figure: "#lo", "#n" …, or "" for the value
 * (canvas.h); empty when the figure has no key. */
Str drawing_key(const Drawing *d, const Estimate *estimate, const char *part);
/* A part of what scorecard.json has at that place (".due_on"); empty where the key is. */
Str drawing_part(const Drawing *d, Str key, const char *part);
/* A tagged line that shows one part of a figure. */
void drawing_say_figure(const Drawing *d, Tag tag, double x, double baseline_y, TextStyle style,
                        const Estimate *estimate, const char *part, Str text);
/* A tagged line that is shortened to the width. */
void drawing_say_fit(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                     TextStyle style, Str text);
/* The name where it fits whole on so many lines, else the short one, which no other is cut like. */
Str drawing_name(const Drawing *d, TextStyle style, Str name, Str short_name, double width,
                 int lines);
/* A tagged paragraph; gives the baseline after the last line. */
double drawing_paragraph(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                         double leading_pt, TextStyle style, Str text, int max_lines);
/* Two lines are parted where the sentence pauses, if that leaves them of like length; else it is
 * wrapped into the narrowest box that needs no more lines. */
TextLines drawing_balanced(const Drawing *d, TextStyle style, Str text, double width,
                           int max_lines);
TextStyle drawing_head_style(const Drawing *d);
/* A small spaced head in capitals ("CHỈ SỐ THÀNH PHẦN"). */
void drawing_head(const Drawing *d, Tag tag, double x, double baseline_y, Str text);
/* The same, shortened to the width, in any colour. */
void drawing_head_fit(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                      ColourRole role, Str text);
/* Text that only decorates (axis ticks inside a figure): an artifact, or part of an open figure. */
void drawing_plain(const Drawing *d, double x, double baseline_y, TextStyle style, Str text);
void drawing_rule(const Drawing *d, double x1, double x2, double y);

/* ---- Page frame: kicker, title, subtitle; foot with rule, note and page number ---- */
void drawing_frame_begin(Drawing *d, const Page *page);
void drawing_frame_end(Drawing *d);

/* ---- Stamp and logos (brand.c) ---- */
void brand_head(const Drawing *d);  /* above the kicker: the client's logo, the stamp */
void brand_cover(const Drawing *d); /* the stamp of the cover, the consultant's logo */
/* The consultant's, its right end at `right`; its width. Inside the artifact of the foot. */
double brand_foot(const Drawing *d, double right, double middle_y);
/* The size in which a logo stands in a box: its own shape, never larger than its dots allow. */
Box brand_fit(const Logo *logo, Box box);
/* The logo in this place; on a plate where its ground would swallow it. */
void brand_logo(const Drawing *d, const Logo *logo, Box place, Colour ground);

/* ---- Estimates ---- */
typedef struct Axis {
    double x, width; /* on the page */
    double lo, hi;   /* values at its ends */
} Axis;
double axis_at(Axis axis, double value); /* clipped to the axis */
/* Point, interval, previous period hollow, target tick, on a thin line; a figure with its alt text.
 */
void drawing_estimate(const Drawing *d, Axis axis, double y, ReportSide side,
                      const Estimate *estimate);
/* A number with ▲ ▼ before it, with ● when it was tested and nothing was found. */
typedef struct MarkedNumber {
    Str text;
    ChangeMark mark;
    bool tested;
} MarkedNumber;
/* Inside an open tag; the number's right end at x_number. */
void drawing_marked(const Drawing *d, double x_sign, double x_number, double baseline_y,
                    double size_pt, MarkedNumber number);
ColourRole drawing_mark_colour(ChangeMark mark);
/* ▲ ▼ ● and the change, in a tag of its own (TD: also when there is nothing to show). */
void drawing_change(const Drawing *d, Tag tag, double x_sign, double x_number, double baseline_y,
                    double size_pt, const Estimate *estimate);
/* The head of a tile: the figure in large type, its change and what it is compared with; or the
 * sentence that stands there. y is the tile's top. */
void drawing_big_figure(const Drawing *d, double x, double y, double width, ReportSide side,
                        const Estimate *estimate, Str versus);
/* A thin mark where a definition changed: x between the two points, words beside it on the side
 * that has room in `box`; empty: the mark alone. level: 0 the first, so that neighbours stay apart.
 */
void drawing_break(const Drawing *d, Box box, double x, int level, double size_pt, Str words);
/* A line over the periods with its last point marked; hidden periods leave a gap, and so does a
 * definition that changed. */
void drawing_spark(const Drawing *d, Box box, ReportSide side, const Series *series, double line_pt,
                   Str label);

/* ---- The pages, one file each ---- */
void page_cover_draw(Drawing *d, const Page *page);
void page_cover_paint(const Drawing *d); /* what stands on it */
/* What stands there in place of a logo; x, y: top left. */
void page_cover_initials(const Drawing *d, double x, double y);
void page_summary_draw(Drawing *d, const Page *page);
void page_house_draw(Drawing *d, const Page *page);
void page_balance_draw(Drawing *d, const Page *page);
void page_scorecard_draw(Drawing *d, const Page *page);
void page_trends_draw(Drawing *d, const Page *page);
void page_journey_draw(Drawing *d, const Page *page); /* of both sides */
void page_drivers_draw(Drawing *d, const Page *page);
void page_link_draw(Drawing *d, const Page *page);
void page_growth_draw(Drawing *d, const Page *page);
void page_voices_draw(Drawing *d, const Page *page);
void page_promises_draw(Drawing *d, const Page *page);
void page_incentive_draw(Drawing *d, const Page *page);
void page_method_draw(Drawing *d, const Page *page);
void page_appendix_draw(Drawing *d, const Page *page);
void page_brief_draw(Drawing *d, const Page *page);
void page_brief_figures_draw(Drawing *d, const Page *page);

/* The one page of a theme (render_specimen). */
void page_specimen_draw(Drawing *d, const Page *page);

#endif
