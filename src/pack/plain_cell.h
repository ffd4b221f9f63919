/* plain_cell.h: the cells that make up nearly all of a large sheet, read without an XML reader. */
#ifndef CXEX_PACK_PLAIN_CELL_H
#define CXEX_PACK_PLAIN_CELL_H

#include <cxex/base.h>

typedef struct PlainCell {
    bool shared;   /* <c r="B2" s="3" t="s"><v>12</v></c>: a shared string */
    int64_t index; /* of that string; else the cell is empty or a number */
} PlainCell;

/* The length of the cell that begins at `at`, or 0 when what stands there is anything but a whole
 * cell of the form
 *   <c r="B2" s="3" t="s"><v>12</v></c>   <c r="B2" s="3"><v>-1.5E-3</v></c>   <c r="B2" s="3"/>
 * (s may be missing), byte for byte. That is always a well-formed element, so a text without it is
 * as well-formed as it was with it. */
ptrdiff_t plain_cell(Str text, ptrdiff_t at, PlainCell *cell);

#endif
