/* drivers.c: how much of the spread of an outcome goes to each driver (§10), from correlations
 * alone. */
#include "cxex/models.h"

#include <math.h>

#include <gsl/gsl_eigen.h>

#include "inside.h"

/* Below it the drivers repeat each other and every figure would be rounding (§10). */
static const double eigenvalue_least = 1e-8;

/* ---- Axes of R_xx ---- */
typedef struct Axes {
    double *value;  /* [k] */
    double *vector; /* [k·k], one column for each value */
} Axes;

static Axes axes_of(const double *rxx, ptrdiff_t k, Arena *scratch)
{
    Axes axes = {.value = NEW(scratch, double, k), .vector = NEW(scratch, double, k *k)};
    double *copy = NEW(scratch, double, k *k);
    for (ptrdiff_t i = 0; i < k * k; i++)
        copy[i] = rxx[i];
    gsl_matrix_view matrix = gsl_matrix_view_array(copy, (size_t)k, (size_t)k);
    gsl_matrix_view vectors = gsl_matrix_view_array(axes.vector, (size_t)k, (size_t)k);
    gsl_vector_view values = gsl_vector_view_array(axes.value, (size_t)k);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc((size_t)k);
    gsl_eigen_symmv(&matrix.matrix, &values.vector, &vectors.matrix, work);
    gsl_eigen_symmv_free(work);
    return axes;
}

/* Johnson 2000: the drivers are replaced by the nearest uncorrelated ones. R = VΔV', Λ = V√ΔV',
 * b = Λ⁻¹r, weight_j = Σ Λ_jl² b_l². */
static void set_johnson(StatsDrivers *result, const Axes *axes, const double *rxy, Arena *scratch)
{
    ptrdiff_t k = result->k;
    double *along = NEW(scratch, double, k); /* V'r / √Δ */
    for (ptrdiff_t a = 0; a < k; a++) {
        for (ptrdiff_t j = 0; j < k; j++)
            along[a] += axes->vector[j * k + a] * rxy[j];
        along[a] /= sqrt(axes->value[a]);
    }
    for (ptrdiff_t l = 0; l < k; l++) {
        double b = 0;
        for (ptrdiff_t a = 0; a < k; a++)
            b += axes->vector[l * k + a] * along[a];
        for (ptrdiff_t j = 0; j < k; j++) {
            double root = 0;
            for (ptrdiff_t a = 0; a < k; a++)
                root += axes->vector[j * k + a] * sqrt(axes->value[a]) * axes->vector[l * k + a];
            result->johnson[j] += stats_square(root * b);
        }
    }
}

/* ---- Cholesky R_SS = LL', grown by one driver at a time; z = L⁻¹ r_S, so that R²(S) = Σ z² ----
 */
typedef struct Growing {
    const double *rxx, *rxy;
    ptrdiff_t k, size;
    ptrdiff_t *member; /* [k] drivers in S */
    double *lower;     /* [k·k] L */
    double *z;         /* [k] */
} Growing;

static Growing growing_start(const double *rxx, const double *rxy, ptrdiff_t k, Arena *scratch)
{
    return (Growing){
        .rxx = rxx,
        .rxy = rxy,
        .k = k,
        .member = NEW(scratch, ptrdiff_t, k),
        .lower = NEW(scratch, double, k *k),
        .z = NEW(scratch, double, k),
    };
}

/* Gives what the driver adds to R². The eigenvalues of R_xx bound 1 − Σ row² away from 0. */
static double growing_add(Growing *set, ptrdiff_t driver)
{
    ptrdiff_t size = set->size++;
    double *row = set->lower + size * set->k;
    double left = set->rxx[driver * set->k + driver], z = set->rxy[driver];
    for (ptrdiff_t i = 0; i < size; i++) {
        const double *above = set->lower + i * set->k;
        row[i] = set->rxx[driver * set->k + set->member[i]];
        for (ptrdiff_t c = 0; c < i; c++)
            row[i] -= above[c] * row[c];
        row[i] /= above[i];
        left -= stats_square(row[i]);
        z -= row[i] * set->z[i];
    }
    row[size] = sqrt(left);
    set->member[size] = driver;
    set->z[size] = z / row[size];
    return stats_square(set->z[size]);
}

/* β = L'⁻¹ z and VIF_j = (R⁻¹)_jj = Σ over rows of L⁻¹ of column j squared; S is all drivers. */
static void set_beta_and_vif(StatsDrivers *result, const Growing *all, Arena *scratch)
{
    ptrdiff_t k = all->k;
    const double *L = all->lower;
    double *column = NEW(scratch, double, k);
    for (ptrdiff_t j = k - 1; j >= 0; j--) {
        double beta = all->z[j];
        for (ptrdiff_t i = j + 1; i < k; i++)
            beta -= L[i * k + j] * result->beta[i];
        result->beta[j] = beta / L[j * k + j];

        result->vif[j] = 0;
        for (ptrdiff_t i = j; i < k; i++) {
            double sum = i == j;
            for (ptrdiff_t c = j; c < i; c++)
                sum -= L[i * k + c] * column[c];
            column[i] = sum / L[i * k + i];
            result->vif[j] += stats_square(column[i]);
        }
    }
}

/* ---- LMG (Lindeman, Merenda & Gold 1980), the Shapley value of R² ---- */
/* R² of every set of drivers by its bits, depth first: a set is its prefix and one later driver. */
static void fill_r2(Growing *set, ptrdiff_t from, ptrdiff_t bits, double *r2)
{
    for (ptrdiff_t j = from; j < set->k; j++) {
        ptrdiff_t with = bits | (ptrdiff_t)1 << j;
        r2[with] = r2[bits] + growing_add(set, j);
        fill_r2(set, j + 1, with, r2);
        set->size--;
    }
}

static ptrdiff_t bits_in(ptrdiff_t bits)
{
    ptrdiff_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static void set_lmg(StatsDrivers *result, const double *rxx, const double *rxy, Arena *scratch)
{
    ptrdiff_t k = result->k, sets = (ptrdiff_t)1 << k;
    double *r2 = NEW(scratch, double, sets);
    Growing set = growing_start(rxx, rxy, k, scratch);
    fill_r2(&set, 0, 0, r2);

    /* |S|!(k−1−|S|)!/k! = 1 / (k·C(k−1, |S|)) */
    double weight[STATS_LMG_MOST], choose = 1;
    for (ptrdiff_t size = 0; size < k; size++) {
        weight[size] = 1 / ((double)k * choose);
        choose = choose * (double)(k - 1 - size) / (double)(size + 1);
    }
    for (ptrdiff_t bits = 0; bits < sets - 1; bits++) {
        double share = weight[bits_in(bits)];
        for (ptrdiff_t j = 0; j < k; j++) {
            if (!(bits >> j & 1))
                result->lmg[j] += share * (r2[bits | (ptrdiff_t)1 << j] - r2[bits]);
        }
    }
}

static double *blank(ptrdiff_t k, double value, Arena *scratch)
{
    double *numbers = NEW(scratch, double, k);
    for (ptrdiff_t i = 0; i < k; i++)
        numbers[i] = value;
    return numbers;
}

static bool all_finite(const double *numbers, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!isfinite(numbers[i]))
            return false;
    }
    return true;
}

StatsDrivers stats_drivers(const double *rxx, const double *rxy, ptrdiff_t k, Arena *scratch)
{
    StatsDrivers result = {
        .k = k,
        .r2 = NAN,
        .condition = NAN,
        .smallest_eigenvalue = NAN,
    };
    /* A constant driver has no correlations; iterating on NaN would not end. */
    bool known = k > 0 && all_finite(rxx, k * k) && all_finite(rxy, k);
    Axes axes = {0};
    if (known) {
        axes = axes_of(rxx, k, scratch);
        double least = axes.value[0], most = axes.value[0];
        for (ptrdiff_t a = 1; a < k; a++) {
            least = fmin(least, axes.value[a]);
            most = fmax(most, axes.value[a]);
        }
        result.smallest_eigenvalue = least;
        result.good = least >= eigenvalue_least;
        if (result.good)
            result.condition = sqrt(most / least);
    }
    double start = result.good ? 0 : (double)NAN;
    result.beta = blank(k, start, scratch);
    result.vif = blank(k, start, scratch);
    result.johnson = blank(k, start, scratch);
    result.lmg = k <= STATS_LMG_MOST ? blank(k, start, scratch) : NULL;
    if (!result.good)
        return result;

    Growing all = growing_start(rxx, rxy, k, scratch);
    result.r2 = 0;
    for (ptrdiff_t j = 0; j < k; j++)
        result.r2 += growing_add(&all, j);
    set_beta_and_vif(&result, &all, scratch);
    set_johnson(&result, &axes, rxy, scratch);
    if (result.lmg)
        set_lmg(&result, rxx, rxy, scratch);
    return result;
}
