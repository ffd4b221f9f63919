/* Companies whose units' results are drawn, with sampling noise or without:
 *
 *   EX(d,t) = level of d + path + deviation(d,t)
 *   CX(d,t) = level of d + path + ex_cx · EX's deviation(d,t−1) + own deviation(d,t)
 *   kpi "via cx"(d,t) = level of d + season + cx_kpi · CX's deviation(d,t−1) + noise
 *   kpi "via ex"(d,t) = level of d + season + ex_kpi · EX's deviation(d,t−1) + noise
 *
 * Two KPIs, for the way through CX would else be part of EX's own. Levels of EX and CX are drawn so
 * that the units' means over the periods, which the report compares, have the correlation asked
 * for. */
#include "coverage.h"

#include <stdlib.h>
#include <string.h>

enum {
    UNITS_MOST = 25,
    PERIODS_MOST = 13,
    BEFORE = 2, /* steps before the first period, for what comes later */
    STEPS_MOST = PERIODS_MOST + BEFORE,
    PARTS = 3, /* factors, stages */
    CX = 0,
    EX = 1,
    NPS = 2,
    FACTOR = 3,
    STAGE = FACTOR + PARTS,
    ANSWERS = STAGE + PARTS, /* customers' */
    DEFS
};
static const double level_sd = 4, ex_sd = 4, cx_sd = 2, kpi_sd = 3, what_if_points = 5;

const UnitDesign unit_designs[] = {
    {"no effect, 10 units, 6 periods", 10, 6, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, 15 units, 6 periods", 15, 6, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, 25 units, 6 periods", 25, 6, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, 10 units, 13 periods", 10, 13, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, 15 units, 13 periods", 15, 13, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, 25 units, 13 periods", 25, 13, 0, 0, 0, 0, 0, 0, 0, false},
    {"no effect, deviations that last (0.4), 15 × 13", 15, 13, 0, 0, 0, 0, 0.4, 0, 0, false},
    {"effect, 10 units, 6 periods", 10, 6, 0.5, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, 15 units, 6 periods", 15, 6, 0.5, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, 25 units, 6 periods", 25, 6, 0.5, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, 10 units, 13 periods", 10, 13, 0.5, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, 15 units, 13 periods", 15, 13, 0.8164965809277260, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, 25 units, 13 periods", 25, 13, 0.8164965809277260, 0.5, 1.5, 1, 0, 0, 0, false},
    {"effect, deviations that last (0.4), 15 × 13", 15, 13, 0.5, 0.5, 1.5, 1, 0.4, 0, 0, false},
    {"effect, a tenth is missing, 15 × 13", 15, 13, 0.5, 0.5, 1.5, 1, 0, 0, 0.1, false},
    {"effect, uneven spread, 15 × 6", 15, 6, 0.5, 0.5, 1.5, 1, 0, 0, 0, true},
    {"effect, EX with noise, 25 × 13", 25, 13, 0.5, 0.5, 1.5, 1, 0, 2.5, 0, false},
    {"small effect, 15 × 6", 15, 6, 0.3, 0.12, 0.3, 0.2, 0, 0, 0, false},
};
const ptrdiff_t unit_design_count = CX_COUNTOF(unit_designs);

/* ---- What the companies are made from ---- */
typedef struct Makeup { /* of the units' means over the periods */
    double between;     /* covariance of the levels */
    double slope, r;    /* of CX on EX */
    double top_bottom;  /* expected difference of CX between the groups by EX */
} Makeup;

/* Covariance of two means over n periods of one series, the second `shift` periods earlier. */
static double mean_covariance(double sd, double ar, int n, int shift)
{
    double sum = 0;
    for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++)
            sum += pow(ar, abs(a - b + shift));
    return sd * sd * sum / (n * n);
}

/* Difference of the mean of the highest from that of the lowest `size` of n normal numbers. */
static double normal_gap(int n, int size)
{
    enum { DRAWS = 20000 };
    Random random = {stats_rng_stream(S("coverage"), S("order"))};
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
        double sorted[UNITS_MOST];
        for (int i = 0; i < n; i++) {
            double value = random_normal(&random);
            int at = i;
            for (; at > 0 && sorted[at - 1] > value; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = value;
        }
        for (int i = 0; i < size; i++)
            sum += sorted[n - 1 - i] - sorted[i];
    }
    return sum / DRAWS / size;
}

static Makeup makeup_of(const UnitDesign *design)
{
    static const UnitDesign *known;
    static Makeup makeup;
    if (known == design)
        return makeup;
    known = design;
    int n = design->periods;
    double own = mean_covariance(ex_sd, design->ar, n, 0);
    double ex = level_sd * level_sd + own + design->noise * design->noise / n;
    double cx = level_sd * level_sd + design->ex_cx * design->ex_cx * own +
                mean_covariance(cx_sd, design->ar, n, 0);
    double both = design->r * sqrt(ex * cx);
    makeup.between = both - design->ex_cx * mean_covariance(ex_sd, design->ar, n, 1);
    makeup.slope = both / ex;
    makeup.r = design->r;
    int size = design->units >= 16 ? design->units / 4 : design->units / 2;
    makeup.top_bottom = makeup.slope * sqrt(ex) * normal_gap(design->units, size);
    return makeup;
}

/* ---- A company ---- */
typedef struct Company {
    Config config;
    Tally tally;
    Unit units[UNITS_MOST + 1];
    Period periods[PERIODS_MOST];
    Kpi kpis[2];
    KpiTable tables[2];
    Metric stages[PARTS];
    double kpi[2][(UNITS_MOST + 1) * PERIODS_MOST];
    FigureDef defs[DEFS];
    Figure figures[(UNITS_MOST + 1) * (PERIODS_MOST + 1) * DEFS];
    Scores scores;
} Company;

static void company_open(Company *company, const UnitDesign *design, int bootstrap, Str seed)
{
    static const char *const ids[DEFS] = {
        "cx.index",    "ex.index",         "cx.nps",           "ex.factor_a",      "ex.factor_b",
        "ex.factor_c", "cx.stage_a_index", "cx.stage_b_index", "cx.stage_c_index", "cx.n"};
    static const FigureKind kinds[DEFS] = {
        FIGURE_COMPOSITE,   FIGURE_COMPOSITE, FIGURE_NPS,   FIGURE_PERSON_MEAN, FIGURE_PERSON_MEAN,
        FIGURE_PERSON_MEAN, FIGURE_INDEX,     FIGURE_INDEX, FIGURE_INDEX,       FIGURE_N};
    memset(company, 0, sizeof *company);
    company->config.statistics =
        (Statistics){.level = 0.95, .whatif = what_if_points, .bootstrap = bootstrap, .seed = seed};
    company->kpis[0].id = S("via_cx");
    company->kpis[1].id = S("via_ex");
    for (int k = 0; k < 2; k++)
        company->tables[k] = (KpiTable){.kpi = &company->kpis[k], .value = company->kpi[k]};
    company->tally = (Tally){.config = &company->config,
                             .units = company->units,
                             .unit_count = design->units + 1,
                             .periods = company->periods,
                             .period_count = design->periods,
                             .kpis = company->tables,
                             .kpi_count = 2};
    for (int side = 0; side < SIDE_COUNT; side++)
        company->tally.side[side].drivers.outcome = -1;
    for (int u = 0; u <= design->units; u++)
        company->units[u] = (Unit){.above = -1, .merged_into = -1};
    for (int t = 0; t < design->periods; t++)
        company->periods[t] = (Period){.previous = t - 1};
    for (int d = 0; d < DEFS; d++)
        company->defs[d] =
            (FigureDef){.id = str_from(ids[d]),
                        .kind = kinds[d],
                        .side = str_starts(str_from(ids[d]), S("ex.")) ? FIGURE_EX : FIGURE_CX,
                        .question = -1,
                        .mean = -1};
    for (int p = 0; p < PARTS; p++) {
        company->stages[p].stage = (Stage)(STAGE_AWARE + p);
        company->defs[STAGE + p].metric = &company->stages[p];
    }
    company->scores = (Scores){.tally = &company->tally,
                               .defs = company->defs,
                               .def_count = DEFS,
                               .scope_count = design->units + 1,
                               .window_count = design->periods + 1,
                               .figures = company->figures,
                               .plain = company->figures};
}

static void put(Company *company, int unit, int period, int def, double value, double v)
{
    ptrdiff_t at = (unit * company->scores.window_count + period) * DEFS + def;
    company->figures[at] =
        (Figure){.shown = isfinite(value), .n = unit % 3 == 0 ? 120 : 40, .value = value, .v = v};
}

/* Deviations around 0, each keeping `ar` of the one before. */
static void draw_series(Random *random, double sd, double ar, int count, double *out)
{
    out[0] = sd * random_normal(random);
    for (int s = 1; s < count; s++)
        out[s] = ar * out[s - 1] + sd * sqrt(1 - ar * ar) * random_normal(random);
}

typedef struct Paths { /* common to all units */
    double ex[STEPS_MOST], cx[STEPS_MOST], season[STEPS_MOST];
} Paths;

static void draw_unit(Company *company, const UnitDesign *design, const Makeup *makeup,
                      const Paths *paths, int unit, Random *random)
{
    int steps = design->periods + BEFORE;
    double ex[STEPS_MOST], own[STEPS_MOST], cx[STEPS_MOST] = {0};
    draw_series(random, ex_sd, design->ar, steps, ex);
    draw_series(random, cx_sd, design->ar, steps, own);
    for (int s = 1; s < steps; s++)
        cx[s] = design->ex_cx * ex[s - 1] + own[s];
    double a = random_normal(random), share = makeup->between / (level_sd * level_sd);
    double spread = design->uneven ? fmin(fabs(a), 2) + 0.2 : 1;
    double b =
        share * level_sd * a + level_sd * sqrt(1 - share * share) * spread * random_normal(random);
    double kpi[2] = {10 * random_normal(random), 10 * random_normal(random)};
    for (int t = 0; t < design->periods; t++) {
        int s = t + BEFORE;
        double now_ex =
                   70 + level_sd * a + paths->ex[s] + ex[s] + design->noise * random_normal(random),
               now_cx = 72 + b + paths->cx[s] + cx[s];
        bool no_ex = random_uniform(random) < design->missing,
             no_cx = random_uniform(random) < design->missing;
        put(company, unit, t, EX, no_ex ? (double)NAN : now_ex,
            fmax(design->noise * design->noise, 0.01));
        put(company, unit, t, CX, no_cx ? (double)NAN : now_cx, 0.01);
        put(company, unit, t, NPS, no_cx ? (double)NAN : 2 * now_cx - 110 + random_normal(random),
            1);
        put(company, unit, t, ANSWERS, 0, 0);
        for (int p = 0; p < PARTS; p++) {
            put(company, unit, t, FACTOR + p, now_ex + 3 * random_normal(random), 0.5);
            put(company, unit, t, STAGE + p, now_cx + 3 * random_normal(random), 0.5);
        }
        ptrdiff_t at = unit * company->tally.period_count + t;
        company->kpi[0][at] = 200 + kpi[0] + paths->season[s] + design->cx_kpi * cx[s - 1] +
                              kpi_sd * random_normal(random);
        company->kpi[1][at] = 17 + kpi[1] + paths->season[s] + design->ex_kpi * ex[s - 1] +
                              kpi_sd * random_normal(random);
    }
}

static void draw_company(Company *company, const UnitDesign *design, Random *random)
{
    Makeup makeup = makeup_of(design);
    Paths paths;
    for (int s = 0; s < STEPS_MOST; s++) {
        paths.ex[s] = 2 * random_normal(random);
        paths.cx[s] = 2 * random_normal(random);
        paths.season[s] = 8 * random_normal(random);
    }
    for (int u = 1; u <= design->units; u++)
        draw_unit(company, design, &makeup, &paths, u, random);
}

/* ---- What the report says ---- */
static Said said_of(bool told, double value, double lo, double hi, double truth)
{
    return (Said){told, value, lo, hi, truth, lo > 0 || hi < 0};
}

static Said said_of_lag(const LinkLag *lag, double truth)
{
    Said said = said_of(lag->refused.len == 0 && lag->rows, lag->panel.beta, lag->panel.lo,
                        lag->panel.hi, truth);
    said.clear = lag->clear;
    return said;
}

static void say_between(const UnitDesign *design, const Link *link, Said said[ANALYSIS_COUNT])
{
    Makeup makeup = makeup_of(design);
    const StatsCorrelation *of = &link->correlation.of;
    const LinkRegression *regression = &link->regression;
    bool told = link->correlation.refused.len == 0, regressed = regression->refused.len == 0;
    if (!design->uneven) { /* both intervals take the two results to be normal together */
        said[PEARSON] = said_of(told, of->r, of->lo, of->hi, makeup.r);
        said[SPEARMAN] = said_of(told, of->rho, of->rho_lo, of->rho_hi,
                                 6 / 3.141592653589793 * asin(makeup.r / 2));
        said[ADJUSTED_R2] = said_of(regressed, regression->adjusted_r2, regression->r2_lo,
                                    regression->r2_hi, makeup.r * makeup.r);
    }
    said[SLOPE] =
        said_of(regressed, regression->slope, regression->lo, regression->hi, makeup.slope);
    said[SLOPE_WEIGHTED] = said_of(regressed && regression->weighted_lo < regression->weighted_hi,
                                   regression->weighted_slope, regression->weighted_lo,
                                   regression->weighted_hi, makeup.slope);
    if (fabs(makeup.r * makeup.r - 2.0 / 3) < 1e-9)
        said[TWO_THIRDS] = (Said){.told = regressed && regression->two_thirds_refused.len == 0,
                                  .value = (double)NAN,
                                  .truth = (double)NAN,
                                  .clear = regression->two_thirds != LINK_INSIDE};
    if (link->quartiles.refused.len > 0)
        return;
    const LinkMeasure *cx = &link->quartiles.measures[0];
    said[TOP_BOTTOM] = said_of(cx->refused.len == 0, cx->welch.diff, cx->welch.lo, cx->welch.hi,
                               makeup.top_bottom);
    said[TOP_BOTTOM].clear = said[TOP_BOTTOM].clear && cx->permutation.p < 0.05;
    said[TOP_BOTTOM_ANY] = (Said){.told = true, .value = (double)NAN, .truth = (double)NAN};
    for (ptrdiff_t m = 0; m < link->quartiles.measure_count; m++)
        if (link->quartiles.measures[m].p_bh < 0.05)
            said[TOP_BOTTOM_ANY].clear = true;
}

static void say_within(const UnitDesign *design, const Link *link, Said said[ANALYSIS_COUNT])
{
    /* Noise in EX pulls the slope towards 0 by the share of its spread that is none. */
    double real = ex_sd * ex_sd / (ex_sd * ex_sd + design->noise * design->noise);
    double measured = real * design->ex_cx;
    said[EX_TO_CX] = said_of_lag(&link->ex_to_cx, measured);
    if (design->noise > 0)
        said[EX_TO_CX_TRUE] = said_of_lag(&link->ex_to_cx, design->ex_cx);
    const LinkWhatIf *what_if = &link->what_if;
    said[EX_TO_CX_TOLD] = said_of(what_if->refused.len == 0, what_if->value, what_if->lo,
                                  what_if->hi, what_if_points * measured);
    /* Where EX goes along with later CX, the way back is off by some −1/periods of it (metrics.md
     * §9, limits): no truth to cover. */
    double back = design->ex_cx > 0 ? (double)NAN : 0;
    said[CX_TO_EX] = said_of_lag(&link->cx_to_ex, back);
    said[DIRECTION] = said_of(link->cross.refused.len == 0, link->cross.of.diff, link->cross.of.lo,
                              link->cross.of.hi, back);
    said[DIRECTION].clear = link->cross.direction != LINK_CANNOT_TELL;
    said[DIRECTION_TOLD] = said[DIRECTION];
    said[DIRECTION_TOLD].truth = (double)NAN;
    said[DIRECTION_TOLD].clear = link->cross.told != LINK_CANNOT_TELL;
    const LinkForecast *forecast = &link->forecast;
    said[FORECAST] = said_of(forecast->refused.len == 0 && forecast->miss_lo < forecast->miss_hi,
                             forecast->miss, forecast->miss_lo, forecast->miss_hi, 0);
    if (link->chain_count < 2)
        return;
    const LinkChain *via_cx = &link->chains[0];
    said[CX_TO_KPI] = said_of_lag(&via_cx->cx_to_kpi, design->cx_kpi);
    said[EX_TO_KPI] = said_of_lag(&link->chains[1].ex_to_kpi, real * design->ex_kpi);
    said[KPI_ANY] = (Said){.told = true, .value = (double)NAN, .truth = (double)NAN};
    for (ptrdiff_t k = 0; k < link->chain_count; k++)
        said[KPI_ANY].clear = said[KPI_ANY].clear || link->chains[k].cx_to_kpi.stands_out ||
                              link->chains[k].ex_to_kpi.stands_out;
    said[CHAIN] = said_of(via_cx->refused.len == 0, via_cx->of.value, via_cx->of.lo, via_cx->of.hi,
                          what_if_points * measured * design->cx_kpi);
}

static Said any_in_matrix(const LinkMatrix *matrix)
{
    Said said = {.told = matrix->cells != NULL, .value = (double)NAN, .truth = (double)NAN};
    for (ptrdiff_t c = 0; c < matrix->row_count * matrix->column_count; c++)
        said.clear = said.clear || matrix->cells[c].clear;
    return said;
}

void units_say(const UnitDesign *design, int number, int bootstrap, Arena *arena,
               Said said[ANALYSIS_COUNT])
{
    static Company company;
    Str seed = str_format(arena, "%s, company %d", design->name, number);
    company_open(&company, design, bootstrap, seed);
    Random random = {stats_rng_stream(S("coverage"), seed)};
    draw_company(&company, design, &random);
    const Link *link = link_compute(arena, &company.scores, design->periods - 1);
    say_between(design, link, said);
    say_within(design, link, said);
    said[MATRIX_ANY] = any_in_matrix(&link->matrix);
}
