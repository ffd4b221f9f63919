#include "isolate.h"

#include "modular.h"

/* The vector y = x + Σ λ·row is looked for by deciding atom by atom: either the atom is one of
 * those that y lives on (which costs its people), or y is zero there, and then one of the rows that
 * hold the atom is used up to make it so. No combination is left out, and few are looked at: what
 * no row can take away is in y for certain, and a row with too many people of its own is in no y
 * that matters. */
typedef struct Search {
    Arena *scratch;
    const int64_t *atom_n;
    ptrdiff_t *holders; /* [atom] how many of the rows hold it */
    bool *in_x;         /* [atom] */
    AtomList *kept;     /* where y may be other than zero; at most k at a time */
} Search;

/* ---- One step: which rows can be in y, and what is certain ---- */

static void count_holders(Search *search, Vector row, ptrdiff_t change)
{
    for (ptrdiff_t i = 0; i < row.len; i++)
        search->holders[row.terms[i].atom] += change;
}

static void mark_x(Search *search, Vector x, bool mark)
{
    for (ptrdiff_t i = 0; i < x.len; i++)
        search->in_x[x.terms[i].atom] = mark;
}

/* The people who are in y whenever the row is. */
static int64_t own_people(const Search *search, Vector row)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < row.len; i++) {
        ptrdiff_t atom = row.terms[i].atom;
        if (search->holders[atom] == 1 && !search->in_x[atom])
            people += search->atom_n[atom];
    }
    return people;
}

/* Takes out the rows that bring too many people; each may make others do so. Returns how many are
 * left. */
static ptrdiff_t drop_rows(Search *search, Vector *rows, ptrdiff_t count, int64_t room)
{
    ptrdiff_t before;
    do {
        before = count;
        count = 0;
        for (ptrdiff_t r = 0; r < before; r++) {
            if (own_people(search, rows[r]) > room)
                count_holders(search, rows[r], -1);
            else
                rows[count++] = rows[r];
        }
    } while (count < before);
    return count;
}

typedef struct Step {
    ptrdiff_t row_count;
    int64_t certain;  /* people in y whatever the rows do */
    ptrdiff_t choice; /* atom to decide, the largest first; -1: all is certain */
} Step;

static Step look(Search *search, Vector x, Vector *rows, ptrdiff_t count, int64_t room)
{
    for (ptrdiff_t r = 0; r < count; r++)
        count_holders(search, rows[r], 1);
    mark_x(search, x, true);
    Step step = {.row_count = drop_rows(search, rows, count, room), .choice = -1};
    for (ptrdiff_t i = 0; i < x.len; i++) {
        ptrdiff_t atom = x.terms[i].atom;
        if (search->holders[atom] == 0)
            step.certain += search->atom_n[atom];
        else if (step.choice < 0 || search->atom_n[atom] > search->atom_n[step.choice])
            step.choice = atom;
    }
    mark_x(search, x, false);
    for (ptrdiff_t r = 0; r < step.row_count; r++)
        count_holders(search, rows[r], -1);
    return step;
}

/* ---- The two ways on ---- */

static Vector without(Arena *scratch, Vector vector, ptrdiff_t atom)
{
    Vector rest = {.terms = NEW(scratch, Term, vector.len)};
    for (ptrdiff_t i = 0; i < vector.len; i++) {
        if (vector.terms[i].atom != atom)
            rest.terms[rest.len++] = vector.terms[i];
    }
    return rest;
}

static Vector shortest_holder(const Vector *rows, ptrdiff_t count, ptrdiff_t atom)
{
    Vector best = {0};
    for (ptrdiff_t r = 0; r < count; r++) {
        if (vector_factor(rows[r], atom) != 0 && (best.len == 0 || rows[r].len < best.len))
            best = rows[r];
    }
    return best;
}

static bool search_from(Search *search, Vector x, const Vector *rows, ptrdiff_t count,
                        int64_t room);

/* y is zero at the atom. */
static bool search_zero(Search *search, Vector x, const Vector *rows, ptrdiff_t count,
                        ptrdiff_t atom, int64_t room)
{
    Arena *scratch = search->scratch;
    Vector used = shortest_holder(rows, count, atom);
    Vector *rest = NEW(scratch, Vector, count);
    for (ptrdiff_t r = 0; r < count; r++) /* nothing is left of the one that is used */
        rest[r] = vector_eliminate(scratch, rows[r], used, atom);
    return search_from(search, vector_eliminate(scratch, x, used, atom), rest, count, room);
}

/* y may be anything at the atom. */
static bool search_kept(Search *search, Vector x, const Vector *rows, ptrdiff_t count,
                        ptrdiff_t atom, int64_t room)
{
    Arena *scratch = search->scratch;
    Vector *rest = NEW(scratch, Vector, count);
    for (ptrdiff_t r = 0; r < count; r++)
        rest[r] = without(scratch, rows[r], atom);
    search->kept->items[search->kept->len++] = atom;
    if (search_from(search, without(scratch, x, atom), rest, count, room - search->atom_n[atom]))
        return true;
    search->kept->len--;
    return false;
}

/* room: how many people y may have. True with their atoms in `kept`. */
static bool search_from(Search *search, Vector x, const Vector *rows, ptrdiff_t count, int64_t room)
{
    ArenaMark mark = arena_mark(search->scratch);
    Vector *own = NEW(search->scratch, Vector, count);
    for (ptrdiff_t r = 0; r < count; r++)
        own[r] = rows[r];
    Step step = look(search, x, own, count, room);
    bool found = step.certain <= room;
    if (found && step.choice >= 0)
        found = search_zero(search, x, own, step.row_count, step.choice, room) ||
                search_kept(search, x, own, step.row_count, step.choice, room);
    else if (found)
        for (ptrdiff_t i = 0; i < x.len; i++)
            search->kept->items[search->kept->len++] = x.terms[i].atom;
    arena_reset(search->scratch, mark);
    return found;
}

bool isolate_find(Arena *scratch, Vector vector, const Vector *rows, ptrdiff_t row_count,
                  const int64_t *atom_n, ptrdiff_t atom_count, int64_t k, AtomList *isolated)
{
    Search search = {.scratch = scratch,
                     .atom_n = atom_n,
                     .holders = NEW(scratch, ptrdiff_t, atom_count),
                     .in_x = NEW(scratch, bool, atom_count),
                     .kept = isolated};
    isolated->items = NEW(scratch, ptrdiff_t, k);
    return search_from(&search, vector, rows, row_count, k - 1);
}
