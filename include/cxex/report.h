/* report.h: the report model: what is said, page by page, with every number formatted and every
 * sentence chosen, and nothing about how it is drawn. Built from scores; const from here on; the
 * renderers (pdf, xlsx, json, tree) see only this and Theme.
 *
 * Absent numbers are NaN. Texts are in the report's language, complete, and safe to show (hidden
 * figures are not in here). Everything is owned by the arena given to report_build.
 *
 * What a page says has a header of its own group: report_parts.h (what all are made of),
 * report_board.h (pages 1 to 8, 14, 15), report_links.h (9, 10), report_registers.h (11 to 13),
 * report_brief.h, report_facts.h (scorecard.json). They come with this one. */
#ifndef CXEX_REPORT_H
#define CXEX_REPORT_H

#include <cxex/report_board.h>
#include <cxex/report_brief.h>
#include <cxex/report_facts.h>
#include <cxex/report_links.h>
#include <cxex/report_registers.h>

struct Scores;
struct Redactor;
struct Link;
struct LinkDrivers;
struct Registers;

/* A page or analysis that is not there, and why. */
typedef struct Refusal {
    Str what;           /* "trends", "trust", "ranking.cx" … */
    Str key;            /* of metrics.md §15, or "input": what would bring it is not there */
    Str sentence;       /* in the report's language */
    int64_t n, minimum; /* -1: the sentence has no such number */
} Refusal;

/* ---- The report ---- */
typedef struct ReportPeriod {
    Str id, long_label, short_label, tick; /* "2026-10", "Tháng 10 năm 2026", "T10/2026", "T10" */
    Date first;                            /* year 0 for waves */
} ReportPeriod;

/* The paper of every document: wide is 16:9, for a screen. */
typedef enum ReportPaper { REPORT_A4, REPORT_LETTER, REPORT_WIDE, REPORT_PAPER_COUNT } ReportPaper;

typedef struct Report {
    Lang language;
    const Lang *languages; /* [LANG_COUNT] each with the theme's words; NULL: the plain ones */
    ReportPaper paper;
    bool portrait;    /* upright; never with REPORT_WIDE */
    Str language_tag; /* "vi-VN", "en-GB" */
    Str version;      /* program version */
    Str client, client_short, title, author, confidential, subject;
    Str stamp;        /* "Bản nháp": at the head of every page, sheet and mail; empty: none */
    Str consultant;   /* the firm that made it; may be empty */
    bool stamp_warns; /* a draft, which is not to be relied on */
    Date generated;   /* from the data or SOURCE_DATE_EPOCH: never the clock */
    ReportPeriod *periods; /* up to 13 shown, oldest first; the last is the report's */
    ptrdiff_t period_count;
    Str period_id; /* folder name of the pack */
    Page *pages;
    ptrdiff_t page_count;
    CoverModel cover;
    SummaryModel summary;
    HouseModel house;
    Duty duties[DUTY_COUNT];
    Str duties_head;
    BalanceModel balance;
    ScorecardModel scorecard;
    TrendsModel trends;
    JourneyModel journeys[2]; /* customers, employees */
    DriversModel drivers;
    LinkModel link_page; /* page 10; what the sheets Link and What-if show too */
    GrowthModel growth;
    ScenarioModel scenario; /* the sheet What-if */
    VoicesModel voices;
    PromisesModel promises;
    IncentiveModel incentive;
    BenchmarksModel benchmarks;
    MethodModel method;
    AppendixModel appendix;
    Refusal *refusals;
    ptrdiff_t refusal_count;
    DataRow *data;
    ptrdiff_t data_count;
    double level_01;                       /* of every interval: 0.95 */
    Str level_text;                        /* "95%" */
    double z;                              /* normal quantile of the level, for the workbook */
    Str config_hash;                       /* SHA-256 of the project file, hex */
    const Fact *scorecard_json;            /* NULL in a brief */
    const BriefModel *brief;               /* NULL in the board's report */
    const struct Link *link;               /* for scorecard.json; NULL: none */
    const struct LinkDrivers *key_drivers; /* [SIDE_COUNT], also of one half alone; NULL: none */
    const struct Registers *registers;     /* of the report's period */
} Report;

typedef struct ReportOptions {
    Str period;              /* --period; empty: the latest with data */
    Date generated;          /* year 0: taken from the data (as_of or last day of the period) */
    Str config_hash;         /* SHA-256 of the project file, hex; empty: not printed */
    const struct Link *link; /* of the same period; NULL: nothing is said of it */
    const struct LinkDrivers *key_drivers; /* of the same period; NULL: those of link */
    const struct Redactor *redactor;       /* NULL: no quotations */
    const Lang *languages; /* [LANG_COUNT] with words of the client's own; NULL: the plain ones */
} ReportOptions;

/* NULL with a sentence in *reason when there is no such period. */
const Report *report_build(Arena *arena, const struct Scores *scores, ReportOptions options,
                           Str *reason);
/* One line a unit, in display order; the caller's to say. */
ptrdiff_t report_brief_plan(Arena *arena, const struct Scores *scores, const Report *board,
                            const BriefPlan **plan);
/* The addresses that a unit's draft goes to, each once: its head's; a group without an address of
 * its own goes to the heads of all its units. */
StrList report_recipients(Arena *arena, const struct Scores *scores, ptrdiff_t scope);
typedef struct BriefOptions {
    const struct Redactor *redactor; /* NULL: no quotations */
    Str mail_body; /* text of the file of `[mail] body`; empty: the program's own words */
} BriefOptions;
/* The brief of one planned unit (state BRIEF_MADE), in the language of its head: a Report of two
 * pages whose data rows are the unit's own and the company's. It shows nothing that the board's
 * scorecard.json lacks. Safe to call in a worker process. */
const Report *report_build_brief(Arena *arena, const struct Scores *scores, const Report *board,
                                 const BriefPlan *plan, const BriefOptions *options);
/* The machine-readable figures. full: the layout of reference/.../expected.json with
 * primary/secondary and hidden n (never hidden values), for the person who runs the program; else
 * exactly scorecard.md. */
const Fact *report_facts(Arena *arena, const struct Scores *scores, const Report *report,
                         bool full);

/* Example figures and a cover, for the specimen of a theme; no pages. */
const Report *report_specimen(Arena *arena, Lang lang);

const Page *report_find_page(const Report *report,
                             PageKind kind); /* first part, or NULL when the page is not printed */

#endif
