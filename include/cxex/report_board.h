/* report_board.h: the models of the board's pages 1 to 8, 14 and 15, a struct each, in the order of
 * the pages. Ownership and language: report.h. */
#ifndef CXEX_INCLUDE_REPORT_BOARD_H
#define CXEX_INCLUDE_REPORT_BOARD_H

#include <cxex/report_parts.h>

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

#endif
