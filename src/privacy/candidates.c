/* Pairs of syllables that many comments have, where the project has no list of themes. */
#include "comments.h"

#include "syllables.h"

#include <stdlib.h>

/* Syllables that say nothing of what a comment is about, Vietnamese then English. */
static const char stop_words[] =
    " a ai anh bạn bị bởi cái các cần chị chỉ cho chưa chứ cả còn có cũng của cứ do dù đã đang đây "
    "để đến đều đi được em gì giờ hay hãy hơn hết họ i khi không khá lại là làm lên lúc lắm mà "
    "mình "
    "mấy mỗi mọi một này nào nên nếu ngày nhưng như những nhiều nhất nữa ở phải qua quá ra rằng "
    "rồi "
    "rất sau sẽ sao sự tại thì thế theo thấy thật tôi từ tới trên trong trước tuy vào vẫn vậy về "
    "vì "
    "việc với vừa xin an am and are as at be but by can did do does for from get got had has have "
    "he her his i if in is it its just me more my no not of on or our out she so some than that "
    "the their them then there they this to too up us very was we were what when which who will "
    "with you your ";

static StrMap read_stop_words(Arena *arena, SyllableForm form)
{
    StrMap stops = {0};
    Str rest = syllables_read(arena, str_from(stop_words), form);
    for (ptrdiff_t from = 1, to = 1; from < rest.len; from = to + 1) {
        bool added;
        for (to = from; rest.s[to] != ' ';)
            to++;
        strmap_put(arena, &stops, str_slice(rest, from, to), &added);
    }
    return stops;
}

typedef struct SyllablePair {
    ThemeCandidate told;
    ptrdiff_t last; /* the comment that it was counted of last, from 1 */
} SyllablePair;
typedef struct PairCount {
    Arena *arena;
    StrMap stops, plain_stops, at; /* at: text -> index in pairs */
    LIST_OF(SyllablePair) pairs;
} PairCount;

/* "[số điện thoại]" stands for what was taken out: no words of the writer's. */
static Str without_brackets(Arena *arena, Str text)
{
    Buffer left = {.arena = arena};
    bool inside = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        inside = (inside || text.s[i] == '[') && text.s[i] != ']';
        buffer_add_byte(&left, inside ? '.' : text.s[i]);
    }
    return buffer_str(&left);
}

static bool tells(Str syllable, const StrMap *stops)
{
    bool letter = false;
    for (ptrdiff_t at = 0; at < syllable.len && !letter;) {
        CharKind kind = text_char_kind(text_next(syllable, &at));
        letter = kind == CHAR_LETTER || kind == CHAR_CAPITAL;
    }
    return letter && syllable.len > 1 && strmap_find(stops, syllable) == NULL;
}

static void count_pair(PairCount *count, Str text, ptrdiff_t comment)
{
    const ptrdiff_t *found = strmap_find(&count->at, text);
    if (!found) {
        bool added;
        Str kept = str_copy(count->arena, text);
        *strmap_put(count->arena, &count->at, kept, &added) = count->pairs.len;
        *PUSH(count->arena, &count->pairs, SyllablePair) = (SyllablePair){.told = {kept, 0}};
        found = strmap_find(&count->at, text);
    }
    SyllablePair *pair = &count->pairs.items[*found];
    pair->told.n += pair->last != comment;
    pair->last = comment;
}

/* A pair counts once in a comment. */
static void count_pairs(PairCount *count, Arena scratch, const Redactor *redactor,
                        const Comment *written, ptrdiff_t comment)
{
    Str text = comment_text(&scratch, written);
    Str clean = redactor ? redactor_clean(&scratch, redactor, text) : text;
    const StrMap *stops = syllables_accented(&scratch, clean) ? &count->stops : &count->plain_stops;
    Str words = syllables_read(&scratch, without_brackets(&scratch, clean), SYLLABLES_AS_WRITTEN);
    ptrdiff_t before = -1; /* where the syllable before begins; -1: none that tells */
    for (ptrdiff_t from = 1, to = 1; from < words.len; from = to + 1) {
        for (to = from; words.s[to] != ' ';)
            to++;
        bool now = tells(str_slice(words, from, to), stops);
        if (now && before >= 0)
            count_pair(count, str_slice(words, before, to), comment);
        before = now ? from : -1;
    }
}

static int by_count(const void *left, const void *right)
{
    const ThemeCandidate *a = &((const SyllablePair *)left)->told;
    const ThemeCandidate *b = &((const SyllablePair *)right)->told;
    return a->n != b->n ? (a->n < b->n ? 1 : -1) : str_compare(a->text, b->text);
}

/* All pairs of all comments: given back at the end. */
static Arena open_room(Arena *arena)
{
    Arena room = arena_open(arena->end - arena->at, arena->full, arena->full_context);
    if (room.begin == NULL)
        arena_alloc(arena, 1, 1, PTRDIFF_MAX); /* ends the run as any lack of memory does */
    return room;
}

ptrdiff_t privacy_theme_candidates(Arena *arena, const Published *published, const Tally *tally,
                                   const Redactor *redactor, Side side, ptrdiff_t scope,
                                   ptrdiff_t window, ThemeCandidate *out, ptrdiff_t most,
                                   int64_t *comments)
{
    int64_t minimum = tally->config->privacy.comment_minimum;
    *comments = 0;
    CommentRuns runs = comments_of(arena, tally, side, scope, window);
    ptrdiff_t len = comments_len(&runs);
    if (!comments_counted(published, tally, side, scope, window, len))
        return 0;
    Arena scratch = open_room(arena), room = open_room(arena);
    PairCount count = {.arena = &scratch,
                       .stops = read_stop_words(&scratch, SYLLABLES_AS_WRITTEN),
                       .plain_stops = read_stop_words(&scratch, SYLLABLES_PLAIN)};
    ptrdiff_t step = (len + THEME_COMMENTS_MOST - 1) / THEME_COMMENTS_MOST, found = 0, skip = 0;
    for (ptrdiff_t r = 0; r < runs.len; r++) { /* as if they were one after another */
        ptrdiff_t at = runs.items[r].from + skip;
        for (; at < runs.items[r].to; at += step)
            count_pairs(&count, room, redactor, &tally->side[side].comments[at], ++*comments);
        skip = at - runs.items[r].to;
    }
    if (count.pairs.len > 0)
        qsort(count.pairs.items, (size_t)count.pairs.len, sizeof count.pairs.items[0], by_count);
    for (; found < most && found < count.pairs.len && count.pairs.items[found].told.n >= minimum;
         found++)
        out[found] = (ThemeCandidate){str_copy(arena, count.pairs.items[found].told.text),
                                      count.pairs.items[found].told.n};
    arena_close(&room);
    arena_close(&scratch);
    return found;
}
