/* What lies in a folder, hidden names too. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_DIRECTORY and its kin */
#endif
#include "os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "banned.h"

enum { LIST_DEPTH_LIMIT = 32, LIST_NAMES_LIMIT = 1 << 20 };

/* Takes the descriptor over. */
static bool list_tree(Arena *arena, int fd, Str inside, int depth, StrList *names)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        close(fd);
        return false;
    }
    bool ok = true;
    struct dirent *entry = NULL;
    while (ok && (errno = 0, entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        Str name = str_copy(arena, str_from(entry->d_name));
        if (inside.len > 0)
            name = os_path_join(arena, inside, name);
        int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (child < 0 && errno != ENOTDIR && errno != ELOOP) {
            ok = false;
        } else if (child < 0) {
            *PUSH(arena, names, Str) = name;
        } else if (depth >= LIST_DEPTH_LIMIT || names->len > LIST_NAMES_LIMIT) {
            close(child);
            errno = ELOOP;
            ok = false;
        } else {
            ok = list_tree(arena, child, name, depth + 1, names);
        }
    }
    ok = ok && errno == 0;
    int error_number = errno;
    closedir(folder);
    errno = error_number;
    return ok;
}

bool os_folder_list(Arena *arena, Str path, StrList *names, Str *reason)
{
    *names = (StrList){0};
    const char *name = os_path_cstr(arena, path, reason);
    if (name == NULL)
        return false;
    int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && list_tree(arena, fd, STR_NONE, 0, names)) {
        strlist_sort(names);
        return true;
    }
    *reason = os_reason(arena, errno);
    return false;
}
