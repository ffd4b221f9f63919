/* Every page as text: each word and number of its model stands under that page's own head. Pages 11
 * and 13, whose models are small, line by line. */
#include "link_case.h"

#include <cxex/render.h>

#include "report_fixture.h"

/* What stands under the head of a page, to the next one. */
static Str part_of(Arena *arena, Str tree, const char *page)
{
    Str head = str_format(arena, " %s 1/", page), all = STR_NONE;
    ptrdiff_t begin = str_find(tree, head);
    if (begin < 0)
        fail_msg("no page %s", page);
    all = str_slice(tree, begin + 1, tree.len);
    ptrdiff_t end = str_find(all, S("\npage "));
    return end < 0 ? all : str_slice(all, 0, end + 1);
}

static void check_holds(Str part, Str wanted)
{
    if (wanted.len > 0 && str_find(part, wanted) < 0)
        fail_msg("the page lacks “%.*s”:\n%.*s", STR_ARG(wanted), STR_ARG(part));
}

static void check_figure(Str part, const Estimate *figure)
{
    if (figure->state == ESTIMATE_NOT_APPLICABLE)
        return;
    check_holds(part, figure->code);
    check_holds(part, figure->text);
    if (figure->state != ESTIMATE_SHOWN)
        return;
    check_holds(part, figure->lo_text);
    check_holds(part, figure->n_text);
    check_holds(part, figure->diff_text);
    check_holds(part, figure->target_text);
}

static void check_summary(Str part, const SummaryModel *model)
{
    for (int i = 0; i < model->tile_count; i++) {
        check_holds(part, model->tiles[i].label);
        check_figure(part, &model->tiles[i].figure);
    }
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        check_holds(part, model->rows[i].meaning);
        check_figure(part, &model->rows[i].figure);
    }
    for (int i = 0; i < model->finding_count; i++) {
        check_holds(part, model->findings[i].title);
        check_holds(part, model->findings[i].body);
    }
    check_holds(part, model->note);
}

static void check_scorecard(Str part, const ScorecardModel *model, ptrdiff_t row_count)
{
    for (ptrdiff_t i = 0; i < row_count; i++) {
        check_holds(part, model->rows[i].name);
        check_figure(part, &model->rows[i].cx);
        check_figure(part, &model->rows[i].ex);
        check_figure(part, &model->rows[i].gap);
    }
}

static void check_balance(Str part, const BalanceModel *model)
{
    for (ptrdiff_t i = 0; i < model->point_count; i++)
        check_holds(part, model->points[i].name);
    for (int i = 0; i < model->group_count; i++) {
        check_holds(part, model->groups[i].title);
        check_holds(part, model->groups[i].units);
        check_holds(part, model->groups[i].advice);
    }
}

static void check_method(Str part, const MethodModel *model)
{
    for (ptrdiff_t b = 0; b < model->block_count; b++)
        for (ptrdiff_t i = 0; i < model->blocks[b].line_count; i++)
            check_holds(part, model->blocks[b].lines[i]);
}

static void check_appendix(Str part, const AppendixModel *model, const Page *page)
{
    for (ptrdiff_t i = page->first_row; i < page->first_row + page->row_count; i++)
        if (model->rows[i].heading)
            check_holds(part, model->rows[i].unit);
        else if (!model->rows[i].empty)
            check_figure(part, &model->rows[i].figure);
}

static void pages_of_one_period(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        const Report *report = report_example(&arena, (Lang)lang);
        Str tree = render_tree(&arena, report), cover = part_of(&arena, tree, "cover");
        for (ptrdiff_t i = 0; i < report->page_count; i++)
            check_holds(tree, report->pages[i].title);
        check_holds(cover, report->cover.message);
        check_holds(cover, report->cover.counts);
        check_holds(cover, report->cover.confidential);
        check_summary(part_of(&arena, tree, "summary"), &report->summary);
        check_balance(part_of(&arena, tree, "balance"), &report->balance);
        check_scorecard(part_of(&arena, tree, "scorecard"), &report->scorecard,
                        report_find_page(report, PAGE_SCORECARD)->row_count);
        check_method(part_of(&arena, tree, "method"), &report->method);
        check_appendix(part_of(&arena, tree, "appendix"), &report->appendix,
                       report_find_page(report, PAGE_APPENDIX));
        Str trends = part_of(&arena, tree, "trends");
        for (int i = 0; i < report->trends.panel_count; i++)
            for (ptrdiff_t t = 0; t < report->period_count; t++)
                if (report->trends.panels[i].series.points[t].shown)
                    check_holds(trends, report->trends.panels[i].series.points[t].text);
        for (ptrdiff_t i = 0; i < report->trends.reading_count; i++)
            check_holds(trends, report->trends.reading[i]);
        arena_close(&arena);
    }
}

static void check_number(Str part, const LinkNumber *number)
{
    check_holds(part, number->id);
    check_holds(part, number->refused);
    check_holds(part, number->sentence);
    if (number->refused.len > 0)
        return;
    check_holds(part, number->text);
    check_holds(part, number->lo_text);
    check_holds(part, number->hi_text);
    check_holds(part, number->verdict);
}

static void check_link(Str part, const LinkModel *model)
{
    const LinkNumber *numbers[] = {
        &model->forward,    &model->back,    &model->direction,   &model->explained,
        &model->two_thirds, &model->most,    &model->correlation, &model->rank_correlation,
        &model->slope,      &model->weighted};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        check_number(part, numbers[i]);
    check_holds(part, model->scatter.head);
    for (ptrdiff_t i = 0; i < model->scatter.dot_count; i++) {
        check_holds(part, model->scatter.dots[i].unit);
        check_holds(part, model->scatter.dots[i].x_text);
        check_holds(part, model->scatter.dots[i].y_text);
    }
    for (ptrdiff_t i = 0; i < model->groups.row_count; i++) {
        check_holds(part, model->groups.rows[i].label);
        check_holds(part, model->groups.rows[i].top_text);
        check_holds(part, model->groups.rows[i].bottom_text);
        check_number(part, &model->groups.rows[i].diff);
    }
    check_holds(part, model->groups.refused);
    check_holds(part, model->limits);
    check_holds(part, model->fallacy_note);
    check_holds(part, model->not_in);
    for (ptrdiff_t i = 0; i < model->claim_count; i++) {
        check_holds(part, model->claims[i].text);
        check_holds(part, model->claims[i].source);
    }
}

static void check_growth(Str part, const GrowthModel *model)
{
    for (ptrdiff_t i = 0; i < model->direction_count; i++) {
        check_holds(part, model->directions[i].label);
        check_number(part, &model->directions[i].number);
    }
    for (ptrdiff_t i = 0; i < model->what_if.step_count; i++) {
        check_holds(part, model->what_if.steps[i].label);
        check_number(part, &model->what_if.steps[i].number);
    }
    check_holds(part, model->what_if.note);
    check_holds(part, model->forecast.sentence);
    for (ptrdiff_t i = 0; i < model->matrix.row_count * model->matrix.column_count; i++)
        check_number(part, &model->matrix.cells[i]);
}

/* The house with its duties, the link and what goes with growth. */
static void pages_of_links(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        Link *link = NULL;
        const Scores *scores = link_case_scores(&arena, languages[i], &link);
        link_case_lag(&link->ex_to_cx, .12, .04, true);
        link_case_kpi(scores, "revenue", 0, 1, 182.3);
        const Report *report = link_case_report(&arena, scores, link);
        Str tree = render_tree(&arena, report), house = part_of(&arena, tree, "house");
        check_figure(house, &report->house.customers.index);
        check_figure(house, &report->house.employees.index);
        for (int k = 0; k < report->house.kpi_count; k++)
            check_holds(house, report->house.kpis[k].text);
        for (int d = 0; d < DUTY_COUNT; d++) {
            check_holds(house, report->duties[d].name);
            check_holds(house, report->duties[d].answer);
        }
        for (int r = 0; r < report->house.reading_count; r++)
            check_holds(house, report->house.reading[r]);
        Str pages[] = {part_of(&arena, tree, "link"), part_of(&arena, tree, "growth")};
        check_holds(pages[0], report_find_page(report, PAGE_LINK)->title);
        check_link(pages[0], &report->link_page);
        check_holds(pages[1], report_find_page(report, PAGE_GROWTH)->title);
        check_growth(pages[1], &report->growth);
        assert_true(report->growth.direction_count > 2 && report->link_page.scatter.dot_count > 0);
        arena_close(&arena);
    }
}

static Str tree_of(Arena *arena, Report *report, PageKind kind)
{
    Page *page = NEW(arena, Page, 1);
    *page = (Page){.kind = kind, .number = 1, .part = 1, .parts = 1, .title = S("T")};
    report->pages = page;
    report->page_count = 1;
    Str tree = render_tree(arena, report);
    ptrdiff_t end = str_find(tree, S("\ndata\n")); /* the workbook's rows follow: none here */
    return str_slice(tree, str_find(tree, S("page 1")), end + 1);
}

static void check_text(Str text, const char *wanted)
{
    if (!str_equal(text, str_from(wanted)))
        fail_msg("the page reads\n%.*s", STR_ARG(text));
}

static void voices(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, case_full, NULL);
    VoiceTheme themes[] = {
        {.name = S("Trễ hẹn"),
         .n = 31,
         .lo = 22.4,
         .hi = 41.2,
         .n_text = S("31"),
         .share_text = S("31%"),
         .diff_tested = true,
         .diff_text = S("+9"),
         .mark = CHANGE_UP,
         .meaning = -1,
         .tone_text = S("chê"),
         .most_text = S("Giao nhận")},
        {.name = S("Giá"),
         .n = 5,
         .lo = 2,
         .hi = 11,
         .n_text = S("5"),
         .share_text = S("5%"),
         .diff_tested = true,
         .diff_text = S("0")},
        {.name = S("Bao bì"), .n = 5, .lo = 2, .hi = 11, .n_text = S("5"), .share_text = S("5%")}};
    Report report = {.voices = {.panels = {{.head = S("Khách hàng nói gì"),
                                            .versus = S("so T9"),
                                            .themes = themes,
                                            .theme_count = 3,
                                            .note = S("Còn 1 chủ đề."),
                                            .quotes = {{S("Chờ mãi"), S("Kho"), S("Trễ hẹn"),
                                                        S("Kho, Giao nhận")}},
                                            .quote_count = 1}},
                                .panel_count = 1,
                                .axis_hi = 50,
                                .rules = {S("Quy tắc"), S("Riêng tư")}}};
    check_text(tree_of(&arena, &report, PAGE_VOICES),
               "page 1 voices 1/1\n"
               "  title: T\n"
               "  panel Khách hàng nói gì\n"
               "    versus: so T9\n"
               "    Trễ hẹn = 31% (22.4 … 41.2) n 31; +9 ▲ bad; chê; Giao nhận\n"
               "    Giá = 5% (2.0 … 11.0) n 5; 0 ●\n"
               "    Bao bì = 5% (2.0 … 11.0) n 5\n"
               "    note: Còn 1 chủ đề.\n"
               "    quote Chờ mãi\n"
               "      from: Kho\n"
               "      theme: Trễ hẹn\n"
               "      for: Kho, Giao nhận\n"
               "  scale: [0 50]\n"
               "  rule: Quy tắc\n"
               "  rule: Riêng tư\n");
    arena_close(&arena);
}

static void drivers(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, case_full, NULL);
    DriverRow rows[] = {{.number = 1,
                         .id = S("stage_aftersale"),
                         .name = S("Sau mua"),
                         .share_text = S("26,1"),
                         .lo_text = S("25,1"),
                         .hi_text = S("27,2"),
                         .performance_text = S("59,6"),
                         .n_text = S("27.061"),
                         .action_text = S("Sửa trước")},
                        {.number = 2, .name = S("Mua hàng"), .share_text = S("15,3")}};
    Str notes[] = {S("Tìm hiểu được bỏ ra.")};
    Report report = {.drivers = {.panels = {{.head = S("Khách hàng"),
                                             .rows = rows,
                                             .row_count = 2,
                                             .x_lo = 55,
                                             .x_hi = 80,
                                             .y_lo = 10,
                                             .y_hi = 30,
                                             .summary = S("R² = 0,55"),
                                             .notes = notes,
                                             .note_count = 1},
                                            {.head = S("Nhân viên"),
                                             .refused = S("drivers"),
                                             .sentence = S("Không tính yếu tố.")}},
                                 .panel_count = 2,
                                 .todo_head = S("VIỆC NÊN LÀM TRƯỚC"),
                                 .todo = {S("Khách hàng: Sau mua.")},
                                 .todo_count = 1,
                                 .note = S("Không phải nguyên nhân.")}};
    Str tree = tree_of(&arena, &report, PAGE_DRIVERS);
    check_holds(tree, S("page 1 drivers 1/1\n  title: T\n  panel Khách hàng\n"
                        "    1 Sau mua = 26,1% (25,1 … 27,2), 59,6 n 27.061: Sửa trước\n"
                        "    2 Mua hàng = 15,3\n"
                        "    summary: R² = 0,55\n    note: Tìm hiểu được bỏ ra.\n"));
    check_holds(tree, S("  panel Nhân viên\n    refused: Không tính yếu tố.\n"));
    check_holds(tree, S("  todo: VIỆC NÊN LÀM TRƯỚC\n  todo: Khách hàng: Sau mua.\n"
                        "  note: Không phải nguyên nhân.\n"));
    arena_close(&arena);
}

static void incentive(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, case_full, NULL);
    Report report = {.incentive = {.gate_head = S("CỔNG"),
                                   .ratio_text = S("98,4%"),
                                   .of_plan = S("của kế hoạch"),
                                   .gate_text = S("mở từ 90%"),
                                   .payout_head = S("HỆ SỐ"),
                                   .payout_text = S("0,904"),
                                   .within_text = S("trong khoảng sai số"),
                                   .score = {.state = ESTIMATE_WITHHELD,
                                             .code = S("cx.index"),
                                             .text = S("Không hiển thị.")},
                                   .principle = S("Không chia cho từng người.")}};
    check_text(tree_of(&arena, &report, PAGE_INCENTIVE),
               "page 1 incentive 1/1\n"
               "  title: T\n"
               "  gate CỔNG\n"
               "    ratio: 98,4%\n"
               "    plan: của kế hoạch\n"
               "    gate: mở từ 90%\n"
               "  payout HỆ SỐ\n"
               "    payout: 0,904\n"
               "    within: trong khoảng sai số\n"
               "  score cx.index withheld: Không hiển thị.\n"
               "  principle: Không chia cho từng người.\n");
    arena_close(&arena);
}

static void promises(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, case_full, NULL);
    PromiseRow rows[] = {{.current = true,
                          .text = S("Báo ca sớm"),
                          .unit = S("Kho"),
                          .owner = S("Điều phối ca"),
                          .due_text = S("01/10"),
                          .status_text = S("quá hạn 30 ngày")}};
    Report report = {.promises = {.promises = true,
                                  .rows = rows,
                                  .row_count = 1,
                                  .rows_head = S("SỔ LỜI HỨA"),
                                  .tile_count = 1,
                                  .trust_head = S("NIỀM TIN")}};
    report.promises.tiles[0] = (RegisterTile){
        .label = S("Đã giữ"), .text = S("68%"), .note = S("17 trên 25"), .key = S("trust.kept")};
    Str text = tree_of(&arena, &report, PAGE_PROMISES);
    check_holds(text, S("  tile Đã giữ = 68%; 17 trên 25 [trust.kept]\n"));
    check_holds(text, S("  register SỔ LỜI HỨA\n"));
    check_holds(text, S("    Báo ca sớm | Kho | Điều phối ca | 01/10 |  | quá hạn 30 ngày\n"));
    check_holds(text, S("  trust: NIỀM TIN\n"));
    assert_true(str_find(text, S("voice")) < 0); /* no suggestions were supplied */
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_one_period),
        cmocka_unit_test(pages_of_links),
        cmocka_unit_test(voices),
        cmocka_unit_test(drivers),
        cmocka_unit_test(incentive),
        cmocka_unit_test(promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
