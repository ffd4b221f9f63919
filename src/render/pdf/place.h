/* place.h: finds places for labels beside points so that no label covers a point, another label or
 * a forbidden box. Pure geometry; deterministic. */
#ifndef RENDER_PDF_PLACE_H
#define RENDER_PDF_PLACE_H

#include "canvas.h"

typedef struct PlacePoint {
    double x, y, radius;
    double width, height; /* of its label */
    Box cross[2];         /* its interval bars: labels avoid them when they can */
} PlacePoint;

typedef struct Placed {
    bool found;  /* false: there is no room near the point */
    Box box;     /* of the label */
    bool leader; /* far enough away to need a thin line to its point */
} Placed;

/* Labels stay inside `area` and off the `taken` boxes. placed[count] in the points' order. */
void place_labels(Arena *scratch, const PlacePoint *points, ptrdiff_t count, Box area,
                  const Box *taken, ptrdiff_t taken_count, Placed *placed);

#endif
