/* Any bytes as a finished workbook that is opened again. */
#include "fuzz.h"

#include <cxex/pack.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Str path = fuzz_write("board.xlsx", (Str){(const char *)data, (ptrdiff_t)size});
    Str reason = STR_NONE;
    const ptrdiff_t rows[] = {1, 0};
    bool good = pack_workbook_check(arena, path, rows, 2, &reason);
    CX_ASSERT(good || reason.len > 0);
    return 0;
}
