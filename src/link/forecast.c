/* Last period's link beside this period's outcomes (metrics.md §9, §11). */
#include "inside.h"

#include <math.h>
#include <stdlib.h>

typedef struct Moved {
    double ex, cx; /* changes: EX to the period before, CX to this one */
    ptrdiff_t scope;
} Moved;

static int compare_moved(const void *a, const void *b)
{
    const Moved *left = a, *right = b;
    if (left->ex != right->ex)
        return left->ex > right->ex ? -1 : 1;
    return (left->scope > right->scope) - (left->scope < right->scope); /* by name */
}

/* Units with both changes, the most risen first. */
static ptrdiff_t moved_units(const Linking *linking, Moved *moved)
{
    const Period *periods = linking->tally->periods;
    ptrdiff_t count = 0, now = linking->last, before = periods[now].previous,
              earlier = before < 0 ? -1 : periods[before].previous;
    for (ptrdiff_t scope = 1; earlier >= 0 && scope < linking->tally->unit_count; scope++) {
        /* Before and after another definition are two different things. */
        if (!link_counts(linking, scope) ||
            score_find_break(linking->scores, scope, earlier, before, linking->ex) ||
            score_find_break(linking->scores, scope, before, now, linking->cx))
            continue;
        Moved unit = {.ex = link_value(linking, scope, before, linking->ex) -
                            link_value(linking, scope, earlier, linking->ex),
                      .cx = link_value(linking, scope, now, linking->cx) -
                            link_value(linking, scope, before, linking->cx),
                      .scope = scope};
        if (isfinite(unit.ex) && isfinite(unit.cx))
            moved[count++] = unit;
    }
    qsort(moved, (size_t)count, sizeof *moved, compare_moved);
    return count;
}

/* Square-and-add (Zou & Donner 2008). The link was estimated from earlier outcomes; that it knows
 * the CX from which this period's changes start makes the two hang together by about a row in all
 * of a unit's, which is neglected. */
static void add_miss(LinkForecast *forecast)
{
    forecast->miss = forecast->came - forecast->expected;
    double below = hypot(forecast->came - forecast->came_lo, forecast->hi - forecast->expected),
           above = hypot(forecast->came_hi - forecast->came, forecast->expected - forecast->lo);
    forecast->miss_lo = forecast->miss - below;
    forecast->miss_hi = forecast->miss + above;
}

static void compare(const Linking *linking, const StatsPanel *link, const Moved *moved,
                    LinkForecast *forecast)
{
    Arena scratch = *linking->arena;
    ptrdiff_t risen = forecast->risen, others = forecast->others;
    double *ex = NEW(&scratch, double, risen + others), *cx = NEW(&scratch, double, risen + others);
    for (ptrdiff_t i = 0; i < risen + others; i++) {
        ex[i] = moved[i].ex;
        cx[i] = moved[i].cx;
    }
    StatsWelch rise = stats_welch(ex, risen, ex + risen, others, linking->level),
               came = stats_welch(cx, risen, cx + risen, others, linking->level);
    forecast->ex_diff = rise.diff;
    forecast->expected = link->beta * rise.diff;
    forecast->lo = link->lo * rise.diff; /* the risen rose more: diff >= 0 */
    forecast->hi = link->hi * rise.diff;
    forecast->came = came.diff;
    forecast->came_lo = came.lo;
    forecast->came_hi = came.hi;
    add_miss(forecast);
}

void link_forecast(Linking *linking)
{
    LinkForecast *forecast = &linking->link->forecast;
    *forecast = (LinkForecast){.ex_diff = NAN,
                               .expected = NAN,
                               .lo = NAN,
                               .hi = NAN,
                               .came = NAN,
                               .came_lo = NAN,
                               .came_hi = NAN,
                               .miss = NAN,
                               .miss_lo = NAN,
                               .miss_hi = NAN};
    Moved *moved = NEW(linking->arena, Moved, linking->tally->unit_count);
    ptrdiff_t count = moved_units(linking, moved);
    forecast->risen = count / 2; /* of an odd number the middle one has not risen by more than it */
    forecast->others = count - count / 2;
    Linking then = *linking;
    then.last--;
    LinkLag link =
        link_lag_of(&then, linking->ex, (LinkOutcome){.def = linking->cx}, S("wild|ex>cx"));
    if (link.refused.len > 0)
        forecast->refused = link.refused;
    else if (count < LINK_CORRELATION_UNITS)
        forecast->refused = S("correlation");
    else if (!link.clear)
        forecast->refused = S("what_if_unclear");
    else
        compare(linking, &link.panel, moved, forecast);
}
