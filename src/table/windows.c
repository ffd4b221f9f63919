#include "builder.h"

/* Periods that follow each other in the calendar up to `last`, as far back as they go. */
static ptrdiff_t run_start(const Tally *tally, ptrdiff_t last)
{
    ptrdiff_t first = last;
    while (tally->periods[first].previous >= 0)
        first = tally->periods[first].previous;
    return first;
}

/* The window's first period where the year up to `last` is there without a gap, and has more than
 * one period; else -1. */
static ptrdiff_t year_start(const Tally *tally, ptrdiff_t last)
{
    int64_t part = table_part_of_year(tally->config->report.period, tally->periods[last].ordinal);
    if (part == 0 || last - run_start(tally, last) < part)
        return -1;
    return last - (ptrdiff_t)part;
}

static void add_window(Arena *arena, Tally *tally, Window window, Str after)
{
    Str id = tally->periods[window.last].id;
    window.id = str_format(arena, "%.*s %.*s", STR_ARG(id), STR_ARG(after));
    tally->windows[tally->window_count++] = window;
}

static void add_running(Arena *arena, Tally *tally, ptrdiff_t last)
{
    const Statistics *asked = &tally->config->statistics;
    ptrdiff_t year = asked->ytd ? year_start(tally, last) : -1;
    ptrdiff_t run = last - run_start(tally, last) + 1;
    for (ptrdiff_t i = 0; i <= asked->rolling_count; i++) {
        ptrdiff_t length = i < asked->rolling_count ? asked->rolling[i] : PTRDIFF_MAX;
        if (year >= 0 && last - year + 1 <= length) {
            add_window(arena, tally, (Window){.kind = WINDOW_YTD, .first = year, .last = last},
                       S("ytd"));
            year = -1;
        }
        if (length > run)
            continue;
        Window rolling = {.kind = WINDOW_ROLLING, .first = last - length + 1, .last = last};
        add_window(arena, tally, rolling, str_format(arena, "rolling%td", length));
    }
}

void table_fill_windows(Arena *arena, Tally *tally)
{
    ptrdiff_t count = tally->period_count;
    ptrdiff_t running = tally->config->statistics.rolling_count + 1;
    tally->windows = NEW(arena, Window, count + 1 + count * running);
    for (ptrdiff_t p = 0; p < count; p++)
        tally->windows[tally->window_count++] =
            (Window){.kind = WINDOW_PERIOD, .first = p, .last = p, .id = tally->periods[p].id};
    tally->windows[tally->window_count++] =
        (Window){.kind = WINDOW_ALL, .first = 0, .last = count - 1, .id = S("all")};
    if (tally->config->report.period == PERIOD_WAVE)
        return;
    for (ptrdiff_t p = 0; p < count; p++)
        add_running(arena, tally, p);
}
