/* fold.h: how often each code came in each file, kept and folded away. */
#ifndef CXEX_DIAG_FOLD_H
#define CXEX_DIAG_FOLD_H

#include <cxex/diag.h>

typedef struct FileFolds {
    Str file;             /* owned by the arena of the list */
    ptrdiff_t *by_code_n; /* DIAG_CODE_COUNT counts of all problems, kept or not */
} FileFolds;

struct DiagFold {
    StrMap index; /* file -> place in `files` */
    LIST_OF(FileFolds) files;
};

#endif
