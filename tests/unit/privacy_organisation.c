/* The whole decision on made-up organisations with a parent, running windows and unanimity, against
 * the judge by definition: the candidates are listed here a second time, as privacy.h words it, and
 * the answers are counted here row by row. */
#include "privacy_judge.h"
#include "tally_fixture.h"

enum {
    UNITS = 4, /* "", A, B, C; P stands above B and C */
    MONTHS = 3,
    ROWS = 12, /* of a unit and month at most */
    SCOPES = UNITS + 1,
    QUESTIONS = 2,
    MEANS = 2, /* of employees: of both questions, and of the first */
    STATISTICS = 1 + QUESTIONS + MEANS
};

typedef struct World {
    int months, k;
    bool ytd, rolling, unanimity, parent;
    int rows[UNITS][MONTHS];
    int level[UNITS][MONTHS][ROWS][QUESTIONS]; /* -1: no answer */
} World;

static const char *const unit_keys[SCOPES] = {"", "A", "B", "C", "P"};

static void make_world(World *world, uint64_t *seed, const int *levels)
{
    *world = (World){.months = 1 + (int)draw(seed, MONTHS),
                     .k = 3 + (int)draw(seed, 3),
                     .ytd = draw(seed, 2),
                     .rolling = draw(seed, 2),
                     .unanimity = draw(seed, 2),
                     .parent = draw(seed, 2)};
    uint32_t most = 5 + draw(seed, ROWS - 4);
    for (int u = 0; u < UNITS; u++) {
        for (int m = 0; m < world->months; m++) {
            world->rows[u][m] = (int)draw(seed, u == 0 ? 4 : most);
            bool alike = draw(seed, 3) == 0;
            for (int i = 0; i < world->rows[u][m]; i++) {
                for (int q = 0; q < QUESTIONS; q++) {
                    uint32_t wanted = (uint32_t)levels[q];
                    int level =
                        alike ? (int)wanted - 1 - (int)draw(seed, 2) : (int)draw(seed, wanted);
                    world->level[u][m][i][q] = draw(seed, 4) == 0 ? -1 : level;
                }
            }
        }
    }
}

static void fill_fixture(Fixture *fixture, const World *world, Side side)
{
    static int rolling[] = {2};
    fixture->config.privacy.minimum = world->k;
    fixture->config.privacy.unanimity_hide = world->unanimity;
    fixture->config.statistics.ytd = world->ytd;
    fixture->config.statistics.rolling = rolling;
    fixture->config.statistics.rolling_count = world->rolling;
    fixture_begin(fixture);
    for (int u = 1; u < UNITS; u++) {
        Unit about = {.order = u, .parent = world->parent && u >= 2 ? S("P") : STR_NONE};
        ptrdiff_t unit = tally_builder_unit(fixture->builder, str_from(unit_keys[u]), (Pos){0});
        tally_builder_describe(fixture->builder, unit, &about);
        tally_builder_keep(fixture->builder, unit);
    }
    for (int u = 0; u < UNITS; u++) {
        for (int m = 0; m < world->months; m++) {
            for (int i = 0; i < world->rows[u][m]; i++) {
                char answers[64] = "";
                for (int q = 0; q < QUESTIONS; q++) {
                    int level = world->level[u][m][i][q];
                    size_t at = strlen(answers);
                    if (level < 0)
                        snprintf(answers + at, sizeof answers - at, "%s.", q ? " " : "");
                    else
                        snprintf(answers + at, sizeof answers - at, "%s%d", q ? " " : "", level);
                }
                fixture_rows(fixture, side, unit_keys[u], m + 1, 1, answers);
            }
        }
    }
    fixture_finish(fixture);
}

/* ---- Candidates as privacy.h words it ---- */

typedef struct Span {
    char id[40];
    int first, last;
    bool all;
} Span;

static int list_spans(const World *world, Span *spans)
{
    int count = 0;
    for (int last = 0; last < world->months; last++) {
        for (int length = 1; length <= last + 1; length++) {
            Span span = {.first = last - length + 1, .last = last};
            if (length == 1) {
                snprintf(span.id, sizeof span.id, "2026-%02d", last + 1);
                spans[count++] = span;
            }
            if (length > 1 && world->ytd && span.first == 0) {
                snprintf(span.id, sizeof span.id, "2026-%02d ytd", last + 1);
                spans[count++] = span;
            }
            if (length == 2 && world->rolling) {
                snprintf(span.id, sizeof span.id, "2026-%02d rolling2", last + 1);
                spans[count++] = span;
            }
        }
        if (last == world->months - 1)
            spans[count++] = (Span){.id = "all", .last = last, .all = true};
    }
    return count;
}

static bool is_member(const World *world, int scope, int unit)
{
    if (scope == 0)
        return true;
    return scope == unit || (scope == 4 && world->parent && unit >= 2);
}

static bool scope_exists(const World *world, const Fixture *fixture, int scope)
{
    (void)world;
    return scope == 0 || tally_find_unit(fixture->tally, str_from(unit_keys[scope])) > 0;
}

typedef struct Listed {
    Case one;
    int scope[JUDGE_CANDIDATES];
    Span span[JUDGE_CANDIDATES];
} Listed;

static void list_candidate(Listed *listed, const World *world, int scope, Span span)
{
    ptrdiff_t atoms[JUDGE_ATOMS], count = 0;
    for (int u = 0; u < UNITS; u++) {
        for (int m = span.first; m <= span.last && is_member(world, scope, u); m++)
            atoms[count++] = u * world->months + m;
    }
    listed->scope[listed->one.candidate_count] = scope;
    listed->span[listed->one.candidate_count] = span;
    put_candidate(&listed->one, atoms, count);
}

/* `n` of the atoms is filled in. */
static void list_candidates(Listed *listed, const World *world, const Fixture *fixture)
{
    Span spans[3 * MONTHS + 1];
    int count = list_spans(world, spans);
    for (int from = 0, to; from < count; from = to) {
        for (to = from; to < count && spans[to].last == spans[from].last; to++)
            list_candidate(listed, world, 0, spans[to]);
        for (int i = from; i < to; i++) {
            int64_t before = INT64_MAX; /* n of the units listed last */
            for (int rank = 1; rank < SCOPES && !spans[i].all; rank++) {
                int64_t most = -1;
                for (int pass = 0; pass < 2; pass++) { /* the next smaller n; all who have it */
                    for (int scope = 1; scope < SCOPES; scope++) {
                        if (!scope_exists(world, fixture, scope))
                            continue;
                        int64_t n = 0;
                        for (int u = 0; u < UNITS; u++) {
                            for (int m = spans[i].first; m <= spans[i].last; m++)
                                n += is_member(world, scope, u)
                                         ? listed->one.n[u * world->months + m]
                                         : 0;
                        }
                        if (pass == 0 && n < before && n > most)
                            most = n;
                        if (pass == 1 && n == most)
                            list_candidate(listed, world, scope, spans[i]);
                    }
                }
                before = most;
            }
        }
    }
}

/* ---- What people answered ---- */

/* Level of a question; of the mean: the sum of both levels, or of one twice (half rule: one of two
 * is enough). -1: nothing. */
static int answer_of(const int *level, int statistic)
{
    if (statistic == 0)
        return 0;
    if (statistic <= QUESTIONS)
        return level[statistic - 1];
    if (statistic == STATISTICS - 1)
        return level[0];
    if (level[0] < 0 && level[1] < 0)
        return -1;
    return level[0] < 0 ? 2 * level[1] : level[1] < 0 ? 2 * level[0] : level[0] + level[1];
}

/* 0 .. 10 detractors, passives, promoters; a mean itself; five levels: the top two or not. */
static int box_of(Side side, int statistic, int answer)
{
    if (statistic > QUESTIONS)
        return answer;
    if (side == SIDE_CX && statistic == 1)
        return answer <= 6 ? 0 : answer <= 8 ? 1 : 2;
    return answer >= 3;
}

static void judge_statistic(Listed *listed, const World *world, const Fixture *fixture, Side side,
                            int statistic, Publish *out)
{
    listed->one = (Case){.atom_count = UNITS * world->months, .k = world->k};
    for (int u = 0; u < UNITS; u++) {
        for (int m = 0; m < world->months; m++) {
            for (int i = 0; i < world->rows[u][m]; i++)
                listed->one.n[u * world->months + m] +=
                    answer_of(world->level[u][m][i], statistic) >= 0;
        }
    }
    list_candidates(listed, world, fixture);
    for (ptrdiff_t c = 0; c < listed->one.candidate_count; c++) {
        int boxes[64] = {0}, people = 0, used = 0;
        const Span *span = &listed->span[c];
        for (int u = 0; u < UNITS; u++) {
            for (int m = span->first; m <= span->last && is_member(world, listed->scope[c], u); m++)
                for (int i = 0; i < world->rows[u][m]; i++) {
                    int answer = answer_of(world->level[u][m][i], statistic);
                    people += answer >= 0;
                    if (answer >= 0)
                        boxes[box_of(side, statistic, answer)]++;
                }
        }
        for (int b = 0; b < 64; b++)
            used += boxes[b] > 0;
        listed->one.candidates[c].refused =
            world->unanimity && statistic > 0 && people > 0 && people < 10 && used == 1;
    }
    judge_by_definition(&listed->one, out);
}

/* How often the worlds asked for each answer: a test of nothing would not show otherwise. */
static int seen_state[PUBLISH_STORED], seen_withheld, seen_refused;

static void compare_world(const World *world, Fixture *fixture, Side side, int number)
{
    static Listed rows, listed;
    Publish state[JUDGE_CANDIDATES], answers[JUDGE_CANDIDATES];
    fixture->published = privacy_decide(&fixture->arena, fixture->tally, NULL);
    const Published *published = fixture->published;
    judge_statistic(&rows, world, fixture, side, 0, state);
    for (int s = 0; s < (side == SIDE_EX ? STATISTICS : 1 + QUESTIONS); s++) {
        judge_statistic(&listed, world, fixture, side, s, answers);
        for (ptrdiff_t c = 0; c < listed.one.candidate_count; c++) {
            ptrdiff_t scope =
                listed.scope[c] == 0
                    ? 0
                    : tally_find_unit(fixture->tally, str_from(unit_keys[listed.scope[c]]));
            ptrdiff_t window = 0;
            while (!str_equal(fixture->tally->windows[window].id, str_from(listed.span[c].id)))
                assert_true(++window < fixture->tally->window_count);
            ptrdiff_t row = 0; /* the same cell in the order of the rows' pass */
            while (rows.scope[row] != listed.scope[c] ||
                   strcmp(rows.span[row].id, listed.span[c].id) != 0)
                assert_true(++row < rows.one.candidate_count);
            bool hidden = answers[c] == PUBLISH_PRIMARY || answers[c] == PUBLISH_SECONDARY;
            int expected = s == 0 ? (int)answers[c] : state[row] == PUBLISH_PUBLISHED && hidden;
            int actual = s == 0           ? (int)privacy_state(published, side, scope, window)
                         : s <= QUESTIONS ? privacy_question_withheld(published, fixture->tally,
                                                                      side, scope, window, s - 1)
                                          : privacy_mean_withheld(published, fixture->tally, side,
                                                                  scope, window, s - 1 - QUESTIONS);
            if (actual != expected)
                fail_msg("world %d, statistic %d, %s %s: %d, expected %d", number, s,
                         unit_keys[listed.scope[c]], listed.span[c].id, actual, expected);
            seen_refused += listed.one.candidates[c].refused;
            seen_withheld += s > 0 && expected;
            if (s == 0)
                seen_state[expected]++;
            if (s == 0)
                assert_int_equal(published->n[side][scope * published->window_count + window],
                                 judge_people(&listed.one, c));
        }
    }
}

static void worlds_of(Side side, int count)
{
    uint64_t seed = 29 + (uint64_t)side;
    static World world;
    static Fixture fixture;
    for (int i = 0; i < count; i++) {
        make_world(&world, &seed, side == SIDE_CX ? (const int[]){11, 5} : (const int[]){5, 5});
        fixture_open(&fixture);
        if (side == SIDE_CX) {
            fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
            fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
        } else {
            fixture_metric(&fixture, "ex.q1", METRIC_RATING, 1, 5)->factor = S("hours");
            fixture_metric(&fixture, "ex.q2", METRIC_RATING, 1, 5);
        }
        fill_fixture(&fixture, &world, side);
        if (fixture.tally->period_count == world.months) /* else a month without any rows */
            compare_world(&world, &fixture, side, i);
        fixture_close(&fixture);
    }
    for (int s = 0; s < CX_COUNTOF(seen_state); s++)
        assert_true(seen_state[s] > 50);
    assert_true(seen_withheld > 500 && seen_refused > 200);
}

static void customers_by_definition(void **state)
{
    (void)state;
    worlds_of(SIDE_CX, 250);
}

static void employees_by_definition(void **state)
{
    (void)state;
    worlds_of(SIDE_EX, 250);
}

/* 3 people a month. January and February together are 6, and come before March: so the sum of all
 * three would tell March's 3. Had `all` come first, the 6 would go. February and March are 6 that
 * have 3 in common with the others. */
static void older_ends_come_first(void **state)
{
    (void)state;
    static World world = {.months = 3, .k = 5, .ytd = true, .rolling = true};
    for (int m = 0; m < 3; m++)
        world.rows[1][m] = 3;
    static Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    fill_fixture(&fixture, &world, SIDE_CX);
    compare_world(&world, &fixture, SIDE_CX, 0);
    static const struct {
        const char *id;
        Publish expected;
    } cases[] = {{"2026-01", PUBLISH_PRIMARY},       {"2026-02", PUBLISH_PRIMARY},
                 {"2026-02 ytd", PUBLISH_PUBLISHED}, {"2026-02 rolling2", PUBLISH_PUBLISHED},
                 {"2026-03", PUBLISH_PRIMARY},       {"2026-03 rolling2", PUBLISH_PUBLISHED},
                 {"2026-03 ytd", PUBLISH_SECONDARY}, {"all", PUBLISH_SECONDARY}};
    ptrdiff_t found = 0;
    for (ptrdiff_t w = 0; w < fixture.tally->window_count; w++) {
        for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
            if (!str_equal(fixture.tally->windows[w].id, str_from(cases[i].id)))
                continue;
            found++;
            assert_int_equal(privacy_state(fixture.published, SIDE_CX, 0, w), cases[i].expected);
        }
    }
    assert_int_equal(found, CX_COUNTOF(cases));
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customers_by_definition),
        cmocka_unit_test(employees_by_definition),
        cmocka_unit_test(older_ends_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
