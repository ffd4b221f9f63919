/* Page 3: employees as the foundation, customers as the centre, growth as the roof. */
#include "drawing.h"

void page_house_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    drawing_frame_end(d);
}
