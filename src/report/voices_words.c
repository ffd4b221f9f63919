/* Page 11 in sentences. */
#include "build.h"

static const VoicesPanel *panel_of(const Build *build, ReportSide side)
{
    const VoicesModel *model = &build->report->voices;
    for (int i = 0; i < model->panel_count; i++)
        if (model->panels[i].side == side)
            return &model->panels[i];
    return NULL;
}

/* The theme that is named clearly more than before and that people are not happy about, else any:
 * the largest of them. */
static const VoiceTheme *risen(const VoicesPanel *panel)
{
    const VoiceTheme *found = NULL;
    for (ptrdiff_t i = 0; panel && i < panel->theme_count; i++) {
        const VoiceTheme *theme = &panel->themes[i];
        if (theme->mark == CHANGE_UP && (!found || (found->meaning >= 0 && theme->meaning < 0)))
            found = theme;
    }
    return found;
}

/* The theme that more comments name than any other; NULL: two share that place. */
static const VoiceTheme *largest(const VoicesPanel *panel)
{
    if (!panel || panel->theme_count == 0 || panel->candidates ||
        (panel->theme_count > 1 && panel->themes[1].n == panel->themes[0].n))
        return NULL;
    return &panel->themes[0];
}

static Sentence title_of_two(const Build *build, const VoiceTheme *cx, const VoiceTheme *ex,
                             const Word words[3], const char *const rules[3])
{
    if (cx && ex)
        return (Sentence){str_from(rules[0]),
                          WORDS(build->arena, build->lang, words[0], cx->name, ex->name)};
    int one = cx ? 1 : 2;
    return (Sentence){str_from(rules[one]),
                      WORDS(build->arena, build->lang, words[one], cx ? cx->name : ex->name)};
}

static Sentence title(const Build *build)
{
    static const Word more[] = {WORD_VOICES_TITLE_BOTH, WORD_VOICES_TITLE_CX, WORD_VOICES_TITLE_EX},
                      most[] = {WORD_VOICES_TITLE_MOST, WORD_VOICES_TITLE_MOST_CX,
                                WORD_VOICES_TITLE_MOST_EX};
    static const char *const more_rules[] = {"voices_more_both", "voices_more_cx",
                                             "voices_more_ex"},
                             *const most_rules[] = {"voices_most_both", "voices_most_cx",
                                                    "voices_most_ex"};
    const VoicesPanel *cx = panel_of(build, REPORT_CX), *ex = panel_of(build, REPORT_EX);
    if (risen(cx) || risen(ex))
        return title_of_two(build, risen(cx), risen(ex), more, more_rules);
    if (largest(cx) || largest(ex))
        return title_of_two(build, largest(cx), largest(ex), most, most_rules);
    Word plain = cx && ex ? WORD_VOICES_TITLE_PLAIN
                 : cx     ? WORD_VOICES_TITLE_PLAIN_CX
                          : WORD_VOICES_TITLE_PLAIN_EX;
    return (Sentence){S("voices_plain"), word(build->lang, plain)};
}

static void add_fixed_words(const Build *build, VoicesModel *model)
{
    Lang lang = build->lang;
    bool candidates = model->panels[0].candidates;
    Str versus = model->panels[0].versus;
    if (versus.len == 0 && model->panel_count > 1)
        versus = model->panels[1].versus;
    model->rules[0] = word(lang, candidates ? WORD_VOICES_RULE_PLAIN : WORD_VOICES_RULE_THEMES);
    const Str rules[] = {
        WORDS(build->arena, lang, WORD_VOICES_RULE_PRIVACY,
              num_show_count(build->arena, build->config->privacy.comment_minimum, lang)),
        word(lang, WORD_VOICES_RULE_TONE)};
    model->rules[1] = str_join(build->arena, rules, candidates ? 1 : 2, S(" "));
    model->heads[0] = word(lang, WORD_VOICES_THEME);
    model->heads[1] = word(lang, WORD_VOICES_COMMENTS);
    model->heads[2] = word(lang, WORD_VOICES_SHARE);
    model->heads[3] = versus.len > 0 ? WORDS(build->arena, lang, WORD_VOICES_CHANGE, versus)
                                     : word(lang, WORD_VOICES_CHANGE_NONE);
    model->heads[4] = word(lang, WORD_VOICES_TONE);
    model->heads[5] = word(lang, WORD_VOICES_WHERE);
    model->chart_head = word(lang, WORD_VOICES_CHART_HEAD);
    model->quotes_head = word(lang, WORD_VOICES_QUOTES_HEAD);
    model->quote_heads[0] = word(lang, WORD_VOICES_WHO);
    model->quote_heads[1] = word(lang, WORD_VOICES_QUOTE);
    model->quote_heads[2] = word(lang, WORD_VOICES_THEME);
    model->quote_heads[3] = word(lang, WORD_VOICES_NEEDS);
}

static Str subtitle(const Build *build, bool candidates, bool before)
{
    Str now = label_period(build, build->period, PERIOD_SHORT), level = label_level(build);
    if (candidates)
        return WORDS(build->arena, build->lang, WORD_VOICES_SUBTITLE_PLAIN, now);
    if (!before)
        return WORDS(build->arena, build->lang, WORD_VOICES_SUBTITLE, level, now);
    return WORDS(build->arena, build->lang, WORD_VOICES_SUBTITLE_BEFORE, level, now,
                 label_period(build, build->previous, PERIOD_SHORT));
}

void voices_words(const Build *build, Page *page)
{
    VoicesModel *model = &build->report->voices;
    bool candidates = model->panels[0].candidates, before = false;
    for (int i = 0; i < model->panel_count; i++)
        before = before || model->panels[i].versus.len > 0;
    add_fixed_words(build, model);
    Sentence sentence = title(build);
    page->title = sentence.text;
    page->rule = sentence.rule;
    page->subtitle = subtitle(build, candidates, before);
    page->foot_left = word(build->lang, candidates ? WORD_VOICES_FOOT_PLAIN : WORD_VOICES_FOOT);
}
