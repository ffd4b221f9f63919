/* Sheet 9: each theme's numbers and words stand in its cells, a change that was not tested leaves
 * its cell empty, quotations are texts however much they look like formulas, and the charts
 * remember what is in the cells; for two sides and one, with and without a list of themes. */
#include "xlsx_case.h"

#include <math.h>

enum { ROW_LABEL = 4, ROW_HEADS = 5, ROW_FIRST = 6, TABLE = 1, COLUMNS = 6 };
enum { NAME, COUNT, SHARE, CHANGE, TONE, WHERE };

typedef struct Shape {
    const char *name;
    int sides, themes; /* themes of the first side; the second has one less */
    bool candidates, before, quotes;
} Shape;

static VoiceTheme theme_of(Arena *arena, const Shape *shape, int side, int i)
{
    int n = 40 - 4 * i - side;
    bool tested = shape->before && i % 3 != 2;
    return (VoiceTheme){.name = i == 1 ? S("=1+2") : str_format(arena, "Chủ đề %d.%d", side, i),
                        .short_name = str_format(arena, "Chủ đề %d.%d", side, i),
                        .n = n,
                        .share = n / 1.7,
                        .lo = n / 1.7 - 5,
                        .hi = n / 1.7 + 5,
                        .previous = shape->before ? n / 1.9 : NAN,
                        .diff = tested ? n / 1.7 - n / 1.9 : NAN,
                        .diff_lo = NAN,
                        .diff_hi = NAN,
                        .p_bh = tested ? .02 : NAN,
                        .diff_tested = tested,
                        .mark = tested && i == 0 ? CHANGE_UP : CHANGE_NONE,
                        .meaning = tested && i == 0 ? -1 : 0,
                        .tone = shape->candidates ? VOICE_TONE_NONE : VOICE_COMPLAINT,
                        .tone_text = shape->candidates ? STR_NONE : S("chê"),
                        .most_text = i == 0 && !shape->candidates ? S("Giao nhận") : STR_NONE};
}

static Report *report_with(Arena *arena, Lang lang, const Shape *shape)
{
    Report *report = (Report *)(uintptr_t)report_example(arena, lang);
    VoicesModel *model = &report->voices;
    *model = (VoicesModel){
        .axis_hi = 50,
        .rules = {S("Quy tắc."), S("Riêng tư.")},
        .heads = {S("chủ đề"), S("ý kiến"), S("tỷ lệ"), S("so T9"), S("giọng"), S("nhiều nhất ở")},
        .chart_head = S("Tỷ lệ theo chủ đề"),
        .quotes_head = S("Trích lời"),
        .quote_heads = {S("ai"), S("trích lời"), S("chủ đề"), S("cần nghe")}};
    for (int side = 0; side < shape->sides; side++) {
        VoicesPanel *panel = &model->panels[model->panel_count++];
        *panel = (VoicesPanel){.side = side == 0 ? REPORT_CX : REPORT_EX,
                               .head = side == 0 ? S("Khách hàng nói gì") : S("Nhân viên nói gì"),
                               .comments = 68,
                               .versus = shape->before ? S("so T9") : STR_NONE,
                               .candidates = shape->candidates,
                               .themes = NEW(arena, VoiceTheme, shape->themes + 1),
                               .note = S("Còn chủ đề khác.")};
        for (int i = 0; i < shape->themes - side; i++)
            panel->themes[panel->theme_count++] = theme_of(arena, shape, side, i);
        if (shape->quotes)
            panel->quotes[panel->quote_count++] = (VoiceQuote){
                S("=HYPERLINK(\"x\")"), S("Kho vận"), S("Chủ đề 0.0"), S("Giao nhận, Kho vận")};
    }
    Page *pages = NEW(arena, Page, report->page_count + 1);
    for (ptrdiff_t p = 0; p < report->page_count; p++)
        pages[p] = report->pages[p];
    pages[report->page_count++] = (Page){.kind = PAGE_VOICES,
                                         .part = 1,
                                         .parts = 1,
                                         .title = S("Khách hàng viết nhiều nhất về giao hàng"),
                                         .subtitle = S("Chủ đề")};
    report->pages = pages;
    return report;
}

/* The column where the side's head stands: the second table's place is the sheet's own choice. */
static int table_of(const BookSheet *sheet, Str head)
{
    for (int column = TABLE; column < TABLE + 3 * COLUMNS; column++) {
        const BookCell *cell = book_cell(sheet, ROW_LABEL, column);
        if (cell && cell->kind == CELL_TEXT && str_equal(cell->text, head))
            return column;
    }
    fail_msg("no table %.*s", STR_ARG(head));
    return 0;
}

static void check_table(const BookSheet *sheet, const VoicesModel *model, const VoicesPanel *panel)
{
    int first = table_of(sheet, panel->head);
    for (int i = 0; i < COLUMNS && panel->theme_count > 0; i++)
        xlsx_check_text(sheet, ROW_HEADS, first + i,
                        panel->candidates && i >= CHANGE ? STR_NONE : model->heads[i]);
    for (int i = 0; i < (int)panel->theme_count; i++) {
        const VoiceTheme *theme = &panel->themes[i];
        int row = ROW_FIRST + i;
        xlsx_check_text(sheet, row, first + NAME, theme->name);
        xlsx_check_number(sheet, row, first + COUNT, (double)theme->n);
        xlsx_check_number(sheet, row, first + SHARE, theme->share);
        xlsx_check_number(sheet, row, first + CHANGE, theme->diff_tested ? theme->diff : NAN);
        xlsx_check_text(sheet, row, first + TONE, theme->tone_text);
        xlsx_check_text(sheet, row, first + WHERE, theme->most_text);
    }
}

/* Gives how many cells of the sheet hold the text; none may be a formula. */
static int count_text(const BookSheet *sheet, Str text)
{
    int found = 0;
    for (ptrdiff_t i = 0; i < sheet->cell_count; i++) {
        const BookCell *cell = &sheet->cells[i];
        assert_true(cell->formula.len == 0);
        found += cell->kind == CELL_TEXT && str_equal(cell->text, text);
    }
    return found;
}

static void every_cell_of_every_shape(void **state)
{
    static const Shape shapes[] = {
        {"as the sample", 2, 8, false, true, true}, {"a first period", 2, 5, false, false, true},
        {"one side", 1, 3, false, true, true},      {"pairs of words", 2, 4, true, false, true},
        {"nothing told", 2, 1, false, false, true}, {"no quotation", 1, 2, false, true, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(shapes); i++)
        for (int lang = LANG_EN; lang < LANG_COUNT; lang++) {
            Arena scratch = *(Arena *)*state; /* by value: given back at once */
            const Shape *shape = &shapes[i];
            const Report *report = report_with(&scratch, (Lang)lang, shape);
            Workbook book = xlsx_read_back(&scratch, report, "voices.xlsx", shape->name);
            const BookSheet *sheet = xlsx_sheet(&book, word((Lang)lang, WORD_PAGE_VOICES));
            int charts = 0;
            for (int side = 0; side < shape->sides; side++) {
                check_table(sheet, &report->voices, &report->voices.panels[side]);
                if (report->voices.panels[side].theme_count > 0)
                    charts += shape->before ? 2 : 1;
            }
            assert_int_equal(count_text(sheet, S("“=HYPERLINK(\"x\")”")),
                             shape->quotes ? shape->sides : 0);
            assert_int_equal(count_text(sheet, S("Giao nhận, Kho vận")),
                             shape->quotes ? shape->sides : 0);
            assert_true(count_text(sheet, S("Riêng tư.")) == 1);
            assert_int_equal(xlsx_check_charts(&scratch, &book, sheet), charts);
        }
}

static void no_page_no_sheet(void **state)
{
    xlsx_expect_no_sheet(*state, "voices.xlsx", WORD_PAGE_VOICES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_cell_of_every_shape, xlsx_set_up, xlsx_tear_down),
        cmocka_unit_test_setup_teardown(no_page_no_sheet, xlsx_set_up, xlsx_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
