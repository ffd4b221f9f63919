/* Arena, lists, map, buffer. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <cxex/base.h>

static bool all_zero(const void *memory, ptrdiff_t bytes)
{
    const char *at = memory;
    for (ptrdiff_t i = 0; i < bytes; i++) {
        if (at[i] != 0)
            return false;
    }
    return true;
}

static void arena_gives_aligned_zeroed_memory(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 20, NULL, NULL);
    assert_non_null(arena.begin);
    for (ptrdiff_t align = 1; align <= 64; align *= 2) {
        char *odd = arena_alloc(&arena, 1, 1, 3);
        char *made = arena_alloc(&arena, align, align, 5);
        assert_int_equal((uintptr_t)made % (uintptr_t)align, 0);
        assert_true(all_zero(made, 5 * align));
        assert_true(made >= odd + 3);
        memset(made, 0xAA, (size_t)(5 * align));
    }
    assert_non_null(NEW(&arena, double, 0));
    arena_close(&arena);
    assert_null(arena.begin);
}

static void arena_zeroes_what_was_used_before(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 16, NULL, NULL);
    ArenaMark mark = arena_mark(&arena);
    char *first = NEW(&arena, char, 1000);
    memset(first, 0xFF, 1000);
    arena_reset(&arena, mark);
    char *second = NEW(&arena, char, 3000);
    assert_ptr_equal(first, second);
    assert_true(all_zero(second, 3000));
    arena_close(&arena);
}

static char *use_scratch(Arena scratch)
{
    char *made = NEW(&scratch, char, 500);
    memset(made, 0x55, 500);
    return made;
}

/* A copy of the arena, passed by value, dirties memory without moving the original's mark. */
static void arena_zeroes_what_a_copy_used(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 16, NULL, NULL);
    char *dirty = use_scratch(arena);
    char *made = NEW(&arena, char, 800);
    assert_ptr_equal(dirty, made);
    assert_true(all_zero(made, 800));
    arena_close(&arena);
}

typedef struct Refusal {
    jmp_buf back;
    ptrdiff_t wanted;
} Refusal;

static void refuse(void *context, ptrdiff_t wanted_bytes)
{
    Refusal *refusal = context;
    refusal->wanted = wanted_bytes;
    longjmp(refusal->back, 1);
}

static void arena_calls_its_hook_at_the_limit(void **state)
{
    (void)state;
    static const struct {
        ptrdiff_t size, count, wanted;
    } cases[] = {
        {1, 1001, 1001},
        {8, 126, 1008},
        {1 << 20, PTRDIFF_MAX / 8, PTRDIFF_MAX}, /* the product is beyond every number */
        {16, PTRDIFF_MAX / 8, PTRDIFF_MAX},
    };
    for (volatile ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Refusal refusal = {.wanted = 0};
        Arena arena = arena_open(1000, refuse, &refusal);
        assert_non_null(arena.begin);
        if (setjmp(refusal.back) == 0) {
            arena_alloc(&arena, cases[i].size, 1, cases[i].count);
            fail_msg("case %td was allowed", i);
        }
        assert_true(refusal.wanted == cases[i].wanted);
        arena_close(&arena);
    }
}

static void arena_cannot_reserve_everything(void **state)
{
    (void)state;
    assert_null(arena_open(PTRDIFF_MAX / 2, NULL, NULL).begin);
    assert_null(arena_open(0, NULL, NULL).begin);
    assert_null(arena_open(-1, NULL, NULL).begin);
}

static void lists_grow_and_keep_their_items(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 24, NULL, NULL);
    LIST_OF(int64_t) in_place = {0}, moving = {0};
    for (int64_t i = 0; i < 10000; i++)
        *PUSH(&arena, &in_place, int64_t) = i;
    for (int64_t i = 0; i < 10000; i++) {
        *PUSH(&arena, &moving, int64_t) = -i;
        NEW(&arena, char, 1); /* something behind the list: it cannot grow where it is */
    }
    assert_int_equal(in_place.len, 10000);
    for (int64_t i = 0; i < 10000; i++) {
        assert_int_equal(in_place.items[i], i);
        assert_int_equal(moving.items[i], -i);
    }
    moving.len = 3;
    assert_int_equal(*PUSH(&arena, &moving, int64_t), 0);
    arena_close(&arena);
}

static void map_finds_what_was_put(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 24, NULL, NULL);
    StrMap map = {0};
    assert_null(strmap_find(&map, S("x")));
    for (int i = 0; i < 5000; i++) {
        bool added = false;
        *strmap_put(&arena, &map, str_format(&arena, "key %d", i), &added) = i;
        assert_true(added);
    }
    bool added = true;
    *strmap_put(&arena, &map, S("key 77"), &added) += 1000;
    assert_false(added);
    assert_int_equal(map.len, 5000);
    for (int i = 0; i < 5000; i++) {
        const ptrdiff_t *value = strmap_find(&map, str_format(&arena, "key %d", i));
        assert_non_null(value);
        assert_int_equal(*value, i == 77 ? 1077 : i);
    }
    assert_null(strmap_find(&map, S("key 5000")));
    assert_null(strmap_find(&map, STR_NONE));
    *strmap_put(&arena, &map, STR_NONE, NULL) = 9;
    assert_int_equal(*strmap_find(&map, S("")), 9);
    arena_close(&arena);
}

static void buffers_hold_every_piece(void **state)
{
    (void)state;
    Arena arena = arena_open(1 << 22, NULL, NULL);
    Buffer buffer = {.arena = &arena};
    assert_int_equal(buffer_str(&buffer).len, 0);
    buffer_add(&buffer, STR_NONE);
    for (int i = 0; i < 1000; i++) {
        buffer_addf(&buffer, "%03d", i);
        buffer_add(&buffer, S(";"));
        buffer_add_byte(&buffer, '\0');
        if (i % 100 == 0)
            NEW(&arena, char, 10);
    }
    Str text = buffer_str(&buffer);
    assert_int_equal(text.len, 5000);
    for (int i = 0; i < 1000; i++) {
        char expected[8];
        snprintf(expected, sizeof expected, "%03d;", i);
        assert_memory_equal(text.s + (ptrdiff_t)i * 5, expected, 5);
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_aligned_zeroed_memory),
        cmocka_unit_test(arena_zeroes_what_was_used_before),
        cmocka_unit_test(arena_zeroes_what_a_copy_used),
        cmocka_unit_test(arena_calls_its_hook_at_the_limit),
        cmocka_unit_test(arena_cannot_reserve_everything),
        cmocka_unit_test(lists_grow_and_keep_their_items),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(buffers_hold_every_piece),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
