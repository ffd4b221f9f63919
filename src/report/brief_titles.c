#include "brief.h"

#include <math.h>

/* The sentence at the top of each page is the first whose condition holds, in the order of these
 * functions. Conditions read tested marks and statuses, never raw differences. */

/* "Giao nhận: khách hàng và nhân viên …" */
static Sentence about(const Brief *brief, const char *rule, Str clause)
{
    const Build *build = brief->build;
    return (Sentence){.rule = str_from(rule),
                      .text = WORDS(build->arena, build->lang, WORD_BRIEF_ABOUT,
                                    brief->model->short_name, clause)};
}

/* ---- One or both indices, marked up or down ---- */

typedef struct SideWords { /* by mark of customers and employees: UP, DOWN or NONE */
    const char *rule;
    ChangeMark cx, ex;
    Word words;
} SideWords;

static bool find_words(const Brief *brief, const SideWords *table, ptrdiff_t count, ChangeMark cx,
                       ChangeMark ex, Sentence *found)
{
    const Build *build = brief->build;
    Str before = build->previous >= 0 ? label_period(build, build->previous, PERIOD_SHORT)
                                      : STR_NONE; /* only the changes have a place for it */
    for (ptrdiff_t i = 0; i < count; i++)
        if (table[i].cx == cx && table[i].ex == ex) {
            *found = about(brief, table[i].rule,
                           WORDS(build->arena, build->lang, table[i].words, before));
            return true;
        }
    return false;
}

static const SideWords both_rests[] = {
    {"both_below_rest", CHANGE_DOWN, CHANGE_DOWN, WORD_BRIEF_BOTH_BELOW},
    {"both_above_rest", CHANGE_UP, CHANGE_UP, WORD_BRIEF_BOTH_ABOVE},
    {"cx_above_ex_below_rest", CHANGE_UP, CHANGE_DOWN, WORD_BRIEF_CX_ABOVE_EX_BELOW},
    {"cx_below_ex_above_rest", CHANGE_DOWN, CHANGE_UP, WORD_BRIEF_CX_BELOW_EX_ABOVE},
};
static const SideWords changes[] = {
    {"both_fell", CHANGE_DOWN, CHANGE_DOWN, WORD_BRIEF_BOTH_FELL},
    {"both_rose", CHANGE_UP, CHANGE_UP, WORD_BRIEF_BOTH_ROSE},
    {"cx_rose_ex_fell", CHANGE_UP, CHANGE_DOWN, WORD_BRIEF_CX_ROSE_EX_FELL},
    {"cx_fell_ex_rose", CHANGE_DOWN, CHANGE_UP, WORD_BRIEF_CX_FELL_EX_ROSE},
    {"cx_fell", CHANGE_DOWN, CHANGE_NONE, WORD_BRIEF_CX_FELL},
    {"cx_rose", CHANGE_UP, CHANGE_NONE, WORD_BRIEF_CX_ROSE},
    {"ex_fell", CHANGE_NONE, CHANGE_DOWN, WORD_BRIEF_EX_FELL},
    {"ex_rose", CHANGE_NONE, CHANGE_UP, WORD_BRIEF_EX_ROSE},
};
static const SideWords one_rest[] = {
    {"cx_below_rest", CHANGE_DOWN, CHANGE_NONE, WORD_BRIEF_CX_BELOW},
    {"cx_above_rest", CHANGE_UP, CHANGE_NONE, WORD_BRIEF_CX_ABOVE},
    {"ex_below_rest", CHANGE_NONE, CHANGE_DOWN, WORD_BRIEF_EX_BELOW},
    {"ex_above_rest", CHANGE_NONE, CHANGE_UP, WORD_BRIEF_EX_ABOVE},
};

/* ---- A stage or factor that stands out ---- */

ptrdiff_t brief_furthest(const Brief *brief, bool (*wanted)(const FigureDef *def), ChangeMark mark)
{
    ptrdiff_t best = -1;
    double size = 0;
    for (ptrdiff_t d = 0; d < brief->build->scores->def_count; d++) {
        const Comparison *rest =
            wanted(&brief->build->scores->defs[d]) ? brief_rest(brief, d) : NULL;
        if (brief_mark(rest) != mark || mark == CHANGE_NONE || brief_size(brief, rest) <= size)
            continue;
        best = d;
        size = brief_size(brief, rest);
    }
    return best;
}

static bool standing_out(const Brief *brief, ChangeMark mark, const char *rule, Word one, Word two,
                         Sentence *found)
{
    const Build *build = brief->build;
    const ptrdiff_t defs[] = {brief_furthest(brief, brief_is_stage, mark),
                              brief_furthest(brief, brief_is_factor, mark)};
    Str names[2];
    ptrdiff_t count = 0;
    for (int i = 0; i < 2; i++)
        if (defs[i] >= 0)
            names[count++] = label_short(build, defs[i]);
    if (count == 0)
        return false;
    *found = about(brief, rule,
                   WORDS(build->arena, build->lang, count == 1 ? one : two,
                         label_list(build, names, count, count)));
    return true;
}

/* ---- The first page ---- */

static bool nothing_stands_out(const Brief *brief, const Comparison *cx, const Comparison *ex,
                               Sentence *found)
{
    if (!brief_tested(cx) && !brief_tested(ex))
        return false;
    *found = about(brief, "no_marked_difference", word(brief->build->lang, WORD_BRIEF_NEUTRAL));
    return true;
}

static Sentence values(const Brief *brief, const Estimate *cx, const Estimate *ex)
{
    const Build *build = brief->build;
    const Estimate *figures[] = {cx, ex};
    static const char *const names[] = {"CX", "EX"};
    Str parts[2];
    ptrdiff_t count = 0;
    for (int i = 0; i < 2; i++)
        if (figures[i]->state == ESTIMATE_SHOWN)
            parts[count++] =
                str_format(build->arena, "%s %.*s", names[i], STR_ARG(figures[i]->text));
    if (count == 0)
        return about(brief, "no_index", word(build->lang, WORD_BRIEF_NO_INDEX));
    return about(brief, "values", str_join(build->arena, parts, count, S(", ")));
}

/* Only what is met or missed for sure: a target within the margin is no news. */
static Str settled_clause(const Build *build, Estimate cx, Estimate ex)
{
    if (cx.status == STATUS_CANNOT_TELL)
        cx.status = STATUS_NONE;
    if (ex.status == STATUS_CANNOT_TELL)
        ex.status = STATUS_NONE;
    return title_target_clause(build, &cx, &ex);
}

Sentence brief_title(const Brief *brief)
{
    const Build *build = brief->build;
    const Comparison *cx = brief_rest(brief, build->cx), *ex = brief_rest(brief, build->ex);
    ChangeMark cx_rest = brief_mark(cx), ex_rest = brief_mark(ex);
    ChangeMark cx_change = brief_mark(brief_change(brief, build->cx));
    ChangeMark ex_change = brief_mark(brief_change(brief, build->ex));
    Estimate cx_now = estimate_make(build, brief->scope, build->cx);
    Estimate ex_now = estimate_make(build, brief->scope, build->ex);
    Sentence found;
    if (find_words(brief, both_rests, CX_COUNTOF(both_rests), cx_rest, ex_rest, &found) ||
        find_words(brief, changes, CX_COUNTOF(changes), cx_change, ex_change, &found) ||
        find_words(brief, one_rest, CX_COUNTOF(one_rest), cx_rest, ex_rest, &found) ||
        standing_out(brief, CHANGE_DOWN, "part_below_rest", WORD_BRIEF_PART_BELOW,
                     WORD_BRIEF_PARTS_BELOW, &found) ||
        standing_out(brief, CHANGE_UP, "part_above_rest", WORD_BRIEF_PART_ABOVE,
                     WORD_BRIEF_PARTS_ABOVE, &found))
        return found;
    Str target = settled_clause(build, cx_now, ex_now);
    if (target.len > 0)
        return about(brief, "against_target", target);
    if (nothing_stands_out(brief, cx, ex, &found))
        return found;
    return values(brief, &cx_now, &ex_now);
}

/* ---- The second page: how many of its figures changed, how many differ ---- */

typedef struct MarkCounts {
    ptrdiff_t changes_tested, changed, rests_tested, different;
} MarkCounts;

static MarkCounts count_marks(const BriefModel *model)
{
    MarkCounts counts = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BriefRow *row = &model->rows[i];
        if (row->heading || row->figure.state != ESTIMATE_SHOWN)
            continue;
        counts.changes_tested += row->figure.diff_tested;
        counts.changed += row->figure.mark != CHANGE_NONE;
        counts.rests_tested += row->rest_tested;
        counts.different += row->rest_mark != CHANGE_NONE;
    }
    return counts;
}

static Str counted(const Brief *brief, ptrdiff_t n, Word none, Word one, Word many, Str before)
{
    const Build *build = brief->build;
    if (n == 0)
        return WORDS(build->arena, build->lang, none, before);
    return WORDS(build->arena, build->lang, n == 1 ? one : many, label_count_word(build, n),
                 before);
}

Sentence brief_figures_title(const Brief *brief)
{
    const Build *build = brief->build;
    MarkCounts counts = count_marks(brief->model);
    Str before =
        build->previous >= 0 ? label_period(build, build->previous, PERIOD_SHORT) : STR_NONE;
    Str change = STR_NONE, rest = STR_NONE;
    if (counts.changes_tested > 0)
        change = counted(brief, counts.changed, WORD_BRIEF_CHANGED_NONE, WORD_BRIEF_CHANGED_ONE,
                         WORD_BRIEF_CHANGED, before);
    if (counts.rests_tested > 0)
        rest = counted(brief, counts.different, WORD_BRIEF_DIFFER_NONE, WORD_BRIEF_DIFFER_ONE,
                       WORD_BRIEF_DIFFER, before);
    if (change.len > 0 && rest.len > 0)
        return (Sentence){.rule = S("changes_and_rests"),
                          .text = label_capital(build, WORDS(build->arena, build->lang,
                                                             WORD_CLAUSES_AND, change, rest))};
    if (change.len > 0 || rest.len > 0)
        return (Sentence){.rule = change.len > 0 ? S("changes") : S("rests"),
                          .text = label_capital(build, change.len > 0 ? change : rest)};
    return (Sentence){.rule = S("figures"),
                      .text = WORDS(build->arena, build->lang, WORD_BRIEF_FIGURES_TITLE,
                                    brief->model->short_name)};
}
