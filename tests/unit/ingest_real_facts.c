/* Figures of published files that no other test asks for. Expected: formats.md §5 (Python: csv,
 * statistics). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../../src/ingest/dates.h"
#include "ingest_project.h"
#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/"

static Arena arena;

static TestTable read_real(const char *file)
{
    char path[300];
    snprintf(path, sizeof path, REAL "%s", file);
    TestTable table = test_table_read(&arena, path, NULL);
    if (!table.ok)
        fail_msg("%s: %.*s", file, STR_ARG(table.problems));
    return table;
}

static void close_to(const char *what, double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s: %.9g instead of %.9g", what, found, expected);
}

/* ---- Means of answers, through the whole reading ---- */

typedef struct Mean {
    const char *file, *source, *question; /* source: more keys of its section */
    const char *scale;                    /* and what else the question needs */
    int64_t n;
    double mean;
} Mean;

static const Mean means[] = {
    {"qualtrics/no_basis_for_evaluation_insights.csv", "tests = keep\n", "Q1",
     "1..3\nmissing = -1, -2\n", 13, 30.0 / 13},
    {"typeform/osmi2018_html_headers.csv", "date_order = dmy\n",
     "Overall, how much importance does your employer place on physical health?", "0..10\n", 361,
     5.98615},
    {"typeform/osmi2018_html_headers.csv", "date_order = dmy\n",
     "Overall, how much importance does your employer place on mental health?", "0..10\n", 361,
     4.778393},
    {"ex/engagement_items_5pt_7pt.csv", "", "belong", "1..5\n", 400, 4.1975},
    {"ex/engagement_items_5pt_7pt.csv", "", "eng_3", "1..5\n", 400, 4.15},
    {"ex/engagement_items_5pt_7pt.csv", "", "ret_1", "1..5\n", 400, 4.08},
    {"ex/engagement_items_5pt_7pt.csv", "", "ret_2", "1..5\n", 400, 4.5125},
    {"ex/engagement_items_5pt_7pt.csv", "", "ldrshp", "1..5\n", 400, 4.55},
    {"ex/vivaglint_survey_export.csv", "", "My work is meaningful", "1..5\n", 6, 20.0 / 6},
    {"ex/vivaglint_survey_export.csv", "", "I feel valued", "1..5\n", 6, 19.0 / 6},
};

static void means_are_known(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(means); i++) {
        const Mean *mean = &means[i];
        ArenaMark mark = arena_mark(&arena);
        Str ini = str_format(&arena,
                             "[report]\nclient = A\nlanguage = en\nperiod = wave\n"
                             "[employees]\nfiles = %s%s\nperiod = all\n%s"
                             "[metric ex.q1]\ncolumn = \"%s\"\ntype = rating\nscale = %s",
                             REAL, mean->file, mean->source, mean->question, mean->scale);
        ProjectFile project = {"project.ini", ini};
        Str problems;
        const Tally *tally = read_project(&arena, &project, 1, &problems);
        if (tally == NULL)
            fail_msg("%s: %.*s", mean->file, STR_ARG(problems));
        Answers found = add_answers(tally, SIDE_EX, 0, -1, 0);
        if (found.n != mean->n)
            fail_msg("%s, %s: %td answers", mean->file, mean->question, (ptrdiff_t)found.n);
        close_to(mean->question, found.sum / (double)found.n, mean->mean, 1e-6);
        arena_reset(&arena, mark);
    }
}

/* 362 and 274 of 917 who answered; a dash is no answer. */
static void top_two_of_words(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    TestTable table = read_real("surveymonkey/weather_check_dash_missing.csv");
    ptrdiff_t likely = 4, all = test_table_rows(&table);
    ptrdiff_t top = test_table_count(&table, likely, "Very likely") +
                    test_table_count(&table, likely, "Somewhat likely");
    ptrdiff_t answered = all - test_table_count(&table, likely, "-");
    assert_int_equal(answered, 917);
    close_to("top two", 100 * (double)top / (double)answered, 69.3566, 5e-5);
}

/* ---- Sums of cells ---- */

static double mean_of_cells(const TestTable *table, ptrdiff_t column, double *sum, double *least,
                            double *most)
{
    double n = 0;
    *sum = 0, *least = INFINITY, *most = -INFINITY;
    for (ptrdiff_t r = 0; r < table->rows.len; r++) {
        Num number = num_parse(str_trim(test_table_cell(table, r, column)), false);
        if (!number.ok)
            continue;
        n++;
        *sum += number.value;
        *least = fmin(*least, number.value);
        *most = fmax(*most, number.value);
    }
    return *sum / n;
}

static void cells_add_up(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    double sum, least, most;
    TestTable airport = read_real("cx/sfo_2015.csv");
    mean_of_cells(&airport, test_table_column(&airport, "WEIGHT"), &sum, &least, &most);
    close_to("weights", sum, 2958.0002, 5e-5);
    TestTable newer = read_real("typeform/osmi2018_html_headers.csv");
    double mean =
        mean_of_cells(&newer, test_table_column(&newer, "What is your age?"), &sum, &least, &most);
    close_to("ages of 2018", mean, 34.916067, 5e-7);
    TestTable older = read_real("typeform/osmi2016_no_id.csv");
    mean =
        mean_of_cells(&older, test_table_column(&older, "What is your age?"), &sum, &least, &most);
    close_to("ages of 2016", mean, 34.286113, 5e-7);
    close_to("the youngest", least, 3, 0);
    close_to("the oldest", most, 323, 0);
    ptrdiff_t size =
        test_table_column(&older, "How many employees does your company or organization have?");
    assert_int_equal(test_table_count(&older, size, "25-Jun"), 210);
    assert_int_equal(test_table_count(&older, size, "5-Jan"), 60);
}

static void attrition_by_department(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const struct {
        const char *department;
        ptrdiff_t n;
        double percent;
    } known[] = {{"Human Resources", 63, 19.0476},
                 {"Research & Development", 961, 13.8398},
                 {"Sales", 446, 20.6278}};
    TestTable table = read_real("ex/ibm_hr_attrition_bom.csv");
    ptrdiff_t department = test_table_column(&table, "Department"),
              left = test_table_column(&table, "Attrition");
    for (ptrdiff_t d = 0; d < CX_COUNTOF(known); d++) {
        ptrdiff_t n = 0, gone = 0;
        for (ptrdiff_t r = 0; r < table.rows.len; r++) {
            bool here =
                str_equal(test_table_cell(&table, r, department), str_from(known[d].department));
            n += here;
            gone += here && str_equal(test_table_cell(&table, r, left), S("Yes"));
        }
        assert_int_equal(n, known[d].n);
        close_to(known[d].department, 100 * (double)gone / (double)n, known[d].percent, 5e-5);
    }
}

/* ---- What stands in cells ---- */

static void cells_keep_their_text(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    TestTable annotated = read_real("limesurvey/annotation_first_1row_1362cols.csv");
    ptrdiff_t html = 0;
    for (ptrdiff_t c = 0; c < annotated.file.column_count; c++)
        html += str_find(test_table_cell(&annotated, 0, c), S("<div")) >= 0;
    assert_int_equal(html, 578);
    TestTable mac = read_real("nasty_csv/csvkit/mac_newlines.csv");
    ptrdiff_t found = 0;
    for (ptrdiff_t r = 0; r < mac.rows.len; r++)
        for (ptrdiff_t c = 0; c < mac.rows.items[r].len; c++)
            found += str_equal(test_table_cell(&mac, r, c), S("Once upon\ra time"));
    assert_int_equal(found, 1);
}

static void first_dates(void **state)
{
    (void)state;
    if (absent(REAL))
        skip();
    static const struct {
        const char *file;
        ptrdiff_t column;
        const char *expected;
        int64_t tolerance; /* five decimals of a day are known to a second */
    } known[] = {
        {"surveymonkey/ospo2018_2hdr_excel_serial_dates.csv", 1, "2018-07-09 12:50:12", 1},
        {"googleforms/ds_language.csv", 0, "2018-04-09 14:30:02", 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++) {
        TestTable table = read_real(known[i].file);
        DateText first = date_read(test_table_cell(&table, 0, known[i].column), DATE_ORDER_YMD);
        DateText wanted = date_read(str_from(known[i].expected), DATE_ORDER_YMD);
        int64_t found = date_seconds(&first), expected = date_seconds(&wanted);
        if (llabs(found - expected) > known[i].tolerance)
            fail_msg("%s: %td seconds off", known[i].file, (ptrdiff_t)(found - expected));
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_known),       cmocka_unit_test(top_two_of_words),
        cmocka_unit_test(cells_add_up),          cmocka_unit_test(attrition_by_department),
        cmocka_unit_test(cells_keep_their_text), cmocka_unit_test(first_dates),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
