/* Packs before and after units were renamed, merged and split: the same people under other names.
 * Each n is worked out by hand; k = 5. */
#include "privacy_book.h"

static Book book;

static int open_book(void **state)
{
    (void)state;
    book_open(&book);
    return 0;
}

static int close_book(void **state)
{
    (void)state;
    book_close(&book);
    return 0;
}

enum { JANUARY = 24312, FEBRUARY = 24313 }; /* 2026·12 + 0, 1 */

static const UnitMap renamed[] = {{.kind = MAP_RENAME,
                                   .old_key = {"A", 1},
                                   .new_key = {"X", 1},
                                   .first_ordinal = FEBRUARY,
                                   .end_ordinal = FEBRUARY}};
static const UnitMap merged[] = {{.kind = MAP_MERGE,
                                  .old_key = {"A", 1},
                                  .new_key = {"C", 1},
                                  .first_ordinal = FEBRUARY,
                                  .end_ordinal = FEBRUARY},
                                 {.kind = MAP_MERGE,
                                  .old_key = {"B", 1},
                                  .new_key = {"C", 1},
                                  .first_ordinal = FEBRUARY,
                                  .end_ordinal = FEBRUARY}};
static const UnitMap parted[] = {{.kind = MAP_SPLIT,
                                  .old_key = {"A", 1},
                                  .new_key = {"P", 1},
                                  .first_ordinal = JANUARY,
                                  .end_ordinal = JANUARY},
                                 {.kind = MAP_SPLIT,
                                  .old_key = {"A", 1},
                                  .new_key = {"Q", 1},
                                  .first_ordinal = JANUARY,
                                  .end_ordinal = JANUARY}};

static void use(const UnitMap *map, ptrdiff_t count)
{
    book.map = map;
    book.map_count = count;
}

static void renamed_is_the_same(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows kept[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}, {"X", 2, 7, "9 4"}};
    const Rows anew[] = {{"X", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}, {"X", 2, 7, "9 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    PACK(&book, "2026-02", kept);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "X", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_EMPTY);
    assert_notes(&book, "");
    assert_atoms(&book, "A 2026-01 8@1; D 2026-01 9@1; X 2026-02 7@2");
    PACK(&book, "2026-02", anew);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    assert_atoms(&book, "A 2026-01 8@1; D 2026-01 9@1; X 2026-02 7@2");
}

static void late_ones_are_late(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows anew[] = {{"X", 1, 10, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    PACK(&book, "2026-01", anew);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "X", "2026-01"), 8);
    assert_int_equal(stored_n(&book, "", "2026-01"), 17);
    assert_notes(&book, "X 2026-01 +2");
}

/* They weigh the sums over several months anew under the new name too. */
static void late_ones_weigh_anew(void **state)
{
    (void)state;
    const Rows before[] = {
        {"A", 1, 30, "9 4"}, {"D", 1, 20, "9 4"}, {"A", 2, 30, "9 4"}, {"D", 2, 20, "9 4"}};
    const Rows late[] = {
        {"X", 1, 38, "9 4"}, {"D", 1, 20, "9 4"}, {"X", 2, 30, "9 4"}, {"D", 2, 20, "9 4"}};
    book.weighted = true;
    book.months_of_window = 2;
    PACK(&book, "2026-02", before);
    use(renamed, 1);
    book_decide(&book, late, 4);
    assert_int_equal(state_of(&book, "D", "2026-02 rolling2"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
}

/* Of 20 comments under the old name: six more, two more or two fewer under the new one. */
static void comments_move_too(void **state)
{
    (void)state;
    static const struct {
        int comments;
        bool counted;
    } cases[] = {{20, true}, {26, true}, {22, false}, {18, false}};
    const Rows before[] = {{"A", 1, 30, "9 4"}, {"D", 1, 12, "8 4"}};
    const Rows anew[] = {{"X", 1, 30, "9 4"}, {"D", 1, 12, "8 4"}};
    book.comments[0] = 20;
    book.comments[1] = 5;
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        book.comments[0] = cases[i].comments;
        const Published *published = book_decide(&book, anew, 2);
        assert_int_equal(!published->comments[SIDE_CX][0], cases[i].counted);
        assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
        assert_notes(&book, "");
    }
}

/* A cell that was printed under the new name holds the answers that were published under the old
 * one. */
static void new_cells_hold_old_names(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows more[] = {{"X", 1, 14, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows again[] = {{"X", 1, 16, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    PACK(&book, "2026-01", more);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    PACK(&book, "2026-01", again);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "X", "2026-01"), 14);
    const Rows enough[] = {{"X", 1, 22, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", enough);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    assert_atoms(&book, "A 2026-01 8@1; D 2026-01 9@1; X 2026-01 6@2+8@4");
    PACK(&book, "2026-01", enough);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
}

static void fewer_are_gone(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows anew[] = {{"X", 1, 7, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    PACK(&book, "2026-01", anew);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
}

/* C − A would be the three of B. */
static void merged_with_a_few(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"B", 1, 3, "7 2"}, {"D", 1, 7, "8 4"}};
    const Rows kept[] = {
        {"A", 1, 8, "9 4"}, {"B", 1, 3, "7 2"}, {"D", 1, 7, "8 4"}, {"C", 2, 11, "9 4"}};
    const Rows anew[] = {{"C", 1, 11, "9 4"}, {"D", 1, 7, "8 4"}, {"C", 2, 11, "9 4"}};
    PACK(&book, "2026-01", before);
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "B", "2026-01"), PUBLISH_PRIMARY);
    use(merged, 2);
    book_decide(&book, kept, CX_COUNTOF(kept));
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    assert_int_equal(state_of(&book, "C", "2026-02"), PUBLISH_PUBLISHED);
    book_decide(&book, anew, CX_COUNTOF(anew));
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
}

static void merged_when_both_were_told(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"B", 1, 6, "7 2"}};
    PACK(&book, "2026-01", before);
    use(merged, 2);
    PACK(&book, "2026-01", before);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(book.now.published->n[SIDE_CX][cell_of(&book, "C", "2026-01")], 14);
}

/* A was published; who of it is now P and who is Q follows from P beside A. */
static void parts_of_what_was_told(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 10, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows anew[] = {{"P", 1, 8, "9 4"}, {"Q", 1, 2, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(parted, 2);
    book_decide(&book, anew, CX_COUNTOF(anew));
    assert_false(
        privacy_shown(book.now.published, SIDE_CX, tally_find_unit(book.now.tally, S("P")), 0));
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
}

/* Six of P's eight now name Q. Q with them beside Q without is those six, and P beside them the two
 * that are left: nothing new is published of either. What other lines of the map are about is. */
static void moved_between_parts(void **state)
{
    (void)state;
    const Rows before[] = {{"P", 1, 8, "9 4"}, {"Q", 1, 7, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows moved[] = {{"P", 1, 2, "9 4"}, {"Q", 1, 13, "9 4"}, {"D", 1, 9, "8 4"}};
    UnitMap lines[] = {parted[0], parted[1], renamed[0]};
    lines[2].old_key = S("D");
    use(lines, 3);
    PACK(&book, "2026-01", before);
    PACK(&book, "2026-01", moved);
    assert_int_equal(state_of(&book, "P", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "P", "2026-01"), 8);
    assert_int_equal(state_of(&book, "Q", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "Q", "2026-01"), 7);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED); /* D */
    assert_notes(&book, "P 2026-01 -6; Q 2026-01 +6");
}

/* Some of A's answers name X now, or they are gone and others came: nobody knows. */
static void renamed_in_part(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 14, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows part[] = {{"A", 1, 8, "9 4"}, {"X", 1, 6, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    book_decide(&book, part, 3);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "X", "2026-01"), 14);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
}

/* A unit that was renamed twice: some of B's answers stand under the newest name too, or all of A's
 * alone. */
static void renamed_twice(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"B", 1, 6, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows of_a[] = {{"B", 1, 6, "9 4"}, {"X", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows of_both[] = {{"B", 1, 4, "9 4"}, {"X", 1, 10, "9 4"}, {"D", 1, 9, "8 4"}};
    UnitMap lines[] = {renamed[0], renamed[0]};
    lines[0].new_key = S("B");
    lines[1].old_key = S("B");
    use(lines, 1);
    PACK(&book, "2026-01", before);
    assert_int_equal(book.now.published->n[SIDE_CX][cell_of(&book, "B", "2026-01")], 14);
    lines[1].first_ordinal = lines[1].end_ordinal = FEBRUARY + 1;
    use(lines, 2);
    book_decide(&book, of_a, 3);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
    book_decide(&book, of_both, 3);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "X", "2026-01"), 14);
}

/* Units that were only ever published together, and now all name the one they were merged into. */
static void merged_and_written_anew(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"B", 1, 3, "7 2"}, {"D", 1, 9, "8 4"}};
    const Rows anew[] = {{"C", 1, 11, "9 4"}, {"D", 1, 9, "8 4"}};
    use(merged, 2);
    PACK(&book, "2026-01", before);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
    book_decide(&book, anew, 2);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
    assert_notes(&book, "");
}

/* As many under the new name, but their figures are others: they are not the same people. */
static void renamed_and_exchanged(void **state)
{
    (void)state;
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows anew[] = {{"X", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    PACK(&book, "2026-01", before);
    use(renamed, 1);
    book_decide(&book, anew, 2);
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_PUBLISHED);
    const Tally *tally = book.now.tally;
    bool *differs[SIDE_COUNT];
    for (int side = 0; side < SIDE_COUNT; side++)
        differs[side] = NEW(&book.now.arena, bool, tally->unit_count * tally->window_count);
    differs[SIDE_CX][cell_of(&book, "X", "2026-01")] = true;
    differs[SIDE_CX][cell_of(&book, "", "2026-01")] = true;
    book.now.published =
        privacy_decide_again(&book.now.arena, tally, book.ledger, book.now.published,
                             (const bool *const[SIDE_COUNT]){differs[SIDE_CX], differs[SIDE_EX]});
    assert_int_equal(state_of(&book, "X", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_STORED);
    assert_int_equal(state_of(&book, "D", "2026-01"), PUBLISH_PUBLISHED);
}

/* What was published as C was not A and B with it, nor those who came to them since; that A was
 * there in another month is nothing to it. */
static void merged_into_what_was_told(void **state)
{
    (void)state;
    const Rows all[] = {{"A", 1, 8, "9 4"}, {"B", 1, 7, "7 2"}, {"C", 1, 9, "8 4"}};
    const Rows anew[] = {{"C", 1, 24, "8 4"}};
    const Rows alone[] = {{"C", 1, 9, "8 4"}, {"D", 1, 9, "8 4"}, {"A", 2, 8, "8 4"}};
    const Rows joined[] = {
        {"C", 1, 9, "8 4"}, {"D", 1, 9, "8 4"}, {"A", 2, 8, "8 4"}, {"B", 1, 3, "8 4"}};
    const Rows late[] = {{"C", 1, 11, "8 4"}, {"D", 1, 9, "8 4"}, {"A", 2, 8, "8 4"}};
    PACK(&book, "2026-01", all);
    use(merged, 2);
    book_decide(&book, anew, 1);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    book_close(&book);
    book_open(&book);
    PACK(&book, "2026-02", alone);
    use(merged, 2);
    book_decide(&book, joined, 4);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_SECONDARY);
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "C", "2026-01"), 9);
}

/* A period whose export is not read any more stays protected, and says nothing of others. */
static void of_a_period_that_is_gone(void **state)
{
    (void)state;
    const Rows january[] = {{"A", 1, 8, "9 4"}, {"D", 1, 9, "8 4"}};
    const Rows february[] = {{"X", 2, 8, "9 4"}, {"D", 2, 9, "8 4"}};
    PACK(&book, "2026-01", january);
    use(renamed, 1);
    PACK(&book, "2026-02", february);
    PACK(&book, "2026-02", february);
    assert_int_equal(state_of(&book, "X", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-02"), PUBLISH_PUBLISHED);
    assert_notes(&book, "A 2026-01 -8; D 2026-01 -9");
    assert_atoms(&book, "A 2026-01 8@1; D 2026-01 9@1; D 2026-02 9@2; X 2026-02 8@2");
}

static void ended_has_no_cells(void **state)
{
    (void)state;
    const Rows rows[] = {{"A", 1, 10, "9 4"}, {"P", 1, 8, "9 4"}, {"Q", 1, 7, "9 4"}};
    use(parted, 2);
    book_decide(&book, rows, CX_COUNTOF(rows));
    assert_int_equal(state_of(&book, "A", "2026-01"), PUBLISH_EMPTY);
    assert_int_equal(state_of(&book, "P", "2026-01"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "", "2026-01"), PUBLISH_PUBLISHED);
}

/* Two months together are a part's own only where nobody named it before it was one. */
static void before_it_was_a_part(void **state)
{
    (void)state;
    UnitMap later[] = {parted[0], parted[1]};
    for (int i = 0; i < 2; i++)
        later[i].first_ordinal = later[i].end_ordinal = FEBRUARY;
    const Rows rows[] = {
        {"A", 1, 10, "9 4"}, {"P", 2, 8, "9 4"}, {"Q", 2, 7, "9 4"}, {"P", 1, 6, "9 4"}};
    use(later, 2);
    book.months_of_window = 2;
    book_decide(&book, rows, 3);
    assert_int_equal(state_of(&book, "P", "2026-02 rolling2"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "P", "2026-01"), PUBLISH_EMPTY);
    book_decide(&book, rows, 4);
    assert_int_equal(state_of(&book, "P", "2026-02 rolling2"), PUBLISH_EMPTY);
    assert_int_equal(state_of(&book, "P", "2026-02"), PUBLISH_PUBLISHED);
    assert_int_equal(state_of(&book, "Q", "2026-02 rolling2"), PUBLISH_PUBLISHED);
}

/* ---- A group that has another name now ---- */

/* Of two units. */
static Merge group(NamedUnit names[2], const char *first, const char *second, const char *into)
{
    names[0] = (NamedUnit){.key = str_from(first)};
    names[1] = (NamedUnit){.key = str_from(second)};
    return (Merge){.names = names, .name_count = 2, .into = {.key = str_from(into)}};
}

/* Two of A came late: what was published of A and B as a group is printed again, whatever they are
 * now. */
static void grouped_under_another_name(void **state)
{
    (void)state;
    static const UnitMap of_others[] = {{.kind = MAP_RENAME,
                                         .old_key = {"D", 1},
                                         .new_key = {"E", 1},
                                         .first_ordinal = FEBRUARY,
                                         .end_ordinal = FEBRUARY}};
    const Rows before[] = {{"A", 1, 8, "9 4"}, {"B", 1, 7, "7 2"}, {"D", 1, 9, "8 4"}};
    const Rows late[] = {{"A", 1, 10, "9 4"}, {"B", 1, 7, "7 2"}, {"D", 1, 9, "8 4"}};
    const Rows three[] = {{"A", 1, 9, "9 4"}, {"B", 1, 7, "7 2"}, {"C", 1, 8, "8 4"}};
    const Rows late_of_c[] = {{"A", 1, 9, "9 4"}, {"B", 1, 7, "7 2"}, {"C", 1, 10, "8 4"}};
    NamedUnit names[2], later_names[2];
    Merge first = group(names, "A", "B", "G"), later = group(later_names, "A", "B", "H");
    book.merge = &first;
    PACK(&book, "2026-01", before);
    assert_int_equal(book.now.published->n[SIDE_CX][cell_of(&book, "G", "2026-01")], 15);

    book.merge = NULL;
    use(merged, 2);
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "C", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "C", "2026-01"), 15);

    book.merge = &later;
    use(renamed, 1);
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "H", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "H", "2026-01"), 15);
    use(NULL, 0); /* nobody says that H is what G was */
    book_decide(&book, late, 3);
    assert_int_equal(state_of(&book, "H", "2026-01"), PUBLISH_SECONDARY);

    book_close(&book);
    book_open(&book);
    first = group(names, "B", "C", "G");
    book.merge = &first;
    PACK(&book, "2026-01", three);
    book.merge = NULL;
    book.parent_of_b = book.parent_of_c = "H";
    use(of_others, 1);
    book_decide(&book, late_of_c, 3);
    assert_int_equal(state_of(&book, "H", "2026-01"), PUBLISH_STORED);
    assert_int_equal(stored_n(&book, "H", "2026-01"), 15);
}

/* On another scale two of A's did not answer; A has another name now, under which its answers
 * have come anew or not, or stands in C: the packs would tell theirs all the same. */
static void on_another_scale_too(void **state)
{
    (void)state;
    static const struct {
        const char *from, *unit; /* by what name they come, and are told */
        int gone;
        bool withheld;
    } cases[] = {{"A", "X", 0, false}, {"A", "X", 2, true}, {"A", "X", 5, false},
                 {"X", "X", 0, false}, {"X", "X", 2, true}, {"X", "X", 5, false},
                 {"A", "C", 0, false}, {"A", "C", 2, true}, {"A", "C", 5, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        book_close(&book);
        book_open(&book);
        const char *from = cases[i].from;
        const Rows before[] = {{"A", 1, 30, "9 4"}, {"B", 1, 20, "9 4"}, {"D", 1, 20, "9 4"}};
        const Rows now[] = {{from, 1, 30 - cases[i].gone, "9 4"},
                            {"B", 1, 20, "9 4"},
                            {"D", 1, 20, "9 4"},
                            {from, 1, cases[i].gone, ". 4"}};
        PACK(&book, "2026-01", before);
        use(cases[i].unit[0] == 'C' ? merged : renamed, cases[i].unit[0] == 'C' ? 2 : 1);
        book_decide(&book, now, 4);
        book.now.metrics[0].scale.text = S("1..10");
        book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
        assert_int_equal(state_of(&book, cases[i].unit, "2026-01"), PUBLISH_PUBLISHED);
        assert_int_equal(withheld(&book, cases[i].unit, "2026-01", 0), cases[i].withheld);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(renamed_is_the_same, open_book, close_book),
        cmocka_unit_test_setup_teardown(late_ones_are_late, open_book, close_book),
        cmocka_unit_test_setup_teardown(new_cells_hold_old_names, open_book, close_book),
        cmocka_unit_test_setup_teardown(fewer_are_gone, open_book, close_book),
        cmocka_unit_test_setup_teardown(merged_with_a_few, open_book, close_book),
        cmocka_unit_test_setup_teardown(merged_when_both_were_told, open_book, close_book),
        cmocka_unit_test_setup_teardown(parts_of_what_was_told, open_book, close_book),
        cmocka_unit_test_setup_teardown(moved_between_parts, open_book, close_book),
        cmocka_unit_test_setup_teardown(late_ones_weigh_anew, open_book, close_book),
        cmocka_unit_test_setup_teardown(comments_move_too, open_book, close_book),
        cmocka_unit_test_setup_teardown(merged_into_what_was_told, open_book, close_book),
        cmocka_unit_test_setup_teardown(renamed_in_part, open_book, close_book),
        cmocka_unit_test_setup_teardown(renamed_twice, open_book, close_book),
        cmocka_unit_test_setup_teardown(merged_and_written_anew, open_book, close_book),
        cmocka_unit_test_setup_teardown(renamed_and_exchanged, open_book, close_book),
        cmocka_unit_test_setup_teardown(of_a_period_that_is_gone, open_book, close_book),
        cmocka_unit_test_setup_teardown(before_it_was_a_part, open_book, close_book),
        cmocka_unit_test_setup_teardown(grouped_under_another_name, open_book, close_book),
        cmocka_unit_test_setup_teardown(ended_has_no_cells, open_book, close_book),
        cmocka_unit_test_setup_teardown(on_another_scale_too, open_book, close_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
