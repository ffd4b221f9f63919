#include "memo.h"

void memo_put(Arena *arena, Memo *memo, Str spelling, uint64_t hash, ptrdiff_t value)
{
    CX_ASSERT(spelling.s != NULL && spelling.len <= UINT32_MAX);
    if (memo->len >= memo->cap / 2) {
        ptrdiff_t cap = memo->cap == 0 ? 64 : 2 * memo->cap;
        MemoSlot *slots = NEW(arena, MemoSlot, cap);
        for (ptrdiff_t i = 0; i < memo->cap; i++) {
            const MemoSlot *old = &memo->slots[i];
            if (old->s != NULL)
                *memo_slot(slots, cap, (Str){old->s, old->len}, old->hash) = *old;
        }
        memo->slots = slots;
        memo->cap = cap;
    }
    uint32_t kept = (uint32_t)(hash >> 32);
    MemoSlot *slot = memo_slot(memo->slots, memo->cap, spelling, kept);
    memo->len += slot->s == NULL;
    *slot =
        (MemoSlot){.s = spelling.s, .len = (uint32_t)spelling.len, .hash = kept, .value = value};
}
