#include "inside.h"

#include <math.h>

static bool is_plain(const SideTally *side, const Invited *line)
{
    for (ptrdiff_t m = 0; m < side->margin_count; m++) {
        if (line->categories && line->categories[m].len > 0)
            return false;
    }
    return true;
}

static bool is_for(const Invited *line, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    return line->side == side && line->period == period && line->unit == unit;
}

static bool has_plain_line(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        if (is_for(line, side, unit, period) && is_plain(&tally->side[side], line))
            return true;
    }
    return false;
}

/* A file may give a unit's total in one line and split it by margins in others; then the split
 * lines are not added on top. */
static bool counts_for_unit(const Tally *tally, const Invited *line, Side side, ptrdiff_t unit,
                            ptrdiff_t period, bool plain_only)
{
    return is_for(line, side, unit, period) && (!plain_only || is_plain(&tally->side[side], line));
}

static bool has_category(const Invited *line, InvitedNeed need)
{
    return line->side == need.side && line->period == need.period && line->categories &&
           str_equal(line->categories[need.margin], need.category);
}

static bool company_gives_category(const Tally *tally, InvitedNeed need)
{
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        if (tally->invited[i].unit < 0 && has_category(&tally->invited[i], need))
            return true;
    }
    return false;
}

double score_headcount(const Tally *tally, InvitedNeed need)
{
    bool company_only = need.margin >= 0 && company_gives_category(tally, need);
    bool plain_only = need.margin < 0 && has_plain_line(tally, need.side, need.unit, need.period);
    double sum = NAN;
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        if (isnan(line->headcount))
            continue;
        bool counts;
        if (need.margin < 0)
            counts = counts_for_unit(tally, line, need.side, need.unit, need.period, plain_only);
        else
            counts = has_category(line, need) && (!company_only || line->unit < 0);
        if (counts)
            sum = isnan(sum) ? line->headcount : sum + line->headcount;
    }
    return sum;
}

/* The lines of a unit, not those of its members. */
static InvitedSum lines_of(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    InvitedSum sum = {0};
    bool plain_only = has_plain_line(tally, side, unit, period);
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        /* A list of staff gives headcounts only: everybody was asked. */
        double invited = isnan(line->invited) ? line->headcount : line->invited;
        if (isnan(invited) || !counts_for_unit(tally, line, side, unit, period, plain_only))
            continue;
        sum.given = true;
        sum.invited += invited;
        sum.ineligible += isnan(line->ineligible) ? 0 : line->ineligible;
    }
    return sum;
}

static void add_sum(InvitedSum *sum, InvitedSum one)
{
    sum->given = sum->given || one.given;
    sum->invited += one.invited;
    sum->ineligible += one.ineligible;
}

bool score_gives_total(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    const Unit *about = &tally->units[unit];
    return (about->is_parent || about->is_group || about->has_old_names) &&
           tally_rows(tally, side, unit, period) == 0;
}

static bool stands_below(const Tally *tally, ptrdiff_t unit, ptrdiff_t scope)
{
    while (unit >= 0 && unit != scope)
        unit = tally->units[unit].above;
    return unit >= 0 || scope == 0;
}

/* The people of a merged unit are in the line of its group already, where both are summed. */
static bool is_in_group(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period,
                        ptrdiff_t scope)
{
    ptrdiff_t group = tally->units[unit].merged_into;
    return group >= 0 && score_gives_total(tally, side, group, period) &&
           stands_below(tally, group, scope) && lines_of(tally, side, group, period).given;
}

/* The people of a unit and of all below it, each once, for the sum of `scope` (0: the company). The
 * line of a parent that nobody names in the answers is the total of those below it, as the
 * company's line is of all; beside their lines it would count people twice. */
static InvitedSum lines_below(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period,
                              ptrdiff_t scope)
{
    if (is_in_group(tally, side, unit, period, scope))
        return (InvitedSum){0};
    InvitedSum sum = lines_of(tally, side, unit, period);
    if (!tally->units[unit].is_parent ||
        (sum.given && score_gives_total(tally, side, unit, period)))
        return sum;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (tally->units[u].above == unit)
            add_sum(&sum, lines_below(tally, side, u, period, scope));
    }
    return sum;
}

static InvitedSum company_lines(const Tally *tally, Side side, ptrdiff_t period)
{
    InvitedSum sum = lines_of(tally, side, -1, period);
    if (sum.given)
        return sum;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (tally->units[u].above < 0)
            add_sum(&sum, lines_below(tally, side, u, period, 0));
    }
    return sum;
}

/* So is the line of a group that nobody names. */
static InvitedSum member_lines(const Tally *tally, Side side, ptrdiff_t scope, ptrdiff_t period)
{
    const Unit *unit = &tally->units[scope];
    InvitedSum sum = lines_of(tally, side, scope, period);
    if (sum.given && score_gives_total(tally, side, scope, period))
        return sum;
    sum = (InvitedSum){0};
    for (ptrdiff_t i = 0; i < unit->member_count; i++)
        add_sum(&sum, lines_of(tally, side, unit->members[i], period));
    return sum;
}

InvitedSum score_invited(const Tally *tally, Side side, ptrdiff_t scope, ptrdiff_t period)
{
    if (scope == 0)
        return company_lines(tally, side, period);
    return tally->units[scope].is_parent ? lines_below(tally, side, scope, period, scope)
                                         : member_lines(tally, side, scope, period);
}
