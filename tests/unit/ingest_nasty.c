/* Files that other programs stumble over (csv-spectrum, csvkit, messytables, frictionless), each
 * one opened without being told anything but its code page. The facts were counted in Python (csv).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "ingest_project.h"
#include "ingest_table.h"
#include "published.h"

#define NASTY PUBLISHED "/nasty_csv/"

static Arena arena;

/* ---- What each file holds ---- */

typedef struct Known {
    const char *file;
    Encoding encoding;
    char delimiter;
    ptrdiff_t titles; /* records above the header */
    int header_rows;
    ptrdiff_t columns; /* up to the last one with a name */
    ptrdiff_t rows;    /* below the header, with anything in them */
    ptrdiff_t blank;   /* below the header, without */
    ptrdiff_t ragged;  /* fewer cells than names, or something beyond the last name */
    ptrdiff_t filled;  /* cells with anything in them, in all rows */
    const char *name;  /* the first there is */
    ptrdiff_t row, column;
    const char *cell; /* the last one of the last row; row -1: there is none */
} Known;

static const Known known[] = {
    {"csv-spectrum/csvs/comma_in_quotes.csv", ENCODING_UTF8, ',', 0, 1, 5, 1, 0, 0, 5, "first", 0,
     4, "08123"},
    {"csv-spectrum/csvs/empty.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 4, "a", 1, 2, "4"},
    {"csv-spectrum/csvs/empty_crlf.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 4, "a", 1, 2, "4"},
    {"csv-spectrum/csvs/escaped_quotes.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "a", 1, 1,
     "4"},
    {"csv-spectrum/csvs/json.csv", ENCODING_UTF8, ',', 0, 1, 2, 1, 0, 0, 2, "key", 0, 1,
     "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"},
    {"csv-spectrum/csvs/location_coordinates.csv", ENCODING_UTF8, ',', 0, 1, 4, 1, 0, 0, 4,
     "Contact Phone Number", 0, 3, "Stanislaus"},
    {"csv-spectrum/csvs/newlines.csv", ENCODING_UTF8, ',', 0, 1, 3, 3, 0, 0, 9, "a", 2, 2, "9"},
    {"csv-spectrum/csvs/newlines_crlf.csv", ENCODING_UTF8, ',', 0, 1, 3, 3, 0, 0, 9, "a", 2, 2,
     "9"},
    {"csv-spectrum/csvs/quotes_and_newlines.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "a", 1,
     1, "4"},
    {"csv-spectrum/csvs/simple.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 3, "a", 0, 2, "3"},
    {"csv-spectrum/csvs/simple_crlf.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 3, "a", 0, 2, "3"},
    {"csv-spectrum/csvs/utf8.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 6, "a", 1, 2, "ʤ"},
    {"csvkit/bad.csv", ENCODING_UTF8, ',', 0, 1, 3, 3, 0, 2, 7, "column_a", 2, 2, "17"},
    {"csvkit/bad_skip_lines.csv", ENCODING_UTF8, ',', 3, 1, 3, 3, 0, 2, 7, "column_a", 2, 2, "17"},
    {"csvkit/blanks.csv", ENCODING_UTF8, ',', 0, 1, 6, 1, 0, 0, 5, "a", 0, 5, "."},
    {"csvkit/date_like_number.csv", ENCODING_UTF8, ',', 0, 1, 1, 1, 0, 0, 1, "a", 0, 0, "4.5"},
    {"csvkit/dummy.tsv", ENCODING_UTF8, '\t', 0, 1, 3, 1, 0, 0, 3, "a", 0, 2, "3"},
    {"csvkit/iris.csv", ENCODING_UTF8, ',', 0, 1, 5, 150, 0, 0, 750, "sepal_length", 149, 4,
     "Iris-virginica"},
    {"csvkit/join_no_header_row.csv", ENCODING_UTF8, ',', 0, 1, 3, 3, 0, 0, 9, "d", 2, 2, "c"},
    {"csvkit/join_short.csv", ENCODING_UTF8, ',', 0, 1, 5, 2, 0, 0, 8, "a", 1, 4, "c"},
    {"csvkit/mac_newlines.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 6, "a", 1, 2, "6"},
    {"csvkit/null_byte.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 2, "a", 0, 2, "3"},
    {"csvkit/optional_quote_characters.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 3, "a", 0, 2,
     "3"},
    {"csvkit/test_date_format.csv", ENCODING_UTF8, ',', 0, 1, 1, 2, 0, 0, 2, "a", 1, 0,
     "31/12/2012"},
    {"csvkit/test_empty_columns.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 1, 0, 2, "a", 1, 2, "c"},
    {"csvkit/test_empty_columns_long_row.csv", ENCODING_UTF8, ',', 0, 1, 3, 0, 1, 0, 0, "a", -1, -1,
     ""},
    {"csvkit/test_empty_columns_short_row.csv", ENCODING_UTF8, ',', 0, 1, 3, 0, 1, 0, 0, "a", -1,
     -1, ""},
    {"csvkit/test_extra_header.csv", ENCODING_UTF8, ',', 0, 1, 4, 1, 0, 1, 3, "a", 0, 2, "3"},
    {"csvkit/test_header_newline.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 3, "start end", 0, 2,
     "f"},
    {"csvkit/test_latin1.csv", ENCODING_CP1252, ',', 0, 1, 3, 2, 0, 0, 6, "a", 1, 2, "©"},
    {"csvkit/test_locale.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 2, "a", 0, 1, "200.000.000"},
    {"csvkit/test_locale_converted.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 2, "a", 0, 1,
     "200000000"},
    {"csvkit/test_no_leading_zeroes.csv", ENCODING_UTF8, ',', 0, 1, 3, 1, 0, 0, 3, "a", 0, 2,
     "0.1"},
    {"csvkit/test_numeric_date_format.csv", ENCODING_UTF8, ',', 0, 1, 1, 2, 0, 0, 2, "a", 1, 0,
     "20121231"},
    {"csvkit/test_precision.csv", ENCODING_UTF8, ',', 0, 1, 1, 1, 0, 0, 1, "a", 0, 0, "1.234567"},
    {"csvkit/test_skip_lines.csv", ENCODING_UTF8, ',', 3, 1, 3, 1, 0, 0, 3, "a", 0, 2, "3"},
    {"csvkit/test_utf16_big.csv", ENCODING_UTF16BE, ',', 0, 1, 3, 2, 0, 0, 6, "a", 1, 2, "ʤ"},
    {"csvkit/test_utf16_little.csv", ENCODING_UTF16LE, ',', 0, 1, 3, 2, 0, 0, 6, "a", 1, 2, "ʤ"},
    {"csvkit/test_utf8.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 6, "foo", 1, 2, "ʤ"},
    {"csvkit/test_utf8_bom.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 6, "foo", 1, 2, "ʤ"},
    {"frictionless/accent.csv", ENCODING_UTF8, ';', 0, 1, 17, 2, 0, 0, 34, "n_amenageur", 1, 16,
     "2018/3/31"},
    {"frictionless/blank-cells.csv", ENCODING_UTF8, ',', 0, 1, 2, 5, 0, 0, 9, "id", 4, 0, "5"},
    {"frictionless/blank-headers.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 0, 6, "id", 1, 2, "26"},
    {"frictionless/blank-rows-multiple.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 11, 0, 6, "id", 1, 2,
     "26"},
    {"frictionless/blank-rows.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 1, 0, 6, "id", 1, 2, "26"},
    {"frictionless/bom.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "id", 1, 1, "中国人"},
    {"frictionless/defective-rows.csv", ENCODING_UTF8, ',', 0, 1, 3, 2, 0, 2, 6, "id", 1, 3,
     "Potatoes"},
    {"frictionless/delimiter.csv", ENCODING_UTF8, ';', 0, 1, 2, 2, 0, 0, 4, "id", 1, 1, "中国人"},
    {"frictionless/doublequote.csv", ENCODING_UTF8, ',', 0, 1, 17, 5, 0, 0, 83, "INCISO", 4, 16,
     ".001586"},
    {"frictionless/duplicate-headers.csv", ENCODING_UTF8, ',', 0, 1, 5, 2, 0, 0, 10, "id", 1, 4,
     "001102"},
    {"frictionless/encoding-issue-274.csv", ENCODING_UTF8, ',', 0, 1, 17, 507, 0, 0, 2286, "id",
     506, 11, "NZ"},
    {"frictionless/escaping.csv", ENCODING_UTF8, ',', 0, 1, 2, 3, 0, 0, 6, "ID", 2, 1,
     " \"Test \\\" line 3\""},
    {"frictionless/issue-277.csv", ENCODING_UTF8, ',', 0, 1, 71, 75, 0, 0, 3613, "Source", 74, 0,
     "D18-A3"},
    {"frictionless/issue-305.csv", ENCODING_UTF8, ',', 0, 1, 31, 338, 0, 0, 9372, "data_id", 337,
     30, "BLR"},
    {"frictionless/issue-493.csv", ENCODING_UTF8, ',', 0, 1, 126, 9, 0, 0, 564, "numberOfLikes", 8,
     5, "FALSE"},
    {"frictionless/latin1.csv", ENCODING_CP1252, ',', 0, 1, 2, 2, 0, 0, 4, "id", 1, 1, "©"},
    {"frictionless/leading-zeros.csv", ENCODING_UTF8, ',', 0, 1, 1, 3, 0, 0, 3, "value", 2, 0,
     "00003"},
    {"frictionless/numeric-labels.csv", ENCODING_UTF8, ',', 0, 1, 10, 3, 0, 0, 30, "id", 2, 9,
     "TRUE"},
    {"frictionless/skip-blank-at-the-end.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 1, 1, 3, "test1", 1,
     1, "2"},
    {"frictionless/skip-rows-before-headers.csv", ENCODING_UTF8, ',', 1, 1, 2, 2, 0, 0, 4, "id", 1,
     1, "中国人"},
    {"frictionless/structure-errors.csv", ENCODING_UTF8, ',', 0, 1, 3, 3, 1, 1, 12, "id", 3, 5,
     "6"},
    {"frictionless/table-infer-missing-values.csv", ENCODING_UTF8, ',', 0, 1, 3, 7, 0, 0, 21, "id",
     6, 2, "Judy"},
    {"frictionless/table-reverse.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "id", 1, 1,
     "english"},
    {"frictionless/table-unicode-headers.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "id", 1, 1,
     "中国人"},
    {"frictionless/table-with-accents.csv", ENCODING_CP1252, ';', 0, 1, 8, 638, 0, 0, 5104,
     "Classement", 637, 7, "Mkg"},
    {"messytables/begrotingsanalyse-2011.csv", ENCODING_UTF8, ',', 3, 3, 14, 37, 0, 0, 395,
     "provincie", 36, 13, "6"},
    {"messytables/complex.csv", ENCODING_UTF8, ',', 0, 1, 4, 3, 0, 1, 12, "date", 2, 5, "Galway"},
    {"messytables/example.tsv", ENCODING_UTF8, '\t', 0, 1, 17, 140, 0, 0, 2380, "hour", 139, 16,
     "0.0000"},
    {"messytables/excel_pasting.csv", ENCODING_UTF8, ',', 3, 1, 9, 16, 1, 0, 128, "Year", 16, 0,
     "Note: includes emissions from electricity use, using a constant emission factor"},
    {"messytables/long.csv", ENCODING_UTF8, ',', 0, 1, 1, 3999, 0, 0, 3999, "foo", 3998, 0, "foo"},
    {"messytables/mixedGLB.csv", ENCODING_UTF8, ',', 3, 1, 19, 133, 0, 0, 2527, "Year", 132, 18,
     "*****"},
    {"messytables/null.csv", ENCODING_UTF8, ',', 0, 1, 4, 9, 0, 0, 32, "1", 8, 3, "0"},
    {"messytables/simple.csv", ENCODING_UTF8, ',', 0, 1, 3, 6, 0, 0, 18, "date", 5, 2, "Berkeley"},
    {"messytables/simple.psv", ENCODING_UTF8, '|', 0, 1, 6, 28, 0, 0, 168, "Year", 27, 5, "292000"},
    {"messytables/simple.ssv", ENCODING_UTF8, ';', 0, 1, 3, 6, 0, 0, 18, "date", 5, 2, "Berkeley"},
    {"messytables/skip_initials.csv", ENCODING_UTF8, ',', 0, 1, 2, 2, 0, 0, 4, "field1", 1, 1,
     "goodbye2"},
    {"messytables/small.csv", ENCODING_UTF8, ',', 0, 1, 1, 0, 0, 0, 0, "a", -1, -1, ""},
    {"messytables/utf-16le_encoded.csv", ENCODING_UTF16LE, ',', 0, 1, 19, 327, 0, 0, 6213,
     "Organisation_code", 326, 18, "0"},
    {"messytables/utf8bom.csv", ENCODING_UTF8, ',', 0, 1, 2, 0, 0, 0, 0, "kitten", -1, -1, ""},
    {"messytables/weird_head_padding.csv", ENCODING_UTF8, ';', 11, 1, 10, 76, 6, 16, 473, "1985",
     81, 0, "  Angestellte Ärztinnen und Ärzte:"},
    {"messytables/spanish_chars.csv", ENCODING_CP1252, ',', 0, 1, 8, 115, 1, 0, 457, "GF_ID", 0, 3,
     "Gobierno"},
};

static bool is_filled(Str cell)
{
    return text_name_key(&arena, cell).len > 0; /* no-break spaces are nothing */
}

typedef struct Counted {
    ptrdiff_t rows, blank, ragged, filled;
} Counted;

static Counted count(const TestTable *table)
{
    Counted out = {0};
    for (ptrdiff_t r = 0; r < table->rows.len; r++) {
        const StrList *row = &table->rows.items[r];
        ptrdiff_t filled = 0, beyond = 0;
        for (ptrdiff_t c = 0; c < row->len; c++) {
            filled += is_filled(row->items[c]);
            beyond += c >= table->file.column_count && is_filled(row->items[c]);
        }
        out.rows += filled > 0;
        out.blank += filled == 0;
        out.filled += filled;
        out.ragged += filled > 0 && (row->len < table->file.column_count || beyond > 0);
    }
    return out;
}

static Str first_name(const TextFile *file)
{
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        if (file->columns[c].name.len > 0)
            return file->columns[c].name;
    }
    return STR_NONE;
}

static void assert_number(const char *file, const char *what, ptrdiff_t found, ptrdiff_t expected)
{
    if (found != expected)
        fail_msg("%s: %s %td instead of %td", file, what, found, expected);
}

static void check_file(const Known *fact)
{
    ArenaMark mark = arena_mark(&arena);
    char path[300];
    snprintf(path, sizeof path, NASTY "%s", fact->file);
    TextWanted wanted = {.encoding =
                             fact->encoding == ENCODING_CP1252 ? ENCODING_CP1252 : ENCODING_AUTO};
    TestTable table = test_table_read(&arena, path, &wanted);
    if (!table.ok)
        fail_msg("%s: %.*s", fact->file, STR_ARG(table.problems));
    const TextFile *file = &table.file;
    Counted found = count(&table);
    assert_number(fact->file, "encoding", file->encoding, fact->encoding);
    assert_number(fact->file, "delimiter", file->delimiter, fact->delimiter);
    assert_number(fact->file, "header rows", file->header_rows, fact->header_rows);
    assert_number(fact->file, "titles", file->data_record - file->header_rows, fact->titles);
    assert_number(fact->file, "columns", file->column_count, fact->columns);
    assert_number(fact->file, "rows", found.rows, fact->rows);
    assert_number(fact->file, "blank rows", found.blank, fact->blank);
    assert_number(fact->file, "ragged rows", found.ragged, fact->ragged);
    assert_number(fact->file, "filled cells", found.filled, fact->filled);
    Str name = first_name(file);
    if (!str_equal(name, str_from(fact->name)))
        fail_msg("%s: first name \"%.*s\"", fact->file, STR_ARG(name));
    if (fact->row >= 0) {
        Str cell = test_table_cell(&table, fact->row, fact->column);
        if (!str_equal(cell, str_from(fact->cell)))
            fail_msg("%s: \"%.*s\" instead of \"%s\"", fact->file, STR_ARG(cell), fact->cell);
    }
    arena_reset(&arena, mark);
}

static void every_file(void **state)
{
    (void)state;
    if (absent(NASTY "csvkit"))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++)
        check_file(&known[i]);
}

static void refused_files(void **state)
{
    (void)state;
    static const struct {
        const char *file, *said;
    } refused[] = {
        {"csvkit/empty.csv", "[data-empty]"},
        {"csvkit/test_latin1.csv", "[not-utf8]"}, /* one sign, and no letter: nothing to guess by */
        {"frictionless/latin1.csv", "[not-utf8]"},
        {"frictionless/table-with-accents.csv", "encoding = windows-1252"},
        {"messytables/spanish_chars.csv", "encoding = windows-1252"},
    };
    if (absent(NASTY "csvkit"))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refused); i++) {
        char path[300];
        snprintf(path, sizeof path, NASTY "%s", refused[i].file);
        TestTable table = test_table_read(&arena, path, NULL);
        if (table.ok || str_find(table.problems, str_from(refused[i].said)) < 0)
            fail_msg("%s: %.*s", refused[i].file, STR_ARG(table.problems));
    }
}

/* ---- Texts of our own ---- */

static char path_made[] = "/tmp/cxex-nasty-XXXXXX";

static TestTable read_text(Str text)
{
    FILE *out = fopen(path_made, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text.s, 1, (size_t)text.len, out), text.len);
    assert_int_equal(fclose(out), 0);
    return test_table_read(&arena, path_made, NULL);
}

static void header_by_shape(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        ptrdiff_t titles, rows;
        int header_rows;
    } cases[] = {
        {"score,unit\n5,A\n4,B\n", "score", 0, 2, 1},
        {"Survey of March\n\nscore,unit\n5,A\n4,B\n", "score", 2, 2, 1},
        {"Survey of March,,\nAll shops,,\nscore,unit,date\n5,A,2026-03-01\n", "score", 2, 1, 1},
        {"Client:,Lan Anh,,,\nscore,unit,date,q1,q2\n5,A,1/3,2,4\n5,A,1/3,2,4\n", "score", 1, 2, 1},
        /* Names left out, trailing commas, rows of commas. */
        {"score,,unit,date,,\n5,x,A,1/3,,\n5,x,A,1/3,,\n,,,,,\n", "score", 0, 3, 1},
        /* Answers that are fewer than their names. */
        {"a,b,c,d,e,f\n1,,,,,\n,2,,,,\n,,3,,,\n", "a", 0, 3, 1},
        {"only\n1\n2\n", "only", 0, 2, 1},
        {"<b>score</b>,<i>unit</i>\n5,A\n4,B\n", "score", 0, 2, 1}, /* marks of a page, but none */
        /* Words in all columns: the second row may be an answer. */
        {"unit,how,why\nShop A,Very good,Staff\nShop B,Bad,Queues\n", "unit", 0, 2, 1},
        /* Codes above, what was asked below: words where all others give figures. */
        {"q1,q2,q3\nHow easy?,How fast?,How good?\n5,4,3\n5,5,5\n1,2,3\n", "q1", 0, 3, 2},
        {"q1,q2,q3\nHow easy?,How fast?,How good?\nScale to 5,Scale to 5,Scale to 5\n5,4,3\n"
         "5,5,5\n1,2,3\n",
         "q1", 0, 3, 3},
        {"A title\nq1,q2,q3\nHow easy?,How fast?,How good?\n5,4,3\n5,5,5\n1,2,3\n", "q1", 1, 3, 2},
        /* The first person gave no number: an answer all the same. */
        {"q1,q2,q3\nN/A,none,-\n5,4,3\n5,5,5\n1,2,3\n", "q1", 0, 4, 1},
        {"q1,q2,q3\n5,Refused,Refused\n5,4,3\n5,5,5\n1,2,3\n", "q1", 0, 4, 1},
        {"q1,q2\nHow easy?,How fast?\n5,4\n5,5\n1,2\n", "q1", 0, 4, 1}, /* too little to say so */
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        TestTable table = read_text(str_from(cases[i].text));
        assert_true(table.ok);
        assert_number(cases[i].text, "header rows", table.file.header_rows, cases[i].header_rows);
        assert_number(cases[i].text, "titles", table.file.data_record - table.file.header_rows,
                      cases[i].titles);
        assert_number(cases[i].text, "rows", table.rows.len, cases[i].rows);
        assert_true(str_equal(first_name(&table.file), str_from(cases[i].name)));
    }
}

static void separator_lines(void **state)
{
    (void)state;
    static const Str texts[] = {
        {"sep=;\na,b;c\n1,5;2\n", 18},
        {"\xEF\xBB\xBFsep=;\r\na,b;c\r\n1,5;2\r\n", 24},
        {"SEP=;\ra,b;c\r1,5;2\r", 18},
        {"\"sep=;\"\na,b;c\n1,5;2\n", 20},
        {"\xFF\xFEs\0e\0p\0=\0;\0\r\0\n\0a\0,\0b\0;\0c\0\r\0\n\0001\0,\0005\0;\0002\0\r\0\n\0", 44},
        {"s\0e\0p\0=\0;\0\n\0a\0,\0b\0;\0c\0\n\0001\0,\0005\0;\0002\0\n\0",
         36}, /* without a mark */
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++) {
        TestTable table = read_text(texts[i]);
        assert_true(table.ok);
        assert_int_equal(table.file.delimiter, ';');
        assert_int_equal(table.file.column_count, 2);
        assert_int_equal(table.rows.len, 1);
        assert_true(str_equal(table.file.columns[0].name, S("a,b")));
        assert_true(str_equal(test_table_cell(&table, 0, 0), S("1,5")));
        assert_true(str_equal(test_table_cell(&table, 0, 1), S("2")));
    }
}

/* ---- Numbers of other countries (csvkit's test_locale: "1,7" is 1.7, 200.000.000 are millions) --
 */

static void decimal_comma_and_groups(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S("[report]\nclient = A\nperiod = month\n[customers]\nfiles = c.csv\n"
                          "date = date\nweight = w\ndecimal = comma\n"
                          "[metric cx.nps]\ncolumn = nps\ntype = nps\nscale = 0..10\n")},
        {"c.csv", S("date;w;nps\n2026-01-01;1,7;9\n2026-01-01;200.000.000;9\n"
                    "2026-01-01;1.234,5;9\n2026-01-01;2.5;9\n2026-01-01;1.2345,5;9\n"
                    "2026-01-01;12.34.567;9\n")}};
    const Tally *tally = must_read_project(&arena, files, 2);
    assert_int_equal(tally->sources[0].bad_weight, 2); /* the last two are no numbers */
    Answers all = add_answers(tally, SIDE_CX, 0, -1, 0);
    assert_int_equal(all.n, 4);
    assert_true(all.w > 200001238.6999 && all.w < 200001238.7001);
}

/* What no project says, the column of weights does, where one of them can be read in one way only.
 * "9,0" is no list of answers. */
static void decimal_comma_by_its_column(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        int64_t bad, n;
        double w;
    } cases[] = {
        {"2026-01-01;1,204;9,0\n2026-01-01;0,5;8,00\n2026-01-01;1;7\n", 0, 3, 2.704},
        {"2026-01-01;1,204;9\n2026-01-01;2,500;8\n2026-01-01;1;7\n", 2, 1, 1},   /* nothing tells */
        {"2026-01-01;1,204;9\n2026-01-01;0,5;8\n2026-01-01;0.5;7\n", 2, 1, 0.5}, /* both do */
        {"2026-01-01;1;9,5\n2026-01-01;1;8\n2026-01-01;1;1,2\n2026-01-01;1;7\n", 0, 2, 2},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const ProjectFile files[] = {
            {"project.ini", S("[report]\nclient = A\nperiod = month\n[customers]\nfiles = c.csv\n"
                              "date = date\nweight = w\n"
                              "[metric cx.nps]\ncolumn = nps\ntype = nps\nscale = 0..10\n")},
            {"c.csv", str_concat(&arena, S("date;w;nps\n"), str_from(cases[i].rows))}};
        Str problems;
        const Tally *tally = read_project(&arena, files, 2, &problems);
        if (tally == NULL)
            fail_msg("%.*s", STR_ARG(problems));
        Answers all = add_answers(tally, SIDE_CX, 0, -1, 0);
        assert_int_equal(tally->sources[0].bad_weight, cases[i].bad);
        assert_int_equal(all.n, cases[i].n);
        assert_true(all.w > cases[i].w - 1e-9 && all.w < cases[i].w + 1e-9);
    }
}

/* ---- Large ones ---- */

static void a_megabyte_in_a_cell(void **state)
{
    (void)state;
    ArenaMark mark = arena_mark(&arena);
    Buffer text = {.arena = &arena};
    buffer_add(&text, S("id,said\n1,\""));
    for (int i = 0; i < 1 << 17; i++)
        buffer_add(&text, S("so long\n"));
    buffer_add(&text, S("\"\n2,short\n"));
    TestTable table = read_text(buffer_str(&text));
    assert_true(table.ok);
    assert_int_equal(table.rows.len, 2);
    assert_int_equal(test_table_cell(&table, 0, 1).len, 1 << 20);
    assert_true(str_equal(test_table_cell(&table, 1, 1), S("short")));
    arena_reset(&arena, mark);
}

/* In a header cell too; the delimiter is still found. */
static void a_megabyte_in_the_header(void **state)
{
    (void)state;
    ArenaMark mark = arena_mark(&arena);
    Buffer text = {.arena = &arena};
    buffer_add(&text, S("id;said;\""));
    for (int i = 0; i < 1 << 17; i++)
        buffer_add(&text, S("a, long "));
    buffer_add(&text, S("\"\n1;x;y\n"));
    TestTable table = read_text(buffer_str(&text));
    assert_true(table.ok);
    assert_int_equal(table.file.delimiter, ';');
    assert_int_equal(table.file.column_count, 3);
    assert_int_equal(table.rows.len, 1);
    arena_reset(&arena, mark);
}

/* A quote that is never closed, in the first record of a large file. */
static void an_endless_header(void **state)
{
    (void)state;
    ArenaMark mark = arena_mark(&arena);
    Buffer text = {.arena = &arena};
    buffer_add(&text, S("id,\"said,unit\n"));
    for (int i = 0; i < 1700000; i++)
        buffer_add(&text, S("1,so long,A\n"));
    TestTable table = read_text(buffer_str(&text));
    assert_false(table.ok);
    assert_true(str_find(table.problems, S(":1: error: ")) >= 0);
    assert_true(str_find(table.problems, S("[data-quote-open]")) >= 0);
    text.len = 0;
    for (int i = 0; i < 1700000; i++)
        buffer_add(&text, S("no end,and on "));
    table = read_text(buffer_str(&text));
    assert_false(table.ok);
    assert_true(str_find(table.problems, S("[columns-many]")) >= 0);
    arena_reset(&arena, mark);
}

static void many_columns(void **state)
{
    (void)state;
    static const struct {
        int columns;
        bool read;
    } cases[] = {{1400, true}, {16384, true}, {16385, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ArenaMark mark = arena_mark(&arena);
        Buffer text = {.arena = &arena};
        for (int c = 0; c < cases[i].columns; c++)
            buffer_addf(&text, "%squestion %d", c == 0 ? "" : ",", c);
        for (int r = 0; r < 60; r++) {
            for (int c = 0; c < cases[i].columns; c++)
                buffer_addf(&text, "%s%d", c == 0 ? "\n" : ",", (r + c) % 10);
        }
        TestTable table = read_text(buffer_str(&text));
        assert_int_equal(table.ok, cases[i].read);
        if (table.ok) {
            assert_int_equal(table.file.column_count, cases[i].columns);
            assert_int_equal(table.rows.len, 60);
            ptrdiff_t last = test_table_column(
                &table, str_cstr(&arena, str_format(&arena, "question %d", cases[i].columns - 1)));
            assert_int_equal(last, cases[i].columns - 1);
        } else {
            assert_true(str_find(table.problems, S("[columns-many]")) >= 0);
        }
        arena_reset(&arena, mark);
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    int made = mkstemp(path_made);
    if (made < 0)
        return 1;
    close(made);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file),
        cmocka_unit_test(refused_files),
        cmocka_unit_test(header_by_shape),
        cmocka_unit_test(separator_lines),
        cmocka_unit_test(decimal_comma_and_groups),
        cmocka_unit_test(decimal_comma_by_its_column),
        cmocka_unit_test(a_megabyte_in_a_cell),
        cmocka_unit_test(a_megabyte_in_the_header),
        cmocka_unit_test(an_endless_header),
        cmocka_unit_test(many_columns),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path_made);
    arena_close(&arena);
    return failed;
}
