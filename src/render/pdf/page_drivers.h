/* page_drivers.h: what the files of page 9 share: the page, a side's map, the list beside it. */
#ifndef RENDER_PDF_PAGE_DRIVERS_H
#define RENDER_PDF_PAGE_DRIVERS_H

#include "drawing.h"

typedef struct DrawnPanel {
    const DriversPanel *model;
    double x, width; /* of the column */
    Box map;
    Axis score;                /* horizontal */
    double list_x, list_width; /* 0: no list */
    bool wide;                 /* the only panel: its list has every number */
    bool numbered;             /* numbers stand at the points */
} DrawnPanel;

ColourRole drivers_colour(DriverAction action);
bool drivers_stands_out(const DriverRow *row);
TextStyle drivers_label_style(const Drawing *d, const DriverRow *row, double size);
/* Of the side, or of one of its questions (canvas.h). */
Str drivers_key(const Drawing *d, const DriversPanel *model, const DriverRow *row,
                const char *part);

/* Whether every name finds a place, and nearly all beside their points: where many hang on lines,
 * numbers read better. Measured before anything is drawn. */
bool drivers_names_fit(const Drawing *d, const DrawnPanel *panel);
void drivers_map_draw(const Drawing *d, const DrawnPanel *panel, double top, double bottom);

/* Names for the numbers of a map. */
void drivers_list_draw(const Drawing *d, const DrawnPanel *panel);
/* Every number of a side. */
void drivers_table_draw(const Drawing *d, const DrawnPanel *panel);

#endif
