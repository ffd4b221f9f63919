/* The foot of a brief's second page: the unit's registers on the left, what to do first on the
 * right. One of them alone has the whole width. */
#include "page_brief.h"

enum { GUTTER = 24, LEFT_SHARE = 432, ACTIONS_WIDTH = CONTENT_WIDTH - LEFT_SHARE - GUTTER };
enum { HEAD = 9, COUNTS_FIRST = 25, COUNTS_PITCH = 12, ROW_PITCH = 13, PAD = 12, NUMBER = 14 };

static bool has_registers(const Drawing *d)
{
    return d->report->brief->promises.count_count > 0;
}

static bool has_actions(const Drawing *d)
{
    return d->report->brief->action_count > 0;
}

/* ---- Counts: "4 đến hạn trong T10 · 2 quá hạn" ---- */

typedef struct Flow { /* one count after the other, on as many lines as they need */
    double x, left, right, y;
} Flow;

static double count_width(const Drawing *d, const BriefCount *count, TextStyle number,
                          TextStyle label)
{
    return canvas_text_width(d->canvas, number, count->text) + 4 +
           canvas_text_width(d->canvas, label, count->label);
}

/* Gives the y of the last line; nothing is drawn when `draw` is false. */
static double flow_counts(const Drawing *d, double x, double y, double width, bool draw)
{
    enum { APART = 14 };
    const BriefPromises *promises = &d->report->brief->promises;
    Flow flow = {x, x, x + width, y};
    TextStyle label = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    for (int i = 0; i < promises->count_count; i++) {
        const BriefCount *count = &promises->counts[i];
        bool none = count->value == 0; /* nothing overdue is nothing to be marked */
        TextStyle number =
            drawing_style(d, FONT_BOLD, 9.5, none ? COLOUR_INK : render_tone_colour(count->tone));
        double wide = count_width(d, count, number, label);
        if (flow.x > flow.left && flow.x + wide > flow.right) {
            flow.x = flow.left;
            flow.y += COUNTS_PITCH;
        }
        if (draw) {
            double at = flow.x + canvas_text_width(d->canvas, number, count->text) + 4;
            canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = count->key});
            canvas_text(d->canvas, flow.x, flow.y, number, count->text);
            canvas_end(d->canvas, TAG_P);
            drawing_say_fit(d, TAG_P, at, flow.y, flow.right - at, label, count->label);
        }
        flow.x += wide + APART;
    }
    return flow.y;
}

/* ---- The pressing promises ---- */

/* Left edges as shares of the width, and where the last column ends. */
static const double column_01[] = {0, 0.42, 0.68, 0.82, 1};

static void cell(const Drawing *d, double x, double width, int column, double y, TextStyle style,
                 Str text, Str key)
{
    double indent = column == 0 ? 11 : 0, left = x + width * column_01[column] + indent,
           room = x + width * column_01[column + 1] - left - 8;
    Tag tag = column == 0 ? TAG_TH : TAG_TD;
    for (; style.size_pt > 7.5 && canvas_text_width(d->canvas, style, text) > room;)
        style.size_pt -= 0.5;
    canvas_begin_with(d->canvas, tag,
                      (TagInfo){.scope = column == 0 ? SCOPE_ROW : SCOPE_NONE, .key = key});
    canvas_text(d->canvas, left, y, style, canvas_shorten(d->canvas, d->arena, style, text, room));
    canvas_end(d->canvas, tag);
}

static void draw_row(const Drawing *d, const PromiseRow *row, double x, double width, double y)
{
    ColourRole colour = render_status_colour(row->status);
    bool pressing = row->status == PROMISE_IS_OPEN || row->status == PROMISE_IS_LATE;
    TextStyle plain = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_circle(d->canvas, x + 3, y - 2.8, 2.4, paint_fill(drawing_colour(d, colour)));
    canvas_artifact_end(d->canvas);
    drawing_rule(d, x, x + width, y + 3.8);
    canvas_begin(d->canvas, TAG_TR);
    cell(d, x, width, 0, y, drawing_style(d, FONT_SEMIBOLD, 8.5, COLOUR_INK), row->text, STR_NONE);
    cell(d, x, width, 1, y, plain, row->owner, STR_NONE);
    cell(d, x, width, 2, y, plain, row->due_text, drawing_part(d, row->key, ".due_on"));
    cell(d, x, width, 3, y, drawing_style(d, pressing ? FONT_BOLD : FONT_REGULAR, 8, colour),
         row->status_text, drawing_part(d, row->key, ".days"));
    canvas_end(d->canvas, TAG_TR);
}

static void draw_rows(const Drawing *d, double x, double y, double width)
{
    const BriefPromises *promises = &d->report->brief->promises;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = promises->head});
    canvas_begin(d->canvas, TAG_TR);
    for (int i = 0; i < (int)CX_COUNTOF(promises->heads); i++) {
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
        canvas_text(d->canvas, x + width * column_01[i], y,
                    drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT), promises->heads[i]);
        canvas_end(d->canvas, TAG_TH);
    }
    canvas_end(d->canvas, TAG_TR);
    for (int i = 0; i < promises->row_count; i++)
        draw_row(d, promises->rows[i], x, width, y + (i + 1) * ROW_PITCH);
    canvas_end(d->canvas, TAG_TABLE);
}

/* Gives the y below; nothing is drawn when `draw` is false. */
static double lay_registers(const Drawing *d, double y, bool draw)
{
    const BriefPromises *promises = &d->report->brief->promises;
    double width = has_actions(d) ? LEFT_SHARE : CONTENT_WIDTH;
    if (draw)
        drawing_head_fit(d, TAG_H2, MARGIN, y + HEAD, width, COLOUR_GREY_TEXT, promises->head);
    y = flow_counts(d, MARGIN, y + COUNTS_FIRST, width, draw);
    if (promises->row_count > 0) {
        y += COUNTS_PITCH + 1;
        if (draw)
            draw_rows(d, MARGIN, y, width);
        y += promises->row_count * ROW_PITCH;
    }
    if (promises->more.len > 0) {
        y += ROW_PITCH;
        if (draw)
            drawing_say_fit(d, TAG_P, MARGIN, y, width,
                            drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT), promises->more);
    }
    return y + 4;
}

/* ---- What to do first ---- */

/* Gives the y below; nothing is drawn when `draw` is false. */
static double lay_actions(const Drawing *d, double y, bool draw)
{
    enum { LEADING = 10, GAP = 4, LINES = 3 };
    const BriefModel *model = d->report->brief;
    bool alone = !has_registers(d);
    double x = alone ? MARGIN : MARGIN + LEFT_SHARE + GUTTER,
           width = alone ? CONTENT_WIDTH : ACTIONS_WIDTH, text_x = x + PAD + NUMBER,
           room = width - 2 * PAD - NUMBER;
    TextStyle text = drawing_style(d, FONT_REGULAR, 8.5, COLOUR_INK),
              number = drawing_style(d, FONT_BOLD, 8.5, COLOUR_BRAND),
              measure = drawing_style(d, FONT_BOLD, 8.5, COLOUR_GREY_TEXT);
    if (draw)
        drawing_head_fit(d, TAG_H2, x + PAD, y + HEAD + 6, width - 2 * PAD, COLOUR_GREY_TEXT,
                         model->actions_head);
    y += HEAD + 6 + 15;
    if (draw)
        canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (int i = 0; i < model->action_count; i++) {
        const BriefAction *action = &model->actions[i];
        /* The measure follows the last line where there is room, else it has a line of its own. */
        TextLines lines = canvas_wrap(d->canvas, d->arena, text, action->text, room, LINES);
        double used = canvas_text_width(d->canvas, text, lines.items[lines.len - 1]),
               own = canvas_text_width(d->canvas, measure, action->measure);
        bool beside = used + 8 + own <= room;
        double last = y + LEADING * (double)(lines.len - 1), at = beside ? last : last + LEADING;
        if (draw) {
            canvas_begin(d->canvas, TAG_LI);
            drawing_say(d, TAG_LBL, x + PAD, y, number,
                        num_show_count(d->arena, i + 1, d->report->language));
            canvas_begin(d->canvas, TAG_LBODY);
            canvas_lines(d->canvas, text_x, y, room, LEADING, text, lines);
            canvas_end(d->canvas, TAG_LBODY);
            canvas_begin_with(d->canvas, TAG_LBODY, (TagInfo){.key = action->key});
            canvas_text(d->canvas, beside ? text_x + used + 8 : text_x, at, measure,
                        canvas_shorten(d->canvas, d->arena, measure, action->measure, room));
            canvas_end(d->canvas, TAG_LBODY);
            canvas_end(d->canvas, TAG_LI);
        }
        y = at + LEADING + GAP;
    }
    if (draw)
        canvas_end(d->canvas, TAG_L);
    return y - LEADING - GAP + 8;
}

static void draw_panel(const Drawing *d, double y, double height)
{
    bool alone = !has_registers(d);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas,
                (Box){alone ? MARGIN : MARGIN + LEFT_SHARE + GUTTER, y,
                      alone ? CONTENT_WIDTH : ACTIONS_WIDTH, height},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
}

/* ---- Both ---- */

double brief_promises_height(const Drawing *d)
{
    double left = has_registers(d) ? lay_registers(d, 0, false) : 0,
           right = has_actions(d) ? lay_actions(d, 0, false) : 0;
    return left > right ? left : right;
}

void brief_promises_draw(const Drawing *d, double y)
{
    if (has_registers(d))
        lay_registers(d, y, true);
    if (!has_actions(d))
        return;
    draw_panel(d, y, brief_promises_height(d));
    lay_actions(d, y, true);
}
