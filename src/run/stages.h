/* stages.h: the stages that build and check share: from the project file to the report model and
 * the list of those who get a brief. */
#ifndef CXEX_RUN_STAGES_H
#define CXEX_RUN_STAGES_H

#include <cxex/config.h>
#include <cxex/link.h>
#include <cxex/render.h>
#include <cxex/run.h>
#include <cxex/score.h>
#include <cxex/theme.h>

/* A unit that gets a brief. */
typedef struct UnitBrief {
    const BriefPlan *plan;
    const Unit *unit;
    StrList to;  /* addresses of its draft; none: no draft */
    bool wanted; /* --only names it, or nobody */
} UnitBrief;

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
    Lang languages[LANG_COUNT]; /* with the theme's words to replace */
    Str theme_hash, logo_hash;  /* SHA-256 of their files, hex; logos: both, one behind the other */
    FontSet *fonts;
    Logos logos;
    const Tally *tally;
    LIST_OF(struct InputFile) more_inputs; /* read by the run itself: see tally->inputs */
    const Redactor *redactor;
    Str mail_body;          /* text of the file of `[mail] body`; empty: the program's own words */
    const Ledger *ledger;   /* what earlier packs published */
    char ledger_sha256[65]; /* of the file it was read from; of nothing without one */
    const Definitions *definitions; /* what the figures mean (guard.c) … */
    const DefinitionBreaks *breaks; /* … and where that changed between packs */
    const Published *published;
    const Scores *scores;
    ptrdiff_t period;               /* the report's, in the tally */
    const Link *link;               /* NULL: the project has not both halves */
    const LinkDrivers *key_drivers; /* link's, or those of the half that there is */
    const Report *report;
    const BriefPlan *plan; /* every unit in display order */
    ptrdiff_t plan_count;
    UnitBrief *briefs; /* those that get one */
    ptrdiff_t brief_count;
    Str out; /* the folder of all packs */
} Stages;

/* Runs all stages up to the report and the briefs' list. False: the run ends here with result->exit
 * set and the problems in diags. */
bool stages_run(Stages *stages);
/* Warns of scales whose high end nobody uses (scales.c). Needs the tally. */
void stages_check_scales(const Stages *stages);
/* Who gets a brief, and why not (briefs.c). */
void stages_plan_briefs(Stages *stages);
/* Who gets a draft, and what is wrong with that (mail.c). */
void stages_read_mail_body(Stages *stages);
void stages_plan_mail(Stages *stages);
bool stages_has_drafts(const Stages *stages); /* [mail] is given, and drafts are asked for */
/* All letters that a PDF of this run may hold (letters.c). */
Str stages_letters(const Stages *stages);
/* A file that the run itself reads becomes an input of the manifest. */
void stages_add_input(Stages *stages, Str path, Str bytes);
/* Ends the time of the phase before, begins the next one, and tells the caller; false when the run
 * was interrupted. */
bool stages_phase(Stages *stages, RunPhase phase);
void stages_progress(Stages *stages, double share_01);
bool stages_interrupted(const Stages *stages);
/* The time of the last phase, and the handles. */
void stages_close(Stages *stages);
/* False (and exit set) when the user's files have errors, or warnings that count as errors. */
bool stages_input_good(Stages *stages);

#endif
