#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ledger.h"

static void add_text(Buffer *out, Str text)
{
    buffer_add_byte(out, '"');
    for (ptrdiff_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.s[i];
        if (byte < 0x20)
            buffer_addf(out, "\\u%04x", byte);
        else if (byte == '"' || byte == '\\')
            buffer_addf(out, "\\%c", byte);
        else
            buffer_add_byte(out, (char)byte);
    }
    buffer_add_byte(out, '"');
}

/* As "%td", which takes its time: there are hundreds of thousands. */
static void add_whole(Buffer *out, int64_t number)
{
    char digits[24];
    ptrdiff_t at = CX_COUNTOF(digits);
    int64_t rest = number < 0 ? -number : number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        digits[--at] = '-';
    buffer_add(out, (Str){digits + at, CX_COUNTOF(digits) - at});
}

const char ledger_digits[64] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

static void add_number(Buffer *out, double number)
{
    if (!isfinite(number))
        return;
    if (fabs(number) < 1e15 && number == trunc(number)) {
        add_whole(out, (int64_t)number);
        return;
    }
    char digits[1 + LEDGER_DIGITS] = {'='};
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    for (ptrdiff_t i = 0; i < LEDGER_DIGITS; i++)
        digits[1 + i] = ledger_digits[bits >> 6 * i & 63];
    buffer_add(out, (Str){digits, CX_COUNTOF(digits)});
}

/* A comma before all but the first. */
static void add_comma(Buffer *out, ptrdiff_t i)
{
    if (i > 0)
        buffer_add_byte(out, ',');
}

static void add_texts(Buffer *out, const Str *texts, ptrdiff_t count)
{
    buffer_add_byte(out, '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        add_comma(out, i);
        add_text(out, texts[i]);
    }
    buffer_add_byte(out, ']');
}

static void add_wholes(Buffer *out, const int64_t *numbers, ptrdiff_t count)
{
    buffer_add_byte(out, '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        add_comma(out, i);
        add_whole(out, numbers[i]);
    }
    buffer_add_byte(out, ']');
}

static void add_indices(Buffer *out, const ptrdiff_t *numbers, ptrdiff_t count)
{
    buffer_add_byte(out, '[');
    for (ptrdiff_t i = 0; i < count; i++) {
        add_comma(out, i);
        add_whole(out, numbers[i]);
    }
    buffer_add_byte(out, ']');
}

static void add_atom(Buffer *out, const LedgerAtom *atom, ptrdiff_t columns)
{
    buffer_addf(out, "\n[%td,%td", atom->unit, atom->period);
    for (ptrdiff_t b = 0; b < atom->batch_count; b++) {
        buffer_add(out, S(",["));
        add_whole(out, atom->batches[b].edition);
        for (ptrdiff_t c = 0; c < columns; c++) {
            buffer_add_byte(out, ',');
            add_whole(out, atom->batches[b].counts[c]);
        }
        buffer_add_byte(out, ']');
    }
    buffer_add_byte(out, ']');
}

static void add_figure(Buffer *out, const LedgerFigure *figure, ptrdiff_t name)
{
    buffer_add_byte(out, '[');
    add_whole(out, name);
    buffer_add(out, S(",\""));
    ptrdiff_t count = LEDGER_NUMBERS;
    while (count > 0 && !isfinite(figure->number[count - 1]))
        count--;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(out, ' ');
        add_number(out, figure->number[i]);
    }
    buffer_add_byte(out, '"');
    for (ptrdiff_t i = 0; i < figure->component_count; i++) {
        buffer_add_byte(out, ',');
        add_text(out, figure->components[i]);
    }
    buffer_add_byte(out, ']');
}

static void add_cell(Buffer *out, const LedgerCell *cell, ptrdiff_t columns, const StrMap *names)
{
    buffer_add(out, S("\n["));
    add_text(out, cell->scope);
    buffer_add_byte(out, ',');
    add_text(out, cell->window);
    buffer_add_byte(out, ',');
    add_whole(out, cell->edition);
    buffer_add_byte(out, ',');
    add_wholes(out, cell->printed.items, cell->printed.len);
    buffer_add_byte(out, ',');
    add_indices(out, cell->units, cell->unit_count);
    buffer_add_byte(out, ',');
    add_indices(out, cell->periods, cell->period_count);
    buffer_add(out, S(",\""));
    for (ptrdiff_t c = 0; c < columns; c++)
        buffer_add_byte(out, cell->shown[c] ? '1' : '0');
    buffer_add(out, S("\",["));
    for (ptrdiff_t f = 0; f < cell->figure_count; f++) {
        add_comma(out, f);
        add_figure(out, &cell->figures[f], *strmap_find(names, cell->figures[f].id));
    }
    buffer_add(out, S("]]"));
}

static StrList figure_names(Arena *arena, const LedgerCells *cells, StrMap *names)
{
    StrList list = {0};
    for (ptrdiff_t c = 0; c < cells->len; c++) {
        const LedgerCell *cell = &cells->items[c];
        for (ptrdiff_t f = 0; f < cell->figure_count; f++) {
            bool added;
            ptrdiff_t *slot = strmap_put(arena, names, cell->figures[f].id, &added);
            if (!added)
                continue;
            *slot = list.len;
            *PUSH(arena, &list, Str) = cell->figures[f].id;
        }
    }
    return list;
}

static void add_side(Buffer *out, const Ledger *ledger, const LedgerSide *side)
{
    StrMap names = {0};
    StrList figures = figure_names(out->arena, &side->cells, &names);
    buffer_add(out, S("{\"columns\":"));
    add_texts(out, side->columns.items, side->columns.len);
    buffer_add(out, S(",\n\"figures\":"));
    add_texts(out, figures.items, figures.len);
    buffer_add(out, S(",\n\"weights\":"));
    add_wholes(out, side->weights, ledger->periods.len);
    buffer_add(out, S(",\n\"atoms\":["));
    for (ptrdiff_t a = 0; a < side->atoms.len; a++) {
        add_comma(out, a);
        add_atom(out, &side->atoms.items[a], side->columns.len);
    }
    buffer_add(out, S("],\n\"cells\":["));
    for (ptrdiff_t c = 0; c < side->cells.len; c++) {
        add_comma(out, c);
        add_cell(out, &side->cells.items[c], side->columns.len, &names);
    }
    buffer_add(out, S("]}"));
}

static void add_pack(Buffer *out, const LedgerPack *pack)
{
    buffer_add(out, S("\n["));
    add_text(out, pack->period);
    buffer_add_byte(out, ',');
    add_whole(out, pack->edition);
    buffer_add_byte(out, ',');
    add_text(out, pack->manifest);
    for (ptrdiff_t i = 0; i < pack->answering.len; i++) {
        const LedgerAnswering *told = &pack->answering.items[i];
        buffer_add(out, S(",["));
        add_text(out, told->name);
        const int64_t numbers[] = {told->people, told->asked, told->found};
        for (ptrdiff_t n = 0; n < CX_COUNTOF(numbers); n++) {
            buffer_add_byte(out, ',');
            add_whole(out, numbers[n]);
        }
        buffer_add_byte(out, ']');
    }
    buffer_add_byte(out, ']');
}

Str ledger_print(Arena *arena, const Ledger *ledger)
{
    Buffer out = {.arena = arena};
    buffer_addf(&out, "{\"ledger\":%d,\n\"packs\":[", LEDGER_VERSION);
    for (ptrdiff_t i = 0; i < ledger->packs.len; i++) {
        add_comma(&out, i);
        add_pack(&out, &ledger->packs.items[i]);
    }
    buffer_add(&out, S("],\n\"units\":"));
    add_texts(&out, ledger->units.items, ledger->units.len);
    buffer_add(&out, S(",\n\"periods\":"));
    add_texts(&out, ledger->periods.items, ledger->periods.len);
    buffer_add(&out, S(",\n\"cx\":"));
    add_side(&out, ledger, &ledger->side[SIDE_CX]);
    buffer_add(&out, S(",\n\"ex\":"));
    add_side(&out, ledger, &ledger->side[SIDE_EX]);
    buffer_add(&out, S(",\n"));
    buffer_add(&out, ledger_tail(arena, buffer_str(&out)));
    return buffer_str(&out);
}

Str ledger_tail(Arena *arena, Str body)
{
    return str_format(arena, "\"check\":\"%016" PRIx64 "\"}\n", str_hash(body));
}
