#include <cxex/render.h>

#include <math.h>
#include <stdlib.h>

#include <jansson.h>

/* Enough digits that reading the number back gives the same double. */
enum { JSON_DIGITS = 17 };

static json_t *json_string_from(Str text)
{
    /* jansson refuses bytes that are not UTF-8; every text in a report has passed the decoder. */
    json_t *value = json_stringn(text.s ? text.s : "", (size_t)text.len);
    CX_ASSERT(value);
    return value;
}

static json_t *json_from_fact(Arena *arena, const Fact *fact);

static json_t *json_container(Arena *arena, const Fact *fact)
{
    bool object = fact->kind == FACT_OBJECT;
    json_t *container = object ? json_object() : json_array();
    CX_ASSERT(container);
    for (const Fact *child = fact->first; child; child = child->next) {
        json_t *value = json_from_fact(arena, child);
        if (object) {
            ArenaMark mark = arena_mark(arena);
            const char *key = str_cstr(arena, child->key);
            CX_ASSERT(
                !json_object_get(container, key)); /* a key said twice would silently lose one */
            CX_ASSERT(json_object_set_new(container, key, value) == 0);
            arena_reset(arena, mark);
        } else {
            CX_ASSERT(json_array_append_new(container, value) == 0);
        }
    }
    return container;
}

static json_t *json_from_fact(Arena *arena, const Fact *fact)
{
    json_t *value = NULL;
    switch (fact->kind) {
    case FACT_OBJECT:
    case FACT_ARRAY:
        return json_container(arena, fact);
    case FACT_NUMBER:
        CX_ASSERT(isfinite(fact->number)); /* the number gate: an absent figure is no fact at all */
        value = json_real(fact->number == 0 ? 0.0 : fact->number);
        break;
    case FACT_INTEGER:
        value = json_integer(fact->integer);
        break;
    case FACT_STRING:
        return json_string_from(fact->string);
    case FACT_BOOL:
        value = json_boolean(fact->integer != 0);
        break;
    case FACT_NULL:
        value = json_null();
        break;
    }
    CX_ASSERT(value);
    return value;
}

static int json_sink(const char *bytes, size_t size, void *buffer)
{
    buffer_add(buffer, (Str){bytes, (ptrdiff_t)size});
    return 0;
}

Str render_json_text(Arena *arena, const Fact *facts)
{
    /* The tree is built first: its keys are scratch in the same arena, and must be gone before the
     * text grows. */
    json_t *root = json_from_fact(arena, facts);
    Buffer text = {.arena = arena};
    int failed = json_dump_callback(root, json_sink, &text,
                                    JSON_INDENT(2) | JSON_SORT_KEYS |
                                        JSON_REAL_PRECISION(JSON_DIGITS) | JSON_ENCODE_ANY);
    json_decref(root);
    CX_ASSERT(!failed);
    buffer_add_byte(&text, '\n');
    return buffer_str(&text);
}

bool render_json(Arena *arena, const Fact *facts, Str path, Str *reason)
{
    return os_file_write(arena, path, render_json_text(arena, facts), reason);
}
