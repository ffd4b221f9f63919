#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include "memory_guard.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* An interposed allocator is process-wide by nature: this state belongs to the process, not to a
 * run. */
static MemoryGuardHook *guard_hook;
static void *guard_context;

void memory_guard_install(MemoryGuardHook *hook, void *context)
{
    guard_hook = hook;
    guard_context = context;
}

#ifndef CXEX_SANITIZED

static void *guarded(void *memory, size_t size)
{
    if (!memory && size > 0 && guard_hook)
        guard_hook(guard_context);
    return memory;
}

/* dlsym may itself call calloc before the real one is known: it gets its bytes from here. */
static char early_bytes[4096];
static size_t early_used;

static void *early_alloc(size_t size)
{
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded > sizeof early_bytes - early_used)
        return NULL;
    void *memory = early_bytes + early_used;
    early_used += rounded;
    return memory;
}

static bool is_early(const void *memory)
{
    return (const char *)memory >= early_bytes &&
           (const char *)memory < early_bytes + sizeof early_bytes;
}

/* By dlsym, so that an allocator preloaded before ours (a fault injector) stays in the chain. */
static void *next_function(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

void *malloc(size_t size)
{
    static void *(*next)(size_t);
    if (!next) {
        void *found = next_function("malloc");
        memcpy(&next, &found, sizeof next);
    }
    return guarded(next(size), size);
}

void *calloc(size_t count, size_t size)
{
    static void *(*next)(size_t, size_t);
    static bool looking;
    if (!next) {
        if (looking)
            return early_alloc(count * size);
        looking = true;
        void *found = next_function("calloc");
        memcpy(&next, &found, sizeof next);
        looking = false;
    }
    return guarded(next(count, size), count * size);
}

void *realloc(void *memory, size_t size)
{
    static void *(*next)(void *, size_t);
    if (!next) {
        void *found = next_function("realloc");
        memcpy(&next, &found, sizeof next);
    }
    if (is_early(memory)) {
        size_t left = (size_t)(early_bytes + sizeof early_bytes - (char *)memory);
        void *moved = malloc(size);
        return moved ? memcpy(moved, memory, size < left ? size : left) : NULL;
    }
    return guarded(next(memory, size), size);
}

void free(void *memory)
{
    static void (*next)(void *);
    if (!memory || is_early(memory))
        return;
    if (!next) {
        void *found = next_function("free");
        memcpy(&next, &found, sizeof next);
    }
    next(memory);
}

#endif
