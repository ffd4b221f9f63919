/* Random histories: months pass, answers come late, some are taken out again, packs are built once
 * more or turn out never to have been sent. Everybody who ever answered is a person here; a printed
 * sum is the set of those who stood behind it on the day it was printed. After every pack no
 * combination of all that was ever printed may live on fewer than k people, by definition
 * (privacy_judge.h). Where answers are gone, none come any more: that as many others came in their
 * place, the ledger's counts cannot tell. */
#include "privacy_judge.h"

#include "privacy_book.h"

enum { UNITS = 3, MONTHS = 3, PACKS = 4, BLOCKS = 20, QUESTIONS = 2 };

/* People who came and went together. */
typedef struct Block {
    int unit, month, count;
    int came, went;          /* packs; went == 0: still here */
    bool answers[QUESTIONS]; /* all of them or none */
} Block;

typedef struct History {
    Block blocks[BLOCKS];
    int count;
    Case sums[1 + QUESTIONS]; /* printed sums of rows and of each question; atoms are blocks */
} History;

static const char *const keys[UNITS] = {"A", "B", ""};

static void add_block(History *history, uint64_t *seed, int pack, int unit, int month, int count)
{
    bool gone = false;
    for (int b = 0; b < history->count; b++) {
        const Block *block = &history->blocks[b];
        gone = gone || (block->unit == unit && block->month == month && block->went > 0);
    }
    if (history->count == BLOCKS || count == 0 || gone)
        return;
    history->blocks[history->count++] = (Block){.unit = unit,
                                                .month = month,
                                                .count = count,
                                                .came = pack,
                                                .answers = {draw(seed, 5) > 0, draw(seed, 3) > 0}};
}

/* What happens before a pack. */
static int live(History *history, uint64_t *seed, int pack, int months)
{
    if (months < MONTHS && (pack == 1 || draw(seed, 2) == 0)) {
        months++;
        for (int unit = 0; unit < UNITS; unit++)
            add_block(history, seed, pack, unit, months, (int)draw(seed, unit == 2 ? 3 : 12));
        if (draw(seed, 2))
            add_block(history, seed, pack, 0, months, 1 + (int)draw(seed, 4));
    }
    for (int i = 0; i < 2 && pack > 1; i++) {
        if (draw(seed, 2) == 0)
            add_block(history, seed, pack, (int)draw(seed, UNITS), 1 + (int)draw(seed, months),
                      1 + (int)draw(seed, 7));
    }
    if (pack > 1 && history->count > 0 && draw(seed, 4) == 0) {
        Block *block = &history->blocks[draw(seed, (uint32_t)history->count)];
        bool came = false;
        for (int b = 0; b < history->count; b++)
            came = came ||
                   (history->blocks[b].unit == block->unit &&
                    history->blocks[b].month == block->month &&
                    (history->blocks[b].came > block->came || history->blocks[b].came == pack));
        block->went = block->went == 0 && !came ? pack : block->went;
    }
    return months;
}

static ptrdiff_t rows_now(const History *history, Rows *rows)
{
    static const char *const answers[2][2] = {{". .", ". 4"}, {"9 .", "9 4"}};
    ptrdiff_t count = 0;
    for (int b = 0; b < history->count; b++) {
        const Block *block = &history->blocks[b];
        if (block->went == 0)
            rows[count++] = (Rows){keys[block->unit], block->month, block->count,
                                   answers[block->answers[0]][block->answers[1]]};
    }
    return count;
}

static ptrdiff_t behind(const History *history, const Tally *tally, ptrdiff_t scope,
                        const Window *window, ptrdiff_t *atoms)
{
    ptrdiff_t count = 0;
    for (int b = 0; b < history->count; b++) {
        const Block *block = &history->blocks[b];
        Str month = str_from((const char *[]){"2026-01", "2026-02", "2026-03"}[block->month - 1]);
        ptrdiff_t period = tally_find_period_id(tally, month);
        if (block->went == 0 && period >= window->first && period <= window->last &&
            (scope == 0 || str_equal(tally->units[scope].key, str_from(keys[block->unit]))))
            atoms[count++] = b;
    }
    return count;
}

/* Adds what the pack prints that was not printed before. */
static int print_pack(History *history, Book *book, int period)
{
    const Tally *tally = book->now.tally;
    const Published *published = book->now.published;
    int printed = 0;
    for (ptrdiff_t scope = 0; scope < published->scope_count; scope++) {
        for (ptrdiff_t window = 0; window < published->window_count; window++) {
            if (tally->windows[window].last > period)
                continue;
            Publish state = privacy_state(published, SIDE_CX, scope, window);
            const LedgerCell *stored =
                published->stored[SIDE_CX][scope * published->window_count + window];
            assert_int_equal(state == PUBLISH_STORED, stored != NULL);
            assert_int_equal(privacy_shown(published, SIDE_CX, scope, window),
                             state == PUBLISH_STORED || state == PUBLISH_PUBLISHED);
            if (state != PUBLISH_PUBLISHED)
                continue;
            printed++;
            for (int s = 0; s <= QUESTIONS; s++) {
                if (s > 0 &&
                    privacy_question_withheld(published, tally, SIDE_CX, scope, window, s - 1))
                    continue;
                ptrdiff_t atoms[BLOCKS];
                ptrdiff_t count = behind(history, tally, scope, &tally->windows[window], atoms);
                put_candidate(&history->sums[s], atoms, count);
            }
        }
    }
    return printed;
}

static void judge_history(History *history, int number, int pack)
{
    bool taken[JUDGE_CANDIDATES];
    for (int c = 0; c < JUDGE_CANDIDATES; c++)
        taken[c] = true;
    for (int s = 0; s <= QUESTIONS; s++) {
        Case *one = &history->sums[s];
        one->atom_count = history->count;
        one->k = 5;
        for (int b = 0; b < history->count; b++)
            one->n[b] = s == 0 || history->blocks[b].answers[s - 1] ? history->blocks[b].count : 0;
        if (judge_isolates(one, taken))
            fail_msg("history %d, pack %d: statistic %d isolates somebody", number, pack, s);
    }
}

static void random_histories(void **state)
{
    (void)state;
    uint64_t seed = 41;
    static Book book;
    static History history;
    int stored = 0, printed = 0, hidden = 0, revised = 0;
    for (int number = 0; number < 400; number++) {
        memset(&history, 0, sizeof history);
        book_open(&book);
        book.months_of_window = draw(&seed, 2) ? 2 : 0;
        int months = 0;
        for (int pack = 1; pack <= PACKS; pack++) {
            months = live(&history, &seed, pack, months);
            Rows rows[BLOCKS];
            ptrdiff_t count = rows_now(&history, rows);
            if (count == 0)
                continue;
            const Published *published = book_decide(&book, rows, count);
            int last = (int)book.now.tally->period_count - 1;
            /* Now and then the pack of an earlier month is built again. */
            int period = draw(&seed, 4) == 0 && last > 0 ? last - 1 : last;
            ptrdiff_t before[1 + QUESTIONS];
            for (int i = 0; i <= QUESTIONS; i++)
                before[i] = history.sums[i].candidate_count;
            printed += print_pack(&history, &book, period);
            for (ptrdiff_t c = 0; c < published->scope_count * published->window_count; c++) {
                stored += published->state[SIDE_CX][c] == PUBLISH_STORED;
                hidden += published->state[SIDE_CX][c] == PUBLISH_SECONDARY;
                revised += published->state[SIDE_CX][c] == PUBLISH_PUBLISHED && pack > 1;
            }
            book_put(&book, str_cstr(&book.arena,
                                     str_copy(&book.arena, book.now.tally->periods[period].id)));
            if (draw(&seed, 6) == 0) { /* never sent */
                book_forget(&book, str_cstr(&book.arena, book.now.tally->periods[period].id));
                for (int i = 0; i <= QUESTIONS; i++)
                    history.sums[i].candidate_count = before[i];
            }
            judge_history(&history, number, pack);
        }
        book_close(&book);
    }
    print_message("%d printed, %d of them later than the first pack, %d stored, %d hidden\n",
                  printed, revised, stored, hidden);
    assert_true(printed > 3000 && stored > 500 && hidden > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_histories)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
