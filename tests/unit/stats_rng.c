#include "reference.h"

#include "cxex/stats.h"

static uint64_t word(const json_t *text, int base)
{
    return strtoull(json_string_value(text), NULL, base);
}

static Str text_at(const json_t *array, size_t index)
{
    return str_from(json_string_value(json_array_get(array, index)));
}

static void splitmix(const json_t *seed, const json_t *expected)
{
    uint64_t state = (uint64_t)json_integer_value(seed);
    for (size_t i = 0; i < json_array_size(expected); i++)
        assert_true(stats_splitmix_next(&state) == word(json_array_get(expected, i), 10));
}

static void xoshiro(const json_t *start, const json_t *expected)
{
    StatsRng rng = {0};
    for (size_t i = 0; i < 4; i++)
        rng.state[i] = (uint64_t)json_integer_value(json_array_get(start, i));
    for (size_t i = 0; i < json_array_size(expected); i++)
        assert_true(stats_rng_next(&rng) == word(json_array_get(expected, i), 10));
}

static void fnv(const json_t *texts, const json_t *expected)
{
    for (size_t i = 0; i < json_array_size(texts); i++)
        assert_true(str_hash(text_at(texts, i)) == word(json_array_get(expected, i), 16));
}

static void stream(const json_t *input, const json_t *expected)
{
    const json_t *names = part(input, "stream");
    StatsRng rng = stats_rng_stream(text_at(names, 0), text_at(names, 1));
    assert_int_equal(json_array_size(expected), whole(input, "draws"));
    for (size_t i = 0; i < json_array_size(expected); i++) {
        ptrdiff_t drawn = stats_rng_below(&rng, (ptrdiff_t)whole(input, "below"));
        assert_int_equal(drawn, json_integer_value(json_array_get(expected, i)));
    }
}

static void generators_match_the_published_ones(void **state)
{
    (void)state;
    Reference reference = reference_open("rng.json");
    int kinds = 0;
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *expected = part(one, "expected"), *value;
        if ((value = json_object_get(input, "splitmix64_seed")) != NULL && ++kinds)
            splitmix(value, expected);
        if ((value = json_object_get(input, "xoshiro_state")) != NULL && ++kinds)
            xoshiro(value, expected);
        if ((value = json_object_get(input, "fnv1a64")) != NULL && ++kinds)
            fnv(value, expected);
        if (json_object_get(input, "stream") != NULL && ++kinds)
            stream(input, expected);
    }
    assert_int_equal(kinds, 4);
    reference_close(&reference);
}

/* The stream must be the one of the joined text, as the specification words it. */
static void a_stream_is_seeded_by_the_joined_text(void **state)
{
    (void)state;
    StatsRng parts = stats_rng_stream(S("cxex"), S("wild|ex>cx"));
    StatsRng whole_text = stats_rng_seeded(str_hash(S("cxex|wild|ex>cx")));
    assert_memory_equal(&parts, &whole_text, sizeof parts);
}

static void below_is_the_high_word_of_the_product(void **state)
{
    (void)state;
    static const struct {
        uint64_t next;
        ptrdiff_t n, below;
    } cases[] = {
        {UINT64_MAX, 15, 14},
        {0, 15, 0},
        {UINT64_C(1) << 63, 10, 5},
        {(UINT64_C(1) << 63) - 1, 10, 4},
        {UINT64_MAX, PTRDIFF_MAX, PTRDIFF_MAX - 1},
        {UINT64_C(0x123456789abcdef0), PTRDIFF_MAX, 0x91a2b3c4d5e6f77},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        /* result = rotl(s1 * 5, 7) * 9: the state that gives `next`; 9 and 5 have inverses modulo
         * 2^64 */
        uint64_t ninth = cases[i].next * UINT64_C(0x8e38e38e38e38e39);
        uint64_t back = (ninth >> 7) | (ninth << 57);
        StatsRng rng = {.state = {1, back * UINT64_C(0xcccccccccccccccd), 0, 0}};
        assert_int_equal(stats_rng_below(&rng, cases[i].n), cases[i].below);
    }
}

static void a_draw_permutes(void **state)
{
    (void)state;
    StatsRng rng = stats_rng_stream(S("cxex"), S("perm|cx.nps"));
    ptrdiff_t first_place[6] = {0};
    int plus = 0;
    for (int round = 0; round < 6000; round++) {
        ptrdiff_t items[6] = {0, 1, 2, 3, 4, 5}, seen = 0;
        stats_rng_draw(&rng, items, 6, 3);
        for (int i = 0; i < 6; i++)
            seen |= (ptrdiff_t)1 << items[i];
        assert_int_equal(seen, 63);
        first_place[items[2]]++;
        int sign = stats_rng_sign(&rng);
        assert_true(sign == 1 || sign == -1);
        plus += sign == 1;
    }
    /* each expected 1000 (sd 29) and 3000 (sd 39): 5 sd */
    for (int i = 0; i < 6; i++)
        assert_in_range(first_place[i], 855, 1145);
    assert_in_range(plus, 2806, 3194);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generators_match_the_published_ones),
        cmocka_unit_test(a_stream_is_seeded_by_the_joined_text),
        cmocka_unit_test(below_is_the_high_word_of_the_product),
        cmocka_unit_test(a_draw_permutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
