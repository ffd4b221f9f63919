/* Page 9, the list beside a map: names for its numbers; alone on the page, a table of every number.
 */
#include "page_drivers.h"

#include <math.h>

enum { LIST_ROW_LEAST = 9, LIST_ROW_MOST = 16 };

typedef struct ListLook {
    double leading, size;
    ptrdiff_t shown;
} ListLook;

static ListLook list_look(const DrawnPanel *panel)
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

static Str list_name(const Drawing *d, const DrawnPanel *panel, const DriverRow *row)
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

static void list_heads(const Drawing *d, const DrawnPanel *panel, double y)
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

static void list_row(const Drawing *d, const DrawnPanel *panel, const DriverRow *row, double size,
                     double y)
{
    TextStyle name = drivers_label_style(d, row, size),
              action = drawing_style(d, drivers_stands_out(row) ? FONT_BOLD : FONT_REGULAR, size,
                                     drivers_stands_out(row) ? drivers_colour(row->action)
                                                             : COLOUR_GREY_TEXT),
              number = drawing_style_end(d, FONT_SEMIBOLD, size, COLOUR_INK),
              faint = drawing_style_end(d, FONT_REGULAR, size, COLOUR_GREY_TEXT);
    double x = panel->list_x, name_width = list_ends[0] - 26;
    canvas_begin(d->canvas, TAG_TR);
    list_cell(d, TAG_TD, x, y, name,
              canvas_shorten(d->canvas, d->arena, name, list_name(d, panel, row), name_width));
    list_number(d, x + list_ends[0], y, number, row->share_text,
                drivers_key(d, panel->model, row, ".share"));
    list_number(d, x + list_ends[1], y, faint, list_interval(d, row),
                drivers_key(d, panel->model, row, "#interval"));
    list_number(d, x + list_ends[2], y, number, row->performance_text,
                drivers_key(d, panel->model, row, ".performance"));
    list_cell(d, TAG_TD, x + list_ends[3], y, action,
              canvas_shorten(d->canvas, d->arena, action, row->action_text,
                             panel->list_width - list_ends[3]));
    canvas_end(d->canvas, TAG_TR);
}

static void list_rest(const Drawing *d, const DrawnPanel *panel, ListLook look, double y)
{
    ptrdiff_t more = panel->model->row_count - look.shown;
    if (more > 0)
        drawing_say_fit(d, TAG_P, panel->list_x, y, panel->list_width,
                        drawing_style(d, FONT_REGULAR, look.size, COLOUR_GREY_TEXT),
                        WORDS(d->arena, d->report->language, WORD_DRIVERS_LIST_MORE,
                              num_show_count(d->arena, more, d->report->language)));
}

void drivers_table_draw(const Drawing *d, const DrawnPanel *panel)
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

void drivers_list_draw(const Drawing *d, const DrawnPanel *panel)
{
    ListLook look = list_look(panel);
    double y = panel->map.y + look.leading * 0.7;
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (ptrdiff_t i = 0; i < look.shown; i++, y += look.leading) {
        const DriverRow *row = &panel->model->rows[i];
        TextStyle style = drivers_label_style(d, row, look.size);
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
