/* Page 11: what people wrote, by theme (privacy.h says where it may be told). Comments are counted
 * as they are, never weighted; shares with Wilson's interval, changes by the test for two shares,
 * those of one side as one family (metrics.md §2, §5). */
#include "build.h"

#include <math.h>

enum { FEW_COMMENTS = 20 }; /* below it the count stands beside the percentage */

static const char *side_id(Side side)
{
    return side == SIDE_CX ? "cx" : "ex";
}

static Word side_word(Side side, Word cx, Word ex)
{
    return side == SIDE_CX ? cx : ex;
}

/* ---- A share ---- */

static StatsShare share_of(const Build *build, int64_t n, int64_t of)
{
    return stats_share(stats_part(n), stats_part(of - n), build->config->statistics.level);
}

static Str share_text(const Build *build, double share, int64_t n, int64_t of)
{
    Str percent = num_show_percent(build->arena, share, 0, build->lang);
    if (of >= FEW_COMMENTS)
        return percent;
    return str_format(build->arena, "%.*s (%.*s/%.*s)", STR_ARG(percent),
                      STR_ARG(num_show_count(build->arena, n, build->lang)),
                      STR_ARG(num_show_count(build->arena, of, build->lang)));
}

static void shorten_apart(const Build *build, VoiceTheme *themes, ptrdiff_t count)
{
    Str *names = NEW(build->arena, Str, count);
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = themes[i].name;
    names = label_shorten_apart(build->arena, names, count);
    for (ptrdiff_t i = 0; i < count; i++)
        themes[i].short_name = names[i];
}

static VoiceTheme make_theme(const Build *build, Side side, StrMap *slugs, Str name, int64_t n,
                             int64_t of)
{
    StatsShare share = share_of(build, n, of);
    Str slug = label_unique_slug(build->arena, slugs, text_slug(build->arena, name));
    return (VoiceTheme){
        .id = str_format(build->arena, "themes.%s.%.*s", side_id(side), STR_ARG(slug)),
        .name = name,
        .short_name = label_shorten(build->arena, name),
        .n = n,
        .share = 100 * share.share_01,
        .lo = 100 * share.lo_01,
        .hi = 100 * share.hi_01,
        .previous = NAN,
        .n_text = num_show_count(build->arena, n, build->lang),
        .share_text = share_text(build, 100 * share.share_01, n, of),
        .diff = NAN,
        .diff_lo = NAN,
        .diff_hi = NAN,
        .p_bh = NAN};
}

/* ---- Tone: what those people would recommend, beside all others who wrote ---- */

static StatsNps nps_of(const Build *build, int64_t promoters, int64_t passives, int64_t detractors)
{
    return stats_nps(stats_part(promoters), stats_part(passives), stats_part(detractors),
                     build->config->statistics.level);
}

static StatsTest test_tone(const Build *build, const ThemeCount *own, const ThemeCount *all)
{
    StatsNps naming = nps_of(build, own->promoters, own->passives, own->detractors),
             others = nps_of(build, all->promoters - own->promoters, all->passives - own->passives,
                             all->detractors - own->detractors);
    int least = build->config->statistics.test_minimum;
    if (!own->scored || !all->scored || naming.n < least || others.n < least)
        return (StatsTest){.p = NAN, .lo = NAN, .hi = NAN};
    return stats_nps_difference(&naming, &others, build->config->statistics.level);
}

/* ---- Change against the period before ---- */

typedef struct Voices { /* of one side */
    const Build *build;
    Side side;
    const ThemeFinder *finder;
    ThemeCounts now, before;
    ptrdiff_t *order; /* [panel->theme_count] theme of each row */
    VoicesPanel *panel;
} Voices;

static bool comparable(const Voices *voices, ptrdiff_t theme)
{
    int least = voices->build->config->statistics.test_minimum;
    return voices->before.told && voices->before.themes[theme].told &&
           voices->now.comments >= least && voices->before.comments >= least;
}

static void test_change(const Voices *voices, ptrdiff_t row, StatsTest *test)
{
    const Build *build = voices->build;
    VoiceTheme *theme = &voices->panel->themes[row];
    ptrdiff_t t = voices->order[row];
    StatsShare now = share_of(build, theme->n, voices->now.comments),
               before = share_of(build, voices->before.themes[t].n, voices->before.comments);
    *test = stats_share_difference(&now, &before, build->config->statistics.level);
    theme->previous = 100 * before.share_01;
    theme->diff = 100 * test->diff;
    theme->diff_lo = 100 * test->lo;
    theme->diff_hi = 100 * test->hi;
    theme->diff_text = num_show_signed(build->arena, theme->diff, 0, build->lang);
    theme->diff_tested = true;
}

/* More of a complaint is bad, more praise is good; where the tone is not clear neither is. */
static void conclude(const Voices *voices, VoiceTheme *theme, const StatsTest *test, double p)
{
    double alpha = 1 - voices->build->config->statistics.level;
    StatsVerdict verdict = stats_verdict(test, p, alpha);
    theme->p_bh = p;
    theme->mark = verdict == STATS_VERDICT_UP     ? CHANGE_UP
                  : verdict == STATS_VERDICT_DOWN ? CHANGE_DOWN
                                                  : CHANGE_NONE;
    int up = theme->mark == CHANGE_UP ? 1 : theme->mark == CHANGE_DOWN ? -1 : 0;
    theme->meaning = theme->tone == VOICE_PRAISE ? up : theme->tone == VOICE_COMPLAINT ? -up : 0;
}

static void set_changes(const Voices *voices)
{
    const VoicesPanel *panel = voices->panel;
    Arena *arena = voices->build->arena;
    StatsTest *tests = NEW(arena, StatsTest, panel->theme_count);
    double *p = NEW(arena, double, panel->theme_count);
    for (ptrdiff_t i = 0; i < panel->theme_count; i++) {
        p[i] = NAN;
        if (!comparable(voices, voices->order[i]))
            continue;
        test_change(voices, i, &tests[i]);
        p[i] = tests[i].p;
    }
    stats_benjamini_hochberg(p, p, panel->theme_count, arena);
    for (ptrdiff_t i = 0; i < panel->theme_count; i++)
        if (panel->themes[i].diff_tested)
            conclude(voices, &panel->themes[i], &tests[i], p[i]);
}

/* ---- Where most ---- */

typedef struct UnitTest {
    ptrdiff_t scope, row;
    double share_01;
    StatsTest test;
} UnitTest;
typedef LIST_OF(UnitTest) UnitTests;

/* The unit beside the rest of the company; only what may be told of the unit takes part. */
static void test_unit(const Voices *voices, ptrdiff_t scope, UnitTests *tests)
{
    const Build *build = voices->build;
    int least = build->config->statistics.test_minimum;
    ThemeCounts unit = privacy_themes(build->arena, voices->finder, build->scores->published,
                                      voices->side, scope, build->period);
    int64_t rest = voices->now.comments - unit.comments;
    if (!unit.told || unit.comments < least || rest < least)
        return;
    for (ptrdiff_t i = 0; i < voices->panel->theme_count; i++) {
        const ThemeCount *count = &unit.themes[voices->order[i]];
        if (!count->told)
            continue;
        StatsShare own = share_of(build, count->n, unit.comments),
                   other = share_of(build, voices->panel->themes[i].n - count->n, rest);
        *PUSH(build->arena, tests, UnitTest) = (UnitTest){
            .scope = scope,
            .row = i,
            .share_01 = own.share_01,
            .test = stats_share_difference(&own, &other, build->config->statistics.level)};
    }
}

static void set_tones(const Voices *voices)
{
    static const Word words[] = {[VOICE_COMPLAINT] = WORD_VOICES_COMPLAINT,
                                 [VOICE_MIXED] = WORD_VOICES_MIXED,
                                 [VOICE_PRAISE] = WORD_VOICES_PRAISE};
    const Build *build = voices->build;
    ptrdiff_t count = voices->panel->theme_count;
    StatsTest *tests = NEW(build->arena, StatsTest, count);
    double *p = NEW(build->arena, double, count), alpha = 1 - build->config->statistics.level;
    for (ptrdiff_t i = 0; i < count; i++) {
        tests[i] = test_tone(build, &voices->now.themes[voices->order[i]], &voices->now.all);
        p[i] = tests[i].p;
    }
    stats_benjamini_hochberg(p, p, count, build->arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        VoiceTheme *theme = &voices->panel->themes[i];
        if (isnan(p[i]))
            continue;
        StatsVerdict verdict = stats_verdict(&tests[i], p[i], alpha);
        theme->tone = verdict == STATS_VERDICT_UP     ? VOICE_PRAISE
                      : verdict == STATS_VERDICT_DOWN ? VOICE_COMPLAINT
                                                      : VOICE_MIXED;
        theme->tone_text = word(build->lang, words[theme->tone]);
    }
}

static void set_most(const Voices *voices)
{
    const Build *build = voices->build;
    UnitTests tests = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        if (!build->is_parent[build->units[i]])
            test_unit(voices, build->units[i], &tests);
    double *p = NEW(build->arena, double, tests.len),
           *highest = NEW(build->arena, double, voices->panel->theme_count);
    for (ptrdiff_t i = 0; i < tests.len; i++)
        p[i] = tests.items[i].test.p;
    stats_benjamini_hochberg(p, p, tests.len, build->arena);
    double alpha = 1 - build->config->statistics.level;
    for (ptrdiff_t i = 0; i < tests.len; i++) {
        const UnitTest *test = &tests.items[i];
        VoiceTheme *theme = &voices->panel->themes[test->row];
        if (stats_verdict(&test->test, p[i], alpha) != STATS_VERDICT_UP ||
            test->share_01 <= highest[test->row])
            continue;
        highest[test->row] = test->share_01;
        theme->most = test->scope;
        theme->most_text = label_unit(build, test->scope);
    }
}

/* ---- Quotations ---- */

/* Customers' words go where they are about and where the theme is named most; employees' words to
 * the leadership. What the writer answered has no say in it: it would tell the answer. */
static Str who_hears(const Voices *voices, const VoiceTheme *theme, ptrdiff_t scope)
{
    const Build *build = voices->build;
    if (voices->side == SIDE_EX)
        return word(build->lang, WORD_VOICES_HEARS_LEADERS);
    Str names[2];
    ptrdiff_t count = 0;
    if (scope > 0)
        names[count++] = label_unit(build, scope);
    if (theme && theme->most > 0 && theme->most != scope)
        names[count++] = label_unit(build, theme->most);
    return count > 0 ? str_join(build->arena, names, count, S(", "))
                     : word(build->lang, WORD_VOICES_HEARS_FRONT);
}

static void add_quote(const Voices *voices, const VoiceTheme *theme, const Quotation *quotation)
{
    const Build *build = voices->build;
    VoicesPanel *panel = voices->panel;
    ptrdiff_t scope =
        privacy_quotation_scope(build->scores->published, build->tally, voices->side, quotation);
    panel->quotes[panel->quote_count++] = (VoiceQuote){.text = quotation->text,
                                                       .source = label_unit(build, scope),
                                                       .theme = theme ? theme->name : STR_NONE,
                                                       .hears = who_hears(voices, theme, scope)};
}

static bool is_quoted(const VoicesPanel *panel, Str text)
{
    for (ptrdiff_t i = 0; i < panel->quote_count; i++)
        if (str_equal(panel->quotes[i].text, text))
            return true;
    return false;
}

/* One of each theme, the largest first; what room is left goes to them in the same order. */
static void add_theme_quotes(const Voices *voices)
{
    const Build *build = voices->build;
    VoicesPanel *panel = voices->panel;
    enum { EACH = VOICE_QUOTES_MOST + 1 };
    Quotation found[VOICE_THEMES_MOST][EACH];
    ptrdiff_t count[VOICE_THEMES_MOST];
    privacy_theme_quotations(build->arena, voices->finder, &voices->now, build->redactor,
                             voices->order, panel->theme_count, found[0], count, EACH);
    for (int round = 0; round < VOICE_QUOTES_MOST; round++)
        for (ptrdiff_t i = 0; i < panel->theme_count; i++)
            for (ptrdiff_t k = 0; k < count[i]; k++) {
                if (panel->quote_count == VOICE_QUOTES_MOST)
                    return;
                if (is_quoted(panel, found[i][k].text))
                    continue;
                add_quote(voices, &panel->themes[i], &found[i][k]);
                break;
            }
}

static void add_plain_quotes(const Voices *voices)
{
    const Build *build = voices->build;
    Quotation found[VOICE_QUOTES_MOST];
    ptrdiff_t count =
        privacy_quotations(build->arena, build->scores->published, build->tally, build->redactor,
                           voices->side, 0, build->period, found, VOICE_QUOTES_MOST);
    for (ptrdiff_t i = 0; i < count; i++)
        add_quote(voices, NULL, &found[i]);
}

/* ---- Panels ---- */

/* Of the themes that are told the largest, equal ones in the order of the list. Gives how many are
 * told. */
static ptrdiff_t add_themes(Voices *voices)
{
    const Build *build = voices->build;
    const Tally *tally = build->tally;
    VoicesPanel *panel = voices->panel;
    StrMap slugs = {0};
    VoiceTheme *all = NEW(build->arena, VoiceTheme, tally->theme_count);
    voices->order = NEW(build->arena, ptrdiff_t, tally->theme_count);
    ptrdiff_t told = 0;
    for (ptrdiff_t t = 0; t < tally->theme_count; t++) {
        const ThemeCount *count = &voices->now.themes[t];
        if (!count->told)
            continue;
        VoiceTheme theme = make_theme(build, voices->side, &slugs, tally->themes[t].name, count->n,
                                      voices->now.comments);
        ptrdiff_t at = told++;
        for (; at > 0 && all[at - 1].n < theme.n; at--) {
            all[at] = all[at - 1];
            voices->order[at] = voices->order[at - 1];
        }
        all[at] = theme;
        voices->order[at] = t;
    }
    shorten_apart(build, all, told);
    panel->themes = all;
    panel->theme_count = told > VOICE_THEMES_MOST ? VOICE_THEMES_MOST : told;
    return told;
}

static Str theme_note(const Voices *voices, ptrdiff_t told)
{
    const Build *build = voices->build;
    Str minimum = num_show_count(build->arena, build->config->privacy.minimum, build->lang);
    Str parts[2];
    ptrdiff_t count = 0, more = told - voices->panel->theme_count;
    if (told == 0)
        return WORDS(build->arena, build->lang, WORD_VOICES_NO_THEME, minimum);
    if (more == 1)
        parts[count++] = word(build->lang, WORD_VOICES_MORE_ONE);
    if (more > 1)
        parts[count++] = WORDS(build->arena, build->lang, WORD_VOICES_MORE,
                               num_show_count(build->arena, more, build->lang));
    if (told < build->tally->theme_count)
        parts[count++] = WORDS(build->arena, build->lang, WORD_VOICES_FEW, minimum);
    return str_join(build->arena, parts, count, S(" "));
}

static bool fill_themes(Voices *voices)
{
    const Build *build = voices->build;
    const Published *published = build->scores->published;
    voices->now =
        privacy_themes(build->arena, voices->finder, published, voices->side, 0, build->period);
    if (!voices->now.told)
        return false;
    if (build->previous >= 0)
        voices->before = privacy_themes(build->arena, voices->finder, published, voices->side, 0,
                                        build->previous);
    voices->panel->comments = voices->now.comments;
    ptrdiff_t told = add_themes(voices);
    set_tones(voices);
    set_changes(voices);
    set_most(voices);
    if (build->redactor && told > 0)
        add_theme_quotes(voices);
    else if (build->redactor)
        add_plain_quotes(voices);
    voices->panel->note = theme_note(voices, told);
    if (voices->before.told && told > 0)
        voices->panel->versus = WORDS(build->arena, build->lang, WORD_VOICES_VERSUS,
                                      label_period(build, build->previous, PERIOD_TICK));
    return true;
}

static bool fill_candidates(const Voices *voices)
{
    const Build *build = voices->build;
    VoicesPanel *panel = voices->panel;
    ThemeCandidate found[VOICE_THEMES_MOST];
    ptrdiff_t count = privacy_theme_candidates(build->arena, build->scores->published, build->tally,
                                               build->redactor, voices->side, 0, build->period,
                                               found, VOICE_THEMES_MOST, &panel->comments);
    if (panel->comments == 0)
        return false;
    StrMap slugs = {0};
    panel->candidates = true;
    panel->themes = NEW(build->arena, VoiceTheme, count);
    for (; panel->theme_count < count; panel->theme_count++)
        panel->themes[panel->theme_count] =
            make_theme(build, voices->side, &slugs, found[panel->theme_count].text,
                       found[panel->theme_count].n, panel->comments);
    if (build->redactor)
        add_plain_quotes(voices);
    panel->note = WORDS(
        build->arena, build->lang, count > 0 ? WORD_VOICES_CANDIDATES : WORD_VOICES_NO_CANDIDATE,
        num_show_count(build->arena, build->config->privacy.comment_minimum, build->lang));
    return true;
}

static void add_panel(const Build *build, const ThemeFinder *finder, Side side)
{
    VoicesModel *model = &build->report->voices;
    VoicesPanel *panel = &model->panels[model->panel_count];
    *panel = (VoicesPanel){.side = side == SIDE_CX ? REPORT_CX : REPORT_EX,
                           .id = str_format(build->arena, "themes.%s.comments", side_id(side))};
    Voices voices = {.build = build, .side = side, .finder = finder, .panel = panel};
    bool listed = build->tally->theme_count > 0;
    if (!build->has_side[side] || !(listed ? fill_themes(&voices) : fill_candidates(&voices)))
        return;
    panel->head =
        WORDS(build->arena, build->lang, side_word(side, WORD_VOICES_HEAD_CX, WORD_VOICES_HEAD_EX),
              num_show_count(build->arena, panel->comments, build->lang));
    model->panel_count++;
}

static void choose_axis(VoicesModel *model)
{
    double most = 20;
    for (int i = 0; i < model->panel_count; i++)
        for (ptrdiff_t t = 0; t < model->panels[i].theme_count; t++)
            most = fmax(most, model->panels[i].themes[t].hi);
    model->axis_hi = fmin(100, 10 * ceil(most / 10));
}

PageRows voices_build(Build *build)
{
    VoicesModel *model = &build->report->voices;
    const ThemeFinder *finder = theme_finder_open(build->arena, build->tally);
    for (Side side = 0; side < SIDE_COUNT; side++)
        add_panel(build, finder, side);
    choose_axis(model);
    return (PageRows){.printed = model->panel_count > 0};
}

Refusal voices_refusal(const Build *build)
{
    Refusal refusal = {.what = S("themes"), .n = -1, .minimum = -1};
    int minimum = build->config->privacy.comment_minimum;
    if (build->report->voices.panel_count == 0) {
        refusal.key = S("input");
        refusal.sentence = WORDS(build->arena, build->lang, WORD_VOICES_NEED_COMMENTS,
                                 num_show_count(build->arena, minimum, build->lang));
        refusal.minimum = minimum;
    } else if (build->tally->theme_count == 0) {
        refusal.key = S("input");
        refusal.sentence = word(build->lang, WORD_VOICES_NEED_THEMES);
    }
    return refusal;
}
