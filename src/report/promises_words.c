/* Page 12 in sentences: the title, and what employees say of promises beside what was kept. */
#include "build.h"

#include <cxex/stats.h>

#include <math.h>

/* ---- Trust beside promises ---- */

enum { UNITS_LEAST = 8, SIDE_LEAST = 2 };

typedef struct Side2 { /* units without overdue promises, and with */
    double sum, squares;
    int64_t n;
} Side2;

static StatsEstimate mean_of(const Side2 *side)
{
    double n = (double)side->n, mean = side->sum / n;
    double variance = fmax(0, side->squares - n * mean * mean) / (n - 1);
    return (StatsEstimate){.value = mean, .v = variance / n, .df = n - 1};
}

/* The figure that stands for trust in the survey: the factor of that name. */
static ptrdiff_t trust_def(const Build *build)
{
    return score_find_def(build->scores, S("ex.factor_trust"));
}

static void collect_sides(const Build *build, ptrdiff_t def, Side2 sides[2])
{
    const Registers *registers = build->report->registers;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        const Figure *figure = build_figure(build, unit, build->period, def);
        if (build->is_parent[unit] || !figure->shown || figure->n == 0)
            continue;
        const TrustScore *trust = registers->trust[unit];
        Side2 *side = &sides[trust && trust[build->tally->period_count].open > 0];
        side->sum += figure->value;
        side->squares += figure->value * figure->value;
        side->n++;
    }
}

static Str number_text(const Build *build, double value)
{
    return num_show(build->arena, value, 1, build->lang);
}

static void say_difference(const Build *build, PromisesModel *model, const Side2 sides[2])
{
    double level = build->config->statistics.level;
    StatsTest test = stats_mean_difference(mean_of(&sides[1]), mean_of(&sides[0]), level);
    LinkNumber *beside = &model->beside;
    bool clear = stats_verdict(&test, test.p, 1 - level) == STATS_VERDICT_UP ||
                 stats_verdict(&test, test.p, 1 - level) == STATS_VERDICT_DOWN;
    *beside = (LinkNumber){
        .id = S("registers.beside"),
        .value = test.diff,
        .lo = test.lo,
        .hi = test.hi,
        .text = num_show_signed(build->arena, test.diff, 1, build->lang),
        .lo_text = num_show_signed(build->arena, test.lo, 1, build->lang),
        .hi_text = num_show_signed(build->arena, test.hi, 1, build->lang),
        .verdict = word(build->lang, clear ? WORD_TRUST_BESIDE_CLEAR : WORD_TRUST_BESIDE_UNCLEAR),
        .clear = clear,
        .units = sides[0].n + sides[1].n};
    beside->sentence = WORDS(build->arena, build->lang, WORD_TRUST_BESIDE,
                             num_show_count(build->arena, sides[1].n, build->lang),
                             number_text(build, model->beside_mean[1]),
                             num_show_count(build->arena, sides[0].n, build->lang),
                             number_text(build, model->beside_mean[0]), beside->text,
                             beside->lo_text, beside->hi_text, beside->verdict);
}

void promises_add_trust(const Build *build, PromisesModel *model)
{
    ptrdiff_t def = trust_def(build);
    Side2 sides[2] = {{0}};
    model->trust_head = word(build->lang, WORD_TRUST_BESIDE_HEAD);
    model->beside = (LinkNumber){.refused = S("input"), .value = NAN, .lo = NAN, .hi = NAN};
    model->trust.state = ESTIMATE_NOT_APPLICABLE;
    model->beside_mean[0] = model->beside_mean[1] = NAN;
    if (def < 0) {
        model->beside.sentence = word(build->lang, WORD_TRUST_BESIDE_NO_FACTOR);
        return;
    }
    model->trust = estimate_make(build, 0, def);
    if (model->trust.state == ESTIMATE_SHOWN)
        model->trust_figure = WORDS(build->arena, build->lang, WORD_TRUST_BESIDE_FIGURE,
                                    label_figure(build, def), model->trust.text);
    collect_sides(build, def, sides);
    for (int i = 0; i < 2; i++) {
        model->beside_units[i] = sides[i].n;
        model->beside_mean[i] = sides[i].n > 0 ? sides[i].sum / (double)sides[i].n : (double)NAN;
    }
    bool enough = sides[0].n >= SIDE_LEAST && sides[1].n >= SIDE_LEAST &&
                  sides[0].n + sides[1].n >= UNITS_LEAST;
    if (enough) {
        say_difference(build, model, sides);
        if (isfinite(model->beside.lo))
            return;
    }
    model->beside =
        (LinkNumber){.refused = S("few_units"),
                     .sentence = WORDS(build->arena, build->lang, WORD_TRUST_BESIDE_FEW,
                                       num_show_count(build->arena, sides[1].n, build->lang),
                                       num_show_count(build->arena, sides[0].n, build->lang),
                                       num_show_count(build->arena, UNITS_LEAST, build->lang),
                                       num_show_count(build->arena, SIDE_LEAST, build->lang)),
                     .value = NAN,
                     .lo = NAN,
                     .hi = NAN};
}

/* ---- Title ---- */

/* The promise that is overdue most often, when it is so at least three times and oftener than any
 * other; *count: how often. */
static Str overdue_most(const PromisesModel *model, Arena *arena, int64_t *count)
{
    enum { OFTEN = 3 };
    StrMap counts = {0};
    int64_t most = 0, ties = 0;
    Str name = STR_NONE;
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        if (model->rows[i].status != PROMISE_IS_OPEN)
            continue;
        bool added = false;
        ptrdiff_t *slot = strmap_put(arena, &counts, model->rows[i].text, &added);
        *slot = added ? 1 : *slot + 1;
        if (*slot > most) {
            most = *slot;
            ties = 0;
            name = model->rows[i].text;
        } else if (*slot == most) {
            ties++;
        }
    }
    *count = most;
    return most >= OFTEN && ties == 0 ? name : STR_NONE;
}

static Sentence overdue_title(const Build *build, int64_t open)
{
    const PromisesModel *model = &build->report->promises;
    int64_t often = 0;
    Str name = overdue_most(model, build->arena, &often);
    Str days = promises_days(build, model->rows[0].days);
    if (open == 1)
        return (Sentence){S("overdue_one"),
                          WORDS(build->arena, build->lang, WORD_TITLE_PROMISES_OVERDUE_ONE, days)};
    Str count = label_capital(build, label_count_word(build, open));
    if (name.len > 0 && often < open)
        return (Sentence){S("overdue_most"),
                          WORDS(build->arena, build->lang, WORD_TITLE_PROMISES_OVERDUE_MOST, count,
                                label_count_word(build, often), name)};
    return (Sentence){S("overdue"),
                      WORDS(build->arena, build->lang, WORD_TITLE_PROMISES_OVERDUE, count, days)};
}

static Sentence voice_title(const Build *build)
{
    ptrdiff_t scope = build->report->promises.scope;
    VoiceScore now = promises_voice(build, scope, promises_window(build));
    int64_t waiting = promises_voice(build, scope, build->tally->period_count).waiting;
    Str days = num_show_count(build->arena, build->config->statistics.answer_days, build->lang);
    if (waiting == 1)
        return (Sentence){S("suggestion_waiting"),
                          WORDS(build->arena, build->lang, WORD_TITLE_VOICE_WAITING_ONE, days)};
    if (waiting > 1)
        return (Sentence){S("suggestions_waiting"),
                          WORDS(build->arena, build->lang, WORD_TITLE_VOICE_WAITING,
                                label_capital(build, label_count_word(build, waiting)), days)};
    if (now.received == 0)
        return (Sentence){S("no_suggestions"),
                          WORDS(build->arena, build->lang, WORD_TITLE_VOICE_NONE, days)};
    return (Sentence){S("suggestions_answered"),
                      WORDS(build->arena, build->lang, WORD_TITLE_VOICE_ANSWERED,
                            num_show_count(build->arena, now.answered, build->lang),
                            num_show_count(build->arena, now.received, build->lang), days)};
}

Sentence title_promises(const Build *build)
{
    const PromisesModel *model = &build->report->promises;
    if (!model->promises)
        return voice_title(build);
    TrustScore now = promises_trust(build, model->scope, promises_window(build));
    int64_t open = promises_trust(build, model->scope, build->tally->period_count).open;
    if (open > 0)
        return overdue_title(build, open);
    Str due = label_count_word(build, now.due);
    if (now.late > 0)
        return (Sentence){S("late"), WORDS(build->arena, build->lang, WORD_TITLE_PROMISES_LATE,
                                           label_count_word(build, now.late), due)};
    if (now.due == 0)
        return (Sentence){S("none_due"), word(build->lang, WORD_TITLE_PROMISES_NONE)};
    return now.due == 1 ? (Sentence){S("kept"), word(build->lang, WORD_TITLE_PROMISES_KEPT_ONE)}
                        : (Sentence){S("kept"), WORDS(build->arena, build->lang,
                                                      WORD_TITLE_PROMISES_KEPT, due)};
}

Str promises_subtitle(const Build *build)
{
    const PromisesModel *model = &build->report->promises;
    return WORDS(build->arena, build->lang,
                 model->promises && model->suggestions ? WORD_PROMISES_SUBTITLE
                 : model->promises                     ? WORD_PROMISES_SUBTITLE_ONE
                                                       : WORD_PROMISES_SUBTITLE_VOICE,
                 promises_when(build),
                 date_show(build->arena, build->report->registers->as_of, build->lang));
}

void promises_words(const Build *build, Page *page)
{
    Sentence title = title_promises(build);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = promises_subtitle(build);
    page->foot_left = word(build->lang, WORD_PROMISES_FOOT);
}
