/* One survey in every encoding that Vietnamese exports come in (tests/fixtures/encodings): the same
 * units, the same counts, the same words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <cxex/ingest.h>

#include "ingest_project.h"

#define FIXTURES TESTS_DIR "/fixtures/encodings/"

static Arena arena;

static const Tally *read_file(const char *file, const char *encoding, Str *problems)
{
    char ini[2000];
    snprintf(
        ini, sizeof ini,
        "[report]\nclient = A\ntitle = A\nlanguage = vi\nperiod = month\n"
        "[customers]\nfiles = " FIXTURES "%s\nunit = Bộ phận\nid = Mã phiếu\n"
        "date = Dấu thời gian\ncomment = Ý kiến\n%s%s\n"
        "[metric cx.nps]\ncolumn = Bạn sẵn lòng giới thiệu tới mức nào?\ntype = nps\n"
        "scale = 0..10\n[metric cx.csat]\ncolumn = Mức độ hài lòng\ntype = rating\n"
        "scale = Rất không hài lòng | Không hài lòng | Bình thường | Hài lòng | Rất hài lòng\n",
        file, encoding[0] ? "encoding = " : "", encoding);
    ProjectFile project = {"project.ini", str_from(ini)};
    return read_project(&arena, &project, 1, problems);
}

/* All that was counted, as text. */
static Str all_of(const Tally *tally)
{
    const SideTally *side = &tally->side[SIDE_CX];
    Buffer out = {.arena = &arena};
    for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
        buffer_addf(&out, "%.*s:", STR_ARG(tally->units[u].name));
        for (ptrdiff_t p = 0; p < tally->period_count; p++) {
            const Cell *cell = tally_cell(side, tally, u, p, 0);
            ptrdiff_t levels = side->questions[0].level_count + side->questions[1].level_count;
            for (ptrdiff_t l = 0; cell != NULL && l < levels; l++)
                buffer_addf(&out, " %lld", (long long)cell->level[l].n);
        }
        buffer_add(&out, S("\n"));
    }
    for (ptrdiff_t c = 0; c < side->comment_count; c++)
        buffer_addf(&out, "%.*s\n", STR_ARG(comment_text(&arena, &side->comments[c])));
    return buffer_str(&out);
}

static void every_encoding_gives_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *file, *encoding;
    } files[] = {{"bom.csv", ""},           {"semicolon.csv", ""},
                 {"nfd.csv", ""},           {"utf-16le.csv", ""},
                 {"utf-16be-mark.csv", ""}, {"windows-1258.csv", "windows-1258"},
                 {"tcvn3.csv", "TCVN3"},    {"vni.csv", "vni"},
                 {"viscii.csv", "viscii"},  {"utf-8-twice.csv", "utf-8-twice"}};
    Str problems;
    const Tally *plain = read_file("utf-8.csv", "", &problems);
    assert_non_null(plain);
    assert_int_equal(plain->sources[0].rows_used, 60);
    Str expected = all_of(plain);
    assert_true(str_find(expected, S("Chăm sóc khách hàng: ")) >= 0);
    assert_true(str_find(expected, S("Đợi lâu quá, nhưng người giao hàng rất tử tế")) >= 0);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files); i++) {
        const Tally *tally = read_file(files[i].file, files[i].encoding, &problems);
        if (tally == NULL)
            fail_msg("%s: %.*s", files[i].file, STR_ARG(problems));
        Str found = all_of(tally);
        if (!str_equal(found, expected))
            fail_msg("%s:\n%.*s", files[i].file, STR_ARG(found));
    }
}

static void what_is_unsaid_is_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *file, *said;
    } files[] = {
        {"windows-1258.csv", "encoding = windows-1258 in its section if that is right"},
        {"tcvn3.csv", "encoding = tcvn3 in its section if that is right"},
        {"vni.csv", "encoding = vni in its section if that is right"},
        {"viscii.csv", "encoding = viscii in its section if that is right"},
        {"utf-8-twice.csv", "\"Dáº¥u\" was once \"Dấu\""},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files); i++) {
        Str problems;
        assert_null(read_file(files[i].file, "", &problems));
        if (str_find(problems, str_from(files[i].said)) < 0)
            fail_msg("%s: %.*s", files[i].file, STR_ARG(problems));
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)2 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_gives_the_same),
        cmocka_unit_test(what_is_unsaid_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
