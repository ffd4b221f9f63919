/* Labels of a scatter that touch neither dots nor each other. */
#include "book.h"

#include <math.h>

typedef struct Box {
    double left, top, right, bottom; /* px in the chart */
} Box;

static const uint8_t positions[] = {LXW_CHART_LABEL_POSITION_RIGHT, LXW_CHART_LABEL_POSITION_LEFT,
                                    LXW_CHART_LABEL_POSITION_ABOVE, LXW_CHART_LABEL_POSITION_BELOW};

static bool boxes_touch(Box a, Box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static Box dot_box(const ChartDot *dot)
{
    return (Box){dot->x - dot->radius, dot->y - dot->radius, dot->x + dot->radius,
                 dot->y + dot->radius};
}

static Box label_box(const ChartDot *dot, uint8_t position)
{
    const double height = dot->height, width = dot->width, away = dot->radius + 3;
    switch (position) {
    case LXW_CHART_LABEL_POSITION_RIGHT:
        return (Box){dot->x + away, dot->y - height / 2, dot->x + away + width,
                     dot->y + height / 2};
    case LXW_CHART_LABEL_POSITION_LEFT:
        return (Box){dot->x - away - width, dot->y - height / 2, dot->x - away,
                     dot->y + height / 2};
    case LXW_CHART_LABEL_POSITION_ABOVE:
        return (Box){dot->x - width / 2, dot->y - away - height, dot->x + width / 2, dot->y - away};
    default: /* below */
        return (Box){dot->x - width / 2, dot->y + away, dot->x + width / 2, dot->y + away + height};
    }
}

static bool label_fits(Box box, const ChartPlot *plot, const ChartDot *dots, ptrdiff_t count,
                       ptrdiff_t own, const Box *placed, ptrdiff_t placed_count)
{
    if (box.left < plot->left || box.right > plot->left + plot->width || box.top < plot->top ||
        box.bottom > plot->top + plot->height)
        return false;
    for (ptrdiff_t i = 0; i < count; i++)
        if (i != own && boxes_touch(box, dot_box(&dots[i])))
            return false;
    for (ptrdiff_t i = 0; i < placed_count; i++)
        if (boxes_touch(box, placed[i]))
            return false;
    return true;
}

static bool place_label(const ChartPlot *plot, ChartDot *dots, ptrdiff_t count, ptrdiff_t own,
                        int first_choice, Box *placed, ptrdiff_t placed_count)
{
    first_choice += dots[own].left_first;
    for (int p = 0; p < (int)CX_COUNTOF(positions); p++) {
        uint8_t position = positions[(p + first_choice) % (int)CX_COUNTOF(positions)];
        Box box = label_box(&dots[own], position);
        if (!label_fits(box, plot, dots, count, own, placed, placed_count))
            continue;
        dots[own].position = position;
        placed[placed_count] = box;
        return true;
    }
    return false;
}

/* One after the other, those with a verdict first: they are what the map is for. Returns how many
 * found a place. */
static ptrdiff_t try_labels(const ChartPlot *plot, ChartDot *dots, ptrdiff_t count, int attempt,
                            Box *placed)
{
    ptrdiff_t placed_count = 0;
    for (int undecided = 0; undecided < 2; undecided++)
        for (ptrdiff_t step = 0; step < count; step++) {
            ptrdiff_t i = attempt % 2 == 0 ? step : count - 1 - step;
            dots[i].position =
                undecided == 0 ? (uint8_t)LXW_CHART_LABEL_POSITION_DEFAULT : dots[i].position;
            if (dots[i].undecided == (undecided == 1))
                placed_count +=
                    place_label(plot, dots, count, i, attempt / 2, placed, placed_count);
        }
    return placed_count;
}

bool chart_place_labels(Arena *arena, const ChartPlot *plot, ChartDot *dots, ptrdiff_t count)
{
    enum { ATTEMPTS = 8 };
    Box *placed = NEW(arena, Box, count);
    ptrdiff_t most = -1;
    int best = 0;
    for (int attempt = 0; attempt < ATTEMPTS && most < count; attempt++) {
        ptrdiff_t found = try_labels(plot, dots, count, attempt, placed);
        if (found > most) {
            most = found;
            best = attempt;
        }
    }
    return try_labels(plot, dots, count, best, placed) == count;
}

void chart_size_label(ChartDot *dot, const ChartPlot *plot, Str name, double size_pt)
{
    const double line = size_pt * 14 / 9, broken = 0.18 * plot->width; /* as seen */
    dot->width = text_width(name, size_pt) + 4;
    dot->height = line;
    if (dot->width > broken) {
        dot->width = fmax(0.62 * dot->width, fmin(dot->width, broken));
        dot->height = 2 * line;
    }
}

void chart_label_name(Book *book, lxw_chart_series *series, const ChartDot *dot, double size_pt,
                      bool bold)
{
    if (!series || dot->position == LXW_CHART_LABEL_POSITION_DEFAULT)
        return;
    lxw_chart_font font = chart_font(book, size_pt, bold, book_colour(book, COLOUR_INK));
    /* The position switches the value on: the options come after it. */
    chart_series_set_labels_position(series, dot->position);
    chart_series_set_labels_options(series, LXW_TRUE, LXW_FALSE, LXW_FALSE);
    chart_series_set_labels_font(series, &font);
}
