#include "brief.h"

#include <math.h>

/* ---- Who gets one ---- */

static Str board_slug(const Report *board, ptrdiff_t scope)
{
    for (ptrdiff_t i = 0; i < board->scorecard.row_count; i++)
        if (board->scorecard.rows[i].scope == scope)
            return board->scorecard.rows[i].slug;
    return STR_NONE;
}

static BriefState state_of(const Scores *scores, ptrdiff_t unit, ptrdiff_t period)
{
    const Unit *about = &scores->tally->units[unit];
    const Published *published = scores->published;
    if (about->merged_into >= 0)
        return BRIEF_MERGED;
    if (about->is_parent && !about->listed)
        return BRIEF_PARENT;
    bool shown = false;
    int64_t n = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (scores->tally->side[side].question_count == 0)
            continue;
        shown |= privacy_shown(published, (Side)side, unit, period);
        n += published->n[side][unit * published->window_count + period];
    }
    return shown ? BRIEF_MADE : n > 0 ? BRIEF_HIDDEN : BRIEF_NO_DATA;
}

ptrdiff_t report_brief_plan(Arena *arena, const Scores *scores, const Report *board,
                            const BriefPlan **plan)
{
    const Tally *tally = scores->tally;
    ptrdiff_t period = tally_find_period_id(tally, board->period_id), count = 0;
    CX_ASSERT(period >= 0);
    BriefPlan *lines = NEW(arena, BriefPlan, tally->unit_count);
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < board->scorecard.row_count; i++) {
        bool added;
        strmap_put(arena, &seen, board->scorecard.rows[i].slug, &added);
    }
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        const Unit *unit = &tally->units[u];
        /* Nobody asks for the brief of what is not called so any more, or not yet. */
        if (unit->renamed_to >= 0 || period < unit->first_period || period >= unit->end_period)
            continue;
        BriefPlan line = {.scope = u,
                          .group = unit->merged_into,
                          .unit = unit->name,
                          .slug = board_slug(board, u),
                          .state = state_of(scores, u, period)};
        if (line.slug.len == 0) /* the scorecard does not list it */
            line.slug = label_unique_slug(arena, &seen, text_slug(arena, unit->name));
        ptrdiff_t at = count++;
        for (; at > 0 && tally->units[lines[at - 1].scope].order > unit->order; at--)
            lines[at] = lines[at - 1];
        lines[at] = line;
    }
    *plan = lines;
    return count;
}

/* ---- Comparisons as a brief shows them ---- */

/* A whole figure, and shown. */
static bool is_comparable(const Brief *brief, ptrdiff_t def)
{
    const Build *build = brief->build;
    return def >= 0 && estimate_state(build, brief->scope, build->period, def) == ESTIMATE_SHOWN &&
           !build_figure(build, brief->scope, build->period, def)->partial;
}

const Comparison *brief_rest(const Brief *brief, ptrdiff_t def)
{
    const Build *build = brief->build;
    if (!is_comparable(brief, def))
        return NULL;
    const Comparison *rest = score_find_rest(build->scores, brief->scope, build->period, def);
    /* Without an interval the two have different parts: their difference means nothing. */
    bool other_parts = rest && rest->verdict == VERDICT_CANNOT_TELL && isnan(rest->lo);
    return other_parts ? NULL : rest;
}

const Comparison *brief_change(const Brief *brief, ptrdiff_t def)
{
    const Build *build = brief->build;
    if (!is_comparable(brief, def))
        return NULL;
    const Comparison *change = score_find_change(build->scores, brief->scope, build->period, def);
    return change && change->verdict == VERDICT_NOT_COMPARABLE ? NULL : change;
}

bool brief_tested(const Comparison *comparison)
{
    return comparison && comparison->verdict != VERDICT_TOO_FEW &&
           comparison->verdict != VERDICT_CANNOT_TELL;
}

ChangeMark brief_mark(const Comparison *comparison)
{
    if (!comparison || comparison->mark == 0)
        return CHANGE_NONE;
    return comparison->mark > 0 ? CHANGE_UP : CHANGE_DOWN;
}

double brief_size(const Brief *brief, const Comparison *comparison)
{
    double practical = brief->build->scores->defs[comparison->figure].practical;
    return fabs(comparison->diff) / (practical > 0 ? practical : 1);
}

/* ---- Kinds of figures ---- */

bool brief_is_stage(const FigureDef *def)
{
    return def->kind == FIGURE_INDEX && def->metric && def->metric->stage != STAGE_NONE;
}

bool brief_is_factor(const FigureDef *def)
{
    return def->kind == FIGURE_PERSON_MEAN && str_starts(def->id, S("ex.factor_"));
}

bool brief_is_cycle(const FigureDef *def)
{
    return def->kind == FIGURE_PERSON_MEAN && str_starts(def->id, S("ex.cycle_"));
}

bool brief_is_item(const FigureDef *def)
{
    return def->kind == FIGURE_INDEX && def->side == FIGURE_EX;
}

ptrdiff_t brief_defs(const Brief *brief, bool (*wanted)(const FigureDef *def), ptrdiff_t *out)
{
    const Scores *scores = brief->build->scores;
    ptrdiff_t count = 0;
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        if (wanted(&scores->defs[d]))
            out[count++] = d;
    return count;
}

/* ---- Voices ---- */

enum { BRIEF_THEMES_MOST = 3 };

/* A head must not read what the own people wrote, unless the project says so. */
static bool may_quote(const Build *build, Side side)
{
    return side == SIDE_CX || build->config->privacy.own_comments_show;
}

/* The largest themes of the unit's own comments by name: their counts would tell, beside those of
 * the company and of other units, what stands in the few comments of a hidden one. */
static Str own_themes(const Brief *brief, Side side)
{
    const Build *build = brief->build;
    ThemeCounts counts =
        privacy_themes(build->arena, theme_finder_open(build->arena, build->tally),
                       build->scores->published, side, brief->scope, build->period);
    ptrdiff_t largest[BRIEF_THEMES_MOST], count = 0;
    for (ptrdiff_t t = 0; counts.told && t < build->tally->theme_count; t++) {
        if (!counts.themes[t].told)
            continue;
        ptrdiff_t at = count < BRIEF_THEMES_MOST ? count++ : BRIEF_THEMES_MOST;
        for (; at > 0 && counts.themes[largest[at - 1]].n < counts.themes[t].n; at--)
            if (at < BRIEF_THEMES_MOST)
                largest[at] = largest[at - 1];
        if (at < BRIEF_THEMES_MOST)
            largest[at] = t;
    }
    Str names[BRIEF_THEMES_MOST];
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = build->tally->themes[largest[i]].name;
    return count == 0 ? STR_NONE
                      : WORDS(build->arena, build->lang, WORD_BRIEF_THEMES,
                              str_join(build->arena, names, count, S(" · ")));
}

/* What was taken out is named in the project's language: here in that of the brief. */
static Str in_own_language(const Brief *brief, Str text)
{
    const Build *build = brief->build;
    for (Word key = WORD_REDACTED_NAME; key <= WORD_REDACTED_NUMBER; key++) {
        Str token = word(build->config->report.language, key);
        Buffer own = {.arena = build->arena};
        for (ptrdiff_t at = str_find(text, token); at >= 0; at = str_find(text, token)) {
            buffer_add(&own, str_slice(text, 0, at));
            buffer_add(&own, word(build->lang, key));
            text = str_slice(text, at + token.len, text.len);
        }
        buffer_add(&own, text);
        text = buffer_str(&own);
    }
    return text;
}

static void add_voices(const Brief *brief, Side side)
{
    static const Word heads[] = {
        [SIDE_CX] = WORD_BRIEF_VOICES_CX, [SIDE_EX] = WORD_BRIEF_VOICES_EX};
    const Build *build = brief->build;
    Quotation quotes[BRIEF_QUOTES_MOST];
    if (!brief->options->redactor || !may_quote(build, side))
        return;
    ptrdiff_t count = privacy_quotations(build->arena, build->scores->published, build->tally,
                                         brief->options->redactor, side, brief->scope,
                                         build->period, quotes, BRIEF_QUOTES_MOST);
    if (count == 0)
        return;
    BriefVoices *voices = &brief->model->voices[brief->model->voices_count++];
    *voices = (BriefVoices){.side = side == SIDE_CX ? REPORT_CX : REPORT_EX,
                            .head = label_upper(build, word(build->lang, heads[side])),
                            .themes = own_themes(brief, side),
                            .quotes = NEW(build->arena, BriefQuote, count),
                            .quote_count = count};
    for (ptrdiff_t i = 0; i < count; i++) /* the period, not the day: a day may name a person */
        voices->quotes[i] =
            (BriefQuote){.text = in_own_language(brief, quotes[i].text),
                         .source = label_period(build, build->period, PERIOD_SHORT)};
}

/* ---- Notes ---- */

static bool hides(const BriefModel *model)
{
    for (int i = 0; i < model->tile_count; i++)
        if (model->tiles[i].figure.state == ESTIMATE_WITHHELD)
            return true;
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        if (model->rows[i].figure.state == ESTIMATE_WITHHELD)
            return true;
    return false;
}

/* "Khối hỗ trợ gồm Kế toán, Pháp chế." */
static Str members_note(const Brief *brief)
{
    enum { NAMES_MOST = 12 };
    const Build *build = brief->build;
    const Unit *unit = &build->tally->units[brief->scope];
    if (!unit->is_group && !unit->is_parent)
        return STR_NONE;
    Str *names = NEW(build->arena, Str, unit->member_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < unit->member_count; i++) {
        const Unit *member = &build->tally->units[unit->members[i]];
        bool now = member->renamed_to < 0 && build->period >= member->first_period &&
                   build->period < member->end_period;
        if (now && unit->members[i] != brief->scope)
            names[count++] = label_unit(build, unit->members[i]);
    }
    if (count == 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_BRIEF_MEMBERS, brief->model->unit,
                 label_list(build, names, count, NAMES_MOST));
}

/* What happened in the unit in the periods shown: the last few of the
 * file that are its own. */
static Str events_note(const Brief *brief)
{
    enum { EVENTS_MOST = 3 };
    const Build *build = brief->build;
    const Report *report = build->report;
    StrList texts = {0};
    for (ptrdiff_t i = 0; i < build->tally->event_count; i++) {
        const Event *event = &build->tally->events[i];
        for (ptrdiff_t t = 0; t < report->period_count && event->unit == brief->scope; t++)
            if (event->period >= 0 && build->shown[t] == event->period)
                *PUSH(build->arena, &texts, Str) =
                    WORDS(build->arena, build->lang, WORD_EVENT, event->text,
                          report->periods[t].short_label);
    }
    ptrdiff_t skip = texts.len > EVENTS_MOST ? texts.len - EVENTS_MOST : 0;
    if (texts.len == 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_BRIEF_EVENTS,
                 str_join(build->arena, texts.items + skip, texts.len - skip, S("; ")));
}

static void add_note(const Brief *brief, StrList *notes, Str note)
{
    if (note.len > 0)
        *PUSH(brief->build->arena, notes, Str) = note;
}

/* A unit that is the whole company has no rest; that of another may be hidden. */
static bool has_rest(const BriefModel *model)
{
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        if (isfinite(model->rows[i].rest))
            return true;
    return false;
}

static void fill_notes(const Brief *brief)
{
    const Build *build = brief->build;
    BriefModel *model = brief->model;
    StrList notes = {0};
    add_note(brief, &notes, members_note(brief));
    add_note(brief, &notes, events_note(brief));
    if (build->previous >= 0 || has_rest(model)) /* else there is nothing to mark */
        add_note(brief, &notes,
                 WORDS(build->arena, build->lang, WORD_BRIEF_MARKS_NOTE, label_level(build)));
    for (int i = 0; i < model->tile_count; i++)
        if (model->tiles[i].figure.partial)
            add_note(brief, &notes,
                     WORDS(build->arena, build->lang, WORD_OFF_MAP, model->tiles[i].label,
                           model->tiles[i].figure.partial_note));
    add_note(brief, &notes, breaks_brief(build, brief->scope));
    Str minimum = num_show_count(build->arena, build->config->privacy.minimum, build->lang);
    if (hides(model))
        add_note(brief, &notes, word(build->lang, WORD_WITHHELD));
    add_note(brief, &notes, WORDS(build->arena, build->lang, WORD_BRIEF_MINIMUM, minimum));
    if (model->voices_count > 0)
        add_note(brief, &notes, word(build->lang, WORD_BRIEF_REDACTED));
    model->notes = notes.items;
    model->note_count = notes.len;
}

/* ---- Pages ---- */

static void fill_pages(const Brief *brief)
{
    const Build *build = brief->build;
    Report *report = build->report;
    const BriefModel *model = brief->model;
    Str now = label_period(build, build->period, PERIOD_SHORT);
    bool rest = has_rest(model);
    Str foot = WORDS(build->arena, build->lang, rest ? WORD_BRIEF_FOOT : WORD_BRIEF_FOOT_ALONE,
                     model->short_name);
    Str foot_right = WORDS(build->arena, build->lang, WORD_FOOT_RIGHT, report->client_short,
                           label_period(build, build->period, PERIOD_LONG));
    Sentence title = brief_title(brief), figures = brief_figures_title(brief);
    Page both = {.part = 1,
                 .parts = 1,
                 .kicker = label_upper(build, model->unit),
                 .foot_left = foot,
                 .foot_right = foot_right};
    report->page_count = 2;
    report->pages = NEW(build->arena, Page, report->page_count);
    report->pages[0] = report->pages[1] = both;
    Page *first = &report->pages[0], *second = &report->pages[1];
    first->kind = PAGE_BRIEF;
    first->number = 1;
    first->anchor = S("brief");
    first->outline = word(build->lang, WORD_BRIEF_KIND);
    first->title = title.text;
    first->rule = title.rule;
    first->subtitle = build->previous < 0
                          ? WORDS(build->arena, build->lang, WORD_BRIEF_SUBTITLE_ALONE, now)
                          : WORDS(build->arena, build->lang, WORD_BRIEF_SUBTITLE, now,
                                  label_period(build, build->previous, PERIOD_SHORT));
    second->kind = PAGE_BRIEF_FIGURES;
    second->number = 2;
    second->anchor = S("figures");
    second->outline = word(build->lang, WORD_BRIEF_FIGURES);
    second->title = figures.text;
    second->rule = figures.rule;
    second->row_count = model->row_count;
    second->subtitle = WORDS(build->arena, build->lang,
                             rest ? WORD_BRIEF_FIGURES_SUBTITLE : WORD_BRIEF_FIGURES_SUBTITLE_ALONE,
                             label_level(build), now);
}

/* ---- The whole ---- */

static LangId language_of(const Scores *scores, ptrdiff_t unit)
{
    Str asked = scores->tally->units[unit].language;
    if (str_equal(asked, S("vi")))
        return LANG_VI;
    return str_equal(asked, S("en")) ? LANG_EN : scores->tally->config->report.language;
}

const Report *report_build_brief(Arena *arena, const Scores *scores, const Report *board,
                                 const BriefPlan *plan, const BriefOptions *options)
{
    CX_ASSERT(plan->state == BRIEF_MADE);
    Build build;
    Str reason = STR_NONE;
    ReportOptions begin = {.period = board->period_id,
                           .generated = board->generated,
                           .config_hash = board->config_hash,
                           .languages = board->languages};
    bool begun =
        report_begin(&build, arena, scores, language_of(scores, plan->scope), begin, &reason);
    CX_ASSERT(begun); /* the board has the same period */
    Report *report = build.report;
    BriefModel *model = NEW(arena, BriefModel, 1);
    *model = (BriefModel){.scope = plan->scope,
                          .unit = plan->unit,
                          .short_name = label_shorten(arena, plan->unit),
                          .slug = plan->slug,
                          .kind = label_upper(&build, word(build.lang, WORD_BRIEF_KIND))};
    report->title = WORDS(arena, build.lang, WORD_BRIEF_TITLE, plan->unit);
    report->subject = WORDS(arena, build.lang, WORD_BRIEF_SUBJECT, plan->unit,
                            label_period(&build, build.period, PERIOD_LONG));
    report->confidential = WORDS(arena, build.lang, WORD_BRIEF_CONFIDENTIAL, plan->unit);
    report->brief = model;
    Brief brief = {.build = &build, .scope = plan->scope, .options = options, .model = model};
    build.redactor = options->redactor;
    promises_build_own(&build, plan->scope, board);
    brief_tiles(&brief);
    brief_bars(&brief);
    brief_promises(&brief);
    benchmarks_build(&build, plan->scope);
    brief_rows(&brief);
    brief_reading(&brief);
    add_voices(&brief, SIDE_CX);
    add_voices(&brief, SIDE_EX);
    fill_notes(&brief);
    fill_pages(&brief);
    brief_mail(&brief);
    data_build_of(&build, plan->scope);
    return report;
}
