/* The department edition, sheet 1: the unit's two indices, what to know, and its figures beside
 * those of the rest of the company. Every figure is looked up in the long table of the last sheet.
 */
#include "brief.h"

#include "benchmarks.h"

#include <math.h>

enum {
    COLUMN_LABEL = 1,
    COLUMN_MEANING,
    COLUMN_VALUE,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_N,
    COLUMN_PREVIOUS,
    COLUMN_CHANGE,
    COLUMN_REST,
    COLUMN_DIFFERENCE,
    COLUMN_TARGET,
    COLUMN_STATUS,
    COLUMN_COUNT,
    TILE_COLUMNS = 6,
    ROW_TILE = 4,
    ROW_READING = 9
};
static const int widths[COLUMN_COUNT] = {20, 210, 190, 74, 62, 62, 60, 74, 84, 74, 84, 70, 150};

const Str *brief_unit_name(const Book *book)
{
    for (ptrdiff_t i = 0; i < book->data.unit_count; i++)
        if (book->data.units[i].scope == book->report->brief->scope)
            return &book->data.units[i].name;
    return NULL;
}

Str brief_lookup(Book *book, const char *column, Str unit, Str period, Str code)
{
    Str line = lookup_line(book, formula_quote(book, unit), formula_quote(book, period), code);
    return str_format(book->arena, "INDEX(data_%s,%.*s)", column, STR_ARG(line));
}

/* Looked up where the long table has the very same number; else written as it is. */
static void figure_number(Sheet *sheet, int row, int column, const char *name,
                          const Estimate *figure, Str period, double value, Look look)
{
    Book *book = sheet->book;
    const Str *unit = brief_unit_name(book);
    const DataRow *line = unit ? lookup_row(book, *unit, period, figure->code) : NULL;
    double there = !line            ? NAN
                   : name[0] == 'v' ? line->value
                   : name[0] == 'l' ? line->lo
                   : name[0] == 'h' ? line->hi
                                    : (double)line->n;
    if (lookup_same(value, there))
        cell_formula(sheet, row, column,
                     str_format(book->arena, "=%.*s",
                                STR_ARG(brief_lookup(book, name, *unit, period, figure->code))),
                     value, look);
    else
        cell_number(sheet, row, column, value, look);
}

static const char *value_code(Book *book, const Estimate *figure, double value)
{
    return book_code(book, value, figure->decimals, book_is_percent(figure->text));
}

/* ---- Tiles ---- */

static void draw_tile(Sheet *sheet, const BriefTile *tile, int column)
{
    Book *book = sheet->book;
    const Estimate *figure = &tile->figure;
    lxw_color_t colour = book_side_colour(book, tile->side),
                grey = book_colour(book, COLOUR_GREY_TEXT);
    int last = column + TILE_COLUMNS - 2;
    Look label = {.size = 10.5, .bold = true, .colour = grey, .top = {LXW_BORDER_THICK, colour}};
    cell_blanks(sheet, ROW_TILE, column, last, label);
    cell_text(sheet, ROW_TILE, column, tile->label, label);
    Look small = {.size = 9, .colour = grey, .align = ALIGN_RIGHT, .top = label.top};
    cell_text(sheet, ROW_TILE, last, tile->count, small);
    if (figure->state != ESTIMATE_SHOWN) {
        Look look = {.size = 10, .italic = true, .colour = grey, .wrap = true};
        cell_merge(sheet, ROW_TILE + 1, column, ROW_TILE + 1, last, look);
        cell_text(sheet, ROW_TILE + 1, column, figure->text, look);
        return;
    }
    Look look = {.size = 34, .colour = colour, .code = value_code(book, figure, figure->value)};
    look.align = ALIGN_LEFT;
    cell_merge(sheet, ROW_TILE + 1, column, ROW_TILE + 1, column + 1, look);
    figure_number(sheet, ROW_TILE + 1, column, "value", figure, book->data.now, figure->value,
                  look);
    Str range = BOOK_WORDS(book, WORD_XLSX_BRIEF_RANGE, book->report->level_text, figure->lo_text,
                           figure->hi_text);
    cell_text(sheet, ROW_TILE + 2, column, range, (Look){.size = 9, .colour = grey});
    cell_text(sheet, ROW_TILE + 3, column, tile->reference, (Look){.size = 9, .colour = grey});
    if (!isfinite(figure->diff))
        return;
    bool percent = book_is_percent(figure->diff_text);
    look = (Look){
        .size = 14,
        .bold = true,
        .align = ALIGN_RIGHT,
        .valign = VALIGN_BOTTOM,
        .colour = book_mark_colour(book, figure->mark),
        .code = figure->diff_tested
                    ? book_code_change(book, figure->diff, figure->decimals, percent, figure->mark)
                    : book_code_signed(book, figure->diff, figure->decimals, percent)};
    cell_merge(sheet, ROW_TILE + 1, last - 1, ROW_TILE + 1, last, look);
    cell_number(sheet, ROW_TILE + 1, last - 1, figure->diff, look);
    cell_text(sheet, ROW_TILE + 2, last, tile->versus,
              (Look){.size = 8.5, .align = ALIGN_RIGHT, .colour = grey});
}

static void draw_tiles(Sheet *sheet)
{
    const BriefModel *brief = sheet->book->report->brief;
    static const double heights[] = {28, 56, 20, 20, 16};
    for (int i = 0; i < (int)CX_COUNTOF(heights); i++)
        sheet_row(sheet, ROW_TILE + i, heights[i]);
    for (int i = 0; i < brief->tile_count; i++)
        draw_tile(sheet, &brief->tiles[i], i == 0 ? COLUMN_LABEL : COLUMN_PREVIOUS);
}

/* ---- Sentences ---- */

static int draw_texts(Sheet *sheet, int row, const Str *texts, ptrdiff_t count, Look look)
{
    for (ptrdiff_t i = 0; i < count; i++, row++) {
        cell_merge(sheet, row, COLUMN_LABEL, row, COLUMN_COUNT - 1, look);
        cell_text(sheet, row, COLUMN_LABEL, texts[i], look);
        int lines = text_lines(texts[i], sheet_span(sheet, COLUMN_LABEL, COLUMN_COUNT - 1),
                               look.size > 0 ? look.size : 10);
        sheet_row(sheet, row, 17 * lines + 5);
    }
    return row;
}

static int draw_reading(Sheet *sheet, int row)
{
    const BriefModel *brief = sheet->book->report->brief;
    if (brief->reading_count == 0)
        return row;
    sheet_block_label(sheet, row, COLUMN_LABEL, COLUMN_COUNT - 1, brief->reading_head);
    row = draw_texts(sheet, row + 1, brief->reading, brief->reading_count, (Look){.wrap = true});
    sheet_row(sheet, row, 14);
    return row + 1;
}

/* "1. Trả lời các góp ý đã chờ quá 30 ngày · 2 đang chờ" */
static int draw_actions(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const BriefModel *brief = book->report->brief;
    Str texts[BRIEF_ACTIONS_MOST];
    if (brief->action_count == 0)
        return row;
    for (int i = 0; i < brief->action_count; i++)
        texts[i] = str_format(book->arena, "%d. %.*s · %.*s", i + 1,
                              STR_ARG(brief->actions[i].text), STR_ARG(brief->actions[i].measure));
    sheet_block_label(sheet, row, COLUMN_LABEL, COLUMN_COUNT - 1, brief->actions_head);
    if (book->sheets[SHEET_PROMISES])
        cell_link(sheet, row, COLUMN_COUNT - 1, SHEET_PROMISES,
                  str_concat(book->arena, book->sheet_names[SHEET_PROMISES], S(" ›")),
                  (Look){.size = 9, .align = ALIGN_RIGHT, .bottom = book_rule(book, COLOUR_MARK)});
    row = draw_texts(sheet, row + 1, texts, brief->action_count, (Look){.wrap = true});
    sheet_row(sheet, row, 14);
    return row + 1;
}

/* ---- The figures ---- */

static void draw_heads(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const Str *heads = book->report->brief->heads; /* figure, value, interval, n, before, change,
                                                      rest, difference, target */
    const struct {
        int column;
        Str text;
    } cells[] = {{COLUMN_LABEL, heads[0]},
                 {COLUMN_VALUE, heads[1]},
                 {COLUMN_LOW, BOOK_WORDS(book, WORD_HEAD_LOW, book->report->level_text)},
                 {COLUMN_HIGH, BOOK_WORDS(book, WORD_HEAD_HIGH, book->report->level_text)},
                 {COLUMN_N, heads[3]},
                 {COLUMN_PREVIOUS, heads[4]},
                 {COLUMN_CHANGE, heads[5]},
                 {COLUMN_REST, heads[6]},
                 {COLUMN_DIFFERENCE, heads[7]},
                 {COLUMN_TARGET, heads[8]}};
    Look look = {.size = 8.5,
                 .wrap = true,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .valign = VALIGN_BOTTOM,
                 .bottom = book_rule(book, COLOUR_INK)};
    cell_blanks(sheet, row, COLUMN_LABEL, COLUMN_COUNT - 1, look);
    for (int i = 0; i < (int)CX_COUNTOF(cells); i++) {
        look.align = cells[i].column == COLUMN_LABEL ? ALIGN_LEFT : ALIGN_RIGHT;
        cell_text(sheet, row, cells[i].column, cells[i].text, look);
    }
    sheet_row(sheet, row, 42);
}

static void draw_comparisons(Sheet *sheet, int row, const BriefRow *line, Look base)
{
    Book *book = sheet->book;
    const Estimate *figure = &line->figure;
    bool percent = book_is_percent(figure->text);
    Look look = base;
    look.align = ALIGN_RIGHT;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    look.code = value_code(book, figure, figure->previous);
    if (isfinite(figure->previous))
        figure_number(sheet, row, COLUMN_PREVIOUS, "value", figure, book->data.previous,
                      figure->previous, look);
    look.colour = book_mark_colour(book, figure->mark);
    look.code = figure->diff_tested
                    ? book_code_change(book, figure->diff, figure->decimals, percent, figure->mark)
                    : book_code_signed(book, figure->diff, figure->decimals, percent);
    if (isfinite(figure->diff))
        cell_number(sheet, row, COLUMN_CHANGE, figure->diff, look);
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    look.code = value_code(book, figure, line->rest);
    if (isfinite(line->rest))
        cell_number(sheet, row, COLUMN_REST, line->rest, look);
    look.colour = book_mark_colour(book, line->rest_mark);
    look.code =
        line->rest_tested
            ? book_code_change(book, line->rest_diff, figure->decimals, percent, line->rest_mark)
            : book_code_signed(book, line->rest_diff, figure->decimals, percent);
    if (isfinite(line->rest_diff))
        cell_number(sheet, row, COLUMN_DIFFERENCE, line->rest_diff, look);
    look.colour = 0;
    look.code = value_code(book, figure, figure->target);
    if (isfinite(figure->target))
        cell_number(sheet, row, COLUMN_TARGET, figure->target, look);
    look.align = ALIGN_LEFT;
    look.indent = 1;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    cell_text(sheet, row, COLUMN_STATUS, figure->status_text, look);
}

static void draw_figure(Sheet *sheet, int row, const BriefRow *line)
{
    Book *book = sheet->book;
    const Estimate *figure = &line->figure;
    Look base = {.size = 9.5, .bottom = book_rule(book, COLOUR_RULE)};
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    cell_blanks(sheet, row, COLUMN_LABEL, COLUMN_COUNT - 1, base);
    Look look = base;
    look.wrap = true;
    cell_text(sheet, row, COLUMN_LABEL, line->label, look);
    look.size = 8.5;
    look.colour = grey;
    cell_text(sheet, row, COLUMN_MEANING, line->meaning, look);
    int lines = text_lines(line->label, widths[COLUMN_LABEL], 9.5),
        more = text_lines(line->meaning, widths[COLUMN_MEANING], 8.5);
    lines = more > lines ? more : lines;
    sheet_row(sheet, row, lines > 1 ? 15 * lines + 6 : 23);
    if (figure->state != ESTIMATE_SHOWN) {
        look = base;
        look.italic = true;
        look.colour = grey;
        cell_text(sheet, row, COLUMN_VALUE, figure->text, look);
        return;
    }
    look = base;
    look.align = ALIGN_RIGHT;
    look.bold = true;
    look.colour = book_side_colour(book, line->side);
    look.code = value_code(book, figure, figure->value);
    figure_number(sheet, row, COLUMN_VALUE, "value", figure, book->data.now, figure->value, look);
    if (figure->partial)
        cell_note(sheet, row, COLUMN_VALUE, figure->partial_note, 60);
    look.bold = false;
    look.colour = grey;
    look.code = value_code(book, figure, figure->lo);
    figure_number(sheet, row, COLUMN_LOW, "low", figure, book->data.now, figure->lo, look);
    look.code = value_code(book, figure, figure->hi);
    figure_number(sheet, row, COLUMN_HIGH, "high", figure, book->data.now, figure->hi, look);
    look.code = "#,##0";
    figure_number(sheet, row, COLUMN_N, "n", figure, book->data.now, (double)figure->n, look);
    draw_comparisons(sheet, row, line, base);
}

static int draw_figures(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const BriefModel *brief = book->report->brief;
    draw_heads(sheet, row++);
    for (ptrdiff_t i = 0; i < brief->row_count; i++, row++) {
        const BriefRow *line = &brief->rows[i];
        if (!line->heading) {
            draw_figure(sheet, row, line);
            continue;
        }
        Look look = {.size = 9,
                     .bold = true,
                     .valign = VALIGN_BOTTOM,
                     .colour = book_side_colour(book, line->side),
                     .bottom = book_rule(book, COLOUR_RULE)};
        cell_blanks(sheet, row, COLUMN_LABEL, COLUMN_COUNT - 1, look);
        cell_text(sheet, row, COLUMN_LABEL, line->label, look);
        sheet_row(sheet, row, 26);
    }
    sheet_row(sheet, row, 10);
    return row + 1;
}

void sheet_brief(Book *book)
{
    const Report *report = book->report;
    const BriefModel *brief = report->brief;
    const Page *page = report_find_page(report, PAGE_BRIEF);
    Sheet sheet = sheet_open(book, SHEET_BRIEF, widths, COLUMN_COUNT);
    sheet_title(&sheet, sheet.last, page ? page->title : brief->unit,
                page ? page->subtitle : STR_NONE);
    draw_tiles(&sheet);
    int row = draw_reading(&sheet, ROW_READING);
    row = draw_actions(&sheet, row);
    row = draw_figures(&sheet, row);
    static const BenchmarkColumns beside = {.metric = COLUMN_LABEL,
                                            .name = COLUMN_MEANING,
                                            .name_last = COLUMN_MEANING,
                                            .value = COLUMN_VALUE,
                                            .own = COLUMN_LOW,
                                            .difference = COLUMN_HIGH,
                                            .low = COLUMN_N,
                                            .high = COLUMN_PREVIOUS,
                                            .verdict = COLUMN_CHANGE,
                                            .last = COLUMN_COUNT - 1};
    int more = row;
    row = benchmarks_table(&sheet, row, &beside);
    bool parts = row > more && sheet_height(&sheet, 0, more - 1) <= SHEET_SQUEEZED_PX;
    Look note = {.size = 8.5, .wrap = true, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    if (brief->rows_note.len > 0)
        row = draw_texts(&sheet, row, &brief->rows_note, 1, note);
    row = draw_texts(&sheet, row, brief->notes, brief->note_count, note);
    worksheet_freeze_panes(sheet.file, 3, 0);
    if (parts) {
        sheet_print_parts(&sheet, row - 1, more);
        book_check(book, worksheet_repeat_rows(sheet.file, 0, 2), "repeated rows");
    } else {
        sheet_print(&sheet, row - 1, 1);
    }
}
