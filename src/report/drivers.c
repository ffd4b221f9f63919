/* Page 9: what goes with recommending, importance beside performance. */
#include "build.h"

PageRows drivers_build(Build *build)
{
    (void)build;
    return (PageRows){0};
}

void drivers_words(const Build *build, Page *page)
{
    (void)build;
    (void)page;
}
