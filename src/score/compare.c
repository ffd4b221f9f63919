#include "inside.h"

#include <math.h>

typedef LIST_OF(Comparison) ComparisonList;

/* ---- One test ---- */

static StatsNps nps_of(const Figure *figure)
{
    return (StatsNps){.n = figure->n,
                      .promoters = figure->promoters,
                      .passives = figure->passives,
                      .detractors = figure->detractors,
                      .score_100 = figure->value,
                      .adj_100 = figure->adj,
                      .se_100 = figure->se,
                      .lo_100 = figure->lo,
                      .hi_100 = figure->hi,
                      .neff = figure->neff};
}

static StatsShare share_of(const Figure *figure)
{
    return (StatsShare){.n = figure->n,
                        .x = figure->x,
                        .share_01 = figure->value / 100,
                        .lo_01 = figure->lo / 100,
                        .hi_01 = figure->hi / 100,
                        .neff = figure->neff};
}

/* df = n_K − 1 also where the figure's own interval is bounded; the combined score has its own. */
static StatsEstimate estimate_of(const FigureDef *def, const Figure *figure)
{
    return (StatsEstimate){.value = figure->value,
                           .v = figure->v,
                           .df = def->kind == FIGURE_SCORE ? figure->df : figure->neff - 1};
}

static StatsTest test_shares(const Figure *first, const Figure *second, double level)
{
    StatsShare a = share_of(first), b = share_of(second);
    StatsTest test = stats_share_difference(&a, &b, level);
    test.diff = first->value - second->value;
    test.lo *= 100;
    test.hi *= 100;
    return test;
}

static StatsTest test_figures(const FigureDef *def, const Figure *first, const Figure *second,
                              double level)
{
    if (def->kind == FIGURE_SHARE)
        return test_shares(first, second, level);
    if (def->kind != FIGURE_NPS)
        return stats_mean_difference(estimate_of(def, first), estimate_of(def, second), level);
    StatsNps a = nps_of(first), b = nps_of(second);
    return stats_nps_difference(&a, &b, level);
}

/* ---- Are the same parts in both? ---- */

static Parts parts_at(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    return plan->parts[side][plan_cell(plan, scope, window)];
}

static Parts parts_against(const Plan *plan, Side side, const Comparison *comparison)
{
    if (comparison->previous >= 0)
        return parts_at(plan, side, comparison->scope, comparison->previous);
    return plan
        ->rest_parts[side][comparison->scope * plan->tally->period_count + comparison->window];
}

static bool comparable(const Plan *plan, const Comparison *comparison)
{
    for (Side side = 0; side < SIDE_COUNT; side++) {
        if (comparison->figure != plan->index_def[side] && comparison->figure != plan->score_def)
            continue;
        if (!score_same_parts(parts_at(plan, side, comparison->scope, comparison->window),
                              parts_against(plan, side, comparison)))
            return false;
    }
    return true;
}

/* ---- Does the figure mean the same in both? ---- */

static bool is_broken(const Plan *plan, const Comparison *comparison)
{
    return comparison->previous >= 0 &&
           score_find_break(plan->scores, comparison->scope, comparison->previous,
                            comparison->window, comparison->figure);
}

/* ---- A comparison ---- */

static const Verdict verdicts[] = {
    [STATS_VERDICT_CANNOT_TELL] = VERDICT_CANNOT_TELL,
    [STATS_VERDICT_NO_CLEAR_DIFFERENCE] = VERDICT_NO_CLEAR_DIFFERENCE,
    [STATS_VERDICT_UP] = VERDICT_UP,
    [STATS_VERDICT_DOWN] = VERDICT_DOWN,
};

/* Difference and test; the verdict waits for the family's p. */
static void compare(const Plan *plan, Comparison *comparison, const Figure *first,
                    const Figure *second)
{
    comparison->diff = first->value - second->value;
    comparison->lo = comparison->hi = comparison->p = comparison->p_bh = comparison->df = NAN;
    if (is_broken(plan, comparison)) {
        comparison->diff = NAN;
        comparison->verdict = VERDICT_NOT_COMPARABLE;
        return;
    }
    int least = plan->config->statistics.test_minimum;
    if (first->n < least || second->n < least) {
        comparison->verdict = VERDICT_TOO_FEW;
        return;
    }
    comparison->verdict = VERDICT_CANNOT_TELL;
    if (!comparable(plan, comparison))
        return;
    const FigureDef *def = &plan->scores->defs[comparison->figure];
    StatsTest test = test_figures(def, first, second, plan->level);
    comparison->lo = test.lo;
    comparison->hi = test.hi;
    comparison->p = test.p;
    comparison->df = test.df;
}

static StatsTest test_benchmark(const FigureDef *def, const Figure *figure, double benchmark,
                                double se, double level)
{
    if (def->kind == FIGURE_NPS) {
        StatsNps nps = nps_of(figure);
        return stats_nps_benchmark(&nps, benchmark, se, level);
    }
    if (def->kind != FIGURE_SHARE)
        return stats_mean_benchmark(estimate_of(def, figure), benchmark, se, level);
    StatsShare share = share_of(figure);
    StatsTest test = stats_share_benchmark(&share, benchmark / 100, se / 100, level);
    test.lo *= 100;
    test.hi *= 100;
    return test;
}

/* Against comparison->rest_value, which has the standard error se (0: a fixed number). An index
 * that lacks a part is not what others measured. */
void score_test_benchmark(const Plan *plan, Comparison *comparison, const Figure *figure, double se)
{
    comparison->diff = figure->value - comparison->rest_value;
    comparison->lo = comparison->hi = comparison->p = comparison->p_bh = comparison->df = NAN;
    comparison->verdict = VERDICT_TOO_FEW;
    if (figure->n < plan->config->statistics.test_minimum)
        return;
    comparison->verdict = VERDICT_CANNOT_TELL;
    if (figure->partial)
        return;
    const FigureDef *def = &plan->scores->defs[comparison->figure];
    StatsTest test = test_benchmark(def, figure, comparison->rest_value, se, plan->level);
    comparison->lo = test.lo;
    comparison->hi = test.hi;
    comparison->p = test.p;
    comparison->df = test.df;
}

static void conclude(const Plan *plan, Comparison *comparison, double p)
{
    if (comparison->verdict == VERDICT_TOO_FEW || comparison->verdict == VERDICT_NOT_COMPARABLE)
        return;
    StatsTest test = {.diff = comparison->diff,
                      .adj_diff = comparison->diff,
                      .lo = comparison->lo,
                      .hi = comparison->hi,
                      .p = comparison->p,
                      .df = comparison->df};
    comparison->verdict = verdicts[stats_verdict(&test, p, 1 - plan->level)];
    double practical = plan->scores->defs[comparison->figure].practical;
    /* 3 points are 3 points also where they are computed as 2.9999999999999996. */
    bool large = fabs(comparison->diff) >= practical - 1e-9;
    if (comparison->verdict == VERDICT_UP && large)
        comparison->mark = 1;
    if (comparison->verdict == VERDICT_DOWN && large)
        comparison->mark = -1;
}

/* The comparisons of one period, from `first` on: departments are one family, a company figure
 * stands alone (metrics.md §5). */
static void conclude_family(const Plan *plan, ComparisonList *list, ptrdiff_t first)
{
    ptrdiff_t count = list->len - first;
    if (count == 0)
        return;
    Comparison *items = list->items + first;
    ArenaMark mark = arena_mark(plan->arena);
    double *p = NEW(plan->arena, double, count);
    for (ptrdiff_t i = 0; i < count; i++)
        p[i] = items[i].scope > 0 ? items[i].p : NAN;
    stats_benjamini_hochberg(p, p, count, plan->arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        items[i].p_bh = p[i];
        conclude(plan, &items[i], items[i].scope > 0 ? p[i] : items[i].p);
    }
    arena_reset(plan->arena, mark);
}

static bool has_value(const Figure *figure)
{
    return figure->shown && figure->n > 0 && !isnan(figure->value);
}

/* ---- The same for the details (detail.c) ---- */

bool score_has_value(const Figure *figure)
{
    return has_value(figure);
}

void score_test_pair(const Plan *plan, Comparison *comparison, const Figure *first,
                     const Figure *second)
{
    compare(plan, comparison, first, second);
}

void score_conclude(const Plan *plan, Comparison *items, ptrdiff_t count)
{
    ComparisonList family = {.items = items, .len = count};
    conclude_family(plan, &family, 0);
}

/* ---- Changes ---- */

static void change_of(const Plan *plan, ComparisonList *list, ptrdiff_t scope, ptrdiff_t period,
                      ptrdiff_t def)
{
    ptrdiff_t previous = plan->tally->periods[period].previous;
    if (previous < 0)
        return;
    const Figure *now = plan_plain(plan, scope, period, def);
    const Figure *then = plan_plain(plan, scope, previous, def);
    if (!has_value(now) || !has_value(then))
        return;
    Comparison *change = PUSH(plan->arena, list, Comparison);
    *change = (Comparison){
        .scope = scope, .window = period, .previous = previous, .figure = def, .rest_value = NAN};
    compare(plan, change, now, then);
}

/* ---- Against the rest of the company ---- */

static Figure rest_figure(const Plan *plan, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t t)
{
    if (plan->tested[t] != plan->score_def)
        return *plan_rest(plan, scope, period, t);
    Figure none = {0};
    const Figure *parts[SIDE_COUNT] = {&none, &none};
    for (ptrdiff_t other = 0; other < plan->tested_count; other++) {
        for (Side side = 0; side < SIDE_COUNT; side++) {
            if (plan->tested[other] == plan->index_def[side])
                parts[side] = plan_rest(plan, scope, period, other);
        }
    }
    int64_t k = plan->config->privacy.minimum;
    if (parts[SIDE_CX]->n < k || parts[SIDE_EX]->n < k)
        return none;
    return score_combine(plan, parts[SIDE_CX], parts[SIDE_EX]);
}

static void rest_of(const Plan *plan, ComparisonList *list, ptrdiff_t scope, ptrdiff_t period,
                    ptrdiff_t t)
{
    ptrdiff_t def = plan->tested[t];
    const Figure *unit = plan_plain(plan, scope, period, def);
    if (scope == 0 || !has_value(unit) || !has_value(plan_plain(plan, 0, period, def)))
        return;
    Figure rest = rest_figure(plan, scope, period, t);
    if (!has_value(&rest) || rest.n < plan->config->privacy.minimum)
        return;
    Comparison *comparison = PUSH(plan->arena, list, Comparison);
    *comparison = (Comparison){.scope = scope,
                               .window = period,
                               .previous = -1,
                               .figure = def,
                               .rest_n = rest.n,
                               .rest_value = rest.value};
    compare(plan, comparison, unit, &rest);
}

/* ---- Both lists: by period, company first, units by name, figures as the defs stand ---- */

static void index_list(const Plan *plan, const ComparisonList *list, ptrdiff_t *at)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Comparison *one = &list->items[i];
        at[plan_cell(plan, one->scope, one->window) * plan->scores->def_count + one->figure] =
            i + 1;
    }
}

void score_compare(Plan *plan)
{
    Scores *scores = plan->scores;
    ComparisonList changes = {0}, rests = {0};
    for (ptrdiff_t period = 0; period < plan->tally->period_count; period++) {
        ptrdiff_t first_change = changes.len, first_rest = rests.len;
        for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++) {
            for (ptrdiff_t t = 0; t < plan->tested_count; t++) {
                change_of(plan, &changes, scope, period, plan->tested[t]);
                rest_of(plan, &rests, scope, period, t);
            }
        }
        conclude_family(plan, &changes, first_change);
        conclude_family(plan, &rests, first_rest);
    }
    ptrdiff_t places = scores->scope_count * scores->window_count * scores->def_count;
    scores->changes = changes.items;
    scores->change_count = changes.len;
    scores->change_at = NEW(plan->arena, ptrdiff_t, places);
    index_list(plan, &changes, scores->change_at);
    scores->rests = rests.items;
    scores->rest_count = rests.len;
    scores->rest_at = NEW(plan->arena, ptrdiff_t, places);
    index_list(plan, &rests, scores->rest_at);
}
