/* From units that rows and files name to the organisation: parents that only the units file's
 * column `parent` names become units, and the groups of [privacy] merge are made. All of it is done
 * on the builder's own numbers; which file was read first plays no part. */
#include "builder.h"

#include <stdlib.h>

/* In Unit.order, from here until tally_finish numbers the positions anew: three places a unit, so
 * that what is made stands just before its first member, a parent before a group. */
enum { ORDER_STEP = 3, ORDER_PARENT = 0, ORDER_GROUP = 1, ORDER_OWN = 2 };

enum { NOTHING = -1, SEVERAL = -2 };

/* A parent's name in the units file that is no unit so far. */
typedef struct Label {
    Str key;
    Pos pos;
    ptrdiff_t display; /* of the first unit below it */
    ptrdiff_t unit;
    ptrdiff_t below; /* the only unit or group right below it that has rows; NOTHING, SEVERAL */
} Label;

typedef struct Organising {
    TallyBuilder *builder;
    UnitRows known;
    LIST_OF(Label) labels;
    StrMap label_index;
} Organising;

/* ---- What there is ---- */

typedef struct DisplayRank {
    Str sort_key, key;
    ptrdiff_t given; /* the units file's order, or -1 */
    ptrdiff_t unit;
} DisplayRank;

static int compare_display(const void *a, const void *b)
{
    const DisplayRank *x = a, *y = b;
    if ((x->given < 0) != (y->given < 0))
        return x->given < 0 ? 1 : -1;
    if (x->given != y->given)
        return x->given < y->given ? -1 : 1;
    int by_name = str_compare(x->sort_key, y->sort_key);
    return by_name != 0 ? by_name : str_compare(x->key, y->key);
}

static void rank_units(TallyBuilder *builder, UnitRows *known)
{
    Arena *arena = builder->arena;
    Lang lang = builder->config->report.language;
    ptrdiff_t count = builder->units.len;
    DisplayRank *ranks = NEW(arena, DisplayRank, count);
    for (ptrdiff_t u = UNIT_NONE + 1; u < count; u++) {
        const Unit *unit = &builder->units.items[u];
        if (known->alive[u])
            ranks[known->alive_count++] =
                (DisplayRank){.sort_key = text_sort_key(arena, unit->name, lang),
                              .key = unit->key,
                              .given = unit->order,
                              .unit = u};
    }
    if (known->alive_count > 1)
        qsort(ranks, (size_t)known->alive_count, sizeof ranks[0], compare_display);
    known->by_display = NEW(arena, ptrdiff_t, known->alive_count);
    for (ptrdiff_t i = 0; i < known->alive_count; i++) {
        known->by_display[i] = ranks[i].unit;
        known->display[ranks[i].unit] = i;
        builder->units.items[ranks[i].unit].order = ORDER_STEP * i + ORDER_OWN;
    }
}

static UnitRows count_units(TallyBuilder *builder)
{
    Arena *arena = builder->arena;
    ptrdiff_t count = builder->units.len;
    /* Room for what is made: a parent for every unit, a group for every unit and every merge. */
    ptrdiff_t room = 3 * count + builder->config->privacy.merge_count;
    UnitRows known = {.alive = NEW(arena, bool, room),
                      .rows = NEW(arena, int64_t, room),
                      .display = NEW(arena, ptrdiff_t, room)};
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        for (ptrdiff_t i = 0; i < builder->side[side].cells.len; i++) {
            const BuildCell *cell = builder->side[side].cells.items[i];
            known.rows[table_mapped(builder, cell->unit)] += cell->rows.n;
        }
    }
    for (ptrdiff_t u = 0; u < room; u++) {
        known.alive[u] = u < count && builder->units.items[u].renamed_to < 0 &&
                         (builder->kept.items[u] || known.rows[u] > 0);
        known.display[u] = -1;
    }
    rank_units(builder, &known);
    return known;
}

static ptrdiff_t find_alive(const Organising *work, Str key)
{
    const TallyBuilder *builder = work->builder;
    Str now = unit_map_resolve(builder->map, builder->map_count, key, true);
    const ptrdiff_t *unit = strmap_find(&builder->unit_index, now);
    return unit != NULL && work->known.alive[*unit] ? *unit : -1;
}

ptrdiff_t table_make_unit(TallyBuilder *builder, UnitRows *known, Str key, Pos pos)
{
    ptrdiff_t unit = tally_builder_unit(builder, key, pos);
    if (unit == UNIT_NONE) /* one too many; tally_builder_limit says so */
        return UNIT_NONE;
    builder->kept.items[unit] = true;
    builder->made.items[unit] = true;
    known->alive[unit] = true;
    return unit;
}

/* ---- Parents ---- */

/* The name at the top of the unit's line, when it is that of no unit; lines with a loop have none.
 */
static Str top_label(const Organising *work, ptrdiff_t unit)
{
    for (ptrdiff_t steps = 0; steps <= work->builder->units.len; steps++) {
        Str parent = work->builder->units.items[unit].parent;
        ptrdiff_t above = parent.len > 0 ? find_alive(work, parent) : -1;
        if (above < 0)
            return unit_map_resolve(work->builder->map, work->builder->map_count, parent, true);
        unit = above;
    }
    return STR_NONE;
}

static void find_labels(Organising *work)
{
    Arena *arena = work->builder->arena;
    for (ptrdiff_t i = 0; i < work->known.alive_count; i++) {
        ptrdiff_t unit = work->known.by_display[i];
        Str key = top_label(work, unit);
        if (key.len == 0)
            continue;
        bool added = false;
        ptrdiff_t *at = strmap_put(arena, &work->label_index, key, &added);
        if (added) {
            *at = work->labels.len;
            *PUSH(arena, &work->labels, Label) =
                (Label){.key = key, .pos = work->builder->units.items[unit].pos, .display = i};
        }
    }
}

static void make_parents(Organising *work)
{
    TallyBuilder *builder = work->builder;
    for (ptrdiff_t i = 0; i < work->labels.len; i++) {
        Label *label = &work->labels.items[i];
        label->below = NOTHING;
        label->unit = table_make_unit(builder, &work->known, label->key, label->pos);
        if (label->unit != UNIT_NONE)
            builder->units.items[label->unit].order = ORDER_STEP * label->display + ORDER_PARENT;
    }
}

static bool in_loop(const TallyBuilder *builder, ptrdiff_t unit)
{
    ptrdiff_t above = builder->units.items[unit].above;
    for (ptrdiff_t steps = 0; above >= 0 && steps <= builder->units.len; steps++) {
        if (above == unit)
            return true;
        above = builder->units.items[above].above;
    }
    return false;
}

/* A loop is an error of the units file, which whoever read it has reported; here it only ends. */
static void link_parents(Organising *work)
{
    Unit *units = work->builder->units.items;
    for (ptrdiff_t i = 0; i < work->known.alive_count; i++) {
        ptrdiff_t unit = work->known.by_display[i];
        if (units[unit].parent.len > 0)
            units[unit].above = find_alive(work, units[unit].parent);
    }
    for (ptrdiff_t i = 0; i < work->known.alive_count; i++) {
        if (in_loop(work->builder, work->known.by_display[i]))
            units[work->known.by_display[i]].above = -1;
    }
    for (ptrdiff_t i = 0; i < work->known.alive_count; i++) {
        ptrdiff_t above = units[work->known.by_display[i]].above;
        if (above >= 0)
            units[above].is_parent = true;
    }
}

/* ---- Groups ---- */

/* Each once, in the order of the units. */
static Str join_texts(Arena *arena, const Str *texts, ptrdiff_t count)
{
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        if (texts[i].len > 0 && strlist_find(&parts, texts[i]) < 0)
            *PUSH(arena, &parts, Str) = texts[i];
    }
    return str_join(arena, parts.items, parts.len, S(", "));
}

static Str join_addresses(Arena *arena, const Str *lists, ptrdiff_t count)
{
    StrList addresses = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        (void)text_addresses(arena, lists[i],
                             &addresses); /* a bad one was reported where it stands */
    return str_join(arena, addresses.items, addresses.len, S(", "));
}

/* What all have in common, or nothing. */
static Str common_text(const Str *texts, ptrdiff_t count)
{
    for (ptrdiff_t i = 1; i < count; i++) {
        if (!str_equal(texts[i], texts[0]))
            return STR_NONE;
    }
    return count > 0 ? texts[0] : STR_NONE;
}

static Str *texts_of(const TallyBuilder *builder, const ptrdiff_t *units, ptrdiff_t count,
                     ptrdiff_t field)
{
    Str *texts = NEW(builder->arena, Str, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const char *unit = (const char *)&builder->units.items[units[i]];
        texts[i] = *(const Str *)(const void *)(unit + field);
    }
    return texts;
}

/* A group that the units file says nothing about is headed by all the heads of its units. */
static void describe_group(TallyBuilder *builder, const ptrdiff_t *units, ptrdiff_t count,
                           ptrdiff_t group)
{
    Unit *about = &builder->units.items[group];
    Arena *arena = builder->arena;
    about->parent = common_text(texts_of(builder, units, count, offsetof(Unit, parent)), count);
    about->language = common_text(texts_of(builder, units, count, offsetof(Unit, language)), count);
    about->head = join_texts(arena, texts_of(builder, units, count, offsetof(Unit, head)), count);
    about->email =
        join_addresses(arena, texts_of(builder, units, count, offsetof(Unit, email)), count);
    about->above = about->parent.len > 0 ? builder->units.items[units[0]].above : -1;
}

static int compare_display_of(const void *a, const void *b)
{
    const DisplayRank *x = a, *y = b;
    return (x->given > y->given) - (x->given < y->given);
}

/* In display order. */
static ptrdiff_t *sort_by_display(Arena *arena, const UnitRows *known, const ptrdiff_t *units,
                                  ptrdiff_t count)
{
    DisplayRank *ranks = NEW(arena, DisplayRank, count);
    ptrdiff_t *sorted = NEW(arena, ptrdiff_t, count);
    for (ptrdiff_t i = 0; i < count; i++)
        ranks[i] = (DisplayRank){.given = known->display[units[i]], .unit = units[i]};
    if (count > 1)
        qsort(ranks, (size_t)count, sizeof ranks[0], compare_display_of);
    for (ptrdiff_t i = 0; i < count; i++)
        sorted[i] = ranks[i].unit;
    return sorted;
}

void table_roll_up(TallyBuilder *builder, const UnitRows *known, const ptrdiff_t *units,
                   ptrdiff_t count, ptrdiff_t group)
{
    ptrdiff_t *sorted = sort_by_display(builder->arena, known, units, count);
    Unit *about = &builder->units.items[group];
    about->is_group = true;
    if (!about->listed)
        describe_group(builder, sorted, count, group);
    if (builder->made.items[group])
        about->order = ORDER_STEP * known->display[sorted[0]] + ORDER_GROUP;
    for (ptrdiff_t i = 0; i < count; i++) {
        Unit *unit = &builder->units.items[sorted[i]];
        unit->merged_into = group;
        if (unit->parent.len == 0) /* where its group stands, its rows stand too */
            unit->above = about->above;
    }
}

/* What the project file names wrongly is left out here; whoever read it reports it. */
static void merge_named(Organising *work, const Merge *merge)
{
    TallyBuilder *builder = work->builder;
    ptrdiff_t into = find_alive(work, merge->into.key);
    if (into >= 0 && (builder->units.items[into].is_parent || builder->units.items[into].is_group ||
                      builder->units.items[into].merged_into >= 0))
        return;
    ptrdiff_t *units = NEW(builder->arena, ptrdiff_t, merge->name_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < merge->name_count; i++) {
        ptrdiff_t unit = find_alive(work, merge->names[i].key);
        if (unit < 0 || unit == into)
            continue;
        const Unit *about = &builder->units.items[unit];
        bool again = false; /* two names of one unit */
        for (ptrdiff_t other = 0; other < count; other++)
            again = again || units[other] == unit;
        if (again)
            continue;
        if (!about->is_parent && !about->is_group && about->merged_into < 0)
            units[count++] = unit;
    }
    if (count == 0)
        return;
    if (into < 0)
        into = table_make_unit(builder, &work->known, merge->into.key, merge->into.pos);
    if (into != UNIT_NONE)
        table_roll_up(builder, &work->known, units, count, into);
}

/* ---- Older names ---- */

/* An older name stands wherever its unit stands now. */
static void place_old_names(TallyBuilder *builder)
{
    Unit *units = builder->units.items;
    for (ptrdiff_t u = 0; u < builder->units.len; u++) {
        if (units[u].renamed_to < 0)
            continue;
        const Unit *now = &units[units[u].renamed_to];
        units[u].merged_into = now->merged_into >= 0 ? now->merged_into : units[u].renamed_to;
        units[u].above = now->above;
        units[u].order = PTRDIFF_MAX; /* listed nowhere */
    }
}

/* ---- Parents that say nothing of their own ---- */

/* Tells the label at the top of the unit's line what stands right below it there. */
static void tell_label(Organising *work, ptrdiff_t unit)
{
    const Unit *units = work->builder->units.items;
    ptrdiff_t below = unit;
    for (; units[unit].above >= 0; unit = units[unit].above)
        below = unit;
    const ptrdiff_t *at = strmap_find(&work->label_index, units[unit].key);
    if (below == unit || at == NULL)
        return;
    if (units[below].merged_into >= 0)
        below = units[below].merged_into;
    Label *label = &work->labels.items[*at];
    label->below = label->below == NOTHING || label->below == below ? below : SEVERAL;
}

/* A made parent with one unit or group below it would say everything twice: it stays a name. */
static void drop_doubles(Organising *work)
{
    TallyBuilder *builder = work->builder;
    for (ptrdiff_t i = 0; i < work->known.alive_count; i++) {
        if (work->known.rows[work->known.by_display[i]] > 0)
            tell_label(work, work->known.by_display[i]);
    }
    for (ptrdiff_t i = 0; i < work->labels.len; i++) {
        const Label *label = &work->labels.items[i];
        if (label->below == SEVERAL || label->unit == UNIT_NONE)
            continue;
        builder->kept.items[label->unit] = false;
        for (ptrdiff_t u = 0; u < builder->units.len; u++) {
            if (builder->units.items[u].above == label->unit)
                builder->units.items[u].above = -1;
        }
    }
}

void tally_builder_organise(TallyBuilder *builder)
{
    if (builder->organised)
        return;
    builder->organised = true;
    table_map_units(builder);
    Organising work = {.builder = builder, .known = count_units(builder)};
    find_labels(&work);
    make_parents(&work);
    link_parents(&work);
    for (ptrdiff_t i = 0; i < builder->config->privacy.merge_count; i++)
        merge_named(&work, &builder->config->privacy.merges[i]);
    if (builder->config->privacy.merge_auto)
        table_merge_small(builder, &work.known);
    drop_doubles(&work);
    place_old_names(builder);
}
