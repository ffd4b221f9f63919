/* Comments of the rows that count; parents, groups, events and headcounts from files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest_project.h"

#include "one_arena.h"

#define HEAD "[report]\nclient = A\nlanguage = vi\nperiod = month\n"
#define CUSTOMERS "[customers]\nfiles = cx*.csv\ndate = day\nunit = unit\nid = id\ncomment = said\n"
#define NPS "[metric cx.nps]\ncolumn = nps\n"

/* ---- Comments ---- */

static Str show_comments(const Tally *tally, Side side)
{
    Buffer out = {.arena = &arena};
    for (ptrdiff_t i = 0; i < tally->side[side].comment_count; i++) {
        const Comment *comment = &tally->side[side].comments[i];
        Str unit = tally->units[comment->unit].key;
        buffer_addf(&out, "%.*s/%.*s/%d/%.*s/%d/%.*s\n", STR_ARG(unit),
                    STR_ARG(tally->periods[comment->period].id), comment_date(comment).day,
                    STR_ARG(comment_id(&arena, comment)), comment->level,
                    STR_ARG(comment_text(&arena, comment)));
    }
    return buffer_str(&out);
}

/* By unit, period, the latest day first, id. Answers 31/12/2026 tell day from month: the first
 * dates of the file fit both. "e" and a mark in the file become "é". */
static void comments_of_rows_that_count(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        {"project.ini", S(HEAD CUSTOMERS NPS)},
        {"cx1.csv", S("id,day,unit,nps,said\n"
                      "a1,01/02/2026,B,9,\"Tốt,\r\n \"\"rất\"\"  tốt \"\n"
                      "a2,02/02/2026,B,3,Cafe\xCC\x81 nguội\n"
                      "a3,02/02/2026,B,,không có điểm\n" /* no answer: does not count */
                      "a4,02/02/2026,B,5,replaced\n"     /* answered again below */
                      "a5,03/02/2026,B,5,\n"             /* nothing said */
                      "a6,03/02/2026,B,5,-\n"            /* no word */
                      "a7,03/02/2026,B,5,10/10\n"        /* no word */
                      "a8,03/02/2026,B,5,\xF0\x9F\x91\x8D\xEF\xB8\x8F\n" /* a thumb: no word */
                      "a9,99/99/2026,B,5,bad date\n"
                      "b0,02/02/2026,B,11,off the scale\n")}, /* no answer either */
        {"cx2.csv", S("id,day,unit,nps,said\n"
                      "a4,31/01/2026,,6,earlier\n"     /* the same person, but not the latest */
                      "a4,05/02/2026,A,7,the latest\n" /* of another unit than before */
                      ",31/12/2026,A,8,\xE2\x80\xAEno id\n"
                      ",31/12/2026,A,8,again\n"
                      "c1,31/01/2026,,2,of no unit\n")},
    };
    const Tally *tally = must_read_project(&arena, files, 3);
    assert_text(show_comments(tally, SIDE_CX), "/2026-01/31/c1/2/of no unit\n"
                                               "A/2026-02/5/a4/7/the latest\n"
                                               "A/2026-12/31/#4/8/no id\n"
                                               "A/2026-12/31/#5/8/again\n"
                                               "B/2026-02/2/a2/3/Caf\xC3\xA9 nguội\n"
                                               "B/2026-02/1/a1/9/Tốt, \"rất\" tốt\n");
    assert_int_equal(tally->side[SIDE_EX].comment_count, 0);
}

/* Not the recommendation question, no date at all, and no column: all of it is ordinary. */
static void comments_without_date_or_recommendation(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        {"project.ini",
         S(HEAD "[customers]\nfiles = cx.csv\nperiod = 2026-03\nunit = unit\ncomment = said\n"
                "[employees]\nfiles = ex.csv\nperiod = 2026-03\nunit = unit\ncomment = said\n"
                "[employees two]\nfiles = cx.csv\nperiod = 2026-03\nunit = unit\n"
                "[metric cx.csat]\ncolumn = csat\n[metric ex.enps]\ncolumn = csat\n")},
        {"cx.csv", S("unit,csat,said\nA,4,chậm quá\n")},
        {"ex.csv", S("unit,csat,said\nA,,không\nA,4,được\n")},
    };
    const Tally *tally = must_read_project(&arena, files, 3);
    assert_text(show_comments(tally, SIDE_CX), "A/2026-03/0/#2/-1/chậm quá\n");
    assert_text(show_comments(tally, SIDE_EX), "A/2026-03/0/#3/4/được\n");
}

/* ---- The organisation ---- */

static const Unit *unit_named(const Tally *tally, const char *key)
{
    ptrdiff_t unit = tally_find_unit(tally, str_from(key));
    if (unit < 0)
        fail_msg("no unit %s", key);
    return &tally->units[unit];
}

static Str show_members(const Tally *tally, const char *key)
{
    const Unit *unit = unit_named(tally, key);
    Str *names = NEW(&arena, Str, unit->member_count);
    for (ptrdiff_t i = 0; i < unit->member_count; i++)
        names[i] = tally->units[unit->members[i]].key;
    return str_join(&arena, names, unit->member_count, S(" "));
}

#define ORGANISATION \
    HEAD "[customers]\nfiles = cx.csv\ndate = day\nunit = unit\ninvited = in.csv\n" NPS

/* A parent may be named by what people read; the company above all is no unit; rows, headcounts and
 * targets may name a parent that has no line of its own. */
static void parents_from_files(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        {"project.ini",
         S(ORGANISATION "target = goal.csv\n[units]\nfile = units.csv\n[events]\nfile = ev.csv\n")},
        {"cx.csv", S("day,unit,nps\n2026-01-02,k1,9\n2026-01-02,k2,9\n2026-01-02,Khối Nam,9\n"
                     "2026-01-02,s1,9\n2026-01-02,kn,9\n2026-01-02,s2,9\n")},
        {"units.csv", S("unit,name,parent\nk1,Kho 1,Khối Bắc\nk2,Kho 2,Khối Bắc\n"
                        "kn,Khối Bắc,Company\ns1,,Khối Nam\ns2,,Khối Nam\n")},
        {"in.csv", S("unit,period,headcount\nkn,2026-01,9\nKhối Nam,2026-01,20\n")},
        {"goal.csv", S("unit,target\nKhối Nam,40\nkn,30\n")},
        {"ev.csv", S("date,unit,text\n2026-01-05,Khối Nam,Khai trương\n")},
    };
    Str problems;
    const Tally *tally = read_project(&arena, files, CX_COUNTOF(files), &problems);
    assert_text(problems, "");
    assert_text(show_members(tally, "kn"), "k1 k2 kn");
    assert_text(show_members(tally, "Khối Nam"), "Khối Nam s1 s2");
    assert_int_equal(unit_named(tally, "kn")->above, -1);
    assert_int_equal(tally->unit_count, 1 + 6);
    ptrdiff_t south = tally_find_unit(tally, S("Khối Nam"));
    assert_int_equal(tally->events[0].unit, south);
    assert_int_equal(tally->targets[0].unit, south);
    assert_int_equal(tally->invited[1].unit, south);
}

/* What is said of a merged unit is said of its group; a group takes targets by its name. */
static void groups_from_files(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        {"project.ini", S(ORGANISATION "target = goal.csv\n[events]\nfile = ev.csv\n"
                                       "[privacy]\nmerge = A, B -> \"Nhóm A, B\" | auto\n")},
        {"cx.csv", S("day,unit,nps\n2026-01-02,A,9\n2026-01-02,B,9\n2026-01-02,C,9\n"
                     "2026-01-02,D,9\n2026-02-02,D,9\n")},
        {"in.csv", S("unit,period,headcount\nA,2026-01,9\nC,2026-01,3\nD,,5\n")},
        {"goal.csv", S("unit,target\n\"Nhóm A, B\",40\n")},
        {"ev.csv", S("date,unit,text\n2026-01-05,B,Khai trương\n2026-01-05,D,Dời chỗ\n")},
    };
    Str problems;
    const Tally *tally = read_project(&arena, files, CX_COUNTOF(files), &problems);
    assert_text(problems, "");
    assert_text(show_members(tally, "Nhóm A, B"), "A B");
    assert_text(show_members(tally, "C + D"), "C D");
    assert_text(show_members(tally, "A"), "");
    ptrdiff_t named = tally_find_unit(tally, S("Nhóm A, B"));
    assert_int_equal(tally->events[0].unit, named);
    assert_int_equal(tally->events[1].unit, tally_find_unit(tally, S("C + D")));
    assert_int_equal(tally->targets[0].unit, named);
    /* Headcounts stay with the units that the file names: D in both periods. */
    assert_int_equal(tally->invited_count, 4);
    assert_int_equal(tally->invited[0].unit, tally_find_unit(tally, S("A")));
}

/* Who was favourable, and how many answered, of a unit (-1: all of them). */
static void assert_boxes(const Tally *tally, const char *unit, int64_t n, int64_t favourable)
{
    ptrdiff_t at = unit == NULL ? -1 : tally_find_unit(tally, str_from(unit));
    assert_true(unit == NULL || at > 0);
    const SideTally *side = &tally->side[SIDE_EX];
    int64_t found[2] = {0};
    for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
        const Cell *cell = tally_cell(side, tally, u, 0, 0);
        for (ptrdiff_t l = 0; cell != NULL && (at < 0 || u == at) && l < 2; l++)
            found[l] += cell->level[side->questions[0].level_offset + l].n;
    }
    if (found[0] + found[1] != n || found[1] != favourable)
        fail_msg("%s: %lld of %lld", unit == NULL ? "all" : unit, (long long)found[1],
                 (long long)(found[0] + found[1]));
}

#define SHARES                                                                                 \
    {"project.ini", S("[report]\nclient = A\nlanguage = en\nperiod = month\n[employees]\n"     \
                      "files = shares.csv\nperiod = 2026-10\n[metric ex.q1]\ncolumn = Proud\n" \
                      "scale = not favourable | favourable\n[units]\nfile = units.csv\n")},    \
    {                                                                                          \
        "units.csv",                                                                           \
            S("unit,parent\nNorth,Sales\nSouth,Sales\nFar south,South\nOffice,\nSales,\n")     \
    }

/* Numbers of people as others print them; which of two "1.000" is, nothing tells. */
static void counts_with_groups(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        SHARES,
        {"shares.csv",
         S("unit;question;n;% favourable\nNorth;Proud;1.234;50%\nDepot;Proud;1,250;40 %\n"
           "Far south;Proud;2 000;25,5\nOffice;Proud;1.000;50%\n")}};
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    assert_boxes(tally, "North", 1234, 617);
    assert_boxes(tally, "Depot", 1250, 500);
    assert_boxes(tally, "Far south", 2000, 510);
    assert_int_equal(tally->sources[0].bad_count, 1);
}

/* The line of a unit above others holds their people too: they count once. South's line has 10
 * beyond Far south's, that of Sales 5 beyond North's and South's. */
static void shares_of_parents(void **state)
{
    (void)state;
    const ProjectFile files[] = {
        SHARES,
        {"shares.csv", S("unit,question,n,% favourable\nSales,Proud,60,60%\nNorth,Proud,20,75%\n"
                         "South,Proud,35,57.1%\nFar south,Proud,25,48%\nOffice,Proud,40,50%\n")}};
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    assert_boxes(tally, NULL, 100, 56);
    assert_boxes(tally, "North", 20, 15);
    assert_boxes(tally, "Far south", 25, 12);
    assert_boxes(tally, "South", 10, 8);
    assert_boxes(tally, "Sales", 5, 1);
    assert_boxes(tally, "Office", 40, 20);
    /* With a line for the company, which is their sum, nothing is left. */
    const ProjectFile whole[] = {
        SHARES,
        {"shares.csv", S("unit,question,n,% favourable\nSales,Proud,60,60%\nNorth,Proud,20,75%\n"
                         "South,Proud,35,57.1%\nFar south,Proud,25,48%\nOffice,Proud,40,50%\n"
                         "All,Proud,100,56%\n")}};
    assert_boxes(must_read_project(&arena, whole, CX_COUNTOF(whole)), NULL, 100, 56);
    /* Sales alone cannot be all of its units. */
    const ProjectFile less[] = {SHARES,
                                {"shares.csv", S("unit,question,n,% favourable\nSales,Proud,5,20%\n"
                                                 "North,Proud,20,75%\nSouth,Proud,35,57.1%\n")}};
    Str problems;
    assert_null(read_project(&arena, less, CX_COUNTOF(less), &problems));
    assert_true(str_find(problems, S("Sales, ex.q1: n = 5")) >= 0);
    assert_true(str_find(problems, S("[parent-misfit]")) >= 0);
}

/* As many units as there may be, each under a parent of its own pair: the parents are too many. */
static void parents_count_as_units(void **state)
{
    (void)state;
    Buffer rows = {.arena = &arena}, units = {.arena = &arena};
    buffer_add(&rows, S("day,unit,nps\n"));
    buffer_add(&units, S("unit,parent\n"));
    for (int i = 0; i < TALLY_UNITS_LIMIT - 1; i++) {
        buffer_addf(&rows, "2026-01-02,u%d,9\n", i);
        buffer_addf(&units, "u%d,p%d\n", i, i / 2);
    }
    const ProjectFile files[] = {
        {"project.ini",
         S(HEAD "[customers]\nfiles = cx.csv\ndate = day\nunit = unit\n" NPS "[units]\n"
                "file = units.csv\n")},
        {"cx.csv", buffer_str(&rows)},
        {"units.csv", buffer_str(&units)},
    };
    Str problems;
    assert_null(read_project(&arena, files, CX_COUNTOF(files), &problems));
    assert_true(str_find(problems, S("[units-many]")) > 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(comments_of_rows_that_count), TEST(comments_without_date_or_recommendation),
        TEST(parents_from_files),          TEST(groups_from_files),
        TEST(counts_with_groups),          TEST(shares_of_parents),
        TEST(parents_count_as_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
