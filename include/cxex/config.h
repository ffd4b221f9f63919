/* config.h: the project file, read, checked and turned into typed values with every default filled
 * in.
 *
 * product.md "Project file" is the user's manual of it; one table of keys (src/config/keys.c)
 * reads, checks, documents and prints the commented example. Everything is owned by the arena given
 * to config_read and lives as long as the run. Every value keeps the Pos where the user wrote it,
 * so that later stages can still point there. */
#ifndef CXEX_CONFIG_H
#define CXEX_CONFIG_H

#include <cxex/base.h>
#include <cxex/diag.h>
#include <cxex/text.h>

typedef enum Side { SIDE_CX, SIDE_EX, SIDE_COUNT } Side; /* customers, employees */

typedef enum PeriodKind {
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF,
    PERIOD_YEAR,
    PERIOD_WAVE
} PeriodKind;

/* `page =`: the paper of every document of the pack. Wide: 16:9, for a screen. */
typedef enum PaperSize { PAPER_A4, PAPER_LETTER, PAPER_WIDE, PAPER_SIZE_COUNT } PaperSize;

/* A column as the user names it: alternatives in order of preference (`NETPRO | Q16NPS`). count 0:
 * not given. */
typedef struct ColumnRef {
    Str *names; /* trimmed, NFC; compared with headers by text_name_key */
    ptrdiff_t count;
    Pos pos;
} ColumnRef;

/* A value by itself, or by unit and period in a file: `target = 35` or `target = muc-tieu.csv`. */
typedef struct TargetRef {
    bool given;
    double value; /* NaN when it stands in a file */
    Str file;     /* resolved path, or empty */
    Pos pos;
} TargetRef;

typedef enum DateOrder {
    DATE_ORDER_AUTO,
    DATE_ORDER_YMD,
    DATE_ORDER_DMY,
    DATE_ORDER_MDY
} DateOrder;

/* `column.HEAD = NAME`: a side file calls its column HEAD something else. */
typedef struct Renamed {
    Str head, name;
} Renamed;
/* [customers] [customers NAME] [employees] [employees NAME]: one source section. */
typedef struct Source {
    Side side;
    Str name; /* the word after the kind, or empty */
    Pos pos;
    StrList files; /* patterns as written, resolved against the project file's folder */
    Str format;    /* "auto" or a vendor id */
    Encoding encoding;
    Str sheet;       /* of workbooks: name or number from 1; empty: to be detected */
    char delimiter;  /* 0: to be detected */
    int header_rows; /* 0: to be detected (1 unless a signature says more) */
    ColumnRef date, unit, id, weight, comment, wave;
    ColumnRef duration, start, end; /* how long it took; none: the tool's own columns, if any */
    bool straight_leave, speeders_leave; /* else counted, told and kept */
    ColumnRef count;                     /* how many answers a row stands for */
    ColumnRef device; /* of kiosks; count 0: its usual names, else the unit's column */
    ColumnRef hour;   /* time of day, where the date has none */
    Str opening;      /* "08:00-22:00", or empty */
    Pos opening_pos;
    int repeat_seconds; /* presses at one device this close are one person's, perhaps */
    bool repeats_drop;  /* and only the first of them counts */
    DateOrder date_order;
    Str period; /* `period = 2018`: all rows belong to it; empty otherwise */
    Pos period_pos;
    bool decimal_comma;
    bool keep_partial, keep_tests; /* rows that the tool marks count all the same */
    Str invited;                   /* file with headcounts, or empty */
    Pos invited_pos;
    Pos files_pos;
    Renamed *invited_renamed; /* columns of the invited file */
    ptrdiff_t invited_renamed_count;
} Source;

typedef enum MetricType { METRIC_NPS, METRIC_RATING, METRIC_CES } MetricType;

enum {
    LEVEL_LIMIT = 101,  /* most levels of a scale */
    METRIC_LIMIT = 500, /* questions of a project: the items of an index are counted in pairs */
    GROUP_LIMIT = 100   /* different words after factor = and cycle = */
};

/* `scale = 0..10`, `5..1` (reversed) or words, worst first. A level is 0 .. level_count-1, 0 =
 * worst. */
typedef struct Scale {
    bool words;
    Str text; /* as written */
    double worst,
        best; /* numbers: never equal, worst > best on a reversed scale; words: 1 and level_count */
    ptrdiff_t level_count; /* 2 .. LEVEL_LIMIT */
    Str *labels;           /* words: level_count labels as written; else NULL */
    bool boxes; /* two or three steps, the best called favourable: answers that were summed up
                   before; they have shares, and no mean and no index */
} Scale;

typedef enum Stage {
    STAGE_NONE = -1,
    STAGE_AWARE,
    STAGE_RESEARCH,
    STAGE_CONSIDER,
    STAGE_BUY,
    STAGE_USE,
    STAGE_AFTERSALE,
    STAGE_COUNT
} Stage;

/* `codes = 2 -> 0`: what an export writes, and the answer that it stands for. */
typedef struct AnswerCode {
    Str code, answer; /* as written, NFC */
    ptrdiff_t level;  /* of the answer on the metric's scale */
    Pos pos;
} AnswerCode;
typedef LIST_OF(AnswerCode) AnswerCodes;

/* [metric cx.nps] …: one question. */
typedef struct Metric {
    Str id;   /* "cx.nps" */
    Str name; /* without the side: "nps" */
    Side side;
    Str label; /* what people read; default: the catalogue's name for known ids, else the column's
                  name */
    bool label_given;
    Pos pos;
    ColumnRef column;
    MetricType type;
    Scale scale;
    Pos scale_pos;
    AnswerCodes codes; /* empty: the export holds the answers themselves */
    StrList missing;   /* answers that are not answers, as written (`6`, `99`, `Blank`) */
    TargetRef target;
    double practical; /* smallest change worth a mark; default by type (NPS 5, shares 3, ces mean
                         0.2, index 2) */
    Stage stage;
    Str factor, cycle; /* empty: none */
    Str mirror;        /* id of the other side's question, or empty */
} Metric;

enum { INDEX_PART_LIMIT = 24 }; /* parts of a side's index, the stages of cx.journey one by one */

/* One part of an index with its weight as written (renormalised when scored). */
typedef struct IndexPart {
    Str id; /* metric id, "cx.journey" or "ex.engagement" */
    double weight;
    Pos pos;
} IndexPart;

/* [index cx.index], [index ex.index], [index cx.journey]. */
typedef struct Index {
    Str label;
    Pos pos; /* line 0 when the section was not written */
    IndexPart *parts;
    ptrdiff_t part_count;
    TargetRef target;
    double cut;       /* line between high and low, 0..100 (default 70) */
    double practical; /* default 2 */
} Index;

enum { ROLLING_LOWEST = 2, ROLLING_HIGHEST = 24 };

typedef struct Statistics {
    double level;               /* 0.95 */
    int stage_minimum;          /* 3 */
    double half_rule;           /* 0.5 */
    int test_minimum;           /* 10 */
    double trim_low, trim_high; /* 0.3, 3.0 */
    int top_csat;    /* lowest answer of the top box on a 1..5 scale: 4 (= the top two levels) */
    double whatif;   /* 5 */
    int answer_days; /* 30 */
    bool fpc;
    Str windows;  /* none, or as written: "ytd, rolling3" */
    bool ytd;     /* the same, read */
    int *rolling; /* numbers of periods, ascending, each once, ROLLING_LOWEST .. ROLLING_HIGHEST */
    ptrdiff_t rolling_count;
    Str seed;      /* "cxex" */
    int bootstrap; /* 9999 */
} Statistics;

typedef struct Kpi { /* [kpi ID] */
    Str id, label, file, column, measure;
    bool lower_is_better;
    Pos pos;
    bool column_given; /* else the KPI's id, or a column "value" */
    Renamed *renamed;  /* column.HEAD = NAME */
    ptrdiff_t renamed_count;
    Pos file_pos;
} Kpi;

typedef struct SideFile { /* [units] [promises] [suggestions] [themes-of-comments] [events] [map]
                             [benchmark ID] */
    Str kind, id, file;   /* file: resolved path; empty: not given */
    Str label;            /* of a benchmark: what people read; default: its id */
    Pos pos;
    Renamed *renamed; /* column.HEAD = NAME */
    ptrdiff_t renamed_count;
    Pos file_pos;
} SideFile;

typedef struct NamedUnit { /* a unit as a project file names it */
    Str key;               /* text_name_key */
    Pos pos;
} NamedUnit;
/* `A, B -> G`: rolled up into G, which may be a unit of its own or a new name. */
typedef struct Merge {
    NamedUnit *names;
    ptrdiff_t name_count; /* at least 1 */
    NamedUnit into;
} Merge;

typedef struct Config {
    Str path, folder; /* the project file, and the folder that relative paths start from */
    Str bytes;        /* the file as read, for its hash */
    struct {
        Str client, client_short, title, author, theme, confidential,
            out; /* out: resolved folder */
        LangId language;
        PeriodKind period;
        PaperSize paper;
        bool portrait;
        Pos portrait_pos;
        Date as_of; /* year 0: last day of the period */
        Str stamp;  /* as written: draft, confidential, own words; empty: none */
        Str consultant, logo, consultant_logo; /* logos: paths; empty: none */
        Pos theme_pos, stamp_pos, logo_pos, consultant_logo_pos;
    } report;
    Source *sources;
    ptrdiff_t source_count;
    Metric *metrics; /* in the order of the file, each side's together: all cx first */
    ptrdiff_t metric_count;
    Index cx_index, ex_index, cx_journey;
    struct {
        Str label;
        StrList items; /* metric ids, those of `items = all` too: ex ratings called q1 q2 …, or
                          all ex ratings where none is called so. Empty: none */
        bool all;      /* not chosen one by one */
        TargetRef target;
        double practical;
        Pos pos;
    } engagement;
    struct {
        Str label;
        double cx_weight; /* a: parts = cx.index a, ex.index 1-a (renormalised) */
        bool geometric;
        double gap_margin; /* 5 */
        double practical;
        TargetRef target;
        Pos pos;
    } combined;
    Statistics statistics;
    SideFile units, promises, suggestions, themes, events, map;
    SideFile *benchmarks;
    ptrdiff_t benchmark_count;
    Kpi *kpis;
    ptrdiff_t kpi_count;
    struct {
        int minimum;         /* 5, at least 3 */
        int comment_minimum; /* 10 */
        bool unanimity_hide;
        bool own_comments_show; /* employees' comments may go to their own head */
        Str merge, names;       /* merge: as written */
        Merge *merges;          /* in the order of the file */
        ptrdiff_t merge_count;
        bool merge_auto; /* small units that no merge names are rolled up too */
    } privacy;
    struct {
        bool given;
        Str revenue_actual, revenue_target, score;
        double revenue_gate, threshold, threshold_pays, target, maximum, cap;
        Pos pos;
    } incentive; /* revenue_*: KPI ids; score: an index or a headline figure */
    struct {
        bool given;
        Str from, subject, body; /* from: empty: whoever sends the draft */
        StrList domain_list;     /* lower case, without @; empty: any */
        Pos domains_pos;
        Pos pos;
    } mail;
} Config;

typedef struct ConfigOptions { /* what the command line overrides */
    bool has_language;
    LangId language;
    Str out; /* empty: as the file says */
} ConfigOptions;

/* Reads and checks the project file. NULL when it has errors (they are in diags); warnings leave it
 * usable. */
const Config *config_read(Arena *arena, Str path, ConfigOptions options, Diags *diags);
/* A commented project file with every key and its default, in the language: the INI reference. */
Str config_example(Arena *arena, Lang lang);
/* The same table as Markdown rows for the README and lines for the man page: section, key, default,
 * meaning. */
Str config_reference(Arena *arena, Lang lang, bool markdown);

Str config_period_example(PeriodKind kind);                     /* "2026-10" */
const Metric *config_find_metric(const Config *config, Str id); /* NULL: there is none */
/* Headline figure of a metric: "cx.nps", "cx.csat_top2", "cx.ces_mean", "cx.stage_buy_index",
 * "ex.q1_index" (product.md). */
Str config_headline(Arena *arena, const Metric *metric);
/* What one question gives (metrics.md §2), by type and side, in the order of a cell's figures. */
typedef enum FormKind { FORM_NPS, FORM_MEAN, FORM_SHARE, FORM_INDEX } FormKind;
typedef struct MetricForm {
    MetricType type;
    bool cx, ex;
    Str suffix; /* of the metric's id: "_top2" */
    FormKind kind;
    int decimals; /* when shown */
} MetricForm;
enum { METRIC_FORM_COUNT = 8 };
extern const MetricForm metric_forms[METRIC_FORM_COUNT];

#endif
