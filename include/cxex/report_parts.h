/* report_parts.h: what every page of the report is made of: a figure as a reader meets it, its
 * series over time, one number of an analysis, the page itself, a line of the workbook's long
 * table. Absent numbers are NaN; ownership and language: report.h. */
#ifndef CXEX_INCLUDE_REPORT_PARTS_H
#define CXEX_INCLUDE_REPORT_PARTS_H

#include <cxex/base.h>
#include <cxex/text.h>

/* ---- One figure as a reader meets it ---- */
typedef enum EstimateState {
    ESTIMATE_SHOWN,
    ESTIMATE_WITHHELD,   /* text is the sentence `withheld` of metrics.md §15, the same for every
                            cause */
    ESTIMATE_NO_ANSWERS, /* text is `no_answers` */
    ESTIMATE_NOT_APPLICABLE /* this unit has no such side at all, in any period: text says so
                               ("không tiếp xúc khách hàng") */
} EstimateState;

typedef enum ChangeMark {
    CHANGE_NONE,
    CHANGE_UP,
    CHANGE_DOWN
} ChangeMark; /* NONE: the dot ● or nothing */
typedef enum ReportStatus {
    STATUS_NONE,
    STATUS_MET,
    STATUS_MISSED,
    STATUS_CANNOT_TELL
} ReportStatus;
/* Which half of the house a thing belongs to: decides its colour. */
typedef enum ReportSide { REPORT_CX, REPORT_EX, REPORT_WHOLE, REPORT_GROWTH } ReportSide;

typedef struct Estimate {
    EstimateState state;
    Str code; /* figure id: "cx.index" */
    Str key;  /* "unit|period|code" as in DataRow: which figure of scorecard.json this is */
    int decimals;
    double value, lo, hi; /* unrounded */
    int64_t n;            /* 0 unless shown */
    Str text;             /* "74,2", or the sentence of the state */
    Str lo_text, hi_text, n_text;
    /* against the previous period */
    double previous;  /* NaN: none published */
    double diff;      /* NaN: none */
    Str diff_text;    /* "+1,8"; empty without diff */
    bool diff_tested; /* false: only the bare difference may be shown, no mark */
    ChangeMark mark;
    bool broken;     /* not comparable: a definition changed in between; change_note says which */
    Str change_note; /* why there is no verdict (no_previous, too_few, cannot_tell…), else empty */
    /* against the target */
    double target, distance;
    Str target_text, distance_text;
    ReportStatus status;
    Str status_text; /* "đạt", "chưa đạt", "trong khoảng sai số" */
    bool partial;    /* composites that lack a part: comparable with nothing */
    Str partial_note;
} Estimate;

typedef struct SeriesPoint {
    bool shown;
    double value, lo, hi;
    int64_t n;
    Str text, lo_text, hi_text, n_text; /* text: value, or the sentence of its state */
    double target;                      /* of that period; NaN: none, or nothing is shown */
    Str target_text;
    /* A definition changed since the shown point before it: no line joins the two, and these words
     * stand there. Empty: joined. */
    Str break_text;
} SeriesPoint;
typedef struct Series { /* one figure over the report's periods, oldest first */
    Str code;
    SeriesPoint *points; /* [period_count] */
} Series;

/* One number of an analysis as a reader meets it, or the sentence why there is none. */
typedef struct LinkNumber {
    Str id;       /* its place in scorecard.json: "linkage.lag_ex_to_cx" */
    Str refused;  /* key of metrics.md §15; empty: there is a number */
    Str sentence; /* what it says with its interval and verdict, or the refusal's sentence */
    double value, lo, hi;       /* unrounded, in the unit that text has; NaN when refused */
    Str text, lo_text, hi_text; /* "+3,8" "1,9" "5,6"; empty when refused */
    Str verdict;                /* "rõ rệt", "chưa đủ căn cứ" */
    bool clear;                 /* the test says so, and the interval */
    int64_t n, units;           /* rows (pairs of periods) and units behind it; 0: none */
} LinkNumber;

/* ---- Pages ---- */
typedef enum PageKind {
    PAGE_COVER,
    PAGE_SUMMARY,
    PAGE_HOUSE,
    PAGE_BALANCE,
    PAGE_SCORECARD,
    PAGE_TRENDS,
    PAGE_JOURNEY_CX,
    PAGE_JOURNEY_EX,
    PAGE_DRIVERS,
    PAGE_LINK,   /* between the halves */
    PAGE_GROWTH, /* what goes with growth, mirror pairs, what-if: the link's second page */
    PAGE_VOICES,
    PAGE_PROMISES,
    PAGE_INCENTIVE,
    PAGE_METHOD,
    PAGE_APPENDIX,
    PAGE_BRIEF,         /* the department brief's first page */
    PAGE_BRIEF_FIGURES, /* and its second */
    PAGE_KIND_COUNT
} PageKind;

/* One printed page (scorecard and appendix may need several; method may grow in the renderer, being
 * followed only by the appendix). */
typedef struct Page {
    PageKind kind;
    int section;     /* number of product.md's page list: 2, 3 … 15 */
    int number;      /* printed page number, from 1 */
    int part, parts; /* 1 of 1; 2 of 3 … */
    Str anchor;      /* "summary", "scorecard" … for links; the first part carries it */
    Str kicker;      /* "4 CÂN BẰNG": section number and name in capitals */
    Str outline;     /* bookmark text */
    Str title;       /* a sentence that the figures support */
    Str rule;        /* which stated rule chose the title */
    Str subtitle;    /* what is measured, in what unit, for which period */
    Str foot_left;   /* n, response rate, what the marks mean */
    Str foot_right;  /* "Sen Việt · Tháng 10/2026 · " (the renderer adds the page number) */
    /* Scorecard, journeys, appendix: rows of this part. On scorecard and journeys the company row
     * (rows[0]) stands on every part and is not counted here: first_row is 1 or more. */
    ptrdiff_t first_row, row_count;
} Page;

/* ---- The workbook's long table: every figure of every unit and period ---- */
typedef struct DataRow {
    Str key; /* "unit|yyyy-mm|code" */
    Str unit, period, side, code, metric,
        status;                    /* status: "hiện" / the sentence `withheld` / `no_answers` */
    Date period_date;              /* first day; year 0 for waves */
    ptrdiff_t scope, period_index; /* period_index -1: a running window ("2026-10 ytd"), which has
                                      no period_date either */
    bool shown;
    int decimals;
    double value, lo, hi; /* NaN when absent */
    int64_t n;
} DataRow;

#endif
