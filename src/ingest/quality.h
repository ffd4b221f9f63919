/* quality.h: what a source's rows say about how they were answered. */
#ifndef CXEX_INGEST_QUALITY_H
#define CXEX_INGEST_QUALITY_H

#include "rows.h"

/* Seconds, in whole ones; what took longer than a week (a tab left open) took a week. */
enum { DURATION_LONGEST = 7 * 24 * 3600 };

typedef struct QualityReader {
    SourceQuality *found;
    const SideTally *side;
    uint32_t *timed; /* [DURATION_LONGEST + 1] rows that took so long; NULL: nobody tells */
    bool finished;   /* rows that are now left out for what was found stay in what was found */
} QualityReader;

void quality_open(QualityReader *quality, const RowReader *rows);
/* sign -1 takes the row out again. A row that becomes ROW_FAST stays in what was found. */
void quality_count(QualityReader *quality, const RowRead *read, int sign);
/* The median, who was below its part, and the answers off the scale. */
void quality_finish(QualityReader *quality, RowReader *rows);
bool quality_is_fast(const SourceQuality *found, const RowRead *read);

/* Two rows without an id: enough was answered to compare them; alike in all columns but times and
 * what the tool numbers. */
bool quality_comparable(const QualityReader *quality, const RowRead *read);
uint64_t quality_content_hash(const SourceFile *file, ptrdiff_t number, const CsvRecord *record);
bool quality_same_content(const SourceFile *file, const CsvRecord *a, const CsvRecord *b);

#endif
