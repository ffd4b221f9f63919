/* random.h: the generator's own random numbers, so that a seed gives the same files everywhere.
 * xoshiro256** (Blackman & Vigna 2021), seeded through SplitMix64 from FNV-1a of "seed|label": one
 * stream per purpose, so that a change in one part of a sample leaves the rest of it alone. */
#ifndef SAMPLES_RANDOM_H
#define SAMPLES_RANDOM_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Rng {
    uint64_t state[4];
} Rng;

static uint64_t rng_mix(uint64_t *counter)
{
    uint64_t z = *counter += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static Rng rng_new(uint64_t seed, const char *label)
{
    char text[96];
    snprintf(text, sizeof text, "%llu|%s", (unsigned long long)seed, label);
    uint64_t hash = 14695981039346656037u;
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    Rng rng = {0};
    for (int i = 0; i < 4; i++)
        rng.state[i] = rng_mix(&hash);
    return rng;
}

static uint64_t rng_rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static uint64_t rng_next(Rng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rng_rotate(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rng_rotate(s[3], 45);
    return result;
}

/* In [0, 1). */
static double rng_uniform(Rng *rng)
{
    return (double)(rng_next(rng) >> 11) * 0x1p-53;
}

/* In 0 .. n-1; n >= 1. The bias, n / 2^53, is far below anything that a sample shows. */
static int rng_below(Rng *rng, int n)
{
    return (int)(rng_uniform(rng) * n);
}

/* Standard normal (Box and Muller); the second of the pair is thrown away to keep no state. */
static double rng_normal(Rng *rng)
{
    double u = 1 - rng_uniform(rng);
    double v = rng_uniform(rng);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* Index drawn with the given weights, which need not add up to 1. */
static int rng_pick(Rng *rng, const double *weights, int n)
{
    double total = 0;
    for (int i = 0; i < n; i++)
        total += weights[i];
    double at = rng_uniform(rng) * total;
    for (int i = 0; i < n - 1; i++) {
        if (at < weights[i])
            return i;
        at -= weights[i];
    }
    return n - 1;
}

#endif
