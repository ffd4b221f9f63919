/* scales.h: the scale that a column's answers stand on, from the answers themselves: numbers with
 * their codes for "no answer", or labels ordered by a dictionary of scale words. */
#ifndef CXEX_INIT_SCALES_H
#define CXEX_INIT_SCALES_H

#include <cxex/ingest.h>

#include "words.h"

typedef enum LabelFamily { /* labels of one scale are of one family */
                           LABEL_NONE,
                           LABEL_SATISFACTION,
                           LABEL_AGREEMENT,
                           LABEL_LIKELIHOOD,
                           LABEL_EASE,
                           LABEL_QUALITY,
                           LABEL_FAVOUR,
                           LABEL_IMPORTANCE,
                           LABEL_FREQUENCY,
                           LABEL_COMFORT,
                           LABEL_YES_NO,
                           LABEL_FAMILY_COUNT
} LabelFamily;

typedef struct LabelMeaning {
    LabelFamily family; /* NONE: not in the dictionary */
    bool neutral;       /* the middle of any family */
    bool no_answer;     /* "Not applicable", "Không biết": no answer at all */
    int order;          /* worst to best within the family; the middle is 0 */
} LabelMeaning;
LabelMeaning label_read(Arena *arena, Str label);
/* "very dissatisfied" of "Very satisfied"; empty: it has none. */
Str label_opposite(Arena *arena, Str label);

typedef struct ScaleFound {
    bool found;
    bool words;
    int low, high;      /* of numbers */
    bool falls;         /* the labels of the numbers say that the lowest is the best */
    bool labelled;      /* there are labels that say which end is the better */
    LabelFamily family; /* of words */
    StrList labels;     /* worst first */
    StrList missing;    /* codes and labels that are no answers */
    StrList unread;     /* labels that the dictionary does not have, among missing too */
    bool coded;         /* words that are codes: nobody knows which end is the better */
    bool guessed;       /* other ends would fit the numbers as well */
    bool gaps;          /* codes between the ends that nobody has: recodes, perhaps */
    int64_t answers;    /* on the scale */
    ptrdiff_t levels_seen;
} ScaleFound;

/* `coded`: value labels of a data file, "1=Poor|2=Good", or empty. `recommends`: the question asks
 * how willingly one would recommend, so 0 to 10 is likely. */
ScaleFound scale_find(Arena *arena, const LookColumn *column, Str coded, bool recommends);
/* A1 … A5, worst first for want of a better order. */
ScaleFound scale_of_codes(Arena *arena, const LookColumn *column);
/* "0..10", "5..1", or the labels with bars between, quoted where they must be. */
Str scale_text(Arena *arena, const ScaleFound *scale, bool reversed);
/* A value as the project file has it: in quotation marks where it needs them. */
Str ini_quoted(Arena *arena, Str value);

#endif
