#include "place.h"

#include <math.h>

/* Directions from a point, the ones that read best first; then farther out, with a leader line. */
static const Point directions[] = {{0.8, -0.8}, {-0.8, -0.8}, {0.8, 0.8}, {-0.8, 0.8},
                                   {0, -1},     {0, 1},       {1, 0},     {-1, 0}};
static const double distances[] = {3, 7, 13, 21, 31, 43, 57};
enum { LEADER_FROM = 2 };        /* distances[2] and beyond need a leader line */
static const double CLEAR = 1.5; /* least space between two labels */

static bool boxes_touch(Box a, Box b, double clear)
{
    return a.x < b.x + b.width + clear && b.x < a.x + a.width + clear &&
           a.y < b.y + b.height + clear && b.y < a.y + a.height + clear;
}

static bool box_inside(Box inner, Box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static Box point_box(const PlacePoint *p)
{
    return (Box){p->x - p->radius, p->y - p->radius, 2 * p->radius, 2 * p->radius};
}

/* The label's box when it stands in this direction at this distance from the point's rim. */
static Box label_box(const PlacePoint *p, Point direction, double distance)
{
    double reach = p->radius + distance;
    double x = p->x + direction.x * reach, y = p->y + direction.y * reach;
    double left = direction.x > 0.1 ? x : direction.x < -0.1 ? x - p->width : x - p->width / 2;
    /* Beside the point the label is centred on it; above or below it stands clear of its bar. */
    double rise = 1 + reach * 0.4;
    double top = y - p->height / 2;
    if (direction.y != 0 && direction.x != 0)
        top = direction.y < 0 ? p->y - rise - p->height : p->y + rise;
    else if (direction.y != 0)
        top = direction.y < 0 ? y - p->height : y;
    return (Box){left, top, p->width, p->height};
}

typedef struct Field {
    const PlacePoint *points;
    ptrdiff_t count;
    Box area;
    const Box *taken;
    ptrdiff_t taken_count;
    Placed *placed;
} Field;

static bool is_free(const Field *field, Box box)
{
    if (!box_inside(box, field->area))
        return false;
    for (ptrdiff_t i = 0; i < field->taken_count; i++)
        if (boxes_touch(box, field->taken[i], 0))
            return false;
    for (ptrdiff_t i = 0; i < field->count; i++) {
        if (boxes_touch(box, point_box(&field->points[i]), 0.5))
            return false;
        if (field->placed[i].found && boxes_touch(box, field->placed[i].box, CLEAR))
            return false;
    }
    return true;
}

/* The point of the box that is nearest to (x, y). */
static Point nearest_in(Box box, double x, double y)
{
    return (Point){fmax(box.x, fmin(box.x + box.width, x)),
                   fmax(box.y, fmin(box.y + box.height, y))};
}

static double gap_to(Box box, const PlacePoint *p)
{
    Point near = nearest_in(box, p->x, p->y);
    return hypot(near.x - p->x, near.y - p->y) - p->radius;
}

static double distance_to_line(const PlacePoint *p, Point a, Point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double at = length > 0 ? fmax(0, fmin(1, ((p->x - a.x) * dx + (p->y - a.y) * dy) / length)) : 0;
    return hypot(a.x + at * dx - p->x, a.y + at * dy - p->y);
}

/* A name nearer to another point than to its own would be read as that one's; so would a leader
 * line that another point lies on. Not where bars must be kept off as well: then names would go
 * farther still. */
static double mistaken(const Field *field, ptrdiff_t own, Box box, bool leader)
{
    static const double MISREAD = 5, POINTED = 8;
    const PlacePoint *p = &field->points[own];
    double cost = 0, gap = gap_to(box, p);
    bool keeps_off_bars = p->cross[0].width > 0 || p->cross[1].height > 0;
    for (ptrdiff_t i = 0; i < field->count && !keeps_off_bars; i++) {
        const PlacePoint *other = &field->points[i];
        if (i == own)
            continue;
        if (gap_to(box, other) < gap)
            cost += leader ? MISREAD / 2 : MISREAD;
        if (leader && distance_to_line(other, (Point){p->x, p->y}, nearest_in(box, p->x, p->y)) <
                          other->radius + 1)
            cost += POINTED;
    }
    return cost;
}

/* Lower is better: lying on interval bars costs, being far away costs. */
static double place_cost(const Field *field, Box box, ptrdiff_t direction, double distance)
{
    double cost = distance * 0.35 + (double)direction * 0.4;
    for (ptrdiff_t i = 0; i < field->count; i++)
        for (int bar = 0; bar < 2; bar++)
            if (boxes_touch(box, field->points[i].cross[bar], 0))
                cost += 6;
    return cost;
}

static void place_one(Field *field, ptrdiff_t index)
{
    double best = INFINITY;
    Placed *placed = &field->placed[index];
    for (ptrdiff_t ring = 0; ring < CX_COUNTOF(distances); ring++)
        for (ptrdiff_t way = 0; way < CX_COUNTOF(directions); way++) {
            Box box = label_box(&field->points[index], directions[way], distances[ring]);
            double cost = place_cost(field, box, way, distances[ring]) +
                          mistaken(field, index, box, ring >= LEADER_FROM);
            if (cost >= best || !is_free(field, box))
                continue;
            best = cost;
            *placed = (Placed){.found = true, .box = box, .leader = ring >= LEADER_FROM};
        }
}

/* How many points have this one in their way: the crowded ones choose first. */
static int crowd(const Field *field, ptrdiff_t index)
{
    const PlacePoint *p = &field->points[index];
    int near = 0;
    for (ptrdiff_t i = 0; i < field->count; i++)
        near += fabs(field->points[i].x - p->x) < p->width &&
                fabs(field->points[i].y - p->y) < 3 * p->height;
    return near;
}

void place_labels(Arena *scratch, const PlacePoint *points, ptrdiff_t count, Box area,
                  const Box *taken, ptrdiff_t taken_count, Placed *placed)
{
    Field field = {points, count, area, taken, taken_count, placed};
    int *crowds = NEW(scratch, int, count);
    bool *done = NEW(scratch, bool, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        placed[i] = (Placed){0};
        crowds[i] = crowd(&field, i);
    }
    for (ptrdiff_t turn = 0; turn < count; turn++) {
        ptrdiff_t next = -1;
        for (ptrdiff_t i = 0; i < count; i++)
            if (!done[i] && (next < 0 || crowds[i] > crowds[next]))
                next = i;
        done[next] = true;
        place_one(&field, next);
    }
}
