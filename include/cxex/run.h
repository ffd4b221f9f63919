/* run.h: the story of one run: read, decide what may be shown, score, say it, draw it, put the pack
 * in place. A newcomer starts reading here (src/run/build.c). Prints nothing, knows no clock and no
 * environment: src/cli passes them in. */
#ifndef CXEX_RUN_H
#define CXEX_RUN_H

#include <cxex/base.h>
#include <cxex/diag.h>
#include <cxex/init.h>
#include <cxex/text.h>

/* How a run ends; also the program's exit code. */
typedef enum RunExit {
    RUN_DONE = 0,
    RUN_INPUT_WRONG = 1,
    RUN_USAGE = 2,
    RUN_MACHINE_FAILED = 3
} RunExit;

typedef enum RunPhase {
    RUN_PHASE_CONFIG,
    RUN_PHASE_READ,
    RUN_PHASE_PRIVACY,
    RUN_PHASE_SCORE,
    RUN_PHASE_REPORT,
    RUN_PHASE_RENDER,
    RUN_PHASE_PUT,
    RUN_PHASE_COUNT
} RunPhase;
Str run_phase_name(RunPhase phase, Lang lang);

/* Called from the run as it goes on: a new phase begins (share 0), or share_01 of it is done. May
 * be NULL. */
typedef void RunProgress(void *context, RunPhase phase, double share_01);
/* True when the run should stop (Ctrl-C). May be NULL. */
typedef bool RunInterrupted(void *context);

typedef enum RunFormat {
    RUN_PDF = 1,
    RUN_XLSX = 2,
    RUN_JSON = 4,
    RUN_EML = 8,
    RUN_ALL = 15
} RunFormat;

typedef struct RunOptions {
    Str project; /* path of the project file */
    Str period;  /* empty: the latest with data */
    Str out;     /* empty: as the project says */
    bool has_language;
    Lang language;    /* of the report */
    Lang talk;        /* of messages and of check's tables */
    unsigned formats; /* of RunFormat */
    int jobs;         /* worker processes side by side; 0: as many as cores */
    StrList only;     /* units whose briefs and drafts alone are made; empty: everything */
    bool replace;     /* the earlier build of this period was never sent: the ledger forgets it */
    bool warnings_as_errors;
    Str figures;    /* check --figures FILE; empty: none */
    Date generated; /* SOURCE_DATE_EPOCH, or year 0 */
    const Str *theme_folders;
    ptrdiff_t theme_folder_count;
    RunProgress *progress;
    RunInterrupted *interrupted;
    void *context;
} RunOptions;

typedef struct RunResult {
    RunExit exit;
    StrList written;                 /* paths, in the order in which they stand in the pack */
    Str text;                        /* check: what to print */
    StrList remarks;                 /* for --verbose: the drafts with their sizes */
    double seconds[RUN_PHASE_COUNT]; /* how long each phase took */
    Staging staging; /* open while a pack is being made; the out-of-memory hook discards it */
} RunResult;

/* Makes the pack, whole or not at all. Problems of the user's files and of the machine are in
 * diags. */
void run_build(Arena *arena, const RunOptions *options, RunResult *result, Diags *diags);
/* Everything but writing; result->text says what was found, unit by unit, and what would be hidden
 * and why. */
void run_check(Arena *arena, const RunOptions *options, RunResult *result, Diags *diags);
/* Opens the finished pack in `folder` (OUT/PERIOD) again and proves that it agrees with itself and
 * its manifest; result->text says what was compared, problems are in diags (exit 1 when refuted).
 */
void run_verify(Arena *arena, Str folder, Lang talk, RunResult *result, Diags *diags);
/* Writes a project file for exports into options->folder; one that is there is never touched.
 * result->text is the table of what is sure and what to look at. */
void run_init(Arena *arena, const InitOptions *options, RunResult *result, Diags *diags);
/* The themes that can be named, a line each. */
Str run_themes(Arena *arena, const Str *folders, ptrdiff_t folder_count, Lang talk, Diags *diags);
/* A page of each theme, or of the one named (or at a path), as PDF in `out`, else in
 * theme-NAME.pdf. *written: the files. */
typedef struct PreviewOptions {
    const Str *folders;
    ptrdiff_t folder_count;
    Str theme, out; /* empty: all; in the current folder */
    Lang lang;
} PreviewOptions;
RunExit run_preview(Arena *arena, const PreviewOptions *options, StrList *written, Diags *diags);

#endif
