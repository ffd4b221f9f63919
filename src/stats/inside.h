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

#endif
