/* "trust" and "voice" of scorecard.json: what the registers of promises and suggestions say, of the
 * company and the units that the report tells of. Complete lists, no surveys: nothing is hidden. */
#include "facts.h"

static void add_trust(const Facts *facts, Fact *unit, ptrdiff_t window, const TrustScore *score)
{
    if (score->due + score->ahead + score->cancelled == 0)
        return;
    Fact *fact = object(facts, unit, window_key(facts, window));
    integer(facts, fact, "due", score->due);
    integer(facts, fact, "kept", score->kept);
    integer(facts, fact, "late", score->late);
    integer(facts, fact, "open", score->open);
    integer(facts, fact, "ahead", score->ahead);
    integer(facts, fact, "cancelled", score->cancelled);
    if (score->due < TRUST_DUE_MINIMUM)
        text(facts, fact, "refused", S("too_few"));
    else
        number(facts, fact, "value", score->index);
}

static void add_voice(const Facts *facts, Fact *unit, ptrdiff_t window, const VoiceScore *score)
{
    if (score->received == 0)
        return;
    Fact *fact = object(facts, unit, window_key(facts, window));
    integer(facts, fact, "received", score->received);
    integer(facts, fact, "answered", score->answered);
    integer(facts, fact, "acted", score->acted);
    integer(facts, fact, "ripe", score->ripe);
    integer(facts, fact, "in_time", score->in_time);
    number(facts, fact, "answered_share", 100 * (double)score->answered / (double)score->received);
    number(facts, fact, "acted_share", 100 * (double)score->acted / (double)score->received);
    if (score->ripe > 0)
        number(facts, fact, "in_time_share", 100 * (double)score->in_time / (double)score->ripe);
    integer(facts, fact, "waiting", score->waiting);
    if (score->oldest_days >= 0)
        integer(facts, fact, "oldest_days", score->oldest_days);
    if (isnan(score->median_days))
        text(facts, fact, "refused", S("not_reached"));
    else
        number(facts, fact, "value", score->median_days);
}

/* Units with overdue promises beside those without, by what their employees say of promises. */
static void add_beside(const Facts *facts, Fact *parent, const PromisesModel *model)
{
    static const char *const names[] = {"without", "with"};
    Fact *beside = object(facts, parent, S("beside"));
    text(facts, beside, "figure", S("ex.factor_trust"));
    for (int i = 0; i < 2; i++) {
        Fact *side = object(facts, beside, str_from(names[i]));
        integer(facts, side, "units", model->beside_units[i]);
        number(facts, side, "mean", model->beside_mean[i]);
    }
    if (not_refused(facts, beside, model->beside.refused)) {
        number(facts, beside, "value", model->beside.value);
        number(facts, beside, "lo", model->beside.lo);
        number(facts, beside, "hi", model->beside.hi);
    }
}

static const char *const status_names[PROMISE_STATUS_COUNT] = {"open", "ahead", "late", "kept",
                                                               "cancelled"};

static void add_months(const Facts *facts, Fact *parent, const PromisesModel *model)
{
    Fact *months = array(facts, parent, "due");
    for (ptrdiff_t m = 0; m < model->month_count; m++) {
        Fact *month = item(facts, months);
        text(facts, month, "period", model->months[m].id);
        for (int s = 0; s < PROMISE_STATUS_COUNT; s++)
            integer(facts, month, status_names[s], model->months[m].count[s]);
    }
}

/* As the workbook lists it. */
static void add_promise(const Facts *facts, Fact *list, const PromiseRow *row)
{
    Fact *fact = item(facts, list);
    text(facts, fact, "promise", row->text);
    text(facts, fact, "unit", row->unit);
    if (row->owner.len > 0)
        text(facts, fact, "owner", row->owner);
    text(facts, fact, "due_on", date_iso(facts->arena, row->due));
    if (row->done.year != 0)
        text(facts, fact, "done_on", date_iso(facts->arena, row->done));
    text(facts, fact, "status", str_from(status_names[row->status]));
    if (row->days > 0)
        integer(facts, fact, "days", row->days);
}

void facts_registers(const Facts *facts, Fact *root)
{
    const Registers *registers = facts->report
                                     ? facts->report->registers
                                     : score_registers(facts->arena, facts->tally, facts->last);
    if (!registers)
        return;
    Fact *trust = object(facts, root, S("trust")), *voice = object(facts, root, S("voice"));
    ptrdiff_t all = facts->tally->period_count;
    for (ptrdiff_t scope = 0; scope < facts->tally->unit_count; scope++) {
        const TrustScore *kept = registers->trust[scope];
        const VoiceScore *heard = registers->voice[scope];
        if (!told(facts, scope))
            continue;
        Fact *trusts = kept ? object(facts, trust, scope_key(facts, scope)) : NULL,
             *voices = heard ? object(facts, voice, scope_key(facts, scope)) : NULL;
        for (ptrdiff_t t = 0; t <= all; t++) {
            if (t > facts->last && t < all)
                continue;
            if (trusts)
                add_trust(facts, trusts, t, &kept[t]);
            if (voices)
                add_voice(facts, voices, t, &heard[t]);
        }
    }
    if (registers->as_of.year == 0)
        return;
    Fact *judged = object(facts, root, S("registers"));
    text(facts, judged, "as_of", date_iso(facts->arena, registers->as_of));
    integer(facts, judged, "answer_days", facts->tally->config->statistics.answer_days);
    if (!facts->report || !registers->promises)
        return;
    const PromisesModel *model = &facts->report->promises;
    add_beside(facts, judged, model);
    add_months(facts, judged, model);
    Fact *promises = array(facts, judged, "promises");
    for (ptrdiff_t i = 0; i < model->listed_count; i++)
        add_promise(facts, promises, &model->rows[i]);
}
