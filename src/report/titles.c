#include "build.h"

#include <math.h>

/* Every title is the first sentence whose condition holds, in the order of these functions and
 * tables. Conditions read tested marks, statuses and diagnoses, never raw differences. */

static Sentence sentence(const Build *build, const char *rule, Word key)
{
    return (Sentence){.rule = str_from(rule), .text = word(build->lang, key)};
}

/* ---- Summary ---- */

typedef struct TrendRule {
    const char *rule;
    Trend cx, ex;
    Word key;
} TrendRule;

static const TrendRule trend_rules[] = {
    {"cx_up_ex_up", TREND_UP, TREND_UP, WORD_TITLE_UP_UP},
    {"cx_up_ex_flat", TREND_UP, TREND_FLAT, WORD_TITLE_UP_FLAT},
    {"cx_up_ex_down", TREND_UP, TREND_DOWN, WORD_TITLE_UP_DOWN},
    {"cx_flat_ex_up", TREND_FLAT, TREND_UP, WORD_TITLE_FLAT_UP},
    {"cx_flat_ex_flat", TREND_FLAT, TREND_FLAT, WORD_TITLE_FLAT_FLAT},
    {"cx_flat_ex_down", TREND_FLAT, TREND_DOWN, WORD_TITLE_FLAT_DOWN},
    {"cx_down_ex_up", TREND_DOWN, TREND_UP, WORD_TITLE_DOWN_UP},
    {"cx_down_ex_flat", TREND_DOWN, TREND_FLAT, WORD_TITLE_DOWN_FLAT},
    {"cx_down_ex_down", TREND_DOWN, TREND_DOWN, WORD_TITLE_DOWN_DOWN},
    /* one side only was tested */
    {"cx_up", TREND_UP, TREND_UNKNOWN, WORD_TITLE_CX_UP},
    {"cx_flat", TREND_FLAT, TREND_UNKNOWN, WORD_TITLE_CX_FLAT},
    {"cx_down", TREND_DOWN, TREND_UNKNOWN, WORD_TITLE_CX_DOWN},
    {"ex_up", TREND_UNKNOWN, TREND_UP, WORD_TITLE_EX_UP},
    {"ex_flat", TREND_UNKNOWN, TREND_FLAT, WORD_TITLE_EX_FLAT},
    {"ex_down", TREND_UNKNOWN, TREND_DOWN, WORD_TITLE_EX_DOWN},
};

static bool find_trend(const Build *build, const TrendRule *rules, ptrdiff_t count, Trend cx,
                       Trend ex, Sentence *found)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (rules[i].cx == cx && rules[i].ex == ex) {
            *found = sentence(build, rules[i].rule, rules[i].key);
            return true;
        }
    return false;
}

static Trend trend_of(const Estimate *estimate)
{
    if (estimate->state != ESTIMATE_SHOWN || !estimate->diff_tested)
        return TREND_UNKNOWN;
    return estimate->mark == CHANGE_UP     ? TREND_UP
           : estimate->mark == CHANGE_DOWN ? TREND_DOWN
                                           : TREND_FLAT;
}

/* Without a change to speak of: where the company stands against its targets. */
static Str status_clause(const Build *build, const Estimate *figure, bool customers)
{
    switch (figure->status) {
    case STATUS_NONE:
        return STR_NONE;
    case STATUS_MET:
        return word(build->lang, customers ? WORD_CLAUSE_CX_MET : WORD_CLAUSE_EX_MET);
    case STATUS_MISSED:
        return word(build->lang, customers ? WORD_CLAUSE_CX_MISSED : WORD_CLAUSE_EX_MISSED);
    case STATUS_CANNOT_TELL:
        break;
    }
    return word(build->lang, customers ? WORD_CLAUSE_CX_WITHIN : WORD_CLAUSE_EX_WITHIN);
}

Str title_target_clause(const Build *build, const Estimate *cx, const Estimate *ex)
{
    Str first = status_clause(build, cx, true), second = status_clause(build, ex, false);
    if (first.len == 0 || second.len == 0)
        return first.len > 0 ? first : second;
    bool against = (cx->status == STATUS_MET && ex->status == STATUS_MISSED) ||
                   (cx->status == STATUS_MISSED && ex->status == STATUS_MET);
    return WORDS(build->arena, build->lang, against ? WORD_CLAUSES_BUT : WORD_CLAUSES_AND, first,
                 second);
}

static bool level_title(const Build *build, const Estimate *cx, const Estimate *ex, Sentence *found)
{
    Str clause = title_target_clause(build, cx, ex);
    *found = (Sentence){.rule = S("against_target"), .text = label_capital(build, clause)};
    return clause.len > 0;
}

static Sentence value_title(const Build *build, const Estimate *cx, const Estimate *ex)
{
    bool cx_shown = cx->state == ESTIMATE_SHOWN, ex_shown = ex->state == ESTIMATE_SHOWN;
    Sentence found = {.rule = S("values")};
    if (cx_shown && ex_shown)
        found.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUES, cx->text, ex->text);
    else if (cx_shown)
        found.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUE_CX, cx->text);
    else if (ex_shown)
        found.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUE_EX, ex->text);
    else if (cx->state == ESTIMATE_WITHHELD || ex->state == ESTIMATE_WITHHELD)
        found = sentence(build, "withheld", WORD_TITLE_WITHHELD);
    else
        found = sentence(build, "no_answers", WORD_TITLE_NO_ANSWERS);
    return found;
}

Sentence title_summary(const Build *build)
{
    Estimate cx = estimate_make(build, 0, build->cx), ex = estimate_make(build, 0, build->ex);
    Sentence found;
    if (find_trend(build, trend_rules, CX_COUNTOF(trend_rules), trend_of(&cx), trend_of(&ex),
                   &found) ||
        level_title(build, &cx, &ex, &found))
        return found;
    return value_title(build, &cx, &ex);
}

/* ---- Sentences with a number of units ---- */

/* "Hai bộ phận …" / "One unit …": English needs a form for one. */
static Str counted(const Build *build, ptrdiff_t n, Word one, Word many)
{
    return label_capital(
        build, WORDS(build->arena, build->lang, n == 1 ? one : many, label_count_word(build, n)));
}

/* ---- Balance ---- */

Sentence title_balance(const Build *build)
{
    static const struct {
        const char *rule;
        BalanceClass group;
        bool all; /* holds only if every unit on the map is in the group */
        Word one, many;
    } rules[] = {
        {"cx_gt_ex", BALANCE_CX_GT_EX, false, WORD_TITLE_BORROW_ONE, WORD_TITLE_BORROW},
        {"both_low", BALANCE_BOTH_LOW, false, WORD_TITLE_BOTH_LOW_ONE, WORD_TITLE_BOTH_LOW},
        {"ex_gt_cx", BALANCE_EX_GT_CX, false, WORD_TITLE_UNREACHED_ONE, WORD_TITLE_UNREACHED},
        {"all_both_high", BALANCE_BOTH_HIGH, true, WORD_TITLE_ALL_HIGH, WORD_TITLE_ALL_HIGH},
        {"both_high", BALANCE_BOTH_HIGH, false, WORD_TITLE_SOME_HIGH_ONE, WORD_TITLE_SOME_HIGH},
    };
    ptrdiff_t count[BALANCE_CLASS_COUNT] = {0};
    const BalanceModel *balance = &build->report->balance;
    for (ptrdiff_t i = 0; i < balance->point_count; i++)
        count[balance->points[i].diagnosis]++;
    for (ptrdiff_t r = 0; r < CX_COUNTOF(rules); r++) {
        ptrdiff_t n = count[rules[r].group];
        if (n > 0 && (!rules[r].all || n == balance->point_count))
            return (Sentence){.rule = str_from(rules[r].rule),
                              .text = counted(build, n, rules[r].one, rules[r].many)};
    }
    return sentence(build, "cannot_tell", WORD_TITLE_BALANCE_UNKNOWN);
}

/* ---- Scorecard ---- */

typedef struct CardCounts {
    ptrdiff_t with_target, met, missed; /* customers, or employees where there are no customers */
    ptrdiff_t tested, ex_falls, cx_falls, rises;
    ptrdiff_t shown;
    bool customers;
} CardCounts;

static void count_change(const Estimate *figure, ptrdiff_t *falls, CardCounts *counts)
{
    if (figure->state != ESTIMATE_SHOWN || !figure->diff_tested)
        return;
    counts->tested++;
    *falls += figure->mark == CHANGE_DOWN;
    counts->rises += figure->mark == CHANGE_UP;
}

static CardCounts count_card(const Build *build)
{
    const ScorecardModel *card = &build->report->scorecard;
    CardCounts counts = {.customers = build->has_side[SIDE_CX]};
    for (ptrdiff_t i = scorecard_first_unit(build); i < card->row_count; i++) {
        const ScoreRow *row = &card->rows[i];
        const Estimate *figure = counts.customers ? &row->cx : &row->ex;
        counts.with_target += figure->status != STATUS_NONE;
        counts.met += figure->status == STATUS_MET;
        counts.missed += figure->status == STATUS_MISSED;
        counts.shown += row->cx.state == ESTIMATE_SHOWN || row->ex.state == ESTIMATE_SHOWN;
        count_change(&row->cx, &counts.cx_falls, &counts);
        count_change(&row->ex, &counts.ex_falls, &counts);
    }
    return counts;
}

static Str target_clause(const Build *build, const CardCounts *counts)
{
    if (counts->with_target == 0)
        return STR_NONE;
    if (counts->met > 0)
        return counts->customers
                   ? counted(build, counts->met, WORD_TITLE_CX_MET_ONE, WORD_TITLE_CX_MET)
                   : counted(build, counts->met, WORD_TITLE_EX_MET_ONE, WORD_TITLE_EX_MET);
    if (counts->missed == counts->with_target)
        return word(build->lang,
                    counts->customers ? WORD_TITLE_CX_ALL_MISSED : WORD_TITLE_EX_ALL_MISSED);
    return word(build->lang, counts->customers ? WORD_TITLE_CX_NONE_MET : WORD_TITLE_EX_NONE_MET);
}

static Str change_clause(const Build *build, const CardCounts *counts)
{
    if (counts->tested == 0)
        return STR_NONE;
    if (counts->ex_falls > 0)
        return counted(build, counts->ex_falls, WORD_TITLE_EX_FALLS_ONE, WORD_TITLE_EX_FALLS);
    if (counts->cx_falls > 0)
        return counted(build, counts->cx_falls, WORD_TITLE_CX_FALLS_ONE, WORD_TITLE_CX_FALLS);
    return word(build->lang, counts->rises > 0 ? WORD_TITLE_ONLY_RISES : WORD_TITLE_NO_CHANGES);
}

/* With neither targets nor an earlier period: who differs from the rest of the company. */
static bool differs(const Build *build, ptrdiff_t scope, ptrdiff_t def, ptrdiff_t *tested)
{
    const Comparison *rest =
        def < 0 ? NULL : score_find_rest(build->scores, scope, build->period, def);
    if (!rest || rest->verdict == VERDICT_TOO_FEW || rest->verdict == VERDICT_CANNOT_TELL)
        return false;
    ++*tested;
    return rest->mark != 0;
}

static Sentence rest_title(const Build *build, const CardCounts *counts)
{
    ptrdiff_t tested = 0, different = 0, last = 0;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        if (build->is_parent[build->units[i]])
            continue;
        bool cx = differs(build, build->units[i], build->cx, &tested);
        bool ex = differs(build, build->units[i], build->ex, &tested);
        if (!cx && !ex)
            continue;
        different++;
        last = build->units[i];
    }
    if (different == 1)
        return (Sentence){.rule = S("against_the_rest"),
                          .text = WORDS(build->arena, build->lang, WORD_TITLE_RESTS_ONE,
                                        label_unit_short(build, last))};
    if (different > 0)
        return (Sentence){.rule = S("against_the_rest"),
                          .text = counted(build, different, WORD_TITLE_RESTS, WORD_TITLE_RESTS)};
    if (tested > 0)
        return sentence(build, "against_the_rest", WORD_TITLE_NO_RESTS);
    return (Sentence){.rule = S("values"),
                      .text = counted(build, counts->shown, WORD_TITLE_CARD_ONE, WORD_TITLE_CARD)};
}

static const char *card_rule(Str target, Str change)
{
    return target.len > 0 && change.len > 0 ? "targets_and_changes"
           : target.len > 0                 ? "targets"
                                            : "changes";
}

/* The second clause starts small: only its first letter was made large. */
static Str join_clauses(const Build *build, Str first, Str second)
{
    ptrdiff_t at = 0;
    text_next(second, &at);
    Str letter = text_fold(build->arena, str_slice(second, 0, at));
    Str small = str_concat(build->arena, letter, str_slice(second, at, second.len));
    return WORDS(build->arena, build->lang, WORD_CLAUSES_AND, first, small);
}

Sentence title_scorecard(const Build *build)
{
    CardCounts counts = count_card(build);
    Str target = target_clause(build, &counts), change = change_clause(build, &counts);
    Sentence found = {.rule = str_from(card_rule(target, change))};
    if (target.len > 0 && change.len > 0)
        found.text = join_clauses(build, target, change);
    else if (target.len > 0 || change.len > 0)
        found.text = target.len > 0 ? target : change;
    else if (counts.shown > 0)
        found = rest_title(build, &counts);
    else
        found = sentence(build, "withheld", WORD_TITLE_WITHHELD);
    return found;
}

/* ---- Trends ---- */

static const TrendRule long_rules[] = {
    {"cx_up_ex_up", TREND_UP, TREND_UP, WORD_LONG_UP_UP},
    {"cx_up_ex_flat", TREND_UP, TREND_FLAT, WORD_LONG_UP_FLAT},
    {"cx_up_ex_down", TREND_UP, TREND_DOWN, WORD_LONG_UP_DOWN},
    {"cx_flat_ex_up", TREND_FLAT, TREND_UP, WORD_LONG_FLAT_UP},
    {"cx_flat_ex_flat", TREND_FLAT, TREND_FLAT, WORD_LONG_FLAT_FLAT},
    {"cx_flat_ex_down", TREND_FLAT, TREND_DOWN, WORD_LONG_FLAT_DOWN},
    {"cx_down_ex_up", TREND_DOWN, TREND_UP, WORD_LONG_DOWN_UP},
    {"cx_down_ex_flat", TREND_DOWN, TREND_FLAT, WORD_LONG_DOWN_FLAT},
    {"cx_down_ex_down", TREND_DOWN, TREND_DOWN, WORD_LONG_DOWN_DOWN},
    {"cx_up", TREND_UP, TREND_UNKNOWN, WORD_LONG_CX_UP},
    {"cx_flat", TREND_FLAT, TREND_UNKNOWN, WORD_LONG_CX_FLAT},
    {"cx_down", TREND_DOWN, TREND_UNKNOWN, WORD_LONG_CX_DOWN},
    {"ex_up", TREND_UNKNOWN, TREND_UP, WORD_LONG_EX_UP},
    {"ex_flat", TREND_UNKNOWN, TREND_FLAT, WORD_LONG_EX_FLAT},
    {"ex_down", TREND_UNKNOWN, TREND_DOWN, WORD_LONG_EX_DOWN},
};

Sentence title_trends(const Build *build)
{
    LongChange cx = trends_long_change(build, build->has_side[SIDE_CX] ? build->cx : -1);
    LongChange ex = trends_long_change(build, build->has_side[SIDE_EX] ? build->ex : -1);
    /* One sentence names one starting point; the reading beside the panels gives each its own. */
    ptrdiff_t from = cx.from >= 0 ? cx.from : ex.from;
    Trend ex_trend = ex.from == from || cx.from < 0 ? ex.trend : TREND_UNKNOWN;
    Sentence found;
    if (from < 0 ||
        !find_trend(build, long_rules, CX_COUNTOF(long_rules), cx.trend, ex_trend, &found))
        return sentence(build, "cannot_tell", WORD_LONG_UNKNOWN);
    Str start = label_period(build, from, PERIOD_SHORT);
    found.text = WORDS(build->arena, build->lang, WORD_LONG_SINCE, start, found.text);
    return found;
}
