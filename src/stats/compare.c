/* compare.c: has it changed, does it differ (§5). The two samples are taken as independent, because
 * persons cannot be linked; where the same people answered twice that is conservative. */
#include "cxex/stats.h"

#include <math.h>
#include <stdlib.h>

#include "inside.h"

/* A NaN anywhere (an empty side) makes the whole test NaN, which the verdict reads as cannot_tell.
 */
static StatsTest normal_test(double diff, double adj_diff, double se, double level)
{
    double z = adj_diff / se;
    return (StatsTest){
        .diff = diff,
        .adj_diff = adj_diff,
        .lo = adj_diff - stats_z(level) * se,
        .hi = adj_diff + stats_z(level) * se,
        .p = stats_normal_two_sided(z),
        .statistic = z,
        .df = NAN,
    };
}

StatsTest stats_nps_difference(const StatsNps *first, const StatsNps *second, double level)
{
    /* The adjusted se is never 0: three answers were added. */
    double se = sqrt(stats_square(first->se_100) + stats_square(second->se_100));
    return normal_test(first->score_100 - second->score_100, first->adj_100 - second->adj_100, se,
                       level);
}

StatsTest stats_nps_benchmark(const StatsNps *nps, double benchmark, double se, double level)
{
    double both = sqrt(stats_square(nps->se_100) + stats_square(se));
    return normal_test(nps->score_100 - benchmark, nps->adj_100 - benchmark, both, level);
}

/* N-1 chi-square test (Campbell 2007) as z. */
static void share_set_p(StatsTest *test, const StatsShare *first, const StatsShare *second)
{
    double n1 = first->neff, n2 = second->neff, n = n1 + n2;
    double pooled = (first->share_01 * n1 + second->share_01 * n2) / n;
    double least = fmin(n1, n2) * fmin(pooled, 1 - pooled); /* smallest expected count */
    if (first->share_01 == second->share_01 && (first->share_01 == 0 || first->share_01 == 1)) {
        test->p = 1;
        test->statistic = 0;
    } else if (least >= 1) {
        double se = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
        test->statistic = test->diff * sqrt((n - 1) / n) / se;
        test->p = stats_normal_two_sided(test->statistic);
    }
}

StatsTest stats_share_difference(const StatsShare *first, const StatsShare *second, double level)
{
    StatsTest test = {
        .lo = NAN,
        .hi = NAN,
        .p = NAN,
        .statistic = NAN,
        .df = NAN,
        .diff = first->share_01 - second->share_01,
    };
    test.adj_diff = test.diff;
    if (first->n == 0 || second->n == 0)
        return test;
    double p1 = first->share_01, p2 = second->share_01;
    StatsRange r1 = stats_wilson(p1, first->neff, level);
    StatsRange r2 = stats_wilson(p2, second->neff, level);
    test.lo = test.diff - sqrt(stats_square(p1 - r1.lo) + stats_square(r2.hi - p2));
    test.hi = test.diff + sqrt(stats_square(r1.hi - p1) + stats_square(p2 - r2.lo));
    share_set_p(&test, first, second);
    return test;
}

StatsTest stats_share_benchmark(const StatsShare *share, double benchmark, double se, double level)
{
    double p = share->share_01;
    StatsTest test = {.diff = p - benchmark, .adj_diff = p - benchmark, .df = NAN};
    StatsRange range = stats_wilson(p, share->neff, level);
    double z = stats_z(level);
    test.lo = test.diff - sqrt(stats_square(p - range.lo) + stats_square(z * se));
    test.hi = test.diff + sqrt(stats_square(range.hi - p) + stats_square(z * se));
    double v = benchmark * (1 - benchmark) / share->neff + se * se;
    /* A benchmark of exactly 0 or 1 leaves no room for chance: no test, unless nothing differs. */
    test.statistic = v > 0 ? test.diff / sqrt(v) : (test.diff == 0 ? 0 : NAN);
    test.p = stats_normal_two_sided(test.statistic);
    return test;
}

static StatsTest t_test(double diff, double v, double df, double level)
{
    StatsTest test = {
        .diff = diff,
        .adj_diff = diff,
        .lo = NAN,
        .hi = NAN,
        .p = NAN,
        .statistic = NAN,
        .df = NAN,
    };
    if (!(v > 0 && df > 0))
        return test;
    double se = sqrt(v);
    test.df = df;
    test.statistic = diff / se;
    test.p = stats_t_two_sided(test.statistic, df);
    double half = stats_t(level, df) * se;
    test.lo = diff - half;
    test.hi = diff + half;
    return test;
}

StatsTest stats_mean_difference(StatsEstimate first, StatsEstimate second, double level)
{
    double v = first.v + second.v;
    /* A side without spread takes no part in the degrees of freedom. */
    double loss = (first.v > 0 ? first.v * first.v / first.df : 0) +
                  (second.v > 0 ? second.v * second.v / second.df : 0);
    return t_test(first.value - second.value, v, v * v / loss, level);
}

StatsTest stats_mean_benchmark(StatsEstimate mean, double benchmark, double se, double level)
{
    return t_test(mean.value - benchmark, mean.v + se * se, mean.df, level);
}

StatsVerdict stats_verdict(const StatsTest *test, double p, double alpha)
{
    if (isnan(p) || isnan(test->lo) || isnan(test->hi))
        return STATS_VERDICT_CANNOT_TELL;
    if (p < alpha && test->lo > 0)
        return STATS_VERDICT_UP;
    if (p < alpha && test->hi < 0)
        return STATS_VERDICT_DOWN;
    return STATS_VERDICT_NO_CLEAR_DIFFERENCE;
}

typedef struct Ordered {
    double p;
    ptrdiff_t index;
} Ordered;

static int ordered_compare(const void *left, const void *right)
{
    const Ordered *a = left, *b = right;
    if (a->p != b->p)
        return a->p < b->p ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

void stats_benjamini_hochberg(const double *p, double *adjusted, ptrdiff_t count, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    Ordered *order = NEW(scratch, Ordered, count);
    ptrdiff_t m = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        adjusted[i] = p[i];
        if (!isnan(p[i]))
            order[m++] = (Ordered){.p = p[i], .index = i};
    }
    if (m > 0)
        qsort(order, (size_t)m, sizeof *order, ordered_compare);
    double least = 1;
    for (ptrdiff_t j = m; j >= 1; j--) {
        least = fmin(least, (double)m * order[j - 1].p / (double)j);
        adjusted[order[j - 1].index] = least;
    }
    arena_reset(scratch, mark);
}
