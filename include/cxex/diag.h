/* diag.h: the problems found in the user's files, collected while reading goes on, and printed
 * together at the end.
 *
 * A problem has a code; the code fixes its severity and its wording in every language (one table:
 * diag_codes.h). A call site gives only place, what was found, and what was expected. Several
 * stages may add; nothing prints here. */
#ifndef CXEX_DIAG_H
#define CXEX_DIAG_H

#include <cxex/base.h>

typedef struct Pos {
    Str file;         /* as the user wrote it, or empty: the whole run */
    ptrdiff_t line;   /* from 1; 0: the whole file */
    ptrdiff_t column; /* from 1, in characters; 0: the whole line */
    Str cell;         /* in data also as a spreadsheet names it ("G214"), else empty */
} Pos;

typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;
typedef enum DiagLang { DIAG_EN, DIAG_VI, DIAG_LANG_COUNT } DiagLang;

/* X(NAME, SEVERITY, "short-code", "english", "vietnamese"). In the texts {f} is what was found, {e}
 * what was expected. Wording is for consultants: plain, with the likely fix. A new problem is a
 * line in diag_codes.h. */
#define DIAG_TABLE(X)     \
    DIAG_TABLE_GENERAL(X) \
    DIAG_TABLE_CONFIG(X)  \
    DIAG_TABLE_INGEST(X) DIAG_TABLE_RENDER(X) DIAG_TABLE_RUN(X) DIAG_TABLE_VERIFY(X)
#include <cxex/diag_codes.h>

typedef enum DiagCode {
#define DIAG_ENUM(name, severity, code, en, vi) DIAG_##name,
    DIAG_TABLE(DIAG_ENUM)
#undef DIAG_ENUM
        DIAG_CODE_COUNT
} DiagCode;

typedef struct Problem {
    DiagCode code;
    Pos pos;             /* its texts are copies */
    Str found, expected; /* owned by the list's arena */
    Str nearest;         /* "did you mean": empty when there is none */
} Problem;

typedef struct Diags {
    Arena *arena;
    LIST_OF(Problem) list;
    ptrdiff_t error_count, warning_count;
    /* More than DIAG_KEEP of one code in one file are only counted. */
    struct DiagFold *folds;
} Diags;

enum { DIAG_KEEP = 20 };

/* Adds a problem of the user's files or of the machine; how grave it is and its words belong to the
 * code. found and expected fill {f} and {e} of its text, and are empty where that has no such
 * place; nearest is what was meant, or empty. All are copied. */
void diag_add(Diags *diags, DiagCode code, Pos pos, Str found, Str expected);
void diag_add_near(Diags *diags, DiagCode code, Pos pos, Str found, Str expected, Str nearest);
/* Whether one more of this code in this file would be shown, and not only counted: a "did you mean"
 * is worth looking for. */
bool diag_shows(Diags *diags, DiagCode code, Str file);
bool diag_errors(const Diags *diags); /* whether any is an error: warnings leave a result */
Severity diag_severity(DiagCode code);
Str diag_code_name(DiagCode code); /* "column-missing" */
/* All problems, sorted by file, line, column, one a line:
 *   file:line:column: error: G214: text, did you mean "x"? [code]
 * without the parts that Pos leaves empty; then for each code with more than DIAG_KEEP in a file
 *   file: error: … and 123 more of this kind [code]
 * {f}, {e} and the nearest name go through diag_quote; the marks around them belong to the text. */
Str diag_print(Arena *arena, const Diags *diags, DiagLang lang);
/* The one function that shows the user's data: control and terminal-escape bytes, malformed bytes,
 * bidi and zero-width characters become visible (\n \x1B \u{202E}); more than `limit` characters
 * are cut with "…" (0: no limit). */
Str diag_quote(Arena *arena, Str text, ptrdiff_t limit);

#endif
