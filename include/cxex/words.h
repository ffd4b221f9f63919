/* words.h: the keys of the catalogues, taken from the English one so that there is one list.
 * words_en.def and words_vi.def beside this file hold W(KEY, "text") lines; a test proves that they
 * have the same keys and places. */
#ifndef CXEX_WORDS_H
#define CXEX_WORDS_H
typedef enum Word {
#define W(key, text) WORD_##key,
#include <cxex/words_en.def>
#undef W
    WORD_COUNT
} Word;
#endif
