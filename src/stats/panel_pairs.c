/* panel_pairs.c: two panels over the same groups, resampled together (§9 which is stronger, §11
 * chain): a replicate draws groups, and the moments of what was drawn stand for their rows. */
#include "panel.h"

#include <math.h>
#include <stdlib.h>

#include "inside.h"

enum { STEP = 8 }; /* numbers that are added at once */

typedef struct Link {
    ptrdiff_t periods, room; /* room: of a group's moments, whole steps */
    double *moments;         /* [groups][room] */
    double *sum;             /* [room] */
} Link;

typedef struct Links {
    ptrdiff_t groups; /* that have rows in both */
    Link first, second;
    ptrdiff_t *times; /* [groups] how often each was drawn */
} Links;

typedef struct LinkMoments {
    double xx, xy, yy; /* of the residuals */
    bool good;
} LinkMoments;

static Link link_of(const StatsPanelRow *rows, ptrdiff_t count, ptrdiff_t groups, Arena *scratch)
{
    Link link = {.periods = panel_periods(rows, count)};
    link.room = (panel_room(link.periods) + STEP - 1) / STEP * STEP;
    link.moments = NEW(scratch, double, groups *link.room);
    link.sum = NEW(scratch, double, link.room);
    return link;
}

/* Rows are sorted by group in both panels, so the groups of both are found in one pass. */
static Links links_of(const StatsPanelRow *first, ptrdiff_t first_count,
                      const StatsPanelRow *second, ptrdiff_t second_count, Arena *scratch)
{
    ptrdiff_t most = 0;
    for (ptrdiff_t at = 0; at < first_count; most++)
        at = panel_group_end(first, first_count, at);
    Links links = {
        .first = link_of(first, first_count, most, scratch),
        .second = link_of(second, second_count, most, scratch),
        .times = NEW(scratch, ptrdiff_t, most),
    };
    ptrdiff_t a = 0, b = 0;
    while (a < first_count && b < second_count) {
        ptrdiff_t group_a = first[a].group, group_b = second[b].group;
        ptrdiff_t end_a = panel_group_end(first, first_count, a);
        ptrdiff_t end_b = panel_group_end(second, second_count, b);
        if (group_a == group_b) {
            panel_add_group(first + a, end_a - a, links.first.periods,
                            links.first.moments + links.groups * links.first.room);
            panel_add_group(second + b, end_b - b, links.second.periods,
                            links.second.moments + links.groups * links.second.room);
            links.groups++;
        }
        a = group_a <= group_b ? end_a : a;
        b = group_b <= group_a ? end_b : b;
    }
    return links;
}

/* Most of the work of a replicate: a fixed number of sums that do not overlap, so that processors
 * may add them together. */
static inline void add_step(double *restrict sum, double weight, const double *restrict of)
{
    for (ptrdiff_t i = 0; i < STEP; i++)
        sum[i] += weight * of[i];
}

static LinkMoments link_moments(Link *link, const ptrdiff_t *times, ptrdiff_t groups)
{
    for (ptrdiff_t i = 0; i < link->room; i++)
        link->sum[i] = 0;
    for (ptrdiff_t g = 0; g < groups; g++) {
        const double *of = link->moments + g * link->room;
        for (ptrdiff_t i = 0; times[g] > 0 && i < link->room; i += STEP)
            add_step(link->sum + i, (double)times[g], of + i);
    }
    const double *x = link->sum + panel_at(link->periods, link->periods);
    const double *y = link->sum + panel_at(link->periods + 1, link->periods);
    double whole_x = x[0], whole_y = y[1];
    panel_factor(link->sum, link->periods);
    return (LinkMoments){
        .xx = x[0],
        .xy = y[0],
        .yy = y[1],
        .good = x[0] > 1e-10 * whole_x && y[1] > 1e-10 * whole_y,
    };
}

typedef double PairFigure(LinkMoments first, LinkMoments second);

static double partial_r(LinkMoments link)
{
    return stats_clip(link.xy / sqrt(link.xx * link.yy), -1, 1);
}

static double figure_difference(LinkMoments first, LinkMoments second)
{
    return partial_r(first) - partial_r(second);
}

static double figure_product(LinkMoments first, LinkMoments second)
{
    return first.xy / first.xx * (second.xy / second.xx);
}

/* NaN: in one of the links x or y does not vary once the effects are taken out. */
static double pair_figure(Links *links, PairFigure *figure)
{
    LinkMoments first = link_moments(&links->first, links->times, links->groups);
    LinkMoments second = link_moments(&links->second, links->times, links->groups);
    return first.good && second.good ? figure(first, second) : (double)NAN;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Order statistics (B+1)·α/2 and (B+1)·(1−α/2), §13. */
static StatsRange percentile(double *values, int count, double level)
{
    qsort(values, (size_t)count, sizeof *values, by_size);
    double outside = (1 - level) / 2, all = (double)count + 1;
    ptrdiff_t lo = (ptrdiff_t)lround(all * outside), hi = (ptrdiff_t)lround(all * (1 - outside));
    lo = lo < 1 ? 1 : lo;
    hi = hi > count ? count : hi;
    return (StatsRange){values[lo - 1], values[hi - 1]};
}

typedef struct PairResult {
    ptrdiff_t groups;
    double value;
    StatsRange range;
} PairResult;

/* A resample without spread counts as 0, as in the bootstrap of R². */
static PairResult pair_bootstrap(Links *links, PairFigure *figure, int replicates, double level,
                                 StatsRng *rng, Arena *scratch)
{
    for (ptrdiff_t g = 0; g < links->groups; g++)
        links->times[g] = 1;
    PairResult result = {
        .groups = links->groups,
        .value = pair_figure(links, figure),
        .range = {NAN, NAN},
    };
    if (isnan(result.value) || replicates < 1)
        return result;
    double *values = NEW(scratch, double, replicates);
    for (int draw = 0; draw < replicates; draw++) {
        for (ptrdiff_t g = 0; g < links->groups; g++)
            links->times[g] = 0;
        for (ptrdiff_t g = 0; g < links->groups; g++)
            links->times[stats_rng_below(rng, links->groups)]++;
        double value = pair_figure(links, figure);
        values[draw] = isnan(value) ? 0 : value;
    }
    result.range = percentile(values, replicates, level);
    return result;
}

StatsCrossLag stats_cross_lag(const StatsPanelRow *first, ptrdiff_t first_count,
                              const StatsPanelRow *second, ptrdiff_t second_count, int replicates,
                              double level, StatsRng *rng, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    Links links = links_of(first, first_count, second, second_count, scratch);
    PairResult pair = pair_bootstrap(&links, figure_difference, replicates, level, rng, scratch);
    arena_reset(scratch, mark);
    return (StatsCrossLag){pair.groups, pair.value, pair.range.lo, pair.range.hi};
}

StatsChain stats_chain(const StatsPanelRow *first, ptrdiff_t first_count,
                       const StatsPanelRow *second, ptrdiff_t second_count, double factor,
                       int replicates, double level, StatsRng *rng, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    Links links = links_of(first, first_count, second, second_count, scratch);
    PairResult pair = pair_bootstrap(&links, figure_product, replicates, level, rng, scratch);
    arena_reset(scratch, mark);
    double one = factor * pair.range.lo, other = factor * pair.range.hi;
    return (StatsChain){
        .groups = pair.groups,
        .value = factor * pair.value,
        .lo = factor < 0 ? other : one,
        .hi = factor < 0 ? one : other,
    };
}
