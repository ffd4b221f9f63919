/* What a workbook says: a small one made by hand is read; with one thing that cxex does not write
 * it is refused. */
#include <cxex/pack.h>

#include <stdio.h>
#include <string.h>

#include <zip.h>

#include "one_arena.h"

#define BOOK_PATH "pack-book.xlsx"
enum { PARTS = 11 };
static const char *const part_names[PARTS] = {"[Content_Types].xml",
                                              "_rels/.rels",
                                              "xl/workbook.xml",
                                              "xl/_rels/workbook.xml.rels",
                                              "xl/worksheets/sheet1.xml",
                                              "xl/worksheets/_rels/sheet1.xml.rels",
                                              "xl/sharedStrings.xml",
                                              "xl/drawings/drawing1.xml",
                                              "xl/charts/chart1.xml",
                                              "xl/comments1.xml",
                                              "xl/drawings/_rels/drawing1.xml.rels"};
static const char *const part_texts[PARTS] = {
    "<Types><Default Extension='rels' ContentType='r'/><Default Extension='xml' "
    "ContentType='x'/></Types>",
    "<Relationships><Relationship Id='rId1' Target='xl/workbook.xml'/></Relationships>",
    "<workbook xmlns:r='urn:r'><sheets><sheet name='Data' sheetId='1' r:id='rId1'/></sheets>"
    "<definedNames><definedName name='data_key'>'Data'!$A$1:$A$2</definedName></definedNames>"
    "</workbook>",
    "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Target='sharedStrings.xml'/></Relationships>",
    "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' s='3'/>"
    "<c r='C1'><f>1+1&amp;\"\"</f><v>2.5</v></c></row><row r='2'><c r='A2' t='inlineStr'><is>"
    "<t>in</t></is></c><c r='AB2' t='e'><f>NA()</f><v>#N/A</v></c></row></sheetData>"
    "<headerFooter><oddFooter>&amp;LFoot 9</oddFooter></headerFooter></worksheet>",
    "<Relationships><Relationship Id='rId1' Target='../drawings/drawing1.xml'/>"
    "<Relationship Id='rId2' Target='../comments1.xml'/></Relationships>",
    "<sst count='1' uniqueCount='2'><si><t>none</t></si><si><r><t>a</t></r><r><t>b</t></r></si>"
    "</sst>",
    "<wsDr><from><col>7</col></from><cNvPr id='2' name='Chart 1' descr='the line of CX'/></wsDr>",
    "<chartSpace><ser><val><numRef><f>Data!$C$1</f><numCache><formatCode>0</formatCode>"
    "<ptCount val='1'/><pt idx='0'><v>2.5</v></pt></numCache></numRef></val></ser></chartSpace>",
    "<comments><commentList><comment ref='A1'><text><t>note</t></text></comment></commentList>"
    "</comments>",
    "<Relationships><Relationship Id='rId1' Target='../charts/chart1.xml'/></Relationships>"};

static void write_book(int changed, const char *text, const char *remark)
{
    int code = 0;
    remove(BOOK_PATH);
    zip_t *archive = zip_open(BOOK_PATH, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(archive);
    for (int i = 0; i < PARTS; i++) {
        const char *bytes = i == changed ? text : part_texts[i];
        zip_source_t *source = zip_source_buffer(archive, bytes, strlen(bytes), 0);
        assert_non_null(source);
        assert_true(zip_file_add(archive, part_names[i], source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    if (remark)
        assert_int_equal(zip_set_archive_comment(archive, remark, (zip_uint16_t)strlen(remark)), 0);
    assert_int_equal(zip_close(archive), 0);
}

static bool read_book(Workbook *book, Str *reason)
{
    *reason = STR_NONE;
    return pack_workbook_read(&arena, S(BOOK_PATH), book, reason);
}

static const BookText *find_text(const Workbook *book, const char *text)
{
    for (ptrdiff_t i = 0; i < book->text_count; i++)
        if (str_equal(book->texts[i].text, str_from(text)))
            return &book->texts[i];
    return NULL;
}

static void cells_names_charts_and_texts(void **state)
{
    (void)state;
    Workbook book;
    Str reason;
    write_book(-1, NULL, NULL);
    bool good = read_book(&book, &reason);
    if (!good)
        print_error("%s\n", str_cstr(&arena, reason));
    assert_true(good);
    assert_int_equal(book.sheet_count, 1);
    assert_int_equal(book.sheets[0].cell_count, 4);
    assert_text(book_cell(&book.sheets[0], 0, 0)->text, "ab");
    assert_null(book_cell(&book.sheets[0], 0, 1)); /* only a format */
    assert_true(book_cell(&book.sheets[0], 0, 2)->number == 2.5);
    assert_text(book_cell(&book.sheets[0], 0, 2)->formula, "1+1&\"\"");
    assert_text(book_cell(&book.sheets[0], 1, 0)->text, "in");
    assert_int_equal(book_cell(&book.sheets[0], 1, 27)->kind, CELL_ERROR);
    assert_text(book_cell_name(&arena, 1, 27), "AB2");
    BookRange range;
    assert_true(book_range_parse(&book, -1, book.names[0].refers_to, &range));
    assert_int_equal(range.last_row, 1);
    assert_false(book_range_parse(&book, -1, S("61.3"), &range));
    assert_false(book_range_parse(&book, -1, S("Other!A1"), &range));
    assert_false(book_range_parse(&book, 0, S("B2:A1"), &range));
    assert_int_equal(book.series_count, 1);
    assert_text(book.series[0].points[0].text, "2.5");
    assert_text(book.series[0].refers_to, "Data!$C$1");
    assert_non_null(find_text(&book, "the line of CX"));
    assert_non_null(find_text(&book, "note"));
    assert_non_null(find_text(&book, "&LFoot 9"));
    assert_null(find_text(&book, "7")); /* where a drawing stands */
}

static void what_cxex_does_not_write(void **state)
{
    (void)state;
    static const struct {
        int part;
        const char *text, *reason;
    } cases[] = {
        {4, "<worksheet><!-- 61.3 --></worksheet>", "a comment"},
        {4, "<worksheet><?note 61.3?></worksheet>", "an instruction"},
        {4, "<worksheet><sheetData><row><c r='A1' t='s'><v>9</v></c></row></sheetData></worksheet>",
         "no shared string"},
        {4,
         "<worksheet><sheetData><row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>"
         "</sheetData></worksheet>",
         "not in their order"},
        {4, "<worksheet><sheetData><row><c r='A0'><v>1</v></c></row></sheetData></worksheet>",
         "without a place"},
        {4, "<worksheet><sheetData><row><c r='A1'><v>NaN</v></c></row></sheetData></worksheet>",
         "number that is none"},
        {4, "<worksheet><sheetData><row>", "no element found"},
        {8,
         "<chartSpace><ser><val><numLit><pt idx='0'><v>61.3</v></pt></numLit></val></ser>"
         "</chartSpace>",
         "point at no cells"},
        {10, "<Relationships/>", "no part of the workbook points at it"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Workbook book;
        Str reason;
        write_book(cases[i].part, cases[i].text, NULL);
        bool good = read_book(&book, &reason);
        if (good || str_find(reason, str_from(cases[i].reason)) < 0)
            print_error("case %td: %s\n", i, good ? "read" : str_cstr(&arena, reason));
        assert_false(good);
        assert_true(str_find(reason, str_from(cases[i].reason)) >= 0);
    }
    Workbook book;
    Str reason;
    write_book(-1, NULL, "61.3");
    assert_false(read_book(&book, &reason));
    assert_text(reason, "the zip carries a remark");
}

static int clean_up(void **state)
{
    remove(BOOK_PATH);
    return close_arena(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_names_charts_and_texts),
        cmocka_unit_test(what_cxex_does_not_write),
    };
    return cmocka_run_group_tests(tests, open_arena, clean_up);
}
