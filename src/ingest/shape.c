/* Which rows are the header, by nothing but their shape. */
#include "layout.h"

#include <stdlib.h>

/* ---- Rows ---- */

static ptrdiff_t count_filled(const StrList *row)
{
    ptrdiff_t filled = 0;
    for (ptrdiff_t c = 0; c < row->len; c++)
        filled += row->items[c].len > 0;
    return filled;
}

static int compare_counts(const void *a, const void *b)
{
    ptrdiff_t x = *(const ptrdiff_t *)a, y = *(const ptrdiff_t *)b;
    return (x > y) - (x < y);
}

/* Of the rows that are not blank, from the given one of them on. */
static ptrdiff_t median_filled(const Head *head, ptrdiff_t from)
{
    ptrdiff_t filled[HEAD_RECORDS], count = 0, seen = 0;
    for (ptrdiff_t r = 0; r < head->count; r++) {
        if (!head->blank[r] && seen++ >= from)
            filled[count++] = count_filled(&head->cells[r]);
    }
    if (count == 0)
        return 0;
    qsort(filled, (size_t)count, sizeof filled[0], compare_counts);
    return filled[(count - 1) / 2];
}

/* How many cells of a row of data are filled. Titles may be as many as the answers: the lower half
 * is asked too. */
static ptrdiff_t usual_filled(const Head *head)
{
    ptrdiff_t rows = 0;
    for (ptrdiff_t r = 0; r < head->count; r++)
        rows += !head->blank[r];
    ptrdiff_t all = median_filled(head, 0), lower = median_filled(head, rows / 2);
    return lower > all ? lower : all;
}

/* ---- Words and figures ---- */

enum { FIGURE_COLUMNS = 3, FIGURE_ROWS = 3 };

static ptrdiff_t count_letters(Str cell)
{
    ptrdiff_t letters = 0;
    for (ptrdiff_t i = 0; i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.s[i];
        letters += c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
    return letters;
}

/* A number, a date, a time, an amount; "x + 1" is none. */
static bool is_figure(Str cell)
{
    ptrdiff_t digits = 0;
    for (ptrdiff_t i = 0; i < cell.len; i++)
        digits += cell.s[i] >= '0' && cell.s[i] <= '9';
    return digits > 0 && 2 * count_letters(cell) <= digits;
}

/* What people and programs write where there is no figure. */
static bool is_nothing(Str cell)
{
    static const Str nothing[] = {{"na", 2},    {"n/a", 3},   {"n.a.", 4}, {"nan", 3},
                                  {"x", 1},     {"none", 4},  {"null", 4}, {"#null!", 6},
                                  {"blank", 5}, {"empty", 5}, {"no", 2},   {"missing", 7}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(nothing); i++) {
        if (str_equal_nocase(cell, nothing[i]))
            return true;
    }
    return count_letters(cell) == 0;
}

/* ---- The row ---- */

/* Words alone, in half of the columns that are filled below. */
static bool could_be_names(const StrList *row, ptrdiff_t enough)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        if (row->items[c].len > 0 && (is_figure(row->items[c]) || is_nothing(row->items[c])))
            return false;
    }
    ptrdiff_t filled = count_filled(row);
    return filled > 1 && 2 * filled >= enough;
}

static bool has_figure(const StrList *row)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        if (is_figure(row->items[c]))
            return true;
    }
    return false;
}

static ptrdiff_t find_wide_row(const Head *head)
{
    ptrdiff_t usual = usual_filled(head), first = -1, names = -1;
    /* A header may leave out some names; two cells are two cells. */
    ptrdiff_t enough = usual <= 2 ? usual : usual - 1 - usual / 8;
    for (ptrdiff_t r = 0; r < head->count; r++) {
        const StrList *row = &head->cells[r];
        if (head->blank[r])
            continue;
        first = first < 0 ? r : first;
        if (count_filled(row) >= enough) /* where it is data, its names left out many */
            return names >= 0 && has_figure(row) ? names : r;
        if (could_be_names(row, enough))
            names = r;
    }
    return first;
}

ptrdiff_t head_find_row(const Head *head)
{
    ptrdiff_t row = find_wide_row(head), next = row + 1;
    while (row >= 0 && next < head->count && head->blank[next])
        next++;
    /* One cell over several is a title, however few rows there are to judge by. */
    bool title = row >= 0 && next < head->count && count_filled(&head->cells[row]) == 1 &&
                 could_be_names(&head->cells[next], 2);
    return title ? next : row;
}

/* ---- How many ---- */

/* All that stands in the column from the row on are figures, and that is enough to say so. */
static bool is_figure_column(const Head *head, ptrdiff_t from, ptrdiff_t column)
{
    ptrdiff_t figures = 0;
    for (ptrdiff_t r = from; r < head->count; r++) {
        if (column >= head->cells[r].len || head->cells[r].items[column].len == 0)
            continue;
        if (!is_figure(head->cells[r].items[column]))
            return false;
        figures++;
    }
    return figures >= FIGURE_ROWS;
}

/* Above figures the row has words, nothing else. *long_words: in so many columns they are no codes.
 */
static bool is_in_words(const Head *head, ptrdiff_t row, ptrdiff_t data, ptrdiff_t *long_words)
{
    const StrList *cells = &head->cells[row];
    ptrdiff_t columns = 0;
    for (ptrdiff_t c = 0; c < cells->len; c++) {
        Str cell = cells->items[c];
        if (cell.len == 0 || !is_figure_column(head, data, c))
            continue;
        if (is_nothing(cell) || is_figure(cell))
            return false;
        columns++;
        *long_words += count_letters(cell) >= 3;
    }
    return columns >= FIGURE_COLUMNS;
}

int head_count_rows(const Head *head, ptrdiff_t row)
{
    for (int rows = 3; rows > 1; rows--) {
        ptrdiff_t below = row + 1, long_words = 0;
        while (below < row + rows && below < head->count &&
               is_in_words(head, below, row + rows, &long_words))
            below++;
        if (below == row + rows && long_words >= FIGURE_COLUMNS)
            return rows;
    }
    return 1;
}
