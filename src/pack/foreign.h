/* foreign.h: what the readers of somebody's workbook share. Not for other modules. */
#ifndef CXEX_PACK_FOREIGN_H
#define CXEX_PACK_FOREIGN_H

#include "archive.h"
#include "xml.h"

#include <cxex/pack.h>

/* What a number format makes of a number. */
typedef enum NumberShape {
    SHAPE_NUMBER,
    SHAPE_DATE,
    SHAPE_TIME,
    SHAPE_DATE_TIME,
    SHAPE_DURATION, /* [h]:mm: more than a day is not a date */
} NumberShape;

struct ForeignInside {
    ZipParts parts;
    StrList strings;
    uint8_t *shapes; /* [shape_count] NumberShape of each cell style */
    ptrdiff_t shape_count;
    bool from_1904;
};

/* ---- foreign_values.c ---- */
NumberShape number_shape_builtin(int64_t format_id);
NumberShape number_shape_of_code(Str code);
/* Days since the workbook's epoch as ISO text; as a plain number what cannot be a date. */
Str serial_text(Arena *arena, double serial, NumberShape shape, bool from_1904);

/* "a_x000D_b": how a workbook writes a character that XML cannot hold. */
Str unescaped_text(Arena *arena, Str text);

/* ---- foreign_part.c ---- */
/* Reads a part of XML through the handler. False with a sentence in *reason; a handler that has
 * seen enough sets *enough, which ends the reading well. */
bool foreign_part_read(Arena *arena, const ZipParts *parts, ptrdiff_t part,
                       const XmlHandler *handler, const bool *enough, Str *reason);

#endif
