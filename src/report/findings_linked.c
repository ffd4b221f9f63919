/* Findings on what hangs together: factors and stages, drivers, the links over time, growth. */
#include "findings.h"
#include "house.h"
#include "linkage.h"

#include <math.h>

static Str show(const Build *build, double value, int decimals)
{
    return num_show(build->arena, value, decimals, build->lang);
}

static Str show_signed(const Build *build, double value, int decimals)
{
    return num_show_signed(build->arena, value, decimals, build->lang);
}

static const ScoreRow *row_of(const Build *build, ptrdiff_t scope)
{
    const ScorecardModel *card = &build->report->scorecard;
    for (ptrdiff_t i = 1; i < card->row_count; i++)
        if (card->rows[i].scope == scope)
            return &card->rows[i];
    return NULL;
}

/* The company's lowest factor and lowest stage, in units where both are clearly low. */
bool finding_meet(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_HOUSE, PAGE_SUMMARY};
    const Build *build = search->build;
    const HouseModel *house = &build->report->house;
    PickList picks = {0};
    for (ptrdiff_t i = 0; i < house->meeting_count; i++) {
        const ScoreRow *row = row_of(build, house->meeting[i]);
        if (row && !finding_is_named(search, row))
            finding_add_pick(search, &picks, row, finding_customer_weight(build, row));
    }
    if (picks.len == 0)
        return false;
    ptrdiff_t count = finding_at_most_three(&picks);
    const HouseBar *base = &house->employees.bars[house->employees.lowest],
                   *room = &house->customers.bars[house->customers.lowest];
    *finding =
        (Finding){.unit = finding_unit_keys(build, &picks, count),
                  .metric = base->figure.code,
                  .title = WORDS(build->arena, build->lang, WORD_FINDING_MEET,
                                 house_quoted(build, base->label), house_quoted(build, room->label),
                                 finding_names(search, &picks, count)),
                  .body = WORDS(build->arena, build->lang, WORD_FINDING_MEET_BODY,
                                base->figure.text, room->figure.text)};
    finding_place(build, finding, pages, CX_COUNTOF(pages), NULL);
    return true;
}

/* The heaviest of what clearly matters and is clearly low, of either side: the share beside an even
 * one, as a side with few factors has large shares. */
bool finding_fix_first(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_DRIVERS, PAGE_SUMMARY};
    const Build *build = search->build;
    const DriversModel *model = &build->report->drivers;
    const DriversPanel *panel = NULL;
    const DriverRow *row = NULL;
    double heaviest = 0;
    for (int p = 0; p < model->panel_count; p++)
        for (ptrdiff_t i = 0; i < model->panels[p].row_count; i++) {
            const DriverRow *other = &model->panels[p].rows[i];
            double weight = other->share / model->panels[p].importance_line;
            if (other->action != DRIVER_FIX_FIRST || (row && weight <= heaviest))
                continue;
            panel = &model->panels[p];
            row = other;
            heaviest = weight;
        }
    if (!row || !isfinite(row->lo) || !isfinite(panel->performance_line))
        return false;
    bool customers = panel->side == REPORT_CX;
    *finding =
        (Finding){.metric = str_concat(build->arena, customers ? S("cx.") : S("ex."), row->id),
                  .title = WORDS(build->arena, build->lang,
                                 customers ? WORD_FINDING_FIX_FIRST_CX : WORD_FINDING_FIX_FIRST_EX,
                                 house_quoted(build, row->name)),
                  .body = WORDS(build->arena, build->lang, WORD_FINDING_FIX_FIRST_BODY,
                                num_show_percent(build->arena, row->share, 0, build->lang),
                                num_show_percent(build->arena, row->lo, 0, build->lang),
                                num_show_percent(build->arena, row->hi, 0, build->lang),
                                row->performance_text, show(build, panel->performance_line, 1))};
    finding_place(build, finding, pages, CX_COUNTOF(pages), NULL);
    return true;
}

/* ---- Over time ---- */

static bool clear_lag(const LinkLag *lag)
{
    return lag->refused.len == 0 && lag->clear;
}

static Str falls_of(const Build *build, const PickList *picks, ptrdiff_t count)
{
    Str texts[FINDING_NAMES] = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        texts[i] =
            show(build, fabs(picks->items[i].row->ex.diff), picks->items[i].row->ex.decimals);
    return label_list(build, texts, count, FINDING_NAMES);
}

/* What one unit's fall goes with, within the range that units have usually shown; else what ten
 * points go with. */
static Str fall_body(const Build *build, const PickList *picks, ptrdiff_t count)
{
    enum { PER = 10 };
    const Link *link = build->report->link;
    const StatsPanel *panel = &link->ex_to_cx.panel;
    double fall = fabs(picks->items[0].row->ex.diff);
    bool one = count == 1 && fall <= link->what_if.usual;
    double per = one ? fall : PER;
    return WORDS(build->arena, build->lang,
                 one ? WORD_FINDING_LINK_FALL_ONE : WORD_FINDING_LINK_FALL_BODY,
                 falls_of(build, picks, count), show(build, per * panel->beta, 1),
                 show(build, per * panel->lo, 1), show(build, per * panel->hi, 1));
}

/* Clear employee falls in units with customers, where last period's EX goes with this period's CX.
 */
bool finding_link_fall(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_LINK, PAGE_SCORECARD};
    const Build *build = search->build;
    const Link *link = build->report->link;
    if (!link || !clear_lag(&link->ex_to_cx) || link->ex_to_cx.panel.lo <= 0)
        return false;
    PickList picks = {0};
    const ScorecardModel *card = &build->report->scorecard;
    for (ptrdiff_t i = scorecard_first_unit(build); i < card->row_count; i++) {
        const ScoreRow *row = &card->rows[i];
        bool falls = row->ex.state == ESTIMATE_SHOWN && row->ex.mark == CHANGE_DOWN;
        if (falls && row->cx.state == ESTIMATE_SHOWN && !finding_is_named(search, row))
            finding_add_pick(search, &picks, row,
                             fabs(row->ex.diff) * finding_customer_weight(build, row));
    }
    if (picks.len == 0)
        return false;
    ptrdiff_t count = finding_at_most_three(&picks);
    *finding = (Finding){.unit = finding_unit_keys(build, &picks, count),
                         .metric = S("ex.index"),
                         .title = WORDS(build->arena, build->lang, WORD_FINDING_LINK_FALL,
                                        finding_names(search, &picks, count)),
                         .body = fall_body(build, &picks, count)};
    finding_place(build, finding, pages, CX_COUNTOF(pages), picks.items[0].row);
    return true;
}

/* How far an interval lies from 0, in its own widths: which of several is the clearest. */
static double clearness(double value, double lo, double hi)
{
    return hi > lo ? fabs(value) / (hi - lo) : 0;
}

/* A plan is no result. */
static bool is_result(const Build *build, Str kpi)
{
    return !str_equal(kpi, build->config->incentive.revenue_target);
}

/* The KPI that most clearly goes with EX by way of CX, of those that stand out among all. */
bool finding_growth_chain(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_GROWTH, PAGE_HOUSE, PAGE_SUMMARY};
    const Build *build = search->build;
    const Link *link = build->report->link;
    const LinkChain *best = NULL;
    for (ptrdiff_t i = 0; link && i < link->chain_count; i++) {
        const LinkChain *chain = &link->chains[i];
        const StatsChain *of = &chain->of;
        if (linkage_chain_stands_out(chain) && is_result(build, chain->kpi) &&
            (!best || clearness(of->value, of->lo, of->hi) >
                          clearness(best->of.value, best->of.lo, best->of.hi)))
            best = chain;
    }
    if (!best)
        return false;
    const KpiTable *table = kpi_table(build, best->kpi);
    int decimals = kpi_link_decimals(build, table, best->of.hi - best->of.lo);
    Str points = show(build, best->points, best->points == floor(best->points) ? 0 : 1);
    *finding = (Finding){
        .metric = str_concat(build->arena, S("kpi."), best->kpi),
        .title = WORDS(build->arena, build->lang, WORD_FINDING_GROWTH,
                       house_quoted(build, table->kpi->label)),
        .body = WORDS(
            build->arena, build->lang, WORD_FINDING_GROWTH_BODY, points, table->kpi->label,
            kpi_points_with_measure(build, table, show_signed(build, best->of.value, decimals)),
            show_signed(build, best->of.lo, decimals), show_signed(build, best->of.hi, decimals))};
    finding_place(build, finding, pages, CX_COUNTOF(pages), NULL);
    return true;
}

static bool stands_out(const Link *link, Str kpi)
{
    for (ptrdiff_t k = 0; link && k < link->chain_count; k++)
        if (str_equal(link->chains[k].kpi, kpi))
            return link->chains[k].cx_to_kpi.stands_out;
    return false;
}

/* Without a whole chain: the KPI that the house's arrow names, where it stands out among all. */
bool finding_growth_link(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_GROWTH, PAGE_HOUSE, PAGE_SUMMARY};
    const Build *build = search->build;
    const HouseModel *house = &build->report->house;
    const LinkNumber *number = &house->cx_to_kpi;
    if (number->sentence.len == 0 || !stands_out(build->report->link, house->arrow_kpi))
        return false;
    const KpiTable *table = kpi_table(build, house->arrow_kpi);
    *finding = (Finding){
        .metric = str_concat(build->arena, S("kpi."), house->arrow_kpi),
        .title = WORDS(build->arena, build->lang, WORD_FINDING_KPI,
                       house_quoted(build, table->kpi->label)),
        .body = WORDS(build->arena, build->lang, WORD_FINDING_KPI_BODY, number->sentence)};
    finding_place(build, finding, pages, CX_COUNTOF(pages), NULL);
    return true;
}

/* What came lies clearly apart from what the period before let one expect. */
bool finding_forecast(Search *search, Finding *finding)
{
    static const PageKind pages[] = {PAGE_GROWTH, PAGE_HOUSE, PAGE_SUMMARY};
    const Build *build = search->build;
    const Link *link = build->report->link;
    if (!link || link->forecast.refused.len > 0)
        return false;
    const LinkForecast *forecast = &link->forecast;
    if (!(forecast->miss_lo > 0 || forecast->miss_hi < 0))
        return false;
    *finding = (Finding){.metric = S("cx.index"),
                         .title = word(build->lang, WORD_FINDING_FORECAST),
                         .body = WORDS(build->arena, build->lang, WORD_FINDING_FORECAST_BODY,
                                       num_show_count(build->arena, forecast->risen, build->lang),
                                       show_signed(build, forecast->expected, 1),
                                       show_signed(build, forecast->came, 1),
                                       show_signed(build, forecast->miss, 1),
                                       show_signed(build, forecast->miss_lo, 1),
                                       show_signed(build, forecast->miss_hi, 1))};
    finding_place(build, finding, pages, CX_COUNTOF(pages), NULL);
    return true;
}
