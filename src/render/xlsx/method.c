/* Sheet 12: where the figures come from and how they were made, in two columns of blocks. */
#include "book.h"

static const int widths[] = {20, 150, 440, 28, 150, 440};
enum { ROW_FIRST = 4 };

/* A line to set: a block's head, or an entry. */
typedef struct MethodLine {
    Str head, name, text;
    bool named; /* its block has names: without one of its own it goes under the last */
} MethodLine;
typedef LIST_OF(MethodLine) MethodLines;

static double line_height(const MethodLine *line)
{
    if (line->head.len > 0)
        return 34;
    double text_px = widths[2] + (line->named ? 0 : widths[1]);
    int lines = text_lines(line->text, text_px, 9.5);
    if (line->name.len > 0) {
        int more = text_lines(line->name, widths[1], 9.5);
        lines = more > lines ? more : lines;
    }
    return 11 + 16.0 * lines;
}

/* A number for a name says nothing and is left out. */
static Str entry_name(const struct MethodEntry *entry)
{
    return num_parse_answer(entry->name).ok ? STR_NONE : entry->name;
}

static MethodLines list_lines(Book *book)
{
    const MethodModel *method = &book->report->method;
    MethodLines lines = {0};
    for (ptrdiff_t from = 0, to = 0; from < method->entry_count; from = to) {
        const struct MethodEntry *entries = method->entries;
        bool named = false;
        for (to = from;
             to < method->entry_count && str_equal(entries[to].block, entries[from].block); to++)
            named |= entry_name(&entries[to]).len > 0;
        *PUSH(book->arena, &lines, MethodLine) = (MethodLine){.head = entries[from].block};
        for (ptrdiff_t i = from; i < to; i++)
            *PUSH(book->arena, &lines, MethodLine) = (MethodLine){
                .name = entry_name(&entries[i]), .text = entries[i].text, .named = named};
    }
    return lines;
}

/* The head at which the second column begins, so that both are about as tall. */
static ptrdiff_t find_split(const MethodLines *lines)
{
    double total = 0, sum = 0, best = 1e9;
    ptrdiff_t split = lines->len;
    for (ptrdiff_t i = 0; i < lines->len; i++)
        total += line_height(&lines->items[i]);
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        double uneven = total - 2 * sum;
        uneven = uneven < 0 ? -uneven : uneven;
        if (i > 0 && lines->items[i].head.len > 0 && uneven < best) {
            best = uneven;
            split = i;
        }
        sum += line_height(&lines->items[i]);
    }
    return split;
}

static void draw_line(Sheet *sheet, int row, int column, const MethodLine *line)
{
    Book *book = sheet->book;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    if (line->head.len > 0) {
        Look look = {.size = 8.5,
                     .bold = true,
                     .colour = grey,
                     .valign = VALIGN_BOTTOM,
                     .bottom = book_rule(book, COLOUR_MARK)};
        cell_blanks(sheet, row, column, column + 1, look);
        cell_text(sheet, row, column, line->head, look);
        return;
    }
    Look look = {.size = 9.5, .wrap = true, .colour = grey, .bottom = book_rule(book, COLOUR_RULE)};
    if (!line->named) {
        cell_merge(sheet, row, column, row, column + 1, look);
        cell_text(sheet, row, column, line->text, look);
        return;
    }
    Look name = {.size = 9.5, .bold = true, .wrap = true, .bottom = look.bottom};
    cell_text(sheet, row, column, line->name, name);
    cell_text(sheet, row, column + 1, line->text, look);
}

void sheet_method(Book *book)
{
    const Report *report = book->report;
    const Page *page = report_find_page(report, PAGE_METHOD);
    const ReportPeriod *period = &report->periods[report->period_count - 1];
    Sheet sheet = sheet_open(book, SHEET_METHOD, widths, CX_COUNTOF(widths));
    sheet_title(&sheet, sheet.last, page ? page->title : book->sheet_names[SHEET_METHOD],
                BOOK_WORDS(book, WORD_XLSX_METHOD_SUB, report->client, period->long_label,
                           book->sheet_names[SHEET_DATA]));
    Str maker = report->consultant.len > 0 ? report->consultant : report->cover.made_by;
    picture_place(&sheet, 1, sheet.last, widths[sheet.last], book->logos.consultant_path, 150, 32,
                  maker);
    MethodLines lines = list_lines(book);
    ptrdiff_t split = find_split(&lines), right = lines.len - split,
              count = split > right ? split : right;
    bool *heads = NEW(book->arena, bool, ROW_FIRST + count + 1);
    for (ptrdiff_t i = 0; i < count; i++) {
        int row = ROW_FIRST + (int)i;
        double height = 24;
        for (int side = 0; side < 2; side++) {
            ptrdiff_t index = side == 0 ? i : split + i;
            if (index >= (side == 0 ? split : lines.len))
                continue;
            const MethodLine *line = &lines.items[index];
            draw_line(&sheet, row, side == 0 ? 1 : 4, line);
            heads[row] |= line->head.len > 0;
            double wanted = line_height(line);
            height = wanted > height ? wanted : height;
        }
        sheet_row(&sheet, row, height);
    }
    worksheet_freeze_panes(sheet.file, 3, 0);
    int last = ROW_FIRST + (int)(count > 0 ? count : 1) - 1;
    if (sheet_height(&sheet, 0, last) > 1100)
        sheet_print_evenly(&sheet, last,
                           (PrintRows){.from = ROW_FIRST + 1, .to = last, .heads = heads});
    else
        sheet_print(&sheet, last, 1);
}
