/* Which units' rows make up every unit. */
#include "builder.h"

static void add_member(Unit *holder, ptrdiff_t unit)
{
    if (holder->members != NULL)
        holder->members[holder->member_count] = unit;
    holder->member_count++;
}

/* To itself or the group that stands for it, and to every parent above it. */
static void add_to_holders(Tally *tally, ptrdiff_t unit)
{
    Unit *units = tally->units;
    add_member(&units[units[unit].merged_into >= 0 ? units[unit].merged_into : unit], unit);
    for (ptrdiff_t u = units[unit].above; u >= 0; u = units[u].above)
        add_member(&units[u], unit);
}

void table_fill_members(Arena *arena, Tally *tally, const bool *made)
{
    for (int pass = 0; pass < 2; pass++) { /* how many there are, then which */
        for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
            Unit *unit = &tally->units[u];
            if (pass == 1)
                unit->members = NEW(arena, ptrdiff_t, unit->member_count);
            unit->member_count = 0;
        }
        for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
            /* What was made names no row; a parent counts itself nevertheless, and so does what has
             * older names: published answers of theirs are found under it. */
            if (!made[u] || tally->units[u].is_parent || tally->units[u].has_old_names)
                add_to_holders(tally, u);
        }
    }
}
