/* ledger.h: what earlier packs published, in memory and as a file.
 *
 * Every build of a pack is an edition, 1, 2, 3 … A batch of an atom came with an edition; a cell
 * that was printed first at edition e holds the batches up to e of its units and periods. A cell
 * whose answers have not changed stays one entry, with all the editions that printed it. Units and
 * periods are named once; elsewhere stand their indices.
 *
 * The file is JSON, a line an atom or cell, and ends with a hash of all that comes before it:
 *   {"ledger":1,"packs":[["2026-01",1,"manifest's SHA-256",[side or source,people,hash,hash],…]],
 *   "units":[…],"periods":[…],
 *   "cx":{"columns":[…],"figures":[ids],"weights":[of each period],
 *   "atoms":[[unit,period,[edition,count of each column],…],…],
 *   "cells":[[scope,window,edition,[printed],[units],[periods],"shown columns as 0 and 1",
 *     [[figure,"numbers",component …],…]],…]},
 *   "ex":{…},
 *   "check":"…"}
 * Numbers stand in one text, blanks between: nothing for an absent one, whole ones as they are
 * read, others as = and eleven characters of six bits each, so that they come back to the last bit
 * and a ledger of 200 units is written and read in the time that a page takes. */
#ifndef CXEX_PRIVACY_LEDGER_H
#define CXEX_PRIVACY_LEDGER_H

#include <cxex/privacy.h>

enum {
    LEDGER_VERSION = 1,
    LEDGER_TAIL = 28,
    LEDGER_DIGITS = 11 /* of a double */
};

typedef struct LedgerBatch {
    int64_t edition;
    int64_t *counts; /* [columns.len] */
} LedgerBatch;

typedef struct LedgerAtom {
    ptrdiff_t unit, period;
    LedgerBatch *batches; /* by edition ascending */
    ptrdiff_t batch_count;
} LedgerAtom;

typedef LIST_OF(LedgerAtom) LedgerAtoms;
typedef LIST_OF(LedgerCell) LedgerCells;

typedef struct LedgerSide {
    StrList columns; /* statistics: "" the rows, question ids, person means with what they are of */
    int64_t *weights; /* [periods.len] how it was weighted when it was first published */
    LedgerAtoms atoms;
    LedgerCells cells; /* by edition ascending */
} LedgerSide;

struct Ledger {
    LIST_OF(LedgerPack) packs; /* by edition ascending */
    StrList units, periods;
    LedgerSide side[SIDE_COUNT];
};

/* Atoms by their place: [unit·periods.len + period], index + 1; 0: there is none. */
ptrdiff_t *ledger_places(Arena *arena, const Ledger *ledger, Side side);
/* The atoms of a cell, whatever their batches. */
typedef LIST_OF(ptrdiff_t) LedgerIndices;
LedgerIndices ledger_atoms_of(Arena *arena, const Ledger *ledger, const LedgerCell *cell,
                              const ptrdiff_t *places);
/* Batches that no cell tells apart become one; what no cell holds goes. */
void ledger_tidy(Arena *arena, Ledger *ledger);
/* The last build of the period's pack, with what it alone printed. */
void ledger_forget(Arena *arena, Ledger *ledger, Str period);
/* NULL: the text is none that ledger_print has made; *reason says why. */
Ledger *ledger_parse(Arena *arena, Str text, Str *reason);
Str ledger_print(Arena *arena, const Ledger *ledger);
/* The digits of six bits, lowest first. */
extern const char ledger_digits[64];
/* How the text ends after `body`: with its hash. Always LEDGER_TAIL bytes. */
Str ledger_tail(Arena *arena, Str body);

#endif
