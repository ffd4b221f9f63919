/* What a house puts on its pages: the client's logo and the stamp ("BẢN NHÁP", a filled tag) above
 * the kicker, beside nothing that they could cover; the consultant's logo at the foot. Read aloud
 * once, on the first page; then they are part of head and foot. */
#include "drawing.h"

#include "logo.h"

#include <math.h>

enum { HEAD_TOP = 16, HEAD_HEIGHT = 15, COVER_TOP = 40, COVER_HEIGHT = 24, WIDEST = 90, AIR = 8 };

/* ---- Logos ---- */

Box brand_fit(const Logo *logo, Box box)
{
    const double least_dots = 96.0 / 72; /* to the point: below, dots are seen */
    double scale = fmin(box.width / logo->image.width, box.height / logo->image.height);
    scale = fmin(scale, 1 / least_dots * logo->reduced);
    double width = logo->image.width * scale, height = logo->image.height * scale;
    return (Box){box.x + box.width - width, box.y + (box.height - height) / 2, width, height};
}

void brand_logo(const Drawing *d, const Logo *logo, Box place, Colour ground)
{
    const double least_contrast = 1.7, air = 2;
    Colour paper = drawing_colour(d, COLOUR_PAPER), brand = drawing_colour(d, COLOUR_BRAND);
    if (logo->transparent && theme_contrast(logo->mean, ground) < least_contrast) {
        bool light = theme_contrast(logo->mean, paper) >= theme_contrast(logo->mean, brand);
        canvas_round_rect(
            d->canvas,
            (Box){place.x - air, place.y - air, place.width + 2 * air, place.height + 2 * air}, 3,
            paint_fill(light ? paper : brand));
    }
    canvas_image(d->canvas, &logo->image, place);
}

double brand_foot(const Drawing *d, double right, double middle_y)
{
    enum { HEIGHT = 12, FOOT_WIDEST = 70 };
    const Logo *logo = d->logos.consultant;
    if (!logo)
        return 0;
    Box box =
        brand_fit(logo, (Box){right - FOOT_WIDEST, middle_y - HEIGHT / 2.0, FOOT_WIDEST, HEIGHT});
    canvas_place_shape(d->canvas, box, PLACE_RIGHT);
    brand_logo(d, logo, box, drawing_colour(d, COLOUR_PAPER));
    canvas_place_end(d->canvas);
    return box.width + 10;
}

/* ---- The stamp ---- */

typedef struct StampLook {
    double right, top, height, size_pt, tracking_pt;
    ColourRole ground, letters;
} StampLook;

static void draw_stamp(const Drawing *d, StampLook look)
{
    TextStyle style = drawing_style_middle(d, FONT_BOLD, look.size_pt, look.letters);
    style.tracking_pt = look.tracking_pt;
    double air = look.height * 0.6;
    Str text = text_upper(d->arena, d->report->stamp, d->report->language);
    text = canvas_shorten(d->canvas, d->arena, style, text, look.right - MARGIN - 2 * air);
    double width = canvas_text_width(d->canvas, style, text) + 2 * air;
    Box box = {look.right - width, look.top, width, look.height};
    canvas_round_rect(d->canvas, box, 3, paint_fill(drawing_colour(d, look.ground)));
    canvas_text(d->canvas, box.x + width / 2,
                look.top + (look.height + canvas_cap_height(d->canvas, style)) / 2, style, text);
}

/* Part of the head, or read with the first page. */
static void begin_piece(const Drawing *d, Tag tag, TagInfo info)
{
    if (canvas_page_index(d->canvas) == 0)
        canvas_begin_with(d->canvas, tag, info);
    else
        canvas_artifact_begin(d->canvas, ARTIFACT_HEADER);
}

static void end_piece(const Drawing *d, Tag tag)
{
    if (canvas_page_index(d->canvas) == 0)
        canvas_end(d->canvas, tag);
    else
        canvas_artifact_end(d->canvas);
}

void brand_head(const Drawing *d)
{
    const Logo *logo = d->logos.client;
    StampLook look = {.right = PAGE_WIDTH - MARGIN,
                      .top = HEAD_TOP,
                      .height = HEAD_HEIGHT,
                      .size_pt = 7.5,
                      .tracking_pt = 0.9,
                      .ground = d->report->stamp_warns ? COLOUR_WARN : COLOUR_BRAND,
                      .letters = d->report->stamp_warns ? COLOUR_PAPER : COLOUR_ON_BRAND};
    if (logo) {
        Box box = brand_fit(logo, (Box){look.right - WIDEST, HEAD_TOP, WIDEST, HEAD_HEIGHT});
        begin_piece(d, TAG_FIGURE, (TagInfo){.alt = d->report->client, .box = box});
        canvas_place_shape(d->canvas, box, PLACE_RIGHT);
        brand_logo(d, logo, box, drawing_colour(d, COLOUR_PAPER));
        canvas_place_end(d->canvas);
        end_piece(d, TAG_FIGURE);
        look.right = box.x - AIR;
    }
    if (d->report->stamp.len == 0)
        return;
    begin_piece(d, TAG_P, (TagInfo){0});
    draw_stamp(d, look);
    end_piece(d, TAG_P);
}

static void cover_consultant(const Drawing *d)
{
    enum { TOP = PAGE_HEIGHT - 62, HEIGHT = 26, COVER_WIDEST = 130 };
    const Logo *logo = d->logos.consultant;
    Str name = d->report->consultant.len > 0 ? d->report->consultant : d->report->author;
    if (!logo)
        return;
    Box box = brand_fit(logo, (Box){PAGE_WIDTH - MARGIN - COVER_WIDEST, TOP, COVER_WIDEST, HEIGHT});
    bool band = d->theme->cover == COVER_BAND;
    canvas_place_shape(d->canvas, box, PLACE_RIGHT);
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = name.len > 0 ? name : d->report->cover.made_by, .box = box});
    brand_logo(d, logo, box, drawing_colour(d, band ? COLOUR_PAPER : COLOUR_COVER));
    canvas_end(d->canvas, TAG_FIGURE);
    canvas_place_end(d->canvas);
}

void brand_cover(const Drawing *d)
{
    StampLook look = {.right = PAGE_WIDTH - MARGIN,
                      .top = COVER_TOP,
                      .height = COVER_HEIGHT,
                      .size_pt = 11,
                      .tracking_pt = 1.4,
                      .ground = COLOUR_ON_COVER,
                      .letters = COLOUR_COVER};
    cover_consultant(d);
    if (d->report->stamp.len == 0)
        return;
    canvas_begin(d->canvas, TAG_P);
    draw_stamp(d, look);
    canvas_end(d->canvas, TAG_P);
}
