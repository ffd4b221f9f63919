/* manifest.h: what a pack holds and what it was made from, so that anyone can check that nothing
 * was changed. */
#ifndef CXEX_RUN_MANIFEST_H
#define CXEX_RUN_MANIFEST_H

#include "stages.h"

/* One hash over everything that decides the pack's content: program version, project file, theme,
 * inputs, period, language. Two packs with the same fingerprint have the same bytes in every file
 * they share. */
Str manifest_fingerprint(const Stages *stages);
/* True when the manifest of an earlier pack (its bytes) carries this fingerprint. */
bool manifest_has_fingerprint(Arena *scratch, Str manifest, Str fingerprint);

typedef struct PackFile {
    Str name; /* relative to the pack's folder */
    int64_t size;
    char sha256[65];
} PackFile;
Str manifest_text(const Stages *stages, const PackFile *files, ptrdiff_t count);

#endif
