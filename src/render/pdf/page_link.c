/* Page 10: how the halves go together. */
#include "drawing.h"

void page_link_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    drawing_frame_end(d);
}
