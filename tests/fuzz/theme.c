/* Any bytes as a theme file. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Str path = fuzz_write("theme.ini", (Str){(const char *)data, (ptrdiff_t)size});
    Diags diags = {.arena = arena};
    const Theme *theme = theme_read(arena, path, NULL, 0, (Pos){0}, &diags);
    fuzz_print(&diags);
    CX_ASSERT((theme == NULL) == diag_errors(&diags));
    for (int i = 0; theme && i < COLOUR_ROLE_COUNT; i++) {
        const Colour *colour = &theme->colour[i];
        CX_ASSERT(colour->r >= 0 && colour->r <= 1 && colour->b >= 0 && colour->b <= 1);
    }
    return 0;
}
