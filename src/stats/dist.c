/* dist.c: the normal from GSL; t and F from our own incomplete beta function.
 *
 * GSL's t tail uses a Cornish-Fisher expansion above df = 30 and its incomplete beta gives up after
 * 512 steps (about df = 500,000); neither keeps 1e-9 relative far out in a tail, which adjusted
 * p-values need. */
#include "cxex/stats.h"

#include <float.h>
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>

#include "inside.h"

/* Both tails of a distribution at one point, so that the small one is never 1 minus the large one.
 */
typedef struct Tails {
    double below, above;
    double slope; /* of `below`, per unit of the logarithm of the point */
} Tails;

/* ln B(a, b). Not through gsl_sf_lnbeta(), whose error handler would end the program. */
static double log_beta(double a, double b)
{
    gsl_sf_result result = {0};
    CX_ASSERT(gsl_sf_lnbeta_e(a, b, &result) == GSL_SUCCESS);
    return result.val;
}

/* Continued fraction of the incomplete beta function in the form of Didonato & Morris (1992, ACM
 * TOMS 18:360, eq. 9), evaluated by the modified Lentz method: I_x(a, b) = x^a y^b / B(a, b) *
 * fraction, y = 1-x. Unlike the older form it does not cancel when x is close to 1 and a is large.
 * For x < (a+1)/(a+b+2). */
static double beta_fraction(double a, double b, double x, double y)
{
    const double tiny = 1e-300;
    double fraction = a * (a * y - b * x + 1) / (a + 1);
    fraction = fabs(fraction) < tiny ? tiny : fraction;
    double c = fraction, d = 0;
    for (int step = 1; step < 1000000; step++) {
        double m = step, wide = a + 2 * m - 1;
        double top = (a + m - 1) / wide * ((a + b + m - 1) / wide) * m * (b - m) * x * x;
        double bottom = m + m * (b - m) * x / wide;
        bottom += (a + m) * (a * y - b * x + 1 + m * (2 - x)) / (a + 2 * m + 1);
        d = bottom + top * d;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = bottom + top / c;
        c = fabs(c) < tiny ? tiny : c;
        fraction *= c * d;
        if (fabs(c * d - 1) < 4 * DBL_EPSILON)
            break;
    }
    return 1 / fraction;
}

/* F with real degrees of freedom. P(F <= f) = I_x(a, b), x = r/(1+r), r = f top/bottom; the
 * logarithms of x and 1-x are taken from r, because x itself rounds to 1 when the degrees of
 * freedom are many. log_beta_ab: ln B(a, b), which costs as much as all the rest. */
static Tails f_tails(double log_f, double df_top, double df_bottom, double log_beta_ab)
{
    double a = df_top / 2, b = df_bottom / 2;
    double ratio = exp(log_f) * df_top / df_bottom;
    double log_x = -log1p(1 / ratio), log_y = -log1p(ratio);
    double x = 1 / (1 + 1 / ratio), y = 1 / (1 + ratio);
    double front = exp(a * log_x + b * log_y - log_beta_ab);

    Tails tails = {.slope = front};
    if (x < (a + 1) / (a + b + 2)) {
        tails.below = front * beta_fraction(a, b, x, y);
        tails.above = 1 - tails.below;
    } else {
        tails.above = front * beta_fraction(b, a, y, x);
        tails.below = 1 - tails.above;
    }
    return tails;
}

/* The f with P(F <= f) = below, P(F >= f) = above (they sum to 1): Newton on the logarithm of the
 * smaller tail against ln f, kept inside a bracket. Returns ln f. */
static double f_quantile_log(double below, double above, double df_top, double df_bottom,
                             double start)
{
    bool lower = below < above;
    double wanted = log(lower ? below : above), log_beta_ab = log_beta(df_top / 2, df_bottom / 2);
    double low = -INFINITY, high = INFINITY, at = start, reach = 1;
    for (int i = 0; i < 400; i++) {
        Tails tails = f_tails(at, df_top, df_bottom, log_beta_ab);
        double tail = lower ? tails.below : tails.above;
        double miss = log(tail) - wanted; /* -inf when the tail underflows: far too far out */
        if ((miss > 0) == lower)
            high = at;
        else
            low = at;

        double step = -miss * tail / (lower ? tails.slope : -tails.slope);
        double next = at + step;
        if (isfinite(step) && fabs(step) <= 1e-15 * (1 + fabs(at)))
            return next;
        if (isinf(low) || isinf(high)) { /* not yet enclosed: go on, but not by leaps */
            bool rising = isinf(high);
            double leap = reach;
            reach *= 2;
            if (!isfinite(next) || fabs(step) > leap || (step > 0) != rising)
                next = rising ? at + leap : at - leap;
        } else if (!(next > low && next < high)) {
            next = low + (high - low) / 2;
            if (next <= low || next >= high)
                return at;
        }
        if (next == at)
            return at;
        at = next;
    }
    return at;
}

double stats_normal_p(double z)
{
    return gsl_cdf_ugaussian_P(z);
}

double stats_normal_two_sided(double z)
{
    return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

double stats_normal_quantile(double p)
{
    CX_ASSERT(p > 0 && p < 1);
    return gsl_cdf_ugaussian_Pinv(p);
}

double stats_z(double level)
{
    CX_ASSERT(level > 0 && level < 1);
    return gsl_cdf_ugaussian_Qinv((1 - level) / 2);
}

/* Above this many degrees of freedom the first term of the Cornish-Fisher expansion, t -
 * t(t^2+1)/4df, is exact to 1e-11 up to |t| = 10, and the continued fraction would be slow. */
static const double df_normal = 1e8;

double stats_t_two_sided(double t, double df)
{
    if (isnan(t) || isnan(df))
        return NAN;
    CX_ASSERT(df > 0);
    t = fabs(t);
    if (t == 0)
        return 1;
    if (isinf(df))
        return stats_normal_two_sided(t);
    if (df > df_normal)
        return stats_normal_two_sided(t * (1 - (t * t + 1) / (4 * df)));
    return f_tails(2 * log(t), 1, df, log_beta(0.5, df / 2)).above; /* T^2 is F with 1 and df */
}

double stats_t_p(double t, double df)
{
    double outside = stats_t_two_sided(t, df) / 2;
    return t > 0 ? 1 - outside : outside;
}

double stats_t_outside(double outside, double df)
{
    double z = gsl_cdf_ugaussian_Qinv(outside / 2);
    if (isinf(df))
        return z;
    if (df > df_normal)
        return z * (1 + (z * z + 1) / (4 * df));
    return exp(f_quantile_log(1 - outside, outside, 1, df, 2 * log(z)) / 2);
}

double stats_t_quantile(double p, double df)
{
    CX_ASSERT(p > 0 && p < 1 && df > 0);
    if (p == 0.5)
        return 0;
    return p < 0.5 ? -stats_t_outside(2 * p, df) : stats_t_outside(2 * (1 - p), df);
}

double stats_t(double level, double df)
{
    CX_ASSERT(level > 0 && level < 1 && df > 0);
    return stats_t_outside(1 - level, df);
}

double stats_f_p(double f, double df_top, double df_bottom)
{
    if (isnan(f))
        return NAN;
    CX_ASSERT(df_top > 0 && df_bottom > 0);
    if (f <= 0)
        return 0;
    return isinf(f) ? 1
                    : f_tails(log(f), df_top, df_bottom, log_beta(df_top / 2, df_bottom / 2)).below;
}

double stats_f_quantile(double p, double df_top, double df_bottom)
{
    CX_ASSERT(p > 0 && p < 1 && df_top > 0 && df_bottom > 0);
    return exp(f_quantile_log(p, 1 - p, df_top, df_bottom, 0));
}
