#include "redact.h"

/* ---- The list ---- */

/* What a key of the list stands for. */
enum {
    NAME_WHOLE = 1,   /* a whole name: wherever it stands, accents and case aside */
    NAME_PROPER = 2,  /* where it is written with capitals: a name of one word, the last two words
                         of a longer one ("Thu Hà" of Nguyễn Thu Hà) */
    NAME_ADDRESS = 4, /* after a form of address, in any case: also the first and the last word */
    NAME_BITS = 3,
    NAME_WORDS = 8
};

/* Names of more words are kept without accents. Of a single word the bits say how it is written
 * where it is meant: as listed, without accents ("ha" for Hà; "hạ", to lower, is another word), and
 * for a list without accents with any. */
enum { AS_LISTED = 0, WITHOUT_ACCENTS = NAME_BITS, ANY_ACCENTS = 2 * NAME_BITS };
struct Names {
    Arena *arena;
    StrMap map;
    Str *plain_addresses; /* the forms of address without their accents */
};

static void add(Names *names, Str key, ptrdiff_t bits)
{
    bool added;
    *strmap_put(names->arena, &names->map, key, &added) |= bits;
}

static void add_word(Names *names, Str word, ptrdiff_t bits, bool any_accents)
{
    if (text_length(word) < 2) /* an initial */
        return;
    Str plain = text_fold_accents(names->arena, word);
    add(names, text_fold(names->arena, word), bits << AS_LISTED);
    add(names, plain, bits << (any_accents ? ANY_ACCENTS : WITHOUT_ACCENTS));
}

static ptrdiff_t bits_of(const Names *names, Str key)
{
    const ptrdiff_t *bits = strmap_find(&names->map, key);
    return bits ? *bits : 0;
}

static ptrdiff_t bits_of_word(Arena *arena, const Names *names, Str word)
{
    ptrdiff_t written = bits_of(names, text_fold(arena, word));
    ptrdiff_t plain = bits_of(names, text_fold_accents(arena, word));
    ptrdiff_t all = (1 << NAME_BITS) - 1;
    return (written >> AS_LISTED | written >> WITHOUT_ACCENTS | plain >> ANY_ACCENTS) & all;
}

static void add_name(Names *names, Str name)
{
    Str words[NAME_WORDS];
    ptrdiff_t count = 0;
    for (StrCut cut = str_cut(name, ' '); count < NAME_WORDS; cut = str_cut(cut.tail, ' ')) {
        words[count++] = cut.head;
        if (!cut.found)
            break;
    }
    bool plain = str_equal(text_fold(names->arena, name), text_fold_accents(names->arena, name));
    if (count == 1) {
        add_word(names, words[0], NAME_PROPER | NAME_ADDRESS, plain);
        return;
    }
    Str blank = S(" ");
    add(names, text_fold_accents(names->arena, str_join(names->arena, words, count, blank)),
        NAME_WHOLE);
    if (count > 2)
        add(names,
            text_fold_accents(names->arena, str_join(names->arena, words + count - 2, 2, blank)),
            NAME_PROPER | NAME_ADDRESS);
    add_word(names, words[0], NAME_ADDRESS, plain);
    add_word(names, words[count - 1], NAME_ADDRESS, plain);
}

/* The head of the list's column is no name. */
static bool is_head(Arena *arena, Str line)
{
    static const Str heads[] = {{"ten", 3},  {"ho ten", 6}, {"ho va ten", 9},
                                {"name", 4}, {"names", 5},  {"full name", 9}};
    Str plain = text_fold_accents(arena, line);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heads); i++) {
        if (str_equal(plain, heads[i]))
            return true;
    }
    return false;
}

/* Letters and digits of a line, single blanks between them: "Nguyễn Thị-Lan." has three words. */
static Str words_of(Arena *arena, Str line)
{
    Buffer buffer = {.arena = arena};
    for (ptrdiff_t at = 0; at < line.len;) {
        ptrdiff_t end = redact_word_end(line, at);
        if (end == at) {
            redact_peek(line, at, &at);
            continue;
        }
        if (buffer.len > 0)
            buffer_add_byte(&buffer, ' ');
        buffer_add(&buffer, str_slice(line, at, end));
        at = end;
    }
    return buffer_str(&buffer);
}

static Str *plain_addresses(Arena *arena);

Names *redact_names_read(Arena *arena, Str list)
{
    Names *names = NEW(arena, Names, 1);
    names->arena = arena;
    names->plain_addresses = plain_addresses(arena);
    bool first = true;
    for (StrCut cut = {.tail = list, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '\n');
        Str line = str_cut(str_cut(str_cut(cut.head, ',').head, ';').head, '\t').head;
        line = words_of(arena, text_name_key(arena, line));
        if (line.len > 0 && !(first && is_head(arena, line)))
            add_name(names, line);
        first = first && line.len == 0;
    }
    return names;
}

/* ---- Forms of address ---- */

typedef struct Address {
    Str words;
    bool short_form; /* "a. Nam", "Mr. Nam": a point may follow */
    bool vietnamese; /* taken for one without a listed name only in a Vietnamese report */
} Address;

/* Folded; without their accents they count before a listed name only ("chi lan", not "ban Giám
 * đốc"). */
static const Address addresses[] = {
    {{"anh", 3}, false, false},
    {{"chị", 5}, false, false},
    {{"em", 2}, false, false},
    {{"cô", 3}, false, false},
    {{"cô giáo", 9}, false, false},
    {{"chú", 4}, false, false},
    {{"bác", 4}, false, false},
    {{"bác sĩ", 8}, false, false},
    {{"ông", 4}, false, false},
    {{"bà", 3}, false, false},
    {{"thầy", 6}, false, false},
    {{"bạn", 5}, false, false},
    {{"sếp", 5}, false, false},
    {{"dì", 3}, false, false},
    {{"cậu", 5}, false, false},
    {{"a", 1}, true, true},
    {{"c", 1}, true, true},
    {{"e", 1}, true, true},
    {{"tên", 4}, false, false},
    {{"tên là", 8}, false, false},
    {{"tôi là", 8}, false, false},
    {{"em là", 6}, false, false},
    {{"mình là", 9}, false, false},
    {{"nhân viên", 11}, false, false},
    {{"trưởng phòng", 16}, false, false},
    {{"giám đốc", 12}, false, false},
    {{"quản lý", 10}, false, false},
    {{"kế toán", 10}, false, false},
    {{"lễ tân", 9}, false, false},
    {{"bảo vệ", 10}, false, false},
    {{"lái xe", 7}, false, false},
    {{"mr", 2}, true, false},
    {{"mrs", 3}, true, false},
    {{"ms", 2}, true, false},
    {{"miss", 4}, false, false},
    {{"dr", 2}, true, false},
    {{"prof", 4}, true, false},
    {{"my name is", 10}, false, false},
};

enum { ADDRESS_WORDS = 3 }; /* the most of one */

static Str *plain_addresses(Arena *arena)
{
    Str *plain = NEW(arena, Str, CX_COUNTOF(addresses));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(addresses); i++)
        plain[i] = text_fold_accents(arena, addresses[i].words);
    return plain;
}

/* Written with a capital or in capitals after a form of address, these are no names: "Anh Chị",
 * "em KHÔNG hài lòng", "Bà Rịa", "Bác Sĩ". */
static const Str no_names[] = {
    {"không", 6}, {"rất", 5},  {"thấy", 6}, {"đã", 4},   {"sẽ", 4},   {"có", 3},     {"cũng", 5},
    {"chưa", 5},  {"được", 8}, {"muốn", 6}, {"cần", 5},  {"nghĩ", 5}, {"là", 3},     {"và", 3},
    {"này", 4},   {"ấy", 4},   {"đang", 5}, {"phải", 6}, {"hài", 4},  {"làm", 4},    {"bị", 4},
    {"ở", 3},     {"cho", 3},  {"tôi", 4},  {"rịa", 5},  {"quốc", 6}, {"sĩ", 3},     {"giáo", 5},
    {"bè", 3},    {"con", 3},  {"chủ", 5},  {"nhân", 5}, {"viên", 5}, {"nam nữ", 8}, {"i", 1},
};

static bool is_address_word(Arena *arena, Str word)
{
    Str folded = text_fold(arena, word);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(addresses); i++) {
        if (str_equal(addresses[i].words, folded))
            return true;
    }
    return false;
}

static bool is_no_name(Arena *arena, Str word)
{
    Str folded = text_fold(arena, word);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(no_names); i++) {
        if (str_equal(no_names[i], folded))
            return true;
    }
    return is_address_word(arena, word);
}

/* End of `count` words from `at` on with one blank between, or 0. */
static ptrdiff_t words_end(Str text, ptrdiff_t at, ptrdiff_t count)
{
    ptrdiff_t end = redact_word_end(text, at);
    for (ptrdiff_t i = 1; i < count && end > at; i++) {
        if (end >= text.len || text.s[end] != ' ')
            return 0;
        at = end + 1;
        end = redact_word_end(text, at);
    }
    return end > at ? end : 0;
}

static bool is_capital_at(Str text, ptrdiff_t at)
{
    return text_char_kind(redact_peek(text, at, NULL)) == CHAR_CAPITAL;
}

/* ---- What is found ---- */

/* End of the longest listed name of `bits` from `at` on, or 0. */
static ptrdiff_t listed_end(Arena *arena, const Names *names, Str text, ptrdiff_t at,
                            ptrdiff_t wanted)
{
    if (names->map.len == 0)
        return 0;
    for (ptrdiff_t count = NAME_WORDS; count >= 1; count--) {
        ptrdiff_t end = words_end(text, at, count);
        if (end == 0)
            continue;
        Str words = str_slice(text, at, end);
        ptrdiff_t bits = count == 1 ? bits_of_word(arena, names, words)
                                    : bits_of(names, text_fold_accents(arena, words));
        ptrdiff_t last = at;
        for (ptrdiff_t i = at; i < end; i++)
            last = text.s[i] == ' ' ? i + 1 : last;
        if (!is_capital_at(text, at) || !is_capital_at(text, last))
            bits &= ~(ptrdiff_t)NAME_PROPER;
        if ((bits & wanted) != 0)
            return end;
    }
    return 0;
}

enum { NAME_MOST_CAPITALS = 4 }; /* Nguyễn Thị Thu Hà */

/* End of the words with a capital from `at` on that may be a name, or 0. */
static ptrdiff_t capitals_end(Arena *arena, Str text, ptrdiff_t at)
{
    ptrdiff_t end = 0;
    for (int count = 0; count < NAME_MOST_CAPITALS && is_capital_at(text, at); count++) {
        ptrdiff_t word_end = redact_word_end(text, at);
        if (is_no_name(arena, str_slice(text, at, word_end)))
            break;
        end = word_end;
        if (end >= text.len || text.s[end] != ' ')
            break;
        at = end + 1;
    }
    return end;
}

static ptrdiff_t word_count(Str words)
{
    ptrdiff_t count = 1;
    for (ptrdiff_t i = 0; i < words.len; i++)
        count += words.s[i] == ' ';
    return count;
}

/* The family names of most Vietnamese. */
static const Str families[] = {
    {"nguyễn", 8}, {"trần", 6}, {"lê", 3},   {"phạm", 6}, {"hoàng", 6}, {"huỳnh", 7}, {"phan", 4},
    {"vũ", 3},     {"võ", 3},   {"đặng", 7}, {"bùi", 4},  {"đỗ", 5},    {"hồ", 4},    {"ngô", 4},
    {"dương", 7},  {"lý", 3},   {"đinh", 5}, {"đoàn", 6}, {"trịnh", 7}, {"lương", 7},
};

/* End of a whole name written out, "Nguyễn Văn An": a family name and two or three words more, all
 * with capitals; or 0. Streets are called so too: better one of them is lost. A line all in
 * capitals is none ("LÝ DO GIAO TRỄ"). */
static ptrdiff_t full_name_end(Arena *arena, Str text, ptrdiff_t at)
{
    ptrdiff_t second = at, end = redact_word_end(text, at);
    if (!is_capital_at(text, at))
        return 0;
    redact_peek(text, at, &second);
    if (second >= end || is_capital_at(text, second))
        return 0;
    Str family = text_fold(arena, str_slice(text, at, end));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(families); i++) {
        if (!str_equal(families[i], family))
            continue;
        ptrdiff_t to = capitals_end(arena, text, at);
        return to > end && word_count(str_slice(text, at, to)) >= 3 ? to : 0;
    }
    return 0;
}

/* The first one, two … words at a place, folded once for all forms of address; end 0: fewer. */
typedef struct Said {
    ptrdiff_t end;
    Str folded;
} Said;

static Find after_address(Arena *arena, const Names *names, Lang lang, Str text, ptrdiff_t at,
                          ptrdiff_t form, const Said said[ADDRESS_WORDS])
{
    const Address *address = &addresses[form];
    ptrdiff_t words = word_count(address->words);
    CX_ASSERT(words <= ADDRESS_WORDS);
    ptrdiff_t end = said[words - 1].end;
    bool exact = end > 0 && str_equal(said[words - 1].folded, address->words);
    bool plain = end > 0 && str_equal(said[words - 1].folded, names->plain_addresses[form]);
    if (!exact && !plain)
        return (Find){0};

    bool point = address->short_form && end < text.len && text.s[end] == '.';
    ptrdiff_t name = end + point;
    bool blank = name < text.len && text.s[name] == ' ';
    name += blank;
    if (!point && !blank)
        return (Find){0};
    ptrdiff_t to = listed_end(arena, names, text, name, NAME_WHOLE | NAME_ADDRESS);
    if (exact && (!address->vietnamese || (lang_id(lang) == LANG_VI && !is_capital_at(text, at)))) {
        ptrdiff_t capitals = capitals_end(arena, text, name);
        to = capitals > to ? capitals : to;
    }
    return (Find){name, to, WORD_REDACTED_NAME, false};
}

Find redact_name(Arena *arena, const Names *names, Lang lang, Str text, ptrdiff_t at)
{
    ptrdiff_t listed = listed_end(arena, names, text, at, NAME_WHOLE | NAME_PROPER);
    if (listed > 0)
        return (Find){at, listed, WORD_REDACTED_NAME, false};
    ptrdiff_t whole = full_name_end(arena, text, at);
    if (whole > 0)
        return (Find){at, whole, WORD_REDACTED_NAME, false};
    Said said[ADDRESS_WORDS] = {0};
    for (ptrdiff_t i = 0; i < ADDRESS_WORDS; i++) {
        said[i].end = words_end(text, at, i + 1);
        if (said[i].end > 0)
            said[i].folded = text_fold(arena, str_slice(text, at, said[i].end));
    }
    for (ptrdiff_t i = 0; i < CX_COUNTOF(addresses); i++) {
        Find find = after_address(arena, names, lang, text, at, i, said);
        if (find.to > 0)
            return find;
    }
    return (Find){0};
}
