/* ingest.h: exported files become the tally. Bytes in, counts out; a row is looked at once and not
 * kept. */
#ifndef CXEX_INGEST_H
#define CXEX_INGEST_H

#include <cxex/table.h>

/* Called now and then with the share of all input bytes read (0..1). */
typedef void IngestProgress(void *context, double share_01);

/* Reads every source of the project and its side files (units, invited, targets, events, KPIs,
 * registers).
 * NULL on errors (all of them are in diags). Warnings (unknown unit, off-scale answers …) leave a
 * usable tally. */
const Tally *ingest_read(Arena *arena, const Config *config, IngestProgress *progress,
                         void *context, Diags *diags);

#endif
