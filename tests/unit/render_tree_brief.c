/* Department briefs as text. Two goldens, one a language, of a small company's three most different
 * units (CXEX_REWRITE=1 writes them anew: look at the difference before keeping it); and many
 * briefs of random companies, in which no claim is made that the data cannot carry, nothing is left
 * open, and the same input gives the same text. */
#include "forbidden_words.h"
#include "report_case.h"

#include <cxex/render.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)4 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

static Str briefs_as_text(Arena *arena, const Scores *scores, const char *const *only)
{
    Str reason = STR_NONE;
    const Report *board = report_build(arena, scores, (ReportOptions){0}, &reason);
    assert_non_null(board);
    const BriefPlan *plan;
    ptrdiff_t count = report_brief_plan(arena, scores, board, &plan);
    Buffer text = {.arena = arena};
    for (ptrdiff_t i = 0; i < count; i++) {
        bool wanted = !only && plan[i].state == BRIEF_MADE;
        for (const char *const *name = only; name && *name; name++)
            wanted |= str_equal(plan[i].unit, str_from(*name));
        if (!wanted)
            continue;
        buffer_addf(&text, "== %.*s\n", STR_ARG(plan[i].slug));
        BriefOptions options = {.redactor = NULL};
        buffer_add(&text, render_tree(
                              arena, report_build_brief(arena, scores, board, &plan[i], &options)));
    }
    return buffer_str(&text);
}

/* ---- Goldens ---- */

static void golden(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    static const char *const units[] = {
        "Kỹ thuật & bảo hành", "Kho vận",
        "Lắp đặt và dịch vụ sửa chữa thiết bị gia dụng khu vực phía Bắc", NULL};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_for_test();
        Case c = case_company(languages[i]);
        Str found = briefs_as_text(&arena, case_scores(&arena, &c), units), reason = STR_NONE;
        Str path = str_format(&arena, "%s/briefs/company.%s.tree", TESTS_DIR, languages[i]);
        if (getenv("CXEX_REWRITE")) {
            (void)unlink(str_cstr(&arena, path));
            assert_true(os_file_write(&arena, path, found, &reason));
        }
        FileView file = {0};
        assert_true(os_file_open(&arena, &file, path, &reason));
        if (!str_equal(file.bytes, found)) {
            Str beside = str_format(&arena, "company.%s.found", languages[i]);
            (void)unlink(str_cstr(&arena, beside));
            assert_true(os_file_write(&arena, beside, found, &reason));
            fail_msg("differs: %.*s; what came is in %.*s", STR_ARG(path), STR_ARG(beside));
        }
        os_file_close(&file);
        arena_close(&arena);
    }
}

/* ---- Random companies ---- */

typedef struct Random {
    uint64_t state;
} Random;

static uint32_t next(Random *random)
{
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random->state >> 33);
}

static int below(Random *random, int end)
{
    return (int)(next(random) % (uint32_t)end);
}

static CaseCell random_cell(Random *random, int most)
{
    static const int small[] = {0, 2, 4, 5, 7, 11};
    int n = below(random, 4) == 0 ? small[below(random, CX_COUNTOF(small))] : below(random, most);
    return (CaseCell){.n = n, .level_01 = .2 + .01 * below(random, 70)};
}

static Case random_company(Arena *arena, Random *random)
{
    static const char *const sections[] = {
        NULL,
        "[index cx.index]\ntarget = 65\n[index ex.index]\ntarget = 60\n",
        "[index cx.index]\ntarget = 50\npractical = 5\n[privacy]\nminimum = 8\n",
        "[index ex.engagement]\ntarget = 50\n[statistics]\ntest_minimum = 30\n",
    };
    static const char *const skips[] = {NULL, "cx.nps", "cx.stage_use", "ex.q1", "ex.enps"};
    static const char *const languages[] = {"vi", "en"};
    Case c = {.language = languages[below(random, 2)],
              .sections = sections[below(random, CX_COUNTOF(sections))],
              .skip = skips[below(random, CX_COUNTOF(skips))],
              .flat = below(random, 8) == 0,
              .period_count = 1 + below(random, 4)};
    c.no_customers = below(random, 6) == 0;
    c.no_employees = !c.no_customers && below(random, 6) == 0;
    if (c.no_customers || c.no_employees)
        c.sections = NULL; /* they speak of the other side */
    int units = 1 + below(random, 9);
    for (int u = 0; u < units; u++) {
        c.units[u].name = str_cstr(arena, str_format(arena, "Bộ phận %d", u + 1));
        bool steady = below(random, 2) == 0;
        for (int t = 0; t < c.period_count; t++) {
            c.units[u].cx[t] = steady && t > 0 ? c.units[u].cx[t - 1] : random_cell(random, 300);
            c.units[u].ex[t] = steady && t > 0 ? c.units[u].ex[t - 1] : random_cell(random, 60);
        }
    }
    return c;
}

static void check_complete(Str text)
{
    static const char *const never[] = {"{0}", "{1}",  "{2}",    "{3}", "{4}", "{5}", "{6}",
                                        "nan", "inf)", "(null)", " ()", ": .", "  –:"};
    for (ptrdiff_t k = 0; k < CX_COUNTOF(never); k++)
        if (str_find(text, str_from(never[k])) >= 0)
            fail_msg("\"%s\" in a brief", never[k]);
}

static void random_briefs(void **state)
{
    (void)state;
    Random random = {.state = 20261105};
    int with_briefs = 0;
    for (int round = 0; round < 60; round++) {
        Arena arena = arena_for_test();
        Case c = random_company(&arena, &random);
        const Scores *scores = case_scores(&arena, &c);
        if (scores->tally->period_count > 0) { /* somebody answered at all */
            Str text = briefs_as_text(&arena, scores, NULL);
            with_briefs += text.len > 0;
            check_forbidden(&arena, text);
            check_complete(text);
            assert_true(str_equal(text, briefs_as_text(&arena, scores, NULL)));
        }
        arena_close(&arena);
    }
    assert_true(with_briefs > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden),
        cmocka_unit_test(random_briefs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
