/* The department brief, first page. */
#include "drawing.h"

void page_brief_draw(Drawing *d, const Page *page)
{
    (void)d;
    (void)page;
}

void page_brief_figures_draw(Drawing *d, const Page *page)
{
    (void)d;
    (void)page;
}
