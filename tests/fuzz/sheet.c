/* Any bytes as the XML inside a workbook that is opened again: a zip with right checksums is made
 * around them. NUL bytes part the input into sheet, shared strings, workbook, its relations and the
 * content types; what is missing is whole. */
#include "fuzz.h"

#include <cxex/pack.h>

enum { PARTS = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    FuzzPart parts[PARTS] = {
        {S("xl/worksheets/sheet1.xml"),
         S("<worksheet><row><c t=\"s\"><v>0</v></c></row></worksheet>")},
        {S("xl/sharedStrings.xml"), S("<sst count=\"1\" uniqueCount=\"1\"><si/></sst>")},
        {S("xl/workbook.xml"), S("<workbook><sheet id=\"rId1\"/></workbook>")},
        {S("xl/_rels/workbook.xml.rels"),
         S("<a><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></a>")},
        {S("[Content_Types].xml"),
         S("<a><Default Extension=\"xml\"/><Default Extension=\"rels\"/></a>")},
        {S("_rels/.rels"), S("<a><Relationship Id=\"rId1\" Target=\"xl/workbook.xml\"/></a>")},
    };
    StrCut cut = {.tail = {(const char *)data, (ptrdiff_t)size}};
    for (int i = 0; i < PARTS - 1; i++) {
        cut = str_cut(cut.tail, '\0');
        if (cut.head.len > 0)
            parts[i].text = cut.head;
    }
    Str path = fuzz_write("board.xlsx", fuzz_zip(arena, parts, PARTS));
    Str reason = STR_NONE;
    const ptrdiff_t rows[] = {1};
    bool good = pack_workbook_check(arena, path, rows, 1, &reason);
    CX_ASSERT(good || reason.len > 0);
    CX_ASSERT(good || size > 0); /* nothing replaced: whole */
    return 0;
}
