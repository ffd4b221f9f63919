/* A folder that appears whole or not at all. The new one is filled beside the final place, made
 * safe on disk, then takes that place in one step; whoever looks sees the old one or the new one.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* syscall */
#endif
#include "os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "banned.h"

/* From the kernel's linux/fs.h, which older headers lack. */
enum { EXCHANGE = 1 << 1 };
enum {
    TREE_DEPTH_LIMIT = 32, /* folders in folders; a pack has two levels */
    TEMP_LETTERS = 6,      /* that mkdtemp fills in */
    FILES_SYNCED_SINGLY = 16
};

/* ---- Trees ---- */

static bool is_dot_name(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Calls fsync on every file and folder below `fd`, and on it. Takes the descriptor over. */
static bool sync_tree(int fd, int depth)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return false;
    }
    bool ok = true;
    struct dirent *entry = NULL;
    while (ok && (errno = 0, entry = readdir(folder)) != NULL) {
        if (is_dot_name(entry->d_name))
            continue;
        int child = openat(fd, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        struct stat about;
        if (child < 0 || fstat(child, &about) != 0) {
            ok = false;
            if (child >= 0)
                close(child);
        } else if (S_ISDIR(about.st_mode)) {
            ok = depth < TREE_DEPTH_LIMIT && sync_tree(child, depth + 1);
            if (depth >= TREE_DEPTH_LIMIT) {
                close(child);
                errno = ELOOP;
            }
        } else {
            ok = fsync(child) == 0;
            ok = close(child) == 0 && ok;
        }
    }
    ok = ok && errno == 0 && fsync(fd) == 0;
    int error_number = errno;
    closedir(folder);
    errno = error_number;
    return ok;
}

/* How many files lie below `fd`, which it takes over; it stops counting beyond `most`. */
static ptrdiff_t count_files(int fd, int depth, ptrdiff_t most)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return 0;
    }
    ptrdiff_t count = 0;
    struct dirent *entry = NULL;
    while (count <= most && (entry = readdir(folder)) != NULL) {
        if (is_dot_name(entry->d_name))
            continue;
        int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        count += child < 0 || depth >= TREE_DEPTH_LIMIT;
        if (child >= 0 && depth < TREE_DEPTH_LIMIT)
            count += count_files(child, depth + 1, most - count);
        else if (child >= 0)
            close(child);
    }
    closedir(folder);
    return count;
}

/* Makes all files of the folder safe on the disk. Each fsync waits for the disk for milliseconds:
 * hundreds of files are synced with the whole file system, which waits once (and for what others
 * have written to it). */
static bool sync_files(const char *path)
{
    int counted = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool many = counted >= 0 && count_files(counted, 0, FILES_SYNCED_SINGLY) > FILES_SYNCED_SINGLY;
    if (fd < 0 || !many)
        return fd >= 0 && sync_tree(fd, 0);
    bool ok = syncfs(fd) == 0;
    int error_number = errno;
    close(fd);
    errno = error_number;
    return ok;
}

/* Removes what is below the folder `fd`, never following a link out of it. Takes the descriptor
 * over. Uses no arena: it also runs when the arena is full. */
static void empty_tree(int fd, int depth)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return;
    }
    struct dirent *entry = NULL;
    while ((entry = readdir(folder)) != NULL) {
        if (is_dot_name(entry->d_name) || unlinkat(fd, entry->d_name, 0) == 0)
            continue;
        int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (child < 0)
            continue;
        if (depth < TREE_DEPTH_LIMIT)
            empty_tree(child, depth + 1);
        else
            close(child);
        unlinkat(fd, entry->d_name, AT_REMOVEDIR);
    }
    closedir(folder);
}

static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

/* Twice, because what stays would lie beside the packs until the next run. */
static void remove_tree(const char *path)
{
    for (int tries = 0; tries < 2 && is_there(path); tries++) {
        int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd >= 0)
            empty_tree(fd, 0);
        rmdir(path);
    }
}

/* The names that are kept, by folder: "mail/sales.eml" keeps it and its folder. */
typedef struct Keep {
    Arena *arena;
    StrMap names;
} Keep;

static void keep_add(Keep *keep, Str name)
{
    bool added = false;
    strmap_put(keep->arena, &keep->names, name, &added);
    for (ptrdiff_t at = name.len - 1; at > 0; at--)
        if (name.s[at] == '/')
            strmap_put(keep->arena, &keep->names, str_slice(name, 0, at), &added);
}

/* Takes the descriptor over. `inside` is the folder's own name from the top, empty there. */
static bool keep_only(const Keep *keep, int fd, Str inside, int depth)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return false;
    }
    bool ok = true;
    struct dirent *entry = NULL;
    while (ok && (errno = 0, entry = readdir(folder)) != NULL) {
        if (is_dot_name(entry->d_name))
            continue;
        Str name =
            os_path_join(keep->arena, inside, str_copy(keep->arena, str_from(entry->d_name)));
        bool kept = strmap_find(&keep->names, name) != NULL;
        int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (child < 0)
            ok = kept || unlinkat(fd, entry->d_name, 0) == 0;
        else if (kept && depth < TREE_DEPTH_LIMIT)
            ok = keep_only(keep, child, name, depth + 1);
        else {
            empty_tree(child, depth);
            ok = unlinkat(fd, entry->d_name, AT_REMOVEDIR) == 0;
        }
    }
    ok = ok && errno == 0;
    int error_number = errno;
    closedir(folder);
    errno = error_number;
    return ok;
}

bool os_folder_keep_only(Arena *scratch, Str path, const Str *names, ptrdiff_t count, Str *reason)
{
    ArenaMark mark = arena_mark(scratch);
    Keep keep = {.arena = scratch};
    for (ptrdiff_t i = 0; i < count; i++)
        keep_add(&keep, names[i]);
    int fd = open(str_cstr(scratch, path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = fd >= 0 && keep_only(&keep, fd, STR_NONE, 0);
    int error_number = errno;
    arena_reset(scratch, mark);
    if (!ok)
        *reason = os_reason(scratch, error_number);
    return ok;
}

static bool sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0;
    return close(fd) == 0 && ok;
}

/* Makes the folder and those above it that are missing. */
static bool make_folders(Arena *arena, Str path)
{
    const char *name = str_cstr(arena, path);
    if (mkdir(name, 0777) == 0 || errno == EEXIST)
        return true;
    if (errno != ENOENT || str_equal(os_path_folder(path), path))
        return false;
    return make_folders(arena, os_path_folder(path)) && (mkdir(name, 0777) == 0 || errno == EEXIST);
}

bool os_folder_make(Arena *scratch, Str path, Str *reason)
{
    if (make_folders(scratch, path))
        return true;
    *reason = os_reason(scratch, errno);
    return false;
}

/* ---- Staging ---- */

/* Hidden, and telling whose it is: OUT/.acme.cxex-old, OUT/.acme.cxex-XXXXXX. */
static const char *beside(Arena *arena, Str final_path, Str ending)
{
    Str base = os_path_base(final_path);
    Str name = str_join(arena, (const Str[]){S("."), base, S(".cxex-"), ending}, 4, S(""));
    return str_cstr(arena, os_path_join(arena, os_path_folder(final_path), name));
}

/* A run that was killed between the two renames of the fallback left the good folder aside: put it
 * back, or remove it when its successor is in place. */
static void repair(const char *final_name, const char *aside)
{
    if (!is_there(aside))
        return;
    if (!is_there(final_name))
        rename(aside, final_name);
    else
        remove_tree(aside);
}

/* The folder's lock, held until closed; -1 when the folder has gone. */
static int lock_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    /* A file system without locks cannot be helped; there nothing is taken for a leftover either.
     */
    while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
        continue;
    return fd;
}

static void remove_if_abandoned(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        remove_tree(path);
    close(fd);
}

/* Staging folders of killed runs hold half a pack. Those of runs under way are locked: they stay.
 */
static void remove_leftovers(Arena *arena, Str final_path)
{
    Str folder = os_path_folder(final_path);
    Str start = os_path_base(str_from(beside(arena, final_path, S(""))));
    DIR *entries = opendir(str_cstr(arena, folder));
    if (entries == NULL)
        return;
    struct dirent *entry = NULL;
    while ((entry = readdir(entries)) != NULL) {
        Str name = str_from(entry->d_name);
        if (!str_starts(name, start) || name.len != start.len + TEMP_LETTERS)
            continue;
        remove_if_abandoned(str_cstr(arena, os_path_join(arena, folder, name)));
    }
    closedir(entries);
}

/* A new folder, locked. Between making and locking, the clearing up of another run may take it for
 * a leftover: then it is gone once we have the lock, and we try again. */
static bool make_temp(Staging *staging, char *temp)
{
    ptrdiff_t letters = (ptrdiff_t)strlen(temp) - TEMP_LETTERS;
    for (int tries = 0; tries < 10; tries++) {
        memset(temp + letters, 'X', TEMP_LETTERS);
        if (mkdtemp(temp) == NULL)
            return false;
        staging->lock = lock_folder(temp);
        if (staging->lock >= 0 && is_there(temp))
            return true;
        if (staging->lock >= 0)
            close(staging->lock);
        else
            rmdir(temp);
        errno = EAGAIN;
    }
    return false;
}

static bool is_good_place(Str final_path, Str *reason)
{
    Str base = os_path_base(final_path);
    if (str_equal(base, S("/")) || str_equal(base, S(".")) || str_equal(base, S(".."))) {
        *reason = S("the output folder needs a name of its own");
        return false;
    }
    struct stat about;
    if (lstat(final_path.s, &about) == 0 && !S_ISDIR(about.st_mode)) {
        *reason = S("something that is not a folder has this name");
        return false;
    }
    return true;
}

bool os_staging_open(Arena *arena, Staging *staging, Str final_path, Str *reason)
{
    *staging = (Staging){0};
    while (final_path.len > 1 && str_ends(final_path, S("/")))
        final_path.len--;
    const char *final_name = os_path_cstr(arena, final_path, reason);
    if (final_name == NULL)
        return false;
    /* Both paths are followed by a NUL: discard has to work without an arena. */
    staging->final_path = str_from(final_name);
    if (!is_good_place(staging->final_path, reason))
        return false;
    if (!make_folders(arena, os_path_folder(final_path))) {
        *reason = os_reason(arena, errno);
        return false;
    }
    repair(final_name, beside(arena, final_path, S("old")));
    remove_leftovers(arena, final_path);

    Str pattern = str_from(beside(arena, final_path, S("XXXXXX")));
    char *temp = NEW(arena, char, pattern.len + 1);
    memcpy(temp, pattern.s, (size_t)pattern.len);
    if (!make_temp(staging, temp)) {
        *reason = os_reason(arena, errno);
        return false;
    }
    staging->temp_path = str_from(temp);
    staging->open = true;
    return true;
}

/* On a file system without RENAME_EXCHANGE there is a moment with neither; `repair` mends a run
 * that ends in it. */
static bool swap_in_two_steps(const char *temp, const char *final_name, const char *aside)
{
    if (rename(final_name, aside) != 0)
        return false;
    if (rename(temp, final_name) != 0) {
        int error_number = errno;
        rename(aside, final_name);
        errno = error_number;
        return false;
    }
    remove_tree(aside);
    return true;
}

static bool put_in_place(const char *temp, const char *final_name, const char *aside)
{
    struct stat old;
    if (lstat(final_name, &old) != 0)
        return errno == ENOENT && rename(temp, final_name) == 0;
    /* Whoever could open the old pack can open the new one. */
    if (chmod(temp, old.st_mode & 0777) != 0)
        return false;
    if (syscall(SYS_renameat2, AT_FDCWD, temp, AT_FDCWD, final_name, EXCHANGE) == 0) {
        remove_tree(temp);
        return true;
    }
    if (errno != ENOSYS && errno != EINVAL)
        return false;
    return swap_in_two_steps(temp, final_name, aside);
}

bool os_staging_commit(Arena *arena, Staging *staging, Str *reason)
{
    CX_ASSERT(staging->open);
    const char *temp = staging->temp_path.s;
    const char *final_name = staging->final_path.s;
    bool ok = sync_files(temp) &&
              put_in_place(temp, final_name, beside(arena, staging->final_path, S("old")));
    if (!ok) {
        *reason = os_reason(arena, errno);
        return false;
    }
    staging->open = false;
    close(staging->lock);
    if (is_there(temp))
        staging->left_over = staging->temp_path;
    /* The new folder is there already; a file system that cannot sync folders changes nothing. */
    sync_folder(str_cstr(arena, os_path_folder(staging->final_path)));
    return true;
}

void os_staging_discard(Arena *scratch, Staging *staging)
{
    (void)scratch; /* may be full: this is called from the hook too */
    if (!staging->open)
        return;
    remove_tree(staging->temp_path.s);
    close(staging->lock);
    staging->open = false;
}

/* ---- A file beside such folders ---- */

bool os_file_rename(Arena *scratch, Str from, Str to, Str *reason)
{
    if (rename(str_cstr(scratch, from), str_cstr(scratch, to)) == 0) {
        /* As after a commit: a file system that cannot sync folders changes nothing. */
        sync_folder(str_cstr(scratch, os_path_folder(to)));
        return true;
    }
    *reason = os_reason(scratch, errno);
    return false;
}

void os_file_remove(Arena *scratch, Str path)
{
    unlink(str_cstr(scratch, path));
}

int os_folder_lock(Arena *scratch, Str path)
{
    return lock_folder(str_cstr(scratch, path));
}

void os_folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
