/* Published exports of survey tools, untouched: which tool, how many header rows and records, how
 * often a cell says what. The figures were counted in the same files in Python (csv), not by this
 * program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/"

static Arena arena;

typedef struct Export {
    const char *file, *format, *evidence; /* evidence: begins so; empty: no tool's header */
    int header_rows;
    ptrdiff_t rows, columns; /* below the header, without those that are blank or only commas */
} Export;

static const Export exports[] = {
    {"qualtrics/qualtRics_sample_3hdr_de.csv", "qualtrics", "ImportId", 3, 1, 20},
    {"qualtrics/qualtRics_sample_legacy_2hdr.csv", "qualtrics", "ResponseID, V1", 2, 1, 15},
    {"qualtrics/many_question_types_insights.csv", "qualtrics", "ImportId", 3, 5, 190},
    {"qualtrics/many_question_types_legacy.csv", "qualtrics", "ResponseID, V1", 2, 5, 189},
    {"qualtrics/no_basis_for_evaluation_insights.csv", "qualtrics", "ImportId", 3, 15, 49},
    {"qualtrics/no_basis_for_evaluation_legacy.csv", "qualtrics", "ResponseID, V1", 2, 15, 48},
    {"qualtrics/text_entry_components.csv", "qualtrics", "ImportId", 3, 15, 40},
    {"qualtrics/single_answer_matrix_insights.csv", "qualtrics", "ImportId", 3, 5, 30},
    {"qualtrics/single_answer_mc_insights.csv", "qualtrics", "ImportId", 3, 5, 20},
    {"qualtrics/multiple_answer_mc_insights.csv", "qualtrics", "ImportId", 3, 5, 36},
    {"qualtrics/multiple_answer_matrix_legacy.csv", "qualtrics", "ResponseID, V1", 2, 5, 74},
    {"qualtrics/voting_numeric.csv", "qualtrics", "ImportId", 3, 156, 195},
    {"qualtrics/voting_choicetext.csv", "qualtrics", "ImportId", 3, 156, 195},
    {"surveymonkey/steak_risk_2hdr.csv", "surveymonkey", "RespondentID", 2, 550, 15},
    {"surveymonkey/weather_check_dash_missing.csv", "surveymonkey", "RespondentID", 1, 928, 9},
    {"surveymonkey/comma_survey_1hdr.csv", "surveymonkey", "RespondentID", 1, 1129, 13},
    {"surveymonkey/ospo2018_2hdr_excel_serial_dates.csv", "surveymonkey",
     "Respondent ID, Collector", 2, 748, 174},
    {"surveymonkey/ospo2022_3hdr_numeric.csv", "surveymonkey", "Respondent ID", 3, 1048, 257},
    {"googleforms/ds_language.csv", "google-forms", "Timestamp", 1, 85, 9},
    {"typeform/osmi2018_html_headers.csv", "typeform", "#, Network ID", 1, 417, 123},
    {"limesurvey/rse2018_code_text_707cols.csv", "limesurvey", "rse3[SQ001]._.Who uses", 1, 997,
     707},
    {"limesurvey/rse2017_zaf.csv", "limesurvey", "rse3[SQ001]. Who uses", 1, 22, 277},
    {"limesurvey/annotation_first_1row_1362cols.csv", "limesurvey", "geochemicalPara[SQ1]. What", 1,
     1, 1362},
    {"kobo/grouped_translated.default.csv", "kobo",
     "What_kind_of_symmetry_do_you_have, What_kind_of_symmetry_do_you_have/spherical", 1, 3, 9},
    {"kobo/grouped_translated.labels.csv", "kobo",
     "What kind of symmetry do you have?, What kind of symmetry do you have?/Spherical", 1, 3, 9},
    {"kobo/grouped_translated.labels_hier.csv", "kobo",
     "External Characteristics > What kind of symmetry do you have?, External", 1, 3, 9},
    {"kobo/restaurant_profile.default.csv", "kobo", "eatery_type, eatery_type/sit_down", 1, 8, 9},
    {"kobo/literacy_test.labels.csv", "kobo", "Reading test 1 (flash at 10), ", 1, 3, 100},
    {"kobo/or_other.labels.csv", "kobo",
     "Who are your favourite emperors?, Who are your favourite emperors?/", 1, 3, 9},
    {"ex/vivaglint_survey_export.csv", "glint", "EMP ID, Survey Cycle", 1, 6, 16},
    /* Nothing in these says who wrote them. */
    {"typeform/osmi2016_no_id.csv", "csv", "", 1, 1433, 63},
    {"kobo/customer_satisfaction.default.csv", "csv", "", 1, 3, 2},
    {"kobo/customer_satisfaction.labels.csv", "csv", "", 1, 3, 2},
    {"kobo/site_inspection.labels.csv", "csv", "", 1, 10, 9},
    {"kobo/quotes_newlines_and_long_urls.default.csv", "csv", "", 1, 5, 2},
    {"ex/vivaglint_attrition.csv", "csv", "", 1, 6, 2},
    {"ex/vivaglint_employee_attributes.csv", "csv", "", 1, 6, 4},
};

static Str full_path(const char *file)
{
    return str_format(&arena, REAL "%s", file);
}

static void test_exports(void **state)
{
    (void)state;
    if (absent(REAL "qualtrics/voting_numeric.csv"))
        skip();
    ptrdiff_t wrong = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(exports); i++) {
        const Export *want = &exports[i];
        TestTable table = test_table_read(&arena, full_path(want->file).s, NULL);
        if (!table.ok)
            fail_msg("%s: %.*s", want->file, STR_ARG(table.problems));
        const TextFile *file = &table.file;
        Str evidence = file->vendor.evidence;
        bool told = want->evidence[0] == '\0' ? evidence.len == 0
                                              : str_starts(evidence, str_from(want->evidence));
        if (str_equal(file->format, str_from(want->format)) && told &&
            file->header_rows == want->header_rows && test_table_rows(&table) == want->rows &&
            file->column_count == want->columns)
            continue;
        print_error("%s: %.*s by \"%.*s\", header rows %d, %td rows, %td columns\n", want->file,
                    STR_ARG(file->format), STR_ARG(evidence), file->header_rows,
                    test_table_rows(&table), file->column_count);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

typedef struct Says {
    const char *file, *column, *value;
    ptrdiff_t count;
} Says;

#define VOTING "qualtrics/voting_numeric.csv"
#define VOTING_TEXT "qualtrics/voting_choicetext.csv"
#define BASIS "qualtrics/no_basis_for_evaluation_insights.csv"
#define OSPO22 "surveymonkey/ospo2022_3hdr_numeric.csv"
#define OSPO18 "surveymonkey/ospo2018_2hdr_excel_serial_dates.csv"
#define STEAK "surveymonkey/steak_risk_2hdr.csv"
#define WEATHER "surveymonkey/weather_check_dash_missing.csv"
#define OSMI18 "typeform/osmi2018_html_headers.csv"
#define RSE18 "limesurvey/rse2018_code_text_707cols.csv"
#define LOTTERY                                                                                   \
    "Consider the following hypothetical situations: <br>In Lottery A, you have a 50% chance of " \
    "success, with a payout of $100. <br>In Lottery B, you have a 90% chance of success, with a " \
    "payout of $20. <br><br>Assuming you have $10 to bet, would you play Lottery A or Lottery B?"
#define WATCH                                                                                     \
    "If you had a smartwatch (like the soon to be released Apple Watch), how likely or unlikely " \
    "would you be to check the weather on that device?"
#define LANGUAGE "Which of the following programming languages do you prefer more?"

static const Says says[] = {
    {"qualtrics/qualtRics_sample_3hdr_de.csv", "finished", "1", 1},
    {"qualtrics/qualtRics_sample_3hdr_de.csv", "UserLanguage", "DE", 1},
    {"qualtrics/qualtRics_sample_3hdr_de.csv", "Q1", "2", 1},
    {"qualtrics/qualtRics_sample_3hdr_de.csv", "Dauer (in Sekunden)", "38", 1},
    {"qualtrics/qualtRics_sample_legacy_2hdr.csv", "Q1", "2", 1},
    {"qualtrics/qualtRics_sample_legacy_2hdr.csv", "Q2", "Hello World!", 1},
    {"qualtrics/many_question_types_insights.csv", "Status", "2", 5},
    {BASIS, "Q1", "3", 7},
    {BASIS, "Q1", "2", 3},
    {BASIS, "Q1", "1", 3},
    {BASIS, "Q1", "-1", 2},
    {BASIS, "Q2_-1", "1", 10},
    {BASIS, "Q2_-2", "1", 8},
    {BASIS, "Q4_1", "-1", 4},
    {BASIS, "Q4_1", "-2", 2},
    {"qualtrics/no_basis_for_evaluation_legacy.csv", "Q1", "3", 7},
    {"qualtrics/text_entry_components.csv", "Status", "2", 15},
    {VOTING, "Finished", "1", 134},
    {VOTING, "Finished", "0", 22},
    {VOTING, "finished", "0", 22}, /* its import id */
    {VOTING_TEXT, "Finished", "True", 134},
    {VOTING_TEXT, "Finished", "False", 22},
    {VOTING, "practice_m2_1", "2", 61},
    {VOTING, "practice_m2_1", "3", 41},
    {VOTING, "practice_m2_1", "1", 34},
    {VOTING, "practice_m2_1", "", 20},
    {VOTING_TEXT, "practice_m2_1", "neutral (0)", 61},
    {VOTING_TEXT, "practice_m2_1", "approve (1)", 41},
    {VOTING_TEXT, "practice_m2_1", "disapprove (-1)", 34},
    {STEAK, "Do you eat steak?", "Yes", 430},
    {STEAK, "Do you eat steak?", "No", 109},
    {STEAK, "Do you eat steak?", "", 11},
    {STEAK, LOTTERY, "Lottery B", 279},
    {STEAK, LOTTERY, "Lottery A", 267},
    {STEAK, LOTTERY, "", 4},
    {WEATHER, WATCH, "Very likely", 362},
    {WEATHER, WATCH, "Somewhat likely", 274},
    {WEATHER, WATCH, "Somewhat unlikely", 73},
    {WEATHER, WATCH, "Very unlikely", 208},
    {WEATHER, WATCH, "-", 11},
    {WEATHER, "A specific website or app (please provide the answer)", "-", 753},
    {"surveymonkey/comma_survey_1hdr.csv", "Household Income", "", 293},
    {"surveymonkey/comma_survey_1hdr.csv", "Household Income", "$50,000 - $99,999", 290},
    {OSPO18, "Collector", "TNS Direct Mail", 345},
    {OSPO18,
     "Where is your company or organization on its open source journey? (Check all that apply) "
     "[Consuming open source code in products or services]",
     "", 119}, /* 748 less the 629 that chose it */
    {OSPO22, "language", "en", 979},
    {OSPO22, "language", "zh-tw", 38},
    {OSPO22, "language", "ja", 31},
    /* Who did not choose: 1048 less 0, 926, 508, 350, 403, 446, 0. */
    {OSPO22, "Q1_0", "", 1048},
    {OSPO22, "Q1_1", "", 122},
    {OSPO22, "Q1_2", "", 540},
    {OSPO22, "Q1_3", "", 698},
    {OSPO22, "Q1_4", "", 645},
    {OSPO22, "Q1_5", "", 602},
    {OSPO22, "Q1_6", "", 1048},
    {OSPO22, "Q1_1", "1", 926},
    {OSPO22, "Q1_5", "5", 446},
    {OSPO22, "Q2", "7", 254},
    {OSPO22, "Q2", "1", 179},
    {OSPO22, "Q2", "5", 172},
    {OSPO22, "Q2", "3", 148},
    {OSPO22, "Q2", "2", 128},
    {OSPO22, "Q2", "4", 116},
    {OSPO22, "Q2", "6", 51},
    {"googleforms/ds_language.csv", LANGUAGE, "Python", 55},
    {"googleforms/ds_language.csv", LANGUAGE, "R", 30},
    {"googleforms/ds_language.csv", "Do you enjoy/love coding?", "Yes", 65},
    {"googleforms/ds_language.csv", "Do you enjoy/love coding?", "Indifferent", 15},
    {"googleforms/ds_language.csv", "Do you enjoy/love coding?", "No", 5},
    {OSMI18, "Are you self-employed?", "1", 56}, /* in <strong> there */
    {OSMI18, "<strong>Are you self-employed?</strong>", "1", 56},
    {OSMI18, "How many employees does your company or organization have?", "Jun-25", 69},
    {OSMI18, "How many employees does your company or organization have?", "01-May", 5},
    {"typeform/osmi2016_no_id.csv", "Are you self-employed?", "1", 287},
    {RSE18, "socio1", "Germany", 333}, /* the code alone */
    {RSE18, "In which country do you work?", "United Kingdom of Great Britain and Northern Ireland",
     237},
    {RSE18, "socio1", "United States of America", 147},
    {RSE18, "rse1", "Yes", 956},
    {RSE18, "rse1", "No", 41},
    {"kobo/customer_satisfaction.labels.csv", "Did you enjoy your dining experience?", "Yes", 1},
    {"kobo/customer_satisfaction.default.csv", "customer_enjoyment", "no", 2},
    {"kobo/grouped_translated.labels.csv", "What kind of symmetry do you have?/Bilateral", "1", 2},
    {"kobo/grouped_translated.labels.csv", "What kind of symmetry do you have?/Bilateral", "", 1},
    {"kobo/restaurant_profile.default.csv", "eatery_type/sit_down", "1", 2},
    {"kobo/restaurant_profile.default.csv", "eatery_type/sit_down", "0", 1},
    {"kobo/restaurant_profile.default.csv", "eatery_type/sit_down", "", 5},
};

static void test_cells(void **state)
{
    (void)state;
    if (absent(REAL VOTING))
        skip();
    ptrdiff_t wrong = 0;
    TestTable table = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(says); i++) {
        const Says *want = &says[i];
        if (i == 0 || strcmp(want->file, says[i - 1].file) != 0)
            table = test_table_read(&arena, full_path(want->file).s, NULL);
        assert_true(table.ok);
        ptrdiff_t same = 0, count;
        ptrdiff_t column =
            text_file_find(&table.file, header_key(&arena, str_from(want->column)), &same);
        count = column < 0 ? -1 : test_table_count(&table, column, want->value);
        if (count == want->count)
            continue;
        print_error("%s, \"%s\" = \"%s\": %td instead of %td\n", want->file, want->column,
                    want->value, count, want->count);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* Two rows of names, the first filled only over the first option of a question; stray bytes in
 * them, so that the encoding must be said. */
static void test_forward_fill(void **state)
{
    (void)state;
    if (absent(REAL "surveymonkey/starwars_2hdr_badbytes.csv"))
        skip();
    TextWanted wanted = {.encoding = ENCODING_CP1252};
    TestTable table =
        test_table_read(&arena, full_path("surveymonkey/starwars_2hdr_badbytes.csv").s, &wanted);
    assert_true(table.ok);
    assert_true(str_equal(table.file.format, S("surveymonkey")));
    assert_int_equal(table.file.header_rows, 2);
    assert_int_equal(test_table_rows(&table), 1186);
    static const struct {
        const char *episode;
        ptrdiff_t seen;
    } films[] = {
        {"Episode I The Phantom Menace", 673},      {"Episode II Attack of the Clones", 571},
        {"Episode III Revenge of the Sith", 550},   {"Episode IV A New Hope", 607},
        {"Episode V The Empire Strikes Back", 758}, {"Episode VI Return of the Jedi", 738}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(films); i++) {
        for (int f = 0; f < 2; f++) {
            const char *question = "Which of the following Star Wars films have you seen? Please "
                                   "select all that apply.";
            Str name = f == 0
                           ? str_format(&arena, "%s [Star Wars: %s]", question, films[i].episode)
                           : str_format(&arena, "%s - Star Wars: %s", question, films[i].episode);
            ptrdiff_t column = test_table_column(&table, name.s), seen = 0;
            for (ptrdiff_t r = 0; r < table.rows.len; r++)
                seen += test_table_cell(&table, r, column).len > 0;
            assert_int_equal(seen, films[i].seen);
        }
    }
    static const Says counts[] = {
        {"", "Have you seen any of the 6 films in the Star Wars franchise?", "Yes", 936},
        {"", "Have you seen any of the 6 films in the Star Wars franchise?", "No", 250},
        {"", "Do you consider yourself to be a fan of the Star Wars film franchise?", "Yes", 552},
        {"", "Do you consider yourself to be a fan of the Star Wars film franchise?", "No", 284},
        {"", "Do you consider yourself to be a fan of the Star Wars film franchise?", "", 350},
        {"", "Gender", "Female", 549},
        {"", "Gender", "Male", 497},
        {"", "Gender", "", 140},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(counts); i++)
        assert_int_equal(
            test_table_count(&table, test_table_column(&table, counts[i].column), counts[i].value),
            counts[i].count);
}

/* Cells of the whole table that say a value, from a column on. */
static void test_whole_tables(void **state)
{
    (void)state;
    static const struct {
        const char *file, *value;
        ptrdiff_t count;
    } cases[] = {
        {"qualtrics/many_question_types_insights.csv", "", 300},
        {"qualtrics/text_entry_components.csv", "-99", 12},
        {"qualtrics/text_entry_components.csv", "", 91},
        {"qualtrics/single_answer_matrix_insights.csv", "", 25},
        {"qualtrics/multiple_answer_mc_insights.csv", "", 60},
        {"qualtrics/single_answer_mc_insights.csv", "", 28},
        {"limesurvey/rse2018_code_text_707cols.csv", "Yes", 15105},
        {"limesurvey/rse2018_code_text_707cols.csv", "No", 109412},
        {"limesurvey/rse2018_code_text_707cols.csv", "", 532155},
        {"limesurvey/rse2017_zaf.csv", "Yes", 353},
        {"limesurvey/rse2017_zaf.csv", "No", 2978},
        {"limesurvey/rse2017_zaf.csv", "", 1589},
        {"typeform/osmi2018_html_headers.csv", "N/A", 172},
    };
    if (absent(REAL "typeform/osmi2018_html_headers.csv"))
        skip();
    TestTable table = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        if (i == 0 || strcmp(cases[i].file, cases[i - 1].file) != 0)
            table = test_table_read(&arena, full_path(cases[i].file).s, NULL);
        assert_true(table.ok);
        ptrdiff_t count = 0;
        for (ptrdiff_t c = 0; c < table.file.column_count; c++)
            count += test_table_count(&table, c, cases[i].value);
        if (count != cases[i].count)
            fail_msg("%s: \"%s\" %td times", cases[i].file, cases[i].value, count);
    }
}

/* ---- Names that come more than once, line ends in cells, ids ---- */

static ptrdiff_t count_repeated_names(const TextFile *file)
{
    ptrdiff_t repeated = 0;
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        Str name = file->columns[c].keys[0];
        ptrdiff_t same = 0, first = c;
        for (ptrdiff_t o = 0; o < file->column_count && name.len > 0; o++) {
            bool is = str_equal(file->columns[o].keys[0], name);
            same += is;
            first = is && o < first ? o : first;
        }
        repeated += same > 1 && first == c;
    }
    return repeated;
}

static void test_names_and_cells(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        ptrdiff_t repeated, with_line_ends; /* names; cells below the header */
    } cases[] = {
        {"qualtrics/many_question_types_insights.csv", 6, 0},
        {"qualtrics/multiple_answer_matrix_legacy.csv", 12, 0},
        {"typeform/osmi2018_html_headers.csv", 15, 34},
        {"limesurvey/annotation_first_1row_1362cols.csv", 2, 0},
    };
    if (absent(REAL VOTING))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        TestTable table = test_table_read(&arena, full_path(cases[i].file).s, NULL);
        ptrdiff_t line_ends = 0;
        for (ptrdiff_t r = 0; r < table.rows.len; r++) {
            for (ptrdiff_t c = 0; c < table.rows.items[r].len; c++)
                line_ends += str_find(table.rows.items[r].items[c], S("\n")) >= 0;
        }
        ptrdiff_t repeated = count_repeated_names(&table.file);
        if (repeated != cases[i].repeated || line_ends != cases[i].with_line_ends)
            fail_msg("%s: %td names repeat, %td cells hold line ends", cases[i].file, repeated,
                     line_ends);
    }
}

/* One survey in codes and in words: the same people in the same order, the zone in the third row.
 */
static void test_codes_beside_words(void **state)
{
    (void)state;
    if (absent(REAL VOTING))
        skip();
    TestTable codes = test_table_read(&arena, full_path(VOTING).s, NULL);
    TestTable words = test_table_read(&arena, full_path(VOTING_TEXT).s, NULL);
    assert_true(str_equal(codes.file.vendor.zone, S("America/Denver")));
    ptrdiff_t id = test_table_column(&codes, "ResponseId"), differing = 0;
    for (ptrdiff_t c = 0; c < codes.file.column_count; c++) {
        bool differs = false;
        for (ptrdiff_t r = 0; r < codes.rows.len; r++)
            differs =
                differs || !str_equal(test_table_cell(&codes, r, c), test_table_cell(&words, r, c));
        assert_false(c == id && differs);
        differing += differs;
    }
    assert_int_equal(differing, 50);
    TestTable many = test_table_read(&arena, full_path(OSPO22).s, NULL);
    id = test_table_column(&many, "Respondent ID");
    StrMap seen = {0};
    for (ptrdiff_t r = 0; r < many.rows.len; r++) {
        bool added = false;
        strmap_put(&arena, &seen, test_table_cell(&many, r, id), &added);
        assert_true(added);
    }
    assert_int_equal(seen.len, 1048);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)2 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exports),         cmocka_unit_test(test_cells),
        cmocka_unit_test(test_forward_fill),    cmocka_unit_test(test_whole_tables),
        cmocka_unit_test(test_names_and_cells), cmocka_unit_test(test_codes_beside_words),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
