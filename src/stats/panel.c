/* panel.c: y = βx + group effects + period effects (§9), its errors by group, and the p of the
 * restricted wild cluster bootstrap (Cameron, Gelbach & Miller 2008). */
#include "panel.h"

#include <math.h>

#include "inside.h"

enum { groups_enumerated_most = 13 };

/* Of a sum of squares: less is rounding. */
static const double negligible = 1e-20;

ptrdiff_t panel_periods(const StatsPanelRow *rows, ptrdiff_t count)
{
    ptrdiff_t periods = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        periods = rows[i].period < periods ? periods : rows[i].period + 1;
    return periods;
}

ptrdiff_t panel_group_end(const StatsPanelRow *rows, ptrdiff_t count, ptrdiff_t from)
{
    ptrdiff_t end = from;
    while (end < count && rows[end].group == rows[from].group)
        end++;
    return end;
}

void panel_add_group(const StatsPanelRow *rows, ptrdiff_t count, ptrdiff_t periods, double *lower)
{
    double n = (double)count, mean_x = 0, mean_y = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        mean_x += rows[i].x / n;
        mean_y += rows[i].y / n;
    }
    double *of_x = lower + panel_at(periods, 0), *of_y = lower + panel_at(periods + 1, 0);
    for (ptrdiff_t i = 0; i < count; i++) {
        double x = rows[i].x - mean_x, y = rows[i].y - mean_y;
        of_x[rows[i].period] += x;
        of_y[rows[i].period] += y;
        of_x[periods] += x * x;
        of_y[periods] += x * y;
        of_y[periods + 1] += y * y;
        lower[panel_at(rows[i].period, rows[i].period)] += 1;
        for (ptrdiff_t other = 0; other < count; other++) {
            if (rows[other].period <= rows[i].period)
                lower[panel_at(rows[i].period, rows[other].period)] -= 1 / n;
        }
    }
}

void panel_factor(double *lower, ptrdiff_t periods)
{
    for (ptrdiff_t row = 0; row < periods + 2; row++) {
        double *own = lower + panel_at(row, 0), whole = own[row];
        for (ptrdiff_t column = 0; column <= row; column++) {
            const double *other = lower + panel_at(column, 0);
            double left = own[column];
            for (ptrdiff_t c = 0; c < column && c < periods; c++)
                left -= own[c] * other[c];
            if (column < row && column < periods)
                left = other[column] > 0 ? left / other[column] : 0;
            else if (row < periods)
                left = left > 1e-9 * whole ? sqrt(left) : 0;
            own[column] = left;
        }
    }
}

/* ---- Residuals ---- */
typedef struct Panel {
    const StatsPanelRow *rows;
    ptrdiff_t count, groups, periods; /* periods: with the empty ones */
    ptrdiff_t *start;                 /* [groups + 1] first row of each group */
    double *lower;                    /* factored */
    double *x, *y;                    /* [count] residuals */
    double xx, xy, yy;                /* their sums of squares and products */
} Panel;

static void panel_demean(const Panel *panel, double *values)
{
    for (ptrdiff_t g = 0; g < panel->groups; g++) {
        ptrdiff_t from = panel->start[g], to = panel->start[g + 1];
        double mean = 0;
        for (ptrdiff_t i = from; i < to; i++)
            mean += values[i] / (double)(to - from);
        for (ptrdiff_t i = from; i < to; i++)
            values[i] -= mean;
    }
}

/* Coefficients of the period dummies, in place, from the sums of something demeaned by period. */
static void panel_solve(const Panel *panel, double *sums)
{
    const double *lower = panel->lower;
    for (ptrdiff_t i = 0; i < panel->periods; i++) {
        for (ptrdiff_t c = 0; c < i; c++)
            sums[i] -= lower[panel_at(i, c)] * sums[c];
        double size = lower[panel_at(i, i)];
        sums[i] = size > 0 ? sums[i] / size : 0;
    }
    for (ptrdiff_t i = panel->periods - 1; i >= 0; i--) {
        for (ptrdiff_t c = i + 1; c < panel->periods; c++)
            sums[i] -= lower[panel_at(c, i)] * sums[c];
        double size = lower[panel_at(i, i)];
        sums[i] = size > 0 ? sums[i] / size : 0;
    }
}

static void panel_residuals(const Panel *panel, double *values, Arena scratch)
{
    panel_demean(panel, values);
    double *sums = NEW(&scratch, double, panel->periods);
    for (ptrdiff_t i = 0; i < panel->count; i++)
        sums[panel->rows[i].period] += values[i];
    panel_solve(panel, sums);
    for (ptrdiff_t i = 0; i < panel->count; i++)
        values[i] -= sums[panel->rows[i].period];
    panel_demean(panel, values);
}

static Panel panel_of(const StatsPanelRow *rows, ptrdiff_t count, Arena *scratch)
{
    Panel panel = {
        .rows = rows,
        .count = count,
        .periods = panel_periods(rows, count),
        .start = NEW(scratch, ptrdiff_t, count + 1),
        .x = NEW(scratch, double, count),
        .y = NEW(scratch, double, count),
    };
    panel.lower = NEW(scratch, double, panel_room(panel.periods));
    for (ptrdiff_t from = 0; from < count; from = panel.start[panel.groups]) {
        ptrdiff_t end = panel_group_end(rows, count, from);
        panel_add_group(rows + from, end - from, panel.periods, panel.lower);
        panel.start[++panel.groups] = end;
    }
    panel_factor(panel.lower, panel.periods);
    for (ptrdiff_t i = 0; i < count; i++) {
        panel.x[i] = rows[i].x;
        panel.y[i] = rows[i].y;
    }
    panel_residuals(&panel, panel.x, *scratch);
    panel_residuals(&panel, panel.y, *scratch);
    for (ptrdiff_t i = 0; i < count; i++) {
        panel.xx += panel.x[i] * panel.x[i];
        panel.xy += panel.x[i] * panel.y[i];
        panel.yy += panel.y[i] * panel.y[i];
    }
    return panel;
}

static ptrdiff_t periods_with_rows(const Panel *panel, Arena scratch)
{
    bool *seen = NEW(&scratch, bool, panel->periods);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < panel->count; i++) {
        count += !seen[panel->rows[i].period];
        seen[panel->rows[i].period] = true;
    }
    return count;
}

void stats_panel_residuals(const StatsPanelRow *rows, ptrdiff_t count, double *x, double *y,
                           Arena scratch)
{
    Panel panel = panel_of(rows, count, &scratch);
    for (ptrdiff_t i = 0; i < count; i++) {
        x[i] = panel.x[i];
        y[i] = panel.y[i];
    }
}

/* ---- Bootstrap ----
 * With signs s by group y* = s_g ỹ. What re-residualising takes from it is linear in s, so that the
 * groups' scores Σ x̃ê* are a_g s_g less what the periods' effects Σ_k s_k effect_k and the slope
 * Σ_k s_k a_k / Σx̃² take: no row is looked at again, and no pair of groups. Some replicates are
 * told side by side, each with its own sums in the same order, so that processors may compute them
 * at once. */
enum { SIDE_BY_SIDE = 8 };
typedef struct Wild {
    ptrdiff_t groups, periods;
    double *a;           /* [groups] Σ x̃ỹ */
    double *squares;     /* [groups] Σ x̃² */
    double *x;           /* [groups·periods] x̃ */
    double *effect;      /* [groups·periods] of the group alone on the periods */
    double *sign;        /* [groups·SIDE_BY_SIDE] */
    double *common;      /* [periods·SIDE_BY_SIDE] effects of all groups with their signs */
    double c, xx, least; /* least: Σ score² below it is rounding */
} Wild;

static Wild wild_of(const Panel *panel, double c, Arena *scratch)
{
    ptrdiff_t groups = panel->groups, periods = panel->periods;
    Wild wild = {
        .groups = groups,
        .periods = periods,
        .a = NEW(scratch, double, groups),
        .squares = NEW(scratch, double, groups),
        .x = NEW(scratch, double, groups *periods),
        .effect = NEW(scratch, double, groups *periods),
        .sign = NEW(scratch, double, groups *SIDE_BY_SIDE),
        .common = NEW(scratch, double, periods *SIDE_BY_SIDE),
        .c = c,
        .xx = panel->xx,
        .least = 1e-24 * panel->xx * panel->yy,
    };
    for (ptrdiff_t g = 0; g < groups; g++) {
        double *x = wild.x + g * periods, *effect = wild.effect + g * periods;
        for (ptrdiff_t i = panel->start[g]; i < panel->start[g + 1]; i++) {
            wild.a[g] += panel->x[i] * panel->y[i];
            wild.squares[g] += panel->x[i] * panel->x[i];
            x[panel->rows[i].period] += panel->x[i];
            effect[panel->rows[i].period] += panel->y[i];
        }
        panel_solve(panel, effect);
    }
    return wild;
}

/* sum[l] += factor·by[l] */
static inline void add_product(double *restrict sum, double factor, const double *restrict by)
{
    for (ptrdiff_t l = 0; l < SIDE_BY_SIDE; l++)
        sum[l] += factor * by[l];
}

/* |t*| of each; infinite where the residuals cancel in every group, which then counts as no
 * evidence. */
static void wild_t(const Wild *wild, double t[SIDE_BY_SIDE])
{
    ptrdiff_t periods = wild->periods;
    double top[SIDE_BY_SIDE] = {0}, slope[SIDE_BY_SIDE], spread[SIDE_BY_SIDE] = {0};
    for (ptrdiff_t i = 0; i < periods * SIDE_BY_SIDE; i++)
        wild->common[i] = 0;
    for (ptrdiff_t g = 0; g < wild->groups; g++) {
        const double *sign = wild->sign + g * SIDE_BY_SIDE, *effect = wild->effect + g * periods;
        add_product(top, wild->a[g], sign);
        for (ptrdiff_t p = 0; p < periods; p++)
            add_product(wild->common + p * SIDE_BY_SIDE, effect[p], sign);
    }
    for (ptrdiff_t l = 0; l < SIDE_BY_SIDE; l++)
        slope[l] = top[l] / wild->xx;
    for (ptrdiff_t g = 0; g < wild->groups; g++) {
        const double *x = wild->x + g * periods;
        double score[SIDE_BY_SIDE] = {0};
        add_product(score, wild->a[g], wild->sign + g * SIDE_BY_SIDE);
        for (ptrdiff_t p = 0; p < periods; p++)
            add_product(score, -x[p], wild->common + p * SIDE_BY_SIDE);
        add_product(score, -wild->squares[g], slope);
        for (ptrdiff_t l = 0; l < SIDE_BY_SIDE; l++)
            spread[l] += score[l] * score[l];
    }
    for (ptrdiff_t l = 0; l < SIDE_BY_SIDE; l++)
        t[l] =
            spread[l] > wild->least ? fabs(top[l]) / sqrt(wild->c * spread[l]) : (double)INFINITY;
}

/* |t| of the data themselves. */
static double wild_t_of_data(const Wild *wild)
{
    double t[SIDE_BY_SIDE];
    for (ptrdiff_t i = 0; i < wild->groups * SIDE_BY_SIDE; i++)
        wild->sign[i] = 1;
    wild_t(wild, t);
    return t[0];
}

/* Share of |t*| >= |t|: of all sign vectors, or of the replicates and the data themselves. */
static double wild_p(const Wild *wild, bool exact, int replicates, StatsRng *rng)
{
    double least = wild_t_of_data(wild) - 1e-10, t[SIDE_BY_SIDE];
    int64_t draws = exact ? (int64_t)1 << wild->groups : replicates, as_large = 0;
    for (int64_t from = 0; from < draws; from += SIDE_BY_SIDE) {
        ptrdiff_t count = draws - from < SIDE_BY_SIDE ? (ptrdiff_t)(draws - from) : SIDE_BY_SIDE;
        for (ptrdiff_t l = 0; l < count; l++)
            for (ptrdiff_t g = 0; g < wild->groups; g++)
                wild->sign[g * SIDE_BY_SIDE + l] =
                    exact ? ((from + l) >> g & 1 ? 1 : -1) : stats_rng_sign(rng);
        wild_t(wild, t);
        for (ptrdiff_t l = 0; l < count; l++)
            as_large += t[l] >= least;
    }
    if (exact)
        return (double)as_large / (double)draws;
    return (double)(1 + as_large) / (double)(1 + draws);
}

/* Σ over groups of (Σ x̃ê)². */
static double squared_scores(const Panel *panel, double beta)
{
    double sum = 0;
    for (ptrdiff_t g = 0; g < panel->groups; g++) {
        double score = 0;
        for (ptrdiff_t i = panel->start[g]; i < panel->start[g + 1]; i++)
            score += panel->x[i] * (panel->y[i] - beta * panel->x[i]);
        sum += score * score;
    }
    return sum;
}

static bool panel_good(const Panel *panel)
{
    double all = 0;
    for (ptrdiff_t i = 0; i < panel->count; i++)
        all += stats_square(panel->rows[i].x);
    return panel->groups >= 2 && panel->xx > negligible * all;
}

static double panel_partial_r(const Panel *panel)
{
    double all = 0;
    for (ptrdiff_t i = 0; i < panel->count; i++)
        all += stats_square(panel->rows[i].y);
    if (!(panel->yy > negligible * all))
        return NAN;
    return stats_clip(panel->xy / sqrt(panel->xx * panel->yy), -1, 1);
}

StatsPanel stats_panel(const StatsPanelRow *rows, ptrdiff_t count, int replicates, double level,
                       StatsRng *rng, Arena *scratch)
{
    ArenaMark mark = arena_mark(scratch);
    Panel panel = panel_of(rows, count, scratch);
    StatsPanel result = {
        .n = count,
        .groups = panel.groups,
        .periods = periods_with_rows(&panel, *scratch),
        .beta = NAN,
        .se = NAN,
        .lo = NAN,
        .hi = NAN,
        .t = NAN,
        .df = NAN,
        .p = NAN,
        .partial_r = NAN,
        .exact = panel.groups <= groups_enumerated_most,
        .good = panel_good(&panel),
    };
    if (result.good) {
        double G = (double)panel.groups, N = (double)count, K = (double)result.periods;
        double c = G / (G - 1) * (N - 1) / (N - K);
        result.beta = panel.xy / panel.xx;
        result.df = G - 1;
        result.partial_r = panel_partial_r(&panel);
        double scores = squared_scores(&panel, result.beta);
        /* A zero width would claim certainty: a fit without residuals, or two full groups. */
        if (N > K && !isnan(result.partial_r) && scores > 1e-24 * panel.xx * panel.yy) {
            result.se = sqrt(c * scores) / panel.xx;
            result.t = result.beta / result.se;
            double reach = stats_t(level, result.df) * result.se;
            result.lo = result.beta - reach;
            result.hi = result.beta + reach;
            Wild wild = wild_of(&panel, c, scratch);
            if (replicates > 0)
                result.p = wild_p(&wild, result.exact, replicates, rng);
        }
    }
    arena_reset(scratch, mark);
    return result;
}
