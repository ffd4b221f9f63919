#include "build.h"

#include <math.h>

Fact *fact_new(Arena *arena, FactKind kind)
{
    Fact *fact = NEW(arena, Fact, 1);
    fact->kind = kind;
    return fact;
}

Fact *fact_add(Arena *arena, Fact *parent, Str key, FactKind kind)
{
    CX_ASSERT(parent->kind == FACT_OBJECT || parent->kind == FACT_ARRAY);
    Fact *fact = fact_new(arena, kind);
    fact->key = key;
    if (parent->last)
        parent->last->next = fact;
    else
        parent->first = fact;
    parent->last = fact;
    return fact;
}

void fact_number(Arena *arena, Fact *object, const char *key, double x)
{
    if (!isfinite(x))
        return;
    /* −0 and 0 are one number to a reader, and must be the same bytes. */
    fact_add(arena, object, str_from(key), FACT_NUMBER)->number = x == 0 ? 0 : x;
}

void fact_integer(Arena *arena, Fact *object, const char *key, int64_t x)
{
    fact_add(arena, object, str_from(key), FACT_INTEGER)->integer = x;
}

void fact_string(Arena *arena, Fact *object, const char *key, Str x)
{
    fact_add(arena, object, str_from(key), FACT_STRING)->string = x;
}

void fact_bool(Arena *arena, Fact *object, const char *key, bool x)
{
    fact_add(arena, object, str_from(key), FACT_BOOL)->integer = x;
}
