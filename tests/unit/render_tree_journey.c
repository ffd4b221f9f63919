/* Pages 7 and 8 as text: every cell with its mark, the weakest, and the sentence where nothing may
 * be shown; a page of many units says each of them once, on its own part. */
#include "report_case.h"

#include <cxex/render.h>

static void check_holds(Str tree, Str wanted)
{
    if (str_find(tree, wanted) < 0)
        fail_msg("the tree lacks %.*s", STR_ARG(wanted));
}

static void check_model(Arena *arena, Str tree, const JourneyModel *model)
{
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        const JourneyRow *row = &model->rows[r];
        check_holds(tree, row->name);
        if (row->sentence.len > 0) {
            check_holds(tree, str_format(arena, "sentence: %.*s", STR_ARG(row->sentence)));
            continue;
        }
        for (ptrdiff_t i = 0; i < model->column_count; i++) {
            const JourneyCell *cell = &row->cells[i];
            const char *mark = cell->rest_mark == CHANGE_UP     ? " ▲"
                               : cell->rest_mark == CHANGE_DOWN ? " ▼"
                                                                : "";
            check_holds(
                tree, str_format(arena, "%.*s%s = %.*s%s\n", STR_ARG(model->columns[i].label),
                                 i == row->weakest ? " (weakest)" : "", STR_ARG(cell->text), mark));
        }
        check_holds(tree, str_format(arena, "weakest: %.*s\n", STR_ARG(row->weakest_text)));
    }
    check_holds(tree, model->marks_note);
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        check_holds(tree, model->notes[i]);
}

static void every_cell_is_said(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
        Case c = case_company(languages[i]);
        c.few = "cx.stage_use";
        c.few_unit = 3;
        c.few_answers = 2;
        c.low[0] = "cx.stage_aftersale";
        c.low_by_01 = .2;
        const Report *report = case_report(&arena, &c);
        Str tree = render_tree(&arena, report);
        check_holds(tree, S(" journey cx 1/1\n"));
        check_holds(tree, S(" journey ex 1/1\n"));
        assert_true(report->journeys[0].hidden_note.len > 0);
        for (int side = 0; side < 2; side++)
            check_model(&arena, tree, &report->journeys[side]);
        arena_close(&arena);
    }
}

static void many_units_take_several_parts(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    Case c = {.language = "vi", .period_count = 1, .no_employees = true};
    for (int u = 0; u < 60; u++)
        c.units[u] = (CaseUnit){.name = str_cstr(&arena, str_format(&arena, "Đơn vị %d.", u + 1)),
                                .cx = {{20, .6}}};
    const Report *report = case_report(&arena, &c);
    ptrdiff_t parts = 0, rows = 0;
    for (ptrdiff_t p = 0; p < report->page_count; p++) {
        const Page *page = &report->pages[p];
        if (page->kind != PAGE_JOURNEY_CX)
            continue;
        assert_int_equal(page->first_row, 1 + rows);
        assert_true(page->row_count < JOURNEY_ROWS_PER_PAGE);
        assert_int_equal(page->anchor.len > 0, page->part == 1);
        rows += page->row_count;
        parts++;
    }
    assert_int_equal(rows, 60);
    assert_int_equal(parts, 5);
    check_model(&arena, render_tree(&arena, report), &report->journeys[0]);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_is_said),
        cmocka_unit_test(many_units_take_several_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
