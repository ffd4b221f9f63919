/* Any bytes as each of the files beside the exports: units, invited, targets, events. Each is tried
 * in a project of its own, so that an error in one does not hide the others. */
#include "fuzz.h"

static const char project[] = "[report]\n"
                              "client = Harbour Lane\n"
                              "period = quarter\n"
                              "[customers]\n"
                              "files = data.csv\n"
                              "date = date\n"
                              "unit = unit\n"
                              "%s"
                              "[metric cx.nps]\n"
                              "column = nps\n"
                              "type = nps\n"
                              "scale = 0..10\n"
                              "%s";

static const char data_csv[] = "date,unit,nps,grade\n"
                               "2026-01-05,Sales,9,a\n2026-02-05,Sales,3,b\n2026-03-05,Stores,8,a\n"
                               "2026-04-05,Stores,10,b\n2026-05-05,,7,a\n2026-06-05,Sales,0,a\n";

static const struct {
    const char *in_source, *after;
} uses[] = {
    {"", "[units]\nfile = side.csv\n"},
    {"invited = side.csv\n", ""},
    {"", "target = side.csv\n"},
    {"", "[events]\nfile = side.csv\n"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(uses); i++) {
        Arena *arena = fuzz_arena();
        Diags diags = {.arena = arena};
        fuzz_write("data.csv", S(data_csv));
        fuzz_write("side.csv", (Str){(const char *)data, (ptrdiff_t)size});
        Str path =
            fuzz_write("project.ini", str_format(arena, project, uses[i].in_source, uses[i].after));
        const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
        CX_ASSERT(config);
        const Tally *tally = ingest_read(arena, config, NULL, NULL, &diags);
        fuzz_print(&diags);
        CX_ASSERT((tally == NULL) == diag_errors(&diags));
        fuzz_report(tally);
    }
    return 0;
}
