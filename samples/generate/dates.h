/* dates.h: months counted from a first one, and days as numbers (day 0 = 2024-01-01). */
#ifndef SAMPLES_DATES_H
#define SAMPLES_DATES_H

enum { DATES_FIRST_YEAR = 2024 };

typedef struct Month {
    int year, month; /* 1..12 */
} Month;

typedef struct Date {
    int year, month, day;
} Date;

static Month month_after(Month first, int n)
{
    int count = first.year * 12 + first.month - 1 + n;
    return (Month){.year = count / 12, .month = count % 12 + 1};
}

static int month_days(Month m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[m.month - 1] + (m.month == 2 && m.year % 4 == 0);
}

static int date_number(Date d)
{
    int number = d.day - 1;
    for (Month m = {DATES_FIRST_YEAR, 1}; m.year < d.year || m.month < d.month;
         m = month_after(m, 1))
        number += month_days(m);
    return number;
}

static Date date_of(int number)
{
    Month m = {DATES_FIRST_YEAR, 1};
    for (; number >= month_days(m); m = month_after(m, 1))
        number -= month_days(m);
    return (Date){.year = m.year, .month = m.month, .day = number + 1};
}

#endif
