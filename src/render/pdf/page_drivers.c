/* Page 9: what goes with recommending, importance beside performance. */
#include "drawing.h"

void page_drivers_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    drawing_frame_end(d);
}
