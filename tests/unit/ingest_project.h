/* A project made of strings: written into a folder of its own, read, and thrown away. */
#ifndef CXEX_TESTS_INGEST_PROJECT_H
#define CXEX_TESTS_INGEST_PROJECT_H

#include <stdlib.h>
#include <unistd.h>

#include <cxex/ingest.h>

typedef struct ProjectFile {
    const char *name;
    Str bytes;
} ProjectFile;

/* The tally (NULL on errors); the problems in English go to *problems. Afterwards the working
 * folder is the project's, and the files are still there. */
static inline const Tally *read_project(Arena *arena, const ProjectFile *files, ptrdiff_t count,
                                        Str *problems)
{
    char folder[] = "/tmp/cxex-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    for (ptrdiff_t i = 0; i < count; i++) {
        Str reason = STR_NONE;
        assert_true(os_file_write(arena, str_from(files[i].name), files[i].bytes, &reason));
    }
    Diags diags = {.arena = arena};
    const Tally *tally = NULL;
    const Config *config = config_read(arena, S("project.ini"), (ConfigOptions){0}, &diags);
    if (config != NULL)
        tally = ingest_read(arena, config, NULL, NULL, &diags);
    *problems = diag_print(arena, &diags, DIAG_EN);
    for (ptrdiff_t i = 0; i < count; i++)
        (void)unlink(files[i].name);
    assert_int_equal(chdir("/"), 0);
    (void)rmdir(folder);
    return tally;
}

/* Of a project that must be readable. */
static inline const Tally *must_read_project(Arena *arena, const ProjectFile *files,
                                             ptrdiff_t count)
{
    Str problems;
    const Tally *tally = read_project(arena, files, count, &problems);
    if (tally == NULL)
        fail_msg("%.*s", STR_ARG(problems));
    return tally;
}

/* n, sum and weighted sum of a question's answers on its own scale, in one unit (-1: all) and one
 * period. */
typedef struct Answers {
    int64_t n;
    double sum, w, weighted_sum;
} Answers;

static inline Answers add_answers(const Tally *tally, Side which, ptrdiff_t question,
                                  ptrdiff_t unit, ptrdiff_t period)
{
    const SideTally *side = &tally->side[which];
    const Question *asked = &side->questions[question];
    Answers out = {0};
    for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
        for (ptrdiff_t s = 0; s < side->stratum_count && (unit < 0 || unit == u); s++) {
            const Cell *cell = tally_cell(side, tally, u, period, s);
            for (ptrdiff_t l = 0; cell != NULL && l < asked->level_count; l++) {
                Count count = cell->level[asked->level_offset + l];
                out.n += count.n;
                out.w += count.w;
                out.sum += (double)count.n * asked->answer[l];
                out.weighted_sum += count.w * asked->answer[l];
            }
        }
    }
    return out;
}

/* Weight of promoters, passives and detractors. */
static inline void add_recommend(const Tally *tally, Side which, ptrdiff_t question, ptrdiff_t unit,
                                 ptrdiff_t period, double w[3], int64_t n[3])
{
    const SideTally *side = &tally->side[which];
    const Question *asked = &side->questions[question];
    for (int i = 0; i < 3; i++) {
        w[i] = 0;
        n[i] = 0;
    }
    for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
        const Cell *cell = tally_cell(side, tally, u, period, 0);
        for (ptrdiff_t l = 0; cell != NULL && (unit < 0 || unit == u) && l < asked->level_count;
             l++) {
            int group = asked->score_100[l] > 75 ? 0 : asked->score_100[l] > 25 ? 1 : 2;
            w[group] += cell->level[asked->level_offset + l].w;
            n[group] += cell->level[asked->level_offset + l].n;
        }
    }
}

#endif
