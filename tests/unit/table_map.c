/* The unit map: which rows make up a unit, when it has figures, and what a name stands for. Worked
 * out by hand. */
#include "one_arena.h"

#include <cxex/table.h>

#include <string.h>

static Config config;
static TallyBuilder *builder;
static Tally *tally;

enum { FEBRUARY = 24313, MARCH = 24314 }; /* 2026·12 + 1, 2 */
static const UnitMap map[] = {
    {.kind = MAP_RENAME,
     .old_key = {"A", 1},
     .new_key = {"B", 1},
     .from = {"2026-02", 7},
     .first_ordinal = FEBRUARY,
     .end_ordinal = FEBRUARY},
    {.kind = MAP_RENAME,
     .old_key = {"B", 1},
     .new_key = {"C", 1},
     .from = {"2026-03", 7},
     .first_ordinal = MARCH,
     .end_ordinal = MARCH},
    {.kind = MAP_MERGE,
     .old_key = {"D", 1},
     .new_key = {"F", 1},
     .from = {"2026-02", 7},
     .first_ordinal = FEBRUARY,
     .end_ordinal = FEBRUARY},
    {.kind = MAP_MERGE,
     .old_key = {"E", 1},
     .new_key = {"F", 1},
     .from = {"2026-02", 7},
     .first_ordinal = FEBRUARY,
     .end_ordinal = FEBRUARY},
    /* in the middle of February: both have figures of it */
    {.kind = MAP_SPLIT,
     .old_key = {"G", 1},
     .new_key = {"H", 1},
     .from = {"2026-02-10", 10},
     .day = {2026, 2, 10},
     .first_ordinal = FEBRUARY,
     .end_ordinal = MARCH},
    {.kind = MAP_SPLIT,
     .old_key = {"G", 1},
     .new_key = {"I", 1},
     .from = {"2026-02-10", 10},
     .day = {2026, 2, 10},
     .first_ordinal = FEBRUARY,
     .end_ordinal = MARCH},
};

static void rows(const char *unit, int month, int count)
{
    int16_t level = 9;
    int64_t ordinal = period_ordinal(PERIOD_MONTH, (Date){2026, month, 1});
    Row row = {.unit = tally_builder_unit(builder, str_from(unit), (Pos){0}),
               .period = tally_builder_period(builder, ordinal, STR_NONE),
               .weight = 1,
               .level = &level};
    for (int i = 0; i < count; i++)
        tally_builder_add(builder, SIDE_CX, &row, 1);
}

static int open_tally(void **state)
{
    (void)open_arena(state);
    static const Scale scale = {.best = 10, .level_count = 11};
    config = (Config){.privacy.minimum = 5, .metric_count = 1, .metrics = NEW(&arena, Metric, 1)};
    config.metrics[0] =
        (Metric){.id = S("cx.nps"), .name = S("nps"), .stage = STAGE_NONE, .scale = scale};
    builder = tally_builder_new(&arena, &config);
    for (int month = 1; month <= 3; month++) {
        rows("A", month, 5);
        rows("D", month, 6);
        rows("E", month, 7);
        rows(month == 1 ? "G" : "H", month, 8);
        rows(month == 1 ? "G" : "I", month, 9);
    }
    tally_builder_map(builder, map, CX_COUNTOF(map));
    tally = tally_finish(builder);
    return 0;
}

static const Unit *unit_named(const char *name)
{
    ptrdiff_t unit = tally_find_unit(tally, str_from(name));
    assert_true(unit > 0);
    return &tally->units[unit];
}

static void assert_members(const char *name, const char *wanted)
{
    const Unit *unit = unit_named(name);
    Buffer text = {.arena = &arena};
    for (ptrdiff_t i = 0; i < unit->member_count; i++)
        buffer_add(&text, tally->units[unit->members[i]].key);
    assert_true(str_equal(buffer_str(&text), str_from(wanted)));
}

static void names_are_members(void **state)
{
    (void)state;
    assert_members("C", "AC"); /* no row is called B or C */
    assert_members("F", "DEF");
    assert_members("A", "");
    assert_members("G", "G");
    assert_members("H", "H");
    const ptrdiff_t at = unit_named("F") - tally->units;
    assert_int_equal(unit_named("D")->renamed_to, at);
    assert_int_equal(unit_named("D")->merged_into, at);
    assert_false(unit_named("F")->is_group);
}

static void splits_have_spans(void **state)
{
    (void)state;
    assert_int_equal(unit_named("G")->first_period, 0);
    assert_int_equal(unit_named("G")->end_period, 2);
    assert_int_equal(unit_named("H")->first_period, 1);
    assert_int_equal(unit_named("I")->end_period, 3);
    assert_int_equal(unit_named("C")->first_period, 0);
    assert_int_equal(unit_named("C")->end_period, 3);
}

static void names_resolve(void **state)
{
    (void)state;
    const ptrdiff_t count = CX_COUNTOF(map);
    assert_true(str_equal(unit_map_resolve(map, count, S("A"), true), S("C")));
    assert_true(str_equal(unit_map_resolve(map, count, S("D"), true), S("F")));
    assert_true(str_equal(unit_map_resolve(map, count, S("D"), false), S("D")));
    assert_true(str_equal(unit_map_resolve(map, count, S("G"), true), S("G")));
    assert_int_equal(tally_find_mapped(tally, S("B")), unit_named("C") - tally->units);
    assert_int_equal(tally_find_mapped(tally, S("Z")), -1);
}

static void text_is_sorted(void **state)
{
    (void)state;
    UnitMap other[] = {map[2], map[0]};
    Tally small = {.map = other, .map_count = 2};
    assert_true(str_equal(tally_map_text(&arena, &small),
                          S("merge\tD\tF\t2026-02\nrename\tA\tB\t2026-02\n")));
    small.map_count = 0;
    assert_int_equal(tally_map_text(&arena, &small).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_are_members, open_tally, close_arena),
        cmocka_unit_test_setup_teardown(splits_have_spans, open_tally, close_arena),
        cmocka_unit_test_setup_teardown(names_resolve, open_tally, close_arena),
        cmocka_unit_test_setup_teardown(text_is_sorted, open_tally, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
