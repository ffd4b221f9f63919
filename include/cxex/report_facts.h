/* report_facts.h: the document tree that becomes scorecard.json: object, array, number … */
#ifndef CXEX_INCLUDE_REPORT_FACTS_H
#define CXEX_INCLUDE_REPORT_FACTS_H

#include <cxex/base.h>

typedef enum FactKind {
    FACT_OBJECT,
    FACT_ARRAY,
    FACT_NUMBER,
    FACT_INTEGER,
    FACT_STRING,
    FACT_BOOL,
    FACT_NULL
} FactKind;
typedef struct Fact {
    FactKind kind;
    Str key;         /* inside an object */
    double number;   /* finite */
    int64_t integer; /* also the bool */
    Str string;
    struct Fact *first, *last,
        *next; /* children in order; objects are sorted by key when written */
} Fact;
Fact *fact_new(Arena *arena, FactKind kind);
Fact *fact_add(Arena *arena, Fact *parent, Str key, FactKind kind); /* key empty in arrays */
void fact_number(Arena *arena, Fact *object, const char *key,
                 double x); /* absent when not finite */
void fact_integer(Arena *arena, Fact *object, const char *key, int64_t x);
void fact_string(Arena *arena, Fact *object, const char *key, Str x);
void fact_bool(Arena *arena, Fact *object, const char *key, bool x);

#endif
