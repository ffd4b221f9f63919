#include "inside.h"

/* What every figure means, from the project file and the units. Which figures a definition reaches
 * follows from the figures there are: a question reaches those made of it, the person means and
 * indices that count it, and what combines them. */

typedef struct Writing {
    Arena *arena;
    const Plan *plan;
    Definitions *out;
    bool *hit; /* [def_count] */
} Writing;

/* ---- Which figures ---- */

static bool part_is_hit(const Writing *writing, Side side, const Part *part)
{
    const Scores *scores = writing->plan->scores;
    FigureSide wanted = side == SIDE_CX ? FIGURE_CX : FIGURE_EX;
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        const FigureDef *def = &scores->defs[d];
        ptrdiff_t ref = part->kind == PART_QUESTION ? def->question : def->mean;
        if (def->side == wanted && ref == part->ref && writing->hit[d])
            return true;
    }
    return false;
}

static void hit_id(const Writing *writing, Str id)
{
    ptrdiff_t def = score_find_def(writing->plan->scores, id);
    if (def >= 0)
        writing->hit[def] = true;
}

static void hit_question(const Writing *writing, Side side, ptrdiff_t question)
{
    const Scores *scores = writing->plan->scores;
    const SideTally *tally = &writing->plan->tally->side[side];
    FigureSide wanted = side == SIDE_CX ? FIGURE_CX : FIGURE_EX;
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        const FigureDef *def = &scores->defs[d];
        if (def->side != wanted)
            continue;
        if (def->question == question)
            writing->hit[d] = true;
        for (ptrdiff_t i = 0; def->mean >= 0 && i < tally->means[def->mean].question_count; i++)
            if (tally->means[def->mean].questions[i] == question)
                writing->hit[d] = true;
    }
}

/* From questions and person means to the indices that count them, and on to the combined figures.
 */
static void spread(const Writing *writing)
{
    const Plan *plan = writing->plan;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        const SideTally *tally = &plan->tally->side[side];
        const PartWeights *weights = &plan->weights[side];
        for (ptrdiff_t p = 0; p < tally->part_count; p++) {
            if (!part_is_hit(writing, side, &tally->parts[p]))
                continue;
            bool journey = tally->parts[p].stage && weights->stage[p] > 0;
            if (journey)
                hit_id(writing, S("cx.journey"));
            if (weights->direct[p] > 0 || (journey && weights->journey > 0))
                hit_id(writing, side == SIDE_CX ? S("cx.index") : S("ex.index"));
        }
    }
}

static void combine(const Writing *writing)
{
    const Plan *plan = writing->plan;
    static const char *const combined[] = {"combined.score", "combined.gap", "combined.diagnosis"};
    for (Side side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t i = 0; i < CX_COUNTOF(combined); i++)
            if (plan->index_def[side] >= 0 && writing->hit[plan->index_def[side]])
                hit_id(writing, str_from(combined[i]));
}

/* The figures that are hit, which are none from then on. */
static StrList take_hits(const Writing *writing)
{
    const Scores *scores = writing->plan->scores;
    StrList figures = {0};
    for (ptrdiff_t d = 0; d < scores->def_count; d++) {
        if (writing->hit[d])
            *PUSH(writing->arena, &figures, Str) = scores->defs[d].id;
        writing->hit[d] = false;
    }
    return figures;
}

/* A thing that no figure rests on is not written: an empty list would stand for all of them. */
static void add(Writing *writing, Str id, DefinitionKind kind, Str text)
{
    StrList figures = take_hits(writing);
    if (figures.len > 0)
        *PUSH(writing->arena, writing->out, Definition) =
            (Definition){.id = id, .kind = kind, .text = text, .figures = figures};
}

static void add_to_all(Writing *writing, const char *id, DefinitionKind kind, Str text)
{
    *PUSH(writing->arena, writing->out, Definition) =
        (Definition){.id = str_from(id), .kind = kind, .text = text};
}

/* ---- Texts ---- */

static Str number_text(Arena *arena, double x)
{
    return str_format(arena, "%.6g", x);
}

static Str with_older(Arena *arena, Str text, const StrList *older)
{
    if (older->len == 0)
        return text;
    Str names = str_join(arena, older->items, older->len, S(" | "));
    return str_format(arena, "%.*s ← %.*s", STR_ARG(text), STR_ARG(names));
}

static void add_name(Arena *arena, StrList *names, Str name)
{
    if (strlist_find(names, name) < 0)
        *PUSH(arena, names, Str) = name;
}

static bool has_name(Arena *arena, const Metric *metric, Str name)
{
    for (ptrdiff_t i = 0; i < metric->column.count; i++)
        if (str_equal(text_name_key(arena, metric->column.names[i]), name))
            return true;
    return false;
}

/* Its columns' names, and what they were called before. */
static Str wording_text(Arena *arena, const Tally *tally, const Metric *metric)
{
    StrList names = {0}, older = {0};
    for (ptrdiff_t i = 0; i < metric->column.count; i++)
        add_name(arena, &names, text_name_key(arena, metric->column.names[i]));
    for (ptrdiff_t n = 0; n < names.len + older.len; n++) {
        Str name = n < names.len ? names.items[n] : older.items[n - names.len];
        for (ptrdiff_t i = 0; i < tally->renamed_count; i++) {
            const RenamedName *line = &tally->renamed[i];
            if (!line->answer && str_equal(line->new_name, name) &&
                strlist_find(&names, line->old_name) < 0)
                add_name(arena, &older, line->old_name);
        }
    }
    Str text = str_join(arena, metric->column.names, metric->column.count, S(" | "));
    return with_older(arena, text, &older);
}

/* A line without a column is about the questions whose scale has the new answer. */
static bool is_renamed_answer(Arena *arena, const Metric *metric, const RenamedName *line)
{
    if (!line->answer)
        return false;
    if (line->column.len > 0)
        return str_equal(line->column, metric->id) || has_name(arena, metric, line->column);
    Str folded = text_fold(arena, line->new_name);
    for (ptrdiff_t i = 0; metric->scale.words && i < metric->scale.level_count; i++)
        if (str_equal(text_fold(arena, metric->scale.labels[i]), folded))
            return true;
    return false;
}

/* The scale, and what the export's codes stand for on it: either makes other figures of one file.
 */
static Str answers_text(Arena *arena, const Metric *metric)
{
    StrList codes = {0};
    for (ptrdiff_t i = 0; i < metric->codes.len; i++)
        *PUSH(arena, &codes, Str) =
            str_format(arena, "%.*s -> %.*s", STR_ARG(metric->codes.items[i].code),
                       STR_ARG(metric->codes.items[i].answer));
    const Scale *scale_of = &metric->scale;
    Str scale = scale_of->words ? str_join(arena, scale_of->labels, scale_of->level_count, S(" | "))
                                : str_format(arena, "%.6g..%.6g", scale_of->worst, scale_of->best);
    if (codes.len == 0)
        return scale;
    strlist_sort(&codes);
    return str_format(arena, "%.*s (%.*s)", STR_ARG(scale),
                      STR_ARG(str_join(arena, codes.items, codes.len, S(", "))));
}

static Str scale_text(Arena *arena, const Tally *tally, const Metric *metric)
{
    StrList older = {0};
    for (ptrdiff_t i = 0; i < tally->renamed_count; i++) {
        const RenamedName *line = &tally->renamed[i];
        if (is_renamed_answer(arena, metric, line))
            *PUSH(arena, &older, Str) =
                str_format(arena, "%.*s = %.*s", STR_ARG(line->old_name), STR_ARG(line->new_name));
    }
    return with_older(arena, answers_text(arena, metric), &older);
}

static Str sorted_text(Arena *arena, const StrList *texts)
{
    StrList sorted = {0};
    for (ptrdiff_t i = 0; i < texts->len; i++)
        if (strlist_find(&sorted, texts->items[i]) < 0)
            *PUSH(arena, &sorted, Str) = texts->items[i];
    strlist_sort(&sorted);
    return str_join(arena, sorted.items, sorted.len, S(", "));
}

/* ---- Questions ---- */

static void add_metric(Writing *writing, Side side, ptrdiff_t question)
{
    static const char *const types[] = {
        [METRIC_NPS] = "nps", [METRIC_RATING] = "rating", [METRIC_CES] = "ces"};
    Arena *arena = writing->arena;
    const Metric *metric = writing->plan->tally->side[side].questions[question].metric;
    const struct {
        DefinitionKind kind;
        Str text;
    } texts[] = {
        {DEFINITION_WORDING, wording_text(arena, writing->plan->tally, metric)},
        {DEFINITION_SCALE, scale_text(arena, writing->plan->tally, metric)},
        {DEFINITION_MISSING, sorted_text(arena, &metric->missing)},
        {DEFINITION_TYPE, str_from(types[metric->type])},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++) {
        hit_question(writing, side, question);
        spread(writing);
        combine(writing);
        add(writing, metric->id, texts[i].kind, texts[i].text);
    }
    Str threshold = str_format(arena, "practical = %.6g", metric->practical);
    if (str_equal(metric->id, S("cx.csat")))
        threshold = str_format(arena, "%.*s, top_csat = %d", STR_ARG(threshold),
                               writing->plan->config->statistics.top_csat);
    hit_id(writing, config_headline(arena, metric));
    add(writing, metric->id, DEFINITION_THRESHOLD, threshold);
}

/* ---- Person means, journey and indices ---- */

static void add_means(Writing *writing, Side side)
{
    const SideTally *tally = &writing->plan->tally->side[side];
    for (ptrdiff_t m = 0; m < tally->mean_count; m++) {
        const PersonMean *mean = &tally->means[m];
        StrList items = {0};
        for (ptrdiff_t i = 0; i < mean->question_count; i++)
            *PUSH(writing->arena, &items, Str) = tally->questions[mean->questions[i]].metric->id;
        hit_id(writing, mean->id);
        spread(writing);
        combine(writing);
        add(writing, mean->id, DEFINITION_FORMULA,
            str_format(writing->arena, "%.*s; half_rule = %.6g",
                       STR_ARG(sorted_text(writing->arena, &items)),
                       writing->plan->config->statistics.half_rule));
    }
}

/* "cx.csat 50%, cx.nps 50%" beside the names alone: other weights are told apart from other parts.
 */
typedef struct PartTexts {
    StrList names, weights;
    double sum;
} PartTexts;

static Str id_of_part(const SideTally *tally, ptrdiff_t p)
{
    const Part *part = &tally->parts[p];
    return part->kind == PART_QUESTION ? tally->questions[part->ref].metric->id
                                       : tally->means[part->ref].id;
}

static void add_part(Writing *writing, PartTexts *texts, Str id, double weight)
{
    if (weight <= 0)
        return;
    *PUSH(writing->arena, &texts->names, Str) = id;
    *PUSH(writing->arena, &texts->weights, Str) =
        str_format(writing->arena, "%.*s %.*s%%", STR_ARG(id),
                   STR_ARG(number_text(writing->arena, 100 * weight / texts->sum)));
}

static void add_parts(Writing *writing, Str id, const PartTexts *texts)
{
    const StrList *lists[] = {&texts->names, &texts->weights};
    static const DefinitionKind kinds[] = {DEFINITION_FORMULA, DEFINITION_WEIGHT};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(lists); i++) {
        hit_id(writing, id);
        if (str_equal(id, S("cx.journey")) && writing->plan->weights[SIDE_CX].journey > 0)
            hit_id(writing, S("cx.index"));
        combine(writing);
        add(writing, id, kinds[i], sorted_text(writing->arena, lists[i]));
    }
}

static void add_practical(Writing *writing, const char *id, double practical)
{
    hit_id(writing, str_from(id));
    add(writing, str_from(id), DEFINITION_THRESHOLD,
        str_format(writing->arena, "practical = %.6g", practical));
}

static void add_index(Writing *writing, Side side)
{
    const Plan *plan = writing->plan;
    const SideTally *tally = &plan->tally->side[side];
    const PartWeights *weights = &plan->weights[side];
    const Index *index = side == SIDE_CX ? &plan->config->cx_index : &plan->config->ex_index;
    if (plan->index_def[side] < 0)
        return;
    Str id = plan->scores->defs[plan->index_def[side]].id;
    PartTexts parts = {0}, stages = {0};
    bool journey = false;
    for (ptrdiff_t p = 0; p < tally->part_count; p++) {
        parts.sum += weights->direct[p];
        stages.sum += weights->stage[p];
        journey = journey || weights->stage[p] > 0;
    }
    parts.sum += journey ? weights->journey : 0;
    for (ptrdiff_t p = 0; p < tally->part_count; p++) {
        add_part(writing, &parts, id_of_part(tally, p), weights->direct[p]);
        add_part(writing, &stages, id_of_part(tally, p), weights->stage[p]);
    }
    if (journey) {
        add_part(writing, &parts, S("cx.journey"), weights->journey);
        add_parts(writing, S("cx.journey"), &stages);
    }
    add_parts(writing, id, &parts);
    hit_id(writing, id);
    hit_id(writing, S("combined.diagnosis"));
    add(writing, id, DEFINITION_THRESHOLD,
        str_format(writing->arena, "cut = %.6g, practical = %.6g", index->cut, index->practical));
}

static void add_combined(Writing *writing)
{
    const Config *config = writing->plan->config;
    add_practical(writing, "cx.journey", config->cx_journey.practical);
    add_practical(writing, "ex.engagement", config->engagement.practical);
    static const char *const all[] = {"combined.score", "combined.gap", "combined.diagnosis"};
    if (writing->plan->score_def < 0)
        return;
    hit_id(writing, str_from(all[0]));
    add(writing, str_from(all[0]), DEFINITION_FORMULA,
        config->combined.geometric ? S("geometric") : S("arithmetic"));
    double cx = 100 * config->combined.cx_weight;
    hit_id(writing, str_from(all[0]));
    add(writing, str_from(all[0]), DEFINITION_WEIGHT,
        str_format(writing->arena, "cx.index %.6g%%, ex.index %.6g%%", cx, 100 - cx));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(all); i++)
        hit_id(writing, str_from(all[i]));
    add(writing, str_from(all[0]), DEFINITION_THRESHOLD,
        str_format(writing->arena, "practical = %.6g, gap_margin = %.6g",
                   config->combined.practical, config->combined.gap_margin));
}

/* ---- Rows and tests ---- */

static void hit_side(const Writing *writing, Side side)
{
    const Scores *scores = writing->plan->scores;
    FigureSide figures = side == SIDE_CX ? FIGURE_CX : FIGURE_EX;
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        writing->hit[d] = scores->defs[d].side == figures;
    combine(writing);
}

Str definition_source_id(Arena *arena, const Source *source)
{
    Str kind = source->side == SIDE_CX ? S("customers") : S("employees");
    return source->name.len == 0
               ? kind
               : str_format(arena, "%.*s %.*s", STR_ARG(kind), STR_ARG(source->name));
}

/* Rows that a source leaves out or keeps, where others do not. */
static void add_row_rules(Writing *writing, const Source *source)
{
    Arena *arena = writing->arena;
    const struct {
        bool given;
        Str text;
    } rules[] = {
        {source->keep_partial, S("partial = keep")},
        {source->keep_tests, S("tests = keep")},
        {source->straight_leave, S("straight_lining = leave")},
        {source->speeders_leave, S("speeders = leave")},
        {source->repeats_drop,
         str_format(arena, "repeats = drop, repeat_seconds = %d", source->repeat_seconds)},
    };
    StrList given = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rules); i++)
        if (rules[i].given)
            *PUSH(arena, &given, Str) = rules[i].text;
    hit_side(writing, source->side);
    add(writing, definition_source_id(arena, source), DEFINITION_ROWS,
        str_join(arena, given.items, given.len, S(", ")));
}

/* By a column, fitted to the headcounts, or not at all. */
static void add_row_weights(Writing *writing, Side side)
{
    const Plan *plan = writing->plan;
    const SideTally *tally = &plan->tally->side[side];
    Arena *arena = writing->arena;
    StrList ways = {0};
    bool invited = false;
    for (ptrdiff_t i = 0; i < plan->config->source_count; i++) {
        const Source *source = &plan->config->sources[i];
        if (source->side != side)
            continue;
        invited = invited || source->invited.len > 0;
        for (ptrdiff_t n = 0; n < source->weight.count; n++)
            *PUSH(arena, &ways, Str) = source->weight.names[n];
    }
    if (invited) {
        StrList margins = {0};
        for (ptrdiff_t i = 0; i < tally->margin_count; i++)
            *PUSH(arena, &margins, Str) = tally->margins[i];
        Str by = sorted_text(arena, &margins);
        *PUSH(arena, &ways, Str) = str_format(
            arena, "invited%s%.*s, trim = %.6g..%.6g", by.len > 0 ? " × " : "", STR_ARG(by),
            plan->config->statistics.trim_low, plan->config->statistics.trim_high);
    }
    hit_side(writing, side);
    add(writing, side == SIDE_CX ? S("cx") : S("ex"), DEFINITION_WEIGHT, sorted_text(arena, &ways));
}

static void add_statistics(Writing *writing)
{
    const Statistics *statistics = &writing->plan->config->statistics;
    add_to_all(writing, "level", DEFINITION_THRESHOLD,
               str_format(writing->arena, "level = %.6g", statistics->level));
    add_to_all(writing, "test_minimum", DEFINITION_THRESHOLD,
               str_format(writing->arena, "test_minimum = %d", statistics->test_minimum));
    hit_id(writing, S("cx.journey"));
    if (score_find_def(writing->plan->scores, S("cx.journey")) < 0)
        return;
    if (writing->plan->weights[SIDE_CX].journey > 0)
        hit_id(writing, S("cx.index"));
    combine(writing);
    add(writing, S("stage_minimum"), DEFINITION_FORMULA,
        str_format(writing->arena, "stage_minimum = %d", statistics->stage_minimum));
}

/* ---- Units ---- */

/* The old unit of which a name is a part, by the unit map; or the name itself. */
static Str whole_of(const Tally *tally, Str key)
{
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        if (tally->map[i].kind == MAP_SPLIT && str_equal(tally->map[i].new_key, key))
            return tally->map[i].old_key;
    }
    return key;
}

/* Whether every unit that was merged into this one is among the names; false: none was. */
static bool has_sources(const Tally *tally, const StrList *names, Str key)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (line->kind != MAP_MERGE || !str_equal(line->new_key, key))
            continue;
        any = true;
        if (strlist_find(names,
                         unit_map_resolve(tally->map, tally->map_count, line->old_key, false)) < 0)
            return false;
    }
    return any;
}

/* With all that was merged into it: exports may name any of them. */
static void add_member(const Writing *writing, StrList *members, ptrdiff_t unit)
{
    const Tally *tally = writing->plan->tally;
    Str key = tally->units[unit].key;
    *PUSH(writing->arena, members, Str) = key;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (line->kind == MAP_MERGE && str_equal(line->new_key, key))
            *PUSH(writing->arena, members, Str) = line->old_key;
    }
}

Str score_units_text(Arena *arena, const Tally *tally, const StrList *names)
{
    StrList known = {0};
    for (ptrdiff_t i = 0; i < names->len; i++)
        *PUSH(arena, &known, Str) =
            whole_of(tally, unit_map_resolve(tally->map, tally->map_count, names->items[i], false));
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        Str key = tally->map[i].new_key;
        if (tally->map[i].kind == MAP_MERGE && has_sources(tally, &known, key))
            *PUSH(arena, &known, Str) =
                whole_of(tally, unit_map_resolve(tally->map, tally->map_count, key, false));
    }
    return sorted_text(arena, &known);
}

static void add_units(Writing *writing)
{
    const Tally *tally = writing->plan->tally;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        const Unit *unit = &tally->units[u];
        if (!unit->is_group && !unit->is_parent)
            continue;
        StrList members = {0};
        for (ptrdiff_t i = 0; i < unit->member_count; i++)
            if (unit->members[i] != u)
                add_member(writing, &members, unit->members[i]);
        Definition *made = PUSH(writing->arena, writing->out, Definition);
        *made = (Definition){.id = unit->key,
                             .kind = DEFINITION_UNITS,
                             .text = score_units_text(writing->arena, tally, &members)};
        *PUSH(writing->arena, &made->units, Str) = unit->key;
    }
}

const Definitions *score_definitions(Arena *arena, const Tally *tally)
{
    Scores *scores = NEW(arena, Scores, 1);
    *scores = (Scores){.tally = tally};
    Plan *plan = NEW(arena, Plan, 1);
    *plan = (Plan){.arena = arena, .tally = tally, .config = tally->config, .scores = scores};
    score_plan_defs(plan);
    score_plan_parts(plan);
    Definitions *out = NEW(arena, Definitions, 1);
    Writing writing = {
        .arena = arena, .plan = plan, .out = out, .hit = NEW(arena, bool, scores->def_count)};
    for (Side side = 0; side < SIDE_COUNT; side++) {
        for (ptrdiff_t q = 0; q < tally->side[side].question_count; q++)
            add_metric(&writing, side, q);
        add_means(&writing, side);
        add_index(&writing, side);
        if (tally->side[side].question_count > 0)
            add_row_weights(&writing, side);
    }
    for (ptrdiff_t i = 0; i < tally->config->source_count; i++)
        add_row_rules(&writing, &tally->config->sources[i]);
    add_combined(&writing);
    add_statistics(&writing);
    add_units(&writing);
    return out;
}
