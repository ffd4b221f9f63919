/* link.h: how employees' and customers' experience hang together between units and over time
 * (metrics.md §8, §9, §11): association, never cause.
 *
 * What compares units is computed from published figures of published cells, up to the report's
 * period; parents and groups' members do not count twice. KPIs are what their files say of the same
 * units and periods. Key drivers are computed from answers, namely from sums over all respondents
 * of the company and all periods, where that cell is published, and of questions that are not
 * withheld there. Where fewer people than the smallest group stand between the complete rows and
 * the figures of one of their questions, there are no drivers ("withheld"). Between packs the
 * ledger decides: with fewer new people, or new answers to a question, `all` or the question in it
 * is withheld, and so are they here. How many of the new rows are complete is not known to it.
 *
 * Each analysis has its minimum of data: below it `refused` is the key of its sentence (metrics.md
 * §15), and only the counts (n, k, groups, periods, size, points) may be read. Where it is not
 * refused, numbers that do not exist are NaN. Same input, same bytes (metrics.md §13). */
#ifndef CXEX_LINK_H
#define CXEX_LINK_H

#include <cxex/models.h>
#include <cxex/score.h>

/* Units that an analysis between units needs, by the key of its refusal (metrics.md §9, §11). */
enum {
    LINK_CORRELATION_UNITS = 8, /* mirrors, the matrix and the forecast too */
    LINK_REGRESSION_UNITS = 10,
    LINK_TWO_THIRDS_UNITS = 15,
    LINK_QUARTILES_UNITS = 8, /* halves */
    LINK_QUARTERS_UNITS = 16,
    LINK_CHAIN_UNITS = 15, /* that have both links */
    LINK_LAGGED_UNITS = 10 /* with so many pairs of periods each, and so many in all: */
};
enum { LINK_LAGGED_PAIRS_EACH = 3, LINK_LAGGED_PAIRS = 40, LINK_LAGGED_PERIODS = 5 };

/* A unit that has both results in at least half of the periods: means over those periods. */
typedef struct LinkPoint {
    ptrdiff_t scope, periods;
    double ex, cx;     /* 0-100 */
    double ex_v, cx_v; /* their sampling variances, Σv/periods² */
    double answers;    /* customers', over those periods; NaN: not told */
} LinkPoint;

typedef struct LinkCorrelation {
    Str refused;
    StatsCorrelation of;
    double real_ex, real_cx; /* share of the spread between units that is not noise */
    double most_r2;          /* their product: the most R² that these data could show */
    double corrected_r; /* r/√most_r2, capped at ±1; NaN unless both shares are at least 0.6 */
} LinkCorrelation;

typedef enum LinkPlace { LINK_INSIDE, LINK_ABOVE, LINK_BELOW } LinkPlace;
typedef struct LinkRegression { /* CX on EX, one row a unit */
    Str refused;
    double slope, intercept, se, lo, hi;  /* HC3, t(D−2) */
    double slope_corrected;               /* slope / real_ex; NaN below 0.6 */
    double r2, adjusted_r2, r2_lo, r2_hi; /* interval of adjusted R², clipped at 0 */
    Str two_thirds_refused;
    LinkPlace two_thirds; /* of the interval, beside the published 2/3 */
    /* Sensitivity: the same with units weighted by their customers' answers. Never the headline:
     * one large unit becomes the result. */
    double weighted_slope, weighted_lo, weighted_hi;
} LinkRegression;

typedef struct LinkMeasure { /* top against bottom group by EX */
    Str id;                  /* "cx.index", "cx.nps" */
    Str refused;
    StatsWelch welch;
    StatsPermutation permutation;
    double p_bh;
} LinkMeasure;
typedef struct LinkQuartiles {
    Str refused;
    bool halves; /* else quartiles */
    ptrdiff_t size;
    ptrdiff_t *top, *bottom; /* [size] points of the groups, by EX, from the outermost inwards */
    LinkMeasure *measures;
    ptrdiff_t measure_count;
} LinkQuartiles;

typedef struct LinkLag { /* x of the period before, y of the period */
    Str refused;
    StatsPanel panel;
    bool clear; /* by this link alone */
    /* Of a link with a KPI: clear also among all the project's links with KPIs, p after Benjamini
     * and Hochberg. Whoever picks one of them to name it goes by this: of ten that are nothing one
     * is `clear` in a third of all companies. Else NaN, false. */
    double p_bh;
    bool stands_out;
    const StatsPanelRow *rows;
    ptrdiff_t row_count;
    ptrdiff_t *scopes; /* [panel.groups] of the groups */
    /* [row_count] x and y without the units' own levels and the periods' common ones: their slope
     * is beta. NULL when refused. */
    double *dx, *dy;
} LinkLag;

typedef enum LinkDirection { LINK_CANNOT_TELL, LINK_EX_TO_CX, LINK_CX_TO_EX } LinkDirection;
typedef struct LinkCross {
    Str refused;
    StatsCrossLag of;
    LinkDirection direction; /* by the interval of their difference */
    /* The same where that direction's own link is clear, which is what a page may say: with 10
     * units the interval alone would name one by chance in 8 of 100 companies. */
    LinkDirection told;
} LinkCross;

typedef struct LinkWhatIf { /* statistics.whatif points more EX, by the lagged link */
    Str refused;
    double points, usual; /* usual: median over units of how far EX ranged within a unit */
    double value, lo, hi;
} LinkWhatIf;

/* whatif points more EX, by both links: X·β1·β2 with both uncertainties carried through. */
typedef struct LinkChain {
    Str kpi; /* its id */
    Str refused;
    double points;
    LinkLag cx_to_kpi;
    LinkLag ex_to_kpi; /* without CX between */
    StatsChain of;     /* of.groups: units that have both links */
} LinkChain;

/* What last period's figures let one expect for this period, beside what came: the link as it was
 * estimated without this period's outcomes, between the units whose EX had risen by more than the
 * median unit's and the others (by the last change of EX before this period; ties by name). The
 * periods' common changes cancel out. The earlier link is what last period's report told, unless
 * figures were revised since: the same stream of random numbers, `wild|ex>cx`. */
typedef struct LinkForecast {
    Str refused;             /* "lagged", "what_if_unclear" (as of then), "correlation" (units) */
    ptrdiff_t risen, others; /* units in each group */
    double ex_diff;          /* mean EX change of the risen minus that of the others, last period */
    double expected, lo, hi; /* beta·ex_diff, with beta's interval */
    double came, came_lo, came_hi; /* mean CX change of the risen minus that of the others, Welch */
    double miss, miss_lo, miss_hi; /* came − expected, both uncertainties by square-and-add */
} LinkForecast;

/* A pair of questions that ask both sides the same (`mirror =`). */
typedef struct LinkMirror {
    ptrdiff_t ex_question, cx_question;
    double ex, cx; /* company's indices 0-100 in the report's period; NaN: not shown. Of a
                      recommendation: (score + 100)/2 */
    double ex_lo, ex_hi, cx_lo, cx_hi;
    Str refused;         /* "correlation": of the units */
    ptrdiff_t n;         /* units that have both in at least half of the periods */
    StatsCorrelation of; /* between units */
} LinkMirror;

/* Factors of employees beside stages of customers, between units. */
typedef struct LinkCell {
    Str refused; /* "correlation" */
    ptrdiff_t n;
    StatsCorrelation of;
    double p, p_bh; /* of r, t(n−2); over all cells of the matrix */
    bool clear;     /* p_bh < α and the interval excludes 0 */
} LinkCell;
typedef struct LinkMatrix {
    /* Defs of the scores: ex.factor_… in their order, indices of the stages in the journey's. */
    ptrdiff_t *rows, *columns;
    ptrdiff_t row_count, column_count;
    LinkCell *cells; /* [row·column_count + column] */
} LinkMatrix;

/* ---- Key drivers ---- */
typedef enum LinkLevel { LINK_LEVEL_CANNOT_TELL, LINK_HIGH, LINK_LOW } LinkLevel;
typedef enum LinkQuadrant {
    LINK_QUADRANT_CANNOT_TELL,
    LINK_FIX_FIRST,
    LINK_KEEP,
    LINK_LOW_PRIORITY,
    LINK_MAINTAIN
} LinkQuadrant;
typedef struct LinkDriver {
    ptrdiff_t question; /* of its side */
    double r, beta, vif;
    double lmg, johnson;      /* parts of R²; lmg NaN beyond STATS_LMG_MOST drivers */
    double share, se, lo, hi; /* percent of R², with its jackknife interval */
    double johnson_share;
    double performance;          /* the question's index, company, all periods */
    LinkLevel importance;        /* share against 100/k */
    LinkLevel performance_level; /* index against the mean of the drivers' */
    LinkQuadrant quadrant;
    bool sign_conflict; /* beta and r point apart */
    ptrdiff_t alike;    /* number, from 1, of the group of drivers that it answers alike with: |r|
                           above 0.9, over others too; 0: none */
} LinkDriver;
typedef struct LinkDrivers {
    bool given; /* the side has an outcome and drivers, and all its periods may be told together */
    Str refused;
    ptrdiff_t outcome; /* question */
    int64_t n;         /* complete rows */
    ptrdiff_t k, groups;
    LinkDriver *drivers; /* [k] */
    /* Questions that are withheld, or that more than 40 % with an outcome did not answer. */
    ptrdiff_t *dropped;
    double *dropped_r; /* their correlations with the outcome, over at least 100 rows; else NaN */
    ptrdiff_t dropped_count;
    /* drivers_constant, drivers_collinear: the questions concerned, the outcome among them. */
    ptrdiff_t *reasons;
    ptrdiff_t reason_count;
    double r2, r2_se, condition, performance_line;
    double *alike_shares; /* [alike_count] of each group together, percent of R² */
    ptrdiff_t alike_count;
} LinkDrivers;
/* Complete answers that k drivers need: max(100, 10k). */
int64_t link_drivers_minimum(ptrdiff_t k);

typedef struct Link {
    LinkPoint *points; /* by the unit's key */
    ptrdiff_t point_count;
    LinkCorrelation correlation;
    LinkRegression regression;
    LinkQuartiles quartiles;
    LinkLag ex_to_cx, cx_to_ex;
    LinkCross cross;
    LinkWhatIf what_if;
    LinkChain *chains; /* a KPI each, in the project's order */
    ptrdiff_t chain_count;
    LinkForecast forecast;
    LinkMirror *mirrors; /* in the project's order */
    ptrdiff_t mirror_count;
    LinkMatrix matrix;
    LinkDrivers drivers[SIDE_COUNT];
} Link;

/* last: index of the report's period; nothing of later ones is used. NULL when the project has not
 * both indices. */
const Link *link_compute(Arena *arena, const Scores *scores, ptrdiff_t last);
/* Key drivers alone, [SIDE_COUNT]: they need no other half. What stands in Link.drivers. */
const LinkDrivers *link_compute_drivers(Arena *arena, const Scores *scores, ptrdiff_t last);

#endif
