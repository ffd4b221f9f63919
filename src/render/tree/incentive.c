/* Page 13 as text: the gate, the curve, the score and what it pays. */
#include "tree.h"

void tree_incentive(Tree *tree, const Report *report)
{
    const IncentiveModel *model = &report->incentive;
    tree_open(tree, "gate", model->gate_head);
    tree_say(tree, "ratio", model->ratio_text);
    tree_say(tree, "plan", model->of_plan);
    tree_say(tree, "gate", model->gate_text);
    tree_close(tree);
    tree_open(tree, "payout", model->payout_head);
    tree_say(tree, "payout", model->payout_text);
    tree_say(tree, "interval", model->interval_text);
    tree_say(tree, "within", model->within_text);
    tree_close(tree);
    tree_estimate(tree, "score", &model->score);
    tree_say(tree, "point", model->point_label);
    tree_say(tree, "threshold", model->threshold_label);
    tree_say(tree, "target", model->target_label);
    tree_say(tree, "cap", model->cap_label);
    tree_say(tree, "axis", model->axis_x);
    tree_say(tree, "axis", model->axis_y);
    tree_say(tree, "principle", model->principle);
}
