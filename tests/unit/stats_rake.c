#include "reference.h"

#include "cxex/stats.h"

enum { margins_most = 4, categories_most = 8, cells_most = 64 };

/* The schools of the reference, with their margins read from the file. */
typedef struct Api {
    ptrdiff_t margin_count, cells;
    const char *head[margins_most], *category[margins_most][categories_most];
    double headcount[margins_most][categories_most];
    StatsMargin margin[margins_most];
    ptrdiff_t category_of_cell[margins_most][cells_most];
    int64_t count[cells_most];
    ptrdiff_t *cell_of_row;
} Api;

static ptrdiff_t category_named(const Api *api, ptrdiff_t margin, const char *name)
{
    for (ptrdiff_t c = 0; c < api->margin[margin].categories; c++) {
        if (strcmp(api->category[margin][c], name) == 0)
            return c;
    }
    fail_msg("category %s", name);
    return -1;
}

static void api_read_margins(Api *api, json_t *margins)
{
    const char *head, *name;
    json_t *categories, *people;
    json_object_foreach(margins, head, categories)
    {
        ptrdiff_t m = api->margin_count++, c = 0;
        api->head[m] = head;
        json_object_foreach(categories, name, people)
        {
            api->category[m][c] = name;
            api->headcount[m][c++] = json_number_value(people);
        }
        api->margin[m] = (StatsMargin){.categories = c,
                                       .headcount = api->headcount[m],
                                       .category_of_cell = api->category_of_cell[m]};
    }
}

static void api_count(Api *api, const Table *table, Arena *arena)
{
    api->cells = 1;
    for (ptrdiff_t m = 0; m < api->margin_count; m++)
        api->cells *= api->margin[m].categories;
    api->cell_of_row = NEW(arena, ptrdiff_t, table->rows);
    for (ptrdiff_t cell = 0; cell < api->cells; cell++) {
        ptrdiff_t rest = cell;
        for (ptrdiff_t m = api->margin_count - 1; m >= 0; m--) {
            api->category_of_cell[m][cell] = rest % api->margin[m].categories;
            rest /= api->margin[m].categories;
        }
    }
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        ptrdiff_t cell = 0;
        for (ptrdiff_t m = 0; m < api->margin_count; m++) {
            const char *name = table_cell(table, row, table_column(table, api->head[m]));
            cell = cell * api->margin[m].categories + category_named(api, m, name);
        }
        api->cell_of_row[row] = cell;
        api->count[cell]++;
    }
}

static StatsMean weighted_mean(Arena *arena, const Table *table, const double *y, const double *w)
{
    int64_t *n = NEW(arena, int64_t, table->rows);
    double *w2 = NEW(arena, double, table->rows);
    for (ptrdiff_t row = 0; row < table->rows; row++) {
        n[row] = 1;
        w2[row] = w[row] * w[row];
    }
    StatsLevels levels = {.y = y, .n = n, .w = w, .w2 = w2, .count = table->rows};
    return stats_mean(levels, 0, 1000, 0.95);
}

static void schools(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("rake_api.json");
    const json_t *one = json_array_get(reference_cases(&reference), 0);
    const json_t *expected = part(one, "expected");
    Table table = table_read(&arena, json_string_value(part(reference.root, "data")));
    Api api = {0};
    api_read_margins(&api, part(input_of(one), "margins"));
    api_count(&api, &table, &arena);

    StatsRakeInput input = {.count = api.count,
                            .cells = api.cells,
                            .margins = api.margin,
                            .margin_count = api.margin_count,
                            .trim_lo = 0.3,
                            .trim_hi = 3};
    double weight[cells_most], population = 0;
    StatsRake result = stats_rake(&input, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_OK);
    assert_false(result.trimmed);
    assert_true(result.margin_error < 1e-10 && result.iterations > 1);
    assert_key(expected, "kish_deff", result.kish.deff, reference.abs_tol);

    /* the reference scales to the schools there are, we to those that answered */
    for (ptrdiff_t c = 0; c < api.margin[0].categories; c++)
        population += api.headcount[0][c];
    double scale = population / (double)table.rows;
    size_t index;
    json_t *row_expected;
    json_array_foreach(part(expected, "weights"), index, row_expected)
    {
        ptrdiff_t cell = 0;
        for (ptrdiff_t m = 0; m < api.margin_count; m++) {
            const char *name = json_string_value(part(row_expected, api.head[m]));
            cell = cell * api.margin[m].categories + category_named(&api, m, name);
        }
        assert_key(row_expected, "w", weight[cell] * scale, reference.abs_tol);
    }

    double *w = NEW(&arena, double, table.rows), *y = NEW(&arena, double, table.rows);
    double *above = NEW(&arena, double, table.rows);
    for (ptrdiff_t row = 0; row < table.rows; row++) {
        w[row] = weight[api.cell_of_row[row]];
        y[row] = table_number(&table, row, table_column(&table, "api00"));
        above[row] = y[row] > 650;
    }
    StatsMean mean = weighted_mean(&arena, &table, y, w);
    assert_key(expected, "mean_api00", mean.mean, reference.abs_tol);
    assert_key(expected, "se_api00", mean.se, reference.abs_tol);
    mean = weighted_mean(&arena, &table, above, w);
    assert_key(expected, "prop_gt650", mean.mean, reference.abs_tol);
    assert_key(expected, "se_prop", mean.se, reference.abs_tol);
    reference_close(&reference);
    arena_close(&arena);
}

/* ---- Two margins of two categories; cells 00 01 10 11, and one of people whose second category is
 * unknown ---- */
static const ptrdiff_t rows2[] = {0, 0, 1, 1, 0}, columns2[] = {0, 1, 0, 1, -1};

static StatsRake rake2(const int64_t *count, ptrdiff_t cells, const double *first,
                       const double *second, double *weight, Arena *arena)
{
    const StatsMargin margins[] = {
        {.categories = 2, .headcount = first, .category_of_cell = rows2},
        {.categories = 2, .headcount = second, .category_of_cell = columns2},
    };
    StatsRakeInput input = {.count = count,
                            .cells = cells,
                            .margins = margins,
                            .margin_count = 2,
                            .trim_lo = 0.3,
                            .trim_hi = 3};
    return stats_rake(&input, weight, arena);
}

static void margins_are_met(void **state)
{
    (void)state;
    Arena arena = test_arena();
    const int64_t count[] = {10, 20, 15, 5, 10};
    /* the second margin counts twice as many people (another month): rescaled to the first */
    const double first[] = {60, 40}, second[] = {120, 80};
    double weight[5];
    StatsRake result = rake2(count, 5, first, second, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_OK);
    double sum[5];
    for (int i = 0; i < 5; i++)
        sum[i] = (double)count[i] * weight[i];
    assert_near("all", sum[0] + sum[1] + sum[2] + sum[3] + sum[4], 60, 1e-9);
    assert_near("row 0", sum[0] + sum[1] + sum[4], 36, 1e-8);
    assert_near("missing", sum[4], 10, 1e-8); /* its share of the sample, 1/6 of 60 */
    assert_near("column 0", sum[0] + sum[2], 0.6 * 50, 1e-8);
    double Q = 0;
    for (int i = 0; i < 5; i++)
        Q += sum[i] * weight[i];
    assert_near("deff", result.kish.deff, Q / 60, 1e-9);
    arena_close(&arena);
}

static void trimming(void **state)
{
    (void)state;
    Arena arena = test_arena();
    double weight[5];
    /* A sample of one column in 400, 5 % of the people: weight 20 before trimming, and no other way
     * to reach it. */
    const int64_t lost[] = {200, 1, 199, 0};
    const double even[] = {50, 50}, rare[] = {95, 5};
    StatsRake result = rake2(lost, 4, even, rare, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_TRIMMED_AWAY);
    assert_true(result.trimmed && result.margin_error > 0.02);
    for (int i = 0; i < 4; i++)
        assert_true(weight[i] == 1);
    assert_near("unweighted", result.kish.deff, 1, 1e-14);

    /* Trimmed and kept: no weight is outside, and the margins are right to 2 %. */
    const int64_t few[] = {2, 30, 40, 28};
    const double third[] = {44, 56}, half[] = {50, 50};
    result = rake2(few, 4, third, half, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_OK);
    assert_true(result.trimmed && result.margin_error <= 0.02);
    for (int i = 0; i < 4; i++)
        assert_in_range((uintmax_t)(weight[i] * 1000), 299, 3001);
    arena_close(&arena);
}

static void refusals(void **state)
{
    (void)state;
    Arena arena = test_arena();
    double weight[5];
    const double even[] = {50, 50}, nobody[] = {0, 0}, one[] = {100, 0};
    const int64_t none[] = {0, 0, 0, 0}, empty[] = {5, 0, 5, 0}, diagonal[] = {5, 0, 0, 5};
    const int64_t count[] = {10, 20, 15, 5};

    StatsRake result = rake2(none, 4, even, even, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_NOBODY);
    assert_true(isnan(result.kish.deff));
    result = rake2(count, 4, even, nobody, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_NOBODY);
    result = rake2(empty, 4, even, even, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_EMPTY_CATEGORY);
    assert_true(result.margin == 1 && result.category == 1);
    assert_true(weight[0] == 1 && weight[2] == 1);
    /* margins that no weights can meet together */
    const double most[] = {90, 10};
    result = rake2(diagonal, 4, even, most, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_NOT_CONVERGED);
    assert_int_equal(result.iterations, 1000);
    /* A category without headcount is unknown to the headcounts, not to be weighted to nothing. */
    result = rake2(count, 4, even, one, weight, &arena);
    assert_int_equal(result.refusal, STATS_RAKE_OK);
    assert_near("its share", 20 * weight[1] + 5 * weight[3], 25, 1e-8);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schools),
        cmocka_unit_test(margins_are_met),
        cmocka_unit_test(trimming),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
