#include <cxex/run.h>

#include <cxex/init.h>

/* Made beside nothing, over nothing: a project file is somebody's work. */
void run_init(Arena *arena, const InitOptions *options, RunResult *result, Diags *diags)
{
    Str folder = options->folder.len > 0 ? options->folder : S(".");
    Str path = os_path_join(arena, folder, S("project.ini"));
    result->exit = RUN_INPUT_WRONG;
    if (os_exists(arena, path)) {
        diag_add(diags, DIAG_INIT_EXISTS, (Pos){0}, path, STR_NONE);
        return;
    }
    InitProposal proposal = {0};
    if (!init_propose(arena, options, &proposal, diags))
        return;
    Str reason = STR_NONE;
    if (!os_folder_make(arena, folder, &reason) ||
        !os_file_write(arena, path, proposal.project, &reason)) {
        diag_add(diags, DIAG_INIT_WRITE_FAILED, (Pos){0}, path, reason);
        result->exit = RUN_MACHINE_FAILED;
        return;
    }
    result->text = str_format(arena, "%.*s\n%.*s\n", STR_ARG(proposal.table),
                              STR_ARG(WORDS(arena, options->talk, WORD_INIT_TABLE_NEXT, path)));
    *PUSH(arena, &result->written, Str) = path;
    result->exit = RUN_DONE;
}
