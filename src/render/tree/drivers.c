/* Page 9 as text: the panels, what to do first, and the notes. */
#include "tree.h"

static void say_text(Tree *tree, const char *before, Str text)
{
    if (text.len == 0)
        return;
    buffer_addf(&tree->text, "%s", before);
    buffer_add(&tree->text, text);
}

/* "1 Sau mua = 26,1% (25,1 … 27,2), 59,6 n 27.061: Sửa trước" */
static void say_row(Tree *tree, const DriverRow *row)
{
    tree_indent(tree);
    buffer_addf(&tree->text, "%d ", row->number);
    buffer_add(&tree->text, row->name);
    say_text(tree, " = ", row->share_text);
    say_text(tree, "% (", row->lo_text);
    say_text(tree, " … ", row->hi_text);
    say_text(tree, "), ", row->performance_text);
    say_text(tree, " n ", row->n_text);
    say_text(tree, ": ", row->action_text);
    buffer_add_byte(&tree->text, '\n');
}

static void say_panel(Tree *tree, const DriversPanel *panel)
{
    tree_open(tree, "panel", panel->head);
    tree_say(tree, "refused", panel->sentence);
    for (ptrdiff_t i = 0; i < panel->row_count; i++)
        say_row(tree, &panel->rows[i]);
    tree_say(tree, "summary", panel->summary);
    for (ptrdiff_t i = 0; i < panel->note_count; i++)
        tree_say(tree, "note", panel->notes[i]);
    if (panel->row_count > 0) {
        tree_scale(tree, panel->x_lo, panel->x_hi);
        tree_scale(tree, panel->y_lo, panel->y_hi);
    }
    tree_close(tree);
}

void tree_drivers(Tree *tree, const Report *report)
{
    const DriversModel *model = &report->drivers;
    for (int i = 0; i < model->panel_count; i++)
        say_panel(tree, &model->panels[i]);
    tree_say(tree, "axis", model->axis_x);
    tree_say(tree, "axis", model->axis_y);
    for (int i = 0; i < DRIVER_ACTION_COUNT; i++)
        tree_say(tree, "action", model->actions[i]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(model->heads); i++)
        tree_say(tree, "head", model->heads[i]);
    tree_say(tree, "map", model->map_head);
    tree_say(tree, "map", model->map_note);
    tree_say(tree, "todo", model->todo_head);
    for (int i = 0; i < model->todo_count; i++)
        tree_say(tree, "todo", model->todo[i]);
    tree_say(tree, "note", model->note);
}
