/* theme_words.h: the sections [words], [words vi], [words en] of a theme. */
#ifndef CONFIG_THEME_WORDS_H
#define CONFIG_THEME_WORDS_H

#include "ini.h"

#include <cxex/theme.h>

typedef struct ThemeWord {
    WordPair pair;
    Pos pos;
    bool every; /* stands in [words], which is for every language */
    LangId lang;
} ThemeWord;
typedef struct ThemeWords {
    Arena *arena;
    LIST_OF(ThemeWord) list;
} ThemeWords;

/* False: the section is another. */
bool theme_words_read(ThemeWords *words, const IniSection *section, Diags *diags);
/* Gives the theme its words, once all sections were read, and says what is wrong with them. */
void theme_words_finish(const ThemeWords *words, Theme *theme, Diags *diags);

#endif
