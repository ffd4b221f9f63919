/* reference.h: the reference values in tests/reference, read by the tests that claim them.
 * A file holds `abs_tol` (absolute for |x| <= 1, relative above) and `cases` of `input` and
 * `expected`. */
#ifndef CXEX_TEST_REFERENCE_H
#define CXEX_TEST_REFERENCE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "cxex/base.h"

typedef struct Reference {
    json_t *root;
    double abs_tol;
} Reference;

static inline Reference reference_open(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/reference/%s", TESTS_DIR, name);
    json_error_t error;
    Reference reference = {.root = json_load_file(path, 0, &error)};
    if (!reference.root)
        fail_msg("%s: %s", path, error.text);
    json_t *tolerance = json_object_get(reference.root, "abs_tol");
    reference.abs_tol = tolerance ? json_number_value(tolerance) : 1e-8;
    return reference;
}

static inline void reference_close(Reference *reference)
{
    json_decref(reference->root);
}

static inline json_t *reference_cases(const Reference *reference)
{
    json_t *cases = json_object_get(reference->root, "cases");
    assert_true(json_array_size(cases) > 0);
    return cases;
}

/* The value at a key that must be there. */
static inline json_t *part(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        fail_msg("no key \"%s\"", key);
    return value;
}

static inline const json_t *input_of(const json_t *one)
{
    return part(one, "input");
}

/* A number; null is NaN. */
static inline double number(const json_t *object, const char *key)
{
    json_t *value = part(object, key);
    return json_is_null(value) ? (double)NAN : json_number_value(value);
}

static inline int64_t whole(const json_t *object, const char *key)
{
    return (int64_t)number(object, key);
}

static inline double number_at(const json_t *array, ptrdiff_t index)
{
    return json_number_value(json_array_get(array, (size_t)index));
}

static inline ptrdiff_t length(const json_t *array)
{
    return (ptrdiff_t)json_array_size(array);
}

static inline double *numbers(Arena *arena, const json_t *array)
{
    double *values = NEW(arena, double, length(array));
    for (ptrdiff_t i = 0; i < length(array); i++)
        values[i] = number_at(array, i);
    return values;
}

static inline void assert_near(const char *what, double actual, double expected, double tolerance)
{
    if (isnan(expected) && isnan(actual))
        return;
    double room = tolerance * fmax(1, fabs(expected));
    if (!(fabs(actual - expected) <= room))
        fail_msg("%s: %.17g, expected %.17g (within %g)", what, actual, expected, room);
}

/* Compares with expected[key]. */
static inline void assert_key(const json_t *expected, const char *key, double actual,
                              double tolerance)
{
    assert_near(key, actual, number(expected, key), tolerance);
}

/* ---- CSV of the simple kind: no quotes before the columns that are read ---- */
typedef struct Table {
    char **cells; /* row by row; a short row ends in empty cells */
    ptrdiff_t rows, columns;
    char **heads;
} Table;

static inline ptrdiff_t table_split(char *line, char **cells, ptrdiff_t most)
{
    ptrdiff_t count = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *at = line; at && count < most; count++) {
        char *comma = strchr(at, ',');
        if (comma)
            *comma = 0;
        cells[count] = at;
        at = comma ? comma + 1 : NULL;
    }
    return count;
}

static inline Table table_read(Arena *arena, const char *name)
{
    enum { most_columns = 64, most_rows = 4096, most_line = 4096 };
    char path[1024];
    snprintf(path, sizeof path, "%s/reference/%s", TESTS_DIR, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    Table table = {.heads = NEW(arena, char *, most_columns)};
    char *line = NEW(arena, char, most_line);
    assert_non_null(fgets(line, most_line, file));
    table.columns = table_split(line, table.heads, most_columns);
    table.cells = NEW(arena, char *, most_rows *table.columns);
    line = NEW(arena, char, most_line);
    while (fgets(line, most_line, file)) {
        assert_true(table.rows < most_rows);
        char **row = table.cells + table.rows++ * table.columns;
        ptrdiff_t count = table_split(line, row, table.columns);
        for (ptrdiff_t c = count; c < table.columns; c++)
            row[c] = NEW(arena, char, 1);
        line = NEW(arena, char, most_line);
    }
    fclose(file);
    return table;
}

static inline ptrdiff_t table_column(const Table *table, const char *head)
{
    for (ptrdiff_t c = 0; c < table->columns; c++) {
        if (strcmp(table->heads[c], head) == 0)
            return c;
    }
    fail_msg("no column \"%s\"", head);
    return -1;
}

static inline const char *table_cell(const Table *table, ptrdiff_t row, ptrdiff_t column)
{
    return table->cells[row * table->columns + column];
}

/* NaN: empty. */
static inline double table_number(const Table *table, ptrdiff_t row, ptrdiff_t column)
{
    const char *cell = table_cell(table, row, column);
    return *cell ? strtod(cell, NULL) : (double)NAN;
}

/* ---- Memory ---- */
static inline void test_arena_full(void *context, ptrdiff_t wanted)
{
    (void)context;
    fprintf(stderr, "test arena full: %td more bytes wanted\n", wanted);
    abort();
}

static inline Arena test_arena(void)
{
    Arena arena = arena_open((ptrdiff_t)256 << 20, test_arena_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

#endif
