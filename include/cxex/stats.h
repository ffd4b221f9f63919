/* stats.h: the arithmetic of the scorecard: intervals, tests, weights, ranking, reliability, random
 * streams.
 *
 * Numbers in, numbers out. Nothing here knows about surveys' files, units or privacy; nothing
 * prints, allocates for the caller or fails half-way. "§" is the section of the metrics
 * specification that fixes a formula; the paper behind it is named beside it.
 *
 * Absent numbers. A figure that does not exist (no answers; no df for a bounded interval; no p for
 * a test that does not apply) is NaN, never 0: ask isnan(). Everything else is finite. Units.
 * Shares are 0..1 (*_01), NPS is in points -100..100 (*_100), means are on the scale of the y that
 * was given. Level. 0.95 for a 95 % interval; always two-sided. Determinism. Sums run in the order
 * in which values are given, so give levels ascending, units by name, periods ascending (§13).
 * Memory. A function that needs working room takes `Arena *scratch` and gives the room back before
 * it returns. */
#ifndef CXEX_STATS_H
#define CXEX_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cxex/base.h"

/* A two-sided interval; both limits NaN when there is none. */
typedef struct StatsRange {
    double lo, hi;
} StatsRange;

/* ---- Distributions (§1): relative error below 1e-9 in tails and quantiles; real degrees of
 * freedom ---- */
double stats_normal_p(double z);                                    /* P(Z <= z) */
double stats_normal_two_sided(double z);                            /* P(|Z| >= |z|) */
double stats_normal_quantile(double p);                             /* 0 < p < 1 */
double stats_t_p(double t, double df);                              /* P(T <= t), df > 0 */
double stats_t_two_sided(double t, double df);                      /* P(|T| >= |t|), df > 0 */
double stats_t_quantile(double p, double df);                       /* 0 < p < 1, df > 0 */
double stats_f_p(double f, double df_top, double df_bottom);        /* P(F <= f) */
double stats_f_quantile(double p, double df_top, double df_bottom); /* 0 < p < 1 */
double stats_z(double level);                                       /* 0.95 -> 1.959963984540054 */
double stats_t(double level, double df); /* t quantile at (1 + level) / 2 */

/* ---- Means (§2): one question as a histogram, or rows one by one (n = 1 each) ---- */
/* Levels with n = 0 are skipped. The same y may occur in several levels. */
/* t quantiles of one level that were found already: many cells have the same number of answers.
 * Zeroed to begin with; a result is the same to the bit with and without it. */
enum { STATS_QUANTILES = 8192 };
typedef struct StatsQuantiles {
    double df[STATS_QUANTILES], t[STATS_QUANTILES];
} StatsQuantiles;

typedef struct StatsLevels {
    const double *y;  /* score of the level, on any scale */
    const int64_t *n; /* answers, >= 0 */
    const double *w,
        *w2;         /* sum of weights, of squared weights; both NULL: unweighted (w = w2 = n) */
    ptrdiff_t count; /* levels */
    StatsQuantiles *quantiles; /* of the level asked for; NULL: none are kept */
} StatsLevels;

typedef enum StatsIntervalKind {
    STATS_INTERVAL_NONE, /* n = 0: no figure */
    STATS_INTERVAL_T,
    STATS_INTERVAL_BOUNDED, /* Wilson mapped to the scale: n = 1, n_K < 2 or all answers equal */
} StatsIntervalKind;

typedef struct StatsMean {
    int64_t n;   /* answers; 0: everything else is 0 or NaN */
    double W, Q; /* sums of weights and of squared weights */
    double neff; /* n_K = W^2/Q (Kish) */
    double mean;
    double v0; /* sum w^2 (y-m)^2 / W^2 (Taylor linearisation) */
    double
        v; /* v0 n/(n-1): the variance of the mean; exactly 0 when n = 1 or all answers are equal */
    double se, df; /* sqrt(v), n_K - 1; NaN when the interval is bounded */
    double sd; /* sample sd of the answers, weighted: sum w (y-m)^2 / W n/(n-1); NaN when n = 1 */
    double lo, hi; /* within the scale */
    StatsIntervalKind interval;
    bool constant; /* all answers equal (to 1e-12 of the scale's length) */
} StatsMean;

/* The mean with its interval on the scale [lo, hi] (lo < hi; every y lies in it). */
StatsMean stats_mean(StatsLevels levels, double lo, double hi, double level);

/* ---- Kish (1965, 1992), §4 ---- */
typedef struct StatsKish {
    double deff, neff; /* n Q / W^2, n / deff = W^2/Q; NaN when n = 0 */
} StatsKish;
StatsKish stats_kish(int64_t n, double W, double Q);

/* ---- Shares and NPS (§2) ---- */
/* What one category adds up to. Unweighted: w = w2 = n, as stats_part gives it. */
typedef struct StatsPart {
    int64_t n;
    double w, w2;
} StatsPart;
StatsPart stats_part(int64_t n);
/* The levels with from <= y <= to, summed: the top two of 1..5 is (levels, 4, 5). */
StatsPart stats_part_of(StatsLevels levels, double from, double to);

/* Wilson (1927) score interval of a share p on an effective n > 0; exactly 0 at p = 0 and exactly 1
 * at p = 1. */
StatsRange stats_wilson(double p_01, double n, double level);

typedef struct StatsShare {
    int64_t n, x;        /* answers, answers that count; n = 0: the rest is NaN */
    double share_01;     /* weighted share */
    double lo_01, hi_01; /* Wilson on neff */
    double neff;         /* n* = p(1-p)/v0 (Korn & Graubard 1998); n_K at p = 0 and p = 1 */
} StatsShare;
StatsShare stats_share(StatsPart yes, StatsPart no, double level);

/* NPS with the adjusted Wald interval AW(3,T) (Rocks 2016). The score printed is not the adjusted
 * one. */
typedef struct StatsNps {
    int64_t n, promoters, passives, detractors; /* n = 0: the rest is NaN */
    double score_100;                           /* 100 (P-D)/n, weighted */
    double promoters_01, detractors_01;         /* weighted shares */
    double adj_100, se_100;                     /* adjusted score and its standard error */
    double lo_100, hi_100;                      /* adj -+ z se, within -100..100 */
    double neff;                                /* n* = s^2/v0; n_K when s^2 = 0 */
} StatsNps;
StatsNps stats_nps(StatsPart promoters, StatsPart passives, StatsPart detractors, double level);

/* ---- Composite figures (§3): influence form, which keeps the dependence between answers of one
 * person ---- */
/* Answers to two questions side by side. cells[i * count_b + j] counts rows that answered level i
 * of a and j of b. */
typedef struct StatsPair {
    const double *y_a, *y_b;
    ptrdiff_t count_a, count_b;
    const int64_t *n;
    const double *w2; /* sum of squared weights by cell; NULL: unweighted (w2 = n) */
} StatsPair;
/* Sum over rows with both answers of w^2 (y_a - mean_a)(y_b - mean_b). For a question with itself
 * use v0 W^2. */
double stats_cross(StatsPair pair, double mean_a, double mean_b);

typedef struct StatsCompositeInput {
    ptrdiff_t count; /* components, >= 1; a component nobody answered is left out by the caller */
    const double *share; /* a_c > 0; scaled to sum 1 here */
    const double *mean;  /* m_c */
    const double *W;     /* sum of weights of the rows that answered c */
    const double
        *cross; /* count x count, row by row: sum over both answered of w^2 (y_c-m_c)(y_c'-m_c') */
    int64_t n;  /* rows with any component answered, and their sums: */
    double W_any, Q_any;
    bool constant; /* every component has all its answers equal */
} StatsCompositeInput;
/* value = sum a_c m_c, v = n/(n-1) sum_c sum_c' a_c a_c' cross/(W_c W_c'). v0 is v without n/(n-1);
 * sd is NaN. */
StatsMean stats_composite(const StatsCompositeInput *input, double lo, double hi, double level);

/* ---- Finite-population correction (§4, off by default) ---- */
/* The same figures described as of `population` people: v times 1 - n/N, the effective n divided by
 * it. Never for tests. Population <= n: everybody answered, the interval is the value itself. */
StatsMean stats_mean_of_population(StatsMean mean, double population, double lo, double hi,
                                   double level);
StatsShare stats_share_of_population(StatsShare share, double population, double level);
StatsNps stats_nps_of_population(StatsNps nps, double population, double level);

/* ---- Estimates with a variance, for tests (§5) ---- */
typedef struct StatsEstimate {
    double value, v, df; /* v >= 0; df > 0, infinite allowed */
} StatsEstimate;
/* df = n_K - 1 also where the figure's own interval is bounded. */
StatsEstimate stats_estimate(const StatsMean *mean);

/* ---- combined.* (§3) ---- */
typedef struct StatsFigure {
    double value, lo, hi;
} StatsFigure;
typedef enum StatsCombine {
    STATS_COMBINE_ARITHMETIC,
    STATS_COMBINE_GEOMETRIC, /* undefined (NaN) when a side with weight is <= 0 */
} StatsCombine;
/* a cx + (1-a) ex with the square-and-add interval (MOVER, Zou & Donner 2008), clipped to 0..100.
 */
StatsFigure stats_combined(StatsFigure cx, StatsFigure ex, double w_cx_01, StatsCombine how);
/* The same figure for tests of change: v = a^2 v_cx + (1-a)^2 v_ex with Welch-Satterthwaite df;
 * geometric by the delta method. df is NaN when v = 0. */
StatsEstimate stats_combined_estimate(StatsEstimate cx, StatsEstimate ex, double w_cx_01,
                                      StatsCombine how);
/* (cx - cut_cx) - (ex - cut_ex), MOVER. */
StatsFigure stats_gap(StatsFigure cx, double cut_cx, StatsFigure ex, double cut_ex);

typedef enum StatsGapState {
    STATS_GAP_CANNOT_TELL,
    STATS_GAP_BALANCED,
    STATS_GAP_CX_HIGHER,
    STATS_GAP_EX_HIGHER
} StatsGapState;
typedef enum StatsSide { STATS_SIDE_CANNOT_TELL, STATS_SIDE_HIGH, STATS_SIDE_LOW } StatsSide;
typedef enum StatsDiagnosis {
    STATS_DIAGNOSIS_CANNOT_TELL,
    STATS_DIAGNOSIS_BOTH_HIGH,
    STATS_DIAGNOSIS_BOTH_LOW,
    STATS_DIAGNOSIS_CX_GT_EX,
    STATS_DIAGNOSIS_EX_GT_CX,
} StatsDiagnosis;
StatsGapState stats_gap_state(StatsFigure gap, double margin);
StatsSide stats_side(StatsFigure figure, double cut); /* high: lo >= cut; low: hi < cut */
StatsDiagnosis stats_diagnosis(StatsSide cx, StatsSide ex, StatsGapState gap);

typedef enum StatsTarget {
    STATS_TARGET_CANNOT_TELL,
    STATS_TARGET_MET,
    STATS_TARGET_MISSED
} StatsTarget;
/* A figure without interval (NaN) is cannot_tell. */
StatsTarget stats_target(StatsFigure figure, double target, bool lower_is_better);

/* ---- Comparisons (§5): always first minus second: new - old, unit - rest, value - benchmark ----
 */
typedef struct StatsTest {
    double diff;          /* of the printed figures; NPS: points, unadjusted; shares: 0..1 */
    double adj_diff;      /* NPS: of the adjusted scores; otherwise = diff */
    double lo, hi;        /* of the difference; NaN: none */
    double p;             /* two-sided; NaN: none */
    double statistic, df; /* z or t, signed; df NaN for z */
} StatsTest;

/* z on the adjusted scores (Lewis & Sauro 2021). */
StatsTest stats_nps_difference(const StatsNps *first, const StatsNps *second, double level);
/* Interval: Newcombe's hybrid score, method 10 (1998). p: N-1 two-proportion test (Campbell 2007)
 * on effective n; none when an expected count is below 1; exactly 1 when everybody or nobody counts
 * on both sides. */
StatsTest stats_share_difference(const StatsShare *first, const StatsShare *second, double level);
/* Welch (1947), real df. Interval and p are NaN when both variances are 0: a zero width would claim
 * certainty. */
StatsTest stats_mean_difference(StatsEstimate first, StatsEstimate second, double level);

/* Against a benchmark in the unit of the figure. `se` is that of the benchmark, 0 when it is a
 * fixed number. */
StatsTest stats_nps_benchmark(const StatsNps *nps, double benchmark_100, double se_100,
                              double level);
/* Score test at the benchmark; interval Wilson - benchmark. With a se: variances added, interval
 * squared-and-added. */
StatsTest stats_share_benchmark(const StatsShare *share, double benchmark_01, double se_01,
                                double level);
/* t with the mean's df; the benchmark's variance is added. */
StatsTest stats_mean_benchmark(StatsEstimate mean, double benchmark, double se, double level);

typedef enum StatsVerdict {
    STATS_VERDICT_CANNOT_TELL, /* no p or no interval */
    STATS_VERDICT_NO_CLEAR_DIFFERENCE,
    STATS_VERDICT_UP,
    STATS_VERDICT_DOWN,
} StatsVerdict;
/* Up or down only if p < alpha and the interval excludes 0 on that side. `p` is the adjusted one
 * where a family is. */
StatsVerdict stats_verdict(const StatsTest *test, double p, double alpha);

/* Benjamini & Hochberg (1995): adjusted[i] for p[i]; ties by position. A NaN is no member of the
 * family and stays NaN. adjusted may be p itself. */
void stats_benjamini_hochberg(const double *p, double *adjusted, ptrdiff_t count, Arena *scratch);

/* ---- Ranking (§5) ---- */
/* Between-unit variance by Paule & Mandel (1982), bisection to the last digits; 0 when the spread
 * is no larger than the noise. v > 0. *mu gets the mean weighted by 1/(v + tau^2). */
double stats_paule_mandel(const double *y, const double *v, ptrdiff_t count, double *mu);

typedef enum StatsRankRefusal {
    STATS_RANK_OK,
    STATS_RANK_FEW_UNITS,
    STATS_RANK_NO_SPREAD
} StatsRankRefusal;
typedef struct StatsRanked {
    double B;        /* shrinkage v'/(v' + tau^2); NaN for a unit that was left out */
    double shrunk;   /* B mu + (1-B) y: for ordering only, never printed as the unit's value */
    double variance; /* (1-B) v' */
    ptrdiff_t rank, rank_lo,
        rank_hi; /* 1 = best; rank_lo is the best and rank_hi the worst it can be; 0: left out */
} StatsRanked;
typedef struct StatsRanking {
    StatsRankRefusal refusal;
    ptrdiff_t units; /* that took part: v > 0 */
    double mu, tau2;
} StatsRanking;
/* Empirical Bayes (Morris 1983) on variances smoothed over units. Units whose v is not > 0 (or NaN)
 * are left out, and so must partial indices be, by giving v = 0. Ties of the shrunken value keep
 * the order given (names). When refused (fewer than 4 units, or tau^2 = 0) every rank is 0. */
StatsRanking stats_rank(const double *y, const double *v, const int64_t *n, ptrdiff_t count,
                        double level, StatsRanked *ranked, Arena *scratch);

/* ---- Raking (§4; Deming & Stephan 1940; trimming: Potter 1990) ---- */
/* One margin. Rows whose category is not known, or has headcount 0, form "(missing)": their target
 * is their sample share. */
typedef struct StatsMargin {
    ptrdiff_t categories;
    const double *headcount;           /* by category, >= 0; sum > 0 */
    const ptrdiff_t *category_of_cell; /* by cell; -1: missing or unknown */
} StatsMargin;
typedef struct StatsRakeInput {
    const int64_t *count; /* respondents by cell */
    ptrdiff_t cells;
    const StatsMargin
        *margins; /* in the order of the project file; all rescaled to the first one's total */
    ptrdiff_t margin_count;  /* >= 1 */
    double trim_lo, trim_hi; /* times the mean weight, 0.3 and 3.0; 0 and 0: no trimming */
} StatsRakeInput;
typedef enum StatsRakeRefusal {
    STATS_RAKE_OK,
    STATS_RAKE_NOBODY,         /* no respondents, or a margin whose headcounts sum to 0 */
    STATS_RAKE_EMPTY_CATEGORY, /* people there, but no respondent: see margin, category */
    STATS_RAKE_NOT_CONVERGED,  /* 1000 iterations were not enough */
    STATS_RAKE_TRIMMED_AWAY,   /* after trimming a margin is off by more than 2 % */
} StatsRakeRefusal;
typedef struct StatsRake {
    StatsRakeRefusal refusal;
    ptrdiff_t margin, category; /* of an empty category; -1 otherwise */
    ptrdiff_t iterations;       /* passes over the margins, all rounds of trimming together */
    bool trimmed;
    double margin_error; /* largest |sum w - T|/T after the last clip */
    StatsKish kish;
} StatsRake;
/* weight[cell] is the weight of each respondent of the cell, scaled to sum n; 1 for all when
 * refused. */
StatsRake stats_rake(const StatsRakeInput *input, double *weight, Arena *scratch);

/* ---- Reliability (§6): complete rows, unweighted ---- */
typedef struct StatsMoments {
    int64_t n;         /* complete rows */
    ptrdiff_t items;   /* k */
    const double *sum; /* sum y_j: give whole numbers (raw answers) and the moments stay exact */
    const double *product; /* k x k: sum y_j y_l */
} StatsMoments;
enum { STATS_RELIABILITY_ROWS = 30, STATS_RELIABILITY_ITEMS = 3 }; /* that it takes at least */
typedef enum StatsReliabilityRefusal {
    STATS_RELIABILITY_OK,
    STATS_RELIABILITY_FEW_ROWS,  /* n below STATS_RELIABILITY_ROWS */
    STATS_RELIABILITY_FEW_ITEMS, /* k below STATS_RELIABILITY_ITEMS */
    STATS_RELIABILITY_CONSTANT,  /* an item without spread */
} StatsReliabilityRefusal;
typedef struct StatsReliability {
    StatsReliabilityRefusal refusal;
    int64_t n;
    ptrdiff_t items;
    double alpha, std_alpha; /* Cronbach 1951 */
    double lo, hi;           /* of alpha: Feldt 1965 */
    double
        omega; /* McDonald's omega total of one factor; NaN: no proper solution, which is normal */
} StatsReliability;
/* loadings: NULL, or room for `items` numbers (NaN where omega is). */
StatsReliability stats_reliability(const StatsMoments *moments, double level, double *loadings,
                                   Arena *scratch);

/* ---- Random streams (§13): xoshiro256** (Blackman & Vigna 2021) seeded by SplitMix64 from FNV-1a
 * ---- */
typedef struct StatsRng {
    uint64_t state[4];
} StatsRng;
StatsRng stats_rng_stream(Str seed, Str analysis); /* of the bytes `seed|analysis` */
StatsRng stats_rng_seeded(uint64_t seed);          /* four words of SplitMix64 */
uint64_t stats_rng_next(StatsRng *rng);
ptrdiff_t stats_rng_below(StatsRng *rng, ptrdiff_t n); /* 0 <= result < n; one draw, no rejection */
int stats_rng_sign(StatsRng *rng);                     /* +1 or -1 */
/* Partial Fisher-Yates: afterwards the first `drawn` items are a random draw, in random order. */
void stats_rng_draw(StatsRng *rng, ptrdiff_t *items, ptrdiff_t count, ptrdiff_t drawn);
uint64_t stats_splitmix_next(uint64_t *state);

/* ---- Smaller figures (§12) ---- */
/* Kaplan & Meier (1958): smallest time at which no more than half are still open; NaN: not reached.
 * event false = still open (censored) at that time; events come before open ones at the same time.
 */
double stats_km_median(const double *time, const bool *event, ptrdiff_t count, Arena *scratch);

typedef struct StatsPayoutCurve {
    double revenue_gate; /* actual/target below which nothing is paid */
    double threshold, threshold_pays, target, maximum, cap; /* t0, p0, t1, t2, cap */
} StatsPayoutCurve;
bool stats_payout_valid(const StatsPayoutCurve *curve); /* t0 < t1 < t2, 0 <= p0 <= 1 <= cap */
/* Share of the full payout, 0..cap. */
double stats_payout(const StatsPayoutCurve *curve, double score_100, double revenue_ratio);

#endif
