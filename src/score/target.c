#include "inside.h"

#include <math.h>

/* What a figure's target is called and where the project gives it. */
static const TargetRef *target_ref(const Plan *plan, const FigureDef *def, Str *name)
{
    const Config *config = plan->config;
    *name = def->metric ? def->metric->id : def->id;
    if (def->metric)
        return &def->metric->target;
    if (str_equal(def->id, S("cx.index")))
        return &config->cx_index.target;
    if (str_equal(def->id, S("ex.index")))
        return &config->ex_index.target;
    if (str_equal(def->id, S("cx.journey")))
        return &config->cx_journey.target;
    if (str_equal(def->id, S("ex.engagement")))
        return &config->engagement.target;
    return str_equal(def->id, S("combined.score")) ? &config->combined.target : NULL;
}

/* The nearest line of the target files: the unit's own before the company's, the period's own
 * before one for every period. */
static double target_of(const Plan *plan, const FigureDef *def, ptrdiff_t scope, ptrdiff_t window)
{
    Str name;
    const TargetRef *ref = target_ref(plan, def, &name);
    if (!ref || !ref->given)
        return NAN;
    double best = ref->value; /* NaN when it stands in a file */
    int best_rank = 0;
    for (ptrdiff_t i = 0; i < plan->tally->target_count; i++) {
        const Target *target = &plan->tally->targets[i];
        if (!str_equal(target->metric, name) && !str_equal(target->metric, def->id))
            continue;
        bool own_unit = scope > 0 && target->unit == scope;
        bool own_period = target->period == window;
        if ((!own_unit && target->unit >= 0) || (!own_period && target->period >= 0))
            continue;
        int rank = 1 + 2 * own_unit + own_period;
        if (rank > best_rank) {
            best_rank = rank;
            best = target->value;
        }
    }
    return best;
}

static const TargetStatus statuses[] = {
    [STATS_TARGET_CANNOT_TELL] = TARGET_CANNOT_TELL,
    [STATS_TARGET_MET] = TARGET_MET,
    [STATS_TARGET_MISSED] = TARGET_MISSED,
};

void score_targets(Plan *plan)
{
    const Scores *scores = plan->scores;
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        if (!scores->defs[d].headline)
            continue;
        for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++) {
            for (ptrdiff_t window = 0; window < scores->window_count; window++) {
                Figure *figure = plan_figure(plan, scope, window, d);
                double target = target_of(plan, &scores->defs[d], scope, window);
                figure->target = target;
                if (!figure->shown || figure->n == 0 || isnan(target))
                    continue;
                StatsFigure limits = {figure->value, figure->lo, figure->hi};
                figure->status = statuses[stats_target(limits, target, false)];
            }
        }
    }
}
