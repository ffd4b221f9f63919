#include "isolate.h"

#include "modular.h"

/* The vector y = x + Σ λ·row is looked for by deciding atom by atom: either the atom is one of
 * those that y lives on (which costs its people), or y is zero there, and then one of the rows that
 * hold the atom is used up to make it so. No combination is left out, and few are looked at: what
 * no row can take away is in y for certain, a row with too many people of its own is in no y that
 * matters, and of the others either their own people are in y or those they alone could take away.
 * Thousands of tiny groups in overlapping windows can still be too many to look through: then the
 * vector is refused for that. */
typedef struct Search {
    Arena *scratch;
    const int64_t *atom_n;
    ptrdiff_t *holders; /* [atom] how many of the rows hold it */
    bool *in_x;         /* [atom] */
    int64_t *effort;    /* rows that may still be looked at */
    AtomList *kept;     /* where y may be other than zero; at most k at a time */
} Search;

static int64_t people_of(const Search *search, Vector x)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < x.len; i++)
        people += search->atom_n[x.terms[i].atom];
    return people;
}

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

/* People of the row that no other row holds: those who are in y whenever the row is; or, of those
 * in x, who are in y unless the row is. */
static int64_t own_people(const Search *search, Vector row, bool in_x)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < row.len; i++) {
        ptrdiff_t atom = row.terms[i].atom;
        if (search->holders[atom] == 1 && search->in_x[atom] == in_x)
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
            if (own_people(search, rows[r], false) > room)
                count_holders(search, rows[r], -1);
            else
                rows[count++] = rows[r];
        }
    } while (count < before);
    return count;
}

static bool meets(const Search *search, Vector row)
{
    ptrdiff_t i = 0;
    while (i < row.len && !search->in_x[row.terms[i].atom])
        i++;
    return i < row.len;
}

/* Brings to the front the rows that hold atoms of x, directly or through one another. */
static ptrdiff_t keep_connected(Search *search, Vector *rows, ptrdiff_t count)
{
    ptrdiff_t kept = 0, before = -1;
    while (before < kept) {
        before = kept;
        for (ptrdiff_t r = kept; r < count; r++) {
            if (!meets(search, rows[r]))
                continue;
            Vector row = rows[r];
            rows[r] = rows[kept];
            rows[kept++] = row;
            mark_x(search, row, true);
        }
    }
    for (ptrdiff_t r = 0; r < kept; r++)
        mark_x(search, rows[r], false);
    return kept;
}

typedef struct Step {
    ptrdiff_t row_count;
    int64_t least;    /* people that y has whatever the rows do */
    ptrdiff_t choice; /* atom to decide, the largest first; -1: no row changes x */
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
            step.least += search->atom_n[atom];
        else if (step.choice < 0 || search->atom_n[atom] > search->atom_n[step.choice])
            step.choice = atom;
    }
    for (ptrdiff_t r = 0; r < step.row_count; r++) {
        int64_t with = own_people(search, rows[r], false);
        int64_t without = own_people(search, rows[r], true);
        step.least += with < without ? with : without;
    }
    for (ptrdiff_t r = 0; r < step.row_count; r++)
        count_holders(search, rows[r], -1);
    step.row_count = keep_connected(search, rows, step.row_count);
    mark_x(search, x, false);
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
    *search->effort -= 1 + count;
    if (*search->effort < 0)
        return true;
    if (people_of(search, x) <= room) {
        for (ptrdiff_t i = 0; i < x.len; i++)
            search->kept->items[search->kept->len++] = x.terms[i].atom;
        return true;
    }
    ArenaMark mark = arena_mark(search->scratch);
    Vector *own = NEW(search->scratch, Vector, count);
    for (ptrdiff_t r = 0; r < count; r++)
        own[r] = rows[r];
    Step step = look(search, x, own, count, room);
    bool found = step.least <= room && step.choice >= 0 &&
                 (search_zero(search, x, own, step.row_count, step.choice, room) ||
                  search_kept(search, x, own, step.row_count, step.choice, room));
    arena_reset(search->scratch, mark);
    return found;
}

bool isolate_find(Arena *scratch, Vector vector, const Vector *rows, ptrdiff_t row_count,
                  const int64_t *atom_n, ptrdiff_t atom_count, int64_t k, int64_t *effort,
                  AtomList *isolated)
{
    Search search = {.scratch = scratch,
                     .atom_n = atom_n,
                     .holders = NEW(scratch, ptrdiff_t, atom_count),
                     .in_x = NEW(scratch, bool, atom_count),
                     .effort = effort,
                     .kept = isolated};
    isolated->items = NEW(scratch, ptrdiff_t, k);
    bool found = search_from(&search, vector, rows, row_count, k - 1);
    if (*effort < 0)
        isolated->len = 0;
    return found;
}
