#include "inside.h"

#include <math.h>

static StatsFigure limits_of(const Figure *figure)
{
    return (StatsFigure){figure->value, figure->lo, figure->hi};
}

static StatsEstimate estimate_of(const Figure *figure)
{
    return (StatsEstimate){.value = figure->value, .v = figure->v, .df = figure->neff - 1};
}

static double cx_weight_01(const Plan *plan)
{
    return plan->config->combined.cx_weight;
}

Figure score_combine(const Plan *plan, const Figure *cx, const Figure *ex)
{
    StatsCombine how =
        plan->config->combined.geometric ? STATS_COMBINE_GEOMETRIC : STATS_COMBINE_ARITHMETIC;
    StatsFigure both = stats_combined(limits_of(cx), limits_of(ex), cx_weight_01(plan), how);
    StatsEstimate estimate =
        stats_combined_estimate(estimate_of(cx), estimate_of(ex), cx_weight_01(plan), how);
    Figure figure = score_nothing();
    figure.n = cx->n < ex->n ? cx->n : ex->n;
    figure.value = both.value;
    figure.lo = both.lo;
    figure.hi = both.hi;
    figure.v = estimate.v;
    figure.df = estimate.df;
    figure.interval = INTERVAL_MOVER;
    figure.partial = cx->partial || ex->partial;
    return figure;
}

static const GapState gap_states[] = {
    [STATS_GAP_CANNOT_TELL] = GAP_CANNOT_TELL,
    [STATS_GAP_BALANCED] = GAP_BALANCED,
    [STATS_GAP_CX_HIGHER] = GAP_CX_HIGHER,
    [STATS_GAP_EX_HIGHER] = GAP_EX_HIGHER,
};

static const LevelState level_states[] = {
    [STATS_SIDE_CANNOT_TELL] = LEVEL_STATE_CANNOT_TELL,
    [STATS_SIDE_HIGH] = LEVEL_STATE_HIGH,
    [STATS_SIDE_LOW] = LEVEL_STATE_LOW,
};

static const Diagnosis diagnoses[] = {
    [STATS_DIAGNOSIS_CANNOT_TELL] = DIAGNOSIS_CANNOT_TELL,
    [STATS_DIAGNOSIS_BOTH_HIGH] = DIAGNOSIS_BOTH_HIGH,
    [STATS_DIAGNOSIS_BOTH_LOW] = DIAGNOSIS_BOTH_LOW,
    [STATS_DIAGNOSIS_CX_GT_EX] = DIAGNOSIS_CX_GT_EX,
    [STATS_DIAGNOSIS_EX_GT_CX] = DIAGNOSIS_EX_GT_CX,
};

/* The gap and the diagnosis rest on the same states, so both figures carry all of them. */
static void score_balance(const Plan *plan, const Figure *cx, const Figure *ex, Figure *gap,
                          Figure *diagnosis)
{
    double cut_cx = plan->config->cx_index.cut, cut_ex = plan->config->ex_index.cut;
    StatsFigure difference = stats_gap(limits_of(cx), cut_cx, limits_of(ex), cut_ex);
    StatsGapState gap_state = stats_gap_state(difference, plan->config->combined.gap_margin);
    StatsSide cx_level = stats_side(limits_of(cx), cut_cx);
    StatsSide ex_level = stats_side(limits_of(ex), cut_ex);

    Figure figure = score_nothing();
    figure.n = cx->n < ex->n ? cx->n : ex->n;
    figure.partial = cx->partial || ex->partial;
    figure.gap = gap_states[gap_state];
    figure.cx_level = level_states[cx_level];
    figure.ex_level = level_states[ex_level];
    figure.diagnosis = diagnoses[stats_diagnosis(cx_level, ex_level, gap_state)];
    *diagnosis = figure;
    figure.value = difference.value;
    figure.lo = difference.lo;
    figure.hi = difference.hi;
    figure.interval = INTERVAL_MOVER;
    *gap = figure;
}

void score_combined(Plan *plan)
{
    const Scores *scores = plan->scores;
    if (plan->score_def < 0)
        return;
    for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++) {
        for (ptrdiff_t window = 0; window < scores->window_count; window++) {
            const Figure *cx = plan_figure(plan, scope, window, plan->index_def[SIDE_CX]);
            const Figure *ex = plan_figure(plan, scope, window, plan->index_def[SIDE_EX]);
            Figure *score = plan_figure(plan, scope, window, plan->score_def);
            Figure *gap = score + 1, *diagnosis = score + 2; /* as the defs stand */
            if (cx->shown && ex->shown && cx->n > 0 && ex->n > 0) {
                *score = score_combine(plan, cx, ex);
                score_balance(plan, cx, ex, gap, diagnosis);
                /* Value, v and df do not depend on the description. */
                *plan_plain(plan, scope, window, plan->score_def) = *score;
                continue;
            }
            score->withheld = gap->withheld = diagnosis->withheld = cx->withheld || ex->withheld;
        }
    }
}
