/* The department brief, second page: every figure of the unit in one table; below it the unit's
 * registers and what to do first. */
#include "benchmarks.h"
#include "page_brief.h"

#include <math.h>

enum { HEAD_Y = 108, ROW_MOST = 22, COLUMN_BEFORE = 4, COLUMN_COUNT = 9, BELOW_GAP = 12 };
/* Right ends of the number columns, and where the signs and the scale stand. */
enum {
    VALUE_END = MARGIN + 244,
    AXIS_X = MARGIN + 258,
    AXIS_WIDTH = 96,
    INTERVAL_END = MARGIN + 416,
    N_END = MARGIN + 452,
    BEFORE_END = MARGIN + 492,
    CHANGE_SIGN = MARGIN + 506,
    CHANGE_END = MARGIN + 540,
    REST_END = MARGIN + 594,
    DIFF_SIGN = MARGIN + 610,
    DIFF_END = MARGIN + 646,
    TARGET_X = MARGIN + 662
};

static double row_size(double step)
{
    return step >= 16 ? 9 : 8;
}

/* Without a period before, a rest and targets the table ends with n: the scale takes the room. */
static double wider(const Drawing *d)
{
    const Str *heads = d->report->brief->heads;
    for (int i = COLUMN_BEFORE; i < COLUMN_COUNT; i++)
        if (heads[i].len > 0)
            return 0;
    return PAGE_WIDTH - MARGIN - N_END;
}

/* How far below a baseline a rule may lie: the marks over the next row's capitals stay clear. */
static double rule_drop(double step, double share)
{
    return fmin(step * share, step - row_size(step) * 1.08);
}

/* ---- Heads ---- */

/* Two lines rather than one cut short; the last stands on the line of all heads. */
static void head_cell(const Drawing *d, double x, double width, bool right, double y, Str text)
{
    enum { LEADING = 8 };
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    if (right)
        style.align = ALIGN_RIGHT;
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, width, 2);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_lines(d->canvas, right ? x - width : x, y - (double)(lines.len - 1) * LEADING, width,
                 LEADING, style, lines);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_heads(const Drawing *d, double y)
{
    double more = wider(d);
    const struct {
        double x, width;
        bool right;
    } columns[] = {{MARGIN, 180, false},
                   {VALUE_END, 50, true},
                   {AXIS_X, INTERVAL_END - AXIS_X, false},
                   {N_END + more, 32, true},
                   {BEFORE_END, 38, true},
                   {CHANGE_END, 44, true},
                   {REST_END, 50, true},
                   {DIFF_END, 48, true},
                   {TARGET_X, PAGE_WIDTH - MARGIN - TARGET_X, false}};
    _Static_assert(CX_COUNTOF(columns) == COLUMN_COUNT, "every column has its head");
    canvas_begin(d->canvas, TAG_TR);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(columns); i++)
        head_cell(d, columns[i].x, columns[i].width, columns[i].right, y,
                  d->report->brief->heads[i]);
    canvas_end(d->canvas, TAG_TR);
}

/* ---- Rows ---- */

static void draw_heading(const Drawing *d, const BriefRow *row, double y, double step)
{
    ColourRole colour = drawing_side_colour(row->side);
    TextStyle style = drawing_style(d, FONT_BOLD, row_size(step), colour);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){MARGIN, y + rule_drop(step, 0.3) - 0.5, CONTENT_WIDTH, 1},
                paint_fill(drawing_colour(d, colour)));
    canvas_artifact_end(d->canvas);
    canvas_begin_with(d->canvas, TAG_TH,
                      (TagInfo){.scope = SCOPE_ROW, .column_span = COLUMN_COUNT});
    canvas_text(d->canvas, MARGIN, y, style,
                canvas_shorten(d->canvas, d->arena, style, row->label, CONTENT_WIDTH));
    canvas_end(d->canvas, TAG_TH);
}

static void draw_name(const Drawing *d, const BriefRow *row, double y, double size, double room)
{
    enum { AIR = 7, MEANING_LEAST = 36 };
    TextStyle name = drawing_style(d, FONT_SEMIBOLD, size, COLOUR_INK);
    TextStyle meaning = drawing_style(d, FONT_REGULAR, size - 1, COLOUR_GREY_TEXT);
    Str label = canvas_shorten(d->canvas, d->arena, name, row->label, room);
    double meaning_x = canvas_text_width(d->canvas, name, label) + AIR;
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, MARGIN, y, name, label);
    if (row->meaning.len > 0 && room - meaning_x > MEANING_LEAST)
        canvas_text(d->canvas, MARGIN + meaning_x, y, meaning,
                    canvas_shorten(d->canvas, d->arena, meaning, row->meaning, room - meaning_x));
    canvas_end(d->canvas, TAG_TH);
}

static void draw_interval(const Drawing *d, const BriefRow *row, double y, double size)
{
    const Estimate *figure = &row->figure;
    bool known = isfinite(figure->lo) && figure->lo_text.len > 0;
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = known ? drawing_key(d, figure, "#interval") : STR_NONE});
    if (known)
        canvas_text(d->canvas, INTERVAL_END + wider(d), y,
                    drawing_style_end(d, FONT_REGULAR, size - 1, COLOUR_GREY_TEXT),
                    str_format(d->arena, "%.*s – %.*s", STR_ARG(figure->lo_text),
                               STR_ARG(figure->hi_text)));
    if (row->axis_lo < row->axis_hi)
        drawing_estimate(d, (Axis){AXIS_X, AXIS_WIDTH + wider(d), row->axis_lo, row->axis_hi},
                         y - size * 0.36, row->side, figure);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_rest(const Drawing *d, const BriefRow *row, double y, double size)
{
    TextStyle plain = drawing_style_end(d, FONT_REGULAR, size - 0.5, COLOUR_GREY_TEXT);
    bool compared = isfinite(row->rest_diff) && row->rest_diff_text.len > 0;
    drawing_say_figure(d, TAG_TD, REST_END, y, plain, &row->figure, "#rest",
                       isfinite(row->rest) ? row->rest_text : STR_NONE);
    canvas_begin_with(
        d->canvas, TAG_TD,
        (TagInfo){.key = compared ? drawing_key(d, &row->figure, "#restdiff") : STR_NONE});
    if (compared)
        drawing_marked(d, DIFF_SIGN, DIFF_END, y, size - 0.5,
                       (MarkedNumber){row->rest_diff_text, row->rest_mark, row->rest_tested});
    canvas_end(d->canvas, TAG_TD);
}

static void draw_target(const Drawing *d, const Estimate *figure, double y, double size)
{
    static const ColourRole colours[] = {[STATUS_NONE] = COLOUR_GREY_TEXT,
                                         [STATUS_MET] = COLOUR_GOOD,
                                         [STATUS_MISSED] = COLOUR_BAD,
                                         [STATUS_CANNOT_TELL] = COLOUR_GREY_TEXT};
    TextStyle style = drawing_style(d, FONT_REGULAR, size - 0.5, colours[figure->status]);
    Str text = figure->status_text.len == 0
                   ? figure->target_text
                   : str_format(d->arena, "%.*s · %.*s", STR_ARG(figure->target_text),
                                STR_ARG(figure->status_text));
    if (figure->target_text.len == 0)
        text = STR_NONE;
    drawing_say_figure(d, TAG_TD, TARGET_X, y, style, figure, "#target",
                       text.len == 0 ? text
                                     : canvas_shorten(d->canvas, d->arena, style, text,
                                                      PAGE_WIDTH - MARGIN - TARGET_X));
}

static void draw_figures(const Drawing *d, const BriefRow *row, double y, double size)
{
    const Estimate *figure = &row->figure;
    TextStyle plain = drawing_style_end(d, FONT_REGULAR, size - 0.5, COLOUR_GREY_TEXT);
    TextStyle value = drawing_style_end(d, FONT_BOLD, size + 0.5, drawing_side_colour(row->side));
    drawing_say_figure(d, TAG_TD, VALUE_END, y, value, figure, "", figure->text);
    draw_interval(d, row, y, size);
    drawing_say_figure(d, TAG_TD, N_END + wider(d), y, plain, figure, "#n", figure->n_text);
    drawing_say_figure(d, TAG_TD, BEFORE_END, y, plain, figure, "#previous",
                       isfinite(figure->previous) ? row->previous_text : STR_NONE);
    drawing_change(d, TAG_TD, CHANGE_SIGN, CHANGE_END, y, size - 0.5, figure);
    draw_rest(d, row, y, size);
    draw_target(d, figure, y, size);
}

static void draw_row(const Drawing *d, const BriefRow *row, double y, double step)
{
    enum { AIR = 10 };
    double size = row_size(step);
    TextStyle value = drawing_style(d, FONT_BOLD, size + 0.5, COLOUR_INK);
    TextStyle sentence = drawing_style(d, FONT_REGULAR, size - 0.5, COLOUR_GREY_TEXT);
    drawing_rule(d, MARGIN, PAGE_WIDTH - MARGIN, y + rule_drop(step, 0.36));
    if (row->figure.state == ESTIMATE_SHOWN) {
        double width = canvas_text_width(d->canvas, value, row->figure.text);
        draw_name(d, row, y, size, VALUE_END - MARGIN - width - AIR);
        draw_figures(d, row, y, size);
        return;
    }
    draw_name(d, row, y, size, AXIS_X - MARGIN - AIR);
    canvas_begin_with(
        d->canvas, TAG_TD,
        (TagInfo){.column_span = COLUMN_COUNT - 1, .key = drawing_key(d, &row->figure, "")});
    canvas_text(d->canvas, AXIS_X, y, sentence,
                canvas_shorten(d->canvas, d->arena, sentence, row->figure.text,
                               PAGE_WIDTH - MARGIN - AXIS_X));
    canvas_end(d->canvas, TAG_TD);
}

/* ---- The unit beside figures from outside, in two columns below the table ---- */

enum { BESIDE_LEADING = 11, BESIDE_HEAD = 14, BESIDE_GAP = 16 };

static BenchmarksBeside benchmarks_beside(const Drawing *d)
{
    const BenchmarksModel *model = &d->report->benchmarks;
    BenchmarksBeside beside = {0};
    StrList codes = {0};
    for (ptrdiff_t i = 0; i < model->row_count && beside.count < BENCHMARKS_BESIDE_MOST; i++)
        if (model->rows[i].on_pages && model->rows[i].figure.state == ESTIMATE_SHOWN) {
            beside.rows[beside.count++] = &model->rows[i];
            *PUSH(d->arena, &codes, Str) = model->rows[i].code;
        }
    if (beside.count == 0)
        return beside;
    beside.sources = benchmarks_sources(d, &codes, CONTENT_WIDTH, false);
    beside.height = BESIDE_HEAD + (double)((beside.count + 1) / 2) * BESIDE_LEADING +
                    (double)beside.sources.len * BENCHMARK_SOURCE_LEADING + 10;
    return beside;
}

static void draw_beside(const Drawing *d, const BenchmarksBeside *beside, double bottom)
{
    if (beside->count == 0)
        return;
    double width = (CONTENT_WIDTH - BESIDE_GAP) / 2.0, y = bottom - beside->height + 12;
    drawing_head(d, TAG_H2, MARGIN, y, d->report->benchmarks.head);
    y += BESIDE_HEAD;
    ptrdiff_t half = (beside->count + 1) / 2;
    for (ptrdiff_t i = 0; i < beside->count; i++)
        benchmarks_say_line(d, i < half ? MARGIN : MARGIN + width + BESIDE_GAP,
                            y + (double)(i % half) * BESIDE_LEADING, width, beside->rows[i]);
    benchmarks_say_sources(d, MARGIN, y + (double)half * BESIDE_LEADING, CONTENT_WIDTH,
                           beside->sources);
}

void page_brief_figures_draw(Drawing *d, const Page *page)
{
    const BriefModel *model = d->report->brief;
    double bottom = brief_page_begin(d, page, model->rows_note);
    double head_y = HEAD_Y + d->push;
    ptrdiff_t rows = model->row_count > 0 ? model->row_count : 1;
    BenchmarksBeside beside = benchmarks_beside(d);
    double below = brief_promises_height(d), gap = below > 0 ? BELOW_GAP : 0;
    double table_end = bottom - below - gap - beside.height;
    double step = fmin(ROW_MOST, (table_end - head_y - 6) / (double)rows);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    draw_heads(d, head_y);
    drawing_rule(d, MARGIN, PAGE_WIDTH - MARGIN, head_y + 5);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BriefRow *row = &model->rows[i];
        double y = head_y + 6 + (double)i * step + step * 0.62;
        canvas_begin(d->canvas, TAG_TR);
        if (row->heading)
            draw_heading(d, row, y, step);
        else
            draw_row(d, row, y, step);
        canvas_end(d->canvas, TAG_TR);
    }
    canvas_end(d->canvas, TAG_TABLE);
    double end = head_y + 6 + (double)rows * step + beside.height;
    draw_beside(d, &beside, below > 0 ? end : bottom);
    if (below > 0) /* at the foot, or nearer where the table is short */
        brief_promises_draw(d, fmin(bottom - below, end + 2 * gap));
    brief_page_end(d, model->rows_note);
}
