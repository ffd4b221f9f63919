/* One point a unit: its means over the periods in which both results are there (metrics.md §8). */
#include "inside.h"

#include <math.h>

/* At least half of the last + 1 periods. */
static bool enough(const Linking *linking, ptrdiff_t periods)
{
    return periods > 0 && 2 * periods >= linking->last + 1;
}

/* Customers' answers in a published cell. */
static double answers_of(const Linking *linking, ptrdiff_t scope, ptrdiff_t period)
{
    ptrdiff_t def = score_find_def(linking->scores, S("cx.n"));
    const Figure *figure = def < 0 ? NULL : score_figure(linking->scores, scope, period, def);
    return figure && figure->shown ? (double)figure->n : NAN;
}

static LinkPoint point_of(const Linking *linking, ptrdiff_t scope)
{
    LinkPoint point = {.scope = scope};
    for (ptrdiff_t t = 0; t <= linking->last; t++) {
        double cx = link_value(linking, scope, t, linking->cx);
        double ex = link_value(linking, scope, t, linking->ex);
        if (!isfinite(cx) || !isfinite(ex))
            continue;
        point.periods++;
        point.cx += cx;
        point.ex += ex;
        point.cx_v += link_variance(linking, scope, t, linking->cx);
        point.ex_v += link_variance(linking, scope, t, linking->ex);
        point.answers += answers_of(linking, scope, t);
    }
    double n = (double)point.periods;
    point.cx /= n;
    point.ex /= n;
    point.cx_v /= n * n;
    point.ex_v /= n * n;
    return point;
}

void link_points(Linking *linking)
{
    Link *link = linking->link;
    link->points = NEW(linking->arena, LinkPoint, linking->tally->unit_count);
    for (ptrdiff_t scope = 1; scope < linking->tally->unit_count; scope++) {
        if (!link_counts(linking, scope))
            continue;
        LinkPoint point = point_of(linking, scope);
        if (enough(linking, point.periods))
            link->points[link->point_count++] = point;
    }
}

/* Means of two figures over the periods in which a unit has both. */
static bool pair_of(const Linking *linking, ptrdiff_t scope, LinkPair pair, double *x, double *y)
{
    ptrdiff_t periods = 0;
    double sum_x = 0, sum_y = 0;
    for (ptrdiff_t t = 0; t <= linking->last; t++) {
        double of_x = link_value(linking, scope, t, pair.x),
               of_y = link_value(linking, scope, t, pair.y);
        if (!isfinite(of_x) || !isfinite(of_y))
            continue;
        periods++;
        sum_x += of_x;
        sum_y += of_y;
    }
    *x = sum_x / (double)periods;
    *y = sum_y / (double)periods;
    return enough(linking, periods);
}

StatsCorrelation link_correlate(const Linking *linking, LinkPair pair)
{
    Arena scratch = *linking->arena;
    ptrdiff_t units = linking->tally->unit_count, n = 0;
    double *x = NEW(&scratch, double, units), *y = NEW(&scratch, double, units);
    for (ptrdiff_t scope = 1; scope < units; scope++)
        if (link_counts(linking, scope) && pair_of(linking, scope, pair, &x[n], &y[n]))
            n++;
    return stats_correlation(x, y, n, linking->level, &scratch);
}
