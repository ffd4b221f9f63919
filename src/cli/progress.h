/* progress.h: how far a run has come, on stderr: a live bar on a terminal, plain lines otherwise,
 * nothing when quiet. */
#ifndef CXEX_CLI_PROGRESS_H
#define CXEX_CLI_PROGRESS_H

#include <cxex/run.h>

typedef struct Progress {
    Lang talk;
    bool on, terminal;
    RunPhase last;
    bool any;
    int last_percent;
} Progress;

Progress progress_open(bool quiet, Lang talk);
void progress_show(Progress *progress, RunPhase phase, double share_01);
void progress_close(Progress *progress);

#endif
