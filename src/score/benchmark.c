#include "inside.h"

#include <math.h>

/* Published cells against figures from outside (metrics.md §5). One family of tests in a period is
 * every unit against every benchmark; the company stands alone. */

typedef LIST_OF(Comparison) ComparisonList;

static void against(const Plan *plan, ComparisonList *list, ptrdiff_t benchmark, ptrdiff_t def,
                    ptrdiff_t scope, ptrdiff_t period)
{
    const Figure *figure = plan_plain(plan, scope, period, def);
    const Benchmark *outside = &plan->tally->benchmarks[benchmark];
    if (!score_has_value(figure))
        return;
    Comparison *test = PUSH(plan->arena, list, Comparison);
    *test = (Comparison){.scope = scope,
                         .window = period,
                         .previous = -1,
                         .figure = def,
                         .benchmark = benchmark,
                         .rest_value = outside->value};
    score_test_benchmark(plan, test, figure, isnan(outside->se) ? 0 : outside->se);
}

static ptrdiff_t *find_defs(const Plan *plan)
{
    ptrdiff_t *defs = NEW(plan->arena, ptrdiff_t, plan->tally->benchmark_count);
    for (ptrdiff_t b = 0; b < plan->tally->benchmark_count; b++)
        defs[b] = score_find_def(plan->scores, plan->tally->benchmarks[b].figure);
    return defs;
}

static void index_tests(Scores *scores, const ComparisonList *tests, ptrdiff_t *at)
{
    for (ptrdiff_t i = 0; i < tests->len; i++) {
        const Comparison *one = &tests->items[i];
        at[(one->benchmark * scores->scope_count + one->scope) * scores->tally->period_count +
           one->window] = i + 1;
    }
}

void score_benchmarks(Plan *plan)
{
    Scores *scores = plan->scores;
    const Tally *tally = plan->tally;
    if (tally->benchmark_count == 0)
        return;
    const ptrdiff_t *defs = find_defs(plan);
    ComparisonList tests = {0};
    for (ptrdiff_t period = 0; period < tally->period_count; period++) {
        ptrdiff_t first = tests.len;
        for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++)
            for (ptrdiff_t b = 0; b < tally->benchmark_count; b++)
                if (defs[b] >= 0)
                    against(plan, &tests, b, defs[b], scope, period);
        if (tests.len > first)
            score_conclude(plan, tests.items + first, tests.len - first);
    }
    scores->benchmark_tests = tests.items;
    scores->benchmark_test_count = tests.len;
    scores->benchmark_at = NEW(plan->arena, ptrdiff_t,
                               tally->benchmark_count * scores->scope_count * tally->period_count);
    index_tests(scores, &tests, scores->benchmark_at);
}

const Comparison *score_find_benchmark(const Scores *scores, ptrdiff_t benchmark, ptrdiff_t scope,
                                       ptrdiff_t period)
{
    CX_ASSERT(benchmark >= 0 && benchmark < scores->tally->benchmark_count);
    CX_ASSERT(scope >= 0 && scope < scores->scope_count);
    if (period < 0 || period >= scores->tally->period_count)
        return NULL;
    ptrdiff_t at =
        scores
            ->benchmark_at[(benchmark * scores->scope_count + scope) * scores->tally->period_count +
                           period];
    return at > 0 ? &scores->benchmark_tests[at - 1] : NULL;
}
