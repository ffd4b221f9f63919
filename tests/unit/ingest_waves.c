/* The wave map: columns and answers that have other names from some wave on. The figures of the
 * published exports were counted in Python (csv), not by this program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "ingest_project.h"
#include "published.h"

#define REAL PUBLISHED

static Arena arena;

static const Tally *read_with(const char *ini, const char *map, const char *csv, Str *problems)
{
    ProjectFile files[] = {
        {"project.ini", str_from(ini)}, {"map.csv", str_from(map)}, {"a.csv", str_from(csv)}};
    return read_project(&arena, files, csv == NULL ? 2 : 3, problems);
}

static void check_answers(const Tally *tally, ptrdiff_t question, ptrdiff_t period, int64_t n,
                          double sum)
{
    Answers found = add_answers(tally, SIDE_CX, question, -1, period);
    if (found.n != n || fabs(found.sum - sum) > 1e-6)
        fail_msg("question %td, period %td: n %lld, sum %g", question, period, (long long)found.n,
                 found.sum);
}

/* ---- Published exports ---- */

/* Age is Q18 in 2015, and Q19 from 2016 on, where Q18 asks for something else; in 2016 it was
 * written in words, among them what a spreadsheet made of "Under 18" when it was dragged down. */
static void test_airport(void **state)
{
    (void)state;
    if (absent(REAL "/cx/sfo_2017.csv"))
        skip();
    Buffer map = {.arena = &arena};
    buffer_add(&map, S("kind,old,new,from,column\n"
                       "column,Q18AGE,Q19AGE,2016,\n"
                       "column,Q12PRECHECKRATE,Q12PRECHEKCRATE,,\n"
                       "column,*RESPNUM,RESPNUM,,\n"
                       "choice,Blank,0,,Q7ALL\n"
                       "choice,18-24,2,2017,Q19AGE\nchoice,25-34,3,2017,Q19AGE\n"
                       "choice,35-44,4,2017,Q19AGE\nchoice,45-54,5,2017,Q19AGE\n"
                       "choice,55-64,6,2017,Q19AGE\nchoice,65-OVER,7,2017,cx.age\n"
                       "choice,Don't know or refused,0,2017,cx.age\n"));
    for (int age = 18; age <= 32; age++)
        buffer_addf(&map, "choice,Under %d,1,2017,Q19AGE\n", age);
    buffer_add_byte(&map, '\0');
    Str problems;
    const Tally *tally =
        read_with("[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = wave\n"
                  "[customers a]\nfiles = " REAL "/cx/sfo_2015.csv\nperiod = 2015\nid = RESPNUM\n"
                  "[customers b]\nfiles = " REAL "/cx/sfo_2016.csv\nperiod = 2016\nid = RESPNUM\n"
                  "[customers c]\nfiles = " REAL "/cx/sfo_2017.csv\nperiod = 2017\nid = RESPNUM\n"
                  "[metric cx.airport]\ncolumn = Q7ALL\nscale = 1..5\nmissing = 0, 6\n"
                  "[metric cx.age]\ncolumn = Q19AGE\nscale = 1..7\nmissing = 0, 8\n"
                  "[metric cx.pre]\ncolumn = Q12PRECHEKCRATE\nscale = 1..5\nmissing = 0, 6\n"
                  "[index cx.index]\nparts = cx.airport 1\n[map]\nfile = map.csv\n",
                  buffer_str(&map).s, NULL, &problems);
    if (tally == NULL)
        fail_msg("%.*s", STR_ARG(problems));
    static const struct {
        int64_t rows, airport, age, pre;
        double airport_mean, age_sum, pre_sum;
    } years[] = {{2958, 2810, 2862, 1059, 4.048043, 12120, 4630},
                 {3087, 2919, 2977, 923, 4.038027, 12829, 4073},
                 {2831, 2688, 2735, 916, 4.064360, 11757, 4082}};
    for (ptrdiff_t p = 0; p < 3; p++) {
        assert_int_equal(tally->sources[p].rows_read, years[p].rows);
        assert_int_equal(tally->sources[p].duplicate, 0);
        Answers airport = add_answers(tally, SIDE_CX, 0, -1, p);
        assert_int_equal(airport.n, years[p].airport);
        assert_true(fabs(airport.sum / (double)airport.n - years[p].airport_mean) < 1e-6);
        check_answers(tally, 1, p, years[p].age, years[p].age_sum);
        check_answers(tally, 2, p, years[p].pre, years[p].pre_sum);
    }
    assert_true(str_find(problems, S("map.csv")) < 0); /* every line changed something */
}

static void test_other_wording(void **state)
{
    (void)state;
    if (absent(REAL "/typeform/osmi2018_html_headers.csv"))
        skip();
    Str problems;
    const Tally *tally = read_with(
        "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = year\n"
        "[customers a]\nfiles = " REAL "/typeform/osmi2016_no_id.csv\nperiod = 2016\n"
        "[customers b]\nfiles = " REAL "/typeform/osmi2018_html_headers.csv\nperiod = 2018\n"
        "[metric cx.boss]\ncolumn = Would you feel comfortable discussing a mental health issue "
        "with your direct supervisor(s)?\nscale = No | Maybe | Yes\n"
        "[metric cx.help]\ncolumn = Have you ever sought treatment for a mental health disorder "
        "from a mental health professional?\nscale = 0..1\n"
        "[metric cx.self]\ncolumn = are you self-employed?\nscale = 0..1\n"
        "[index cx.index]\nparts = cx.boss 1\n[map]\nfile = map.csv\n",
        "kind,old,new\n"
        "column,Would you feel comfortable discussing a mental health disorder with your direct "
        "supervisor(s)?,Would you feel comfortable discussing a mental health issue with your "
        "direct supervisor(s)?\n"
        "cột,Have you ever sought treatment for a mental health issue from a mental health "
        "professional?,Have you ever sought treatment for a mental health disorder from a mental "
        "health professional?\n",
        NULL, &problems);
    if (tally == NULL)
        fail_msg("%.*s", STR_ARG(problems));
    check_answers(tally, 0, 0, 428 + 382 + 336, 3 * 428 + 2 * 382 + 336);
    check_answers(tally, 0, 1, 131 + 117 + 113, 3 * 131 + 2 * 117 + 113);
    check_answers(tally, 1, 0, 1433, 839);
    check_answers(tally, 1, 1, 417, 263);
    check_answers(tally, 2, 0, 1433, 287);
    check_answers(tally, 2, 1, 417, 56);
}

/* ---- Made for the purpose ---- */

#define MONTHS                                                                              \
    "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n[customers]\nfiles = " \
    "a.csv\ndate = Ngày\nunit = Bộ phận\n[map]\nfile = map.csv\n"
#define RATING(id, column) "[metric " id "]\ncolumn = " column "\ntype = rating\nscale = 1..5\n"

static const Tally *must_read(const char *ini, const char *map, const char *csv)
{
    Str problems;
    const Tally *tally = read_with(ini, map, csv, &problems);
    if (tally == NULL)
        fail_msg("%.*s", STR_ARG(problems));
    return tally;
}

/* A question was put in: what was Q1 is Q2, what was Q2 is Q3. In one file, by each row's month. */
static void test_shift(void **state)
{
    (void)state;
    const Tally *tally =
        must_read(MONTHS RATING("cx.a", "Q1") RATING("cx.b", "Q2") RATING("cx.c", "Q3"),
                  "kind,old,new,from\ncolumn,Q1,Q2,2026-05\ncolumn,Q2,Q3,2026-05\n",
                  "Ngày,Bộ phận,Q1,Q2,Q3\n2026-04-01,Kho,1,2,\n2026-05-01,Kho,3,4,5\n");
    check_answers(tally, 0, 0, 0, 0); /* not asked */
    check_answers(tally, 1, 0, 1, 1);
    check_answers(tally, 2, 0, 1, 2);
    check_answers(tally, 0, 1, 1, 3);
    check_answers(tally, 1, 1, 1, 4);
    check_answers(tally, 2, 1, 1, 5);
    assert_int_equal(tally->side[SIDE_CX].missing[0], 0);
}

/* Twice, and back again. */
static void test_chain(void **state)
{
    (void)state;
    const Tally *tally =
        must_read(MONTHS RATING("cx.a", "A"),
                  "kind,old,new,from\ncolumn,A,B,2026-05\ncolumn,B,A,2026-06\ncolumn,Z,A,\n",
                  "Ngày,Bộ phận,A,B,Z\n2026-04-01,Kho,1,5,\n2026-05-01,Kho,5,2,\n"
                  "2026-06-01,Kho,3,5,\n2026-06-02,Kho,,5,4\n");
    check_answers(tally, 0, 0, 1, 1);
    check_answers(tally, 0, 1, 1, 2);
    check_answers(tally, 0, 2, 2, 7);
}

/* The codes were turned round: 1 had been the best. All at once, not one after the other. */
static void test_turned_codes(void **state)
{
    (void)state;
    const Tally *tally = must_read(MONTHS RATING("cx.a", "A") RATING("cx.b", "B"),
                                   "kind,old,new,from,column\nchoice,1,5,2026-05,A\n"
                                   "choice,2,4,2026-05,A\nchoice,4,2,2026-05,A\n"
                                   "choice,5,1,2026-05,A\nlựa chọn,Tốt,5,,\n",
                                   "Ngày,Bộ phận,A,B\n2026-04-01,Kho,1,1\n2026-04-02,Kho,2.0,2\n"
                                   "2026-04-03,Kho,3,3\n2026-04-04,Kho,4,4\n2026-05-01,Kho,1,1\n"
                                   "2026-05-02,Kho,TỐT,tốt\n2026-04-05,Kho,5,5\n");
    check_answers(tally, 0, 0, 5, 5 + 4 + 3 + 2 + 1);
    check_answers(tally, 0, 1, 2, 1 + 5);
    check_answers(tally, 1, 0, 5, 1 + 2 + 3 + 4 + 5);
    check_answers(tally, 1, 1, 2, 1 + 5);
}

/* The same in a file of counts. */
static void test_turned_tally(void **state)
{
    (void)state;
    const Tally *tally = must_read(
        "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n[customers]\nfiles = "
        "a.csv\nformat = tally\n[map]\nfile = map.csv\n" RATING("cx.a", "A"),
        "kind,old,new,from,column\nchoice,1,5,2026-05,A\nchoice,2,4,2026-05,A\n"
        "choice,4,2,2026-05,A\nchoice,5,1,2026-05,A\n",
        "unit,period,metric,level,n\nKho,2026-05,cx.a,1,2\nKho,2026-04,cx.a,1,3\n"
        "Kho,2026-04,cx.a,4,1\nKho,2026-05,cx.a,4,7\n");
    check_answers(tally, 0, 0, 4, 3 * 5 + 2);
    check_answers(tally, 0, 1, 9, 2 * 1 + 7 * 4);
}

/* Waves of a column, whose order is that of the rows; the unit's column is renamed too. */
static void test_waves_of_a_column(void **state)
{
    (void)state;
    const Tally *tally = must_read(
        "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = wave\n[customers]\nfiles = "
        "a.csv\nwave = Đợt\nunit = Bộ phận\n[map]\nfile = map.csv\n" RATING("cx.a", "A"),
        "kind,old,new,from\ncolumn,Cũ,A,Đợt 2\ncolumn,Phòng,Bộ phận,\n",
        "Đợt,Phòng,A,Cũ\nĐợt 1,Kho,5,1\nĐợt 2,Kho,2,5\nĐợt 3,Kho,3,\nĐợt 1,Kho,5,4\n");
    check_answers(tally, 0, 0, 2, 5);
    check_answers(tally, 0, 1, 1, 2);
    check_answers(tally, 0, 2, 1, 3);
    assert_true(tally_find_unit(tally, S("Kho")) > 0);
}

/* Both its readers want it; that it cannot be read is one problem. */
static void test_unreadable(void **state)
{
    (void)state;
    Str problems;
    assert_null(read_with("[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"
                          "[customers]\nfiles = a.csv\ndate = Day\n[metric cx.nps]\ncolumn = Q\n"
                          "[map]\nfile = .\n",
                          "", "Day,Q\n2026-10-01,9\n", &problems));
    ptrdiff_t first = str_find(problems, S("[file-unreadable]"));
    assert_true(first >= 0);
    assert_true(str_find(str_slice(problems, first + 1, problems.len), S("[file-unreadable]")) < 0);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_airport),
        cmocka_unit_test(test_other_wording),
        cmocka_unit_test(test_shift),
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_turned_codes),
        cmocka_unit_test(test_turned_tally),
        cmocka_unit_test(test_waves_of_a_column),
        cmocka_unit_test(test_unreadable),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
