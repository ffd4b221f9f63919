#include "linkage.h"

#include <cxex/stats.h>

/* What is not in the report, and why: the method page says it in sentences, scorecard.json in keys.
 */
typedef LIST_OF(Refusal) RefusalList;

/* Reliability says how many answered: only where the company's employee cell is published. */
const Reliability *refusal_reliability(const Build *build)
{
    bool shown =
        privacy_state(build->scores->published, SIDE_EX, 0, build->period) == PUBLISH_PUBLISHED;
    if (!build->scores->reliability || !build->has_side[SIDE_EX] || !shown ||
        score_find_def(build->scores, S("ex.engagement")) < 0)
        return NULL;
    return &build->scores->reliability[build->period];
}

/* Enough questionnaires, yet no reliability: too few items, or one that everybody answered alike
 * (metrics.md §6). */
Str refusal_of_reliability(const Build *build, const Reliability *reliability)
{
    if (reliability->n >= STATS_RELIABILITY_ROWS)
        return word(build->lang, WORD_RELIABILITY_REFUSED_ITEMS);
    return WORDS(build->arena, build->lang, WORD_RELIABILITY_REFUSED,
                 num_show_count(build->arena, reliability->n, build->lang),
                 num_show_count(build->arena, STATS_RELIABILITY_ROWS, build->lang));
}

Str refusal_weights(const Build *build, const WeightReport *weights)
{
    Str reason = STR_NONE;
    switch (weights->refusal) {
    case WEIGHT_REFUSAL_NONE:
        break;
    case WEIGHT_REFUSAL_EMPTY_CATEGORY:
        reason = WORDS(build->arena, build->lang, WORD_WEIGHT_REASON_EMPTY, weights->reason);
        break;
    case WEIGHT_REFUSAL_NOT_FITTED:
        reason = word(build->lang, WORD_WEIGHT_REASON_FIT);
        break;
    case WEIGHT_REFUSAL_TRIMMED:
        reason = word(build->lang, WORD_WEIGHT_REASON_TRIM);
        break;
    }
    return WORDS(build->arena, build->lang, WORD_WEIGHTS_REFUSED, reason);
}

static void refuse(const Build *build, RefusalList *list, Refusal refusal)
{
    *PUSH(build->arena, list, Refusal) = refusal;
}

static Refusal missing_input(const Build *build, const char *what, Word sentence)
{
    return (Refusal){.what = str_from(what),
                     .key = S("input"),
                     .sentence = word(build->lang, sentence),
                     .n = -1,
                     .minimum = -1};
}

static void refuse_sides(const Build *build, RefusalList *list)
{
    if (!build->has_side[SIDE_CX])
        refuse(build, list, missing_input(build, "customers", WORD_NEED_CUSTOMERS));
    if (!build->has_side[SIDE_EX])
        refuse(build, list, missing_input(build, "employees", WORD_NEED_EMPLOYEES));
    if (build->unit_count == 0)
        refuse(build, list, missing_input(build, "scorecard", WORD_NEED_UNITS));
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] && build->unit_count > 0 &&
        build->report->balance.point_count == 0)
        refuse(build, list, missing_input(build, "balance", WORD_NEED_BOTH));
    if (build->report->trends.panel_count == 0)
        refuse(build, list, missing_input(build, "trends", WORD_NEED_PERIODS));
}

static void refuse_rates(const Build *build, RefusalList *list)
{
    static const char *const names[] = {[SIDE_CX] = "response.cx", [SIDE_EX] = "response.ex"};
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Response *responses = build->scores->response[side];
        if (!build->has_side[side] ||
            (responses && responses[build->period].state != RESPONSE_NOT_GIVEN))
            continue;
        Str text =
            str_format(build->arena, "%.*s: %.*s", STR_ARG(label_source_side(build, (Side)side)),
                       STR_ARG(word(build->lang, WORD_RESPONSE_RATE)));
        refuse(build, list,
               (Refusal){.what = str_from(names[side]),
                         .key = S("response_rate"),
                         .sentence = text,
                         .n = -1,
                         .minimum = -1});
    }
}

static void refuse_analyses(const Build *build, RefusalList *list)
{
    static const char *const rankings[] = {[SIDE_CX] = "ranking.cx", [SIDE_EX] = "ranking.ex"};
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Ranking *ranking = &build->scores->ranking[side];
        if (build->has_side[side] && ranking->refused && ranking->window == build->period)
            refuse(build, list,
                   (Refusal){.what = str_from(rankings[side]),
                             .key = S("rank"),
                             .sentence = str_format(build->arena, "%.*s: %.*s",
                                                    STR_ARG(label_source_side(build, (Side)side)),
                                                    STR_ARG(word(build->lang, WORD_RANK_REFUSED))),
                             .n = ranking->n,
                             .minimum = -1});
        const WeightReport *weights = build->scores->weights[side];
        if (build->has_side[side] && weights && weights[build->period].method == WEIGHT_REFUSED)
            refuse(build, list,
                   (Refusal){.what = side == SIDE_CX ? S("weights.cx") : S("weights.ex"),
                             .key = S("weights"),
                             .sentence = refusal_weights(build, &weights[build->period]),
                             .n = -1,
                             .minimum = -1});
    }
    const Reliability *reliability = refusal_reliability(build);
    if (reliability && reliability->refused)
        refuse(build, list,
               (Refusal){.what = S("reliability"),
                         .key = S("reliability"),
                         .sentence = refusal_of_reliability(build, reliability),
                         .n = reliability->n,
                         .minimum = STATS_RELIABILITY_ROWS});
}

static void refuse_journeys(const Build *build, RefusalList *list)
{
    for (Side side = 0; side < SIDE_COUNT; side++) {
        Refusal refusal = journey_refusal(build, side);
        if (refusal.key.len > 0)
            refuse(build, list, refusal);
    }
}

static void refuse_drivers(const Build *build, RefusalList *list)
{
    for (Side side = 0; side < SIDE_COUNT; side++) {
        Refusal refusal = drivers_refusal(build, side);
        if (refusal.key.len > 0)
            refuse(build, list, refusal);
    }
}

static void refuse_linkage(const Build *build, RefusalList *list)
{
    LinkageRefusals refusals = linkage_refusals(build);
    for (ptrdiff_t i = 0; i < refusals.count; i++)
        refuse(build, list, refusals.items[i]);
}

static void refuse_voices(const Build *build, RefusalList *list)
{
    Refusal refusal = voices_refusal(build);
    if (refusal.key.len > 0)
        refuse(build, list, refusal);
}

static Str register_sentence(const Build *build, const SideFile *file, Word name)
{
    return file->file.len > 0
               ? word(build->lang, WORD_REGISTERS_NEED_DAY)
               : WORDS(build->arena, build->lang, WORD_NO_REGISTER, word(build->lang, name));
}

/* The roof of the house, and what links with it. Of one side alone the other is what is missing. */
static void refuse_kpis(const Build *build, RefusalList *list)
{
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] && build->tally->kpi_count == 0)
        refuse(build, list, missing_input(build, "kpi", WORD_HOUSE_NO_KPI));
}

static void refuse_registers(const Build *build, RefusalList *list)
{
    const struct {
        const char *what;
        const SideFile *file;
        Word register_name;
    } registers[] = {{"trust", &build->config->promises, WORD_REGISTER_PROMISES},
                     {"voice", &build->config->suggestions, WORD_REGISTER_SUGGESTIONS}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(registers); i++)
        if (registers[i].file->file.len == 0 || build->report->registers->as_of.year == 0)
            refuse(build, list,
                   (Refusal){.what = str_from(registers[i].what),
                             .key = str_from(registers[i].what),
                             .sentence = register_sentence(build, registers[i].file,
                                                           registers[i].register_name),
                             .n = -1,
                             .minimum = -1});
}

static void refuse_incentive(const Build *build, RefusalList *list)
{
    Refusal refusal = incentive_refusal(build);
    if (refusal.key.len > 0)
        refuse(build, list, refusal);
}

void refusals_build(Build *build)
{
    RefusalList list = {0};
    refuse_sides(build, &list);
    refuse_rates(build, &list);
    refuse_analyses(build, &list);
    refuse_journeys(build, &list);
    refuse_drivers(build, &list);
    refuse_linkage(build, &list);
    refuse_kpis(build, &list);
    refuse_voices(build, &list);
    refuse_registers(build, &list);
    refuse_incentive(build, &list);
    build->report->refusals = list.items;
    build->report->refusal_count = list.len;
}
