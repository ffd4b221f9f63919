/* The burst: every file of the pack drawn by worker processes, the board's first because they take
 * longest, then one job for each unit. A job that fails says why; the others go on. */
#include "pack_files.h"

#include <string.h>

/* One file of the board, or everything of one unit. */
typedef struct DrawJob {
    const PackFile *board; /* NULL: a unit's */
    const UnitBrief *brief;
    unsigned formats; /* of the unit's files that are wanted */
} DrawJob;

/* What a worker tells its parent: why it failed. */
typedef struct WorkerNote {
    char reason[240];
} WorkerNote;

typedef struct DrawJobs {
    Stages *stages;
    Str folder;
    DrawJob *items;
    ptrdiff_t len, cap;
    WorkerNote *notes; /* [len], shared with the workers */
} DrawJobs;

/* ---- In the worker ---- */

static bool draw_board_file(Arena *arena, const Stages *stages, const PackFile *file, Str path,
                            Str *reason)
{
    const Report *report = stages->report;
    const Theme *theme = stages->theme;
    switch (file->format) {
    case RUN_PDF:
        return render_pdf(arena, report, theme, stages->fonts, stages->logos, path, reason);
    case RUN_XLSX:
        return render_xlsx(arena, report, theme, stages->logos, path, reason);
    case RUN_JSON:
        return render_json(arena, report->scorecard_json, path, reason);
    case RUN_EML:
    case RUN_ALL:
        break;
    }
    CX_ASSERT(file->format < RUN_EML); /* the board gets no mail */
    return false;
}

static bool draw_draft(Arena *arena, const UnitBrief *brief, const Report *report, Str folder,
                       Str pdf, Str xlsx, Str *reason)
{
    Str slug = brief->plan->slug;
    MailAttachment attachments[] = {{pdf, str_concat(arena, slug, S(".pdf"))},
                                    {xlsx, str_concat(arena, slug, S(".xlsx"))}};
    Str path = os_path_join(arena, folder, str_format(arena, "mail/%.*s.eml", STR_ARG(slug)));
    return render_eml(arena, &report->brief->mail, attachments, CX_COUNTOF(attachments), path,
                      reason);
}

/* The draft last: it carries the other two. */
static bool draw_unit(Arena *arena, const DrawJobs *jobs, const DrawJob *job, Str *reason)
{
    const Stages *stages = jobs->stages;
    Str slug = job->brief->plan->slug;
    BriefOptions options = {.redactor = stages->redactor, .mail_body = stages->mail_body};
    const Report *report =
        report_build_brief(arena, stages->scores, stages->report, job->brief->plan, &options);
    Str pdf =
        os_path_join(arena, jobs->folder, str_format(arena, "departments/%.*s.pdf", STR_ARG(slug)));
    Str xlsx = os_path_join(arena, jobs->folder,
                            str_format(arena, "departments/%.*s.xlsx", STR_ARG(slug)));
    const Theme *theme = stages->theme;
    return (!(job->formats & RUN_PDF) ||
            render_pdf(arena, report, theme, stages->fonts, stages->logos, pdf, reason)) &&
           (!(job->formats & RUN_XLSX) ||
            render_xlsx(arena, report, theme, stages->logos, xlsx, reason)) &&
           (!(job->formats & RUN_EML) ||
            draw_draft(arena, job->brief, report, jobs->folder, pdf, xlsx, reason));
}

static void leave_note(WorkerNote *note, Str reason)
{
    size_t most = sizeof note->reason - 1;
    size_t length = (size_t)reason.len < most ? (size_t)reason.len : most;
    memcpy(note->reason, reason.s ? reason.s : "", length);
}

static int draw_job(void *context, ptrdiff_t index)
{
    const DrawJobs *jobs = context;
    const DrawJob *job = &jobs->items[index];
    Arena *arena = jobs->stages->arena; /* the worker's own copy since the fork */
    ArenaMark mark = arena_mark(arena);
    Str reason = STR_NONE;
    bool good = job->board
                    ? draw_board_file(arena, jobs->stages, job->board,
                                      os_path_join(arena, jobs->folder, job->board->name), &reason)
                    : draw_unit(arena, jobs, job, &reason);
    if (!good)
        leave_note(&jobs->notes[index], reason);
    arena_reset(arena, mark);
    return good ? RUN_DONE : RUN_MACHINE_FAILED;
}

/* ---- In the parent ---- */

static bool draw_ended(void *context, ptrdiff_t ended_count, ptrdiff_t count)
{
    const DrawJobs *jobs = context;
    stages_progress(jobs->stages, (double)ended_count / (double)count);
    return !stages_interrupted(jobs->stages);
}

static void report_failures(const DrawJobs *jobs, const int *codes)
{
    Diags *diags = jobs->stages->diags;
    for (ptrdiff_t i = 0; i < jobs->len; i++) {
        if (codes[i] == RUN_DONE || codes[i] == OS_JOB_NOT_DONE)
            continue;
        Str reason = str_copy(diags->arena, str_from(jobs->notes[i].reason));
        if (reason.len == 0)
            reason = codes[i] < 0
                         ? str_format(diags->arena, "the worker was ended by signal %d", -codes[i])
                         : S("out of memory");
        const DrawJob *job = &jobs->items[i];
        Str what = job->board
                       ? job->board->name
                       : str_format(diags->arena, "%.*s (%.*s)", STR_ARG(job->brief->plan->slug),
                                    STR_ARG(job->brief->plan->unit));
        diag_add(diags, DIAG_RUN_WORKER_FAILED, (Pos){0}, what, reason);
    }
}

static void list_jobs(Arena *arena, const PackFiles *files, DrawJobs *jobs)
{
    StrMap of_unit = {0}; /* job by slug */
    for (ptrdiff_t i = 0; i < files->len; i++) {
        const PackFile *file = &files->items[i];
        if (!file->drawn)
            continue;
        if (!file->brief) {
            *PUSH(arena, jobs, DrawJob) = (DrawJob){.board = file};
            continue;
        }
        bool added = false;
        ptrdiff_t *at = strmap_put(arena, &of_unit, file->brief->plan->slug, &added);
        if (added) {
            *at = jobs->len;
            *PUSH(arena, jobs, DrawJob) = (DrawJob){.brief = file->brief};
        }
        jobs->items[*at].formats |= file->format;
    }
}

bool pack_files_draw(Stages *stages, Str folder, const PackFiles *files)
{
    DrawJobs jobs = {.stages = stages, .folder = folder};
    list_jobs(stages->arena, files, &jobs);
    Str reason = S("out of memory");
    int *codes = NEW(stages->arena, int, jobs.len);
    int at_once = stages->options->jobs > 0 ? stages->options->jobs : os_core_count();
    ptrdiff_t size = (ptrdiff_t)sizeof(WorkerNote) * (jobs.len + 1);
    jobs.notes = os_shared_open(size);
    bool good = jobs.notes && os_run_jobs(stages->arena, draw_job, draw_ended, &jobs, jobs.len,
                                          at_once, codes, &reason);
    if (!good)
        diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, folder, reason);
    else
        report_failures(&jobs, codes);
    os_shared_close(jobs.notes, size);
    /* An interrupted run says so itself; what was not done then is no failure. */
    return !diag_errors(stages->diags) &&
           (!stages_interrupted(stages) || stages_phase(stages, RUN_PHASE_PUT));
}
