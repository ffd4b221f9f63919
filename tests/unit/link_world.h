/* link_world.h: made-up results of units for the tests of link, which reads nothing else of the
 * scores. Every number follows from world_level(), so that another program can make the same. */
#ifndef TESTS_LINK_WORLD_H
#define TESTS_LINK_WORLD_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/link.h>

enum { UNITS = 12, PERIODS = 8 };
/* The order in which the project might have them: the stages are not in that of the journey. */
enum { CX, EX, NPS, CX_N, FACTOR_A, FACTOR_B, STAGE_USE_, STAGE_BUY_, EX_Q1, CX_CES, ENPS, DEFS };

typedef struct World {
    Arena arena;
    Config config;
    Metric metrics[6];
    Tally tally;
    Unit units[UNITS + 1];
    Period periods[PERIODS];
    Question questions[SIDE_COUNT][4];
    Kpi kpi;
    KpiTable table;
    double kpi_values[(UNITS + 1) * PERIODS];
    FigureDef defs[DEFS];
    Figure figures[(UNITS + 1) * (PERIODS + 1) * DEFS];
    Scores scores;
} World;

/* 0 .. 30 */
static inline int world_level(int def, ptrdiff_t unit, ptrdiff_t period)
{
    int u = (int)unit, t = (int)period;
    return (u * (7 + 2 * def) + t * t * (3 + def) + u * t * 5 + 11 * def) % 31;
}

static inline Figure *world_figure(World *world, ptrdiff_t scope, ptrdiff_t period, int def)
{
    return &world->figures[(scope * (PERIODS + 1) + period) * DEFS + def];
}

/* NaN: not shown. */
static inline void world_put(World *world, ptrdiff_t scope, ptrdiff_t period, int def, double value)
{
    *world_figure(world, scope, period, def) =
        (Figure){.shown = isfinite(value), .n = 20, .value = value, .v = 0.5};
}

static inline void world_fill(World *world)
{
    for (ptrdiff_t u = 1; u < world->tally.unit_count; u++) {
        for (ptrdiff_t t = 0; t < world->tally.period_count; t++) {
            for (int d = 0; d < DEFS; d++)
                world_put(world, u, t, d, 60 + world_level(d, u, t) / 4.0);
            *world_figure(world, u, t, CX_N) =
                (Figure){.shown = true, .n = 10 + u * u % 17 + t, .value = NAN, .v = NAN};
        }
    }
}

/* CX follows EX of the period before by 0.6. */
static inline void world_fill_lagged(World *world)
{
    world_fill(world);
    for (ptrdiff_t u = 1; u < world->tally.unit_count; u++) {
        for (ptrdiff_t t = 0; t < world->tally.period_count; t++) {
            double own = (double)u + 60,
                   before = t > 0 ? own + world_level(EX, u, t - 1) / 4.0 : own;
            world_put(world, u, t, EX, own + world_level(EX, u, t) / 4.0);
            world_put(world, u, t, CX, 20 + 0.6 * before + world_level(CX, u, t) / 16.0);
        }
    }
}

static inline World *world_open(ptrdiff_t units, ptrdiff_t periods)
{
    static World world;
    static const char *const ids[DEFS] = {
        [CX] = "cx.index",
        [EX] = "ex.index",
        [NPS] = "cx.nps",
        [CX_N] = "cx.n",
        [FACTOR_A] = "ex.factor_a",
        [FACTOR_B] = "ex.factor_b",
        [STAGE_USE_] = "cx.stage_use_index",
        [STAGE_BUY_] = "cx.stage_buy_index",
        [EX_Q1] = "ex.q1_index",
        [CX_CES] = "cx.ces_index",
        [ENPS] = "ex.enps",
    };
    world = (World){.arena = arena_open((ptrdiff_t)64 << 20, NULL, NULL)};
    world.config.statistics = (Statistics){.level = 0.95, .whatif = 2, .bootstrap = 999};
    world.config.statistics.seed = S("cxex");
    world.tally = (Tally){.config = &world.config,
                          .units = world.units,
                          .unit_count = units + 1,
                          .periods = world.periods,
                          .period_count = periods};
    for (int side = 0; side < SIDE_COUNT; side++)
        world.tally.side[side].drivers.outcome = -1;
    for (ptrdiff_t u = 0; u <= units; u++)
        world.units[u] = (Unit){.above = -1, .merged_into = -1};
    for (ptrdiff_t t = 0; t < periods; t++)
        world.periods[t] = (Period){.previous = t - 1};
    for (int d = 0; d < DEFS; d++)
        world.defs[d] = (FigureDef){
            .id = str_from(ids[d]), .kind = FIGURE_COMPOSITE, .question = -1, .mean = -1};
    world.scores = (Scores){.tally = &world.tally,
                            .defs = world.defs,
                            .def_count = DEFS,
                            .scope_count = units + 1,
                            .window_count = PERIODS + 1,
                            .figures = world.figures,
                            .plain = world.figures};
    world_fill(&world);
    return &world;
}

/* A KPI that follows EX of the period before by -0.25, by unit, period and a little noise. */
static inline void world_add_kpi(World *world)
{
    world->kpi = (Kpi){.id = S("absence")};
    world->table = (KpiTable){.kpi = &world->kpi, .value = world->kpi_values};
    world->tally.kpis = &world->table;
    world->tally.kpi_count = 1;
    for (ptrdiff_t u = 0; u < world->tally.unit_count; u++) {
        for (ptrdiff_t t = 0; t < world->tally.period_count; t++) {
            double before = t > 0 ? world_figure(world, u, t - 1, EX)->value : 0;
            world->kpi_values[u * world->tally.period_count + t] =
                u == 0 ? NAN
                       : 30 + (double)(3 * u) - (double)(t * t) - 0.25 * before +
                             world_level(NPS, u, t) / 32.0;
        }
    }
}

static inline const Link *world_link(World *world, ptrdiff_t last)
{
    const Link *link = link_compute(&world->arena, &world->scores, last);
    assert_non_null(link);
    return link;
}

#define ASSERT_REFUSED(refused, key) assert_true(str_equal((refused), S(key)))

static inline void assert_close(const char *what, double actual, double expected)
{
    if (!(fabs(actual - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%s: %.15g, expected %.15g", what, actual, expected);
}

#endif
