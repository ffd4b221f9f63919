/* Page 3: what stands right of the house and below it. */
#include "page_house.h"

#include <math.h>

/* ---- Right: reading, the published figure, cracks, caution ---- */

enum { BESIDE_X = 600, BESIDE_WIDTH = PAGE_WIDTH - MARGIN - BESIDE_X };

typedef struct BesideSizes { /* the first with which everything fits */
    double text, leading, gap;
} BesideSizes;
static const BesideSizes beside_sizes[] = {{9.5, 13.5, 16}, {9, 12.5, 13}, {8.5, 11.5, 10},
                                           {8, 10.5, 8},    {7.5, 9.8, 6}, {7, 9, 4}};

typedef struct Column {
    const Drawing *d;
    BesideSizes sizes;
    double y;
    bool draw; /* else only measured */
} Column;

/* y is the top of what comes next; a line's baseline lies below it by about its size. */
static void put_text(Column *column, Tag tag, TextStyle style, double leading, Str text)
{
    enum { LINES = 9 };
    if (text.len == 0)
        return;
    const Drawing *d = column->d;
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, BESIDE_WIDTH, LINES);
    if (column->draw) {
        canvas_begin(d->canvas, tag);
        canvas_lines(d->canvas, BESIDE_X, column->y + style.size_pt, BESIDE_WIDTH, leading, style,
                     lines);
        canvas_end(d->canvas, tag);
    }
    column->y += (double)lines.len * leading;
}

static void put_plain(Column *column, Str text)
{
    put_text(column, TAG_P, drawing_style(column->d, FONT_REGULAR, column->sizes.text, COLOUR_INK),
             column->sizes.leading, text);
}

static void put_reading(Column *column)
{
    const HouseModel *house = &column->d->report->house;
    if (column->draw)
        drawing_head_fit(column->d, TAG_H2, BESIDE_X, column->y + 7.5, BESIDE_WIDTH,
                         COLOUR_GREY_TEXT, house->reading_head);
    column->y += 18;
    for (int i = 0; i < house->reading_count; i++) {
        put_plain(column, house->reading[i]);
        column->y += 3;
    }
}

/* The numbers stand beside it as text. */
static Str published_alt(const Drawing *d)
{
    const HouseModel *house = &d->report->house;
    const Str parts[] = {house->published_head, house->explained.sentence};
    return str_join(d->arena, parts, CX_COUNTOF(parts), S(". "));
}

static double share_x(double share_01)
{
    return BESIDE_X + BESIDE_WIDTH * fmax(0, fmin(1, share_01));
}

/* The bar of adjusted R² with its interval, the published figure a tick across it. */
static void draw_share(const Drawing *d, double y)
{
    enum { HEIGHT = 9 };
    const HouseModel *house = &d->report->house;
    const LinkNumber *share = &house->explained;
    Box box = {BESIDE_X, y - 4, BESIDE_WIDTH, HEIGHT + 8};
    canvas_begin_with(d->canvas, TAG_FIGURE, (TagInfo){.alt = published_alt(d), .box = box});
    canvas_rect(d->canvas, (Box){BESIDE_X, y, BESIDE_WIDTH, HEIGHT},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_rect(d->canvas, (Box){BESIDE_X, y, share_x(share->value) - BESIDE_X, HEIGHT},
                paint_fill(drawing_colour(d, COLOUR_CX)));
    if (isfinite(share->lo) && isfinite(share->hi))
        canvas_line(d->canvas, share_x(share->lo), y + HEIGHT / 2.0, share_x(share->hi),
                    y + HEIGHT / 2.0, paint_line(drawing_colour(d, COLOUR_INK), 1));
    double at = share_x(house->published_01);
    canvas_line(d->canvas, at, y - 4, at, y + HEIGHT + 4,
                paint_line(drawing_colour(d, COLOUR_INK), 1.2));
    canvas_end(d->canvas, TAG_FIGURE);
}

/* Own figure at the left, the published one under its tick; on two lines where they would meet. */
static double share_labels(const Drawing *d, double y, bool draw)
{
    enum { AIR = 8, LINE = 10 };
    const HouseModel *house = &d->report->house;
    TextStyle own = drawing_style(d, FONT_BOLD, 7.5, COLOUR_CX),
              other = drawing_style_middle(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    double half = canvas_text_width(d->canvas, other, house->published_label) / 2,
           at = fmin(share_x(house->published_01), BESIDE_X + BESIDE_WIDTH - half),
           own_width = canvas_text_width(d->canvas, own, house->explained_label);
    bool meet = BESIDE_X + own_width + AIR > at - half;
    if (draw) {
        drawing_say(d, TAG_P, at, y, other, house->published_label);
        canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = house->explained.id});
        canvas_text(d->canvas, BESIDE_X, meet ? y + LINE : y, own,
                    canvas_shorten(d->canvas, d->arena, own, house->explained_label, BESIDE_WIDTH));
        canvas_end(d->canvas, TAG_P);
    }
    return meet ? y + LINE : y;
}

static void put_published(Column *column)
{
    const Drawing *d = column->d;
    const HouseModel *house = &d->report->house;
    put_text(column, TAG_H3, drawing_style(d, FONT_BOLD, 9, COLOUR_INK), 14, house->published_head);
    if (house->explained.refused.len == 0) {
        if (column->draw)
            draw_share(d, column->y + 5);
        column->y = share_labels(d, column->y + 27, column->draw) + 5;
    }
    put_text(column, TAG_P, drawing_style(d, FONT_REGULAR, column->sizes.text - 0.5, COLOUR_INK),
             column->sizes.leading - 0.5, house->explained.sentence);
    put_text(column, TAG_NOTE, drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT), 8,
             house->published_note);
}

static void put_cracks(Column *column)
{
    const Drawing *d = column->d;
    const HouseModel *house = &d->report->house;
    if (house->crack_count == 0)
        return;
    put_text(column, TAG_H3,
             drawing_style(d, FONT_BOLD, 9, house->cracked ? COLOUR_BAD : COLOUR_INK), 14,
             house->cracks_head);
    for (int i = 0; i < house->crack_count; i++)
        put_plain(column, house->cracks[i]);
}

static void put_caution(Column *column)
{
    enum { INSET = 9, LINES = 5 };
    const Drawing *d = column->d;
    TextStyle style = drawing_style(d, FONT_REGULAR, fmin(8, column->sizes.text), COLOUR_GREY_TEXT);
    double leading = style.size_pt * 1.35, width = BESIDE_WIDTH - 2 * INSET;
    TextLines lines =
        canvas_wrap(d->canvas, d->arena, style, d->report->house.caution, width, LINES);
    double height = (double)lines.len * leading + 2 * INSET - 4;
    if (column->draw) {
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){BESIDE_X, column->y, BESIDE_WIDTH, height},
                    paint_fill(drawing_colour(d, COLOUR_WASH)));
        canvas_artifact_end(d->canvas);
        canvas_begin(d->canvas, TAG_P);
        canvas_lines(d->canvas, BESIDE_X + INSET, column->y + INSET + style.size_pt - 3, width,
                     leading, style, lines);
        canvas_end(d->canvas, TAG_P);
    }
    column->y += height;
}

static double put_all(const Drawing *d, BesideSizes sizes, bool draw)
{
    enum { TOP = 114 };
    Column column = {.d = d, .sizes = sizes, .y = TOP + d->push, .draw = draw};
    put_reading(&column);
    column.y += sizes.gap;
    put_published(&column);
    column.y += sizes.gap;
    put_cracks(&column);
    column.y += sizes.gap;
    put_caution(&column);
    return column.y;
}

void page_house_beside(const Drawing *d, double bottom)
{
    ptrdiff_t chosen = 0;
    while (chosen + 1 < CX_COUNTOF(beside_sizes) &&
           put_all(d, beside_sizes[chosen], false) > bottom)
        chosen++;
    put_all(d, beside_sizes[chosen], true);
}

/* ---- Below: the six duties ---- */

enum { DUTIES_BOTTOM = FOOT_RULE_Y - 9, DUTY_STEP = CONTENT_WIDTH / DUTY_COUNT, DUTY_WIDTH = 112 };
enum { NAME_LINES = 2, ANSWER_LINES = 5 };
static const double NAME_LEADING = 10, ANSWER_LEADING = 9, DUTY_HEAD = 17;

typedef struct DutyLines {
    TextLines name, answer;
} DutyLines;

static TextStyle name_style(const Drawing *d)
{
    return drawing_style(d, FONT_BOLD, 8, COLOUR_INK);
}

static TextStyle answer_style(const Drawing *d)
{
    return drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
}

static DutyLines duty_lines(const Drawing *d, const Duty *duty)
{
    enum { NUMBER = 16 };
    return (DutyLines){.name = canvas_wrap(d->canvas, d->arena, name_style(d), duty->name,
                                           DUTY_WIDTH - NUMBER, NAME_LINES),
                       .answer = canvas_wrap(d->canvas, d->arena, answer_style(d), duty->answer,
                                             DUTY_WIDTH, ANSWER_LINES)};
}

/* Below the head: rows of names, of answers, of pages. */
static ptrdiff_t most_lines(const Drawing *d, bool names)
{
    ptrdiff_t most = 1;
    for (int i = 0; i < DUTY_COUNT; i++) {
        DutyLines lines = duty_lines(d, &d->report->duties[i]);
        ptrdiff_t len = names ? lines.name.len : lines.answer.len;
        most = len > most ? len : most;
    }
    return most;
}

double page_house_duties_top(const Drawing *d)
{
    return DUTIES_BOTTOM - DUTY_HEAD - (double)most_lines(d, true) * NAME_LEADING -
           (double)most_lines(d, false) * ANSWER_LEADING - ANSWER_LEADING - 8;
}

static void draw_duty_page(const Drawing *d, const Duty *duty, double x, double y)
{
    if (duty->page == 0 || duty->page == d->page->number) /* it stands above */
        return;
    TextStyle style = drawing_style(d, FONT_BOLD, 7, COLOUR_CX);
    canvas_begin_with(d->canvas, TAG_LINK, (TagInfo){.alt = duty->page_text});
    double width = canvas_text(d->canvas, x, y, style, duty->page_text);
    canvas_link_page(d->canvas, (Box){x - 2, y - 8, width + 4, 11}, duty->page - 1, 0,
                     duty->page_text);
    canvas_end(d->canvas, TAG_LINK);
}

static void draw_duty(const Drawing *d, const Duty *duty, double x, double y, ptrdiff_t name_rows)
{
    TextStyle number = drawing_style(d, FONT_LIGHT, 17, COLOUR_CX);
    number.role = FONT_FIGURE;
    DutyLines lines = duty_lines(d, duty);
    canvas_begin(d->canvas, TAG_LI);
    drawing_say(d, TAG_LBL, x, y + 13, number,
                num_show_count(d->arena, duty->number, d->report->language));
    canvas_begin(d->canvas, TAG_LBODY);
    canvas_begin(d->canvas, TAG_P);
    canvas_lines(d->canvas, x + 15, y + 8, DUTY_WIDTH - 15, NAME_LEADING, name_style(d),
                 lines.name);
    canvas_end(d->canvas, TAG_P);
    double answer_y = y + (double)name_rows * NAME_LEADING + 9;
    TextStyle style = answer_style(d);
    if (duty->answered)
        style.colour = drawing_colour(d, COLOUR_INK);
    canvas_begin(d->canvas, TAG_P);
    double next =
        canvas_lines(d->canvas, x, answer_y, DUTY_WIDTH, ANSWER_LEADING, style, lines.answer);
    canvas_end(d->canvas, TAG_P);
    draw_duty_page(d, duty, x, next);
    canvas_end(d->canvas, TAG_LBODY);
    canvas_end(d->canvas, TAG_LI);
}

void page_house_duties(const Drawing *d)
{
    double top = page_house_duties_top(d);
    drawing_rule(d, MARGIN, PAGE_WIDTH - MARGIN, top);
    drawing_head(d, TAG_H2, MARGIN, top + 13, d->report->duties_head);
    ptrdiff_t name_rows = most_lines(d, true);
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (int i = 0; i < DUTY_COUNT; i++)
        draw_duty(d, &d->report->duties[i], MARGIN + i * (DUTY_STEP + 2.6), top + DUTY_HEAD + 4,
                  name_rows);
    canvas_end(d->canvas, TAG_L);
}
