/* Findings: every rule of the table is met once, in both languages; what is not clear is not
 * found; each duty speaks first once; a unit is named once. */
#include "forbidden_words.h"
#include "link_case.h"
#include "report_case.h"

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

static const Finding *find(const Report *report, const char *rule)
{
    for (int i = 0; i < report->summary.finding_count; i++)
        if (str_equal(report->summary.findings[i].rule, str_from(rule)))
            return &report->summary.findings[i];
    return NULL;
}

static const Finding *need(const Report *report, const char *rule)
{
    const Finding *found = find(report, rule);
    if (!found) {
        for (int i = 0; i < report->summary.finding_count; i++)
            print_message("there is %.*s\n", STR_ARG(report->summary.findings[i].rule));
        fail_msg("no %s", rule);
    }
    return found;
}

/* Whole sentences with a duty, and a page that is printed. */
static void check_finding(Arena *arena, const Report *report, const Finding *finding, int duty)
{
    assert_int_equal(finding->duty, duty);
    assert_true(str_find(finding->duty_text, report->duties[duty - 1].name) > 0);
    assert_true(finding->title.len > 0 && finding->body.len > 0);
    assert_true(str_ends(finding->body, S(".")));
    check_forbidden(arena, finding->title);
    check_forbidden(arena, finding->body);
    bool there = false;
    for (ptrdiff_t p = 0; p < report->page_count; p++)
        there |=
            report->pages[p].number == finding->page && report->pages[p].kind == finding->page_kind;
    assert_true(there);
}

/* ---- Rules on units and figures ---- */

#define LINES                                                                           \
    "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\ncut = 60\n" \
    "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\ncut = 60\n"

#define LOW_LINES                                                                       \
    "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\ncut = 20\n" \
    "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\ncut = 20\n"

static const struct {
    const char *rule;
    int duty;
    Case c;
    const char *vietnamese, *english; /* titles */
} plain[] = {
    {"both_low_falling",
     2,
     {.sections = LINES,
      .period_count = 2,
      .units = {{"A", {{300, .5}, {300, .35}}, {{200, .5}, {200, .35}}}}},
     "Dựng lại nền tảng ở A",
     "Rebuild the foundation at A"},
    {"both_low",
     2,
     {.sections = LINES, .period_count = 1, .units = {{"A", {{300, .4}}, {{200, .4}}}}},
     "Dựng lại nền tảng ở A",
     "Rebuild the foundation at A"},
    {"employee_fall",
     1,
     {.sections = LOW_LINES,
      .period_count = 2,
      .units = {{"A", {{300, .7}, {300, .7}}, {{200, .8}, {200, .6}}}}},
     "Hỏi nhân viên ở A điều gì đã thay đổi",
     "Ask the employees of A what has changed"},
    {"imbalance",
     2,
     {.sections = LINES, .period_count = 1, .units = {{"A", {{300, .85}}, {{200, .4}}}}},
     "Chăm lo nhân viên ở A",
     "Look after the employees of A"},
    {"missed_target",
     2,
     {.sections = "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\n"
                  "target = 95\n",
      .period_count = 1,
      .units = {{"A", {{300, .6}}, {{200, .6}}}}},
     "Chỉ số khách hàng (CX): quyết định cách đạt mục tiêu",
     "Customer index (CX): decide how the target can be reached"},
    {"customer_fall",
     1,
     {.sections = LOW_LINES,
      .period_count = 2,
      .units = {{"A", {{300, .8}, {300, .6}}, {{200, .7}, {200, .7}}}}},
     "Hỏi khách hàng của A điều chưa hài lòng",
     "Ask the customers of A what they miss"},
    {"best_practice",
     2,
     {.sections = LINES, .period_count = 1, .units = {{"A", {{300, .9}}, {{200, .9}}}}},
     "Ghi lại cách làm của A và nhân rộng",
     "Write down how A works, and spread it"},
    {"many_hidden",
     1,
     {.period_count = 1,
      .units = {{"A", {{300, .6}}, {{200, .6}}},
                {"B", {{300, .6}}, {{3, .6}}},
                {"C", {{300, .6}}, {{4, .6}}}}},
     "Cân nhắc báo cáo các bộ phận nhỏ theo nhóm có tên",
     "Consider reporting small units as named groups"},
    {"meet",
     3,
     {.sections = LOW_LINES,
      .period_count = 1,
      .low = {"cx.stage_use", "ex.q1"},
      .low_by_01 = .3,
      .units = {{"A", {{300, .5}}, {{200, .5}}},
                {"B", {{300, .8}}, {{200, .8}}},
                {"C", {{300, .8}}, {{200, .8}}}}},
     "Sửa cùng lúc “Giờ làm hợp lý” và “Sử dụng” ở A",
     "Take on “Fair hours” and “Use” at A"},
};

static void every_rule_on_units(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(plain); i++)
        for (int lang = 0; lang < 2; lang++) {
            Arena arena = arena_for_test();
            Case c = plain[i].c;
            c.language = lang == 0 ? "vi" : "en";
            const Report *report = case_report(&arena, &c);
            const Finding *finding = need(report, plain[i].rule);
            check_finding(&arena, report, finding, plain[i].duty);
            assert_string_equal(str_cstr(&arena, finding->title),
                                lang == 0 ? plain[i].vietnamese : plain[i].english);
            arena_close(&arena);
        }
}

static void few_answered(void **state)
{
    (void)state;
    static const struct {
        double rate;
        const char *language, *title;
    } rows[] = {{20, "vi", "Để nhiều nhân viên trả lời hơn"},
                {20, "en", "Bring more employees to answer"},
                {40, "en", NULL}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = {.language = rows[i].language,
                  .sections = LOW_LINES,
                  .period_count = 1,
                  .units = {{"A", {{300, .6}}, {{200, .6}}}}};
        Scores *scores = (Scores *)(uintptr_t)case_scores(&arena, &c);
        scores->response[SIDE_EX] = NEW(&arena, Response, scores->tally->unit_count);
        scores->response[SIDE_EX][0] = (Response){.state = RESPONSE_RATE,
                                                  .complete = 200,
                                                  .eligible = 1000,
                                                  .rr1 = rows[i].rate,
                                                  .rr2 = rows[i].rate};
        const Report *report = link_case_report(&arena, scores, NULL);
        const Finding *finding = find(report, "low_response");
        assert_int_equal(finding != NULL, rows[i].title != NULL);
        if (finding) {
            check_finding(&arena, report, finding, 1);
            assert_string_equal(str_cstr(&arena, finding->title), rows[i].title);
        }
        arena_close(&arena);
    }
}

/* ---- Rules on links ---- */

static const char kpis[] =
    LOW_LINES "[kpi revenue]\nlabel = Revenue\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
              "[kpi turnover]\nlabel = Turnover\nfile = " SOURCE_DIR "/LICENSE\nmeasure = %\n"
              "better = lower\n";

/* Two units of like people; A's employees fall. */
static Case falling(const char *language)
{
    return (Case){.language = language,
                  .sections = kpis,
                  .period_count = 2,
                  .units = {{"A", {{300, .7}, {300, .7}}, {{200, .8}, {200, .7}}},
                            {"B", {{300, .7}, {300, .7}}, {{200, .8}, {200, .6}}}}};
}

typedef struct Linked {
    Arena arena;
    const Scores *scores;
    Link *link;
} Linked;

static Linked linked(const Case *c)
{
    Linked linked = {.arena = arena_for_test()};
    linked.scores = case_scores(&linked.arena, c);
    link_case_kpis(&linked.arena, linked.scores);
    linked.link = link_case_none(&linked.arena);
    link_case_chains(&linked.arena, linked.link, linked.scores);
    return linked;
}

static void a_fall_where_the_link_is_clear(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool clear;
        double beta, usual;
        const char *title, *part;
    } rows[] = {
        {"vi", true, .12, 60, "Theo sát khách hàng của A trong kỳ tới",
         "nếu xu hướng trước đây giữ nguyên, mức này đi cùng CX kỳ sau thấp hơn"},
        {"en", true, .12, 60, "Watch the customers of A next period",
         "if the past pattern held, this would go with CX lower by"},
        {"en", true, .12, 1, "Watch the customers of A next period",
         "where EX was 10 points lower, CX was 1.2 lower the period after (0.8 to 1.6)"},
        {"vi", false, .12, 60, NULL, NULL},
        {"vi", true, -.12, 60, NULL, NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Case c = falling(rows[i].language);
        Linked l = linked(&c);
        link_case_lag(&l.link->ex_to_cx, rows[i].beta, .04, rows[i].clear);
        l.link->what_if.usual = rows[i].usual;
        const Report *report = link_case_report(&l.arena, l.scores, l.link);
        const Finding *finding = find(report, "link_fall");
        assert_int_equal(finding != NULL, rows[i].title != NULL);
        if (finding) {
            check_finding(&l.arena, report, finding, 4);
            assert_string_equal(str_cstr(&l.arena, finding->title), rows[i].title);
            if (str_find(finding->body, str_from(rows[i].part)) < 0)
                fail_msg("%.*s", STR_ARG(finding->body));
        }
        /* B fell further: it is the employees' finding, and named there only */
        assert_string_equal(str_cstr(&l.arena, need(report, "employee_fall")->unit), "B");
        arena_close(&l.arena);
    }
}

static Case calm(const char *language)
{
    return (Case){.language = language,
                  .sections = kpis,
                  .period_count = 1,
                  .units = {{"A", {{300, .7}}, {{200, .7}}}, {"B", {{300, .7}}, {{200, .7}}}}};
}

static void growth_by_the_whole_chain_or_by_customers(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool chain, stands_out;
        const char *rule, *title, *body;
    } rows[] = {
        {"en", true, true, "growth_chain", "Discuss “Revenue” together with EX and CX",
         "If the past pattern held, +5 EX would go with Revenue +0.80\u00A0M (+0.50 to +1.10), by "
         "way of CX, two periods later."},
        {"vi", true, true, "growth_chain", "Bàn “Revenue” cùng với EX và CX", NULL},
        {"en", false, true, "growth_link", "Discuss “Turnover” together with CX",
         "+10 CX last period goes with Turnover \u22122.3\u00A0percentage points (\u22123.3 to "
         "\u22121.3): clear."},
        {"vi", false, true, "growth_link", "Bàn “Turnover” cùng với CX", NULL},
        {"vi", false, false, NULL, NULL, NULL},
        {"en", true, false, NULL, NULL, NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Case c = calm(rows[i].language);
        Linked l = linked(&c);
        link_case_kpi(l.scores, "revenue", 1, 0, 182.35);
        link_case_kpi(l.scores, "turnover", 1, 0, 12.5);
        link_case_lag(&l.link->chains[1].cx_to_kpi, -.23, .1, rows[i].stands_out);
        if (rows[i].chain) {
            LinkLag *customers = &l.link->chains[0].cx_to_kpi;
            link_case_lag(customers, .6, .2, true);
            customers->stands_out = rows[i].stands_out;
            l.link->chains[0].refused = STR_NONE;
            l.link->chains[0].of = (StatsChain){.groups = 17, .value = .8, .lo = .5, .hi = 1.1};
        }
        const Report *report = link_case_report(&l.arena, l.scores, l.link);
        if (!rows[i].rule) {
            assert_null(find(report, "growth_chain"));
            assert_null(find(report, "growth_link"));
        } else {
            const Finding *finding = need(report, rows[i].rule);
            check_finding(&l.arena, report, finding, 6);
            assert_string_equal(str_cstr(&l.arena, finding->title), rows[i].title);
            if (rows[i].body)
                assert_string_equal(str_cstr(&l.arena, finding->body), rows[i].body);
        }
        arena_close(&l.arena);
    }
}

static void a_forecast_is_a_finding_only_when_it_missed(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        Case c = calm(i == 0 ? "vi" : "en");
        Linked l = linked(&c);
        l.link->forecast = (LinkForecast){.risen = 8,
                                          .others = 9,
                                          .ex_diff = 6,
                                          .expected = .7,
                                          .lo = .4,
                                          .hi = 1,
                                          .came = i == 2 ? .5 : -2.1,
                                          .came_lo = -3,
                                          .came_hi = -1,
                                          .miss = i == 2 ? -.2 : -2.8,
                                          .miss_lo = -3.9,
                                          .miss_hi = i == 2 ? .5 : -1.7};
        const Report *report = link_case_report(&l.arena, l.scores, l.link);
        const Finding *finding = find(report, "forecast_missed");
        assert_int_equal(finding != NULL, i < 2);
        if (finding) {
            check_finding(&l.arena, report, finding, 4);
            assert_true(str_find(finding->body, i == 0 ? S("lệch −2,8 (−3,9 đến −1,7)")
                                                       : S("−2.8 apart (−3.9 to −1.7)")) >= 0);
        }
        arena_close(&l.arena);
    }
}

typedef struct Heavy { /* of the first driver */
    ptrdiff_t k;
    double share;
    LinkQuadrant quadrant;
} Heavy;

static void add_drivers(Linked *l, Side which, Heavy heavy)
{
    const SideTally *side = &l->scores->tally->side[which];
    LinkDrivers *drivers = &l->link->drivers[which];
    *drivers = (LinkDrivers){.given = true,
                             .n = 400,
                             .k = heavy.k,
                             .groups = 50,
                             .drivers = NEW(&l->arena, LinkDriver, heavy.k),
                             .r2 = .5,
                             .r2_se = .02,
                             .condition = 3,
                             .performance_line = 62};
    ptrdiff_t k = 0;
    for (ptrdiff_t q = 0; q < side->question_count && k < heavy.k; q++) {
        if (side->questions[q].metric->type == METRIC_NPS) {
            drivers->outcome = q;
            continue;
        }
        bool first = k == 0;
        bool low = first && heavy.quadrant == LINK_FIX_FIRST;
        double share = first ? heavy.share : (100 - heavy.share) / (double)(heavy.k - 1);
        drivers->drivers[k++] = (LinkDriver){.question = q,
                                             .r = .5,
                                             .beta = .3,
                                             .vif = 1.2,
                                             .lmg = share / 200,
                                             .johnson = share / 200,
                                             .share = share,
                                             .se = 2,
                                             .lo = share - 4,
                                             .hi = share + 4,
                                             .johnson_share = share,
                                             .performance = low ? 44 : 70,
                                             .importance = first ? LINK_HIGH : LINK_LOW,
                                             .performance_level = low ? LINK_LOW : LINK_HIGH,
                                             .quadrant = first ? heavy.quadrant : LINK_MAINTAIN};
    }
    assert_int_equal(k, heavy.k);
}

/* A driver that is clearly heavy and clearly low; of two the heavier. */
static void what_is_important_and_low(void **state)
{
    (void)state;
    static const struct {
        const char *language, *title;
        LinkQuadrant quadrant;
    } rows[] = {{"vi", "Sửa trước ở phía nhân viên: “Q1”", LINK_FIX_FIRST},
                {"en", "Mend first on the employees' side: “Q1”", LINK_FIX_FIRST},
                {"en", NULL, LINK_KEEP}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Case c = calm(rows[i].language);
        c.low[0] = "ex.q1";
        c.low_by_01 = .3;
        Linked l = linked(&c);
        add_drivers(&l, SIDE_EX, (Heavy){4, 40, rows[i].quadrant});
        const Report *report = link_case_report(&l.arena, l.scores, l.link);
        const Finding *finding = find(report, "fix_first");
        assert_int_equal(finding != NULL, rows[i].title != NULL);
        if (finding) {
            check_finding(&l.arena, report, finding, 3);
            assert_true(finding->page_kind == PAGE_DRIVERS);
            assert_string_equal(str_cstr(&l.arena, finding->title), rows[i].title);
        }
        arena_close(&l.arena);
    }
}

/* 60 of two are less beside an even share than 40 of four. */
static void a_share_is_weighed_beside_an_even_one(void **state)
{
    (void)state;
    Case c = calm("en");
    Linked l = linked(&c);
    add_drivers(&l, SIDE_CX, (Heavy){2, 60, LINK_FIX_FIRST});
    add_drivers(&l, SIDE_EX, (Heavy){4, 40, LINK_FIX_FIRST});
    const Report *report = link_case_report(&l.arena, l.scores, l.link);
    assert_string_equal(str_cstr(&l.arena, need(report, "fix_first")->title),
                        "Mend first on the employees' side: “Q1”");
    arena_close(&l.arena);
}

/* ---- Order ---- */

static void each_duty_speaks_first_once_and_a_unit_is_named_once(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    /* Three units for three findings of duty 2; one fall on the employees' side. */
    Case c = {.language = "vi",
              .sections = LINES,
              .period_count = 2,
              .units = {{"A", {{300, .4}, {300, .4}}, {{200, .4}, {200, .4}}},
                        {"B", {{300, .85}, {300, .85}}, {{200, .4}, {200, .4}}},
                        {"C", {{300, .9}, {300, .9}}, {{200, .9}, {200, .9}}},
                        {"D", {{300, .75}, {300, .75}}, {{200, .8}, {200, .7}}}}};
    const SummaryModel *summary = &case_report(&arena, &c)->summary;
    assert_int_equal(summary->finding_count, 3);
    static const char *const rules[] = {"both_low", "employee_fall", "imbalance"};
    static const char *const units[] = {"A", "D", "B"};
    for (int i = 0; i < 3; i++) {
        assert_string_equal(str_cstr(&arena, summary->findings[i].rule), rules[i]);
        assert_string_equal(str_cstr(&arena, summary->findings[i].unit), units[i]);
        assert_int_equal(summary->findings[i].number, i + 1);
    }
    arena_close(&arena);
}

/* The method page says the rule, without those that this project cannot meet. */
static void the_method_page_says_how(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_for_test();
        Case c = calm("en");
        c.no_employees = i == 1;
        c.sections = i == 1 ? NULL : c.sections;
        const MethodModel *method = &case_report(&arena, &c)->method;
        bool told = false;
        for (ptrdiff_t b = 0; b < method->block_count; b++) {
            const MethodBlock *block = &method->blocks[b];
            if (!str_equal(block->head, S("HOW THE THINGS TO DECIDE ARE CHOSEN")))
                continue;
            told = true;
            assert_int_equal(block->line_count, 3);
            assert_int_equal(str_find(block->lines[1], S("EX fell")) >= 0, i == 0);
            assert_true(str_find(block->lines[1], S("CX fell")) >= 0);
        }
        assert_true(told);
        arena_close(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_on_units),
        cmocka_unit_test(few_answered),
        cmocka_unit_test(a_fall_where_the_link_is_clear),
        cmocka_unit_test(growth_by_the_whole_chain_or_by_customers),
        cmocka_unit_test(a_forecast_is_a_finding_only_when_it_missed),
        cmocka_unit_test(what_is_important_and_low),
        cmocka_unit_test(a_share_is_weighed_beside_an_even_one),
        cmocka_unit_test(each_duty_speaks_first_once_and_a_unit_is_named_once),
        cmocka_unit_test(the_method_page_says_how),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
