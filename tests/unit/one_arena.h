/* one_arena.h: an arena of their own for the tests of one file that need nothing else set up:
 * cmocka_unit_test_setup_teardown(test, open_arena, close_arena), or the same for the group. */
#ifndef TESTS_ONE_ARENA_H
#define TESTS_ONE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/base.h>

static Arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena =
        arena_open((ptrdiff_t)1 << 30, NULL, NULL); /* address space; only what is used counts */
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

static inline void assert_text(Str actual, const char *expected)
{
    assert_string_equal(str_cstr(&arena, actual), expected);
}

#endif
