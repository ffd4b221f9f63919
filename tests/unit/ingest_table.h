/* ingest_table.h: any input file opened as ingest opens it, with all its cells, for tests that
 * count what stands in them. */
#ifndef CXEX_TEST_INGEST_TABLE_H
#define CXEX_TEST_INGEST_TABLE_H

#include <cxex/ingest.h>

#include "../../src/ingest/work.h"

typedef struct TestTable {
    Arena *arena;
    bool ok;
    Str problems; /* as printed, in English */
    TextFile file;
    LIST_OF(StrList) rows; /* below the header; blank ones too */
} TestTable;

/* wanted: NULL for none in particular. */
static inline TestTable test_table_read(Arena *arena, const char *path, const TextWanted *wanted)
{
    static const TextWanted nothing = {0};
    TestTable table = {.arena = arena};
    Config *config = NEW(arena, Config, 1);
    Diags *diags = NEW(arena, Diags, 1);
    diags->arena = arena;
    Ingest *in = NEW(arena, Ingest, 1);
    *in = (Ingest){.arena = arena, .scratch = arena, .config = config, .diags = diags};
    table.ok = text_file_open(in, &table.file, str_from(path), wanted ? wanted : &nothing);
    table.problems = diag_print(arena, diags, DIAG_EN);
    if (!table.ok)
        return table;
    CsvReader reader = text_file_rows(&table.file);
    CsvBatch *batch = NEW(arena, CsvBatch, 1);
    batch->arena = arena;
    while (csv_next(&reader, batch)) {
        for (ptrdiff_t r = 0; r < batch->count; r++) {
            CsvRecord record = csv_record(batch, r);
            StrList *row = PUSH(arena, &table.rows, StrList);
            *row = (StrList){0};
            for (ptrdiff_t c = 0; c < record.count; c++)
                *PUSH(arena, row, Str) = str_copy(arena, csv_value(arena, csv_cell(&record, c)));
        }
    }
    return table;
}

/* Empty past the end of a record. */
static inline Str test_table_cell(const TestTable *table, ptrdiff_t row, ptrdiff_t column)
{
    assert_true(row < table->rows.len);
    const StrList *cells = &table->rows.items[row];
    return column < cells->len ? cells->items[column] : S("");
}

static inline ptrdiff_t test_table_column(const TestTable *table, const char *name)
{
    ptrdiff_t count = 0;
    ptrdiff_t column =
        text_file_find(&table->file, header_key(table->arena, str_from(name)), &count);
    if (column < 0)
        fail_msg("no column %s", name);
    return column;
}

/* Cells of a column that say exactly this. */
static inline ptrdiff_t test_table_count(const TestTable *table, ptrdiff_t column,
                                         const char *value)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t r = 0; r < table->rows.len; r++)
        count += str_equal(test_table_cell(table, r, column), str_from(value));
    return count;
}

/* Rows in which something stands. */
static inline ptrdiff_t test_table_rows(const TestTable *table)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t r = 0; r < table->rows.len; r++) {
        bool any = false;
        for (ptrdiff_t c = 0; c < table->rows.items[r].len; c++)
            any = any || str_trim(table->rows.items[r].items[c]).len > 0;
        count += any;
    }
    return count;
}

#endif
