/* rank.c: ranking by shrunken values (§5). Raw values are never ranked: small units would fill both
 * ends by chance. */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

typedef struct Spread {
    double mu; /* mean weighted by 1/(v + tau2) */
    double
        q; /* sum (y - mu)^2 / (v + tau2): expected k - 1 at the true tau2; falls as tau2 grows */
} Spread;

static Spread spread_at(const double *y, const double *v, ptrdiff_t count, double tau2)
{
    double sum = 0, weights = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        weights += 1 / (v[i] + tau2);
        sum += y[i] / (v[i] + tau2);
    }
    Spread spread = {.mu = sum / weights};
    for (ptrdiff_t i = 0; i < count; i++)
        spread.q += stats_square(y[i] - spread.mu) / (v[i] + tau2);
    return spread;
}

double stats_paule_mandel(const double *y, const double *v, ptrdiff_t count, double *mu)
{
    CX_ASSERT(count >= 1);
    double wanted = (double)(count - 1), low = 0, high = 0;
    Spread spread = spread_at(y, v, count, 0);
    if (spread.q > wanted) {
        high = v[0];
        while (spread_at(y, v, count, high).q > wanted)
            high *= 2;
        /* Until the middle is one of the ends: no two neighbouring doubles lie closer. */
        for (double middle = high / 2; middle > low && middle < high;
             middle = low + (high - low) / 2) {
            if (spread_at(y, v, count, middle).q > wanted)
                low = middle;
            else
                high = middle;
        }
        spread = spread_at(y, v, count, high);
    }
    *mu = spread.mu;
    return high;
}

static void set_ranks(StatsRanked *ranked, const ptrdiff_t *unit, ptrdiff_t k, double level)
{
    double z = stats_z(level);
    for (ptrdiff_t i = 0; i < k; i++) {
        StatsRanked *me = &ranked[unit[i]];
        me->rank = me->rank_lo = 1;
        me->rank_hi = k;
        for (ptrdiff_t j = 0; j < k; j++) {
            if (j == i)
                continue;
            const StatsRanked *other = &ranked[unit[j]];
            double ahead = other->shrunk - me->shrunk;
            double apart = ahead / sqrt(other->variance + me->variance);
            me->rank += ahead > 0 || (ahead == 0 && j < i);
            me->rank_lo += apart > z;
            me->rank_hi -= apart < -z;
        }
    }
}

StatsRanking stats_rank(const double *y, const double *v, const int64_t *n, ptrdiff_t count,
                        double level, StatsRanked *ranked, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    ptrdiff_t *unit = NEW(scratch, ptrdiff_t, count);
    double *value = NEW(scratch, double, count), *smooth = NEW(scratch, double, count);
    StatsRanking ranking = {.mu = NAN, .tau2 = NAN};
    double noise = 0, answers = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        ranked[i] = (StatsRanked){.B = NAN, .shrunk = NAN, .variance = NAN};
        if (!(v[i] > 0) || isnan(y[i]))
            continue;
        noise += stats_square((double)n[i]) * v[i];
        answers += (double)n[i];
        value[ranking.units] = y[i];
        unit[ranking.units++] = i;
    }
    ptrdiff_t k = ranking.units;
    if (k < 4) {
        ranking.refusal = STATS_RANK_FEW_UNITS;
        arena_reset(scratch, mark);
        return ranking;
    }

    /* One common spread of answers: the variance of a small unit is itself too noisy to weigh by.
     */
    for (ptrdiff_t i = 0; i < k; i++)
        smooth[i] = noise / answers / (double)n[unit[i]];
    ranking.tau2 = stats_paule_mandel(value, smooth, k, &ranking.mu);
    for (ptrdiff_t i = 0; i < k; i++) {
        double B = smooth[i] / (smooth[i] + ranking.tau2);
        ranked[unit[i]].B = B;
        ranked[unit[i]].shrunk = B * ranking.mu + (1 - B) * value[i];
        ranked[unit[i]].variance = (1 - B) * smooth[i];
    }
    if (ranking.tau2 > 0)
        set_ranks(ranked, unit, k, level);
    else
        ranking.refusal = STATS_RANK_NO_SPREAD;
    arena_reset(scratch, mark);
    return ranking;
}
