/* memo.h: what a spelling means, by its bytes as they stand in the file. Units, labels and waves
 * come in few spellings and many rows; each is understood once. */
#ifndef CXEX_INGEST_MEMO_H
#define CXEX_INGEST_MEMO_H

#include <string.h>

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

static inline uint64_t memo_mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return a ^ a >> 29;
}
static inline uint64_t memo_load(const char *at, size_t bytes)
{
    uint64_t word = 0;
    memcpy(&word, at, bytes);
    return word;
}
/* Hash of some bytes, eight at a time; the last eight may overlap those before. It differs between
 * machines of another byte order, and nothing of it reaches a result. */
static inline uint64_t memo_hash(Str text)
{
    uint64_t hash = (uint64_t)text.len * UINT64_C(0xD6E8FEB86659FD93);
    if (text.len >= 8) {
        for (ptrdiff_t at = 0; at < text.len - 8; at += 8)
            hash = memo_mix(hash, memo_load(text.s + at, 8));
        hash = memo_mix(hash, memo_load(text.s + text.len - 8, 8));
    } else if (text.len >= 4) {
        hash = memo_mix(hash, memo_load(text.s, 4) << 32 ^ memo_load(text.s + text.len - 4, 4));
    } else if (text.len > 0) {
        hash =
            memo_mix(hash, memo_load(text.s, 1) << 16 ^ memo_load(text.s + text.len / 2, 1) << 8 ^
                               memo_load(text.s + text.len - 1, 1));
    }
    return memo_mix(hash, hash >> 32);
}

static inline MemoSlot *memo_slot(MemoSlot *slots, ptrdiff_t cap, Str spelling, uint32_t hash)
{
    uint32_t mask = (uint32_t)cap - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        MemoSlot *slot = &slots[at];
        if (slot->s == NULL || (slot->hash == hash && slot->len == spelling.len &&
                                memcmp(slot->s, spelling.s, (size_t)spelling.len) == 0))
            return slot;
    }
}
/* The value kept for the spelling, or NULL. */
static inline ptrdiff_t *memo_find(const Memo *memo, Str spelling, uint64_t hash)
{
    if (memo->cap == 0)
        return NULL;
    MemoSlot *slot = memo_slot(memo->slots, memo->cap, spelling, (uint32_t)(hash >> 32));
    return slot->s == NULL ? NULL : &slot->value;
}
void memo_put(Arena *arena, Memo *memo, Str spelling, uint64_t hash, ptrdiff_t value);

#endif
