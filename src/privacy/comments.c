#include "comments.h"

/* First comment that does not come before (unit, period) in the side's order. */
static ptrdiff_t first_comment(const SideTally *side, ptrdiff_t unit, ptrdiff_t period)
{
    ptrdiff_t low = 0;
    for (ptrdiff_t high = side->comment_count; low < high;) {
        ptrdiff_t middle = low + (high - low) / 2;
        const Comment *comment = &side->comments[middle];
        bool before = comment->unit != unit ? comment->unit < unit : comment->period < period;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t comments_count(const SideTally *side, ptrdiff_t unit, ptrdiff_t period)
{
    return first_comment(side, unit, period + 1) - first_comment(side, unit, period);
}

CommentRuns comments_of(Arena *arena, const Tally *tally, Side side, ptrdiff_t scope,
                        ptrdiff_t window)
{
    CommentRuns runs = {0};
    const SideTally *of = &tally->side[side];
    const Window *span = &tally->windows[window];
    const Unit *unit = &tally->units[scope];
    ptrdiff_t count = scope == 0 ? tally->unit_count : unit->member_count;
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t member = scope == 0 ? i : unit->members[i];
        ptrdiff_t at = first_comment(of, member, span->first);
        ptrdiff_t end = first_comment(of, member, span->last + 1);
        while (at < end) {
            ptrdiff_t next = first_comment(of, member, of->comments[at].period + 1);
            *PUSH(arena, &runs, CommentRun) = (CommentRun){at, next};
            at = next;
        }
    }
    return runs;
}

ptrdiff_t comments_len(const CommentRuns *runs)
{
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < runs->len; i++)
        len += runs->items[i].to - runs->items[i].from;
    return len;
}

bool comments_told(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                   ptrdiff_t window)
{
    int64_t n = published->n[side][scope * published->window_count + window];
    return privacy_shown(published, side, scope, window) &&
           n >= tally->config->privacy.comment_minimum;
}

bool comments_counted(const Published *published, const Tally *tally, Side side, ptrdiff_t scope,
                      ptrdiff_t window, ptrdiff_t comments)
{
    /* Of a unit no count leaves the program, only which themes it names. */
    bool withheld = scope == 0 && published->comments[side][window];
    return comments_told(published, tally, side, scope, window) && !withheld &&
           privacy_state(published, side, scope, window) == PUBLISH_PUBLISHED &&
           comments >= tally->config->privacy.comment_minimum;
}
