/* Page 3: employees as the foundation, customers as the centre, growth as the roof. */
#include "page_house.h"

#include <math.h>

enum { HOUSE_TOP = 112, HOUSE_WIDTH = 510, ARROW_GAP = 28, ROOF_SHARE = 33 /* percent */ };
enum { BARS_X = MARGIN + 122, BARS_WIDTH = HOUSE_WIDTH - 122 - 14 };

typedef struct Storeys { /* from the top down */
    Box roof, customers, employees;
} Storeys;

static Storeys storeys_of(const Drawing *d, double bottom)
{
    double top = HOUSE_TOP + d->push, height = bottom - top - 2 * ARROW_GAP;
    double roof = height * ROOF_SHARE / 100, floor = (height - roof) / 2;
    return (Storeys){.roof = {MARGIN, top, HOUSE_WIDTH, roof},
                     .customers = {MARGIN, top + roof + ARROW_GAP, HOUSE_WIDTH, floor},
                     .employees = {MARGIN, top + roof + floor + 2 * ARROW_GAP, HOUSE_WIDTH, floor}};
}

static ColourRole tint_of(ReportSide side)
{
    return side == REPORT_CX ? COLOUR_CX_TINT : COLOUR_EX_TINT;
}

/* ---- The roof ---- */

static void draw_gable(const Drawing *d, Box roof)
{
    const Point corners[] = {{roof.x, roof.y + roof.height},
                             {roof.x + roof.width / 2, roof.y},
                             {roof.x + roof.width, roof.y + roof.height}};
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_polygon(d->canvas, corners, CX_COUNTOF(corners),
                   paint_fill(drawing_colour(d, COLOUR_GROWTH_TINT)));
    canvas_artifact_end(d->canvas);
}

/* One size for all values: the largest with which the longest fits. */
static double value_size(const Drawing *d, double width)
{
    const HouseModel *house = &d->report->house;
    TextStyle value = drawing_style(d, FONT_BOLD, 13, COLOUR_GROWTH);
    for (int i = 0; i < house->kpi_count; i++)
        while (value.size_pt > 7.5 &&
               canvas_text_width(d->canvas, value, house->kpis[i].text) > width)
            value.size_pt -= 0.5;
    return value.size_pt;
}

static void draw_kpi(const Drawing *d, const HouseKpi *kpi, double x, double bottom, double width,
                     double size)
{
    TextStyle value = drawing_style_middle(d, FONT_BOLD, size, COLOUR_GROWTH);
    TextStyle label = drawing_style_middle(d, FONT_SEMIBOLD, 7, COLOUR_INK);
    TextStyle note = drawing_style_middle(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    drawing_say_fit(d, TAG_P, x, bottom - 15.5, width, label, kpi->label);
    drawing_say_fit(d, TAG_P, x, bottom - 26, width, value, kpi->text);
    drawing_say_fit(d, TAG_P, x, bottom - 6, width, note, kpi->note);
}

static void draw_roof(const Drawing *d, Box roof)
{
    enum { STEP = 112, CELL = STEP - 8, NONE_WIDTH = 230, NONE_LINES = 3 };
    const HouseModel *house = &d->report->house;
    double middle = roof.x + roof.width / 2, bottom = roof.y + roof.height;
    draw_gable(d, roof);
    TextStyle head = drawing_style_middle(d, FONT_BOLD, 8, COLOUR_GROWTH);
    head.tracking_pt = 1;
    drawing_say(d, TAG_H2, middle, roof.y + roof.height * 0.47, head, house->roof_head);
    double size = value_size(d, CELL - 12);
    for (int i = 0; i < house->kpi_count; i++)
        draw_kpi(d, &house->kpis[i], middle + STEP * (i - (house->kpi_count - 1) / 2.0), bottom,
                 CELL, size);
    if (house->kpi_count > 0)
        return;
    TextStyle none = drawing_style_middle(d, FONT_REGULAR, 8.5, COLOUR_GREY_TEXT);
    TextLines lines = drawing_balanced(d, none, house->roof_none, NONE_WIDTH, NONE_LINES);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, middle - NONE_WIDTH / 2.0, bottom - 24, NONE_WIDTH, 11.5, none, lines);
    canvas_end(d->canvas, TAG_P);
}

/* ---- Floors ---- */

typedef struct BarSizes { /* by how many bars there are */
    ptrdiff_t most;
    double value, label, leading;
    int lines;
} BarSizes;

static BarSizes bar_sizes(ptrdiff_t count)
{
    static const BarSizes sizes[] = {
        {6, 8.5, 8, 9.5, 2}, {8, 8, 7, 8.5, 2}, {10, 7.5, 6.5, 7.8, 3}, {0, 7, 6.5, 7.8, 3}};
    ptrdiff_t i = 0;
    while (sizes[i].most > 0 && count > sizes[i].most)
        i++;
    return sizes[i];
}

typedef struct Bars {    /* where the bars of a floor stand */
    double foot, height; /* y of their foot; the most they can rise */
    double slot;         /* width of each with its label */
    BarSizes sizes;
} Bars;

static Bars bars_of(const Drawing *d, const HouseFloor *floor, Box box)
{
    enum { HEAD = 35 }; /* the floor's name stands there, and the number of the highest bar */
    Bars bars = {.slot = (double)BARS_WIDTH / (double)(floor->bar_count > 0 ? floor->bar_count : 1),
                 .sizes = bar_sizes(floor->bar_count)};
    int lines = 1;
    TextStyle style = drawing_style(d, FONT_REGULAR, bars.sizes.label, COLOUR_GREY_TEXT);
    for (ptrdiff_t i = 0; i < floor->bar_count; i++) {
        TextLines wrapped = canvas_wrap(d->canvas, d->arena, style, floor->bars[i].label,
                                        bars.slot - 4, bars.sizes.lines);
        lines = wrapped.len > lines ? (int)wrapped.len : lines;
    }
    bars.foot = box.y + box.height - 6 - lines * bars.sizes.leading - 3;
    bars.height = bars.foot - box.y - HEAD;
    return bars;
}

static double bar_y(const Bars *bars, const HouseBar *bar, double value)
{
    double share = (value - bar->axis_lo) / (bar->axis_hi - bar->axis_lo);
    return bars->foot - bars->height * fmax(0, fmin(1, share));
}

static void draw_bar(const Drawing *d, const HouseFloor *floor, const Bars *bars, ptrdiff_t i)
{
    enum { WIDEST = 44, VISIBLE = 4 };
    const HouseBar *bar = &floor->bars[i];
    bool lowest = i == floor->lowest;
    double middle = BARS_X + bars->slot * ((double)i + 0.5);
    double width = fmin(WIDEST, bars->slot * 0.6), top = bar_y(bars, bar, bar->figure.value);
    double above = top;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(
        d->canvas, (Box){middle - width / 2, top, width, bars->foot - top},
        paint_fill(drawing_colour(d, lowest ? COLOUR_BAD : drawing_side_colour(floor->side))));
    double lo = bar_y(bars, bar, isfinite(bar->figure.lo) ? bar->figure.lo : bar->figure.value),
           hi = bar_y(bars, bar, isfinite(bar->figure.hi) ? bar->figure.hi : bar->figure.value);
    if (lo - hi >= VISIBLE) {
        canvas_line(d->canvas, middle, lo, middle, top,
                    paint_line(drawing_colour(d, COLOUR_PAPER), 0.9));
        canvas_line(d->canvas, middle, top, middle, hi,
                    paint_line(drawing_colour(d, COLOUR_INK), 0.9));
        above = fmin(above, hi);
    }
    canvas_artifact_end(d->canvas);
    TextStyle label = drawing_style_middle(d, FONT_REGULAR, bars->sizes.label, COLOUR_GREY_TEXT);
    TextLines lines =
        canvas_wrap(d->canvas, d->arena, label, bar->label, bars->slot - 4, bars->sizes.lines);
    canvas_begin(d->canvas, TAG_LI);
    canvas_begin(d->canvas, TAG_LBL);
    canvas_lines(d->canvas, middle - bars->slot / 2 + 2, bars->foot + bars->sizes.leading + 2,
                 bars->slot - 4, bars->sizes.leading, label, lines);
    canvas_end(d->canvas, TAG_LBL);
    drawing_say_figure(
        d, TAG_LBODY, middle, above - 3.5,
        drawing_style_middle(d, FONT_BOLD, bars->sizes.value, lowest ? COLOUR_BAD : COLOUR_INK),
        &bar->figure, "", bar->figure.text);
    canvas_end(d->canvas, TAG_LI);
}

static void draw_bars(const Drawing *d, const HouseFloor *floor, Box box)
{
    if (floor->bar_count == 0)
        return;
    Bars bars = bars_of(d, floor, box);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_line(d->canvas, BARS_X - 6, bars.foot, BARS_X + BARS_WIDTH, bars.foot,
                paint_line(drawing_colour(d, COLOUR_MARK), 0.7));
    canvas_artifact_end(d->canvas);
    canvas_begin(d->canvas, TAG_L);
    for (ptrdiff_t i = 0; i < floor->bar_count; i++)
        draw_bar(d, floor, &bars, i);
    canvas_end(d->canvas, TAG_L);
}

static void draw_index(const Drawing *d, const HouseFloor *floor, Box box)
{
    enum { WIDTH = 100, LINES = 4 };
    double x = box.x + 16, y = box.y + box.height * 0.58;
    if (floor->index.state != ESTIMATE_SHOWN) {
        canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = drawing_key(d, &floor->index, "")});
        canvas_paragraph(d->canvas, x, box.y + 40, WIDTH, 11,
                         drawing_style(d, FONT_REGULAR, 8.5, COLOUR_GREY_TEXT), floor->index.text,
                         LINES);
        canvas_end(d->canvas, TAG_P);
        return;
    }
    TextStyle big = drawing_style(d, FONT_LIGHT, 36, drawing_side_colour(floor->side));
    big.role = FONT_FIGURE;
    drawing_say_figure(d, TAG_P, x, y, big, &floor->index, "", floor->index.text);
    drawing_say_figure(d, TAG_P, x, y + 16, drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT),
                       &floor->index, "#interval", floor->interval);
}

static void draw_floor(const Drawing *d, const HouseFloor *floor, Box box)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, box, paint_fill(drawing_colour(d, tint_of(floor->side))));
    canvas_artifact_end(d->canvas);
    TextStyle head = drawing_style(d, FONT_BOLD, 8, drawing_side_colour(floor->side));
    head.tracking_pt = 1;
    drawing_say(d, TAG_H2, box.x + 16, box.y + 18, head, floor->head);
    double head_width = canvas_text_width(d->canvas, head, floor->head);
    drawing_say_fit(d, TAG_NOTE, box.x + box.width - 14, box.y + 18, box.width - head_width - 46,
                    drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT), floor->note);
    draw_index(d, floor, box);
    draw_bars(d, floor, box);
}

/* ---- Arrows ---- */

static void draw_arrow(const Drawing *d, double below, ColourRole colour, const LinkNumber *number)
{
    if (number->sentence.len == 0)
        return;
    double x = MARGIN + HOUSE_WIDTH * 0.2, foot = below - 5;
    bool sure = number->refused.len == 0 && number->clear;
    Colour ink = drawing_colour(d, sure ? colour : COLOUR_GREY_TEXT);
    const Point tip[] = {{x - 5, foot - 10}, {x, foot - 17}, {x + 5, foot - 10}};
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    Paint shaft = paint_line(ink, 2);
    if (!sure) /* not by colour alone */
        shaft.dash_pt = shaft.gap_pt = 2;
    canvas_line(d->canvas, x, foot, x, foot - 11, shaft);
    canvas_polygon(d->canvas, tip, CX_COUNTOF(tip), paint_fill(ink));
    canvas_artifact_end(d->canvas);
    double room = MARGIN + HOUSE_WIDTH - x - 14;
    TextStyle style =
        drawing_style(d, sure ? FONT_BOLD : FONT_REGULAR, 8.5, sure ? colour : COLOUR_GREY_TEXT);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, number->sentence, room, 2);
    if (lines.len > 1)
        style.size_pt = 7.5;
    lines = canvas_wrap(d->canvas, d->arena, style, number->sentence, room, 2);
    double y = lines.len > 1 ? foot - 9 : foot - 4.5;
    canvas_begin_with(d->canvas, TAG_P,
                      (TagInfo){.key = number->refused.len > 0 ? STR_NONE : number->id});
    canvas_lines(d->canvas, x + 12, y, room, 9, style, lines);
    canvas_end(d->canvas, TAG_P);
}

void page_house_draw(Drawing *d, const Page *page)
{
    const HouseModel *house = &d->report->house;
    drawing_frame_begin(d, page);
    double bottom = page_house_duties_top(d) - 14;
    Storeys storeys = storeys_of(d, bottom);
    draw_roof(d, storeys.roof);
    draw_arrow(d, storeys.customers.y, COLOUR_GROWTH, &house->cx_to_kpi);
    draw_floor(d, &house->customers, storeys.customers);
    draw_arrow(d, storeys.employees.y, COLOUR_CX, &house->ex_to_cx);
    draw_floor(d, &house->employees, storeys.employees);
    page_house_beside(d, bottom);
    page_house_duties(d);
    drawing_frame_end(d);
}
