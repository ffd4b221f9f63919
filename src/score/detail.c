#include "inside.h"

#include <math.h>

/* The figures of the customer and the employee journey, against the period before and against the
 * rest of the company (metrics.md §5: pages 7 and 8): stages; factors and the life cycle, or where
 * no question has either, the employee questions themselves. Each page, kind and period is a family
 * of its own, so that looking closer at the details costs the headline figures nothing. */

static bool is_stage(const FigureDef *def)
{
    return def->side == FIGURE_CX && def->kind == FIGURE_INDEX && def->metric &&
           def->metric->stage != STAGE_NONE;
}

static bool is_group(const FigureDef *def)
{
    return def->kind == FIGURE_PERSON_MEAN && !def->tested;
}

static bool is_question(const FigureDef *def)
{
    return def->side == FIGURE_EX && def->kind == FIGURE_INDEX;
}

static ptrdiff_t choose(const Plan *plan, bool (*wanted)(const FigureDef *def), ptrdiff_t *out)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t d = 0; d < plan->scores->def_count; d++)
        if (wanted(&plan->scores->defs[d]))
            out[count++] = d;
    return count;
}

static bool has_rest(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t period)
{
    return privacy_state(plan->published, side, scope, period) == PUBLISH_PUBLISHED &&
           privacy_state(plan->published, side, 0, period) == PUBLISH_PUBLISHED;
}

void score_plan_details(Plan *plan)
{
    const Tally *tally = plan->tally;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        ptrdiff_t *defs = NEW(plan->arena, ptrdiff_t, plan->scores->def_count);
        ptrdiff_t count = choose(plan, side == SIDE_CX ? is_stage : is_group, defs);
        if (count == 0 && side == SIDE_EX)
            count = choose(plan, is_question, defs);
        plan->detail[side] = defs;
        plan->detail_count[side] = count;
        plan->detail_rest[side] =
            NEW(plan->arena, Comparison *, tally->unit_count * tally->period_count);
        for (ptrdiff_t scope = 1; scope < tally->unit_count && count > 0; scope++)
            for (ptrdiff_t period = 0; period < tally->period_count; period++)
                if (has_rest(plan, side, scope, period))
                    plan->detail_rest[side][scope * tally->period_count + period] =
                        NEW(plan->arena, Comparison, count);
    }
}

static bool is_withheld(const Plan *plan, Side side, const FigureDef *def, ptrdiff_t scope,
                        ptrdiff_t period)
{
    return def->question >= 0 ? privacy_question_withheld(plan->published, plan->tally, side, scope,
                                                          period, def->question)
                              : privacy_mean_withheld(plan->published, plan->tally, side, scope,
                                                      period, def->mean);
}

void score_detail_rest(const Plan *plan, Side side, const Cell *rest, ptrdiff_t unit,
                       ptrdiff_t period)
{
    Comparison *found = plan->detail_rest[side][unit * plan->tally->period_count + period];
    for (ptrdiff_t i = 0; found && i < plan->detail_count[side]; i++) {
        ptrdiff_t d = plan->detail[side][i];
        const FigureDef *def = &plan->scores->defs[d];
        const Figure *own = plan_plain(plan, unit, period, d);
        if (is_withheld(plan, side, def, unit, period) || is_withheld(plan, side, def, 0, period) ||
            !score_has_value(own) || !score_has_value(plan_plain(plan, 0, period, d)))
            continue;
        Figure other = score_single(plan, def, rest);
        if (!score_has_value(&other) || other.n < plan->config->privacy.minimum)
            continue;
        found[i] = (Comparison){.scope = unit,
                                .window = period,
                                .previous = -1,
                                .figure = d,
                                .rest_n = other.n,
                                .rest_value = other.value};
        score_test_pair(plan, &found[i], own, &other);
    }
}

/* ---- The lists ---- */

typedef LIST_OF(Comparison) ComparisonList;

static void add_rests(const Plan *plan, ComparisonList *list, Side side, ptrdiff_t period)
{
    for (ptrdiff_t scope = 1; scope < plan->tally->unit_count; scope++) {
        const Comparison *found =
            plan->detail_rest[side][scope * plan->tally->period_count + period];
        for (ptrdiff_t i = 0; found && i < plan->detail_count[side]; i++)
            if (found[i].scope > 0) /* 0: could not be compared */
                *PUSH(plan->arena, list, Comparison) = found[i];
    }
}

static void add_changes(const Plan *plan, ComparisonList *list, Side side, ptrdiff_t period)
{
    ptrdiff_t previous = plan->tally->periods[period].previous;
    for (ptrdiff_t scope = 0; scope < plan->tally->unit_count && previous >= 0; scope++)
        for (ptrdiff_t i = 0; i < plan->detail_count[side]; i++) {
            ptrdiff_t d = plan->detail[side][i];
            const Figure *now = plan_plain(plan, scope, period, d);
            const Figure *then = plan_plain(plan, scope, previous, d);
            if (!score_has_value(now) || !score_has_value(then))
                continue;
            Comparison *change = PUSH(plan->arena, list, Comparison);
            *change = (Comparison){.scope = scope,
                                   .window = period,
                                   .previous = previous,
                                   .figure = d,
                                   .rest_value = NAN};
            score_test_pair(plan, change, now, then);
        }
}

static void conclude_from(const Plan *plan, ComparisonList *list, ptrdiff_t first)
{
    if (first < list->len)
        score_conclude(plan, list->items + first, list->len - first);
}

/* Below zero: in the detailed list. */
static void index_list(const Plan *plan, const ComparisonList *list, ptrdiff_t *at)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Comparison *one = &list->items[i];
        at[plan_cell(plan, one->scope, one->window) * plan->scores->def_count + one->figure] =
            -(i + 1);
    }
}

void score_details(Plan *plan)
{
    Scores *scores = plan->scores;
    ComparisonList changes = {0}, rests = {0};
    for (ptrdiff_t period = 0; period < plan->tally->period_count; period++)
        for (Side side = 0; side < SIDE_COUNT; side++) {
            ptrdiff_t first_change = changes.len, first_rest = rests.len;
            add_changes(plan, &changes, side, period);
            add_rests(plan, &rests, side, period);
            conclude_from(plan, &changes, first_change);
            conclude_from(plan, &rests, first_rest);
        }
    scores->change_details = changes.items;
    scores->change_detail_count = changes.len;
    scores->rest_details = rests.items;
    scores->rest_detail_count = rests.len;
    index_list(plan, &changes, scores->change_at);
    index_list(plan, &rests, scores->rest_at);
}
