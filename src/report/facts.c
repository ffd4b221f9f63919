#include "facts.h"

#include <assert.h>

/* ---- The head: what the reader of the file needs to know ---- */

static void add_names(const Facts *facts, Fact *root)
{
    Fact *periods = array(facts, root, "periods"), *units = array(facts, root, "departments");
    for (ptrdiff_t t = 0; t <= facts->last; t++)
        list_text(facts, periods, window_key(facts, t));
    for (ptrdiff_t u = 1; u < facts->tally->unit_count; u++)
        if (told(facts, u))
            list_text(facts, units, scope_key(facts, u));
}

static void add_head(const Facts *facts, Fact *root)
{
    const Report *report = facts->report;
    Fact *program = object(facts, root, S("cxex"));
    text(facts, program, "version", S(CXEX_VERSION));
    integer(facts, program, "schema", 1);
    if (!report)
        return;
    Fact *head = object(facts, root, S("report"));
    text(facts, head, "client", report->client);
    text(facts, head, "title", report->title);
    text(facts, head, "period",
         window_key(facts, tally_find_period_id(facts->tally, report->period_id)));
    text(facts, head, "language", lang_id(report->language) == LANG_VI ? S("vi") : S("en"));
    text(facts, head, "theme", facts->tally->config->report.theme);
    if (report->generated.year != 0)
        text(facts, head, "generated", date_iso(facts->arena, report->generated));
}

static Str figure_unit(const Metric *metric)
{
    return metric->type == METRIC_NPS                               ? S("points")
           : metric->type == METRIC_CES                             ? S("scale")
           : metric->stage == STAGE_NONE && metric->side == SIDE_CX ? S("percent")
                                                                    : S("index");
}

static void add_metric(const Facts *facts, Fact *list, const Metric *metric)
{
    static const char *const types[] = {
        [METRIC_NPS] = "nps", [METRIC_RATING] = "rating", [METRIC_CES] = "ces"};
    static const char *const stages[] = {"aware", "research", "consider",
                                         "buy",   "use",      "aftersale"};
    static_assert(CX_COUNTOF(stages) == STAGE_COUNT, "a name for each stage");
    Fact *fact = item(facts, list);
    text(facts, fact, "id", metric->id);
    text(facts, fact, "label", metric->label);
    text(facts, fact, "source", metric->side == SIDE_CX ? S("customers") : S("employees"));
    text(facts, fact, "type", str_from(types[metric->type]));
    text(facts, fact, "scale", metric->scale.text);
    text(facts, fact, "unit", figure_unit(metric));
    if (metric->target.given)
        number(facts, fact, "target", metric->target.value);
    number(facts, fact, "practical", metric->practical);
    if (metric->stage != STAGE_NONE)
        text(facts, fact, "stage", str_from(stages[metric->stage]));
    if (metric->factor.len > 0)
        text(facts, fact, "factor", metric->factor);
    if (metric->cycle.len > 0)
        text(facts, fact, "cycle", metric->cycle);
}

static void add_metrics(const Facts *facts, Fact *root)
{
    Fact *metrics = array(facts, root, "metrics");
    for (ptrdiff_t i = 0; i < facts->tally->config->metric_count; i++)
        add_metric(facts, metrics, &facts->tally->config->metrics[i]);
}

/* ---- What the report says ---- */

static void add_titles(const Facts *facts, Fact *root)
{
    Fact *titles = object(facts, root, S("titles"));
    for (ptrdiff_t i = 0; i < facts->report->page_count; i++) {
        const Page *page = &facts->report->pages[i];
        if (page->part > 1)
            continue;
        Fact *title = object(facts, titles, page->anchor);
        text(facts, title, "rule", page->rule);
        text(facts, title, "sentence", page->title);
        integer(facts, title, "page", page->number);
    }
}

static void add_findings(const Facts *facts, Fact *root)
{
    Fact *findings = array(facts, root, "findings");
    for (int i = 0; i < facts->report->summary.finding_count; i++) {
        const Finding *finding = &facts->report->summary.findings[i];
        Fact *fact = item(facts, findings);
        text(facts, fact, "rule", finding->rule);
        integer(facts, fact, "duty", finding->duty);
        text(facts, fact, "unit", finding->unit);
        text(facts, fact, "metric", finding->metric);
        const Str both[] = {finding->title, finding->body};
        text(facts, fact, "sentence", str_join(facts->arena, both, 2, S(". ")));
        integer(facts, fact, "page", finding->page);
    }
}

static void add_not_shown(const Facts *facts, Fact *root)
{
    Fact *list = array(facts, root, "not_shown");
    for (ptrdiff_t i = 0; i < facts->report->refusal_count; i++) {
        const Refusal *refusal = &facts->report->refusals[i];
        Fact *fact = item(facts, list);
        text(facts, fact, "what", refusal->what);
        text(facts, fact, "refused", refusal->key);
        text(facts, fact, "sentence", refusal->sentence);
        if (refusal->n >= 0)
            integer(facts, fact, "n", refusal->n);
        if (refusal->minimum >= 0)
            integer(facts, fact, "minimum", refusal->minimum);
    }
}

static bool has_rows(const Facts *facts, ptrdiff_t unit)
{
    int64_t rows = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t t = 0; t < facts->tally->period_count; t++)
            rows += tally_rows(facts->tally, (Side)side, unit, t);
    return rows > 0;
}

/* Whose rows a parent or a group is made of, as they are called now. */
static void add_members(const Facts *facts, Fact *fact, const Unit *unit)
{
    const Tally *tally = facts->tally;
    bool *made_of = NEW(facts->arena, bool, tally->unit_count);
    for (ptrdiff_t i = 0; i < unit->member_count; i++) {
        ptrdiff_t member = unit->members[i], now = tally->units[member].renamed_to;
        made_of[now < 0 ? member : now] |= has_rows(facts, member);
    }
    Fact *members = array(facts, fact, "members");
    for (ptrdiff_t u = 0; u < tally->unit_count; u++)
        if (made_of[u])
            list_text(facts, members, scope_key(facts, u));
}

/* Names as people read them, beside the keys that the other parts use; as the scorecard stands, the
 * company first. */
static void add_units(const Facts *facts, Fact *root)
{
    Fact *units = array(facts, root, "units");
    const ScorecardModel *card = &facts->report->scorecard;
    for (ptrdiff_t i = 0; i < card->row_count; i++) {
        const ScoreRow *row = &card->rows[i];
        Fact *fact = item(facts, units);
        text(facts, fact, "key", scope_key(facts, row->scope));
        text(facts, fact, "name", row->name);
        text(facts, fact, "slug", row->slug);
        if (row->company)
            continue;
        const Unit *unit = &facts->tally->units[row->scope];
        text(facts, fact, "kind",
             unit->is_group    ? S("group")
             : unit->is_parent ? S("parent")
                               : S("unit"));
        if (unit->above >= 0)
            text(facts, fact, "parent", scope_key(facts, unit->above));
        else if (unit->parent.len > 0)
            text(facts, fact, "parent", unit->parent);
        if (unit->is_group || unit->is_parent)
            add_members(facts, fact, unit);
    }
}

/* What the unit map says had come to pass. */
static void add_unit_map(const Facts *facts, Fact *root)
{
    static const char *const kinds[] = {
        [MAP_RENAME] = "rename", [MAP_MERGE] = "merge", [MAP_SPLIT] = "split"};
    const Tally *tally = facts->tally;
    if (tally->map_count == 0)
        return;
    Fact *list = array(facts, root, "unit_map");
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (line->first_ordinal > tally->periods[facts->last].ordinal)
            continue;
        Fact *fact = item(facts, list);
        text(facts, fact, "kind", str_from(kinds[line->kind]));
        text(facts, fact, "old", line->old_key);
        text(facts, fact, "new", line->new_key);
        if (line->from.len > 0)
            text(facts, fact, "from", line->from);
    }
}

const Fact *report_facts(Arena *arena, const Scores *scores, const Report *report, bool full)
{
    const Tally *tally = scores->tally;
    Facts facts = {.arena = arena,
                   .scores = scores,
                   .tally = tally,
                   .report = report,
                   .full = full,
                   .last = tally->period_count - 1};
    /* The pack of an earlier period tells nothing of later ones. */
    while (report && !full && facts.last > 0 &&
           !str_equal(tally->periods[facts.last].id, report->period_id))
        facts.last--;
    facts.has_all = facts.last == tally->period_count - 1;
    Fact *root = fact_new(arena, FACT_OBJECT);
    add_head(&facts, root);
    add_names(&facts, root);
    facts_sources(&facts, root);
    add_metrics(&facts, root);
    facts_cells(&facts, root);
    facts_comparisons(&facts, root);
    facts_benchmarks(&facts, root);
    facts_breaks(&facts, root);
    facts_rankings(&facts, root);
    facts_reliability(&facts, root);
    facts_link(&facts, root);
    facts_kpis(&facts, root);
    facts_registers(&facts, root);
    facts_data_quality(&facts, root);
    facts_quality(&facts, root);
    facts_response(&facts, root);
    if (report) {
        facts_indices(&facts, root);
        facts_voices(&facts, root);
        facts_incentive(&facts, root);
        add_titles(&facts, root);
        add_findings(&facts, root);
        add_not_shown(&facts, root);
        add_units(&facts, root);
        add_unit_map(&facts, root);
    }
    return root;
}
