#include "memo.h"

#include <string.h>

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return a ^ a >> 29;
}

static inline uint64_t load8(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Order of bytes in a word differs between machines; only equality of hashes matters, never their
 * order, so nothing of it reaches a result. */
uint64_t memo_hash(Str text, ptrdiff_t room)
{
    uint64_t hash = (uint64_t)text.len * UINT64_C(0xD6E8FEB86659FD93);
    const char *at = text.s;
    ptrdiff_t left = text.len;
    for (; left >= 8; left -= 8, at += 8)
        hash = mix(hash, load8(at));
    if (left > 0) {
        uint64_t last = 0;
        if (room - (text.len - left) >= 8)
            memcpy(&last, at, sizeof last);
        else
            memcpy(&last, at, (size_t)left);
        uint64_t keep;
        unsigned char ones[8] = {0};
        memset(ones, 0xFF, (size_t)left);
        memcpy(&keep, ones, sizeof keep);
        hash = mix(hash, last & keep);
    }
    return mix(hash, hash >> 32);
}

static MemoSlot *find_slot(MemoSlot *slots, ptrdiff_t cap, Str spelling, uint32_t hash)
{
    uint32_t mask = (uint32_t)cap - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        MemoSlot *slot = &slots[at];
        if (slot->s == NULL)
            return slot;
        if (slot->hash == hash && slot->len == spelling.len &&
            memcmp(slot->s, spelling.s, (size_t)spelling.len) == 0)
            return slot;
    }
}

ptrdiff_t *memo_find(const Memo *memo, Str spelling, uint64_t hash)
{
    if (memo->cap == 0)
        return NULL;
    MemoSlot *slot = find_slot(memo->slots, memo->cap, spelling, (uint32_t)(hash >> 32));
    return slot->s == NULL ? NULL : &slot->value;
}

void memo_put(Arena *arena, Memo *memo, Str spelling, uint64_t hash, ptrdiff_t value)
{
    CX_ASSERT(spelling.s != NULL && spelling.len <= UINT32_MAX);
    if (memo->len >= memo->cap / 2) {
        ptrdiff_t cap = memo->cap == 0 ? 64 : 2 * memo->cap;
        MemoSlot *slots = NEW(arena, MemoSlot, cap);
        for (ptrdiff_t i = 0; i < memo->cap; i++) {
            const MemoSlot *old = &memo->slots[i];
            if (old->s != NULL)
                *find_slot(slots, cap, (Str){old->s, old->len}, old->hash) = *old;
        }
        memo->slots = slots;
        memo->cap = cap;
    }
    uint32_t kept = (uint32_t)(hash >> 32);
    MemoSlot *slot = find_slot(memo->slots, memo->cap, spelling, kept);
    memo->len += slot->s == NULL;
    *slot =
        (MemoSlot){.s = spelling.s, .len = (uint32_t)spelling.len, .hash = kept, .value = value};
}
