/* Any bytes as the XML inside a workbook that is opened again: a zip with right checksums is made
 * around them. NUL bytes part the input into sheet, shared strings, workbook, its relations and the
 * content types; what is missing is whole. */
#include "fuzz.h"

#include <cxex/pack.h>

typedef struct PartOfBook {
    Str name, text;
} PartOfBook;

enum { PARTS = 6 };

static void add_number(Buffer *zip, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add_byte(zip, (char)(value >> (8 * i)));
}

/* What the local and the central entry have in common; stored, dated 1980-01-01. */
static void add_entry(Buffer *zip, const PartOfBook *part)
{
    add_number(zip, 20, 2); /* version needed */
    add_number(zip, 0, 2);
    add_number(zip, 0, 2);          /* stored */
    add_number(zip, 0x00210000, 4); /* 1980-01-01 */
    add_number(zip, fuzz_crc(part->text), 4);
    add_number(zip, (uint32_t)part->text.len, 4);
    add_number(zip, (uint32_t)part->text.len, 4);
    add_number(zip, (uint32_t)part->name.len, 2);
    add_number(zip, 0, 2);
}

static Str make_zip(Arena *arena, const PartOfBook *parts)
{
    Buffer zip = {.arena = arena};
    uint32_t local[PARTS] = {0};
    for (int i = 0; i < PARTS; i++) {
        local[i] = (uint32_t)zip.len;
        buffer_add(&zip, S("PK\3\4"));
        add_entry(&zip, &parts[i]);
        buffer_add(&zip, parts[i].name);
        buffer_add(&zip, parts[i].text);
    }
    uint32_t directory = (uint32_t)zip.len;
    for (int i = 0; i < PARTS; i++) {
        buffer_add(&zip, S("PK\1\2"));
        add_number(&zip, 20, 2); /* version made by */
        add_entry(&zip, &parts[i]);
        add_number(&zip, 0, 4); /* no comment, disk 0 */
        add_number(&zip, 0, 2);
        add_number(&zip, 0, 4);
        add_number(&zip, local[i], 4);
        buffer_add(&zip, parts[i].name);
    }
    uint32_t size = (uint32_t)zip.len - directory;
    buffer_add(&zip, S("PK\5\6"));
    add_number(&zip, 0, 4);
    add_number(&zip, PARTS, 2);
    add_number(&zip, PARTS, 2);
    add_number(&zip, size, 4);
    add_number(&zip, directory, 4);
    add_number(&zip, 0, 2);
    return buffer_str(&zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = fuzz_arena();
    PartOfBook parts[PARTS] = {
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
    Str path = fuzz_write("board.xlsx", make_zip(arena, parts));
    Str reason = STR_NONE;
    const ptrdiff_t rows[] = {1};
    bool good = pack_workbook_check(arena, path, rows, 1, &reason);
    CX_ASSERT(good || reason.len > 0);
    CX_ASSERT(good || size > 0); /* nothing replaced: whole */
    return 0;
}
