/* "themes" of scorecard.json: what page 11 tells of comments. A unit has no counts of its own in
 * here: it is only named where its share is clearly higher than the rest's. */
#include "facts.h"

/* The last part of "themes.cx.giao-hang". */
static Str own_id(const VoiceTheme *theme)
{
    ptrdiff_t at = theme->id.len;
    while (at > 0 && theme->id.s[at - 1] != '.')
        at--;
    return str_slice(theme->id, at, theme->id.len);
}

static void add_change(const Facts *facts, Fact *fact, const VoiceTheme *theme)
{
    Fact *change = object(facts, fact, S("change"));
    number(facts, change, "diff", theme->diff);
    number(facts, change, "lo", theme->diff_lo);
    number(facts, change, "hi", theme->diff_hi);
    number(facts, change, "p_bh", theme->p_bh);
    integer(facts, change, "mark",
            theme->mark == CHANGE_UP     ? 1
            : theme->mark == CHANGE_DOWN ? -1
                                         : 0);
}

static void add_theme(const Facts *facts, Fact *list, const VoicesPanel *panel,
                      const VoiceTheme *theme)
{
    static const char *const tones[] = {
        [VOICE_COMPLAINT] = "complaint", [VOICE_MIXED] = "mixed", [VOICE_PRAISE] = "praise"};
    Fact *fact = item(facts, list);
    text(facts, fact, "id", own_id(theme));
    text(facts, fact, "name", theme->name);
    integer(facts, fact, "n", theme->n);
    integer(facts, fact, "of", panel->comments);
    number(facts, fact, "share", theme->share);
    number(facts, fact, "lo", theme->lo);
    number(facts, fact, "hi", theme->hi);
    number(facts, fact, "previous", theme->previous);
    if (theme->diff_tested)
        add_change(facts, fact, theme);
    if (theme->tone != VOICE_TONE_NONE)
        text(facts, fact, "tone", str_from(tones[theme->tone]));
    if (theme->most > 0)
        text(facts, fact, "most", scope_key(facts, theme->most));
}

static void add_quotes(const Facts *facts, Fact *side, const VoicesPanel *panel)
{
    Fact *list = array(facts, side, "quotations");
    for (ptrdiff_t i = 0; i < panel->quote_count; i++) {
        const VoiceQuote *quote = &panel->quotes[i];
        Fact *fact = item(facts, list);
        text(facts, fact, "text", quote->text);
        text(facts, fact, "from", quote->source);
        if (quote->theme.len > 0)
            text(facts, fact, "theme", quote->theme);
        text(facts, fact, "for", quote->hears);
    }
}

void facts_voices(const Facts *facts, Fact *root)
{
    const VoicesModel *model = &facts->report->voices;
    if (model->panel_count == 0)
        return;
    Fact *themes = object(facts, root, S("themes"));
    for (int i = 0; i < model->panel_count; i++) {
        const VoicesPanel *panel = &model->panels[i];
        Fact *side = object(facts, themes, panel->side == REPORT_CX ? S("cx") : S("ex"));
        integer(facts, side, "comments", panel->comments);
        Fact *list = array(facts, side, panel->candidates ? "candidates" : "themes");
        for (ptrdiff_t t = 0; t < panel->theme_count; t++)
            add_theme(facts, list, panel, &panel->themes[t]);
        add_quotes(facts, side, panel);
    }
}
