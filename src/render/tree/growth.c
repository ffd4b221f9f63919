#include "tree.h"

void tree_growth(Tree *tree, const Report *report)
{
    (void)tree;
    (void)report;
}
