/* published.h: exports that others published. Tests read them in place, beside the project; where
 * they are not here, a test says that it skips. */
#ifndef TESTS_PUBLISHED_H
#define TESTS_PUBLISHED_H

#include <stdbool.h>
#include <unistd.h>

#define PUBLISHED SOURCE_DIR "/../shared/data/real"

static inline bool absent(const char *path)
{
    if (access(path, F_OK) == 0)
        return false;
    print_message("%s is absent: skipped\n", path);
    return true;
}

#endif
