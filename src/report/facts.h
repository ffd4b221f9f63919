/* facts.h: what the files that make scorecard.json share. Not for other modules.
 *
 * Two readers. `full` is for the person who runs the program (`cxex check --figures`): primary and
 * secondary are told apart, every n is there, absent numbers are null, as in the reference files.
 * The published file has neither: what is hidden has no number at all. */
#ifndef CXEX_REPORT_FACTS_H
#define CXEX_REPORT_FACTS_H

#include "build.h"

#include <math.h>

typedef struct Facts {
    Arena *arena;
    const Scores *scores;
    const Tally *tally;
    const Report *report;
    bool full;
    ptrdiff_t last; /* last period that is told: the report's; all of them when full */
    bool has_all;   /* the window over all periods is told (it must not tell of later ones) */
} Facts;

/* Short names for the fact_* functions, and keys of cells. */
static inline Fact *object(const Facts *facts, Fact *parent, Str key)
{
    return fact_add(facts->arena, parent, key, FACT_OBJECT);
}
static inline Fact *array(const Facts *facts, Fact *parent, const char *key)
{
    return fact_add(facts->arena, parent, str_from(key), FACT_ARRAY);
}
static inline Fact *item(const Facts *facts, Fact *list)
{
    return fact_add(facts->arena, list, STR_NONE, FACT_OBJECT);
}
static inline void text(const Facts *facts, Fact *parent, const char *key, Str value)
{
    fact_string(facts->arena, parent, key, value);
}
static inline void list_text(const Facts *facts, Fact *list, Str value)
{
    fact_add(facts->arena, list, STR_NONE, FACT_STRING)->string = value;
}
static inline void number(const Facts *facts, Fact *parent, const char *key, double value)
{
    fact_number(facts->arena, parent, key, value);
}
static inline void integer(const Facts *facts, Fact *parent, const char *key, int64_t value)
{
    fact_integer(facts->arena, parent, key, value);
}
/* A number that the reference writes as null where it does not exist. */
static inline void number_or_null(const Facts *facts, Fact *parent, const char *key, double value)
{
    if (facts->full && !isfinite(value))
        fact_add(facts->arena, parent, str_from(key), FACT_NULL);
    else
        number(facts, parent, key, value);
}

static inline Str scope_key(const Facts *facts, ptrdiff_t scope)
{
    if (scope == 0)
        return S("company");
    return label_apart(facts->arena, facts->tally->units[scope].key, S("company"), S(" (unit)"));
}
static inline Str window_key(const Facts *facts, ptrdiff_t window)
{
    if (window == facts->tally->period_count)
        return S("all");
    if (window > facts->tally->period_count)
        return facts->tally->windows[window].id;
    return label_period_key(facts->arena, facts->tally->periods[window].id);
}
/* The company and every unit that anybody answered about. A unit that was merged is in no list: its
 * group stands for it. */
static inline bool told(const Facts *facts, ptrdiff_t scope)
{
    if (scope == 0)
        return true;
    const Published *published = facts->scores->published;
    int64_t rows = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t t = 0; t < facts->tally->period_count; t++)
            rows += published->n[side][scope * published->window_count + t];
    return rows > 0 && facts->tally->units[scope].merged_into < 0;
}

/* Tells why an analysis has no numbers; true when it has some. */
static inline bool not_refused(const Facts *facts, Fact *fact, Str refused)
{
    if (refused.len > 0)
        text(facts, fact, "refused", refused);
    return refused.len == 0;
}

/* facts_figures.c: cells and comparisons */
void facts_cells(const Facts *facts, Fact *root);
void facts_comparisons(const Facts *facts, Fact *root);
void facts_benchmarks(const Facts *facts, Fact *root);
/* What changed in the definitions: manifest.json carries the same list. */
void facts_breaks(const Facts *facts, Fact *root);
/* facts_link.c: drivers, linkage */
void facts_link(const Facts *facts, Fact *root);
/* facts_lagged.c: what in linkage has one result a period before the other */
struct Link;
void facts_lagged(const Facts *facts, Fact *root, const struct Link *link);
/* facts_kpi.c: what the project's KPI files say; weights in the indices */
void facts_kpis(const Facts *facts, Fact *root);
void facts_indices(const Facts *facts, Fact *root);
/* facts_registers.c: promises and suggestions */
void facts_registers(const Facts *facts, Fact *root);
/* facts_incentive.c: revenue, score and payout */
void facts_incentive(const Facts *facts, Fact *root);
/* facts_voices.c: themes of comments, quotations */
void facts_voices(const Facts *facts, Fact *root);
/* facts_rows.c: ranking, reliability, sources, data quality, response */
void facts_rankings(const Facts *facts, Fact *root);
void facts_reliability(const Facts *facts, Fact *root);
void facts_sources(const Facts *facts, Fact *root);
void facts_data_quality(const Facts *facts, Fact *root);
void facts_response(const Facts *facts, Fact *root);
/* facts_quality.c: how good the data are */
void facts_quality(const Facts *facts, Fact *root);
/* Whether it may be told how the people of a side answered: alike, not at all, off the scale. */
bool facts_tell_answering(const Facts *facts, Side side);

#endif
