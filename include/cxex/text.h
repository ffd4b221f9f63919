/* text.h: languages and letters: decoding, normal form, sorting, numbers and dates as people write
 * them, catalogues. ICU is used here and nowhere else; setlocale is never called. */
#ifndef CXEX_TEXT_H
#define CXEX_TEXT_H

#include <cxex/base.h>

typedef enum Lang { LANG_EN, LANG_VI, LANG_COUNT } Lang;

/* ---- Encodings ---- */
typedef enum Encoding {
    ENCODING_AUTO,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_CP1258,
    ENCODING_CP1252,
    ENCODING_COUNT
} Encoding;
Str encoding_name(Encoding encoding);
bool encoding_parse(Str name, Encoding *encoding); /* "utf-8", "utf-16le", "windows-1258", "cp1258",
                                                      "windows-1252" … any case */
/* Length of the byte order mark at the start and what it says (0: none). */
ptrdiff_t encoding_bom(Str bytes, Encoding *encoding);
/* Offset of the first byte that is not valid UTF-8, or -1. Fast on ASCII. */
ptrdiff_t utf8_invalid_at(Str bytes);
/* To UTF-8 (not yet NFC). False with the byte offset of the first byte that cannot be decoded. */
bool text_decode(Arena *arena, Str bytes, Encoding from, Str *utf8, ptrdiff_t *bad_offset);

/* ---- Unicode ---- */
Str text_nfc(Arena *arena, Str utf8); /* returns the same Str when it is NFC already */
/* NFC, trimmed, runs of white space (NBSP too) to one blank, bidi and zero-width characters
 * dropped: how names are compared. */
Str text_name_key(Arena *arena, Str utf8);
Str text_fold(Arena *arena,
              Str utf8); /* name_key, case-folded: for labels of scales and nearest names */
Str text_fold_accents(
    Arena *arena,
    Str utf8); /* folded and without accents, đ -> d: slugs and accent-less matching */
Str text_upper(Arena *arena, Str utf8, Lang lang);
ptrdiff_t text_length(Str utf8); /* characters (code points) */
/* Next code point at *at (advances); malformed bytes give U+FFFD. -1 at the end. */
int32_t text_next(Str utf8, ptrdiff_t *at);
/* Collation in the language (Đ after D). Returns a sort key that compares as bytes. */
Str text_sort_key(Arena *arena, Str utf8, Lang lang);
/* The slug [a-z0-9-], at most 60 bytes, never empty. */
Str text_slug(Arena *arena, Str utf8);

/* ---- Numbers, read ---- */
typedef struct Num {
    double value;
    bool ok;
} Num;
/* An answer (metrics.md §1): [+-]?digits with optional '.' and zeros. */
Num num_parse_answer(Str text);
/* A decimal number in a project file or side file: 1234.5, -3, 1e-4; with decimal_comma also
 * 1234,5. Nothing around it. */
Num num_parse(Str text, bool decimal_comma);

/* ---- Numbers, shown (metrics.md §14: round half away from zero once, -0 -> 0) ---- */
double num_round(double x, int decimals);
/* "1.234,5" / "1,234.5"; minus is U+2212. */
Str num_show(Arena *arena, double x, int decimals, Lang lang);
/* With sign: "+1,8" "−2,4" "0,0". */
Str num_show_signed(Arena *arena, double x, int decimals, Lang lang);
Str num_show_percent(Arena *arena, double percent_0_100, int decimals, Lang lang); /* "78%" */
Str num_show_count(Arena *arena, int64_t n, Lang lang);
/* Largest-remainder percentages that add up to 100 (metrics.md §14). counts, out: `count` items. */
void num_shares(const int64_t *counts, int *out_percent, ptrdiff_t count);

/* ---- Dates ---- */
typedef struct Date {
    int year, month, day; /* a real date when year != 0 */
} Date;
bool date_valid(int year, int month, int day);
int64_t date_days(Date date); /* days since 1970-01-01 */
Date date_from_days(int64_t days);
Str date_show(Arena *arena, Date date, Lang lang); /* 05/11/2026 · 5 November 2026 */
Str date_iso(Arena *arena, Date date);             /* 2026-11-05 */

/* ---- Catalogues: one file per language (words_en.def, words_vi.def), a test that none lacks a key
 * ---- Every word that a report shows comes from here. Keys are enum values WORD_KEY (words.h).
 * Texts hold {0} {1} … places. */
#include <cxex/words.h>
Str word(Lang lang, Word key);
Str word_fill(Arena *arena, Lang lang, Word key, const Str *values, ptrdiff_t count);
#define WORDS(arena, lang, key, ...)                              \
    word_fill((arena), (lang), (key), (const Str[]){__VA_ARGS__}, \
              CX_COUNTOF(((const Str[]){__VA_ARGS__})))
/* "tháng 10 năm 2026" needs the period kind and so lives in table.h (period_label). */

#endif
