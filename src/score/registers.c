/* The registers of promises and suggestions (metrics.md §12): counts by unit and period. */
#include "inside.h"

#include <math.h>

/* ---- One line ---- */

static bool by_then(Date date, Date as_of)
{
    return date.year != 0 && date_days(date) <= date_days(as_of);
}

static bool cancelled(const Promise *promise, Date as_of)
{
    return promise->cancelled &&
           (promise->cancelled_on.year == 0 || by_then(promise->cancelled_on, as_of));
}

bool promise_due(const Promise *promise, Date as_of)
{
    return !cancelled(promise, as_of) && by_then(promise->due, as_of);
}

PromiseState promise_state(const Promise *promise, Date as_of)
{
    if (cancelled(promise, as_of))
        return PROMISE_CANCELLED;
    if (!by_then(promise->done, as_of))
        return by_then(promise->due, as_of) ? PROMISE_OPEN : PROMISE_AHEAD;
    return date_days(promise->done) <= date_days(promise->due) ? PROMISE_KEPT : PROMISE_LATE;
}

static void count_promise(TrustScore *score, const Promise *promise, Date as_of)
{
    PromiseState state = promise_state(promise, as_of);
    bool due = promise_due(promise, as_of);
    score->due += due;
    score->kept += due && state == PROMISE_KEPT;
    score->late += due && state == PROMISE_LATE;
    score->open += state == PROMISE_OPEN;
    score->ahead += state == PROMISE_AHEAD;
    score->cancelled += state == PROMISE_CANCELLED;
}

static void finish_trust(TrustScore *score)
{
    score->index = score->due < TRUST_DUE_MINIMUM ? (double)NAN
                                                  : 100 * (double)score->kept / (double)score->due;
}

/* ---- Which lines a scope has ---- */

/* Lines by the unit they name: first[u] .. first[u + 1] of `line`; the last place is for those of
 * no unit. */
typedef struct ByUnit {
    ptrdiff_t *first, *line, count;
} ByUnit;

static ptrdiff_t place_of(const Tally *tally, ptrdiff_t unit)
{
    return unit < 0 ? tally->unit_count : unit;
}

static ByUnit lines_by_unit(Arena *arena, const Tally *tally, const ptrdiff_t *unit,
                            ptrdiff_t count)
{
    ByUnit lines = {.first = NEW(arena, ptrdiff_t, tally->unit_count + 2),
                    .line = NEW(arena, ptrdiff_t, count),
                    .count = count};
    for (ptrdiff_t i = 0; i < count; i++)
        lines.first[place_of(tally, unit[i]) + 1]++;
    for (ptrdiff_t u = 0; u <= tally->unit_count; u++)
        lines.first[u + 1] += lines.first[u];
    ptrdiff_t *at = NEW(arena, ptrdiff_t, tally->unit_count + 1);
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t place = place_of(tally, unit[i]);
        lines.line[lines.first[place] + at[place]++] = i;
    }
    return lines;
}

/* Into `out`, which has room for all. */
static ptrdiff_t lines_of_scope(const ByUnit *lines, const Tally *tally, ptrdiff_t scope,
                                ptrdiff_t *out)
{
    ptrdiff_t count = 0;
    if (scope == 0) {
        for (; count < lines->count; count++)
            out[count] = count;
        return count;
    }
    const Unit *unit = &tally->units[scope];
    for (ptrdiff_t m = 0; m < unit->member_count; m++) {
        ptrdiff_t member = unit->members[m];
        for (ptrdiff_t i = lines->first[member]; i < lines->first[member + 1]; i++)
            out[count++] = lines->line[i];
    }
    return count;
}

/* -1: no period of the survey, or waves. */
static ptrdiff_t period_of(const Tally *tally, Date date)
{
    PeriodKind kind = tally->config->report.period;
    return kind == PERIOD_WAVE ? -1 : tally_find_period(tally, period_ordinal(kind, date));
}

/* ---- Promises ---- */

static void score_promises(Arena *arena, const Tally *tally, Registers *registers)
{
    ptrdiff_t count = tally->promise_count, all = registers->window_count - 1;
    ptrdiff_t *unit = NEW(arena, ptrdiff_t, count), *period = NEW(arena, ptrdiff_t, count),
              *of_scope = NEW(arena, ptrdiff_t, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        unit[i] = tally->promises[i].unit;
        period[i] = period_of(tally, tally->promises[i].due);
    }
    ByUnit lines = lines_by_unit(arena, tally, unit, count);
    for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
        ptrdiff_t own = lines_of_scope(&lines, tally, scope, of_scope);
        if (own == 0 && scope > 0)
            continue;
        TrustScore *score = NEW(arena, TrustScore, registers->window_count);
        for (ptrdiff_t i = 0; i < own; i++) {
            const Promise *promise = &tally->promises[of_scope[i]];
            count_promise(&score[all], promise, registers->as_of);
            if (period[of_scope[i]] >= 0)
                count_promise(&score[period[of_scope[i]]], promise, registers->as_of);
        }
        for (ptrdiff_t w = 0; w <= all; w++)
            finish_trust(&score[w]);
        registers->trust[scope] = score;
    }
}

/* ---- Suggestions ---- */

typedef struct Waits { /* of one window */
    double *days;
    bool *answered;
    ptrdiff_t count;
} Waits;

static void count_suggestion(VoiceScore *score, Waits *waits, const Suggestion *one, Date as_of,
                             int answer_days)
{
    bool answered = by_then(one->answered, as_of);
    int64_t age = date_days(as_of) - date_days(one->received),
            wait = answered ? date_days(one->answered) - date_days(one->received) : age;
    score->received++;
    score->answered += answered;
    score->acted += by_then(one->acted, as_of);
    score->ripe += age >= answer_days;
    score->in_time += age >= answer_days && answered && wait <= answer_days;
    score->waiting += !answered && age > answer_days;
    if (!answered && age > score->oldest_days) {
        score->oldest_days = age;
        score->oldest = one->received;
    }
    waits->days[waits->count] = (double)wait;
    waits->answered[waits->count++] = answered;
}

static void score_window(const Tally *tally, VoiceScore *score, const ptrdiff_t *line,
                         ptrdiff_t count, Date as_of, Waits *waits, Arena *arena)
{
    *score = (VoiceScore){.oldest_days = -1};
    waits->count = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        count_suggestion(score, waits, &tally->suggestions[line[i]], as_of,
                         tally->config->statistics.answer_days);
    score->median_days = stats_km_median(waits->days, waits->answered, waits->count, arena);
}

static void score_suggestions(Arena *arena, const Tally *tally, Registers *registers)
{
    ptrdiff_t count = 0, all = registers->window_count - 1;
    ptrdiff_t *unit = NEW(arena, ptrdiff_t, tally->suggestion_count),
              *received = NEW(arena, ptrdiff_t, tally->suggestion_count),
              *of_scope = NEW(arena, ptrdiff_t, tally->suggestion_count),
              *sorted = NEW(arena, ptrdiff_t, tally->suggestion_count),
              *first = NEW(arena, ptrdiff_t, registers->window_count + 1);
    Waits waits = {.days = NEW(arena, double, tally->suggestion_count),
                   .answered = NEW(arena, bool, tally->suggestion_count)};
    for (ptrdiff_t i = 0; i < tally->suggestion_count; i++) {
        if (!by_then(tally->suggestions[i].received, registers->as_of))
            continue;
        unit[count] = tally->suggestions[i].unit;
        received[count++] = i;
    }
    ByUnit lines = lines_by_unit(arena, tally, unit, count);
    for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
        ptrdiff_t own = lines_of_scope(&lines, tally, scope, of_scope);
        if (own == 0 && scope > 0)
            continue;
        VoiceScore *score = NEW(arena, VoiceScore, registers->window_count);
        for (ptrdiff_t w = 0; w <= all + 1; w++)
            first[w] = 0;
        for (ptrdiff_t i = 0; i < own; i++) {
            of_scope[i] = received[of_scope[i]];
            ptrdiff_t period = period_of(tally, tally->suggestions[of_scope[i]].received);
            first[(period < 0 ? all : period) + 1]++;
        }
        for (ptrdiff_t w = 0; w <= all; w++)
            first[w + 1] += first[w];
        for (ptrdiff_t i = own - 1; i >= 0; i--) {
            ptrdiff_t period = period_of(tally, tally->suggestions[of_scope[i]].received);
            sorted[--first[(period < 0 ? all : period) + 1]] = of_scope[i];
        }
        /* first[w + 1] is where window w begins now; its end is where the next one begins. */
        for (ptrdiff_t w = 0; w < all; w++)
            score_window(tally, &score[w], sorted + first[w + 1], first[w + 2] - first[w + 1],
                         registers->as_of, &waits, arena);
        score_window(tally, &score[all], sorted, own, registers->as_of, &waits, arena);
        registers->voice[scope] = score;
    }
}

static Date day_of(const Tally *tally, ptrdiff_t period)
{
    Date as_of = tally->config->report.as_of;
    return as_of.year != 0 ? as_of : tally->periods[period].last;
}

const Registers *score_registers(Arena *arena, const Tally *tally, ptrdiff_t period)
{
    const Config *config = tally->config;
    Registers *registers = NEW(arena, Registers, 1);
    *registers = (Registers){.window_count = tally->period_count + 1,
                             .as_of = day_of(tally, period),
                             .trust = NEW(arena, TrustScore *, tally->unit_count),
                             .voice = NEW(arena, VoiceScore *, tally->unit_count)};
    registers->promises = registers->as_of.year != 0 && config->promises.file.len > 0;
    registers->suggestions = registers->as_of.year != 0 && config->suggestions.file.len > 0;
    if (registers->promises)
        score_promises(arena, tally, registers);
    if (registers->suggestions)
        score_suggestions(arena, tally, registers);
    return registers;
}
