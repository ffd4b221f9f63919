/* manifest.h: what a pack holds and what it was made from, so that anyone can check that nothing
 * was changed. */
#ifndef CXEX_RUN_MANIFEST_H
#define CXEX_RUN_MANIFEST_H

#include <cxex/pack.h>

#include "stages.h"

/* One hash over everything that decides the pack's content: program version, project file, theme,
 * inputs, period, language, and what earlier packs make of it (the ledger, through what may be
 * shown now). Two packs with the same fingerprint have the same bytes in every file they share. */
Str manifest_fingerprint(const Stages *stages);
/* What the manifest of an earlier pack says of the file with this path; empty: it has none. */
Str manifest_sha256(const Json *manifest, Str path);

/* One file of a pack. */
typedef struct PackFile {
    Str name; /* relative to the pack's folder */
    RunFormat format;
    const UnitBrief *brief; /* whose; NULL: the board's */
    bool drawn;             /* by this run */
    bool kept;              /* taken over from the earlier pack; neither: the pack lacks it */
    int64_t size;
    char sha256[65];
} PackFile;
typedef struct PackFiles {
    PackFile *items; /* in the pack's order */
    ptrdiff_t len, cap;
} PackFiles;
bool pack_file_there(const PackFile *file);
/* Lists the files that are there, by path. */
Str manifest_text(const Stages *stages, const PackFiles *files);

#endif
