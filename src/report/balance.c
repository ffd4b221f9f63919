#include "build.h"

#include <math.h>

enum { NAMES_IN_NOTE = 6, GROUP_NAMES = 24 };

static BalanceClass class_of(Diagnosis diagnosis)
{
    static const BalanceClass classes[] = {[DIAGNOSIS_CANNOT_TELL] = BALANCE_CANNOT_TELL,
                                           [DIAGNOSIS_BOTH_HIGH] = BALANCE_BOTH_HIGH,
                                           [DIAGNOSIS_BOTH_LOW] = BALANCE_BOTH_LOW,
                                           [DIAGNOSIS_CX_GT_EX] = BALANCE_CX_GT_EX,
                                           [DIAGNOSIS_EX_GT_CX] = BALANCE_EX_GT_CX};
    return classes[diagnosis];
}

BalanceClass balance_class(const Build *build, ptrdiff_t scope)
{
    if (estimate_state(build, scope, build->period, build->diagnosis) != ESTIMATE_SHOWN)
        return BALANCE_CANNOT_TELL;
    return class_of(build_figure(build, scope, build->period, build->diagnosis)->diagnosis);
}

Str balance_class_name(const Build *build, BalanceClass group)
{
    static const Word names[] = {[BALANCE_CX_GT_EX] = WORD_BALANCE_CX_GT_EX,
                                 [BALANCE_BOTH_LOW] = WORD_BALANCE_BOTH_LOW,
                                 [BALANCE_EX_GT_CX] = WORD_BALANCE_EX_GT_CX,
                                 [BALANCE_BOTH_HIGH] = WORD_BALANCE_BOTH_HIGH,
                                 [BALANCE_CANNOT_TELL] = WORD_BALANCE_CANNOT_TELL};
    return word(build->lang, names[group]);
}

double balance_customer_share(const Build *build, ptrdiff_t scope)
{
    if (estimate_state(build, scope, build->period, build->cx_n) != ESTIMATE_SHOWN ||
        estimate_state(build, 0, build->period, build->cx_n) != ESTIMATE_SHOWN)
        return NAN;
    return (double)build_figure(build, scope, build->period, build->cx_n)->n /
           (double)build_figure(build, 0, build->period, build->cx_n)->n;
}

static bool on_map(const Build *build, ptrdiff_t unit)
{
    return estimate_state(build, unit, build->period, build->cx) == ESTIMATE_SHOWN &&
           estimate_state(build, unit, build->period, build->ex) == ESTIMATE_SHOWN;
}

static void add_points(const Build *build, BalanceModel *balance)
{
    balance->points = NEW(build->arena, BalancePoint, build->unit_count);
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (build->is_parent[unit] || !on_map(build, unit))
            continue;
        balance->points[balance->point_count++] =
            (BalancePoint){.name = label_unit(build, unit),
                           .short_name = label_unit_short(build, unit),
                           .cx = estimate_make(build, unit, build->cx),
                           .ex = estimate_make(build, unit, build->ex),
                           .gap = estimate_make(build, unit, build->gap),
                           .diagnosis = balance_class(build, unit),
                           .share_of_customers_01 = balance_customer_share(build, unit)};
    }
}

static void add_groups(const Build *build, BalanceModel *balance)
{
    static const Word advice[] = {[BALANCE_CX_GT_EX] = WORD_ADVICE_CX_GT_EX,
                                  [BALANCE_BOTH_LOW] = WORD_ADVICE_BOTH_LOW,
                                  [BALANCE_EX_GT_CX] = WORD_ADVICE_EX_GT_CX,
                                  [BALANCE_BOTH_HIGH] = WORD_ADVICE_BOTH_HIGH,
                                  [BALANCE_CANNOT_TELL] = WORD_ADVICE_CANNOT_TELL};
    for (int group = 0; group < BALANCE_CLASS_COUNT; group++) {
        StrList names = {0};
        for (ptrdiff_t i = 0; i < balance->point_count; i++)
            if (balance->points[i].diagnosis == (BalanceClass)group)
                *PUSH(build->arena, &names, Str) = balance->points[i].short_name;
        if (names.len == 0)
            continue;
        Str units = str_join(build->arena, names.items,
                             names.len > GROUP_NAMES ? GROUP_NAMES : names.len, S(" · "));
        if (names.len > GROUP_NAMES)
            units = WORDS(build->arena, build->lang, WORD_LIST_MORE, units,
                          num_show_count(build->arena, names.len - GROUP_NAMES, build->lang));
        balance->groups[balance->group_count++] =
            (BalanceGroup){.diagnosis = (BalanceClass)group,
                           .title = balance_class_name(build, (BalanceClass)group),
                           .units = units,
                           .advice = word(build->lang, advice[group]),
                           .unit_count = names.len};
    }
}

/* Both axes share one scale, so that the diagonal is CX = EX; the ends are tens around all
 * intervals and lines. */
static void choose_axis(BalanceModel *balance)
{
    double lo = fmin(balance->cut_cx, balance->cut_ex), hi = fmax(balance->cut_cx, balance->cut_ex);
    for (ptrdiff_t i = 0; i < balance->point_count; i++) {
        const Estimate *both[] = {&balance->points[i].cx, &balance->points[i].ex};
        for (int k = 0; k < 2; k++) {
            lo = fmin(lo, fmin(both[k]->value, isnan(both[k]->lo) ? both[k]->value : both[k]->lo));
            hi = fmax(hi, fmax(both[k]->value, isnan(both[k]->hi) ? both[k]->value : both[k]->hi));
        }
    }
    balance->axis_lo = fmax(0, 10 * floor(lo / 10 - 0.1));
    balance->axis_hi = fmin(100, 10 * ceil(hi / 10 + 0.1));
}

/* ---- Units that are not on the map, by reason ---- */

typedef struct OffMap {
    ptrdiff_t shown_def; /* the index that can still be said, or -1 */
    EstimateState reason;
    ptrdiff_t reason_def;
} OffMap;

static OffMap why_off(const Build *build, ptrdiff_t unit)
{
    EstimateState cx = estimate_state(build, unit, build->period, build->cx);
    bool cx_shown = cx == ESTIMATE_SHOWN;
    ptrdiff_t other = cx_shown ? build->ex : build->cx;
    EstimateState reason = cx_shown ? estimate_state(build, unit, build->period, build->ex) : cx;
    bool ex_shown = estimate_state(build, unit, build->period, build->ex) == ESTIMATE_SHOWN;
    return (OffMap){.shown_def = cx_shown   ? build->cx
                                 : ex_shown ? build->ex
                                            : -1,
                    .reason = reason,
                    .reason_def = other};
}

static void add_notes_for(const Build *build, StrList *notes, EstimateState reason, ptrdiff_t def)
{
    StrList names = {0};
    Str sentence = STR_NONE;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (build->is_parent[unit] || on_map(build, unit))
            continue;
        OffMap off = why_off(build, unit);
        if (off.reason != reason || off.reason_def != def)
            continue;
        sentence = estimate_absence(build, unit, build->period, def);
        Str name = label_unit(build, unit);
        if (off.shown_def >= 0)
            name = WORDS(build->arena, build->lang, WORD_NAME_WITH_FIGURE, name,
                         off.shown_def == build->cx ? S("CX") : S("EX"),
                         estimate_make(build, unit, off.shown_def).text);
        *PUSH(build->arena, &names, Str) = name;
    }
    if (names.len == 0)
        return;
    if (str_ends(sentence, S("."))) /* a list follows */
        sentence.len--;
    *PUSH(build->arena, notes, Str) =
        WORDS(build->arena, build->lang, WORD_OFF_MAP, label_capital(build, sentence),
              label_list(build, names.items, names.len, NAMES_IN_NOTE));
}

static void add_partial_notes(const Build *build, StrList *notes)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (build->is_parent[unit] || !on_map(build, unit))
            continue;
        const Figure *cx = build_figure(build, unit, build->period, build->cx);
        const Figure *ex = build_figure(build, unit, build->period, build->ex);
        if (cx->partial || ex->partial)
            *PUSH(build->arena, &names, Str) = label_unit(build, unit);
    }
    if (names.len > 0)
        *PUSH(build->arena, notes, Str) =
            WORDS(build->arena, build->lang, WORD_PARTIAL_UNITS,
                  label_list(build, names.items, names.len, NAMES_IN_NOTE));
}

static void add_notes(const Build *build, BalanceModel *balance)
{
    static const EstimateState reasons[] = {ESTIMATE_NOT_APPLICABLE, ESTIMATE_WITHHELD,
                                            ESTIMATE_NO_ANSWERS};
    StrList notes = {0};
    for (ptrdiff_t r = 0; r < CX_COUNTOF(reasons); r++) {
        add_notes_for(build, &notes, reasons[r], build->cx);
        add_notes_for(build, &notes, reasons[r], build->ex);
    }
    add_partial_notes(build, &notes);
    balance->notes = notes.items;
    balance->note_count = notes.len;
}

PageRows balance_build(Build *build)
{
    BalanceModel *balance = &build->report->balance;
    if (!build->has_side[SIDE_CX] || !build->has_side[SIDE_EX] || build->gap < 0)
        return (PageRows){0};
    add_points(build, balance);
    add_groups(build, balance);
    balance->cut_cx = build->config->cx_index.cut;
    balance->cut_ex = build->config->ex_index.cut;
    choose_axis(balance);
    balance->groups_head = label_upper(build, word(build->lang, WORD_BALANCE_GROUPS));
    balance->quadrant[0] = word(build->lang, WORD_QUADRANT_CX_HIGH);
    balance->quadrant[1] = word(build->lang, WORD_BALANCE_BOTH_HIGH);
    balance->quadrant[2] = word(build->lang, WORD_BALANCE_BOTH_LOW);
    balance->quadrant[3] = word(build->lang, WORD_QUADRANT_EX_HIGH);
    balance->axis_cx = label_figure(build, build->cx);
    balance->axis_ex = label_figure(build, build->ex);
    balance->diagonal = S("CX = EX");
    add_notes(build, balance);
    return (PageRows){.printed = balance->point_count > 0};
}

void balance_words(const Build *build, Page *page)
{
    Sentence title = title_balance(build);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = WORDS(build->arena, build->lang, WORD_BALANCE_SUBTITLE, label_level(build),
                           estimate_target(build, build->cx, build->report->balance.cut_cx),
                           estimate_target(build, build->ex, build->report->balance.cut_ex));
    const BalanceModel *balance = &build->report->balance;
    bool unplaced = false;
    for (ptrdiff_t i = 0; i < balance->point_count; i++)
        unplaced = unplaced || balance->points[i].diagnosis == BALANCE_CANNOT_TELL;
    const Str foot[] = {
        WORDS(build->arena, build->lang, WORD_BALANCE_FOOT, build->report->cover.counts),
        word(build->lang, WORD_BALANCE_HOLLOW)};
    page->foot_left = str_join(build->arena, foot, unplaced ? 2 : 1, S(" · "));
}
