/* Between units: correlation and regression (metrics.md §9). */
#include "inside.h"

#include <math.h>

static const double real_least = 0.6;

typedef struct Columns {
    double *ex, *cx, *ex_v, *cx_v, *answers;
    ptrdiff_t n;
} Columns;

static Columns columns_of(const Linking *linking)
{
    const Link *link = linking->link;
    ptrdiff_t n = link->point_count;
    Columns columns = {NEW(linking->arena, double, n), NEW(linking->arena, double, n),
                       NEW(linking->arena, double, n), NEW(linking->arena, double, n),
                       NEW(linking->arena, double, n), n};
    for (ptrdiff_t i = 0; i < n; i++) {
        columns.ex[i] = link->points[i].ex;
        columns.cx[i] = link->points[i].cx;
        columns.ex_v[i] = link->points[i].ex_v;
        columns.cx_v[i] = link->points[i].cx_v;
        columns.answers[i] = link->points[i].answers;
    }
    return columns;
}

static LinkCorrelation correlate(const Linking *linking, const Columns *columns)
{
    LinkCorrelation result = {.real_ex = NAN, .real_cx = NAN, .most_r2 = NAN, .corrected_r = NAN};
    if (columns->n < LINK_CORRELATION_UNITS) {
        result.refused = S("correlation");
        return result;
    }
    result.of =
        stats_correlation(columns->ex, columns->cx, columns->n, linking->level, linking->arena);
    result.real_ex = stats_real_share(columns->ex, columns->ex_v, columns->n);
    result.real_cx = stats_real_share(columns->cx, columns->cx_v, columns->n);
    result.most_r2 = result.real_ex * result.real_cx;
    if (result.real_ex >= real_least && result.real_cx >= real_least)
        result.corrected_r = fmax(-1, fmin(1, result.of.r / sqrt(result.most_r2)));
    return result;
}

static LinkPlace place_of(const LinkRegression *regression)
{
    const double published = 2.0 / 3;
    return regression->r2_lo > published   ? LINK_ABOVE
           : regression->r2_hi < published ? LINK_BELOW
                                           : LINK_INSIDE;
}

/* Least squares with weights: rows times √weight, the constant too. */
static void regress_weighted(const Linking *linking, const Columns *columns, LinkRegression *result)
{
    Arena scratch = *linking->arena;
    ptrdiff_t n = columns->n;
    double *ones = NEW(&scratch, double, n), *x = NEW(&scratch, double, n),
           *y = NEW(&scratch, double, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!(columns->answers[i] > 0))
            return; /* the project has no such number */
        ones[i] = sqrt(columns->answers[i]);
        x[i] = ones[i] * columns->ex[i];
        y[i] = ones[i] * columns->cx[i];
    }
    StatsOls ols = stats_ols((const double *const[]){ones, x}, 2, y, n, false, &scratch);
    if (!ols.good)
        return;
    double reach = stats_t(linking->level, (double)(n - 2)) * ols.hc3[1];
    result->weighted_slope = ols.beta[1];
    result->weighted_lo = ols.beta[1] - reach;
    result->weighted_hi = ols.beta[1] + reach;
}

static LinkRegression regress(const Linking *linking, const Columns *columns,
                              const LinkCorrelation *correlation)
{
    LinkRegression result = {.slope = NAN,
                             .slope_corrected = NAN,
                             .weighted_slope = NAN,
                             .weighted_lo = NAN,
                             .weighted_hi = NAN};
    if (columns->n < LINK_REGRESSION_UNITS) {
        result.refused = S("regression");
        return result;
    }
    ptrdiff_t n = columns->n;
    double *ones = NEW(linking->arena, double, n);
    for (ptrdiff_t i = 0; i < n; i++)
        ones[i] = 1;
    StatsOls ols = stats_ols((const double *const[]){ones, columns->ex}, 2, columns->cx, n, true,
                             linking->arena);
    if (!ols.good) { /* every unit has the same EX: nothing varies that could be regressed on */
        result.refused = S("regression");
        return result;
    }
    double t = stats_t(linking->level, (double)(n - 2));
    result.intercept = ols.beta[0];
    result.slope = ols.beta[1];
    result.se = ols.hc3[1];
    result.lo = result.slope - t * result.se;
    result.hi = result.slope + t * result.se;
    if (correlation->real_ex >= real_least)
        result.slope_corrected = result.slope / correlation->real_ex;
    result.r2 = ols.r2;
    result.adjusted_r2 = ols.adjusted_r2;
    regress_weighted(linking, columns, &result);
    StatsRng rng = link_stream(linking, S("r2"));
    StatsRange range =
        stats_r2_bootstrap(columns->ex, columns->cx, n, linking->config->statistics.bootstrap,
                           linking->level, &rng, linking->arena);
    result.r2_lo = range.lo;
    result.r2_hi = range.hi;
    if (n < LINK_TWO_THIRDS_UNITS || isnan(result.r2_lo)) /* all units alike: R² has no interval */
        result.two_thirds_refused = S("two_thirds");
    else
        result.two_thirds = place_of(&result);
    return result;
}

void link_between(Linking *linking)
{
    Columns columns = columns_of(linking);
    linking->link->correlation = correlate(linking, &columns);
    linking->link->regression = regress(linking, &columns, &linking->link->correlation);
}
