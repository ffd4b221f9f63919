/* What a house puts on its pages: the stamp ("BẢN NHÁP") as a filled tag above the kicker, beside
 * nothing that it could cover. Read aloud once, on the first page; then it is part of the head. */
#include "drawing.h"

enum { HEAD_TOP = 16, HEAD_HEIGHT = 15, COVER_TOP = 40, COVER_HEIGHT = 24 };

typedef struct StampLook {
    double top, height, size_pt, tracking_pt;
    ColourRole ground, letters;
} StampLook;

static void draw_stamp(const Drawing *d, StampLook look)
{
    TextStyle style = drawing_style_middle(d, FONT_BOLD, look.size_pt, look.letters);
    style.tracking_pt = look.tracking_pt;
    double air = look.height * 0.6;
    Str text = text_upper(d->arena, d->report->stamp, d->report->language);
    text = canvas_shorten(d->canvas, d->arena, style, text, CONTENT_WIDTH - 2 * air);
    double width = canvas_text_width(d->canvas, style, text) + 2 * air;
    Box box = {PAGE_WIDTH - MARGIN - width, look.top, width, look.height};
    canvas_round_rect(d->canvas, box, 3, paint_fill(drawing_colour(d, look.ground)));
    canvas_text(d->canvas, box.x + width / 2,
                look.top + (look.height + canvas_cap_height(d->canvas, style)) / 2, style, text);
}

void brand_head(const Drawing *d)
{
    bool first = canvas_page_index(d->canvas) == 0;
    StampLook look = {.top = HEAD_TOP,
                      .height = HEAD_HEIGHT,
                      .size_pt = 7.5,
                      .tracking_pt = 0.9,
                      .ground = d->report->stamp_warns ? COLOUR_WARN : COLOUR_BRAND,
                      .letters = d->report->stamp_warns ? COLOUR_PAPER : COLOUR_ON_BRAND};
    if (d->report->stamp.len == 0)
        return;
    if (first)
        canvas_begin(d->canvas, TAG_P);
    else
        canvas_artifact_begin(d->canvas, ARTIFACT_HEADER);
    draw_stamp(d, look);
    if (first)
        canvas_end(d->canvas, TAG_P);
    else
        canvas_artifact_end(d->canvas);
}

void brand_cover(const Drawing *d)
{
    StampLook look = {.top = COVER_TOP,
                      .height = COVER_HEIGHT,
                      .size_pt = 11,
                      .tracking_pt = 1.4,
                      .ground = COLOUR_ON_COVER,
                      .letters = COLOUR_COVER};
    if (d->report->stamp.len == 0)
        return;
    canvas_begin(d->canvas, TAG_P);
    draw_stamp(d, look);
    canvas_end(d->canvas, TAG_P);
}
