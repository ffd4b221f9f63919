/* The payout once more, from the score and the revenue that scorecard.json itself has (metrics.md
 * §12): written anew here, so that a slip in the one does not hide in the other. */
#include "inside.h"

#include <math.h>

static void check(Verify *verify, const char *place, double found, double expected)
{
    static const Str card = {"scorecard.json", 14};
    if (figures_same(found, expected) || (isnan(found) && isnan(expected)))
        return;
    verify_problem(verify, DIAG_VERIFY_CARD, card, str_from(place),
                   figures_show(verify->arena, found), figures_show(verify->arena, expected));
}

static double company_kpi(Verify *verify, Str kpi, Str period)
{
    return linked_value(verify, str_format(&verify->scratch, "kpis.%.*s.values.company.%.*s",
                                           STR_ARG(kpi), STR_ARG(period)));
}

/* Straight lines between (t0, p0), (t1, 1) and (t2, cap). */
static double paid(const Json *curve, double score)
{
    const double x[] = {json_number_of(curve, "threshold"), json_number_of(curve, "target"),
                        json_number_of(curve, "maximum")};
    const double y[] = {json_number_of(curve, "threshold_pays"), 1, json_number_of(curve, "cap")};
    if (isnan(score) || score >= x[2])
        return isnan(score) ? (double)NAN : y[2];
    if (!(score >= x[0]))
        return 0;
    int i = score > x[1];
    return ((x[i + 1] - score) * y[i] + (score - x[i]) * y[i + 1]) / (x[i + 1] - x[i]);
}

void incentive_check(Verify *verify)
{
    const Json *all = json_find(verify->scorecard, "incentive"),
               *incentive = all ? json_find(all, "company") : NULL;
    if (!incentive)
        return;
    const Json *revenue = json_find(incentive, "revenue"), *score = json_find(incentive, "score"),
               *curve = json_find(incentive, "curve"), *payout = json_find(incentive, "payout");
    if (!revenue || !score || !curve || !payout) {
        check(verify, "incentive", 0, 1);
        return;
    }
    ArenaMark mark = arena_mark(&verify->scratch);
    Str now = verify->figures.windows.items[verify->figures.now];
    double actual = company_kpi(verify, json_text(revenue, "actual_kpi"), now),
           plan = company_kpi(verify, json_text(revenue, "plan_kpi"), now);
    check(verify, "incentive.company.revenue.actual", json_number_of(revenue, "actual"), actual);
    check(verify, "incentive.company.revenue.plan", json_number_of(revenue, "plan"), plan);
    check(verify, "incentive.company.revenue.value", json_number_of(revenue, "value"),
          actual / plan);
    const ptrdiff_t *at = strmap_find(
        &verify->figures.by_key, str_format(&verify->scratch, "company|%.*s|%.*s", STR_ARG(now),
                                            STR_ARG(json_text(score, "figure"))));
    static const char *const names[] = {"value", "lo", "hi"},
                             *const scores[] = {"incentive.company.score.value",
                                                "incentive.company.score.lo",
                                                "incentive.company.score.hi"},
                             *const payouts[] = {"incentive.company.payout.value",
                                                 "incentive.company.payout.lo",
                                                 "incentive.company.payout.hi"};
    static const int fields[] = {FIELD_VALUE, FIELD_LOW, FIELD_HIGH};
    bool open = actual / plan >= json_number_of(revenue, "gate");
    for (int i = 0; i < 3; i++) {
        double published = at ? verify->figures.items.items[*at].field[fields[i]] : (double)NAN;
        check(verify, scores[i], json_number_of(score, names[i]), published);
        check(verify, payouts[i], json_number_of(payout, names[i]),
              open || isnan(published) ? paid(curve, published) : 0);
    }
    arena_reset(&verify->scratch, mark);
}
