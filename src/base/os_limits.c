/* What a worker may still use. */
#include "os.h"

#include <sys/resource.h>
#include <unistd.h>

#include "banned.h"

/* Address space in use, from the first number of statm; 0: not known. */
static ptrdiff_t address_space(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return 0;
    char text[64];
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    ptrdiff_t pages = 0;
    for (size_t i = 0; i < len && text[i] >= '0' && text[i] <= '9'; i++)
        pages = pages * 10 + (text[i] - '0');
    return pages * (ptrdiff_t)sysconf(_SC_PAGESIZE);
}

static void lower(int resource, rlim_t most)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0)
        return;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most)
        limit.rlim_cur = most;
    setrlimit(resource, &limit);
}

void os_limit_self(ptrdiff_t more_bytes, int more_seconds)
{
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) == 0)
        lower(RLIMIT_CPU, (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + more_seconds));
#ifndef CXEX_SANITIZED /* a sanitizer's own memory is address space without end */
    ptrdiff_t now = address_space();
    if (now > 0)
        lower(RLIMIT_AS, (rlim_t)(now + more_bytes));
#else
    (void)more_bytes;
    (void)address_space;
#endif
}
