#include "build.h"

typedef LIST_OF(AppendixRow) AppendixList;

/* The mean of a rating is its index on another scale: here it would only lengthen the list, and the
 * workbook's data has it. Where the mean is the headline (CES), it stands. */
static bool printed(const FigureDef *def)
{
    return def->kind != FIGURE_N && def->kind != FIGURE_DIAGNOSIS &&
           (def->kind != FIGURE_MEAN || def->headline);
}

/* A side that is hidden or empty as a whole says so once, not once for each figure. */
static bool side_absent(const Build *build, ptrdiff_t scope, FigureSide side)
{
    ptrdiff_t def = side == FIGURE_CX   ? build->cx_n
                    : side == FIGURE_EX ? build->ex_n
                                        : build->score;
    return estimate_state(build, scope, build->period, def) != ESTIMATE_SHOWN;
}

/* Upright pages have two long blocks where the others have three. */
static int block_rows(const Build *build)
{
    return build->report->appendix.block_rows;
}

static bool at_block_top(const Build *build, const AppendixList *rows)
{
    return rows->len % block_rows(build) == 0;
}

static void add_heading(const Build *build, AppendixList *rows, Str unit)
{
    AppendixRow *row = PUSH(build->arena, rows, AppendixRow);
    *row = (AppendixRow){.heading = true, .unit = unit};
}

/* A unit that goes on in the next block is named there again. */
static void add_row(const Build *build, AppendixList *rows, AppendixRow figure)
{
    if (at_block_top(build, rows))
        add_heading(build, rows, figure.unit);
    AppendixRow *row = PUSH(build->arena, rows, AppendixRow);
    *row = figure;
}

/* A heading needs at least two figures below it in its block. */
static void begin_unit(const Build *build, AppendixList *rows, Str unit)
{
    enum { LEAST_LEFT = 3 };
    while (!at_block_top(build, rows) &&
           block_rows(build) - rows->len % block_rows(build) < LEAST_LEFT) {
        AppendixRow *row = PUSH(build->arena, rows, AppendixRow);
        *row = (AppendixRow){.empty = true};
    }
    add_heading(build, rows, unit);
}

static void add_side(const Build *build, AppendixList *rows, ptrdiff_t scope, FigureSide side)
{
    Str unit = label_unit(build, scope);
    bool absent = side_absent(build, scope, side);
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        const FigureDef *def = &build->scores->defs[d];
        if (def->side != side || !printed(def))
            continue;
        add_row(build, rows,
                (AppendixRow){.unit = unit,
                              .metric = absent ? label_side(build, side) : label_figure(build, d),
                              .side = label_report_side(side),
                              .figure = estimate_make_counted(build, scope, d)});
        if (absent)
            return;
    }
}

static void add_unit(const Build *build, AppendixList *rows, ptrdiff_t scope)
{
    begin_unit(build, rows, label_unit(build, scope));
    if (build->has_side[SIDE_CX])
        add_side(build, rows, scope, FIGURE_CX);
    if (build->has_side[SIDE_EX])
        add_side(build, rows, scope, FIGURE_EX);
    /* What one half lacks was said there; the combined figures would only repeat it. */
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] &&
        !side_absent(build, scope, FIGURE_COMBINED))
        add_side(build, rows, scope, FIGURE_COMBINED);
}

PageRows appendix_build(Build *build)
{
    AppendixModel *appendix = &build->report->appendix;
    bool upright = build->report->portrait;
    appendix->blocks = upright ? APPENDIX_UPRIGHT_BLOCKS : APPENDIX_BLOCKS;
    appendix->block_rows = upright ? APPENDIX_UPRIGHT_ROWS_PER_BLOCK : APPENDIX_ROWS_PER_BLOCK;
    AppendixList rows = {0};
    add_unit(build, &rows, 0);
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        add_unit(build, &rows, build->units[i]);
    appendix->rows = rows.items;
    appendix->row_count = rows.len;
    Str level = label_level(build);
    appendix->heads[0] = word(build->lang, WORD_HEAD_UNIT);
    appendix->heads[1] = word(build->lang, WORD_HEAD_FIGURE);
    appendix->heads[2] = word(build->lang, WORD_HEAD_VALUE);
    appendix->heads[3] = WORDS(build->arena, build->lang, WORD_HEAD_LOW, level);
    appendix->heads[4] = WORDS(build->arena, build->lang, WORD_HEAD_HIGH, level);
    appendix->heads[5] = S("n");
    appendix->heads[6] = build->previous < 0
                             ? word(build->lang, WORD_HEAD_CHANGE)
                             : WORDS(build->arena, build->lang, WORD_VERSUS_SHORT,
                                     label_period(build, build->previous, PERIOD_TICK));
    appendix->heads[7] = word(build->lang, WORD_HEAD_TARGET);
    return (PageRows){.printed = rows.len > 0,
                      .row_count = rows.len,
                      .rows_per_part = appendix->blocks * appendix->block_rows};
}

void appendix_words(const Build *build, Page *page)
{
    page->title = word(build->lang, WORD_APPENDIX_TITLE);
    page->rule = S("appendix");
    page->subtitle = WORDS(build->arena, build->lang, WORD_APPENDIX_SUBTITLE, label_level(build),
                           label_period(build, build->period, PERIOD_SHORT));
    page->foot_left = word(build->lang, WORD_APPENDIX_FOOT);
}
