/* The unit map: which name stands for which unit, and from when to when a split unit and its parts
 * have figures of their own. */
#include "builder.h"

#include <stdlib.h>

/* ---- Names ---- */

static const UnitMap *find_line(const UnitMap *map, ptrdiff_t count, Str key, bool merges)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        bool follows = map[i].kind == MAP_RENAME || (merges && map[i].kind == MAP_MERGE);
        if (follows && str_equal(map[i].old_key, key))
            return &map[i];
    }
    return NULL;
}

Str unit_map_resolve(const UnitMap *map, ptrdiff_t count, Str key, bool merges)
{
    for (ptrdiff_t steps = 0; steps < count; steps++) {
        const UnitMap *line = find_line(map, count, key, merges);
        if (!line)
            break;
        key = line->new_key;
    }
    return key;
}

ptrdiff_t tally_find_mapped(const Tally *tally, Str key)
{
    return tally_find_unit(tally, unit_map_resolve(tally->map, tally->map_count, key, true));
}

static bool has_headcount(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        const Invited *line = &tally->invited[i];
        if (line->side == side && line->period == period && line->unit == unit &&
            line->headcount >= 0)
            return true;
    }
    return false;
}

ptrdiff_t tally_headcount_unit(const Tally *tally, Side side, ptrdiff_t unit, ptrdiff_t period)
{
    const Unit *about = &tally->units[unit];
    if (about->renamed_to < 0 && !about->has_old_names)
        return unit;
    ptrdiff_t now = about->renamed_to < 0 ? unit : about->renamed_to;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if ((u == now || tally->units[u].renamed_to == now) &&
            (tally_rows(tally, side, u, period) > 0) != has_headcount(tally, side, u, period))
            return now;
    }
    return unit;
}

static const char *const kind_names[MAP_KIND_COUNT] = {
    [MAP_RENAME] = "rename", [MAP_MERGE] = "merge", [MAP_SPLIT] = "split"};

static int compare_lines(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

Str tally_map_text(Arena *arena, const Tally *tally)
{
    Str *lines = NEW(arena, Str, tally->map_count);
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        lines[i] = str_format(arena, "%s\t%.*s\t%.*s\t%.*s\n", kind_names[line->kind],
                              STR_ARG(line->old_key), STR_ARG(line->new_key), STR_ARG(line->from));
    }
    if (tally->map_count > 1)
        qsort(lines, (size_t)tally->map_count, sizeof lines[0], compare_lines);
    return str_join(arena, lines, tally->map_count, STR_NONE);
}

/* ---- Units of the builder ---- */

StrList tally_builder_unit_keys(const TallyBuilder *builder, Arena *arena)
{
    StrList keys = {0};
    for (ptrdiff_t u = 1; u < builder->units.len; u++)
        *PUSH(arena, &keys, Str) = builder->units.items[u].key;
    return keys;
}

StrList tally_builder_wave_ids(const TallyBuilder *builder, Arena *arena)
{
    StrList ids = {0};
    for (ptrdiff_t p = 0; p < builder->periods.len; p++)
        *PUSH(arena, &ids, Str) = builder->periods.items[p].id;
    return ids;
}

void tally_builder_map(TallyBuilder *builder, const UnitMap *map, ptrdiff_t count)
{
    CX_ASSERT(!builder->organised);
    builder->map = map;
    builder->map_count = count;
}

bool tally_builder_precedes(const TallyBuilder *builder, const UnitMap *line)
{
    for (ptrdiff_t p = 0; p < builder->periods.len; p++) {
        if (builder->periods.items[p].ordinal >= line->first_ordinal)
            return false;
    }
    return true;
}

ptrdiff_t table_mapped(const TallyBuilder *builder, ptrdiff_t unit)
{
    ptrdiff_t now = builder->units.items[unit].renamed_to;
    return now < 0 ? unit : now;
}

/* What the units file says of an old name holds for the new one where it says nothing of that. */
static void inherit(TallyBuilder *builder, ptrdiff_t old, ptrdiff_t now)
{
    const Unit *from = &builder->units.items[old];
    Unit *to = &builder->units.items[now];
    if (!from->listed || to->listed)
        return;
    to->parent = from->parent;
    to->head = from->head;
    to->email = from->email;
    to->language = from->language;
    to->order = from->order;
    to->listed = true;
}

void table_map_units(TallyBuilder *builder)
{
    ptrdiff_t count = builder->units.len;
    for (ptrdiff_t u = 1; u < count; u++) {
        Unit *unit = &builder->units.items[u];
        Str key = unit_map_resolve(builder->map, builder->map_count, unit->key, true);
        if (str_equal(key, unit->key))
            continue;
        bool known = strmap_find(&builder->unit_index, key) != NULL;
        ptrdiff_t now = tally_builder_unit(builder, key, unit->pos);
        if (now == UNIT_NONE)
            return;                               /* one too many; tally_builder_limit says so */
        builder->units.items[u].renamed_to = now; /* `unit` may have moved */
        builder->units.items[now].has_old_names = true;
        builder->kept.items[now] = true;
        if (!known)
            builder->made.items[now] = true;
        inherit(builder, u, now);
    }
}

/* ---- When ---- */

static ptrdiff_t first_from(const Tally *tally, int64_t ordinal)
{
    ptrdiff_t t = 0;
    while (t < tally->period_count && tally->periods[t].ordinal < ordinal)
        t++;
    return t;
}

/* A part that was merged with others has their past. */
static ptrdiff_t part_of_split(const Tally *tally, const UnitMap *line)
{
    const UnitMap *map = tally->map;
    Str now = unit_map_resolve(map, tally->map_count, line->new_key, true);
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        if (map[i].kind == MAP_MERGE &&
            str_equal(unit_map_resolve(map, tally->map_count, map[i].new_key, true), now))
            return -1;
    }
    return tally_find_unit(tally, now);
}

void table_fill_spans(Tally *tally)
{
    for (ptrdiff_t u = 0; u < tally->unit_count; u++)
        tally->units[u].end_period = tally->period_count;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (line->kind != MAP_SPLIT)
            continue;
        ptrdiff_t old = tally_find_mapped(tally, line->old_key), part = part_of_split(tally, line);
        if (old > 0)
            tally->units[old].end_period = first_from(tally, line->end_ordinal);
        if (part > 0)
            tally->units[part].first_period = first_from(tally, line->first_ordinal);
    }
}
