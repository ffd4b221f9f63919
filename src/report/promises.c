/* Page 12 and the sheet Promises: what was promised to employees and kept, what they suggested and
 * was answered (metrics.md §12). */
#include "build.h"

#include <math.h>
#include <stdlib.h>

/* ---- Over which time ---- */

ptrdiff_t promises_window(const Build *build)
{
    bool wave = build->config->report.period == PERIOD_WAVE;
    return wave ? build->tally->period_count : build->period;
}

static Date day_of(const Build *build)
{
    return build->report->registers->as_of;
}

Str promises_when(const Build *build)
{
    if (promises_window(build) == build->period)
        return label_period(build, build->period, PERIOD_SHORT);
    return WORDS(build->arena, build->lang, WORD_PROMISES_UNTIL,
                 date_show(build->arena, day_of(build), build->lang));
}

static Str show(const Build *build, int64_t count)
{
    return num_show_count(build->arena, count, build->lang);
}

Str promises_key(const Build *build, ptrdiff_t scope, const char *list, ptrdiff_t window,
                 const char *what)
{
    Str id = window < build->tally->period_count
                 ? label_period_key(build->arena, build->tally->periods[window].id)
                 : S("all");
    Str unit = scope == 0 ? S("company")
                          : label_apart(build->arena, build->tally->units[scope].key, S("company"),
                                        S(" (unit)"));
    return str_format(build->arena, "%s.%.*s.%.*s.%s", list, STR_ARG(unit), STR_ARG(id), what);
}

TrustScore promises_trust(const Build *build, ptrdiff_t scope, ptrdiff_t window)
{
    const TrustScore *scores = build->report->registers->trust[scope];
    return scores ? scores[window] : (TrustScore){.index = NAN};
}

VoiceScore promises_voice(const Build *build, ptrdiff_t scope, ptrdiff_t window)
{
    const VoiceScore *scores = build->report->registers->voice[scope];
    return scores ? scores[window] : (VoiceScore){.median_days = NAN, .oldest_days = -1};
}

Str promises_days(const Build *build, int64_t days)
{
    return days == 1 ? word(build->lang, WORD_PROMISE_DAY)
                     : WORDS(build->arena, build->lang, WORD_PROMISE_DAYS,
                             num_show_count(build->arena, days, build->lang));
}

/* ---- The register ---- */

static PromiseStatus status_of(PromiseState state)
{
    static const PromiseStatus statuses[] = {[PROMISE_KEPT] = PROMISE_IS_KEPT,
                                             [PROMISE_LATE] = PROMISE_IS_LATE,
                                             [PROMISE_OPEN] = PROMISE_IS_OPEN,
                                             [PROMISE_AHEAD] = PROMISE_IS_AHEAD,
                                             [PROMISE_CANCELLED] = PROMISE_IS_CANCELLED};
    return statuses[state];
}

static Str status_text(const Build *build, const PromiseRow *row)
{
    switch (row->status) {
    case PROMISE_IS_OPEN:
        if (row->days == 0)
            return word(build->lang, WORD_PROMISE_OPEN_TODAY);
        return row->days == 1 ? word(build->lang, WORD_PROMISE_OPEN_DAY)
                              : WORDS(build->arena, build->lang, WORD_PROMISE_OPEN_DAYS,
                                      show(build, row->days));
    case PROMISE_IS_LATE:
        return row->days == 1 ? word(build->lang, WORD_PROMISE_LATE_DAY)
                              : WORDS(build->arena, build->lang, WORD_PROMISE_LATE_DAYS,
                                      show(build, row->days));
    case PROMISE_IS_AHEAD:
        return word(build->lang, WORD_PROMISE_AHEAD);
    case PROMISE_IS_KEPT:
        return word(build->lang, WORD_PROMISE_KEPT);
    case PROMISE_IS_CANCELLED:
    case PROMISE_STATUS_COUNT:
        break;
    }
    return word(build->lang, WORD_PROMISE_CANCELLED);
}

/* A unit that was merged is shown as its group; what nobody answered about by its own name. */
static void name_unit(const Build *build, const Promise *promise, PromiseRow *row)
{
    ptrdiff_t unit = promise->unit < 0 ? 0 : promise->unit;
    if (unit > 0 && build->tally->units[unit].merged_into >= 0)
        unit = build->tally->units[unit].merged_into;
    bool other = promise->unit == REGISTER_UNIT_OTHER;
    row->unit = other ? promise->unit_name : label_unit(build, unit);
    row->unit_short = other ? promise->unit_name : label_unit_short(build, unit);
}

static bool due_in_window(const Build *build, const Promise *promise)
{
    if (promises_window(build) != build->period)
        return true;
    const Period *period = &build->tally->periods[build->period];
    return period_ordinal(build->config->report.period, promise->due) == period->ordinal;
}

/* Who keeps a promise is a role; where a file has a person all the same, the name is taken out as
 * from a quotation. */
static Str without_persons(const Build *build, Str text)
{
    return build->redactor ? redactor_clean(build->arena, build->redactor, text) : text;
}

static PromiseRow row_of(const Build *build, ptrdiff_t source)
{
    const Promise *promise = &build->tally->promises[source];
    Date as_of = day_of(build);
    PromiseState state = promise_state(promise, as_of);
    bool done = state == PROMISE_KEPT || state == PROMISE_LATE;
    PromiseRow row = {.text = without_persons(build, promise->text),
                      .owner = without_persons(build, promise->owner),
                      .due = promise->due,
                      .done = done ? promise->done : (Date){0},
                      .due_text = date_show(build->arena, promise->due, build->lang),
                      .status = status_of(state),
                      .source = source};
    name_unit(build, promise, &row);
    if (done)
        row.done_text = date_show(build->arena, promise->done, build->lang);
    if (state == PROMISE_OPEN)
        row.days = date_days(as_of) - date_days(promise->due);
    if (state == PROMISE_LATE)
        row.days = date_days(promise->done) - date_days(promise->due);
    row.status_text = status_text(build, &row);
    row.current = state == PROMISE_OPEN || state == PROMISE_AHEAD || due_in_window(build, promise);
    return row;
}

/* What waits longest comes first, what comes due soonest next; what is settled by day, the latest
 * first. `days` settles equal ones: the larger; then the names. */
static int compare_rows(const void *left, const void *right)
{
    const PromiseRow *a = left, *b = right;
    if (a->status != b->status)
        return a->status < b->status ? -1 : 1;
    int64_t due_a = date_days(a->due), due_b = date_days(b->due);
    bool oldest_first = a->status == PROMISE_IS_OPEN || a->status == PROMISE_IS_AHEAD;
    if (due_a != due_b)
        return (due_a < due_b) == oldest_first ? -1 : 1;
    if (a->days != b->days)
        return a->days > b->days ? -1 : 1;
    int by_text = str_compare(a->text, b->text);
    int by_unit = by_text != 0 ? by_text : str_compare(a->unit, b->unit);
    return by_unit != 0 ? by_unit : str_compare(a->owner, b->owner);
}

/* The settled ones of long ago come last: only these are left out of a very long list. */
static void list_rows(const Build *build, PromisesModel *model)
{
    enum { LISTED = 5000 };
    model->listed_count = model->row_count < LISTED ? model->row_count : LISTED;
    if (model->listed_count < model->row_count)
        model->listed_note = WORDS(build->arena, build->lang, WORD_PROMISES_LISTED,
                                   show(build, model->listed_count), show(build, model->row_count));
    for (ptrdiff_t i = 0; i < model->listed_count; i++)
        model->rows[i].key = str_format(build->arena, "registers.promises.%td", i);
}

static void add_all_rows(const Build *build, PromisesModel *model)
{
    const Tally *tally = build->tally;
    model->rows = NEW(build->arena, PromiseRow, tally->promise_count);
    for (ptrdiff_t i = 0; i < tally->promise_count; i++)
        model->rows[model->row_count++] = row_of(build, i);
    if (model->row_count > 1)
        qsort(model->rows, (size_t)model->row_count, sizeof model->rows[0], compare_rows);
    list_rows(build, model);
}

static bool is_of(const Tally *tally, ptrdiff_t scope, ptrdiff_t unit)
{
    const Unit *own = &tally->units[scope];
    for (ptrdiff_t m = 0; m < own->member_count; m++)
        if (own->members[m] == unit)
            return true;
    return false;
}

/* A unit's own ones of those that the board's workbook lists, in its order: a brief has nothing
 * that scorecard.json lacks. */
static void add_own_rows(const Build *build, PromisesModel *model, const PromisesModel *all)
{
    const Tally *tally = build->tally;
    model->rows = NEW(build->arena, PromiseRow, all->listed_count);
    for (ptrdiff_t i = 0; i < all->listed_count; i++) {
        const PromiseRow *row = &all->rows[i];
        if (!is_of(tally, model->scope, tally->promises[row->source].unit))
            continue;
        model->rows[model->row_count] = row_of(build, row->source);
        model->rows[model->row_count++].key = row->key;
    }
    model->listed_count = model->row_count;
    TrustScore score = promises_trust(build, model->scope, tally->period_count);
    int64_t own = score.due + score.ahead + score.cancelled;
    if (own > model->row_count)
        model->listed_note = WORDS(build->arena, build->lang, WORD_PROMISES_LISTED,
                                   show(build, model->listed_count), show(build, own));
}

static void add_rows(const Build *build, PromisesModel *model, const PromisesModel *all)
{
    if (all)
        add_own_rows(build, model, all);
    else
        add_all_rows(build, model);
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        model->current_count += model->rows[i].current;
    model->rows_head = word(build->lang, WORD_PROMISES_HEAD);
    static const Word heads[] = {WORD_PROMISE_HEAD, WORD_PROMISE_FOR, WORD_PROMISE_OWNER,
                                 WORD_PROMISE_DUE, WORD_PROMISE_STATUS};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heads); i++)
        model->heads[i] = word(build->lang, heads[i]);
    if (model->current_count == 0)
        model->rows_none = word(build->lang, WORD_PROMISES_NO_ROWS);
}

/* ---- By the period they were due in: those shown, and up to three ahead ---- */

enum { MONTHS_AHEAD = 3 };

static void add_months(const Build *build, PromisesModel *model)
{
    PeriodKind kind = build->config->report.period;
    if (kind == PERIOD_WAVE)
        return;
    int64_t now = build->tally->periods[build->period].ordinal,
            first = now - (int64_t)build->report->period_count + 1, last = now;
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        int64_t due = period_ordinal(kind, model->rows[i].due);
        if (due > last && due <= now + MONTHS_AHEAD)
            last = due;
    }
    model->month_count = (ptrdiff_t)(last - first + 1);
    model->months = NEW(build->arena, DueMonth, model->month_count);
    for (ptrdiff_t m = 0; m < model->month_count; m++) {
        Period period = period_make(build->arena, kind, first + m);
        Tally only = {.config = build->config, .periods = &period, .period_count = 1};
        model->months[m].id = period.id;
        model->months[m].label = period_label(build->arena, &only, 0, PERIOD_SHORT, build->lang);
    }
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        int64_t m = period_ordinal(kind, model->rows[i].due) - first;
        if (m >= 0 && m < model->month_count)
            model->months[m].count[model->rows[i].status]++;
    }
}

/* ---- Tiles ---- */

static RegisterTile *new_tile(PromisesModel *model, RegisterTone tone, Str label)
{
    RegisterTile *tile = &model->tiles[model->tile_count++];
    *tile = (RegisterTile){.tone = tone, .label = label, .text = S("–"), .value = NAN};
    return tile;
}

static void add_kept_tile(const Build *build, PromisesModel *model, const TrustScore *now)
{
    RegisterTile *tile = new_tile(model, REGISTER_TRUST, word(build->lang, WORD_TILE_KEPT));
    Str kept = show(build, now->kept), due = show(build, now->due);
    if (now->due == 0) {
        tile->note = word(build->lang, WORD_TILE_KEPT_NONE);
    } else if (isnan(now->index)) {
        tile->text = str_format(build->arena, "%.*s/%.*s", STR_ARG(kept), STR_ARG(due));
        tile->note =
            WORDS(build->arena, build->lang, WORD_TILE_KEPT_FEW, show(build, TRUST_DUE_MINIMUM));
    } else {
        tile->text = num_show_percent(build->arena, now->index, 0, build->lang);
        tile->note = WORDS(build->arena, build->lang, WORD_TILE_KEPT_NOTE, kept, due);
        tile->key = promises_key(build, model->scope, "trust", promises_window(build), "value");
        tile->value = now->index;
        tile->percent = true;
    }
}

static void add_promise_tiles(const Build *build, PromisesModel *model)
{
    ptrdiff_t all = build->tally->period_count, window = promises_window(build);
    TrustScore now = promises_trust(build, model->scope, window),
               ever = promises_trust(build, model->scope, all);
    add_kept_tile(build, model, &now);
    RegisterTile *late = new_tile(model, REGISTER_LATE, word(build->lang, WORD_TILE_LATE));
    late->text = show(build, now.late);
    late->value = (double)now.late;
    late->note = word(build->lang, WORD_TILE_LATE_NOTE);
    RegisterTile *open = new_tile(model, REGISTER_OVERDUE, word(build->lang, WORD_TILE_OVERDUE));
    open->text = show(build, ever.open);
    open->value = (double)ever.open;
    if (ever.open == 0)
        open->note = word(build->lang, WORD_TILE_OVERDUE_NONE);
    else if (window != all)
        open->note = WORDS(build->arena, build->lang, WORD_TILE_OVERDUE_NOTE, show(build, now.open),
                           promises_when(build));
    if (now.due + now.ahead + now.cancelled > 0)
        late->key = promises_key(build, model->scope, "trust", window, "late");
    if (model->row_count > 0)
        open->key = promises_key(build, model->scope, "trust", all, "open");
}

/* The latest period whose suggestions have all had their days, or everything; -1: none has had
 * them. */
static ptrdiff_t ripe_window(const Build *build, ptrdiff_t scope)
{
    const Tally *tally = build->tally;
    int64_t last = date_days(day_of(build)) - build->config->statistics.answer_days;
    bool wave = build->config->report.period == PERIOD_WAVE;
    for (ptrdiff_t t = build->period; t >= 0 && !wave; t--)
        if (date_days(tally->periods[t].last) <= last && promises_voice(build, scope, t).ripe > 0)
            return t;
    return promises_voice(build, scope, tally->period_count).ripe > 0 ? tally->period_count : -1;
}

static void add_answered_tile(const Build *build, PromisesModel *model)
{
    RegisterTile *tile = new_tile(model, REGISTER_VOICE, word(build->lang, WORD_TILE_ANSWERED));
    ptrdiff_t window = ripe_window(build, model->scope);
    Str days = show(build, build->config->statistics.answer_days);
    if (window < 0) {
        tile->note = WORDS(build->arena, build->lang, WORD_TILE_ANSWERED_NONE, days);
        return;
    }
    VoiceScore score = promises_voice(build, model->scope, window);
    Str when = window < build->tally->period_count
                   ? label_period(build, window, PERIOD_SHORT)
                   : WORDS(build->arena, build->lang, WORD_PROMISES_UNTIL,
                           date_show(build->arena, day_of(build), build->lang));
    tile->value = 100 * (double)score.in_time / (double)score.ripe;
    tile->percent = true;
    tile->text = num_show_percent(build->arena, tile->value, 0, build->lang);
    tile->note = WORDS(build->arena, build->lang, WORD_TILE_ANSWERED_NOTE,
                       show(build, score.in_time), show(build, score.ripe), days, when);
    tile->key = promises_key(build, model->scope, "voice", window, "in_time_share");
}

static void add_voice_tiles(const Build *build, PromisesModel *model)
{
    VoiceScore now = promises_voice(build, model->scope, promises_window(build));
    add_answered_tile(build, model);
    RegisterTile *wait = new_tile(model, REGISTER_WAIT, word(build->lang, WORD_TILE_WAIT));
    if (!isnan(now.median_days)) {
        wait->text = show(build, (int64_t)now.median_days);
        wait->value = now.median_days;
        wait->key = promises_key(build, model->scope, "voice", promises_window(build), "value");
    }
    wait->note = word(build->lang, now.received == 0        ? WORD_TILE_WAIT_NONE
                                   : isnan(now.median_days) ? WORD_TILE_WAIT_OPEN
                                                            : WORD_TILE_WAIT_NOTE);
}

/* ---- The loop of suggestions ---- */

static Str where_oldest(const Build *build, ptrdiff_t scope, int64_t days)
{
    const Registers *registers = build->report->registers;
    StrList names = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        const VoiceScore *voice = registers->voice[unit];
        if (voice && !build->is_parent[unit] && unit != scope &&
            (scope == 0 || is_of(build->tally, scope, unit)) &&
            voice[build->tally->period_count].oldest_days == days)
            *PUSH(build->arena, &names, Str) = label_unit(build, unit);
    }
    return names.len == 0 ? STR_NONE : label_list(build, names.items, names.len, 2);
}

static void add_voice_notes(const Build *build, PromisesModel *model)
{
    VoiceScore all = promises_voice(build, model->scope, build->tally->period_count);
    StrList notes = {0};
    if (all.oldest_days >= 0) {
        Str days = promises_days(build, all.oldest_days),
            where = where_oldest(build, model->scope, all.oldest_days);
        *PUSH(build->arena, &notes, Str) = WORDS(
            build->arena, build->lang, WORD_VOICE_OPEN, show(build, all.received - all.answered),
            show(build, all.waiting), show(build, build->config->statistics.answer_days));
        *PUSH(build->arena, &notes, Str) =
            where.len > 0 ? WORDS(build->arena, build->lang, WORD_VOICE_OLDEST_AT, days, where)
                          : WORDS(build->arena, build->lang, WORD_VOICE_OLDEST, days);
    } else if (all.received > 0) {
        *PUSH(build->arena, &notes, Str) = word(build->lang, WORD_VOICE_ALL_ANSWERED);
    }
    model->voice_notes = notes.items;
    model->voice_note_count = notes.len;
}

static void add_voice(const Build *build, PromisesModel *model)
{
    ptrdiff_t window = promises_window(build);
    VoiceScore now = promises_voice(build, model->scope, window);
    const struct {
        Word label;
        int64_t count;
        const char *key;
    } bars[] = {{WORD_VOICE_RECEIVED, now.received, "received"},
                {WORD_VOICE_ANSWERED, now.answered, "answered"},
                {WORD_VOICE_ACTED, now.acted, "acted"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(bars); i++)
        model->bars[i] =
            (VoiceBar){.label = word(build->lang, bars[i].label),
                       .text = show(build, bars[i].count),
                       .count = bars[i].count,
                       .key = now.received > 0
                                  ? promises_key(build, model->scope, "voice", window, bars[i].key)
                                  : STR_NONE};
    model->voice_head =
        WORDS(build->arena, build->lang, WORD_VOICE_HEAD, label_upper(build, promises_when(build)));
    add_voice_notes(build, model);
}

/* ---- By unit ---- */

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100 * (double)part / (double)whole : (double)NAN;
}

static void add_unit(const Build *build, PromisesModel *model, ptrdiff_t scope)
{
    const Registers *registers = build->report->registers;
    ptrdiff_t window = promises_window(build), all = build->tally->period_count;
    const TrustScore *trust = registers->trust[scope];
    const VoiceScore *voice = registers->voice[scope];
    if (!trust && !voice)
        return;
    RegisterUnit *unit = &model->units[model->unit_count++];
    *unit = (RegisterUnit){.name = label_unit(build, scope),
                           .company = scope == model->scope,
                           .answered_share = NAN,
                           .acted_share = NAN};
    if (voice) {
        unit->received = voice[window].received;
        unit->answered = voice[window].answered;
        unit->acted = voice[window].acted;
        unit->answered_share = percent(unit->answered, unit->received);
        unit->acted_share = percent(unit->acted, unit->received);
    }
    if (trust) {
        unit->due = trust[window].due;
        unit->kept = trust[window].kept;
        unit->late = trust[window].late;
        unit->open = trust[all].open;
    }
}

static int compare_units(const void *left, const void *right)
{
    const RegisterUnit *a = left, *b = right;
    if (a->received != b->received)
        return a->received > b->received ? -1 : 1;
    if (a->open != b->open)
        return a->open > b->open ? -1 : 1;
    return str_compare(a->name, b->name);
}

static void add_units(const Build *build, PromisesModel *model)
{
    ptrdiff_t scope = model->scope;
    model->units = NEW(build->arena, RegisterUnit, build->unit_count + 1);
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (!build->is_parent[unit] && unit != scope &&
            (scope == 0 || is_of(build->tally, scope, unit)))
            add_unit(build, model, unit);
    }
    if (model->unit_count > 1)
        qsort(model->units, (size_t)model->unit_count, sizeof model->units[0], compare_units);
    add_unit(build, model, scope);
}

/* all: the board's, when this is of a unit. */
static void fill(const Build *build, PromisesModel *model, const PromisesModel *all)
{
    if (model->promises) {
        add_rows(build, model, all);
        if (!all)
            add_months(build, model);
        add_promise_tiles(build, model);
        if (!all)
            promises_add_trust(build, model);
    }
    if (model->suggestions) {
        add_voice_tiles(build, model);
        add_voice(build, model);
    }
    add_units(build, model);
}

void promises_build_own(const Build *build, ptrdiff_t scope, const Report *board)
{
    const Registers *registers = build->report->registers = board->registers;
    PromisesModel *model = &build->report->promises;
    *model = (PromisesModel){.scope = scope};
    if (!registers)
        return;
    model->promises = registers->promises && registers->trust[scope];
    model->suggestions = registers->suggestions && registers->voice[scope];
    fill(build, model, &board->promises);
}

PageRows promises_build(Build *build)
{
    const Registers *registers = build->report->registers;
    PromisesModel *model = &build->report->promises;
    if (!registers || (!registers->promises && !registers->suggestions))
        return (PageRows){0};
    model->promises = registers->promises;
    model->suggestions = registers->suggestions;
    fill(build, model, NULL);
    return (PageRows){.printed = true};
}
