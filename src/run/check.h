/* check.h: what the parts of `check`'s text share. */
#ifndef CXEX_RUN_CHECK_H
#define CXEX_RUN_CHECK_H

#include "stages.h"

typedef struct CheckText {
    Arena *arena;
    Lang talk;
    Buffer out;
    const Stages *stages;
} CheckText;

void check_line(CheckText *check, const char *indent, Str text);
Str check_count(const CheckText *check, int64_t n);
Str check_side(const CheckText *check, Side side);
ptrdiff_t check_window(const CheckText *check); /* of the report's period */

/* check_quality.c: duplicates, straight lines, speed, odd answers of a source; unknown units. */
void check_quality(CheckText *check, const SourceReport *source);
void check_unknown_units(CheckText *check);

/* check_units.c: n, what would be hidden and why, who gets a brief and who gets mail. */
void check_units(CheckText *check);

#endif
