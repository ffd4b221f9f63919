/* privacy_judge.h: what may be published, by definition: slow, short, and sharing nothing with the
 * program, not even the prime.
 *
 * After publishing there must be no set S of 1 .. k-1 people such that a combination of the
 * published rows lives on S alone, that is, such that leaving out the columns of S lowers the rank.
 * All subsets of at most JUDGE_ATOMS atoms are tried. And no refused sum may be in the rows' span,
 * that is, adding it must raise the rank. */
#ifndef CXEX_TEST_PRIVACY_JUDGE_H
#define CXEX_TEST_PRIVACY_JUDGE_H

#include "reference.h"

#include "cxex/privacy.h"

enum { JUDGE_ATOMS = 64, JUDGE_CANDIDATES = 256, JUDGE_PRIME = 998244353 };

typedef struct Case {
    int64_t n[JUDGE_ATOMS];
    ptrdiff_t atom_count;
    ptrdiff_t atoms[JUDGE_CANDIDATES][JUDGE_ATOMS];
    Candidate candidates[JUDGE_CANDIDATES];
    ptrdiff_t candidate_count;
    int k;
} Case;

static inline uint64_t judge_power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1) {
        result = exponent & 1 ? result * base % JUDGE_PRIME : result;
        base = base * base % JUDGE_PRIME;
    }
    return result;
}

/* Rank of the taken candidates' rows, and of `more` (-1: none), without the columns left out. */
static inline ptrdiff_t judge_rank(const Case *one, const bool *taken, ptrdiff_t more,
                                   unsigned left_out)
{
    static uint64_t rows[JUDGE_CANDIDATES][JUDGE_ATOMS];
    ptrdiff_t count = 0, rank = 0;
    for (ptrdiff_t c = 0; c < one->candidate_count; c++) {
        if (!taken[c] && c != more)
            continue;
        memset(rows[count], 0, sizeof rows[count]);
        for (ptrdiff_t i = 0; i < one->candidates[c].atom_count; i++) {
            ptrdiff_t atom = one->candidates[c].atoms[i];
            if (one->n[atom] > 0 && !(left_out >> atom & 1))
                rows[count][atom] = 1;
        }
        count++;
    }
    for (ptrdiff_t column = 0; column < one->atom_count; column++) {
        ptrdiff_t pivot = rank;
        while (pivot < count && rows[pivot][column] == 0)
            pivot++;
        if (pivot == count)
            continue;
        for (ptrdiff_t j = 0; j < one->atom_count; j++) {
            uint64_t swap = rows[pivot][j];
            rows[pivot][j] = rows[rank][j];
            rows[rank][j] = swap;
        }
        uint64_t inverse = judge_power(rows[rank][column], JUDGE_PRIME - 2);
        for (ptrdiff_t i = rank + 1; i < count; i++) {
            uint64_t factor = (JUDGE_PRIME - rows[i][column]) * inverse % JUDGE_PRIME;
            for (ptrdiff_t j = 0; factor != 0 && j < one->atom_count; j++)
                rows[i][j] = (rows[i][j] + factor * rows[rank][j]) % JUDGE_PRIME;
        }
        rank++;
    }
    return rank;
}

static inline int64_t judge_people(const Case *one, ptrdiff_t c)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < one->candidates[c].atom_count; i++)
        people += one->n[one->candidates[c].atoms[i]];
    return people;
}

static inline bool judge_isolates(const Case *one, const bool *taken)
{
    ptrdiff_t rank = judge_rank(one, taken, -1, 0);
    assert_true(one->atom_count <= 20);
    for (unsigned set = 1; set < 1u << one->atom_count; set++) {
        int64_t people = 0;
        bool real = true;
        for (ptrdiff_t a = 0; a < one->atom_count; a++) {
            people += (set >> a & 1) ? one->n[a] : 0;
            real = real && (!(set >> a & 1) || one->n[a] > 0);
        }
        if (real && people < one->k && judge_rank(one, taken, -1, set) < rank)
            return true;
    }
    return false;
}

static inline bool judge_reveals(const Case *one, const bool *taken)
{
    ptrdiff_t rank = judge_rank(one, taken, -1, 0);
    for (ptrdiff_t c = 0; c < one->candidate_count; c++) {
        if (one->candidates[c].refused && judge_people(one, c) > 0 &&
            judge_rank(one, taken, c, 0) == rank)
            return true;
    }
    return false;
}

static inline void judge_by_definition(const Case *one, Publish *out)
{
    bool taken[JUDGE_CANDIDATES] = {0};
    for (ptrdiff_t c = 0; c < one->candidate_count; c++) {
        int64_t people = judge_people(one, c);
        if (people < one->k || one->candidates[c].refused) {
            out[c] = people == 0 ? PUBLISH_EMPTY : PUBLISH_PRIMARY;
            continue;
        }
        taken[c] = true;
        out[c] = judge_isolates(one, taken) || judge_reveals(one, taken) ? PUBLISH_SECONDARY
                                                                         : PUBLISH_PUBLISHED;
        taken[c] = out[c] == PUBLISH_PUBLISHED;
    }
}

/* ---- Made-up cases ---- */

static inline uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

static inline Candidate *put_candidate(Case *one, const ptrdiff_t *atoms, ptrdiff_t count)
{
    ptrdiff_t c = one->candidate_count++;
    assert_true(c < JUDGE_CANDIDATES);
    memcpy(one->atoms[c], atoms, (size_t)count * sizeof *atoms);
    one->candidates[c] = (Candidate){.atoms = one->atoms[c], .atom_count = count};
    return &one->candidates[c];
}

#endif
