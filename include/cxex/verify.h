/* verify.h: a finished pack opened again and compared with itself. It knows neither the project
 * file nor the data: what the pack says in one place is held against what it says in another.
 *
 * scorecard.json is the measure. Every number that stands elsewhere under the key of a figure
 * ("unit|period|code") is that figure, rounded half away from zero as metrics.md §14 has it; what
 * scorecard.json does not publish has no number anywhere; a department's files show its own figures
 * and the company's alone; a draft carries its own department's files to the address that the
 * manifest names. Numbers among words are held against the figures that the words are about. */
#ifndef CXEX_VERIFY_H
#define CXEX_VERIFY_H

#include <cxex/diag.h>
#include <cxex/text.h>

/* Opens every file of the pack in `folder` (OUT/PERIOD). Problems go to diags: file, place in it,
 * what was found, what was expected. *text says in the language `talk` what was compared. Memory
 * for one file at a time beside what scorecard.json takes. */
void verify_pack(Arena *arena, Str folder, Lang talk, Str *text, Diags *diags);

#endif
