/* inside.h: what the files of score share: the plan of figures, sums of counts, one side's figures
 * of one set of rows. */
#ifndef CXEX_SCORE_INSIDE_H
#define CXEX_SCORE_INSIDE_H

#include <cxex/score.h>
#include <cxex/stats.h>

/* ---- Parts of an index as a bit set: bit p is part p of the side; then two facts more ---- */
typedef uint32_t PartSet;
#define PARTS_JOURNEY (UINT32_C(1) << 31) /* cx.journey is in, with the stages of `journey` */
/* Of a stored figure: a part that the project has no more, so that it compares with nothing. */
#define PARTS_GONE (UINT32_C(1) << 30)

/* Weights as the project gives them; renormalised over what a cell has. */
typedef struct PartWeights {
    double direct[PART_LIMIT]; /* of the part itself, 0 when it is not in the index */
    double journey;            /* of cx.journey in cx.index */
    double stage[PART_LIMIT];  /* of a stage within the journey, 0 for others */
} PartWeights;

typedef struct Parts { /* of one cell */
    PartSet index;     /* parts with an own weight, and PARTS_JOURNEY */
    PartSet journey;   /* stages with an answer, also when they are too few for a journey */
} Parts;

/* ---- The plan ---- */
enum { TESTED_LIMIT = 7 };
typedef struct Plan {
    Arena *arena;
    const Tally *tally;
    const Config *config;
    const Published *published;
    Scores *scores;
    /* The figures as tests and ranking use them: those of `scores`, unless the project describes
     * finite populations (metrics.md §4: fpc never enters a test). */
    Figure *plain;
    double population; /* people behind the cell being scored, for description; 0: not known */
    double level;
    StatsQuantiles *quantiles; /* of `level`, found so far */
    PartWeights weights[SIDE_COUNT];
    /* By which the weights of a (unit, period, stratum) are multiplied, in the order of
     * SideTally.cells; NULL: 1 everywhere. */
    double *factor[SIDE_COUNT];
    Parts *parts[SIDE_COUNT];       /* [scope·window_count + window] */
    ptrdiff_t tested[TESTED_LIMIT]; /* defs, ascending */
    ptrdiff_t tested_count;
    ptrdiff_t index_def[SIDE_COUNT], score_def; /* cx.index, ex.index, combined.score; or -1 */
    ptrdiff_t *detail[SIDE_COUNT], detail_count[SIDE_COUNT]; /* defs of detail.c, ascending */
    Comparison **detail_rest[SIDE_COUNT]; /* [scope·period_count + period] of [detail_count], NULL:
                                             there is no rest; scope 0 in it: not compared */
    Figure *rest;                         /* [(scope·period_count + period)·tested_count + t] */
    Parts *rest_parts[SIDE_COUNT];        /* [scope·period_count + period] */
} Plan;

static inline ptrdiff_t plan_cell(const Plan *plan, ptrdiff_t scope, ptrdiff_t window)
{
    return scope * plan->scores->window_count + window;
}

static inline Figure *plan_figure(const Plan *plan, ptrdiff_t scope, ptrdiff_t window,
                                  ptrdiff_t def)
{
    return &plan->scores->figures[plan_cell(plan, scope, window) * plan->scores->def_count + def];
}

static inline Figure *plan_plain(const Plan *plan, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def)
{
    return &plan->plain[plan_cell(plan, scope, window) * plan->scores->def_count + def];
}

static inline Figure *plan_rest(const Plan *plan, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t t)
{
    ptrdiff_t cell = scope * plan->tally->period_count + period;
    return &plan->rest[cell * plan->tested_count + t];
}

/* defs.c */
void score_plan_defs(Plan *plan);
void score_plan_parts(Plan *plan);
Str score_part_name(const SideTally *side, ptrdiff_t part);  /* "nps", "engagement" */
Str score_stage_name(const SideTally *side, ptrdiff_t part); /* "aware" */

/* weights.c: the factors of a side and their report (metrics.md §4). */
void score_fit_weights(Plan *plan, Side side);

/* invited.c: the lines of the invited file that count for a unit or a margin. */
typedef struct InvitedNeed {
    Side side;
    ptrdiff_t period;
    ptrdiff_t unit;   /* -1: the company's own lines */
    ptrdiff_t margin; /* -1: the unit; else a further margin, and `category` */
    Str category;
} InvitedNeed;
double score_headcount(const Tally *tally, InvitedNeed need); /* NaN: not given */
typedef struct InvitedSum {
    bool given;
    double invited, ineligible;
} InvitedSum;
InvitedSum score_invited(const Tally *tally, Side side, ptrdiff_t scope, ptrdiff_t period);
/* Whether lines of the unit, if there are any, are the total of what stands below it or was merged
 * into it: a parent or a group that no answer of the period names. */
bool score_gives_total(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period);

/* rows.c: the rows of a scope's members, weights applied, summed once for each period however many
 * windows hold it. No figure is made of a sum before privacy has been asked for that very cell. */
typedef struct RowsOfScope {
    Side side;
    ptrdiff_t scope;
    const Cell **period; /* [period_count], NULL: not yet summed */
} RowsOfScope;
RowsOfScope score_rows_begin(const Plan *plan, Side side, ptrdiff_t scope);
/* Sums the window's periods, in room that other windows of the scope will read. */
void score_rows_prepare(const Plan *plan, RowsOfScope *rows, ptrdiff_t window);
const Cell *score_rows(const Plan *plan, RowsOfScope *rows, ptrdiff_t window);

/* figure.c: one side's figure of the rows in `cell`; the caller has asked privacy. With
 * plan->population the interval describes that population; v and neff stay as they are. */
Figure score_nothing(void); /* every number absent */
Figure score_of_mean(const Plan *plan, StatsMean mean, double lo, double hi);
Figure score_single(const Plan *plan, const FigureDef *def, const Cell *cell);
StatsMean score_mean_of(const Plan *plan, const SideTally *side, const Cell *cell, PartKind kind,
                        ptrdiff_t ref);

/* composite.c */
/* The parts that count in a cell whose withheld questions and means are those of (scope, window).
 */
Parts score_find_parts(const Plan *plan, Side side, const Cell *cell, ptrdiff_t scope,
                       ptrdiff_t window);
/* The parts of the company without a unit: neither of the two may withhold them. */
Parts score_find_rest_parts(const Plan *plan, Side side, const Cell *rest, ptrdiff_t unit,
                            ptrdiff_t period);
bool score_same_parts(Parts a, Parts b); /* stages matter only where there is a journey */
Figure score_composite(const Plan *plan, Side side, const Cell *cell, Parts parts, bool journey);
void score_name_components(const Plan *plan);

/* side.c: every figure of one side, and those of the rests */
void score_side(Plan *plan, Side side);

/* stored.c: figures of an earlier pack that stand (PUBLISH_STORED), back in their places */
void score_stored_cell(Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window);
/* False: the earlier pack had no response there. */
bool score_stored_response(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t period,
                           Response *response);

/* combined.c */
void score_combined(Plan *plan);
Figure score_combine(const Plan *plan, const Figure *cx, const Figure *ex);

/* target.c, benchmark.c */
void score_targets(Plan *plan);
void score_benchmarks(Plan *plan);

/* compare.c, ranking.c, response.c */
void score_compare(Plan *plan);
bool score_has_value(const Figure *figure);
/* Difference and test; the verdict waits for the family's p. */
void score_test_pair(const Plan *plan, Comparison *comparison, const Figure *first,
                     const Figure *second);
void score_test_benchmark(const Plan *plan, Comparison *comparison, const Figure *figure,
                          double se);
void score_conclude(const Plan *plan, Comparison *items, ptrdiff_t count); /* one family */

/* detail.c: which figures, before any is scored; a unit's against the rest, when it is; the lists,
 * after score_compare. */
void score_plan_details(Plan *plan);
void score_detail_rest(const Plan *plan, Side side, const Cell *rest, ptrdiff_t unit,
                       ptrdiff_t period);
void score_details(Plan *plan);
void score_rank(Plan *plan, Side side);
void score_reliability(Plan *plan);
void score_response(Plan *plan, Side side);

#endif
