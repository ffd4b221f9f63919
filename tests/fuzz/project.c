/* Any bytes as a project file: read and checked, without its data. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Str path = fuzz_write("project.ini", (Str){(const char *)data, (ptrdiff_t)size});
    Diags diags = {.arena = arena};
    const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
    fuzz_print(&diags);
    CX_ASSERT((config == NULL) == diag_errors(&diags));
    for (ptrdiff_t i = 0; config && i < config->metric_count; i++) {
        const Metric *metric = &config->metrics[i];
        CX_ASSERT(config_headline(arena, metric).len > metric->id.len - 1);
        CX_ASSERT(metric->scale.level_count >= 2 && metric->scale.level_count <= LEVEL_LIMIT);
    }
    return 0;
}
