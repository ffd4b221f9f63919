#include "plan.h"

#include "comments.h"

ptrdiff_t statistic_count(const SideTally *side)
{
    return 1 + side->question_count + side->mean_count + (side->comment_count > 0);
}

ptrdiff_t statistic_comments(const SideTally *side)
{
    return side->comment_count > 0 ? 1 + side->question_count + side->mean_count : -1;
}

static Str question_name(Arena *arena, const Metric *metric)
{
    Buffer name = {.arena = arena};
    buffer_addf(&name, "%.*s: %d on %.*s", STR_ARG(metric->id), (int)metric->type,
                STR_ARG(metric->scale.text));
    for (ptrdiff_t i = 0; i < metric->missing.len; i++)
        buffer_addf(&name, " not %.*s", STR_ARG(metric->missing.items[i]));
    return buffer_str(&name);
}

Str statistic_name(Arena *arena, const SideTally *side, ptrdiff_t statistic)
{
    if (statistic == 0)
        return STR_NONE;
    if (statistic <= side->question_count)
        return question_name(arena, side->questions[statistic - 1].metric);
    if (statistic == statistic_comments(side))
        return S("comments");
    const PersonMean *mean = &side->means[statistic - 1 - side->question_count];
    Buffer name = {.arena = arena};
    buffer_addf(&name, "%.*s: %td of", STR_ARG(mean->id), mean->answered_minimum);
    for (ptrdiff_t i = 0; i < mean->question_count; i++)
        buffer_addf(&name, " %.*s", STR_ARG(side->questions[mean->questions[i]].metric->id));
    return buffer_str(&name);
}

int64_t statistic_n(const Tally *tally, Side side, ptrdiff_t statistic, ptrdiff_t unit,
                    ptrdiff_t period)
{
    ptrdiff_t questions = tally->side[side].question_count;
    if (statistic == 0)
        return tally_rows(tally, side, unit, period);
    if (statistic <= questions)
        return tally_answers(tally, side, unit, period, statistic - 1);
    if (statistic == statistic_comments(&tally->side[side]))
        return comments_count(&tally->side[side], unit, period);
    return tally_mean_rows(tally, side, unit, period, statistic - 1 - questions);
}
