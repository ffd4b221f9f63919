/* Sheet 10: what was promised to employees and kept, what they suggested and was answered. The
 * register stands last, since it grows. */
#include "book.h"

#include <math.h>

enum {
    NAME = 1,
    UNIT,
    OWNER,
    DUE,
    DONE,
    DAYS,
    MARK,
    STATUS,
    COLUMN_COUNT,
    FEED = COLUMN_COUNT + 1
};
enum { ROW_TILES = 4, ROW_BODY = 8, CHART_ROWS = 12 };
static const int widths[COLUMN_COUNT] = {20, 286, 168, 160, 100, 100, 84, 44, 176};

static lxw_color_t grey_of(const Book *book)
{
    return book_colour(book, COLOUR_GREY_TEXT);
}

/* ---- Tiles ---- */

static void draw_tile(Sheet *sheet, const RegisterTile *tile, int first, int last)
{
    Book *book = sheet->book;
    lxw_color_t colour = book_colour(book, render_tone_colour(tile->tone)),
                wash = book_colour(book, COLOUR_WASH);
    Look label = {.size = 9,
                  .bold = true,
                  .colour = grey_of(book),
                  .fill = wash,
                  .top = {LXW_BORDER_THICK, colour},
                  .indent = 1};
    Look value = {.size = 22, .colour = colour, .fill = wash, .align = ALIGN_LEFT, .indent = 1};
    Look note = {.size = 8.5, .colour = grey_of(book), .fill = wash, .indent = 1, .wrap = true};
    cell_blanks(sheet, ROW_TILES, first, last, label);
    cell_text(sheet, ROW_TILES, first, tile->label, label);
    cell_blanks(sheet, ROW_TILES + 1, first, last, value);
    value.code = book_code(book, tile->value, 0, tile->percent);
    if (isfinite(tile->value))
        cell_number(sheet, ROW_TILES + 1, first, tile->value, value);
    else
        cell_text(sheet, ROW_TILES + 1, first, tile->text, value);
    if (last > first)
        cell_merge(sheet, ROW_TILES + 2, first, ROW_TILES + 2, last, note);
    cell_text(sheet, ROW_TILES + 2, first, tile->note, note);
}

static void draw_tiles(Sheet *sheet)
{
    static const int first[] = {NAME, UNIT, OWNER, DUE, DAYS},
                     last[] = {NAME, UNIT, OWNER, DONE, STATUS};
    const PromisesModel *model = &sheet->book->report->promises;
    for (int i = 0; i < model->tile_count; i++)
        draw_tile(sheet, &model->tiles[i], first[i], last[i]);
    sheet_row(sheet, ROW_TILES + 1, 44);
    sheet_row(sheet, ROW_TILES + 2, 32);
    sheet_row(sheet, ROW_TILES + 3, 12);
}

/* ---- By unit ---- */

static void draw_unit_heads(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    const Str share = S("%");
    const Str heads[] = {book_word(book, WORD_HEAD_UNIT),
                         model->bars[0].label,
                         model->bars[1].label,
                         share,
                         model->bars[2].label,
                         share,
                         book_word(book, WORD_XLSX_PROMISES_OPEN)};
    static const int columns[] = {NAME, UNIT, OWNER, DUE, DONE, DAYS, STATUS};
    _Static_assert(CX_COUNTOF(columns) == CX_COUNTOF(heads), "every head has its column");
    cell_blank(sheet, row, MARK, (Look){.bottom = book_rule(book, COLOUR_MARK)});
    for (int i = 0; i < (int)CX_COUNTOF(heads); i++) {
        bool there = i == 0 || (i == 6 ? model->promises : model->suggestions);
        Look look = {.size = 8.5,
                     .colour = grey_of(book),
                     .align = i == 0 ? ALIGN_LEFT : ALIGN_RIGHT,
                     .bottom = book_rule(book, COLOUR_MARK)};
        cell_text(sheet, row, columns[i], there ? heads[i] : STR_NONE, look);
    }
}

static void draw_unit(Sheet *sheet, int row, const RegisterUnit *unit)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    Look look = {.bold = unit->company,
                 .bottom = book_rule(book, COLOUR_RULE),
                 .fill = unit->company ? book_colour(book, COLOUR_WASH) : 0};
    look.wrap = true;
    cell_text(sheet, row, NAME, unit->name, look);
    look.wrap = false;
    look.align = ALIGN_RIGHT;
    look.code = "#,##0";
    const double counts[] = {(double)unit->received, (double)unit->answered, (double)unit->acted};
    static const int columns[] = {UNIT, OWNER, DONE};
    for (int i = 0; i < 3; i++)
        cell_number(sheet, row, columns[i], model->suggestions ? counts[i] : NAN, look);
    cell_blank(sheet, row, MARK, look);
    cell_number(sheet, row, STATUS, model->promises ? (double)unit->open : NAN, look);
    look.colour = grey_of(book);
    look.code = book_code(book, unit->answered_share, 0, true);
    cell_number(sheet, row, DUE, unit->answered_share, look);
    cell_number(sheet, row, DAYS, unit->acted_share, look);
    int lines = text_lines(unit->name, widths[NAME], 10);
    if (lines > 1)
        sheet_row(sheet, row, 7 + 15.0 * lines);
}

/* Gives the row below. */
static int draw_units(Sheet *sheet, int row)
{
    static const int shares[] = {DUE, DAYS};
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    Str head = model->suggestions ? model->voice_head : model->rows_head;
    sheet_thick_label(sheet, row++, NAME, STATUS, head, book_colour(book, COLOUR_EX));
    draw_unit_heads(sheet, row++);
    int first = row;
    lxw_conditional_format received = {.type = LXW_CONDITIONAL_DATA_BAR,
                                       .bar_solid = LXW_TRUE,
                                       .bar_no_border = LXW_TRUE,
                                       .bar_color = book_colour(book, COLOUR_RULE),
                                       .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                       .min_value = 0,
                                       .data_bar_2010 = LXW_TRUE};
    for (ptrdiff_t i = 0; i < model->unit_count; i++)
        draw_unit(sheet, row++, &model->units[i]);
    if (model->suggestions && row - 1 > first) /* the last row is their sum */
        sheet_rule(sheet, first, UNIT, row - 2, UNIT, &received);
    if (model->suggestions && row > first)
        for (int i = 0; i < CX_COUNTOF(shares); i++)
            sheet_bars(sheet, first, row - 1, shares[i], REPORT_EX, 100);
    Look note = {.size = 9, .colour = grey_of(book)};
    for (ptrdiff_t i = 0; i < model->voice_note_count; i++)
        cell_text(sheet, row++, NAME, model->voice_notes[i], note);
    return row;
}

/* ---- By the period they were due in ---- */

/* Dark and pale in turn, so that they part on grey paper too. */
static const struct {
    PromiseStatus status;
    ColourRole colour;
    double share_01; /* of the colour: the rest is white */
    Word word;
} stack[] = {{PROMISE_IS_KEPT, COLOUR_GOOD, 1, WORD_PROMISE_KEPT},
             {PROMISE_IS_LATE, COLOUR_WARN, 0.4, WORD_XLSX_PROMISE_LATE},
             {PROMISE_IS_AHEAD, COLOUR_MARK, 0.4, WORD_PROMISE_AHEAD},
             {PROMISE_IS_OPEN, COLOUR_BAD, 1, WORD_XLSX_PROMISE_OPEN}};
enum { STACK_COUNT = sizeof stack / sizeof stack[0] };

static void draw_feed(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    Look look = {.size = 8.5, .colour = grey_of(book), .align = ALIGN_RIGHT};
    cell_text(sheet, row, FEED, book_word(book, WORD_XLSX_MAP_FEED), (Look){.size = 8.5});
    for (int s = 0; s < STACK_COUNT; s++)
        cell_text(sheet, row, FEED + 1 + s, book_word(book, stack[s].word), look);
    for (ptrdiff_t m = 0; m < model->month_count; m++) {
        int at = row + 1 + (int)m;
        cell_text(sheet, at, FEED, model->months[m].label, (Look){.size = 8.5});
        look.code = "#,##0";
        for (int s = 0; s < STACK_COUNT; s++)
            cell_number(sheet, at, FEED + 1 + s, (double)model->months[m].count[stack[s].status],
                        look);
    }
}

static void add_series(Sheet *sheet, lxw_chart *chart, int row, int s)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    int last = row + (int)model->month_count;
    double *values = NEW(book->arena, double, model->month_count);
    for (ptrdiff_t m = 0; m < model->month_count; m++)
        values[m] = (double)model->months[m].count[stack[s].status];
    ChartRange x = {SHEET_PROMISES, row + 1, FEED, last, FEED},
               y = {SHEET_PROMISES, row + 1, FEED + 1 + s, last, FEED + 1 + s};
    lxw_chart_series *series = chart_series(book, chart, x, NULL, y, values, model->month_count);
    chart_series_name_cell(book, series, SHEET_PROMISES, row, FEED + 1 + s);
    if (!series)
        return;
    bool pale = stack[s].share_01 < 1;
    lxw_chart_fill fill = {.color =
                               book_thinned(book_colour(book, stack[s].colour), stack[s].share_01)};
    lxw_chart_font font =
        chart_font(book, 8.5, true, pale ? book_colour(book, COLOUR_INK) : LXW_COLOR_WHITE);
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, "#,##0;;"); /* none has no number */
    chart_series_set_labels_font(series, &font);
}

/* Gives the row below. */
static int draw_months(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    sheet_thick_label(sheet, row++, NAME, STATUS, book_word(book, WORD_XLSX_PROMISES_DUE),
                      book_colour(book, COLOUR_BRAND));
    draw_feed(sheet, row);
    lxw_chart *chart = chart_new(sheet, LXW_CHART_COLUMN_STACKED);
    if (!chart)
        return row;
    for (int s = 0; s < STACK_COUNT; s++)
        add_series(sheet, chart, row, s);
    chart_axis(book, chart->x_axis, STR_NONE, 0, 0, 0, 0, false, true);
    chart_axis(book, chart->y_axis, STR_NONE, 0, 0, 0, 0, true, false);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_TOP);
    int rows = (int)model->month_count + 2 > CHART_ROWS ? (int)model->month_count + 2 : CHART_ROWS;
    chart_place(sheet, chart,
                (ChartPlace){.row = row,
                             .column = NAME,
                             .width = sheet_span(sheet, NAME, STATUS),
                             .height = sheet_height(sheet, row, row + rows - 2),
                             .description = book_word(book, WORD_XLSX_PROMISES_DUE)});
    return row + rows;
}

/* ---- The register ---- */

typedef struct RegisterFormats {
    lxw_format *name, *plain, *date, *days, *mark, *status[PROMISE_STATUS_COUNT];
} RegisterFormats;

static RegisterFormats make_formats(Book *book)
{
    Rule rule = book_rule(book, COLOUR_RULE);
    Look look = {.bold = true, .wrap = true, .bottom = rule};
    RegisterFormats formats = {.name = book_format(book, look)};
    look = (Look){.size = 9, .colour = grey_of(book), .wrap = true, .bottom = rule};
    formats.plain = book_format(book, look);
    look = (Look){.size = 9, .align = ALIGN_RIGHT, .bottom = rule, .code = "dd/mm/yyyy"};
    formats.date = book_format(book, look);
    look.code = "#,##0";
    formats.days = book_format(book, look);
    look = (Look){.size = 9, .align = ALIGN_CENTER, .bottom = rule, .code = "0"};
    formats.mark = book_format(book, look);
    for (int s = 0; s < PROMISE_STATUS_COUNT; s++) {
        look = (Look){.size = 9,
                      .bold = s == PROMISE_IS_OPEN || s == PROMISE_IS_LATE,
                      .colour = book_colour(book, render_status_colour((PromiseStatus)s)),
                      .indent = 1,
                      .bottom = rule};
        formats.status[s] = book_format(book, look);
    }
    return formats;
}

static void draw_date(Sheet *sheet, int row, int column, Date date, Str text,
                      const RegisterFormats *formats)
{
    if (date.year >= 1900) /* Excel's calendar begins there */
        cell_date_as(sheet, row, column, date, formats->date);
    else
        cell_text_as(sheet, row, column, text, formats->date);
}

/* What the icons go by: ✓ kept, ! ahead or late, ✗ overdue; 0: none. */
static double status_mark(PromiseStatus status)
{
    static const double marks[PROMISE_STATUS_COUNT] = {[PROMISE_IS_OPEN] = 1,
                                                       [PROMISE_IS_AHEAD] = 2,
                                                       [PROMISE_IS_LATE] = 2,
                                                       [PROMISE_IS_KEPT] = 3};
    return marks[status];
}

/* Icon sets part the range of their cells in three, and the library sets no other thresholds: the
 * three cells beside the table hold its ends, whichever states it has. */
static void add_icons(Sheet *sheet, int row, int last_row)
{
    Book *book = sheet->book;
    cell_text(sheet, row, FEED, book_word(book, WORD_XLSX_MAP_FEED), (Look){.size = 8.5});
    for (int i = 0; i < 3; i++)
        cell_number(sheet, row, FEED + 1 + i, i + 1,
                    (Look){.size = 8.5, .colour = grey_of(book), .align = ALIGN_RIGHT});
    Str ranges = str_format(
        book->arena, "%.*s:%.*s %.*s:%.*s", STR_ARG(place_name(book, row + 1, MARK)),
        STR_ARG(place_name(book, last_row, MARK)), STR_ARG(place_name(book, row, FEED + 1)),
        STR_ARG(place_name(book, row, FEED + 3)));
    lxw_conditional_format icons = {.type = LXW_CONDITIONAL_TYPE_ICON_SETS,
                                    .icon_style = LXW_CONDITIONAL_ICONS_3_SYMBOLS_CIRCLED,
                                    .icons_only = LXW_TRUE,
                                    .multi_range =
                                        (char *)(uintptr_t)str_cstr(book->arena, ranges)};
    sheet_rule(sheet, row + 1, MARK, last_row, MARK, &icons);
}

static void draw_promise(Sheet *sheet, int row, const PromiseRow *promise,
                         const RegisterFormats *formats)
{
    cell_text_as(sheet, row, NAME, promise->text, formats->name);
    cell_text_as(sheet, row, UNIT, promise->unit, formats->plain);
    cell_text_as(sheet, row, OWNER, promise->owner, formats->plain);
    draw_date(sheet, row, DUE, promise->due, promise->due_text, formats);
    draw_date(sheet, row, DONE, promise->done, promise->done_text, formats);
    if (promise->days > 0)
        cell_number_as(sheet, row, DAYS, (double)promise->days, formats->days);
    else
        cell_text_as(sheet, row, DAYS, STR_NONE, formats->days);
    double mark = status_mark(promise->status);
    if (mark > 0)
        cell_number_as(sheet, row, MARK, mark, formats->mark);
    else
        cell_text_as(sheet, row, MARK, STR_NONE, formats->mark);
    cell_text_as(sheet, row, STATUS, promise->status_text, formats->status[promise->status]);
    int lines = text_lines(promise->text, widths[NAME], 10),
        unit = text_lines(promise->unit, widths[UNIT], 9),
        owner = text_lines(promise->owner, widths[OWNER], 9);
    lines = unit > lines ? unit : lines;
    lines = owner > lines ? owner : lines;
    if (lines > 1)
        sheet_row(sheet, row, 7 + 15.0 * lines);
}

static void add_table(Sheet *sheet, int row, int last_row)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    const Str heads[] = {model->heads[0],
                         model->heads[1],
                         model->heads[2],
                         model->heads[3],
                         book_word(book, WORD_XLSX_PROMISE_DONE),
                         book_word(book, WORD_XLSX_PROMISE_DAYS),
                         S("✓ ! ✗"),
                         model->heads[4]};
    Look looks[CX_COUNTOF(heads)];
    for (int c = 0; c < (int)CX_COUNTOF(heads); c++)
        looks[c] = (Look){.size = 9,
                          .bold = true,
                          .colour = grey_of(book),
                          .align = c == MARK - NAME            ? ALIGN_CENTER
                                   : c >= 3 && c < MARK - NAME ? ALIGN_RIGHT
                                                               : ALIGN_LEFT,
                          .indent = c == STATUS - NAME,
                          .bottom = book_rule(book, COLOUR_INK)};
    sheet_table(sheet, "tbl_promises", row, last_row, heads, looks, CX_COUNTOF(heads));
}

/* Gives the last row. */
static int draw_register(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const PromisesModel *model = &book->report->promises;
    sheet_thick_label(sheet, row++, NAME, STATUS, model->rows_head,
                      book_colour(book, COLOUR_BRAND));
    if (model->listed_note.len > 0)
        cell_text(sheet, row++, NAME, model->listed_note,
                  (Look){.size = 9, .colour = grey_of(book)});
    int heads = row++;
    ptrdiff_t count = model->listed_count > 0 ? model->listed_count : 1;
    int last = heads + (int)count;
    add_table(sheet, heads, last);
    add_icons(sheet, heads, last);
    RegisterFormats formats = make_formats(book);
    for (ptrdiff_t i = 0; i < model->listed_count && book->failure.len == 0; i++)
        draw_promise(sheet, row++, &model->rows[i], &formats);
    book_check(book, worksheet_repeat_rows(sheet->file, (lxw_row_t)heads, (lxw_row_t)heads),
               "repeated rows");
    sheet_texts_may_be_digits(sheet, heads, NAME, last, OWNER);
    return last;
}

void sheet_promises(Book *book)
{
    const PromisesModel *model = &book->report->promises;
    const Report *report = book->report;
    const Page *page = report_find_page(report, PAGE_PROMISES); /* of the board alone */
    Sheet sheet = sheet_open(book, SHEET_PROMISES, widths, COLUMN_COUNT);
    sheet_title(&sheet, STATUS, page ? page->title : report->brief->promises.title,
                page ? page->subtitle : report->brief->promises.subtitle);
    draw_tiles(&sheet);
    int row = draw_units(&sheet, ROW_BODY) + 1, part = row;
    if (model->month_count > 0)
        row = draw_months(&sheet, row) + 1;
    int last = row - 1;
    if (model->promises)
        last = draw_register(&sheet, row);
    sheet_print_parts(&sheet, last, page ? part : last + 1);
    worksheet_freeze_panes(sheet.file, 3, 0);
}
