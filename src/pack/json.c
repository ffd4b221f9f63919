#include <cxex/pack.h>

#include <math.h>

#include <jansson.h>

enum { JSON_BYTES_LIMIT = 512 << 20 };

static Str text_of(Arena *arena, const json_t *string)
{
    return str_copy(arena, (Str){json_string_value(string), (ptrdiff_t)json_string_length(string)});
}

/* As deep as jansson reads (2048), so it ends. */
static void copy_value(Arena *arena, json_t *from, Json *to)
{
    if (json_is_number(from)) {
        *to = (Json){.kind = JSON_KIND_NUMBER, .key = to->key, .number = json_number_value(from)};
    } else if (json_is_string(from)) {
        *to = (Json){.kind = JSON_KIND_STRING, .key = to->key, .text = text_of(arena, from)};
    } else if (json_is_boolean(from)) {
        *to = (Json){.kind = JSON_KIND_BOOL, .key = to->key, .number = json_is_true(from)};
    } else if (json_is_array(from)) {
        ptrdiff_t count = (ptrdiff_t)json_array_size(from);
        Json *items = NEW(arena, Json, count);
        for (ptrdiff_t i = 0; i < count; i++)
            copy_value(arena, json_array_get(from, (size_t)i), &items[i]);
        *to = (Json){.kind = JSON_KIND_ARRAY, .key = to->key, .items = items, .count = count};
    } else if (json_is_object(from)) {
        ptrdiff_t count = (ptrdiff_t)json_object_size(from), at = 0;
        Json *items = NEW(arena, Json, count);
        for (void *i = json_object_iter(from); i; i = json_object_iter_next(from, i), at++) {
            items[at].key = str_copy(arena, str_from(json_object_iter_key(i)));
            copy_value(arena, json_object_iter_value(i), &items[at]);
        }
        *to = (Json){.kind = JSON_KIND_OBJECT, .key = to->key, .items = items, .count = count};
    }
}

const Json *pack_json_read(Arena *arena, Str bytes, Str *reason)
{
    if (bytes.len > JSON_BYTES_LIMIT) {
        *reason = S("the file is larger than any that this program writes");
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadb(bytes.s, (size_t)bytes.len, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        *reason = str_format(arena, "line %d: %s", error.line, error.text);
        return NULL;
    }
    Json *made = NEW(arena, Json, 1);
    copy_value(arena, root, made);
    json_decref(root);
    return made;
}

const Json *json_find(const Json *object, const char *key)
{
    for (ptrdiff_t i = 0; object && object->kind == JSON_KIND_OBJECT && i < object->count; i++)
        if (str_equal(object->items[i].key, str_from(key)))
            return &object->items[i];
    return NULL;
}

Str json_text(const Json *object, const char *key)
{
    const Json *found = json_find(object, key);
    return found && found->kind == JSON_KIND_STRING ? found->text : STR_NONE;
}

double json_number_of(const Json *object, const char *key)
{
    const Json *found = json_find(object, key);
    return found && found->kind == JSON_KIND_NUMBER ? found->number : (double)NAN;
}
