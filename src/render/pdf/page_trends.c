/* Page 6: both indices over the periods, with their intervals, targets and dated events. */
#include "drawing.h"

#include <math.h>

enum { CHART_X = MARGIN + 26, CHART_WIDTH = 470, NOTES_X = 628, FIRST_LABEL_Y = 110 };

typedef struct Chart {
    Box box;
    double lo, hi;
    ptrdiff_t count; /* periods */
} Chart;

static double chart_x(const Chart *chart, ptrdiff_t period)
{
    double steps = chart->count > 1 ? (double)(chart->count - 1) : 1;
    return chart->box.x + chart->box.width * (double)period / steps;
}

static double chart_y(const Chart *chart, double value)
{
    double clipped = fmax(chart->lo, fmin(chart->hi, value));
    return chart->box.y + chart->box.height * (1 - (clipped - chart->lo) / (chart->hi - chart->lo));
}

static void draw_grid(const Drawing *d, const Chart *chart)
{
    TextStyle style = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    for (double v = chart->lo; v <= chart->hi + 0.5; v += 10) {
        double y = chart_y(chart, v);
        canvas_line(d->canvas, chart->box.x, y, chart->box.x + chart->box.width, y,
                    paint_line(drawing_colour(d, COLOUR_GRID), 0.5));
        canvas_text(d->canvas, chart->box.x - 6, y + 3, style,
                    num_show(d->arena, v, 0, d->report->language));
    }
}

/* Runs of neighbouring shown periods; a hidden one breaks line and band, and so does a definition
 * that changed. */
static ptrdiff_t run_end(const Series *series, ptrdiff_t from, ptrdiff_t count)
{
    ptrdiff_t to = from;
    while (to < count && series->points[to].shown &&
           (to == from || series->points[to].break_text.len == 0))
        to++;
    return to;
}

static void draw_band(const Drawing *d, const Chart *chart, const TrendPanel *panel, ptrdiff_t from,
                      ptrdiff_t to)
{
    ptrdiff_t length = to - from;
    Point *outline = NEW(d->arena, Point, 2 * length);
    for (ptrdiff_t i = 0; i < length; i++) {
        const SeriesPoint *point = &panel->series.points[from + i];
        double x = chart_x(chart, from + i);
        double hi = isfinite(point->hi) ? point->hi : point->value;
        double lo = isfinite(point->lo) ? point->lo : point->value;
        outline[i] = (Point){x, chart_y(chart, hi)};
        outline[2 * length - 1 - i] = (Point){x, chart_y(chart, lo)};
    }
    Paint paint = paint_fill(drawing_colour(d, drawing_side_band(panel->side)));
    paint.transparency_01 = 0.4;
    if (length > 1) {
        canvas_polygon(d->canvas, outline, 2 * length, paint);
        return;
    }
    Paint bar = paint_line(drawing_colour(d, drawing_side_colour(panel->side)), 1.2);
    canvas_line(d->canvas, outline[0].x, outline[0].y, outline[1].x, outline[1].y, bar);
}

static void draw_run(const Drawing *d, const Chart *chart, const TrendPanel *panel, ptrdiff_t from,
                     ptrdiff_t to)
{
    Colour colour = drawing_colour(d, drawing_side_colour(panel->side));
    Point *line = NEW(d->arena, Point, to - from);
    for (ptrdiff_t i = from; i < to; i++)
        line[i - from] = (Point){chart_x(chart, i), chart_y(chart, panel->series.points[i].value)};
    Paint paint = paint_line(colour, 1.8);
    paint.round = true;
    if (to - from > 1)
        canvas_polyline(d->canvas, line, to - from, paint);
    for (ptrdiff_t i = 0; i < to - from; i++)
        canvas_circle(d->canvas, line[i].x, line[i].y, from + i == chart->count - 1 ? 3.4 : 1.8,
                      paint_fill(colour));
}

static bool has_target(const TrendPanel *panel, ptrdiff_t count, ptrdiff_t t)
{
    return t >= 0 && t < count && isfinite(panel->series.points[t].target);
}

/* A step for each target: from half way to the period before to half way to the next. Where it
 * changes, the new one is told; the last stands at the right end. */
static void draw_targets(const Drawing *d, const Chart *chart, const TrendPanel *panel)
{
    Paint dash = paint_line(drawing_colour(d, COLOUR_INK), 0.7);
    dash.dash_pt = dash.gap_pt = 2;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    ptrdiff_t last_step = 0;
    for (ptrdiff_t t = 1; t < chart->count; t++)
        if (has_target(panel, chart->count, t) &&
            (!has_target(panel, chart->count, t - 1) ||
             panel->series.points[t].target != panel->series.points[t - 1].target))
            last_step = t;
    for (ptrdiff_t t = 0; t < chart->count; t++) {
        const SeriesPoint *point = &panel->series.points[t];
        if (!isfinite(point->target))
            continue;
        double x = chart_x(chart, t), y = chart_y(chart, point->target);
        double from = t > 0 ? (chart_x(chart, t - 1) + x) / 2 : x,
               to = t + 1 < chart->count ? (chart_x(chart, t + 1) + x) / 2 : x;
        canvas_line(d->canvas, from, y, to, y, dash);
        bool before = has_target(panel, chart->count, t - 1);
        double level = before ? panel->series.points[t - 1].target : point->target;
        if (before && level != point->target)
            canvas_line(d->canvas, from, chart_y(chart, level), from, y, dash);
        if (t < last_step && (!before || level != point->target))
            canvas_text(d->canvas, from + 2, y - 3, style, point->target_text);
    }
}

/* The last value and the target stand at the right end; they keep clear of each other. */
static void draw_ends(const Drawing *d, const Chart *chart, const TrendPanel *panel)
{
    const SeriesPoint *last = &panel->series.points[chart->count - 1];
    double x = chart->box.x + chart->box.width;
    double target_y = isfinite(panel->target) ? chart_y(chart, panel->target) + 3 : -100;
    draw_targets(d, chart, panel);
    if (isfinite(panel->target)) {
        canvas_text(d->canvas, x + 8, target_y,
                    drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT), panel->target_text);
    }
    if (!last->shown)
        return;
    double y = chart_y(chart, last->value) + 4;
    enum { CLEARANCE = 13 };
    if (fabs(y - target_y) < CLEARANCE)
        y = y <= target_y ? target_y - 9 : target_y + CLEARANCE;
    canvas_text(d->canvas, x + 8, y,
                drawing_style(d, FONT_BOLD, 12, drawing_side_colour(panel->side)), last->text);
}

static void draw_events(const Drawing *d, const Chart *chart)
{
    const TrendsModel *model = &d->report->trends;
    Paint dots = paint_line(drawing_colour(d, COLOUR_MARK), 0.6);
    dots.dash_pt = 1;
    dots.gap_pt = 2;
    Paint ring = paint_line(drawing_colour(d, COLOUR_MARK), 0.7);
    ring.fill = true;
    ring.fill_colour = drawing_colour(d, COLOUR_PAPER);
    TextStyle style = drawing_style_middle(d, FONT_BOLD, 7.5, COLOUR_GREY_TEXT);
    /* Those of one period stand together in one sign, "1–5": a column of them would hide lines. */
    for (ptrdiff_t i = 0, next = 0; i < model->event_count; i = next) {
        for (next = i + 1;
             next < model->event_count && model->events[next].period == model->events[i].period;)
            next++;
        Lang lang = d->report->language;
        Str text = num_show_count(d->arena, model->events[i].number, lang);
        if (next - i > 1)
            text =
                str_format(d->arena, "%.*s–%.*s", STR_ARG(text),
                           STR_ARG(num_show_count(d->arena, model->events[next - 1].number, lang)));
        double x = chart_x(chart, model->events[i].period), y = chart->box.y - 10,
               half = fmax(0, canvas_text_width(d->canvas, style, text) / 2 - 3);
        canvas_line(d->canvas, x, y + 6, x, chart->box.y + chart->box.height, dots);
        canvas_circle(d->canvas, x - half, y, 6, ring);
        if (half > 0) {
            canvas_circle(d->canvas, x + half, y, 6, ring);
            canvas_rect(d->canvas, (Box){x - half, y - 5.4, 2 * half, 10.8},
                        paint_fill(drawing_colour(d, COLOUR_PAPER)));
        }
        canvas_text(d->canvas, x, y + 2.8, style, text);
    }
}

/* Ticks that would touch are left out, but never the last. */
static void draw_ticks(const Drawing *d, const Chart *chart, bool years)
{
    const TrendsModel *model = &d->report->trends;
    TextStyle style = drawing_style_middle(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    double y = chart->box.y + chart->box.height + 12;
    double widest = 0;
    for (ptrdiff_t i = 0; i < chart->count; i++)
        widest = fmax(widest, canvas_text_width(d->canvas, style, model->ticks[i]) + 6);
    double step = chart->count > 1 ? chart->box.width / (double)(chart->count - 1) : widest;
    ptrdiff_t every = (ptrdiff_t)ceil(widest / step);
    for (ptrdiff_t i = chart->count - 1; i >= 0; i--) {
        bool last = i == chart->count - 1;
        TextStyle tick = drawing_style_middle(d, last ? FONT_BOLD : FONT_REGULAR, 7.5,
                                              last ? COLOUR_INK : COLOUR_GREY_TEXT);
        if ((chart->count - 1 - i) % every == 0)
            canvas_text(d->canvas, chart_x(chart, i), y, tick, model->ticks[i]);
        if (years && model->years[i].len > 0)
            canvas_text(d->canvas, chart_x(chart, i), y + 14, style, model->years[i]);
    }
}

static Str panel_alt(const Drawing *d, const TrendPanel *panel)
{
    StrList parts = {0};
    *PUSH(d->arena, &parts, Str) = panel->label;
    for (ptrdiff_t i = 0; i < d->report->period_count; i++) {
        const SeriesPoint *point = &panel->series.points[i];
        if (point->break_text.len > 0)
            *PUSH(d->arena, &parts, Str) = point->break_text;
        if (point->shown)
            *PUSH(d->arena, &parts, Str) = str_format(
                d->arena, "%.*s %.*s (%.*s–%.*s)", STR_ARG(d->report->periods[i].short_label),
                STR_ARG(point->text), STR_ARG(point->lo_text), STR_ARG(point->hi_text));
        bool told = i > 0 && panel->series.points[i - 1].target == point->target;
        if (isfinite(point->target) && !told)
            *PUSH(d->arena, &parts, Str) =
                WORDS(d->arena, d->report->language, WORD_TARGET_AT, point->target_text);
    }
    return str_join(d->arena, parts.items, parts.len, S("; "));
}

/* Between the last shown point and the one that may not be joined to it. */
static void draw_panel_breaks(const Drawing *d, const Chart *chart, const Series *series)
{
    ptrdiff_t before = 0;
    int level = 0;
    for (ptrdiff_t i = 0; i < chart->count; i++) {
        const SeriesPoint *point = &series->points[i];
        if (!point->shown)
            continue;
        if (point->break_text.len > 0)
            drawing_break(d, chart->box, (chart_x(chart, before) + chart_x(chart, i)) / 2, level++,
                          7.5, point->break_text);
        before = i;
    }
}

static void draw_panel(const Drawing *d, const TrendPanel *panel, Box box, bool last_panel)
{
    ptrdiff_t count = d->report->period_count;
    Chart chart = {.box = box, .lo = panel->axis_lo, .hi = panel->axis_hi, .count = count};
    drawing_say(d, TAG_H2, MARGIN, box.y - 14,
                drawing_style(d, FONT_BOLD, 9, drawing_side_colour(panel->side)), panel->label);
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = panel_alt(d, panel),
                                .box = {box.x - 26, box.y - 18, box.width + 80, box.height + 46}});
    draw_grid(d, &chart);
    for (ptrdiff_t from = 0; from < count;) {
        ptrdiff_t to = run_end(&panel->series, from, count);
        if (to > from)
            draw_band(d, &chart, panel, from, to);
        from = to > from ? to : from + 1;
    }
    draw_events(d, &chart);
    draw_panel_breaks(d, &chart, &panel->series);
    for (ptrdiff_t from = 0; from < count;) {
        ptrdiff_t to = run_end(&panel->series, from, count);
        if (to > from)
            draw_run(d, &chart, panel, from, to);
        from = to > from ? to : from + 1;
    }
    draw_ends(d, &chart, panel);
    draw_ticks(d, &chart, last_panel);
    canvas_end(d->canvas, TAG_FIGURE);
}

/* ---- Notes on the right ---- */

static double draw_event_list(const Drawing *d, double y)
{
    const TrendsModel *model = &d->report->trends;
    if (model->event_count == 0)
        return y;
    enum { EVENTS_BOTTOM = 330 };
    double width = PAGE_WIDTH - MARGIN - NOTES_X;
    drawing_head(d, TAG_H2, NOTES_X, y, model->events_head);
    y += 20;
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (ptrdiff_t i = 0; i < model->event_count && y < EVENTS_BOTTOM; i++) {
        const TrendEvent *event = &model->events[i];
        canvas_begin(d->canvas, TAG_LI);
        canvas_begin(d->canvas, TAG_LBL);
        canvas_text(d->canvas, NOTES_X, y, drawing_style(d, FONT_BOLD, 10, COLOUR_GREY_TEXT),
                    num_show_count(d->arena, event->number, d->report->language));
        canvas_end(d->canvas, TAG_LBL);
        Str text = event->text;
        if (event->unit.len > 0)
            text = str_format(d->arena, "%.*s: %.*s", STR_ARG(event->unit), STR_ARG(event->text));
        y = drawing_paragraph(d, TAG_LBODY, NOTES_X + 16, y, width - 16, 12,
                              drawing_style(d, FONT_REGULAR, 9, COLOUR_INK), text, 3) +
            6;
        canvas_end(d->canvas, TAG_LI);
    }
    canvas_end(d->canvas, TAG_L);
    return y + 22;
}

static void draw_breaks(const Drawing *d, double y)
{
    const TrendsModel *model = &d->report->trends;
    if (model->break_count == 0)
        return;
    TextStyle style = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    double width = PAGE_WIDTH - MARGIN - NOTES_X;
    Str text = str_join(d->arena, model->breaks, model->break_count, S("\n"));
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, width - 20, 12);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){NOTES_X, y, width, (double)lines.len * 12 + 22},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    canvas_begin(d->canvas, TAG_NOTE);
    canvas_lines(d->canvas, NOTES_X + 10, y + 18, width - 20, 12, style, lines);
    canvas_end(d->canvas, TAG_NOTE);
}

static void draw_notes(const Drawing *d)
{
    const TrendsModel *model = &d->report->trends;
    double width = PAGE_WIDTH - MARGIN - NOTES_X;
    double y = draw_event_list(d, 124 + d->push);
    drawing_head(d, TAG_H2, NOTES_X, y, model->reading_head);
    y += 20;
    for (ptrdiff_t i = 0; i < model->reading_count; i++)
        y = drawing_paragraph(d, TAG_P, NOTES_X, y, width, 14,
                              drawing_style(d, FONT_REGULAR, 9.5, COLOUR_INK), model->reading[i],
                              8) +
            4;
    draw_breaks(d, y + 14);
}

void page_trends_draw(Drawing *d, const Page *page)
{
    const TrendsModel *model = &d->report->trends;
    drawing_frame_begin(d, page);
    enum { BOTTOM = 508, BETWEEN = 50 };
    double top = FIRST_LABEL_Y + 26 + d->push;
    int panels = model->panel_count > 0 ? model->panel_count : 1;
    double height = (BOTTOM - top - (panels - 1) * BETWEEN) / panels;
    for (int i = 0; i < model->panel_count; i++)
        draw_panel(d, &model->panels[i],
                   (Box){CHART_X, top + i * (height + BETWEEN), CHART_WIDTH, height},
                   i + 1 == model->panel_count);
    draw_notes(d);
    drawing_frame_end(d);
}
