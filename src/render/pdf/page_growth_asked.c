/* Page 10: questions that both sides answer, and factors beside stages. */
#include "page_growth.h"

#include <math.h>

enum { HEADS = 14, TEXT = 9 };

/* ---- Mirror pairs ---- */

typedef struct MirrorColumns {
    double cx, cx_end, ex, ex_end, r; /* left ends of names, right ends of numbers */
    double name;                      /* width of a name */
} MirrorColumns;

static MirrorColumns columns_of(Box room)
{
    enum { VALUE = 66, R = 84, GAP = 8 };
    double name = (room.width - 2 * VALUE - R - 3 * GAP) / 2;
    double cx_end = room.x + name + VALUE, ex = cx_end + GAP, ex_end = ex + name + VALUE;
    return (MirrorColumns){room.x, cx_end, ex, ex_end, ex_end + GAP + GAP, name};
}

/* In two lines where the row has room for them. */
static void draw_name(const Drawing *d, Tag tag, double x, double y, double width, double pitch,
                      Str name)
{
    enum { LEADING = 8, TWO_LINES = 18 };
    TextStyle style = drawing_style(d, FONT_REGULAR, 8, COLOUR_INK);
    bool wraps = pitch >= TWO_LINES && canvas_text_width(d->canvas, style, name) > width;
    if (wraps)
        style.size_pt = 7.5;
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, name, width, wraps ? 2 : 1);
    canvas_begin_with(d->canvas, tag, (TagInfo){.scope = tag == TAG_TH ? SCOPE_ROW : SCOPE_NONE});
    canvas_lines(d->canvas, x, y - (double)(lines.len - 1) * LEADING / 2, width, LEADING, style,
                 lines);
    canvas_end(d->canvas, tag);
}

static void draw_value(const Drawing *d, const Estimate *estimate, ReportSide side, double end,
                       double y)
{
    enum { INTERVAL = 42 };
    TextStyle style = drawing_style_end(d, FONT_BOLD, 8.5, drawing_side_colour(side));
    TextStyle small = drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    bool shown = estimate->state == ESTIMATE_SHOWN;
    Str interval = shown && estimate->lo_text.len > 0
                       ? WORDS(d->arena, d->report->language, WORD_GROWTH_DASH, estimate->lo_text,
                               estimate->hi_text)
                       : STR_NONE;
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = shown ? drawing_key(d, estimate, "") : STR_NONE});
    double room = fmax(INTERVAL, canvas_text_width(d->canvas, small, interval) + 4);
    canvas_text(d->canvas, end - room, y, style, shown ? estimate->text : S("–"));
    canvas_end(d->canvas, TAG_TD);
    canvas_begin_with(
        d->canvas, TAG_TD,
        (TagInfo){.key = interval.len > 0 ? drawing_key(d, estimate, "#interval") : STR_NONE});
    if (interval.len > 0)
        canvas_text(d->canvas, end, y, small, interval);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_correlation(const Drawing *d, const LinkNumber *number, double x, double y,
                             double width)
{
    TextStyle bold = drawing_style(d, number->clear ? FONT_BOLD : FONT_REGULAR, 8.5,
                                   number->clear ? COLOUR_INK : COLOUR_GREY_TEXT);
    TextStyle small = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = link_key(number)});
    bool refused = number->refused.len > 0;
    double end = canvas_text(d->canvas, x, y, bold, refused ? S("–") : number->text) + 4;
    Str interval = refused ? STR_NONE : link_interval(d, number);
    if (interval.len > 0)
        canvas_text(d->canvas, x + end, y, small,
                    canvas_shorten(d->canvas, d->arena, small, interval, width - end));
    canvas_end(d->canvas, TAG_TD);
}

static void draw_mirror_heads(const Drawing *d, const MirrorColumns *columns, double y)
{
    const GrowthModel *model = &d->report->growth;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    TextStyle end = drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    const struct {
        double x;
        const TextStyle *style;
        int span;
    } heads[] = {{columns->cx, &style, 1},
                 {columns->cx_end, &end, 2},
                 {columns->ex, &style, 1},
                 {columns->ex_end, &end, 2},
                 {columns->r, &style, 1}};
    canvas_begin(d->canvas, TAG_TR);
    for (int i = 0; i < CX_COUNTOF(heads); i++) {
        canvas_begin_with(d->canvas, TAG_TH,
                          (TagInfo){.scope = SCOPE_COLUMN, .column_span = heads[i].span});
        canvas_text(d->canvas, heads[i].x, y, *heads[i].style, model->mirror_heads[i]);
        canvas_end(d->canvas, TAG_TH);
    }
    canvas_end(d->canvas, TAG_TR);
}

double growth_mirrors_draw(const Drawing *d, Box room)
{
    enum { ROW_MOST = 21, ROW_LEAST = 12 };
    const GrowthModel *model = &d->report->growth;
    MirrorColumns columns = columns_of(room);
    link_head(d, room.x, room.y, room.width, model->mirrors_head);
    double y = room.y + HEADS;
    Stack notes = {.width = room.width};
    stack_add(&notes, stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 3, model->mirrors_note));
    double rows = room.y + room.height - y - 4 - stack_height(d, &notes);
    ptrdiff_t most = (ptrdiff_t)fmax(1, floor(rows / ROW_LEAST));
    ptrdiff_t count = model->mirror_count < most ? model->mirror_count : most;
    if (count < model->mirror_count)
        stack_add(&notes, stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 2,
                                     WORDS(d->arena, d->report->language, WORD_LINK_MORE,
                                           num_show_count(d->arena, model->mirror_count - count,
                                                          d->report->language))));
    double pitch = fmax(ROW_LEAST, fmin(ROW_MOST, rows / (double)count));
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = model->mirrors_head});
    draw_mirror_heads(d, &columns, y);
    y += 4;
    for (ptrdiff_t i = 0; i < count; i++, y += pitch) {
        const MirrorRow *row = &model->mirrors[i];
        double at = y + TEXT + (pitch - ROW_LEAST) / 4;
        canvas_begin(d->canvas, TAG_TR);
        draw_name(d, TAG_TH, columns.cx, at, columns.name, pitch, row->cx_label);
        draw_value(d, &row->cx, REPORT_CX, columns.cx_end, at);
        draw_name(d, TAG_TD, columns.ex, at, columns.name, pitch, row->ex_label);
        draw_value(d, &row->ex, REPORT_EX, columns.ex_end, at);
        draw_correlation(d, &row->correlation, columns.r, at, room.x + room.width - columns.r);
        canvas_end(d->canvas, TAG_TR);
        drawing_rule(d, room.x, room.x + room.width, y + pitch - 0.5);
    }
    canvas_end(d->canvas, TAG_TABLE);
    return stack_draw(d, &notes, room.x, y);
}

/* ---- Factors beside stages ---- */

/* Strength is the depth of the colour, sign is its hue and the printed sign: it reads in grey. */
static void draw_ground(const Drawing *d, const LinkNumber *number, Box box)
{
    if (number->refused.len > 0)
        return;
    double strength = fmin(1, fabs(number->value));
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    Paint paint = paint_fill(drawing_colour(d, !number->clear      ? COLOUR_MARK
                                               : number->value > 0 ? COLOUR_CX
                                                                   : COLOUR_EX));
    paint.transparency_01 = 1 - (number->clear ? 0.15 + 0.35 * strength : 0.05 + 0.2 * strength);
    canvas_rect(d->canvas, box, paint);
    if (number->clear)
        canvas_rect(d->canvas, (Box){box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1},
                    paint_line(drawing_colour(d, number->value > 0 ? COLOUR_CX : COLOUR_EX), 1));
    canvas_artifact_end(d->canvas);
}

static void draw_cell(const Drawing *d, const LinkNumber *number, Box box, double size)
{
    TextStyle style = drawing_style_middle(d, number->clear ? FONT_BOLD : FONT_REGULAR, size,
                                           number->clear ? COLOUR_INK : COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = link_key(number)});
    draw_ground(d, number, box);
    canvas_text(d->canvas, box.x + box.width / 2,
                box.y + box.height / 2 + canvas_cap_height(d->canvas, style) / 2, style,
                number->refused.len > 0 ? S("–") : number->text);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_stages(const Drawing *d, const MatrixModel *matrix, double x, double y,
                        double each)
{
    TextStyle style = drawing_style_middle(d, FONT_SEMIBOLD, 7, COLOUR_CX);
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_end(d->canvas, TAG_TH);
    for (ptrdiff_t c = 0; c < matrix->column_count; c++) {
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
        Str label = matrix->column_labels[c];
        TextStyle fit = link_fitting(d, style, label, each - 2);
        canvas_text(d->canvas, x + ((double)c + 0.5) * each, y, fit,
                    canvas_shorten(d->canvas, d->arena, fit, label, each - 2));
        canvas_end(d->canvas, TAG_TH);
    }
    canvas_end(d->canvas, TAG_TR);
}

double growth_matrix_draw(const Drawing *d, Box room)
{
    enum { ROW_MOST = 24, ROW_LEAST = 10, WIDE = 500 };
    const MatrixModel *matrix = &d->report->growth.matrix;
    link_head(d, room.x, room.y, room.width, matrix->head);
    Stack notes = {.width = room.width};
    StackText text = stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 4, matrix->note);
    stack_add(&notes, text);
    double y = room.y + HEADS + 4, rows = room.y + room.height - y - stack_height(d, &notes);
    ptrdiff_t most = (ptrdiff_t)fmax(1, floor((rows - 11) / ROW_LEAST));
    ptrdiff_t count = matrix->row_count < most ? matrix->row_count : most;
    if (count < matrix->row_count) {
        text.text = WORDS(d->arena, d->report->language, WORD_LINK_MORE,
                          num_show_count(d->arena, matrix->row_count - count, d->report->language));
        stack_add(&notes, text);
    }
    double pitch = fmax(ROW_LEAST, fmin(ROW_MOST, rows / (double)count));
    double labels = room.width > WIDE ? 150 : 92;
    double x = room.x + labels, each = (room.width - labels) / (double)matrix->column_count;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = matrix->head});
    draw_stages(d, matrix, x, y - 3, each);
    for (ptrdiff_t r = 0; r < count; r++, y += pitch) {
        canvas_begin(d->canvas, TAG_TR);
        link_cell(d, TAG_TH, room.x, y + pitch / 2 + 2.6, labels - 6,
                  drawing_style(d, FONT_SEMIBOLD, 7.5, COLOUR_EX), matrix->row_labels[r]);
        for (ptrdiff_t c = 0; c < matrix->column_count; c++)
            draw_cell(d, &matrix->cells[r * matrix->column_count + c],
                      (Box){x + (double)c * each + 1, y + 1, each - 2, pitch - 2},
                      pitch >= 13 ? 7.5 : 6.5);
        canvas_end(d->canvas, TAG_TR);
    }
    canvas_end(d->canvas, TAG_TABLE);
    return stack_draw(d, &notes, room.x, y);
}
