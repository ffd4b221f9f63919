/* page_brief.h: what both pages of the department brief have in common. */
#ifndef RENDER_PDF_PAGE_BRIEF_H
#define RENDER_PDF_PAGE_BRIEF_H

#include "drawing.h"

/* Begins the page; the document's kind stands at the right end of the line above the title. Gives
 * the baseline above which the body ends: below it stand `before` (may be empty) and the notes. */
double brief_page_begin(Drawing *d, const Page *page, Str before);
void brief_page_end(Drawing *d, Str before);

/* ---- page_brief_promises.c: the unit's registers and what to do first, below its figures ---- */
double brief_promises_height(const Drawing *d); /* 0: the unit has neither */
void brief_promises_draw(const Drawing *d, double y);

#endif
