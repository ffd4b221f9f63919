/* Any bytes as the project file of two good exports: what the checks of the project let through
 * must be computed and worded. */
#include "fuzz.h"

#include <string.h>

static const char customers[] = "id,date,unit,nps,csat,ces,buy,use,words\n";
static const char employees[] = "id,date,unit,enps,q1,q2,q3\n";

/* Sixty answers of each side in three units and five months: enough for figures and tests. */
static Str make_rows(Arena *arena, const char *head, int first_question, int questions)
{
    static const char *const names[] = {"Sales", "Stores", "Kho vận"};
    static const char *const labels[] = {"bad", "so so", "good"};
    Buffer out = {.arena = arena};
    buffer_add(&out, str_from(head));
    for (int i = 0; i < 60; i++) {
        buffer_addf(&out, "%d,2026-%02d-%02d,%s", i, 1 + i % 5, 1 + i % 28, names[i % 3]);
        for (int q = first_question; q < first_question + questions; q++)
            buffer_addf(&out, ",%d", 1 + (i * (q + 3) + i / 7) % 5);
        buffer_addf(&out, ",%s\n", labels[i % 3]);
    }
    return buffer_str(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Str text = {(const char *)data, (ptrdiff_t)size};
    /* Files elsewhere on this machine are none of this test's business. */
    if (size == 0 || memchr(data, '/', size))
        return 0;
    fuzz_write("customers.csv", make_rows(arena, customers, 0, 5));
    fuzz_write("employees.csv", make_rows(arena, employees, 5, 3));
    fuzz_write("units.csv", S("unit,name,parent\nSales,Bán hàng,Front\nStores,,\n"));
    fuzz_write("invited.csv", S("side,unit,period,invited\ncx,Sales,2026-05,40\ncx,,2026-05,90\n"));
    fuzz_write("targets.csv", S("unit,metric,period,target\n,,,60\nSales,cx.nps,,20\n"));
    fuzz_write("events.csv", S("date,unit,text\n2026-03-01,,New shop\n"));
    Str path = fuzz_write("project.ini", text);
    Diags diags = {.arena = arena};
    const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
    const Tally *tally = config ? ingest_read(arena, config, NULL, NULL, &diags) : NULL;
    fuzz_print(&diags);
    CX_ASSERT((tally == NULL) == diag_errors(&diags));
    fuzz_report(tally);
    return 0;
}
