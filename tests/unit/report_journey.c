/* Pages 7 and 8 in words: each title rule is met by answers that really lie so, the weakest is
 * named only where its interval lies below all others, what is hidden keeps it from being named,
 * and a side without stages or factors says what would bring its page. */
#include "forbidden_words.h"
#include "report_case.h"

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

/* ---- Titles ---- */

#define AFTER .low = {"cx.stage_aftersale"}, .low_by_01 = .25
static const struct {
    const char *name, *rule, *vietnamese, *english; /* texts NULL: not compared */
    Case c;
} titles[] = {
    {"every unit at the same stage",
     "all_weakest",
     "Mọi bộ phận đều yếu nhất ở “Sau mua”",
     "Every unit is weakest at “After-sale”",
     {.period_count = 1,
      AFTER,
      .units = {{"A", {{400, .6}}, {{0, 0}}}, {"B", {{400, .6}}, {{0, 0}}}}}},
    {"and one of them clearly lower there",
     "all_weakest",
     "Mọi bộ phận đều yếu nhất ở “Sau mua”; thấp hẳn so với phần còn lại ở điểm này: B",
     "Every unit is weakest at “After-sale”; clearly below the rest there: B",
     {.period_count = 1,
      AFTER,
      .units = {{"A", {{400, .8}}, {{0, 0}}}, {"B", {{400, .6}}, {{0, 0}}}}}},
    {"most units: one has too few answers to say it",
     "most_weakest",
     "“Sau mua” là điểm yếu nhất rõ rệt ở 2 trên 3 bộ phận",
     "“After-sale” is clearly the weakest point of 2 of 3 units",
     {.period_count = 1,
      AFTER,
      .units = {{"A", {{400, .6}}, {{0, 0}}},
                {"B", {{400, .6}}, {{0, 0}}},
                {"C", {{6, .6}}, {{0, 0}}}}}},
    {"only the company has enough answers",
     "company_weakest",
     "“Sau mua” là điểm yếu nhất rõ rệt của toàn công ty",
     "“After-sale” is clearly the weakest point of the whole company",
     {.period_count = 1,
      .low = {"cx.stage_aftersale"},
      .low_by_01 = .12,
      .units = {{"A", {{30, .6}}, {{0, 0}}},
                {"B", {{30, .6}}, {{0, 0}}},
                {"C", {{30, .6}}, {{0, 0}}},
                {"D", {{30, .6}}, {{0, 0}}}}}},
    {"one unit is the company",
     "company_weakest",
     NULL,
     NULL,
     {.period_count = 1, AFTER, .units = {{"A", {{400, .6}}, {{0, 0}}}}}},
    {"no weakest stage, but a unit below the rest",
     "units_below",
     "Thấp hẳn so với phần còn lại của công ty, ít nhất ở một điểm: B",
     "Clearly below the rest of the company in at least one point: B",
     {.period_count = 1, .units = {{"A", {{400, .7}}, {{0, 0}}}, {"B", {{400, .45}}, {{0, 0}}}}}},
    {"no weakest stage, one far above many",
     "units_above",
     "Chưa bộ phận nào thấp hẳn so với phần còn lại của công ty; cao hẳn: A",
     "No unit is clearly below the rest of the company; clearly above: A",
     {.period_count = 1,
      .units = {{"A", {{24, .9}}, {{0, 0}}},
                {"B", {{11, .55}}, {{0, 0}}},
                {"C", {{11, .55}}, {{0, 0}}},
                {"D", {{11, .55}}, {{0, 0}}},
                {"E", {{11, .55}}, {{0, 0}}},
                {"F", {{11, .55}}, {{0, 0}}},
                {"G", {{11, .55}}, {{0, 0}}},
                {"H", {{11, .55}}, {{0, 0}}},
                {"I", {{11, .55}}, {{0, 0}}},
                {"J", {{11, .55}}, {{0, 0}}}}}},
    {"all alike",
     "alike",
     "Chưa điểm nào yếu nhất rõ rệt, cũng chưa bộ phận nào khác hẳn phần còn lại của công ty",
     "No point is clearly weakest, and no unit clearly differs from the rest of the company",
     {.period_count = 1, .units = {{"A", {{200, .6}}, {{0, 0}}}, {"B", {{200, .6}}, {{0, 0}}}}}},
    {"a single unit, nothing to compare",
     "cannot_tell",
     "Chưa đủ căn cứ để nói điểm nào yếu nhất",
     "These answers cannot yet tell which point is weakest",
     {.period_count = 1, .units = {{"A", {{200, .6}}, {{0, 0}}}}}},
};

static void the_title_follows_its_rules(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(titles); i++)
        for (int lang = 0; lang < 2; lang++) {
            Arena arena = arena_for_test();
            Case c = titles[i].c;
            c.language = lang == 0 ? "vi" : "en";
            const Report *report = case_report(&arena, &c);
            const Page *page = report_find_page(report, PAGE_JOURNEY_CX);
            assert_non_null(page);
            const char *expected = lang == 0 ? titles[i].vietnamese : titles[i].english;
            if (!str_equal(page->rule, str_from(titles[i].rule)) ||
                (expected && !str_equal(page->title, str_from(expected))))
                fail_msg("%s: %.*s: %.*s", titles[i].name, STR_ARG(page->rule),
                         STR_ARG(page->title));
            check_forbidden(&arena, page->title);
            check_forbidden(&arena, report->journeys[0].marks_note);
            arena_close(&arena);
        }
}

/* ---- The weakest ---- */

/* By the intervals of the cells themselves: the lowest lies below all others, and nothing is
 * hidden. */
static void check_row(const JourneyModel *model, const JourneyRow *row)
{
    ptrdiff_t count = model->groups[0].count, lowest = 0;
    bool clear = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        const Estimate *figure = &row->cells[i].figure;
        clear = clear && figure->state == ESTIMATE_SHOWN;
        if (clear && figure->value < row->cells[lowest].figure.value)
            lowest = i;
    }
    for (ptrdiff_t i = 0; i < count && clear; i++)
        clear = i == lowest || row->cells[lowest].figure.hi < row->cells[i].figure.lo;
    assert_int_equal(row->weakest_clear, clear);
    if (!clear) {
        assert_int_equal(row->weakest, -1);
        return;
    }
    assert_int_equal(row->weakest, lowest);
    assert_true(str_equal(row->weakest_text, model->columns[lowest].label));
}

static void the_weakest_is_named_by_its_interval(void **state)
{
    (void)state;
    ptrdiff_t named = 0, unnamed = 0;
    for (int by = 0; by <= 30; by += 5) {
        Arena arena = arena_for_test();
        Case c = case_company("vi");
        c.low[0] = "cx.stage_use";
        c.low[1] = "ex.q2";
        c.low_by_01 = by / 100.0;
        const Report *report = case_report(&arena, &c);
        for (int side = 0; side < 2; side++) {
            const JourneyModel *model = &report->journeys[side];
            for (ptrdiff_t r = 0; r < model->row_count; r++) {
                check_row(model, &model->rows[r]);
                named += model->rows[r].weakest_clear;
                unnamed += !model->rows[r].weakest_clear;
            }
        }
        arena_close(&arena);
    }
    assert_true(named > 20 && unnamed > 20);
}

static const JourneyRow *row_of(const JourneyModel *model, const char *name)
{
    for (ptrdiff_t r = 0; r < model->row_count; r++)
        if (str_equal(model->rows[r].name, str_from(name)))
            return &model->rows[r];
    fail_msg("no row %s", name);
    return NULL;
}

/* Three of four hundred answered the stage: it might be the lowest. */
static void what_is_hidden_keeps_the_weakest_from_being_named(void **state)
{
    (void)state;
    for (int hidden = 0; hidden < 2; hidden++) {
        Arena arena = arena_for_test();
        Case c = {.language = "vi",
                  .period_count = 1,
                  AFTER,
                  .few = hidden ? "cx.stage_buy" : NULL,
                  .few_unit = 1,
                  .few_answers = 3,
                  .units = {{"A", {{400, .6}}, {{0, 0}}},
                            {"B", {{400, .6}}, {{0, 0}}},
                            {"C", {{400, .6}}, {{0, 0}}}}};
        const Report *report = case_report(&arena, &c);
        const JourneyModel *model = &report->journeys[0];
        const JourneyRow *row = row_of(model, "A");
        const JourneyCell *buy = &row->cells[0];
        assert_true(str_equal(model->columns[0].code, S("cx.stage_buy_index")));
        assert_int_equal(buy->figure.state == ESTIMATE_WITHHELD, hidden);
        assert_int_equal(row->weakest_clear, !hidden);
        assert_int_equal(model->hidden_note.len > 0, hidden);
        if (hidden) {
            assert_true(str_equal(buy->text, S("không hiển thị")));
            assert_true(str_equal(row->weakest_text, S("chưa rõ")));
            assert_true(str_equal(model->hidden_note, word(LANG_VI, WORD_WITHHELD)));
            assert_true(buy->rest_mark == CHANGE_NONE);
        }
        arena_close(&arena);
    }
}

/* ---- Rows and columns ---- */

static void rows_stand_as_on_the_scorecard(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Report *report = case_report(&arena, &c);
    for (int side = 0; side < 2; side++) {
        const JourneyModel *model = &report->journeys[side];
        ptrdiff_t at = 0;
        for (ptrdiff_t r = 0; r < report->scorecard.row_count; r++) {
            const ScoreRow *unit = &report->scorecard.rows[r];
            bool there = side == 1 || !str_equal(unit->name, S("Kho vận")); /* has no customers */
            if (there)
                assert_int_equal(model->rows[at++].scope, unit->scope);
        }
        assert_int_equal(at, model->row_count);
        assert_true(model->rows[0].company && model->rows[0].cells[0].rest_mark == CHANGE_NONE);
    }
    assert_int_equal(report->journeys[0].note_count, 1);
    assert_true(str_find(report->journeys[0].notes[0], S("Kho vận")) > 0);
    /* all of the unit is hidden on the employees' side: one sentence for the row */
    const JourneyRow *hidden = row_of(&report->journeys[1], "Gói quà");
    assert_true(str_equal(hidden->sentence, word(LANG_VI, WORD_WITHHELD)));
    assert_int_equal(hidden->weakest_text.len, 0);
    assert_int_equal(report->journeys[1].hidden_note.len, 0); /* and not once more below */
    arena_close(&arena);
}

static void the_life_cycle_stands_beside_the_factors(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("en");
    c.sections = "[metric ex.q9]\ncolumn = q9\ntype = rating\nscale = 1..5\ncycle = grow\n"
                 "[metric ex.q8]\ncolumn = q8\ntype = rating\nscale = 1..5\ncycle = attract\n";
    const JourneyModel *model = &case_report(&arena, &c)->journeys[1];
    static const char *const codes[] = {"ex.factor_hours", "ex.factor_pay", "ex.cycle_attract",
                                        "ex.cycle_engage", "ex.cycle_grow"};
    assert_int_equal(model->column_count, CX_COUNTOF(codes));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(codes); i++)
        assert_string_equal(str_cstr(&arena, model->columns[i].code), codes[i]);
    assert_int_equal(model->group_count, 2);
    assert_int_equal(model->groups[1].first, 2);
    arena_close(&arena);
}

/* More factors than a page is wide: the company's highest leave, and the weakest stays named. */
static void too_many_columns_leave_the_highest_out(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("en");
    Buffer sections = {.arena = &arena};
    for (int i = 10; i < 30; i++)
        buffer_addf(&sections,
                    "[metric ex.q%d]\ncolumn = q%d\ntype = rating\nscale = 1..5\nfactor = f%d\n", i,
                    i, i);
    c.sections = str_cstr(&arena, buffer_str(&sections));
    c.low[0] = "ex.q25";
    c.low[1] = "ex.q1";
    c.low_by_01 = .2;
    const Report *report = case_report(&arena, &c);
    const JourneyModel *model = &report->journeys[1];
    assert_int_equal(model->column_count, JOURNEY_COLUMNS_MOST);
    assert_int_equal(model->columns_left, 23 - JOURNEY_COLUMNS_MOST);
    bool has[2] = {false};
    double highest = 0;
    for (ptrdiff_t i = 0; i < model->column_count; i++) {
        has[0] = has[0] || str_equal(model->columns[i].code, S("ex.factor_f25"));
        has[1] = has[1] || str_equal(model->columns[i].code, S("ex.factor_hours"));
        highest = fmax(highest, model->rows[0].cells[i].figure.value);
        assert_true(str_equal(model->columns[i].code, model->rows[0].cells[i].figure.code));
    }
    assert_true(has[0] && has[1]);
    ptrdiff_t above = 0;
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        const DataRow *row = &report->data[i];
        above += row->scope == 0 && str_equal(row->period, report->period_id) &&
                 str_starts(row->code, S("ex.factor_")) && row->shown && row->value > highest;
    }
    assert_true(above <= model->columns_left);
    assert_int_equal(model->note_count, 1);
    arena_close(&arena);
}

/* ---- Not there ---- */

static const Refusal *refusal_of(const Report *report, const char *what)
{
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (str_equal(report->refusals[i].what, str_from(what)))
            return &report->refusals[i];
    return NULL;
}

static void a_side_without_columns_says_what_it_needs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        Case c;
        const char *what, *key; /* key NULL: the page is there, or nobody is asked on that side */
        PageKind kind;
        bool printed;
    } rows[] = {
        {"one factor is left",
         {.period_count = 1, .skip = "ex.q1", .units = {{"A", {{60, .6}}, {{60, .6}}}}},
         "journey.ex",
         "input",
         PAGE_JOURNEY_EX,
         false},
        {"two stages are left",
         {.period_count = 1, .skip = "cx.stage_buy", .units = {{"A", {{60, .6}}, {{60, .6}}}}},
         "journey.cx",
         NULL,
         PAGE_JOURNEY_CX,
         true},
        {"no customers at all: said once, for the whole side",
         {.period_count = 1, .no_customers = true, .units = {{"A", {{0, 0}}, {{60, .6}}}}},
         "journey.cx",
         NULL,
         PAGE_JOURNEY_CX,
         false},
        {"everything hidden",
         {.period_count = 1, .units = {{"A", {{3, .6}}, {{60, .6}}}}},
         "journey.cx",
         "withheld",
         PAGE_JOURNEY_CX,
         false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = rows[i].c;
        c.language = "en";
        const Report *report = case_report(&arena, &c);
        const Refusal *refusal = refusal_of(report, rows[i].what);
        if ((report_find_page(report, rows[i].kind) != NULL) != rows[i].printed)
            fail_msg("%s: the page", rows[i].name);
        if ((refusal != NULL) != (rows[i].key != NULL) ||
            (refusal && !str_equal(refusal->key, str_from(rows[i].key))))
            fail_msg("%s: the refusal", rows[i].name);
        arena_close(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_follows_its_rules),
        cmocka_unit_test(the_weakest_is_named_by_its_interval),
        cmocka_unit_test(what_is_hidden_keeps_the_weakest_from_being_named),
        cmocka_unit_test(rows_stand_as_on_the_scorecard),
        cmocka_unit_test(the_life_cycle_stands_beside_the_factors),
        cmocka_unit_test(too_many_columns_leave_the_highest_out),
        cmocka_unit_test(a_side_without_columns_says_what_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
