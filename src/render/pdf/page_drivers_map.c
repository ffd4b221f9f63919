/* Page 9, a side's map: the four grounds, the two lines, a point for each factor, and its name
 * where there is room for it. */
#include "page_drivers.h"
#include "place.h"

#include <math.h>

static double map_x(const DrawnPanel *panel, double score)
{
    return axis_at(panel->score, score);
}

static double map_y(const DrawnPanel *panel, double share)
{
    double lo = panel->model->y_lo, hi = panel->model->y_hi, clipped = fmax(lo, fmin(hi, share));
    return panel->map.y + panel->map.height * (hi - clipped) / (hi - lo);
}

ColourRole drivers_colour(DriverAction action)
{
    switch (action) {
    case DRIVER_FIX_FIRST:
        return COLOUR_BAD;
    case DRIVER_KEEP:
        return COLOUR_GOOD;
    case DRIVER_LOW_PRIORITY:
    case DRIVER_MAINTAIN:
        return COLOUR_GREY_TEXT;
    case DRIVER_CANNOT_TELL:
    case DRIVER_ACTION_COUNT:
        break;
    }
    return COLOUR_MARK;
}

bool drivers_stands_out(const DriverRow *row)
{
    return row->action == DRIVER_FIX_FIRST || row->action == DRIVER_KEEP;
}

/* ---- The ground ---- */

static const DriverAction corners[4] = {DRIVER_FIX_FIRST, DRIVER_KEEP, DRIVER_LOW_PRIORITY,
                                        DRIVER_MAINTAIN};

typedef struct Corners {
    Box box[4]; /* top left, top right, bottom left, bottom right */
} Corners;

static Corners corners_of(const DrawnPanel *panel)
{
    Box map = panel->map;
    double x = map_x(panel, panel->model->performance_line),
           y = map_y(panel, panel->model->importance_line), right = map.x + map.width,
           bottom = map.y + map.height;
    return (Corners){{{map.x, map.y, x - map.x, y - map.y},
                      {x, map.y, right - x, y - map.y},
                      {map.x, y, x - map.x, bottom - y},
                      {x, y, right - x, bottom - y}}};
}

static void draw_ground(const Drawing *d, const DrawnPanel *panel)
{
    Colour wash = drawing_colour(d, COLOUR_WASH);
    if (isnan(panel->model->performance_line)) {
        canvas_rect(d->canvas, panel->map, paint_fill(wash));
        return;
    }
    Corners of = corners_of(panel);
    for (int i = 0; i < 4; i++) {
        Paint paint = paint_fill(i < 2 ? drawing_colour(d, drivers_colour(corners[i])) : wash);
        paint.transparency_01 = i < 2 ? 0.89 : 0;
        if (of.box[i].width > 0 && of.box[i].height > 0)
            canvas_rect(d->canvas, of.box[i], paint);
    }
}

static void draw_lines(const Drawing *d, const DrawnPanel *panel)
{
    Box map = panel->map;
    Paint line = paint_line(drawing_colour(d, COLOUR_MARK), 0.6);
    double y = map_y(panel, panel->model->importance_line);
    canvas_line(d->canvas, map.x, y, map.x + map.width, y, line);
    if (isnan(panel->model->performance_line))
        return;
    double x = map_x(panel, panel->model->performance_line);
    canvas_line(d->canvas, x, map.y, x, map.y + map.height, line);
}

/* The names of the corners, and the boxes they take. A corner too small for its name has none. */
static int draw_corner_names(const Drawing *d, const DrawnPanel *panel, Box taken[4])
{
    int count = 0;
    Corners of = corners_of(panel);
    for (int i = 0; i < 4 && !isnan(panel->model->performance_line); i++) {
        Box box = of.box[i];
        Str name = d->report->drivers.actions[corners[i]];
        TextStyle style = drawing_style(d, FONT_BOLD, 8, drivers_colour(corners[i]));
        double width = canvas_text_width(d->canvas, style, name);
        if (width + 14 > box.width || box.height < 16)
            continue;
        double x = i % 2 == 0 ? box.x + 7 : box.x + box.width - 7 - width,
               y = i < 2 ? box.y + 13 : box.y + box.height - 6;
        canvas_text(d->canvas, x, y, style, name);
        taken[count++] = (Box){x - 2, y - 9, width + 4, 12};
    }
    return count;
}

static void draw_scales(const Drawing *d, const DrawnPanel *panel)
{
    const DriversPanel *model = panel->model;
    Lang lang = d->report->language;
    TextStyle middle = drawing_style_middle(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
              end = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
              name = drawing_style_middle(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    double bottom = panel->map.y + panel->map.height;
    for (double v = model->x_lo; v <= model->x_hi + 0.5; v += model->x_step)
        canvas_text(d->canvas, map_x(panel, v), bottom + 11, middle,
                    num_show(d->arena, v, 0, lang));
    for (double v = model->y_lo; v <= model->y_hi + 0.5; v += model->y_step)
        canvas_text(d->canvas, panel->map.x - 5, map_y(panel, v) + 3, end,
                    num_show(d->arena, v, 0, lang));
    canvas_text(d->canvas, panel->map.x + panel->map.width / 2, bottom + 24, name,
                d->report->drivers.axis_x);
    name.turn_deg = 90;
    canvas_text(d->canvas, panel->map.x - 21, panel->map.y + panel->map.height / 2, name,
                canvas_shorten(d->canvas, d->arena, name, d->report->drivers.axis_y,
                               panel->map.height + 20));
}

/* ---- Points and their labels ---- */

static const double RADIUS = 4;

TextStyle drivers_label_style(const Drawing *d, const DriverRow *row, double size)
{
    return drawing_style(d, drivers_stands_out(row) ? FONT_BOLD : FONT_REGULAR, size, COLOUR_INK);
}

static Str label_text(const Drawing *d, const DrawnPanel *panel, const DriverRow *row)
{
    return panel->numbered ? str_format(d->arena, "%d", row->number) : row->short_name;
}

/* Bars are no obstacle: beside its point a name reads best, and it stands on a ground of its own.
 */
static PlacePoint place_point(const Drawing *d, const DrawnPanel *panel, const DriverRow *row,
                              double size)
{
    double x = map_x(panel, row->performance), y = map_y(panel, row->share);
    return (PlacePoint){
        .x = x,
        .y = y,
        .radius = RADIUS,
        .width = canvas_text_width(d->canvas, drivers_label_style(d, row, size),
                                   label_text(d, panel, row)) +
                 2,
        .height = size + 1,
    };
}

typedef struct Labels {
    const DriverRow **rows; /* those that have a score */
    PlacePoint *points;
    Placed *placed;
    ptrdiff_t count;
    double size;
} Labels;

/* True when every label found a place. */
static bool try_labels(const Drawing *d, const DrawnPanel *panel, const Box *taken, int taken_count,
                       double size, Labels *labels)
{
    labels->size = size;
    for (ptrdiff_t i = 0; i < labels->count; i++)
        labels->points[i] = place_point(d, panel, labels->rows[i], size);
    place_labels(d->arena, labels->points, labels->count, panel->map, taken, taken_count,
                 labels->placed);
    for (ptrdiff_t i = 0; i < labels->count; i++)
        if (!labels->placed[i].found)
            return false;
    return true;
}

static Labels labels_of(const Drawing *d, const DrawnPanel *panel)
{
    ptrdiff_t count = panel->model->row_count;
    Labels labels = {.rows = NEW(d->arena, const DriverRow *, count),
                     .points = NEW(d->arena, PlacePoint, count),
                     .placed = NEW(d->arena, Placed, count)};
    for (ptrdiff_t i = 0; i < count; i++)
        if (isfinite(panel->model->rows[i].performance))
            labels.rows[labels.count++] = &panel->model->rows[i];
    return labels;
}

static const double label_sizes[] = {8.5, 7.5};

static bool place_all(const Drawing *d, const DrawnPanel *panel, const Box *taken, int taken_count,
                      Labels *labels)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(label_sizes); i++)
        if (try_labels(d, panel, taken, taken_count, label_sizes[i], labels))
            return true;
    return false;
}

static void draw_bars(const Drawing *d, const DrawnPanel *panel, const DriverRow *row)
{
    Paint bar = paint_line(drawing_colour(d, drivers_colour(row->action)), 0.8);
    double x = map_x(panel, row->performance), y = map_y(panel, row->share);
    if (isfinite(row->lo))
        canvas_line(d->canvas, x, map_y(panel, row->lo), x, map_y(panel, row->hi), bar);
    if (isfinite(row->performance_lo))
        canvas_line(d->canvas, map_x(panel, row->performance_lo), y,
                    map_x(panel, row->performance_hi), y, bar);
}

static void draw_dot(const Drawing *d, const DrawnPanel *panel, const DriverRow *row)
{
    bool hollow = row->action == DRIVER_CANNOT_TELL;
    Colour colour = drawing_colour(d, drivers_colour(row->action)),
           paper = drawing_colour(d, COLOUR_PAPER);
    Paint paint = paint_fill(hollow ? paper : colour);
    paint.stroke = true;
    paint.stroke_colour = hollow ? colour : paper;
    paint.stroke_pt = hollow ? 1.2 : 0.8;
    canvas_circle(d->canvas, map_x(panel, row->performance), map_y(panel, row->share),
                  hollow ? RADIUS - 0.8 : RADIUS, paint);
}

static void draw_label(const Drawing *d, const DrawnPanel *panel, const Labels *labels, ptrdiff_t i)
{
    Box box = labels->placed[i].box;
    TextStyle style = drivers_label_style(d, labels->rows[i], labels->size);
    canvas_text(d->canvas, box.x + 1,
                box.y + box.height / 2 + canvas_cap_height(d->canvas, style) / 2, style,
                label_text(d, panel, labels->rows[i]));
}

/* Bars shine through, as weakly as that they do not hide letters. */
static void draw_label_ground(const Drawing *d, const DrawnPanel *panel, Box box)
{
    Paint ground = paint_fill(drawing_colour(d, COLOUR_PAPER));
    ground.transparency_01 = 0.4;
    canvas_clip_begin(d->canvas, panel->map);
    canvas_rect(d->canvas, box, ground);
    canvas_clip_end(d->canvas);
}

static void draw_leader(const Drawing *d, const PlacePoint *point, Box box)
{
    double x = fmax(box.x, fmin(box.x + box.width, point->x)),
           y = fmax(box.y, fmin(box.y + box.height, point->y));
    canvas_line(d->canvas, point->x, point->y, x, y,
                paint_line(drawing_colour(d, COLOUR_MARK), 0.4));
}

static void draw_points(const Drawing *d, const DrawnPanel *panel, const Labels *labels)
{
    for (ptrdiff_t i = 0; i < labels->count; i++)
        draw_bars(d, panel, labels->rows[i]);
    for (ptrdiff_t i = 0; i < labels->count; i++)
        if (labels->placed[i].found && labels->placed[i].leader)
            draw_leader(d, &labels->points[i], labels->placed[i].box);
    for (ptrdiff_t i = 0; i < labels->count; i++)
        if (labels->placed[i].found)
            draw_label_ground(d, panel, labels->placed[i].box);
    for (ptrdiff_t i = 0; i < labels->count; i++)
        draw_dot(d, panel, labels->rows[i]);
    for (ptrdiff_t i = 0; i < labels->count; i++)
        if (labels->placed[i].found)
            draw_label(d, panel, labels, i);
}

static Str map_alt(const Drawing *d, const DriversPanel *model)
{
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const DriverRow *row = &model->rows[i];
        Str score = row->performance_text.len > 0 ? row->performance_text : S("–");
        *PUSH(d->arena, &parts, Str) =
            WORDS(d->arena, d->report->language, WORD_PDF_DRIVERS_ALT_ROW, row->name,
                  row->share_text, row->lo_text, row->hi_text, score, row->action_text);
    }
    return WORDS(d->arena, d->report->language, WORD_PDF_DRIVERS_ALT, model->head,
                 str_join(d->arena, parts.items, parts.len, S("; ")));
}

Str drivers_key(const Drawing *d, const DriversPanel *model, const DriverRow *row, const char *part)
{
    Str side = model->side == REPORT_CX ? S("drivers.cx") : S("drivers.ex");
    return row ? str_format(d->arena, "%.*s.%.*s%s", STR_ARG(side), STR_ARG(row->id), part) : side;
}

/* ---- The map ---- */

void drivers_map_draw(const Drawing *d, const DrawnPanel *panel, double top, double bottom)
{
    Labels labels = labels_of(d, panel);
    Box taken[4];
    Box all = {panel->x, top, panel->map.x + panel->map.width - panel->x, bottom - top + 28};
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = map_alt(d, panel->model),
                                .key = drivers_key(d, panel->model, NULL, ""),
                                .box = all});
    draw_ground(d, panel);
    draw_lines(d, panel);
    int count = draw_corner_names(d, panel, taken);
    draw_scales(d, panel);
    place_all(d, panel, taken, count, &labels);
    draw_points(d, panel, &labels);
    canvas_end(d->canvas, TAG_FIGURE);
}

/* Names cut short may have become the same. */
static bool names_differ(const DrawnPanel *panel)
{
    const DriversPanel *model = panel->model;
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        for (ptrdiff_t j = 0; j < i; j++)
            if (str_equal(model->rows[i].short_name, model->rows[j].short_name))
                return false;
    return true;
}

bool drivers_names_fit(const Drawing *d, const DrawnPanel *panel)
{
    Labels labels = labels_of(d, panel);
    Box taken[4];
    Corners of = corners_of(panel);
    int count = 0;
    for (int i = 0; i < 4 && !isnan(panel->model->performance_line); i++) {
        Box box = of.box[i]; /* as wide as any name of a corner */
        double x = i % 2 == 0 ? box.x + 5 : box.x + box.width - 63;
        taken[count++] = (Box){x, i < 2 ? box.y + 4 : box.y + box.height - 15, 58, 12};
    }
    ptrdiff_t far = 0;
    bool fit = names_differ(panel) && place_all(d, panel, taken, count, &labels);
    for (ptrdiff_t i = 0; i < labels.count && fit; i++)
        far += labels.placed[i].leader;
    return fit && far * 4 <= labels.count;
}
