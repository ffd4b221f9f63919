/* mean.c: the mean of a histogram and its interval (§2), and Kish's design effect (§4). */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

StatsKish stats_kish(int64_t n, double W, double Q)
{
    if (n == 0)
        return (StatsKish){.deff = NAN, .neff = NAN};
    return (StatsKish){.deff = (double)n * Q / (W * W), .neff = W * W / Q};
}

/* A variable on [0,1] has variance <= p(1-p), so Wilson's interval of the mean taken as a share is
 * valid, if wide; a t interval of width 0 would claim certainty. */
static StatsRange bounded_interval(double mean, double neff, double lo, double hi, double level)
{
    double share = stats_clip((mean - lo) / (hi - lo), 0, 1);
    StatsRange range = stats_wilson(share, neff, level);
    return (StatsRange){.lo = lo + range.lo * (hi - lo), .hi = lo + range.hi * (hi - lo)};
}

/* stats_t(), through what was found before: one place for each df, taken over by the next one. */
static double kept_t(StatsQuantiles *quantiles, double level, double df)
{
    if (!quantiles || !(df > 0 && df < 1e9))
        return stats_t(level, df);
    ptrdiff_t at = (ptrdiff_t)df % STATS_QUANTILES;
    if (quantiles->df[at] != df) {
        quantiles->t[at] = stats_t(level, df);
        quantiles->df[at] = df;
    }
    return quantiles->t[at];
}

void stats_mean_set_interval(StatsMean *mean, double fpc, double lo, double hi, double level,
                             StatsQuantiles *quantiles)
{
    /* Equal weights that are no round numbers give n_K = 2 only to the last digits. */
    const bool few = mean->neff < 2 - 1e-9;
    if (mean->constant || mean->n < 2 || few) {
        StatsRange range = bounded_interval(mean->mean, mean->neff / fpc, lo, hi, level);
        mean->interval = STATS_INTERVAL_BOUNDED;
        mean->se = NAN;
        mean->df = NAN;
        mean->lo = range.lo;
        mean->hi = range.hi;
        return;
    }
    mean->interval = STATS_INTERVAL_T;
    mean->se = sqrt(mean->v);
    mean->df = mean->neff - 1;
    double half = kept_t(quantiles, level, mean->df) * mean->se;
    mean->lo = stats_clip(mean->mean - half, lo, hi);
    mean->hi = stats_clip(mean->mean + half, lo, hi);
}

static double level_w(const StatsLevels *levels, ptrdiff_t i)
{
    return levels->w ? levels->w[i] : (double)levels->n[i];
}

static double level_w2(const StatsLevels *levels, ptrdiff_t i)
{
    return levels->w2 ? levels->w2[i] : (double)levels->n[i];
}

StatsMean stats_mean(StatsLevels levels, double lo, double hi, double level)
{
    CX_ASSERT(lo < hi && (levels.w == NULL) == (levels.w2 == NULL));
    StatsMean mean = {0};
    double sum = 0, least = INFINITY, most = -INFINITY;
    for (ptrdiff_t i = 0; i < levels.count; i++) {
        if (levels.n[i] == 0)
            continue;
        mean.n += levels.n[i];
        mean.W += level_w(&levels, i);
        mean.Q += level_w2(&levels, i);
        sum += level_w(&levels, i) * levels.y[i];
        least = fmin(least, levels.y[i]);
        most = fmax(most, levels.y[i]);
    }
    if (mean.n == 0) {
        mean.neff = mean.mean = mean.v0 = mean.v = NAN;
        mean.se = mean.df = mean.sd = mean.lo = mean.hi = NAN;
        return mean;
    }
    mean.neff = stats_kish(mean.n, mean.W, mean.Q).neff;
    mean.constant = most - least <= 1e-12 * (hi - lo);
    mean.mean = mean.constant ? least : sum / mean.W;

    double squares = 0, squares2 = 0;
    for (ptrdiff_t i = 0; i < levels.count && !mean.constant; i++) {
        if (levels.n[i] == 0)
            continue;
        double apart = stats_square(levels.y[i] - mean.mean);
        squares += level_w(&levels, i) * apart;
        squares2 += level_w2(&levels, i) * apart;
    }
    /* With n = 1 the answers are constant, so v is 0 and only sd has no meaning. */
    double n = (double)mean.n;
    double unbias = mean.n > 1 ? n / (n - 1) : 1;
    mean.v0 = squares2 / (mean.W * mean.W);
    mean.v = mean.v0 * unbias;
    mean.sd = mean.n > 1 ? sqrt(squares / mean.W * unbias) : NAN;
    stats_mean_set_interval(&mean, 1, lo, hi, level, levels.quantiles);
    return mean;
}

StatsMean stats_mean_of_population(StatsMean mean, double population, double lo, double hi,
                                   double level)
{
    if (mean.n == 0)
        return mean;
    double fpc = fmax(0, 1 - (double)mean.n / population);
    mean.v0 *= fpc;
    mean.v *= fpc;
    stats_mean_set_interval(&mean, fpc, lo, hi, level, NULL);
    return mean;
}

StatsEstimate stats_estimate(const StatsMean *mean)
{
    return (StatsEstimate){.value = mean->mean, .v = mean->v, .df = mean->neff - 1};
}
