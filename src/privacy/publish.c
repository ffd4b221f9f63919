#include <cxex/privacy.h>

#include "space.h"

static int64_t people_of(const Candidate *candidate, const int64_t *atom_n)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < candidate->atom_count; i++)
        people += atom_n[candidate->atoms[i]];
    return people;
}

/* Would a reader who has the residue too know something of fewer than k people, or a sum that is
 * refused? */
static bool tells_too_much(Space *space, Vector residue)
{
    ArenaMark mark = arena_mark(space->arena);
    AtomList isolated;
    bool told = space_reveals(space, residue) || space_isolates(space, residue, &isolated);
    arena_reset(space->arena, mark);
#ifdef CXEX_TEST_NO_SECONDARY
    told = false; /* a leak on purpose: a test shows that it is found */
#endif
    return told;
}

/* What was published long ago may isolate somebody: they have nothing to lose any more. */
static bool excuse_isolated(Space *space, Vector residue)
{
    AtomList isolated;
    if (!space_isolates(space, residue, &isolated) || isolated.len == 0)
        return false;
    space_excuse(space, &isolated);
    return true;
}

static Publish decide(Space *space, const Candidate *candidate)
{
    int64_t people = people_of(candidate, space->atom_n);
    if (people == 0)
        return PUBLISH_EMPTY;
    if (!candidate->given && (people < space->k || candidate->refused))
        return PUBLISH_PRIMARY;

    Vector residue;
    do
        residue = space_residue(space, candidate->atoms, candidate->atom_count);
    while (candidate->given && residue.len > 0 && excuse_isolated(space, residue));
    if (residue.len == 0)
        return PUBLISH_PUBLISHED; /* a reader can derive it already */
    if (!candidate->given && tells_too_much(space, residue))
        return PUBLISH_SECONDARY;
    space_add(space, residue);
    return PUBLISH_PUBLISHED;
}

/* Greedy publication by elimination (metrics.md §7; Langsrud 2024). */
void privacy_publish(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count,
                     const Candidate *candidates, ptrdiff_t candidate_count, int k, Publish *out)
{
    Arena scratch = *arena;
    Space space = space_new(&scratch, atom_n, atom_count, k);
    for (ptrdiff_t c = 0; c < candidate_count; c++) {
        if (candidates[c].refused)
            space_refuse(&space, candidates[c].atoms, candidates[c].atom_count);
    }
    for (ptrdiff_t c = 0; c < candidate_count; c++)
        out[c] = decide(&space, &candidates[c]);
}
