/* From the page as designed to the paper it comes out on. */
#include "canvas_parts.h"

#include <math.h>

const CanvasFit canvas_as_is = {.across = 1, .down = 1, .type = 1};

Point fit_point(const CanvasFit *fit, double x, double y)
{
    return (Point){x * fit->across + fit->left, y * fit->down + fit->top};
}

Box fit_box(const CanvasFit *fit, Box box)
{
    return (Box){box.x * fit->across + fit->left, box.y * fit->down + fit->top,
                 box.width * fit->across, box.height * fit->down};
}

TextStyle fit_style(const CanvasFit *fit, TextStyle style)
{
    double least = fmin(style.size_pt, fit->least_pt);
    style.size_pt = fmax(style.size_pt * fit->type, least);
    style.tracking_pt *= fit->type;
    return style;
}

void canvas_paper(Canvas *canvas, CanvasPaper paper)
{
    CX_ASSERT(paper.design_width > 0 && paper.design_height > 0 && paper.type > 0);
    canvas->has_paper = true;
    canvas->paper_width = paper.width;
    canvas->paper_height = paper.height;
    canvas->page_fit = (CanvasFit){
        .across = paper.width / paper.design_width,
        .down = paper.height / paper.design_height,
        .type = paper.type,
        .least_pt = paper.least_pt,
    };
    canvas->fit = canvas->page_fit;
}

void canvas_place(Canvas *canvas, Box from, Box to)
{
    CX_ASSERT(from.width > 0 && from.height > 0 && canvas->place_depth < CANVAS_PLACE_DEPTH);
    CanvasFit outer = canvas->fit;
    canvas->outer_fits[canvas->place_depth++] = outer;
    double across = to.width / from.width, down = to.height / from.height;
    canvas->fit.across = outer.across * across;
    canvas->fit.down = outer.down * down;
    canvas->fit.left = outer.left + (to.x - from.x * across) * outer.across;
    canvas->fit.top = outer.top + (to.y - from.y * down) * outer.down;
}

void canvas_place_end(Canvas *canvas)
{
    CX_ASSERT(canvas->place_depth > 0);
    canvas->fit = canvas->outer_fits[--canvas->place_depth];
}

void canvas_place_shape(Canvas *canvas, Box box, PlaceAlign align)
{
    const CanvasFit *outer = &canvas->fit;
    double scale = fmin(outer->across, outer->down);
    double spare = box.width * (1 - scale / outer->across);
    double left = align == PLACE_LEFT ? 0 : align == PLACE_MIDDLE ? spare / 2 : spare;
    double height = box.height * scale / outer->down;
    canvas_place(canvas, box,
                 (Box){box.x + left, box.y + (box.height - height) / 2,
                       box.width * scale / outer->across, height});
}

void canvas_place_picture(Canvas *canvas, Box from, Box to)
{
    canvas_place(canvas, from, to);
    canvas->fit.type *= to.width / from.width;
    canvas->fit.least_pt = 0;
}
