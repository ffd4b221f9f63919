/* Memory that a worker process and its parent both see. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* MAP_ANONYMOUS */
#endif
#include "os.h"

#include <sys/mman.h>

#include "banned.h"

void *os_shared_open(ptrdiff_t size)
{
    void *memory =
        mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void os_shared_close(void *memory, ptrdiff_t size)
{
    if (memory)
        munmap(memory, (size_t)size);
}
