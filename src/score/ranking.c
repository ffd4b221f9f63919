#include "inside.h"

#include <math.h>

/* A unit takes part with a published, complete index whose variance says something. A parent does
 * not: it would be ranked against its own parts. */
static bool takes_part(const Unit *unit, const Figure *figure)
{
    return !unit->is_parent && figure->shown && figure->n > 0 && !figure->partial && figure->v > 0;
}

void score_rank(Plan *plan, Side side)
{
    const Scores *scores = plan->scores;
    Ranking *ranking = &plan->scores->ranking[side];
    *ranking = (Ranking){.figure = plan->index_def[side],
                         .window = plan->tally->period_count - 1,
                         .refused = true,
                         .mu = NAN,
                         .tau2 = NAN};
    if (ranking->figure < 0 || ranking->window < 0)
        return;

    ranking->scopes = NEW(plan->arena, ptrdiff_t, scores->scope_count);
    double *y = NEW(plan->arena, double, scores->scope_count);
    double *v = NEW(plan->arena, double, scores->scope_count);
    int64_t *n = NEW(plan->arena, int64_t, scores->scope_count);
    for (ptrdiff_t scope = 1; scope < scores->scope_count; scope++) {
        const Figure *figure = plan_plain(plan, scope, ranking->window, ranking->figure);
        if (!takes_part(&plan->tally->units[scope], figure))
            continue;
        y[ranking->n] = figure->value;
        v[ranking->n] = figure->v;
        n[ranking->n] = figure->n;
        ranking->scopes[ranking->n++] = scope;
    }
    StatsRanked *ranked = NEW(plan->arena, StatsRanked, ranking->n);
    StatsRanking result = stats_rank(y, v, n, ranking->n, plan->level, ranked, plan->arena);
    if (result.refusal != STATS_RANK_OK)
        return;

    ranking->refused = false;
    ranking->mu = result.mu;
    ranking->tau2 = result.tau2;
    ranking->shrunk = NEW(plan->arena, double, ranking->n);
    ranking->b = NEW(plan->arena, double, ranking->n);
    ranking->rank = NEW(plan->arena, ptrdiff_t, ranking->n);
    ranking->rank_lo = NEW(plan->arena, ptrdiff_t, ranking->n);
    ranking->rank_hi = NEW(plan->arena, ptrdiff_t, ranking->n);
    for (ptrdiff_t i = 0; i < ranking->n; i++) {
        ranking->shrunk[i] = ranked[i].shrunk;
        ranking->b[i] = ranked[i].B;
        ranking->rank[i] = ranked[i].rank;
        ranking->rank_lo[i] = ranked[i].rank_lo;
        ranking->rank_hi[i] = ranked[i].rank_hi;
    }
}

/* ---- Reliability of the engagement questionnaire (metrics.md §6) ---- */

/* How much a level of an item counts in engagement: items of different lengths enter it on 0..100,
 * and the reliability is that of the score. The steps are whole, so the moments stay exact. */
static double step_of(const SideTally *side, ptrdiff_t item)
{
    return (double)side->questions[side->means[0].questions[item]].mean_step;
}

static Reliability reliability_of(const Plan *plan, ptrdiff_t first, ptrdiff_t end, ptrdiff_t k)
{
    const SideTally *side = &plan->tally->side[SIDE_EX];
    ArenaMark mark = arena_mark(plan->arena);
    double *sum = NEW(plan->arena, double, k);
    double *product = NEW(plan->arena, double, k *k);
    StatsMoments moments = {.items = k, .sum = sum, .product = product};
    for (ptrdiff_t period = first; period < end; period++) {
        const ItemMoments *items = &side->items[period];
        moments.n += items->n;
        for (ptrdiff_t i = 0; i < k && items->n > 0; i++)
            sum[i] += step_of(side, i) * (double)items->sum[i];
        for (ptrdiff_t i = 0; i < k * k && items->n > 0; i++)
            product[i] += step_of(side, i / k) * step_of(side, i % k) * (double)items->cross[i];
    }
    StatsReliability result = stats_reliability(&moments, plan->level, NULL, plan->arena);
    arena_reset(plan->arena, mark);
    return (Reliability){.refused = result.refusal != STATS_RELIABILITY_OK,
                         .n = result.n,
                         .k = result.items,
                         .alpha = result.alpha,
                         .lo = result.lo,
                         .hi = result.hi,
                         .std_alpha = result.std_alpha,
                         .omega = result.omega};
}

void score_reliability(Plan *plan)
{
    const SideTally *side = &plan->tally->side[SIDE_EX];
    const Tally *tally = plan->tally;
    ptrdiff_t windows = plan->scores->window_count;
    plan->scores->reliability = NEW(plan->arena, Reliability, windows);
    bool asked = side->mean_count > 0 && str_equal(side->means[0].id, S("ex.engagement"));
    ptrdiff_t k = asked ? side->means[0].question_count : 0;
    for (ptrdiff_t window = 0; window < windows; window++) {
        Reliability *reliability = &plan->scores->reliability[window];
        const Window *span = &tally->windows[window];
        /* Of periods and `all` (metrics.md §6); not of rows that came after their figures. */
        bool wanted = k > 0 && window <= tally->period_count;
        if (wanted && privacy_state(plan->published, SIDE_EX, 0, window) == PUBLISH_PUBLISHED)
            *reliability = reliability_of(plan, span->first, span->last + 1, k);
        else
            *reliability = (Reliability){.refused = true,
                                         .k = k,
                                         .alpha = NAN,
                                         .lo = NAN,
                                         .hi = NAN,
                                         .std_alpha = NAN,
                                         .omega = NAN};
    }
}
