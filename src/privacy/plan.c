#include "plan.h"

Members plan_members(const Tally *tally, ptrdiff_t scope)
{
    if (scope == 0)
        return (Members){.count = tally->unit_count};
    return (Members){tally->units[scope].members, tally->units[scope].member_count};
}

ptrdiff_t plan_member(Members members, ptrdiff_t i)
{
    return members.units ? members.units[i] : i;
}

int64_t plan_now(const Plan *plan, const PlanCell *cell, ptrdiff_t statistic)
{
    const Window *window = &plan->tally->windows[cell->window];
    Members members = plan_members(plan->tally, cell->scope);
    int64_t n = 0;
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        for (ptrdiff_t i = 0; i < members.count; i++)
            n += statistic_n(plan->tally, plan->side, statistic, plan_member(members, i), t);
    }
    return n;
}

int64_t plan_past_n(const Plan *plan, const LedgerAtom *past, ptrdiff_t statistic)
{
    ptrdiff_t column = plan->column[statistic];
    int64_t n = 0;
    for (ptrdiff_t b = 0; past && column >= 0 && b < past->batch_count; b++)
        n += past->batches[b].counts[column];
    return n;
}

bool plan_is_new(const PlanAtom *atom)
{
    return !atom->past || atom->batch == atom->past->batch_count;
}

int64_t plan_atom_n(const Plan *plan, ptrdiff_t atom, ptrdiff_t statistic)
{
    const PlanAtom *one = &plan->atoms.items[atom];
    if (one->moved.count > 0)
        return plan_moved_n(plan, one, statistic);
    if (plan_is_new(one)) {
        int64_t n = statistic_n(plan->tally, plan->side, statistic, one->unit, one->period) -
                    plan_past_n(plan, one->past, statistic);
        return n > 0 ? n : 0; /* only comments can be fewer here: add_atom */
    }
    ptrdiff_t column = plan->column[statistic];
    return column < 0 ? 0 : one->past->batches[one->batch].counts[column];
}

/* ---- Atoms ---- */

static PlanFound find_past(const Plan *plan)
{
    const Ledger *ledger = plan->ledger;
    PlanFound found = {.unit = NEW(plan->arena, ptrdiff_t, ledger->units.len),
                       .period = NEW(plan->arena, ptrdiff_t, ledger->periods.len),
                       .now = NEW(plan->arena, ptrdiff_t, ledger->units.len),
                       .places = ledger_places(plan->arena, ledger, plan->side)};
    for (ptrdiff_t u = 0; u < ledger->units.len; u++) {
        found.unit[u] = tally_find_unit(plan->tally, ledger->units.items[u]);
        found.now[u] = tally_find_mapped(plan->tally, ledger->units.items[u]);
    }
    for (ptrdiff_t t = 0; t < ledger->periods.len; t++)
        found.period[t] = tally_find_period_id(plan->tally, ledger->periods.items[t]);
    return found;
}

void plan_add_past(Plan *plan, ptrdiff_t unit, ptrdiff_t period, ptrdiff_t past)
{
    const LedgerAtom *atom = &plan->past->atoms.items[past];
    plan->past_begin[past] = plan->atoms.len;
    for (ptrdiff_t b = 0; b < atom->batch_count; b++)
        *PUSH(plan->arena, &plan->atoms, PlanAtom) =
            (PlanAtom){.unit = unit, .period = period, .past = atom, .batch = b};
}

/* Compares what is there of (unit, period) with what was published of it. Where anything is gone,
 * what came in exchange cannot be told: the published atoms stand for it. */
static void add_atom(Plan *plan, ptrdiff_t unit, ptrdiff_t period, ptrdiff_t past)
{
    const LedgerAtom *atom = past < 0 ? NULL : &plan->past->atoms.items[past];
    int64_t more = 0, less = 0, unknown = 0; /* unknown: to questions that the ledger has not */
    ptrdiff_t at = period * plan->tally->unit_count + unit;
    for (ptrdiff_t s = 0; s < statistic_count(plan->counts); s++) {
        int64_t change =
            statistic_n(plan->tally, plan->side, s, unit, period) - plan_past_n(plan, atom, s);
        /* A comment that was taken back or written later leaves the answers as they are. */
        bool comments = s == statistic_comments(plan->counts);
        plan->unsaid[at] = plan->unsaid[at] || (comments && change < 0);
        if (comments || (atom && plan->column[s] < 0)) {
            unknown = change > unknown ? change : unknown;
            continue;
        }
        more = change > more ? change : more;
        less = change < less ? change : less;
    }
    if (plan->changed && plan->changed[at] && less == 0)
        less = -1; /* one went and another came: as many as before, and not the same */
    plan->change[at] = less < 0 ? less : more;
    plan->gone[at] = plan->gone[at] || less < 0;
    if (atom)
        plan_add_past(plan, unit, period, past);
    if (less == 0 && more + unknown > 0)
        *PUSH(plan->arena, &plan->atoms, PlanAtom) =
            (PlanAtom){.unit = unit,
                       .period = period,
                       .past = atom,
                       .batch = atom ? atom->batch_count : 0,
                       .late = more > 0};
}

typedef LIST_OF(ptrdiff_t) PastList;

/* A unit's published atoms of a period, under all its names; none without a map. */
static PlanPast *gather_past(const Plan *plan, PlanFound found)
{
    const Tally *tally = plan->tally;
    ptrdiff_t units = tally->unit_count, places = units * tally->period_count;
    PlanPast *past = NEW(plan->arena, PlanPast, places);
    if (tally->map_count == 0)
        return past;
    PastList *lists = NEW(plan->arena, PastList, places);
    for (ptrdiff_t a = 0; a < plan->past->atoms.len; a++) {
        const LedgerAtom *atom = &plan->past->atoms.items[a];
        ptrdiff_t now = found.now[atom->unit], period = found.period[atom->period];
        if (now > 0 && period >= 0)
            *PUSH(plan->arena, &lists[period * units + now], ptrdiff_t) = a;
    }
    for (ptrdiff_t i = 0; i < places; i++)
        past[i] = (PlanPast){lists[i].items, lists[i].len};
    return past;
}

/* Of units or periods that are not there any more. Rows without a unit are in no cell but the
 * company's, whose sum is another one now. */
static void add_orphans(Plan *plan, PlanFound found, const PlanFamilies *families,
                        const bool *moved)
{
    ptrdiff_t units = plan->tally->unit_count;
    for (ptrdiff_t a = 0; a < plan->past->atoms.len; a++) {
        const LedgerAtom *atom = &plan->past->atoms.items[a];
        ptrdiff_t unit = found.unit[atom->unit], period = found.period[atom->period];
        ptrdiff_t now = found.now[atom->unit];
        if (period >= 0 && (unit >= 0 || (now > 0 && moved[period * units + now])))
            continue;
        plan_add_past(plan, unit, period, a);
        if (period >= 0) {
            plan->gone[period * units + UNIT_NONE] = true;
            plan_freeze_family(plan, families, plan->ledger->units.items[atom->unit], period);
        }
    }
}

static void make_atoms(Plan *plan, PlanFound found)
{
    ptrdiff_t units = plan->tally->unit_count, periods = plan->tally->period_count;
    const PlanFamilies *families = plan_families(plan->arena, plan->tally);
    const PlanPast *of_names = gather_past(plan, found);
    bool *moved = NEW(plan->arena, bool, units *periods);
    for (ptrdiff_t i = 0; i < units * periods; i++)
        moved[i] =
            of_names[i].count > 0 && plan_has_moved(plan, found, of_names[i], i % units, i / units);
    add_orphans(plan, found, families, moved);
    ptrdiff_t *past = NEW(plan->arena, ptrdiff_t, units * periods); /* of the ledger, + 1 */
    for (ptrdiff_t a = 0; a < plan->past->atoms.len; a++) {
        const LedgerAtom *atom = &plan->past->atoms.items[a];
        ptrdiff_t unit = found.unit[atom->unit], period = found.period[atom->period];
        if (unit >= 0 && period >= 0)
            past[period * units + unit] = a + 1;
    }
    for (ptrdiff_t t = 0; t < periods; t++) {
        for (ptrdiff_t u = 0; u < units; u++) {
            ptrdiff_t now = plan_now_of(plan->tally, u);
            plan->begin[t * units + u] = plan->atoms.len;
            if (!moved[t * units + now])
                add_atom(plan, u, t, past[t * units + u] - 1);
            else if (u == now)
                plan_add_moved(plan, found, of_names[t * units + u], u, t);
        }
    }
    plan->begin[units * periods] = plan->atoms.len;
    plan_freeze_families(plan, families);
}

/* ---- Weights ---- */

int64_t plan_weights(Arena *scratch, const Tally *tally, Side side, ptrdiff_t period)
{
    if (tally->side[side].weighted)
        return 1;
    const Statistics *statistics = &tally->config->statistics;
    uint64_t sum = 0;
    bool raked = false;
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        /* Customers are not raked. Not a number: no headcount was given. */
        if (side != SIDE_EX || line->side != side || line->period != period ||
            !(line->headcount >= 0))
            continue;
        Buffer text = {.arena = scratch};
        buffer_addf(&text, "%.17g %.17g %.17g", line->headcount, statistics->trim_low,
                    statistics->trim_high);
        ptrdiff_t of =
            line->unit < 0 ? line->unit : tally_headcount_unit(tally, side, line->unit, period);
        Str unit = of < 0 ? STR_NONE : tally->units[of].key;
        buffer_addf(&text, "|%.*s", STR_ARG(unit));
        for (ptrdiff_t m = 0; line->categories && m < tally->side[side].margin_count; m++)
            buffer_addf(&text, "|%.*s", STR_ARG(line->categories[m]));
        sum += str_hash(buffer_str(&text)); /* in any order */
        raked = true;
    }
    return raked ? 2 + (int64_t)(sum >> 12) : 0;
}

static void find_covered(Plan *plan, PlanFound found)
{
    for (ptrdiff_t c = 0; c < plan->past->cells.len; c++) {
        const LedgerCell *cell = &plan->past->cells.items[c];
        for (ptrdiff_t i = 0; i < cell->period_count; i++) {
            ptrdiff_t t = found.period[cell->periods[i]];
            if (t >= 0 && (plan->covered[t] == 0 || cell->edition < plan->covered[t]))
                plan->covered[t] = cell->edition;
        }
    }
}

/* Answers that came after the period was first published. */
static bool has_late(const Plan *plan, ptrdiff_t t)
{
    ptrdiff_t units = plan->tally->unit_count;
    for (ptrdiff_t a = plan->begin[t * units]; a < plan->begin[(t + 1) * units]; a++) {
        const PlanAtom *atom = &plan->atoms.items[a];
        if (plan_is_new(atom) ? atom->late
                              : atom->past->batches[atom->batch].edition > plan->covered[t])
            return true;
    }
    return false;
}

/* Late answers change the weights of their period: a column of weights by the factor that scales
 * their sum, raking each in its own way. */
static void compare_weights(Plan *plan)
{
    for (ptrdiff_t t = 0; t < plan->tally->period_count; t++) {
        if (plan->covered[t] == 0)
            continue;
        ptrdiff_t past = strlist_find(&plan->ledger->periods, plan->tally->periods[t].id);
        int64_t weights = plan_weights(plan->arena, plan->tally, plan->side, t);
        bool late = has_late(plan, t);
        plan->rescaled[t] = late && weights == 1;
        plan->broken[t] = (late && weights > 1) || weights != plan->past->weights[past];
    }
}

/* ---- Cells ---- */

static bool is_frozen(const Plan *plan, const PlanCell *cell)
{
    const Window *window = &plan->tally->windows[cell->window];
    Members members = plan_members(plan->tally, cell->scope);
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        if (plan->broken[t] || (plan->rescaled[t] && window->first < window->last))
            return true;
        for (ptrdiff_t i = 0; i < members.count; i++) {
            if (plan->gone[t * plan->tally->unit_count + plan_member(members, i)])
                return true;
        }
    }
    return false;
}

static void gather_atoms(const Plan *plan, PlanCell *cell)
{
    const Window *window = &plan->tally->windows[cell->window];
    Members members = plan_members(plan->tally, cell->scope);
    LIST_OF(ptrdiff_t) atoms = {0};
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        for (ptrdiff_t i = 0; i < members.count; i++) {
            const ptrdiff_t *begin =
                &plan->begin[t * plan->tally->unit_count + plan_member(members, i)];
            for (ptrdiff_t a = begin[0]; a < begin[1]; a++)
                *PUSH(plan->arena, &atoms, ptrdiff_t) = a;
        }
    }
    cell->atoms = atoms.items;
    cell->atom_count = atoms.len;
}

/* A split unit has figures of its own until then, its parts from then on; nor is a part's year to
 * date its own where somebody named the part before. */
static bool is_alive(const Plan *plan, ptrdiff_t scope, ptrdiff_t window)
{
    const Unit *unit = &plan->tally->units[scope];
    ptrdiff_t last = plan->tally->windows[window].last;
    if (last < unit->first_period || last >= unit->end_period)
        return false;
    for (ptrdiff_t t = plan->tally->windows[window].first; t < unit->first_period; t++) {
        for (ptrdiff_t i = 0; i < unit->member_count; i++) {
            if (statistic_n(plan->tally, plan->side, 0, unit->members[i], t) > 0)
                return false;
        }
    }
    return true;
}

static void make_cells(Plan *plan)
{
    const Tally *tally = plan->tally;
    plan->cells = NEW(plan->arena, PlanCell, tally->unit_count * tally->window_count);
    for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
        for (ptrdiff_t w = 0; w < tally->window_count; w++) {
            PlanCell *cell = &plan->cells[scope * tally->window_count + w];
            *cell = (PlanCell){.scope = scope, .window = w};
            cell->printed =
                scope == 0 || (tally->windows[w].kind != WINDOW_ALL &&
                               tally->units[scope].merged_into < 0 && is_alive(plan, scope, w));
            cell->frozen = is_frozen(plan, cell);
            gather_atoms(plan, cell);
        }
    }
}

/* The tally lists the periods, `all`, then the running windows by their end, shortest first. */
static void order_windows(Plan *plan)
{
    const Tally *tally = plan->tally;
    ptrdiff_t periods = tally->period_count, count = 0;
    plan->windows = NEW(plan->arena, ptrdiff_t, tally->window_count);
    for (ptrdiff_t t = 0; t < periods; t++) {
        plan->windows[count++] = t;
        for (ptrdiff_t w = periods + 1; w < tally->window_count; w++) {
            if (tally->windows[w].last == t)
                plan->windows[count++] = w;
        }
    }
    plan->windows[count++] = periods;
    CX_ASSERT(count == tally->window_count);
}

/* ---- What was published of the cells ---- */

static void gather_given(Plan *plan)
{
    const ptrdiff_t *places = ledger_places(plan->arena, plan->ledger, plan->side);
    plan->given = NEW(plan->arena, Candidate, plan->past->cells.len);
    for (ptrdiff_t c = 0; c < plan->past->cells.len; c++) {
        const LedgerCell *cell = &plan->past->cells.items[c];
        LedgerIndices of_cell = ledger_atoms_of(plan->arena, plan->ledger, cell, places);
        LedgerIndices atoms = {0};
        for (ptrdiff_t i = 0; i < of_cell.len; i++) {
            ptrdiff_t past = of_cell.items[i];
            const LedgerAtom *atom = &plan->past->atoms.items[past];
            for (ptrdiff_t b = 0; b < atom->batch_count; b++) {
                if (atom->batches[b].edition <= cell->edition)
                    *PUSH(plan->arena, &atoms, ptrdiff_t) = plan->past_begin[past] + b;
            }
        }
        plan->given[c] = (Candidate){.atoms = atoms.items, .atom_count = atoms.len, .given = true};
    }
}

static ptrdiff_t find_window(const Tally *tally, Str id)
{
    ptrdiff_t w = tally->window_count - 1;
    while (w >= 0 && !str_equal(tally->windows[w].id, id))
        w--;
    return w;
}

/* The same units over the same periods: else the name means something else now. */
static bool is_same_cell(const Plan *plan, PlanFound found, const LedgerCell *past,
                         const PlanCell *cell)
{
    const Window *window = &plan->tally->windows[cell->window];
    Members members = plan_members(plan->tally, cell->scope);
    if (!cell->printed || past->period_count != window->last - window->first + 1)
        return false;
    for (ptrdiff_t i = 0; i < past->period_count; i++) {
        if (found.period[past->periods[i]] != window->first + i)
            return false;
    }
    if (cell->scope == 0)
        return true;
    if (plan->tally->map_count > 0)
        return plan_same_units(plan, found, past, cell);
    if (past->unit_count != members.count)
        return false;
    for (ptrdiff_t i = 0; i < members.count; i++) {
        if (found.unit[past->units[i]] != plan_member(members, i))
            return false;
    }
    return true;
}

static bool is_unchanged(const Plan *plan, const PlanCell *cell)
{
    for (ptrdiff_t i = 0; i < cell->atom_count; i++) {
        const PlanAtom *atom = &plan->atoms.items[cell->atoms[i]];
        if (plan_is_new(atom) || atom->past->batches[atom->batch].edition > cell->stored->edition)
            return false;
    }
    return true;
}

static bool take_stored(Plan *plan, PlanFound found, const LedgerCell *past, ptrdiff_t scope,
                        ptrdiff_t window)
{
    PlanCell *cell = &plan->cells[scope * plan->tally->window_count + window];
    if (!is_same_cell(plan, found, past, cell))
        return false;
    cell->stored = past;
    cell->unchanged = is_unchanged(plan, cell);
    return true;
}

/* With a unit map the same units may have been a cell under another name: a group that became a
 * unit, or a parent. It stands for one of the scopes that hold its first unit. */
static void take_renamed(Plan *plan, PlanFound found, const LedgerCell *past, ptrdiff_t window)
{
    const Unit *units = plan->tally->units;
    ptrdiff_t now = past->unit_count > 0 ? found.now[past->units[0]] : -1;
    if (now <= 0 || take_stored(plan, found, past, now, window))
        return;
    ptrdiff_t group = units[now].merged_into;
    if (group >= 0 && take_stored(plan, found, past, group, window))
        return;
    for (ptrdiff_t u = units[now].above; u >= 0; u = units[u].above) {
        if (take_stored(plan, found, past, u, window))
            return;
    }
}

static void find_stored(Plan *plan, PlanFound found)
{
    const Tally *tally = plan->tally;
    for (ptrdiff_t c = 0; c < plan->past->cells.len; c++) { /* later ones after earlier ones */
        const LedgerCell *past = &plan->past->cells.items[c];
        Str key = unit_map_resolve(tally->map, tally->map_count, past->scope, false);
        ptrdiff_t scope = key.len == 0 ? 0 : tally_find_unit(tally, key);
        ptrdiff_t window = find_window(tally, past->window);
        bool taken = window < 0 || (scope >= 0 && take_stored(plan, found, past, scope, window));
        if (!taken && scope != 0 && tally->map_count > 0)
            take_renamed(plan, found, past, window);
    }
}

Plan plan_new(Arena *arena, const Tally *tally, Side side, const Ledger *ledger,
              const bool *changed)
{
    ptrdiff_t units = tally->unit_count, periods = tally->period_count;
    Plan plan = {.arena = arena,
                 .tally = tally,
                 .counts = &tally->side[side],
                 .side = side,
                 .ledger = ledger,
                 .past = &ledger->side[side],
                 .changed = changed};
    plan.column = NEW(arena, ptrdiff_t, statistic_count(plan.counts));
    for (ptrdiff_t s = 0; s < statistic_count(plan.counts); s++)
        plan.column[s] = strlist_find(&plan.past->columns, statistic_name(arena, plan.counts, s));
    plan.begin = NEW(arena, ptrdiff_t, units * periods + 1);
    plan.past_begin = NEW(arena, ptrdiff_t, plan.past->atoms.len);
    plan.covered = NEW(arena, int64_t, periods);
    plan.change = NEW(arena, int64_t, units * periods);
    plan.gone = NEW(arena, bool, units *periods);
    plan.unsaid = NEW(arena, bool, units *periods);
    plan.broken = NEW(arena, bool, periods);
    plan.rescaled = NEW(arena, bool, periods);
    PlanFound found = find_past(&plan);
    make_atoms(&plan, found);
    find_covered(&plan, found);
    compare_weights(&plan);
    make_cells(&plan);
    order_windows(&plan);
    gather_given(&plan);
    find_stored(&plan, found);
    return plan;
}
