/* Packs one after another: late answers, answers that are gone, other weights, and a pack that was
 * never sent. Expected values are worked out in the comments. */
#include "privacy_book.h"

/* ---- Late answers ---- */

/* The reference case: 30 answers, then 2 more, then 4 more. The sum over 32 would tell those 2;
 * the sum over 36 tells only all 6. */
static void late_answers(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows january[] = {{"A", 1, 30, "9 4"}},
                      two_late[] = {{"A", 1, 32, "9 4"}, {"A", 2, 20, "9 4"}},
                      six_late[] = {{"A", 1, 36, "9 4"}, {"A", 2, 20, "9 4"}};
    PACK(&book, "2026-01", january);
    assert_notes(&book, "");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_cells(&book, " 2026-01 @1[1]; A 2026-01 @1[1];  all @1[1]");
    assert_atoms(&book, "A 2026-01 30@1");

    PACK(&book, "2026-02", two_late);
    assert_notes(&book, "A 2026-01 +2");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "A", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_PUBLISHED);
    /* The sum over both months would tell those 2 too. What `all` was in January is January. */
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_SECONDARY);
    assert_int_equal(stored_n(&book, "A", "2026-01"), 30);
    assert_int_equal(stored_n(&book, "A", "2026-02"), -1);
    assert_int_equal(book.now.published->n[SIDE_CX][cell_of(&book, "A", "2026-01")], 32);
    assert_false(withheld(&book, "A", "2026-01", 1));
    assert_cells(&book, " 2026-01 @1[1 2]; A 2026-01 @1[1 2];  all @1[1];"
                        "  2026-02 @2[2]; A 2026-02 @2[2]");
    assert_atoms(&book, "A 2026-01 30@1; A 2026-02 20@2"); /* 2 are not out: no batch */

    PACK(&book, "2026-02", six_late);
    assert_notes(&book, "A 2026-01 +6");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_PUBLISHED);
    assert_cells(&book, " 2026-01 @1[1 2]; A 2026-01 @1[1 2];  all @1[1];"
                        "  2026-02 @2[2 3]; A 2026-02 @2[2 3];"
                        "  2026-01 @3[3]; A 2026-01 @3[3];  all @3[3]");
    assert_atoms(&book, "A 2026-01 30@1+6@3; A 2026-02 20@2");

    /* Nothing new: the revised figures stand. */
    PACK(&book, "2026-02", six_late);
    assert_notes(&book, "");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_cells(&book, " 2026-01 @1[1 2]; A 2026-01 @1[1 2];  all @1[1];"
                        "  2026-02 @2[2 3 4]; A 2026-02 @2[2 3 4];"
                        "  2026-01 @3[3 4]; A 2026-01 @3[3 4];  all @3[3 4]");

    /* One more late answer: the latest of both that are out is printed again. */
    static const Rows seven_late[] = {{"A", 1, 37, "9 4"}, {"A", 2, 20, "9 4"}};
    book_decide(&book, seven_late, 2);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "A", "2026-01"), 36);
    book_close(&book);
}

/* 6 late rows, of which 2 answer the second question: the cell may be revised, that question not.
 * Later 4 more answer it, and the batch of that question is 6. */
static void late_answers_to_a_question(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 20, "9 4"}},
                      second[] = {{"A", 1, 22, "9 4"}, {"A", 1, 4, "9 ."}},
                      third[] = {{"A", 1, 26, "9 4"}, {"A", 1, 4, "9 ."}};
    PACK(&book, "2026-01", first);
    PACK(&book, "2026-01", second);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_false(withheld(&book, "A", "2026-01", 0));
    assert_true(withheld(&book, "A", "2026-01", 1));
    book_decide(&book, third, 2);
    /* Rows: 20, then 6, then 4 that would be told. */
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "A", "2026-01"), 26);
    assert_true(withheld(&book, "A", "2026-01", 1)); /* was not in the second pack */
    static const Rows fourth[] = {{"A", 1, 27, "9 4"}, {"A", 1, 4, "9 ."}};
    PACK(&book, "2026-01", fourth);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_false(withheld(&book, "A", "2026-01", 1)); /* 7 more than in the first pack */
    book_close(&book);
}

/* B has 3 answers and is hidden; 4 come late: 7 may be shown, for the company without them was out,
 * and A: B's 3 are known as 0 of nothing … they are the company less A. So B stays hidden unless
 * the late ones alone are enough. */
static void hidden_units_stay_hidden(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 30, "9 4"}, {"B", 1, 3, "9 4"}, {"C", 1, 9, "9 4"}};
    PACK(&book, "2026-01", first);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PRIMARY);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    assert_atoms(&book, "A 2026-01 30@1; B 2026-01 3@1; C 2026-01 9@1");
    static const Rows late[] = {{"A", 1, 30, "9 4"}, {"B", 1, 7, "9 4"}, {"C", 1, 9, "9 4"}};
    PACK(&book, "2026-01", late);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED); /* 4 late ones */
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY); /* else B's 3 */
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED); /* 7, of which nobody
                                                                             knows the first 3 */
    book_close(&book);
}

/* ---- Answers that are gone ---- */

static void answers_gone(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.months_of_window = 2;
    static const Rows first[] = {{"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 8, "9 4"},
                                 {"B", 2, 8, "9 4"},  {"A", 3, 8, "9 4"},  {"B", 3, 8, "9 4"}};
    PACK(&book, "2026-02", first);
    assert_notes(&book, "");
    /* Not told by the pack of February: */
    Str reason;
    const Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    for (ptrdiff_t c = 0; c < ledger->side[SIDE_CX].cells.len; c++)
        assert_false(str_starts(ledger->side[SIDE_CX].cells.items[c].window, S("2026-03")) ||
                     str_equal(ledger->side[SIDE_CX].cells.items[c].window, S("all")));
    assert_int_equal(ledger->periods.len, 2);

    static const Rows gone[] = {{"A", 1, 29, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 8, "9 4"},
                                {"B", 2, 8, "9 4"},  {"A", 3, 8, "9 4"},  {"B", 3, 8, "9 4"}};
    book_decide(&book, gone, CX_COUNTOF(gone));
    assert_notes(&book, "A 2026-01 -1");
    static const struct {
        const char *unit, *window;
        Publish expected;
    } cases[] = {
        {"", "2026-01", PUBLISH_STORED},
        {"A", "2026-01", PUBLISH_STORED},
        {"B", "2026-01", PUBLISH_PUBLISHED},
        {"A", "2026-02", PUBLISH_PUBLISHED},
        {"A", "2026-02 rolling2", PUBLISH_STORED},
        {"B", "2026-02 rolling2", PUBLISH_PUBLISHED},
        {"", "2026-02 rolling2", PUBLISH_STORED},
        {"A", "2026-03 rolling2", PUBLISH_PUBLISHED},
        {"", "all", PUBLISH_SECONDARY},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        assert_int_equal(state_of(&book, cases[i].unit, cases[i].window), cases[i].expected);
    assert_int_equal(stored_n(&book, "A", "2026-01"), 30);

    /* One gone, one come: the n is the same, but not of the question. */
    static const Rows exchanged[] = {{"A", 1, 29, "9 4"},
                                     {"A", 1, 1, "9 ."},
                                     {"B", 1, 20, "9 4"},
                                     {"A", 2, 8, "9 4"},
                                     {"B", 2, 8, "9 4"}};
    book_decide(&book, exchanged, CX_COUNTOF(exchanged));
    assert_notes(&book, "A 2026-01 -1");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    /* More rows than there were, but fewer answers: nothing of the new ones is told. */
    static const Rows more[] = {{"A", 1, 28, "9 4"}, {"A", 1, 12, "9 ."}, {"B", 1, 20, "9 4"}};
    book_decide(&book, more, CX_COUNTOF(more));
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "A", "2026-01"), 30);
    /* A window that ends now and was not told is not shown as something else. */
    book_put(&book, "2026-01");
    assert_atoms(&book, "A 2026-01 30@1; B 2026-01 20@1; A 2026-02 8@1; B 2026-02 8@1");
    book_close(&book);
}

/* One answer of A is gone, B's 3 and C's 6 are new. The company's sum, and that of all three under
 * one parent, are printed as they were, so nobody can take C from them to get at B: C is shown. */
static void what_is_not_printed_hides_nothing(void **state)
{
    (void)state;
    for (int parent = 0; parent < 2; parent++) {
        Book book;
        book_open(&book);
        book.parent_of_b = book.parent_of_c = parent ? "A" : NULL;
        static const Rows first[] = {{"A", 1, 30, "9 4"}, {"D", 1, 30, "9 4"}};
        PACK(&book, "2026-01", first);
        static const Rows second[] = {
            {"A", 1, 29, "9 4"}, {"B", 1, 3, "9 4"}, {"C", 1, 6, "9 4"}, {"D", 1, 30, "9 4"}};
        PACK(&book, "2026-01", second);
        assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
        assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PRIMARY);
        assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
        book_close(&book);
    }
}

static void units_and_months_gone(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {
        {"A", 1, 30, "9 4"}, {"B", 1, 4, "9 4"}, {"C", 1, 12, "9 4"}, {"A", 2, 30, "9 4"}};
    PACK(&book, "2026-02", first);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    static const Rows second[] = {{"A", 1, 30, "9 4"}, {"C", 1, 12, "9 4"}, {"A", 3, 30, "9 4"}};
    book_decide(&book, second, CX_COUNTOF(second));
    assert_notes(&book, "B 2026-01 -4; A 2026-02 -30");
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "", "2026-01"), 46);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY); /* company less A */
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_SECONDARY);
    assert_int_equal(state_of(&book, "", "2026-03"), PUBLISH_PUBLISHED);
    /* What is out stays known also when it is told no more. */
    book_put(&book, "2026-03");
    assert_atoms(&book, "A 2026-01 30@1; B 2026-01 4@1; C 2026-01 12@1; A 2026-02 30@1;"
                        " A 2026-03 30@2");
    book_close(&book);
}

/* ---- Weights ---- */

static void raked_sides_stand_still(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.side = SIDE_EX;
    book.headcount[0] = 50;
    book.headcount[1] = 40;
    static const Rows first[] = {{"A", 1, 30, "3 4"},
                                 {"B", 1, 20, "3 4"},
                                 {"A", 2, 30, "3 4"},
                                 {"B", 2, 4, "3 4"},
                                 {"C", 2, 9, "3 4"}};
    PACK(&book, "2026-02", first);
    /* 8 late answers of A in January weight everyone's of January anew. */
    static const Rows late[] = {{"A", 1, 38, "3 4"},
                                {"B", 1, 20, "3 4"},
                                {"A", 2, 30, "3 4"},
                                {"B", 2, 4, "3 4"},
                                {"C", 2, 9, "3 4"}};
    static const struct {
        const char *unit, *window;
        Publish expected;
    } cases[] = {
        {"", "2026-01", PUBLISH_STORED},     {"A", "2026-01", PUBLISH_STORED},
        {"B", "2026-01", PUBLISH_STORED},    {"", "2026-02", PUBLISH_PUBLISHED},
        {"A", "2026-02", PUBLISH_PUBLISHED}, {"", "all", PUBLISH_STORED},
        {"B", "2026-02", PUBLISH_PRIMARY},   {"C", "2026-02", PUBLISH_SECONDARY},
    };
    for (int round = 0; round < 2; round++) {
        PACK(&book, "2026-02", late); /* and so it stays */
        for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
            assert_int_equal(state_of(&book, cases[i].unit, cases[i].window), cases[i].expected);
    }
    assert_int_equal(stored_n(&book, "A", "2026-01"), 30);

    /* The same answers, but another headcount. */
    book.headcount[0] = 51;
    book_decide(&book, first, CX_COUNTOF(first));
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "C", "2026-02"), PUBLISH_SECONDARY);
    assert_int_equal(state_of(&book, "B", "2026-02"), PUBLISH_PRIMARY);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_STORED);
    book_put(&book, "2026-02"); /* what was published was published with 50 */
    book.headcount[0] = 50;
    book_decide(&book, first, CX_COUNTOF(first));
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);
    /* Another limit to the weights. */
    book.now.config.statistics.trim_high = 4;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    book.now.config.statistics.trim_high = 3;
    book.now.config.statistics.trim_low = 0.2;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    book.now.config.statistics.trim_low = 0.3;
    /* The lines of the invited file in another order are the same; of another unit are not. */
    Invited *lines = book.now.tally->invited, swapped = lines[0];
    lines[0] = lines[book.now.tally->invited_count - 1];
    lines[book.now.tally->invited_count - 1] = swapped;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);
    for (ptrdiff_t i = 0; i < book.now.tally->invited_count; i++)
        lines[i].unit = lines[i].unit == 1 ? 2 : 1;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    for (ptrdiff_t i = 0; i < book.now.tally->invited_count; i++)
        lines[i].unit = -1; /* of the whole company */
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    /* No headcounts: everybody weighs the same. */
    book.headcount[0] = book.headcount[1] = 0;
    book_decide(&book, first, CX_COUNTOF(first));
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    book_close(&book);
}

/* Nothing was published of February, so nothing of it is bound to February's headcounts then. */
static void headcounts_of_what_is_not_out(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.side = SIDE_EX;
    book.headcount[0] = 50;
    static const Rows first[] = {{"A", 1, 30, "3 4"}, {"A", 2, 4, "3 4"}};
    PACK(&book, "2026-02", first);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_PRIMARY);
    static const Rows second[] = {{"A", 1, 30, "3 4"}, {"A", 2, 20, "3 4"}};
    book_decide(&book, second, 2);
    for (ptrdiff_t i = 0; i < book.now.tally->invited_count; i++) {
        if (book.now.tally->invited[i].period == 1)
            book.now.tally->invited[i].headcount = 60;
    }
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "A", "2026-02"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    book_close(&book);
}

/* Further margins than the unit: their categories tell the lines apart. */
static void margins_are_weights(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.side = SIDE_EX;
    book.headcount[0] = 50;
    static const Rows rows[] = {{"A", 1, 30, "3 4"}, {"B", 1, 20, "3 4"}};
    book_decide(&book, rows, CX_COUNTOF(rows));
    Str young = S("young"), old = S("old");
    SideTally *side = &book.now.tally->side[SIDE_EX];
    side->margin_count = 1;
    book.now.tally->invited[0].categories = &young;
    book_put(&book, "2026-01");
    book_decide(&book, rows, CX_COUNTOF(rows));
    side = &book.now.tally->side[SIDE_EX];
    side->margin_count = 1;
    book.now.tally->invited[0].categories = &young;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);
    book.now.tally->invited[0].categories = &old;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    book_close(&book);
}

/* Customers are not raked, whatever the invited file says. */
static void headcounts_of_customers(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.headcount[0] = 50;
    static const Rows first[] = {{"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}};
    static const Rows late[] = {{"A", 1, 38, "9 4"}, {"B", 1, 20, "9 4"}};
    PACK(&book, "2026-01", first);
    book.headcount[0] = 60;
    PACK(&book, "2026-01", late);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);
    book_close(&book);
}

/* A column of weights is scaled to n by period: one period's figures do not feel the factor, sums
 * over several do. */
static void a_column_of_weights_is_scaled(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.weighted = true;
    book.months_of_window = 2;
    static const Rows first[] = {
        {"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 30, "9 4"}, {"B", 2, 20, "9 4"}};
    static const Rows late[] = {{"A", 1, 38, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 30, "9 4"},
                                {"B", 2, 20, "9 4"}, {"A", 3, 30, "9 4"}, {"B", 3, 20, "9 4"}};
    PACK(&book, "2026-02", first);
    for (int round = 0; round < 2; round++) {
        PACK(&book, "2026-03", late);
        static const struct {
            const char *unit, *window;
            Publish expected;
        } cases[] = {
            {"A", "2026-01", PUBLISH_PUBLISHED},          {"B", "2026-01", PUBLISH_PUBLISHED},
            {"", "2026-01", PUBLISH_PUBLISHED},           {"B", "2026-02 rolling2", PUBLISH_STORED},
            {"A", "2026-03 rolling2", PUBLISH_PUBLISHED}, {"", "all", PUBLISH_SECONDARY},
        };
        for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
            assert_int_equal(state_of(&book, cases[i].unit, cases[i].window), cases[i].expected);
    }
    /* Without the column everything weighs something else. */
    book.weighted = false;
    book_decide(&book, late, CX_COUNTOF(late));
    assert_int_equal(state_of(&book, "A", "2026-02"), PUBLISH_STORED);
    book_close(&book);
}

/* ---- The same question by another rule ---- */

static bool mean_withheld(const Book *book, const char *unit, const char *window)
{
    ptrdiff_t cell = cell_of(book, unit, window), scopes = book->now.published->window_count;
    assert_int_equal(book->now.tally->side[SIDE_EX].mean_count, 1);
    return privacy_mean_withheld(book->now.published, book->now.tally, SIDE_EX, cell / scopes,
                                 cell % scopes, 0);
}

/* Who answered one of two questions counts in the mean by half of them, and not by all: the packs
 * would differ by three of A, or by six. */
static void another_half_rule(void **state)
{
    (void)state;
    static const struct {
        int of_a, of_b; /* who answered one */
        bool withheld;
    } cases[] = {{3, 0, true},  {3, 3, true},  {0, 4, true},
                 {6, 0, false}, {6, 5, false}, {0, 0, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Book book;
        book_open(&book);
        book.side = SIDE_EX;
        const Rows rows[] = {{"A", 1, 20, "3 4"},
                             {"B", 1, 20, "2 4"},
                             {"A", 1, cases[i].of_a, "3 ."},
                             {"B", 1, cases[i].of_b, "2 ."},
                             {"A", 2, 20, "3 4"},
                             {"A", 2, 2, "3 ."}};
        book_pack(&book, "2026-01", rows, 4);
        assert_false(mean_withheld(&book, "A", "2026-01"));
        book.half_rule = 1;
        for (int again = 0; again < 2; again++) {
            PACK(&book, "2026-02", rows);
            assert_int_equal(mean_withheld(&book, "A", "2026-01"), cases[i].withheld);
            assert_int_equal(mean_withheld(&book, "B", "2026-01"), cases[i].withheld);
            assert_int_equal(mean_withheld(&book, "", "2026-01"), cases[i].withheld);
            assert_int_equal(mean_withheld(&book, "", "all"), cases[i].withheld);
            assert_false(mean_withheld(&book, "A", "2026-02")); /* told by this rule alone */
            assert_false(withheld(&book, "A", "2026-01", 0));
        }
        book.half_rule = 0; /* as it was told */
        book_decide(&book, rows, 4);
        assert_int_equal(mean_withheld(&book, "A", "2026-01"), false);
        book_close(&book);
    }
}

/* On a scale without its lowest point two people did not answer: the packs would tell theirs. */
static void another_scale(void **state)
{
    (void)state;
    static const struct {
        int gone;
        bool withheld;
    } cases[] = {{0, false}, {2, true}, {4, true}, {5, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Book book;
        book_open(&book);
        static const Rows before[] = {{"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}};
        const Rows now[] = {{"A", 1, 30 - cases[i].gone, "9 4"},
                            {"B", 1, 20, "9 4"},
                            {"A", 1, cases[i].gone, ". 4"}};
        PACK(&book, "2026-01", before);
        book_decide(&book, now, 3);
        book.now.metrics[0].scale.text = S("1..10");
        book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
        assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
        assert_int_equal(withheld(&book, "A", "2026-01", 0), cases[i].withheld);
        assert_int_equal(withheld(&book, "", "2026-01", 0), cases[i].withheld);
        assert_false(withheld(&book, "A", "2026-01", 1));
        book_close(&book);
    }
}

/* ---- Names that mean something else now ---- */

/* Nobody answered for C in January, but A without it was another parent. */
static void a_parent_of_one_more(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.parent_of_b = "A";
    static const Rows first[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}};
    static const Rows late[] = {{"A", 1, 20, "9 4"}, {"B", 1, 22, "9 4"}, {"C", 2, 20, "9 4"}};
    PACK(&book, "2026-01", first);
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    book.parent_of_c = "A";
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_SECONDARY);
    book_close(&book);
}

static void a_parent_of_other_units(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.parent_of_b = book.parent_of_c = "A";
    static const Rows first[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 20, "9 4"}};
    PACK(&book, "2026-01", first);
    assert_int_equal(book.now.published->n[SIDE_CX][cell_of(&book, "A", "2026-01")], 60);
    static const Rows late[] = {{"A", 1, 20, "9 4"}, {"B", 1, 22, "9 4"}, {"C", 1, 20, "9 4"}};
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED); /* A, B, C */
    assert_int_equal(stored_n(&book, "A", "2026-01"), 60);
    book.parent_of_c = "D";
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_SECONDARY); /* A, B: never out */
    static const Rows of_c[] = {
        {"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 22, "9 4"}, {"D", 1, 9, "9 4"}};
    book.parent_of_b = "D";
    book.parent_of_c = "A";
    PACK(&book, "2026-01", of_c); /* A and C: with C's 2 */
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_SECONDARY);
    book_forget(&book, "2026-01");
    book.parent_of_c = "D";
    book.parent_of_b = "A";
    PACK(&book, "2026-01", first); /* A and B are out */
    book.parent_of_b = "D";
    book.parent_of_c = "A";
    static const Rows two_of_c[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 22, "9 4"}};
    book_decide(&book, two_of_c, 3); /* A and C: as many, but others */
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_SECONDARY);
    book.parent_of_b = "D";
    book.parent_of_c = "D";
    static const Rows ten_of_d[] = {
        {"A", 1, 20, "9 4"}, {"B", 1, 22, "9 4"}, {"C", 1, 20, "9 4"}, {"D", 1, 9, "9 4"}};
    book_decide(&book, ten_of_d, 4);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED); /* A alone: new */
    assert_int_equal(state_of(&book, "D", "2026-01"), PUBLISH_PUBLISHED); /* 2 and 9 are new */
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    book_close(&book);
}

/* A window of the same name over other months is another: all of January and February, then of
 * February alone after January's file was lost. */
static void a_window_of_other_months(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 20, "9 4"}, {"A", 2, 20, "9 4"}};
    PACK(&book, "2026-02", first);
    static const Rows second[] = {{"A", 2, 21, "9 4"}};
    book_decide(&book, second, 1);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_SECONDARY);
    static const Rows third[] = {{"A", 2, 21, "9 4"}, {"A", 3, 20, "9 4"}};
    book_decide(&book, third, 2);
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_SECONDARY); /* two months, but others */
    book_close(&book);
}

/* ---- Questions that come and go ---- */

static void questions_come_and_go(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {
        {"A", 1, 20, "9 4"}, {"B", 1, 20, "9 ."}, {"C", 1, 3, "9 4"}, {"C", 1, 9, "9 ."}};
    PACK(&book, "2026-01", rows);
    assert_true(withheld(&book, "C", "2026-01", 1));
    assert_false(withheld(&book, "B", "2026-01", 1)); /* nobody answered */
    Str reason;
    Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    StrList *columns = &ledger->side[SIDE_CX].columns;
    assert_int_equal(columns->len, 3);
    assert_int_equal(columns->items[0].len, 0);
    assert_int_equal(str_find(columns->items[1], S("cx.nps: ")), 0);
    assert_int_equal(str_find(columns->items[2], S("cx.csat: ")), 0);
    for (ptrdiff_t c = 0; c < ledger->side[SIDE_CX].cells.len; c++) {
        const LedgerCell *cell = &ledger->side[SIDE_CX].cells.items[c];
        assert_true(cell->shown[0] && cell->shown[1]);
        /* 23 of the company less 20 of A are 3: one of both is withheld, and C's. */
        bool hidden = str_equal(cell->scope, S("C")) || str_equal(cell->scope, S("A"));
        assert_int_equal(cell->shown[2], !hidden);
    }
    /* The ledger knows a question by its name alone. One that it does not know was not shown. */
    columns->items[2] = S("cx.old");
    book.text = ledger_print(&book.arena, ledger);
    PACK(&book, "2026-01", rows);
    assert_true(withheld(&book, "C", "2026-01", 1)); /* 3 answers, known to the ledger or not */
    assert_true(withheld(&book, "A", "2026-01", 1));
    assert_false(withheld(&book, "", "2026-01", 1));
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    ledger = ledger_parse(&book.arena, book.text, &reason);
    columns = &ledger->side[SIDE_CX].columns;
    assert_int_equal(columns->len, 4);
    assert_int_equal(str_find(columns->items[3], S("cx.csat: ")), 0);
    static const Rows late[] = {
        {"A", 1, 22, "9 4"}, {"B", 1, 20, "9 ."}, {"C", 1, 3, "9 4"}, {"C", 1, 9, "9 ."}};
    book_decide(&book, late, CX_COUNTOF(late));
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    book_close(&book);
}

/* A question on another scale, or with another code for "no answer", is another one: its figures
 * are new, and what was published of the old ones holds nothing back. */
static void a_question_on_another_scale(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}};
    PACK(&book, "2026-01", rows);
    assert_true(book.now.published->before[SIDE_CX][cell_of(&book, "A", "2026-01")] == NULL);
    book_decide(&book, rows, 2);
    assert_non_null(book.now.published->before[SIDE_CX][cell_of(&book, "A", "2026-01")]);
    assert_true(book.now.published->as_many[SIDE_CX][cell_of(&book, "A", "2026-01")]);
    assert_true(book.now.published->known[SIDE_CX][1]);
    Metric *csat = (Metric *)(uintptr_t)book.now.tally->side[SIDE_CX].questions[1].metric;
    Str missing = S("9");
    const struct {
        Scale scale;
        StrList missing;
    } others[] = {{{.text = S("5..1")}, {0}},
                  {csat->scale, {.items = &missing, .len = 1, .cap = 1}}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++) {
        Metric before = *csat;
        csat->scale = others[i].scale;
        csat->missing = others[i].missing;
        const Published *published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
        *csat = before;
        assert_true(published->known[SIDE_CX][0]);
        assert_false(published->known[SIDE_CX][1]);
        assert_int_equal(published->note_count, 0); /* nobody came late */
        ptrdiff_t cell = cell_of(&book, "A", "2026-01");
        assert_int_equal(published->state[SIDE_CX][cell], PUBLISH_PUBLISHED);
        assert_false(published->question[SIDE_CX][cell * 2 + 1]);
    }
    book_close(&book);
}

/* ---- One went and another came ---- */

static const Published *again(Book *book, const char *const *differ, ptrdiff_t count)
{
    const Tally *tally = book->now.tally;
    bool *differs[SIDE_COUNT];
    for (Side side = 0; side < SIDE_COUNT; side++)
        differs[side] = NEW(&book->now.arena, bool, tally->unit_count * tally->window_count);
    for (ptrdiff_t i = 0; i < count; i++)
        differs[book->side][cell_of(book, differ[i], "2026-01")] = true;
    book->now.published =
        privacy_decide_again(&book->now.arena, tally, book->ledger, book->now.published,
                             (const bool *const[SIDE_COUNT]){differs[0], differs[1]});
    return book->now.published;
}

static void one_for_another(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 6, "9 4"}};
    PACK(&book, "2026-01", first);
    static const Rows more[] = {{"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 6, "9 4"},
                                {"A", 2, 20, "9 4"}, {"B", 2, 20, "9 4"}, {"C", 2, 6, "9 4"}};
    book_decide(&book, more, CX_COUNTOF(more));
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    again(&book, (const char *const[]){"", "A"}, 2);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "", "2026-01"), 46);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "A", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "all"), PUBLISH_SECONDARY); /* holds what A had */
    assert_notes(&book, "(none) 2026-01 -1; A 2026-01 -1");
    /* One went, six came: C's figures have as many answers to one question, and are others. */
    static const Rows six[] = {
        {"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 6, "9 4"}, {"C", 1, 6, ". 4"}};
    book_decide(&book, six, CX_COUNTOF(six));
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
    assert_non_null(book.now.published->before[SIDE_CX][cell_of(&book, "C", "2026-01")]);
    assert_false(book.now.published->as_many[SIDE_CX][cell_of(&book, "C", "2026-01")]);
    again(&book, (const char *const[]){"C"}, 1);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "C", "2026-01"), 6);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    book_close(&book);
}

/* The units are what they were, the company is not: it is somebody whose unit is not shown. */
static void one_for_another_where_it_is_hidden(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {
        {"A", 1, 20, "9 4"}, {"B", 1, 20, "9 4"}, {"C", 1, 3, "9 4"}, {"D", 1, 3, "9 4"}};
    PACK(&book, "2026-01", rows);
    book_decide(&book, rows, CX_COUNTOF(rows));
    again(&book, (const char *const[]){""}, 1);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "(none) 2026-01 -1; C 2026-01 -1; D 2026-01 -1");
    book_close(&book);
}

/* A person mean of other questions is another figure: more people with it than before are no late
 * answers, and fewer are not gone. */
static void a_mean_of_other_questions(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.side = SIDE_EX;
    static const Rows rows[] = {{"A", 1, 20, "3 ."}, {"A", 1, 5, ". 4"}, {"B", 1, 20, "3 4"}};
    PACK(&book, "2026-01", rows);
    Str reason;
    const Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    assert_true(
        str_equal(ledger->side[SIDE_EX].columns.items[3], S("ex.engagement: 1 of ex.q1 ex.q2")));
    book_decide(&book, rows, CX_COUNTOF(rows));
    book.now.tally->side[SIDE_EX].means[0].question_count = 1;
    book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    book_close(&book);
}

/* The mean of A's three people who answered enough is withheld, and C's with it; the other two are
 * shown, and what the ledger says of that is what the next pack prints again. */
static void shown_means(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.side = SIDE_EX;
    static const Rows rows[] = {
        {"A", 1, 3, "3 4"}, {"A", 1, 9, ". ."}, {"B", 1, 30, "3 4"}, {"C", 1, 12, "3 4"}};
    PACK(&book, "2026-01", rows);
    Str reason;
    const Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    for (ptrdiff_t c = 0; c < ledger->side[SIDE_EX].cells.len; c++) {
        const LedgerCell *cell = &ledger->side[SIDE_EX].cells.items[c];
        bool shown = !str_equal(cell->scope, S("A")) && !str_equal(cell->scope, S("C"));
        for (ptrdiff_t s = 1; s < 4; s++)
            assert_int_equal(cell->shown[s], shown);
        assert_true(cell->shown[0]);
    }
    static const Rows late[] = {
        {"A", 1, 3, "3 4"}, {"A", 1, 9, ". ."}, {"B", 1, 32, "3 4"}, {"C", 1, 14, "3 4"}};
    const Published *published = book_decide(&book, late, CX_COUNTOF(late));
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_STORED);
    assert_false(published->mean[SIDE_EX][cell_of(&book, "B", "2026-01")]);
    assert_true(published->mean[SIDE_EX][cell_of(&book, "C", "2026-01")]);
    assert_false(withheld(&book, "B", "2026-01", 0));
    assert_true(withheld(&book, "C", "2026-01", 0));
    book_close(&book);
}

/* Six of one mind are hidden where the project says so. When it says so no more, their cell is the
 * same, with one statistic more; and that stays out when the project hides again. */
static void what_is_shown_later_is_out(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    book.unanimity = true;
    static const Rows rows[] = {{"A", 1, 6, "9 1"}, {"B", 1, 10, "3 4"}, {"B", 1, 10, "9 0"}};
    PACK(&book, "2026-01", rows);
    assert_true(withheld(&book, "A", "2026-01", 0));
    Str reason;
    const LedgerCell *cell =
        &ledger_parse(&book.arena, book.text, &reason)->side[SIDE_CX].cells.items[1];
    assert_true(str_equal(cell->scope, S("A")));
    assert_false(cell->shown[1]);
    book.unanimity = false;
    PACK(&book, "2026-01", rows);
    assert_false(withheld(&book, "A", "2026-01", 0));
    cell = &ledger_parse(&book.arena, book.text, &reason)->side[SIDE_CX].cells.items[1];
    assert_true(str_equal(cell->scope, S("A")) && cell->shown[1]);
    book.unanimity = true;
    PACK(&book, "2026-01", rows);
    assert_true(withheld(&book, "A", "2026-01", 0));  /* refused now, … */
    assert_false(withheld(&book, "B", "2026-01", 0)); /* but nothing can take it back */
    cell = &ledger_parse(&book.arena, book.text, &reason)->side[SIDE_CX].cells.items[1];
    assert_true(cell->shown[1]);
    book_close(&book);
}

/* A figure that a later pack prints takes the place of the earlier one; those that are printed no
 * more stay known. */
static void figures_of_one_cell(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {{"A", 1, 30, "9 4"}}, late[] = {{"A", 1, 32, "9 4"}};
    book.figure = "old";
    PACK(&book, "2026-01", rows);
    book.figure = "new";
    PACK(&book, "2026-01", rows);
    const Published *published = book_decide(&book, late, 1);
    const LedgerCell *cell = published->stored[SIDE_CX][cell_of(&book, "A", "2026-01")];
    assert_int_equal(cell->figure_count, 3);
    static const struct {
        const char *id;
        double pack;
    } wanted[] = {{"n", 0.2}, {"new", 0.2}, {"old", 0.1}};
    for (ptrdiff_t i = 0; i < 3; i++) {
        assert_true(str_equal(cell->figures[i].id, str_from(wanted[i].id)));
        assert_true(cell->figures[i].number[0] == 30 &&
                    cell->figures[i].number[1] == wanted[i].pack);
    }
    book_close(&book);
}

/* ---- Packs that were never sent ---- */

static void a_pack_is_forgotten(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows january[] = {{"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}},
                      wrong[] = {{"A", 1, 37, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 50, "9 4"}},
                      right[] = {{"A", 1, 36, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 20, "9 4"}};
    PACK(&book, "2026-01", january);
    PACK(&book, "2026-02", wrong);
    assert_atoms(&book, "A 2026-01 30@1+7@2; B 2026-01 20@1; A 2026-02 50@2");
    book_forget(&book, "2026-05"); /* there is none: nothing happens */
    assert_atoms(&book, "A 2026-01 30@1+7@2; B 2026-01 20@1; A 2026-02 50@2");
    book_forget(&book, "2026-02");
    assert_cells(&book, " 2026-01 @1[1]; A 2026-01 @1[1]; B 2026-01 @1[1];  all @1[1]");
    assert_atoms(&book, "A 2026-01 30@1; B 2026-01 20@1");
    PACK(&book, "2026-02", right);
    assert_notes(&book, "A 2026-01 +6");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "A", "2026-02"), PUBLISH_PUBLISHED);
    assert_atoms(&book, "A 2026-01 30@1+6@2; B 2026-01 20@1; A 2026-02 20@2");
    Str reason;
    const Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    assert_int_equal(ledger->packs.len, 2);
    assert_true(str_equal(ledger_last(ledger)->period, S("2026-02")));
    assert_true(str_equal(ledger_last(ledger)->manifest, S("manifest 3")));
    assert_int_equal(ledger_last(ledger)->edition, 2);

    /* Built twice, forgotten once: the first build may have been sent. */
    static const Rows again[] = {{"A", 1, 36, "9 4"}, {"B", 1, 20, "9 4"}, {"A", 2, 29, "9 4"}};
    PACK(&book, "2026-02", again);
    assert_atoms(&book, "A 2026-01 30@1+6@2; B 2026-01 20@1; A 2026-02 20@2+9@3");
    book_forget(&book, "2026-02");
    assert_atoms(&book, "A 2026-01 30@1+6@2; B 2026-01 20@1; A 2026-02 20@2");
    /* The pack of January: what February printed too stays; the batch of 30 is needed for nothing
     * any more, for its cells went. */
    book_forget(&book, "2026-01");
    assert_cells(&book, "B 2026-01 @1[2];  2026-01 @2[2]; A 2026-01 @2[2];"
                        "  2026-02 @2[2]; A 2026-02 @2[2];  all @2[2]");
    book_close(&book);
}

/* 30 answers in January's pack, 6 late in February's, 6 more in March's. Without February's pack
 * the 12 were only ever seen together. */
static void what_nobody_tells_apart_is_one(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows first[] = {{"A", 1, 30, "9 4"}},
                      second[] = {{"A", 1, 36, "9 4"}, {"A", 2, 20, "9 4"}},
                      third[] = {{"A", 1, 41, "9 4"},
                                 {"A", 1, 1, "9 ."},
                                 {"A", 2, 20, "9 4"},
                                 {"A", 3, 20, "9 4"}};
    PACK(&book, "2026-01", first);
    PACK(&book, "2026-02", second);
    PACK(&book, "2026-03", third);
    assert_atoms(&book, "A 2026-01 30@1+6@2+6@3; A 2026-02 20@2; A 2026-03 20@3");
    book_forget(&book, "2026-02");
    assert_atoms(&book, "A 2026-01 30@1+12@3; A 2026-02 20@2; A 2026-03 20@3");
    Str reason;
    const Ledger *ledger = ledger_parse(&book.arena, book.text, &reason);
    const LedgerBatch *batch = &ledger->side[SIDE_CX].atoms.items[0].batches[1];
    assert_int_equal(batch->counts[1], 12);
    assert_int_equal(batch->counts[2], 11);
    assert_int_equal(ledger->packs.len, 2);
    assert_true(str_equal(ledger->packs.items[0].period, S("2026-01")));
    assert_true(str_equal(ledger->packs.items[1].period, S("2026-03")));
    book_close(&book);
}

static void forgetting_the_only_pack(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows january[] = {{"A", 1, 30, "9 4"}}, fewer[] = {{"A", 1, 28, "9 4"}};
    PACK(&book, "2026-01", january);
    book_forget(&book, "2026-01");
    assert_atoms(&book, "");
    assert_cells(&book, "");
    Str reason;
    assert_null(ledger_last(ledger_parse(&book.arena, book.text, &reason)));
    book_decide(&book, fewer, 1);
    assert_notes(&book, "");
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    book_close(&book);
}

/* The same pack put in place once more is the same ledger, byte by byte. */
static void the_same_pack_is_one(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Rows rows[] = {{"A", 1, 30, "9 4"}, {"B", 1, 3, "9 4"}};
    PACK(&book, "2026-01", rows);
    Str first = book.text;
    book.packs--; /* its manifest, and so its figures, are the same */
    PACK(&book, "2026-01", rows);
    assert_true(str_equal(book.text, first));
    book.packs--;
    static const Rows late[] = {{"A", 1, 32, "9 4"}, {"B", 1, 3, "9 4"}, {"A", 2, 9, "9 4"}};
    PACK(&book, "2026-02", late); /* the same manifest, but another period */
    Str reason;
    assert_int_equal(ledger_parse(&book.arena, book.text, &reason)->packs.len, 2);
    book_close(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_answers),
        cmocka_unit_test(late_answers_to_a_question),
        cmocka_unit_test(hidden_units_stay_hidden),
        cmocka_unit_test(answers_gone),
        cmocka_unit_test(what_is_not_printed_hides_nothing),
        cmocka_unit_test(units_and_months_gone),
        cmocka_unit_test(raked_sides_stand_still),
        cmocka_unit_test(margins_are_weights),
        cmocka_unit_test(headcounts_of_customers),
        cmocka_unit_test(a_column_of_weights_is_scaled),
        cmocka_unit_test(another_half_rule),
        cmocka_unit_test(another_scale),
        cmocka_unit_test(a_parent_of_one_more),
        cmocka_unit_test(a_parent_of_other_units),
        cmocka_unit_test(a_window_of_other_months),
        cmocka_unit_test(questions_come_and_go),
        cmocka_unit_test(a_question_on_another_scale),
        cmocka_unit_test(one_for_another),
        cmocka_unit_test(one_for_another_where_it_is_hidden),
        cmocka_unit_test(a_mean_of_other_questions),
        cmocka_unit_test(shown_means),
        cmocka_unit_test(what_is_shown_later_is_out),
        cmocka_unit_test(figures_of_one_cell),
        cmocka_unit_test(headcounts_of_what_is_not_out),
        cmocka_unit_test(a_pack_is_forgotten),
        cmocka_unit_test(what_nobody_tells_apart_is_one),
        cmocka_unit_test(forgetting_the_only_pack),
        cmocka_unit_test(the_same_pack_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
