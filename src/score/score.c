#include "inside.h"

#include <math.h>

static void new_figures(Plan *plan)
{
    Scores *scores = plan->scores;
    ptrdiff_t count = scores->scope_count * scores->window_count * scores->def_count;
    Figure hidden = score_nothing();
    hidden.shown = false;
    scores->figures = NEW(plan->arena, Figure, count);
    plan->plain = plan->config->statistics.fpc ? NEW(plan->arena, Figure, count) : scores->figures;
    for (ptrdiff_t i = 0; i < count; i++)
        scores->figures[i] = plan->plain[i] = hidden;
    scores->plain = plan->plain;
    plan->rest = NEW(plan->arena, Figure,
                     plan->tally->unit_count * plan->tally->period_count * plan->tested_count);
}

const Scores *score_compute(Arena *arena, const Tally *tally, const Published *published)
{
    return score_compute_guarded(arena, tally, published, NULL);
}

const Scores *score_compute_guarded(Arena *arena, const Tally *tally, const Published *published,
                                    const DefinitionBreaks *breaks)
{
    Scores *scores = NEW(arena, Scores, 1);
    *scores = (Scores){.tally = tally,
                       .published = published,
                       .breaks = breaks,
                       .scope_count = published->scope_count,
                       .window_count = published->window_count};
    Plan plan = {.arena = arena,
                 .tally = tally,
                 .config = tally->config,
                 .published = published,
                 .scores = scores,
                 .level = tally->config->statistics.level,
                 .quantiles = NEW(arena, StatsQuantiles, 1)};
    score_plan_defs(&plan);
    score_plan_parts(&plan);
    new_figures(&plan);
    score_plan_details(&plan);
    for (Side side = 0; side < SIDE_COUNT; side++) {
        score_fit_weights(&plan, side);
        score_side(&plan, side);
        score_rank(&plan, side);
        score_response(&plan, side);
    }
    score_combined(&plan);
    score_targets(&plan);
    score_compare(&plan);
    score_details(&plan);
    score_benchmarks(&plan);
    score_reliability(&plan);
    score_name_components(&plan);
    return scores;
}

ptrdiff_t score_find_def(const Scores *scores, Str id)
{
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        if (str_equal(scores->defs[d].id, id))
            return d;
    }
    return -1;
}

static ptrdiff_t place(const Scores *scores, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def)
{
    CX_ASSERT(scope >= 0 && scope < scores->scope_count);
    CX_ASSERT(window >= 0 && window < scores->window_count);
    CX_ASSERT(def >= 0 && def < scores->def_count);
    return (scope * scores->window_count + window) * scores->def_count + def;
}

const Figure *score_figure(const Scores *scores, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def)
{
    return &scores->figures[place(scores, scope, window, def)];
}

const Comparison *score_find_change(const Scores *scores, ptrdiff_t scope, ptrdiff_t window,
                                    ptrdiff_t def)
{
    ptrdiff_t at = scores->change_at[place(scores, scope, window, def)];
    return at > 0 ? &scores->changes[at - 1] : at < 0 ? &scores->change_details[-at - 1] : NULL;
}

const Comparison *score_find_rest(const Scores *scores, ptrdiff_t scope, ptrdiff_t window,
                                  ptrdiff_t def)
{
    ptrdiff_t at = scores->rest_at[place(scores, scope, window, def)];
    return at > 0 ? &scores->rests[at - 1] : at < 0 ? &scores->rest_details[-at - 1] : NULL;
}
