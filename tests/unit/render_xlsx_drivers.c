/* The sheet Drivers: every number of the model stands in its cell, and what the charts remember of
 * the cells is what is in them; for 1 to 60 factors, one side or two, a side without key drivers,
 * names too long for a chart, a factor without a score. */
#include "xlsx_case.h"

enum { FIRST_ROW = 7, FIRST_COLUMN = 1, SIDE_COLUMNS = 8, MOST = 60 };

typedef struct Shape {
    const char *name;
    int customers, employees; /* factors; 0: refused; -1: the side is not there */
    bool long_names, hidden;
} Shape;

static DriverRow driver(Arena *arena, Lang lang, int i, int count, const Shape *shape)
{
    double share = 200.0 * (count - i) / (count * (count + 1.0)), score = 55 + (i * 37) % 31;
    bool hidden = shape->hidden && i == 0;
    return (DriverRow){
        .number = i + 1,
        .id = str_format(arena, "q%d", i + 1),
        .name = str_format(arena, "%s %d",
                           shape->long_names
                               ? "Việc đúng như đã được giới thiệu khi phỏng vấn, kể cả ca đêm"
                               : "Yếu tố",
                           i + 1),
        .short_name = str_format(arena, "Yếu tố %d", i + 1),
        .share = share,
        .lo = share * 0.9,
        .hi = share * 1.1,
        .performance = hidden ? NAN : score,
        .performance_lo = hidden ? NAN : score - 1,
        .performance_hi = hidden ? NAN : score + 1,
        .n = hidden ? 0 : 1200 + i,
        .share_text = fixture_number(arena, lang, share, 1, false),
        .performance_text = hidden ? STR_NONE : fixture_number(arena, lang, score, 1, false),
        .action = (DriverAction)(i % DRIVER_ACTION_COUNT),
        .action_text = S("việc"),
    };
}

static void add_panel(Arena *arena, Report *report, ReportSide side, int count, const Shape *shape)
{
    DriversPanel *panel = &report->drivers.panels[report->drivers.panel_count++];
    *panel = (DriversPanel){.side = side, .head = side == REPORT_CX ? S("Khách") : S("Nhân viên")};
    if (count == 0) {
        panel->refused = S("drivers");
        panel->sentence = S("Không tính yếu tố then chốt: có 87 câu trả lời đủ, cần ít nhất 100.");
        return;
    }
    panel->rows = NEW(arena, DriverRow, count);
    panel->row_count = count;
    for (int i = 0; i < count; i++)
        panel->rows[i] = driver(arena, report->language, i, count, shape);
    panel->importance_line = 100.0 / count;
    panel->performance_line = shape->hidden ? NAN : 70;
    panel->x_lo = 50;
    panel->x_hi = 90;
    panel->x_step = 10;
    panel->y_hi = 100;
    panel->y_step = 20;
    panel->summary = S("R² = 0,55");
    panel->notes = NEW(arena, Str, 1);
    panel->notes[0] = S("Một ghi chú đủ dài để nó cần đến hai dòng khi chỉ có một nửa bề ngang của "
                        "trang tính để viết ra, và thêm vài chữ nữa.");
    panel->note_count = 1;
}

static Report *report_with(Arena *arena, Lang lang, const Shape *shape)
{
    Report *report = (Report *)(uintptr_t)report_example(arena, lang);
    DriversModel *model = &report->drivers;
    *model = (DriversModel){.axis_x = S("điểm"),
                            .axis_y = S("tỷ trọng, %"),
                            .heads = {S("Yếu tố"), S("quan trọng, %"), S("thấp 95%"), S("cao 95%"),
                                      S("điểm"), S("n"), S("Nên làm")},
                            .todo_head = S("Việc nên làm trước"),
                            .todo = {S("Khách hàng: sửa trước.")},
                            .todo_count = 1,
                            .map_head = S("Bản đồ ưu tiên"),
                            .map_note = S("góc trên trái"),
                            .note = S("Liên hệ thống kê.")};
    if (shape->customers >= 0)
        add_panel(arena, report, REPORT_CX, shape->customers, shape);
    if (shape->employees >= 0)
        add_panel(arena, report, REPORT_EX, shape->employees, shape);
    Page *pages = NEW(arena, Page, report->page_count + 1);
    for (ptrdiff_t p = 0; p < report->page_count; p++)
        pages[p] = report->pages[p];
    pages[report->page_count++] = (Page){.kind = PAGE_DRIVERS,
                                         .number = (int)report->page_count,
                                         .part = 1,
                                         .parts = 1,
                                         .anchor = S("drivers"),
                                         .title = S("Sau mua: quan trọng mà điểm còn thấp"),
                                         .subtitle = S("Yếu tố then chốt")};
    report->pages = pages;
    return report;
}

static void check_panel(const BookSheet *sheet, const DriversPanel *panel, int column)
{
    if (panel->refused.len > 0) {
        const BookCell *sentence = book_cell(sheet, FIRST_ROW - 2, column);
        assert_true(sentence && str_equal(sentence->text, panel->sentence));
        return;
    }
    for (int i = 0; i < panel->row_count; i++) {
        const DriverRow *row = &panel->rows[i];
        int at = FIRST_ROW + i;
        assert_true(str_equal(book_cell(sheet, at, column)->text, row->name));
        xlsx_check_number(sheet, at, column + 1, row->share);
        xlsx_check_number(sheet, at, column + 2, row->lo);
        xlsx_check_number(sheet, at, column + 3, row->hi);
        xlsx_check_number(sheet, at, column + 4, row->performance);
        xlsx_check_number(sheet, at, column + 5, row->n > 0 ? (double)row->n : NAN);
        assert_true(str_equal(book_cell(sheet, at, column + 6)->text, row->action_text));
    }
}

/* What a chart shows before anything is computed again. Gives how many series are on the sheet. */
static int check_caches(Arena *arena, const Workbook *book, const BookSheet *sheet)
{
    int count = 0;
    for (ptrdiff_t s = 0; s < book->series_count; s++) {
        const BookSeries *series = &book->series[s];
        BookRange range;
        if (!book_range_parse(book, 0, series->refers_to, &range) ||
            &book->sheets[range.sheet] != sheet)
            continue;
        count += series->numbers;
        for (ptrdiff_t p = 0; p < series->point_count; p++) {
            const BookCell *cell =
                book_cell(sheet, range.row + (int)series->points[p].index, range.column);
            assert_non_null(cell);
            if (series->numbers)
                assert_true(fabs(strtod(str_cstr(arena, series->points[p].text), NULL) -
                                 cell->number) < 1e-9);
            else
                assert_true(str_equal(series->points[p].text, cell->text));
        }
        assert_int_equal(series->point_count, series->count);
    }
    return count;
}

static void every_number_and_every_point(void **state)
{
    static const Shape shapes[] = {
        {"two sides", 6, 12, false, false},         {"fifteen, long names", 15, 15, true, false},
        {"the least", 2, 2, false, false},          {"one factor", 1, -1, false, false},
        {"customers only", 6, -1, false, false},    {"employees only, many", -1, MOST, true, false},
        {"customers refused", 0, 12, false, false}, {"employees refused", 3, 0, false, false},
        {"a score is hidden", 4, 5, false, true},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(shapes); i++)
        for (int lang = LANG_EN; lang < LANG_COUNT; lang++) {
            Arena scratch = *(Arena *)*state; /* by value: given back at once */
            const Shape *shape = &shapes[i];
            const Report *report = report_with(&scratch, (Lang)lang, shape);
            Workbook book = xlsx_read_back(&scratch, report, "drivers.xlsx", shape->name);
            const BookSheet *sheet = xlsx_sheet(&book, word((Lang)lang, WORD_PAGE_DRIVERS));
            int series = 0;
            for (int p = 0; p < report->drivers.panel_count; p++) {
                const DriversPanel *panel = &report->drivers.panels[p];
                check_panel(sheet, panel, FIRST_COLUMN + SIDE_COLUMNS * p);
                int lines = panel->row_count == 0 ? 0 : isnan(panel->performance_line) ? 1 : 2;
                series += (int)panel->row_count + lines - (panel->row_count > 0 && shape->hidden);
            }
            assert_int_equal(check_caches(&scratch, &book, sheet), 2 * series); /* x and y */
        }
}

/* Without the page there is no sheet. */
static void no_page_no_sheet(void **state)
{
    xlsx_expect_no_sheet(*state, "drivers.xlsx", WORD_PAGE_DRIVERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_number_and_every_point, xlsx_set_up, xlsx_tear_down),
        cmocka_unit_test_setup_teardown(no_page_no_sheet, xlsx_set_up, xlsx_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
