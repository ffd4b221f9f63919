/* "linkage" of scorecard.json: one result a period before the other (metrics.md §8, §9, §11).
 *
 * lag_ex_to_cx, lag_cx_to_ex, and by KPI lag_cx_to_kpi{} lag_ex_to_kpi{}: n groups periods beta se
 * lo hi p partial_r exact clear | refused; points[] department period x (of the period before) y;
 * of lag_ex_to_cx all, with dx dy (without the unit's and the period's own levels), of the others
 * where there are not too many for a file that people open. cross_lag. what_if points usual value
 * lo hi | refused. chain{} by KPI. forecast risen others ex_diff expected lo hi came came_lo
 * came_hi miss miss_lo miss_hi | refused. */
#include "facts.h"

#include <cxex/link.h>

enum { ROWS_MOST = 2000 };

/* drawn: pages and sheets show these rows. */
static void add_rows(const Facts *facts, Fact *fact, const LinkLag *lag, bool drawn)
{
    if (!drawn && lag->row_count > ROWS_MOST)
        return;
    Fact *points = array(facts, fact, "points");
    for (ptrdiff_t i = 0; i < lag->row_count; i++) {
        const StatsPanelRow *row = &lag->rows[i];
        Fact *point = item(facts, points);
        text(facts, point, "department", scope_key(facts, lag->scopes[row->group]));
        text(facts, point, "period", window_key(facts, row->period));
        number(facts, point, "x", row->x);
        number(facts, point, "y", row->y);
        number(facts, point, "dx", drawn ? lag->dx[i] : NAN);
        number(facts, point, "dy", drawn ? lag->dy[i] : NAN);
    }
}

static void add_lag(const Facts *facts, Fact *root, Str key, const LinkLag *lag)
{
    const StatsPanel *panel = &lag->panel;
    Fact *fact = object(facts, root, key);
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
    add_rows(facts, fact, lag, lag == &facts->report->link->ex_to_cx);
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
    number(facts, fact, "usual", what_if->usual);
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

static void add_forecast(const Facts *facts, Fact *root, const LinkForecast *forecast)
{
    Fact *fact = object(facts, root, S("forecast"));
    integer(facts, fact, "risen", forecast->risen);
    integer(facts, fact, "others", forecast->others);
    if (!not_refused(facts, fact, forecast->refused))
        return;
    number(facts, fact, "ex_diff", forecast->ex_diff);
    number(facts, fact, "expected", forecast->expected);
    number(facts, fact, "lo", forecast->lo);
    number(facts, fact, "hi", forecast->hi);
    number(facts, fact, "came", forecast->came);
    number(facts, fact, "came_lo", forecast->came_lo);
    number(facts, fact, "came_hi", forecast->came_hi);
    number(facts, fact, "miss", forecast->miss);
    number(facts, fact, "miss_lo", forecast->miss_lo);
    number(facts, fact, "miss_hi", forecast->miss_hi);
}

void facts_lagged(const Facts *facts, Fact *root, const Link *link)
{
    add_lag(facts, root, S("lag_ex_to_cx"), &link->ex_to_cx);
    add_lag(facts, root, S("lag_cx_to_ex"), &link->cx_to_ex);
    add_cross(facts, root, &link->cross);
    add_what_if(facts, root, &link->what_if);
    add_chains(facts, root, link);
    Fact *cx_to_kpi = object(facts, root, S("lag_cx_to_kpi")),
         *ex_to_kpi = object(facts, root, S("lag_ex_to_kpi"));
    for (ptrdiff_t i = 0; i < link->chain_count; i++) {
        const LinkChain *chain = &link->chains[i];
        add_lag(facts, cx_to_kpi, chain->kpi, &chain->cx_to_kpi);
        add_lag(facts, ex_to_kpi, chain->kpi, &chain->ex_to_kpi);
    }
    add_forecast(facts, root, &link->forecast);
}
