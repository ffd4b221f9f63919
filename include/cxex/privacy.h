/* privacy.h: from counts alone, before anything is scored: which cells and which questions may be
 * published (metrics.md §7). After this a hidden figure is never computed.
 *
 * Candidates come in this order: by end period; within one the company (its period, then `all`,
 * which ends with the last period), then the units by n descending, name ascending. Rows without a
 * unit are an atom of the company.
 *
 * The question pass runs for each question that has 1 to k-1 answers in some published cell, over
 * all candidates ordered by its own answers; a cell without any is empty, not withheld. The person
 * means (engagement, factors) are passed in the same way, by the rows they score: one more than
 * metrics.md asks for.
 *
 * The decisions are those of the plain elimination, for packs of any size in time about linear in
 * their cells, so that no period has to be left out. */
#ifndef CXEX_PRIVACY_H
#define CXEX_PRIVACY_H

#include <cxex/table.h>

typedef enum Publish {
    PUBLISH_EMPTY,
    PUBLISH_PRIMARY,
    PUBLISH_SECONDARY,
    PUBLISH_PUBLISHED
} Publish;

/* Scope 0 is the company; scope u > 0 is unit u. Window t < period_count is a period; window
 * period_count is `all` (company only). */
typedef struct Published {
    ptrdiff_t scope_count, window_count;
    Publish *state[SIDE_COUNT]; /* [scope·window_count + window] */
    bool *question[SIDE_COUNT]; /* [(scope·window_count + window)·question_count + q]: withheld by
                                   the question pass */
    bool *mean[SIDE_COUNT];     /* the same for person means */
    int64_t *n[SIDE_COUNT];     /* rows of the cell */
} Published;

const Published *privacy_decide(Arena *arena, const Tally *tally);
Publish privacy_state(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window);
bool privacy_shown(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window);
bool privacy_question_withheld(const Published *published, const Tally *tally, Side side,
                               ptrdiff_t scope, ptrdiff_t window, ptrdiff_t question);
bool privacy_mean_withheld(const Published *published, const Tally *tally, Side side,
                           ptrdiff_t scope, ptrdiff_t window, ptrdiff_t mean);

/* The algorithm itself (for the reference cases): atoms with n respondents, candidates as index
 * sets in priority order. */
typedef struct Candidate {
    const ptrdiff_t *atoms;
    ptrdiff_t atom_count;
    bool given; /* accepted unconditionally (ledger) */
} Candidate;
void privacy_publish(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count,
                     const Candidate *candidates, ptrdiff_t candidate_count, int k, Publish *out);

#endif
