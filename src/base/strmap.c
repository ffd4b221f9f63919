#include <cxex/base.h>

struct StrMapSlot {
    Str key;
    uint64_t hash;
    ptrdiff_t value;
    bool used;
};

/* Open addressing with steps of one. The low bits of FNV-1a are the weaker ones for short keys, so
 * the high half is mixed in. */
static struct StrMapSlot *find_slot(struct StrMapSlot *slots, ptrdiff_t cap, Str key, uint64_t hash)
{
    uint64_t mask = (uint64_t)cap - 1;
    for (uint64_t at = (hash ^ hash >> 32) & mask;; at = (at + 1) & mask) {
        struct StrMapSlot *slot = &slots[at];
        if (!slot->used || (slot->hash == hash && str_equal(slot->key, key)))
            return slot;
    }
}

static void grow(Arena *arena, StrMap *map)
{
    CX_ASSERT(map->cap <= PTRDIFF_MAX / 2);
    ptrdiff_t cap = map->cap == 0 ? 16 : 2 * map->cap;
    struct StrMapSlot *slots = NEW(arena, struct StrMapSlot, cap);
    for (ptrdiff_t i = 0; i < map->cap; i++) {
        if (map->slots[i].used)
            *find_slot(slots, cap, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    }
    map->slots = slots;
    map->cap = cap;
}

ptrdiff_t *strmap_put(Arena *arena, StrMap *map, Str key, bool *added)
{
    if (map->len >= map->cap / 4 * 3)
        grow(arena, map);
    uint64_t hash = str_hash(key);
    struct StrMapSlot *slot = find_slot(map->slots, map->cap, key, hash);
    bool is_new = !slot->used;
    if (is_new) {
        *slot = (struct StrMapSlot){.key = key, .hash = hash, .used = true};
        map->len++;
    }
    if (added != NULL)
        *added = is_new;
    return &slot->value;
}

const ptrdiff_t *strmap_find(const StrMap *map, Str key)
{
    if (map->cap == 0)
        return NULL;
    const struct StrMapSlot *slot = find_slot(map->slots, map->cap, key, str_hash(key));
    return slot->used ? &slot->value : NULL;
}
