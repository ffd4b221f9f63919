/* tree.h: what the files that print the report model as text share. */
#ifndef CXEX_RENDER_TREE_H
#define CXEX_RENDER_TREE_H

#include <cxex/render.h>

typedef struct Tree {
    Buffer text;
    int depth;
} Tree;

void tree_indent(Tree *tree);
/* "name: text"; nothing where the report says nothing. */
void tree_say(Tree *tree, const char *name, Str text);
void tree_open(Tree *tree, const char *name, Str text); /* and one deeper */
void tree_close(Tree *tree);
void tree_scale(Tree *tree, double lo, double hi);
/* "cx.index = 74,2 (73,1 … 75,3) n 4.701; change +1,8 ▲; target 75, −0,8, đạt" */
void tree_estimate(Tree *tree, const char *name, const Estimate *estimate);

/* "linkage.correlation = 0,46 (−0,03 … 0,77) [rõ rệt] units 17", then its sentence. */
void tree_number(Tree *tree, const char *name, const LinkNumber *number);
void tree_mirrors(Tree *tree, const GrowthModel *model);

/* The pages of the link between the halves, a file each. */
void tree_house(Tree *tree, const Report *report);
void tree_journey(Tree *tree, const Report *report, const Page *page);
void tree_drivers(Tree *tree, const Report *report);
void tree_link(Tree *tree, const Report *report);
void tree_growth(Tree *tree, const Report *report);
void tree_voices(Tree *tree, const Report *report);
void tree_promises(Tree *tree, const Report *report);
void tree_incentive(Tree *tree, const Report *report);
void tree_benchmarks(Tree *tree, const Report *report);

#endif
