#include "benchmarks.h"

#include <math.h>

static int merged_text(Sheet *sheet, int row, int first, int last, Str text, Look look)
{
    cell_merge(sheet, row, first, row, last, look);
    cell_text(sheet, row, first, text, look);
    int lines = text_lines(text, sheet_span(sheet, first, last), look.size);
    sheet_row(sheet, row, 15 * lines + 7);
    return row + 1;
}

static Look note_look(Book *book)
{
    return (Look){.size = 8.5, .colour = book_colour(book, COLOUR_GREY_TEXT), .wrap = true};
}

/* ---- Table ---- */

static void draw_heads(Sheet *sheet, int row, const BenchmarkColumns *at)
{
    Book *book = sheet->book;
    sheet_block_label(sheet, row, at->metric, at->last, book->report->benchmarks.head);
    const struct {
        int column;
        Str text;
    } heads[] = {{at->value, book_word(book, WORD_XLSX_BENCHMARK_VALUE)},
                 {at->own, book_word(book, WORD_XLSX_BENCHMARK_OWN)},
                 {at->difference, book_word(book, WORD_BRIEF_HEAD_DIFF)},
                 {at->low, BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text)},
                 {at->high, BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text)}};
    Look look = {.size = 8.5,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_MARK),
                 .align = ALIGN_RIGHT};
    for (int i = 0; i < (int)CX_COUNTOF(heads); i++)
        cell_text(sheet, row, heads[i].column, heads[i].text, look);
    sheet_row(sheet, row, 28);
}

/* The unit that the workbook is about, as the long table calls it; empty: it has none. */
static Str own_unit(const Book *book)
{
    ptrdiff_t scope = book->report->brief ? book->report->brief->scope : 0;
    for (ptrdiff_t i = 0; i < book->data.unit_count; i++)
        if (book->data.units[i].scope == scope)
            return book->data.units[i].name;
    return STR_NONE;
}

/* Our own figure is looked up, and the difference is taken from it: both can be followed. */
static void draw_own(Sheet *sheet, int row, const BenchmarkColumns *at, const BenchmarkRow *line,
                     Look look)
{
    Book *book = sheet->book;
    const Estimate *figure = &line->figure;
    bool percent = book_is_percent(figure->text);
    Str unit = own_unit(book);
    const DataRow *there = lookup_row(book, unit, book->data.now, figure->code);
    look.code = book_code(book, figure->value, figure->decimals, percent);
    bool follows = there && lookup_same(there->value, figure->value);
    if (follows) {
        Str found = lookup_line(book, formula_quote(book, unit),
                                formula_quote(book, book->data.now), figure->code);
        cell_formula(sheet, row, at->own,
                     str_format(book->arena, "=INDEX(data_value,%.*s)", STR_ARG(found)),
                     figure->value, look);
    } else {
        cell_number(sheet, row, at->own, figure->value, look);
    }
    look.bold = line->diff.clear;
    look.code = book_code_signed(book, line->diff.value, figure->decimals, percent);
    if (isnan(line->diff.value))
        return;
    if (lookup_same(figure->value - line->value, line->diff.value))
        cell_formula(sheet, row, at->difference,
                     str_format(book->arena, "=%.*s-%.*s", STR_ARG(place_name(book, row, at->own)),
                                STR_ARG(place_name(book, row, at->value))),
                     line->diff.value, look);
    else
        cell_number(sheet, row, at->difference, line->diff.value, look);
    look.bold = false;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    const struct {
        int column;
        double value;
    } limits[] = {{at->low, line->diff.lo}, {at->high, line->diff.hi}};
    for (int i = 0; i < 2; i++) {
        look.code = book_code_signed(book, limits[i].value, figure->decimals, percent);
        cell_number(sheet, row, limits[i].column, limits[i].value, look);
    }
}

static void draw_line(Sheet *sheet, int row, const BenchmarkColumns *at, const BenchmarkRow *line)
{
    Book *book = sheet->book;
    Look base = {.size = 9.5, .bottom = book_rule(book, COLOUR_RULE), .wrap = true};
    cell_blanks(sheet, row, at->metric, at->last, base);
    Look look = base;
    look.bold = true;
    look.colour = book_side_colour(book, line->side);
    cell_text(sheet, row, at->metric, line->metric, look);
    look = base;
    look.indent = 1;
    if (at->name_last > at->name)
        cell_merge(sheet, row, at->name, row, at->name_last, look);
    cell_text(sheet, row, at->name, line->name, look);
    bool percent = book_is_percent(line->value_text);
    int decimals = line->figure.decimals;
    while (decimals < 4 && fabs(num_round(line->value, decimals) - line->value) > 1e-9)
        decimals++;
    look = (Look){.size = 9.5, .bottom = base.bottom, .align = ALIGN_RIGHT};
    look.code = book_code(book, line->value, decimals, percent);
    cell_number(sheet, row, at->value, line->value, look);
    Look said = {.size = 9.5,
                 .bottom = base.bottom,
                 .wrap = true,
                 .indent = 1,
                 .bold = line->diff.clear,
                 .colour = book_colour(book, COLOUR_GREY_TEXT)};
    Str verdict = line->figure.state == ESTIMATE_SHOWN ? line->diff.verdict : line->figure.text;
    if (at->last > at->verdict)
        cell_merge(sheet, row, at->verdict, row, at->last, said);
    cell_text(sheet, row, at->verdict, verdict, said);
    if (line->figure.state == ESTIMATE_SHOWN)
        draw_own(sheet, row, at, line, look);
    const struct {
        Str text;
        int first, last;
    } wrapped[] = {{line->metric, at->metric, at->metric},
                   {line->name, at->name, at->name_last},
                   {verdict, at->verdict, at->last}};
    int lines = 1;
    for (int i = 0; i < (int)CX_COUNTOF(wrapped); i++) {
        int more = text_lines(wrapped[i].text,
                              sheet_span(sheet, wrapped[i].first, wrapped[i].last) - 10, 9.5);
        lines = more > lines ? more : lines;
    }
    sheet_row(sheet, row, lines > 1 ? 15 * lines + 6 : 24);
}

static bool is_known(const StrList *list, Str text)
{
    return text.len == 0 || strlist_find(list, text) >= 0;
}

int benchmarks_table(Sheet *sheet, int row, const BenchmarkColumns *columns)
{
    Book *book = sheet->book;
    const BenchmarksModel *model = &book->report->benchmarks;
    if (model->row_count == 0)
        return row;
    draw_heads(sheet, row++, columns);
    StrList texts = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        draw_line(sheet, row++, columns, &model->rows[i]);
        if (!is_known(&texts, model->rows[i].line))
            *PUSH(book->arena, &texts, Str) = model->rows[i].line;
    }
    if (!is_known(&texts, model->fixed_note))
        *PUSH(book->arena, &texts, Str) = model->fixed_note;
    for (ptrdiff_t i = 0; i < texts.len; i++)
        row = merged_text(sheet, row, columns->metric, columns->last, texts.items[i],
                          note_look(book));
    sheet_row(sheet, row, 14);
    return row + 1;
}

/* ---- Sentences ---- */

int benchmarks_sentences(Sheet *sheet, int row, int first, int last, const StrList *codes)
{
    Book *book = sheet->book;
    const BenchmarksModel *model = &book->report->benchmarks;
    StrList lines = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *line = &model->rows[i];
        if (strlist_find(codes, line->code) < 0)
            continue;
        const Str parts[] = {line->sentence, line->units_text};
        row = merged_text(sheet, row, first, last,
                          str_join(book->arena, parts, line->units_text.len > 0 ? 2 : 1, S("; ")),
                          (Look){.size = 9.5, .wrap = true});
        if (!is_known(&lines, line->line))
            *PUSH(book->arena, &lines, Str) = line->line;
    }
    for (ptrdiff_t i = 0; i < lines.len; i++)
        row = merged_text(sheet, row, first, last, lines.items[i], note_look(book));
    return row;
}
