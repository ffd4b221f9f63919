/* The tally against counts made the slow way: every table of a cell is recounted from the rows that
 * went in, one question and one pair at a time. */
#include "one_arena.h"

#include <cxex/table.h>

#include <math.h>
#include <string.h>

enum { ROWS = 3000, CX_QUESTIONS = 5, EX_QUESTIONS = 5, UNITS = 4, PERIODS = 3, STRATA = 3 };

typedef struct MetricRow {
    const char *id;
    MetricType type;
    double worst, best;
    Stage stage;
    const char *factor;
} MetricRow;

static const MetricRow rows_cx[CX_QUESTIONS] = {
    {"cx.nps", METRIC_NPS, 0, 10, STAGE_NONE, ""},
    {"cx.csat", METRIC_RATING, 5, 1, STAGE_NONE, ""}, /* reversed */
    {"cx.ces", METRIC_CES, 1, 7, STAGE_NONE, ""},
    {"cx.stage_buy", METRIC_RATING, 1, 5, STAGE_BUY, ""},
    {"cx.other", METRIC_RATING, 1, 3, STAGE_NONE, ""}, /* in no index */
};
static const MetricRow rows_ex[EX_QUESTIONS] = {
    {"ex.enps", METRIC_NPS, 0, 10, STAGE_NONE, ""},
    {"ex.q1", METRIC_RATING, 1, 5, STAGE_NONE, "hours"},
    {"ex.q2", METRIC_RATING, 1, 7, STAGE_NONE, "pay"},
    {"ex.q3", METRIC_RATING, 1, 5, STAGE_NONE, "hours"},
    {"ex.other", METRIC_RATING, 1, 4, STAGE_NONE, ""},
};

static Metric make_metric(const MetricRow *row, Side side)
{
    Metric metric = {.id = str_from(row->id),
                     .side = side,
                     .type = row->type,
                     .stage = row->stage,
                     .factor = str_from(row->factor)};
    metric.name = str_cut(metric.id, '.').tail;
    metric.scale = (Scale){.worst = row->worst,
                           .best = row->best,
                           .level_count = (ptrdiff_t)fabs(row->best - row->worst) + 1};
    return metric;
}

static Config make_config(void)
{
    Config config = {.statistics = {.half_rule = 0.5}, .report = {.language = LANG_VI}};
    config.metric_count = CX_QUESTIONS + EX_QUESTIONS;
    config.metrics = NEW(&arena, Metric, config.metric_count);
    for (ptrdiff_t i = 0; i < CX_QUESTIONS; i++)
        config.metrics[i] = make_metric(&rows_cx[i], SIDE_CX);
    for (ptrdiff_t i = 0; i < EX_QUESTIONS; i++)
        config.metrics[CX_QUESTIONS + i] = make_metric(&rows_ex[i], SIDE_EX);
    return config;
}

typedef struct TestRow {
    ptrdiff_t unit, period, stratum;
    double weight;
    int16_t level[CX_QUESTIONS];
} TestRow;

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static TestRow *make_rows(const SideTally *side, bool weighted, uint64_t seed)
{
    TestRow *rows = NEW(&arena, TestRow, ROWS);
    for (ptrdiff_t r = 0; r < ROWS; r++) {
        rows[r].unit = next_random(&seed) % UNITS;
        rows[r].period = next_random(&seed) % PERIODS;
        rows[r].stratum = next_random(&seed) % STRATA;
        rows[r].weight = weighted ? 0.25 * (1 + next_random(&seed) % 9) : 1;
        for (ptrdiff_t q = 0; q < side->question_count; q++) {
            int32_t span = (int32_t)side->questions[q].level_count;
            int32_t level = (int32_t)(next_random(&seed) % (uint32_t)(span + 2)) - 2;
            rows[r].level[q] = (int16_t)level; /* sometimes missing, sometimes off the scale */
        }
    }
    return rows;
}

static const char *unit_keys[UNITS] = {"", "Kho vận", "Bán hàng", "Đào tạo"};
/* As builder numbers -> the finished tally's: "" 0, Bán hàng 1, Kho vận 2, Đào tạo 3 (bytes). */
static const ptrdiff_t unit_finished[UNITS] = {0, 2, 1, 3};
static const int64_t ordinals[PERIODS] = {2026 * 12 + 9, 2026 * 12 + 7, 2026 * 12 + 8};
static const ptrdiff_t period_finished[PERIODS] = {2, 0, 1};
static const char *stratum_names[STRATA] = {"<1 năm", "", "1-3"};
static const ptrdiff_t stratum_finished[STRATA] = {2, 0, 1}; /* "(missing)" "1-3" "<1 năm" */

static Tally *count_rows(const Config *config, Side side, const TestRow *rows, bool margins)
{
    TallyBuilder *builder = tally_builder_new(&arena, config);
    if (margins)
        tally_builder_margins(builder, side, &(Str){"tenure", 6}, 1);
    for (ptrdiff_t u = 0; u < UNITS; u++)
        assert_int_equal(tally_builder_unit(builder, str_from(unit_keys[u]), (Pos){.line = 7}), u);
    assert_int_equal(tally_builder_unit(builder, S("never used"), (Pos){0}), UNITS);
    for (ptrdiff_t p = 0; p < PERIODS; p++)
        assert_int_equal(tally_builder_period(builder, ordinals[p], STR_NONE), p);
    for (ptrdiff_t s = 0; margins && s < STRATA; s++) {
        Str category = str_from(stratum_names[s]);
        assert_int_equal(tally_builder_stratum(builder, side, &category), s);
    }
    for (ptrdiff_t r = 0; r < ROWS; r++) {
        Row row = {.unit = rows[r].unit,
                   .period = rows[r].period,
                   .stratum = margins ? rows[r].stratum : 0,
                   .weight = rows[r].weight,
                   .level = rows[r].level};
        tally_builder_add(builder, side, &row, 1);
        if (r % 7 == 0) { /* counted twice by mistake, and taken out again */
            tally_builder_add(builder, side, &row, 1);
            tally_builder_add(builder, side, &row, -1);
        }
    }
    return tally_finish(builder);
}

static void close_to(double found, double expected)
{
    if (fabs(found - expected) > 1e-9 * (1 + fabs(expected)))
        fail_msg("%.17g instead of %.17g", found, expected);
}

static const SparseCount *find_key(const SparseList *list, uint64_t key)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (i > 0)
            assert_true(list->items[i - 1].key < list->items[i].key);
    }
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->items[i].key == key)
            return &list->items[i];
    }
    return NULL;
}

static void check_levels(const SideTally *side, const Cell *cell, const TestRow **in, ptrdiff_t n)
{
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        for (ptrdiff_t l = 0; l < side->questions[q].level_count; l++) {
            Count expected = {0};
            for (ptrdiff_t r = 0; r < n; r++) {
                if (in[r]->level[q] != l)
                    continue;
                expected.n++;
                expected.w += in[r]->weight;
                expected.w2 += in[r]->weight * in[r]->weight;
            }
            Count found = cell->level[side->questions[q].level_offset + l];
            assert_int_equal(found.n, expected.n);
            close_to(found.w, expected.w);
            close_to(found.w2, expected.w2);
        }
    }
}

static void check_pairs(const SideTally *side, const Cell *cell, const TestRow **in, ptrdiff_t n)
{
    for (ptrdiff_t p = 0; p < side->pair_count; p++) {
        const Pair *pair = &side->pairs[p];
        ptrdiff_t height = side->questions[pair->question_a].level_count;
        ptrdiff_t width = side->questions[pair->question_b].level_count;
        for (ptrdiff_t i = 0; i < height * width; i++) {
            double expected = 0;
            for (ptrdiff_t r = 0; r < n; r++) {
                if (in[r]->level[pair->question_a] == i / width &&
                    in[r]->level[pair->question_b] == i % width)
                    expected += in[r]->weight * in[r]->weight;
            }
            close_to(cell->pair_w2[pair->offset + i], expected);
        }
    }
}

/* Person mean m of a row; answered 0 when the half rule is not fulfilled. */
static ptrdiff_t row_mean(const SideTally *side, ptrdiff_t m, const TestRow *row, ptrdiff_t *sum)
{
    ptrdiff_t answered = 0;
    *sum = 0;
    for (ptrdiff_t i = 0; i < side->means[m].question_count; i++) {
        ptrdiff_t q = side->means[m].questions[i];
        if (row->level[q] >= 0) {
            answered++;
            *sum += row->level[q] * side->questions[q].mean_step;
        }
    }
    return 2 * answered >= side->means[m].question_count ? answered : 0;
}

static void check_sparse(const SideTally *side, const Cell *cell, const TestRow **in, ptrdiff_t n)
{
    int64_t masked = 0, means = 0, joint = 0;
    for (ptrdiff_t r = 0; r < n; r++) {
        uint64_t mask = 0;
        for (ptrdiff_t p = 0; p < side->part_count; p++) {
            ptrdiff_t sum;
            bool has = side->parts[p].kind == PART_QUESTION
                           ? in[r]->level[side->parts[p].ref] >= 0
                           : row_mean(side, side->parts[p].ref, in[r], &sum) > 0;
            mask |= (uint64_t)has << p;
        }
        masked += mask != 0;
        assert_true(mask == 0 || find_key(&cell->masks, mask) != NULL);
        for (ptrdiff_t m = 0; m < side->mean_count; m++) {
            ptrdiff_t sum, answered = row_mean(side, m, in[r], &sum);
            if (answered == 0)
                continue;
            means++;
            assert_non_null(find_key(&cell->means, mean_key(m, answered, sum)));
            for (ptrdiff_t p = 0; m == 0 && p < side->part_count; p++) {
                ptrdiff_t level =
                    side->parts[p].kind == PART_QUESTION ? in[r]->level[side->parts[p].ref] : -1;
                if (level < 0)
                    continue;
                joint++;
                assert_non_null(find_key(&cell->joint, joint_key(m, p, level, answered, sum)));
            }
        }
    }
    /* Every row's key is there; that the counts add up to the rows leaves no other key. */
    const SparseList *lists[] = {&cell->masks, &cell->means, &cell->joint};
    int64_t expected[] = {masked, means, joint};
    for (ptrdiff_t l = 0; l < 3; l++) {
        int64_t total = 0;
        for (ptrdiff_t i = 0; i < lists[l]->len; i++) {
            assert_true(lists[l]->items[i].count.n > 0);
            total += lists[l]->items[i].count.n;
        }
        assert_int_equal(total, expected[l]);
    }
}

static void check_cell(const SideTally *side, const Cell *cell, const TestRow **in, ptrdiff_t n)
{
    assert_int_equal(cell->rows.n, n);
    check_levels(side, cell, in, n);
    check_pairs(side, cell, in, n);
    check_sparse(side, cell, in, n);
}

/* All cells of a side, then company sums and "the rest of the company". */
static void check_side(Side which, bool weighted, bool margins)
{
    Config config = make_config();
    Source source = {.side = which, .weight = {.count = weighted}};
    config.sources = &source;
    config.source_count = 1;
    SideTally plan = *tally_builder_side(tally_builder_new(&arena, &config), which);
    assert_int_equal(plan.weighted, weighted);
    const TestRow *rows = make_rows(&plan, weighted, 42 + which);
    Tally *tally = count_rows(&config, which, rows, margins);
    const SideTally *side = &tally->side[which];
    assert_int_equal(tally->unit_count, UNITS);
    assert_int_equal(tally->period_count, PERIODS);
    assert_int_equal(side->stratum_count, margins ? STRATA : 1);

    const TestRow **in = NEW(&arena, const TestRow *, ROWS);
    for (ptrdiff_t p = 0; p < PERIODS; p++) {
        Cell *company = cell_new(&arena, side);
        for (ptrdiff_t u = 0; u < UNITS; u++) {
            for (ptrdiff_t s = 0; s < side->stratum_count; s++) {
                ptrdiff_t n = 0;
                for (ptrdiff_t r = 0; r < ROWS; r++) {
                    if (unit_finished[rows[r].unit] == u && period_finished[rows[r].period] == p &&
                        (!margins || stratum_finished[rows[r].stratum] == s))
                        in[n++] = &rows[r];
                }
                const Cell *cell = tally_cell(side, tally, u, p, s);
                check_cell(side, cell, in, n);
                cell_add(&arena, side, company, cell, 1);
            }
        }
        ptrdiff_t all = 0, others = 0;
        for (ptrdiff_t r = 0; r < ROWS; r++) {
            if (period_finished[rows[r].period] == p)
                in[all++] = &rows[r];
        }
        check_cell(side, company, in, all);

        Cell *department = cell_new(&arena, side);
        for (ptrdiff_t s = 0; s < side->stratum_count; s++)
            cell_add(&arena, side, department, tally_cell(side, tally, 2, p, s), 1);
        for (ptrdiff_t i = 0; i < all; i++) {
            if (unit_finished[in[i]->unit] != 2)
                in[others++] = in[i];
        }
        check_cell(side, cell_subtract(&arena, side, company, department), in, others);
    }
}

static void test_cells_equal_recounts(void **state)
{
    (void)state;
    for (int mode = 0; mode < 4; mode++) {
        check_side(SIDE_CX, mode & 1, mode & 2);
        check_side(SIDE_EX, mode & 1, mode & 2);
    }
}

static void test_questions_and_parts(void **state)
{
    (void)state;
    Config config = make_config();
    TallyBuilder *builder = tally_builder_new(&arena, &config);
    const SideTally *cx = tally_builder_side(builder, SIDE_CX);
    assert_int_equal(cx->question_count, CX_QUESTIONS);
    assert_int_equal(cx->level_total, 11 + 5 + 7 + 5 + 3);
    /* 0..6 detractors, 7 and 8 passives, 9 and 10 promoters (metrics.md §2, §3) */
    static const double recommend[] = {0, 0, 0, 0, 0, 0, 0, 50, 50, 100, 100};
    for (ptrdiff_t l = 0; l < 11; l++)
        close_to(cx->questions[0].score_100[l], recommend[l]);
    for (ptrdiff_t l = 0; l < 5; l++) { /* on a reversed scale too, level 0 is the worst */
        close_to(cx->questions[1].score_100[l], 25.0 * (double)l);
        close_to(cx->questions[1].answer[l], (double)l + 1);
    }
    close_to(cx->questions[2].answer[6], 7);
    assert_int_equal(cx->mean_count, 0);
    assert_int_equal(cx->part_count, 4); /* nps csat ces and the stage; cx.other is in no index */
    assert_true(cx->parts[3].stage);
    assert_int_equal(cx->pair_count, 6);

    const SideTally *ex = tally_builder_side(builder, SIDE_EX);
    assert_int_equal(ex->mean_count, 3);
    assert_true(str_equal(ex->means[0].id, S("ex.engagement")));
    assert_int_equal(ex->means[0].question_count, 3);
    assert_int_equal(ex->means[0].answered_minimum, 2); /* ⌈0.5·3⌉ */
    assert_true(str_equal(ex->means[1].id, S("ex.factor_hours")));
    assert_int_equal(ex->means[1].question_count, 2);
    assert_true(str_equal(ex->means[2].id, S("ex.factor_pay")));
    close_to(ex->means[0].full, 12);                 /* lcm of 4 and 6 steps */
    assert_int_equal(ex->questions[1].mean_step, 3); /* 4 steps of 3 */
    assert_int_equal(ex->questions[2].mean_step, 2); /* 6 steps of 2 */
    assert_int_equal(ex->part_count, 2);
    assert_int_equal(ex->parts[0].kind, PART_PERSON_MEAN);
    assert_int_equal(ex->parts[1].ref, 0);
    assert_int_equal(ex->pair_count, 0);
}

static void test_response_and_items(void **state)
{
    (void)state;
    Config config = make_config();
    TallyBuilder *builder = tally_builder_new(&arena, &config);
    ptrdiff_t period = tally_builder_period(builder, 2026 * 12, STR_NONE);
    /* enps, q1, q2, q3 are judged: 4, 3, 2, 1 of 4 answered; then 2 of 2 asked. */
    static const int16_t levels[][EX_QUESTIONS] = {
        {5, 1, 2, 3, LEVEL_MISSING},
        {LEVEL_OFF_SCALE, 4, 6, 4, LEVEL_MISSING},
        {5, 1, LEVEL_MISSING, LEVEL_MISSING, 0},
        {5, LEVEL_MISSING, LEVEL_MISSING, LEVEL_MISSING, 0},
        {LEVEL_NOT_ASKED, 0, LEVEL_NOT_ASKED, 2, 0},
    };
    for (ptrdiff_t r = 0; r < CX_COUNTOF(levels); r++)
        tally_builder_add(builder, SIDE_EX,
                          &(Row){.period = period, .weight = 1, .level = levels[r]}, 1);
    Tally *tally = tally_finish(builder);
    const SideTally *ex = &tally->side[SIDE_EX];
    const Cell *cell = tally_cell(ex, tally, UNIT_NONE, 0, 0);
    assert_int_equal(cell->complete, 2);  /* 4/4 and 2 of the 2 asked */
    assert_int_equal(cell->partial, 2);   /* 3/4 = 75 %, 2/4 */
    assert_int_equal(cell->break_off, 1); /* 1/4 */
    assert_int_equal(cell->mean_incomplete, 1);
    assert_int_equal(ex->missing[1], 1);
    assert_int_equal(ex->missing[2], 2); /* not asked is not missing */
    assert_int_equal(ex->off_scale[0], 1);
    assert_int_equal(tally_answers(tally, SIDE_EX, UNIT_NONE, 0, 3), 3);
    assert_int_equal(tally_mean_rows(tally, SIDE_EX, UNIT_NONE, 0, 0), 3);
    assert_int_equal(tally_rows(tally, SIDE_CX, UNIT_NONE, 0), 0);
    assert_int_equal(ex->items[0].n, 2); /* rows 1 and 2 */
    assert_int_equal(ex->items[0].sum[0], 1 + 4);
    assert_int_equal(ex->items[0].cross[0 * 3 + 1], 1 * 2 + 4 * 6);
    assert_int_equal(ex->items[0].cross[1 * 3 + 0], 1 * 2 + 4 * 6);
}

static void test_units_are_ordered(void **state)
{
    (void)state;
    Config config = make_config();
    TallyBuilder *builder = tally_builder_new(&arena, &config);
    static const int16_t level[CX_QUESTIONS] = {9, 1, 1, 1, 1};
    ptrdiff_t period = tally_builder_period(builder, 2026 * 12, STR_NONE);
    const char *keys[] = {"Đào tạo", "Bán hàng", "Dịch vụ", "Kho"};
    for (ptrdiff_t i = 0; i < 4; i++) {
        ptrdiff_t unit = tally_builder_unit(builder, str_from(keys[i]), (Pos){.line = 2});
        Row row = {.unit = unit, .period = period, .weight = 1, .level = level};
        tally_builder_add(builder, SIDE_CX, &row, 1);
    }
    Tally *tally = tally_finish(builder);
    const char *shown[] = {"Bán hàng", "Dịch vụ", "Đào tạo", "Kho"}; /* Đ after D */
    for (ptrdiff_t i = 0; i < 4; i++) {
        const Unit *unit = &tally->units[tally_find_unit(tally, str_from(shown[i]))];
        assert_int_equal(unit->order, i);
        assert_true(unit->listed);
    }
    assert_int_equal(tally_find_unit(tally, S("Kế toán")), -1);
    assert_false(tally->units[UNIT_NONE].listed);

    /* A units file: its order first, its units without rows kept, the unknown one told apart. */
    builder = tally_builder_new(&arena, &config);
    ptrdiff_t kho = tally_builder_unit(builder, S("Kho"), (Pos){0});
    ptrdiff_t empty = tally_builder_unit(builder, S("Pháp chế"), (Pos){0});
    ptrdiff_t unknown = tally_builder_unit(builder, S("Ban hang"), (Pos){0});
    tally_builder_describe(builder, kho, &(Unit){.name = S("Kho vận"), .order = 1});
    tally_builder_describe(builder, empty, &(Unit){.order = 0});
    period = tally_builder_period(builder, 2026 * 12, STR_NONE);
    tally_builder_add(builder, SIDE_CX,
                      &(Row){.unit = unknown, .period = period, .weight = 1, .level = level}, 1);
    tally = tally_finish(builder);
    assert_int_equal(tally->unit_count, 4);
    const Unit *units = tally->units;
    assert_int_equal(units[tally_find_unit(tally, S("Kho"))].order, 1);
    assert_true(str_equal(units[tally_find_unit(tally, S("Kho"))].name, S("Kho vận")));
    assert_int_equal(units[tally_find_unit(tally, S("Pháp chế"))].order, 0);
    assert_int_equal(units[tally_find_unit(tally, S("Ban hang"))].order, 2);
    assert_false(units[tally_find_unit(tally, S("Ban hang"))].listed);
}

static void test_keys_round_trip(void **state)
{
    (void)state;
    ptrdiff_t mean, part, level, answered, sum;
    joint_key_read(joint_key(255, 23, 100, 4095, 4294967295), &mean, &part, &level, &answered,
                   &sum);
    assert_int_equal(mean, 255);
    assert_int_equal(part, 23);
    assert_int_equal(level, 100);
    assert_int_equal(answered, 4095);
    assert_int_equal(sum, 4294967295);
    mean_key_read(mean_key(3, 12, 0), &mean, &answered, &sum);
    assert_int_equal(mean, 3);
    assert_int_equal(answered, 12);
    assert_int_equal(sum, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions_and_parts), cmocka_unit_test(test_cells_equal_recounts),
        cmocka_unit_test(test_response_and_items),  cmocka_unit_test(test_units_are_ordered),
        cmocka_unit_test(test_keys_round_trip),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
