/* isolate.h: is there a derivable sum over fewer than k people, and which? */
#ifndef CXEX_PRIVACY_ISOLATE_H
#define CXEX_PRIVACY_ISOLATE_H

#include "space.h"

/* Does the vector plus some combination of the rows live on fewer than k people? Then *isolated
 * gets their atoms. The vector is no combination of the rows; all atoms are below atom_count.
 * *effort: how many rows may be looked at, which is counted down. Below 0 the answer is yes, for
 * nobody can say in time, and *isolated is empty. */
bool isolate_find(Arena *scratch, Vector vector, const Vector *rows, ptrdiff_t row_count,
                  const int64_t *atom_n, ptrdiff_t atom_count, int64_t k, int64_t *effort,
                  AtomList *isolated);

#endif
