/* Beside the figures of sheet 1: whose report it is, what is to be decided, how to read on. */
#include "summary.h"

#include <math.h>

/* ---- The panel of decisions ---- */

static SheetKind sheet_of_page(PageKind kind)
{
    switch (kind) {
    case PAGE_COVER:
    case PAGE_SUMMARY:
    case PAGE_INCENTIVE:
        return SHEET_SUMMARY;
    case PAGE_BALANCE:
    case PAGE_SCORECARD:
        return SHEET_SCORECARD;
    case PAGE_TRENDS:
        return SHEET_TRENDS;
    case PAGE_METHOD:
        return SHEET_METHOD;
    case PAGE_PROMISES:
        return SHEET_PROMISES;
    case PAGE_JOURNEY_CX:
        return SHEET_JOURNEY_CX;
    case PAGE_JOURNEY_EX:
        return SHEET_JOURNEY_EX;
    case PAGE_DRIVERS:
        return SHEET_DRIVERS;
    case PAGE_LINK:
        return SHEET_LINK;
    case PAGE_GROWTH:
        return SHEET_WHAT_IF;
    case PAGE_VOICES:
        return SHEET_VOICES;
    case PAGE_HOUSE:
        return SHEET_SUMMARY;
    case PAGE_APPENDIX:
    case PAGE_BRIEF:
    case PAGE_BRIEF_FIGURES:
    case PAGE_KIND_COUNT:
        return SHEET_DATA;
    }
    return SHEET_SUMMARY;
}

/* Makes the rows of a block tall enough by its last one. */
static void stretch(Sheet *sheet, int from, int to, double wanted_px)
{
    double missing = wanted_px - sheet_height(sheet, from, to);
    if (missing > 0)
        sheet_row(sheet, to, sheet_height(sheet, to, to) + missing);
}

static void draw_finding(Sheet *sheet, const Finding *finding, int from, int to, int link)
{
    Book *book = sheet->book;
    lxw_color_t wash = book_colour(book, COLOUR_WASH), grey = book_colour(book, COLOUR_GREY_TEXT);
    double width = sheet_span(sheet, PANEL + 2, PANEL + 2);
    stretch(sheet, from, to,
            20.0 * text_lines(finding->title, width, 11.9) +
                17.0 * text_lines(finding->body, width, 9.7) + 14 + 15);
    Look number = {
        .size = 26, .colour = book_colour(book, COLOUR_CX), .valign = VALIGN_TOP, .fill = wash};
    cell_merge(sheet, from, PANEL + 1, to, PANEL + 1, number);
    cell_number(sheet, from, PANEL + 1, finding->number, number);
    Look text = {.wrap = true, .valign = VALIGN_TOP, .fill = wash};
    cell_merge(sheet, from, PANEL + 2, to, PANEL + 2, text);
    const RichPart parts[] = {
        {str_concat(book->arena, finding->duty_text, S("\n")),
         {.size = 8, .bold = true, .colour = book_colour(book, COLOUR_CX)}},
        {str_concat(book->arena, finding->title, S("\n")), {.size = 11.5, .bold = true}},
        {S("\n"), {.size = 4}},
        {finding->body, {.size = 9.5, .colour = grey}}};
    cell_rich(sheet, from, PANEL + 2, parts, CX_COUNTOF(parts), text);
    SheetKind to_sheet = sheet_of_page(finding->page_kind);
    cell_link(sheet, link, PANEL + 2, to_sheet,
              BOOK_WORDS(book, WORD_XLSX_SEE, book->sheet_names[to_sheet]),
              (Look){.size = 9.5,
                     .bold = true,
                     .colour = book_colour(book, COLOUR_CX),
                     .valign = VALIGN_TOP,
                     .fill = wash});
}

static void draw_reading(Sheet *sheet, int row, int last)
{
    Book *book = sheet->book;
    const Report *report = book->report;
    lxw_color_t wash = book_colour(book, COLOUR_WASH), grey = book_colour(book, COLOUR_GREY_TEXT);
    cell_text(sheet, row, PANEL + 1, book_word(book, WORD_XLSX_READ_HEAD),
              (Look){.size = 8.5, .bold = true, .colour = grey, .fill = wash});
    Look look = {.size = 9.5, .colour = grey, .wrap = true, .valign = VALIGN_TOP, .fill = wash};
    Str text = BOOK_WORDS(book, WORD_XLSX_READ_TEXT, book_word(book, WORD_WITHHELD),
                          book->sheet_names[SHEET_DATA]);
    Look plain = {.size = 9.5, .colour = grey};
    const RichPart parts[] = {
        {book_word(book, WORD_XLSX_READ_INPUT), {.size = 9.5, .bold = true, .colour = INPUT_INK}},
        {str_concat(book->arena, text, S("\n\n")), plain},
        {report->confidential,
         {.size = 9.5, .bold = true, .colour = book_colour(book, COLOUR_BRAND)}},
        {str_concat(book->arena, S("\n"), report->cover.made_by), plain}};
    double width = sheet_span(sheet, PANEL + 1, PANEL + 2);
    int lines = text_lines(text, width, 9.9) + text_lines(report->confidential, width, 9.9) +
                text_lines(report->cover.made_by, width, 9.9) + 2;
    stretch(sheet, row + 1, last, 17.0 * lines);
    cell_merge(sheet, row + 1, PANEL + 1, last, PANEL + 2, look);
    cell_rich(sheet, row + 1, PANEL + 1, parts, CX_COUNTOF(parts), look);
}

void summary_panel(Sheet *sheet, int last)
{
    static const struct {
        int from, to, link;
    } slots[3] = {{5, 7, 8}, {10, 13, 14}, {16, 18, 19}};
    Book *book = sheet->book;
    const SummaryModel *summary = &book->report->summary;
    lxw_color_t wash = book_colour(book, COLOUR_WASH), grey = book_colour(book, COLOUR_GREY_TEXT);
    for (int row = ROW_TILE; row <= last; row++)
        cell_blanks(sheet, row, PANEL, PANEL + 3, (Look){.fill = wash});
    cell_text(sheet, ROW_TILE, PANEL + 1, summary->findings_head,
              (Look){.size = 8.5, .bold = true, .colour = grey, .fill = wash});
    for (int i = 0; i < summary->finding_count; i++) {
        draw_finding(sheet, &summary->findings[i], slots[i].from, slots[i].to, slots[i].link);
        Look rule = {.fill = wash, .top = book_rule(book, COLOUR_MARK)};
        cell_blanks(sheet, slots[i].link + 1, PANEL + 1, PANEL + 2, rule);
    }
    if (summary->finding_count == 0) {
        Look look = {.size = 9.5, .colour = grey, .wrap = true, .valign = VALIGN_TOP, .fill = wash};
        cell_merge(sheet, 5, PANEL + 1, 8, PANEL + 2, look);
        cell_text(sheet, 5, PANEL + 1, summary->findings_none, look);
    }
    draw_reading(sheet, ROW_TABLE + ROWS_LEAST, last);
}

/* ---- Whose report it is ---- */

void summary_client(Sheet *sheet)
{
    Book *book = sheet->book;
    const Report *report = book->report;
    Str period = report->periods[report->period_count - 1].long_label;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    enum { HIGHEST = 34, WIDEST = 150, NARROW = 36 };
    double logo = picture_place(sheet, 1, PANEL + 1, 0, book->logos.client_path, WIDEST, HIGHEST,
                                report->client);
    if (logo > NARROW) { /* it leaves no room beside itself for the name */
        cell_text(sheet, 2, PANEL + 1,
                  str_format(book->arena, "%.*s · %.*s", STR_ARG(report->client), STR_ARG(period)),
                  (Look){.colour = grey});
        return;
    }
    cell_text(
        sheet, 1, PANEL + 2, report->client,
        (Look){
            .bold = true, .size = 10.5, .wrap = true, .colour = book_colour(book, COLOUR_BRAND)});
    cell_text(sheet, 2, PANEL + 2, period, (Look){.colour = grey});
}
