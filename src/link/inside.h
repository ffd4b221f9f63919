/* inside.h: what the files of link share. */
#ifndef CXEX_LINK_INSIDE_H
#define CXEX_LINK_INSIDE_H

#include <cxex/link.h>

typedef struct Linking {
    Arena *arena;
    const Scores *scores;
    const Tally *tally;
    const Config *config;
    ptrdiff_t last, cx, ex; /* defs of the two indices */
    double level;
    Link *link;
} Linking;

/* A unit's complete, published index in a period; NaN otherwise. */
double link_value(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t def);
double link_variance(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t def);
/* Units that stand for themselves: no parents, which overlap, and no merged ones. */
bool link_counts(const Linking *linking, ptrdiff_t scope);
/* The stream of random numbers of one analysis (metrics.md §13). */
StatsRng link_stream(const Linking *linking, Str analysis);

/* Whether a lagged effect is clear: its test says so, and its interval. */
bool link_is_clear(const Linking *linking, const StatsPanel *panel);
/* y of a unit in a period: a figure, or a KPI. */
typedef struct LinkOutcome {
    ptrdiff_t def;       /* of the scores; -1: */
    const KpiTable *kpi; /* this one */
} LinkOutcome;
double link_outcome(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, LinkOutcome y);
LinkLag link_lag_of(const Linking *linking, ptrdiff_t x, LinkOutcome y, Str analysis);
/* The rows of the units that both panels have, numbered alike. Returns how many. */
ptrdiff_t link_common_rows(const Linking *linking, const LinkLag *lag, const LinkLag *other,
                           StatsPanelRow *out);

/* Two figures between units: a point each that has both in at least half of the periods. */
typedef struct LinkPair {
    ptrdiff_t x, y; /* defs */
} LinkPair;
StatsCorrelation link_correlate(const Linking *linking, LinkPair pair);

void link_points(Linking *linking);
void link_between(Linking *linking);   /* correlation, regression */
void link_quartiles(Linking *linking); /* top against bottom */
void link_lagged(Linking *linking);    /* both directions, which is stronger, what-if */
void link_chains(Linking *linking);
void link_forecast(Linking *linking);
void link_mirrors(Linking *linking);
void link_matrix(Linking *linking);
void link_drivers(Linking *linking);
/* Numbers the groups of drivers that answer alike, with their shares together. rxx[k·k]:
 * correlations of the drivers. */
void link_alike(Arena *arena, const double *rxx, LinkDrivers *drivers);
/* Names the questions that make rxx singular as reasons. */
void link_repeated(Arena *arena, const double *rxx, LinkDrivers *drivers);

#endif
