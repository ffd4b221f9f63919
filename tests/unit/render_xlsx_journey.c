/* Sheets 4 and 5: every number of the model stands in its cell, a
 * hidden one has its words and no number, heads are unlike one another, the company's figures stand
 * below, and the chart remembers what is in the cells; for 2 to 16 columns and 0 to 60 units. */
#include "xlsx_case.h"

enum { ROW_HEADS = 6, ROW_FIRST = 7, NAME = 1, COUNT = 2, CELLS = 3, GONE = 3 };

typedef struct Shape {
    const char *name;
    int columns, units; /* units besides the company */
    bool hidden, first_period, same_heads;
} Shape;

static Estimate shown(Arena *arena, Lang lang, double value, bool first)
{
    return fixture_estimate(arena, lang, "x", 1, value, 1.5, 40, first ? NAN : 1.25, first ? 0 : 1,
                            NAN);
}

static JourneyRow row_of(Arena *arena, Lang lang, const Shape *shape, int r)
{
    JourneyRow row = {.name = r == 0 ? S("Toàn công ty") : str_format(arena, "Đơn vị %d", r),
                      .company = r == 0,
                      .parent_row = r == 1,
                      .scope = r,
                      .count = shown(arena, lang, 40 + r, false),
                      .index = {.figure = shown(arena, lang, 60 + r % 20, false)},
                      .cells = NEW(arena, JourneyCell, shape->columns),
                      .weakest = r % 2 == 0 ? 1 : -1,
                      .weakest_clear = r % 2 == 0,
                      .weakest_text = r % 2 == 0 ? S("Mục 2") : S("chưa rõ")};
    for (int i = 0; i < shape->columns; i++) {
        JourneyCell *cell = &row.cells[i];
        cell->figure = shape->hidden && r > 0 && (r == GONE || (i + r) % 3 == 0)
                           ? fixture_without(lang, "x", ESTIMATE_WITHHELD)
                           : shown(arena, lang, 45 + (i * 7 + r * 3) % 50, shape->first_period);
        bool there = cell->figure.state == ESTIMATE_SHOWN;
        cell->text = there ? cell->figure.text : S("không hiển thị");
        cell->rest_mark = r == 0 || !there   ? CHANGE_NONE
                          : (i + r) % 4 == 1 ? CHANGE_UP
                          : (i + r) % 4 == 2 ? CHANGE_DOWN
                                             : CHANGE_NONE;
    }
    if (shape->hidden && r == GONE)
        row.sentence = row.cells[0].figure.text;
    return row;
}

static void fill_model(Arena *arena, Lang lang, JourneyModel *model, ReportSide side,
                       const Shape *shape)
{
    *model = (JourneyModel){
        .side = side,
        .columns = NEW(arena, JourneyColumn, shape->columns),
        .column_count = shape->columns,
        .groups = {{S("Nhóm một"), 0, shape->columns - 1}, {S("Nhóm hai"), shape->columns - 1, 1}},
        .group_count = 2,
        .rows = NEW(arena, JourneyRow, shape->units + 1),
        .row_count = shape->units + 1,
        .unit_head = word(lang, WORD_HEAD_UNIT),
        .n_head = S("n"),
        .index_head = side == REPORT_CX ? S("CX") : S("EX"),
        .weakest_head = S("yếu nhất"),
        .scale_lo = 50,
        .scale_middle = 70,
        .scale_hi = 90,
        .marks_note = S("▲▼ khác hẳn"),
        .now_head = S("T10")};
    if (!shape->first_period) {
        model->previous_head = S("T9");
        model->change_head = S("so với T9");
    }
    for (int i = 0; i < shape->columns; i++)
        model->columns[i].label = shape->same_heads ? i % 2 == 0 ? S("Giờ làm") : S("GIỜ LÀM")
                                                    : str_format(arena, "Mục %d", i + 1);
    for (int r = 0; r <= shape->units; r++)
        model->rows[r] = row_of(arena, lang, shape, r);
}

static Report *report_with(Arena *arena, Lang lang, const Shape *shape)
{
    Report *report = (Report *)(uintptr_t)report_example(arena, lang);
    Page *pages = NEW(arena, Page, report->page_count + 2);
    for (ptrdiff_t p = 0; p < report->page_count; p++)
        pages[p] = report->pages[p];
    for (int side = 0; side < 2; side++) {
        fill_model(arena, lang, &report->journeys[side], side == 0 ? REPORT_CX : REPORT_EX, shape);
        pages[report->page_count++] =
            (Page){.kind = side == 0 ? PAGE_JOURNEY_CX : PAGE_JOURNEY_EX,
                   .part = 1,
                   .parts = 1,
                   .title = S("“Sau mua” là điểm yếu nhất rõ rệt của toàn công ty"),
                   .subtitle = S("Hành trình")};
    }
    report->pages = pages;
    return report;
}

static void check_row(const BookSheet *sheet, const JourneyModel *model, const JourneyRow *row,
                      int at)
{
    int index = CELLS + (int)model->column_count;
    xlsx_check_text(sheet, at, NAME, row->name);
    xlsx_check_number(sheet, at, COUNT, (double)row->count.n);
    if (row->sentence.len > 0)
        xlsx_check_text(sheet, at, CELLS, row->sentence);
    for (int i = 0; i < model->column_count; i++) {
        const JourneyCell *cell = &row->cells[i];
        if (cell->figure.state == ESTIMATE_SHOWN)
            xlsx_check_number(sheet, at, CELLS + i, cell->figure.value);
        else if (row->sentence.len == 0)
            xlsx_check_text(sheet, at, CELLS + i, cell->text);
        else
            xlsx_check_number(sheet, at, CELLS + i, NAN);
    }
    xlsx_check_number(sheet, at, index, row->index.figure.value);
    xlsx_check_text(sheet, at, index + 1, row->weakest_text);
}

/* Below: before, now, change, low, high of each column, named by its head. */
static void check_company(const BookSheet *sheet, const JourneyModel *model, int first)
{
    for (int i = 0; i < model->column_count; i++) {
        const Estimate *figure = &model->rows[0].cells[i].figure;
        int at = first + i;
        xlsx_check_text(sheet, at, 1, book_cell(sheet, ROW_HEADS, CELLS + i)->text);
        xlsx_check_number(sheet, at, 2, figure->previous);
        xlsx_check_number(sheet, at, 3, figure->value);
        xlsx_check_number(sheet, at, 4, figure->diff);
        xlsx_check_number(sheet, at, 5, figure->lo);
        xlsx_check_number(sheet, at, 6, figure->hi);
    }
}

static int find_below(const BookSheet *sheet, int from, Str label)
{
    for (int row = from; row < from + 12; row++) {
        const BookCell *cell = book_cell(sheet, row, 1);
        if (cell && cell->kind == CELL_TEXT && str_equal(cell->text, label))
            return row;
    }
    fail_msg("no figures of the company below");
    return 0;
}

static void check_heads(Arena *arena, const BookSheet *sheet, int last)
{
    for (int a = 1; a <= last; a++)
        for (int b = 1; b < a; b++)
            assert_false(str_equal(text_fold(arena, book_cell(sheet, ROW_HEADS, a)->text),
                                   text_fold(arena, book_cell(sheet, ROW_HEADS, b)->text)));
}

static void every_cell_of_every_shape(void **state)
{
    static const Shape shapes[] = {
        {"as the sample", 6, 17, false, false, false}, {"the least", 2, 1, false, false, false},
        {"no unit", 3, 0, false, false, false},        {"sixty", 8, 60, true, false, false},
        {"the most", 16, 12, true, false, false},      {"a first period", 5, 4, false, true, false},
        {"names alike", 7, 5, false, false, true},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(shapes); i++)
        for (int lang = LANG_EN; lang < LANG_COUNT; lang++) {
            Arena scratch = *(Arena *)*state; /* by value: given back at once */
            const Shape *shape = &shapes[i];
            const Report *report = report_with(&scratch, (Lang)lang, shape);
            Workbook book = xlsx_read_back(&scratch, report, "journey.xlsx", shape->name);
            for (int side = 0; side < 2; side++) {
                const JourneyModel *model = &report->journeys[side];
                const BookSheet *sheet =
                    xlsx_sheet(&book, word((Lang)lang, side == 0 ? WORD_PAGE_JOURNEY_CX
                                                                 : WORD_PAGE_JOURNEY_EX));
                check_heads(&scratch, sheet, CELLS + shape->columns + 1);
                for (int r = 1; r <= shape->units; r++)
                    check_row(sheet, model, &model->rows[r], ROW_FIRST + r - 1);
                int company = ROW_FIRST + (shape->units > 0 ? shape->units : 1) + 1;
                check_row(sheet, model, &model->rows[0], company);
                check_company(
                    sheet, model,
                    find_below(sheet, company + 1, book_cell(sheet, ROW_HEADS, CELLS)->text));
                assert_int_equal(xlsx_check_charts(&scratch, &book, sheet),
                                 shape->first_period ? 1 : 2);
            }
        }
}

/* Without the pages there are no sheets. */
static void no_page_no_sheet(void **state)
{
    xlsx_expect_no_sheet(*state, "journey.xlsx", WORD_PAGE_JOURNEY_CX);
    xlsx_expect_no_sheet(*state, "journey.xlsx", WORD_PAGE_JOURNEY_EX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_cell_of_every_shape, xlsx_set_up, xlsx_tear_down),
        cmocka_unit_test_setup_teardown(no_page_no_sheet, xlsx_set_up, xlsx_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
