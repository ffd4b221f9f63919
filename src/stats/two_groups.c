/* two_groups.c: do two groups of units differ in a figure (§9)? */
#include "cxex/models.h"

#include <math.h>

#include "inside.h"

/* The mean of a group with its variance; v NaN for one unit, which tells no spread. */
static StatsEstimate group_estimate(const double *y, ptrdiff_t count)
{
    StatsEstimate group = {.value = stats_mean_of(y, count), .v = NAN, .df = (double)(count - 1)};
    if (count < 2)
        return group;
    double squares = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        squares += stats_square(y[i] - group.value);
    group.v = stats_is_constant(y, count) ? 0 : squares / group.df / (double)count;
    return group;
}

StatsWelch stats_welch(const double *a, ptrdiff_t count_a, const double *b, ptrdiff_t count_b,
                       double level)
{
    StatsEstimate first = group_estimate(a, count_a), second = group_estimate(b, count_b);
    StatsTest test = stats_mean_difference(first, second, level);
    return (StatsWelch){
        .mean_a = first.value,
        .mean_b = second.value,
        .diff = first.value - second.value,
        .lo = test.lo,
        .hi = test.hi,
        .t = test.statistic,
        .df = test.df,
        .p = test.p,
    };
}

enum { assignments_most = 200000 };

/* C(n, m), or something above assignments_most. */
static double assignments(ptrdiff_t n, ptrdiff_t m)
{
    if (m > n - m)
        m = n - m;
    double count = 1;
    for (ptrdiff_t i = 0; i < m && count <= assignments_most; i++)
        count = count * (double)(n - i) / (double)(i + 1); /* C(n, i+1): whole, hence exact */
    return count;
}

/* All units of both groups, as distances from their mean: a group's sum then tells the difference
 * of the means, and digits are not lost on what is common to all. */
typedef struct Pool {
    const double *y;
    ptrdiff_t n, m;  /* units; units of the group that is drawn */
    double at_least; /* |difference| that counts as no smaller than the one observed */
} Pool;

static double pool_difference(const Pool *pool, const ptrdiff_t *drawn)
{
    double sum = 0;
    for (ptrdiff_t i = 0; i < pool->m; i++)
        sum += pool->y[drawn[i]];
    return fabs(sum / (double)pool->m + sum / (double)(pool->n - pool->m));
}

/* The next m of n in lexical order; false after the last. */
static bool next_choice(ptrdiff_t *chosen, ptrdiff_t m, ptrdiff_t n)
{
    ptrdiff_t i = m - 1;
    while (i >= 0 && chosen[i] == n - m + i)
        i--;
    if (i < 0)
        return false;
    chosen[i]++;
    for (i++; i < m; i++)
        chosen[i] = chosen[i - 1] + 1;
    return true;
}

static void first_choice(ptrdiff_t *chosen, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        chosen[i] = i;
}

/* Which of the two groups is drawn makes no difference here; the smaller one is less work. */
static double exact_p(Pool pool, ptrdiff_t *chosen)
{
    int64_t all = 0, as_far = 0;
    if (pool.m > pool.n - pool.m)
        pool.m = pool.n - pool.m;
    first_choice(chosen, pool.m);
    do {
        all++;
        as_far += pool_difference(&pool, chosen) >= pool.at_least;
    } while (next_choice(chosen, pool.m, pool.n));
    return (double)as_far / (double)all;
}

/* Every replicate draws from the units in their given order. */
static double drawn_p(const Pool *pool, ptrdiff_t *items, int replicates, StatsRng *rng)
{
    int64_t as_far = 0;
    for (int b = 0; b < replicates; b++) {
        first_choice(items, pool->n);
        stats_rng_draw(rng, items, pool->n, pool->m);
        as_far += pool_difference(pool, items) >= pool->at_least;
    }
    return (double)(1 + as_far) / (double)(1 + replicates);
}

static double *pooled(const double *a, ptrdiff_t count_a, const double *b, ptrdiff_t count_b,
                      Arena *scratch)
{
    ptrdiff_t n = count_a + count_b;
    double *y = NEW(scratch, double, n);
    for (ptrdiff_t i = 0; i < n; i++)
        y[i] = i < count_a ? a[i] : b[i - count_a];
    double mean = stats_mean_of(y, n);
    for (ptrdiff_t i = 0; i < n; i++)
        y[i] -= mean;
    return y;
}

StatsPermutation stats_permutation(const double *a, ptrdiff_t count_a, const double *b,
                                   ptrdiff_t count_b, int replicates, StatsRng *rng, Arena *scratch)
{
    if (count_a < 1 || count_b < 1)
        return (StatsPermutation){.p = NAN};
    ArenaMark mark = arena_mark(scratch);
    Pool pool = {
        .y = pooled(a, count_a, b, count_b, scratch),
        .n = count_a + count_b,
        .m = count_a,
    };
    ptrdiff_t *items = NEW(scratch, ptrdiff_t, pool.n);
    first_choice(items, pool.n);
    double observed = pool_difference(&pool, items), largest = 1;
    for (ptrdiff_t i = 0; i < pool.n; i++)
        largest = fmax(largest, fabs(i < count_a ? a[i] : b[i - count_a]));
    /* Relative for figures above 1: sums of millions differ by more than 1e-12 when only the order
     * of the same units does. */
    pool.at_least = observed - 1e-12 * largest;

    StatsPermutation test = {.p = NAN};
    if (!isnan(observed)) {
        test.exact = assignments(pool.n, pool.m) <= assignments_most;
        test.p = test.exact ? exact_p(pool, items) : drawn_p(&pool, items, replicates, rng);
    }
    arena_reset(scratch, mark);
    return test;
}
