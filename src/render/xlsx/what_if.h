/* what_if.h: what the files of the sheet What-if share: where things stand, and what its formulas
 * come to with the inputs that it opens with. Not for other sheets. */
#ifndef CXEX_XLSX_WHAT_IF_H
#define CXEX_XLSX_WHAT_IF_H

#include "book.h"

enum {
    /* columns: the left block, the right one */
    LEFT = 1,
    LEFT_LAST = 6,
    RIGHT = 8,
    RIGHT_LAST = 11,
    ROW_TILES = 4, /* label, number, what it means */
    ROW_STEPS = 8, /* heads of the blocks, inputs, heads of the columns, rows */
    ROW_LINES = 11,
    STEP_COUNT = 8, /* lines of "if EX rose by …" */
};

/* What the check says: only GOOD lets anything be projected. */
typedef enum PlayState {
    PLAY_GOOD,
    PLAY_WEIGHTS,
    PLAY_PART,
    PLAY_SCALE,
    PLAY_RANGE = 5, /* more than units have usually shown */
    PLAY_NO_CX
} PlayState;

typedef struct PlayRange { /* NaN: the cell shows a dash */
    double value, lo, hi;
} PlayRange;
typedef struct Play {
    double *lifts; /* of the parts of EX */
    double ex, ex_now, step;
    PlayState state;
    PlayRange cx_now, cx, cx_after, slope;
    double cx_se;
    PlayRange kpi_slope, kpi, kpi_after;
    double kpi_se, kpi_now;
} Play;

typedef struct WhatIfRows { /* -1: this report has no such row */
    int total, half, check, usual, bars;
    int sentence, kpi_head, kpi_pick, kpi_slope, kpi_se, kpi_now, kpi_add, kpi_after, worth, cost,
        net, verdict;
    int first_end, second; /* last row of page one, first of page two */
    int steps, step_lines, even, weights, weight_lines, last;
    int feed, parts, cx, cx_parts, indices, state, kpi_at, kpis, feed_steps, scopes;
} WhatIfRows;

typedef struct WhatIf {
    Sheet sheet;
    Book *book;
    const ScenarioModel *model;
    WhatIfRows rows;
    Play play;
    bool projects;     /* CX may be projected */
    bool projects_kpi; /* and at least one KPI */
    const char *z;     /* "z_95" */
} WhatIf;

/* ---- what_if_play.c: values and formulas ---- */
void play_open(WhatIf *w);
/* What goes with `ex` more EX; NaN beyond the usual range. */
PlayRange play_cx(const WhatIf *w, double ex, double *se);
PlayRange play_kpi(const WhatIf *w, double cx, double cx_se, double *se);
/* "{z}" becomes the quantile's name, "{e}" the expression. */
Str play_formula(WhatIf *w, const char *formula, Str e);
/* A formula whose value may be missing: then the cell shows a dash. */
void play_cell(WhatIf *w, int row, int column, Str formula, double value, Look look);
/* A text that a formula puts together: expressions for {0}, {1} … of the word. */
Str play_words(WhatIf *w, Word key, const Str *expressions);
/* The number that an expression has, as a text; decimals: an expression too. */
Str play_text(WhatIf *w, const char *expression, const char *decimals, bool with_sign);
/* "95%: 0.4 to 0.8" of low and high. */
Str play_range(WhatIf *w, const char *low, const char *high, const char *decimals);
Str play_range_value(WhatIf *w, double low, double high, int decimals);
/* The line of the long table that has the figure. */
void play_line(WhatIf *w, int row, int column, bool company, Str code);
/* "INDEX(data_value,…)" of the line in that cell, on the scale of the index. */
Str play_figure(WhatIf *w, int row, int column, const char *field, bool is_nps);
/* Which of the range's cells has the text; exactly, as names may hold signs that MATCH reads. */
Str play_position(WhatIf *w, const char *text, const char *range);

/* Standard error of what goes with that much more EX, itself uncertain by whatif_half. */
Str play_cx_se(WhatIf *w, Str ex);
Str play_kpi_title(Book *book, const ScenarioKpi *kpi); /* "Revenue, bn" */

/* ---- looks ---- */
Look what_if_input(const WhatIf *w, const char *code);
Look what_if_number(const WhatIf *w, const char *code);
Look what_if_total(const WhatIf *w, const char *code);
Look what_if_grey(Look look, const WhatIf *w);
/* Labels over columns: the first left, the others right. */
void what_if_heads(WhatIf *w, int row, int column, const Str *texts, int count);
void what_if_numbers_only(WhatIf *w, int row, int column, int last_row, double lo, double hi,
                          Word title, Word message);
void what_if_any_number(WhatIf *w, int row, int column, Word title);
void what_if_name(WhatIf *w, const char *name, int row, int column, int last_row);

/* ---- the blocks ---- */
void what_if_step_one(WhatIf *w);
void what_if_step_two(WhatIf *w);
void what_if_step_three(WhatIf *w);
void what_if_tiles(WhatIf *w);
void what_if_sensitivity(WhatIf *w);
void what_if_weights(WhatIf *w);
void what_if_feed(WhatIf *w);

#endif
