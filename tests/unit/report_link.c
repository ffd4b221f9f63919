/* Page 10: every rule of its titles and every sentence that stands where there is no number, met by
 * links that are made for it, in both languages. The sentences are those of metrics.md §15, typed
 * from there. */
#include "forbidden_words.h"
#include "link_case.h"

typedef struct Bench {
    Arena arena;
    const Scores *scores;
    Link *link;
} Bench;

static const char kpis[] =
    "[kpi revenue]\nlabel = Doanh thu\nfile = " SOURCE_DIR "/LICENSE\nmeasure = tỷ ₫\n"
    "[kpi turnover]\nlabel = Nghỉ việc\nfile = " SOURCE_DIR
    "/LICENSE\nmeasure = % một năm\nbetter = lower\n";

/* One unit with both halves; nothing of the link is known. */
static Bench bench_open(const char *language, bool with_kpis)
{
    Bench bench = {.arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL)};
    assert_non_null(bench.arena.begin);
    Case c = {.language = language,
              .sections = with_kpis ? kpis : NULL,
              .period_count = 2,
              .units = {{"A", {{400, .6}, {400, .6}}, {{300, .5}, {300, .5}}}}};
    bench.scores = case_scores(&bench.arena, &c);
    link_case_kpis(&bench.arena, bench.scores);
    bench.link = link_case_none(&bench.arena);
    link_case_chains(&bench.arena, bench.link, bench.scores);
    return bench;
}

static void add_points(Bench *bench, int count)
{
    bench->link->points = NEW(&bench->arena, LinkPoint, count);
    bench->link->point_count = count;
    for (int i = 0; i < count; i++)
        bench->link->points[i] =
            (LinkPoint){.scope = 1, .periods = 2, .ex = 50 + i, .cx = 60 + i % 3};
}

static void add_correlation(Bench *bench, double r, double lo, double hi)
{
    bench->link->correlation = (LinkCorrelation){
        .of = {.n = 12, .r = r, .lo = lo, .hi = hi, .rho = r, .rho_lo = lo, .rho_hi = hi},
        .real_ex = .9,
        .real_cx = .9,
        .most_r2 = .81,
        .corrected_r = r / .9};
}

static const Page *page_of(Bench *bench, PageKind kind)
{
    const Page *page =
        report_find_page(link_case_report(&bench->arena, bench->scores, bench->link), kind);
    if (!page)
        fail_msg("no page %d", (int)kind);
    return page;
}

static void check_title(Bench *bench, PageKind kind, const char *rule, const char *title)
{
    const Page *page = page_of(bench, kind);
    if (!str_equal(page->rule, str_from(rule)))
        fail_msg("rule %.*s, expected %s: %.*s", STR_ARG(page->rule), rule, STR_ARG(page->title));
    if (title)
        assert_string_equal(str_cstr(&bench->arena, page->title), title);
    check_forbidden(&bench->arena, page->title);
    arena_close(&bench->arena);
}

/* ---- Titles of the first page ---- */

typedef struct Lagged {
    double beta;
    bool clear, given;
} Lagged;
typedef struct TitleRow {
    const char *rule;
    Lagged forward, back;
    double r, r_lo, r_hi; /* r 0: not computed */
    const char *vietnamese, *english;
} TitleRow;

static const TitleRow titles[] = {
    {"lag_clear_positive",
     {.12, true, true},
     {.3, false, true},
     .vietnamese = "Bộ phận có nhân viên gắn kết hơn mức thường thì kỳ sau khách hàng hài lòng hơn",
     .english = "When a unit's staff were more engaged, its customers were happier a period later"},
    {"lag_clear_negative", .forward = {-.12, true, true}, .back = {.3, false, true}},
    {"back_clear_positive", .forward = {.02, false, true}, .back = {.3, true, true}},
    {"back_clear_negative", .forward = {.02, false, true}, .back = {-.3, true, true}},
    {"between_not_over_time", .forward = {.02, false, true}, .back = {.3, false, true}, .r = .7,
     .r_lo = .3, .r_hi = .9},
    {"lag_not_clear",
     {.02, false, true},
     {.3, false, true},
     .r = .2,
     .r_lo = -.4,
     .r_hi = .7,
     .vietnamese = "Chưa thấy EX của kỳ trước đi cùng CX của kỳ sau một cách rõ rệt",
     .english = "EX of one period shows no clear link with CX of the next"},
    {"between_clear_positive", .r = .7, .r_lo = .3, .r_hi = .9,
     .vietnamese = "Bộ phận có EX cao hơn cũng có CX cao hơn",
     .english = "Units with higher EX also had higher CX"},
    {"between_clear_negative", .r = -.7, .r_lo = -.9, .r_hi = -.3},
    {"between_not_clear", .r = .2, .r_lo = -.4, .r_hi = .7},
    {"too_few_units", .vietnamese = "12 bộ phận chưa đủ để nói EX và CX có đi cùng nhau hay không",
     .english = "12 units are too few to say whether EX and CX go together"},
};

static void link_titles(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(titles); i++)
        for (int l = 0; l < 2; l++) {
            const TitleRow *row = &titles[i];
            Bench bench = bench_open(languages[l], false);
            add_points(&bench, 12);
            if (row->forward.given)
                link_case_lag(&bench.link->ex_to_cx, row->forward.beta, .05, row->forward.clear);
            if (row->back.given)
                link_case_lag(&bench.link->cx_to_ex, row->back.beta, .05, row->back.clear);
            if (row->r != 0)
                add_correlation(&bench, row->r, row->r_lo, row->r_hi);
            check_title(&bench, PAGE_LINK, row->rule, l == 0 ? row->vietnamese : row->english);
        }
}

/* ---- Titles of the second page ---- */

static void chain_is_clear(Bench *bench)
{
    LinkChain *chain = &bench->link->chains[0];
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    link_case_lag(&chain->cx_to_kpi, .5, .2, true);
    bench->link->what_if = (LinkWhatIf){.points = 5, .usual = 9, .value = .6, .lo = .4, .hi = .8};
    chain->refused = STR_NONE;
    chain->of = (StatsChain){.groups = 17, .value = .3, .lo = .1, .hi = .5};
}

/* Of several KPIs one link that is clear only as long as nobody asks how many were tried. */
static void chain_is_clear_alone(Bench *bench)
{
    LinkLag *lag = &bench->link->chains[0].cx_to_kpi;
    chain_is_clear(bench);
    lag->stands_out = false;
    lag->p_bh = .07;
}

static void chain_reaches_zero(Bench *bench)
{
    chain_is_clear(bench);
    bench->link->chains[0].of.lo = -.01;
}

static void kpi_is_clear(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .02, .05, false);
    link_case_lag(&bench->link->chains[1].ex_to_kpi, -.5, .2, true);
}

static void kpi_is_not_clear(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    link_case_lag(&bench->link->chains[0].cx_to_kpi, .1, .2, false);
}

static void only_what_if(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    bench->link->what_if = (LinkWhatIf){.points = 5, .usual = 9, .value = .6, .lo = .4, .hi = .8};
}

static void nothing_clear(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .02, .05, false);
    bench->link->what_if.refused = S("what_if_unclear");
}

static void matrix_of(Bench *bench, int clear)
{
    LinkMatrix *matrix = &bench->link->matrix;
    static const char *const stages[] = {"cx.stage_buy_index", "cx.stage_use_index"};
    matrix->rows = NEW(&bench->arena, ptrdiff_t, 1);
    matrix->columns = NEW(&bench->arena, ptrdiff_t, 2);
    matrix->cells = NEW(&bench->arena, LinkCell, 2);
    matrix->rows[matrix->row_count++] = score_find_def(bench->scores, S("ex.factor_hours"));
    for (int c = 0; c < 2; c++) {
        matrix->columns[matrix->column_count++] =
            score_find_def(bench->scores, str_from(stages[c]));
        matrix->cells[c] = (LinkCell){.n = 12,
                                      .of = {.n = 12, .r = .7, .lo = .2, .hi = .9},
                                      .p = .01,
                                      .p_bh = .02,
                                      .clear = c < clear};
    }
}

static void matrix_is_not_clear(Bench *bench)
{
    matrix_of(bench, 0);
}
static void matrix_is_clear_once(Bench *bench)
{
    matrix_of(bench, 1);
}
static void matrix_is_clear_twice(Bench *bench)
{
    matrix_of(bench, 2);
}

static void mirrors_alone(Bench *bench)
{
    enum { PAIRS = 4 };
    bench->link->mirrors = NEW(&bench->arena, LinkMirror, PAIRS);
    bench->link->mirror_count = PAIRS;
    for (ptrdiff_t i = 0; i < PAIRS; i++)
        bench->link->mirrors[i] = (LinkMirror){.ex_question = i,
                                               .cx_question = i,
                                               .ex = 60,
                                               .ex_lo = 55,
                                               .ex_hi = 65,
                                               .cx = 70,
                                               .cx_lo = 68,
                                               .cx_hi = 72,
                                               .refused = S("correlation"),
                                               .n = 4};
}

static const struct {
    const char *rule;
    void (*make)(Bench *bench);
    bool with_kpis;
    const char *vietnamese, *english;
} growth_titles[] = {
    {"chain", chain_is_clear, true,
     "EX đi cùng CX của kỳ sau, và CX đi cùng doanh thu: cả chuỗi rõ rệt",
     "EX goes with CX of the next period, and CX with doanh thu: the whole chain is clear"},
    {"kpi_not_clear", chain_is_clear_alone, true, NULL, NULL},
    {"kpi_clear", chain_reaches_zero, true, NULL,
     "CX or EX of one period clearly goes with doanh thu of the next"},
    {"kpi_clear", kpi_is_clear, true, "CX hoặc EX của kỳ trước đi cùng nghỉ việc một cách rõ rệt",
     "CX or EX of one period clearly goes with nghỉ việc of the next"},
    {"kpi_not_clear", kpi_is_not_clear, true, NULL, NULL},
    {"what_if", only_what_if, false,
     "Nếu xu hướng trước đây giữ nguyên, +5 điểm EX sẽ đi cùng +0,6 điểm CX (+0,4 đến +0,8)",
     "If the past pattern held, +5 points of EX would go with +0.6 points of CX (+0.4 to +0.8)"},
    {"not_clear", nothing_clear, false, NULL, NULL},
    {"matrix_not_clear", matrix_is_not_clear, false, NULL, NULL},
    {"matrix_clear", matrix_is_clear_once, false, NULL,
     "One pair of employee factor and customer stage is clearly linked between units"},
    {"matrix_clear", matrix_is_clear_twice, false,
     "Hai cặp yếu tố nhân viên – khâu khách hàng có liên hệ rõ rệt giữa các bộ phận",
     "Two pairs of employee factor and customer stage are clearly linked between units"},
    {"mirrors", mirrors_alone, false, NULL, NULL},
};

static void titles_of_growth(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(growth_titles); i++)
        for (int l = 0; l < 2; l++) {
            Bench bench = bench_open(languages[l], growth_titles[i].with_kpis);
            growth_titles[i].make(&bench);
            check_title(&bench, PAGE_GROWTH, growth_titles[i].rule,
                        l == 0 ? growth_titles[i].vietnamese : growth_titles[i].english);
        }
}

/* ---- Sentences where there is no number ---- */

static void no_quartiles(Bench *bench)
{
    add_points(bench, 7);
}
static void one_unit(Bench *bench)
{
    add_points(bench, 1);
}
static void no_regression(Bench *bench)
{
    add_points(bench, 9);
    add_correlation(bench, .2, -.4, .7);
}
static void no_two_thirds(Bench *bench)
{
    link_case_share(&bench->arena, bench->link, 12, .4, .1, .7);
    add_correlation(bench, .6, .1, .9);
    bench->link->regression.two_thirds_refused = S("two_thirds");
}
static void no_kpi(Bench *bench)
{
    enum { SIZE = 4 };
    LinkQuartiles *quartiles = &bench->link->quartiles;
    add_points(bench, 2 * SIZE);
    *quartiles = (LinkQuartiles){.halves = true,
                                 .size = SIZE,
                                 .top = NEW(&bench->arena, ptrdiff_t, SIZE),
                                 .bottom = NEW(&bench->arena, ptrdiff_t, SIZE),
                                 .measures = NEW(&bench->arena, LinkMeasure, 1),
                                 .measure_count = 1};
    quartiles->measures[0] = (LinkMeasure){.id = S("turnover"), .refused = S("kpi")};
}
static void no_direction(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    link_case_lag(&bench->link->cx_to_ex, .12, .04, true);
    bench->link->cross = (LinkCross){.of = {.groups = 17, .diff = .1, .lo = -.2, .hi = .4}};
}
static void what_if_unclear(Bench *bench)
{
    nothing_clear(bench);
}
static void what_if_too_far(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    bench->link->what_if =
        (LinkWhatIf){.refused = S("what_if_range"), .points = 5, .usual = 3, .value = NAN};
}
static void few_for_chains(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
}
static void chains_unclear(Bench *bench)
{
    link_case_lag(&bench->link->ex_to_cx, .12, .04, true);
    for (int k = 0; k < 2; k++)
        bench->link->chains[k].refused = S("chain_unclear");
}

static const struct {
    const char *what, *key;
    void (*make)(Bench *bench);
    int64_t n, minimum;
    const char *vietnamese, *english;
} sentences[] = {
    {"linkage.correlation", "correlation", no_quartiles, 7, 8,
     "Không tính tương quan CX–EX: có 7 phòng ban đủ cả hai kết quả, cần ít nhất 8.",
     "No CX–EX correlation: 7 departments have both results, at least 8 are needed."},
    {"linkage.quartiles", "quartiles", no_quartiles, 7, 8,
     "Không so sánh nhóm EX cao và thấp: có 7 phòng ban, cần ít nhất 8 (16 nếu chia tứ phân vị).",
     "No comparison of strong and weak EX departments: 7 departments, at least 8 are needed (16 "
     "for quartiles)."},
    {"linkage.correlation", "correlation", one_unit, 1, 8,
     "Không tính tương quan CX–EX: có 1 phòng ban đủ cả hai kết quả, cần ít nhất 8.",
     "No CX–EX correlation: 1 department has both results, at least 8 are needed."},
    {"linkage.regression", "regression", no_regression, 9, 10,
     "Không tính tỷ lệ CX được giải thích: có 9 phòng ban, cần ít nhất 10.",
     "Share of CX explained not computed: 9 departments, at least 10 are needed."},
    {"linkage.two_thirds", "two_thirds", no_two_thirds, 12, 15,
     "Không so sánh với mức hai phần ba của IBM: có 12 phòng ban, cần ít nhất 15.",
     "Not compared with IBM's two thirds: 12 departments, at least 15 are needed."},
    {"linkage.quartiles.measures", "kpi", no_kpi, -1, -1,
     "Không so sánh Nghỉ việc: bảng số liệu thiếu giá trị của một số phòng ban.",
     "Nghỉ việc not compared: the table lacks values for some departments."},
    {"linkage.lagged", "lagged", no_quartiles, -1, -1,
     "Không tính mối liên hệ trễ: cần ít nhất 10 phòng ban có 3 cặp kỳ liên tiếp, 40 cặp và 5 kỳ.",
     "Lagged link not computed: it needs at least 10 departments with 3 consecutive pairs of "
     "periods, 40 pairs and 5 periods."},
    {"linkage.cross_lag", "direction", no_direction, -1, -1,
     "Chưa thể kết luận chiều nào mạnh hơn.", "Cannot tell which direction is stronger."},
    {"linkage.what_if", "what_if", no_quartiles, -1, -1,
     "Không đưa ra ước tính: chưa đủ dữ liệu về mối liên hệ trễ.",
     "No projection: there are not enough data on the lagged link."},
    {"linkage.what_if", "what_if_unclear", what_if_unclear, -1, -1,
     "Không đưa ra ước tính: mối liên hệ chưa khác 0 một cách rõ ràng.",
     "No projection: the link is not clearly different from zero."},
    {"linkage.what_if", "what_if_range", what_if_too_far, -1, -1,
     "Không đưa ra ước tính: mức thay đổi 5 điểm lớn hơn mức các phòng ban thường có.",
     "No projection: a change of 5 points is larger than departments have usually shown."},
    {"linkage.chain", "chain", few_for_chains, 0, 15,
     "Không ước tính cho Doanh thu, Nghỉ việc: cần ít nhất 15 phòng ban có đủ cả hai mối liên hệ.",
     "No projection for Doanh thu, Nghỉ việc: at least 15 departments with both links are needed."},
    {"linkage.chain", "chain_unclear", chains_unclear, -1, -1,
     "Không ước tính cho Doanh thu, Nghỉ việc: ít nhất một mối liên hệ chưa khác 0 một cách rõ "
     "ràng.",
     "No projection for Doanh thu, Nghỉ việc: at least one link is not clearly different from "
     "zero."},
};

static const Refusal *find_refusal(const Report *report, const char *what, const char *key)
{
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (str_equal(report->refusals[i].what, str_from(what)) &&
            str_equal(report->refusals[i].key, str_from(key)))
            return &report->refusals[i];
    return NULL;
}

static void every_refusal_is_told(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sentences); i++)
        for (int l = 0; l < 2; l++) {
            Bench bench = bench_open(languages[l], true);
            sentences[i].make(&bench);
            const Report *report = link_case_report(&bench.arena, bench.scores, bench.link);
            const Refusal *refusal = find_refusal(report, sentences[i].what, sentences[i].key);
            if (!refusal)
                fail_msg("%s %s is not told", sentences[i].what, sentences[i].key);
            assert_string_equal(str_cstr(&bench.arena, refusal->sentence),
                                l == 0 ? sentences[i].vietnamese : sentences[i].english);
            assert_int_equal(refusal->n, sentences[i].n);
            assert_int_equal(refusal->minimum, sentences[i].minimum);
            arena_close(&bench.arena);
        }
}

/* Units were enough, but all have the same EX: "12 departments, at least 10 are needed" would be
 * wrong. */
static void units_alike_are_not_too_few(void **state)
{
    (void)state;
    Bench bench = bench_open("en", false);
    add_points(&bench, 12);
    add_correlation(&bench, .2, -.4, .7);
    const Report *report = link_case_report(&bench.arena, bench.scores, bench.link);
    static const char none[] = "Not computed: all units have the same EX.";
    assert_string_equal(str_cstr(&bench.arena, report->link_page.explained.sentence), none);
    assert_string_equal(str_cstr(&bench.arena, report->house.explained.sentence), none);
    arena_close(&bench.arena);
}

/* Enough units for a correlation, and none is defined: no sentence with holes in it. */
static void a_correlation_that_does_not_exist(void **state)
{
    (void)state;
    Bench bench = bench_open("en", false);
    add_points(&bench, 12);
    add_correlation(&bench, NAN, NAN, NAN);
    const LinkModel *model = &link_case_report(&bench.arena, bench.scores, bench.link)->link_page;
    assert_string_equal(str_cstr(&bench.arena, model->correlation.sentence),
                        "No correlation between units: all of them have the same EX or CX.");
    assert_int_equal(model->rank_correlation.sentence.len, 0);
    assert_false(model->correlation.clear);
    arena_close(&bench.arena);
}

/* A full dot that the title does not count says why. */
static void a_link_that_is_clear_alone_says_so(void **state)
{
    (void)state;
    static const struct {
        const char *language, *verdict, *note;
    } rows[] = {
        {"vi", "rõ, xét riêng", "“rõ, xét riêng”: không còn rõ khi xét cùng mọi mối liên hệ"},
        {"en", "clear alone", "“clear alone”: no longer clear among all links with"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        for (int alone = 0; alone < 2; alone++) {
            Bench bench = bench_open(rows[i].language, true);
            (alone ? chain_is_clear_alone : chain_is_clear)(&bench);
            const Report *report = link_case_report(&bench.arena, bench.scores, bench.link);
            const LinkNumber *link = &report->growth.directions[2].number;
            assert_true(link->clear);
            assert_int_equal(str_equal(link->verdict, str_from(rows[i].verdict)), alone);
            Str note = report->growth.directions_note;
            assert_int_equal(str_find(note, str_from(rows[i].note)) >= 0, alone);
            arena_close(&bench.arena);
        }
}

/* ---- What stands on the page ---- */

static void intervals_come_before_numbers(void **state)
{
    (void)state;
    Bench bench = bench_open("vi", false);
    link_case_share(&bench.arena, bench.link, 17, .58, .41, .71);
    add_correlation(&bench, .46, -.03, .77);
    const LinkModel *model = &link_case_report(&bench.arena, bench.scores, bench.link)->link_page;
    assert_string_equal(str_cstr(&bench.arena, model->explained.sentence),
                        "0,41 đến 0,71; ước lượng 0,58 (R² hiệu chỉnh, 1 là toàn bộ), 17 bộ phận.");
    assert_true(str_starts(model->correlation.sentence,
                           S("Tương quan giữa các bộ phận: −0,03 đến 0,77; ước lượng r = 0,46")));
    assert_string_equal(str_cstr(&bench.arena, model->two_thirds.sentence),
                        "Mức hai phần ba mà IBM công bố nằm trong khoảng này.");
    assert_true(str_starts(model->ibm_note, S("Con số của IBM đến từ dữ liệu khách hàng")));
    assert_int_equal(model->claim_count, 3);
    arena_close(&bench.arena);
}

/* A p by Monte Carlo so near the level that other random numbers could turn it. */
static void a_p_at_the_limit_says_so(void **state)
{
    (void)state;
    static const struct {
        double p;
        bool exact;
        const char *verdict;
    } rows[] = {{.048, false, "clear, at the limit"}, {.048, true, "clear"}, {.02, false, "clear"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Bench bench = bench_open("en", false);
        add_points(&bench, 12);
        link_case_lag(&bench.link->ex_to_cx, .12, .04, true);
        bench.link->ex_to_cx.panel.p = rows[i].p;
        bench.link->ex_to_cx.panel.exact = rows[i].exact;
        const Report *report = link_case_report(&bench.arena, bench.scores, bench.link);
        assert_string_equal(str_cstr(&bench.arena, report->link_page.forward.verdict),
                            rows[i].verdict);
        arena_close(&bench.arena);
    }
}

static void pages_without_anything_are_absent(void **state)
{
    (void)state;
    Bench bench = bench_open("vi", true);
    const Report *report = link_case_report(&bench.arena, bench.scores, bench.link);
    assert_null(report_find_page(report, PAGE_LINK)); /* one unit */
    assert_null(report_find_page(report, PAGE_GROWTH));
    arena_close(&bench.arena);
    /* few mirror pairs alone stand on the first page */
    bench = bench_open("vi", false);
    add_points(&bench, 4);
    mirrors_alone(&bench);
    bench.link->mirror_count = 2;
    report = link_case_report(&bench.arena, bench.scores, bench.link);
    assert_non_null(report_find_page(report, PAGE_LINK));
    assert_null(report_find_page(report, PAGE_GROWTH));
    assert_int_equal(report->growth.mirror_count, 2);
    arena_close(&bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(link_titles),
        cmocka_unit_test(titles_of_growth),
        cmocka_unit_test(every_refusal_is_told),
        cmocka_unit_test(units_alike_are_not_too_few),
        cmocka_unit_test(a_correlation_that_does_not_exist),
        cmocka_unit_test(a_link_that_is_clear_alone_says_so),
        cmocka_unit_test(intervals_come_before_numbers),
        cmocka_unit_test(a_p_at_the_limit_says_so),
        cmocka_unit_test(pages_without_anything_are_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
