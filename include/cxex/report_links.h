/* report_links.h: the models of pages 9 and 10 and of the sheets Drivers, Link and What-if: how the
 * halves hang together (metrics.md §8-§11, §16), association, never cause. Ownership and language:
 * report.h. */
#ifndef CXEX_INCLUDE_REPORT_LINKS_H
#define CXEX_INCLUDE_REPORT_LINKS_H

#include <cxex/report_parts.h>

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

#endif
