/* Along the chain: EX, then CX, then a KPI, each a period after the one before (metrics.md §11). */
#include "inside.h"

#include <math.h>

static LinkChain chain_of(const Linking *linking, const KpiTable *table)
{
    const Link *link = linking->link;
    const LinkWhatIf *what_if = &link->what_if;
    LinkChain chain = {.kpi = table->kpi->id,
                       .points = linking->config->statistics.whatif,
                       .of = {.value = NAN, .lo = NAN, .hi = NAN}};
    chain.cx_to_kpi = link_lag_of(linking, linking->cx, (LinkOutcome){.def = -1, .kpi = table},
                                  str_concat(linking->arena, S("wild|cx>kpi|"), table->kpi->id));
    chain.ex_to_kpi = link_lag_of(linking, linking->ex, (LinkOutcome){.def = -1, .kpi = table},
                                  str_concat(linking->arena, S("wild|ex>kpi|"), table->kpi->id));
    StatsPanelRow *first = NEW(linking->arena, StatsPanelRow, link->ex_to_cx.row_count),
                  *second = NEW(linking->arena, StatsPanelRow, chain.cx_to_kpi.row_count);
    ptrdiff_t first_count = link_common_rows(linking, &link->ex_to_cx, &chain.cx_to_kpi, first),
              second_count = link_common_rows(linking, &chain.cx_to_kpi, &link->ex_to_cx, second);
    chain.of.groups = first_count > 0 ? first[first_count - 1].group + 1 : 0;
    if (chain.of.groups < LINK_CHAIN_UNITS || link->ex_to_cx.refused.len > 0 ||
        chain.cx_to_kpi.refused.len > 0) {
        chain.refused = S("chain");
        return chain;
    }
    if (!link->ex_to_cx.clear || !chain.cx_to_kpi.clear || what_if->points > what_if->usual) {
        chain.refused = S("chain_unclear");
        return chain;
    }
    StatsRng rng = link_stream(linking, str_concat(linking->arena, S("chain|"), table->kpi->id));
    chain.of =
        stats_chain(first, first_count, second, second_count, chain.points,
                    linking->config->statistics.bootstrap, linking->level, &rng, linking->arena);
    return chain;
}

/* Links of both halves with all KPIs are one family of tests. */
static void adjust_links(const Linking *linking)
{
    Arena scratch = *linking->arena;
    const Link *link = linking->link;
    LinkLag **lags = NEW(&scratch, LinkLag *, 2 * link->chain_count);
    double *p = NEW(&scratch, double, 2 * link->chain_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        LinkLag *both[] = {&link->chains[k].cx_to_kpi, &link->chains[k].ex_to_kpi};
        for (ptrdiff_t i = 0; i < CX_COUNTOF(both); i++) {
            if (both[i]->refused.len > 0 || isnan(both[i]->panel.p))
                continue;
            p[count] = both[i]->panel.p;
            lags[count++] = both[i];
        }
    }
    stats_benjamini_hochberg(p, p, count, &scratch);
    for (ptrdiff_t i = 0; i < count; i++) {
        lags[i]->p_bh = p[i];
        lags[i]->stands_out = lags[i]->clear && p[i] < 1 - linking->level;
    }
}

void link_chains(Linking *linking)
{
    Link *link = linking->link;
    link->chains = NEW(linking->arena, LinkChain, linking->tally->kpi_count);
    for (ptrdiff_t k = 0; k < linking->tally->kpi_count; k++)
        link->chains[link->chain_count++] = chain_of(linking, &linking->tally->kpis[k]);
    adjust_links(linking);
}
