/* benchmarks.h: figures from outside on a sheet, with the source lines that belong to them. */
#ifndef CXEX_XLSX_BENCHMARKS_H
#define CXEX_XLSX_BENCHMARKS_H

#include "book.h"

/* Where the parts of a line stand; the name is merged up to name_last, the verdict up to last. */
typedef struct BenchmarkColumns {
    int metric, name, name_last, value, own, difference, low, high, verdict, last;
} BenchmarkColumns;
/* Head, one line for each benchmark, notes and sources. Gives the row below; nothing and the same
 * row where there are none. */
int benchmarks_table(Sheet *sheet, int row, const BenchmarkColumns *columns);
/* The sentences of the figures with these codes, and their sources, on merged rows. */
int benchmarks_sentences(Sheet *sheet, int row, int first, int last, const StrList *codes);

#endif
