/* findings.h: what the rules of the findings share (findings.c has their table). */
#ifndef CXEX_REPORT_FINDINGS_H
#define CXEX_REPORT_FINDINGS_H

#include "build.h"

enum { FINDING_NAMES = 3 };

typedef struct Pick { /* a unit that a rule found, with what orders it */
    const ScoreRow *row;
    double weight;
} Pick;
typedef LIST_OF(Pick) PickList;

typedef struct Search {
    Build *build;
    StrMap named; /* units that an earlier finding names */
} Search;

bool finding_is_named(const Search *search, const ScoreRow *row);
/* Keeps the list by weight, the largest first. */
void finding_add_pick(Search *search, PickList *picks, const ScoreRow *row, double weight);
ptrdiff_t finding_at_most_three(const PickList *picks);
/* The names, which no later finding may name again. */
Str finding_names(Search *search, const PickList *picks, ptrdiff_t count);
Str finding_unit_keys(const Build *build, const PickList *picks, ptrdiff_t count);
/* The first of these pages that is printed; row: on which of its parts, NULL for the first. */
void finding_place(const Build *build, Finding *finding, const PageKind *kinds, ptrdiff_t count,
                   const ScoreRow *row);
double finding_customer_weight(const Build *build, const ScoreRow *row);

/* findings_linked.c: rules on what hangs together. Each says whether it holds, and what. */
bool finding_meet(Search *search, Finding *finding);
bool finding_fix_first(Search *search, Finding *finding);
bool finding_link_fall(Search *search, Finding *finding);
bool finding_growth_chain(Search *search, Finding *finding);
bool finding_growth_link(Search *search, Finding *finding);
bool finding_forecast(Search *search, Finding *finding);
#endif
