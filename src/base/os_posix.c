/* The calls to the operating system: memory, reading, writing. os_jobs.c has the worker
 * processes, os_staging.c the folder that appears whole or not at all. Nothing else in cxex talks
 * to the system. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* MAP_ANONYMOUS, MAP_NORESERVE, sched_getaffinity */
#endif
#include "os.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "banned.h"

void *os_reserve(ptrdiff_t bytes)
{
    void *at = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

void os_release(void *at, ptrdiff_t bytes)
{
    munmap(at, (size_t)bytes);
}

void os_expect_random(void *at, ptrdiff_t bytes)
{
#ifdef MADV_HUGEPAGE
    madvise(at, (size_t)bytes, MADV_HUGEPAGE);
#else
    (void)at;
    (void)bytes;
#endif
}

/* In plain words what people can do something about; diag/reasons.c has them in other languages. */
Str os_reason(Arena *arena, int error_number)
{
    static const struct {
        int number;
        const char *words;
    } plain[] = {
        {ENOENT, "there is no such file or folder"},
        {ENOTDIR, "a part of the path is a file, not a folder"},
        {EISDIR, "it is a folder"},
        {EACCES, "this is not permitted to you"},
        {EPERM, "this is not permitted to you"},
        {ENOSPC, "the disk is full"},
        {EDQUOT, "your share of the disk is full"},
        {EROFS, "the disk cannot be written to"},
        {ENAMETOOLONG, "the name is too long"},
        {ELOOP, "its links lead in a circle"},
        {EMFILE, "too many files are open"},
        {ENFILE, "too many files are open"},
        {EIO, "the disk does not work as it should"},
        {ENOMEM, "out of memory"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(plain); i++)
        if (plain[i].number == error_number)
            return str_from(plain[i].words);
    return str_copy(arena, str_from(strerror(error_number)));
}

const char *os_path_cstr(Arena *arena, Str path, Str *reason)
{
    if (path.len == 0) {
        *reason = S("the path is empty");
        return NULL;
    }
    if (memchr(path.s, '\0', (size_t)path.len) != NULL) {
        *reason = S("the path holds a NUL byte");
        return NULL;
    }
    return str_cstr(arena, path);
}

/* ---- Reading ---- */

static bool map_regular_file(Arena *arena, FileView *file, int fd, Str *reason)
{
    struct stat about;
    if (fstat(fd, &about) != 0) {
        *reason = os_reason(arena, errno);
        return false;
    }
    if (!S_ISREG(about.st_mode)) {
        *reason = S_ISDIR(about.st_mode) ? S("it is a folder") : S("it is not a regular file");
        return false;
    }
    if (about.st_size == 0)
        return true; /* an empty file cannot be mapped, and needs not */
    void *at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) {
        *reason = os_reason(arena, errno);
        return false;
    }
    posix_madvise(at, (size_t)about.st_size, POSIX_MADV_SEQUENTIAL);
    file->handle = at;
    file->bytes = (Str){at, (ptrdiff_t)about.st_size};
    return true;
}

bool os_file_open(Arena *arena, FileView *file, Str path, Str *reason)
{
    *file = (FileView){.path = path, .bytes = S("")};
    const char *name = os_path_cstr(arena, path, reason);
    if (name == NULL)
        return false;
    /* O_NONBLOCK: a named pipe must be refused, not waited for. */
    int fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        *reason = os_reason(arena, errno);
        return false;
    }
    bool ok = map_regular_file(arena, file, fd, reason);
    close(fd);
    return ok;
}

void os_file_close(FileView *file)
{
    if (file->handle != NULL)
        munmap(file->handle, (size_t)file->bytes.len);
    *file = (FileView){0};
}

bool os_exists(Arena *scratch, Str path)
{
    Str reason;
    struct stat about;
    ArenaMark mark = arena_mark(scratch);
    const char *name = os_path_cstr(scratch, path, &reason);
    bool exists = name != NULL && stat(name, &about) == 0;
    arena_reset(scratch, mark);
    return exists;
}

StrList os_glob(Arena *arena, Str pattern)
{
    StrList paths = {0};
    /* A file that is called "survey [1].csv" is meant by its name, not by the pattern. */
    if (os_exists(arena, pattern)) {
        *PUSH(arena, &paths, Str) = pattern;
        return paths;
    }
    Str reason;
    const char *name = os_path_cstr(arena, pattern, &reason);
    if (name == NULL)
        return paths;
    glob_t found = {0};
    if (glob(name, GLOB_NOSORT, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            *PUSH(arena, &paths, Str) = str_copy(arena, str_from(found.gl_pathv[i]));
    }
    globfree(&found);
    strlist_sort(&paths);
    return paths;
}

/* ---- Paths ---- */

Str os_path_join(Arena *arena, Str folder, Str path)
{
    if (folder.len == 0 || str_starts(path, S("/")) || str_equal(folder, S(".")))
        return path;
    if (path.len == 0)
        return folder;
    Str between = str_ends(folder, S("/")) ? S("") : S("/");
    return str_join(arena, (const Str[]){folder, path}, 2, between);
}

static Str without_end_slashes(Str path)
{
    while (path.len > 1 && path.s[path.len - 1] == '/')
        path.len--;
    return path;
}

/* Where the last part of a path begins; the path has no slash at its end. */
static ptrdiff_t base_offset(Str path)
{
    ptrdiff_t at = path.len;
    while (at > 0 && path.s[at - 1] != '/')
        at--;
    return at;
}

Str os_path_folder(Str path)
{
    path = without_end_slashes(path);
    if (str_equal(path, S("/")))
        return path;
    ptrdiff_t at = base_offset(path);
    return at == 0 ? S(".") : without_end_slashes(str_slice(path, 0, at));
}

Str os_path_base(Str path)
{
    path = without_end_slashes(path);
    if (str_equal(path, S("/")))
        return path;
    return str_slice(path, base_offset(path), path.len);
}

Str os_path_full(Arena *arena, Str path)
{
    enum { PATH_LIMIT = 4096 };
    char *here = NEW(arena, char, PATH_LIMIT);
    bool absolute = path.len > 0 && path.s[0] == '/';
    if (!absolute && getcwd(here, PATH_LIMIT) != NULL)
        path = os_path_join(arena, str_from(here), path);
    StrList parts = {0};
    for (StrCut cut = {.tail = path, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '/');
        if (str_equal(cut.head, S("..")))
            parts.len -= parts.len > 0;
        else if (cut.head.len > 0 && !str_equal(cut.head, S(".")))
            *PUSH(arena, &parts, Str) = cut.head;
    }
    return str_concat(arena, S("/"), str_join(arena, parts.items, parts.len, S("/")));
}

/* ---- Writing ---- */

static bool write_all(int fd, Str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(fd, bytes.s, (size_t)bytes.len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = str_slice(bytes, written, bytes.len);
    }
    return true;
}

bool os_file_write(Arena *scratch, Str path, Str bytes, Str *reason)
{
    const char *name = os_path_cstr(scratch, path, reason);
    if (name == NULL)
        return false;
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) {
        *reason = os_reason(scratch, errno);
        return false;
    }
    bool ok = write_all(fd, bytes);
    int error_number = errno;
    /* A network disk may report a full disk only now. */
    if (close(fd) != 0 && ok) {
        ok = false;
        error_number = errno;
    }
    if (!ok) {
        unlink(name);
        *reason = os_reason(scratch, error_number);
    }
    return ok;
}

bool os_file_sync(Arena *scratch, Str path, Str *reason)
{
    int fd = open(str_cstr(scratch, path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (!ok)
        *reason = os_reason(scratch, errno);
    if (fd >= 0)
        close(fd);
    return ok;
}

int os_core_count(void)
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    int count = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
    return count < 1 ? 1 : count;
}

double os_seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
