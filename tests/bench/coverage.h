/* coverage.h: what the files of the coverage simulation share. A made-up company goes through the
 * program's own link_compute(); what it says is held against what the company was made from. */
#ifndef CXEX_COVERAGE_H
#define CXEX_COVERAGE_H

#include <cxex/link.h>

#include <math.h>

typedef enum Analysis {
    PEARSON,
    SPEARMAN,
    SLOPE,
    SLOPE_WEIGHTED,
    ADJUSTED_R2,
    TWO_THIRDS,
    TOP_BOTTOM,
    TOP_BOTTOM_ANY,
    EX_TO_CX,
    EX_TO_CX_TRUE,
    EX_TO_CX_TOLD,
    CX_TO_EX,
    DIRECTION,
    DIRECTION_TOLD,
    CX_TO_KPI,
    EX_TO_KPI,
    KPI_ANY,
    CHAIN,
    FORECAST,
    MATRIX_ANY,
    SHARE_FIRST,
    SHARE_LAST,
    ANY_SHARE,
    FIX_FIRST,
    ANALYSIS_COUNT
} Analysis;

/* What one company's report says in one analysis. */
typedef struct Said {
    bool told;            /* not refused */
    double value, lo, hi; /* NaN: it has no interval */
    double truth;         /* NaN: nothing to cover */
    bool clear;           /* the report would call it clear */
} Said;

typedef struct Seen { /* by all companies of a design */
    int told, within, clear;
    double sum, truths; /* of values, truths */
} Seen;

typedef struct Random {
    StatsRng rng;
} Random;
static inline double random_uniform(Random *random) /* 0 < u < 1 */
{
    return ((double)(stats_rng_next(&random->rng) >> 11) + 0.5) * 0x1p-53;
}
static inline double random_normal(Random *random) /* Box & Muller 1958 */
{
    double radius = sqrt(-2 * log(random_uniform(random)));
    return radius * cos(6.283185307179586 * random_uniform(random));
}

/* ---- Companies of units and periods (coverage_units.c) ---- */
typedef struct UnitDesign {
    const char *name;
    int units, periods;
    double r;       /* correlation of the units' means of EX and CX */
    double ex_cx;   /* points of CX a point of EX, one period before */
    double cx_kpi;  /* of a KPI a point of CX, one period before */
    double ex_kpi;  /* of another KPI a point of EX, one period before */
    double ar;      /* how much of a period's own deviation stays in the next */
    double noise;   /* standard deviation of what is measured off the true EX */
    double missing; /* share of results that are not there */
    bool uneven;    /* units with middling EX are alike, those far off are not */
} UnitDesign;
extern const UnitDesign unit_designs[];
extern const ptrdiff_t unit_design_count;
void units_say(const UnitDesign *design, int company, int bootstrap, Arena *arena,
               Said said[ANALYSIS_COUNT]);

/* ---- Companies of people's answers, for key drivers (coverage_people.c) ---- */
typedef struct PeopleDesign {
    const char *name;
    int people;
    int counts;     /* how many of the questions go into the recommendation */
    bool by_chance; /* one question, drawn anew for each person: all count alike */
    int low;        /* how many of the questions are answered low */
} PeopleDesign;
extern const PeopleDesign people_designs[];
extern const ptrdiff_t people_design_count;
void people_say(const PeopleDesign *design, int company, Arena *arena, Said said[ANALYSIS_COUNT]);

#endif
