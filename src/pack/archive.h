/* archive.h: the parts of a zip, each inflated to its last byte. Not for other modules.
 *
 * libzip compares the checksum of a part when it has been read whole; reading one byte too many
 * proves that it ends where its entry says. */
#ifndef CXEX_PACK_ARCHIVE_H
#define CXEX_PACK_ARCHIVE_H

#include <cxex/base.h>

#include <zip.h>

enum {
    PACK_PARTS_LIMIT = 4096,       /* of a zip */
    PACK_PART_LIMIT = 256 << 20,   /* bytes of one part, inflated */
    PACK_TOTAL_LIMIT = 1024 << 20, /* bytes of all parts together; fits an int */
    PACK_PART_NAME_LIMIT = 1024,
};

typedef struct ZipParts {
    zip_t *archive;
    StrList names; /* in the order of the file; each followed by a NUL */
} ZipParts;

/* What a zip may hold, inflated: of its own workbooks, or of somebody's. */
typedef struct ZipCaps {
    int64_t part_bytes, total_bytes;
} ZipCaps;
#define ZIP_CAPS_OWN ((ZipCaps){PACK_PART_LIMIT, PACK_TOTAL_LIMIT})
#define ZIP_CAPS_FOREIGN ((ZipCaps){(int64_t)2 << 30, (int64_t)4 << 30})

/* Lists the parts. False with a sentence in *reason when the file is no zip, is inconsistent, has
 * an entry twice or stands above a limit; then nothing is open. */
bool zip_parts_open(Arena *arena, ZipParts *parts, Str path, ZipCaps caps, Str *reason);
void zip_parts_close(ZipParts *parts);

/* What takes the bytes of a part, piece by piece; false stops the reading. `last` comes once, with
 * the last piece, which may be empty. */
typedef bool ZipSink(void *context, Str bytes, bool last);
/* Inflates part `index` into the sink. False with a sentence in *reason when it does not inflate to
 * its stated size and checksum; a sink that stops leaves *reason alone. */
bool zip_part_read(Arena *arena, const ZipParts *parts, ptrdiff_t index, ZipSink *sink,
                   void *context, Str *reason);

#endif
