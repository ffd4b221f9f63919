/* rake.c: weights that bring the sample to the headcounts (§4), on the table of counts: everybody
 * in a cell has the same weight, so rows are not needed. Iterative proportional fitting (Deming &
 * Stephan 1940) with trimming (Potter 1990). */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

enum { rake_iterations_most = 1000, rake_trims_most = 50 };
static const double rake_converged = 1e-10;
static const double rake_error_most = 0.02; /* of a margin, after trimming */

/* A margin made ready: target[0] belongs to "(missing)", target[1 + c] to category c. */
typedef struct Margin {
    ptrdiff_t groups;
    double *target, *sum;
    ptrdiff_t *group_of_cell;
} Margin;

typedef struct Rake {
    const StatsRakeInput *input;
    Margin *margins;
    double *weight;
    double respondents;
} Rake;

/* Categories nobody is counted in are as unknown to the headcounts as a blank. */
static void margin_prepare(const Rake *rake, ptrdiff_t index, double total, StatsRake *result,
                           Arena *scratch)
{
    const StatsMargin *given = &rake->input->margins[index];
    Margin *margin = &rake->margins[index];
    margin->groups = given->categories + 1;
    margin->target = NEW(scratch, double, margin->groups);
    margin->sum = NEW(scratch, double, margin->groups);
    margin->group_of_cell = NEW(scratch, ptrdiff_t, rake->input->cells);

    for (ptrdiff_t i = 0; i < rake->input->cells; i++) {
        ptrdiff_t category = given->category_of_cell[i];
        CX_ASSERT(category < given->categories);
        bool known = category >= 0 && given->headcount[category] > 0;
        margin->group_of_cell[i] = known ? category + 1 : 0;
        margin->sum[margin->group_of_cell[i]] += (double)rake->input->count[i];
    }
    double people = 0;
    for (ptrdiff_t c = 0; c < given->categories; c++) {
        people += given->headcount[c];
        if (given->headcount[c] > 0 && margin->sum[c + 1] == 0) {
            result->refusal = STATS_RAKE_EMPTY_CATEGORY;
            result->margin = index;
            result->category = c;
            return;
        }
    }
    if (!(people > 0)) {
        result->refusal = STATS_RAKE_NOBODY;
        return;
    }
    double missing = margin->sum[0] / rake->respondents;
    margin->target[0] = missing * total;
    for (ptrdiff_t c = 0; c < given->categories; c++)
        margin->target[c + 1] = given->headcount[c] / people * total * (1 - missing);
}

static void margin_sum(const Rake *rake, const Margin *margin)
{
    for (ptrdiff_t g = 0; g < margin->groups; g++)
        margin->sum[g] = 0;
    for (ptrdiff_t i = 0; i < rake->input->cells; i++)
        margin->sum[margin->group_of_cell[i]] += (double)rake->input->count[i] * rake->weight[i];
}

static double largest_error(const Rake *rake)
{
    double worst = 0;
    for (ptrdiff_t m = 0; m < rake->input->margin_count; m++) {
        const Margin *margin = &rake->margins[m];
        margin_sum(rake, margin);
        for (ptrdiff_t g = 0; g < margin->groups; g++) {
            double target = margin->target[g];
            if (target > 0)
                worst = fmax(worst, fabs(margin->sum[g] - target) / target);
        }
    }
    return worst;
}

/* False: not converged within the limit. */
static bool fit(const Rake *rake, ptrdiff_t *iterations)
{
    for (int pass = 0; pass < rake_iterations_most; pass++) {
        for (ptrdiff_t m = 0; m < rake->input->margin_count; m++) {
            const Margin *margin = &rake->margins[m];
            margin_sum(rake, margin);
            for (ptrdiff_t i = 0; i < rake->input->cells; i++) {
                ptrdiff_t group = margin->group_of_cell[i];
                if (rake->input->count[i] > 0)
                    rake->weight[i] *= margin->target[group] / margin->sum[group];
            }
        }
        (*iterations)++;
        if (largest_error(rake) < rake_converged)
            return true;
    }
    return false;
}

/* Clips to the limits around the mean weight; false when nothing was outside. */
static bool clip(const Rake *rake)
{
    const StatsRakeInput *input = rake->input;
    double mean = 0;
    bool clipped = false;
    for (ptrdiff_t i = 0; i < input->cells; i++)
        mean += (double)input->count[i] * rake->weight[i];
    mean /= rake->respondents;
    for (ptrdiff_t i = 0; i < input->cells; i++) {
        double inside = stats_clip(rake->weight[i], input->trim_lo * mean, input->trim_hi * mean);
        clipped = clipped || (inside != rake->weight[i] && input->count[i] > 0);
        rake->weight[i] = inside;
    }
    return clipped;
}

static StatsRakeRefusal fit_and_trim(const Rake *rake, StatsRake *result)
{
    if (!fit(rake, &result->iterations))
        return STATS_RAKE_NOT_CONVERGED;
    if (rake->input->trim_hi > 0) {
        for (int round = 0; round < rake_trims_most && clip(rake); round++) {
            result->trimmed = true;
            if (!fit(rake, &result->iterations))
                return STATS_RAKE_NOT_CONVERGED;
        }
        clip(rake);
    }
    result->margin_error = largest_error(rake);
    return result->margin_error <= rake_error_most ? STATS_RAKE_OK : STATS_RAKE_TRIMMED_AWAY;
}

/* Sum of weights = number of respondents. */
static void scale_and_describe(const Rake *rake, StatsRake *result)
{
    const StatsRakeInput *input = rake->input;
    double W = 0, Q = 0;
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < input->cells; i++)
        W += (double)input->count[i] * rake->weight[i];
    double scale = rake->respondents / W;
    W = 0;
    for (ptrdiff_t i = 0; i < input->cells; i++) {
        rake->weight[i] *= scale;
        W += (double)input->count[i] * rake->weight[i];
        Q += (double)input->count[i] * stats_square(rake->weight[i]);
        n += input->count[i];
    }
    result->kish = stats_kish(n, W, Q);
}

StatsRake stats_rake(const StatsRakeInput *input, double *weight, Arena *scratch)
{
    CX_ASSERT(input->margin_count >= 1);
    ArenaMark mark = arena_mark(scratch);
    Rake rake = {
        .input = input,
        .margins = NEW(scratch, Margin, input->margin_count),
        .weight = weight,
    };
    StatsRake result = {.margin = -1, .category = -1};
    for (ptrdiff_t i = 0; i < input->cells; i++) {
        weight[i] = 1;
        rake.respondents += (double)input->count[i];
    }
    double total = 0;
    for (ptrdiff_t c = 0; c < input->margins[0].categories; c++)
        total += input->margins[0].headcount[c];

    if (rake.respondents > 0) {
        for (ptrdiff_t m = 0; m < input->margin_count && result.refusal == STATS_RAKE_OK; m++)
            margin_prepare(&rake, m, total, &result, scratch);
    } else {
        result.refusal = STATS_RAKE_NOBODY;
    }
    if (result.refusal == STATS_RAKE_OK)
        result.refusal = fit_and_trim(&rake, &result);
    for (ptrdiff_t i = 0; i < input->cells && result.refusal != STATS_RAKE_OK; i++)
        weight[i] = 1;
    if (rake.respondents > 0)
        scale_and_describe(&rake, &result);
    else
        result.kish = stats_kish(0, 0, 0);
    arena_reset(scratch, mark);
    return result;
}
