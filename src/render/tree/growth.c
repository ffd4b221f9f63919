#include "tree.h"

static void say_directions(Tree *tree, const GrowthModel *model)
{
    tree_open(tree, "directions", model->directions_head);
    for (ptrdiff_t i = 0; i < model->direction_count; i++) {
        const LinkDirectionRow *row = &model->directions[i];
        tree_open(tree, "link", row->label);
        tree_say(tree, "unit", row->measure);
        tree_say(tree, "better", row->lower_is_better ? S("lower") : STR_NONE);
        tree_number(tree, "", &row->number);
        if (row->number.refused.len == 0) {
            tree_indent(tree);
            buffer_addf(&tree->text, "partial r: %.3f [%.3f %.3f]\n", row->r, row->r_lo, row->r_hi);
        }
        tree_close(tree);
    }
    tree_say(tree, "note", model->directions_note);
    tree_close(tree);
}

static void say_what_if(Tree *tree, const WhatIfModel *model)
{
    tree_open(tree, "what if", model->head);
    tree_say(tree, "usual range", model->usual_text);
    for (ptrdiff_t i = 0; i < model->step_count; i++) {
        const WhatIfStep *step = &model->steps[i];
        tree_open(tree, "step", step->label);
        tree_say(tree, "unit", step->measure);
        tree_number(tree, "", &step->number);
        tree_close(tree);
    }
    tree_say(tree, "note", model->note);
    tree_close(tree);
}

static void say_forecast(Tree *tree, const ForecastModel *model)
{
    tree_open(tree, "forecast", model->head);
    tree_say(tree, "says", model->sentence);
    if (model->moved.refused.len == 0) {
        tree_say(tree, "moved label", model->moved_label);
        tree_number(tree, "moved", &model->moved);
        tree_say(tree, "expected label", model->expected_label);
        tree_number(tree, "expected", &model->expected);
        tree_say(tree, "came label", model->came_label);
        tree_number(tree, "came", &model->came);
        tree_say(tree, "miss label", model->miss_label);
        tree_number(tree, "miss", &model->miss);
    }
    tree_close(tree);
}

void tree_mirrors(Tree *tree, const GrowthModel *model)
{
    if (model->mirror_count == 0)
        return;
    tree_open(tree, "mirrors", model->mirrors_head);
    for (int i = 0; i < CX_COUNTOF(model->mirror_heads); i++)
        tree_say(tree, "head", model->mirror_heads[i]);
    for (ptrdiff_t i = 0; i < model->mirror_count; i++) {
        const MirrorRow *row = &model->mirrors[i];
        tree_open(tree, "pair", STR_NONE);
        tree_say(tree, "customers", row->cx_label);
        tree_estimate(tree, "", &row->cx);
        tree_say(tree, "employees", row->ex_label);
        tree_estimate(tree, "", &row->ex);
        tree_number(tree, "", &row->correlation);
        tree_close(tree);
    }
    tree_say(tree, "note", model->mirrors_note);
    tree_close(tree);
}

static void say_matrix(Tree *tree, const MatrixModel *model)
{
    if (model->row_count == 0 || model->column_count == 0)
        return;
    tree_open(tree, "matrix", model->head);
    tree_say(tree, "refused", model->refused);
    for (ptrdiff_t c = 0; c < model->column_count; c++)
        tree_say(tree, "stage", model->column_labels[c]);
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        tree_open(tree, "factor", model->row_labels[r]);
        for (ptrdiff_t c = 0; c < model->column_count; c++)
            tree_number(tree, "", &model->cells[r * model->column_count + c]);
        tree_close(tree);
    }
    tree_say(tree, "note", model->note);
    tree_close(tree);
}

void tree_growth(Tree *tree, const Report *report)
{
    const GrowthModel *model = &report->growth;
    if (!report_find_page(report, PAGE_GROWTH))
        return;
    say_directions(tree, model);
    say_what_if(tree, &model->what_if);
    say_forecast(tree, &model->forecast);
    tree_mirrors(tree, model);
    say_matrix(tree, &model->matrix);
}
