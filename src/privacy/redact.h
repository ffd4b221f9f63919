/* redact.h: what must not stay in a comment, looked for at one place of a text that is
 * text_name_key already (NFC, one line, single blanks). */
#ifndef CXEX_PRIVACY_REDACT_H
#define CXEX_PRIVACY_REDACT_H

#include <cxex/privacy.h>

/* text[from,to) gives way to a word; to == 0: nothing found at this place. `keep`: it was looked at
 * as a whole, and stays as it is. */
typedef struct Find {
    ptrdiff_t from, to;
    Word token;
    bool keep;
} Find;

/* The character at `at`, or -1 at the end; *after (may be NULL) is where the next one stands. */
int32_t redact_peek(Str text, ptrdiff_t at, ptrdiff_t *after);
bool redact_in_word(int32_t c); /* a letter or digit; -1 is none */
/* End of the letters and digits from `at` on. */
ptrdiff_t redact_word_end(Str text, ptrdiff_t at);

/* E-mail address, link or @handle that starts at `at`; `in_word`: in the middle of a word. */
Find redact_address(Str text, ptrdiff_t at, bool in_word);
/* Number plate, code of letters and digits, or long number that starts at `at`. */
Find redact_number(Str text, ptrdiff_t at, bool in_word);

typedef struct Names Names;
Names *redact_names_read(Arena *arena, Str list);
/* A listed name that starts at `at` (the start of a word), or what follows a form of address that
 * starts there. */
Find redact_name(Arena *arena, const Names *names, Lang lang, Str text, ptrdiff_t at);

#endif
