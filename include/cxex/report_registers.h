/* report_registers.h: the models of pages 11 to 13 and of their sheets: what people wrote, what was
 * promised and suggested, what is paid. Ownership and language: report.h. */
#ifndef CXEX_INCLUDE_REPORT_REGISTERS_H
#define CXEX_INCLUDE_REPORT_REGISTERS_H

#include <cxex/report_parts.h>

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

#endif
