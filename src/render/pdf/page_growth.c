/* Page 10, second half: what goes with growth, and what-if. */
#include "drawing.h"

void page_growth_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    drawing_frame_end(d);
}
