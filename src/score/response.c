#include "inside.h"

#include <math.h>

static void count_rows(const Plan *plan, const SideTally *side, ptrdiff_t unit, ptrdiff_t period,
                       Response *response)
{
    for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++) {
        const Cell *cell = tally_cell(side, plan->tally, unit, period, stratum);
        if (!cell)
            continue;
        response->complete += cell->complete;
        response->partial += cell->partial;
        response->break_off += cell->break_off;
    }
}

/* RR1 and RR2 of AAPOR (2023) on the invited less the known ineligible (metrics.md §12). */
static Response response_of(const Plan *plan, Side which, ptrdiff_t scope, ptrdiff_t period)
{
    Response response = {.rr1 = NAN, .rr2 = NAN};
    Publish state = privacy_state(plan->published, which, scope, period);
    if (state != PUBLISH_PUBLISHED && state != PUBLISH_EMPTY) {
        response.state = RESPONSE_WITHHELD;
        return response;
    }
    const SideTally *side = &plan->tally->side[which];
    if (scope > 0)
        count_rows(plan, side, scope, period, &response);
    for (ptrdiff_t unit = 0; unit < plan->tally->unit_count && scope == 0; unit++)
        count_rows(plan, side, unit, period, &response);

    InvitedSum sum = score_invited(plan->tally, which, scope > 0 ? scope : -1, period);
    /* Whole people, so that a file's 0.4 is nobody. */
    response.eligible = sum.given ? (int64_t)llround(sum.invited - sum.ineligible) : 0;
    if (response.eligible <= 0) {
        response.eligible = 0;
        return response;
    }
    response.state = RESPONSE_TOO_MANY;
    if (response.complete + response.partial > response.eligible)
        return response;
    response.state = RESPONSE_RATE;
    response.rr1 = 100 * (double)response.complete / (double)response.eligible;
    response.rr2 = 100 * (double)(response.complete + response.partial) / (double)response.eligible;
    return response;
}

void score_response(Plan *plan, Side side)
{
    ptrdiff_t periods = plan->tally->period_count;
    plan->scores->response[side] = NEW(plan->arena, Response, plan->scores->scope_count * periods);
    for (ptrdiff_t scope = 0; scope < plan->scores->scope_count; scope++) {
        for (ptrdiff_t period = 0; period < periods; period++)
            plan->scores->response[side][scope * periods + period] =
                response_of(plan, side, scope, period);
    }
}
