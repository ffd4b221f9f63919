/* What goes along with recommending, within one questionnaire: company, all periods (metrics.md
 * §10). */
#include "inside.h"

#include <math.h>

enum { ROWS_LEAST = 100, ROWS_A_DRIVER = 10, DRIVERS_LEAST = 2 };
static const double missing_most = 0.4, eigenvalue_least = 1e-8, variance_least = 1e-12;

int64_t link_drivers_minimum(ptrdiff_t k)
{
    return ROWS_A_DRIVER * k > ROWS_LEAST ? ROWS_A_DRIVER * k : ROWS_LEAST;
}

/* Correlations of the chosen drivers with one another and with the outcome. */
typedef struct Correlations {
    double *rxx, *rxy;
    ptrdiff_t
        constant; /* a driver (0 .. k-1) or the outcome (k) that everybody answered alike; -1 */
} Correlations;

static double covariance(const DriverSums *sums, const DriverSums *less, ptrdiff_t i, ptrdiff_t j)
{
    ptrdiff_t at = i >= j ? driver_cross(i, j) : driver_cross(j, i);
    double w = sums->rows.w - (less ? less->rows.w : 0),
           a = sums->sum[i] - (less ? less->sum[i] : 0),
           b = sums->sum[j] - (less ? less->sum[j] : 0),
           cross = sums->cross[at] - (less ? less->cross[at] : 0);
    return cross / w - a / w * (b / w);
}

/* less: a jackknife group to leave out, or NULL. */
static Correlations correlate(Arena *arena, const DriverComplete *complete, const DriverSums *less)
{
    ptrdiff_t k = complete->k;
    Correlations result = {NEW(arena, double, k *k), NEW(arena, double, k), .constant = -1};
    double *sd = NEW(arena, double, k + 1);
    for (ptrdiff_t i = 0; i <= k; i++) {
        double variance = covariance(&complete->all, less, i, i);
        sd[i] = sqrt(variance);
        if (!(variance > variance_least))
            result.constant = i == 0 ? k : i - 1;
    }
    for (ptrdiff_t i = 0; i < k; i++) {
        result.rxy[i] = covariance(&complete->all, less, i + 1, 0) / (sd[i + 1] * sd[0]);
        for (ptrdiff_t j = 0; j < k; j++)
            result.rxx[i * k + j] =
                i == j ? 1
                       : covariance(&complete->all, less, i + 1, j + 1) / (sd[i + 1] * sd[j + 1]);
    }
    return result;
}

static const double *factor_of(const Linking *linking, const SideTally *side)
{
    return linking->scores->factor[side->side];
}

static double share_of(const StatsDrivers *drivers, ptrdiff_t i)
{
    const double *weights = drivers->lmg ? drivers->lmg : drivers->johnson;
    return 100 * weights[i] / drivers->r2;
}

static LinkLevel level_of(double lo, double hi, double line)
{
    return lo > line ? LINK_HIGH : hi < line ? LINK_LOW : LINK_LEVEL_CANNOT_TELL;
}

/* A limit that does not exist stays NaN, unlike with fmin and fmax. */
static double within_all(double share)
{
    return share < 0 ? 0 : share > 100 ? 100 : share;
}

/* Standard errors by leaving out a group of respondents at a time. */
static void jackknife(const Linking *linking, const DriverComplete *complete,
                      const StatsDrivers *whole, LinkDrivers *result)
{
    double *squares = NEW(linking->arena, double, complete->k), r2_squares = 0;
    for (int g = 0; g < DRIVER_GROUPS; g++) {
        if (complete->group[g].rows.n == 0)
            continue;
        ArenaMark mark = arena_mark(linking->arena);
        Correlations left = correlate(linking->arena, complete, &complete->group[g]);
        StatsDrivers without = stats_drivers(left.rxx, left.rxy, complete->k, linking->arena);
        for (ptrdiff_t i = 0; i < complete->k; i++) {
            double off = without.good ? share_of(&without, i) - share_of(whole, i) : NAN;
            squares[i] += off * off;
        }
        r2_squares += (without.r2 - whole->r2) * (without.r2 - whole->r2);
        result->groups++;
        arena_reset(linking->arena, mark);
    }
    double groups = (double)result->groups, factor = (groups - 1) / groups,
           t = result->groups > 1 ? stats_t(linking->level, groups - 1) : NAN;
    result->r2_se = sqrt(factor * r2_squares);
    for (ptrdiff_t i = 0; i < complete->k; i++) {
        LinkDriver *driver = &result->drivers[i];
        driver->se = sqrt(factor * squares[i]);
        driver->lo = within_all(driver->share - t * driver->se);
        driver->hi = within_all(driver->share + t * driver->se);
    }
}

static const Figure *index_of(const Linking *linking, const SideTally *side, ptrdiff_t question)
{
    Str id = str_concat(linking->arena, side->questions[question].metric->id, S("_index"));
    ptrdiff_t def = score_find_def(linking->scores, id);
    return def < 0 ? NULL : score_figure(linking->scores, 0, linking->tally->period_count, def);
}

static LinkQuadrant quadrant_of(LinkLevel importance, LinkLevel performance)
{
    if (importance == LINK_LEVEL_CANNOT_TELL || performance == LINK_LEVEL_CANNOT_TELL)
        return LINK_QUADRANT_CANNOT_TELL;
    return importance == LINK_HIGH ? (performance == LINK_LOW ? LINK_FIX_FIRST : LINK_KEEP)
                                   : (performance == LINK_LOW ? LINK_LOW_PRIORITY : LINK_MAINTAIN);
}

static void place_drivers(const Linking *linking, const SideTally *side, LinkDrivers *result)
{
    ptrdiff_t k = result->k;
    double sum = 0;
    for (ptrdiff_t i = 0; i < k; i++) {
        const Figure *index = index_of(linking, side, result->drivers[i].question);
        result->drivers[i].performance = index && index->shown ? index->value : NAN;
        sum += result->drivers[i].performance;
    }
    result->performance_line = sum / (double)k;
    for (ptrdiff_t i = 0; i < k; i++) {
        LinkDriver *driver = &result->drivers[i];
        const Figure *index = index_of(linking, side, driver->question);
        driver->importance = level_of(driver->lo, driver->hi, 100 / (double)k);
        driver->performance_level = index && index->shown
                                        ? level_of(index->lo, index->hi, result->performance_line)
                                        : LINK_LEVEL_CANNOT_TELL;
        driver->quadrant = quadrant_of(driver->importance, driver->performance_level);
    }
}

/* The questions that everybody answered alike. */
static void name_constant(const Linking *linking, const DriverComplete *complete,
                          LinkDrivers *result)
{
    result->reasons = NEW(linking->arena, ptrdiff_t, complete->k + 1);
    for (ptrdiff_t i = 0; i <= complete->k; i++)
        if (!(covariance(&complete->all, NULL, i, i) > variance_least))
            result->reasons[result->reason_count++] =
                i == 0 ? result->outcome : result->drivers[i - 1].question;
}

static void fill_drivers(const Linking *linking, const SideTally *side,
                         const DriverComplete *complete, LinkDrivers *result)
{
    Correlations correlations = correlate(linking->arena, complete, NULL);
    if (correlations.constant >= 0) {
        result->refused = S("drivers_constant");
        name_constant(linking, complete, result);
        return;
    }
    StatsDrivers whole =
        stats_drivers(correlations.rxx, correlations.rxy, complete->k, linking->arena);
    if (!whole.good || whole.smallest_eigenvalue < eigenvalue_least) {
        result->refused = S("drivers_collinear");
        link_repeated(linking->arena, correlations.rxx, result);
        return;
    }
    double johnson = 0;
    for (ptrdiff_t i = 0; i < complete->k; i++)
        johnson += whole.johnson[i];
    for (ptrdiff_t i = 0; i < complete->k; i++) {
        LinkDriver *driver = &result->drivers[i];
        driver->r = correlations.rxy[i];
        driver->beta = whole.beta[i];
        driver->vif = whole.vif[i];
        driver->lmg = whole.lmg ? whole.lmg[i] : NAN;
        driver->johnson = whole.johnson[i];
        driver->johnson_share = 100 * whole.johnson[i] / johnson;
        driver->share = share_of(&whole, i);
        driver->sign_conflict = driver->beta * driver->r < 0;
    }
    link_alike(linking->arena, correlations.rxx, result);
    result->r2 = whole.r2;
    result->condition = whole.condition;
    jackknife(linking, complete, &whole, result);
    place_drivers(linking, side, result);
}

/* What is told of a question here would be told of its answers over all periods. */
static bool is_withheld(const Linking *linking, const SideTally *side, ptrdiff_t question)
{
    return privacy_question_withheld(linking->scores->published, linking->tally, side->side, 0,
                                     linking->tally->period_count, question);
}

/* Of a driver that is left out: over the rows that answered it, as many as one driver needs. */
static double simple_correlation(const Linking *linking, const SideTally *side, ptrdiff_t driver)
{
    DriverComplete complete;
    if (is_withheld(linking, side, side->drivers.questions[driver]) ||
        !driver_complete(linking->arena, side, factor_of(linking, side), UINT64_C(1) << driver,
                         &complete) ||
        complete.all.rows.n < link_drivers_minimum(1))
        return NAN;
    Correlations correlations = correlate(linking->arena, &complete, NULL);
    return correlations.constant >= 0 ? NAN : correlations.rxy[0];
}

/* Drivers that many with an outcome did not answer would cost too many rows. */
static uint64_t choose(const Linking *linking, const SideTally *side, LinkDrivers *result)
{
    uint64_t mask = 0;
    for (ptrdiff_t i = 0; i < side->drivers.question_count; i++) {
        ptrdiff_t question = side->drivers.questions[i];
        bool kept = side->driver_rows > 0 && !is_withheld(linking, side, question) &&
                    (double)side->driver_missing[i] <= missing_most * (double)side->driver_rows;
        if (kept) {
            mask |= UINT64_C(1) << i;
            result->drivers[result->k++].question = question;
        } else {
            result->dropped_r[result->dropped_count] = simple_correlation(linking, side, i);
            result->dropped[result->dropped_count++] = question;
        }
    }
    return mask;
}

/* The answers of all periods together stand behind every number here. */
static bool may_be_told(const Linking *linking, Side side)
{
    ptrdiff_t all = linking->tally->period_count;
    return linking->last == all - 1 &&
           privacy_state(linking->scores->published, side, 0, all) == PUBLISH_PUBLISHED;
}

static int64_t answers_of(const Linking *linking, Side side, ptrdiff_t question)
{
    const Tally *tally = linking->tally;
    int64_t n = 0;
    for (ptrdiff_t unit = 0; unit < tally->unit_count; unit++)
        for (ptrdiff_t t = 0; t < tally->period_count; t++)
            n += tally_answers(tally, side, unit, t, question);
    return n;
}

/* The company's figures of a question are of all who answered it, what is told here of complete
 * rows alone. Correlations have so many digits that the two together could tell what a few people
 * in between answered. */
static bool few_between(const Linking *linking, Side side, const LinkDrivers *result, int64_t n)
{
    for (ptrdiff_t i = -1; i < result->k; i++) {
        ptrdiff_t question = i < 0 ? result->outcome : result->drivers[i].question;
        int64_t between = answers_of(linking, side, question) - n;
        if (between > 0 && between < linking->config->privacy.minimum)
            return true;
    }
    return false;
}

static void drivers_of(const Linking *linking, Side which)
{
    const SideTally *side = &linking->tally->side[which];
    LinkDrivers *result = &linking->link->drivers[which];
    ptrdiff_t count = side->drivers.question_count;
    *result = (LinkDrivers){.outcome = side->drivers.outcome,
                            .r2 = NAN,
                            .r2_se = NAN,
                            .condition = NAN,
                            .performance_line = NAN,
                            .drivers = NEW(linking->arena, LinkDriver, count),
                            .dropped = NEW(linking->arena, ptrdiff_t, count),
                            .dropped_r = NEW(linking->arena, double, count)};
    DriverComplete complete;
    if (result->outcome < 0 || !may_be_told(linking, which))
        return;
    result->given = true;
    if (is_withheld(linking, side, result->outcome)) {
        result->refused = S("drivers");
        return;
    }
    uint64_t mask = choose(linking, side, result);
    if (!driver_complete(linking->arena, side, factor_of(linking, side), mask, &complete)) {
        result->refused = S("drivers");
        return;
    }
    result->n = complete.all.rows.n;
    if (result->k < DRIVERS_LEAST || result->n < link_drivers_minimum(result->k))
        result->refused = S("drivers");
    else if (few_between(linking, which, result, result->n))
        result->refused = S("withheld");
    else
        fill_drivers(linking, side, &complete, result);
}

void link_drivers(Linking *linking)
{
    for (Side side = 0; side < SIDE_COUNT; side++)
        drivers_of(linking, side);
}
