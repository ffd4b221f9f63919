/* Analyses between the halves that are not there, and why: for the method page and scorecard.json,
 * whether page 10 is printed or not. One sentence for all KPIs of one reason. */
#include "linkage.h"

typedef struct Refusals {
    const Build *build;
    const Link *link;
    LinkageRefusals found;
} Refusals;

static void add(Refusals *refusals, const char *what, Str key, RefusalParts parts)
{
    LinkNumber refused = linkage_refused(refusals->build, STR_NONE, key, parts);
    bool counted = parts.minimum > 0;
    refusals->found.items[refusals->found.count++] =
        (Refusal){.what = str_from(what),
                  .key = key,
                  .sentence = refused.sentence,
                  .n = counted ? parts.n : -1,
                  .minimum = counted ? parts.minimum : -1};
}

static void add_between(Refusals *refusals)
{
    const Link *link = refusals->link;
    bool no_regression = link->regression.refused.len > 0;
    const struct {
        const char *what;
        Str key;
    } analyses[] = {
        {"linkage.correlation", link->correlation.refused},
        {"linkage.regression", link->regression.refused},
        {"linkage.two_thirds",
         no_regression ? S("two_thirds") : link->regression.two_thirds_refused},
        {"linkage.quartiles", link->quartiles.refused},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(analyses); i++)
        if (analyses[i].key.len > 0)
            add(refusals, analyses[i].what, analyses[i].key,
                linkage_minimum(analyses[i].key, link->point_count));
}

static void add_measures(Refusals *refusals)
{
    const Build *build = refusals->build;
    const LinkQuartiles *quartiles = &refusals->link->quartiles;
    StrList names = {0};
    for (ptrdiff_t i = 0; quartiles->refused.len == 0 && i < quartiles->measure_count; i++) {
        const LinkMeasure *measure = &quartiles->measures[i];
        const KpiTable *table = kpi_table(build, measure->id);
        if (measure->refused.len > 0)
            *PUSH(build->arena, &names, Str) =
                table ? linkage_kpi_label(table) : label_metric(build, measure->id);
    }
    if (names.len > 0)
        add(refusals, "linkage.quartiles.measures", S("kpi"),
            (RefusalParts){.what = str_join(build->arena, names.items, names.len, S(", "))});
}

static void add_over_time(Refusals *refusals)
{
    const Link *link = refusals->link;
    bool forward = link->ex_to_cx.refused.len > 0, back = link->cx_to_ex.refused.len > 0;
    if (forward || back)
        add(refusals,
            forward && back ? "linkage.lagged"
            : forward       ? "linkage.lag_ex_to_cx"
                            : "linkage.lag_cx_to_ex",
            S("lagged"), (RefusalParts){0});
    else if (link->cross.told == LINK_CANNOT_TELL)
        add(refusals, "linkage.cross_lag", S("direction"), (RefusalParts){0});
    if (link->what_if.refused.len > 0)
        add(refusals, "linkage.what_if", link->what_if.refused,
            (RefusalParts){.points = link->what_if.points});
}

static void add_chains(Refusals *refusals, const char *what, Str key)
{
    const Build *build = refusals->build;
    const Link *link = refusals->link;
    StrList names = {0};
    int64_t fewest = INT64_MAX;
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        const LinkChain *chain = &link->chains[k];
        const KpiTable *table = kpi_table(build, chain->kpi);
        if (!table || !str_equal(chain->refused, key))
            continue;
        *PUSH(build->arena, &names, Str) = linkage_kpi_label(table);
        if (chain->of.groups < fewest)
            fewest = chain->of.groups;
    }
    if (names.len == 0)
        return;
    RefusalParts parts = linkage_minimum(key, fewest);
    parts.what = str_join(build->arena, names.items, names.len, S(", "));
    add(refusals, what, key, parts);
}

LinkageRefusals linkage_refusals(const Build *build)
{
    enum { MOST = 16 };
    Refusals refusals = {.build = build, .link = build->report->link};
    if (!refusals.link || !build->has_side[SIDE_CX] || !build->has_side[SIDE_EX])
        return refusals.found;
    refusals.found.items = NEW(build->arena, Refusal, MOST);
    add_between(&refusals);
    add_measures(&refusals);
    add_over_time(&refusals);
    add_chains(&refusals, "linkage.chain", S("chain"));
    add_chains(&refusals, "linkage.chain", S("chain_unclear"));
    return refusals.found;
}
