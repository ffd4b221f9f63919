/* share.c: shares with Wilson's interval, NPS with the adjusted Wald interval (§2). */
#include "cxex/stats.h"

#include <math.h>

#include "inside.h"

StatsPart stats_part(int64_t n)
{
    return (StatsPart){.n = n, .w = (double)n, .w2 = (double)n};
}

StatsPart stats_part_of(StatsLevels levels, double from, double to)
{
    StatsPart part = {0};
    for (ptrdiff_t i = 0; i < levels.count; i++) {
        if (levels.n[i] == 0 || levels.y[i] < from || levels.y[i] > to)
            continue;
        part.n += levels.n[i];
        part.w += levels.w ? levels.w[i] : (double)levels.n[i];
        part.w2 += levels.w2 ? levels.w2[i] : (double)levels.n[i];
    }
    return part;
}

StatsRange stats_wilson(double p, double n, double level)
{
    double z = stats_z(level);
    double spread = z * z / n;
    double centre = (p + spread / 2) / (1 + spread);
    double half = z / (1 + spread) * sqrt(p * (1 - p) / n + spread / (4 * n));
    /* At the ends centre - half is 0 only up to rounding. */
    return (StatsRange){
        .lo = p <= 0 ? 0 : stats_clip(centre - half, 0, 1),
        .hi = p >= 1 ? 1 : stats_clip(centre + half, 0, 1),
    };
}

StatsShare stats_share(StatsPart yes, StatsPart no, double level)
{
    StatsShare share = {.n = yes.n + no.n, .x = yes.n};
    if (share.n == 0) {
        share.share_01 = share.lo_01 = share.hi_01 = share.neff = NAN;
        return share;
    }
    double W = yes.w + no.w, Q = yes.w2 + no.w2;
    /* Which side is empty is read from the counts, so that p is exactly 0 or 1 there. */
    if (yes.n == 0 || no.n == 0) {
        share.share_01 = yes.n == 0 ? 0 : 1;
        share.neff = stats_kish(share.n, W, Q).neff;
    } else {
        double p = yes.w / W;
        double v0 = (yes.w2 * stats_square(1 - p) + no.w2 * stats_square(p)) / (W * W);
        share.share_01 = p;
        share.neff = p * (1 - p) / v0;
    }
    StatsRange range = stats_wilson(share.share_01, share.neff, level);
    share.lo_01 = range.lo;
    share.hi_01 = range.hi;
    return share;
}

StatsShare stats_share_of_population(StatsShare share, double population, double level)
{
    if (share.n == 0)
        return share;
    share.neff /= fmax(0, 1 - (double)share.n / population);
    StatsRange range = stats_wilson(share.share_01, share.neff, level);
    share.lo_01 = range.lo;
    share.hi_01 = range.hi;
    return share;
}

/* AW(3,T) of Rocks (2016): three answers are added, spread as 1/4, 1/2, 1/4 over promoters,
 * passives and detractors. */
static void nps_set_interval(StatsNps *nps, double neff, double level)
{
    /* Divided by neff throughout, so that an unlimited neff (a census) gives the plain score. */
    double add = 0.75 / neff, scale = 1 + 3 / neff;
    double up = (nps->promoters_01 + add) / scale, down = (nps->detractors_01 + add) / scale;
    double adjusted = up - down;
    double se = sqrt((up + down - adjusted * adjusted) / (neff + 3));
    double half = stats_z(level) * se;
    nps->neff = neff;
    nps->adj_100 = 100 * adjusted;
    nps->se_100 = 100 * se;
    nps->lo_100 = 100 * stats_clip(adjusted - half, -1, 1);
    nps->hi_100 = 100 * stats_clip(adjusted + half, -1, 1);
}

/* s^2 / v0, or Kish's n where everybody is of one kind and both are 0. */
static double nps_effective_n(StatsPart up, StatsPart middle, StatsPart down, double score)
{
    int64_t n = up.n + middle.n + down.n;
    double W = up.w + middle.w + down.w, Q = up.w2 + middle.w2 + down.w2;
    if (up.n == n || middle.n == n || down.n == n)
        return stats_kish(n, W, Q).neff;
    double s2 = (up.w + down.w) / W - score * score;
    double v0 = (up.w2 * stats_square(1 - score) + middle.w2 * stats_square(score) +
                 down.w2 * stats_square(-1 - score)) /
                (W * W);
    return s2 / v0;
}

StatsNps stats_nps(StatsPart promoters, StatsPart passives, StatsPart detractors, double level)
{
    StatsNps nps = {
        .n = promoters.n + passives.n + detractors.n,
        .promoters = promoters.n,
        .passives = passives.n,
        .detractors = detractors.n,
    };
    if (nps.n == 0) {
        nps.score_100 = nps.adj_100 = nps.se_100 = nps.lo_100 = nps.hi_100 = nps.neff = NAN;
        nps.promoters_01 = nps.detractors_01 = NAN;
        return nps;
    }
    double W = promoters.w + passives.w + detractors.w;
    double score = (promoters.w - detractors.w) / W;
    nps.score_100 = 100 * score;
    nps.promoters_01 = promoters.w / W;
    nps.detractors_01 = detractors.w / W;
    double neff = nps_effective_n(promoters, passives, detractors, score);
    nps_set_interval(&nps, neff, level);
    return nps;
}

StatsNps stats_nps_of_population(StatsNps nps, double population, double level)
{
    if (nps.n == 0)
        return nps;
    double fpc = fmax(0, 1 - (double)nps.n / population);
    nps_set_interval(&nps, nps.neff / fpc, level);
    return nps;
}
