/* definitions.h: what the figures of a pack mean, as readable text, and what of it differs from the
 * pack before (product.md "What changed, and whether it matters"). A difference breaks the trend of
 * every figure it reaches: nothing may be compared across it, no line joins the two sides.
 *
 * A definition is one property of one thing of the project file: the wording of cx.nps, the parts
 * of cx.index, the units behind a group. Texts are in the project file's own words ("top_csat = 4",
 * "0..10"), the same in every language. A target is no definition: it says what is wanted of a
 * figure, not what the figure is. */
#ifndef CXEX_DEFINITIONS_H
#define CXEX_DEFINITIONS_H

#include <cxex/table.h>

typedef enum DefinitionKind {
    /* the column's names, with " | " between alternatives; by the map file also the names that it
     * had: "Q8 ← Q7" */
    DEFINITION_WORDING,
    /* "0..10", "5..1", or the words, worst first; by the map file also answers that have other
     * names now: "Poor | Good ← Bad = Poor" */
    DEFINITION_SCALE,
    DEFINITION_MISSING,   /* answers that are not answers */
    DEFINITION_ROWS,      /* which rows of a source count, where not as usual (id: its section) */
    DEFINITION_TYPE,      /* nps, rating, ces */
    DEFINITION_FORMULA,   /* parts of an index, items, how halves are combined, half rule */
    DEFINITION_WEIGHT,    /* of the parts; of the rows (id "cx" or "ex") */
    DEFINITION_THRESHOLD, /* practical, cut, top_csat, gap_margin, level … */
    DEFINITION_UNITS,     /* the units behind a parent or a group (id: its key) */
    DEFINITION_KIND_COUNT
} DefinitionKind;

typedef struct Definition {
    Str id; /* "cx.nps", "cx.index", "level", or a unit's key */
    DefinitionKind kind;
    Str text;        /* empty where there is nothing to say: no missing codes */
    StrList figures; /* ids of the figures that it reaches; none: all */
    StrList units;   /* keys; none: the company and all units */
} Definition;
typedef LIST_OF(Definition) Definitions;

typedef struct DefinitionBreak {
    /* Periods: the earlier pack's, and that of the pack that found the difference. Between the two
     * it came; what of it is older or younger is not known when no pack was made in between. */
    Str after, from;
    Str id;
    DefinitionKind kind;
    Str old_text, new_text;
    StrList figures, units; /* as in Definition, of both packs */
    /* A column that was given another code (`NETPRO | Q16NPS`), and what the map file says was
     * renamed, is no other question: told, and the line goes on. */
    bool told_only;
    int64_t after_at, from_at; /* ordinals of the periods in this tally (score_place_breaks) */
} DefinitionBreak;
typedef LIST_OF(DefinitionBreak) DefinitionBreaks;

Str definition_kind_name(DefinitionKind kind); /* "wording": in manifest.json and scorecard.json */
/* False: no such kind. */
bool definition_kind_find(Str name, DefinitionKind *kind);

/* A source as its section of the project file calls it: "customers shop". */
Str definition_source_id(Arena *arena, const Source *source);
/* Of everything that the project's figures rest on, in a fixed order. */
const Definitions *score_definitions(Arena *arena, const Tally *tally);
/* The text of DEFINITION_UNITS for these names: by the unit map, so that a rename, or a merger or
 * split within the same parent, makes no other text. */
Str score_units_text(Arena *arena, const Tally *tally, const StrList *names);
/* Adds what differs: things that both packs have. What is new or gone has nothing to be compared
 * with; what rests on it has another formula. */
void score_compare_definitions(Arena *arena, const Definitions *old, const Definitions *now,
                               Str after, Str from, DefinitionBreaks *breaks);
/* Fills after_at and from_at. A wave that the data do not have is before all others. */
void score_place_breaks(const Tally *tally, DefinitionBreaks *breaks);

#endif
