/* composite.c: figures made of several questions (§3), in influence form: u_i = sum_c a_c w_i (y_ic
 * - m_c) / W_c. Taking the components as independent would understate the variance, since one
 * person answers several. */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

double stats_cross(StatsPair pair, double mean_a, double mean_b)
{
    double sum = 0;
    for (ptrdiff_t i = 0; i < pair.count_a; i++) {
        double row = 0;
        for (ptrdiff_t j = 0; j < pair.count_b; j++) {
            ptrdiff_t cell = i * pair.count_b + j;
            double w2 = pair.w2 ? pair.w2[cell] : (double)pair.n[cell];
            row += w2 * (pair.y_b[j] - mean_b);
        }
        sum += row * (pair.y_a[i] - mean_a);
    }
    return sum;
}

StatsMean stats_composite(const StatsCompositeInput *input, double lo, double hi, double level)
{
    CX_ASSERT(input->count >= 1 && input->n >= 1 && lo < hi);
    double share_sum = 0;
    for (ptrdiff_t c = 0; c < input->count; c++)
        share_sum += input->share[c];

    StatsMean mean = {
        .n = input->n,
        .W = input->W_any,
        .Q = input->Q_any,
        .neff = stats_kish(input->n, input->W_any, input->Q_any).neff,
        .sd = NAN,
        .constant = input->constant,
    };
    for (ptrdiff_t c = 0; c < input->count; c++) {
        double a = input->share[c] / share_sum;
        mean.mean += a * input->mean[c];
        for (ptrdiff_t d = 0; d < input->count && !input->constant; d++) {
            double b = input->share[d] / share_sum;
            mean.v0 += a * b / (input->W[c] * input->W[d]) * input->cross[c * input->count + d];
        }
    }
    /* A sum of squares; below 0 only by rounding. */
    mean.v0 = fmax(0, mean.v0);
    double n = (double)input->n;
    mean.v = input->n > 1 ? mean.v0 * n / (n - 1) : mean.v0;
    stats_mean_set_interval(&mean, 1, lo, hi, level, NULL);
    return mean;
}
