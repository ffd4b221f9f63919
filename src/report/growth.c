/* Page 10, second half: what goes with growth, and what-if. */
#include "build.h"

PageRows growth_build(Build *build)
{
    (void)build;
    return (PageRows){0};
}

void growth_words(const Build *build, Page *page)
{
    (void)build;
    (void)page;
}
