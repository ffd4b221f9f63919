/* csv.h: delimited text cut into records and cells (RFC 4180, and what is seen beside it).
 *
 * A record ends at LF, CR or CRLF outside quotes. A cell is quoted when its very first byte is a
 * quote; `""` inside is one quote. Beyond the standard: a quote inside an unquoted cell is an
 * ordinary character, and text after a closing quote belongs to the cell (the record is then called
 * odd). Cells are handed out as places in the text; csv_value gives what a cell means.
 *
 * The text is looked at in blocks of 64 bytes, each turned into bit masks (SSE2, or plain words
 * where there is none); a record that the masks alone cannot explain is read again byte by byte. */
#ifndef CXEX_INGEST_CSV_H
#define CXEX_INGEST_CSV_H

#include <cxex/base.h>

enum { CSV_BATCH = 256 }; /* records handed out at once */

typedef struct CsvReader {
    Str text; /* UTF-8 without byte order mark */
    char delimiter;
    ptrdiff_t at;        /* offset of the next record */
    ptrdiff_t record;    /* its number, from 0 at the text's start */
    ptrdiff_t open_from; /* offset of a quote that is never closed, or -1: reading stopped there */
    ptrdiff_t odd_from;  /* offset of the first odd record, or -1 */
    ptrdiff_t odd_count;
    bool plain_blocks;     /* never SSE2: so that a test reaches the other path */
    ptrdiff_t batch_bytes; /* beyond which a batch takes no further record: places are 32 bits */
} CsvReader;
CsvReader csv_open(Str text, char delimiter);

/* Some records. The ends of their cells stand in `end` one after another, relative to `base`. */
typedef struct CsvBatch {
    Arena *arena;
    const char *base;
    ptrdiff_t base_offset;
    ptrdiff_t count;
    ptrdiff_t first_record;         /* number of the first of them */
    ptrdiff_t first[CSV_BATCH + 1]; /* cells of record r: end[first[r]] … end[first[r + 1] - 1] */
    uint32_t begin[CSV_BATCH + 1];  /* of record r, relative to base */
    uint32_t *end; /* end[-1] is there too: every cell begins one after the end before it */
    ptrdiff_t end_cap;
} CsvBatch;
/* False at the end of the text. */
bool csv_next(CsvReader *reader, CsvBatch *batch);

/* One record, for looking at it again. */
typedef struct CsvRecord {
    const char *base;
    uint32_t begin;
    const uint32_t *end;
    ptrdiff_t count; /* of cells */
} CsvRecord;
static inline CsvRecord csv_record(const CsvBatch *batch, ptrdiff_t r)
{
    return (CsvRecord){.base = batch->base,
                       .begin = batch->begin[r],
                       .end = batch->end + batch->first[r],
                       .count = batch->first[r + 1] - batch->first[r]};
}
/* The bytes of a cell as they stand, quotes and all; empty past the last cell. */
static inline Str csv_cell(const CsvRecord *record, ptrdiff_t column)
{
    if (column >= record->count)
        return (Str){"", 0};
    uint32_t from = record->end[column - 1] + 1; /* wraps to 0 in front of the batch's first */
    uint32_t to = record->end[column];
    if (column == record->count - 1 && to > from && record->base[to - 1] == '\r')
        to--; /* the CR of CRLF */
    return (Str){record->base + from, (ptrdiff_t)(to - from)};
}
/* What the cell means (base.h). */
static inline Str csv_value(Arena *arena, Str cell)
{
    return str_cell_value(arena, cell);
}
/* Reads the one record at `offset` into batch (its record 0). */
void csv_record_at(const CsvReader *reader, ptrdiff_t offset, CsvBatch *batch);

/* ---- Blocks (csv_block.c) ---- */
typedef struct CsvMasks { /* bit i: byte i of the block is one */
    uint64_t delimiter, quote, lf, cr;
} CsvMasks;
CsvMasks csv_masks(const char block[64], char delimiter);       /* the fastest there is */
CsvMasks csv_masks_plain(const char block[64], char delimiter); /* the same without SSE2 */

#endif
