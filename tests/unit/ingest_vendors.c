/* Exports of tools of which no file may be copied, written by us in their layouts
 * (tests/fixtures/vendors): which tool, which rows are the header, by which names columns go. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest_table.h"

#define FIXTURE TESTS_DIR "/fixtures/vendors/"

static Arena arena;

static void test_detection(void **state)
{
    (void)state;
    static const struct {
        const char *file, *format, *evidence, *zone;
        int header_rows, evidence_row;
        ptrdiff_t rows;
    } cases[] = {
        {"ms-forms-vi.csv", "ms-forms", "ID, Thời gian bắt đầu, Thời gian hoàn thành", "", 1, 1, 2},
        {"ms-forms-nl.csv", "ms-forms", "Id, Begintijd, Tijd van voltooien, E-mail, Naam", "", 1, 1,
         2},
        {"formbricks.csv", "formbricks", "No., Response ID, Survey ID", "", 1, 1, 3},
        {"touchpoints.csv", "touchpoints", "UUID, Location Code, User Agent", "", 1, 1, 5},
        {"jotform.csv", "jotform", "Submission Date", "", 1, 1, 2},
        {"qualtrics-de.csv", "qualtrics", "ImportId", "Europe/Berlin", 3, 3, 6},
        {"qualtrics-excel.csv", "qualtrics", "ImportId", "Asia/Saigon", 3, 3, 3},
        {"qualtrics-two-rows.csv", "qualtrics", "ResponseId, RecordedDate", "", 2, 1, 1},
        {"surveymonkey-expanded.csv", "surveymonkey", "Respondent ID, Collector ID", "", 2, 1, 3},
        {"surveymonkey-flat.csv", "surveymonkey", "Respondent ID, Collector ID", "", 1, 1, 2},
        {"google-forms-vi.csv", "google-forms", "Dấu thời gian", "", 1, 1, 2},
        {"google-forms-pt.csv", "google-forms", "Carimbo de data/hora", "", 1, 1, 1},
        {"limesurvey-codes.csv", "limesurvey", "submitdate, lastpage, startlanguage", "", 1, 1, 4},
        {"limesurvey-full.csv", "limesurvey", "Response ID, Date submitted, Last page", "", 1, 1,
         3},
        {"kobo-hxl.csv", "kobo", "_uuid, _submission_time", "", 2, 1, 3},
        {"typeform-new.csv", "typeform", "#, Network ID", "", 1, 1, 4},
        {"plain-units.csv", "csv", "", "", 1, 0, 1},
    };
    ptrdiff_t wrong = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str path = str_format(&arena, FIXTURE "%s", cases[i].file);
        TestTable table = test_table_read(&arena, path.s, NULL);
        if (!table.ok)
            fail_msg("%s: %.*s", cases[i].file, STR_ARG(table.problems));
        const TextFile *file = &table.file;
        if (str_equal(file->format, str_from(cases[i].format)) &&
            str_equal(file->vendor.evidence, str_from(cases[i].evidence)) &&
            str_equal(file->vendor.zone, str_from(cases[i].zone)) &&
            file->header_rows == cases[i].header_rows &&
            file->vendor.evidence_row == cases[i].evidence_row &&
            test_table_rows(&table) == cases[i].rows)
            continue;
        print_error("%s: %.*s by \"%.*s\" in row %d, zone \"%.*s\", header rows %d, %td rows\n",
                    cases[i].file, STR_ARG(file->format), STR_ARG(file->vendor.evidence),
                    file->vendor.evidence_row, STR_ARG(file->vendor.zone), file->header_rows,
                    test_table_rows(&table));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *file, *name;
        ptrdiff_t column;
    } cases[] = {
        {"surveymonkey-expanded.csv", "Which shops do you visit? [Huế]", 4},
        {"surveymonkey-expanded.csv", "Which shops do you visit? [Vinh]", 5},
        {"surveymonkey-expanded.csv", "Which shops do you visit? - Vinh", 5},
        {"surveymonkey-expanded.csv", "Which shops do you visit? [Other (please specify)]", 6},
        {"surveymonkey-expanded.csv", "How satisfied are you?", 7},
        {"surveymonkey-expanded.csv", "Anything else?", 8},
        {"surveymonkey-flat.csv", "Which shops do you visit? - Vinh", 5},
        {"qualtrics-de.csv", "QID2", 10},
        {"qualtrics-de.csv", "Wie zufrieden sind Sie?", 10},
        {"qualtrics-de.csv", "_recordId", 6},
        {"qualtrics-excel.csv", "QID1", 7},
        {"google-forms-vi.csv", "Đánh giá từng mặt [Giá]", 4},
        {"limesurvey-full.csv", "How satisfied are you with [Pay]", 5},
        {"typeform-new.csv", "Which branch?", 2},
        {"jotform.csv", "Please rate >> Price", 3},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str path = str_format(&arena, FIXTURE "%s", cases[i].file);
        TestTable table = test_table_read(&arena, path.s, NULL);
        assert_true(table.ok);
        ptrdiff_t count = 0;
        ptrdiff_t found =
            text_file_find(&table.file, header_key(&arena, str_from(cases[i].name)), &count);
        if (found != cases[i].column || count != 1)
            fail_msg("%s: \"%s\" is column %td, %td of them", cases[i].file, cases[i].name, found,
                     count);
    }
}

/* The project names the tool: its header rows, with no signature there. */
static void test_named(void **state)
{
    (void)state;
    TextWanted wanted = {.tool = S("kobo")};
    TestTable table = test_table_read(&arena, FIXTURE "plain-units.csv", &wanted);
    assert_true(table.ok);
    assert_true(str_equal(table.file.format, S("kobo")));
    assert_true(str_equal(table.file.vendor.format, S("")));
    assert_true(str_equal(table.file.date_columns, S("_submission_time|end|start")));
    wanted.tool = S("typeform"); /* against the signature: the project's word counts */
    table = test_table_read(&arena, FIXTURE "qualtrics-de.csv", &wanted);
    assert_true(str_equal(table.file.format, S("typeform")));
    assert_true(str_equal(table.file.vendor.format, S("qualtrics")));
    assert_int_equal(table.file.header_rows, 3);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_detection),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_named),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
