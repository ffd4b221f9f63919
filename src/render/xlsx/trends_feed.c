/* Sheet 3: the block that the charts are fed from, below everything that is read. */
#include "trends.h"

#include <math.h>

/* #N/A draws no dot; a dash would be drawn as zero. */
static void feed_copy(TrendSheet *trend, int row, int source_row, ptrdiff_t t, double value,
                      Look look)
{
    Book *book = trend->book;
    int column = FIRST_MONTH + (int)t;
    Str source = place_name(book, source_row, column);
    cell_formula(
        &trend->sheet, row, column,
        str_format(book->arena, "=IF(ISNUMBER(%.*s),%.*s,NA())", STR_ARG(source), STR_ARG(source)),
        value, look);
}

static void feed_side(TrendSheet *trend, int side, Look label)
{
    Book *book = trend->book;
    Sheet *sheet = &trend->sheet;
    const TrendsSide *rows = &trend->layout->side[side];
    const Picked *picked = &trend->picked;
    Str name = trends_side_name(book, side);
    const SummaryTile *tile = book->data.tiles[side];
    Look number = {.size = 8.5,
                   .colour = label.colour,
                   .align = ALIGN_RIGHT,
                   .code = book_code(book, NAN, tile->figure.decimals, false)};
    Look place = number;
    place.code = "0";
    cell_text(sheet, rows->feed_line, 1, BOOK_WORDS(book, WORD_XLSX_FEED_LINE, name), label);
    cell_text(sheet, rows->feed_value, 1, name, label);
    cell_text(sheet, rows->feed_low, 1, BOOK_WORDS(book, WORD_XLSX_LOW_OF, name), label);
    cell_text(sheet, rows->feed_high, 1, BOOK_WORDS(book, WORD_XLSX_HIGH_OF, name), label);
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        int column = FIRST_MONTH + (int)t;
        Str period = place_row_fixed(book, trend->layout->feed_code, column);
        Str line = lookup_line(book, S("picked_unit"), period, book->data.code[side]);
        const DataRow *row = picked->rows[side][t];
        cell_formula(sheet, rows->feed_line, column,
                     str_format(book->arena, "=%.*s", STR_ARG(line)),
                     row ? (double)picked->line[side][t] : NAN, place);
        feed_copy(trend, rows->feed_value, rows->value, t, trends_part(row, 0), number);
        feed_copy(trend, rows->feed_low, rows->low, t, trends_part(row, 1), number);
        feed_copy(trend, rows->feed_high, rows->high, t, trends_part(row, 2), number);
    }
}

static void feed_company(TrendSheet *trend, int which, Look label)
{
    Book *book = trend->book;
    const TrendsLayout *layout = trend->layout;
    const SummaryTile *tile = book->data.tiles[which];
    int row = layout->feed_company[which];
    if (row < 0)
        return;
    int source = which < 2 ? layout->side[which].company : layout->combined;
    Look number = {.size = 8.5,
                   .colour = label.colour,
                   .align = ALIGN_RIGHT,
                   .code = book_code(book, NAN, tile->figure.decimals, false)};
    cell_text(&trend->sheet, row, 1, tile->label, label);
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        const SeriesPoint *point = &tile->series.points[t];
        feed_copy(trend, row, source, t, point->shown ? point->value : NAN, number);
    }
}

double trends_event_height(const TrendSheet *trend)
{
    return trend->lo + 0.06 * (trend->hi - trend->lo);
}

double trends_break_height(const TrendSheet *trend)
{
    return trend->hi;
}

static void feed_missing(TrendSheet *trend, int row, ptrdiff_t t, Look look)
{
    cell_formula(&trend->sheet, row, FIRST_MONTH + (int)t, S("=NA()"), NAN, look);
}

/* The same figures again, a row for each piece: what two definitions separate no line joins. */
static void feed_pieces(TrendSheet *trend, int side, Look label)
{
    Book *book = trend->book;
    const TrendsLayout *layout = trend->layout;
    const SummaryTile *tile = book->data.tiles[side];
    int pieces = layout->pieces[side], first = layout->feed_piece[side];
    Look number = {.size = 8.5,
                   .colour = label.colour,
                   .align = ALIGN_RIGHT,
                   .code = book_code(book, NAN, tile->figure.decimals, false)};
    for (int i = 0; i < 2 * pieces; i++) {
        bool company = i >= pieces;
        int from = company ? layout->feed_company[side] : layout->side[side].feed_value;
        cell_text(&trend->sheet, first + i, 1,
                  BOOK_WORDS(book, WORD_XLSX_FEED_PIECE,
                             company ? tile->label : trends_side_name(book, side),
                             str_format(book->arena, "%d", i % pieces + 1)),
                  label);
        for (ptrdiff_t t = 0; t < trend->count; t++) {
            const SeriesPoint *point = &tile->series.points[t];
            double value = company ? (point->shown ? point->value : NAN)
                                   : trends_part(trend->picked.rows[side][t], 0);
            if (series_piece(&tile->series, t) == i % pieces)
                feed_copy(trend, first + i, from, t, value, number);
            else
                feed_missing(trend, first + i, t, number);
        }
    }
    number.code = "0.0";
    cell_text(&trend->sheet, layout->feed_break[side], 1, book_word(book, WORD_XLSX_FEED_BREAK),
              label);
    for (ptrdiff_t t = 0; t < trend->count; t++)
        if (tile->series.points[t].break_text.len > 0)
            cell_number(&trend->sheet, layout->feed_break[side], FIRST_MONTH + (int)t,
                        trends_break_height(trend), number);
        else
            feed_missing(trend, layout->feed_break[side], t, number);
}

void trends_feed(TrendSheet *trend)
{
    Book *book = trend->book;
    Sheet *sheet = &trend->sheet;
    const TrendsLayout *layout = trend->layout;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    Look label = {.size = 8.5, .colour = grey},
         number = {.size = 8.5, .colour = grey, .align = ALIGN_RIGHT};
    cell_text(sheet, layout->feed, 1,
              BOOK_WORDS(book, WORD_XLSX_TRENDS_FEED, book->sheet_names[SHEET_DATA]),
              (Look){.size = 8.5, .bold = true, .colour = grey});
    cell_text(sheet, layout->feed_code, 1, book_word(book, WORD_XLSX_FEED_CODE), label);
    cell_text(sheet, layout->feed_number, 1, book_word(book, WORD_XLSX_FEED_NUMBER), label);
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        int column = FIRST_MONTH + (int)t;
        cell_text(sheet, layout->feed_code, column, book->report->periods[t].id, number);
        cell_number(sheet, layout->feed_number, column, (double)(t + 1), number);
    }
    for (int side = 0; side < 2; side++)
        if (book->data.has[side])
            feed_side(trend, side, label);
    for (int which = 0; which < 3; which++)
        feed_company(trend, which, label);
    for (int side = 0; side < 2; side++)
        if (layout->pieces[side] > 1)
            feed_pieces(trend, side, label);
    if (layout->feed_event < 0)
        return;
    cell_text(sheet, layout->feed_event, 1, book_word(book, WORD_XLSX_FEED_EVENT), label);
    number.code = "0.0";
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        int column = FIRST_MONTH + (int)t;
        if (trends_events(book, t).len > 0)
            cell_number(sheet, layout->feed_event, column, trends_event_height(trend), number);
        else
            cell_formula(sheet, layout->feed_event, column, S("=NA()"), NAN, number);
    }
}
