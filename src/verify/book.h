/* book.h: one workbook under examination; book.c has cells, book_texts.c everything else. Not for
 * other modules. */
#ifndef CXEX_VERIFY_BOOK_H
#define CXEX_VERIFY_BOOK_H

#include "inside.h"

typedef struct BookCheck {
    Verify *verify;
    const PackEntry *entry;
    ptrdiff_t unit; /* whose brief; -1: the board's */
    Lang lang;
    Workbook book;
    FormulaBook formulas;
    TextContext context; /* of its texts */
    ptrdiff_t scopes[2];
    /* The long table: its columns by their defined names. */
    BookRange key, value, low, high, n, status;
    StrMap promises;   /* of scorecard.json: "text|unit|owner" -> the last line of that name … */
    ptrdiff_t *before; /* … and the one before it, or -1; NULL: not read yet */
    StrMap checked;    /* texts of the table that were looked at */
} BookCheck;

void book_problem(BookCheck *check, DiagCode code, Str place, Str found, Str expected);
/* "Data!G214" */
Str book_place(BookCheck *check, ptrdiff_t sheet, const BookCell *cell);
/* Every row of the long table is its figure. False when there is no such table. */
bool book_data(BookCheck *check);
bool book_in_data(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell);
/* Numbers that stand as such, not looked up. */
void book_constants(BookCheck *check, ptrdiff_t sheet);
/* ---- book_alone.c ---- */
enum { BOOK_COLUMNS_MOST = 256 };
/* A number that stands as such. */
typedef struct BookConstant {
    const BookCell *cell;
    ptrdiff_t scope; /* of the row's unit; -1: the row names none */
    Str cut;         /* its name, when it is cut short: another unit's may begin like it */
} BookConstant;
/* codes: what the row's formulas look up. */
void book_check_alone(BookCheck *check, ptrdiff_t sheet, const BookConstant *constant,
                      const StrList *codes);
/* One of the numbers of link, drivers and KPIs that the sheet may show. */
bool book_linked(const BookCheck *check, ptrdiff_t sheet, const BookCell *cell);
bool book_is_register_sheet(const BookCheck *check, ptrdiff_t sheet);
/* ---- book_marks.c ---- */
/* 1 or -1 where the cell's number format shows ▲ or ▼ with its number, else 0. */
double book_mark(const BookCheck *check, const BookCell *cell);
/* On a journey: the mark beside the number is the one that scorecard.json has. mark: NaN where it
 * has none. */
void book_check_mark(BookCheck *check, ptrdiff_t sheet, const BookCell *cell, double mark);
/* The same wherever a number that stands with the sign of a test is a change, or the difference
 * from the rest, of a figure with one of these codes; or a theme's. */
void book_check_change(BookCheck *check, ptrdiff_t sheet, const BookCell *cell,
                       const StrList *codes);
/* ---- book_registers.c ---- */
/* The row is one of the register's that this file may show … */
bool book_promise_row(BookCheck *check, ptrdiff_t sheet, int row);
/* … and the number is of it. */
bool book_promise(BookCheck *check, ptrdiff_t sheet, const BookCell *cell);
/* ---- book_texts.c ---- */
/* Names, charts' memories, comments, properties, headers, formats. */
void book_names(BookCheck *check);
void book_charts(BookCheck *check);
void book_texts(BookCheck *check);

/* ---- quality.c ---- */
void quality_in_book(BookCheck *check);

#endif
