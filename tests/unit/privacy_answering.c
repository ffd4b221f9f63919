/* How a side answered is told of enough people, and of enough others than any earlier pack told of:
 * else the difference of two packs is how those few answered. Expected values are worked out in the
 * comments. */
#include "privacy_book.h"

typedef struct Origin { /* a source */
    const char *name;
    int people, straight;
} Origin;

/* With sources of these people, whose rows the book need not have. */
static void decide_as(Book *book, const Origin *parts, ptrdiff_t count, const char *scale)
{
    static const Rows rows[] = {{"A", 1, 30, "9 4"}};
    book_decide(book, rows, CX_COUNTOF(rows));
    Arena *arena = &book->now.arena;
    Tally *tally = book->now.tally;
    Source *sources = NEW(arena, Source, count);
    tally->sources = NEW(arena, SourceReport, count);
    tally->source_count = count;
    for (ptrdiff_t i = 0; i < count; i++) {
        sources[i] = (Source){.side = book->side, .name = str_from(parts[i].name)};
        tally->sources[i] = (SourceReport){
            .source = &sources[i],
            .rows_used = parts[i].people,
            .quality = {.straight = parts[i].straight, .speed = {.median_s = (double)NAN}}};
    }
    book->now.metrics[0].scale.text = str_from(scale);
    book->now.published = privacy_decide(arena, tally, book->ledger);
}

static bool told(const Book *book)
{
    return book->now.published->answering[book->side];
}

static bool each_told(const Book *book)
{
    return book->now.published->answering_sources[book->side];
}

/* One source, a pack of each step. */
static void of_others(void **state)
{
    (void)state;
    static const struct {
        int people, straight;
        bool told;
        const char *why;
    } steps[] = {
        {4, 1, false, "four people"},
        {100, 12, true, "the four were not told of"},
        {103, 13, false, "three are others than before"},
        {103, 13, false, "the same once more"},
        {105, 14, true, "five are"},
        {109, 14, false, "four others than the 105"},
        {96, 12, false, "four of the 100 are gone"},
        {95, 12, true, "five are"},
        {100, 12, true, "as it was told"},
        {100, 13, false, "as many, and another line: one went and another came"},
        {105, 13, false, "the same of the 105"},
        {110, 13, true, "five more, and one of the others went"},
    };
    for (Side side = 0; side < SIDE_COUNT; side++) {
        Book book;
        book_open(&book);
        book.side = side;
        for (ptrdiff_t i = 0; i < CX_COUNTOF(steps); i++) {
            Origin part = {"", steps[i].people, steps[i].straight};
            decide_as(&book, &part, 1, "");
            if (told(&book) != steps[i].told || each_told(&book) != steps[i].told)
                fail_msg("step %td: %s", i, steps[i].why);
            assert_false(book.now.published->answering[1 - side]);
            book_put(&book, "2026-01");
        }
        book_close(&book);
    }
}

/* Two sources: their sum may be told where they may not be told apart. */
static void of_sources(void **state)
{
    (void)state;
    static const struct {
        Origin parts[3];
        bool told, each;
        const char *why;
    } steps[] = {
        {{{"a", 60, 5}, {"b", 4, 1}}, true, false, "four people in one"},
        {{{"a", 66, 5}, {"b", 4, 1}}, true, false, "still"},
        {{{"a", 66, 5}, {"b", 40, 1}}, true, true, "forty"},
        {{{"a", 68, 5}, {"b", 44, 1}}, true, false, "six others, two and four"},
        {{{"a", 73, 5}, {"b", 45, 1}}, true, true, "seven and five more than were told apart"},
        {{{"a", 78, 5}, {"new", 50, 1}}, true, false, "b by another name"},
        {{{"a", 78, 5}, {"b", 50, 1}, {"c", 8, 0}}, true, true, "one more"},
        {{{"a", 79, 5}, {"b", 50, 1}, {"c", 12, 0}}, true, false, "one and four"},
        {{{"a", 78, 5}, {"b", 50, 2}, {"c", 20, 0}}, true, false, "one of b is another"},
        {{{"a", 78, 5}, {"b", 0, 0}, {"c", 90, 0}}, true, true, "nobody of b any more"},
    };
    Book book;
    book_open(&book);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(steps); i++) {
        decide_as(&book, steps[i].parts, steps[i].parts[2].name ? 3 : 2, "");
        if (told(&book) != steps[i].told || each_told(&book) != steps[i].each)
            fail_msg("step %td: %s (%d %d)", i, steps[i].why, told(&book), each_told(&book));
        book_put(&book, "2026-01");
    }
    book_close(&book);
}

/* Of each side its own sources: two late employees take nothing away from customers. */
static void of_each_side(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const int employees[] = {40, 42};
    for (int pack = 0; pack < 2; pack++) {
        const Origin parts[] = {{"a", 100, 12}, {"a", employees[pack], 3}};
        decide_as(&book, parts, 2, "");
        ((Source *)book.now.tally->sources[1].source)->side = SIDE_EX;
        book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
        assert_true(told(&book) && each_told(&book));
        assert_int_equal(book.now.published->answering[SIDE_EX], pack == 0);
        assert_int_equal(book.now.published->answering_sources[SIDE_EX], pack == 0);
        book_put(&book, "2026-01");
    }
    book_close(&book);
}

/* A pack that was never sent told nobody anything. */
static void forgotten(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Origin first = {"", 100, 12}, more = {"", 102, 13};
    decide_as(&book, &first, 1, "");
    book_put(&book, "2026-01");
    decide_as(&book, &more, 1, "");
    assert_false(told(&book));
    book_forget(&book, "2026-01");
    decide_as(&book, &more, 1, "");
    assert_true(told(&book));
    book_close(&book);
}

/* Other counts of the same people, because the question has another scale now. */
static void asked_otherwise(void **state)
{
    (void)state;
    Book book;
    book_open(&book);
    static const Origin before = {"", 100, 12}, now = {"", 100, 40};
    decide_as(&book, &before, 1, "0..10");
    book_put(&book, "2026-01");
    decide_as(&book, &now, 1, "0..10");
    assert_false(told(&book));
    decide_as(&book, &now, 1, "1..10");
    assert_true(told(&book) && each_told(&book));
    book_close(&book);
}

/* Lines of counts stand for people: six lines may be of three, and one of fifty. */
static void of_counts(void **state)
{
    (void)state;
    static const struct {
        int lines, people;
        bool told;
    } cases[] = {{6, 3, false}, {6, 4, false}, {6, 5, true}, {1, 50, true}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Book book;
        book_open(&book);
        Origin part = {"", cases[i].lines, 0};
        decide_as(&book, &part, 1, "");
        book.now.tally->sources[0].counted = true;
        book.now.tally->sources[0].people = cases[i].people;
        book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
        assert_int_equal(told(&book), cases[i].told);
        assert_int_equal(each_told(&book), cases[i].told);
        book_close(&book);
    }
}

/* ---- Every number that is told ---- */

enum { OF_SOURCE = 10, NUMBERS };

static int64_t *number_of(Book *book, ptrdiff_t source, int number)
{
    Tally *tally = book->now.tally;
    SourceReport *report = &tally->sources[source];
    SourceQuality *found = &report->quality;
    int64_t *const numbers[NUMBERS] = {&found->straight,
                                       &found->straight_of,
                                       &report->straight_left,
                                       &found->twice,
                                       &found->speed.timed,
                                       &found->speed.fast,
                                       &report->fast_left,
                                       &found->questions[1].asked,
                                       &found->questions[1].missing,
                                       &found->questions[1].off_scale,
                                       &tally->side[book->side].missing_code[1]};
    return numbers[number];
}

/* Two sources of a hundred each; each number of each is 9 but one, which is so many more. */
static void decide_numbers(Book *book, int number, const int64_t more[2])
{
    static const Origin parts[] = {{"a", 100, 9}, {"b", 100, 9}};
    decide_as(book, parts, 2, "");
    for (ptrdiff_t i = 0; i < 2; i++) {
        SourceQuality *found = &book->now.tally->sources[i].quality;
        found->questions = NEW(&book->now.arena, QuestionQuality, 2);
        found->speed.known = true;
        found->speed.median_s = 60;
        for (int n = 0; n < OF_SOURCE; n++)
            *number_of(book, i, n) = 9 + (n == number ? more[i] : 0);
    }
    if (number == OF_SOURCE)
        *number_of(book, 0, number) += more[0];
    book->now.published = privacy_decide(&book->now.arena, book->now.tally, book->ledger);
}

/* Another number of as many people is of others: of the side, or of a source where the side has as
 * many as before. */
static void every_number(void **state)
{
    (void)state;
    static const int64_t same[2] = {0, 0}, more[2] = {1, 0}, moved[2] = {1, -1};
    for (int number = 0; number < NUMBERS; number++) {
        Book book;
        book_open(&book);
        decide_numbers(&book, number, same);
        assert_true(told(&book) && each_told(&book));
        book_put(&book, "2026-01");
        decide_numbers(&book, number, same);
        assert_true(told(&book) && each_told(&book));
        decide_numbers(&book, number, more);
        assert_false(told(&book) || each_told(&book));
        if (number < OF_SOURCE) {
            decide_numbers(&book, number, moved);
            assert_true(told(&book));
            assert_false(each_told(&book));
        }
        book_close(&book);
    }
}

/* The median of a source, and what was written in place of an answer. */
static void medians_and_texts(void **state)
{
    (void)state;
    static const int64_t same[2] = {0, 0};
    static OddValue values[][1] = {{{{"77", 2}, 6}}, {{{"88", 2}, 6}}, {{{"77", 2}, 7}}};
    enum { SAME, MEDIAN, ONE_OF_TWO, TEXT, ROWS, WAYS };
    for (int way = SAME; way < WAYS; way++) {
        Book book;
        book_open(&book);
        for (int pack = 0; pack < 2; pack++) {
            decide_numbers(&book, 0, same);
            SourceReport *sources = book.now.tally->sources;
            if (way != ONE_OF_TWO) /* of two the side has no median */
                sources[1].quality.speed = (Speed){.median_s = (double)NAN};
            bool slower = pack == 1 && (way == MEDIAN || way == ONE_OF_TWO);
            sources[0].quality.speed.median_s = slower ? 60.5 : 60;
            sources[0].quality.questions[1].odd =
                values[pack == 0 || way < TEXT ? 0 : way - TEXT + 1];
            sources[0].quality.questions[1].odd_count = 1;
            book.now.published = privacy_decide(&book.now.arena, book.now.tally, book.ledger);
            /* No side is told the texts of its sources. */
            assert_int_equal(told(&book), pack == 0 || way != MEDIAN);
            assert_int_equal(each_told(&book), pack == 0 || way == SAME);
            book_put(&book, "2026-01");
        }
        book_close(&book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_others),       cmocka_unit_test(of_sources),
        cmocka_unit_test(of_each_side),    cmocka_unit_test(forgotten),
        cmocka_unit_test(asked_otherwise), cmocka_unit_test(of_counts),
        cmocka_unit_test(every_number),    cmocka_unit_test(medians_and_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
