/* Data files of SPSS. What the published ones hold is from formats.md §5 (computed with PSPP) and
 * from the CSV files that their authors put beside them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readstat.h>

#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/spss/"

static Arena arena;

static TestTable read_sav(const char *path, bool codes)
{
    TextWanted wanted = {.all_codes = codes};
    TestTable table = test_table_read(&arena, path, &wanted);
    if (!table.ok)
        fail_msg("%s: %.*s", path, STR_ARG(table.problems));
    assert_int_equal(table.file.header_rows, 3);
    return table;
}

static void assert_text(Str found, const char *expected)
{
    if (!str_equal(found, str_from(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", STR_ARG(found), expected);
}

static double mean_of(const TestTable *table, const char *column, ptrdiff_t *n)
{
    ptrdiff_t at = test_table_column(table, column);
    double sum = 0;
    *n = 0;
    for (ptrdiff_t r = 0; r < table->rows.len; r++) {
        Num number = num_parse(test_table_cell(table, r, at), false);
        sum += number.ok ? number.value : 0;
        *n += number.ok;
    }
    return sum / (double)*n;
}

static void means_are_of_codes(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const struct {
        const char *file, *column;
        ptrdiff_t rows, columns;
        double mean;
    } facts[] = {
        {REAL "hotel.sav", "v1", 17, 5, 2.529412},
        {REAL "hotel.sav", "v2", 17, 5, 2.294118},
        {REAL "hotel.sav", "v3", 17, 5, 3.470588},
        {REAL "hotel.sav", "v4", 17, 5, 2.411765},
        {REAL "hotel.sav", "v5", 17, 5, 2.0},
        {REAL "personnel.sav", "salary", 56, 6, 40028.969041},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(facts); i++) {
        TestTable table = read_sav(facts[i].file, true);
        ptrdiff_t n;
        double mean = mean_of(&table, facts[i].column, &n);
        assert_int_equal(table.rows.len, facts[i].rows);
        assert_int_equal(table.file.column_count, facts[i].columns);
        assert_int_equal(n, facts[i].rows);
        if (fabs(mean - facts[i].mean) > 5e-7)
            fail_msg("%s: %.9g", facts[i].column, mean);
    }
}

static void labels_stand_for_codes(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    TestTable hotel = read_sav(REAL "hotel.sav", false);
    assert_text(hotel.file.columns[2].keys[1], "The staff were slow in responding");
    assert_true(
        str_starts(hotel.file.columns[0].keys[2], S("1=Strongly Disagree|2=Disagree|3=No")));
    assert_text(test_table_cell(&hotel, 0, 0), "Agree");
    /* One column wanted as its code, by its question. */
    const Str names[] = {S("The value for money was good")};
    const bool as_code[] = {true};
    TextWanted wanted = {.names = names, .as_code = as_code, .name_count = 1};
    TestTable some = test_table_read(&arena, REAL "hotel.sav", &wanted);
    assert_text(test_table_cell(&some, 0, 0), "Agree");
    assert_text(test_table_cell(&some, 0, 1), "2");
    TestTable words = read_sav(REAL "haven_labelled-str.sav", false);
    assert_text(test_table_cell(&words, 0, 0), "Male");
    /* In Qualtrics' own .sav files the code 1 is False. */
    TestTable tool = read_sav(REAL "test_width.sav", false);
    ptrdiff_t finished = test_table_column(&tool, "Finished");
    assert_int_equal(test_table_count(&tool, finished, "True"), 5);
    assert_text(tool.file.columns[finished].keys[2], "1=False|2=True");
}

static void what_is_declared_missing_is_empty(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const struct {
        const char *file;
        ptrdiff_t column, empty, rows;
    } facts[] = {{REAL "haven_labelled-num-na.sav", 0, 1, 2},
                 {REAL "missing_test.sav", 0, 1, 2},
                 {REAL "pyreadstat_sample_missing.sav", 4, 2, 7},
                 {REAL "pyreadstat_sample_missing.sav", 5, 2, 7}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(facts); i++) {
        TestTable table = read_sav(facts[i].file, true);
        assert_int_equal(table.rows.len, facts[i].rows);
        ptrdiff_t empty = test_table_count(&table, facts[i].column, "");
        if (empty != facts[i].empty)
            fail_msg("%s: %td", facts[i].file, empty);
        assert_int_equal(test_table_count(&table, facts[i].column, "-1"), 0);
        assert_int_equal(test_table_count(&table, facts[i].column, "9"), 0);
    }
}

static void compressed_or_not_the_cases_are_the_same(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    TestTable plain = read_sav(REAL "pyreadstat_sample.sav", false);
    TestTable packed = read_sav(REAL "pyreadstat_sample.zsav", false);
    assert_int_equal(plain.rows.len, 5);
    assert_true(str_equal(plain.file.text, packed.file.text));
    static const char *const second[] = {"b",      "1.2",    "1880-05-06", "1880-05-06 10:10:10",
                                         "Female", "medium", "23:10:10"};
    for (ptrdiff_t c = 0; c < CX_COUNTOF(second); c++)
        assert_text(test_table_cell(&plain, 1, c), second[c]);
    TestTable hebrew = read_sav(REAL "hebrews.sav", true);
    assert_int_equal(hebrew.rows.len, 99);
    assert_text(hebrew.file.columns[0].name, "ותק_ב");
    TestTable strings = read_sav(REAL "foreign_testdata.sav", false);
    assert_int_equal(strings.rows.len, 5);
    bool long_text = false; /* one of 500 bytes, kept in pieces */
    for (ptrdiff_t c = 0; c < strings.file.column_count; c++)
        long_text = long_text || test_table_cell(&strings, 0, c).len >= 490;
    assert_true(long_text);
}

/* Cut anywhere, and with any byte changed, a file is read or refused; nothing else happens. */
static void damaged_files_are_refused(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    char path[] = "/tmp/cxex-sav-XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    FileView whole;
    Str reason = {0};
    assert_true(os_file_open(&arena, &whole, S(REAL "hotel.sav"), &reason));
    char *bytes = NEW(&arena, char, whole.bytes.len);
    uint64_t seed = 1;
    int refused = 0;
    for (int i = 0; i < 120; i++) {
        ArenaMark mark = arena_mark(&arena);
        memcpy(bytes, whole.bytes.s, (size_t)whole.bytes.len);
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        ptrdiff_t at = 8 + (ptrdiff_t)(seed >> 33) % (whole.bytes.len - 8);
        bytes[at] = (char)(seed >> 20);
        Str text = {bytes, i % 2 == 0 ? at : whole.bytes.len};
        unlink(path);
        assert_true(os_file_write(&arena, str_from(path), text, &reason));
        TestTable table = test_table_read(&arena, path, NULL);
        refused += !table.ok;
        if (!table.ok)
            assert_true(str_find(table.problems, S("error")) >= 0);
        arena_reset(&arena, mark);
    }
    assert_true(refused >= 20);
    os_file_close(&whole);
    unlink(path);
}

/* ---- Files made here ---- */

static ssize_t write_bytes(const void *data, size_t len, void *context)
{
    return (ssize_t)fwrite(data, 1, len, (FILE *)context);
}

enum { MADE_LABELS = 5 };

/* Two cases: a text in each of the named variables, then `questions` numbers whose codes have
 * labels of `label_len` letters. */
static void write_sav(const char *path, const char *const texts[2], int questions, int label_len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    readstat_writer_t *writer = readstat_writer_init();
    readstat_set_data_writer(writer, write_bytes);
    readstat_variable_t *text[2];
    for (int i = 0; i < 2; i++)
        text[i] = readstat_add_variable(writer, texts[i], READSTAT_TYPE_STRING, 20);
    for (int q = 0; q < questions; q++) {
        char name[24];
        snprintf(name, sizeof name, "q%d", q);
        readstat_label_set_t *set = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, name);
        for (int l = 0; l < MADE_LABELS; l++) {
            char label[120];
            snprintf(label, sizeof label, "%0*d", label_len, l + 1);
            readstat_label_double_value(set, l + 1, label);
        }
        readstat_variable_t *made = readstat_add_variable(writer, name, READSTAT_TYPE_DOUBLE, 0);
        readstat_variable_set_label_set(made, set);
    }
    assert_int_equal(readstat_begin_writing_sav(writer, file, 2), READSTAT_OK);
    for (int row = 0; row < 2; row++) {
        assert_int_equal(readstat_begin_row(writer), READSTAT_OK);
        for (int i = 0; i < 2; i++)
            readstat_insert_string_value(writer, text[i], i == 0 ? "R_1" : "2026-10-01");
        for (int q = 0; q < questions; q++)
            readstat_insert_double_value(writer, readstat_get_variable(writer, q + 2), row + 1);
        assert_int_equal(readstat_end_row(writer), READSTAT_OK);
    }
    assert_int_equal(readstat_end_writing(writer), READSTAT_OK);
    readstat_writer_free(writer);
    assert_int_equal(fclose(file), 0);
}

/* Of a study with thousands of questions the lists of labels alone are more than is looked at to
 * find a header: they are no case. */
static void a_long_header_is_no_case(void **state)
{
    (void)state;
    char path[] = "/tmp/cxex-sav-XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    write_sav(path, (const char *const[]){"person", "day"}, 3000, 100);
    TestTable table = read_sav(path, true);
    unlink(path);
    assert_int_equal(table.file.column_count, 3002);
    assert_int_equal(table.rows.len, 2);
    assert_text(test_table_cell(&table, 1, 3001), "2");
}

/* Whatever tool's names it has. */
static void labels_are_known_as_such(void **state)
{
    (void)state;
    char path[] = "/tmp/cxex-sav-XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    static const char *const names[][2] = {{"person", "day"}, {"ResponseId", "RecordedDate"}};
    static const char *const formats[] = {"sav", "qualtrics"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(formats); i++) {
        write_sav(path, names[i], 1, 4);
        Diags diags = {.arena = &arena};
        Look look;
        assert_true(ingest_look(&arena, str_from(path), STR_NONE, ENCODING_AUTO, &look, &diags));
        assert_text(look.format, formats[i]);
        assert_true(look.labels_below);
        assert_text(look.columns[2].heads[2], "1=0001|2=0002|3=0003|4=0004|5=0005");
    }
    unlink(path);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_of_codes),
        cmocka_unit_test(labels_stand_for_codes),
        cmocka_unit_test(what_is_declared_missing_is_empty),
        cmocka_unit_test(compressed_or_not_the_cases_are_the_same),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(a_long_header_is_no_case),
        cmocka_unit_test(labels_are_known_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
