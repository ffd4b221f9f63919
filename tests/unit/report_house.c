/* Page 3: every rule of its title, its reading, its roof and its duties is met by answers, by
 * business figures and by links that are made for it; and by companies where nothing can be said.
 */
#include "forbidden_words.h"
#include "link_case.h"
#include "report_case.h"

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

static const char lines_80[] =
    "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\ncut = 80\n"
    "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\ncut = 80\n";
static const char lines_20[] =
    "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\ncut = 20\n"
    "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\ncut = 20\n";

static Case company(const char *language, double cx, double ex)
{
    return (Case){
        .language = language, .period_count = 1, .units = {{"A", {{400, cx}}, {{300, ex}}}}};
}

/* ---- Titles ---- */

static void every_title_rule(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sections;
        const char *low[2];
        double cx, ex;
        int ex_n;   /* 0: 300 */
        bool clear; /* a clear link is given */
        const char *rule, *vietnamese, *english;
    } rows[] = {
        {.name = "both lowest lie below their lines",
         .sections = lines_80,
         .low = {"cx.stage_use", "ex.q1"},
         .cx = .7,
         .ex = .7,
         .rule = "cracks",
         .vietnamese = "Nền móng nứt ở “Giờ làm hợp lý”, tầng khách hàng nứt ở “Sử dụng”",
         .english = "The foundation cracks at “Fair hours”, the customers' floor at “Use”"},
        {.name = "both lowest, above the lines",
         .sections = lines_20,
         .low = {"cx.stage_use", "ex.q1"},
         .cx = .7,
         .ex = .7,
         .rule = "lows",
         .vietnamese = "Nền móng yếu nhất ở “Giờ làm hợp lý”, tầng khách hàng yếu nhất ở “Sử dụng”",
         .english = "The foundation is weakest at “Fair hours”, the customers' floor at “Use”"},
        {.name = "only a factor", .low = {"ex.q1"}, .cx = .7, .ex = .7, .rule = "low_base"},
        {.name = "only a stage", .low = {"cx.stage_use"}, .cx = .7, .ex = .7, .rule = "low_room"},
        {.name = "a clear link",
         .cx = .8,
         .ex = .5,
         .clear = true,
         .rule = "link",
         .vietnamese = "Bộ phận có EX cao hơn mức thường ở kỳ trước cũng có CX cao hơn ở kỳ này",
         .english =
             "Where a unit's EX was above its usual level, its CX was higher the period after"},
        {.name = "customers higher", .cx = .9, .ex = .4, .rule = "gap"},
        {.name = "employees higher", .cx = .4, .ex = .9, .rule = "gap"},
        {.name = "employees hidden", .cx = .7, .ex = .7, .ex_n = 3, .rule = "values"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        for (int lang = 0; lang < 2; lang++) {
            Arena arena = arena_for_test();
            Case c = company(lang == 0 ? "vi" : "en", rows[i].cx, rows[i].ex);
            c.sections = rows[i].sections;
            c.low[0] = rows[i].low[0];
            c.low[1] = rows[i].low[1];
            c.low_by_01 = .35;
            if (rows[i].ex_n > 0)
                c.units[0].ex[0].n = rows[i].ex_n;
            Link *link = link_case_none(&arena);
            if (rows[i].clear)
                link_case_lag(&link->ex_to_cx, .12, .04, true);
            const Report *report = link_case_report(&arena, case_scores(&arena, &c), link);
            const Page *page = report_find_page(report, PAGE_HOUSE);
            assert_non_null(page);
            if (!str_equal(page->rule, str_from(rows[i].rule)))
                fail_msg("%s: %.*s: %.*s", rows[i].name, STR_ARG(page->rule), STR_ARG(page->title));
            const char *title = lang == 0 ? rows[i].vietnamese : rows[i].english;
            if (title)
                assert_string_equal(str_cstr(&arena, page->title), title);
            check_forbidden(&arena, page->title);
            for (int r = 0; r < report->house.reading_count; r++)
                check_forbidden(&arena, report->house.reading[r]);
            arena_close(&arena);
        }
}

static void not_without_both_halves(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        Arena arena = arena_for_test();
        Case c = company("vi", .7, .7);
        c.no_customers = i == 0;
        c.no_employees = i == 1;
        if (i == 2)
            c.units[0].cx[0].n = c.units[0].ex[0].n = 3;
        const Report *report = case_report(&arena, &c);
        assert_null(report_find_page(report, PAGE_HOUSE));
        /* then the duties stand on the method page */
        bool told = false;
        for (ptrdiff_t b = 0; b < report->method.block_count; b++)
            told |= str_equal(report->method.blocks[b].head, S("SÁU NHIỆM VỤ CỦA CXO")) &&
                    report->method.blocks[b].line_count == DUTY_COUNT;
        assert_true(told);
        arena_close(&arena);
    }
}

/* ---- Floors ---- */

static void bars_are_what_the_project_has(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = company("vi", .7, .7);
    const HouseModel *house = &case_report(&arena, &c)->house;
    assert_int_equal(house->customers.bar_count, 3);
    assert_string_equal(str_cstr(&arena, house->customers.bars_name), "khâu của hành trình");
    assert_int_equal(house->employees.bar_count, 2);
    assert_string_equal(str_cstr(&arena, house->employees.bars_name), "yếu tố");
    assert_int_equal(house->employees.lowest, -1); /* the same answers to both */
    /* Two stages that nobody answered leave one, which is compared with nothing. */
    c.skip = "ex.q2"; /* pay: the factor has no answers, and one factor is no comparison */
    house = &case_report(&arena, &c)->house;
    assert_string_equal(str_cstr(&arena, house->employees.bars_name), "câu hỏi");
    assert_int_equal(house->employees.bar_count, 3);
    for (ptrdiff_t i = 0; i < house->employees.bar_count; i++)
        assert_true(house->employees.bars[i].figure.state == ESTIMATE_SHOWN);
    arena_close(&arena);
}

static void the_lowest_is_marked_when_its_interval_is_apart(void **state)
{
    (void)state;
    static const struct {
        int n;
        double by;
        bool marked;
    } rows[] = {{300, .35, true}, {300, .004, false}, {12, .05, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = company("en", .7, .7);
        c.units[0].ex[0].n = rows[i].n;
        c.low[0] = "ex.q1";
        c.low_by_01 = rows[i].by;
        const HouseFloor *floor = &case_report(&arena, &c)->house.employees;
        assert_int_equal(floor->lowest >= 0, rows[i].marked);
        if (rows[i].marked) {
            const Estimate *lowest = &floor->bars[floor->lowest].figure;
            for (ptrdiff_t b = 0; b < floor->bar_count; b++)
                assert_true(b == floor->lowest || lowest->hi < floor->bars[b].figure.lo);
        }
        arena_close(&arena);
    }
}

/* Units where the company's lowest factor and its lowest stage are both clearly lower. */
static void cracks_meet_in_units(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .sections = lines_80,
              .period_count = 1,
              .low = {"cx.stage_use", "ex.q1"},
              .low_by_01 = .3,
              .units = {{"Giao nhận", {{300, .5}}, {{200, .5}}},
                        {"Quận 1", {{300, .8}}, {{200, .8}}},
                        {"Quận 2", {{300, .8}}, {{200, .8}}}}};
    const Report *report = case_report(&arena, &c);
    const HouseModel *house = &report->house;
    assert_int_equal(house->meeting_count, 1);
    assert_int_equal(house->crack_count, 3);
    assert_string_equal(
        str_cstr(&arena, house->cracks[2]),
        "Hai điểm này gặp nhau ở Giao nhận: cả hai thấp hơn rõ rệt so với phần còn lại.");
    assert_string_equal(str_cstr(&arena, house->cracks_head), "Chỗ nứt");
    arena_close(&arena);
}

/* ---- The roof ---- */

static const char kpi_sections[] =
    "[kpi revenue]\nlabel = Revenue\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
    "[kpi plan]\nlabel = Plan\nfile = " SOURCE_DIR "/LICENSE\nmeasure = M\n"
    "[kpi turnover]\nlabel = Turnover\nfile = " SOURCE_DIR
    "/LICENSE\nmeasure = % a year\nbetter = lower\n"
    "[kpi absence]\nlabel = Absence\nfile = " SOURCE_DIR "/LICENSE\nmeasure = %\nbetter = lower\n"
    "[incentive]\nrevenue_actual = kpi revenue\nrevenue_target = kpi plan\nrevenue_gate = 0.9\n"
    "score = cx.index\nthreshold = 70\nthreshold_pays = 0.5\ntarget = 75\nmaximum = 80\n"
    "cap = 1.5\n";

static Case with_kpis(const char *language)
{
    return (Case){.language = language,
                  .sections = kpi_sections,
                  .period_count = 2,
                  .units = {{"A", {{200, .6}, {200, .6}}, {{100, .6}, {100, .6}}},
                            {"B", {{200, .6}, {200, .6}}, {{100, .6}, {100, .6}}}}};
}

static void the_roof_has_the_company_and_never_a_mean_of_units(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = with_kpis("en");
    const Scores *scores = case_scores(&arena, &c);
    link_case_kpis(&arena, scores);
    link_case_kpi(scores, "revenue", 0, 0, 178.9); /* the company's own line */
    link_case_kpi(scores, "revenue", 0, 1, 182.3);
    link_case_kpi(scores, "turnover", 1, 1, 12.5);
    link_case_kpi(scores, "turnover", 2, 1, 17.4);
    const Report *report = link_case_report(&arena, scores, NULL);
    const HouseModel *house = &report->house;
    assert_int_equal(house->kpi_count, 3); /* the plan is no result */
    assert_string_equal(str_cstr(&arena, house->kpis[0].label), "Revenue");
    assert_string_equal(str_cstr(&arena, house->kpis[0].text), "182\u00A0M");
    assert_string_equal(str_cstr(&arena, house->kpis[0].note), "+3 vs Jan");
    assert_string_equal(str_cstr(&arena, house->kpis[1].label), "Turnover · lower is better");
    assert_string_equal(str_cstr(&arena, house->kpis[1].text), "12.5 – 17.4% a year");
    assert_true(house->kpis[1].by_unit);
    assert_string_equal(str_cstr(&arena, house->kpis[1].note), "by unit");
    assert_string_equal(str_cstr(&arena, house->kpis[2].text), "no value for this period");
    assert_int_equal(house->roof_none.len, 0);
    arena_close(&arena);
}

static void without_figures_the_roof_says_what_would_bring_them(void **state)
{
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        Arena arena = arena_for_test();
        Case c = company(lang == 0 ? "vi" : "en", .7, .7);
        const HouseModel *house = &case_report(&arena, &c)->house;
        assert_int_equal(house->kpi_count, 0);
        assert_true(str_find(house->roof_none, S("[kpi]")) >= 0);
        assert_int_equal(house->cx_to_kpi.sentence.len, 0);
        arena_close(&arena);
    }
}

/* ---- Arrows ---- */

static void arrows_say_number_and_verdict_or_why_not(void **state)
{
    (void)state;
    static const struct {
        bool given, clear;
        const char *vietnamese, *english;
    } rows[] = {
        {true, true, "+10 EX kỳ trước đi cùng +1,2 CX (+0,8 đến +1,6): rõ rệt",
         "+10 EX last period goes with +1.2 CX (+0.8 to +1.6): clear"},
        {true, false, "+10 EX kỳ trước đi cùng +1,2 CX (+0,8 đến +1,6): chưa đủ căn cứ", NULL},
        {false, false,
         "Không tính mối liên hệ trễ: cần ít nhất 10 phòng ban có 3 cặp kỳ liên tiếp, 40 cặp và 5 "
         "kỳ.",
         NULL}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        for (int lang = 0; lang < 2; lang++) {
            Arena arena = arena_for_test();
            Case c = company(lang == 0 ? "vi" : "en", .7, .7);
            Link *link = link_case_none(&arena);
            if (rows[i].given)
                link_case_lag(&link->ex_to_cx, .12, .04, rows[i].clear);
            const Report *report = link_case_report(&arena, case_scores(&arena, &c), link);
            const char *wanted = lang == 0 ? rows[i].vietnamese : rows[i].english;
            if (wanted)
                assert_string_equal(str_cstr(&arena, report->house.ex_to_cx.sentence), wanted);
            assert_true(report->house.caution.len > 0);
            arena_close(&arena);
        }
}

static void the_arrow_to_growth_has_the_measure_of_its_figure(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = with_kpis("vi");
    const Scores *scores = case_scores(&arena, &c);
    link_case_kpis(&arena, scores);
    link_case_kpi(scores, "revenue", 1, 1, 182.3);
    link_case_kpi(scores, "turnover", 1, 1, 12.5);
    Link *link = link_case_none(&arena);
    link_case_chains(&arena, link, scores);
    link_case_lag(&link->chains[0].cx_to_kpi, .5, .9, false);
    link_case_lag(&link->chains[2].cx_to_kpi, -.23, .1, true);
    const Report *report = link_case_report(&arena, scores, link);
    assert_string_equal(
        str_cstr(&arena, report->house.cx_to_kpi.sentence),
        "+10 CX kỳ trước đi cùng Turnover −2,3\u00A0điểm phần trăm a year (−3,3 đến "
        "−1,3): rõ rệt");
    assert_string_equal(str_cstr(&arena, report->house.arrow_kpi), "turnover");
    arena_close(&arena);
}

/* ---- Reading ---- */

static void the_published_share_stands_only_beside_an_own_one(void **state)
{
    (void)state;
    static const struct {
        int units;
        const char *regression, *two_thirds;
        LinkPlace place;
        const char *sentence;
    } rows[] = {{17, "", "", LINK_INSIDE, "Hai phần ba nằm trong khoảng tin cậy."},
                {17, "", "", LINK_ABOVE, "Khoảng tin cậy nằm trên hai phần ba."},
                {17, "", "", LINK_BELOW, "Khoảng tin cậy nằm dưới hai phần ba."},
                {12, "", "two_thirds", LINK_INSIDE,
                 "Không so sánh với mức hai phần ba của IBM: có 12 phòng ban, cần ít nhất 15."},
                {7, "regression", "", LINK_INSIDE,
                 "Không tính tỷ lệ CX được giải thích: có 7 phòng ban, cần ít nhất 10."}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = company("vi", .7, .7);
        Link *link = link_case_none(&arena);
        link_case_share(&arena, link, rows[i].units, .58, .41, .71);
        link->regression.refused = str_from(rows[i].regression);
        link->regression.two_thirds_refused = str_from(rows[i].two_thirds);
        link->regression.two_thirds = rows[i].place;
        const HouseModel *house = &link_case_report(&arena, case_scores(&arena, &c), link)->house;
        assert_string_equal(str_cstr(&arena, house->explained.sentence), rows[i].sentence);
        bool beside = rows[i].regression[0] == 0 && rows[i].two_thirds[0] == 0;
        assert_int_equal(house->published_note.len > 0, beside);
        if (beside)
            assert_string_equal(str_cstr(&arena, house->explained_label),
                                "Công ty Sen Việt 58% (41% – 71%)");
        arena_close(&arena);
    }
}

static bool reads(const HouseModel *house, const char *part)
{
    for (int i = 0; i < house->reading_count; i++)
        if (str_find(house->reading[i], str_from(part)) >= 0)
            return true;
    return false;
}

static void reading_follows_the_link(void **state)
{
    (void)state;
    static const struct {
        double beta;
        bool clear;
        LinkDirection direction;
        const char *says, *not ;
    } rows[] = {
        {.12, true, LINK_EX_TO_CX, "Foundation and floor go together", "opposite"},
        {-.12, true, LINK_CX_TO_EX, "Foundation and floor go opposite ways", "together"},
        {.12, false, LINK_CANNOT_TELL, "cannot tell yet", "direction"},
        {.12, true, LINK_EX_TO_CX, "from employees to customers is the stronger one",
         "cannot tell"},
        {.12, true, LINK_CX_TO_EX, "from customers to employees is the stronger one",
         "cannot tell"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = company("en", .9, .4);
        Link *link = link_case_none(&arena);
        link_case_lag(&link->ex_to_cx, rows[i].beta, .04, rows[i].clear);
        link->cross.refused = STR_NONE;
        link->cross.told = rows[i].direction;
        const HouseModel *house = &link_case_report(&arena, case_scores(&arena, &c), link)->house;
        assert_true(reads(house, rows[i].says));
        assert_false(reads(house, rows[i].not ));
        assert_true(reads(house, "above EX")); /* the gap is clear */
        arena_close(&arena);
    }
}

/* ---- Duties ---- */

static void every_duty_has_a_figure_or_what_would_bring_it(void **state)
{
    (void)state;
    static const struct {
        bool no_customers, no_employees;
        int answered; /* bits, duty 1 lowest */
    } rows[] = {{false, false, 0x07}, {true, false, 0x05}, {false, true, 0x05}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        for (int lang = 0; lang < 2; lang++) {
            Arena arena = arena_for_test();
            Case c = company(lang == 0 ? "vi" : "en", .7, .7);
            c.no_customers = rows[i].no_customers;
            c.no_employees = rows[i].no_employees;
            const Report *report = case_report(&arena, &c);
            for (int d = 0; d < DUTY_COUNT; d++) {
                const Duty *duty = &report->duties[d];
                assert_int_equal(duty->number, d + 1);
                assert_true(duty->name.len > 0 && duty->answer.len > 0);
                if (duty->answered != ((rows[i].answered >> d & 1) == 1))
                    fail_msg("case %td, duty %d: %.*s", i, d + 1, STR_ARG(duty->answer));
                for (ptrdiff_t p = 0; p < report->page_count; p++)
                    if (report->pages[p].number == duty->page)
                        assert_true(report->pages[p].kind == duty->page_kind);
                check_forbidden(&arena, duty->answer);
            }
            arena_close(&arena);
        }
}

static void duties_tell_of_links_and_growth(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = with_kpis("en");
    const Scores *scores = case_scores(&arena, &c);
    link_case_kpis(&arena, scores);
    Link *link = link_case_none(&arena);
    link_case_lag(&link->ex_to_cx, .12, .04, true);
    link_case_chains(&arena, link, scores);
    const Report *report = link_case_report(&arena, scores, link);
    assert_true(report->duties[3].answered);
    assert_false(report->duties[5].answered); /* no link could be computed */
    link_case_lag(&link->chains[0].cx_to_kpi, .5, .9, false);
    report = link_case_report(&arena, scores, link);
    assert_string_equal(str_cstr(&arena, report->duties[5].answer),
                        "Not clear for any of the 4 business figures.");
    link_case_lag(&link->chains[2].cx_to_kpi, -.23, .1, true);
    report = link_case_report(&arena, scores, link);
    assert_string_equal(str_cstr(&arena, report->duties[5].answer),
                        "Clearly goes with CX: Turnover");
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_title_rule),
        cmocka_unit_test(not_without_both_halves),
        cmocka_unit_test(bars_are_what_the_project_has),
        cmocka_unit_test(the_lowest_is_marked_when_its_interval_is_apart),
        cmocka_unit_test(cracks_meet_in_units),
        cmocka_unit_test(the_roof_has_the_company_and_never_a_mean_of_units),
        cmocka_unit_test(without_figures_the_roof_says_what_would_bring_them),
        cmocka_unit_test(arrows_say_number_and_verdict_or_why_not),
        cmocka_unit_test(the_arrow_to_growth_has_the_measure_of_its_figure),
        cmocka_unit_test(the_published_share_stands_only_beside_an_own_one),
        cmocka_unit_test(reading_follows_the_link),
        cmocka_unit_test(every_duty_has_a_figure_or_what_would_bring_it),
        cmocka_unit_test(duties_tell_of_links_and_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
