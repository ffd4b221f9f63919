/* Page 3: employees as the foundation, customers as the centre, growth as the roof. */
#include "build.h"

PageRows house_build(Build *build)
{
    (void)build;
    return (PageRows){0};
}

void house_words(const Build *build, Page *page)
{
    (void)build;
    (void)page;
}
