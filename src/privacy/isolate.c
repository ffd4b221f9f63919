#include "isolate.h"

#include <stdlib.h>

#include "modular.h"

/* Sets of atoms are looked for by depth-first search over what nobody can notice (the dual of the
 * derivable sums): a set carries a derivable sum exactly if its rows there are linearly dependent.
 * Atoms whose columns are proportional appear in a derivable sum together or not at all, so the
 * search runs over such classes, each with the people of all its atoms. */
typedef struct Class {
    ptrdiff_t representative; /* column */
    int64_t n;
} Class;

typedef struct Search {
    const Class *classes; /* fewer than k people each, by n ascending */
    ptrdiff_t class_count;
    const uint32_t *rows; /* of class c: rows[c·width …]; projected onto `width` random columns */
    ptrdiff_t width;      /* k-1, as a set has at most k-1 members */
    int64_t k;
    uint32_t *basis; /* [width·width]: eliminated rows of the members, each 1 at its lead */
    ptrdiff_t *lead; /* [width] */
    ptrdiff_t *members;
    ptrdiff_t member_count;
} Search;

/* Reduces row c by the members' rows into the next basis row; false: it depends on them. */
static bool reduce_member(Search *search, ptrdiff_t c)
{
    ptrdiff_t width = search->width, depth = search->member_count;
    uint32_t *row = &search->basis[depth * width];
    for (ptrdiff_t i = 0; i < width; i++)
        row[i] = search->rows[c * width + i];
    for (ptrdiff_t m = 0; m < depth; m++) {
        uint32_t factor = mod_negate(row[search->lead[m]]);
        for (ptrdiff_t i = 0; factor != 0 && i < width; i++)
            row[i] = mod_add_product(row[i], factor, search->basis[m * width + i]);
    }
    ptrdiff_t lead = 0;
    while (lead < width && row[lead] == 0)
        lead++;
    if (lead == width)
        return false;
    uint32_t inverse = mod_inverse(row[lead]);
    for (ptrdiff_t i = lead; i < width; i++)
        row[i] = mod_multiply(row[i], inverse);
    search->lead[depth] = lead;
    return true;
}

/* True with the set in `members` when one is found. Stops a branch at k people. */
static bool search_from(Search *search, ptrdiff_t first, int64_t people)
{
    for (ptrdiff_t c = first; c < search->class_count; c++) {
        int64_t total = people + search->classes[c].n;
        if (total >= search->k)
            return false; /* the classes after this one are no smaller */
        search->members[search->member_count] = c;
        bool independent = reduce_member(search, c);
        search->member_count++;
        if (!independent || search_from(search, c + 1, total))
            return true;
        search->member_count--;
    }
    return false;
}

/* ---- Columns ---- */

typedef struct Columns {
    ptrdiff_t *atoms; /* column -> atom */
    uint32_t *factor; /* [column·rows + row] */
    ptrdiff_t count, rows;
} Columns;

static int compare_atoms(const void *a, const void *b)
{
    ptrdiff_t left = *(const ptrdiff_t *)a, right = *(const ptrdiff_t *)b;
    return (left > right) - (left < right);
}

static ptrdiff_t column_of(const Columns *columns, ptrdiff_t atom)
{
    const ptrdiff_t *at =
        bsearch(&atom, columns->atoms, (size_t)columns->count, sizeof *at, compare_atoms);
    return at - columns->atoms;
}

static Columns columns_of(Arena *arena, const Vector *vectors, ptrdiff_t count)
{
    ptrdiff_t total = 0;
    for (ptrdiff_t v = 0; v < count; v++)
        total += vectors[v].len;
    Columns columns = {.atoms = NEW(arena, ptrdiff_t, total), .rows = count};
    ptrdiff_t len = 0;
    for (ptrdiff_t v = 0; v < count; v++) {
        for (ptrdiff_t i = 0; i < vectors[v].len; i++)
            columns.atoms[len++] = vectors[v].terms[i].atom;
    }
    qsort(columns.atoms, (size_t)len, sizeof(ptrdiff_t), compare_atoms);
    for (ptrdiff_t i = 0; i < len; i++) {
        if (columns.count == 0 || columns.atoms[columns.count - 1] != columns.atoms[i])
            columns.atoms[columns.count++] = columns.atoms[i];
    }
    columns.factor = NEW(arena, uint32_t, columns.count * count);
    for (ptrdiff_t v = 0; v < count; v++) {
        for (ptrdiff_t i = 0; i < vectors[v].len; i++) {
            Term term = vectors[v].terms[i];
            columns.factor[column_of(&columns, term.atom) * count + v] = term.factor;
        }
    }
    return columns;
}

/* Scales the column so that its first factor is 1: proportional columns become equal. */
static void normalize_column(uint32_t *column, ptrdiff_t rows)
{
    ptrdiff_t first = 0;
    while (first < rows && column[first] == 0)
        first++;
    if (first == rows)
        return;
    uint32_t inverse = mod_inverse(column[first]);
    for (ptrdiff_t i = first; i < rows; i++)
        column[i] = mod_multiply(column[i], inverse);
}

/* class_of[column]; the classes in order of their first column. */
static ptrdiff_t classify(Arena *arena, Columns *columns, const int64_t *atom_n, Class *classes,
                          ptrdiff_t *class_of)
{
    StrMap seen = {0};
    ptrdiff_t count = 0;
    for (ptrdiff_t c = 0; c < columns->count; c++) {
        uint32_t *column = &columns->factor[c * columns->rows];
        normalize_column(column, columns->rows);
        Str key = {(const char *)column, columns->rows * (ptrdiff_t)sizeof(uint32_t)};
        bool added;
        ptrdiff_t *slot = strmap_put(arena, &seen, key, &added);
        if (added) {
            *slot = count;
            classes[count++] = (Class){.representative = c};
        }
        class_of[c] = *slot;
        classes[*slot].n += atom_n[columns->atoms[c]];
    }
    return count;
}

/* ---- The search ---- */

/* splitmix64 (Steele, Lea, Flood 2014), always from the same start: same pack, same decisions. */
static uint32_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) % PRIME);
}

/* Rows of the dual, times a random matrix of `width` columns. With pivot columns I and the others
 * C the dual is (-C; I): the random row itself for a class off the pivots, for pivot i the sum of
 * -C[i]·random. A false alarm has a probability of about 2^-31 and only hides more. */
static uint32_t *dual_rows(Arena *arena, const Columns *columns, const Class *classes,
                           ptrdiff_t class_count, const ptrdiff_t *pivot_class, ptrdiff_t width)
{
    uint32_t *rows = NEW(arena, uint32_t, class_count * width);
    bool *is_pivot = NEW(arena, bool, class_count);
    for (ptrdiff_t p = 0; p < columns->rows; p++)
        is_pivot[pivot_class[p]] = true;

    uint64_t state = UINT64_C(0x6378657870726976);
    for (ptrdiff_t c = 0; c < class_count; c++) {
        if (is_pivot[c])
            continue;
        uint32_t *row = &rows[c * width];
        for (ptrdiff_t i = 0; i < width; i++)
            row[i] = next_random(&state);
        const uint32_t *column = &columns->factor[classes[c].representative * columns->rows];
        for (ptrdiff_t p = 0; p < columns->rows; p++) {
            uint32_t factor = mod_negate(column[p]);
            uint32_t *target = &rows[pivot_class[p] * width];
            for (ptrdiff_t i = 0; factor != 0 && i < width; i++)
                target[i] = mod_add_product(target[i], factor, row[i]);
        }
    }
    return rows;
}

typedef struct Sorted {
    int64_t n;
    ptrdiff_t class;
} Sorted;

static int compare_people(const void *a, const void *b)
{
    const Sorted *left = a, *right = b;
    if (left->n != right->n)
        return left->n < right->n ? -1 : 1;
    return (left->class > right->class) - (left->class < right->class);
}

static bool search_classes(Arena *arena, Search *search, const Class *classes,
                           ptrdiff_t class_count, const uint32_t *rows, bool *chosen)
{
    Sorted *order = NEW(arena, Sorted, class_count);
    ptrdiff_t count = 0;
    for (ptrdiff_t c = 0; c < class_count; c++) {
        if (classes[c].n < search->k)
            order[count++] = (Sorted){classes[c].n, c};
    }
    qsort(order, (size_t)count, sizeof(Sorted), compare_people);

    ptrdiff_t width = search->width;
    Class *sorted = NEW(arena, Class, count);
    uint32_t *sorted_rows = NEW(arena, uint32_t, count * width);
    for (ptrdiff_t i = 0; i < count; i++) {
        sorted[i] = classes[order[i].class];
        for (ptrdiff_t j = 0; j < width; j++)
            sorted_rows[i * width + j] = rows[order[i].class * width + j];
    }
    search->classes = sorted;
    search->class_count = count;
    search->rows = sorted_rows;
    search->basis = NEW(arena, uint32_t, (width + 1) * width);
    search->lead = NEW(arena, ptrdiff_t, width + 1);
    search->members = NEW(arena, ptrdiff_t, width + 1);
    if (!search_from(search, 0, 0))
        return false;
    for (ptrdiff_t m = 0; m < search->member_count; m++)
        chosen[order[search->members[m]].class] = true;
    return true;
}

static bool one_vector(Vector vector, const int64_t *atom_n, int64_t k, Arena *out,
                       AtomList *isolated)
{
    int64_t people = 0;
    for (ptrdiff_t i = 0; i < vector.len; i++)
        people += atom_n[vector.terms[i].atom];
    if (people >= k)
        return false;
    for (ptrdiff_t i = 0; i < vector.len; i++)
        *PUSH(out, isolated, ptrdiff_t) = vector.terms[i].atom;
    return true;
}

bool isolate_find(Arena *scratch, const Vector *vectors, const ptrdiff_t *pivots, ptrdiff_t count,
                  const int64_t *atom_n, int64_t k, Arena *out, AtomList *isolated)
{
    if (count == 1)
        return one_vector(vectors[0], atom_n, k, out, isolated);

    Columns columns = columns_of(scratch, vectors, count);
    Class *classes = NEW(scratch, Class, columns.count);
    ptrdiff_t *class_of = NEW(scratch, ptrdiff_t, columns.count);
    ptrdiff_t class_count = classify(scratch, &columns, atom_n, classes, class_of);
    ptrdiff_t *pivot_class = NEW(scratch, ptrdiff_t, count);
    for (ptrdiff_t p = 0; p < count; p++)
        pivot_class[p] = class_of[column_of(&columns, pivots[p])];

    Search search = {.k = k, .width = (ptrdiff_t)(k - 1 < class_count ? k - 1 : class_count)};
    bool *chosen = NEW(scratch, bool, class_count);
    const uint32_t *rows =
        dual_rows(scratch, &columns, classes, class_count, pivot_class, search.width);
    if (!search_classes(scratch, &search, classes, class_count, rows, chosen))
        return false;
    for (ptrdiff_t c = 0; c < columns.count; c++) {
        if (chosen[class_of[c]])
            *PUSH(out, isolated, ptrdiff_t) = columns.atoms[c];
    }
    return true;
}
