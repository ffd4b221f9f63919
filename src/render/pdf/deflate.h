/* deflate.h: bytes as a zlib stream, for /FlateDecode. */
#ifndef RENDER_PDF_DEFLATE_H
#define RENDER_PDF_DEFLATE_H

#include <cxex/base.h>

Str deflate_bytes(Str bytes, Arena *arena); /* cannot fail */

#endif
