/* Published exports of every kind, damaged at random (the seeds are fixed): what is opened comes
 * back as a table or with a problem that says why, whatever a library in the worker made of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED "/"

enum { TEXT_ROUNDS = 12, CONTAINER_ROUNDS = 6, BYTES_LIMIT = 60000, MORE_BYTES = 64 };

static Arena arena;
static char path_made[] = "/tmp/cxex-damaged-XXXXXX";

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Bytes changed, lengths and offsets made extreme, pieces cut out, doubled, the end lost. The first
 * four stay: else it is no file of its kind, and only refused for that. */
static Str damage(Str bytes, uint64_t *seed)
{
    char *hurt = NEW(&arena, char, bytes.len + 8 * MORE_BYTES);
    ptrdiff_t len = bytes.len;
    memcpy(hurt, bytes.s, (size_t)len);
    for (uint32_t wounds = 1 + next_random(seed) % 8; wounds > 0 && len > 8; wounds--) {
        ptrdiff_t at = 4 + next_random(seed) % (uint32_t)(len - 4);
        ptrdiff_t run = next_random(seed) % MORE_BYTES;
        run = run < len - at ? run : len - at;
        switch (next_random(seed) % 6) {
        case 0:
            hurt[at] = ",;\"\n\r\t\0\xFF\xFE\x1A"[next_random(seed) % 10];
            break;
        case 1:
            hurt[at] = (char)next_random(seed);
            break;
        case 2:
            memset(hurt + at, next_random(seed) % 2 ? 0xFF : 0x00, (size_t)(run < 4 ? run : 4));
            break;
        case 3:
            memmove(hurt + at, hurt + at + run, (size_t)(len - at - run));
            len -= run;
            break;
        case 4:
            memmove(hurt + at + run, hurt + at, (size_t)(len - at));
            len += run;
            break;
        default:
            len = next_random(seed) % 6 == 0 ? at : len;
            break;
        }
    }
    return (Str){hurt, len};
}

static bool open_damaged(Str bytes, Encoding encoding)
{
    FILE *file = fopen(path_made, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.s, 1, (size_t)bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    TextWanted wanted = {.encoding = encoding};
    TestTable table = test_table_read(&arena, path_made, &wanted);
    assert_true(table.ok || table.problems.len > 0);
    if (table.ok) {
        assert_true(utf8_invalid_at(table.file.text) < 0);
        assert_true(table.file.column_count <= COLUMNS_LIMIT);
    }
    return table.ok;
}

static Encoding encoding_of(Str name)
{
    if (str_find(name, S("1258")) >= 0)
        return ENCODING_CP1258;
    if (str_find(name, S("viscii")) >= 0)
        return ENCODING_VISCII;
    bool western = str_find(name, S("latin1")) >= 0 || str_find(name, S("accents")) >= 0 ||
                   str_find(name, S("spanish")) >= 0 || str_find(name, S("1252")) >= 0;
    return western ? ENCODING_CP1252 : ENCODING_AUTO;
}

static void damaged_files(void **state)
{
    (void)state;
    Str reason;
    StrList names;
    if (!os_exists(&arena, S(REAL)) || !os_folder_list(&arena, S(REAL), &names, &reason)) {
        print_message("%s is absent: skipped\n", REAL);
        skip();
    }
    uint64_t seed = 20261122;
    ptrdiff_t tried = 0, read = 0;
    for (ptrdiff_t i = 0; i < names.len; i++) {
        ArenaMark mark = arena_mark(&arena);
        FileView view;
        assert_true(
            os_file_open(&arena, &view, str_concat(&arena, S(REAL), names.items[i]), &reason));
        bool container = str_starts(view.bytes, S("PK\3\4")) || str_starts(view.bytes, S("$FL"));
        int rounds = view.bytes.len > BYTES_LIMIT || view.bytes.len < 8 ? 0
                     : container                                        ? CONTAINER_ROUNDS
                                                                        : TEXT_ROUNDS;
        for (int round = 0; round < rounds; round++) {
            ArenaMark inner = arena_mark(&arena);
            Str hurt = damage(view.bytes, &seed);
            read += open_damaged(hurt, round % 2 ? encoding_of(names.items[i]) : ENCODING_AUTO);
            tried++;
            arena_reset(&arena, inner);
        }
        os_file_close(&view);
        arena_reset(&arena, mark);
    }
    print_message("%td damaged files, %td of them read\n", tried, read);
    assert_true(tried > 1000);
    assert_true(read > tried / 10); /* the damage is not always deadly */
}

int main(void)
{
    arena = arena_open((ptrdiff_t)2 << 30, NULL, NULL);
    int made = mkstemp(path_made);
    if (made < 0)
        return 1;
    close(made);
    const struct CMUnitTest tests[] = {cmocka_unit_test(damaged_files)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path_made);
    arena_close(&arena);
    return failed;
}
