/* comments.h: the comments of a cell, for those files of this module that may read them. */
#ifndef CXEX_PRIVACY_COMMENTS_H
#define CXEX_PRIVACY_COMMENTS_H

#include <cxex/privacy.h>

typedef LIST_OF(ptrdiff_t) CommentIndices; /* in SideTally.comments */
CommentIndices comments_of(Arena *arena, const Tally *tally, Side side, ptrdiff_t scope,
                           ptrdiff_t window);
int64_t comments_count(const SideTally *side, ptrdiff_t unit, ptrdiff_t period);
/* Whether anything that people wrote there may be told at all: the cell is shown and holds at
 * least comment_minimum rows. */
bool comments_told(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                   ptrdiff_t window);
/* Whether themes or pairs of syllables may be counted there: also published by this pack itself,
 * not withheld by the pass over comments, and holding as many comments. */
bool comments_counted(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                      ptrdiff_t window, ptrdiff_t comments);
/* The best quotations of these comments, by the rules of privacy_quotations. */
ptrdiff_t comments_quote(Arena *arena, const SideTally *side, const Redactor *redactor,
                         CommentIndices indices, Quotation *out, ptrdiff_t most);

#endif
