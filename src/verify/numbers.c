/* Numbers in texts: how they are read, and what they may be. */
#include "inside.h"

#include <math.h>

enum { DIGITS_LIMIT = 18, DECIMALS_LIMIT = 9 }; /* num_round's own */

static bool is_digit_at(Str text, ptrdiff_t at)
{
    return at >= 0 && at < text.len && text.s[at] >= '0' && text.s[at] <= '9';
}

bool number_any(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++)
        if (is_digit_at(text, i))
            return true;
    return false;
}

/* Three digits and no fourth: "1.234". */
static bool is_group(Str text, ptrdiff_t at)
{
    return is_digit_at(text, at) && is_digit_at(text, at + 1) && is_digit_at(text, at + 2) &&
           !is_digit_at(text, at + 3);
}

/* "−1,8" and "-1,8", but not the hyphen of "T9-10" or "2026-10". */
static int sign_before(Str text, ptrdiff_t at)
{
    static const char minus[] = "\xE2\x88\x92";
    if (str_ends(str_slice(text, 0, at), (Str){minus, 3}))
        return -1;
    if (at == 0 || text.s[at - 1] != '-')
        return 1;
    bool joined = at >= 2 && (is_digit_at(text, at - 2) || (text.s[at - 2] | 32) >= 'a');
    return joined ? 1 : -1;
}

bool number_next(Str text, Lang lang, ptrdiff_t *at, NumberToken *token)
{
    const char point = lang_id(lang) == LANG_VI ? ',' : '.',
               group = lang_id(lang) == LANG_VI ? '.' : ',';
    ptrdiff_t i = *at;
    while (i < text.len && !is_digit_at(text, i))
        i++;
    *at = i;
    if (i >= text.len)
        return false;
    *token = (NumberToken){.from = i};
    double value = 0;
    int digits = 0;
    for (; is_digit_at(text, i); i++, digits++)
        value = digits < DIGITS_LIMIT ? 10 * value + (text.s[i] - '0') : value;
    while (digits <= 3 && i < text.len && text.s[i] == group && is_group(text, i + 1)) {
        for (int k = 1; k <= 3; k++)
            value = 10 * value + (text.s[i + k] - '0');
        i += 4;
        if (i >= text.len || text.s[i] != group)
            break;
    }
    if (i < text.len && text.s[i] == point && is_digit_at(text, i + 1)) {
        double part = 0.1;
        for (i++; is_digit_at(text, i); i++, part /= 10)
            if (token->decimals < DECIMALS_LIMIT) {
                value += part * (text.s[i] - '0');
                token->decimals++;
            }
    }
    token->value = sign_before(text, token->from) * value;
    token->percent = i < text.len && text.s[i] == '%';
    token->to = i;
    *at = i;
    return true;
}

bool number_is(const NumberToken *token, double x, bool with_sign)
{
    if (!isfinite(x) || fabs(x) > 1e15)
        return false;
    static const double steps[] = {1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};
    double step = steps[token->decimals];
    double found = with_sign ? token->value : fabs(token->value);
    if (fabs(found - (with_sign ? x : fabs(x))) > step) /* nearly always */
        return false;
    double printed = num_round(x, token->decimals);
    return fabs(found - (with_sign ? printed : fabs(printed))) < 0.01 * step;
}

/* ---- What a number may be ---- */

static bool is_headline(Str code)
{
    return str_ends(code, S(".index")) || str_starts(code, S("combined."));
}

static bool code_allowed(const TextContext *context, const PublishedFigure *figure, ptrdiff_t now)
{
    if (context->any_now && figure->window == now)
        return true;
    if (context->code_count == 0)
        return is_headline(figure->code);
    for (ptrdiff_t i = 0; i < context->code_count; i++)
        if (str_equal(context->codes[i], figure->code))
            return true;
    return false;
}

static bool scope_has(const Verify *verify, const TextContext *context, ptrdiff_t index,
                      const NumberToken *token)
{
    const PackScope *scope = &verify->figures.scopes.items[index];
    for (ptrdiff_t i = scope->first; i < scope->first + scope->count; i++) {
        const PublishedFigure *figure = &verify->figures.items.items[i];
        if (!code_allowed(context, figure, verify->figures.now))
            continue;
        for (int f = 0; f < FIELD_COUNT; f++) /* a mark is a column of workbooks, said nowhere */
            if (f != FIELD_MARK && number_is(token, figure->field[f], false))
                return true;
    }
    for (ptrdiff_t i = 0; i < scope->other.len; i++)
        if (number_is(token, scope->other.items[i], false))
            return true;
    return false;
}

static bool in_word(Str text, ptrdiff_t at)
{
    if (at >= text.len)
        return false;
    ptrdiff_t after = at;
    CharKind kind = text_char_kind(text_next(text, &after));
    return kind == CHAR_DIGIT || kind == CHAR_LETTER || kind == CHAR_CAPITAL;
}

/* What stands behind the ellipsis: nothing of the name, or words of its rest, to its end or to
 * another ellipsis ("Trung tâm…số 01"). */
static bool goes_on(Str rest, Str name, ptrdiff_t kept)
{
    static const Str ellipsis = {"\xE2\x80\xA6", 3};
    if (!in_word(rest, 0))
        return true;
    for (ptrdiff_t from = kept; from < name.len; from++) {
        ptrdiff_t same = 0;
        while (same < rest.len && from + same < name.len && rest.s[same] == name.s[from + same])
            same++;
        bool ends = from + same == name.len && !in_word(rest, same);
        if (same > 0 && (ends || str_starts(str_slice(rest, same, rest.len), ellipsis)))
            return true;
    }
    return false;
}

/* "Ban Quản lý chuỗi cửa…": a long name as charts and sentences shorten it. */
bool figures_names_short(Str text, Str name)
{
    enum { SHORT_LEAST = 8 }; /* bytes that a shortened name keeps */
    static const Str ellipsis = {"\xE2\x80\xA6", 3};
    if (name.len <= SHORT_LEAST || str_find(text, str_slice(name, 0, SHORT_LEAST)) < 0)
        return false;
    for (ptrdiff_t at = 0;;) {
        ptrdiff_t found = str_find(str_slice(text, at, text.len), str_slice(name, 0, SHORT_LEAST));
        if (found < 0)
            return false;
        at += found;
        ptrdiff_t same = 0;
        while (same < name.len && at + same < text.len && text.s[at + same] == name.s[same])
            same++;
        if (str_starts(str_slice(text, at + same, text.len), ellipsis) &&
            goes_on(str_slice(text, at + same + ellipsis.len, text.len), name, same))
            return true;
        at++;
    }
}

bool figures_names(Str text, Str name)
{
    return str_find(text, name) >= 0 || figures_names_short(text, name);
}

static bool named_unit_has(const Verify *verify, const TextContext *context, Str text,
                           const NumberToken *token)
{
    if (context->own_only)
        return false;
    for (ptrdiff_t i = 1; i < verify->figures.scopes.len; i++)
        if (figures_names(text, verify->figures.scopes.items[i].name) &&
            scope_has(verify, context, i, token))
            return true;
    return false;
}

static bool is_spoken(Verify *verify, Lang lang, const NumberToken *token)
{
    ArenaMark mark = arena_mark(&verify->scratch);
    Str number = str_format(&verify->scratch, "%.0f", fabs(token->value));
    bool found = strmap_find(&verify->spoken[lang_id(lang)], number) != NULL;
    arena_reset(&verify->scratch, mark);
    return found;
}

/* The level of the intervals, as the workbook and the pages name it. */
static bool is_level(const NumberToken *token)
{
    static const double levels[] = {80, 90, 95, 98, 99};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(levels); i++)
        if (token->percent && token->decimals == 0 && token->value == levels[i])
            return true;
    return false;
}

/* Years, days and periods stand in scorecard.json's texts; pages, units and periods are counted. */
static bool is_plain_count(Verify *verify, const TextContext *context, const NumberToken *token)
{
    double x = fabs(token->value);
    if (token->decimals > 0 || token->percent)
        return false;
    return x <= (double)verify->structural || is_spoken(verify, context->lang, token);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n'; /* a cell's title and text stand in lines of their own */
}

/* The same number in the same words: with its neighbours, so that "63,2" of one sentence is not
 * taken for that of another. */
static Str with_neighbours(Str text, const NumberToken *token)
{
    ptrdiff_t from = token->from, to = token->to;
    while (from > 0 && text.s[from - 1] == ' ')
        from--;
    while (from > 0 && !is_blank(text.s[from - 1]))
        from--;
    while (to < text.len && !is_blank(text.s[to]))
        to++;
    return str_trim(str_slice(text, from, to));
}

/* "81,34 tỷ" keeps its two words together; on a page both kinds of blank are one glyph. */
static Str with_plain_blanks(Arena *arena, Str text)
{
    static const Str kept = {"\xC2\xA0", 2};
    Buffer plain = {.arena = arena};
    ptrdiff_t found = str_find(text, kept);
    if (found < 0)
        return text;
    for (; found >= 0; found = str_find(text, kept)) {
        buffer_add(&plain, str_slice(text, 0, found));
        buffer_add_byte(&plain, ' ');
        text = str_slice(text, found + kept.len, text.len);
    }
    buffer_add(&plain, text);
    return buffer_str(&plain);
}

static bool is_quoted(const Verify *verify, const TextContext *context, Str text,
                      const NumberToken *token)
{
    Arena scratch = verify->scratch; /* by value: given back at once */
    Str piece = with_neighbours(text, token);
    return str_find(verify->sentences, piece) >= 0 || str_find(context->around, piece) >= 0 ||
           str_find(context->around, with_plain_blanks(&scratch, piece)) >= 0;
}

static bool is_inside(Str name, Str text, const NumberToken *token)
{
    for (ptrdiff_t at = 0; name.len > 0 && at <= token->from;) {
        ptrdiff_t found = str_find(str_slice(text, at, text.len), name);
        if (found < 0 || at + found > token->from)
            return false;
        if (at + found + name.len >= token->to)
            return true;
        at += found + 1;
    }
    return false;
}

bool number_in_label(const Verify *verify, Str text, const NumberToken *token, ptrdiff_t least)
{
    const Json *metrics = json_find(verify->scorecard, "metrics");
    for (ptrdiff_t i = 0; metrics && i < metrics->count; i++) {
        Str label = json_text(&metrics->items[i], "label");
        if (label.len >= least && is_inside(label, text, token))
            return true;
    }
    return false;
}

/* The 61 of "Shop 61": a part of the name of a unit or a question, wherever that stands in full. A
 * name that is nothing but a number excuses none. */
static bool is_in_name(const Verify *verify, Str text, const NumberToken *token)
{
    ptrdiff_t least = token->to - token->from + 1;
    for (ptrdiff_t i = 1; i < verify->figures.scopes.len; i++) {
        Str name = verify->figures.scopes.items[i].name;
        if (name.len >= least && is_inside(name, text, token))
            return true;
    }
    return number_in_label(verify, text, token, least);
}

/* "For the head of 236 only": a department that is called by a number, in the words that name it on
 * its own files and nowhere else. */
static bool is_own_name(Verify *verify, const TextContext *context, Str text,
                        const NumberToken *token)
{
    static const Word naming[] = {WORD_BRIEF_TITLE,        WORD_BRIEF_SUBJECT,
                                  WORD_BRIEF_CONFIDENTIAL, WORD_BRIEF_MAIL_DEAR_HEAD,
                                  WORD_BRIEF_MAIL_INTRO,   WORD_BRIEF_MAIL_INTRO_ALONE};
    Str name = context->own_name, before = str_slice(text, 0, token->from);
    if (name.len == 0 || !str_equal(name, str_slice(text, token->from, token->to)))
        return false;
    Arena scratch = verify->scratch; /* by value: given back at once */
    for (ptrdiff_t i = 0; i < CX_COUNTOF(naming); i++) {
        Str said = WORDS(&scratch, context->lang, naming[i], S("\n"), STR_NONE);
        ptrdiff_t at = str_find(said, S("\n"));
        if (at > 0 && str_ends(before, str_slice(said, 0, at)))
            return true;
    }
    return false;
}

/* The same of a name cut short in its middle: "Phòng Chăm sóc…số 141". What stands before the
 * ellipsis begins the name, what stands from there to the number is in it. */
static bool is_in_cut_name(const Verify *verify, Str text, const NumberToken *token)
{
    enum { HEAD_LEAST = 8, TAIL_MOST = 60 }; /* bytes */
    static const Str ellipsis = {"\xE2\x80\xA6", 3};
    ptrdiff_t at = token->from;
    while (at > 0 && token->from - at < TAIL_MOST &&
           !str_starts(str_slice(text, at, text.len), ellipsis))
        at--;
    if (!str_starts(str_slice(text, at, text.len), ellipsis))
        return false;
    Str head = str_slice(text, 0, at), tail = str_slice(text, at + ellipsis.len, token->to);
    for (ptrdiff_t i = 1; i < verify->figures.scopes.len; i++) {
        Str name = verify->figures.scopes.items[i].name;
        if (str_find(name, tail) < 0)
            continue;
        for (ptrdiff_t kept = HEAD_LEAST; kept < name.len && kept <= head.len; kept++)
            if (str_ends(head, str_slice(name, 0, kept)))
                return true;
    }
    return false;
}

bool number_tied(Verify *verify, const TextContext *context, Str text, const NumberToken *token)
{
    if (is_plain_count(verify, context, token) || is_level(token))
        return true;
    for (ptrdiff_t i = 0; i < context->scope_count; i++)
        if (scope_has(verify, context, context->scopes[i], token))
            return true;
    if (context->linked.len > 0 && linked_below(verify, context->linked, token))
        return true;
    return named_unit_has(verify, context, text, token) ||
           is_quoted(verify, context, text, token) || is_in_name(verify, text, token) ||
           is_in_cut_name(verify, text, token) || is_own_name(verify, context, text, token);
}

bool text_tied(Verify *verify, const TextContext *context, Str text, NumberToken *token)
{
    for (ptrdiff_t at = 0; number_next(text, context->lang, &at, token);)
        if (!number_tied(verify, context, text, token))
            return false;
    return true;
}

bool text_repeats(Verify *verify, const TextContext *context, Str text, NumberToken *token)
{
    for (ptrdiff_t at = 0; number_next(text, context->lang, &at, token);)
        if (!is_plain_count(verify, context, token) && !is_level(token) &&
            !is_quoted(verify, context, text, token) && !is_in_name(verify, text, token) &&
            !is_in_cut_name(verify, text, token) && !is_own_name(verify, context, text, token))
            return false;
    return true;
}
