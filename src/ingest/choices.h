/* choices.h: cells that hold several answers at once, and columns that hold no answers at all. */
#ifndef CXEX_INGEST_CHOICES_H
#define CXEX_INGEST_CHOICES_H

#include "rows.h"

/* Splits a cell of a question with several choices by the choices that there are, the longest
 * first, for choices hold commas and blanks themselves. Tools join them by `, `, `,`, `;` (Forms
 * writes one at the end too), `|`, a line end or a blank. Both sides folded (text_fold). Indices
 * into `known` in the order of the cell; empty when anything of it is no known choice. */
typedef LIST_OF(ptrdiff_t) ChoiceList;
ChoiceList choices_split(Arena *arena, Str cell, const Str *known, ptrdiff_t count);

/* Whether an answer off the scale is several of the scale's answers. comma_joins: the tool writes
 * codes as 1,2, so that 4,5 is not four and a half. */
bool answer_is_several(Arena *arena, const Scale *scale, Str answer, bool comma_joins);
/* Units that are several units in one cell: a warning. */
void report_several_units(RowReader *reader);
/* A metric whose column holds the groups of an NPS (Qualtrics `Q3_NPS_GROUP`, `… (Group)`,
 * NPS_Type): an error that names the scores. */
void report_nps_groups(Ingest *in, const SourceFile *file, const Metric *metric, ptrdiff_t column);

#endif
