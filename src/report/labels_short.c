/* Short names. A name is cut at a word and keeps its beginning: "Trung tâm dịch vụ khách…"; of
 * several that would be cut alike, each keeps the words that tell it apart as well:
 * "Trung tâm dịch vụ…số 01". Where even that does not tell them apart the whole name stands. */
#include "build.h"

#include <stdlib.h>

enum { SHORT_NAME = 26, TAIL_MOST = 13, HEAD_LEAST = 8, ROUNDS = 8 };

static const Str ellipsis = {"\xE2\x80\xA6", 3};

/* The first `most` characters, cut at a word where one ends in there. */
static Str cut_at_word(Str name, int most)
{
    ptrdiff_t at = 0, blank = 0, last = 0;
    for (int i = 0; i < most && at < name.len; i++) {
        last = at;
        if (text_next(name, &at) == ' ')
            blank = last;
    }
    if (at >= name.len)
        return name;
    if (name.s[at] == ' ') /* the word ends just here */
        blank = at;
    return str_trim(str_slice(name, 0, blank > 0 ? blank : at));
}

Str label_shorten(Arena *arena, Str name)
{
    if (text_length(name) <= SHORT_NAME)
        return name;
    return str_concat(arena, cut_at_word(name, SHORT_NAME - 1), ellipsis);
}

/* ---- Several at once ---- */

typedef struct ShortName {
    Str name, text;
    ptrdiff_t place; /* in the caller's list */
} ShortName;

static int by_text(const void *left, const void *right)
{
    const ShortName *a = left, *b = right;
    int order = str_compare(a->text, b->text);
    return order != 0 ? order : str_compare(a->name, b->name);
}

/* Bytes that both begin with, whole words alone. */
static ptrdiff_t common_words(Str a, Str b)
{
    ptrdiff_t same = 0;
    while (same < a.len && same < b.len && a.s[same] == b.s[same])
        same++;
    while (same > 0 && a.s[same - 1] != ' ')
        same--;
    return same;
}

/* The word before `at` belongs to what follows, when both are short: "số 01". */
static ptrdiff_t word_before(Str name, ptrdiff_t at)
{
    ptrdiff_t from = at - 1; /* the blank */
    while (from > 0 && name.s[from - 1] != ' ')
        from--;
    return from > 0 && text_length(str_slice(name, from, name.len)) <= TAIL_MOST ? from : at;
}

static Str with_tail(Arena *arena, Str name, ptrdiff_t common)
{
    Str rest = str_slice(name, word_before(name, common), name.len),
        tail = cut_at_word(rest, TAIL_MOST);
    bool cut = tail.len < rest.len;
    int room = SHORT_NAME - 1 - (int)text_length(tail) - cut;
    Str head = cut_at_word(name, room < HEAD_LEAST ? HEAD_LEAST : room);
    const Str parts[] = {head, ellipsis, tail, cut ? ellipsis : STR_NONE};
    return str_join(arena, parts, CX_COUNTOF(parts), STR_NONE);
}

/* True when some were alike. */
static bool tell_apart(Arena *arena, ShortName *names, ptrdiff_t count, bool whole)
{
    bool any = false;
    qsort(names, (size_t)count, sizeof names[0], by_text);
    for (ptrdiff_t first = 0, end; first < count; first = end) {
        end = first + 1;
        while (end < count && str_equal(names[end].text, names[first].text))
            end++;
        /* In their order the first and the last have the least in common. */
        if (end - first < 2 || str_equal(names[first].name, names[end - 1].name))
            continue;
        any = true;
        ptrdiff_t common = common_words(names[first].name, names[end - 1].name);
        for (ptrdiff_t i = first; i < end; i++)
            names[i].text =
                whole || common == 0 ? names[i].name : with_tail(arena, names[i].name, common);
    }
    return any;
}

Str *label_shorten_apart(Arena *arena, const Str *names, ptrdiff_t count)
{
    Str *texts = NEW(arena, Str, count);
    ShortName *shorts = NEW(arena, ShortName, count);
    for (ptrdiff_t i = 0; i < count; i++)
        shorts[i] = (ShortName){names[i], label_shorten(arena, names[i]), i};
    bool alike = count > 1;
    for (int round = 0; alike && round <= ROUNDS; round++)
        alike = tell_apart(arena, shorts, count, round == ROUNDS);
    for (ptrdiff_t i = 0; i < count; i++)
        texts[shorts[i].place] = shorts[i].text;
    return texts;
}

void label_shorten_units(Build *build)
{
    const Tally *tally = build->tally;
    Str *names = NEW(build->arena, Str, tally->unit_count);
    for (ptrdiff_t u = 0; u < tally->unit_count; u++)
        names[u] = label_unit(build, u);
    build->unit_short = label_shorten_apart(build->arena, names, tally->unit_count);
}

Str label_unit_short(const Build *build, ptrdiff_t scope)
{
    return build->unit_short ? build->unit_short[scope]
                             : label_shorten(build->arena, label_unit(build, scope));
}
