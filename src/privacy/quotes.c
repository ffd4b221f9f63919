#include "comments.h"

#include <stdlib.h>

#include <cxex/text.h>

/* What reads well in a report: characters and words that are left after cleaning. */
enum { QUOTE_SHORTEST = 25, QUOTE_LONGEST = 220, QUOTE_WORDS = 5 };

/* ---- The comments of a cell, the most recent day first ---- */

static int compare_days(Date a, Date b)
{
    if (a.year != b.year)
        return a.year < b.year ? 1 : -1;
    if (a.month != b.month)
        return a.month < b.month ? 1 : -1;
    return (a.day < b.day) - (a.day > b.day);
}

typedef struct Dated {
    Date date;
    ptrdiff_t comment;
} Dated;

static int by_day(const void *left, const void *right)
{
    const Dated *a = left;
    const Dated *b = right;
    int days = compare_days(a->date, b->date);
    return days != 0 ? days : (a->comment > b->comment) - (a->comment < b->comment);
}

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

typedef struct Quote {
    Quotation quotation;
    ptrdiff_t length; /* characters */
    Str id;
} Quote;
typedef LIST_OF(Quote) Quotes;

static int by_length(const void *left, const void *right)
{
    const Quote *a = left;
    const Quote *b = right;
    if (a->length != b->length)
        return a->length < b->length ? 1 : -1;
    int ids = str_compare(a->id, b->id);
    if (ids != 0)
        return ids;
    return (a->quotation.comment > b->quotation.comment) -
           (a->quotation.comment < b->quotation.comment);
}

/* What may be quoted of one day, the best first. */
static Quotes quotes_of_day(Arena *arena, const SideTally *side, const Redactor *redactor,
                            const Dated *day, ptrdiff_t count)
{
    Quotes quotes = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        const Comment *comment = &side->comments[day[i].comment];
        Str text = redactor_clean(arena, redactor, comment->text);
        if (!reads_well(text))
            continue;
        *PUSH(arena, &quotes, Quote) =
            (Quote){.quotation = {.text = text, .date = comment->date, .comment = day[i].comment},
                    .length = text_length(text),
                    .id = comment->id};
    }
    if (quotes.len > 0)
        qsort(quotes.items, (size_t)quotes.len, sizeof *quotes.items, by_length);
    return quotes;
}

ptrdiff_t comments_quote(Arena *arena, const SideTally *side, const Redactor *redactor,
                         CommentIndices indices, Quotation *out, ptrdiff_t most)
{
    Dated *dated = NEW(arena, Dated, indices.len);
    for (ptrdiff_t i = 0; i < indices.len; i++)
        dated[i] = (Dated){side->comments[indices.items[i]].date, indices.items[i]};
    if (indices.len > 0)
        qsort(dated, (size_t)indices.len, sizeof *dated, by_day);

    StrMap seen = {0};
    ptrdiff_t found = 0;
    /* Day by day, so that only as many texts are cleaned as are needed. */
    for (ptrdiff_t from = 0, to = 0; from < indices.len && found < most; from = to) {
        while (to < indices.len && compare_days(dated[from].date, dated[to].date) == 0)
            to++;
        Quotes quotes = quotes_of_day(arena, side, redactor, dated + from, to - from);
        for (ptrdiff_t i = 0; i < quotes.len && found < most; i++) {
            bool added;
            strmap_put(arena, &seen, text_fold(arena, quotes.items[i].quotation.text), &added);
            if (added)
                out[found++] = quotes.items[i].quotation;
        }
    }
    return found;
}

ptrdiff_t privacy_quotations(Arena *arena, const Published *published, const Tally *tally,
                             const Redactor *redactor, Side side, ptrdiff_t scope, ptrdiff_t window,
                             Quotation *out, ptrdiff_t most)
{
    if (!comments_told(published, tally, side, scope, window))
        return 0;
    CommentIndices indices = comments_of(arena, tally, side, scope, window);
    return comments_quote(arena, &tally->side[side], redactor, indices, out, most);
}
