/* method.h: what the files of the method page share: blocks of lines for the PDF, and the same as
 * name and text for the workbook. */
#ifndef CXEX_REPORT_METHOD_H
#define CXEX_REPORT_METHOD_H

#include "build.h"

typedef struct MethodWriter {
    const Build *build;
    LIST_OF(MethodBlock) blocks;
    LIST_OF(struct MethodEntry) entries;
    StrList lines; /* of the block that is open */
    Str head;
    int column;
    ptrdiff_t quality_first, quality_count; /* entries */
} MethodWriter;

/* A block that is closed without a line is none. */
void method_open(MethodWriter *writer, int column, Word head);
void method_close(MethodWriter *writer);
/* A line reads "name: text"; without a name, the text alone; without a text there is no line. */
void method_add(MethodWriter *writer, Str name, Str text);
Str method_say(const MethodWriter *writer, Word key);
Str method_count(const Build *build, int64_t n);
Str method_number(const Build *build, double value, int decimals);

/* method_data.c: what the figures were made of. */
void method_write_sources(MethodWriter *writer);
void method_write_response(MethodWriter *writer);
void method_write_quality(MethodWriter *writer);
void method_write_hiding(MethodWriter *writer);
void method_write_weights(MethodWriter *writer);
/* method_computing.c: how. */
void method_write_computing(MethodWriter *writer);
void method_write_intervals(MethodWriter *writer);
void method_write_comparisons(MethodWriter *writer);
void method_write_benchmarks(MethodWriter *writer);
void method_write_reliability(MethodWriter *writer);
/* method_changes.c: what is not as it was. */
void method_write_breaks(MethodWriter *writer);
void method_write_changes(MethodWriter *writer);

#endif
