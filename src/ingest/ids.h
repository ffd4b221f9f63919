/* ids.h: which answer ids a source has had, in eight bytes each.
 *
 * A slot holds 24 bits of the id's hash and the place of its row in the (mapped) files; the id
 * itself is read again there when the bits agree. */
#ifndef CXEX_INGEST_IDS_H
#define CXEX_INGEST_IDS_H

#include <cxex/base.h>

/* Reads the id of the row at a place again: its hash, and whether it is the same as `id` (NULL:
 * only the hash is wanted). */
typedef struct IdRow {
    uint64_t hash;
    bool same;
} IdRow;
typedef IdRow IdReader(void *context, ptrdiff_t place, const Str *id);

typedef struct IdTable {
    Arena *arena;
    uint64_t *slots; /* 0: free; else tag · 2^40 + place + 1 */
    ptrdiff_t len, cap;
    IdReader *read;
    void *context;
} IdTable;

/* `expected` rows: so that the table is made once. */
void ids_open(Arena *arena, IdTable *table, ptrdiff_t expected, IdReader *read, void *context);
static inline void ids_prefetch(const IdTable *table, uint64_t hash)
{
    __builtin_prefetch(&table->slots[hash & (uint64_t)(table->cap - 1)], 1);
}
/* The place of the row that has the id, or -1 after putting `place` there. */
ptrdiff_t ids_find_or_put(IdTable *table, uint64_t hash, Str id, ptrdiff_t place);
/* The row at `old_place` gave way to the one at `new_place`. */
void ids_replace(IdTable *table, uint64_t hash, ptrdiff_t old_place, ptrdiff_t new_place);

#endif
