/* ols.c: least squares with errors that stand uneven spread (HC3), and the interval of R² (§9). */
#include "cxex/models.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

#include "inside.h"

/* X = Q R, the columns of X brought to length 1. Q is kept as GSL's reflections in `packed`. */
typedef struct Factors {
    gsl_matrix packed; /* n x k; R in its upper triangle */
    gsl_vector tau;
    double *scale; /* lengths of the columns */
} Factors;

/* The diagonal of R is the length that is left of a column of length 1 when the columns before it
 * are taken out. Powers up to the tenth over -9..-3 leave 1e-9; an exact dependence leaves 1e-15.
 */
static const double dependent = 1e-12;

static double *new_missing(Arena *arena, ptrdiff_t count)
{
    double *values = NEW(arena, double, count);
    for (ptrdiff_t i = 0; i < count; i++)
        values[i] = NAN;
    return values;
}

/* False: the columns depend on one another, or are no numbers. */
static bool factorise(Factors *factors, const double *const *columns, ptrdiff_t k, ptrdiff_t n,
                      Arena *scratch)
{
    double *packed = NEW(scratch, double, n *k);
    factors->scale = NEW(scratch, double, k);
    factors->packed = gsl_matrix_view_array(packed, (size_t)n, (size_t)k).matrix;
    factors->tau = gsl_vector_view_array(NEW(scratch, double, k), (size_t)k).vector;
    for (ptrdiff_t j = 0; j < k; j++) {
        gsl_vector_const_view column = gsl_vector_const_view_array(columns[j], (size_t)n);
        factors->scale[j] = gsl_blas_dnrm2(&column.vector);
        if (!(factors->scale[j] > 0 && isfinite(factors->scale[j])))
            return false;
        for (ptrdiff_t i = 0; i < n; i++)
            packed[i * k + j] = columns[j][i] / factors->scale[j];
    }
    gsl_linalg_QR_decomp(&factors->packed, &factors->tau);
    for (ptrdiff_t j = 0; j < k; j++) {
        if (!(fabs(packed[j * k + j]) > dependent))
            return false;
    }
    return true;
}

static void solve(StatsOls *ols, const Factors *factors, const double *y)
{
    gsl_vector_const_view target = gsl_vector_const_view_array(y, (size_t)ols->n);
    gsl_vector_view beta = gsl_vector_view_array(ols->beta, (size_t)ols->k);
    gsl_vector_view residual = gsl_vector_view_array(ols->residual, (size_t)ols->n);
    gsl_linalg_QR_lssolve(&factors->packed, &factors->tau, &target.vector, &beta.vector,
                          &residual.vector);
    for (ptrdiff_t j = 0; j < ols->k; j++)
        ols->beta[j] /= factors->scale[j];
    ols->rss = 0;
    for (ptrdiff_t i = 0; i < ols->n; i++)
        ols->rss += stats_square(ols->residual[i]);
}

static void set_fit(StatsOls *ols, const double *y, bool intercept)
{
    double n = (double)ols->n, spare = (double)(ols->n - ols->k);
    if (spare > 0)
        ols->sd = sqrt(ols->rss / spare);
    double middle = intercept ? stats_mean_of(y, ols->n) : 0, total = 0;
    for (ptrdiff_t i = 0; i < ols->n; i++)
        total += stats_square(y[i] - middle);
    if (!(total > 0) || (intercept && stats_is_constant(y, ols->n)))
        return;
    ols->r2 = 1 - ols->rss / total;
    if (spare > 0)
        ols->adjusted_r2 = 1 - (1 - ols->r2) * (intercept ? n - 1 : n) / spare;
}

/* The first k columns of Q: n x k. */
static double *thin_q(const Factors *factors, ptrdiff_t n, ptrdiff_t k, Arena *scratch)
{
    double *q = NEW(scratch, double, n *k), *unit = NEW(scratch, double, n);
    gsl_vector_view column = gsl_vector_view_array(unit, (size_t)n);
    for (ptrdiff_t j = 0; j < k; j++) {
        gsl_vector_set_basis(&column.vector, (size_t)j);
        gsl_linalg_QR_Qvec(&factors->packed, &factors->tau, &column.vector);
        for (ptrdiff_t i = 0; i < n; i++)
            q[i * k + j] = unit[i];
    }
    return q;
}

/* β = G y with G = R⁻¹Q'. The column of G that belongs to a row of data gives both errors: the
 * classical variance is s² Σ g², HC3 is Σ g² (e/(1−h))², h the squared length of the row of Q. */
static void set_errors(StatsOls *ols, const Factors *factors, Arena *scratch)
{
    if (ols->n == ols->k)
        return;
    ptrdiff_t n = ols->n, k = ols->k;
    double *q = thin_q(factors, n, k, scratch);
    double *plain = NEW(scratch, double, k), *robust = NEW(scratch, double, k);
    gsl_matrix_const_view R =
        gsl_matrix_const_submatrix(&factors->packed, 0, 0, (size_t)k, (size_t)k);
    for (ptrdiff_t i = 0; i < n; i++) {
        double *g = q + i * k;
        gsl_vector_view row = gsl_vector_view_array(g, (size_t)k);
        double leverage = 0;
        for (ptrdiff_t j = 0; j < k; j++)
            leverage += stats_square(g[j]);
        gsl_blas_dtrsv(CblasUpper, CblasNoTrans, CblasNonUnit, &R.matrix, &row.vector);
        /* A row that its column fits alone has no residual to judge by: 0/0. */
        double left = 1 - leverage > 1e-10 ? ols->residual[i] / (1 - leverage) : NAN;
        for (ptrdiff_t j = 0; j < k; j++) {
            plain[j] += stats_square(g[j]);
            robust[j] += stats_square(g[j] * left);
        }
    }
    for (ptrdiff_t j = 0; j < k; j++) {
        ols->se[j] = ols->sd * sqrt(plain[j]) / factors->scale[j];
        ols->hc3[j] = sqrt(robust[j]) / factors->scale[j];
    }
}

StatsOls stats_ols(const double *const *columns, ptrdiff_t k, const double *y, ptrdiff_t n,
                   bool intercept, Arena *scratch)
{
    CX_ASSERT(k >= 1 && n >= 0);
    StatsOls ols = {
        .n = n,
        .k = k,
        .beta = new_missing(scratch, k),
        .se = new_missing(scratch, k),
        .hc3 = new_missing(scratch, k),
        .residual = new_missing(scratch, n),
        .rss = NAN,
        .r2 = NAN,
        .adjusted_r2 = NAN,
        .sd = NAN,
    };
    ArenaMark mark = arena_mark(scratch);
    Factors factors = {0};
    ols.good = n >= k && factorise(&factors, columns, k, n, scratch);
    if (ols.good) {
        solve(&ols, &factors, y);
        set_fit(&ols, y, intercept);
        set_errors(&ols, &factors, scratch);
    }
    arena_reset(scratch, mark);
    return ols;
}

static int double_compare(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

StatsRange stats_percentile_range(double *values, ptrdiff_t count, double level)
{
    CX_ASSERT(level > 0 && level < 1);
    if (count < 1)
        return (StatsRange){.lo = NAN, .hi = NAN};
    qsort(values, (size_t)count, sizeof *values, double_compare);
    /* 10,000 · 0.025 is 250 only to the last digits. */
    ptrdiff_t outside = (ptrdiff_t)floor((double)(count + 1) * (1 - level) / 2 + 1e-6);
    if (outside < 1)
        outside = 1;
    return (StatsRange){.lo = values[outside - 1], .hi = values[count - outside]};
}

StatsRange stats_r2_bootstrap(const double *x, const double *y, ptrdiff_t n, int replicates,
                              double level, StatsRng *rng, Arena *scratch)
{
    /* With two points R² is 1 whatever they are. */
    if (n < 3 || isnan(stats_pearson(x, y, n)))
        return (StatsRange){.lo = NAN, .hi = NAN};
    ArenaMark mark = arena_mark(scratch);
    double *drawn_x = NEW(scratch, double, n), *drawn_y = NEW(scratch, double, n);
    double *adjusted = NEW(scratch, double, replicates);
    for (int b = 0; b < replicates; b++) {
        for (ptrdiff_t i = 0; i < n; i++) {
            ptrdiff_t from = stats_rng_below(rng, n);
            drawn_x[i] = x[from];
            drawn_y[i] = y[from];
        }
        double r2 = stats_square(stats_pearson(drawn_x, drawn_y, n));
        double value = 1 - (1 - r2) * (double)(n - 1) / (double)(n - 2);
        adjusted[b] = value > 0 ? value : 0; /* also a resample without spread */
    }
    StatsRange range = stats_percentile_range(adjusted, replicates, level);
    arena_reset(scratch, mark);
    return range;
}
