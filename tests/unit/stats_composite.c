/* The composites of the worked example, from its rows: the company, each month and all. */
#include "reference.h"

#include "cxex/stats.h"

enum { components_most = 16 };

/* Answers as scores 0..100, NaN = missing: answer[component * rows + row]. */
typedef struct Answers {
    ptrdiff_t components, rows;
    double *score;
} Answers;

static double recommend(double answer)
{
    return answer >= 9 ? 100 : answer >= 7 ? 50 : 0;
}

static bool in_window(const Table *table, ptrdiff_t row, const char *window)
{
    return strcmp(window, "all") == 0 || strncmp(table_cell(table, row, 1), window, 7) == 0;
}

static double joint(const Answers *answers, ptrdiff_t c, ptrdiff_t d, double mean_c, double mean_d)
{
    double sum = 0;
    for (ptrdiff_t row = 0; row < answers->rows; row++) {
        double both = (answers->score[c * answers->rows + row] - mean_c) *
                      (answers->score[d * answers->rows + row] - mean_d);
        if (!isnan(both))
            sum += both;
    }
    return sum;
}

/* Tables of counts by level instead of rows; scores of a question lie on a grid of 0, 1/12 ... of
 * 100. */
static double joint_by_levels(const Answers *answers, ptrdiff_t c, ptrdiff_t d, double mean_c,
                              double mean_d)
{
    enum { grid = 13 };
    double y[grid];
    int64_t n[grid * grid] = {0};
    for (int i = 0; i < grid; i++)
        y[i] = 100 * i / 12.0;
    for (ptrdiff_t row = 0; row < answers->rows; row++) {
        double a = answers->score[c * answers->rows + row];
        double b = answers->score[d * answers->rows + row];
        if (!isnan(a) && !isnan(b))
            n[lround(a * 0.12) * grid + lround(b * 0.12)]++;
    }
    StatsPair pair = {.y_a = y, .y_b = y, .count_a = grid, .count_b = grid, .n = n};
    return stats_cross(pair, mean_c, mean_d);
}

typedef double Joint(const Answers *, ptrdiff_t, ptrdiff_t, double, double);

static StatsMean composite(const Answers *answers, const double *share, Joint *joint_of)
{
    double mean[components_most], W[components_most], cross[components_most * components_most];
    ptrdiff_t k = answers->components;
    for (ptrdiff_t c = 0; c < k; c++) {
        double sum = 0;
        W[c] = 0;
        for (ptrdiff_t row = 0; row < answers->rows; row++) {
            double y = answers->score[c * answers->rows + row];
            sum += isnan(y) ? 0 : y;
            W[c] += !isnan(y);
        }
        mean[c] = sum / W[c];
    }
    int64_t any = 0;
    for (ptrdiff_t row = 0; row < answers->rows; row++) {
        bool found = false;
        for (ptrdiff_t c = 0; c < k; c++)
            found = found || !isnan(answers->score[c * answers->rows + row]);
        any += found;
    }
    for (ptrdiff_t c = 0; c < k; c++) {
        for (ptrdiff_t d = 0; d < k; d++)
            cross[c * k + d] = joint_of(answers, c, d, mean[c], mean[d]);
    }
    StatsCompositeInput input = {.count = k,
                                 .share = share,
                                 .mean = mean,
                                 .W = W,
                                 .cross = cross,
                                 .n = any,
                                 .W_any = (double)any,
                                 .Q_any = (double)any};
    return stats_composite(&input, 0, 100, 0.95);
}

static void assert_figure(const json_t *figure, const StatsMean *mean)
{
    assert_int_equal(mean->n, whole(figure, "n"));
    assert_int_equal(mean->interval, STATS_INTERVAL_T);
    assert_key(figure, "value", mean->mean, 1e-10);
    assert_key(figure, "v", mean->v, 1e-10);
    assert_key(figure, "se", mean->se, 1e-10);
    assert_key(figure, "df", mean->df, 1e-10);
    assert_key(figure, "neff", mean->neff, 1e-10);
    assert_key(figure, "lo", mean->lo, 1e-10);
    assert_key(figure, "hi", mean->hi, 1e-10);
}

static void customers(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        double least, most,
            share; /* answers; share of cx.index, the journey's split over its stages */
    } columns[] = {
        {"nps", 0, 10, 6},        {"csat", 1, 5, 6},           {"ces", 1, 7, 6},
        {"stage_aware", 1, 5, 1}, {"stage_research", 1, 5, 1}, {"stage_consider", 1, 5, 1},
        {"stage_buy", 1, 5, 1},   {"stage_use", 1, 5, 1},      {"stage_aftersale", 1, 5, 1},
    };
    enum { components = 9, stages_from = 3 };
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    Table table = table_read(&arena, "example_small/customers.csv");
    const char *window;
    json_t *cell;
    json_object_foreach(part(part(reference.root, "cells"), "company"), window, cell)
    {
        double share[components];
        Answers answers = {.components = components, .rows = table.rows};
        answers.score = NEW(&arena, double, components *table.rows);
        for (int c = 0; c < components; c++) {
            ptrdiff_t column = table_column(&table, columns[c].head);
            share[c] = columns[c].share;
            for (ptrdiff_t row = 0; row < table.rows; row++) {
                double y = table_number(&table, row, column);
                double score = 100 * (y - columns[c].least) / (columns[c].most - columns[c].least);
                score = c == 0 && !isnan(y) ? recommend(y) : score;
                answers.score[c * table.rows + row] =
                    in_window(&table, row, window) ? score : (double)NAN;
            }
        }
        StatsMean index = composite(&answers, share, joint);
        assert_figure(part(part(cell, "figures"), "cx.index"), &index);
        StatsMean by_levels = composite(&answers, share, joint_by_levels);
        assert_near("v by levels", by_levels.v, index.v, 1e-12);

        Answers stages = {.components = components - stages_from,
                          .rows = table.rows,
                          .score = answers.score + stages_from * table.rows};
        StatsMean journey = composite(&stages, share + stages_from, joint_by_levels);
        assert_figure(part(part(cell, "figures"), "cx.journey"), &journey);
    }
    reference_close(&reference);
    arena_close(&arena);
}

static void employees(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("example_small/expected.json");
    Table table = table_read(&arena, "example_small/employees.csv");
    ptrdiff_t first = table_column(&table, "q1"), enps = table_column(&table, "enps");
    const char *window;
    json_t *cell;
    json_object_foreach(part(part(reference.root, "cells"), "company"), window, cell)
    {
        const double share[] = {1, 1};
        Answers answers = {.components = 2, .rows = table.rows};
        answers.score = NEW(&arena, double, 2 * table.rows);
        double *one_each = NEW(&arena, double, table.rows);
        int64_t *n = NEW(&arena, int64_t, table.rows);
        for (ptrdiff_t row = 0; row < table.rows; row++) {
            double sum = 0, answered = 0;
            for (ptrdiff_t q = first; q < first + 12; q++) {
                double y = table_number(&table, row, q);
                sum += isnan(y) ? 0 : y - 1;
                answered += !isnan(y);
            }
            bool inside = in_window(&table, row, window);
            double person = inside && answered >= 6 ? 100 * sum / (4 * answered) : (double)NAN;
            double would = table_number(&table, row, enps);
            answers.score[row] = person;
            answers.score[table.rows + row] =
                inside && !isnan(would) ? recommend(would) : (double)NAN;
            n[row] = !isnan(person);
            one_each[row] = n[row] ? person : 0;
        }
        const json_t *figures = part(cell, "figures");
        StatsMean index = composite(&answers, share, joint);
        assert_figure(part(figures, "ex.index"), &index);

        StatsLevels persons = {.y = one_each, .n = n, .count = table.rows};
        StatsMean engagement = stats_mean(persons, 0, 100, 0.95);
        assert_figure(part(figures, "ex.engagement"), &engagement);
        /* one component: the composite is the mean itself */
        answers.components = 1;
        StatsMean alone = composite(&answers, share, joint);
        assert_near("mean", alone.mean, engagement.mean, 1e-12);
        assert_near("v", alone.v, engagement.v, 1e-12);
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* Two people with weights 1 and 2; both answered a (0, 100), only the second answered b (60).
 * m_a = 200/3, m_b = 60, Theta = (200/3 + 60)/2; u_1 = .5*1*(0-200/3)/3, u_2 = .5*2*(100/3)/3; v0 =
 * u_1^2 + u_2^2. */
static void weights_by_hand(void **state)
{
    (void)state;
    const double m = 200.0 / 3;
    const double share[] = {7, 7}, mean[] = {m, 60}, W[] = {3, 2};
    const double ya[] = {0, 100}, yb[] = {60}, w2_ab[] = {0, 4}, w2_a[] = {1, 0, 0, 4};
    StatsPair a_b = {.y_a = ya, .y_b = yb, .count_a = 2, .count_b = 1, .w2 = w2_ab};
    StatsPair a_a = {.y_a = ya, .y_b = ya, .count_a = 2, .count_b = 2, .w2 = w2_a};
    double ab = stats_cross(a_b, m, 60);
    const double cross[] = {stats_cross(a_a, m, m), ab, ab, 0};
    StatsCompositeInput input = {.count = 2,
                                 .share = share,
                                 .mean = mean,
                                 .W = W,
                                 .cross = cross,
                                 .n = 2,
                                 .W_any = 3,
                                 .Q_any = 5};
    StatsMean composite_mean = stats_composite(&input, 0, 100, 0.95);
    double u1 = 0.5 * (0 - m) / 3, u2 = 0.5 * 2 * (100 - m) / 3;
    assert_near("value", composite_mean.mean, (m + 60) / 2, 1e-12);
    assert_near("v0", composite_mean.v0, u1 * u1 + u2 * u2, 1e-12);
    assert_near("v", composite_mean.v, 2 * (u1 * u1 + u2 * u2), 1e-12);
    assert_near("neff", composite_mean.neff, 1.8, 1e-12);
    assert_int_equal(composite_mean.interval, STATS_INTERVAL_BOUNDED);
}

/* cx.journey of the edge example: every stage the same answer, so bounded. */
static void constant_components(void **state)
{
    (void)state;
    Reference reference = reference_open("example_edge/expected.json");
    const json_t *cell = part(part(part(reference.root, "cells"), "Bán buôn"), "2025-01");
    const json_t *figure = part(part(cell, "figures"), "cx.journey");
    const double share[] = {1, 1, 1, 1}, mean[] = {50, 50, 50, 50}, W[] = {7, 7, 7, 7};
    const double cross[16] = {0};
    StatsCompositeInput input = {.count = 4,
                                 .share = share,
                                 .mean = mean,
                                 .W = W,
                                 .cross = cross,
                                 .n = whole(figure, "n"),
                                 .W_any = 7,
                                 .Q_any = 7,
                                 .constant = true};
    StatsMean journey = stats_composite(&input, 0, 100, 0.95);
    assert_int_equal(journey.interval, STATS_INTERVAL_BOUNDED);
    assert_key(figure, "value", journey.mean, 1e-12);
    assert_key(figure, "lo", journey.lo, 1e-10);
    assert_key(figure, "hi", journey.hi, 1e-10);
    assert_key(figure, "v", journey.v, 0);
    assert_key(figure, "df", journey.df, 0);
    reference_close(&reference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customers),
        cmocka_unit_test(employees),
        cmocka_unit_test(weights_by_hand),
        cmocka_unit_test(constant_components),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
