/* Page 14: where the figures come from and how far they go: blocks of text in three columns. Goes
 * on over further pages when the run has much to tell. */
#include "drawing.h"

#include <math.h>

enum { COLUMNS = 3, COLUMN_WIDTH = 240, COLUMN_GAP = 19, TOP_Y = 118, BOTTOM_Y = PAGE_HEIGHT - 50 };

/* The first with which everything stands on one page; else the first, over several. */
typedef struct MethodSizes {
    double text, leading, gap, head;
} MethodSizes;
static const MethodSizes method_sizes[] = {
    {8.5, 12.5, 17, 16}, {8.5, 11.5, 13, 14}, {8, 10.8, 12, 13}, {7.5, 10, 10, 12}};

typedef struct Flow {
    MethodSizes sizes;
    double y[COLUMNS];
    double top;
} Flow;

static TextStyle line_style(const Drawing *d, const Flow *flow)
{
    return drawing_style(d, FONT_REGULAR, flow->sizes.text, COLOUR_INK);
}

static double block_height(const Drawing *d, const Flow *flow, const MethodBlock *block)
{
    double height = flow->sizes.head;
    for (ptrdiff_t i = 0; i < block->line_count; i++)
        height +=
            flow->sizes.leading * (double)canvas_wrap(d->canvas, d->arena, line_style(d, flow),
                                                      block->lines[i], COLUMN_WIDTH, 0)
                                      .len;
    return height;
}

static Flow flow_new(const Drawing *d, MethodSizes sizes)
{
    Flow flow = {.sizes = sizes, .top = TOP_Y + d->push};
    for (int i = 0; i < COLUMNS; i++)
        flow.y[i] = flow.top;
    return flow;
}

/* The column for a block: its wish, else the next with room, else any with room; -1: none. */
static int flow_column(const Flow *flow, int wish, double height)
{
    for (int i = 0; i < COLUMNS; i++) {
        int column = (wish + i) % COLUMNS;
        if (flow->y[column] + height <= BOTTOM_Y)
            return column;
    }
    return -1;
}

static double column_x(int column)
{
    return MARGIN + column * (COLUMN_WIDTH + COLUMN_GAP);
}

/* Draws lines from `from` on until the column is full; gives the first line not drawn. */
static ptrdiff_t draw_lines(const Drawing *d, const Flow *flow, const MethodBlock *block,
                            ptrdiff_t from, double x, double *y)
{
    TextStyle style = line_style(d, flow);
    double leading = flow->sizes.leading;
    ptrdiff_t i = from;
    for (; i < block->line_count; i++) {
        TextLines lines = canvas_wrap(d->canvas, d->arena, style, block->lines[i], COLUMN_WIDTH, 0);
        if (*y + leading * (double)(lines.len - 1) > BOTTOM_Y && i > from)
            break;
        canvas_begin(d->canvas, TAG_P);
        *y = canvas_lines(d->canvas, x, *y, COLUMN_WIDTH, leading, style, lines);
        canvas_end(d->canvas, TAG_P);
    }
    return i;
}

static void next_page(Drawing *d, const Page *page, Flow *flow)
{
    drawing_frame_end(d);
    drawing_frame_begin(d, page);
    *flow = flow_new(d, flow->sizes);
}

/* A block longer than a whole column is split between lines. */
static void draw_block(Drawing *d, const Page *page, const MethodBlock *block, Flow *flow)
{
    double height = block_height(d, flow, block);
    double whole = BOTTOM_Y - flow->top;
    int column = flow_column(flow, block->column, fmin(height, whole));
    if (column < 0) {
        next_page(d, page, flow);
        column = 0;
    }
    for (ptrdiff_t line = 0;;) {
        drawing_head(d, TAG_H2, column_x(column), flow->y[column], block->head);
        double y = flow->y[column] + flow->sizes.head;
        line = draw_lines(d, flow, block, line, column_x(column), &y);
        flow->y[column] = y + flow->sizes.gap;
        if (line >= block->line_count)
            return;
        column = flow_column(flow, column + 1, flow->sizes.head + flow->sizes.leading);
        if (column < 0) {
            next_page(d, page, flow);
            column = 0;
        }
    }
}

static bool fits_one_page(const Drawing *d, MethodSizes sizes)
{
    const MethodModel *model = &d->report->method;
    Flow flow = flow_new(d, sizes);
    for (ptrdiff_t i = 0; i < model->block_count; i++) {
        double height = block_height(d, &flow, &model->blocks[i]);
        int column = flow_column(&flow, model->blocks[i].column, height);
        if (column < 0)
            return false;
        flow.y[column] += height + sizes.gap;
    }
    return true;
}

void page_method_draw(Drawing *d, const Page *page)
{
    const MethodModel *model = &d->report->method;
    drawing_frame_begin(d, page);
    MethodSizes sizes = method_sizes[0];
    for (ptrdiff_t i = CX_COUNTOF(method_sizes) - 1; i >= 0; i--)
        if (fits_one_page(d, method_sizes[i]))
            sizes = method_sizes[i];
    Flow flow = flow_new(d, sizes);
    for (ptrdiff_t i = 0; i < model->block_count; i++)
        draw_block(d, page, &model->blocks[i], &flow);
    drawing_frame_end(d);
}
