/* Page 5: every unit against its target, on one scale; the company first. Several parts when there
 * are many units. */
#include "benchmarks.h"

#include <math.h>

enum { HEAD_Y = 126, ROW_BOTTOM = PAGE_HEIGHT - 66 };
static const double BELOW_HEADS = 8.25; /* from the heads to the upper edge of the first row */
static const double TALL = 50;          /* rows that have room for more than one line */

/* Where one half's columns stand. */
typedef struct HalfColumns {
    double band_x, n_x, value_x, sign_x, change_x, axis_x, axis_width, spark_x, spark_width;
} HalfColumns;

typedef struct Columns {
    bool has_cx, has_ex;
    HalfColumns cx, ex;
    double gap_x, name_width;
    double step; /* from one row to the next */
} Columns;

/* Few rows stand wider apart, so that the page does not end in the middle. */
static double row_height(ptrdiff_t rows)
{
    static const struct {
        ptrdiff_t rows;
        double height;
    } heights[] = {{2, 110}, {3, 92}, {5, 60}, {10, 37}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heights); i++)
        if (rows <= heights[i].rows)
            return heights[i].height;
    return 27.5;
}

static HalfColumns half_at(double band_x, double spark_x)
{
    return (HalfColumns){
        .band_x = band_x,
        .n_x = band_x + 36,
        .value_x = band_x + 74,
        .sign_x = band_x + 86,
        .change_x = band_x + 112,
        .axis_x = band_x + 122,
        .axis_width = 104,
        .spark_x = spark_x,
        .spark_width = 44,
    };
}

static bool any_side(const ScorecardModel *model, bool cx)
{
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const Estimate *e = cx ? &model->rows[i].cx : &model->rows[i].ex;
        if (e->state != ESTIMATE_NOT_APPLICABLE)
            return true;
    }
    return false;
}

static Columns columns_of(const ScorecardModel *model)
{
    Columns columns = {
        .has_cx = any_side(model, true),
        .has_ex = any_side(model, false),
        .name_width = 134,
        .gap_x = MARGIN + 640,
    };
    columns.cx = half_at(MARGIN + 140, MARGIN + 656);
    columns.ex = half_at(MARGIN + 388, MARGIN + 712);
    if (columns.has_cx && columns.has_ex)
        return columns;
    /* One half alone: wider names, a longer scale, one line over the periods. */
    columns.name_width = 230;
    HalfColumns *only = columns.has_cx ? &columns.cx : &columns.ex;
    *only = half_at(MARGIN + 240, MARGIN + 640);
    only->axis_width = 260;
    only->spark_width = 110;
    return columns;
}

/* ---- Heads ---- */

static void head_cell(const Drawing *d, double x, double y, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

static void head_half(const Drawing *d, const HalfColumns *half, double y, Str value_head,
                      double target, Str target_text)
{
    const ScorecardModel *model = &d->report->scorecard;
    Lang lang = d->report->language;
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    TextStyle axis = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    TextStyle axis_end = drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    head_cell(d, half->n_x, y, end, model->n_head);
    head_cell(d, half->value_x, y, end, value_head);
    head_cell(d, half->change_x, y, end, model->change_head);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, half->axis_x, y, axis, num_show(d->arena, model->axis_lo, 0, lang));
    canvas_text(d->canvas, half->axis_x + half->axis_width, y, axis_end,
                num_show(d->arena, model->axis_hi, 0, lang));
    if (isfinite(target)) {
        TextStyle middle = drawing_style_middle(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
        Axis scale = {half->axis_x, half->axis_width, model->axis_lo, model->axis_hi};
        double room = canvas_text_width(d->canvas, middle, target_text) / 2 + 16;
        double at = fmax(half->axis_x + room,
                         fmin(half->axis_x + half->axis_width - room, axis_at(scale, target)));
        canvas_text(d->canvas, at, y, middle, target_text);
    }
    canvas_end(d->canvas, TAG_TH);
}

static void draw_bands(const Drawing *d, const Columns *columns, double y)
{
    const ScorecardModel *model = &d->report->scorecard;
    const HalfColumns *halves[] = {&columns->cx, &columns->ex};
    const Str labels[] = {model->cx_band, model->ex_band};
    const ColourRole colours[] = {COLOUR_CX, COLOUR_EX};
    const bool has[] = {columns->has_cx, columns->has_ex};
    for (int side = 0; side < 2; side++) {
        if (!has[side])
            continue;
        double x = halves[side]->band_x;
        double width = halves[side]->axis_x + halves[side]->axis_width - x;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){x, y - 14, width, 1.5},
                    paint_fill(drawing_colour(d, colours[side])));
        canvas_artifact_end(d->canvas);
        drawing_say(d, TAG_P, x, y - 19, drawing_style(d, FONT_BOLD, 8.5, colours[side]),
                    labels[side]);
    }
}

static void draw_heads(const Drawing *d, const Columns *columns, double y)
{
    const ScorecardModel *model = &d->report->scorecard;
    TextStyle plain = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MARGIN, y, plain, model->unit_head);
    if (columns->has_cx)
        head_half(d, &columns->cx, y, model->cx_head, model->target_cx, model->target_cx_text);
    if (columns->has_ex)
        head_half(d, &columns->ex, y, model->ex_head, model->target_ex, model->target_ex_text);
    if (columns->has_cx && columns->has_ex)
        head_cell(d, columns->gap_x + 6, y, end, model->gap_head);
    if (columns->has_cx)
        head_cell(d, columns->cx.spark_x, y, plain, model->cx_series_head);
    if (columns->has_ex)
        head_cell(d, columns->ex.spark_x, y, plain, model->ex_series_head);
    canvas_end(d->canvas, TAG_TR);
}

/* ---- Rows ---- */

/* A half that is not shown says why, across its columns. */
static void draw_half_absent(const Drawing *d, const HalfColumns *half, double y,
                             const Estimate *estimate)
{
    static const double smallest = 6.5;
    TextStyle style = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    double x = half->n_x + 8;
    double room = half->axis_x + half->axis_width - x;
    while (style.size_pt > smallest && canvas_text_width(d->canvas, style, estimate->text) > room)
        style.size_pt -= 0.5;
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.column_span = 4, .key = drawing_key(d, estimate, "")});
    canvas_text(d->canvas, x, y, style,
                canvas_shorten(d->canvas, d->arena, style, estimate->text, room));
    canvas_end(d->canvas, TAG_TD);
}

/* Under a bar, where the rows are tall: the ends of its interval. The figure's alternative text
 * tells them. */
static void draw_interval(const Drawing *d, Axis axis, double y, const Estimate *estimate)
{
    if (estimate->lo_text.len == 0 || estimate->hi_text.len == 0)
        return;
    TextStyle style = drawing_style_middle(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    Str text = WORDS(d->arena, d->report->language, WORD_HOUSE_INTERVAL, estimate->lo_text,
                     estimate->hi_text);
    double half = canvas_text_width(d->canvas, style, text) / 2,
           middle = (axis_at(axis, estimate->lo) + axis_at(axis, estimate->hi)) / 2;
    drawing_plain(d, fmax(axis.x + half, fmin(axis.x + axis.width - half, middle)), y, style, text);
}

static void draw_half(const Drawing *d, const Columns *columns, const HalfColumns *half, double y,
                      ReportSide side, const Estimate *estimate)
{
    const ScorecardModel *model = &d->report->scorecard;
    if (estimate->state != ESTIMATE_SHOWN) {
        draw_half_absent(d, half, y, estimate);
        return;
    }
    drawing_say_figure(d, TAG_TD, half->n_x, y,
                       drawing_style_end(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT), estimate, "#n",
                       estimate->n_text);
    drawing_say_figure(d, TAG_TD, half->value_x, y,
                       drawing_style_end(d, FONT_BOLD, 10, drawing_side_colour(side)), estimate, "",
                       estimate->text);
    drawing_change(d, TAG_TD, half->sign_x, half->change_x, y, 8, estimate);
    Axis axis = {half->axis_x, half->axis_width, model->axis_lo, model->axis_hi};
    canvas_begin(d->canvas, TAG_TD);
    drawing_estimate(d, axis, y - 3.2, side, estimate);
    canvas_end(d->canvas, TAG_TD);
    benchmarks_mark(d, axis, y - 3.2, estimate->code);
    if (columns->step >= TALL)
        draw_interval(d, axis, y + 12, estimate);
}

static void draw_series_cell(const Drawing *d, const Columns *columns, const HalfColumns *half,
                             double y, ReportSide side, const Series *series, Str label)
{
    double height = columns->step >= TALL ? 30 : 13;
    canvas_begin(d->canvas, TAG_TD);
    if (d->report->period_count > 1 && series->points)
        drawing_spark(d, (Box){half->spark_x, y - 3.5 - height / 2, half->spark_width, height},
                      side, series, 0.9, label);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_row(const Drawing *d, const Columns *columns, const ScoreRow *row, double y)
{
    FontWeight weight = row->company ? FONT_BOLD : row->parent_row ? FONT_SEMIBOLD : FONT_REGULAR;
    TextStyle name = drawing_style(d, weight, 9, COLOUR_INK);
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    double name_room = columns->has_cx && row->cx.state != ESTIMATE_SHOWN ? columns->name_width + 20
                                                                          : columns->name_width;
    TextLines lines = canvas_wrap(d->canvas, d->arena, name, row->name, name_room, 2);
    if (lines.len > 1) { /* a long name takes two smaller lines */
        name.size_pt = 7.5;
        lines = canvas_wrap(d->canvas, d->arena, name,
                            drawing_name(d, name, row->name, row->short_name, name_room, 2),
                            name_room, 2);
    }
    canvas_lines(d->canvas, MARGIN, lines.len > 1 ? y - 4 : y, name_room, 9, name, lines);
    canvas_end(d->canvas, TAG_TH);
    if (columns->has_cx)
        draw_half(d, columns, &columns->cx, y, REPORT_CX, &row->cx);
    if (columns->has_ex)
        draw_half(d, columns, &columns->ex, y, REPORT_EX, &row->ex);
    if (columns->has_cx && columns->has_ex)
        drawing_say_figure(d, TAG_TD, columns->gap_x + 6, y,
                           drawing_style_end(d, row->gap_marked ? FONT_BOLD : FONT_REGULAR, 9,
                                             row->gap_marked ? COLOUR_BAD : COLOUR_INK),
                           &row->gap, "",
                           row->gap.state == ESTIMATE_SHOWN ? row->gap.text : STR_NONE);
    if (columns->has_cx)
        draw_series_cell(d, columns, &columns->cx, y, REPORT_CX, &row->cx_series,
                         d->report->scorecard.cx_head);
    if (columns->has_ex)
        draw_series_cell(d, columns, &columns->ex, y, REPORT_EX, &row->ex_series,
                         d->report->scorecard.ex_head);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_ground(const Drawing *d, bool company, double y, double step)
{
    if (!company) {
        drawing_rule(d, MARGIN, PAGE_WIDTH - MARGIN, y + step / 2 - 3.75);
        return;
    }
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){MARGIN - 6, y - step / 2 - 1.75, CONTENT_WIDTH + 12, step - 3},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
}

static bool is_last_parent(const ScorecardModel *model, ptrdiff_t row)
{
    return model->rows[row].parent_row &&
           (row + 1 == model->row_count || !model->rows[row + 1].parent_row);
}

/* What stands above has its people below once more: a darker line parts the two. */
static void draw_parents_end(const Drawing *d, double y, double step)
{
    double at = y + step / 2 - 3.75;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_line(d->canvas, MARGIN, at, PAGE_WIDTH - MARGIN, at,
                paint_line(drawing_colour(d, COLOUR_GREY_TEXT), 0.75));
    canvas_artifact_end(d->canvas);
}

/* ---- Benchmarks of the indices, below the table ---- */

enum { BESIDE_MOST = 3, BESIDE_LEADING = 12 };

/* More than there is room for are marks on the scales, and sentences on the method page. */
static BenchmarksBeside benchmarks_beside(const Drawing *d)
{
    const ScoreRow *company = &d->report->scorecard.rows[0];
    const Estimate *figures[] = {&company->cx, &company->ex, &company->combined};
    BenchmarksBeside beside = {0};
    StrList codes = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(figures); i++) {
        ptrdiff_t room = BESIDE_MOST - beside.count;
        ptrdiff_t found = benchmarks_of(d, figures[i]->code, beside.rows + beside.count, room);
        beside.count += found < room ? found : room;
        *PUSH(d->arena, &codes, Str) = figures[i]->code;
    }
    if (beside.count == 0)
        return beside;
    beside.sources = benchmarks_sources(d, &codes, CONTENT_WIDTH, true);
    beside.height = (double)beside.count * BESIDE_LEADING +
                    (double)beside.sources.len * BENCHMARK_SOURCE_LEADING + 6;
    return beside;
}

static void draw_beside(const Drawing *d, const BenchmarksBeside *beside, double y)
{
    for (ptrdiff_t i = 0; i < beside->count; i++, y += BESIDE_LEADING)
        benchmarks_say_line(d, MARGIN, y, CONTENT_WIDTH, beside->rows[i]);
    benchmarks_say_sources(d, MARGIN, y, CONTENT_WIDTH, beside->sources);
}

void page_scorecard_draw(Drawing *d, const Page *page)
{
    const ScorecardModel *model = &d->report->scorecard;
    Columns columns = columns_of(model);
    drawing_frame_begin(d, page);
    BenchmarksBeside beside = benchmarks_beside(d);
    ptrdiff_t rows = page->row_count + (page->first_row > 0);
    double head_y = HEAD_Y + d->push, top = head_y + BELOW_HEADS;
    double step = fmin(row_height(rows), (ROW_BOTTOM - beside.height - top) / ((double)rows - 0.5)),
           y = top + step / 2;
    columns.step = step;
    draw_bands(d, &columns, head_y);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    draw_heads(d, &columns, head_y);
    if (page->first_row > 0) { /* the company heads every part, for comparison */
        draw_ground(d, true, y, step);
        draw_row(d, &columns, &model->rows[0], y);
        y += step;
    }
    for (ptrdiff_t i = 0; i < page->row_count; i++, y += step) {
        const ScoreRow *row = &model->rows[page->first_row + i];
        draw_ground(d, row->company, y, step);
        draw_row(d, &columns, row, y);
        if (is_last_parent(model, page->first_row + i))
            draw_parents_end(d, y, step);
    }
    canvas_end(d->canvas, TAG_TABLE);
    draw_beside(d, &beside, y - step / 2 + 12);
    drawing_say_fit(d, TAG_NOTE, MARGIN, PAGE_HEIGHT - 46, CONTENT_WIDTH,
                    drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT), model->note);
    drawing_frame_end(d);
}
