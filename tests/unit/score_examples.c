#include "score_expected.h"

#include "cxex/diag.h"
#include "cxex/ingest.h"
#include "published.h"

/* From the project file to the figures, as a run does it. */
static const Scores *score_project(Arena *arena, const char *project)
{
    Diags diags = {.arena = arena};
    Str path = str_from(project);
    const Config *config = config_read(arena, path, (ConfigOptions){0}, &diags);
    const Tally *tally = config ? ingest_read(arena, config, NULL, NULL, &diags) : NULL;
    if (!tally)
        fail_msg("%s: %s", project, str_cstr(arena, diag_print(arena, &diags, DIAG_EN)));
    return score_compute(arena, tally, privacy_decide(arena, tally, NULL));
}

static void example_of_the_specification(void **state)
{
    Arena arena = test_arena();
    char project[1024], folder[64];
    snprintf(project, sizeof project, TESTS_DIR "/cases/example-%s/project.ini",
             (const char *)*state);
    snprintf(folder, sizeof folder, "example_%s", (const char *)*state);
    judge_example(&arena, score_project(&arena, project), folder);
    arena_close(&arena);
}

/* San Francisco International Airport's passenger surveys of 2015 to 2017: real exports, waves as
 * periods, boarding areas as units. The figures were computed from the files with Python's csv. */
#define REAL_DATA PUBLISHED

static Str replace(Arena *arena, Str text, Str from, Str to)
{
    Buffer buffer = {.arena = arena};
    for (ptrdiff_t at = str_find(text, from); at >= 0; at = str_find(text, from)) {
        buffer_add(&buffer, str_slice(text, 0, at));
        buffer_add(&buffer, to);
        text = str_slice(text, at + from.len, text.len);
    }
    buffer_add(&buffer, text);
    return buffer_str(&buffer);
}

/* The project files of tests/whole name the folder of the data by a place holder. */
static const char *airport_project(Arena *arena, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, TESTS_DIR "/whole/projects/%s", name);
    FileView file;
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, str_from(path), &reason))
        fail_msg("%s: %s", path, str_cstr(arena, reason));
    Str text = replace(arena, file.bytes, S("@REAL@"), S(REAL_DATA));
    text = replace(arena, text, S("@OUT@"), S("."));
    os_file_close(&file);
    char made[256];
    snprintf(made, sizeof made, "made-%s", name);
    remove(made);
    if (!os_file_write(arena, str_from(made), text, &reason))
        fail_msg("%s: %s", made, str_cstr(arena, reason));
    return str_cstr(arena, str_from(made));
}

typedef struct Airport {
    const char *unit, *wave, *figure;
    double value;
    int64_t n;
    double lo, hi; /* 0 and 0: not compared */
} Airport;

static void check_airport(const char *project, const Airport *cases, ptrdiff_t count)
{
    Arena arena = test_arena();
    if (!os_exists(&arena, S(REAL_DATA "/cx/sfo_2017.csv"))) {
        print_message("skipped: ../shared/data/real is not here\n");
        arena_close(&arena);
        skip();
    }
    const Scores *scores = score_project(&arena, airport_project(&arena, project));
    for (ptrdiff_t i = 0; i < count; i++) {
        const Airport *one = &cases[i];
        ptrdiff_t def = score_find_def(scores, str_from(one->figure));
        if (def < 0)
            fail_msg("no figure %s", one->figure);
        const Figure *figure = score_figure(scores, scope_named(scores, one->unit),
                                            window_named(scores, one->wave), def);
        if (figure->n != one->n)
            fail_msg("%s %s %s: n %lld, expected %lld", one->unit, one->wave, one->figure,
                     (long long)figure->n, (long long)one->n);
        assert_near(one->figure, figure->value, one->value, 2e-6); /* as printed there */
        if (one->lo != 0 || one->hi != 0) {
            assert_near("lo", figure->lo, one->lo, 1e-9);
            assert_near("hi", figure->hi, one->hi, 1e-9);
        }
    }
    arena_close(&arena);
}

static void airport_unweighted(void **state)
{
    (void)state;
    static const Airport cases[] = {
        {"company", "2017", "cx.nps", 100.0 * (1436 - 342) / 2746, 2746, 0, 0},
        {"A", "2017", "cx.nps", 39.9171, 724, 0, 0},
        {"B", "2017", "cx.nps", 43.3735, 166, 0, 0},
        {"C", "2017", "cx.nps", 46.9027, 226, 0, 0},
        {"D", "2017", "cx.nps", 43.5233, 386, 0, 0},
        {"E", "2017", "cx.nps", 46.8571, 175, 0, 0},
        {"F", "2017", "cx.nps", 38.5135, 444, 0, 0},
        {"G", "2017", "cx.nps", 32.96, 625, 0, 0},
        {"company", "2015", "cx.csat_mean", 4.048043, 2810, 0, 0},
        {"company", "2016", "cx.csat_mean", 4.038027, 2919, 0, 0},
        {"company", "2017", "cx.csat_mean", 4.06436, 2688, 0, 0},
        {"company", "2015", "cx.csat_top2", 80.0, 2810, 0, 0},
        {"company", "2016", "cx.csat_top2", 80.9866, 2919, 0, 0},
        {"company", "2017", "cx.csat_top2", 82.0685, 2688, 0, 0},
    };
    check_airport("sfo-unweighted.ini", cases, CX_COUNTOF(cases));
}

static void airport_weighted(void **state)
{
    (void)state;
    static const Airport cases[] = {
        {"company", "2017", "cx.nps", 40.398435511707554, 2746, 37.5139476629719,
         43.177759465775324},
        {"company", "2017", "cx.csat_top2", 82.27930648505833, 2688, 80.64083033234934,
         83.80695539384966},
        {"company", "2015", "cx.csat_mean", 4.044173, 2810, 0, 0},
        {"company", "2016", "cx.csat_mean", 4.053325, 2919, 0, 0},
        {"company", "2017", "cx.csat_mean", 4.071203, 2688, 0, 0},
    };
    check_airport("sfo-weighted.ini", cases, CX_COUNTOF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(example_of_the_specification, "small"),
        cmocka_unit_test_prestate(example_of_the_specification, "edge"),
        cmocka_unit_test(airport_unweighted),
        cmocka_unit_test(airport_weighted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
