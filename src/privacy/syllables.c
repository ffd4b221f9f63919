#include "syllables.h"

/* Vowels without a tone, and with each: grave, acute, hook above, tilde, dot below. */
enum { TONES = 5 };
static const struct Vowel {
    const char *letter;
    int32_t toned[TONES];
} vowels[] = {
    {"a", {0x00E0, 0x00E1, 0x1EA3, 0x00E3, 0x1EA1}},
    {"ă", {0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7}},
    {"â", {0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD}},
    {"e", {0x00E8, 0x00E9, 0x1EBB, 0x1EBD, 0x1EB9}},
    {"ê", {0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7}},
    {"i", {0x00EC, 0x00ED, 0x1EC9, 0x0129, 0x1ECB}},
    {"o", {0x00F2, 0x00F3, 0x1ECF, 0x00F5, 0x1ECD}},
    {"ô", {0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9}},
    {"ơ", {0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3}},
    {"u", {0x00F9, 0x00FA, 0x1EE7, 0x0169, 0x1EE5}},
    {"ư", {0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1}},
    {"y", {0x1EF3, 0x00FD, 0x1EF7, 0x1EF9, 0x1EF5}},
};
static const char tone_signs[TONES] = {'`', '\'', '?', '~', '_'};

typedef struct Reader {
    Buffer out;
    char tone;    /* of the open syllable; 0: none */
    bool open;    /* within a syllable */
    bool stopped; /* since the last syllable */
} Reader;

static bool take_toned(Reader *reader, int32_t c)
{
    for (ptrdiff_t v = 0; v < CX_COUNTOF(vowels); v++)
        for (int t = 0; t < TONES; t++)
            if (vowels[v].toned[t] == c) {
                buffer_add(&reader->out, str_from(vowels[v].letter));
                reader->tone = tone_signs[t];
                return true;
            }
    return false;
}

static void end_syllable(Reader *reader)
{
    if (!reader->open)
        return;
    if (reader->tone != 0)
        buffer_add_byte(&reader->out, reader->tone);
    buffer_add_byte(&reader->out, ' ');
    reader->open = false;
    reader->tone = 0;
}

static void begin_syllable(Reader *reader)
{
    if (reader->open)
        return;
    if (buffer_str(&reader->out).len == 0)
        buffer_add_byte(&reader->out, ' ');
    else if (reader->stopped)
        buffer_add(&reader->out, S("| "));
    reader->open = true;
    reader->stopped = false;
}

/* What may stand between the syllables of one word: "e-mail", "đổi/trả", "don't". */
static bool joins(int32_t c)
{
    enum { HYPHEN = 0x2010, NB_HYPHEN = 0x2011, QUOTE = 0x2019 };
    return c == '-' || c == '/' || c == '\'' || c == HYPHEN || c == NB_HYPHEN || c == QUOTE;
}

Str syllables_read(Arena *arena, Str text, SyllableForm form)
{
    Str folded = form == SYLLABLES_PLAIN ? text_fold_accents(arena, text) : text_fold(arena, text);
    Reader reader = {.out = {.arena = arena}};
    for (ptrdiff_t at = 0; at < folded.len;) {
        ptrdiff_t from = at;
        int32_t c = text_next(folded, &at);
        CharKind kind = text_char_kind(c);
        if (kind == CHAR_LETTER || kind == CHAR_CAPITAL || kind == CHAR_DIGIT) {
            begin_syllable(&reader);
            if (form != SYLLABLES_ACCENTED || !take_toned(&reader, c))
                buffer_add(&reader.out, str_slice(folded, from, at));
            continue;
        }
        end_syllable(&reader);
        reader.stopped = reader.stopped || (kind != CHAR_BLANK && !joins(c));
    }
    end_syllable(&reader);
    return buffer_str(&reader.out);
}

bool syllables_accented(Arena *arena, Str text)
{
    return !str_equal(text_fold(arena, text), text_fold_accents(arena, text));
}
