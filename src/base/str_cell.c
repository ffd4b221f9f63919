/* A cell of delimited text, as programs write it for others to read. */
#include <cxex/base.h>

#include <string.h>

#include "banned.h"

static Str without_quotes(Arena *arena, Str cell)
{
    if (cell.len == 0 || cell.s[0] != '"')
        return cell;
    const char *second = memchr(cell.s + 1, '"', (size_t)(cell.len - 1));
    if (second == NULL)
        return str_slice(cell, 1, cell.len);
    if (second == cell.s + cell.len - 1)
        return str_slice(cell, 1, cell.len - 1);
    char *value = NEW(arena, char, cell.len);
    ptrdiff_t len = 0, at = 1;
    bool closed = false;
    while (at < cell.len) {
        char c = cell.s[at++];
        if (c == '"' && !closed) {
            if (at < cell.len && cell.s[at] == '"')
                at++;
            else {
                closed = true;
                continue;
            }
        }
        value[len++] = c;
    }
    return (Str){value, len};
}

/* `'=` and the like keep a spreadsheet from taking a text for a formula (LimeSurvey writes so),
 * `="007"` keeps it from taking one for a number. '-' in quotation marks is only that. */
static Str without_guard(Str value)
{
    Str last = str_slice(value, value.len - 1, value.len);
    if (value.s[0] == '\'') {
        bool formula = str_find(S("=+-@"), str_slice(value, 1, 2)) >= 0;
        return formula && !str_equal(last, S("'")) ? str_slice(value, 1, value.len) : value;
    }
    Str inner = str_slice(value, 2, value.len > 2 ? value.len - 1 : 2);
    bool text = value.s[1] == '"' && value.len > 2 && str_equal(last, S("\""));
    return text && str_find(inner, S("\"")) < 0 ? inner : value;
}

Str str_cell_value(Arena *arena, Str cell)
{
    Str value = without_quotes(arena, cell);
    bool guarded = value.len > 1 && (value.s[0] == '\'' || value.s[0] == '=');
    return guarded ? without_guard(value) : value;
}
