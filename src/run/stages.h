/* stages.h: the stages that build and check share: from the project file to the report model. */
#ifndef CXEX_RUN_STAGES_H
#define CXEX_RUN_STAGES_H

#include <cxex/config.h>
#include <cxex/render.h>
#include <cxex/run.h>
#include <cxex/score.h>
#include <cxex/theme.h>

/* What a run has made so far; each field is set by its stage and const from then on. */
typedef struct Stages {
    Arena *arena;
    const RunOptions *options;
    RunResult *result;
    Diags *diags;
    RunPhase phase;
    double phase_began;
    const Config *config;
    const Theme *theme;
    Str theme_hash, logo_hash; /* SHA-256 of their files, hex; logo: empty without one */
    FontSet *fonts;
    const Logo *logo;
    const Tally *tally;
    const Published *published;
    const Scores *scores;
    const Report *report;
} Stages;

/* Runs all stages up to the report. False: the run ends here with result->exit set and the problems
 * in diags. */
bool stages_run(Stages *stages);
/* Warns of scales whose high end nobody uses (scales.c). Needs the tally. */
void stages_check_scales(const Stages *stages);
/* Ends the time of the phase before, begins the next one, and tells the caller; false when the run
 * was interrupted. */
bool stages_phase(Stages *stages, RunPhase phase);
void stages_progress(Stages *stages, double share_01);
/* The time of the last phase, and the handles. */
void stages_close(Stages *stages);
/* False (and exit set) when the user's files have errors, or warnings that count as errors. */
bool stages_input_good(Stages *stages);

#endif
