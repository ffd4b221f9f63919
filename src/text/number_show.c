#include <cxex/text.h>

#include <math.h>
#include <stdio.h>

static const struct {
    char decimal, thousands;
} signs[LANG_COUNT] = {
    [LANG_EN] = {.decimal = '.', .thousands = ','},
    [LANG_VI] = {.decimal = ',', .thousands = '.'},
};

/* metrics.md §14: half away from zero, r = floor(|x| 10^d + 0.5 + 1e-9) / 10^d with the sign. The
 * 1e-9 lifts halves that a binary fraction holds a hair too low (1.005). */
double num_round(double x, int decimals)
{
    CX_ASSERT(isfinite(x) && decimals >= 0 && decimals <= 9);
    double power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    double scaled = fabs(x) * power;
    /* From 2^52 on a double has no fraction left, and adding a half would only disturb it. */
    double rounded = scaled < 0x1p52 ? floor(scaled + 0.5 + 1e-9) / power : fabs(x);
    return x < 0 && rounded > 0 ? -rounded : rounded;
}

/* Digits as printf writes them, with the language's signs. */
static Str group_digits(Arena *arena, Str sign, Str plain, Lang lang)
{
    StrCut parts = str_cut(plain, '.');
    Buffer buffer = {.arena = arena};
    buffer_add(&buffer, sign);
    for (ptrdiff_t i = 0; i < parts.head.len; i++) {
        if (i > 0 && (parts.head.len - i) % 3 == 0)
            buffer_add_byte(&buffer, signs[lang_id(lang)].thousands);
        buffer_add_byte(&buffer, parts.head.s[i]);
    }
    if (parts.found) {
        buffer_add_byte(&buffer, signs[lang_id(lang)].decimal);
        buffer_add(&buffer, parts.tail);
    }
    return buffer_str(&buffer);
}

static Str show(Arena *arena, double x, int decimals, Lang lang, Str plus)
{
    double rounded = num_round(x, decimals);
    char plain[400]; /* the largest double has 309 digits before the point */
    int len = snprintf(plain, sizeof plain, "%.*f", decimals, fabs(rounded));
    Str sign = rounded < 0 ? S("−") : rounded > 0 ? plus : S("");
    return group_digits(arena, sign, (Str){plain, len}, lang);
}

Str num_show(Arena *arena, double x, int decimals, Lang lang)
{
    return show(arena, x, decimals, lang, S(""));
}

Str num_show_signed(Arena *arena, double x, int decimals, Lang lang)
{
    return show(arena, x, decimals, lang, S("+"));
}

Str num_show_percent(Arena *arena, double percent_0_100, int decimals, Lang lang)
{
    return str_concat(arena, num_show(arena, percent_0_100, decimals, lang), S("%"));
}

Str num_show_count(Arena *arena, int64_t n, Lang lang)
{
    char plain[24];
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    int len = snprintf(plain, sizeof plain, "%llu", (unsigned long long)size);
    return group_digits(arena, n < 0 ? S("−") : S(""), (Str){plain, len}, lang);
}

/* The category that gets the next missing unit: greatest remainder, then count, then the earlier. A
 * category that has had its unit is marked by a remainder of -1. */
static ptrdiff_t next_to_raise(const int64_t *counts, const int64_t *remainders, ptrdiff_t count)
{
    ptrdiff_t best = 0;
    for (ptrdiff_t i = 1; i < count; i++) {
        if (remainders[i] > remainders[best] ||
            (remainders[i] == remainders[best] && counts[i] > counts[best]))
            best = i;
    }
    return best;
}

void num_shares(const int64_t *counts, int *out_percent, ptrdiff_t count)
{
    enum { CATEGORY_LIMIT = 256 };
    CX_ASSERT(count >= 0 && count <= CATEGORY_LIMIT);
    int64_t remainders[CATEGORY_LIMIT] = {0};
    int64_t total = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        CX_ASSERT(counts[i] >= 0 && counts[i] <= INT64_MAX / 100 - total);
        total += counts[i];
    }
    int64_t missing = total > 0 ? 100 : 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        out_percent[i] = total > 0 ? (int)(100 * counts[i] / total) : 0;
        remainders[i] = total > 0 ? 100 * counts[i] % total : 0;
        missing -= out_percent[i];
    }
    for (; missing > 0; missing--) {
        ptrdiff_t raised = next_to_raise(counts, remainders, count);
        out_percent[raised]++;
        remainders[raised] = -1;
    }
}

Str num_plain(Arena *arena, double x)
{
    if (x == floor(x) && fabs(x) < 1e15)
        return str_format(arena, "%.0f", x + 0.0); /* no "-0" */
    for (int digits = 15; digits < 17; digits++) { /* fifteen are what programs keep of 0.1 */
        Str text = str_format(arena, "%.*g", digits, x);
        if (num_parse(text, false).value == x)
            return text;
    }
    return str_format(arena, "%.17g", x);
}
