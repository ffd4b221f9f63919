/* options.h: the command line, from one table that reads it, explains it and makes the man page and
 * the completion. */
#ifndef CXEX_CLI_OPTIONS_H
#define CXEX_CLI_OPTIONS_H

#include <cxex/run.h>

typedef enum Command {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_VERIFY,
    COMMAND_INIT,
    COMMAND_THEMES,
    COMMAND_EXAMPLE,
    COMMAND_REFERENCE,
    COMMAND_MAN,
    COMMAND_COMPLETION,
    COMMAND_COUNT
} Command;

typedef struct CommandLine {
    Command command;
    bool help, version, quiet, verbose, markdown, preview;
    Str output;      /* of the preview: empty: theme-NAME.pdf; of init: its folder, empty: here */
    StrList exports; /* init */
    RunOptions run;
} CommandLine;

/* False with a sentence in *wrong: a usage error (exit 2). */
bool options_read(Arena *arena, int argc, char **argv, Lang talk, CommandLine *line, Str *wrong);
Str options_help(Arena *arena, Lang talk);
Str options_man(Arena *arena);
Str options_completion(Arena *arena);

#endif
