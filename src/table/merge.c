/* [privacy] merge = auto: the smallest unit is rolled up with its nearest sibling, and the result
 * judged again, until no unit is small or none has a sibling left. Which file was read first plays
 * no part: units are taken in display order. */
#include "builder.h"

enum { GROUP_NAME_LIMIT = 60 }; /* characters */

/* Units that are rolled up so far, named by the first of them in display order. */
typedef struct Cluster {
    int64_t rows;
    int64_t *period_rows; /* [SIDE_COUNT·period_count] */
    bool small;
    bool alone; /* no sibling is left */
} Cluster;

typedef struct Merging {
    TallyBuilder *builder;
    UnitRows *known;
    ptrdiff_t period_count;
    ptrdiff_t *leaves; /* [leaf_count] units that may be rolled up, in display order */
    ptrdiff_t leaf_count;
    ptrdiff_t *cluster_of; /* [leaf_count] the first leaf of its cluster */
    Cluster *clusters;     /* [leaf_count], used where cluster_of[i] == i */
    ptrdiff_t *distance;   /* [leaf_count] working room */
} Merging;

static const Unit *leaf_unit(const Merging *work, ptrdiff_t leaf)
{
    return &work->builder->units.items[work->leaves[leaf]];
}

/* Small on a side: too few rows in more than half of the periods in which it has any. */
static bool is_small(const Merging *work, const Cluster *cluster)
{
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        ptrdiff_t present = 0, few = 0;
        for (ptrdiff_t p = 0; p < work->period_count; p++) {
            int64_t rows = cluster->period_rows[side * work->period_count + p];
            present += rows > 0;
            few += rows > 0 && rows < work->builder->config->privacy.minimum;
        }
        if (2 * few > present)
            return true;
    }
    return false;
}

static void find_leaves(Merging *work)
{
    const UnitRows *known = work->known;
    work->leaves = NEW(work->builder->arena, ptrdiff_t, known->alive_count);
    for (ptrdiff_t i = 0; i < known->alive_count; i++) {
        ptrdiff_t u = known->by_display[i];
        const Unit *unit = &work->builder->units.items[u];
        /* A group that the project names stays as it is written. */
        if (known->rows[u] > 0 && !unit->is_parent && !unit->is_group && unit->merged_into < 0)
            work->leaves[work->leaf_count++] = u;
    }
}

static void open_clusters(Merging *work)
{
    TallyBuilder *builder = work->builder;
    ptrdiff_t *leaf_of = NEW(builder->arena, ptrdiff_t, builder->units.len); /* + 1; 0: none */
    work->cluster_of = NEW(builder->arena, ptrdiff_t, work->leaf_count);
    work->clusters = NEW(builder->arena, Cluster, work->leaf_count);
    work->distance = NEW(builder->arena, ptrdiff_t, work->leaf_count);
    for (ptrdiff_t i = 0; i < work->leaf_count; i++) {
        leaf_of[work->leaves[i]] = i + 1;
        work->cluster_of[i] = i;
        work->clusters[i].rows = work->known->rows[work->leaves[i]];
        work->clusters[i].period_rows =
            NEW(builder->arena, int64_t, SIDE_COUNT * work->period_count);
    }
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        for (ptrdiff_t i = 0; i < builder->side[side].cells.len; i++) {
            const BuildCell *cell = builder->side[side].cells.items[i];
            ptrdiff_t leaf = leaf_of[table_mapped(builder, cell->unit)] - 1;
            if (leaf >= 0)
                work->clusters[leaf].period_rows[side * work->period_count + cell->period] +=
                    cell->rows.n;
        }
    }
    for (ptrdiff_t i = 0; i < work->leaf_count; i++)
        work->clusters[i].small = is_small(work, &work->clusters[i]);
}

/* The small cluster with the fewest rows, the first of several; -1: there is none. */
static ptrdiff_t smallest(const Merging *work)
{
    ptrdiff_t found = -1;
    for (ptrdiff_t i = 0; i < work->leaf_count; i++) {
        const Cluster *cluster = &work->clusters[i];
        if (work->cluster_of[i] == i && cluster->small && !cluster->alone &&
            (found < 0 || cluster->rows < work->clusters[found].rows))
            found = i;
    }
    return found;
}

/* Fills `distance`: positions from each leaf to the nearest one of the cluster, on one side. */
static void measure(Merging *work, ptrdiff_t cluster, bool backwards)
{
    const ptrdiff_t *display = work->known->display;
    ptrdiff_t last = -1;
    for (ptrdiff_t step = 0; step < work->leaf_count; step++) {
        ptrdiff_t i = backwards ? work->leaf_count - 1 - step : step;
        ptrdiff_t at = display[work->leaves[i]];
        if (work->cluster_of[i] == cluster)
            last = at;
        ptrdiff_t away = last < 0 ? PTRDIFF_MAX : at > last ? at - last : last - at;
        if (!backwards || away < work->distance[i])
            work->distance[i] = away;
    }
}

/* The sibling cluster nearest in display order; of two as near the one with fewer rows. -1: none.
 */
static ptrdiff_t nearest_sibling(Merging *work, ptrdiff_t cluster)
{
    measure(work, cluster, false);
    measure(work, cluster, true);
    Str parent = leaf_unit(work, cluster)->parent;
    ptrdiff_t found = -1;
    for (ptrdiff_t i = 0; i < work->leaf_count; i++) {
        if (work->cluster_of[i] == cluster || !str_equal(leaf_unit(work, i)->parent, parent))
            continue;
        int64_t rows = work->clusters[work->cluster_of[i]].rows;
        bool nearer = found < 0 || work->distance[i] < work->distance[found] ||
                      (work->distance[i] == work->distance[found] &&
                       rows < work->clusters[work->cluster_of[found]].rows);
        if (nearer)
            found = i;
    }
    return found < 0 ? -1 : work->cluster_of[found];
}

static void join_clusters(Merging *work, ptrdiff_t a, ptrdiff_t b)
{
    ptrdiff_t into = a < b ? a : b, from = a < b ? b : a;
    Cluster *to = &work->clusters[into];
    to->rows += work->clusters[from].rows;
    for (ptrdiff_t i = 0; i < SIDE_COUNT * work->period_count; i++)
        to->period_rows[i] += work->clusters[from].period_rows[i];
    for (ptrdiff_t i = from; i < work->leaf_count; i++) {
        if (work->cluster_of[i] == from)
            work->cluster_of[i] = into;
    }
    to->small = is_small(work, to);
    to->alone = false;
}

/* ---- The groups ---- */

static Str group_name(const Merging *work, const ptrdiff_t *units, ptrdiff_t count)
{
    Arena *arena = work->builder->arena;
    Str *names = NEW(arena, Str, count);
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = work->builder->units.items[units[i]].name;
    Str all = str_join(arena, names, count, S(" + "));
    if (text_length(all) <= GROUP_NAME_LIMIT)
        return all;
    return str_format(arena, "%.*s + %td", STR_ARG(names[0]), count - 1);
}

/* A name that no unit has, nor stands as a parent's in the units file. */
static Str free_name(const Merging *work, Str name)
{
    const TallyBuilder *builder = work->builder;
    Str free = name;
    for (int number = 2;; number++) {
        bool taken = strmap_find(&builder->unit_index, free) != NULL;
        for (ptrdiff_t u = 1; u < builder->units.len && !taken; u++)
            taken = str_equal(builder->units.items[u].parent, free) ||
                    str_equal(builder->units.items[u].name, free);
        if (!taken)
            return free;
        free = str_format(builder->arena, "%.*s (%d)", STR_ARG(name), number);
    }
}

static void make_group(Merging *work, ptrdiff_t cluster)
{
    TallyBuilder *builder = work->builder;
    ptrdiff_t *units = NEW(builder->arena, ptrdiff_t, work->leaf_count - cluster);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = cluster; i < work->leaf_count; i++) {
        if (work->cluster_of[i] == cluster)
            units[count++] = work->leaves[i];
    }
    if (count < 2)
        return;
    Str name = free_name(work, group_name(work, units, count));
    ptrdiff_t group =
        table_make_unit(builder, work->known, name, builder->units.items[units[0]].pos);
    if (group != UNIT_NONE)
        table_roll_up(builder, work->known, units, count, group);
}

void table_merge_small(TallyBuilder *builder, UnitRows *known)
{
    Merging work = {.builder = builder, .known = known, .period_count = builder->periods.len};
    find_leaves(&work);
    open_clusters(&work);
    for (ptrdiff_t small = smallest(&work); small >= 0; small = smallest(&work)) {
        ptrdiff_t sibling = nearest_sibling(&work, small);
        if (sibling < 0)
            work.clusters[small].alone = true;
        else
            join_clusters(&work, small, sibling);
    }
    for (ptrdiff_t i = 0; i < work.leaf_count; i++) {
        if (work.cluster_of[i] == i)
            make_group(&work, i);
    }
}
