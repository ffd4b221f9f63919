/* How questionnaires were answered: counts over all rows of a side or source, whatever their unit
 * and period. They are in no cell, so the ledger keeps for each pack how many people they were of;
 * whoever came to them or went since must be enough to be told of.
 *
 * Of comments the pass over their numbers (decide.c) does not see that one was written anew: the
 * themes of as many comments would then differ by those of one person. */
#include "answering.h"

#include <math.h>

#include "comments.h"
#include "plan.h"

typedef LIST_OF(LedgerAnswering) AnsweringList;

static const char *const side_names[SIDE_COUNT] = {[SIDE_CX] = "cx", [SIDE_EX] = "ex"};

/* ---- What there is now ---- */

static void add_number(Buffer *text, int64_t number)
{
    buffer_addf(text, " %lld", (long long)number);
}

static int64_t hash_of(Buffer text)
{
    return (int64_t)(str_hash(buffer_str(&text)) >> 12);
}

/* The same counts of other questions, or on other scales, are no other answers. */
static int64_t hash_questions(Arena *scratch, const SideTally *side)
{
    Buffer text = {.arena = scratch};
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        buffer_add(&text, statistic_name(scratch, side, 1 + q));
        buffer_add_byte(&text, '\n');
    }
    return hash_of(text);
}

/* Whole seconds or halves; NaN: there is none to tell. */
static void add_median(Buffer *text, double median_s)
{
    add_number(text, isnan(median_s) ? -1 : (int64_t)(2 * median_s));
}

static void add_questions(Buffer *text, const SideTally *side, const SourceReport *source)
{
    for (ptrdiff_t q = 0; source->quality.questions && q < side->question_count; q++) {
        const QuestionQuality *about = &source->quality.questions[q];
        add_number(text, about->asked);
        add_number(text, about->missing);
        add_number(text, about->off_scale);
        for (ptrdiff_t i = 0; i < about->odd_count; i++) {
            buffer_add(text, about->odd[i].text);
            add_number(text, about->odd[i].rows);
        }
    }
}

static LedgerAnswering of_source(Arena *scratch, const SideTally *side, const SourceReport *source)
{
    const SourceQuality *found = &source->quality;
    Buffer text = {.arena = scratch};
    const int64_t numbers[] = {found->straight,  found->straight_of, source->straight_left,
                               found->twice,     found->speed.timed, found->speed.fast,
                               source->fast_left};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        add_number(&text, numbers[i]);
    add_median(&text, found->speed.median_s);
    add_questions(&text, side, source);
    return (LedgerAnswering){.name = str_format(scratch, "%s %.*s", side_names[side->side],
                                                STR_ARG(source->source->name)),
                             .people = source_people(source),
                             .asked = hash_questions(scratch, side),
                             .found = hash_of(text)};
}

/* Whatever sources it comes from. */
static LedgerAnswering of_side(Arena *scratch, const SideTally *side, const QualitySum *sum)
{
    Buffer text = {.arena = scratch};
    const int64_t numbers[] = {sum->straight, sum->straight_of, sum->straight_left, sum->twice,
                               sum->timed,    sum->fast,        sum->fast_left,     sum->asked,
                               sum->missing,  sum->off_scale};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        add_number(&text, numbers[i]);
    add_median(&text, sum->median_s);
    const int64_t *const questions[] = {side->missing, side->missing_code, side->not_asked,
                                        side->off_scale};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(questions); l++)
        for (ptrdiff_t q = 0; questions[l] && q < side->question_count; q++)
            add_number(&text, questions[l][q]);
    return (LedgerAnswering){.name = str_from(side_names[side->side]),
                             .people = sum->people,
                             .asked = hash_questions(scratch, side),
                             .found = hash_of(text)};
}

/* ---- Beside what was told ---- */

static bool may_follow(const LedgerAnswering *now, const LedgerAnswering *past, int64_t minimum)
{
    int64_t others =
        now->people > past->people ? now->people - past->people : past->people - now->people;
    if (others == 0)
        return now->asked != past->asked || now->found == past->found;
    return others >= minimum;
}

static bool may_follow_all(const Ledger *ledger, const LedgerAnswering *now, int64_t minimum)
{
    for (ptrdiff_t p = 0; p < ledger->packs.len; p++) {
        const LedgerPack *pack = &ledger->packs.items[p];
        for (ptrdiff_t i = 0; i < pack->answering.len; i++) {
            const LedgerAnswering *past = &pack->answering.items[i];
            if (str_equal(past->name, now->name) && !may_follow(now, past, minimum))
                return false;
        }
    }
    return true;
}

static bool has_name(const AnsweringList *list, Str name)
{
    for (ptrdiff_t i = 0; i < list->len; i++)
        if (str_equal(list->items[i].name, name))
            return true;
    return false;
}

/* A source that was told of and is not there any more may go by another name now. */
static bool all_there(const Ledger *ledger, const AnsweringList *sources, Side side)
{
    for (ptrdiff_t p = 0; p < ledger->packs.len; p++) {
        const LedgerPack *pack = &ledger->packs.items[p];
        for (ptrdiff_t i = 0; i < pack->answering.len; i++) {
            Str name = pack->answering.items[i].name;
            bool source = name.len > 2 && str_starts(name, str_from(side_names[side]));
            if (source && !has_name(sources, name))
                return false;
        }
    }
    return true;
}

static AnsweringList list_sources(Arena *arena, const Tally *tally, Side side)
{
    AnsweringList list = {0};
    for (ptrdiff_t i = 0; i < tally->source_count; i++)
        if (tally->sources[i].source->side == side)
            *PUSH(arena, &list, LedgerAnswering) =
                of_source(arena, &tally->side[side], &tally->sources[i]);
    return list;
}

/* ---- Comments of a period ---- */

/* The arena comes by value: what was read is given back. */
static uint64_t hash_comment(Arena scratch, const Comment *comment)
{
    return str_hash(comment_text(&scratch, comment));
}

static LedgerAnswering of_comments(Arena *scratch, const Tally *tally, Side side, ptrdiff_t period)
{
    CommentRuns runs = comments_of(scratch, tally, side, 0, period);
    uint64_t sum = 0; /* in any order */
    for (ptrdiff_t r = 0; r < runs.len; r++)
        for (ptrdiff_t i = runs.items[r].from; i < runs.items[r].to; i++)
            sum += hash_comment(*scratch, &tally->side[side].comments[i]);
    return (LedgerAnswering){.name = str_format(scratch, "comments %s %.*s", side_names[side],
                                                STR_ARG(tally->periods[period].id)),
                             .people = comments_len(&runs),
                             .found = (int64_t)(sum >> 12)};
}

static bool were_others(const Ledger *ledger, const LedgerAnswering *now)
{
    for (ptrdiff_t p = 0; p < ledger->packs.len; p++) {
        const LedgerPack *pack = &ledger->packs.items[p];
        for (ptrdiff_t i = 0; i < pack->answering.len; i++) {
            const LedgerAnswering *past = &pack->answering.items[i];
            if (str_equal(past->name, now->name) && past->people == now->people &&
                past->found != now->found)
                return true;
        }
    }
    return false;
}

static void withhold_comments(Arena scratch, const Tally *tally, const Ledger *ledger, Side side,
                              Published *published)
{
    for (ptrdiff_t t = 0; t < tally->period_count; t++) {
        if (published->comments[side][t])
            continue;
        LedgerAnswering now = of_comments(&scratch, tally, side, t);
        published->comments[side][t] = were_others(ledger, &now);
    }
}

/* Themes are told of the pack's period and of the one before. */
static void record_comments(Arena *arena, const Tally *tally, const Published *published, Side side,
                            LedgerPack *pack)
{
    ptrdiff_t last = tally_find_period_id(tally, pack->period);
    const ptrdiff_t periods[] = {last, tally->periods[last].previous};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(periods); i++)
        if (periods[i] >= 0 && !published->comments[side][periods[i]])
            *PUSH(arena, &pack->answering, LedgerAnswering) =
                of_comments(arena, tally, side, periods[i]);
}

/* ---- All ---- */

void answering_decide(Arena scratch, const Tally *tally, const Ledger *ledger, Published *published)
{
    int64_t minimum = tally->config->privacy.minimum;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        QualitySum sum = quality_sum(tally, side, 0);
        LedgerAnswering now = of_side(&scratch, &tally->side[side], &sum);
        bool told = sum.people >= minimum && may_follow_all(ledger, &now, minimum);
        AnsweringList sources = list_sources(&scratch, tally, side);
        bool each = told && !sum.small_source && all_there(ledger, &sources, side);
        for (ptrdiff_t i = 0; each && i < sources.len; i++)
            each = may_follow_all(ledger, &sources.items[i], minimum);
        published->answering[side] = told;
        published->answering_sources[side] = each;
        withhold_comments(scratch, tally, ledger, side, published);
    }
}

void answering_record(Arena *arena, const Tally *tally, const Published *published,
                      LedgerPack *pack)
{
    for (Side side = 0; side < SIDE_COUNT; side++) {
        record_comments(arena, tally, published, side, pack);
        if (!published->answering[side])
            continue;
        QualitySum sum = quality_sum(tally, side, 0);
        *PUSH(arena, &pack->answering, LedgerAnswering) = of_side(arena, &tally->side[side], &sum);
        AnsweringList sources = list_sources(arena, tally, side);
        for (ptrdiff_t i = 0; published->answering_sources[side] && i < sources.len; i++)
            *PUSH(arena, &pack->answering, LedgerAnswering) = sources.items[i];
    }
}
