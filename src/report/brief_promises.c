/* What a brief says of its unit's registers, and what its head may do first. */
#include "brief.h"

#include <math.h>

/* ---- Counts ---- */

static void add_count(const Brief *brief, RegisterTone tone, Str label, int64_t count, Str key)
{
    BriefPromises *promises = &brief->model->promises;
    promises->counts[promises->count_count++] =
        (BriefCount){.label = label,
                     .text = num_show_count(brief->build->arena, count, brief->build->lang),
                     .key = key,
                     .tone = tone,
                     .value = (double)count};
}

static Str answer_days(const Build *build)
{
    return num_show_count(build->arena, build->config->statistics.answer_days, build->lang);
}

/* scorecard.json has no line of a period without one. */
static void add_promise_counts(const Brief *brief)
{
    const Build *build = brief->build;
    ptrdiff_t window = promises_window(build), all = build->tally->period_count;
    TrustScore now = promises_trust(build, brief->scope, window),
               ever = promises_trust(build, brief->scope, all);
    Str when = promises_when(build);
    if (now.due > 0) {
        add_count(brief, REGISTER_WAIT, WORDS(build->arena, build->lang, WORD_BRIEF_DUE, when),
                  now.due, promises_key(build, brief->scope, "trust", window, "due"));
        add_count(brief, REGISTER_TRUST, word(build->lang, WORD_BRIEF_KEPT), now.kept,
                  promises_key(build, brief->scope, "trust", window, "kept"));
    }
    add_count(brief, REGISTER_OVERDUE, word(build->lang, WORD_XLSX_PROMISE_OPEN), ever.open,
              promises_key(build, brief->scope, "trust", all, "open"));
    add_count(brief, REGISTER_WAIT, word(build->lang, WORD_PROMISE_AHEAD), ever.ahead,
              promises_key(build, brief->scope, "trust", all, "ahead"));
}

static void add_voice_count(const Brief *brief)
{
    const Build *build = brief->build;
    ptrdiff_t all = build->tally->period_count;
    add_count(brief, REGISTER_VOICE,
              WORDS(build->arena, build->lang, WORD_BRIEF_WAITING, answer_days(build)),
              promises_voice(build, brief->scope, all).waiting,
              promises_key(build, brief->scope, "voice", all, "waiting"));
}

/* ---- The pressing promises ---- */

static ptrdiff_t count_status(const PromisesModel *own, PromiseStatus status)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < own->row_count; i++)
        count += own->rows[i].status == status;
    return count;
}

static void choose_rows(const Brief *brief)
{
    const PromisesModel *own = &brief->build->report->promises;
    BriefPromises *promises = &brief->model->promises;
    enum { MOST = sizeof promises->rows / sizeof promises->rows[0] };
    ptrdiff_t open = count_status(own, PROMISE_IS_OPEN),
              ahead = count_status(own, PROMISE_IS_AHEAD);
    if (open >= MOST)
        open = ahead > 0 ? MOST - 1 : MOST;
    for (ptrdiff_t i = 0; i < own->row_count && promises->row_count < MOST; i++) {
        const PromiseRow *row = &own->rows[i];
        if (!row->current || (row->status == PROMISE_IS_OPEN && open-- <= 0))
            continue;
        promises->rows[promises->row_count++] = row;
    }
}

static void say_more(const Brief *brief)
{
    const Build *build = brief->build;
    const PromisesModel *own = &build->report->promises;
    BriefPromises *promises = &brief->model->promises;
    ptrdiff_t more = own->row_count - promises->row_count;
    if (more > 0)
        promises->more = WORDS(build->arena, build->lang,
                               promises->row_count == 0 ? WORD_BRIEF_PROMISES_ALL
                               : more == 1              ? WORD_BRIEF_PROMISES_MORE_ONE
                                                        : WORD_BRIEF_PROMISES_MORE,
                               num_show_count(build->arena, more, build->lang));
}

/* ---- The sentence of the mail ---- */

static Str mail_sentence(const Brief *brief)
{
    const Build *build = brief->build;
    const PromisesModel *own = &build->report->promises;
    ptrdiff_t all = build->tally->period_count;
    Str parts[2];
    ptrdiff_t count = 0;
    if (own->promises) {
        TrustScore ever = promises_trust(build, brief->scope, all);
        parts[count++] = WORDS(build->arena, build->lang, WORD_BRIEF_SAY_PROMISES,
                               num_show_count(build->arena, ever.open, build->lang),
                               num_show_count(build->arena, ever.ahead, build->lang));
    }
    if (own->suggestions)
        parts[count++] =
            WORDS(build->arena, build->lang, WORD_BRIEF_SAY_VOICE, answer_days(build),
                  num_show_count(build->arena, promises_voice(build, brief->scope, all).waiting,
                                 build->lang));
    return str_format(build->arena, "%.*s.",
                      STR_ARG(label_capital(build, str_join(build->arena, parts, count, S("; ")))));
}

/* ---- What to do first ----
 * In this order, at most three: overdue promises; suggestions that wait too long; the stage and the
 * factor that lie clearly below the others, or clearly below the rest of the company (of the two
 * first what lies further below that rest); the promise that is due next. */

static void add_action(const Brief *brief, BriefAction action)
{
    BriefModel *model = brief->model;
    if (model->action_count < BRIEF_ACTIONS_MOST)
        model->actions[model->action_count++] = action;
}

static void do_overdue(const Brief *brief)
{
    const Build *build = brief->build;
    const PromisesModel *own = &build->report->promises;
    ptrdiff_t all = build->tally->period_count;
    TrustScore ever = promises_trust(build, brief->scope, all);
    if (!own->promises || ever.open == 0 || own->row_count == 0)
        return;
    add_action(brief,
               (BriefAction){
                   .kind = ACTION_OVERDUE,
                   .text = WORDS(build->arena, build->lang,
                                 ever.open == 1 ? WORD_BRIEF_DO_OVERDUE_ONE : WORD_BRIEF_DO_OVERDUE,
                                 own->rows[0].text),
                   .measure = WORDS(build->arena, build->lang, WORD_BRIEF_BY_OVERDUE,
                                    num_show_count(build->arena, ever.open, build->lang)),
                   .key = promises_key(build, brief->scope, "trust", all, "open")});
}

static void do_waiting(const Brief *brief)
{
    const Build *build = brief->build;
    ptrdiff_t all = build->tally->period_count;
    VoiceScore ever = promises_voice(build, brief->scope, all);
    if (!build->report->promises.suggestions || ever.waiting == 0)
        return;
    add_action(brief, (BriefAction){
                          .kind = ACTION_WAITING,
                          .text = WORDS(build->arena, build->lang, WORD_BRIEF_DO_WAITING,
                                        answer_days(build)),
                          .measure = WORDS(build->arena, build->lang, WORD_BRIEF_BY_WAITING,
                                           num_show_count(build->arena, ever.waiting, build->lang)),
                          .key = promises_key(build, brief->scope, "voice", all, "waiting")});
}

typedef struct Weak {
    ptrdiff_t def; /* -1: none */
    bool lowest;   /* of its kind; else below the rest of the company */
    double size;   /* below the rest, in units of what matters; 0: not compared */
} Weak;

static Weak find_weak(const Brief *brief, bool (*wanted)(const FigureDef *def))
{
    const Build *build = brief->build;
    ptrdiff_t *defs = NEW(build->arena, ptrdiff_t, build->scores->def_count);
    ptrdiff_t count = brief_defs(brief, wanted, defs);
    Estimate *figures = NEW(build->arena, Estimate, count);
    for (ptrdiff_t i = 0; i < count; i++)
        figures[i] = estimate_make(build, brief->scope, defs[i]);
    ptrdiff_t lowest = estimate_lowest(figures, count);
    Weak weak = {.def = lowest >= 0 ? defs[lowest] : brief_furthest(brief, wanted, CHANGE_DOWN),
                 .lowest = lowest >= 0};
    const Comparison *rest = weak.def >= 0 ? brief_rest(brief, weak.def) : NULL;
    if (rest && rest->diff < 0)
        weak.size = brief_size(brief, rest);
    return weak;
}

static void do_weak(const Brief *brief, ActionKind kind, Weak weak)
{
    static const Word words[2][2] = {{WORD_BRIEF_DO_STAGE_REST, WORD_BRIEF_DO_STAGE},
                                     {WORD_BRIEF_DO_FACTOR_REST, WORD_BRIEF_DO_FACTOR}};
    const Build *build = brief->build;
    if (weak.def < 0)
        return;
    Estimate figure = estimate_make(build, brief->scope, weak.def);
    add_action(brief, (BriefAction){.kind = kind,
                                    .text = WORDS(build->arena, build->lang,
                                                  words[kind == ACTION_FACTOR][weak.lowest],
                                                  label_short(build, weak.def)),
                                    .measure = WORDS(build->arena, build->lang,
                                                     WORD_BRIEF_BY_POINTS, figure.text),
                                    .key = figure.key});
}

static void do_next_due(const Brief *brief)
{
    const Build *build = brief->build;
    const PromisesModel *own = &build->report->promises;
    for (ptrdiff_t i = 0; i < own->row_count; i++) {
        const PromiseRow *row = &own->rows[i];
        if (row->status != PROMISE_IS_AHEAD)
            continue;
        add_action(brief, (BriefAction){.kind = ACTION_NEXT_DUE,
                                        .text = WORDS(build->arena, build->lang, WORD_BRIEF_DO_NEXT,
                                                      row->text),
                                        .measure = WORDS(build->arena, build->lang,
                                                         WORD_BRIEF_BY_DUE, row->due_text),
                                        .key = str_concat(build->arena, row->key, S(".due_on"))});
        return;
    }
}

static void choose_actions(const Brief *brief)
{
    Weak stage = find_weak(brief, brief_is_stage), factor = find_weak(brief, brief_is_factor);
    do_overdue(brief);
    do_waiting(brief);
    bool factor_first = factor.size > stage.size;
    if (factor_first)
        do_weak(brief, ACTION_FACTOR, factor);
    do_weak(brief, ACTION_STAGE, stage);
    if (!factor_first)
        do_weak(brief, ACTION_FACTOR, factor);
    do_next_due(brief);
    if (brief->model->action_count > 0)
        brief->model->actions_head =
            label_upper(brief->build, word(brief->build->lang, WORD_BRIEF_DO_HEAD));
}

/* ---- The whole ---- */

void brief_promises(const Brief *brief)
{
    static const int columns[] = {0, 2, 3, 4};
    const Build *build = brief->build;
    const PromisesModel *own = &build->report->promises;
    BriefPromises *promises = &brief->model->promises;
    choose_actions(brief);
    if (!own->promises && !own->suggestions)
        return;
    promises->head =
        label_upper(build, word(build->lang, own->promises && own->suggestions ? WORD_PAGE_PROMISES
                                             : own->promises ? WORD_BRIEF_PROMISES_HEAD
                                                             : WORD_BRIEF_SUGGESTIONS_HEAD));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(columns); i++)
        promises->heads[i] = own->heads[columns[i]];
    if (own->promises) {
        add_promise_counts(brief);
        choose_rows(brief);
        say_more(brief);
    }
    if (own->suggestions)
        add_voice_count(brief);
    promises->sentence = mail_sentence(brief);
    promises->title = title_promises(build).text;
    promises->subtitle = promises_subtitle(build);
}
