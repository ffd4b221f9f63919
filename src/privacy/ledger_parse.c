#include <math.h>
#include <string.h>

#include <jansson.h>

#include "ledger.h"

/* A value that is not what it should be is noted, and reading goes on with one that does no harm:
 * jansson takes what is absent (NULL) for an empty list. */
typedef struct Reading {
    Arena *arena;
    Ledger *ledger;
    const char *wrong;   /* NULL: nothing so far */
    uint8_t digits[256]; /* value of each of ledger_digits; 64: it is none */
} Reading;

static void check(Reading *reading, bool good, const char *what)
{
    if (!good && reading->wrong == NULL)
        reading->wrong = what;
}

static ptrdiff_t list_length(Reading *reading, const json_t *list, const char *what)
{
    check(reading, json_is_array(list), what);
    return (ptrdiff_t)json_array_size(list);
}

static json_t *item(const json_t *list, ptrdiff_t i)
{
    return json_array_get(list, (size_t)i);
}

enum { MOST = INT32_MAX }; /* editions; people */

/* A whole number from least to most; else `least`. */
static int64_t whole(Reading *reading, const json_t *value, int64_t least, int64_t most,
                     const char *what)
{
    int64_t number = json_integer_value(value);
    bool good = json_is_integer(value) && number >= least && number <= most;
    check(reading, good, what);
    return good ? number : least;
}

static Str text_of(Reading *reading, const json_t *value, const char *what)
{
    check(reading, json_is_string(value), what);
    return str_copy(reading->arena,
                    (Str){json_string_value(value), (ptrdiff_t)json_string_length(value)});
}

static StrList texts(Reading *reading, const json_t *list, const char *what)
{
    StrList result = {0};
    for (ptrdiff_t i = 0; i < list_length(reading, list, what); i++)
        *PUSH(reading->arena, &result, Str) = text_of(reading, item(list, i), what);
    return result;
}

static ptrdiff_t *indices(Reading *reading, const json_t *list, ptrdiff_t limit, ptrdiff_t *count,
                          const char *what)
{
    *count = list_length(reading, list, what);
    ptrdiff_t *result = NEW(reading->arena, ptrdiff_t, *count);
    for (ptrdiff_t i = 0; i < *count; i++)
        result[i] = (ptrdiff_t)whole(reading, item(list, i), 0, limit - 1, what);
    return result;
}

static LedgerAnswering read_answering(Reading *reading, const json_t *from)
{
    return (LedgerAnswering){.name = text_of(reading, item(from, 0), "packs"),
                             .people = whole(reading, item(from, 1), 0, INT64_MAX, "packs"),
                             .asked = whole(reading, item(from, 2), 0, INT64_MAX, "packs"),
                             .found = whole(reading, item(from, 3), 0, INT64_MAX, "packs")};
}

static void read_packs(Reading *reading, const json_t *packs)
{
    for (ptrdiff_t i = 0; i < list_length(reading, packs, "packs"); i++) {
        const json_t *pack = item(packs, i);
        ptrdiff_t count = list_length(reading, pack, "packs");
        LedgerPack read = {.period = text_of(reading, item(pack, 0), "packs"),
                           .edition = whole(reading, item(pack, 1), 1, MOST, "packs"),
                           .manifest = text_of(reading, item(pack, 2), "packs")};
        for (ptrdiff_t t = 3; t < count; t++) /* earlier ledgers have none */
            *PUSH(reading->arena, &read.answering, LedgerAnswering) =
                read_answering(reading, item(pack, t));
        *PUSH(reading->arena, &reading->ledger->packs, LedgerPack) = read;
    }
}

static void read_atom(Reading *reading, LedgerSide *side, const json_t *from)
{
    const Ledger *ledger = reading->ledger;
    LedgerAtom atom = {.batch_count = list_length(reading, from, "atoms") - 2};
    check(reading, atom.batch_count > 0, "atoms");
    atom.unit = (ptrdiff_t)whole(reading, item(from, 0), 0, ledger->units.len - 1, "atoms");
    atom.period = (ptrdiff_t)whole(reading, item(from, 1), 0, ledger->periods.len - 1, "atoms");
    if (reading->wrong)
        return;
    atom.batches = NEW(reading->arena, LedgerBatch, atom.batch_count);
    for (ptrdiff_t b = 0; b < atom.batch_count; b++) {
        const json_t *batch = item(from, 2 + b);
        int64_t *counts = NEW(reading->arena, int64_t, side->columns.len);
        for (ptrdiff_t c = 0; c < side->columns.len; c++)
            counts[c] = whole(reading, item(batch, 1 + c), 0, MOST, "atoms");
        atom.batches[b] = (LedgerBatch){whole(reading, item(batch, 0), 1, MOST, "atoms"), counts};
    }
    *PUSH(reading->arena, &side->atoms, LedgerAtom) = atom;
}

static double read_bits(Reading *reading, Str digits)
{
    uint64_t bits = 0;
    check(reading, digits.len == LEDGER_DIGITS, "numbers");
    for (ptrdiff_t i = digits.len - 1; i >= 0; i--) {
        uint8_t digit = reading->digits[(unsigned char)digits.s[i]];
        check(reading, digit < 64, "numbers");
        bits = bits << 6 | (digit & 63);
    }
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static double read_digits(Reading *reading, Str digits)
{
    double number = 0;
    for (ptrdiff_t i = 0; i < digits.len; i++) {
        check(reading, digits.s[i] >= '0' && digits.s[i] <= '9', "numbers");
        number = 10 * number + (digits.s[i] - '0');
    }
    return number;
}

static double read_number(Reading *reading, Str text)
{
    if (text.len == 0)
        return (double)NAN;
    Str rest = str_slice(text, 1, text.len);
    switch (text.s[0]) {
    case '=':
        return read_bits(reading, rest);
    case '-':
        return -read_digits(reading, rest);
    default:
        return read_digits(reading, text);
    }
}

static LedgerFigure read_figure(Reading *reading, const StrList *names, const json_t *from)
{
    ptrdiff_t name = (ptrdiff_t)whole(reading, item(from, 0), 0, names->len - 1, "figures");
    const json_t *text = item(from, 1);
    check(reading, json_is_string(text), "numbers");
    LedgerFigure figure = {.component_count = list_length(reading, from, "figures") - 2};
    if (reading->wrong)
        return figure;
    figure.id = names->items[name];
    Str numbers = {json_string_value(text), (ptrdiff_t)json_string_length(text)};
    for (ptrdiff_t i = 0; i < LEDGER_NUMBERS; i++) {
        StrCut cut = str_cut(numbers, ' ');
        figure.number[i] = read_number(reading, cut.head);
        numbers = cut.tail;
    }
    figure.components = NEW(reading->arena, Str, figure.component_count);
    for (ptrdiff_t i = 0; i < figure.component_count; i++)
        figure.components[i] = text_of(reading, item(from, 2 + i), "figures");
    return figure;
}

static void read_cell(Reading *reading, Side which, const StrList *names, const json_t *from)
{
    Arena *arena = reading->arena;
    const Ledger *ledger = reading->ledger;
    LedgerSide *side = &reading->ledger->side[which];
    const json_t *printed = item(from, 3), *figures = item(from, 7);
    LedgerCell cell = {.side = which,
                       .scope = text_of(reading, item(from, 0), "cells"),
                       .window = text_of(reading, item(from, 1), "cells"),
                       .edition = whole(reading, item(from, 2), 1, MOST, "cells")};
    for (ptrdiff_t i = 0; i < list_length(reading, printed, "cells"); i++)
        *PUSH(arena, &cell.printed, int64_t) = whole(reading, item(printed, i), 1, MOST, "cells");
    cell.units = indices(reading, item(from, 4), ledger->units.len, &cell.unit_count, "cells");
    cell.periods =
        indices(reading, item(from, 5), ledger->periods.len, &cell.period_count, "cells");
    Str shown = text_of(reading, item(from, 6), "cells");
    check(reading, shown.len == side->columns.len, "cells");
    cell.shown = NEW(arena, bool, shown.len);
    for (ptrdiff_t c = 0; c < shown.len; c++)
        cell.shown[c] = shown.s[c] == '1';
    cell.figure_count = list_length(reading, figures, "cells");
    cell.figures = NEW(arena, LedgerFigure, cell.figure_count);
    for (ptrdiff_t f = 0; f < cell.figure_count; f++)
        cell.figures[f] = read_figure(reading, names, item(figures, f));
    *PUSH(arena, &side->cells, LedgerCell) = cell;
}

static void read_side(Reading *reading, Side which, const json_t *from)
{
    LedgerSide *side = &reading->ledger->side[which];
    const json_t *weights = json_object_get(from, "weights"),
                 *atoms = json_object_get(from, "atoms"), *cells = json_object_get(from, "cells");
    ptrdiff_t periods = reading->ledger->periods.len;
    StrList names = texts(reading, json_object_get(from, "figures"), "figures");
    side->columns = texts(reading, json_object_get(from, "columns"), "columns");
    side->weights = NEW(reading->arena, int64_t, periods);
    for (ptrdiff_t t = 0; t < periods; t++)
        side->weights[t] = whole(reading, item(weights, t), 0, INT64_MAX, "weights");
    for (ptrdiff_t i = 0; i < list_length(reading, atoms, "atoms"); i++)
        read_atom(reading, side, item(atoms, i));
    for (ptrdiff_t i = 0; i < list_length(reading, cells, "cells"); i++)
        read_cell(reading, which, &names, item(cells, i));
}

static void read_ledger(Reading *reading, const json_t *root)
{
    whole(reading, json_object_get(root, "ledger"), LEDGER_VERSION, LEDGER_VERSION, "version");
    read_packs(reading, json_object_get(root, "packs"));
    reading->ledger->units = texts(reading, json_object_get(root, "units"), "units");
    reading->ledger->periods = texts(reading, json_object_get(root, "periods"), "periods");
    read_side(reading, SIDE_CX, json_object_get(root, "cx"));
    read_side(reading, SIDE_EX, json_object_get(root, "ex"));
}

Ledger *ledger_parse(Arena *arena, Str text, Str *reason)
{
    Reading reading = {.arena = arena, .ledger = NEW(arena, Ledger, 1)};
    memset(reading.digits, 64, sizeof reading.digits);
    for (uint8_t d = 0; d < 64; d++)
        reading.digits[(unsigned char)ledger_digits[d]] = d;
    Str body = str_slice(text, 0, text.len < LEDGER_TAIL ? 0 : text.len - LEDGER_TAIL);
    check(&reading, str_equal(ledger_tail(arena, body), str_slice(text, body.len, text.len)),
          "check");
    json_t *root = json_loadb(text.s, (size_t)text.len, 0, NULL);
    read_ledger(&reading, root);
    json_decref(root);
    *reason = str_from(reading.wrong);
    return reading.wrong ? NULL : reading.ledger;
}
