/* The story of one run, top to bottom: read everything and compute (stages.c), draw each file by
 * worker processes (pack_files.c, draw.c), list them in the manifest, and put the finished folder
 * in place in one step. */
#include <cxex/run.h>

#include "ledger_file.h"
#include "pack_files.h"

static bool write_manifest(Stages *stages, Str folder, Str manifest)
{
    Str reason = STR_NONE;
    Str path = os_path_join(stages->arena, folder, S("manifest.json"));
    if (os_file_write(stages->arena, path, manifest, &reason))
        return true;
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, path, reason);
    return false;
}

/* libxlsxwriter removes its temporary files without looking whether that succeeded. */
static bool keep_files_only(Stages *stages, Str folder, const PackFiles *files)
{
    Str reason = STR_NONE;
    StrList names = {0};
    for (ptrdiff_t i = 0; i < files->len; i++)
        if (pack_file_there(&files->items[i]))
            *PUSH(stages->arena, &names, Str) = files->items[i].name;
    if (os_folder_keep_only(stages->arena, folder, names.items, names.len, &reason))
        return true;
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, folder, reason);
    return false;
}

static bool put_in_place(Stages *stages)
{
    Str reason = STR_NONE;
    Staging *staging = &stages->result->staging;
    if (os_staging_commit(stages->arena, staging, &reason)) {
        if (staging->left_over.len > 0)
            diag_add(stages->diags, DIAG_RUN_LEFT_OVER, (Pos){0}, staging->left_over, STR_NONE);
        return true;
    }
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, staging->final_path, reason);
    return false;
}

/* The pack and its entry in the ledger come together. */
static bool put_with_ledger(Stages *stages, Str manifest)
{
    LedgerCommit commit;
    if (!ledger_commit_begin(stages, &commit, manifest))
        return false;
    bool done = put_in_place(stages);
    ledger_commit_end(stages, &commit, done);
    return done;
}

/* Until the last step everything lies in a folder of its own beside the final one. */
static bool make_pack(Stages *stages, PackFiles *files)
{
    Str reason = STR_NONE;
    RunResult *result = stages->result;
    Str final = ledger_pack_folder(stages, stages->report->period_id);
    if (!stages_phase(stages, RUN_PHASE_RENDER))
        return false;
    result->exit = RUN_MACHINE_FAILED;
    if (!os_staging_open(stages->arena, &result->staging, final, &reason)) {
        diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, final, reason);
        return false;
    }
    if (!pack_files_make(stages, result->staging.temp_path, final, files))
        return false;
    if (!stages_phase(stages, RUN_PHASE_PUT))
        return false;
    result->exit = RUN_MACHINE_FAILED;
    Str temp = result->staging.temp_path;
    Str manifest = manifest_text(stages, files);
    if (!keep_files_only(stages, temp, files) || !write_manifest(stages, temp, manifest) ||
        !put_with_ledger(stages, manifest))
        return false;
    result->exit = RUN_DONE;
    return true;
}

void run_build(Arena *arena, const RunOptions *options, RunResult *result, Diags *diags)
{
    Stages stages = {.arena = arena, .options = options, .result = result, .diags = diags};
    PackFiles files = {0};
    if (stages_run(&stages) && make_pack(&stages, &files)) {
        Str folder = result->staging.final_path;
        for (ptrdiff_t i = 0; i < files.len; i++)
            if (pack_file_there(&files.items[i]))
                *PUSH(arena, &result->written, Str) =
                    os_path_join(arena, folder, files.items[i].name);
        *PUSH(arena, &result->written, Str) = os_path_join(arena, folder, S("manifest.json"));
    }
    os_staging_discard(arena, &result->staging); /* nothing to do after a commit */
    stages_close(&stages);
}
