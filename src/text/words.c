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

Str word(Lang lang, Word key)
{
    CX_ASSERT(lang >= 0 && lang < LANG_COUNT && key >= 0 && key < WORD_COUNT);
    return catalogues[lang][key];
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
