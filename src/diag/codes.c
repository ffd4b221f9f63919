#include "codes.h"

#include <assert.h>

static const DiagKind kinds[] = {
#define DIAG_KIND(name, level, short_code, english, vietnamese)             \
    [DIAG_##name] = {.severity = SEVERITY_##level,                          \
                     .code = {(short_code), sizeof(short_code) - 1},        \
                     .text = {[DIAG_EN] = {(english), sizeof(english) - 1}, \
                              [DIAG_VI] = {(vietnamese), sizeof(vietnamese) - 1}}},
    DIAG_TABLE(DIAG_KIND)
#undef DIAG_KIND
};
static_assert(CX_COUNTOF(kinds) == DIAG_CODE_COUNT, "every code has its row");

const DiagKind *diag_kind(DiagCode code)
{
    CX_ASSERT(code >= 0 && code < DIAG_CODE_COUNT);
    return &kinds[code];
}

Severity diag_severity(DiagCode code)
{
    return diag_kind(code)->severity;
}

Str diag_code_name(DiagCode code)
{
    return diag_kind(code)->code;
}
