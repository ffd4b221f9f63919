#include <cxex/text.h>

#include <assert.h>

#define W(key, text) [WORD_##key] = {(text), sizeof(text) - 1},
static const Str english[] = {
#include <cxex/words_en.def>
};
static const Str vietnamese[] = {
#include <cxex/words_vi.def>
};
#undef W
static_assert(CX_COUNTOF(english) == WORD_COUNT, "every word in English");
static_assert(CX_COUNTOF(vietnamese) == WORD_COUNT, "every word in Vietnamese");

static const Str *const catalogues[] = {[LANG_EN] = english, [LANG_VI] = vietnamese};
static_assert(CX_COUNTOF(catalogues) == LANG_COUNT, "every language");

/* A language with words of a client's own. A Lang is its address. */
typedef struct Catalogue {
    LangId id;
    Str texts[WORD_COUNT];
} Catalogue;

static const Catalogue *own_words(Lang lang)
{
    return lang < LANG_COUNT ? NULL : (const Catalogue *)lang;
}

LangId lang_id(Lang lang)
{
    const Catalogue *own = own_words(lang);
    return own ? own->id : (LangId)lang;
}

Lang catalogue_replace(Arena *arena, LangId lang, const WordPair *pairs, ptrdiff_t count)
{
    if (count == 0)
        return lang;
    Catalogue *own = NEW(arena, Catalogue, 1);
    own->id = lang;
    for (int key = 0; key < WORD_COUNT; key++)
        own->texts[key] = text_replace_words(arena, catalogues[lang][key], lang, pairs, count);
    return (Lang)own;
}

Str word(Lang lang, Word key)
{
    CX_ASSERT(key >= 0 && key < WORD_COUNT);
    const Catalogue *own = own_words(lang);
    return own ? own->texts[key] : catalogues[lang][key];
}

Str word_fill(Arena *arena, Lang lang, Word key, const Str *values, ptrdiff_t count)
{
    Str text = word(lang, key);
    Buffer buffer = {.arena = arena};
    for (ptrdiff_t at = 0; at < text.len; at++) {
        bool place = text.len - at >= 3 && text.s[at] == '{' && text.s[at + 1] >= '0' &&
                     text.s[at + 1] <= '9' && text.s[at + 2] == '}';
        if (!place) {
            buffer_add_byte(&buffer, text.s[at]);
            continue;
        }
        ptrdiff_t number = text.s[at + 1] - '0';
        CX_ASSERT(number < count);
        buffer_add(&buffer, values[number]);
        at += 2;
    }
    return buffer_str(&buffer);
}
