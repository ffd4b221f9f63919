/* link_case.h: links and business figures made by hand, so that every sentence about them can be
 * met: how they are computed is tested elsewhere. */
#ifndef TESTS_LINK_CASE_H
#define TESTS_LINK_CASE_H

#include "report_case.h"

#include <cxex/link.h>

#include <math.h>

/* Nothing could be computed. */
static inline Link *link_case_none(Arena *arena)
{
    Link *link = NEW(arena, Link, 1);
    link->correlation.refused = S("correlation");
    link->regression.refused = S("regression");
    link->regression.two_thirds_refused = S("two_thirds");
    link->quartiles.refused = S("quartiles");
    link->ex_to_cx.refused = link->cx_to_ex.refused = S("lagged");
    link->cross.refused = S("lagged");
    link->what_if = (LinkWhatIf){.refused = S("what_if"), .points = 5, .usual = NAN};
    link->forecast.refused = S("lagged");
    return link;
}

static inline void link_case_lag(LinkLag *lag, double beta, double half, bool clear)
{
    lag->refused = STR_NONE;
    lag->clear = lag->stands_out = clear;
    lag->p_bh = clear ? 0.004 : 0.5;
    lag->panel = (StatsPanel){.n = 204,
                              .groups = 17,
                              .periods = 12,
                              .beta = beta,
                              .se = half / 2,
                              .lo = beta - half,
                              .hi = beta + half,
                              .t = 2 * beta / half,
                              .df = 16,
                              .p = clear ? 0.001 : 0.3,
                              .partial_r = 0.4,
                              .good = true};
}

static inline void link_case_share(Arena *arena, Link *link, int units, double r2, double lo,
                                   double hi)
{
    link->points = NEW(arena, LinkPoint, units);
    link->point_count = units;
    for (int i = 0; i < units; i++)
        link->points[i] =
            (LinkPoint){.scope = 1, .periods = 1, .ex = 50 + i, .cx = 60 + i, .ex_v = 1, .cx_v = 1};
    link->regression = (LinkRegression){.slope = 0.4,
                                        .intercept = 40,
                                        .se = 0.1,
                                        .lo = 0.2,
                                        .hi = 0.6,
                                        .slope_corrected = NAN,
                                        .r2 = r2,
                                        .adjusted_r2 = r2,
                                        .r2_lo = lo,
                                        .r2_hi = hi,
                                        .weighted_slope = NAN,
                                        .weighted_lo = NAN,
                                        .weighted_hi = NAN};
}

/* A table for every KPI of the project, without a value. */
static inline void link_case_kpis(Arena *arena, const Scores *scores)
{
    Tally *tally = (Tally *)(uintptr_t)scores->tally;
    ptrdiff_t cells = tally->unit_count * tally->period_count;
    tally->kpi_count = tally->config->kpi_count;
    tally->kpis = NEW(arena, KpiTable, tally->kpi_count);
    for (ptrdiff_t k = 0; k < tally->kpi_count; k++) {
        tally->kpis[k] =
            (KpiTable){.kpi = &tally->config->kpis[k], .value = NEW(arena, double, cells)};
        for (ptrdiff_t i = 0; i < cells; i++)
            tally->kpis[k].value[i] = NAN;
    }
}

static inline void link_case_kpi(const Scores *scores, const char *id, ptrdiff_t scope,
                                 ptrdiff_t period, double value)
{
    const Tally *tally = scores->tally;
    for (ptrdiff_t k = 0; k < tally->kpi_count; k++)
        if (str_equal(tally->kpis[k].kpi->id, str_from(id)))
            tally->kpis[k].value[scope * tally->period_count + period] = value;
}

/* A chain for every KPI, none of which could be computed. */
static inline void link_case_chains(Arena *arena, Link *link, const Scores *scores)
{
    const Tally *tally = scores->tally;
    link->chain_count = tally->kpi_count;
    link->chains = NEW(arena, LinkChain, link->chain_count);
    for (ptrdiff_t k = 0; k < link->chain_count; k++)
        link->chains[k] = (LinkChain){.kpi = tally->kpis[k].kpi->id,
                                      .refused = S("chain"),
                                      .points = 5,
                                      .cx_to_kpi = {.refused = S("lagged")},
                                      .ex_to_kpi = {.refused = S("lagged")},
                                      .of = {.value = NAN, .lo = NAN, .hi = NAN}};
}

/* Scores of a company with two KPIs without values, and a link whose share is clear and whose
 * chains are all refused. */
static inline const Scores *link_case_scores(Arena *arena, const char *language, Link **link)
{
    Case company = case_company(language);
    company.sections =
        "[kpi revenue]\nlabel = A\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
        "[kpi turnover]\nlabel = B\nfile = " SOURCE_DIR "/LICENSE\nmeasure = %\nbetter = lower\n";
    const Scores *scores = case_scores(arena, &company);
    link_case_kpis(arena, scores);
    *link = link_case_none(arena);
    link_case_share(arena, *link, 17, .58, .41, .71);
    link_case_chains(arena, *link, scores);
    return scores;
}

static inline const Report *link_case_report(Arena *arena, const Scores *scores, const Link *link)
{
    Str reason = STR_NONE;
    const Report *report = report_build(arena, scores, (ReportOptions){.link = link}, &reason);
    assert_non_null(report);
    return report;
}

#endif
