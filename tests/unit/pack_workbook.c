/* A workbook opened again: a small one made by hand is whole; the same with one fault is not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cxex/pack.h>

#include <zip.h>

#define BOOK_PATH "pack-workbook.xlsx"
enum { SHEETS = 2, PARTS = 8, STRINGS = 6 };

static const char *const part_names[PARTS] = {
    "[Content_Types].xml",      "_rels/.rels",
    "xl/workbook.xml",          "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    "xl/sharedStrings.xml",     "xl/media/image1.png"};
static const char *const part_texts[PARTS] = {
    "<?xml version='1.0' encoding='UTF-8'?><Types><Default Extension='rels' ContentType='r'/>"
    "<Default Extension='png' ContentType='image/png'/>"
    "<Override PartName='/xl/workbook.xml' ContentType='w'/>"
    "<Override PartName='/xl/worksheets/sheet1.xml' ContentType='s'/>"
    "<Override PartName='/xl/worksheets/sheet2.xml' ContentType='s'/>"
    "<Override PartName='/xl/sharedStrings.xml' ContentType='t'/></Types>",
    "<Relationships><Relationship Id='rId1' Target='xl/workbook.xml'/></Relationships>",
    "<workbook xmlns:r='urn:r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/>"
    "<sheet name='B' sheetId='2' r:id='rId2'/></sheets></workbook>",
    "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/>"
    "<Relationship Id='rId3' Target='sharedStrings.xml'/>"
    "<Relationship Id='rId4' Target='http://example.org/' TargetMode='External'/></Relationships>",
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>-1.5E-3</v></c>"
    "</row><row r='2'><c r='A2' t='s'><v>1</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='str'><f>B2</f>"
    "<v>NaN</v></c></row></sheetData></worksheet>",
    "<sst count='3' uniqueCount='2'><si><t>a</t></si><si><r><t>b</t></r></si></sst>",
    "not really a picture"};

static int set_up(void **state)
{
    static Arena arena;
    arena = arena_open(1 << 24, NULL, NULL);
    *state = &arena;
    return 0;
}

static int tear_down(void **state)
{
    remove(BOOK_PATH);
    arena_close(*state);
    return 0;
}

/* The workbook with part `changed` holding `text` instead (NULL: left out; -1: as it should be),
 * and a table of shared strings. */
static void write_book_with_strings(int changed, const char *text, const char *strings)
{
    int code = 0;
    remove(BOOK_PATH);
    zip_t *archive = zip_open(BOOK_PATH, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(archive);
    for (int i = 0; i < PARTS; i++) {
        const char *bytes = i == changed ? text : i == STRINGS ? strings : part_texts[i];
        if (!bytes)
            continue;
        zip_source_t *source = zip_source_buffer(archive, bytes, strlen(bytes), 0);
        assert_non_null(source);
        assert_true(zip_file_add(archive, part_names[i], source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(archive), 0);
}

static void write_book(int changed, const char *text)
{
    write_book_with_strings(changed, text, part_texts[STRINGS]);
}

static bool is_whole(Arena *arena, Str *reason)
{
    const ptrdiff_t rows[SHEETS] = {2, 1};
    *reason = STR_NONE;
    return pack_workbook_check(arena, S(BOOK_PATH), rows, SHEETS, reason);
}

static void whole_book_is_whole(void **state)
{
    Str reason;
    write_book(-1, NULL);
    assert_true(is_whole(*state, &reason));
    /* Other numbers of rows and sheets than it has. */
    const ptrdiff_t fewer[SHEETS] = {1, 0}, more[SHEETS] = {2, 2}, three[] = {0, 0, 0};
    assert_true(pack_workbook_check(*state, S(BOOK_PATH), fewer, SHEETS, &reason));
    assert_false(pack_workbook_check(*state, S(BOOK_PATH), more, SHEETS, &reason));
    assert_true(str_equal(reason, S("sheet 2 has 1 rows instead of 2")));
    assert_false(pack_workbook_check(*state, S(BOOK_PATH), three, 3, &reason));
    assert_false(pack_workbook_check(*state, S(BOOK_PATH), fewer, 1, &reason));
}

static void one_fault_is_found(void **state)
{
    static const struct {
        int part;
        const char *text;   /* NULL: the part is missing */
        const char *reason; /* somewhere in what is said */
    } cases[] = {
        {0, NULL, "[Content_Types].xml is missing"},
        {2, NULL, "xl/workbook.xml is missing"},
        {4, NULL, "xl/worksheets/sheet1.xml is missing"},
        {6, NULL, "xl/sharedStrings.xml is missing"},
        {4, "", "no element found"},
        {4, "<worksheet><sheetData><row r='1'>", "no element found"},
        {4, "<worksheet><sheetData></worksheet>", "mismatched tag"},
        {4, "<worksheet/><worksheet/>", "junk after document element"},
        {4, "<worksheet>\xC3\x28</worksheet>", "not well-formed"},
        {4, "<worksheet><sheetData><row/></sheetData></worksheet>", "sheet 1 has 1 rows"},
        {4, "<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>", "a DOCTYPE"},
        {4,
         "<worksheet><sheetData><row><c t='s'><v>0</v></c><c><v>NaN</v></c></row>"
         "<row><c t='s'><v>1</v></c></row></sheetData></worksheet>",
         "a number that is none: NaN"},
        {4,
         "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='n'><v>-INF</v></c></row>"
         "<row><c t='s'><v>1</v></c></row></sheetData></worksheet>",
         "a number that is none: -INF"},
        {4,
         "<worksheet><sheetData><row><c t='s'><v>0</v></c></row><row><c t='s'><v>2</v></c></row>"
         "</sheetData></worksheet>",
         "shared strings do not agree"},
        {4, "<worksheet><sheetData><row><c t='s'><v>0</v></c></row><row/></sheetData></worksheet>",
         "shared strings do not agree: 2 of 2 in the table, 2 of 3 in cells"},
        {4,
         "<worksheet><sheetData><row><c t='s'><v>x</v></c></row><row><c t='s'><v>1</v></c></row>"
         "</sheetData></worksheet>",
         "points at no shared string"},
        {6, "<sst count='3' uniqueCount='2'><si><t>a</t></si></sst>",
         "shared strings do not agree: 1 of 2 in the table"},
        {6, "<sst><si><t>a</t></si><si><t>b</t></si></sst>", "does not say how many"},
        {3,
         "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>",
         "sheet 2 is missing"},
        {3, "<Relationships><Relationship Id='rId9' Target='theme/none.xml'/></Relationships>",
         "points at xl/theme/none.xml, which is missing"},
        {0, "<Types><Default Extension='xml' ContentType='x'/></Types>", "has no content type"},
        {2, "<workbook xmlns:r='urn:r'><sheets><sheet name='A' r:id='rId1'/></sheets></workbook>",
         "1 sheets instead of 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Str reason;
        write_book(cases[i].part, cases[i].text);
        bool whole = is_whole(*state, &reason);
        if (whole || str_find(reason, str_from(cases[i].reason)) < 0)
            fail_msg("case %zu: \"%.*s\" instead of \"%s\"", i, STR_ARG(reason), cases[i].reason);
    }
}

static void depth_is_limited(void **state)
{
    Buffer deep = {.arena = *state};
    for (int i = 0; i < 300; i++)
        buffer_add(&deep, S("<a>"));
    for (int i = 0; i < 300; i++)
        buffer_add(&deep, S("</a>"));
    write_book(4, str_cstr(*state, buffer_str(&deep)));
    Str reason;
    assert_false(is_whole(*state, &reason));
    assert_true(str_find(reason, S("too deep")) >= 0);
}

/* Many plain cells, so that some lie across the pieces in which a part is read, with `odd` in the
 * midst of them. */
static const char *large_sheet(Arena *arena, const char *odd)
{
    Buffer sheet = {.arena = arena};
    buffer_add(&sheet, S("<worksheet><sheetData>"));
    for (int row = 1; row <= 3000; row++) {
        buffer_addf(&sheet,
                    "<row r=\"%d\"><c r=\"A%d\" s=\"3\" t=\"s\"><v>%d</v></c><c r=\"B%d\"/>"
                    "<c r=\"AB%d\" s=\"12\"><v>-1.25E-7</v></c>",
                    row, row, row % 2, row, row);
        if (row == 2000)
            buffer_add(&sheet, str_from(odd));
        buffer_add(&sheet, S("</row>"));
    }
    buffer_add(&sheet, S("</sheetData></worksheet>"));
    return str_cstr(arena, buffer_str(&sheet));
}

static void plain_cells_are_read_as_others(void **state)
{
    static const struct {
        const char *odd;    /* one more in row 2000 */
        const char *reason; /* "": none, the workbook is whole */
    } cases[] = {
        {"<c r=\"C1\" t=\"s\"><v>1</v></c>", ""},
        {"<c r='C1' t=\"s\"><v>1</v></c>", ""},
        {"<c t=\"s\" r=\"C1\"><v >1</v></c>", ""},
        {"<c r=\"C1\" t=\"s\"><v>2</v></c>", "shared strings do not agree: 2 of 2"},
        {"<c r=\"C1\"><v>2</v></c>",
         "shared strings do not agree: 2 of 2 in the table, 3001 of 3002"},
        {"<c r=\"C1\" t=\"s\"><v></v></c>", "points at no shared string"},
        {"<c r=\"C1\" t=\"s\"><v>1234567890123456</v></c>", "points at no shared string"},
        {"<c r=\"C1\" s=\"3\"><v>nan</v></c>", "a number that is none: nan"},
        {"<c r=\"C1\" s=\"3\"><v>1</v>", "mismatched tag"},
        {"<c r=\"C1\" s=\"3\"><v>1</c>", "mismatched tag"},
        {"<c r=\"C1\" s=\"3><v>1</v></c>", "not well-formed"},
        {"</row><c r=\"C1\" t=\"s\"><v>1</v></c></row><row>", "mismatched tag"},
    };
    static const ptrdiff_t rows[SHEETS] = {3000, 1};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        /* The strings table and the other sheet know of 3,002 cells. */
        ArenaMark mark = arena_mark(*state);
        const char *sheet = large_sheet(*state, cases[i].odd);
        Str reason = STR_NONE;
        write_book_with_strings(4, sheet,
                                "<sst count='3002' uniqueCount='2'><si/><si><t>b</t></si></sst>");
        bool whole = pack_workbook_check(*state, S(BOOK_PATH), rows, SHEETS, &reason);
        if (whole != (cases[i].reason[0] == '\0') ||
            str_find(reason, str_from(cases[i].reason)) < 0)
            fail_msg("case %zu: \"%.*s\" instead of \"%s\"", i, STR_ARG(reason), cases[i].reason);
        arena_reset(*state, mark);
    }
}

static void what_is_no_zip_is_refused(void **state)
{
    static const char *const texts[] = {"", "PK\3\4", "a,b\n1,2\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Str reason;
        remove(BOOK_PATH);
        assert_true(os_file_write(*state, S(BOOK_PATH), str_from(texts[i]), &reason));
        assert_false(is_whole(*state, &reason));
        assert_true(reason.len > 0);
    }
    Str reason;
    remove(BOOK_PATH);
    assert_false(is_whole(*state, &reason));
    assert_true(str_find(reason, S("No such file")) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole_book_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_fault_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(depth_is_limited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_cells_are_read_as_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_zip_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
