/* Page 9: importance beside performance, a panel for each side, and what to do first. The page is
 * filled from its foot upwards: the notes take what they need and the maps get the rest. */
#include "page_drivers.h"

#include <math.h>

enum { GUTTER = 24, TOP = 122, MAP_INSET = 28, LIST_GAP = 10, LIST_NARROW = 122 };
enum { NOTE_BASELINE = FOOT_RULE_Y - 8, TODO_INSET = 16, TODO_LINES = 3, NOTES_MOST = 9 };
enum { MAP_LEAST = 120 };
static const double SUMMARY_DROP = 40, NOTE_LEADING = 9.5, TODO_LEADING = 12.5;

/* ---- A panel ---- */

static void set_map(DrawnPanel *panel, double top, double bottom)
{
    double list = panel->list_width > 0 ? panel->list_width + LIST_GAP : 0;
    panel->map = (Box){panel->x + MAP_INSET, top, panel->width - MAP_INSET - list, bottom - top};
    panel->score = (Axis){panel->map.x, panel->map.width, panel->model->x_lo, panel->model->x_hi};
    panel->list_x = panel->x + panel->width - panel->list_width;
}

static void draw_refused(const Drawing *d, const DrawnPanel *panel, double top)
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

static void draw_panel(const Drawing *d, DrawnPanel *panel, double top, double bottom)
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
    if (!drivers_names_fit(d, panel)) {
        panel->numbered = true;
        panel->list_width = panel->wide ? panel->list_width : LIST_NARROW;
        set_map(panel, top, bottom);
    }
    drivers_map_draw(d, panel, top, bottom);
    if (panel->wide)
        drivers_table_draw(d, panel);
    else if (panel->numbered)
        drivers_list_draw(d, panel);
}

/* ---- Below: R² and notes, what to do first, how to read it ---- */

typedef struct PanelNotes {
    TextStyle style;
    TextLines lines;
} PanelNotes;

static PanelNotes notes_of(const Drawing *d, const DrawnPanel *panel)
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

static void draw_notes(const Drawing *d, const DrawnPanel *panel, const PanelNotes *notes, double y)
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

static void set_columns(const DriversModel *model, DrawnPanel panels[2])
{
    for (int i = 0; i < model->panel_count; i++)
        panels[i] = (DrawnPanel){.model = &model->panels[i],
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
    DrawnPanel panels[2] = {0};
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
