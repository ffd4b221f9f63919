/* guard.h: the change guard. The manifest of a pack remembers what its figures mean; the next pack
 * compares, and what differs breaks the trend (definitions.h). */
#ifndef CXEX_RUN_GUARD_H
#define CXEX_RUN_GUARD_H

#include <cxex/report.h>

#include "stages.h"

/* Sets stages->definitions and stages->breaks: those that earlier packs found, and what differs now
 * from the newest of them. The pack of the report's own period is about to be replaced and counts
 * for nothing. A note says each new difference; a manifest that cannot be read is a warning, and
 * the pack before it is compared with. Needs the tally and the period. */
void guard_compare(Stages *stages);
/* Their part of the manifest. */
void guard_add_facts(const Stages *stages, Fact *root);
/* One line a break, for the fingerprint: the pages say them. Empty: none. */
Str guard_text(const Stages *stages);

#endif
