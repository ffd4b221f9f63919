#include <cxex/privacy.h>

#include "space.h"

static int64_t people_of(const Candidate *candidate, const int64_t *atom_n)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < candidate->atom_count; i++)
        people += atom_n[candidate->atoms[i]];
    return people;
}

static Publish decide(Space *space, const Candidate *candidate)
{
    int64_t people = people_of(candidate, space->atom_n);
    if (people == 0)
        return PUBLISH_EMPTY;
    if (people < space->k && !candidate->given)
        return PUBLISH_PRIMARY;

    Vector residue = space_residue(space, candidate->atoms, candidate->atom_count);
    if (residue.len == 0)
        return PUBLISH_PUBLISHED; /* a reader can derive it already */

    AtomList isolated;
    while (space_isolates(space, residue, &isolated)) {
        if (!candidate->given)
            return PUBLISH_SECONDARY;
        space_excuse(space, &isolated);
        residue = space_residue(space, candidate->atoms, candidate->atom_count);
    }
    space_add(space, residue);
    return PUBLISH_PUBLISHED;
}

/* Greedy publication by elimination (metrics.md §7; Langsrud 2024). */
void privacy_publish(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count,
                     const Candidate *candidates, ptrdiff_t candidate_count, int k, Publish *out)
{
    ArenaMark mark = arena_mark(arena);
    Space space = space_new(arena, atom_n, atom_count, k);
    for (ptrdiff_t c = 0; c < candidate_count; c++)
        out[c] = decide(&space, &candidates[c]);
    arena_reset(arena, mark);
}
