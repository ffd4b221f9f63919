#include "redact.h"

struct Redactor {
    Lang lang;
    const Names *names;
};

int32_t redact_peek(Str text, ptrdiff_t at, ptrdiff_t *after)
{
    int32_t c = text_next(text, &at);
    if (after != NULL)
        *after = at;
    return c;
}

bool redact_in_word(int32_t c)
{
    CharKind kind = c < 0 ? CHAR_OTHER : text_char_kind(c);
    return kind == CHAR_DIGIT || kind == CHAR_LETTER || kind == CHAR_CAPITAL;
}

ptrdiff_t redact_word_end(Str text, ptrdiff_t at)
{
    for (ptrdiff_t after = at; redact_in_word(redact_peek(text, at, &after));)
        at = after;
    return at;
}

/* The text of a list of names, or STR_NONE with the problem in diags. */
static Str read_list(Arena *arena, Str path, Pos pos, Diags *diags)
{
    FileView file;
    Str reason;
    if (!os_file_open(arena, &file, path, &reason)) {
        diag_add(diags, DIAG_FILE_UNREADABLE, pos, path, reason);
        return STR_NONE;
    }
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    Str text = STR_NONE;
    ptrdiff_t bad = -1;
    if (text_decode(arena, bytes, ENCODING_AUTO, &text, &bad))
        bad = utf8_invalid_at(text);
    if (bad < 0)
        return text.len > 0 ? text : S("\n");
    Str byte = str_format(arena, "0x%02X", (unsigned)(unsigned char)bytes.s[bad]);
    diag_add(diags, DIAG_DATA_NOT_UTF8, (Pos){.file = path}, byte, str_format(arena, "%td", bad));
    return STR_NONE;
}

const Redactor *redactor_open(Arena *arena, Str names_path, Pos pos, Lang lang, Diags *diags)
{
    Str list = S("\n");
    if (names_path.len > 0)
        list = read_list(arena, names_path, pos, diags);
    if (list.len == 0)
        return NULL;
    Redactor *redactor = NEW(arena, Redactor, 1);
    redactor->lang = lang;
    redactor->names = redact_names_read(arena, list);
    return redactor;
}

/* What was taken out before stays as it is: cleaning twice changes nothing. */
static Find token_at(Lang lang, Str text, ptrdiff_t at)
{
    for (Word key = WORD_REDACTED_NAME; key <= WORD_REDACTED_NUMBER; key++) {
        Str token = word(lang, key);
        if (str_starts(str_slice(text, at, text.len), token))
            return (Find){at, at + token.len, key, true};
    }
    return (Find){0};
}

static Find find_at(Arena *arena, const Redactor *redactor, Str text, ptrdiff_t at, bool in_word)
{
    Find find = token_at(redactor->lang, text, at);
    if (find.to == 0)
        find = redact_address(text, at, in_word);
    if (find.to == 0)
        find = redact_number(text, at, in_word);
    if (find.to == 0 && !in_word && redact_in_word(redact_peek(text, at, NULL)))
        find = redact_name(arena, redactor->names, redactor->lang, text, at);
    return find;
}

static bool ends_in_word(Str text)
{
    ptrdiff_t last = text.len - 1;
    while (last > 0 && ((unsigned char)text.s[last] & 0xC0) == 0x80)
        last--;
    return redact_in_word(redact_peek(text, last, NULL));
}

static Str clean_once(Arena *arena, const Redactor *redactor, Str text)
{
    Buffer clean = {.arena = arena};
    bool in_word = false;
    for (ptrdiff_t at = 0; at < text.len;) {
        Find find = find_at(arena, redactor, text, at, in_word);
        ptrdiff_t after = find.to;
        if (after == 0)
            redact_peek(text, at, &after);
        bool stays = find.to == 0 || find.keep;
        buffer_add(&clean, str_slice(text, at, stays ? after : find.from));
        if (!stays)
            buffer_add(&clean, word(redactor->lang, find.token));
        at = after;
        in_word = ends_in_word(buffer_str(&clean));
    }
    return buffer_str(&clean);
}

Str redactor_clean(Arena *arena, const Redactor *redactor, Str text)
{
    text = text_name_key(arena, text);
    /* What was taken out may let the piece before it be read as something else. Each round leaves
     * less that is not taken out. */
    for (Str before = STR_NONE; !str_equal(before, text);) {
        before = text;
        text = clean_once(arena, redactor, before);
    }
    return text;
}
