/* combined.c: customers and employees in one figure (§3): the score, the gap, the diagnosis, the
 * status of a target. */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

/* Square-and-add (MOVER; Zou & Donner 2008): the two samples are different people, hence
 * independent. Equal to the delta method for symmetric intervals and right for clipped ones. */
static double reach(double weight_a, double part_a, double weight_b, double part_b)
{
    return sqrt(stats_square(weight_a * part_a) + stats_square(weight_b * part_b));
}

static StatsFigure geometric(StatsFigure cx, StatsFigure ex, double a, double b)
{
    const StatsFigure none = {.value = NAN, .lo = NAN, .hi = NAN};
    /* A side without weight must not matter, even at 0, whose logarithm times 0 is no number. */
    if (a <= 0)
        return ex;
    if (b <= 0)
        return cx;
    if (!(cx.value > 0 && ex.value > 0))
        return none;
    double x = log(cx.value), y = log(ex.value), centre = a * x + b * y;
    return (StatsFigure){
        .value = exp(centre),
        /* a limit of 0 is minus infinity in logs, and the lower limit becomes 0 */
        .lo = exp(centre - reach(a, x - log(cx.lo), b, y - log(ex.lo))),
        .hi = stats_clip(exp(centre + reach(a, log(cx.hi) - x, b, log(ex.hi) - y)), 0, 100),
    };
}

static StatsFigure arithmetic(StatsFigure cx, StatsFigure ex, double a, double b)
{
    double centre = a * cx.value + b * ex.value;
    return (StatsFigure){
        .value = centre,
        .lo = stats_clip(centre - reach(a, cx.value - cx.lo, b, ex.value - ex.lo), 0, 100),
        .hi = stats_clip(centre + reach(a, cx.hi - cx.value, b, ex.hi - ex.value), 0, 100),
    };
}

StatsFigure stats_combined(StatsFigure cx, StatsFigure ex, double w_cx, StatsCombine how)
{
    CX_ASSERT(w_cx >= 0 && w_cx <= 1);
    switch (how) {
    case STATS_COMBINE_GEOMETRIC:
        return geometric(cx, ex, w_cx, 1 - w_cx);
    case STATS_COMBINE_ARITHMETIC:
        break;
    }
    return arithmetic(cx, ex, w_cx, 1 - w_cx);
}

StatsEstimate stats_combined_estimate(StatsEstimate cx, StatsEstimate ex, double w_cx,
                                      StatsCombine how)
{
    double a = w_cx, b = 1 - w_cx;
    StatsEstimate both = {.value = a * cx.value + b * ex.value};
    if (how == STATS_COMBINE_GEOMETRIC) {
        StatsFigure x = {.value = cx.value, .lo = cx.value, .hi = cx.value};
        StatsFigure y = {.value = ex.value, .lo = ex.value, .hi = ex.value};
        both.value = stats_combined(x, y, w_cx, how).value;
        /* Delta method: dC/dCX = a C/CX. */
        a = a > 0 ? a * both.value / cx.value : 0;
        b = b > 0 ? b * both.value / ex.value : 0;
    }
    double v_cx = a * a * cx.v, v_ex = b * b * ex.v;
    both.v = v_cx + v_ex;
    double loss = (v_cx > 0 ? v_cx * v_cx / cx.df : 0) + (v_ex > 0 ? v_ex * v_ex / ex.df : 0);
    both.df = both.v > 0 ? both.v * both.v / loss : NAN;
    return both;
}

StatsFigure stats_gap(StatsFigure cx, double cut_cx, StatsFigure ex, double cut_ex)
{
    double gap = (cx.value - cut_cx) - (ex.value - cut_ex);
    return (StatsFigure){
        .value = gap,
        .lo = gap - reach(1, cx.value - cx.lo, 1, ex.hi - ex.value),
        .hi = gap + reach(1, cx.hi - cx.value, 1, ex.value - ex.lo),
    };
}

StatsGapState stats_gap_state(StatsFigure gap, double margin)
{
    if (gap.lo > margin)
        return STATS_GAP_CX_HIGHER;
    if (gap.hi < -margin)
        return STATS_GAP_EX_HIGHER;
    if (-margin < gap.lo && gap.hi < margin)
        return STATS_GAP_BALANCED;
    return STATS_GAP_CANNOT_TELL;
}

StatsSide stats_side(StatsFigure figure, double cut)
{
    if (figure.lo >= cut)
        return STATS_SIDE_HIGH;
    return figure.hi < cut ? STATS_SIDE_LOW : STATS_SIDE_CANNOT_TELL;
}

StatsDiagnosis stats_diagnosis(StatsSide cx, StatsSide ex, StatsGapState gap)
{
    if (cx == STATS_SIDE_HIGH && ex == STATS_SIDE_HIGH)
        return STATS_DIAGNOSIS_BOTH_HIGH;
    if (cx == STATS_SIDE_LOW && ex == STATS_SIDE_LOW)
        return STATS_DIAGNOSIS_BOTH_LOW;
    if (cx == STATS_SIDE_HIGH && ex == STATS_SIDE_LOW)
        return STATS_DIAGNOSIS_CX_GT_EX;
    if (cx == STATS_SIDE_LOW && ex == STATS_SIDE_HIGH)
        return STATS_DIAGNOSIS_EX_GT_CX;
    /* No two clear levels: the gap may still be clear. */
    if (gap == STATS_GAP_CX_HIGHER)
        return STATS_DIAGNOSIS_CX_GT_EX;
    if (gap == STATS_GAP_EX_HIGHER)
        return STATS_DIAGNOSIS_EX_GT_CX;
    return STATS_DIAGNOSIS_CANNOT_TELL;
}

StatsTarget stats_target(StatsFigure figure, double target, bool lower_is_better)
{
    if (lower_is_better ? figure.hi <= target : figure.lo >= target)
        return STATS_TARGET_MET;
    if (lower_is_better ? figure.lo > target : figure.hi < target)
        return STATS_TARGET_MISSED;
    return STATS_TARGET_CANNOT_TELL;
}
