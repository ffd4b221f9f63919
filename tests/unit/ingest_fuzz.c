/* Damaged files: whatever the bytes, reading ends without a fault, and every row is accounted for.
 * The damage is drawn from a fixed seed, so a failure comes again; run it with sanitizers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cxex/ingest.h>

enum { ROUNDS = 1500, MORE_BYTES = 64 };

static const char project[] =
    "[report]\nclient = A\ntitle = A\nlanguage = vi\nperiod = month\n"
    "[customers]\nfiles = c.csv\ndate = Dấu thời gian\nunit = Bộ phận\nid = Mã phản hồi\n"
    "[employees]\nfiles = e.csv\ndate = d\nunit = u\ninvited = i.csv\n"
    "[metric cx.nps]\ncolumn = Bạn sẵn lòng giới thiệu Sen Việt tới mức nào?\nmissing = 99\n"
    "[metric ex.enps]\ncolumn = enps\n[metric ex.q1]\ncolumn = q1\nscale = Kém | Vừa | Tốt\n"
    "[units]\nfile = u.csv\n[events]\nfile = v.csv\n";

static const struct {
    const char *name, *text;
} small_files[] = {
    {"e.csv", "d,u,tenure,enps,q1\n2026-10-01,Kho,<1,9,Tốt\n2026-10-02,\"Kho\",1-3,8,vừa\n"
              "2026-10-03,,<1,7,Kém\n"},
    {"u.csv", "unit,name,order\nKho,Kho vận,1\nPháp chế,,2\n"},
    {"i.csv", "unit,period,invited,headcount,tenure\nKho,2026-10,20,25,\n,2026-10,,15,<1\n"},
    {"v.csv", "date,unit,text\n2026-10-05,,Tăng lương\n"},
};

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* One to six wounds: a byte changed, a run cut out, a piece copied elsewhere, the end torn off. */
static Str damage(Arena *arena, Str text, uint64_t *seed)
{
    static const char awkward[] = ",;\"\n\r\t|\0\xFF\xFE\xC3\x1A=/-0 9";
    char *bytes = NEW(arena, char, text.len + 6 * MORE_BYTES);
    if (text.len > 0)
        memcpy(bytes, text.s, (size_t)text.len);
    ptrdiff_t len = text.len;
    for (uint32_t wounds = 1 + next_random(seed) % 6; wounds > 0 && len > 0; wounds--) {
        ptrdiff_t at = next_random(seed) % (uint32_t)len;
        ptrdiff_t run = next_random(seed) % MORE_BYTES;
        switch (next_random(seed) % 5) {
        case 0:
            bytes[at] = awkward[next_random(seed) % (sizeof awkward - 1)];
            break;
        case 1:
            bytes[at] = (char)next_random(seed);
            break;
        case 2:
            run = run < len - at ? run : len - at;
            memmove(bytes + at, bytes + at + run, (size_t)(len - at - run));
            len -= run;
            break;
        case 3:
            run = run < at ? run : at;
            memmove(bytes + at + run, bytes + at, (size_t)(len - at));
            memcpy(bytes + at, bytes + at - run, (size_t)run);
            len += run;
            break;
        default:
            len = next_random(seed) % 8 == 0 ? at : len;
            break;
        }
    }
    return (Str){bytes, len};
}

/* Not os_file_write: that waits for the disk each time. */
static void write_file(const char *name, Str bytes)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.s, 1, (size_t)bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static void check_accounts(const Tally *tally)
{
    for (ptrdiff_t i = 0; i < tally->source_count; i++) {
        const SourceReport *source = &tally->sources[i];
        int64_t counted = 0;
        for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
            for (ptrdiff_t p = 0; p < tally->period_count; p++)
                counted += tally_rows(tally, source->source->side, u, p);
        }
        assert_int_equal(source->rows_used, counted);
        assert_int_equal(source->rows_read, source->rows_used + source_left_out(source));
    }
}

static void test_damage(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)2 << 30, NULL, NULL);
    StrList seeds = os_glob(&arena, S(TESTS_DIR "/cases/writing-vi/*.csv"));
    assert_int_equal(seeds.len, 8);
    char folder[] = "/tmp/cxex-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    write_file("project.ini", str_from(project));
    uint64_t seed = 20261031;
    ptrdiff_t read_n = 0;
    for (int round = 0; round < ROUNDS; round++) {
        ArenaMark mark = arena_mark(&arena);
        FileView view;
        Str reason;
        assert_true(os_file_open(&arena, &view, seeds.items[round % seeds.len], &reason));
        write_file("c.csv", damage(&arena, view.bytes, &seed));
        os_file_close(&view);
        for (ptrdiff_t f = 0; f < CX_COUNTOF(small_files); f++) {
            Str text = str_from(small_files[f].text);
            bool hurt = next_random(&seed) % 8 == 0;
            write_file(small_files[f].name, hurt ? damage(&arena, text, &seed) : text);
        }
        Diags diags = {.arena = &arena};
        const Config *config = config_read(&arena, S("project.ini"), (ConfigOptions){0}, &diags);
        assert_non_null(config);
        const Tally *tally = ingest_read(&arena, config, NULL, NULL, &diags);
        assert_true((tally == NULL) == diag_errors(&diags));
        (void)diag_print(&arena, &diags, DIAG_VI);
        if (tally != NULL) {
            check_accounts(tally);
            tally_close(tally);
            read_n++;
        }
        arena_reset(&arena, mark);
    }
    assert_true(read_n > ROUNDS / 20); /* the damage is not always deadly */
    (void)unlink("c.csv");
    (void)unlink("project.ini");
    for (ptrdiff_t f = 0; f < CX_COUNTOF(small_files); f++)
        (void)unlink(small_files[f].name);
    assert_int_equal(chdir("/"), 0);
    (void)rmdir(folder);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
