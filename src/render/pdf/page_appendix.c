/* Page 15: every figure of the period, two blocks of rows side by side. */
#include "drawing.h"

#include <math.h>

enum {
    BLOCK_WIDTH = 371,
    BLOCK_GAP = 16,
    HEAD_Y = 112,
    ROWS_PER_BLOCK = APPENDIX_ROWS_PER_PAGE / 2
};
static const double ROW_HEIGHT = 13.3;

/* Right ends of the number columns inside a block. */
enum {
    METRIC_X = 104,
    VALUE_END = 232,
    LOW_END = 264,
    HIGH_END = 296,
    N_END = 330,
    CHANGE_END = 371
};

static void cell(const Drawing *d, Tag tag, CellScope scope, double x, double y, TextStyle style,
                 Str text)
{
    canvas_begin_with(d->canvas, tag, (TagInfo){.scope = scope});
    if (text.len > 0)
        canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, tag);
}

static void draw_heads(const Drawing *d, double x, double y)
{
    const AppendixModel *model = &d->report->appendix;
    TextStyle start = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    const double ends[] = {0, METRIC_X, VALUE_END, LOW_END, HIGH_END, N_END, CHANGE_END};
    canvas_begin(d->canvas, TAG_TR);
    for (int i = 0; i < CX_COUNTOF(ends); i++)
        cell(d, TAG_TH, SCOPE_COLUMN, x + ends[i], y, i < 2 ? start : end, model->heads[i]);
    canvas_end(d->canvas, TAG_TR);
    drawing_rule(d, x, x + BLOCK_WIDTH, y + 4);
}

static void draw_figure(const Drawing *d, const AppendixRow *row, double x, double y)
{
    const Estimate *figure = &row->figure;
    TextStyle small = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    if (figure->state != ESTIMATE_SHOWN) {
        TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
        double at = x + METRIC_X + 96;
        canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.column_span = 5});
        canvas_text(d->canvas, at, y, style,
                    canvas_shorten(d->canvas, d->arena, style, figure->text, x + BLOCK_WIDTH - at));
        canvas_end(d->canvas, TAG_TD);
        return;
    }
    TextStyle value = drawing_style_end(d, FONT_BOLD, 8, drawing_side_colour(row->side));
    cell(d, TAG_TD, SCOPE_NONE, x + VALUE_END, y, value, figure->text);
    cell(d, TAG_TD, SCOPE_NONE, x + LOW_END, y, small, figure->lo_text);
    cell(d, TAG_TD, SCOPE_NONE, x + HIGH_END, y, small, figure->hi_text);
    cell(d, TAG_TD, SCOPE_NONE, x + N_END, y, small, figure->n_text);
    canvas_begin(d->canvas, TAG_TD);
    drawing_change(d, x + N_END + 10, x + CHANGE_END, y, 7.5, figure);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_row(const Drawing *d, const AppendixRow *row, bool name, double x, double y)
{
    TextStyle unit = drawing_style(d, FONT_BOLD, 7.5, COLOUR_INK);
    TextStyle metric = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_INK);
    double metric_room = row->figure.state == ESTIMATE_SHOWN ? 90 : 92;
    canvas_begin(d->canvas, TAG_TR);
    cell(d, TAG_TH, SCOPE_ROW, x, y, unit,
         name ? canvas_shorten(d->canvas, d->arena, unit, row->unit, METRIC_X - 6) : STR_NONE);
    cell(d, TAG_TH, SCOPE_ROW, x + METRIC_X, y, metric,
         canvas_shorten(d->canvas, d->arena, metric, row->metric, metric_room));
    draw_figure(d, row, x, y);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_block(const Drawing *d, const Page *page, ptrdiff_t from, ptrdiff_t to, double x)
{
    const AppendixModel *model = &d->report->appendix;
    double y = HEAD_Y + d->push;
    double step = fmin(ROW_HEIGHT, (FOOT_RULE_Y - 8 - y - 16) / (ROWS_PER_BLOCK - 1));
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    draw_heads(d, x, y);
    y += 16;
    for (ptrdiff_t i = from; i < to; i++, y += step) {
        const AppendixRow *row = &model->rows[i];
        bool name = row->first_of_unit || i == from;
        if (row->first_of_unit && i > from)
            drawing_rule(d, x, x + BLOCK_WIDTH, y - step + 4);
        draw_row(d, row, name, x, y);
    }
    canvas_end(d->canvas, TAG_TABLE);
}

void page_appendix_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    ptrdiff_t end = page->first_row + page->row_count;
    for (ptrdiff_t from = page->first_row, block = 0; from < end; from += ROWS_PER_BLOCK, block++) {
        ptrdiff_t to = from + ROWS_PER_BLOCK < end ? from + ROWS_PER_BLOCK : end;
        draw_block(d, page, from, to, MARGIN + (double)block * (BLOCK_WIDTH + BLOCK_GAP));
    }
    drawing_frame_end(d);
}
