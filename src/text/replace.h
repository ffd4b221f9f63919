/* replace.h: words to replace, made ready once for many texts. Not for other modules. */
#ifndef TEXT_REPLACE_H
#define TEXT_REPLACE_H

#include <cxex/text.h>

typedef struct Replacer Replacer;
const Replacer *replacer_open(Arena *arena, LangId lang, const WordPair *pairs, ptrdiff_t count);
Str replacer_run(Arena *arena, const Replacer *replacer, Str text);

#endif
