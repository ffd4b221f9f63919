/* Page 3 and the six duties as text. */
#include "tree.h"

static void say_number(Tree *tree, const char *name, const LinkNumber *number)
{
    if (number->sentence.len == 0)
        return;
    tree_open(tree, name, number->sentence);
    tree_say(tree, "refused", number->refused);
    tree_say(tree, "value", number->text);
    tree_say(tree, "low", number->lo_text);
    tree_say(tree, "high", number->hi_text);
    tree_close(tree);
}

static void say_floor(Tree *tree, const char *name, const HouseFloor *floor)
{
    tree_open(tree, name, floor->head);
    tree_estimate(tree, "", &floor->index);
    tree_say(tree, "interval", floor->interval);
    tree_say(tree, "bars", floor->bars_name);
    for (ptrdiff_t i = 0; i < floor->bar_count; i++) {
        const HouseBar *bar = &floor->bars[i];
        tree_open(tree, i == floor->lowest ? "lowest" : "bar", bar->label);
        tree_estimate(tree, "", &bar->figure);
        tree_scale(tree, bar->axis_lo, bar->axis_hi);
        tree_close(tree);
    }
    tree_say(tree, "note", floor->note);
    tree_close(tree);
}

static void say_roof(Tree *tree, const HouseModel *house)
{
    tree_open(tree, "roof", house->roof_head);
    for (int i = 0; i < house->kpi_count; i++) {
        tree_open(tree, "figure", house->kpis[i].label);
        tree_say(tree, "value", house->kpis[i].text);
        tree_say(tree, "note", house->kpis[i].note);
        tree_close(tree);
    }
    tree_say(tree, "none", house->roof_none);
    tree_close(tree);
}

static void say_duties(Tree *tree, const Report *report)
{
    tree_open(tree, "duties", report->duties_head);
    for (int i = 0; i < DUTY_COUNT; i++) {
        const Duty *duty = &report->duties[i];
        tree_open(tree, "duty", duty->name);
        tree_say(tree, duty->answered ? "answer" : "needs", duty->answer);
        tree_say(tree, "page", duty->page_text);
        tree_close(tree);
    }
    tree_close(tree);
}

void tree_house(Tree *tree, const Report *report)
{
    const HouseModel *house = &report->house;
    say_roof(tree, house);
    say_number(tree, "arrow to growth", &house->cx_to_kpi);
    say_floor(tree, "customers", &house->customers);
    say_number(tree, "arrow to customers", &house->ex_to_cx);
    say_floor(tree, "employees", &house->employees);
    tree_open(tree, "reading", house->reading_head);
    for (int i = 0; i < house->reading_count; i++)
        tree_say(tree, "-", house->reading[i]);
    tree_close(tree);
    tree_open(tree, "published", house->published_head);
    say_number(tree, "own", &house->explained);
    tree_say(tree, "label", house->explained_label);
    tree_say(tree, "beside", house->published_label);
    tree_say(tree, "note", house->published_note);
    tree_close(tree);
    tree_open(tree, "cracks", house->cracks_head);
    for (int i = 0; i < house->crack_count; i++)
        tree_say(tree, "-", house->cracks[i]);
    tree_close(tree);
    tree_say(tree, "caution", house->caution);
    say_duties(tree, report);
}
