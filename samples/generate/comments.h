/* comments.h: a comment put together from what a company's people say. */
#ifndef SAMPLES_COMMENTS_H
#define SAMPLES_COMMENTS_H

#include <stdio.h>

#include "random.h"

enum { COMMENT_BYTES = 400 };

static int comment_count(const char *const *texts, int most)
{
    int n = 0;
    while (n < most && texts[n])
        n++;
    return n;
}

/* A word on one theme, good or bad, with something behind it or not. */
static void comment_write(char out[COMMENT_BYTES], const char *const *texts, int most,
                          const char *const *tails, int tail_n, Rng *rng)
{
    int text = rng_below(rng, comment_count(texts, most));
    snprintf(out, COMMENT_BYTES, "%s%s", texts[text], tails[rng_below(rng, tail_n)]);
}

#endif
