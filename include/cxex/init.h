/* init.h: exported files become a project file: which side each is of, which columns are date,
 * unit, id, weight and comment, which questions are scored and on what scale. Everything is read
 * from the names, the question texts and the answers, by tables of Vietnamese and English words;
 * nothing is asked and nothing is guessed silently: what is not sure is said, in the file and in
 * the table. */
#ifndef CXEX_INIT_H
#define CXEX_INIT_H

#include <cxex/diag.h>
#include <cxex/text.h>

typedef struct InitOptions {
    const Str *exports; /* paths, as given */
    ptrdiff_t export_count;
    Str folder; /* where the project file will stand; empty: the current one */
    bool has_language;
    Lang language; /* of report and comments; else that of the questions */
    Lang talk;     /* of the table */
} InitOptions;

typedef struct InitProposal {
    Str project; /* the whole project file, which cxex build reads as it is */
    Str table;   /* what is sure, what to look at, what cannot be known; no answer stands in it */
} InitProposal;

/* False with problems added: a file cannot be read, or none holds a scored answer. */
bool init_propose(Arena *arena, const InitOptions *options, InitProposal *proposal, Diags *diags);

#endif
