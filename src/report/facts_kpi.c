/* "kpis" of scorecard.json: what the project's KPI files say, of the company and the units that the
 * report tells of, up to its period. No figure of surveys: nothing of them is ever hidden. And
 * "indices": of which parts the company's are, and how each weighs. */
#include "facts.h"

#include <math.h>

static void add_values(const Facts *facts, Fact *values, const KpiTable *table, ptrdiff_t scope)
{
    const double *value = &table->value[scope * facts->tally->period_count];
    Fact *unit = NULL;
    for (ptrdiff_t t = 0; t <= facts->last; t++) {
        if (isnan(value[t]))
            continue;
        if (!unit)
            unit = object(facts, values, scope_key(facts, scope));
        fact_add(facts->arena, unit, window_key(facts, t), FACT_NUMBER)->number = value[t];
    }
}

void facts_kpis(const Facts *facts, Fact *root)
{
    Fact *kpis = array(facts, root, "kpis");
    for (ptrdiff_t k = 0; k < facts->tally->kpi_count; k++) {
        const KpiTable *table = &facts->tally->kpis[k];
        Fact *fact = item(facts, kpis);
        text(facts, fact, "id", table->kpi->id);
        text(facts, fact, "label", table->kpi->label.len > 0 ? table->kpi->label : table->kpi->id);
        text(facts, fact, "measure", table->kpi->measure);
        text(facts, fact, "better", table->kpi->lower_is_better ? S("lower") : S("higher"));
        Fact *values = object(facts, fact, S("values"));
        for (ptrdiff_t scope = 0; scope < facts->tally->unit_count; scope++)
            if (told(facts, scope))
                add_values(facts, values, table, scope);
    }
}

static void add_part(const Facts *facts, Fact *parts, Str metric, double weight)
{
    Fact *part = item(facts, parts);
    text(facts, part, "metric", metric);
    number(facts, part, "weight", weight);
}

void facts_indices(const Facts *facts, Fact *root)
{
    const ScenarioModel *scenario = &facts->report->scenario;
    static const char *const ids[] = {[REPORT_CX] = "cx.index", [REPORT_EX] = "ex.index"};
    if (!scenario->given)
        return;
    Fact *indices = array(facts, root, "indices"), *combined = item(facts, indices);
    text(facts, combined, "id", S("combined.score"));
    Fact *both = array(facts, combined, "parts");
    for (int side = 0; side < 2; side++) {
        Fact *index = item(facts, indices);
        text(facts, index, "id", str_from(ids[side]));
        Fact *parts = array(facts, index, "parts");
        for (ptrdiff_t i = 0; i < scenario->part_count[side]; i++)
            add_part(facts, parts, scenario->parts[side][i].code,
                     scenario->parts[side][i].weight_01);
        add_part(facts, both, str_from(ids[side]), scenario->weight_01[side]);
    }
}
