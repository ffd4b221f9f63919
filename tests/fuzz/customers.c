/* Any bytes as the customers' export of a fixed project, and on to the words of every page.
 * CUSTOMERS_ENCODING: the encoding that the project names. */
#include "fuzz.h"

#ifndef CUSTOMERS_ENCODING
#define CUSTOMERS_ENCODING "auto"
#endif

static const char project[] = "[report]\n"
                              "client = Harbour Lane\n"
                              "period = month\n"
                              "[customers]\n"
                              "files = customers.csv\n"
                              "encoding = " CUSTOMERS_ENCODING "\n"
                              "date = date\n"
                              "unit = unit\n"
                              "id = id\n"
                              "weight = weight\n"
                              "[metric cx.nps]\n"
                              "column = nps\n"
                              "type = nps\n"
                              "scale = 0..10\n"
                              "missing = 11\n"
                              "[metric cx.csat]\n"
                              "column = csat | satisfied\n"
                              "type = rating\n"
                              "scale = bad | so so | good\n"
                              "[metric cx.ces]\n"
                              "column = ces\n"
                              "type = ces\n"
                              "scale = 7..1\n"
                              "[metric cx.stage_buy]\n"
                              "column = buy\n"
                              "type = rating\n"
                              "scale = 1..5\n"
                              "stage = buy\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Diags diags = {.arena = arena};
    fuzz_write("customers.csv", (Str){(const char *)data, (ptrdiff_t)size});
    Str path = fuzz_write("project.ini", S(project));
    const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
    CX_ASSERT(config);
    const Tally *tally = ingest_read(arena, config, NULL, NULL, &diags);
    fuzz_print(&diags);
    CX_ASSERT((tally == NULL) == diag_errors(&diags));
    fuzz_report(tally);
    return 0;
}
