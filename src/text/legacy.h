/* legacy.h: Vietnamese encodings from before Unicode, and UTF-8 that went through another one. Not
 * for other modules. */
#ifndef CXEX_TEXT_LEGACY_H
#define CXEX_TEXT_LEGACY_H

#include <cxex/text.h>

/* As text_decode, for the encodings that ICU lacks. */
bool legacy_decode(Arena *arena, Str bytes, Encoding from, Str *utf8, ptrdiff_t *bad_offset);
/* The byte that windows-1252 has for a character (a control of 0x80..0x9F where it has none), or
 * -1. */
int cp1252_byte(int32_t c);

#endif
