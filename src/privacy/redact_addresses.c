#include "redact.h"

/* Endings that make a word with points in it a link; others are sentences without a blank after
 * their point. */
static const Str endings[] = {
    {"com", 3}, {"vn", 2},   {"net", 3}, {"org", 3}, {"edu", 3},
    {"gov", 3}, {"info", 4}, {"biz", 3}, {"io", 2},  {"asia", 4},
};

/* How people write the sign in an address, also to hide it from programs. */
static const Str at_signs[] = {{"@", 1}, {"(at)", 4}, {"[at]", 4}};

static bool starts_nocase(Str text, ptrdiff_t at, Str prefix)
{
    return text.len - at >= prefix.len &&
           str_equal_nocase(str_slice(text, at, at + prefix.len), prefix);
}

/* Letters, digits and those of `also` from `at` on; points and the like at the end are the
 * sentence's. */
static ptrdiff_t run_end(Str text, ptrdiff_t at, Str also)
{
    ptrdiff_t end = at;
    for (ptrdiff_t i = at, after = 0; i < text.len; i = after) {
        int32_t c = redact_peek(text, i, &after);
        bool sign = c < 128 && str_find(also, (Str){text.s + i, 1}) >= 0;
        if (!redact_in_word(c) && !sign)
            break;
        if (!sign || c == '_')
            end = after;
    }
    return end;
}

static bool has_ending(Str domain)
{
    for (ptrdiff_t i = domain.len - 1; i > 0; i--) {
        if (domain.s[i] != '.')
            continue;
        for (ptrdiff_t j = 0; j < CX_COUNTOF(endings); j++) {
            if (str_equal_nocase(str_slice(domain, i + 1, domain.len), endings[j]))
                return true;
        }
        return false;
    }
    return false;
}

static ptrdiff_t email_end(Str text, ptrdiff_t at)
{
    ptrdiff_t i = run_end(text, at, S("._%+-"));
    /* "lan @ gmail.com": then only a real domain tells it from "5 kg @ 10k". */
    bool apart = i < text.len && text.s[i] == ' ';
    i += apart;
    for (ptrdiff_t k = 0; k < CX_COUNTOF(at_signs); k++) {
        if (!starts_nocase(text, i, at_signs[k]))
            continue;
        ptrdiff_t from = i + at_signs[k].len;
        if (from < text.len && text.s[from] == ' ') {
            apart = true;
            from++;
        }
        ptrdiff_t to = run_end(text, from, S(".-"));
        if (to - from < 2 || text_char_kind(redact_peek(text, from, NULL)) == CHAR_DIGIT)
            return 0;
        return !apart || has_ending(str_slice(text, from, to)) ? to : 0;
    }
    return 0;
}

static ptrdiff_t path_end(Str text, ptrdiff_t at)
{
    ptrdiff_t end = at;
    while (end < text.len && text.s[end] != ' ')
        end++;
    while (end > at && str_find(S(".,;:!?)\"'"), (Str){text.s + end - 1, 1}) >= 0)
        end--;
    return end;
}

static ptrdiff_t link_end(Str text, ptrdiff_t at)
{
    static const Str starts[] = {{"http://", 7}, {"https://", 8}, {"www.", 4}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(starts); i++) {
        if (starts_nocase(text, at, starts[i]))
            return path_end(text, at);
    }
    ptrdiff_t end = run_end(text, at, S(".-"));
    if (!has_ending(str_slice(text, at, end)))
        return 0;
    return end < text.len && text.s[end] == '/' ? path_end(text, end) : end;
}

Find redact_address(Str text, ptrdiff_t at, bool in_word)
{
    if (in_word)
        return (Find){0};
    if (text.s[at] == '@') {
        ptrdiff_t end = run_end(text, at + 1, S("._"));
        bool handle = end - at > 2 && text_char_kind(redact_peek(text, at + 1, NULL)) != CHAR_DIGIT;
        return handle ? (Find){at, end, WORD_REDACTED_NAME, false} : (Find){0};
    }
    if (!redact_in_word(redact_peek(text, at, NULL)))
        return (Find){0};
    ptrdiff_t end = email_end(text, at);
    if (end > 0)
        return (Find){at, end, WORD_REDACTED_EMAIL, false};
    end = link_end(text, at);
    return end > 0 ? (Find){at, end, WORD_REDACTED_LINK, false} : (Find){0};
}
