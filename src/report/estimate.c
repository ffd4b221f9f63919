#include "build.h"

#include <math.h>

/* Never more than this many digits are added to keep "70 (target 70): missed" from being printed:
 * with four the two numbers are equal for every purpose. */
enum { EXTRA_DECIMALS = 4, COUNT_BELOW = 20 };

/* ---- State ---- */

static Side figure_side(const FigureDef *def)
{
    return def->side == FIGURE_EX ? SIDE_EX : SIDE_CX;
}

/* combined.* stand and fall with the two indices: the first one that is missing gives the reason.
 */
static ptrdiff_t missing_half(const Build *build, ptrdiff_t scope, ptrdiff_t window)
{
    return estimate_state(build, scope, window, build->cx) != ESTIMATE_SHOWN ? build->cx
                                                                             : build->ex;
}

/* A journey of too few stages: hidden when a stage is, for then people are the reason. */
static bool stage_withheld(const Build *build, ptrdiff_t scope, ptrdiff_t window)
{
    for (ptrdiff_t i = 0; i < build->scores->def_count; i++) {
        const FigureDef *def = &build->scores->defs[i];
        if (def->kind == FIGURE_INDEX && def->metric && def->metric->stage != STAGE_NONE &&
            build_figure(build, scope, window, i)->withheld)
            return true;
    }
    return false;
}

EstimateState estimate_state(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t index)
{
    if (index < 0)
        return ESTIMATE_NOT_APPLICABLE;
    const FigureDef *def = &build->scores->defs[index];
    bool combined = def->side == FIGURE_COMBINED;
    if (combined
            ? !build_side_ever(build, SIDE_CX, scope) || !build_side_ever(build, SIDE_EX, scope)
            : !build_side_ever(build, figure_side(def), scope))
        return ESTIMATE_NOT_APPLICABLE;
    if (window < 0)
        return ESTIMATE_NO_ANSWERS;
    const Figure *figure = build_figure(build, scope, window, index);
    bool valued = def->kind == FIGURE_DIAGNOSIS || def->kind == FIGURE_N || isfinite(figure->value);
    if (figure->shown && valued && (combined || figure->n > 0))
        return ESTIMATE_SHOWN;
    if (figure->withheld)
        return ESTIMATE_WITHHELD;
    if (combined) {
        ptrdiff_t half = missing_half(build, scope, window);
        EstimateState state = estimate_state(build, scope, window, half);
        return state == ESTIMATE_SHOWN ? ESTIMATE_NO_ANSWERS : state;
    }
    Publish publish = privacy_state(build->scores->published, figure_side(def), scope, window);
    if (publish == PUBLISH_PRIMARY || publish == PUBLISH_SECONDARY)
        return ESTIMATE_WITHHELD;
    if (def->kind != FIGURE_COMPOSITE || build_rows(build, figure_side(def), scope, window) == 0)
        return ESTIMATE_NO_ANSWERS;
    if (stage_withheld(build, scope, window))
        return ESTIMATE_WITHHELD;
    return figure->component_count > 0 ? ESTIMATE_NOT_APPLICABLE : ESTIMATE_NO_ANSWERS;
}

static Str not_applicable(const Build *build, ptrdiff_t scope, const FigureDef *def)
{
    Side side = figure_side(def);
    if (def->side == FIGURE_COMBINED)
        side = build_side_ever(build, SIDE_CX, scope) ? SIDE_EX : SIDE_CX;
    if (!build_side_ever(build, side, scope))
        return word(build->lang, side == SIDE_CX ? WORD_NO_CUSTOMERS : WORD_NO_EMPLOYEES);
    Str minimum =
        num_show_count(build->arena, build->config->statistics.stage_minimum, build->lang);
    return WORDS(build->arena, build->lang, WORD_FEW_STAGES, minimum);
}

Str estimate_absence(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t index)
{
    if (index < 0)
        return STR_NONE;
    switch (estimate_state(build, scope, window, index)) {
    case ESTIMATE_SHOWN:
        return STR_NONE;
    case ESTIMATE_WITHHELD:
        return word(build->lang, WORD_WITHHELD);
    case ESTIMATE_NO_ANSWERS:
        return word(build->lang, WORD_NO_ANSWERS);
    case ESTIMATE_NOT_APPLICABLE:
        break;
    }
    return not_applicable(build, scope, &build->scores->defs[index]);
}

/* ---- Numbers ---- */

Str estimate_number(const Build *build, ptrdiff_t index, double value, int decimals)
{
    const FigureDef *def = &build->scores->defs[index];
    if (isnan(value))
        return STR_NONE;
    if (def->kind == FIGURE_SHARE)
        return num_show_percent(build->arena, value, decimals, build->lang);
    if (def->kind == FIGURE_GAP)
        return num_show_signed(build->arena, value, decimals, build->lang);
    return num_show(build->arena, value, decimals, build->lang);
}

Str estimate_target(const Build *build, ptrdiff_t index, double target)
{
    int most = build->scores->defs[index].decimals + 1, decimals = 0;
    while (decimals < most && fabs(num_round(target, decimals) - target) > 1e-9)
        decimals++;
    return estimate_number(build, index, target, decimals);
}

/* metrics.md §14: a figure that missed its target must not look as if it had reached it. */
static int decimals_beside_target(const FigureDef *def, const Figure *figure)
{
    int decimals = def->decimals;
    if (figure->status != TARGET_MISSED)
        return decimals;
    while (decimals < def->decimals + EXTRA_DECIMALS &&
           num_round(figure->value, decimals) >= num_round(figure->target, decimals))
        decimals++;
    return decimals;
}

/* ---- What a partial index lacks ---- */

static bool has_stage(Str journey, Str stage)
{
    for (StrCut cut = str_cut(journey, '+');; cut = str_cut(cut.tail, '+')) {
        if (str_equal(cut.head, stage))
            return true;
        if (!cut.found)
            return false;
    }
}

static Str component_of(const Figure *figure, Str name)
{
    for (ptrdiff_t i = 0; i < figure->component_count; i++)
        if (str_equal(str_cut(figure->components[i], ':').head, name))
            return figure->components[i];
    return STR_NONE;
}

static void missing_stages(const Build *build, Str company, Str unit, StrList *names)
{
    for (StrCut cut = str_cut(company, '+');; cut = str_cut(cut.tail, '+')) {
        if (!has_stage(unit, cut.head))
            *PUSH(build->arena, names, Str) = label_stage(build, cut.head);
        if (!cut.found)
            return;
    }
}

/* The company's own index is hidden: what the project asks for says what is missing. */
static void missing_of_project(const Build *build, const Figure *unit, ptrdiff_t index,
                               StrList *names)
{
    const Config *config = build->config;
    bool ex = build->scores->defs[index].side == FIGURE_EX;
    const Index *asked = ex ? &config->ex_index : &config->cx_index;
    for (ptrdiff_t i = 0; i < asked->part_count; i++) {
        Str id = asked->parts[i].id;
        bool there = config_find_metric(config, id) || score_find_def(build->scores, id) >= 0;
        if (there && component_of(unit, str_slice(id, 3, id.len)).len == 0)
            *PUSH(build->arena, names, Str) = label_metric(build, id);
    }
}

static void missing_of_index(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t index,
                             StrList *names)
{
    const Figure *company = build_figure(build, 0, window, index);
    const Figure *unit = build_figure(build, scope, window, index);
    const char *prefix = build->scores->defs[index].side == FIGURE_EX ? "ex." : "cx.";
    if (!company->shown)
        missing_of_project(build, unit, index, names);
    for (ptrdiff_t i = 0; i < company->component_count; i++) {
        StrCut cut = str_cut(company->components[i], ':');
        Str here = component_of(unit, cut.head);
        if (here.len == 0)
            *PUSH(build->arena, names, Str) =
                label_metric(build, str_concat(build->arena, str_from(prefix), cut.head));
        else if (cut.found)
            missing_stages(build, cut.tail, str_cut(here, ':').tail, names);
    }
}

Str estimate_missing_parts(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t index)
{
    StrList names = {0};
    if (build->scores->defs[index].side == FIGURE_COMBINED) { /* lacks what its halves lack */
        missing_of_index(build, scope, window, build->cx, &names);
        missing_of_index(build, scope, window, build->ex, &names);
    } else {
        missing_of_index(build, scope, window, index, &names);
    }
    return str_join(build->arena, names.items, names.len, S(", "));
}

static bool same_components(const Figure *a, const Figure *b)
{
    if (a->component_count != b->component_count)
        return false;
    for (ptrdiff_t i = 0; i < a->component_count; i++)
        if (!str_equal(a->components[i], b->components[i]))
            return false;
    return true;
}

bool estimate_same_parts(const Build *build, ptrdiff_t scope, ptrdiff_t a, ptrdiff_t b,
                         ptrdiff_t index)
{
    if (build->scores->defs[index].side == FIGURE_COMBINED)
        return estimate_same_parts(build, scope, a, b, build->cx) &&
               estimate_same_parts(build, scope, a, b, build->ex);
    return same_components(build_figure(build, scope, a, index),
                           build_figure(build, scope, b, index));
}

static Str partial_note(const Build *build, ptrdiff_t scope, ptrdiff_t window, ptrdiff_t index)
{
    Str missing = estimate_missing_parts(build, scope, window, index);
    return WORDS(build->arena, build->lang, WORD_PARTIAL, missing);
}

/* ---- Change and target ---- */

static bool changes(FigureKind kind)
{
    return kind != FIGURE_N && kind != FIGURE_GAP && kind != FIGURE_DIAGNOSIS;
}

static Str verdict_note(const Build *build, const FigureDef *def, const Comparison *change)
{
    Arena *arena = build->arena;
    switch (change->verdict) {
    case VERDICT_TOO_FEW:
        return WORDS(arena, build->lang, WORD_TOO_FEW,
                     num_show_count(arena, build->config->statistics.test_minimum, build->lang));
    case VERDICT_CANNOT_TELL:
        return word(build->lang, WORD_CHANGE_CANNOT_TELL);
    case VERDICT_NO_CLEAR_DIFFERENCE:
        return word(build->lang, WORD_NO_CLEAR_DIFFERENCE);
    case VERDICT_UP:
    case VERDICT_DOWN:
    case VERDICT_NOT_COMPARABLE: /* breaks_note has said so */
        break;
    }
    if (change->mark != 0)
        return STR_NONE;
    return WORDS(arena, build->lang, WORD_CHANGE_SMALL,
                 num_show(arena, def->practical, def->practical < 1 ? 1 : 0, build->lang));
}

static void fill_change(const Build *build, ptrdiff_t scope, ptrdiff_t index, Estimate *estimate)
{
    const FigureDef *def = &build->scores->defs[index];
    if (!changes(def->kind))
        return;
    EstimateState before = build->previous < 0
                               ? ESTIMATE_NO_ANSWERS
                               : estimate_state(build, scope, build->previous, index);
    if (before != ESTIMATE_SHOWN) {
        estimate->change_note =
            word(build->lang, before == ESTIMATE_WITHHELD ? WORD_WITHHELD : WORD_NO_PREVIOUS);
        return;
    }
    const DefinitionBreak *broken =
        breaks_between(build, scope, build->previous, build->period, index);
    if (broken) {
        estimate->change_note = breaks_note(build, broken);
        estimate->broken = true;
        return;
    }
    const Figure *now = build_figure(build, scope, build->period, index);
    const Figure *old = build_figure(build, scope, build->previous, index);
    if (now->partial || old->partial) {
        ptrdiff_t window = now->partial ? build->period : build->previous;
        estimate->change_note = partial_note(build, scope, window, index);
        return;
    }
    if (!estimate_same_parts(build, scope, build->period, build->previous, index)) {
        estimate->change_note = word(build->lang, WORD_CHANGE_PARTS);
        return;
    }
    estimate->previous = old->value;
    const Comparison *change = score_find_change(build->scores, scope, build->period, index);
    if (change) {
        estimate->change_note = verdict_note(build, def, change);
        if (change->verdict == VERDICT_TOO_FEW)
            return;
        estimate->diff_tested = change->verdict != VERDICT_CANNOT_TELL;
        estimate->mark = change->mark > 0   ? CHANGE_UP
                         : change->mark < 0 ? CHANGE_DOWN
                                            : CHANGE_NONE;
    }
    estimate->diff = change ? change->diff : now->value - old->value;
    estimate->diff_text =
        num_show_signed(build->arena, estimate->diff, estimate->decimals, build->lang);
}

static const struct {
    ReportStatus status;
    Word word;
} statuses[] = {[TARGET_NONE] = {STATUS_NONE, WORD_COUNT},
                [TARGET_MET] = {STATUS_MET, WORD_STATUS_MET},
                [TARGET_MISSED] = {STATUS_MISSED, WORD_STATUS_MISSED},
                [TARGET_CANNOT_TELL] = {STATUS_CANNOT_TELL, WORD_STATUS_WITHIN}};

static void fill_target(const Build *build, ptrdiff_t index, const Figure *figure,
                        Estimate *estimate)
{
    if (isnan(figure->target) || figure->status == TARGET_NONE)
        return;
    bool more = estimate->decimals > build->scores->defs[index].decimals;
    estimate->target = figure->target;
    estimate->distance = figure->value - figure->target;
    estimate->target_text = more ? estimate_number(build, index, figure->target, estimate->decimals)
                                 : estimate_target(build, index, figure->target);
    estimate->distance_text =
        num_show_signed(build->arena, estimate->distance, estimate->decimals, build->lang);
    estimate->status = statuses[figure->status].status;
    estimate->status_text = word(build->lang, statuses[figure->status].word);
}

/* ---- The whole ---- */

Str estimate_key(const Build *build, ptrdiff_t scope, Str period_id, Str code)
{
    /* The same in every file of the pack, whatever its language. */
    Str unit =
        scope == 0 ? word(build->config->report.language, WORD_COMPANY) : label_unit(build, scope);
    return str_format(build->arena, "%.*s|%.*s|%.*s", STR_ARG(unit), STR_ARG(period_id),
                      STR_ARG(code));
}

static Estimate absent(const Build *build, ptrdiff_t scope, ptrdiff_t index)
{
    return (Estimate){
        .state = estimate_state(build, scope, build->period, index),
        .code = index < 0 ? STR_NONE : build->scores->defs[index].id,
        .key = index < 0 ? STR_NONE
                         : estimate_key(build, scope,
                                        label_period_key(build->arena, build->report->period_id),
                                        build->scores->defs[index].id),
        .decimals = index < 0 ? 1 : build->scores->defs[index].decimals,
        .value = NAN,
        .lo = NAN,
        .hi = NAN,
        .previous = NAN,
        .diff = NAN,
        .target = NAN,
        .distance = NAN,
        .text = estimate_absence(build, scope, build->period, index),
    };
}

Estimate estimate_make(const Build *build, ptrdiff_t scope, ptrdiff_t index)
{
    Estimate estimate = absent(build, scope, index);
    if (estimate.state != ESTIMATE_SHOWN)
        return estimate;
    const FigureDef *def = &build->scores->defs[index];
    const Figure *figure = build_figure(build, scope, build->period, index);
    estimate.decimals = decimals_beside_target(def, figure);
    estimate.value = def->kind == FIGURE_N ? (double)figure->n : figure->value;
    estimate.lo = figure->lo;
    estimate.hi = figure->hi;
    estimate.n = figure->n;
    estimate.text = estimate_number(build, index, estimate.value, estimate.decimals);
    estimate.lo_text = estimate_number(build, index, figure->lo, estimate.decimals);
    estimate.hi_text = estimate_number(build, index, figure->hi, estimate.decimals);
    if (figure->n > 0)
        estimate.n_text = num_show_count(build->arena, figure->n, build->lang);
    estimate.partial = figure->partial;
    if (figure->partial)
        estimate.partial_note = partial_note(build, scope, build->period, index);
    fill_change(build, scope, index, &estimate);
    fill_target(build, index, figure, &estimate);
    return estimate;
}

Estimate estimate_make_counted(const Build *build, ptrdiff_t scope, ptrdiff_t index)
{
    Estimate estimate = estimate_make(build, scope, index);
    if (estimate.state != ESTIMATE_SHOWN || build->scores->defs[index].kind != FIGURE_SHARE ||
        estimate.n >= COUNT_BELOW)
        return estimate;
    const Figure *figure = build_figure(build, scope, build->period, index);
    estimate.text = WORDS(build->arena, build->lang, WORD_SHARE_COUNTED,
                          num_show_count(build->arena, figure->x, build->lang),
                          num_show_count(build->arena, figure->n, build->lang), estimate.text);
    return estimate;
}

void estimate_widen_axis(const Estimate *figure, double *lo, double *hi)
{
    const double drawn[] = {figure->value, figure->lo, figure->hi, figure->previous,
                            figure->target};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(drawn); i++) {
        if (!isfinite(drawn[i]))
            continue;
        while (*lo > 0 && drawn[i] < *lo)
            *lo -= AXIS_STEP;
        while (*hi < 100 && drawn[i] > *hi)
            *hi += AXIS_STEP;
    }
}

Series estimate_series(const Build *build, ptrdiff_t scope, ptrdiff_t index)
{
    ptrdiff_t count = build->report->period_count;
    Series series = {.code = index < 0 ? STR_NONE : build->scores->defs[index].id,
                     .points = NEW(build->arena, SeriesPoint, count)};
    ptrdiff_t before = -1; /* window of the point that the line comes from */
    for (ptrdiff_t t = 0; t < count; t++) {
        SeriesPoint *point = &series.points[t];
        *point = (SeriesPoint){.value = NAN, .lo = NAN, .hi = NAN, .target = NAN};
        ptrdiff_t window = build->shown[t];
        if (estimate_state(build, scope, window, index) != ESTIMATE_SHOWN) {
            point->text = estimate_absence(build, scope, window, index);
            continue;
        }
        const Figure *figure = build_figure(build, scope, window, index);
        int decimals = build->scores->defs[index].decimals;
        point->shown = true;
        point->value = figure->value;
        point->lo = figure->lo;
        point->hi = figure->hi;
        point->n = figure->n;
        point->target = figure->target;
        if (isfinite(figure->target))
            point->target_text = estimate_target(build, index, figure->target);
        point->text = estimate_number(build, index, figure->value, decimals);
        point->lo_text = estimate_number(build, index, figure->lo, decimals);
        point->hi_text = estimate_number(build, index, figure->hi, decimals);
        if (figure->n > 0)
            point->n_text = num_show_count(build->arena, figure->n, build->lang);
        if (breaks_between(build, scope, before, window, index))
            point->break_text = breaks_mark(build, scope, before, window, index);
        before = window;
    }
    return series;
}

ptrdiff_t estimate_lowest(const Estimate *figures, ptrdiff_t count)
{
    ptrdiff_t lowest = -1, shown = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (figures[i].state == ESTIMATE_WITHHELD)
            return -1;
        if (figures[i].state != ESTIMATE_SHOWN)
            continue;
        shown++;
        if (lowest < 0 || figures[i].value < figures[lowest].value)
            lowest = i;
    }
    for (ptrdiff_t i = 0; i < count && shown > 1; i++)
        if (i != lowest && figures[i].state == ESTIMATE_SHOWN &&
            !(figures[lowest].hi < figures[i].lo))
            return -1;
    return shown > 1 ? lowest : -1;
}
