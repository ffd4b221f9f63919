/* The published files that no other test opens, and the proof that there are no more: every file of
 * shared/data/real is named in a test. Facts: formats.md §5, Python (csv, openpyxl), for SPSS the
 * CSV files that their authors put beside them and the files' own headers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/"

static Arena arena;

static TestTable read_real(const char *file, const TextWanted *wanted)
{
    char path[300];
    snprintf(path, sizeof path, REAL "%s", file);
    TestTable table = test_table_read(&arena, path, wanted);
    if (!table.ok)
        fail_msg("%s: %.*s", file, STR_ARG(table.problems));
    return table;
}

/* ---- Sizes ---- */

typedef struct Size {
    const char *file;
    Encoding encoding;
    int header_rows;
    ptrdiff_t titles, rows, columns; /* rows with anything in them */
} Size;

static const Size sizes[] = {
    {"cx/sfo_2015.csv", ENCODING_UTF8, 1, 0, 2958, 88},
    {"cx/sfo_2016.csv", ENCODING_UTF8, 1, 0, 3087, 97},
    {"cx/sfo_2017.csv", ENCODING_UTF8, 1, 0, 2831, 97},
    {"cx/water_consumer_survey_cp1252.csv", ENCODING_CP1252, 1, 0, 423, 41},
    {"ex/ibm_hr_attrition_bom.csv", ENCODING_UTF8, 1, 0, 1470, 35},
    {"ex/engagement_items_5pt_7pt.csv", ENCODING_UTF8, 1, 0, 400, 12},
    {"surveymonkey/starwars_2hdr_badbytes.csv", ENCODING_CP1252, 2, 0, 1186, 38},
    {"surveymonkey/ospo2022_reference_model.csv", ENCODING_UTF8, 1, 2, 470, 8},
    {"spss/missing_sav_formatted.csv", ENCODING_UTF8, 1, 0, 2, 1},
    {"spss/missing_sav_labeled.csv", ENCODING_UTF8, 1, 0, 2, 1},
    {"spss/pyreadstat_sample.csv", ENCODING_UTF8, 1, 0, 5, 7},
    {"spss/pyreadstat_sample_missing.csv", ENCODING_UTF8, 1, 0, 7, 7},
    {"spss/pyreadstat_sample_missing_user.csv", ENCODING_UTF8, 1, 0, 7, 7},
    {"spss/haven_labelled-num.sav", ENCODING_UTF8, 3, 0, 1, 1},
    {"spss/haven_variable-label.sav", ENCODING_UTF8, 3, 0, 1, 1},
    {"spss/ordered_category.sav", ENCODING_UTF8, 3, 0, 4, 1},
    {"spss/physiology.sav", ENCODING_UTF8, 3, 0, 40, 4},
    {"xlsx/readxl_dates-1900-LibreOffice.xlsx", ENCODING_UTF8, 1, 0, 0, 5},
    {"xlsx/readxl_missing-first-column.xlsx", ENCODING_UTF8, 1, 0, 2, 2},
    {"xlsx/readxl_new_line_errors.xlsx", ENCODING_UTF8, 1, 0, 2, 1},
    {"xlsx/readxl_texty-dates-xlsx.xlsx", ENCODING_UTF8, 1, 0, 2, 1},
    {"nasty_csv/frictionless/merged-cells.xlsx", ENCODING_UTF8, 1, 0, 0, 1},
    {"nasty_csv/frictionless/multiline-headers.xlsx", ENCODING_UTF8, 1, 0, 3, 3},
};

static void sizes_are_known(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        ArenaMark mark = arena_mark(&arena);
        const Size *size = &sizes[i];
        TextWanted wanted = {.encoding =
                                 size->encoding == ENCODING_UTF8 ? ENCODING_AUTO : size->encoding};
        TestTable table = read_real(size->file, &wanted);
        ptrdiff_t titles = table.file.data_record - table.file.header_rows;
        if (table.file.header_rows != size->header_rows || titles != size->titles ||
            test_table_rows(&table) != size->rows || table.file.column_count != size->columns)
            fail_msg("%s: %d header rows, %td titles, %td rows, %td columns", size->file,
                     table.file.header_rows, titles, test_table_rows(&table),
                     table.file.column_count);
        arena_reset(&arena, mark);
    }
}

/* ---- Counts of what cells say ---- */

typedef struct Says {
    const char *file, *column, *value;
    ptrdiff_t count;
} Says;

static const Says says[] = {
    {"cx/sfo_2015.csv", "BAREA", "A", 670},
    {"cx/sfo_2015.csv", "BAREA", "G", 438},
    {"cx/sfo_2016.csv", "BAREA", "F", 516},
    {"cx/sfo_2017.csv", "BAREA", "F", 459},
    {"cx/sfo_2017.csv", "BAREA", "E", 179},
    {"cx/water_consumer_survey_cp1252.csv", "district", "Zomba", 283},
    {"cx/water_consumer_survey_cp1252.csv", "district", "Mangochi", 140},
    {"ex/ibm_hr_attrition_bom.csv", "Attrition", "Yes", 237},
    {"ex/ibm_hr_attrition_bom.csv", "Department", "Human Resources", 63},
    {"surveymonkey/starwars_2hdr_badbytes.csv",
     "Have you seen any of the 6 films in the Star Wars franchise?", "Yes", 936},
    {"surveymonkey/starwars_2hdr_badbytes.csv",
     "Have you seen any of the 6 films in the Star Wars franchise?", "No", 250},
    {"surveymonkey/starwars_2hdr_badbytes.csv",
     "Do you consider yourself to be a fan of the Star Wars film franchise?", "Yes", 552},
    {"surveymonkey/starwars_2hdr_badbytes.csv",
     "Do you consider yourself to be a fan of the Star Wars film franchise?", "", 350},
    {"surveymonkey/starwars_2hdr_badbytes.csv", "Gender", "Female", 549},
    {"surveymonkey/starwars_2hdr_badbytes.csv", "Gender", "", 140},
    {"spss/missing_sav_labeled.csv", "var1", "missing", 1},
    {"spss/pyreadstat_sample_missing.csv", "mynum", "#NULL!", 2},
    {"spss/pyreadstat_sample_missing_user.csv", "mylabl", "-1.00", 1},
    {"spss/haven_labelled-num.sav", "VAR00002", "This is one", 1},
};

static void cells_say_what_was_counted(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(says); i++) {
        ArenaMark mark = arena_mark(&arena);
        bool western = strstr(says[i].file, "1252") || strstr(says[i].file, "badbytes");
        TextWanted wanted = {.encoding = western ? ENCODING_CP1252 : ENCODING_AUTO};
        TestTable table = read_real(says[i].file, &wanted);
        ptrdiff_t count =
            test_table_count(&table, test_table_column(&table, says[i].column), says[i].value);
        if (count != says[i].count)
            fail_msg("%s: %s says %s %td times", says[i].file, says[i].column, says[i].value,
                     count);
        arena_reset(&arena, mark);
    }
}

/* The six films stand in six columns under one question. */
static void films_seen(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const ptrdiff_t seen[] = {673, 571, 550, 607, 758, 738};
    TextWanted wanted = {.encoding = ENCODING_CP1252};
    TestTable table = read_real("surveymonkey/starwars_2hdr_badbytes.csv", &wanted);
    for (ptrdiff_t f = 0; f < CX_COUNTOF(seen); f++)
        assert_int_equal(test_table_rows(&table) - test_table_count(&table, 3 + f, ""), seen[f]);
}

/* Both forms of one table: what SPSS holds is what its authors' CSV says. */
static void spss_agrees_with_its_csv(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    TextWanted codes = {.all_codes = true};
    TestTable sav = read_real("spss/pyreadstat_sample.sav", &codes);
    TestTable csv = read_real("spss/pyreadstat_sample.csv", NULL);
    assert_int_equal(sav.rows.len, csv.rows.len);
    for (ptrdiff_t r = 0; r < csv.rows.len; r++) {
        for (ptrdiff_t c = 0; c < 7; c++) {
            Str a = test_table_cell(&sav, r, c), b = test_table_cell(&csv, r, c);
            if (c == 3 && b.len > 19) /* 2018-05-06T10:10:10.000000 */
                b = str_format(&arena, "%.10s %.8s", b.s, b.s + 11);
            if (c == 6) /* 0:00:00.000000 */
                b = str_cut(b, '.').head;
            bool same = str_equal(a, b) ||
                        (c == 6 && str_equal(a, S("00:00:00")) && str_equal(b, S("0:00:00")));
            if (!same)
                fail_msg("row %td, column %td: \"%.*s\" and \"%.*s\"", r, c, STR_ARG(a),
                         STR_ARG(b));
        }
    }
}

/* ---- What is refused ---- */

static void refused_with_a_reason(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const struct {
        const char *file, *said;
    } refused[] = {
        {"surveymonkey/starwars_2hdr_badbytes.csv", "encoding = "},
        {"cx/water_consumer_survey_cp1252.csv", "encoding = windows-1252"},
        {"encodings/vi_windows-1258.txt", "encoding = windows-1258"},
        {"encodings/vi_viscii.txt", "encoding = viscii"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refused); i++) {
        char path[300];
        snprintf(path, sizeof path, REAL "%s", refused[i].file);
        TestTable table = test_table_read(&arena, path, NULL);
        if (table.ok || str_find(table.problems, str_from(refused[i].said)) < 0)
            fail_msg("%s: %.*s", refused[i].file, STR_ARG(table.problems));
    }
}

/* ---- All ---- */

static Str sources_of_tests(void)
{
    Buffer all = {.arena = &arena};
    StrList paths = os_glob(&arena, S(TESTS_DIR "/unit/ingest_*.c"));
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        FileView view;
        Str reason;
        assert_true(os_file_open(&arena, &view, paths.items[i], &reason));
        buffer_add(&all, view.bytes);
        os_file_close(&view);
    }
    return buffer_str(&all);
}

/* As "folder/NAME" or "NAME". */
static bool names_file(Str tests, Str name)
{
    return str_find(tests, str_format(&arena, "/%.*s\"", STR_ARG(name))) >= 0 ||
           str_find(tests, str_format(&arena, "\"%.*s\"", STR_ARG(name))) >= 0;
}

/* Not data: the licences, and the answers of csv-spectrum, which a test finds by their folder. */
static bool is_beside_the_data(Str name)
{
    return str_equal(name, S("LICENSES.md")) || str_starts(name, S("nasty_csv/csv-spectrum/json/"));
}

static void every_file_is_named_in_a_test(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    Str tests = sources_of_tests(), reason;
    StrList names;
    assert_true(os_folder_list(&arena, S(REAL), &names, &reason));
    assert_true(names.len > 190);
    ptrdiff_t forgotten = 0;
    for (ptrdiff_t i = 0; i < names.len; i++) {
        if (is_beside_the_data(names.items[i]) || names_file(tests, os_path_base(names.items[i])))
            continue;
        print_message("no test names %.*s\n", STR_ARG(names.items[i]));
        forgotten++;
    }
    assert_int_equal(forgotten, 0);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_known),
        cmocka_unit_test(cells_say_what_was_counted),
        cmocka_unit_test(films_seen),
        cmocka_unit_test(spss_agrees_with_its_csv),
        cmocka_unit_test(refused_with_a_reason),
        cmocka_unit_test(every_file_is_named_in_a_test),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
