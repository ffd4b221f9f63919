/* inside.h: what the files of stats share and nobody else sees. */
#ifndef CXEX_STATS_INSIDE_H
#define CXEX_STATS_INSIDE_H

#include <math.h>

#include "cxex/stats.h"

/* A NaN stays one: both comparisons are false. */
static inline double stats_clip(double x, double lo, double hi)
{
    if (x < lo)
        return lo;
    if (x > hi)
        return hi;
    return x;
}

static inline double stats_square(double x)
{
    return x * x;
}

/* Two-sided quantile: the t > 0 with P(|T| >= t) = outside, 0 < outside < 1. */
double stats_t_outside(double outside, double df);

/* Fills interval, se, df, lo and hi from n, neff, mean, v and constant. `fpc` is 1 - n/N (1: none).
 * quantiles: see StatsLevels. */
void stats_mean_set_interval(StatsMean *mean, double fpc, double lo, double hi, double level,
                             StatsQuantiles *quantiles);

/* All equal, or apart only by the rounding of the last digits; also when n = 0. Sums of squares
 * around a mean cannot tell: they are rarely exactly 0. */
bool stats_is_constant(const double *x, ptrdiff_t n);
double stats_mean_of(const double *x, ptrdiff_t n);
/* Pearson's r, within -1..1; NaN when n < 2 or one of the two is constant. */
double stats_pearson(const double *x, const double *y, ptrdiff_t n);
/* Percentile interval of a bootstrap: the order statistics number (count+1)·α/2 from either end, no
 * interpolation. Sorts the values. */
StatsRange stats_percentile_range(double *values, ptrdiff_t count, double level);

#endif
