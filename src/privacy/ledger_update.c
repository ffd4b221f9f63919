/* The ledger after a pack: earlier entries, and what this pack printed. */
#include "answering.h"
#include "plan.h"

typedef struct Update {
    Arena *arena;
    const Tally *tally;
    const Published *published;
    Ledger *ledger; /* the new one */
    int64_t edition;
    ptrdiff_t last;           /* period of the pack */
    ptrdiff_t *unit, *period; /* of the tally: in the ledger's lists */
    LedgerFigures *figures;
    void *context;
} Update;

static ptrdiff_t intern(Arena *arena, StrList *list, Str text)
{
    ptrdiff_t at = strlist_find(list, text);
    if (at >= 0)
        return at;
    *PUSH(arena, list, Str) = text;
    return list->len - 1;
}

/* ---- A copy that may be changed, with room for every statistic and period there is now ---- */

static LedgerAtom copy_atom(Arena *arena, const LedgerAtom *from, ptrdiff_t old_width,
                            ptrdiff_t width)
{
    LedgerAtom atom = *from;
    atom.batches = NEW(arena, LedgerBatch, atom.batch_count + 1); /* room for what is new */
    for (ptrdiff_t b = 0; b < atom.batch_count; b++) {
        atom.batches[b] = (LedgerBatch){from->batches[b].edition, NEW(arena, int64_t, width)};
        for (ptrdiff_t c = 0; c < old_width; c++)
            atom.batches[b].counts[c] = from->batches[b].counts[c];
    }
    return atom;
}

static LedgerCell copy_cell(Arena *arena, const LedgerCell *from, ptrdiff_t old_width,
                            ptrdiff_t width)
{
    LedgerCell cell = *from;
    cell.shown = NEW(arena, bool, width);
    for (ptrdiff_t c = 0; c < old_width; c++)
        cell.shown[c] = from->shown[c];
    return cell;
}

static void copy_side(const Update *update, const Ledger *before, Side which)
{
    Arena *arena = update->arena;
    const SideTally *counts = &update->tally->side[which];
    const LedgerSide *from = &before->side[which];
    LedgerSide *side = &update->ledger->side[which];
    for (ptrdiff_t c = 0; c < from->columns.len; c++)
        *PUSH(arena, &side->columns, Str) = from->columns.items[c];
    for (ptrdiff_t s = 0; s < statistic_count(counts); s++)
        intern(arena, &side->columns, statistic_name(arena, counts, s));
    side->weights = NEW(arena, int64_t, update->ledger->periods.len);
    for (ptrdiff_t t = 0; t < before->periods.len; t++)
        side->weights[t] = from->weights[t];
    for (ptrdiff_t a = 0; a < from->atoms.len; a++)
        *PUSH(arena, &side->atoms, LedgerAtom) =
            copy_atom(arena, &from->atoms.items[a], from->columns.len, side->columns.len);
    for (ptrdiff_t i = 0; i < from->cells.len; i++)
        *PUSH(arena, &side->cells, LedgerCell) =
            copy_cell(arena, &from->cells.items[i], from->columns.len, side->columns.len);
}

static void copy_ledger(Update *update, const Ledger *from)
{
    Arena *arena = update->arena;
    const Tally *tally = update->tally;
    Ledger *ledger = update->ledger = NEW(arena, Ledger, 1);
    for (ptrdiff_t i = 0; i < from->packs.len; i++)
        *PUSH(arena, &ledger->packs, LedgerPack) = from->packs.items[i];
    for (ptrdiff_t u = 0; u < from->units.len; u++)
        *PUSH(arena, &ledger->units, Str) = from->units.items[u];
    for (ptrdiff_t t = 0; t < from->periods.len; t++)
        *PUSH(arena, &ledger->periods, Str) = from->periods.items[t];
    update->unit = NEW(arena, ptrdiff_t, tally->unit_count);
    update->period = NEW(arena, ptrdiff_t, update->last + 1);
    for (ptrdiff_t u = 0; u < tally->unit_count; u++)
        update->unit[u] = intern(arena, &ledger->units, tally->units[u].key);
    for (ptrdiff_t t = 0; t <= update->last; t++)
        update->period[t] = intern(arena, &ledger->periods, tally->periods[t].id);
    for (Side which = 0; which < SIDE_COUNT; which++)
        copy_side(update, from, which);
}

/* The edition of the pack; that of the last one when it is the same once more. */
static int64_t add_pack(const Update *update, LedgerPack pack)
{
    const LedgerPack *last = ledger_last(update->ledger);
    if (last && str_equal(last->period, pack.period) && str_equal(last->manifest, pack.manifest))
        return last->edition;
    pack.edition = last ? last->edition + 1 : 1;
    answering_record(update->arena, update->tally, update->published, &pack);
    *PUSH(update->arena, &update->ledger->packs, LedgerPack) = pack;
    return pack.edition;
}

/* ---- Atoms ---- */

/* Statistics of the tally in the new ledger's columns. */
static ptrdiff_t *find_columns(const Update *update, const Plan *plan)
{
    ptrdiff_t count = statistic_count(plan->counts);
    ptrdiff_t *columns = NEW(update->arena, ptrdiff_t, count);
    for (ptrdiff_t s = 0; s < count; s++)
        columns[s] = strlist_find(&update->ledger->side[plan->side].columns,
                                  statistic_name(update->arena, plan->counts, s));
    return columns;
}

static LedgerAtom *atom_for(const Update *update, const Plan *plan, const PlanAtom *atom)
{
    LedgerAtoms *atoms = &update->ledger->side[plan->side].atoms;
    if (atom->past)
        return &atoms->items[atom->past - plan->past->atoms.items];
    LedgerAtom *added = PUSH(update->arena, atoms, LedgerAtom);
    *added = (LedgerAtom){.unit = update->unit[atom->unit],
                          .period = update->period[atom->period],
                          .batches = NEW(update->arena, LedgerBatch, 1)};
    return added;
}

/* What is there now and was not published yet. */
static void add_batches(const Update *update, const Plan *plan, const ptrdiff_t *columns)
{
    ptrdiff_t width = update->ledger->side[plan->side].columns.len;
    for (ptrdiff_t a = 0; a < plan->atoms.len; a++) {
        const PlanAtom *atom = &plan->atoms.items[a];
        if (!plan_is_new(atom) || atom->period > update->last)
            continue;
        LedgerBatch batch = {update->edition, NEW(update->arena, int64_t, width)};
        for (ptrdiff_t s = 0; s < statistic_count(plan->counts); s++)
            batch.counts[columns[s]] = plan_atom_n(plan, a, s);
        LedgerAtom *to = atom_for(update, plan, atom);
        to->batches[to->batch_count++] = batch;
    }
}

/* ---- Cells ---- */

/* Names that only the ledger still has, of units that the cell is made of. */
static ptrdiff_t add_old_names(const Update *update, Members members, ptrdiff_t *units,
                               ptrdiff_t count)
{
    const Tally *tally = update->tally;
    for (ptrdiff_t l = 0; l < update->ledger->units.len; l++) {
        Str name = update->ledger->units.items[l];
        if (name.len > 0 && tally_find_unit(tally, name) < 0 &&
            plan_is_made_of(tally, members, tally_find_mapped(tally, name)))
            units[count++] = l;
    }
    return count;
}

static LedgerCell new_cell(const Update *update, const Plan *plan, const PlanCell *of)
{
    const Tally *tally = update->tally;
    const Window *window = &tally->windows[of->window];
    Members members = plan_members(tally, of->scope);
    ptrdiff_t width = update->ledger->side[plan->side].columns.len;
    LedgerCell cell = {.side = plan->side,
                       .scope = of->scope == 0 ? STR_NONE : tally->units[of->scope].key,
                       .window = window->id,
                       .edition = update->edition,
                       .period_count = window->last - window->first + 1,
                       .shown = NEW(update->arena, bool, width)};
    ptrdiff_t *units = NEW(update->arena, ptrdiff_t, update->ledger->units.len);
    ptrdiff_t *periods = NEW(update->arena, ptrdiff_t, cell.period_count);
    for (ptrdiff_t i = 0; of->scope > 0 && i < members.count; i++)
        units[cell.unit_count++] = update->unit[plan_member(members, i)];
    if (of->scope > 0 && tally->map_count > 0)
        cell.unit_count = add_old_names(update, members, units, cell.unit_count);
    for (ptrdiff_t i = 0; i < cell.period_count; i++)
        periods[i] = update->period[window->first + i];
    cell.units = units;
    cell.periods = periods;
    return cell;
}

/* What the pack shows of the cell's statistics; what an earlier one showed stays shown. */
static void show_statistics(const Update *update, const Plan *plan, const PlanCell *of,
                            LedgerCell *cell, const ptrdiff_t *columns)
{
    const Published *published = update->published;
    ptrdiff_t at = of->scope * published->window_count + of->window;
    ptrdiff_t questions = plan->counts->question_count, means = plan->counts->mean_count;
    cell->shown[columns[0]] = true;
    for (ptrdiff_t q = 0; q < questions; q++)
        cell->shown[columns[1 + q]] |= !published->question[plan->side][at * questions + q];
    for (ptrdiff_t m = 0; m < means; m++)
        cell->shown[columns[1 + questions + m]] |= !published->mean[plan->side][at * means + m];
    ptrdiff_t comments = statistic_comments(plan->counts);
    if (comments >= 0 && of->scope == 0)
        cell->shown[columns[comments]] |= !published->comments[plan->side][of->window];
}

/* Figures of now in the place of those of the same name. */
static void show_figures(const Update *update, const PlanCell *of, LedgerCell *cell)
{
    ptrdiff_t now_count = 0, count = 0;
    const LedgerFigure *now =
        update->figures(update->context, cell->side, of->scope, of->window, &now_count);
    LedgerFigure *figures = NEW(update->arena, LedgerFigure, now_count + cell->figure_count);
    StrMap names = {0};
    for (; count < now_count; count++) {
        bool added;
        figures[count] = now[count];
        strmap_put(update->arena, &names, now[count].id, &added);
    }
    for (ptrdiff_t f = 0; f < cell->figure_count; f++) {
        if (strmap_find(&names, cell->figures[f].id) == NULL)
            figures[count++] = cell->figures[f];
    }
    cell->figures = figures;
    cell->figure_count = count;
}

static void add_cell(const Update *update, const Plan *plan, const PlanCell *of,
                     const ptrdiff_t *columns)
{
    LedgerCells *cells = &update->ledger->side[plan->side].cells;
    Publish state = privacy_state(update->published, plan->side, of->scope, of->window);
    bool published = state == PUBLISH_PUBLISHED;
    LedgerCell *cell = NULL;
    if (state == PUBLISH_STORED || (published && of->unchanged)) {
        cell = &cells->items[of->stored - plan->past->cells.items];
    } else if (published) {
        cell = PUSH(update->arena, cells, LedgerCell);
        *cell = new_cell(update, plan, of);
    } else {
        return;
    }
    if (published) {
        show_statistics(update, plan, of, cell, columns);
        show_figures(update, of, cell);
    }
    if (cell->printed.len == 0 || cell->printed.items[cell->printed.len - 1] != update->edition)
        *PUSH(update->arena, &cell->printed, int64_t) = update->edition;
}

static void add_side(const Update *update, const Ledger *before, Side which)
{
    const Tally *tally = update->tally;
    Plan plan = plan_new(update->arena, tally, which, before, NULL);
    const ptrdiff_t *columns = find_columns(update, &plan);
    for (ptrdiff_t t = 0; t <= update->last; t++) {
        if (plan.covered[t] == 0)
            update->ledger->side[which].weights[update->period[t]] =
                plan_weights(update->arena, tally, which, t);
    }
    add_batches(update, &plan, columns);
    for (ptrdiff_t i = 0; i < tally->window_count; i++) {
        ptrdiff_t window = plan.windows[i];
        for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
            if (tally->windows[window].last <= update->last)
                add_cell(update, &plan, &plan.cells[scope * tally->window_count + window], columns);
        }
    }
}

Str ledger_text(Arena *arena, const Ledger *ledger, const Tally *tally, const Published *published,
                LedgerPack pack, LedgerFigures *figures, void *context)
{
    Update update = {.arena = arena,
                     .tally = tally,
                     .published = published,
                     .last = tally_find_period_id(tally, pack.period),
                     .figures = figures,
                     .context = context};
    CX_ASSERT(update.last >= 0);
    copy_ledger(&update, ledger);
    update.edition = add_pack(&update, pack);
    for (Side which = 0; which < SIDE_COUNT; which++)
        add_side(&update, ledger, which);
    ledger_tidy(arena, update.ledger);
    return ledger_print(arena, update.ledger);
}
