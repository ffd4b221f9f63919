/* What the unit map means for what was published: the same people under other names.
 *
 * Answers are counted under the name that they have in the exports, and the ledger knows them by
 * it. So a unit that only changed its name in the project has the atoms that it had. Where the
 * exports were written anew with the new names, all answers of an old name are gone, and as many
 * stand under other names of its unit: then the published atoms stand for them, and what is there
 * beyond them came late. Where fewer are there, or an old name has lost only some, nobody knows who
 * went; nor who is who when the answers of a split unit now name its parts, or those of units that
 * were published apart now all name the one they were merged into: nothing new is published of any
 * of them. */
#include "plan.h"

ptrdiff_t plan_now_of(const Tally *tally, ptrdiff_t unit)
{
    ptrdiff_t now = tally->units[unit].renamed_to;
    return now < 0 ? unit : now;
}

/* ---- Names that the map connects ---- */

struct PlanFamilies {
    StrMap place;    /* name -> index in `root` */
    ptrdiff_t *root; /* union-find */
};

static ptrdiff_t find_root(const PlanFamilies *families, ptrdiff_t at)
{
    while (families->root[at] != at)
        at = families->root[at];
    return at;
}

static ptrdiff_t place_of(Arena *arena, PlanFamilies *families, Str key, ptrdiff_t *count)
{
    bool added = false;
    ptrdiff_t *place = strmap_put(arena, &families->place, key, &added);
    if (added) {
        *place = *count;
        families->root[*count] = *count;
        ++*count;
    }
    return *place;
}

const PlanFamilies *plan_families(Arena *arena, const Tally *tally)
{
    PlanFamilies *families = NEW(arena, PlanFamilies, 1);
    families->root = NEW(arena, ptrdiff_t, 2 * tally->map_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        ptrdiff_t old = place_of(arena, families, tally->map[i].old_key, &count);
        ptrdiff_t now = place_of(arena, families, tally->map[i].new_key, &count);
        families->root[find_root(families, old)] = find_root(families, now);
    }
    return families;
}

static ptrdiff_t family_of(const PlanFamilies *families, Str key)
{
    const ptrdiff_t *place = strmap_find(&families->place, key);
    return place ? find_root(families, *place) : -1;
}

void plan_freeze_family(Plan *plan, const PlanFamilies *families, Str key, ptrdiff_t period)
{
    ptrdiff_t family = family_of(families, key), units = plan->tally->unit_count;
    for (ptrdiff_t u = 1; family >= 0 && u < units; u++) {
        if (family_of(families, plan->tally->units[u].key) == family)
            plan->gone[period * units + u] = true;
    }
}

void plan_freeze_families(Plan *plan, const PlanFamilies *families)
{
    ptrdiff_t units = plan->tally->unit_count;
    if (plan->tally->map_count == 0)
        return;
    for (ptrdiff_t t = 0; t < plan->tally->period_count; t++) {
        for (ptrdiff_t u = 1; u < units; u++) {
            if (plan->gone[t * units + u])
                plan_freeze_family(plan, families, plan->tally->units[u].key, t);
        }
    }
}

/* ---- Answers under other names of their unit ---- */

static int64_t total_now(const Plan *plan, ptrdiff_t now, ptrdiff_t period, ptrdiff_t statistic)
{
    int64_t n = 0;
    for (ptrdiff_t u = 1; u < plan->tally->unit_count; u++) {
        if (plan_now_of(plan->tally, u) == now)
            n += statistic_n(plan->tally, plan->side, statistic, u, period);
    }
    return n;
}

static int64_t total_past(const Plan *plan, PlanPast past, ptrdiff_t statistic)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < past.count; i++)
        n += plan_past_n(plan, &plan->past->atoms.items[past.atoms[i]], statistic);
    return n;
}

int64_t plan_moved_n(const Plan *plan, const PlanAtom *atom, ptrdiff_t statistic)
{
    int64_t n = total_now(plan, atom->unit, atom->period, statistic) -
                total_past(plan, atom->moved, statistic);
    return n > 0 ? n : 0; /* only comments can be fewer: plan_has_moved */
}

/* A comment that was taken back leaves the answers as they are, and of new questions nothing was
 * published. */
static bool binds(const Plan *plan, ptrdiff_t statistic)
{
    return plan->column[statistic] >= 0 && statistic != statistic_comments(plan->counts);
}

/* Whether some name has no answers any more that had some; false also where one has lost a part of
 * its answers. */
static bool names_emptied(const Plan *plan, PlanFound found, PlanPast past, ptrdiff_t period)
{
    bool emptied = false;
    for (ptrdiff_t i = 0; i < past.count; i++) {
        const LedgerAtom *atom = &plan->past->atoms.items[past.atoms[i]];
        ptrdiff_t unit = found.unit[atom->unit];
        if (unit < 0 || statistic_n(plan->tally, plan->side, 0, unit, period) == 0) {
            emptied = true;
            continue;
        }
        for (ptrdiff_t s = 0; s < statistic_count(plan->counts); s++) {
            if (binds(plan, s) &&
                statistic_n(plan->tally, plan->side, s, unit, period) < plan_past_n(plan, atom, s))
                return false;
        }
    }
    return emptied;
}

static bool is_merger(const Tally *tally, ptrdiff_t now)
{
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        if (tally->map[i].kind == MAP_MERGE &&
            tally_find_mapped(tally, tally->map[i].new_key) == now)
            return true;
    }
    return false;
}

/* Every published cell of the period but the company's held all of them, and the unit as it is now;
 * else one of its old units may have lost a person and another have won one. */
static bool kept_together(const Plan *plan, PlanFound found, PlanPast past, ptrdiff_t now,
                          ptrdiff_t period)
{
    for (ptrdiff_t c = 0; c < plan->past->cells.len; c++) {
        const LedgerCell *cell = &plan->past->cells.items[c];
        bool over = false, whole = false;
        ptrdiff_t held = 0;
        for (ptrdiff_t i = 0; i < cell->period_count; i++)
            over = over || found.period[cell->periods[i]] == period;
        for (ptrdiff_t i = 0; over && i < cell->unit_count; i++) {
            whole = whole || found.unit[cell->units[i]] == now;
            for (ptrdiff_t a = 0; a < past.count; a++)
                held += plan->past->atoms.items[past.atoms[a]].unit == cell->units[i];
        }
        if (held > 0 && (held < past.count || !whole))
            return false;
    }
    return true;
}

bool plan_has_moved(const Plan *plan, PlanFound found, PlanPast past, ptrdiff_t now,
                    ptrdiff_t period)
{
    ptrdiff_t units = plan->tally->unit_count;
    if (!names_emptied(plan, found, past, period))
        return false;
    for (ptrdiff_t u = 1; u < units; u++) {
        if (plan->changed && plan->changed[period * units + u] &&
            plan_now_of(plan->tally, u) == now)
            return false; /* others than those that were published, though as many */
    }
    for (ptrdiff_t s = 0; s < statistic_count(plan->counts); s++) {
        if (binds(plan, s) && total_now(plan, now, period, s) < total_past(plan, past, s))
            return false;
    }
    return !is_merger(plan->tally, now) || kept_together(plan, found, past, now, period);
}

/* What is there beyond what was published, of all the unit's names together; it is kept as answers
 * to the newest name. */
void plan_add_moved(Plan *plan, PlanFound found, PlanPast past, ptrdiff_t now, ptrdiff_t period)
{
    PlanAtom rest = {.unit = now, .period = period, .moved = past};
    for (ptrdiff_t i = 0; i < past.count; i++) {
        const LedgerAtom *atom = &plan->past->atoms.items[past.atoms[i]];
        plan_add_past(plan, now, period, past.atoms[i]);
        if (found.unit[atom->unit] == now) {
            rest.past = atom;
            rest.batch = atom->batch_count;
        }
    }
    int64_t more = 0, unknown = 0; /* as in add_atom of plan.c */
    for (ptrdiff_t s = 0; s < statistic_count(plan->counts); s++) {
        int64_t change = plan_moved_n(plan, &rest, s);
        if (binds(plan, s))
            more = change > more ? change : more;
        else
            unknown = change > unknown ? change : unknown;
    }
    ptrdiff_t comments = statistic_comments(plan->counts);
    ptrdiff_t at = period * plan->tally->unit_count + now;
    plan->unsaid[at] =
        comments >= 0 && total_now(plan, now, period, comments) < total_past(plan, past, comments);
    rest.late = more > 0;
    plan->change[at] = more;
    if (more + unknown > 0)
        *PUSH(plan->arena, &plan->atoms, PlanAtom) = rest;
}

/* ---- Is a published cell one of now? ---- */

static bool was_of(const LedgerCell *past, ptrdiff_t ledger_unit)
{
    for (ptrdiff_t i = 0; i < past->unit_count; i++) {
        if (past->units[i] == ledger_unit)
            return true;
    }
    return false;
}

bool plan_is_made_of(const Tally *tally, Members members, ptrdiff_t now)
{
    for (ptrdiff_t i = 0; now >= 0 && i < members.count; i++) {
        if (plan_now_of(tally, plan_member(members, i)) == now)
            return true;
    }
    return false;
}

/* In the cell's periods, when it was published. */
static bool had_answers(const Plan *plan, PlanFound found, const LedgerCell *past,
                        ptrdiff_t ledger_unit)
{
    for (ptrdiff_t i = 0; i < past->period_count; i++) {
        ptrdiff_t a = found.places[ledger_unit * plan->ledger->periods.len + past->periods[i]] - 1;
        if (a >= 0 && plan->past->atoms.items[a].batches[0].edition <= past->edition)
            return true;
    }
    return false;
}

/* The unit under this name, or one that was only renamed to it. */
static bool was_of_name(const Plan *plan, const LedgerCell *past, Str key)
{
    const Tally *tally = plan->tally;
    Str now = unit_map_resolve(tally->map, tally->map_count, key, false);
    for (ptrdiff_t i = 0; i < past->unit_count; i++) {
        Str then = plan->ledger->units.items[past->units[i]];
        if (str_equal(unit_map_resolve(tally->map, tally->map_count, then, false), now))
            return true;
    }
    return false;
}

bool plan_same_units(const Plan *plan, PlanFound found, const LedgerCell *past,
                     const PlanCell *cell)
{
    const Tally *tally = plan->tally;
    const Window *window = &tally->windows[cell->window];
    Members members = plan_members(tally, cell->scope);
    for (ptrdiff_t i = 0; i < past->unit_count; i++) {
        if (!plan_is_made_of(tally, members, found.now[past->units[i]]))
            return false;
    }
    for (ptrdiff_t l = 0; l < plan->ledger->units.len; l++) { /* nothing of them was left out */
        if (plan_is_made_of(tally, members, found.now[l]) && !was_of(past, l) &&
            had_answers(plan, found, past, l))
            return false;
    }
    for (ptrdiff_t i = 0; i < members.count; i++) { /* nor has anything come to them since */
        ptrdiff_t unit = plan_member(members, i);
        int64_t rows = 0;
        for (ptrdiff_t t = window->first; t <= window->last; t++)
            rows += statistic_n(tally, plan->side, 0, unit, t);
        if (rows > 0 && !was_of_name(plan, past, tally->units[unit].key))
            return false;
    }
    return true;
}
