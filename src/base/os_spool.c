/* What is too large for memory goes through a temporary file that nobody else sees. */
#include "os.h"

#include <errno.h>
#include <stdio.h>

#include <sys/mman.h>
#include <sys/stat.h>

#include "banned.h"

bool os_spool_open(Arena *arena, Spool *spool, Str *reason)
{
    *spool = (Spool){.file = tmpfile()};
    if (spool->file == NULL)
        *reason = os_reason(arena, errno);
    return spool->file != NULL;
}

void os_spool_write(Spool *spool, Str bytes)
{
    if (bytes.len == 0)
        return;
    fwrite(bytes.s, 1, (size_t)bytes.len, spool->file); /* ferror remembers what fails */
    spool->size += bytes.len;
}

bool os_spool_flush(Spool *spool)
{
    return ferror((FILE *)spool->file) == 0 && fflush(spool->file) == 0;
}

static bool map_spool(Arena *arena, Spool *spool, FileView *view, Str *reason)
{
    if (!os_spool_flush(spool)) {
        *reason = os_reason(arena, errno != 0 ? errno : ENOSPC);
        return false;
    }
    struct stat about;
    int fd = fileno(spool->file);
    if (fstat(fd, &about) != 0) {
        *reason = os_reason(arena, errno);
        return false;
    }
    if (about.st_size == 0)
        return true;
    void *at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) {
        *reason = os_reason(arena, errno);
        return false;
    }
    view->handle = at;
    view->bytes = (Str){at, (ptrdiff_t)about.st_size};
    return true;
}

bool os_spool_view(Arena *arena, Spool *spool, FileView *view, Str *reason)
{
    *view = (FileView){.bytes = S("")};
    bool ok = map_spool(arena, spool, view, reason);
    os_spool_discard(spool);
    return ok;
}

void os_spool_discard(Spool *spool)
{
    if (spool->file != NULL)
        fclose(spool->file);
    *spool = (Spool){0};
}
