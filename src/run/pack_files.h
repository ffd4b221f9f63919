/* pack_files.h: the files of one pack, drawn by worker processes into the staging folder. */
#ifndef CXEX_RUN_PACK_FILES_H
#define CXEX_RUN_PACK_FILES_H

#include "manifest.h"

/* Draws what the options ask for into `folder`, and takes the rest over from the earlier pack in
 * `previous` (when it has the same fingerprint). Fills files in the pack's order. False with
 * problems in diags and the exit set. */
bool pack_files_make(Stages *stages, Str folder, Str previous, PackFiles *files);
/* draw.c: draws the files that are marked so. */
bool pack_files_draw(Stages *stages, Str folder, const PackFiles *files);

#endif
