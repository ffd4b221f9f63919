/* Page 10, second half: what goes with growth, what if, and what both sides were asked. */
#include "page_growth.h"

#include <math.h>

enum { AIR = 22 };

bool growth_has_links(const GrowthModel *model)
{
    for (ptrdiff_t i = 0; i < model->direction_count; i++)
        if (model->directions[i].number.refused.len == 0)
            return true;
    return false;
}

bool growth_has_matrix(const GrowthModel *model)
{
    return model->matrix.row_count > 0 && model->matrix.column_count > 0 &&
           model->matrix.refused.len == 0;
}

/* ---- The forest of lagged links ---- */

/* Offsets from the left edge. */
enum { FOREST_X = 132, FOREST_WIDTH = 72, NUMBER_X = 211, VERDICT_X = 318 };
enum { ROW_MOST = 24, HEADS = 12 };

static void draw_place(const Drawing *d, const LinkDirectionRow *row, Axis axis, double y)
{
    ColourRole role = drawing_side_colour(row->to);
    Colour colour = drawing_colour(d, role);
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = WORDS(d->arena, d->report->language, WORD_PDF_ALT_ROW,
                                             row->label, row->number.verdict),
                                .box = {axis.x - 3, y - 5, axis.width + 6, 10}});
    if (isfinite(row->r_lo)) {
        Paint bar = paint_line(colour, row->number.clear ? 2.2 : 1.2);
        bar.round = true;
        canvas_line(d->canvas, axis_at(axis, row->r_lo), y, axis_at(axis, row->r_hi), y, bar);
    }
    Paint dot = paint_line(colour, 1);
    dot.fill = true;
    dot.fill_colour = row->number.clear ? colour : drawing_colour(d, COLOUR_PAPER);
    if (isfinite(row->r))
        canvas_circle(d->canvas, axis_at(axis, row->r), y, 2.8, dot);
    canvas_end(d->canvas, TAG_FIGURE);
}

/* How far the columns stand left of their places so that the last one has room for its words: on
 * narrow paper they are wider than designed. The scale gives way. */
static double forest_shift(const Drawing *d, double width)
{
    enum { SCALE_LEAST = 36 };
    const GrowthModel *model = &d->report->growth;
    double widest = 0;
    for (ptrdiff_t i = 0; i < model->direction_count; i++) {
        const LinkNumber *number = &model->directions[i].number;
        TextStyle style = drawing_style(d, number->clear ? FONT_BOLD : FONT_REGULAR, 7, COLOUR_INK);
        if (number->refused.len == 0)
            widest = fmax(widest, canvas_text_width(d->canvas, style, number->verdict));
    }
    return fmax(0, fmin(FOREST_WIDTH - SCALE_LEAST, widest - (width - VERDICT_X)));
}

/* A long name takes two lines where the row has room for them. */
static void draw_direction_name(const Drawing *d, Str name, double x, double y, double width,
                                TextStyle style, double pitch)
{
    enum { TWO_LINES = 19, LEADING = 9 };
    TextStyle fitting = link_fitting(d, style, name, width);
    TextLines lines =
        canvas_wrap(d->canvas, d->arena, fitting, name, width, pitch >= TWO_LINES ? 2 : 1);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_lines(d->canvas, x, y, width, LEADING, fitting, lines);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_direction(const Drawing *d, const LinkDirectionRow *row, Axis axis, double x,
                           double y, double width, double pitch)
{
    double shift = FOREST_WIDTH - axis.width;
    double number_x = NUMBER_X - shift, verdict_x = VERDICT_X - shift;
    bool two_lines = pitch >= 15, roomy = pitch >= 19;
    double size = roomy ? 8.5 : 7.5, small = roomy ? 7 : 6.5, second = roomy ? 8.5 : 7;
    ColourRole colour = link_colour(&row->number, row->lower_is_better);
    canvas_begin(d->canvas, TAG_TR);
    TextStyle name = drawing_style(d, FONT_SEMIBOLD, size, COLOUR_INK);
    draw_direction_name(d, row->label, x, y, FOREST_X - 8, name, pitch);
    canvas_begin(d->canvas, TAG_TD);
    draw_place(d, row, axis, y - size * 0.34);
    canvas_end(d->canvas, TAG_TD);
    TextStyle bold = drawing_style(d, FONT_BOLD, size, colour);
    TextStyle plain = drawing_style(d, FONT_REGULAR, small, COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = link_key(&row->number)});
    double room = verdict_x - number_x - 3;
    double end = canvas_text(d->canvas, x + number_x, y, bold, row->number.text) + 3;
    TextStyle unit = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    Str interval = link_interval(d, &row->number);
    if (two_lines) {
        canvas_text(d->canvas, x + number_x + end, y, unit,
                    canvas_shorten(d->canvas, d->arena, unit, row->measure, room - end));
        canvas_text(d->canvas, x + number_x, y + second, plain,
                    canvas_shorten(d->canvas, d->arena, plain, interval, room));
    } else {
        canvas_text(d->canvas, x + number_x + end, y, plain,
                    canvas_shorten(d->canvas, d->arena, plain, interval, room - end));
    }
    canvas_end(d->canvas, TAG_TD);
    link_cell(d, TAG_TD, x + verdict_x, y, width - verdict_x,
              drawing_style(d, row->number.clear ? FONT_BOLD : FONT_REGULAR, small, colour),
              row->number.verdict);
    canvas_end(d->canvas, TAG_TR);
}

/* Refused links in words below: one sentence, and which links it is about. */
static Stack direction_notes(const Drawing *d, double width)
{
    const GrowthModel *model = &d->report->growth;
    Stack stack = {.width = width};
    StrList names = {0};
    Str sentence = STR_NONE;
    for (ptrdiff_t i = 0; i < model->direction_count; i++)
        if (model->directions[i].number.refused.len > 0) {
            *PUSH(d->arena, &names, Str) = model->directions[i].label;
            sentence = model->directions[i].number.sentence;
        }
    StackText text = stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 3, model->directions_note);
    stack_add(&stack, text);
    if (names.len > 0) {
        text.text = WORDS(d->arena, d->report->language, WORD_GROWTH_REFUSED,
                          str_join(d->arena, names.items, names.len, S("; ")), sentence);
        stack_add(&stack, text);
    }
    return stack;
}

static void draw_zero_line(const Drawing *d, Axis axis, double top, double bottom)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_line(d->canvas, axis_at(axis, 0), top + 3, axis_at(axis, 0), bottom,
                paint_line(drawing_colour(d, COLOUR_MARK), 0.6));
    canvas_artifact_end(d->canvas);
}

static void draw_direction_head(const Drawing *d, double x, double y, Word text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT),
                word(d->report->language, text));
    canvas_end(d->canvas, TAG_TH);
}

/* The head of the places is their scale. */
static void draw_direction_heads(const Drawing *d, Axis axis, double x, double y)
{
    double reach = d->report->growth.reach;
    TextStyle tick = drawing_style_middle(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    draw_direction_head(d, x, y, WORD_XLSX_LINK_WHEN);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    for (int i = -1; i <= 1; i++)
        canvas_text(d->canvas, axis_at(axis, i * reach), y, tick,
                    i == 0 ? S("0") : num_show_signed(d->arena, i * reach, 1, d->report->language));
    canvas_end(d->canvas, TAG_TH);
    double shift = FOREST_WIDTH - axis.width;
    draw_direction_head(d, x + NUMBER_X - shift + 8, y, WORD_XLSX_LINK_CHANGE);
    draw_direction_head(d, x + VERDICT_X - shift, y, WORD_XLSX_LINK_VERDICT);
    canvas_end(d->canvas, TAG_TR);
}

double growth_directions_draw(const Drawing *d, Box room)
{
    const GrowthModel *model = &d->report->growth;
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < model->direction_count; i++)
        count += model->directions[i].number.refused.len == 0;
    link_head(d, room.x, room.y, room.width, model->directions_head);
    Stack notes = direction_notes(d, room.width);
    double y = room.y + HEADS + 8;
    double rows = room.y + room.height - y - stack_height(d, &notes);
    double pitch = fmin(ROW_MOST, rows / (double)(count > 0 ? count : 1));
    Axis axis = {room.x + FOREST_X, FOREST_WIDTH - forest_shift(d, room.width), -model->reach,
                 model->reach};
    draw_zero_line(d, axis, y - 4, y + (double)count * pitch);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = model->directions_head});
    draw_direction_heads(d, axis, room.x, y - 4);
    for (ptrdiff_t i = 0; i < model->direction_count; i++) {
        if (model->directions[i].number.refused.len > 0)
            continue;
        draw_direction(d, &model->directions[i], axis, room.x, y + fmin(11, pitch * 0.7),
                       room.width, pitch);
        y += pitch;
    }
    canvas_end(d->canvas, TAG_TABLE);
    return stack_draw(d, &notes, room.x, y + 2);
}

/* ---- How the blocks stand on the page ---- */

static double draw_block(const Drawing *d, double (*draw)(const Drawing *d, Box room), double x,
                         double y, double width, double bottom)
{
    return draw(d, (Box){x, y, width, bottom - y}) + AIR;
}

static void draw_over_time(const Drawing *d, double y, double bottom_left, double bottom_right)
{
    draw_block(d, growth_directions_draw, MARGIN, y, LINK_LEFT_WIDTH, bottom_left);
    double next =
        draw_block(d, growth_what_if_draw, LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, bottom_right);
    draw_block(d, growth_forecast_draw, LINK_RIGHT_X, next, LINK_RIGHT_WIDTH, bottom_right);
}

static void draw_all(const Drawing *d, double y)
{
    const GrowthModel *model = &d->report->growth;
    bool mirrors = model->mirror_count > 0, matrix = growth_has_matrix(model);
    double mirrors_height = mirrors ? 34 + 16 * (double)model->mirror_count + 22 : 0;
    double below = draw_block(d, growth_directions_draw, MARGIN, y, LINK_LEFT_WIDTH,
                              LINK_BOTTOM - mirrors_height - (mirrors ? AIR : 0));
    if (mirrors)
        draw_block(d, growth_mirrors_draw, MARGIN, below + 4, LINK_LEFT_WIDTH, LINK_BOTTOM);
    double next =
        draw_block(d, growth_what_if_draw, LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, LINK_BOTTOM);
    next = draw_block(d, growth_forecast_draw, LINK_RIGHT_X, next, LINK_RIGHT_WIDTH, LINK_BOTTOM);
    if (matrix)
        draw_block(d, growth_matrix_draw, LINK_RIGHT_X, next, LINK_RIGHT_WIDTH, LINK_BOTTOM);
}

static void draw_asked(const Drawing *d, double y)
{
    enum { FACTOR_LEAST = 13, MATRIX_OTHERS = 44 };
    const GrowthModel *model = &d->report->growth;
    bool matrix = growth_has_matrix(model);
    double below =
        matrix ? MATRIX_OTHERS + FACTOR_LEAST * (double)model->matrix.row_count + AIR : 0;
    if (model->mirror_count > 0)
        y = draw_block(d, growth_mirrors_draw, MARGIN, y, CONTENT_WIDTH, LINK_BOTTOM - below);
    if (matrix)
        draw_block(d, growth_matrix_draw, MARGIN, y, CONTENT_WIDTH, LINK_BOTTOM);
}

/* The report says how many pages it takes (growth_build): the second has what both sides were
 * asked. */
void page_growth_draw(Drawing *d, const Page *page)
{
    double y = LINK_TOP;
    drawing_frame_begin(d, page);
    y += d->push;
    bool over_time = growth_has_links(&d->report->growth);
    if (page->parts > 1 && page->part == 1)
        draw_over_time(d, y, LINK_BOTTOM, LINK_BOTTOM);
    else if (page->parts > 1 || !over_time)
        draw_asked(d, y);
    else
        draw_all(d, y);
    drawing_frame_end(d);
}
