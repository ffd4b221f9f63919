/* correlation.c: do two figures of the same units go together (§9)? */
#include "cxex/models.h"

#include <math.h>
#include <stdlib.h>

#include "inside.h"

bool stats_is_constant(const double *x, ptrdiff_t n)
{
    double least = INFINITY, most = -INFINITY;
    for (ptrdiff_t i = 0; i < n; i++) {
        least = fmin(least, x[i]);
        most = fmax(most, x[i]);
    }
    return n == 0 || most - least <= 1e-12 * fmax(fabs(least), fabs(most));
}

double stats_mean_of(const double *x, ptrdiff_t n)
{
    double sum = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

double stats_pearson(const double *x, const double *y, ptrdiff_t n)
{
    if (n < 2 || stats_is_constant(x, n) || stats_is_constant(y, n))
        return NAN;
    double mean_x = stats_mean_of(x, n), mean_y = stats_mean_of(y, n);
    double xx = 0, yy = 0, xy = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        xx += stats_square(x[i] - mean_x);
        yy += stats_square(y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    double r = xy / (sqrt(xx) * sqrt(yy));
    /* On a line: only rounding is left, and it must not make an interval. */
    return 1 - fabs(r) < 1e-14 ? copysign(1, r) : r;
}

/* On the scale of atanh, where the distribution hardly depends on r. `spread` is the variance there
 * times n - 3. */
static StatsRange fisher_interval(double r, double spread, ptrdiff_t n, double level)
{
    if (n < 4 || !(fabs(r) < 1))
        return (StatsRange){.lo = NAN, .hi = NAN};
    double half = stats_z(level) * sqrt(spread / (double)(n - 3));
    return (StatsRange){.lo = tanh(atanh(r) - half), .hi = tanh(atanh(r) + half)};
}

typedef struct Ranked {
    double value;
    ptrdiff_t index;
} Ranked;

static int ranked_compare(const void *left, const void *right)
{
    const Ranked *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

/* Equal values share the mean of the ranks they take up. */
static double *mid_ranks(const double *x, ptrdiff_t n, Arena *scratch)
{
    double *ranks = NEW(scratch, double, n);
    Ranked *order = NEW(scratch, Ranked, n);
    for (ptrdiff_t i = 0; i < n; i++)
        order[i] = (Ranked){.value = x[i], .index = i};
    qsort(order, (size_t)n, sizeof *order, ranked_compare);
    for (ptrdiff_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && order[to].value == order[from].value; to++)
            continue;
        for (ptrdiff_t i = from; i < to; i++)
            ranks[order[i].index] = (double)(from + 1 + to) / 2;
    }
    return ranks;
}

StatsCorrelation stats_correlation(const double *x, const double *y, ptrdiff_t n, double level,
                                   Arena *scratch)
{
    StatsCorrelation both = {.n = n, .r = stats_pearson(x, y, n), .rho = NAN};
    if (!isnan(both.r)) {
        ArenaMark mark = arena_mark(scratch);
        double *rank_x = mid_ranks(x, n, scratch), *rank_y = mid_ranks(y, n, scratch);
        both.rho = stats_pearson(rank_x, rank_y, n);
        arena_reset(scratch, mark);
    }
    StatsRange range = fisher_interval(both.r, 1, n, level);
    both.lo = range.lo;
    both.hi = range.hi;
    range = fisher_interval(both.rho, 1 + stats_square(both.rho) / 2, n, level);
    both.rho_lo = range.lo;
    both.rho_hi = range.hi;
    return both;
}

double stats_real_share(const double *x, const double *v, ptrdiff_t n)
{
    if (n < 2)
        return NAN;
    if (stats_is_constant(x, n))
        return 0;
    double mean = stats_mean_of(x, n), squares = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        squares += stats_square(x[i] - mean);
    return stats_clip(1 - stats_mean_of(v, n) / (squares / (double)(n - 1)), 0, 1);
}
