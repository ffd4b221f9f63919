/* Page 3 drawn from models made by hand: everything there, nothing but refusals, twelve bars with
 * long names, a hidden index, no figures for the roof. What is drawn must be accepted by the canvas
 * (numbers on the page, tags closed, every letter with a glyph), and be the same twice. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cxex/render.h>

#include "pdf_case.h"
#include "report_fixture.h"

typedef enum Shape { SHAPE_WHOLE, SHAPE_REFUSED, SHAPE_CROWDED, SHAPE_HIDDEN, SHAPE_COUNT } Shape;

static const char *const long_names[2][2] = {
    {"Opening hours, shifts and rest that are known in time",
     "Payment of what was agreed and everything around it"},
    {"Giờ làm, ca trực và giờ nghỉ được báo trước đủ sớm", "Trả đúng và đủ điều đã thỏa thuận"}};

static HouseFloor floor_of(Arena *arena, Lang lang, ReportSide side, Shape shape)
{
    ptrdiff_t count = shape == SHAPE_CROWDED ? HOUSE_BARS_MOST : 5;
    HouseFloor floor = {
        .side = side,
        .head = side == REPORT_CX
                    ? fixture_say(lang, "CUSTOMERS AT THE CENTRE", "KHÁCH HÀNG LÀ TRUNG TÂM")
                    : fixture_say(lang, "EMPLOYEES AS THE FOUNDATION", "NHÂN VIÊN LÀ NỀN TẢNG"),
        .index = fixture_estimate(arena, lang, side == REPORT_CX ? "cx.index" : "ex.index", 1,
                                  side == REPORT_CX ? 74.2 : 66.1, 1.1, 4701, 1.8, 1, NAN),
        .interval = fixture_say(lang, "73.1 – 75.3", "73,1 – 75,3"),
        .bars = NEW(arena, HouseBar, count),
        .bars_name = fixture_say(lang, "factors", "yếu tố"),
        .lowest = shape == SHAPE_REFUSED ? -1 : 2};
    if (shape == SHAPE_HIDDEN && side == REPORT_EX) {
        floor.index = fixture_without(lang, "ex.index", ESTIMATE_WITHHELD);
        floor.interval = STR_NONE;
        floor.note = fixture_say(lang, "Hours: Not shown, to protect the people who answered.",
                                 "Giờ làm: Không hiển thị để bảo vệ người trả lời.");
        floor.lowest = -1;
        return floor;
    }
    for (ptrdiff_t i = 0; i < count; i++)
        floor.bars[floor.bar_count++] =
            (HouseBar){.label = shape == SHAPE_CROWDED
                                    ? fixture_say(lang, long_names[0][i % 2], long_names[1][i % 2])
                                    : fixture_say(lang, "Fair hours", "Giờ làm hợp lý"),
                       .figure = fixture_estimate(arena, lang, "ex.factor_hours", 1,
                                                  60 + (i == 2 ? -8 : 1.5 * (double)i),
                                                  i % 2 ? .4 : 4.5, 300, NAN, 0, NAN),
                       .axis_lo = 0,
                       .axis_hi = 100};
    return floor;
}

static LinkNumber arrow(Lang lang, Shape shape)
{
    if (shape == SHAPE_REFUSED)
        return (LinkNumber){
            .refused = S("lagged"),
            .sentence = fixture_say(
                lang,
                "Lagged link not computed: it needs at least 10 departments with 3 consecutive "
                "pairs of periods, 40 pairs and 5 periods.",
                "Không tính mối liên hệ trễ: cần ít nhất 10 phòng ban có 3 cặp kỳ liên tiếp, 40 "
                "cặp và 5 kỳ."),
            .value = NAN,
            .lo = NAN,
            .hi = NAN};
    return (LinkNumber){
        .sentence = fixture_say(lang, "+10 EX last period goes with +3.8 CX (+1.9 to +5.6): clear",
                                "+10 EX kỳ trước đi cùng +3,8 CX (+1,9 đến +5,6): rõ rệt"),
        .value = 3.8,
        .lo = 1.9,
        .hi = 5.6,
        .clear = shape != SHAPE_HIDDEN,
        .n = 204,
        .units = 17};
}

static HouseModel house_of(Arena *arena, Lang lang, Shape shape)
{
    HouseModel house = {.employees = floor_of(arena, lang, REPORT_EX, shape),
                        .customers = floor_of(arena, lang, REPORT_CX, shape),
                        .roof_head = fixture_say(lang, "GROWTH", "TĂNG TRƯỞNG"),
                        .ex_to_cx = arrow(lang, shape),
                        .reading_head = fixture_say(lang, "READING THIS HOUSE", "ĐỌC NGÔI NHÀ NÀY"),
                        .published_head =
                            fixture_say(lang, "Beside a published figure", "So với mốc đã công bố"),
                        .explained = arrow(lang, shape),
                        .published_01 = 2.0 / 3,
                        .cracks_head = fixture_say(lang, "Where it cracks", "Chỗ nứt"),
                        .cracked = shape != SHAPE_REFUSED,
                        .caution = fixture_say(lang, "Association, not cause.",
                                               "Đây là mối liên hệ, chưa phải nguyên nhân.")};
    int sentences = shape == SHAPE_CROWDED ? CX_COUNTOF(house.reading) : 1;
    for (; house.reading_count < sentences; house.reading_count++)
        house.reading[house.reading_count] = fixture_say(
            lang,
            "Foundation and floor go together: after a period in which a unit's EX was above its "
            "usual level, its CX was higher too, whatever the unit had been called before.",
            "Nền và tầng trên đi cùng nhau: sau một kỳ mà EX của một bộ phận cao hơn mức thường "
            "của nó, CX cũng cao hơn, dù bộ phận ấy trước đây mang tên gì.");
    for (; house.crack_count < 2; house.crack_count++)
        house.cracks[house.crack_count] =
            fixture_say(lang, "“Fair hours” 54.6: lowest in the foundation.",
                        "“Giờ làm hợp lý” 54,6: thấp nhất ở nền.");
    if (shape != SHAPE_REFUSED) {
        house.explained.value = .58;
        house.explained.lo = shape == SHAPE_HIDDEN ? NAN : .41;
        house.explained.hi = shape == SHAPE_HIDDEN ? NAN : .71;
        house.explained_label =
            shape == SHAPE_CROWDED ? fixture_say(lang, "A company with a long name 58% (41% – 71%)",
                                                 "Công ty tên dài 58% (41% – 71%)")
                                   : fixture_say(lang, "Sen Việt 58%", "Sen Việt 58%");
        house.published_label = S("IBM 2/3");
        house.published_note = fixture_say(lang, "Placed side by side.", "Chỉ đặt cạnh nhau.");
    }
    if (shape == SHAPE_REFUSED)
        house.roof_none =
            fixture_say(lang, "No business figures yet.", "Chưa có chỉ số kinh doanh.");
    for (; shape != SHAPE_REFUSED && house.kpi_count < HOUSE_KPIS_MOST; house.kpi_count++)
        house.kpis[house.kpi_count] = (HouseKpi){
            .label = fixture_say(lang, "Turnover · lower is better", "Nghỉ việc · thấp hơn là tốt"),
            .text = fixture_say(lang, "1,142.5 – 2,359.75 million ₫ a year",
                                "1.142,5 – 2.359,75 triệu ₫ một năm"),
            .note = fixture_say(lang, "by unit, see p. 10", "theo bộ phận, xem tr. 10"),
            .value = NAN,
            .previous = NAN};
    if (house.kpi_count > 0)
        house.cx_to_kpi = arrow(lang, shape);
    return house;
}

static const Report *report_of(Arena *arena, Lang lang, Shape shape)
{
    Report *report = NEW(arena, Report, 1);
    *report = *report_example(arena, lang);
    report->house = house_of(arena, lang, shape);
    report->duties_head = fixture_say(lang, "Six duties", "Sáu nhiệm vụ");
    for (int i = 0; i < DUTY_COUNT; i++)
        report->duties[i] =
            (Duty){.number = i + 1,
                   .name = fixture_say(lang, "Mend the journey where it is weakest",
                                       "Sửa hành trình ở chỗ yếu nhất"),
                   .answer = shape == SHAPE_CROWDED
                                 ? fixture_say(lang, long_names[0][i % 2], long_names[1][i % 2])
                                 : fixture_say(lang, "p. 4 has it", "ở tr. 4"),
                   .answered = i % 2 == 0,
                   .page = i % 3,
                   .page_text = i % 3 > 0 ? S("tr. 1") : STR_NONE};
    Page *pages = NEW(arena, Page, report->page_count + 1);
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < report->page_count; i++) {
        pages[count] = report->pages[i];
        pages[count].number = (int)count + 1;
        count++;
        if (report->pages[i].kind != PAGE_SUMMARY)
            continue;
        pages[count] = report->pages[i];
        pages[count].kind = PAGE_HOUSE;
        pages[count].anchor = S("house");
        pages[count].title = shape == SHAPE_CROWDED
                                 ? fixture_say(lang, long_names[0][0], long_names[1][0])
                                 : fixture_say(lang, "The house", "Ngôi nhà");
        pages[count].number = (int)count + 1;
        count++;
    }
    report->pages = pages;
    report->page_count = count;
    return report;
}

static void every_shape_is_drawn(void **state)
{
    (void)state;
    for (int shape = 0; shape < SHAPE_COUNT; shape++)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            Arena arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
            const Report *report = report_of(&arena, (Lang)lang, (Shape)shape);
            Str path = str_format(&arena, "house-%d-%d.pdf", shape, lang);
            Str first = pdf_case_draw_in(&arena, report, S("quiet"), str_cstr(&arena, path));
            Str without = pdf_case_draw_in(&arena, report_example(&arena, (Lang)lang), S("quiet"),
                                           "house-none.pdf");
            assert_true(first.len > without.len + 2000); /* there is a page more */
            assert_true(str_equal(
                first, pdf_case_draw_in(&arena, report, S("quiet"), str_cstr(&arena, path))));
            arena_close(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_shape_is_drawn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
