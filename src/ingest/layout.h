/* layout.h: the first records of a text, as they are looked at to find delimiter and header. */
#ifndef CXEX_INGEST_LAYOUT_H
#define CXEX_INGEST_LAYOUT_H

#include <cxex/base.h>

enum {
    HEAD_RECORDS = 40, /* looked at to find delimiter and header */
    HEAD_BYTES = 1 << 20,
    HEAD_BYTES_MOST = 1 << 28
};

typedef struct Head { /* the first records, split by one delimiter */
    ptrdiff_t count;
    StrList cells[HEAD_RECORDS]; /* header_key of each */
    ptrdiff_t offset[HEAD_RECORDS + 1];
    bool blank[HEAD_RECORDS];
} Head;

/* ---- Told by shape, where no name is known (shape.c) ---- */

/* The row that is the header: as many of its cells are filled as of the rows below it; titles and
 * notes above fill fewer. The first row that is not blank where the shape says nothing; -1: all
 * are blank. */
ptrdiff_t head_find_row(const Head *head);
/* How many rows the header that begins at `row` has: 2 or 3 where these say in words what all rows
 * below them give in figures; 1 in any doubt, for a row taken for a header is an answer lost. */
int head_count_rows(const Head *head, ptrdiff_t row);

#endif
