/* Page 9: importance beside performance, a panel for each side, and what to do first. The page is
 * filled from its foot upwards: the notes take what they need and the maps get the rest. */
#include "drawing.h"
#include "place.h"

#include <math.h>

enum { GUTTER = 24, TOP = 122, MAP_INSET = 28, LIST_GAP = 10, LIST_NARROW = 122 };
enum { NOTE_BASELINE = FOOT_RULE_Y - 8, TODO_INSET = 16, TODO_LINES = 3, NOTES_MOST = 9 };
enum { MAP_LEAST = 120, LIST_ROW_LEAST = 9, LIST_ROW_MOST = 16 };
static const double SUMMARY_DROP = 40, NOTE_LEADING = 9.5, TODO_LEADING = 12.5;

typedef struct Panel {
    const DriversPanel *model;
    double x, width; /* of the column */
    Box map;
    Axis score;                /* horizontal */
    double list_x, list_width; /* 0: no list */
    bool wide;                 /* the only panel: its list has every number */
    bool numbered;             /* numbers stand at the points */
} Panel;

static double map_x(const Panel *panel, double score)
{
    return axis_at(panel->score, score);
}

static double map_y(const Panel *panel, double share)
{
    double lo = panel->model->y_lo, hi = panel->model->y_hi, clipped = fmax(lo, fmin(hi, share));
    return panel->map.y + panel->map.height * (hi - clipped) / (hi - lo);
}

static ColourRole action_colour(DriverAction action)
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

static bool stands_out(const DriverRow *row)
{
    return row->action == DRIVER_FIX_FIRST || row->action == DRIVER_KEEP;
}

/* ---- The ground ---- */

static const DriverAction corners[4] = {DRIVER_FIX_FIRST, DRIVER_KEEP, DRIVER_LOW_PRIORITY,
                                        DRIVER_MAINTAIN};

typedef struct Corners {
    Box box[4]; /* top left, top right, bottom left, bottom right */
} Corners;

static Corners corners_of(const Panel *panel)
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

static void draw_ground(const Drawing *d, const Panel *panel)
{
    Colour wash = drawing_colour(d, COLOUR_WASH);
    if (isnan(panel->model->performance_line)) {
        canvas_rect(d->canvas, panel->map, paint_fill(wash));
        return;
    }
    Corners of = corners_of(panel);
    for (int i = 0; i < 4; i++) {
        Paint paint = paint_fill(i < 2 ? drawing_colour(d, action_colour(corners[i])) : wash);
        paint.transparency_01 = i < 2 ? 0.89 : 0;
        if (of.box[i].width > 0 && of.box[i].height > 0)
            canvas_rect(d->canvas, of.box[i], paint);
    }
}

static void draw_lines(const Drawing *d, const Panel *panel)
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
static int draw_corner_names(const Drawing *d, const Panel *panel, Box taken[4])
{
    int count = 0;
    Corners of = corners_of(panel);
    for (int i = 0; i < 4 && !isnan(panel->model->performance_line); i++) {
        Box box = of.box[i];
        Str name = d->report->drivers.actions[corners[i]];
        TextStyle style = drawing_style(d, FONT_BOLD, 8, action_colour(corners[i]));
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

static void draw_scales(const Drawing *d, const Panel *panel)
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

static TextStyle label_style(const Drawing *d, const DriverRow *row, double size)
{
    return drawing_style(d, stands_out(row) ? FONT_BOLD : FONT_REGULAR, size, COLOUR_INK);
}

static Str label_text(const Drawing *d, const Panel *panel, const DriverRow *row)
{
    return panel->numbered ? str_format(d->arena, "%d", row->number) : row->short_name;
}

/* Bars are no obstacle: beside its point a name reads best, and it stands on a ground of its own.
 */
static PlacePoint place_point(const Drawing *d, const Panel *panel, const DriverRow *row,
                              double size)
{
    double x = map_x(panel, row->performance), y = map_y(panel, row->share);
    return (PlacePoint){
        .x = x,
        .y = y,
        .radius = RADIUS,
        .width =
            canvas_text_width(d->canvas, label_style(d, row, size), label_text(d, panel, row)) + 2,
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
static bool try_labels(const Drawing *d, const Panel *panel, const Box *taken, int taken_count,
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

static Labels labels_of(const Drawing *d, const Panel *panel)
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

static bool place_all(const Drawing *d, const Panel *panel, const Box *taken, int taken_count,
                      Labels *labels)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(label_sizes); i++)
        if (try_labels(d, panel, taken, taken_count, label_sizes[i], labels))
            return true;
    return false;
}

static void draw_bars(const Drawing *d, const Panel *panel, const DriverRow *row)
{
    Paint bar = paint_line(drawing_colour(d, action_colour(row->action)), 0.8);
    double x = map_x(panel, row->performance), y = map_y(panel, row->share);
    if (isfinite(row->lo))
        canvas_line(d->canvas, x, map_y(panel, row->lo), x, map_y(panel, row->hi), bar);
    if (isfinite(row->performance_lo))
        canvas_line(d->canvas, map_x(panel, row->performance_lo), y,
                    map_x(panel, row->performance_hi), y, bar);
}

static void draw_dot(const Drawing *d, const Panel *panel, const DriverRow *row)
{
    bool hollow = row->action == DRIVER_CANNOT_TELL;
    Colour colour = drawing_colour(d, action_colour(row->action)),
           paper = drawing_colour(d, COLOUR_PAPER);
    Paint paint = paint_fill(hollow ? paper : colour);
    paint.stroke = true;
    paint.stroke_colour = hollow ? colour : paper;
    paint.stroke_pt = hollow ? 1.2 : 0.8;
    canvas_circle(d->canvas, map_x(panel, row->performance), map_y(panel, row->share),
                  hollow ? RADIUS - 0.8 : RADIUS, paint);
}

static void draw_label(const Drawing *d, const Panel *panel, const Labels *labels, ptrdiff_t i)
{
    Box box = labels->placed[i].box;
    TextStyle style = label_style(d, labels->rows[i], labels->size);
    canvas_text(d->canvas, box.x + 1,
                box.y + box.height / 2 + canvas_cap_height(d->canvas, style) / 2, style,
                label_text(d, panel, labels->rows[i]));
}

/* Bars shine through, as weakly as that they do not hide letters. */
static void draw_label_ground(const Drawing *d, const Panel *panel, Box box)
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

static void draw_points(const Drawing *d, const Panel *panel, const Labels *labels)
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

/* ---- The list beside a map: names for its numbers; alone on the page, every number ---- */

typedef struct ListLook {
    double leading, size;
    ptrdiff_t shown;
} ListLook;

static ListLook list_look(const Panel *panel)
{
    double head = panel->wide ? 16 : 0;
    double room = (panel->map.height - head) / (double)panel->model->row_count;
    ListLook look = {.leading = fmax(LIST_ROW_LEAST, fmin(LIST_ROW_MOST, room)),
                     .shown = panel->model->row_count};
    look.size = fmax(6.5, fmin(8.5, look.leading * 0.62));
    ptrdiff_t fit = (ptrdiff_t)((panel->map.height - head) / look.leading);
    if (look.shown > fit)
        look.shown = fit - 1; /* the last line says how many more there are */
    return look;
}

static Str list_name(const Drawing *d, const Panel *panel, const DriverRow *row)
{
    return panel->numbered ? str_format(d->arena, "%d  %.*s", row->number, STR_ARG(row->name))
                           : row->name;
}

static Str list_interval(const Drawing *d, const DriverRow *row)
{
    return row->lo_text.len == 0
               ? STR_NONE
               : str_format(d->arena, "%.*s – %.*s", STR_ARG(row->lo_text), STR_ARG(row->hi_text));
}

/* Right ends of importance and its interval and of the score; left end of the action. */
static const double list_ends[] = {172, 230, 266, 278};

/* Of the side, or of one of its questions (canvas.h). */
static Str driver_key(const Drawing *d, const DriversPanel *model, const DriverRow *row,
                      const char *part)
{
    Str side = model->side == REPORT_CX ? S("drivers.cx") : S("drivers.ex");
    return row ? str_format(d->arena, "%.*s.%.*s%s", STR_ARG(side), STR_ARG(row->id), part) : side;
}

static void list_number(const Drawing *d, double x, double y, TextStyle style, Str text, Str key)
{
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = text.len > 0 ? key : STR_NONE});
    if (text.len > 0)
        canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TD);
}

static void list_cell(const Drawing *d, Tag tag, double x, double y, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, tag,
                      (TagInfo){.scope = tag == TAG_TH ? SCOPE_COLUMN : SCOPE_NONE});
    if (text.len > 0)
        canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, tag);
}

static void list_heads(const Drawing *d, const Panel *panel, double y)
{
    const DriversModel *model = &d->report->drivers;
    TextStyle left = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
              right = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    list_cell(d, TAG_TH, panel->list_x, y, left, model->heads[0]);
    list_cell(d, TAG_TH, panel->list_x + list_ends[0], y, right, S("%"));
    list_cell(d, TAG_TH, panel->list_x + list_ends[1], y, right, d->report->level_text);
    list_cell(d, TAG_TH, panel->list_x + list_ends[2], y, right, model->heads[4]);
    list_cell(d, TAG_TH, panel->list_x + list_ends[3], y, left, model->heads[6]);
    canvas_end(d->canvas, TAG_TR);
}

static void list_row(const Drawing *d, const Panel *panel, const DriverRow *row, double size,
                     double y)
{
    TextStyle name = label_style(d, row, size),
              action =
                  drawing_style(d, stands_out(row) ? FONT_BOLD : FONT_REGULAR, size,
                                stands_out(row) ? action_colour(row->action) : COLOUR_GREY_TEXT),
              number = drawing_style_end(d, FONT_SEMIBOLD, size, COLOUR_INK),
              faint = drawing_style_end(d, FONT_REGULAR, size, COLOUR_GREY_TEXT);
    double x = panel->list_x, name_width = list_ends[0] - 26;
    canvas_begin(d->canvas, TAG_TR);
    list_cell(d, TAG_TD, x, y, name,
              canvas_shorten(d->canvas, d->arena, name, list_name(d, panel, row), name_width));
    list_number(d, x + list_ends[0], y, number, row->share_text,
                driver_key(d, panel->model, row, ".share"));
    list_number(d, x + list_ends[1], y, faint, list_interval(d, row),
                driver_key(d, panel->model, row, "#interval"));
    list_number(d, x + list_ends[2], y, number, row->performance_text,
                driver_key(d, panel->model, row, ".performance"));
    list_cell(d, TAG_TD, x + list_ends[3], y, action,
              canvas_shorten(d->canvas, d->arena, action, row->action_text,
                             panel->list_width - list_ends[3]));
    canvas_end(d->canvas, TAG_TR);
}

static void list_rest(const Drawing *d, const Panel *panel, ListLook look, double y)
{
    ptrdiff_t more = panel->model->row_count - look.shown;
    if (more > 0)
        drawing_say_fit(d, TAG_P, panel->list_x, y, panel->list_width,
                        drawing_style(d, FONT_REGULAR, look.size, COLOUR_GREY_TEXT),
                        WORDS(d->arena, d->report->language, WORD_DRIVERS_LIST_MORE,
                              num_show_count(d->arena, more, d->report->language)));
}

static void draw_table(const Drawing *d, const Panel *panel)
{
    ListLook look = list_look(panel);
    double y = panel->map.y + 7;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = panel->model->head});
    list_heads(d, panel, y);
    for (ptrdiff_t i = 0; i < look.shown; i++)
        list_row(d, panel, &panel->model->rows[i], look.size, y += look.leading);
    canvas_end(d->canvas, TAG_TABLE);
    list_rest(d, panel, look, y + look.leading);
}

/* A name too long for its line is set smaller, on two lines where they have room. y of the box: the
 * baseline. */
static void list_body(const Drawing *d, Box box, TextStyle style, Str name)
{
    enum { TWO_LINES = 15 };
    const double leading = 7.4;
    if (canvas_text_width(d->canvas, style, name) > box.width) {
        style.size_pt = 6.5;
        int most = box.height >= TWO_LINES ? 2 : 1;
        TextLines lines = canvas_wrap(d->canvas, d->arena, style, name, box.width, most);
        double up = lines.len > 1 ? leading / 2 - 0.5 : 0;
        canvas_lines(d->canvas, box.x, box.y - up, box.width, leading, style, lines);
        return;
    }
    canvas_text(d->canvas, box.x, box.y, style, name);
}

static void draw_list(const Drawing *d, const Panel *panel)
{
    ListLook look = list_look(panel);
    double y = panel->map.y + look.leading * 0.7;
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (ptrdiff_t i = 0; i < look.shown; i++, y += look.leading) {
        const DriverRow *row = &panel->model->rows[i];
        TextStyle style = label_style(d, row, look.size);
        double inset = canvas_text_width(d->canvas, style, S("00 "));
        canvas_begin(d->canvas, TAG_LI);
        drawing_say(d, TAG_LBL, panel->list_x, y, style, str_format(d->arena, "%d", row->number));
        canvas_begin(d->canvas, TAG_LBODY);
        list_body(d, (Box){panel->list_x + inset, y, panel->list_width - inset, look.leading},
                  style, row->name);
        canvas_end(d->canvas, TAG_LBODY);
        canvas_end(d->canvas, TAG_LI);
    }
    canvas_end(d->canvas, TAG_L);
    list_rest(d, panel, look, y);
}

/* ---- A panel ---- */

static void set_map(Panel *panel, double top, double bottom)
{
    double list = panel->list_width > 0 ? panel->list_width + LIST_GAP : 0;
    panel->map = (Box){panel->x + MAP_INSET, top, panel->width - MAP_INSET - list, bottom - top};
    panel->score = (Axis){panel->map.x, panel->map.width, panel->model->x_lo, panel->model->x_hi};
    panel->list_x = panel->x + panel->width - panel->list_width;
}

/* The boxes of the corners' names, without drawing them twice: they do not depend on labels. */
static void draw_map(const Drawing *d, Panel *panel, double top, double bottom)
{
    Labels labels = labels_of(d, panel);
    Box taken[4];
    Box all = {panel->x, top, panel->map.x + panel->map.width - panel->x, bottom - top + 28};
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = map_alt(d, panel->model),
                                .key = driver_key(d, panel->model, NULL, ""),
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
static bool names_differ(const Panel *panel)
{
    const DriversPanel *model = panel->model;
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        for (ptrdiff_t j = 0; j < i; j++)
            if (str_equal(model->rows[i].short_name, model->rows[j].short_name))
                return false;
    return true;
}

/* Whether every name finds a place, and nearly all beside their points: where many hang on lines,
 * numbers read better. Measured before anything is drawn. */
static bool names_fit(const Drawing *d, const Panel *panel)
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

static void draw_refused(const Drawing *d, const Panel *panel, double top)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, 9.5, COLOUR_GREY_TEXT);
    TextLines lines =
        canvas_wrap(d->canvas, d->arena, style, panel->model->sentence, panel->width - 32, 0);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){panel->x, top, panel->width, 26 + 13 * (double)lines.len},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, panel->x + 16, top + 22, panel->width - 32, 13, style, lines);
    canvas_end(d->canvas, TAG_P);
}

static void draw_panel(const Drawing *d, Panel *panel, double top, double bottom)
{
    TextStyle head = drawing_style(d, FONT_BOLD, 9, drawing_side_colour(panel->model->side));
    bool refused = panel->model->refused.len > 0;
    double inset = refused ? 0 : MAP_INSET;
    drawing_say_fit(d, TAG_H2, panel->x + inset, top - 9, panel->width - inset, head,
                    panel->model->head);
    if (refused) {
        draw_refused(d, panel, top);
        return;
    }
    set_map(panel, top, bottom);
    if (!names_fit(d, panel)) {
        panel->numbered = true;
        panel->list_width = panel->wide ? panel->list_width : LIST_NARROW;
        set_map(panel, top, bottom);
    }
    draw_map(d, panel, top, bottom);
    if (panel->wide)
        draw_table(d, panel);
    else if (panel->numbered)
        draw_list(d, panel);
}

/* ---- Below: R² and notes, what to do first, how to read it ---- */

typedef struct PanelNotes {
    TextStyle style;
    TextLines lines;
} PanelNotes;

static PanelNotes notes_of(const Drawing *d, const Panel *panel)
{
    static const double sizes[] = {7.5, 7, 6.5};
    PanelNotes notes = {.style = drawing_style(d, FONT_REGULAR, sizes[0], COLOUR_GREY_TEXT)};
    if (panel->model->note_count == 0)
        return notes;
    Str text = str_join(d->arena, panel->model->notes, panel->model->note_count, S("\n"));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        notes.style.size_pt = sizes[i];
        notes.lines = canvas_wrap(d->canvas, d->arena, notes.style, text, panel->width - MAP_INSET,
                                  NOTES_MOST);
        if (!notes.lines.shortened)
            break;
    }
    return notes;
}

static void draw_notes(const Drawing *d, const Panel *panel, const PanelNotes *notes, double y)
{
    drawing_say_fit(d, TAG_P, panel->x + MAP_INSET, y, panel->width - MAP_INSET,
                    drawing_style(d, FONT_SEMIBOLD, 8, COLOUR_GREY_TEXT), panel->model->summary);
    if (notes->lines.len == 0)
        return;
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, panel->x + MAP_INSET, y + 11, panel->width - MAP_INSET, NOTE_LEADING,
                 notes->style, notes->lines);
    canvas_end(d->canvas, TAG_P);
}

typedef struct Todo {
    TextStyle style;
    TextLines lines[CX_COUNTOF(((DriversModel *)NULL)->todo)];
    double height; /* of the box */
} Todo;

static Todo todo_of(const Drawing *d)
{
    static const double sizes[] = {9.5, 8.5, 8};
    const DriversModel *model = &d->report->drivers;
    Todo todo = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        ptrdiff_t lines = 0;
        bool cut = false;
        todo.style = drawing_style(d, FONT_SEMIBOLD, sizes[i], COLOUR_INK);
        for (int t = 0; t < model->todo_count; t++) {
            todo.lines[t] = canvas_wrap(d->canvas, d->arena, todo.style, model->todo[t],
                                        CONTENT_WIDTH - 2 * TODO_INSET, TODO_LINES);
            lines += todo.lines[t].len;
            cut = cut || todo.lines[t].shortened;
        }
        todo.height = 26 + (double)lines * TODO_LEADING + 3 * (double)(model->todo_count - 1);
        if (!cut && lines <= 4)
            break;
    }
    return todo;
}

static void draw_todo(const Drawing *d, const Todo *todo, double top)
{
    const DriversModel *model = &d->report->drivers;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){MARGIN, top, CONTENT_WIDTH, todo->height},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    drawing_head(d, TAG_H2, MARGIN + TODO_INSET, top + 14, model->todo_head);
    double y = top + 29;
    for (int t = 0; t < model->todo_count; t++) {
        canvas_begin(d->canvas, TAG_P);
        y = canvas_lines(d->canvas, MARGIN + TODO_INSET, y, CONTENT_WIDTH - 2 * TODO_INSET,
                         TODO_LEADING, todo->style, todo->lines[t]) +
            3;
        canvas_end(d->canvas, TAG_P);
    }
}

/* ---- The page ---- */

static void set_columns(const DriversModel *model, Panel panels[2])
{
    for (int i = 0; i < model->panel_count; i++)
        panels[i] = (Panel){.model = &model->panels[i],
                            .x = MARGIN + i * (CONTENT_WIDTH + GUTTER) / 2.0,
                            .width = (CONTENT_WIDTH - GUTTER) / 2.0};
    if (model->panel_count != 1)
        return;
    panels[0].wide = true;
    panels[0].width = CONTENT_WIDTH;
    panels[0].list_width = 352;
}

void page_drivers_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    const DriversModel *model = &d->report->drivers;
    Panel panels[2] = {0};
    set_columns(model, panels);
    TextStyle small = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    TextLines note = canvas_wrap(d->canvas, d->arena, small, model->note, CONTENT_WIDTH, 2);
    Todo todo = todo_of(d);
    PanelNotes notes[2] = {0};
    ptrdiff_t most = 0;
    for (int i = 0; i < model->panel_count; i++) {
        notes[i] = notes_of(d, &panels[i]);
        most = notes[i].lines.len > most ? notes[i].lines.len : most;
    }
    double note_y = NOTE_BASELINE - NOTE_LEADING * (double)(note.len - 1),
           todo_y = note_y - 14 - todo.height, notes_y = todo_y - 14 - NOTE_LEADING * (double)most,
           top = TOP + d->push, bottom = fmax(notes_y - SUMMARY_DROP, top + MAP_LEAST);
    for (int i = 0; i < model->panel_count; i++) {
        draw_panel(d, &panels[i], top, bottom);
        draw_notes(d, &panels[i], &notes[i], bottom + SUMMARY_DROP);
    }
    draw_todo(d, &todo, todo_y);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, MARGIN, note_y, CONTENT_WIDTH, NOTE_LEADING, small, note);
    canvas_end(d->canvas, TAG_P);
    drawing_frame_end(d);
}
