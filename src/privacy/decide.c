#include <cxex/privacy.h>

#include <stdlib.h>

/* The pack's candidates for one side, in their order of priority (metrics.md §7): by end period;
 * within one first the company, shortest window first (`all` ends with the last period), then the
 * units by n descending, name ascending. The same order serves rows and the answers to each
 * question, each with its own n. */
typedef struct Plan {
    const Tally *tally;
    Side side;
    ptrdiff_t window_count;
    int64_t *atom_n; /* [unit·period_count + period] */
    ptrdiff_t atom_count;
    Candidate *candidates;
    ptrdiff_t *cell; /* of a candidate: scope·window_count + window */
    ptrdiff_t candidate_count;
    Publish *decisions;    /* [candidate_count] */
    ptrdiff_t *all_atoms;  /* [atom_count] 0, 1, 2 … */
    ptrdiff_t *by_period;  /* [period_count·unit_count] atoms of a period, all units */
    struct Ordered *units; /* [unit_count - 1] working room */
} Plan;

typedef struct Ordered {
    int64_t n;
    ptrdiff_t unit;
} Ordered;

static int compare_ordered(const void *a, const void *b)
{
    const Ordered *left = a, *right = b;
    if (left->n != right->n)
        return left->n > right->n ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit); /* units are sorted by name */
}

static Plan plan_new(Arena *arena, const Tally *tally, Side side)
{
    ptrdiff_t units = tally->unit_count, periods = tally->period_count;
    Plan plan = {.tally = tally,
                 .side = side,
                 .window_count = periods + 1,
                 .atom_count = units * periods,
                 .candidate_count = units * periods + (periods > 0)};
    plan.atom_n = NEW(arena, int64_t, plan.atom_count);
    plan.candidates = NEW(arena, Candidate, plan.candidate_count);
    plan.cell = NEW(arena, ptrdiff_t, plan.candidate_count);
    plan.decisions = NEW(arena, Publish, plan.candidate_count);
    plan.all_atoms = NEW(arena, ptrdiff_t, plan.atom_count);
    plan.by_period = NEW(arena, ptrdiff_t, plan.atom_count);
    plan.units = NEW(arena, Ordered, units);
    for (ptrdiff_t unit = 0; unit < units; unit++) {
        for (ptrdiff_t period = 0; period < periods; period++) {
            ptrdiff_t atom = unit * periods + period;
            plan.all_atoms[atom] = atom;
            plan.by_period[period * units + unit] = atom;
        }
    }
    return plan;
}

static void plan_put(Plan *plan, ptrdiff_t *at, const ptrdiff_t *atoms, ptrdiff_t count,
                     ptrdiff_t cell)
{
    plan->candidates[*at] = (Candidate){.atoms = atoms, .atom_count = count};
    plan->cell[(*at)++] = cell;
}

/* atom_n is filled in: puts the candidates in order and decides. */
static void plan_decide(Plan *plan, Arena *arena)
{
    ptrdiff_t units = plan->tally->unit_count, periods = plan->tally->period_count, at = 0;
    for (ptrdiff_t period = 0; period < periods; period++) {
        plan_put(plan, &at, &plan->by_period[period * units], units, period);
        if (period == periods - 1)
            plan_put(plan, &at, plan->all_atoms, plan->atom_count, periods);

        for (ptrdiff_t unit = 1; unit < units; unit++)
            plan->units[unit - 1] = (Ordered){plan->atom_n[unit * periods + period], unit};
        qsort(plan->units, (size_t)(units - 1), sizeof(Ordered), compare_ordered);
        for (ptrdiff_t i = 0; i < units - 1; i++) {
            ptrdiff_t unit = plan->units[i].unit;
            plan_put(plan, &at, &plan->all_atoms[unit * periods + period], 1,
                     unit * plan->window_count + period);
        }
    }
    CX_ASSERT(at == plan->candidate_count);
    privacy_publish(arena, plan->atom_n, plan->atom_count, plan->candidates, plan->candidate_count,
                    plan->tally->config->privacy.minimum, plan->decisions);
}

static int64_t candidate_n(const Plan *plan, ptrdiff_t candidate)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < plan->candidates[candidate].atom_count; i++)
        n += plan->atom_n[plan->candidates[candidate].atoms[i]];
    return n;
}

static void decide_cells(Plan *plan, Published *published, Arena *arena)
{
    const Tally *tally = plan->tally;
    for (ptrdiff_t atom = 0; atom < plan->atom_count; atom++)
        plan->atom_n[atom] =
            tally_rows(tally, plan->side, atom / tally->period_count, atom % tally->period_count);
    plan_decide(plan, arena);
    for (ptrdiff_t c = 0; c < plan->candidate_count; c++) {
        published->state[plan->side][plan->cell[c]] = plan->decisions[c];
        published->n[plan->side][plan->cell[c]] = candidate_n(plan, c);
    }
}

/* The question pass: only where a published cell has 1 .. k-1 answers, then over all candidates
 * with the answers as n. What has no answers at all is empty, not withheld. `withheld` has one flag
 * a cell, `stride` apart. */
static void decide_answers(Plan *plan, const Published *published, Arena *arena, bool *withheld,
                           ptrdiff_t stride)
{
    int64_t k = plan->tally->config->privacy.minimum;
    const Publish *state = published->state[plan->side];
    bool few = false;
    for (ptrdiff_t c = 0; c < plan->candidate_count && !few; c++) {
        int64_t n = state[plan->cell[c]] == PUBLISH_PUBLISHED ? candidate_n(plan, c) : 0;
        few = n > 0 && n < k;
    }
    if (!few)
        return;

    plan_decide(plan, arena);
    for (ptrdiff_t c = 0; c < plan->candidate_count; c++) {
        bool shown = plan->decisions[c] == PUBLISH_PUBLISHED || plan->decisions[c] == PUBLISH_EMPTY;
        if (state[plan->cell[c]] == PUBLISH_PUBLISHED && !shown)
            withheld[plan->cell[c] * stride] = true;
    }
}

static void decide_questions(Plan *plan, Published *published, Arena *arena)
{
    const Tally *tally = plan->tally;
    const SideTally *side = &tally->side[plan->side];
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        for (ptrdiff_t atom = 0; atom < plan->atom_count; atom++)
            plan->atom_n[atom] = tally_answers(tally, plan->side, atom / tally->period_count,
                                               atom % tally->period_count, q);
        decide_answers(plan, published, arena, &published->question[plan->side][q],
                       side->question_count);
    }
}

/* Person means get the pass too: with the half rule a mean can rest on fewer people than the cell
 * has rows. */
static void decide_means(Plan *plan, Published *published, Arena *arena)
{
    const Tally *tally = plan->tally;
    const SideTally *side = &tally->side[plan->side];
    for (ptrdiff_t mean = 0; mean < side->mean_count; mean++) {
        for (ptrdiff_t atom = 0; atom < plan->atom_count; atom++)
            plan->atom_n[atom] = tally_mean_rows(tally, plan->side, atom / tally->period_count,
                                                 atom % tally->period_count, mean);
        decide_answers(plan, published, arena, &published->mean[plan->side][mean],
                       side->mean_count);
    }
}

const Published *privacy_decide(Arena *arena, const Tally *tally, const Ledger *ledger)
{
    (void)ledger;
    Published *published = NEW(arena, Published, 1);
    published->scope_count = tally->unit_count;
    published->window_count = tally->period_count + 1;
    ptrdiff_t cells = published->scope_count * published->window_count;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        const SideTally *counts = &tally->side[side];
        published->state[side] = NEW(arena, Publish, cells);
        published->question[side] = NEW(arena, bool, cells * counts->question_count);
        published->mean[side] = NEW(arena, bool, cells * counts->mean_count);
        published->n[side] = NEW(arena, int64_t, cells);

        ArenaMark mark = arena_mark(arena);
        Plan plan = plan_new(arena, tally, side);
        decide_cells(&plan, published, arena);
        decide_questions(&plan, published, arena);
        decide_means(&plan, published, arena);
        arena_reset(arena, mark);
    }
    return published;
}

static ptrdiff_t cell_index(const Published *published, ptrdiff_t scope, ptrdiff_t window)
{
    CX_ASSERT(scope >= 0 && scope < published->scope_count);
    CX_ASSERT(window >= 0 && window < published->window_count);
    return scope * published->window_count + window;
}

Publish privacy_state(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    return published->state[side][cell_index(published, scope, window)];
}

bool privacy_shown(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    Publish state = privacy_state(published, side, scope, window);
    return state == PUBLISH_PUBLISHED || state == PUBLISH_STORED;
}

bool privacy_question_withheld(const Published *published, const Tally *tally, Side side,
                               ptrdiff_t scope, ptrdiff_t window, ptrdiff_t question)
{
    ptrdiff_t count = tally->side[side].question_count;
    CX_ASSERT(question >= 0 && question < count);
    return published->question[side][cell_index(published, scope, window) * count + question];
}

bool privacy_mean_withheld(const Published *published, const Tally *tally, Side side,
                           ptrdiff_t scope, ptrdiff_t window, ptrdiff_t mean)
{
    ptrdiff_t count = tally->side[side].mean_count;
    CX_ASSERT(mean >= 0 && mean < count);
    return published->mean[side][cell_index(published, scope, window) * count + mean];
}
