/* Runs a harness over the files of folders, where there is no libFuzzer: every input that once
 * found a fault is tried again by every build. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static bool replay_folder(Arena *arena, Str folder)
{
    StrList paths = os_glob(arena, os_path_join(arena, folder, S("*")));
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        FileView file = {0};
        Str reason = STR_NONE;
        if (!os_file_open(arena, &file, paths.items[i], &reason)) {
            fprintf(stderr, "%.*s: %.*s\n", STR_ARG(paths.items[i]), STR_ARG(reason));
            return false;
        }
        printf("%.*s\n", STR_ARG(os_path_base(paths.items[i])));
        fflush(stdout); /* the last line names the input that ended the run */
        LLVMFuzzerTestOneInput((const uint8_t *)file.bytes.s, (size_t)file.bytes.len);
        os_file_close(&file);
    }
    return paths.len > 0;
}

int main(int argc, char **argv)
{
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    bool good = argc > 1;
    for (int i = 1; i < argc; i++)
        good = replay_folder(&arena, str_from(argv[i])) && good;
    arena_close(&arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
