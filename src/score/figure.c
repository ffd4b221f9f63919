#include "inside.h"

#include <math.h>

Figure score_nothing(void)
{
    return (Figure){.shown = true,
                    .value = NAN,
                    .lo = NAN,
                    .hi = NAN,
                    .se = NAN,
                    .df = NAN,
                    .neff = NAN,
                    .v = NAN,
                    .sd = NAN,
                    .adj = NAN,
                    .unfavourable_share = NAN,
                    .target = NAN};
}

/* ---- Levels of a histogram as stats wants them ---- */

typedef struct Histogram { /* room for one question */
    int64_t n[LEVEL_LIMIT];
    double w[LEVEL_LIMIT], w2[LEVEL_LIMIT];
} Histogram;

static StatsLevels histogram_of(const SideTally *side, const Cell *cell, ptrdiff_t question,
                                const double *y, Histogram *room)
{
    const Question *asked = &side->questions[question];
    CX_ASSERT(asked->level_count <= LEVEL_LIMIT);
    for (ptrdiff_t l = 0; l < asked->level_count; l++) {
        const Count *count = &cell->level[asked->level_offset + l];
        room->n[l] = count->n;
        room->w[l] = count->w;
        room->w2[l] = count->w2;
    }
    return (StatsLevels){
        .y = y, .n = room->n, .w = room->w, .w2 = room->w2, .count = asked->level_count};
}

static StatsPart part_between(const SideTally *side, const Cell *cell, ptrdiff_t question,
                              ptrdiff_t from, ptrdiff_t to)
{
    const Question *asked = &side->questions[question];
    StatsPart part = {0};
    for (ptrdiff_t l = from; l < to; l++) {
        const Count *count = &cell->level[asked->level_offset + l];
        part.n += count->n;
        part.w += count->w;
        part.w2 += count->w2;
    }
    return part;
}

/* The levels of a person mean are its (answered, sum) pairs. */
static StatsMean person_mean_of(const Plan *plan, const SideTally *side, const Cell *cell,
                                ptrdiff_t mean)
{
    ArenaMark mark = arena_mark(plan->arena);
    ptrdiff_t room = cell->means.len, count = 0;
    double *y = NEW(plan->arena, double, room), *w = NEW(plan->arena, double, room);
    double *w2 = NEW(plan->arena, double, room);
    int64_t *n = NEW(plan->arena, int64_t, room);
    for (ptrdiff_t i = 0; i < room; i++) {
        ptrdiff_t which, answered, sum;
        mean_key_read(cell->means.items[i].key, &which, &answered, &sum);
        if (which != mean)
            continue;
        y[count] = 100 * (double)sum / ((double)answered * side->means[mean].full);
        n[count] = cell->means.items[i].count.n;
        w[count] = cell->means.items[i].count.w;
        w2[count++] = cell->means.items[i].count.w2;
    }
    StatsLevels levels = {
        .y = y, .n = n, .w = w, .w2 = w2, .count = count, .quantiles = plan->quantiles};
    StatsMean result = stats_mean(levels, 0, 100, plan->level);
    arena_reset(plan->arena, mark);
    return result;
}

StatsMean score_mean_of(const Plan *plan, const SideTally *side, const Cell *cell, PartKind kind,
                        ptrdiff_t ref)
{
    if (kind == PART_PERSON_MEAN)
        return person_mean_of(plan, side, cell, ref);
    Histogram room;
    StatsLevels levels = histogram_of(side, cell, ref, side->questions[ref].score_100, &room);
    levels.quantiles = plan->quantiles;
    return stats_mean(levels, 0, 100, plan->level);
}

/* ---- Figures ---- */

static const IntervalKind interval_kinds[] = {
    [STATS_INTERVAL_NONE] = INTERVAL_NONE,
    [STATS_INTERVAL_T] = INTERVAL_T,
    [STATS_INTERVAL_BOUNDED] = INTERVAL_BOUNDED,
};

Figure score_of_mean(const Plan *plan, StatsMean mean, double lo, double hi)
{
    Figure figure = score_nothing();
    figure.n = mean.n;
    if (mean.n == 0)
        return figure;
    figure.v = mean.v;
    if (plan->population > 0)
        mean = stats_mean_of_population(mean, plan->population, lo, hi, plan->level);
    figure.value = mean.mean;
    figure.lo = mean.lo;
    figure.hi = mean.hi;
    figure.se = mean.se;
    figure.df = mean.df;
    figure.neff = mean.neff;
    figure.sd = mean.sd;
    figure.interval = interval_kinds[mean.interval];
    return figure;
}

static Figure figure_of_nps(const Plan *plan, const SideTally *side, const Cell *cell,
                            ptrdiff_t question)
{
    const Question *asked = &side->questions[question];
    ptrdiff_t passive = 0, promoter;
    while (passive < asked->level_count && asked->score_100[passive] < 50)
        passive++;
    for (promoter = passive; promoter < asked->level_count && asked->score_100[promoter] < 100;)
        promoter++;
    StatsPart parts[3] = {part_between(side, cell, question, promoter, asked->level_count),
                          part_between(side, cell, question, passive, promoter),
                          part_between(side, cell, question, 0, passive)};
    Figure figure = score_nothing();
    figure.n = parts[0].n + parts[1].n + parts[2].n;
    if (figure.n == 0)
        return figure;
    StatsNps nps = stats_nps(parts[0], parts[1], parts[2], plan->level);
    figure.neff = nps.neff;
    if (plan->population > 0)
        nps = stats_nps_of_population(nps, plan->population, plan->level);
    figure.value = nps.score_100;
    figure.lo = nps.lo_100;
    figure.hi = nps.hi_100;
    figure.se = nps.se_100;
    figure.adj = nps.adj_100;
    figure.interval = INTERVAL_NPS;
    figure.promoters = nps.promoters;
    figure.passives = nps.passives;
    figure.detractors = nps.detractors;
    return figure;
}

static Figure figure_of_share(const Plan *plan, StatsPart yes, StatsPart no)
{
    Figure figure = score_nothing();
    figure.n = yes.n + no.n;
    if (figure.n == 0)
        return figure;
    StatsShare share = stats_share(yes, no, plan->level);
    figure.neff = share.neff;
    if (plan->population > 0)
        share = stats_share_of_population(share, plan->population, plan->level);
    figure.x = share.x;
    figure.value = 100 * share.share_01;
    figure.lo = 100 * share.lo_01;
    figure.hi = 100 * share.hi_01;
    figure.interval = INTERVAL_WILSON;
    return figure;
}

static Figure figure_of_top(const Plan *plan, const SideTally *side, const Cell *cell,
                            ptrdiff_t question)
{
    ptrdiff_t levels = side->questions[question].level_count;
    ptrdiff_t top = question_top(plan->config, &side->questions[question]);
    return figure_of_share(plan, part_between(side, cell, question, top, levels),
                           part_between(side, cell, question, 0, top));
}

static Figure figure_of_favourable(const Plan *plan, const SideTally *side, const Cell *cell,
                                   ptrdiff_t question)
{
    ptrdiff_t levels = side->questions[question].level_count, ends = question_ends(levels);
    StatsPart yes = part_between(side, cell, question, levels - ends, levels);
    StatsPart between = part_between(side, cell, question, ends, levels - ends);
    StatsPart no = part_between(side, cell, question, 0, ends);
    StatsPart rest = {between.n + no.n, between.w + no.w, between.w2 + no.w2};
    Figure figure = figure_of_share(plan, yes, rest);
    if (figure.n == 0)
        return figure;
    figure.favourable = yes.n;
    figure.neutral = between.n;
    figure.unfavourable = no.n;
    figure.unfavourable_share = no.n == 0 ? 0 : 100 * no.w / (yes.w + rest.w);
    num_shares((const int64_t[]){yes.n, between.n, no.n}, figure.shown_share, 3);
    return figure;
}

static Figure figure_of_question(const Plan *plan, const FigureDef *def, const SideTally *side,
                                 const Cell *cell)
{
    Histogram room;
    const double *y = def->kind == FIGURE_MEAN ? side->questions[def->question].answer
                                               : side->questions[def->question].score_100;
    StatsLevels levels = histogram_of(side, cell, def->question, y, &room);
    levels.quantiles = plan->quantiles;
    StatsMean mean = stats_mean(levels, def->lo, def->hi, plan->level);
    return score_of_mean(plan, mean, def->lo, def->hi);
}

Figure score_single(const Plan *plan, const FigureDef *def, const Cell *cell)
{
    const SideTally *side = &plan->tally->side[def->side == FIGURE_CX ? SIDE_CX : SIDE_EX];
    switch (def->kind) {
    case FIGURE_N: {
        Figure figure = score_nothing();
        figure.n = cell->rows.n;
        return figure;
    }
    case FIGURE_NPS:
        return figure_of_nps(plan, side, cell, def->question);
    case FIGURE_SHARE:
        /* Of two steps the lower one may be neutral. */
        return side->side == SIDE_EX && def->metric->type == METRIC_RATING &&
                       !(def->metric->scale.boxes && def->metric->scale.level_count == 2)
                   ? figure_of_favourable(plan, side, cell, def->question)
                   : figure_of_top(plan, side, cell, def->question);
    case FIGURE_MEAN:
    case FIGURE_INDEX:
        return figure_of_question(plan, def, side, cell);
    case FIGURE_PERSON_MEAN:
        if (cell->apart > 0) /* some of the people's answers are known one by one only */
            return score_nothing();
        return score_of_mean(plan, person_mean_of(plan, side, cell, def->mean), 0, 100);
    case FIGURE_COMPOSITE:
    case FIGURE_SCORE:
    case FIGURE_GAP:
    case FIGURE_DIAGNOSIS:
        break;
    }
    CX_ASSERT(false); /* composites have their own function */
    return score_nothing();
}
