/* What a cell of a header says to the one who reads it: survey tools leave the marks of their web
 * pages in it. */
#include "work.h"

/* ---- Marks ---- */

typedef struct Tag {
    Str name;
    bool parts; /* stands between words */
} Tag;

static const Tag tags[] = {
    {{"a", 1}, false},     {{"abbr", 4}, false},       {{"b", 1}, false},
    {{"big", 3}, false},   {{"blockquote", 10}, true}, {{"br", 2}, true},
    {{"center", 6}, true}, {{"code", 4}, false},       {{"del", 3}, false},
    {{"div", 3}, true},    {{"em", 2}, false},         {{"font", 4}, false},
    {{"h1", 2}, true},     {{"h2", 2}, true},          {{"h3", 2}, true},
    {{"h4", 2}, true},     {{"h5", 2}, true},          {{"h6", 2}, true},
    {{"hr", 2}, true},     {{"i", 1}, false},          {{"img", 3}, true},
    {{"ins", 3}, false},   {{"label", 5}, false},      {{"li", 2}, true},
    {{"mark", 4}, false},  {{"ol", 2}, true},          {{"p", 1}, true},
    {{"pre", 3}, true},    {{"s", 1}, false},          {{"small", 5}, false},
    {{"span", 4}, false},  {{"strike", 6}, false},     {{"strong", 6}, false},
    {{"sub", 3}, false},   {{"sup", 3}, false},        {{"table", 5}, true},
    {{"tbody", 5}, true},  {{"td", 2}, true},          {{"th", 2}, true},
    {{"thead", 5}, true},  {{"tr", 2}, true},          {{"u", 1}, false},
    {{"ul", 2}, true},
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Length of the tag that begins here ("<b>", "</span>", "<p class=x>", "<br/>"), or 0: "Age < 18"
 * and "a <new> word" hold none. last: the last > of the text, behind which nothing closes. */
static ptrdiff_t tag_at(Str text, ptrdiff_t at, ptrdiff_t last, bool *parts)
{
    Str rest = str_slice(text, at + 1, text.len);
    ptrdiff_t from = str_starts(rest, S("/")) ? 1 : 0, to = from;
    while (to < rest.len && is_word(rest.s[to]))
        to++;
    Str name = str_slice(rest, from, to);
    bool ends = to < rest.len && (rest.s[to] == '>' || rest.s[to] == '/' || rest.s[to] == ' ');
    for (ptrdiff_t i = 0; ends && at < last && i < CX_COUNTOF(tags); i++) {
        if (!str_equal_nocase(name, tags[i].name))
            continue;
        *parts = tags[i].parts;
        return str_find(rest, S(">")) + 2;
    }
    return 0;
}

/* ---- Letters written by name or number: "&nbsp;", "&#8211;" ---- */

static const struct {
    Str name;
    int32_t letter;
} entities[] = {
    {{"amp", 3}, '&'},       {{"lt", 2}, '<'},       {{"gt", 2}, '>'},       {{"quot", 4}, '"'},
    {{"apos", 4}, '\''},     {{"nbsp", 4}, 0xA0},    {{"ndash", 5}, 0x2013}, {{"mdash", 5}, 0x2014},
    {{"lsquo", 5}, 0x2018},  {{"rsquo", 5}, 0x2019}, {{"ldquo", 5}, 0x201C}, {{"rdquo", 5}, 0x201D},
    {{"hellip", 6}, 0x2026},
};

static int32_t numbered_letter(Str digits)
{
    bool hex = digits.len > 1 && (digits.s[0] == 'x' || digits.s[0] == 'X');
    int32_t letter = 0;
    for (ptrdiff_t i = hex ? 1 : 0; i < digits.len && letter <= 0x10FFFF; i++) {
        char c = digits.s[i];
        bool upper = c >= 'A' && c <= 'F', lower = c >= 'a' && c <= 'f';
        if (!(c >= '0' && c <= '9') && !(hex && (upper || lower)))
            return 0;
        int value = upper ? c - 'A' + 10 : lower ? c - 'a' + 10 : c - '0';
        letter = letter * (hex ? 16 : 10) + value;
    }
    bool whole = letter >= ' ' && letter <= 0x10FFFF && (letter < 0xD800 || letter > 0xDFFF);
    return whole ? letter : 0;
}

/* Length of what begins here, or 0. */
static ptrdiff_t entity_at(Str text, ptrdiff_t at, int32_t *letter)
{
    enum { LONGEST = 10 };
    Str rest = str_slice(text, at + 1, at + 1 + LONGEST < text.len ? at + 1 + LONGEST : text.len);
    ptrdiff_t end = str_find(rest, S(";"));
    if (end < 2)
        return 0;
    Str name = str_slice(rest, 0, end);
    *letter = name.s[0] == '#' ? numbered_letter(str_slice(name, 1, name.len)) : 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(entities); i++) {
        if (str_equal(name, entities[i].name))
            *letter = entities[i].letter;
    }
    return *letter != 0 ? end + 2 : 0;
}

static void add_letter(Buffer *buffer, int32_t letter)
{
    char bytes[4];
    buffer_add(buffer, (Str){bytes, utf8_encode(letter, bytes)});
}

Str header_key(Arena *arena, Str cell)
{
    if (str_find(cell, S("<")) < 0 && str_find(cell, S("&")) < 0)
        return text_name_key(arena, cell);
    Buffer buffer = {.arena = arena};
    ptrdiff_t last = cell.len - 1;
    while (last >= 0 && cell.s[last] != '>')
        last--;
    for (ptrdiff_t at = 0; at < cell.len;) {
        bool parts = false;
        int32_t letter = 0;
        ptrdiff_t tag = cell.s[at] == '<' ? tag_at(cell, at, last, &parts) : 0;
        ptrdiff_t entity = cell.s[at] == '&' ? entity_at(cell, at, &letter) : 0;
        if (tag > 0 && parts)
            buffer_add_byte(&buffer, ' ');
        else if (entity > 0)
            add_letter(&buffer, letter);
        else if (tag == 0)
            buffer_add_byte(&buffer, cell.s[at]);
        at += tag > 0 ? tag : entity > 0 ? entity : 1;
    }
    return text_name_key(arena, buffer_str(&buffer));
}
