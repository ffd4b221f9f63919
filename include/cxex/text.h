/* text.h: languages and letters: decoding, normal form, sorting, numbers and dates as people write
 * them, catalogues. ICU is used here and nowhere else; setlocale is never called.
 *
 * A function that takes an arena returns either its argument itself, when there is nothing to
 * change, or text made in that arena; so a result lives as long as both. Working room stays in the
 * arena: whoever calls in a long loop takes a mark and resets. */
#ifndef CXEX_TEXT_H
#define CXEX_TEXT_H

#include <cxex/base.h>

typedef enum LangId { LANG_EN, LANG_VI, LANG_COUNT } LangId;
/* A language as everything takes it: LANG_EN or LANG_VI, or one of them with words of a client's
 * own (catalogue_replace below). Compare lang_id(lang), not lang: who has own words still writes
 * numbers, dates and capitals as the language does. */
typedef uintptr_t Lang;
LangId lang_id(Lang lang);

/* ---- Encodings ---- */
typedef enum Encoding {
    ENCODING_AUTO,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_CP1258,
    ENCODING_CP1252,
    ENCODING_TCVN3, /* ABC fonts; TCVN 5712 */
    ENCODING_VNI,   /* VNI fonts: a letter, then a byte for its marks */
    ENCODING_VISCII,
    ENCODING_UTF8_TWICE, /* UTF-8 that was read as windows-1252 and saved as UTF-8 again */
    ENCODING_COUNT
} Encoding;
Str encoding_name(Encoding encoding);
/* "auto", "utf-8", "UTF16LE", "windows-1258", "cp1258", "ANSI" …: blanks, hyphens, underscores and
 * case do not matter. On failure *encoding is left alone. */
bool encoding_parse(Str name, Encoding *encoding);
/* Length of the byte order mark at the start, 0 when there is none; then *encoding is left alone.
 */
ptrdiff_t encoding_bom(Str bytes, Encoding *encoding);
/* Offset of the first byte that is not valid UTF-8, or -1. Fast on ASCII. */
ptrdiff_t utf8_invalid_at(Str bytes);
/* To UTF-8, not yet NFC: windows-1258 gives letters and tone marks apart. UTF-8 comes back as it
 * is. AUTO takes what the byte order mark says, which it drops, else UTF-8; an encoding given by
 * name leaves the mark in the text. False: *bad_offset is the first byte that cannot be decoded;
 * nothing is ever dropped or replaced. */
bool text_decode(Arena *arena, Str bytes, Encoding from, Str *utf8, ptrdiff_t *bad_offset);
/* What bytes that are not UTF-8 most likely are, by how many of their accented words are Vietnamese
 * syllables when they are read so; windows-1252 where none is. *sample is a word or two of it, read
 * so. AUTO: nothing fits. It is for telling people, never for reading on. */
Encoding text_guess_encoding(Arena *arena, Str bytes, Str *sample);
/* In UTF-8, the first words that only make sense as UTF-8 read as windows-1252 ("Bá»™ pháº­n"):
 * their number in *hits of all accented words in *words; the first of them, and what it was. */
typedef struct Mojibake {
    ptrdiff_t hits, words;
    Str found, was;
} Mojibake;
Mojibake text_find_mojibake(Arena *arena, Str utf8);
/* A word that could be a Vietnamese syllable, in one way of capitals: "Bộ", "PHẬN", "phận". */
bool text_is_vietnamese_syllable(Arena *arena, Str word);

/* ---- Unicode ---- */
/* Malformed bytes, which a decoded text has none of, become U+FFFD here and below. */
Str text_nfc(Arena *arena, Str utf8);
/* NFC, trimmed, runs of white space (NBSP too) to one blank, bidi, zero-width and control
 * characters (NUL too) dropped: how names are compared. */
Str text_name_key(Arena *arena, Str utf8);
/* name_key, case-folded: for labels of scales and nearest names. */
Str text_fold(Arena *arena, Str utf8);
/* Folded and without accents, đ -> d: slugs and accent-less matching. */
Str text_fold_accents(Arena *arena, Str utf8);
Str text_upper(Arena *arena, Str utf8, Lang lang);
ptrdiff_t text_length(Str utf8); /* characters (code points) */
/* Next code point at *at (advances); malformed bytes give U+FFFD. -1 at the end. */
int32_t text_next(Str utf8, ptrdiff_t *at);
/* What a character is to one who reads words and numbers in running text. Marks go with letters; a
 * digit of any script is one. */
typedef enum CharKind { CHAR_OTHER, CHAR_BLANK, CHAR_DIGIT, CHAR_LETTER, CHAR_CAPITAL } CharKind;
CharKind text_char_kind(int32_t c);
int text_digit_value(int32_t c); /* 0 to 9, or -1 */
/* Collation in the language (Đ after D). Returns a sort key that compares as bytes (str_compare);
 * texts that differ only in what the language ignores have one key. */
Str text_sort_key(Arena *arena, Str utf8, Lang lang);
/* The slug for file names: "Bán hàng" -> "ban-hang"; [a-z0-9-], at most 60 bytes, no hyphen at an
 * end. A name without Latin letters and digits gives "unit", one that Windows keeps for a device
 * gets "-unit" at its end. Two names may share a slug: the caller numbers them. */
Str text_slug(Arena *arena, Str utf8);

/* ---- Numbers, read ---- */
typedef struct Num {
    double value;
    bool ok;
} Num;
/* An answer (metrics.md §1): [+-]?digits with optional '.' and zeros. Nothing around it: the caller
 * trims. Not ok is normal: it is no number. */
Num num_parse_answer(Str text);
/* A decimal number in a project file or side file: 1234.5, -3, 1e-4; with decimal_comma also
 * 1234,5. No thousands signs, nothing around it; not ok also beyond the range of a double. */
Num num_parse(Str text, bool decimal_comma);

/* ---- Numbers, shown (metrics.md §14: round half away from zero once, -0 -> 0) ----
 * x is finite and decimals 0 to 9: a figure that does not exist has a sentence, not a number. */
double num_round(double x, int decimals);
/* "1.234,5" / "1,234.5"; minus is U+2212. */
Str num_show(Arena *arena, double x, int decimals, Lang lang);
/* With sign: "+1,8" "−2,4" "0,0". */
Str num_show_signed(Arena *arena, double x, int decimals, Lang lang);
Str num_show_percent(Arena *arena, double percent_0_100, int decimals, Lang lang); /* "78%" */
Str num_show_count(Arena *arena, int64_t n, Lang lang);
/* Shortest decimals that give the same number again, with a point: as data are written. */
Str num_plain(Arena *arena, double x);
/* Largest-remainder percentages that add up to 100 (metrics.md §14); all 0 when every count is 0.
 * counts (>= 0), out: `count` items, at most 256. */
void num_shares(const int64_t *counts, int *out_percent, ptrdiff_t count);

/* ---- Dates ---- */
typedef struct Date {
    int year, month, day; /* a real date when year != 0 */
} Date;
bool date_valid(int year, int month, int day); /* Gregorian, years 1 to 9999 */
int64_t date_days(Date date);                  /* days since 1970-01-01; a real date is asserted */
Date date_from_days(int64_t days);             /* year 0 when outside the years 1 to 9999 */
Str date_show(Arena *arena, Date date, Lang lang); /* 05/11/2026 · 5 November 2026 */
Str date_iso(Arena *arena, Date date);             /* 2026-11-05 */

/* ---- Catalogues ----
 * One file per language (words_en.def, words_vi.def); a test that none lacks a key. Every word that
 * a report shows comes from here. Keys are enum values WORD_KEY (words.h). Texts hold {0} to {9}
 * places; word_fill asserts that each has its value. */
#include <cxex/words.h>
Str word(Lang lang, Word key);
Str word_fill(Arena *arena, Lang lang, Word key, const Str *values, ptrdiff_t count);
#define WORDS(arena, lang, key, ...)                              \
    word_fill((arena), (lang), (key), (const Str[]){__VA_ARGS__}, \
              CX_COUNTOF(((const Str[]){__VA_ARGS__})))
/* ---- Words of a client's own (words to replace) ----
 * Replaced are whole words and runs of words in the catalogue's texts, before anything is put into
 * their places: never a name, a comment or a question. One pass, the longest FROM first, and what
 * was put in is not looked at again; so two words may change places. `phòng ban = chi nhánh` is
 * found in small letters, with a capital ("Chi nhánh") and in capitals ("CHI NHÁNH"). FROM in
 * capitals (EX) is found only so. A FROM with a capital at its start means the same as without. In
 * English "a" and "an" before it follow the sound of a new first letter, as far as it tells. */
typedef struct WordPair {
    Str from, to;
} WordPair;
Str text_replace_words(Arena *arena, Str text, LangId lang, const WordPair *pairs, ptrdiff_t count);
/* Whether the words stand in the text, as they would be found for replacing. */
bool text_has_words(Arena *arena, Str text, Str words);
/* The catalogue with its words replaced; lives in the arena. count 0: the plain language. */
Lang catalogue_replace(Arena *arena, LangId lang, const WordPair *pairs, ptrdiff_t count);
/* Which of what the report says may not become of it: metrics.md §16, and the sentences that tell
 * what is held back and how sure a figure is. */
typedef enum WordFault {
    WORD_FAULT_NONE,
    WORD_FAULT_CLAIM,   /* a sentence would claim what these data cannot carry; fault: the claim */
    WORD_FAULT_GUARDED, /* FROM or TO holds a word on which a sentence's meaning turns; the word */
    WORD_FAULT_SHEET,   /* a sheet of the workbook would get this name: too long, or not new */
    WORD_FAULT_UNUSED,  /* no text of the language has it; only worth a warning */
    WORD_FAULT_PLURAL,  /* English texts also have FROM with an s; a warning */
} WordFault;
/* Of pairs[index] among all of them, of which `replaced` was made; *about is the word, claim or
 * name.
 */
WordFault catalogue_fault(Arena *arena, Lang replaced, const WordPair *pairs, ptrdiff_t count,
                          ptrdiff_t index, Str *about);
/* The claim of metrics.md §16 that a text makes, in either language; empty: none. */
Str text_claim(Arena *arena, Str text);

/* "tháng 10 năm 2026" needs the period kind and so lives in table.h (period_label). */

/* ---- E-mail addresses ---- */
bool text_is_address(Str text); /* box@host.tld: ASCII, no name around it, no quotation marks */
/* Adds the addresses of a list with commas or semicolons, each once, borrowed from `text`; an empty
 * text adds none. False when one of them is no address: what was added then is not all. */
bool text_addresses(Arena *arena, Str text, StrList *addresses);

#endif
