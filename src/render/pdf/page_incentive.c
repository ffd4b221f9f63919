/* Page 13: the payout curve with the score and its margin of error, and what it comes to. */
#include "page_link.h"

#include <math.h>

enum { CHART_X = MARGIN + 30, CHART_WIDTH = 420, CHART_Y = 128, CHART_HEIGHT = 280 };
enum { SIDE_X = 540, SIDE_WIDTH = PAGE_WIDTH - MARGIN - SIDE_X, BOX_INSET = 16 };

/* ---- Axes ---- */

typedef struct Chart {
    const IncentiveModel *model;
    Box box;
    Axis score; /* from left to right */
    double top; /* payout at the chart's upper edge */
    double score_step, payout_step;
} Chart;

/* 1, 2 or 5 times a power of ten. */
static double nice_step(double wanted)
{
    double power = pow(10, floor(log10(wanted))), times = wanted / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

static int step_decimals(double step)
{
    return step >= 1 ? 0 : (int)ceil(-log10(step) - 1e-9);
}

/* Room at both ends for the names of the points, and for whatever the score's interval reaches. */
static Chart chart_of(const IncentiveModel *model, double push)
{
    const Estimate *score = &model->score;
    double lo = fmin(model->threshold, isfinite(score->lo) ? score->lo : score->value),
           hi = fmax(model->maximum, isfinite(score->hi) ? score->hi : score->value);
    double step = nice_step((hi - lo) / 3), pad = fmax(step, (hi - lo) / 4);
    Chart chart = {.model = model,
                   .box = {CHART_X, CHART_Y + push, CHART_WIDTH, CHART_HEIGHT - push},
                   .top = model->cap * 16 / 15,
                   .score_step = step,
                   .payout_step = nice_step(model->cap / 4)};
    chart.score = (Axis){.x = CHART_X,
                         .width = CHART_WIDTH,
                         .lo = step * floor((lo - pad) / step + 1e-9),
                         .hi = step * ceil((hi + pad) / step - 1e-9)};
    return chart;
}

static double payout_y(const Chart *chart, double payout)
{
    return chart->box.y + chart->box.height * (1 - payout / chart->top);
}

static void draw_axes(const Drawing *d, const Chart *chart)
{
    Lang lang = d->report->language;
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
              middle = drawing_style_middle(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    Paint grid = paint_line(drawing_colour(d, COLOUR_GRID), 0.6);
    int decimals = step_decimals(chart->payout_step);
    for (int i = 0; i * chart->payout_step <= chart->model->cap + 1e-9; i++) {
        double payout = i * chart->payout_step, y = payout_y(chart, payout);
        canvas_line(d->canvas, chart->box.x, y, chart->box.x + chart->box.width, y, grid);
        drawing_plain(d, chart->box.x - 6, y + 3, end, num_show(d->arena, payout, decimals, lang));
    }
    decimals = step_decimals(chart->score_step);
    double bottom = chart->box.y + chart->box.height;
    for (int i = 0; chart->score.lo + i * chart->score_step <= chart->score.hi + 1e-9; i++) {
        double score = chart->score.lo + i * chart->score_step;
        /* Beyond its scale no score can lie. */
        if (score < chart->model->scale_lo || score > chart->model->scale_hi)
            continue;
        drawing_plain(d, axis_at(chart->score, score), bottom + 13, middle,
                      num_show(d->arena, score, decimals, lang));
    }
}

static void draw_axis_names(const Drawing *d, const Chart *chart)
{
    TextStyle across =
                  drawing_style_middle(d, FONT_BOLD, 8.5, drawing_side_colour(chart->model->side)),
              up = drawing_style_middle(d, FONT_BOLD, 8.5, COLOUR_BRAND);
    up.turn_deg = 90;
    double bottom = chart->box.y + chart->box.height;
    drawing_plain(d, chart->box.x + chart->box.width / 2, bottom + 30, across,
                  canvas_shorten(d->canvas, d->arena, across, chart->model->axis_x, CHART_WIDTH));
    drawing_plain(d, chart->box.x - 26, chart->box.y + chart->box.height / 2, up,
                  chart->model->axis_y);
}

/* ---- The curve ---- */

static void draw_band(const Drawing *d, const Chart *chart)
{
    const Estimate *score = &chart->model->score;
    if (!isfinite(score->lo) || !isfinite(score->hi))
        return;
    double lo = axis_at(chart->score, score->lo), hi = axis_at(chart->score, score->hi);
    canvas_rect(d->canvas, (Box){lo, chart->box.y, fmax(0.6, hi - lo), chart->box.height},
                paint_fill(drawing_colour(d, drawing_side_band(chart->model->side))));
}

static void draw_curve(const Drawing *d, const Chart *chart)
{
    const IncentiveModel *model = chart->model;
    double t0 = axis_at(chart->score, model->threshold), t1 = axis_at(chart->score, model->target),
           t2 = axis_at(chart->score, model->maximum), zero = payout_y(chart, 0),
           cap = payout_y(chart, model->cap);
    const Point points[] = {
        {chart->box.x, zero},     {t0, zero}, {t0, payout_y(chart, model->threshold_pays)},
        {t1, payout_y(chart, 1)}, {t2, cap},  {chart->box.x + chart->box.width, cap}};
    /* Behind a closed gate it is only what would be. */
    Paint line = paint_line(drawing_colour(d, model->open ? COLOUR_BRAND : COLOUR_MARK), 2);
    line.round = true;
    canvas_polyline(d->canvas, points, CX_COUNTOF(points), line);
    TextStyle grey = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT),
              end = drawing_style_end(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    /* Where the curve has no step, it rises from here to the right. */
    bool step = model->threshold_pays > 0.1 * chart->top;
    drawing_plain(d, step ? t0 + 3 : t0 - 6, zero - 6, step ? grey : end, model->threshold_label);
    drawing_plain(d, t1 + 5, payout_y(chart, 1) + 13, grey, model->target_label);
    drawing_plain(d, chart->box.x + chart->box.width, cap - 6, end, model->cap_label);
}

/* Left of the point and above the curve; beyond the maximum and behind a closed gate, where the
 * curve or its names stand there, below it or to the right. */
static void draw_point(const Drawing *d, const Chart *chart)
{
    const IncentiveModel *model = chart->model;
    double x = axis_at(chart->score, model->score.value), y = payout_y(chart, model->payout);
    ColourRole colour = model->open ? drawing_side_colour(model->side) : COLOUR_GREY_TEXT;
    canvas_circle(d->canvas, x, y, 6, paint_fill(drawing_colour(d, COLOUR_PAPER)));
    canvas_circle(d->canvas, x, y, 5, paint_fill(drawing_colour(d, colour)));
    TextStyle style = drawing_style_end(d, FONT_BOLD, 11, colour);
    double width = canvas_text_width(d->canvas, style, model->point_label), right = x - 10;
    if (isfinite(model->score.lo)) { /* beside a narrow band rather than on its edge */
        double edge = axis_at(chart->score, model->score.lo) - 4;
        right = edge < right && right - edge < 24 ? edge : right;
    }
    if (model->open && model->score.value >= model->maximum) {
        right = fmin(x + 10 + width, chart->box.x + chart->box.width);
        y += 28;
    } else if (!model->open) {
        right = fmin(x + 10 + width, chart->box.x + chart->box.width);
        y -= 12;
    }
    drawing_plain(d, fmax(right, chart->box.x + width), y - 10, style, model->point_label);
}

static Str chart_alt(const Drawing *d, const IncentiveModel *model)
{
    Lang lang = d->report->language;
    const double numbers[] = {model->threshold, model->threshold_pays, model->target, model->cap,
                              model->maximum};
    Str texts[CX_COUNTOF(numbers)];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        texts[i] = num_show(d->arena, numbers[i], numbers[i] == round(numbers[i]) ? 0 : 2, lang);
    return WORDS(d->arena, lang, WORD_PDF_INCENTIVE_ALT, texts[0], texts[1], texts[2], texts[3],
                 texts[4], model->point_label);
}

static void draw_chart(const Drawing *d, const Chart *chart)
{
    Box all = {MARGIN, chart->box.y - 10, CHART_X - MARGIN + CHART_WIDTH + 10,
               chart->box.height + 46};
    canvas_begin_with(
        d->canvas, TAG_FIGURE,
        (TagInfo){.alt = chart_alt(d, chart->model), .key = S("incentive.company"), .box = all});
    draw_band(d, chart);
    draw_axes(d, chart);
    draw_curve(d, chart);
    draw_point(d, chart);
    draw_axis_names(d, chart);
    canvas_end(d->canvas, TAG_FIGURE);
}

/* ---- Beside it: gate, payout, principle ---- */

static double big_number(const Drawing *d, double y, TextStyle style, Str text, const char *key)
{
    style = link_fitting(d, style, text, SIDE_WIDTH * 0.55);
    canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = str_from(key)});
    double width = canvas_text(d->canvas, SIDE_X, y, style, text);
    canvas_end(d->canvas, TAG_P);
    return SIDE_X + width + 14;
}

static void draw_gate(const Drawing *d, double y)
{
    const IncentiveModel *model = &d->report->incentive;
    ColourRole colour = model->open ? COLOUR_GROWTH : COLOUR_BAD;
    drawing_head_fit(d, TAG_H2, SIDE_X, y, SIDE_WIDTH, COLOUR_GREY_TEXT, model->gate_head);
    double x = big_number(d, y + 36, drawing_style(d, FONT_LIGHT, 30, colour), model->ratio_text,
                          "incentive.company.revenue"),
           width = SIDE_X + SIDE_WIDTH - x;
    TextStyle plain = drawing_style(d, FONT_REGULAR, 9, COLOUR_GREY_TEXT),
              gate = drawing_style(d, FONT_BOLD, 9, colour);
    plain = link_fitting(d, plain, model->of_plan, width);
    drawing_say_fit(d, TAG_P, x, y + 26, width, plain, model->of_plan);
    drawing_say_fit(d, TAG_P, x, y + 39, width, gate, model->gate_text);
}

static void draw_payout(const Drawing *d, double y)
{
    const IncentiveModel *model = &d->report->incentive;
    drawing_head_fit(d, TAG_H2, SIDE_X, y, SIDE_WIDTH, COLOUR_GREY_TEXT, model->payout_head);
    double x = big_number(d, y + 44, drawing_style(d, FONT_LIGHT, 38, COLOUR_BRAND),
                          model->payout_text, "incentive.company.payout");
    TextStyle style = drawing_style(d, FONT_REGULAR, 9, COLOUR_GREY_TEXT);
    double width = SIDE_X + SIDE_WIDTH - x, at = y + 30;
    if (model->interval_text.len > 0) {
        canvas_begin_with(d->canvas, TAG_P,
                          (TagInfo){.key = S("incentive.company.payout#interval")});
        at = canvas_paragraph(d->canvas, x, at, width, 12, style, model->interval_text, 2);
        canvas_end(d->canvas, TAG_P);
    }
    if (model->within_text.len > 0)
        drawing_paragraph(d, TAG_P, x, at, width, 12, style, model->within_text, 2);
}

static void draw_principle(const Drawing *d, double y)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, 9, COLOUR_INK);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, d->report->incentive.principle,
                                  SIDE_WIDTH - 2 * BOX_INSET, 0);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){SIDE_X, y, SIDE_WIDTH, 30 + 14 * (double)lines.len},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, SIDE_X + BOX_INSET, y + 24, SIDE_WIDTH - 2 * BOX_INSET, 14, style,
                 lines);
    canvas_end(d->canvas, TAG_P);
}

void page_incentive_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    Chart chart = chart_of(&d->report->incentive, d->push);
    draw_chart(d, &chart);
    draw_gate(d, 124 + d->push);
    draw_payout(d, 206 + d->push);
    draw_principle(d, 290 + d->push);
    drawing_frame_end(d);
}
