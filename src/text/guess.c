/* What a text that reads as nonsense was meant to be. Vietnamese shows it best: nearly every second
 * word has marks, and few combinations of letters are syllables. */
#include "legacy.h"

#include <string.h>

#include <unicode/uchar.h>

/* ---- Syllables ---- */

static bool is_one_of(Str text, const char *list)
{
    Str left = str_from(list);
    while (left.len > 0) {
        StrCut cut = str_cut(left, ' ');
        if (str_equal(cut.head, text))
            return true;
        left = cut.tail;
    }
    return false;
}

static const char first_sounds[] =
    "b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x";
/* With a sound behind, and without. */
static const char closed_middles[] = "a e i ie o oa oe u ua ue uo uy uye y ye";
static const char open_middles[] =
    "a ai ao au ay e eo eu i ia ie ieu iu o oa oai oao oay oe oeo oi u ua uai uao uay ue ueu ui "
    "uo uoi uou uu uy uya uyu y yeu";
static const char last_sounds[] = "c ch k m n ng nh p t"; /* k: Đắk Lắk */

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* Folded and without marks. */
static bool has_syllable_letters(Str plain)
{
    ptrdiff_t first = 0, last = plain.len;
    while (first < plain.len && !is_vowel(plain.s[first]))
        first++;
    while (last > first && !is_vowel(plain.s[last - 1]))
        last--;
    Str head = str_slice(plain, 0, first), middle = str_slice(plain, first, last),
        tail = str_slice(plain, last, plain.len);
    bool good_head = head.len == 0 || is_one_of(head, first_sounds);
    if (tail.len == 0)
        return good_head && is_one_of(middle, open_middles);
    return good_head && is_one_of(middle, closed_middles) && is_one_of(tail, last_sounds);
}

/* All small, all capitals, or a capital first. */
static bool has_one_way_of_capitals(Str word)
{
    ptrdiff_t capitals = 0, letters = 0, first = 0;
    for (ptrdiff_t at = 0; at < word.len;) {
        bool capital = text_char_kind(text_next(word, &at)) == CHAR_CAPITAL;
        capitals += capital;
        first += capital && letters == 0;
        letters++;
    }
    return capitals == 0 || capitals == letters || (capitals == 1 && first == 1);
}

/* In composed form every tone is within one letter, so two letters with tones are no syllable. */
static ptrdiff_t count_tones(Str word)
{
    ptrdiff_t tones = 0;
    for (ptrdiff_t at = 0; at < word.len;) {
        int32_t c = text_next(word, &at);
        /* â ê ô ă đ ơ ư alone have none; of the letters from U+1EA0 all have one but none twice */
        bool tone = c >= 0x1EA0 && c <= 0x1EF9;
        static const int32_t latin[] = {0xE0, 0xE1, 0xE3, 0xE8, 0xE9, 0xEC,  0xED, 0xF2,
                                        0xF3, 0xF5, 0xF9, 0xFA, 0xFD, 0x129, 0x169};
        int32_t low = u_tolower(c);
        for (ptrdiff_t i = 0; i < CX_COUNTOF(latin); i++)
            tone = tone || low == latin[i];
        tones += tone;
    }
    return tones;
}

static bool has_vietnamese_letters_only(Str word)
{
    for (ptrdiff_t at = 0; at < word.len;) {
        int32_t c = u_tolower(text_next(word, &at));
        static const int32_t others[] = {0xE0,  0xE1,  0xE2,  0xE3,  0xE8,  0xE9, 0xEA, 0xEC,
                                         0xED,  0xF2,  0xF3,  0xF4,  0xF5,  0xF9, 0xFA, 0xFD,
                                         0x103, 0x111, 0x129, 0x169, 0x1A1, 0x1B0};
        bool known = (c >= 'a' && c <= 'z') || (c >= 0x1EA0 && c <= 0x1EF9);
        for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++)
            known = known || c == others[i];
        if (!known)
            return false;
    }
    return true;
}

bool text_is_vietnamese_syllable(Arena *arena, Str word)
{
    enum { LONGEST = 28 }; /* bytes of "nghiêng" in capitals, and room */
    if (word.len == 0 || word.len > LONGEST)
        return false;
    Arena room = *arena;
    Str composed = text_nfc(&room, word);
    return has_vietnamese_letters_only(composed) && has_one_way_of_capitals(composed) &&
           count_tones(composed) <= 1 && has_syllable_letters(text_fold_accents(&room, composed));
}

/* ---- Words ---- */

/* The next run of letters from *at that has a character beyond ASCII; false at the end. */
static bool next_accented(Str text, ptrdiff_t *at, Str *word)
{
    for (;;) {
        ptrdiff_t begin = *at;
        bool accented = false;
        for (ptrdiff_t next = *at; *at < text.len; *at = next) {
            int32_t c = text_next(text, &next);
            CharKind kind = text_char_kind(c);
            if (kind != CHAR_LETTER && kind != CHAR_CAPITAL)
                break;
            accented = accented || c >= 0x80;
        }
        *word = str_slice(text, begin, *at);
        if (accented)
            return true;
        if (*at >= text.len)
            return false;
        if (*at == begin)
            text_next(text, at);
    }
}

typedef struct Reading {
    ptrdiff_t words, good;
    Str sample;
} Reading;

static Reading judge(Arena *arena, Str utf8)
{
    enum { WORDS_ENOUGH = 2000 };
    Reading reading = {0};
    Str word;
    for (ptrdiff_t at = 0; reading.words < WORDS_ENOUGH && next_accented(utf8, &at, &word);) {
        if (text_length(word) < 2)
            continue; /* one letter by itself is right in every encoding */
        reading.words++;
        if (!text_is_vietnamese_syllable(arena, word))
            continue;
        if (reading.good++ == 0)
            reading.sample = word;
    }
    return reading;
}

/* ---- Bytes that are not UTF-8 ---- */

enum { SAMPLE_BYTES = 1 << 16 };

Encoding text_guess_encoding(Arena *arena, Str bytes, Str *sample)
{
    static const Encoding candidates[] = {ENCODING_CP1258, ENCODING_TCVN3, ENCODING_VNI,
                                          ENCODING_VISCII};
    Encoding best = ENCODING_AUTO;
    double best_share = 0.5; /* of words: less is chance */
    bytes = str_slice(bytes, 0, bytes.len < SAMPLE_BYTES ? bytes.len : SAMPLE_BYTES);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(candidates); i++) {
        ptrdiff_t bad;
        Str utf8;
        if (!text_decode(arena, bytes, candidates[i], &utf8, &bad))
            continue;
        Reading reading = judge(arena, text_nfc(arena, utf8));
        double share = reading.words > 0 ? (double)reading.good / (double)reading.words : 0;
        if (share <= best_share)
            continue;
        best = candidates[i];
        best_share = share;
        *sample = reading.sample;
    }
    ptrdiff_t bad, at = 0;
    Str western;
    if (best != ENCODING_AUTO || !text_decode(arena, bytes, ENCODING_CP1252, &western, &bad))
        return best;
    *sample = STR_NONE;
    next_accented(western, &at, sample);
    return ENCODING_CP1252;
}

/* ---- UTF-8 that was read as windows-1252 ---- */

/* The word and what joins it directly: "pháº­n" has a soft hyphen within, "Bá»™" a trade mark. */
static Str run_around(Str text, ptrdiff_t *at)
{
    ptrdiff_t begin = *at;
    bool accented = false;
    for (; *at < text.len; ++*at) {
        unsigned char byte = (unsigned char)text.s[*at];
        bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (!letter && byte < 0x80)
            break;
        accented = accented || byte >= 0x80;
    }
    Str run = str_slice(text, begin, *at);
    while (*at < text.len && !((text.s[*at] | 0x20) >= 'a' && (text.s[*at] | 0x20) <= 'z') &&
           (unsigned char)text.s[*at] < 0x80)
        ++*at;
    return accented ? run : STR_NONE;
}

/* Every character must go back to a byte, and the bytes must be UTF-8 with something beyond ASCII:
 * by chance next to impossible. */
static Str undone(Arena *arena, Str run)
{
    Str utf8 = STR_NONE;
    ptrdiff_t bad;
    if (!legacy_decode(arena, run, ENCODING_UTF8_TWICE, &utf8, &bad) || utf8.len >= run.len)
        return STR_NONE;
    return utf8;
}

Mojibake text_find_mojibake(Arena *arena, Str utf8)
{
    enum { RUNS_ENOUGH = 5000 };
    Mojibake found = {0};
    for (ptrdiff_t at = 0; at < utf8.len && found.words < RUNS_ENOUGH;) {
        Str run = run_around(utf8, &at);
        if (run.len == 0)
            continue;
        found.words++;
        ArenaMark mark = arena_mark(arena);
        Str was = undone(arena, run);
        if (was.len > 0 && found.hits++ == 0) {
            found.found = run;
            found.was = was;
        } else {
            arena_reset(arena, mark);
        }
    }
    return found;
}
