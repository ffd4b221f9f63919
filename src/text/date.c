#include <cxex/text.h>

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_valid(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= lengths[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/* Days before 1 March of the year, counted from 1 March of the year 0 (proleptic Gregorian). With
 * the year starting in March the leap day comes last and disturbs no month. */
static int64_t days_before_march(int64_t year)
{
    return 365 * year + year / 4 - year / 100 + year / 400;
}

/* The day of the year, from 0, on which a month begins; month 0 is March. 153 days in each five
 * months, as 31 30 31 30 31. */
static int64_t month_start(int64_t month_from_march)
{
    return (153 * month_from_march + 2) / 5;
}

enum {
    DAYS_TO_1970 = 719468, /* from 1 March 0000 to 1 January 1970 */
    FIRST_DAY = -719162,   /* 0001-01-01 */
    LAST_DAY = 2932896     /* 9999-12-31 */
};

int64_t date_days(Date date)
{
    CX_ASSERT(date_valid(date.year, date.month, date.day));
    int64_t year = date.month > 2 ? date.year : date.year - 1;
    int64_t month = (date.month + 9) % 12;
    return days_before_march(year) + month_start(month) + date.day - 1 - DAYS_TO_1970;
}

Date date_from_days(int64_t days)
{
    if (days < FIRST_DAY || days > LAST_DAY)
        return (Date){0};
    int64_t since_march = days + DAYS_TO_1970;
    /* 146097 days are 400 years: near enough, then corrected. */
    int64_t year = since_march * 400 / 146097;
    while (days_before_march(year + 1) <= since_march)
        year++;
    while (days_before_march(year) > since_march)
        year--;
    int64_t day = since_march - days_before_march(year);
    int64_t month = (5 * day + 2) / 153;
    return (Date){
        .year = (int)(month < 10 ? year : year + 1),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(day - month_start(month) + 1),
    };
}

Str date_show(Arena *arena, Date date, Lang lang)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    CX_ASSERT(date_valid(date.year, date.month, date.day));
    switch (lang_id(lang)) {
    case LANG_VI:
        return str_format(arena, "%02d/%02d/%04d", date.day, date.month, date.year);
    case LANG_EN:
    case LANG_COUNT:
        break;
    }
    return str_format(arena, "%d %s %d", date.day, months[date.month - 1], date.year);
}

Str date_iso(Arena *arena, Date date)
{
    CX_ASSERT(date_valid(date.year, date.month, date.day));
    return str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}
