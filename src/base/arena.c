#include "os.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "banned.h"

#ifdef CXEX_SANITIZED
#include <sanitizer/asan_interface.h>
enum { GAP_BYTES = 32 }; /* between allocations, poisoned: an overrun is seen at once */
#define POISON(at, bytes) ASAN_POISON_MEMORY_REGION((at), (size_t)(bytes))
#define UNPOISON(at, bytes) ASAN_UNPOISON_MEMORY_REGION((at), (size_t)(bytes))
#else
enum { GAP_BYTES = 0 };
#define POISON(at, bytes) ((void)0)
#define UNPOISON(at, bytes) ((void)0)
#endif

enum { HEADER_BYTES = 4096 };

/* Kept in the bytes before `begin`, so that every copy of an Arena sees the same one: a function
 * that takes its scratch arena by value dirties memory which the caller's copy still believes
 * untouched. */
typedef struct ArenaHeader {
    char *fresh; /* from here to the end nothing was ever handed out: still zero from the system */
} ArenaHeader;

_Noreturn void cx_assert_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: cxex is wrong here: %s\n", file, line, condition);
    abort();
}

static ArenaHeader *arena_header(const Arena *arena)
{
    return (ArenaHeader *)(void *)(arena->begin - HEADER_BYTES);
}

Arena arena_open(ptrdiff_t limit_bytes, ArenaFullHook *full, void *context)
{
    Arena arena = {.full = full, .full_context = context};
    if (limit_bytes <= 0 || limit_bytes > PTRDIFF_MAX - HEADER_BYTES)
        return arena;
    char *base = os_reserve(limit_bytes + HEADER_BYTES);
    if (base == NULL)
        return arena;
    arena.begin = base + HEADER_BYTES;
    arena.at = arena.begin;
    /* The limit is exact to the byte, so that a test can make allocation number N fail. */
    arena.end = arena.begin + limit_bytes;
    arena_header(&arena)->fresh = arena.begin;
    return arena;
}

void arena_close(Arena *arena)
{
    if (arena->begin != NULL) {
        char *base = arena->begin - HEADER_BYTES;
        /* Only what was handed out can be poisoned; the rest may be gigabytes of address space. */
        UNPOISON(arena->begin, arena_header(arena)->fresh - arena->begin);
        os_release(base, arena->end - base);
    }
    *arena = (Arena){0};
}

static _Noreturn void arena_refuse(Arena *arena, ptrdiff_t wanted_bytes)
{
    if (arena->full != NULL)
        arena->full(arena->full_context, wanted_bytes);
    cx_assert_failed("the memory limit is reached and no hook ended the run", __FILE__, __LINE__);
}

void *arena_alloc(Arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t count)
{
    CX_ASSERT(size > 0 && count >= 0 && align > 0 && (align & (align - 1)) == 0);
    CX_ASSERT(arena->begin != NULL);
    ptrdiff_t padding = (ptrdiff_t)(-(uintptr_t)arena->at & (uintptr_t)(align - 1));
    ptrdiff_t room = arena->end - arena->at - padding - GAP_BYTES;
    if (room < 0 || count > room / size)
        arena_refuse(arena, count > PTRDIFF_MAX / size ? PTRDIFF_MAX : count * size);

    char *made = arena->at + padding;
    char *made_end = made + size * count;
    arena->at = made_end + GAP_BYTES;
    UNPOISON(made, size * count);
    POISON(made_end, GAP_BYTES);

    ArenaHeader *header = arena_header(arena);
    if (made < header->fresh) {
        char *dirty_end = made_end < header->fresh ? made_end : header->fresh;
        memset(made, 0, (size_t)(dirty_end - made));
    }
    if (header->fresh < arena->at)
        header->fresh = arena->at;
    return made;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){.at = arena->at};
}

void arena_reset(Arena *arena, ArenaMark mark)
{
    CX_ASSERT(mark.at >= arena->begin && mark.at <= arena->at);
    POISON(mark.at, arena->at - mark.at);
    arena->at = mark.at;
}

/* Grows in place when the array is the last thing in the arena (the usual case while one list is
 * being filled), else moves it. Doubling keeps a million pushes linear. */
void *list_push(Arena *arena, void **items, ptrdiff_t *len, ptrdiff_t *cap, ptrdiff_t size,
                ptrdiff_t align)
{
    /* The pointer's own type is some Type *, so it is not read as a void * but copied. */
    char *begin = NULL;
    memcpy(&begin, (const void *)items, sizeof begin);
    if (*len == *cap) {
        CX_ASSERT(*cap <= PTRDIFF_MAX / 2);
        ptrdiff_t grown = *cap == 0 ? 8 : 2 * *cap;
        if (*cap > 0 && begin + *cap * size == arena->at) {
            arena_alloc(arena, size, 1, grown - *cap);
        } else {
            char *moved = arena_alloc(arena, size, align, grown);
            if (*len > 0)
                memcpy(moved, begin, (size_t)(*len * size));
            begin = moved;
            memcpy((void *)items, &begin, sizeof begin);
        }
        *cap = grown;
    }
    char *slot = begin + *len * size;
    /* A caller may have shortened the list: the slot can hold an older item. */
    memset(slot, 0, (size_t)size);
    *len += 1;
    return slot;
}
