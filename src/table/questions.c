#include "builder.h"

/* 100·l/(L−1); a recommendation counts 0, 50, 100 as detractor, passive, promoter (metrics.md §3).
 */
static double level_score(const Metric *metric, ptrdiff_t level, double answer)
{
    if (metric->type != METRIC_NPS)
        return 100.0 * (double)level / (double)(metric->scale.level_count - 1);
    /* On eleven levels the level is the answer 0..10, also when the scale has words. */
    double likelihood = metric->scale.level_count == 11 ? (double)level : answer;
    return likelihood >= 9 ? 100 : likelihood >= 7 ? 50 : 0;
}

static Question make_question(Arena *arena, const Metric *metric, ptrdiff_t level_offset)
{
    const Scale *scale = &metric->scale;
    Question question = {
        .metric = metric, .level_count = scale->level_count, .level_offset = level_offset};
    question.score_100 = NEW(arena, double, scale->level_count);
    question.answer = NEW(arena, double, scale->level_count);
    double low = scale->worst < scale->best ? scale->worst : scale->best;
    double high = scale->worst < scale->best ? scale->best : scale->worst;
    for (ptrdiff_t l = 0; l < scale->level_count; l++) {
        question.answer[l] = low + (high - low) * (double)l / (double)(scale->level_count - 1);
        question.score_100[l] = level_score(metric, l, question.answer[l]);
    }
    return question;
}

static void add_questions(Arena *arena, const Config *config, SideTally *tally)
{
    for (ptrdiff_t i = 0; i < config->metric_count; i++)
        tally->question_count += config->metrics[i].side == tally->side;
    tally->questions = NEW(arena, Question, tally->question_count);
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (config->metrics[i].side != tally->side)
            continue;
        tally->questions[at] = make_question(arena, &config->metrics[i], tally->level_total);
        tally->level_total += tally->questions[at].level_count;
        at++;
    }
}

/* ---- Boxes ---- */

/* Two of five or more, three of seven, two of four, one of fewer; those between are neutral
 * (metrics.md §2). */
ptrdiff_t question_ends(ptrdiff_t level_count)
{
    if (level_count == 7)
        return 3;
    return level_count >= 4 ? 2 : 1;
}

/* The top two levels of any scale (csat: as `top_csat` says on its 1..5), the top three of a CES
 * scale of at least six levels, else those above the middle. Never every level. */
ptrdiff_t question_top(const Config *config, const Question *question)
{
    const Metric *metric = question->metric;
    ptrdiff_t count = question->level_count, levels = 2;
    if (metric->side == SIDE_EX && metric->type == METRIC_RATING)
        return count - question_ends(count);
    if (metric->type == METRIC_CES)
        levels = count >= 6 ? 3 : count / 2;
    else if (str_equal(metric->id, S("cx.csat")))
        levels = 6 - config->statistics.top_csat;
    if (levels > count - 1)
        levels = count - 1;
    return count - (levels < 1 ? 1 : levels);
}

ptrdiff_t question_box(const Config *config, const Question *question, ptrdiff_t level)
{
    if (question->metric->type != METRIC_NPS)
        return level >= question_top(config, question);
    return (question->score_100[level] >= 50) + (question->score_100[level] >= 100);
}

static ptrdiff_t find_question(const SideTally *tally, Str id)
{
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        if (str_equal(tally->questions[q].metric->id, id))
            return q;
    }
    return -1;
}

/* ---- Person means ---- */

typedef LIST_OF(ptrdiff_t) IndexList;
typedef LIST_OF(PersonMean) MeanList;

static void add_mean(Arena *arena, const Config *config, MeanList *means, Str id, IndexList items)
{
    if (items.len == 0)
        return;
    double wanted = config->statistics.half_rule * (double)items.len;
    ptrdiff_t minimum = (ptrdiff_t)wanted;
    minimum += (double)minimum < wanted; /* ⌈half_rule·k⌉ */
    *PUSH(arena, means, PersonMean) = (PersonMean){.id = id,
                                                   .questions = items.items,
                                                   .question_count = items.len,
                                                   .answered_minimum = minimum < 1 ? 1 : minimum};
}

static bool is_rating(const Question *question)
{
    return question->metric->type != METRIC_NPS && !question->metric->scale.boxes;
}

/* `items = all`: the rated questions named q…, or, where nothing is named so, every rated one. */
static IndexList engagement_items(Arena *arena, const Config *config, const SideTally *tally)
{
    IndexList items = {0};
    const StrList *named = &config->engagement.items;
    for (ptrdiff_t i = 0; i < named->len; i++) {
        ptrdiff_t q = find_question(tally, named->items[i]);
        if (q >= 0 && is_rating(&tally->questions[q]))
            *PUSH(arena, &items, ptrdiff_t) = q;
    }
    if (named->len > 0)
        return items;
    for (ptrdiff_t pass = 0; pass < 2 && items.len == 0; pass++) {
        for (ptrdiff_t q = 0; q < tally->question_count; q++) {
            const Question *question = &tally->questions[q];
            if (is_rating(question) && (pass == 1 || str_starts(question->metric->name, S("q"))))
                *PUSH(arena, &items, ptrdiff_t) = q;
        }
    }
    return items;
}

/* One person mean for each word that `factor =` or `cycle =` has, in order of appearance. */
static void add_groups(Arena *arena, const Config *config, const SideTally *tally, MeanList *means,
                       Str prefix, bool by_cycle)
{
    StrMap seen = {0};
    for (ptrdiff_t first = 0; first < tally->question_count; first++) {
        const Metric *metric = tally->questions[first].metric;
        Str group = by_cycle ? metric->cycle : metric->factor;
        bool added = false;
        if (group.len == 0 || !is_rating(&tally->questions[first]))
            continue;
        strmap_put(arena, &seen, group, &added);
        if (!added)
            continue;
        IndexList items = {0};
        for (ptrdiff_t q = first; q < tally->question_count; q++) {
            const Metric *other = tally->questions[q].metric;
            if (is_rating(&tally->questions[q]) &&
                str_equal(by_cycle ? other->cycle : other->factor, group))
                *PUSH(arena, &items, ptrdiff_t) = q;
        }
        add_mean(arena, config, means, str_concat(arena, prefix, group), items);
    }
}

/* Scales of different lengths meet in one sum: the least common multiple of their steps keeps it an
 * integer. Past this limit (scales of 97, 89, 83 … levels side by side) the steps are rounded to a
 * millionth of the scale instead. */
enum { MEAN_FULL_LIMIT = 1000000 };

static int64_t common_step(const SideTally *tally)
{
    int64_t full = 1;
    for (ptrdiff_t m = 0; m < tally->mean_count; m++) {
        for (ptrdiff_t i = 0; i < tally->means[m].question_count; i++) {
            int64_t step = tally->questions[tally->means[m].questions[i]].level_count - 1;
            int64_t a = full, b = step;
            while (b != 0) {
                int64_t rest = a % b;
                a = b;
                b = rest;
            }
            full = full / a * step;
            if (full > MEAN_FULL_LIMIT)
                return MEAN_FULL_LIMIT;
        }
    }
    return full;
}

static void add_means(Arena *arena, const Config *config, SideTally *tally)
{
    if (tally->side != SIDE_EX)
        return;
    MeanList means = {0};
    add_mean(arena, config, &means, S("ex.engagement"), engagement_items(arena, config, tally));
    add_groups(arena, config, tally, &means, S("ex.factor_"), false);
    add_groups(arena, config, tally, &means, S("ex.cycle_"), true);
    tally->means = means.items;
    tally->mean_count = means.len;
    int64_t full = common_step(tally);
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        int64_t step = tally->questions[q].level_count - 1;
        tally->questions[q].mean_step = (ptrdiff_t)((full + step / 2) / step);
    }
    for (ptrdiff_t m = 0; m < means.len; m++)
        means.items[m].full = (double)full;
}

/* ---- Parts of the index ---- */

typedef LIST_OF(Part) PartList;

static void add_part(Arena *arena, PartList *parts, Part part)
{
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        Part *known = &parts->items[i];
        if (known->kind == part.kind && known->ref == part.ref) {
            known->stage = known->stage || part.stage;
            return;
        }
    }
    CX_ASSERT(parts->len < PART_LIMIT); /* ingest has refused such a project before */
    *PUSH(arena, parts, Part) = part;
}

static void add_question_part(Arena *arena, const SideTally *tally, PartList *parts, Str id)
{
    ptrdiff_t q = find_question(tally, id);
    if (q >= 0 && !tally->questions[q].metric->scale.boxes)
        add_part(arena, parts, (Part){.kind = PART_QUESTION, .ref = q});
}

/* The stages count into cx.journey, which is a figure of its own, also where cx.index leaves it
 * out. */
static void add_stages(Arena *arena, const Config *config, const SideTally *tally, PartList *parts)
{
    const Index *journey = &config->cx_journey;
    for (ptrdiff_t i = 0; i < journey->part_count; i++) {
        ptrdiff_t q = find_question(tally, journey->parts[i].id);
        if (q >= 0 && journey->parts[i].weight > 0)
            add_part(arena, parts, (Part){.kind = PART_QUESTION, .ref = q, .stage = true});
    }
    if (journey->part_count > 0)
        return;
    for (ptrdiff_t q = 0; q < tally->question_count; q++) {
        if (tally->questions[q].metric->stage != STAGE_NONE)
            add_part(arena, parts, (Part){.kind = PART_QUESTION, .ref = q, .stage = true});
    }
}

static void add_engagement_part(Arena *arena, const SideTally *tally, PartList *parts)
{
    if (tally->mean_count > 0 && str_equal(tally->means[0].id, S("ex.engagement")))
        add_part(arena, parts, (Part){.kind = PART_PERSON_MEAN, .ref = 0});
}

static void add_parts(Arena *arena, const Config *config, SideTally *tally)
{
    static const Str cx_default[] = {{"cx.nps", 6}, {"cx.csat", 7}, {"cx.ces", 6}};
    static const Str ex_default[] = {{"ex.engagement", 13}, {"ex.enps", 7}};
    const Index *index = tally->side == SIDE_CX ? &config->cx_index : &config->ex_index;
    const Str *standard = tally->side == SIDE_CX ? cx_default : ex_default;
    ptrdiff_t standard_count =
        tally->side == SIDE_CX ? CX_COUNTOF(cx_default) : CX_COUNTOF(ex_default);
    ptrdiff_t count = index->part_count > 0 ? index->part_count : standard_count;
    PartList parts = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        if (index->part_count > 0 && !(index->parts[i].weight > 0))
            continue;
        Str id = index->part_count > 0 ? index->parts[i].id : standard[i];
        if (str_equal(id, S("ex.engagement")))
            add_engagement_part(arena, tally, &parts);
        else
            add_question_part(arena, tally, &parts, id);
    }
    if (tally->side == SIDE_CX)
        add_stages(arena, config, tally, &parts);
    tally->parts = parts.items;
    tally->part_count = parts.len;
}

static void add_pairs(Arena *arena, SideTally *tally)
{
    tally->pairs = NEW(arena, Pair, tally->part_count * tally->part_count / 2);
    for (ptrdiff_t a = 0; a < tally->part_count; a++) {
        for (ptrdiff_t b = a + 1; b < tally->part_count; b++) {
            if (tally->parts[a].kind != PART_QUESTION || tally->parts[b].kind != PART_QUESTION)
                continue;
            Pair pair = {.part_a = a,
                         .part_b = b,
                         .question_a = tally->parts[a].ref,
                         .question_b = tally->parts[b].ref,
                         .offset = tally->pair_total};
            tally->pair_total += tally->questions[pair.question_a].level_count *
                                 tally->questions[pair.question_b].level_count;
            tally->pairs[tally->pair_count++] = pair;
        }
    }
}

void table_plan_side(Arena *arena, const Config *config, Side side, SideTally *tally)
{
    *tally = (SideTally){.side = side, .stratum_count = 1};
    add_questions(arena, config, tally);
    add_means(arena, config, tally);
    add_parts(arena, config, tally);
    add_pairs(arena, tally);
    table_plan_drivers(arena, tally);
    for (ptrdiff_t i = 0; i < config->source_count; i++) {
        if (config->sources[i].side == side && config->sources[i].weight.count > 0)
            tally->weighted = true;
    }
}
