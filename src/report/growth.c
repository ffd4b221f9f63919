/* Page 10, second half: what goes with growth, what if, last period's expectation, questions that
 * both sides answer, factors beside stages. */
#include "linkage.h"

#include <math.h>

enum { PER = 10 };

/* ---- Every lagged link ---- */

static LinkDirectionRow direction_row(const Build *build, const LinkLag *lag, Str id, ReportSide to,
                                      const KpiTable *table)
{
    const StatsPanel *panel = &lag->panel;
    LinkDirectionRow row = {.from = to == REPORT_EX ? REPORT_CX : REPORT_EX,
                            .to = to,
                            .measure = table ? linkage_kpi_measure(build, table)
                                             : word(build->lang, WORD_BRIEF_POINTS),
                            .kpi = table ? table->kpi->id : STR_NONE,
                            .lower_is_better = table && table->kpi->lower_is_better,
                            .decimals = 1,
                            .r = NAN,
                            .r_lo = NAN,
                            .r_hi = NAN,
                            .periods = panel->periods};
    if (table && lag->refused.len == 0)
        row.decimals = kpi_link_decimals(build, table, PER * (panel->hi - panel->lo));
    row.number = linkage_lag(build, lag, id, PER, row.decimals);
    if (lag->refused.len > 0)
        return row;
    /* partial r = β·sd(x̃)/sd(ỹ): the same factor for the interval's ends */
    double factor = panel->beta != 0 ? panel->partial_r / panel->beta : NAN;
    row.r = panel->partial_r;
    row.r_lo = factor * panel->lo;
    row.r_hi = factor * panel->hi;
    return row;
}

static Str arrow(const Build *build, Str from, Str to)
{
    return WORDS(build->arena, build->lang, WORD_GROWTH_ARROW, from, to);
}

static void add_row(GrowthModel *model, LinkDirectionRow row, Str label)
{
    row.label = label;
    model->directions[model->direction_count++] = row;
}

static double reach_of(const GrowthModel *model)
{
    double reach = 0;
    for (ptrdiff_t i = 0; i < model->direction_count; i++) {
        const LinkDirectionRow *row = &model->directions[i];
        if (isfinite(row->r_lo))
            reach = fmax(reach, fmax(fabs(row->r_lo), fabs(row->r_hi)));
    }
    return fmax(0.2, ceil(reach * 10) / 10);
}

static void add_directions(const Build *build, const Link *link, GrowthModel *model)
{
    Arena *arena = build->arena;
    model->directions = NEW(arena, LinkDirectionRow, 2 + 2 * link->chain_count);
    add_row(model,
            direction_row(build, &link->ex_to_cx, S("linkage.lag_ex_to_cx"), REPORT_CX, NULL),
            arrow(build, S("EX"), S("CX")));
    add_row(model,
            direction_row(build, &link->cx_to_ex, S("linkage.lag_cx_to_ex"), REPORT_EX, NULL),
            arrow(build, S("CX"), S("EX")));
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        const LinkChain *chain = &link->chains[k];
        const KpiTable *table = kpi_table(build, chain->kpi);
        if (!table)
            continue;
        Str label = linkage_kpi_label(table);
        LinkDirectionRow row = direction_row(
            build, &chain->cx_to_kpi, str_concat(arena, S("linkage.lag_cx_to_kpi."), chain->kpi),
            REPORT_GROWTH, table);
        row.from = REPORT_CX;
        add_row(model, row, arrow(build, S("CX"), label));
        add_row(model,
                direction_row(build, &chain->ex_to_kpi,
                              str_concat(arena, S("linkage.lag_ex_to_kpi."), chain->kpi),
                              REPORT_GROWTH, table),
                arrow(build, S("EX"), label));
    }
    model->reach = reach_of(model);
    model->directions_head = word(build->lang, WORD_GROWTH_DIRECTIONS);
    model->directions_note = word(build->lang, WORD_GROWTH_DIRECTIONS_NOTE);
    bool alone = false;
    for (ptrdiff_t k = 0; k < link->chain_count; k++)
        alone = alone || linkage_clear_alone(&link->chains[k].cx_to_kpi) ||
                linkage_clear_alone(&link->chains[k].ex_to_kpi);
    if (alone)
        model->directions_note =
            WORDS(arena, build->lang, WORD_GROWTH_ALONE_NOTE, model->directions_note);
}

/* ---- What if ---- */

static WhatIfStep step_ex(const Build *build, const LinkWhatIf *what_if)
{
    double points = what_if->points;
    int decimals = points == floor(points) ? 0 : 1;
    WhatIfStep step = {.side = REPORT_EX,
                       .id = S("ex"),
                       .label = S("EX"),
                       .measure = word(build->lang, WORD_BRIEF_POINTS),
                       .decimals = decimals,
                       .number = linkage_number(build, S("linkage.what_if.points"),
                                                (StatsRange){NAN, NAN}, points, decimals, true),
                       .per_point = 1,
                       .per_point_lo = 1,
                       .per_point_hi = 1};
    return step;
}

static void say_what_if(const Build *build, const WhatIfModel *model, WhatIfStep *step)
{
    LinkNumber *number = &step->number;
    number->clear = number->lo > 0 || number->hi < 0;
    number->verdict = word(build->lang, number->clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
    Str name = step->side == REPORT_GROWTH ? linkage_small(build, step->label) : S("CX");
    number->sentence =
        WORDS(build->arena, build->lang, WORD_GROWTH_WHAT_IF_SENTENCE, model->points_text, name,
              number->text, number->lo_text, number->hi_text, step->measure);
}

static WhatIfStep step_cx(const Build *build, const WhatIfModel *model, const Link *link)
{
    const LinkWhatIf *what_if = &link->what_if;
    Str id = S("linkage.what_if");
    WhatIfStep step = {.side = REPORT_CX,
                       .id = S("cx"),
                       .label = word(build->lang, WORD_GROWTH_CX_NEXT),
                       .measure = word(build->lang, WORD_BRIEF_POINTS),
                       .decimals = 1,
                       .per_point = NAN,
                       .per_point_lo = NAN,
                       .per_point_hi = NAN};
    if (what_if->refused.len > 0) {
        step.number =
            linkage_refused(build, id, what_if->refused, (RefusalParts){.points = what_if->points});
        return step;
    }
    step.number =
        linkage_number(build, id, (StatsRange){what_if->lo, what_if->hi}, what_if->value, 1, true);
    step.number.units = link->ex_to_cx.panel.groups;
    step.per_point = link->ex_to_cx.panel.beta;
    step.per_point_lo = link->ex_to_cx.panel.lo;
    step.per_point_hi = link->ex_to_cx.panel.hi;
    say_what_if(build, model, &step);
    return step;
}

static WhatIfStep step_kpi(const Build *build, const WhatIfModel *model, const LinkChain *chain,
                           const KpiTable *table)
{
    Str id = str_concat(build->arena, S("linkage.chain."), chain->kpi);
    WhatIfStep step = {.side = REPORT_GROWTH,
                       .id = chain->kpi,
                       .label = linkage_kpi_label(table),
                       .measure = linkage_kpi_measure(build, table),
                       .lower_is_better = table->kpi->lower_is_better,
                       .per_point = NAN,
                       .per_point_lo = NAN,
                       .per_point_hi = NAN};
    if (chain->refused.len > 0) {
        RefusalParts parts = linkage_minimum(chain->refused, chain->of.groups);
        parts.what = step.label;
        step.number = linkage_refused(build, id, chain->refused, parts);
        return step;
    }
    step.decimals = kpi_link_decimals(build, table, chain->of.hi - chain->of.lo);
    step.number = linkage_number(build, id, (StatsRange){chain->of.lo, chain->of.hi},
                                 chain->of.value, step.decimals, true);
    step.number.units = chain->of.groups;
    step.per_point = chain->of.value / chain->points;
    step.per_point_lo = chain->of.lo / chain->points;
    step.per_point_hi = chain->of.hi / chain->points;
    say_what_if(build, model, &step);
    return step;
}

static void add_what_if(const Build *build, const Link *link, WhatIfModel *model)
{
    double points = link->what_if.points;
    model->points = points;
    model->usual = link->what_if.usual;
    model->points_text =
        num_show(build->arena, points, points == floor(points) ? 0 : 1, build->lang);
    if (isfinite(model->usual))
        model->usual_text = num_show(build->arena, model->usual, 1, build->lang);
    model->head = WORDS(build->arena, build->lang, WORD_GROWTH_WHAT_IF, model->points_text);
    model->steps = NEW(build->arena, WhatIfStep, 2 + link->chain_count);
    model->steps[model->step_count++] = step_ex(build, &link->what_if);
    model->steps[model->step_count++] = step_cx(build, model, link);
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        const KpiTable *table = kpi_table(build, link->chains[k].kpi);
        if (table)
            model->steps[model->step_count++] = step_kpi(build, model, &link->chains[k], table);
    }
    model->note =
        WORDS(build->arena, build->lang, WORD_GROWTH_WHAT_IF_NOTE, build->report->level_text);
}

/* ---- Last period's expectation ---- */

static LinkNumber difference(const Build *build, const char *id, double value, double lo, double hi)
{
    return linkage_number(build, str_from(id), (StatsRange){lo, hi}, value, 1, true);
}

static void add_forecast(const Build *build, const LinkForecast *forecast, ForecastModel *model)
{
    Arena *arena = build->arena;
    Lang lang = build->lang;
    model->head = word(lang, WORD_GROWTH_FORECAST);
    model->risen = forecast->risen;
    model->others = forecast->others;
    if (forecast->refused.len > 0) {
        model->miss =
            linkage_refused(build, S("linkage.forecast"), forecast->refused,
                            linkage_minimum(forecast->refused, forecast->risen + forecast->others));
        model->miss.sentence = word(lang, WORD_GROWTH_FORECAST_NONE);
        model->moved = model->expected = model->came = model->miss;
        model->sentence = model->miss.sentence;
        return;
    }
    model->moved = difference(build, "linkage.forecast.ex_diff", forecast->ex_diff, NAN, NAN);
    model->expected = difference(build, "linkage.forecast.expected", forecast->expected,
                                 forecast->lo, forecast->hi);
    model->came = difference(build, "linkage.forecast.came", forecast->came, forecast->came_lo,
                             forecast->came_hi);
    model->miss = difference(build, "linkage.forecast.miss", forecast->miss, forecast->miss_lo,
                             forecast->miss_hi);
    model->miss.clear = forecast->miss_lo > 0 || forecast->miss_hi < 0;
    model->miss.verdict = word(lang, model->miss.clear ? WORD_GROWTH_MISSED : WORD_GROWTH_WITHIN);
    model->moved_label = word(lang, WORD_GROWTH_MOVED);
    model->expected_label = word(lang, WORD_GROWTH_EXPECTED);
    model->came_label = word(lang, WORD_GROWTH_CAME);
    model->miss_label = word(lang, WORD_GROWTH_MISS);
    const Str parts[] = {num_show_count(arena, forecast->risen, lang),
                         num_show(arena, forecast->ex_diff, 1, lang),
                         model->expected.text,
                         model->expected.lo_text,
                         model->expected.hi_text,
                         model->came.text,
                         model->came.lo_text,
                         model->came.hi_text,
                         model->miss.verdict};
    model->sentence =
        word_fill(arena, lang, WORD_GROWTH_FORECAST_SENTENCE, parts, CX_COUNTOF(parts));
}

/* ---- Questions that both sides answer ---- */

static Estimate mirror_value(const Build *build, const Metric *metric, double value, double lo,
                             double hi)
{
    Str code =
        metric->type == METRIC_NPS ? metric->id : str_concat(build->arena, metric->id, S("_index"));
    ptrdiff_t def = score_find_def(build->scores, code);
    if (metric->type != METRIC_NPS && def >= 0)
        return estimate_make(build, 0, def);
    Estimate estimate = {.state = isfinite(value) ? ESTIMATE_SHOWN
                                  : def >= 0      ? estimate_state(build, 0, build->period, def)
                                                  : ESTIMATE_NOT_APPLICABLE,
                         .decimals = 1,
                         .value = value,
                         .lo = lo,
                         .hi = hi,
                         .previous = NAN,
                         .diff = NAN,
                         .target = NAN,
                         .distance = NAN};
    if (estimate.state == ESTIMATE_SHOWN) {
        estimate.text = num_show(build->arena, value, 1, build->lang);
        estimate.lo_text = num_show(build->arena, lo, 1, build->lang);
        estimate.hi_text = num_show(build->arena, hi, 1, build->lang);
    } else if (def >= 0) {
        estimate.text = estimate_absence(build, 0, build->period, def);
    }
    return estimate;
}

static LinkNumber between_units(const Build *build, Str id, const StatsCorrelation *of, ptrdiff_t n,
                                Str refused)
{
    if (refused.len > 0)
        return linkage_refused(build, id, refused, linkage_minimum(refused, n));
    LinkNumber number = linkage_number(build, id, (StatsRange){of->lo, of->hi}, of->r, 2, true);
    number.units = n;
    number.clear = of->lo > 0 || of->hi < 0;
    number.verdict = word(build->lang, number.clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
    number.sentence =
        WORDS(build->arena, build->lang, WORD_LINK_CORRELATION, number.lo_text, number.hi_text,
              number.text, num_show_count(build->arena, n, build->lang));
    return number;
}

static void add_mirrors(const Build *build, const Link *link, GrowthModel *model)
{
    static const Word heads[] = {WORD_GROWTH_MIRROR_CX, WORD_GROWTH_MIRROR_VALUE,
                                 WORD_GROWTH_MIRROR_EX, WORD_GROWTH_MIRROR_VALUE,
                                 WORD_GROWTH_MIRROR_R};
    const SideTally *sides = build->tally->side;
    bool refused = false;
    model->mirrors = NEW(build->arena, MirrorRow, link->mirror_count);
    for (ptrdiff_t i = 0; i < link->mirror_count; i++) {
        const LinkMirror *mirror = &link->mirrors[i];
        const Metric *cx = sides[SIDE_CX].questions[mirror->cx_question].metric;
        const Metric *ex = sides[SIDE_EX].questions[mirror->ex_question].metric;
        Str id = str_format(build->arena, "linkage.mirrors.%.*s", STR_ARG(ex->id));
        model->mirrors[model->mirror_count++] = (MirrorRow){
            .cx_label = label_metric(build, cx->id),
            .ex_label = label_metric(build, ex->id),
            .cx = mirror_value(build, cx, mirror->cx, mirror->cx_lo, mirror->cx_hi),
            .ex = mirror_value(build, ex, mirror->ex, mirror->ex_lo, mirror->ex_hi),
            .correlation = between_units(build, id, &mirror->of, mirror->n, mirror->refused)};
        refused = refused || mirror->refused.len > 0;
    }
    for (int i = 0; i < 5; i++)
        model->mirror_heads[i] = word(build->lang, heads[i]);
    model->mirrors_head = word(build->lang, WORD_GROWTH_MIRRORS);
    Str least = num_show_count(build->arena, LINK_CORRELATION_UNITS, build->lang);
    model->mirrors_note = refused ? WORDS(build->arena, build->lang, WORD_GROWTH_MIRRORS_FEW, least)
                                  : word(build->lang, WORD_GROWTH_MIRRORS_NOTE);
}

/* ---- Factors beside stages ---- */

static void add_matrix(const Build *build, const Link *link, MatrixModel *model)
{
    const LinkMatrix *matrix = &link->matrix;
    ptrdiff_t count = matrix->row_count * matrix->column_count, numbers = 0;
    model->head = word(build->lang, WORD_GROWTH_MATRIX);
    model->row_labels = NEW(build->arena, Str, matrix->row_count);
    model->column_labels = NEW(build->arena, Str, matrix->column_count);
    model->cells = NEW(build->arena, LinkNumber, count);
    model->row_count = matrix->row_count;
    model->column_count = matrix->column_count;
    for (ptrdiff_t r = 0; r < matrix->row_count; r++)
        model->row_labels[r] = label_capital(build, label_short(build, matrix->rows[r]));
    for (ptrdiff_t c = 0; c < matrix->column_count; c++)
        model->column_labels[c] = label_capital(build, label_short(build, matrix->columns[c]));
    for (ptrdiff_t i = 0; i < count; i++) {
        const LinkCell *cell = &matrix->cells[i];
        ptrdiff_t r = i / matrix->column_count, c = i % matrix->column_count;
        Str id = str_format(build->arena, "linkage.matrix.%.*s.%.*s",
                            STR_ARG(build->scores->defs[matrix->rows[r]].id),
                            STR_ARG(build->scores->defs[matrix->columns[c]].id));
        model->cells[i] = between_units(build, id, &cell->of, cell->n, cell->refused);
        model->cells[i].clear = cell->clear;
        if (cell->refused.len == 0)
            model->cells[i].verdict =
                word(build->lang, cell->clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
        numbers += cell->refused.len == 0;
        if (cell->refused.len > 0 && model->refused.len == 0)
            model->refused = model->cells[i].sentence;
    }
    if (numbers > 0)
        model->refused = STR_NONE;
    bool clear = false;
    for (ptrdiff_t i = 0; i < count; i++)
        clear = clear || model->cells[i].clear;
    model->note = word(build->lang, clear ? WORD_GROWTH_MATRIX_NOTE : WORD_GROWTH_MATRIX_NOTE_NONE);
}

/* ---- What is there, and how it is spread over pages ---- */

static ptrdiff_t numbers_in_directions(const GrowthModel *model)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < model->direction_count; i++)
        count += model->directions[i].number.refused.len == 0;
    return count;
}

static bool matrix_given(const MatrixModel *matrix)
{
    return matrix->row_count > 0 && matrix->column_count > 0 && matrix->refused.len == 0;
}

/* A few mirror pairs alone are no page: they stand on the first one (page_link.c). One page as long
 * as it is not crowded, else the links over time on the first and what was asked
 * of both sides on the second (page->first_row 0, 1; page->parts tells). */
PageRows growth_build(Build *build)
{
    enum { DIRECTIONS_BESIDE = 14, MIRRORS_BESIDE = 4, FACTORS_BESIDE = 7, MIRRORS_ON_LINK = 3 };
    const Link *link = build->report->link;
    GrowthModel *model = &build->report->growth;
    if (!link || !build->has_side[SIDE_CX] || !build->has_side[SIDE_EX])
        return (PageRows){0};
    add_directions(build, link, model);
    add_what_if(build, link, &model->what_if);
    add_forecast(build, &link->forecast, &model->forecast);
    add_mirrors(build, link, model);
    add_matrix(build, link, &model->matrix);
    bool over_time = numbers_in_directions(model) > 0;
    bool asked = model->mirror_count > 0 || matrix_given(&model->matrix);
    bool crowded = model->direction_count > DIRECTIONS_BESIDE ||
                   model->mirror_count > MIRRORS_BESIDE || model->matrix.row_count > FACTORS_BESIDE;
    return (PageRows){.printed = over_time || matrix_given(&model->matrix) ||
                                 model->mirror_count > MIRRORS_ON_LINK,
                      .row_count = over_time && asked && crowded ? 2 : 1,
                      .rows_per_part = 1};
}

/* ---- Title: the first sentence that holds ---- */

static Str names_of(const Build *build, const StrList *names)
{
    enum { NAMED = 2 };
    if (names->len <= NAMED)
        return label_list(build, names->items, names->len, NAMED);
    Str head = str_join(build->arena, names->items, NAMED, S(", "));
    return WORDS(build->arena, build->lang, WORD_GROWTH_AND_MORE, head,
                 num_show_count(build->arena, names->len - NAMED, build->lang));
}

static StrList clear_chains(const Build *build)
{
    const Link *link = build->report->link;
    StrList names = {0};
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        const KpiTable *table = kpi_table(build, link->chains[k].kpi);
        if (table && linkage_chain_stands_out(&link->chains[k]))
            *PUSH(build->arena, &names, Str) = linkage_small(build, linkage_kpi_label(table));
    }
    return names;
}

/* KPIs that are clearly linked with either half, among all that are tested. */
static StrList clear_kpis(const Build *build, bool *any_tested)
{
    const Link *link = build->report->link;
    StrList names = {0};
    for (ptrdiff_t k = 0; k < link->chain_count; k++) {
        const LinkLag *cx = &link->chains[k].cx_to_kpi, *ex = &link->chains[k].ex_to_kpi;
        const KpiTable *table = kpi_table(build, link->chains[k].kpi);
        if (!table || (cx->refused.len > 0 && ex->refused.len > 0))
            continue;
        *any_tested = true;
        if (cx->stands_out || ex->stands_out)
            *PUSH(build->arena, &names, Str) = linkage_small(build, linkage_kpi_label(table));
    }
    return names;
}

static Sentence over_time(const Build *build, const GrowthModel *model)
{
    Arena *arena = build->arena;
    StrList chains = clear_chains(build);
    bool tested = false;
    StrList kpis = clear_kpis(build, &tested);
    const LinkNumber *cx = &model->what_if.steps[1].number;
    if (chains.len > 0)
        return (Sentence){S("chain"), WORDS(arena, build->lang, WORD_TITLE_GROWTH_CHAIN,
                                            names_of(build, &chains))};
    if (kpis.len > 0)
        return (Sentence){S("kpi_clear"),
                          WORDS(arena, build->lang, WORD_TITLE_GROWTH_KPI, names_of(build, &kpis))};
    if (tested)
        return (Sentence){S("kpi_not_clear"), word(build->lang, WORD_TITLE_GROWTH_KPI_NONE)};
    if (cx->refused.len == 0)
        return (Sentence){S("what_if"),
                          WORDS(arena, build->lang, WORD_TITLE_GROWTH_WHAT_IF,
                                model->what_if.points_text, cx->text, cx->lo_text, cx->hi_text)};
    return (Sentence){S("not_clear"), word(build->lang, WORD_TITLE_GROWTH_NONE)};
}

static Sentence asked_of_both(const Build *build, const GrowthModel *model)
{
    const MatrixModel *matrix = &model->matrix;
    ptrdiff_t clear = 0;
    for (ptrdiff_t i = 0; i < matrix->row_count * matrix->column_count; i++)
        clear += matrix->cells[i].clear;
    if (!matrix_given(matrix))
        return (Sentence){S("mirrors"), word(build->lang, WORD_TITLE_GROWTH_MIRRORS)};
    if (clear == 0)
        return (Sentence){S("matrix_not_clear"), word(build->lang, WORD_TITLE_GROWTH_MATRIX_NONE)};
    return (Sentence){S("matrix_clear"),
                      WORDS(build->arena, build->lang,
                            clear == 1 ? WORD_TITLE_GROWTH_MATRIX_ONE : WORD_TITLE_GROWTH_MATRIX,
                            label_capital(build, label_count_word(build, clear)))};
}

void growth_words(const Build *build, Page *page)
{
    const GrowthModel *model = &build->report->growth;
    bool over = numbers_in_directions(model) > 0 && page->part == 1;
    Sentence title = over ? over_time(build, model) : asked_of_both(build, model);
    page->title = title.text;
    page->rule = title.rule;
    const LinkNumber *first = &model->directions[0].number;
    page->subtitle =
        over ? WORDS(build->arena, build->lang, WORD_GROWTH_SUBTITLE,
                     num_show_count(build->arena, first->units, build->lang),
                     num_show_count(build->arena, model->directions[0].periods, build->lang))
             : word(build->lang, WORD_GROWTH_SUBTITLE_ASKED);
    page->foot_left = word(build->lang, over ? WORD_LINK_FOOT_WITHIN : WORD_LINK_FOOT);
}
