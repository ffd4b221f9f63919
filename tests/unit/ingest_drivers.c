/* From files to the sums for key drivers: which jackknife group a row falls into by its id or its
 * number, and an answer that a later one with its id replaced. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest_project.h"

#include "one_arena.h" /* after it: its functions have an `arena` of their own */

#define PROJECT                                                            \
    "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"     \
    "[customers]\nfiles = c.csv\ndate = day\nunit = unit\nid = id\n"       \
    "[metric cx.nps]\ncolumn = nps\n[metric cx.stage_buy]\ncolumn = buy\n" \
    "[metric cx.stage_use]\ncolumn = use\n"

/* FNV-1a 64: "a" and "foobar" are test vectors that its authors publish, "#4" and "#5" were worked
 * out in Python. The second "a" is later than the first and replaces it, the second "foobar" is
 * earlier and does not count. */
static const char answers[] = "id,day,unit,nps,buy,use\n"
                              "a,2026-01-05,Kho,9,5,4\n"
                              "foobar,2026-01-05,Kho,3,1,\n"
                              "b,2026-01-05,Kho,,5,5\n"
                              ",2026-01-06,Kho,7,3,2\n"
                              ",2026-02-06,,6,,\n"
                              "a,2026-02-07,Sale,10,4,3\n"
                              " foobar ,2025-12-31,Kho,0,2,2\n";

static void groups_of_keys(void **state)
{
    (void)state;
    const ProjectFile files[] = {{"project.ini", S(PROJECT)}, {"c.csv", str_from(answers)}};
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    const SideTally *side = &tally->side[SIDE_CX];
    static const struct {
        uint64_t mask, hash;
        double sum[3], cross[6];
    } expected[] = {
        {0, 0x7c90307b491a4e5U, {6}, {36}},
        {1, 0x85944171f73967e8U, {3, 0}, {9, 0, 0}},
        {3, 0x7c90207b491a332U, {7, 2, 1}, {49, 14, 4, 7, 2, 1}},
        {3, 0xaf63dc4c8601ec8cU, {10, 3, 2}, {100, 30, 9, 20, 6, 4}},
    };
    assert_int_equal(side->driver_rows, CX_COUNTOF(expected));
    assert_int_equal(side->driver_moment_count, CX_COUNTOF(expected));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(expected); i++) {
        const DriverMoments *moments = &side->driver_moments[i];
        ptrdiff_t count = expected[i].mask == 0 ? 1 : expected[i].mask == 1 ? 2 : 3;
        assert_true(moments->mask == expected[i].mask);
        assert_int_equal(moments->group, (int)(expected[i].hash % 50));
        assert_int_equal(moments->rows.n, 1);
        for (ptrdiff_t k = 0; k < count; k++)
            assert_true(moments->sum[k] == expected[i].sum[k]);
        for (ptrdiff_t k = 0; k < count * (count + 1) / 2; k++)
            assert_true(moments->cross[k] == expected[i].cross[k]);
    }
    assert_int_equal(side->driver_missing[0], 1);
    assert_int_equal(side->driver_missing[1], 2);
    assert_int_equal(tally->side[SIDE_EX].drivers.outcome, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(groups_of_keys, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
