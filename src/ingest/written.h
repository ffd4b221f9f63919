/* written.h: numbers as people and spreadsheets write them, 1,234.5 or 1.234,5. */
#ifndef CXEX_INGEST_WRITTEN_H
#define CXEX_INGEST_WRITTEN_H

#include <cxex/base.h>

typedef enum DecimalSign { DECIMAL_UNKNOWN, DECIMAL_POINT, DECIMAL_COMMA } DecimalSign;

/* The number when `sign` stands before its decimals (POINT or COMMA): the other one, or a blank,
 * may stand between groups of three digits. False: so it is no number. */
bool written_read(Str text, DecimalSign sign, double *value);
/* What the text by itself tells: 12.5, 1,234.5 and 1,234,567 have a decimal point; 1.234 may be
 * either. *number: it is a number at all; *unsure: it is a different one with each sign. */
DecimalSign written_sign(Str text, bool *number, bool *unsure);

#endif
