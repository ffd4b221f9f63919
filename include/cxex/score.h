/* score.h: every figure of metrics.md §2-§6 and §12 (response, registers), for shown cells only.
 *
 * Absent numbers are NaN (no value, no interval, no p); nothing here is rounded. Scopes and windows
 * as in privacy.h. Everything is owned by the arena given to score_compute and const from then on.
 *
 * Which figures there are follows from the project's questions, the same for every cell: cx.n, then
 * by question (in the project's order) nps NAME; ces NAME_mean, NAME_top3, NAME_index; rating
 * NAME_top2 (customers) or NAME_fav (employees), NAME_index, NAME_mean; then person means,
 * cx.journey and the side's index; the same for employees; combined.score, .gap, .diagnosis where
 * both sides have an index.
 *
 * Boxes. _top2: the top two levels of any scale, though never all of them; cx.csat as `top_csat`
 * says. _top3: the top three of six or more levels, else those above the middle. _fav: the top two
 * of five or more levels (three of seven), two of four, one of fewer; unfavourable likewise from
 * below; what lies between is neutral.
 *
 * Cells. A unit's figures are those of its members' rows together, with the weights that the rows
 * have in their period; a running window's those of its periods' rows. Changes, comparisons with
 * the rest and response rates are of periods only, reliability of periods and `all`.
 *
 * What an earlier pack published and may not be revised (PUBLISH_STORED) comes from the ledger:
 * value, limits, n and parts as they were printed. Changes are tested from such figures too; there
 * is no comparison with the rest of a company or of a unit so stored, and no reliability. Targets
 * are those of now.
 *
 * Comparisons. Both lists run by period, within it the company first and units by name, within a
 * unit as the defs stand. A change is there when both periods are published; a comparison with the
 * rest when unit and company are, and the rest has at least k answers. Too few answers come before
 * different parts (cannot_tell): then diff alone is set. The rest's index leaves out what is
 * withheld for the unit, so that both have the same parts. Tests run against this list of parts,
 * not against `partial`: two partial indices with the same parts can be compared. Ranking takes
 * complete indices of units that are no parents: a parent would be ranked against its own parts.
 *
 * Benchmarks. Every published figure of a period that a benchmark is given for is tested against
 * it, whether it is among the tested metrics or not; a partial index is not (cannot_tell). Without
 * a standard error the benchmark is a fixed number. In a period all units against all benchmarks
 * are one family.
 *
 * One family of tests (metrics.md §5) is everything but the company that a list shows in a period,
 * parents and groups included: the marks of a page are read together, so the share of false ones is
 * kept for all of them together. A parent's difference and those of its units move the same way,
 * for which Benjamini and Hochberg's bound holds (Benjamini and Yekutieli 2001, Annals of
 * Statistics 29:1165). Units merged into a group have no figures, hence no tests. */
#ifndef CXEX_SCORE_H
#define CXEX_SCORE_H

#include <cxex/definitions.h>
#include <cxex/privacy.h>

typedef enum FigureKind {
    FIGURE_N,           /* cx.n ex.n */
    FIGURE_NPS,         /* cx.nps ex.enps */
    FIGURE_SHARE,       /* *_top2 *_top3 *_fav */
    FIGURE_MEAN,        /* on the question's own scale: cx.ces_mean, NAME_mean */
    FIGURE_INDEX,       /* 0-100 of one question */
    FIGURE_PERSON_MEAN, /* ex.engagement, ex.factor_*, ex.cycle_* */
    FIGURE_COMPOSITE,   /* cx.journey cx.index ex.index */
    FIGURE_SCORE,
    FIGURE_GAP,
    FIGURE_DIAGNOSIS /* combined.* */
} FigureKind;

typedef enum FigureSide { FIGURE_CX, FIGURE_EX, FIGURE_COMBINED } FigureSide;

/* One figure that cells can have. figure_defs are the same for every cell. */
typedef struct FigureDef {
    Str id; /* "cx.csat_top2" */
    FigureKind kind;
    FigureSide side;
    const Metric *metric; /* NULL for composites and n */
    ptrdiff_t question;   /* index on its side, or -1 */
    ptrdiff_t mean;       /* person mean, or -1 */
    double lo, hi;        /* scale of the figure: -100..100, 0..100, 1..7 */
    int decimals;         /* when shown (metrics.md §14) */
    bool tested;          /* change and rest are tested (metrics.md §5) */
    bool headline;        /* target and practical of its metric belong to it */
    double practical;     /* smallest change worth a mark */
} FigureDef;

typedef enum IntervalKind {
    INTERVAL_NONE,
    INTERVAL_T,
    INTERVAL_BOUNDED,
    INTERVAL_WILSON,
    INTERVAL_NPS,
    INTERVAL_MOVER
} IntervalKind;
typedef enum TargetStatus {
    TARGET_NONE,
    TARGET_MET,
    TARGET_MISSED,
    TARGET_CANNOT_TELL
} TargetStatus;
typedef enum LevelState { LEVEL_STATE_CANNOT_TELL, LEVEL_STATE_HIGH, LEVEL_STATE_LOW } LevelState;
typedef enum GapState { GAP_CANNOT_TELL, GAP_CX_HIGHER, GAP_EX_HIGHER, GAP_BALANCED } GapState;
typedef enum Diagnosis {
    DIAGNOSIS_CANNOT_TELL,
    DIAGNOSIS_BOTH_HIGH,
    DIAGNOSIS_BOTH_LOW,
    DIAGNOSIS_CX_GT_EX,
    DIAGNOSIS_EX_GT_CX
} Diagnosis;

typedef struct Figure {
    bool shown; /* false: the cell is hidden or this question is withheld: nothing else here is set
                 */
    bool withheld; /* hidden to protect people (as opposed to no data) */
    int64_t n;     /* 0: no answers, value NaN */
    /* se of NPS is that of adj, the adjusted score. v and neff are those of tests also where a
     * finite population is described (statistics.fpc). */
    double value, lo, hi, se, df, neff, v, sd, adj;
    IntervalKind interval;
    int64_t x;                                 /* shares: answers in the top box */
    int64_t promoters, passives, detractors;   /* NPS */
    int64_t favourable, neutral, unfavourable; /* ex items */
    double unfavourable_share;                 /* 0..100 */
    int shown_share[3];                        /* ex items: whole percents that add up to 100 */
    bool partial; /* composites: the list of parts differs from the company's */
    Str *
        components; /* composites: "nps", "csat", "ces", "journey:aware+buy"; journey: its stages */
    ptrdiff_t component_count;
    double target; /* NaN: none. Of the headline figure only; also set where nothing is shown */
    TargetStatus status;
    LevelState cx_level, ex_level; /* combined.diagnosis */
    GapState gap;                  /* combined.gap */
    Diagnosis diagnosis;           /* combined.diagnosis */
} Figure;

typedef enum Verdict {
    VERDICT_NO_CLEAR_DIFFERENCE,
    VERDICT_UP,
    VERDICT_DOWN,
    VERDICT_CANNOT_TELL,
    VERDICT_TOO_FEW,
    VERDICT_NOT_COMPARABLE /* a definition changed in between: nothing else is set */
} Verdict;

typedef struct Comparison { /* a change from the previous period, or unit against the rest of the
                               company */
    ptrdiff_t scope, window, previous; /* previous: window, or -1 for "rest" */
    ptrdiff_t figure;                  /* index of the def */
    ptrdiff_t benchmark;               /* in tally->benchmarks; only in Scores.benchmark_tests */
    double diff, lo, hi, p, p_bh, df;
    Verdict verdict;
    int mark; /* +1 / -1: verdict up/down and at least the practical difference; else 0 */
    int64_t rest_n;
    double rest_value; /* or the benchmark's value; rest_n is then 0 */
} Comparison;

typedef struct Ranking { /* latest period, one per side's index */
    ptrdiff_t figure, window;
    bool refused;
    ptrdiff_t n;
    ptrdiff_t *scopes; /* by name */
    double *shrunk, *b;
    double mu, tau2;
    ptrdiff_t *rank, *rank_lo, *rank_hi;
} Ranking;

typedef struct Reliability {
    bool refused;
    int64_t n;
    ptrdiff_t k;
    double alpha, lo, hi, std_alpha, omega; /* omega NaN: null */
} Reliability;

typedef enum ResponseState {
    RESPONSE_NOT_GIVEN,
    RESPONSE_RATE,
    RESPONSE_TOO_MANY,
    RESPONSE_WITHHELD
} ResponseState;
typedef struct Response { /* side × scope × period */
    ResponseState state;
    int64_t complete, partial, break_off, eligible;
    double rr1, rr2; /* percent, NaN without invitations */
} Response;
/* With a lower rr2 those who did not answer may think differently (metrics.md §12). */
enum { RESPONSE_LOW_PERCENT = 30 };

typedef enum WeightMethod { WEIGHT_NONE, WEIGHT_COLUMN, WEIGHT_RAKED, WEIGHT_REFUSED } WeightMethod;
typedef enum WeightRefusal {
    WEIGHT_REFUSAL_NONE,
    WEIGHT_REFUSAL_EMPTY_CATEGORY, /* people there, nobody answered; `reason` names it */
    WEIGHT_REFUSAL_NOT_FITTED,     /* the margins contradict one another */
    WEIGHT_REFUSAL_TRIMMED         /* only with weights outside `trim` */
} WeightRefusal;
typedef struct WeightReport { /* side × period */
    WeightMethod method;
    WeightRefusal refusal;
    Str reason;             /* the unit or category of an empty one */
    double deff, neff;      /* Kish; 1 and n without weights; NaN when there are no rows */
    double margin_error_01; /* raked: the largest one left by trimming; else NaN */
    int64_t n;
} WeightReport;

typedef struct Scores {
    const Tally *tally;
    const Published *published;
    const DefinitionBreaks *breaks; /* placed; NULL: none */
    FigureDef *defs;
    ptrdiff_t def_count;
    ptrdiff_t scope_count, window_count; /* as in Published */
    Figure *figures;                     /* [(scope·window_count + window)·def_count + def] */
    /* The same as tests read them: `figures` itself unless a finite population is described. */
    const Figure *plain;
    Comparison *changes;
    ptrdiff_t change_count;
    Comparison *rests;
    ptrdiff_t rest_count;
    ptrdiff_t *change_at, *rest_at; /* as figures: index + 1 of the comparison, 0: there is none;
                                       below 0: -(index + 1) in the details */
    Ranking ranking[SIDE_COUNT];
    Reliability *reliability;          /* [window_count] periods and `all`; the others refused */
    Response *response[SIDE_COUNT];    /* [scope·period_count + period] */
    WeightReport *weights[SIDE_COUNT]; /* [period_count] */
    /* As SideTally.cells: what the weights of a cell's rows are multiplied by. NULL: no weights. */
    const double *factor[SIDE_COUNT];
    /* The same for the stages of the journey; for the factors and cycles, or the employee questions
     * where none has a factor or cycle. By period, customers before employees: each of the two,
     * kind and period is a family of its own. */
    Comparison *change_details, *rest_details;
    ptrdiff_t change_detail_count, rest_detail_count;
    Comparison *benchmark_tests; /* by period, company first, benchmarks as the tally has them */
    ptrdiff_t benchmark_test_count;
    ptrdiff_t *benchmark_at; /* [(benchmark·scope_count + scope)·period_count + period], as rest_at
                              */
} Scores;

const Scores *score_compute(Arena *arena, const Tally *tally, const Published *published);
/* The same, with changes of definitions across which nothing is compared; NULL: none. */
const Scores *score_compute_guarded(Arena *arena, const Tally *tally, const Published *published,
                                    const DefinitionBreaks *breaks);
/* What keeps a figure's two periods (indices, the earlier one first) from being compared; NULL:
 * nothing does. */
const DefinitionBreak *score_find_break(const Scores *scores, ptrdiff_t scope, ptrdiff_t before,
                                        ptrdiff_t period, ptrdiff_t def);
bool score_break_reaches(const Scores *scores, const DefinitionBreak *one, ptrdiff_t scope,
                         ptrdiff_t def);

/* Which published cells hold other figures than an earlier pack printed of as many answers
 * ([side][scope·window_count + window], for privacy_decide_again). False: none does. */
bool score_find_changed(Arena *arena, const Scores *scores, bool *differs[SIDE_COUNT]);
/* Figures for the ledger (LedgerFigures of privacy.h; context: a ScoreStored): everything that is
 * shown of a cell's side. What belongs to both sides follows from the two again. */
typedef struct ScoreStored {
    Arena *arena;
    const Scores *scores;
} ScoreStored;
const LedgerFigure *score_stored_figures(void *context, Side side, ptrdiff_t scope,
                                         ptrdiff_t window, ptrdiff_t *count);

/* ---- Registers: trust index and voice loop (metrics.md §12) ----
 * Registers are complete: no interval, no test, nothing hidden. What they say of a day is judged by
 * what was done until then. A unit's are the lines of its members, the company's are all. */
enum { TRUST_DUE_MINIMUM = 10 }; /* with fewer only the counts are told */
typedef enum PromiseState {
    PROMISE_KEPT,  /* done by the day it was due, also ahead of it */
    PROMISE_LATE,  /* done afterwards */
    PROMISE_OPEN,  /* due, and not done */
    PROMISE_AHEAD, /* not due yet, not done */
    PROMISE_CANCELLED
} PromiseState;
PromiseState promise_state(const Promise *promise, Date as_of);
bool promise_due(const Promise *promise, Date as_of); /* not cancelled, and the day has come */
typedef struct TrustScore {                           /* by the day that promises were due on */
    int64_t due, kept, late, open;                    /* due = kept + late + open */
    int64_t ahead, cancelled;
    double index; /* 100·kept/due; NaN below TRUST_DUE_MINIMUM */
} TrustScore;
typedef struct VoiceScore { /* by the day that suggestions were received on */
    int64_t received, answered, acted;
    int64_t ripe, in_time; /* received at least statistics.answer_days before; of those, answered
                              within as many days */
    double median_days;    /* to an answer, open ones counted; NaN: not reached, or none received */
    int64_t waiting;       /* without an answer for longer than that */
    int64_t oldest_days;   /* that the oldest one without an answer has waited; -1: none */
    Date oldest;
} VoiceScore;
typedef struct Registers {
    Date as_of; /* year 0: waves have no days, and the project names none: nothing is counted */
    bool promises, suggestions; /* the project has the file, and the day is known */
    ptrdiff_t window_count;     /* periods, then everything up to `as_of`. Waves: the last alone */
    TrustScore **trust;         /* [scope], NULL: no line; else [window_count] */
    VoiceScore **voice;
} Registers;
/* As they stood at the end of the period ([report] as_of: on that day). */
const Registers *score_registers(Arena *arena, const Tally *tally, ptrdiff_t period);

ptrdiff_t score_find_def(const Scores *scores, Str id); /* -1: the project has no such figure */
const Figure *score_figure(const Scores *scores, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def);
/* Both find the details too. */
const Comparison *score_find_change(const Scores *scores, ptrdiff_t scope, ptrdiff_t window,
                                    ptrdiff_t def); /* NULL: none */
const Comparison *score_find_rest(const Scores *scores, ptrdiff_t scope, ptrdiff_t window,
                                  ptrdiff_t def);
const Comparison *score_find_benchmark(const Scores *scores, ptrdiff_t benchmark, ptrdiff_t scope,
                                       ptrdiff_t period); /* NULL: none */

#endif
