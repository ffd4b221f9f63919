/* Statistics that were told by another rule: the same question on another scale or with other codes
 * for no answer, the same person mean with another half rule. The pass over what it is now knows
 * nothing of what it was: where fewer than k people count by one rule and not by the other, the
 * figures of two packs would differ by those. */
#include "plan.h"

/* "ex.q1: …" with other settings; "ex.engagement: 3 of ex.q1 ex.q2" with another number. A mean of
 * other questions is no variant: its sums are of other answers. */
static bool is_variant(Str name, Str other, bool mean)
{
    ptrdiff_t colon = str_find(name, S(": "));
    if (str_equal(name, other) || !str_starts(other, str_slice(name, 0, colon + 2)))
        return false;
    ptrdiff_t of = str_find(name, S(" of ")), other_of = str_find(other, S(" of "));
    return !mean || (other_of >= 0 && str_equal(str_slice(name, of, name.len),
                                                str_slice(other, other_of, other.len)));
}

/* Periods of the ledger in some cell that showed the column. */
static bool *periods_shown(Arena *arena, const Plan *plan, ptrdiff_t column)
{
    bool *shown = NEW(arena, bool, plan->ledger->periods.len);
    for (ptrdiff_t c = 0; c < plan->past->cells.len; c++) {
        const LedgerCell *cell = &plan->past->cells.items[c];
        for (ptrdiff_t i = 0; cell->shown[column] && i < cell->period_count; i++)
            shown[cell->periods[i]] = true;
    }
    return shown;
}

static void mark_periods(Arena *arena, const Plan *plan, ptrdiff_t statistic, ptrdiff_t column,
                         bool *out)
{
    const bool *shown = periods_shown(arena, plan, column);
    int64_t minimum = plan->tally->config->privacy.minimum;
    for (ptrdiff_t a = 0; a < plan->past->atoms.len; a++) {
        const LedgerAtom *atom = &plan->past->atoms.items[a];
        ptrdiff_t unit = tally_find_unit(plan->tally, plan->ledger->units.items[atom->unit]);
        ptrdiff_t period =
            tally_find_period_id(plan->tally, plan->ledger->periods.items[atom->period]);
        if (unit < 0 || period < 0 || !shown[atom->period])
            continue;
        int64_t others = statistic_n(plan->tally, plan->side, statistic, unit, period);
        for (ptrdiff_t b = 0; b < atom->batch_count; b++)
            others -= atom->batches[b].counts[column];
        others = others < 0 ? -others : others;
        out[period] = out[period] || (others > 0 && others < minimum);
    }
}

/* The same by what names stand for now: the answers of a unit that was renamed, or merged with
 * others, may have come under its new name. */
static void mark_mapped(Arena *arena, const Plan *plan, ptrdiff_t statistic, ptrdiff_t column,
                        bool *out)
{
    const Tally *tally = plan->tally;
    const bool *shown = periods_shown(arena, plan, column);
    int64_t *others = NEW(arena, int64_t, tally->unit_count * tally->period_count);
    bool *told = NEW(arena, bool, tally->unit_count * tally->period_count);
    for (ptrdiff_t a = 0; a < plan->past->atoms.len; a++) {
        const LedgerAtom *atom = &plan->past->atoms.items[a];
        ptrdiff_t unit = tally_find_mapped(tally, plan->ledger->units.items[atom->unit]);
        ptrdiff_t period = tally_find_period_id(tally, plan->ledger->periods.items[atom->period]);
        if (unit < 0 || period < 0 || !shown[atom->period])
            continue;
        told[period * tally->unit_count + unit] = true;
        for (ptrdiff_t b = 0; b < atom->batch_count; b++)
            others[period * tally->unit_count + unit] -= atom->batches[b].counts[column];
    }
    for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
        ptrdiff_t unit = tally_find_mapped(tally, tally->units[u].key);
        for (ptrdiff_t t = 0; unit >= 0 && t < tally->period_count; t++)
            others[t * tally->unit_count + unit] += statistic_n(tally, plan->side, statistic, u, t);
    }
    int64_t minimum = tally->config->privacy.minimum;
    for (ptrdiff_t i = 0; i < tally->unit_count * tally->period_count; i++) {
        int64_t few = others[i] < 0 ? -others[i] : others[i];
        out[i / tally->unit_count] |= told[i] && few > 0 && few < minimum;
    }
}

bool *plan_told_otherwise(Arena *arena, const Plan *plan, ptrdiff_t statistic)
{
    bool *periods = NEW(arena, bool, plan->tally->period_count);
    Str name = statistic_name(arena, plan->counts, statistic);
    bool mean = statistic > plan->counts->question_count;
    for (ptrdiff_t c = 0; c < plan->past->columns.len; c++) {
        if (!is_variant(name, plan->past->columns.items[c], mean))
            continue;
        mark_periods(arena, plan, statistic, c, periods);
        if (plan->tally->map_count > 0)
            mark_mapped(arena, plan, statistic, c, periods);
    }
    return periods;
}
