#include "one_arena.h"

#include "cxex/privacy.h"

/* Units: 1 "A", 2 "B", 3 what both stand below. Periods 0 and 1, `all`, and both as a running
 * window. */
enum { UNITS = 4, WINDOWS = 4, MOST = 20 };
#define T(literal)                                \
    {                                             \
        (literal), (ptrdiff_t)sizeof(literal) - 1 \
    }

/* By unit, period, date descending, as the tally keeps them. */
static const struct Written {
    int16_t unit, period;
    Date date;
    Str id, text;
    int8_t level;
} written[] = {
    /* no unit */
    {0, 0, {2026, 9, 2}, T("n1"), T("Rows without a unit belong to the company"), 0},
    {1, 0, {2026, 9, 30}, T("a2"), T("The last day of September, the ninth month"), 0},
    {1, 0, {2026, 9, 1}, T("a1"), T("Older, and just as long as it has to be"), 0},
    {1, 1, {2026, 10, 20}, T("a3"), T("Of one day the longest comes first of all of them"), 0},
    {1, 1, {2026, 10, 20}, T("a4"), T("Of 24 it is all too shor"), 0},
    {1, 1, {2026, 10, 20}, T("a6"), T("Same day and length, by id: b"), 0},
    {1, 1, {2026, 10, 20}, T("a5"), T("Same day and length, by id: a"), 0},
    /* a wording that was there */
    {1, 1, {2026, 10, 3}, T("a7"), T("SAME day  and length, BY ID: a"), 0},
    {1, 1, {2026, 10, 2}, T("a8"), T("Incomprehensibly overlong four words 5 6 7"), 0},
    /* four words are left */
    {1, 1, {2026, 10, 2}, T("a9"), T("call 0912345678, lan@x.vn, x.vn now please, please"), 0},
    {1, 1, {2026, 10, 1}, T("aa"), T("Call my colleague Mr Brown at 0912345678 please"), 0},
    {2, 0, {2025, 10, 31}, T("b1"), T("The year counts before the month and the day"), 0},
    {2, 1, {2026, 10, 21}, T("b2"), T("Đủ hai mươi lăm ký tự rồi"), 0},
    {2,
     1,
     {2026, 10, 20},
     T("b3"),
     T("x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x "
       "x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x "
       "x x x x x x x x x x x x x x x x x x x dd"),
     0},
    {2,
     1,
     {2026, 10, 20},
     T("b4"),
     T("y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y "
       "y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y "
       "y y y y y y y y y y y y y y y y y y y ddd"),
     0},
};

static Comment comments[CX_COUNTOF(written)];

static void write_comments(bool dated)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(written); i++) {
        comments[i] = (Comment){
            .unit = written[i].unit, .period = written[i].period, .level = written[i].level};
        if (dated)
            comment_set_date(&comments[i], written[i].date);
        comment_place(&comments[i], written[i].text, written[i].id);
    }
}

static ptrdiff_t both[] = {1, 2}, a_alone[] = {1}, b_alone[] = {2};
static Unit units[UNITS] = {
    {.key = {0}},
    {.members = a_alone, .member_count = 1},
    {.members = b_alone, .member_count = 1},
    {.members = both, .member_count = 2},
};
static Window windows[WINDOWS] = {
    {WINDOW_PERIOD, 0, 0, T("2026-09")},
    {WINDOW_PERIOD, 1, 1, T("2026-10")},
    {WINDOW_ALL, 0, 1, T("all")},
    {WINDOW_ROLLING, 0, 1, T("2026-10 rolling2")},
};

typedef struct Scene {
    Config config;
    Tally tally;
    Published published;
    const Redactor *redactor;
    Quotation out[MOST + 1];
} Scene;

/* Every cell published with 10 rows, and comments from 10 rows on. */
static Scene *scene(void)
{
    Scene *made = NEW(&arena, Scene, 1);
    made->config.privacy.comment_minimum = 10;
    made->tally = (Tally){.config = &made->config,
                          .units = units,
                          .unit_count = UNITS,
                          .period_count = 2,
                          .windows = windows,
                          .window_count = WINDOWS};
    write_comments(true);
    made->tally.side[SIDE_EX].comments = comments;
    made->tally.side[SIDE_EX].comment_count = CX_COUNTOF(comments);
    made->published.scope_count = UNITS;
    made->published.window_count = WINDOWS;
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        made->published.state[side] = NEW(&arena, Publish, UNITS * WINDOWS);
        made->published.n[side] = NEW(&arena, int64_t, UNITS * WINDOWS);
        for (ptrdiff_t i = 0; i < UNITS * WINDOWS; i++) {
            made->published.state[side][i] = PUBLISH_PUBLISHED;
            made->published.n[side][i] = 10;
        }
    }
    Diags diags = {.arena = &arena};
    made->redactor = redactor_open(&arena, STR_NONE, (Pos){0}, LANG_EN, &diags);
    return made;
}

/* The ids of the quotations of a cell, blanks between. */
static const char *quoted(Scene *on, Side side, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t most)
{
    ptrdiff_t count = privacy_quotations(&arena, &on->published, &on->tally, on->redactor, side,
                                         scope, window, on->out, most);
    assert_in_range(count, 0, most);
    Buffer ids = {.arena = &arena};
    for (ptrdiff_t i = 0; i < count; i++) {
        const struct Written *comment = &written[on->out[i].comment];
        buffer_addf(&ids, "%s%.*s", i > 0 ? " " : "", STR_ARG(comment->id));
        assert_memory_equal(&on->out[i].date, &comment->date, sizeof comment->date);
    }
    return str_cstr(&arena, buffer_str(&ids));
}

static void day_then_length_then_id(void **state)
{
    (void)state;
    Scene *on = scene();
    assert_string_equal(quoted(on, SIDE_EX, 1, 1, MOST), "a3 a5 a6 aa");
    assert_string_equal(quoted(on, SIDE_EX, 1, 0, MOST), "a2 a1");
    assert_string_equal(quoted(on, SIDE_EX, 2, 1, MOST), "b2 b3");
    assert_string_equal(quoted(on, SIDE_EX, 2, 0, MOST), "b1");
    assert_string_equal(quoted(on, SIDE_EX, 3, 1, MOST), "b2 b3 a3 a5 a6 aa");
    assert_string_equal(quoted(on, SIDE_EX, 3, 3, MOST), "b2 b3 a3 a5 a6 aa a2 a1 b1");
    assert_string_equal(quoted(on, SIDE_EX, 0, 0, MOST), "a2 n1 a1 b1");
    assert_string_equal(quoted(on, SIDE_EX, 0, 2, MOST), "b2 b3 a3 a5 a6 aa a2 n1 a1 b1");
    assert_string_equal(quoted(on, SIDE_CX, 0, 2, MOST), "");
}

static void texts_are_clean_and_whole(void **state)
{
    (void)state;
    Scene *on = scene();
    quoted(on, SIDE_EX, 1, 1, MOST);
    assert_text(on->out[0].text, "Of one day the longest comes first of all of them");
    assert_text(on->out[3].text, "Call my colleague Mr [name] at [phone number] please");
    assert_int_equal(on->out[3].date.day, 1);
}

static void no_more_than_asked(void **state)
{
    (void)state;
    Scene *on = scene();
    assert_string_equal(quoted(on, SIDE_EX, 3, 3, 4), "b2 b3 a3 a5");
    assert_string_equal(quoted(on, SIDE_EX, 3, 3, 1), "b2");
    assert_int_equal(on->out[1].text.len, written[13].text.len); /* of the call before */
    assert_string_equal(quoted(on, SIDE_EX, 3, 3, 0), "");
}

static void only_of_published_cells_with_enough_rows(void **state)
{
    (void)state;
    static const struct {
        Publish state;
        int64_t n;
        const char *expected;
    } cases[] = {
        {PUBLISH_PUBLISHED, 10, "b1"}, {PUBLISH_PUBLISHED, 9, ""}, {PUBLISH_STORED, 10, "b1"},
        {PUBLISH_SECONDARY, 50, ""},   {PUBLISH_PRIMARY, 50, ""},  {PUBLISH_EMPTY, 50, ""},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Scene *on = scene();
        ptrdiff_t cell = 2 * WINDOWS + 0;
        on->published.state[SIDE_EX][cell] = cases[i].state;
        on->published.n[SIDE_EX][cell] = cases[i].n;
        assert_string_equal(quoted(on, SIDE_EX, 2, 0, MOST), cases[i].expected);
    }
}

/* Waves have no dates: length and id alone. */
static void without_dates(void **state)
{
    (void)state;
    Scene *on = scene();
    write_comments(false);
    ptrdiff_t count = privacy_quotations(&arena, &on->published, &on->tally, on->redactor, SIDE_EX,
                                         1, 3, on->out, MOST);
    static const char *const expected[] = {"aa", "a3", "a2", "a1", "a5", "a6"};
    assert_int_equal(count, CX_COUNTOF(expected));
    for (ptrdiff_t i = 0; i < count; i++)
        assert_text(written[on->out[i].comment].id, expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day_then_length_then_id),
        cmocka_unit_test(texts_are_clean_and_whole),
        cmocka_unit_test(no_more_than_asked),
        cmocka_unit_test(only_of_published_cells_with_enough_rows),
        cmocka_unit_test(without_dates),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
