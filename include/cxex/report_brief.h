/* report_brief.h: the department brief: two pages, a small workbook, and the mail that carries
 * them; and who gets one. Ownership and language: report.h. */
#ifndef CXEX_INCLUDE_REPORT_BRIEF_H
#define CXEX_INCLUDE_REPORT_BRIEF_H

#include <cxex/report_registers.h>

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

#endif
