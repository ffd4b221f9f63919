/* Page 1: the title, the period, the one sentence, and the house of the idea. */
#include "drawing.h"

enum { BAND_BOTTOM = PAGE_HEIGHT - 150, HOUSE_X = 560, HOUSE_Y = 96, TEXT_WIDTH = 500 };

static TextStyle title_style(const Drawing *d, double size_pt)
{
    TextStyle style = drawing_style(d, FONT_BOLD, size_pt, COLOUR_ON_COVER);
    style.role = FONT_TITLE;
    return style;
}

static void draw_ground(const Drawing *d)
{
    bool band = d->theme->cover == COVER_BAND;
    canvas_artifact_begin(d->canvas, ARTIFACT_BACKGROUND);
    canvas_rect(d->canvas, (Box){0, 0, PAGE_WIDTH, PAGE_HEIGHT},
                paint_fill(drawing_colour(d, COLOUR_COVER)));
    if (band)
        canvas_rect(d->canvas, (Box){0, BAND_BOTTOM, PAGE_WIDTH, PAGE_HEIGHT - BAND_BOTTOM},
                    paint_fill(drawing_colour(d, COLOUR_PAPER)));
    else
        canvas_line(d->canvas, MARGIN, BAND_BOTTOM, PAGE_WIDTH - MARGIN, BAND_BOTTOM,
                    paint_line(drawing_colour(d, COLOUR_COVER_BASE), 1));
    canvas_artifact_end(d->canvas);
}

static void draw_house(const Drawing *d)
{
    double x = HOUSE_X, y = HOUSE_Y;
    Point roof[] = {{x, y + 118}, {x + 115, y + 10}, {x + 230, y + 118}};
    TextStyle style = drawing_style_middle(d, FONT_SEMIBOLD, 11, COLOUR_BRAND_SOFT);
    const CoverModel *cover = &d->report->cover;
    Str words[] = {cover->roof, cover->room, cover->base};
    canvas_place_shape(d->canvas, (Box){x - 16, y, 262, 280}, PLACE_RIGHT);
    canvas_begin_with(
        d->canvas, TAG_FIGURE,
        (TagInfo){.alt = str_join(d->arena, words, 3, S(" · ")), .box = {x - 16, y, 262, 280}});
    canvas_polygon(d->canvas, roof, 3, paint_fill(drawing_colour(d, COLOUR_COVER_ROOF)));
    canvas_rect(d->canvas, (Box){x, y + 126, 230, 92},
                paint_fill(drawing_colour(d, COLOUR_COVER_ROOM)));
    canvas_rect(d->canvas, (Box){x - 16, y + 226, 262, 52},
                paint_fill(drawing_colour(d, COLOUR_COVER_BASE)));
    canvas_text(d->canvas, x + 115, y + 92, style, cover->roof);
    canvas_text(d->canvas, x + 115, y + 176, style, cover->room);
    canvas_text(d->canvas, x + 115, y + 256, style, cover->base);
    canvas_end(d->canvas, TAG_FIGURE);
    canvas_place_end(d->canvas);
}

/* The largest size at which the title needs at most three lines. */
static double draw_title(const Drawing *d, double y)
{
    static const double sizes[] = {38, 32, 26, 22};
    TextLines lines = {0};
    TextStyle style = title_style(d, sizes[0]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        style.size_pt = sizes[i];
        lines = drawing_balanced(d, style, d->report->cover.title, TEXT_WIDTH, 3);
        if (!lines.shortened)
            break;
    }
    canvas_begin(d->canvas, TAG_H1);
    double next =
        canvas_lines(d->canvas, MARGIN, y, TEXT_WIDTH, style.size_pt * 1.18, style, lines);
    canvas_end(d->canvas, TAG_H1);
    return next;
}

static void draw_story(const Drawing *d)
{
    const CoverModel *cover = &d->report->cover;
    TextStyle kicker = drawing_style(d, FONT_BOLD, 9, COLOUR_BRAND_SOFT);
    kicker.tracking_pt = 1.4;
    drawing_say(d, TAG_P, MARGIN, 112, kicker,
                text_upper(d->arena, cover->kind, d->report->language));
    double y = draw_title(d, 164);
    TextStyle period = drawing_style(d, FONT_LIGHT, 17, COLOUR_BRAND_SOFT);
    drawing_say(d, TAG_P, MARGIN, y - 2, period, cover->period);
    enum { MESSAGE_WIDTH = 470, MESSAGE_LINES = 4 };
    TextStyle message = drawing_style(d, FONT_REGULAR, 14, COLOUR_ON_COVER);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, MARGIN, y + 62, MESSAGE_WIDTH, 20, message,
                 drawing_balanced(d, message, cover->message, MESSAGE_WIDTH, MESSAGE_LINES));
    canvas_end(d->canvas, TAG_P);
}

/* The theme's initials, else the first letters of the client's first two words. */
static Str initials(const Drawing *d)
{
    enum { LETTERS = 2 };
    if (d->theme->logo_initials.len > 0)
        return d->theme->logo_initials;
    Buffer letters = {.arena = d->arena};
    StrCut cut = {.tail = d->report->client_short, .found = true};
    for (int count = 0; cut.found && count < LETTERS;) {
        cut = str_cut(cut.tail, ' ');
        ptrdiff_t end = 0;
        if (text_next(cut.head, &end) < 0)
            continue;
        buffer_add(&letters, str_slice(cut.head, 0, end));
        count++;
    }
    return text_upper(d->arena, buffer_str(&letters), d->report->language);
}

enum { LOGO_SIDE = 34, LOGO_WIDEST = 130, LOGO_TOP = PAGE_HEIGHT - 108 };

static Box client_box(const Drawing *d)
{
    Box box = brand_fit(d->logos.client, (Box){MARGIN, LOGO_TOP, LOGO_WIDEST, LOGO_SIDE});
    box.x = MARGIN;
    return box;
}

void page_cover_initials(const Drawing *d, double x, double y)
{
    enum { SIDE = LOGO_SIDE };
    canvas_place_shape(d->canvas, (Box){x, y, SIDE, SIDE}, PLACE_LEFT);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_round_rect(d->canvas, (Box){x, y, SIDE, SIDE}, 4,
                      paint_fill(drawing_colour(d, COLOUR_CX)));
    TextStyle style = drawing_style_middle(d, FONT_BOLD, 14, COLOUR_PAPER);
    canvas_text(d->canvas, x + SIDE / 2.0, y + 23, style, initials(d));
    canvas_artifact_end(d->canvas);
    canvas_place_end(d->canvas);
}

static void draw_logo(const Drawing *d)
{
    if (d->logos.client) {
        Box box = client_box(d);
        canvas_place_shape(d->canvas, box, PLACE_LEFT);
        canvas_begin_with(d->canvas, TAG_FIGURE,
                          (TagInfo){.alt = d->report->cover.client, .box = box});
        bool band = d->theme->cover == COVER_BAND;
        brand_logo(d, d->logos.client, box, drawing_colour(d, band ? COLOUR_PAPER : COLOUR_COVER));
        canvas_end(d->canvas, TAG_FIGURE);
        canvas_place_end(d->canvas);
        return;
    }
    page_cover_initials(d, MARGIN, LOGO_TOP);
}

/* A long name stands on two smaller lines rather than be cut. */
static void draw_client(const Drawing *d, double x, double y, double width, ColourRole colour)
{
    enum { LEADING = 11 };
    TextStyle style = drawing_style(d, FONT_BOLD, 11, colour);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, d->report->cover.client, width, 1);
    if (lines.shortened) {
        style.size_pt = 9;
        lines = canvas_wrap(d->canvas, d->arena, style, d->report->cover.client, width, 2);
    }
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, x, y - LEADING * (double)(lines.len - 1), width, LEADING, style, lines);
    canvas_end(d->canvas, TAG_P);
}

static void draw_foot(const Drawing *d)
{
    const CoverModel *cover = &d->report->cover;
    bool band = d->theme->cover == COVER_BAND;
    ColourRole strong = band ? COLOUR_BRAND : COLOUR_ON_COVER;
    ColourRole soft = band ? COLOUR_GREY_TEXT : COLOUR_BRAND_SOFT;
    double x = MARGIN + (d->logos.client ? client_box(d).width : LOGO_SIDE) + 12;
    double right = PAGE_WIDTH - MARGIN;
    double half = (right - x) / 2 - 12;
    TextStyle notes = drawing_style_end(d, FONT_REGULAR, 9, soft);
    draw_client(d, x, PAGE_HEIGHT - 94, half, strong);
    drawing_say_fit(d, TAG_P, x, PAGE_HEIGHT - 79, half, drawing_style(d, FONT_REGULAR, 9, soft),
                    cover->made_by);
    drawing_say_fit(d, TAG_P, right, PAGE_HEIGHT - 94, half,
                    drawing_style_end(d, FONT_BOLD, 9, strong), cover->confidential);
    drawing_say_fit(d, TAG_P, right, PAGE_HEIGHT - 79, half, notes, cover->counts);
}

void page_cover_paint(const Drawing *d)
{
    draw_ground(d);
    brand_cover(d);
    draw_story(d);
    draw_house(d);
    draw_logo(d);
    draw_foot(d);
}

void page_cover_draw(Drawing *d, const Page *page)
{
    d->page = page;
    canvas_page(d->canvas, PAGE_WIDTH, PAGE_HEIGHT);
    canvas_bookmark(d->canvas, 0, page->outline, 0);
    canvas_begin_with(d->canvas, TAG_SECT, (TagInfo){.title = page->outline});
    page_cover_paint(d);
    canvas_end(d->canvas, TAG_SECT);
}
