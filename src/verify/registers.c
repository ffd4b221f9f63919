/* Lines of the registers of promises and suggestions, as pages and sheets show them. */
#include "inside.h"

#include <math.h>

/* ---- Whose they are ---- */

static const Json *members_of(const Verify *verify, ptrdiff_t unit)
{
    const Json *units = json_find(verify->scorecard, "units");
    for (ptrdiff_t i = 0; units && i < units->count; i++)
        if (str_equal(json_text(&units->items[i], "key"), verify->figures.scopes.items[unit].key))
            return json_find(&units->items[i], "members");
    return NULL;
}

bool registers_own_unit(const Verify *verify, ptrdiff_t unit, Str name)
{
    if (unit < 0)
        return true;
    const PackScope *scope = &verify->figures.scopes.items[unit];
    const Json *members = members_of(verify, unit);
    bool own = str_equal(name, scope->name);
    for (ptrdiff_t i = 0; members && i < members->count && !own; i++) {
        Str key = members->items[i].text;
        const ptrdiff_t *at = strmap_find(&verify->figures.scope_by_key, key);
        own = str_equal(name, at ? verify->figures.scopes.items[*at].name : key);
    }
    return own;
}

/* What follows the unit is a period: "trust.Sales.2026-10.due" is not of a unit "trust.Sales". */
static bool is_of(const Verify *verify, Str path, Str key)
{
    Str rest = str_cut(path, '.').tail;
    if (!str_starts(rest, key) || rest.len <= key.len || rest.s[key.len] != '.')
        return false;
    rest = str_slice(rest, key.len + 1, rest.len);
    if (str_starts(rest, S("all.")))
        return true;
    for (ptrdiff_t i = 0; i < verify->figures.windows.len; i++) {
        Str window = verify->figures.windows.items[i];
        if (str_starts(rest, window) && rest.len > window.len && rest.s[window.len] == '.')
            return true;
    }
    return false;
}

bool registers_own_path(const Verify *verify, ptrdiff_t unit, Str path)
{
    if (unit < 0)
        return true;
    const Json *members = members_of(verify, unit);
    bool own = is_of(verify, path, verify->figures.scopes.items[unit].key);
    for (ptrdiff_t i = 0; members && i < members->count; i++)
        own = own || is_of(verify, path, members->items[i].text);
    return own;
}

/* ---- One promise ---- */

const Json *registers_promise(const Verify *verify, Str key)
{
    const Json *registers = json_find(verify->scorecard, "registers");
    const Json *list = registers ? json_find(registers, "promises") : NULL;
    Str rest = str_cut(str_cut(key, '.').tail, '.').tail; /* "12.days" */
    Num number = num_parse(str_cut(rest, '.').head, false);
    bool there = list && number.ok && number.value >= 0 && number.value < (double)list->count;
    return there ? &list->items[(ptrdiff_t)number.value] : NULL;
}

Date registers_day(Str iso)
{
    if (iso.len != 10)
        return (Date){0};
    Num year = num_parse(str_slice(iso, 0, 4), false),
        month = num_parse(str_slice(iso, 5, 7), false),
        day = num_parse(str_slice(iso, 8, 10), false);
    Date date = {(int)year.value, (int)month.value, (int)day.value};
    bool good = year.ok && month.ok && day.ok && date_valid(date.year, date.month, date.day);
    return good ? date : (Date){0};
}

static Str day_text(Verify *verify, Str iso, Lang lang)
{
    Date date = registers_day(iso);
    return date.year == 0 ? S("?") : date_show(&verify->scratch, date, lang);
}

static Str state_text(Verify *verify, const Json *promise, Lang lang)
{
    static const struct {
        const char *status;
        Word none, one, many; /* by days */
    } states[] = {
        {"open", WORD_PROMISE_OPEN_TODAY, WORD_PROMISE_OPEN_DAY, WORD_PROMISE_OPEN_DAYS},
        {"late", WORD_PROMISE_LATE_DAY, WORD_PROMISE_LATE_DAY, WORD_PROMISE_LATE_DAYS},
        {"ahead", WORD_PROMISE_AHEAD, WORD_PROMISE_AHEAD, WORD_PROMISE_AHEAD},
        {"kept", WORD_PROMISE_KEPT, WORD_PROMISE_KEPT, WORD_PROMISE_KEPT},
        {"cancelled", WORD_PROMISE_CANCELLED, WORD_PROMISE_CANCELLED, WORD_PROMISE_CANCELLED}};
    double days = json_number_of(promise, "days");
    for (ptrdiff_t i = 0; i < CX_COUNTOF(states); i++)
        if (str_equal(json_text(promise, "status"), str_from(states[i].status))) {
            Word words = !(days > 0) ? states[i].none : days == 1 ? states[i].one : states[i].many;
            return WORDS(&verify->scratch, lang, words,
                         num_show_count(&verify->scratch, days > 0 ? (int64_t)days : 0, lang));
        }
    return S("?");
}

bool registers_shows(Verify *verify, const Json *promise, Str key, Lang lang, Str shown,
                     Str *expected)
{
    bool due = str_ends(key, S(".due_on"));
    *expected = due ? day_text(verify, json_text(promise, "due_on"), lang)
                    : state_text(verify, promise, lang);
    return str_equal(shown, *expected) || figures_names_short(shown, *expected) ||
           (due && str_equal(shown, WORDS(&verify->scratch, lang, WORD_BRIEF_BY_DUE, *expected)));
}

double registers_mark(const Json *promise)
{
    Str status = json_text(promise, "status");
    return str_equal(status, S("open"))        ? PROMISE_MARK_OVERDUE
           : str_equal(status, S("kept"))      ? PROMISE_MARK_KEPT
           : str_equal(status, S("cancelled")) ? (double)NAN
                                               : PROMISE_MARK_MIDDLE;
}
