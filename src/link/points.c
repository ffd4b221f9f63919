/* One point a unit: its means over the periods in which both results are there (metrics.md §8). */
#include "inside.h"

#include <math.h>

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
    ptrdiff_t half = (linking->last + 2) / 2; /* of last + 1 periods, rounded up */
    link->points = NEW(linking->arena, LinkPoint, linking->tally->unit_count);
    for (ptrdiff_t scope = 1; scope < linking->tally->unit_count; scope++) {
        if (!link_counts(linking, scope))
            continue;
        LinkPoint point = point_of(linking, scope);
        if (point.periods > 0 && point.periods >= half)
            link->points[link->point_count++] = point;
    }
}
