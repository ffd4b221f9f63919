/* answering.h: may it be told how a side answered? Not for other modules. */
#ifndef CXEX_PRIVACY_ANSWERING_H
#define CXEX_PRIVACY_ANSWERING_H

#include <cxex/privacy.h>

/* Sets published->answering and answering_sources; of comments, where as many of others were told
 * of, published->comments. The arena comes by value: it is scratch. */
void answering_decide(Arena scratch, const Tally *tally, const Ledger *ledger,
                      Published *published);
/* What the pack tells of it, for the ledger. */
void answering_record(Arena *arena, const Tally *tally, const Published *published,
                      LedgerPack *pack);

#endif
