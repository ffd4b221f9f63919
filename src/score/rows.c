#include "inside.h"

static void add_atom(const Plan *plan, const SideTally *side, Cell *sum, ptrdiff_t unit,
                     ptrdiff_t period)
{
    const double *factor = plan->factor[side->side];
    for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++) {
        const Cell *cell = tally_cell(side, plan->tally, unit, period, stratum);
        ptrdiff_t at = (unit * plan->tally->period_count + period) * side->stratum_count + stratum;
        if (cell)
            cell_add(plan->arena, side, sum, cell, factor ? factor[at] : 1);
    }
}

static const Cell *rows_of_period(const Plan *plan, RowsOfScope *rows, ptrdiff_t period)
{
    if (rows->period[period])
        return rows->period[period];
    const Tally *tally = plan->tally;
    const SideTally *side = &tally->side[rows->side];
    Cell *sum = cell_new(plan->arena, side);
    const Unit *unit = &tally->units[rows->scope];
    ptrdiff_t count = rows->scope == 0 ? tally->unit_count : unit->member_count;
    for (ptrdiff_t i = 0; i < count; i++)
        add_atom(plan, side, sum, rows->scope == 0 ? i : unit->members[i], period);
    rows->period[period] = sum;
    return sum;
}

RowsOfScope score_rows_begin(const Plan *plan, Side side, ptrdiff_t scope)
{
    return (RowsOfScope){.side = side,
                         .scope = scope,
                         .period = NEW(plan->arena, const Cell *, plan->tally->period_count)};
}

void score_rows_prepare(const Plan *plan, RowsOfScope *rows, ptrdiff_t window)
{
    const Window *span = &plan->tally->windows[window];
    for (ptrdiff_t period = span->first; period <= span->last; period++)
        rows_of_period(plan, rows, period);
}

const Cell *score_rows(const Plan *plan, RowsOfScope *rows, ptrdiff_t window)
{
    const Window *span = &plan->tally->windows[window];
    if (span->first == span->last)
        return rows_of_period(plan, rows, span->first);
    const SideTally *side = &plan->tally->side[rows->side];
    Cell *sum = cell_new(plan->arena, side);
    for (ptrdiff_t period = span->first; period <= span->last; period++)
        cell_add(plan->arena, side, sum, rows_of_period(plan, rows, period), 1);
    return sum;
}
