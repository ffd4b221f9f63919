/* comments.h: the comments of a cell, for those files of this module that may read them.
 *
 * Nothing here grows with the number of comments: they are gone through where they stand, one text
 * at a time in working room that is given back, and no list of them is made. */
#ifndef CXEX_PRIVACY_COMMENTS_H
#define CXEX_PRIVACY_COMMENTS_H

#include <cxex/privacy.h>

/* Those of one unit and period: SideTally.comments[from,to), the latest day first. */
typedef struct CommentRun {
    ptrdiff_t from, to;
} CommentRun;
typedef LIST_OF(CommentRun) CommentRuns; /* none empty; by unit, period */
CommentRuns comments_of(Arena *arena, const Tally *tally, Side side, ptrdiff_t scope,
                        ptrdiff_t window);
ptrdiff_t comments_len(const CommentRuns *runs);
int64_t comments_count(const SideTally *side, ptrdiff_t unit, ptrdiff_t period);
/* Whether anything that people wrote there may be told at all: the cell is shown and holds at
 * least comment_minimum rows. */
bool comments_told(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                   ptrdiff_t window);
/* Whether themes or pairs of syllables may be counted there: also published by this pack itself,
 * not withheld by the pass over comments, and holding as many comments. */
bool comments_counted(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                      ptrdiff_t window, ptrdiff_t comments);

/* In which of several lists of quotations a comment may stand: a bit for each. */
typedef uint64_t CommentLists(const void *context, Arena scratch, const Comment *comment);
typedef struct QuoteLists {
    ptrdiff_t count, most; /* lists, at most 64; quotations of each */
    Quotation *out;        /* [count·most] */
    ptrdiff_t *found;      /* [count] so many of them */
    CommentLists *lists;   /* NULL: every comment, in the one list */
    const void *context;
} QuoteLists;
/* The best quotations of these comments, by the rules of privacy_quotations. */
void comments_quote(Arena *arena, const SideTally *side, const Redactor *redactor, CommentRuns runs,
                    const QuoteLists *lists);

#endif
