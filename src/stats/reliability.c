/* reliability.c: do the items of a questionnaire move together (§6)? */
#include "cxex/stats.h"

#include <math.h>

#include <gsl/gsl_eigen.h>

#include "inside.h"

enum { omega_steps_most = 20000 };

/* n sum(ab) - sum(a) sum(b) is exact for whole answers, where the mean-centred form would round. */
static double covariance(const StatsMoments *moments, ptrdiff_t j, ptrdiff_t l)
{
    double n = (double)moments->n;
    double product = moments->product[j * moments->items + l];
    return (n * product - moments->sum[j] * moments->sum[l]) / (n * (n - 1));
}

/* Variance 0, or so near that it is rounding of answers that are no whole numbers. */
static bool item_is_constant(const StatsMoments *moments, ptrdiff_t j)
{
    double square = moments->product[j * moments->items + j] / (double)moments->n;
    return covariance(moments, j, j) <= 1e-12 * square;
}

static double smallest_eigenvalue(const double *R, ptrdiff_t k, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    double *copy = NEW(scratch, double, k *k);
    double *values = NEW(scratch, double, k);
    for (ptrdiff_t i = 0; i < k * k; i++)
        copy[i] = R[i];
    gsl_matrix_view matrix = gsl_matrix_view_array(copy, (size_t)k, (size_t)k);
    gsl_vector_view vector = gsl_vector_view_array(values, (size_t)k);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc((size_t)k);
    gsl_eigen_symm(&matrix.matrix, &vector.vector, work);
    gsl_eigen_symm_free(work);
    double least = gsl_vector_min(&vector.vector);
    arena_reset(scratch, mark);
    return least;
}

typedef struct Factor {
    ptrdiff_t k;
    const double *R; /* correlations */
    double *shared;  /* h^2 by item */
    double *reduced, *vectors, *values;
    double *loading;
    gsl_eigen_symmv_workspace *work;
} Factor;

/* One step of principal axis factoring: h^2 into the diagonal, the first axis out of it. Gives the
 * largest change of h^2; infinite when there is no axis. */
static double factor_step(Factor *factor)
{
    ptrdiff_t k = factor->k;
    for (ptrdiff_t i = 0; i < k * k; i++)
        factor->reduced[i] = factor->R[i];
    for (ptrdiff_t i = 0; i < k; i++)
        factor->reduced[i * k + i] = factor->shared[i];
    gsl_matrix_view matrix = gsl_matrix_view_array(factor->reduced, (size_t)k, (size_t)k);
    gsl_matrix_view vectors = gsl_matrix_view_array(factor->vectors, (size_t)k, (size_t)k);
    gsl_vector_view values = gsl_vector_view_array(factor->values, (size_t)k);
    gsl_eigen_symmv(&matrix.matrix, &values.vector, &vectors.matrix, factor->work);

    ptrdiff_t first = (ptrdiff_t)gsl_vector_max_index(&values.vector);
    if (!(factor->values[first] > 0))
        return INFINITY;
    double size = sqrt(factor->values[first]), change = 0;
    for (ptrdiff_t i = 0; i < k; i++) {
        factor->loading[i] = size * factor->vectors[i * k + first];
        double shared = stats_square(factor->loading[i]);
        change = fmax(change, fabs(shared - factor->shared[i]));
        factor->shared[i] = shared;
    }
    return change;
}

/* The sign of an axis is arbitrary; the loadings are to be positive. */
static double omega_of(Factor *factor)
{
    double sum = 0, unique = 0;
    for (ptrdiff_t i = 0; i < factor->k; i++)
        sum += factor->loading[i];
    for (ptrdiff_t i = 0; i < factor->k; i++) {
        if (sum < 0)
            factor->loading[i] = -factor->loading[i];
        if (factor->loading[i] <= 0 || factor->shared[i] >= 1)
            return NAN;
        unique += 1 - factor->shared[i];
    }
    return sum * sum / (sum * sum + unique);
}

/* McDonald's omega total from one factor by iterated principal axis, which at convergence equals
 * minres (R psych::fa). */
static double omega_total(const double *R, ptrdiff_t k, double *loading, Arena *scratch)
{
    if (smallest_eigenvalue(R, k, scratch) < 1e-8)
        return NAN;
    Factor factor = {
        .k = k,
        .R = R,
        .shared = NEW(scratch, double, k),
        .reduced = NEW(scratch, double, k *k),
        .vectors = NEW(scratch, double, k *k),
        .values = NEW(scratch, double, k),
        .loading = loading,
        .work = gsl_eigen_symmv_alloc((size_t)k),
    };
    for (ptrdiff_t i = 0; i < k; i++) {
        for (ptrdiff_t j = 0; j < k; j++) {
            if (i != j)
                factor.shared[i] = fmax(factor.shared[i], fabs(R[i * k + j]));
        }
    }
    double change = 1;
    for (int step = 0; step < omega_steps_most && change >= 1e-12 && isfinite(change); step++)
        change = factor_step(&factor);
    gsl_eigen_symmv_free(factor.work);
    return change < 1e-12 ? omega_of(&factor) : NAN;
}

static StatsReliabilityRefusal refusal_of(const StatsMoments *moments)
{
    if (moments->n < STATS_RELIABILITY_ROWS)
        return STATS_RELIABILITY_FEW_ROWS;
    if (moments->items < STATS_RELIABILITY_ITEMS)
        return STATS_RELIABILITY_FEW_ITEMS;
    for (ptrdiff_t j = 0; j < moments->items; j++) {
        if (item_is_constant(moments, j))
            return STATS_RELIABILITY_CONSTANT;
    }
    return STATS_RELIABILITY_OK;
}

/* Cronbach 1951, and its form for standardised items. */
static void set_alpha(StatsReliability *result, const StatsMoments *moments, double *R)
{
    ptrdiff_t k = moments->items;
    double own = 0, all = 0, correlations = 0;
    for (ptrdiff_t j = 0; j < k; j++) {
        own += covariance(moments, j, j);
        for (ptrdiff_t l = 0; l < k; l++) {
            double both = covariance(moments, j, l);
            double sizes = sqrt(covariance(moments, j, j) * covariance(moments, l, l));
            R[j * k + l] = j == l ? 1 : both / sizes;
            all += both;
            correlations += j == l ? 0 : both / sizes;
        }
    }
    double items = (double)k, mean_r = correlations / (items * (items - 1));
    result->alpha = items / (items - 1) * (1 - own / all);
    result->std_alpha = items * mean_r / (1 + (items - 1) * mean_r);
}

StatsReliability stats_reliability(const StatsMoments *moments, double level, double *loadings,
                                   Arena *scratch)
{
    ptrdiff_t k = moments->items;
    StatsReliability result = {
        .refusal = refusal_of(moments),
        .n = moments->n,
        .items = k,
        .alpha = NAN,
        .std_alpha = NAN,
        .lo = NAN,
        .hi = NAN,
        .omega = NAN,
    };
    for (ptrdiff_t j = 0; loadings && j < k; j++)
        loadings[j] = NAN;
    if (result.refusal != STATS_RELIABILITY_OK)
        return result;

    ArenaMark mark = arena_mark(scratch);
    double *R = NEW(scratch, double, k *k);
    set_alpha(&result, moments, R);
    double top = (double)(moments->n - 1), bottom = top * (double)(k - 1);
    double outside = (1 - level) / 2;
    result.lo = 1 - (1 - result.alpha) * stats_f_quantile(1 - outside, top, bottom);
    result.hi = 1 - (1 - result.alpha) * stats_f_quantile(outside, top, bottom);

    double *loading = NEW(scratch, double, k);
    result.omega = omega_total(R, k, loading, scratch);
    for (ptrdiff_t j = 0; loadings && j < k && !isnan(result.omega); j++)
        loadings[j] = loading[j];
    arena_reset(scratch, mark);
    return result;
}
