/* Sums for key drivers against sums over the rows that went in, taken the slow way: one question
 * pair, one mask and one group at a time. */
#include "one_arena.h"

#include <cxex/table.h>

#include <math.h>

enum { QUESTION_LIMIT = 80, ROWS = 4000 };

typedef struct TestRow {
    int16_t level[QUESTION_LIMIT];
    uint64_t key_hash;
    double weight;
    bool counts;
} TestRow;

static uint64_t seed;

static uint32_t below(uint32_t limit)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % limit;
}

static void add_metric(Config *config, Str id, MetricType type, ptrdiff_t levels, Stage stage)
{
    config->metrics[config->metric_count++] =
        (Metric){.id = id,
                 .name = str_cut(id, '.').tail,
                 .side = str_starts(id, S("cx")) ? SIDE_CX : SIDE_EX,
                 .type = type,
                 .stage = stage,
                 .scale = {.worst = 0, .best = (double)(levels - 1), .level_count = levels}};
}

/* An outcome in the middle, so that questions and drivers are numbered differently. */
static Config *ex_config(ptrdiff_t items, ptrdiff_t levels)
{
    Config *config = NEW(&arena, Config, 1);
    config->statistics.half_rule = 0.5;
    config->engagement.all = true;
    config->metrics = NEW(&arena, Metric, items + 2);
    add_metric(config, S("ex.other"), METRIC_CES, 7, STAGE_NONE);
    for (ptrdiff_t i = 0; i < items; i++) {
        if (i == items / 2)
            add_metric(config, S("ex.enps"), METRIC_NPS, 11, STAGE_NONE);
        add_metric(config, str_format(&arena, "ex.q%td", i + 1), METRIC_RATING, levels, STAGE_NONE);
    }
    return config;
}

static Config *cx_config(void)
{
    Config *config = NEW(&arena, Config, 1);
    config->statistics.half_rule = 0.5;
    config->metrics = NEW(&arena, Metric, 6);
    add_metric(config, S("cx.stage_use"), METRIC_RATING, 5, STAGE_USE);
    add_metric(config, S("cx.csat"), METRIC_RATING, 5, STAGE_NONE);
    add_metric(config, S("cx.nps"), METRIC_NPS, 11, STAGE_NONE);
    add_metric(config, S("cx.stage_buy"), METRIC_RATING, 3, STAGE_BUY);
    add_metric(config, S("cx.stage_aware"), METRIC_RATING, 101, STAGE_AWARE);
    return config;
}

/* gaps: of a thousand answers so many are missing, off the scale or not asked. */
static TestRow *make_rows(const SideTally *side, ptrdiff_t count, uint32_t gaps, bool weighted)
{
    TestRow *rows = NEW(&arena, TestRow, count);
    for (ptrdiff_t r = 0; r < count; r++) {
        rows[r].key_hash = (uint64_t)below(1000) * UINT64_C(0x9E3779B97F4A7C15);
        rows[r].weight = weighted ? 0.25 * (1 + below(9)) : 1;
        rows[r].counts = below(5) > 0;
        for (ptrdiff_t q = 0; q < side->question_count; q++) {
            bool gap = below(1000) < gaps;
            uint32_t levels = (uint32_t)side->questions[q].level_count;
            rows[r].level[q] =
                (int16_t)(gap ? (int)LEVEL_MISSING - (int)below(3) : (int)below(levels));
        }
    }
    return rows;
}

static void add_row(TallyBuilder *builder, Side side, const TestRow *from, ptrdiff_t unit, int sign)
{
    Row row = {
        .unit = unit, .weight = from->weight, .level = from->level, .key_hash = from->key_hash};
    tally_builder_add(builder, side, &row, sign);
}

/* Rows that do not count go in and, later, out again. */
static const SideTally *count_rows(Config *config, Side which, const TestRow *rows, ptrdiff_t count,
                                   bool weighted)
{
    if (weighted) {
        Source *source = NEW(&arena, Source, 1);
        *source = (Source){.side = which, .weight = {.count = 1}};
        config->sources = source;
        config->source_count = 1;
    }
    TallyBuilder *builder = tally_builder_new(&arena, config);
    ptrdiff_t unit = tally_builder_unit(builder, S("Kho"), (Pos){0});
    tally_builder_period(builder, 2026 * 12, STR_NONE);
    for (ptrdiff_t r = 0; r < count; r++)
        add_row(builder, which, &rows[r], r % 2 == 0 ? unit : UNIT_NONE, 1);
    for (ptrdiff_t r = 0; r < count; r++) {
        if (!rows[r].counts)
            add_row(builder, which, &rows[r], r % 2 == 0 ? unit : UNIT_NONE, -1);
    }
    return &tally_finish(builder)->side[which];
}

static uint64_t mask_of(const SideTally *side, const TestRow *row)
{
    uint64_t mask = 0;
    for (ptrdiff_t d = 0; d < side->drivers.question_count; d++)
        mask |= (uint64_t)(row->level[side->drivers.questions[d]] >= 0) << d;
    return mask;
}

/* The questions of y_0, y_1 … for some drivers. */
static ptrdiff_t chosen(const SideTally *side, uint64_t mask, ptrdiff_t *questions)
{
    ptrdiff_t count = 0;
    questions[count++] = side->drivers.outcome;
    for (ptrdiff_t d = 0; d < side->drivers.question_count; d++) {
        if (mask >> d & 1)
            questions[count++] = side->drivers.questions[d];
    }
    return count;
}

typedef struct Selection { /* the rows that a sum is taken over */
    const TestRow *rows;
    ptrdiff_t count;
    uint64_t mask;
    bool exactly; /* these drivers and no other */
    int group;    /* -1: all */
} Selection;

static bool selected(const SideTally *side, const Selection *from, const TestRow *row)
{
    uint64_t mask = mask_of(side, row);
    return row->counts && row->level[side->drivers.outcome] >= 0 &&
           (from->exactly ? mask == from->mask : (mask & from->mask) == from->mask) &&
           (from->group < 0 || row->key_hash % 50 == (uint64_t)from->group);
}

/* Quarters: every sum here is exact in a double. */
static void check_sums(const SideTally *side, const Selection *from, const Count *rows,
                       const double *sum, const double *cross)
{
    ptrdiff_t q[QUESTION_LIMIT], used[ROWS], used_count = 0;
    ptrdiff_t count = chosen(side, from->mask, q);
    Count found = {0};
    for (ptrdiff_t r = 0; r < from->count; r++) {
        const TestRow *row = &from->rows[r];
        if (!selected(side, from, row))
            continue;
        used[used_count++] = r;
        found.n++;
        found.w += row->weight;
        found.w2 += row->weight * row->weight;
    }
    assert_int_equal(rows->n, found.n);
    assert_true(rows->w == found.w && rows->w2 == found.w2);
    for (ptrdiff_t i = 0; i < count; i++) {
        double once = 0;
        for (ptrdiff_t u = 0; u < used_count; u++)
            once += from->rows[used[u]].weight * from->rows[used[u]].level[q[i]];
        assert_true(sum[i] == once);
        for (ptrdiff_t j = 0; j <= i; j++) {
            double both = 0;
            for (ptrdiff_t u = 0; u < used_count; u++) {
                const TestRow *row = &from->rows[used[u]];
                both += row->weight * row->level[q[i]] * row->level[q[j]];
            }
            assert_true(cross[i * (i + 1) / 2 + j] == both);
        }
    }
}

static void check_moments(const SideTally *side, const TestRow *rows, ptrdiff_t count)
{
    int64_t seen = 0, with_outcome = 0;
    for (ptrdiff_t i = 0; i < side->driver_moment_count; i++) {
        const DriverMoments *moments = &side->driver_moments[i], *before = moments - 1;
        if (i > 0)
            assert_true(before->mask < moments->mask ||
                        (before->mask == moments->mask && before->group < moments->group));
        assert_true(moments->rows.n > 0);
        Selection from = {rows, count, moments->mask, true, moments->group};
        check_sums(side, &from, &moments->rows, moments->sum, moments->cross);
        seen += moments->rows.n;
    }
    int64_t missing[QUESTION_LIMIT] = {0}, whole = 0;
    for (ptrdiff_t r = 0; r < count; r++) {
        if (!rows[r].counts || rows[r].level[side->drivers.outcome] < 0)
            continue;
        uint64_t mask = mask_of(side, &rows[r]);
        with_outcome++;
        whole += mask == (UINT64_C(1) << side->drivers.question_count) - 1;
        for (ptrdiff_t d = 0; d < side->drivers.question_count; d++)
            missing[d] += (mask >> d & 1) == 0;
    }
    if (!side->driver_by_row)
        assert_int_equal(seen, side->driver_too_many ? whole : with_outcome);
    else
        assert_int_equal(seen, 0);
    assert_int_equal(side->driver_rows, with_outcome);
    for (ptrdiff_t d = 0; d < side->drivers.question_count; d++)
        assert_int_equal(side->driver_missing[d], missing[d]);
}

static void check_weighted(const SideTally *side, const double *factor, const TestRow *rows,
                           ptrdiff_t count, uint64_t mask)
{
    DriverComplete complete;
    assert_true(driver_complete(&arena, side, factor, mask, &complete));
    ptrdiff_t q[QUESTION_LIMIT];
    assert_int_equal(complete.k, chosen(side, mask, q) - 1);
    for (int group = -1; group < DRIVER_GROUPS; group++) {
        const DriverSums *sums = group < 0 ? &complete.all : &complete.group[group];
        Selection from = {rows, count, mask, false, group};
        check_sums(side, &from, &sums->rows, sums->sum, sums->cross);
    }
}

static void check_complete(const SideTally *side, const TestRow *rows, ptrdiff_t count,
                           uint64_t mask)
{
    check_weighted(side, NULL, rows, count, mask);
}

static void customers(void **state)
{
    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        seed = 11;
        Config *config = cx_config();
        const SideTally *plan = tally_builder_side(tally_builder_new(&arena, config), SIDE_CX);
        assert_int_equal(plan->drivers.outcome, 2);
        assert_int_equal(plan->drivers.question_count, 3);
        for (ptrdiff_t d = 0; d < 3; d++)
            assert_int_equal(plan->drivers.questions[d], ((ptrdiff_t[]){0, 3, 4})[d]);
        TestRow *rows = make_rows(plan, ROWS, 200, weighted == 1);
        const SideTally *side = count_rows(config, SIDE_CX, rows, ROWS, weighted == 1);
        check_moments(side, rows, ROWS);
        for (uint64_t mask = 0; mask < 8; mask++)
            check_complete(side, rows, ROWS, mask);
    }
}

/* Where headcounts may come, the weights of rows are not known until all are there: of the two
 * units, then, by the cell. */
static void by_headcounts(void **state)
{
    (void)state;
    seed = 31;
    Config *config = ex_config(5, 5);
    Source invited = {.side = SIDE_EX, .invited = S("invited.csv")};
    config->sources = &invited;
    config->source_count = 1;
    const SideTally *plan = tally_builder_side(tally_builder_new(&arena, config), SIDE_EX);
    TestRow *rows = make_rows(plan, ROWS, 100, false);
    const SideTally *side = count_rows(config, SIDE_EX, rows, ROWS, false);
    assert_true(side->driver_by_row);
    check_moments(side, rows, ROWS);
    check_complete(side, rows, ROWS, 0x1F);
    const double factor[] = {0.25, 1.5}; /* no unit, Kho */
    for (ptrdiff_t r = 0; r < ROWS; r++)
        rows[r].weight = factor[r % 2 == 0 ? 1 : 0];
    for (uint64_t mask = 0; mask < 32; mask += 5)
        check_weighted(side, factor, rows, ROWS, mask);
}

/* Odd and even numbers of answered drivers, up to the most there can be. */
static void employees(void **state)
{
    (void)state;
    static const ptrdiff_t items[] = {1, 2, 5, 12, DRIVER_LIMIT};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(items); i++) {
        for (int weighted = 0; weighted < 2; weighted++) {
            seed = (uint64_t)(17 + i);
            Config *config = ex_config(items[i], 5);
            const SideTally *plan = tally_builder_side(tally_builder_new(&arena, config), SIDE_EX);
            assert_int_equal(plan->drivers.question_count, items[i]);
            uint32_t gaps = items[i] == DRIVER_LIMIT ? 2 : 100;
            ptrdiff_t count = items[i] == DRIVER_LIMIT ? 300 : 1500;
            TestRow *rows = make_rows(plan, count, gaps, weighted == 1);
            const SideTally *side = count_rows(config, SIDE_EX, rows, count, weighted == 1);
            assert_false(side->driver_too_many);
            check_moments(side, rows, count);
            uint64_t whole = (UINT64_C(1) << items[i]) - 1;
            check_complete(side, rows, count, whole);
            check_complete(side, rows, count, whole & UINT64_C(0x5555555555555555));
        }
    }
}

/* Levels so high that two halves of a word hold few rows: 2^31 / 30000² is 2. */
static void long_scales(void **state)
{
    (void)state;
    seed = 5;
    Config *config = ex_config(4, 30001);
    const SideTally *plan = tally_builder_side(tally_builder_new(&arena, config), SIDE_EX);
    TestRow *rows = make_rows(plan, ROWS, 50, false);
    for (ptrdiff_t r = 0; r < ROWS; r++)
        rows[r].level[1] = rows[r].level[1] < 0 ? LEVEL_MISSING : 30000;
    const SideTally *side = count_rows(config, SIDE_EX, rows, ROWS, false);
    check_moments(side, rows, ROWS);
    check_complete(side, rows, ROWS, 0xF);
}

/* Past the limit the rows with every driver stay exact, and so do the counts. */
static void too_many_masks(void **state)
{
    (void)state;
    seed = 23;
    Config *config = ex_config(30, 5);
    const SideTally *plan = tally_builder_side(tally_builder_new(&arena, config), SIDE_EX);
    TestRow *rows = make_rows(plan, ROWS, 150, false);
    for (ptrdiff_t r = 0; r < ROWS; r += 8) {
        for (ptrdiff_t q = 0; q < plan->question_count; q++)
            rows[r].level[q] = rows[r].level[q] < 0 ? 1 : rows[r].level[q];
    }
    const SideTally *side = count_rows(config, SIDE_EX, rows, ROWS, false);
    assert_true(side->driver_too_many);
    check_moments(side, rows, ROWS);
    DriverComplete complete;
    assert_false(driver_complete(&arena, side, NULL, 3, &complete));
    check_complete(side, rows, ROWS, (UINT64_C(1) << 30) - 1);
}

static void without(void **state)
{
    (void)state;
    Config *many = ex_config(DRIVER_LIMIT + 1, 5);
    Config *no_outcome = cx_config();
    no_outcome->metrics[2].id = S("cx.extra");
    Config *no_stages = cx_config();
    for (ptrdiff_t i = 0; i < no_stages->metric_count; i++)
        no_stages->metrics[i].stage = STAGE_NONE;
    const struct {
        Config *config;
        Side side;
    } cases[] = {{many, SIDE_EX}, {no_outcome, SIDE_CX}, {no_stages, SIDE_CX}, {many, SIDE_CX}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const SideTally *plan =
            tally_builder_side(tally_builder_new(&arena, cases[i].config), cases[i].side);
        assert_int_equal(plan->drivers.outcome, -1);
        TestRow *rows = make_rows(plan, 20, 100, false);
        const SideTally *side = count_rows(cases[i].config, cases[i].side, rows, 20, false);
        assert_int_equal(side->driver_rows, 0);
        assert_int_equal(side->driver_moment_count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(customers, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(by_headcounts, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(employees, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(long_scales, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(too_many_masks, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(without, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
