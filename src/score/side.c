#include "inside.h"

static bool def_withheld(const Plan *plan, Side side, const FigureDef *def, ptrdiff_t scope,
                         ptrdiff_t window)
{
    if (def->question >= 0)
        return privacy_question_withheld(plan->published, plan->tally, side, scope, window,
                                         def->question);
    return def->mean >= 0 &&
           privacy_mean_withheld(plan->published, plan->tally, side, scope, window, def->mean);
}

static Figure compute(const Plan *plan, Side side, ptrdiff_t d, const Cell *cell, Parts parts)
{
    const FigureDef *def = &plan->scores->defs[d];
    return def->kind == FIGURE_COMPOSITE
               ? score_composite(plan, side, cell, parts, d != plan->index_def[side])
               : score_single(plan, def, cell);
}

/* Some of the whole is hidden in a file of counts: what is left is not the whole. */
static bool is_no_total(const Plan *plan, Side side, const FigureDef *def, ptrdiff_t scope,
                        ptrdiff_t window)
{
    const Tally *tally = plan->tally;
    const Window *span = &tally->windows[window];
    bool whole = scope == 0 || tally->units[scope].member_count > 1;
    return def->question >= 0 && whole &&
           !tally_has_total(&tally->side[side], def->question, span->first, span->last);
}

static bool is_of(const FigureDef *def, Side side)
{
    return def->side == (side == SIDE_CX ? FIGURE_CX : FIGURE_EX);
}

/* Those who could have answered, as the invited file has them; of one period only, since over
 * several the same people count again. */
static double population_of(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    if (!plan->config->statistics.fpc || window >= plan->tally->period_count)
        return 0;
    InvitedSum sum = score_invited(plan->tally, side, scope, window);
    return sum.given ? sum.invited - sum.ineligible : 0;
}

/* Every figure of a published cell. */
static void score_cell(Plan *plan, Side side, const Cell *cell, ptrdiff_t scope, ptrdiff_t window)
{
    Parts parts = score_find_parts(plan, side, cell, scope, window);
    plan->parts[side][plan_cell(plan, scope, window)] = parts;
    Parts company = plan->parts[side][plan_cell(plan, 0, window)];
    double population = population_of(plan, side, scope, window);
    for (ptrdiff_t d = 0; d < plan->scores->def_count; d++) {
        const FigureDef *def = &plan->scores->defs[d];
        if (!is_of(def, side) || def_withheld(plan, side, def, scope, window))
            continue;
        if (is_no_total(plan, side, def, scope, window)) {
            *plan_plain(plan, scope, window, d) = *plan_figure(plan, scope, window, d) =
                score_nothing();
            continue;
        }
        plan->population = 0;
        Figure figure = compute(plan, side, d, cell, parts);
        /* The company's cell of the window was scored before. */
        figure.partial = d == plan->index_def[side] && !score_same_parts(parts, company);
        *plan_plain(plan, scope, window, d) = figure;

        plan->population = population;
        if (population > 0)
            figure = compute(plan, side, d, cell, parts);
        figure.partial = plan_plain(plan, scope, window, d)->partial;
        *plan_figure(plan, scope, window, d) = figure;
    }
    plan->population = 0;
}

/* The rest of the company: as a cell in which the unit's withheld questions are withheld, and the
 * company's too, for a unit that nobody answered them in withholds nothing. */
static void score_rest(Plan *plan, Side side, const Cell *rest, ptrdiff_t unit, ptrdiff_t period)
{
    Parts parts = score_find_rest_parts(plan, side, rest, unit, period);
    plan->rest_parts[side][unit * plan->tally->period_count + period] = parts;
    for (ptrdiff_t t = 0; t < plan->tested_count; t++) {
        const FigureDef *def = &plan->scores->defs[plan->tested[t]];
        if (is_of(def, side) && !def_withheld(plan, side, def, unit, period) &&
            !def_withheld(plan, side, def, 0, period) && !is_no_total(plan, side, def, 0, period))
            *plan_rest(plan, unit, period, t) = compute(plan, side, plan->tested[t], rest, parts);
    }
    score_detail_rest(plan, side, rest, unit, period);
}

/* Every window of a scope, and what the periods leave of the company. */
static void score_scope(Plan *plan, RowsOfScope *rows, RowsOfScope *company)
{
    Side side = rows->side;
    ptrdiff_t scope = rows->scope;
    const SideTally *counts = &plan->tally->side[side];
    for (ptrdiff_t window = 0; window < plan->scores->window_count; window++) {
        Publish state = privacy_state(plan->published, side, scope, window);
        if (state == PUBLISH_STORED)
            score_stored_cell(plan, side, scope, window);
        /* Of a hidden company cell only which parts it has: what a unit's index is complete by. */
        bool parts_only = scope == 0 && (state == PUBLISH_PRIMARY || state == PUBLISH_SECONDARY);
        if (state != PUBLISH_PUBLISHED && !parts_only)
            continue;
        score_rows_prepare(plan, rows, window); /* what the next windows need too */
        ArenaMark mark = arena_mark(plan->arena);
        const Cell *cell = score_rows(plan, rows, window);
        if (parts_only)
            plan->parts[side][plan_cell(plan, 0, window)] =
                score_find_parts(plan, side, cell, 0, window);
        else
            score_cell(plan, side, cell, scope, window);
        /* A stored company figure has no rows that the unit's could be taken from; a published one
         * has been summed already. */
        if (scope > 0 && window < plan->tally->period_count &&
            privacy_state(plan->published, side, 0, window) == PUBLISH_PUBLISHED) {
            const Cell *whole = score_rows(plan, company, window);
            score_rest(plan, side, cell_subtract(plan->arena, counts, whole, cell), scope, window);
        }
        arena_reset(plan->arena, mark);
    }
}

/* Marks what is hidden to protect people, as opposed to what nobody answered. */
static void mark_hidden(Plan *plan, Side side)
{
    const Scores *scores = plan->scores;
    for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++) {
        for (ptrdiff_t window = 0; window < scores->window_count; window++) {
            Publish state = privacy_state(plan->published, side, scope, window);
            for (ptrdiff_t d = 0; d < scores->def_count; d++) {
                if (is_of(&scores->defs[d], side))
                    plan_figure(plan, scope, window, d)->withheld = state != PUBLISH_EMPTY;
            }
        }
    }
}

void score_side(Plan *plan, Side side)
{
    const Tally *tally = plan->tally;
    plan->parts[side] =
        NEW(plan->arena, Parts, plan->scores->scope_count * plan->scores->window_count);
    plan->rest_parts[side] = NEW(plan->arena, Parts, tally->unit_count * tally->period_count);
    mark_hidden(plan, side);

    ArenaMark mark = arena_mark(plan->arena);
    RowsOfScope company = score_rows_begin(plan, side, 0);
    score_scope(plan, &company, NULL);
    for (ptrdiff_t unit = 1; unit < plan->scores->scope_count; unit++) {
        ArenaMark unit_mark = arena_mark(plan->arena);
        RowsOfScope rows = score_rows_begin(plan, side, unit);
        score_scope(plan, &rows, &company);
        arena_reset(plan->arena, unit_mark);
    }
    arena_reset(plan->arena, mark);
}
