/* Page 15: every figure of the period, blocks of rows side by side. */
#include "drawing.h"

#include <math.h>

enum { BLOCK_WIDTH = 242, BLOCK_GAP = 16, HEAD_Y = 108 };
/* Right ends of the number columns inside a block; a change has its sign left of it. */
enum { METRIC_WIDTH = 104, VALUE_END = 131, LOW_END = 157, HIGH_END = 183, N_END = 208 };
static const double ROW_HEIGHT = 10.2, SIZE = 7, HEAD_SIZE = 6.5;

/* Heads of narrow columns: two lines rather than one cut short. */
static void head_cell(const Drawing *d, double x, double y, double width, TextStyle style, Str text)
{
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, width, 2);
    double left = style.align == ALIGN_RIGHT ? x - width : x;
    double leading = HEAD_SIZE + 0.5;
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_lines(d->canvas, left, y - (double)(lines.len - 1) * leading, width, leading, style,
                 lines);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_heads(const Drawing *d, double x, double y)
{
    const AppendixModel *model = &d->report->appendix;
    TextStyle start = drawing_style(d, FONT_REGULAR, HEAD_SIZE, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, HEAD_SIZE, COLOUR_GREY_TEXT);
    const struct {
        int head;
        double x, width;
    } columns[] = {{2, VALUE_END, 25},
                   {3, LOW_END, 24},
                   {4, HIGH_END, 24},
                   {5, N_END, 22},
                   {6, BLOCK_WIDTH, 30}};
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, x, y, METRIC_WIDTH, start, model->heads[1]);
    for (int i = 0; i < CX_COUNTOF(columns); i++)
        head_cell(d, x + columns[i].x, y, columns[i].width, end, model->heads[columns[i].head]);
    canvas_end(d->canvas, TAG_TR);
    drawing_rule(d, x, x + BLOCK_WIDTH, y + 3.5);
}

static TextStyle absence_style(const Drawing *d)
{
    return drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
}

/* Why there is no figure, in full: it ends where the numbers end and takes room from the name. */
static void draw_absence(const Drawing *d, const Estimate *figure, double x, double y)
{
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.column_span = 5, .key = drawing_key(d, figure, "")});
    canvas_text(d->canvas, x + BLOCK_WIDTH, y, absence_style(d), figure->text);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_figure(const Drawing *d, const AppendixRow *row, double x, double y)
{
    const Estimate *figure = &row->figure;
    TextStyle small = drawing_style_end(d, FONT_REGULAR, SIZE, COLOUR_GREY_TEXT);
    TextStyle value = drawing_style_end(d, FONT_BOLD, SIZE, drawing_side_colour(row->side));
    drawing_say_figure(d, TAG_TD, x + VALUE_END, y, value, figure, "", figure->text);
    drawing_say_figure(d, TAG_TD, x + LOW_END, y, small, figure, "#lo", figure->lo_text);
    drawing_say_figure(d, TAG_TD, x + HIGH_END, y, small, figure, "#hi", figure->hi_text);
    drawing_say_figure(d, TAG_TD, x + N_END, y, small, figure, "#n", figure->n_text);
    drawing_change(d, TAG_TD, x + N_END + 7, x + BLOCK_WIDTH, y, SIZE, figure);
}

/* A share of few answers is shown with its count ("8 of 12, 67%") and takes room from the name. */
static double name_room(const Drawing *d, const AppendixRow *row)
{
    TextStyle value = drawing_style(d, FONT_BOLD, SIZE, COLOUR_INK);
    if (row->figure.state != ESTIMATE_SHOWN)
        return BLOCK_WIDTH - 6 - canvas_text_width(d->canvas, absence_style(d), row->figure.text);
    return fmin(METRIC_WIDTH,
                VALUE_END - 5 - canvas_text_width(d->canvas, value, row->figure.text));
}

/* "Được nói về…, điểm 0–100": what stands after the last comma tells apart the figures of one
 * question, so it is the question that is cut short. */
static Str fitting_name(const Drawing *d, TextStyle style, Str name, double room)
{
    ptrdiff_t comma = -1;
    for (ptrdiff_t i = 0; i + 1 < name.len; i++)
        if (name.s[i] == ',' && name.s[i + 1] == ' ')
            comma = i;
    Str tail = str_slice(name, comma < 0 ? name.len : comma, name.len);
    double left = room - canvas_text_width(d->canvas, style, tail);
    if (comma < 0 || canvas_text_width(d->canvas, style, name) <= room || left < room / 3)
        return canvas_shorten(d->canvas, d->arena, style, name, room);
    return str_concat(d->arena,
                      canvas_shorten(d->canvas, d->arena, style, str_slice(name, 0, comma), left),
                      tail);
}

static void draw_row(const Drawing *d, const AppendixRow *row, double x, double y)
{
    TextStyle name = drawing_style(d, FONT_REGULAR, SIZE, COLOUR_INK);
    canvas_begin(d->canvas, TAG_TR);
    if (row->heading) {
        TextStyle unit = drawing_style(d, FONT_BOLD, SIZE, COLOUR_INK);
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW, .column_span = 6});
        canvas_text(d->canvas, x, y, unit,
                    canvas_shorten(d->canvas, d->arena, unit, row->unit, BLOCK_WIDTH));
        canvas_end(d->canvas, TAG_TH);
    } else {
        bool shown = row->figure.state == ESTIMATE_SHOWN;
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
        canvas_text(d->canvas, x, y, name, fitting_name(d, name, row->metric, name_room(d, row)));
        canvas_end(d->canvas, TAG_TH);
        if (shown)
            draw_figure(d, row, x, y);
        else
            draw_absence(d, &row->figure, x, y);
    }
    canvas_end(d->canvas, TAG_TR);
}

static void draw_block(const Drawing *d, const Page *page, ptrdiff_t from, ptrdiff_t to, double x)
{
    const AppendixModel *model = &d->report->appendix;
    double y = HEAD_Y + d->push;
    double first_y = y + 14;
    double step = fmin(ROW_HEIGHT, (FOOT_RULE_Y - 6 - first_y) / (model->block_rows - 1));
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    draw_heads(d, x, y);
    for (ptrdiff_t i = from; i < to; i++) {
        const AppendixRow *row = &model->rows[i];
        double row_y = first_y + (double)(i - from) * step;
        if (row->heading && i > from)
            drawing_rule(d, x, x + BLOCK_WIDTH, row_y - step + 3);
        if (!row->empty)
            draw_row(d, row, x, row_y);
    }
    canvas_end(d->canvas, TAG_TABLE);
}

/* Fewer blocks than it was designed for: they share the width. */
static void place_block(const Drawing *d, double x, int block)
{
    int blocks = d->report->appendix.blocks;
    double width = (CONTENT_WIDTH - (blocks - 1) * 1.5 * BLOCK_GAP) / blocks;
    canvas_place(d->canvas, (Box){x, 0, BLOCK_WIDTH, PAGE_HEIGHT},
                 (Box){MARGIN + block * (width + 1.5 * BLOCK_GAP), 0, width, PAGE_HEIGHT});
}

void page_appendix_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    const AppendixModel *model = &d->report->appendix;
    ptrdiff_t end = page->first_row + page->row_count;
    for (int block = 0; block < model->blocks; block++) {
        ptrdiff_t from = page->first_row + block * model->block_rows;
        ptrdiff_t to = from + model->block_rows < end ? from + model->block_rows : end;
        double x = MARGIN + block * (BLOCK_WIDTH + BLOCK_GAP);
        if (from >= to)
            continue;
        if (model->blocks != APPENDIX_BLOCKS)
            place_block(d, x, block);
        draw_block(d, page, from, to, x);
        if (model->blocks != APPENDIX_BLOCKS)
            canvas_place_end(d->canvas);
    }
    drawing_frame_end(d);
}
