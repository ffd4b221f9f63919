#include "inside.h"

#include <math.h>

bool link_counts(const Linking *linking, ptrdiff_t scope)
{
    const Unit *unit = &linking->tally->units[scope];
    return scope != UNIT_NONE && !unit->is_parent && unit->merged_into < 0;
}

static const Figure *figure_of(const Linking *linking, ptrdiff_t scope, ptrdiff_t period,
                               ptrdiff_t def)
{
    const Scores *scores = linking->scores;
    ptrdiff_t at = (scope * scores->window_count + period) * scores->def_count + def;
    const Figure *figure = &scores->plain[at];
    return figure->shown && !scores->figures[at].partial && isfinite(figure->value) ? figure : NULL;
}

double link_value(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t def)
{
    const Figure *figure = figure_of(linking, scope, period, def);
    return figure ? figure->value : NAN;
}

double link_variance(const Linking *linking, ptrdiff_t scope, ptrdiff_t period, ptrdiff_t def)
{
    const Figure *figure = figure_of(linking, scope, period, def);
    return figure ? figure->v : NAN;
}

StatsRng link_stream(const Linking *linking, Str analysis)
{
    return stats_rng_stream(linking->config->statistics.seed, analysis);
}

static Linking linking_of(Arena *arena, const Scores *scores, ptrdiff_t last)
{
    return (Linking){
        .arena = arena,
        .scores = scores,
        .tally = scores->tally,
        .config = scores->tally->config,
        .last = last,
        .cx = score_find_def(scores, S("cx.index")),
        .ex = score_find_def(scores, S("ex.index")),
        .level = scores->tally->config->statistics.level,
        .link = NEW(arena, Link, 1),
    };
}

const LinkDrivers *link_compute_drivers(Arena *arena, const Scores *scores, ptrdiff_t last)
{
    Linking linking = linking_of(arena, scores, last);
    link_drivers(&linking);
    return linking.link->drivers;
}

const Link *link_compute(Arena *arena, const Scores *scores, ptrdiff_t last)
{
    Linking linking = linking_of(arena, scores, last);
    if (linking.cx < 0 || linking.ex < 0)
        return NULL;
    link_points(&linking);
    link_between(&linking);
    link_quartiles(&linking);
    link_lagged(&linking);
    link_chains(&linking);
    link_forecast(&linking);
    link_mirrors(&linking);
    link_matrix(&linking);
    link_drivers(&linking);
    return linking.link;
}
