/* page_growth.h: the blocks of page 10's second half, each in the room that it is given. */
#ifndef RENDER_PDF_PAGE_GROWTH_H
#define RENDER_PDF_PAGE_GROWTH_H

#include "page_link.h"

/* Each gives its bottom. `bottom`: as far as it may reach. */
double growth_directions_draw(const Drawing *d, Box room);
double growth_what_if_draw(const Drawing *d, Box room);
double growth_forecast_draw(const Drawing *d, Box room);
double growth_mirrors_draw(const Drawing *d, Box room);
double growth_matrix_draw(const Drawing *d, Box room);

bool growth_has_links(const GrowthModel *model);  /* over time: at least one number */
bool growth_has_matrix(const GrowthModel *model); /* with a number in it */

#endif
