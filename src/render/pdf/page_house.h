/* page_house.h: what the files of page 3 share. */
#ifndef RENDER_PDF_PAGE_HOUSE_H
#define RENDER_PDF_PAGE_HOUSE_H

#include "drawing.h"

/* Below the house: the six duties. The y of their top depends on how much they have to say. */
double page_house_duties_top(const Drawing *d);
void page_house_duties(const Drawing *d);
/* Right of the house, down to `bottom`. */
void page_house_beside(const Drawing *d, double bottom);

#endif
