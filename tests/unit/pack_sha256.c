/* SHA-256 against the examples of FIPS 180-4 and, at every length around a block, the processor's
 * instructions against libmd. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../src/pack/sha256.c"

static void test_published(void **state)
{
    (void)state;
    static char million[1000000];
    memset(million, 'a', sizeof million);
    const struct {
        Str bytes;
        const char *hex;
    } cases[] = {
        {{"", 0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {{"abc", 3}, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56},
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {{million, sizeof million},
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        char hex[65];
        pack_sha256(cases[i].bytes, hex);
        assert_string_equal(hex, cases[i].hex);
        uint8_t digest[32];
        hash_by_library(cases[i].bytes, digest);
        write_hex(digest, hex);
        assert_string_equal(hex, cases[i].hex);
    }
}

static void test_both_ways(void **state)
{
    (void)state;
    char bytes[300];
    for (int i = 0; i < 300; i++)
        bytes[i] = (char)(i * 37 + i / 7);
    for (ptrdiff_t len = 0; len <= 300; len++) {
        char hex[65], expected[65];
        uint8_t digest[32];
        pack_sha256((Str){bytes, len}, hex);
        hash_by_library((Str){bytes, len}, digest);
        write_hex(digest, expected);
        assert_string_equal(hex, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_published),
                                       cmocka_unit_test(test_both_ways)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
