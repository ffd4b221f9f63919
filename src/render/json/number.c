#include "number.h"

#include <cxex/base.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 17, POWER_LOW = -4, POWER_HIGH = 16 };

__extension__ typedef unsigned __int128 Wide;

/* The double next to each power is exact or above it, never below: comparing a double with it is
 * comparing with the power itself. */
static const double powers[] = {1e-4, 1e-3, 1e-2, 1e-1, 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};

/* round(value * 10^(16 - power)), halves to even as printf does; exact: 53 bits times 5^20 has less
 * than 100 bits, and the powers of two are shifts. 1e-4 <= value < 1e17. */
static uint64_t leading_digits(double value, int power)
{
    int exponent = 0;
    Wide digits = (Wide)ldexp(frexp(value, &exponent), 53);
    int scale = DIGITS - 1 - power;
    for (int i = 0; i < scale; i++)
        digits *= 5;
    int shift = scale + exponent - 53;
    if (shift >= 0)
        return (uint64_t)(digits << shift);
    Wide whole = digits >> -shift, rest = digits - (whole << -shift),
         half = (Wide)1 << (-shift - 1);
    return (uint64_t)whole + (rest > half || (rest == half && (whole & 1)));
}

/* Without exponent: "0.00123", "12.5", "12.0". */
static int write_plain(double value, char *out)
{
    int power = POWER_LOW;
    while (value >= powers[power + 1 - POWER_LOW])
        power++;
    uint64_t left = leading_digits(value, power);
    char digits[DIGITS + 1] = {0};
    if (left >= 100000000000000000) { /* rounded up to the next power */
        left /= 10;
        power++;
    }
    for (int i = DIGITS - 1; i >= 0; i--, left /= 10)
        digits[i] = (char)('0' + left % 10);
    int used = DIGITS, len = 0;
    while (used > 1 && digits[used - 1] == '0')
        used--;
    if (power < 0)
        out[len++] = '0';
    for (int i = 0; i <= power; i++)
        out[len++] = digits[i];
    out[len++] = '.';
    for (int i = power + 1; i < 0; i++)
        out[len++] = '0';
    for (int i = power < 0 ? 0 : power + 1; i < used; i++)
        out[len++] = digits[i];
    if (used <= power + 1)
        out[len++] = '0';
    return len;
}

/* Very small and very large: rare, so left to printf. */
static int write_exponent(double value, char *out)
{
    char text[JSON_NUMBER_ROOM];
    int len = snprintf(text, sizeof text, "%.*g", DIGITS, value), kept = 0;
    CX_ASSERT(len > 0 && len < JSON_NUMBER_ROOM);
    bool in_exponent = false;
    for (int i = 0; i < len; i++) {
        bool leading = in_exponent && (text[i] == '0' || text[i] == '+') &&
                       (out[kept - 1] == 'e' || out[kept - 1] == '-');
        in_exponent = in_exponent || text[i] == 'e';
        if (!leading)
            out[kept++] = text[i];
    }
    return kept;
}

int json_number(double value, char out[JSON_NUMBER_ROOM])
{
    CX_ASSERT(isfinite(value));
    if (value == 0) {
        memcpy(out, "0.0", 3); /* -0 too */
        return 3;
    }
    int sign = value < 0;
    if (sign)
        out[0] = '-';
    value = fabs(value);
    bool plain = value >= powers[0] && value < 1e17;
    return sign + (plain ? write_plain(value, out + sign) : write_exponent(value, out + sign));
}
