#include "comments.h"

#include <string.h>

#include <cxex/text.h>

/* What reads well in a report: characters and words that are left after cleaning. */
enum { QUOTE_SHORTEST = 25, QUOTE_LONGEST = 220, QUOTE_WORDS = 5 };

/* ---- What may be quoted ---- */

/* Words with a letter. What was taken out ("[số điện thoại]") is no word of the writer's. */
static ptrdiff_t count_words(Str text)
{
    ptrdiff_t count = 0;
    bool taken_out = false, counted = false;
    for (ptrdiff_t at = 0; at < text.len;) {
        int32_t c = text_next(text, &at);
        CharKind kind = text_char_kind(c);
        taken_out = (taken_out || c == '[') && c != ']';
        if (kind == CHAR_BLANK)
            counted = false;
        if ((kind == CHAR_LETTER || kind == CHAR_CAPITAL) && !taken_out && !counted) {
            count++;
            counted = true;
        }
    }
    return count;
}

static bool reads_well(Str text)
{
    ptrdiff_t length = text_length(text);
    return length >= QUOTE_SHORTEST && length <= QUOTE_LONGEST && count_words(text) >= QUOTE_WORDS;
}

/* ---- The best of a day ---- */

typedef struct Quote {
    Quotation told;   /* its text stands in `text` */
    ptrdiff_t length; /* characters */
    char *text;       /* [QUOTE_LONGEST·4] */
} Quote;

/* Each wording once. What is beyond `len` is room. */
typedef struct QuoteList {
    Quote *items; /* [most] */
    ptrdiff_t len, most;
    ptrdiff_t settled; /* the first so many are of later days: they stay, whatever comes */
} QuoteList;

static QuoteList open_list(Arena *arena, ptrdiff_t most)
{
    QuoteList list = {.items = NEW(arena, Quote, most), .most = most};
    for (ptrdiff_t i = 0; i < most; i++)
        list.items[i].text = NEW(arena, char, QUOTE_LONGEST * 4);
    return list;
}

/* Of one day: the longer, then the lower id, goes first. */
static bool goes_before(Arena scratch, const SideTally *side, ptrdiff_t length, ptrdiff_t comment,
                        const Quote *other)
{
    if (length != other->length)
        return length > other->length;
    int ids = str_compare(comment_id(&scratch, &side->comments[comment]),
                          comment_id(&scratch, &side->comments[other->told.comment]));
    return ids != 0 ? ids < 0 : comment < other->told.comment;
}

/* -1: nothing in the list has this wording. */
static ptrdiff_t find_wording(Arena scratch, const QuoteList *list, Str text)
{
    for (ptrdiff_t i = 0; i < list->len; i++)
        if (str_equal(list->items[i].told.text, text))
            return i;
    Str folded = text_fold(&scratch, text);
    ptrdiff_t at = 0;
    while (at < list->len && !str_equal(text_fold(&scratch, list->items[at].told.text), folded))
        at++;
    return at < list->len ? at : -1;
}

/* Out of the list, its room behind all others. */
static void take_out(QuoteList *list, ptrdiff_t at)
{
    Quote out = list->items[at];
    for (list->len--; at < list->len; at++)
        list->items[at] = list->items[at + 1];
    list->items[list->len] = out;
}

static void put_in(const Arena *scratch, const SideTally *side, QuoteList *list, Str text,
                   ptrdiff_t length, ptrdiff_t comment)
{
    Quote put = list->items[list->len];
    memcpy(put.text, text.s, (size_t)text.len);
    put.length = length;
    put.told = (Quotation){.text = {put.text, text.len},
                           .date = comment_date(&side->comments[comment]),
                           .comment = comment};
    ptrdiff_t at = list->len++;
    for (; at > list->settled && goes_before(*scratch, side, length, comment, &list->items[at - 1]);
         at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = put;
}

static void offer(const Arena *scratch, const SideTally *side, QuoteList *list, Str text,
                  ptrdiff_t comment)
{
    ptrdiff_t length = text_length(text);
    if (list->len == list->most &&
        !goes_before(*scratch, side, length, comment, &list->items[list->len - 1]))
        return;
    ptrdiff_t same = find_wording(*scratch, list, text);
    if (same >= 0) {
        if (same < list->settled ||
            !goes_before(*scratch, side, length, comment, &list->items[same]))
            return;
        take_out(list, same);
    } else if (list->len == list->most) {
        list->len--;
    }
    put_in(scratch, side, list, text, length, comment);
}

/* ---- Day by day, so that only as many texts are cleaned as are needed ---- */

/* The latest day of those that are left; what has no date comes last. False: none is left. */
static bool find_day(const SideTally *side, const CommentRuns *runs, uint32_t *day)
{
    bool any = false;
    *day = 0;
    for (ptrdiff_t r = 0; r < runs->len; r++) {
        const CommentRun *run = &runs->items[r];
        if (run->from == run->to)
            continue;
        uint32_t first = side->comments[run->from].day;
        *day = first > *day ? first : *day;
        any = true;
    }
    return any;
}

/* Lists that have room for more, a bit for each. */
static uint64_t open_lists(QuoteList *lists, ptrdiff_t count)
{
    uint64_t open = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        lists[i].settled = lists[i].len;
        open |= (uint64_t)(lists[i].len < lists[i].most) << i;
    }
    return open;
}

static void offer_comment(Arena scratch, const SideTally *side, const Redactor *redactor,
                          ptrdiff_t comment, const QuoteLists *of, QuoteList *lists, uint64_t open)
{
    const Comment *written = &side->comments[comment];
    if (of->lists != NULL)
        open &= of->lists(of->context, scratch, written);
    if (open == 0)
        return;
    Str text = redactor_clean(&scratch, redactor, comment_text(&scratch, written));
    if (!reads_well(text))
        return;
    for (ptrdiff_t i = 0; i < of->count; i++)
        if (open >> i & 1)
            offer(&scratch, side, &lists[i], text, comment);
}

void comments_quote(Arena *arena, const SideTally *side, const Redactor *redactor, CommentRuns runs,
                    const QuoteLists *of)
{
    QuoteList *lists = NEW(arena, QuoteList, of->count);
    for (ptrdiff_t i = 0; i < of->count; i++)
        lists[i] = open_list(arena, of->most);
    uint64_t open = open_lists(lists, of->count);
    for (uint32_t day; open != 0 && find_day(side, &runs, &day);) {
        for (ptrdiff_t r = 0; r < runs.len; r++) {
            CommentRun *run = &runs.items[r];
            for (; run->from < run->to && side->comments[run->from].day == day; run->from++)
                offer_comment(*arena, side, redactor, run->from, of, lists, open);
        }
        open = open_lists(lists, of->count);
    }
    for (ptrdiff_t i = 0; i < of->count; i++) {
        of->found[i] = lists[i].len;
        for (ptrdiff_t k = 0; k < lists[i].len; k++)
            of->out[i * of->most + k] = lists[i].items[k].told;
    }
}

ptrdiff_t privacy_quotations(Arena *arena, const Published *published, const Tally *tally,
                             const Redactor *redactor, Side side, ptrdiff_t scope, ptrdiff_t window,
                             Quotation *out, ptrdiff_t most)
{
    if (!comments_told(published, tally, side, scope, window))
        return 0;
    ptrdiff_t found = 0;
    comments_quote(arena, &tally->side[side], redactor,
                   comments_of(arena, tally, side, scope, window),
                   &(QuoteLists){.count = 1, .most = most, .out = out, .found = &found});
    return found;
}
