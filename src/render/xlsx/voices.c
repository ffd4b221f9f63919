/* Sheet 9: themes of what people wrote, customers beside employees, their shares as bars with those
 * of the period before, and the quotations with who needs to hear them. Texts from surveys are
 * written as texts only. */
#include "book.h"

#include <math.h>

enum { COLUMNS = 6, ROW_LABEL = 4, ROW_HEADS = 5, ROW_FIRST = 6 };
enum { NAME, COUNT, SHARE, CHANGE, TONE, WHERE };
enum { FEED_GAP = 2, FEED_COLUMNS = 3, FEED_NAME = 0, FEED_BEFORE = 1, FEED_NOW = 2 };
enum { CHART_ROWS = 10, CHART_LEAST = 150, CHART_BAR = 24 };

typedef struct Table {
    Sheet *sheet;
    const VoicesPanel *panel;
    int first, last; /* columns */
    int feed;        /* first of the columns that are not printed */
} Table;

static lxw_color_t grey(const Table *table)
{
    return book_colour(table->sheet->book, COLOUR_GREY_TEXT);
}

/* ---- Themes ---- */

static void draw_heads(const Table *table)
{
    Book *book = table->sheet->book;
    const VoicesModel *model = &book->report->voices;
    Look look = {.size = 8.5,
                 .colour = grey(table),
                 .valign = VALIGN_BOTTOM,
                 .bottom = book_rule(book, COLOUR_MARK)};
    for (int i = 0; i < COLUMNS; i++) {
        bool told = i < CHANGE || !table->panel->candidates;
        look.align = i == NAME || i == WHERE ? ALIGN_LEFT : i == TONE ? ALIGN_CENTER : ALIGN_RIGHT;
        cell_text(table->sheet, ROW_HEADS, table->first + i, told ? model->heads[i] : STR_NONE,
                  look);
    }
}

static lxw_color_t meaning_colour(const Table *table, int meaning)
{
    return book_colour(table->sheet->book, meaning > 0   ? COLOUR_GOOD
                                           : meaning < 0 ? COLOUR_BAD
                                                         : COLOUR_GREY_TEXT);
}

static void draw_change(const Table *table, int row, const VoiceTheme *theme, Look look)
{
    Book *book = table->sheet->book;
    look.align = ALIGN_RIGHT;
    if (!theme->diff_tested) {
        cell_blank(table->sheet, row, table->first + CHANGE, look);
        return;
    }
    look.bold = theme->mark != CHANGE_NONE;
    look.colour = look.bold ? meaning_colour(table, theme->meaning) : grey(table);
    look.code = book_code_change(book, theme->diff, 0, false, theme->mark);
    cell_number(table->sheet, row, table->first + CHANGE, theme->diff, look);
}

static void draw_theme(const Table *table, int at)
{
    static const int meanings[] = {[VOICE_COMPLAINT] = -1, [VOICE_MIXED] = 0, [VOICE_PRAISE] = 1};
    Sheet *sheet = table->sheet;
    Book *book = sheet->book;
    const VoiceTheme *theme = &table->panel->themes[at];
    int row = ROW_FIRST + at, first = table->first;
    Look plain = {.bottom = book_rule(book, COLOUR_RULE)}, look = plain;
    look.bold = theme->mark != CHANGE_NONE;
    look.wrap = true;
    cell_text(sheet, row, first + NAME, theme->name, look);
    look = plain;
    look.align = ALIGN_RIGHT;
    look.colour = grey(table);
    look.code = "#,##0";
    cell_number(sheet, row, first + COUNT, (double)theme->n, look);
    look = plain;
    look.align = ALIGN_RIGHT;
    look.bold = true;
    look.code = book_code(book, theme->share, 0, false);
    cell_number(sheet, row, first + SHARE, theme->share, look);
    draw_change(table, row, theme, plain);
    look = plain;
    look.align = ALIGN_CENTER;
    look.colour = meaning_colour(table, meanings[theme->tone]);
    cell_text(sheet, row, first + TONE, theme->tone_text, look);
    look = plain;
    look.size = 9;
    look.colour = grey(table);
    look.wrap = true;
    cell_text(sheet, row, first + WHERE, theme->most_text, look);
}

/* One scale for both sides; the number stays readable beside half a cell of bar. */
static void draw_bars(const Table *table)
{
    Sheet *sheet = table->sheet;
    int last = ROW_FIRST + (int)table->panel->theme_count - 1;
    sheet_bars(sheet, ROW_FIRST, last, table->first + SHARE, table->panel->side,
               2 * sheet->book->report->voices.axis_hi);
}

static void draw_table(const Table *table)
{
    Sheet *sheet = table->sheet;
    sheet_thick_label(sheet, ROW_LABEL, table->first, table->last, table->panel->head,
                      book_side_colour(sheet->book, table->panel->side));
    if (table->panel->theme_count == 0)
        return;
    draw_heads(table);
    for (int i = 0; i < (int)table->panel->theme_count; i++)
        draw_theme(table, i);
    draw_bars(table);
}

/* ---- Charts ---- */

/* Names cut short and the shares of the period before: not printed. */
static void draw_feed(const Table *table)
{
    Sheet *sheet = table->sheet;
    Book *book = sheet->book;
    Look look = {.size = 9, .colour = grey(table)};
    cell_text(sheet, ROW_HEADS, table->feed + FEED_NAME, book->report->voices.chart_head, look);
    ptrdiff_t last = book->report->period_count - 1;
    if (table->panel->versus.len > 0) /* the period before is among those shown */
        cell_text(sheet, ROW_HEADS, table->feed + FEED_BEFORE,
                  book->report->periods[last - 1].short_label, look);
    cell_text(sheet, ROW_HEADS, table->feed + FEED_NOW, book->report->periods[last].short_label,
              look);
    for (int i = 0; i < (int)table->panel->theme_count; i++) {
        const VoiceTheme *theme = &table->panel->themes[i];
        look.code = NULL;
        cell_text(sheet, ROW_FIRST + i, table->feed + FEED_NAME, theme->short_name, look);
        look.code = book_code(book, theme->previous, 0, false);
        cell_number(sheet, ROW_FIRST + i, table->feed + FEED_BEFORE, theme->previous, look);
    }
}

static lxw_chart_series *add_series(const Table *table, lxw_chart *chart, int column, int name,
                                    const double *values, lxw_color_t colour)
{
    Book *book = table->sheet->book;
    int last = ROW_FIRST + (int)table->panel->theme_count - 1, label = table->feed + FEED_NAME;
    lxw_chart_series *series =
        chart_series(book, chart, (ChartRange){SHEET_VOICES, ROW_FIRST, label, last, label}, NULL,
                     (ChartRange){SHEET_VOICES, ROW_FIRST, column, last, column}, values,
                     table->panel->theme_count);
    if (!series)
        return NULL;
    lxw_chart_fill fill = {.color = colour};
    chart_series_set_fill(series, &fill);
    chart_series_name_cell(book, series, SHEET_VOICES, ROW_HEADS, name);
    return series;
}

static void draw_chart(const Table *table, int row, double height)
{
    Sheet *sheet = table->sheet;
    Book *book = sheet->book;
    const VoicesPanel *panel = table->panel;
    double *before = NEW(book->arena, double, panel->theme_count),
           *now = NEW(book->arena, double, panel->theme_count);
    for (ptrdiff_t i = 0; i < panel->theme_count; i++) {
        before[i] = panel->themes[i].previous;
        now[i] = panel->themes[i].share;
    }
    lxw_chart *chart = chart_new(sheet, LXW_CHART_BAR);
    if (!chart)
        return;
    if (panel->versus.len > 0)
        add_series(table, chart, table->feed + FEED_BEFORE, table->feed + FEED_BEFORE, before,
                   book_colour(book, panel->side == REPORT_CX ? COLOUR_CX_BAND : COLOUR_EX_BAND));
    lxw_chart_series *last = add_series(table, chart, table->first + SHARE, table->feed + FEED_NOW,
                                        now, book_side_colour(book, panel->side));
    if (last) {
        lxw_chart_font bold = chart_font(book, 9, true, book_colour(book, COLOUR_INK));
        chart_series_set_labels(last);
        chart_series_set_labels_num_format(last, "0");
        chart_series_set_labels_font(last, &bold);
    }
    chart_set_series_gap(chart, 45);
    chart_axis(book, chart->y_axis, STR_NONE, 0, 0, 0, 0, false, true);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_hide(chart->x_axis, 0, book->report->voices.axis_hi);
    lxw_chart_font font = chart_font(book, 9, false, 0);
    if (panel->versus.len > 0) {
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(chart, &font);
    }
    chart_place(sheet, chart,
                (ChartPlace){.row = row,
                             .column = table->first,
                             .width = sheet_span(sheet, table->first, table->last),
                             .height = height,
                             .dy = 4,
                             .description = panel->head});
}

/* Gives the row below the charts. */
static int draw_charts(Sheet *sheet, const Table *tables, int count, int row)
{
    Book *book = sheet->book;
    ptrdiff_t most = 0;
    for (int t = 0; t < count; t++)
        most = tables[t].panel->theme_count > most ? tables[t].panel->theme_count : most;
    if (most == 0)
        return row;
    double height = fmax(CHART_LEAST, CHART_BAR * (double)most + 40);
    sheet_row(sheet, row, 26);
    for (int i = 0; i < CHART_ROWS; i++)
        sheet_row(sheet, row + 1 + i, (height + 10) / CHART_ROWS);
    for (int t = 0; t < count; t++) {
        if (tables[t].panel->theme_count == 0)
            continue;
        sheet_block_label(
            sheet, row, tables[t].first, tables[t].last,
            text_upper(book->arena, book->report->voices.chart_head, book->report->language));
        draw_feed(&tables[t]);
        draw_chart(&tables[t], row + 1, height);
    }
    return row + 1 + CHART_ROWS;
}

/* ---- Notes and quotations ---- */

static int draw_text(Sheet *sheet, int row, int first, int last, Str text, Look look)
{
    int lines = text_lines(text, sheet_span(sheet, first, last), look.size);
    look.wrap = true;
    if (last > first)
        cell_merge(sheet, row, first, row, last, look);
    cell_text(sheet, row, first, text, look);
    return lines;
}

/* Columns of who, quotation, theme and who needs to hear, each to the one before the next. */
typedef struct QuoteColumns {
    int from[5];
} QuoteColumns;

static void draw_quote_heads(Sheet *sheet, const QuoteColumns *at, int row)
{
    Book *book = sheet->book;
    Look look = {.size = 8.5,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .valign = VALIGN_BOTTOM,
                 .bottom = book_rule(book, COLOUR_MARK)};
    cell_blanks(sheet, row, 1, sheet->last, look);
    for (int i = 0; i < 4; i++)
        cell_text(sheet, row, at->from[i], book->report->voices.quote_heads[i], look);
    sheet_row(sheet, row, 24);
}

static void draw_quote(Sheet *sheet, const QuoteColumns *at, const VoicesPanel *panel,
                       const VoiceQuote *quote, int row)
{
    Book *book = sheet->book;
    Rule rule = book_rule(book, COLOUR_RULE);
    lxw_color_t side = book_side_colour(book, panel->side);
    const Look looks[] = {
        {.size = 10,
         .bold = true,
         .colour = side,
         .indent = 1,
         .bottom = rule,
         .left = {.style = LXW_BORDER_MEDIUM, .colour = side}},
        {.size = 10, .italic = true, .bottom = rule},
        {.size = 10, .colour = book_colour(book, COLOUR_GREY_TEXT), .bottom = rule},
        {.size = 10, .bottom = rule}};
    const Str texts[] = {quote->source, str_format(book->arena, "“%.*s”", STR_ARG(quote->text)),
                         quote->theme, quote->hears};
    int lines = 1;
    cell_blanks(sheet, row, 1, sheet->last, looks[3]);
    for (int i = 0; i < 4; i++) {
        int own = draw_text(sheet, row, at->from[i], at->from[i + 1] - 1, texts[i], looks[i]);
        lines = own > lines ? own : lines;
    }
    sheet_row(sheet, row, 9 + 16.0 * lines);
}

/* Gives the row below them. */
static int draw_quotes(Sheet *sheet, const Table *tables, int count, int row)
{
    static const QuoteColumns two = {{1, 2, 8, 10, 14}}, one = {{1, 2, 5, 6, 7}};
    Book *book = sheet->book;
    ptrdiff_t quotes = 0;
    for (int t = 0; t < count; t++)
        quotes += tables[t].panel->quote_count;
    if (quotes == 0)
        return row;
    const QuoteColumns *at = count == 2 ? &two : &one;
    sheet_row(sheet, row++, 10);
    sheet_thick_label(sheet, row, 1, sheet->last, book->report->voices.quotes_head,
                      book_colour(book, COLOUR_BRAND));
    sheet_row(sheet, row++, 26);
    draw_quote_heads(sheet, at, row++);
    for (int t = 0; t < count; t++)
        for (ptrdiff_t i = 0; i < tables[t].panel->quote_count; i++)
            draw_quote(sheet, at, tables[t].panel, &tables[t].panel->quotes[i], row++);
    return row;
}

/* What is not told, under each table. Gives the row below. */
static int draw_notes(Sheet *sheet, const Table *tables, int count, int row)
{
    Look look = {.size = 9, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)};
    int lines = 0;
    for (int t = 0; t < count; t++) {
        if (tables[t].panel->note.len == 0)
            continue;
        int own =
            draw_text(sheet, row, tables[t].first, tables[t].last, tables[t].panel->note, look);
        lines = own > lines ? own : lines;
    }
    sheet_row(sheet, row, lines > 0 ? 15.0 * lines + 7 : 8);
    return row + 1;
}

/* Gives the last row. */
static int draw_rules(Sheet *sheet, int row)
{
    const VoicesModel *model = &sheet->book->report->voices;
    Look look = {.size = 9, .colour = book_colour(sheet->book, COLOUR_GREY_TEXT)};
    sheet_row(sheet, row++, 8);
    for (int i = 0; i < (int)CX_COUNTOF(model->rules); i++, row++)
        sheet_row(sheet, row,
                  15.0 * draw_text(sheet, row, 1, sheet->last, model->rules[i], look) + 5);
    return row - 1;
}

/* ---- The sheet ---- */

static void size_rows(Sheet *sheet, const Table *tables, int count, ptrdiff_t most)
{
    for (ptrdiff_t i = 0; i < most; i++) {
        int lines = 1;
        for (int t = 0; t < count; t++) {
            const VoicesPanel *panel = tables[t].panel;
            if (i >= panel->theme_count)
                continue;
            int name = text_lines(panel->themes[i].name,
                                  sheet_span(sheet, tables[t].first, tables[t].first), 10),
                where = text_lines(panel->themes[i].most_text,
                                   sheet_span(sheet, tables[t].last, tables[t].last), 9);
            lines = name > lines ? name : lines;
            lines = where > lines ? where : lines;
        }
        sheet_row(sheet, ROW_FIRST + (int)i, 8 + 15.0 * lines);
    }
}

void sheet_voices(Book *book)
{
    static const int two[] = {20, 186, 64, 92, 76, 72, 130, 28, 186, 64, 92, 76, 72, 130},
                     one[] = {20, 300, 110, 180, 140, 140, 230};
    const VoicesModel *model = &book->report->voices;
    const Page *page = report_find_page(book->report, PAGE_VOICES);
    bool both = model->panel_count == 2;
    Sheet sheet = sheet_open(book, SHEET_VOICES, both ? two : one,
                             both ? (int)CX_COUNTOF(two) : (int)CX_COUNTOF(one));
    sheet_title(&sheet, sheet.last, page->title, page->subtitle);
    Table tables[2];
    ptrdiff_t most = 0;
    for (int i = 0; i < model->panel_count; i++) {
        int first = 1 + i * (COLUMNS + 1);
        tables[i] = (Table){.sheet = &sheet,
                            .panel = &model->panels[i],
                            .first = first,
                            .last = first + COLUMNS - 1,
                            .feed = sheet.last + FEED_GAP + i * (FEED_COLUMNS + 1)};
        most = tables[i].panel->theme_count > most ? tables[i].panel->theme_count : most;
    }
    for (int i = 0; i < model->panel_count; i++)
        draw_table(&tables[i]);
    sheet_row(&sheet, ROW_LABEL, 26);
    sheet_row(&sheet, ROW_HEADS, 26);
    size_rows(&sheet, tables, model->panel_count, most);
    int row = draw_notes(&sheet, tables, model->panel_count, ROW_FIRST + (int)most);
    row = draw_charts(&sheet, tables, model->panel_count, row);
    row = draw_quotes(&sheet, tables, model->panel_count, row);
    sheet_print(&sheet, draw_rules(&sheet, row), 1);
    worksheet_freeze_panes(sheet.file, 3, 0);
}
