/* Page 3: employees as the foundation, customers as the centre, growth as the roof. */
#include "house.h"

#include "brief.h"

#include <math.h>

/* ---- Floors ---- */

typedef LIST_OF(HouseBar) BarList;

typedef struct Kind { /* what the bars of a floor can be, the first with two or more that are there
                       */
    bool (*wanted)(const FigureDef *def);
    Word name;
    bool one_scale; /* they can be compared with one another */
} Kind;

static bool is_customer_component(const FigureDef *def)
{
    return def->headline && def->metric && def->side == FIGURE_CX &&
           def->metric->stage == STAGE_NONE;
}

static bool is_employee_component(const FigureDef *def)
{
    return str_equal(def->id, S("ex.engagement")) || str_equal(def->id, S("ex.enps"));
}

static const Kind customer_kinds[] = {{brief_is_stage, WORD_HOUSE_STAGES, true},
                                      {is_customer_component, WORD_HOUSE_METRICS, false}};
static const Kind employee_kinds[] = {{brief_is_factor, WORD_HOUSE_FACTORS, true},
                                      {brief_is_cycle, WORD_HOUSE_CYCLES, true},
                                      {brief_is_item, WORD_HOUSE_ITEMS, true},
                                      {is_employee_component, WORD_HOUSE_METRICS, false}};

typedef struct Gathered {
    const Kind *kind;
    BarList bars;
    StrList hidden; /* names */
} Gathered;

static Gathered gather(const Build *build, const Kind *kind)
{
    Gathered found = {.kind = kind};
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        const FigureDef *def = &build->scores->defs[d];
        if (!kind->wanted(def))
            continue;
        Estimate figure = estimate_make(build, 0, d);
        if (figure.state == ESTIMATE_SHOWN)
            *PUSH(build->arena, &found.bars, HouseBar) =
                (HouseBar){label_short(build, d), figure, def->lo, def->hi};
        else if (figure.state == ESTIMATE_WITHHELD)
            *PUSH(build->arena, &found.hidden, Str) = label_short(build, d);
    }
    return found;
}

/* The first kind of which there are two; else whatever the last one has. */
static Gathered gather_first(const Build *build, const Kind *kinds, ptrdiff_t count)
{
    Gathered found = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        found = gather(build, &kinds[i]);
        if (found.bars.len + found.hidden.len >= 2)
            break;
    }
    return found;
}

/* The bar whose interval ends below where those of all others begin. */
static ptrdiff_t clearly_lowest(const BarList *bars)
{
    ptrdiff_t lowest = 0;
    for (ptrdiff_t i = 1; i < bars->len; i++)
        if (bars->items[i].figure.value < bars->items[lowest].figure.value)
            lowest = i;
    for (ptrdiff_t i = 0; i < bars->len; i++)
        if (i != lowest && !(bars->items[lowest].figure.hi < bars->items[i].figure.lo))
            return -1;
    return bars->len < 2 ? -1 : lowest;
}

/* Takes out the highest (the later of two alike). */
static void drop_highest(BarList *bars)
{
    ptrdiff_t highest = 0;
    for (ptrdiff_t i = 1; i < bars->len; i++)
        if (bars->items[i].figure.value >= bars->items[highest].figure.value)
            highest = i;
    for (ptrdiff_t i = highest; i + 1 < bars->len; i++)
        bars->items[i] = bars->items[i + 1];
    bars->len--;
}

static Str floor_note(const Build *build, const Gathered *found)
{
    StrList notes = {0};
    if (found->hidden.len > 0)
        *PUSH(build->arena, &notes, Str) =
            WORDS(build->arena, build->lang, WORD_HOUSE_HIDDEN,
                  label_list(build, found->hidden.items, found->hidden.len, 3),
                  word(build->lang, WORD_WITHHELD));
    if (!found->kind->one_scale && found->bars.len > 1)
        *PUSH(build->arena, &notes, Str) = word(build->lang, WORD_HOUSE_OWN_SCALES);
    return str_join(build->arena, notes.items, notes.len, S(" "));
}

static HouseFloor make_floor(const Build *build, ptrdiff_t index, ReportSide side, Word head,
                             Gathered found)
{
    HouseFloor floor = {.side = side,
                        .head = label_upper(build, word(build->lang, head)),
                        .index = estimate_make(build, 0, index),
                        .bars_name = word(build->lang, found.kind->name),
                        .lowest = -1,
                        .note = floor_note(build, &found)};
    if (floor.index.state == ESTIMATE_SHOWN && isfinite(floor.index.lo))
        floor.interval = WORDS(build->arena, build->lang, WORD_HOUSE_INTERVAL, floor.index.lo_text,
                               floor.index.hi_text);
    /* What is hidden might lie lower still. */
    bool clear = found.kind->one_scale && found.hidden.len == 0 && clearly_lowest(&found.bars) >= 0;
    while (found.bars.len > HOUSE_BARS_MOST)
        drop_highest(&found.bars);
    floor.lowest = clear ? clearly_lowest(&found.bars) : -1;
    const Index *config = side == REPORT_CX ? &build->config->cx_index : &build->config->ex_index;
    floor.below_line = floor.lowest >= 0 && found.bars.items[floor.lowest].figure.hi < config->cut;
    floor.bars = found.bars.items;
    floor.bar_count = found.bars.len;
    return floor;
}

/* How many bars there was no room for: known when the pages have numbers. */
static void note_more(const Build *build, HouseFloor *floor, const Kind *kinds, ptrdiff_t count)
{
    const Page *appendix = report_find_page(build->report, PAGE_APPENDIX);
    Gathered found = gather_first(build, kinds, count);
    ptrdiff_t more = found.bars.len - floor->bar_count;
    if (more <= 0 || !appendix)
        return;
    Str others = WORDS(build->arena, build->lang, WORD_HOUSE_MORE,
                       num_show_count(build->arena, more, build->lang), floor->bars_name,
                       num_show_count(build->arena, appendix->number, build->lang));
    const Str both[] = {floor->note, others};
    floor->note = floor->note.len > 0 ? str_join(build->arena, both, 2, S(" ")) : others;
}

/* ---- The roof ---- */

static const LinkChain *chain_of(const Build *build, Str kpi)
{
    const Link *link = build->report->link;
    for (ptrdiff_t i = 0; link && i < link->chain_count; i++)
        if (str_equal(link->chains[i].kpi, kpi))
            return &link->chains[i];
    return NULL;
}

static bool has_values(const Build *build, const KpiTable *table)
{
    for (ptrdiff_t scope = 0; scope < build->tally->unit_count; scope++)
        if (isfinite(kpi_value(build, table, scope, build->period)))
            return true;
    return false;
}

/* Lower comes first: a link with CX that stands out, then figures of this period. A plan is no
 * result. */
static int preference(const Build *build, const KpiTable *table)
{
    const LinkChain *chain = chain_of(build, table->kpi->id);
    bool clear = chain && chain->cx_to_kpi.stands_out;
    if (str_equal(table->kpi->id, build->config->incentive.revenue_target))
        return 4;
    return (clear ? 0 : 1) + (has_values(build, table) ? 0 : 2);
}

static Str kpi_range(const Build *build, const KpiTable *table)
{
    double lo = INFINITY, hi = -INFINITY;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        double value = build->is_parent[build->units[i]]
                           ? NAN
                           : kpi_value(build, table, build->units[i], build->period);
        if (isfinite(value)) {
            lo = fmin(lo, value);
            hi = fmax(hi, value);
        }
    }
    if (!(lo <= hi))
        return STR_NONE;
    int decimals = kpi_decimals(build, table);
    Str low = num_show(build->arena, lo, decimals, build->lang);
    return WORDS(build->arena, build->lang, WORD_HOUSE_KPI_RANGE, low, kpi_show(build, table, hi));
}

/* A file without a line of the company says nothing of the company: a mean over units would count
 * a unit of ten like one of a thousand. Then the lowest and the highest stand there. */
static HouseKpi roof_figure(const Build *build, const KpiTable *table)
{
    HouseKpi kpi = {.id = table->kpi->id,
                    .label = table->kpi->label,
                    .value = kpi_value(build, table, 0, build->period),
                    .previous = kpi_value(build, table, 0, build->previous)};
    kpi.text = isfinite(kpi.value) ? kpi_show(build, table, kpi.value) : kpi_range(build, table);
    kpi.by_unit = !isfinite(kpi.value) && kpi.text.len > 0;
    if (kpi.text.len == 0)
        kpi.text = word(build->lang, WORD_HOUSE_KPI_NO_VALUE);
    if (isfinite(kpi.value) && isfinite(kpi.previous)) {
        Str change = num_show_signed(build->arena, kpi.value - kpi.previous,
                                     kpi_decimals(build, table), build->lang);
        Str versus = WORDS(build->arena, build->lang, WORD_VERSUS,
                           label_period(build, build->previous, PERIOD_TICK));
        kpi.note = WORDS(build->arena, build->lang, WORD_HOUSE_KPI_CHANGE, change, versus);
    }
    if (table->kpi->lower_is_better)
        kpi.label = WORDS(build->arena, build->lang, WORD_HOUSE_KPI_SENSE, kpi.label,
                          kpi_better(build, table));
    return kpi;
}

static void build_roof(const Build *build, HouseModel *house)
{
    const Tally *tally = build->tally;
    bool *taken = NEW(build->arena, bool, tally->kpi_count + 1);
    house->roof_head = label_upper(build, word(build->lang, WORD_HOUSE_ROOF));
    for (int wanted = 0; wanted < 4; wanted++)
        for (ptrdiff_t k = 0; k < tally->kpi_count; k++)
            if (house->kpi_count < HOUSE_KPIS_MOST && !taken[k] &&
                preference(build, &tally->kpis[k]) == wanted) {
                taken[k] = true;
                house->kpi_count++;
            }
    house->kpi_count = 0;
    for (ptrdiff_t k = 0; k < tally->kpi_count; k++)
        if (taken[k])
            house->kpis[house->kpi_count++] = roof_figure(build, &tally->kpis[k]);
    if (house->kpi_count == 0)
        house->roof_none = word(build->lang, WORD_HOUSE_NO_KPI);
}

/* "theo bộ phận, xem tr. 10": when the pages have numbers. */
static void note_units(const Build *build, HouseModel *house)
{
    const Page *page = report_find_page(build->report, PAGE_LINK);
    for (int i = 0; i < house->kpi_count; i++) {
        HouseKpi *kpi = &house->kpis[i];
        if (kpi->by_unit)
            kpi->note = page ? WORDS(build->arena, build->lang, WORD_HOUSE_KPI_BY_UNIT,
                                     num_show_count(build->arena, page->number, build->lang))
                             : word(build->lang, WORD_HOUSE_KPI_BY_UNIT_ALONE);
    }
}

/* ---- Arrows ---- */

enum { PER = 10 }; /* points more of what comes first */

static const LinkLag not_computed = {.refused = {"lagged", 6}};

static LinkNumber arrow_to_customers(const Build *build)
{
    const Link *link = build->report->link;
    LinkNumber number = linkage_lag(build, link ? &link->ex_to_cx : &not_computed,
                                    S("linkage.lag_ex_to_cx"), PER, 1);
    if (number.refused.len == 0)
        number.sentence = WORDS(build->arena, build->lang, WORD_HOUSE_EX_TO_CX, number.text,
                                number.lo_text, number.hi_text, number.verdict);
    return number;
}

/* Of the roof's KPIs the first whose link stands out among all, else the first that has one. */
static const LinkChain *chain_of_roof(const Build *build, const HouseModel *house)
{
    const LinkChain *found = NULL;
    for (int i = 0; i < house->kpi_count; i++) {
        const LinkChain *chain = chain_of(build, house->kpis[i].id);
        if (!chain)
            continue;
        bool computed = chain->cx_to_kpi.refused.len == 0;
        if (computed && chain->cx_to_kpi.stands_out)
            return chain;
        if (!found || (computed && found->cx_to_kpi.refused.len > 0))
            found = chain;
    }
    return found;
}

static LinkNumber arrow_to_growth(const Build *build, HouseModel *house)
{
    if (house->kpi_count == 0)
        return (LinkNumber){.value = NAN, .lo = NAN, .hi = NAN};
    const LinkChain *chain = chain_of_roof(build, house);
    if (!chain)
        return linkage_lag(build, &not_computed, S("linkage.lag_cx_to_kpi"), PER, 1);
    house->arrow_kpi = chain->kpi;
    const KpiTable *table = kpi_table(build, chain->kpi);
    const StatsPanel *panel = &chain->cx_to_kpi.panel;
    int decimals = chain->cx_to_kpi.refused.len > 0
                       ? 1
                       : kpi_link_decimals(build, table, PER * (panel->hi - panel->lo));
    LinkNumber number = linkage_lag(
        build, &chain->cx_to_kpi, str_concat(build->arena, S("linkage.lag_cx_to_kpi."), chain->kpi),
        PER, decimals);
    if (number.refused.len == 0)
        number.sentence = WORDS(build->arena, build->lang, WORD_HOUSE_CX_TO_KPI, table->kpi->label,
                                kpi_points_with_measure(build, table, number.text), number.lo_text,
                                number.hi_text, number.verdict);
    return number;
}

/* ---- The page ---- */

/* Floors also where one half is missing: the duties tell of them. */
PageRows house_build(Build *build)
{
    HouseModel *house = &build->report->house;
    bool employees = build->has_side[SIDE_EX] && build->ex >= 0,
         customers = build->has_side[SIDE_CX] && build->cx >= 0;
    house->employees.lowest = house->customers.lowest = -1;
    if (employees)
        house->employees =
            make_floor(build, build->ex, REPORT_EX, WORD_HOUSE_BASE,
                       gather_first(build, employee_kinds, CX_COUNTOF(employee_kinds)));
    if (customers)
        house->customers =
            make_floor(build, build->cx, REPORT_CX, WORD_HOUSE_ROOM,
                       gather_first(build, customer_kinds, CX_COUNTOF(customer_kinds)));
    if (!employees || !customers)
        return (PageRows){0};
    build_roof(build, house);
    house->ex_to_cx = arrow_to_customers(build);
    house->cx_to_kpi = arrow_to_growth(build, house);
    house_reading(build, house);
    bool shown = house->employees.index.state == ESTIMATE_SHOWN ||
                 house->customers.index.state == ESTIMATE_SHOWN;
    return (PageRows){.printed = shown};
}

void house_words(const Build *build, Page *page)
{
    HouseModel *house = &build->report->house;
    note_more(build, &house->employees, employee_kinds, CX_COUNTOF(employee_kinds));
    note_more(build, &house->customers, customer_kinds, CX_COUNTOF(customer_kinds));
    note_units(build, house);
    house_caution(build, house);
    Sentence title = house_title(build, house);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = WORDS(build->arena, build->lang, WORD_HOUSE_SUBTITLE,
                           label_period(build, build->period, PERIOD_SHORT));
    page->foot_left = WORDS(build->arena, build->lang, WORD_HOUSE_FOOT, label_level(build));
}
