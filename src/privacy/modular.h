/* modular.h: arithmetic modulo the prime 2^31-1. Arguments and results are 0 .. PRIME-1. */
#ifndef CXEX_PRIVACY_MODULAR_H
#define CXEX_PRIVACY_MODULAR_H

#include <stdint.h>

enum { PRIME = 2147483647 };

static inline uint32_t mod_multiply(uint32_t a, uint32_t b)
{
    return (uint32_t)((uint64_t)a * b % PRIME);
}

static inline uint32_t mod_negate(uint32_t a)
{
    return a == 0 ? 0 : PRIME - a;
}

/* a + b·c */
static inline uint32_t mod_add_product(uint32_t a, uint32_t b, uint32_t c)
{
    return (uint32_t)((a + (uint64_t)b * c) % PRIME);
}

/* 1/a for a != 0, as a^(PRIME-2) (Fermat). */
static inline uint32_t mod_inverse(uint32_t a)
{
    uint32_t result = 1;
    for (uint32_t exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result = mod_multiply(result, a);
        a = mod_multiply(a, a);
    }
    return result;
}

#endif
