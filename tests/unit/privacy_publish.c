#include "privacy_judge.h"

#include "../../src/privacy/modular.h"
#include "../../src/privacy/space.h"

/* A second judge beside the one by definition: the elimination exactly as metrics.md §7 writes it
 * down, on dense matrices. */
typedef struct Matrix {
    uint32_t at[64][64];
    ptrdiff_t columns;
} Matrix;

typedef struct Basis {
    uint32_t rows[64][64];
    ptrdiff_t lead[64], count;
} Basis;

static bool depends(Basis *basis, const uint32_t *row, ptrdiff_t columns)
{
    uint32_t *own = basis->rows[basis->count];
    memcpy(own, row, sizeof(uint32_t) * 64);
    for (ptrdiff_t b = 0; b < basis->count; b++) {
        uint32_t factor = mod_negate(own[basis->lead[b]]);
        for (ptrdiff_t j = 0; j < columns; j++)
            own[j] = mod_add_product(own[j], factor, basis->rows[b][j]);
    }
    ptrdiff_t lead = 0;
    while (lead < columns && own[lead] == 0)
        lead++;
    if (lead == columns)
        return true;
    uint32_t inverse = mod_inverse(own[lead]);
    for (ptrdiff_t j = 0; j < columns; j++)
        own[j] = mod_multiply(own[j], inverse);
    basis->lead[basis->count++] = lead;
    return false;
}

static bool dependent_set(const Case *one, const Matrix *M, Basis *basis, ptrdiff_t from,
                          int64_t people)
{
    for (ptrdiff_t a = from; a < one->atom_count; a++) {
        if (one->n[a] == 0 || people + one->n[a] >= one->k)
            continue;
        if (depends(basis, M->at[a], M->columns))
            return true;
        if (dependent_set(one, M, basis, a + 1, people + one->n[a]))
            return true;
        basis->count--;
    }
    return false;
}

static void judge_by_elimination(const Case *one, Publish *out)
{
    static Matrix N, M;
    static Basis basis;
    N = (Matrix){.columns = one->atom_count};
    for (ptrdiff_t a = 0; a < one->atom_count; a++)
        N.at[a][a] = 1;
    for (ptrdiff_t c = 0; c < one->candidate_count; c++) {
        int64_t people = judge_people(one, c);
        if (people < one->k) {
            out[c] = people == 0 ? PUBLISH_EMPTY : PUBLISH_PRIMARY;
            continue;
        }
        uint32_t v[64] = {0};
        for (ptrdiff_t i = 0; i < one->candidates[c].atom_count; i++) {
            ptrdiff_t atom = one->candidates[c].atoms[i];
            for (ptrdiff_t j = 0; j < N.columns && one->n[atom] > 0; j++)
                v[j] = mod_add_product(v[j], 1, N.at[atom][j]);
        }
        ptrdiff_t pivot = 0;
        while (pivot < N.columns && v[pivot] == 0)
            pivot++;
        out[c] = PUBLISH_PUBLISHED;
        if (pivot == N.columns)
            continue;
        M = (Matrix){.columns = N.columns - 1};
        for (ptrdiff_t a = 0; a < one->atom_count; a++) {
            for (ptrdiff_t j = 0, to = 0; j < N.columns; j++) {
                uint32_t factor = mod_negate(mod_multiply(v[j], mod_inverse(v[pivot])));
                if (j != pivot)
                    M.at[a][to++] = mod_add_product(N.at[a][j], factor, N.at[a][pivot]);
            }
        }
        basis.count = 0;
        if (dependent_set(one, &M, &basis, 0, 0))
            out[c] = PUBLISH_SECONDARY;
        else
            N = M;
    }
}

/* ---- Made-up cases ---- */

/* Units × periods with company, units, and windows of several periods of both. */
static void make_grid(Case *one, uint64_t *state, ptrdiff_t units, ptrdiff_t periods, bool windows)
{
    *one = (Case){.atom_count = units * periods, .k = 3 + (int)draw(state, 4)};
    uint32_t most = 4 + draw(state, 12);
    for (ptrdiff_t a = 0; a < one->atom_count; a++)
        one->n[a] = draw(state, most);
    for (ptrdiff_t period = 0; period < periods; period++) {
        for (ptrdiff_t span = 1; span <= (windows ? 3 : 1) && span <= period + 1; span++) {
            ptrdiff_t atoms[64], count = 0;
            for (ptrdiff_t p = period - span + 1; p <= period; p++) {
                for (ptrdiff_t unit = 0; unit < units; unit++)
                    atoms[count++] = unit * periods + p;
            }
            put_candidate(one, atoms, count);
            for (ptrdiff_t unit = 0; unit < units; unit++) {
                for (ptrdiff_t p = 0; p < span; p++)
                    atoms[p] = unit * periods + period - p;
                put_candidate(one, atoms, span);
            }
        }
    }
}

static void make_any(Case *one, uint64_t *state, bool some_refused)
{
    *one = (Case){.atom_count = 3 + draw(state, 6), .k = 3 + (int)draw(state, 4)};
    for (ptrdiff_t a = 0; a < one->atom_count; a++)
        one->n[a] = draw(state, 9);
    ptrdiff_t wanted = 3 + draw(state, 10);
    for (ptrdiff_t c = 0; c < wanted; c++) {
        ptrdiff_t atoms[64], count = 0;
        for (ptrdiff_t a = one->atom_count - 1; a >= 0; a--) {
            if (draw(state, 2))
                atoms[count++] = a;
        }
        put_candidate(one, atoms, count)->refused = some_refused && draw(state, 4) == 0;
    }
}

static void compare(const Case *one, void (*judge)(const Case *, Publish *), Arena *arena,
                    int number_of_case)
{
    Publish expected[JUDGE_CANDIDATES], actual[JUDGE_CANDIDATES];
    judge(one, expected);
    privacy_publish(arena, one->n, one->atom_count, one->candidates, one->candidate_count, one->k,
                    actual);
    for (ptrdiff_t c = 0; c < one->candidate_count; c++) {
        if (actual[c] != expected[c])
            fail_msg("case %d, candidate %td: %d, expected %d", number_of_case, c, (int)actual[c],
                     (int)expected[c]);
    }
}

static void any_candidates_by_definition(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static Case one;
    uint64_t seed = 7;
    for (int i = 0; i < 3000; i++) {
        make_any(&one, &seed, i % 2);
        compare(&one, judge_by_definition, &arena, i);
    }
    arena_close(&arena);
}

static void grids_by_definition(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static Case one;
    uint64_t seed = 11;
    for (int i = 0; i < 150; i++) {
        make_grid(&one, &seed, 2 + draw(&seed, 2), 3, i % 2);
        compare(&one, judge_by_definition, &arena, i);
    }
    arena_close(&arena);
}

static void grids_by_elimination(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static Case one;
    uint64_t seed = 13;
    for (int i = 0; i < 400; i++) {
        make_grid(&one, &seed, 3 + draw(&seed, 4), 3 + draw(&seed, 2), i % 2);
        compare(&one, judge_by_elimination, &arena, i);
    }
    arena_close(&arena);
}

/* Small groups, many sums of two to four of them: there is much to look through. */
static void make_sparse(Case *one, uint64_t *state)
{
    *one = (Case){.atom_count = 6 + draw(state, 11), .k = 4 + (int)draw(state, 7)};
    for (ptrdiff_t a = 0; a < one->atom_count; a++)
        one->n[a] = 1 + draw(state, 4);
    ptrdiff_t wanted = 6 + draw(state, 20);
    for (ptrdiff_t c = 0; c < wanted; c++) {
        ptrdiff_t atoms[64], count = 0, size = 2 + draw(state, 4);
        for (ptrdiff_t a = 0; a < one->atom_count; a++) {
            if ((ptrdiff_t)draw(state, (uint32_t)(one->atom_count - a)) < size - count)
                atoms[count++] = a;
        }
        put_candidate(one, atoms, count);
    }
}

static void sparse_sums_by_elimination(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static Case one;
    uint64_t seed = 19;
    for (int i = 0; i < 4000; i++) {
        make_sparse(&one, &seed);
        compare(&one, judge_by_elimination, &arena, i);
    }
    arena_close(&arena);
}

/* ---- The reference files ---- */

static const ptrdiff_t *indices(Arena *arena, const json_t *array)
{
    ptrdiff_t *values = NEW(arena, ptrdiff_t, length(array));
    for (ptrdiff_t i = 0; i < length(array); i++)
        values[i] = (ptrdiff_t)number_at(array, i);
    return values;
}

static void greedy_publication_of_reference(void **state)
{
    (void)state;
    static const char *const names[] = {[PUBLISH_EMPTY] = "empty",
                                        [PUBLISH_PRIMARY] = "primary",
                                        [PUBLISH_SECONDARY] = "secondary",
                                        [PUBLISH_PUBLISHED] = "published"};
    Arena arena = test_arena();
    Reference reference = reference_open("disclosure_cases.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *input = input_of(one), *list = part(input, "candidates");
        const json_t *people = part(input, "atoms_n");
        int64_t *n = NEW(&arena, int64_t, length(people));
        for (ptrdiff_t a = 0; a < length(people); a++)
            n[a] = (int64_t)number_at(people, a);
        Candidate *candidates = NEW(&arena, Candidate, length(list));
        Publish *out = NEW(&arena, Publish, length(list));
        for (ptrdiff_t c = 0; c < length(list); c++) {
            const json_t *candidate = json_array_get(list, (size_t)c), *atoms;
            atoms = part(candidate, "atoms");
            candidates[c] = (Candidate){
                .atoms = indices(&arena, atoms),
                .atom_count = length(atoms),
                .given = strncmp(json_string_value(part(candidate, "name")), "ledger", 6) == 0};
        }
        privacy_publish(&arena, n, length(people), candidates, length(list), (int)whole(input, "k"),
                        out);
        for (ptrdiff_t c = 0; c < length(list); c++) {
            const char *name = json_string_value(part(json_array_get(list, (size_t)c), "name"));
            assert_string_equal(names[out[c]],
                                json_string_value(part(part(one, "expected"), name)));
        }
    }
    reference_close(&reference);
    arena_close(&arena);
}

static void derivable_as_the_handbook_says(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Reference reference = reference_open("disclosure_handbook.json");
    size_t index;
    json_t *one;
    json_array_foreach(reference_cases(&reference), index, one)
    {
        const json_t *rows = part(input_of(one), "rows"), *target = part(input_of(one), "target");
        int64_t n[16];
        for (ptrdiff_t a = 0; a < 16; a++)
            n[a] = 9;
        Space space = space_new(&arena, n, length(target), 5);
        for (ptrdiff_t r = 0; r <= length(rows); r++) {
            const json_t *row = r < length(rows) ? json_array_get(rows, (size_t)r) : target;
            ptrdiff_t atoms[16], count = 0;
            for (ptrdiff_t a = 0; a < length(row); a++) {
                if (number_at(row, a) != 0)
                    atoms[count++] = a;
            }
            Vector residue = space_residue(&space, atoms, count);
            if (r == length(rows))
                assert_int_equal(residue.len == 0,
                                 json_is_true(part(part(one, "expected"), "derivable")));
            else if (residue.len > 0)
                space_add(&space, residue);
        }
    }
    reference_close(&reference);
    arena_close(&arena);
}

/* What went out before cannot be withdrawn: it is accepted, and the people it isolates do not
 * forbid everything that comes after. */
static void given_is_accepted_even_when_it_isolates(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const int64_t n[] = {20, 3, 9, 4};
    static const ptrdiff_t all[] = {0, 1, 2}, first[] = {0}, third[] = {2}, fourth[] = {3};
    Candidate candidates[] = {{all, 3, true, false},    {first, 1, true, false},
                              {third, 1, true, false},  {third, 1, false, false},
                              {first, 1, false, false}, {fourth, 1, false, false}};
    static const Publish expected[] = {PUBLISH_PUBLISHED, PUBLISH_PUBLISHED, PUBLISH_PUBLISHED,
                                       PUBLISH_PUBLISHED, PUBLISH_PUBLISHED, PUBLISH_PRIMARY};
    Publish out[6];
    privacy_publish(&arena, n, 4, candidates, 6, 5, out);
    assert_memory_equal(out, expected, sizeof expected);
    arena_close(&arena);
}

/* What is given isolates atoms 1 and 2 (2 and 3 people of at least 10) together, though a larger
 * row holds one of them too. Both have nothing to lose any more: what else would isolate atom 2 may
 * be published. Atom 5 alone is still protected. */
static void all_that_is_isolated_is_excused(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const int64_t n[] = {6, 2, 3, 6, 20, 4};
    static const ptrdiff_t wide[] = {0, 2, 3}, both[] = {1, 2}, large[] = {4}, second[] = {2, 4},
                           first[] = {1, 4}, other[] = {4, 5};
    Candidate candidates[] = {{wide, 3, true, false},   {both, 2, true, false},
                              {large, 1, false, false}, {second, 2, false, false},
                              {first, 2, false, false}, {other, 2, false, false}};
    static const Publish expected[] = {PUBLISH_PUBLISHED, PUBLISH_PUBLISHED, PUBLISH_PUBLISHED,
                                       PUBLISH_PUBLISHED, PUBLISH_PUBLISHED, PUBLISH_SECONDARY};
    Publish out[6];
    privacy_publish(&arena, n, 6, candidates, 6, 10, out);
    assert_memory_equal(out, expected, sizeof expected);
    arena_close(&arena);
}

/* Of at least 10: {a 6, b 5, h 4} less {b, g 2, h} lives on a and g, 8 people, though {a, f 9}
 * could take a away. Given, it is accepted; and {c 3, d 12} stays known, so d would tell c. */
static const int64_t long_way_n[] = {9, 2, 6, 5, 4, 3, 12};
enum { F, G, A, B, H, C, D };
static const ptrdiff_t a_f[] = {A, F}, b_g_h[] = {B, G, H}, a_b_h[] = {A, B, H}, c_d[] = {C, D},
                       only_d[] = {D};

static void found_the_long_way(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Candidate candidates[] = {{c_d, 2, true, false},
                              {a_f, 2, true, false},
                              {b_g_h, 3, true, false},
                              {a_b_h, 3, true, false},
                              {only_d, 1, false, false}};
    static const Publish expected[] = {PUBLISH_PUBLISHED, PUBLISH_PUBLISHED, PUBLISH_PUBLISHED,
                                       PUBLISH_PUBLISHED, PUBLISH_SECONDARY};
    Publish out[5];
    privacy_publish(&arena, long_way_n, 7, candidates, 5, 10, out);
    assert_memory_equal(out, expected, sizeof expected);
    arena_close(&arena);
}

/* Where looking is over, the answer is the safe one: nothing new, and nobody is given up. */
static void no_time_is_a_no(void **state)
{
    (void)state;
    Arena arena = test_arena();
    static const int64_t n[] = {3, 4, 3, 20};
    static const ptrdiff_t both[] = {0, 1}, other[] = {1, 2}, large[] = {0, 3};
    Space space = space_new(&arena, n, 4, 5);
    space_add(&space, space_residue(&space, both, 2));
    AtomList isolated;
    int64_t effort = space.effort;
    assert_false(space_isolates(&space, space_residue(&space, other, 2), &isolated));
    assert_true(space.effort < effort);
    space.effort = 1;
    assert_true(space_isolates(&space, space_residue(&space, other, 2), &isolated));
    assert_int_equal(isolated.len, 0);
    assert_false(space_isolates(&space, space_residue(&space, large, 2), &isolated));

    space = space_new(&arena, long_way_n, 7, 10);
    space_add(&space, space_residue(&space, a_f, 2));
    space_add(&space, space_residue(&space, b_g_h, 3));
    Vector residue = space_residue(&space, a_b_h, 3);
    ptrdiff_t short_of = 0;
    for (space.effort = 0;; short_of++) {
        assert_true(space_isolates(&space, residue, &isolated));
        if (isolated.len > 0)
            break;
        assert_true(space.effort < 0);
        space.effort = short_of + 1;
    }
    assert_int_equal(isolated.len, 2);
    assert_true(isolated.items[0] == A && isolated.items[1] == G);
    assert_true(short_of > 5);
    arena_close(&arena);
}

/* 60 units of a few people, 10 periods, windows of up to three: what is looked at is a small part
 * of what there is, and what a decision looks at does not depend on the machine. */
static void little_is_looked_at(void **state)
{
    (void)state;
    enum { units = 60, periods = 10, atoms = units * periods };
    Arena arena = test_arena();
    static int64_t n[atoms];
    uint64_t seed = 23;
    for (ptrdiff_t a = 0; a < atoms; a++)
        n[a] = draw(&seed, 9);
    Space space = space_new(&arena, n, atoms, 5);
    int64_t before = space.effort;
    int count[2] = {0};
    for (ptrdiff_t period = 0; period < periods; period++) {
        for (ptrdiff_t span = 1; span <= 3 && span <= period + 1; span++) {
            for (ptrdiff_t scope = -1; scope < units; scope++) {
                ptrdiff_t members[atoms], len = 0;
                int64_t people = 0;
                for (ptrdiff_t unit = scope < 0 ? 0 : scope; unit < (scope < 0 ? units : scope + 1);
                     unit++) {
                    for (ptrdiff_t p = period - span + 1; p <= period; p++) {
                        members[len++] = unit * periods + p;
                        people += n[unit * periods + p];
                    }
                }
                Vector residue = space_residue(&space, members, len);
                AtomList isolated;
                if (people < 5 || residue.len == 0)
                    continue;
                bool told = space_isolates(&space, residue, &isolated);
                assert_true(!told || isolated.len > 0);
                count[told]++;
                if (!told)
                    space_add(&space, residue);
            }
        }
    }
    print_message("%d published, %d refused: %lld rows looked at\n", count[0], count[1],
                  (long long)(before - space.effort));
    assert_true(before - space.effort < 57000);
    arena_close(&arena);
}

/* 200 units, 13 periods, most of them small: what the plain elimination needs hours for. */
static void large_pack(void **state)
{
    (void)state;
    enum { units = 200, periods = 13, count = units * periods + periods + 1 };
    Arena arena = test_arena();
    int64_t *n = NEW(&arena, int64_t, units * periods);
    ptrdiff_t *all = NEW(&arena, ptrdiff_t, units * periods);
    ptrdiff_t *by_period = NEW(&arena, ptrdiff_t, units * periods);
    Candidate *candidates = NEW(&arena, Candidate, count);
    Publish *out = NEW(&arena, Publish, count);
    uint64_t seed = 17;
    ptrdiff_t at = 0;
    for (ptrdiff_t period = 0; period < periods; period++) {
        for (ptrdiff_t unit = 0; unit < units; unit++) {
            ptrdiff_t atom = unit * periods + period;
            n[atom] = draw(&seed, 12);
            all[atom] = atom;
            by_period[period * units + unit] = atom;
        }
        candidates[at++] = (Candidate){&by_period[period * units], units, false, false};
        for (ptrdiff_t unit = 0; unit < units; unit++)
            candidates[at++] = (Candidate){&all[unit * periods + period], 1, false, false};
    }
    candidates[at++] = (Candidate){all, units * periods, false, false};
    double start = os_seconds();
    privacy_publish(&arena, n, units * periods, candidates, count, 5, out);
    double seconds = os_seconds() - start;
    print_message("%d candidates: %.3f s\n", (int)count, seconds);
    assert_true(seconds < 2); /* it takes about 0.01 s: room for slow machines */
    for (ptrdiff_t period = 0; period < periods; period++) {
        /* Enough small units are hidden to protect one another: nothing is lost but them. */
        for (ptrdiff_t unit = 0; unit < units; unit++) {
            int64_t people = n[unit * periods + period];
            Publish expected = people == 0  ? PUBLISH_EMPTY
                               : people < 5 ? PUBLISH_PRIMARY
                                            : PUBLISH_PUBLISHED;
            assert_int_equal(out[period * (units + 1) + 1 + unit], expected);
        }
        assert_int_equal(out[period * (units + 1)], PUBLISH_PUBLISHED);
    }
    assert_int_equal(out[count - 1], PUBLISH_PUBLISHED);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greedy_publication_of_reference),
        cmocka_unit_test(derivable_as_the_handbook_says),
        cmocka_unit_test(any_candidates_by_definition),
        cmocka_unit_test(grids_by_definition),
        cmocka_unit_test(grids_by_elimination),
        cmocka_unit_test(sparse_sums_by_elimination),
        cmocka_unit_test(given_is_accepted_even_when_it_isolates),
        cmocka_unit_test(all_that_is_isolated_is_excused),
        cmocka_unit_test(found_the_long_way),
        cmocka_unit_test(no_time_is_a_no),
        cmocka_unit_test(little_is_looked_at),
        cmocka_unit_test(large_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
