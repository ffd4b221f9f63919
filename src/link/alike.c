/* Drivers that say the same: groups that answer alike, and questions that repeat each other. */
#include "inside.h"

#include <math.h>

static const double alike_least = 0.9; /* |r| above it, metrics.md §10 */

/* Below it a driver is what the ones before it already say. A direction of R_xx with the variance
 * 1e-8, where the analysis is refused, leaves some k times that of a driver beside the others. */
static const double left_least = 1e-6;
static const double part_least = 1e-3; /* of a driver in what repeats it */

void link_alike(Arena *arena, const double *rxx, LinkDrivers *drivers)
{
    ptrdiff_t k = drivers->k, *waiting = NEW(arena, ptrdiff_t, k);
    drivers->alike_shares = NEW(arena, double, k);
    for (ptrdiff_t first = 0; first < k; first++) {
        if (drivers->drivers[first].alike > 0)
            continue;
        ptrdiff_t count = 1;
        waiting[0] = first;
        for (ptrdiff_t at = 0; at < count; at++) /* everything that is reached from the first */
            for (ptrdiff_t j = first + 1; j < k; j++) {
                bool near = fabs(rxx[waiting[at] * k + j]) > alike_least;
                bool seen = false;
                for (ptrdiff_t i = 0; i < count; i++)
                    seen = seen || waiting[i] == j;
                if (near && !seen)
                    waiting[count++] = j;
            }
        if (count == 1)
            continue;
        double *share = &drivers->alike_shares[drivers->alike_count++];
        for (ptrdiff_t i = 0; i < count; i++) {
            drivers->drivers[waiting[i]].alike = drivers->alike_count;
            *share += drivers->drivers[waiting[i]].share;
        }
    }
}

/* ---- Which questions make R_xx singular ---- */

/* Cholesky R_SS = LL' over the drivers so far that say something of their own. */
typedef struct Basis {
    const double *rxx;
    ptrdiff_t k, size;
    ptrdiff_t *member;
    double *lower; /* [k·k] */
} Basis;

/* What is left of the driver's variance beside the basis; row: its line of L. */
static double left_over(const Basis *basis, ptrdiff_t driver, double *row)
{
    double left = 1;
    for (ptrdiff_t i = 0; i < basis->size; i++) {
        const double *above = basis->lower + i * basis->k;
        row[i] = basis->rxx[driver * basis->k + basis->member[i]];
        for (ptrdiff_t c = 0; c < i; c++)
            row[i] -= above[c] * row[c];
        row[i] /= above[i];
        left -= row[i] * row[i];
    }
    return left;
}

/* The members that make up a driver that the basis repeats: weights b of L'b = row. */
static void mark_repeated(const Basis *basis, ptrdiff_t driver, double *row, bool *marked)
{
    marked[driver] = true;
    for (ptrdiff_t i = basis->size - 1; i >= 0; i--) {
        for (ptrdiff_t c = i + 1; c < basis->size; c++)
            row[i] -= basis->lower[c * basis->k + i] * row[c];
        row[i] /= basis->lower[i * basis->k + i];
        if (fabs(row[i]) > part_least)
            marked[basis->member[i]] = true;
    }
}

void link_repeated(Arena *arena, const double *rxx, LinkDrivers *drivers)
{
    ptrdiff_t k = drivers->k;
    Basis basis = {rxx, k, 0, NEW(arena, ptrdiff_t, k), NEW(arena, double, k *k)};
    bool *marked = NEW(arena, bool, k);
    for (ptrdiff_t j = 0; j < k; j++) {
        double *row = NEW(arena, double, k), left = left_over(&basis, j, row);
        if (left < left_least) {
            mark_repeated(&basis, j, row, marked);
            continue;
        }
        row[basis.size] = sqrt(left);
        for (ptrdiff_t i = 0; i <= basis.size; i++)
            basis.lower[basis.size * k + i] = row[i];
        basis.member[basis.size++] = j;
    }
    drivers->reasons = NEW(arena, ptrdiff_t, k + 1);
    for (ptrdiff_t j = 0; j < k; j++)
        if (marked[j])
            drivers->reasons[drivers->reason_count++] = drivers->drivers[j].question;
}
