/* Page 10: the units with the highest EX beside those with the lowest, on each measure. */
#include "page_link.h"

#include <math.h>

/* Offsets from the table's left edge. */
enum { BARS_X = 106, BARS_WIDTH = 86, DIFF_X = 232, VERDICT_X = 314 };
enum { ROW_MOST = 36, ROW_ROOMY = 21, HEADS = 14 };
static const double row_least = 13.4;

typedef struct GroupLook {
    double pitch, label, small, diff; /* sizes */
    double bar, gap;                  /* height of a bar, from one line to the next */
} GroupLook;

static GroupLook look_of(double pitch)
{
    return pitch >= ROW_ROOMY ? (GroupLook){pitch, 9, 7, 9.5, 6.5, fmin(10.5, pitch - 12)}
                              : (GroupLook){pitch, 7.5, 6.5, 8, 4.6, 6.7};
}

static void draw_head(const Drawing *d, double x, double y, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT), text);
    canvas_end(d->canvas, TAG_TH);
}

/* The heads of the two groups tell which bar is whose. */
static void draw_heads(const Drawing *d, const LinkGroups *groups, double x, double y)
{
    Lang lang = d->report->language;
    const Str names[] = {groups->top_head, groups->bottom_head};
    const ColourRole colours[] = {COLOUR_EX, COLOUR_EX_BAND};
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    draw_head(d, x, y, word(lang, WORD_XLSX_LINK_MEASURE));
    double at = x + BARS_X;
    for (int i = 0; i < 2; i++) {
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){at, y - 5.5, 6, 6}, paint_fill(drawing_colour(d, colours[i])));
        canvas_artifact_end(d->canvas);
        draw_head(d, at + 9, y, names[i]);
        at += 9 + canvas_text_width(d->canvas, style, names[i]) + 12;
    }
    draw_head(d, x + DIFF_X, y, word(lang, WORD_XLSX_LINK_DIFFERENCE));
    draw_head(d, x + VERDICT_X, y, word(lang, WORD_XLSX_LINK_VERDICT));
    canvas_end(d->canvas, TAG_TR);
}

/* A bar from 0 with its number behind it. */
static void draw_bar(const Drawing *d, const LinkGroupRow *row, const GroupLook *look, double x,
                     double y, bool top)
{
    double value = top ? row->top : row->bottom;
    Axis axis = {x, BARS_WIDTH, row->axis_lo, row->axis_hi};
    double zero = axis_at(axis, 0), end = axis_at(axis, value);
    canvas_begin(d->canvas, TAG_TD);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){fmin(zero, end), y, fmax(0.5, fabs(end - zero)), look->bar},
                paint_fill(drawing_colour(d, top ? COLOUR_EX : COLOUR_EX_BAND)));
    canvas_artifact_end(d->canvas);
    TextStyle style = drawing_style(d, top ? FONT_BOLD : FONT_REGULAR, look->small,
                                    top ? COLOUR_EX : COLOUR_GREY_TEXT);
    canvas_text(d->canvas, fmax(zero, end) + 4,
                y + look->bar / 2 + canvas_cap_height(d->canvas, style) / 2, style,
                top ? row->top_text : row->bottom_text);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_label(const Drawing *d, const LinkGroupRow *row, const GroupLook *look, double x,
                       double y)
{
    enum { WIDTH = BARS_X - 6 };
    TextStyle name = drawing_style(d, FONT_BOLD, look->label, COLOUR_INK);
    TextStyle measure = drawing_style(d, FONT_REGULAR, look->small, COLOUR_GREY_TEXT);
    Str unit = row->measure;
    if (row->lower_is_better)
        unit = WORDS(d->arena, d->report->language, WORD_LINK_UNIT_BETTER, row->measure,
                     word(d->report->language, WORD_KPI_LOWER_BETTER));
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, x, y, name,
                canvas_shorten(d->canvas, d->arena, name, row->label, WIDTH));
    canvas_text(d->canvas, x, y + look->gap, measure,
                canvas_shorten(d->canvas, d->arena, measure, unit, WIDTH));
    canvas_end(d->canvas, TAG_TH);
}

static void draw_two_lines(const Drawing *d, const GroupLook *look, double x, double y,
                           double width, TextStyle first_style, const Str texts[2], Str key)
{
    TextStyle small = drawing_style(d, FONT_REGULAR, look->small, COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = key});
    canvas_text(d->canvas, x, y, first_style,
                canvas_shorten(d->canvas, d->arena, first_style, texts[0], width));
    canvas_text(d->canvas, x, y + look->gap, small,
                canvas_shorten(d->canvas, d->arena, small, texts[1], width));
    canvas_end(d->canvas, TAG_TD);
}

static void draw_refused(const Drawing *d, const LinkGroupRow *row, const GroupLook *look, double x,
                         double y, double width)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, look->small, COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.column_span = 4});
    canvas_paragraph(d->canvas, x + BARS_X, y, width - BARS_X, look->gap, style, row->diff.sentence,
                     2);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_row(const Drawing *d, const LinkGroupRow *row, const GroupLook *look, double x,
                     double y, double width)
{
    canvas_begin(d->canvas, TAG_TR);
    draw_label(d, row, look, x, y);
    if (row->diff.refused.len > 0) {
        draw_refused(d, row, look, x, y, width);
    } else {
        double bars_y = y - look->label * 0.72;
        ColourRole colour = link_colour(&row->diff, row->lower_is_better);
        draw_bar(d, row, look, x + BARS_X, bars_y, true);
        draw_bar(d, row, look, x + BARS_X, bars_y + look->gap, false);
        const Str diff[] = {row->diff.text, link_interval(d, &row->diff)},
                  verdict[] = {row->diff.verdict, row->p_text};
        draw_two_lines(d, look, x + DIFF_X, y, VERDICT_X - DIFF_X - 4,
                       drawing_style(d, FONT_BOLD, look->diff, colour), diff, link_key(&row->diff));
        draw_two_lines(
            d, look, x + VERDICT_X, y, width - VERDICT_X,
            drawing_style(d, row->diff.clear ? FONT_BOLD : FONT_REGULAR, look->small, colour),
            verdict, STR_NONE);
    }
    canvas_end(d->canvas, TAG_TR);
}

static Stack group_notes(const Drawing *d, const LinkGroups *groups, ptrdiff_t left_out,
                         double width)
{
    Stack stack = {.width = width};
    StackText text = stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 3, groups->members);
    text.lines = 2;
    stack_add(&stack, text);
    text.before = 2;
    text.lines = 0;
    text.text = groups->note;
    stack_add(&stack, text);
    if (left_out > 0) {
        text.text = WORDS(d->arena, d->report->language, WORD_LINK_MORE,
                          num_show_count(d->arena, left_out, d->report->language));
        stack_add(&stack, text);
    }
    return stack;
}

static void draw_table(const Drawing *d, const LinkGroups *groups, ptrdiff_t count, GroupLook look,
                       double x, double y, double width)
{
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = groups->head});
    draw_heads(d, groups, x, y - HEADS + 7);
    for (ptrdiff_t i = 0; i < count; i++) {
        double row_y = y + (double)i * look.pitch;
        draw_row(d, &groups->rows[i], &look, x, row_y + look.label * 0.8 + 2, width);
        if (look.pitch >= ROW_ROOMY)
            drawing_rule(d, x, x + width, row_y + look.pitch - 1);
    }
    canvas_end(d->canvas, TAG_TABLE);
}

double link_groups_draw(const Drawing *d, const LinkGroups *groups, double x, double y,
                        double width, double bottom)
{
    if (groups->refused.len > 0) {
        Stack only = {.width = width};
        stack_add(&only, stack_text(FONT_REGULAR, COLOUR_INK, 8.5, 0, groups->refused));
        return stack_draw(d, &only, x, y);
    }
    y += HEADS;
    Stack notes = group_notes(d, groups, 0, width);
    double room = bottom - y - stack_height(d, &notes);
    ptrdiff_t count = groups->row_count;
    if ((double)count * row_least > room) { /* the last ones stand in the workbook only */
        notes = group_notes(d, groups, count, width);
        count = (ptrdiff_t)fmax(1, floor((bottom - y - stack_height(d, &notes)) / row_least));
        notes = group_notes(d, groups, groups->row_count - count, width);
        room = bottom - y - stack_height(d, &notes);
    }
    GroupLook look = look_of(fmin(ROW_MOST, room / (double)count));
    draw_table(d, groups, count, look, x, y, width);
    return stack_draw(d, &notes, x, y + (double)count * look.pitch);
}
