/* tally_fixture.h: a small project made in memory, for tests of what stands on the tally. Rows are
 * given as levels, one text a group of equal rows: "10 4 . 2" is level 10, level 4, no answer,
 * level 2 of the side's questions in order. */
#ifndef CXEX_TEST_TALLY_FIXTURE_H
#define CXEX_TEST_TALLY_FIXTURE_H

#include "reference.h"

#include "cxex/score.h" /* and privacy.h, table.h */

typedef struct Fixture {
    Arena arena;
    Config config;
    Metric metrics[40];
    TallyBuilder *builder;
    Tally *tally;
    const Published *published;
    const Scores *scores;
} Fixture;

/* Settings as a project file without any gives them. */
static inline void fixture_open(Fixture *fixture)
{
    *fixture = (Fixture){.arena = test_arena()};
    Config *config = &fixture->config;
    config->metrics = fixture->metrics;
    config->statistics = (Statistics){.level = 0.95,
                                      .stage_minimum = 3,
                                      .half_rule = 0.5,
                                      .test_minimum = 10,
                                      .trim_low = 0.3,
                                      .trim_high = 3,
                                      .top_csat = 4};
    config->privacy.minimum = 5;
    config->cx_index = (Index){.cut = 70, .practical = 2};
    config->ex_index = (Index){.cut = 70, .practical = 2};
    config->cx_journey = (Index){.cut = 70, .practical = 2};
    config->combined.cx_weight = 0.5;
    config->combined.gap_margin = 5;
    config->combined.practical = 2;
    config->engagement.all = true;
    config->engagement.practical = 2;
}

static inline void fixture_close(Fixture *fixture)
{
    arena_close(&fixture->arena);
}

static inline Stage fixture_stage(const char *id)
{
    static const char *const names[STAGE_COUNT] = {"stage_aware",    "stage_research",
                                                   "stage_consider", "stage_buy",
                                                   "stage_use",      "stage_aftersale"};
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        if (strstr(id, names[stage]))
            return (Stage)stage;
    }
    return STAGE_NONE;
}

/* All cx metrics first. worst > best: a reversed scale. */
static inline Metric *fixture_metric(Fixture *fixture, const char *id, MetricType type, int worst,
                                     int best)
{
    Metric *metric = &fixture->metrics[fixture->config.metric_count++];
    *metric =
        (Metric){.id = str_from(id),
                 .name = str_slice(str_from(id), 3, (ptrdiff_t)strlen(id)),
                 .side = id[0] == 'c' ? SIDE_CX : SIDE_EX,
                 .type = type,
                 .scale = {.worst = worst, .best = best, .level_count = abs(best - worst) + 1},
                 .stage = fixture_stage(id),
                 .practical = type == METRIC_NPS ? 5 : 2,
                 .target = {.value = (double)NAN}};
    return metric;
}

static inline void fixture_begin(Fixture *fixture)
{
    fixture->builder = tally_builder_new(&fixture->arena, &fixture->config);
}

static inline void fixture_weighted(Fixture *fixture, Side side, const char *unit, int month,
                                    ptrdiff_t stratum, int count, double weight,
                                    const char *answers)
{
    int16_t level[40];
    ptrdiff_t questions = tally_builder_side(fixture->builder, side)->question_count;
    const char *at = answers;
    for (ptrdiff_t q = 0; q < questions; q++) {
        at += strspn(at, " ");
        assert_true(*at != 0);
        level[q] = *at == '.' ? LEVEL_MISSING : (int16_t)strtol(at, NULL, 10);
        at += strcspn(at, " ");
    }
    assert_int_equal(*at, 0);
    Row row = {.unit = tally_builder_unit(fixture->builder, str_from(unit), (Pos){0}),
               .period = tally_builder_period(fixture->builder,
                                              period_ordinal(PERIOD_MONTH, (Date){2026, month, 1}),
                                              STR_NONE),
               .stratum = stratum,
               .weight = weight,
               .level = level};
    for (int i = 0; i < count; i++)
        tally_builder_add(fixture->builder, side, &row, 1);
}

static inline void fixture_rows(Fixture *fixture, Side side, const char *unit, int month, int count,
                                const char *answers)
{
    fixture_weighted(fixture, side, unit, month, 0, count, 1, answers);
}

static inline void fixture_finish(Fixture *fixture)
{
    fixture->tally = tally_finish(fixture->builder);
}

static inline void fixture_score(Fixture *fixture)
{
    fixture->published = privacy_decide(&fixture->arena, fixture->tally, NULL);
    fixture->scores = score_compute(&fixture->arena, fixture->tally, fixture->published);
}

/* Company: unit "". window -1: all. */
static inline const Figure *fixture_figure(const Fixture *fixture, const char *unit,
                                           ptrdiff_t window, const char *id)
{
    ptrdiff_t scope = *unit ? tally_find_unit(fixture->tally, str_from(unit)) : 0;
    ptrdiff_t def = score_find_def(fixture->scores, str_from(id));
    if (scope < 0 || def < 0)
        fail_msg("no %s of %s", id, unit);
    return score_figure(fixture->scores, scope, window < 0 ? fixture->tally->period_count : window,
                        def);
}

static inline const Comparison *fixture_change(const Fixture *fixture, const char *unit,
                                               ptrdiff_t window, const char *id)
{
    ptrdiff_t scope = *unit ? tally_find_unit(fixture->tally, str_from(unit)) : 0;
    return score_find_change(fixture->scores, scope, window,
                             score_find_def(fixture->scores, str_from(id)));
}

static inline void assert_components(Fixture *fixture, const Figure *figure, const char *wanted)
{
    Str found = str_join(&fixture->arena, figure->components, figure->component_count, S(" "));
    assert_string_equal(str_cstr(&fixture->arena, found), wanted);
}

#endif
