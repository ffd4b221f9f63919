/* workbook.h: the proof that a workbook is whole, shared by its two users. Not for other modules.
 */
#ifndef CXEX_PACK_WORKBOOK_H
#define CXEX_PACK_WORKBOOK_H

#include "archive.h"

#include <cxex/pack.h>

/* As pack_workbook_check, with as many sheets as there are, and no part that nothing points at;
 * gives the part of each sheet in the order of the tabs. The sheets themselves are left to the
 * caller. */
bool workbook_check_all(Arena *arena, const ZipParts *parts, StrList *sheets, Str *reason);

#endif
