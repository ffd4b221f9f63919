/* codes.h: the table of problems: severity, short code and wording of each. */
#ifndef CXEX_DIAG_CODES_H
#define CXEX_DIAG_CODES_H

#include <cxex/diag.h>

typedef struct DiagKind {
    Severity severity;
    Str code; /* as printed in brackets at the end of the line */
    Str text[DIAG_LANG_COUNT];
} DiagKind;

const DiagKind *diag_kind(DiagCode code);
/* reasons.c: why a file cannot be read or written, in the language where it is known; else `text`.
 */
Str diag_reason(Arena *arena, Str text, DiagLang lang);

#endif
