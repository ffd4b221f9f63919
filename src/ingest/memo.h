/* memo.h: what a spelling means, by its bytes as they stand in the file. Units, labels and waves
 * come in few spellings and many rows; each is understood once. */
#ifndef CXEX_INGEST_MEMO_H
#define CXEX_INGEST_MEMO_H

#include <cxex/base.h>

typedef struct MemoSlot {
    const char *s; /* NULL: free; points into the file, which stays open as long as the memo */
    uint32_t len, hash;
    ptrdiff_t value;
} MemoSlot;

typedef struct Memo {
    MemoSlot *slots;
    ptrdiff_t len, cap;
} Memo;

/* Hash of some bytes; `room` is how many bytes may be read from text.s on (at least text.len). */
uint64_t memo_hash(Str text, ptrdiff_t room);
/* The value kept for the spelling, or NULL. */
ptrdiff_t *memo_find(const Memo *memo, Str spelling, uint64_t hash);
void memo_put(Arena *arena, Memo *memo, Str spelling, uint64_t hash, ptrdiff_t value);

#endif
