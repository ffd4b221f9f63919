/* pack.h: finished files looked into: checksums, and the parts of a zip and their XML, read safely.
 */
#ifndef CXEX_PACK_H
#define CXEX_PACK_H

#include <cxex/base.h>

/* SHA-256 of the bytes as 64 lower-case hex digits and a NUL. */
void pack_sha256(Str bytes, char hex[65]);

/* Opens a finished .xlsx again and proves that it is whole: a zip whose every part inflates to its
 * stated size and checksum, every XML part well formed to its end, as many sheets as
 * expected_sheets, each sheet with at least expected_rows[i] rows, and as many shared strings as
 * the table says. libxlsxwriter reports success after some failed writes (a full disk), so nothing
 * less counts. False with a sentence in *reason. Caps: 256 MB a part, no DOCTYPE. */
bool pack_workbook_check(Arena *scratch, Str path, const ptrdiff_t *expected_rows,
                         ptrdiff_t expected_sheets, Str *reason);

#endif
