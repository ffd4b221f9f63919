/* "incentive" of scorecard.json: revenue against its plan, the score, and what they pay. */
#include "facts.h"

#include <math.h>

static void add_range(const Facts *facts, Fact *parent, double value, double lo, double hi)
{
    number(facts, parent, "value", value);
    if (isfinite(lo))
        number(facts, parent, "lo", lo);
    if (isfinite(hi))
        number(facts, parent, "hi", hi);
}

void facts_incentive(const Facts *facts, Fact *root)
{
    const IncentiveModel *model = &facts->report->incentive;
    if (!model->given)
        return;
    Fact *fact = object(facts, object(facts, root, S("incentive")), S("company"));
    Fact *revenue = object(facts, fact, S("revenue"));
    text(facts, revenue, "actual_kpi", model->actual_id);
    text(facts, revenue, "plan_kpi", model->plan_id);
    number(facts, revenue, "actual", model->actual);
    number(facts, revenue, "plan", model->plan);
    number(facts, revenue, "value", model->ratio_01);
    number(facts, revenue, "gate", model->gate);
    fact_bool(facts->arena, revenue, "open", model->open);
    Fact *score = object(facts, fact, S("score"));
    text(facts, score, "figure", model->code);
    integer(facts, score, "n", model->score.n);
    add_range(facts, score, model->score.value, model->score.lo, model->score.hi);
    Fact *curve = object(facts, fact, S("curve"));
    number(facts, curve, "threshold", model->threshold);
    number(facts, curve, "threshold_pays", model->threshold_pays);
    number(facts, curve, "target", model->target);
    number(facts, curve, "target_pays", 1);
    number(facts, curve, "maximum", model->maximum);
    number(facts, curve, "cap", model->cap);
    Fact *payout = object(facts, fact, S("payout"));
    add_range(facts, payout, model->payout, model->payout_lo, model->payout_hi);
    fact_bool(facts->arena, payout, "threshold_within", model->threshold_within);
    fact_bool(facts->arena, payout, "target_within", model->target_within);
}
