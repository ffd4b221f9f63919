/* Comments: what is read where they lie, and the order that they are kept in. */
#include "one_arena.h"

#include "../../src/table/builder.h"

/* ---- One comment ---- */

static void cells_are_read_where_they_lie(void **state)
{
    (void)state;
    static const struct {
        const char *text_cell, *id_cell, *text, *id;
    } cases[] = {
        {"Tốt", "R_1", "Tốt", "R_1"},
        {"\"Tốt,\r\n \"\"rất\"\"  tốt \"", "\" r\"\"2 \"", "Tốt, \"rất\" tốt", "r\"2"},
        {"  Cafe\xCC\x81\xC2\xA0 nguội ", " 7\t", "Caf\xC3\xA9 nguội", "7"},
        {"\"never closed", "\"x", "never closed", "x"},
        {"", "", "", "#10"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Comment comment = {.row = 10};
        comment_place(&comment, str_from(cases[i].text_cell), str_from(cases[i].id_cell));
        assert_text(comment_text(&arena, &comment), cases[i].text);
        assert_text(comment_id(&arena, &comment), cases[i].id);
    }
    Comment last = {.row = INT64_MAX};
    assert_text(comment_id(&arena, &last), "#9223372036854775807");
}

static void days_are_numbers(void **state)
{
    (void)state;
    static const Date days[] = {{0},           {1, 1, 1},    {1999, 12, 31}, {2000, 1, 1},
                                {2026, 1, 31}, {2026, 2, 1}, {9999, 12, 31}};
    Comment before = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(days); i++) {
        Comment comment = {.level = LEVEL_MISSING_CODE};
        comment_set_date(&comment, days[i]);
        Date back = comment_date(&comment);
        assert_memory_equal(&back, &days[i], sizeof back);
        assert_true(i == 0 || before.day < comment.day);
        assert_int_equal(comment.level, LEVEL_MISSING_CODE);
        before = comment;
    }
}

/* ---- The order ---- */

enum { COMMENTS = 3000, UNITS = 3, MONTHS = 4 };

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* Few values of each, so that many are alike in all but the last. */
static Comment made_comment(ptrdiff_t number, uint64_t *seed)
{
    static const char *const texts[] = {"Tốt lắm", "\"Tốt \"\"lắm\"\"\"", "  Tốt hơn"};
    Comment comment = {.row = 1 + (int64_t)(next_random(seed) % 40),
                       .unit = (int16_t)(next_random(seed) % UNITS),
                       .period = (int16_t)(next_random(seed) % MONTHS),
                       .level = (int8_t)(next_random(seed) % 11)};
    if (comment.period > 0)
        comment_set_date(&comment, (Date){2026, comment.period, 1 + (int)(next_random(seed) % 3)});
    Str id = str_format(&arena, number % 2 == 0 ? "\" %td\"" : "%td",
                        (ptrdiff_t)(next_random(seed) % 500));
    comment_place(&comment, str_from(texts[next_random(seed) % CX_COUNTOF(texts)]),
                  number % 3 == 0 ? STR_NONE : id);
    return comment;
}

/* A text that sorts by bytes as the comment does in the list. */
static Str order_text(const Comment *comment)
{
    return str_format(&arena, "%d/%d/%08d/%.*s/%.*s/%02d", comment->unit, comment->period,
                      99999999 - (int)comment->day, STR_ARG(comment_id(&arena, comment)),
                      STR_ARG(comment_text(&arena, comment)), comment->level);
}

static void check_order(const Comment *comments, ptrdiff_t count, const StrList *expected)
{
    assert_int_equal(count, expected->len);
    for (ptrdiff_t i = 0; i < count; i++)
        assert_text(order_text(&comments[i]), str_cstr(&arena, expected->items[i]));
}

static void sorted_where_they_stand(void **state)
{
    (void)state;
    static const int depths[] = {0, 1, 3, 24}; /* by the heap at once, and ever later */
    uint64_t seed = 5;
    for (ptrdiff_t count = 0; count <= COMMENTS; count = count < 20 ? count + 1 : 5 * count) {
        Comment *comments = NEW(&arena, Comment, count), *copy = NEW(&arena, Comment, count);
        StrList expected = {0};
        for (ptrdiff_t i = 0; i < count; i++) {
            comments[i] = made_comment(i, &seed);
            *PUSH(&arena, &expected, Str) = order_text(&comments[i]);
        }
        if (count > 0)
            strlist_sort(&expected);
        for (ptrdiff_t d = 0; d < CX_COUNTOF(depths); d++) {
            for (ptrdiff_t i = 0; i < count; i++)
                copy[i] = comments[i];
            table_sort_comments(&arena, copy, count, depths[d]);
            check_order(copy, count, &expected);
            table_sort_comments(&arena, copy, count, depths[d]); /* sorted already */
            check_order(copy, count, &expected);
            for (ptrdiff_t i = 0; i < count / 2; i++) { /* the wrong way round */
                Comment first = copy[i];
                copy[i] = copy[count - 1 - i];
                copy[count - 1 - i] = first;
            }
            table_sort_comments(&arena, copy, count, depths[d]);
            check_order(copy, count, &expected);
        }
    }
}

/* The builder numbers units and periods as they come: here from the last to the first. */
static void finished_with_final_numbers(void **state)
{
    (void)state;
    Config *config = NEW(&arena, Config, 1);
    config->metrics = NEW(&arena, Metric, 1);
    config->metric_count = 1;
    config->metrics[0] = (Metric){.id = S("cx.nps"),
                                  .name = S("nps"),
                                  .type = METRIC_NPS,
                                  .scale = {.worst = 0, .best = 10, .level_count = 11},
                                  .stage = STAGE_NONE};
    TallyBuilder *builder = tally_builder_new(&arena, config);
    ptrdiff_t unit[UNITS], period[MONTHS];
    for (ptrdiff_t u = UNITS - 1; u >= 0; u--)
        unit[u] = tally_builder_unit(builder,
                                     u == 0   ? STR_NONE
                                     : u == 1 ? S("A")
                                              : S("B"),
                                     (Pos){0});
    for (ptrdiff_t p = MONTHS - 1; p >= 0; p--)
        period[p] = tally_builder_period(builder, 2026 * 12 + p, STR_NONE);
    StrList expected = {0};
    uint64_t seed = 11;
    for (ptrdiff_t i = 0; i < COMMENTS; i++) {
        Comment comment = made_comment(i, &seed);
        *PUSH(&arena, &expected, Str) = order_text(&comment);
        comment.unit = (int16_t)unit[comment.unit];
        comment.period = (int16_t)period[comment.period];
        tally_builder_add(builder, SIDE_CX,
                          &(Row){.unit = comment.unit,
                                 .period = comment.period,
                                 .weight = 1,
                                 .level = (int16_t[]){9}},
                          1);
        tally_builder_comment(builder, SIDE_CX, &comment);
    }
    strlist_sort(&expected);
    Tally *tally = tally_finish(builder);
    check_order(tally->side[SIDE_CX].comments, tally->side[SIDE_CX].comment_count, &expected);
    assert_int_equal(tally->side[SIDE_EX].comment_count, 0);
    tally_close(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_where_they_lie),
        cmocka_unit_test(days_are_numbers),
        cmocka_unit_test(sorted_where_they_stand),
        cmocka_unit_test(finished_with_final_numbers),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
