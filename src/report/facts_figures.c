#include "facts.h"

/* ---- Figures ---- */

static const char *const target_names[] = {[TARGET_NONE] = "",
                                           [TARGET_MET] = "met",
                                           [TARGET_MISSED] = "missed",
                                           [TARGET_CANNOT_TELL] = "cannot_tell"};

static void add_interval(const Facts *facts, Fact *fact, const Figure *figure)
{
    number(facts, fact, "lo", figure->lo);
    number(facts, fact, "hi", figure->hi);
}

static void add_nps(const Facts *facts, Fact *fact, const Figure *figure)
{
    number(facts, fact, "adj", figure->adj);
    number(facts, fact, "se", figure->se);
    number(facts, fact, "neff", figure->neff);
    integer(facts, fact, "promoters", figure->promoters);
    integer(facts, fact, "passives", figure->passives);
    integer(facts, fact, "detractors", figure->detractors);
}

static void add_share(const Facts *facts, Fact *fact, const FigureDef *def, const Figure *figure)
{
    number(facts, fact, "neff", figure->neff);
    integer(facts, fact, "x", figure->x);
    if (!str_ends(def->id, S("_fav")) ||
        figure->favourable + figure->neutral + figure->unfavourable == 0)
        return;
    const int64_t counts[] = {figure->favourable, figure->neutral, figure->unfavourable};
    Fact *counted = array(facts, fact, "counts"), *shown = array(facts, fact, "shown");
    for (int i = 0; i < 3; i++) {
        fact_add(facts->arena, counted, STR_NONE, FACT_INTEGER)->integer = counts[i];
        fact_add(facts->arena, shown, STR_NONE, FACT_INTEGER)->integer = figure->shown_share[i];
    }
    number(facts, fact, "unfavourable", figure->unfavourable_share);
}

static void add_mean(const Facts *facts, Fact *fact, const Figure *figure)
{
    number_or_null(facts, fact, "df", figure->df);
    number_or_null(facts, fact, "se", figure->se);
    number(facts, fact, "neff", figure->neff);
    number(facts, fact, "v", figure->v);
    text(facts, fact, "interval", figure->interval == INTERVAL_BOUNDED ? S("bounded") : S("t"));
}

static void add_parts(const Facts *facts, Fact *fact, const FigureDef *def, const Figure *figure)
{
    bool journey = str_equal(def->id, S("cx.journey"));
    Fact *parts = array(facts, fact, journey ? "stages" : "components");
    for (ptrdiff_t i = 0; i < figure->component_count; i++)
        list_text(facts, parts, figure->components[i]);
    if (!journey)
        fact_bool(facts->arena, fact, "partial", figure->partial);
}

static Str gap_name(GapState state)
{
    static const char *const names[] = {[GAP_CANNOT_TELL] = "cannot_tell",
                                        [GAP_CX_HIGHER] = "cx_higher",
                                        [GAP_EX_HIGHER] = "ex_higher",
                                        [GAP_BALANCED] = "balanced"};
    return str_from(names[state]);
}

static Str level_name(LevelState state)
{
    static const char *const names[] = {[LEVEL_STATE_CANNOT_TELL] = "cannot_tell",
                                        [LEVEL_STATE_HIGH] = "high",
                                        [LEVEL_STATE_LOW] = "low"};
    return str_from(names[state]);
}

static Str diagnosis_name(Diagnosis diagnosis)
{
    static const char *const names[] = {[DIAGNOSIS_CANNOT_TELL] = "cannot_tell",
                                        [DIAGNOSIS_BOTH_HIGH] = "both_high",
                                        [DIAGNOSIS_BOTH_LOW] = "both_low",
                                        [DIAGNOSIS_CX_GT_EX] = "cx_gt_ex",
                                        [DIAGNOSIS_EX_GT_CX] = "ex_gt_cx"};
    return str_from(names[diagnosis]);
}

static void add_status(const Facts *facts, Fact *fact, const Figure *figure)
{
    if (figure->status == TARGET_NONE)
        return;
    number(facts, fact, "target", figure->target);
    text(facts, fact, "status", str_from(target_names[figure->status]));
}

static void add_valued(const Facts *facts, Fact *fact, const FigureDef *def, const Figure *figure)
{
    number(facts, fact, "value", figure->value);
    add_interval(facts, fact, figure);
    integer(facts, fact, "n", figure->n);
    switch (def->kind) {
    case FIGURE_NPS:
        add_nps(facts, fact, figure);
        break;
    case FIGURE_SHARE:
        add_share(facts, fact, def, figure);
        break;
    case FIGURE_MEAN:
    case FIGURE_INDEX:
    case FIGURE_PERSON_MEAN:
        add_mean(facts, fact, figure);
        number(facts, fact, "sd", figure->sd);
        break;
    case FIGURE_COMPOSITE:
        add_mean(facts, fact, figure);
        add_parts(facts, fact, def, figure);
        break;
    case FIGURE_SCORE:
        number(facts, fact, "df", figure->df);
        number(facts, fact, "v", figure->v);
        break;
    case FIGURE_GAP:
        text(facts, fact, "state", gap_name(figure->gap));
        break;
    case FIGURE_N:
    case FIGURE_DIAGNOSIS:
        break;
    }
    add_status(facts, fact, figure);
}

/* A published cell's question without answers has n = 0; a withheld one looks the same in the full
 * layout and is absent from the published one. */
static void add_figure(const Facts *facts, Fact *figures, const FigureDef *def,
                       const Figure *figure)
{
    if (!figure->shown && !facts->full)
        return;
    Fact *fact = object(facts, figures, def->id);
    if (def->kind == FIGURE_N) {
        integer(facts, fact, "n", figure->n);
    } else if (def->kind == FIGURE_DIAGNOSIS) {
        text(facts, fact, "value", diagnosis_name(figure->diagnosis));
        text(facts, fact, "cx_level", level_name(figure->cx_level));
        text(facts, fact, "ex_level", level_name(figure->ex_level));
    } else if (figure->shown && isfinite(figure->value)) {
        add_valued(facts, fact, def, figure);
    } else {
        integer(facts, fact, "n", 0);
        if (def->kind == FIGURE_COMPOSITE)
            add_parts(facts, fact, def, figure);
    }
}

/* ---- Cells ---- */

static Str publish_name(const Facts *facts, Publish publish)
{
    static const char *const names[] = {[PUBLISH_EMPTY] = "empty",
                                        [PUBLISH_PRIMARY] = "primary",
                                        [PUBLISH_SECONDARY] = "secondary",
                                        [PUBLISH_PUBLISHED] = "published",
                                        [PUBLISH_STORED] = "stored"};
    if (facts->full)
        return str_from(names[publish]);
    bool hidden = publish == PUBLISH_PRIMARY || publish == PUBLISH_SECONDARY;
    return hidden                      ? S("withheld")
           : publish == PUBLISH_STORED ? str_from(names[PUBLISH_PUBLISHED])
                                       : str_from(names[publish]);
}

static const char *const side_keys[] = {[SIDE_CX] = "cx", [SIDE_EX] = "ex"};

/* A figure of the question says it: of a stored cell, what the earlier pack told. */
static bool question_withheld(const Facts *facts, int side, ptrdiff_t scope, ptrdiff_t window,
                              ptrdiff_t question)
{
    const Scores *scores = facts->scores;
    FigureSide wanted = side == SIDE_CX ? FIGURE_CX : FIGURE_EX;
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        if (scores->defs[d].side == wanted && scores->defs[d].question == question)
            return score_figure(scores, scope, window, d)->withheld;
    return false;
}

static void add_withheld(const Facts *facts, Fact *list, ptrdiff_t scope, ptrdiff_t window)
{
    const Published *published = facts->scores->published;
    StrList names = {0};
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!privacy_shown(published, (Side)side, scope, window))
            continue;
        const SideTally *tally = &facts->tally->side[side];
        for (ptrdiff_t q = 0; q < tally->question_count; q++) {
            if (!question_withheld(facts, side, scope, window, q))
                continue;
            Str name = tally->questions[q].metric->name;
            PUSH(facts->arena, &names, Str);
            ptrdiff_t at = names.len - 1;
            for (; at > 0 && str_compare(names.items[at - 1], name) > 0; at--)
                names.items[at] = names.items[at - 1];
            names.items[at] = name;
        }
    }
    for (ptrdiff_t i = 0; i < names.len; i++)
        list_text(facts, list, names.items[i]);
}

static bool has_combined(const Facts *facts, ptrdiff_t scope, ptrdiff_t window)
{
    ptrdiff_t score = score_find_def(facts->scores, S("combined.score"));
    return score >= 0 && score_figure(facts->scores, scope, window, score)->shown;
}

/* Of a stored cell the number that stands with its figures. */
static int64_t rows_of(const Facts *facts, int side, ptrdiff_t scope, ptrdiff_t window)
{
    const Scores *scores = facts->scores;
    if (privacy_state(scores->published, (Side)side, scope, window) == PUBLISH_STORED) {
        ptrdiff_t def = score_find_def(scores, side == SIDE_CX ? S("cx.n") : S("ex.n"));
        return score_figure(scores, scope, window, def)->n;
    }
    return scores->published->n[side][scope * scores->published->window_count + window];
}

static void add_cell(const Facts *facts, Fact *parent, ptrdiff_t scope, ptrdiff_t window)
{
    const Scores *scores = facts->scores;
    const Published *published = scores->published;
    Fact *cell = object(facts, parent, window_key(facts, window));
    Fact *n = object(facts, cell, S("n")), *publish = object(facts, cell, S("publish"));
    bool shown[3] = {false, false, has_combined(facts, scope, window)};
    for (int side = 0; side < SIDE_COUNT; side++) {
        Publish state = privacy_state(published, (Side)side, scope, window);
        shown[side] = privacy_shown(published, (Side)side, scope, window);
        if (facts->full || shown[side] || state == PUBLISH_EMPTY)
            integer(facts, n, side_keys[side], rows_of(facts, side, scope, window));
        text(facts, publish, side_keys[side], publish_name(facts, state));
    }
    add_withheld(facts, array(facts, cell, "withheld_questions"), scope, window);
    Fact *figures = object(facts, cell, S("figures"));
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        if (shown[scores->defs[d].side])
            add_figure(facts, figures, &scores->defs[d], score_figure(scores, scope, window, d));
}

void facts_cells(const Facts *facts, Fact *root)
{
    Fact *cells = object(facts, root, S("cells"));
    ptrdiff_t all = facts->tally->period_count;
    for (ptrdiff_t scope = 0; scope < facts->scores->scope_count; scope++) {
        if (!told(facts, scope))
            continue;
        Fact *windows = object(facts, cells, scope_key(facts, scope));
        for (ptrdiff_t window = 0; window < facts->scores->window_count; window++) {
            bool later = facts->tally->windows[window].last > facts->last;
            if (window == all ? scope == 0 && facts->has_all : !later)
                add_cell(facts, windows, scope, window);
        }
    }
}

/* ---- Comparisons ---- */

static Str verdict_name(Verdict verdict)
{
    static const char *const names[] = {[VERDICT_NO_CLEAR_DIFFERENCE] = "no_clear_difference",
                                        [VERDICT_UP] = "up",
                                        [VERDICT_DOWN] = "down",
                                        [VERDICT_CANNOT_TELL] = "cannot_tell",
                                        [VERDICT_TOO_FEW] = "too_few",
                                        [VERDICT_NOT_COMPARABLE] = "not_comparable"};
    return str_from(names[verdict]);
}

/* "cx.csat scale": what changed in between. */
static Str reason_of(const Facts *facts, const Comparison *comparison)
{
    const DefinitionBreak *one =
        score_find_break(facts->scores, comparison->scope, comparison->previous, comparison->window,
                         comparison->figure);
    return str_format(facts->arena, "%.*s %.*s", STR_ARG(one->id),
                      STR_ARG(definition_kind_name(one->kind)));
}

static void add_comparison(const Facts *facts, Fact *list, const Comparison *comparison)
{
    if (comparison->window > facts->last)
        return;
    Fact *fact = item(facts, list);
    text(facts, fact, "scope", scope_key(facts, comparison->scope));
    text(facts, fact, "period", window_key(facts, comparison->window));
    text(facts, fact, "metric", facts->scores->defs[comparison->figure].id);
    text(facts, fact, "verdict", verdict_name(comparison->verdict));
    text(facts, fact, "mark",
         comparison->mark > 0   ? S("up")
         : comparison->mark < 0 ? S("down")
                                : S("none"));
    if (comparison->verdict == VERDICT_NOT_COMPARABLE)
        text(facts, fact, "reason", reason_of(facts, comparison));
    number(facts, fact, "diff", comparison->diff);
    number(facts, fact, "lo", comparison->lo);
    number(facts, fact, "hi", comparison->hi);
    number_or_null(facts, fact, "p", comparison->p);
    number(facts, fact, "p_bh", comparison->p_bh);
    number(facts, fact, "df", comparison->df);
    if (comparison->previous >= 0) {
        text(facts, fact, "previous", window_key(facts, comparison->previous));
    } else {
        integer(facts, fact, "rest_n", comparison->rest_n);
        number(facts, fact, "rest_value", comparison->rest_value);
    }
}

static void add_comparisons(const Facts *facts, Fact *root, const char *key,
                            const Comparison *comparisons, ptrdiff_t count)
{
    Fact *list = array(facts, root, key);
    for (ptrdiff_t i = 0; i < count; i++)
        add_comparison(facts, list, &comparisons[i]);
}

/* "retail.cx.nps": what it is called in the file and by the keys of pages. */
static void add_benchmark(const Facts *facts, Fact *list, ptrdiff_t index)
{
    const Benchmark *benchmark = &facts->tally->benchmarks[index];
    Fact *fact = item(facts, list);
    text(facts, fact, "id", benchmark_id(facts->arena, benchmark));
    text(facts, fact, "label", benchmark->file->label);
    text(facts, fact, "metric", benchmark->figure);
    number(facts, fact, "value", benchmark->value);
    number(facts, fact, "se", benchmark->se);
    text(facts, fact, "source", benchmark->source);
    text(facts, fact, "year", str_format(facts->arena, "%d", benchmark->year));
    text(facts, fact, "licence", benchmark->licence);
    text(facts, fact, "line", benchmark_line(facts->arena, benchmark));
    Fact *units = object(facts, fact, S("against"));
    for (ptrdiff_t scope = 0; scope < facts->scores->scope_count; scope++) {
        Fact *unit = NULL;
        for (ptrdiff_t t = 0; t <= facts->last; t++) {
            const Comparison *test = score_find_benchmark(facts->scores, index, scope, t);
            if (!test || !told(facts, scope))
                continue;
            if (!unit)
                unit = object(facts, units, scope_key(facts, scope));
            Fact *one = object(facts, unit, window_key(facts, t));
            text(facts, one, "verdict", verdict_name(test->verdict));
            number(facts, one, "diff", test->diff);
            number(facts, one, "lo", test->lo);
            number(facts, one, "hi", test->hi);
            number_or_null(facts, one, "p", test->p);
            number(facts, one, "p_bh", test->p_bh);
            number(facts, one, "df", test->df);
        }
    }
}

void facts_benchmarks(const Facts *facts, Fact *root)
{
    if (facts->tally->benchmark_count == 0)
        return;
    Fact *list = array(facts, root, "benchmarks");
    for (ptrdiff_t i = 0; i < facts->tally->benchmark_count; i++)
        add_benchmark(facts, list, i);
}

void facts_comparisons(const Facts *facts, Fact *root)
{
    const Scores *scores = facts->scores;
    add_comparisons(facts, root, "changes", scores->changes, scores->change_count);
    add_comparisons(facts, root, "vs_rest", scores->rests, scores->rest_count);
    add_comparisons(facts, root, "changes_detail", scores->change_details,
                    scores->change_detail_count);
    add_comparisons(facts, root, "vs_rest_detail", scores->rest_details, scores->rest_detail_count);
}

/* ---- Definitions that changed ---- */

static void add_list(const Facts *facts, Fact *fact, const char *key, const StrList *texts)
{
    Fact *list = texts->len > 0 ? array(facts, fact, key) : NULL;
    for (ptrdiff_t i = 0; i < texts->len; i++)
        list_text(facts, list, texts->items[i]);
}

void facts_breaks(const Facts *facts, Fact *root)
{
    const DefinitionBreaks *breaks = facts->scores->breaks;
    Fact *list = array(facts, root, "breaks");
    for (ptrdiff_t i = 0; breaks && i < breaks->len; i++) {
        const DefinitionBreak *one = &breaks->items[i];
        Fact *fact = item(facts, list);
        text(facts, fact, "after", one->after);
        text(facts, fact, "from", one->from);
        text(facts, fact, "id", one->id);
        text(facts, fact, "what", definition_kind_name(one->kind));
        text(facts, fact, "old", one->old_text);
        text(facts, fact, "new", one->new_text);
        fact_bool(facts->arena, fact, "told_only", one->told_only);
        add_list(facts, fact, "figures", &one->figures);
        add_list(facts, fact, "units", &one->units);
    }
}
