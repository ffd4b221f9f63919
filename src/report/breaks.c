#include "build.h"

/* Changes of definitions as a reader meets them: why two periods may not be compared, where the
 * lines are broken, and what exactly changed. */

enum { TEXT_MOST = 90, NAMES_MOST = 4 };

static const Word kind_words[DEFINITION_KIND_COUNT] = {
    [DEFINITION_WORDING] = WORD_BREAK_WORDING,     [DEFINITION_SCALE] = WORD_BREAK_SCALE,
    [DEFINITION_MISSING] = WORD_BREAK_MISSING,     [DEFINITION_TYPE] = WORD_BREAK_TYPE,
    [DEFINITION_FORMULA] = WORD_BREAK_FORMULA,     [DEFINITION_WEIGHT] = WORD_BREAK_WEIGHT,
    [DEFINITION_THRESHOLD] = WORD_BREAK_THRESHOLD, [DEFINITION_UNITS] = WORD_BREAK_UNITS,
    [DEFINITION_ROWS] = WORD_BREAK_ROWS,
};

/* Beside a line there is little room. */
static const Word mark_words[DEFINITION_KIND_COUNT] = {
    [DEFINITION_WORDING] = WORD_BREAK_MARK_WORDING,
    [DEFINITION_SCALE] = WORD_BREAK_MARK_SCALE,
    [DEFINITION_MISSING] = WORD_BREAK_MARK_MISSING,
    [DEFINITION_TYPE] = WORD_BREAK_MARK_TYPE,
    [DEFINITION_FORMULA] = WORD_BREAK_MARK_FORMULA,
    [DEFINITION_WEIGHT] = WORD_BREAK_MARK_WEIGHT,
    [DEFINITION_THRESHOLD] = WORD_BREAK_MARK_THRESHOLD,
    [DEFINITION_UNITS] = WORD_BREAK_MARK_UNITS,
    [DEFINITION_ROWS] = WORD_BREAK_MARK_ROWS,
};

static ptrdiff_t break_count(const Build *build)
{
    return build->scores->breaks ? build->scores->breaks->len : 0;
}

static const DefinitionBreak *break_at(const Build *build, ptrdiff_t i)
{
    return &build->scores->breaks->items[i];
}

/* ---- Words ---- */

/* "Customers", "Customers shop"; one that the project has no more as it was called there. */
static Str name_of_source(const Build *build, Str id)
{
    for (ptrdiff_t i = 0; i < build->config->source_count; i++) {
        const Source *source = &build->config->sources[i];
        if (!str_equal(definition_source_id(build->arena, source), id))
            continue;
        const Str parts[] = {label_source_side(build, source->side), source->name};
        return str_join(build->arena, parts, source->name.len > 0 ? 2 : 1, S(" "));
    }
    return id;
}

/* What changed, as people call it. */
static Str name_of(const Build *build, const DefinitionBreak *one)
{
    if (one->kind == DEFINITION_UNITS) {
        ptrdiff_t unit = tally_find_unit(build->tally, one->id);
        return unit >= 0 ? label_unit(build, unit) : one->id;
    }
    if (one->kind == DEFINITION_ROWS)
        return name_of_source(build, one->id);
    if (str_equal(one->id, S("cx")) || str_equal(one->id, S("ex")))
        return label_source_side(build, str_equal(one->id, S("cx")) ? SIDE_CX : SIDE_EX);
    if (str_equal(one->id, S("level")))
        return word(build->lang, WORD_BREAK_LEVEL);
    if (str_equal(one->id, S("test_minimum")))
        return word(build->lang, WORD_BREAK_TEST_MINIMUM);
    if (str_equal(one->id, S("stage_minimum")))
        return label_metric(build, S("cx.journey"));
    ptrdiff_t def = score_find_def(build->scores, one->id);
    if (def >= 0)
        return label_short(build, def);
    return config_find_metric(build->config, one->id) ? label_metric(build, one->id) : one->id;
}

/* "NPS: câu hỏi đổi cách hỏi" */
static Str what_of(const Build *build, const DefinitionBreak *one)
{
    return WORDS(build->arena, build->lang, WORD_BREAK_WHAT, name_of(build, one),
                 word(build->lang, kind_words[one->kind]));
}

static Str period_text(const Build *build, Str id)
{
    const Tally *tally = build->tally;
    PeriodKind kind = build->config->report.period;
    int64_t ordinal;
    ptrdiff_t found = tally_find_period_id(tally, id);
    if (found >= 0)
        return label_period(build, found, PERIOD_SHORT);
    if (kind == PERIOD_WAVE || !period_parse(kind, id, &ordinal))
        return id;
    Period gap = period_make(build->arena, kind, ordinal);
    Tally only = {.config = build->config, .periods = &gap, .period_count = 1};
    return period_label(build->arena, &only, 0, PERIOD_SHORT, build->lang);
}

/* "từ T10/2026"; where periods without a pack lie between the two, both ends. */
static Str when_of(const Build *build, const DefinitionBreak *one)
{
    bool next = one->from_at - 1 == one->after_at || one->after_at == INT64_MIN;
    Str from = period_text(build, one->from);
    return next ? WORDS(build->arena, build->lang, WORD_BREAK_FROM, from)
                : WORDS(build->arena, build->lang, WORD_BREAK_BETWEEN,
                        period_text(build, one->after), from);
}

/* At a word, so that a long question does not fill the page; the whole text is in scorecard.json.
 */
static Str quoted(const Build *build, Str text)
{
    if (text.len == 0)
        return S("–");
    if (text_length(text) <= TEXT_MOST)
        return text;
    ptrdiff_t at = 0, blank = 0;
    for (int i = 0; i < TEXT_MOST - 1; i++) {
        ptrdiff_t before = at;
        if (text_next(text, &at) == ' ')
            blank = before;
    }
    return str_concat(build->arena, str_slice(text, 0, blank > TEXT_MOST / 2 ? blank : at), S("…"));
}

/* ---- Which ---- */

/* The pack before, or this one, is among the periods that the report shows. */
static bool is_displayed(const Build *build, const DefinitionBreak *one)
{
    const Tally *tally = build->tally;
    if (one->from_at > tally->periods[build->period].ordinal)
        return false; /* the pack of an earlier period tells nothing of later ones */
    for (ptrdiff_t t = 0; t + 1 < build->report->period_count; t++)
        if (build->shown[t] >= 0 && tally->periods[build->shown[t]].ordinal < one->from_at)
            return true;
    return false;
}

const DefinitionBreak *breaks_between(const Build *build, ptrdiff_t scope, ptrdiff_t a, ptrdiff_t b,
                                      ptrdiff_t def)
{
    if (a < 0 || b < 0 || def < 0)
        return NULL;
    return score_find_break(build->scores, scope, a < b ? a : b, a < b ? b : a, def);
}

Str breaks_note(const Build *build, const DefinitionBreak *one)
{
    return WORDS(build->arena, build->lang, WORD_BREAK_NOTE, what_of(build, one));
}

/* The words at the mark in a line: what changed, or that more than one thing did. */
Str breaks_mark(const Build *build, ptrdiff_t scope, ptrdiff_t a, ptrdiff_t b, ptrdiff_t def)
{
    int64_t earlier = build->tally->periods[a].ordinal, later = build->tally->periods[b].ordinal;
    const DefinitionBreak *first = NULL;
    for (ptrdiff_t i = 0; i < break_count(build); i++) {
        const DefinitionBreak *one = break_at(build, i);
        if (one->told_only || earlier >= one->from_at || later <= one->after_at ||
            !score_break_reaches(build->scores, one, scope, def))
            continue;
        if (first && first->kind != one->kind)
            return word(build->lang, WORD_BREAK_SEVERAL);
        first = one;
    }
    return first ? word(build->lang, mark_words[first->kind]) : STR_NONE;
}

static bool reaches_any(const Build *build, const DefinitionBreak *one, ptrdiff_t scope)
{
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++)
        if (score_break_reaches(build->scores, one, scope, d))
            return true;
    return false;
}

/* ---- Sentences ---- */

void breaks_of_lines(const Build *build, ptrdiff_t scope, const ptrdiff_t *defs, ptrdiff_t count,
                     StrList *lines)
{
    StrList more = {0};
    for (ptrdiff_t i = 0; i < break_count(build); i++) {
        const DefinitionBreak *one = break_at(build, i);
        bool reached = false;
        for (ptrdiff_t d = 0; d < count; d++)
            reached = reached ||
                      (defs[d] >= 0 && score_break_reaches(build->scores, one, scope, defs[d]));
        /* The page of the whole company tells of units too. */
        reached = reached || (scope == 0 && one->units.len > 0);
        if (one->told_only || !reached || !is_displayed(build, one))
            continue;
        if (lines->len < NAMES_MOST)
            *PUSH(build->arena, lines, Str) =
                WORDS(build->arena, build->lang, WORD_BREAK_SHORT, name_of(build, one),
                      word(build->lang, kind_words[one->kind]), when_of(build, one));
        else if (strlist_find(&more, name_of(build, one)) < 0)
            *PUSH(build->arena, &more, Str) = name_of(build, one);
    }
    if (more.len > 0)
        *PUSH(build->arena, lines, Str) =
            WORDS(build->arena, build->lang, WORD_BREAK_MORE,
                  label_list(build, more.items, more.len, NAMES_MOST));
}

ptrdiff_t breaks_told(const Build *build, StrList *names, StrList *texts)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < break_count(build); i++) {
        const DefinitionBreak *one = break_at(build, i);
        if (!is_displayed(build, one))
            continue;
        Str old = quoted(build, one->old_text), now = quoted(build, one->new_text);
        *PUSH(build->arena, names, Str) = name_of(build, one);
        *PUSH(build->arena, texts, Str) =
            one->told_only
                ? WORDS(build->arena, build->lang,
                        one->kind == DEFINITION_SCALE ? WORD_BREAK_TOLD_ANSWERS : WORD_BREAK_TOLD,
                        when_of(build, one), old, now)
                : WORDS(build->arena, build->lang, WORD_BREAK_LINE,
                        word(build->lang, kind_words[one->kind]), when_of(build, one), old, now);
        count += !one->told_only;
    }
    return count;
}

Str breaks_brief(const Build *build, ptrdiff_t scope)
{
    StrList items = {0};
    for (ptrdiff_t i = break_count(build); i-- > 0;) { /* the latest are named */
        const DefinitionBreak *one = break_at(build, i);
        if (!one->told_only && is_displayed(build, one) && reaches_any(build, one, scope))
            *PUSH(build->arena, &items, Str) =
                WORDS(build->arena, build->lang, WORD_BREAK_BRIEF_ITEM, name_of(build, one),
                      word(build->lang, kind_words[one->kind]), when_of(build, one));
    }
    bool all = items.len <= NAMES_MOST;
    Str text = str_join(build->arena, items.items, all ? items.len : NAMES_MOST, S("; "));
    return items.len == 0 ? STR_NONE
                          : WORDS(build->arena, build->lang, WORD_BREAK_BRIEF,
                                  all ? text : str_concat(build->arena, text, S("; …")));
}

/* The index that counts a question goes with it. */
static void add_index_names(const Build *build, const DefinitionBreak *one, ptrdiff_t scope,
                            StrList *names)
{
    const ptrdiff_t indices[] = {build->cx, build->ex};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(indices); i++) {
        if (indices[i] < 0 || !score_break_reaches(build->scores, one, scope, indices[i]))
            continue;
        Str name = label_short(build, indices[i]);
        if (strlist_find(names, name) < 0)
            *PUSH(build->arena, names, Str) = name;
    }
}

/* New in this pack, and of something that the unit's brief shows. */
Str breaks_mail(const Build *build, ptrdiff_t scope)
{
    StrList names = {0}, whats = {0};
    const DefinitionBreak *first = NULL;
    for (ptrdiff_t i = 0; i < break_count(build); i++) {
        const DefinitionBreak *one = break_at(build, i);
        if (one->told_only || !str_equal(one->from, build->report->period_id) ||
            !is_displayed(build, one) || !reaches_any(build, one, scope))
            continue;
        first = first ? first : one;
        if (strlist_find(&names, name_of(build, one)) < 0)
            *PUSH(build->arena, &names, Str) = name_of(build, one);
        if (one->figures.len > 0)
            add_index_names(build, one, scope, &names);
        Str what = word(build->lang, kind_words[one->kind]);
        if (strlist_find(&whats, what) < 0)
            *PUSH(build->arena, &whats, Str) = what;
    }
    if (!first)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_BREAK_MAIL,
                 label_list(build, names.items, names.len, NAMES_MOST), when_of(build, first),
                 str_join(build->arena, whats.items, whats.len, S("; ")));
}
