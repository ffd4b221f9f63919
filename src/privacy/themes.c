#include "comments.h"

#include "syllables.h"

typedef struct ThemeWord {
    Str accented, plain; /* " trê~ hen_ ", " tre hen " */
    ptrdiff_t theme;
} ThemeWord;
struct ThemeFinder {
    const Tally *tally;
    LIST_OF(ThemeWord) words;
    bool accented; /* any word of the list is */
};

const ThemeFinder *theme_finder_open(Arena *arena, const Tally *tally)
{
    ThemeFinder *finder = NEW(arena, ThemeFinder, 1);
    finder->tally = tally;
    for (ptrdiff_t t = 0; t < tally->theme_count; t++)
        for (ptrdiff_t w = 0; w < tally->themes[t].words.len; w++) {
            Str word = tally->themes[t].words.items[w];
            ThemeWord read = {.accented = syllables_read(arena, word, SYLLABLES_ACCENTED),
                              .plain = syllables_read(arena, word, SYLLABLES_PLAIN),
                              .theme = t};
            finder->accented = finder->accented || syllables_accented(arena, word);
            if (read.plain.len > 0)
                *PUSH(arena, &finder->words, ThemeWord) = read;
        }
    return finder;
}

/* A bit for each theme. The arena comes by value: what was read is given back. */
static uint64_t find_themes(Arena scratch, const ThemeFinder *finder, const Comment *comment)
{
    Str text = comment_text(&scratch, comment);
    bool plain = !finder->accented || !syllables_accented(&scratch, text);
    Str syllables = syllables_read(&scratch, text, plain ? SYLLABLES_PLAIN : SYLLABLES_ACCENTED);
    uint64_t named = 0;
    for (ptrdiff_t i = 0; i < finder->words.len; i++) {
        const ThemeWord *word = &finder->words.items[i];
        uint64_t bit = (uint64_t)1 << word->theme;
        if ((named & bit) == 0 && str_find(syllables, plain ? word->plain : word->accented) >= 0)
            named |= bit;
    }
    return named;
}

/* What respondents of the side are asked to recommend; -1: nothing. */
static ptrdiff_t recommendation(const SideTally *side)
{
    Str id = side->side == SIDE_CX ? S("cx.nps") : S("ex.enps");
    for (ptrdiff_t q = 0; q < side->question_count; q++)
        if (str_equal(side->questions[q].metric->id, id))
            return q;
    return -1;
}

/* box: of what the writer would recommend; -1: unknown. */
static void count_comment(ThemeCount *theme, ptrdiff_t box)
{
    theme->n++;
    theme->detractors += box == 0;
    theme->passives += box == 1;
    theme->promoters += box == 2;
}

static void count_themes(Arena scratch, const ThemeFinder *finder, const SideTally *side,
                         ptrdiff_t question, const Comment *comment, ThemeCounts *counts)
{
    const Tally *tally = finder->tally;
    uint64_t named = find_themes(scratch, finder, comment);
    ptrdiff_t box = question < 0 || comment->level < 0
                        ? -1
                        : question_box(tally->config, &side->questions[question], comment->level);
    count_comment(&counts->all, box);
    for (ptrdiff_t t = 0; t < tally->theme_count; t++)
        if (named >> t & 1)
            count_comment(&counts->themes[t], box);
}

/* What may not be told is not left in the counts either. */
static void hold_back(ThemeCount *theme, int64_t minimum, bool scores_shown)
{
    theme->told = theme->n >= minimum;
    if (!theme->told) {
        *theme = (ThemeCount){0};
        return;
    }
    theme->scored =
        scores_shown && theme->promoters + theme->passives + theme->detractors >= minimum;
    if (!theme->scored)
        theme->promoters = theme->passives = theme->detractors = 0;
}

ThemeCounts privacy_themes(Arena *arena, const ThemeFinder *finder, const Published *published,
                           Side side, ptrdiff_t scope, ptrdiff_t window)
{
    const Tally *tally = finder->tally;
    const SideTally *of = &tally->side[side];
    ThemeCounts counts = {.side = side, .scope = scope, .window = window};
    CommentRuns runs = comments_of(arena, tally, side, scope, window);
    counts.comments = comments_len(&runs);
    counts.told = comments_counted(published, tally, side, scope, window, counts.comments);
    if (!counts.told)
        return (ThemeCounts){0};
    ptrdiff_t question = recommendation(of);
    bool scores_shown = question >= 0 &&
                        !privacy_question_withheld(published, tally, side, scope, window, question);
    counts.themes = NEW(arena, ThemeCount, tally->theme_count);
    for (ptrdiff_t r = 0; r < runs.len; r++) {
        for (ptrdiff_t i = runs.items[r].from; i < runs.items[r].to; i++)
            count_themes(*arena, finder, of, question, &of->comments[i], &counts);
    }
    hold_back(&counts.all, tally->config->privacy.minimum, scores_shown);
    for (ptrdiff_t t = 0; t < tally->theme_count; t++)
        hold_back(&counts.themes[t], tally->config->privacy.minimum, scores_shown);
    return counts;
}

typedef struct ThemeLists { /* a list for each of these themes */
    const ThemeFinder *finder;
    const ptrdiff_t *themes;
    ptrdiff_t count;
    uint64_t told;
} ThemeLists;

static uint64_t lists_of_comment(const void *context, Arena scratch, const Comment *comment)
{
    const ThemeLists *lists = context;
    uint64_t named = find_themes(scratch, lists->finder, comment), in = 0;
    for (ptrdiff_t i = 0; i < lists->count; i++)
        in |= (named >> lists->themes[i] & 1) << i;
    return in & lists->told;
}

void privacy_theme_quotations(Arena *arena, const ThemeFinder *finder, const ThemeCounts *counts,
                              const Redactor *redactor, const ptrdiff_t *themes, ptrdiff_t count,
                              Quotation *out, ptrdiff_t *found, ptrdiff_t most)
{
    const Tally *tally = finder->tally;
    CX_ASSERT(count <= THEME_LIMIT);
    ThemeLists lists = {.finder = finder, .themes = themes, .count = count};
    for (ptrdiff_t i = 0; i < count; i++) {
        found[i] = 0;
        lists.told |= (uint64_t)(counts->told && counts->themes[themes[i]].told) << i;
    }
    if (lists.told == 0)
        return;
    comments_quote(arena, &tally->side[counts->side], redactor,
                   comments_of(arena, tally, counts->side, counts->scope, counts->window),
                   &(QuoteLists){.count = count,
                                 .most = most,
                                 .out = out,
                                 .found = found,
                                 .lists = lists_of_comment,
                                 .context = &lists});
}

ptrdiff_t privacy_quotation_scope(const Published *published, const Tally *tally, Side side,
                                  const Quotation *quotation)
{
    const Comment *comment = &tally->side[side].comments[quotation->comment];
    ptrdiff_t unit = comment->unit;
    if (unit > 0 && tally->units[unit].merged_into >= 0)
        unit = tally->units[unit].merged_into;
    return unit > 0 && comments_told(published, tally, side, unit, comment->period) ? unit : 0;
}
