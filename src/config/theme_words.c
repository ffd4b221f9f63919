#include "theme_words.h"

#include "../base/banned.h"

enum { WORD_LETTERS = 60, WORD_LIMIT = 100 };

static const Str languages[] = {[LANG_EN] = {"en", 2}, [LANG_VI] = {"vi", 2}};

/* ---- Reading ---- */

/* Letters of any script with blanks and signs between: a number is no word, and { } mark places. */
static bool is_written_well(Str text)
{
    bool letter = false;
    for (ptrdiff_t at = 0; at < text.len;) {
        int32_t c = text_next(text, &at);
        CharKind kind = text_char_kind(c);
        if (kind == CHAR_DIGIT || c == '{' || c == '}')
            return false;
        letter = letter || kind == CHAR_LETTER || kind == CHAR_CAPITAL;
    }
    return letter && text_length(text) <= WORD_LETTERS;
}

static void read_pair(ThemeWords *words, const IniEntry *entry, ThemeWord word, Diags *diags)
{
    Str to = STR_NONE, rest = STR_NONE;
    if (!ini_unquote(words->arena, entry->value, &to, &rest)) {
        diag_add(diags, DIAG_INI_QUOTE_REST, ini_pos(entry, rest.s), rest, STR_NONE);
        return;
    }
    word.pair =
        (WordPair){text_name_key(words->arena, entry->key), text_name_key(words->arena, to)};
    word.pos = entry->key_pos;
    bool from_good = is_written_well(word.pair.from);
    if (from_good && is_written_well(word.pair.to))
        *PUSH(words->arena, &words->list, ThemeWord) = word;
    else
        diag_add(diags, DIAG_THEME_WORD_WRITTEN, from_good ? ini_value_pos(entry) : word.pos,
                 from_good ? word.pair.to : word.pair.from,
                 str_format(words->arena, "%d", WORD_LETTERS));
}

bool theme_words_read(ThemeWords *words, const IniSection *section, Diags *diags)
{
    ThemeWord word = {.every = section->id.len == 0};
    if (!str_equal(section->kind, S("words")))
        return false;
    StrList known = {(Str *)languages, LANG_COUNT, LANG_COUNT};
    ptrdiff_t lang = word.every ? 0 : strlist_find(&known, section->id);
    if (lang < 0) {
        diag_add_near(diags, DIAG_VALUE_WORD, section->id_pos, section->id,
                      str_join(words->arena, languages, LANG_COUNT, S(", ")),
                      strlist_nearest(&known, section->id));
        return true;
    }
    word.lang = (LangId)lang;
    for (ptrdiff_t i = 0; i < section->entries.len; i++)
        read_pair(words, &section->entries.items[i], word, diags);
    return true;
}

/* ---- One list for each language ---- */

typedef LIST_OF(const ThemeWord *) WordLines;

/* Those of the language itself first: [words] does not change what they say of the same word. */
static void add_lines(const ThemeWords *words, LangId lang, bool every, StrMap *seen,
                      WordLines *lines, Diags *diags)
{
    for (ptrdiff_t i = 0; i < words->list.len; i++) {
        const ThemeWord *word = &words->list.items[i];
        bool added = false;
        if (word->every != every || (!every && word->lang != lang))
            continue;
        ptrdiff_t *place =
            strmap_put(words->arena, seen, text_fold(words->arena, word->pair.from), &added);
        if (added) {
            *place = lines->len;
            *PUSH(words->arena, lines, const ThemeWord *) = word;
        } else if (lines->items[*place]->every == every) {
            Pos first = lines->items[*place]->pos;
            diag_add(diags, DIAG_INI_DUPLICATE_KEY, word->pos, word->pair.from,
                     str_format(words->arena, "%.*s:%td", STR_ARG(first.file), first.line));
        }
    }
}

/* Of every line the first fault; a word of [words] is unused when no language has it. */
static void check_lines(const ThemeWords *words, const Theme *theme, LangId lang,
                        const WordLines *lines, StrMap *used, StrMap *told, Diags *diags)
{
    static const DiagCode codes[] = {
        [WORD_FAULT_CLAIM] = DIAG_THEME_WORD_CLAIM,
        [WORD_FAULT_GUARDED] = DIAG_THEME_WORD_GUARDED,
        [WORD_FAULT_SHEET] = DIAG_THEME_WORD_SHEET,
        [WORD_FAULT_UNUSED] = DIAG_THEME_WORD_UNUSED,
        [WORD_FAULT_PLURAL] = DIAG_THEME_WORD_PLURAL,
    };
    Arena *arena = words->arena;
    Lang replaced = catalogue_replace(arena, lang, theme->words[lang], lines->len);
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        Str about = STR_NONE;
        bool added = false;
        const ThemeWord *line = lines->items[i];
        ArenaMark mark = arena_mark(arena);
        WordFault fault =
            catalogue_fault(arena, replaced, theme->words[lang], lines->len, i, &about);
        if (fault == WORD_FAULT_NONE || fault == WORD_FAULT_UNUSED)
            arena_reset(arena, mark); /* nothing of it is told */
        if (fault != WORD_FAULT_UNUSED)
            *strmap_put(arena, used, text_fold(arena, line->pair.from), &added) = 1;
        if (fault == WORD_FAULT_NONE || (fault == WORD_FAULT_UNUSED && line->every))
            continue;
        if (line->every) { /* once, though it is wrong in both languages */
            (void)strmap_put(arena, told, text_fold(arena, line->pair.from), &added);
            if (!added)
                continue;
        }
        diag_add(diags, codes[fault], line->pos,
                 fault == WORD_FAULT_UNUSED
                     ? line->pair.from
                     : str_format(arena, "%.*s = %.*s", STR_ARG(line->pair.from),
                                  STR_ARG(line->pair.to)),
                 about);
    }
}

void theme_words_finish(const ThemeWords *words, Theme *theme, Diags *diags)
{
    StrMap used = {0}, told = {0};
    if (words->list.len > WORD_LIMIT) {
        diag_add(diags, DIAG_THEME_WORDS_MANY, words->list.items[WORD_LIMIT].pos, STR_NONE,
                 str_format(words->arena, "%d", WORD_LIMIT));
        return;
    }
    for (int id = 0; id < LANG_COUNT; id++) {
        WordLines lines = {0};
        StrMap seen = {0};
        add_lines(words, (LangId)id, false, &seen, &lines, diags);
        add_lines(words, (LangId)id, true, &seen, &lines, diags);
        theme->words[id] = NEW(words->arena, WordPair, lines.len + 1);
        theme->word_count[id] = lines.len;
        for (ptrdiff_t i = 0; i < lines.len; i++)
            theme->words[id][i] = lines.items[i]->pair;
        check_lines(words, theme, (LangId)id, &lines, &used, &told, diags);
    }
    for (ptrdiff_t i = 0; i < words->list.len; i++) {
        const ThemeWord *word = &words->list.items[i];
        if (word->every && !strmap_find(&used, text_fold(words->arena, word->pair.from)))
            diag_add(diags, DIAG_THEME_WORD_UNUSED, word->pos, word->pair.from, STR_NONE);
    }
}
