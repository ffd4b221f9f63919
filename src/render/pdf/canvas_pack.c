/* libharu writes every object as text, one after the other, and lists them in a table of 20 bytes
 * each: thousands of structure elements make most of a report's file. Here the finished file is
 * written anew with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8),
 * which take a third of the room. Only libharu's own way of writing is understood. */
#include "canvas_parts.h"
#include "deflate.h"

#include <stdlib.h>
#include <string.h>

enum { OBJECTS_A_STREAM = 200 }; /* a reader unpacks a whole stream for one of them */
enum { FIELD_TYPE = 1, FIELD_PLACE = 4, FIELD_INDEX = 2 };
enum { ROW_BYTES = FIELD_TYPE + FIELD_PLACE + FIELD_INDEX };

typedef enum EntryType { ENTRY_FREE, ENTRY_PLAIN, ENTRY_PACKED } EntryType;
typedef struct Entry {
    EntryType type;
    ptrdiff_t place; /* PLAIN: offset in the file; PACKED: number of the object stream */
    int index;       /* PACKED: which object of the stream */
} Entry;

typedef struct Packing {
    Arena *arena;
    Str plain;
    ptrdiff_t count; /* of libharu's objects, 0 (free) included */
    Str *bodies;     /* by number: between "N 0 obj" and "endobj" */
    bool *is_length; /* an object that only holds the length of a stream */
    Buffer out;
    LIST_OF(Entry) entries;
} Packing;

/* ---- Reading what libharu wrote ---- */

static ptrdiff_t number_after(Str text, ptrdiff_t at)
{
    while (at < text.len && (text.s[at] == ' ' || text.s[at] == '\n' || text.s[at] == '\r'))
        at++;
    ptrdiff_t number = -1;
    for (; at < text.len && text.s[at] >= '0' && text.s[at] <= '9' && number < 1 << 30; at++)
        number = (number < 0 ? 0 : number * 10) + (text.s[at] - '0');
    return number;
}

static ptrdiff_t find_last(Str text, Str wanted)
{
    for (ptrdiff_t at = text.len - wanted.len; at >= 0; at--)
        if (memcmp(text.s + at, wanted.s, (size_t)wanted.len) == 0)
            return at;
    return -1;
}

/* The number behind a key of the trailer. */
static ptrdiff_t trailer_number(const Packing *packing, Str key)
{
    Str trailer =
        str_slice(packing->plain, find_last(packing->plain, S("trailer")), packing->plain.len);
    ptrdiff_t at = str_find(trailer, key);
    return at < 0 ? -1 : number_after(trailer, at + key.len);
}

/* "12 0 obj\n … \nendobj" at this offset, up to the next object. */
static bool read_body(const Packing *packing, ptrdiff_t number, ptrdiff_t from, ptrdiff_t to,
                      Str *body)
{
    if (from < 0 || to > packing->plain.len || from >= to)
        return false;
    Str text = str_slice(packing->plain, from, to);
    ptrdiff_t begin = str_find(text, S("obj"));
    ptrdiff_t end = find_last(text, S("endobj"));
    if (begin < 0 || end <= begin || number_after(text, 0) != number)
        return false;
    *body = str_trim(str_slice(text, begin + 3, end));
    return true;
}

typedef struct Place {
    ptrdiff_t number, offset;
} Place;

static int by_offset(const void *a, const void *b)
{
    ptrdiff_t x = ((const Place *)a)->offset, y = ((const Place *)b)->offset;
    return (x > y) - (x < y);
}

/* The table: "0 N", then rows of 20 bytes from object 0 on. */
static bool read_table(Packing *packing, Place **places, ptrdiff_t *table)
{
    enum { ENTRY_BYTES = 20 };
    Str plain = packing->plain;
    ptrdiff_t start = find_last(plain, S("startxref"));
    *table = start < 0 ? -1 : number_after(plain, start + 9);
    packing->count = start < 0 ? -1 : trailer_number(packing, S("/Size"));
    if (*table < 0 || *table >= plain.len || packing->count < 2)
        return false;
    ptrdiff_t rows = *table;
    for (int line = 0; line < 2; line++) /* "xref", "0 N" */
        while (rows < plain.len && plain.s[rows++] != '\n')
            continue;
    if (rows + packing->count * ENTRY_BYTES > plain.len)
        return false;
    *places = NEW(packing->arena, Place, packing->count);
    for (ptrdiff_t n = 1; n < packing->count; n++) {
        ptrdiff_t row = rows + n * ENTRY_BYTES;
        if (plain.s[row + 17] != 'n')
            return false;
        (*places)[n - 1] = (Place){n, number_after(plain, row)};
    }
    qsort(*places, (size_t)(packing->count - 1), sizeof **places, by_offset);
    return true;
}

static bool read_objects(Packing *packing)
{
    Place *places = NULL;
    ptrdiff_t table = 0;
    if (!read_table(packing, &places, &table))
        return false;
    packing->bodies = NEW(packing->arena, Str, packing->count);
    packing->is_length = NEW(packing->arena, bool, packing->count);
    for (ptrdiff_t i = 0; i + 1 < packing->count; i++) {
        ptrdiff_t to = i + 2 < packing->count ? places[i + 1].offset : table;
        if (!read_body(packing, places[i].number, places[i].offset, to,
                       &packing->bodies[places[i].number]))
            return false;
    }
    buffer_add(&packing->out, str_slice(packing->plain, 0, places[0].offset));
    return true;
}

/* ---- Streams stand for themselves ---- */

static bool is_stream(Str body)
{
    return str_ends(body, S("endstream"));
}

/* Its length is an object of its own; here it stands in the dictionary. */
static bool write_stream(Packing *packing, ptrdiff_t number)
{
    static const Str KEY = {"/Length ", 8}, REFERENCE = {" 0 R", 4};
    Str body = packing->bodies[number];
    ptrdiff_t key = str_find(body, KEY);
    ptrdiff_t of = key < 0 ? -1 : number_after(body, key + KEY.len);
    if (of < 1 || of >= packing->count)
        return false;
    ptrdiff_t reference = key + str_find(str_slice(body, key, body.len), REFERENCE);
    if (reference < key || reference > key + KEY.len + 10)
        return false;
    packing->is_length[of] = true;
    packing->entries.items[number] = (Entry){ENTRY_PLAIN, packing->out.len, 0};
    buffer_addf(&packing->out, "%td 0 obj\n", number);
    buffer_add(&packing->out, str_slice(body, 0, key + KEY.len));
    buffer_add(&packing->out, packing->bodies[of]);
    buffer_add(&packing->out, str_slice(body, reference + REFERENCE.len, body.len));
    buffer_add(&packing->out, S("\nendobj\n"));
    return true;
}

static bool write_streams(Packing *packing)
{
    for (ptrdiff_t n = 1; n < packing->count; n++)
        if (is_stream(packing->bodies[n]) && !write_stream(packing, n))
            return false;
    return true;
}

/* ---- All others go into object streams ---- */

static void write_object_stream(Packing *packing, const ptrdiff_t *numbers, ptrdiff_t count)
{
    ptrdiff_t own = packing->entries.len;
    Buffer heads = {.arena = packing->arena}, bodies = {.arena = packing->arena};
    for (ptrdiff_t i = 0; i < count; i++) {
        buffer_addf(&heads, "%td %td ", numbers[i], bodies.len);
        buffer_add(&bodies, packing->bodies[numbers[i]]);
        buffer_add_byte(&bodies, '\n');
        packing->entries.items[numbers[i]] = (Entry){ENTRY_PACKED, own, (int)i};
    }
    Str text = str_concat(packing->arena, buffer_str(&heads), buffer_str(&bodies));
    Str deflated = deflate_bytes(text, packing->arena);
    *PUSH(packing->arena, &packing->entries, Entry) = (Entry){ENTRY_PLAIN, packing->out.len, 0};
    buffer_addf(&packing->out,
                "%td 0 obj\n<</Type /ObjStm /N %td /First %td /Length %td /Filter "
                "/FlateDecode>>\nstream\n",
                own, count, heads.len, deflated.len);
    buffer_add(&packing->out, deflated);
    buffer_add(&packing->out, S("\nendstream\nendobj\n"));
}

static void write_others(Packing *packing)
{
    ptrdiff_t numbers[OBJECTS_A_STREAM], count = 0;
    for (ptrdiff_t n = 1; n < packing->count; n++) {
        if (is_stream(packing->bodies[n]) || packing->is_length[n])
            continue;
        numbers[count++] = n;
        if (count == OBJECTS_A_STREAM) {
            write_object_stream(packing, numbers, count);
            count = 0;
        }
    }
    if (count > 0)
        write_object_stream(packing, numbers, count);
}

/* ---- The cross-reference stream ---- */

/* Free objects are a chain that begins and ends at 0; only 0 may never be used again. */
static void chain_free(Packing *packing)
{
    ptrdiff_t next = 0;
    for (ptrdiff_t n = packing->count; n-- > 0;)
        if (packing->entries.items[n].type == ENTRY_FREE) {
            packing->entries.items[n] = (Entry){ENTRY_FREE, next, n == 0 ? 65535 : 1};
            next = n;
        }
}

static void put_field(unsigned char *row, int bytes, uint64_t value)
{
    for (int i = bytes; i-- > 0; value >>= 8)
        row[i] = (unsigned char)value;
}

/* Rows as PNG's filter "up" leaves them: each byte less the one above, so that like rows become
 * zeros. */
static Str table_bytes(const Packing *packing)
{
    enum { FILTER_UP = 2 };
    unsigned char above[ROW_BYTES] = {0};
    Buffer bytes = {.arena = packing->arena};
    for (ptrdiff_t n = 0; n < packing->entries.len; n++) {
        const Entry *entry = &packing->entries.items[n];
        unsigned char row[ROW_BYTES];
        put_field(row, FIELD_TYPE, (uint64_t)entry->type);
        put_field(row + FIELD_TYPE, FIELD_PLACE, (uint64_t)entry->place);
        put_field(row + FIELD_TYPE + FIELD_PLACE, FIELD_INDEX, (uint64_t)entry->index);
        buffer_add_byte(&bytes, FILTER_UP);
        for (int i = 0; i < ROW_BYTES; i++)
            buffer_add_byte(&bytes, (char)(unsigned char)(row[i] - above[i]));
        memcpy(above, row, ROW_BYTES);
    }
    return buffer_str(&bytes);
}

static void write_table(Packing *packing, ptrdiff_t root, ptrdiff_t info)
{
    ptrdiff_t own = packing->entries.len, start = packing->out.len;
    *PUSH(packing->arena, &packing->entries, Entry) = (Entry){ENTRY_PLAIN, start, 0};
    chain_free(packing);
    /* The ID must differ between documents and be the same for the same one. */
    uint64_t first = str_hash(buffer_str(&packing->out));
    uint64_t second = str_hash(
        str_format(packing->arena, "%016llx %td", (unsigned long long)first, packing->out.len));
    Str id = str_format(packing->arena, "<%016llx%016llx>", (unsigned long long)first,
                        (unsigned long long)second);
    Str deflated = deflate_bytes(table_bytes(packing), packing->arena);
    buffer_addf(&packing->out,
                "%td 0 obj\n<</Type /XRef /Size %td /W [%d %d %d] /Root %td 0 R /Info %td 0 R "
                "/ID [%.*s %.*s] /Length %td /Filter /FlateDecode "
                "/DecodeParms <</Predictor 12 /Columns %d>>>>\nstream\n",
                own, own + 1, FIELD_TYPE, FIELD_PLACE, FIELD_INDEX, root, info, STR_ARG(id),
                STR_ARG(id), deflated.len, ROW_BYTES);
    buffer_add(&packing->out, deflated);
    buffer_addf(&packing->out, "\nendstream\nendobj\nstartxref\n%td\n%%%%EOF\n", start);
}

bool canvas_pack(Arena *arena, Str plain, Str *packed)
{
    Packing packing = {.arena = arena, .plain = plain, .out = {.arena = arena}};
    if (!read_objects(&packing))
        return false;
    ptrdiff_t root = trailer_number(&packing, S("/Root")),
              info = trailer_number(&packing, S("/Info"));
    if (root < 1 || info < 1)
        return false;
    for (ptrdiff_t n = 0; n < packing.count; n++)
        *PUSH(arena, &packing.entries, Entry) = (Entry){ENTRY_FREE, 0, 0};
    if (!write_streams(&packing))
        return false;
    write_others(&packing);
    write_table(&packing, root, info);
    *packed = buffer_str(&packing.out);
    return true;
}
