#include "inside.h"

#include <math.h>

static PartSet bit(ptrdiff_t part)
{
    return UINT32_C(1) << part;
}

static bool is_withheld(const Plan *plan, Side side, ptrdiff_t scope, ptrdiff_t window,
                        const Part *part)
{
    return part->kind == PART_QUESTION ? privacy_question_withheld(plan->published, plan->tally,
                                                                   side, scope, window, part->ref)
                                       : privacy_mean_withheld(plan->published, plan->tally, side,
                                                               scope, window, part->ref);
}

static bool has_answers(const SideTally *side, const Cell *cell, const Part *part)
{
    if (part->kind == PART_QUESTION) {
        const Question *question = &side->questions[part->ref];
        for (ptrdiff_t l = 0; l < question->level_count; l++) {
            if (cell->level[question->level_offset + l].n > 0)
                return true;
        }
        return false;
    }
    for (ptrdiff_t i = 0; i < cell->means.len; i++) {
        ptrdiff_t mean, answered, sum;
        mean_key_read(cell->means.items[i].key, &mean, &answered, &sum);
        if (mean == part->ref && cell->means.items[i].count.n > 0)
            return true;
    }
    return false;
}

static Parts find_parts(const Plan *plan, Side which, const Cell *cell, ptrdiff_t scope,
                        ptrdiff_t window, bool rest)
{
    const SideTally *side = &plan->tally->side[which];
    const PartWeights *weights = &plan->weights[which];
    Parts parts = {0};
    int stages = 0;
    if (cell->apart > 0) /* nobody can say which answers one person gave */
        return parts;
    for (ptrdiff_t p = 0; p < side->part_count; p++) {
        const Part *part = &side->parts[p];
        if (is_withheld(plan, which, scope, window, part) ||
            (rest && is_withheld(plan, which, 0, window, part)) || !has_answers(side, cell, part))
            continue;
        if (weights->direct[p] > 0)
            parts.index |= bit(p);
        if (weights->stage[p] > 0) {
            parts.journey |= bit(p);
            stages++;
        }
    }
    if (stages >= plan->config->statistics.stage_minimum && stages > 0 && weights->journey > 0)
        parts.index |= PARTS_JOURNEY;
    return parts;
}

Parts score_find_parts(const Plan *plan, Side which, const Cell *cell, ptrdiff_t scope,
                       ptrdiff_t window)
{
    return find_parts(plan, which, cell, scope, window, false);
}

Parts score_find_rest_parts(const Plan *plan, Side which, const Cell *rest, ptrdiff_t unit,
                            ptrdiff_t period)
{
    return find_parts(plan, which, rest, unit, period, true);
}

bool score_same_parts(Parts a, Parts b)
{
    bool journey = a.index & PARTS_JOURNEY;
    if ((a.index | b.index) & PARTS_GONE)
        return false;
    return a.index == b.index && (!journey || a.journey == b.journey);
}

/* What each part weighs: its own weight, and its share of the journey's. */
static void set_shares(const Plan *plan, Side which, Parts parts, bool journey, double *share)
{
    const PartWeights *weights = &plan->weights[which];
    double stage_sum = 0;
    for (ptrdiff_t p = 0; p < PART_LIMIT; p++)
        stage_sum += (parts.journey & bit(p)) ? weights->stage[p] : 0;
    bool stages = journey || (parts.index & PARTS_JOURNEY);
    double whole = journey ? 1 : weights->journey;
    for (ptrdiff_t p = 0; p < PART_LIMIT; p++) {
        share[p] = !journey && (parts.index & bit(p)) ? weights->direct[p] : 0;
        if (stages && (parts.journey & bit(p)))
            share[p] += whole * weights->stage[p] / stage_sum;
    }
}

/* Σ over rows with both of w²(y_mean − m)(y_question − m'). */
static double joint_cross(const SideTally *side, const Cell *cell, ptrdiff_t mean_part,
                          double mean_m, ptrdiff_t question_part, double question_m)
{
    ptrdiff_t wanted = side->parts[mean_part].ref;
    const Question *question = &side->questions[side->parts[question_part].ref];
    double total = 0;
    for (ptrdiff_t i = 0; i < cell->joint.len; i++) {
        const SparseCount *entry = &cell->joint.items[i];
        ptrdiff_t mean, part, level, answered, sum;
        joint_key_read(entry->key, &mean, &part, &level, &answered, &sum);
        if (mean != wanted || part != question_part)
            continue;
        double y = 100 * (double)sum / ((double)answered * side->means[mean].full);
        total += entry->count.w2 * (y - mean_m) * (question->score_100[level] - question_m);
    }
    return total;
}

static double pair_cross(const SideTally *side, const Cell *cell, const Pair *pair, double mean_a,
                         double mean_b)
{
    const Question *a = &side->questions[pair->question_a];
    const Question *b = &side->questions[pair->question_b];
    StatsPair table = {.y_a = a->score_100,
                       .y_b = b->score_100,
                       .count_a = a->level_count,
                       .count_b = b->level_count,
                       .w2 = cell->pair_w2 + pair->offset};
    return stats_cross(table, mean_a, mean_b);
}

typedef struct Component {
    ptrdiff_t part;
    StatsMean mean;
} Component;

static double cross_of(const SideTally *side, const Cell *cell, const Component *a,
                       const Component *b)
{
    if (a->part == b->part)
        return a->mean.v0 * a->mean.W * a->mean.W;
    if (side->parts[a->part].kind == PART_PERSON_MEAN)
        return joint_cross(side, cell, a->part, a->mean.mean, b->part, b->mean.mean);
    if (side->parts[b->part].kind == PART_PERSON_MEAN)
        return joint_cross(side, cell, b->part, b->mean.mean, a->part, a->mean.mean);
    for (ptrdiff_t i = 0; i < side->pair_count; i++) {
        const Pair *pair = &side->pairs[i];
        if (pair->part_a == a->part && pair->part_b == b->part)
            return pair_cross(side, cell, pair, a->mean.mean, b->mean.mean);
    }
    CX_ASSERT(false); /* the table keeps a pair for every two question parts */
    return 0;
}

/* Rows with any of the parts. */
static Count rows_with(const Cell *cell, PartSet set)
{
    Count count = {0};
    for (ptrdiff_t i = 0; i < cell->masks.len; i++) {
        if (!(cell->masks.items[i].key & set))
            continue;
        count.n += cell->masks.items[i].count.n;
        count.w += cell->masks.items[i].count.w;
        count.w2 += cell->masks.items[i].count.w2;
    }
    return count;
}

static Figure composite_of(const Plan *plan, const SideTally *side, const Cell *cell,
                           const double *part_share)
{
    Component components[PART_LIMIT];
    double share[PART_LIMIT], mean[PART_LIMIT], W[PART_LIMIT];
    double cross[PART_LIMIT * PART_LIMIT];
    ptrdiff_t count = 0;
    PartSet set = 0;
    bool constant = true;
    for (ptrdiff_t p = 0; p < side->part_count; p++) {
        if (!(part_share[p] > 0))
            continue;
        const Part *part = &side->parts[p];
        Component one = {p, score_mean_of(plan, side, cell, part->kind, part->ref)};
        share[count] = part_share[p];
        mean[count] = one.mean.mean;
        W[count] = one.mean.W;
        constant = constant && one.mean.constant;
        set |= bit(p);
        components[count++] = one;
    }
    if (count == 0)
        return score_nothing();
    for (ptrdiff_t a = 0; a < count; a++) {
        for (ptrdiff_t b = a; b < count; b++) {
            double value = cross_of(side, cell, &components[a], &components[b]);
            cross[a * count + b] = cross[b * count + a] = value;
        }
    }
    Count any = rows_with(cell, set);
    StatsCompositeInput input = {.count = count,
                                 .share = share,
                                 .mean = mean,
                                 .W = W,
                                 .cross = cross,
                                 .n = any.n,
                                 .W_any = any.w,
                                 .Q_any = any.w2,
                                 .constant = constant};
    return score_of_mean(plan, stats_composite(&input, 0, 100, plan->level), 0, 100);
}

static int count_bits(PartSet set)
{
    int count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

Figure score_composite(const Plan *plan, Side which, const Cell *cell, Parts parts, bool journey)
{
    if (journey && count_bits(parts.journey) < plan->config->statistics.stage_minimum)
        return score_nothing();
    double share[PART_LIMIT];
    set_shares(plan, which, parts, journey, share);
    return composite_of(plan, &plan->tally->side[which], cell, share);
}

/* ---- Names of what went in ---- */

/* In the order of the journey, whatever order the project file has. */
static ptrdiff_t stage_names(const SideTally *side, PartSet set, Str *names)
{
    ptrdiff_t count = 0;
    for (int stage = STAGE_NONE; stage < STAGE_COUNT; stage++) {
        for (ptrdiff_t p = 0; p < side->part_count; p++) {
            if ((set & bit(p)) && (int)side->questions[side->parts[p].ref].metric->stage == stage)
                names[count++] = score_stage_name(side, p);
        }
    }
    return count;
}

static void name_index(const Plan *plan, const SideTally *side, Parts parts, Figure *figure)
{
    Str names[PART_LIMIT + 1];
    ptrdiff_t count = 0;
    for (ptrdiff_t p = 0; p < side->part_count; p++) {
        if (parts.index & bit(p))
            names[count++] = score_part_name(side, p);
    }
    if (parts.index & PARTS_JOURNEY) {
        Str stages[PART_LIMIT];
        ptrdiff_t stage_count = stage_names(side, parts.journey, stages);
        names[count++] = str_concat(plan->arena, S("journey:"),
                                    str_join(plan->arena, stages, stage_count, S("+")));
    }
    figure->components = NEW(plan->arena, Str, count);
    figure->component_count = count;
    for (ptrdiff_t i = 0; i < count; i++)
        figure->components[i] = names[i];
}

static void name_journey(const Plan *plan, const SideTally *side, Parts parts, Figure *figure)
{
    figure->components = NEW(plan->arena, Str, side->part_count);
    figure->component_count = stage_names(side, parts.journey, figure->components);
}

void score_name_components(const Plan *plan)
{
    const Scores *scores = plan->scores;
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        const FigureDef *def = &scores->defs[d];
        if (def->kind != FIGURE_COMPOSITE)
            continue;
        Side which = def->side == FIGURE_CX ? SIDE_CX : SIDE_EX;
        bool index = d == plan->index_def[which];
        for (ptrdiff_t scope = 0; scope < scores->scope_count; scope++) {
            for (ptrdiff_t window = 0; window < scores->window_count; window++) {
                Figure *figure = plan_figure(plan, scope, window, d);
                if (privacy_state(plan->published, which, scope, window) != PUBLISH_PUBLISHED ||
                    !figure->shown)
                    continue; /* a stored figure has brought its names along */
                Parts parts = plan->parts[which][plan_cell(plan, scope, window)];
                (index ? name_index : name_journey)(plan, &plan->tally->side[which], parts, figure);
            }
        }
    }
}
