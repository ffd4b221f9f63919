#include "inside.h"

#include <math.h>

static void count_rows(const Plan *plan, const SideTally *side, ptrdiff_t unit, ptrdiff_t period,
                       Response *response, bool *apart)
{
    for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++) {
        const Cell *cell = tally_cell(side, plan->tally, unit, period, stratum);
        if (!cell)
            continue;
        response->complete += cell->complete;
        response->partial += cell->partial;
        response->break_off += cell->break_off;
        *apart = *apart || cell->apart > 0;
    }
}

/* RR1 and RR2 of AAPOR (2023) on the invited less the known ineligible (metrics.md §12). */
static void set_rates(Response *response)
{
    if (response->eligible <= 0) {
        response->eligible = 0;
        return;
    }
    response->state = RESPONSE_TOO_MANY;
    if (response->complete + response->partial > response->eligible)
        return;
    response->state = RESPONSE_RATE;
    response->rr1 = 100 * (double)response->complete / (double)response->eligible;
    response->rr2 =
        100 * (double)(response->complete + response->partial) / (double)response->eligible;
}

static Response response_of(const Plan *plan, Side which, ptrdiff_t scope, ptrdiff_t period)
{
    const Tally *tally = plan->tally;
    Response response = {.rr1 = NAN, .rr2 = NAN};
    InvitedSum sum = score_invited(tally, which, scope, period);
    /* Whole people, so that a file's 0.4 is nobody. */
    int64_t eligible = sum.given ? (int64_t)llround(sum.invited - sum.ineligible) : 0;
    switch (privacy_state(plan->published, which, scope, period)) {
    case PUBLISH_PRIMARY:
    case PUBLISH_SECONDARY:
        response.state = RESPONSE_WITHHELD;
        return response;
    case PUBLISH_STORED: /* how completely the late ones answered is told by nobody */
        if (score_stored_response(plan, which, scope, period, &response))
            set_rates(&response);
        else if (eligible > 0)
            response.state = RESPONSE_WITHHELD;
        return response;
    case PUBLISH_EMPTY:
    case PUBLISH_PUBLISHED:
        break;
    }
    bool apart = false;
    const Unit *unit = &tally->units[scope];
    ptrdiff_t count = scope == 0 ? tally->unit_count : unit->member_count;
    for (ptrdiff_t i = 0; i < count; i++)
        count_rows(plan, &tally->side[which], scope == 0 ? i : unit->members[i], period, &response,
                   &apart);
    /* How completely people answered is not in a file of counts. */
    response.eligible = apart ? 0 : eligible;
    set_rates(&response);
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
