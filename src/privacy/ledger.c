#include "ledger.h"

const Ledger *ledger_empty(Arena *arena)
{
    return NEW(arena, Ledger, 1);
}

const LedgerPack *ledger_last(const Ledger *ledger)
{
    return ledger->packs.len == 0 ? NULL : &ledger->packs.items[ledger->packs.len - 1];
}

const Ledger *ledger_read(Arena *arena, Str path, Str forget, Diags *diags)
{
    if (!os_exists(arena, path))
        return ledger_empty(arena);
    FileView file = {0};
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, path, &reason)) {
        diag_add(diags, DIAG_LEDGER_UNREADABLE, (Pos){.file = path}, path, reason);
        return NULL;
    }
    Ledger *ledger = ledger_parse(arena, file.bytes, &reason);
    os_file_close(&file);
    if (ledger == NULL)
        diag_add(diags, DIAG_LEDGER_DAMAGED, (Pos){.file = path}, path, reason);
    else
        ledger_forget(arena, ledger, forget);
    return ledger;
}

ptrdiff_t *ledger_places(Arena *arena, const Ledger *ledger, Side side)
{
    const LedgerAtoms *atoms = &ledger->side[side].atoms;
    ptrdiff_t *places = NEW(arena, ptrdiff_t, ledger->units.len * ledger->periods.len);
    for (ptrdiff_t a = 0; a < atoms->len; a++)
        places[atoms->items[a].unit * ledger->periods.len + atoms->items[a].period] = a + 1;
    return places;
}

LedgerIndices ledger_atoms_of(Arena *arena, const Ledger *ledger, const LedgerCell *cell,
                              const ptrdiff_t *places)
{
    LedgerIndices atoms = {0};
    bool company = cell->scope.len == 0;
    for (ptrdiff_t i = 0; i < (company ? ledger->units.len : cell->unit_count); i++) {
        ptrdiff_t unit = company ? i : cell->units[i];
        for (ptrdiff_t j = 0; j < cell->period_count; j++) {
            ptrdiff_t atom = places[unit * ledger->periods.len + cell->periods[j]];
            if (atom > 0)
                *PUSH(arena, &atoms, ptrdiff_t) = atom - 1;
        }
    }
    return atoms;
}

/* ---- What is needed no more ---- */

typedef LIST_OF(int64_t) Editions; /* ascending */

/* The first edition that printed something with the batch; 0: none did. */
static int64_t first_printed(const Editions *editions, int64_t edition)
{
    for (ptrdiff_t i = 0; i < editions->len; i++) {
        if (editions->items[i] >= edition)
            return editions->items[i];
    }
    return 0;
}

static void tidy_atom(LedgerAtom *atom, const Editions *editions, ptrdiff_t columns)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t b = 0; b < atom->batch_count; b++) {
        LedgerBatch batch = atom->batches[b];
        batch.edition = first_printed(editions, batch.edition);
        if (batch.edition == 0)
            break; /* nor with any later one */
        if (kept == 0 || atom->batches[kept - 1].edition != batch.edition) {
            atom->batches[kept++] = batch;
            continue;
        }
        for (ptrdiff_t c = 0; c < columns; c++)
            atom->batches[kept - 1].counts[c] += batch.counts[c];
    }
    atom->batch_count = kept;
}

void ledger_tidy(Arena *arena, Ledger *ledger)
{
    for (Side which = 0; which < SIDE_COUNT; which++) {
        LedgerSide *side = &ledger->side[which];
        const ptrdiff_t *places = ledger_places(arena, ledger, which);
        Editions *editions = NEW(arena, Editions, side->atoms.len);
        for (ptrdiff_t c = 0; c < side->cells.len; c++) {
            const LedgerCell *cell = &side->cells.items[c];
            LedgerIndices atoms = ledger_atoms_of(arena, ledger, cell, places);
            for (ptrdiff_t i = 0; i < atoms.len; i++)
                *PUSH(arena, &editions[atoms.items[i]], int64_t) = cell->edition;
        }
        ptrdiff_t kept = 0;
        for (ptrdiff_t a = 0; a < side->atoms.len; a++) {
            tidy_atom(&side->atoms.items[a], &editions[a], side->columns.len);
            if (side->atoms.items[a].batch_count > 0)
                side->atoms.items[kept++] = side->atoms.items[a];
        }
        side->atoms.len = kept;
    }
}

/* The cells that other editions printed too. */
static void keep_printed(LedgerCells *cells, int64_t forgotten)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t c = 0; c < cells->len; c++) {
        LedgerCell cell = cells->items[c];
        ptrdiff_t left = 0;
        for (ptrdiff_t i = 0; i < cell.printed.len; i++) {
            if (cell.printed.items[i] != forgotten)
                cell.printed.items[left++] = cell.printed.items[i];
        }
        cell.printed.len = left;
        if (left > 0)
            cells->items[kept++] = cell;
    }
    cells->len = kept;
}

void ledger_forget(Arena *arena, Ledger *ledger, Str period)
{
    ptrdiff_t pack = ledger->packs.len - 1;
    while (pack >= 0 && !str_equal(ledger->packs.items[pack].period, period))
        pack--;
    if (pack < 0)
        return;
    int64_t edition = ledger->packs.items[pack].edition;
    for (ledger->packs.len--; pack < ledger->packs.len; pack++)
        ledger->packs.items[pack] = ledger->packs.items[pack + 1];
    for (Side which = 0; which < SIDE_COUNT; which++)
        keep_printed(&ledger->side[which].cells, edition);
    ledger_tidy(arena, ledger);
}
