/* rng.c: random streams that are the same on every machine (§13): xoshiro256** and SplitMix64
 * (Blackman & Vigna 2021), FNV-1a (Fowler, Noll, Vo). One stream per analysis, so that no analysis
 * moves another. */
#include "cxex/stats.h"

static uint64_t fnv_add(uint64_t hash, Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.s[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t rotate_left(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t stats_splitmix_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

StatsRng stats_rng_seeded(uint64_t seed)
{
    StatsRng rng = {0};
    for (int i = 0; i < 4; i++)
        rng.state[i] = stats_splitmix_next(&seed);
    return rng;
}

StatsRng stats_rng_stream(Str seed, Str analysis)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = fnv_add(hash, seed);
    hash = fnv_add(hash, S("|"));
    return stats_rng_seeded(fnv_add(hash, analysis));
}

uint64_t stats_rng_next(StatsRng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t kept = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= kept;
    s[3] = rotate_left(s[3], 45);
    return result;
}

/* High 64 bits of the 128-bit product, by halves: ISO C has no 128-bit integer. */
static uint64_t multiply_high(uint64_t a, uint64_t b)
{
    uint64_t a_low = a & UINT32_MAX, a_high = a >> 32;
    uint64_t b_low = b & UINT32_MAX, b_high = b >> 32;
    uint64_t low = a_low * b_low;
    uint64_t middle = a_high * b_low + (low >> 32);
    uint64_t other = a_low * b_high + (middle & UINT32_MAX);
    return a_high * b_high + (middle >> 32) + (other >> 32);
}

ptrdiff_t stats_rng_below(StatsRng *rng, ptrdiff_t n)
{
    CX_ASSERT(n > 0);
    return (ptrdiff_t)multiply_high(stats_rng_next(rng), (uint64_t)n);
}

int stats_rng_sign(StatsRng *rng)
{
    return stats_rng_next(rng) >> 63 ? 1 : -1;
}

void stats_rng_draw(StatsRng *rng, ptrdiff_t *items, ptrdiff_t count, ptrdiff_t drawn)
{
    CX_ASSERT(drawn <= count);
    for (ptrdiff_t i = 0; i < drawn; i++) {
        ptrdiff_t j = i + stats_rng_below(rng, count - i);
        ptrdiff_t item = items[i];
        items[i] = items[j];
        items[j] = item;
    }
}
