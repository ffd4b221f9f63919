/* Pages 7 and 8 as text. */
#include "tree.h"

#include <math.h>

static const char *mark_sign(ChangeMark mark)
{
    return mark == CHANGE_UP ? " ▲" : mark == CHANGE_DOWN ? " ▼" : "";
}

/* "Sau mua = 63,7 ▼", then the figure; the weakest with its name before it. */
static void say_cell(Tree *tree, const JourneyColumn *column, const JourneyCell *cell, bool weakest)
{
    tree_indent(tree);
    buffer_add(&tree->text, column->label);
    buffer_addf(&tree->text, weakest ? " (weakest) = " : " = ");
    buffer_add(&tree->text, cell->text);
    buffer_addf(&tree->text, "%s\n", mark_sign(cell->rest_mark));
    tree->depth++;
    tree_estimate(tree, "", &cell->figure);
    tree->depth--;
}

static void say_row(Tree *tree, const JourneyModel *model, const JourneyRow *row)
{
    tree_open(tree, row->company ? "company" : row->parent_row ? "parent" : "unit", row->name);
    tree_estimate(tree, "", &row->count);
    tree_estimate(tree, "", &row->index.figure);
    tree_say(tree, "sentence", row->sentence);
    for (ptrdiff_t i = 0; i < model->column_count && row->sentence.len == 0; i++)
        say_cell(tree, &model->columns[i], &row->cells[i], i == row->weakest);
    tree_say(tree, "weakest", row->weakest_text);
    tree_close(tree);
}

void tree_journey(Tree *tree, const Report *report, const Page *page)
{
    const JourneyModel *model = &report->journeys[page->kind == PAGE_JOURNEY_CX ? 0 : 1];
    const Str heads[] = {model->unit_head,    model->n_head,   model->index_head,
                         model->weakest_head, model->now_head, model->previous_head,
                         model->change_head};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heads); i++)
        tree_say(tree, "head", heads[i]);
    for (int g = 0; g < model->group_count; g++)
        tree_say(tree, "group", model->groups[g].head);
    tree_scale(tree, model->scale_lo, model->scale_hi);
    const Str legend[] = {model->low,     model->lo_text, model->middle_text,
                          model->hi_text, model->high,    model->below};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(legend); i++)
        tree_say(tree, "legend", legend[i]);
    say_row(tree, model, &model->rows[0]);
    for (ptrdiff_t i = page->first_row; i < page->first_row + page->row_count; i++)
        say_row(tree, model, &model->rows[i]);
    tree_say(tree, "marks", model->marks_note);
    tree_say(tree, "hidden", model->hidden_note);
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        tree_say(tree, "note", model->notes[i]);
}
