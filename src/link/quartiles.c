/* The units with the highest EX against those with the lowest (metrics.md §9). */
#include "inside.h"

#include <math.h>
#include <stdlib.h>

typedef struct Place {
    double ex;
    ptrdiff_t point;
} Place;

static int compare_places(const void *a, const void *b)
{
    const Place *left = a, *right = b;
    if (left->ex != right->ex)
        return left->ex > right->ex ? -1 : 1;
    return (left->point > right->point) - (left->point < right->point); /* by name */
}

static void choose_groups(const Linking *linking, LinkQuartiles *quartiles)
{
    const Link *link = linking->link;
    ptrdiff_t count = link->point_count;
    Place *places = NEW(linking->arena, Place, count);
    for (ptrdiff_t i = 0; i < count; i++)
        places[i] = (Place){link->points[i].ex, i};
    qsort(places, (size_t)count, sizeof *places, compare_places);
    quartiles->top = NEW(linking->arena, ptrdiff_t, quartiles->size);
    quartiles->bottom = NEW(linking->arena, ptrdiff_t, quartiles->size);
    for (ptrdiff_t i = 0; i < quartiles->size; i++) {
        quartiles->top[i] = places[i].point;
        quartiles->bottom[i] = places[count - 1 - i].point;
    }
}

/* A unit's mean of a published figure, or of a KPI, over its periods; NaN: it has none. */
static double mean_of(const Linking *linking, ptrdiff_t scope, LinkOutcome of)
{
    double sum = 0;
    ptrdiff_t periods = 0;
    for (ptrdiff_t t = 0; t <= linking->last; t++) {
        double value = link_outcome(linking, scope, t, of);
        if (isfinite(value)) {
            sum += value;
            periods++;
        }
    }
    return periods > 0 ? sum / (double)periods : NAN;
}

static double measured(const Linking *linking, const LinkPoint *point, LinkOutcome of)
{
    return of.def == linking->cx ? point->cx : mean_of(linking, point->scope, of);
}

static LinkMeasure compare_groups(const Linking *linking, Str id, LinkOutcome of)
{
    LinkMeasure measure = {.id = id, .p_bh = NAN};
    const LinkQuartiles *quartiles = &linking->link->quartiles;
    const LinkPoint *points = linking->link->points;
    ptrdiff_t size = quartiles->size;
    double *top = NEW(linking->arena, double, size), *bottom = NEW(linking->arena, double, size);
    for (ptrdiff_t i = 0; i < size; i++) {
        top[i] = measured(linking, &points[quartiles->top[i]], of);
        bottom[i] = measured(linking, &points[quartiles->bottom[i]], of);
        if (!isfinite(top[i]) || !isfinite(bottom[i]))
            measure.refused = S("kpi"); /* it lacks values of some units */
    }
    if (measure.refused.len > 0)
        return measure;
    measure.welch = stats_welch(top, size, bottom, size, linking->level);
    StatsRng rng = link_stream(linking, str_concat(linking->arena, S("perm|"), id));
    measure.permutation = stats_permutation(
        top, size, bottom, size, linking->config->statistics.bootstrap, &rng, linking->arena);
    return measure;
}

static void adjust(Linking *linking, LinkQuartiles *quartiles)
{
    ptrdiff_t most = quartiles->measure_count, count = 0;
    double *p = NEW(linking->arena, double, most), *adjusted = NEW(linking->arena, double, most);
    ptrdiff_t *index = NEW(linking->arena, ptrdiff_t, most);
    for (ptrdiff_t m = 0; m < quartiles->measure_count; m++) {
        if (quartiles->measures[m].refused.len > 0)
            continue;
        index[count] = m;
        p[count++] = quartiles->measures[m].permutation.p;
    }
    stats_benjamini_hochberg(p, adjusted, count, linking->arena);
    for (ptrdiff_t i = 0; i < count; i++)
        quartiles->measures[index[i]].p_bh = adjusted[i];
}

void link_quartiles(Linking *linking)
{
    LinkQuartiles *quartiles = &linking->link->quartiles;
    ptrdiff_t count = linking->link->point_count;
    if (count < LINK_QUARTILES_UNITS) {
        quartiles->refused = S("quartiles");
        return;
    }
    quartiles->halves = count < LINK_QUARTERS_UNITS;
    quartiles->size = count / (quartiles->halves ? 2 : 4);
    choose_groups(linking, quartiles);
    const Str ids[] = {S("cx.index"), S("cx.nps")};
    const Tally *tally = linking->tally;
    quartiles->measures = NEW(linking->arena, LinkMeasure, CX_COUNTOF(ids) + tally->kpi_count);
    LinkMeasure *next = quartiles->measures;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ids); i++) {
        ptrdiff_t def = score_find_def(linking->scores, ids[i]);
        if (def >= 0)
            *next++ = compare_groups(linking, ids[i], (LinkOutcome){.def = def});
    }
    for (ptrdiff_t k = 0; k < tally->kpi_count; k++)
        *next++ = compare_groups(linking, tally->kpis[k].kpi->id,
                                 (LinkOutcome){.def = -1, .kpi = &tally->kpis[k]});
    quartiles->measure_count = next - quartiles->measures;
    adjust(linking, quartiles);
}
