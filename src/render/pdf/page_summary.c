/* Page 2: the three indices, the component metrics, and what to decide. */
#include "benchmarks.h"

#include <math.h>

enum { TILE_GAP = 14, TILES_Y = 112, SPARK_HEIGHT = 34, TREND_HEIGHT = 46 };
enum { PANEL_X = 600, PANEL_Y = 104, LEFT_WIDTH = 526, ROWS_Y = 306, NOTE_Y = PAGE_HEIGHT - 62 };
/* Few rows stand wider apart, so that the page does not end in the middle. */
enum { ROW_HEIGHT = 25, ROW_HEIGHT_FEW = 34, FEW_ROWS = 5 };

static void tile_axis(const Drawing *d, const SummaryTile *tile, Axis axis, double y)
{
    Lang lang = d->report->language;
    TextStyle left = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    TextStyle right = drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    Str lo = num_show(d->arena, axis.lo, 0, lang), hi = num_show(d->arena, axis.hi, 0, lang);
    drawing_plain(d, axis.x, y, left, lo);
    drawing_plain(d, axis.x + axis.width, y, right, hi);
    if (!isfinite(tile->figure.target))
        return;
    Str target = WORDS(d->arena, lang, WORD_TARGET_AT, tile->figure.target_text);
    TextStyle middle = drawing_style_middle(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    double half = canvas_text_width(d->canvas, middle, target) / 2;
    double gap = 5;
    double from = axis.x + canvas_text_width(d->canvas, left, lo) + gap + half;
    double to = axis.x + axis.width - canvas_text_width(d->canvas, right, hi) - gap - half;
    double at = fmax(from, fmin(to, axis_at(axis, tile->figure.target)));
    drawing_say(d, TAG_P, at, y, middle, target);
}

/* beside: one of the tiles has a benchmark under its scale, so all lines begin lower. */
static void draw_tile(const Drawing *d, const SummaryTile *tile, double x, double y, double width,
                      bool beside)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){x, y, width, 2.5},
                paint_fill(drawing_colour(d, drawing_side_colour(tile->side))));
    canvas_artifact_end(d->canvas);
    drawing_say_fit(d, TAG_H2, x, y + 19, width, drawing_style(d, FONT_BOLD, 9, COLOUR_GREY_TEXT),
                    tile->label);
    drawing_big_figure(d, x, y, width, tile->side, &tile->figure, tile->versus);
    Axis axis = {.x = x, .width = width, .lo = tile->axis_lo, .hi = tile->axis_hi};
    const BenchmarkRow *benchmark = NULL;
    benchmarks_of(d, tile->figure.code, &benchmark, 1);
    if (tile->figure.state == ESTIMATE_SHOWN) {
        drawing_estimate(d, axis, y + 86, tile->side, &tile->figure);
        benchmarks_mark(d, axis, y + 86, tile->figure.code);
        tile_axis(d, tile, axis, y + 101);
    }
    if (benchmark) {
        canvas_begin(d->canvas, TAG_P);
        benchmarks_say(d, x, y + 112, width, 7, benchmark, true);
        canvas_end(d->canvas, TAG_P);
    }
    if (d->report->period_count < 2)
        return;
    double spark = y + (beside ? 119 : 112);
    drawing_spark(d, (Box){x, spark, width, y + 112 + SPARK_HEIGHT - spark}, tile->side,
                  &tile->series, 1.1, tile->label);
    drawing_plain(d, x, y + 158, drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT),
                  tile->first_tick);
    drawing_plain(d, x + width, y + 158, drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT),
                  tile->last_tick);
}

/* ---- Component metrics: a table ---- */

/* The scale gives way to the column of benchmarks where there are any. */
enum {
    AXIS_X = MARGIN + 322,
    AXIS_LONG = 204,
    AXIS_SHORT = 92,
    BESIDE_X = AXIS_X + AXIS_SHORT + 8
};
enum { BESIDE_WIDTH = MARGIN + LEFT_WIDTH - BESIDE_X };

/* A row has room for one benchmark with its interval or two without. */
enum { BESIDE_MOST = 2 };

static bool has_benchmarks(const Drawing *d)
{
    const SummaryModel *model = &d->report->summary;
    const BenchmarkRow *one;
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        if (benchmarks_of(d, model->rows[i].figure.code, &one, 1) > 0)
            return true;
    return false;
}

static StrList codes_shown(const Drawing *d)
{
    const SummaryModel *model = &d->report->summary;
    StrList codes = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        *PUSH(d->arena, &codes, Str) = model->rows[i].figure.code;
    for (int i = 0; i < model->tile_count; i++)
        *PUSH(d->arena, &codes, Str) = model->tiles[i].figure.code;
    return codes;
}

static void draw_beside(const Drawing *d, Str code, double y)
{
    const BenchmarkRow *rows[BESIDE_MOST];
    ptrdiff_t count = benchmarks_of(d, code, rows, BESIDE_MOST);
    canvas_begin(d->canvas, TAG_TD);
    for (ptrdiff_t i = 0; i < count && i < BESIDE_MOST; i++) {
        enum { LEADING = 9 };
        double line = count == 1 ? y : y - LEADING / 2.0 + (double)i * LEADING;
        benchmarks_say(d, BESIDE_X, line, BESIDE_WIDTH, 7, rows[i], false);
    }
    canvas_end(d->canvas, TAG_TD);
}

static void head_cell(const Drawing *d, double x, double y, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

/* In the short column on two lines, the marks on the second, if they have room there; the last
 * stands on the line of all heads. */
static void axis_head(const Drawing *d, double y, TextStyle style)
{
    enum { LEADING = 8, LINES = 2 };
    Str head = d->report->summary.axis_head, apart = S(" · ");
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, head, AXIS_SHORT, LINES);
    ptrdiff_t cut = str_find(head, apart);
    Str parts[LINES] = {str_slice(head, 0, cut < 0 ? head.len : cut + 1), /* with its blank */
                        cut < 0 ? STR_NONE : str_slice(head, cut + apart.len, head.len)};
    if (lines.len == LINES && canvas_text_width(d->canvas, style, parts[1]) <= AXIS_SHORT)
        lines = (TextLines){.items = parts, .len = LINES};
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_lines(d->canvas, AXIS_X, y - (double)(lines.len - 1) * LEADING, AXIS_SHORT, LEADING,
                 style, lines);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_rows_head(const Drawing *d, double y)
{
    const SummaryModel *model = &d->report->summary;
    TextStyle head = drawing_style(d, FONT_BOLD, 7.5, COLOUR_GREY_TEXT);
    head.tracking_pt = 0.8;
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MARGIN, y, head, text_upper(d->arena, model->rows_head, d->report->language));
    head_cell(d, MARGIN + 250, y, end, model->value_head);
    head_cell(d, MARGIN + 304, y, end, model->change_head);
    TextStyle plain = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    bool beside = has_benchmarks(d);
    if (beside)
        axis_head(d, y, plain);
    else
        head_cell(d, AXIS_X, y, plain, model->axis_head);
    if (beside)
        head_cell(d, BESIDE_X, y, plain, d->report->benchmarks.column_head);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_row_name(const Drawing *d, const SummaryRow *row, double y)
{
    TextStyle name = drawing_style(d, FONT_BOLD, 10, drawing_side_colour(row->side));
    TextStyle meaning = drawing_style(d, FONT_REGULAR, 8.5, COLOUR_GREY_TEXT);
    enum { NAMES_WIDTH = 212 };
    Str label = canvas_shorten(d->canvas, d->arena, name, row->label, NAMES_WIDTH);
    double label_width = canvas_text_width(d->canvas, name, label);
    double meaning_x = MARGIN + fmax(48, label_width + 8);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, MARGIN, y, name, label);
    double room = MARGIN + NAMES_WIDTH - meaning_x;
    if (canvas_text_width(d->canvas, meaning, row->meaning) > room)
        meaning.size_pt = 7.5; /* smaller rather than cut */
    if (room > 30)
        canvas_text(d->canvas, meaning_x, y, meaning,
                    canvas_shorten(d->canvas, d->arena, meaning, row->meaning, room));
    canvas_end(d->canvas, TAG_TH);
}

static void draw_row(const Drawing *d, const SummaryRow *row, double y)
{
    bool shown = row->figure.state == ESTIMATE_SHOWN;
    drawing_rule(d, MARGIN, MARGIN + LEFT_WIDTH, y + 9);
    canvas_begin(d->canvas, TAG_TR);
    draw_row_name(d, row, y);
    drawing_say_figure(d, TAG_TD, MARGIN + 250, y, drawing_style_end(d, FONT_BOLD, 11, COLOUR_INK),
                       &row->figure, "", shown ? row->figure.text : STR_NONE);
    drawing_change(d, TAG_TD, MARGIN + 272, MARGIN + 304, y, 9, &row->figure);
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = shown ? STR_NONE : drawing_key(d, &row->figure, "")});
    bool beside = has_benchmarks(d);
    Axis axis = {.x = AXIS_X,
                 .width = beside ? AXIS_SHORT : AXIS_LONG,
                 .lo = row->axis_lo,
                 .hi = row->axis_hi};
    if (shown)
        drawing_estimate(d, axis, y - 3.5, row->side, &row->figure);
    else
        canvas_text(d->canvas, MARGIN + 322, y, drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT),
                    row->figure.text);
    canvas_end(d->canvas, TAG_TD);
    if (shown)
        benchmarks_mark(d, axis, y - 3.5, row->figure.code);
    if (beside)
        draw_beside(d, shown ? row->figure.code : STR_NONE, y);
    canvas_end(d->canvas, TAG_TR);
}

/* Gives the y of the last row. */
static double draw_rows(const Drawing *d, double y, double bottom)
{
    const SummaryModel *model = &d->report->summary;
    if (model->row_count == 0)
        return y - 40;
    double room = bottom - y - 22;
    double step = fmin(model->row_count <= FEW_ROWS ? ROW_HEIGHT_FEW : ROW_HEIGHT,
                       room / (double)model->row_count);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = model->rows_head});
    draw_rows_head(d, y);
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        draw_row(d, &model->rows[i], y + 22 + (double)i * step);
    canvas_end(d->canvas, TAG_TABLE);
    return y + 22 + (double)(model->row_count - 1) * step;
}

/* ---- The units, where the page has room for all of them ---- */

static void draw_unit(const Drawing *d, const ScoreRow *row, double y)
{
    const ScorecardModel *model = &d->report->scorecard;
    const SummaryTile *tile = &d->report->summary.tiles[0];
    const Estimate *figure = tile->side == REPORT_CX ? &row->cx : &row->ex;
    bool shown = figure->state == ESTIMATE_SHOWN;
    TextStyle name = drawing_style(d, FONT_REGULAR, 9, COLOUR_INK);
    drawing_rule(d, MARGIN, MARGIN + LEFT_WIDTH, y + 9);
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, MARGIN, y, name,
                canvas_shorten(d->canvas, d->arena, name, row->name, 200));
    canvas_end(d->canvas, TAG_TH);
    drawing_say_figure(d, TAG_TD, MARGIN + 250, y,
                       drawing_style_end(d, FONT_BOLD, 10, drawing_side_colour(tile->side)), figure,
                       "", shown ? figure->text : STR_NONE);
    drawing_change(d, TAG_TD, MARGIN + 272, MARGIN + 304, y, 9, figure);
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = shown ? STR_NONE : drawing_key(d, figure, "")});
    if (shown)
        drawing_estimate(d, (Axis){MARGIN + 322, 204, model->axis_lo, model->axis_hi}, y - 3.2,
                         tile->side, figure);
    else
        canvas_text(d->canvas, MARGIN + 322, y, drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT),
                    figure->text);
    canvas_end(d->canvas, TAG_TD);
    canvas_end(d->canvas, TAG_TR);
}

/* One side with few figures leaves half a page: its units stand there, all or none of them. */
static void draw_units(const Drawing *d, double y, double bottom)
{
    enum { HEAD_GAP = 40 };
    const ScorecardModel *model = &d->report->scorecard;
    const Page *page = report_find_page(d->report, PAGE_SCORECARD);
    ptrdiff_t count = model->row_count - 1; /* the first is the company */
    double first = y + HEAD_GAP + 22;
    if (d->report->summary.tile_count != 1 || count < 2 || !page ||
        first + (double)(count - 1) * ROW_HEIGHT > bottom - 9)
        return;
    TextStyle head = drawing_style(d, FONT_BOLD, 7.5, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    head.tracking_pt = 0.8;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MARGIN, y + HEAD_GAP, head,
              text_upper(d->arena, model->unit_head, d->report->language));
    head_cell(d, MARGIN + 250, y + HEAD_GAP, end,
              d->report->summary.tiles[0].side == REPORT_CX ? model->cx_head : model->ex_head);
    head_cell(d, MARGIN + 304, y + HEAD_GAP, end, model->change_head);
    head_cell(d, MARGIN + 322, y + HEAD_GAP, head, STR_NONE);
    canvas_end(d->canvas, TAG_TR);
    for (ptrdiff_t i = 0; i < count; i++)
        draw_unit(d, &model->rows[i + 1], first + (double)i * ROW_HEIGHT);
    canvas_end(d->canvas, TAG_TABLE);
}

/* ---- What to decide ---- */

static void draw_finding_link(const Drawing *d, const Finding *finding, double x, double y)
{
    TextStyle style = drawing_style(d, FONT_BOLD, 8, COLOUR_CX);
    canvas_begin_with(d->canvas, TAG_LINK, (TagInfo){.alt = finding->page_text});
    double width = canvas_text(d->canvas, x, y, style, finding->page_text);
    canvas_link_page(d->canvas, (Box){x - 2, y - 9, width + 4, 13}, finding->page - 1, 0,
                     finding->page_text);
    canvas_end(d->canvas, TAG_LINK);
}

enum { FINDING_TITLE_LINES = 3, FINDING_BODY_LINES = 5, FINDING_X = PANEL_X + 42 };
enum { FINDING_WIDTH = PAGE_WIDTH - MARGIN - 16 - FINDING_X };

static TextStyle finding_title_style(const Drawing *d)
{
    return drawing_style(d, FONT_BOLD, 10.5, COLOUR_INK);
}

static TextStyle finding_body_style(const Drawing *d)
{
    return drawing_style(d, FONT_REGULAR, 8.5, COLOUR_GREY_TEXT);
}

static double finding_height(const Drawing *d, const Finding *finding)
{
    TextLines title = canvas_wrap(d->canvas, d->arena, finding_title_style(d), finding->title,
                                  FINDING_WIDTH, FINDING_TITLE_LINES);
    TextLines body = canvas_wrap(d->canvas, d->arena, finding_body_style(d), finding->body,
                                 FINDING_WIDTH, FINDING_BODY_LINES);
    return 14 + (double)title.len * 14 + (double)body.len * 12;
}

/* 1, less when the findings are so long that the air between them has to give way. */
static double finding_air(const Drawing *d, double room, double between)
{
    const double least = 0.6;
    const SummaryModel *model = &d->report->summary;
    for (int i = 0; i < model->finding_count; i++)
        room -= finding_height(d, &model->findings[i]);
    int gaps = model->finding_count - 1;
    return gaps > 0 ? fmax(least, fmin(1, room / (gaps * between))) : 1;
}

/* Gives the y below the finding. */
static double draw_finding(const Drawing *d, const Finding *finding, double y)
{
    double x = PANEL_X + 16, text_x = FINDING_X, width = FINDING_WIDTH;
    canvas_begin(d->canvas, TAG_LI);
    TextStyle number = drawing_style(d, FONT_LIGHT, 26, COLOUR_CX);
    number.role = FONT_FIGURE;
    canvas_begin(d->canvas, TAG_LBL);
    canvas_text(d->canvas, x, y + 14, number,
                num_show_count(d->arena, finding->number, d->report->language));
    canvas_end(d->canvas, TAG_LBL);
    canvas_begin(d->canvas, TAG_LBODY);
    drawing_say_fit(d, TAG_P, text_x, y - 8, width, drawing_style(d, FONT_SEMIBOLD, 7, COLOUR_CX),
                    finding->duty_text);
    double next = drawing_paragraph(d, TAG_P, text_x, y + 4, width, 14, finding_title_style(d),
                                    finding->title, FINDING_TITLE_LINES);
    next = drawing_paragraph(d, TAG_P, text_x, next + 4, width, 12, finding_body_style(d),
                             finding->body, FINDING_BODY_LINES);
    if (finding->page > 0)
        draw_finding_link(d, finding, text_x, next + 6);
    canvas_end(d->canvas, TAG_LBODY);
    canvas_end(d->canvas, TAG_LI);
    return next + 6;
}

static void draw_panel(const Drawing *d)
{
    const SummaryModel *model = &d->report->summary;
    enum {
        PANEL_WIDTH = PAGE_WIDTH - MARGIN - PANEL_X,
        FINDING_HEIGHT = 116,
        RULE_GAP = 18,
        NEXT = 26
    };
    double top = PANEL_Y + d->push;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){PANEL_X, top, PANEL_WIDTH, PAGE_HEIGHT - top - 58},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    drawing_head(d, TAG_H2, PANEL_X + 16, top + 24, model->findings_head);
    if (model->finding_count == 0) {
        enum { NONE_LINES = 6 };
        drawing_paragraph(d, TAG_P, PANEL_X + 16, top + 52, PANEL_WIDTH - 32, 14,
                          drawing_style(d, FONT_REGULAR, 10, COLOUR_INK), model->findings_none,
                          NONE_LINES);
        return;
    }
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    double y = top + 54;
    double air = finding_air(d, PAGE_HEIGHT - 58 - 8 - y, RULE_GAP + NEXT);
    for (int i = 0; i < model->finding_count; i++) {
        double bottom = draw_finding(d, &model->findings[i], y);
        double rule = bottom + RULE_GAP * air;
        if (air >= 1)
            rule = fmax(rule, y + FINDING_HEIGHT - NEXT);
        if (i + 1 < model->finding_count)
            drawing_rule(d, PANEL_X + 16, PAGE_WIDTH - MARGIN - 16, rule);
        y = rule + NEXT * air;
    }
    canvas_end(d->canvas, TAG_L);
}

void page_summary_draw(Drawing *d, const Page *page)
{
    const SummaryModel *model = &d->report->summary;
    drawing_frame_begin(d, page);
    const BenchmarkRow *one;
    bool beside = false;
    int count = model->tile_count;
    double width = (LEFT_WIDTH - TILE_GAP * (count - 1)) / (double)(count > 0 ? count : 1);
    for (int i = 0; i < count; i++)
        beside = beside || benchmarks_of(d, model->tiles[i].figure.code, &one, 1) > 0;
    for (int i = 0; i < count; i++)
        draw_tile(d, &model->tiles[i], MARGIN + i * (width + TILE_GAP), TILES_Y + d->push, width,
                  beside);
    StrList codes = codes_shown(d);
    TextLines sources = benchmarks_sources(d, &codes, LEFT_WIDTH, true);
    double above = NOTE_Y - 12 - (double)sources.len * BENCHMARK_SOURCE_LEADING;
    double rows_y = d->report->period_count < 2 ? ROWS_Y - TREND_HEIGHT : ROWS_Y;
    draw_units(d, draw_rows(d, rows_y + d->push, above - 10), above - 10);
    benchmarks_say_sources(d, MARGIN, above + BENCHMARK_SOURCE_LEADING, LEFT_WIDTH, sources);
    drawing_paragraph(d, TAG_NOTE, MARGIN, NOTE_Y, LEFT_WIDTH, 10,
                      drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT), model->note, 2);
    draw_panel(d);
    drawing_frame_end(d);
}
