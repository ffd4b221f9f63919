/* other.c: the small figures of §12: median time to an answer, payout of an incentive. */
#include "cxex/stats.h"

#include <math.h>
#include <stdlib.h>

typedef struct Case {
    double time;
    bool event;
} Case;

static int case_compare(const void *left, const void *right)
{
    const Case *a = left, *b = right;
    return (a->time > b->time) - (a->time < b->time);
}

double stats_km_median(const double *time, const bool *event, ptrdiff_t count, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    Case *cases = NEW(scratch, Case, count);
    for (ptrdiff_t i = 0; i < count; i++)
        cases[i] = (Case){.time = time[i], .event = event[i]};
    if (count > 0)
        qsort(cases, (size_t)count, sizeof *cases, case_compare);

    double open = 1, median = NAN;
    for (ptrdiff_t i = 0; i < count && isnan(median);) {
        double at = cases[i].time, at_risk = (double)(count - i);
        ptrdiff_t events = 0;
        for (; i < count && cases[i].time == at; i++)
            events += cases[i].event;
        open *= (at_risk - (double)events) / at_risk;
        /* Products such as 3/4 * 2/3 are a half only up to rounding. */
        if (open <= 0.5 + 1e-12)
            median = at;
    }
    arena_reset(scratch, mark);
    return median;
}

bool stats_payout_valid(const StatsPayoutCurve *curve)
{
    return curve->threshold < curve->target && curve->target < curve->maximum &&
           0 <= curve->threshold_pays && curve->threshold_pays <= 1 && 1 <= curve->cap;
}

double stats_payout(const StatsPayoutCurve *curve, double score, double revenue_ratio)
{
    CX_ASSERT(stats_payout_valid(curve));
    if (isnan(score) || isnan(revenue_ratio))
        return NAN;
    if (revenue_ratio < curve->revenue_gate || score < curve->threshold)
        return 0;
    double t0 = curve->threshold, t1 = curve->target, t2 = curve->maximum;
    double p0 = curve->threshold_pays;
    if (score <= t1)
        return p0 + (score - t0) / (t1 - t0) * (1 - p0);
    if (score <= t2)
        return 1 + (score - t1) / (t2 - t1) * (curve->cap - 1);
    return curve->cap;
}
