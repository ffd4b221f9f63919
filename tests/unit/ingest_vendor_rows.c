/* Rows that the tools mark: left out by reason, or kept where the project asks. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/ingest.h>

#include "ingest_project.h"
#include "published.h"

#define REAL PUBLISHED "/"
#define FIXTURE TESTS_DIR "/fixtures/vendors/"

static Arena arena;

typedef struct Case {
    const char *file, *keys, *question, *scale;
    int64_t read, used, aside[ASIDE_COUNT], kept[ASIDE_COUNT], bad_date;
} Case;

static const Tally *read_case(const Case *one)
{
    Str ini = str_format(&arena,
                         "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"
                         "[customers]\nfiles = %s\n%s\n"
                         "[metric cx.csat]\ncolumn = %s\ntype = rating\nscale = %s\n",
                         one->file, one->keys, one->question, one->scale);
    ProjectFile file = {"project.ini", ini};
    Str problems;
    const Tally *tally = read_project(&arena, &file, 1, &problems);
    if (tally == NULL)
        fail_msg("%s: %.*s", one->file, STR_ARG(problems));
    return tally;
}

static void check_cases(const Case *cases, ptrdiff_t count)
{
    ptrdiff_t wrong = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        const SourceReport *source = &read_case(&cases[i])->sources[0];
        assert_int_equal(source->rows_read, source->rows_used + source_left_out(source));
        bool same = source->rows_read == cases[i].read && source->rows_used == cases[i].used &&
                    source->bad_date == cases[i].bad_date;
        for (int a = ASIDE_NONE + 1; a < ASIDE_COUNT; a++)
            same = same && source->aside[a] == cases[i].aside[a] &&
                   source->kept[a] == cases[i].kept[a];
        if (same)
            continue;
        print_error("%s %s: read %lld, used %lld, bad dates %lld, aside", cases[i].file,
                    cases[i].keys, (long long)source->rows_read, (long long)source->rows_used,
                    (long long)source->bad_date);
        for (int a = ASIDE_NONE + 1; a < ASIDE_COUNT; a++)
            print_error(" %lld/%lld", (long long)source->aside[a], (long long)source->kept[a]);
        print_error("\n");
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_fixtures(void **state)
{
    (void)state;
    static const Case cases[] = {
        {FIXTURE "qualtrics-de.csv", "", "QID2", "1..5", .read = 6, .used = 2,
         .aside = {[ASIDE_PREVIEW] = 1, [ASIDE_TEST] = 1, [ASIDE_SPAM] = 1, [ASIDE_PARTIAL] = 1}},
        {FIXTURE "qualtrics-de.csv", "tests = keep", "Q2", "1..5", .read = 6, .used = 4,
         .aside = {[ASIDE_SPAM] = 1, [ASIDE_PARTIAL] = 1},
         .kept = {[ASIDE_PREVIEW] = 1, [ASIDE_TEST] = 1}},
        {FIXTURE "qualtrics-de.csv", "partial = keep", "Q1", "0..10", .read = 6, .used = 3,
         .aside = {[ASIDE_PREVIEW] = 1, [ASIDE_TEST] = 1, [ASIDE_SPAM] = 1},
         .kept = {[ASIDE_PARTIAL] = 1}},
        /* the column Finished was left out of the export */
        {FIXTURE "qualtrics-progress.csv", "", "QID1", "1..5", .read = 4, .used = 2,
         .aside = {[ASIDE_PARTIAL] = 2}},
        {FIXTURE "qualtrics-progress.csv", "partial = keep", "QID1", "1..5", .read = 4, .used = 4,
         .kept = {[ASIDE_PARTIAL] = 2}},
        /* the two rows of commas are blank */
        {FIXTURE "qualtrics-excel.csv", "", "QID1", "0..10", .read = 5, .used = 1,
         .aside = {[ASIDE_PREVIEW] = 1, [ASIDE_PARTIAL] = 1}},
        {FIXTURE "formbricks.csv", "", "2. How was it? - Speed", "1..5", .read = 3, .used = 2,
         .aside = {[ASIDE_PARTIAL] = 1}},
        {FIXTURE "touchpoints.csv", "", "How was your visit?", "1..5", .read = 5, .used = 2,
         .aside = {[ASIDE_DELETED] = 3}},
        {FIXTURE "touchpoints.csv", "tests = keep\npartial = keep", "How was your visit?", "1..5",
         .read = 5, .used = 2, .aside = {[ASIDE_DELETED] = 3}},
        {FIXTURE "kobo-hxl.csv", "", "Rating", "1..5", .read = 3, .used = 2,
         .aside = {[ASIDE_DELETED] = 1}},
        {FIXTURE "typeform-new.csv", "", "How likely are you to recommend us?", "0..10", .read = 4,
         .used = 2, .aside = {[ASIDE_PARTIAL] = 2}},
        {FIXTURE "typeform-new.csv", "partial = keep\ndate = Start Date (UTC)",
         "How likely are you to recommend us?", "0..10", .read = 4, .used = 4,
         .kept = {[ASIDE_PARTIAL] = 2}},
        /* 1980-01-01: finished, but no date; the empty line at the end is blank */
        {FIXTURE "limesurvey-codes.csv", "", "Q1[SQ001]", "1..5", .read = 5, .used = 2,
         .aside = {[ASIDE_PARTIAL] = 1}, .bad_date = 1},
        {FIXTURE "limesurvey-codes.csv", "period = 2026-10", "Q1[SQ001]", "1..5", .read = 5,
         .used = 3, .aside = {[ASIDE_PARTIAL] = 1}},
        {FIXTURE "surveymonkey-expanded.csv", "", "How satisfied are you?", "1..5", .read = 5,
         .used = 3},
        {FIXTURE "ms-forms-vi.csv", "", "Bạn giới thiệu chúng tôi tới mức nào?", "0..10", .read = 2,
         .used = 2},
        {FIXTURE "ms-forms-nl.csv", "", "Hoe waarschijnlijk beveelt u ons aan?", "0..10", .read = 2,
         .used = 2},
        {FIXTURE "google-forms-vi.csv", "", "Đánh giá từng mặt [Giá]", "1..5", .read = 2,
         .used = 2},
        {FIXTURE "jotform.csv", "", "Please rate >> Price", "1..5", .read = 2, .used = 2},
    };
    check_cases(cases, CX_COUNTOF(cases));
}

static void test_real(void **state)
{
    (void)state;
    if (absent(REAL "qualtrics/voting_numeric.csv"))
        skip();
    static const Case cases[] = {
        /* Finished 134 yes, 22 no, in codes and in words */
        {REAL "qualtrics/voting_numeric.csv", "", "practice_m2_1", "1..3", .read = 156, .used = 134,
         .aside = {[ASIDE_PARTIAL] = 22}},
        {REAL "qualtrics/voting_choicetext.csv", "", "practice_m2_1",
         "disapprove (-1) | neutral (0) | approve (1)", .read = 156, .used = 134,
         .aside = {[ASIDE_PARTIAL] = 22}},
        {REAL "qualtrics/no_basis_for_evaluation_insights.csv", "tests = keep", "Q1\nmissing = -1",
         "1..3", .read = 15, .used = 13, .kept = {[ASIDE_TEST] = 13}},
        {REAL "qualtrics/no_basis_for_evaluation_legacy.csv", "tests = keep", "Q1\nmissing = -1",
         "1..3", .read = 15, .used = 13, .kept = {[ASIDE_TEST] = 13}},
        {REAL "googleforms/ds_language.csv", "", "Do you enjoy/love coding?",
         "No | Indifferent | Yes", .read = 85, .used = 85},
        {REAL "ex/vivaglint_survey_export.csv", "", "I feel valued", "1..5", .read = 6, .used = 6},
    };
    check_cases(cases, CX_COUNTOF(cases));
}

/* Why an answer is missing: the empty cell, a code that the project names, a question not shown. */
static void test_states(void **state)
{
    (void)state;
    static const Case full = {FIXTURE "limesurvey-full.csv",
                              "",
                              "How satisfied are you with [Pay]",
                              "1..5",
                              .read = 3,
                              .used = 1};
    const SideTally *side = &read_case(&full)->side[SIDE_CX];
    assert_int_equal(side->missing[0], 1);
    assert_int_equal(side->missing_code[0], 0);
    assert_int_equal(side->not_asked[0], 1); /* N/A */
    assert_int_equal(side->off_scale[0], 0);
    static const Case named = {FIXTURE "limesurvey-full.csv",
                               "",
                               "How satisfied are you with [Pay]\nmissing = N/A",
                               "1..5",
                               .read = 3,
                               .used = 1};
    side = &read_case(&named)->side[SIDE_CX];
    assert_int_equal(side->missing[0], 2);
    assert_int_equal(side->missing_code[0], 1);
    assert_int_equal(side->not_asked[0], 0);
    if (absent(REAL "qualtrics/no_basis_for_evaluation_insights.csv"))
        return;
    /* Q1: 3 seven times, 2 and 1 three times each, -1 twice: the mean of 13 is 30/13 */
    static const Case basis = {REAL "qualtrics/no_basis_for_evaluation_insights.csv",
                               "tests = keep",
                               "Q1\nmissing = -1",
                               "1..3",
                               .read = 15,
                               .used = 13};
    const Tally *tally = read_case(&basis);
    assert_int_equal(tally->side[SIDE_CX].missing_code[0], 2);
    Answers answers = add_answers(tally, SIDE_CX, 0, -1, 0);
    assert_int_equal(answers.n, 13);
    assert_true(answers.sum == 30);
    /* The codes of the numeric export, and the words of the other: the same answers. */
    static const Case codes = {REAL "qualtrics/voting_numeric.csv",
                               "partial = keep\nperiod = 2021-07",
                               "practice_m2_1\ncodes = 1 -> -1 | 2 -> 0 | 3 -> 1",
                               "-1..1",
                               .read = 156,
                               .used = 136};
    static const Case words = {REAL "qualtrics/voting_choicetext.csv",
                               "partial = keep\nperiod = 2021-07",
                               "practice_m2_1",
                               "disapprove (-1) | neutral (0) | approve (1)",
                               .read = 156,
                               .used = 136};
    for (int i = 0; i < 2; i++) {
        tally = read_case(i == 0 ? &codes : &words);
        answers = add_answers(tally, SIDE_CX, 0, -1, 0);
        assert_int_equal(answers.n, 136);
        assert_true(answers.sum == (i == 0 ? 41 - 34 : 34 * 1 + 61 * 2 + 41 * 3));
        assert_int_equal(tally->side[SIDE_CX].missing[0], 20);
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)2 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixtures),
        cmocka_unit_test(test_real),
        cmocka_unit_test(test_states),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
