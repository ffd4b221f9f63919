/* Figures from outside, in the board's summary and on a brief's second page. */
#include "tree.h"

void tree_benchmarks(Tree *tree, const Report *report)
{
    const BenchmarksModel *model = &report->benchmarks;
    if (model->row_count == 0)
        return;
    tree_open(tree, "benchmarks", model->head);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        tree_open(tree, "benchmark", row->sentence);
        tree_say(tree, "units", row->units_text);
        tree_say(tree, "source", row->line);
        tree_close(tree);
    }
    tree_say(tree, "note", model->fixed_note);
    tree_close(tree);
}
