#include "canvas_parts.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

/* ---- Graphics state ---- */
PenState pen_unknown(void)
{
    Colour unknown = {NAN, NAN, NAN};
    return (PenState){.fill = unknown,
                      .stroke = unknown,
                      .width = NAN,
                      .dash = NAN,
                      .gap = NAN,
                      .tracking = 0, /* a page begins without, and clips do not change it */
                      .transparency = 0,
                      .round = -1};
}

static HPDF_Page page_of(Canvas *canvas)
{
    return canvas_current(canvas)->object;
}

static bool colour_same(Colour a, Colour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b; /* false for NAN: not known */
}

/* libharu refuses anything over 1. Three decimals give every 8-bit colour exactly. */
static HPDF_REAL part(double share_01)
{
    double clamped = share_01 > 1 ? 1 : share_01 > 0 ? share_01 : 0;
    return (HPDF_REAL)(round(clamped * 1000) / 1000);
}

void canvas_use_fill(Canvas *canvas, Colour colour)
{
    if (colour_same(canvas->pen.fill, colour))
        return;
    canvas->pen.fill = colour;
    HPDF_Page_SetRGBFill(page_of(canvas), part(colour.r), part(colour.g), part(colour.b));
}

static void use_stroke(Canvas *canvas, Colour colour)
{
    if (colour_same(canvas->pen.stroke, colour))
        return;
    canvas->pen.stroke = colour;
    HPDF_Page_SetRGBStroke(page_of(canvas), part(colour.r), part(colour.g), part(colour.b));
}

static void use_width(Canvas *canvas, double width_pt)
{
    if (canvas->pen.width == width_pt)
        return;
    canvas->pen.width = width_pt;
    HPDF_Page_SetLineWidth(page_of(canvas), canvas_number(canvas, width_pt));
}

static void use_round(Canvas *canvas, bool is_round)
{
    if (canvas->pen.round == is_round)
        return;
    canvas->pen.round = is_round;
    HPDF_Page_SetLineCap(page_of(canvas), is_round ? HPDF_ROUND_END : HPDF_BUTT_END);
    HPDF_Page_SetLineJoin(page_of(canvas), is_round ? HPDF_ROUND_JOIN : HPDF_MITER_JOIN);
}

/* HPDF_Page_SetDash takes whole points only. */
static void use_dash(Canvas *canvas, double dash_pt, double gap_pt)
{
    if (canvas->pen.dash == dash_pt && canvas->pen.gap == gap_pt)
        return;
    canvas->pen.dash = dash_pt;
    canvas->pen.gap = gap_pt;
    double dash = canvas_number(canvas, dash_pt), gap = canvas_number(canvas, gap_pt);
    char operator[64];
    int len = dash + gap > 0 ? snprintf(operator, sizeof operator, "[%.2f %.2f] 0 d\n", dash, gap)
                             : snprintf(operator, sizeof operator, "[] 0 d\n");
    canvas_write(canvas, (Str){operator, len});
}

static HPDF_ExtGState alpha_state(Canvas *canvas, double transparency_01)
{
    for (ptrdiff_t i = 0; i < canvas->alphas.len; i++)
        if (canvas->alphas.items[i].transparency == transparency_01)
            return canvas->alphas.items[i].object;
    HPDF_ExtGState state = HPDF_CreateExtGState(canvas->doc);
    HPDF_ExtGState_SetAlphaFill(state, part(1 - transparency_01));
    HPDF_ExtGState_SetAlphaStroke(state, part(1 - transparency_01));
    *PUSH(canvas->arena, &canvas->alphas, AlphaState) =
        (AlphaState){.transparency = transparency_01, .object = state};
    return state;
}

void canvas_use_transparency(Canvas *canvas, double transparency_01)
{
    if (canvas->pen.transparency == transparency_01 || canvas->failed)
        return;
    canvas->pen.transparency = transparency_01;
    HPDF_Page_SetExtGState(page_of(canvas), alpha_state(canvas, transparency_01));
}

/* ---- Painting ---- */

/* Everything that may not stand between the first point of a path and its painting. False: draw
 * nothing. */
static bool paint_begin(Canvas *canvas, Paint paint)
{
    if (canvas->failed || (!paint.fill && !paint.stroke))
        return false;
    canvas_mark(canvas);
    canvas_use_transparency(canvas, paint.transparency_01);
    if (paint.fill)
        canvas_use_fill(canvas, paint.fill_colour);
    if (paint.stroke) {
        use_stroke(canvas, paint.stroke_colour);
        use_width(canvas, paint.stroke_pt);
        use_dash(canvas, paint.dash_pt, paint.gap_pt);
        use_round(canvas, paint.round);
    }
    return canvas_check(canvas);
}

static void paint_end(Canvas *canvas, Paint paint)
{
    if (!canvas_check(canvas)) /* a bad number: an unpainted path must not reach the file */
        return;
    if (paint.fill && paint.stroke)
        HPDF_Page_FillStroke(page_of(canvas));
    else if (paint.fill)
        HPDF_Page_Fill(page_of(canvas));
    else
        HPDF_Page_Stroke(page_of(canvas));
    canvas_check(canvas);
}

static void move_to(Canvas *canvas, double x, double y)
{
    HPDF_Page_MoveTo(page_of(canvas), canvas_number(canvas, x), canvas_up(canvas, y));
}

static void line_to(Canvas *canvas, double x, double y)
{
    HPDF_Page_LineTo(page_of(canvas), canvas_number(canvas, x), canvas_up(canvas, y));
}

static void trace(Canvas *canvas, const CanvasFit *fit, const Point *points, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        Point at = fit_point(fit, points[i].x, points[i].y);
        if (i == 0)
            move_to(canvas, at.x, at.y);
        else
            line_to(canvas, at.x, at.y);
    }
}

static void polyline(Canvas *canvas, const CanvasFit *fit, const Point *points, ptrdiff_t count,
                     Paint paint)
{
    paint.fill = false;
    if (count < 2 || !paint_begin(canvas, paint))
        return;
    trace(canvas, fit, points, count);
    paint_end(canvas, paint);
}

static void polygon(Canvas *canvas, const CanvasFit *fit, const Point *points, ptrdiff_t count,
                    Paint paint)
{
    if (count < 3 || !paint_begin(canvas, paint))
        return;
    trace(canvas, fit, points, count);
    HPDF_Page_ClosePath(page_of(canvas));
    paint_end(canvas, paint);
}

void canvas_line(Canvas *canvas, double x1, double y1, double x2, double y2, Paint paint)
{
    polyline(canvas, &canvas->fit, (const Point[]){{x1, y1}, {x2, y2}}, 2, paint);
}

void canvas_polyline(Canvas *canvas, const Point *points, ptrdiff_t count, Paint paint)
{
    polyline(canvas, &canvas->fit, points, count, paint);
}

void canvas_polygon(Canvas *canvas, const Point *points, ptrdiff_t count, Paint paint)
{
    polygon(canvas, &canvas->fit, points, count, paint);
}

static void rectangle(Canvas *canvas, Box box)
{
    HPDF_Page_Rectangle(page_of(canvas), canvas_number(canvas, box.x),
                        canvas_up(canvas, box.y + box.height), canvas_number(canvas, box.width),
                        canvas_number(canvas, box.height));
}

void canvas_rect(Canvas *canvas, Box box, Paint paint)
{
    if (!paint_begin(canvas, paint))
        return;
    rectangle(canvas, fit_box(&canvas->fit, box));
    paint_end(canvas, paint);
}

static void curve_to(Canvas *canvas, Point first, Point second, Point end)
{
    HPDF_Page_CurveTo(page_of(canvas), canvas_number(canvas, first.x), canvas_up(canvas, first.y),
                      canvas_number(canvas, second.x), canvas_up(canvas, second.y),
                      canvas_number(canvas, end.x), canvas_up(canvas, end.y));
}

void canvas_round_rect(Canvas *canvas, Box box, double radius_pt, Paint paint)
{
    Box on_paper = fit_box(&canvas->fit, box);
    double r = fmin(radius_pt * canvas->fit.type, fmin(on_paper.width, on_paper.height) / 2);
    if (!(r > 0)) {
        canvas_rect(canvas, box, paint);
        return;
    }
    box = on_paper;
    if (!paint_begin(canvas, paint))
        return;
    double left = box.x, top = box.y, right = box.x + box.width, bottom = box.y + box.height;
    double k = r * (1 - 0.5523); /* control points of a quarter circle, from the corner */
    move_to(canvas, left + r, top);
    line_to(canvas, right - r, top);
    curve_to(canvas, (Point){right - k, top}, (Point){right, top + k}, (Point){right, top + r});
    line_to(canvas, right, bottom - r);
    curve_to(canvas, (Point){right, bottom - k}, (Point){right - k, bottom},
             (Point){right - r, bottom});
    line_to(canvas, left + r, bottom);
    curve_to(canvas, (Point){left + k, bottom}, (Point){left, bottom - k},
             (Point){left, bottom - r});
    line_to(canvas, left, top + r);
    curve_to(canvas, (Point){left, top + k}, (Point){left + k, top}, (Point){left + r, top});
    HPDF_Page_ClosePath(page_of(canvas));
    paint_end(canvas, paint);
}

static void circle(Canvas *canvas, Point centre, double radius_pt, Paint paint)
{
    if (!(radius_pt > 0) || !paint_begin(canvas, paint))
        return;
    HPDF_Page_Circle(page_of(canvas), canvas_number(canvas, centre.x), canvas_up(canvas, centre.y),
                     canvas_number(canvas, radius_pt));
    paint_end(canvas, paint);
}

void canvas_circle(Canvas *canvas, double x, double y, double radius_pt, Paint paint)
{
    circle(canvas, fit_point(&canvas->fit, x, y), radius_pt * canvas->fit.type, paint);
}

/* ---- Clipping ---- */
void canvas_clip_begin(Canvas *canvas, Box box)
{
    CX_ASSERT(canvas->clip_depth < CANVAS_CLIP_DEPTH);
    canvas->saved_pens[canvas->clip_depth++] = canvas->pen;
    if (canvas->failed)
        return;
    HPDF_Page_GSave(page_of(canvas));
    rectangle(canvas, fit_box(&canvas->fit, box));
    if (!canvas_check(canvas))
        return;
    HPDF_Page_Clip(page_of(canvas));
    HPDF_Page_EndPath(page_of(canvas));
    canvas_check(canvas);
}

void canvas_clip_end(Canvas *canvas)
{
    CX_ASSERT(canvas->clip_depth > 0);
    canvas->pen = canvas->saved_pens[--canvas->clip_depth];
    if (canvas->failed)
        return;
    HPDF_Page_GRestore(page_of(canvas));
    canvas_check(canvas);
}

/* ---- Signs ---- */
enum { SIGN_POINTS_MAX = 7 };
typedef struct SignShape {
    enum { SHAPE_POLYGON, SHAPE_CIRCLE, SHAPE_OUTLINE, SHAPE_STROKES } kind;
    int count; /* points */
    Point
        points[SIGN_POINTS_MAX]; /* height 1 about (0, 0), y down; a circle: {radius, line width} */
} SignShape;

static const SignShape SHAPES[] = {
    [SIGN_UP] = {SHAPE_POLYGON, 3, {{0, -.5}, {.556, .5}, {-.556, .5}}},
    [SIGN_DOWN] = {SHAPE_POLYGON, 3, {{0, .5}, {.556, -.5}, {-.556, -.5}}},
    [SIGN_DOT] = {SHAPE_CIRCLE, 1, {{.39, 0}}},
    [SIGN_RING] = {SHAPE_CIRCLE, 1, {{.37, .12}}},
    [SIGN_DIAMOND] = {SHAPE_POLYGON, 4, {{0, -.5}, {.5, 0}, {0, .5}, {-.5, 0}}},
    [SIGN_SQUARE] = {SHAPE_POLYGON, 4, {{-.42, -.42}, {.42, -.42}, {.42, .42}, {-.42, .42}}},
    [SIGN_BOX] = {SHAPE_OUTLINE, 4, {{-.38, -.46}, {.38, -.46}, {.38, .46}, {-.38, .46}}},
    [SIGN_BAR] = {SHAPE_POLYGON, 4, {{-.06, -.5}, {.06, -.5}, {.06, .5}, {-.06, .5}}},
    [SIGN_ARROW_LEFT] =
        {SHAPE_POLYGON,
         7,
         {{-.6, 0}, {-.1, -.36}, {-.1, -.07}, {.6, -.07}, {.6, .07}, {-.1, .07}, {-.1, .36}}},
    [SIGN_ARROW_UP] =
        {SHAPE_POLYGON,
         7,
         {{0, -.6}, {.36, -.1}, {.07, -.1}, {.07, .6}, {-.07, .6}, {-.07, -.1}, {-.36, -.1}}},
    [SIGN_ARROW_RIGHT] =
        {SHAPE_POLYGON,
         7,
         {{.6, 0}, {.1, .36}, {.1, .07}, {-.6, .07}, {-.6, -.07}, {.1, -.07}, {.1, -.36}}},
    [SIGN_ARROW_DOWN] =
        {SHAPE_POLYGON,
         7,
         {{0, .6}, {-.36, .1}, {-.07, .1}, {-.07, -.6}, {.07, -.6}, {.07, .1}, {.36, .1}}},
    /* Strokes: pairs of points are lines. */
    [SIGN_CHECK] = {SHAPE_STROKES, 4, {{-.45, .05}, {-.12, .42}, {-.12, .42}, {.48, -.45}}},
    [SIGN_CROSS] = {SHAPE_STROKES, 4, {{-.4, -.42}, {.4, .42}, {-.4, .42}, {.4, -.42}}},
};
static_assert(CX_COUNTOF(SHAPES) == SIGN_COUNT, "every sign has a shape");

void canvas_sign_path(Canvas *canvas, Sign sign, double x, double y, double size_pt, Colour colour)
{
    const SignShape *shape = &SHAPES[sign];
    Point points[SIGN_POINTS_MAX];
    for (int i = 0; i < shape->count; i++)
        points[i] = (Point){x + size_pt * shape->points[i].x, y + size_pt * shape->points[i].y};
    Paint line = paint_line(colour, size_pt * .12);
    switch (shape->kind) {
    case SHAPE_POLYGON:
        polygon(canvas, &canvas_as_is, points, shape->count, paint_fill(colour));
        break;
    case SHAPE_OUTLINE:
        polygon(canvas, &canvas_as_is, points, shape->count, line);
        break;
    case SHAPE_CIRCLE: {
        double line_width = size_pt * shape->points[0].y;
        Paint paint = line_width > 0 ? paint_line(colour, line_width) : paint_fill(colour);
        circle(canvas, (Point){x, y}, size_pt * shape->points[0].x, paint);
        break;
    }
    case SHAPE_STROKES:
        line.round = true;
        for (int i = 0; i + 1 < shape->count; i += 2)
            polyline(canvas, &canvas_as_is, points + i, 2, line);
        break;
    }
}

/* ---- Images ---- */
static HPDF_Image load_plane(Canvas *canvas, const uint8_t *samples, const Image *image,
                             HPDF_ColorSpace space)
{
    HPDF_Image plane = HPDF_LoadRawImageFromMem(canvas->doc, samples, (HPDF_UINT)image->width,
                                                (HPDF_UINT)image->height, space, 8);
    if (canvas_check(canvas))
        plane->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    return plane;
}

static HPDF_Image embed_image(Canvas *canvas, const Image *image)
{
    for (ptrdiff_t i = 0; i < canvas->images.len; i++)
        if (canvas->images.items[i].image == image)
            return canvas->images.items[i].object;
    HPDF_Image object = load_plane(canvas, image->rgb, image, HPDF_CS_DEVICE_RGB);
    if (image->alpha && !canvas->failed) {
        HPDF_Image alpha = load_plane(canvas, image->alpha, image, HPDF_CS_DEVICE_GRAY);
        if (!canvas->failed)
            HPDF_Image_AddSMask(object, alpha);
    }
    *PUSH(canvas->arena, &canvas->images, PlacedImage) =
        (PlacedImage){.image = image, .object = object};
    return object;
}

/* The largest box of the designed shape inside the room it has on paper. */
static Box image_box(const Canvas *canvas, Box box)
{
    const CanvasFit *fit = &canvas->fit;
    Box room = fit_box(fit, box);
    double scale = fmin(fit->across, fit->down);
    double middle = room.x + room.width / 2;
    bool right = canvas->pages.len > 0 && middle > canvas->paper_width / 2;
    Box on_paper = {room.x, room.y, box.width * scale, box.height * scale};
    on_paper.x += right ? room.width - on_paper.width : 0;
    on_paper.y += (room.height - on_paper.height) / 2;
    return on_paper;
}

void canvas_image(Canvas *canvas, const Image *image, Box box)
{
    box = image_box(canvas, box);
    if (canvas->failed)
        return;
    canvas_mark(canvas);
    canvas_use_transparency(canvas, 0);
    HPDF_Image object = embed_image(canvas, image);
    if (!canvas_check(canvas))
        return;
    HPDF_REAL x = canvas_number(canvas, box.x), y = canvas_up(canvas, box.y + box.height);
    HPDF_REAL width = canvas_number(canvas, box.width), height = canvas_number(canvas, box.height);
    if (canvas_check(canvas))
        HPDF_Page_DrawImage(page_of(canvas), object, x, y, width, height);
    canvas_check(canvas);
}
