/* Page 13: what is paid, whether the margin of error reaches a point of the curve, and what is
 * missing where nothing can be told. Payouts here are worked out by hand from the figures shown. */
#include "forbidden_words.h"
#include "link_case.h"

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

/* One unit whose customers answer around 0.6 of their scales. `n` answers. */
static Case with_curve(Arena *arena, const char *language, int n, const char *points)
{
    Str text =
        str_format(arena,
                   "[kpi revenue]\nlabel = Revenue\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
                   "[kpi plan]\nlabel = Plan\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
                   "[incentive]\nrevenue_actual = kpi revenue\nrevenue_target = kpi plan\n"
                   "score = cx.index\n%s",
                   points);
    return (Case){.language = language,
                  .sections = str_cstr(arena, text),
                  .no_employees = true,
                  .period_count = 1,
                  .units = {{"A", {{n, .6}}, {{0, 0}}}}};
}

static const Report *report_of(Arena *arena, const Case *c, double actual, double plan)
{
    const Scores *scores = case_scores(arena, c);
    link_case_kpis(arena, scores);
    link_case_kpi(scores, "revenue", 0, 0, actual);
    link_case_kpi(scores, "plan", 0, 0, plan);
    link_case_kpi(scores, "revenue", 1, 0, 7); /* a unit's: never taken for the company's */
    link_case_kpi(scores, "plan", 1, 0, 7);
    return link_case_report(arena, scores, NULL);
}

static const Refusal *find_refusal(const Report *report)
{
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (str_equal(report->refusals[i].what, S("incentive")))
            return &report->refusals[i];
    return NULL;
}

/* The curve around the score of the case, whatever that is: `points` are told from it. */
static Str curve_around(Arena *arena, double score, double t0, double t1, double t2)
{
    return str_format(arena, "threshold = %.6f\ntarget = %.6f\nmaximum = %.6f\n", score + t0,
                      score + t1, score + t2);
}

static double score_of_case(Arena *arena)
{
    Case c = with_curve(arena, "en", 400, "threshold = 1\ntarget = 2\nmaximum = 3\n");
    const IncentiveModel *model = &report_of(arena, &c, 1, 1)->incentive;
    assert_true(model->given);
    assert_true(model->score.lo < model->score.value - .5 &&
                model->score.lo > model->score.value - 9);
    return model->score.value;
}

typedef struct CurveRow {
    double t0, t1, t2; /* from the score */
    double ratio;
    const char *rule;
    double payout;
    bool threshold_within, target_within;
} CurveRow;

/* p0 = 0.5, cap = 1.5, gate = 0.9, as they stand without the keys. The interval of the score is
 * wider than 1 and narrower than 18. */
static const CurveRow rows[] = {
    {-10, 10, 30, 1, "short_of_target", .75, false, false},
    {-10, 10, 30, .9, "short_of_target", .75, false, false},
    {-10, 10, 30, .8999, "gate", 0, false, false},
    {-30, -10, 10, 1, "above_target", 1.25, false, false},
    {-30, -20, -10, 1, "cap", 1.5, false, false},
    {10, 20, 30, 1, "below", 0, false, false},
    {.2, 20, 30, 1, "below_within", 0, true, false},
    {-.2, 19.8, 30, 1, "threshold_within", .505, true, false},
    {-19.8, .2, 30, 1, "target_within", .995, false, true},
    {-20, -.4, 19.6, 1, "target_within", 1.01, false, true},
    {-.2, .2, 30, 1, "threshold_within", .75, true, true},
};

static void the_curve_pays_and_the_title_follows(void **state)
{
    (void)state;
    for (int lang = 0; lang < 2; lang++)
        for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
            Arena arena = arena_for_test();
            const CurveRow *row = &rows[i];
            Str points = curve_around(&arena, score_of_case(&arena), row->t0, row->t1, row->t2);
            Case c = with_curve(&arena, lang == 0 ? "vi" : "en", 400, str_cstr(&arena, points));
            const Report *report = report_of(&arena, &c, row->ratio * 200, 200);
            const IncentiveModel *model = &report->incentive;
            const Page *page = report_find_page(report, PAGE_INCENTIVE);
            assert_non_null(page);
            assert_int_equal(page->section, 13);
            assert_string_equal(str_cstr(&arena, page->rule), row->rule);
            assert_true(fabs(model->payout - row->payout) < 1e-6);
            assert_true(model->payout_lo <= model->payout && model->payout <= model->payout_hi);
            assert_int_equal(model->threshold_within, row->threshold_within);
            assert_int_equal(model->target_within, row->target_within);
            assert_null(find_refusal(report));
            assert_true(str_find(page->title, S("{")) < 0);
            bool below = str_starts(str_from(row->rule), S("below"));
            assert_true(below == (str_find(page->title, model->payout_text) < 0) || !model->open);
            check_forbidden(&arena, page->title);
            check_forbidden(&arena, model->principle);
            check_forbidden(&arena, model->within_text);
            arena_close(&arena);
        }
}

static void a_share_just_below_the_gate_is_not_rounded_up_to_it(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = with_curve(&arena, "en", 400, "threshold = 1\ntarget = 2\nmaximum = 3\n");
    const IncentiveModel *model = &report_of(&arena, &c, 89.997, 100)->incentive;
    assert_false(model->open);
    assert_string_equal(str_cstr(&arena, model->ratio_text), "89.997%");
    assert_string_equal(str_cstr(&arena, model->gate_text), "gate 90%: closed");
    assert_int_equal(model->interval_text.len, 0);
    arena_close(&arena);
}

static void what_is_missing_is_said_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        int n;
        double actual, plan;
        const char *key, *sentence;
    } cases[] = {
        {29, 1, 1, "incentive",
         "Payout not computed: the score rests on 29 answers, at least 30 are needed."},
        {4, 1, 1, "withheld",
         "Payout not computed. Customer index (CX): Not shown, to protect the people who "
         "answered."},
        {30, (double)NAN, 1, "input",
         "Payout not computed: no line of the whole company (unit left empty) with Revenue for "
         "Jan 2025; lines of units are never added up."},
        {30, (double)NAN, (double)NAN, "input",
         "Payout not computed: no line of the whole company (unit left empty) with Revenue and "
         "Plan "
         "for Jan 2025; lines of units are never added up."},
        {30, 1, 0, "input",
         "Payout not computed: Plan is not above zero in Jan 2025, so there is no share of it."},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Arena arena = arena_for_test();
        Case c = with_curve(&arena, "en", cases[i].n, "threshold = 1\ntarget = 2\nmaximum = 3\n");
        const Report *report = report_of(&arena, &c, cases[i].actual, cases[i].plan);
        const Refusal *refusal = find_refusal(report);
        assert_non_null(refusal);
        assert_string_equal(str_cstr(&arena, refusal->key), cases[i].key);
        assert_string_equal(str_cstr(&arena, refusal->sentence), cases[i].sentence);
        assert_null(report_find_page(report, PAGE_INCENTIVE));
        assert_false(report->incentive.given);
        arena_close(&arena);
    }
}

static void without_the_section_the_method_page_says_what_brings_it(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("en");
    const Report *report = case_report(&arena, &c);
    assert_string_equal(str_cstr(&arena, find_refusal(report)->key), "input");
    assert_null(report_find_page(report, PAGE_INCENTIVE));
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_curve_pays_and_the_title_follows),
        cmocka_unit_test(a_share_just_below_the_gate_is_not_rounded_up_to_it),
        cmocka_unit_test(what_is_missing_is_said_and_nothing_else),
        cmocka_unit_test(without_the_section_the_method_page_says_what_brings_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
