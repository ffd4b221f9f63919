/* What the sheet What-if reckons with: the parts of the indices, the links that may carry a
 * projection, and whom one may ask about. */
#include "linkage.h"

#include <math.h>

/* ---- Parts of an index ---- */

/* The figure that a part of an index is: "cx.nps", "cx.csat_index", "cx.journey". */
static ptrdiff_t part_def(const Build *build, Str id)
{
    ptrdiff_t def = score_find_def(build->scores, id);
    if (def >= 0)
        return def;
    return score_find_def(build->scores, str_concat(build->arena, id, S("_index")));
}

static void add_parts(Build *build, ScenarioModel *model, Side side, const Index *index)
{
    ScenarioPart *parts = NEW(build->arena, ScenarioPart, index->part_count);
    double sum = 0;
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < index->part_count; i++) {
        ptrdiff_t def = part_def(build, index->parts[i].id);
        const Figure *figure = def >= 0 ? build_figure(build, 0, build->period, def) : NULL;
        if (!figure || !figure->shown || !isfinite(figure->value) || !(index->parts[i].weight > 0))
            continue;
        bool nps = build->scores->defs[def].kind == FIGURE_NPS;
        parts[count++] = (ScenarioPart){.label = label_metric(build, index->parts[i].id),
                                        .code = build->scores->defs[def].id,
                                        .is_nps = nps,
                                        .weight_01 = index->parts[i].weight,
                                        .value = nps ? (figure->value + 100) / 2 : figure->value};
        sum += index->parts[i].weight;
    }
    for (ptrdiff_t i = 0; i < count; i++)
        parts[i].weight_01 /= sum;
    model->parts[side] = parts;
    model->part_count[side] = count;
}

/* ---- KPIs ---- */

/* "revenue-per-head" as a part of a name in a workbook; ids have no capitals, so two ids can meet
 * only where their signs differ. */
static Str name_of(Build *build, const ScenarioModel *model, Str id)
{
    char *letters = NEW(build->arena, char, id.len);
    for (ptrdiff_t i = 0; i < id.len; i++)
        letters[i] = id.s[i] == '-' || id.s[i] == '.' ? '_' : id.s[i];
    Str name = {letters, id.len};
    for (ptrdiff_t k = 0; k < model->kpi_count; k++)
        if (str_equal(model->kpis[k].name, name))
            return name_of(build, model, str_concat(build->arena, name, S("_")));
    return name;
}

static Str label_of(Build *build, const ScenarioModel *model, const Kpi *kpi)
{
    Str label = kpi->label.len > 0 ? kpi->label : kpi->id;
    for (ptrdiff_t k = 0; k < model->kpi_count; k++)
        if (str_equal_nocase(model->kpis[k].label, label))
            return str_format(build->arena, "%.*s (%.*s)", STR_ARG(label), STR_ARG(kpi->id));
    return label;
}

static void add_kpi(Build *build, ScenarioModel *model, const LinkChain *chain)
{
    const KpiTable *table = kpi_table(build, chain->kpi);
    if (!table)
        return;
    ScenarioKpi kpi = {.id = chain->kpi,
                       .label = label_of(build, model, table->kpi),
                       .measure = table->kpi->measure,
                       .name = name_of(build, model, chain->kpi),
                       .lower_is_better = table->kpi->lower_is_better,
                       .slope = NAN,
                       .lo = NAN,
                       .hi = NAN};
    const StatsPanel *panel = &chain->cx_to_kpi.panel;
    Str key = chain->refused;
    /* A wish beyond the usual range is refused where it is made: smaller ones may be asked. */
    if (str_equal(key, S("chain_unclear")) && model->refused.len == 0 && chain->cx_to_kpi.clear)
        key = STR_NONE;
    if (key.len > 0) {
        RefusalParts parts = linkage_minimum(key, chain->of.groups);
        parts.what = kpi.label;
        kpi.refused = linkage_refusal(build, key, parts);
    } else {
        kpi.slope = 10 * panel->beta;
        kpi.lo = 10 * panel->lo;
        kpi.hi = 10 * panel->hi;
        kpi.decimals = kpi_link_decimals(
            build, table, (panel->hi - panel->lo) * model->slope / 10 * model->points);
    }
    model->kpis[model->kpi_count++] = kpi;
}

static void add_links(Build *build, ScenarioModel *model, const Link *link)
{
    const LinkLag *lag = &link->ex_to_cx;
    model->points = link->what_if.points;
    model->slope = model->lo = model->hi = model->usual = NAN;
    if (lag->refused.len > 0 || !lag->clear) {
        Str key = lag->refused.len > 0 ? S("what_if") : S("what_if_unclear");
        model->refused = linkage_refusal(build, key, (RefusalParts){0});
    } else {
        model->slope = 10 * lag->panel.beta;
        model->lo = 10 * lag->panel.lo;
        model->hi = 10 * lag->panel.hi;
        model->usual = link->what_if.usual;
    }
    model->kpis = NEW(build->arena, ScenarioKpi, link->chain_count);
    for (ptrdiff_t k = 0; k < link->chain_count; k++)
        add_kpi(build, model, &link->chains[k]);
    for (ptrdiff_t k = model->kpi_count; k-- > 0;)
        if (model->kpis[k].refused.len == 0)
            model->kpi_first = k;
}

/* ---- Scopes ---- */

static bool is_whole(const Build *build, ptrdiff_t scope, ptrdiff_t def)
{
    const Figure *figure = build_figure(build, scope, build->period, def);
    return figure->shown && isfinite(figure->value) && !figure->partial;
}

static void add_scope(Build *build, ScenarioModel *model, ptrdiff_t scope)
{
    ScenarioScope *added = &model->scopes[model->scope_count++];
    added->name = label_unit(build, scope);
    added->kpi = NEW(build->arena, double, model->kpi_count);
    for (ptrdiff_t k = 0; k < model->kpi_count; k++)
        added->kpi[k] = kpi_value(build, kpi_table(build, model->kpis[k].id), scope, build->period);
}

static void add_scopes(Build *build, ScenarioModel *model)
{
    model->scopes = NEW(build->arena, ScenarioScope, build->unit_count + 1);
    add_scope(build, model, 0);
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        if (is_whole(build, build->units[i], build->ex))
            add_scope(build, model, build->units[i]);
}

void scenario_build(Build *build)
{
    ScenarioModel *model = &build->report->scenario;
    const Link *link = build->report->link;
    if (!link || build->cx < 0 || build->ex < 0 || !is_whole(build, 0, build->cx) ||
        !is_whole(build, 0, build->ex))
        return;
    add_parts(build, model, SIDE_CX, &build->config->cx_index);
    add_parts(build, model, SIDE_EX, &build->config->ex_index);
    add_links(build, model, link);
    add_scopes(build, model);
    model->weight_01[REPORT_CX] = build->config->combined.cx_weight;
    model->weight_01[REPORT_EX] = 1 - build->config->combined.cx_weight;
    model->geometric = build->config->combined.geometric;
    model->title =
        word(build->lang, model->refused.len > 0 ? WORD_WHAT_IF_TITLE_REFUSED : WORD_WHAT_IF_TITLE);
    model->subtitle = WORDS(build->arena, build->lang, WORD_WHAT_IF_SUB, label_level(build));
    model->given = model->part_count[SIDE_CX] > 0 && model->part_count[SIDE_EX] > 0;
}
