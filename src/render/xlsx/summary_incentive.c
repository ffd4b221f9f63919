/* Page 13 on sheet 1, in the columns of the component metrics: what revenue and score pay. A result
 * of the whole company, as the tiles above are. */
#include "summary.h"

#include <math.h>

enum { LABEL = FIRST_COLUMN, MEANING, VALUE = 6, LOW = 8, HIGH, TARGET = 11, DISTANCE, VERDICT };

typedef struct PayLine {
    Str label, meaning, verdict;
    ColourRole colour, verdict_colour;
    bool strong;             /* the verdict says what holds, not what cannot be told */
    Str code;                /* of a figure of the long table; empty: it is none */
    double value, low, high; /* NaN: none */
    double target;           /* NaN: none */
    int decimals;
    bool percent;
} PayLine;

/* No more decimals than it has. */
static int own_decimals(double value)
{
    enum { MOST = 5 };
    int decimals = 0;
    while (decimals < MOST && fabs(num_round(value, decimals) - value) > 1e-9)
        decimals++;
    return decimals;
}

static void draw_heads(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    sheet_block_label(
        sheet, row, LABEL, TABLE_LAST,
        text_upper(book->arena, book_word(book, WORD_PAGE_INCENTIVE), book->report->language));
    const struct {
        int column;
        Str text;
    } heads[] = {{VALUE, book->report->summary.value_head},
                 {LOW, BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text)},
                 {HIGH, BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text)},
                 {TARGET, book_word(book, WORD_XLSX_TARGET)},
                 {DISTANCE, book_word(book, WORD_XLSX_DISTANCE)}};
    for (int i = 0; i < (int)CX_COUNTOF(heads); i++)
        cell_text(sheet, row, heads[i].column, heads[i].text,
                  (Look){.size = 8.5,
                         .colour = book_colour(book, COLOUR_GREY_TEXT),
                         .bottom = book_rule(book, COLOUR_MARK),
                         .align = ALIGN_RIGHT});
    sheet_row(sheet, row, 28);
}

static void draw_numbers(Sheet *sheet, int row, const PayLine *line)
{
    Book *book = sheet->book;
    Rule rule = book_rule(book, COLOUR_RULE);
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    const struct {
        int column;
        const char *name;
        double value;
        Look look;
    } cells[] = {{VALUE, "value", line->value, {.bold = true, .size = 11.5}},
                 {LOW, "low", line->low, {.colour = grey}},
                 {HIGH, "high", line->high, {.colour = grey}}};
    for (int i = 0; i < (int)CX_COUNTOF(cells); i++) {
        Look look = cells[i].look;
        look.align = ALIGN_RIGHT;
        look.bottom = rule;
        look.code = book_code(book, cells[i].value, line->decimals, line->percent);
        if (isfinite(cells[i].value) && line->code.len > 0)
            summary_number(sheet, row, cells[i].column, cells[i].name, line->code, cells[i].value,
                           look);
        else if (isfinite(cells[i].value))
            cell_number(sheet, row, cells[i].column, cells[i].value, look);
    }
    if (!isfinite(line->target))
        return;
    Look look = {.align = ALIGN_RIGHT,
                 .bottom = rule,
                 .code = book_code(book, line->target, own_decimals(line->target), line->percent)};
    cell_number(sheet, row, TARGET, line->target, look);
    double distance = line->value - line->target;
    look.code = book_code_signed(book, distance, line->decimals, false); /* of shares: points */
    cell_formula(sheet, row, DISTANCE,
                 str_format(book->arena, "=%.*s-%.*s", STR_ARG(place_name(book, row, VALUE)),
                            STR_ARG(place_name(book, row, TARGET))),
                 distance, look);
}

static void draw_line(Sheet *sheet, int row, const PayLine *line)
{
    Book *book = sheet->book;
    Rule rule = book_rule(book, COLOUR_RULE);
    cell_blanks(sheet, row, LABEL, TABLE_LAST, (Look){.bottom = rule});
    Look label = {.bold = true,
                  .size = 11,
                  .wrap = true,
                  .bottom = rule,
                  .colour = book_colour(book, line->colour)};
    cell_text(sheet, row, LABEL, line->label, label);
    Look meaning = {.size = 9.5,
                    .colour = book_colour(book, COLOUR_GREY_TEXT),
                    .bottom = rule,
                    .wrap = true,
                    .indent = 1};
    cell_merge(sheet, row, MEANING, row, VALUE - 1, meaning);
    cell_text(sheet, row, MEANING, line->meaning, meaning);
    draw_numbers(sheet, row, line);
    Look verdict = {.bold = line->strong,
                    .wrap = true,
                    .indent = 1,
                    .bottom = rule,
                    .colour = book_colour(book, line->verdict_colour)};
    cell_merge(sheet, row, VERDICT, row, TABLE_LAST, verdict);
    cell_text(sheet, row, VERDICT, line->verdict, verdict);
    const int counts[] = {
        text_lines(line->label, sheet_span(sheet, LABEL, LABEL), 11),
        text_lines(line->meaning, sheet_span(sheet, MEANING, VALUE - 1), 9.5),
        text_lines(line->verdict, sheet_span(sheet, VERDICT, TABLE_LAST) - 10, 10)};
    int lines = 1;
    for (int i = 0; i < (int)CX_COUNTOF(counts); i++)
        lines = counts[i] > lines ? counts[i] : lines;
    sheet_row(sheet, row, lines > 1 ? 17 * lines + 6 : 34);
}

int summary_incentive(Sheet *sheet, int row)
{
    Book *book = sheet->book;
    const IncentiveModel *model = &book->report->incentive;
    if (!model->given)
        return row;
    static const ColourRole sides[] = {[REPORT_CX] = COLOUR_CX,
                                       [REPORT_EX] = COLOUR_EX,
                                       [REPORT_WHOLE] = COLOUR_BRAND,
                                       [REPORT_GROWTH] = COLOUR_GROWTH};
    const Str points[] = {model->threshold_label, model->target_label, model->cap_label};
    const PayLine lines[] = {
        {.label = book_word(book, WORD_XLSX_INCENTIVE_REVENUE),
         .meaning = model->of_plan,
         .verdict = model->gate_text,
         .colour = COLOUR_GROWTH,
         .verdict_colour = model->open ? COLOUR_GOOD : COLOUR_BAD,
         .strong = true,
         .value = 100 * model->ratio_01,
         .low = NAN,
         .high = NAN,
         .target = 100 * model->gate,
         .decimals = model->ratio_decimals,
         .percent = true},
        {.label = book_word(book, WORD_XLSX_INCENTIVE_SCORE),
         .meaning = model->name,
         .colour = sides[model->side],
         .verdict_colour = COLOUR_GREY_TEXT,
         .code = model->code,
         .value = model->score.value,
         .low = model->score.lo,
         .high = model->score.hi,
         .target = model->target,
         .decimals = model->score_decimals},
        {.label = book_word(book, WORD_XLSX_INCENTIVE_PAYOUT),
         .meaning = str_join(book->arena, points, CX_COUNTOF(points), S(" · ")),
         .verdict = model->within_text,
         .colour = COLOUR_BRAND,
         .verdict_colour = model->open ? COLOUR_GREY_TEXT : COLOUR_BAD,
         .value = model->payout,
         .low = model->payout_lo,
         .high = model->payout_hi,
         .target = NAN,
         .decimals = model->payout_decimals}};
    draw_heads(sheet, row++);
    for (int i = 0; i < (int)CX_COUNTOF(lines); i++)
        draw_line(sheet, row++, &lines[i]);
    Look note = {.size = 8.5, .colour = book_colour(book, COLOUR_GREY_TEXT), .wrap = true};
    cell_merge(sheet, row, LABEL, row, TABLE_LAST, note);
    cell_text(sheet, row, LABEL, model->principle, note);
    int count = text_lines(model->principle, sheet_span(sheet, LABEL, TABLE_LAST), 8.5);
    sheet_row(sheet, row++, 15 * count + 7);
    sheet_row(sheet, row, 14);
    return row + 1;
}
