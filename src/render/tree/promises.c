/* Page 12 as text: tiles, the register's rows, trust beside promises, the loop of suggestions. */
#include "tree.h"

static void say_tiles(Tree *tree, const PromisesModel *model)
{
    for (int i = 0; i < model->tile_count; i++) {
        const RegisterTile *tile = &model->tiles[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "tile %.*s = %.*s; %.*s [%.*s]\n", STR_ARG(tile->label),
                    STR_ARG(tile->text), STR_ARG(tile->note), STR_ARG(tile->key));
    }
}

static void say_row(Tree *tree, const PromiseRow *row)
{
    tree_indent(tree);
    buffer_addf(&tree->text, "%s%.*s | %.*s | %.*s | %.*s | %.*s | %.*s\n", row->current ? "" : "(",
                STR_ARG(row->text), STR_ARG(row->unit), STR_ARG(row->owner), STR_ARG(row->due_text),
                STR_ARG(row->done_text), STR_ARG(row->status_text));
}

static void say_months(Tree *tree, const PromisesModel *model)
{
    for (ptrdiff_t i = 0; i < model->month_count; i++) {
        const DueMonth *month = &model->months[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "due %.*s", STR_ARG(month->label));
        for (int s = 0; s < PROMISE_STATUS_COUNT; s++)
            buffer_addf(&tree->text, " %lld", (long long)month->count[s]);
        buffer_addf(&tree->text, "\n");
    }
}

static void say_units(Tree *tree, const PromisesModel *model)
{
    for (ptrdiff_t i = 0; i < model->unit_count; i++) {
        const RegisterUnit *unit = &model->units[i];
        tree_indent(tree);
        buffer_addf(&tree->text,
                    "unit %.*s: received %lld answered %lld acted %lld; due %lld kept %lld "
                    "late %lld open %lld\n",
                    STR_ARG(unit->name), (long long)unit->received, (long long)unit->answered,
                    (long long)unit->acted, (long long)unit->due, (long long)unit->kept,
                    (long long)unit->late, (long long)unit->open);
    }
}

void tree_promises(Tree *tree, const Report *report)
{
    const PromisesModel *model = &report->promises;
    say_tiles(tree, model);
    tree_open(tree, "register", model->rows_head);
    for (ptrdiff_t i = 0; model->promises && i < CX_COUNTOF(model->heads); i++)
        tree_say(tree, "head", model->heads[i]);
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        say_row(tree, &model->rows[i]);
    tree_say(tree, "none", model->rows_none);
    say_months(tree, model);
    tree_close(tree);
    if (model->promises) {
        tree_say(tree, "trust", model->trust_head);
        tree_say(tree, "trust", model->trust_figure);
        tree_number(tree, "beside", &model->beside);
    }
    if (model->suggestions) {
        tree_open(tree, "voice", model->voice_head);
        for (int i = 0; i < 3; i++) {
            tree_indent(tree);
            buffer_addf(&tree->text, "%.*s = %.*s [%.*s]\n", STR_ARG(model->bars[i].label),
                        STR_ARG(model->bars[i].text), STR_ARG(model->bars[i].key));
        }
        for (ptrdiff_t i = 0; i < model->voice_note_count; i++)
            tree_say(tree, "note", model->voice_notes[i]);
        tree_close(tree);
    }
    say_units(tree, model);
}
