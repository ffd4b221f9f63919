/* Page 10: the dots, their line and its band. */
#include "page_link.h"
#include "place.h"

#include <math.h>

typedef struct Plot {
    Box box;
    const LinkScatter *scatter;
} Plot;

static double plot_x(const Plot *plot, double value)
{
    const LinkScatter *scatter = plot->scatter;
    return plot->box.x +
           plot->box.width * (value - scatter->x_lo) / (scatter->x_hi - scatter->x_lo);
}

static double plot_y(const Plot *plot, double value)
{
    const LinkScatter *scatter = plot->scatter;
    return plot->box.y +
           plot->box.height * (1 - (value - scatter->y_lo) / (scatter->y_hi - scatter->y_lo));
}

/* ---- Scales ---- */

static Str tick_text(const Drawing *d, const LinkScatter *scatter, double value)
{
    Lang lang = d->report->language;
    return scatter->within ? num_show_signed(d->arena, value, scatter->tick_decimals, lang)
                           : num_show(d->arena, value, scatter->tick_decimals, lang);
}

static ptrdiff_t step_count(double lo, double hi, double step)
{
    return (ptrdiff_t)floor((hi - lo) / step + 0.5);
}

static void draw_scales(const Drawing *d, const Plot *plot)
{
    const LinkScatter *scatter = plot->scatter;
    const Box *box = &plot->box;
    TextStyle middle = drawing_style_middle(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    double bottom = box->y + box->height;
    Paint grid = paint_line(drawing_colour(d, COLOUR_GRID), 0.6);
    Paint axis = paint_line(drawing_colour(d, COLOUR_MARK), 0.6);
    for (ptrdiff_t i = 0; i <= step_count(scatter->y_lo, scatter->y_hi, scatter->y_step); i++) {
        double value = scatter->y_lo + (double)i * scatter->y_step, y = plot_y(plot, value);
        bool zero = scatter->within && fabs(value) < scatter->y_step / 2;
        canvas_line(d->canvas, box->x, y, box->x + box->width, y, zero ? axis : grid);
        canvas_text(d->canvas, box->x - 5, y + 2.6, end, tick_text(d, scatter, value));
    }
    for (ptrdiff_t i = 0; i <= step_count(scatter->x_lo, scatter->x_hi, scatter->x_step); i++) {
        double value = scatter->x_lo + (double)i * scatter->x_step, x = plot_x(plot, value);
        bool zero = scatter->within && fabs(value) < scatter->x_step / 2;
        if (zero)
            canvas_line(d->canvas, x, box->y, x, bottom, axis);
        canvas_text(d->canvas, x, bottom + 10, middle, tick_text(d, scatter, value));
    }
    if (!scatter->within) {
        canvas_line(d->canvas, box->x, bottom, box->x + box->width, bottom, axis);
        canvas_line(d->canvas, box->x, box->y, box->x, bottom, axis);
    }
    TextStyle name = drawing_style_middle(d, FONT_BOLD, 8, COLOUR_EX);
    canvas_text(d->canvas, box->x + box->width / 2, bottom + 23, name,
                canvas_shorten(d->canvas, d->arena, name, scatter->axis_x, box->width));
    name = drawing_style_middle(d, FONT_BOLD, 8, COLOUR_CX);
    Str vertical = canvas_shorten(d->canvas, d->arena, name, scatter->axis_y, box->height);
    name.turn_deg = 90;
    canvas_text(d->canvas, box->x - 28, box->y + box->height / 2, name, vertical);
}

/* ---- Band, line, dots ---- */

static void draw_line(const Drawing *d, const Plot *plot)
{
    const LinkScatter *scatter = plot->scatter;
    ptrdiff_t count = scatter->band_count;
    if (count > 0) {
        Point *edge = NEW(d->arena, Point, 2 * count);
        for (ptrdiff_t i = 0; i < count; i++) {
            const LinkBandPoint *at = &scatter->band[i], *back = &scatter->band[count - 1 - i];
            edge[i] = (Point){plot_x(plot, at->x), plot_y(plot, at->hi)};
            edge[count + i] = (Point){plot_x(plot, back->x), plot_y(plot, back->lo)};
        }
        Paint band = paint_fill(drawing_colour(d, COLOUR_CX_BAND));
        band.transparency_01 = 0.35;
        canvas_polygon(d->canvas, edge, 2 * count, band);
    }
    if (isnan(scatter->slope))
        return;
    double from = count > 0 ? scatter->band[0].x : scatter->x_lo;
    double to = count > 0 ? scatter->band[count - 1].x : scatter->x_hi;
    Paint line = paint_line(drawing_colour(d, COLOUR_CX), 1.6);
    line.round = true;
    canvas_line(d->canvas, plot_x(plot, from),
                plot_y(plot, scatter->intercept + scatter->slope * from), plot_x(plot, to),
                plot_y(plot, scatter->intercept + scatter->slope * to), line);
}

static double dot_radius(const LinkScatter *scatter)
{
    enum { MANY = 400 };
    return !scatter->within ? 3 : scatter->dot_count > MANY ? 1.2 : 1.8;
}

static void draw_dots(const Drawing *d, const Plot *plot)
{
    const LinkScatter *scatter = plot->scatter;
    Paint paint = paint_fill(drawing_colour(d, COLOUR_BRAND));
    paint.transparency_01 = scatter->within ? 0.45 : 0;
    for (ptrdiff_t i = 0; i < scatter->dot_count; i++)
        canvas_circle(d->canvas, plot_x(plot, scatter->dots[i].x), plot_y(plot, scatter->dots[i].y),
                      dot_radius(scatter), paint);
}

/* Units have names where there is room; the workbook names them all. */
static void name_dots(const Drawing *d, const Plot *plot)
{
    enum { NAMED_MOST = 40 };
    const LinkScatter *scatter = plot->scatter;
    ptrdiff_t count = scatter->dot_count;
    if (scatter->within || count > NAMED_MOST)
        return;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_INK);
    PlacePoint *points = NEW(d->arena, PlacePoint, count);
    Placed *placed = NEW(d->arena, Placed, count);
    for (ptrdiff_t i = 0; i < count; i++)
        points[i] =
            (PlacePoint){.x = plot_x(plot, scatter->dots[i].x),
                         .y = plot_y(plot, scatter->dots[i].y),
                         .radius = dot_radius(scatter),
                         .width = canvas_text_width(d->canvas, style, scatter->dots[i].unit) + 2,
                         .height = style.size_pt + 1};
    place_labels(d->arena, points, count, plot->box, NULL, 0, placed);
    for (ptrdiff_t i = 0; i < count; i++)
        if (placed[i].found && !placed[i].leader)
            canvas_text(d->canvas, placed[i].box.x + 1,
                        placed[i].box.y + placed[i].box.height / 2 +
                            canvas_cap_height(d->canvas, style) / 2,
                        style, scatter->dots[i].unit);
}

void link_scatter_draw(const Drawing *d, const LinkScatter *scatter, Box box)
{
    Plot plot = {.box = box, .scatter = scatter};
    /* the numbers stand in the sentences beside it */
    Str text =
        WORDS(d->arena, d->report->language, WORD_PDF_ALT_ROW, scatter->head, d->page->title);
    canvas_begin_with(
        d->canvas, TAG_FIGURE,
        (TagInfo){.alt = text, .box = {box.x - 36, box.y - 4, box.width + 40, box.height + 32}});
    draw_scales(d, &plot);
    canvas_clip_begin(d->canvas, box);
    draw_line(d, &plot);
    canvas_clip_end(d->canvas);
    draw_dots(d, &plot);
    name_dots(d, &plot);
    canvas_end(d->canvas, TAG_FIGURE);
}
