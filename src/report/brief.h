/* brief.h: what the files that make a department brief share. Not for other modules.
 *
 * A brief is a small Report: begun like the board's (report_begin), in the language of its reader,
 * with its own two pages. It reads scores of published cells only, those of its own unit and, as
 * the rest of the company, the comparisons that scorecard.json has too. */
#ifndef CXEX_REPORT_BRIEF_H
#define CXEX_REPORT_BRIEF_H

#include "build.h"

typedef struct Brief {
    const Build *build;
    ptrdiff_t scope;
    const BriefOptions *options;
    BriefModel *model;
} Brief;

/* The unit against the rest of the company (the unit taken out), where the two can be compared;
 * NULL where nothing may be shown. def -1: NULL. */
const Comparison *brief_rest(const Brief *brief, ptrdiff_t def);
/* The change since the previous period as it is tested; NULL: none. */
const Comparison *brief_change(const Brief *brief, ptrdiff_t def);
bool brief_tested(const Comparison *comparison); /* a test gave a verdict */
ChangeMark brief_mark(const Comparison *comparison);
/* The one furthest on this side of the rest, in units of what matters; -1: none is marked. */
ptrdiff_t brief_furthest(const Brief *brief, bool (*wanted)(const FigureDef *def), ChangeMark mark);
/* How large a difference is, in units of the smallest that matters for its figure. */
double brief_size(const Brief *brief, const Comparison *comparison);
bool brief_is_stage(const FigureDef *def);
bool brief_is_factor(const FigureDef *def);
bool brief_is_cycle(const FigureDef *def);
bool brief_is_item(const FigureDef *def); /* an employee question's 0-100 */
/* Defs in the order of the project that pass; returns how many. out: [def_count] */
ptrdiff_t brief_defs(const Brief *brief, bool (*wanted)(const FigureDef *def), ptrdiff_t *out);

/* One file each. */
void brief_tiles(const Brief *brief);
void brief_bars(const Brief *brief);
void brief_promises(const Brief *brief); /* registers and what to do first */
void brief_rows(const Brief *brief);     /* after the promises, which stand below them */
void brief_reading(const Brief *brief);
void brief_mail(const Brief *brief); /* after the reading */
Sentence brief_title(const Brief *brief);
Sentence brief_figures_title(const Brief *brief);

#endif
