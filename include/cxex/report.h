/* report.h: the report model: what is said, page by page, with every number formatted and every
 * sentence chosen, and nothing about how it is drawn. Built from scores; const from here on; the
 * renderers (pdf, xlsx, json, tree) see only this and Theme.
 *
 * Absent numbers are NaN. Texts are in the report's language, complete, and safe to show (hidden
 * figures are not in here). Everything is owned by the arena given to report_build. */
#ifndef CXEX_REPORT_H
#define CXEX_REPORT_H

#include <cxex/base.h>
#include <cxex/text.h>

struct Scores;
struct Config;
struct Redactor;
struct Link;
struct LinkDrivers;
struct Registers;

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

typedef struct Finding {
    int number;             /* 1..3 */
    Str rule, unit, metric; /* unit empty: company */
    Str title, body;        /* one sentence each */
    PageKind page_kind;     /* where the figures stand */
    int page;               /* its printed number */
    Str page_text;          /* "Xem tr. 5" */
    int duty;               /* 1..6: Report.duties */
    Str duty_text;          /* "2 · Giữ hai nửa cân nhau" */
} Finding;

/* page 1 */
typedef struct CoverModel {
    Str kind;                   /* "BÁO CÁO HỘI ĐỒNG QUẢN TRỊ" */
    Str title, period, message; /* message: the summary's title, one or two lines */
    Str roof, room, base; /* "Tăng trưởng", "Khách hàng là trung tâm", "Nhân viên là nền tảng" */
    Str client, made_by; /* "Lập bởi … · 05/11/2026" */
    Str confidential, counts; /* "4.701 phản hồi khách hàng · 353 phản hồi nhân viên (tỷ lệ 78%)" */
} CoverModel;

/* page 2 */
typedef struct SummaryTile {
    ReportSide side;
    Str label;
    Estimate figure;
    double axis_lo,
        axis_hi; /* common scale of the estimate line: 40..100 unless a value lies outside */
    Series series;
    Str versus;                /* "so với T9" */
    Str first_tick, last_tick; /* "T10/2025" "T10/2026" */
} SummaryTile;
typedef struct SummaryRow { /* a component metric */
    ReportSide side;
    Str label, meaning; /* "NPS", "khách hàng sẵn lòng giới thiệu" */
    Estimate figure;
    double axis_lo, axis_hi;
} SummaryRow;
typedef struct SummaryModel {
    SummaryTile tiles[3];
    int tile_count; /* 3; fewer when one half is missing */
    SummaryRow *rows;
    ptrdiff_t row_count;
    Str rows_head, value_head, change_head, axis_head; /* column heads */
    Str findings_head;
    Finding findings[3];
    int finding_count;
    Str findings_none; /* the sentence that stands there when finding_count is 0 */
    Str note;          /* what ▲ ▼ ● mean */
} SummaryModel;

/* page 4 */
typedef enum BalanceClass {
    BALANCE_CX_GT_EX,
    BALANCE_BOTH_LOW,
    BALANCE_EX_GT_CX,
    BALANCE_BOTH_HIGH,
    BALANCE_CANNOT_TELL,
    BALANCE_CLASS_COUNT
} BalanceClass;
typedef struct BalancePoint {
    Str name, short_name;
    Estimate cx, ex, gap; /* both shown */
    BalanceClass diagnosis;
    double share_of_customers_01; /* for the dot's area */
} BalancePoint;
typedef struct BalanceGroup {
    BalanceClass diagnosis;
    Str title, units, advice; /* "Vay từ nhân viên", names joined by " · ", one sentence */
    ptrdiff_t unit_count;
} BalanceGroup;
typedef struct BalanceModel {
    BalancePoint *points;
    ptrdiff_t point_count;
    BalanceGroup groups[BALANCE_CLASS_COUNT]; /* only those with units; group_count of them, in the
                                                 enum's order */
    int group_count;
    Str groups_head;
    double cut_cx, cut_ex, axis_lo, axis_hi; /* one scale for both axes, multiples of 10 */
    Str quadrant[4]; /* labels: top left (CX high, EX low), top right, bottom left, bottom right */
    Str axis_cx, axis_ex, diagonal;
    Str *notes; /* "Kho vận không tiếp xúc khách hàng: chỉ có EX 63,2." … one per unit that is not
                   on the map, folded when many */
    ptrdiff_t note_count;
} BalanceModel;

/* page 5 */
typedef struct ScoreRow {
    Str name, short_name, parent, slug;
    ptrdiff_t scope; /* 0: the company; the same number as in DataRow */
    bool company;
    bool parent_row; /* a parent of other rows: stands above them and is not counted with them */
    Estimate cx, ex, combined, gap;
    Str response_text;  /* "78%" or empty */
    double response_01; /* NaN */
    BalanceClass diagnosis;
    Str diagnosis_text;
    bool gap_marked; /* imbalance clear (gap state not balanced nor cannot tell) */
    Series cx_series, ex_series;
} ScoreRow;
typedef struct ScorecardModel {
    ScoreRow *rows; /* [0] is the company; then the parents, then the units: both sorted by CX
                       (published first), then name */
    ptrdiff_t row_count;
    /* Heads of a side that the project has not are empty: its columns are not drawn. */
    Str unit_head, n_head, cx_head, ex_head, change_head, gap_head, cx_band, ex_band,
        cx_series_head, ex_series_head;
    double axis_lo, axis_hi, target_cx, target_ex; /* NaN: none */
    Str target_cx_text, target_ex_text;            /* "mục tiêu 75" */
    Str sort_note, note; /* note: what "break" in a cell means; empty where no cell has it */
} ScorecardModel;
enum { SCORECARD_ROWS_PER_PAGE = 13 }; /* company row included on each part */

/* page 6 */
typedef struct TrendEvent {
    int number;       /* ①… */
    ptrdiff_t period; /* index in periods */
    Str text;         /* "Lịch ca mới, 08/2026" */
    Str unit;         /* empty: whole company */
} TrendEvent;
typedef struct TrendPanel {
    ReportSide side;
    Str label;
    Series series; /* its targets may differ from period to period */
    double target; /* of the report's period */
    Str target_text;
    double axis_lo, axis_hi; /* same in both panels, multiples of 10 */
} TrendPanel;
typedef struct TrendsModel {
    TrendPanel panels[2];
    int panel_count;
    Str *ticks, *years; /* [period_count]; years: only where the year begins or the first */
    TrendEvent *events;
    ptrdiff_t event_count;
    Str events_head, reading_head;
    Str *reading; /* sentences on what the lines say, each supported by a test */
    ptrdiff_t reading_count;
    Str *breaks; /* where an index got other parts, or a definition changed: what is before cannot
                    be compared */
    ptrdiff_t break_count;
} TrendsModel;

/* ---- How the halves hang together (metrics.md §8-§11, §16): association, never cause ---- */

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

/* pages 7 and 8: the customer journey (stages) and the employee journey (factors, life cycle), by
 * unit; one layout, so that the two can be laid side by side */
typedef struct JourneyColumn {
    Str label, code; /* "Sau mua", "cx.stage_aftersale_index" */
} JourneyColumn;
typedef struct JourneyGroup {
    Str head; /* "Yếu tố nền tảng" */
    ptrdiff_t first, count;
} JourneyGroup;
typedef struct JourneyCell {
    Estimate figure;
    Str text; /* the figure's, or the short form of its sentence: "không hiển thị" */
    ChangeMark rest_mark; /* clear difference from the rest of the company; never of the company */
} JourneyCell;
typedef struct JourneyRow {
    Str name, short_name;
    ptrdiff_t scope;
    bool company, parent_row;
    Estimate count;     /* answers of this side */
    JourneyCell index;  /* its index */
    JourneyCell *cells; /* [column_count] */
    Str sentence;       /* no cell is shown, all for one reason: stands in their place */
    /* The column of the first group whose interval lies below those of all others; -1: none, or
     * there was no room for it. weakest_text says it, or that it is not clear. */
    ptrdiff_t weakest;
    bool weakest_clear;
    Str weakest_text;
} JourneyRow;
typedef struct JourneyModel {
    ReportSide side;
    JourneyColumn *columns; /* in the journey's order */
    ptrdiff_t column_count; /* 0: there is no such page */
    ptrdiff_t columns_left; /* so many more had no room */
    JourneyGroup groups[2];
    int group_count;
    JourneyRow *rows; /* [0] is the company; the others as on the scorecard. A unit that never had
                         this side is not among them */
    ptrdiff_t row_count;
    Str unit_head, n_head, index_head, weakest_head;
    double scale_lo, scale_middle, scale_hi; /* of the colours; middle: the line of the index */
    Str lo_text, middle_text, hi_text;
    Str low, high, below; /* legend; below: what the line under a cell means */
    Str marks_note;       /* ▲▼ and bold, where there are any */
    Str hidden_note;      /* the sentence of cells that have room for two words alone; or empty */
    Str *notes;           /* who is not in it, columns there was no room for */
    ptrdiff_t note_count;
    /* "T9", "T10", "so với T9"; the first and the last are empty where no such period is */
    Str previous_head, now_head, change_head;
} JourneyModel;
enum { JOURNEY_ROWS_PER_PAGE = 13, JOURNEY_COLUMNS_MOST = 16 }; /* company row included */

/* page 9 and the sheet Drivers: what goes with recommending */
typedef enum DriverAction {
    DRIVER_CANNOT_TELL,
    DRIVER_FIX_FIRST, /* important, scored low */
    DRIVER_KEEP,
    DRIVER_LOW_PRIORITY,
    DRIVER_MAINTAIN, /* less important, scored high */
    DRIVER_ACTION_COUNT
} DriverAction;
typedef struct DriverRow {
    int number; /* from 1, by importance: stands for the name where that finds no room */
    Str id;     /* item of scorecard.json's drivers: "stage_aftersale" */
    Str name, short_name;
    double share, lo, hi;                               /* percent of R²; lo, hi may be NaN */
    double performance, performance_lo, performance_hi; /* 0-100; NaN: not shown */
    int64_t n;                                          /* answers to the question; 0: not shown */
    Str share_text, lo_text, hi_text, performance_text, n_text;
    DriverAction action; /* by both intervals against both lines */
    Str action_text;     /* "Sửa trước" */
} DriverRow;
typedef struct DriversPanel {
    ReportSide side;
    Str head; /* "Khách hàng: điều gì đi cùng với sẵn lòng giới thiệu" */
    Str refused, sentence; /* key of metrics.md §15 and its sentence; then nothing below is set */
    DriverRow *rows;       /* by importance */
    ptrdiff_t row_count;
    double importance_line, performance_line;      /* 100/k; mean of the indices, NaN: none */
    double x_lo, x_hi, x_step, y_lo, y_hi, y_step; /* axes: performance, importance */
    Str summary; /* "R² = 0,55 · 27.061 phiếu trả lời đủ · sáu khâu" */
    Str *notes;  /* what is left out, repeats others, or cannot be read alone */
    ptrdiff_t note_count;
} DriversPanel;
typedef struct DriversModel {
    DriversPanel panels[2]; /* of the sides that ask what they would recommend */
    int panel_count;
    Str actions[DRIVER_ACTION_COUNT];
    Str axis_x, axis_y;
    Str heads[7]; /* factor, importance, low, high, score, n, action */
    Str todo_head;
    Str todo[3]; /* customers, employees, where both meet; or that there is nothing to do first */
    int todo_count;
    Str map_head, map_note; /* of the charts */
    Str note;               /* association, not cause; which R² it must not be compared with */
} DriversModel;

/* page 10: between the halves. What the workbook's sheets Link and What-if show too. */
typedef struct LinkDot { /* a unit in a period, or a unit */
    Str unit;            /* as displayed */
    Str period;          /* of the outcome, "T10/2026"; empty: a unit's mean over its periods */
    double x, y;
    Str x_text, y_text;
} LinkDot;
typedef struct LinkBandPoint { /* of the line and its band, from left to right */
    double x, y, lo, hi;
} LinkBandPoint;
typedef struct LinkScatter {
    /* Dots are deviations from the unit's own level and the period's common one: x is EX of the
     * period before, y is CX, and the slope of the dots IS the lagged link. Else: units' means. */
    bool within;
    Str head; /* "EX kỳ trước và CX kỳ này, so với mức thường của bộ phận" */
    Str note; /* what a dot is, what line and band are */
    Str axis_x, axis_y; /* plain names */
    LinkDot *dots;      /* by unit, then period */
    ptrdiff_t dot_count;
    ptrdiff_t unit_count, period_count;
    double slope, intercept;   /* of the line; NaN: no line. Within: intercept 0 */
    double slope_lo, slope_hi; /* 95 % */
    LinkBandPoint *band;       /* NULL: none */
    ptrdiff_t band_count;      /* within: 3 (the bow tie); between: more */
    double x_lo, x_hi, y_lo, y_hi, x_step, y_step; /* axes that hold every dot */
    int tick_decimals;
} LinkScatter;
typedef struct LinkGroupRow { /* a measure of the top group beside the bottom one */
    ReportSide side;          /* REPORT_CX, or REPORT_GROWTH: a KPI */
    Str id;                   /* "cx.index", "cx.nps", the KPI's id */
    Str label, measure;       /* "Nghỉ việc", "% một năm" */
    bool lower_is_better;
    double top, bottom; /* NaN when refused */
    Str top_text, bottom_text;
    int decimals;    /* of both groups, and of the difference */
    LinkNumber diff; /* top − bottom; verdict and clear by BH; or the refusal's sentence */
    double p_bh;     /* NaN when refused */
    Str p_text;      /* "p = 0,021" / "p < 0,001" */
    double axis_lo, axis_hi; /* of the two bars; 0 is in it */
} LinkGroupRow;
typedef struct LinkGroups {
    Str refused; /* empty, or the sentence that stands there instead of all that follows */
    Str head;    /* "4 BỘ PHẬN EX CAO NHẤT SO VỚI 4 BỘ PHẬN EX THẤP NHẤT" */
    Str top_head, bottom_head; /* "EX cao", "EX thấp" */
    ptrdiff_t size;
    bool halves;
    Str *top_names, *bottom_names; /* [size] from the outermost inwards */
    Str members;                   /* "EX cao: …; EX thấp: …" */
    LinkGroupRow *rows;
    ptrdiff_t row_count;
    Str note; /* groups chosen by EX … */
} LinkGroups;
typedef struct LinkClaim { /* published elsewhere */
    Str text, source;
} LinkClaim;
typedef struct LinkModel {
    LinkScatter scatter;
    Str lag_refused;    /* the sentence when the scatter is not the lagged link; else empty */
    LinkNumber forward; /* EX → CX, per +10 points */
    LinkNumber back;    /* CX → EX, per +10 points */
    Str forward_head, back_head; /* "EX kỳ trước → CX kỳ này" */
    LinkNumber direction;        /* which is stronger: difference of the partial r */
    LinkGroups groups;
    LinkNumber correlation;      /* r between units */
    LinkNumber rank_correlation; /* Spearman's */
    LinkNumber slope;            /* CX points per +10 EX, between units, HC3 */
    LinkNumber explained;        /* adjusted R², 0..1 */
    LinkNumber two_thirds;       /* beside IBM's 2/3: sentence only; value is adjusted R² */
    LinkNumber most;             /* most R² that these data could show */
    LinkNumber weighted;         /* sensitivity: CX points per +10 EX, weighted by answers */
    Str explained_head, ibm_note, claims_head, fallacy_note;
    Str published_label; /* at the mark of 2/3: "IBM công bố: 2/3" */
    Str limits;          /* what the lagged link cannot rule out; empty: there is none */
    LinkClaim *claims;   /* for the box "published elsewhere" */
    ptrdiff_t claim_count;
    Str not_in; /* "Không nằm trong phân tích này: Kho vận, …"; empty: none */
} LinkModel;

/* page 10, second part: what goes with growth, what-if, mirror pairs, the matrix */
typedef struct LinkDirectionRow { /* one lagged link */
    ReportSide from, to;          /* REPORT_GROWTH: a KPI */
    Str kpi;                      /* its id; else empty */
    Str label, measure;           /* "EX → CX", "điểm" */
    bool lower_is_better;
    int decimals;
    LinkNumber number;    /* of what follows, in its own unit, per +10 points */
    double r, r_lo, r_hi; /* the same as partial correlation: one scale for all rows; NaN when
                             refused */
    ptrdiff_t periods;
} LinkDirectionRow;
typedef struct WhatIfStep { /* a tile of the chain */
    ReportSide side;
    Str id;             /* "ex", "cx", the KPI's id */
    Str label, measure; /* "CX kỳ sau", "điểm" */
    bool lower_is_better;
    int decimals;
    LinkNumber number;                            /* for `points` more EX; EX itself: no interval */
    double per_point, per_point_lo, per_point_hi; /* per point of EX; NaN when refused */
} WhatIfStep;
typedef struct WhatIfModel {
    Str head;      /* "NẾU EX TĂNG 5 ĐIỂM VÀ XU HƯỚNG TRƯỚC ĐÂY GIỮ NGUYÊN" */
    double points; /* statistics.whatif */
    double usual;  /* the most that the project may ask: units' usual range; NaN: refused */
    Str points_text, usual_text;
    WhatIfStep *steps; /* EX, CX, then a KPI each */
    ptrdiff_t step_count;
    Str note; /* what the interval carries, that it is no forecast of what anybody's doing brings */
} WhatIfModel;
typedef struct ForecastModel {
    Str head, sentence; /* the sentence also when it is refused */
    LinkNumber moved, expected, came, miss;
    Str moved_label, expected_label, came_label, miss_label;
    int64_t risen, others; /* units in each group */
} ForecastModel;
typedef struct MirrorRow {
    Str cx_label, ex_label;
    Estimate cx, ex;        /* company, 0..100; not shown: its sentence */
    LinkNumber correlation; /* between units */
} MirrorRow;
typedef struct MatrixModel {
    Str head, note;
    Str *row_labels, *column_labels; /* factors of employees; stages of customers */
    ptrdiff_t row_count, column_count;
    LinkNumber *cells; /* [row·column_count + column]: r; clear after BH over all cells */
    Str refused;       /* the one sentence when no cell has a number */
} MatrixModel;
typedef struct GrowthModel {
    Str directions_head, directions_note;
    LinkDirectionRow *directions;
    ptrdiff_t direction_count;
    double reach; /* of the forest: ±reach of partial correlation */
    WhatIfModel what_if;
    ForecastModel forecast;
    Str mirrors_head, mirrors_note;
    Str mirror_heads[5]; /* customers, their value, employees, their value, correlation */
    MirrorRow *mirrors;
    ptrdiff_t mirror_count;
    MatrixModel matrix;
} GrowthModel;

/* The sheet What-if: what its formulas reckon with. What may not be projected has no number in
 * here, so that no play with the inputs can make one. */
typedef struct ScenarioPart { /* of an index */
    Str label, code;          /* code: whose line of the long table */
    bool is_nps;              /* −100..100 there; in the index (NPS + 100) / 2 */
    double weight_01;         /* those of an index add up to 1 */
    double value;             /* company's, 0..100 */
} ScenarioPart;
typedef struct ScenarioKpi {
    Str id, label, measure; /* labels are unique */
    Str name;               /* of slope_cx_NAME in the workbook */
    bool lower_is_better;
    int decimals;         /* of what it changes by */
    Str refused;          /* the sentence that stands in place of a projection; empty: none */
    double slope, lo, hi; /* in its own unit per +10 CX; NaN when refused */
} ScenarioKpi;
typedef struct ScenarioScope { /* whole company, or a unit that has all of its EX */
    Str name;
    double *kpi; /* [kpi_count] in the report's period; NaN: the file has none */
} ScenarioScope;
typedef struct ScenarioModel {
    bool given; /* false: no such sheet, as the company lacks one of the two indices */
    Str title, subtitle;
    ScenarioScope *scopes; /* [0] is the company */
    ptrdiff_t scope_count;
    ScenarioPart *parts[2]; /* REPORT_CX, REPORT_EX: those that the company's index has */
    ptrdiff_t part_count[2];
    double weight_01[2]; /* of the two in the combined score */
    bool geometric;
    Str refused;                    /* the sentence in place of any projection of CX; empty: none */
    double slope, lo, hi;           /* CX points per +10 EX; NaN when refused */
    double points;                  /* statistics.whatif: what the sheet opens with */
    double usual;                   /* more than that is not projected; NaN when refused */
    ScenarioKpi *kpis;              /* in the project's order */
    ptrdiff_t kpi_count, kpi_first; /* kpi_first: which the sheet opens with */
} ScenarioModel;

/* page 3: the house. Employees below, customers above them, growth as the roof. Printed only where
 * the project has both halves. */
typedef struct HouseBar { /* a factor, a stage, or what stands there without any; always shown */
    Str label;
    Estimate figure;
    double axis_lo, axis_hi; /* what the figure can be: the foot of its bar and the top of it */
} HouseBar;
typedef struct HouseFloor {
    ReportSide side;
    Str head;       /* "NHÂN VIÊN LÀ NỀN TẢNG" */
    Estimate index; /* or its sentence */
    Str interval;   /* "64,5 – 67,7" */
    HouseBar *bars; /* in the project's order */
    ptrdiff_t bar_count;
    Str bars_name;    /* what they are: "yếu tố", "khâu của hành trình" … */
    ptrdiff_t lowest; /* the bar whose interval ends below where all others begin; -1: none */
    bool below_line;  /* … and it ends below the line of the side's index */
    Str note;         /* bars that are hidden, or that there is no room for; else empty */
} HouseFloor;
enum { HOUSE_BARS_MOST = 12, HOUSE_KPIS_MOST = 3 };
typedef struct HouseKpi {
    Str id, label; /* label: also which way is good, where lower is */
    Str text; /* "182 triệu ₫"; without a company's line the lowest and the highest unit's */
    Str note; /* the bare difference from the period before; where the units' figures stand */
    bool by_unit;
    double value, previous; /* NaN: the file has no line of the company */
} HouseKpi;
typedef struct HouseModel {
    HouseFloor employees, customers;
    Str roof_head;
    HouseKpi kpis[HOUSE_KPIS_MOST];
    int kpi_count;
    Str roof_none; /* which input would bring figures; empty when there are some */
    LinkNumber
        ex_to_cx; /* per +10 points; sentence: complete, with the verdict, or the refusal's */
    LinkNumber cx_to_kpi; /* the same; sentence empty without KPIs */
    Str arrow_kpi;        /* id of the KPI that it is of */
    Str reading_head, reading[4];
    int reading_count;
    Str published_head;   /* above the share of CX beside the published one */
    LinkNumber explained; /* adjusted R², 0..1; sentence: where two thirds lie, or the refusal's */
    double published_01;  /* two thirds */
    Str explained_label, published_label, published_note;
    Str cracks_head, cracks[3];
    int crack_count;
    bool cracked; /* the cracks are clear: else the sentence says that there are none */
    /* scopes of the units where the lowest factor and the lowest stage are both clearly lower than
     * in the rest of the company */
    ptrdiff_t *meeting;
    ptrdiff_t meeting_count;
    Str caution;
} HouseModel;

/* What whoever answers for both halves has to see to, and what of this pack tells about it. */
typedef struct Duty {
    int number; /* 1..6 */
    Str name;
    Str answer;    /* figures of this pack, or which input would bring them */
    bool answered; /* by a figure */
    PageKind page_kind;
    int page; /* 0: none */
    Str page_text;
} Duty;
enum { DUTY_COUNT = 6 };

/* page 11 and the sheet Voices: what people wrote. Comments are counted, never weighted, and only
 * where privacy lets them be told (privacy.h). */
typedef enum VoiceTone { /* by what those who name the theme would recommend, beside all others who
                            wrote: not by words */
                         VOICE_TONE_NONE, /* too few of them answered that, or it is not asked */
                         VOICE_COMPLAINT, /* they would recommend clearly less */
                         VOICE_MIXED,
                         VOICE_PRAISE /* … clearly more */
} VoiceTone;
typedef struct VoiceTheme {
    Str id; /* place in scorecard.json: "themes.cx.giao-hang-tre-hen" */
    Str name, short_name;
    int64_t n;
    double share, lo, hi;    /* percent of the side's comments, Wilson */
    double previous;         /* NaN: not told, or there is no period before */
    Str n_text, share_text;  /* "335", "31%"; of few comments "31% (5/16)" */
    double diff;             /* percentage points; NaN: none */
    double diff_lo, diff_hi; /* NaN: not tested */
    double p_bh;
    Str diff_text;
    bool diff_tested;
    ChangeMark mark;
    int meaning; /* of the mark: 1 good, −1 bad, 0 neither: the tone is not clear */
    VoiceTone tone;
    Str tone_text;  /* "chê" */
    ptrdiff_t most; /* scope of the unit with a clearly higher share than the rest; 0: none */
    Str most_text;
} VoiceTheme;
typedef struct VoiceQuote {
    Str text;   /* without marks; the renderer sets them */
    Str source; /* "Giao nhận"; the company where the unit may not be named */
    Str theme;  /* empty without a list of themes */
    Str hears;  /* "Giao nhận, Tổng đài": the rule is in VoicesModel.rules */
} VoiceQuote;
enum { VOICE_THEMES_MOST = 8, VOICE_QUOTES_MOST = 4 };
typedef struct VoicesPanel {
    ReportSide side;
    Str id;   /* of the number of comments in scorecard.json: "themes.cx.comments" */
    Str head; /* "Khách hàng nói gì · 1.082 ý kiến" */
    int64_t comments;
    Str versus;      /* "so T9"; empty: nothing to compare with */
    bool candidates; /* no list of themes: frequent pairs of syllables stand in their place */
    VoiceTheme *themes;
    ptrdiff_t theme_count; /* by n; at most VOICE_THEMES_MOST */
    Str note;              /* themes that are not told or found no room; else empty */
    VoiceQuote quotes[VOICE_QUOTES_MOST];
    ptrdiff_t quote_count;
} VoicesPanel;
typedef struct VoicesModel {
    VoicesPanel panels[2]; /* of the sides whose comments may be told */
    int panel_count;
    double axis_hi; /* of the bars, percent; from 0 */
    Str rules[2];
    Str heads[6]; /* theme, comments, share, change, tone, where most */
    Str chart_head, quotes_head;
    Str quote_heads[4]; /* who, quotation, theme, who needs to hear */
} VoicesModel;
/* page 12 and the sheet Promises: registers. They are complete: nothing in here has an interval or
 * is hidden, but for what employees say of it in the survey. */
typedef enum PromiseStatus {                   /* in the order of the lists */
                             PROMISE_IS_OPEN,  /* overdue */
                             PROMISE_IS_AHEAD, /* not due yet */
                             PROMISE_IS_LATE,
                             PROMISE_IS_KEPT,
                             PROMISE_IS_CANCELLED,
                             PROMISE_STATUS_COUNT
} PromiseStatus;
typedef struct PromiseRow {
    Str text, unit, owner;
    Str unit_short; /* where the unit has no room */
    Date due, done; /* done: year 0: not yet */
    Str due_text, done_text;
    PromiseStatus status;
    Str status_text;  /* "quá hạn 16 ngày" */
    int64_t days;     /* overdue, or late by; else 0 */
    bool current;     /* stands on the page: open, ahead, or due in the report's period */
    ptrdiff_t source; /* index in tally->promises */
    Str key; /* place in scorecard.json: "registers.promises.12"; empty: beyond listed_count */
} PromiseRow;
typedef enum RegisterTone {
    REGISTER_TRUST,
    REGISTER_LATE,
    REGISTER_OVERDUE,
    REGISTER_VOICE,
    REGISTER_WAIT
} RegisterTone;
typedef struct RegisterTile {
    RegisterTone tone;
    Str label, text, note;
    Str key;      /* place in scorecard.json: "trust.company.2026-10.value"; empty: no number */
    double value; /* NaN: text is no number */
    bool percent;
} RegisterTile;
typedef struct VoiceBar { /* received, answered, acted on */
    Str label, text, key;
    int64_t count;
} VoiceBar;
typedef struct RegisterUnit { /* of the sheet; the company last */
    Str name;
    bool company;
    int64_t received, answered, acted;  /* in the report's period */
    double answered_share, acted_share; /* percent; NaN: none received */
    int64_t due, kept, late, open;      /* open: all that are overdue */
} RegisterUnit;
typedef struct DueMonth { /* a period by which promises were due; the last ones may lie ahead */
    Str id, label;
    int64_t count[PROMISE_STATUS_COUNT];
} DueMonth;
typedef struct PromisesModel {
    ptrdiff_t scope; /* whose: 0 the company's, else a brief's unit */
    RegisterTile tiles[5];
    int tile_count;
    bool promises, suggestions; /* which registers there are */
    Str rows_head;
    Str heads[5];     /* promise, for, owner, due, status */
    PromiseRow *rows; /* the whole register, as the lists stand */
    ptrdiff_t row_count, current_count;
    ptrdiff_t listed_count; /* the first of them, that the workbook and scorecard.json have */
    Str listed_note;        /* how many these are, when they are not all */
    Str rows_none;          /* stands there when no row is current */
    Str trust_head;
    Estimate trust;    /* what the company's employees say; state SHOWN: named in trust_figure */
    Str trust_figure;  /* "Nhân viên chấm “Giữ lời hứa”: 68,0" */
    LinkNumber beside; /* units with overdue promises minus those without; or why there is none */
    double beside_mean[2]; /* without, with */
    int64_t beside_units[2];
    Str voice_head;
    VoiceBar bars[3];
    Str *voice_notes;
    ptrdiff_t voice_note_count;
    RegisterUnit *units;
    ptrdiff_t unit_count;
    DueMonth *months;
    ptrdiff_t month_count;
} PromisesModel;

/* page 13: a common payout from the company's revenue and a score of its surveys (metrics.md §12).
 * A score with a margin of error is a payout with one. Never of a unit, never of a person. */
typedef struct IncentiveModel {
    bool given; /* else refusals say why not, and nothing else is set */
    ReportSide side;
    Str code;                  /* of the score's figure */
    Str name;                  /* "Chỉ số khách hàng (CX)" */
    Estimate score;            /* of the company */
    Str score_text;            /* with as many decimals as tell it from the points of the curve */
    double scale_lo, scale_hi; /* all that the score can be */
    /* the curve: 0 below threshold, then from threshold_pays to 1 at target and cap at maximum */
    double threshold, threshold_pays, target, maximum, cap;
    double gate;                   /* least share of the plan, 1: all of it */
    Str actual_id, plan_id;        /* KPIs */
    double actual, plan, ratio_01; /* the company's own lines; ratio_01 may exceed 1 */
    bool open;                     /* ratio_01 is at least gate */
    double payout;                 /* 0..cap */
    double payout_lo, payout_hi;   /* at the ends of the score's interval; NaN: it has none */
    bool threshold_within, target_within; /* the gate is open, the point in the score's interval */
    int ratio_decimals, score_decimals, payout_decimals; /* of the texts */
    Str payout_text, payout_lo_text, payout_hi_text;
    Str gate_head, ratio_text, of_plan, gate_text;
    Str payout_head, interval_text, within_text; /* the last two may be empty */
    Str threshold_label, target_label, cap_label, point_label;
    Str axis_x, axis_y;
    Str principle; /* for whom it is, and for whom not */
} IncentiveModel;

/* Figures from outside beside the report's own: the company's, or in a brief the unit's. A page
 * that shows one prints its `line` too. */
typedef struct BenchmarkRow {
    Str key;  /* place in scorecard.json: "benchmarks.retail.cx.nps" */
    Str code; /* of the figure: "cx.nps" */
    ReportSide side;
    Str metric, name; /* "NPS", "Ngành bán lẻ" */
    Estimate figure;  /* own; not shown: `sentence` says why, and diff has no number */
    double value, se; /* of the benchmark; se NaN: taken as a fixed number */
    Str value_text, se_text;
    LinkNumber diff; /* own minus benchmark; id: place in scorecard.json */
    Str sentence; /* "NPS 39 so với Ngành bán lẻ 35: +4 (+1 đến +6), cao hơn rõ rệt" */
    int above, below; /* units, parents left out, that lie clearly above and below; board only */
    Str units_text;   /* empty when none does */
    Str source, licence, line; /* "Ngành bán lẻ: NAME OF SOURCE, 2025 · LICENCE" */
    int year;
    bool on_pages; /* its source is among the first BENCHMARK_SOURCES_MOST; all stand on the method
                      page and in the workbook */
} BenchmarkRow;
enum { BENCHMARK_SOURCES_MOST = 3 };
typedef struct BenchmarksModel {
    BenchmarkRow *rows; /* as the project gives them */
    ptrdiff_t row_count;
    Str head, column_head; /* "SO VỚI BÊN NGOÀI", "mốc so sánh" */
    Str mark_text;         /* "▽ mốc so sánh": what the sign on an axis means */
    Str bold_note;         /* "chênh lệch in đậm: rõ rệt" */
    Str fixed_note;        /* empty: all have a standard error */
} BenchmarksModel;
/* The source lines of the rows on pages whose figure is among the codes, each once. */
StrList benchmark_lines(Arena *arena, const BenchmarksModel *model, const StrList *codes);

/* page 14: blocks of text in three columns */
typedef struct MethodBlock {
    Str head;
    Str *lines;
    ptrdiff_t line_count;
    int column; /* 0..2 wish */
} MethodBlock;
typedef struct MethodModel {
    MethodBlock *blocks;
    ptrdiff_t block_count;
    struct MethodEntry { /* the same as name and text, for the workbook */
        Str block, name, text;
    } * entries;
    ptrdiff_t entry_count;
    ptrdiff_t quality_first, quality_count; /* entries of the data quality */
} MethodModel;

/* page 15: every published figure of the latest period, units by metrics */
typedef struct AppendixRow {
    bool heading; /* only the unit's name: before its first figure, and again atop each block of
                     rows */
    bool empty;   /* fills a block up, so that no heading stands alone at its foot */
    Str unit, metric;
    ReportSide side;
    Estimate figure;
} AppendixRow;
typedef struct AppendixModel {
    AppendixRow *rows;
    ptrdiff_t row_count;
    Str heads[8];           /* unit, metric, value, low, high, n, change, target */
    int blocks, block_rows; /* side by side on a page; rows of each */
} AppendixModel;
enum {
    APPENDIX_BLOCKS = 3,
    APPENDIX_ROWS_PER_BLOCK = 42,
    APPENDIX_ROWS_PER_PAGE = APPENDIX_BLOCKS * APPENDIX_ROWS_PER_BLOCK,
    APPENDIX_UPRIGHT_BLOCKS = 2,
    APPENDIX_UPRIGHT_ROWS_PER_BLOCK = 58
};

/* ---- The department brief: two pages, a small workbook, and the mail that carries them ---- */
typedef struct BriefTile { /* CX, EX */
    ReportSide side;
    Str label; /* "Khách hàng (CX)" */
    Str count; /* "817 khách"; empty when hidden */
    Estimate figure;
    double axis_lo, axis_hi;
    Series series;
    Str versus;    /* "so với T9" */
    Str reference; /* "Phần còn lại của công ty 74,2 · mục tiêu 75" */
    double rest;   /* the rest of the company (the unit taken out); NaN: not shown */
    Str first_tick, last_tick;
} BriefTile;
typedef struct BriefBar { /* a stage of the journey or a factor, against the rest of the company */
    Str label;
    Estimate figure;
    double rest, diff; /* NaN: not shown */
    Str diff_text;     /* "−8,8" */
    ChangeMark mark;   /* clear difference from the rest; NONE: drawn grey */
} BriefBar;
typedef struct BriefBars {
    ReportSide side;
    Str head; /* "ĐIỂM THEO HÀNH TRÌNH, SO VỚI PHẦN CÒN LẠI CỦA CÔNG TY" */
    BriefBar *bars;
    ptrdiff_t bar_count;
    double reach; /* largest |diff| of both blocks, at least 5: one scale for both */
} BriefBars;
enum { BRIEF_BARS_MOST = 8 }; /* of a block; the others stand on page 2 and in the workbook */
typedef struct BriefQuote {
    Str text;   /* without marks; the renderer sets them */
    Str source; /* "T10/2026" */
} BriefQuote;
typedef struct BriefVoices {
    ReportSide side;
    Str head;   /* "TIẾNG NÓI KHÁCH HÀNG" */
    Str themes; /* "Nhắc tới nhiều nhất: …", names alone; empty: none may be told */
    BriefQuote *quotes;
    ptrdiff_t quote_count;
} BriefVoices;
/* Page 2 below the figures: the unit's own registers, and what to do first. */
typedef struct BriefCount { /* "quá hạn 2" */
    Str label, text, key;
    RegisterTone tone;
    double value;
} BriefCount;
typedef struct BriefPromises {
    Str head;
    BriefCount counts[5];
    int count_count; /* 0: neither register has a line of this unit */
    Str heads[4];    /* promise, owner, due, status */
    /* The pressing ones of PromisesModel.rows: overdue, then next due, then settled in the period.
     * Where both are there, the next due has a line in any case. */
    const PromiseRow *rows[4];
    int row_count;
    Str more;            /* how many others there are and where; may be empty */
    Str sentence;        /* of the mail */
    Str title, subtitle; /* of the sheet, which has all of them */
} BriefPromises;
typedef enum ActionKind {
    ACTION_OVERDUE, /* promises */
    ACTION_WAITING, /* suggestions */
    ACTION_STAGE,
    ACTION_FACTOR,
    ACTION_NEXT_DUE
} ActionKind;
typedef struct BriefAction {
    ActionKind kind;
    Str text;         /* without numbers of its own */
    Str measure, key; /* the figure that it rests on, "48,1 điểm", and its key */
} BriefAction;
enum { BRIEF_ACTIONS_MOST = 3 };
typedef struct BriefRow { /* page 2 and the workbook: one figure, or a heading above some */
    bool heading;
    ReportSide side;
    Str label, meaning;
    Estimate figure;
    double axis_lo, axis_hi; /* of the estimate line: all that this figure can be */
    double rest, rest_diff;  /* NaN: not shown */
    Str rest_text, rest_diff_text;
    ChangeMark rest_mark; /* clear difference from the rest of the company */
    Str previous_text;    /* figure.previous as it is printed; empty: none */
    bool rest_tested;     /* false: rest_diff is only a difference; true without rest_mark: ● */
} BriefRow;
/* BESIDE: with the unit's registers below them, or with actions alone. */
enum {
    BRIEF_ROWS_MOST = 26,
    BRIEF_ROWS_BESIDE_REGISTERS = 21,
    BRIEF_ROWS_BESIDE_ACTIONS = 22,
    BRIEF_QUOTES_MOST = 3
};
typedef struct MailModel {
    Str to_name, to_address; /* address empty: no draft */
    Str from, subject, body; /* body: whole lines of text, "\n" between them */
    Str language_tag;        /* "vi-VN" */
} MailModel;
typedef struct BriefModel {
    ptrdiff_t scope; /* as in DataRow */
    Str unit, short_name, slug;
    BriefTile tiles[2];
    int tile_count; /* the sides that this unit has */
    BriefBars bars[2];
    int bars_count;
    Str reading_head; /* "BA ĐIỀU NÊN BIẾT" */
    Str reading[3];   /* true sentences from the unit's own figures; the same stand in the mail */
    int reading_count;
    BriefVoices voices[2];
    int voices_count;
    BriefRow *rows; /* at most BRIEF_ROWS_MOST; rows_note says where the others are */
    ptrdiff_t row_count;
    Str heads[9]; /* figure, value, interval, n, before, change, rest, difference, target */
    Str rows_note;
    BriefPromises promises;
    Str actions_head;
    BriefAction actions[BRIEF_ACTIONS_MOST];
    int action_count;
    Str *notes; /* how to read, what is hidden (the one sentence), merged from which units … */
    ptrdiff_t note_count;
    MailModel mail;
    Str kind; /* "BẢN TIN BỘ PHẬN" */
} BriefModel;

/* Who gets a brief, and why the others do not. */
typedef enum BriefState {
    BRIEF_MADE,
    BRIEF_MERGED,  /* its group's brief stands for it */
    BRIEF_HIDDEN,  /* nothing of it may be shown in the report's period */
    BRIEF_NO_DATA, /* no answers in the report's period */
    BRIEF_PARENT   /* a parent that the units file does not list: nobody to send it to */
} BriefState;
typedef struct BriefPlan {
    ptrdiff_t scope, group; /* group: the unit it was merged into, or -1 */
    Str unit, slug;
    BriefState state;
} BriefPlan;

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

/* ---- A document tree for scorecard.json: object, array, number … ---- */
typedef enum FactKind {
    FACT_OBJECT,
    FACT_ARRAY,
    FACT_NUMBER,
    FACT_INTEGER,
    FACT_STRING,
    FACT_BOOL,
    FACT_NULL
} FactKind;
typedef struct Fact {
    FactKind kind;
    Str key;         /* inside an object */
    double number;   /* finite */
    int64_t integer; /* also the bool */
    Str string;
    struct Fact *first, *last,
        *next; /* children in order; objects are sorted by key when written */
} Fact;
Fact *fact_new(Arena *arena, FactKind kind);
Fact *fact_add(Arena *arena, Fact *parent, Str key, FactKind kind); /* key empty in arrays */
void fact_number(Arena *arena, Fact *object, const char *key,
                 double x); /* absent when not finite */
void fact_integer(Arena *arena, Fact *object, const char *key, int64_t x);
void fact_string(Arena *arena, Fact *object, const char *key, Str x);
void fact_bool(Arena *arena, Fact *object, const char *key, bool x);

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
