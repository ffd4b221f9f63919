/* Page 10: how the halves go together, between units and within them. */
#include "linkage.h"

#include <math.h>
#include <stdlib.h>

enum { PER = 10, NAMES_IN_NOTE = 8, NAMES_IN_GROUP = 5 };

/* ---- The scatter ---- */

static int compare_dots(const void *a, const void *b)
{
    const LinkDot *left = a, *right = b;
    int order = str_compare(left->unit, right->unit);
    return order != 0 ? order : (left->x > right->x) - (left->x < right->x);
}

static LinkDot dot(const Build *build, ptrdiff_t scope, double x, double y, bool within)
{
    Arena *arena = build->arena;
    return (LinkDot){.unit = label_unit(build, scope),
                     .x = x,
                     .y = y,
                     .x_text = within ? num_show_signed(arena, x, 1, build->lang)
                                      : num_show(arena, x, 1, build->lang),
                     .y_text = within ? num_show_signed(arena, y, 1, build->lang)
                                      : num_show(arena, y, 1, build->lang)};
}

/* Rows of the panel are by unit, then period, and so are the dots. */
static void add_rows(const Build *build, const LinkLag *lag, LinkScatter *scatter)
{
    scatter->dots = NEW(build->arena, LinkDot, lag->row_count);
    for (ptrdiff_t i = 0; i < lag->row_count; i++) {
        const StatsPanelRow *row = &lag->rows[i];
        LinkDot *next = &scatter->dots[scatter->dot_count++];
        *next = dot(build, lag->scopes[row->group], lag->dx[i], lag->dy[i], true);
        next->period = label_period(build, row->period, PERIOD_SHORT);
    }
    scatter->unit_count = lag->panel.groups;
    scatter->period_count = lag->panel.periods;
}

static void add_points(const Build *build, const Link *link, LinkScatter *scatter)
{
    scatter->dots = NEW(build->arena, LinkDot, link->point_count);
    for (ptrdiff_t i = 0; i < link->point_count; i++) {
        const LinkPoint *point = &link->points[i];
        scatter->dots[scatter->dot_count++] = dot(build, point->scope, point->ex, point->cx, false);
        if (point->periods > scatter->period_count)
            scatter->period_count = point->periods;
    }
    scatter->unit_count = link->point_count;
    if (link->point_count > 0)
        qsort(scatter->dots, (size_t)link->point_count, sizeof *scatter->dots, compare_dots);
}

/* Steps of 1, 2 or 5 times a power of ten, five to ten to an axis. */
static double nice_step(double width)
{
    double rough = width / 8, power = pow(10, floor(log10(rough)));
    double times = rough / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

static void widen(double *lo, double *hi, double *step, double least)
{
    if (*hi - *lo < least) {
        double middle = (*lo + *hi) / 2;
        *lo = middle - least / 2;
        *hi = middle + least / 2;
    }
    double air = 0.02 * (*hi - *lo); /* no dot on the frame */
    *lo -= air;
    *hi += air;
    *step = nice_step(*hi - *lo);
    *lo = *step * floor(*lo / *step);
    *hi = *step * ceil(*hi / *step);
}

static void choose_axes(LinkScatter *scatter)
{
    double x_lo = scatter->within ? 0 : INFINITY, x_hi = scatter->within ? 0 : -INFINITY;
    double y_lo = x_lo, y_hi = x_hi;
    for (ptrdiff_t i = 0; i < scatter->dot_count; i++) {
        x_lo = fmin(x_lo, scatter->dots[i].x);
        x_hi = fmax(x_hi, scatter->dots[i].x);
        y_lo = fmin(y_lo, scatter->dots[i].y);
        y_hi = fmax(y_hi, scatter->dots[i].y);
    }
    widen(&x_lo, &x_hi, &scatter->x_step, 1);
    widen(&y_lo, &y_hi, &scatter->y_step, 1);
    scatter->x_lo = x_lo;
    scatter->x_hi = x_hi;
    scatter->y_lo = y_lo;
    scatter->y_hi = y_hi;
    double finest = fmin(scatter->x_step, scatter->y_step);
    scatter->tick_decimals = finest >= 1 ? 0 : 1;
}

/* Through (0, 0), where every deviation is none: the band is a bow tie. */
static void add_bow_tie(const Build *build, const LinkLag *lag, LinkScatter *scatter)
{
    const StatsPanel *panel = &lag->panel;
    scatter->slope = panel->beta;
    scatter->slope_lo = panel->lo;
    scatter->slope_hi = panel->hi;
    if (isnan(panel->lo))
        return;
    const double at[] = {scatter->x_lo, 0, scatter->x_hi};
    scatter->band = NEW(build->arena, LinkBandPoint, CX_COUNTOF(at));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(at); i++) {
        double one = at[i] * panel->lo, other = at[i] * panel->hi;
        scatter->band[scatter->band_count++] = (LinkBandPoint){
            .x = at[i], .y = at[i] * panel->beta, .lo = fmin(one, other), .hi = fmax(one, other)};
    }
}

/* The line's own uncertainty at x: that of the mean, s²/n, and that of the slope about it, HC3 as
 * printed: so the band's width and the slope's interval tell the same. */
static void add_band(const Build *build, const Link *link, LinkScatter *scatter)
{
    enum { BAND_POINTS = 25 };
    const LinkRegression *regression = &link->regression;
    double n = (double)link->point_count, mean = 0, rss = 0, lo = INFINITY, hi = -INFINITY;
    for (ptrdiff_t i = 0; i < link->point_count; i++) {
        const LinkPoint *point = &link->points[i];
        double rest = point->cx - regression->intercept - regression->slope * point->ex;
        rss += rest * rest;
        mean += point->ex / n;
        lo = fmin(lo, point->ex);
        hi = fmax(hi, point->ex);
    }
    scatter->slope = regression->slope;
    scatter->intercept = regression->intercept;
    scatter->slope_lo = regression->lo;
    scatter->slope_hi = regression->hi;
    if (!(regression->se > 0))
        return;
    double t = stats_t(build->report->level_01, n - 2), of_mean = rss / (n - 2) / n;
    scatter->band = NEW(build->arena, LinkBandPoint, BAND_POINTS);
    for (int i = 0; i < BAND_POINTS; i++) {
        double x = lo + (hi - lo) * i / (BAND_POINTS - 1), away = (x - mean) * regression->se;
        double y = regression->intercept + regression->slope * x;
        double half = t * sqrt(of_mean + away * away);
        scatter->band[scatter->band_count++] =
            (LinkBandPoint){.x = x, .y = y, .lo = y - half, .hi = y + half};
    }
}

static bool has_rows(const LinkLag *lag)
{
    return lag->refused.len == 0 && lag->dx && lag->dy && lag->row_count > 0;
}

static void scatter_words(const Build *build, LinkScatter *scatter)
{
    Lang lang = build->lang;
    bool line = isfinite(scatter->slope);
    scatter->head = word(lang, scatter->within ? WORD_LINK_HEAD_WITHIN : WORD_LINK_HEAD_BETWEEN);
    scatter->axis_x = word(lang, scatter->within ? WORD_LINK_AXIS_X_WITHIN : WORD_LINK_AXIS_X);
    scatter->axis_y = word(lang, scatter->within ? WORD_LINK_AXIS_Y_WITHIN : WORD_LINK_AXIS_Y);
    scatter->note =
        scatter->within
            ? WORDS(build->arena, lang, WORD_LINK_NOTE_WITHIN, build->report->level_text)
        : line ? WORDS(build->arena, lang, WORD_LINK_NOTE_BETWEEN, build->report->level_text)
               : word(lang, WORD_LINK_NOTE_POINTS);
}

static void add_scatter(const Build *build, const Link *link, LinkModel *model)
{
    LinkScatter *scatter = &model->scatter;
    const LinkLag *lag = &link->ex_to_cx;
    *scatter =
        (LinkScatter){.within = has_rows(lag), .slope = NAN, .slope_lo = NAN, .slope_hi = NAN};
    if (scatter->within)
        add_rows(build, lag, scatter);
    else
        add_points(build, link, scatter);
    choose_axes(scatter);
    if (scatter->within)
        add_bow_tie(build, lag, scatter);
    else if (link->regression.refused.len == 0)
        add_band(build, link, scatter);
    scatter_words(build, scatter);
}

/* ---- Both directions over time ---- */

static LinkNumber lagged(const Build *build, const LinkLag *lag, Str id, Word sentence)
{
    LinkNumber number = linkage_lag(build, lag, id, PER, 1);
    if (number.refused.len == 0)
        number.sentence = WORDS(build->arena, build->lang, sentence, number.text, number.lo_text,
                                number.hi_text, number.verdict);
    return number;
}

static LinkNumber stronger(const Build *build, const LinkCross *cross)
{
    Str id = S("linkage.cross_lag");
    if (cross->refused.len > 0)
        return linkage_refused(build, id, cross->refused, (RefusalParts){0});
    if (cross->told == LINK_CANNOT_TELL)
        return linkage_refused(build, id, S("direction"), (RefusalParts){.n = cross->of.groups});
    LinkNumber number = linkage_number(build, id, (StatsRange){cross->of.lo, cross->of.hi},
                                       cross->of.diff, 2, true);
    number.units = cross->of.groups;
    number.clear = true;
    number.verdict = word(build->lang, WORD_LINK_CLEAR);
    number.sentence =
        WORDS(build->arena, build->lang,
              cross->told == LINK_EX_TO_CX ? WORD_LINK_STRONGER_EX : WORD_LINK_STRONGER_CX,
              number.text, number.lo_text, number.hi_text);
    return number;
}

static void add_directions(const Build *build, const Link *link, LinkModel *model)
{
    model->forward_head = word(build->lang, WORD_LINK_FORWARD);
    model->back_head = word(build->lang, WORD_LINK_BACK);
    model->forward =
        lagged(build, &link->ex_to_cx, S("linkage.lag_ex_to_cx"), WORD_LINK_FORWARD_SENTENCE);
    model->back =
        lagged(build, &link->cx_to_ex, S("linkage.lag_cx_to_ex"), WORD_LINK_BACK_SENTENCE);
    model->direction = stronger(build, &link->cross);
    if (model->forward.refused.len > 0)
        model->lag_refused = model->forward.sentence;
    else
        model->limits = word(build->lang, WORD_LINK_LIMITS);
}

/* ---- Top against bottom ---- */

static Str *point_names(const Build *build, const Link *link, const ptrdiff_t *points)
{
    Str *names = NEW(build->arena, Str, link->quartiles.size);
    for (ptrdiff_t i = 0; i < link->quartiles.size; i++)
        names[i] = label_unit(build, link->points[points[i]].scope);
    return names;
}

static void name_measure(const Build *build, Str id, LinkGroupRow *row)
{
    const KpiTable *table = kpi_table(build, id);
    row->side = table ? REPORT_GROWTH : REPORT_CX;
    row->label = table                          ? linkage_kpi_label(table)
                 : str_equal(id, S("cx.index")) ? S("CX")
                                                : label_metric(build, id);
    row->measure = table ? table->kpi->measure : word(build->lang, WORD_BRIEF_POINTS);
    row->lower_is_better = table && table->kpi->lower_is_better;
    row->decimals = table ? kpi_decimals(build, table) : str_equal(id, S("cx.nps")) ? 0 : 1;
}

static Str p_text(const Build *build, double p)
{
    return p < 0.001 ? WORDS(build->arena, build->lang, WORD_LINK_P_SMALL,
                             num_show(build->arena, 0.001, 3, build->lang))
                     : WORDS(build->arena, build->lang, WORD_LINK_P,
                             num_show(build->arena, p, 3, build->lang));
}

static void fill_measure(const Build *build, const LinkMeasure *measure, LinkGroupRow *row)
{
    const StatsWelch *welch = &measure->welch;
    row->top = welch->mean_a;
    row->bottom = welch->mean_b;
    row->top_text = num_show(build->arena, row->top, row->decimals, build->lang);
    row->bottom_text = num_show(build->arena, row->bottom, row->decimals, build->lang);
    row->axis_lo = fmin(0, fmin(row->top, row->bottom));
    row->axis_hi = fmax(0, fmax(row->top, row->bottom));
    if (row->axis_hi <= row->axis_lo)
        row->axis_hi = row->axis_lo + 1;
    row->diff =
        linkage_number(build, str_concat(build->arena, S("linkage.quartiles."), row->id),
                       (StatsRange){welch->lo, welch->hi}, welch->diff, row->decimals, true);
    double alpha = 1 - build->report->level_01;
    bool beyond = welch->lo > 0 || welch->hi < 0;
    row->p_bh = measure->p_bh;
    row->p_text = p_text(build, measure->p_bh);
    row->diff.units = 2 * build->report->link->quartiles.size;
    row->diff.clear = measure->p_bh < alpha && beyond;
    row->diff.verdict = linkage_verdict(build, row->diff.clear, measure->p_bh,
                                        measure->permutation.exact, WORD_LINK_GROUP_UNCLEAR);
    row->diff.sentence = WORDS(build->arena, build->lang, WORD_LINK_GROUP_SENTENCE, row->diff.text,
                               row->diff.lo_text, row->diff.hi_text, row->diff.verdict);
}

static LinkGroupRow group_row(const Build *build, const LinkMeasure *measure)
{
    LinkGroupRow row = {.id = measure->id, .top = NAN, .bottom = NAN, .p_bh = NAN, .axis_hi = 1};
    name_measure(build, measure->id, &row);
    if (measure->refused.len == 0)
        fill_measure(build, measure, &row);
    else
        row.diff = linkage_refused(build, str_concat(build->arena, S("linkage.quartiles."), row.id),
                                   measure->refused, (RefusalParts){.what = row.label});
    return row;
}

/* On the page in short; the workbook has them all. */
static Str short_list(const Build *build, const Str *names, ptrdiff_t count)
{
    Str *shorter = label_shorten_apart(build->arena, names, count);
    return label_list(build, shorter, count, NAMES_IN_GROUP);
}

static void add_groups(const Build *build, const Link *link, LinkGroups *groups)
{
    const LinkQuartiles *quartiles = &link->quartiles;
    Lang lang = build->lang;
    if (quartiles->refused.len > 0) {
        groups->head = word(lang, WORD_LINK_GROUPS_NONE);
        groups->refused = linkage_refusal(build, quartiles->refused,
                                          linkage_minimum(quartiles->refused, link->point_count));
        return;
    }
    groups->size = quartiles->size;
    groups->halves = quartiles->halves;
    groups->head = WORDS(build->arena, lang,
                         groups->halves ? WORD_LINK_GROUPS_HALVES : WORD_LINK_GROUPS_QUARTILES,
                         num_show_count(build->arena, groups->size, lang));
    groups->top_head = word(lang, WORD_LINK_GROUP_TOP);
    groups->bottom_head = word(lang, WORD_LINK_GROUP_BOTTOM);
    groups->top_names = point_names(build, link, quartiles->top);
    groups->bottom_names = point_names(build, link, quartiles->bottom);
    groups->members = WORDS(build->arena, lang, WORD_LINK_GROUP_MEMBERS,
                            short_list(build, groups->top_names, groups->size),
                            short_list(build, groups->bottom_names, groups->size));
    groups->rows = NEW(build->arena, LinkGroupRow, quartiles->measure_count);
    for (ptrdiff_t i = 0; i < quartiles->measure_count; i++)
        groups->rows[groups->row_count++] = group_row(build, &quartiles->measures[i]);
    groups->note = word(lang, WORD_LINK_GROUP_NOTE);
}

/* ---- Between units: correlation, share of the differences, beside what IBM published ---- */

static void add_correlation(const Build *build, const Link *link, LinkModel *model)
{
    const LinkCorrelation *correlation = &link->correlation;
    Str id = S("linkage.correlation");
    if (correlation->refused.len > 0) {
        RefusalParts parts = linkage_minimum(correlation->refused, link->point_count);
        model->correlation = linkage_refused(build, id, correlation->refused, parts);
        model->rank_correlation = model->most =
            linkage_refused(build, id, correlation->refused, parts);
        return;
    }
    const StatsCorrelation *of = &correlation->of;
    if (isnan(of->r)) {
        model->correlation = linkage_number(build, id, (StatsRange){NAN, NAN}, NAN, 2, false);
        model->correlation.sentence = word(build->lang, WORD_LINK_NO_CORRELATION);
        model->rank_correlation = linkage_number(build, S("linkage.correlation.rho"),
                                                 (StatsRange){NAN, NAN}, NAN, 2, false);
        model->most = linkage_number(build, S("linkage.correlation.most_r2"),
                                     (StatsRange){NAN, NAN}, NAN, 2, false);
        return;
    }
    Arena *arena = build->arena;
    Lang lang = build->lang;
    Str units = num_show_count(arena, link->point_count, lang);
    LinkNumber r = linkage_number(build, id, (StatsRange){of->lo, of->hi}, of->r, 2, false);
    r.units = link->point_count;
    r.clear = of->lo > 0 || of->hi < 0;
    r.verdict = word(lang, r.clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
    r.sentence = WORDS(arena, lang, WORD_LINK_CORRELATION, r.lo_text, r.hi_text, r.text, units);
    if (isfinite(correlation->corrected_r))
        r.sentence = WORDS(arena, lang, WORD_LINK_CORRECTED, r.sentence,
                           num_show(arena, correlation->corrected_r, 2, lang));
    model->correlation = r;
    LinkNumber rho = linkage_number(build, S("linkage.correlation.rho"),
                                    (StatsRange){of->rho_lo, of->rho_hi}, of->rho, 2, false);
    rho.units = link->point_count;
    rho.sentence = WORDS(arena, lang, WORD_LINK_RANK, rho.lo_text, rho.hi_text, rho.text);
    model->rank_correlation = rho;
    model->most = linkage_number(build, S("linkage.correlation.most_r2"), (StatsRange){NAN, NAN},
                                 correlation->most_r2, 2, false);
    model->most.sentence = WORDS(arena, lang, WORD_LINK_MOST, model->most.text);
}

static LinkNumber no_regression(const Build *build, const Link *link, Str id, Str key)
{
    return linkage_refused(build, id, key, linkage_minimum(key, link->point_count));
}

static LinkNumber slope_of(const Build *build, Str id, StatsRange range, double slope)
{
    return linkage_number(build, id, (StatsRange){PER * range.lo, PER * range.hi}, PER * slope, 1,
                          true);
}

static void add_slopes(const Build *build, const Link *link, LinkModel *model)
{
    const LinkRegression *regression = &link->regression;
    Arena *arena = build->arena;
    Lang lang = build->lang;
    LinkNumber slope = slope_of(build, S("linkage.regression.slope"),
                                (StatsRange){regression->lo, regression->hi}, regression->slope);
    slope.units = link->point_count;
    slope.clear = regression->lo > 0 || regression->hi < 0;
    slope.verdict = word(lang, slope.clear ? WORD_LINK_CLEAR : WORD_LINK_UNCLEAR);
    slope.sentence = WORDS(arena, lang, WORD_LINK_SLOPE, slope.text, slope.lo_text, slope.hi_text);
    if (isfinite(regression->slope_corrected))
        slope.sentence = WORDS(arena, lang, WORD_LINK_SLOPE_CORRECTED, slope.sentence,
                               num_show_signed(arena, PER * regression->slope_corrected, 1, lang));
    model->slope = slope;
    LinkNumber weighted = slope_of(build, S("linkage.regression.weighted_slope"),
                                   (StatsRange){regression->weighted_lo, regression->weighted_hi},
                                   regression->weighted_slope);
    weighted.units = link->point_count;
    if (isfinite(regression->weighted_slope))
        weighted.sentence = WORDS(arena, lang, WORD_LINK_WEIGHTED, weighted.text, weighted.lo_text,
                                  weighted.hi_text);
    model->weighted = weighted;
}

static void add_explained(const Build *build, const Link *link, LinkModel *model)
{
    static const Word places[] = {[LINK_INSIDE] = WORD_LINK_IBM_INSIDE,
                                  [LINK_ABOVE] = WORD_LINK_IBM_ABOVE,
                                  [LINK_BELOW] = WORD_LINK_IBM_BELOW};
    const LinkRegression *regression = &link->regression;
    Str id = S("linkage.regression.adjusted_r2"), beside = S("linkage.regression.two_thirds");
    model->explained_head = word(build->lang, WORD_LINK_EXPLAINED_HEAD);
    if (regression->refused.len > 0) {
        model->explained = no_regression(build, link, id, S("regression"));
        model->slope = model->weighted = model->explained;
        model->two_thirds = no_regression(build, link, beside, S("two_thirds"));
        return;
    }
    add_slopes(build, link, model);
    LinkNumber share = linkage_number(build, id, (StatsRange){regression->r2_lo, regression->r2_hi},
                                      regression->adjusted_r2, 2, false);
    share.units = link->point_count;
    share.sentence =
        WORDS(build->arena, build->lang, WORD_LINK_EXPLAINED, share.lo_text, share.hi_text,
              share.text, num_show_count(build->arena, link->point_count, build->lang));
    model->explained = share;
    if (regression->two_thirds_refused.len > 0) {
        model->two_thirds = no_regression(build, link, beside, regression->two_thirds_refused);
        return;
    }
    model->two_thirds = share;
    model->two_thirds.id = beside;
    model->two_thirds.sentence = word(build->lang, places[regression->two_thirds]);
    model->ibm_note = word(build->lang, WORD_LINK_IBM_NOTE);
    model->published_label = word(build->lang, WORD_LINK_TWO_THIRDS);
}

/* ---- Who is not in it, what others published ---- */

static bool is_point(const Link *link, ptrdiff_t scope)
{
    for (ptrdiff_t i = 0; i < link->point_count; i++)
        if (link->points[i].scope == scope)
            return true;
    return false;
}

static Str names_not_in(const Build *build, const Link *link, bool customers)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (!build->is_parent[unit] && !is_point(link, unit) &&
            build_side_ever(build, SIDE_CX, unit) == customers)
            *PUSH(build->arena, &names, Str) = label_unit(build, unit);
    }
    return label_list(build, names.items, names.len, NAMES_IN_NOTE);
}

static void add_not_in(const Build *build, const Link *link, LinkModel *model)
{
    Str without = names_not_in(build, link, false), few = names_not_in(build, link, true);
    StrList parts = {0};
    if (without.len > 0)
        *PUSH(build->arena, &parts, Str) =
            WORDS(build->arena, build->lang, WORD_LINK_NOT_IN_CUSTOMERS, without);
    if (few.len > 0)
        *PUSH(build->arena, &parts, Str) =
            WORDS(build->arena, build->lang, WORD_LINK_NOT_IN_PERIODS, few);
    if (parts.len > 0)
        model->not_in = WORDS(build->arena, build->lang, WORD_LINK_NOT_IN,
                              str_join(build->arena, parts.items, parts.len, S("; ")));
}

/* metrics.md §16: these and no others, with their source. */
static void add_claims(const Build *build, LinkModel *model)
{
    static const struct {
        Word text, source;
    } claims[] = {{WORD_CLAIM_GALLUP, WORD_CLAIM_GALLUP_SOURCE},
                  {WORD_CLAIM_IBM, WORD_CLAIM_IBM_SOURCE},
                  {WORD_CLAIM_MIT, WORD_CLAIM_MIT_SOURCE}};
    model->claims = NEW(build->arena, LinkClaim, CX_COUNTOF(claims));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(claims); i++)
        model->claims[model->claim_count++] =
            (LinkClaim){.text = word(build->lang, claims[i].text),
                        .source = word(build->lang, claims[i].source)};
    model->claims_head = word(build->lang, WORD_CLAIMS_HEAD);
}

/* One unit alone hangs together with nothing: the method page says what is missing. */
PageRows link_build(Build *build)
{
    const Link *link = build->report->link;
    LinkModel *model = &build->report->link_page;
    if (!link || !build->has_side[SIDE_CX] || !build->has_side[SIDE_EX] ||
        (link->point_count < 2 && !has_rows(&link->ex_to_cx)))
        return (PageRows){0};
    add_scatter(build, link, model);
    add_directions(build, link, model);
    add_groups(build, link, &model->groups);
    add_correlation(build, link, model);
    add_explained(build, link, model);
    add_not_in(build, link, model);
    add_claims(build, model);
    model->fallacy_note = word(build->lang, WORD_LINK_FALLACY);
    return (PageRows){.printed = true};
}

/* ---- Title: the first sentence that holds ---- */

typedef struct LinkTitle {
    const char *rule;
    Word key;
} LinkTitle;

static LinkTitle over_time(const LinkModel *model)
{
    const LinkNumber *forward = &model->forward, *back = &model->back;
    const LinkNumber *between = &model->correlation;
    if (forward->clear)
        return forward->value > 0 ? (LinkTitle){"lag_clear_positive", WORD_TITLE_LINK_LAG_UP}
                                  : (LinkTitle){"lag_clear_negative", WORD_TITLE_LINK_LAG_DOWN};
    if (back->refused.len == 0 && back->clear)
        return back->value > 0 ? (LinkTitle){"back_clear_positive", WORD_TITLE_LINK_BACK_UP}
                               : (LinkTitle){"back_clear_negative", WORD_TITLE_LINK_BACK_DOWN};
    if (between->refused.len == 0 && between->clear && between->value > 0)
        return (LinkTitle){"between_not_over_time", WORD_TITLE_LINK_BETWEEN_ONLY};
    return (LinkTitle){"lag_not_clear", WORD_TITLE_LINK_LAG_NONE};
}

static LinkTitle between_units(const LinkModel *model)
{
    const LinkNumber *between = &model->correlation;
    if (between->refused.len > 0)
        return (LinkTitle){"too_few_units", WORD_TITLE_LINK_FEW};
    if (between->clear)
        return between->value > 0
                   ? (LinkTitle){"between_clear_positive", WORD_TITLE_LINK_BETWEEN_UP}
                   : (LinkTitle){"between_clear_negative", WORD_TITLE_LINK_BETWEEN_DOWN};
    return (LinkTitle){"between_not_clear", WORD_TITLE_LINK_BETWEEN_NONE};
}

void link_words(const Build *build, Page *page)
{
    const LinkModel *model = &build->report->link_page;
    const LinkScatter *scatter = &model->scatter;
    LinkTitle title = model->forward.refused.len == 0 ? over_time(model) : between_units(model);
    Str units = num_show_count(build->arena, scatter->unit_count, build->lang);
    Str periods = num_show_count(build->arena, scatter->period_count, build->lang);
    page->title = WORDS(build->arena, build->lang, title.key,
                        label_capital(build, label_count_word(build, scatter->unit_count)));
    page->rule = str_from(title.rule);
    page->subtitle = WORDS(build->arena, build->lang,
                           scatter->within            ? WORD_LINK_SUBTITLE_WITHIN
                           : isfinite(scatter->slope) ? WORD_LINK_SUBTITLE_BETWEEN
                                                      : WORD_LINK_SUBTITLE_POINTS,
                           units, periods, build->report->level_text);
    page->foot_left = word(build->lang, scatter->within ? WORD_LINK_FOOT_WITHIN : WORD_LINK_FOOT);
}
