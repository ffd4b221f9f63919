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
static uint64_t find_themes(Arena scratch, const ThemeFinder *finder, Str text)
{
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
    ThemeCounts counts = {0};
    CommentIndices indices = comments_of(arena, tally, side, scope, window);
    if (!comments_counted(published, tally, side, scope, window, indices.len))
        return counts;
    ptrdiff_t question = recommendation(of);
    bool scores_shown = question >= 0 &&
                        !privacy_question_withheld(published, tally, side, scope, window, question);
    uint64_t *named = NEW(arena, uint64_t, indices.len);
    counts = (ThemeCounts){.told = true,
                           .comments = indices.len,
                           .themes = NEW(arena, ThemeCount, tally->theme_count),
                           .comment = indices.items,
                           .named = named};
    for (ptrdiff_t i = 0; i < indices.len; i++) {
        const Comment *comment = &of->comments[indices.items[i]];
        named[i] = find_themes(*arena, finder, comment->text);
        ptrdiff_t box =
            question < 0 || comment->level < 0
                ? -1
                : question_box(tally->config, &of->questions[question], (ptrdiff_t)comment->level);
        count_comment(&counts.all, box);
        for (ptrdiff_t t = 0; t < tally->theme_count; t++)
            if (named[i] >> t & 1)
                count_comment(&counts.themes[t], box);
    }
    hold_back(&counts.all, tally->config->privacy.minimum, scores_shown);
    for (ptrdiff_t t = 0; t < tally->theme_count; t++)
        hold_back(&counts.themes[t], tally->config->privacy.minimum, scores_shown);
    return counts;
}

ptrdiff_t privacy_theme_quotations(Arena *arena, const ThemeFinder *finder,
                                   const ThemeCounts *counts, const Redactor *redactor, Side side,
                                   ptrdiff_t theme, Quotation *out, ptrdiff_t most)
{
    CommentIndices indices = {0};
    if (!counts->told || !counts->themes[theme].told)
        return 0;
    for (ptrdiff_t i = 0; i < counts->comments; i++)
        if (counts->named[i] >> theme & 1)
            *PUSH(arena, &indices, ptrdiff_t) = counts->comment[i];
    return comments_quote(arena, &finder->tally->side[side], redactor, indices, out, most);
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
