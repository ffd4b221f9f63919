#include "ledger.h"

const Ledger *ledger_empty(Arena *arena)
{
    return NEW(arena, Ledger, 1);
}

const LedgerPack *ledger_last(const Ledger *ledger)
{
    return ledger->packs.len == 0 ? NULL : &ledger->packs.items[ledger->packs.len - 1];
}
