#include "progress.h"

#include <stdio.h>
#include <unistd.h>

/* The share of a run that lies before each phase, as measured on a million rows. */
static const double phase_begin_01[RUN_PHASE_COUNT + 1] = {
    [RUN_PHASE_CONFIG] = 0.00, [RUN_PHASE_READ] = 0.05,   [RUN_PHASE_PRIVACY] = 0.60,
    [RUN_PHASE_SCORE] = 0.62,  [RUN_PHASE_REPORT] = 0.70, [RUN_PHASE_RENDER] = 0.75,
    [RUN_PHASE_PUT] = 0.97,    [RUN_PHASE_COUNT] = 1.00,
};
enum { BAR_WIDTH = 24 };

Progress progress_open(bool quiet, Lang talk)
{
    return (Progress){.talk = talk, .on = !quiet, .terminal = isatty(STDERR_FILENO) == 1};
}

static void show_bar(Progress *progress, RunPhase phase, double share_01)
{
    double all =
        phase_begin_01[phase] + share_01 * (phase_begin_01[phase + 1] - phase_begin_01[phase]);
    int percent = (int)(100 * all);
    if (progress->any && percent == progress->last_percent && phase == progress->last)
        return;
    progress->last_percent = percent;
    int full = (int)(all * BAR_WIDTH);
    fputs("\r[", stderr);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputc(i < full ? '#' : '.', stderr);
    Str name = run_phase_name(phase, progress->talk);
    fprintf(stderr, "] %3d%% %.*s\033[K", percent, STR_ARG(name));
    fflush(stderr);
}

void progress_show(Progress *progress, RunPhase phase, double share_01)
{
    if (!progress->on)
        return;
    if (progress->terminal)
        show_bar(progress, phase, share_01);
    else if (!progress->any || phase != progress->last)
        fprintf(stderr, "%.*s\n", STR_ARG(run_phase_name(phase, progress->talk)));
    progress->last = phase;
    progress->any = true;
}

void progress_close(Progress *progress)
{
    if (progress->on && progress->terminal && progress->any)
        fputs("\r\033[K", stderr);
    progress->on = false;
}
