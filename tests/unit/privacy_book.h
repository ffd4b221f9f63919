/* privacy_book.h: packs one after another: each is decided with the ledger that the one before
 * left.
 */
#ifndef CXEX_TEST_PRIVACY_BOOK_H
#define CXEX_TEST_PRIVACY_BOOK_H

#include "tally_fixture.h"

#include "../../src/privacy/ledger.h"

typedef struct Rows {
    const char *unit;
    int month, count;
    const char *answers;
} Rows;

typedef struct Book {
    Arena arena;
    Fixture now; /* of the last pack */
    const Ledger *ledger;
    Str text;
    int packs;
    bool weighted;
    double headcount[3]; /* of A, B, C each month; 0: none */
    const char *parent_of_b, *parent_of_c;
    int months_of_window; /* rolling; 0: none */
    int comments[3];      /* how many of the first, second and third rows wrote one */
    const char *words;    /* of the first comment of each rows; NULL: what all others say */
    Side side;
    bool unanimity;
    double half_rule; /* 0: as settings are */
    const UnitMap *map;
    ptrdiff_t map_count;
    Merge *merge;       /* a group; NULL: none */
    const char *figure; /* of cells that are printed now; NULL: only "n" */
} Book;

static inline void book_open(Book *book)
{
    *book = (Book){.arena = test_arena(), .now = {.arena = test_arena()}};
}

static inline void book_close(Book *book)
{
    fixture_close(&book->now);
    arena_close(&book->arena);
}

/* The figures of a cell: its n, with the pack that made it; and one that the book names. */
static inline const LedgerFigure *figure_of_cell(void *context, Side side, ptrdiff_t scope,
                                                 ptrdiff_t window, ptrdiff_t *count)
{
    Book *book = context;
    const Published *published = book->now.published;
    LedgerFigure *figures = NEW(&book->arena, LedgerFigure, 2);
    for (ptrdiff_t f = 0; f < 2; f++) {
        figures[f].id = f == 0 ? S("n") : str_from(book->figure);
        figures[f].number[0] = (double)published->n[side][scope * published->window_count + window];
        figures[f].number[1] = book->packs / 10.0;
        for (ptrdiff_t i = 2; i < LEDGER_NUMBERS; i++)
            figures[f].number[i] = (double)NAN;
    }
    *count = book->figure ? 2 : 1;
    return figures;
}

static inline void add_headcounts(Book *book)
{
    Tally *tally = book->now.tally;
    tally->invited = NEW(&book->now.arena, Invited, 3 * tally->period_count);
    for (ptrdiff_t u = 0; u < 3; u++) {
        ptrdiff_t unit = tally_find_unit(tally, str_from((const char *[]){"A", "B", "C"}[u]));
        for (ptrdiff_t t = 0; t < tally->period_count && unit > 0 && book->headcount[u] > 0; t++)
            tally->invited[tally->invited_count++] = (Invited){.side = book->side,
                                                               .unit = unit,
                                                               .period = t,
                                                               .invited = (double)NAN,
                                                               .ineligible = (double)NAN,
                                                               .headcount = book->headcount[u]};
    }
}

static inline void book_describe(Book *book, const char *key, const char *parent)
{
    if (!parent)
        return;
    Unit about = {.order = 0, .parent = str_from(parent)};
    TallyBuilder *builder = book->now.builder;
    tally_builder_describe(builder, tally_builder_unit(builder, str_from(key), (Pos){0}), &about);
}

static inline void book_comments(Book *book, const Rows *rows, int count)
{
    TallyBuilder *builder = book->now.builder;
    Comment comment = {
        .unit = (int16_t)tally_builder_unit(builder, str_from(rows->unit), (Pos){0}),
        .period = (int16_t)tally_builder_period(
            builder, period_ordinal(PERIOD_MONTH, (Date){2026, rows->month, 1}), STR_NONE),
        .level = LEVEL_MISSING};
    comment_set_date(&comment, (Date){2026, rows->month, 1});
    comment_place(&comment, S("mọi việc nói chung là ổn cả"), STR_NONE);
    Comment other = comment;
    comment_place(&other, str_from(book->words), STR_NONE);
    for (int i = 0; i < count; i++)
        tally_builder_comment(builder, book->side, i == 0 && book->words ? &other : &comment);
}

/* Reads and decides; book_put writes. */
static inline const Published *book_decide(Book *book, const Rows *rows, ptrdiff_t count)
{
    Fixture *now = &book->now;
    fixture_close(now);
    fixture_open(now);
    if (book->side == SIDE_CX) {
        fixture_metric(now, "cx.nps", METRIC_NPS, 0, 10);
        fixture_metric(now, "cx.csat", METRIC_RATING, 1, 5);
    } else {
        fixture_metric(now, "ex.q1", METRIC_RATING, 1, 5);
        fixture_metric(now, "ex.q2", METRIC_RATING, 1, 5);
    }
    now->config.privacy.unanimity_hide = book->unanimity;
    now->config.statistics.rolling = &book->months_of_window;
    now->config.statistics.rolling_count = book->months_of_window > 0;
    if (book->half_rule > 0)
        now->config.statistics.half_rule = book->half_rule;
    now->config.privacy.merges = book->merge;
    now->config.privacy.merge_count = book->merge != NULL;
    fixture_begin(now);
    book_describe(book, "B", book->parent_of_b);
    book_describe(book, "C", book->parent_of_c);
    for (ptrdiff_t i = 0; i < count; i++) {
        fixture_rows(now, book->side, rows[i].unit, rows[i].month, rows[i].count, rows[i].answers);
        book_comments(book, &rows[i], i < 3 ? book->comments[i] : 0);
    }
    if (book->map_count > 0)
        tally_builder_map(now->builder, book->map, book->map_count);
    fixture_finish(now);
    now->tally->side[book->side].weighted = book->weighted;
    add_headcounts(book);
    Str reason;
    book->ledger = book->text.len == 0 ? ledger_empty(&now->arena)
                                       : ledger_parse(&now->arena, book->text, &reason);
    assert_non_null(book->ledger);
    now->published = privacy_decide(&now->arena, now->tally, book->ledger);
    return now->published;
}

static inline void book_put(Book *book, const char *period)
{
    book->packs++;
    LedgerPack pack = {.period = str_from(period),
                       .manifest = str_format(&book->arena, "manifest %d", book->packs)};
    Str text = ledger_text(&book->now.arena, book->ledger, book->now.tally, book->now.published,
                           pack, figure_of_cell, book);
    if (book->text.len > 0) /* the one before was only read */
        assert_true(str_equal(ledger_print(&book->now.arena, book->ledger), book->text));
    book->text = str_copy(&book->arena, text);
}

static inline void book_pack(Book *book, const char *period, const Rows *rows, ptrdiff_t count)
{
    book_decide(book, rows, count);
    book_put(book, period);
}
#define PACK(book, period, rows) book_pack(book, period, rows, CX_COUNTOF(rows))

static inline void book_forget(Book *book, const char *period)
{
    Str reason;
    Ledger *ledger = ledger_parse(&book->arena, book->text, &reason);
    ledger_forget(&book->arena, ledger, str_from(period));
    book->text = ledger_print(&book->arena, ledger);
}

static inline ptrdiff_t cell_of(const Book *book, const char *unit, const char *window)
{
    const Tally *tally = book->now.tally;
    ptrdiff_t scope = *unit ? tally_find_unit(tally, str_from(unit)) : 0, w = 0;
    assert_true(scope >= 0);
    while (!str_equal(tally->windows[w].id, str_from(window)))
        assert_true(++w < tally->window_count);
    return scope * tally->window_count + w;
}

static inline Publish state_of(const Book *book, const char *unit, const char *window)
{
    return book->now.published->state[book->side][cell_of(book, unit, window)];
}

static inline bool withheld(const Book *book, const char *unit, const char *window,
                            ptrdiff_t question)
{
    return book->now.published->question[book->side][cell_of(book, unit, window) * 2 + question];
}

/* n of the stored figures; -1: the cell has none. */
static inline int stored_n(const Book *book, const char *unit, const char *window)
{
    const LedgerCell *cell = book->now.published->stored[book->side][cell_of(book, unit, window)];
    if (!cell)
        return -1;
    assert_int_equal(cell->figure_count, 1);
    assert_true(str_equal(cell->figures[0].id, S("n")));
    return (int)cell->figures[0].number[0];
}

/* "unit period change; …" */
static inline void assert_notes(Book *book, const char *wanted)
{
    Buffer out = {.arena = &book->arena};
    const Published *published = book->now.published;
    for (ptrdiff_t i = 0; i < published->note_count; i++) {
        const struct LedgerNote *note = &published->notes[i];
        assert_int_equal(note->side, book->side);
        buffer_addf(&out, "%s%.*s %.*s %+d", i ? "; " : "", STR_ARG(note->unit),
                    STR_ARG(note->period), (int)note->late);
    }
    assert_string_equal(str_cstr(&book->arena, buffer_str(&out)), wanted);
}

/* "scope window edition [printed]; …" of the side's ledger as it was put last. */
static inline void assert_cells(Book *book, const char *wanted)
{
    Str reason;
    const Ledger *ledger = ledger_parse(&book->arena, book->text, &reason);
    assert_non_null(ledger);
    Buffer out = {.arena = &book->arena};
    const LedgerCells *cells = &ledger->side[book->side].cells;
    for (ptrdiff_t i = 0; i < cells->len; i++) {
        const LedgerCell *cell = &cells->items[i];
        assert_int_equal(cell->side, book->side);
        buffer_addf(&out, "%s%.*s %.*s @%d[", i ? "; " : "", STR_ARG(cell->scope),
                    STR_ARG(cell->window), (int)cell->edition);
        for (ptrdiff_t p = 0; p < cell->printed.len; p++)
            buffer_addf(&out, "%s%d", p ? " " : "", (int)cell->printed.items[p]);
        buffer_add(&out, S("]"));
    }
    assert_string_equal(str_cstr(&book->arena, buffer_str(&out)), wanted);
}

/* "unit period n@edition+…; …" */
static inline void assert_atoms(Book *book, const char *wanted)
{
    Str reason;
    const Ledger *ledger = ledger_parse(&book->arena, book->text, &reason);
    Buffer out = {.arena = &book->arena};
    const LedgerAtoms *atoms = &ledger->side[book->side].atoms;
    for (ptrdiff_t i = 0; i < atoms->len; i++) {
        const LedgerAtom *atom = &atoms->items[i];
        buffer_addf(&out, "%s%.*s %.*s ", i ? "; " : "", STR_ARG(ledger->units.items[atom->unit]),
                    STR_ARG(ledger->periods.items[atom->period]));
        for (ptrdiff_t b = 0; b < atom->batch_count; b++)
            buffer_addf(&out, "%s%d@%d", b ? "+" : "", (int)atom->batches[b].counts[0],
                        (int)atom->batches[b].edition);
    }
    assert_string_equal(str_cstr(&book->arena, buffer_str(&out)), wanted);
}

#endif
