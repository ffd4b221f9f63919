/* table.h: the tally: what is kept of all answers is counts, by unit and period, and nothing about
 * a single row.
 *
 * Answers are small integers (levels of a scale), so every figure of metrics.md can be computed
 * from: how often each level was chosen (histogram), how often two levels were chosen together
 * where a composite needs it (pairs), which parts a row answered (masks), and for person means
 * (engagement, factors) how many answered how many items with which sum. Counts are 64-bit
 * integers; with weights w and w² are kept beside them (n = Σw = Σw² otherwise). Ingest fills it
 * row by row; a row counted twice by mistake (a duplicate id) is taken out again with sign -1. */
#ifndef CXEX_TABLE_H
#define CXEX_TABLE_H

#include <cxex/base.h>
#include <cxex/config.h>

/* ---- Questions of one side, from the config ---- */
/* Below 0: no answer. Missing is the empty cell, a code what `missing =` names; not asked is a file
 * without the column, or what a tool writes where a question was not shown. */
enum { LEVEL_MISSING = -1, LEVEL_OFF_SCALE = -2, LEVEL_NOT_ASKED = -3, LEVEL_MISSING_CODE = -4 };

typedef struct Question {
    const Metric *metric;
    ptrdiff_t level_count;
    ptrdiff_t level_offset; /* of its histogram in a cell's `level` array */
    double *score_100;      /* [level_count] 100·l/(L−1); for METRIC_NPS 0, 50, 100 by detractor,
                               passive, promoter */
    double *answer; /* [level_count] the answer on its own scale, ascending in quality (ces_mean
                       uses it) */
    ptrdiff_t mean_step; /* weight of one level in the person means' integer sums (scales of
                            different lengths) */
} Question;

/* Boxes: the levels that a share of the report counts as one (score.h says which they are).
 * First level of the top box; of employees' ratings the favourable one. */
ptrdiff_t question_top(const Config *config, const Question *question);
/* Levels at each end of an employees' rating that are un/favourable. */
ptrdiff_t question_ends(ptrdiff_t level_count);
/* Recommendation: 0 detractors, 1 passives, 2 promoters; else 1 the top box, 0 what is below. */
ptrdiff_t question_box(const Config *config, const Question *question, ptrdiff_t level);

/* A person mean: ex.engagement, ex.factor_F, ex.cycle_C (half rule, metrics.md §3). */
typedef struct PersonMean {
    Str id;               /* "ex.engagement", "ex.factor_hours", "ex.cycle_engage" */
    ptrdiff_t *questions; /* indices into questions */
    ptrdiff_t question_count;
    ptrdiff_t answered_minimum; /* ⌈half_rule·k⌉ */
    double full;                /* integer sum that one answered item at 100 adds: score_100 =
                                   100·sum/(answered·full) */
} PersonMean;

typedef enum PartKind { PART_QUESTION, PART_PERSON_MEAN } PartKind;
/* A part of the side's index: cx: nps, csat, ces and each stage; ex: engagement, enps. At most
 * PART_LIMIT. */
enum { PART_LIMIT = 24 };
typedef struct Part {
    PartKind kind;
    ptrdiff_t ref; /* question or person mean */
    bool stage;    /* belongs to cx.journey */
} Part;

/* Pairs of question parts, for Σ_{both} w²(y_a−m_a)(y_b−m_b). Pairs with a person mean are in
 * `joint`. */
typedef struct Pair {
    ptrdiff_t part_a, part_b; /* part_a < part_b */
    ptrdiff_t question_a, question_b;
    ptrdiff_t offset; /* in a cell's `pair_w2`: [level_a·level_count_b + level_b] */
} Pair;

/* ---- Counts ---- */
typedef struct Count {
    int64_t n;
    double w, w2; /* Σw, Σw² */
} Count;

/* Sparse counts, sorted by key once the tally is finished. */
typedef struct SparseCount {
    uint64_t key;
    Count count;
} SparseCount;
typedef LIST_OF(SparseCount) SparseList;
/* Keys of `means`: (person mean, answered, sum); of `joint`: (person mean, question part, level,
 * answered, sum). */
uint64_t mean_key(ptrdiff_t person_mean, ptrdiff_t answered, ptrdiff_t sum);
void mean_key_read(uint64_t key, ptrdiff_t *person_mean, ptrdiff_t *answered, ptrdiff_t *sum);
uint64_t joint_key(ptrdiff_t person_mean, ptrdiff_t part, ptrdiff_t level, ptrdiff_t answered,
                   ptrdiff_t sum);
void joint_key_read(uint64_t key, ptrdiff_t *person_mean, ptrdiff_t *part, ptrdiff_t *level,
                    ptrdiff_t *answered, ptrdiff_t *sum);

/* The counts of a set of rows of one side: of one (unit, period, stratum), or a sum of such. */
typedef struct Cell {
    Count rows;
    Count *level;     /* [level_total] histograms of all questions */
    double *pair_w2;  /* [pair_total] Σw² of rows that chose both levels (= n when unweighted) */
    SparseList masks; /* key: bit set of the parts answered; rows without any part are not in it */
    SparseList means; /* person means, only rows that fulfil the half rule */
    SparseList joint; /* person mean × question part, rows with both */
    int64_t mean_incomplete; /* rows scored by ex.engagement with at least one of its items
                                unanswered */
    int64_t complete, partial, break_off; /* metrics.md §12 response */
    int64_t apart; /* of the rows: known question by question only; not in pairs, masks, means,
                      joint and response */
} Cell;

/* Co-moments of complete rows for the reliability of ex.engagement (metrics.md §6); company, by
 * period; unweighted. */
typedef struct ItemMoments {
    int64_t n;
    int64_t *sum;   /* [k] Σy, y = level */
    int64_t *cross; /* [k·k] Σ y_a·y_b */
} ItemMoments;

/* ---- Key drivers (metrics.md §10; company, all periods) ----
 * Which answers go with the recommendation: cx.nps on the stages, ex.enps on the items of
 * ex.engagement. */
enum {
    DRIVER_LIMIT = 60,        /* of a side; with more there is no set */
    DRIVER_GROUPS = 50,       /* of the jackknife */
    DRIVER_MASKS_LIMIT = 4096 /* fewer where they would take more than DRIVER_BYTES_LIMIT */
};
#define DRIVER_BYTES_LIMIT ((ptrdiff_t)128 << 20)
typedef struct DriverSet {
    ptrdiff_t outcome; /* question; -1: no such question, no drivers, or more than DRIVER_LIMIT */
    ptrdiff_t *questions; /* [question_count] ascending, without the outcome */
    ptrdiff_t question_count;
} DriverSet;

/* Sums over the rows with an outcome that answered the drivers of `mask` and no other, of one
 * jackknife group: y_0 the level of the outcome, y_1 .. y_a those of the mask's drivers in the
 * order of its bits. All are whole numbers: of a side with weights the rows are kept instead. */
typedef struct DriverMoments {
    uint64_t mask; /* bit i: drivers.questions[i] is answered; 0: none is */
    int group;     /* key_hash of the row mod DRIVER_GROUPS */
    Count rows;
    double *sum;   /* [a+1] Σ w·y */
    double *cross; /* [(a+1)(a+2)/2] Σ w·y_i·y_j, j <= i, at driver_cross(i, j) */
} DriverMoments;
/* A row with an outcome, where weights are known only once all rows are: those of a column are
 * scaled by period, those of employees raked to headcounts. */
typedef struct DriverAnswers {
    double weight; /* as given; 1 without a column */
    int32_t cell;  /* its place in SideTally.cells */
    int64_t times; /* for how many it stands; below 0: takes an earlier one out again */
    uint8_t group;
} DriverAnswers;
typedef struct DriverBlock {
    DriverAnswers *rows;
    int16_t *level; /* [count·(question_count+1)] y_0 and every driver's; below 0: no answer */
    ptrdiff_t count;
} DriverBlock;
ptrdiff_t driver_cross(ptrdiff_t i, ptrdiff_t j); /* i(i+1)/2 + j, i >= j */

/* ---- Units and periods ---- */
enum { UNIT_NONE = 0 }; /* "(none)": blank unit; counts in the company, never listed */
typedef struct Unit {
    Str key;  /* as in the data, text_name_key; sorted by bytes */
    Str name; /* what people read: units file, else key */
    Str parent, head, email, language;
    ptrdiff_t order; /* display position, 0.. (units file's order, else collation) */
    bool listed;     /* stands in the units file (or there is none) */
    Pos pos;         /* first place it was seen */
    /* What the unit's figures are made of: the rows of these units, ascending. Itself alone for
     * most; a parent: itself and all that stand below it; a group that small units were rolled up
     * into: those, and itself when rows or files name it. None when it was merged. Rows are counted
     * by the unit they name; nothing is ever shown of them but through the members of some unit.
     * A name that only stands as `parent` in the units file is a unit when at least two units with
     * rows are below it; above one it would say everything twice. */
    ptrdiff_t *members;
    ptrdiff_t member_count;
    ptrdiff_t above;       /* the parent as a unit, or -1 */
    ptrdiff_t merged_into; /* the group that stands for this unit in every file, or -1; then it has
                              no figures of its own */
    bool is_parent;        /* others name it as their parent: it overlaps with them */
    bool is_group;         /* made by [privacy] merge */
    /* By the unit map: */
    ptrdiff_t renamed_to; /* what this name stands for now, or -1; merged_into too is then set: to
                             that unit, or to the group that stands for that one */
    bool has_old_names;   /* others are renamed_to it: it is a member of itself even without rows */
    ptrdiff_t first_period, end_period; /* the unit has figures of its own from here to before
                                           there; 0 and period_count for most (splits) */
} Unit;

/* ---- The unit map ([map]): renamed, merged and split units ----
 * Rows keep the unit that they name, so that what earlier packs published of it stays known; a unit
 * that was renamed or merged is a member of its new one, in every period (a later row may still use
 * the old name). A unit that was split has figures of its own until then, and its parts from then
 * on: rows that name it later, or a part earlier, count for what stands above them alone. */
typedef enum MapKind { MAP_RENAME, MAP_MERGE, MAP_SPLIT } MapKind;
enum { MAP_KIND_COUNT = MAP_SPLIT + 1 };
typedef struct UnitMap { /* a line of the file */
    MapKind kind;
    Str old_key, new_key;  /* text_name_key */
    Str from;              /* as people read it: id of a period, "2026-05-15", or empty: always */
    Date day;              /* where `from` is a day within a period; else year 0 */
    int64_t first_ordinal; /* period that `from` names or lies in; INT64_MIN: always */
    int64_t end_ordinal; /* of a split: the first without the old unit; the same one, but for a day
                            within a period */
    Pos pos;
} UnitMap;

/* Spans of time that figures are shown for. Windows 0 .. period_count-1 are the periods in their
 * order, window period_count is `all` (company only); then, where [statistics] windows asks for
 * them, the running ones in the order of their last period, shortest first. */
typedef enum WindowKind { WINDOW_PERIOD, WINDOW_ALL, WINDOW_YTD, WINDOW_ROLLING } WindowKind;
typedef struct Window {
    WindowKind kind;
    ptrdiff_t first, last; /* periods, both included; every period between has data */
    Str id; /* "2026-10", "all", "2026-10 ytd" (from the second period of its year), "2026-10
               rolling3" (full ones only) */
} Window;

/* A comment of a row that counts. There may be millions: so 32 bytes are kept of each, and what was
 * written stays where it lies in the file (of a workbook and the like: in what it was written out
 * to), which is open until tally_close. Only privacy/ may read the text. */
typedef struct Comment {
    const char *text; /* the cell as it stands there: comment_text reads it */
    union {
        const char *id; /* the same, of the response: comment_id */
        int64_t row;    /* id_len 0: it has none, and this is the row's number, from 1 */
    };
    uint32_t text_len, id_len;
    int16_t unit, period; /* the unit that the row names */
    uint32_t day : 24;    /* a number that grows with the day; 0: waves without dates */
    int8_t level; /* answer to the side's recommendation question (cx.nps, ex.enps), or LEVEL_* */
} Comment;
typedef LIST_OF(Comment) CommentList;
/* Says where the text and the id lie; an empty id leaves `row` as it is. */
void comment_place(Comment *comment, Str text_cell, Str id_cell);
Str comment_text(Arena *arena, const Comment *comment); /* text_name_key of what was written */
Str comment_id(Arena *arena, const Comment *comment);   /* of the response, or "#row" */
void comment_set_date(Comment *comment, Date date);
Date comment_date(const Comment *comment); /* year 0: none */

typedef struct Period {
    int64_t ordinal;    /* calendar: year·k + part; wave: position */
    Str id;             /* "2026-10", "2026-Q4", "2026-H2", "2026", or the wave's name */
    ptrdiff_t previous; /* index of the calendar predecessor (waves: the one before), or -1 when it
                           has no data */
    Date first, last;   /* calendar only */
} Period;

/* Rows that the survey tool itself marks. They are set aside before anything else of them is read:
 * neither their dates nor their answers are counted anywhere. */
typedef enum Aside {
    ASIDE_NONE,
    ASIDE_PREVIEW, /* someone looked at the survey */
    ASIDE_TEST,    /* made up by the tool */
    ASIDE_SPAM,
    ASIDE_DELETED, /* deleted, archived, flagged or refused in the tool */
    ASIDE_PARTIAL, /* not finished */
    ASIDE_COUNT
} Aside;

/* ---- Data quality ----
 * Of whole sources, never of a unit: counts over the rows with a usable date, each id once. What is
 * found is told and kept, unless the source's `straight_lining` or `speeders` say `leave`. */
enum {
    STRAIGHT_RATINGS = 5, /* ratings that a row must have for their being all alike to say much */
    SPEED_PART = 3,       /* too fast: less than the SPEED_PARTth part of the source's median */
    SPEED_MINIMUM = 20,   /* durations that there must be for a median to judge by */
    TWICE_SECONDS = 60,   /* rows without an id, alike in all but their times: sent twice */
};
typedef struct OddValue { /* an answer that the scale does not have, as it was written */
    Str text;
    int64_t rows;
} OddValue;
typedef struct QuestionQuality {
    int64_t asked, missing, off_scale; /* asked: rows of files that have the column */
    OddValue *odd;                     /* most frequent first, at most ODD_VALUES_LIMIT */
    ptrdiff_t odd_count;
} QuestionQuality;
enum { ODD_VALUES_LIMIT = 10 };
typedef struct Speed { /* of rows that count, or did before they were left out for it */
    bool known;        /* the source tells how long people took */
    int64_t timed, untimed;
    double median_s; /* NaN with fewer than SPEED_MINIMUM durations: nobody is judged */
    int64_t fast;    /* below median_s / SPEED_PART */
} Speed;
typedef struct SourceQuality {
    QuestionQuality *questions; /* [question_count of the side] */
    int64_t straight;           /* at least STRAIGHT_RATINGS ratings, all alike */
    int64_t straight_of;        /* rows with so many ratings */
    Speed speed;
    bool twice_known;  /* some rows had no id but a time of day, and enough answers to compare */
    int64_t twice;     /* rows alike one sent at most TWICE_SECONDS before; all of them count */
    Date first, last;  /* of all rows with a usable date; year 0: periods come from elsewhere */
    struct MonthRows { /* the same rows by month, ascending */
        int year, month;
        int64_t rows;
    } * months;
    ptrdiff_t month_count;
} SourceQuality;

typedef struct SourceReport { /* every row accounted for: read = used + source_left_out */
    const Source *source;
    StrList files;
    LIST_OF(int64_t) file_rows;
    Str format, encoding; /* as detected, or as the project names it */
    /* Why it is this format: what gave it away, in which row of the header (from 1). Empty: no tool
     * is known by such a header. */
    Str evidence;
    int evidence_row, header_rows;
    Str detail; /* of a container: "sheet Form1 of 3" */
    Str zone;   /* that the times are of, where the file says so */
    char delimiter;
    Str date_order;
    int64_t rows_read, rows_used;
    int64_t blank_row, bad_date, duplicate, no_answer, bad_weight; /* left out, by reason */
    int64_t aside[ASIDE_COUNT];       /* left out, as the tool marks them */
    int64_t kept[ASIDE_COUNT];        /* used all the same: `tests = keep`, `partial = keep` */
    int64_t straight_left, fast_left; /* left out where the source says so */
    int64_t no_unit;                  /* kept: counted in the company alone */
    SourceQuality quality;
    bool counted; /* a row may stand for several people; rows_used rows stand for these: */
    int64_t people;
    int64_t bad_count, repeated, hidden, other; /* left out too: no usable count; a press right
                                                   after another; hidden in the file already; no
                                                   question of the side */
    bool kiosk;                                 /* presses: not every one is another person */
    int64_t pressed_again; /* within repeat_seconds at one device, kept or not */
    int64_t outside_hours; /* kept: not within `opening` */
    int64_t hidden_cells;  /* of tables: hidden in the file already */
    bool apart;            /* counts of single questions (Cell.apart) */
    StrList columns_used, columns_unused;
} SourceReport;
int64_t source_left_out(const SourceReport *source);  /* Σ over all reasons */
int64_t source_set_aside(const SourceReport *source); /* Σ aside */

typedef struct SideTally {
    Side side;
    Question *questions;
    ptrdiff_t question_count, level_total;
    PersonMean *means; /* means[0] is ex.engagement when there are items */
    ptrdiff_t mean_count;
    Part *parts;
    ptrdiff_t part_count;
    Pair *pairs;
    ptrdiff_t pair_count, pair_total;
    bool weighted;           /* a weight column is in use */
    ptrdiff_t stratum_count; /* combinations of raking margins; 1 without */
    struct Stratum {
        Str *categories; /* [margin_count], "(missing)" where unknown */
    } * strata;
    Str *margins; /* names of the raking margins after the unit, config order */
    ptrdiff_t margin_count;
    Cell **cells; /* [(unit·period_count + period)·stratum_count + stratum], NULL: no rows */
    ItemMoments *items; /* [period_count] */
    /* [question_count] over the rows with a usable date, each id once: also over those that were
     * left out for having no answer or weight (metrics.md §1, data quality). */
    int64_t *missing, *off_scale; /* missing: empty cells and codes */
    int64_t *missing_code, *not_asked;
    struct NoTotal {
        ptrdiff_t question, period;
    } * no_totals; /* tally_builder_no_total */
    ptrdiff_t no_total_count;
    Comment *comments; /* by unit, period, date descending, id ascending */
    ptrdiff_t comment_count;
    Arena comment_room; /* that they stand in: no list of theirs is ever copied */
    DriverSet drivers;
    DriverMoments *driver_moments; /* by mask, then group; only those with rows */
    ptrdiff_t driver_moment_count;
    bool driver_by_row;         /* then all rows are here, and no moments */
    DriverBlock *driver_blocks; /* in the order in which rows were added */
    ptrdiff_t driver_block_count;
    int64_t driver_rows;     /* with an outcome */
    int64_t *driver_missing; /* [drivers.question_count] of those, without this driver */
    bool driver_too_many;    /* masks: only the rows that answered every driver are in
                                driver_moments; the two counts above are whole */
} SideTally;

typedef struct Invited { /* one line of the invited file, resolved */
    Side side;
    ptrdiff_t unit; /* -1: company */
    ptrdiff_t period;
    double invited, ineligible, headcount; /* NaN: not given */
    Str *categories;                       /* [margin_count] raking margins, empty: none */
    Pos pos;
} Invited;
typedef struct Event {
    Date date;
    ptrdiff_t unit;   /* -1: company */
    ptrdiff_t period; /* index, or -1 outside */
    Str text;
} Event;
typedef struct Target { /* from a target file */
    ptrdiff_t unit;     /* -1: company and every unit without its own */
    ptrdiff_t period;   /* -1: every period */
    Str metric;         /* metric or index id */
    double value;
} Target;

typedef struct Benchmark { /* a figure from outside, with what must be said beside it */
    const SideFile *file;  /* id and label of its section */
    Str figure;            /* "cx.csat_top2" */
    double value, se;      /* on the figure's own scale; se NaN: a fixed number */
    Str source, licence;   /* as written; never empty */
    int year;
} Benchmark;

/* A KPI's own figures, as its file gives them: never counted from answers, never added up. A unit
 * that was merged into a group has none; the group's are those of its own lines. */
typedef struct KpiTable {
    const Kpi *kpi;
    double *value; /* [unit·period_count + period]; unit 0: the company's own line (unit cell
                      empty); NaN: missing */
    Pos pos;       /* where the project asks for it */
} KpiTable;

/* ---- Registers: complete lists, no answers to a survey; nothing of them is ever hidden ---- */
enum { REGISTER_UNIT_COMPANY = -1, REGISTER_UNIT_OTHER = -2 }; /* else a unit, as it is named */
typedef struct Promise {                                       /* to employees */
    Str text, owner; /* owner: a role or a department; may be empty */
    Str unit_name;   /* as the file names it; empty: the whole company */
    ptrdiff_t unit;  /* OTHER: nobody answered about it; counts in the company alone */
    Date due, done;  /* done: year 0: not yet */
    bool cancelled;
    Date cancelled_on; /* year 0: the file does not say when */
} Promise;
typedef struct Suggestion {
    ptrdiff_t unit;                 /* as Promise.unit */
    Date received, answered, acted; /* year 0: not yet; neither before `received` */
} Suggestion;
/* A theme that comments can be of ([themes-of-comments]). */
enum { THEME_LIMIT = 64 };
typedef struct CommentTheme {
    Str name;      /* as people read it */
    StrList words; /* as written, trimmed; each of one or more syllables */
} CommentTheme;

/* A line of the map file about a column or an answer that is called otherwise now. */
typedef struct RenamedName {
    bool answer;
    Str old_name, new_name; /* text_name_key, without HTML */
    Str column;             /* of an answer: its question's column or id; empty: any */
} RenamedName;

typedef struct Tally {
    const Config *config;
    SideTally side[SIDE_COUNT];
    Unit *units; /* [0] is UNIT_NONE; the rest sorted by key bytes */
    ptrdiff_t unit_count;
    Period *periods; /* sorted */
    ptrdiff_t period_count;
    Window *windows;
    ptrdiff_t window_count;
    SourceReport *sources;
    ptrdiff_t source_count;
    struct UnknownName {   /* units with rows that the units file does not list; by first appearance
                            */
        Str name, nearest; /* nearest listed name, or empty */
        int64_t rows;
    } * unknown_units;
    ptrdiff_t unknown_unit_count;
    Invited *invited;
    ptrdiff_t invited_count;
    Event *events;
    ptrdiff_t event_count;
    Target *targets;
    ptrdiff_t target_count;
    Benchmark *benchmarks; /* section after section, lines as the files have them */
    ptrdiff_t benchmark_count;
    KpiTable *kpis; /* in the order of the config */
    ptrdiff_t kpi_count;
    Promise *promises; /* as the file has them */
    ptrdiff_t promise_count;
    Suggestion *suggestions;
    ptrdiff_t suggestion_count;
    CommentTheme *themes; /* at most THEME_LIMIT, in the order of the file */
    ptrdiff_t theme_count;
    const UnitMap *map; /* in the order of the file */
    ptrdiff_t map_count;
    RenamedName *renamed; /* in the order of the file */
    ptrdiff_t renamed_count;
    struct InputFile { /* for the manifest */
        Str path;      /* as the project names it */
        int64_t size;
        char sha256[65];
    } * inputs;
    ptrdiff_t input_count;
    FileView *files; /* that comments lie in */
    ptrdiff_t file_count;
} Tally;
/* Closes those files: comments cannot be read any more. Everything else stays. */
void tally_close(const Tally *tally);

/* ---- How large a tally may be ----
 * A column of names or comments taken for the unit would else fill the memory and make a report
 * that nobody can read. Beyond a limit nothing new is counted, and tally_builder_limit says which.
 */
enum {
    TALLY_UNITS_LIMIT = 5000,
    TALLY_PERIODS_LIMIT = 1200,     /* a hundred years of months */
    TALLY_STRATA_LIMIT = 1000,      /* combinations of the raking margins of a side */
    TALLY_PEOPLE_LIMIT = INT32_MAX, /* of a cell */
    TALLY_CELLS_LIMIT = 100000,     /* unit × period × stratum with rows, of a side */
    TALLY_GRID_LIMIT = 1 << 26,     /* units × periods × strata, with rows or without */
};
#define TALLY_BYTES_LIMIT ((ptrdiff_t)4 << 30) /* of the counts of a side */
typedef enum TallyLimit {
    TALLY_FITS,
    TALLY_MANY_UNITS,
    TALLY_MANY_PERIODS,
    TALLY_MANY_STRATA,
    TALLY_MANY_CELLS,
    TALLY_MANY_BYTES,
    TALLY_MANY_PEOPLE
} TallyLimit;

/* ---- Filling (ingest) ----
 * A builder numbers units, periods and strata in order of appearance; tally_finish sorts them and
 * fixes all indices. */
typedef struct TallyBuilder TallyBuilder;
/* config and everything of the tally live as long as the arena. */
TallyBuilder *tally_builder_new(Arena *arena, const Config *config);
const SideTally *tally_builder_side(const TallyBuilder *builder,
                                    Side side); /* questions, parts; cells not yet */
ptrdiff_t tally_builder_unit(TallyBuilder *builder, Str key,
                             Pos pos); /* UNIT_NONE for an empty key */
/* By period_ordinal; waves by their name, in the order in which they come. */
ptrdiff_t tally_builder_period(TallyBuilder *builder, int64_t ordinal, Str wave_name);
int64_t tally_builder_ordinal(const TallyBuilder *builder, ptrdiff_t period);
/* categories: [margin_count], in the order of tally_builder_margins. */
ptrdiff_t tally_builder_stratum(TallyBuilder *builder, Side side, const Str *categories);
/* What the units file says of a unit (name, parent, head, email, language, order; order < 0: by
 * collation). A described or kept unit stays in the tally without rows too; the others only with
 * rows. Once one unit is described, `listed` tells the described ones from the rest. */
void tally_builder_describe(TallyBuilder *builder, ptrdiff_t unit, const Unit *about);
void tally_builder_keep(TallyBuilder *builder, ptrdiff_t unit);
Str tally_builder_unit_key(const TallyBuilder *builder, ptrdiff_t unit);
/* The unit that the described one stands below; UNIT_NONE: none, or a name that is no unit yet. */
ptrdiff_t tally_builder_above(const TallyBuilder *builder, ptrdiff_t unit);
/* The raking margins of a side, before its first stratum and row. */
void tally_builder_margins(TallyBuilder *builder, Side side, const Str *names, ptrdiff_t count);
typedef struct Row {
    ptrdiff_t unit, period, stratum;
    double weight;        /* > 0; 1 when unweighted */
    const int16_t *level; /* [question_count] level or LEVEL_* */
    uint64_t key_hash;    /* str_hash of the response key: its id, or "#" and the number of the data
                             row in its file, from 1; only asked for with an outcome of `drivers` */
} Row;
/* The row stands for `times` people who answered alike, mostly 1; below 0 takes them out again.
 * Fast: no allocation on a cell that exists. */
void tally_builder_add(TallyBuilder *builder, Side side, const Row *row, int64_t times);
/* Answers known only question by question (a file of counts): nobody can say which of them one
 * person gave. `rows`: the people; `level`: [level_total] counts, of every question at its
 * level_offset. Figures of single questions come out as from rows; the cell is marked, and what
 * needs several answers of one person is not formed in it (Cell.apart). */
typedef struct Apart {
    ptrdiff_t unit, period, stratum;
    Count rows;
    const Count *level;
    const int64_t *missing; /* [question_count] people without an answer, or NULL */
} Apart;
void tally_builder_add_apart(TallyBuilder *builder, Side side, const Apart *apart);
/* A file hides some unit's answers to the question in the period: what is left is no total. */
void tally_builder_no_total(TallyBuilder *builder, Side side, ptrdiff_t question, ptrdiff_t period);
/* Whether the rows that are known make up the whole, of a unit of several members or the company,
 * over the periods first..last. */
bool tally_has_total(const SideTally *side, ptrdiff_t question, ptrdiff_t first, ptrdiff_t last);
/* A row left out for having no answer or no weight: only its missing and off-scale answers count.
 */
void tally_builder_add_left_out(TallyBuilder *builder, Side side, const int16_t *level, int sign);
/* A comment of a row that counts; unit and period as the builder numbers them. */
void tally_builder_comment(TallyBuilder *builder, Side side, const Comment *comment);
/* All of the side so far, in that order: they may still be changed, and some taken out again. */
CommentList *tally_builder_comments(TallyBuilder *builder, Side side);
/* The unit map, before tally_builder_organise: no old unit twice but in a split, and none that
 * comes round to itself. It is kept, not copied. */
void tally_builder_map(TallyBuilder *builder, const UnitMap *map, ptrdiff_t count);
/* What rows and files have named so far: keys of units, ids of waves in their order. */
StrList tally_builder_unit_keys(const TallyBuilder *builder, Arena *arena);
StrList tally_builder_wave_ids(const TallyBuilder *builder, Arena *arena);
/* "2026-10", or the wave's name. */
Str tally_builder_period_name(const TallyBuilder *builder, Arena *arena, ptrdiff_t period);
/* Whether all answers so far came before what the line tells of. */
bool tally_builder_precedes(const TallyBuilder *builder, const UnitMap *line);
/* After the last row: makes parents that only the units file's `parent` names, and the groups of
 * [privacy] merge, into units; what the project names there and nothing has is left out without a
 * word (ingest reports it). tally_finish does it where nobody has. */
void tally_builder_organise(TallyBuilder *builder);
/* The first limit that was reached. With any but TALLY_FITS the counts are not whole, and must not
 * be finished. */
TallyLimit tally_builder_limit(const TallyBuilder *builder);
/* Once, and last: the builder is used up. */
Tally *tally_finish(TallyBuilder *builder);
/* Instead of tally_finish, where there will be no tally. */
void tally_builder_close(TallyBuilder *builder);
ptrdiff_t tally_find_unit(const Tally *tally, Str key); /* -1: there is none */
/* What a name stands for by the unit map, whether or not the tally has it; the name itself where no
 * line renames or merges it. Lines that only rename: `merges` false. */
Str unit_map_resolve(const UnitMap *map, ptrdiff_t count, Str key, bool merges);
/* The unit that a name stands for now, -1: there is none. */
ptrdiff_t tally_find_mapped(const Tally *tally, Str key);
/* Whose headcount the rows of a unit are weighted to: its own; where files and answers use
 * different names of it in the period, that of all its names together, and that is what it stands
 * for now. */
ptrdiff_t tally_headcount_unit(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period);
/* The map as text, a line each, in an order of its own; empty without one. Same map, same text: to
 * tell whether it was changed between two packs. */
Str tally_map_text(Arena *arena, const Tally *tally);
ptrdiff_t tally_find_period(const Tally *tally, int64_t ordinal); /* -1: no data there */
ptrdiff_t tally_find_period_id(const Tally *tally, Str id);       /* "2026-10" or a wave */

/* ---- Periods ---- */
int64_t period_ordinal(PeriodKind kind, Date date);
Str period_id(Arena *arena, PeriodKind kind, int64_t ordinal);
/* A period of the calendar, whether or not there are answers in it; no waves. previous: -1. */
Period period_make(Arena *arena, PeriodKind kind, int64_t ordinal);
bool period_parse(PeriodKind kind, Str id, int64_t *ordinal); /* "2026-10" … */
/* Long: "Tháng 10 năm 2026" / "October 2026"; short: "T10/2026" / "Oct 2026"; tick: "T10" / "Oct".
 */
typedef enum PeriodStyle { PERIOD_LONG, PERIOD_SHORT, PERIOD_TICK } PeriodStyle;
Str period_label(Arena *arena, const Tally *tally, ptrdiff_t period, PeriodStyle style, Lang lang);

/* ---- Sums of cells (score) ----
 * factor multiplies w, factor² w²; n and counts are added as they are. */
Cell *cell_new(Arena *arena, const SideTally *side); /* without rows */
void cell_add(Arena *arena, const SideTally *side, Cell *sum, const Cell *cell, double factor);
/* sum minus part, exactly in n; part must have been added to sum with the same factors. */
Cell *cell_subtract(Arena *arena, const SideTally *side, const Cell *sum, const Cell *part);
/* NULL: no rows, which is normal. All three must exist. */
const Cell *tally_cell(const SideTally *side, const Tally *tally, ptrdiff_t unit, ptrdiff_t period,
                       ptrdiff_t stratum);
/* Rows that name the unit (its members' are not added), one side and period, all strata (0 when
 * there are none). */
int64_t tally_rows(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period);
/* Answers (rows with a valid level) to a question there; for a person mean: rows scored. */
int64_t tally_answers(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period,
                      ptrdiff_t question);
int64_t tally_mean_rows(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period,
                        ptrdiff_t person_mean);

/* ---- Data quality of a side: its sources added up (report, run) ---- */
typedef struct QualitySum {
    int64_t rows_used, no_unit, duplicate, straight, straight_of, straight_left;
    int64_t people; /* behind those rows: source_people */
    /* Some source of the side has used rows, but of fewer people than [privacy] minimum: what was
     * found in one source may not be told apart from the others', and of no source where that is
     * the only one (`people` of the side tells). */
    bool small_source;
    bool twice_known;
    int64_t twice;
    ptrdiff_t sources, timed_sources, judged_sources; /* judged: with enough durations */
    int64_t timed, fast, fast_left;
    double median_s;                   /* NaN unless exactly one source is judged */
    int64_t off_scale, missing, asked; /* answers */
    ptrdiff_t off_scale_questions;
    ptrdiff_t most_missing; /* question that most leave unanswered, by share; -1: none is */
    double most_missing_share_01;
    int64_t after; /* rows dated later than the last day of `period` */
} QualitySum;
/* period: index of the report's, for `after`. */
QualitySum quality_sum(const Tally *tally, Side side, ptrdiff_t period);
int64_t quality_after(const Tally *tally, const SourceReport *source, ptrdiff_t period);
/* Who stands behind the rows used: of counts not a row each. */
int64_t source_people(const SourceReport *source);

/* ---- Sums for key drivers (link) ----
 * The rows with an outcome that answered every chosen driver, whatever else they answered. */
typedef struct DriverSums {
    Count rows;
    double *sum;   /* [k+1] as in DriverMoments, of the chosen drivers */
    double *cross; /* [(k+1)(k+2)/2] */
} DriverSums;
typedef struct DriverComplete {
    ptrdiff_t k; /* drivers chosen: y_1 .. y_k, in the order of their bits; y_0 is the outcome */
    DriverSums group[DRIVER_GROUPS]; /* some may be empty: rows.n is 0 */
    DriverSums all;                  /* the sum of the groups */
} DriverComplete;
/* use_mask: bits of drivers.questions, 0: the outcome alone. factor: as SideTally.cells, what
 * weights are multiplied by; NULL: 1 (there must be none without driver_by_row). False where those
 * sums were given up: driver_too_many, and not every driver is chosen. */
bool driver_complete(Arena *arena, const SideTally *side, const double *factor, uint64_t use_mask,
                     DriverComplete *out);

#endif
