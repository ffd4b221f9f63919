/* isolate.h: is there a derivable sum over fewer than k people, and which? */
#ifndef CXEX_PRIVACY_ISOLATE_H
#define CXEX_PRIVACY_ISOLATE_H

#include "space.h"

/* `vectors` are independent sums over small atoms only, in systematic form: vector i is the only
 * one that holds pivots[i], with factor 1. Finds a set of atoms of fewer than k people in all that
 * carries a combination of them. */
bool isolate_find(Arena *scratch, const Vector *vectors, const ptrdiff_t *pivots, ptrdiff_t count,
                  const int64_t *atom_n, int64_t k, Arena *out, AtomList *isolated);

#endif
