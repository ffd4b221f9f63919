/* Page 9: what goes with recommending, importance beside performance (metrics.md §10). */
#include "build.h"

#include <math.h>

enum { LMG_MOST = STATS_LMG_MOST };

/* ---- Why there is none ---- */

static Str side_sentence(const Build *build, Side side, Str sentence)
{
    return str_format(build->arena, "%.*s: %.*s", STR_ARG(label_source_side(build, side)),
                      STR_ARG(sentence));
}

static Str question_label(const Build *build, Side side, ptrdiff_t question)
{
    Str id = build->tally->side[side].questions[question].metric->id;
    return label_capital(build, label_metric(build, id));
}

static Str reasons_of(const Build *build, Side side, const LinkDrivers *drivers)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < drivers->reason_count; i++)
        *PUSH(build->arena, &names, Str) = question_label(build, side, drivers->reasons[i]);
    return str_join(build->arena, names.items, names.len, S(", "));
}

/* "Too few answers" says nothing where the questions are what lacks. */
static Str refusal_sentence(const Build *build, Side side, const LinkDrivers *drivers)
{
    bool few = str_equal(drivers->refused, S("drivers"));
    if (few && drivers->k == 0 && drivers->dropped_count == 0) /* the outcome itself */
        return word(build->lang, WORD_WITHHELD);
    if (few && drivers->n >= link_drivers_minimum(drivers->k))
        return WORDS(build->arena, build->lang, WORD_DRIVERS_ONE_QUESTION,
                     num_show_count(build->arena, drivers->k, build->lang));
    RefusalParts parts = {.n = drivers->n,
                          .minimum = link_drivers_minimum(drivers->k),
                          .what = reasons_of(build, side, drivers)};
    return linkage_refusal(build, drivers->refused, parts);
}

/* Why nothing was computed at all: not asked, not the latest period, or hidden. */
static Refusal not_given(const Build *build, Side side)
{
    Refusal refusal = {.key = S("input"), .n = -1, .minimum = -1};
    if (build->tally->side[side].drivers.outcome < 0)
        refusal.sentence =
            word(build->lang, side == SIDE_CX ? WORD_DRIVERS_NEED_CX : WORD_DRIVERS_NEED_EX);
    else if (build->period != build->tally->period_count - 1)
        refusal.sentence = word(build->lang, WORD_DRIVERS_NEED_LAST);
    else {
        refusal.key = S("withheld");
        refusal.sentence = side_sentence(build, side, word(build->lang, WORD_WITHHELD));
    }
    return refusal;
}

Refusal drivers_refusal(const Build *build, Side side)
{
    const LinkDrivers *all = build->report->key_drivers;
    if (!all || !build->has_side[side])
        return (Refusal){.n = -1, .minimum = -1};
    const LinkDrivers *drivers = &all[side];
    Refusal refusal = {.n = -1, .minimum = -1};
    if (!drivers->given)
        refusal = not_given(build, side);
    else if (drivers->refused.len > 0) {
        refusal.key = drivers->refused;
        refusal.sentence = side_sentence(build, side, refusal_sentence(build, side, drivers));
        if (str_equal(drivers->refused, S("drivers"))) {
            refusal.n = drivers->n;
            refusal.minimum = link_drivers_minimum(drivers->k);
        }
    }
    refusal.what = side == SIDE_CX ? S("drivers.cx") : S("drivers.ex");
    return refusal;
}

/* ---- Rows ---- */

static const Figure *figure_of_all(const Build *build, Str id)
{
    ptrdiff_t def = score_find_def(build->scores, str_concat(build->arena, id, S("_index")));
    const Figure *figure = def < 0 ? NULL : build_figure(build, 0, build->tally->period_count, def);
    return figure && figure->shown && figure->n > 0 ? figure : NULL;
}

static DriverAction action_of(LinkQuadrant quadrant)
{
    static const DriverAction actions[] = {[LINK_QUADRANT_CANNOT_TELL] = DRIVER_CANNOT_TELL,
                                           [LINK_FIX_FIRST] = DRIVER_FIX_FIRST,
                                           [LINK_KEEP] = DRIVER_KEEP,
                                           [LINK_LOW_PRIORITY] = DRIVER_LOW_PRIORITY,
                                           [LINK_MAINTAIN] = DRIVER_MAINTAIN};
    return actions[quadrant];
}

static Str shown_number(const Build *build, double value)
{
    return isnan(value) ? STR_NONE : num_show(build->arena, value, 1, build->lang);
}

static DriverRow row_of(const Build *build, Side side, const LinkDriver *driver)
{
    const Metric *metric = build->tally->side[side].questions[driver->question].metric;
    const Figure *index = figure_of_all(build, metric->id);
    Str name = question_label(build, side, driver->question);
    DriverAction action = action_of(driver->quadrant);
    return (DriverRow){
        .id = metric->name,
        .name = name,
        .share = driver->share,
        .lo = driver->lo,
        .hi = driver->hi,
        .performance = driver->performance,
        .performance_lo = index ? index->lo : NAN,
        .performance_hi = index ? index->hi : NAN,
        .n = index ? index->n : 0,
        .share_text = shown_number(build, driver->share),
        .lo_text = shown_number(build, driver->lo),
        .hi_text = shown_number(build, driver->hi),
        .performance_text = shown_number(build, driver->performance),
        .n_text = index ? num_show_count(build->arena, index->n, build->lang) : STR_NONE,
        .action = action,
        .action_text = build->report->drivers.actions[action],
    };
}

/* The largest first; equal ones as the project has them. */
static void add_rows(const Build *build, Side side, const LinkDrivers *drivers, DriversPanel *panel)
{
    panel->rows = NEW(build->arena, DriverRow, drivers->k);
    for (ptrdiff_t i = 0; i < drivers->k; i++) {
        DriverRow row = row_of(build, side, &drivers->drivers[i]);
        ptrdiff_t at = panel->row_count++;
        for (; at > 0 && panel->rows[at - 1].share < row.share; at--)
            panel->rows[at] = panel->rows[at - 1];
        panel->rows[at] = row;
    }
    Str *names = NEW(build->arena, Str, panel->row_count);
    for (ptrdiff_t i = 0; i < panel->row_count; i++)
        names[i] = panel->rows[i].name;
    names = label_shorten_apart(build->arena, names, panel->row_count);
    for (ptrdiff_t i = 0; i < panel->row_count; i++) {
        panel->rows[i].number = (int)i + 1;
        panel->rows[i].short_name = names[i];
    }
}

/* ---- Axes ---- */

static void widen(double *lo, double *hi, double value)
{
    if (isfinite(value)) {
        *lo = fmin(*lo, value);
        *hi = fmax(*hi, value);
    }
}

typedef struct Ends {
    double lo, hi, step;
} Ends;

/* Round ends around all that is drawn, a little outside it. */
static Ends round_ends(double lo, double hi)
{
    double span = hi - lo, step = span < 9 ? 2 : span < 22 ? 5 : span < 60 ? 10 : 20;
    return (Ends){.lo = fmax(0, step * floor(lo / step - 0.1)),
                  .hi = fmin(100, step * ceil(hi / step + 0.1)),
                  .step = step};
}

static void choose_axes(DriversPanel *panel)
{
    double lo = INFINITY, hi = -INFINITY, low = panel->importance_line, high = low;
    widen(&lo, &hi, panel->performance_line);
    for (ptrdiff_t i = 0; i < panel->row_count; i++) {
        const DriverRow *row = &panel->rows[i];
        widen(&lo, &hi, row->performance);
        widen(&lo, &hi, row->performance_lo);
        widen(&lo, &hi, row->performance_hi);
        widen(&low, &high, row->share);
        widen(&low, &high, row->lo);
        widen(&low, &high, row->hi);
    }
    Ends x = hi < lo ? round_ends(0, 100) : round_ends(lo, hi), y = round_ends(low, high);
    panel->x_lo = x.lo;
    panel->x_hi = x.hi;
    panel->x_step = x.step;
    panel->y_lo = y.lo;
    panel->y_hi = y.hi;
    panel->y_step = y.step;
}

/* ---- Panels ---- */

static Str summary_of(const Build *build, Side side, const LinkDrivers *drivers)
{
    Str r2 = num_show(build->arena, drivers->r2, 2, build->lang),
        n = num_show_count(build->arena, drivers->n, build->lang),
        k = label_count_word(build, drivers->k);
    return WORDS(build->arena, build->lang,
                 side == SIDE_CX ? WORD_DRIVERS_SUMMARY_CX : WORD_DRIVERS_SUMMARY_EX, r2, n, k);
}

static void add_panel(const Build *build, Side side, DriversModel *model)
{
    const LinkDrivers *drivers = &build->report->key_drivers[side];
    DriversPanel *panel = &model->panels[model->panel_count++];
    *panel = (DriversPanel){
        .side = side == SIDE_CX ? REPORT_CX : REPORT_EX,
        .head = word(build->lang, side == SIDE_CX ? WORD_DRIVERS_HEAD_CX : WORD_DRIVERS_HEAD_EX),
        .refused = drivers->refused,
        .importance_line = NAN,
        .performance_line = NAN};
    if (drivers->refused.len > 0) {
        panel->sentence = refusal_sentence(build, side, drivers);
        return;
    }
    panel->importance_line = 100 / (double)drivers->k;
    panel->performance_line = drivers->performance_line;
    add_rows(build, side, drivers, panel);
    choose_axes(panel);
    panel->summary = summary_of(build, side, drivers);
    drivers_add_notes(build, side, panel);
}

static void add_fixed_words(const Build *build, DriversModel *model)
{
    static const Word actions[] = {[DRIVER_CANNOT_TELL] = WORD_DRIVERS_CANNOT_TELL,
                                   [DRIVER_FIX_FIRST] = WORD_DRIVERS_FIX_FIRST,
                                   [DRIVER_KEEP] = WORD_DRIVERS_KEEP,
                                   [DRIVER_LOW_PRIORITY] = WORD_DRIVERS_LOW_PRIORITY,
                                   [DRIVER_MAINTAIN] = WORD_DRIVERS_MAINTAIN};
    Str level = label_level(build);
    for (int i = 0; i < DRIVER_ACTION_COUNT; i++)
        model->actions[i] = word(build->lang, actions[i]);
    model->axis_x = word(build->lang, WORD_DRIVERS_AXIS_X);
    model->axis_y = word(build->lang, WORD_DRIVERS_AXIS_Y);
    model->heads[0] = word(build->lang, WORD_DRIVERS_FACTOR);
    model->heads[1] = word(build->lang, WORD_DRIVERS_IMPORTANCE);
    model->heads[2] = WORDS(build->arena, build->lang, WORD_DRIVERS_LOW, level);
    model->heads[3] = WORDS(build->arena, build->lang, WORD_DRIVERS_HIGH, level);
    model->heads[4] = word(build->lang, WORD_DRIVERS_SCORE);
    model->heads[5] = S("n");
    model->heads[6] = word(build->lang, WORD_DRIVERS_ACTION);
    model->map_head = word(build->lang, WORD_DRIVERS_MAP_HEAD);
    model->map_note = word(build->lang, WORD_DRIVERS_MAP_NOTE);
}

PageRows drivers_build(Build *build)
{
    DriversModel *model = &build->report->drivers;
    const LinkDrivers *all = build->report->key_drivers;
    bool any = false;
    for (Side side = 0; side < SIDE_COUNT && all; side++)
        any = any || (all[side].given && all[side].refused.len == 0);
    if (!any)
        return (PageRows){0};
    add_fixed_words(build, model);
    for (Side side = 0; side < SIDE_COUNT; side++)
        if (all[side].given)
            add_panel(build, side, model);
    drivers_add_todo(build, model);
    return (PageRows){.printed = true};
}

/* ---- Words of the page ---- */

static Str span_of_periods(const Build *build)
{
    ptrdiff_t last = build->tally->period_count - 1;
    Str to = label_period(build, last, PERIOD_SHORT);
    if (last == 0)
        return to;
    return WORDS(build->arena, build->lang, WORD_DRIVERS_PERIODS,
                 label_period(build, 0, PERIOD_SHORT), to);
}

void drivers_words(const Build *build, Page *page)
{
    DriversModel *model = &build->report->drivers;
    bool johnson = false;
    for (int i = 0; i < model->panel_count; i++)
        johnson = johnson || model->panels[i].row_count > LMG_MOST;
    Sentence title = title_drivers(build);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = WORDS(build->arena, build->lang,
                           johnson ? WORD_DRIVERS_SUBTITLE_JOHNSON : WORD_DRIVERS_SUBTITLE,
                           label_level(build), span_of_periods(build));
    page->foot_left = word(build->lang, WORD_DRIVERS_FOOT);
    const Page *link = report_find_page(build->report, PAGE_LINK);
    Str more = link ? WORDS(build->arena, build->lang, WORD_DRIVERS_NOT_COMPARABLE,
                            num_show_count(build->arena, link->number, build->lang))
                    : word(build->lang, WORD_DRIVERS_NOT_BETWEEN_UNITS);
    model->note = str_format(build->arena, "%.*s %.*s",
                             STR_ARG(word(build->lang, WORD_DRIVERS_NOTE)), STR_ARG(more));
}
