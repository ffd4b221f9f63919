/* Parents, groups of small units, and windows, against what is worked out by hand in the comments.
 */
#include "one_arena.h"

#include <cxex/table.h>

#include <string.h>

static struct {
    Config config;
    TallyBuilder *builder;
    Tally *tally;
} fixture;

static int open_fixture(void **state)
{
    (void)open_arena(state);
    static const Scale scale = {.best = 10, .level_count = 11};
    memset(&fixture, 0, sizeof fixture);
    fixture.config.privacy.minimum = 5;
    fixture.config.metric_count = 2;
    fixture.config.metrics = NEW(&arena, Metric, 2);
    fixture.config.metrics[0] =
        (Metric){.id = S("cx.nps"), .name = S("nps"), .stage = STAGE_NONE, .scale = scale};
    fixture.config.metrics[1] = (Metric){.id = S("ex.enps"),
                                         .name = S("enps"),
                                         .side = SIDE_EX,
                                         .stage = STAGE_NONE,
                                         .scale = scale};
    return 0;
}

static void begin(void)
{
    fixture.builder = tally_builder_new(&arena, &fixture.config);
}

static void finish(void)
{
    fixture.tally = tally_finish(fixture.builder);
}

static void rows_in(Side side, const char *unit, int year, int month, int count)
{
    int16_t level = 9;
    int64_t ordinal = period_ordinal(fixture.config.report.period, (Date){year, month, 1});
    Row row = {.unit = tally_builder_unit(fixture.builder, str_from(unit), (Pos){0}),
               .period = tally_builder_period(fixture.builder, ordinal, STR_NONE),
               .weight = 1,
               .level = &level};
    for (int i = 0; i < count; i++)
        tally_builder_add(fixture.builder, side, &row, 1);
}

static void rows(const char *unit, int month, int count)
{
    rows_in(SIDE_CX, unit, 2026, month, count);
}

/* A line of the units file. */
static void describe(const char *key, const char *parent, ptrdiff_t order)
{
    Unit about = {.parent = str_from(parent), .order = order};
    ptrdiff_t unit = tally_builder_unit(fixture.builder, str_from(key), (Pos){.line = order});
    tally_builder_describe(fixture.builder, unit, &about);
}

static void five_rows_each(const char *letters)
{
    for (; *letters; letters++)
        rows((const char[]){*letters, 0}, 1, 5);
}

/* "key: member + member; …" of the units that have figures, in display order; "<parent" after the
 * key. */
static Str show_units(void)
{
    const Tally *tally = fixture.tally;
    Buffer out = {.arena = &arena};
    for (ptrdiff_t place = 0; place < tally->unit_count; place++) {
        for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
            const Unit *unit = &tally->units[u];
            if (unit->order != place)
                continue;
            assert_int_equal(unit->member_count == 0, unit->merged_into >= 0);
            if (unit->merged_into >= 0)
                continue;
            if (out.len > 0)
                buffer_add(&out, S("; "));
            buffer_add(&out, unit->key);
            if (unit->above >= 0)
                buffer_addf(&out, "<%.*s", STR_ARG(tally->units[unit->above].key));
            for (ptrdiff_t i = 0; i < unit->member_count; i++) {
                assert_true(i == 0 || unit->members[i - 1] < unit->members[i]);
                buffer_add(&out, i == 0 ? S(": ") : S(" + "));
                buffer_add(&out, tally->units[unit->members[i]].key);
            }
        }
    }
    return buffer_str(&out);
}

static void assert_units(const char *wanted)
{
    assert_string_equal(str_cstr(&arena, show_units()), wanted);
}

static const Unit *unit_named(const char *key)
{
    ptrdiff_t unit = tally_find_unit(fixture.tally, str_from(key));
    if (unit < 0)
        fail_msg("no unit %s", key);
    return &fixture.tally->units[unit];
}

/* ---- Parents ---- */

static void plain_units_stand_for_themselves(void **state)
{
    (void)state;
    begin();
    rows("B", 1, 5);
    rows("A", 1, 5);
    rows("", 1, 1);
    finish();
    assert_units("A: A; B: B");
    const Unit *none = &fixture.tally->units[UNIT_NONE];
    assert_int_equal(none->member_count, 1);
    assert_int_equal(none->members[0], UNIT_NONE);
    assert_int_equal(none->above, -1);
    assert_int_equal(none->merged_into, -1);
}

/* "Khối 1" stands in no row and no line of its own; "Khối 2" is listed and has rows. */
static void parents_hold_what_is_below(void **state)
{
    (void)state;
    begin();
    describe("D", "Khối 1", 4);
    describe("C", "Khối 2", 1);
    describe("B", "Khối 2", 3);
    describe("A", "", 0);
    describe("Khối 2", "Khối 1", 2);
    const char *const units[] = {"A", "B", "C", "D", "Khối 2"};
    for (int i = 0; i < 5; i++)
        rows(units[i], 1, 5);
    finish();
    assert_units("A: A; Khối 1: B + C + D + Khối 1 + Khối 2; C<Khối 2: C; "
                 "Khối 2<Khối 1: B + C + Khối 2; B<Khối 2: B; D<Khối 1: D");
    assert_true(unit_named("Khối 1")->is_parent);
    assert_false(unit_named("Khối 1")->listed);
    assert_true(unit_named("Khối 2")->is_parent);
    assert_true(unit_named("Khối 2")->listed);
    assert_false(unit_named("D")->is_parent);
    /* Rows stay with the unit that they name. */
    ptrdiff_t parent = tally_find_unit(fixture.tally, S("Khối 2"));
    assert_int_equal(tally_rows(fixture.tally, SIDE_CX, parent, 0), 5);
    parent = tally_find_unit(fixture.tally, S("Khối 1"));
    assert_int_equal(tally_rows(fixture.tally, SIDE_CX, parent, 0), 0);
}

/* One child with rows, one child that holds all there is, one group that does: nothing new. */
static void a_parent_of_one_is_only_a_name(void **state)
{
    (void)state;
    begin();
    describe("A", "Một", 0);
    describe("B", "Hai", 1);
    describe("C", "Hai", 2);
    describe("D", "Ba", 3);
    describe("E", "D", 4);
    rows("A", 1, 5);
    rows("B", 1, 5);
    rows("D", 1, 5);
    rows("E", 1, 5);
    finish();
    assert_units("A: A; B: B; C: C; D: D + E; E<D: E");
    assert_int_equal(tally_find_unit(fixture.tally, S("Một")), -1);
    assert_string_equal(str_cstr(&arena, unit_named("A")->parent), "Một");
}

static void a_group_of_all_children_leaves_no_parent(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    begin();
    describe("A", "Khối", 0);
    describe("B", "Khối", 1);
    rows("A", 1, 3);
    rows("B", 1, 4);
    finish();
    assert_units("A + B: A + B");
    assert_string_equal(str_cstr(&arena, unit_named("A + B")->parent), "Khối");
}

/* The reader of the units file reports it; here it must only end, and count nothing twice. */
static void loops_end(void **state)
{
    (void)state;
    begin();
    describe("A", "B", 0);
    describe("B", "C", 1);
    describe("C", "A", 2);
    describe("D", "A", 3);
    describe("E", "E", 4);
    five_rows_each("ABCDE");
    finish();
    for (ptrdiff_t u = 1; u < fixture.tally->unit_count; u++) {
        const Unit *unit = &fixture.tally->units[u];
        for (ptrdiff_t i = 1; i < unit->member_count; i++)
            assert_true(unit->members[i - 1] < unit->members[i]);
    }
    assert_int_equal(unit_named("E")->above, -1);
}

/* ---- Named groups ---- */

static void merge(const char *names, const char *into)
{
    Config *config = &fixture.config;
    Merge *merges = NEW(&arena, Merge, config->privacy.merge_count + 1);
    for (ptrdiff_t i = 0; i < config->privacy.merge_count; i++)
        merges[i] = config->privacy.merges[i];
    Merge *made = &merges[config->privacy.merge_count++];
    config->privacy.merges = merges;
    made->into.key = str_from(into);
    made->names = NEW(&arena, NamedUnit, 10);
    for (StrCut cut = {.tail = str_from(names), .found = true}; cut.found;) {
        cut = str_cut(cut.tail, ',');
        made->names[made->name_count++].key = cut.head;
    }
}

static void named_groups_stand_for_their_units(void **state)
{
    (void)state;
    merge("B,D", "Nhóm");
    merge("E", "C");
    begin();
    five_rows_each("ABCDE");
    finish();
    assert_units("A: A; Nhóm: B + D; C: C + E");
    assert_true(unit_named("Nhóm")->is_group);
    assert_true(unit_named("C")->is_group);
    assert_int_equal(unit_named("E")->merged_into, unit_named("C") - fixture.tally->units);
    assert_int_equal(unit_named("C")->merged_into, -1);
}

/* A new group heads nobody and so is sent to all its heads; a listed one has its own. */
static void groups_are_described(void **state)
{
    (void)state;
    merge("A,B,C", "Nhóm");
    merge("D", "E");
    begin();
    static const struct {
        const char *key, *head, *email, *language;
    } lines[] = {{"A", "An", "an@x.vn", "vi"},
                 {"B", "Bình", "binh@x.vn, an@x.vn", "vi"},
                 {"C", "An", "", "vi"},
                 {"D", "Dung", "dung@x.vn", "vi"},
                 {"E", "", "e@x.vn", "en"}};
    for (int i = 0; i < 5; i++) {
        Unit about = {.parent = S("Khối"),
                      .head = str_from(lines[i].head),
                      .email = str_from(lines[i].email),
                      .language = str_from(lines[i].language),
                      .order = -1};
        ptrdiff_t unit =
            tally_builder_unit(fixture.builder, str_from(lines[i].key), (Pos){.line = 7});
        tally_builder_describe(fixture.builder, unit, &about);
        rows(lines[i].key, 1, 5);
    }
    finish();
    assert_units("Khối: A + B + C + D + E + Khối; Nhóm<Khối: A + B + C; E<Khối: D + E");
    const Unit *made = unit_named("Nhóm"), *listed = unit_named("E");
    assert_string_equal(str_cstr(&arena, made->head), "An, Bình");
    assert_string_equal(str_cstr(&arena, made->email), "an@x.vn, binh@x.vn");
    assert_string_equal(str_cstr(&arena, made->language), "vi");
    assert_int_equal(listed->head.len, 0);
    assert_string_equal(str_cstr(&arena, listed->email), "e@x.vn");
    assert_string_equal(str_cstr(&arena, listed->language), "en");
}

/* B has no parent of its own: it stands where its group stands. */
static void rows_follow_their_group(void **state)
{
    (void)state;
    merge("A,B", "G");
    begin();
    describe("A", "Khối 1", 0);
    describe("B", "", 1);
    describe("G", "Khối 2", 2);
    describe("C", "Khối 2", 3);
    describe("D", "Khối 1", 4);
    five_rows_each("ABCD");
    finish();
    assert_units("Khối 1: A + D + Khối 1; Khối 2: B + C + G + Khối 2; G<Khối 2: A + B + G; "
                 "C<Khối 2: C; D<Khối 1: D");
}

/* What cannot be done is left out: ingest reports it. */
static void wrong_groups_are_left_out(void **state)
{
    (void)state;
    merge("X", "Nobody");
    merge("A,B", "Khối");
    merge("C,Khối", "Nhóm");
    merge("C", "Other");
    merge("Nhóm", "Last");
    begin();
    describe("A", "Khối", 0);
    describe("B", "Khối", 1);
    describe("C", "", 2);
    five_rows_each("ABC");
    finish();
    assert_units("Khối: A + B + Khối; A<Khối: A; B<Khối: B; Nhóm: C");
}

/* ---- Automatic groups ---- */

static void small_units_join_the_nearest(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    begin();
    /* In display order A B C D E F, k = 5. Small: B (4) and E (1). E is the smallest: as near are D
     * (6) and F (5); F has fewer rows. Then B: as near are A (9) and C (8): C. */
    rows("A", 1, 9);
    rows("B", 1, 4);
    rows("C", 1, 8);
    rows("D", 1, 6);
    rows("E", 1, 1);
    rows("F", 1, 5);
    finish();
    assert_units("A: A; B + C: B + C; D: D; E + F: E + F");
}

static void groups_are_judged_again(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    begin();
    describe("A", "Khối 1", 0);
    describe("B", "Khối 1", 1);
    describe("C", "Khối 1", 2);
    describe("D", "Khối 2", 3);
    describe("E", "Khối 1", 4);
    /* A (1) takes B (1); 2 are few: C (2), 4 are few; D has another parent and nobody to join; E.
     */
    rows("A", 1, 1);
    rows("B", 1, 1);
    rows("C", 1, 2);
    rows("D", 1, 1);
    rows("E", 1, 7);
    finish();
    assert_units("A + B + C + E: A + B + C + E; D: D");
}

/* Few rows in one of two periods is half of them, not more; a side is judged by itself. */
static void small_is_more_than_half_of_the_periods(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    begin();
    rows("A", 1, 4);
    rows("A", 2, 5);
    rows("B", 1, 9);
    rows("C", 1, 9);
    rows_in(SIDE_EX, "C", 2026, 1, 4);
    rows_in(SIDE_EX, "B", 2026, 2, 6);
    finish();
    assert_units("A: A; B + C: B + C");
}

/* Nobody answered in B: joining it would help nobody, and hide that. */
static void units_without_rows_stay(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    begin();
    describe("A", "", 0);
    describe("B", "", 1);
    describe("C", "", 2);
    rows("A", 1, 3);
    rows("C", 1, 9);
    finish();
    assert_units("A + C: A + C; B: B");
}

/* Which row came first plays no part. */
static void order_of_rows_plays_no_part(void **state)
{
    (void)state;
    static const char *const units[] = {"Đ", "B", "C", "A", "E", "G"};
    Str first = STR_NONE;
    for (int turn = 0; turn < 6; turn++) {
        begin();
        fixture.config.privacy.merge_auto = true;
        for (int i = 0; i < 6; i++)
            rows(units[(i + turn) % 6], 1, 3);
        finish();
        Str shown = show_units();
        if (turn == 0)
            first = shown;
        assert_true(str_equal(first, shown));
    }
    assert_string_equal(str_cstr(&arena, first), "A + B: A + B; C + Đ: C + Đ; E + G: E + G");
}

/* More than 60 characters are shortened; a name that is taken is numbered; a named group stays as
 * it is written. */
static void names_of_groups(void **state)
{
    (void)state;
    fixture.config.privacy.merge_auto = true;
    merge("Y", "Z");
    begin();
    const char *const units[] = {"Phòng Kế toán tổng hợp và kiểm soát nội bộ",
                                 "Phòng Pháp chế và tuân thủ",
                                 "Q1",
                                 "Q2",
                                 "Y",
                                 "Z",
                                 "Q1 + Q2"};
    for (int i = 0; i < 7; i++) {
        describe(units[i], "", i);
        rows(units[i], 1, i < 4 ? 3 : i < 6 ? 1 : 9);
    }
    finish();
    assert_units("Phòng Kế toán tổng hợp và kiểm soát nội bộ + 1: Phòng Kế toán tổng hợp và kiểm "
                 "soát nội bộ + Phòng Pháp chế và tuân thủ; Q1 + Q2 (2): Q1 + Q2; Z: Y + Z; "
                 "Q1 + Q2: Q1 + Q2");
}

/* ---- Any organisation ---- */

enum { RANDOM_UNITS = 24, RANDOM_PERIODS = 3 };

static int64_t period_rows(const Unit *unit, ptrdiff_t period)
{
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < unit->member_count; i++)
        sum += tally_rows(fixture.tally, SIDE_CX, unit->members[i], period);
    return sum;
}

static bool is_few(const Unit *unit)
{
    int few = 0, present = 0;
    for (ptrdiff_t p = 0; p < fixture.tally->period_count; p++) {
        int64_t sum = period_rows(unit, p);
        present += sum > 0;
        few += sum > 0 && sum < fixture.config.privacy.minimum;
    }
    return 2 * few > present;
}

/* Whether `unit` is `above` or stands below it, by the names in the units file. */
static bool stands_below(const Unit *unit, Str above)
{
    const Tally *tally = fixture.tally;
    for (ptrdiff_t steps = 0; !str_equal(unit->key, above); steps++) {
        ptrdiff_t next = tally_find_unit(tally, unit->parent);
        if (unit->parent.len == 0 || next < 0 || steps > tally->unit_count)
            return unit->parent.len > 0 && str_equal(unit->parent, above);
        unit = &tally->units[next];
    }
    return true;
}

static void check_organisation(void)
{
    const Tally *tally = fixture.tally;
    int64_t shown = 0, counted = 0;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        const Unit *unit = &tally->units[u];
        for (ptrdiff_t p = 0; p < tally->period_count; p++) {
            counted += tally_rows(tally, SIDE_CX, u, p);
            shown += unit->is_parent ? tally_rows(tally, SIDE_CX, u, p) : period_rows(unit, p);
        }
        for (ptrdiff_t v = 1; v < tally->unit_count && unit->is_parent; v++) {
            bool member = false;
            for (ptrdiff_t i = 0; i < unit->member_count; i++)
                member |= unit->members[i] == v;
            bool group = tally->units[v].is_group; /* made here, it has no rows */
            assert_int_equal(member, !group && stands_below(&tally->units[v], unit->key));
        }
    }
    assert_int_equal(shown, counted); /* each row in one unit or group, beside the parents */
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        const Unit *unit = &tally->units[u];
        if (unit->is_parent || unit->member_count == 0 || !is_few(unit))
            continue;
        for (ptrdiff_t v = 1; v < tally->unit_count; v++) { /* then it has no sibling with rows */
            const Unit *other = &tally->units[v];
            bool rows_there = false;
            for (ptrdiff_t p = 0; p < tally->period_count; p++)
                rows_there |= period_rows(other, p) > 0;
            assert_false(v != u && !other->is_parent && rows_there &&
                         str_equal(other->parent, unit->parent));
        }
    }
}

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Parents of units and parents of parents, with and without lines and rows of their own. */
static void any_organisation(void **state)
{
    (void)state;
    uint64_t random = 20261031;
    for (int turn = 0; turn < 300; turn++) {
        ArenaMark mark = arena_mark(&arena);
        fixture.config.privacy.merge_auto = true;
        begin();
        int parents = 1 + (int)(next_random(&random) % 5);
        for (int i = 0; i < RANDOM_UNITS; i++) {
            int above = (int)(next_random(&random) % (uint32_t)(parents + 1));
            Str parent = above == 0 || above == i ? S("") : str_format(&arena, "u%02d", above);
            Str key = str_format(&arena, "u%02d", i < parents ? i + 1 : i + 10);
            if (i < parents && above <= i + 1)
                parent = S(""); /* no loops: a parent's parent has a higher number */
            if (i >= parents || next_random(&random) % 2 == 0)
                describe(str_cstr(&arena, key), str_cstr(&arena, parent), -1);
            for (int month = 1; month <= RANDOM_PERIODS; month++)
                rows(str_cstr(&arena, key), month,
                     i < parents && turn % 2 == 0 ? 0 : (int)(next_random(&random) % 9));
        }
        finish();
        check_organisation();
        arena_reset(&arena, mark);
    }
}

/* ---- Windows ---- */

static void check_windows(const char *wanted)
{
    finish();
    const Tally *tally = fixture.tally;
    Buffer out = {.arena = &arena};
    for (ptrdiff_t w = tally->period_count; w < tally->window_count; w++) {
        const Window *window = &tally->windows[w];
        buffer_addf(&out, "%.*s %td-%td; ", STR_ARG(window->id), window->first, window->last);
    }
    for (ptrdiff_t p = 0; p < tally->period_count; p++) {
        assert_int_equal(tally->windows[p].kind, WINDOW_PERIOD);
        assert_int_equal(tally->windows[p].first, p);
        assert_int_equal(tally->windows[p].last, p);
        assert_true(str_equal(tally->windows[p].id, tally->periods[p].id));
    }
    assert_int_equal(tally->windows[tally->period_count].kind, WINDOW_ALL);
    assert_string_equal(str_cstr(&arena, buffer_str(&out)), wanted);
}

static void no_running_windows(void **state)
{
    (void)state;
    begin();
    rows_in(SIDE_CX, "A", 2026, 1, 1);
    rows_in(SIDE_CX, "A", 2026, 2, 1);
    check_windows("all 0-1; ");
}

/* November 2025 to April 2026 without a gap, then June: the year has one. */
static void windows_of_months(void **state)
{
    (void)state;
    int rolling[] = {2, 3};
    fixture.config.statistics.ytd = true;
    fixture.config.statistics.rolling = rolling;
    fixture.config.statistics.rolling_count = 2;
    begin();
    for (int i = 0; i < 6; i++)
        rows_in(SIDE_CX, "A", i < 2 ? 2025 : 2026, i < 2 ? 11 + i : i - 1, 1);
    rows_in(SIDE_CX, "A", 2026, 6, 1);
    rows_in(SIDE_CX, "A", 2026, 7, 1);
    check_windows("all 0-7; 2025-12 rolling2 0-1; 2026-01 rolling2 1-2; 2026-01 rolling3 0-2; "
                  "2026-02 ytd 2-3; 2026-02 rolling2 2-3; 2026-02 rolling3 1-3; 2026-03 rolling2 "
                  "3-4; 2026-03 ytd 2-4; 2026-03 rolling3 2-4; 2026-04 rolling2 4-5; 2026-04 "
                  "rolling3 3-5; 2026-04 ytd 2-5; 2026-07 rolling2 6-7; ");
}

static void windows_of_quarters(void **state)
{
    (void)state;
    fixture.config.report.period = PERIOD_QUARTER;
    fixture.config.statistics.ytd = true;
    begin();
    for (int i = 0; i < 6; i++)
        rows_in(SIDE_CX, "A", i < 3 ? 2025 : 2026, i < 3 ? 4 + 3 * i : 3 * (i - 3) + 1, 1);
    /* 2025 begins with its second quarter: no year so far in 2025. */
    check_windows("all 0-5; 2026-Q2 ytd 3-4; 2026-Q3 ytd 3-5; ");
}

/* 2026 begins in February; what stands before it in the table is of another year. */
static void a_year_without_its_first_period(void **state)
{
    (void)state;
    fixture.config.statistics.ytd = true;
    begin();
    rows_in(SIDE_CX, "A", 2025, 11, 1);
    for (int month = 2; month <= 4; month++)
        rows_in(SIDE_CX, "A", 2026, month, 1);
    check_windows("all 0-3; ");
}

static void windows_of_years(void **state)
{
    (void)state;
    int rolling[] = {2};
    fixture.config.report.period = PERIOD_YEAR;
    fixture.config.statistics.rolling = rolling;
    fixture.config.statistics.rolling_count = 1;
    begin();
    rows_in(SIDE_CX, "A", 2023, 1, 1);
    rows_in(SIDE_CX, "A", 2025, 1, 1);
    rows_in(SIDE_CX, "A", 2026, 1, 1);
    check_windows("all 0-2; 2026 rolling2 1-2; ");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_units_stand_for_themselves),
        TEST(parents_hold_what_is_below),
        TEST(a_parent_of_one_is_only_a_name),
        TEST(a_group_of_all_children_leaves_no_parent),
        TEST(loops_end),
        TEST(named_groups_stand_for_their_units),
        TEST(groups_are_described),
        TEST(rows_follow_their_group),
        TEST(wrong_groups_are_left_out),
        TEST(small_units_join_the_nearest),
        TEST(groups_are_judged_again),
        TEST(small_is_more_than_half_of_the_periods),
        TEST(units_without_rows_stay),
        TEST(order_of_rows_plays_no_part),
        TEST(names_of_groups),
        TEST(any_organisation),
        TEST(no_running_windows),
        TEST(windows_of_months),
        TEST(windows_of_quarters),
        TEST(a_year_without_its_first_period),
        TEST(windows_of_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
