/* The ledger as a file: what is written comes back to the last bit, and nothing else is taken for
 * one. */
#include "privacy_book.h"

#include <float.h>
#include <math.h>

/* A ledger with odd names and numbers. */
static Ledger *make_ledger(Arena *arena)
{
    Ledger *ledger = NEW(arena, Ledger, 1);
    LedgerPack packs[] = {{.period = S("2026-01"), .manifest = S("ab\"c"), .edition = 1},
                          {.period = S("đợt 2"), .edition = 3}};
    *PUSH(arena, &packs[1].answering, LedgerAnswering) = (LedgerAnswering){S("cx"), 70, 0, 9};
    *PUSH(arena, &packs[1].answering, LedgerAnswering) =
        (LedgerAnswering){S("cx \"shop\""), 0, INT64_C(4503599627370495), 1};
    for (int i = 0; i < 2; i++)
        *PUSH(arena, &ledger->packs, LedgerPack) = packs[i];
    *PUSH(arena, &ledger->units, Str) = S("");
    *PUSH(arena, &ledger->units, Str) = S("Kế \"toán\"\\\n\t\x01");
    *PUSH(arena, &ledger->periods, Str) = S("2026-01");
    *PUSH(arena, &ledger->periods, Str) = S("đợt 2");
    LedgerSide *side = &ledger->side[SIDE_EX];
    ledger->side[SIDE_CX].weights = NEW(arena, int64_t, 2);
    side->weights = NEW(arena, int64_t, 2);
    side->weights[0] = 1;
    side->weights[1] = INT64_C(4503599627370497);
    *PUSH(arena, &side->columns, Str) = S("");
    *PUSH(arena, &side->columns, Str) = S("ex.q1");
    for (ptrdiff_t a = 0; a < 2; a++) {
        LedgerAtom atom = {.unit = a, .period = 1 - a, .batch_count = 1 + a};
        atom.batches = NEW(arena, LedgerBatch, atom.batch_count);
        for (ptrdiff_t b = 0; b < atom.batch_count; b++) {
            atom.batches[b] = (LedgerBatch){1 + 2 * b, NEW(arena, int64_t, 2)};
            atom.batches[b].counts[0] = 1000 * a + 10 * b;
            atom.batches[b].counts[1] = a + b;
        }
        *PUSH(arena, &side->atoms, LedgerAtom) = atom;
    }
    for (ptrdiff_t c = 0; c < 2; c++) {
        static const ptrdiff_t indices[] = {1, 0};
        LedgerCell cell = {.side = SIDE_EX,
                           .scope = c == 0 ? S("") : ledger->units.items[1],
                           .window = S("2026-01 rolling2"),
                           .edition = 1 + 2 * c,
                           .units = indices,
                           .unit_count = 2 * c,
                           .periods = indices,
                           .period_count = 2 - c,
                           .figure_count = 3 - c};
        *PUSH(arena, &cell.printed, int64_t) = 1 + 2 * c;
        if (c == 0)
            *PUSH(arena, &cell.printed, int64_t) = 3;
        cell.shown = NEW(arena, bool, 2);
        cell.shown[0] = true;
        cell.shown[1] = c == 1;
        cell.figures = NEW(arena, LedgerFigure, cell.figure_count);
        static const double numbers[LEDGER_NUMBERS] = {0,
                                                       -1,
                                                       12,
                                                       1e15,
                                                       999999999999999,
                                                       -999999999999999,
                                                       0.1,
                                                       -0.1,
                                                       1e300,
                                                       DBL_MIN,
                                                       5e-324,
                                                       1. / 3,
                                                       -1e15,
                                                       0.5,
                                                       1e-17,
                                                       123456.789,
                                                       9007199254740993.,
                                                       7,
                                                       8,
                                                       9,
                                                       10,
                                                       11,
                                                       12,
                                                       -13};
        for (ptrdiff_t f = 0; f < cell.figure_count; f++) {
            LedgerFigure *figure = &cell.figures[f];
            figure->id = (const Str[]){S("ex.index"), S("ex.q1_fav"), S("ex.n")}[f];
            for (ptrdiff_t i = 0; i < LEDGER_NUMBERS; i++)
                figure->number[i] = f == 0 ? numbers[i] : (double)NAN;
            figure->number[3] = f == 0 ? 2.5 : (double)INFINITY;
            figure->number[5] = f == 2 ? -7 : figure->number[5];
            figure->component_count = f == 0 ? 2 : 0;
            figure->components = NEW(arena, Str, 2);
            figure->components[0] = S("engagement");
            figure->components[1] = S("e\"nps");
        }
        *PUSH(arena, &side->cells, LedgerCell) = cell;
    }
    return ledger;
}

static void assert_strings(const StrList *actual, const StrList *expected)
{
    assert_int_equal(actual->len, expected->len);
    for (ptrdiff_t i = 0; i < actual->len; i++)
        assert_true(str_equal(actual->items[i], expected->items[i]));
}

static void assert_same_cell(const LedgerCell *actual, const LedgerCell *expected)
{
    assert_int_equal(actual->side, expected->side);
    assert_true(str_equal(actual->scope, expected->scope));
    assert_true(str_equal(actual->window, expected->window));
    assert_int_equal(actual->edition, expected->edition);
    assert_int_equal(actual->printed.len, expected->printed.len);
    assert_memory_equal(actual->printed.items, expected->printed.items,
                        sizeof(int64_t) * (size_t)expected->printed.len);
    assert_int_equal(actual->unit_count, expected->unit_count);
    for (ptrdiff_t i = 0; i < actual->unit_count; i++)
        assert_int_equal(actual->units[i], expected->units[i]);
    assert_int_equal(actual->period_count, expected->period_count);
    for (ptrdiff_t i = 0; i < actual->period_count; i++)
        assert_int_equal(actual->periods[i], expected->periods[i]);
    assert_memory_equal(actual->shown, expected->shown, 2 * sizeof(bool));
    assert_int_equal(actual->figure_count, expected->figure_count);
    for (ptrdiff_t f = 0; f < actual->figure_count; f++) {
        const LedgerFigure *figure = &actual->figures[f], *wanted = &expected->figures[f];
        assert_true(str_equal(figure->id, wanted->id));
        assert_int_equal(figure->component_count, wanted->component_count);
        for (ptrdiff_t i = 0; i < figure->component_count; i++)
            assert_true(str_equal(figure->components[i], wanted->components[i]));
        for (ptrdiff_t i = 0; i < LEDGER_NUMBERS; i++) {
            if (isfinite(wanted->number[i]))
                assert_true(figure->number[i] == wanted->number[i]);
            else
                assert_true(isnan(figure->number[i])); /* infinite is absent too */
        }
    }
}

static void assert_same_answering(const LedgerPack *actual, const LedgerPack *expected)
{
    assert_int_equal(actual->answering.len, expected->answering.len);
    for (ptrdiff_t i = 0; i < actual->answering.len; i++) {
        const LedgerAnswering *one = &actual->answering.items[i],
                              *wanted = &expected->answering.items[i];
        assert_true(str_equal(one->name, wanted->name));
        assert_int_equal(one->people, wanted->people);
        assert_int_equal(one->asked, wanted->asked);
        assert_int_equal(one->found, wanted->found);
    }
}

static void comes_back_as_it_was(void **state)
{
    (void)state;
    Arena arena = test_arena();
    const Ledger *ledger = make_ledger(&arena);
    Str text = ledger_print(&arena, ledger), reason;
    const Ledger *back = ledger_parse(&arena, text, &reason);
    assert_non_null(back);
    assert_int_equal(back->packs.len, 2);
    for (ptrdiff_t i = 0; i < 2; i++) {
        assert_true(str_equal(back->packs.items[i].period, ledger->packs.items[i].period));
        assert_true(str_equal(back->packs.items[i].manifest, ledger->packs.items[i].manifest));
        assert_int_equal(back->packs.items[i].edition, ledger->packs.items[i].edition);
        assert_same_answering(&back->packs.items[i], &ledger->packs.items[i]);
    }
    assert_strings(&back->units, &ledger->units);
    assert_strings(&back->periods, &ledger->periods);
    assert_int_equal(back->side[SIDE_CX].atoms.len, 0);
    const LedgerSide *side = &back->side[SIDE_EX], *wanted = &ledger->side[SIDE_EX];
    assert_strings(&side->columns, &wanted->columns);
    assert_memory_equal(side->weights, wanted->weights, 2 * sizeof(int64_t));
    assert_int_equal(side->atoms.len, 2);
    for (ptrdiff_t a = 0; a < 2; a++) {
        const LedgerAtom *atom = &side->atoms.items[a], *other = &wanted->atoms.items[a];
        assert_int_equal(atom->unit, other->unit);
        assert_int_equal(atom->period, other->period);
        assert_int_equal(atom->batch_count, other->batch_count);
        for (ptrdiff_t b = 0; b < atom->batch_count; b++) {
            assert_int_equal(atom->batches[b].edition, other->batches[b].edition);
            assert_memory_equal(atom->batches[b].counts, other->batches[b].counts,
                                2 * sizeof(int64_t));
        }
    }
    assert_int_equal(side->cells.len, 2);
    for (ptrdiff_t c = 0; c < 2; c++)
        assert_same_cell(&side->cells.items[c], &wanted->cells.items[c]);
    assert_true(str_equal(ledger_print(&arena, back), text));
    arena_close(&arena);
}

/* One thing is said once: what a reader of the format is promised. */
static void the_text_itself(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Str text = ledger_print(&arena, make_ledger(&arena));
    const char *wanted =
        "{\"ledger\":1,\n\"packs\":[\n[\"2026-01\",1,\"ab\\\"c\"],\n[\"đợt 2\",3,\"\","
        "[\"cx\",70,0,9],[\"cx \\\"shop\\\"\",0,4503599627370495,1]]],\n"
        "\"units\":[\"\",\"Kế \\\"toán\\\"\\\\\\u000a\\u0009\\u0001\"],\n"
        "\"periods\":[\"2026-01\",\"đợt 2\"],\n"
        "\"cx\":{\"columns\":[],\n\"figures\":[],\n\"weights\":[0,0],\n\"atoms\":[],\n"
        "\"cells\":[]},\n"
        "\"ex\":{\"columns\":[\"\",\"ex.q1\"],\n"
        "\"figures\":[\"ex.index\",\"ex.q1_fav\",\"ex.n\"],\n"
        "\"weights\":[1,4503599627370497],\n"
        "\"atoms\":[\n[0,1,[1,0,0]],\n[1,0,[1,1000,1],[3,1010,2]]],\n"
        "\"cells\":[\n[\"\",\"2026-01 rolling2\",1,[1,3],[],[1,0],\"10\",[[0,\"0 -1 12 ";
    assert_true(str_starts(text, str_from(wanted)));
    assert_true(str_find(text, S(",[1,\"\"],[2,\"     -7\"]]")) > 0);
    assert_true(str_find(text, S("12 2.5 ")) < 0); /* = and its bits */
    assert_true(str_find(text, S(" 1000000000000000 ")) < 0);
    assert_true(str_find(text, S(" 999999999999999 -999999999999999 =")) > 0);
    assert_int_equal(ledger_tail(&arena, text).len, LEDGER_TAIL);
    arena_close(&arena);
}

/* ---- What is no ledger ---- */

static void assert_refused(Arena *arena, Str text, const char *why)
{
    Str reason = STR_NONE;
    assert_null(ledger_parse(arena, text, &reason));
    assert_string_equal(str_cstr(arena, reason), why);
}

static void every_byte_counts(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Str text = ledger_print(&arena, make_ledger(&arena)), reason;
    char *copy = NEW(&arena, char, text.len);
    for (ptrdiff_t at = 0; at < text.len; at++) {
        ArenaMark mark = arena_mark(&arena);
        memcpy(copy, text.s, (size_t)text.len);
        copy[at] ^= 1;
        assert_refused(&arena, (Str){copy, text.len}, "check");
        assert_null(ledger_parse(&arena, str_slice(text, 0, at), &reason));
        arena_reset(&arena, mark);
    }
    arena_close(&arena);
}

/* With a hash that fits, but not what ledger_print writes: each value in turn is taken out or put
 * in the place of something of another kind. It must be refused for what it is. */
static Str sealed(Arena *arena, const json_t *root)
{
    char *dump = json_dumps(root, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_SORT_KEYS);
    Str body = str_concat(arena, str_slice(str_from(dump), 0, (ptrdiff_t)strlen(dump) - 1), S(","));
    Str text = str_concat(arena, body, ledger_tail(arena, body));
    free(dump);
    return text;
}

static json_t *other_value(int kind)
{
    switch (kind) {
    case 0:
        return json_integer(-1);
    case 1:
        return json_string("é");
    case 2:
        return json_array();
    case 3:
        return json_null();
    case 4:
        return json_real(1.5);
    case 5:
        return json_integer(INT64_C(1) << 40);
    default:
        return json_object();
    }
}

typedef struct Spoiling {
    Arena *arena;
    json_t *root;
    int count, refused;
} Spoiling;

static void try_spoiled(Spoiling *spoiling)
{
    ArenaMark mark = arena_mark(spoiling->arena);
    Str text = sealed(spoiling->arena, spoiling->root), reason;
    const Ledger *ledger = ledger_parse(spoiling->arena, text, &reason);
    spoiling->count++;
    spoiling->refused += ledger == NULL;
    if (ledger) /* another value of the right kind: it must be whole */
        assert_true(ledger_print(spoiling->arena, ledger).len > 0);
    else
        assert_true(reason.len > 0);
    arena_reset(spoiling->arena, mark);
}

static void spoil(Spoiling *spoiling, json_t *value)
{
    size_t count = json_is_object(value) ? json_object_size(value) : json_array_size(value);
    for (size_t i = 0; i < count; i++) {
        const char *key = NULL;
        if (json_is_object(value)) {
            void *at = json_object_iter(value);
            for (size_t step = 0; step < i; step++)
                at = json_object_iter_next(value, at);
            key = json_object_iter_key(at);
        }
        json_t *child = json_incref(key ? json_object_get(value, key) : json_array_get(value, i));
        for (int kind = 0; kind < 7; kind++) {
            if (key)
                json_object_set_new(value, key, other_value(kind));
            else
                json_array_set_new(value, i, other_value(kind));
            try_spoiled(spoiling);
        }
        if (key)
            json_object_set(value, key, child);
        else
            json_array_set(value, i, child);
        spoil(spoiling, child);
        json_decref(child);
    }
}

static void every_value_counts(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Str text = ledger_print(&arena, make_ledger(&arena)), reason;
    json_t *root = json_loadb(text.s, (size_t)text.len, 0, NULL);
    json_object_del(root, "check");
    assert_non_null(ledger_parse(&arena, sealed(&arena, root), &reason));
    Spoiling spoiling = {.arena = &arena, .root = root};
    spoil(&spoiling, root);
    print_message("%d spoiled ledgers, %d refused\n", spoiling.count, spoiling.refused);
    assert_true(spoiling.count > 600 && spoiling.refused > 600);
    json_decref(root);
    arena_close(&arena);
}

/* What exactly is wrong, one place after another. */
static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *why;
    } cases[] = {
        {"\"ledger\":1", "\"ledger\":2", "version"},
        {"\"ledger\":1", "\"ledger\":0", "version"},
        {"\"2026-01\",1,\"ab", "7,1,\"ab", "packs"},
        {"\"2026-01\",1,\"ab", "\"2026-01\",0,\"ab", "packs"},
        {"\"2026-01\",1,\"ab", "\"2026-01\",2147483648,\"ab", "packs"},
        {"[\"cx\",70,0,9]", "[\"cx\",70,0]", "packs"},
        {"[\"cx\",70,0,9]", "[\"cx\",-1,0,9]", "packs"},
        {"[\"cx\",70,0,9]", "[\"cx\",70,-1,9]", "packs"},
        {"[\"cx\",70,0,9]", "[\"cx\",70,0,\"9\"]", "packs"},
        {"[\"cx\",70,0,9]", "[7,70,0,9]", "packs"},
        {"[\"cx\",70,0,9]", "\"cx\"", "packs"},
        {"3,\"\",[", "3,[", "packs"},
        {"\"units\":[\"\",", "\"units\":[7,", "units"},
        {"\"units\"", "\"UNITS\"", "units"},
        {"\"periods\"", "\"PERIODS\"", "periods"},
        {"\"columns\":[]", "\"columns\":[1]", "columns"},
        {"\"figures\":[]", "\"figures\":{}", "figures"},
        {"\"weights\":[1,", "\"weights\":[-1,", "weights"},
        {"\"weights\":[0,0]", "\"weights\":[0]", "weights"},
        {"\"weights\":[0,0]", "\"WEIGHTS\":[0,0]", "weights"},
        {"\"atoms\":[]", "\"atoms\":7", "atoms"},
        {"[0,1,[1,0,0]]", "[2,1,[1,0,0]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,2,[1,0,0]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,-1,[1,0,0]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,1]", "atoms"},
        {"[0,1,[1,0,0]]", "[]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,1,[0,0,0]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,1,[1,0]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,1,[1,0,-1]]", "atoms"},
        {"[0,1,[1,0,0]]", "[0,1,[1,0,2147483648]]", "atoms"},
        {"\"cells\":[]", "\"cells\":7", "cells"},
        {"[\"\",\"2026-01 rolling2\",1", "[7,\"2026-01 rolling2\",1", "cells"},
        {"[\"\",\"2026-01 rolling2\",1", "[\"\",7,1", "cells"},
        {"[\"\",\"2026-01 rolling2\",1", "[\"\",\"2026-01 rolling2\",0", "cells"},
        {"[1,3],[],[1,0]", "[0,3],[],[1,0]", "cells"},
        {"[1,3],[],[1,0]", "7,[],[1,0]", "cells"},
        {"[1,3],[],[1,0]", "[1,3],7,[1,0]", "cells"},
        {"[1,3],[],[1,0]", "[1,3],[2],[1,0]", "cells"},
        {"[1,3],[],[1,0]", "[1,3],[],[2,0]", "cells"},
        {"[1,3],[],[1,0]", "[1,3],[],7", "cells"},
        {"\"10\",[[", "\"1\",[[", "cells"},
        {"\"10\",[[", "\"100\",[[", "cells"},
        {"\"10\",[[", "10,[[", "cells"},
        {"\"11\",[[", "\"11\",7,[[", "cells"},
        {"[[0,\"0 -1", "[[3,\"0 -1", "figures"},
        {"[[0,\"0 -1", "[[-1,\"0 -1", "figures"},
        {"[[0,\"0 -1 ", "[7,[0,\"0 -1 ", "figures"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 1.2", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 /", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 :", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 -x", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 =AAAAAAAAAA", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 =AAAAAAAAAAAA", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 =AAAAAAAAAA*", "numbers"},
        {"[[0,\"0 -1 12", "[[0,\"0 -1 =AAAAAAAAAAé", "numbers"},
        {"[1,\"\"]", "[1,7]", "numbers"},
        {"\"engagement\"", "7", "figures"},
    };
    Arena arena = test_arena();
    Str text = ledger_print(&arena, make_ledger(&arena));
    Str body = str_slice(text, 0, text.len - LEDGER_TAIL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ptrdiff_t at = str_find(body, str_from(cases[i].from));
        if (at < 0)
            fail_msg("case %td: not there", i);
        Str parts[] = {str_slice(body, 0, at), str_from(cases[i].to),
                       str_slice(body, at + (ptrdiff_t)strlen(cases[i].from), body.len)};
        Str spoiled = str_join(&arena, parts, 3, STR_NONE), reason = STR_NONE;
        Str whole = str_concat(&arena, spoiled, ledger_tail(&arena, spoiled));
        const Ledger *ledger = ledger_parse(&arena, whole, &reason);
        if (ledger || !str_equal(reason, str_from(cases[i].why)))
            fail_msg("case %td: \"%s\" -> \"%s\": %s %.*s", i, cases[i].from, cases[i].to,
                     ledger ? "taken" : "refused for", STR_ARG(reason));
    }
    assert_refused(&arena, S(""), "check");
    assert_refused(&arena, S("{}"), "check");
    Str nothing = S("no JSON at all ");
    assert_refused(&arena, str_concat(&arena, nothing, ledger_tail(&arena, nothing)), "version");
    arena_close(&arena);
}

/* ---- Reading ---- */

static void reading_a_file(void **state)
{
    (void)state;
    Arena arena = test_arena();
    Diags diags = {.arena = &arena};
    static const char path[] = "privacy_ledger_file.json";
    remove(path);
    const Ledger *none = ledger_read(&arena, str_from(path), STR_NONE, &diags);
    assert_int_equal(none->packs.len, 0);
    assert_null(ledger_last(none));

    Str reason, text = ledger_print(&arena, make_ledger(&arena));
    assert_true(os_file_write(&arena, str_from(path), text, &reason));
    const Ledger *ledger = ledger_read(&arena, str_from(path), STR_NONE, &diags);
    assert_int_equal(ledger->packs.len, 2);
    ledger = ledger_read(&arena, str_from(path), S("đợt 2"), &diags);
    assert_int_equal(ledger->packs.len, 1);
    assert_int_equal(ledger->side[SIDE_EX].cells.len, 1);
    assert_int_equal(diags.list.len, 0);

    remove(path);
    assert_true(os_file_write(&arena, str_from(path), S("{}"), &reason));
    assert_null(ledger_read(&arena, str_from(path), STR_NONE, &diags));
    assert_int_equal(diags.list.len, 1);
    assert_int_equal(diags.list.items[0].code, DIAG_LEDGER_DAMAGED);
    assert_true(str_equal(diags.list.items[0].pos.file, str_from(path)));
    assert_true(str_equal(diags.list.items[0].found, str_from(path)));
    assert_true(str_equal(diags.list.items[0].expected, S("check")));
    remove(path);

    assert_null(ledger_read(&arena, S("."), STR_NONE, &diags)); /* a folder */
    assert_int_equal(diags.list.len, 2);
    bool unreadable = false;
    for (ptrdiff_t i = 0; i < 2; i++)
        unreadable = unreadable || (diags.list.items[i].code == DIAG_LEDGER_UNREADABLE &&
                                    str_equal(diags.list.items[i].found, S(".")) &&
                                    diags.list.items[i].expected.len > 0);
    assert_true(unreadable);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_as_it_was),  cmocka_unit_test(the_text_itself),
        cmocka_unit_test(every_byte_counts),     cmocka_unit_test(every_value_counts),
        cmocka_unit_test(what_is_wrong_is_said), cmocka_unit_test(reading_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
