/* trends.h: what the table and the charts of the trends sheet share. */
#ifndef CXEX_XLSX_TRENDS_H
#define CXEX_XLSX_TRENDS_H

#include "book.h"

enum {
    ROW_PICK = 4,
    ROW_LABELS = 6,
    ROW_CHARTS = 7,
    CHART_ROWS = 13,
    CHART_ROW_PX = 24,
    FIRST_MONTH = 2,
    MONTHS_MOST = 13,
};
/* What the sheet shows when it is opened. */
typedef struct Picked {
    const BookUnit *unit;
    /* [side][period]; NULL: no line in the long table */
    const DataRow *rows[2][MONTHS_MOST];
    ptrdiff_t line[2][MONTHS_MOST]; /* position in the long table, from 1 */
} Picked;

typedef struct TrendSheet {
    Sheet sheet;
    Book *book;
    const TrendsLayout *layout;
    Picked picked;
    ptrdiff_t count; /* periods */
    double lo, hi;   /* of both charts and all units */
} TrendSheet;

extern const ReportSide trends_sides[2];
Str trends_side_name(const Book *book, int side); /* "CX" */
Str trends_side_band(const Book *book, int side); /* "Customers" */
/* 0 value, 1 low, 2 high, 3 n; NaN when the line has none. */
double trends_part(const DataRow *row, int part);
Str trends_events(Book *book, ptrdiff_t t);          /* "①②"; empty: none */
double trends_event_height(const TrendSheet *trend); /* where their marks stand */
double trends_break_height(const TrendSheet *trend); /* the marks of definitions that changed */
void trends_feed(TrendSheet *trend);                 /* what they are fed from */
void trends_charts(TrendSheet *trend);

#endif
