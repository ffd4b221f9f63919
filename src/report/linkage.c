/* Numbers of the analyses between the halves, and the sentence of each that has none. */
#include "linkage.h"

#include <cxex/link.h>

#include <math.h>

/* What stands in a sentence's places {0}, {1}. */
typedef enum Places {
    PLACES_NONE,
    PLACES_COUNTS,
    PLACES_WHAT,
    PLACES_POINTS,
    PLACES_WHAT_MINIMUM,
    PLACES_LAGGED
} Places;

static const struct RefusalWords {
    const char *key;
    Word sentence;
    Places places;
} refusal_words[] = {
    {"withheld", WORD_WITHHELD, PLACES_NONE},
    {"drivers", WORD_REFUSED_DRIVERS, PLACES_COUNTS},
    {"drivers_constant", WORD_REFUSED_DRIVERS_CONSTANT, PLACES_WHAT},
    {"drivers_collinear", WORD_REFUSED_DRIVERS_COLLINEAR, PLACES_WHAT},
    {"correlation", WORD_REFUSED_CORRELATION, PLACES_COUNTS},
    {"regression", WORD_REFUSED_REGRESSION, PLACES_COUNTS},
    {"two_thirds", WORD_REFUSED_TWO_THIRDS, PLACES_COUNTS},
    {"quartiles", WORD_REFUSED_QUARTILES, PLACES_COUNTS},
    {"kpi", WORD_REFUSED_KPI, PLACES_WHAT},
    {"lagged", WORD_REFUSED_LAGGED, PLACES_LAGGED},
    {"direction", WORD_REFUSED_DIRECTION, PLACES_NONE},
    {"what_if", WORD_REFUSED_WHAT_IF, PLACES_NONE},
    {"what_if_unclear", WORD_REFUSED_WHAT_IF_UNCLEAR, PLACES_NONE},
    {"what_if_range", WORD_REFUSED_WHAT_IF_RANGE, PLACES_POINTS},
    {"chain", WORD_REFUSED_CHAIN, PLACES_WHAT_MINIMUM},
    {"chain_unclear", WORD_REFUSED_CHAIN_UNCLEAR, PLACES_WHAT},
};

/* Of a single unit. */
static Word sentence_of_one(Word sentence)
{
    static const Word pairs[][2] = {
        {WORD_REFUSED_CORRELATION, WORD_REFUSED_CORRELATION_ONE},
        {WORD_REFUSED_REGRESSION, WORD_REFUSED_REGRESSION_ONE},
        {WORD_REFUSED_TWO_THIRDS, WORD_REFUSED_TWO_THIRDS_ONE},
        {WORD_REFUSED_QUARTILES, WORD_REFUSED_QUARTILES_ONE},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(pairs); i++)
        if (pairs[i][0] == sentence)
            return pairs[i][1];
    return sentence;
}

static Str fill(const Build *build, const struct RefusalWords *words, RefusalParts parts)
{
    Str count = num_show_count(build->arena, parts.n, build->lang),
        minimum = num_show_count(build->arena, parts.minimum, build->lang);
    switch (words->places) {
    case PLACES_NONE:
        break;
    case PLACES_COUNTS:
        return WORDS(build->arena, build->lang,
                     parts.n == 1 ? sentence_of_one(words->sentence) : words->sentence, count,
                     minimum, num_show_count(build->arena, LINK_QUARTERS_UNITS, build->lang));
    case PLACES_WHAT:
        return WORDS(build->arena, build->lang, words->sentence, parts.what);
    case PLACES_WHAT_MINIMUM:
        return WORDS(build->arena, build->lang, words->sentence, parts.what, minimum);
    case PLACES_POINTS:
        return WORDS(build->arena, build->lang, words->sentence,
                     num_show(build->arena, parts.points,
                              parts.points == floor(parts.points) ? 0 : 1, build->lang));
    case PLACES_LAGGED:
        return WORDS(build->arena, build->lang, words->sentence,
                     num_show_count(build->arena, LINK_LAGGED_UNITS, build->lang),
                     num_show_count(build->arena, LINK_LAGGED_PAIRS_EACH, build->lang),
                     num_show_count(build->arena, LINK_LAGGED_PAIRS, build->lang),
                     num_show_count(build->arena, LINK_LAGGED_PERIODS, build->lang));
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

RefusalParts linkage_minimum(Str key, int64_t n)
{
    static const struct {
        const char *key;
        int units;
    } minimums[] = {{"correlation", LINK_CORRELATION_UNITS},
                    {"regression", LINK_REGRESSION_UNITS},
                    {"two_thirds", LINK_TWO_THIRDS_UNITS},
                    {"quartiles", LINK_QUARTILES_UNITS},
                    {"chain", LINK_CHAIN_UNITS}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(minimums); i++)
        if (str_equal(key, str_from(minimums[i].key)))
            return (RefusalParts){.n = n, .minimum = minimums[i].units};
    return (RefusalParts){.n = n};
}

LinkNumber linkage_refused(const Build *build, Str id, Str key, RefusalParts parts)
{
    /* Units were enough, but their EX is all the same: the fixed sentence would say otherwise. */
    bool regression = str_equal(key, S("regression")) || str_equal(key, S("two_thirds"));
    bool alike = regression && parts.n >= parts.minimum;
    return (LinkNumber){.id = id,
                        .refused = key,
                        .sentence = alike ? word(build->lang, WORD_LINK_NO_SPREAD)
                                          : linkage_refusal(build, key, parts),
                        .value = NAN,
                        .lo = NAN,
                        .hi = NAN,
                        .units = parts.n};
}

static Str show(const Build *build, double value, int decimals, bool with_sign)
{
    if (isnan(value))
        return STR_NONE;
    return with_sign ? num_show_signed(build->arena, value, decimals, build->lang)
                     : num_show(build->arena, value, decimals, build->lang);
}

LinkNumber linkage_number(const Build *build, Str id, StatsRange range, double value, int decimals,
                          bool with_sign)
{
    return (LinkNumber){.id = id,
                        .value = value,
                        .lo = range.lo,
                        .hi = range.hi,
                        .text = show(build, value, decimals, with_sign),
                        .lo_text = show(build, range.lo, decimals, with_sign),
                        .hi_text = show(build, range.hi, decimals, with_sign)};
}

Str linkage_verdict(const Build *build, bool clear, double p, bool exact, Word unclear)
{
    static const double limit = 0.005;
    Str verdict = word(build->lang, clear ? WORD_LINK_CLEAR : unclear);
    double alpha = 1 - build->config->statistics.level;
    if (exact || !(fabs(p - alpha) < limit))
        return verdict;
    return WORDS(build->arena, build->lang, WORD_LINK_AT_LIMIT, verdict);
}

bool linkage_clear_alone(const LinkLag *lag)
{
    return lag->clear && !isnan(lag->p_bh) && !lag->stands_out;
}

bool linkage_chain_stands_out(const LinkChain *chain)
{
    return chain->refused.len == 0 && chain->cx_to_kpi.stands_out &&
           (chain->of.lo > 0 || chain->of.hi < 0);
}

LinkNumber linkage_lag(const Build *build, const LinkLag *lag, Str id, double per, int decimals)
{
    const StatsPanel *panel = &lag->panel;
    if (lag->refused.len > 0) {
        LinkNumber refused = linkage_refused(build, id, lag->refused, (RefusalParts){0});
        refused.n = panel->n;
        refused.units = panel->groups;
        return refused;
    }
    double one = per * panel->lo, other = per * panel->hi;
    LinkNumber number = linkage_number(build, id, (StatsRange){fmin(one, other), fmax(one, other)},
                                       per * panel->beta, decimals, true);
    number.n = panel->n;
    number.units = panel->groups;
    number.clear = lag->clear;
    bool alone = linkage_clear_alone(lag);
    number.verdict = linkage_verdict(build, lag->clear && !alone, panel->p, panel->exact,
                                     alone ? WORD_LINK_CLEAR_ALONE : WORD_LINK_UNCLEAR);
    number.sentence = WORDS(build->arena, build->lang, WORD_LINK_NUMBER, number.text,
                            number.lo_text, number.hi_text, number.verdict);
    return number;
}

Str linkage_kpi_label(const KpiTable *table)
{
    return table->kpi->label.len > 0 ? table->kpi->label : table->kpi->id;
}

Str linkage_kpi_measure(const Build *build, const KpiTable *table)
{
    /* what kpi.c sets behind a number, without the number */
    Str behind = kpi_points_with_measure(build, table, STR_NONE), blank = S("\u00A0");
    return str_starts(behind, blank) ? str_slice(behind, blank.len, behind.len) : behind;
}

Str linkage_small(const Build *build, Str label)
{
    ptrdiff_t at = 0, second = 0;
    text_next(label, &at);
    second = at;
    text_next(label, &second);
    Str first = str_slice(label, 0, at), next = str_slice(label, at, second);
    bool acronym = next.len == 0 || !str_equal(next, text_fold(build->arena, next));
    return acronym ? label
                   : str_concat(build->arena, text_fold(build->arena, first),
                                str_slice(label, at, label.len));
}
