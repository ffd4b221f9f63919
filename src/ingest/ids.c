#include "ids.h"

#define PLACE_BITS 40
#define PLACE_MASK ((UINT64_C(1) << PLACE_BITS) - 1)

static uint64_t slot_of(uint64_t hash, ptrdiff_t place)
{
    CX_ASSERT(place >= 0 && (uint64_t)place < PLACE_MASK); /* a terabyte of one section */
    return (hash >> PLACE_BITS) << PLACE_BITS | ((uint64_t)place + 1);
}

static ptrdiff_t place_of(uint64_t slot)
{
    return (ptrdiff_t)(slot & PLACE_MASK) - 1;
}

/* Every row goes to another place of the table: on small pages the processor would look up a page
 * for each. */
static uint64_t *new_slots(Arena *arena, ptrdiff_t cap)
{
    const ptrdiff_t large_page = (ptrdiff_t)1 << 21, bytes = cap * (ptrdiff_t)sizeof(uint64_t);
    if (bytes < 2 * large_page)
        return NEW(arena, uint64_t, cap);
    uint64_t *slots = arena_alloc(arena, sizeof(uint64_t), large_page, cap);
    os_expect_random(slots, bytes);
    return slots;
}

void ids_open(Arena *arena, IdTable *table, ptrdiff_t expected, IdReader *read, void *context)
{
    *table = (IdTable){.arena = arena, .read = read, .context = context, .cap = 1024};
    while (table->cap < expected + expected / 2)
        table->cap *= 2;
    table->slots = new_slots(arena, table->cap);
}

static void put_new(uint64_t *slots, ptrdiff_t cap, uint64_t hash, uint64_t slot)
{
    uint64_t mask = (uint64_t)cap - 1, at = hash & mask;
    while (slots[at] != 0)
        at = (at + 1) & mask;
    slots[at] = slot;
}

static void grow(IdTable *table)
{
    ptrdiff_t cap = 2 * table->cap;
    uint64_t *slots = new_slots(table->arena, cap);
    for (ptrdiff_t i = 0; i < table->cap; i++) {
        if (table->slots[i] == 0)
            continue;
        uint64_t hash = table->read(table->context, place_of(table->slots[i]), NULL).hash;
        put_new(slots, cap, hash, table->slots[i]);
    }
    table->slots = slots;
    table->cap = cap;
}

ptrdiff_t ids_find_or_put(IdTable *table, uint64_t hash, Str id, ptrdiff_t place)
{
    if (table->len >= table->cap / 4 * 3)
        grow(table);
    uint64_t mask = (uint64_t)table->cap - 1, at = hash & mask;
    for (; table->slots[at] != 0; at = (at + 1) & mask) {
        if (table->slots[at] >> PLACE_BITS != hash >> PLACE_BITS)
            continue;
        ptrdiff_t known = place_of(table->slots[at]);
        if (table->read(table->context, known, &id).same)
            return known;
    }
    table->slots[at] = slot_of(hash, place);
    table->len++;
    return -1;
}

void ids_replace(IdTable *table, uint64_t hash, ptrdiff_t old_place, ptrdiff_t new_place)
{
    uint64_t mask = (uint64_t)table->cap - 1;
    uint64_t old = slot_of(hash, old_place);
    for (uint64_t at = hash & mask;; at = (at + 1) & mask) {
        CX_ASSERT(table->slots[at] != 0);
        if (table->slots[at] == old) {
            table->slots[at] = slot_of(hash, new_place);
            return;
        }
    }
}
