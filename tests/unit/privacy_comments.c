/* The pass over comments: themes are counted among those who wrote one, so late comments of a few
 * must not be the difference of two packs. Expected values are worked out in the comments. */
#include "privacy_book.h"

static bool counted(const Book *book, const char *period)
{
    return !book->now.published->comments[book->side][cell_of(book, "", period)];
}

/* How many of each of the rows that follow. */
static void wrote(Book *book, int first, int second, int third)
{
    book->comments[0] = first;
    book->comments[1] = second;
    book->comments[2] = third;
}

/* 20 of 30 wrote a comment; of 8 late ones first 2 did, then 6. */
static void late_comments(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 30, "9 4"}}, two[] = {{"A", 1, 38, "9 4"}},
                      six[] = {{"A", 1, 38, "9 4"}};
    wrote(&book, 20, 0, 0);
    PACK(&book, "2026-01", first);
    assert_true(counted(&book, "2026-01"));

    /* The cell is published anew, with 8 more. Their 2 comments are not counted. */
    wrote(&book, 22, 0, 0);
    PACK(&book, "2026-01", two);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_false(counted(&book, "2026-01"));
    wrote(&book, 22, 0, 0);
    PACK(&book, "2026-01", two);
    assert_false(counted(&book, "2026-01"));

    /* Four of them wrote one later: those 6 together may be told. */
    wrote(&book, 26, 0, 0);
    PACK(&book, "2026-01", six);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_true(counted(&book, "2026-01"));
    wrote(&book, 26, 0, 0);
    PACK(&book, "2026-01", six);
    assert_true(counted(&book, "2026-01"));
    book_close(&book);
}

/* A comment that was taken back leaves the figures as they are; themes of its period are told no
 * more, not even when others have come in its place. */
static void taken_back(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 30, "9 4"}, {"B", 1, 9, "9 4"}},
                      fewer[] = {{"A", 1, 30, "9 4"}, {"B", 1, 9, "9 4"}, {"A", 2, 30, "9 4"}},
                      exchanged[] = {{"A", 1, 36, "9 4"}, {"B", 1, 15, "9 4"}, {"A", 2, 30, "9 4"}};
    wrote(&book, 20, 9, 0);
    PACK(&book, "2026-01", first);
    assert_true(counted(&book, "2026-01"));
    wrote(&book, 19, 9, 20);
    PACK(&book, "2026-02", fewer);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    assert_false(counted(&book, "2026-01"));
    assert_true(counted(&book, "2026-02"));
    /* The ledger counts no comments less than none. */
    wrote(&book, 19, 15, 20);
    PACK(&book, "2026-02", exchanged);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_false(counted(&book, "2026-01"));
    assert_true(counted(&book, "2026-02"));
    book_close(&book);
}

/* Fewer than the minimum wrote one; nobody did; all periods together are never counted by theme. */
static void few_and_none(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows few[] = {{"A", 1, 30, "9 4"}, {"A", 2, 30, "9 4"}},
                      none[] = {{"A", 1, 30, "9 4"}};
    wrote(&book, 4, 5, 0);
    book_decide(&book, few, 2);
    assert_false(counted(&book, "2026-01"));
    assert_true(counted(&book, "2026-02"));
    assert_false(counted(&book, "all"));
    wrote(&book, 0, 0, 0);
    book_decide(&book, none, 1);
    assert_false(counted(&book, "2026-01"));
    book_close(&book);
}

/* Units are no candidates: that 2 of B wrote something hides nothing of the company's. */
static void units_hide_nothing(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {{"A", 1, 30, "9 4"}, {"B", 1, 12, "9 4"}};
    wrote(&book, 20, 2, 0);
    PACK(&book, "2026-01", rows);
    assert_true(counted(&book, "2026-01"));
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);

    /* Nor does the ledger say that comments of units were counted. */
    Str reason;
    const LedgerSide *side = &ledger_parse(&book.arena, book.text, &reason)->side[SIDE_CX];
    ptrdiff_t column = strlist_find(&side->columns, S("comments"));
    for (ptrdiff_t c = 0; c < side->cells.len; c++) {
        const LedgerCell *cell = &side->cells.items[c];
        bool company = cell->scope.len == 0 && str_equal(cell->window, S("2026-01"));
        assert_int_equal(cell->shown[column], company);
    }
    book_close(&book);
}

/* An answer that is gone stops its whole period; what an earlier pack told stays told. */
static void gone(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 30, "9 4"}}, less[] = {{"A", 1, 29, "9 4"}};
    wrote(&book, 20, 0, 0);
    PACK(&book, "2026-01", first);
    wrote(&book, 20, 0, 0);
    book_decide(&book, less, 1);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_false(counted(&book, "2026-01"));
    book_close(&book);
}

/* A ledger from before comments were asked for: all of them are new. */
static void asked_for_later(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows without[] = {{"A", 1, 30, "9 4"}}, with[] = {{"A", 1, 30, "9 4"}};
    wrote(&book, 0, 0, 0);
    PACK(&book, "2026-01", without);
    wrote(&book, 12, 0, 0);
    PACK(&book, "2026-01", with);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    assert_true(counted(&book, "2026-01"));
    book_close(&book);
}

/* As many comments and another text among them: the themes of two packs would differ by those of
 * one person. What was told before may be told again; with six more it is one among seven. */
static void written_anew(void **state)
{
    (void)state;
    static const struct {
        int count;
        const char *words;
        bool told;
    } steps[] = {{20, "trễ hẹn", true},     {20, "trễ hẹn", true}, {20, "khuyến mại", false},
                 {20, "khuyến mại", false}, {20, "trễ hẹn", true}, {26, "khuyến mại", true},
                 {26, "trễ hẹn", false}};
    for (Side side = 0; side < SIDE_COUNT; side++) {
        Book book;
        book_open(&book);
        book.side = side;
        for (ptrdiff_t i = 0; i < CX_COUNTOF(steps); i++) {
            const Rows rows[] = {{"A", 1, steps[i].count + 10, "3 4"}};
            wrote(&book, steps[i].count, 0, 0);
            book.words = steps[i].words;
            PACK(&book, "2026-01", rows);
            assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
            if (counted(&book, "2026-01") != steps[i].told)
                fail_msg("side %d, step %td", side, i);
        }
        book_close(&book);
    }
}

/* A pack tells of its period's themes and of those of the period before, and of no others. */
static void written_anew_before(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {{"A", 1, 30, "9 4"}, {"A", 2, 30, "9 4"}, {"A", 3, 30, "9 4"}};
    wrote(&book, 12, 12, 12);
    book.words = "trễ hẹn";
    PACK(&book, "2026-03", rows);
    book.words = "khuyến mại";
    book_decide(&book, rows, CX_COUNTOF(rows));
    assert_true(counted(&book, "2026-01"));
    assert_false(counted(&book, "2026-02"));
    assert_false(counted(&book, "2026-03"));
    book_close(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_comments), cmocka_unit_test(taken_back),
        cmocka_unit_test(few_and_none),  cmocka_unit_test(units_hide_nothing),
        cmocka_unit_test(gone),          cmocka_unit_test(asked_for_later),
        cmocka_unit_test(written_anew),  cmocka_unit_test(written_anew_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
