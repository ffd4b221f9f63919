/* Page 10: what if, and last period's expectation beside what came. */
#include "page_growth.h"

#include <math.h>

/* ---- Tiles along the chain ---- */

enum { TILE_HEIGHT = 64, TILE_GAP = 10, TILES = 3, HEAD = 10 };

/* EX, CX, and the first KPI with a number: the others stand below in words. */
static ptrdiff_t tile_kpi(const WhatIfModel *model)
{
    for (ptrdiff_t i = 2; i < model->step_count; i++)
        if (model->steps[i].number.refused.len == 0)
            return i;
    return -1;
}

static void draw_tile(const Drawing *d, const WhatIfStep *step, Box box)
{
    ColourRole colour = drawing_side_colour(step->side);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, box, paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_rect(d->canvas, (Box){box.x, box.y, box.width, 2},
                paint_fill(drawing_colour(d, colour)));
    canvas_artifact_end(d->canvas);
    double x = box.x + 9, width = box.width - 14;
    drawing_say_fit(d, TAG_P, x, box.y + 15, width,
                    drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT), step->label);
    if (step->number.refused.len > 0)
        return;
    TextStyle big = drawing_style(d, FONT_LIGHT, 19, colour);
    big.role = FONT_FIGURE;
    drawing_say(d, TAG_P, x, box.y + 38, big, step->number.text);
    TextStyle small = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    Str interval = link_interval(d, &step->number);
    drawing_say_fit(d, TAG_P, x, box.y + 50, width, link_fitting(d, small, interval, width),
                    interval);
    drawing_say_fit(d, TAG_P, x, box.y + (interval.len > 0 ? 59 : 50), width,
                    link_fitting(d, small, step->measure, width), step->measure);
}

static void draw_tiles(const Drawing *d, const WhatIfModel *model, double x, double y, double width)
{
    ptrdiff_t kpi = tile_kpi(model);
    const ptrdiff_t chosen[TILES] = {0, 1, kpi};
    int count = kpi >= 0 ? TILES : 2;
    double each = (width - (TILES - 1) * TILE_GAP) / TILES;
    for (int i = 0; i < count; i++) {
        double at = x + i * (each + TILE_GAP);
        draw_tile(d, &model->steps[chosen[i]], (Box){at, y, each, TILE_HEIGHT});
        if (i == 0)
            continue;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_line(d->canvas, at - TILE_GAP + 1, y + TILE_HEIGHT / 2.0, at - 1,
                    y + TILE_HEIGHT / 2.0, paint_line(drawing_colour(d, COLOUR_MARK), 1.2));
        canvas_artifact_end(d->canvas);
    }
}

/* Refusals of one kind are one sentence that names all KPIs. */
static void add_refusals(const Drawing *d, const WhatIfModel *model, Stack *stack, StackText text)
{
    for (ptrdiff_t i = 2; i < model->step_count; i++) {
        const LinkNumber *number = &model->steps[i].number;
        bool first = number->refused.len > 0;
        for (ptrdiff_t k = 2; k < i && first; k++)
            first = !str_equal(model->steps[k].number.refused, number->refused);
        if (!first)
            continue;
        StrList names = {0};
        for (ptrdiff_t k = i; k < model->step_count; k++)
            if (str_equal(model->steps[k].number.refused, number->refused))
                *PUSH(d->arena, &names, Str) = model->steps[k].label;
        text.text = WORDS(d->arena, d->report->language,
                          str_equal(number->refused, S("chain")) ? WORD_REFUSED_CHAIN
                                                                 : WORD_REFUSED_CHAIN_UNCLEAR,
                          str_join(d->arena, names.items, names.len, S(", ")),
                          num_show_count(d->arena, 15, d->report->language));
        stack_add(stack, text);
    }
}

static Stack what_if_texts(const Drawing *d, const WhatIfModel *model, double width)
{
    Stack stack = {.width = width};
    ptrdiff_t kpi = tile_kpi(model);
    const LinkNumber *last = &model->steps[kpi >= 0 ? kpi : 1].number;
    StackText text = link_said(last, stack_text(FONT_REGULAR, COLOUR_INK, 8, 2, last->sentence));
    stack_add(&stack, text);
    for (ptrdiff_t i = 2; i < model->step_count; i++) {
        const WhatIfStep *step = &model->steps[i];
        if (i == kpi || step->number.refused.len > 0)
            continue;
        const Str parts[] = {step->label, step->number.text, step->measure,
                             link_interval(d, &step->number)};
        text.text = word_fill(d->arena, d->report->language, WORD_GROWTH_OTHER_KPI, parts,
                              CX_COUNTOF(parts));
        text.key = link_key(&step->number);
        stack_add(&stack, text);
    }
    text.key = STR_NONE;
    text.colour = COLOUR_GREY_TEXT;
    /* without the link between the halves there is no chain: its sentence is enough */
    if (model->steps[1].number.refused.len == 0) {
        text.size_pt = 7;
        text.leading_pt = 9;
        add_refusals(d, model, &stack, text);
        text.text = model->note;
        stack_add(&stack, text);
    }
    return stack;
}

double growth_what_if_draw(const Drawing *d, Box room)
{
    const WhatIfModel *model = &d->report->growth.what_if;
    link_head(d, room.x, room.y, room.width, model->head);
    double y = room.y + HEAD;
    if (model->steps[1].number.refused.len == 0) {
        draw_tiles(d, model, room.x, y, room.width);
        y += TILE_HEIGHT + 4;
    }
    Stack texts = what_if_texts(d, model, room.width);
    return stack_draw(d, &texts, room.x, y);
}

/* ---- What was expected, what came ---- */

enum { LINE = 15, LABEL_WIDTH = 78, NUMBER_WIDTH = 96 };

static void draw_forecast_row(const Drawing *d, Str label, const LinkNumber *number, Axis axis,
                              double y, ColourRole role, bool hollow)
{
    Colour colour = drawing_colour(d, role);
    double x = axis.x - LABEL_WIDTH;
    canvas_text(d->canvas, x, y + 3, drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT), label);
    Paint bar = paint_line(colour, 2);
    bar.round = true;
    if (isfinite(number->lo))
        canvas_line(d->canvas, axis_at(axis, number->lo), y, axis_at(axis, number->hi), y, bar);
    Paint dot = paint_line(colour, 1);
    dot.fill = true;
    dot.fill_colour = hollow ? drawing_colour(d, COLOUR_PAPER) : colour;
    canvas_circle(d->canvas, axis_at(axis, number->value), y, 3, dot);
    TextStyle value = drawing_style(d, FONT_BOLD, 8, role);
    double end = axis.x + axis.width + 8;
    end += canvas_text(d->canvas, end, y + 3, value, number->text) + 4;
    canvas_text(d->canvas, end, y + 3, drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
                link_interval(d, number));
}

static void draw_forecast_picture(const Drawing *d, const ForecastModel *model, Box box)
{
    double reach = 1;
    const LinkNumber *both[] = {&model->expected, &model->came};
    for (int i = 0; i < 2; i++) {
        reach = fmax(reach, fabs(both[i]->value));
        if (isfinite(both[i]->lo))
            reach = fmax(reach, fmax(fabs(both[i]->lo), fabs(both[i]->hi)));
    }
    Axis axis = {box.x + LABEL_WIDTH, box.width - LABEL_WIDTH - NUMBER_WIDTH, -reach, reach};
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = WORDS(d->arena, d->report->language, WORD_PDF_ALT_ROW,
                                             model->head, model->miss.verdict),
                                .box = box});
    canvas_line(d->canvas, axis_at(axis, 0), box.y, axis_at(axis, 0), box.y + 2 * LINE,
                paint_line(drawing_colour(d, COLOUR_MARK), 0.6));
    draw_forecast_row(d, model->expected_label, &model->expected, axis, box.y + 8, COLOUR_GREY_TEXT,
                      true);
    draw_forecast_row(d, model->came_label, &model->came, axis, box.y + 8 + LINE, COLOUR_CX, false);
    canvas_end(d->canvas, TAG_FIGURE);
}

double growth_forecast_draw(const Drawing *d, Box room)
{
    const ForecastModel *model = &d->report->growth.forecast;
    bool given = model->expected.refused.len == 0;
    link_head(d, room.x, room.y, room.width, model->head);
    double y = room.y + HEAD;
    if (given) {
        draw_forecast_picture(d, model, (Box){room.x, y, room.width, 2 * LINE});
        y += 2 * LINE + 3;
    }
    Stack texts = {.width = room.width};
    stack_add(&texts, stack_text(FONT_REGULAR, given ? COLOUR_INK : COLOUR_GREY_TEXT, 8, 0,
                                 model->sentence));
    return stack_draw(d, &texts, room.x, y);
}
