/* Facts as JSON, written straight into one buffer: a scorecard of many departments has millions of
 * values, so no second tree is built of them. */
#include <cxex/render.h>

#include <math.h>
#include <stdlib.h>

#include "number.h"

typedef struct JsonWriter {
    Buffer text;
    const Fact *
        *room; /* for the children of the objects that are open, each list after the other */
    int depth;
} JsonWriter;

static void write_fact(JsonWriter *writer, const Fact *fact);

/* ---- Texts ---- */

static void write_escaped(Buffer *text, unsigned char c)
{
    static const char letters[0x20] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    buffer_add_byte(text, '\\');
    if (c >= 0x20)
        buffer_add_byte(text, (char)c);
    else if (letters[c])
        buffer_add_byte(text, letters[c]);
    else
        buffer_addf(text, "u%04X", c);
}

static void write_string(Buffer *text, Str string)
{
    buffer_add_byte(text, '"');
    ptrdiff_t from = 0;
    for (ptrdiff_t at = 0; at < string.len;) {
        unsigned char c = (unsigned char)string.s[at];
        int32_t decoded;
        ptrdiff_t len = c < 0x80 ? 1 : utf8_decode(string, at, &decoded);
        CX_ASSERT(len > 0); /* every text in a report has passed the decoder */
        if (c < 0x20 || c == '"' || c == '\\') {
            buffer_add(text, str_slice(string, from, at));
            write_escaped(text, c);
            from = at + 1;
        }
        at += len;
    }
    buffer_add(text, str_slice(string, from, string.len));
    buffer_add_byte(text, '"');
}

/* ---- Containers ---- */

static void write_line(JsonWriter *writer)
{
    buffer_add_byte(&writer->text, '\n');
    for (int i = 0; i < writer->depth; i++)
        buffer_add(&writer->text, S("  "));
}

static int compare_keys(const void *a, const void *b)
{
    const Fact *const *left = a, *const *right = b;
    return str_compare((*left)->key, (*right)->key);
}

static void write_object(JsonWriter *writer, const Fact *object)
{
    const Fact **children = writer->room;
    ptrdiff_t count = 0;
    for (const Fact *child = object->first; child; child = child->next)
        children[count++] = child;
    qsort(children, (size_t)count, sizeof *children, compare_keys);
    writer->room += count;
    writer->depth++;
    for (ptrdiff_t i = 0; i < count; i++) {
        /* a key said twice would silently lose one */
        CX_ASSERT(i == 0 || !str_equal(children[i - 1]->key, children[i]->key));
        if (i > 0)
            buffer_add_byte(&writer->text, ',');
        write_line(writer);
        write_string(&writer->text, children[i]->key);
        buffer_add(&writer->text, S(": "));
        write_fact(writer, children[i]);
    }
    writer->depth--;
    writer->room = children;
    write_line(writer);
}

static void write_array(JsonWriter *writer, const Fact *array)
{
    writer->depth++;
    for (const Fact *child = array->first; child; child = child->next) {
        if (child != array->first)
            buffer_add_byte(&writer->text, ',');
        write_line(writer);
        write_fact(writer, child);
    }
    writer->depth--;
    write_line(writer);
}

static void write_fact(JsonWriter *writer, const Fact *fact)
{
    Buffer *text = &writer->text;
    char number[JSON_NUMBER_ROOM];
    switch (fact->kind) {
    case FACT_OBJECT:
        buffer_add_byte(text, '{');
        if (fact->first)
            write_object(writer, fact);
        buffer_add_byte(text, '}');
        break;
    case FACT_ARRAY:
        buffer_add_byte(text, '[');
        if (fact->first)
            write_array(writer, fact);
        buffer_add_byte(text, ']');
        break;
    case FACT_NUMBER:
        CX_ASSERT(isfinite(fact->number)); /* the number gate: an absent figure is no fact at all */
        buffer_add(text, (Str){number, json_number(fact->number, number)});
        break;
    case FACT_INTEGER:
        buffer_addf(text, "%lld", (long long)fact->integer);
        break;
    case FACT_STRING:
        write_string(text, fact->string);
        break;
    case FACT_BOOL:
        buffer_add(text, fact->integer ? S("true") : S("false"));
        break;
    case FACT_NULL:
        buffer_add(text, S("null"));
        break;
    }
}

/* The most children that stand in objects one inside the other. */
static ptrdiff_t room_for(const Fact *fact)
{
    ptrdiff_t own = 0, inside = 0;
    for (const Fact *child = fact->first; child; child = child->next) {
        ptrdiff_t room = room_for(child);
        inside = room > inside ? room : inside;
        own++;
    }
    return (fact->kind == FACT_OBJECT ? own : 0) + inside;
}

Str render_json_text(Arena *arena, const Fact *facts)
{
    /* The text comes last in the arena, so that it grows where it is. */
    JsonWriter writer = {.room = NEW(arena, const Fact *, room_for(facts)), .text.arena = arena};
    write_fact(&writer, facts);
    buffer_add_byte(&writer.text, '\n');
    return buffer_str(&writer.text);
}

bool render_json(Arena *arena, const Fact *facts, Str path, Str *reason)
{
    return os_file_write(arena, path, render_json_text(arena, facts), reason);
}
