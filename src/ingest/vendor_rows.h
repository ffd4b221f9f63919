/* vendor_rows.h: rows that the tools themselves mark as no answer of anybody: previews, tests,
 * spam, what was deleted there, and what nobody finished. */
#ifndef CXEX_INGEST_VENDOR_ROWS_H
#define CXEX_INGEST_VENDOR_ROWS_H

#include <cxex/table.h>

#include "memo.h"
#include "work.h"

enum { MARKS_LIMIT = 16 };
typedef struct RowMark { /* one rule in one file */
    ptrdiff_t column;
    Aside aside;
    Str values; /* folded, `|` at both ends and between; "||": the empty cell */
    Memo known; /* spelling -> does it mark the row */
} RowMark;
typedef struct RowMarks {
    RowMark marks[MARKS_LIMIT];
    ptrdiff_t count;
} RowMarks;

/* The rules of the file's tool whose columns it has. */
void row_marks_open(RowMarks *marks, const TextFile *file);
bool row_mark_is_kept(const Source *source, Aside aside);
/* The first mark of the row that its source does not keep, else the first that it does. ASIDE_NONE:
 * the tool says nothing against the row. */
Aside row_marks_find(Arena *arena, RowMarks *marks, const Source *source, const CsvRecord *record);

#endif
