#include "tree.h"

/* "linkage.correlation = 0,46 (−0,03 … 0,77) [rõ rệt] units 17", then its sentence. */
void tree_number(Tree *tree, const char *name, const LinkNumber *number)
{
    if (number->id.len == 0)
        return;
    tree_indent(tree);
    buffer_addf(&tree->text, "%s%s%.*s", name, name[0] ? " " : "", STR_ARG(number->id));
    if (number->refused.len > 0)
        buffer_addf(&tree->text, " refused %.*s", STR_ARG(number->refused));
    else
        buffer_addf(&tree->text, " = %.*s", STR_ARG(number->text));
    if (number->lo_text.len > 0)
        buffer_addf(&tree->text, " (%.*s … %.*s)", STR_ARG(number->lo_text),
                    STR_ARG(number->hi_text));
    if (number->verdict.len > 0)
        buffer_addf(&tree->text, " [%.*s]%s", STR_ARG(number->verdict),
                    number->clear ? " clear" : "");
    if (number->n > 0)
        buffer_addf(&tree->text, " n %lld", (long long)number->n);
    if (number->units > 0)
        buffer_addf(&tree->text, " units %lld", (long long)number->units);
    buffer_add_byte(&tree->text, '\n');
    tree->depth++;
    tree_say(tree, "says", number->sentence);
    tree->depth--;
}

static void say_scatter(Tree *tree, const LinkScatter *scatter)
{
    tree_open(tree, scatter->within ? "scatter within" : "scatter between", scatter->head);
    tree_say(tree, "note", scatter->note);
    tree_say(tree, "x", scatter->axis_x);
    tree_say(tree, "y", scatter->axis_y);
    tree_scale(tree, scatter->x_lo, scatter->x_hi);
    tree_scale(tree, scatter->y_lo, scatter->y_hi);
    tree_indent(tree);
    buffer_addf(&tree->text, "line: slope %.4g from %.4g; band of %td\n", scatter->slope,
                scatter->intercept, scatter->band_count);
    for (ptrdiff_t i = 0; i < scatter->dot_count; i++) {
        const LinkDot *dot = &scatter->dots[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "%.*s%s%.*s: %.*s %.*s\n", STR_ARG(dot->unit),
                    dot->period.len > 0 ? " " : "", STR_ARG(dot->period), STR_ARG(dot->x_text),
                    STR_ARG(dot->y_text));
    }
    tree_close(tree);
}

static void say_groups(Tree *tree, const LinkGroups *groups)
{
    tree_open(tree, "groups", groups->head);
    tree_say(tree, "refused", groups->refused);
    tree_say(tree, "top", groups->top_head);
    tree_say(tree, "bottom", groups->bottom_head);
    tree_say(tree, "members", groups->members);
    for (ptrdiff_t i = 0; i < groups->row_count; i++) {
        const LinkGroupRow *row = &groups->rows[i];
        tree_open(tree, "measure", row->label);
        tree_say(tree, "unit", row->measure);
        tree_say(tree, "better", row->lower_is_better ? S("lower") : STR_NONE);
        tree_say(tree, "top", row->top_text);
        tree_say(tree, "bottom", row->bottom_text);
        tree_number(tree, "difference", &row->diff);
        tree_say(tree, "p", row->p_text);
        tree_close(tree);
    }
    tree_say(tree, "note", groups->note);
    tree_close(tree);
}

void tree_link(Tree *tree, const Report *report)
{
    const LinkModel *model = &report->link_page;
    if (!report_find_page(report, PAGE_LINK))
        return;
    say_scatter(tree, &model->scatter);
    tree_say(tree, "lag refused", model->lag_refused);
    tree_say(tree, "forward head", model->forward_head);
    tree_number(tree, "forward", &model->forward);
    tree_say(tree, "back head", model->back_head);
    tree_number(tree, "back", &model->back);
    tree_number(tree, "direction", &model->direction);
    tree_say(tree, "limits", model->limits);
    say_groups(tree, &model->groups);
    tree_say(tree, "explained head", model->explained_head);
    tree_number(tree, "explained", &model->explained);
    tree_number(tree, "two thirds", &model->two_thirds);
    tree_say(tree, "two thirds mark", model->ibm_note.len > 0 ? model->published_label : STR_NONE);
    tree_say(tree, "ibm note", model->ibm_note);
    tree_number(tree, "most", &model->most);
    tree_number(tree, "correlation", &model->correlation);
    tree_number(tree, "ranks", &model->rank_correlation);
    tree_number(tree, "slope", &model->slope);
    tree_number(tree, "weighted", &model->weighted);
    tree_say(tree, "not in", model->not_in);
    tree_say(tree, "fallacy", model->fallacy_note);
    tree_open(tree, "published elsewhere", model->claims_head);
    for (ptrdiff_t i = 0; i < model->claim_count; i++) {
        tree_say(tree, "claim", model->claims[i].text);
        tree_say(tree, "source", model->claims[i].source);
    }
    tree_close(tree);
    if (!report_find_page(report, PAGE_GROWTH)) /* they stand here then */
        tree_mirrors(tree, &report->growth);
}
