#include "inside.h"

static void add_unit(const Plan *plan, const SideTally *side, Cell *sum, ptrdiff_t unit,
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

Cell *score_rows_of_unit(const Plan *plan, Side which, ptrdiff_t unit, ptrdiff_t period)
{
    const SideTally *side = &plan->tally->side[which];
    Cell *sum = cell_new(plan->arena, side);
    add_unit(plan, side, sum, unit, period);
    return sum;
}

Cell *score_rows_of_company(const Plan *plan, Side which, ptrdiff_t window)
{
    const SideTally *side = &plan->tally->side[which];
    Cell *sum = cell_new(plan->arena, side);
    bool all = window == plan->tally->period_count;
    ptrdiff_t first = all ? 0 : window, end = all ? window : window + 1;
    for (ptrdiff_t period = first; period < end; period++) {
        for (ptrdiff_t unit = 0; unit < plan->tally->unit_count; unit++)
            add_unit(plan, side, sum, unit, period);
    }
    return sum;
}
