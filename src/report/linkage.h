/* linkage.h: numbers of the analyses between the halves, for the pages that print them. */
#ifndef CXEX_REPORT_LINKAGE_H
#define CXEX_REPORT_LINKAGE_H

#include "build.h"

/* How many units an analysis needs (metrics.md §15), beside how many there are. */
RefusalParts linkage_minimum(Str key, int64_t n);
/* No number, but the sentence of its key. */
LinkNumber linkage_refused(const Build *build, Str id, Str key, RefusalParts parts);
/* Analyses of Link that are refused. */
typedef struct LinkageRefusals {
    Refusal *items;
    ptrdiff_t count;
} LinkageRefusals;
LinkageRefusals linkage_refusals(const Build *build);
/* with_sign: "+1,2". The sentence and the verdict are the caller's to say. */
LinkNumber linkage_number(const Build *build, Str id, StatsRange range, double value, int decimals,
                          bool with_sign);
/* "rõ rệt" or the word for unclear; of a p by Monte Carlo within 0.005 of the level also that it is
 * at the limit (metrics.md §13). */
Str linkage_verdict(const Build *build, bool clear, double p, bool exact, Word unclear);
/* A link with a KPI that is clear alone, but not among all the project's links with KPIs: its row
 * says so, and nothing that picks one of them names it. */
bool linkage_clear_alone(const LinkLag *lag);
/* The KPI at the end of the chain may be named: its link stands out, and the whole chain's interval
 * excludes 0. */
bool linkage_chain_stands_out(const LinkChain *chain);
Str linkage_kpi_label(const KpiTable *table);
/* Of a difference: percentages differ by percentage points. */
Str linkage_kpi_measure(const Build *build, const KpiTable *table);
/* The number is to be said in the middle of a sentence: "Doanh thu" begins small, "NPS" does not.
 */
Str linkage_small(const Build *build, Str label);

#endif
