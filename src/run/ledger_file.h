/* ledger_file.h: OUT/ledger.json, what all packs beside it published. Pack and ledger must go
 * together: a pack without its entry would let the next one give away what this one hides.
 *
 * The new ledger is written as ledger.json.new, with the checksum of the manifest that the new pack
 * will have; then the pack is put in place; then the file gets its name. Whoever finds a
 * ledger.json.new looks whether the pack that it tells of last is in place: if so it is the ledger,
 * else the run that wrote it ended too early and it counts for nothing. */
#ifndef CXEX_RUN_LEDGER_FILE_H
#define CXEX_RUN_LEDGER_FILE_H

#include "stages.h"

/* The folder of the pack of a period, under OUT: a wave's name is the user's words, so it becomes a
 * slug. */
Str ledger_pack_folder(const Stages *stages, Str period);

/* Sets stages->ledger; with --replace without what the earlier pack of the report's period
 * published. Writes nothing. Problems are in diags. */
void ledger_file_read(Stages *stages);

/* Around putting the pack in place. */
typedef struct LedgerCommit {
    Str path, new_path;
    int lock; /* on OUT, while the two belong together */
} LedgerCommit;
/* Writes ledger.json.new. False, with problems in diags, when that fails or when another run has
 * changed the ledger since it was read. */
bool ledger_commit_begin(Stages *stages, LedgerCommit *commit, Str manifest);
/* done: the pack is in place. Else the new ledger is removed. */
void ledger_commit_end(Stages *stages, LedgerCommit *commit, bool done);

#endif
