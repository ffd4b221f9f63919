/* Page 9 in words: the title, what to do first and where, what cannot be read alone, and why there
 * are no key drivers, in both languages. How shares are computed is tested in link_drivers.c. */
#include "forbidden_words.h"
#include "report_case.h"

#include <cxex/link.h>

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

typedef struct Seen { /* a driver as the link gives it */
    const char *id;
    double share, performance;
    LinkQuadrant quadrant;
} Seen;

static ptrdiff_t question_of(const Scores *scores, Side side, const char *id)
{
    const SideTally *tally = &scores->tally->side[side];
    for (ptrdiff_t q = 0; q < tally->question_count; q++)
        if (str_equal(tally->questions[q].metric->id, str_from(id)))
            return q;
    fail_msg("no question %s", id);
    return -1;
}

static LinkDrivers drivers_seen(Arena *arena, const Scores *scores, Side side, const Seen *seen,
                                ptrdiff_t count)
{
    LinkDrivers drivers = {.given = true,
                           .n = 1234,
                           .k = count,
                           .groups = 50,
                           .outcome =
                               question_of(scores, side, side == SIDE_CX ? "cx.nps" : "ex.enps"),
                           .drivers = NEW(arena, LinkDriver, count),
                           .r2 = .456,
                           .performance_line = 70,
                           .condition = 3};
    for (ptrdiff_t i = 0; i < count; i++)
        drivers.drivers[i] = (LinkDriver){.question = question_of(scores, side, seen[i].id),
                                          .r = .5,
                                          .beta = .3,
                                          .vif = 1.5,
                                          .share = seen[i].share,
                                          .lo = seen[i].share - 2,
                                          .hi = seen[i].share + 2,
                                          .performance = seen[i].performance,
                                          .quadrant = seen[i].quadrant};
    return drivers;
}

static const Report *report_of(Arena *arena, const Scores *scores, const LinkDrivers *both,
                               const char *period)
{
    Str reason = STR_NONE;
    ReportOptions options = {.key_drivers = both, .period = str_from(period)};
    const Report *report = report_build(arena, scores, options, &reason);
    assert_non_null(report);
    return report;
}

/* Three stages and three questions with these verdicts; the first is the most important one. */
static const Report *with_verdicts(Arena *arena, const char *language, const LinkQuadrant cx[3],
                                   const LinkQuadrant ex[3])
{
    static const char *const stages[] = {"cx.stage_use", "cx.stage_buy", "cx.stage_aftersale"},
                             *const questions[] = {"ex.q1", "ex.q2", "ex.q3"};
    Case c = case_company(language);
    const Scores *scores = case_scores(arena, &c);
    LinkDrivers *both = NEW(arena, LinkDrivers, SIDE_COUNT);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Seen seen[3];
        for (int i = 0; i < 3; i++)
            seen[i] = (Seen){side == SIDE_CX ? stages[i] : questions[i], 50 - 15 * i, 60 + 5 * i,
                             side == SIDE_CX ? cx[i] : ex[i]};
        both[side] = drivers_seen(arena, scores, (Side)side, seen, 3);
    }
    return report_of(arena, scores, both, "");
}

/* ---- Titles ---- */

#define NOTHING                                                     \
    {                                                               \
        LINK_QUADRANT_CANNOT_TELL, LINK_LOW_PRIORITY, LINK_MAINTAIN \
    }
static const struct {
    const char *rule;
    LinkQuadrant cx[3], ex[3];
    const char *vietnamese, *english;
} titles[] = {
    {"fix_first_both",
     {LINK_FIX_FIRST, LINK_KEEP, LINK_MAINTAIN},
     {LINK_FIX_FIRST, LINK_FIX_FIRST, LINK_KEEP},
     "Sử dụng (khách hàng) và Q1 và Q2 (nhân viên): quan trọng mà điểm còn thấp",
     "Use (customers) and Q1 and Q2 (employees): important, yet scored low"},
    {"fix_first_cx",
     {LINK_FIX_FIRST, LINK_FIX_FIRST, LINK_FIX_FIRST},
     {LINK_KEEP, LINK_KEEP, LINK_KEEP},
     "Với khách hàng: Sử dụng, Mua hàng và 1 yếu tố khác quan trọng mà điểm còn thấp",
     "For customers: Use, Purchase and 1 more – important, yet scored low"},
    {"fix_first_ex",
     NOTHING,
     {LINK_MAINTAIN, LINK_FIX_FIRST, LINK_MAINTAIN},
     "Với nhân viên: Q2 quan trọng mà điểm còn thấp",
     "For employees: Q2 – important, yet scored low"},
    {"keep_both",
     {LINK_KEEP, LINK_MAINTAIN, LINK_MAINTAIN},
     {LINK_KEEP, LINK_MAINTAIN, LINK_MAINTAIN},
     "Chưa thấy yếu tố quan trọng nào có điểm thấp rõ rệt; nên giữ vững Sử dụng (khách hàng) và Q1 "
     "(nhân viên)",
     "Nothing important is clearly scored low; to be kept: Use (customers) and Q1 (employees)"},
    {"keep_cx",
     {LINK_KEEP, LINK_MAINTAIN, LINK_MAINTAIN},
     NOTHING,
     "Chưa thấy yếu tố quan trọng nào có điểm thấp rõ rệt; nên giữ vững Sử dụng với khách hàng",
     "Nothing important is clearly scored low; to be kept for customers: Use"},
    {"keep_ex",
     NOTHING,
     {LINK_KEEP, LINK_MAINTAIN, LINK_MAINTAIN},
     "Chưa thấy yếu tố quan trọng nào có điểm thấp rõ rệt; nên giữ vững Q1 với nhân viên",
     "Nothing important is clearly scored low; to be kept for employees: Q1"},
    {"nothing_clear", NOTHING, NOTHING,
     "Chưa có yếu tố nào vừa quan trọng vừa có điểm thấp một cách rõ rệt",
     "No factor is clearly both important and scored low"},
};

static void check_words(Arena *arena, const DriversModel *model)
{
    check_forbidden(arena, model->note);
    check_forbidden(arena, model->map_note);
    for (int i = 0; i < model->todo_count; i++)
        check_forbidden(arena, model->todo[i]);
    for (int p = 0; p < model->panel_count; p++) {
        check_forbidden(arena, model->panels[p].head);
        check_forbidden(arena, model->panels[p].sentence);
        for (ptrdiff_t i = 0; i < model->panels[p].note_count; i++)
            check_forbidden(arena, model->panels[p].notes[i]);
    }
}

static void the_title_follows_the_verdicts(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(titles); i++)
        for (int vi = 0; vi < 2; vi++) {
            Arena arena = arena_for_test();
            const Report *report =
                with_verdicts(&arena, vi ? "vi" : "en", titles[i].cx, titles[i].ex);
            const Page *page = report_find_page(report, PAGE_DRIVERS);
            assert_non_null(page);
            assert_string_equal(str_cstr(&arena, page->rule), titles[i].rule);
            assert_string_equal(str_cstr(&arena, page->title),
                                vi ? titles[i].vietnamese : titles[i].english);
            check_forbidden(&arena, page->title);
            check_forbidden(&arena, page->subtitle);
            check_words(&arena, &report->drivers);
            arena_close(&arena);
        }
}

/* All questions of a factor to fix first: the factor speaks for them. */
static void a_factor_stands_for_its_questions(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    c.sections = "[metric ex.q5]\ncolumn = q5\ntype = rating\nscale = 1..5\nfactor = hours\n"
                 "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\n"
                 "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\n";
    const Scores *scores = case_scores(&arena, &c);
    static const Seen cx[] = {{"cx.stage_use", 60, 80, LINK_KEEP}, {"cx.stage_buy", 40, 60, 0}},
                      ex[] = {{"ex.q5", 50, 60, LINK_FIX_FIRST},
                              {"ex.q1", 30, 60, LINK_FIX_FIRST},
                              {"ex.q2", 20, 80, LINK_MAINTAIN}};
    LinkDrivers both[] = {drivers_seen(&arena, scores, SIDE_CX, cx, 2),
                          drivers_seen(&arena, scores, SIDE_EX, ex, 3)};
    const Page *page = report_find_page(report_of(&arena, scores, both, ""), PAGE_DRIVERS);
    assert_string_equal(str_cstr(&arena, page->title),
                        "Với nhân viên: Giờ làm hợp lý quan trọng mà điểm còn thấp");
    arena_close(&arena);
}

/* ---- What to do first ---- */

static void where_units_are_clearly_below_the_rest(void **state)
{
    (void)state;
    static const LinkQuadrant fix[] = {LINK_FIX_FIRST, LINK_MAINTAIN, LINK_MAINTAIN};
    static const struct {
        const char *language;
        const char *todo[3];
    } rows[] = {
        {"vi",
         {"Khách hàng: Sử dụng (tỷ trọng 50,0%, điểm 60,0). Thấp rõ rệt so với phần còn lại của "
          "công ty (T2/2025): Giao nhận và Kỹ thuật & bảo hành.",
          "Nhân viên: Q1 (tỷ trọng 50,0%, điểm 60,0). Thấp rõ rệt so với phần còn lại của công ty "
          "(T2/2025): Giao nhận và Cửa hàng Cầu Giấy.",
          "Hai phía gặp nhau ở Giao nhận."}},
        {"en",
         {"Customers: Use (share 50.0%, score 60.0). Clearly below the rest of the company (Feb "
          "2025): Giao nhận and Kỹ thuật & bảo hành.",
          "Employees: Q1 (share 50.0%, score 60.0). Clearly below the rest of the company (Feb "
          "2025): Giao nhận and Cửa hàng Cầu Giấy.",
          "Both meet at Giao nhận."}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        const DriversModel *model = &with_verdicts(&arena, rows[i].language, fix, fix)->drivers;
        assert_int_equal(model->todo_count, 3);
        for (int t = 0; t < 3; t++)
            assert_string_equal(str_cstr(&arena, model->todo[t]), rows[i].todo[t]);
        arena_close(&arena);
    }
}

static void nothing_to_do_first_says_so(void **state)
{
    (void)state;
    static const LinkQuadrant keep[] = {LINK_KEEP, LINK_QUADRANT_CANNOT_TELL, LINK_MAINTAIN};
    Arena arena = arena_for_test();
    const DriversModel *model = &with_verdicts(&arena, "en", keep, keep)->drivers;
    assert_int_equal(model->todo_count, 3);
    assert_string_equal(str_cstr(&arena, model->todo[0]),
                        "No factor is clearly both important and scored low, so nothing clearly "
                        "comes first.");
    assert_string_equal(str_cstr(&arena, model->todo[1]),
                        "Customers: keep Use, important and scored high.");
    assert_string_equal(str_cstr(&arena, model->todo[2]),
                        "Employees: keep Q1, important and scored high.");
    arena_close(&arena);
}

/* ---- Rows and axes ---- */

static void rows_by_importance_within_the_axes(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Scores *scores = case_scores(&arena, &c);
    static const Seen cx[] = {{"cx.stage_buy", 20, 80, LINK_MAINTAIN},
                              {"cx.stage_use", 35, 72, LINK_QUADRANT_CANNOT_TELL},
                              {"cx.stage_aftersale", 45, 55, LINK_FIX_FIRST}};
    LinkDrivers both[SIDE_COUNT] = {drivers_seen(&arena, scores, SIDE_CX, cx, 3)};
    const Report *report = report_of(&arena, scores, both, "");
    assert_int_equal(report->drivers.panel_count, 1); /* employees were asked for nothing */
    const DriversPanel *panel = &report->drivers.panels[0];
    static const char *const ids[] = {"stage_aftersale", "stage_use", "stage_buy"};
    for (int i = 0; i < 3; i++) {
        const DriverRow *row = &panel->rows[i];
        assert_string_equal(str_cstr(&arena, row->id), ids[i]);
        assert_int_equal(row->number, i + 1);
        assert_true(panel->x_lo < row->performance && row->performance < panel->x_hi);
        assert_true(panel->y_lo < row->lo && row->hi < panel->y_hi);
        assert_true(row->n > 0 && row->performance_lo < row->performance_hi);
    }
    assert_string_equal(str_cstr(&arena, panel->rows[0].share_text), "45,0");
    assert_string_equal(str_cstr(&arena, panel->rows[0].action_text), "Sửa trước");
    assert_true(fabs(panel->importance_line - 100.0 / 3) < 1e-12);
    assert_string_equal(str_cstr(&arena, panel->summary),
                        "R² = 0,46 · 1.234 phiếu trả lời đủ · ba khâu");
    arena_close(&arena);
}

/* ---- Notes ---- */

static bool notes_have(const DriversPanel *panel, const char *text)
{
    for (ptrdiff_t i = 0; i < panel->note_count; i++)
        if (str_equal(panel->notes[i], str_from(text)))
            return true;
    for (ptrdiff_t i = 0; i < panel->note_count; i++)
        print_message("there is: %.*s\n", STR_ARG(panel->notes[i]));
    return false;
}

static void what_cannot_be_read_alone(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        const char *notes[5];
    } rows[] = {
        {"vi",
         {"Q1 và Q2 được trả lời gần như nhau (|r| > 0,9): nên đọc chung, 71,5% của R².",
          "Q1: xét riêng và xét cùng các yếu tố khác thì ngược chiều nhau; không nên đọc riêng.",
          "Q2: trùng nhiều với các yếu tố khác (VIF > 10); tỷ trọng chỉ là ước chừng.",
          "Q3: không có điểm được hiển thị nên không có trên bản đồ.",
          "Không đưa vào vì hơn 40% không trả lời: Q4 (r = −0,31)."}},
        {"en",
         {"Q1 and Q2 are answered almost alike (|r| > 0.9): read them together, 71.5% of R².",
          "Q1: alone and beside the other factors the sign differs; do not read it alone.",
          "Q2: repeats much of the other factors (VIF > 10); its share is uncertain.",
          "Q3: no score is shown, hence no place on the map.",
          "Left out, since more than 40% did not answer: Q4 (r = −0.31)."}},
    };
    static const Seen ex[] = {{"ex.q1", 40, 60, LINK_FIX_FIRST},
                              {"ex.q2", 31.5, 70, LINK_QUADRANT_CANNOT_TELL},
                              {"ex.q3", 28.5, NAN, LINK_QUADRANT_CANNOT_TELL}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = case_company(rows[i].language);
        const Scores *scores = case_scores(&arena, &c);
        LinkDrivers both[] = {{0}, drivers_seen(&arena, scores, SIDE_EX, ex, 3)};
        LinkDrivers *drivers = &both[SIDE_EX];
        ptrdiff_t dropped = question_of(scores, SIDE_EX, "ex.q4");
        double r = -.306, share = 71.5;
        drivers->drivers[0].alike = drivers->drivers[1].alike = drivers->alike_count = 1;
        drivers->alike_shares = &share;
        drivers->drivers[0].sign_conflict = true;
        drivers->drivers[1].vif = 10.5;
        drivers->dropped = &dropped;
        drivers->dropped_r = &r;
        drivers->dropped_count = 1;
        const Report *report = report_of(&arena, scores, both, "");
        const DriversPanel *panel = &report->drivers.panels[0];
        assert_int_equal(panel->note_count, 5);
        for (int n = 0; n < 5; n++)
            assert_true(notes_have(panel, rows[i].notes[n]));
        check_words(&arena, &report->drivers);
        arena_close(&arena);
    }
}

static void more_than_fifteen_say_so(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("en");
    const Scores *scores = case_scores(&arena, &c);
    Seen ex[STATS_LMG_MOST + 1];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ex); i++)
        ex[i] = (Seen){"ex.q1", 6.25, 60, LINK_QUADRANT_CANNOT_TELL};
    LinkDrivers both[] = {{0}, drivers_seen(&arena, scores, SIDE_EX, ex, CX_COUNTOF(ex))};
    const Report *report = report_of(&arena, scores, both, "");
    assert_true(notes_have(&report->drivers.panels[0],
                           "More than 15 factors: Johnson's relative weights stand for LMG."));
    assert_true(str_find(report_find_page(report, PAGE_DRIVERS)->subtitle, S("Johnson")) > 0);
    arena_close(&arena);
}

/* ---- Why there are none ---- */

static const Refusal *find_refusal(const Report *report, const char *what)
{
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (str_equal(report->refusals[i].what, str_from(what)))
            return &report->refusals[i];
    return NULL;
}

static const struct {
    const char *key;
    ptrdiff_t k, reasons;
    int64_t n, minimum; /* minimum: what the refusal must say, -1: none */
    const char *vietnamese, *english;
} refusals[] = {
    {"drivers", 3, 0, 87, 100,
     "Nhân viên: Không tính yếu tố then chốt: có 87 câu trả lời đủ, cần ít nhất 100.",
     "Employees: Key drivers not computed: 87 complete answers, at least 100 are needed."},
    {"drivers", 12, 0, 110, 120,
     "Nhân viên: Không tính yếu tố then chốt: có 110 câu trả lời đủ, cần ít nhất 120.",
     "Employees: Key drivers not computed: 110 complete answers, at least 120 are needed."},
    {"drivers", 1, 0, 5000, 100,
     "Nhân viên: Không tính yếu tố then chốt: có 1 câu hỏi dùng được, cần ít nhất 2.",
     "Employees: Key drivers not computed: too few questions can be used (1), at least 2 are "
     "needed."},
    {"drivers", 0, 0, 0, 100, "Nhân viên: Không hiển thị để bảo vệ người trả lời.",
     "Employees: Not shown, to protect the people who answered."},
    {"drivers_constant", 3, 2, 400, -1,
     "Nhân viên: Không tính yếu tố then chốt: mọi người trả lời giống nhau ở câu Q1, Q2.",
     "Employees: Key drivers not computed: everyone gave the same answer to Q1, Q2."},
    {"drivers_collinear", 3, 2, 400, -1,
     "Nhân viên: Không tính yếu tố then chốt: một số câu hỏi trùng lặp nhau (Q1, Q2).",
     "Employees: Key drivers not computed: some questions repeat each other (Q1, Q2)."},
};

static void every_refusal_in_both_languages(void **state)
{
    (void)state;
    static const Seen cx[] = {{"cx.stage_use", 60, 80, LINK_KEEP}, {"cx.stage_buy", 40, 60, 0}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refusals); i++)
        for (int vi = 0; vi < 2; vi++) {
            Arena arena = arena_for_test();
            Case c = case_company(vi ? "vi" : "en");
            const Scores *scores = case_scores(&arena, &c);
            ptrdiff_t reasons[] = {question_of(scores, SIDE_EX, "ex.q1"),
                                   question_of(scores, SIDE_EX, "ex.q2")};
            LinkDrivers both[] = {drivers_seen(&arena, scores, SIDE_CX, cx, 2),
                                  {.given = true,
                                   .refused = str_from(refusals[i].key),
                                   .n = refusals[i].n,
                                   .k = refusals[i].k,
                                   .reasons = reasons,
                                   .reason_count = refusals[i].reasons}};
            const char *sentence = vi ? refusals[i].vietnamese : refusals[i].english;
            const Report *report = report_of(&arena, scores, both, "");
            const Refusal *refusal = find_refusal(report, "drivers.ex");
            assert_non_null(refusal);
            assert_string_equal(str_cstr(&arena, refusal->sentence), sentence);
            assert_true(str_equal(refusal->key, str_from(refusals[i].key)));
            assert_int_equal(refusal->minimum, refusals[i].minimum);
            assert_null(find_refusal(report, "drivers.cx"));
            /* The other side is shown, and the sentence stands in this one's panel. */
            assert_non_null(report_find_page(report, PAGE_DRIVERS));
            assert_int_equal(report->drivers.panel_count, 2);
            assert_int_equal(report->drivers.panels[1].row_count, 0);
            assert_true(str_ends(refusal->sentence, report->drivers.panels[1].sentence));
            both[SIDE_CX] = both[SIDE_EX];
            report = report_of(&arena, scores, both, "");
            assert_null(report_find_page(report, PAGE_DRIVERS));
            assert_non_null(find_refusal(report, "drivers.cx"));
            assert_non_null(find_refusal(report, "drivers.ex"));
            arena_close(&arena);
        }
}

/* Not asked, not the latest period, hidden as a whole. */
static void what_would_bring_them(void **state)
{
    (void)state;
    static const struct {
        const char *sections, *period, *key, *vietnamese, *english;
        int answers; /* of employees */
    } rows[] = {
        {"[index ex.index]\nparts = ex.engagement 1\n", "2025-01", "input",
         "Yếu tố then chốt: tính trên mọi kỳ nên chỉ có trong báo cáo của kỳ mới nhất.",
         "Key drivers: computed from all periods, so only in the report of the latest period.",
         200},
        {"", "2025-02", "withheld", "Nhân viên: Không hiển thị để bảo vệ người trả lời.",
         "Employees: Not shown, to protect the people who answered.", 1},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        for (int vi = 0; vi < 2; vi++) {
            Arena arena = arena_for_test();
            int n = rows[i].answers;
            Case c = {.language = vi ? "vi" : "en",
                      .sections = rows[i].sections,
                      .period_count = 2,
                      .units = {{"A", {{300, .5}, {300, .5}}, {{n, .5}, {n, .5}}}}};
            const Scores *scores = case_scores(&arena, &c);
            ptrdiff_t last = str_equal(str_from(rows[i].period), S("2025-01")) ? 0 : 1;
            const LinkDrivers *both = link_compute_drivers(&arena, scores, last);
            assert_false(both[SIDE_EX].given);
            const Refusal *refusal =
                find_refusal(report_of(&arena, scores, both, rows[i].period), "drivers.ex");
            assert_non_null(refusal);
            assert_string_equal(str_cstr(&arena, refusal->sentence),
                                vi ? rows[i].vietnamese : rows[i].english);
            assert_string_equal(str_cstr(&arena, refusal->key), rows[i].key);
            arena_close(&arena);
        }
}

/* ---- From answers: the refusal names its questions ---- */

static void answers_that_repeat_each_other(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    /* Everybody of a period alike, so that each question says what the others say. */
    Case c = {.language = "en",
              .flat = true,
              .period_count = 2,
              .units = {{"A", {{300, .2}, {300, .9}}, {{300, .2}, {300, .9}}}}};
    const Scores *scores = case_scores(&arena, &c);
    const LinkDrivers *both = link_compute_drivers(&arena, scores, 1);
    assert_string_equal(str_cstr(&arena, both[SIDE_CX].refused), "drivers_collinear");
    assert_int_equal(both[SIDE_CX].reason_count, 3);
    const Refusal *refusal = find_refusal(report_of(&arena, scores, both, ""), "drivers.cx");
    assert_string_equal(str_cstr(&arena, refusal->sentence),
                        "Customers: Key drivers not computed: some questions repeat each other "
                        "(Purchase, Use, After-sale).");
    arena_close(&arena);
}

static void answers_that_are_all_the_same(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en",
              .flat = true,
              .period_count = 1,
              .no_employees = true,
              .units = {{"A", {{300, .5}}, {{0, 0}}}}};
    const Scores *scores = case_scores(&arena, &c);
    const LinkDrivers *both = link_compute_drivers(&arena, scores, 0);
    assert_string_equal(str_cstr(&arena, both[SIDE_CX].refused), "drivers_constant");
    assert_int_equal(both[SIDE_CX].reason_count, 4); /* the recommendation is one of them */
    const Refusal *refusal = find_refusal(report_of(&arena, scores, both, ""), "drivers.cx");
    assert_string_equal(str_cstr(&arena, refusal->sentence),
                        "Customers: Key drivers not computed: everyone gave the same answer to "
                        "NPS, Purchase, Use, After-sale.");
    arena_close(&arena);
}

/* One half alone has its page, with one panel. */
static void customers_alone(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 2,
              .no_employees = true,
              .units = {{"A", {{300, .5}, {300, .6}}, {{0, 0}}}}};
    const Scores *scores = case_scores(&arena, &c);
    const LinkDrivers *both = link_compute_drivers(&arena, scores, 1);
    const Report *report = report_of(&arena, scores, both, "");
    assert_non_null(report_find_page(report, PAGE_DRIVERS));
    const DriversModel *model = &report->drivers;
    assert_int_equal(model->panel_count, 1);
    assert_int_equal(model->panels[0].side, REPORT_CX);
    double sum = 0;
    for (ptrdiff_t i = 0; i < model->panels[0].row_count; i++)
        sum += model->panels[0].rows[i].share;
    assert_true(fabs(sum - 100) < 1e-9);
    assert_null(find_refusal(report, "drivers.ex")); /* there are no employees to ask */
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_follows_the_verdicts),
        cmocka_unit_test(a_factor_stands_for_its_questions),
        cmocka_unit_test(where_units_are_clearly_below_the_rest),
        cmocka_unit_test(nothing_to_do_first_says_so),
        cmocka_unit_test(rows_by_importance_within_the_axes),
        cmocka_unit_test(what_cannot_be_read_alone),
        cmocka_unit_test(more_than_fifteen_say_so),
        cmocka_unit_test(every_refusal_in_both_languages),
        cmocka_unit_test(what_would_bring_them),
        cmocka_unit_test(answers_that_repeat_each_other),
        cmocka_unit_test(answers_that_are_all_the_same),
        cmocka_unit_test(customers_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
