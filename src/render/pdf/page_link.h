/* page_link.h: what the files of page 10 share: the two columns and texts stacked in them. */
#ifndef RENDER_PDF_PAGE_LINK_H
#define RENDER_PDF_PAGE_LINK_H

#include "drawing.h"

enum { LINK_TOP = 112, LINK_BOTTOM = FOOT_RULE_Y - 10 };
enum { LINK_LEFT_WIDTH = 366, LINK_RIGHT_X = 438, LINK_RIGHT_WIDTH = PAGE_WIDTH - MARGIN - 438 };

/* Paragraphs one under another: measured first, so that what stands above or below them gets the
 * room that is left. */
typedef struct StackText {
    FontWeight weight;
    ColourRole colour;
    double size_pt, leading_pt;
    double before; /* air above, beside the leading */
    Str text;      /* empty: nothing stands there */
    int lines;     /* at most, then it is cut; 0: no limit */
    Str key;       /* of the numbers that it tells (canvas.h); empty: of several, or of none */
} StackText;
typedef struct Stack {
    StackText items[16];
    int count;
    double width;
} Stack;
/* `before`: air above it. */
StackText stack_text(FontWeight weight, ColourRole colour, double size_pt, double before, Str text);
void stack_add(Stack *stack, StackText text);
double stack_height(const Drawing *d, const Stack *stack);
/* y: the top. Gives the bottom. */
double stack_draw(const Drawing *d, const Stack *stack, double x, double y);

/* Head of a block, in capitals, cut to the width. */
void link_head(const Drawing *d, double x, double y, double width, Str text);
/* Good, bad, or grey where nothing is clear. */
ColourRole link_colour(const LinkNumber *number, bool lower_is_better);
/* The key under which an element shows the number (canvas.h); empty where it was refused. */
Str link_key(const LinkNumber *number);
/* The same for a sentence that tells it among other words. */
StackText link_said(const LinkNumber *number, StackText text);
/* "1,9 đến 5,6" */
Str link_interval(const Drawing *d, const LinkNumber *number);
/* Set smaller, down to 6.5, before it is cut. */
TextStyle link_fitting(const Drawing *d, TextStyle style, Str text, double width);
/* A cell's text, cut to its width. */
void link_cell(const Drawing *d, Tag tag, double x, double y, double width, TextStyle style,
               Str text);

/* page_link_scatter.c */
void link_scatter_draw(const Drawing *d, const LinkScatter *scatter, Box box);
/* page_link_groups.c */
/* Draws as many rows as there is room for. Gives the bottom. */
double link_groups_draw(const Drawing *d, const LinkGroups *groups, double x, double y,
                        double width, double bottom);

#endif
