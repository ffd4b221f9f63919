/* summary.h: what the figures and the panel of the summary sheet share. */
#ifndef CXEX_XLSX_SUMMARY_H
#define CXEX_XLSX_SUMMARY_H

#include "book.h"

enum {
    TILE_COLUMNS = 5, /* four and a gap */
    FIRST_COLUMN = 1,
    TABLE_LAST = 14,
    PANEL = 16, /* wash: margin, number, text, margin */
    ROW_TILE = 4,
    ROW_CHART = 9,
    ROW_TICKS = 14,
    ROW_TABLE = 16,
    ROWS_LEAST = 5, /* of components: the panel beside them needs the height */
};

/* A figure of the company that stands in the long table is looked up there, so that the reader can
 * follow it; what does not (or not with the very same value) is written as it is. name: "value",
 * "low" or "high". */
void summary_number(Sheet *sheet, int row, int column, const char *name, Str code, double value,
                    Look look);
/* Page 13 as three rows. Gives the row below; the same row where nothing is paid by a score. */
int summary_incentive(Sheet *sheet, int row);
void summary_client(Sheet *sheet);
void summary_panel(Sheet *sheet, int last); /* down to row `last` */

#endif
