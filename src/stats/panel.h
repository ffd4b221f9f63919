/* panel.h: what the files about panels share: the moments of one group and partialling out the
 * period dummies. Columns are the dummies of the periods, then x, then y; matrices are lower
 * triangles, packed row by row. */
#ifndef CXEX_STATS_PANEL_H
#define CXEX_STATS_PANEL_H

#include "cxex/models.h"

static inline ptrdiff_t panel_at(ptrdiff_t row, ptrdiff_t column)
{
    return row * (row + 1) / 2 + column;
}

/* Doubles of a triangle of all columns. */
static inline ptrdiff_t panel_room(ptrdiff_t periods)
{
    return panel_at(periods + 2, 0);
}

/* Largest period of the rows + 1. */
ptrdiff_t panel_periods(const StatsPanelRow *rows, ptrdiff_t count);
/* First row after `from` that belongs to another group. */
ptrdiff_t panel_group_end(const StatsPanelRow *rows, ptrdiff_t count, ptrdiff_t from);

/* Adds the moments of one group's rows, less the group's means. */
void panel_add_group(const StatsPanelRow *rows, ptrdiff_t count, ptrdiff_t periods, double *lower);

/* Cholesky of the dummies, in place; x and y keep what is left of them: their moments after the
 * dummies are partialled out. A dummy that depends on those before it gets the diagonal 0. */
void panel_factor(double *lower, ptrdiff_t periods);

#endif
