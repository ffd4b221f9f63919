/* Numbers of the analyses between the halves, and the sentence of each that has none. */
#include "build.h"

#include <cxex/link.h>

#include <math.h>

/* What stands in a sentence's places {0}, {1}. */
typedef enum Places {
    PLACES_NONE,
    PLACES_COUNTS,
    PLACES_WHAT,
    PLACES_POINTS,
    PLACES_WHAT_MINIMUM
} Places;

static const struct RefusalWords {
    const char *key;
    Word sentence;
    Places places;
} refusal_words[] = {
    {"drivers", WORD_REFUSED_DRIVERS, PLACES_COUNTS},
    {"drivers_constant", WORD_REFUSED_DRIVERS_CONSTANT, PLACES_WHAT},
    {"drivers_collinear", WORD_REFUSED_DRIVERS_COLLINEAR, PLACES_WHAT},
    {"correlation", WORD_REFUSED_CORRELATION, PLACES_COUNTS},
    {"regression", WORD_REFUSED_REGRESSION, PLACES_COUNTS},
    {"two_thirds", WORD_REFUSED_TWO_THIRDS, PLACES_COUNTS},
    {"quartiles", WORD_REFUSED_QUARTILES, PLACES_COUNTS},
    {"kpi", WORD_REFUSED_KPI, PLACES_WHAT},
    {"lagged", WORD_REFUSED_LAGGED, PLACES_NONE},
    {"direction", WORD_REFUSED_DIRECTION, PLACES_NONE},
    {"what_if", WORD_REFUSED_WHAT_IF, PLACES_NONE},
    {"what_if_unclear", WORD_REFUSED_WHAT_IF_UNCLEAR, PLACES_NONE},
    {"what_if_range", WORD_REFUSED_WHAT_IF_RANGE, PLACES_POINTS},
    {"chain", WORD_REFUSED_CHAIN, PLACES_WHAT_MINIMUM},
    {"chain_unclear", WORD_REFUSED_CHAIN_UNCLEAR, PLACES_WHAT},
};

static Str fill(const Build *build, const struct RefusalWords *words, RefusalParts parts)
{
    Str count = num_show_count(build->arena, parts.n, build->lang),
        minimum = num_show_count(build->arena, parts.minimum, build->lang);
    switch (words->places) {
    case PLACES_NONE:
        break;
    case PLACES_COUNTS:
        return WORDS(build->arena, build->lang, words->sentence, count, minimum);
    case PLACES_WHAT:
        return WORDS(build->arena, build->lang, words->sentence, parts.what);
    case PLACES_WHAT_MINIMUM:
        return WORDS(build->arena, build->lang, words->sentence, parts.what, minimum);
    case PLACES_POINTS:
        return WORDS(build->arena, build->lang, words->sentence,
                     num_show(build->arena, parts.points,
                              parts.points == floor(parts.points) ? 0 : 1, build->lang));
    }
    return word(build->lang, words->sentence);
}

Str linkage_refusal(const Build *build, Str key, RefusalParts parts)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refusal_words); i++)
        if (str_equal(key, str_from(refusal_words[i].key)))
            return fill(build, &refusal_words[i], parts);
    return STR_NONE;
}

static Str signed_number(const Build *build, double value, int decimals)
{
    return num_show_signed(build->arena, value, decimals, build->lang);
}

LinkNumber linkage_lag(const Build *build, const LinkLag *lag, Str id, double per, int decimals)
{
    const StatsPanel *panel = &lag->panel;
    LinkNumber number = {.id = id,
                         .refused = lag->refused,
                         .value = NAN,
                         .lo = NAN,
                         .hi = NAN,
                         .n = panel->n,
                         .units = panel->groups};
    if (lag->refused.len > 0) {
        number.sentence = linkage_refusal(build, lag->refused, (RefusalParts){0});
        return number;
    }
    number.value = per * panel->beta;
    number.lo = fmin(per * panel->lo, per * panel->hi);
    number.hi = fmax(per * panel->lo, per * panel->hi);
    number.text = signed_number(build, number.value, decimals);
    number.lo_text = signed_number(build, number.lo, decimals);
    number.hi_text = signed_number(build, number.hi, decimals);
    number.clear = lag->clear;
    number.verdict = word(build->lang, lag->clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
    number.sentence = WORDS(build->arena, build->lang, WORD_LINK_NUMBER, number.text,
                            number.lo_text, number.hi_text, number.verdict);
    return number;
}
