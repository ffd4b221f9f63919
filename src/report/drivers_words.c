/* Page 9 in sentences: the title, what to do first and where, what is left out. */
#include "build.h"

#include <math.h>

enum { NAMES_SHOWN = 2, ITEMS_SHOWN = 3, PLACES_SHOWN = 3, NOTED = 4 };
static const double vif_most = 10;

/* ---- Names ---- */

/* "A", "A và B", "A, B và 3 yếu tố khác" */
static Str list_names(const Build *build, const StrList *names, ptrdiff_t most)
{
    if (names->len <= most || names->len <= 1)
        return label_list(build, names->items, names->len, names->len);
    Str head = str_join(build->arena, names->items, most, S(", "));
    return WORDS(build->arena, build->lang, WORD_DRIVERS_MORE, head,
                 num_show_count(build->arena, names->len - most, build->lang));
}

static Side side_of(const DriversPanel *panel)
{
    return panel->side == REPORT_CX ? SIDE_CX : SIDE_EX;
}

static const Metric *metric_of(const Build *build, const DriversPanel *panel, const DriverRow *row)
{
    Str prefix = panel->side == REPORT_CX ? S("cx.") : S("ex.");
    return config_find_metric(build->config, str_concat(build->arena, prefix, row->id));
}

static Str factor_of(const Build *build, const DriversPanel *panel, const DriverRow *row)
{
    const Metric *metric = metric_of(build, panel, row);
    return metric ? metric->factor : STR_NONE;
}

/* All drivers of the factor have the verdict, and there are several. */
static bool whole_factor(const Build *build, const DriversPanel *panel, Str factor,
                         DriverAction action)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < panel->row_count && factor.len > 0; i++) {
        const DriverRow *row = &panel->rows[i];
        if (!str_equal(factor_of(build, panel, row), factor))
            continue;
        if (row->action != action)
            return false;
        count++;
    }
    return count > 1;
}

static Str factor_label(const Build *build, Str factor)
{
    return label_metric(build, str_concat(build->arena, S("ex.factor_"), factor));
}

/* The drivers with a verdict, the most important first; a factor that has it with all its
 * questions once, by its own name. */
static StrList names_of(const Build *build, const DriversPanel *panel, DriverAction action)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < panel->row_count; i++) {
        const DriverRow *row = &panel->rows[i];
        if (row->action != action)
            continue;
        Str factor = factor_of(build, panel, row);
        bool whole = whole_factor(build, panel, factor, action);
        Str name = whole ? factor_label(build, factor) : row->short_name;
        if (strlist_find(&names, name) < 0)
            *PUSH(build->arena, &names, Str) = name;
    }
    return names;
}

/* ---- Title ---- */

static Str side_names(const Build *build, ReportSide side, DriverAction action)
{
    const DriversModel *model = &build->report->drivers;
    for (int i = 0; i < model->panel_count; i++) {
        if (model->panels[i].side != side)
            continue;
        StrList names = names_of(build, &model->panels[i], action);
        return names.len == 0 ? STR_NONE : list_names(build, &names, NAMES_SHOWN);
    }
    return STR_NONE;
}

Sentence title_drivers(const Build *build)
{
    static const struct {
        const char *both_rule, *cx_rule, *ex_rule;
        DriverAction action;
        Word both, cx, ex;
    } rules[] = {{"fix_first_both", "fix_first_cx", "fix_first_ex", DRIVER_FIX_FIRST,
                  WORD_TITLE_DRIVERS_FIX, WORD_TITLE_DRIVERS_FIX_CX, WORD_TITLE_DRIVERS_FIX_EX},
                 {"keep_both", "keep_cx", "keep_ex", DRIVER_KEEP, WORD_TITLE_DRIVERS_KEEP,
                  WORD_TITLE_DRIVERS_KEEP_CX, WORD_TITLE_DRIVERS_KEEP_EX}};
    for (ptrdiff_t r = 0; r < CX_COUNTOF(rules); r++) {
        Str cx = side_names(build, REPORT_CX, rules[r].action),
            ex = side_names(build, REPORT_EX, rules[r].action);
        if (cx.len > 0 && ex.len > 0)
            return (Sentence){.rule = str_from(rules[r].both_rule),
                              .text = WORDS(build->arena, build->lang, rules[r].both, cx, ex)};
        if (cx.len > 0)
            return (Sentence){.rule = str_from(rules[r].cx_rule),
                              .text = WORDS(build->arena, build->lang, rules[r].cx, cx)};
        if (ex.len > 0)
            return (Sentence){.rule = str_from(rules[r].ex_rule),
                              .text = WORDS(build->arena, build->lang, rules[r].ex, ex)};
    }
    return (Sentence){.rule = S("nothing_clear"),
                      .text = word(build->lang, WORD_TITLE_DRIVERS_NONE)};
}

/* ---- Where ---- */

typedef struct Place { /* a unit clearly below the rest in something to fix first */
    ptrdiff_t unit;
    double diff; /* the largest, below 0 */
} Place;
typedef LIST_OF(Place) PlaceList;

/* The comparison of the question's own index, or, where questions have none, of its factor. */
static ptrdiff_t compared_def(const Build *build, const DriversPanel *panel, const DriverRow *row)
{
    Str prefix = panel->side == REPORT_CX ? S("cx.") : S("ex.");
    Str id = str_format(build->arena, "%.*s%.*s_index", STR_ARG(prefix), STR_ARG(row->id));
    ptrdiff_t own = score_find_def(build->scores, id);
    for (ptrdiff_t i = 0; i < build->unit_count && own >= 0; i++)
        if (score_find_rest(build->scores, build->units[i], build->period, own))
            return own;
    Str factor = factor_of(build, panel, row);
    return factor.len == 0
               ? -1
               : score_find_def(build->scores, str_concat(build->arena, S("ex.factor_"), factor));
}

static void add_place(const Build *build, PlaceList *places, Place place)
{
    for (ptrdiff_t i = 0; i < places->len; i++)
        if (places->items[i].unit == place.unit) {
            places->items[i].diff = fmin(places->items[i].diff, place.diff);
            return;
        }
    *PUSH(build->arena, places, Place) = place;
}

static void sort_places(PlaceList *places)
{
    for (ptrdiff_t i = 1; i < places->len; i++) {
        Place place = places->items[i];
        ptrdiff_t at = i;
        for (; at > 0 && places->items[at - 1].diff > place.diff; at--)
            places->items[at] = places->items[at - 1];
        places->items[at] = place;
    }
}

static PlaceList places_of(const Build *build, const DriversPanel *panel)
{
    PlaceList places = {0};
    for (ptrdiff_t i = 0; i < panel->row_count; i++) {
        if (panel->rows[i].action != DRIVER_FIX_FIRST)
            continue;
        ptrdiff_t def = compared_def(build, panel, &panel->rows[i]);
        for (ptrdiff_t u = 0; u < build->unit_count && def >= 0; u++) {
            ptrdiff_t unit = build->units[u];
            const Comparison *rest = score_find_rest(build->scores, unit, build->period, def);
            if (rest && rest->mark < 0 && !build->is_parent[unit])
                add_place(build, &places, (Place){unit, rest->diff});
        }
    }
    sort_places(&places);
    return places;
}

/* ---- What to do first ---- */

static Str item_text(const Build *build, const DriverRow *row)
{
    return WORDS(build->arena, build->lang, WORD_DRIVERS_ITEM, row->short_name, row->share_text,
                 row->performance_text);
}

static Str todo_of(const Build *build, const DriversPanel *panel, const PlaceList *places)
{
    StrList items = {0}, units = {0};
    for (ptrdiff_t i = 0; i < panel->row_count; i++)
        if (panel->rows[i].action == DRIVER_FIX_FIRST)
            *PUSH(build->arena, &items, Str) = item_text(build, &panel->rows[i]);
    if (items.len == 0)
        return STR_NONE;
    for (ptrdiff_t i = 0; i < places->len && i < PLACES_SHOWN; i++)
        *PUSH(build->arena, &units, Str) = label_unit_short(build, places->items[i].unit);
    Str side = label_source_side(build, side_of(panel)),
        what = list_names(build, &items, ITEMS_SHOWN);
    if (units.len == 0)
        return WORDS(build->arena, build->lang, WORD_DRIVERS_TODO, side, what);
    return WORDS(build->arena, build->lang, WORD_DRIVERS_TODO_WHERE, side, what,
                 label_list(build, units.items, units.len, units.len),
                 label_period(build, build->period, PERIOD_SHORT));
}

/* Units that both sides name. */
static Str meeting(const Build *build, const PlaceList places[2])
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < places[0].len && i < PLACES_SHOWN; i++)
        for (ptrdiff_t j = 0; j < places[1].len && j < PLACES_SHOWN; j++)
            if (places[0].items[i].unit == places[1].items[j].unit)
                *PUSH(build->arena, &names, Str) = label_unit_short(build, places[0].items[i].unit);
    return names.len == 0 ? STR_NONE
                          : WORDS(build->arena, build->lang, WORD_DRIVERS_MEET,
                                  label_list(build, names.items, names.len, names.len));
}

void drivers_add_todo(const Build *build, DriversModel *model)
{
    PlaceList places[2] = {0};
    model->todo_head = word(build->lang, WORD_DRIVERS_TODO_HEAD);
    for (int i = 0; i < model->panel_count; i++) {
        places[i] = places_of(build, &model->panels[i]);
        Str sentence = todo_of(build, &model->panels[i], &places[i]);
        if (sentence.len > 0)
            model->todo[model->todo_count++] = sentence;
    }
    Str both = meeting(build, places);
    if (both.len > 0)
        model->todo[model->todo_count++] = both;
    if (model->todo_count > 0)
        return;
    model->todo[model->todo_count++] = word(build->lang, WORD_DRIVERS_TODO_NONE);
    for (int i = 0; i < model->panel_count; i++) {
        StrList keep = names_of(build, &model->panels[i], DRIVER_KEEP);
        if (keep.len > 0)
            model->todo[model->todo_count++] =
                WORDS(build->arena, build->lang, WORD_DRIVERS_TODO_KEEP,
                      label_source_side(build, side_of(&model->panels[i])),
                      list_names(build, &keep, ITEMS_SHOWN));
    }
}

/* ---- What is left out, and what cannot be read alone ---- */

typedef struct Notes {
    const Build *build;
    Side side;
    const LinkDrivers *drivers;
    StrList lines;
} Notes;

static Str name_at(const Notes *notes, ptrdiff_t question)
{
    const Build *build = notes->build;
    Str id = build->tally->side[notes->side].questions[question].metric->id;
    return label_shorten(build->arena, label_capital(build, label_metric(build, id)));
}

static void note(Notes *notes, Word key, const StrList *names)
{
    const Build *build = notes->build;
    if (names->len > 0)
        *PUSH(build->arena, &notes->lines, Str) =
            WORDS(build->arena, build->lang, key, list_names(build, names, NOTED));
}

static void note_dropped(Notes *notes)
{
    const Build *build = notes->build;
    StrList unanswered = {0}, withheld = {0};
    for (ptrdiff_t i = 0; i < notes->drivers->dropped_count; i++) {
        ptrdiff_t question = notes->drivers->dropped[i];
        bool hidden = privacy_question_withheld(build->scores->published, build->tally, notes->side,
                                                0, build->tally->period_count, question);
        Str name = name_at(notes, question);
        double r = notes->drivers->dropped_r[i];
        if (isfinite(r))
            name = WORDS(build->arena, build->lang, WORD_DRIVERS_SIMPLE, name,
                         num_show(build->arena, r, 2, build->lang));
        *PUSH(build->arena, hidden ? &withheld : &unanswered, Str) = name;
    }
    note(notes, WORD_DRIVERS_DROPPED, &unanswered);
    note(notes, WORD_DRIVERS_HIDDEN, &withheld);
}

static void note_flags(Notes *notes)
{
    StrList conflicts = {0}, inflated = {0}, unscored = {0};
    for (ptrdiff_t i = 0; i < notes->drivers->k; i++) {
        const LinkDriver *driver = &notes->drivers->drivers[i];
        Str name = name_at(notes, driver->question);
        if (driver->sign_conflict)
            *PUSH(notes->build->arena, &conflicts, Str) = name;
        if (driver->vif > vif_most)
            *PUSH(notes->build->arena, &inflated, Str) = name;
        if (isnan(driver->performance))
            *PUSH(notes->build->arena, &unscored, Str) = name;
    }
    note(notes, WORD_DRIVERS_CONFLICT, &conflicts);
    note(notes, WORD_DRIVERS_INFLATED, &inflated);
    note(notes, WORD_DRIVERS_UNSCORED, &unscored);
}

static void note_groups(Notes *notes)
{
    const Build *build = notes->build;
    for (ptrdiff_t g = 0; g < notes->drivers->alike_count; g++) {
        StrList names = {0};
        for (ptrdiff_t i = 0; i < notes->drivers->k; i++)
            if (notes->drivers->drivers[i].alike == g + 1)
                *PUSH(build->arena, &names, Str) =
                    name_at(notes, notes->drivers->drivers[i].question);
        *PUSH(build->arena, &notes->lines, Str) =
            WORDS(build->arena, build->lang, WORD_DRIVERS_ALIKE, list_names(build, &names, NOTED),
                  num_show_percent(build->arena, notes->drivers->alike_shares[g], 1, build->lang));
    }
}

void drivers_add_notes(const Build *build, Side side, DriversPanel *panel)
{
    Notes notes = {.build = build, .side = side, .drivers = &build->report->key_drivers[side]};
    note_groups(&notes);
    note_flags(&notes);
    note_dropped(&notes);
    if (notes.drivers->k > STATS_LMG_MOST)
        *PUSH(build->arena, &notes.lines, Str) = word(build->lang, WORD_DRIVERS_JOHNSON);
    panel->notes = notes.lines.items;
    panel->note_count = notes.lines.len;
}
