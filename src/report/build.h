/* build.h: what the files of this module share while a report is being made. Not for other modules.
 *
 * One page, one file; pages.c has the table of pages. Everything here reads scores of published
 * cells only, so nothing in this module can show a hidden figure. */
#ifndef CXEX_REPORT_BUILD_H
#define CXEX_REPORT_BUILD_H

#include <cxex/link.h>
#include <cxex/report.h>
#include <cxex/score.h>

typedef struct Build {
    Arena *arena;
    const Scores *scores;
    const Tally *tally;
    const Config *config;
    Lang lang;
    Report *report;
    ptrdiff_t period;   /* the report's period: index in tally->periods, and its window */
    ptrdiff_t previous; /* its predecessor, or -1 */
    ptrdiff_t *shown;   /* [report->period_count] index in tally->periods, -1: no data at all */
    ptrdiff_t *units;   /* scopes that have answers in any period, in display order */
    ptrdiff_t unit_count;
    bool *is_parent; /* [tally->unit_count] of `units`: others of them stand below it. Their people
                        are its people, so it is not counted among units, nor ranked with them */
    Str *unit_short; /* [tally->unit_count] names cut short, no two alike; NULL in a brief */
    bool has_side[SIDE_COUNT]; /* the project asks this side, and somebody answered */
    const Redactor *redactor;  /* NULL: no quotations */
    /* Defs, -1 when the project has no such figure */
    ptrdiff_t cx, ex, score, gap, diagnosis, cx_n, ex_n;
} Build;

/* ---- report.c ---- */
/* What the board's report and a department brief begin with: the periods, the units and the head.
 * False with *reason when there is no such period. */
bool report_begin(Build *build, Arena *arena, const Scores *scores, LangId language,
                  ReportOptions options, Str *reason);

/* ---- estimate.c: figures as a reader meets them ---- */
EstimateState estimate_state(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def);
/* The sentence of a state that is not ESTIMATE_SHOWN. */
Str estimate_absence(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def);
/* "unit|period|code": which figure of scorecard.json it is. */
Str estimate_key(const Build *build, ptrdiff_t scope, Str period_id, Str code);
/* The figure in the report's period. def -1: not applicable. */
Estimate estimate_make(const Build *build, ptrdiff_t scope, ptrdiff_t def);
/* The same for tables of shares: below 20 answers the count stands beside the percentage
 * (metrics.md §2). */
Estimate estimate_make_counted(const Build *build, ptrdiff_t scope, ptrdiff_t def);
Series estimate_series(const Build *build, ptrdiff_t scope, ptrdiff_t def);
/* Moves the ends of an axis (0..100, tens) out to whatever is drawn of the figure. Axes begin at
 * AXIS_LO..AXIS_HI, so that reports of an ordinary company look alike. */
enum { AXIS_LO = 40, AXIS_HI = 100, AXIS_STEP = 10 };
void estimate_widen_axis(const Estimate *figure, double *lo, double *hi);
/* The lowest, when its interval ends below where those of all others begin. What is hidden might
 * lie lower still: then none is named. -1: none. */
ptrdiff_t estimate_lowest(const Estimate *figures, ptrdiff_t count);
/* A number of this figure: percent sign for shares, sign for the gap. */
Str estimate_number(const Build *build, ptrdiff_t def, double value, int decimals);
/* The shortest text of a target: "75", "5,5". */
Str estimate_target(const Build *build, ptrdiff_t def, double target);
/* What a partial index lacks, as people read it. */
Str estimate_missing_parts(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t def);
/* Whether a composite has the same parts in both periods: else nothing may be compared. True for
 * every other figure. */
bool estimate_same_parts(const Build *build, ptrdiff_t scope, ptrdiff_t window_a,
                         ptrdiff_t window_b, ptrdiff_t def);

/* ---- breaks.c: definitions that changed between packs ---- */
/* What keeps two periods of a figure from being compared; NULL: nothing. */
const DefinitionBreak *breaks_between(const Build *build, ptrdiff_t scope, ptrdiff_t window_a,
                                      ptrdiff_t window_b, ptrdiff_t def);
Str breaks_note(const Build *build, const DefinitionBreak *one); /* why there is no verdict */
/* The words at the mark where a line is broken. a: the earlier window. */
Str breaks_mark(const Build *build, ptrdiff_t scope, ptrdiff_t a, ptrdiff_t b, ptrdiff_t def);
/* Adds a sentence for each change that breaks the lines of these figures. */
void breaks_of_lines(const Build *build, ptrdiff_t scope, const ptrdiff_t *defs, ptrdiff_t count,
                     StrList *lines);
/* Everything that changed, with what it was and is; returns how many break a trend. */
ptrdiff_t breaks_told(const Build *build, StrList *names, StrList *texts);
/* The note of a unit's brief; empty: all that it shows can be compared. */
Str breaks_brief(const Build *build, ptrdiff_t scope);
/* The sentence of a unit's draft; empty: nothing that changed now concerns it. */
Str breaks_mail(const Build *build, ptrdiff_t scope);

/* ---- labels.c: names of figures, units, numbers of things ---- */
Str label_figure(const Build *build, ptrdiff_t def);  /* "CSAT, hai mức cao nhất" */
Str label_short(const Build *build, ptrdiff_t def);   /* "CSAT" */
Str label_meaning(const Build *build, ptrdiff_t def); /* "chọn 4–5 trên thang 5" */
Str label_metric(const Build *build, Str part_id);    /* of a part of an index: "cx.nps" … */
Str label_stage(const Build *build, Str stage);       /* "buy" -> "mua hàng" */
Str label_side(const Build *build, FigureSide side);
Str label_source_side(const Build *build, Side side);
ReportSide label_report_side(FigureSide side);
Str label_unit(const Build *build, ptrdiff_t scope); /* scope 0: the whole company */
Str label_apart(Arena *arena, Str name, Str taken, Str addition);
/* As files name it: a wave that is called "all" is not all answers. */
Str label_period_key(Arena *arena, Str id);
Str label_count_word(const Build *build, ptrdiff_t n); /* "hai"; above ten in digits */
Str label_capital(const Build *build, Str text);       /* first letter large */
/* One name, "A và B", "A, B và C"; more than `most`: "A, B và 4 bộ phận khác". */
Str label_list(const Build *build, const Str *names, ptrdiff_t count, ptrdiff_t most);
Str label_period(const Build *build, ptrdiff_t period, PeriodStyle style);
Str label_upper(const Build *build, Str text);
/* The slug, or with a number behind it the first that is not in `seen`; it is then in there. */
Str label_unique_slug(Arena *arena, StrMap *seen, Str slug);
Str label_level(const Build *build); /* "95%" */

/* ---- labels_short.c ---- */
Str label_shorten(Arena *arena, Str name); /* at a word, at most 26 characters */
/* The same of several that stand together: no two different names are cut alike. Gives as many. */
Str *label_shorten_apart(Arena *arena, const Str *names, ptrdiff_t count);
void label_shorten_units(Build *build); /* of the board's report: all units stand together */
Str label_unit_short(const Build *build, ptrdiff_t scope);

/* ---- pages.c ---- */
typedef struct PageRows { /* what a page's builder found to print */
    bool printed;
    ptrdiff_t first_row, row_count; /* rows over all parts; 0: one part */
    int rows_per_part;              /* 0: one part */
} PageRows;
void pages_build(Build *build);

/* One per page: fills its model and says how many rows there are … */
PageRows cover_build(Build *build);
PageRows summary_build(Build *build);
PageRows house_build(Build *build);
PageRows balance_build(Build *build);
PageRows scorecard_build(Build *build);
PageRows trends_build(Build *build);
PageRows journey_cx_build(Build *build);
PageRows journey_ex_build(Build *build);
PageRows drivers_build(Build *build);
PageRows link_build(Build *build);
PageRows growth_build(Build *build);
PageRows voices_build(Build *build);
PageRows promises_build(Build *build);
PageRows incentive_build(Build *build);
PageRows method_build(Build *build);
PageRows appendix_build(Build *build);
/* … and, when the pages are numbered, writes title, rule, subtitle and foot (page->title …). */
void cover_words(const Build *build, Page *page);
void summary_words(const Build *build, Page *page);
void house_words(const Build *build, Page *page);
void balance_words(const Build *build, Page *page);
void scorecard_words(const Build *build, Page *page);
void trends_words(const Build *build, Page *page);
void journey_words(const Build *build, Page *page); /* of both */
void drivers_words(const Build *build, Page *page);
void link_words(const Build *build, Page *page);
void growth_words(const Build *build, Page *page);
void voices_words(const Build *build, Page *page);
void promises_words(const Build *build, Page *page);
void incentive_words(const Build *build, Page *page);
void method_words(const Build *build, Page *page);
void appendix_words(const Build *build, Page *page);

/* ---- titles.c: sentences chosen by rules, tried in order ---- */
typedef struct Sentence {
    Str rule, text;
} Sentence;
/* How a side of the company moved, as far as a test can say. */
typedef enum Trend { TREND_UNKNOWN, TREND_UP, TREND_FLAT, TREND_DOWN, TREND_COUNT } Trend;
Sentence title_summary(const Build *build);
/* Where two indices stand against their targets, beginning small; empty without targets. */
Str title_target_clause(const Build *build, const Estimate *cx, const Estimate *ex);
Sentence title_balance(const Build *build);
Sentence title_scorecard(const Build *build);
Sentence title_trends(const Build *build);
Sentence title_drivers(const Build *build);                            /* drivers_words.c */
Sentence title_journey(const Build *build, const JourneyModel *model); /* journey_words.c */

/* ---- balance.c ---- */
BalanceClass balance_class(const Build *build, ptrdiff_t scope);
Str balance_class_name(const Build *build, BalanceClass group);
/* Share of the company's customer answers, 0..1; NaN where one of the two is not shown. */
double balance_customer_share(const Build *build, ptrdiff_t scope);

/* ---- linkage.c: numbers of the analyses between the halves, and why there are none ---- */
/* What a refusal's sentence may name: how many there are and how many it takes, what it is about.
 */
typedef struct RefusalParts {
    int64_t n, minimum;
    double points;
    Str what;
} RefusalParts;
/* The sentence of metrics.md §15 of an analysis of link.h; empty for an unknown key. */
Str linkage_refusal(const Build *build, Str key, RefusalParts parts);
/* A lagged link for `per` points more of what comes first ("+3,8 (1,9 đến 5,6)"). decimals: of the
 * number. */
LinkNumber linkage_lag(const Build *build, const LinkLag *lag, Str id, double per, int decimals);

/* ---- voices.c: what people wrote ---- */
/* Why the page, or the themes on it, are not there; key empty: they are. */
Refusal voices_refusal(const Build *build);

/* ---- kpi.c: numbers of the project's own KPI files ---- */
const KpiTable *kpi_table(const Build *build, Str id); /* NULL: no such KPI */
/* scope 0: the company's own line; NaN: the file has none, or period is -1. */
double kpi_value(const Build *build, const KpiTable *table, ptrdiff_t scope, ptrdiff_t period);
int kpi_decimals(const Build *build, const KpiTable *table);
/* Of a link's number in the KPI's unit; width: of its interval. */
int kpi_link_decimals(const Build *build, const KpiTable *table, double width);
Str kpi_show(const Build *build, const KpiTable *table, double value); /* "182 triệu ₫", "17,4%" */
Str kpi_with_measure(const Build *build, const KpiTable *table, Str number);
/* The same for a difference: one of percentages is in percentage points. */
Str kpi_points_with_measure(const Build *build, const KpiTable *table, Str number);
Str kpi_better(const Build *build, const KpiTable *table); /* "thấp hơn là tốt", or empty */

/* ---- drivers.c, drivers_words.c ---- */
/* Why a side has no key drivers, with its name before the sentence; key empty: it has, or nobody
 * asked for them. */
Refusal drivers_refusal(const Build *build, Side side);
/* What to do first, what is left out, where: sentences of the model, once its rows are there. */
void drivers_add_notes(const Build *build, Side side, DriversPanel *panel);
void drivers_add_todo(const Build *build, DriversModel *model);

/* ---- journey.c ---- */
/* Why a side has no page of its journey; key empty: it has, or the side is not there. */
Refusal journey_refusal(const Build *build, Side side);

/* ---- promises.c, promises_words.c ---- */
/* What the registers are judged over: the report's period; of waves, which have no days, all. */
ptrdiff_t promises_window(const Build *build);
Str promises_when(const Build *build); /* "T10/2026", or "tới 31/10/2026" */
/* Place in scorecard.json: "trust.company.2026-10.late". list: trust, voice; window: a period's
 * index, or their count for everything until the day. */
Str promises_key(const Build *build, ptrdiff_t scope, const char *list, ptrdiff_t window,
                 const char *what);
TrustScore promises_trust(const Build *build, ptrdiff_t scope, ptrdiff_t window);
VoiceScore promises_voice(const Build *build, ptrdiff_t scope, ptrdiff_t window);
Str promises_days(const Build *build, int64_t days); /* "30 ngày" */
/* The registers of a brief's unit: its own lines alone. */
void promises_build_own(const Build *build, ptrdiff_t scope, const Report *board);
/* Share of units with overdue promises beside the others, what employees say of promises. */
void promises_add_trust(const Build *build, PromisesModel *model);
Sentence title_promises(const Build *build);
Str promises_subtitle(const Build *build);

/* ---- benchmark.c ---- */
void benchmarks_build(Build *build, ptrdiff_t scope);       /* scope 0: the board's report */
Str benchmark_id(Arena *arena, const Benchmark *benchmark); /* "retail.cx.nps" */
Str benchmark_line(Arena *arena, const Benchmark *benchmark);

/* ---- incentive.c ---- */
/* Why there is no payout; key empty: there is one. */
Refusal incentive_refusal(const Build *build);

/* ---- what_if.c ---- */
void scenario_build(Build *build);

/* ---- trends.c ---- */
typedef struct LongChange { /* the report's period against an earlier one, by a Welch test */
    Trend trend;
    ptrdiff_t from;      /* index in tally->periods, or -1: there is none to compare with */
    double diff, lo, hi; /* NaN without a test */
} LongChange;
LongChange trends_long_change(const Build *build, ptrdiff_t def);
double trends_practical(const Build *build, ptrdiff_t def);

/* ---- quality.c ---- */
/* What the method page says of the data's quality; each sum is of a side that may be told of. */
typedef struct QualityLine {
    Str name, text; /* name: may be empty */
} QualityLine;
enum { QUALITY_LINES_LIMIT = 9 + SIDE_COUNT };
ptrdiff_t quality_lines(const Build *build, QualityLine lines[QUALITY_LINES_LIMIT]);

/* ---- findings.c, duties.c, refusals.c, data.c ---- */
void findings_build(Build *build);
/* The lines of the method page on how findings are chosen. */
enum { FINDING_METHOD_LINES = 3 };
ptrdiff_t findings_method(const Build *build, Str out[FINDING_METHOD_LINES]);
void duties_build(Build *build); /* both when the pages are numbered */
Str duty_name(const Build *build, int number);
void refusals_build(Build *build); /* after the pages before method have filled their models */
/* Of the report's period; NULL where the company's employee cell is not published (it tells how
 * many answered) or there is no engagement. */
const Reliability *refusal_reliability(const Build *build);
Str refusal_of_reliability(const Build *build, const Reliability *reliability);
Str refusal_weights(const Build *build, const WeightReport *weights);
void data_build(Build *build);
/* The first row of the scorecard that is neither the company nor a parent. */
ptrdiff_t scorecard_first_unit(const Build *build);
void data_build_of(Build *build, ptrdiff_t scope); /* the company's rows and the unit's alone */

/* The model's own view of a cell and a figure. */
static inline const Figure *build_figure(const Build *build, ptrdiff_t scope, ptrdiff_t window,
                                         ptrdiff_t def)
{
    return score_figure(build->scores, scope, window, def);
}
/* Answers of a side in a cell, published or not (metrics.md §7 takes the numbers as public, but a
 * report prints only those of published cells). */
int64_t build_rows(const Build *build, Side side, ptrdiff_t scope, ptrdiff_t window);
bool build_side_ever(const Build *build, Side side, ptrdiff_t scope); /* in any period */

#endif
