/* "linkage" of scorecard.json: how the units' results hang together (metrics.md §8, §9, §11). */
#include "facts.h"

#include <cxex/link.h>

static void add_points(const Facts *facts, Fact *root, const Link *link)
{
    Fact *points = array(facts, root, "points");
    for (ptrdiff_t i = 0; i < link->point_count; i++) {
        const LinkPoint *point = &link->points[i];
        Fact *fact = item(facts, points);
        text(facts, fact, "department", scope_key(facts, point->scope));
        number(facts, fact, "ex", point->ex);
        number(facts, fact, "cx", point->cx);
        integer(facts, fact, "periods", point->periods);
    }
    integer(facts, root, "n", link->point_count);
}

/* True when the analysis has numbers to tell. */
static bool not_refused(const Facts *facts, Fact *fact, Str refused)
{
    if (refused.len > 0)
        text(facts, fact, "refused", refused);
    return refused.len == 0;
}

static void add_correlation(const Facts *facts, Fact *root, const Link *link)
{
    const LinkCorrelation *correlation = &link->correlation;
    Fact *fact = object(facts, root, S("correlation"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, correlation->refused))
        return;
    number(facts, fact, "r", correlation->of.r);
    number(facts, fact, "lo", correlation->of.lo);
    number(facts, fact, "hi", correlation->of.hi);
    number(facts, fact, "rho", correlation->of.rho);
    number(facts, fact, "rho_lo", correlation->of.rho_lo);
    number(facts, fact, "rho_hi", correlation->of.rho_hi);
    number(facts, fact, "lambda_ex", correlation->real_ex);
    number(facts, fact, "lambda_cx", correlation->real_cx);
    number(facts, fact, "most_r2", correlation->most_r2);
    number(facts, fact, "corrected_r", correlation->corrected_r);
}

static void add_regression(const Facts *facts, Fact *root, const Link *link)
{
    static const char *const places[] = {
        [LINK_INSIDE] = "inside", [LINK_ABOVE] = "above", [LINK_BELOW] = "below"};
    const LinkRegression *regression = &link->regression;
    Fact *fact = object(facts, root, S("regression"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, regression->refused))
        return;
    number(facts, fact, "slope", regression->slope);
    number(facts, fact, "intercept", regression->intercept);
    number(facts, fact, "se", regression->se);
    number(facts, fact, "lo", regression->lo);
    number(facts, fact, "hi", regression->hi);
    number(facts, fact, "slope_corrected", regression->slope_corrected);
    number(facts, fact, "r2", regression->r2);
    number(facts, fact, "adjusted_r2", regression->adjusted_r2);
    number(facts, fact, "adjusted_r2_lo", regression->r2_lo);
    number(facts, fact, "adjusted_r2_hi", regression->r2_hi);
    Fact *beside = object(facts, fact, S("two_thirds"));
    if (not_refused(facts, beside, regression->two_thirds_refused))
        text(facts, beside, "place", str_from(places[regression->two_thirds]));
}

static void add_measure(const Facts *facts, Fact *list, const LinkMeasure *measure)
{
    Fact *fact = item(facts, list);
    text(facts, fact, "measure", measure->id);
    if (!not_refused(facts, fact, measure->refused))
        return;
    number(facts, fact, "top", measure->welch.mean_a);
    number(facts, fact, "bottom", measure->welch.mean_b);
    number(facts, fact, "diff", measure->welch.diff);
    number(facts, fact, "lo", measure->welch.lo);
    number(facts, fact, "hi", measure->welch.hi);
    number(facts, fact, "p", measure->permutation.p);
    number(facts, fact, "p_bh", measure->p_bh);
    fact_bool(facts->arena, fact, "exact", measure->permutation.exact);
}

static void add_quartiles(const Facts *facts, Fact *root, const Link *link)
{
    const LinkQuartiles *quartiles = &link->quartiles;
    Fact *fact = object(facts, root, S("quartiles"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, quartiles->refused))
        return;
    text(facts, fact, "groups", quartiles->halves ? S("halves") : S("quartiles"));
    integer(facts, fact, "size", quartiles->size);
    Fact *measures = array(facts, fact, "measures");
    for (ptrdiff_t i = 0; i < quartiles->measure_count; i++)
        add_measure(facts, measures, &quartiles->measures[i]);
}

static void add_lag(const Facts *facts, Fact *root, const char *key, const LinkLag *lag)
{
    const StatsPanel *panel = &lag->panel;
    Fact *fact = object(facts, root, str_from(key));
    integer(facts, fact, "n", panel->n);
    integer(facts, fact, "groups", panel->groups);
    if (!not_refused(facts, fact, lag->refused))
        return;
    integer(facts, fact, "periods", panel->periods);
    number(facts, fact, "beta", panel->beta);
    number(facts, fact, "se", panel->se);
    number(facts, fact, "lo", panel->lo);
    number(facts, fact, "hi", panel->hi);
    number(facts, fact, "p", panel->p);
    number(facts, fact, "partial_r", panel->partial_r);
    fact_bool(facts->arena, fact, "exact", panel->exact);
    fact_bool(facts->arena, fact, "clear", lag->clear);
}

static void add_cross(const Facts *facts, Fact *root, const LinkCross *cross)
{
    static const char *const directions[] = {[LINK_CANNOT_TELL] = "cannot_tell",
                                             [LINK_EX_TO_CX] = "ex_to_cx",
                                             [LINK_CX_TO_EX] = "cx_to_ex"};
    Fact *fact = object(facts, root, S("cross_lag"));
    if (!not_refused(facts, fact, cross->refused))
        return;
    integer(facts, fact, "groups", cross->of.groups);
    number(facts, fact, "diff", cross->of.diff);
    number(facts, fact, "lo", cross->of.lo);
    number(facts, fact, "hi", cross->of.hi);
    text(facts, fact, "direction", str_from(directions[cross->direction]));
}

static void add_what_if(const Facts *facts, Fact *root, const LinkWhatIf *what_if)
{
    Fact *fact = object(facts, root, S("what_if"));
    if (!not_refused(facts, fact, what_if->refused))
        return;
    number(facts, fact, "points", what_if->points);
    number(facts, fact, "value", what_if->value);
    number(facts, fact, "lo", what_if->lo);
    number(facts, fact, "hi", what_if->hi);
}

static void add_chains(const Facts *facts, Fact *root, const Link *link)
{
    Fact *chains = object(facts, root, S("chain"));
    for (ptrdiff_t i = 0; i < link->chain_count; i++) {
        const LinkChain *chain = &link->chains[i];
        Fact *fact = object(facts, chains, chain->kpi);
        integer(facts, fact, "groups", chain->of.groups);
        if (!not_refused(facts, fact, chain->refused))
            continue;
        number(facts, fact, "points", chain->points);
        number(facts, fact, "value", chain->of.value);
        number(facts, fact, "lo", chain->of.lo);
        number(facts, fact, "hi", chain->of.hi);
    }
}

/* ---- Key drivers ---- */

static Str question_name(const Facts *facts, Side side, ptrdiff_t question)
{
    return facts->tally->side[side].questions[question].metric->name;
}

static void add_driver(const Facts *facts, Fact *list, Side side, const LinkDriver *driver)
{
    static const char *const levels[] = {
        [LINK_LEVEL_CANNOT_TELL] = "cannot_tell", [LINK_HIGH] = "high", [LINK_LOW] = "low"};
    static const char *const quadrants[] = {[LINK_QUADRANT_CANNOT_TELL] = "cannot_tell",
                                            [LINK_FIX_FIRST] = "fix_first",
                                            [LINK_KEEP] = "keep",
                                            [LINK_LOW_PRIORITY] = "low_priority",
                                            [LINK_MAINTAIN] = "maintain"};
    Fact *fact = item(facts, list);
    text(facts, fact, "item", question_name(facts, side, driver->question));
    number(facts, fact, "r", driver->r);
    number(facts, fact, "beta", driver->beta);
    number(facts, fact, "vif", driver->vif);
    number(facts, fact, "lmg", driver->lmg);
    number(facts, fact, "johnson", driver->johnson);
    number(facts, fact, "johnson_share", driver->johnson_share);
    number(facts, fact, "share", driver->share);
    number(facts, fact, "se", driver->se);
    number(facts, fact, "lo", driver->lo);
    number(facts, fact, "hi", driver->hi);
    number(facts, fact, "performance", driver->performance);
    text(facts, fact, "importance", str_from(levels[driver->importance]));
    text(facts, fact, "performance_level", str_from(levels[driver->performance_level]));
    text(facts, fact, "quadrant", str_from(quadrants[driver->quadrant]));
    fact_bool(facts->arena, fact, "sign_conflict", driver->sign_conflict);
    if (driver->alike > 0)
        integer(facts, fact, "group", driver->alike);
}

/* What is said of drivers that are left out, and of groups that answer alike; absent where there
 * are none. */
static void add_driver_groups(const Facts *facts, Fact *fact, const LinkDrivers *drivers)
{
    if (drivers->alike_count == 0)
        return;
    Fact *shares = array(facts, fact, "group_shares");
    for (ptrdiff_t i = 0; i < drivers->alike_count; i++)
        fact_add(facts->arena, shares, STR_NONE, FACT_NUMBER)->number = drivers->alike_shares[i];
}

static void add_dropped(const Facts *facts, Fact *fact, Side side, const LinkDrivers *drivers)
{
    Fact *dropped = array(facts, fact, "dropped");
    for (ptrdiff_t i = 0; i < drivers->dropped_count; i++)
        list_text(facts, dropped, question_name(facts, side, drivers->dropped[i]));
    if (drivers->dropped_count == 0)
        return;
    Fact *simple = object(facts, fact, S("dropped_r"));
    for (ptrdiff_t i = 0; i < drivers->dropped_count; i++)
        fact_number(facts->arena, simple,
                    str_cstr(facts->arena, question_name(facts, side, drivers->dropped[i])),
                    drivers->dropped_r[i]);
}

static void add_drivers(const Facts *facts, Fact *root, Side side, const LinkDrivers *drivers)
{
    if (!drivers->given)
        return;
    Fact *fact = object(facts, root, side == SIDE_CX ? S("cx") : S("ex"));
    add_dropped(facts, fact, side, drivers);
    integer(facts, fact, "n", drivers->n);
    integer(facts, fact, "k", drivers->k);
    if (!not_refused(facts, fact, drivers->refused))
        return;
    add_driver_groups(facts, fact, drivers);
    text(facts, fact, "outcome", question_name(facts, side, drivers->outcome));
    integer(facts, fact, "groups", drivers->groups);
    number(facts, fact, "r2", drivers->r2);
    number(facts, fact, "r2_se", drivers->r2_se);
    number(facts, fact, "condition", drivers->condition);
    number(facts, fact, "performance_line", drivers->performance_line);
    Fact *list = array(facts, fact, "drivers");
    for (ptrdiff_t i = 0; i < drivers->k; i++)
        add_driver(facts, list, side, &drivers->drivers[i]);
}

void facts_link(const Facts *facts, Fact *root)
{
    const Link *link = facts->report ? facts->report->link : NULL;
    const LinkDrivers *of = facts->report ? facts->report->key_drivers : NULL;
    if (of) {
        Fact *drivers = object(facts, root, S("drivers"));
        for (Side side = 0; side < SIDE_COUNT; side++)
            add_drivers(facts, drivers, side, &of[side]);
    }
    if (!link)
        return;
    Fact *linkage = object(facts, root, S("linkage"));
    add_points(facts, linkage, link);
    add_correlation(facts, linkage, link);
    add_regression(facts, linkage, link);
    add_quartiles(facts, linkage, link);
    add_lag(facts, linkage, "lag_ex_to_cx", &link->ex_to_cx);
    add_lag(facts, linkage, "lag_cx_to_ex", &link->cx_to_ex);
    add_cross(facts, linkage, &link->cross);
    add_what_if(facts, linkage, &link->what_if);
    add_chains(facts, linkage, link);
}
