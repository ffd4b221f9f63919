#include <cxex/text.h>

/* What may stand before the @ without quotation marks (RFC 5322 atext, and dots). Letters beyond
 * ASCII need servers that know RFC 6531, which nobody can be sure of. */
static bool is_local_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && str_find(S("!#$%&'*+-/=?^_`{|}~."), (Str){&c, 1}) >= 0);
}

static bool is_host_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.';
}

bool text_is_address(Str text)
{
    enum { LOCAL_LIMIT = 64, ADDRESS_LIMIT = 254 }; /* RFC 5321 */
    StrCut at = str_cut(text, '@');
    Str local = at.head, host = at.tail;
    if (!at.found || local.len < 1 || local.len > LOCAL_LIMIT || text.len > ADDRESS_LIMIT)
        return false;
    for (ptrdiff_t i = 0; i < local.len; i++)
        if (!is_local_byte(local.s[i]))
            return false;
    for (ptrdiff_t i = 0; i < host.len; i++)
        if (!is_host_byte(host.s[i]))
            return false;
    return str_find(host, S(".")) > 0 && str_find(text, S("..")) < 0 && !str_ends(host, S(".")) &&
           !str_starts(local, S(".")) && !str_ends(local, S("."));
}

bool text_addresses(Arena *arena, Str text, StrList *addresses)
{
    for (ptrdiff_t from = 0, at = 0; at <= text.len; at++) {
        if (at < text.len && text.s[at] != ',' && text.s[at] != ';')
            continue;
        Str one = str_trim(str_slice(text, from, at));
        from = at + 1;
        if (one.len > 0 && !text_is_address(one))
            return false;
        if (one.len > 0 && strlist_find(addresses, one) < 0)
            *PUSH(arena, addresses, Str) = one;
    }
    return true;
}
