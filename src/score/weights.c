#include "inside.h"

#include <math.h>

static ptrdiff_t cell_at(const Plan *plan, const SideTally *side, ptrdiff_t unit, ptrdiff_t period,
                         ptrdiff_t stratum)
{
    return (unit * plan->tally->period_count + period) * side->stratum_count + stratum;
}

/* All rows of a side in a period, with the factors so far. */
static Count count_period(const Plan *plan, const SideTally *side, ptrdiff_t period)
{
    Count count = {0};
    const double *factor = plan->factor[side->side];
    for (ptrdiff_t unit = 0; unit < plan->tally->unit_count; unit++) {
        for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++) {
            const Cell *cell = tally_cell(side, plan->tally, unit, period, stratum);
            if (!cell)
                continue;
            double f = factor ? factor[cell_at(plan, side, unit, period, stratum)] : 1;
            count.n += cell->rows.n;
            count.w += f * cell->rows.w;
            count.w2 += f * f * cell->rows.w2;
        }
    }
    return count;
}

static void set_period(Plan *plan, const SideTally *side, ptrdiff_t period, double factor)
{
    for (ptrdiff_t unit = 0; unit < plan->tally->unit_count; unit++) {
        for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++)
            plan->factor[side->side][cell_at(plan, side, unit, period, stratum)] = factor;
    }
}

static void report_period(const Plan *plan, const SideTally *side, ptrdiff_t period)
{
    WeightReport *report = &plan->scores->weights[side->side][period];
    Count count = count_period(plan, side, period);
    StatsKish kish = stats_kish(count.n, count.w, count.w2);
    report->n = count.n;
    report->deff = kish.deff;
    report->neff = kish.neff;
}

/* ---- Raking to headcounts ---- */

typedef struct RakeRoom { /* one period's respondents as a table of counts */
    int64_t *count;       /* [cells] */
    double *weight;
    ptrdiff_t *place; /* where the cell's factor stands */
    ptrdiff_t *unit, *stratum;
    ptrdiff_t cells;
    StatsMargin *margins;
    const Str **category_names; /* by margin */
    ptrdiff_t margin_count;
} RakeRoom;

static void gather_cells(const Plan *plan, const SideTally *side, ptrdiff_t period, RakeRoom *room)
{
    ptrdiff_t most = plan->tally->unit_count * side->stratum_count;
    room->count = NEW(plan->arena, int64_t, most);
    room->weight = NEW(plan->arena, double, most);
    room->place = NEW(plan->arena, ptrdiff_t, most);
    room->unit = NEW(plan->arena, ptrdiff_t, most);
    room->stratum = NEW(plan->arena, ptrdiff_t, most);
    for (ptrdiff_t unit = 0; unit < plan->tally->unit_count; unit++) {
        for (ptrdiff_t stratum = 0; stratum < side->stratum_count; stratum++) {
            const Cell *cell = tally_cell(side, plan->tally, unit, period, stratum);
            if (!cell || cell->rows.n == 0)
                continue;
            room->count[room->cells] = cell->rows.n;
            room->unit[room->cells] = unit;
            room->stratum[room->cells] = stratum;
            room->place[room->cells++] = cell_at(plan, side, unit, period, stratum);
        }
    }
}

/* What a unit's line adds to the headcounts: a total of others adds nothing to theirs. Of a unit
 * with older names that nobody named in the period, the line is the total that they are weighted
 * to. */
static double headcount_of(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    const Unit *about = &tally->units[unit];
    InvitedNeed need = {.side = side, .period = period, .unit = unit, .margin = -1};
    double people = score_headcount(tally, need);
    if (isnan(people) || (score_gives_total(tally, side, unit, period) && !about->has_old_names))
        return 0;
    need.unit = tally_headcount_unit(tally, side, unit, period);
    bool in_total = need.unit != unit && score_gives_total(tally, side, need.unit, period) &&
                    !isnan(score_headcount(tally, need));
    return in_total ? 0 : people;
}

/* The unit margin: rows without a unit, or of a unit without headcount, are "(missing)". */
static void add_unit_margin(const Plan *plan, const SideTally *side, ptrdiff_t period,
                            RakeRoom *room)
{
    const Tally *tally = plan->tally;
    double *headcount = NEW(plan->arena, double, tally->unit_count);
    Str *names = NEW(plan->arena, Str, tally->unit_count);
    ptrdiff_t *category = NEW(plan->arena, ptrdiff_t, room->cells);
    bool given = false;
    for (ptrdiff_t unit = 1; unit < tally->unit_count; unit++) {
        double people = headcount_of(tally, side->side, unit, period);
        headcount[tally_headcount_unit(tally, side->side, unit, period)] += people;
        names[unit] = tally->units[unit].name;
        given = given || people > 0;
    }
    if (!given)
        return;
    for (ptrdiff_t c = 0; c < room->cells; c++)
        category[c] = room->unit[c] == UNIT_NONE
                          ? -1
                          : tally_headcount_unit(tally, side->side, room->unit[c], period);
    room->category_names[room->margin_count] = names;
    room->margins[room->margin_count++] = (StatsMargin){
        .categories = tally->unit_count, .headcount = headcount, .category_of_cell = category};
}

/* Categories of a further margin as the invited file has them for the period. */
static ptrdiff_t list_categories(const Tally *tally, Side side, ptrdiff_t period, ptrdiff_t margin,
                                 Str *names)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        if (line->side != side || line->period != period || isnan(line->headcount) ||
            !line->categories || line->categories[margin].len == 0)
            continue;
        ptrdiff_t known = 0;
        while (known < count && !str_equal(names[known], line->categories[margin]))
            known++;
        if (known == count)
            names[count++] = line->categories[margin];
    }
    return count;
}

static void add_margin(const Plan *plan, const SideTally *side, ptrdiff_t period, ptrdiff_t margin,
                       RakeRoom *room)
{
    const Tally *tally = plan->tally;
    Str *names = NEW(plan->arena, Str, tally->invited_count);
    ptrdiff_t count = list_categories(tally, side->side, period, margin, names);
    double *headcount = NEW(plan->arena, double, count);
    ptrdiff_t *category = NEW(plan->arena, ptrdiff_t, room->cells);
    bool given = false;
    for (ptrdiff_t k = 0; k < count; k++) {
        InvitedNeed need = {
            .side = side->side, .period = period, .margin = margin, .category = names[k]};
        headcount[k] = score_headcount(tally, need);
        given = given || headcount[k] > 0;
    }
    if (!given)
        return;
    for (ptrdiff_t c = 0; c < room->cells; c++) {
        Str own = side->strata[room->stratum[c]].categories[margin];
        category[c] = -1;
        for (ptrdiff_t k = 0; k < count; k++)
            category[c] = str_equal(names[k], own) ? k : category[c];
    }
    room->category_names[room->margin_count] = names;
    room->margins[room->margin_count++] =
        (StatsMargin){.categories = count, .headcount = headcount, .category_of_cell = category};
}

static const WeightRefusal refusals[] = {
    [STATS_RAKE_OK] = WEIGHT_REFUSAL_NONE,
    [STATS_RAKE_NOBODY] = WEIGHT_REFUSAL_NOT_FITTED,
    [STATS_RAKE_EMPTY_CATEGORY] = WEIGHT_REFUSAL_EMPTY_CATEGORY,
    [STATS_RAKE_NOT_CONVERGED] = WEIGHT_REFUSAL_NOT_FITTED,
    [STATS_RAKE_TRIMMED_AWAY] = WEIGHT_REFUSAL_TRIMMED,
};

static void rake_period(Plan *plan, const SideTally *side, ptrdiff_t period, double *factors)
{
    WeightReport *report = &plan->scores->weights[side->side][period];
    ArenaMark mark = arena_mark(plan->arena);
    RakeRoom room = {0};
    room.margins = NEW(plan->arena, StatsMargin, side->margin_count + 1);
    room.category_names = NEW(plan->arena, const Str *, side->margin_count + 1);
    gather_cells(plan, side, period, &room);
    add_unit_margin(plan, side, period, &room);
    for (ptrdiff_t m = 0; m < side->margin_count; m++)
        add_margin(plan, side, period, m, &room);
    if (room.margin_count == 0 || room.cells == 0) {
        arena_reset(plan->arena, mark);
        return;
    }

    StatsRakeInput input = {.count = room.count,
                            .cells = room.cells,
                            .margins = room.margins,
                            .margin_count = room.margin_count,
                            .trim_lo = plan->config->statistics.trim_low,
                            .trim_hi = plan->config->statistics.trim_high};
    StatsRake rake = stats_rake(&input, room.weight, plan->arena);
    report->method = rake.refusal == STATS_RAKE_OK ? WEIGHT_RAKED : WEIGHT_REFUSED;
    report->refusal = refusals[rake.refusal];
    report->margin_error_01 = rake.margin_error;
    if (rake.refusal == STATS_RAKE_EMPTY_CATEGORY) /* the names live in the tally */
        report->reason = room.category_names[rake.margin][rake.category];
    for (ptrdiff_t c = 0; c < room.cells && rake.refusal == STATS_RAKE_OK; c++)
        factors[room.place[c]] = room.weight[c];
    arena_reset(plan->arena, mark);
}

static bool has_headcounts(const Tally *tally, Side side)
{
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        if (tally->invited[i].side == side && !isnan(tally->invited[i].headcount))
            return true;
    }
    return false;
}

void score_fit_weights(Plan *plan, Side which)
{
    const Tally *tally = plan->tally;
    const SideTally *side = &tally->side[which];
    plan->scores->weights[which] = NEW(plan->arena, WeightReport, tally->period_count);
    /* The population of customers is not known; a weight column excludes raking. */
    bool rake = which == SIDE_EX && !side->weighted && has_headcounts(tally, which);
    if (side->weighted || rake) {
        plan->factor[which] =
            NEW(plan->arena, double, tally->unit_count * tally->period_count * side->stratum_count);
    }
    for (ptrdiff_t period = 0; period < tally->period_count; period++) {
        WeightReport *report = &plan->scores->weights[which][period];
        report->margin_error_01 = NAN;
        if (side->weighted) {
            set_period(plan, side, period, 1);
            Count count = count_period(plan, side, period);
            set_period(plan, side, period, count.n > 0 ? (double)count.n / count.w : 1);
            report->method = WEIGHT_COLUMN;
        } else if (rake) {
            set_period(plan, side, period, 1);
            rake_period(plan, side, period, plan->factor[which]);
        }
        report_period(plan, side, period);
    }
    plan->scores->factor[which] = plan->factor[which];
}
