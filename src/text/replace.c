/* Words to replace: which words of a text are meant, and how what stands there then is written. */
#include "replace.h"

#include <stdlib.h>
#include <unicode/uchar.h>

typedef struct Letters {
    int32_t *items;
    ptrdiff_t len;
} Letters;

/* One FROM. */
typedef struct Needle {
    Letters letters; /* as written in `exact`, else small */
    bool exact;      /* an abbreviation in capitals: "EX" is not "ex" */
    Str plain;       /* TO in the middle of a sentence */
    Str capital;     /* … at its start */
    Str capitals;    /* … in a heading */
    ptrdiff_t order; /* as the theme has them */
} Needle;
struct Replacer {
    LangId lang;
    Needle *needles; /* the longest first */
    ptrdiff_t count;
};

static Letters letters_of(Arena *arena, Str text)
{
    Letters letters = {.items = NEW(arena, int32_t, text.len + 1)};
    for (ptrdiff_t at = 0; at < text.len;)
        letters.items[letters.len++] = text_next(text, &at);
    return letters;
}

static bool is_letter(int32_t c)
{
    CharKind kind = text_char_kind(c);
    return kind == CHAR_LETTER || kind == CHAR_CAPITAL || kind == CHAR_DIGIT;
}

static bool is_capital(int32_t c)
{
    return text_char_kind(c) == CHAR_CAPITAL;
}

/* At least two letters, all of them capitals. */
static bool is_in_capitals(const int32_t *items, ptrdiff_t len)
{
    int capitals = 0;
    for (ptrdiff_t i = 0; i < len; i++) {
        if (text_char_kind(items[i]) == CHAR_LETTER)
            return false;
        capitals += is_capital(items[i]);
    }
    return capitals >= 2;
}

/* The text with its first letter changed by `change`. */
static Str with_first(Arena *arena, Str text, UChar32 (*change)(UChar32))
{
    ptrdiff_t end = 0;
    if (text.len == 0)
        return text;
    int32_t first = text_next(text, &end);
    char bytes[4];
    ptrdiff_t length = utf8_encode(change(first), bytes);
    Buffer buffer = {.arena = arena};
    buffer_add(&buffer, (Str){bytes, length});
    buffer_add(&buffer, str_slice(text, end, text.len));
    return buffer_str(&buffer);
}

/* "Chi nhánh" is small in the middle of a sentence when its FROM was written with a capital too, as
 * one writes a list; "BU" and "McCafé" keep theirs. */
static bool follows_small(Letters from, Letters to)
{
    return from.len > 0 && to.len > 1 && is_capital(from.items[0]) && is_capital(to.items[0]) &&
           !is_capital(to.items[1]);
}

static Needle needle_of(Arena *arena, LangId lang, WordPair pair, ptrdiff_t order)
{
    Letters from = letters_of(arena, text_name_key(arena, pair.from));
    Str to_text = text_name_key(arena, pair.to);
    Letters to = letters_of(arena, to_text);
    Needle needle = {
        .letters = from, .exact = is_in_capitals(from.items, from.len), .order = order};
    bool small = !needle.exact && follows_small(from, to);
    needle.plain = small ? with_first(arena, to_text, u_tolower) : to_text;
    needle.capital = with_first(arena, to_text, u_toupper);
    needle.capitals = text_upper(arena, to_text, lang);
    for (ptrdiff_t i = 0; i < from.len && !needle.exact; i++)
        from.items[i] = u_tolower(from.items[i]);
    return needle;
}

static int longest_first(const void *a, const void *b)
{
    const Needle *x = a, *y = b;
    if (x->letters.len != y->letters.len)
        return x->letters.len > y->letters.len ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

const Replacer *replacer_open(Arena *arena, LangId lang, const WordPair *pairs, ptrdiff_t count)
{
    Replacer *replacer = NEW(arena, Replacer, 1);
    *replacer = (Replacer){.lang = lang, .needles = NEW(arena, Needle, count + 1), .count = count};
    for (ptrdiff_t i = 0; i < count; i++)
        replacer->needles[i] = needle_of(arena, lang, pairs[i], i);
    if (count > 1)
        qsort(replacer->needles, (size_t)count, sizeof replacer->needles[0], longest_first);
    return replacer;
}

/* A mark that stands apart from its letter belongs to the word too, but catalogues are NFC. */
static bool matches(Letters text, ptrdiff_t at, const Needle *needle)
{
    const int32_t *wanted = needle->letters.items;
    ptrdiff_t len = needle->letters.len, end = at + len;
    if (len == 0 || end > text.len)
        return false;
    for (ptrdiff_t i = 0; i < len; i++) {
        int32_t c = text.items[at + i];
        bool blanks = text_char_kind(c) == CHAR_BLANK && text_char_kind(wanted[i]) == CHAR_BLANK;
        if (!blanks && (needle->exact ? c : u_tolower(c)) != wanted[i])
            return false;
    }
    return !(at > 0 && is_letter(wanted[0]) && is_letter(text.items[at - 1])) &&
           !(end < text.len && is_letter(wanted[len - 1]) && is_letter(text.items[end]));
}

/* ---- "a" and "an" ---- */

/* The blank before which a lonely "a" or "an" ends the text; -1: none. */
static ptrdiff_t article_at(Str text)
{
    ptrdiff_t end = text.len - 1;
    if (end < 1 || text.s[end] != ' ')
        return -1;
    ptrdiff_t from = end;
    while (from > 0 && text.s[from - 1] != ' ')
        from--;
    Str article = str_slice(text, from, end);
    return str_equal_nocase(article, S("a")) || str_equal_nocase(article, S("an")) ? end : -1;
}

/* By the letter: "a", "e", "i", "o" take "an". "u" (a unit, an uncle) and "h" (a house, an hour)
 * do not tell, nor do the letters of an abbreviation (an MBA); then the article stays. */
static void fit_article(Buffer *buffer, Str to)
{
    Str text = buffer_str(buffer);
    ptrdiff_t blank = article_at(text), at = 0;
    if (blank < 0)
        return;
    int32_t first = u_tolower(text_next(to, &at)), second = at < to.len ? text_next(to, &at) : ' ';
    if (first < 'a' || first > 'z' || first == 'u' || first == 'h' || is_capital(second))
        return;
    bool has = (text.s[blank - 1] | 32) == 'n';
    bool wants = first == 'a' || first == 'e' || first == 'i' || first == 'o';
    if (has == wants)
        return;
    buffer->len = wants ? blank : blank - 1;
    buffer_add(buffer, wants ? S("n ") : S(" "));
}

/* ---- The pass ---- */

static const Needle *needle_at(const Replacer *replacer, Letters text, ptrdiff_t at)
{
    for (ptrdiff_t i = 0; i < replacer->count; i++)
        if (matches(text, at, &replacer->needles[i]))
            return &replacer->needles[i];
    return NULL;
}

static Str written(const Needle *needle, Letters text, ptrdiff_t at)
{
    if (needle->exact)
        return needle->plain;
    if (is_in_capitals(text.items + at, needle->letters.len))
        return needle->capitals;
    return is_capital(text.items[at]) ? needle->capital : needle->plain;
}

Str replacer_run(Arena *arena, const Replacer *replacer, Str text)
{
    Letters letters = letters_of(arena, text);
    Buffer buffer = {.arena = arena};
    bool changed = false;
    for (ptrdiff_t i = 0, at = 0; i < letters.len;) {
        const Needle *needle = needle_at(replacer, letters, i);
        ptrdiff_t count = needle ? needle->letters.len : 1, from = at;
        for (ptrdiff_t k = 0; k < count; k++)
            (void)text_next(text, &at);
        if (needle) {
            Str to = written(needle, letters, i);
            if (replacer->lang == LANG_EN)
                fit_article(&buffer, to);
            buffer_add(&buffer, to);
            changed = true;
        } else {
            buffer_add(&buffer, str_slice(text, from, at));
        }
        i += count;
    }
    return changed ? buffer_str(&buffer) : text;
}

Str text_replace_words(Arena *arena, Str text, LangId lang, const WordPair *pairs, ptrdiff_t count)
{
    return replacer_run(arena, replacer_open(arena, lang, pairs, count), text);
}

bool text_has_words(Arena *arena, Str text, Str words)
{
    Needle needle = needle_of(arena, LANG_EN, (WordPair){words, words}, 0);
    Letters letters = letters_of(arena, text);
    bool found = false;
    for (ptrdiff_t i = 0; i < letters.len && !found; i++)
        found = matches(letters, i, &needle);
    return found;
}
