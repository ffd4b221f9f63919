/* Page 4: where customers and employees are out of balance, unit by unit. */
#include "drawing.h"
#include "place.h"

#include <math.h>

enum { MAP_X = MARGIN + 30, MAP_Y = 112, MAP_WIDTH = 452, MAP_BOTTOM = 504 };
enum { LIST_X = 560, LIST_BOTTOM = PAGE_HEIGHT - 48 };

typedef struct Map {
    Box box;
    Axis ex, cx; /* horizontal, vertical (cx.x is the bottom; drawn upwards) */
} Map;

static double map_x(const Map *map, double ex)
{
    return axis_at(map->ex, ex);
}

static double map_y(const Map *map, double cx)
{
    double clipped = fmax(map->cx.lo, fmin(map->cx.hi, cx));
    return map->box.y + map->box.height * (1 - (clipped - map->cx.lo) / (map->cx.hi - map->cx.lo));
}

static Map map_of(const Drawing *d)
{
    const BalanceModel *model = &d->report->balance;
    double y = MAP_Y + d->push;
    Box box = {MAP_X, y, MAP_WIDTH, MAP_BOTTOM - y};
    return (Map){
        .box = box,
        .ex = {box.x, box.width, model->axis_lo, model->axis_hi},
        .cx = {box.y, box.height, model->axis_lo, model->axis_hi},
    };
}

static ColourRole class_colour(BalanceClass diagnosis)
{
    switch (diagnosis) {
    case BALANCE_CX_GT_EX:
        return COLOUR_EX;
    case BALANCE_BOTH_LOW:
        return COLOUR_BAD;
    case BALANCE_EX_GT_CX:
        return COLOUR_CX;
    case BALANCE_BOTH_HIGH:
        return COLOUR_GOOD;
    case BALANCE_CANNOT_TELL:
    case BALANCE_CLASS_COUNT:
        break;
    }
    return COLOUR_GREY_TEXT;
}

/* ---- The ground: four quadrants, scales, the diagonal ---- */

typedef struct Quadrants {
    Box box[4]; /* top left, top right, bottom left, bottom right */
} Quadrants;

static Quadrants quadrants_of(const Drawing *d, const Map *map)
{
    const BalanceModel *model = &d->report->balance;
    double x = map_x(map, model->cut_ex), y = map_y(map, model->cut_cx);
    double left = map->box.x, top = map->box.y;
    double right = left + map->box.width, bottom = top + map->box.height;
    return (Quadrants){{{left, top, x - left, y - top},
                        {x, top, right - x, y - top},
                        {left, y, x - left, bottom - y},
                        {x, y, right - x, bottom - y}}};
}

static const BalanceClass quadrant_classes[4] = {BALANCE_CX_GT_EX, BALANCE_BOTH_HIGH,
                                                 BALANCE_BOTH_LOW, BALANCE_EX_GT_CX};

static void draw_quadrants(const Drawing *d, const Map *map)
{
    Quadrants quadrants = quadrants_of(d, map);
    for (int i = 0; i < 4; i++) {
        Paint paint = paint_fill(drawing_colour(d, class_colour(quadrant_classes[i])));
        paint.transparency_01 = 0.89;
        if (quadrants.box[i].width > 0 && quadrants.box[i].height > 0)
            canvas_rect(d->canvas, quadrants.box[i], paint);
    }
    /* In grey the grounds are alike: the lines between them are drawn. */
    Paint line = paint_line(drawing_colour(d, COLOUR_MARK), 0.4);
    Box whole = map->box, first = quadrants.box[0];
    double x = first.x + first.width, y = first.y + first.height;
    if (first.width > 0 && x < whole.x + whole.width)
        canvas_line(d->canvas, x, whole.y, x, whole.y + whole.height, line);
    if (first.height > 0 && y < whole.y + whole.height)
        canvas_line(d->canvas, whole.x, y, whole.x + whole.width, y, line);
}

static TextStyle quadrant_style(const Drawing *d, int i)
{
    TextStyle style = drawing_style(d, FONT_BOLD, 8, class_colour(quadrant_classes[i]));
    style.align = i % 2 == 0 ? ALIGN_LEFT : ALIGN_RIGHT;
    return style;
}

/* The corner labels, and the boxes they take. A quadrant too narrow for its label has none. */
static int draw_quadrant_labels(const Drawing *d, const Map *map, Box taken[4])
{
    Quadrants quadrants = quadrants_of(d, map);
    int count = 0;
    for (int i = 0; i < 4; i++) {
        Box box = quadrants.box[i];
        Str label = d->report->balance.quadrant[i];
        TextStyle style = quadrant_style(d, i);
        double width = canvas_text_width(d->canvas, style, label);
        if (width + 34 > box.width || box.height < 20)
            continue;
        bool left = i % 2 == 0, top = i < 2;
        /* In the two corners that the diagonal runs through, labels stand clear of it. */
        double inset = left == top ? 8 : 26;
        double x = left ? box.x + inset : box.x + box.width - inset;
        double y = top ? box.y + 14 : box.y + box.height - 8;
        canvas_text(d->canvas, x, y, style, label);
        taken[count++] = (Box){left ? x - 2 : x - width - 2, y - 9, width + 4, 12};
    }
    return count;
}

static void draw_scales(const Drawing *d, const Map *map)
{
    const BalanceModel *model = &d->report->balance;
    Lang lang = d->report->language;
    TextStyle middle = drawing_style_middle(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    double bottom = map->box.y + map->box.height;
    for (double v = model->axis_lo; v <= model->axis_hi + 0.5; v += 10) {
        Str text = num_show(d->arena, v, 0, lang);
        canvas_text(d->canvas, map_x(map, v), bottom + 12, middle, text);
        canvas_text(d->canvas, map->box.x - 6, map_y(map, v) + 3, end, text);
    }
    canvas_line(d->canvas, map_x(map, model->axis_lo), map_y(map, model->axis_lo),
                map_x(map, model->axis_hi), map_y(map, model->axis_hi),
                paint_line(drawing_colour(d, COLOUR_MARK), 0.6));
    TextStyle name = drawing_style_middle(d, FONT_BOLD, 8.5, COLOUR_EX);
    canvas_text(d->canvas, map->box.x + map->box.width / 2, bottom + 26, name, model->axis_ex);
    name = drawing_style_middle(d, FONT_BOLD, 8.5, COLOUR_CX);
    name.turn_deg = 90;
    canvas_text(d->canvas, map->box.x - 26, map->box.y + map->box.height / 2, name, model->axis_cx);
}

/* ---- Points and their labels ---- */

static double point_radius(const BalancePoint *point)
{
    /* The area stands for the share of customers: a half of all is 8 points wide. */
    return 3 + 7 * sqrt(fmax(0, fmin(1, point->share_of_customers_01)));
}

static const double LABEL_SIZE = 7.8, LABEL_SIZE_CROWDED = 6.5;
enum { CROWDED_POINTS = 26 };

static PlacePoint place_point(const Drawing *d, const Map *map, const BalancePoint *point,
                              TextStyle style, Str label)
{
    double x = map_x(map, point->ex.value), y = map_y(map, point->cx.value);
    double left = map_x(map, point->ex.lo), right = map_x(map, point->ex.hi);
    double top = map_y(map, point->cx.hi), bottom = map_y(map, point->cx.lo);
    return (PlacePoint){
        .x = x,
        .y = y,
        .radius = point_radius(point),
        .width = canvas_text_width(d->canvas, style, label) + 2,
        .height = style.size_pt + 1,
        .cross = {{left, y - 0.4, right - left, 0.8}, {x - 0.4, top, 0.8, bottom - top}},
    };
}

static void draw_point(const Drawing *d, const Map *map, const BalancePoint *point)
{
    Colour colour = drawing_colour(d, class_colour(point->diagnosis));
    double x = map_x(map, point->ex.value), y = map_y(map, point->cx.value);
    canvas_line(d->canvas, map_x(map, point->ex.lo), y, map_x(map, point->ex.hi), y,
                paint_line(colour, 0.7));
    canvas_line(d->canvas, x, map_y(map, point->cx.lo), x, map_y(map, point->cx.hi),
                paint_line(colour, 0.7));
}

/* Hollow where the unit cannot be placed: not by colour alone. */
static void draw_dot(const Drawing *d, const Map *map, const BalancePoint *point)
{
    bool hollow = point->diagnosis == BALANCE_CANNOT_TELL;
    Colour colour = drawing_colour(d, class_colour(point->diagnosis)),
           paper = drawing_colour(d, COLOUR_PAPER);
    Paint paint = paint_fill(hollow ? paper : colour);
    paint.stroke = true;
    paint.stroke_colour = hollow ? colour : paper;
    paint.stroke_pt = hollow ? 1.2 : 0.8;
    canvas_circle(d->canvas, map_x(map, point->ex.value), map_y(map, point->cx.value),
                  hollow ? point_radius(point) - 0.8 : point_radius(point), paint);
}

static void draw_leader(const Drawing *d, const PlacePoint *point, Box box)
{
    double x = fmax(box.x, fmin(box.x + box.width, point->x));
    double y = fmax(box.y, fmin(box.y + box.height, point->y));
    canvas_line(d->canvas, point->x, point->y, x, y,
                paint_line(drawing_colour(d, COLOUR_MARK), 0.4));
}

/* Where a name finds no room its number stands, and the list on the right carries the number too.
 */
typedef struct Labels {
    Str *texts;
    bool numbered;
} Labels;

static Labels name_labels(const Drawing *d)
{
    const BalanceModel *model = &d->report->balance;
    Labels labels = {.texts = NEW(d->arena, Str, model->point_count)};
    for (ptrdiff_t i = 0; i < model->point_count; i++)
        labels.texts[i] = model->points[i].short_name;
    return labels;
}

static bool all_placed(const Placed *placed, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (!placed[i].found)
            return false;
    return true;
}

static void draw_points(const Drawing *d, const Map *map, const Box *taken, int taken_count)
{
    const BalanceModel *model = &d->report->balance;
    ptrdiff_t count = model->point_count;
    TextStyle style = drawing_style(d, FONT_REGULAR, LABEL_SIZE, COLOUR_INK);
    if (count > CROWDED_POINTS)
        style.size_pt = LABEL_SIZE_CROWDED;
    Labels labels = name_labels(d);
    PlacePoint *points = NEW(d->arena, PlacePoint, count);
    Placed *placed = NEW(d->arena, Placed, count);
    for (int attempt = 0; attempt < 2; attempt++) {
        for (ptrdiff_t i = 0; i < count; i++)
            points[i] = place_point(d, map, &model->points[i], style, labels.texts[i]);
        place_labels(d->arena, points, count, map->box, taken, taken_count, placed);
        if (all_placed(placed, count))
            break;
        style.size_pt = LABEL_SIZE_CROWDED;
        if (attempt == 0)
            continue;
    }
    for (ptrdiff_t i = 0; i < count; i++)
        draw_point(d, map, &model->points[i]);
    for (ptrdiff_t i = 0; i < count; i++)
        if (placed[i].found && placed[i].leader)
            draw_leader(d, &points[i], placed[i].box);
    for (ptrdiff_t i = 0; i < count; i++)
        draw_dot(d, map, &model->points[i]);
    for (ptrdiff_t i = 0; i < count; i++)
        if (placed[i].found)
            canvas_text(d->canvas, placed[i].box.x + 1,
                        placed[i].box.y + placed[i].box.height / 2 +
                            canvas_cap_height(d->canvas, style) / 2,
                        style, labels.texts[i]);
}

static Str map_alt(const Drawing *d)
{
    const BalanceModel *model = &d->report->balance;
    StrList parts = {0};
    *PUSH(d->arena, &parts, Str) = d->page->title;
    for (int g = 0; g < model->group_count; g++)
        *PUSH(d->arena, &parts, Str) =
            str_format(d->arena, "%.*s: %.*s", STR_ARG(model->groups[g].title),
                       STR_ARG(model->groups[g].units));
    return str_join(d->arena, parts.items, parts.len, S(". "));
}

static void draw_map(const Drawing *d)
{
    Map map = map_of(d);
    Box taken[4];
    Box all = {map.box.x - 34, map.box.y, map.box.width + 34, map.box.height + 30};
    canvas_begin_with(d->canvas, TAG_FIGURE, (TagInfo){.alt = map_alt(d), .box = all});
    draw_quadrants(d, &map);
    int taken_count = draw_quadrant_labels(d, &map, taken);
    draw_scales(d, &map);
    draw_points(d, &map, taken, taken_count);
    canvas_end(d->canvas, TAG_FIGURE);
}

/* ---- The list on the right ---- */

typedef struct ListSizes {
    double title, units, advice, gap;
    int unit_lines;
} ListSizes;

static const ListSizes list_sizes[] = {
    {10.5, 9, 8.5, 22, 4}, {10, 8.5, 8, 14, 6}, {9.5, 7.5, 7.5, 10, 10}, {9, 6.5, 6.5, 7, 30}};

static double list_width(void)
{
    return PAGE_WIDTH - MARGIN - LIST_X - 12;
}

/* Draws one group, or only measures it. Gives the y below it. */
static double list_group(const Drawing *d, const BalanceGroup *group, ListSizes sizes, double y,
                         bool draw)
{
    ColourRole colour = class_colour(group->diagnosis);
    TextStyle title = drawing_style(d, FONT_BOLD, sizes.title, colour);
    TextStyle units = drawing_style(d, FONT_SEMIBOLD, sizes.units, COLOUR_INK);
    TextStyle advice = drawing_style(d, FONT_REGULAR, sizes.advice, COLOUR_GREY_TEXT);
    double width = list_width(), x = LIST_X + 12;
    TextLines unit_lines =
        canvas_wrap(d->canvas, d->arena, units, group->units, width, sizes.unit_lines);
    TextLines advice_lines = canvas_wrap(d->canvas, d->arena, advice, group->advice, width, 3);
    double unit_leading = sizes.units * 1.33, advice_leading = sizes.advice * 1.41;
    double units_y = y + sizes.title * 1.33;
    double advice_y = units_y + (double)unit_lines.len * unit_leading + 2;
    double bottom = advice_y + ((double)advice_lines.len - 1) * advice_leading + 4;
    if (unit_lines.shortened && !draw)
        bottom = PAGE_HEIGHT; /* names cut short do not count as fitting */
    if (draw) {
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){LIST_X, y - 8, 3, bottom - y + 8},
                    paint_fill(drawing_colour(d, colour)));
        canvas_artifact_end(d->canvas);
        drawing_say(d, TAG_H3, x, y, title, group->title);
        canvas_begin(d->canvas, TAG_P);
        canvas_lines(d->canvas, x, units_y, width, unit_leading, units, unit_lines);
        canvas_end(d->canvas, TAG_P);
        canvas_begin(d->canvas, TAG_P);
        canvas_lines(d->canvas, x, advice_y, width, advice_leading, advice, advice_lines);
        canvas_end(d->canvas, TAG_P);
    }
    return bottom + sizes.gap;
}

static double list_all(const Drawing *d, ListSizes sizes, double y, bool draw)
{
    const BalanceModel *model = &d->report->balance;
    for (int g = 0; g < model->group_count; g++)
        y = list_group(d, &model->groups[g], sizes, y, draw);
    TextStyle note = drawing_style(d, FONT_REGULAR, sizes.advice, COLOUR_GREY_TEXT);
    for (ptrdiff_t i = 0; i < model->note_count; i++) {
        TextLines lines =
            canvas_wrap(d->canvas, d->arena, note, model->notes[i], list_width() + 12, 3);
        if (draw) {
            canvas_begin(d->canvas, TAG_P);
            canvas_lines(d->canvas, LIST_X, y + 4, list_width() + 12, sizes.advice * 1.41, note,
                         lines);
            canvas_end(d->canvas, TAG_P);
        }
        y += (double)lines.len * sizes.advice * 1.41 + 3;
    }
    return y;
}

static void draw_list(const Drawing *d)
{
    double y = 146 + d->push;
    drawing_head(d, TAG_H2, LIST_X, 124 + d->push, d->report->balance.groups_head);
    ptrdiff_t chosen = CX_COUNTOF(list_sizes) - 1;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(list_sizes); i++)
        if (list_all(d, list_sizes[i], y, false) <= LIST_BOTTOM) {
            chosen = i;
            break;
        }
    list_all(d, list_sizes[chosen], y, true);
}

void page_balance_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    draw_map(d);
    draw_list(d);
    drawing_frame_end(d);
}
