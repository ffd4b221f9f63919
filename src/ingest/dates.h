/* dates.h: the date of an answer, as exports write it.
 *
 * Read are year-month-day (2026-10-31, 2026/10/31, with anything after a blank, T or comma, and
 * with a zone: 2026-10-31Z, 2026-10-31+07:00),
 * months as words (Oct 5, 2026, 5-Oct-26, 5 tháng 10, 2026),
 * day/month/year and month/day/year (any of / - . between, four or two digits for the year), and
 * the serial numbers of spreadsheets (43290.53). Which of day and month comes first is never
 * guessed from one cell: one value with a number above 12 decides for the whole column. */
#ifndef CXEX_INGEST_DATES_H
#define CXEX_INGEST_DATES_H

#include <cxex/config.h>

typedef enum DateFate { DATE_GOOD, DATE_BAD, DATE_NEEDS_ORDER } DateFate;

typedef struct DateText { /* a date taken apart */
    DateFate fate;
    Date date;   /* when good */
    Str rest;    /* what stands after it, trimmed: the time of day */
    bool iso;    /* year first */
    bool serial; /* a spreadsheet's number */
    bool named;  /* its month is a word */
    /* What the value says about day and month: AUTO when it fits both (or is year-first). */
    DateOrder evidence;
} DateText;

/* order AUTO: not known yet; YMD: no day or month before the year is one. */
DateText date_read(Str text, DateOrder order);
/* "2026-03", "03/2026", "Tháng 3/2026", "Mar 2026", "Q1/2026", "2026": a period, but no day. */
bool date_lacks_day(Str text);
/* Seconds since 1970 of a good date with a time of day, zones left aside; -1 without either. */
int64_t date_seconds(const DateText *date);
/* Local time of day in seconds, of "9:05", "14:30:02", "2:30:02 PM", "2:30:02 CH"; -1: it is none.
 */
int64_t date_time_seconds(Str text);
/* The same of what stands after a good date; -1: no time does. */
int64_t date_time_of_day(const DateText *date);
/* Which of two answers of one person is the later: by date, by time of day, then as text. */
int date_compare(Str a, Str b, DateOrder order);
/* What may stand right behind any date. */
static inline bool date_may_end(char next)
{
    return next == ' ' || next == 'T' || next == ',';
}
/* The fast way for YYYY-MM-DD… : year·512 + month·32 + day, or -1 when it is anything else. */
static inline int32_t date_fast(const char *s, ptrdiff_t len)
{
    if (len < 10 || s[4] != '-' || s[7] != '-' || (len > 10 && !date_may_end(s[10])))
        return -1;
    unsigned d[8];
    static const int place[8] = {0, 1, 2, 3, 5, 6, 8, 9};
    unsigned wrong = 0;
    for (int i = 0; i < 8; i++) {
        d[i] = (unsigned)(unsigned char)s[place[i]] - '0';
        wrong |= d[i] > 9;
    }
    unsigned year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3];
    unsigned month = d[4] * 10 + d[5], day = d[6] * 10 + d[7];
    if (wrong || month - 1 > 11 || day - 1 > 27 || year - 1981 > 118)
        return -1; /* also the 29th to 31st: the calendar is asked */
    return (int32_t)(year << 9 | month << 5 | day);
}

#endif
