/* Any bytes as the customers' export of a fixed project, and on to the words of every page.
 * CUSTOMERS_ENCODING: the encoding that the project names. CUSTOMERS_BOOK: the bytes are the XML
 * within a workbook, and NUL bytes part them into sheet, shared strings, styles, workbook and its
 * relations; what is missing is whole. */
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

#ifdef CUSTOMERS_BOOK
enum { PARTS = 5 };

static Str as_export(Arena *arena, Str bytes)
{
    FuzzPart parts[PARTS] = {
        {S("xl/worksheets/sheet1.xml"), S("<worksheet/>")},
        {S("xl/sharedStrings.xml"), S("<sst><si><t>unit</t></si><si><t>nps</t></si></sst>")},
        {S("xl/styles.xml"), S("<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf "
                               "numFmtId=\"14\"/></cellXfs></styleSheet>")},
        {S("xl/workbook.xml"), S("<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" "
                                 "r:id=\"rId1\"/></sheets></workbook>")},
        {S("xl/_rels/workbook.xml.rels"),
         S("<Relationships><Relationship Id=\"rId1\" Type=\"t/worksheet\" "
           "Target=\"worksheets/sheet1.xml\"/></Relationships>")},
    };
    StrCut cut = {.tail = bytes};
    for (int i = 0; i < PARTS; i++) {
        cut = str_cut(cut.tail, '\0');
        if (cut.head.len > 0)
            parts[i].text = cut.head;
    }
    return fuzz_zip(arena, parts, PARTS);
}
#else
static Str as_export(Arena *arena, Str bytes)
{
    (void)arena;
    return bytes;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    Diags diags = {.arena = arena};
    fuzz_write("customers.csv", as_export(arena, (Str){(const char *)data, (ptrdiff_t)size}));
    Str path = fuzz_write("project.ini", S(project));
    const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
    CX_ASSERT(config);
    const Tally *tally = ingest_read(arena, config, NULL, NULL, &diags);
    fuzz_print(&diags);
    CX_ASSERT((tally == NULL) == diag_errors(&diags));
    fuzz_report(tally);
    return 0;
}
