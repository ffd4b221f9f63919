#include <cxex/diag.h>

#include "codes.h"
#include "fold.h"

static FileFolds *folds_of_file(Diags *diags, Str file)
{
    if (diags->folds == NULL)
        diags->folds = NEW(diags->arena, struct DiagFold, 1);
    struct DiagFold *folds = diags->folds;
    const ptrdiff_t *known = strmap_find(&folds->index, file);
    if (known != NULL)
        return &folds->files.items[*known];

    Str kept = str_copy(diags->arena, file);
    *strmap_put(diags->arena, &folds->index, kept, NULL) = folds->files.len;
    FileFolds *made = PUSH(diags->arena, &folds->files, FileFolds);
    *made = (FileFolds){.file = kept, .by_code_n = NEW(diags->arena, ptrdiff_t, DIAG_CODE_COUNT)};
    return made;
}

void diag_add_near(Diags *diags, DiagCode code, Pos pos, Str found, Str expected, Str nearest)
{
    switch (diag_severity(code)) {
    case SEVERITY_ERROR:
        diags->error_count++;
        break;
    case SEVERITY_WARNING:
        diags->warning_count++;
        break;
    case SEVERITY_NOTE:
        break;
    }
    FileFolds *folds = folds_of_file(diags, pos.file);
    if (++folds->by_code_n[code] > DIAG_KEEP)
        return;
    pos.file = folds->file;
    pos.cell = str_copy(diags->arena, pos.cell);
    Problem problem = {
        .code = code,
        .pos = pos,
        .found = str_copy(diags->arena, found),
        .expected = str_copy(diags->arena, expected),
        .nearest = str_copy(diags->arena, nearest),
    };
    *PUSH(diags->arena, &diags->list, Problem) = problem;
}

void diag_add(Diags *diags, DiagCode code, Pos pos, Str found, Str expected)
{
    diag_add_near(diags, code, pos, found, expected, STR_NONE);
}

bool diag_shows(Diags *diags, DiagCode code, Str file)
{
    return folds_of_file(diags, file)->by_code_n[code] < DIAG_KEEP;
}

bool diag_errors(const Diags *diags)
{
    return diags->error_count > 0;
}
