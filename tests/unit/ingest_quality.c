/* Durations as tools write them, who was too fast, answers that give way to later ones, answers
 * sent twice, days. The expected numbers are counted by hand or, for published files, in Python
 * (csv, statistics); tests/whole/quality.py recounts whole made-up exports. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/ingest.h>

#include "../../src/ingest/work.h"
#include "ingest_project.h"
#include "published.h"

#define REAL PUBLISHED
#define REPORT "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"

static Arena arena;

static const Tally *read_two(const char *ini, Str export)
{
    ProjectFile files[] = {{"project.ini", str_from(ini)}, {"e.csv", export}};
    return must_read_project(&arena, files, export.len > 0 ? 2 : 1);
}

/* ---- One duration ---- */

static void test_durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds; /* -1: none */
    } cases[] = {
        {"372", 372},      {"371.6", 372},       {" 12 ", 12}, {"4:14", 254},
        {"1:04:14", 3854}, {"0:09", 9},          {"0", -1},    {"", -1},
        {"0.4", -1},       {"-5", -1},           {"4:61", -1}, {"1:2:3:4", -1},
        {"soon", -1},      {"99999999", 604800}, {"4:", -1},   {"\"1:00\"", 60},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        /* Twenty-one of 600 s and the one looked at: fast when below 200. */
        Buffer text = {.arena = &arena};
        buffer_add(&text, S("day,nps,took\n"));
        for (int row = 0; row < 21; row++)
            buffer_add(&text, S("2026-10-01,9,600\n"));
        buffer_addf(&text, "2026-10-01,9,%s\n", cases[i].text);
        const Tally *tally = read_two(REPORT "[customers]\nfiles = e.csv\ndate = day\n"
                                             "duration = took\n[metric cx.nps]\ncolumn = nps\n",
                                      buffer_str(&text));
        const Speed *speed = &tally->sources[0].quality.speed;
        bool any = cases[i].seconds >= 0;
        assert_true(speed->known);
        assert_int_equal(speed->timed, 21 + any);
        assert_int_equal(speed->untimed, !any);
        assert_true(speed->median_s == 600);
        assert_int_equal(speed->fast, any && cases[i].seconds < 200);
    }
}

static void test_too_few_to_judge(void **state)
{
    (void)state;
    for (int rows = 19; rows <= 20; rows++) {
        Buffer text = {.arena = &arena};
        buffer_add(&text, S("day,nps,took\n2026-10-01,9,1\n"));
        for (int row = 1; row < rows; row++)
            buffer_add(&text, S("2026-10-01,9,90\n"));
        const Tally *tally = read_two(REPORT "[customers]\nfiles = e.csv\ndate = day\n"
                                             "duration = took\nspeeders = leave\n"
                                             "[metric cx.nps]\ncolumn = nps\n",
                                      buffer_str(&text));
        const SourceReport *source = &tally->sources[0];
        assert_true(isnan(source->quality.speed.median_s) == (rows < SPEED_MINIMUM));
        assert_int_equal(source->fast_left, rows >= SPEED_MINIMUM);
        assert_int_equal(source->rows_used, rows >= SPEED_MINIMUM ? rows - 1 : rows);
    }
}

/* Between the third and the median: exactly a third is not too fast. */
static void test_exactly_a_third(void **state)
{
    (void)state;
    Buffer text = {.arena = &arena};
    buffer_add(&text, S("day,nps,a,b\n"));
    static const char *const ends[] = {"08:01:00", "08:00:59", "08:01:01"};
    for (int row = 0; row < 27; row++)
        buffer_addf(&text, "2026-10-01,9,2026-10-01 08:00:00,2026-10-01 %s\n",
                    row < 3 ? ends[row] : "08:03:00");
    const Tally *tally = read_two(REPORT "[customers]\nfiles = e.csv\ndate = day\nstart = a\n"
                                         "end = b\n[metric cx.nps]\ncolumn = nps\n",
                                  buffer_str(&text));
    assert_true(tally->sources[0].quality.speed.median_s == 180);
    assert_int_equal(tally->sources[0].quality.speed.fast, 1);
}

/* Of waves and of `period =` the dates give no period. Which is the day in them is found out before
 * the first is needed: each row is read alike, also when it is read again. */
static void test_order_of_times(void **state)
{
    (void)state;
    static const char *const dates[] = {"", "date = a\n"};
    for (ptrdiff_t d = 0; d < CX_COUNTOF(dates); d++) {
        Buffer text = {.arena = &arena};
        buffer_add(&text, S("id,nps,a,b\n"));
        for (int row = 0; row < 25; row++) {
            int id = row == 20 ? 2 : row, day = row == 24 ? 13 : 3;
            buffer_addf(&text, "%d,9,%02d/10/2026 08:00:00,%02d/10/2026 08:%s\n", id, day, day,
                        row % 10 == 4 ? "00:50" : "03:00");
        }
        Str ini = str_format(&arena,
                             REPORT "[customers]\nfiles = e.csv\nperiod = 2026-10\nid = id\n"
                                    "start = a\nend = b\nspeeders = leave\n%s"
                                    "[metric cx.nps]\ncolumn = nps\n",
                             dates[d]);
        const Tally *tally = read_two(str_cstr(&arena, ini), buffer_str(&text));
        const SourceReport *source = &tally->sources[0];
        assert_int_equal(source->duplicate, 1);
        assert_int_equal(source->quality.speed.timed, 24);
        assert_int_equal(source->quality.speed.untimed, 0);
        assert_true(source->quality.speed.median_s == 180);
        assert_int_equal(source->quality.speed.fast, 3);
        assert_int_equal(source->fast_left, 3);
        assert_int_equal(source->rows_used, 21);
    }
}

/* A press that was dropped as repeated has left already: it cannot leave again for being fast. */
static void test_fast_and_pressed_again(void **state)
{
    (void)state;
    for (int drop = 0; drop < 2; drop++) {
        Buffer text = {.arena = &arena};
        buffer_add(&text, S("Date and time,Device,Smiley,took\n"
                            "2026-10-01 08:00:00,A,4,600\n2026-10-01 08:00:02,A,1,1\n"));
        for (int row = 0; row < 21; row++)
            buffer_addf(&text, "2026-10-01 09:%02d:00,A,4,600\n", row);
        Str ini = str_format(&arena,
                             REPORT "[customers]\nfiles = e.csv\nformat = hearme\n"
                                    "duration = took\nspeeders = leave\nrepeats = %s\n"
                                    "[metric cx.csat]\ncolumn = Smiley\nscale = 1..4\n",
                             drop ? "drop" : "keep");
        const Tally *tally = read_two(str_cstr(&arena, ini), buffer_str(&text));
        const SourceReport *source = &tally->sources[0];
        assert_true(source->kiosk);
        assert_int_equal(source->repeated, drop);
        assert_int_equal(source->fast_left, 1 - drop);
        assert_int_equal(source->pressed_again, drop);
        assert_int_equal(source->rows_used, 22);
        assert_int_equal(add_answers(tally, SIDE_CX, 0, -1, 0).n, 22);
    }
}

/* Who keeps tests does not thereby keep those that nobody finished: each setting is asked. */
static void test_unfinished_tests(void **state)
{
    (void)state;
    static const struct {
        const char *keep;
        int64_t used, aside[ASIDE_COUNT], kept[ASIDE_COUNT];
    } cases[] = {
        {"", 1, {[ASIDE_PREVIEW] = 2, [ASIDE_PARTIAL] = 1}, {[ASIDE_NONE] = 1}},
        {"tests = keep\n", 2, {[ASIDE_PARTIAL] = 2}, {[ASIDE_NONE] = 1, [ASIDE_PREVIEW] = 1}},
        {"partial = keep\n", 2, {[ASIDE_PREVIEW] = 2}, {[ASIDE_NONE] = 1, [ASIDE_PARTIAL] = 1}},
        {"tests = keep\npartial = keep\n",
         4,
         {0},
         {[ASIDE_NONE] = 1, [ASIDE_PREVIEW] = 2, [ASIDE_PARTIAL] = 1}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str ini = str_format(&arena,
                             REPORT "[customers]\nfiles = e.csv\n%s[metric cx.nps]\ncolumn = Q1\n",
                             cases[i].keep);
        const Tally *tally =
            read_two(str_cstr(&arena, ini), S("Status,Finished,RecordedDate,ResponseId,Q1\n"
                                              "0,1,2026-10-01 10:00:00,R_1,9\n"
                                              "1,1,2026-10-01 10:00:00,R_2,9\n"
                                              "1,0,2026-10-01 10:00:00,R_3,9\n"
                                              "0,0,2026-10-01 10:00:00,R_4,9\n"));
        const SourceReport *source = &tally->sources[0];
        assert_string_equal(str_cstr(&arena, source->format), "qualtrics");
        assert_int_equal(source->rows_used, cases[i].used);
        for (int a = 0; a < ASIDE_COUNT; a++) {
            assert_int_equal(source->aside[a], cases[i].aside[a]);
            assert_int_equal(source->kept[a], cases[i].kept[a]);
        }
    }
}

/* ---- Repeated ids ---- */

/* Only what is counted in the end is told of: of two answers the later one's. */
static void test_what_gave_way(void **state)
{
    (void)state;
    const Tally *tally = read_two(
        REPORT "[customers]\nfiles = e.csv\ndate = day\nid = id\n[metric cx.nps]\ncolumn = nps\n"
               "[metric cx.csat]\ncolumn = csat\nscale = 1..5\n",
        S("id,day,nps,csat\n"
          "1,2026-10-02,99,4\n1,2026-10-03,8,4\n"     /* 99 gives way */
          "2,2026-10-02,7,77\n2,2026-10-01,88,5\n"    /* 88 came too early */
          "3,2026-10-02,55,\n3,2026-10-05,66,3\n"     /* 55 gives way to 66 */
          "4,2026-11-02,10,5\n5,2026-10-05,10,5\n")); /* more good ones than odd ones */
    const SourceReport *source = &tally->sources[0];
    const QuestionQuality *nps = &source->quality.questions[0], *csat = nps + 1;
    assert_int_equal(source->duplicate, 3);
    assert_int_equal(nps->asked, 5);
    assert_int_equal(nps->off_scale, 1);
    assert_int_equal(nps->odd_count, 1);
    assert_true(str_equal(nps->odd[0].text, S("66")));
    assert_int_equal(nps->odd[0].rows, 1);
    assert_int_equal(csat->off_scale, 1);
    assert_true(str_equal(csat->odd[0].text, S("77")));
    assert_int_equal(csat->missing, 0);
    /* and the side's counts are the same ones */
    assert_int_equal(tally->side[SIDE_CX].off_scale[0], nps->off_scale);
    assert_int_equal(tally->side[SIDE_CX].off_scale[1], csat->off_scale);
    assert_int_equal(source->quality.first.day, 1);
    assert_int_equal(source->quality.last.month, 11);
    assert_int_equal(quality_after(tally, source, 0), 1); /* of October: one in November */
    assert_int_equal(quality_after(tally, source, 1), 0);
}

/* A later answer mends what several at once would make of the column: an error. */
static void test_several_gave_way(void **state)
{
    (void)state;
    const Tally *tally = read_two(
        REPORT "[customers]\nfiles = e.csv\ndate = day\nid = id\n[metric cx.nps]\ncolumn = nps\n"
               "[metric cx.csat]\ncolumn = csat\nscale = Bad | Fair | Good\n",
        S("id,day,nps,csat\n"
          "1,2026-10-02,9,\"Bad, Good\"\n1,2026-10-03,8,Good\n"
          "2,2026-10-02,7,Fair\n2,2026-10-01,10,\"Fair, Good\"\n"));
    const SourceReport *source = &tally->sources[0];
    assert_int_equal(source->duplicate, 2);
    assert_int_equal(source->quality.questions[1].off_scale, 0);
    assert_int_equal(source->quality.questions[1].odd_count, 0);
}

/* ---- Sent twice ---- */

static void test_sent_twice(void **state)
{
    (void)state;
    const Tally *tally = read_two(
        REPORT "[employees]\nfiles = e.csv\ndate = Timestamp\nunit = u\n"
               "[metric ex.q1]\ncolumn = a\n[metric ex.q2]\ncolumn = b\n[metric ex.q3]\n"
               "column = c\n[metric ex.q4]\ncolumn = d\n[metric ex.q5]\ncolumn = e\n",
        S("Timestamp,u,a,b,c,d,e,said\n"
          "2026-10-01 09:00:00,X,1,2,3,4,5,hi\n"
          "2026-10-01 09:00:40,X,1,2,3,4,5,hi\n" /* the same, 40 s later */
          "2026-10-01 09:01:50,X,1,2,3,4,5,hi\n" /* 70 s after that: a colleague */
          "2026-10-01 09:02:00,Y,1,2,3,4,5,hi\n" /* another unit */
          "2026-10-01 09:02:10,Y,1,2,3,4,5,ho\n" /* said something else, in an unused column */
          "2026-10-01 09:03:00,X,1,2,3,4,,hi\n"  /* four answers say too little */
          "2026-10-01 09:03:01,X,1,2,3,4,,hi\n"
          "2026-10-02,X,5,2,3,4,5,hi\n2026-10-02,X,5,2,3,4,5,hi\n")); /* no time of day */
    const SourceReport *source = &tally->sources[0];
    assert_true(source->quality.twice_known);
    assert_int_equal(source->quality.twice, 1);
    assert_int_equal(source->rows_used, 9);
}

/* ---- Published files ---- */

static void test_voting(void **state)
{
    (void)state;
    static const char *const files[] = {"voting_numeric", "voting_choicetext"};
    static const char *const scales[] = {"0..1", "False | True"};
    for (ptrdiff_t f = 0; f < CX_COUNTOF(files); f++) {
        Str path = str_format(&arena, REAL "/qualtrics/%s.csv", files[f]);
        if (!os_exists(&arena, path)) {
            print_message("%.*s is absent: skipped\n", STR_ARG(path));
            skip();
        }
        for (int partial = 0; partial < 2; partial++) {
            Str ini = str_format(&arena,
                                 REPORT "[customers]\nfiles = %.*s\nid = ResponseId\n"
                                        "partial = %s\n[metric cx.done]\ncolumn = Finished\n"
                                        "scale = %s\n[index cx.index]\nparts = cx.done 1\n",
                                 STR_ARG(path), partial ? "keep" : "leave", scales[f]);
            const Tally *tally = read_two(str_cstr(&arena, ini), STR_NONE);
            const Speed *speed = &tally->sources[0].quality.speed;
            /* statistics.median over 156 answers, and over the 134 finished ones */
            assert_true(speed->median_s == (partial ? 1492 : 1643));
            assert_int_equal(speed->timed, partial ? 156 : 134);
            assert_int_equal(speed->fast, partial ? 20 : 2);
        }
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 33, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_durations),       cmocka_unit_test(test_too_few_to_judge),
        cmocka_unit_test(test_exactly_a_third), cmocka_unit_test(test_fast_and_pressed_again),
        cmocka_unit_test(test_what_gave_way),   cmocka_unit_test(test_several_gave_way),
        cmocka_unit_test(test_sent_twice),      cmocka_unit_test(test_voting),
        cmocka_unit_test(test_order_of_times),  cmocka_unit_test(test_unfinished_tests),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
