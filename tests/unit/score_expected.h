/* score_expected.h: every figure of an expected.json in tests/reference against Scores. Differences
 * are counted and the first ones printed, so that one run shows the pattern. */
#ifndef CXEX_TEST_SCORE_EXPECTED_H
#define CXEX_TEST_SCORE_EXPECTED_H

#include "reference.h"

#include "cxex/score.h"

/* What is withheld beyond the reference, since the pass goes over every question: that each must be
 * is proved by tests/whole/examples.py, which also computes again what is made of a stage. */
typedef struct Stricter {
    const char *folder, *scope, *window, *question;
} Stricter;
static const Stricter stricter[] = {
    {"example_small", "Kỹ thuật", "2024-02", "ex.q2"},
    {"example_small", "Kỹ thuật", "2024-02", "ex.q11"},
    {"example_small", "Kỹ thuật", "2024-04", "ex.q4"},
    {"example_small", "Kỹ thuật", "2024-04", "ex.q11"},
    {"example_edge", "Bán hàng", "2025-02", "cx.stage_buy"},
    {"example_edge", "Bán hàng", "2025-02", "cx.stage_use"},
    {"example_edge", "Bán hàng", "2025-02", "cx.stage_aftersale"},
};

typedef struct Judge {
    const Scores *scores;
    const char *folder;
    Arena *arena;
    long checked, wrong;
    char where[256];
} Judge;

static inline void judge_fail(Judge *judge, const char *key, const char *found, const char *wanted)
{
    if (judge->wrong++ < 40)
        print_message("%s %s: %s, expected %s\n", judge->where, key, found, wanted);
}

static inline void judge_number(Judge *judge, const char *key, double actual, const json_t *wanted,
                                double tolerance)
{
    judge->checked++;
    double expected = json_is_null(wanted) ? (double)NAN : json_number_value(wanted);
    if (isnan(expected) && isnan(actual))
        return;
    if (fabs(actual - expected) <= tolerance * fmax(1, fabs(expected)))
        return;
    char found[32], text[32];
    snprintf(found, sizeof found, "%.12g", actual);
    snprintf(text, sizeof text, "%.12g", expected);
    judge_fail(judge, key, found, text);
}

static inline void judge_count(Judge *judge, const char *key, ptrdiff_t actual, ptrdiff_t wanted)
{
    char found[32], text[32];
    judge->checked++;
    snprintf(found, sizeof found, "%td", actual);
    snprintf(text, sizeof text, "%td", wanted);
    if (actual != wanted)
        judge_fail(judge, key, found, text);
}

static inline void judge_text(Judge *judge, const char *key, const char *actual,
                              const json_t *wanted)
{
    judge->checked++;
    if (strcmp(actual, json_string_value(wanted)) != 0)
        judge_fail(judge, key, actual, json_string_value(wanted));
}

/* ---- Names ---- */
static const char *const publish_names[] = {[PUBLISH_EMPTY] = "empty",
                                            [PUBLISH_PRIMARY] = "primary",
                                            [PUBLISH_SECONDARY] = "secondary",
                                            [PUBLISH_PUBLISHED] = "published"};
static const char *const interval_names[] = {
    [INTERVAL_NONE] = "none",     [INTERVAL_T] = "t",     [INTERVAL_BOUNDED] = "bounded",
    [INTERVAL_WILSON] = "wilson", [INTERVAL_NPS] = "nps", [INTERVAL_MOVER] = "mover"};
static const char *const level_names[] = {[LEVEL_STATE_CANNOT_TELL] = "cannot_tell",
                                          [LEVEL_STATE_HIGH] = "high",
                                          [LEVEL_STATE_LOW] = "low"};
static const char *const gap_names[] = {[GAP_CANNOT_TELL] = "cannot_tell",
                                        [GAP_CX_HIGHER] = "cx_higher",
                                        [GAP_EX_HIGHER] = "ex_higher",
                                        [GAP_BALANCED] = "balanced"};
static const char *const diagnosis_names[] = {[DIAGNOSIS_CANNOT_TELL] = "cannot_tell",
                                              [DIAGNOSIS_BOTH_HIGH] = "both_high",
                                              [DIAGNOSIS_BOTH_LOW] = "both_low",
                                              [DIAGNOSIS_CX_GT_EX] = "cx_gt_ex",
                                              [DIAGNOSIS_EX_GT_CX] = "ex_gt_cx"};
static const char *const verdict_names[] = {[VERDICT_NO_CLEAR_DIFFERENCE] = "no_clear_difference",
                                            [VERDICT_UP] = "up",
                                            [VERDICT_DOWN] = "down",
                                            [VERDICT_CANNOT_TELL] = "cannot_tell",
                                            [VERDICT_TOO_FEW] = "too_few"};

/* ---- Stricter than the reference ---- */

static inline bool is_there(const Judge *judge, const Stricter *one, ptrdiff_t scope,
                            ptrdiff_t window)
{
    const Tally *tally = judge->scores->tally;
    return strcmp(one->folder, judge->folder) == 0 && scope > 0 && window < tally->period_count &&
           str_equal(tally->units[scope].key, str_from(one->scope)) &&
           str_equal(tally->periods[window].id, str_from(one->window));
}

static inline bool is_stricter(const Judge *judge, ptrdiff_t scope, ptrdiff_t window, Str question)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(stricter); i++) {
        if (is_there(judge, &stricter[i], scope, window) &&
            str_equal(question, str_from(stricter[i].question)))
            return true;
    }
    return false;
}

/* A composite of the customers, or of both sides, in a cell where a stage is withheld. */
static inline bool is_made_of_stricter(const Judge *judge, ptrdiff_t scope, ptrdiff_t window,
                                       const FigureDef *def)
{
    if (def->side == FIGURE_EX || (def->side == FIGURE_CX && def->kind != FIGURE_COMPOSITE))
        return false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(stricter); i++) {
        if (is_there(judge, &stricter[i], scope, window) &&
            strncmp(stricter[i].question, "cx.stage_", 9) == 0)
            return true;
    }
    return false;
}

/* ---- Figures ---- */

static inline void judge_list(Judge *judge, const char *key, const Figure *figure,
                              const json_t *wanted)
{
    judge->checked++;
    bool same = figure->component_count == length(wanted);
    for (ptrdiff_t i = 0; same && i < length(wanted); i++)
        same = str_equal(figure->components[i],
                         str_from(json_string_value(json_array_get(wanted, (size_t)i))));
    if (!same) {
        Str found = str_join(judge->arena, figure->components, figure->component_count, S(" "));
        char *text = json_dumps(wanted, 0);
        judge_fail(judge, key, str_cstr(judge->arena, found), text);
        free(text);
    }
}

static inline double figure_number(const Figure *figure, const char *key, bool *known)
{
    const struct {
        const char *key;
        double value;
    } all[] = {{"value", figure->value},
               {"lo", figure->lo},
               {"hi", figure->hi},
               {"n", (double)figure->n},
               {"se", figure->se},
               {"df", figure->df},
               {"neff", figure->neff},
               {"v", figure->v},
               {"sd", figure->sd},
               {"adj", figure->adj},
               {"x", (double)figure->x},
               {"promoters", (double)figure->promoters},
               {"passives", (double)figure->passives},
               {"detractors", (double)figure->detractors},
               {"unfavourable", figure->unfavourable_share}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(all); i++) {
        if (strcmp(all[i].key, key) == 0)
            return all[i].value;
    }
    *known = false;
    return NAN;
}

static inline void judge_figure_key(Judge *judge, const Figure *figure, const FigureDef *def,
                                    const char *key, const json_t *wanted)
{
    if (strcmp(key, "interval") == 0) {
        judge_text(judge, key, interval_names[figure->interval], wanted);
    } else if (strcmp(key, "components") == 0 || strcmp(key, "stages") == 0) {
        judge_list(judge, key, figure, wanted);
    } else if (strcmp(key, "partial") == 0) {
        judge->checked++;
        if (figure->partial != json_is_true(wanted))
            judge_fail(judge, key, figure->partial ? "true" : "false", "the other");
    } else if (strcmp(key, "state") == 0) {
        judge_text(judge, key, gap_names[figure->gap], wanted);
    } else if (strcmp(key, "cx_level") == 0) {
        judge_text(judge, key, level_names[figure->cx_level], wanted);
    } else if (strcmp(key, "ex_level") == 0) {
        judge_text(judge, key, level_names[figure->ex_level], wanted);
    } else if (def->kind == FIGURE_DIAGNOSIS) {
        judge_text(judge, key, diagnosis_names[figure->diagnosis], wanted);
    } else if (strcmp(key, "counts") == 0) {
        judge_number(judge, "favourable", (double)figure->favourable, json_array_get(wanted, 0), 0);
        judge_number(judge, "neutral", (double)figure->neutral, json_array_get(wanted, 1), 0);
        judge_number(judge, "unfavourable", (double)figure->unfavourable, json_array_get(wanted, 2),
                     0);
    } else if (strcmp(key, "shown") == 0) {
        for (size_t i = 0; i < 3; i++)
            judge_number(judge, key, figure->shown_share[i], json_array_get(wanted, i), 0);
    } else {
        bool known = true;
        double actual = figure_number(figure, key, &known);
        if (!known)
            judge_fail(judge, key, "no such number", "one");
        judge_number(judge, key, actual, wanted, 1e-8);
    }
}

static inline void judge_figures(Judge *judge, ptrdiff_t scope, ptrdiff_t window, json_t *figures)
{
    char cell[256];
    snprintf(cell, sizeof cell, "%s", judge->where);
    const char *id, *key;
    json_t *wanted, *value;
    json_object_foreach(figures, id, wanted)
    {
        snprintf(judge->where, sizeof judge->where, "%.200s %.40s", cell, id);
        ptrdiff_t def = score_find_def(judge->scores, str_from(id));
        if (def < 0) {
            judge_fail(judge, "figure", "missing", "there");
            continue;
        }
        const Figure *figure = score_figure(judge->scores, scope, window, def);
        const FigureDef *about = &judge->scores->defs[def];
        if (is_made_of_stricter(judge, scope, window, about))
            continue;
        if (about->metric && is_stricter(judge, scope, window, about->metric->id)) {
            judge->checked++;
            if (figure->shown || !figure->withheld)
                judge_fail(judge, "figure", "shown", "withheld");
            continue;
        }
        /* The reference prints n = 0 for a withheld question; here it is absent. */
        if (json_object_size(wanted) == 1 && whole(wanted, "n") == 0) {
            judge->checked++;
            if (figure->n != 0 || !isnan(figure->value))
                judge_fail(judge, "value", "a number", "none");
            continue;
        }
        if (!figure->shown)
            judge_fail(judge, "figure", "hidden", "shown");
        json_object_foreach(wanted, key, value)
            judge_figure_key(judge, figure, &judge->scores->defs[def], key, value);
    }
    /* What the reference does not have must not be shown. */
    for (ptrdiff_t d = 0; d < judge->scores->def_count; d++) {
        const FigureDef *def = &judge->scores->defs[d];
        const char *name = str_cstr(judge->arena, def->id);
        size_t size = strlen(name);
        bool extra = size > 5 && strcmp(name + size - 5, "_mean") == 0 && def->metric &&
                     def->metric->type == METRIC_RATING;
        judge->checked++;
        if (!extra && !json_object_get(figures, name) &&
            score_figure(judge->scores, scope, window, d)->shown)
            judge_fail(judge, name, "shown", "absent");
    }
}

/* ---- Cells ---- */

static inline void judge_withheld(Judge *judge, ptrdiff_t scope, ptrdiff_t window,
                                  const json_t *wanted)
{
    const Tally *tally = judge->scores->tally;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        for (ptrdiff_t q = 0; q < tally->side[side].question_count; q++) {
            Str name = tally->side[side].questions[q].metric->name;
            bool expected =
                is_stricter(judge, scope, window, tally->side[side].questions[q].metric->id);
            for (ptrdiff_t i = 0; i < length(wanted); i++)
                expected =
                    expected ||
                    str_equal(name, str_from(json_string_value(json_array_get(wanted, (size_t)i))));
            judge->checked++;
            if (expected !=
                privacy_question_withheld(judge->scores->published, tally, side, scope, window, q))
                judge_fail(judge, str_cstr(judge->arena, name), expected ? "shown" : "withheld",
                           "the other");
        }
    }
}

static inline void judge_cell(Judge *judge, ptrdiff_t scope, ptrdiff_t window, const json_t *cell)
{
    static const char *const sides[] = {[SIDE_CX] = "cx", [SIDE_EX] = "ex"};
    const Published *published = judge->scores->published;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        judge_text(judge, "publish", publish_names[privacy_state(published, side, scope, window)],
                   part(part(cell, "publish"), sides[side]));
        judge_number(judge, "n",
                     (double)published->n[side][scope * published->window_count + window],
                     part(part(cell, "n"), sides[side]), 0);
    }
    judge_withheld(judge, scope, window, part(cell, "withheld_questions"));
    judge_figures(judge, scope, window, part(cell, "figures"));
}

static inline ptrdiff_t scope_named(const Scores *scores, const char *name)
{
    if (strcmp(name, "company") == 0)
        return 0;
    for (ptrdiff_t u = 1; u < scores->tally->unit_count; u++) {
        if (str_equal(scores->tally->units[u].key, str_from(name)))
            return u;
    }
    fail_msg("no unit \"%s\"", name);
    return -1;
}

static inline ptrdiff_t window_named(const Scores *scores, const char *id)
{
    for (ptrdiff_t p = 0; p < scores->tally->period_count; p++) {
        if (str_equal(scores->tally->periods[p].id, str_from(id)))
            return p;
    }
    assert_string_equal(id, "all");
    return scores->tally->period_count;
}

static inline void judge_cells(Judge *judge, json_t *cells)
{
    const char *scope_name, *window_name;
    json_t *windows, *cell;
    json_object_foreach(cells, scope_name, windows)
    {
        json_object_foreach(windows, window_name, cell)
        {
            snprintf(judge->where, sizeof judge->where, "%.100s %.40s", scope_name, window_name);
            judge_cell(judge, scope_named(judge->scores, scope_name),
                       window_named(judge->scores, window_name), cell);
        }
    }
}

/* ---- Comparisons, in the order of the file ---- */

static inline void judge_comparisons(Judge *judge, const char *name, const Comparison *items,
                                     ptrdiff_t count, const json_t *wanted)
{
    snprintf(judge->where, sizeof judge->where, "%s", name);
    judge_count(judge, "length", count, length(wanted));
    for (ptrdiff_t i = 0; i < count && i < length(wanted); i++) {
        const Comparison *one = &items[i];
        const json_t *expected = json_array_get(wanted, (size_t)i);
        const FigureDef *def = &judge->scores->defs[one->figure];
        const char *metric = json_string_value(part(expected, "metric"));
        snprintf(judge->where, sizeof judge->where, "%s %s %s %s", name,
                 json_string_value(part(expected, "scope")),
                 json_string_value(part(expected, "period")), metric);
        judge_text(judge, "metric", str_cstr(judge->arena, def->id), part(expected, "metric"));
        judge->checked++;
        if (one->scope != scope_named(judge->scores, json_string_value(part(expected, "scope"))) ||
            one->window != window_named(judge->scores, json_string_value(part(expected, "period"))))
            judge_fail(judge, "cell", "another", "this");
        judge_text(judge, "verdict", verdict_names[one->verdict], part(expected, "verdict"));
        if (is_made_of_stricter(judge, one->scope, one->window, def) ||
            (one->previous >= 0 && is_made_of_stricter(judge, one->scope, one->previous, def)))
            continue;
        const struct {
            const char *key;
            double value;
        } numbers_of[] = {{"diff", one->diff},
                          {"lo", one->lo},
                          {"hi", one->hi},
                          {"p", one->p},
                          {"p_bh", one->p_bh},
                          {"df", one->df},
                          {"rest_n", one->previous < 0 ? (double)one->rest_n : (double)NAN},
                          {"rest_value", one->rest_value}};
        /* Limits near 0 keep the absolute precision of what they are sums of. */
        double room = fmax(1, fmax(fabs(one->diff), fmax(fabs(one->lo), fabs(one->hi))));
        for (ptrdiff_t k = 0; k < CX_COUNTOF(numbers_of); k++) {
            json_t *value = json_object_get(expected, numbers_of[k].key);
            bool limit = numbers_of[k].key[0] == 'l' || numbers_of[k].key[0] == 'h';
            judge_number(judge, numbers_of[k].key, numbers_of[k].value, value ? value : json_null(),
                         limit ? 1e-8 * room : 1e-8);
        }
    }
}

static inline void judge_ranking(Judge *judge, json_t *wanted)
{
    const char *name;
    json_t *expected;
    json_object_foreach(wanted, name, expected)
    {
        snprintf(judge->where, sizeof judge->where, "%s", name);
        Side side = strncmp(name, "cx", 2) == 0 ? SIDE_CX : SIDE_EX;
        const Ranking *ranking = &judge->scores->ranking[side];
        judge->checked++;
        if (ranking->refused != (json_object_get(expected, "refused") != NULL)) {
            judge_fail(judge, "refused", ranking->refused ? "refused" : "given", "the other");
            continue;
        }
        if (ranking->refused) {
            judge_number(judge, "n", (double)ranking->n, part(expected, "n"), 0);
            continue;
        }
        judge_number(judge, "mu", ranking->mu, part(expected, "mu"), 1e-8);
        judge_number(judge, "tau2", ranking->tau2, part(expected, "tau2"), 1e-8);
        judge_count(judge, "departments", ranking->n, length(part(expected, "departments")));
        for (ptrdiff_t i = 0; i < ranking->n; i++) {
            size_t at = (size_t)i;
            Str unit = judge->scores->tally->units[ranking->scopes[i]].key;
            judge_text(judge, "department", str_cstr(judge->arena, unit),
                       json_array_get(part(expected, "departments"), at));
            judge_number(judge, "B", ranking->b[i], json_array_get(part(expected, "B"), at), 1e-8);
            judge_number(judge, "shrunk", ranking->shrunk[i],
                         json_array_get(part(expected, "shrunk"), at), 1e-8);
            judge_number(judge, "rank", (double)ranking->rank[i],
                         json_array_get(part(expected, "rank"), at), 0);
            judge_number(judge, "rank_lo", (double)ranking->rank_lo[i],
                         json_array_get(part(expected, "rank_lo"), at), 0);
            judge_number(judge, "rank_hi", (double)ranking->rank_hi[i],
                         json_array_get(part(expected, "rank_hi"), at), 0);
        }
    }
}

static inline void judge_reliability(Judge *judge, json_t *wanted)
{
    const char *window;
    json_t *expected;
    json_object_foreach(wanted, window, expected)
    {
        snprintf(judge->where, sizeof judge->where, "reliability %s", window);
        const Reliability *actual =
            &judge->scores->reliability[window_named(judge->scores, window)];
        judge->checked++;
        if (actual->refused != (json_object_get(expected, "refused") != NULL))
            judge_fail(judge, "refused", actual->refused ? "refused" : "given", "the other");
        judge_number(judge, "n", (double)actual->n, part(expected, "n"), 0);
        if (json_object_get(expected, "refused"))
            continue;
        judge_number(judge, "k", (double)actual->k, part(expected, "k"), 0);
        judge_number(judge, "alpha", actual->alpha, part(expected, "alpha"), 1e-8);
        judge_number(judge, "lo", actual->lo, part(expected, "lo"), 1e-8);
        judge_number(judge, "hi", actual->hi, part(expected, "hi"), 1e-8);
        judge_number(judge, "std_alpha", actual->std_alpha, part(expected, "std_alpha"), 1e-8);
        judge_number(judge, "omega", actual->omega, part(expected, "omega"), 2e-5);
    }
}

/* `folder` is one of tests/reference: example_small, example_edge. */
static inline void judge_example(Arena *arena, const Scores *scores, const char *folder)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/reference/%s/expected.json", TESTS_DIR, folder);
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (!root)
        fail_msg("%s: %s", path, error.text);
    Judge judge = {.scores = scores, .folder = folder, .arena = arena};
    assert_int_equal(scores->tally->period_count, length(part(root, "periods")));
    assert_int_equal(scores->tally->unit_count - 1, length(part(root, "departments")));
    judge_cells(&judge, part(root, "cells"));
    judge_comparisons(&judge, "changes", scores->changes, scores->change_count,
                      part(root, "changes"));
    judge_comparisons(&judge, "vs_rest", scores->rests, scores->rest_count, part(root, "vs_rest"));
    judge_ranking(&judge, part(root, "ranking"));
    judge_reliability(&judge, part(root, "reliability"));
    json_decref(root);
    print_message("%s: %ld values checked\n", folder, judge.checked);
    if (judge.wrong > 0)
        fail_msg("%s: %ld values differ", folder, judge.wrong);
}

#endif
