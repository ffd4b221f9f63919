#include <stdlib.h>

#include "answering.h"
#include "plan.h"
#include "unanimous.h"

/* One pass of the algorithm: the candidates in their order (privacy.h), with a statistic's n. */
typedef struct Pass {
    const Plan *plan;
    Arena *arena;
    ptrdiff_t statistic;
    int64_t *atom_n;
    bool small;      /* there is somebody to protect */
    int64_t *n;      /* [cell] */
    bool *candidate; /* [cell] */
    bool *refused;   /* [cell] by unanimity */
    Publish *out;    /* [cell] */
} Pass;

static ptrdiff_t cell_count(const Plan *plan)
{
    return plan->tally->unit_count * plan->tally->window_count;
}

static Pass pass_open(Arena *arena, const Plan *plan, ptrdiff_t statistic)
{
    ptrdiff_t cells = cell_count(plan), atoms = plan->atoms.len;
    Pass pass = {.plan = plan, .arena = arena, .statistic = statistic};
    pass.atom_n = NEW(arena, int64_t, atoms);
    pass.n = NEW(arena, int64_t, cells);
    pass.candidate = NEW(arena, bool, cells);
    pass.refused = NEW(arena, bool, cells);
    pass.out = NEW(arena, Publish, cells);
    for (ptrdiff_t a = 0; a < atoms; a++) {
        int64_t n = pass.atom_n[a] = plan_atom_n(plan, a, statistic);
        pass.small = pass.small || (n > 0 && n < plan->tally->config->privacy.minimum);
    }
    for (ptrdiff_t c = 0; c < cells; c++) {
        const PlanCell *cell = &plan->cells[c];
        pass.candidate[c] = cell->printed && !cell->frozen;
        for (ptrdiff_t i = 0; i < cell->atom_count; i++)
            pass.n[c] += pass.atom_n[cell->atoms[i]];
    }
    return pass;
}

typedef struct LedgerNote LedgerNote;
typedef LIST_OF(LedgerNote) NoteList;

typedef struct Order {
    int64_t n;
    ptrdiff_t unit;
} Order;

static int compare_order(const void *a, const void *b)
{
    const Order *left = a, *right = b;
    if (left->n != right->n)
        return left->n > right->n ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit); /* units are sorted by name */
}

typedef LIST_OF(ptrdiff_t) CellList;

static void put_units(const Pass *pass, ptrdiff_t window, CellList *list)
{
    const Tally *tally = pass->plan->tally;
    Order *order = NEW(pass->arena, Order, tally->unit_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t unit = 1; unit < tally->unit_count; unit++) {
        ptrdiff_t cell = unit * tally->window_count + window;
        if (pass->candidate[cell])
            order[count++] = (Order){pass->n[cell], unit};
    }
    qsort(order, (size_t)count, sizeof *order, compare_order);
    for (ptrdiff_t i = 0; i < count; i++)
        *PUSH(pass->arena, list, ptrdiff_t) = order[i].unit * tally->window_count + window;
}

/* The cells in the order in which they are decided. */
static CellList pass_order(const Pass *pass)
{
    const Tally *tally = pass->plan->tally;
    const ptrdiff_t *windows = pass->plan->windows;
    CellList list = {0};
    for (ptrdiff_t begin = 0, end = 0; begin < tally->window_count; begin = end) {
        ptrdiff_t last = tally->windows[windows[begin]].last;
        for (; end < tally->window_count && tally->windows[windows[end]].last == last; end++) {
            if (pass->candidate[windows[end]])
                *PUSH(pass->arena, &list, ptrdiff_t) = windows[end];
        }
        for (ptrdiff_t i = begin; i < end; i++)
            put_units(pass, windows[i], &list);
    }
    return list;
}

static void pass_run(Pass *pass)
{
    const Plan *plan = pass->plan;
    ptrdiff_t column = plan->column[pass->statistic];
    CellList cells = pass_order(pass);
    ptrdiff_t given = 0, past = plan->past->cells.len;
    Candidate *candidates = NEW(pass->arena, Candidate, past + cells.len);
    for (ptrdiff_t c = 0; c < past; c++) {
        if (column >= 0 && plan->past->cells.items[c].shown[column])
            candidates[given++] = plan->given[c];
    }
    for (ptrdiff_t i = 0; i < cells.len; i++) {
        const PlanCell *cell = &plan->cells[cells.items[i]];
        candidates[given + i] = (Candidate){.atoms = cell->atoms,
                                            .atom_count = cell->atom_count,
                                            .refused = pass->refused[cells.items[i]]};
    }
    Publish *out = NEW(pass->arena, Publish, given + cells.len);
    privacy_publish(pass->arena, pass->atom_n, plan->atoms.len, candidates, given + cells.len,
                    plan->tally->config->privacy.minimum, out);
    for (ptrdiff_t i = 0; i < cells.len; i++)
        pass->out[cells.items[i]] = out[given + i];
}

/* ---- Cells ---- */

/* A cell that cannot be shown as it is now stays as it was published, if it was. */
static Publish state_of(const PlanCell *cell, Publish decision, int64_t n, int minimum)
{
    if (cell->frozen && !cell->stored)
        return n == 0 ? PUBLISH_EMPTY : n < minimum ? PUBLISH_PRIMARY : PUBLISH_SECONDARY;
    return cell->stored && (cell->frozen || decision == PUBLISH_SECONDARY) ? PUBLISH_STORED
                                                                           : decision;
}

static void decide_cells(Arena scratch, const Plan *plan, Published *published)
{
    Pass pass = pass_open(&scratch, plan, 0);
    pass_run(&pass);
    for (ptrdiff_t c = 0; c < cell_count(plan); c++) {
        const PlanCell *cell = &plan->cells[c];
        int64_t n = cell->printed ? plan_now(plan, cell, 0) : 0;
        Publish state = state_of(cell, pass.out[c], n, plan->tally->config->privacy.minimum);
        published->n[plan->side][c] = n;
        published->state[plan->side][c] = state;
        published->stored[plan->side][c] = state == PUBLISH_STORED ? cell->stored : NULL;
        bool before = state == PUBLISH_PUBLISHED && cell->stored;
        published->before[plan->side][c] = before ? cell->stored : NULL;
        published->as_many[plan->side][c] = before && cell->unchanged;
    }
}

/* ---- Questions and person means ---- */

static bool holds_any(const Plan *plan, ptrdiff_t cell, const bool *periods)
{
    const Window *window = &plan->tally->windows[plan->cells[cell].window];
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        if (periods[t])
            return true;
    }
    return false;
}

/* Over all candidates, those too whose cell is hidden: what is printed is less than what the pass
 * accepts, and so tells no more. Of a stored cell those statistics are shown that were published
 * with it. */
static void decide_statistic(Arena scratch, const Plan *plan, const Published *published,
                             ptrdiff_t statistic, bool *withheld, ptrdiff_t stride)
{
    const Publish *state = published->state[plan->side];
    ptrdiff_t column = plan->column[statistic];
    bool hide_unanimous = plan->tally->config->privacy.unanimity_hide;
    Pass pass = pass_open(&scratch, plan, statistic);
    bool any = pass.small;
    for (ptrdiff_t c = 0; hide_unanimous && c < cell_count(plan); c++) {
        pass.refused[c] = pass.candidate[c] && is_unanimous(plan, &plan->cells[c], statistic);
        any = any || pass.refused[c];
    }
    if (any) /* else no atom, and so no sum of atoms, is of fewer than the minimum */
        pass_run(&pass);
    const bool *otherwise = plan_told_otherwise(&scratch, plan, statistic);
    for (ptrdiff_t c = 0; c < cell_count(plan); c++) {
        bool *hidden = &withheld[c * stride];
        if (state[c] == PUBLISH_PUBLISHED)
            *hidden = pass.out[c] == PUBLISH_PRIMARY || pass.out[c] == PUBLISH_SECONDARY ||
                      (pass.n[c] > 0 && holds_any(plan, c, otherwise));
        else if (state[c] == PUBLISH_STORED)
            *hidden = pass.n[c] > 0 && (column < 0 || !plan->cells[c].stored->shown[column]);
    }
}

/* ---- Comments ---- */

/* What is counted of comments: of the company, period by period (report/voices.c). */
static void decide_comments(Arena scratch, const Plan *plan, bool *withheld)
{
    const Tally *tally = plan->tally;
    Pass pass = pass_open(&scratch, plan, statistic_comments(plan->counts));
    for (ptrdiff_t c = tally->period_count; c < cell_count(plan); c++)
        pass.candidate[c] = false;
    pass_run(&pass);
    for (ptrdiff_t t = 0; t < tally->period_count; t++) {
        withheld[t] = pass.out[t] != PUBLISH_PUBLISHED;
        for (ptrdiff_t u = 0; u < tally->unit_count; u++)
            withheld[t] = withheld[t] || plan->unsaid[t * tally->unit_count + u];
    }
}

/* ---- Notes ---- */

static void note_changes(Arena *arena, const Plan *plan, NoteList *notes)
{
    const Tally *tally = plan->tally;
    for (ptrdiff_t t = 0; t < tally->period_count; t++) {
        for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
            int64_t change = plan->change[t * tally->unit_count + u];
            if (plan->covered[t] > 0 && change != 0)
                *PUSH(arena, notes, LedgerNote) =
                    (LedgerNote){plan->side, tally->units[u].name, tally->periods[t].id, change};
        }
    }
    for (ptrdiff_t a = 0; a < plan->atoms.len; a++) {
        const PlanAtom *atom = &plan->atoms.items[a];
        if ((atom->unit < 0 || atom->period < 0) && atom->batch == 0)
            *PUSH(arena, notes, LedgerNote) = (LedgerNote){
                plan->side, plan->ledger->units.items[atom->past->unit],
                plan->ledger->periods.items[atom->past->period], -plan_past_n(plan, atom->past, 0)};
    }
}

static void decide_side(const Plan *plan, Published *published)
{
    ptrdiff_t questions = plan->counts->question_count, means = plan->counts->mean_count;
    decide_cells(*plan->arena, plan, published);
    for (ptrdiff_t q = 0; q < questions; q++)
        decide_statistic(*plan->arena, plan, published, 1 + q, &published->question[plan->side][q],
                         questions);
    for (ptrdiff_t m = 0; m < means; m++)
        decide_statistic(*plan->arena, plan, published, 1 + questions + m,
                         &published->mean[plan->side][m], means);
    for (ptrdiff_t w = 0; w < plan->tally->window_count; w++)
        published->comments[plan->side][w] = true;
    if (statistic_comments(plan->counts) >= 0)
        decide_comments(*plan->arena, plan, published->comments[plan->side]);
}

static const Published *decide(Arena *arena, const Tally *tally, const Ledger *ledger,
                               bool *const changed[SIDE_COUNT])
{
    Published *published = NEW(arena, Published, 1);
    NoteList notes = {0};
    published->scope_count = tally->unit_count;
    published->window_count = tally->window_count;
    ptrdiff_t cells = published->scope_count * published->window_count;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        published->state[side] = NEW(arena, Publish, cells);
        published->question[side] = NEW(arena, bool, cells * tally->side[side].question_count);
        published->mean[side] = NEW(arena, bool, cells * tally->side[side].mean_count);
        published->comments[side] = NEW(arena, bool, tally->window_count);
        published->n[side] = NEW(arena, int64_t, cells);
        published->stored[side] = NEW(arena, const LedgerCell *, cells);
        published->before[side] = NEW(arena, const LedgerCell *, cells);
        published->as_many[side] = NEW(arena, bool, cells);
        published->known[side] = NEW(arena, bool, tally->side[side].question_count);
        Plan plan =
            plan_new(arena, tally, side, ledger ? ledger : ledger_empty(arena), changed[side]);
        for (ptrdiff_t q = 0; q < tally->side[side].question_count; q++)
            published->known[side][q] = plan.column[1 + q] >= 0;
        decide_side(&plan, published);
        note_changes(arena, &plan, &notes);
    }
    published->notes = notes.items;
    published->note_count = notes.len;
    answering_decide(*arena, tally, ledger ? ledger : ledger_empty(arena), published);
    return published;
}

const Published *privacy_decide(Arena *arena, const Tally *tally, const Ledger *ledger)
{
    return decide(arena, tally, ledger, (bool *[SIDE_COUNT]){NULL, NULL});
}

/* ---- As many answers as were published, and not the same ---- */

/* Everything that a cell is made of. */
static void mark_atoms(const Tally *tally, ptrdiff_t cell, bool *atoms)
{
    const Window *window = &tally->windows[cell % tally->window_count];
    Members members = plan_members(tally, cell / tally->window_count);
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        for (ptrdiff_t i = 0; i < members.count; i++)
            atoms[t * tally->unit_count + plan_member(members, i)] = true;
    }
}

/* Whose answers may be others when a cell's figures are: those of its units and periods, but for
 * the cells of one period that hold as many answers and the same figures. */
static bool *find_changed(Arena *arena, const Tally *tally, const bool *as_many,
                          const bool *differs)
{
    ptrdiff_t atoms = tally->period_count * tally->unit_count;
    bool *changed = NEW(arena, bool, atoms), *as_they_were = NEW(arena, bool, atoms);
    for (ptrdiff_t cell = 0; cell < tally->unit_count * tally->window_count; cell++) {
        if (differs[cell])
            mark_atoms(tally, cell, changed);
        else if (as_many[cell] && cell % tally->window_count < tally->period_count)
            mark_atoms(tally, cell, as_they_were);
    }
    for (ptrdiff_t a = 0; a < atoms; a++)
        changed[a] = changed[a] && !as_they_were[a];
    return changed;
}

const Published *privacy_decide_again(Arena *arena, const Tally *tally, const Ledger *ledger,
                                      const Published *first, const bool *const differs[SIDE_COUNT])
{
    bool *changed[SIDE_COUNT];
    for (Side side = 0; side < SIDE_COUNT; side++)
        changed[side] = find_changed(arena, tally, first->as_many[side], differs[side]);
    return decide(arena, tally, ledger, changed);
}
