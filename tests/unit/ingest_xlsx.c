/* Workbooks that others wrote. What the published ones hold was read with openpyxl. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/"

static Arena arena;

static void assert_text(Str found, const char *expected)
{
    if (!str_equal(found, str_from(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARG(found), expected);
}

/* ---- Published workbooks ---- */

typedef struct Known {
    const char *file, *sheet; /* sheet NULL: the first that is not empty */
    ptrdiff_t rows, columns;  /* below one header row; blank rows within count too */
    const char *head;         /* first name that is not empty */
    ptrdiff_t row, column;    /* a cell below the header */
    const char *cell;
} Known;

static const Known known[] = {
    {"xlsx/readxl_big-texty-numbers-xlsx.xlsx", NULL, 6, 3, "number", 1, 0, "2147483647"},
    {"xlsx/readxl_blanks.xlsx", NULL, 2, 2, "x", 1, 0, "1"},
    {"xlsx/readxl_blanks.xlsx", "same_row_middle", 3, 2, "x", 0, 0, "1"},
    {"xlsx/readxl_dates-leap-year-1900-xlsx.xlsx", NULL, 7, 3, "dttm", 3, 0, "1900-02-29 08:00:00"},
    {"xlsx/readxl_datetime-rounding.xlsx", NULL, 4, 2, "dttm", 3, 0, "2017-01-03 11:30:00"},
    {"xlsx/readxl_inlineStr.xlsx", NULL, 1, 8, "NN", 0, 3, "1."},
    {"xlsx/readxl_iris-google-doc.xlsx", NULL, 150, 5, "Sepal.Length", 149, 0, "5.9"},
    {"xlsx/readxl_list_type.xlsx", NULL, 6, 1, "var1", 3, 0, "2017-01-01"},
    {"xlsx/readxl_missing-v-node-xlsx.xlsx", NULL, 1, 3, "A", 0, 2, ""},
    {"xlsx/readxl_names-need-repair-xlsx.xlsx", NULL, 2, 4, "a b", 0, 3, "1.1"},
    {"xlsx/readxl_no-styles-or-sharedStrings-parts.xlsx", NULL, 11, 3, "Language", 0, 2,
     "0.143292665"},
    {"xlsx/readxl_style-only-cells.xlsx", NULL, 3, 5, "var1", 2, 4, "3"},
    {"xlsx/readxl_types.xlsx", NULL, 5, 5, "blank", 0, 2, "2017-02-27"}, /* epoch 1904 */
    {"xlsx/readxl_unnamed-duplicated-columns.xlsx", NULL, 2, 4, "var2", 1, 3, "bb"},
    {"xlsx/readxl_vietnamese-utf8.xlsx", NULL, 6, 1, "Mô tả", 0, 0, "BÙN SÉT"},
    {"xlsx/readxl_whitespace-xlsx.xlsx", NULL, 6, 1, "<-space, space->", 0, 0, " <-space"},
    {"nasty_csv/csvkit/test.xlsx", NULL, 5, 7, "text", 1, 4, "1.27"},
    {"nasty_csv/csvkit/test.xlsx", NULL, 5, 7, "text", 1, 5, "1948-01-01 14:57:13"},
    {"nasty_csv/csvkit/sheets.xlsx", "data", 5, 7, "text", 0, 1, "1971-01-01"},
    {"nasty_csv/csvkit/sheets.xlsx", "3", 1, 3, "a", 0, 2, "3"},
    {"nasty_csv/csvkit/test_skip_lines.xlsx", NULL, 5, 7, "text", 0, 0, "Chicago Reader"},
    {"nasty_csv/frictionless/adjust-floating-point-error.xlsx", NULL, 5, 4, "Sample Name", 0, 1,
     "60.565"},
    /* its data begin at A7, with three titles and two rows of group names */
    {"nasty_csv/frictionless/issue-320.xlsx", NULL, 52, 54, "Country", 1, 2, "Badakhshan"},
    {"nasty_csv/frictionless/number-format-multicode.xlsx", NULL, 3, 1, "col1", 1, 0,
     "-9.03233986479077"},
    {"nasty_csv/frictionless/preserve-formatting-percentage.xlsx", NULL, 3, 2, "col1", 0, 1,
     "0.52"},
    {"nasty_csv/frictionless/skip-rows.xlsx", NULL, 2, 2, "A", 0, 1, "9"},
    {"nasty_csv/messytables/simple.xlsx", NULL, 6, 3, "date", 0, 0, "2011-01-01"},
    {"kobo/customer_satisfaction.labels.xlsx", NULL, 3, 2, "Restaurant name", 1, 1, "No"},
    {"kobo/grouped_translated.labels.xlsx", NULL, 3, 9, "start", 1, 5, "1"},
    {"kobo/grouped_repeatable.default.xlsx", NULL, 6, 4, "start", 0, 3, "1"},
    {"kobo/grouped_repeatable.default.xlsx", "houshold_member_repeat", 13, 3, NULL, 0, 0, NULL},
    {"ex/fevs_sample_3years.xlsx", "fevs_sample_data_3FYs_Set1", 7711, 78, NULL, 0, 0, NULL},
};

static TestTable read_sheet(const char *path, const char *sheet)
{
    TextWanted wanted = {.sheet = str_from(sheet)};
    TestTable table = test_table_read(&arena, path, &wanted);
    if (!table.ok)
        fail_msg("%s: %.*s", path, STR_ARG(table.problems));
    return table;
}

static void published_workbooks(void **state)
{
    (void)state;
    if (absent(REAL "xlsx"))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++) {
        char path[300];
        snprintf(path, sizeof path, REAL "%s", known[i].file);
        TestTable table = read_sheet(path, known[i].sheet);
        if (table.rows.len != known[i].rows || table.file.column_count != known[i].columns)
            fail_msg("%s: %td rows, %td columns", path, table.rows.len, table.file.column_count);
        ptrdiff_t first = 0;
        while (table.file.columns[first].name.len == 0)
            first++;
        if (known[i].head != NULL)
            assert_text(table.file.columns[first].name, known[i].head);
        if (known[i].cell != NULL)
            assert_text(test_table_cell(&table, known[i].row, known[i].column), known[i].cell);
    }
}

static void three_years_of_federal_employees(void **state)
{
    (void)state;
    if (absent(REAL "ex/fevs_sample_3years.xlsx"))
        skip();
    const Str names[] = {S("Q2"), S("Q3")};
    TextWanted wanted = {.names = names, .name_count = 2};
    TestTable table = test_table_read(&arena, REAL "ex/fevs_sample_3years.xlsx", &wanted);
    assert_true(table.ok); /* the sheet is found by the names that it has */
    assert_text(table.file.detail, "fevs_sample_data_3FYs_Set1 (5/5)");
    assert_text(table.file.format, "xlsx");
    ptrdiff_t year = test_table_column(&table, "FY");
    assert_int_equal(test_table_count(&table, year, "2023"), 2175);
    assert_int_equal(test_table_count(&table, year, "2024"), 2473);
    assert_int_equal(test_table_count(&table, year, "2025"), 3063);
}

static void an_empty_sheet_is_told(void **state)
{
    (void)state;
    if (absent(REAL "nasty_csv/messytables/libreoffice.xlsx"))
        skip();
    TestTable table = test_table_read(&arena, REAL "nasty_csv/messytables/libreoffice.xlsx", NULL);
    assert_false(table.ok);
    assert_true(str_find(table.problems, S("[data-empty]")) >= 0);
}

/* ---- Workbooks made here ---- */

typedef struct ZipPart {
    const char *name, *text;
} ZipPart;

#define RELATION(id, type, target)                                                      \
    "<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/" \
    "2006/relationships/" type "' Target='" target "'/>"
#define RELATIONS                                                                               \
    {                                                                                           \
        "xl/_rels/workbook.xml.rels",                                                           \
            "<Relationships>" RELATION("r1", "worksheet", "worksheets/sheet1.xml")              \
                RELATION("r2", "chartsheet", "chartsheets/sheet2.xml")                          \
                    RELATION("r3", "worksheet", "/xl/worksheets/sheet3.xml") "</Relationships>" \
    }
#define BOOK                                                                                       \
    {                                                                                              \
        "xl/workbook.xml",                                                                         \
            "<x:workbook xmlns:x='m' xmlns:r='q'><x:sheets><x:sheet name='Ghi chú' sheetId='1' "  \
            "r:id='r1'/><x:sheet name='Biểu đồ' sheetId='2' r:id='r2'/><x:sheet name='Ẩn' " \
            "sheetId='3' state='hidden' r:id='r3'/></x:sheets></x:workbook>"                       \
    }
#define STYLES                                                                                   \
    {                                                                                            \
        "xl/styles.xml",                                                                         \
            "<styleSheet><numFmts><numFmt numFmtId='170' "                                       \
            "formatCode='[$-42A]dd/mm/yyyy;@'/><numFmt "                                         \
            "numFmtId='171' formatCode='[h]:mm'/><numFmt numFmtId='172' formatCode='0.0\"d\"'/>" \
            "<numFmt numFmtId='173' formatCode='hh:mm\\ dd/mm'/></numFmts><cellStyleXfs><xf "    \
            "numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf "  \
            "numFmtId='171'/><xf numFmtId='172'/><xf numFmtId='173'/><xf "                       \
            "numFmtId='20'/></cellXfs>"                                                          \
            "</styleSheet>"                                                                      \
    }
#define STRINGS                                                                                   \
    {                                                                                             \
        "xl/sharedStrings.xml",                                                                   \
            "<sst><si><t>Bộ phận</t></si><si><r><t>Điểm</t></r><rPh><t>x</t></rPh><r><t> " \
            "số</t></r>"                                                                        \
            "</si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"                                   \
    }
#define SHEET(rows)                                                                          \
    {                                                                                        \
        "xl/worksheets/sheet1.xml", "<worksheet><sheetData>" rows "</sheetData></worksheet>" \
    }
#define HIDDEN                                                                               \
    {                                                                                        \
        "xl/worksheets/sheet3.xml",                                                          \
            "<worksheet><sheetData><row><c t='b'><v>1</v></c></row></sheetData></worksheet>" \
    }

static char path_made[] = "/tmp/cxex-xlsx-XXXXXX";

/* The workbook of these parts; its path. */
static const char *make_book(const ZipPart *parts, ptrdiff_t count)
{
    unlink(path_made);
    int code = 0;
    zip_t *archive = zip_open(path_made, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(archive);
    for (ptrdiff_t i = 0; i < count; i++) {
        zip_source_t *source = zip_source_buffer(archive, parts[i].text, strlen(parts[i].text), 0);
        assert_true(zip_file_add(archive, parts[i].name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(archive), 0);
    return path_made;
}

static void cells_of_every_kind(void **state)
{
    (void)state;
    const ZipPart parts[] = {
        BOOK,
        RELATIONS,
        STYLES,
        STRINGS,
        HIDDEN,
        SHEET("<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c><c t='s'>"
              "<v>2</v></c></row><row r='5'><c r='B5'><f>1+1</f><v>0.10000000000000001</v></c>"
              "<c r='C5' t='e'><v>#N/A</v></c><c r='D5' t='b'><v>0</v></c></row><row><c s='1'>"
              "<v>46150</v></c><c s='2'><v>1.5</v></c><c s='3'><v>2.5</v></c><c s='4'>"
              "<v>46150.999999999</v></c><c s='5'><v>0.75</v></c><c t='str'><v>x&amp;y</v></c>"
              "<c t='d'><v>2026-05-07</v></c><c><v>1E+20</v></c><c><v>-0</v></c></row>")};
    TestTable table = test_table_read(&arena, make_book(parts, CX_COUNTOF(parts)), NULL);
    if (!table.ok)
        fail_msg("%.*s", STR_ARG(table.problems));
    assert_text(table.file.detail, "Ghi chú (1/2)");
    assert_int_equal(table.file.data_record, 3);
    assert_text(table.file.columns[0].name, "Bộ phận");
    assert_text(table.file.columns[1].name, "Điểm số");
    assert_text(table.file.columns[2].name, "a b_x0041_");
    static const struct {
        ptrdiff_t row, column;
        const char *text;
    } cells[] = {{0, 0, ""},         {1, 0, ""},      {1, 1, "0.1"},
                 {1, 2, "#N/A"},     {1, 3, "FALSE"}, {2, 0, "2026-05-08"},
                 {2, 1, "1.5"},      {2, 2, "2.5"},   {2, 3, "2026-05-09 00:00:00"},
                 {2, 4, "18:00:00"}, {2, 5, "x&y"},   {2, 6, "2026-05-07"},
                 {2, 7, "1e+20"},    {2, 8, "0"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cells); i++)
        assert_text(test_table_cell(&table, cells[i].row, cells[i].column), cells[i].text);
}

/* The sheet with the names that are wanted, where a page's marks stand in them too. */
static void the_sheet_with_the_names(void **state)
{
    (void)state;
    const ZipPart parts[] = {
        {"xl/workbook.xml", "<workbook><sheets><sheet name='Notes' r:id='r1'/><sheet name='Data' "
                            "r:id='r3'/></sheets></workbook>"},
        RELATIONS,
        SHEET("<row><c t='str'><v>Some</v></c><c t='str'><v>words</v></c></row>"),
        {"xl/worksheets/sheet3.xml", "<worksheet><sheetData><row><c t='str'><v>Day</v></c><c "
                                     "t='str'><v>&lt;b&gt;Would you come "
                                     "again?&lt;/b&gt;</v></c></row></sheetData></worksheet>"},
    };
    const Str names[] = {S("Would you come again?")};
    TextWanted wanted = {.names = names, .name_count = 1};
    TestTable table = test_table_read(&arena, make_book(parts, CX_COUNTOF(parts)), &wanted);
    if (!table.ok)
        fail_msg("%.*s", STR_ARG(table.problems));
    assert_text(table.file.detail, "Data (2/2)");
    assert_text(table.file.columns[1].name, "Would you come again?");
}

/* What is wrong with the sheet or its book, and the code that says so. */
typedef struct Bad {
    ZipPart changed; /* instead of the part of this name; without a text: left out */
    const char *sheet, *code, *why;
} Bad;

static const Bad bad[] = {
    {SHEET("<row r='2'/><row r='1'/>"), NULL, "[workbook-bad]", "rows are out of order"},
    {SHEET("<row r='9999999'/>"), NULL, "[workbook-bad]", "rows are out of order"},
    {SHEET("<row r='99999999999999999999'/>"), NULL, "[workbook-bad]", "rows are out of order"},
    {SHEET("<row><c r='B1'/><c r='A1'/></row>"), NULL, "[workbook-bad]", "cells are out of order"},
    {SHEET("<row><c r='XFE1'/></row>"), NULL, "[workbook-bad]", "cells are out of order"},
    {SHEET("<row><c t='s'><v>99</v></c></row>"), NULL, "[workbook-bad]", "a text that is not"},
    {SHEET("<row>"), NULL, "[workbook-bad]", "mismatched tag"},
    {{"xl/sharedStrings.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><sst/>"},
     NULL,
     "[workbook-bad]",
     "DOCTYPE"},
    {{"xl/workbook.xml", NULL}, NULL, "[workbook-bad]", "no part xl/workbook.xml"},
    {{"xl/workbook.xml", "<workbook/>"}, NULL, "[workbook-bad]", "no worksheet"},
    {{"xl/workbook.xml",
      "<workbook><sheets><sheet name='a' state='veryHidden' id='r1'/></sheets></workbook>"},
     NULL,
     "[workbook-bad]",
     "hidden"},
    {SHEET("<row><c><v>1</v></c></row>"), "Trang 9", "[sheet-unknown]", "Ghi chú"},
    /* a part that may be missing is no second problem */
    {{"xl/sharedStrings.xml", NULL}, "Trang 9", "[sheet-unknown]", "Ghi chú"},
};

static void bad_workbooks_are_refused(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(bad); i++) {
        ZipPart parts[] = {BOOK, RELATIONS, STYLES, STRINGS, SHEET("<row><c><v>1</v></c></row>")};
        ptrdiff_t count = 0;
        for (ptrdiff_t p = 0; p < CX_COUNTOF(parts); p++) {
            ZipPart part =
                strcmp(parts[p].name, bad[i].changed.name) == 0 ? bad[i].changed : parts[p];
            if (part.text != NULL)
                parts[count++] = part;
        }
        TextWanted wanted = {.sheet = str_from(bad[i].sheet)};
        TestTable table = test_table_read(&arena, make_book(parts, count), &wanted);
        assert_false(table.ok);
        if (str_find(table.problems, str_from(bad[i].code)) < 0 ||
            str_find(table.problems, str_from(bad[i].why)) < 0)
            fail_msg("%td: %.*s", i, STR_ARG(table.problems));
        if (strcmp(bad[i].code, "[workbook-bad]") != 0 &&
            str_find(table.problems, S("[workbook-bad]")) >= 0)
            fail_msg("%td: %.*s", i, STR_ARG(table.problems));
    }
}

/* 3 GB of blanks in a few MB: refused by what the zip says of it, before a byte is inflated. */
static void a_bomb_is_refused(void **state)
{
    (void)state;
    const ZipPart parts[] = {BOOK, RELATIONS, STRINGS, SHEET("<row><c><v>1</v></c></row>")};
    make_book(parts, CX_COUNTOF(parts));
    FILE *file = fopen(path_made, "r+b");
    assert_non_null(file);
    static char bytes[1 << 16];
    ptrdiff_t len = (ptrdiff_t)fread(bytes, 1, sizeof bytes, file);
    for (ptrdiff_t at = 0; at + 46 < len; at++) {
        if (memcmp(bytes + at, "PK\1\2", 4) == 0)
            memcpy(bytes + at + 24, "\xFF\xFF\xFF\xBF", 4);
    }
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, (size_t)len, file), len);
    assert_int_equal(fclose(file), 0);
    TestTable table = test_table_read(&arena, path_made, NULL);
    assert_false(table.ok);
    assert_true(str_find(table.problems, S("[workbook-bad]")) >= 0);
}

static int set_up(void **state)
{
    (void)state;
    int made = mkstemp(path_made);
    assert_true(made >= 0);
    close(made);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path_made);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_workbooks),
        cmocka_unit_test(three_years_of_federal_employees),
        cmocka_unit_test(an_empty_sheet_is_told),
        cmocka_unit_test(cells_of_every_kind),
        cmocka_unit_test(the_sheet_with_the_names),
        cmocka_unit_test(bad_workbooks_are_refused),
        cmocka_unit_test(a_bomb_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
