/* Sheets 4 and 5: the customer journey and the employee journey by unit as a heat map to sort and
 * filter; below it the company's own figures with their change, and the same as columns. */
#include "book.h"

#include <math.h>

enum { ROW_SCALE = 4, ROW_BAND = 5, ROW_HEADS = 6, ROW_FIRST = 7 };
enum { NAME = 1, COUNT = 2, CELLS = 3, MOST_COLUMNS = JOURNEY_COLUMNS_MOST + 12 };
/* The company's figures stand in the first columns of the table above. */
enum { OWN_LABEL = 1, OWN_BEFORE, OWN_NOW, OWN_CHANGE, OWN_LOW, OWN_HIGH };
enum { WIDTH_LEAST = 1110, CHART_AT = OWN_HIGH + 1 };

typedef struct Plan {
    Sheet sheet;
    const JourneyModel *model;
    int widths[MOST_COLUMNS], count;
    int index, weakest;      /* columns */
    Str heads[MOST_COLUMNS]; /* of the table; no two alike */
    int last_row, company_row;
} Plan;

static int cells_end(const Plan *plan)
{
    return CELLS + (int)plan->model->column_count - 1;
}

/* ---- Columns ---- */

static void add_column(Plan *plan, int width, Str head)
{
    plan->widths[plan->count] = width;
    plan->heads[plan->count++] = head;
}

/* Excel refuses a table with two heads alike, whatever their case. */
static Str unique_head(Book *book, const Plan *plan, Str head)
{
    Str wanted = head;
    for (int number = 2, c = 1; c < plan->count; c++)
        if (str_equal(text_fold(book->arena, plan->heads[c]), text_fold(book->arena, wanted))) {
            wanted = str_format(book->arena, "%.*s (%d)", STR_ARG(head), number++);
            c = 0;
        }
    return wanted;
}

static void plan_columns(Book *book, Plan *plan)
{
    enum { LEAST = 58, ALL = 760 };
    const JourneyModel *model = plan->model;
    int k = (int)model->column_count;
    int width = k <= 6 ? 106 : k <= 8 ? 94 : ALL / k > LEAST ? ALL / k : LEAST;
    bool customers = model->side == REPORT_CX;
    add_column(plan, 20, STR_NONE);
    add_column(plan, 190, model->unit_head);
    add_column(plan, 64, book_word(book, customers ? WORD_XLSX_N_CX : WORD_XLSX_N_EX));
    for (int i = 0; i < k; i++)
        add_column(plan, width, unique_head(book, plan, model->columns[i].label));
    plan->index = plan->count;
    add_column(plan, 84, unique_head(book, plan, model->index_head));
    plan->weakest = plan->count;
    add_column(plan, 168, unique_head(book, plan, model->weakest_head));
    int wide = 0;
    for (int c = 1; c < plan->count; c++)
        wide += plan->widths[c];
    for (; wide < WIDTH_LEAST || plan->count <= CHART_AT; wide += 84)
        add_column(plan, 84, STR_NONE);
}

/* ---- The legend, a table of its own kind: the same colours, no figures of anybody ---- */

static int scale_end(const Plan *plan)
{
    return CELLS + (plan->model->column_count >= 5 ? 4 : 2);
}

static void draw_scale(Plan *plan)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyModel *model = plan->model;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    int steps = scale_end(plan) - CELLS;
    cell_text(sheet, ROW_SCALE, NAME, book_word(book, WORD_XLSX_JOURNEY_SCALE),
              (Look){.size = 8.5, .colour = grey});
    for (int i = 0; i <= steps; i++) {
        double at = 2.0 * i / steps - 1; /* -1 … 1 */
        double end = at < 0 ? model->scale_lo : model->scale_hi;
        double value = model->scale_middle + fabs(at) * (end - model->scale_middle);
        cell_number(sheet, ROW_SCALE, CELLS + i, value,
                    (Look){.size = 9,
                           .align = ALIGN_CENTER,
                           .code = book_code(book, value, value == round(value) ? 0 : 1, false)});
    }
    cell_text(sheet, ROW_SCALE, CELLS + steps + 1, book_word(book, WORD_XLSX_JOURNEY_COLOURS),
              (Look){.size = 8.5, .colour = grey, .indent = 1});
    sheet_row(sheet, ROW_SCALE, 26);
}

static void draw_bands(Plan *plan)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    lxw_color_t colour = book_side_colour(book, plan->model->side);
    for (int g = 0; g < plan->model->group_count; g++) {
        const JourneyGroup *group = &plan->model->groups[g];
        int first = CELLS + (int)group->first, last = first + (int)group->count - 1;
        Look look = {
            .bold = true,
            .size = 9.5,
            .colour = colour,
            .top = {LXW_BORDER_THICK, colour},
            .right = {g + 1 < plan->model->group_count ? LXW_BORDER_THICK : 0, LXW_COLOR_WHITE}};
        for (int c = first; c < last; c++) {
            Look inner = look;
            inner.right = (Rule){0};
            cell_blank(sheet, ROW_BAND, c, inner);
        }
        cell_blank(sheet, ROW_BAND, last, look);
        if (first < last)
            look.right = (Rule){0};
        cell_text(sheet, ROW_BAND, first, group->head, look);
    }
    sheet_row(sheet, ROW_BAND, 26);
}

/* ---- Table ---- */

static void add_table(Plan *plan)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    Look looks[MOST_COLUMNS] = {{0}};
    int lines = 1;
    for (int c = 1; c <= plan->weakest; c++) {
        bool cell = c >= CELLS && c <= plan->index;
        looks[c] = (Look){.size = 8.5,
                          .bold = c > COUNT && c <= cells_end(plan),
                          .wrap = true,
                          .colour = book_colour(book, COLOUR_GREY_TEXT),
                          .valign = VALIGN_TOP,
                          .align = cell         ? ALIGN_CENTER
                                   : c == COUNT ? ALIGN_RIGHT
                                                : ALIGN_LEFT,
                          .indent = c == plan->weakest,
                          .bottom = book_rule(book, COLOUR_MARK)};
        int own = text_lines(plan->heads[c], plan->widths[c] - 6, 8.5);
        lines = own > lines ? own : lines;
    }
    sheet_table(sheet, plan->model->side == REPORT_CX ? "tbl_journey_cx" : "tbl_journey_ex",
                ROW_HEADS, plan->last_row, plan->heads + 1, looks + 1, plan->weakest);
    enum { BUTTON_PX = 22, LINE_PX = 15 };
    sheet_row(sheet, ROW_HEADS, BUTTON_PX + LINE_PX * lines);
}

/* "0.0 ▲": the mark is part of the format, so that the cell stays a number; 0 to 100, no sign. */
static const char *marked_code(Book *book, const Estimate *figure, ChangeMark mark)
{
    static const char *const signs[] = {
        [CHANGE_NONE] = "", [CHANGE_UP] = "\" ▲\"", [CHANGE_DOWN] = "\" ▼\""};
    if (mark == CHANGE_NONE)
        return book_code(book, figure->value, figure->decimals, false);
    return str_cstr(book->arena,
                    str_format(book->arena, "0%s%.*s%s", figure->decimals > 0 ? "." : "",
                               figure->decimals, "0000000000", signs[mark]));
}

static Look absent_look(Book *book, Look base)
{
    base.size = 8.5;
    base.italic = true;
    base.bold = false;
    base.colour = book_colour(book, COLOUR_GREY_TEXT);
    base.code = NULL;
    return base;
}

static void draw_cell(Plan *plan, int row, int column, const JourneyCell *cell, Look look)
{
    Sheet *sheet = &plan->sheet;
    if (cell->figure.state == ESTIMATE_SHOWN) {
        look.code = marked_code(sheet->book, &cell->figure, cell->rest_mark);
        cell_number(sheet, row, column, cell->figure.value, look);
        if (cell->figure.partial)
            cell_note(sheet, row, column, cell->figure.partial_note, 60);
        return;
    }
    look = absent_look(sheet->book, look);
    look.wrap = true;
    cell_text(sheet, row, column, cell->text, look);
    cell_note(sheet, row, column, cell->figure.text, 60);
}

/* last_parent: what stands above has its people below once more. */
static void draw_unit(Plan *plan, int at, const JourneyRow *row, bool last_parent)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    Look base = {.bottom = book_rule(book, last_parent ? COLOUR_GREY_TEXT : COLOUR_RULE),
                 .bold = row->company};
    if (row->company)
        base.top = base.bottom = book_rule(book, COLOUR_INK);
    Look look = base;
    look.wrap = true;
    look.bold = row->company || row->parent_row;
    cell_text(sheet, at, NAME, row->name, look);
    look = base;
    look.bold = false;
    look.align = ALIGN_RIGHT;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    look.code = "#,##0";
    cell_number(sheet, at, COUNT, row->count.state == ESTIMATE_SHOWN ? (double)row->count.n : NAN,
                look);
    look = base;
    if (!row->company)
        look.bottom = look.right = (Rule){LXW_BORDER_THIN, LXW_COLOR_WHITE};
    look.align = ALIGN_CENTER;
    if (row->sentence.len > 0) {
        cell_blanks(sheet, at, CELLS, plan->weakest, base);
        Look sentence = absent_look(book, base);
        sentence.indent = 1; /* it runs on over the empty cells after it */
        cell_text(sheet, at, CELLS, row->sentence, sentence);
    }
    for (ptrdiff_t i = 0; i < plan->model->column_count && row->sentence.len == 0; i++) {
        look.bold = row->weakest_clear && i == row->weakest;
        draw_cell(plan, at, CELLS + (int)i, &row->cells[i], look);
    }
    look = base;
    look.align = ALIGN_CENTER;
    look.size = 11;
    look.bold = true;
    look.colour = book_side_colour(book, plan->model->side);
    if (row->sentence.len == 0 || row->index.figure.state == ESTIMATE_SHOWN)
        draw_cell(plan, at, plan->index, &row->index, look);
    look = base;
    look.indent = 1;
    look.wrap = true;
    look.bold = row->company && row->weakest_clear;
    if (!row->weakest_clear)
        look.colour = book_colour(book, COLOUR_GREY_TEXT);
    cell_text(sheet, at, plan->weakest, row->weakest_text, look);
    int name = text_lines(row->name, plan->widths[NAME], 10),
        weakest = text_lines(row->weakest_text, plan->widths[plan->weakest] - 10, 10),
        lines = name > weakest ? name : weakest;
    sheet_row(sheet, at, lines > 1 ? 16 * lines + 6 : row->company ? 30 : 28);
}

static void draw_rows(Plan *plan)
{
    const JourneyModel *model = plan->model;
    for (ptrdiff_t i = 1; i < model->row_count; i++)
        draw_unit(plan, ROW_FIRST + (int)i - 1, &model->rows[i],
                  model->rows[i].parent_row &&
                      (i + 1 == model->row_count || !model->rows[i + 1].parent_row));
    sheet_row(&plan->sheet, plan->last_row + 1, 6);
    draw_unit(plan, plan->company_row, &model->rows[0], false);
}

/* ---- Rules ---- */

static Str range_text(Book *book, int row, int column, int last_row, int last_column)
{
    return str_format(book->arena, "%.*s:%.*s", STR_ARG(place_name(book, row, column)),
                      STR_ARG(place_name(book, last_row, last_column)));
}

/* One rule for legend, table and company: a colour means the same everywhere. */
static void add_colours(Plan *plan)
{
    Book *book = plan->sheet.book;
    const JourneyModel *model = plan->model;
    int last = cells_end(plan);
    const Str ranges[] = {range_text(book, ROW_SCALE, CELLS, ROW_SCALE, scale_end(plan)),
                          range_text(book, ROW_FIRST, CELLS, plan->last_row, last),
                          range_text(book, plan->company_row, CELLS, plan->company_row, last)};
    Str all = str_join(book->arena, ranges, CX_COUNTOF(ranges), S(" "));
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_3_COLOR_SCALE,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = model->scale_lo,
                                   .mid_value = model->scale_middle,
                                   .max_value = model->scale_hi,
                                   .min_color = HEAT_LOW,
                                   .mid_color = HEAT_MIDDLE,
                                   .max_color = HEAT_HIGH,
                                   .multi_range = (char *)(uintptr_t)str_cstr(book->arena, all)};
    sheet_rule(&plan->sheet, ROW_SCALE, CELLS, ROW_SCALE, scale_end(plan), &rule);
}

/* ---- Notes ---- */

static int draw_notes(Plan *plan, int row)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyModel *model = plan->model;
    StrList texts = {0};
    if (model->marks_note.len > 0)
        *PUSH(book->arena, &texts, Str) = model->marks_note;
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        *PUSH(book->arena, &texts, Str) = model->notes[i];
    if (model->hidden_note.len > 0)
        *PUSH(book->arena, &texts, Str) = model->hidden_note;
    Str text = str_join(book->arena, texts.items, texts.len, S(" · "));
    Look look = {.size = 8.5, .wrap = true, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    cell_merge(sheet, row, NAME, row, sheet->last, look);
    cell_text(sheet, row, NAME, text, look);
    sheet_row(sheet, row, 16 * text_lines(text, sheet_span(sheet, NAME, sheet->last), 8.5) + 12);
    return row + 1;
}

/* ---- The company below ---- */

static void draw_own_heads(Plan *plan, int row)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyModel *model = plan->model;
    const Str heads[] = {
        [OWN_LABEL] = STR_NONE,
        [OWN_BEFORE] = model->previous_head,
        [OWN_NOW] = model->now_head,
        [OWN_CHANGE] = model->change_head,
        [OWN_LOW] = BOOK_WORDS(book, WORD_XLSX_JOURNEY_LOW, book->report->level_text),
        [OWN_HIGH] = BOOK_WORDS(book, WORD_XLSX_JOURNEY_HIGH, book->report->level_text)};
    Look look = {.size = 8.5,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .valign = VALIGN_BOTTOM,
                 .bottom = book_rule(book, COLOUR_MARK)};
    for (int c = OWN_LABEL; c <= OWN_HIGH; c++) {
        look.align = c == OWN_LABEL ? ALIGN_LEFT : ALIGN_RIGHT;
        cell_text(sheet, row, c, heads[c], look);
    }
    sheet_row(sheet, row, 24);
}

static void draw_own_row(Plan *plan, int row, ptrdiff_t column)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyRow *company = &plan->model->rows[0];
    const JourneyCell *cell = &company->cells[column];
    const Estimate *figure = &cell->figure;
    bool weakest = company->weakest_clear && company->weakest == column;
    Look base = {.bottom = book_rule(book, COLOUR_RULE), .wrap = true, .bold = weakest};
    if (weakest)
        base.colour = book_colour(book, COLOUR_BAD);
    cell_text(sheet, row, OWN_LABEL, plan->heads[CELLS + column], base);
    sheet_row(sheet, row,
              8 + 16.0 * text_lines(plan->heads[CELLS + column], plan->widths[OWN_LABEL], 10));
    Look look = {
        .bottom = base.bottom, .align = ALIGN_RIGHT, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    cell_blanks(sheet, row, OWN_BEFORE, OWN_HIGH, look);
    if (figure->state != ESTIMATE_SHOWN) {
        Look sentence = absent_look(book, (Look){.bottom = base.bottom, .indent = 1});
        cell_text(sheet, row, OWN_BEFORE, figure->text, sentence);
        return;
    }
    look.code = book_code(book, figure->value, figure->decimals, false);
    cell_number(sheet, row, OWN_BEFORE, figure->previous, look);
    cell_number(sheet, row, OWN_LOW, figure->lo, look);
    cell_number(sheet, row, OWN_HIGH, figure->hi, look);
    look.bold = true;
    look.colour = weakest ? base.colour : book_side_colour(book, plan->model->side);
    cell_number(sheet, row, OWN_NOW, figure->value, look);
    ChangeMark mark = figure->diff_tested ? figure->mark : CHANGE_NONE;
    look.bold = mark != CHANGE_NONE;
    look.colour = book_mark_colour(book, mark);
    look.code = figure->diff_tested
                    ? book_code_change(book, figure->diff, figure->decimals, false, mark)
                    : book_code_signed(book, figure->diff, figure->decimals, false);
    if (isfinite(figure->diff))
        cell_number(sheet, row, OWN_CHANGE, figure->diff, look);
    if (!figure->diff_tested)
        cell_note(sheet, row, OWN_CHANGE, figure->change_note, 60);
}

static lxw_chart_series *add_series(Plan *plan, lxw_chart *chart, int first, int column,
                                    double *values, lxw_color_t colour)
{
    Book *book = plan->sheet.book;
    SheetKind kind = plan->sheet.kind;
    int last = first + (int)plan->model->column_count - 1;
    lxw_chart_series *series = chart_series(
        book, chart, (ChartRange){kind, first, OWN_LABEL, last, OWN_LABEL}, NULL,
        (ChartRange){kind, first, column, last, column}, values, plan->model->column_count);
    if (!series)
        return NULL;
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_fill(series, &fill);
    chart_series_name_cell(book, series, kind, first - 1, column);
    return series;
}

/* The clearly weakest in the colour of what is bad. */
static void colour_weakest(Plan *plan, lxw_chart_series *series)
{
    Book *book = plan->sheet.book;
    const JourneyRow *company = &plan->model->rows[0];
    ptrdiff_t count = plan->model->column_count;
    if (!series || !company->weakest_clear || company->weakest < 0)
        return;
    lxw_chart_fill plain = {.color = book_side_colour(book, plan->model->side)},
                   bad = {.color = book_colour(book, COLOUR_BAD)};
    lxw_chart_point *points = NEW(book->arena, lxw_chart_point, count);
    lxw_chart_point **list = NEW(book->arena, lxw_chart_point *, count + 1); /* ends with NULL */
    for (ptrdiff_t i = 0; i < count; i++) {
        points[i].fill = i == company->weakest ? &bad : &plain;
        list[i] = &points[i];
    }
    book_check(book, chart_series_set_points(series, list), "the points of a chart");
}

static void draw_chart(Plan *plan, int first)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyModel *model = plan->model;
    ptrdiff_t count = model->column_count;
    double *before = NEW(book->arena, double, count), *now = NEW(book->arena, double, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        const Estimate *figure = &model->rows[0].cells[i].figure;
        before[i] = figure->previous;
        now[i] = figure->value;
    }
    lxw_chart *chart = chart_new(sheet, LXW_CHART_COLUMN);
    if (!chart)
        return;
    bool customers = model->side == REPORT_CX;
    if (model->previous_head.len > 0)
        add_series(plan, chart, first, OWN_BEFORE, before,
                   book_colour(book, customers ? COLOUR_CX_BAND : COLOUR_EX_BAND));
    lxw_chart_series *last =
        add_series(plan, chart, first, OWN_NOW, now, book_side_colour(book, model->side));
    if (last) {
        lxw_chart_font font = chart_font(book, 9, true, book_colour(book, COLOUR_INK));
        chart_series_set_labels(last);
        chart_series_set_labels_num_format(last, "0.0");
        chart_series_set_labels_font(last, &font);
        colour_weakest(plan, last);
    }
    chart_set_series_gap(chart, 60);
    chart_axis(book, chart->x_axis, STR_NONE, 0, 0, 0, 0, false, true);
    chart_axis_hide(chart->y_axis, 0, 100);
    double height = sheet_height(sheet, first - 1, first + (int)count - 1);
    chart_place(sheet, chart,
                (ChartPlace){.row = first - 1,
                             .column = CHART_AT,
                             .width = sheet_span(sheet, CHART_AT, sheet->last) - 28,
                             .height = fmax(height, 190),
                             .dx = 28,
                             .dy = 4,
                             .description = BOOK_WORDS(
                                 book, WORD_XLSX_JOURNEY_ALT, model->index_head,
                                 model->rows[0].weakest_clear ? model->rows[0].weakest_text
                                                              : model->weakest_head)});
}

/* Gives the last row. */
static int draw_company(Plan *plan, int row)
{
    Sheet *sheet = &plan->sheet;
    Book *book = sheet->book;
    const JourneyModel *model = plan->model;
    sheet_row(sheet, row++, 12);
    sheet_block_label(sheet, row, OWN_LABEL, OWN_HIGH,
                      text_upper(book->arena,
                                 BOOK_WORDS(book, WORD_XLSX_JOURNEY_OWN, model->rows[0].name,
                                            book->report->level_text),
                                 book->report->language));
    Str chart =
        model->previous_head.len > 0
            ? BOOK_WORDS(book, WORD_XLSX_JOURNEY_CHART, model->rows[0].name, model->previous_head,
                         model->now_head)
            : BOOK_WORDS(book, WORD_XLSX_JOURNEY_CHART_ONE, model->rows[0].name, model->now_head);
    sheet_block_label(sheet, row, CHART_AT, sheet->last,
                      text_upper(book->arena, chart, book->report->language));
    sheet_row(sheet, row++, 26);
    draw_own_heads(plan, row++);
    for (ptrdiff_t i = 0; i < model->column_count; i++)
        draw_own_row(plan, row + (int)i, i);
    draw_chart(plan, row);
    int last = row + (int)model->column_count - 1;
    for (; sheet_height(sheet, row - 1, last) < 200; last++) /* the chart needs its height */
        sheet_row(sheet, last + 1, 20);
    return last;
}

/* ---- The sheets ---- */

static void draw_journey(Book *book, SheetKind kind, PageKind page_kind, const JourneyModel *model)
{
    const Page *page = report_find_page(book->report, page_kind);
    Plan *plan = NEW(book->arena, Plan, 1);
    plan->model = model;
    plan_columns(book, plan);
    plan->sheet = sheet_open(book, kind, plan->widths, plan->count);
    Sheet *sheet = &plan->sheet;
    sheet_title(sheet, sheet->last, page->title, page->subtitle);
    /* A table needs one line; a report without units has an empty one. */
    ptrdiff_t units = model->row_count > 1 ? model->row_count - 1 : 1;
    plan->last_row = ROW_FIRST + (int)units - 1;
    plan->company_row = plan->last_row + 2;
    draw_scale(plan);
    draw_bands(plan);
    add_table(plan);
    draw_rows(plan);
    add_colours(plan);
    int below = draw_notes(plan, plan->company_row + 1), last = draw_company(plan, below);
    worksheet_freeze_panes(sheet->file, ROW_FIRST, 2);
    if (sheet_height(sheet, 0, last) <= SHEET_SQUEEZED_PX) {
        sheet_print(sheet, last, 1);
        return;
    }
    sheet_print_evenly(sheet, last,
                       (PrintRows){.from = ROW_FIRST + 1,
                                   .to = below,
                                   .repeated_px = sheet_height(sheet, ROW_SCALE, ROW_HEADS)});
    book_check(book, worksheet_repeat_rows(sheet->file, ROW_SCALE, ROW_HEADS), "repeated rows");
}

void sheet_journey_cx(Book *book)
{
    draw_journey(book, SHEET_JOURNEY_CX, PAGE_JOURNEY_CX, &book->report->journeys[0]);
}

void sheet_journey_ex(Book *book)
{
    draw_journey(book, SHEET_JOURNEY_EX, PAGE_JOURNEY_EX, &book->report->journeys[1]);
}
