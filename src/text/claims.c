/* What words to replace may not do to a report: make it claim what surveys cannot carry, turn what
 * it says into something else, or blur what it holds back (metrics.md §15 and §16). */
#include "replace.h"

#define T(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

/* metrics.md §16, "may not", small as text_fold gives them. */
static const Str claims[] = {
    T("causes"),    T("leads to"),     T("drives"),        T("due to"),    T("thanks to"),
    T("impact of"), T("effect of"),    T("will increase"), T("proves"),    T("guarantees"),
    T("roi of"),    T("gây ra"),       T("dẫn đến"),       T("làm tăng"),  T("làm giảm"),
    T("nhờ"),       T("tác động của"), T("ảnh hưởng của"), T("chắc chắn"), T("chứng minh"),
    T("đảm bảo"),
};

/* A sentence turns on these: whether it says yes or no, how sure it is, what goes with what, what
 * is held back. Neither taken out nor put in. */
static const Str guarded[] = {
    /* English */
    T("not"),
    T("no"),
    T("never"),
    T("none"),
    T("nothing"),
    T("cannot"),
    T("without"),
    T("neither"),
    T("may"),
    T("might"),
    T("could"),
    T("would"),
    T("if"),
    T("only"),
    T("at least"),
    T("at most"),
    T("fewer"),
    T("less"),
    T("under"),
    T("margin"),
    T("error"),
    T("interval"),
    T("confidence"),
    T("chance"),
    T("noise"),
    T("goes with"),
    T("go with"),
    T("went with"),
    T("associated"),
    T("association"),
    T("hidden"),
    T("withheld"),
    T("protect"),
    T("estimate"),
    T("significant"),
    /* Vietnamese */
    T("không"),
    T("chưa"),
    T("chẳng"),
    T("ít nhất"),
    T("nhiều nhất"),
    T("có thể"),
    T("nếu"),
    T("dưới"),
    T("sai số"),
    T("khoảng tin cậy"),
    T("tin cậy"),
    T("ngẫu nhiên"),
    T("đi cùng"),
    T("đi kèm"),
    T("liên hệ"),
    T("hiển thị"),
    T("bảo vệ"),
    T("ước lượng"),
    T("đáng kể"),
};

/* Names of sheets (render/xlsx/xlsx.c). */
static const Word sheets[] = {
    WORD_PAGE_SUMMARY,    WORD_PAGE_SCORECARD, WORD_PAGE_TRENDS, WORD_PAGE_JOURNEY_CX,
    WORD_PAGE_JOURNEY_EX, WORD_PAGE_DRIVERS,   WORD_PAGE_LINK,   WORD_XLSX_WHAT_IF,
    WORD_PAGE_VOICES,     WORD_XLSX_PROMISES,  WORD_XLSX_DATA,   WORD_PAGE_METHOD,
};
enum { SHEET_NAME_LIMIT = 31 }; /* characters, as Excel takes them */

/* Words of the program to whoever runs it, never of a report: nothing is replaced there. */
static bool is_of_report(Word key)
{
    static const Str others[] = {T("CLI_"),    T("RUN_"),  T("CHECK_"),
                                 T("VERIFY_"), T("INIT_"), T("SPECIMEN_")};
    static const Str names[] = {
#define W(key, text) T(#key),
#include <cxex/words_en.def>
#undef W
    };
    bool is = true;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++)
        is = is && !str_starts(names[key], others[i]);
    return is;
}

/* "do … nên" within one line: "because …, therefore". */
static bool has_do_nen(Str line)
{
    ptrdiff_t from = str_find(line, S(" do "));
    return from >= 0 && str_find(str_slice(line, from, line.len), S(" nên ")) >= 0;
}

Str text_claim(Arena *arena, Str text)
{
    Str line = text_fold(arena, text);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(claims); i++)
        if (str_find(line, claims[i]) >= 0)
            return claims[i];
    return has_do_nen(line) ? S("do … nên") : STR_NONE;
}

static Str guarded_word(Arena *arena, Str text)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(guarded); i++)
        if (text_has_words(arena, text, guarded[i]))
            return guarded[i];
    return STR_NONE;
}

/* What the words of all pairs together make of the texts in which this one is found. A pair that is
 * a claim by itself is told so in its own place, and blamed on no other. */
static WordFault fault_in_texts(Arena *arena, Lang replaced, const WordPair *pairs, ptrdiff_t count,
                                WordPair pair, Str *about)
{
    LangId lang = lang_id(replaced);
    bool used = false, claims_itself = false;
    for (ptrdiff_t i = 0; i < count; i++)
        claims_itself = claims_itself || text_claim(arena, pairs[i].to).len > 0;
    for (int key = 0; key < WORD_COUNT; key++) {
        Str text = word(lang, (Word)key);
        if (!is_of_report((Word)key) || !text_has_words(arena, text, pair.from))
            continue;
        used = true;
        if (claims_itself)
            continue;
        *about = text_claim(arena, word(replaced, (Word)key));
        if (about->len > 0)
            return WORD_FAULT_CLAIM;
    }
    return used ? WORD_FAULT_NONE : WORD_FAULT_UNUSED;
}

static bool is_sheet_name(Str name)
{
    static const char never[] = "[]:*?/\\'";
    bool good = name.len > 0 && text_length(name) <= SHEET_NAME_LIMIT;
    for (const char *c = never; good && *c; c++)
        good = !str_cut(name, *c).found;
    return good;
}

/* The first sheet that this pair gives a name that Excel will not have. */
static Str wrong_sheet(Arena *arena, LangId lang, Lang replaced, WordPair pair)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sheets); i++) {
        Str name = word(replaced, sheets[i]);
        if (!text_has_words(arena, word(lang, sheets[i]), pair.from) ||
            !text_has_words(arena, name, pair.to))
            continue;
        bool good = is_sheet_name(name);
        for (ptrdiff_t other = 0; other < CX_COUNTOF(sheets) && good; other++)
            good = other == i || !str_equal(text_fold(arena, name),
                                            text_fold(arena, word(replaced, sheets[other])));
        if (!good)
            return name;
    }
    return STR_NONE;
}

/* "employees" stays where only "employee" is replaced: whoever writes one means both. */
static Str plural_left(Arena *arena, const WordPair *pairs, ptrdiff_t count, WordPair pair)
{
    Str plural = str_concat(arena, text_fold(arena, pair.from), S("s"));
    for (ptrdiff_t i = 0; i < count; i++)
        if (str_equal(text_fold(arena, pairs[i].from), plural))
            return STR_NONE;
    for (int key = 0; key < WORD_COUNT; key++)
        if (is_of_report((Word)key) && text_has_words(arena, word(LANG_EN, (Word)key), plural))
            return plural;
    return STR_NONE;
}

WordFault catalogue_fault(Arena *arena, Lang replaced, const WordPair *pairs, ptrdiff_t count,
                          ptrdiff_t index, Str *about)
{
    LangId lang = lang_id(replaced);
    WordPair pair = pairs[index];
    *about = guarded_word(arena, pair.from);
    if (about->len == 0)
        *about = guarded_word(arena, pair.to);
    /* Why nothing is shown, and to whom that is owed, stays as it is, whatever nouns it holds. */
    if (about->len == 0 && text_has_words(arena, word(lang, WORD_WITHHELD), pair.from))
        *about = text_name_key(arena, pair.from);
    if (about->len > 0)
        return WORD_FAULT_GUARDED;
    *about = text_claim(arena, pair.to);
    if (about->len > 0)
        return WORD_FAULT_CLAIM;
    WordFault fault = fault_in_texts(arena, replaced, pairs, count, pair, about);
    if (fault != WORD_FAULT_NONE)
        return fault;
    *about = wrong_sheet(arena, lang, replaced, pair);
    if (about->len > 0)
        return WORD_FAULT_SHEET;
    *about = lang == LANG_EN ? plural_left(arena, pairs, count, pair) : STR_NONE;
    return about->len > 0 ? WORD_FAULT_PLURAL : WORD_FAULT_NONE;
}
