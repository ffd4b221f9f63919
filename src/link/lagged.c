/* Within units over time: one result a period earlier beside the other (metrics.md §8, §9, §11). */
#include "inside.h"

#include <math.h>
#include <stdlib.h>

double link_outcome(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, LinkOutcome y)
{
    if (y.def >= 0)
        return link_value(linking, scope, period, y.def);
    return y.kpi->value[scope * linking->tally->period_count + period];
}

/* Rows of one unit: x in the calendar predecessor, y in the period. */
static ptrdiff_t rows_of_unit(const Linking *linking, ptrdiff_t scope, ptrdiff_t x, LinkOutcome y,
                              ptrdiff_t group, StatsPanelRow *rows)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t t = 0; t <= linking->last; t++) {
        ptrdiff_t before = linking->tally->periods[t].previous;
        double now = link_outcome(linking, scope, t, y),
               then = before < 0 ? NAN : link_value(linking, scope, before, x);
        if (isfinite(now) && isfinite(then))
            rows[count++] = (StatsPanelRow){.group = group, .period = t, .x = then, .y = now};
    }
    return count;
}

static ptrdiff_t period_count(const Linking *linking, const StatsPanelRow *rows, ptrdiff_t count)
{
    bool *seen = NEW(linking->arena, bool, linking->last + 1);
    ptrdiff_t periods = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        periods += !seen[rows[i].period];
        seen[rows[i].period] = true;
    }
    return periods;
}

bool link_is_clear(const Linking *linking, const StatsPanel *panel)
{
    return panel->p < 1 - linking->level && (panel->lo > 0 || panel->hi < 0);
}

LinkLag link_lag_of(const Linking *linking, ptrdiff_t x, LinkOutcome y, Str analysis)
{
    ptrdiff_t units = linking->tally->unit_count, groups = 0, count = 0;
    StatsPanelRow *rows = NEW(linking->arena, StatsPanelRow, units * (linking->last + 1));
    LinkLag lag = {.scopes = NEW(linking->arena, ptrdiff_t, units), .p_bh = NAN};
    for (ptrdiff_t scope = 1; scope < units; scope++) {
        if (!link_counts(linking, scope))
            continue;
        ptrdiff_t added = rows_of_unit(linking, scope, x, y, groups, rows + count);
        if (added < LINK_LAGGED_PAIRS_EACH)
            continue;
        lag.scopes[groups++] = scope;
        count += added;
    }
    lag.rows = rows;
    lag.row_count = count;
    ptrdiff_t periods = period_count(linking, rows, count);
    if (groups >= LINK_LAGGED_UNITS && count >= LINK_LAGGED_PAIRS &&
        periods >= LINK_LAGGED_PERIODS) {
        StatsRng rng = link_stream(linking, analysis);
        lag.panel = stats_panel(rows, count, linking->config->statistics.bootstrap, linking->level,
                                &rng, linking->arena);
    }
    if (lag.panel.good) {
        lag.dx = NEW(linking->arena, double, count);
        lag.dy = NEW(linking->arena, double, count);
        stats_panel_residuals(rows, count, lag.dx, lag.dy, *linking->arena);
    }
    lag.panel.n = count;
    lag.panel.groups = groups;
    lag.panel.periods = periods;
    if (!lag.panel.good)
        lag.refused = S("lagged");
    else
        lag.clear = link_is_clear(linking, &lag.panel);
    return lag;
}

ptrdiff_t link_common_rows(const Linking *linking, const LinkLag *lag, const LinkLag *other,
                           StatsPanelRow *out)
{
    ptrdiff_t *number = NEW(linking->arena, ptrdiff_t, lag->panel.groups);
    for (ptrdiff_t g = 0, next = 0; g < lag->panel.groups; g++) {
        number[g] = -1;
        for (ptrdiff_t o = 0; o < other->panel.groups; o++) {
            if (other->scopes[o] == lag->scopes[g])
                number[g] = next;
        }
        next += number[g] >= 0;
    }
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < lag->row_count; i++) {
        StatsPanelRow row = lag->rows[i];
        if (number[row.group] < 0)
            continue;
        row.group = number[row.group];
        out[count++] = row;
    }
    return count;
}

static LinkCross cross_of(const Linking *linking)
{
    const LinkLag *forward = &linking->link->ex_to_cx, *back = &linking->link->cx_to_ex;
    LinkCross cross = {0};
    if (forward->refused.len > 0 || back->refused.len > 0) {
        cross.refused = S("lagged");
        return cross;
    }
    StatsPanelRow *first = NEW(linking->arena, StatsPanelRow, forward->row_count),
                  *second = NEW(linking->arena, StatsPanelRow, back->row_count);
    ptrdiff_t first_count = link_common_rows(linking, forward, back, first),
              second_count = link_common_rows(linking, back, forward, second);
    StatsRng rng = link_stream(linking, S("crosslag"));
    cross.of = stats_cross_lag(first, first_count, second, second_count,
                               linking->config->statistics.bootstrap, linking->level, &rng,
                               linking->arena);
    cross.direction = cross.of.lo > 0   ? LINK_EX_TO_CX
                      : cross.of.hi < 0 ? LINK_CX_TO_EX
                                        : LINK_CANNOT_TELL;
    bool clear = (cross.direction == LINK_EX_TO_CX && forward->clear) ||
                 (cross.direction == LINK_CX_TO_EX && back->clear);
    cross.told = clear ? cross.direction : LINK_CANNOT_TELL;
    return cross;
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Median over the units of how far EX ranged within a unit. */
static double usual_range(const Linking *linking, const LinkLag *lag)
{
    ptrdiff_t groups = lag->panel.groups;
    double *range = NEW(linking->arena, double, groups);
    for (ptrdiff_t g = 0; g < groups; g++) {
        double lo = INFINITY, hi = -INFINITY;
        for (ptrdiff_t i = 0; i < lag->row_count; i++) {
            if (lag->rows[i].group != g)
                continue;
            lo = fmin(lo, lag->rows[i].x);
            hi = fmax(hi, lag->rows[i].x);
        }
        range[g] = hi - lo;
    }
    qsort(range, (size_t)groups, sizeof *range, compare_numbers);
    return groups % 2 ? range[groups / 2] : (range[groups / 2 - 1] + range[groups / 2]) / 2;
}

static LinkWhatIf what_if_of(const Linking *linking)
{
    const LinkLag *lag = &linking->link->ex_to_cx;
    LinkWhatIf what_if = {.points = linking->config->statistics.whatif,
                          .usual = NAN,
                          .value = NAN,
                          .lo = NAN,
                          .hi = NAN};
    if (lag->refused.len > 0) {
        what_if.refused = S("what_if");
        return what_if;
    }
    what_if.usual = usual_range(linking, lag);
    if (fabs(what_if.points) > what_if.usual) {
        what_if.refused = S("what_if_range");
        return what_if;
    }
    if (!lag->clear) {
        what_if.refused = S("what_if_unclear");
        return what_if;
    }
    what_if.value = lag->panel.beta * what_if.points;
    double one = lag->panel.lo * what_if.points, other = lag->panel.hi * what_if.points;
    what_if.lo = fmin(one, other);
    what_if.hi = fmax(one, other);
    return what_if;
}

void link_lagged(Linking *linking)
{
    Link *link = linking->link;
    link->ex_to_cx =
        link_lag_of(linking, linking->ex, (LinkOutcome){.def = linking->cx}, S("wild|ex>cx"));
    link->cx_to_ex =
        link_lag_of(linking, linking->cx, (LinkOutcome){.def = linking->ex}, S("wild|cx>ex"));
    link->cross = cross_of(linking);
    link->what_if = what_if_of(linking);
}
