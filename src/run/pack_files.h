/* pack_files.h: the files of one pack, each drawn by a worker process of its own into the staging
 * folder. */
#ifndef CXEX_RUN_PACK_FILES_H
#define CXEX_RUN_PACK_FILES_H

#include "manifest.h"

enum { PACK_FILE_LIMIT = 8 };

/* Draws what options->formats asks for into `folder`, and copies the rest of the earlier pack in
 * `previous` (when it has the same fingerprint). Fills files[] in the pack's order. False with
 * problems in diags and the exit set. */
bool pack_files_make(Stages *stages, Str folder, Str previous, PackFile *files, ptrdiff_t *count);

#endif
