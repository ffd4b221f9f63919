#include "tally_fixture.h"

/* What each change of a project file breaks, and what it leaves whole. */

static void project(Fixture *fixture)
{
    static Str items[] = {{"ex.q1", 5}, {"ex.q2", 5}};
    fixture_open(fixture);
    static const struct {
        const char *id;
        MetricType type;
        int worst, best;
        const char *column;
    } metrics[] = {{"cx.nps", METRIC_NPS, 0, 10, "How likely are you to recommend us?"},
                   {"cx.csat", METRIC_RATING, 1, 5, "How satisfied are you?"},
                   {"cx.ces", METRIC_CES, 1, 7, "NETPRO"},
                   {"ex.enps", METRIC_NPS, 0, 10, "Recommend this workplace"},
                   {"ex.q1", METRIC_RATING, 1, 5, "Q1"},
                   {"ex.q2", METRIC_RATING, 5, 1, "Q2"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(metrics); i++) {
        Metric *metric = fixture_metric(fixture, metrics[i].id, metrics[i].type, metrics[i].worst,
                                        metrics[i].best);
        metric->column.names = NEW(&fixture->arena, Str, 2);
        metric->column.names[0] = str_from(metrics[i].column);
        metric->column.count = 1;
    }
    static Source customers = {.side = SIDE_CX};
    fixture->config.sources = &customers;
    fixture->config.source_count = 1;
    fixture->config.engagement.items = (StrList){.items = items, .len = 2, .cap = 2};
}

/* What the map file says in one of the projects: the tally is only made later. */
static struct {
    const Fixture *of;
    RenamedName lines[4];
    ptrdiff_t count;
} renamed;

static const Definitions *definitions(Fixture *fixture)
{
    fixture_begin(fixture);
    fixture_rows(fixture, SIDE_CX, "North", 1, 12, "9 3 5");
    fixture_rows(fixture, SIDE_CX, "South", 1, 12, "9 3 5");
    fixture_rows(fixture, SIDE_EX, "North", 1, 12, "9 3 3");
    fixture_rows(fixture, SIDE_EX, "South", 1, 12, "9 3 3");
    fixture_finish(fixture);
    if (renamed.of == fixture) {
        fixture->tally->renamed = renamed.lines;
        fixture->tally->renamed_count = renamed.count;
        renamed.of = NULL;
    }
    return score_definitions(&fixture->arena, fixture->tally);
}

static Metric *metric_of(Fixture *fixture, const char *id)
{
    for (ptrdiff_t i = 0; i < fixture->config.metric_count; i++)
        if (str_equal(fixture->metrics[i].id, str_from(id)))
            return &fixture->metrics[i];
    fail_msg("no metric %s", id);
    return NULL;
}

/* ---- Every kind of change ---- */

static void nothing(Fixture *fixture)
{
    (void)fixture;
}
static void wording(Fixture *fixture)
{
    metric_of(fixture, "cx.nps")->column.names[0] = S("Would you recommend us?");
}
static void wording_added(Fixture *fixture)
{
    Metric *metric = metric_of(fixture, "cx.nps");
    metric->column.names[1] = S("Would you recommend us?");
    metric->column.count = 2;
}
static void code_added(Fixture *fixture)
{
    Metric *metric = metric_of(fixture, "cx.ces");
    metric->column.names[1] = S("Q16CES");
    metric->column.count = 2;
}
static void code_exchanged(Fixture *fixture)
{
    metric_of(fixture, "cx.ces")->column.names[0] = S("Q16CES");
}
static void scale_longer(Fixture *fixture)
{
    Scale *scale = &metric_of(fixture, "cx.csat")->scale;
    scale->best = 7;
    scale->level_count = 7;
}
static void scale_turned(Fixture *fixture)
{
    Scale *scale = &metric_of(fixture, "ex.q1")->scale;
    scale->worst = 5;
    scale->best = 1;
}
static void scale_words(Fixture *fixture)
{
    static Str labels[] = {{"bad", 3}, {"poor", 4}, {"fair", 4}, {"good", 4}, {"fine", 4}};
    Scale *scale = &metric_of(fixture, "cx.csat")->scale;
    scale->words = true;
    scale->labels = labels;
}
static void missing(Fixture *fixture)
{
    *PUSH(&fixture->arena, &metric_of(fixture, "ex.enps")->missing, Str) = S("99");
}
static void type(Fixture *fixture)
{
    metric_of(fixture, "cx.ces")->type = METRIC_RATING;
}
static void practical(Fixture *fixture)
{
    metric_of(fixture, "cx.nps")->practical = 3;
}
static void top_csat(Fixture *fixture)
{
    fixture->config.statistics.top_csat = 5;
}
static void cut(Fixture *fixture)
{
    fixture->config.ex_index.cut = 65;
}
static void gap_margin(Fixture *fixture)
{
    fixture->config.combined.gap_margin = 8;
}
static void level(Fixture *fixture)
{
    fixture->config.statistics.level = 0.9;
}
static void half_rule(Fixture *fixture)
{
    fixture->config.statistics.half_rule = 1;
}
static void items(Fixture *fixture)
{
    fixture->config.engagement.items.len = 1;
}
static void parts(Fixture *fixture)
{
    static IndexPart two[] = {{.id = {"cx.nps", 6}, .weight = 1},
                              {.id = {"cx.csat", 7}, .weight = 1}};
    fixture->config.cx_index.parts = two;
    fixture->config.cx_index.part_count = 2;
}
static void weights(Fixture *fixture)
{
    static IndexPart three[] = {{.id = {"cx.nps", 6}, .weight = 2},
                                {.id = {"cx.csat", 7}, .weight = 1},
                                {.id = {"cx.ces", 6}, .weight = 1}};
    fixture->config.cx_index.parts = three;
    fixture->config.cx_index.part_count = 3;
}
static void same_weights(Fixture *fixture)
{
    static IndexPart three[] = {{.id = {"cx.nps", 6}, .weight = 3},
                                {.id = {"cx.csat", 7}, .weight = 3},
                                {.id = {"cx.ces", 6}, .weight = 3}};
    fixture->config.cx_index.parts = three;
    fixture->config.cx_index.part_count = 3;
}
static void combined_weights(Fixture *fixture)
{
    fixture->config.combined.cx_weight = 0.6;
}
static void combined_formula(Fixture *fixture)
{
    fixture->config.combined.geometric = true;
}
static void row_weights(Fixture *fixture)
{
    static Str column = {"w", 1};
    static Source source;
    source = (Source){.side = SIDE_CX, .weight = {.names = &column, .count = 1}};
    fixture->config.sources = &source;
    fixture->config.source_count = 1;
}
static void left_out(Fixture *fixture)
{
    static Source source;
    source = fixture->config.sources[0];
    source.straight_leave = true;
    fixture->config.sources = &source;
}
static void one_more_source(Fixture *fixture)
{
    static Source sources[2];
    sources[0] = fixture->config.sources[0];
    sources[1] = (Source){.side = SIDE_CX, .name = {"shop", 4}, .speeders_leave = true};
    fixture->config.sources = sources;
    fixture->config.source_count = 2;
}
static void codes(Fixture *fixture)
{
    static AnswerCode code = {.code = {"5", 1}, .answer = {"1", 1}};
    metric_of(fixture, "cx.csat")->codes = (AnswerCodes){.items = &code, .len = 1, .cap = 1};
}
/* By the map file. */
static void say_renamed(Fixture *fixture, bool answer, const char *old, const char *now,
                        const char *column)
{
    if (renamed.of != fixture)
        renamed.count = 0;
    renamed.of = fixture;
    renamed.lines[renamed.count++] =
        (RenamedName){.answer = answer, str_from(old), str_from(now), .column = str_from(column)};
}
static void wording_mapped(Fixture *fixture)
{
    Str *names = metric_of(fixture, "cx.nps")->column.names;
    say_renamed(fixture, false, "Not it", "Other", "");
    say_renamed(fixture, false, names[0].s, "Between", "");
    names[0] = S("Would you tell a friend?");
    say_renamed(fixture, false, "Between", names[0].s, "");
}
static void wording_mapped_elsewhere(Fixture *fixture)
{
    metric_of(fixture, "cx.nps")->column.names[0] = S("Would you tell a friend?");
    say_renamed(fixture, false, "Something", "Would you tell a friend?", "");
}
static void answer_mapped(Fixture *fixture)
{
    say_renamed(fixture, true, "Blank", "1", "cx.csat");
    say_renamed(fixture, true, "Blank", "1", "cx.unknown");
}
static void target(Fixture *fixture)
{
    metric_of(fixture, "cx.nps")->target = (TargetRef){.given = true, .value = 40};
}

static void what_each_change_breaks(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*change)(Fixture *fixture);
        const char *id; /* of the one break; NULL: there is none */
        DefinitionKind kind;
        bool told_only;
        const char *reached, *spared; /* figures; reached NULL: all are */
    } cases[] = {
        {"nothing", nothing, NULL, 0, false, NULL, NULL},
        {"target", target, NULL, 0, false, NULL, NULL},
        {"the same weights", same_weights, NULL, 0, false, NULL, NULL},
        {"wording", wording, "cx.nps", DEFINITION_WORDING, false, "combined.score", "cx.csat_top2"},
        {"wording added", wording_added, "cx.nps", DEFINITION_WORDING, false, "cx.index",
         "ex.index"},
        {"code added", code_added, "cx.ces", DEFINITION_WORDING, true, "cx.ces_mean", "cx.nps"},
        {"code exchanged", code_exchanged, "cx.ces", DEFINITION_WORDING, false, "cx.ces_top3",
         "cx.nps"},
        {"wording by the map", wording_mapped, "cx.nps", DEFINITION_WORDING, true, "cx.nps",
         "cx.csat_top2"},
        {"another's wording by the map", wording_mapped_elsewhere, "cx.nps", DEFINITION_WORDING,
         false, "cx.nps", "cx.csat_top2"},
        {"answer by the map", answer_mapped, "cx.csat", DEFINITION_SCALE, true, "cx.csat_top2",
         "cx.nps"},
        {"scale", scale_longer, "cx.csat", DEFINITION_SCALE, false, "cx.csat_index", "cx.nps"},
        {"reversed", scale_turned, "ex.q1", DEFINITION_SCALE, false, "ex.engagement",
         "ex.q2_index"},
        {"codes", codes, "cx.csat", DEFINITION_SCALE, false, "cx.csat_index", "cx.nps"},
        {"words", scale_words, "cx.csat", DEFINITION_SCALE, false, "cx.index", "cx.ces_mean"},
        {"missing", missing, "ex.enps", DEFINITION_MISSING, false, "ex.index", "ex.engagement"},
        {"type", type, "cx.ces", DEFINITION_TYPE, false, "cx.ces_index", "cx.csat_top2"},
        {"practical", practical, "cx.nps", DEFINITION_THRESHOLD, false, "cx.nps", "cx.index"},
        {"top_csat", top_csat, "cx.csat", DEFINITION_THRESHOLD, false, "cx.csat_top2",
         "cx.csat_index"},
        {"cut", cut, "ex.index", DEFINITION_THRESHOLD, false, "combined.diagnosis", "cx.index"},
        {"gap_margin", gap_margin, "combined.score", DEFINITION_THRESHOLD, false, "combined.gap",
         "cx.index"},
        {"level", level, "level", DEFINITION_THRESHOLD, false, NULL, NULL},
        {"half_rule", half_rule, "ex.engagement", DEFINITION_FORMULA, false, "ex.index",
         "cx.index"},
        {"items", items, "ex.engagement", DEFINITION_FORMULA, false, "combined.score", "ex.enps"},
        {"parts", parts, "cx.index", DEFINITION_FORMULA, false, "combined.score", "cx.nps"},
        {"weights", weights, "cx.index", DEFINITION_WEIGHT, false, "cx.index", "cx.ces_mean"},
        {"combined weights", combined_weights, "combined.score", DEFINITION_WEIGHT, false,
         "combined.score", "cx.index"},
        {"combined formula", combined_formula, "combined.score", DEFINITION_FORMULA, false,
         "combined.score", "ex.index"},
        {"rows left out", left_out, "customers", DEFINITION_ROWS, false, "combined.score",
         "ex.enps"},
        {"one more source", one_more_source, NULL, 0, false, NULL, NULL},
        {"row weights", row_weights, "cx", DEFINITION_WEIGHT, false, "cx.csat_top2", "ex.enps"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture before, now;
        project(&before);
        project(&now);
        cases[i].change(&now);
        DefinitionBreaks breaks = {0};
        score_compare_definitions(&now.arena, definitions(&before), definitions(&now), S("2026-01"),
                                  S("2026-02"), &breaks);
        if (breaks.len != (cases[i].id ? 1 : 0))
            fail_msg("%s: %td breaks (%.*s)", cases[i].name, breaks.len,
                     breaks.len > 0 ? (int)breaks.items[0].id.len : 0,
                     breaks.len > 0 ? breaks.items[0].id.s : "");
        if (cases[i].id) {
            const DefinitionBreak *one = &breaks.items[0];
            bool reached = cases[i].reached
                               ? strlist_find(&one->figures, str_from(cases[i].reached)) >= 0
                               : one->figures.len == 0;
            bool spared =
                !cases[i].spared || strlist_find(&one->figures, str_from(cases[i].spared)) < 0;
            if (!str_equal(one->id, str_from(cases[i].id)) || one->kind != cases[i].kind ||
                one->told_only != cases[i].told_only || !reached || !spared)
                fail_msg("%s: %.*s %d, told only %d, reached %d, spared %d", cases[i].name,
                         STR_ARG(one->id), (int)one->kind, one->told_only, reached, spared);
            assert_true(str_equal(one->after, S("2026-01")) && str_equal(one->from, S("2026-02")));
            assert_false(str_equal(one->old_text, one->new_text));
        }
        fixture_close(&before);
        fixture_close(&now);
    }
}

/* ---- Units ---- */

static Definition units_of(Arena *arena, const char *id, const char *text)
{
    Definition one = {.id = str_from(id), .kind = DEFINITION_UNITS, .text = str_from(text)};
    *PUSH(arena, &one.units, Str) = one.id;
    return one;
}

static void a_group_is_another_when_others_are_in_it(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Definitions before = {0}, now = {0};
    *PUSH(&arena, &before, Definition) = units_of(&arena, "Same", "A, B");
    *PUSH(&arena, &before, Definition) = units_of(&arena, "Other", "C, D");
    *PUSH(&arena, &before, Definition) = units_of(&arena, "Gone", "E, F");
    *PUSH(&arena, &now, Definition) = units_of(&arena, "Same", "A, B");
    *PUSH(&arena, &now, Definition) = units_of(&arena, "Other", "C, D, G");
    *PUSH(&arena, &now, Definition) = units_of(&arena, "New", "H, I");
    DefinitionBreaks breaks = {0};
    score_compare_definitions(&arena, &before, &now, S("w1"), S("w2"), &breaks);
    static const char *const expected[] = {"Other", "New", "Gone"};
    assert_int_equal(breaks.len, CX_COUNTOF(expected));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(expected); i++) {
        assert_true(str_equal(breaks.items[i].id, str_from(expected[i])));
        assert_int_equal(breaks.items[i].units.len, 1);
        assert_int_equal(breaks.items[i].figures.len, 0);
    }
    assert_true(str_equal(breaks.items[1].old_text, S("New"))); /* it stood for itself */
    arena_close(&arena);
}

/* ---- What is not compared ---- */

static Verdict verdict_of(const Fixture *fixture, const char *unit, int month, const char *id)
{
    const Scores *scores = fixture->scores;
    ptrdiff_t scope = *unit ? tally_find_unit(fixture->tally, str_from(unit)) : 0;
    const Comparison *change =
        score_find_change(scores, scope, month - 1, score_find_def(scores, str_from(id)));
    assert_non_null(change);
    if (change->verdict == VERDICT_NOT_COMPARABLE) {
        assert_true(isnan(change->diff) && isnan(change->lo) && isnan(change->p));
        assert_int_equal(change->mark, 0);
    } else {
        assert_false(isnan(change->diff));
    }
    return change->verdict;
}

/* Four months; the packs of January and March were made, nobody knows about February. */
static void nothing_is_compared_across_a_break(void **state)
{
    (void)state;
    Fixture fixture;
    project(&fixture);
    fixture_begin(&fixture);
    for (int month = 1; month <= 4; month++)
        for (int u = 0; u < 2; u++) {
            const char *unit = u ? "South" : "North";
            fixture_rows(&fixture, SIDE_CX, unit, month, 12, month % 2 ? "9 4 5" : "3 1 2");
            fixture_rows(&fixture, SIDE_CX, unit, month, 8, "5 2 3");
            fixture_rows(&fixture, SIDE_EX, unit, month, 15, "9 3 3");
            fixture_rows(&fixture, SIDE_EX, unit, month, 5, "4 1 2");
        }
    fixture_finish(&fixture);
    Arena *arena = &fixture.arena;
    DefinitionBreaks breaks = {0};
    DefinitionBreak nps = {.after = S("2026-01"), .from = S("2026-03"), .id = S("cx.nps")};
    *PUSH(arena, &nps.figures, Str) = S("cx.nps");
    DefinitionBreak unit = {
        .after = S("2026-03"), .from = S("2026-04"), .id = S("North"), .kind = DEFINITION_UNITS};
    *PUSH(arena, &unit.units, Str) = fixture.tally->units[1].key;
    DefinitionBreak told = {.after = S("2026-03"), .from = S("2026-04"), .told_only = true};
    *PUSH(arena, &breaks, DefinitionBreak) = nps;
    *PUSH(arena, &breaks, DefinitionBreak) = unit;
    *PUSH(arena, &breaks, DefinitionBreak) = told;
    score_place_breaks(fixture.tally, &breaks);
    fixture.published = privacy_decide(arena, fixture.tally, NULL);
    fixture.scores = score_compute_guarded(arena, fixture.tally, fixture.published, &breaks);
    static const struct {
        const char *unit;
        int month;
        const char *id;
        bool broken;
    } cases[] = {{"", 2, "cx.nps", true},        {"", 3, "cx.nps", true},
                 {"", 4, "cx.nps", false},       {"North", 3, "cx.nps", true},
                 {"", 3, "cx.csat_top2", false}, {"North", 3, "cx.csat_top2", false},
                 {"North", 4, "cx.nps", true},   {"North", 4, "ex.index", true},
                 {"South", 4, "cx.nps", false},  {"", 4, "ex.index", false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        bool broken = verdict_of(&fixture, cases[i].unit, cases[i].month, cases[i].id) ==
                      VERDICT_NOT_COMPARABLE;
        if (broken != cases[i].broken)
            fail_msg("%s %d %s: %d", cases[i].unit, cases[i].month, cases[i].id, broken);
    }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_each_change_breaks),
        cmocka_unit_test(a_group_is_another_when_others_are_in_it),
        cmocka_unit_test(nothing_is_compared_across_a_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
