#include "inside.h"

static const FigureKind form_kinds[] = {
    [FORM_NPS] = FIGURE_NPS,
    [FORM_MEAN] = FIGURE_MEAN,
    [FORM_SHARE] = FIGURE_SHARE,
    [FORM_INDEX] = FIGURE_INDEX,
};

/* The metrics whose differences are tested (metrics.md §5); all others carry no mark. */
static const char *const tested_ids[TESTED_LIMIT] = {
    "cx.nps", "cx.csat_top2", "cx.index", "ex.enps", "ex.engagement", "ex.index", "combined.score",
};

static const double practical_by_kind[] = {
    [FIGURE_N] = 0,     [FIGURE_NPS] = 5,         [FIGURE_SHARE] = 3,     [FIGURE_MEAN] = 0.2,
    [FIGURE_INDEX] = 2, [FIGURE_PERSON_MEAN] = 2, [FIGURE_COMPOSITE] = 2, [FIGURE_SCORE] = 2,
    [FIGURE_GAP] = 2,   [FIGURE_DIAGNOSIS] = 0,
};

typedef LIST_OF(FigureDef) DefList;

static bool is_tested(Str id)
{
    for (ptrdiff_t i = 0; i < TESTED_LIMIT; i++) {
        if (str_equal(id, str_from(tested_ids[i])))
            return true;
    }
    return false;
}

static void add_def(Plan *plan, DefList *defs, FigureDef def)
{
    def.tested = is_tested(def.id);
    if (!def.headline)
        def.practical = practical_by_kind[def.kind];
    *PUSH(plan->arena, defs, FigureDef) = def;
}

static void add_question(Plan *plan, DefList *defs, const SideTally *side, ptrdiff_t q)
{
    const Question *question = &side->questions[q];
    const Metric *metric = question->metric;
    Str headline = config_headline(plan->arena, metric);
    for (ptrdiff_t f = 0; f < METRIC_FORM_COUNT; f++) {
        const MetricForm *form = &metric_forms[f];
        if (form->type != metric->type || !(side->side == SIDE_CX ? form->cx : form->ex))
            continue;
        if (metric->scale.boxes && form->kind != FORM_SHARE)
            continue;
        FigureKind kind = form_kinds[form->kind];
        FigureDef def = {.id = str_concat(plan->arena, metric->id, form->suffix),
                         .kind = kind,
                         .side = side->side == SIDE_CX ? FIGURE_CX : FIGURE_EX,
                         .metric = metric,
                         .question = q,
                         .mean = -1,
                         .lo = kind == FIGURE_NPS ? -100 : 0,
                         .hi = 100,
                         .decimals = form->decimals};
        if (kind == FIGURE_MEAN) {
            def.lo = question->answer[0];
            def.hi = question->answer[question->level_count - 1];
        }
        def.headline = str_equal(def.id, headline);
        def.practical = metric->practical;
        add_def(plan, defs, def);
    }
}

static FigureDef whole_def(const char *id, FigureKind kind, FigureSide side)
{
    return (FigureDef){.id = str_from(id),
                       .kind = kind,
                       .side = side,
                       .question = -1,
                       .mean = -1,
                       .lo = kind == FIGURE_GAP ? -100 : 0,
                       .hi = 100,
                       .decimals = kind == FIGURE_N ? 0 : 1,
                       .headline = kind != FIGURE_N};
}

static void add_composite(Plan *plan, DefList *defs, const char *id, FigureSide side,
                          double practical)
{
    FigureDef def = whole_def(id, FIGURE_COMPOSITE, side);
    def.practical = practical;
    add_def(plan, defs, def);
}

static bool has_stage(const SideTally *side)
{
    for (ptrdiff_t p = 0; p < side->part_count; p++) {
        if (side->parts[p].stage)
            return true;
    }
    return false;
}

static void add_side(Plan *plan, DefList *defs, Side which)
{
    const SideTally *side = &plan->tally->side[which];
    const Config *config = plan->config;
    if (side->question_count == 0)
        return;
    FigureSide figures = which == SIDE_CX ? FIGURE_CX : FIGURE_EX;
    add_def(plan, defs, whole_def(which == SIDE_CX ? "cx.n" : "ex.n", FIGURE_N, figures));
    for (ptrdiff_t q = 0; q < side->question_count; q++)
        add_question(plan, defs, side, q);
    for (ptrdiff_t m = 0; m < side->mean_count; m++) {
        FigureDef def = whole_def("", FIGURE_PERSON_MEAN, figures);
        def.id = side->means[m].id;
        def.mean = m;
        def.headline = str_equal(def.id, S("ex.engagement"));
        def.practical = config->engagement.practical;
        add_def(plan, defs, def);
    }
    if (has_stage(side))
        add_composite(plan, defs, "cx.journey", figures, config->cx_journey.practical);
    if (side->part_count == 0)
        return;
    plan->index_def[which] = defs->len;
    add_composite(plan, defs, which == SIDE_CX ? "cx.index" : "ex.index", figures,
                  which == SIDE_CX ? config->cx_index.practical : config->ex_index.practical);
}

void score_plan_defs(Plan *plan)
{
    DefList defs = {0};
    plan->index_def[SIDE_CX] = plan->index_def[SIDE_EX] = plan->score_def = -1;
    for (Side side = 0; side < SIDE_COUNT; side++)
        add_side(plan, &defs, side);
    if (plan->index_def[SIDE_CX] >= 0 && plan->index_def[SIDE_EX] >= 0) {
        plan->score_def = defs.len;
        FigureDef score = whole_def("combined.score", FIGURE_SCORE, FIGURE_COMBINED);
        score.practical = plan->config->combined.practical;
        add_def(plan, &defs, score);
        add_def(plan, &defs, whole_def("combined.gap", FIGURE_GAP, FIGURE_COMBINED));
        add_def(plan, &defs, whole_def("combined.diagnosis", FIGURE_DIAGNOSIS, FIGURE_COMBINED));
    }
    plan->scores->defs = defs.items;
    plan->scores->def_count = defs.len;
    for (ptrdiff_t d = 0; d < defs.len; d++) {
        if (defs.items[d].tested && plan->tested_count < TESTED_LIMIT)
            plan->tested[plan->tested_count++] = d;
    }
}

/* ---- Parts ---- */

static double weight_of(const Index *index, Str id)
{
    if (index->part_count == 0)
        return 1;
    double weight = 0;
    for (ptrdiff_t i = 0; i < index->part_count; i++)
        weight += str_equal(index->parts[i].id, id) ? index->parts[i].weight : 0;
    return weight;
}

static bool is_default_part(Str id)
{
    static const char *const ids[] = {"cx.nps", "cx.csat", "cx.ces", "ex.engagement", "ex.enps"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ids); i++) {
        if (str_equal(id, str_from(ids[i])))
            return true;
    }
    return false;
}

static Str part_id(const SideTally *side, ptrdiff_t part)
{
    const Part *one = &side->parts[part];
    return one->kind == PART_QUESTION ? side->questions[one->ref].metric->id
                                      : side->means[one->ref].id;
}

void score_plan_parts(Plan *plan)
{
    for (Side which = 0; which < SIDE_COUNT; which++) {
        const SideTally *side = &plan->tally->side[which];
        const Index *index = which == SIDE_CX ? &plan->config->cx_index : &plan->config->ex_index;
        PartWeights *weights = &plan->weights[which];
        CX_ASSERT(side->part_count <= PART_LIMIT);
        for (ptrdiff_t p = 0; p < side->part_count; p++) {
            Str id = part_id(side, p);
            if (index->part_count > 0 || is_default_part(id))
                weights->direct[p] = weight_of(index, id);
            if (side->parts[p].stage)
                weights->stage[p] = weight_of(&plan->config->cx_journey, id);
        }
        if (which == SIDE_CX)
            weights->journey = weight_of(index, S("cx.journey"));
    }
}

static Str without_prefix(Str text, Str prefix)
{
    return str_starts(text, prefix) ? str_slice(text, prefix.len, text.len) : text;
}

Str score_part_name(const SideTally *side, ptrdiff_t part)
{
    const Part *one = &side->parts[part];
    return one->kind == PART_QUESTION ? side->questions[one->ref].metric->name
                                      : without_prefix(side->means[one->ref].id, S("ex."));
}

Str score_stage_name(const SideTally *side, ptrdiff_t part)
{
    return without_prefix(score_part_name(side, part), S("stage_"));
}
