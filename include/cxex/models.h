/* models.h: how figures hang together (metrics.md §9-§11): correlation, regression with robust
 * errors, panel with fixed effects, permutation, key drivers. Part of stats.
 *
 * Every function is pure: same arguments, same bytes. Randomness comes from a StatsRng that the
 * caller opens with the analysis' name (metrics.md §13), one per analysis. Absent numbers are NaN.
 * `scratch` is working room: what a result points to lives there. No minimum of data is judged
 * here, beyond what a formula needs to exist: link decides what may be said. */
#ifndef CXEX_MODELS_H
#define CXEX_MODELS_H

#include <cxex/stats.h>

/* ---- Correlation ---- */
typedef struct StatsCorrelation {
    ptrdiff_t n;
    double r, lo, hi; /* Fisher 1921: tanh(atanh r ± z/√(n−3)); n < 4 or |r| = 1: no interval */
    double rho, rho_lo, rho_hi; /* Spearman, mid-ranks; Bonett & Wright 2000 */
} StatsCorrelation;
StatsCorrelation stats_correlation(const double *x, const double *y, ptrdiff_t n, double level,
                                   Arena *scratch);
/* Share of the spread of x that is not noise: max(0, 1 − mean(v)/var(x)); 0 when var is 0. */
double stats_real_share(const double *x, const double *v, ptrdiff_t n);

/* ---- Least squares ---- */
typedef struct StatsOls {
    ptrdiff_t n, k;              /* rows; columns */
    double *beta, *se;           /* [k] classical */
    double *hc3;                 /* [k] √ of the HC3 variances (MacKinnon & White 1985) */
    double *residual;            /* [n] */
    double rss, r2, adjusted_r2; /* r2: of the centred y when `intercept` */
    double sd;                   /* residual standard deviation √(rss/(n−k)) */
    bool good;                   /* false: columns depend on one another, or n < k */
} StatsOls;
/* columns[k][n]; Householder QR on columns scaled to unit length. intercept: columns[0] is the
 * constant. */
StatsOls stats_ols(const double *const *columns, ptrdiff_t k, const double *y, ptrdiff_t n,
                   bool intercept, Arena *scratch);
/* Percentile interval of adjusted R² of y on x, clipped at 0: pairs resampled, order statistics
 * (replicates+1)·α/2 and (replicates+1)·(1−α/2); a resample without spread counts as 0. */
StatsRange stats_r2_bootstrap(const double *x, const double *y, ptrdiff_t n, int replicates,
                              double level, StatsRng *rng, Arena *scratch);

/* ---- Two groups ---- */
typedef struct StatsWelch {
    double mean_a, mean_b, diff, lo, hi, t, df, p; /* a − b */
} StatsWelch;
StatsWelch stats_welch(const double *a, ptrdiff_t count_a, const double *b, ptrdiff_t count_b,
                       double level);
typedef struct StatsPermutation {
    double p;   /* two-sided, of |difference of means|; tie tolerance 1e-12 */
    bool exact; /* all C(n,a) assignments, when at most 200,000; else (1+#)/(replicates+1) */
} StatsPermutation;
StatsPermutation stats_permutation(const double *a, ptrdiff_t count_a, const double *b,
                                   ptrdiff_t count_b, int replicates, StatsRng *rng,
                                   Arena *scratch);

/* ---- Panel: y = βx + group effects + period effects ---- */
typedef struct StatsPanelRow {
    ptrdiff_t group, period; /* 0 .. count-1 */
    double x, y;
} StatsPanelRow;
typedef struct StatsPanel {
    ptrdiff_t n, groups, periods;   /* that have rows */
    double beta, se, lo, hi, t, df; /* CR1 by group, t(G−1) */
    double p;                       /* restricted wild cluster bootstrap-t, Rademacher */
    bool exact;                     /* all 2^G sign vectors (G <= 13) */
    double partial_r;               /* β·sd(x̃)/sd(ỹ) */
    bool good;                      /* x varies within groups and periods */
} StatsPanel;
/* rows sorted by group, then period. replicates 0: no bootstrap (p NaN). p is the share of sign
 * vectors when exact, else (1+#)/(replicates+1). se, lo, hi, t, p are NaN where residuals cancel in
 * every group (no residual at all, or two full groups): a zero width would claim certainty. */
StatsPanel stats_panel(const StatsPanelRow *rows, ptrdiff_t count, int replicates, double level,
                       StatsRng *rng, Arena *scratch);
/* [count] each: x and y less what groups and periods explain of them, by least squares: `beta` is
 * the slope of the one on the other. */
void stats_panel_residuals(const StatsPanelRow *rows, ptrdiff_t count, double *x, double *y,
                           Arena scratch);
/* Difference of the two partial r, groups resampled together. Both panels number their groups
 * alike; groups without rows in one of them are left out, of `diff` too. A resample without spread
 * counts as 0. NaN where a partial r does not exist. */
typedef struct StatsCrossLag {
    ptrdiff_t groups;
    double diff, lo, hi;
} StatsCrossLag;
StatsCrossLag stats_cross_lag(const StatsPanelRow *first, ptrdiff_t first_count,
                              const StatsPanelRow *second, ptrdiff_t second_count, int replicates,
                              double level, StatsRng *rng, Arena *scratch);
/* factor·β1·β2 with a percentile interval from one set of group resamples for both links; groups as
 * in stats_cross_lag(). */
typedef struct StatsChain {
    ptrdiff_t groups;
    double value, lo, hi;
} StatsChain;
StatsChain stats_chain(const StatsPanelRow *first, ptrdiff_t first_count,
                       const StatsPanelRow *second, ptrdiff_t second_count, double factor,
                       int replicates, double level, StatsRng *rng, Arena *scratch);

/* ---- Key drivers: from correlations alone ---- */
enum { STATS_LMG_MOST = 15 };
typedef struct StatsDrivers {
    ptrdiff_t k;
    double r2, condition; /* condition: √(largest / smallest eigenvalue); NaN when not good */
    double *beta, *vif;   /* [k] standardised */
    double *lmg;          /* [k] Shapley shares of R², sum = r2; NULL for k > STATS_LMG_MOST */
    double *johnson;      /* [k] relative weights, sum = r2 */
    double smallest_eigenvalue;
    bool good; /* false: R_xx is singular */
} StatsDrivers;
/* rxx[k·k] correlations of the drivers, rxy[k] with the outcome. */
StatsDrivers stats_drivers(const double *rxx, const double *rxy, ptrdiff_t k, Arena *scratch);

#endif
