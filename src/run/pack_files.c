#include "pack_files.h"

#include <cxex/pack.h>

#include <assert.h>
#include <string.h>

typedef bool DrawFile(Arena *arena, const Stages *stages, Str path, Str *reason);

static bool draw_pdf(Arena *arena, const Stages *stages, Str path, Str *reason)
{
    return render_pdf(arena, stages->report, stages->theme, stages->fonts, stages->logo, path,
                      reason);
}

static bool draw_xlsx(Arena *arena, const Stages *stages, Str path, Str *reason)
{
    return render_xlsx(arena, stages->report, stages->theme, stages->theme->logo, path, reason);
}

static bool draw_json(Arena *arena, const Stages *stages, Str path, Str *reason)
{
    return render_json(arena, stages->report->scorecard_json, path, reason);
}

/* Every file of a pack. A new one is a line here. */
static const struct PackKind {
    RunFormat format;
    Str name;
    DrawFile *draw;
} pack_kinds[] = {
    {RUN_PDF, {"board.pdf", 9}, draw_pdf},
    {RUN_XLSX, {"board.xlsx", 10}, draw_xlsx},
    {RUN_JSON, {"scorecard.json", 14}, draw_json},
};
static_assert(sizeof pack_kinds / sizeof pack_kinds[0] <= PACK_FILE_LIMIT, "room for every kind");

/* What a worker tells its parent: why it failed. */
typedef struct WorkerNote {
    char reason[240];
} WorkerNote;

typedef struct DrawJobs {
    Stages *stages;
    Str folder;
    const struct PackKind *kinds[PACK_FILE_LIMIT];
    ptrdiff_t count;
    WorkerNote *notes; /* [count], shared with the workers */
} DrawJobs;

/* Runs in the worker. */
static int draw_job(void *context, ptrdiff_t index)
{
    DrawJobs *jobs = context;
    Arena *arena = jobs->stages->arena; /* the worker's own copy since the fork */
    Str path = os_path_join(arena, jobs->folder, jobs->kinds[index]->name);
    Str reason = STR_NONE;
    if (jobs->kinds[index]->draw(arena, jobs->stages, path, &reason))
        return RUN_DONE;
    WorkerNote *note = &jobs->notes[index];
    size_t length =
        (size_t)reason.len < sizeof note->reason - 1 ? (size_t)reason.len : sizeof note->reason - 1;
    memcpy(note->reason, reason.s ? reason.s : "", length);
    return RUN_MACHINE_FAILED;
}

static void draw_ended(void *context, ptrdiff_t ended_count, ptrdiff_t count)
{
    DrawJobs *jobs = context;
    stages_progress(jobs->stages, (double)ended_count / (double)count);
}

static void report_failures(const DrawJobs *jobs, const int *codes)
{
    Diags *diags = jobs->stages->diags;
    for (ptrdiff_t i = 0; i < jobs->count; i++) {
        if (codes[i] == RUN_DONE)
            continue;
        Str reason = str_from(jobs->notes[i].reason);
        if (reason.len == 0)
            reason = codes[i] < 0
                         ? str_format(diags->arena, "the worker was ended by signal %d", -codes[i])
                         : S("out of memory");
        diag_add(diags, DIAG_RUN_WORKER_FAILED, (Pos){0}, jobs->kinds[i]->name,
                 str_copy(diags->arena, reason));
    }
}

/* Each file by a process of its own: a library that crashes when memory runs out then fails the run
 * instead of ending it. */
static bool draw_files(DrawJobs *jobs)
{
    Stages *stages = jobs->stages;
    int codes[PACK_FILE_LIMIT] = {0};
    Str reason = STR_NONE;
    int at_once = stages->options->jobs > 0 ? stages->options->jobs : os_core_count();
    ptrdiff_t size = (ptrdiff_t)sizeof(WorkerNote) * PACK_FILE_LIMIT;
    jobs->notes = os_shared_open(size);
    bool good = jobs->notes != NULL;
    if (!good)
        reason = S("out of memory");
    good = good && os_run_jobs(stages->arena, draw_job, draw_ended, jobs, jobs->count, at_once,
                               codes, &reason);
    if (!good)
        diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, jobs->folder, reason);
    else
        report_failures(jobs, codes);
    os_shared_close(jobs->notes, size);
    return !diag_errors(stages->diags);
}

/* Takes one file of the earlier pack over as it is. A pack may lack it, which is normal. */
static bool keep_file(Stages *stages, Str folder, Str previous, Str name)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Str from = os_path_join(stages->arena, previous, name);
    if (!os_exists(stages->arena, from))
        return true;
    bool good = os_file_open(stages->arena, &file, from, &reason);
    if (good) {
        Str to = os_path_join(stages->arena, folder, name);
        good = os_file_write(stages->arena, to, file.bytes, &reason);
        os_file_close(&file);
    }
    if (!good)
        diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, from, reason);
    return good;
}

static bool same_input(Stages *stages, Str previous)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Str path = os_path_join(stages->arena, previous, S("manifest.json"));
    if (!os_file_open(stages->arena, &file, path, &reason))
        return false;
    bool same = manifest_has_fingerprint(stages->arena, file.bytes, manifest_fingerprint(stages));
    os_file_close(&file);
    return same;
}

static bool keep_rest(Stages *stages, Str folder, Str previous)
{
    unsigned drawn = stages->options->formats;
    if ((drawn & RUN_ALL) == RUN_ALL || !os_exists(stages->arena, previous))
        return true;
    if (!same_input(stages, previous)) {
        diag_add(stages->diags, DIAG_RUN_PACK_DIFFERS, (Pos){0}, previous, STR_NONE);
        stages->result->exit = RUN_INPUT_WRONG;
        return false;
    }
    for (ptrdiff_t i = 0; i < CX_COUNTOF(pack_kinds); i++)
        if (!(drawn & pack_kinds[i].format) &&
            !keep_file(stages, folder, previous, pack_kinds[i].name))
            return false;
    return true;
}

/* Sizes and checksums of what now lies in the folder, read back from the disk. */
static bool list_files(Stages *stages, Str folder, PackFile *files, ptrdiff_t *count)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(pack_kinds); i++) {
        Str path = os_path_join(stages->arena, folder, pack_kinds[i].name);
        if (!os_exists(stages->arena, path))
            continue;
        FileView file = {0};
        Str reason = STR_NONE;
        if (!os_file_open(stages->arena, &file, path, &reason)) {
            diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, path, reason);
            return false;
        }
        PackFile *made = &files[(*count)++];
        *made = (PackFile){.name = pack_kinds[i].name, .size = file.bytes.len};
        pack_sha256(file.bytes, made->sha256);
        os_file_close(&file);
    }
    return true;
}

bool pack_files_make(Stages *stages, Str folder, Str previous, PackFile *files, ptrdiff_t *count)
{
    DrawJobs jobs = {.stages = stages, .folder = folder};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(pack_kinds); i++)
        if (stages->options->formats & pack_kinds[i].format)
            jobs.kinds[jobs.count++] = &pack_kinds[i];
    stages->result->exit = RUN_MACHINE_FAILED; /* unless all goes well */
    if (!keep_rest(stages, folder, previous) || !draw_files(&jobs) ||
        !list_files(stages, folder, files, count))
        return false;
    stages->result->exit = RUN_DONE;
    return true;
}
